//! Where the parts begin: their headings, numbered or not, broken over two lines or with the text behind them.

use super::outline::paragraph;
use super::scan::Scan;
use crate::document::{Document, Span};
use crate::form::{Edition, PARTS, bare, is_bare, may_begin_title, normalize, part_named, requests_rows};
use crate::report::Passage;
use crate::sorted::Numbers;

/// A heading of a part.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// 1 to 6; 7 and up for parts the form does not have.
    pub part: u8,
    pub number: Option<u8>,
    pub start: usize,
    pub end: usize,
    pub passage: Passage,
    pub rest: Option<Span>,
    pub strength: Strength,
}

/// How sure a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// The wording without a number, or with one in Arabic digits.
    Unnumbered,
    /// A number and a wording like that of the part.
    Similar,
    /// A number and an accepted wording.
    Exact,
}

pub(super) fn headings(document: &Document) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut block = 0;
    while block < document.blocks.len() {
        match heading_at(document, block) {
            Some(heading) => {
                block = heading.end;
                found.push(heading);
            }
            None => block += 1,
        }
    }
    let mut found = without_contents(found);
    // A sure heading of a part silences the less sure ones.
    let surest = |part: u8, found: &[Heading]| found.iter().filter(|h| h.part == part).map(|h| h.strength).max();
    let best: Vec<_> = (1..=6).map(|part| (part, surest(part, &found))).collect();
    found.retain(|heading| best.contains(&(heading.part, Some(heading.strength))));
    with_extra_parts(document, found)
}

/// Drops a table of contents: three or more headings in a row, each of which comes again.
fn without_contents(found: Vec<Heading>) -> Vec<Heading> {
    let mut kept = Vec::with_capacity(found.len());
    let mut rest = found.as_slice();
    while !rest.is_empty() {
        let adjacent = rest.windows(2).take_while(|pair| matches!(pair, [one, next] if one.end == next.start)).count();
        let mut seen = Numbers::default();
        let run = rest.iter().take(1 + adjacent).take_while(|heading| seen.insert(heading.part.into())).count();
        let (head, tail) = rest.split_at_checked(run.max(1)).unwrap_or((rest, &[]));
        let comes_again = |heading: &Heading| tail.iter().any(|later| later.part == heading.part);
        if head.len() < 3 || !head.iter().all(comes_again) {
            kept.extend_from_slice(head);
        }
        rest = tail;
    }
    kept
}

/// Adds short numbered lines that continue the numbering of the parts but have no statutory wording: 七、….
fn with_extra_parts(document: &Document, found: Vec<Heading>) -> Vec<Heading> {
    let mut all: Vec<Heading> = Vec::with_capacity(found.len());
    let mut extra = 7;
    let mut following =
        found.iter().skip(1).map(|heading| (heading.start, heading.number)).chain([(document.blocks.len(), None)]);
    for heading in &found {
        let (end, next_number) = following.next().unwrap_or((document.blocks.len(), None));
        let mut number = heading.number;
        let from = heading.end;
        all.push(heading.clone());
        for block in from..end {
            let Some(expected) = number.map(|number| number + 1) else { break };
            let Some((paragraph, text)) = paragraph(document, block) else { continue };
            if !Scan::first(text).is_some_and(may_be_marker) {
                continue;
            }
            let scan = Scan::new(text);
            // Only a Chinese numeral numbers a part; rows of the tables are numbered too.
            let numbered = marker(&scan).filter(|marker| marker.number == expected && !marker.arabic);
            let Some(marker) = numbered.filter(|_| !is_table_label(text)) else { continue };
            // In the middle of the report the next part must go on counting from here.
            let continues = next_number.map_or(expected > 6, |next| next == expected + 1);
            let wording = scan.len().saturating_sub(marker.end);
            if !continues || !(2..=30).contains(&wording) || text.ends_with(['。', '；', '，', ';', ',']) {
                continue;
            }
            all.push(Heading {
                part: extra,
                number: Some(expected),
                start: block,
                end: block + 1,
                passage: Passage { text: text.to_owned(), source: Some(paragraph.span) },
                rest: None,
                strength: Strength::Similar,
            });
            extra += 1;
            number = Some(expected);
        }
    }
    all
}

/// Whether the line is a label of table three, whose rows count on from 一 to 四.
fn is_table_label(text: &str) -> bool {
    let written = bare(text);
    let rows = requests_rows(Edition::Y2021).iter();
    rows.flat_map(|row| row.path).any(|label| !label.is_empty() && is_bare(label, &written))
}

/// A number before a heading.
struct Marker {
    number: u8,
    /// Whether it is written in Arabic digits, as items within a part are too.
    arabic: bool,
    /// Index in the scan behind the marker.
    end: usize,
}

/// Whether the number of a heading may begin with that character.
fn may_be_marker(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '第' || NUMERALS.contains(&c)
}

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Reads `一、`, `第一部分`, `1.`; letters that text recognition put before the numeral are passed over.
fn marker(scan: &Scan) -> Option<Marker> {
    let mut index = 0;
    while index < 2 && scan.get(index).is_some_and(|c| c.is_ascii_alphabetic()) {
        index += 1;
    }
    let ordinal = scan.get(index) == Some('第');
    let start = index + usize::from(ordinal);
    let numeral = |i: usize| scan.get(i).and_then(|c| NUMERALS.iter().position(|&n| n == c));
    let (number, mut end) = match numeral(start) {
        Some(9) if numeral(start + 1).is_some() => (11 + numeral(start + 1)?, start + 2),
        Some(position) => (position + 1, start + 1),
        None => {
            let (number, end) = scan.number(start, 1)?;
            (usize::try_from(number).ok().filter(|&n| n > 0)?, end)
        }
    };
    if ordinal {
        end = if scan.starts_with(end, "部分") { end + 2 } else { return None };
        end += usize::from(matches!(scan.get(end), Some('、' | '.' | ',' | ':')));
    } else if matches!(scan.get(end), Some('、' | '.' | ',' | ':')) {
        end += 1;
    } else {
        return None;
    }
    Some(Marker { number: u8::try_from(number).ok()?, arabic: scan.number(start, 2).is_some(), end })
}

