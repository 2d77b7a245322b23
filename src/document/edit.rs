//! A document with some of its words exchanged.

use super::{Block, Document, Grid, GridCell, Paragraph, Span};

impl Document {
    /// The document with other words at these places of its text, every other place moved along; paragraphs that are
    /// left empty are gone. `None` when two of the places overlap, one does not lie in the text, or the words hold a tab
    /// or a line break: then the document would have another shape.
    pub fn edited(&self, edits: &[(Span, String)]) -> Option<Document> {
        let mut edits: Vec<&(Span, String)> = edits.iter().collect();
        edits.sort_by_key(|(span, _)| (span.start, span.end));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for (span, words) in &edits {
            if words.contains(['\t', '\n', '\r']) || self.slice(*span).contains(['\t', '\n']) {
                return None;
            }
            text.push_str(self.text.get(at..span.start)?);
            text.push_str(words);
            self.text.get(span.range())?;
            at = span.end;
        }
        text.push_str(self.text.get(at..)?);
        let moved = |span: Span| {
            let start = moved(&edits, span.start, |edit| edit.start < span.start);
            let end = moved(&edits, span.end, |_| true);
            trimmed(&text, Span::new(start, end.max(start)))
        };
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Paragraph(paragraph) => Block::Paragraph(Paragraph { span: moved(paragraph.span), ..*paragraph }),
            Block::Picture(span) => Block::Picture(moved(*span)),
            Block::Grid(grid) => {
                let cells: Vec<GridCell> =
                    grid.cells.iter().map(|cell| GridCell { span: moved(cell.span), ..*cell }).collect();
                let span = cells.iter().map(|cell| cell.span).reduce(Span::cover).unwrap_or_default();
                Block::Grid(Grid { span, cells, ..*grid })
            }
        });
        let is_there = |block: &Block| !matches!(block, Block::Paragraph(paragraph) if paragraph.span.is_empty());
        let blocks = blocks.filter(is_there).collect();
        Some(Document { kind: self.kind, blocks, notes: self.notes.clone(), text })
    }
}

/// Where a place is now: behind all edits that end before it and count.
fn moved(edits: &[&(Span, String)], at: usize, counts: impl Fn(Span) -> bool) -> usize {
    let (mut grown, mut shrunk) = (0, 0);
    for (span, words) in edits {
        if span.end <= at && counts(*span) {
            grown += words.len();
            shrunk += span.len();
        } else if span.start < at {
            // Within the edit: at its beginning.
            shrunk += at - span.start;
        }
    }
    (at + grown).saturating_sub(shrunk)
}

/// The span without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = text.get(span.range()).unwrap_or("");
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, CellText, SourceKind};

    fn draft(first: &str, cells: [&str; 3]) -> Document {
        let mut builder = Builder::new(SourceKind::Docx);
        builder.paragraph(first, true, false);
        builder.paragraph("正文。", false, false);
        let cell = |(column, text): (usize, &str)| CellText {
            row: 0,
            column,
            row_span: 1,
            column_span: 1,
            text: text.to_owned(),
        };
        builder.grid(cells.into_iter().enumerate().map(cell).collect(), false);
        builder.picture();
        builder.finish()
    }

    fn place(document: &Document, words: &str) -> Span {
        let start = document.text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    #[test]
    fn places_move_along() {
        let before = draft("一、总体情况", ["甲", "", "7"]);
        let blank = place(&before, "甲").end + 1;
        let edits = [
            (place(&before, "7"), "12345".to_owned()),
            (Span::new(blank, blank), "8".to_owned()),
            (place(&before, "总体"), "主动公开".to_owned()),
        ];
        assert_eq!(before.edited(&edits), Some(draft("一、主动公开情况", ["甲", "8", "12345"])));
        assert_eq!(before.edited(&[]), Some(before));
    }

    #[test]
    fn what_is_emptied_is_blank_or_gone() {
        let before = draft("一、总体情况", ["甲", "", "7"]);
        let after = before.edited(&[(place(&before, "7"), String::new()), (place(&before, "正文。"), " ".to_owned())]);
        let after = after.unwrap();
        assert_eq!(after.blocks.len(), 3);
        let Block::Grid(grid) = &after.blocks[1] else { panic!("a grid") };
        assert_eq!(grid.cells.iter().map(|cell| after.slice(cell.span)).collect::<Vec<_>>(), ["甲", "", ""]);
    }

    #[test]
    fn edits_that_change_the_shape_are_refused() {
        let before = draft("一、总体情况", ["甲", "", "7"]);
        let seven = place(&before, "7");
        for edits in [
            vec![(seven, "1\t2".to_owned())],
            vec![(seven, "1\n2".to_owned())],
            vec![(seven, "1".to_owned()), (seven, "2".to_owned())],
            vec![(Span::new(0, 1), "x".to_owned())],
            vec![(Span::new(9_999, 10_000), "x".to_owned())],
            vec![(Span::new(seven.start - 1, seven.end), "x".to_owned())],
        ] {
            assert_eq!(before.edited(&edits), None, "{edits:?}");
        }
    }
}
