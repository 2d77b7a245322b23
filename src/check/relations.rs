//! Trying the relations of the form on a report's numbers.

use super::context::table_unread;
use super::finding::{Outcome, Reason, Tried};
use crate::form::{ByPlace, CellId, Relation, Scope};
use crate::report::{Amount, Cell, Report, Value};

/// Tries every relation, in order.
pub fn evaluate(relations: &[Relation], report: &Report, cells: &ByPlace<'_, Cell>) -> Vec<Tried> {
    relations
        .iter()
        .map(|relation| {
            let mut counted_as_zero = Vec::new();
            let outcome = outcome(relation, report, cells, &mut counted_as_zero);
            Tried { rule: relation.rule, scope: relation.scope, outcome, counted_as_zero }
        })
        .collect()
}

fn outcome(
    relation: &Relation,
    report: &Report,
    cells: &ByPlace<'_, Cell>,
    counted_as_zero: &mut Vec<CellId>,
) -> Outcome {
    let (Scope::Row(table, _) | Scope::Column(table, _)) = relation.scope;
    if let Some(reason) = table_unread(report, table) {
        return Outcome::NotChecked(reason);
    }
    let mut any_number = false;
    let mut sum = |terms: &[CellId]| {
        terms.iter().try_fold(Amount::ZERO, |sum, &id| {
            let cell = cells.get(id).ok_or(Reason::CellMissing(id))?;
            match cell.value {
                Value::Number(amount) => {
                    any_number = true;
                    Ok(sum + amount)
                }
                Value::Blank | Value::Placeholder => {
                    counted_as_zero.push(id);
                    Ok(sum)
                }
                Value::Unread(_) => Err(Reason::CellUnread(id)),
            }
        })
    };
    let sums = sum(&relation.left).and_then(|left| Ok((left, sum(&relation.right)?)));
    let outcome = match sums {
        Err(reason) => Outcome::NotChecked(reason),
        Ok(_) if !any_number => Outcome::NotChecked(Reason::AllBlank),
        Ok((left, right)) if left == right => Outcome::Held,
        Ok((left, right)) => Outcome::Violated { left, right },
    };
    // What was not tried was not counted either.
    if matches!(outcome, Outcome::NotChecked(_)) {
        counted_as_zero.clear();
    }
    outcome
}
