//! What every importer makes and the reader takes: paragraphs and grids over one plain text.
//!
//! A `Document` knows nothing of the report. Its text is the draft itself for plain text, and for every
//! other kind a plain-text rendering of it (tables as tab-separated lines), so that each piece has a place
//! in a text that can be shown, marked and edited.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::sorted::sort_by_key;

mod edit;
mod flat;

/// A range of bytes of [`Document::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// As a range, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of this span that `inner`, counted from its start, denotes.
    pub fn inside(self, inner: Span) -> Span {
        Span { start: self.start + inner.start, end: (self.start + inner.end).min(self.end) }
    }
}

/// The kind of file or text a document was imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum SourceKind {
    Text,
    Markdown,
    Csv,
    Html,
    Docx,
    Doc,
    Rtf,
    Odt,
    Mht,
    Xlsx,
    /// Excel 97–2003 and WPS, and Excel's XML of 2003.
    Xls,
    Ods,
    Pdf,
    Ofd,
    /// Gouji's own JSON: read without a document.
    Json,
    /// A link that carries numbers only: there is no prose to be judged.
    Link,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: &'static [SourceKind] = &[
        SourceKind::Text,
        SourceKind::Markdown,
        SourceKind::Csv,
        SourceKind::Html,
        SourceKind::Docx,
        SourceKind::Doc,
        SourceKind::Rtf,
        SourceKind::Odt,
        SourceKind::Mht,
        SourceKind::Xlsx,
        SourceKind::Xls,
        SourceKind::Ods,
        SourceKind::Pdf,
        SourceKind::Ofd,
        SourceKind::Json,
        SourceKind::Link,
    ];

    /// Whether the source marks its paragraphs, headings and merged cells itself. In plain text the tables
    /// are guessed from tabs and spaces, on fixed pages rebuilt from lines and places, and rules about labels and
    /// captions do not apply.
    pub const fn is_structured(self) -> bool {
        match self {
            SourceKind::Html
            | SourceKind::Docx
            | SourceKind::Doc
            | SourceKind::Rtf
            | SourceKind::Odt
            | SourceKind::Mht
            | SourceKind::Xlsx
            | SourceKind::Xls
            | SourceKind::Ods => true,
            SourceKind::Text
            | SourceKind::Markdown
            | SourceKind::Csv
            | SourceKind::Pdf
            | SourceKind::Ofd
            | SourceKind::Json
            | SourceKind::Link => false,
        }
    }

    /// Whether a document's text is the draft itself, so that a place in it means something to other programs, too.
    /// For other kinds it is Gouji's own rendering.
    pub const fn is_text(self) -> bool {
        matches!(self, SourceKind::Text | SourceKind::Markdown | SourceKind::Csv)
    }
}

/// A draft as paragraphs and grids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it came from.
    pub kind: SourceKind,
    /// The whole text; all spans point into it.
    pub text: String,
    /// Paragraphs, grids and pictures in reading order.
    pub blocks: Vec<Block>,
    /// What the importer had to decide or leave out, for the person who checks.
    pub notes: Vec<ImportNote>,
}

/// One piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Grid(Grid),
    /// A picture, which cannot be read; its place in the text is empty.
    Picture(Span),
}

impl Block {
    /// Its place in the text.
    pub fn span(&self) -> Span {
        match self {
            Block::Paragraph(paragraph) => paragraph.span,
            Block::Grid(grid) => grid.span,
            Block::Picture(span) => *span,
        }
    }
}

/// A paragraph: one line of the text, without the white space around it, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its place in the text.
    pub span: Span,
    /// Whether the source marks it as a heading (`<h1>`, a heading style, `##`).
    pub heading: bool,
    /// Whether the source centres it.
    pub centered: bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Its place in the text, from the first cell to the last.
    pub span: Span,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns; in a ragged grid that of the longest row.
    pub columns: usize,
    /// Whether columns cannot be relied on: the grid was guessed from plain text, where merged cells have
    /// left no trace and a cell's column is only its number within the line.
    pub ragged: bool,
    /// Cells by row, then column; a merged cell once, where it begins.
    pub cells: Vec<GridCell>,
}

impl Grid {
    /// The cells that begin in that row, from left to right.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &GridCell> {
        let start = self.cells.partition_point(|cell| cell.row < row);
        self.cells.iter().skip(start).take_while(move |cell| cell.row == row)
    }

    /// The cell that covers that position, if any.
    pub fn at(&self, row: usize, column: usize) -> Option<&GridCell> {
        self.cells.iter().find(|cell| {
            (cell.row..cell.row + cell.row_span).contains(&row)
                && (cell.column..cell.column + cell.column_span).contains(&column)
        })
    }
}

/// A cell of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Row of its top edge, from 0.
    pub row: usize,
    /// Column of its left edge, from 0.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// Its content's place in the text, without the white space around it; empty for an empty cell.
    pub span: Span,
}

/// What an importer had to decide or leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImportNote {
    /// Tracked changes were read as if accepted.
    ChangesAccepted,
    /// Text boxes were left out.
    TextBoxesIgnored,
    /// Hidden sheets, rows or text were left out.
    HiddenLeftOut,
    /// Bytes that are not valid in the text's encoding were replaced.
    UndecodableBytes,
    /// Other documents in the same archive were left out.
    OthersLeftOut,
    /// Pages that are pictures were left out.
    PagesWithoutText,
}

