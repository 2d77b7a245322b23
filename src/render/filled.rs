//! A statistical table as a draft fills it in: the official drawing without the rows and columns that the draft
//! lacks, and with what is written in each cell. Every format that draws tables draws this one.

use crate::form::{Content, Layout, Table, layout};
use crate::report::Report;

/// What stands for a single cell that the draft lacks, where its row and column are there: an empty cell would be
/// read as blank.
pub const ABSENT: &str = "？";

/// A table as a grid of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled<'a> {
    /// The columns of the official drawing that are left, by their numbers there.
    pub columns: Vec<usize>,
    /// Number of rows at the top that a page break repeats.
    pub header_rows: usize,
    /// Rows, each with the cells that begin in it, from left to right.
    pub rows: Vec<Vec<FilledCell<'a>>>,
}

/// A cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledCell<'a> {
    /// Grid column of its left edge, from 0.
    pub column: usize,
    /// Number of grid columns it covers, at least 1.
    pub column_span: usize,
    /// Number of grid rows it covers, at least 1.
    pub row_span: usize,
    /// The label, or which cell of the form it is.
    pub content: Content,
    /// What is written in it.
    pub text: &'a str,
}

/// A position of the drawing: which cell covers it, by row and number within the row.
type Owner = Option<(usize, usize)>;

/// The table as the report fills it in.
pub fn filled(report: &Report, table: Table) -> Filled<'_> {
    let layout = layout(table, report.tables.get(table).edition);
    let owners = owners(&layout);
    let content = |owner: Owner| {
        let (row, number) = owner?;
        layout.rows.get(row)?.get(number).map(|cell| &cell.content)
    };
    let is_given = |content: &Content| match content {
        Content::Value(id) => Some(report.cells.contains_key(id)),
        Content::Label(_) => None,
    };
    let rows: Vec<usize> = (0..owners.len())
        .filter(|&row| {
            let line = owners.get(row).into_iter().flatten().copied();
            is_kept(line.filter_map(content).filter_map(is_given))
        })
        .collect();
    let columns: Vec<usize> = (0..layout.columns)
        .filter(|&column| {
            let cells = owners.iter().filter_map(|line| line.get(column).copied());
            is_kept(cells.filter_map(content).filter_map(is_given))
        })
        .collect();
    let within = |kept: &[usize], start: usize, span: usize| {
        kept.iter().filter(|&&number| (start..start + span).contains(&number)).count()
    };
    let mut drawn: Vec<Owner> = Vec::new();
    let mut grid = Vec::with_capacity(rows.len());
    for &row in &rows {
        let mut line = Vec::new();
        for (column, &original) in columns.iter().enumerate() {
            let owner = owners.get(row).and_then(|line| line.get(original)).copied().flatten();
            let Some((top, number)) = owner.filter(|_| !drawn.contains(&owner)) else { continue };
            drawn.push(owner);
            let Some(cell) = layout.rows.get(top).and_then(|line| line.get(number)) else { continue };
            line.push(FilledCell {
                column,
                column_span: within(&columns, cell.column, cell.column_span),
                row_span: within(&rows, top, cell.row_span),
                text: match &cell.content {
                    Content::Label(text) => text,
                    Content::Value(id) => report.cells.get(id).map_or(ABSENT, |cell| cell.raw.as_str()),
                },
                content: cell.content.clone(),
            });
        }
        grid.push(line);
    }
    let header_rows = rows.iter().filter(|&&row| row < layout.header_rows).count();
    Filled { columns, header_rows, rows: grid }
}

/// Which cell covers each position.
fn owners(layout: &Layout) -> Vec<Vec<Owner>> {
    let mut owners: Vec<Vec<Owner>> = vec![vec![None; layout.columns]; layout.rows.len()];
    for (top, row) in layout.rows.iter().enumerate() {
        for (number, cell) in row.iter().enumerate() {
            for line in owners.iter_mut().skip(top).take(cell.row_span) {
                for owner in line.iter_mut().skip(cell.column).take(cell.column_span) {
                    *owner = Some((top, number));
                }
            }
        }
    }
    owners
}

/// Whether a row or column stays: a cell of it is given, or it holds labels alone.
fn is_kept(given: impl Iterator<Item = bool>) -> bool {
    let mut labels_alone = true;
    for given in given {
        if given {
            return true;
        }
        labels_alone = false;
    }
    labels_alone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::{CellId, Column, Edition, Row, cells};
    use crate::report::Cell;

    fn report() -> Report {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        for &table in Table::ALL {
            report.cells.extend(cells(table, Edition::Y2021).into_iter().map(|id| (id, Cell::read("0", None))));
        }
        report
    }

    /// Every position is covered by exactly one cell.
    fn assert_covered(filled: &Filled<'_>) {
        let mut covered = vec![0; filled.columns.len() * filled.rows.len()];
        for (row, cells) in filled.rows.iter().enumerate() {
            for cell in cells {
                for line in row..row + cell.row_span {
                    for column in cell.column..cell.column + cell.column_span {
                        covered[line * filled.columns.len() + column] += 1;
                    }
                }
            }
        }
        assert!(covered.iter().all(|&times| times == 1), "{covered:?}");
    }

    #[test]
    fn a_whole_table_is_the_official_drawing() {
        let report = report();
        for &table in Table::ALL {
            let (filled, layout) = (filled(&report, table), layout(table, Edition::Y2021));
            assert_covered(&filled);
            assert_eq!((filled.columns.len(), filled.header_rows), (layout.columns, layout.header_rows));
            let spans = |row: usize| filled.rows[row].iter().map(|cell| (cell.column, cell.column_span, cell.row_span));
            for (row, cells) in layout.rows.iter().enumerate() {
                assert!(spans(row).eq(cells.iter().map(|cell| (cell.column, cell.column_span, cell.row_span))));
            }
        }
    }

    #[test]
    fn what_the_draft_lacks_is_left_out_and_merged_cells_shrink() {
        let mut report = report();
        report.cells.retain(|id, _| id.row != Row::DeniedSecret && id.column != Column::Legal);
        report.cells.remove(&CellId::requests(Row::New, Column::Natural));
        let filled = filled(&report, Table::Requests);
        assert_covered(&filled);
        assert_eq!((filled.columns.len(), filled.rows.len()), (9, 27));
        let find = |text: &str| filled.rows.iter().flatten().find(|cell| cell.text == text).cloned().unwrap();
        assert_eq!(find("法人或其他组织").column_span, 4);
        assert_eq!(find("（三）不予公开").row_span, 7);
        assert_eq!(find(ABSENT).content, Content::Value(CellId::requests(Row::New, Column::Natural)));
    }
}
