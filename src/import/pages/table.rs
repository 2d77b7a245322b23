//! Tables drawn with lines: from crossing lines to cells with what stands in them.

use super::Rectangle;
use super::glyph::{Glyph, Line, key, lines};
use super::ruling::{NEAR, Ruling, Rulings, Sets};
use crate::import::cell_text::join_lines;
use crate::sorted::sort_by_key;

/// Edges no farther apart are one: the two lines of a double border.
const EDGE: f32 = 4.0;
/// Lines that reach no farther beyond the last edge only overshoot it: no row of text has room there.
const SMALLEST: f32 = 8.0;
/// Positions of the largest table.
const MOST_POSITIONS: usize = 10_000;

/// A table of one page, or of several when it runs on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// The columns' edges, from left to right; one more than there are columns.
    pub columns: Vec<f32>,
    /// Number of rows.
    pub rows: usize,
    /// Upper and lower edge on the page where it ends.
    pub top: f32,
    pub bottom: f32,
    /// By row, then column.
    pub cells: Vec<Cell>,
}

/// A cell with what it covers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    pub text: String,
    /// Whether its last line leaves no room for another character, so that the text may go on elsewhere.
    pub full: bool,
}

impl Table {
    pub fn left(&self) -> f32 {
        self.columns.first().copied().unwrap_or(0.0)
    }

    pub fn right(&self) -> f32 {
        self.columns.last().copied().unwrap_or(0.0)
    }
}

/// The tables that those lines draw, with their characters taken from the page.
pub(super) fn tables(rulings: &Rulings, glyphs: &mut Vec<Glyph>) -> Vec<Table> {
    let mut groups: Vec<Frame> = rulings.groups().into_iter().filter_map(Frame::new).collect();
    // A table within a cell of another has its characters first.
    sort_by_key(&mut groups, |frame| (key(frame.area().height()), 0));
    let mut tables: Vec<Table> = groups.iter().filter_map(|frame| frame.fill(glyphs)).collect();
    sort_by_key(&mut tables, |table| (key(table.top), key(table.left())));
    tables
}

/// A grid of edges, and what of them is drawn.
struct Frame {
    columns: Vec<f32>,
    rows: Vec<f32>,
    drawn: Rulings,
}

impl Frame {
    /// `None` when the lines enclose fewer than two places.
    fn new(drawn: Rulings) -> Option<Frame> {
        // Outer borders are often left out on one side or two; there the lines' ends are the edge.
        let ends = |lines: &[Ruling]| {
            let from = lines.iter().map(|line| line.from).reduce(f32::min);
            let to = lines.iter().map(|line| line.to).reduce(f32::max);
            from.into_iter().chain(to)
        };
        let columns = edges(drawn.vertical.iter().map(|line| line.at), ends(&drawn.horizontal));
        let rows = edges(drawn.horizontal.iter().map(|line| line.at), ends(&drawn.vertical));
        let places = columns.len().saturating_sub(1) * rows.len().saturating_sub(1);
        let crosses = !drawn.horizontal.is_empty() && !drawn.vertical.is_empty();
        (crosses && (2..=MOST_POSITIONS).contains(&places)).then_some(Frame { columns, rows, drawn })
    }

    fn area(&self) -> Rectangle {
        let ends = |edges: &[f32]| (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(0.0));
        let ((left, right), (top, bottom)) = (ends(&self.columns), ends(&self.rows));
        Rectangle { left, top, right, bottom }
    }

