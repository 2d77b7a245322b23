//! One sheet: the part's heading, the table with its merged cells and totals, and what differs from the draft.

use maud::{Markup, html};

use super::package::Tab;
use super::style::Format;
use super::totals::{Places, Total, balances, reference, totals};
use crate::form::{CellMap, Content, Table};
use crate::render::filled::{Filled, FilledCell, filled};
use crate::render::sentence::{Language, column_name, row_name, table_name};
use crate::render::xml::clean;
use crate::report::{Report, Value};

/// How a table is laid out on its sheet.
struct Setting {
    /// The widths of the drawing's columns, in characters of the standard type.
    widths: &'static [u32],
    landscape: bool,
    /// The columns before this one hold row labels.
    first_value: usize,
}

const fn setting(table: Table) -> Setting {
    match table {
        Table::Disclosure => Setting { widths: &[30, 20, 20, 20], landscape: false, first_value: 1 },
        Table::Requests => {
            Setting { widths: &[5, 16, 44, 11, 11, 11, 11, 11, 11, 11], landscape: true, first_value: 3 }
        }
        Table::Disputes => Setting { widths: &[9; 15], landscape: true, first_value: 0 },
    }
}

/// Rows above the table: its heading.
const TOP: usize = 1;
/// Points of a row, and of each further line in it.
const ROW_HEIGHT: usize = 20;
const LINE_HEIGHT: usize = 14;
/// The width of the column 核对.
const CHECK_WIDTH: u32 = 36;
/// A label beside more rows than this is written from top to bottom.
const UPRIGHT_ROWS: usize = 10;

/// A sheet being written: its rows, and what is merged.
#[derive(Default)]
pub struct Sheet {
    rows: Vec<SheetRow>,
    merged: Vec<String>,
    /// The range that a person may filter.
    filtered: Option<String>,
}

/// A row of a sheet: its height in points, and its cells by column.
#[derive(Default)]
struct SheetRow {
    height: usize,
    cells: Vec<(usize, Markup)>,
}

/// The sheet of a table that was read.
pub fn table(report: &Report, table: Table, heading: &str, title: &str) -> Tab {
    let filled = filled(report, table);
    let Setting { widths, landscape, first_value } = setting(table);
    let mut widths: Vec<u32> = filled.columns.iter().filter_map(|&column| widths.get(column).copied()).collect();
    let columns = widths.len();
    let places = places(&filled);
    let totals = totals(report, table, &places);

    let mut sheet = Sheet::default();
    sheet.set_height(0, ROW_HEIGHT + LINE_HEIGHT);
    sheet.text((0, 0), (1, columns), heading, Format::Heading);
    for (row, cells) in filled.rows.iter().enumerate() {
        sheet.set_height(row + TOP, height(cells, &widths));
        for cell in cells {
            let level = filled.columns.get(cell.column).copied().unwrap_or(0);
            let is_row_label = row >= filled.header_rows && table == Table::Requests && level < first_value;
            let total = match cell.content {
                Content::Value(id) => totals.get(&id),
                Content::Label(_) => None,
            };
            sheet.cell(report, (row + TOP, cell), total, is_row_label);
        }
    }
    if differences(&mut sheet, report, table, &filled, &totals) {
        widths.push(CHECK_WIDTH);
    }
    if table == Table::Requests {
        balance_row(&mut sheet, report, &filled, &totals, &places);
    }
    let below = TOP + filled.header_rows;
    Tab {
        name: table_name(table, Language::Chinese),
        repeated: (filled.header_rows > 0).then_some((TOP + 1, below)),
        xml: sheet.finish(&widths, landscape, below, title),
    }
}

/// A sheet that says why there is no table on it.
pub fn note(table: Table, heading: &str, sentence: &str) -> Tab {
    let mut sheet = Sheet::default();
    for (row, (text, format)) in [(heading, Format::Heading), (sentence, Format::Remark)].into_iter().enumerate() {
        sheet.set_height(row, ROW_HEIGHT);
        sheet.text((row, 0), (1, 1), text, format);
    }
    Tab { name: table_name(table, Language::Chinese), repeated: None, xml: sheet.finish(&[80], false, 0, "") }
}

