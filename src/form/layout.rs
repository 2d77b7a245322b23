//! How a table is drawn: the grid of labels and value cells with their merged cells, derived from the form.

use super::disclosure::ITEM_HEADER;
use super::{
    CellId, DISPUTES, Edition, REQUESTS_COLUMNS, REQUESTS_CORNER, RowForm, Table, disclosure_blocks, requests_rows,
};

/// A table as a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Number of grid columns.
    pub columns: usize,
    /// Number of rows at the top that a page break repeats.
    pub header_rows: usize,
    /// Rows, each with the cells that begin in it, from left to right.
    pub rows: Vec<Vec<LayoutCell>>,
}

/// A cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutCell {
    /// Grid column of its left edge, from 0.
    pub column: usize,
    /// Number of grid columns it covers, at least 1.
    pub column_span: usize,
    /// Number of grid rows it covers, at least 1.
    pub row_span: usize,
    /// What stands in it.
    pub content: Content,
}

/// What stands in a cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A printed label.
    Label(&'static str),
    /// A value to be filled in.
    Value(CellId),
}

impl Layout {
    /// Addresses of all value cells, row by row.
    pub fn values(&self) -> impl Iterator<Item = CellId> {
        self.rows.iter().flatten().filter_map(|cell| match cell.content {
            Content::Value(id) => Some(id),
            Content::Label(_) => None,
        })
    }
}

/// The official drawing of a table in that edition.
pub fn layout(table: Table, edition: Edition) -> Layout {
    match table {
        Table::Disclosure => disclosure(edition),
        Table::Requests => requests(edition),
        Table::Disputes => disputes(),
    }
}

fn label(column: usize, column_span: usize, row_span: usize, text: &'static str) -> LayoutCell {
    LayoutCell { column, column_span, row_span, content: Content::Label(text) }
}

fn value(column: usize, column_span: usize, id: CellId) -> LayoutCell {
    LayoutCell { column, column_span, row_span: 1, content: Content::Value(id) }
}

fn disclosure(edition: Edition) -> Layout {
    const COLUMNS: usize = 4;
    let mut rows = Vec::new();
    for block in disclosure_blocks(edition) {
        rows.push(vec![label(0, COLUMNS, 1, block.caption)]);
        // The last column of a block with fewer than three takes the rest of the width.
        let span = |index: usize| if index + 1 == block.columns.len() { COLUMNS - 1 - index } else { 1 };
        let header =
            block.columns.iter().enumerate().map(|(i, column)| label(1 + i, span(i), 1, column.label().official));
        rows.push(std::iter::once(label(0, 1, 1, ITEM_HEADER)).chain(header).collect());
        for row in block.rows {
            let values = block.columns.iter().enumerate().map(|(i, column)| {
                value(1 + i, span(i), CellId { table: Table::Disclosure, row: row.row, column: column.column })
            });
            rows.push(std::iter::once(label(0, 1, 1, row.label().official)).chain(values).collect());
        }
    }
    Layout { columns: COLUMNS, header_rows: 0, rows }
}

fn requests(edition: Edition) -> Layout {
    const LABELS: usize = 3;
    let paths: Vec<_> = REQUESTS_COLUMNS.iter().map(|column| column.path).collect();
    let mut rows = merge(&paths, Direction::Down, LABELS);
    if let Some(first) = rows.first_mut() {
        first.insert(0, label(0, LABELS, LABELS, REQUESTS_CORNER));
    }
    let forms: &[RowForm] = requests_rows(edition);
    let paths: Vec<_> = forms.iter().map(|row| row.path).collect();
    for (row, mut cells) in forms.iter().zip(merge(&paths, Direction::Across, 0)) {
        cells.extend(REQUESTS_COLUMNS.iter().enumerate().map(|(i, column)| {
            value(LABELS + i, 1, CellId { table: Table::Requests, row: row.row, column: column.column })
        }));
        rows.push(cells);
    }
    Layout { columns: LABELS + REQUESTS_COLUMNS.len(), header_rows: 3, rows }
}

