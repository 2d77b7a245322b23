//! The headings of the parts: their order, their numbers, their wording.

use super::instruction;
use crate::check::context::Context;
use crate::check::finding::{Edit, Finding, Place};
use crate::check::messages::message;
use crate::check::text::count_ideographs;
use crate::document::Span;
use crate::form::{bare, part_title};
use crate::report::Section;

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
            let mut before = report.sections.iter().take(index);
            // A part that stands there twice is STR-07's.
            let repeats = before.any(|before| before.number == Some(number) && before.part != section.part);
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
        if heading.text.strip_prefix(title.numeral).and_then(|rest| rest.strip_prefix('、'))
            == Some(title.label.official)
        {
            continue;
        }
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

/// Marks that no heading ends with.
const STRAY: [char; 9] = ['、', '，', ',', '。', '：', ':', '；', ';', '．'];

/// STR-08. No mark stands behind a heading. Where the part's text follows on the same line, 。 and ： set it off.
pub fn stray_marks(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, section) in context.report.sections.iter().enumerate() {
        let Some(heading) = &section.heading else { continue };
        let bare = heading.text.trim_end().trim_end_matches(STRAY);
        let span = Span::new(bare.len(), heading.text.trim_end().len());
        let Some(marks) = heading.text.get(span.range()).filter(|marks| !marks.is_empty()) else { continue };
        let behind = section.paragraphs.first().and_then(|passage| passage.source);
        let is_followed = heading.source.zip(behind).is_some_and(|(heading, text)| heading.end >= text.start);
        if is_followed && !marks.contains(['、', '，', ',']) {
            continue;
        }
        let place = Place::Heading(index, span);
        let edit = Edit { place: place.clone(), from: marks.to_owned(), to: String::new() };
        let message = message!("STR-08", heading = heading.text.clone(), mark = marks.to_owned());
        findings.push(Finding::new("STR-08", message).at(place).actual(marks).safely(vec![edit]));
    }
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
    for (at, text) in context.paragraphs().filter(|(_, text)| text.may_be_in(super::TAIL)) {
        report(&text, &|span| at.place(span));
    }
}
