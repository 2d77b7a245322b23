//! What the formats of word processors have in common: paragraphs, and tables as rows of cells that continue
//! each other. From these to a document: tables become grids, and frames that only arrange the page what they hold.

use std::collections::BTreeMap;

use super::ImportError;
use super::cell_text::join_lines;
use crate::document::{Builder, CellText};

/// Columns a cell can cover; in Word a whole table has 63 at most.
pub const COLUMNS_LIMIT: usize = 256;
/// Bytes a document's text may take up, the tabs of its tables included; a report has some 20 KB.
pub const TEXT_LIMIT: usize = 4 << 20;

/// Something in the body or in a cell.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A paragraph.
    Paragraph {
        /// Its text, with its automatic number; line breaks are `\n`.
        text: String,
        /// Whether it is a heading.
        heading: bool,
        /// Whether it is centred.
        centered: bool,
    },
    /// A picture.
    Picture,
    /// A table.
    Table(Table),
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Columns left free at its beginning.
    pub before: usize,
    /// Whether it is deleted by a tracked change.
    pub deleted: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Columns it covers, those left free included.
    pub fn columns(&self) -> usize {
        self.before + self.cells.iter().map(|cell| cell.columns).sum::<usize>()
    }
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Columns it covers.
    pub columns: usize,
    /// How it is merged with the cell above.
    pub vertical: Vertical,
    /// Whether it continues the cell on its left.
    pub continues_left: bool,
    /// Whether it is deleted by a tracked change.
    pub deleted: bool,
    /// What it holds.
    pub pieces: Vec<Piece>,
}

/// How a cell is merged with the cell above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vertical {
    /// It is not.
    #[default]
    None,
    /// It is where a merged cell begins.
    Restart,
    /// It continues the cell above.
    Continue,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell { columns: 1, vertical: Vertical::None, continues_left: false, deleted: false, pieces: Vec::new() }
    }
}

/// Hands pieces to the builder, tables as grids.
///
/// # Errors
/// When the text grows beyond its limit.
pub fn lay_out(pieces: Vec<Piece>, builder: &mut Builder) -> Result<(), ImportError> {
    for piece in pieces {
        match piece {
            Piece::Paragraph { text, heading, centered } => builder.paragraph(&text, heading, centered),
            Piece::Picture => builder.picture(),
            Piece::Table(table) => table.lay_out(builder)?,
        }
        if builder.text_len() > TEXT_LIMIT {
            return Err(ImportError::Bomb(TEXT_LIMIT as u64));
        }
    }
    Ok(())
}

impl Table {
    fn lay_out(self, builder: &mut Builder) -> Result<(), ImportError> {
        if self.is_frame() {
            let cells = self.rows.into_iter().filter(|row| !row.deleted).flat_map(|row| row.cells);
            return cells.filter(|cell| !cell.deleted).try_for_each(|cell| lay_out(cell.pieces, builder));
        }
        let mut within = Vec::new();
        let cells = self.place(&mut within);
        builder.grid(cells, false);
        lay_out(within, builder)
    }

    /// Whether it only arranges the page: no figure is found by row and column where there is one column,
    /// and tables that hold more cells than the table around them are what that table is for.
    fn is_frame(&self) -> bool {
        self.rows.iter().all(|row| row.cells.len() <= 1) || self.cells_within() > self.cells_of_its_own()
    }

    fn cells_of_its_own(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).sum()
    }

    fn cells_within(&self) -> usize {
        let pieces = self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.pieces);
        let tables = pieces.filter_map(|piece| match piece {
            Piece::Table(table) => Some(table),
            _ => None,
        });
        tables.map(|table| table.cells_of_its_own() + table.cells_within()).sum()
    }

    /// The cells with their places; what cannot be part of a cell's text is put into `within`.
    fn place(self, within: &mut Vec<Piece>) -> Vec<CellText> {
        let mut placed: Vec<CellText> = Vec::new();
        // The lowest cell of each column that a cell below may continue, by its left edge.
        let mut continuable: BTreeMap<usize, usize> = BTreeMap::new();
        let rows = self.rows.into_iter().filter(|row| !row.deleted && !row.cells.is_empty());
        for (row, Row { before, cells, .. }) in rows.enumerate() {
            let first_in_row = placed.len();
            let mut column = before;
            for cell in cells.into_iter().filter(|cell| !cell.deleted) {
                let columns = cell.columns;
                let left = column;
                column += columns;
                if cell.continues_left && placed.len() > first_in_row {
                    if let Some(merged) = placed.last_mut() {
                        merged.column_span += columns;
                    }
                    continue;
                }
                let above = continuable
                    .get(&left)
                    .and_then(|&index| placed.get_mut(index))
                    .filter(|above| above.row + above.row_span == row && above.column_span == columns);
                match (cell.vertical, above) {
                    // Word shows the text of the first of the merged cells only.
                    (Vertical::Continue, Some(above)) => {
                        above.row_span += 1;
                        continue;
                    }
                    (Vertical::None, _) => {}
                    (Vertical::Restart | Vertical::Continue, _) => {
                        continuable.insert(left, placed.len());
                    }
                }
                let text = cell_text(cell.pieces, within);
                placed.push(CellText { row, column: left, row_span: 1, column_span: columns, text });
            }
        }
        placed
    }
}

fn cell_text(pieces: Vec<Piece>, within: &mut Vec<Piece>) -> String {
    let mut paragraphs = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph { text, .. } => paragraphs.push(text),
            piece => within.push(piece),
        }
    }
    join_lines(paragraphs.iter().flat_map(|text| text.lines()))
}
