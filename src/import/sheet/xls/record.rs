//! The records of a BIFF8 stream (MS-XLS): a number, a length, and data, which records of their own may continue.

use crate::import::ole::{u16_at, u32_at};

/// Numbers of records, under the names of the specification.
#[allow(missing_docs, reason = "the names say it")]
pub mod kind {
    pub const FORMULA: u16 = 0x06;
    pub const EOF: u16 = 0x0a;
    pub const DATE_1904: u16 = 0x22;
    pub const FILE_PASS: u16 = 0x2f;
    pub const CONTINUE: u16 = 0x3c;
    pub const COL_INFO: u16 = 0x7d;
    pub const BOUND_SHEET: u16 = 0x85;
    pub const MUL_RK: u16 = 0xbd;
    pub const RSTRING: u16 = 0xd6;
    pub const XF: u16 = 0xe0;
    pub const MERGE_CELLS: u16 = 0xe5;
    pub const SST: u16 = 0xfc;
    pub const LABEL_SST: u16 = 0xfd;
    pub const NUMBER: u16 = 0x203;
    pub const LABEL: u16 = 0x204;
    pub const BOOL_ERR: u16 = 0x205;
    pub const STRING: u16 = 0x207;
    pub const ROW: u16 = 0x208;
    pub const WINDOW_2: u16 = 0x23e;
    pub const RK: u16 = 0x27e;
    pub const FORMAT: u16 = 0x41e;
    pub const BOF: u16 = 0x809;
}

/// A record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its number.
    pub kind: u16,
    /// Its own data.
    pub data: &'a [u8],
    /// What follows it in the stream, where it may be continued.
    rest: &'a [u8],
}

impl<'a> Record<'a> {
    /// The number of two bytes there.
    pub fn u16(&self, at: usize) -> Option<u16> {
        u16_at(self.data, at)
    }

    /// The same as a place in a table.
    pub fn index(&self, at: usize) -> Option<usize> {
        self.u16(at).map(usize::from)
    }

    /// The number of four bytes there.
    pub fn u32(&self, at: usize) -> Option<u32> {
        u32_at(self.data, at)
    }

    /// The byte there.
    pub fn u8(&self, at: usize) -> Option<u8> {
        self.data.get(at).copied()
    }

    /// The floating-point number there.
    pub fn f64(&self, at: usize) -> Option<f64> {
        self.data.get(at..)?.first_chunk().map(|bytes| f64::from_le_bytes(*bytes))
    }

    /// Its data and that of the records that continue it, from there on.
    pub fn continued(&self, at: usize) -> Continued<'a> {
        Continued { data: self.data.get(at..).unwrap_or_default(), records: Records(self.rest) }
    }
}

/// The records of a stream from somewhere on. A record that is cut off ends them.
#[derive(Clone, Debug)]
pub struct Records<'a>(pub &'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, length) = (u16_at(self.0, 0)?, usize::from(u16_at(self.0, 2)?));
        let (data, rest) = self.0.get(4..)?.split_at_checked(length)?;
        self.0 = rest;
        Some(Record { kind, data, rest })
    }
}

/// Data that may go on in the next record.
#[derive(Clone, Debug)]
pub struct Continued<'a> {
    data: &'a [u8],
    records: Records<'a>,
}

impl Continued<'_> {
    /// Makes sure that there is data; `None` at the end.
    fn fill(&mut self) -> Option<()> {
        while self.data.is_empty() {
            self.data = self.records.next().filter(|record| record.kind == kind::CONTINUE)?.data;
        }
        Some(())
    }

    fn u8(&mut self) -> Option<u8> {
        self.fill()?;
        let (first, rest) = self.data.split_first()?;
        self.data = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | (u32::from(self.u16()?) << 16))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.fill()?;
            let passed = count.min(self.data.len());
            self.data = self.data.get(passed..)?;
            count -= passed;
        }
        Some(())
    }

    /// A text with its length in front, in two bytes; what describes its format or pronunciation is passed over.
    pub fn text(&mut self) -> Option<String> {
        let count = usize::from(self.u16()?);
        self.characters(count)
    }

    /// The same with its length in one byte.
    pub fn short_text(&mut self) -> Option<String> {
        let count = usize::from(self.u8()?);
        self.characters(count)
    }

    fn characters(&mut self, count: usize) -> Option<String> {
        const WIDE: u8 = 1;
        const PRONOUNCED: u8 = 4;
        const RICH: u8 = 8;
        let flags = self.u8()?;
        let runs = if flags & RICH == 0 { 0 } else { usize::from(self.u16()?) };
        let extension = if flags & PRONOUNCED == 0 { 0 } else { self.u32()? as usize };
        let mut wide = flags & WIDE != 0;
        let mut units = Vec::new();
        while units.len() < count {
            if self.data.is_empty() {
                // Where characters go on in another record, it says anew how wide they are.
                self.fill()?;
                wide = self.u8()? & WIDE != 0;
            }
            let left = count - units.len();
            let bytes = if wide { 2 } else { 1 };
            let taken = left.min(self.data.len() / bytes);
            if taken == 0 {
                return None;
            }
            let (characters, rest) = self.data.split_at_checked(taken * bytes)?;
            if wide {
                units.extend(characters.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)));
            } else {
                units.extend(characters.iter().map(|&byte| u16::from(byte)));
            }
            self.data = rest;
        }
        self.skip(runs * 4)?;
        self.skip(extension)?;
        Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}
