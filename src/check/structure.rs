//! The parts of the report: whether they are there, in order, named and filled as prescribed.

use super::context::{At, Context};
use super::finding::{Edit, Finding, Place, Severity};
use super::messages::message;
use super::text::{any_in, count_ideographs};
use crate::document::Span;
use crate::form::{Edition, Table, bare, disclosure_blocks, is_word, part_title};
use crate::report::{Passage, Report, Section, TableStatus};
use crate::sorted::Numbers;

/// Whether this is such a report at all: a table of the form is there, or enough of its parts.
pub fn is_report(report: &Report) -> bool {
    let any_table = Table::ALL.iter().any(|&table| report.tables.get(table).status != TableStatus::Missing);
    let parts = (1..=6).filter(|&part| report.section(part).is_some()).count();
    // Other reports, too, may begin with 一、总体情况 and end with 存在的问题.
    any_table || parts > 2 || (parts > 0 && speaks_of_disclosure(report))
}

fn speaks_of_disclosure(report: &Report) -> bool {
    let title = report.title.iter().map(|title| title.text.as_str());
    let headings = report.sections.iter().filter_map(|section| Some(section.heading.as_ref()?.text.as_str()));
    any_in(title.chain(headings), &["信息公开", "政务公开"])
}

fn texts(passages: &[Passage]) -> impl Iterator<Item = &str> {
    passages.iter().map(|passage| passage.text.as_str())
}

/// STR-01. Missing parts in one finding; headings that were merely not recognised in another.
pub fn missing_parts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    if !context.is_report {
        let is_empty = report.title.is_none() && report.preamble.is_empty() && report.sections.is_empty();
        let message = if is_empty { message!("STR-01.empty") } else { message!("STR-01.foreign") };
        findings.push(Finding::new("STR-01", message).at(Place::Report));
        return;
    }
    let missing = (1..=6).filter(|&part| report.section(part).is_none());
    let (unnamed, missing): (Vec<u8>, Vec<u8>) = missing.partition(|&part| has_traces(context, part));
    if !missing.is_empty() {
        let places = missing.clone().into_iter().map(Place::Part);
        let message = message!("STR-01", parts = missing);
        findings.push(places.fold(Finding::new("STR-01", message), Finding::at));
    }
    if !unnamed.is_empty() {
        let places = unnamed.clone().into_iter().map(Place::Part);
        let finding = Finding::new("STR-01", message!("STR-01.headings", parts = unnamed));
        findings.push(places.fold(finding.lowered(Severity::Warning), Finding::at));
    }
}

/// Whether the part's table or words that belong to it are there although its heading is not.
fn has_traces(context: &Context<'_>, part: u8) -> bool {
    let all_words = |words: &[&str]| words.iter().all(|word| context.paragraphs().any(|(_, text)| text.contains(word)));
    match Table::of_part(part) {
        Some(table) => context.report.tables.get(table).status != TableStatus::Missing,
        None => match part {
            1 => missing_aspects(texts(&context.report.preamble).collect::<Vec<_>>().as_slice()).len() <= 2,
            5 => all_words(&["问题", "改进"]) || all_words(&["不足", "下一步"]),
            _ => all_words(&["信息处理费"]),
        },
    }
}