impl ImportNote {
    /// Every note.
    pub const ALL: &'static [ImportNote] = &[
        ImportNote::ChangesAccepted,
        ImportNote::TextBoxesIgnored,
        ImportNote::HiddenLeftOut,
        ImportNote::UndecodableBytes,
        ImportNote::OthersLeftOut,
        ImportNote::PagesWithoutText,
    ];

    /// Whether something that a person sees in the file is missing from the document.
    pub const fn is_loss(self) -> bool {
        match self {
            ImportNote::TextBoxesIgnored | ImportNote::UndecodableBytes | ImportNote::PagesWithoutText => true,
            ImportNote::ChangesAccepted | ImportNote::HiddenLeftOut | ImportNote::OthersLeftOut => false,
        }
    }
}

impl Document {
    /// The text at that span; empty when the span does not lie in the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// Builds a document whose text is a plain rendering: one line a paragraph, one tab-separated line a row.
#[derive(Debug)]
pub struct Builder {
    document: Document,
}

/// A cell given to [`Builder::grid`]: where it stands, what it covers, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellText {
    /// Row of its top edge, from 0.
    pub row: usize,
    /// Column of its left edge, from 0.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// Its content; line breaks and tabs in it become spaces.
    pub text: String,
}

impl Builder {
    /// An empty document of that kind.
    pub fn new(kind: SourceKind) -> Builder {
        Builder { document: Document { kind, text: String::new(), blocks: Vec::new(), notes: Vec::new() } }
    }

    /// Records a note once.
    pub fn note(&mut self, note: ImportNote) {
        if !self.document.notes.contains(&note) {
            self.document.notes.push(note);
        }
    }

    /// Bytes of text so far.
    pub fn text_len(&self) -> usize {
        self.document.text.len()
    }

    /// Adds a paragraph for each line of the text that is not blank.
    pub fn paragraph(&mut self, text: &str, heading: bool, centered: bool) {
        for line in text.lines() {
            let span = self.append(line);
            if !span.is_empty() {
                self.document.text.push('\n');
                self.document.blocks.push(Block::Paragraph(Paragraph { span, heading, centered }));
            }
        }
    }

    /// Adds a picture's place.
    pub fn picture(&mut self) {
        let at = self.document.text.len();
        self.document.blocks.push(Block::Picture(Span::new(at, at)));
    }

    /// Adds a table, set off by a blank line on both sides. In its text a cell is followed by one tab for
    /// every column it covers, and a position covered from above is empty. A table of a single cell is a
    /// frame around paragraphs, and becomes these.
    pub fn grid(&mut self, cells: Vec<CellText>, ragged: bool) {
        if let [frame] = cells.as_slice() {
            self.paragraph(&frame.text, false, false);
            return;
        }
        let (Some(rows), Some(columns)) = (
            cells.iter().map(|cell| cell.row + cell.row_span).max(),
            cells.iter().map(|cell| cell.column + cell.column_span).max(),
        ) else {
            return;
        };
        if !self.document.text.is_empty() {
            self.document.text.push('\n');
        }
        let mut cells = cells;
        sort_by_key(&mut cells, |cell| (cell.row as u64, cell.column as u64));
        let mut placed = Vec::with_capacity(cells.len());
        let mut whole: Option<Span> = None;
        let mut pending = cells.into_iter().peekable();
        for row in 0..rows {
            let mut column = 0;
            while let Some(cell) = pending.next_if(|cell| cell.row == row) {
                while column < cell.column {
                    self.document.text.push('\t');
                    column += 1;
                }
                let span = self.append(&cell.text);
                whole = Some(whole.map_or(span, |whole| whole.cover(span)));
                placed.push(GridCell {
                    row,
                    column: cell.column,
                    row_span: cell.row_span,
                    column_span: cell.column_span,
                    span,
                });
            }
            self.document.text.push('\n');
        }
        self.document.text.push('\n');
        let span = whole.unwrap_or_default();
        self.document.blocks.push(Block::Grid(Grid { span, rows, columns, ragged, cells: placed }));
    }

    /// The finished document.
    pub fn finish(self) -> Document {
        self.document
    }

    /// Appends one line of text, trimmed, and returns its place.
    fn append(&mut self, text: &str) -> Span {
        // Control characters become blanks, and are white space at the ends too.
        let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        let start = self.document.text.len();
        self.document.text.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        Span::new(start, self.document.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builder_renders_merged_cells_as_tab_separated_lines() {
        let cell = |row, column, row_span, column_span, text: &str| CellText {
            row,
            column,
            row_span,
            column_span,
            text: text.to_owned(),
        };
        let mut builder = Builder::new(SourceKind::Docx);
        builder.paragraph(" 标题 \n\n正文", false, true);
        builder.grid(
            vec![cell(0, 0, 2, 1, "甲"), cell(0, 1, 1, 2, "乙\n丙"), cell(1, 1, 1, 1, "1"), cell(1, 2, 1, 1, "")],
            false,
        );
        let document = builder.finish();
        assert_eq!(document.text, "标题\n正文\n\n甲\t乙 丙\n\t1\t\n\n");
        let Block::Grid(grid) = &document.blocks[2] else { panic!("a grid") };
        let texts: Vec<_> = grid.cells.iter().map(|cell| document.slice(cell.span)).collect();
        assert_eq!(texts, ["甲", "乙 丙", "1", ""]);
        assert_eq!(grid.at(1, 0).map(|cell| cell.row), Some(0));
        assert_eq!(grid.row(1).count(), 2);
    }

    #[test]
    fn a_table_of_one_cell_is_a_frame_around_paragraphs() {
        let mut builder = Builder::new(SourceKind::Html);
        let text = "一、总体情况\n正文".to_owned();
        builder.grid(vec![CellText { row: 0, column: 0, row_span: 1, column_span: 1, text }], false);
        let document = builder.finish();
        assert_eq!(document.blocks.len(), 2);
        assert!(document.blocks.iter().all(|block| matches!(block, Block::Paragraph(_))));
    }
}
