//! 信息处理费.

use super::{at_claim, decimal, read, stated};
use crate::check::context::Context;
use crate::check::disclosure::FEE;
use crate::check::finding::Finding;
use crate::check::messages::message;
use crate::prose::{Claim, Fact, When};

/// Sums of the fee that are stated exactly, in 分.
pub(super) fn sums<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Claim> {
    let claims = context.prose.claims.iter();
    claims.filter(|claim| claim.fact == Fact::InfoFee && claim.when == When::This && claim.quantity.is_exact())
}

/// NAR-26. The tariff has only whole tens of 元.
pub fn tariff(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in sums(context).filter(|claim| claim.quantity.low % 1000 != 0) {
        let message = message!("NAR-26", stated = stated(context, claim));
        findings.push(at_claim(context, Finding::new("NAR-26", message), claim));
    }
}

/// NAR-27. The fee was taken for no more applications than there were.
pub fn fee_pieces(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let received = read(context, Fact::Intake);
    let Some((_, received)) = received.first() else { return };
    for claim in context.prose.claims.iter().filter(|claim| claim.fact == Fact::FeePieces && claim.is_plain()) {
        if claim.quantity.low > *received {
            let message = message!("NAR-27", stated = stated(context, claim), received = decimal(*received, 0));
            findings.push(at_claim(context, Finding::new("NAR-27", message), claim));
        }
    }
}

/// ACT-13. The fee is part of 行政事业性收费.
pub fn part_of_charges(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // The table has 万元, the text 元: in 分 both are whole numbers.
    let Some(charged) = context.number(FEE).and_then(|amount| amount.to_scaled(6)) else { return };
    let Some(claim) = sums(context).max_by_key(|claim| claim.quantity.low) else { return };
    if claim.quantity.low > charged {
        let message = message!("ACT-13", stated = stated(context, claim), charged = decimal(charged, 6));
        findings.push(at_claim(context, Finding::new("ACT-13", message), claim).at_cells([FEE]));
    }
}
