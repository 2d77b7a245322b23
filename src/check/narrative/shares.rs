//! Shares: 占17.46%.

use super::{SEVERAL, at_claim, decimal, has_any, is_in_run, is_slip, read, stated, without};
use crate::check::context::Context;
use crate::check::finding::{Finding, Severity};
use crate::check::messages::message;
use crate::prose::{Claim, Fact, Unit};

/// How a percentage agrees with a quotient.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounded {
    /// Rounded to the nearest.
    Right,
    /// The digits behind were cut off.
    CutOff,
    /// Neither.
    Wrong,
}

/// Compares `stated`, in units of that many decimals of a percent, with 100·part/whole.
pub(super) fn compare(part: i64, whole: i64, stated: i64, decimals: u8) -> Option<Rounded> {
    if whole <= 0 || part < 0 {
        return None;
    }
    let scaled = part.checked_mul(100)?.checked_mul(10_i64.checked_pow(decimals.into())?)?;
    let off = scaled.checked_sub(stated.checked_mul(whole)?)?;
    Some(if off.checked_mul(2)?.abs() <= whole {
        Rounded::Right
    } else if (0..whole).contains(&off) {
        Rounded::CutOff
    } else {
        Rounded::Wrong
    })
}

/// 100·part/whole, rounded to that many decimals.
pub(super) fn percentage(part: i64, whole: i64, decimals: u8) -> Option<crate::report::Amount> {
    let scaled = part.checked_mul(100)?.checked_mul(10_i64.checked_pow(decimals.into())?)?;
    let rounded = scaled.checked_mul(2)?.checked_add(whole)?.checked_div(whole.checked_mul(2)?)?;
    Some(decimal(rounded, decimals))
}

/// Whether a number can be what a share is taken of, or from.
fn is_number(claim: &Claim) -> bool {
    (claim.unit.is_count() || claim.unit == Unit::YUAN)
        && claim.quantity.is_exact()
        && !matches!(claim.fact, Fact::Difference(_))
}

