//! Years in running text that are left over from another report.

use crate::check::context::{At, Context};
use crate::check::finding::{Finding, Place, Severity};
use crate::check::marker::marker;
use crate::check::messages::message;
use crate::check::text::{any_in, year};
use crate::check::wording::Letters;
use crate::document::Span;
use crate::report::Report;

/// A sentence that begins with a year.
#[derive(Debug)]
pub struct Dated<'t> {
    at: At,
    year: i32,
    /// The year in the paragraph.
    span: Span,
    /// What follows the year, up to the end of the sentence.
    behind: &'t str,
}

/// Words that speak of what is to come.
const PLANS: &[&str] =
    &["将", "下一步", "计划", "打算", "拟", "争取", "力争", "要继续", "需要进一步", "改进措施", "改进方向"];

/// Words that look at another year on purpose: comparison, carrying over, a span of years, an event that dates back.
const OTHER_YEARS: &[&str] = &[
    "较",
    "比",
    "相比",
    "同期",
    "上年",
    "去年",
    "结转",
    "以来",
    "施行",
    "实施",
    "修订",
    "颁布",
    "印发",
    "出台",
    "成立",
    "起",
    "度报告",
    "年报",
    "曾",
    "十四五",
    "十五五",
];

/// Words with which last year's problems are taken up.
const TAKEN_UP: &[&str] = &["问题", "整改", "改进", "不足", "针对", "指出", "短板"];

/// Marks that end a sentence, or one of its main clauses.
const ENDS: [char; 3] = ['。', '；', '！'];

/// The sentences of parts one and five that begin with a year.
pub fn dated<'t>(report: &'t Report, letters: &Letters<'_>) -> Vec<Dated<'t>> {
    let mut dated = Vec::new();
    for line in letters.lines() {
        let At::Section(index, number) = line.at else { continue };
        let section = report.sections.get(index).filter(|section| matches!(section.part, 1 | 5));
        let Some(passage) = section.and_then(|section| section.paragraphs.get(number)) else { continue };
        let years = line.sought().filter(|(_, letter)| letter.c == '年');
        dated.extend(years.filter_map(|(_, letter)| beginning(line.at, &passage.text, letter.at as usize)));
    }
    dated
}

/// A digit that a year may be written with.
fn is_digit(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '０'..='９' | '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九'
    )
}

/// The sentence that begins with the year whose 年 stands at that byte.
fn beginning(at: At, text: &str, end: usize) -> Option<Dated<'_>> {
    let before = text.get(..end)?;
    // Most are 全年, 年中 and the like.
    before.trim_end().ends_with(is_digit).then_some(())?;
    let (start, first) = before.char_indices().rev().filter(|(_, c)| !c.is_whitespace()).nth(3)?;
    matches!(first, '2' | '２' | '二').then_some(())?;
    let lead = lead(before.get(..start)?)?;
    if !lead.is_empty() && marker(lead).is_none_or(|marker| marker.span.end != lead.len()) {
        return None;
    }
    let span = Span::new(start, end + '年'.len_utf8());
    let (year, _) = year(text.get(span.range())?)?;
    let behind = text.get(span.end..)?;
    let behind = behind.get(..behind.find(ENDS).unwrap_or(behind.len()))?;
    Some(Dated { at, year, span, behind })
}

/// What the sentence begins with that goes on behind the text; `None` where that is more than the number of an item.
fn lead(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let mut from = before.len();
    for (at, c) in before.char_indices().rev().take_while(|(_, c)| !ENDS.contains(c)) {
        if before.len() - at > "（二十一）".len() && !c.is_whitespace() {
            return None;
        }
        from = at;
    }
    before.get(from..)
}

/// Whether a sentence of that year is about a month or a day, or about a span of years.
fn is_date_or_span(behind: &str) -> bool {
    let behind = behind.trim_start().trim_start_matches('度').trim_start();
    behind.starts_with(|c: char| c.is_ascii_digit())
        || behind.starts_with(['至', '到', '-', '—', '～', '~', '、', '和', '与', '初', '底', '末'])
}

/// DAT-13. What part one and part five say of a year is said of the report's.
pub fn stale_year(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(expected) = context.year else { return };
    for dated in &context.dated {
        // Years long past are history; what is to come is DAT-14's.
        let is_near = dated.year < expected && dated.year >= expected - 3;
        if !is_near {
            continue;
        }
        let is_plan = any_in([dated.behind], PLANS);
        let is_meant = any_in([dated.behind], OTHER_YEARS) || is_date_or_span(dated.behind);
        let takes_up = dated.year == expected - 1 && any_in([dated.behind], TAKEN_UP);
        let place = dated.at.place(dated.span);
        let is_said = findings.iter().any(|finding| finding.rule == "DAT-03" && finding.places.contains(&place));
        if is_said || is_meant || (takes_up && !is_plan) {
            continue;
        }
        let message = message!("DAT-13", stated = dated.year, year = expected);
        let finding = Finding::new("DAT-13", message).at(place);
        findings.push(finding.actual(dated.year.to_string()).expected(expected));
    }
}

/// DAT-14. What is planned is planned for the year after the report's.
pub fn plan_year(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(report_year) = context.year else { return };
    for dated in &context.dated {
        let clause = dated.behind.trim_start_matches(['度', '，', ',']).trim_start();
        // 将 stands right behind the year or behind who will act.
        let acts = ["我", "本", "全", "街道", "各"];
        let plans = |text: &str| text.starts_with("将") && !text.starts_with("将近");
        let subject = acts.iter().any(|who| clause.starts_with(who));
        let verb = clause.char_indices().take(10).find_map(|(at, _)| clause.get(at..).filter(|rest| plans(rest)));
        let is_plan = plans(clause) || (subject && verb.is_some()) || clause.starts_with("工作打算");
        // Long-term plans reach further.
        if !is_plan || dated.year != report_year || any_in([dated.behind], OTHER_YEARS) {
            continue;
        }
        let message = message!("DAT-14", stated = dated.year, expected = report_year + 1);
        let place: Place = dated.at.place(dated.span);
        let finding = Finding::new("DAT-14", message).lowered(Severity::Info).at(place);
        findings.push(finding.actual(dated.year.to_string()).expected(report_year + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_a_sentence_behind_at_most_a_number() {
        let years = |text: &str| {
            let found = text.match_indices('年').filter_map(|(end, _)| beginning(At::Preamble(0), text, end));
            found.map(|dated| (dated.year, dated.span.start)).collect::<Vec<_>>()
        };
        assert_eq!(years("2023年，一次。2024年，二次；二〇二二年度三次"), [(2023, 0), (2024, 19), (2022, 38)]);
        assert_eq!(years("（一）2023年"), [(2023, 9)]);
        assert_eq!(years(" ２０２３ 年"), [(2023, 1)]);
        assert_eq!(years("截至2023年，全年，去年2023年，《2023年要点》，12023年"), []);
    }
}
