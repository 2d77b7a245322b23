//! A block of cells from a spreadsheet, and where it goes in a table.

use super::grid::Values;
use crate::document::{self, Document};
use crate::form::CellId;
use crate::report::{Cell, Value};

/// Rows of cells as the clipboard holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block(pub Vec<Vec<String>>);

/// Where a block goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// What goes into which cell.
    pub fills: Vec<(CellId, String)>,
    /// What lies beyond the table's edges.
    pub beyond: Vec<String>,
    /// Words around the figures: the labels of rows and columns that were copied with them.
    pub labels: usize,
}

impl Block {
    /// The cells of a text: lines and tabs, as spreadsheets put them on the clipboard. A cell with line breaks in it stands
    /// in quotation marks there.
    pub fn from_text(text: &str) -> Block {
        let mut rows = vec![Vec::new()];
        let mut cell = String::new();
        let mut is_quoted = false;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '"' if is_quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' if is_quoted => is_quoted = false,
                '"' if cell.is_empty() => is_quoted = true,
                '\r' => {}
                '\n' if is_quoted => cell.push(' '),
                '\t' | '\n' if !is_quoted => {
                    push(&mut rows, std::mem::take(&mut cell));
                    if character == '\n' {
                        rows.push(Vec::new());
                    }
                }
                other => cell.push(other),
            }
        }
        push(&mut rows, cell);
        // A line break behind the last row begins none.
        if rows.last().is_some_and(|row| row.iter().all(String::is_empty)) && rows.len() > 1 {
            rows.pop();
        }
        Block(rows)
    }

    /// The cells of a document's first table: what a web page puts on the clipboard.
    pub fn from_document(document: &Document) -> Option<Block> {
        let grid = document.blocks.iter().find_map(|block| match block {
            document::Block::Grid(grid) => Some(grid),
            document::Block::Paragraph(_) | document::Block::Picture(_) => None,
        })?;
        let row = |row: usize| {
            let mut line = vec![String::new(); grid.columns.min(MOST)];
            for cell in grid.row(row) {
                if let Some(place) = line.get_mut(cell.column) {
                    *place = document.slice(cell.span).to_owned();
                }
            }
            line
        };
        Some(Block((0..grid.rows.min(MOST)).map(row).collect()))
    }

    /// Whether it is a single cell.
    pub fn is_single(&self) -> bool {
        matches!(self.0.as_slice(), [] | [_]) && self.0.iter().all(|row| row.len() <= 1)
    }

    /// Lays the block over a table from that cell on, first row to its row and so on. Labels at its left and above are not
    /// figures, and stay out.
    pub fn lay(&self, values: &Values, start: CellId) -> Laid {
        let mut laid = Laid::default();
        let is_word = |text: &String| matches!(Cell::read(text, None).value, Value::Unread(_));
        let is_label = |text: &String| text.is_empty() || is_word(text);
        let width = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let words_only = |column: usize, from: usize| {
            let mut cells = self.0.iter().skip(from).filter_map(|row| row.get(column)).peekable();
            cells.peek().is_some() && cells.clone().all(is_label) && cells.any(is_word)
        };
        let has_figures = self.0.iter().flatten().any(|text| !is_label(text));
        let (mut left, mut top) = (0, 0);
        if has_figures {
            left = (0..width).take_while(|&column| words_only(column, 0)).count();
            let is_head = |row: &Vec<String>| row.iter().skip(left).all(is_label) && row.iter().any(is_word);
            top = self.0.iter().take_while(|row| is_head(row)).count();
        }
        for (number, row) in self.0.iter().enumerate() {
            for (column, text) in row.iter().enumerate() {
                if number < top || column < left {
                    laid.labels += usize::from(is_word(text));
                    continue;
                }
                match values.offset(start, number - top, column - left) {
                    Some(cell) => laid.fills.push((cell, text.clone())),
                    None if text.is_empty() => {}
                    None => laid.beyond.push(text.clone()),
                }
            }
        }
        laid
    }
}

/// Most rows and columns that are looked at: no table of the form has as many.
const MOST: usize = 64;

fn push(rows: &mut [Vec<String>], cell: String) {
    if let Some(row) = rows.last_mut() {
        row.push(cell.trim().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, CellText, SourceKind};
    use crate::form::{Column, Edition, Row, Table};

    fn rows(text: &str) -> Vec<Vec<String>> {
        Block::from_text(text).0
    }

    #[test]
    fn lines_and_tabs_are_cells() {
        assert_eq!(rows("1\t2\r\n3\t\r\n"), [["1", "2"], ["3", ""]]);
        assert_eq!(rows("\t1"), [["", "1"]]);
        assert_eq!(rows("7"), [["7"]]);
        assert_eq!(rows("\"一\n二\"\t\"说\"\"好\"\"\""), [["一 二", "说\"好\""]]);
        assert_eq!(rows("5\"\t6"), [["5\"", "6"]]);
        assert!(Block::from_text("7\n").is_single() && !Block::from_text("7\n8").is_single());
        assert!(!Block::from_text("7\t").is_single());
    }

    #[test]
    fn a_table_of_a_web_page_is_a_block() {
        let cell =
            |row, column, text: &str| CellText { row, column, row_span: 1, column_span: 1, text: text.to_owned() };
        let mut builder = Builder::new(SourceKind::Html);
        builder.paragraph("表：", false, false);
        builder.grid(vec![cell(0, 0, "1"), cell(0, 1, "2"), cell(1, 1, "4")], false);
        assert_eq!(Block::from_document(&builder.finish()).unwrap().0, [["1", "2"], ["", "4"]]);
        assert_eq!(Block::from_document(&Builder::new(SourceKind::Html).finish()), None);
    }

    #[test]
    fn a_block_fills_from_a_cell_and_what_lies_beyond_is_told() {
        let values = Values::of(Table::Requests, Edition::Y2021);
        let at = CellId::requests;
        let laid = Block::from_text("1\t2\t3\n4\t\t6").lay(&values, at(Row::Partial, Column::Other));
        let filled = |row, column, text: &str| (at(row, column), text.to_owned());
        let expected = [
            filled(Row::Partial, Column::Other, "1"),
            filled(Row::Partial, Column::Total, "2"),
            filled(Row::DeniedSecret, Column::Other, "4"),
            filled(Row::DeniedSecret, Column::Total, ""),
        ];
        assert_eq!((laid.fills.as_slice(), laid.labels), (expected.as_slice(), 0));
        assert_eq!(laid.beyond, ["3", "6"]);
    }

    #[test]
    fn labels_that_were_copied_along_stay_out() {
        let values = Values::of(Table::Requests, Edition::Y2021);
        let start = CellId::requests(Row::New, Column::Natural);
        let copied = "\t自然人\t商业企业\n一、本年新收\t3\t4\n二、上年结转\t\t1";
        let laid = Block::from_text(copied).lay(&values, start);
        assert_eq!(laid.labels, 4);
        assert_eq!(laid.fills.len(), 4);
        assert_eq!(laid.fills[0], (start, "3".to_owned()));
        assert_eq!(laid.fills[2], (CellId::requests(Row::CarriedIn, Column::Natural), String::new()));
        // Words alone are what the person wants there.
        assert_eq!(Block::from_text("见附件").lay(&values, start).fills, [(start, "见附件".to_owned())]);
    }
}