/// The numbers that the share may be of (its parts), and what it may be a share in.
fn terms(context: &Context<'_>, index: usize, share: &Claim) -> Option<(Vec<i64>, Vec<i64>)> {
    let claims = &context.prose.claims;
    let before: Vec<(usize, &Claim)> = claims
        .iter()
        .enumerate()
        .take(index)
        .skip_while(|(_, claim)| claim.sentence < share.sentence)
        .filter(|(_, claim)| is_number(claim))
        .collect();
    if is_in_run(context, index) {
        return None;
    }
    let (parts, subject, list): (Vec<i64>, Fact, Option<usize>) = if share.subject == Fact::Unknown {
        let (_, nearest) = before.last()?;
        // 复议21宗、诉讼10宗，占4.63%; 通报151条、审批133条、…这五类占71.6%: of the last, or of several together.
        let sums = before.iter().rev().take(SEVERAL).scan(0_i64, |sum, (_, claim)| {
            *sum = sum.saturating_add(claim.quantity.low);
            Some(*sum).filter(|_| claim.unit == nearest.unit)
        });
        let mut parts: Vec<i64> = sums.collect();
        // 其他处理41件（其中撤回36件），占49.4%: of what stands before the bracket.
        let outside = before.iter().rev().find(|(_, claim)| claim.depth <= share.depth);
        parts.extend(outside.filter(|_| nearest.depth > share.depth).map(|(_, claim)| claim.quantity.low));
        (parts, nearest.fact, nearest.of)
    } else {
        let stated = claims.iter().filter(|claim| claim.fact == share.subject && claim.is_plain() && is_number(claim));
        let mut parts: Vec<i64> = stated.map(|claim| claim.quantity.low).collect();
        parts.extend(read(context, share.subject).into_iter().map(|(_, sum)| sum));
        (parts, share.subject, None)
    };
    let unit = before.last().map_or(Unit::NONE, |(_, claim)| claim.unit);
    let smallest = parts.iter().copied().min()?;
    let mut wholes: Vec<i64> = Vec::new();
    wholes.extend(
        list.and_then(|total| claims.get(total))
            .filter(|total| total.quantity.is_exact())
            .map(|total| total.quantity.low),
    );
    // What has a share of its own is a part beside this one.
    let has_share = |index: usize| claims.get(index + 1).is_some_and(|next| next.fact == Fact::Share);
    let others = before
        .iter()
        .filter(|(index, claim)| {
            let is_comparable = claim.unit.goes_with(unit) || (claim.unit.counts_cases() && unit.counts_cases());
            is_comparable && !has_share(*index) && (list.is_none() || claim.of != list)
        })
        .map(|(_, claim)| claim.quantity.low);
    wholes.extend(others.filter(|&whole| whole >= smallest));
    let label = context.prose.words(share.flow, share.label);
    // 在答复的9件申请中，“同意公开”7件，占总数的70%.
    if subject.is_of_applications()
        || (label.contains('总') && !wholes.is_empty())
        || before.iter().any(|(_, claim)| claim.fact.is_of_applications())
    {
        let flows = claims.iter().filter(|claim| {
            matches!(claim.fact, Fact::New | Fact::Received | Fact::Worked | Fact::Answered) && claim.is_plain()
        });
        wholes.extend(flows.map(|claim| claim.quantity.low));
        wholes.extend([Fact::Worked, Fact::Answered].iter().flat_map(|&fact| read(context, fact)).map(|(_, sum)| sum));
        // Withdrawn before they were counted: 36件，撤回3件 leaves 33.
        let withdrawn =
            before.iter().filter(|(_, claim)| claim.fact == Fact::Withdrawn).map(|(_, claim)| claim.quantity.low);
        let less: Vec<i64> =
            withdrawn.flat_map(|less| wholes.iter().map(move |whole| whole - less).collect::<Vec<_>>()).collect();
        wholes.extend(less);
    }
    // 在主动公开的信息中，机构职能类22条（…）占总体的29.3%: of all that was published, as it was said before.
    let published = claims.iter().filter(|claim| claim.fact == Fact::Published && claim.unit.goes_with(unit));
    let mut published: Vec<i64> = published.map(|claim| claim.quantity.low).collect();
    published.dedup();
    let is_of_all = label.contains('总') && published.len() == 1;
    if !wholes.is_empty() || is_of_all {
        wholes.append(&mut published);
    }
    // The number itself is no whole to be a share of, unless nothing else is near.
    let itself = wholes.iter().filter(|&&whole| whole != smallest).count();
    (itself > 0).then_some((parts, wholes))
}

/// 满意率 behind a part and its total: some quotient of two numbers of the sentence must be meant. None is reported when
/// one fits; else what the part and the total give.
fn rate(context: &Context<'_>, index: usize, rate: &Claim) -> Option<(i64, i64)> {
    // 公文类信息40条，主动公开率95%: of some, and not of those that were counted last.
    const RATES: [&str; 7] = ["满意", "办结", "办复", "答复", "回复", "回收", "收回"];
    let label = context.prose.words(rate.flow, rate.label);
    if !has_any(label, &RATES) {
        return None;
    }
    let claims = &context.prose.claims;
    let part = claims.get(index.checked_sub(1)?).filter(|part| part.sentence == rate.sentence && is_number(part))?;
    let total = claims.get(part.of?).filter(|total| is_number(total))?;
    // 办结率为96%。应办2080件，办结1997件; 满意度95%（调查10402人，满意9896人）.
    let near = claims.get(index.saturating_sub(SEVERAL)..).unwrap_or_default().iter().take(2 * SEVERAL);
    let is_near = |claim: &&Claim| (rate.sentence..=rate.sentence + 1).contains(&claim.sentence) && is_number(claim);
    let near: Vec<&Claim> = near.filter(is_near).collect();
    let fits = |one: &&Claim| {
        near.iter().filter(|whole| whole.unit == one.unit).any(|whole| {
            let quantity = rate.quantity;
            let compared = compare(one.quantity.low, whole.quantity.low, quantity.low, quantity.decimals);
            compared.is_some_and(|rounded| rounded != Rounded::Wrong)
        })
    };
    (!near.iter().any(fits)).then_some((part.quantity.low, total.quantity.low))
}

