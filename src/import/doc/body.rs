//! The text with its formats: a walk over its characters that keeps what a reader of the printed page would see,
//! tracked changes accepted.

use super::super::ImportError;
use super::super::edges::{Assembly, RowShape};
use super::super::numbering::{NumberReference, Numbering};
use super::super::ole::{u16_at, u32_at};
use super::super::pieces::{Piece, TEXT_LIMIT};
use super::super::style_name::Purpose;
use super::formats::{Format, Formats};
use super::header::Header;
use super::row;
use super::sprm::{SHORT, Sprm, Sprms, code};
use super::style::{Style, Styles};
use super::text::{Change, Text, Unit};
use crate::document::ImportNote;

/// What the document holds.
#[derive(Debug)]
pub struct Body {
    /// Its pieces in reading order.
    pub pieces: Vec<Piece>,
    /// What had to be decided or left out.
    pub notes: Vec<ImportNote>,
}

/// Bytes of changes of format that are looked at; a report has some 100 KB of them.
const CHANGES_LIMIT: usize = 64 << 20;

/// What may be hostile in size, as an error.
const BOMB: ImportError = ImportError::Bomb(TEXT_LIMIT as u64);

impl Body {
    /// Reads the text.
    ///
    /// # Errors
    /// When it is cut off, or larger than the limit.
    pub fn read(
        text: &Text<'_>,
        header: &Header,
        (main, table, data): (&[u8], &[u8], &[u8]),
        styles: &Styles,
        numbering: Numbering,
    ) -> Result<Body, ImportError> {
        if header.characters as usize > TEXT_LIMIT {
            return Err(BOMB);
        }
        let mut walk = Walk {
            text,
            data,
            styles,
            numbering,
            characters: Formats::of_characters(main, header.character_formats.of(table)),
            paragraphs: Formats::of_paragraphs(main, header.paragraph_formats.of(table)),
            look: Look::default(),
            look_of: (0..0, 0),
            changes: 0,
            fields: Vec::new(),
            high: None,
            paragraph: String::new(),
            pictures: 0,
            assembly: Assembly::default(),
            notes: Vec::new(),
        };
        for unit in text.units(0, header.characters) {
            walk.unit(unit?)?;
        }
        let rest = std::mem::take(&mut walk.paragraph);
        walk.put(0, &Paragraph::default(), rest)?;
        let (start, end) = header.text_boxes;
        let in_boxes = text.units(start, end).take(TEXT_LIMIT).flatten();
        if in_boxes.into_iter().any(|unit| unit.unit > 0x20 && !matches!(unit.unit, 0xa0 | 0x3000)) {
            walk.note(ImportNote::TextBoxesIgnored);
        }
        Ok(Body { pieces: walk.assembly.finish()?, notes: walk.notes })
    }
}

struct Walk<'a> {
    text: &'a Text<'a>,
    data: &'a [u8],
    styles: &'a Styles,
    numbering: Numbering,
    characters: Formats<'a>,
    paragraphs: Formats<'a>,
    /// The look of the current run of characters, and the bytes and the piece's change it holds for.
    look: Look,
    look_of: (std::ops::Range<usize>, u16),
    /// Bytes of changes of format looked at so far.
    changes: usize,
    /// The open fields, outermost first: whether each shows its result already.
    fields: Vec<bool>,
    /// The first half of a character beyond the basic plane.
    high: Option<u16>,
    paragraph: String,
    pictures: usize,
    assembly: Assembly,
    notes: Vec<ImportNote>,
}

/// How characters look, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    /// Hidden or shown whatever the paragraph's style says.
    hidden: Option<bool>,
    /// Whether what the paragraph's style says is turned round.
    turned: bool,
    deleted: bool,
    inserted: bool,
    /// Whether control characters stand for something that is no text.
    special: bool,
    /// The character that stands for a special one.
    symbol: Option<u16>,
}

/// How a paragraph looks, and what it ends.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    style: u16,
    outline: Option<u8>,
    centered: Option<bool>,
    number: NumberReference,
    in_table: bool,
    depth: Option<u32>,
    ends_row: bool,
    ends_inner_cell: bool,
    ends_inner_row: bool,
    row: RowShape,
}

impl Paragraph {
    /// How many tables deep it stands.
    fn depth(&self) -> usize {
        let least = u32::from(self.in_table);
        self.depth.map_or(least, |depth| depth.max(least)) as usize
    }
}

