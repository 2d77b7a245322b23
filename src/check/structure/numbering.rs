//! The numbers of headings and items within a part of text.

use crate::check::context::Context;
use crate::check::finding::{Edit, Finding, Place, Severity};
use crate::check::marker::{Marker, Style, marker};
use crate::check::messages::message;
use crate::document::Span;
use crate::form::Table;
use crate::report::Section;

/// A numbered line: its paragraph, and the mark it begins with.
type Item = (usize, Marker);

/// STR-09. Headings and items of one list count on, and are marked in one way. Brackets of different width are a matter
/// of marks, not of numbers.
pub fn numbering(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, section) in context.report.sections.iter().enumerate() {
        // Labels of a table that was not read are numbered lines too.
        if Table::of_part(section.part).is_some() {
            continue;
        }
        let items: Vec<Item> = section
            .paragraphs
            .iter()
            .enumerate()
            .filter_map(|(paragraph, passage)| Some((paragraph, marker(&passage.text)?)))
            .collect();
        for style in Style::ALL {
            for list in lists(&items, style) {
                let finding = miscounted(section, index, list.as_slice()).or_else(|| mixed(section, index, &list));
                findings.extend(finding);
            }
        }
    }
}

/// The lists of that style: each begins where it counts from one, and ends where an outer number stands and it does not
/// simply go on.
fn lists(items: &[Item], style: Style) -> Vec<Vec<Item>> {
    let mut lists: Vec<Vec<Item>> = Vec::new();
    let mut is_interrupted = false;
    for &(paragraph, marker) in items {
        if marker.style < style {
            is_interrupted = true;
        }
        if marker.style != style {
            continue;
        }
        let last = lists.last_mut().filter(|_| marker.number > 1);
        let goes_on = last.as_ref().and_then(|list| list.last()).is_some_and(|(_, m)| m.number + 1 == marker.number);
        match last {
            Some(list) if goes_on || !is_interrupted => list.push((paragraph, marker)),
            _ => lists.push(vec![(paragraph, marker)]),
        }
        is_interrupted = false;
    }
    lists
}

/// A number that is missing or comes twice.
fn miscounted(section: &Section, index: usize, list: &[Item]) -> Option<Finding> {
    let pairs = list.iter().zip(list.iter().skip(1));
    let (before, wrong) = pairs.into_iter().find(|((_, one), (_, next))| next.number != one.number + 1)?;
    let (expected, written) = (before.1.number + 1, wrong.1.number);
    // The numbers between may stand in the middle of a paragraph.
    let is_inline = |number: usize| {
        let style = wrong.1.style;
        let mark = match style {
            Style::Ordinal => format!("{}是", style.number(number)),
            Style::Numeral => format!("{}、", style.number(number)),
            _ => style.number(number),
        };
        let between = section.paragraphs.iter().take(wrong.0).skip(before.0);
        between.into_iter().any(|passage| passage.text.contains(&mark) && !is_own(passage.text.as_str(), number))
    };
    if written > expected && (expected..written).any(is_inline) {
        return None;
    }
    let quote = |item: &Item| section.paragraphs.get(item.0)?.text.get(item.1.span.range()).map(str::to_owned);
    let place = |item: &Item| Place::Paragraph(index, item.0, item.1.span);
    let (one, next) = (quote(before)?, quote(wrong)?);
    let message = if written < expected {
        message!("STR-09.again", before = one, mark = next.clone())
    } else {
        message!("STR-09", before = one, mark = next.clone())
    };
    let edits: Vec<Edit> =
        list.iter().enumerate().filter_map(|(at, item)| renumber(section, index, item, at)).collect();
    let first = list.first()?.1.number;
    let finding = Finding::new("STR-09", message).at(place(wrong)).at(place(before)).actual(next);
    Some(if first == 1 { finding.suggest(edits) } else { finding })
}

/// Whether the text begins with that number.
fn is_own(text: &str, number: usize) -> bool {
    marker(text).is_some_and(|marker| marker.number == number)
}

/// Gives an item the number of its place in the list.
fn renumber(section: &Section, index: usize, item: &Item, at: usize) -> Option<Edit> {
    let (paragraph, marker) = *item;
    (marker.number != at + 1).then_some(())?;
    let from = section.paragraphs.get(paragraph)?.text.get(marker.digits.range())?.to_owned();
    Some(Edit { place: Place::Paragraph(index, paragraph, marker.digits), from, to: marker.style.number(at + 1) })
}

/// `1.` and `2、` in one list.
fn mixed(section: &Section, index: usize, list: &[Item]) -> Option<Finding> {
    let (_, first) = list.first().filter(|(_, marker)| marker.style == Style::Digit)?;
    let behind = |marker: &Marker| Span::new(marker.digits.end, marker.span.end);
    let others: Vec<&Item> = list.iter().filter(|(_, marker)| marker.separator != first.separator).collect();
    // The fewer are changed.
    let wanted = if others.len() * 2 > list.len() { others.first()?.1.separator } else { first.separator };
    let wrong: Vec<&Item> = list.iter().filter(|(_, marker)| marker.separator != wanted).collect();
    let written = |item: &&Item| section.paragraphs.get(item.0)?.text.get(item.1.span.range()).map(str::to_owned);
    let one = written(wrong.first()?)?;
    let other = list.iter().find(|(_, marker)| marker.separator == wanted)?;
    let message = message!("STR-09.style", one = written(&other)?, other = one.clone());
    let place = |item: &Item| Place::Paragraph(index, item.0, item.1.span);
    let edits = wrong.iter().filter_map(|item| {
        let from = section.paragraphs.get(item.0)?.text.get(behind(&item.1).range())?.to_owned();
        let to = if wanted == '.' { "." } else { "、" }.to_owned();
        Some(Edit { place: Place::Paragraph(index, item.0, behind(&item.1)), from, to })
    });
    let edits = edits.collect();
    let finding = Finding::new("STR-09", message).lowered(Severity::Info).actual(one);
    Some(wrong.iter().fold(finding, |finding, item| finding.at(place(item))).safely(edits))
}
