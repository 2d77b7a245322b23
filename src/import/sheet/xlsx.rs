//! Workbooks of Excel since 2007 (.xlsx): the XML parts of a package (ECMA-376, SpreadsheetML).

use super::decimal::Decimal;
use super::format::Formats;
use super::grid::{Budget, Draft, Merge, Sheet};
use super::strings::Strings;
use super::{date, number};
use crate::import::opc::Relations;
use crate::import::xml::{self, Element, Malformed, Node, Xml};
use crate::import::zip::Archive;
use crate::import::{ImportError, unsupported};

const WORKBOOK: &str = "xl/workbook.xml";

/// The sheets of a workbook.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut archive = Archive::open(bytes)?;
    if archive.names().any(|name| name == "xl/workbook.bin") {
        return Err(ImportError::Unsupported(unsupported::XLSB));
    }
    let package = Relations::of(&mut archive, "")?;
    let name = package.of_kind("officeDocument").unwrap_or(WORKBOOK);
    let workbook = part(&mut archive, name)?.ok_or(ImportError::Damaged(WORKBOOK))?;
    let relations = Relations::of(&mut archive, name)?;
    let tabs = Tabs::read(&workbook)?;

    let mut budget = Budget::default();
    let mut formats = Formats::default();
    formats.from_1904 = tabs.from_1904;
    if let Some(text) = related(&mut archive, &relations, "styles")? {
        styles(&text, &mut formats, &mut budget)?;
    }
    let strings = match related(&mut archive, &relations, "sharedStrings")? {
        Some(text) => shared_strings(&text, &mut budget)?,
        None => Strings::default(),
    };
    let mut sheets = Vec::new();
    for (index, tab) in tabs.tabs.into_iter().enumerate() {
        let by_place = format!("xl/worksheets/sheet{}.xml", index + 1);
        let name = match relations.by_id(&tab.id) {
            Some(("worksheet", name)) => name,
            // A chart, or a sheet of macros.
            Some(_) => continue,
            None => &by_place,
        };
        let text = part(&mut archive, name)?.ok_or(ImportError::Damaged("worksheet"))?;
        let mut reader = SheetReader {
            draft: Draft::new(&mut budget, tab.name, tab.hidden)?,
            formats: &formats,
            strings: &strings,
            budget: &mut budget,
            zeros_hidden: false,
        };
        reader.read(&text)?;
        sheets.push(reader.draft.finish());
    }
    Ok(sheets)
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, ImportError> {
    let Some(bytes) = archive.read(name)? else { return Ok(None) };
    xml::decode(bytes).map(Some).ok_or(ImportError::Damaged("XML"))
}

fn related(archive: &mut Archive<'_>, relations: &Relations, kind: &str) -> Result<Option<String>, ImportError> {
    let name = relations.of_kind(kind).map_or_else(|| format!("xl/{kind}.xml"), str::to_owned);
    part(archive, &name)
}

/// The sheets as the workbook lists them.
#[derive(Default)]
struct Tabs {
    tabs: Vec<Tab>,
    from_1904: bool,
}

struct Tab {
    name: String,
    /// The relationship that leads to its part.
    id: String,
    hidden: bool,
}

impl Tabs {
    fn read(text: &str) -> Result<Tabs, ImportError> {
        let (mut tabs, mut is_workbook) = (Tabs::default(), false);
        let mut xml = Xml::new(text);
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == "workbook" => is_workbook = true,
                Node::Start(element) if element.name() == "workbookPr" => tabs.from_1904 = is_on(&element, "date1904"),
                Node::Start(element) if element.name() == "sheet" => {
                    let value = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
                    let hidden = matches!(value("state").as_str(), "hidden" | "veryHidden");
                    tabs.tabs.push(Tab { name: value("name"), id: value("id"), hidden });
                }
                Node::Finished if is_workbook => return Ok(tabs),
                // The main part of another kind of document.
                Node::Finished => return Err(ImportError::Damaged(WORKBOOK)),
                _ => {}
            }
        }
    }
}

