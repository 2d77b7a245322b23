//! Writes spreadsheets of OpenDocument.

use super::zip::zip;
use super::{Piece, placed};

pub const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// A spreadsheet with one sheet of these pieces, laid out as in [`super::xlsx::write`].
pub fn ods(pieces: &[Piece]) -> Vec<u8> {
    let mut rows = String::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph { text, .. } => rows += &row(&cell(text, "")),
            Piece::Table { rows: table } => {
                let cells = placed(table);
                for index in 0..table.len() {
                    let mut written = String::new();
                    let mut column = 0;
                    for (_, place, cell) in cells.iter().filter(|(row, ..)| *row == index) {
                        // What lies between is covered by a cell above.
                        for _ in column..*place {
                            written += "<table:covered-table-cell/>";
                        }
                        let spans = format!(
                            " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
                            cell.row_span, cell.column_span
                        );
                        written += &self::cell(&cell.text, &spans);
                        if cell.column_span > 1 {
                            written += &format!(
                                "<table:covered-table-cell table:number-columns-repeated=\"{}\"/>",
                                cell.column_span - 1
                            );
                        }
                        column = place + cell.column_span;
                    }
                    rows += &row(&written);
                }
                rows += &row("<table:table-cell table:number-columns-repeated=\"16384\"/>");
            }
        }
    }
    file(&format!("<table:table table:name=\"Sheet1\">{rows}</table:table>"))
}

/// A row of cells.
pub fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

/// A cell with that text, as a number where it is one, and with these attributes.
pub fn cell(text: &str, attributes: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let kind = match text.parse::<f64>() {
        Ok(_) => format!(" office:value-type=\"float\" office:value=\"{text}\""),
        Err(_) if text.is_empty() => return format!("<table:table-cell{attributes}/>"),
        Err(_) => " office:value-type=\"string\"".to_owned(),
    };
    let lines: String = escaped.lines().map(|line| format!("<text:p>{line}</text:p>")).collect();
    format!("<table:table-cell{attributes}{kind}>{lines}</table:table-cell>")
}

/// A file of these tables.
pub fn file(tables: &str) -> Vec<u8> {
    with_styles("", tables)
}

pub fn with_styles(styles: &str, tables: &str) -> Vec<u8> {
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    zip(&[
        ("mimetype", MIMETYPE.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content(styles, tables).as_bytes()),
    ])
}

pub fn content(styles: &str, tables: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
}
