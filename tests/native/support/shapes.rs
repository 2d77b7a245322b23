//! A report written down in the shapes in which drafts arrive: plain text of several kinds, HTML, and the
//! neutral pieces from which office files are made. Written apart from the product's own rendering, so that
//! a test of reading does not rest on it.

use gouji::form::{Content, LayoutCell, Table, layout};
use gouji::render::markdown::markdown;
use gouji::report::{Report, Section};

use super::{Piece, TableCell};

/// A shape of plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Tab-separated as pasted from Word: a merged cell is one cell, a position covered from above is empty.
    Tabs,
    /// Tab-separated as the founding report came: merged cells' positions at the end of their rows, the
    /// large table cut in two, leading tabs lost behind the cut.
    TornTabs,
    /// Cells with strokes between and behind them, as some editors copy tables.
    Strokes,
    /// Columns aligned by blanks, as printed by a terminal.
    Aligned,
    /// Markdown, as the product writes it.
    Markdown,
    /// Every cell on a line of its own; empty cells vanish.
    Lines,
}

impl Shape {
    pub const ALL: [Shape; 6] =
        [Shape::Tabs, Shape::TornTabs, Shape::Strokes, Shape::Aligned, Shape::Markdown, Shape::Lines];

    /// Whether a blank cell leaves a trace.
    pub fn keeps_blanks(self) -> bool {
        !matches!(self, Shape::Lines | Shape::Aligned)
    }
}

/// The report as text in that shape.
pub fn text(report: &Report, shape: Shape) -> String {
    if shape == Shape::Markdown {
        return markdown(report);
    }
    let mut out = String::new();
    for piece in pieces(report) {
        match piece {
            Piece::Paragraph { text, .. } => {
                out.push_str(&text);
                out.push_str("\n\n");
            }
            Piece::Table { rows } => {
                out.push_str(&table_text(&rows, shape));
                out.push('\n');
            }
        }
    }
    out
}

/// The report as a piece of HTML with true merged cells.
pub fn html(report: &Report) -> String {
    pieces(report).iter().map(piece_html).collect()
}

fn piece_html(piece: &Piece) -> String {
    match piece {
        Piece::Paragraph { text, heading: true, .. } => format!("<h2>{}</h2>\n", escape(text)),
        Piece::Paragraph { text, centered: true, .. } => {
            format!("<p style=\"text-align:center\"><b>{}</b></p>\n", escape(text))
        }
        Piece::Paragraph { text, .. } => format!("<p>&nbsp;&nbsp;{}</p>\n", escape(text)),
        Piece::Table { rows } => {
            let cell = |cell: &TableCell| {
                format!(
                    "<td rowspan=\"{}\" colspan=\"{}\"><p>{}</p></td>",
                    cell.row_span,
                    cell.column_span,
                    escape(&cell.text)
                )
            };
            let row = |row: &Vec<TableCell>| format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>());
            format!("<table>\n{}</table>\n", rows.iter().map(row).collect::<String>())
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The report as neutral pieces.
pub fn pieces(report: &Report) -> Vec<Piece> {
    let paragraph = |text: &str, heading, centered| Piece::Paragraph { text: text.to_owned(), heading, centered };
    let mut pieces = Vec::new();
    pieces.extend(report.title.iter().map(|title| paragraph(&title.text, false, true)));
    pieces.extend(report.preamble.iter().map(|passage| paragraph(&passage.text, false, false)));
    for section in &report.sections {
        pieces.extend(section.heading.iter().map(|heading| paragraph(&heading.text, true, false)));
        let (before, behind) = section.paragraphs.split_at(section.table_at.min(section.paragraphs.len()));
        pieces.extend(before.iter().map(|passage| paragraph(&passage.text, false, false)));
        pieces.extend(statistical_table(report, section));
        pieces.extend(behind.iter().map(|passage| paragraph(&passage.text, false, false)));
    }
    pieces
}

fn statistical_table(report: &Report, section: &Section) -> Option<Piece> {
    let table = Table::of_part(section.part)?;
    let reading = report.tables.get(table);
    let text = |cell: &LayoutCell| match cell.content {
        Content::Label(text) => text.to_owned(),
        Content::Value(id) => report.cells.get(&id).map_or_else(String::new, |cell| cell.raw.clone()),
    };
    reading.is_read().then(|| Piece::Table {
        rows: layout(table, reading.edition)
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| TableCell::new(&text(cell), cell.row_span, cell.column_span)).collect())
            .collect(),
    })
}

