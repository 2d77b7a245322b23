//! Tables as .doc and RTF tell them: paragraphs that say how deep in tables they stand, marks where a cell and a
//! row ends, and for each row where the edges of its cells are. Which columns a cell covers follows from the edges
//! of all rows together.

use super::ImportError;
use super::pieces::{Cell, Piece, Row, TEXT_LIMIT, Table, Vertical};
use crate::sorted::sort_by_key;

/// Tables within tables; Word cannot show more than a dozen.
const NESTING_LIMIT: usize = 32;
/// What a cell and a paragraph count for, in bytes of text: even an empty one takes up memory.
const WEIGHT: usize = 16;
/// Edges so close, in twentieths of a point, are one: programs round them differently from row to row.
const CLOSE: i32 = 30;
/// The width of a cell of which the row says nothing.
const USUAL: i32 = 1440;

/// What a row says of its cells.
#[derive(Clone, Debug, Default)]
pub struct RowShape {
    /// The left edge of its first cell.
    pub left: i32,
    /// Its cells.
    pub cells: Vec<CellShape>,
}

/// What a row says of one cell.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellShape {
    /// Its right edge.
    pub right: i32,
    /// How it is merged with the cell above.
    pub vertical: Vertical,
    /// Whether it continues the cell on its left.
    pub continues_left: bool,
}

/// Puts paragraphs, cells and rows together as they come.
#[derive(Debug, Default)]
pub struct Assembly {
    pieces: Vec<Piece>,
    /// The open tables, outermost first.
    open: Vec<OpenTable>,
    /// Bytes of text so far, cells and the columns they cover included.
    length: usize,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<(RowShape, Vec<Vec<Piece>>)>,
    /// The finished cells of the open row.
    cells: Vec<Vec<Piece>>,
    /// The open cell.
    cell: Vec<Piece>,
}

impl Assembly {
    /// Adds a piece that stands that many tables deep.
    ///
    /// # Errors
    /// When there is more than in any report.
    pub fn piece(&mut self, depth: usize, piece: Piece) -> Result<(), ImportError> {
        self.reach(depth)?;
        let text = if let Piece::Paragraph { text, .. } = &piece { text.len() } else { 0 };
        self.grow(text + WEIGHT)?;
        self.place(piece);
        Ok(())
    }

    /// Ends a cell of a table that many tables deep, at least 1.
    ///
    /// # Errors
    /// When there is more than in any report.
    pub fn end_cell(&mut self, depth: usize) -> Result<(), ImportError> {
        self.reach(depth.max(1))?;
        self.grow(WEIGHT)?;
        if let Some(table) = self.open.last_mut() {
            let cell = std::mem::take(&mut table.cell);
            table.cells.push(cell);
        }
        Ok(())
    }

    /// Ends a row of a table that many tables deep, at least 1.
    ///
    /// # Errors
    /// When there is more than in any report.
    pub fn end_row(&mut self, depth: usize, shape: RowShape) -> Result<(), ImportError> {
        self.reach(depth.max(1))?;
        self.grow(shape.cells.len() * WEIGHT)?;
        if let Some(table) = self.open.last_mut() {
            table.end_row(shape);
        }
        Ok(())
    }

    /// Everything, in reading order.
    ///
    /// # Errors
    /// When there is more than in any report.
    pub fn finish(mut self) -> Result<Vec<Piece>, ImportError> {
        self.reach(0)?;
        Ok(self.pieces)
    }

    /// Opens and closes tables until that many are open.
    fn reach(&mut self, depth: usize) -> Result<(), ImportError> {
        let depth = depth.min(NESTING_LIMIT);
        while self.open.len() > depth {
            let Some(mut table) = self.open.pop() else { break };
            // What stands behind the last row's end is a row that never ended.
            if !table.cell.is_empty() {
                let cell = std::mem::take(&mut table.cell);
                table.cells.push(cell);
            }
            if !table.cells.is_empty() {
                table.end_row(RowShape::default());
            }
            let table = table.finish();
            let columns: usize = table.rows.iter().map(Row::columns).sum();
            self.grow(columns)?;
            self.place(Piece::Table(table));
        }
        while self.open.len() < depth {
            self.open.push(OpenTable::default());
        }
        Ok(())
    }

