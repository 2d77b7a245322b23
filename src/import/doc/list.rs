//! The lists of a document: their definitions, and the lists made from them.

use super::super::numbering::{Definition, LEVELS, Level, List, Numbering};
use super::super::numeral::Numeral;
use super::super::ole::{u16_at, u32_at};
use super::header::Place;

/// Lists of a document; real ones have dozens.
const LIMIT: usize = 2048;

/// Reads the lists, as far as they are whole: without them the text is still there.
pub fn numbering(table: &[u8], definitions: Place, uses: &[u8]) -> Numbering {
    let mut numbering = Numbering::default();
    let names = define(table, definitions, &mut numbering).unwrap_or_default();
    let _ = add(uses, &names, &mut numbering);
    numbering
}

/// Reads the definitions and yields their names; definitions are numbered in their order.
fn define(table: &[u8], place: Place, numbering: &mut Numbering) -> Option<Vec<u32>> {
    const ENTRY: usize = 28;
    let entries = place.of(table);
    let count = usize::from(u16_at(entries, 0)?).min(LIMIT);
    // The levels of all definitions stand behind the list of them.
    let mut levels = Bytes(table.get(place.start..)?.get(place.length..)?);
    let mut names = Vec::new();
    for index in 0..count {
        let entry = entries.get(2 + ENTRY * index..)?.get(..ENTRY)?;
        let is_simple = entry.get(26)? & 1 != 0;
        let mut definition = Definition::default();
        for level in definition.levels.iter_mut().take(if is_simple { 1 } else { LEVELS }) {
            *level = level_of(&mut levels)?;
        }
        numbering.define(index as u32, definition);
        names.push(u32_at(entry, 0)?);
    }
    Some(names)
}

/// Reads the lists; paragraphs refer to them by number from 1.
fn add(uses: &[u8], names: &[u32], numbering: &mut Numbering) -> Option<()> {
    const ENTRY: usize = 16;
    let count = (u32_at(uses, 0)? as usize).min(LIMIT);
    let mut data = Bytes(uses.get(4 + ENTRY * count..)?);
    for index in 0..count {
        let entry = uses.get(4 + ENTRY * index..)?.get(..ENTRY)?;
        let name = u32_at(entry, 0)?;
        let definition = names.iter().position(|&known| known == name).unwrap_or(usize::MAX) as u32;
        let mut list = List::of(definition);
        data.take(4)?;
        for _ in 0..*entry.get(12)? {
            let start = data.long()?;
            let flags = data.long()?;
            let level = (flags & 15) as usize;
            if flags & 0x10 != 0 {
                *list.restarts.get_mut(level)? = Some(start);
            }
            if flags & 0x20 != 0 {
                *list.overrides.get_mut(level)? = Some(level_of(&mut data)?);
            }
        }
        numbering.add(index as u32 + 1, list);
    }
    Some(())
}

fn level_of(bytes: &mut Bytes<'_>) -> Option<Level> {
    let fixed = bytes.take(28)?;
    let lengths = (*fixed.get(24)?, *fixed.get(25)?);
    bytes.take(usize::from(lengths.0) + usize::from(lengths.1))?;
    let length = usize::from(bytes.short()?);
    let mut pattern = String::new();
    let units = bytes.take(2 * length)?.as_chunks::<2>().0.iter().map(|&unit| u16::from_le_bytes(unit));
    for c in char::decode_utf16(units).flatten() {
        match c {
            // The place of a level's number is the level itself, from 0.
            '\0'..='\u{8}' => pattern.extend(['%', char::from(b'1' + c as u8)]),
            c => pattern.push(c),
        }
    }
    Some(Level { start: u32_at(fixed, 0), numeral: Numeral::coded(*fixed.get(4)?), pattern })
}

/// Bytes, read from the front.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn short(&mut self) -> Option<u16> {
        u16_at(self.take(2)?, 0)
    }

    fn long(&mut self) -> Option<u32> {
        u32_at(self.take(4)?, 0)
    }
}
