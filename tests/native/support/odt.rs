//! Writes OpenDocument texts.

use super::docx::escape;
use super::zip::zip;
use super::{Piece, TableCell, placed};

/// An OpenDocument text of these pieces.
pub fn odt(pieces: &[Piece]) -> Vec<u8> {
    with_body(&pieces.iter().map(piece).collect::<String>())
}

/// The same in one XML file.
pub fn fodt(pieces: &[Piece]) -> String {
    flat(&pieces.iter().map(piece).collect::<String>())
}

/// An OpenDocument text with this body.
pub fn with_body(body: &str) -> Vec<u8> {
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", document("document-content", body).as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"m\"/>"),
    ])
}

/// An OpenDocument text in one XML file with this body.
pub fn flat(body: &str) -> String {
    document("document", body)
}

fn document(root: &str, body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:{root} xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:fo="f" office:mimetype="application/vnd.oasis.opendocument.text">{STYLES}<office:body><office:text>{body}</office:text></office:body></office:{root}>"#
    )
}

const STYLES: &str = r#"<office:automatic-styles>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ..."/>
<text:list-level-style-number text:level="2" style:num-list-format="（%2%）" style:num-format="一, 二, 三, ..."/>
<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>
</office:automatic-styles>"#;

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Paragraph { text, heading: true, .. } => {
            format!("<text:h text:outline-level=\"1\">{}</text:h>", escape(text))
        }
        Piece::Paragraph { text, centered, .. } => {
            let style = if *centered { " text:style-name=\"C\"" } else { "" };
            format!("<text:p{style}>{}</text:p>", escape(text))
        }
        Piece::Table { rows } => table(rows),
    }
}

fn table(rows: &[Vec<TableCell>]) -> String {
    let cells = placed(rows);
    let columns = cells.iter().map(|(_, column, cell)| column + cell.column_span).max().unwrap_or(0);
    let row = |row: usize| {
        let cell = |column: usize| match cells.iter().find(|(top, left, _)| (*top, *left) == (row, column)) {
            Some((_, _, cell)) => format!(
                "<table:table-cell table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"><text:p>{}</text:p></table:table-cell>",
                cell.column_span,
                cell.row_span,
                escape(&cell.text)
            ),
            None => "<table:covered-table-cell/>".to_owned(),
        };
        format!("<table:table-row>{}</table:table-row>", (0..columns).map(cell).collect::<String>())
    };
    let rows: String = (0..rows.len()).map(row).collect();
    format!(
        "<table:table table:name=\"T\"><table:table-column table:number-columns-repeated=\"{columns}\"/>{rows}</table:table>"
    )
}
