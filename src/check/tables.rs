//! The three tables as such: whether they are there, complete, and filled with numbers.

use super::context::Context;
use super::disclosure::{FEE, explains_unread};
use super::finding::{Finding, Outcome, Place, Severity};
use super::messages::message;
use crate::form::{self, CellId, Column, Edition, Row, Table, Unit};
use crate::report::{Cell, Problem, TableStatus, Value};

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

/// The cells of a table that pass the test, without those an earlier finding already points at: their fault
/// is said there.
fn cells_that(
    context: &Context<'_>,
    table: Table,
    findings: &[Finding],
    test: impl Fn(CellId, &Cell) -> bool,
) -> Vec<CellId> {
    let is_said = |id| findings.iter().any(|finding| finding.places.contains(&Place::Cell(id)));
    let passing = context.cells(table).filter(|(id, cell)| test(*id, cell));
    passing.map(|(id, _)| id).filter(|&id| !is_said(id)).collect()
}

/// TAB-08. Blank cells, one finding a table: advice where the sums around them hold.
pub fn blanks(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read() {
        let cells = cells_that(context, table, findings, |_, cell| cell.value == Value::Blank);
        if cells.is_empty() {
            continue;
        }
        let count = cells.len();
        let is_violated = |outcome: &Outcome| matches!(outcome, Outcome::Violated { .. });
        let is_vouched = |cell: &CellId| {
            context.any_relation(*cell, |outcome| *outcome == Outcome::Held)
                && !context.any_relation(*cell, is_violated)
        };
        let finding = if cells.iter().all(is_vouched) {
            let message = message!("TAB-08.harmless", table = table, count = count, cells = cells.clone());
            Finding::new("TAB-08", message).lowered(Severity::Info)
        } else {
            Finding::new("TAB-08", message!("TAB-08", table = table, count = count, cells = cells.clone()))
        };
        findings.push(finding.at_cells(cells));
    }
}

/// TAB-09. Dashes and the like in place of 0, one finding a table.
pub fn placeholders(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read() {
        let cells = cells_that(context, table, findings, |_, cell| cell.value == Value::Placeholder);
        if let Some(&first) = cells.first() {
            let message = message!("TAB-09", table = table, count = cells.len(), cells = cells.clone());
            findings.push(Finding::new("TAB-09", message).at_cells(cells).actual(context.raw(first)).expected(0));
        }
    }
}

/// TAB-11. No number is negative, but 本年增/减 of 2019. A negative fee is ACT-10's.
pub fn negatives(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read() {
        let is_negative = |id, cell: &Cell| {
            cell.number().is_some_and(|number| number.is_negative())
                && form::unit(id) != Some(Unit::SignedCount)
                && id != FEE
        };
        for cell in cells_that(context, table, findings, is_negative) {
            let message = message!("TAB-11", cell = cell, actual = context.raw(cell).to_owned());
            findings.push(Finding::new("TAB-11", message).at(Place::Cell(cell)).actual(context.raw(cell)));
        }
    }
}

/// 分 as a fraction of 万元.
const DECIMALS_OF_FEE: usize = 6;

/// TAB-12. Counts are whole; the fee is exact to the 分 at most. `3.0` is whole, only badly written.
pub fn decimals(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read() {
        let is_count = |id| matches!(form::unit(id), Some(Unit::Count | Unit::SignedCount));
        let is_whole = |cell: &Cell| cell.number().is_none_or(|number| number.is_whole());
        for cell in cells_that(context, table, findings, |id, cell| is_count(id) && !is_whole(cell)) {
            let message = message!("TAB-12", cell = cell, actual = context.raw(cell).to_owned());
            findings.push(Finding::new("TAB-12", message).at(Place::Cell(cell)).actual(context.raw(cell)));
        }
        let is_too_fine = |id, cell: &Cell| {
            form::unit(id) == Some(Unit::TenThousandYuan)
                && cell.number().is_some_and(|number| number.decimals() > DECIMALS_OF_FEE)
        };
        for cell in cells_that(context, table, findings, is_too_fine) {
            let message = message!("TAB-12.fee", cell = cell, actual = context.raw(cell).to_owned());
            findings.push(Finding::new("TAB-12", message).at(Place::Cell(cell)).actual(context.raw(cell)));
        }
        let is_pointed =
            |id, cell: &Cell| is_count(id) && is_whole(cell) && cell.number().is_some() && has_point(&cell.raw);
        let cells = cells_that(context, table, findings, is_pointed);
        if let Some(&first) = cells.first() {
            let message = message!("TAB-12.point", table = table, count = cells.len(), cells = cells.clone());
            let finding = Finding::new("TAB-12", message).lowered(Severity::Info).at_cells(cells);
            let whole = context.number(first).unwrap_or_default();
            findings.push(finding.actual(context.raw(first)).expected(whole));
        }
    }
}

/// Whether the number at the start of the text is written with decimals.
fn has_point(raw: &str) -> bool {
    let number = raw.split(|c: char| !matches!(form::simplify(c), '0'..='9' | '.' | ',' | ' ' | '+' | '-'));
    number.into_iter().next().is_some_and(|number| number.chars().any(|c| form::simplify(c) == '.'))
}

/// TAB-16. A table, or single cells of it, could not be read: what depends on them was not checked.
pub fn unreadable(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for &table in Table::ALL {
        let reading = context.report.tables.get(table);
        if reading.status == TableStatus::Unreadable {
            findings.push(Finding::new("TAB-16", message!("TAB-16", table = table)).at(Place::Table(table)));
        }
        if !reading.is_read() {
            continue;
        }
        let garbled = |problem| matches!(problem, Problem::NotANumber | Problem::TooLong);
        let mut cells = cells_that(context, table, findings, |id, cell| {
            matches!(cell.value, Value::Unread(_)) && !explains_unread(context, id, cell)
        });
        // Something stands there that is no number: the draft's fault, not the reader's.
        let is_garbled = context.cells(table).any(|(id, cell)| match cell.value {
            Value::Unread(problem) => garbled(problem) && cells.contains(&id),
            _ => false,
        });
        cells.extend(absent(context, table));
        if cells.is_empty() {
            continue;
        }
        let message = message!("TAB-16.cells", table = table, count = cells.len(), cells = cells.clone());
        let finding = Finding::new("TAB-16", message).at_cells(cells);
        findings.push(Finding { severity: if is_garbled { Severity::Warning } else { finding.severity }, ..finding });
    }
}

/// Cells that are not there although their row and column are. In table four that is DIS-11's.
fn absent(context: &Context<'_>, table: Table) -> Vec<CellId> {
    let reading = context.report.tables.get(table);
    let is_absent = |id: &CellId| {
        !context.report.cells.contains_key(id)
            && !reading.missing_rows.contains(&id.row)
            && !reading.missing_columns.contains(&id.column)
    };
    match table {
        Table::Disputes => Vec::new(),
        _ => form::cells(table, reading.edition).into_iter().filter(is_absent).collect(),
    }
}