    fn place(&mut self, piece: Piece) {
        match self.open.last_mut() {
            Some(table) => table.cell.push(piece),
            None => self.pieces.push(piece),
        }
    }

    fn grow(&mut self, by: usize) -> Result<(), ImportError> {
        self.length = self.length.saturating_add(by);
        if self.length > TEXT_LIMIT { Err(ImportError::Bomb(TEXT_LIMIT as u64)) } else { Ok(()) }
    }
}

impl OpenTable {
    fn end_row(&mut self, mut shape: RowShape) {
        let mut cells = std::mem::take(&mut self.cells);
        // Paragraphs between the last cell and the end of the row belong to that cell.
        let rest = std::mem::take(&mut self.cell);
        match cells.last_mut() {
            Some(last) => last.extend(rest),
            None if rest.is_empty() => {}
            None => cells.push(rest),
        }
        if shape.cells.is_empty() {
            // The row does not say where its cells are: most likely where those above are.
            let above = self.rows.last().map(|(above, _)| above).filter(|above| above.cells.len() == cells.len());
            if let Some(above) = above {
                let plain = |cell: &CellShape| CellShape { right: cell.right, ..CellShape::default() };
                shape = RowShape { left: above.left, cells: above.cells.iter().map(plain).collect() };
            }
        }
        let mut right = shape.left;
        for cell in &mut shape.cells {
            cell.right = cell.right.max(right.saturating_add(1));
            right = cell.right;
        }
        while shape.cells.len() < cells.len() {
            right = right.saturating_add(USUAL);
            shape.cells.push(CellShape { right, ..CellShape::default() });
        }
        cells.resize_with(shape.cells.len(), Vec::new);
        if !cells.is_empty() {
            self.rows.push((shape, cells));
        }
    }

    fn finish(self) -> Table {
        let columns = Columns::of(self.rows.iter().map(|(shape, _)| shape));
        let row = |(shape, cells): (RowShape, Vec<Vec<Piece>>)| {
            let before = columns.at(shape.left);
            let mut left = before;
            let cells = shape.cells.iter().zip(cells).map(|(cell, pieces)| {
                let right = columns.at(cell.right).max(left + 1);
                let columns = right - std::mem::replace(&mut left, right);
                let CellShape { vertical, continues_left, .. } = *cell;
                Cell { columns, vertical, continues_left, pieces, deleted: false }
            });
            Row { cells: cells.collect(), before, deleted: false }
        };
        Table { rows: self.rows.into_iter().map(row).collect() }
    }
}

/// The edges of a table's columns, from left to right.
struct Columns(Vec<i32>);

