//! Growth: 同比增长17.1%, 比上年增加6件.

use super::shares::{Rounded, compare, percentage};
use super::{SEVERAL, at_claim, is_in_run, previous_cells, read, shown, stated, words_before};
use crate::check::context::Context;
use crate::check::finding::{Finding, Severity};
use crate::check::messages::message;
use crate::form::CellId;
use crate::prose::{Claim, Direction, Fact, Unit, When};

/// This year's and last year's figure, as they may be meant.
type Pair = (i64, i64);

fn is_number(claim: &Claim) -> bool {
    claim.unit.is_count() && claim.quantity.is_exact() && claim.scope != crate::prose::Scope::Other
}

/// The pairs of figures that a change is said of: this year's from the text or the table, last year's from the text or
/// from last year's report.
fn pairs(context: &Context<'_>, index: usize, change: &Claim) -> Vec<Pair> {
    let claims = &context.prose.claims;
    let before = |is: &dyn Fn(&Claim) -> bool| {
        let near = claims.iter().take(index).rev().take_while(|claim| claim.sentence == change.sentence);
        near.filter(|claim| is(claim)).copied().collect::<Vec<Claim>>()
    };
    let stated = before(&|claim| {
        claim.when == When::This && is_number(claim) && !matches!(claim.fact, Fact::Difference(_) | Fact::CarriedIn)
    });
    // 新收申请增加6件，增长17.1%: the second is said of the same.
    let told = before(&|claim| matches!(claim.fact, Fact::Difference(_)) && claim.subject != Fact::Unknown);
    let told = match (told.first(), stated.first()) {
        (Some(told), Some(stated)) if stated.span.start > told.span.start => Fact::Unknown,
        (Some(told), _) => told.subject,
        (None, _) => Fact::Unknown,
    };
    let subject = if change.subject == Fact::Unknown { told } else { change.subject };
    let (mut now, subject): (Vec<i64>, Fact) = match (subject, stated.first()) {
        (Fact::Unknown, Some(nearest)) => (vec![nearest.quantity.low], nearest.fact),
        (Fact::Unknown, None) => return Vec::new(),
        (subject, _) => {
            let same = claims.iter().filter(|claim| claim.fact == subject && claim.is_plain() && is_number(claim));
            (same.map(|claim| claim.quantity.low).collect(), subject)
        }
    };
    now.extend(read(context, subject).into_iter().map(|(_, sum)| sum));
    let unit = stated.first().map_or(Unit::NONE, |claim| claim.unit);
    let mut bases: Vec<i64> = before(&|claim| {
        let is_base = claim.when == When::Last && is_number(claim) && !matches!(claim.fact, Fact::Difference(_));
        is_base && (claim.unit.goes_with(unit) || (claim.unit.counts_cases() && unit.counts_cases()))
    })
    .into_iter()
    .map(|claim| claim.quantity.low)
    .collect();
    if bases.is_empty()
        && let Some(cells) = previous_cells(context)
    {
        for (reading, _) in read(context, subject) {
            let add = |ids: &[CellId]| {
                ids.iter().try_fold(0_i64, |sum, id| cells.get(id)?.counted()?.to_integer()?.checked_add(sum))
            };
            bases.extend(add(&reading.plus).zip(add(&reading.minus)).map(|(plus, minus)| plus - minus));
        }
    }
    now.iter().flat_map(|&now| bases.iter().map(move |&base| (now, base))).collect()
}

/// The pairs that a difference stated beside a percentage gives: 同比增长20.31%（增加3722件）.
fn by_difference(context: &Context<'_>, index: usize, change: &Claim) -> Vec<Pair> {
    let claims = &context.prose.claims;
    let is_near = |claim: &&Claim| claim.sentence == change.sentence && claim.quantity.is_exact();
    let difference = claims.iter().filter(is_near).find_map(|claim| match claim.fact {
        Fact::Difference(Direction::Up) => Some(claim.quantity.low),
        Fact::Difference(Direction::Down) => Some(-claim.quantity.low),
        _ => None,
    });
    let near = claims.iter().take(index).rev().filter(is_near);
    let now = near
        .clone()
        .find(|claim| claim.when == When::This && is_number(claim) && !matches!(claim.fact, Fact::Difference(_)));
    match (now, difference) {
        (Some(now), Some(difference)) => vec![(now.quantity.low, now.quantity.low - difference)],
        _ => Vec::new(),
    }
}

