//! Tables: how cells cover the grid, and whether a table holds data or only lays out the page.

use super::super::cell_text::join_lines;
use super::super::text::is_prose;
use super::flow::{Flow, Piece};
use crate::document::CellText;

/// Columns of the widest table; the form's have fifteen. Cells beyond them are joined to the last one.
const MOST_COLUMNS: usize = 256;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    cells: Vec<Cell>,
    /// Rows begun.
    rows: usize,
    /// First row of the current group of rows, beyond which no cell of an earlier group reaches.
    group: usize,
    /// Where the next cell of the row may stand.
    column: usize,
    /// For every column the first row that no cell above covers.
    covered: Vec<usize>,
    open: Option<Flow>,
}

#[derive(Debug)]
struct Cell {
    row: usize,
    column: usize,
    row_span: usize,
    column_span: usize,
    pieces: Vec<Piece>,
}

impl Table {
    /// The content of the cell that is being read.
    pub fn open_cell(&mut self) -> Option<&mut Flow> {
        self.open.as_mut()
    }

    pub fn start_row(&mut self) {
        self.end_cell();
        self.rows += 1;
        self.column = 0;
    }

    /// Starts a cell at the next place of the row that no cell above covers.
    pub fn start_cell(&mut self, row_span: Option<usize>, column_span: Option<usize>) {
        self.end_cell();
        let row = self.rows.saturating_sub(1);
        let is_free = |column: usize| self.covered.get(column).is_none_or(|&until| until <= row);
        let column = (self.column..MOST_COLUMNS).find(|&column| is_free(column)).unwrap_or(MOST_COLUMNS);
        self.open = Some(Flow::default());
        if column == MOST_COLUMNS {
            return;
        }
        let wanted = column_span.unwrap_or(1).clamp(1, MOST_COLUMNS - column);
        let column_span = (column..column + wanted).take_while(|&column| is_free(column)).count();
        // 0 means: to the end of the group.
        let row_span = match row_span {
            Some(0) => usize::MAX - row,
            span => span.unwrap_or(1).min(usize::MAX - row),
        };
        self.column = column + column_span;
        if self.covered.len() < self.column {
            self.covered.resize(self.column, 0);
        }
        self.covered.iter_mut().skip(column).take(column_span).for_each(|until| *until = row + row_span);
        self.cells.push(Cell { row, column, row_span, column_span, pieces: Vec::new() });
    }

    pub fn end_cell(&mut self) {
        if let (Some(flow), Some(cell)) = (self.open.take(), self.cells.last_mut()) {
            cell.pieces.extend(flow.finish());
        }
    }

    /// Ends a group of rows: its cells end with it.
    pub fn end_group(&mut self) {
        self.end_cell();
        let (start, end) = (self.group, self.rows);
        for cell in self.cells.iter_mut().rev().take_while(|cell| cell.row >= start) {
            cell.row_span = cell.row_span.min(end - cell.row);
        }
        self.covered.clear();
        self.group = end;
    }

    /// The table as pieces of the page: a grid with its pictures and inner tables behind it, or, when it
    /// only lays out the page, what stands in its cells.
    pub fn finish(mut self) -> Vec<Piece> {
        self.end_group();
        if self.is_layout() {
            return self.cells.into_iter().flat_map(|cell| cell.pieces).collect();
        }
        let mut behind = Vec::new();
        let mut cells = Vec::with_capacity(self.cells.len());
        for cell in self.cells {
            let mut lines = Vec::new();
            for piece in cell.pieces {
                match piece {
                    Piece::Paragraph { text, .. } => lines.push(text),
                    other => behind.push(other),
                }
            }
            let text = join_lines(lines.iter().map(String::as_str));
            let Cell { row, column, row_span, column_span, .. } = cell;
            cells.push(CellText { row, column, row_span, column_span, text });
        }
        let mut pieces = cut_at_prose(cells, self.rows);
        pieces.extend(behind);
        pieces
    }

    /// Whether the table only lays out the page. So it does when it has a single column, when a cell holds
    /// running text, or when it holds other tables and hardly any labels and figures of its own.
    fn is_layout(&self) -> bool {
        /// More than the longest cell of the form, in bytes.
        const RUNNING_TEXT: usize = 1000;
        const FEW: usize = 6;
        let length = |cell: &Cell| {
            let lines = cell.pieces.iter().filter_map(|piece| match piece {
                Piece::Paragraph { text, .. } => Some(text.len()),
                Piece::Grid(_) | Piece::Picture => None,
            });
            lines.sum::<usize>()
        };
        let inner =
            self.cells.iter().filter(|cell| cell.pieces.iter().any(|piece| matches!(piece, Piece::Grid(_)))).count();
        let short = self.cells.iter().filter(|cell| (1..200).contains(&length(cell))).count();
        let running = |cell: &Cell| cell.pieces.len() >= 3 && length(cell) > RUNNING_TEXT;
        self.cells.iter().all(|cell| cell.column == 0)
            || self.cells.iter().any(running)
            || (inner > 0 && (short < FEW || short < inner * 4))
    }
}

/// Grids, cut at rows that hold nothing but the title of a part or a sentence: a whole sheet copied from a
/// spreadsheet is one table.
fn cut_at_prose(cells: Vec<CellText>, rows: usize) -> Vec<Piece> {
    let mut filled = vec![0_usize; rows];
    let mut crossed = vec![false; rows];
    for cell in &cells {
        if let Some(filled) = filled.get_mut(cell.row) {
            *filled += usize::from(!cell.text.trim().is_empty());
        }
    }
    let mut reach = 0;
    let mut starts = cells.iter().peekable();
    for (row, crossed) in crossed.iter_mut().enumerate() {
        *crossed = reach > row;
        while let Some(cell) = starts.next_if(|cell| cell.row == row) {
            reach = reach.max(cell.row + cell.row_span);
        }
        *crossed |= reach > row + 1;
    }
    let stands_alone = |row: usize| filled.get(row) == Some(&1) && crossed.get(row) == Some(&false);
    let mut pieces = Vec::new();
    let mut grid: Vec<CellText> = Vec::new();
    let mut first = 0;
    for cell in cells {
        if stands_alone(cell.row) && is_prose(cell.text.trim()) {
            // Blank cells to its left.
            while grid.pop_if(|blank| blank.row + first == cell.row).is_some() {}
            end_grid(&mut grid, &mut pieces);
            first = cell.row + 1;
            let style = super::flow::Style::default();
            pieces.push(Piece::Paragraph { text: cell.text, style });
        } else if cell.row >= first {
            grid.push(CellText { row: cell.row - first, ..cell });
        }
    }
    end_grid(&mut grid, &mut pieces);
    pieces
}

fn end_grid(grid: &mut Vec<CellText>, pieces: &mut Vec<Piece>) {
    let grid = std::mem::take(grid);
    if grid.iter().any(|cell| !cell.text.trim().is_empty()) {
        pieces.push(Piece::Grid(grid));
    }
}
