//! Workbooks of Excel 97–2003 and of WPS (.xls, .et): BIFF8 records in a stream of a compound file (MS-XLS).

mod record;

use self::record::{Record, Records, kind};
use super::decimal::Decimal;
use super::format::Formats;
use super::grid::{Budget, Draft, Merge, Sheet};
use super::strings::Strings;
use crate::import::ole::Compound;
use crate::import::{ImportError, unsupported};

const DAMAGED: ImportError = ImportError::Damaged("workbook");
/// The version of the format of Excel 97.
const BIFF8: u16 = 0x600;
/// A sheet of cells, as opposed to one of a chart or of macros.
const WORKSHEET: u16 = 0x10;

/// The sheets of a workbook.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let compound = Compound::open(bytes)?;
    // A file for both has the older format, under the older name, beside the newer.
    let has_newer = compound.names().any(|name| name.eq_ignore_ascii_case("Workbook"));
    let stream = compound.stream(if has_newer { "Workbook" } else { "Book" })?;
    let workbook = Workbook::read(&stream)?;
    let mut budget = Budget::default();
    // Sheets lie one behind another; where they are made to overlap, they are not read again and again.
    let mut remaining = stream.len().saturating_mul(2);
    let mut sheets = Vec::new();
    for tab in &workbook.tabs {
        let records = Records(stream.get(tab.start..).ok_or(DAMAGED)?);
        let Some((sheet, length)) = workbook.sheet(tab, records, &mut budget)? else { continue };
        remaining = remaining.checked_sub(length).ok_or(DAMAGED)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// What all sheets share.
#[derive(Default)]
struct Workbook {
    tabs: Vec<Tab>,
    formats: Formats,
    strings: Strings,
}

struct Tab {
    name: String,
    hidden: bool,
    /// Where its records begin.
    start: usize,
}

impl Workbook {
    fn read(stream: &[u8]) -> Result<Workbook, ImportError> {
        let mut workbook = Workbook::default();
        let mut records = Records(stream);
        let first = records.next().filter(|record| record.kind & 0xff == 0x09).ok_or(DAMAGED)?;
        if first.kind != kind::BOF || first.u16(0) != Some(BIFF8) {
            return Err(ImportError::Unsupported(unsupported::EXCEL_95));
        }
        for record in records {
            match record.kind {
                kind::EOF => return Ok(workbook),
                kind::FILE_PASS => return Err(ImportError::Encrypted),
                _ => workbook.record(&record)?.ok_or(DAMAGED)?,
            }
        }
        Err(DAMAGED)
    }

    /// Takes up a record; `None` when it is cut short.
    fn record(&mut self, record: &Record<'_>) -> Result<Option<()>, ImportError> {
        match record.kind {
            kind::DATE_1904 => self.formats.from_1904 = record.u16(0) == Some(1),
            kind::FORMAT => {
                let (Some(number), Some(code)) = (record.u16(0), record.continued(2).text()) else { return Ok(None) };
                self.formats.define(u32::from(number), code)?;
            }
            kind::XF => match record.u16(2) {
                Some(format) => self.formats.style(u32::from(format)),
                None => return Ok(None),
            },
            kind::BOUND_SHEET => {
                let name = record.continued(6).short_text();
                let (Some(start), Some(state), Some(name)) = (record.u32(0), record.u8(4), name) else {
                    return Ok(None);
                };
                self.tabs.push(Tab { name, hidden: state & 3 != 0, start: start as usize });
            }
            kind::SST => {
                let Some(count) = record.u32(4) else { return Ok(None) };
                let mut texts = record.continued(8);
                for _ in 0..count {
                    // What is cut off is missed only where a cell shows it.
                    let Some(text) = texts.text() else { break };
                    self.strings.push(&text);
                }
            }
            _ => {}
        }
        Ok(Some(()))
    }

    /// A sheet of cells and the bytes of its records; `None` when it is another kind of sheet.
    fn sheet(
        &self,
        tab: &Tab,
        records: Records<'_>,
        budget: &mut Budget,
    ) -> Result<Option<(Sheet, usize)>, ImportError> {
        let mut own = records.clone();
        let first = own.next().filter(|record| record.kind == kind::BOF).ok_or(DAMAGED)?;
        if first.u16(2) != Some(WORKSHEET) {
            return Ok(None);
        }
        let mut reader = SheetReader {
            workbook: self,
            draft: Draft::new(budget, tab.name.clone(), tab.hidden)?,
            budget,
            zeros_hidden: zeros_hidden(own.clone()),
            formula: None,
        };
        let mut depth = 1;
        while depth > 0 {
            let record = own.next().ok_or(DAMAGED)?;
            match record.kind {
                // A chart within the sheet.
                kind::BOF => depth += 1,
                kind::EOF => depth -= 1,
                _ if depth == 1 => reader.record(&record)?.ok_or(DAMAGED)?,
                _ => {}
            }
        }
        Ok(Some((reader.draft.finish(), records.0.len() - own.0.len())))
    }
}

/// Whether the sheet shows zeros as blank cells; this stands behind its cells, and behind its charts.
fn zeros_hidden(records: Records<'_>) -> bool {
    const SHOWS_ZEROS: u16 = 0x10;
    let mut depth = 1;
    for record in records {
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth == 1 => break,
            kind::EOF => depth -= 1,
            kind::WINDOW_2 if depth == 1 => return record.u16(0).is_some_and(|flags| flags & SHOWS_ZEROS == 0),
            _ => {}
        }
    }
    false
}

