//! Where things stand in the text: from findings and cells to ranges of the source, and back.

use crate::check::Place;
use crate::document::Span;
use crate::form::CellId;
use crate::report::{Passage, Report};

/// Where that place stands in the source text, if it does.
pub fn in_source(report: &Report, place: &Place) -> Option<Span> {
    match *place {
        Place::Cell(cell) => report.cells.get(&cell)?.source,
        Place::Table(table) => report.tables.get(table).sources.first().copied(),
        Place::Title(span) => within(report.title.as_ref()?, span),
        Place::Preamble(paragraph, span) => within(report.preamble.get(paragraph)?, span),
        Place::Heading(section, span) => within(report.sections.get(section)?.heading.as_ref()?, span),
        Place::Paragraph(section, paragraph, span) => {
            within(report.sections.get(section)?.paragraphs.get(paragraph)?, span)
        }
        Place::Part(part) => report.section(part)?.heading.as_ref()?.source,
        Place::Report => None,
    }
}

/// A range of a passage. Where the passage was joined from several lines, the whole of it.
fn within(passage: &Passage, span: Span) -> Option<Span> {
    let source = passage.source?;
    Some(if source.len() == passage.text.len() { source.inside(span) } else { source })
}

/// The cell that the source text holds at that byte.
pub fn cell_at(report: &Report, at: usize) -> Option<CellId> {
    let holds = |span: Span| span.start <= at && at <= span.end;
    report.cells.iter().find(|(_, cell)| cell.source.is_some_and(holds)).map(|(&id, _)| id)
}

/// How many UTF-16 units stand before that byte: the browser counts so.
pub fn utf16(text: &str, byte: usize) -> u32 {
    let before = text.get(..byte).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The byte at which that UTF-16 unit begins.
pub fn byte(text: &str, unit: u32) -> usize {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        if units >= unit {
            return at;
        }
        units += if character.len_utf16() == 2 { 2 } else { 1 };
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::{Column, Edition, Row};
    use crate::report::{Cell, Section};

    #[test]
    fn positions_convert_both_ways() {
        let text = "年𠮷a报";
        for (unit, at) in [(0, 0), (1, 3), (3, 7), (4, 8), (5, 11)] {
            assert_eq!(utf16(text, at), unit);
            assert_eq!(byte(text, unit), at);
        }
        assert_eq!(byte(text, 99), text.len());
        assert_eq!(utf16(text, 99), 5);
    }

    #[test]
    fn a_joined_passage_is_marked_as_a_whole() {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        let paragraphs = vec![
            Passage { text: "收到12件".to_owned(), source: Some(Span::new(100, 112)) },
            Passage { text: "收到12件".to_owned(), source: Some(Span::new(200, 211)) },
            Passage::new("无处"),
        ];
        report.sections.push(Section { part: 1, paragraphs, ..Section::default() });
        let find = |paragraph| in_source(&report, &Place::Paragraph(0, paragraph, Span::new(6, 8)));
        // The first was joined over a line break: its text is a byte shorter than its place.
        assert_eq!(find(0), Some(Span::new(100, 112)));
        assert_eq!(find(1), Some(Span::new(206, 208)));
        assert_eq!(find(2), None);
        assert_eq!(find(3), None);
    }

    #[test]
    fn the_cell_under_the_caret_is_found() {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        let id = CellId::requests(Row::New, Column::Natural);
        report.cells.insert(id, Cell::read("12", Some(Span::new(10, 12))));
        assert_eq!(cell_at(&report, 9), None);
        assert_eq!(cell_at(&report, 10), Some(id));
        assert_eq!(cell_at(&report, 12), Some(id));
        assert_eq!(cell_at(&report, 13), None);
        assert_eq!(in_source(&report, &Place::Cell(id)), Some(Span::new(10, 12)));
    }
}