/// The formats that a workbook defines, and those of the styles of its cells.
fn styles(text: &str, formats: &mut Formats, budget: &mut Budget) -> Result<(), ImportError> {
    let mut xml = Xml::new(text);
    let mut list = "";
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::Finished => return Ok(()),
            Node::End | Node::Text(_) => continue,
        };
        // Styles that others derive from, and those of conditions, look the same and do not count.
        if let Some(name) =
            ["numFmts", "cellXfs", "cellStyleXfs", "dxfs"].into_iter().find(|name| *name == element.name())
        {
            list = name;
        }
        match (list, element.name()) {
            ("numFmts", "numFmt") => {
                if let (Some(number), Some(code)) = (number(&element, "numFmtId"), element.attribute("formatCode")) {
                    formats.define(number, code.into_owned())?;
                }
            }
            ("cellXfs", "xf") => {
                budget.place()?;
                formats.style(number(&element, "numFmtId").unwrap_or_default());
            }
            _ => {}
        }
    }
}

fn shared_strings(text: &str, budget: &mut Budget) -> Result<Strings, ImportError> {
    let mut xml = Xml::new(text);
    let mut strings = Strings::default();
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "si" => {
                budget.place()?;
                strings.push(&rich_text(&mut xml)?);
            }
            Node::Finished => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of the element that has just begun, in one or several runs, without what tells its pronunciation.
fn rich_text(xml: &mut Xml<'_>) -> Result<String, Malformed> {
    let mut gathered = String::new();
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "t" => gathered.push_str(&unescaped(&xml.text()?)),
                "rPh" => xml.skip()?,
                _ => depth += 1,
            },
            Node::End => depth -= 1,
            Node::Text(_) => {}
            Node::Finished => return Err(Malformed),
        }
    }
    Ok(gathered)
}

/// A text with its characters that XML has no place for, written as `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("_x") {
        plain.push_str(before);
        let character = behind.get(..5).and_then(|code| code.strip_suffix('_')).and_then(|code| {
            let is_code = code.bytes().all(|digit| digit.is_ascii_hexdigit());
            u32::from_str_radix(code, 16).ok().filter(|_| is_code).and_then(char::from_u32)
        });
        match character {
            Some(character) => plain.push(character),
            None => plain.push_str("_x"),
        }
        rest = behind.get(if character.is_some() { 5 } else { 0 }..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

struct SheetReader<'a> {
    draft: Draft,
    formats: &'a Formats,
    strings: &'a Strings,
    budget: &'a mut Budget,
    /// Whether the sheet shows zeros as blank cells.
    zeros_hidden: bool,
}