/// NAR-17. A share is the quotient of what the text names.
pub fn quotient(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.prose.claims;
    for (index, share) in claims.iter().enumerate() {
        if share.fact == Fact::Rate && !share.quantity.is_vague {
            if let Some((part, whole)) = rate(context, index, share) {
                findings.extend(wrong(context, share, part, whole));
            }
            continue;
        }
        if share.fact != Fact::Share || share.quantity.is_vague || share.when != crate::prose::When::This {
            continue;
        }
        if !is_of_a_whole(context, share) {
            continue;
        }
        let Some((parts, wholes)) = terms(context, index, share) else { continue };
        let mut best: Option<Rounded> = None;
        for &part in &parts {
            for &whole in &wholes {
                match compare(part, whole, share.quantity.low, share.quantity.decimals) {
                    Some(Rounded::Right) => best = Some(Rounded::Right),
                    Some(Rounded::CutOff) if best != Some(Rounded::Right) => best = Some(Rounded::CutOff),
                    Some(Rounded::Wrong) if best.is_none() => best = Some(Rounded::Wrong),
                    _ => {}
                }
            }
        }
        // That of the list is meant, else the one that is nearest to what is stated.
        let Some(&part) = parts.first() else { continue };
        let off = |whole: i64| {
            let scaled = part.saturating_mul(100).saturating_mul(10_i64.saturating_pow(share.quantity.decimals.into()));
            (scaled / whole.max(1)).abs_diff(share.quantity.low)
        };
        let total = index.checked_sub(1).and_then(|before| claims.get(claims.get(before)?.of?));
        let total = total.map(|total| total.quantity.low).filter(|&total| part < total);
        let nearest = || wholes.iter().copied().filter(|&whole| part < whole).min_by_key(|&whole| off(whole));
        let Some(whole) = total.or_else(nearest) else { continue };
        if matches!(best, None | Some(Rounded::Right)) || is_balanced(context, share, part, whole) {
            continue;
        }
        if best == Some(Rounded::CutOff) {
            let message = message!("NAR-17.cut", stated = stated(context, share));
            findings.push(at_claim(context, Finding::new("NAR-17", message), share).lowered(Severity::Info));
        } else if total.is_some() || is_whole_known(context, share, whole) || is_nearly(part, whole, share) {
            findings.extend(wrong(context, share, part, whole));
        }
    }
}

/// Whether the words speak of a part of a whole: 占, 占比, 比例为; 政策文件3条，解读比例100% does not.
fn is_of_a_whole(context: &Context<'_>, share: &Claim) -> bool {
    let label = context.prose.words(share.flow, share.label);
    // 工单1206件，占全县工单总量的5.5%; 三区共1054件，占县区总量的64%: of something that the sentence need not count.
    const NOUNS: [&str; 18] = [
        "全部",
        "所有",
        "全年",
        "总体",
        "本年度",
        "主动",
        "公开",
        "政府",
        "政务",
        "信息",
        "申请",
        "受理",
        "收到",
        "答复",
        "办结",
        "新收",
        "的",
        "比",
    ];
    let of = label.rsplit_once('占').and_then(|(_, of)| of.split_once('总'));
    if of.is_some_and(|(of, _)| !without(of, &NOUNS).is_empty()) {
        return false;
    }
    share.subject != Fact::Unknown
        || label.split_once("比例").is_none_or(|(before, _)| before.is_empty() || before.contains('占'))
}

/// Whether the whole is named (占申请总数的…), or another share in the sentence is one of it.
fn is_whole_known(context: &Context<'_>, share: &Claim, whole: i64) -> bool {
    let claims = &context.prose.claims;
    let label = context.prose.words(share.flow, share.label);
    let is_named = label.rsplit_once('占').is_some_and(|(_, named)| named.contains('总'));
    is_named
        || claims.windows(2).any(|pair| {
            let [part, other] = pair else { return false };
            let is_share = other.fact == Fact::Share && other.sentence == share.sentence && other.span != share.span;
            let fits = || compare(part.quantity.low, whole, other.quantity.low, other.quantity.decimals);
            is_share && is_number(part) && fits().is_some_and(|rounded| rounded != Rounded::Wrong)
        })
}

