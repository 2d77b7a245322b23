//! What part five must speak of: problems, and what is done about them.

use super::{is_blank, texts};
use crate::check::context::Context;
use crate::check::finding::{Finding, Place};
use crate::check::marker::{Style, marker, ordinals};
use crate::check::messages::message;
use crate::check::text::{any_in, is_ideograph, places};
use crate::document::Span;
use crate::form::is_word;
use crate::report::Section;

const PROBLEM_WORDS: &[&str] = &[
    "问题",
    "不足",
    "短板",
    "薄弱",
    "差距",
    "不够",
    "有待",
    "不到位",
    "不高",
    "弱项",
    "困难",
    "欠缺",
    "仍需",
    "不强",
    "不及时",
    "不全面",
    "不完善",
    "不规范",
];
const IMPROVEMENT_WORDS: &[&str] = &[
    "改进",
    "下一步",
    "措施",
    "整改",
    "加强",
    "完善",
    "提升",
    "强化",
    "优化",
    "提高",
    "健全",
    "加大",
    "规范",
    "推进",
    "今后",
    "打算",
];

/// Characters below which part five says nothing.
const LEAST_PART_FIVE: usize = 60;

fn is_too_short(section: &Section) -> Option<usize> {
    let ideographs = texts(&section.paragraphs).flat_map(str::chars).filter(|&c| is_ideograph(c));
    let count = ideographs.take(LEAST_PART_FIVE).count();
    (!is_blank(section) && count < LEAST_PART_FIVE && section.other_tables.is_empty()).then_some(count)
}

/// STR-14. Part five names problems and improvements.
pub fn problems_and_improvements(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(5) else { return };
    if is_blank(section) || is_too_short(section).is_some() {
        return;
    }
    let has = |words| any_in(context.paragraphs_of(index), words);
    let message = match (has(PROBLEM_WORDS), has(IMPROVEMENT_WORDS)) {
        (true, true) => return,
        (false, true) => message!("STR-14.problems"),
        (true, false) => message!("STR-14.improvements"),
        (false, false) => message!("STR-14"),
    };
    findings.push(Finding::new("STR-14", message).at(context.heading_of(index, section)));
}

/// STR-15. Part five is more than a phrase.
pub fn short_part_five(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(5) else { return };
    let Some(count) = is_too_short(section).filter(|_| claim_of_none(section).is_none()) else { return };
    let is_none = texts(&section.paragraphs).all(|text| {
        let words: String = text.chars().filter(|&c| is_word(c)).collect();
        matches!(words.as_str(), "" | "无" | "没有" | "暂无")
    });
    let message =
        if is_none { message!("STR-15.none") } else { message!("STR-15", count = count, least = LEAST_PART_FIVE) };
    findings.push(Finding::new("STR-15", message).at(context.heading_of(index, section)));
}

/// Clauses by which a report claims that there are no problems.
const NO_PROBLEMS: [&str; 10] = [
    "不存在任何问题",
    "不存在主要问题",
    "不存在突出问题",
    "不存在问题",
    "没有存在问题",
    "没有任何问题",
    "没有问题",
    "无存在问题",
    "暂无问题",
    "无问题",
];

/// What may stand before the claim without making another matter of it.
const OF_ALL: &[&str] = &[
    "本年度",
    "全年",
    "目前",
    "总体上",
    "总体",
    "我局",
    "我镇",
    "我乡",
    "我街道",
    "我委",
    "我单位",
    "本单位",
    "本机关",
    "本局",
    "本镇",
    "政府信息公开工作",
    "政府信息公开",
    "信息公开工作",
    "工作",
    "方面",
    "中",
    "在",
    "暂时",
    "暂",
];

/// The clause that claims that there are no problems: the paragraph and its place there.
fn claim_of_none(section: &Section) -> Option<(usize, Span)> {
    texts(&section.paragraphs).enumerate().find_map(|(paragraph, text)| {
        // Every such claim ends in these words.
        let claims = |end| text.get(..end).is_some_and(|words| NO_PROBLEMS.iter().any(|claim| words.ends_with(claim)));
        places(text, "问题").any(|at| claims(at + "问题".len())).then_some(())?;
        let mut start = 0;
        text.split_inclusive(|c| !is_word(c)).find_map(|clause| {
            let begin = start;
            start += clause.len();
            let words = clause.trim_end_matches(|c| !is_word(c)).trim_start();
            let claim = NO_PROBLEMS.iter().find(|claim| words.ends_with(**claim))?;
            let mut before = words.strip_suffix(claim)?;
            while let Some(rest) = OF_ALL.iter().find_map(|word| before.strip_prefix(word)) {
                before = rest;
            }
            let from = begin + words.len() - claim.len();
            before.is_empty().then_some((paragraph, Span::new(from, from + claim.len())))
        })
    })
}

/// STR-17. Part five does not claim that there are no problems.
pub fn no_problems(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(5) else { return };
    let Some((paragraph, span)) = claim_of_none(section) else { return };
    let quote =
        section.paragraphs.get(paragraph).and_then(|passage| passage.text.get(span.range())).unwrap_or_default();
    let message = message!("STR-17", quote = quote.to_owned());
    findings.push(Finding::new("STR-17", message).at(Place::Paragraph(index, paragraph, span)).actual(quote));
}

/// Items that count on from one: how many, where they begin, and the words before that.
struct Run<'t> {
    count: usize,
    paragraph: usize,
    first: Span,
    before: &'t str,
}

/// STR-16. As many improvements as problems, where both are numbered in the same way.
pub fn problems_match(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(5) else { return };
    let digits = runs(section, false);
    let runs = if digits.len() == 2 { digits } else { runs(section, true) };
    let [problems, improvements] = runs.as_slice() else { return };
    let are_halves = any_in([problems.before], &["问题", "不足", "短板", "薄弱", "差距"])
        && any_in([improvements.before], &["改进", "整改", "下一步", "措施", "打算", "今后"]);
    if !are_halves || problems.count < 2 || improvements.count < 2 || problems.count == improvements.count {
        return;
    }
    let message = message!("STR-16", problems = problems.count, improvements = improvements.count);
    let place = |run: &Run<'_>| Place::Paragraph(index, run.paragraph, run.first);
    findings.push(Finding::new("STR-16", message).at(place(improvements)).at(place(problems)));
}

/// The runs of `一是`, `二是`, or else of lines numbered `1.`, `2.`. None at all where one is miscounted.
fn runs(section: &Section, of_ordinals: bool) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut last = "";
    for (paragraph, text) in texts(&section.paragraphs).enumerate() {
        let at_start = marker(text).filter(|marker| marker.style == Style::Digit && !of_ordinals);
        let inside = ordinals(text).filter(|_| of_ordinals);
        for (number, span) in inside.chain(at_start.map(|marker| (marker.number, marker.span))) {
            match runs.last_mut() {
                _ if number == 1 => {
                    let before = text.get(..span.start).unwrap_or_default();
                    let before = before.rsplit(['。', '；']).next().unwrap_or_default();
                    // A heading of its own stands in the paragraph above.
                    let before = if before.trim().is_empty() { last } else { before };
                    runs.push(Run { count: 1, paragraph, first: span, before });
                }
                Some(run) if run.count + 1 == number => run.count = number,
                _ => return Vec::new(),
            }
        }
        last = text;
    }
    runs
}
