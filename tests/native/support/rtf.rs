//! Writes RTF.

use super::{Piece, TableCell, placed};

/// RTF of these pieces, in the manner of Word: every character beyond ASCII by number, with a stand-in.
pub fn rtf(pieces: &[Piece]) -> Vec<u8> {
    let body: String = pieces.iter().map(piece).collect();
    format!(
        "{{\\rtf1\\ansi\\ansicpg936\\uc1{{\\fonttbl{{\\f0\\fnil\\fcharset134 SimSun;}}}}{{\\stylesheet{{\\s0 Normal;}}\
         {{\\s1\\outlinelevel0 heading 1;}}}}{{\\*\\generator x;}}\r\n{body}}}"
    )
    .into_bytes()
}

/// Text as RTF.
pub fn escape(text: &str) -> String {
    let unit = |unit: u16| match u8::try_from(unit) {
        Ok(byte @ (b'{' | b'}' | b'\\')) => format!("\\{}", char::from(byte)),
        Ok(byte) if byte < 0x80 => char::from(byte).to_string(),
        _ => format!("\\u{}?", unit as i16),
    };
    text.encode_utf16().map(unit).collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Paragraph { text, heading, centered } => {
            let style = if *heading { "\\s1\\outlinelevel0" } else { "" };
            let alignment = if *centered { "\\qc" } else { "" };
            format!("\\pard\\plain{style}{alignment} {}\\par\r\n", escape(text))
        }
        Piece::Table { rows } => table(rows) + "\\pard\\par\r\n",
    }
}

fn table(rows: &[Vec<TableCell>]) -> String {
    let cells = placed(rows);
    let columns = cells.iter().map(|(_, column, cell)| column + cell.column_span).max().unwrap_or(0);
    let mut out = String::new();
    for row in 0..rows.len() {
        let (mut definition, mut content) = ("\\trowd\\trleft-108".to_owned(), String::new());
        let mut column = 0;
        while column < columns {
            let over = |(top, left, cell): &&(usize, usize, &TableCell)| {
                (*top..top + cell.row_span).contains(&row) && *left == column
            };
            let (text, covered, merge) = match cells.iter().find(over) {
                Some((top, _, cell)) => {
                    let merge = match (cell.row_span, *top == row) {
                        (1, _) => "",
                        (_, true) => "\\clvmgf",
                        (_, false) => "\\clvmrg",
                    };
                    (if *top == row { cell.text.as_str() } else { "" }, cell.column_span, merge)
                }
                None => ("", 1, ""),
            };
            column += covered;
            definition += &format!("{merge}\\cellx{}", column * 600 - 108);
            content += &format!("\\pard\\intbl {}\\cell\r\n", escape(text));
        }
        out += &format!("{definition}{content}\\row\r\n");
    }
    out
}
