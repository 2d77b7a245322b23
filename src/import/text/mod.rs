//! Plain text: a paragraph a line, and tables guessed from tabs, upright strokes, or aligned columns.
//!
//! Nothing of the text is changed but the kind of its line breaks, so that every place in the document is a
//! place in what the person sees and edits. A table of which a line each cell is left is not guessed here:
//! its lines are paragraphs, and the reader, which knows the form, finds the numbers in them.

mod columns;
mod figures;
mod lines;
mod markdown;
mod pipes;
mod separated;
mod tabs;

#[cfg(feature = "pages")]
pub(super) use figures::{is_figure, is_page_number};
pub(super) use separated::separated;

use super::{ImportError, MOST_PIECES};
use crate::document::{Block, Document, Grid, GridCell, Paragraph, SourceKind, Span};
use crate::form::{bare, part_named};
use lines::{Line, Lines};

/// Imports plain text or Markdown; without a kind the text itself tells which of the two it is, or that it
/// is comma-separated throughout.
pub(super) fn text(text: &str, kind: Option<SourceKind>) -> Result<Document, ImportError> {
    let text = with_plain_breaks(text);
    if kind.is_none()
        && let Some(delimiter) = separated::delimiter(&text)
    {
        return separated::records(text, delimiter);
    }
    let cells = || text.chars().filter(|&c| c == '\t' || pipes::is_stroke(c)).count();
    // Most texts are too short to have too many.
    let is_small = text.len() <= MOST_PIECES || cells() <= MOST_PIECES;
    let lines = Lines::new(&text).filter(|_| is_small).ok_or_else(|| too_large(&text))?;
    let kind = kind.unwrap_or(if markdown::is_markdown(&lines) { SourceKind::Markdown } else { SourceKind::Text });
    let mut blocks = Blocks::new(&text, kind);
    let mut frame = None;
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        let (taken, pieces) = if tabs::is_row(&lines, line) {
            tabs::run(&lines, at)
        } else if pipes::is_row(lines.text(line)) {
            pipes::run(&lines, at, &mut frame)
        } else {
            columns::run(&lines, at)
        };
        pieces.into_iter().for_each(|piece| blocks.push(piece));
        at += taken.max(1);
    }
    blocks.finish(text.clone())
}

/// The text with every line break a line feed, as a text area holds it, and without a byte order mark.
fn with_plain_breaks(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

fn too_large(text: &str) -> ImportError {
    ImportError::TooLarge(u64::try_from(text.len()).unwrap_or(u64::MAX))
}

/// What a stretch of lines turns out to be.
enum Piece {
    /// A paragraph.
    Line(Line),
    /// A table: for every row its cells, each with its column.
    Table(Vec<Vec<(usize, Span)>>),
}

/// Collects the blocks of a document.
struct Blocks<'a> {
    text: &'a str,
    kind: SourceKind,
    blocks: Vec<Block>,
    pieces: usize,
}

impl<'a> Blocks<'a> {
    fn new(text: &'a str, kind: SourceKind) -> Blocks<'a> {
        Blocks { text, kind, blocks: Vec::new(), pieces: 0 }
    }

    fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Line(line) => self.paragraph(line.span),
            Piece::Table(rows) => self.table(rows),
        }
    }

    /// Adds a paragraph for each line in the span that is not blank.
    fn paragraph(&mut self, span: Span) {
        for line in lines::split(self.text, span) {
            let written = super::delimited::trimmed(self.text, line);
            let (span, heading) = markdown::content(self.text, written, self.kind);
            if !span.is_empty() {
                self.pieces += 1;
                self.blocks.push(Block::Paragraph(Paragraph { span, heading, centered: false }));
            }
        }
    }

    /// Adds a table, cut where a line of prose stands among its rows: in spreadsheets and in aligned text a
    /// part's title directly above a table looks like a row with a single cell.
    fn table(&mut self, rows: Vec<Vec<(usize, Span)>>) {
        let mut part = Vec::new();
        for row in rows {
            let mut filled = row.iter().filter(|(_, span)| !span.is_empty());
            match (filled.next(), filled.next()) {
                (Some(&(_, span)), None) if is_prose(self.text.get(span.range()).unwrap_or("")) => {
                    self.grid(std::mem::take(&mut part));
                    self.paragraph(span);
                }
                _ => part.push(row),
            }
        }
        self.grid(part);
    }

    fn grid(&mut self, rows: Vec<Vec<(usize, Span)>>) {
        let is_empty = |row: &Vec<(usize, Span)>| row.iter().all(|(_, span)| span.is_empty());
        let first = rows.iter().take_while(|row| is_empty(row)).count();
        let rows: Vec<_> = rows.into_iter().skip(first).collect();
        let cells: Vec<GridCell> = rows
            .iter()
            .enumerate()
            .flat_map(|(row, cells)| {
                cells.iter().map(move |&(column, span)| GridCell { row, column, row_span: 1, column_span: 1, span })
            })
            .collect();
        let Some(span) = cells.iter().map(|cell| cell.span).reduce(Span::cover) else { return };
        let columns = cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
        self.pieces += cells.len();
        self.blocks.push(Block::Grid(Grid { span, rows: rows.len(), columns, ragged: true, cells }));
    }

    fn finish(self, text: String) -> Result<Document, ImportError> {
        if self.pieces > MOST_PIECES {
            return Err(too_large(&text));
        }
        Ok(Document { kind: self.kind, text, blocks: self.blocks, notes: Vec::new() })
    }
}

/// Whether the only text in a row is no label: the title of a part, or a sentence.
pub(super) fn is_prose(text: &str) -> bool {
    /// Bytes of the longest label of the form, three times over.
    const LONGEST_LABEL: usize = 400;
    if text.len() > LONGEST_LABEL || text.contains('。') {
        return true;
    }
    part_named(&bare(text)).is_some()
}

#[cfg(test)]
mod tests;
