//! Numbers that are parts of what a cell holds. 政府新收2件，部门新收4件 do not disagree with a cell of 6, though neither is 6:
//! how writers part a whole is without end, but that the numbers complete each other tells it.

use super::{Read, has_any, holds, is_slip, place_behind, words_before};
use crate::check::context::Context;
use crate::form::Column;
use crate::prose::{Claim, Fact, Results};

/// Whether a claim that no reading fits is a part of one: with something else that the sentence counts it makes up the
/// whole, or the report states the whole elsewhere.
pub(super) fn is_part(context: &Context<'_>, claim: &Claim, read: &[Read]) -> bool {
    let of = claim.quantity;
    let completes = |other: i64| other > 0 && read.iter().any(|(_, sum)| of.contains(sum.saturating_sub(other)));
    let partners = || context.prose.claims.iter().filter(|other| is_partner(context, claim, other, read));
    let sum = |is_such: fn(Fact, Fact) -> bool| -> i64 {
        partners().filter(|other| is_such(other.fact, claim.fact)).map(|other| other.quantity.low).sum()
    };
    completes(sum(|other, fact| other == fact))
        // 1件无法提供，2件撤回，18件答复办结.
        || completes(sum(|other, _| matches!(other, Fact::Result(_) | Fact::Withdrawn)))
        || partners().any(|other| completes(other.quantity.low))
        || (matches!(claim.fact, Fact::Answered | Fact::AnsweredOfYear)
            && (completes(all_answered(context, claim))
                || ends_behind(context, claim).any(completes)
                || holds_carried_out(context, claim)))
        || states_whole(context, claim, read)
        || holds_its_own(context, claim, read)
        || takes_in_another(context, claim, read)
}

/// 受理17件（委机关15件，代市政府答复2件）: whether a part in a bracket, of an organ, is what the cell holds.
fn holds_its_own(context: &Context<'_>, claim: &Claim, read: &[Read]) -> bool {
    let behind = context.prose.claims.get(place_behind(context, claim)..).unwrap_or_default();
    let in_bracket = behind.iter().take_while(|other| other.depth > claim.depth);
    in_bracket.filter(|other| other.sentence == claim.sentence).any(|other| {
        let is_of_organ = has_any(words_before(context, other), &["机关", "本级", "本局", "我局", "本单位"]);
        is_of_organ && read.iter().any(|(_, sum)| other.quantity.contains(*sum))
    })
}

/// 办结1422件，其中结转下年度114件: those that were dealt with, whether to their end or not.
fn holds_carried_out(context: &Context<'_>, claim: &Claim) -> bool {
    let claims = &context.prose.claims;
    let is_total = |of: usize| claims.get(of).is_some_and(|total| total.span == claim.span && total.flow == claim.flow);
    claims.iter().any(|other| other.fact == Fact::CarriedOut && other.of.is_some_and(is_total))
}

/// 答复7件，不予受理4件，补正后仍不明确1件: what the numbers behind that one come to, one after the other, as long as they say what
/// became of others.
fn ends_behind(context: &Context<'_>, claim: &Claim) -> impl Iterator<Item = i64> {
    let behind = context.prose.claims.get(place_behind(context, claim)..).unwrap_or_default();
    let ends = behind.iter().take_while(move |other| {
        // 办结的42件中，予以公开17件: those are of them.
        other.of.is_none()
            && other.sentence == claim.sentence
            && other.unit.counts_cases()
            && matches!(other.fact, Fact::Unknown | Fact::Result(_) | Fact::Withdrawn)
    });
    ends.filter(move |other| other.depth == claim.depth).scan(0_i64, |sum, other| {
        *sum = sum.saturating_add(other.quantity.low);
        Some(*sum)
    })
}

/// 线上申请65件，办结62件，线下申请9件，已全部办结: the applications of the sentence that are said to be answered, all of
/// them, without the number being said again.
fn all_answered(context: &Context<'_>, claim: &Claim) -> i64 {
    let claims = context.prose.claims.iter().enumerate().filter(|(_, other)| {
        let came_in = matches!(other.fact, Fact::New | Fact::Received | Fact::Worked | Fact::Channel);
        other.sentence == claim.sentence && came_in
    });
    let is_answered = |(index, other): &(usize, &Claim)| {
        let next = context.prose.claims.get(index + 1).filter(|next| next.flow == other.flow);
        let end = next.map_or(usize::MAX, |next| next.label.start);
        let behind = context.prose.text_behind(other.flow, other.span.end, end);
        let clauses = behind.split(['。', ';']).next().unwrap_or_default();
        has_any(clauses, &["全部", "均", "都"])
    };
    claims.filter(is_answered).map(|(_, other)| other.quantity.low).sum()
}

