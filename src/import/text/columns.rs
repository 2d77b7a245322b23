//! Tables whose columns are kept apart by runs of blanks, as programs write them that turn a page into text.
//!
//! A blank cell leaves nothing but a wider gap, so a cell's column is told by its place on the line, compared
//! with all lines of the table. Two measures of place are in use, characters and their width on the screen;
//! the one by which the cells of a column stand below each other is the one the text was written with.

use super::super::delimited::trimmed;
use super::super::width::width;
use super::lines::{Line, Lines};
use super::{Piece, figures};
use crate::document::Span;
use crate::sorted::{Numbers, sort_by_key};

/// Lines with one cell that may stand between two rows: wrapped labels, upright captions.
const BRIDGE: usize = 8;
/// Blank lines that may.
const BLANKS: usize = 8;
/// Cells of the longest row, characters of the longest cell: what has more is prose.
const MOST_CELLS: usize = 40;
const LONGEST_CELL: usize = 40;

/// Reads the line at `at`, and when a table of aligned columns begins there, all of it. Returns how many
/// lines were read.
pub(super) fn run(lines: &Lines<'_>, at: usize) -> (usize, Vec<Piece>) {
    let paragraph = |line: Option<&Line>| line.map(|&line| Piece::Line(line)).into_iter().collect();
    let Some(first) = lines.get(at).and_then(|&line| Row::read(lines, line)).filter(Row::is_full) else {
        return (1, paragraph(lines.get(at)));
    };
    let mut rows = vec![Some(first)];
    let mut length = 1;
    while rows.len() - length <= BRIDGE {
        let Some(&line) = lines.get(at + rows.len()) else { break };
        let text = lines.text(line);
        if line.blanks > BLANKS || text.contains('\t') || super::pipes::is_row(text) {
            break;
        }
        rows.push(Row::read(lines, line));
        if rows.last().is_some_and(|row| row.as_ref().is_some_and(Row::is_full)) {
            length = rows.len();
        }
    }
    rows.truncate(length);
    let full = rows.iter().flatten().filter(|row| row.is_full()).count();
    let figures = rows.iter().flatten().any(|row| row.is_full() && row.cells.iter().any(|cell| cell.is_figure));
    if full < 2 || !figures {
        return (length, (at..at + length).flat_map(|at| paragraph(lines.get(at))).collect());
    }
    let mut pieces = Vec::new();
    let mut page = Vec::new();
    for (row, line) in rows.into_iter().zip(at..) {
        let Some(&line) = lines.get(line) else { break };
        if line.new_page || row.is_none() {
            pieces.extend(align(std::mem::take(&mut page)));
        }
        match row {
            Some(row) => page.push((row, line)),
            None => pieces.push(Piece::Line(line)),
        }
    }
    pieces.extend(align(page));
    (length, pieces)
}

struct Row {
    cells: Vec<Cell>,
    /// Whether cells stand a single blank apart, so that their places tell nothing.
    unaligned: bool,
}

struct Cell {
    span: Span,
    /// First column and the one past the last, counted in characters and in their widths.
    places: [(usize, usize); 2],
    is_figure: bool,
}

impl Row {
    /// The line's cells; `None` when it is prose, the title of a part, or a page number.
    fn read(lines: &Lines<'_>, line: Line) -> Option<Row> {
        /// Bytes of the longest row: a label and fifteen figures, with gaps for four times as much.
        const LONGEST: usize = 1000;
        let text = lines.text(line);
        if text.len() > LONGEST || figures::is_page_number(text) || super::is_prose(text) {
            return None;
        }
        let mut unaligned = false;
        let mut cells = Vec::new();
        for words in gapped(text) {
            let words = trimmed(text, words);
            let written = text.get(words.range())?;
            let parts = figures::spaced_figures(written);
            // Figures between other cells keep their places; behind a label of their own they have none.
            unaligned |=
                parts.as_ref().is_some_and(|parts| parts.first().is_some_and(|part| !figures::is_figure(part)));
            let mut start = words.start;
            for part in parts.unwrap_or_else(|| vec![written]) {
                if cells.len() == MOST_CELLS || part.chars().count() > LONGEST_CELL {
                    return None;
                }
                let span = Span::new(start, start + part.len());
                start = span.end + 1;
                cells.push(Cell {
                    span: Span::new(line.span.start + span.start, line.span.start + span.end),
                    places: [extent(text, span, |_| 1), extent(text, span, width)],
                    is_figure: figures::is_figure(part),
                });
            }
        }
        Some(Row { cells, unaligned })
    }

