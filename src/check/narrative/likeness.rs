//! Whether the parts of a list are alike, by their words: what is done otherwise, stands elsewhere or is counted otherwise than
//! all the others may be none of them; what is named as they are is one of them.

use super::{has_any, without, words_before};
use crate::check::context::Context;
use crate::prose::Claim;

/// What is done with what others have published, or wait for.
const OTHER_WORK: [&str; 14] =
    ["报送", "上报", "报给", "采纳", "采用", "录用", "办结", "办理", "回复", "答复", "回应", "受理", "接待", "转办"];

/// Where something is published.
const CHANNELS: [&str; 18] = [
    "网站",
    "门户",
    "平台",
    "微信",
    "微博",
    "公众号",
    "抖音",
    "头条",
    "客户端",
    "公开栏",
    "宣传栏",
    "公示栏",
    "屏",
    "报刊",
    "电视",
    "广播",
    "新闻媒体",
    "公报",
];

/// 动态216条，更新目录50条，报送100条: the parts, by their place, that differ from all others.
pub(super) fn strangers(context: &Context<'_>, total: &Claim, parts: &[&Claim]) -> impl Iterator<Item = usize> {
    let of = words_before(context, total);
    let is_on_channel = |part: &&Claim| has_any(words_before(context, part), &CHANNELS);
    let on_channels: Vec<bool> = parts.iter().map(is_on_channel).collect();
    let with = on_channels.iter().filter(|is_on| **is_on).count();
    let in_its_unit = parts.iter().filter(|part| part.unit == total.unit).count();
    let is_stranger = move |(part, is_on_channel): (&&Claim, bool)| {
        let words = words_before(context, part);
        let is_other_work = OTHER_WORK.iter().any(|word| words.contains(word) && !of.contains(word));
        // 其他方式 are those that were not named.
        let is_elsewhere = !is_rest(context, part) && if is_on_channel { with == 1 } else { with + 1 == parts.len() };
        let is_otherwise = part.unit != total.unit && in_its_unit + 1 == parts.len();
        is_other_work || is_elsewhere || is_otherwise
    };
    let all = std::iter::zip(parts, on_channels).enumerate();
    all.filter(move |(_, part)| is_stranger(*part)).map(|(index, _)| index)
}

/// 文字解读144篇，图片解读61篇，视频解读1篇: whether the parts from there on are named as one before them; a last one need not be,
/// when it follows several.
pub(super) fn goes_on(context: &Context<'_>, total: &Claim, parts: &[&Claim], from: usize) -> bool {
    let ending = |part: &Claim| {
        let words = words_before(context, part);
        let start = words.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        words.get(start..).filter(|ending| ending.chars().count() == 2)
    };
    let (Some(before), Some(behind)) = (parts.get(..from), parts.get(from..)) else { return false };
    let is_last = from > 2 && behind.len() == 1 && strangers(context, total, parts).all(|index| index != from);
    !behind.is_empty()
        && behind.iter().all(|part| {
            let is_alike = |other: &&Claim| ending(part).is_some() && ending(part) == ending(other);
            !begins_statement(words_before(context, part)) && (is_last || before.iter().any(is_alike))
        })
}

/// Whether the words begin with a verb: then they say something of their own.
fn begins_statement(words: &str) -> bool {
    const VERBS: [&str; 32] = [
        "公开", "发布", "更新", "回应", "办理", "办结", "答复", "回复", "受理", "收到", "接受", "举办", "召开", "开展",
        "组织", "参加", "制作", "制定", "印发", "出台", "推送", "转发", "转载", "报送", "上报", "编发", "刊发", "通过",
        "利用", "并", "全年", "在",
    ];
    VERBS.iter().any(|verb| words.starts_with(verb))
}

/// 其他信息36条, 其它方式61条: whether a part is all that was not named before it.
pub(super) fn is_rest(context: &Context<'_>, part: &Claim) -> bool {
    const NOUNS: [&str; 21] = [
        "信息", "方式", "渠道", "形式", "途径", "类别", "类", "平台", "栏目", "政府", "政务", "内容", "事项", "公开",
        "发布", "主动", "共计", "共", "各", "方面", "更新",
    ];
    let words = words_before(context, part);
    let named = ["其他", "其它", "其余"].iter().find_map(|rest| words.rsplit_once(rest));
    named.is_some_and(|(_, behind)| without(behind, &NOUNS).is_empty())
}
