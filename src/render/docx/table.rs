//! Tables: merged cells as WordprocessingML has them, a cell in every row it covers.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};

use super::style::Style;
use crate::render::xml::clean;

/// The width of the text area, 156 mm in twips.
pub const TEXT_WIDTH: u32 = 8844;

/// The margin on the left and right of a cell's text, in twips; above and below it is half as wide.
const MARGIN: u32 = 40;

/// A table.
#[derive(Clone, Debug)]
pub struct Grid<'a> {
    /// The widths of its columns, in twips.
    pub widths: Vec<u32>,
    /// Number of rows at the top that are repeated on every page.
    pub header_rows: usize,
    /// The least height of a row, in twips.
    pub row_height: u32,
    /// The size of its type, in half points.
    pub size: u32,
    /// Rows, each with the cells that begin in it, from left to right.
    pub rows: Vec<Vec<Cell<'a>>>,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// Column of its left edge, from 0.
    pub column: usize,
    /// Columns it covers, at least 1.
    pub column_span: usize,
    /// Rows it covers, at least 1.
    pub row_span: usize,
    /// Its text.
    pub text: Cow<'a, str>,
    /// Where its text stands.
    pub align: Align,
    /// Whether its text runs from top to bottom.
    pub upright: bool,
    /// Whether it heads what is below it: no page ends with it.
    pub heads: bool,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At its left.
    Left,
    /// In its middle.
    Center,
}

