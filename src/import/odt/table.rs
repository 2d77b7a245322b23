//! Tables of an OpenDocument: a merged cell says how many rows and columns it covers, and every position it covers
//! is written as a covered cell. Cells and rows that repeat are written once.

use std::collections::BTreeMap;

use super::super::ImportError;
use super::super::pieces::{COLUMNS_LIMIT, Cell, Piece, Row, TEXT_LIMIT, Table, Vertical};
use super::super::xml::Element;

/// What a cell counts for, in bytes of text: even an empty one takes up memory.
const CELL_WEIGHT: usize = 16;

/// Bytes of text so far, cells and the columns they cover included.
#[derive(Clone, Copy, Debug, Default)]
pub struct TooMuch(usize);

impl TooMuch {
    /// Counts bytes.
    ///
    /// # Errors
    /// When it is more than a report can hold.
    pub fn add(&mut self, bytes: usize) -> Result<(), ImportError> {
        self.0 = self.0.saturating_add(bytes);
        if self.0 > TEXT_LIMIT { Err(ImportError::Bomb(TEXT_LIMIT as u64)) } else { Ok(()) }
    }
}

/// A table whose end has not come.
#[derive(Debug, Default)]
pub struct OpenTable {
    /// Its finished rows.
    pub table: Table,
    /// The cells of the open row as they were written.
    pub row: Vec<Written>,
    repeat: usize,
    /// The cells of rows above that reach down into this one, by their left edge.
    reaching: BTreeMap<usize, Reaching>,
}

/// A cell that covers rows still to come.
#[derive(Clone, Copy, Debug)]
struct Reaching {
    columns: usize,
    rows: usize,
}

/// A cell as it was written.
#[derive(Debug)]
pub struct Written {
    /// What it holds.
    pub pieces: Vec<Piece>,
    covered: bool,
    columns: usize,
    rows: usize,
    repeat: usize,
}

impl Written {
    /// The cell that begins with that tag.
    pub fn of(element: &Element<'_>) -> Written {
        Written {
            pieces: Vec::new(),
            covered: element.name() == "covered-table-cell",
            columns: count(element, "number-columns-spanned").min(COLUMNS_LIMIT),
            rows: count(element, "number-rows-spanned"),
            repeat: count(element, "number-columns-repeated"),
        }
    }
}

impl OpenTable {
    /// A row begins with that tag.
    pub fn begin_row(&mut self, element: &Element<'_>) {
        self.row.clear();
        self.repeat = count(element, "number-rows-repeated");
    }

    /// Ends the open row.
    ///
    /// # Errors
    /// When there is more than in any report.
    pub fn end_row(&mut self, size: &mut TooMuch) -> Result<(), ImportError> {
        let written = std::mem::take(&mut self.row);
        let weight = |cell: &Written| (CELL_WEIGHT + cell.columns + text_of(&cell.pieces)).saturating_mul(cell.repeat);
        let of_row = written.iter().map(weight).fold(0, usize::saturating_add);
        size.add(of_row.saturating_mul(self.repeat.max(1)))?;
        let mut begun = Vec::new();
        let mut cells = Vec::new();
        let (mut column, mut covered_until) = (0, 0);
        for Written { pieces, covered, columns, rows, repeat } in written {
            for _ in 0..repeat {
                let above = self.reaching.get(&column);
                let (columns, vertical) = match above {
                    _ if covered && column < covered_until => {
                        column += 1;
                        continue;
                    }
                    Some(above) if covered => (above.columns, Vertical::Continue),
                    // A covered position that nothing covers is an empty cell.
                    _ if covered => (1, Vertical::None),
                    _ if rows > 1 => {
                        begun.push((column, Reaching { columns, rows }));
                        (columns, Vertical::Restart)
                    }
                    _ => (columns, Vertical::None),
                };
                let pieces = if covered { Vec::new() } else { pieces.clone() };
                cells.push(Cell { columns, vertical, pieces, ..Cell::default() });
                covered_until = column + columns;
                column += 1;
            }
        }
        for _ in 1..self.repeat {
            self.table.rows.push(Row { cells: cells.clone(), ..Row::default() });
        }
        self.table.rows.push(Row { cells, ..Row::default() });
        self.reaching.retain(|_, above| {
            above.rows = above.rows.saturating_sub(1);
            above.rows > 1
        });
        self.reaching.extend(begun);
        Ok(())
    }
}

fn text_of(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| if let Piece::Paragraph { text, .. } = piece { text.len() } else { CELL_WEIGHT }).sum()
}

/// A count in an attribute, at least 1, which is what it is when the attribute is missing.
fn count(element: &Element<'_>, name: &str) -> usize {
    element.attribute(name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).max(1)
}