/// STR-02. Each part stands behind the one before it.
pub fn order(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut last = 0;
    for (index, section) in context.report.sections.iter().enumerate().filter(|(_, section)| section.part <= 6) {
        let is_first = context.section(section.part).is_some_and(|(first, _)| first == index);
        if is_first && section.part < last {
            let message = message!("STR-02", part = section.part, after = last);
            findings.push(Finding::new("STR-02", message).at(context.heading_of(index, section)));
            return;
        }
        last = last.max(section.part);
    }
}

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// STR-03. The numbers of the headings run from one to six. A part that is missing, or stands elsewhere, is
/// reported as that: either its own number or that of its place is right.
pub fn numbers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let headings = || report.sections.iter().enumerate().filter(|(_, section)| section.heading.is_some());
    let is_wrong = |&(index, section): &(usize, &Section)| {
        section.number.is_some_and(|number| {
            let repeats = report.sections.iter().take(index).any(|before| before.number == Some(number));
            repeats || (number != section.part && usize::from(number) != index + 1)
        })
    };
    let wrong: Vec<(usize, &Section)> = headings().filter(is_wrong).collect();
    if let Some(&(first, section)) = wrong.first() {
        let numerals = headings().map(|(_, section)| {
            let numeral = section.number.and_then(|number| NUMERALS.get(usize::from(number).checked_sub(1)?));
            numeral.copied().unwrap_or("－")
        });
        let finding = Finding::new("STR-03", message!("STR-03", numbers = numerals.collect::<Vec<_>>()));
        let finding =
            wrong.iter().skip(1).fold(finding.at(context.heading_of(first, section)), |finding, &(index, section)| {
                finding.at(context.heading_of(index, section))
            });
        let edits: Option<Vec<Edit>> = wrong.iter().map(|&(index, section)| renumber(index, section)).collect();
        findings.push(match edits {
            Some(edits) => finding.suggest(edits),
            None => finding,
        });
    }
    let unnumbered: Vec<(usize, &Section)> =
        headings().filter(|(_, section)| section.number.is_none() && section.part <= 6).collect();
    if !unnumbered.is_empty() {
        let parts: Vec<u8> = unnumbered.iter().map(|(_, section)| section.part).collect();
        let finding = Finding::new("STR-03", message!("STR-03.missing", parts = parts));
        let places = unnumbered.iter().map(|&(index, section)| context.heading_of(index, section));
        findings.push(places.fold(finding, Finding::at));
    }
}

/// Replaces the numeral before a heading by that of its part.
fn renumber(index: usize, section: &Section) -> Option<Edit> {
    let text = &section.heading.as_ref()?.text;
    let right = NUMERALS.get(usize::from(section.part).checked_sub(1)?)?;
    let start = text.find(|c: char| NUMERALS.iter().any(|numeral| numeral.starts_with(c)))?;
    let written = text.get(start..)?.chars().next()?;
    // Only where the numeral is really the number: in front, at most behind 第 or a stray letter.
    (text.get(..start)?.chars().count() <= 2).then(|| Edit {
        place: Place::Heading(index, Span::new(start, start + written.len_utf8())),
        from: written.to_string(),
        to: (*right).to_owned(),
    })
}

/// STR-04. A heading is worded as the form or the statute has it.
pub fn wording(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, section) in context.report.sections.iter().enumerate() {
        let (Some(heading), Some(title)) = (&section.heading, part_title(section.part)) else { continue };
        // The instruction of the blank form is STR-20's, a stray mark at the end no wording.
        let written = heading.text.split(['（', '(']).find(|piece| count_ideographs(piece) > 2).unwrap_or("");
        let written = bare(written.trim().trim_end_matches(['、', '，', '。', '：', ':', ',']));
        let as_good = std::iter::once(&title.label.official).chain(title.statutory);
        if as_good.into_iter().any(|wording| bare(wording) == written) {
            continue;
        }
        let official = format!("{}、{}", title.numeral, title.label.official);
        let message = message!("STR-04", heading = heading.text.clone(), official = official.clone());
        let place = context.heading_of(index, section);
        let edit = Edit { place: place.clone(), from: heading.text.clone(), to: official.clone() };
        let finding = Finding::new("STR-04", message).at(place).actual(heading.text.as_str()).expected(&official);
        findings.push(finding.suggest(vec![edit]));
    }
}

/// STR-05. There is no seventh part. An annex is none.
pub fn extra_parts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, section) in context.report.sections.iter().enumerate().filter(|(_, section)| section.part > 6) {
        let Some(heading) = &section.heading else { continue };
        let name = bare(&heading.text);
        if name.starts_with('附') || name.starts_with("落款") {
            continue;
        }
        let message = message!("STR-05", heading = heading.text.clone());
        findings
            .push(Finding::new("STR-05", message).at(context.heading_of(index, section)).actual(heading.text.as_str()));
    }
}

/// What the blank form prints in a part of text.
const TO_BE_DESCRIBED: &str = "文字描述";