/// Bytes of a line's start that tell whether it is a heading: twice the longest wording of a title with its number.
const LONGEST_START: usize = 240;

/// The heading that begins at that block, joined with the next block when it is broken over two lines.
fn heading_at(document: &Document, block: usize) -> Option<Heading> {
    let (first, text) = paragraph(document, block)?;
    // Most paragraphs begin like no heading.
    Scan::first(text).filter(|&c| may_be_marker(c) || may_begin_title(c))?;
    // Longer lines cannot be headings, unless the part's text follows on the same line.
    let scan = Scan::new(text.get(..text.floor_char_boundary(LONGEST_START)).unwrap_or(text));
    let marker = marker(&scan);
    let number = marker.as_ref().map(|marker| marker.number);
    let from = marker.as_ref().map_or(0, |marker| marker.end);
    let make =
        |part, strength, passage, rest, end| Heading { part, number, start: block, end, passage, rest, strength };
    let whole = || Passage { text: text.to_owned(), source: Some(first.span) };

    let wording = scan.wording(from);
    let trimmed = wording.trim_end_matches(['.', ':', '!']);
    let without_bracket = trimmed.split_once('(').map_or(trimmed, |(before, _)| before);
    if let Some(part) = part_named(trimmed).or_else(|| part_named(without_bracket).filter(|_| scan.len() < 60)) {
        if marker.as_ref().is_some_and(|marker| marker.arabic) {
            return (number == Some(part)).then(|| make(part, Strength::Unnumbered, whole(), None, block + 1));
        }
        if marker.is_some() {
            return Some(make(part, Strength::Exact, whole(), None, block + 1));
        }
        let is_alone = first.heading || first.centered || wording.chars().count() > 4;
        return is_alone.then(|| make(part, Strength::Unnumbered, whole(), None, block + 1));
    }
    if marker.is_none_or(|marker| marker.arabic) {
        return None;
    }
    if let Some((next, following)) = paragraph(document, block + 1)
        && scan.len() < 40
        && following.chars().count() < 20
        && let Some(part) =
            part_named(&format!("{}{}", trimmed, normalize(following).replace('、', "").trim_end_matches(['.', ':'])))
    {
        let passage = Passage { text: format!("{text}{following}"), source: Some(first.span.cover(next.span)) };
        return Some(make(part, Strength::Exact, passage, None, block + 2));
    }
    if let Some((part, end)) = glued(&scan, from) {
        let span = first.span.inside(scan.span(0, end));
        let passage = Passage { text: document.slice(span).to_owned(), source: Some(span) };
        let rest = Span::new(first.span.start + scan.span(end, end).start, first.span.end);
        return Some(make(part, Strength::Exact, passage, Some(rest), block + 1));
    }
    if wording.chars().count() > 30 || text.ends_with(['。', '；', ';']) {
        return None;
    }
    let part = similar(trimmed, number)?;
    Some(make(part, Strength::Similar, whole(), None, block + 1))
}

/// The part whose title begins the line, with the index behind it, when a mark or the text follows it.
fn glued(scan: &Scan, from: usize) -> Option<(u8, usize)> {
    let longest = PARTS
        .iter()
        .flat_map(|title| title.label.wordings().map(move |wording| (title.part, wording)))
        .filter(|(_, wording)| scan.starts_with(from, wording))
        .max_by_key(|(_, wording)| wording.len());
    let (part, wording) = longest?;
    let end = from + wording.chars().count();
    match scan.get(end)? {
        '.' | ':' => Some((part, end + 1)),
        // A further word would make another heading of it: 总体情况分析. A part's text begins otherwise.
        '(' | '2' | '一' => Some((part, end)),
        _ if scan.is_spaced(end) => Some((part, end)),
        _ => None,
    }
}

/// The part whose wordings are most like this one: rather alike when the number fits, very when it does not.
fn similar(wording: &str, number: Option<u8>) -> Option<u8> {
    let likeness = |part: u8| {
        let title = PARTS.iter().find(|title| title.part == part)?;
        title.label.wordings().map(|accepted| dice(&normalize(accepted).replace('、', ""), wording)).max()
    };
    if let Some(number) = number
        && likeness(number).is_some_and(|percent| percent >= 50)
    {
        return Some(number);
    }
    (1..=6)
        .filter_map(|part| Some((likeness(part)?, part)))
        .max()
        .filter(|&(percent, _)| percent >= 80)
        .map(|(_, part)| part)
}

/// Likeness of two texts by their pairs of characters, in percent.
pub(super) fn dice(one: &str, other: &str) -> usize {
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (one, mut other) = (pairs(one), pairs(other));
    let total = one.len() + other.len();
    let mut common: usize = 0;
    for pair in &one {
        if let Some(at) = other.iter().position(|candidate| candidate == pair) {
            other.swap_remove(at);
            common += 1;
        }
    }
    (200 * common).checked_div(total).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_fits_into_half_of_a_start() {
        let wordings = PARTS.iter().flat_map(|title| title.label.wordings());
        assert!(wordings.map(str::len).max() <= Some(LONGEST_START / 2));
    }
}
