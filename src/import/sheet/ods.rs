//! Spreadsheets of LibreOffice and others (.ods, OpenDocument 1.3). Cells carry the text that they show; where a
//! program has left it out, the value is shown plainly.

use super::decimal::Decimal;
use super::grid::{Budget, Draft, Merge, Sheet};
use super::number;
use crate::import::ImportError;
use crate::import::xml::{self, Element, Malformed, Node, Xml};
use crate::import::zip::Archive;

const CONTENT: &str = "content.xml";

/// The sheets of a spreadsheet.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut archive = Archive::open(bytes)?;
    if archive.names().any(|name| name == "encrypted-package") {
        return Err(ImportError::Encrypted);
    }
    // An encrypted part is told by the list of parts alone.
    if let Some(manifest) = archive.read("META-INF/manifest.xml")?.and_then(xml::decode)
        && manifest.contains("encryption-data")
    {
        return Err(ImportError::Encrypted);
    }
    let content = archive.read(CONTENT)?.and_then(xml::decode).ok_or(ImportError::Damaged(CONTENT))?;
    let mut xml = Xml::new(&content);
    let mut reader = Reader::default();
    let (mut style, mut in_spreadsheet) = (String::new(), false);
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::Finished if in_spreadsheet => return Ok(reader.sheets),
            Node::Finished => return Err(ImportError::Damaged(CONTENT)),
            Node::End | Node::Text(_) => continue,
        };
        match element.name() {
            "style" => style = attribute(&element, "name"),
            "table-properties" if attribute(&element, "display") == "false" => {
                reader.hidden_styles.push(std::mem::take(&mut style));
            }
            "spreadsheet" => in_spreadsheet = true,
            "table" if in_spreadsheet => {
                let hidden = reader.hidden_styles.contains(&attribute(&element, "style-name"));
                let draft = Draft::new(&mut reader.budget, attribute(&element, "name"), hidden)?;
                reader.table(&mut xml, draft)?;
            }
            // Changes, rules of input and linked tables hold texts that are not shown.
            _ if in_spreadsheet => xml.skip()?,
            _ => {}
        }
    }
}

#[derive(Default)]
struct Reader {
    sheets: Vec<Sheet>,
    /// The styles of tables that are not shown.
    hidden_styles: Vec<String>,
    budget: Budget,
}

/// A cell with content, or one that covers others.
struct Cell {
    column: usize,
    /// How many cells in a row are the same.
    repeated: usize,
    rows: usize,
    columns: usize,
    text: String,
    number: bool,
}

impl Reader {
    /// The rest of a table.
    fn table(&mut self, xml: &mut Xml<'_>, mut draft: Draft) -> Result<(), ImportError> {
        let (mut row, mut column) = (0_usize, 0_usize);
        let mut depth = 1;
        while depth > 0 {
            let element = match xml.next()? {
                Node::Start(element) => element,
                Node::End => {
                    depth -= 1;
                    continue;
                }
                Node::Text(_) => continue,
                Node::Finished => return Err(Malformed.into()),
            };
            match element.name() {
                "table-columns"
                | "table-column-group"
                | "table-header-columns"
                | "table-rows"
                | "table-row-group"
                | "table-header-rows" => depth += 1,
                "table-column" => {
                    let next = column.saturating_add(repeated(&element, "number-columns-repeated"));
                    if is_hidden(&element) {
                        draft.hide_columns(column, next - 1);
                    }
                    column = next;
                    xml.skip()?;
                }
                "table-row" => {
                    let next = row.saturating_add(repeated(&element, "number-rows-repeated"));
                    if is_hidden(&element) {
                        draft.hide_rows(row, next - 1);
                    }
                    self.budget.place()?;
                    let (cells, left_out) = cells(xml, &mut self.budget)?;
                    if left_out {
                        draft.leave_out();
                    }
                    for row in (row..next).take_while(|&row| Draft::holds(row, 0) && !cells.is_empty()) {
                        self.row(&mut draft, row, &cells)?;
                    }
                    row = next;
                }
                _ => xml.skip()?,
            }
        }
        self.sheets.push(draft.finish());
        Ok(())
    }

    fn row(&mut self, draft: &mut Draft, row: usize, cells: &[Cell]) -> Result<(), ImportError> {
        for cell in cells {
            let all = cell.column..cell.column.saturating_add(cell.repeated);
            for column in all.take_while(|&column| Draft::holds(row, column)) {
                draft.put(&mut self.budget, row, column, cell.text.clone(), cell.number)?;
                let (last_row, last_column) =
                    (row.saturating_add(cell.rows - 1), column.saturating_add(cell.columns - 1));
                draft.merge(&mut self.budget, Merge { row, column, last_row, last_column })?;
            }
        }
        Ok(())
    }
}

