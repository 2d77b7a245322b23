//! Tables whose cells stand between tabs, as a clipboard holds those of a spreadsheet or a web page.

use super::super::delimited::record;
use super::lines::{Line, Lines};
use super::{Piece, figures};
use crate::document::Span;

/// Whether a row begins with the line: a tab is in it, or behind the line breaks of a quoted first cell.
pub(super) fn is_row(lines: &Lines<'_>, line: Line) -> bool {
    let text = lines.text(line);
    text.contains('\t') || (text.starts_with('"') && record(lines.whole(), line.span.start, b'\t').0.len() > 1)
}

/// Reads the lines with tabs from `at` on, up to one without or a blank one. Returns how many were read.
pub(super) fn run(lines: &Lines<'_>, at: usize) -> (usize, Vec<Piece>) {
    let mut rows = Vec::new();
    let mut next = at;
    while let Some(&line) = lines.get(next) {
        if !is_row(lines, line) || (next > at && line.blanks > 0) {
            break;
        }
        let (cells, end) = record(lines.whole(), line.span.start, b'\t');
        let first = next;
        next += 1;
        while lines.get(next).is_some_and(|line| line.span.start < end) {
            next += 1;
        }
        rows.push(Row { kind: kind(lines.whole(), &cells), cells, lines: first..next });
    }
    let sound = |least: usize| rows.iter().filter(|row| row.kind == RowKind::Row && row.cells.len() > least).count();
    let is_table = sound(2) >= 1 || sound(1) >= 2;
    let mut pieces = Vec::new();
    let mut table = Vec::new();
    for row in rows {
        if is_table && row.kind != RowKind::Prose {
            table.push(row.cells.into_iter().enumerate().collect());
            continue;
        }
        if !table.is_empty() {
            pieces.push(Piece::Table(std::mem::take(&mut table)));
        }
        pieces.extend(lines.all().get(row.lines).unwrap_or_default().iter().map(|&line: &Line| Piece::Line(line)));
    }
    if !table.is_empty() {
        pieces.push(Piece::Table(table));
    }
    (next - at, pieces)
}

struct Row {
    kind: RowKind,
    cells: Vec<Span>,
    lines: std::ops::Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RowKind {
    /// Two or more cells are filled: a row if anything is.
    Row,
    /// At most one is: a row among rows, an indented line elsewhere.
    Weak,
    /// A sentence, or an item of a list, that merely contains a tab.
    Prose,
}

fn kind(text: &str, cells: &[Span]) -> RowKind {
    let filled: Vec<&str> =
        cells.iter().filter_map(|span| text.get(span.range())).filter(|cell| !cell.is_empty()).collect();
    match filled.as_slice() {
        [] => RowKind::Weak,
        [cell] if cell.contains('。') => RowKind::Prose,
        [_] => RowKind::Weak,
        [first, second] if cells.len() <= 3 => {
            let item = is_list_marker(first) && !figures::is_figure(second);
            if item || second.contains('。') { RowKind::Prose } else { RowKind::Row }
        }
        _ => RowKind::Row,
    }
}

/// Whether the text is a list marker alone: `1.`, `（一）`, `一、`, `①`, `•`.
fn is_list_marker(text: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let mark = |c: char| "()（）.．、,，".contains(c);
    let bullet = |c: char| "•·●○■□◆◇-–—*".contains(c) || ('①'..='⑳').contains(&c);
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => bullet(c),
        _ => text.chars().count() <= 5 && text.contains(mark) && text.chars().all(|c| numeral(c) || mark(c)),
    }
}