/// NAR-19. Growth is the difference by the base.
pub fn percent(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, change) in context.prose.claims.iter().enumerate() {
        let Fact::Growth(direction) = change.fact else { continue };
        if change.quantity.is_vague || change.when == When::Other || change.scope == crate::prose::Scope::Other {
            continue;
        }
        // 事故1244起、死亡1318人，…分别下降6.25%、7.51%.
        if words_before(context, change).contains("分别") || is_in_run(context, index) {
            continue;
        }
        let mut pairs = pairs(context, index, change);
        if pairs.is_empty() {
            pairs = by_difference(context, index, change);
        }
        let mut best = None;
        for &(now, base) in &pairs {
            let difference = if direction == Direction::Up { now - base } else { base - now };
            match compare(difference, base, change.quantity.low, change.quantity.decimals) {
                Some(Rounded::Right) => best = Some(Rounded::Right),
                Some(Rounded::CutOff) if best != Some(Rounded::Right) => best = Some(Rounded::CutOff),
                _ => {}
            }
        }
        if best == Some(Rounded::Right) {
            continue;
        }
        let Some(&(now, base)) = pairs.first().filter(|(_, base)| *base > 0) else { continue };
        if is_of_others(context, index, change) {
            continue;
        }
        if best == Some(Rounded::CutOff) {
            let message = message!("NAR-17.cut", stated = stated(context, change));
            findings.push(at_claim(context, Finding::new("NAR-19", message), change).lowered(Severity::Info));
            continue;
        }
        // The direction is NAR-20's.
        if pairs.iter().all(|&pair| is_opposite(pair, direction)) {
            continue;
        }
        let Some(expected) = percentage((now - base).abs(), base, change.quantity.decimals) else { continue };
        let message = message!(
            "NAR-19",
            stated = stated(context, change),
            now = shown(now, Unit::NONE),
            base = shown(base, Unit::NONE),
            expected = expected,
        );
        findings.push(at_claim(context, Finding::new("NAR-19", message), change).expected(expected));
    }
}

/// 工单2044件：停水646件，…；与2021年2390件相比下降14.5%; 15695条，较上年（14268条）增加1427条，增长10.0%: whether two other numbers of
/// the sentence are those that a change is said of; a percentage, also of the sentence before.
fn is_of_others(context: &Context<'_>, index: usize, change: &Claim) -> bool {
    // A difference is that of two numbers by chance more often than a percentage.
    let reach = usize::from(matches!(change.fact, Fact::Growth(_)));
    let near = context.prose.claims.iter().take(index).rev().take(SEVERAL);
    let numbers: Vec<&Claim> =
        near.take_while(|claim| claim.sentence + reach >= change.sentence).filter(|claim| is_number(claim)).collect();
    let is_change = |now: i64, base: i64| match change.fact {
        Fact::Growth(Direction::Up) => fits(now - base, base, change),
        Fact::Growth(Direction::Down) => fits(base - now, base, change),
        _ => change.quantity.contains((now - base).abs()),
    };
    let is_base = |claim: &Claim| claim.when == When::Last || claim.depth > change.depth;
    numbers.iter().filter(|claim| is_base(claim)).any(|base| {
        let same = numbers.iter().filter(|now| now.when == When::This && now.unit.goes_with(base.unit));
        same.into_iter().any(|now| now.span != base.span && is_change(now.quantity.low, base.quantity.low))
    })
}

fn fits(difference: i64, base: i64, change: &Claim) -> bool {
    compare(difference, base, change.quantity.low, change.quantity.decimals) == Some(Rounded::Right)
}

fn is_opposite((now, base): Pair, direction: Direction) -> bool {
    match direction {
        Direction::Up => now < base,
        Direction::Down => now > base,
    }
}

/// NAR-20. 增长 is more, 下降 is less.
pub fn direction(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut said = 0;
    for (index, change) in context.prose.claims.iter().enumerate() {
        let (Fact::Growth(direction) | Fact::Difference(direction)) = change.fact else { continue };
        if change.when == When::Other || change.scope == crate::prose::Scope::Other || change.sentence == said {
            continue;
        }
        let pairs = pairs(context, index, change);
        let Some(&(now, base)) = pairs.first() else { continue };
        if pairs.iter().all(|&pair| is_opposite(pair, direction)) {
            let message = message!(
                "NAR-20",
                stated = stated(context, change),
                now = shown(now, Unit::NONE),
                base = shown(base, Unit::NONE),
            );
            findings.push(at_claim(context, Finding::new("NAR-20", message), change));
            said = change.sentence;
        }
    }
}

/// NAR-21. A difference is that of the two figures.
pub fn difference(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, change) in context.prose.claims.iter().enumerate() {
        let Fact::Difference(direction) = change.fact else { continue };
        if change.when == When::Other || change.scope == crate::prose::Scope::Other {
            continue;
        }
        let pairs = pairs(context, index, change);
        let fits =
            |&(now, base): &Pair| change.quantity.contains((now - base).abs()) && !is_opposite((now, base), direction);
        let Some(&(now, base)) = pairs.first() else { continue };
        if is_of_others(context, index, change) {
            continue;
        }
        if pairs.iter().any(fits) || pairs.iter().all(|&pair| is_opposite(pair, direction)) {
            continue;
        }
        let expected = shown((now - base).abs(), Unit::NONE);
        let message = message!(
            "NAR-21",
            stated = stated(context, change),
            now = shown(now, Unit::NONE),
            base = shown(base, Unit::NONE),
            expected = expected,
        );
        findings.push(at_claim(context, Finding::new("NAR-21", message), change).expected(expected));
    }
}