/// The rest of a row, and whether the format of a cell in it hides what it holds.
fn cells(xml: &mut Xml<'_>, budget: &mut Budget) -> Result<(Vec<Cell>, bool), ImportError> {
    let mut cells = Vec::new();
    let mut left_out = false;
    let mut column = 0_usize;
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::End => return Ok((cells, left_out)),
            Node::Text(_) => continue,
            Node::Finished => return Err(Malformed.into()),
        };
        budget.place()?;
        let count = repeated(&element, "number-columns-repeated");
        match element.name() {
            // What a merged cell covers is not shown.
            "covered-table-cell" => xml.skip()?,
            "table-cell" => {
                let value = Value::of(&element);
                let shown = paragraphs(xml)?;
                let is_blank = |text: &String| text.trim().is_empty();
                left_out |= shown.as_ref().is_some_and(is_blank) && value.number.is_some();
                let cell = Cell {
                    column,
                    repeated: count,
                    rows: repeated(&element, "number-rows-spanned"),
                    columns: repeated(&element, "number-columns-spanned"),
                    number: value.number.is_some(),
                    text: match shown {
                        // Blanks as wide as a bracket, which align figures.
                        Some(text) if value.number.is_some() => text.trim().to_owned(),
                        Some(text) => text,
                        None => value.shown(),
                    },
                };
                if !is_blank(&cell.text) || cell.rows > 1 || cell.columns > 1 {
                    cells.push(cell);
                }
            }
            _ => {
                xml.skip()?;
                continue;
            }
        }
        column = column.saturating_add(count);
    }
}

/// The value of a cell beside its text.
struct Value {
    /// What kind of number it is, if it is one.
    number: Option<String>,
    value: String,
    formula: String,
}

impl Value {
    fn of(element: &Element<'_>) -> Value {
        let kind = attribute(element, "value-type");
        let name = match kind.as_str() {
            "string" => "string-value",
            "date" => "date-value",
            "time" => "time-value",
            "boolean" => "boolean-value",
            _ => "value",
        };
        Value {
            value: attribute(element, name),
            formula: attribute(element, "formula"),
            number: (!matches!(kind.as_str(), "" | "string" | "boolean")).then_some(kind),
        }
    }

    /// The value without a format; a formula that no program has worked out yet is no blank cell.
    fn shown(self) -> String {
        match (self.number.as_deref(), Decimal::parse(&self.value)) {
            _ if self.value.is_empty() && !self.formula.is_empty() => {
                format!("={}", self.formula.trim_start_matches("of:").trim_start_matches('='))
            }
            (Some("percentage"), Some(number)) => number.shifted(2).general() + "%",
            (Some(_), Some(number)) => number.general(),
            _ => self.value,
        }
    }
}

/// The paragraphs of the cell that has just begun, line by line; `None` when it has none.
fn paragraphs(xml: &mut Xml<'_>) -> Result<Option<String>, Malformed> {
    let mut gathered: Option<String> = None;
    let mut depth = 1;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "p" | "h" => {
                    let text = gathered.get_or_insert_default();
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    paragraph(xml, text)?;
                }
                "list" | "list-item" => depth += 1,
                // Comments, drawings, tables.
                _ => xml.skip()?,
            },
            Node::End => depth -= 1,
            Node::Text(_) => {}
            Node::Finished => return Err(Malformed),
        }
        if depth == 0 {
            return Ok(gathered);
        }
    }
}

/// The rest of a paragraph. A row of blanks is one, unless it is written as an element of its own.
fn paragraph(xml: &mut Xml<'_>, gathered: &mut String) -> Result<(), Malformed> {
    /// A text is no longer than this; blanks are bounded by it.
    const MOST_BLANKS: usize = 1000;
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Node::Start(element) => {
                match element.name() {
                    "s" => gathered.push_str(&" ".repeat(repeated(&element, "c").min(MOST_BLANKS))),
                    "tab" => gathered.push('\t'),
                    "line-break" => gathered.push('\n'),
                    "annotation" | "note" | "ruby-text" | "frame" | "g" | "custom-shape" => {
                        xml.skip()?;
                        continue;
                    }
                    _ => {}
                }
                depth += 1;
            }
            Node::End => depth -= 1,
            Node::Text(text) => {
                for c in text.chars() {
                    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
                    if !is_blank(c) {
                        gathered.push(c);
                    } else if !gathered.ends_with(is_blank) {
                        gathered.push(' ');
                    }
                }
            }
            Node::Finished => return Err(Malformed),
        }
    }
    Ok(())
}

fn attribute(element: &Element<'_>, name: &str) -> String {
    element.attribute(name).unwrap_or_default().into_owned()
}

/// A number of repetitions, at least one.
fn repeated(element: &Element<'_>, name: &str) -> usize {
    number(element, name).unwrap_or(1_usize).max(1)
}

fn is_hidden(element: &Element<'_>) -> bool {
    matches!(element.attribute("visibility").as_deref(), Some("collapse" | "filter"))
}