    fn is_full(&self) -> bool {
        self.cells.len() >= 2
    }
}

/// The parts of a line between gaps: two blanks or more, or one of full width. A word of two characters set
/// apart by one such blank, like 总　计, is one part.
fn gapped(text: &str) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    let mut joints = Vec::new();
    let mut gap: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            let wide = c == '\u{3000}';
            gap = Some(gap.map_or((1, wide), |(count, _)| (count + 1, wide)));
            continue;
        }
        match (parts.last_mut(), gap.take()) {
            (Some(part), None | Some((1, false))) => part.end = end,
            (_, before) => {
                joints.push(before == Some((1, true)));
                parts.push(Span::new(at, end));
            }
        }
        if parts.len() > MOST_CELLS {
            break;
        }
    }
    join_spaced_words(text, &parts, &joints)
}

fn join_spaced_words(text: &str, parts: &[Span], joints: &[bool]) -> Vec<Span> {
    let single = |at: usize| {
        let word = parts.get(at).and_then(|part| text.get(part.range())).unwrap_or("");
        let mut chars = word.chars();
        matches!((chars.next(), chars.next()), (Some(c), None) if width(c) == 2)
    };
    let joined = |at: usize| joints.get(at) == Some(&true) && at > 0 && single(at - 1) && single(at);
    let mut words: Vec<Span> = Vec::new();
    for (at, &part) in parts.iter().enumerate() {
        match words.last_mut() {
            Some(word) if joined(at) && !joined(at - 1) && !joined(at + 1) => word.end = part.end,
            _ => words.push(part),
        }
    }
    words
}

/// Where a part of a line begins and ends on it.
fn extent(line: &str, part: Span, width: fn(char) -> usize) -> (usize, usize) {
    let measure = |end: usize| line.get(..end).unwrap_or("").chars().map(width).sum();
    (measure(part.start), measure(part.end))
}

/// Gives every cell its column. Lines that hold no row of their own stay paragraphs.
fn align(rows: Vec<(Row, Line)>) -> Vec<Piece> {
    if !rows.iter().any(|(row, _)| row.is_full()) {
        return rows.into_iter().map(|(_, line)| Piece::Line(line)).collect();
    }
    if rows.iter().any(|(row, _)| row.unaligned) {
        let table = rows.into_iter().map(|(row, _)| row.cells.iter().map(|cell| cell.span).enumerate().collect());
        return vec![Piece::Table(table.collect())];
    }
    let [characters, widths] = [0, 1].map(|measure| {
        let rows: Vec<Vec<(usize, usize)>> = rows
            .iter()
            .map(|(row, _)| row.cells.iter().filter_map(|cell| cell.places.get(measure).copied()).collect())
            .collect();
        let columns = Columns::of(&rows).assign_all(&rows);
        (disorder(&rows, &columns), columns)
    });
    let (_, columns) = if widths.0 <= characters.0 { widths } else { characters };
    let table = rows
        .into_iter()
        .zip(columns)
        .map(|((row, _), columns)| columns.into_iter().zip(row.cells.into_iter().map(|cell| cell.span)).collect());
    vec![Piece::Table(table.collect())]
}