/// Where each value stands on the sheet.
fn places(filled: &Filled<'_>) -> Places {
    let mut places = Places::new();
    for (row, cells) in filled.rows.iter().enumerate() {
        for cell in cells {
            if let Content::Value(id) = cell.content {
                places.insert(id, (row + TOP, cell.column));
            }
        }
    }
    places
}

/// The column 核对 beside the table, if any total differs from what the draft states; whether there is one.
fn differences(sheet: &mut Sheet, report: &Report, table: Table, filled: &Filled<'_>, totals: &CellMap<Total>) -> bool {
    let column = filled.columns.len();
    let mut found = false;
    for (row, cells) in filled.rows.iter().enumerate() {
        let mut words: Vec<String> = Vec::new();
        for cell in cells {
            let Content::Value(id) = cell.content else { continue };
            let stated = totals.get(&id).filter(|total| report.number(id) != Some(total.value));
            if stated.is_some() {
                let case = if table == Table::Disputes { row_name(table, id.row, Language::Chinese) } else { "" };
                let name = column_name(table, id.column, Language::Chinese);
                words.push(format!("{case}{name}原稿为{}", cell.text));
            }
        }
        if !words.is_empty() {
            found = true;
            sheet.text((row + TOP, column), (1, 1), &words.join("；"), Format::Remark);
        }
    }
    if found {
        sheet.text((TOP, column), (filled.header_rows.max(1), 1), "核对", Format::Label);
    }
    found
}

/// The row below table three that says whether each column balances.
fn balance_row(sheet: &mut Sheet, report: &Report, filled: &Filled<'_>, totals: &CellMap<Total>, places: &Places) {
    let balances = balances(report, totals, places);
    let labels = filled.columns.iter().filter(|&&column| column < setting(Table::Requests).first_value).count();
    if balances.is_empty() || labels == 0 {
        return;
    }
    // A blank row sets it apart from the table.
    let row = sheet.rows.len() + 1;
    sheet.set_height(row, ROW_HEIGHT);
    sheet.text((row, 0), (1, labels), "核对：第一项加第二项，等于第三项加第四项", Format::RowLabel);
    for balance in balances {
        let of_column = places.iter().find(|(id, _)| id.column == balance.column).map(|(_, place)| place.1);
        if let Some(column) = of_column {
            let xml = html! {
                c r=(reference((row, column))) s=(Format::Label.number()) t="str" {
                    f { (balance.formula) }
                    v { (balance.words) }
                }
            };
            sheet.push(row, column, xml);
        }
    }
}

/// The height of a row whose longest text needs several lines, in points.
fn height(cells: &[FilledCell<'_>], widths: &[u32]) -> usize {
    let lines = |cell: &FilledCell<'_>| {
        let width: u32 = widths.iter().skip(cell.column).take(cell.column_span).sum();
        let text: usize = cell.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        if cell.row_span > 1 { 1 } else { text.div_ceil(usize::try_from(width).unwrap_or(1).saturating_sub(1).max(1)) }
    };
    ROW_HEIGHT + LINE_HEIGHT * cells.iter().map(lines).max().unwrap_or(1).saturating_sub(1)
}