    /// The table with the characters that stand in it; `None` when there are none.
    fn fill(&self, glyphs: &mut Vec<Glyph>) -> Option<Table> {
        let mut cells = self.cells();
        let width = self.columns.len() - 1;
        let mut owner = vec![usize::MAX; width * (self.rows.len() - 1)];
        for (index, cell) in cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span {
                    if let Some(place) = owner.get_mut(row * width + column) {
                        *place = index;
                    }
                }
            }
        }
        let area = self.area();
        let (inside, outside) = std::mem::take(glyphs).into_iter().partition(|glyph| area.contains(glyph.middle()));
        *glyphs = outside;
        let mut contents: Vec<Vec<Glyph>> = vec![Vec::new(); cells.len()];
        for line in lines(inside) {
            for word in figures_together(&line.glyphs, &self.columns) {
                let Some((first, last)) = word.first().zip(word.last()) else { continue };
                let column = interval(&self.columns, (first.x + last.right()) / 2.0);
                for glyph in word {
                    let row = interval(&self.rows, glyph.middle().1);
                    let cell = owner.get(row * width + column).and_then(|&index| contents.get_mut(index));
                    cell.into_iter().for_each(|content| content.push(*glyph));
                }
            }
        }
        if contents.iter().all(Vec::is_empty) {
            return None;
        }
        for (cell, content) in cells.iter_mut().zip(contents) {
            let written = lines(content);
            let edge = self.columns.get(cell.column + cell.column_span).copied().unwrap_or(area.right);
            let left = self.columns.get(cell.column).copied().unwrap_or(area.left);
            cell.full = written.last().is_some_and(|line| {
                if is_digits(line) { is_narrow(line, edge - left) } else { line.right() > edge - 1.5 * line.size - 6.0 }
            });
            cell.text = joined(&written, edge - left);
        }
        let Rectangle { top, bottom, .. } = area;
        Some(Table { columns: self.columns.clone(), rows: self.rows.len() - 1, top, bottom, cells })
    }

    /// The empty cells: places between which no line is drawn are one.
    fn cells(&self) -> Vec<Cell> {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        let mut sets = Sets((0..width * height).collect());
        let between = |edges: &[f32], at: usize| edges.get(at).copied().zip(edges.get(at + 1).copied());
        for row in 0..height {
            for column in 0..width {
                let place = row * width + column;
                let (Some(across), Some(down)) = (between(&self.columns, column), between(&self.rows, row)) else {
                    continue;
                };
                if column + 1 < width && !covered(&self.drawn.vertical, across.1, down) {
                    sets.join(place, place + 1);
                }
                if row + 1 < height && !covered(&self.drawn.horizontal, down.1, across) {
                    sets.join(place, place + width);
                }
            }
        }
        let mut cells: Vec<(usize, usize, Cell)> = Vec::new();
        let mut numbers = vec![None; width * height];
        for place in 0..width * height {
            let (row, column, root) = (place / width, place % width, sets.root(place));
            let Some(number) = numbers.get_mut(root) else { continue };
            match number.and_then(|number: usize| cells.get_mut(number)) {
                Some((_, places, cell)) => {
                    *places += 1;
                    let left = cell.column.min(column);
                    cell.column_span = (cell.column + cell.column_span).max(column + 1) - left;
                    cell.column = left;
                    cell.row_span = row + 1 - cell.row;
                }
                None => {
                    *number = Some(cells.len());
                    let text = String::new();
                    cells.push((root, 1, Cell { row, column, row_span: 1, column_span: 1, text, full: false }));
                }
            }
        }
        let (whole, angular): (Vec<_>, Vec<_>) =
            cells.into_iter().partition(|(_, places, cell)| *places == cell.row_span * cell.column_span);
        let mut cells: Vec<Cell> = whole.into_iter().map(|(_, _, cell)| cell).collect();
        // What is no rectangle is no cell of any program: its places stand for themselves.
        for (root, _, around) in angular {
            for row in around.row..around.row + around.row_span {
                for column in around.column..around.column + around.column_span {
                    if sets.root(row * width + column) == root {
                        let text = String::new();
                        cells.push(Cell { row, column, row_span: 1, column_span: 1, text, full: false });
                    }
                }
            }
        }
        sort_by_key(&mut cells, |cell| (cell.row as u64, cell.column as u64));
        cells
    }
}

