//! Writes Word documents.

use super::zip::zip;
use super::{Piece, TableCell, placed};

/// A Word document of these pieces.
pub fn docx(pieces: &[Piece]) -> Vec<u8> {
    body(&pieces.iter().map(piece).collect::<String>())
}

/// A Word document of these pieces as offices hand it in: tables with borders and widths, paragraphs with indents.
pub fn printed(pieces: &[Piece]) -> Vec<u8> {
    let border = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    let written = pieces.iter().map(|piece| match piece {
        Piece::Table { rows } => {
            let edges = super::sheets::edges(&placed(rows));
            let widths: Vec<usize> =
                edges.windows(2).map(|pair| ((pair[1] - pair[0]) * 20.0).round() as usize).collect();
            let properties = format!(r#"<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>"#);
            laid_out(rows, &widths, &properties)
        }
        piece => self::piece(piece)
            .replace("<w:p><w:pPr></w:pPr>", r#"<w:p><w:pPr><w:ind w:firstLine="420"/><w:jc w:val="both"/></w:pPr>"#),
    });
    body(&written.collect::<String>())
}

/// A Word document with this body.
pub fn body(content: &str) -> Vec<u8> {
    with_parts(content, &[])
}

/// A Word document with this body and these further parts.
pub fn with_parts(content: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = main_part(content);
    let mut entries = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("word/document.xml", main.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
    ];
    entries.retain(|(name, _)| parts.iter().all(|(part, _)| part != name));
    entries.extend(parts.iter().map(|&(name, text)| (name, text.as_bytes())));
    zip(&entries)
}

/// The main part with this body.
pub fn main_part(content: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{content}<w:sectPr/></w:body></w:document>"#
    )
}

/// A paragraph of one run.
pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// A run.
pub fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text))
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Paragraph { text, heading, centered } => {
            let style = if *heading { r#"<w:pStyle w:val="1"/>"# } else { "" };
            let alignment = if *centered { r#"<w:jc w:val="center"/>"# } else { "" };
            format!("<w:p><w:pPr>{style}{alignment}</w:pPr>{}</w:p>", run(text))
        }
        Piece::Table { rows } => table(rows),
    }
}

fn table(rows: &[Vec<TableCell>]) -> String {
    let columns = placed(rows).iter().map(|(_, column, cell)| column + cell.column_span).max().unwrap_or(0);
    laid_out(rows, &vec![600; columns], "")
}

/// A table with columns of these widths, in twentieths of a point: LibreOffice does not lay out tables without.
fn laid_out(rows: &[Vec<TableCell>], widths: &[usize], properties: &str) -> String {
    let cells = placed(rows);
    let columns = widths.len();
    let row = |row: usize| {
        let mut written = String::new();
        let mut column = 0;
        while column < columns {
            let over = |(top, left, cell): &&(usize, usize, &TableCell)| {
                (*top..top + cell.row_span).contains(&row) && *left == column
            };
            match cells.iter().find(over) {
                Some((top, _, cell)) => {
                    let merge = match (cell.row_span, *top == row) {
                        (1, _) => "",
                        (_, true) => r#"<w:vMerge w:val="restart"/>"#,
                        (_, false) => "<w:vMerge/>",
                    };
                    let content = if *top == row { paragraph(&cell.text) } else { "<w:p/>".to_owned() };
                    let width = format!(
                        r#"<w:tcW w:w="{}" w:type="dxa"/>"#,
                        widths[column..column + cell.column_span].iter().sum::<usize>()
                    );
                    let span = format!(r#"{width}<w:gridSpan w:val="{}"/>"#, cell.column_span);
                    written += &format!("<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content}</w:tc>");
                    column += cell.column_span;
                }
                None => {
                    written += "<w:tc><w:p/></w:tc>";
                    column += 1;
                }
            }
        }
        format!("<w:tr>{written}</w:tr>")
    };
    let grid: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let rows: String = (0..rows.len()).map(row).collect();
    format!("<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#;
