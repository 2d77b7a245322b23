//! The main part of a Word document: a walk over its XML that keeps what a reader of the printed page would
//! see, tracked changes accepted. The elements that are open stand on a stack of its own, not the machine's.

use super::super::ImportError;
use super::super::numbering::{NumberReference, Numbering};
use super::super::pieces::{COLUMNS_LIMIT, Cell, Piece, Row, TEXT_LIMIT, Table, Vertical};
use super::super::xml::{Element, Node, Xml};
use super::style::{Style, Styles, is_center};
use super::trace::{Trace, Tracer};
use crate::document::ImportNote;

/// What the main part holds.
#[derive(Debug)]
pub struct Body {
    /// Its pieces in reading order.
    pub pieces: Vec<Piece>,
    /// What had to be decided or left out.
    pub notes: Vec<ImportNote>,
}

/// Tables within tables; Word cannot show more than a dozen.
const NESTING_LIMIT: usize = 32;

/// What a cell counts for, in bytes of text: even an empty one takes up memory.
const CELL_WEIGHT: usize = 16;

const DAMAGED: ImportError = ImportError::Damaged("word/document.xml");

impl Body {
    /// Reads the main part.
    ///
    /// # Errors
    /// When it is malformed, or its text is larger than the limit.
    pub fn read(text: &str, styles: &Styles, numbering: Numbering) -> Result<Body, ImportError> {
        let mut walk = Walk::new(text, styles, numbering);
        walk.run()?;
        Ok(walk.body)
    }

    /// Reads the main part with the names of its lines and cells in place of their words, and what these names mean.
    ///
    /// # Errors
    /// As for [`Body::read`].
    pub fn trace(text: &str, styles: &Styles, numbering: Numbering) -> Result<(Body, Trace), ImportError> {
        let mut walk = Walk::new(text, styles, numbering);
        walk.tracer = Some(Box::default());
        walk.run()?;
        Ok((walk.body, walk.tracer.map(|tracer| tracer.trace).unwrap_or_default()))
    }
}

struct Walk<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    numbering: Numbering,
    /// What each open element means, outermost first.
    open: Vec<Tag>,
    /// For each open `AlternateContent`, whether one of its alternatives has been taken.
    alternatives: Vec<bool>,
    /// The open fields, outermost first.
    fields: Vec<Field>,
    /// The open tables, outermost first.
    tables: Vec<Table>,
    paragraph: Option<Paragraph<'a>>,
    /// Text of paragraphs whose end is deleted: it belongs to the paragraph that follows.
    carried: String,
    /// Text of the open text element.
    text: String,
    body: Body,
    /// Bytes of text so far, cells and the columns they cover included.
    length: usize,
    /// Notes where everything stands, when that is wanted.
    tracer: Option<Box<Tracer>>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, styles: &'a Styles, numbering: Numbering) -> Walk<'a> {
        Walk {
            xml: Xml::new(text),
            styles,
            numbering,
            open: Vec::new(),
            alternatives: Vec::new(),
            fields: Vec::new(),
            tables: Vec::new(),
            paragraph: None,
            carried: String::new(),
            text: String::new(),
            body: Body { pieces: Vec::new(), notes: Vec::new() },
            length: 0,
            tracer: None,
        }
    }
}

/// What an open element means; those that matter only for what they hold are `Plain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Plain,
    Paragraph,
    ParagraphProperties,
    MarkProperties,
    NumberProperties,
    Run,
    RunProperties,
    /// A text element, and whether the white space around its text counts.
    Text(bool),
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    Alternatives,
    /// A property: it has no content that matters.
    Leaf,
}

#[derive(Clone, Copy, Debug, Default)]
struct Field {
    /// Whether its separator has passed: behind it stands the result, before it the instruction, which is not shown.
    is_result: bool,
    /// Whether it is a link, whose result is words like any others.
    is_link: bool,
}

/// Whether a field with that instruction shows words that nobody works out anew.
fn is_link(instruction: &str) -> bool {
    instruction.trim_start().starts_with("HYPERLINK")
}

