//! Pages with fixed places (PDF, OFD): from characters and lines where they stand to paragraphs and tables.
//!
//! ```text
//! Page ─ ruling, table ─▶ tables ─┐
//!      ─ glyph ─▶ lines ─ furniture ─▶ flow ─ continuation ─▶ Document
//! ```
//!
//! A page says nothing of paragraphs, cells or reading order. What is rebuilt here rests on what a person sees:
//! lines that cross are a table, a line that stops short ends its paragraph. What is not seen is not made up: pages
//! that are pictures are refused or told, characters without a meaning are replaced, not guessed.

mod columns;
mod continuation;
mod flow;
mod furniture;
mod geometry;
mod glyph;
mod path;
mod ruling;
mod table;

pub(super) use geometry::{Matrix, Rectangle};
pub(super) use glyph::Glyph;
pub(super) use path::Path;
use ruling::Rulings;

use super::{ImportError, MOST_PIECES};
use crate::document::{Document, SourceKind};

/// Pages of the longest file that is read. A report has ten.
pub(super) const MOST_PAGES: usize = 1000;
/// Characters of the longest file that is read. A report has ten thousand.
pub(super) const MOST_GLYPHS: usize = 1_000_000;

/// A page as it is drawn. Lengths are points (1/72 inch), from the upper left corner rightward and downward.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub width: f32,
    pub height: f32,
    /// Characters in the order in which they are drawn. White space is kept: it tells words apart.
    pub glyphs: Vec<Glyph>,
    /// Lines, of which tables are made.
    pub rulings: Rulings,
    /// Pictures.
    pub pictures: Vec<Rectangle>,
    /// Curves: text drawn as outlines is nothing but these.
    pub curves: usize,
}

/// Rebuilds the document.
///
/// # Errors
/// When the pages hold no text, or text whose characters have lost their meaning.
pub(super) fn document(pages: Vec<Page>, kind: SourceKind) -> Result<Document, ImportError> {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.c.is_whitespace());
    let all = glyphs().count();
    let lost = glyphs().filter(|glyph| glyph.c == char::REPLACEMENT_CHARACTER).count();
    let without_text = pages.iter().filter(|page| page.is_without_text()).count();
    let blank = pages.iter().filter(|page| page.is_blank()).count();
    if blank == pages.len() {
        return Err(ImportError::Empty);
    }
    if blank + without_text == pages.len() {
        return Err(ImportError::NoText);
    }
    // A bullet from a font of symbols is no harm; a font of letters without their meaning is.
    if lost * 10 > all {
        return Err(ImportError::NoMeaning);
    }
    if all > MOST_GLYPHS {
        return Err(ImportError::TooLarge(u64::try_from(all).unwrap_or(u64::MAX)));
    }
    let document = flow::flow(pages, kind, lost > 0, without_text > 0)?;
    if document.blocks.len() > MOST_PIECES {
        return Err(ImportError::TooLarge(u64::try_from(document.text.len()).unwrap_or(u64::MAX)));
    }
    Ok(document)
}

impl Page {
    /// Puts a character on the page: where its baseline begins, its width along the line, and its height, which
    /// points up. What stands askew is a watermark, and what lies beyond the paper is not seen.
    pub fn letter(&mut self, c: char, (x, y): (f32, f32), along: (f32, f32), up: (f32, f32)) {
        let (size, width) = (up.0.hypot(up.1), along.0.hypot(along.1));
        if !(size.is_finite() && width.is_finite()) || size < 0.5 {
            return;
        }
        let upright = up.1 < 0.0 && up.0.abs() < 0.35 * size && along.1.abs() <= 0.05 * width.max(size);
        let turned = up.1.abs() < 0.05 * size || (up.1 > 0.0 && up.0.abs() < 0.05 * size);
        let glyph = if upright {
            Glyph { x, y, width, size, c }
        } else if turned {
            // The square around a letter that lies on its side.
            let middle = (x + along.0 / 2.0 + 0.35 * up.0, y + along.1 / 2.0 + 0.35 * up.1);
            Glyph { x: middle.0 - size / 2.0, y: middle.1 + 0.35 * size, width: size, size, c }
        } else {
            return;
        };
        let paper = Rectangle { left: 0.0, top: 0.0, right: self.width, bottom: self.height };
        if paper.contains(glyph.middle()) {
            self.glyphs.push(glyph);
        }
    }

    /// Whether it is a picture, or drawn in outlines, with hardly a character: a page number stamped on a scan.
    fn is_without_text(&self) -> bool {
        /// Characters that a stamp or a signature may leave on a scanned page.
        const STAMP: usize = 30;
        /// Curves of a page's worth of outlines; a crest or a seal drawn in vectors has less.
        const OUTLINES: usize = 3000;
        let area = self.pictures.iter().map(|picture| picture.width() * picture.height()).fold(0.0, f32::max);
        let pictured = area > 0.4 * self.width * self.height || self.pictures.len() > 20;
        self.written() < STAMP && (pictured || self.curves > OUTLINES)
    }

    fn is_blank(&self) -> bool {
        self.written() == 0 && !self.is_without_text()
    }

    fn written(&self) -> usize {
        self.glyphs.iter().filter(|glyph| !glyph.c.is_whitespace()).count()
    }
}
