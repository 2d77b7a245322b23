//! The title, the report year, the statistics period, and the notice the report is based on.

use super::Options;
use super::context::Context;
use super::finding::{Edit, Finding, Place, Severity};
use super::messages::message;
use super::text::{count_ideographs, find, year};
use crate::document::Span;
use crate::report::{Period, Report};

/// The report year, when nothing contradicts it: as chosen by the person, else as the title and the
/// statistics period state it.
pub fn certain_year(report: &Report, options: &Options) -> Option<i32> {
    options.year.or_else(|| match (title_year(report), report.period.as_ref().and_then(period_year)) {
        (Some(title), Some(period)) => (title == period).then_some(title),
        (title, period) => title.or(period),
    })
}

fn title_year(report: &Report) -> Option<i32> {
    year(&report.title.as_ref()?.text).map(|(year, _)| year)
}

/// The year of a period that lies within one.
fn period_year(period: &Period) -> Option<i32> {
    (period.from.0 == period.to.0).then_some(period.from.0)
}

fn period_place(period: &Period) -> Place {
    match period.section {
        Some(section) => Place::Paragraph(section, period.paragraph, period.span),
        None => Place::Preamble(period.paragraph, period.span),
    }
}

const NAME: &str = "政府信息公开工作年度报告";

/// DAT-01. The title names the organ, the year and the report.
pub fn title(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(title) = &context.report.title else {
        findings.push(Finding::new("DAT-01", message!("DAT-01.missing")).at(Place::Report));
        return;
    };
    let compact: String = title.text.chars().filter(|c| !c.is_whitespace()).collect();
    let written_year = year(&compact);
    // What is left without the year: `政府信息公开工作2022年度报告` still has the name in it.
    let plain = match written_year {
        Some((_, span)) => [compact.get(..span.start), compact.get(span.end..)].into_iter().flatten().collect(),
        None => compact.clone(),
    };
    let plain = plain.trim_start_matches('度');
    let inside = NAME.replacen("年度", "度", 1);
    let place = Place::Title(Span::new(0, title.text.len()));
    let finding = |message| Finding::new("DAT-01", message).at(place.clone()).actual(title.text.as_str());
    let quoted = || title.text.clone();

    let (name, is_official) = if compact.contains(NAME) {
        (NAME, true)
    } else if plain.contains(&inside) {
        (inside.as_str(), false)
    } else if let Some(name) =
        ["政府信息公开年度报告", "政府信息公开工作年报"].iter().find(|name| plain.contains(**name))
    {
        (*name, false)
    } else {
        findings.push(finding(message!("DAT-01.name", title = quoted())));
        return;
    };
    let around = plain.replacen(name, "", 1).replacen("关于", "", 1);
    let has_organ = count_ideographs(around.trim_matches(['度', '的'])) >= 2;
    match (has_organ, written_year.is_some()) {
        (true, true) if is_official => {}
        (true, true) => {
            findings.push(finding(message!("DAT-01.wording", title = quoted())).lowered(Severity::Info));
        }
        (false, true) => findings.push(finding(message!("DAT-01.organ"))),
        (true, false) => findings.push(finding(message!("DAT-01.year"))),
        (false, false) => findings.push(finding(message!("DAT-01.organ_year"))),
    }
}

