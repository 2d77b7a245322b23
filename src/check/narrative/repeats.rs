//! The same fact stated twice.

use super::{at_claim, has_any, stated, without};
use crate::check::context::Context;
use crate::check::finding::Finding;
use crate::check::messages::message;
use crate::document::Span;
use crate::prose::{Claim, Fact};

/// NAR-23. What is stated twice has one value. Facts that a cell holds are judged by the cell.
pub fn once(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.prose.claims;
    let is_whole = |claim: &&Claim| {
        let counts = matches!(claim.fact, Fact::Published | Fact::InfoFee);
        counts && claim.is_plain() && claim.of.is_none() && claim.depth == 0 && claim.quantity.is_exact()
    };
    for fact in [Fact::Published, Fact::InfoFee] {
        let mut stated_before: Option<&Claim> = None;
        for claim in claims.iter().filter(is_whole).filter(|claim| claim.fact == fact) {
            // 共公开信息 speaks of all of it; 公开政策信息 of some.
            if fact == Fact::Published && !is_of_all(context, claim) {
                continue;
            }
            match stated_before {
                Some(before)
                    if before.unit == claim.unit
                        && !is_part_elsewhere(context, before)
                        && !is_part_elsewhere(context, claim)
                        && before.quantity.low != claim.quantity.low
                        && publishes(context, before) == publishes(context, claim) =>
                {
                    let message = message!("NAR-23", stated = stated(context, claim), before = stated(context, before));
                    findings.push(at_claim(context, Finding::new("NAR-23", message), claim));
                }
                Some(_) => {}
                None => stated_before = Some(claim),
            }
        }
    }
}

/// 1151条，包括市网站317条、局网站834条: whether another sentence states the number as a part.
fn is_part_elsewhere(context: &Context<'_>, claim: &Claim) -> bool {
    context.prose.claims.iter().any(|other| {
        other.of.is_some() && other.quantity == claim.quantity && other.unit == claim.unit && other.span != claim.span
    })
}

/// Whether it is said to be 发布, which is more than 公开.
fn publishes(context: &Context<'_>, claim: &Claim) -> bool {
    context.prose.words(claim.flow, claim.label).contains("发布")
}

/// Whether the words are those for all that was published: the verb and 政府信息, with nothing that narrows them.
fn is_of_all(context: &Context<'_>, claim: &Claim) -> bool {
    const WORDS: [&str; 22] = [
        "2", "0", "1", "3", "4", "5", "6", "7", "8", "9", "年", "全年", "全", "共", "累计", "主动", "公开", "发布",
        "各类", "政府", "政务", "信息",
    ];
    // 微信（1个）发布信息149条 and 微信公众号：发布信息149条 speak of 微信 alone.
    let before = context.prose.words(claim.flow, Span::new(0, claim.label.start));
    let begins = match before.strip_suffix(':') {
        Some(topic) => ["公开", "情况", "方面", "工作"].iter().any(|word| topic.ends_with(word)),
        None => before.is_empty() || before.ends_with(['。', ',', ';', '!', '?']),
    };
    let rest = context.prose.words(claim.flow, Span::new(claim.label.start, claim.span.start));
    let names_all = rest.contains("信息");
    // 以公众号为平台，加强引导，全年发布信息149条: what the sentence began with goes on.
    const CHANNELS: [&str; 7] = ["网站", "微信", "微博", "公众号", "平台", "客户端", "媒体"];
    let sentence = before.rsplit('。').next().unwrap_or(before);
    begins && without(rest, &WORDS).is_empty() && names_all && !has_any(sentence, &CHANNELS)
}
