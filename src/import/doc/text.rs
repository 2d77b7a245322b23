//! The text: characters that stand in the main stream in pieces, of one or two bytes a character. A file saved fast
//! has many pieces, in any order, and changes of format that apply to a whole piece.

use super::super::ImportError;
use super::super::ole::{u16_at, u32_at};
use super::DAMAGED;
use super::header::Header;

/// The text of a document.
#[derive(Debug)]
pub struct Text<'a> {
    main: &'a [u8],
    pieces: Vec<Piece>,
    /// Changes of format that pieces refer to by number.
    changes: Vec<&'a [u8]>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    /// The numbers of its characters.
    start: u32,
    end: u32,
    /// Where it stands in the main stream.
    offset: usize,
    /// Whether its characters have one byte each.
    narrow: bool,
    change: u16,
}

/// A UTF-16 unit of the text and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// The unit.
    pub unit: u16,
    /// Its first byte in the main stream.
    pub offset: usize,
    /// How many bytes it has.
    pub width: usize,
    /// The change of format that applies to its piece, for [`Text::change`]; 0 for none.
    pub change: u16,
}

/// A change of format as a piece refers to it.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// A list of them.
    List(&'a [u8]),
    /// One, by its short number, with a value of one byte.
    One(u8, u8),
}

impl Change<'_> {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        match self {
            Change::List(list) => list.len(),
            Change::One(..) => 1,
        }
    }
}

impl<'a> Text<'a> {
    /// Reads where the pieces are.
    ///
    /// # Errors
    /// When that is damaged.
    pub fn read(main: &'a [u8], table: &'a [u8], header: &Header) -> Result<Text<'a>, ImportError> {
        let mut rest = header.pieces.of(table);
        let mut changes = Vec::new();
        while let Some((1, list)) = rest.split_first() {
            let length = usize::from(u16_at(list, 0).ok_or(DAMAGED)?);
            let list = list.get(2..).ok_or(DAMAGED)?;
            changes.push(list.get(..length).ok_or(DAMAGED)?);
            rest = list.get(length..).ok_or(DAMAGED)?;
        }
        let Some((2, rest)) = rest.split_first() else { return Err(DAMAGED) };
        let length = u32_at(rest, 0).ok_or(DAMAGED)? as usize;
        let list = rest.get(4..).and_then(|rest| rest.get(..length)).ok_or(DAMAGED)?;
        // One more boundary than pieces, of four and eight bytes.
        let count = length.saturating_sub(4) / 12;
        let mut pieces = Vec::with_capacity(count);
        for index in 0..count {
            let boundary = |index: usize| u32_at(list, 4 * index).ok_or(DAMAGED);
            let described = 4 * (count + 1) + 8 * index;
            let place = u32_at(list, described + 2).ok_or(DAMAGED)?;
            let narrow = place & 0x4000_0000 != 0;
            let place = (place & 0x3fff_ffff) as usize;
            let piece = Piece {
                start: boundary(index)?,
                end: boundary(index + 1)?,
                offset: if narrow { place / 2 } else { place },
                narrow,
                change: u16_at(list, described + 6).ok_or(DAMAGED)?,
            };
            if piece.start > piece.end || pieces.last().is_some_and(|last: &Piece| last.end != piece.start) {
                return Err(DAMAGED);
            }
            pieces.push(piece);
        }
        Ok(Text { main, pieces, changes })
    }

    /// The units from one number up to, not including, another.
    ///
    /// # Errors
    /// Each where the text is cut off.
    pub fn units(&self, start: u32, end: u32) -> impl Iterator<Item = Result<Unit, ImportError>> {
        let first = self.pieces.partition_point(|piece| piece.end <= start);
        let last = self.pieces.last().map_or(0, |piece| piece.end);
        let missing = (last < end).then_some(Err(DAMAGED));
        let within = self.pieces.iter().skip(first).take_while(move |piece| piece.start < end);
        let units = within
            .flat_map(move |piece| (start.max(piece.start)..end.min(piece.end)).map(|number| self.unit(piece, number)));
        units.chain(missing)
    }

    fn unit(&self, piece: &Piece, number: u32) -> Result<Unit, ImportError> {
        let within = (number - piece.start) as usize;
        let width = if piece.narrow { 1 } else { 2 };
        let offset = piece.offset + within * width;
        let unit = match piece.narrow {
            true => self.main.get(offset).map(|&byte| western(byte)),
            false => u16_at(self.main, offset),
        };
        Ok(Unit { unit: unit.ok_or(DAMAGED)?, offset, width, change: piece.change })
    }

    /// The change of format that pieces refer to so.
    pub fn change(&self, reference: u16) -> Change<'a> {
        match reference & 1 {
            1 => Change::List(self.changes.get(usize::from(reference >> 1)).copied().unwrap_or(&[])),
            _ => Change::One((reference >> 1 & 0x7f) as u8, (reference >> 8) as u8),
        }
    }
}

/// A character of Windows' western code page.
fn western(byte: u8) -> u16 {
    /// 0x80 to 0x9f; the rest is as in Unicode.
    const UPPER: [u16; 32] = [
        0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
        0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
        0x0153, 0x9d, 0x017e, 0x0178,
    ];
    let upper = byte.checked_sub(0x80).and_then(|index| UPPER.get(usize::from(index)));
    upper.copied().unwrap_or(u16::from(byte))
}