/// The open paragraph.
#[derive(Debug)]
struct Paragraph<'a> {
    text: String,
    style: &'a Style,
    outline: Option<u8>,
    centered: Option<bool>,
    number: NumberReference,
    /// Whether its end is deleted by a tracked change.
    runs_on: bool,
    /// Whether the open run is hidden.
    hidden: bool,
    pictures: usize,
}

impl<'a> Paragraph<'a> {
    fn of(style: &'a Style) -> Paragraph<'a> {
        Paragraph {
            text: String::new(),
            style,
            outline: None,
            centered: None,
            number: NumberReference::default(),
            runs_on: false,
            hidden: false,
            pictures: 0,
        }
    }
}

impl<'a> Walk<'a> {
    fn run(&mut self) -> Result<(), ImportError> {
        loop {
            match self.xml.next()? {
                Node::Start(element) => self.start(&element)?,
                Node::End => self.end()?,
                Node::Text(text) => {
                    if matches!(self.open.last(), Some(Tag::Text(_))) {
                        self.text.push_str(&text);
                        if let Some(tracer) = &mut self.tracer {
                            tracer.text(&text, self.xml.place(), self.xml.source());
                        }
                    }
                }
                Node::Finished => {
                    self.flush_carried();
                    return Ok(());
                }
            }
        }
    }

    /// Enters an element or passes over it.
    fn start(&mut self, element: &Element<'a>) -> Result<(), ImportError> {
        let name = element.name();
        let place = self.xml.place();
        let tag = match self.open.last().copied().unwrap_or(Tag::Plain) {
            Tag::ParagraphProperties => self.paragraph_property(name, element),
            Tag::MarkProperties => self.mark_property(name, element),
            Tag::NumberProperties => self.number_property(name, element),
            Tag::RunProperties => self.run_property(name, element),
            Tag::RowProperties => self.row_property(name, element),
            Tag::CellProperties => self.cell_property(name, element),
            Tag::Leaf | Tag::Text(_) => None,
            Tag::Alternatives => self.alternative(name),
            _ if matches!(name, "drawing" | "pict" | "object") => return self.graphic(),
            _ if name == "instrText" => return self.instruction(),
            _ if name == "sdtPr" && self.tracer.is_some() => return self.control(),
            parent => self.content(parent, name, element)?,
        };
        match tag {
            Some(tag) => {
                self.open.push(tag);
                if let Some(tracer) = &mut self.tracer {
                    tracer.open(name, tag, place);
                }
            }
            None => self.xml.skip()?,
        }
        Ok(())
    }

    /// Reads a field's instruction.
    fn instruction(&mut self) -> Result<(), ImportError> {
        let instruction = self.xml.content()?;
        if let Some(field) = self.fields.last_mut() {
            // It may come in several pieces: the first tells.
            field.is_link |= is_link(instruction);
        }
        Ok(())
    }

    /// Reads the properties of a content control, which say whether its words may change.
    fn control(&mut self) -> Result<(), ImportError> {
        let properties = self.xml.content()?;
        if let Some(tracer) = &mut self.tracer {
            tracer.control(properties);
        }
        Ok(())
    }

