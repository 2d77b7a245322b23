//! Writes spreadsheets.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::{Piece, placed};

/// A spreadsheet with one sheet of these pieces, a blank row after each table.
pub fn xlsx(pieces: &[Piece]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet(), pieces);
    workbook.save_to_buffer().unwrap()
}

/// Writes pieces to a sheet. What reads as a plain number is stored as one.
pub fn write(sheet: &mut Worksheet, pieces: &[Piece]) {
    let mut top = 0_u32;
    for piece in pieces {
        match piece {
            Piece::Paragraph { text, .. } => {
                sheet.write(top, 0, text).unwrap();
                top += 1;
            }
            Piece::Table { rows } => {
                for (row, column, cell) in placed(rows) {
                    let (row, column) = (top + row as u32, column as u16);
                    if (cell.row_span, cell.column_span) != (1, 1) {
                        let last = (row + cell.row_span as u32 - 1, column + cell.column_span as u16 - 1);
                        sheet.merge_range(row, column, last.0, last.1, "", &Format::new()).unwrap();
                    }
                    match cell.text.parse::<f64>() {
                        Ok(number) if number.to_string() == cell.text => sheet.write(row, column, number).unwrap(),
                        _ => sheet.write(row, column, &cell.text).unwrap(),
                    };
                }
                top += rows.len() as u32 + 1;
            }
        }
    }
}