/// DAT-03. The title, the statistics period and the person agree on the report year; so does the sentence
/// part one begins with.
pub fn one_year(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let title = report.title.as_ref().and_then(|title| year(&title.text));
    let period = report.period.as_ref().and_then(|period| Some((period_year(period)?, period_place(period))));
    let finding = |message, place, stated: i32, expected: i32| {
        Finding::new("DAT-03", message).at(place).actual(stated.to_string()).expected(expected)
    };
    if let Some(chosen) = context.options.year {
        let title = title.map(|(year, span)| (year, Place::Title(span)));
        for (stated, place) in title.into_iter().chain(period).filter(|(stated, _)| *stated != chosen) {
            findings.push(finding(message!("DAT-03.chosen", stated = stated, chosen = chosen), place, stated, chosen));
        }
    } else if let (Some((title, span)), Some((period, place))) = (title, period)
        && title != period
    {
        let message = message!("DAT-03", title = title, period = period);
        findings.push(finding(message, place, period, title).at(Place::Title(span)));
    }
    if let Some(expected) = context.year
        && let Some((index, section)) = context.section(1)
        && let Some((paragraph, text)) = first_sentence(section)
        && let Some((stated, span)) = opening_year(text)
        && stated != expected
    {
        let message = message!("DAT-03.sentence", stated = stated, year = expected);
        let place = Place::Paragraph(index, paragraph, span);
        findings.push(finding(message, place, stated, expected).lowered(Severity::Warning));
    }
}

/// The first paragraph of a part that is a sentence and no sub-heading.
fn first_sentence(section: &crate::report::Section) -> Option<(usize, &str)> {
    let texts = section.paragraphs.iter().enumerate().map(|(index, passage)| (index, passage.text.as_str()));
    texts.into_iter().find(|(_, text)| text.contains(['，', '。', ',']))
}

/// The year a sentence is about: `2024年，…` and `2024年度，…`, but not a date and not `2019年以来`.
fn opening_year(text: &str) -> Option<(i32, Span)> {
    let (stated, span) = year(text)?;
    let before = text.get(..span.start)?.trim();
    let after = text.get(span.end..)?.trim_start().trim_start_matches('度');
    let is_opening = before.is_empty() && after.starts_with(['，', ',', '我', '全']);
    is_opening.then_some((stated, span))
}

/// DAT-04. The period is the calendar year.
pub fn period(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(period) = &context.report.period else { return };
    let (from, to) = (period.from, period.to);
    if (from.1, from.2) == (1, 1) && (to.1, to.2) == (12, 31) && from.0 == to.0 {
        return;
    }
    // The year that a broken period was meant for is the report's, if known.
    let year = context.year.or(context.report.year).unwrap_or(to.0);
    let date = |(year, month, day): (i32, u32, u32)| format!("{year}年{month}月{day}日");
    let stated = format!("{}至{}", date(from), date(to));
    let expected = format!("{}至{}", date((year, 1, 1)), date((year, 12, 31)));
    let message = message!("DAT-04", stated = stated.clone(), expected = expected.clone());
    findings.push(Finding::new("DAT-04", message).at(period_place(period)).actual(stated).expected(expected));
}

/// DAT-05. The notice of 2019 is not cited for the years from 2021 on.
pub fn basis(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.year.filter(|&year| year >= 2021) else { return };
    // Most paragraphs lack the one character that the pattern turns on, which is soon seen.
    let cited = |pattern, core: char| {
        let mut likely = context.paragraphs().filter(|(_, text)| text.contains(core));
        likely.find_map(|(at, text)| Some((at, text, find(text, pattern)?)))
    };
    let number = cited("[2019]60号", '号');
    let Some((at, text, span)) =
        number.or_else(|| cited("年度报告格式[试行]", '试')).or_else(|| cited("年度报告格式》[试行]", '试'))
    else {
        return;
    };
    let quote = text.get(span.range()).unwrap_or_default().to_owned();
    let finding = |message| Finding::new("DAT-05", message).at(at.place(span)).actual(quote.clone());
    if cited("[2021]30号", '号').is_some() {
        let message = message!("DAT-05.both", quote = quote.clone(), year = year);
        findings.push(finding(message).lowered(Severity::Info));
        return;
    }
    let finding = finding(message!("DAT-05", quote = quote.clone(), year = year));
    findings.push(match number {
        Some(_) => {
            let edit = Edit { place: at.place(span), from: quote.clone(), to: "〔2021〕30号".to_owned() };
            finding.expected("〔2021〕30号").suggest(vec![edit])
        }
        None => finding,
    });
}