/// Whether a share is off by so little, or by a slip of the pen, that nothing but this quotient is meant.
fn is_nearly(part: i64, whole: i64, share: &Claim) -> bool {
    let scaled = part.saturating_mul(100).saturating_mul(10_i64.saturating_pow(share.quantity.decimals.into()));
    let (stated, expected) = (share.quantity.low, scaled.saturating_add(whole / 2) / whole.max(1));
    stated.abs_diff(expected).saturating_mul(20) <= expected.unsigned_abs() || is_slip(stated, expected, false)
}

/// 9%、17%、1%、59%、14%: whether a share is off by one in its last digit alone, as those of its sentence are then together what
/// their parts are together.
fn is_balanced(context: &Context<'_>, share: &Claim, part: i64, whole: i64) -> bool {
    let decimals = share.quantity.decimals;
    let is = |part: i64, stated: i64| compare(part, whole, stated, decimals) == Some(Rounded::Right);
    let stated = share.quantity.low;
    if !is(part, stated - 1) && !is(part, stated + 1) {
        return false;
    }
    let claims = &context.prose.claims;
    let pairs = claims.windows(2).filter_map(|pair| {
        let [of, other] = pair else { return None };
        let is_beside = other.fact == Fact::Share && other.sentence == share.sentence && is_number(of);
        (is_beside && other.quantity.decimals == decimals).then_some((of.quantity.low, other.quantity.low))
    });
    let (parts, sum) =
        pairs.fold((0_i64, 0_i64), |(parts, sum), (of, other)| (parts.saturating_add(of), sum.saturating_add(other)));
    parts > part && is(parts, sum)
}

fn wrong(context: &Context<'_>, share: &Claim, part: i64, whole: i64) -> Option<Finding> {
    let expected = percentage(part, whole, share.quantity.decimals)?;
    let (part, whole) = (decimal(part, 0), decimal(whole, 0));
    let stated = stated(context, share);
    let message = message!("NAR-17", stated = stated, part = part, whole = whole, expected = expected);
    Some(at_claim(context, Finding::new("NAR-17", message), share).expected(expected))
}

/// NAR-18. The shares of a whole are a hundred percent: those that follow each other in one sentence, and nearly are.
pub fn hundred(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.prose.claims;
    let mut at = 0;
    while let Some(first) = claims.get(at) {
        let is_share = |claim: &&Claim| {
            claim.fact == Fact::Share
                && claim.sentence == first.sentence
                && claim.quantity.decimals == first.quantity.decimals
                && !claim.quantity.is_vague
        };
        let shares = claims.iter().skip(at).take_while(is_share).count();
        let sum: i64 = claims.iter().skip(at).take(shares).map(|share| share.quantity.low).sum();
        at += shares.max(1);
        let hundred = 100 * 10_i64.pow(first.quantity.decimals.min(9).into());
        // Each is off by half a unit at most. What is far from a hundred is no whole.
        let off = 2 * (sum - hundred).abs() > i64::try_from(shares).unwrap_or(i64::MAX);
        if shares > 2 && off && (sum - hundred).abs() * 20 <= hundred {
            let message =
                message!("NAR-18", stated = stated(context, first), sum = decimal(sum, first.quantity.decimals));
            findings.push(at_claim(context, Finding::new("NAR-18", message), first));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_or_cut_off() {
        let is = |part, whole, stated, decimals| compare(part, whole, stated, decimals);
        assert!(is(208, 1191, 1746, 2) == Some(Rounded::Right));
        assert!(is(115, 120, 958, 1) == Some(Rounded::Right));
        // 4.347… is 4.35; 4.34 is cut off.
        assert!(is(10, 230, 434, 2) == Some(Rounded::CutOff));
        assert!(is(10, 230, 435, 2) == Some(Rounded::Right));
        assert!(is(10, 230, 436, 2) == Some(Rounded::Wrong));
        assert!(is(1, 0, 100, 0).is_none());
        assert_eq!(percentage(208, 1191, 2).unwrap().to_string(), "17.46");
        assert_eq!(percentage(1, 3, 0).unwrap().to_string(), "33");
    }
}