/// The lines of a cell of that width as one text. A figure too wide for its cell is broken where the cell ends:
/// where not one more digit had room, its lines are one figure.
fn joined(lines: &[Line], width: f32) -> String {
    let is_figure = match lines.split_last() {
        Some((last, before)) => {
            is_digits(last) && !before.is_empty() && before.iter().all(|line| is_digits(line) && is_narrow(line, width))
        }
        None => false,
    };
    let texts: Vec<String> = lines.iter().map(Line::text).collect();
    if is_figure { texts.concat() } else { join_lines(texts.iter().map(String::as_str)) }
}

fn is_digits(line: &Line) -> bool {
    line.glyphs.iter().all(|glyph| glyph.c.is_ascii_digit())
}

/// Whether not one more digit has room beside these in a cell of that width.
fn is_narrow(line: &Line, width: f32) -> bool {
    /// What Word leaves free in a cell, left and right together, and a little.
    const PADDING: f32 = 12.0;
    let digit = line.glyphs.first().map_or(0.0, |glyph| glyph.width);
    line.right() - line.left() + digit > width - PADDING
}

/// Positions in ascending order, near ones as one; ends count only where they lie beyond the outermost position.
fn edges(positions: impl Iterator<Item = f32>, ends: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut edges = ascending(positions.collect());
    for end in ends {
        let beyond = edges.first().is_none_or(|first| end < first - SMALLEST)
            || edges.last().is_none_or(|last| end > last + SMALLEST);
        if beyond {
            edges.push(end);
        }
    }
    ascending(edges)
}

/// Positions in ascending order, near ones as one.
pub(super) fn ascending(mut positions: Vec<f32>) -> Vec<f32> {
    sort_by_key(&mut positions, |&position| (key(position), 0));
    positions.dedup_by(|next, kept| *next - *kept < EDGE);
    positions
}

/// Whether lines cover most of a stretch at that place.
fn covered(lines: &[Ruling], at: f32, (from, to): (f32, f32)) -> bool {
    let beside = lines.iter().filter(|line| (line.at - at).abs() < EDGE);
    beside.map(|line| (line.to.min(to) - line.from.max(from)).max(0.0)).sum::<f32>() > 0.6 * (to - from)
}

/// The number of the interval between ascending edges in which a place lies; the outer ones reach beyond.
pub(super) fn interval(edges: &[f32], place: f32) -> usize {
    edges.iter().skip(1).take(edges.len().saturating_sub(2)).take_while(|&&edge| place > edge).count()
}

/// Cuts a line into the pieces that belong to one cell each: the characters of a figure stay together, because half
/// a figure in the next cell would be another figure; all others stand alone.
fn figures_together<'a>(line: &'a [Glyph], edges: &'a [f32]) -> impl Iterator<Item = &'a [Glyph]> {
    line.chunk_by(|one, other| {
        let figures = [one, other].iter().all(|glyph| glyph.c.is_ascii_digit() || ".,+-%".contains(glyph.c));
        let near = other.x - one.right() < 0.15 * one.size;
        let cut = edges.iter().any(|edge| (one.right() - 0.5..=other.x + 0.5).contains(edge));
        figures && near && !cut
    })
}

