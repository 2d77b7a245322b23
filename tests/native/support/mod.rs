//! What the integration tests share: drafts as neutral pieces, and writers that make files of them.
#![allow(dead_code, reason = "the tests, the hostile files and the benches each use a part")]

pub mod corpus;
pub mod doc;
pub mod docx;
pub mod faults;
pub mod hostile;
pub mod libreoffice;
pub mod mht;
pub mod ods;
pub mod odt;
pub mod ofd;
pub mod ole;
pub mod pdf;
pub mod reports;
pub mod rtf;
pub mod same;
pub mod schema;
pub mod sentences;
pub mod shapes;
pub mod sheets;
pub mod shown;
pub mod ways;
pub mod xls;
pub mod xlsx;
pub mod zip;

/// A piece of a draft, whatever kind of file it is written to.
#[derive(Clone, Debug)]
pub enum Piece {
    Paragraph { text: String, heading: bool, centered: bool },
    Table { rows: Vec<Vec<TableCell>> },
}

/// A cell of a table; positions that a cell above or on the left covers are left out, as in HTML.
#[derive(Clone, Debug)]
pub struct TableCell {
    pub text: String,
    pub row_span: usize,
    pub column_span: usize,
}

impl Piece {
    pub fn paragraph(text: &str) -> Piece {
        Piece::Paragraph { text: text.to_owned(), heading: false, centered: false }
    }

    pub fn heading(text: &str) -> Piece {
        Piece::Paragraph { text: text.to_owned(), heading: true, centered: false }
    }

    pub fn title(text: &str) -> Piece {
        Piece::Paragraph { text: text.to_owned(), heading: false, centered: true }
    }

    /// A table without merged cells: rows by line, cells by `|`.
    pub fn table(text: &str) -> Piece {
        let row = |line: &str| line.split('|').map(|cell| TableCell::new(cell.trim(), 1, 1)).collect();
        Piece::Table { rows: text.lines().map(row).collect() }
    }
}

impl TableCell {
    pub fn new(text: &str, row_span: usize, column_span: usize) -> TableCell {
        TableCell { text: text.to_owned(), row_span, column_span }
    }
}

/// The cells of a table with their rows and columns.
pub fn placed(rows: &[Vec<TableCell>]) -> Vec<(usize, usize, &TableCell)> {
    let mut taken = std::collections::BTreeSet::new();
    let mut placed = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            for covered in row..row + cell.row_span {
                taken.extend((column..column + cell.column_span).map(|column| (covered, column)));
            }
            placed.push((row, column, cell));
            column += cell.column_span;
        }
    }
    placed
}