impl Sheet {
    /// That row, with the rows before it.
    fn reach(&mut self, row: usize) -> Option<&mut SheetRow> {
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, SheetRow::default);
        }
        self.rows.get_mut(row)
    }

    fn set_height(&mut self, row: usize, height: usize) {
        if let Some(row) = self.reach(row) {
            row.height = height;
        }
    }

    fn push(&mut self, row: usize, column: usize, xml: Markup) {
        if let Some(row) = self.reach(row) {
            row.cells.push((column, xml));
        }
    }

    /// A cell of the table.
    fn cell(&mut self, report: &Report, place: (usize, &FilledCell<'_>), total: Option<&Total>, is_row_label: bool) {
        let (row, cell) = place;
        let at = (row, cell.column);
        let spans = (cell.row_span, cell.column_span);
        let Content::Value(id) = cell.content else {
            let format = match (is_row_label, cell.row_span > UPRIGHT_ROWS) {
                (true, true) => Format::Upright,
                (true, false) => Format::RowLabel,
                (false, _) => Format::Label,
            };
            self.text(at, spans, cell.text, format);
            return;
        };
        let number = match report.cells.get(&id).map(|cell| cell.value) {
            Some(Value::Number(number)) => number,
            _ => return self.text(at, spans, cell.text, Format::Value),
        };
        let value = total.map_or(number, |total| total.value);
        let format = if value == number { Format::Value } else { Format::Marked };
        let xml = html! {
            c r=(reference(at)) s=(format.number()) {
                @if let Some(total) = total { f { (total.formula) } }
                v { (value.to_string()) }
            }
        };
        self.push(row, cell.column, xml);
        self.merge(at, spans, format);
    }

    /// A cell with a number as written; an empty one where nothing is.
    pub fn number(&mut self, at: (usize, usize), number: &str, format: Format) {
        let xml = html! {
            c r=(reference(at)) s=(format.number()) { @if !number.is_empty() { v { (number) } } }
        };
        self.push(at.0, at.1, xml);
    }

    /// Lets a person filter that range: the first row holds the heads.
    pub fn filter(&mut self, from: (usize, usize), to: (usize, usize)) {
        self.filtered = Some(format!("{}:{}", reference(from), reference(to)));
    }

    /// A cell of text, or an empty one.
    pub fn text(&mut self, at: (usize, usize), spans: (usize, usize), text: &str, format: Format) {
        let xml = html! {
            @if text.is_empty() { c r=(reference(at)) s=(format.number()) {} }
            @else {
                c r=(reference(at)) s=(format.number()) t="inlineStr" { is { t xml:space="preserve" { (clean(text)) } } }
            }
        };
        self.push(at.0, at.1, xml);
        self.merge(at, spans, format);
    }

    /// Merges what the cell covers. The covered cells are there, too, to bear the border.
    fn merge(&mut self, (row, column): (usize, usize), (rows, columns): (usize, usize), format: Format) {
        if (rows, columns) == (1, 1) {
            return;
        }
        self.merged.push(format!("{}:{}", reference((row, column)), reference((row + rows - 1, column + columns - 1))));
        for covered in row..row + rows {
            for column in column..column + columns {
                let is_written =
                    self.rows.get(covered).is_some_and(|row| row.cells.iter().any(|cell| cell.0 == column));
                if !is_written {
                    let xml = html! { c r=(reference((covered, column))) s=(format.number()) {} };
                    self.push(covered, column, xml);
                }
            }
        }
    }

    /// The sheet in XML; `frozen` rows at the top stay in sight.
    pub fn finish(mut self, widths: &[u32], landscape: bool, frozen: usize, title: &str) -> Markup {
        for row in &mut self.rows {
            crate::sorted::sort_by_key(&mut row.cells, |cell| (cell.0 as u64, 0));
        }
        let orientation = if landscape { "landscape" } else { "portrait" };
        // An ampersand begins a code there; 255 units are the most it may have.
        let header: String = clean(title).replace('&', "&&").chars().take(200).collect();
        html! {
            worksheet xmlns=(super::package::MAIN) {
                sheetPr { pageSetUpPr fitToPage="1" {} }
                sheetViews {
                    sheetView workbookViewId="0" {
                        @if frozen > TOP {
                            pane ySplit=(frozen) topLeftCell=(reference((frozen, 0))) activePane="bottomLeft" state="frozen" {}
                        }
                    }
                }
                sheetFormatPr defaultRowHeight="20" {}
                cols {
                    @for (number, width) in widths.iter().enumerate() {
                        col min=(number + 1) max=(number + 1) width=(width) customWidth="1" {}
                    }
                }
                sheetData {
                    @for (number, row) in self.rows.iter().enumerate() {
                        row r=(number + 1) ht=(row.height.max(ROW_HEIGHT)) customHeight="1" {
                            @for (_, cell) in &row.cells { (cell) }
                        }
                    }
                }
                @if let Some(range) = &self.filtered { autoFilter ref=(range) {} }
                @if !self.merged.is_empty() {
                    mergeCells count=(self.merged.len()) { @for range in &self.merged { mergeCell ref=(range) {} } }
                }
                printOptions horizontalCentered="1" {}
                pageMargins left="0.6" right="0.6" top="0.9" bottom="0.7" header="0.4" footer="0.4" {}
                pageSetup paperSize="9" orientation=(orientation) fitToWidth="1" fitToHeight="0" {}
                @if !header.is_empty() { headerFooter { oddHeader { "&C" (header) } } }
            }
        }
    }
}
