//! Table four: administrative review and litigation.

use super::applications::edit;
use super::cause::Cause;
use super::context::Context;
use super::finding::{Finding, Outcome, Place};
use super::messages::message;
use crate::form::{self, CellId, Scope, Table};
use crate::report::Amount;

/// The finding of a broken relation of table four; `None` for one of another table.
///
/// A relation there shares no cell with another, so any of its five cells may be the wrong one, unless one
/// of them cannot be right in any case.
pub fn finding(context: &Context<'_>, cause: &Cause) -> Option<Finding> {
    let index = *cause.broken.first()?;
    let relation = context.relations.get(index)?;
    let Scope::Row(Table::Disputes, _) = relation.scope else { return None };
    let Outcome::Violated { left, right } = context.tried.get(index)?.outcome else { return None };
    let total = *relation.right.first()?;
    let evidence = context.evidence(index).into_iter().collect();
    let impossible = |cell: CellId| context.number(cell).is_some_and(|n| n.is_negative() || !n.is_whole());
    let mut impossible = relation.terms().filter(|(cell, _)| impossible(*cell));
    if let (Some((cell, sign)), None) = (impossible.next(), impossible.next()) {
        let number = context.number(cell).unwrap_or_default();
        let expected = if sign > 0 { number - (left - right) } else { number + (left - right) };
        if expected.is_whole() && !expected.is_negative() {
            let actual = context.raw(cell).to_owned();
            let (rule, message) = if number.is_negative() {
                ("TAB-11", message!("TAB-11.sum", cell = cell, actual = actual, expected = expected))
            } else {
                ("TAB-12", message!("TAB-12.sum", cell = cell, actual = actual, expected = expected))
            };
            let finding = Finding::new(rule, message).at(Place::Cell(cell)).because(evidence);
            return Some(
                finding.expected(expected).actual(context.raw(cell)).suggest(vec![edit(context, cell, expected)]),
            );
        }
    }
    let actual = context.raw(total);
    let (rule, message) = if right.is_zero() && left > Amount::ZERO {
        ("DIS-04", message!("DIS-04", row = relation.scope, left = left, actual = actual.to_owned()))
    } else {
        let difference = (left - right).abs();
        let message = message!("DIS.sum", row = relation.scope, left = left, right = right, difference = difference);
        (relation.rule, message)
    };
    let finding = Finding::new(rule, message).at(Place::Cell(total)).because(evidence);
    if left.is_negative() || !left.is_whole() {
        return Some(finding);
    }
    Some(finding.expected(left).actual(actual).suggest(vec![edit(context, total, left)]))
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
