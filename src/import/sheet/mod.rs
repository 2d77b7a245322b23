//! Spreadsheets: the visible sheets in their order, each laid out as paragraphs and grids. Every kind of file has a
//! reader that yields the same [`Sheet`]s, with the text that a person sees: formulas by their last result, numbers
//! and dates in their format, without hidden rows and columns.
//!
//! A `.et` of WPS is read where it is what WPS calls a workbook of Excel 97–2003 under another name; there was no other
//! to be had.

mod date;
mod decimal;
mod excel_xml;
mod format;
mod grid;
mod layout;
mod ods;
mod strings;
mod xls;
mod xlsx;

pub use grid::{Content, Merge, Sheet};

use super::ImportError;
use super::xml::Element;
use crate::document::{Builder, Document, ImportNote, SourceKind};

/// Cells with content in one file, and blank or not in one table; a report has some 400.
const CELLS_LIMIT: usize = 200_000;
/// Bytes a document's text may take up.
const TEXT_LIMIT: usize = 4 << 20;

const TOO_MUCH: ImportError = ImportError::Bomb(TEXT_LIMIT as u64);

/// A kind of spreadsheet file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel since 2007.
    Xlsx,
    /// Excel 97–2003 and WPS (.xls, .et).
    Xls,
    /// OpenDocument.
    Ods,
    /// Excel's XML of 2003.
    ExcelXml,
}

/// The sheets of a spreadsheet file, hidden ones included.
///
/// # Errors
/// When it is no such file, damaged, encrypted, or too large once unpacked.
pub fn sheets(bytes: &[u8], format: Format) -> Result<Vec<Sheet>, ImportError> {
    match format {
        Format::Xlsx => xlsx::sheets(bytes),
        Format::Xls => xls::sheets(bytes),
        Format::Ods => ods::sheets(bytes),
        Format::ExcelXml => excel_xml::sheets(bytes),
    }
}

/// An attribute that is a number.
fn number<N: std::str::FromStr>(element: &Element<'_>, name: &str) -> Option<N> {
    element.attribute(name)?.trim().parse().ok()
}

/// Imports a spreadsheet.
///
/// # Errors
/// When it is no such file, damaged, encrypted, empty, or too large once unpacked.
pub fn spreadsheet(bytes: &[u8], format: Format) -> Result<Document, ImportError> {
    let mut builder = Builder::new(match format {
        Format::Xlsx => SourceKind::Xlsx,
        Format::Xls | Format::ExcelXml => SourceKind::Xls,
        Format::Ods => SourceKind::Ods,
    });
    for sheet in sheets(bytes, format)? {
        if sheet.left_out || sheet.hidden && !sheet.cells.is_empty() {
            builder.note(ImportNote::HiddenLeftOut);
        }
        if !sheet.hidden {
            layout::lay_out(sheet, &mut builder)?;
        }
        if builder.text_len() > TEXT_LIMIT {
            return Err(TOO_MUCH);
        }
    }
    let document = builder.finish();
    if document.blocks.is_empty() && document.notes.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(document)
}