struct SheetReader<'a> {
    workbook: &'a Workbook,
    draft: Draft,
    budget: &'a mut Budget,
    zeros_hidden: bool,
    /// The place and the style of a formula whose text follows.
    formula: Option<(usize, usize, usize)>,
}

impl SheetReader<'_> {
    /// Takes up a record; `None` when it is cut short.
    fn record(&mut self, record: &Record<'_>) -> Result<Option<()>, ImportError> {
        match record.kind {
            kind::ROW => {
                const HIDDEN: u16 = 0x20;
                let (Some(row), Some(flags)) = (record.index(0), record.u16(12)) else { return Ok(None) };
                if flags & HIDDEN != 0 {
                    self.draft.hide_rows(row, row);
                }
                return Ok(Some(()));
            }
            kind::COL_INFO => {
                let (Some(first), Some(last), Some(flags)) = (record.index(0), record.index(2), record.u16(8)) else {
                    return Ok(None);
                };
                if flags & 1 != 0 {
                    self.draft.hide_columns(first, last);
                }
                return Ok(Some(()));
            }
            kind::MERGE_CELLS => {
                let (ranges, _) = record.data.get(2..).unwrap_or_default().as_chunks::<8>();
                for range in ranges {
                    let [row, last_row, column, last_column] =
                        [0, 2, 4, 6].map(|at| crate::import::ole::u16_at(range, at).map_or(0, usize::from));
                    self.draft.merge(self.budget, Merge { row, column, last_row, last_column })?;
                }
                return Ok(Some(()));
            }
            kind::STRING => {
                let Some((row, column, style)) = self.formula.take() else { return Ok(Some(())) };
                let Some(text) = record.continued(0).text() else { return Ok(None) };
                return self.text(row, column, style, text).map(Some);
            }
            kind::FORMULA
            | kind::MUL_RK
            | kind::RSTRING
            | kind::LABEL_SST
            | kind::NUMBER
            | kind::LABEL
            | kind::BOOL_ERR
            | kind::RK => {}
            _ => return Ok(Some(())),
        }
        let (Some(row), Some(column), Some(style)) = (record.index(0), record.index(2), record.index(4)) else {
            return Ok(None);
        };
        match record.kind {
            kind::LABEL_SST => {
                let text = record.u32(6).and_then(|index| self.workbook.strings.get(index as usize));
                let Some(text) = text else { return Ok(None) };
                self.text(row, column, style, text.to_owned())?;
            }
            kind::LABEL | kind::RSTRING => {
                let Some(text) = record.continued(6).text() else { return Ok(None) };
                self.text(row, column, style, text)?;
            }
            kind::NUMBER => {
                let Some(number) = record.f64(6).and_then(Decimal::from_binary) else { return Ok(None) };
                self.number(row, column, style, &number)?;
            }
            kind::RK => {
                let Some(number) = record.u32(6).and_then(packed) else { return Ok(None) };
                self.number(row, column, style, &number)?;
            }
            kind::MUL_RK => {
                let (cells, _) = record.data.get(4..).unwrap_or_default().as_chunks::<6>();
                for (column, cell) in (column..).zip(cells) {
                    let [low, high, number @ ..] = *cell;
                    let Some(number) = packed(u32::from_le_bytes(number)) else { return Ok(None) };
                    self.number(row, column, usize::from(u16::from_le_bytes([low, high])), &number)?;
                }
            }
            kind::BOOL_ERR => {
                let (Some(value), Some(is_error)) = (record.u8(6), record.u8(7)) else { return Ok(None) };
                self.special(row, column, value, is_error != 0)?;
            }
            _ => {
                let (Some(tag), Some(value), Some(mark)) = (record.u8(6), record.u8(8), record.u16(12)) else {
                    return Ok(None);
                };
                self.formula = None;
                match (mark, tag) {
                    (0xffff, 0) => self.formula = Some((row, column, style)),
                    (0xffff, 1 | 2) => self.special(row, column, value, tag == 2)?,
                    // An empty text.
                    (0xffff, _) => {}
                    _ => {
                        let Some(number) = record.f64(6).and_then(Decimal::from_binary) else { return Ok(None) };
                        self.number(row, column, style, &number)?;
                    }
                }
            }
        }
        Ok(Some(()))
    }

    fn text(&mut self, row: usize, column: usize, style: usize, text: String) -> Result<(), ImportError> {
        if !Draft::holds(row, column) {
            return Ok(());
        }
        let text = self.workbook.formats.text(style, text);
        self.draft.put(self.budget, row, column, text, false)
    }

    fn number(&mut self, row: usize, column: usize, style: usize, number: &Decimal) -> Result<(), ImportError> {
        if !Draft::holds(row, column) {
            return Ok(());
        }
        let text = self.workbook.formats.number(style, number);
        if text.is_empty() || self.zeros_hidden && number.is_zero() {
            self.draft.leave_out();
            return Ok(());
        }
        self.draft.put(self.budget, row, column, text, true)
    }

    /// A truth value or an error.
    fn special(&mut self, row: usize, column: usize, value: u8, is_error: bool) -> Result<(), ImportError> {
        let text = match (is_error, value) {
            (false, 0) => "FALSE",
            (false, _) => "TRUE",
            (true, 0x00) => "#NULL!",
            (true, 0x07) => "#DIV/0!",
            (true, 0x0f) => "#VALUE!",
            (true, 0x17) => "#REF!",
            (true, 0x1d) => "#NAME?",
            (true, 0x24) => "#NUM!",
            (true, _) => "#N/A",
        };
        self.draft.put(self.budget, row, column, text.to_owned(), is_error)
    }
}

/// A number packed in 30 bits: an integer, or the upper half of a binary fraction; either may be hundredths.
fn packed(bits: u32) -> Option<Decimal> {
    let number =
        if bits & 2 != 0 { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    Decimal::from_binary(number).map(|number| number.shifted(if bits & 1 != 0 { -2 } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn packed_numbers() {
        let general = |bits| packed(bits).map(|number| number.general());
        assert_eq!(general((12 << 2) | 2).as_deref(), Some("12"));
        assert_eq!(general((-5_i32 << 2).cast_unsigned() | 2).as_deref(), Some("-5"));
        assert_eq!(general((1234 << 2) | 3).as_deref(), Some("12.34"));
        assert_eq!(general((1.5_f64.to_bits() >> 32) as u32).as_deref(), Some("1.5"));
        assert_eq!(general((125_f64.to_bits() >> 32) as u32 | 1).as_deref(), Some("1.25"));
        assert_eq!(general((f64::INFINITY.to_bits() >> 32) as u32), None);
    }
}