impl Columns {
    fn of<'a>(shapes: impl Iterator<Item = &'a RowShape> + Clone) -> Columns {
        let mut narrowest = i32::MAX;
        let mut edges = Vec::new();
        for shape in shapes {
            edges.push(shape.left);
            let mut left = shape.left;
            for cell in &shape.cells {
                narrowest = narrowest.min(cell.right.saturating_sub(left));
                edges.push(cell.right);
                left = cell.right;
            }
        }
        sort_by_key(&mut edges, |edge| (u64::from(edge.abs_diff(i32::MIN)), 0));
        // Never so much that a cell would vanish.
        let close = CLOSE.min(narrowest / 2);
        let mut first = None;
        edges.retain(|&edge| {
            let is_new = first.is_none_or(|first: i32| edge.saturating_sub(first) > close);
            if is_new {
                first = Some(edge);
            }
            is_new
        });
        Columns(edges)
    }

    /// How many columns lie left of that edge.
    fn at(&self, edge: i32) -> usize {
        self.0.partition_point(|&first| first <= edge).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Builder, SourceKind};

    fn paragraph(text: &str) -> Piece {
        Piece::Paragraph { text: text.to_owned(), heading: false, centered: false }
    }

    fn shape(left: i32, rights: &[i32]) -> RowShape {
        let cell = |&right| CellShape { right, ..CellShape::default() };
        RowShape { left, cells: rights.iter().map(cell).collect() }
    }

    /// Each cell as text, row, column, rows, columns.
    fn grid(assembly: Assembly) -> Vec<(String, usize, usize, usize, usize)> {
        let mut builder = Builder::new(SourceKind::Doc);
        super::super::pieces::lay_out(assembly.finish().unwrap(), &mut builder).unwrap();
        let document = builder.finish();
        let Some(Block::Grid(grid)) = document.blocks.first() else { panic!("a grid") };
        let cell = |cell: &crate::document::GridCell| {
            let text = document.slice(cell.span).to_owned();
            (text, cell.row, cell.column, cell.row_span, cell.column_span)
        };
        grid.cells.iter().map(cell).collect()
    }

    fn row(assembly: &mut Assembly, texts: &[&str], shape: RowShape) {
        for text in texts {
            assembly.piece(1, paragraph(text)).unwrap();
            assembly.end_cell(1).unwrap();
        }
        assembly.end_row(1, shape).unwrap();
    }

    #[test]
    fn columns_follow_from_the_edges_of_all_rows() {
        let mut assembly = Assembly::default();
        row(&mut assembly, &["甲", "乙"], shape(-108, &[1000, 3000]));
        row(&mut assembly, &["1", "2", "3"], shape(-110, &[1003, 2000, 2990]));
        let cell = |text: &str, row, column, columns| (text.to_owned(), row, column, 1, columns);
        let expected =
            [cell("甲", 0, 0, 1), cell("乙", 0, 1, 2), cell("1", 1, 0, 1), cell("2", 1, 1, 1), cell("3", 1, 2, 1)];
        assert_eq!(grid(assembly), expected);
    }

    #[test]
    fn narrow_cells_are_not_swallowed_by_tolerance() {
        let mut assembly = Assembly::default();
        row(&mut assembly, &["1", "2", "3"], shape(0, &[20, 40, 60]));
        assert_eq!(grid(assembly).iter().map(|cell| cell.2).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn rows_without_a_shape_have_that_of_the_row_above_and_rows_that_never_end_are_kept() {
        let mut assembly = Assembly::default();
        row(&mut assembly, &["甲", "乙"], shape(0, &[1000, 3000]));
        row(&mut assembly, &["1", "2"], RowShape::default());
        assembly.piece(1, paragraph("3")).unwrap();
        let cells = grid(assembly);
        assert_eq!(
            cells.iter().map(|cell| (cell.1, cell.2)).collect::<Vec<_>>(),
            [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0)]
        );
    }

    #[test]
    fn a_table_in_a_cell_is_part_of_it() {
        let mut assembly = Assembly::default();
        assembly.piece(2, paragraph("子")).unwrap();
        assembly.end_cell(2).unwrap();
        assembly.end_row(2, shape(0, &[500])).unwrap();
        assembly.piece(1, paragraph("后")).unwrap();
        assembly.end_cell(1).unwrap();
        assembly.end_row(1, shape(0, &[1000])).unwrap();
        let pieces = assembly.finish().unwrap();
        let [Piece::Table(outer)] = &pieces[..] else { panic!("one table: {pieces:?}") };
        let inner = &outer.rows[0].cells[0].pieces;
        assert!(matches!(&inner[..], [Piece::Table(_), Piece::Paragraph { .. }]), "{inner:?}");
    }

    #[test]
    fn rows_that_share_no_edge_are_refused_before_they_fill_the_memory() {
        let mut assembly = Assembly::default();
        let result = (0..60_000).try_for_each(|index| assembly.end_row(1, shape(0, &[index * 40 + 40, 10_000_000])));
        assert!(result.is_ok());
        assert_eq!(assembly.finish().map(|_| ()), Err(ImportError::Bomb(TEXT_LIMIT as u64)));
    }
}
