//! The file information block at the beginning of the main stream.

use super::super::ole::{u16_at, u32_at};
use super::super::{ImportError, unsupported};
use super::DAMAGED;

/// What the file says of itself.
#[derive(Debug)]
pub struct Header {
    /// The name of the stream with everything but the text.
    pub table_stream: &'static str,
    /// Characters of the text itself.
    pub characters: u32,
    /// Where the characters of text boxes begin and end.
    pub text_boxes: (u32, u32),
    /// The style sheet.
    pub styles: Place,
    /// Where to find the formats of characters.
    pub character_formats: Place,
    /// Where to find the formats of paragraphs.
    pub paragraph_formats: Place,
    /// The pieces of the text.
    pub pieces: Place,
    /// The definitions of lists; their levels stand behind.
    pub lists: Place,
    /// The lists that paragraphs refer to.
    pub list_uses: Place,
}

/// A stretch of the table stream.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// Its first byte.
    pub start: usize,
    /// How many bytes it has.
    pub length: usize,
}

impl Place {
    /// Its bytes; none when it does not lie in the stream.
    pub fn of(self, table: &[u8]) -> &[u8] {
        table.get(self.start..).and_then(|rest| rest.get(..self.length)).unwrap_or(&[])
    }
}

impl Header {
    /// Reads the block.
    ///
    /// # Errors
    /// When it is damaged, encrypted, or that of another version.
    pub fn read(main: &[u8]) -> Result<Header, ImportError> {
        const ENCRYPTED: u16 = 0x0100;
        const TABLE_ONE: u16 = 0x0200;
        let short = |at: usize| u16_at(main, at).ok_or(DAMAGED);
        let long = |at: usize| u32_at(main, at).ok_or(DAMAGED);
        match short(0)? {
            0xa5ec => {}
            // Word 6 and 95 begin so, Word 2 and 1 otherwise.
            0xa5dc | 0xa5db | 0xa59b | 0xa59c => return Err(ImportError::Unsupported(unsupported::WORD_95)),
            _ => return Err(DAMAGED),
        }
        // Some programs gave Word 95 files the later mark.
        if short(2)? < 101 {
            return Err(ImportError::Unsupported(unsupported::WORD_95));
        }
        let flags = short(10)?;
        if flags & ENCRYPTED != 0 {
            return Err(ImportError::Encrypted);
        }
        // Three arrays follow, each behind its length: of short numbers, of long ones, and of places.
        let longs = 34 + 2 * usize::from(short(32)?) + 2;
        let places = longs + 4 * usize::from(short(longs - 2)?) + 2;
        let count = |index: usize| long(longs + 4 * index);
        let place = |index: usize| -> Result<Place, ImportError> {
            let at = places + 8 * index;
            Ok(Place { start: long(at)? as usize, length: long(at + 4)? as usize })
        };
        // Notes, headers, comments and endnotes stand between the text and the text boxes.
        let mut boxes = 0_u32;
        for index in [3, 4, 5, 7, 8] {
            boxes = boxes.saturating_add(count(index)?);
        }
        Ok(Header {
            table_stream: if flags & TABLE_ONE != 0 { "1Table" } else { "0Table" },
            characters: count(3)?,
            text_boxes: (boxes, boxes.saturating_add(count(9)?)),
            styles: place(1)?,
            character_formats: place(12)?,
            paragraph_formats: place(13)?,
            pieces: place(33)?,
            lists: place(73)?,
            list_uses: place(74)?,
        })
    }
}
