//! Tables whose cells stand between upright strokes: Markdown, box drawings, and rows like `a | b | c |`.

use super::super::delimited::trimmed;
use super::lines::{Line, Lines};
use super::{Piece, markdown};
use crate::document::Span;

/// Whether the line may be a row, or the border of a box.
pub(super) fn is_row(line: &str) -> bool {
    is_border(line) || (line.contains(is_stroke) && split(line, 0).len() > 1)
}

/// Whether rows begin and end with a stroke.
pub(super) type Frame = Option<(bool, bool)>;

/// Reads rows and borders from `at` on. Returns how many lines were read. `frame` is what the borders above
/// have shown, and holds for rows without any too: they go on behind a page break.
pub(super) fn run(lines: &Lines<'_>, at: usize, frame: &mut Frame) -> (usize, Vec<Piece>) {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let mut borders = 0;
    let (mut framed_left, mut framed_right) = (false, false);
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
            framed_left |= written.trim().starts_with(is_joint);
            framed_right |= written.trim().ends_with(is_joint);
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
    // A stroke before the first cell and one behind the last belong to the frame when the borders have them.
    // Where none are known the first must stand in every row, since it may stand beside a label that covers
    // several; the second in most, since a row that has lost its last cell has none.
    let text = lines.whole();
    let is_frame = |cell: Option<&Span>| cell.is_none_or(|cell| trimmed(text, *cell).is_empty());
    if borders > 0 {
        *frame = Some((framed_left, framed_right));
    } else if let Some(known) = *frame {
        (framed_left, framed_right) = known;
    } else {
        framed_left = rows.iter().all(|row| is_frame(row.first()));
        framed_right = rows.iter().filter(|row| is_frame(row.last())).count() * 4 >= rows.len() * 3;
    }
    let table = rows
        .into_iter()
        .map(|row| {
            let from = usize::from(framed_left && is_frame(row.first()));
            let to = row.len() - usize::from(framed_right && is_frame(row.last()));
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
    line.chars().all(drawn) && line.contains(['-', '=', '─', '━', '═']) && line.contains(is_joint)
}

/// Whether the character is one where a border meets a stroke.
fn is_joint(c: char) -> bool {
    matches!(c, '+' | '|') || ('\u{250c}'..='\u{254b}').contains(&c) || ('\u{2550}'..='\u{256c}').contains(&c)
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