/// The rows with an empty cell wherever one above reaches down, and merged columns as one cell.
fn rows_with_gaps(rows: &[Vec<TableCell>]) -> Vec<Vec<(usize, String)>> {
    let mut out: Vec<Vec<(usize, String)>> = vec![Vec::new(); rows.len()];
    for (row, column, cell) in super::placed(rows) {
        out[row].push((column, cell.text.clone()));
        for line in &mut out[row + 1..row + cell.row_span] {
            line.push((column, String::new()));
        }
    }
    for line in &mut out {
        line.sort_by_key(|(column, _)| *column);
    }
    out
}

fn columns_of(rows: &[Vec<TableCell>]) -> usize {
    rows.first().into_iter().flatten().map(|cell| cell.column_span).sum()
}

fn table_text(rows: &[Vec<TableCell>], shape: Shape) -> String {
    let gapped = rows_with_gaps(rows);
    let texts = |line: &Vec<(usize, String)>| line.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
    match shape {
        Shape::Tabs => gapped.iter().map(|line| texts(line).join("\t") + "\n").collect(),
        Shape::Strokes => gapped.iter().map(|line| texts(line).join(" | ") + " |\n").collect(),
        Shape::Lines => gapped.iter().flat_map(texts).filter(|text| !text.is_empty()).map(|text| text + "\n").collect(),
        Shape::TornTabs => torn(&gapped, columns_of(rows)),
        Shape::Aligned => aligned(&gapped, columns_of(rows)),
        Shape::Markdown => unreachable!("written by the product"),
    }
}

/// As a page layout is copied: every row has as many cells as the table has columns, with those that a
/// merged label covers at the end instead of behind it. A large table is cut in two by a page break, behind
/// which the outermost labels' column is gone.
fn torn(rows: &[Vec<(usize, String)>], columns: usize) -> String {
    let is_large = rows.len() > 20;
    let cut = if is_large { rows.len() * 2 / 3 } else { rows.len() };
    let mut out = String::new();
    for (number, line) in rows.iter().enumerate() {
        let mut texts: Vec<&str> = line.iter().map(|(_, text)| text.as_str()).collect();
        texts.resize(columns.max(texts.len()), "");
        if number == cut {
            out.push('\n');
        }
        if number >= cut && texts.first().is_some_and(|text| text.is_empty()) {
            texts.remove(0);
        }
        out.push_str(&texts.join("\t"));
        out.push('\n');
    }
    out
}

/// Every column as wide as its widest text, two blanks between columns.
fn aligned(rows: &[Vec<(usize, String)>], columns: usize) -> String {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    // A text that covers several columns does not widen its first.
    let covers =
        |line: &[(usize, String)], index: usize| line.get(index + 1).map_or(columns, |(next, _)| *next) - line[index].0;
    let mut widths = vec![0; columns];
    for line in rows {
        for (index, (column, text)) in line.iter().enumerate() {
            if covers(line, index) == 1 {
                widths[*column] = widths[*column].max(width(text));
            }
        }
    }
    for line in rows {
        for (index, (column, text)) in line.iter().enumerate() {
            let covered = covers(line, index);
            let there: usize = widths[*column..column + covered].iter().map(|width| width + 2).sum();
            if width(text) + 2 > there {
                widths[column + covered - 1] += width(text) + 2 - there;
            }
        }
    }
    let start = |column: usize| widths[..column].iter().map(|width| width + 2).sum::<usize>();
    let mut out = String::new();
    for line in rows {
        let mut written = 0;
        for (column, text) in line {
            if !text.is_empty() {
                out.push_str(&" ".repeat(start(*column) - written));
                out.push_str(text);
                written = start(*column) + width(text);
            }
        }
        out.push('\n');
    }
    out
}