impl SheetReader<'_> {
    fn read(&mut self, text: &str) -> Result<(), ImportError> {
        let mut xml = Xml::new(text);
        // Rows and cells may leave out their numbers: then they follow the one before.
        let (mut row, mut next_row, mut next_column) = (0, 0, 0);
        loop {
            let element = match xml.next()? {
                Node::Start(element) => element,
                Node::Finished => return Ok(()),
                Node::End | Node::Text(_) => continue,
            };
            match element.name() {
                "sheetView" => self.zeros_hidden = element.attribute("showZeros").is_some_and(|value| is_off(&value)),
                "col" if is_on(&element, "hidden") => {
                    if let (Some(first @ 1..), Some(last)) = (number(&element, "min"), number(&element, "max")) {
                        self.draft.hide_columns(first - 1, usize::saturating_sub(last, 1));
                    }
                }
                "row" => {
                    self.budget.place()?;
                    row = number(&element, "r").map_or(next_row, |row: usize| row.saturating_sub(1));
                    next_row = row.saturating_add(1);
                    next_column = 0;
                    if is_on(&element, "hidden") {
                        self.draft.hide_rows(row, row);
                    }
                }
                "c" => {
                    self.budget.place()?;
                    let place = element.attribute("r").and_then(|place| cell(&place));
                    let (row, column) = place.unwrap_or((row, next_column));
                    next_column = column.saturating_add(1);
                    let kind = element.attribute("t").unwrap_or_default().into_owned();
                    let style = number(&element, "s").unwrap_or_default();
                    self.cell(&mut xml, (row, column), &kind, style)?;
                }
                "mergeCell" => {
                    let range = element.attribute("ref").unwrap_or_default();
                    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
                    if let (Some((row, column)), Some((last_row, last_column))) = (cell(first), cell(last)) {
                        self.draft.merge(self.budget, Merge { row, column, last_row, last_column })?;
                    }
                }
                // Cells of another program's, beside the sheet's own.
                "extLst" => xml.skip()?,
                _ => {}
            }
        }
    }

    /// The rest of a cell.
    fn cell(
        &mut self,
        xml: &mut Xml<'_>,
        (row, column): (usize, usize),
        kind: &str,
        style: usize,
    ) -> Result<(), ImportError> {
        let (mut value, mut inline, mut formula) = (None, None, None);
        loop {
            match xml.next()? {
                Node::Start(element) => match element.name() {
                    "v" => value = Some(xml.text()?),
                    "is" => inline = Some(rich_text(xml)?),
                    "f" => formula = Some(xml.text()?),
                    _ => xml.skip()?,
                },
                Node::End => break,
                Node::Text(_) => {}
                Node::Finished => return Err(Malformed.into()),
            }
        }
        if !Draft::holds(row, column) {
            return Ok(());
        }
        let (text, number) = match (inline, value) {
            (Some(text), _) => (self.formats.text(style, text), false),
            (None, Some(value)) => self.shown(value, kind, style)?,
            // A formula that no program has worked out yet: not a blank cell, and no figure.
            (None, None) => (formula.map(|formula| format!("={formula}")).unwrap_or_default(), false),
        };
        self.draft.put(self.budget, row, column, text, number)
    }

    /// A value as shown, and whether it is anything but text.
    fn shown(&mut self, value: String, kind: &str, style: usize) -> Result<(String, bool), ImportError> {
        Ok(match kind {
            _ if value.trim().is_empty() => (String::new(), false),
            "s" => {
                let text = value.trim().parse().ok().and_then(|index| self.strings.get(index));
                (self.formats.text(style, text.ok_or(ImportError::Damaged("sharedStrings"))?.to_owned()), false)
            }
            "str" => (self.formats.text(style, unescaped(&value)), false),
            "b" => (if is_off(&value) { "FALSE" } else { "TRUE" }.to_owned(), false),
            "e" => (value, true),
            _ => {
                let moment = if kind == "d" { date::number(&value, self.formats.from_1904) } else { None };
                let Some(number) = moment.or_else(|| Decimal::parse(&value)) else { return Ok((value, kind == "d")) };
                let text = self.formats.number(style, &number);
                if text.is_empty() || self.zeros_hidden && number.is_zero() {
                    self.draft.leave_out();
                    return Ok((String::new(), true));
                }
                (text, true)
            }
        })
    }
}

fn is_on(element: &Element<'_>, name: &str) -> bool {
    element.attribute(name).is_some_and(|value| !is_off(&value))
}

fn is_off(value: &str) -> bool {
    matches!(value.trim(), "0" | "false" | "off")
}

/// Row and column, from 0, of a place such as `BC12`.
fn cell(place: &str) -> Option<(usize, usize)> {
    let place = place.trim();
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let count = letters.clone().count();
    let column = letters.fold(0_usize, |column, letter| {
        column.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    let row: usize = place.get(count..)?.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_letters_and_a_number() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("BC12"), Some((11, 54)));
        assert_eq!(cell("XFD1048576"), Some((1_048_575, 16_383)));
        for place in ["", "A", "1", "A0", "A-1", "A1B", "$A$1", "甲1"] {
            assert_eq!(cell(place), None, "{place}");
        }
    }

    #[test]
    fn escaped_characters_are_characters() {
        assert_eq!(unescaped("甲_x000A_乙_x4E00_"), "甲\n乙一");
        for text in ["_x", "a_x00", "_xZZZZ_", "_x+00A_", "_x000A", "文件_xls", "_xD800_"] {
            assert_eq!(unescaped(text), text);
        }
        assert_eq!(unescaped("_x005F_x000A_"), "_x000A_");
    }
}