    /// An element among content: the body, a cell, a paragraph, a run, or something that wraps them.
    fn content(&mut self, parent: Tag, name: &str, element: &Element<'a>) -> Result<Option<Tag>, ImportError> {
        Ok(Some(match name {
            "p" => {
                self.paragraph = Some(Paragraph::of(self.styles.paragraph(None)));
                if let Some(tracer) = &mut self.tracer {
                    tracer.paragraph(self.xml.place());
                }
                Tag::Paragraph
            }
            "pPr" if parent == Tag::Paragraph => Tag::ParagraphProperties,
            "r" => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.hidden = paragraph.style.hidden == Some(true);
                }
                let in_field = self.fields.iter().any(|field| !field.is_link);
                if let Some(tracer) = &mut self.tracer {
                    tracer.run(self.xml.place(), in_field);
                }
                Tag::Run
            }
            "rPr" if parent == Tag::Run => Tag::RunProperties,
            "t" => {
                let keeps_space = element.attribute("space").as_deref() == Some("preserve");
                if let Some(tracer) = &mut self.tracer {
                    tracer.text_element(self.xml.place(), keeps_space);
                }
                Tag::Text(keeps_space)
            }
            "tab" | "ptab" => self.write_element(" "),
            "br" | "cr" => self.write_element("\n"),
            "noBreakHyphen" => self.write_element("-"),
            "sym" => self.symbol(element),
            "fldChar" => self.field(element),
            "AlternateContent" => {
                self.alternatives.push(false);
                Tag::Alternatives
            }
            "ins" | "moveTo" => {
                self.note(ImportNote::ChangesAccepted);
                Tag::Plain
            }
            "del" | "moveFrom" => {
                self.note(ImportNote::ChangesAccepted);
                return Ok(None);
            }
            // Word 2003 XML: changes, and also comments and bookmarks.
            "annotation" => match element.attribute("type").as_deref() {
                Some("Word.Insertion") => {
                    self.note(ImportNote::ChangesAccepted);
                    Tag::Plain
                }
                Some("Word.Deletion") => {
                    self.note(ImportNote::ChangesAccepted);
                    return Ok(None);
                }
                Some("Word.Comment") => return Ok(None),
                _ => Tag::Plain,
            },
            "tbl" => {
                if self.tables.len() >= NESTING_LIMIT {
                    return Err(DAMAGED);
                }
                self.flush_carried();
                self.tables.push(Table::default());
                Tag::Table
            }
            "tr" => {
                self.rows(|rows| rows.push(Row::default()));
                Tag::Row
            }
            "trPr" if parent == Tag::Row => Tag::RowProperties,
            "tc" => {
                self.length += CELL_WEIGHT;
                self.row(|row| row.cells.push(Cell::default()));
                if let Some(name) = self.tracer.as_mut().map(|tracer| tracer.cell()) {
                    self.place(Piece::Paragraph { text: name, heading: false, centered: false });
                }
                Tag::Cell
            }
            "tcPr" if parent == Tag::Cell => Tag::CellProperties,
            "fldSimple" => {
                let is_link = element.attribute("instr").is_some_and(|instruction| is_link(&instruction));
                if let (Some(tracer), false) = (&mut self.tracer, is_link) {
                    tracer.field();
                }
                Tag::Plain
            }
            // Text that is not shown, the reading of a ruby character, and what stands below or behind the text.
            "delText" | "delInstrText" | "rt" | "tblGrid" | "background" | "footnote" | "endnote" => {
                return Ok(None);
            }
            _ if name.ends_with("Pr") || name.ends_with("PrEx") || name.ends_with("Change") => return Ok(None),
            _ => Tag::Plain,
        }))
    }

    fn paragraph_property(&mut self, name: &str, element: &Element<'_>) -> Option<Tag> {
        let paragraph = self.paragraph.as_mut()?;
        match name {
            "pStyle" => paragraph.style = self.styles.paragraph(element.value().as_deref()),
            "jc" => paragraph.centered = Some(is_center(element)),
            "outlineLvl" => paragraph.outline = element.number(),
            "numPr" | "listPr" => return Some(Tag::NumberProperties),
            "rPr" => return Some(Tag::MarkProperties),
            _ => return None,
        }
        Some(Tag::Leaf)
    }

    fn mark_property(&mut self, name: &str, element: &Element<'_>) -> Option<Tag> {
        let annotation = element.attribute("type").filter(|_| name == "annotation");
        match annotation.as_deref().unwrap_or(name) {
            "ins" | "moveTo" | "Word.Insertion" => self.note(ImportNote::ChangesAccepted),
            "del" | "moveFrom" | "Word.Deletion" => {
                self.note(ImportNote::ChangesAccepted);
                self.paragraph.as_mut()?.runs_on = true;
            }
            _ => return None,
        }
        Some(Tag::Leaf)
    }

    fn number_property(&mut self, name: &str, element: &Element<'_>) -> Option<Tag> {
        let number = &mut self.paragraph.as_mut()?.number;
        match name {
            "ilvl" => number.level = element.number(),
            "numId" | "ilfo" => number.list = element.number(),
            _ => return None,
        }
        Some(Tag::Leaf)
    }

    fn run_property(&mut self, name: &str, element: &Element<'_>) -> Option<Tag> {
        let paragraph = self.paragraph.as_mut()?;
        match name {
            "vanish" => paragraph.hidden = element.is_on(),
            "rStyle" => {
                let hidden = element.value().and_then(|style| self.styles.hidden(&style));
                paragraph.hidden = hidden.unwrap_or(paragraph.hidden);
            }
            _ => return None,
        }
        Some(Tag::Leaf)
    }

    fn row_property(&mut self, name: &str, element: &Element<'_>) -> Option<Tag> {
        match name {
            "gridBefore" => {
                let columns = element.number().unwrap_or(0).min(COLUMNS_LIMIT);
                self.length += columns;
                self.row(|row| row.before = columns);
            }
            "ins" => self.note(ImportNote::ChangesAccepted),
            "del" => {
                self.note(ImportNote::ChangesAccepted);
                self.row(|row| row.deleted = true);
            }
            _ => return None,
        }
        Some(Tag::Leaf)
    }

    fn cell_property(&mut self, name: &str, element: &Element<'_>) -> Option<Tag> {
        match name {
            "gridSpan" => {
                let columns = element.number().unwrap_or(1).clamp(1, COLUMNS_LIMIT);
                self.length += columns;
                self.cell(|cell| cell.columns = columns);
            }
            "vMerge" | "vmerge" => {
                let restart = element.value().as_deref() == Some("restart");
                let vertical = if restart { Vertical::Restart } else { Vertical::Continue };
                self.cell(|cell| cell.vertical = vertical);
            }
            "hMerge" | "hmerge" => {
                let continues = element.value().as_deref() != Some("restart");
                self.cell(|cell| cell.continues_left = continues);
            }
            "cellIns" => self.note(ImportNote::ChangesAccepted),
            "cellDel" => {
                self.note(ImportNote::ChangesAccepted);
                self.cell(|cell| cell.deleted = true);
            }
            _ => return None,
        }
        Some(Tag::Leaf)
    }

    /// The first `Choice` is what a current Word shows; `Fallback` says the same for an old one.
    fn alternative(&mut self, name: &str) -> Option<Tag> {
        let taken = self.alternatives.last_mut()?;
        if *taken || !matches!(name, "Choice" | "Fallback") {
            return None;
        }
        *taken = true;
        Some(Tag::Plain)
    }

    /// Leaves the innermost element.
    fn end(&mut self) -> Result<(), ImportError> {
        let tag = self.open.pop();
        match tag {
            Some(Tag::Text(keep_space)) => {
                let text = std::mem::take(&mut self.text).replace(['\r', '\n', '\t'], " ");
                if let (Some(tracer), false) = (&mut self.tracer, keep_space) {
                    tracer.trim();
                }
                self.write(if keep_space { &text } else { text.trim_matches(' ') });
            }
            Some(Tag::Paragraph) => self.finish_paragraph(),
            Some(Tag::Cell) => self.flush_carried(),
            Some(Tag::Table) => {
                if let Some(table) = self.tables.pop() {
                    self.place(Piece::Table(table));
                }
            }
            Some(Tag::Alternatives) => drop(self.alternatives.pop()),
            _ => {}
        }
        if let (Some(tracer), Some(tag)) = (&mut self.tracer, tag) {
            tracer.close(tag, self.xml.place());
        }
        if self.length > TEXT_LIMIT { Err(ImportError::Bomb(TEXT_LIMIT as u64)) } else { Ok(()) }
    }

    /// Adds text to the paragraph, unless it is hidden or a field's instruction.
    fn write(&mut self, text: &str) -> Tag {
        let is_instruction = self.fields.iter().any(|field| !field.is_result);
        let characters = self.tracer.as_mut().map(|tracer| tracer.take_characters()).unwrap_or_default();
        if let Some(paragraph) = self.paragraph.as_mut().filter(|_| !is_instruction) {
            if !paragraph.hidden {
                self.length += text.len();
                paragraph.text.push_str(text);
                if let Some(tracer) = &mut self.tracer {
                    tracer.written(text, characters);
                }
            } else if !text.trim().is_empty() {
                self.note(ImportNote::HiddenLeftOut);
            }
        }
        Tag::Leaf
    }

    /// Adds what an element that is no text stands for.
    fn write_element(&mut self, text: &str) -> Tag {
        if let Some(tracer) = &mut self.tracer {
            tracer.element(text, self.xml.place());
        }
        self.write(text)
    }

    /// A character of a symbol font; most stand in the private use area and mean nothing without the font.
    fn symbol(&mut self, element: &Element<'_>) -> Tag {
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        match code.and_then(char::from_u32).filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}')) {
            Some(c) => self.write_element(c.encode_utf8(&mut [0; 4])),
            None => Tag::Leaf,
        }
    }

    fn field(&mut self, element: &Element<'_>) -> Tag {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.is_result = true;
                }
            }
            _ => drop(self.fields.pop()),
        }
        Tag::Leaf
    }

    /// Passes over a drawing, noticing whether it shows a picture or holds a text box.
    fn graphic(&mut self) -> Result<(), ImportError> {
        let mut depth = 1_usize;
        let mut text_box = None;
        let mut picture = false;
        while depth > 0 {
            match self.xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    match element.name() {
                        "blip" | "imagedata" => picture = true,
                        "txbxContent" => text_box = text_box.or(Some(depth)),
                        _ => {}
                    }
                }
                Node::End => {
                    depth -= 1;
                    text_box = text_box.filter(|&outermost| depth >= outermost);
                }
                Node::Text(text) if text_box.is_some() && !text.trim().is_empty() => {
                    self.note(ImportNote::TextBoxesIgnored);
                }
                Node::Text(_) => {}
                Node::Finished => return Err(DAMAGED),
            }
        }
        if let Some(paragraph) = self.paragraph.as_mut().filter(|_| picture) {
            paragraph.pictures += 1;
        }
        Ok(())
    }

    fn finish_paragraph(&mut self) {
        // A field whose instruction does not end with the paragraph would swallow the rest of the document.
        self.fields.retain(|field| field.is_result);
        let Some(mut paragraph) = self.paragraph.take() else { return };
        if paragraph.runs_on {
            self.carried.push_str(&paragraph.text);
        } else {
            let carried = std::mem::take(&mut self.carried);
            paragraph.text.insert_str(0, &carried);
            self.place_paragraph(&paragraph);
        }
        for _ in 0..paragraph.pictures {
            self.place(Piece::Picture);
        }
    }

    fn place_paragraph(&mut self, paragraph: &Paragraph<'a>) {
        let Paragraph { style, text, .. } = paragraph;
        // An empty paragraph counts, but its lone number says nothing.
        let number = self.numbering.count(paragraph.number.or(style.number));
        // The lines of a table of contents would be taken for the headings they repeat.
        if text.trim().is_empty() || style.contents {
            if let Some(tracer) = &mut self.tracer {
                tracer.forget();
            }
            return;
        }
        self.length += number.len() + 1;
        let outline = paragraph.outline.or(style.outline);
        let text = match &mut self.tracer {
            None => number + text,
            Some(tracer) => tracer.names(&number),
        };
        self.place(Piece::Paragraph {
            text,
            heading: outline.map_or(style.heading, |level| level < 9),
            centered: paragraph.centered.or(style.centered).unwrap_or(false),
        });
    }

    /// Makes a paragraph of text whose own end is deleted and that nothing follows.
    fn flush_carried(&mut self) {
        let text = std::mem::take(&mut self.carried);
        self.place_paragraph(&Paragraph { text, ..Paragraph::of(self.styles.paragraph(None)) });
    }

    /// Puts a piece into the open cell, or the body.
    fn place(&mut self, piece: Piece) {
        match self.tables.last_mut().and_then(|table| table.rows.last_mut()?.cells.last_mut()) {
            Some(cell) => cell.pieces.push(piece),
            None => self.body.pieces.push(piece),
        }
    }

    fn rows(&mut self, change: impl FnOnce(&mut Vec<Row>)) {
        if let Some(table) = self.tables.last_mut() {
            change(&mut table.rows);
        }
    }

    fn row(&mut self, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
            change(row);
        }
    }

    fn cell(&mut self, change: impl FnOnce(&mut Cell)) {
        self.row(|row| {
            if let Some(cell) = row.cells.last_mut() {
                change(cell);
            }
        });
    }

    fn note(&mut self, note: ImportNote) {
        if !self.body.notes.contains(&note) {
            self.body.notes.push(note);
        }
    }
}
