//! RTF: what Word, WPS, WordPad and LibreOffice write. A stream of control words that change how what follows is
//! understood, in groups that undo the change at their end.
//!
//! Proven with files of LibreOffice and with hand-made ones in the manner of Word and WordPad.

mod code_page;
mod token;

use std::collections::BTreeMap;

use self::code_page::{Charset, decode};
use self::token::{Token, Tokens};
use super::edges::{Assembly, CellShape, RowShape};
use super::pieces::{Piece, TEXT_LIMIT, Vertical, lay_out};
use super::style_name::{Purpose, purpose};
use super::{Host, ImportError, finished};
use crate::document::{Builder, Document, ImportNote, SourceKind};

const DAMAGED: ImportError = ImportError::Damaged("RTF");

/// Groups within groups; programs write a dozen.
const NESTING_LIMIT: usize = 1000;

/// Imports RTF.
///
/// # Errors
/// When it is cut off, nested beyond reason, empty or too large.
pub fn rtf(bytes: &[u8], host: &dyn Host) -> Result<Document, ImportError> {
    let mut reader = Reader {
        host,
        state: State::default(),
        outer: Vec::new(),
        default_page: 1252,
        fonts: BTreeMap::new(),
        styles: BTreeMap::new(),
        bytes: Vec::new(),
        high: None,
        fallback: 0,
        starred: false,
        paragraph: String::new(),
        number: String::new(),
        pictures: 0,
        name: String::new(),
        row: RowShape::default(),
        cell: CellShape::default(),
        assembly: Assembly::default(),
        notes: Vec::new(),
    };
    reader.read(bytes)?;
    let mut builder = Builder::new(SourceKind::Rtf);
    for note in reader.notes {
        builder.note(note);
    }
    lay_out(reader.assembly.finish()?, &mut builder)?;
    finished(builder)
}

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Destination {
    /// The document.
    #[default]
    Text,
    /// The number of a list item, spelt out for programs that do not count themselves.
    Number,
    /// Nowhere, and so for the groups within.
    Nowhere,
    /// A drawing: nowhere, but a text box in it is told, and a picture has its place.
    Drawing,
    /// A text box.
    TextBox,
    /// The names of fonts.
    Fonts,
    /// The names of styles.
    Styles,
}

/// What the group's end undoes.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    destination: Destination,
    /// How many bytes stand in for each `\u` for programs that do not know it; one unless said.
    stand_ins: Option<usize>,
    font: i32,
    hidden: bool,
    deleted: bool,
    style: i32,
    heading: bool,
    centered: bool,
    in_table: bool,
    /// How deep in tables a nested table's paragraph stands.
    depth: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default)]
struct StyleSheetEntry {
    purpose: Option<Purpose>,
    heading: bool,
}

struct Reader<'a> {
    host: &'a dyn Host,
    state: State,
    /// The states of the groups around.
    outer: Vec<State>,
    default_page: u32,
    fonts: BTreeMap<i32, Charset>,
    styles: BTreeMap<i32, StyleSheetEntry>,
    /// Text not yet decoded.
    bytes: Vec<u8>,
    /// The first half of a character beyond the basic plane.
    high: Option<u16>,
    /// Stand-ins still to be passed over.
    fallback: usize,
    /// Whether `\*` stands before: a destination that is not known is to be passed over.
    starred: bool,
    paragraph: String,
    number: String,
    pictures: usize,
    /// The name of the font or style being defined.
    name: String,
    row: RowShape,
    /// What is said of the next cell.
    cell: CellShape,
    assembly: Assembly,
    notes: Vec<ImportNote>,
}

