//! Where the formats of characters and paragraphs are: on pages of 512 bytes in the main stream, each for a run of
//! bytes of the text, found by a list of pages in the table stream.

use std::ops::Range;

use super::super::ole::{u16_at, u32_at};

const PAGE: usize = 512;

/// The formats of characters, or of paragraphs.
#[derive(Clone, Copy, Debug)]
pub struct Formats<'a> {
    main: &'a [u8],
    /// Boundaries, one more than pages, and the numbers of the pages.
    pages: &'a [u8],
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Character,
    Paragraph,
}

/// The format of a run of text.
#[derive(Clone, Debug, Default)]
pub struct Format<'a> {
    /// The bytes of the main stream that have it.
    pub run: Range<usize>,
    /// The paragraph's style; 0 for characters.
    pub style: u16,
    /// The changes to it.
    pub changes: &'a [u8],
}

impl<'a> Formats<'a> {
    /// The formats of characters.
    pub fn of_characters(main: &'a [u8], pages: &'a [u8]) -> Formats<'a> {
        Formats { main, pages, kind: Kind::Character }
    }

    /// The formats of paragraphs.
    pub fn of_paragraphs(main: &'a [u8], pages: &'a [u8]) -> Formats<'a> {
        Formats { main, pages, kind: Kind::Paragraph }
    }

    /// The format of the byte there; that of one byte without changes when there is none.
    pub fn at(&self, offset: usize) -> Format<'a> {
        self.find(offset).unwrap_or(Format { run: offset..offset + 1, ..Format::default() })
    }

    fn find(&self, offset: usize) -> Option<Format<'a>> {
        let count = self.pages.len().checked_sub(4)? / 8;
        let index = covering(self.pages, count, offset)?;
        let page = u32_at(self.pages, 4 * (count + 1) + 4 * index)? & 0x003f_ffff;
        let page = self.main.get((page as usize).checked_mul(PAGE)?..)?.get(..PAGE)?;
        let runs = usize::from(*page.last()?);
        let run = covering(page, runs, offset)?;
        let bounds = u32_at(page, 4 * run)? as usize..u32_at(page, 4 * run + 4)? as usize;
        let places = 4 * (runs + 1);
        let format = Format { run: bounds, ..Format::default() };
        // A place counts pairs of bytes; none means that nothing is changed.
        let place = |width: usize| page.get(places + width * run).map(|&pairs| 2 * usize::from(pairs));
        match self.kind {
            Kind::Character => match place(1)? {
                0 => Some(format),
                at => {
                    let length = usize::from(*page.get(at)?);
                    Some(Format { changes: page.get(at + 1..)?.get(..length)?, ..format })
                }
            },
            Kind::Paragraph => match place(13)? {
                0 => Some(format),
                at => {
                    let (start, length) = match usize::from(*page.get(at)?) {
                        0 => (at + 2, 2 * usize::from(*page.get(at + 1)?)),
                        pairs => (at + 1, 2 * pairs - 1),
                    };
                    let content = page.get(start..)?.get(..length)?;
                    Some(Format { style: u16_at(content, 0)?, changes: content.get(2..)?, ..format })
                }
            },
        }
    }
}

/// Of runs with one more boundary than their number, which ascend, the one that an offset lies in.
fn covering(boundaries: &[u8], count: usize, offset: usize) -> Option<usize> {
    let boundary = |index: usize| u32_at(boundaries, 4 * index).map(|at| at as usize);
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if boundary(middle)? <= offset { low = middle + 1 } else { high = middle }
    }
    let run = low.checked_sub(1)?;
    (offset < boundary(run + 1)?).then_some(run)
}
