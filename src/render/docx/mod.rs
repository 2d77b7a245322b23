//! The report as a Word document that can be handed in: typography of official documents (GB/T 9704), the three
//! tables with true merged cells. Reading it back yields the same report.
//!
//! ```text
//! pieces ─▶ Body (paragraphs, tables) ─▶ package (styles, fonts, page numbers, zip)
//! ```
//!
//! XML is written by the templates that write HTML, too: they escape text and attributes in the same way. The order
//! of elements is that of the schema of ECMA-376, which Word insists on; a test holds the output against it.

mod body;
mod package;
mod style;
mod table;
mod title;

pub use body::{Body, Run};
pub use style::Style;
pub use table::{Align, Cell, Grid, TEXT_WIDTH, spread};

use super::filled::{FilledCell, filled};
use super::pieces::{Piece, pieces, sub_heading};
use crate::form::{Content, Table};
use crate::report::{OtherTable, Passage, Report};

/// The report as a .docx file.
pub fn docx(report: &Report) -> Vec<u8> {
    let mut body = Body::default();
    for piece in pieces(report) {
        match piece {
            Piece::Title(text) => body.title(text),
            Piece::Heading(text) => body.paragraph(Style::Heading, &[Run::plain(&text)]),
            Piece::Paragraph(text) => paragraph(&mut body, text),
            Piece::Table(table) => body.table(&statistical_table(report, table)),
            Piece::Other(table) => body.table(&other_table(table)),
            Piece::Gap(gap) => body.paragraph(Style::Notice, &[Run::plain(&gap.sentence())]),
        }
    }
    body.finish(report.title.as_ref().map_or("", |title| &title.text))
}

/// A paragraph; the sub-heading it begins with in the face of sub-headings.
fn paragraph(body: &mut Body, text: &str) {
    let (lead, rest) = text.split_at_checked(sub_heading(text)).unwrap_or(("", text));
    match (lead, rest) {
        ("", text) => body.paragraph(Style::Text, &[Run::plain(text)]),
        (lead, "") => body.paragraph(Style::SubHeading, &[Run::plain(lead)]),
        (lead, rest) => body.paragraph(Style::Text, &[Run::lead(lead), Run::plain(rest)]),
    }
}

/// How a statistical table is set.
struct Setting {
    /// The widths of the grid's columns, in any unit.
    widths: &'static [u32],
    /// The least height of a row, in twips.
    row_height: u32,
    /// The size of its type, in half points.
    size: u32,
}

const fn setting(table: Table) -> Setting {
    match table {
        Table::Disclosure => Setting { widths: &[30, 19, 19, 19], row_height: 440, size: 21 },
        Table::Requests => Setting { widths: &[44, 92, 244, 72, 72, 72, 72, 72, 72, 72], row_height: 400, size: 18 },
        Table::Disputes => Setting { widths: &[1; 15], row_height: 440, size: 18 },
    }
}

fn statistical_table(report: &Report, table: Table) -> Grid<'_> {
    let filled = filled(report, table);
    let Setting { widths, row_height, size } = setting(table);
    let widths: Vec<u32> = filled.columns.iter().filter_map(|&column| widths.get(column).copied()).collect();
    let is_row_label = |cell: &FilledCell<'_>| {
        let level = filled.columns.get(cell.column).copied().unwrap_or(0);
        table == Table::Requests && level < FIRST_VALUE && matches!(cell.content, Content::Label(_))
    };
    let mut rows = Vec::with_capacity(filled.rows.len());
    for (row, line) in filled.rows.iter().enumerate() {
        let mut cells = Vec::with_capacity(line.len());
        let heads = line.iter().all(|cell| matches!(cell.content, Content::Label(_)));
        for cell in line {
            let is_label = row >= filled.header_rows && is_row_label(cell);
            let upright = is_label && cell.row_span > UPRIGHT_ROWS;
            let align = if is_label && !upright { Align::Left } else { Align::Center };
            let set = Cell::new(cell.column, cell.column_span, cell.row_span, cell.text.into(), align);
            cells.push(Cell { upright, heads, ..set });
        }
        rows.push(cells);
    }
    Grid { widths: spread(&widths, TEXT_WIDTH), header_rows: filled.header_rows, row_height, size, rows }
}

/// The columns of table three before this one hold labels.
const FIRST_VALUE: usize = 3;

/// A label beside more rows than this is written from top to bottom: 三、本年度办理结果 stands beside most rows of
/// the table, in a column one character wide.
const UPRIGHT_ROWS: usize = 10;

/// A table the form does not know; what a shorter row lacks, its last cell covers.
fn other_table(table: &OtherTable) -> Grid<'_> {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let last = row.len().saturating_sub(1);
        let span = |column: usize| if column == last { columns - column } else { 1 };
        let cell = |(column, passage): (usize, &Passage)| {
            Cell::new(column, span(column), 1, passage.text.clone().into(), Align::Center)
        };
        rows.push(row.iter().enumerate().map(cell).collect());
    }
    Grid { widths: spread(&vec![1; columns], TEXT_WIDTH), header_rows: 0, row_height: 440, size: 21, rows }
}