impl Reader<'_> {
    fn read(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        for token in Tokens::new(bytes) {
            match token {
                Token::Open => self.open()?,
                Token::Close => {
                    self.close()?;
                    if self.outer.is_empty() {
                        return Ok(());
                    }
                }
                Token::Byte(_) if self.fallback > 0 => self.fallback -= 1,
                Token::Byte(byte) => self.byte(byte),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Word(word, number) => self.word(word, number)?,
            }
        }
        // The last group never ended: there is more of the report than was read.
        Err(DAMAGED)
    }

    fn open(&mut self) -> Result<(), ImportError> {
        self.flush();
        self.fallback = 0;
        if self.outer.len() >= NESTING_LIMIT {
            return Err(DAMAGED);
        }
        self.outer.push(self.state);
        self.starred = false;
        Ok(())
    }

    fn close(&mut self) -> Result<(), ImportError> {
        self.flush();
        self.fallback = 0;
        self.starred = false;
        match self.state.destination {
            Destination::Styles => self.define_style(),
            Destination::Fonts => self.name.clear(),
            _ => {}
        }
        let Some(state) = self.outer.pop() else { return Err(DAMAGED) };
        self.state = state;
        if self.outer.is_empty() && !(self.paragraph.is_empty() && self.pictures == 0) {
            self.end_paragraph()?;
        }
        Ok(())
    }

    fn byte(&mut self, byte: u8) {
        self.starred = false;
        if self.state.destination == Destination::Nowhere || self.bytes.len() >= TEXT_LIMIT {
            return;
        }
        self.bytes.push(byte);
    }

    fn symbol(&mut self, symbol: u8) {
        if self.fallback > 0 {
            self.fallback -= 1;
            return;
        }
        let text = match symbol {
            b'*' => {
                self.starred = true;
                return;
            }
            b'{' | b'}' | b'\\' => return self.byte(symbol),
            b'~' => "\u{a0}",
            b'_' => "-",
            _ => return,
        };
        self.flush();
        self.write(text);
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) -> Result<(), ImportError> {
        let starred = std::mem::take(&mut self.starred);
        if self.fallback > 0 {
            self.fallback -= 1;
            return Ok(());
        }
        self.flush();
        if self.character(word, number) {
            return Ok(());
        }
        if let Some(destination) = self.destination(word, starred) {
            self.state.destination = destination;
            return Ok(());
        }
        match self.state.destination {
            Destination::Nowhere | Destination::Drawing | Destination::TextBox => Ok(()),
            Destination::Fonts => {
                self.font_property(word, number);
                Ok(())
            }
            Destination::Styles => {
                self.style_property(word, number);
                Ok(())
            }
            Destination::Text | Destination::Number => {
                self.property(word, number);
                self.row_property(word, number);
                self.mark(word)
            }
        }
    }

    /// Control words that stand for a character.
    fn character(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let text = match word {
            b"u" => {
                self.unicode(number.unwrap_or(0));
                return true;
            }
            b"uc" => {
                self.state.stand_ins = number.and_then(|number| usize::try_from(number).ok());
                return true;
            }
            b"tab" | b"emspace" | b"enspace" | b"qmspace" => " ",
            b"line" | b"page" | b"column" | b"softline" => "\n",
            b"emdash" => "—",
            b"endash" => "–",
            b"lquote" => "‘",
            b"rquote" => "’",
            b"ldblquote" => "“",
            b"rdblquote" => "”",
            b"bullet" => "•",
            _ => return false,
        };
        self.write(text);
        true
    }

    /// A UTF-16 unit, written as a signed number.
    fn unicode(&mut self, number: i32) {
        self.fallback = self.state.stand_ins.unwrap_or(1);
        let unit = (number & 0xffff) as u16;
        let units = self.high.take().into_iter().chain([unit]);
        for decoded in char::decode_utf16(units) {
            match decoded {
                // Symbols of a font mean nothing without it.
                Ok('\u{e000}'..='\u{f8ff}') => {}
                // A hyphen where no line breaks.
                Ok('\u{2011}') => self.write("-"),
                Ok(c) => self.write(c.encode_utf8(&mut [0; 4])),
                Err(error) if (0xd800..0xdc00).contains(&error.unpaired_surrogate()) => {
                    self.high = Some(error.unpaired_surrogate());
                }
                Err(_) => {}
            }
        }
    }

    /// What a group is for, when the word says so.
    fn destination(&mut self, word: &[u8], starred: bool) -> Option<Destination> {
        let current = self.state.destination;
        Some(match (word, current) {
            (_, Destination::Nowhere) => return None,
            (b"pict", _) => {
                self.pictures += 1;
                Destination::Nowhere
            }
            (b"shptxt" | b"dptxbxtext", Destination::Drawing) => Destination::TextBox,
            (_, Destination::Drawing | Destination::TextBox) => return None,
            (b"shp" | b"shpinst" | b"do", _) => Destination::Drawing,
            // Known for programs that know them, and a picture that is not there twice.
            (b"shppict" | b"nesttableprops", _) => return None,
            (b"fonttbl", _) => Destination::Fonts,
            (b"stylesheet", _) => Destination::Styles,
            (b"listtext" | b"pntext", Destination::Text) => Destination::Number,
            (
                b"colortbl" | b"info" | b"fldinst" | b"nonshppict" | b"objdata" | b"nonesttables" | b"header"
                | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr" | b"footerf" | b"footnote"
                | b"annotation" | b"xe" | b"tc" | b"rxe" | b"upr" | b"shprslt",
                _,
            ) => Destination::Nowhere,
            // The parts of fonts' and styles' groups.
            _ if starred && !matches!(word, b"cs" | b"ds" | b"ts" | b"tsrowd") => Destination::Nowhere,
            _ => return None,
        })
    }

    fn font_property(&mut self, word: &[u8], number: Option<i32>) {
        match (word, number) {
            (b"f", Some(number)) => self.state.font = number,
            (b"fcharset" | b"cpg", Some(number)) => {
                let charset = if word == b"cpg" { Charset::of_page(number) } else { Charset::numbered(number) };
                self.fonts.insert(self.state.font, charset);
            }
            _ => {}
        }
    }

    fn style_property(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"s" => self.state.style = number.unwrap_or(0),
            // The other kinds of style are numbered apart.
            b"cs" | b"ds" | b"ts" => self.state.style = -1,
            b"outlinelevel" => self.state.heading = number.is_some_and(|level| level < 9),
            _ => {}
        }
    }

    fn define_style(&mut self) {
        let name = std::mem::take(&mut self.name);
        let State { style, heading, .. } = self.state;
        if !name.is_empty() && style >= 0 {
            let entry = StyleSheetEntry { purpose: purpose(name.trim_end_matches(';')), heading };
            self.styles.insert(style, entry);
        }
    }

    fn property(&mut self, word: &[u8], number: Option<i32>) {
        let is_on = number != Some(0);
        let state = &mut self.state;
        match word {
            b"ansicpg" => self.default_page = number.and_then(|page| u32::try_from(page).ok()).unwrap_or(1252),
            b"f" => state.font = number.unwrap_or(0),
            b"plain" => (state.hidden, state.deleted) = (false, false),
            b"v" => state.hidden = is_on,
            b"deleted" => {
                state.deleted = is_on;
                self.note(ImportNote::ChangesAccepted);
            }
            b"revised" => self.note(ImportNote::ChangesAccepted),
            b"pard" => {
                (state.style, state.heading, state.centered) = (0, false, false);
                (state.in_table, state.depth) = (false, None);
            }
            b"s" => state.style = number.unwrap_or(0),
            b"outlinelevel" => state.heading = number.is_some_and(|level| level < 9),
            b"qc" => state.centered = true,
            b"ql" | b"qr" | b"qj" | b"qd" => state.centered = false,
            b"intbl" => state.in_table = true,
            b"itap" => state.depth = number.and_then(|depth| usize::try_from(depth).ok()),
            _ => {}
        }
    }

    fn row_property(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"trowd" => (self.row, self.cell) = (RowShape::default(), CellShape::default()),
            b"trleft" => self.row.left = number.unwrap_or(0),
            b"clvmgf" => self.cell.vertical = Vertical::Restart,
            b"clvmrg" => self.cell.vertical = Vertical::Continue,
            b"clmrg" => self.cell.continues_left = true,
            // A row of more cells than that is no row of a report; the rest stand behind it.
            b"cellx" if self.row.cells.len() < super::pieces::COLUMNS_LIMIT => {
                let cell = std::mem::take(&mut self.cell);
                self.row.cells.push(CellShape { right: number.unwrap_or(0), ..cell });
            }
            _ => {}
        }
    }

    /// The ends of paragraphs, cells and rows.
    fn mark(&mut self, word: &[u8]) -> Result<(), ImportError> {
        let nested = self.state.depth.unwrap_or(2).max(2);
        match word {
            b"par" | b"sect" if self.state.deleted => Ok(()),
            b"par" | b"sect" => self.end_paragraph(),
            b"cell" | b"nestcell" => {
                let depth = if word == b"cell" { 1 } else { nested };
                self.put_paragraph(depth)?;
                self.assembly.end_cell(depth)
            }
            b"row" | b"nestrow" => {
                let depth = if word == b"row" { 1 } else { nested };
                self.assembly.end_row(depth, self.row.clone())
            }
            _ => Ok(()),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), ImportError> {
        self.put_paragraph(self.state.depth.unwrap_or(usize::from(self.state.in_table)))
    }

    fn put_paragraph(&mut self, depth: usize) -> Result<(), ImportError> {
        let text = std::mem::take(&mut self.paragraph);
        let number = std::mem::take(&mut self.number);
        let style = self.styles.get(&self.state.style).copied().unwrap_or_default();
        // The lines of a table of contents would be taken for the headings they repeat.
        if !text.trim().is_empty() && style.purpose != Some(Purpose::Contents) {
            let heading = self.state.heading || style.heading || style.purpose == Some(Purpose::Heading);
            let text = number_of_item(&number) + &text;
            self.assembly.piece(depth, Piece::Paragraph { text, heading, centered: self.state.centered })?;
        } else if depth == 0 {
            // Even an empty one ends a table.
            self.assembly.piece(0, Piece::Paragraph { text: String::new(), heading: false, centered: false })?;
        }
        for _ in 0..std::mem::take(&mut self.pictures) {
            self.assembly.piece(depth, Piece::Picture)?;
        }
        Ok(())
    }

    /// Decodes the bytes read so far.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let charset = self.fonts.get(&self.state.font).copied();
        let (text, replaced) = decode(&bytes, charset, self.default_page, self.host);
        if replaced && matches!(self.state.destination, Destination::Text | Destination::Number) {
            self.note(ImportNote::UndecodableBytes);
        }
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        self.starred = false;
        let state = self.state;
        let target = match state.destination {
            Destination::Text => &mut self.paragraph,
            Destination::Number => &mut self.number,
            Destination::Fonts | Destination::Styles => &mut self.name,
            Destination::TextBox if !text.trim().is_empty() => return self.note(ImportNote::TextBoxesIgnored),
            Destination::Nowhere | Destination::Drawing | Destination::TextBox => return,
        };
        if state.deleted {
            return;
        }
        if !state.hidden {
            if target.len() < TEXT_LIMIT {
                target.push_str(text);
            }
        } else if !text.trim().is_empty() && state.destination == Destination::Text {
            self.note(ImportNote::HiddenLeftOut);
        }
    }

    fn note(&mut self, note: ImportNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// The number of a list item as it stands before the text: bullets are none, and a digit would run into the text.
fn number_of_item(written: &str) -> String {
    let mut number = written.trim().to_owned();
    if !number.contains(|c: char| c.is_alphanumeric()) {
        return String::new();
    }
    if number.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        number.push(' ');
    }
    number
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests;