impl<'a> Cell<'a> {
    /// A cell whose text runs from left to right.
    pub fn new(column: usize, column_span: usize, row_span: usize, text: Cow<'a, str>, align: Align) -> Cell<'a> {
        Cell { column, column_span, row_span, text, align, upright: false, heads: false }
    }
}

/// Divides the width in proportion to the weights, to the last twip.
pub fn spread(weights: &[u32], width: u32) -> Vec<u32> {
    let whole: u32 = weights.iter().sum::<u32>().max(1);
    let mut passed = 0;
    let edge = |passed: u32| width * passed / whole;
    let column = |weight: &u32| {
        let left = edge(passed);
        passed += weight;
        edge(passed) - left
    };
    weights.iter().map(column).collect()
}

impl Grid<'_> {
    /// The table in XML.
    pub(super) fn to_xml(&self) -> Markup {
        const SIDES: [&str; 6] = ["top", "left", "bottom", "right", "insideH", "insideV"];
        html! {
            w:tbl {
                w:tblPr {
                    w:tblW w:w=(self.widths.iter().sum::<u32>()) w:type="dxa" {}
                    w:jc w:val="center" {}
                    w:tblBorders {
                        @for side in SIDES {
                            (PreEscaped(format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#)))
                        }
                    }
                    w:tblLayout w:type="fixed" {}
                    w:tblCellMar {
                        w:top w:w=(MARGIN / 2) w:type="dxa" {}
                        w:left w:w=(MARGIN) w:type="dxa" {}
                        w:bottom w:w=(MARGIN / 2) w:type="dxa" {}
                        w:right w:w=(MARGIN) w:type="dxa" {}
                    }
                }
                w:tblGrid { @for width in &self.widths { w:gridCol w:w=(width) {} } }
                @for row in 0..self.rows.len() { (self.row(row)) }
            }
        }
    }

    fn row(&self, row: usize) -> Markup {
        html! {
            w:tr {
                w:trPr {
                    w:cantSplit {}
                    w:trHeight w:val=(self.row_height) w:hRule="atLeast" {}
                    @if row < self.header_rows { w:tblHeader {} }
                }
                @for (start, cell) in self.covering(row) { (self.cell(cell, row == start)) }
            }
        }
    }

    /// The margin at which a heading's lines are as long as each other: 商业/企业, not 商业企/业.
    fn balance(&self, text: &str, width: u32) -> u32 {
        let character = self.size * 10;
        let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX).max(1);
        let room = width.saturating_sub(2 * MARGIN).max(character);
        let lines = characters.div_ceil(room / character);
        // A line may be half a character longer than reckoned.
        let line = characters.div_ceil(lines).saturating_mul(character) + character / 2;
        (width.saturating_sub(line) / 2).max(MARGIN)
    }

    /// The cells that begin in that row or reach down into it, each with the row where it begins, from left to right.
    fn covering(&self, row: usize) -> Vec<(usize, &Cell<'_>)> {
        let above = self.rows.iter().enumerate().take(row + 1);
        let reaching = above.flat_map(|(start, cells)| cells.iter().map(move |cell| (start, cell)));
        let mut cells: Vec<_> = reaching.filter(|(start, cell)| start + cell.row_span > row).collect();
        crate::sorted::sort_by_key(&mut cells, |(_, cell)| (cell.column as u64, 0));
        cells
    }

    fn cell(&self, cell: &Cell<'_>, begins: bool) -> Markup {
        let width: u32 = self.widths.iter().skip(cell.column).take(cell.column_span).sum();
        let margin = if cell.heads { self.balance(&cell.text, width) } else { MARGIN };
        let alignment = if cell.align == Align::Center { "center" } else { "left" };
        html! {
            w:tc {
                w:tcPr {
                    w:tcW w:w=(width) w:type="dxa" {}
                    @if cell.column_span > 1 { w:gridSpan w:val=(cell.column_span) {} }
                    @if cell.row_span > 1 {
                        @if begins { w:vMerge w:val="restart" {} } @else { w:vMerge {} }
                    }
                    @if margin > MARGIN {
                        w:tcMar { w:left w:w=(margin) w:type="dxa" {} w:right w:w=(margin) w:type="dxa" {} }
                    }
                    @if cell.upright { w:textDirection w:val="tbRlV" {} }
                    w:vAlign w:val="center" {}
                }
                w:p {
                    w:pPr {
                        w:pStyle w:val=(Style::Cell.id()) {}
                        @if cell.heads { w:keepNext {} }
                        w:jc w:val=(alignment) {}
                    }
                    @if begins && !cell.text.is_empty() {
                        w:r {
                            w:rPr { w:sz w:val=(self.size) {} w:szCs w:val=(self.size) {} }
                            w:t xml:space="preserve" { (clean(&cell.text)) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_add_up_to_the_whole() {
        for weights in [&[1; 15][..], &[1, 2, 3], &[7], &[44, 92, 244, 72, 72, 72, 72, 72, 72, 72]] {
            let widths = spread(weights, TEXT_WIDTH);
            assert_eq!(widths.iter().sum::<u32>(), TEXT_WIDTH);
            assert!(widths.iter().all(|&width| width > 0));
        }
        assert_eq!(spread(&[1, 3], 8), [2, 6]);
        assert!(spread(&[], 8).is_empty());
    }

    #[test]
    fn the_lines_of_a_heading_are_equally_long() {
        let grid = Grid { widths: vec![720], header_rows: 1, row_height: 1, size: 18, rows: Vec::new() };
        let room = |text: &str| (720 - 2 * grid.balance(text, 720)) / 180;
        assert_eq!(["总计", "自然人", "商业企业", "社会公益组织", ""].map(room), [2, 3, 2, 3, 1]);
    }

    #[test]
    fn a_merged_cell_is_in_every_row_it_covers() {
        let cell = |column, column_span, row_span, text: &'static str| {
            Cell::new(column, column_span, row_span, text.into(), Align::Left)
        };
        let rows = vec![vec![cell(0, 1, 2, "甲"), cell(1, 2, 1, "乙")], vec![cell(1, 1, 1, "丙"), cell(2, 1, 1, "")]];
        let grid = Grid { widths: vec![10, 20, 30], header_rows: 1, row_height: 1, size: 1, rows };
        let xml = grid.to_xml().into_string();
        let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
        assert!(rows[0].contains("<w:vMerge w:val=\"restart\">") && rows[0].contains("<w:tcW w:w=\"50\""));
        assert!(rows[0].contains("<w:tblHeader>") && !rows[1].contains("<w:tblHeader>"));
        assert!(rows[1].contains("<w:vMerge></w:vMerge>") && !rows[1].contains('甲'));
        assert_eq!(rows.iter().map(|row| row.matches("<w:tc>").count()).collect::<Vec<_>>(), [2, 3]);
    }
}