/// 全部或部分公开73件, where 23 were disclosed in part and 50 as a whole: whether a result is more than its cells hold by all of
/// another, as more may be meant than the words that are known say. A small number does that by chance.
fn takes_in_another(context: &Context<'_>, claim: &Claim, read: &[Read]) -> bool {
    use Results::{Declined, Denied, Granted, Other, Partial, Unable};
    let Fact::Result(_) = claim.fact else { return false };
    read.iter().any(|(reading, sum)| {
        let more = claim.quantity.low.saturating_sub(*sum);
        let is_another = |results: Results| {
            let others = super::read(context, Fact::Result(results));
            others
                .iter()
                .any(|(other, held)| *held == more && !other.plus.iter().any(|cell| reading.plus.contains(cell)))
        };
        more > 9 && [Granted, Partial, Denied, Unable, Declined, Other].into_iter().any(is_another)
    })
}

/// Whether a number may be what a claim is beside: of its kind, in its sentence, and not accounted for by cells of its own.
fn is_partner(context: &Context<'_>, claim: &Claim, other: &Claim, read: &[Read]) -> bool {
    let claims = &context.prose.claims;
    let is_of = |part: &Claim, total: &Claim| part.of.and_then(|of| claims.get(of)) == Some(total);
    let is_near = match other.fact {
        // 新制定4件，修改14件: what is not known is beside the number it stands beside.
        Fact::Unknown => {
            let is_neighbour = || claims.windows(2).any(|pair| pair.contains(claim) && pair.contains(other));
            // 办理上年结转的5件.
            let is_carried = || context.prose.words(other.flow, other.label).contains("结转");
            // 一件同意公开，…，一件告知已主动公开: they are granted by today's form.
            let is_granted = || {
                let words = context.prose.text_behind(other.flow, other.span.end, other.span.end + 48);
                let clause = words.split([',', '。', ';']).next().unwrap_or_default();
                claim.fact == Fact::Result(Results::Granted) && clause.contains("主动公开")
            };
            other.sentence == claim.sentence
                && other.depth == claim.depth
                && (is_neighbour() || is_carried() || is_granted())
        }
        fact => other.sentence == claim.sentence || (fact == claim.fact && other.flow == claim.flow),
    };
    is_near
        && other.span != claim.span
        && is_counted_with(claim.fact, other.fact)
        && (other.unit.goes_with(claim.unit) || (other.unit.counts_cases() && claim.unit.counts_cases()))
        && other.quantity.is_exact()
        && other.when == claim.when
        && !is_of(other, claim)
        && !is_of(claim, other)
        && !is_accounted_for(context, claim, other, read)
}

/// Whether numbers of the two facts may together be the number of one cell, or of a sum of cells that is meant as one.
fn is_counted_with(one: Fact, other: Fact) -> bool {
    use Fact::{
        Answered, AnsweredOfYear, Applicant, CarriedIn, Cases, Documents, Intake, New, Received, Result, Unknown,
        Withdrawn, Worked,
    };
    match (one, other) {
        (_, Unknown) => true,
        (New | Received | Worked | Intake, New | Received | Worked | CarriedIn | Withdrawn)
        | (Answered | AnsweredOfYear, Answered | AnsweredOfYear | Result(_) | Withdrawn)
        | (Result(_), Result(_) | Withdrawn)
        | (Applicant(_), Applicant(_)) => true,
        (Cases(_, one), Cases(_, other)) => one == other,
        // Those that were in force before, and those of the year.
        (Documents(one, Column::InForce), Documents(other, Column::Issued)) => one == other,
        _ => one == other,
    }
}

/// Whether another number is that of cells which the claim has nothing to do with: 不予公开3件，无法提供2件 are two rows,
/// each with its own number, and not five of one.
fn is_accounted_for(context: &Context<'_>, claim: &Claim, other: &Claim, read: &[Read]) -> bool {
    let is_free = other.fact == claim.fact || matches!(other.fact, Fact::Unknown | Fact::Documents(..))
        // Whatever came of an application, it was answered.
        || matches!(claim.fact, Fact::Answered | Fact::AnsweredOfYear);
    let is_within =
        |(reading, _): &Read| read.iter().any(|(whole, _)| reading.plus.iter().all(|cell| whole.plus.contains(cell)));
    !is_free && holds(context, other).is_some_and(|reading| !is_within(&reading))
}

/// Whether another sentence states the whole, of which the claim is less, and not by a slip.
fn states_whole(context: &Context<'_>, claim: &Claim, read: &[Read]) -> bool {
    context.prose.claims.iter().any(|other| {
        let whole = other.quantity.low;
        other.fact == claim.fact
            && other.sentence != claim.sentence
            && other.is_plain()
            && other.quantity.is_exact()
            && whole > claim.quantity.high
            && read.iter().any(|(_, sum)| *sum == whole)
            && !is_slip(whole, claim.quantity.low, false)
    })
}