/// Whether nothing is written in the part but marks and what the blank form prints.
fn is_blank(section: &Section) -> bool {
    let is_written = |text: &str| {
        let own = instruction(text).and_then(|span| Some([text.get(..span.start)?, text.get(span.end..)?]));
        own.unwrap_or([text, ""]).iter().any(|text| text.split(TO_BE_DESCRIBED).any(|words| words.chars().any(is_word)))
    };
    !texts(&section.paragraphs).any(is_written) && section.other_tables.is_empty()
}

/// STR-06. A part of text is not empty. A missing table is TAB-01's.
pub fn empty_parts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, section) in context.report.sections.iter().enumerate().filter(|(_, section)| section.part <= 6) {
        let is_picture = match Table::of_part(section.part) {
            Some(table) => context.report.tables.get(table).status == TableStatus::Picture,
            None => is_blank(section) && section.has_picture,
        };
        let place = context.heading_of(index, section);
        if is_picture {
            let message = message!("STR-06.picture", part = section.part);
            findings.push(Finding::new("STR-06", message).lowered(Severity::Info).at(place));
        } else if Table::of_part(section.part).is_none() && is_blank(section) {
            findings.push(Finding::new("STR-06", message!("STR-06", part = section.part)).at(place));
        }
    }
}

/// The aspects that part one must cover, each with words that show that it does.
const ASPECTS: [(&str, &[&str]); 5] = [
    ("主动公开", &["主动公开", "主动发布", "公开政府信息", "发布政府信息", "发布信息"]),
    ("依申请公开", &["依申请", "申请公开", "公开申请", "受理申请", "收到申请"]),
    (
        "政府信息管理",
        &["信息管理", "信息资源", "管理制度", "规范管理", "动态管理", "审核", "审查", "公开属性", "规范性文件", "目录"],
    ),
    ("平台建设", &["平台", "网站", "新媒体", "公众号", "专栏", "公报", "查阅点"]),
    ("监督保障", &["监督", "保障", "考核", "评议", "培训", "组织领导", "追究", "问责"]),
];

/// The aspects of which none of the texts speaks.
fn missing_aspects(texts: &[&str]) -> Vec<&'static str> {
    let is_missing = |words: &[&str]| !any_in(texts.iter().copied(), words);
    ASPECTS.iter().filter(|(_, words)| is_missing(words)).map(|(aspect, _)| *aspect).collect()
}

/// STR-11. Part one covers the five aspects. Without the heading of part two behind it, its end is not known.
pub fn aspects(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(1) else { return };
    if section.heading.is_none() || context.section(2).is_none() || is_blank(section) {
        return;
    }
    let missing = missing_aspects(texts(&section.paragraphs).collect::<Vec<_>>().as_slice());
    if !missing.is_empty() {
        let message = message!("STR-11", aspects = missing);
        findings.push(Finding::new("STR-11", message).at(context.heading_of(index, section)));
    }
}

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
    let count = texts(&section.paragraphs).map(count_ideographs).sum();
    (!is_blank(section) && count < LEAST_PART_FIVE && section.other_tables.is_empty()).then_some(count)
}

/// STR-14. Part five names problems and improvements.
pub fn problems_and_improvements(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(5) else { return };
    if is_blank(section) || is_too_short(section).is_some() {
        return;
    }
    let has = |words| any_in(texts(&section.paragraphs), words);
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
    let Some(count) = is_too_short(section) else { return };
    let is_none = texts(&section.paragraphs).all(|text| {
        let words: String = text.chars().filter(|&c| is_word(c)).collect();
        matches!(words.as_str(), "" | "无" | "没有" | "暂无")
    });
    let message =
        if is_none { message!("STR-15.none") } else { message!("STR-15", count = count, least = LEAST_PART_FIVE) };
    findings.push(Finding::new("STR-15", message).at(context.heading_of(index, section)));
}

