//! From a [`Document`] to a [`Report`].
//!
//! Reading never fails. It looks for the outline first (title, headings of the parts), then for the three
//! tables by their labels, and says what it could not find or tell apart. It judges nothing.

mod heading;
mod identity;
mod outline;
mod period;
mod scan;
mod tables;

use crate::document::{Block, Document, Span};
use crate::form::Edition;
use crate::report::{OtherTable, Passage, Report, Section, guess_level};
use outline::{Outline, outline};

/// Reads a document as a report. Never fails: what could not be read is said in the report.
pub fn read(document: &Document) -> Report {
    let outline = outline(document);
    let found = tables::read_tables(document, &outline);

    let mut report = Report::empty(document.kind, Edition::Y2021);
    report.cells = found.cells;
    report.tables = found.tables;
    report.title = outline.title.as_ref().map(|title| title.passage.clone());
    report.outside = outline.outside.iter().filter_map(|&block| document.blocks.get(block)).map(Block::span).collect();
    report.preamble = paragraphs(document, outline.preamble.clone(), &found.consumed).0;
    report.sections = sections(document, &outline, &found.consumed);

    let title = report.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
    report.organ = identity::organ(title, &report.preamble);
    report.level = report.organ.as_deref().and_then(guess_level);
    report.period = period::find(&report);
    report.year = identity::year(title)
        .or_else(|| report.period.as_ref().map(|period| period.to.0))
        .or_else(|| identity::year_of_text(&report));
    report
}

/// The parts with their paragraphs and foreign tables.
fn sections(document: &Document, outline: &Outline, consumed: &tables::Consumed) -> Vec<Section> {
    let mut sections = Vec::with_capacity(outline.parts.len());
    for part in &outline.parts {
        let (mut paragraphs, mut layout) = paragraphs(document, part.blocks.clone(), consumed);
        if let Some(rest) = part.rest {
            paragraphs.insert(0, passage(document, rest));
            layout.shift_down();
        }
        sections.push(Section {
            part: part.part,
            number: part.number,
            heading: part.heading.clone(),
            table_at: layout.table_at.unwrap_or(paragraphs.len()),
            paragraphs,
            other_tables: layout.other_tables,
            has_picture: layout.has_picture,
        });
    }
    sections
}

/// What stands between the paragraphs of a part.
#[derive(Default)]
struct Between {
    table_at: Option<usize>,
    other_tables: Vec<OtherTable>,
    has_picture: bool,
}

impl Between {
    /// Makes room for a paragraph before all others.
    fn shift_down(&mut self) {
        self.table_at = self.table_at.map(|at| at + 1);
        for table in &mut self.other_tables {
            table.at += 1;
        }
    }
}

/// The paragraphs among those blocks that are not part of a statistical table, and what stands between.
fn paragraphs(
    document: &Document,
    blocks: std::ops::Range<usize>,
    consumed: &tables::Consumed,
) -> (Vec<Passage>, Between) {
    let mut paragraphs = Vec::new();
    let mut between = Between::default();
    for (index, block) in document.blocks.iter().enumerate().take(blocks.end).skip(blocks.start) {
        if consumed.contains(index) {
            between.table_at.get_or_insert(paragraphs.len());
            continue;
        }
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(passage(document, paragraph.span)),
            Block::Picture(_) => between.has_picture = true,
            Block::Grid(grid) => {
                let row = |row| grid.row(row).map(|cell| passage(document, cell.span)).collect();
                let rows = (0..grid.rows).map(row).collect();
                between.other_tables.push(OtherTable { at: paragraphs.len(), rows });
            }
        }
    }
    (paragraphs, between)
}

fn passage(document: &Document, span: Span) -> Passage {
    Passage { text: document.slice(span).to_owned(), source: Some(span) }
}
