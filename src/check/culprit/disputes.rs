//! Table four: each of its relations stands alone, so any of its five cells may be the wrong one.

use super::likelihood::{Written, exposure, slip};
use super::prior::share_cost;
use super::{Repair, UNCERTAIN, ascending};
use crate::form::{CellMap, Column, Relation};
use crate::report::{Amount, Cell, Value};
use crate::sorted::sort_by_key;

/// How cases end: rough shares, and how firmly offices keep to them.
const OUTCOMES: [(Column, f64); 4] =
    [(Column::Upheld, 0.6), (Column::Corrected, 0.1), (Column::Other, 0.2), (Column::Pending, 0.1)];
const OUTCOMES_WEIGHT: f64 = 5.0;

/// The ways to mend a broken relation of table four by one cell, likeliest first: five at most. No evidence decides
/// between them, so none is ever sure.
pub fn alternatives(relation: &Relation, cells: &CellMap<Cell>) -> Vec<Repair> {
    let written = |id| match cells.get(&id).map(|cell| cell.value) {
        Some(Value::Number(amount)) if amount.is_whole() => (Written::Number, amount),
        Some(Value::Number(amount)) => (Written::Fraction, amount),
        _ => (Written::Blank, Amount::ZERO),
    };
    let terms: Vec<_> = relation.terms().map(|(cell, sign)| (cell, sign, written(cell))).collect();
    let residual = terms.iter().fold(Amount::ZERO, |sum, (_, sign, (_, amount))| sum + signed(*amount, *sign));
    // What cannot be right has to change.
    let is_impossible = |amount: Amount| amount.is_negative() || !amount.is_whole();
    let impossible = terms.iter().filter(|(.., (_, amount))| is_impossible(*amount)).count();
    let mut judged = Vec::new();
    for &(cell, sign, (written, amount)) in &terms {
        let truth = amount - signed(residual, sign);
        let others = impossible - usize::from(is_impossible(amount));
        let Some(value) = truth.to_integer().filter(|value| *value >= 0 && others == 0) else { continue };
        let is_total = cell.column == Column::Total;
        let (cost, slip) = slip(written, amount.floor(), value, is_total);
        let outcomes: f64 = terms
            .iter()
            .filter_map(|&(other, _, (_, amount))| {
                let (_, share) = OUTCOMES.iter().find(|(column, _)| *column == other.column)?;
                let number = if other == cell { value } else { amount.floor() };
                Some(share_cost(share * OUTCOMES_WEIGHT, number))
            })
            .sum();
        judged.push((slip, cell, truth, cost + outcomes - libm::log(exposure(value))));
    }
    sort_by_key(&mut judged, |(.., cost)| (ascending(*cost), 0));
    let least = judged.first().map_or(0.0, |(.., cost)| *cost);
    let weights: Vec<f64> = judged.iter().map(|(.., cost)| libm::exp(least - cost)).collect();
    let all: f64 = weights.iter().sum();
    let repairs = judged.into_iter().zip(weights).map(|((slip, cell, truth, _), weight)| Repair {
        slips: vec![(slip, vec![(cell, truth)])],
        confidence: UNCERTAIN.min((weight / all * 1000.0 + 0.5) as u16),
        against: Vec::new(),
    });
    repairs.collect()
}

fn signed(amount: Amount, sign: i8) -> Amount {
    if sign > 0 { amount } else { -amount }
}
