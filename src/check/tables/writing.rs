//! How the numbers in the cells are written.

use super::cells_that;
use crate::check::context::Context;
use crate::check::disclosure::FEE;
use crate::check::finding::{Edit, Finding, Place, Severity};
use crate::check::messages::message;
use crate::form::{self, CellId, Table, Unit};
use crate::report::Cell;

/// The number alone, as it should be written.
fn plainly(context: &Context<'_>, cells: &[CellId]) -> Vec<Edit> {
    let edit = |&id: &CellId| {
        let to = context.report.number(id)?.to_string();
        Some(Edit { place: Place::Cell(id), from: context.raw(id).to_owned(), to })
    };
    cells.iter().filter_map(edit).collect()
}

/// One finding a table on cells that hold a number, but not the number alone.
fn each_table(
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
    test: fn(CellId, &Cell) -> bool,
    finding: fn(&Context<'_>, Table, CellId, Vec<CellId>) -> Finding,
) {
    for table in context.tables_read() {
        let cells = cells_that(context, table, findings, |id, cell| cell.number().is_some() && test(id, cell));
        let Some(&first) = cells.first() else { continue };
        let finding = finding(context, table, first, cells.clone()).at_cells(cells).actual(context.raw(first));
        let expected = context.number(first).unwrap_or_default();
        findings.push(finding.expected(expected));
    }
}

/// TAB-10. No unit stands in a cell: the form states it. A fee in 元 is ACT-11's; of purchases the form of 2019 states none.
pub fn units(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let has_unit = |id: CellId, cell: &Cell| {
        let unit = cell.marks.unit.as_deref();
        unit.is_some_and(|unit| id != FEE || unit.ends_with("万元")) && form::unit(id) != Some(Unit::Money)
    };
    each_table(context, findings, has_unit, |context, table, first, cells| {
        let message = message!(
            "TAB-10",
            table = table,
            count = cells.len(),
            cells = cells.clone(),
            actual = context.raw(first).to_owned()
        );
        Finding::new("TAB-10", message).safely(plainly(context, &cells))
    });
}

/// TAB-13. Digits are written plainly: half-width, without thousands marks or blanks.
pub fn digits(context: &Context<'_>, findings: &mut Vec<Finding>) {
    each_table(
        context,
        findings,
        |_, cell| cell.marks.full_width || cell.marks.grouped,
        |context, table, first, cells| {
            let message = message!(
                "TAB-13",
                table = table,
                count = cells.len(),
                cells = cells.clone(),
                actual = context.raw(first).to_owned()
            );
            Finding::new("TAB-13", message).safely(plainly(context, &cells))
        },
    );
}

/// TAB-14. No zero stands before a number, and no plus sign but where the form asks for more or less.
pub fn odd_integers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_odd = |id: CellId, cell: &Cell| {
        cell.marks.leading_zero || (cell.marks.plus && form::unit(id) != Some(Unit::SignedCount))
    };
    each_table(context, findings, is_odd, |context, table, first, cells| {
        let message = message!(
            "TAB-14",
            table = table,
            count = cells.len(),
            cells = cells.clone(),
            actual = context.raw(first).to_owned()
        );
        Finding::new("TAB-14", message).safely(plainly(context, &cells))
    });
}

/// TAB-15. No note stands in a cell: it belongs below the table, where a person must put it.
pub fn notes(context: &Context<'_>, findings: &mut Vec<Finding>) {
    each_table(
        context,
        findings,
        |_, cell| cell.marks.note.is_some(),
        |context, table, first, cells| {
            let message = message!(
                "TAB-15",
                table = table,
                count = cells.len(),
                cells = cells.clone(),
                actual = context.raw(first).to_owned()
            );
            Finding::new("TAB-15", message).lowered(Severity::Info).suggest(plainly(context, &cells))
        },
    );
}
