//! Which parts and tables are there: none missing, none too many, none empty.

use super::content::missing_aspects;
use super::is_blank;
use crate::check::context::{At, Context};
use crate::check::finding::{Finding, Place, Severity};
use crate::check::messages::message;
use crate::check::tables::is_table_repeated;
use crate::check::text::{any_in, places};
use crate::document::Span;
use crate::form::{Edition, Table, bare, disclosure_blocks, simplify};
use crate::report::{Section, TableStatus};
use crate::sorted::Numbers;

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
            1 => {
                let preamble = context.paragraphs().filter(|(at, _)| matches!(at, At::Preamble(_)));
                missing_aspects(preamble.map(|(_, text)| text).collect::<Vec<_>>().as_slice()).len() <= 2
            }
            5 => all_words(&["问题", "改进"]) || all_words(&["不足", "下一步"]),
            _ => all_words(&["信息处理费"]),
        },
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

/// STR-07. Every part and every table stands there once.
pub fn repeated_parts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let sections = context.report.sections.iter().enumerate().filter(|(_, section)| section.part <= 6);
    let again: Vec<(usize, &Section)> = sections
        .filter(|&(index, section)| context.section(section.part).is_some_and(|(first, _)| first < index))
        .collect();
    let mut parts: Vec<u8> = again.iter().map(|(_, section)| section.part).collect();
    parts.dedup();
    if !again.is_empty() {
        let is_second_report = parts.len() > 3;
        let message =
            if is_second_report { message!("STR-07.reports") } else { message!("STR-07", parts = parts.clone()) };
        // Where a second report begins is enough to know.
        let shown = if is_second_report { 1 } else { again.len() };
        let places = again.iter().take(shown).map(|&(index, section)| context.heading_of(index, section));
        findings.push(places.fold(Finding::new("STR-07", message), Finding::at));
    }
    for table in context.tables_read().filter(|table| !parts.contains(&table.part())) {
        if is_table_repeated(context, table) {
            findings.push(Finding::new("STR-07", message!("STR-07.table", table = table)).at(Place::Table(table)));
        }
    }
}

/// What each part is called where the parts are listed.
const NAMES: [&[&str]; 6] =
    [&["总体情况", "概述"], &["主动公开"], &["申请"], &["复议", "诉讼"], &["问题"], &["其他", "其它"]];

/// STR-10. A sentence that lists the parts names as many as there are. A part that is missing is STR-01's.
pub fn announced_parts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_opening = |at: &At| match at {
        At::Title | At::Preamble(_) => true,
        At::Heading(_) => false,
        At::Section(index, _) => context.report.sections.get(*index).is_some_and(|section| section.part == 1),
    };
    let found = context.paragraphs().take_while(|(at, _)| is_opening(at)).find_map(|(at, text)| {
        let announced = text.may_be_in("部分").then(|| announcement(text.as_str()))??;
        Some((at, announced))
    });
    let Some((at, announced)) = found else { return };
    let place = at.place(announced.count_span);
    let (stated, listed) = (announced.count, announced.list);
    if stated != PARTS {
        let message = message!("STR-10", stated = stated);
        findings.push(Finding::new("STR-10", message).at(place).expected(PARTS));
        return;
    }
    let unnamed = || (1..=6).zip(NAMES).filter(|(_, names)| !any_in([listed], names));
    let parts: Vec<u8> = unnamed().map(|(part, _)| part).collect();
    // With fewer than half of the names the sentence does not list the parts.
    if !parts.is_empty() && parts.len() <= PARTS / 2 {
        let message = message!("STR-10.names", stated = stated, listed = PARTS - parts.len(), parts = parts);
        let finding = Finding::new("STR-10", message).at(place);
        findings.push(if announced.is_open { finding.lowered(Severity::Info) } else { finding });
    }
}

/// Number of parts the form has.
const PARTS: usize = 6;

/// A sentence such as 本报告由……六个部分组成.
struct Announcement<'t> {
    /// How many parts it says there are.
    count: usize,
    count_span: Span,
    /// The words that name them.
    list: &'t str,
    /// Whether 等 says that not all are named.
    is_open: bool,
}

fn announcement(text: &str) -> Option<Announcement<'_>> {
    places(text, "部分").find_map(|end| {
        let before = text.get(..end)?;
        let number = before.trim_end_matches(['个', '大']);
        let digit = number.chars().next_back()?;
        let count = "一二三四五六七八九".chars().position(|c| c == digit).map(|index| index + 1);
        let count = count.or_else(|| usize::try_from(simplify(digit).to_digit(10)?).ok())?;
        let start = number.len() - digit.len_utf8();
        let sentence_at = before.rfind('。').map_or(0, |at| at + '。'.len_utf8());
        let sentence = text.get(sentence_at..start)?;
        // 第一部分 is a part, not their number.
        if sentence.ends_with(['第', '十']) || !any_in([sentence], &["报告", "年报", "全文"]) {
            return None;
        }
        let verbs = ["由", "包括", "包含", "分为", "共分", "涵盖", "内容有"];
        let behind = verbs.iter().filter_map(|verb| Some(places(sentence, verb).next()? + verb.len())).min();
        let after = text.get(end + "部分".len()..)?;
        let is_whole = behind.is_some() || after.starts_with(['组', '构']) || sentence.ends_with(['分', '共']);
        let list = sentence.get(behind.unwrap_or(sentence.len())..)?;
        // The names may follow.
        let following = after.split('。').next().unwrap_or_default();
        let list = if any_in([list], &["公开"]) { list } else { following };
        is_whole.then_some(Announcement {
            count,
            count_span: Span::new(start, end + "部分".len()),
            list,
            is_open: sentence.trim_end().ends_with('等'),
        })
    })
}
