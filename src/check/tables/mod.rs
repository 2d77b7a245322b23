//! The three tables as such: whether they are there, complete, and filled with numbers.

mod cells;
mod labels;
mod writing;

pub use cells::{blanks, decimals, negatives, outliers, placeholders, unreadable};
pub use labels::{added, captions, is_table_repeated, repeated_rows, row_order, wording};
pub use writing::{digits, notes, odd_integers, units};

use super::context::Context;
use super::finding::{Finding, Place, Severity};
use super::messages::message;
use crate::form::{CellId, Column, Edition, Row, Table};
use crate::report::{Cell, TableStatus};

/// TAB-01. A part that should hold a table holds one. Where the whole part is missing, that is what is said.
pub fn missing_tables(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for &table in Table::ALL {
        let is_missing = context.report.tables.get(table).status == TableStatus::Missing;
        if let Some((index, section)) = context.section(table.part()).filter(|_| is_missing) {
            let finding = Finding::new("TAB-01", message!("TAB-01", table = table)).at(Place::Table(table));
            findings.push(finding.at(context.heading_of(index, section)));
        }
    }
}

/// TAB-02. Every row of the form is there; a row that has lost its label only counts less. Table four has a
/// single row, and DIS-11.
pub fn missing_rows(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read().filter(|&table| table != Table::Disputes) {
        let reading = context.report.tables.get(table);
        if !reading.missing_rows.is_empty() {
            let message = message!("TAB-02", table = table, rows = (table, reading.missing_rows.clone()));
            findings.push(Finding::new("TAB-02", message).at(Place::Table(table)));
        }
        let unlabelled = reading.rows.iter().filter(|row| row.label.text.trim().is_empty());
        let unlabelled: Vec<Row> = unlabelled.map(|row| row.row).collect();
        if !unlabelled.is_empty() {
            let message = message!("TAB-02.labels", table = table, rows = (table, unlabelled));
            let finding = Finding::new("TAB-02", message).lowered(Severity::Warning);
            findings.push(finding.at(Place::Table(table)));
        }
    }
}

/// The columns under 法人或其他组织.
const ORGANISATIONS: [Column; 5] =
    [Column::Business, Column::Research, Column::Nonprofit, Column::Legal, Column::Other];

/// TAB-03. Every column of the form is there. For table four it is DIS-11.
pub fn missing_columns(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read().filter(|&table| table != Table::Disputes) {
        let missing = &context.report.tables.get(table).missing_columns;
        if missing.is_empty() {
            continue;
        }
        let merged = table == Table::Requests
            && missing.len() >= 2
            && missing.iter().all(|column| ORGANISATIONS.contains(column));
        let columns = (table, missing.clone());
        let message = if merged {
            message!("TAB-03.organisations", columns = columns)
        } else {
            message!("TAB-03", table = table, columns = columns)
        };
        findings.push(Finding::new("TAB-03", message).at(Place::Table(table)));
    }
}

/// TAB-07. （六） has three rows in the form of 2021. Where table two is of 2019 as well, STR-21 says so.
pub fn single_other_row(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let tables = &context.report.tables;
    let is_old_throughout = tables.disclosure.is_read() && tables.disclosure.edition == Edition::Y2019;
    if tables.requests.edition == Edition::Y2019 && !is_old_throughout {
        let place = Place::Cell(CellId::requests(Row::Other, Column::Natural));
        findings.push(Finding::new("TAB-07", message!("TAB-07")).at(place));
    }
}

/// The cells of a table that pass the test, which no plain number does (see [`Context::remarkable`]), without those an earlier finding already points at: their fault
/// is said there.
fn cells_that(
    context: &Context<'_>,
    table: Table,
    findings: &[Finding],
    test: impl Fn(CellId, &Cell) -> bool,
) -> Vec<CellId> {
    let is_said = |id| findings.iter().any(|finding| finding.places.contains(&Place::Cell(id)));
    let passing = context.remarkable(table).filter(|(id, cell)| test(*id, cell));
    passing.map(|(id, _)| id).filter(|&id| !is_said(id)).collect()
}
