//! A document as one list of numbers beside its text: how it crosses from the importer modules into the page. Two
//! thousand cells as JavaScript objects would cost more time, and code on both sides, than reading them did.
//!
//! ```text
//! kind, notes, then for each block
//!   0, start, end, flags                                   a paragraph (1: heading, 2: centered)
//!   1, start, end, rows, columns, ragged, count, cells…    a grid; a cell is row, column, spans, start, end
//!   2, start, end                                          a picture
//! ```

use super::{Block, Document, Grid, GridCell, ImportNote, Paragraph, SourceKind, Span};

const PARAGRAPH: u32 = 0;
const GRID: u32 = 1;
const PICTURE: u32 = 2;

impl Document {
    /// Everything but the text, as numbers.
    pub fn to_numbers(&self) -> Vec<u32> {
        let notes = ImportNote::ALL.iter().zip(0..).filter(|(note, _)| self.notes.contains(note));
        let mut numbers = vec![
            SourceKind::ALL.iter().zip(0..).find(|(kind, _)| **kind == self.kind).map_or(0, |(_, number)| number),
            notes.fold(0, |bits, (_, bit)| bits | (1 << bit)),
        ];
        let mut push = |number: usize| numbers.push(u32::try_from(number).unwrap_or(u32::MAX));
        for block in &self.blocks {
            let span = block.span();
            let (tag, rest): (u32, &[usize]) = match block {
                Block::Paragraph(paragraph) => {
                    (PARAGRAPH, &[usize::from(paragraph.heading) | (usize::from(paragraph.centered) << 1)])
                }
                Block::Grid(grid) => (GRID, &[grid.rows, grid.columns, usize::from(grid.ragged), grid.cells.len()]),
                Block::Picture(_) => (PICTURE, &[]),
            };
            push(tag as usize);
            push(span.start);
            push(span.end);
            rest.iter().copied().for_each(&mut push);
            let Block::Grid(grid) = block else { continue };
            for cell in &grid.cells {
                let GridCell { row, column, row_span, column_span, span } = *cell;
                [row, column, row_span, column_span, span.start, span.end].into_iter().for_each(&mut push);
            }
        }
        numbers
    }

    /// The document of that text and those numbers; `None` when they are not what [`Document::to_numbers`] makes.
    pub fn from_numbers(text: String, numbers: &[u32]) -> Option<Document> {
        let mut numbers = Numbers(numbers);
        let kind = *SourceKind::ALL.get(numbers.next()?)?;
        let bits = numbers.next()?;
        let notes = ImportNote::ALL.iter().zip(0..).filter(|(_, bit)| bits & (1 << bit) != 0).map(|(note, _)| *note);
        let mut document = Document { kind, notes: notes.collect(), text, blocks: Vec::new() };
        while let Some(tag) = numbers.next() {
            let span = numbers.span(&document.text)?;
            document.blocks.push(match u32::try_from(tag).ok()? {
                PARAGRAPH => {
                    let flags = numbers.next()?;
                    Block::Paragraph(Paragraph { span, heading: flags & 1 != 0, centered: flags & 2 != 0 })
                }
                GRID => {
                    let (rows, columns, ragged) = (numbers.next()?, numbers.next()?, numbers.next()? != 0);
                    let mut cells = Vec::new();
                    for _ in 0..numbers.next()? {
                        cells.push(GridCell {
                            row: numbers.next()?,
                            column: numbers.next()?,
                            row_span: numbers.next()?,
                            column_span: numbers.next()?,
                            span: numbers.span(&document.text)?,
                        });
                    }
                    Block::Grid(Grid { span, rows, columns, ragged, cells })
                }
                PICTURE => Block::Picture(span),
                _ => return None,
            });
        }
        Some(document)
    }
}

struct Numbers<'a>(&'a [u32]);

impl Numbers<'_> {
    fn next(&mut self) -> Option<usize> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        usize::try_from(first).ok()
    }

    /// The next two numbers, a span of that text.
    fn span(&mut self, text: &str) -> Option<Span> {
        let span = Span::new(self.next()?, self.next()?);
        text.get(span.range()).map(|_| span)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Builder, CellText};

    fn sample() -> Document {
        let cell = |row, column, row_span, column_span, text: &str| CellText {
            row,
            column,
            row_span,
            column_span,
            text: text.to_owned(),
        };
        let mut builder = Builder::new(SourceKind::Docx);
        builder.paragraph("一、总体情况", true, false);
        builder.paragraph("正文", false, true);
        builder.picture();
        builder.grid(vec![cell(0, 0, 2, 1, "甲"), cell(0, 1, 1, 2, "乙"), cell(1, 1, 1, 1, "1")], false);
        builder.note(ImportNote::TextBoxesIgnored);
        builder.note(ImportNote::UndecodableBytes);
        builder.finish()
    }

    #[test]
    fn a_document_comes_back_as_it_was() {
        let document = sample();
        assert_eq!(Document::from_numbers(document.text.clone(), &document.to_numbers()), Some(document));
        for &kind in SourceKind::ALL {
            let empty = Builder::new(kind).finish();
            assert_eq!(Document::from_numbers(String::new(), &empty.to_numbers()), Some(empty));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn numbers_that_were_tampered_with_are_refused_or_point_into_the_text(
            at in 0..60_usize, number in any::<u32>(), length in 0..60_usize
        ) {
            let document = sample();
            let mut numbers = document.to_numbers();
            if let Some(place) = numbers.get_mut(at) {
                *place = number;
            }
            numbers.truncate(length);
            if let Some(read) = Document::from_numbers(document.text.clone(), &numbers) {
                prop_assert!(read.blocks.iter().all(|block| read.text.get(block.span().range()).is_some()));
            }
        }
    }
}
