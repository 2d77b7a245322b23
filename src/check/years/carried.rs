//! What last year's report hands on to this year's.

use super::super::context::Context;
use super::super::finding::{Edit, Finding, Place, Severity};
use super::super::messages::message;
use crate::form::{CellId, Column, REQUESTS_COLUMNS, Row, Scope, Table};
use crate::report::{Amount, Report};

/// The number last year's report has in that cell.
fn last(previous: &Report, cell: CellId) -> Option<Amount> {
    previous.cells.get(&cell)?.counted()
}

/// YOY-01. What was carried out of last year is carried into this one, applicant by applicant.
pub fn carried_over(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    let differing: Vec<(CellId, Amount, Amount)> = REQUESTS_COLUMNS
        .iter()
        .filter_map(|form| {
            let (here, there) =
                (CellId::requests(Row::CarriedIn, form.column), CellId::requests(Row::CarriedOut, form.column));
            let (this, that) = (context.number(here)?, last(previous, there)?);
            (this != that).then_some((here, this, that))
        })
        .collect();
    let total = differing.iter().find(|(cell, ..)| cell.column == Column::Total);
    let Some(&(first, this, that)) = total.or(differing.first()) else { return };
    // A cell that the arithmetic of this year accuses already, and would set to the same, needs no second finding.
    let is_known = |finding: &Finding| {
        finding.places.first() == Some(&Place::Cell(first)) && finding.expected.as_deref() == Some(&that.to_string())
    };
    if findings.iter().any(is_known) {
        return;
    }
    let cells: Vec<CellId> = differing.iter().map(|&(cell, ..)| cell).collect();
    let others = cells.iter().copied().filter(|&cell| cell != first);
    let mut finding = if total.is_some() {
        let message = message!("YOY-01", this = this, last = that, difference = (this - that).abs());
        Finding::new("YOY-01", message)
    } else {
        let columns = (Table::Requests, cells.iter().map(|cell| cell.column).collect::<Vec<_>>());
        Finding::new("YOY-01", message!("YOY-01.columns", columns = columns)).lowered(Severity::Warning)
    };
    finding = finding.at(Place::Cell(first)).at_cells(others);
    let edits = differing.iter().map(|&(cell, _, that)| Edit {
        place: Place::Cell(cell),
        from: context.raw(cell).to_owned(),
        to: that.to_string(),
    });
    findings.push(finding.actual(context.raw(first)).expected(that).suggest(edits.collect()));
}

/// The four figures by which a stock of documents rolls on: in force last year, issued, repealed, in force.
fn stock(context: &Context<'_>, previous: &Report, row: Row) -> Option<[Amount; 4]> {
    let number = |column| context.number(CellId::disclosure(row, column));
    let before = last(previous, CellId::disclosure(row, Column::InForce))?;
    Some([before, number(Column::Issued)?, number(Column::Repealed)?, number(Column::InForce)?])
}

/// YOY-02. In force is what was in force last year, with what was issued and without what was repealed.
pub fn stock_rolls_on(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    for row in [Row::Rules, Row::Normative] {
        let Some([before, issued, repealed, in_force]) = stock(context, previous, row) else { continue };
        let expected = before + issued - repealed;
        // Fewer than none is YOY-03's.
        if in_force == expected || expected.is_negative() {
            continue;
        }
        let message = message!(
            "YOY-02",
            row = Scope::Row(Table::Disclosure, row),
            before = before,
            issued = issued,
            repealed = repealed,
            in_force = in_force,
            expected = expected,
        );
        let cells = [Column::InForce, Column::Issued, Column::Repealed].map(|column| CellId::disclosure(row, column));
        let actual = context.raw(CellId::disclosure(row, Column::InForce));
        findings.push(Finding::new("YOY-02", message).at_cells(cells).actual(actual).expected(expected));
    }
}

/// YOY-03. No more is repealed than there was, with what was issued this year.
pub fn repealed_too_many(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    for row in [Row::Rules, Row::Normative] {
        let Some([before, issued, repealed, _]) = stock(context, previous, row) else { continue };
        if repealed <= before + issued {
            continue;
        }
        let message = message!(
            "YOY-03",
            row = Scope::Row(Table::Disclosure, row),
            repealed = repealed,
            before = before,
            issued = issued,
        );
        let cell = CellId::disclosure(row, Column::Repealed);
        findings.push(Finding::new("YOY-03", message).at(Place::Cell(cell)).actual(context.raw(cell)));
    }
}

/// YOY-13. The form of 2019: the items of last year are those of the year before with what was added or dropped.
pub fn prior_items(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    for row in [Row::Licences, Row::OtherServices, Row::Penalties, Row::Compulsion, Row::Fees] {
        let cell = CellId::disclosure(row, Column::PriorItems);
        let numbers =
            (context.number(cell), last(previous, cell), last(previous, CellId::disclosure(row, Column::Change)));
        let (Some(this), Some(before), Some(change)) = numbers else { continue };
        let expected = before + change;
        if this == expected {
            continue;
        }
        let message = message!(
            "YOY-13",
            row = Scope::Row(Table::Disclosure, row),
            this = this,
            before = before,
            change = change,
            expected = expected,
        );
        let finding = Finding::new("YOY-13", message).at(Place::Cell(cell));
        findings.push(finding.actual(context.raw(cell)).expected(expected));
    }
}