/// How little the cells of each column stand below each other: the number of places where they begin, or end,
/// or have their middle, whichever is least.
fn disorder(rows: &[Vec<(usize, usize)>], columns: &[Vec<usize>]) -> usize {
    let count = columns.iter().flatten().max().map_or(0, |last| last + 1);
    let mut places: Vec<[Numbers; 3]> = vec![Default::default(); count];
    for (&(start, end), &column) in rows.iter().flatten().zip(columns.iter().flatten()) {
        if let Some([starts, ends, middles]) = places.get_mut(column) {
            starts.insert(start);
            ends.insert(end);
            middles.insert(start + end);
        }
    }
    places.iter().filter_map(|places| places.iter().map(|places| places.as_slice().len()).min()).sum()
}

/// The columns of a table by their extents, from left to right, none overlapping another.
struct Columns {
    extents: Vec<(usize, usize)>,
}

impl Columns {
    /// Finds the columns of those rows. The fullest row shows most of them; the others add what it lacks.
    fn of(rows: &[Vec<(usize, usize)>]) -> Columns {
        let mut fullest_first: Vec<_> = rows.iter().collect();
        sort_by_key(&mut fullest_first, |row| (u64::MAX - row.len() as u64, 0));
        let mut columns = Columns { extents: Vec::new() };
        for row in fullest_first {
            let mut free = 0;
            for &cell in row {
                free = columns.place(cell, free) + 1;
            }
        }
        columns
    }

    /// The column of every cell. Columns that turn out to hold none are not counted.
    fn assign_all(&self, rows: &[Vec<(usize, usize)>]) -> Vec<Vec<usize>> {
        let mut columns: Vec<Vec<usize>> = rows
            .iter()
            .map(|row| {
                let mut free = 0;
                row.iter()
                    .map(|&cell| {
                        let column = self.nearest(cell, free).unwrap_or(free);
                        free = column + 1;
                        column
                    })
                    .collect()
            })
            .collect();
        let used: Numbers = columns.iter().flatten().copied().collect();
        for column in columns.iter_mut().flatten() {
            *column = used.as_slice().binary_search(column).unwrap_or(*column);
        }
        columns
    }

    /// The column of a cell, at `free` or to the right of it: one that is there, or a new one.
    fn place(&mut self, cell: (usize, usize), free: usize) -> usize {
        /// Columns by which programs misplace a cell.
        const SLACK: usize = 2;
        if let Some(column) = self.nearest(cell, free)
            && let Some(&extent) = self.extents.get(column)
            && apart(cell, extent) <= SLACK
        {
            self.widen(column, cell);
            return column;
        }
        let column = self.extents.iter().skip(free).take_while(|extent| extent.0 < cell.0).count() + free;
        self.extents.insert(column.min(self.extents.len()), cell);
        column
    }

    /// Among the columns from `free` on the one whose edges or middle come nearest to the cell's.
    fn nearest(&self, cell: (usize, usize), free: usize) -> Option<usize> {
        let distance = |extent: (usize, usize)| {
            let edges = cell.0.abs_diff(extent.0).min(cell.1.abs_diff(extent.1));
            (apart(cell, extent), edges.min((cell.0 + cell.1).abs_diff(extent.0 + extent.1) / 2))
        };
        self.extents
            .iter()
            .enumerate()
            .skip(free)
            .min_by_key(|(_, extent)| distance(**extent))
            .map(|(column, _)| column)
    }

    /// Makes a column as wide as the cell, as far as its neighbours leave room.
    fn widen(&mut self, column: usize, cell: (usize, usize)) {
        let left = column.checked_sub(1).and_then(|left| self.extents.get(left)).map_or(0, |extent| extent.1 + 1);
        let right = self.extents.get(column + 1).map_or(usize::MAX, |extent| extent.0.saturating_sub(1));
        if let Some(extent) = self.extents.get_mut(column)
            && cell.0 >= left
            && cell.1 <= right
        {
            *extent = (extent.0.min(cell.0), extent.1.max(cell.1));
        }
    }
}

/// The blanks between two extents; 0 when they overlap.
fn apart(a: (usize, usize), b: (usize, usize)) -> usize {
    if a.1 <= b.0 {
        b.0 - a.1 + 1
    } else if b.1 <= a.0 {
        a.0 - b.1 + 1
    } else {
        0
    }
}