/// Whether two tables stand between the same edges.
pub(super) fn abreast(one: &Table, other: &Table) -> bool {
    (one.left() - other.left()).abs() < 2.0 * NEAR && (one.right() - other.right()).abs() < 2.0 * NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(x: f32, y: f32, text: &str) -> Vec<Glyph> {
        let place = |(index, c)| Glyph { x: x + 10.0 * index as f32, y, width: 10.0, size: 10.0, c };
        text.chars().enumerate().map(place).collect()
    }

    /// Lines `across` at these heights and `down` at these places, each from end to end.
    fn grid(across: &[f32], down: &[f32]) -> Rulings {
        let mut rulings = Rulings::default();
        let (left, right) = (down[0], down[down.len() - 1]);
        let (top, bottom) = (across[0], across[across.len() - 1]);
        across.iter().for_each(|&y| rulings.stroke((left, y), (right, y)));
        down.iter().for_each(|&x| rulings.stroke((x, top), (x, bottom)));
        rulings
    }

    fn shown(table: &Table) -> Vec<String> {
        let cell =
            |cell: &Cell| format!("{},{} {}x{} {}", cell.row, cell.column, cell.row_span, cell.column_span, cell.text);
        table.cells.iter().map(cell).collect()
    }

    #[test]
    fn missing_lines_merge_cells() {
        let mut rulings = Rulings::default();
        for (from, to, y) in [(0.0, 200.0, 0.0), (50.0, 200.0, 20.0), (0.0, 200.0, 40.0)] {
            rulings.stroke((from, y), (to, y));
        }
        for (x, from) in [(0.0, 0.0), (50.0, 0.0), (100.0, 20.0), (200.0, 0.0)] {
            rulings.stroke((x, from), (x, 40.0));
        }
        let mut glyphs = letters(5.0, 25.0, "甲");
        glyphs.extend(letters(60.0, 14.0, "乙乙乙乙乙"));
        glyphs.extend(letters(60.0, 34.0, "丙"));
        glyphs.extend(letters(300.0, 34.0, "外"));
        let tables = tables(&rulings, &mut glyphs);
        assert_eq!(tables.len(), 1);
        assert_eq!(shown(&tables[0]), ["0,0 2x1 甲", "0,1 1x2 乙乙乙乙乙", "1,1 1x1 丙", "1,2 1x1 "]);
        assert_eq!(glyphs.len(), 1);
    }

    #[test]
    fn outer_borders_may_be_missing() {
        let mut rulings = grid(&[0.0, 20.0, 40.0], &[100.0, 200.0]);
        for y in [0.0, 20.0, 40.0] {
            rulings.stroke((0.0, y), (300.0, y));
        }
        let mut glyphs = letters(10.0, 14.0, "甲");
        glyphs.extend(letters(210.0, 34.0, "1"));
        let tables = tables(&rulings, &mut glyphs);
        assert_eq!((tables[0].rows, tables[0].columns.len()), (2, 4));
        assert!(glyphs.is_empty());
    }

    #[test]
    fn a_figure_over_an_edge_stays_whole() {
        let rulings = grid(&[0.0, 20.0], &[0.0, 50.0, 100.0]);
        let mut glyphs = letters(17.0, 14.0, "1234");
        glyphs.extend(letters(60.0, 14.0, "5"));
        let tables = tables(&rulings, &mut glyphs);
        assert_eq!(shown(&tables[0]), ["0,0 1x1 1234", "0,1 1x1 5"]);
    }

    #[test]
    fn a_figure_broken_in_a_narrow_cell_is_one_and_two_in_a_wide_one_are_two() {
        for (width, expected) in [(30.0, "1234"), (60.0, "12 34")] {
            let rulings = grid(&[0.0, 60.0], &[0.0, width, 100.0]);
            let mut glyphs = letters(5.0, 20.0, "12");
            glyphs.extend(letters(5.0, 40.0, "34"));
            assert_eq!(tables(&rulings, &mut glyphs)[0].cells[0].text, expected);
        }
    }

    #[test]
    fn a_frame_is_no_table_and_drawings_are_none() {
        let mut glyphs = letters(10.0, 14.0, "甲");
        assert!(tables(&grid(&[0.0, 20.0], &[0.0, 50.0]), &mut glyphs).is_empty());
        assert!(tables(&grid(&[100.0, 120.0], &[0.0, 50.0, 90.0]), &mut glyphs).is_empty());
        assert_eq!(glyphs.len(), 1);
    }

    #[test]
    fn labels_written_downward_are_words() {
        let rulings = grid(&[0.0, 60.0], &[0.0, 20.0, 50.0]);
        let mut glyphs: Vec<Glyph> = Vec::new();
        for (line, c) in ["三", "、", "本", "年"].iter().zip(1_u8..) {
            glyphs.extend(letters(5.0, 13.0 * f32::from(c), line));
        }
        assert_eq!(tables(&rulings, &mut glyphs)[0].cells[0].text, "三、本年");
    }
}
