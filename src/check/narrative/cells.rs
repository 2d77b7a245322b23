//! Figures of the prose that a cell or a sum of cells holds.

use super::{
    Fit, Read, SEVERAL, at_claim, fit, has_any, is_phrase_understood, is_slip, is_subset, is_understood, misfit,
    place_behind, read, stated, words_before,
};
use crate::check::context::Context;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::messages::message;
use crate::document::Span;
use crate::prose::{Claim, Fact, Suits};

/// The rule that judges a fact.
fn rule_of(fact: Fact) -> Option<&'static str> {
    Some(match fact {
        Fact::New | Fact::Received | Fact::Worked | Fact::Intake => "NAR-01",
        Fact::CarriedIn => "NAR-02",
        Fact::Answered | Fact::AnsweredOfYear => "NAR-03",
        Fact::CarriedOut | Fact::Carried => "NAR-04",
        Fact::Result(_) => "NAR-05",
        Fact::Applicant(_) => "NAR-07",
        Fact::Cases(Suits::Review, _) => "NAR-09",
        Fact::Cases(Suits::Both, _) => "NAR-11",
        Fact::Cases(..) => "NAR-10",
        Fact::FeeCharged => "ACT-12",
        Fact::Documents(..) => "ACT-14",
        Fact::Decisions(_) => "ACT-15",
        _ => return None,
    })
}

/// How grave it is that a claim does not agree: less where the words may mean more than one thing.
fn severity(claim: &Claim, largest: i64) -> Severity {
    match claim.fact {
        Fact::Received | Fact::Worked | Fact::Carried => Severity::Warning,
        // The text may speak of a part of the decisions and fees.
        Fact::Decisions(_) | Fact::FeeCharged if claim.quantity.high < largest => Severity::Info,
        _ => Severity::Error,
    }
}

/// NAR-01 to 05, 07, 09 to 11, ACT-12, 14, 15. A figure is that of its cells.
pub fn agree(context: &Context<'_>, rule: &'static str, findings: &mut Vec<Finding>) {
    for claim in context.prose.claims.iter().filter(|claim| rule_of(claim.fact) == Some(rule) && claim.is_plain()) {
        let Fit::Fails(read) = fit(context, claim) else { continue };
        let words = Span::new(claim.label.start, claim.end);
        let ties = is_understood(context, claim.flow, words) && is_anchored(context, claim);
        if !ties || !(is_more_or_about(claim, &read) || is_named(context, claim)) {
            continue;
        }
        // A cell that is far too large for what the text says is TAB-18's.
        let is_outlier = |finding: &Finding| {
            let cell =
                |place: &Place| matches!(place, Place::Cell(cell) if read.iter().any(|(of, _)| of.plus.contains(cell)));
            finding.rule == "TAB-18" && finding.places.iter().any(cell)
        };
        if findings.iter().any(is_outlier) {
            continue;
        }
        // 主办件16件、交办件6件，答复26项: what is counted otherwise than the rest of its sentence is something else.
        if claim.unit.as_str() == "项" && counts_in_pieces(context, claim) {
            continue;
        }
        let largest = read.iter().map(|(_, sum)| *sum).max().unwrap_or(0);
        if is_subset(context, claim) && claim.quantity.low <= largest {
            continue;
        }
        let severity = severity(claim, largest);
        findings.push(misfit(context, rule, claim, read).lowered(severity));
    }
}

/// Whether a number is more than those that it may mean, or about one of them, as slips of the pen and forgotten changes
/// leave it. What is far less counts some of them more often than it is wrong.
fn is_more_or_about(claim: &Claim, read: &[Read]) -> bool {
    let stated = claim.quantity.low;
    let is_about = |sum: i64| {
        let less = sum.saturating_sub(stated);
        less <= 2 || less.saturating_mul(5) <= sum || is_slip(sum, stated, false)
    };
    read.iter().all(|(_, sum)| *sum < stated) || read.iter().any(|(_, sum)| is_about(*sum))
}

/// Whether the words at a number name what it counts, and not only what was done: applications, for what came in and what
/// became of it; cases before their number.
fn is_named(context: &Context<'_>, claim: &Claim) -> bool {
    match claim.fact {
        Fact::Received | Fact::Worked | Fact::Answered | Fact::AnsweredOfYear | Fact::Carried => {
            names_applications(context.prose.words(claim.flow, claim.label))
                || names_applications(clause_behind(context, claim))
        }
        Fact::Cases(..) => claim.end == claim.span.end,
        _ => true,
    }
}

fn names_applications(words: &str) -> bool {
    has_any(words, &["申请", "信息公开"])
}

/// What stands behind a number, up to a mark.
fn clause_behind<'c>(context: &'c Context<'_>, claim: &Claim) -> &'c str {
    let behind = context.prose.text_behind(claim.flow, claim.span.end, usize::MAX);
    behind.split(|c: char| c.is_ascii() || c == '。' || c == '、').next().unwrap_or_default()
}