fn disputes() -> Layout {
    let paths: Vec<_> = DISPUTES.iter().map(|column| column.path.as_slice()).collect();
    let mut rows = merge(&paths, Direction::Down, 0);
    rows.push(DISPUTES.iter().enumerate().map(|(i, c)| value(i, 1, CellId::disputes(c.row, c.column))).collect());
    Layout { columns: DISPUTES.len(), header_rows: 3, rows }
}

/// Which way a path of labels runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// From the left label column to the right: row labels.
    Across,
    /// From the top header row down: column labels.
    Down,
}

/// Merges equal neighbouring labels of the same level into one cell, and a label with the empty levels
/// behind it. Returns grid rows; `offset` grid columns stay free on the left.
fn merge(paths: &[&'static [&'static str]], direction: Direction, offset: usize) -> Vec<Vec<LayoutCell>> {
    let depth = paths.iter().map(|path| path.len()).max().unwrap_or(0);
    let mut rows = vec![Vec::new(); if direction == Direction::Down { depth } else { paths.len() }];
    for (position, path) in paths.iter().enumerate() {
        for (level, &text) in path.iter().enumerate() {
            let same = |other: &&&'static [&'static str]| other.get(..=level) == path.get(..=level);
            let begun = position.checked_sub(1).and_then(|before| paths.get(before)).is_some_and(|p| same(&p));
            if text.is_empty() || begun {
                continue;
            }
            let breadth = paths.iter().skip(position).take_while(same).count();
            let length = 1 + path.iter().skip(level + 1).take_while(|label| label.is_empty()).count();
            let (row, cell) = match direction {
                Direction::Across => (position, label(offset + level, length, breadth, text)),
                Direction::Down => (level, label(offset + position, breadth, length, text)),
            };
            if let Some(cells) = rows.get_mut(row) {
                cells.push(cell);
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every grid position is covered exactly once.
    fn assert_tiled(layout: &Layout) {
        let mut covered = vec![vec![0; layout.columns]; layout.rows.len()];
        for (r, row) in layout.rows.iter().enumerate() {
            assert!(row.is_sorted_by_key(|cell| cell.column), "row {r} is not in order");
            for cell in row {
                for line in &mut covered[r..r + cell.row_span] {
                    for position in &mut line[cell.column..cell.column + cell.column_span] {
                        *position += 1;
                    }
                }
            }
        }
        assert!(covered.iter().flatten().all(|&count| count == 1), "{covered:?}");
    }

    #[test]
    fn the_cells_tile_the_grid() {
        for edition in [Edition::Y2019, Edition::Y2021] {
            for &table in Table::ALL {
                assert_tiled(&layout(table, edition));
            }
        }
    }

    #[test]
    fn merged_cells_are_those_of_the_official_form() {
        let requests = layout(Table::Requests, Edition::Y2021);
        let find = |text: &str| {
            let mut cells =
                requests.rows.iter().flatten().filter(|cell| cell.content == Content::Label(text.to_owned().leak()));
            let cell = cells.next().unwrap();
            assert!(cells.next().is_none());
            (cell.column, cell.column_span, cell.row_span)
        };
        assert_eq!(find("申请人情况"), (3, 7, 1));
        assert_eq!(find("自然人"), (3, 1, 2));
        assert_eq!(find("法人或其他组织"), (4, 5, 1));
        assert_eq!(find("一、本年新收政府信息公开申请数量"), (0, 3, 1));
        assert_eq!(find("三、本年度办理结果"), (0, 1, 22));
        assert_eq!(find("（三）不予公开"), (1, 1, 8));
        assert_eq!(find("（七）总计"), (1, 2, 1));
        assert_eq!((requests.columns, requests.rows.len()), (10, 28));

        let disputes = layout(Table::Disputes, Edition::Y2021);
        assert_eq!((disputes.columns, disputes.rows.len()), (15, 4));
        assert_eq!(disputes.rows[0].len(), 2);
        assert_eq!(disputes.rows[1].len(), 7);
        assert_eq!(disputes.rows[1][0].row_span, 2);
    }
}
