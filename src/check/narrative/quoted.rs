//! What the prose says of last year, against last year's report.

use super::{Read, at_claim, decimals_of, edition, named, stated};
use crate::check::context::Context;
use crate::check::finding::Finding;
use crate::check::messages::message;
use crate::check::text::any_in;
use crate::form::CellId;
use crate::prose::{Claim, Scope, When, readings};
use crate::report::{Cell, Report};

/// YOY-11. A figure that the prose gives for last year is that of last year's report.
pub fn last_year(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    // A sentence that begins with last year may come to this one behind a comma.
    let is_of_this = |claim: &Claim| any_in([context.prose.words(claim.flow, claim.label)], &["今年", "本年"]);
    let quoted = |claim: &&Claim| claim.when == When::Last && claim.scope == Scope::Table && !is_of_this(claim);
    for claim in context.prose.claims.iter().filter(quoted) {
        let read = read(previous, claim);
        if read.is_empty() || read.iter().any(|(_, sum)| claim.quantity.contains(*sum)) {
            continue;
        }
        let message = message!("YOY-11", stated = stated(context, claim), readings = named(read, claim.fact));
        findings.push(at_claim(context, Finding::new("YOY-11", message), claim));
    }
}

/// The readings of a claim's fact with their sums in that report; none when a cell that is needed was not read.
fn read(report: &Report, claim: &Claim) -> Vec<Read> {
    let number = |cell: &CellId| {
        let is_read = report.tables.get(cell.table).is_read();
        report.cells.get(cell).filter(|_| is_read).and_then(Cell::counted)?.to_scaled(decimals_of(claim.fact).into())
    };
    let sum = |cells: &[CellId]| cells.iter().try_fold(0_i64, |sum, cell| number(cell)?.checked_add(sum));
    let summed = readings(claim.fact, edition(report, claim.fact)).into_iter().map(|reading| {
        let sum = sum(&reading.plus)? - sum(&reading.minus)?;
        Some((reading, sum))
    });
    summed.collect::<Option<Vec<Read>>>().unwrap_or_default()
}