/// Whether the sentence counts cases in 件 as well.
fn counts_in_pieces(context: &Context<'_>, claim: &Claim) -> bool {
    let is_piece = |other: &Claim| other.sentence == claim.sentence && other.unit.as_str() == "件";
    near(context, claim).iter().any(is_piece)
}

/// The numbers around that one, not more than a sentence has.
fn near<'c>(context: &'c Context<'_>, claim: &Claim) -> &'c [Claim] {
    let first = place_behind(context, claim).saturating_sub(SEVERAL + 1);
    let near = context.prose.claims.get(first..).unwrap_or_default();
    near.get(..2 * SEVERAL).unwrap_or(near)
}

/// Whether something but a verb that is said of anything, 办理 or 答复, ties a number to applications: their name in its
/// own clause, or a number of them in its sentence that agrees with the tables.
fn is_anchored(context: &Context<'_>, claim: &Claim) -> bool {
    if !matches!(claim.fact, Fact::Received | Fact::Worked | Fact::Answered | Fact::AnsweredOfYear | Fact::Carried) {
        return true;
    }
    // 办理164件人大议案: what stands behind the number names what it counts.
    if !is_phrase_understood(context, clause_behind(context, claim).trim_matches('中')) {
        return false;
    }
    if is_named(context, claim) {
        return true;
    }
    let holds = |other: &Claim| super::holds(context, other).is_some();
    let near = near(context, claim);
    let beside = || near.iter().filter(|other| other.sentence == claim.sentence && other.span != claim.span);
    // 收到市局转办的64件，办结64件；本局收到0件: those that stand before it last.
    let came_in = beside().rev().find(|other| {
        let is_intake = matches!(other.fact, Fact::New | Fact::Received | Fact::Worked | Fact::CarriedIn);
        is_intake && other.span.end <= claim.span.start
    });
    came_in.is_none_or(holds)
        && beside().any(|other| {
            let says = other.quantity.high > 0 || names_applications(context.prose.words(other.flow, other.label));
            let is_near =
                other.span.end <= claim.span.start || matches!(other.fact, Fact::Result(_) | Fact::CarriedOut);
            other.fact.is_of_applications() && is_near && says && holds(other)
        })
}

/// NAR-29. What the tables count exactly, the prose does not leave vague.
pub fn vague(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in context.prose.claims.iter().filter(|claim| claim.quantity.is_vague && claim.is_plain()) {
        let is_count = !matches!(claim.fact, Fact::Decisions(_) | Fact::FeeCharged);
        // 首次突破500件，达到506件.
        let is_told = |other: &Claim| {
            other.sentence == claim.sentence && other.quantity.is_exact() && claim.quantity.contains(other.quantity.low)
        };
        if is_count
            && rule_of(claim.fact).is_some()
            && !near(context, claim).iter().any(is_told)
            && matches!(fit(context, claim), Fit::Holds)
        {
            let read = super::named(read(context, claim.fact), claim.fact);
            let message = message!("NAR-29", stated = stated(context, claim), readings = read);
            findings.push(at_claim(context, Finding::new("NAR-29", message), claim));
        }
    }
}

/// NAR-32. Applications that were withdrawn are among （六）其他处理.
pub fn withdrawn(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let others = crate::prose::Reading {
        plus: crate::prose::in_total(crate::form::other_rows(context.report.tables.requests.edition)),
        minus: Vec::new(),
    };
    // Counted in the row 其他 where there is one.
    let Some(&cell) = others.plus.last() else { return };
    let Some(number) = context.number(cell).and_then(|number| number.to_scaled(0)) else { return };
    for claim in context.prose.claims.iter().filter(|claim| claim.fact == Fact::Withdrawn && claim.is_plain()) {
        // 剔除受理前撤回的5件.
        let is_before = has_any(words_before(context, claim), &["受理前", "登记前", "剔除", "扣除"]);
        if claim.quantity.low > number && context.report.tables.requests.is_read() && !is_before {
            let message =
                message!("NAR-32", stated = stated(context, claim), cell = cell, number = super::decimal(number, 0));
            findings.push(at_claim(context, Finding::new("NAR-32", message), claim).at_cells([cell]));
        }
    }
}

/// HIE-02. What the organ counts for itself is not more than the table of the whole territory.
pub fn own(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in context.prose.claims.iter().filter(|claim| claim.scope == crate::prose::Scope::Own) {
        let is_flow = matches!(claim.fact, Fact::New | Fact::Received | Fact::Worked | Fact::Answered);
        let read = if is_flow { read(context, claim.fact) } else { Vec::new() };
        let Some((_, largest)) = read.iter().max_by_key(|(_, sum)| *sum) else { continue };
        // 省厅本级112件，全省1347件: what is said of all is not said of the organ alone.
        let words = words_before(context, claim);
        if words.contains('全') && !words.contains("本级") {
            continue;
        }
        if claim.quantity.low > *largest && claim.when == crate::prose::When::This {
            let read = super::named(read, claim.fact);
            let message = message!("HIE-02", stated = stated(context, claim), readings = read);
            findings.push(at_claim(context, Finding::new("HIE-02", message), claim));
        }
    }
}