impl Walk<'_> {
    fn unit(&mut self, unit: Unit) -> Result<(), ImportError> {
        self.look_at(unit)?;
        let text = match unit.unit {
            0x0d | 0x07 => return self.end_paragraph(unit),
            // The end of a section ends a paragraph too; within one it begins a page.
            0x0c => {
                if self.paragraphs.at(unit.offset).run.end <= unit.offset + unit.width {
                    return self.end_paragraph(unit);
                }
                "\n"
            }
            0x13 => {
                self.fields.push(false);
                return Ok(());
            }
            0x14 => {
                if let Some(field) = self.fields.last_mut() {
                    *field = true;
                }
                return Ok(());
            }
            0x15 => {
                self.fields.pop();
                return Ok(());
            }
            0x01 | 0x08 if self.look.special => {
                let is_shown =
                    self.look.hidden != Some(true) && !self.look.deleted && self.fields.iter().all(|&result| result);
                self.pictures += usize::from(is_shown && unit.unit == 0x01);
                return Ok(());
            }
            0x28 if self.look.special => {
                return match self.look.symbol {
                    Some(symbol) => self.write_unit(symbol),
                    None => Ok(()),
                };
            }
            0x09 => " ",
            0x0b | 0x0e => "\n",
            0x1e => "-",
            0x00..0x20 => return Ok(()),
            unit => return self.write_unit(unit),
        };
        self.write(text);
        Ok(())
    }

    fn write_unit(&mut self, unit: u16) -> Result<(), ImportError> {
        let units = self.high.take().into_iter().chain([unit]);
        for decoded in char::decode_utf16(units) {
            match decoded {
                // Symbols of a font mean nothing without it.
                Ok('\u{e000}'..='\u{f8ff}') => {}
                Ok(c) => self.write(c.encode_utf8(&mut [0; 4])),
                Err(error) if (0xd800..0xdc00).contains(&error.unpaired_surrogate()) => {
                    self.high = Some(error.unpaired_surrogate());
                }
                Err(_) => self.write("\u{fffd}"),
            }
        }
        Ok(())
    }

    /// Adds text to the paragraph, unless it is deleted, hidden or a field's instruction.
    fn write(&mut self, text: &str) {
        if self.look.inserted || self.look.deleted {
            self.note(ImportNote::ChangesAccepted);
        }
        if self.look.deleted || !self.fields.iter().all(|&result| result) {
            return;
        }
        if self.look.hidden != Some(true) {
            self.paragraph.push_str(text);
        } else if !text.trim().is_empty() {
            self.note(ImportNote::HiddenLeftOut);
        }
    }

    /// Finds out how the character there looks; neighbours mostly look the same.
    fn look_at(&mut self, unit: Unit) -> Result<(), ImportError> {
        let (run, change) = &self.look_of;
        if run.contains(&unit.offset) && *change == unit.change {
            return Ok(());
        }
        let format = self.characters.at(unit.offset);
        self.count(format.changes.len() + self.text.change(unit.change).len())?;
        // The paragraph's style hides where nothing nearer says otherwise.
        let paragraph = self.paragraphs.at(unit.offset);
        let style_hides = self.styles.get(paragraph.style).and_then(|style| style.hidden) == Some(true);
        let mut look = Look::default();
        self.each_change(format.changes, unit.change, |sprm, styles| look.apply(sprm, styles));
        look.hidden = Some(look.hidden.unwrap_or(style_hides) != look.turned);
        self.look = look;
        let end = format.run.end.min(paragraph.run.end.max(unit.offset + 1));
        self.look_of = (format.run.start.max(paragraph.run.start)..end, unit.change);
        Ok(())
    }

    /// Goes through changes of format, then through those of a piece.
    fn each_change(&self, changes: &[u8], of_piece: u16, mut each: impl FnMut(Sprm<'_>, &Styles)) {
        Sprms(changes).for_each(|sprm| each(sprm, self.styles));
        match self.text.change(of_piece) {
            Change::List(list) => Sprms(list).for_each(|sprm| each(sprm, self.styles)),
            Change::One(number, value) => {
                if let Some((_, code)) = SHORT.iter().find(|(short, _)| *short == number && number != 0) {
                    each(Sprm { code: *code, value: &[value] }, self.styles);
                }
            }
        }
    }

    fn end_paragraph(&mut self, unit: Unit) -> Result<(), ImportError> {
        // A field whose instruction does not end with the paragraph would swallow the rest of the document.
        self.fields.retain(|&result| result);
        self.high = None;
        let paragraph = self.paragraph_at(unit)?;
        let is_cell_mark = unit.unit == 0x07;
        if self.look.deleted && !is_cell_mark {
            self.note(ImportNote::ChangesAccepted);
            return Ok(());
        }
        let text = std::mem::take(&mut self.paragraph);
        let depth = paragraph.depth();
        if (is_cell_mark && paragraph.ends_row) || paragraph.ends_inner_row {
            return self.assembly.end_row(depth, paragraph.row);
        }
        let depth = depth.max(usize::from(is_cell_mark));
        self.put(depth, &paragraph, text)?;
        if is_cell_mark || paragraph.ends_inner_cell { self.assembly.end_cell(depth) } else { Ok(()) }
    }

    /// The format of the paragraph that ends there.
    fn paragraph_at(&mut self, unit: Unit) -> Result<Paragraph, ImportError> {
        let Format { style, changes, .. } = self.paragraphs.at(unit.offset);
        self.count(changes.len() + self.text.change(unit.change).len())?;
        let mut paragraph = Paragraph { style, ..Paragraph::default() };
        let mut long = Vec::new();
        self.each_change(changes, unit.change, |sprm, _| match sprm.code {
            code::P_HUGE_PAPX | code::P_HUGE_PAPX_OLD | code::P_TABLE_PROPS => long.push(sprm.long()),
            _ => paragraph.apply(sprm),
        });
        // Too long for a page, they stand in a stream of their own.
        for at in long.into_iter().take(2) {
            let at = at as usize;
            let length = usize::from(u16_at(self.data, at).unwrap_or(0));
            self.count(length)?;
            let list = self.data.get(at.saturating_add(2)..).and_then(|rest| rest.get(..length)).unwrap_or(&[]);
            Sprms(list).for_each(|sprm| paragraph.apply(sprm));
        }
        Ok(paragraph)
    }

    fn put(&mut self, depth: usize, paragraph: &Paragraph, text: String) -> Result<(), ImportError> {
        let plain = Style::default();
        let style = self.styles.get(paragraph.style).unwrap_or(&plain);
        // An empty paragraph counts, but its lone number says nothing.
        let number = self.numbering.count(paragraph.number.or(style.number));
        // The lines of a table of contents would be taken for the headings they repeat.
        if !text.trim().is_empty() && style.purpose != Some(Purpose::Contents) {
            let outline = paragraph.outline.or(style.outline);
            let is_heading = outline.map_or(style.purpose == Some(Purpose::Heading), |level| level < 9);
            let centered = paragraph.centered.or(style.centered).unwrap_or(false);
            self.assembly.piece(depth, Piece::Paragraph { text: number + &text, heading: is_heading, centered })?;
        } else if depth == 0 {
            // Even an empty one ends a table.
            self.assembly.piece(0, Piece::Paragraph { text: String::new(), heading: false, centered: false })?;
        }
        for _ in 0..std::mem::take(&mut self.pictures) {
            self.assembly.piece(depth, Piece::Picture)?;
        }
        Ok(())
    }

    fn count(&mut self, changes: usize) -> Result<(), ImportError> {
        self.changes += changes;
        if self.changes > CHANGES_LIMIT { Err(BOMB) } else { Ok(()) }
    }

    fn note(&mut self, note: ImportNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

impl Look {
    fn apply(&mut self, sprm: Sprm<'_>, styles: &Styles) {
        match sprm.code {
            // 0x80 is as the style says, 0x81 the other way round.
            code::C_F_VANISH => match sprm.byte() {
                0x80 => (self.hidden, self.turned) = (None, false),
                0x81 => (self.hidden, self.turned) = (None, true),
                value => (self.hidden, self.turned) = (Some(value != 0), false),
            },
            code::C_ISTD => self.hidden = styles.get(sprm.short()).and_then(|style| style.hidden).or(self.hidden),
            code::C_F_R_MARK_DEL => self.deleted = sprm.byte() != 0,
            code::C_F_R_MARK => self.inserted = sprm.byte() != 0,
            code::C_F_SPEC => self.special = sprm.byte() != 0,
            code::C_SYMBOL => {
                self.special = true;
                self.symbol = u32_at(sprm.value, 0).map(|value| (value >> 16) as u16);
            }
            _ => {}
        }
    }
}

impl Paragraph {
    fn apply(&mut self, sprm: Sprm<'_>) {
        let is_on = sprm.byte() != 0;
        match sprm.code {
            code::P_ISTD => self.style = sprm.short(),
            code::P_OUT_LVL => self.outline = Some(sprm.byte()),
            code::P_JC | code::P_JC_80 => self.centered = Some(sprm.byte() == 1),
            code::P_ILVL => self.number.level = Some(usize::from(sprm.byte())),
            code::P_ILFO => self.number.list = Some(u32::from(sprm.short())),
            code::P_F_IN_TABLE => self.in_table = is_on,
            code::P_F_TTP => self.ends_row = is_on,
            code::P_F_INNER_TABLE_CELL => self.ends_inner_cell = is_on,
            code::P_F_INNER_TTP => self.ends_inner_row = is_on,
            code::P_ITAP => self.depth = Some(sprm.long()),
            code::P_DTAP => self.depth = self.depth.unwrap_or(0).checked_add_signed(sprm.long() as i32),
            _ => row::apply(sprm, &mut self.row),
        }
    }
}
