//! Excel's XML of 2003 (SpreadsheetML, `urn:schemas-microsoft-com:office:spreadsheet`), which web systems export under
//! the name of .xls.

use super::decimal::Decimal;
use super::format::{shown, shown_text};
use super::grid::{Budget, Draft, Merge, Sheet};
use super::{date, number};
use crate::import::xml::{self, Element, Malformed, Node, Xml};
use crate::import::{ImportError, unsupported};

/// Styles of a workbook.
const STYLES_LIMIT: usize = 4096;

/// The sheets of a workbook.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    // In another encoding it is left to the program that wrote it.
    let text = xml::decode(bytes.to_vec()).ok_or(ImportError::Unsupported(unsupported::EXCEL_XML))?;
    let mut reader = Reader { xml: Xml::new(&text), styles: Vec::new(), budget: Budget::default() };
    let mut sheets = Vec::new();
    let mut style = String::new();
    loop {
        let element = match reader.xml.next()? {
            Node::Start(element) => element,
            Node::Finished => return Ok(sheets),
            Node::End | Node::Text(_) => continue,
        };
        match element.name() {
            "Style" => style = attribute(&element, "ID"),
            "NumberFormat" => reader.define(std::mem::take(&mut style), attribute(&element, "Format"))?,
            "Worksheet" => {
                let name = attribute(&element, "Name");
                sheets.push(reader.worksheet(name)?);
            }
            _ => {}
        }
    }
}

struct Reader<'a> {
    xml: Xml<'a>,
    /// The codes of the formats of styles, by the styles' names in order.
    styles: Vec<(String, String)>,
    budget: Budget,
}

impl Reader<'_> {
    fn define(&mut self, style: String, format: String) -> Result<(), ImportError> {
        if self.styles.len() == STYLES_LIMIT {
            return Err(super::TOO_MUCH);
        }
        if let Err(place) = self.styles.binary_search_by(|(name, _)| name.cmp(&style)) {
            self.styles.insert(place, (style, code(&format).to_owned()));
        }
        Ok(())
    }

    fn format(&self, style: &str) -> &str {
        let place = self.styles.binary_search_by(|(name, _)| name.as_str().cmp(style));
        place.ok().and_then(|place| self.styles.get(place)).map_or("", |(_, code)| code)
    }

    /// The rest of a sheet.
    fn worksheet(&mut self, name: String) -> Result<Sheet, ImportError> {
        let mut draft = Draft::new(&mut self.budget, name, false)?;
        let mut hidden = false;
        let (mut row, mut column) = (0_usize, 0_usize);
        let mut depth = 1;
        while depth > 0 {
            let element = match self.xml.next()? {
                Node::Start(element) => element,
                Node::End => {
                    depth -= 1;
                    continue;
                }
                Node::Text(_) => continue,
                Node::Finished => return Err(Malformed.into()),
            };
            match element.name() {
                "Table" | "WorksheetOptions" => depth += 1,
                "Visible" => hidden = self.xml.text()?.trim() != "SheetVisible",
                "Column" => {
                    let (first, last) = places(&element, column);
                    column = last.saturating_add(1);
                    if is_hidden(&element) {
                        draft.hide_columns(first, last);
                    }
                    self.xml.skip()?;
                }
                "Row" => {
                    self.budget.place()?;
                    let (first, last) = places(&element, row);
                    row = last.saturating_add(1);
                    if is_hidden(&element) {
                        draft.hide_rows(first, last);
                    }
                    let style = element.attribute("StyleID").map(|style| style.into_owned());
                    self.row(&mut draft, first, style.as_deref())?;
                }
                _ => self.xml.skip()?,
            }
        }
        let mut sheet = draft.finish();
        sheet.hidden = hidden;
        Ok(sheet)
    }

    /// The rest of a row.
    fn row(&mut self, draft: &mut Draft, row: usize, row_style: Option<&str>) -> Result<(), ImportError> {
        let mut next = 0;
        loop {
            let element = match self.xml.next()? {
                Node::Start(element) => element,
                Node::End => return Ok(()),
                Node::Text(_) => continue,
                Node::Finished => return Err(Malformed.into()),
            };
            if element.name() != "Cell" {
                self.xml.skip()?;
                continue;
            }
            self.budget.place()?;
            let (column, _) = places(&element, next);
            let merged = |name: &str| number::<usize>(&element, name).unwrap_or_default();
            let (across, down) = (merged("MergeAcross"), merged("MergeDown"));
            next = column.saturating_add(across).saturating_add(1);
            let style = element.attribute("StyleID");
            let style = style.as_deref().or(row_style).unwrap_or("Default").to_owned();
            let formula = element.attribute("Formula").map(|formula| formula.into_owned());
            let (last_row, last_column) = (row.saturating_add(down), column.saturating_add(across));
            draft.merge(&mut self.budget, Merge { row, column, last_row, last_column })?;
            let (text, is_number) = self.cell(draft, &style)?.unwrap_or((formula.unwrap_or_default(), false));
            draft.put(&mut self.budget, row, column, text, is_number)?;
        }
    }

    /// The rest of a cell: what it shows, and whether that is anything but text. `None` when it holds no value.
    fn cell(&mut self, draft: &mut Draft, style: &str) -> Result<Option<(String, bool)>, ImportError> {
        let mut value = None;
        loop {
            match self.xml.next()? {
                Node::Start(element) if element.name() == "Data" => {
                    let kind = attribute(&element, "Type");
                    value = Some((self.xml.text()?, kind));
                }
                // Comments hold data too.
                Node::Start(_) => self.xml.skip()?,
                Node::End => break,
                Node::Text(_) => {}
                Node::Finished => return Err(Malformed.into()),
            }
        }
        let Some((text, kind)) = value else { return Ok(None) };
        let format = self.format(style);
        Ok(Some(match kind.as_str() {
            "Number" | "DateTime" => {
                let number = if kind == "Number" { Decimal::parse(&text) } else { date::number(&text, false) };
                let Some(number) = number else { return Ok(Some((text, false))) };
                let shown = shown(&number, format, false);
                if shown.is_empty() {
                    draft.leave_out();
                }
                (shown, true)
            }
            "Boolean" => (if text.trim() == "0" { "FALSE" } else { "TRUE" }.to_owned(), false),
            "Error" => (text, true),
            _ => (shown_text(text, format), false),
        }))
    }
}

/// The code of a format that may have a name.
fn code(format: &str) -> &str {
    match format {
        "General Number" | "General" => "",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Short Date" | "General Date" => "yyyy/m/d",
        "Medium Date" => "d-mmm-yy",
        "Long Date" => "yyyy\"年\"m\"月\"d\"日\"",
        "Short Time" => "h:mm",
        "Medium Time" => "h:mm AM/PM",
        "Long Time" => "h:mm:ss",
        other => other,
    }
}

/// The place of a row, column or cell, from 0, and of the last that it stands for.
fn places(element: &Element<'_>, next: usize) -> (usize, usize) {
    let first = number(element, "Index").map_or(next, |index: usize| index.saturating_sub(1));
    (first, first.saturating_add(number(element, "Span").unwrap_or_default()))
}

fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("Hidden").is_some_and(|value| value.trim() == "1")
}

fn attribute(element: &Element<'_>, name: &str) -> String {
    element.attribute(name).unwrap_or_default().into_owned()
}
