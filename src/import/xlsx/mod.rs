//! Spreadsheets (.xlsx): the visible sheets in their order, each laid out as paragraphs and grids.

mod sheet;
mod value;

use std::io::{Cursor, Write};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use self::sheet::{Content, Merge, Sheet};
use super::ImportError;
use super::zip::Archive;
use crate::document::{Builder, Document, ImportNote, SourceKind};

/// Sheets of the older .xls end here; what lies beyond is debris.
const ROWS_LIMIT: u32 = 65_536;
const COLUMNS_LIMIT: u32 = 256;
/// Cells with content in one file, and blank or not in one table; a report has some 400.
const CELLS_LIMIT: usize = 200_000;
/// Bytes a document's text may take up.
const TEXT_LIMIT: usize = 4 << 20;

const TOO_MUCH: ImportError = ImportError::Bomb(TEXT_LIMIT as u64);

/// Imports a spreadsheet.
///
/// # Errors
/// When it is no such file, damaged, encrypted, empty, or too large once unpacked.
pub fn xlsx(bytes: &[u8]) -> Result<Document, ImportError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(unpacked(bytes)?)).map_err(failure)?;
    let mut builder = Builder::new(SourceKind::Xlsx);
    let mut remaining = CELLS_LIMIT;
    let mut sheets = Vec::new();
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let content = contents(&mut workbook, &sheet.name, &mut remaining)?;
        if content.cells.is_empty() {
            continue;
        }
        if sheet.visible == SheetVisible::Visible {
            sheets.push(content);
        } else {
            builder.note(ImportNote::HiddenLeftOut);
        }
    }
    for sheet in sheets {
        sheet.lay_out(&mut builder)?;
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

/// The file's XML parts, inflated within the limits, as a zip file of their own: what calamine opens is
/// exactly what has been checked.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let mut archive = Archive::open(bytes)?;
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    if names.iter().any(|name| name == "xl/workbook.bin") {
        return Err(ImportError::Unsupported("Excel (.xlsb)"));
    }
    let mut writer = rawzip::ZipArchiveWriter::new(Vec::new());
    let mut written = std::collections::BTreeSet::new();
    for name in names {
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        let is_beside = ["xl/media/", "xl/drawings/", "xl/externallinks/", "xl/pivot", "customxml/"]
            .iter()
            .any(|folder| name.starts_with(folder));
        if !is_xml || is_beside || !written.insert(name.clone()) {
            continue;
        }
        if let Some(content) = archive.read(&name)? {
            store(&mut writer, &name, &content).map_err(|_| DAMAGED)?;
        }
    }
    writer.finish().map_err(|_| DAMAGED)
}

const DAMAGED: ImportError = ImportError::Damaged("xl/workbook.xml");

fn store(writer: &mut rawzip::ZipArchiveWriter<Vec<u8>>, name: &str, content: &[u8]) -> Result<(), rawzip::Error> {
    let (mut entry, config) = writer.new_file(name).start()?;
    let mut data = config.wrap(&mut entry);
    data.write_all(content)?;
    let (_, descriptor) = data.finish()?;
    entry.finish(descriptor)?;
    Ok(())
}

fn failure(error: XlsxError) -> ImportError {
    match error {
        XlsxError::Password => ImportError::Encrypted,
        _ => DAMAGED,
    }
}

/// The cells of a sheet that hold something. They are read one by one: a table of all cells would be as
/// large as the farthest formatted one demands.
fn contents(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str, remaining: &mut usize) -> Result<Sheet, ImportError> {
    let merged = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
    let merges = merged.iter().map(|merge| Merge {
        row: merge.start.0 as usize,
        column: merge.start.1 as usize,
        last_row: merge.end.0.clamp(merge.start.0, ROWS_LIMIT.max(merge.start.0)) as usize,
        last_column: merge.end.1.clamp(merge.start.1, COLUMNS_LIMIT.max(merge.start.1)) as usize,
    });
    let mut cells = Vec::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(failure)?;
    while let Some(cell) = reader.next_cell().map_err(failure)? {
        let (row, column) = cell.get_position();
        let (text, number) = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) => (text.clone(), false),
            DataRef::SharedString(text) => ((*text).to_owned(), false),
            DataRef::Int(number) => (number.to_string(), true),
            DataRef::Float(number) => (value::decimal(*number), true),
            DataRef::Bool(value) => (if *value { "TRUE" } else { "FALSE" }.to_owned(), false),
            DataRef::DateTime(moment) => (value::moment(moment), true),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), true),
            DataRef::Error(error) => (error.to_string(), true),
        };
        if text.trim().is_empty() || row >= ROWS_LIMIT || column >= COLUMNS_LIMIT {
            continue;
        }
        *remaining = remaining.checked_sub(1).ok_or(TOO_MUCH)?;
        cells.push(Content { row: row as usize, column: column as usize, text, number });
    }
    Ok(Sheet::new(name.to_owned(), cells, merges))
}
