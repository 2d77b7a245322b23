//! Totals and their parts.

use super::differences::Difference;
use super::{at_claim, fails, members, read, shown, stated};
use crate::check::context::Context;
use crate::check::finding::{Finding, Severity};
use crate::check::messages::message;
use crate::prose::{Claim, Fact, List, Quantity, Unit};

/// The rule that a list is judged by.
fn rule_of(context: &Context<'_>, list: &List) -> Option<&'static str> {
    let claims = &context.prose.claims;
    let total = claims.get(list.total)?;
    let any = |is: fn(Fact) -> bool| list.parts.iter().any(|&part| claims.get(part).is_some_and(|part| is(part.fact)));
    Some(if total.unit == Unit::YUAN || total.fact == Fact::FeePieces {
        "NAR-25"
    } else if list.names_bodies {
        "HIE-01"
    } else if any(|fact| matches!(fact, Fact::Result(_))) {
        "NAR-06"
    } else if any(|fact| fact == Fact::Channel) {
        "NAR-08"
    } else if matches!(total.fact, Fact::Documents(..)) {
        "ACT-18"
    } else if any(|fact| matches!(fact, Fact::Suggestions | Fact::Motions)) {
        "NAR-28"
    } else if matches!(total.fact, Fact::Cases(..)) {
        // Outcomes are those of cells, and judged there.
        return None;
    } else {
        "NAR-22"
    })
}

/// What the parts of a list may add up to.
pub(super) struct Sums {
    pub(super) low: i64,
    pub(super) high: i64,
    is_exact: bool,
}

pub(super) fn sums(parts: &[&Claim]) -> Sums {
    let add =
        |value: fn(Quantity) -> i64| parts.iter().fold(0_i64, |sum, part| sum.saturating_add(value(part.quantity)));
    Sums {
        low: add(|quantity| quantity.low),
        high: add(|quantity| quantity.high),
        is_exact: parts.iter().all(|part| part.quantity.is_exact()),
    }
}

/// NAR-06, 08, 22, 25, 28, HIE-01, ACT-18. The parts of a closed list add up to its total; those of an open one do not
/// exceed it.
pub fn add_up(context: &Context<'_>, rule: &'static str, findings: &mut Vec<Finding>) {
    let mut wrong = None;
    for list in context.prose.lists.iter().filter(|list| rule_of(context, list) == Some(rule)) {
        // One total is wrong once, however often its parts are counted up.
        let Some((total, parts)) = members(context, list).filter(|_| wrong != Some(list.total)) else { continue };
        let Some(finding) = judge(context, rule, list, total, &parts) else { continue };
        // A part that disagrees with its cell is a finding already, and the sum only its echo.
        if !fails(context, total) && !parts.iter().any(|part| fails(context, part)) {
            wrong = Some(list.total);
            findings.push(finding);
        }
    }
    match rule {
        "NAR-08" => channels(context, findings),
        "NAR-25" => pieces(context, findings),
        "NAR-28" => proposals(context, findings),
        _ => {}
    }
}

fn judge(context: &Context<'_>, rule: &'static str, list: &List, total: &Claim, parts: &[&Claim]) -> Option<Finding> {
    let all = sums(parts);
    let of = total.quantity;
    // Parts of applications may be those of what was carried in, too.
    let others: Vec<i64> = if matches!(rule, "NAR-06" | "NAR-08") && total.is_plain() {
        read(context, Fact::Worked).into_iter().map(|(_, sum)| sum).collect()
    } else {
        Vec::new()
    };
    if others.iter().any(|other| (all.low..=all.high).contains(other)) {
        return None;
    }
    let exceeds = all.low > of.high && (!list.is_open || others.iter().all(|&other| all.low > other));
    let falls_short = all.high < of.low && parts.len() > 1 && !list.is_open;
    let difference = Difference { context, rule, list, total, parts, low: all.low, high: all.high };
    if (!exceeds && !falls_short) || difference.is_explained() {
        return None;
    }
    let sum = shown(if exceeds { all.low } else { all.high }, total.unit);
    let difference = shown(if exceeds { all.low - of.high } else { of.low - all.high }, total.unit);
    let stated = stated(context, total);
    let message = match (exceeds, parts.len()) {
        (true, 1) => message!("NAR.part", stated = stated, part = super::stated(context, parts.first()?)),
        (true, _) => message!("NAR.exceeds", stated = stated, sum = sum, difference = difference),
        _ => message!("NAR.short", stated = stated, sum = sum, difference = difference),
    };
    let is_sure = exceeds && !list.is_open && all.is_exact;
    let mut finding = at_claim(context, Finding::new(rule, message), total);
    if let Some((place, _)) = parts.last().and_then(|part| {
        let (at, span) = context.prose.place(part.flow, part.span)?;
        Some((at.place(span), part))
    }) {
        finding = finding.at(place);
    }
    Some(finding.lowered(if is_sure { Severity::Error } else { Severity::Warning }))
}

/// Channels that no 其中 opens: all of them together are the applications.
fn channels(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.prose.claims;
    let mut at = 0;
    while let Some(first) = claims.get(at) {
        let is_channel =
            |claim: &&Claim| claim.fact == Fact::Channel && claim.of.is_none() && claim.sentence == first.sentence;
        let group: Vec<&Claim> = claims.iter().skip(at).take_while(is_channel).collect();
        at += group.len().max(1);
        // 网站95条，公众号176条: of what was published.
        let is_published = matches!(first.unit.as_str(), "条" | "篇" | "期")
            && !context.prose.words(first.flow, first.label).contains("申请");
        if group.len() < 2 || is_published || !group.iter().all(|claim| claim.is_plain()) {
            continue;
        }
        let all = sums(&group);
        let before = claims.iter().filter(|claim| claim.flow == first.flow && claim.is_plain());
        let flows = before.filter(|claim| matches!(claim.fact, Fact::New | Fact::Received | Fact::Worked));
        let stated: Vec<i64> = flows.map(|claim| claim.quantity.low).collect();
        // 通过网站答复3件、纸质36件: those that were answered.
        let mut cells = read(context, Fact::Received);
        if context.prose.words(first.flow, first.label).contains("答复") {
            cells.extend(read(context, Fact::Answered));
        }
        let mut totals = stated.iter().copied().chain(cells.iter().map(|(_, sum)| *sum));
        let Some(total) = stated.first().copied().or(cells.first().map(|(_, sum)| *sum)) else { continue };
        if totals.any(|total| all.low <= total && total <= all.high) || is_rest_stated(context, first, &all) {
            continue;
        }
        let (sum, total) = (shown(all.low, first.unit), shown(total, first.unit));
        let message = message!("NAR-08", stated = super::stated(context, first), sum = sum, total = total);
        findings.push(at_claim(context, Finding::new("NAR-08", message), first));
    }
}

/// 通过网站答复3件、纸质36件，顺延2件: whether one number more of the sentence makes the channels whole.
fn is_rest_stated(context: &Context<'_>, first: &Claim, all: &Sums) -> bool {
    let wholes = read(context, Fact::Worked);
    let others = context.prose.claims.iter().filter(|other| {
        other.sentence == first.sentence && other.fact != Fact::Channel && other.unit.goes_with(first.unit)
    });
    let mut sums = others.map(|other| (all.low + other.quantity.low, all.high + other.quantity.high));
    sums.any(|(low, high)| wholes.iter().any(|(_, whole)| (low..=high).contains(whole)))
}

/// The pieces before sums of money add up to the pieces stated.
fn pieces(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.prose.claims;
    for list in context.prose.lists.iter().filter(|list| !list.is_open) {
        let Some((total, parts)) = members(context, list) else { continue };
        if total.unit != Unit::YUAN || parts.len() < 2 {
            continue;
        }
        let before = |part: &usize| claims.get(part.checked_sub(1)?).filter(|claim| claim.unit.counts_cases());
        let Some(pieces) = list.parts.iter().map(before).collect::<Option<Vec<_>>>() else { continue };
        let stated_pieces = claims.iter().find(|claim| {
            claim.sentence == total.sentence && claim.fact == Fact::FeePieces && claim.span.end <= total.span.start
        });
        let Some(whole) = stated_pieces else { continue };
        let all = sums(&pieces);
        if all.is_exact && whole.quantity.is_exact() && all.low != whole.quantity.low {
            let message = message!("NAR-25.pieces", stated = stated(context, whole), sum = shown(all.low, whole.unit),);
            findings.push(at_claim(context, Finding::new("NAR-25", message), whole));
        }
    }
}

/// No more 建议 and 提案 were answered than came in.
fn proposals(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.prose.claims;
    for done in claims.iter().filter(|claim| claim.fact == Fact::ProposalsDone && claim.is_plain()) {
        let received: Vec<&Claim> = claims
            .iter()
            .filter(|claim| {
                matches!(claim.fact, Fact::Suggestions | Fact::Motions)
                    && claim.sentence == done.sentence
                    && claim.span.end <= done.span.start
            })
            .collect();
        let all = sums(&received);
        if !received.is_empty() && received.iter().all(|claim| claim.of.is_none()) && done.quantity.low > all.high {
            let message = message!("NAR-28.done", stated = stated(context, done), sum = shown(all.high, done.unit));
            findings.push(at_claim(context, Finding::new("NAR-28", message), done));
        }
    }
}

/// NAR-30. A vague total agrees with the exact list of its parts.
pub fn vague_total(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for list in context.prose.lists.iter().filter(|list| !list.is_open && list.parts.len() > 1) {
        let Some((total, parts)) = members(context, list) else { continue };
        let all = sums(&parts);
        if total.quantity.is_vague && all.is_exact && total.quantity.contains(all.low) {
            let message = message!("NAR-30", stated = stated(context, total), sum = shown(all.low, total.unit));
            findings.push(at_claim(context, Finding::new("NAR-30", message), total));
        }
    }
}

/// NAR-31. One list counts in one unit.
pub fn one_unit(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.prose.claims;
    for list in &context.prose.lists {
        if let (Some(total), Some(other)) =
            (claims.get(list.total), list.other_unit.and_then(|other| claims.get(other)))
        {
            let message = message!(
                "NAR-31",
                stated = stated(context, other),
                unit = total.unit.as_str(),
                other = other.unit.as_str(),
            );
            findings.push(at_claim(context, Finding::new("NAR-31", message), other));
        }
    }
}