/// STR-18. Part six states the fees; a statement elsewhere should move there.
pub fn fee_statement(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(6) else { return };
    if is_blank(section) {
        return;
    }
    // What the blank form says of the fees is no statement.
    let own = |text: &str| instruction(text).is_none_or(|span| text.get(span.end..).is_some_and(speaks_of_fees));
    if section.paragraphs.iter().any(|passage| speaks_of_fees(&passage.text) && own(&passage.text)) {
        return;
    }
    let elsewhere = context.paragraphs().find_map(|(at, text)| {
        let start = text.find("信息处理费")?;
        let is_elsewhere = !matches!(at, At::Section(other, _) if other == index);
        is_elsewhere.then(|| at.place(Span::new(start, start + "信息处理费".len())))
    });
    findings.push(match elsewhere {
        Some(place) => Finding::new("STR-18", message!("STR-18.elsewhere")).lowered(Severity::Info).at(place),
        None => Finding::new("STR-18", message!("STR-18")).at(context.heading_of(index, section)),
    });
}

fn speaks_of_fees(text: &str) -> bool {
    any_in([text], &["处理费", "收费", "收取费用", "收取任何费用"])
}

/// STR-20. The instruction that the blank form prints behind the title of part six is removed.
pub fn instructions(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut report = |text: &str, place: &dyn Fn(Span) -> Place| {
        if let Some(span) = instruction(text) {
            let quote = text.get(span.range()).unwrap_or_default().to_owned();
            let edit = Edit { place: place(span), from: quote.clone(), to: String::new() };
            let finding = Finding::new("STR-20", message!("STR-20", quote = quote.clone())).at(place(span));
            findings.push(finding.actual(quote).suggest(vec![edit]));
        }
    };
    for (index, section) in context.report.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            report(&heading.text, &|span| Place::Heading(index, span));
        }
    }
    for (at, text) in context.paragraphs() {
        report(text, &|span| at.place(span));
    }
}

/// Where the instruction stands in the text, with the brackets around it.
fn instruction(text: &str) -> Option<Span> {
    const TAIL: &str = "收取信息处理费情况在此处报告";
    let tail = text.find(TAIL)?;
    let (before, rest) = text.split_at_checked(tail)?;
    let head = before.trim_end_matches(['，', ',', '、', ' ']);
    let head = head.strip_suffix("文字描述").unwrap_or(head);
    let head = head.strip_suffix(['（', '(']).unwrap_or(head);
    let after = rest.strip_prefix(TAIL)?;
    let after = after.strip_prefix(['。', '.']).unwrap_or(after);
    let after = after.strip_prefix(['）', ')']).unwrap_or(after);
    Some(Span::new(head.len(), text.len() - after.len()))
}

/// STR-21. Table two has the columns of the edition the report year calls for.
pub fn edition(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (Some(year), reading) = (context.year, &context.report.tables.disclosure) else { return };
    let Some(wanted) = Edition::of_year(year) else { return };
    if reading.edition == wanted || telling_columns(context) < 2 {
        return;
    }
    let message = match wanted {
        Edition::Y2021 => message!("STR-21.old", year = year),
        Edition::Y2019 => message!("STR-21.new", year = year),
    };
    findings.push(Finding::new("STR-21", message).at(Place::Table(Table::Disclosure)));
}

/// Number of columns found in table two that only its edition has.
fn telling_columns(context: &Context<'_>) -> usize {
    let reading = &context.report.tables.disclosure;
    let other = match reading.edition {
        Edition::Y2019 => Edition::Y2021,
        Edition::Y2021 => Edition::Y2019,
    };
    let columns = |edition| disclosure_blocks(edition).iter().flat_map(|block| block.columns).map(|form| form.column);
    let own: Numbers = columns(reading.edition)
        .filter(|column| !reading.missing_columns.contains(column))
        .filter(|&column| columns(other).all(|other| other != column))
        .map(|column| column as usize)
        .collect();
    own.as_slice().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::PARTS;

    #[test]
    fn the_instruction_is_found_with_its_brackets() {
        let instruction_of = |text: &'static str| instruction(text).and_then(|span| text.get(span.range()));
        let printed = PARTS[5].instruction;
        let heading: &'static str = format!("六、其他需要报告的事项{printed}").leak();
        assert_eq!(instruction_of(heading), Some(printed));
        assert_eq!(
            instruction_of("(文字描述,收取信息处理费情况在此处报告)本年度无"),
            Some("(文字描述,收取信息处理费情况在此处报告)")
        );
        assert_eq!(instruction_of("本年度未收取信息处理费，有关情况在此处报告。"), None);
        assert_eq!(instruction_of("以文字描述说明情况"), None);
    }
}
