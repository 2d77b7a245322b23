//! Tables whose cells stand between upright strokes: Markdown, box drawings, and rows like `a | b | c |`.

use super::super::delimited::trimmed;
use super::lines::{Line, Lines};
use super::{Piece, markdown};
use crate::document::Span;

/// Whether the line may be a row, or the border of a box.
pub(super) fn is_row(line: &str) -> bool {
    is_border(line) || (line.contains(is_stroke) && split(line, 0).len() > 1)
}

/// Reads rows and borders from `at` on. Returns how many lines were read.
pub(super) fn run(lines: &Lines<'_>, at: usize) -> (usize, Vec<Piece>) {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let mut borders = 0;
    let mut next = at;
    while let Some(&line) = lines.get(next) {
        let written = lines.text(line);
        // A blank line between rows is one of spacing, unless borders show where tables end.
        let apart = next > at && line.blanks > usize::from(borders == 0);
        if apart || !is_row(written) || written.contains('\t') {
            break;
        }
        if is_border(written) {
            borders += 1;
        } else {
            rows.push(split(written, line.span.start));
        }
        next += 1;
    }
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_table = match rows.len() {
        0 => false,
        1 => borders > 0 || widest >= 5,
        _ => borders > 0 || widest >= 3,
    };
    let read = next - at;
    if !is_table {
        let lines = lines.all().get(at..next).unwrap_or_default();
        return (read, lines.iter().map(|&line: &Line| Piece::Line(line)).collect());
    }
    // A stroke before the first cell and one behind the last belong to the frame when every row has them;
    // otherwise they stand beside an empty cell.
    let text = lines.whole();
    let is_frame = |cell: Option<&Span>| cell.is_none_or(|cell| trimmed(text, *cell).is_empty());
    let framed_left = rows.iter().all(|row| is_frame(row.first()));
    let framed_right = rows.iter().all(|row| row.len() > 1 && is_frame(row.last()));
    let table = rows
        .into_iter()
        .map(|row| {
            let (from, to) = (usize::from(framed_left), row.len() - usize::from(framed_right && row.len() > 1));
            let cells = row.get(from..to).unwrap_or_default();
            cells.iter().map(|&cell| markdown::without_emphasis(text, trimmed(text, cell))).enumerate().collect()
        })
        .collect();
    (read, vec![Piece::Table(table)])
}

pub(super) fn is_stroke(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃' | '║')
}

/// Whether the line only draws: `|---|:-:|`, `+---+`, `├──┼──┤`.
pub(super) fn is_border(line: &str) -> bool {
    let line = line.trim();
    let drawn = |c: char| matches!(c, '-' | '=' | '+' | ':' | '|' | ' ') || ('\u{2500}'..='\u{257f}').contains(&c);
    let joined = |c: char| {
        matches!(c, '+' | '|') || ('\u{250c}'..='\u{254b}').contains(&c) || ('\u{2550}'..='\u{256c}').contains(&c)
    };
    line.contains(['-', '=', '─', '━', '═']) && line.contains(joined) && line.chars().all(drawn)
}

/// The line cut at its strokes; one behind a backslash is part of a cell.
fn split(line: &str, offset: usize) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if is_stroke(c) && !escaped {
            cells.push(Span::new(offset + start, offset + at));
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    cells.push(Span::new(offset + start, offset + line.len()));
    cells
}
