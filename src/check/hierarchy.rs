//! A report of a territory: its bodies together, and the organ itself.

use super::context::Context;
use super::finding::{Finding, Message};
use super::messages::message;
use super::narrative::{cells, lists};
use crate::rollup::{Difference, compare};

/// HIE-01. The named bodies add up to the total.
pub fn bodies(context: &Context<'_>, findings: &mut Vec<Finding>) {
    lists::add_up(context, "HIE-01", findings);
}

/// HIE-02. The organ's own figure is not more than that of the whole.
pub fn own(context: &Context<'_>, findings: &mut Vec<Finding>) {
    cells::own(context, findings);
}

/// HIE-03. The whole is the sum of the bodies below.
pub fn sum_of_bodies(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(sums) = context.bodies else { return };
    for (message, differences) in differing(compare(context.report, sums).differences, sums.bodies) {
        let finding = Finding::new("HIE-03", message).at_cells(differences.iter().map(|one| one.cell));
        findings.push(match differences.as_slice() {
            [one] => finding.expected(one.sum).actual(context.raw(one.cell)),
            // Of several cells each has a sum of its own.
            _ => finding,
        });
    }
}

/// What there is to say of cells that differ from the sum of so many bodies. Cells that are more than the sum and cells
/// that are less have different explanations, and are a finding each.
pub fn differing(differences: Vec<Difference>, bodies: usize) -> Vec<(Message, Vec<Difference>)> {
    let (less, more): (Vec<_>, Vec<_>) = differences.into_iter().partition(|one| one.excess().is_negative());
    let mut said = Vec::new();
    for differences in [more, less] {
        let Some(&first) = differences.first() else { continue };
        let (count, cells) = (differences.len(), differences.iter().map(|one| one.cell).collect::<Vec<_>>());
        let (cell, this, sum, difference) = (first.cell, first.parent, first.sum, first.excess().abs());
        let message = match (count, first.excess().is_negative()) {
            (1, false) => {
                message!("HIE-03", cell = cell, this = this, bodies = bodies, sum = sum, difference = difference)
            }
            (1, true) => {
                message!("HIE-03.less", cell = cell, this = this, bodies = bodies, sum = sum, difference = difference)
            }
            (_, false) => message!("HIE-03.several", count = count, bodies = bodies, cells = cells),
            (_, true) => message!("HIE-03.less.several", count = count, bodies = bodies, cells = cells),
        };
        said.push((message, differences));
    }
    said
}
