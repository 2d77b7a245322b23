//! Comma-separated values and their kin, as spreadsheets save a sheet.

use super::super::delimited::record;
use super::super::{ImportError, MOST_PIECES};
use super::{Blocks, Piece, too_large, with_plain_breaks};
use crate::document::{Document, SourceKind, Span};

/// Imports a file whose name says that it is comma-separated; the content tells by which mark.
pub(in super::super) fn separated(text: &str, name: &str) -> Result<Document, ImportError> {
    let text = with_plain_breaks(text);
    let tabs = name.to_ascii_lowercase().ends_with(".tsv");
    let usual = [b',', b';', b'\t'].into_iter().max_by_key(|&mark| count(&text, mark)).unwrap_or(b',');
    records(text, if tabs { b'\t' } else { usual })
}

/// The mark by which the text is separated throughout: every line has as many cells as the first.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    const FEWEST_ROWS: usize = 3;
    const FEWEST_CELLS: usize = 3;
    let is_small = |mark| text.len() <= MOST_PIECES || count(text, mark) <= MOST_PIECES;
    [b',', b';'].into_iter().filter(|&mark| is_small(mark)).find(|&mark| {
        let mut rows = Records { text, at: 0, mark }.filter(|cells| cells.iter().any(|cell| !cell.is_empty()));
        let Some(first) = rows.next() else { return false };
        let mut same = 1;
        first.len() >= FEWEST_CELLS
            && rows.all(|row| {
                same += 1;
                row.len() == first.len()
            })
            && same >= FEWEST_ROWS
    })
}

/// Imports text separated by that mark: regions between blank rows, in which rows with a single filled cell
/// before the first fuller one are paragraphs.
pub(super) fn records(text: String, mark: u8) -> Result<Document, ImportError> {
    if count(&text, mark).max(count(&text, b'\n')) > MOST_PIECES {
        return Err(too_large(&text));
    }
    let mut blocks = Blocks::new(&text, SourceKind::Csv);
    let mut table: Vec<Vec<(usize, Span)>> = Vec::new();
    for cells in (Records { text: &text, at: 0, mark }) {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        match (filled.next(), filled.next()) {
            (None, _) => blocks.push(Piece::Table(std::mem::take(&mut table))),
            (Some(&cell), None) if table.is_empty() => blocks.paragraph(cell),
            _ => table.push(cells.into_iter().enumerate().collect()),
        }
    }
    blocks.push(Piece::Table(table));
    blocks.finish(text.clone())
}

fn count(text: &str, mark: u8) -> usize {
    text.bytes().filter(|&byte| byte == mark).count()
}

struct Records<'a> {
    text: &'a str,
    at: usize,
    mark: u8,
}

impl Iterator for Records<'_> {
    type Item = Vec<Span>;

    fn next(&mut self) -> Option<Vec<Span>> {
        if self.at >= self.text.len() {
            return None;
        }
        let (cells, next) = record(self.text, self.at, self.mark);
        self.at = next;
        Some(cells)
    }
}
