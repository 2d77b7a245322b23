//! Table four: administrative review and litigation.

use super::applications::fix;
use super::context::Context;
use super::culprit::{Cause, Kind};
use super::finding::{Finding, Outcome, Place};
use super::messages::message;
use crate::form::{self, CellId, Table};
use crate::report::Amount;

/// The finding of a broken relation of table four; `None` for one of another table.
///
/// A relation there shares no cell with another, so any of its five cells may be the wrong one, unless one
/// of them cannot be right in any case.
pub fn finding(context: &Context<'_>, cause: &Cause) -> Option<Finding> {
    if cause.kind != Kind::Dispute {
        return None;
    }
    let index = *cause.broken.first()?;
    let relation = context.relations.get(index)?;
    let Outcome::Violated { left, right } = context.tried.get(index)?.outcome else { return None };
    let total = *relation.right.first()?;
    let impossible = |cell: CellId| context.number(cell).is_some_and(|n| n.is_negative() || !n.is_whole());
    let finding = match cause.repairs.as_slice() {
        [only] if only.changes().iter().all(|(cell, _)| impossible(*cell)) => {
            let &(cell, expected) = only.changes().first()?;
            let actual = context.raw(cell).to_owned();
            let (rule, message) = if context.number(cell).is_some_and(Amount::is_negative) {
                ("TAB-11", message!("TAB-11.sum", cell = cell, actual = actual, expected = expected))
            } else {
                ("TAB-12", message!("TAB-12.sum", cell = cell, actual = actual, expected = expected))
            };
            Finding::new(rule, message).at(Place::Cell(cell)).expected(expected).actual(context.raw(cell))
        }
        _ if right.is_zero() && left > Amount::ZERO => {
            let actual = context.raw(total);
            let message = message!("DIS-04", row = relation.scope, left = left, actual = actual.to_owned());
            Finding::new("DIS-04", message).at(Place::Cell(total)).expected(left).actual(actual)
        }
        _ => {
            let difference = (left - right).abs();
            let message =
                message!("DIS.sum", row = relation.scope, left = left, right = right, difference = difference);
            Finding::new(relation.rule, message).at(Place::Cell(total)).actual(context.raw(total))
        }
    };
    let finding = finding.because(context.evidence(index).into_iter().collect());
    Some(cause.repairs.iter().fold(finding, |finding, repair| fix(context, finding, repair)))
}

/// DIS-11. Table four has fifteen cells.
pub fn fifteen_cells(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let cells = form::cells(Table::Disputes, context.edition);
    let missing: Vec<CellId> = cells.iter().copied().filter(|cell| !context.report.cells.contains_key(cell)).collect();
    if !missing.is_empty() {
        let found = cells.len() - missing.len();
        findings.push(
            Finding::new("DIS-11", message!("DIS-11", count = found, cells = missing))
                .at(Place::Table(Table::Disputes)),
        );
    }
}
