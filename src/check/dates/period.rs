//! The report year and the statistics period.

use super::period_year;
use crate::check::context::Context;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::messages::message;
use crate::check::text::{places, year};
use crate::document::Span;
use crate::form::{Table, simplify};
use crate::report::Period;

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

fn period_place(period: &Period) -> Place {
    match period.section {
        Some(section) => Place::Paragraph(section, period.paragraph, period.span),
        None => Place::Preamble(period.paragraph, period.span),
    }
}

/// DAT-19. A year put into the head of a column, as in 本年（2024）制发件数, is the report's.
pub fn header_year(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.year else { return };
    for &table in Table::ALL {
        let reading = context.report.tables.get(table);
        let labels = reading.heads.iter().chain(reading.rows.iter().map(|row| &row.label));
        let stated = labels.filter_map(|label| Some((bracketed_year(&label.text)?, label)));
        if let Some((stated, label)) = stated.into_iter().find(|(stated, _)| *stated != year) {
            let message = message!("DAT-19", table = table, label = label.text.clone(), stated = stated, year = year);
            let finding = Finding::new("DAT-19", message).at(Place::Table(table));
            findings.push(finding.actual(stated.to_string()).expected(year));
        }
    }
}

/// The year in brackets behind 本年.
fn bracketed_year(label: &str) -> Option<i32> {
    // Hardly any label has the byte that 年 ends with.
    label.as_bytes().contains(&0xb4).then_some(())?;
    let behind = label.get(places(label, "本年").next()? + "本年".len()..)?;
    let mut plain = behind.chars().map(simplify).skip_while(|&c| matches!(c, '度' | ' '));
    if plain.next() != Some('(') {
        return None;
    }
    let digits: String = plain.by_ref().take(4).collect();
    plain.find(|&c| c != '年').filter(|&c| c == ')')?;
    digits.parse().ok().filter(|year| (2000..2100).contains(year))
}
