//! The text of an OpenDocument: a walk over its XML that keeps what a reader of the printed page would see, tracked
//! changes accepted. What was deleted stands apart, or in the text between two marks.

use std::collections::BTreeSet;

use super::super::ImportError;
use super::super::pieces::Piece;
use super::super::style_name::Purpose;
use super::super::xml::{Element, Malformed, Node, Xml};
use super::list::Lists;
use super::style::Styles;
use super::table::{OpenTable, TooMuch, Written};
use crate::document::ImportNote;

/// What the document holds.
#[derive(Debug, Default)]
pub struct Body {
    /// Its pieces in reading order.
    pub pieces: Vec<Piece>,
    /// What had to be decided or left out.
    pub notes: Vec<ImportNote>,
}

/// Tables within tables.
const NESTING_LIMIT: usize = 32;
/// Frames within frames, as far as tables in them are read.
const FRAMES_LIMIT: usize = 2;
/// What a list counts for, in bytes of text: each is counted apart, even an empty one.
const LIST_WEIGHT: usize = 512;

const DAMAGED: ImportError = ImportError::Damaged("content.xml");

impl Body {
    /// Reads the content of the element that holds the text.
    ///
    /// # Errors
    /// When it is malformed, or its text is larger than the limit.
    pub fn read(text: &str, styles: &Styles, lists: Lists) -> Result<Body, ImportError> {
        let mut walk = Walk {
            styles,
            lists,
            open: Vec::new(),
            tables: Vec::new(),
            open_lists: Vec::new(),
            paragraph: None,
            deletions: BTreeSet::new(),
            deleting: 0,
            carried: String::new(),
            size: TooMuch::default(),
            body: Body::default(),
        };
        walk.run(text, 0)?;
        Ok(walk.body)
    }
}

struct Walk<'a> {
    styles: &'a Styles,
    lists: Lists,
    /// What each open element means, outermost first.
    open: Vec<Tag>,
    /// The open tables, outermost first.
    tables: Vec<OpenTable>,
    /// The open lists, outermost first.
    open_lists: Vec<OpenList>,
    paragraph: Option<Paragraph>,
    /// The tracked changes that delete, by name.
    deletions: BTreeSet<String>,
    /// How many of them are open here.
    deleting: usize,
    /// Text of paragraphs whose end is deleted: it belongs to the paragraph that follows.
    carried: String,
    size: TooMuch,
    body: Body,
}

/// What an open element means; those that matter only for what they hold are `Plain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Plain,
    Paragraph,
    /// A stretch of text, and whether the text around it is hidden.
    Span(bool),
    List,
    Table,
    Row,
    Cell,
}

#[derive(Debug)]
struct OpenList {
    style: String,
    list: u32,
    /// Whether the next paragraph is the first of an item.
    at_item: bool,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    number: String,
    heading: bool,
    centered: bool,
    hidden: bool,
    pictures: usize,
}

impl Walk<'_> {
    fn run(&mut self, text: &str, frames: usize) -> Result<(), ImportError> {
        let mut xml = Xml::new(text);
        loop {
            match xml.next()? {
                Node::Start(element) => self.start(&element, &mut xml, frames)?,
                Node::End => self.end()?,
                Node::Text(text) => self.text(&text)?,
                Node::Finished => return Ok(()),
            }
        }
    }

    /// Enters an element or passes over it.
    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, frames: usize) -> Result<(), ImportError> {
        let attribute = |name| element.attribute(name);
        let tag = match element.name() {
            "p" | "h" if self.paragraph.is_none() => self.begin_paragraph(element)?,
            "span" => self.begin_span(attribute("style-name").as_deref()),
            "s" => {
                let blanks = attribute("c").and_then(|count| count.trim().parse().ok()).unwrap_or(1_usize);
                self.write(&" ".repeat(blanks.min(1000)))?;
                Tag::Plain
            }
            "tab" => {
                self.write(" ")?;
                Tag::Plain
            }
            "line-break" => {
                self.write("\n")?;
                Tag::Plain
            }
            "hidden-paragraph" => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.hidden |= attribute("is-hidden").as_deref() == Some("true");
                }
                Tag::Plain
            }
            "section" if attribute("display").as_deref() == Some("none") => {
                self.note(ImportNote::HiddenLeftOut);
                return Ok(xml.skip()?);
            }
            "tracked-changes" => return self.tracked_changes(xml.content()?),
            "change-start" | "change-end" => {
                let is_deletion = attribute("change-id").is_some_and(|id| self.deletions.contains(&*id));
                match element.name() {
                    _ if !is_deletion => {}
                    "change-start" => self.deleting += 1,
                    _ => self.deleting = self.deleting.saturating_sub(1),
                }
                Tag::Plain
            }
            "list" => self.begin_list(element)?,
            "list-item" | "list-header" => {
                if let Some(list) = self.open_lists.last_mut() {
                    list.at_item = element.name() == "list-item";
                }
                Tag::Plain
            }
            "table" => {
                if self.tables.len() >= NESTING_LIMIT {
                    return Err(DAMAGED);
                }
                self.tables.push(OpenTable::default());
                Tag::Table
            }
            "table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row(element);
                }
                Tag::Row
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row.push(Written::of(element));
                }
                Tag::Cell
            }
            "frame" | "custom-shape" | "rect" | "g" | "line" | "ellipse" | "path" | "polygon" | "polyline"
            | "connector" | "caption" | "circle" => return self.graphic(xml.content()?, frames),
            // What stands beside the text or repeats it: the lines of a table of contents would be taken for headings.
            "note" | "annotation" | "ruby-text" | "forms" | "table-of-content" | "alphabetical-index"
            | "illustration-index" | "table-index" | "object-index" | "user-index" | "bibliography" => {
                return Ok(xml.skip()?);
            }
            _ => Tag::Plain,
        };
        self.open.push(tag);
        Ok(())
    }

    fn begin_paragraph(&mut self, element: &Element<'_>) -> Result<Tag, ImportError> {
        let style = self.styles.paragraph(element.attribute("style-name").as_deref());
        let is_heading = element.name() == "h";
        let outline = element.attribute("outline-level").and_then(|level| level.trim().parse::<usize>().ok());
        let number = match self.open_lists.split_last_mut() {
            Some((list, around)) => match std::mem::take(&mut list.at_item) {
                true => self.lists.count(list.list, around.len()),
                false => String::new(),
            },
            None if is_heading && element.attribute("is-list-header").as_deref() != Some("true") => {
                self.lists.count_heading(outline.unwrap_or(1).saturating_sub(1))
            }
            None => String::new(),
        };
        self.paragraph = Some(Paragraph {
            number,
            heading: is_heading || style.outline == Some(true) || style.purpose == Some(Purpose::Heading),
            centered: style.centered == Some(true),
            hidden: style.hidden == Some(true),
            ..Paragraph::default()
        });
        self.size.add(1)?;
        Ok(Tag::Paragraph)
    }

    fn begin_span(&mut self, style: Option<&str>) -> Tag {
        let hides = self.styles.span(style).hidden;
        match &mut self.paragraph {
            Some(paragraph) => {
                let hidden = hides.unwrap_or(paragraph.hidden);
                Tag::Span(std::mem::replace(&mut paragraph.hidden, hidden))
            }
            None => Tag::Plain,
        }
    }

    /// Finds out which changes delete.
    fn tracked_changes(&mut self, source: &str) -> Result<(), ImportError> {
        let mut xml = Xml::new(source);
        let mut region = None;
        loop {
            match xml.next()? {
                Node::Start(element) => match element.name() {
                    "changed-region" => {
                        self.note(ImportNote::ChangesAccepted);
                        region = element.attribute("id").map(|id| id.into_owned());
                    }
                    name => {
                        if name == "deletion" {
                            self.deletions.extend(region.take());
                        }
                        xml.skip()?;
                    }
                },
                Node::Finished => return Ok(()),
                Node::End | Node::Text(_) => {}
            }
        }
    }

    /// A list begins, alone or within an item of another, whose next level it is.
    fn begin_list(&mut self, element: &Element<'_>) -> Result<Tag, ImportError> {
        self.size.add(LIST_WEIGHT)?;
        let outer = self.open_lists.last();
        let style = element.attribute("style-name").map(|name| name.into_owned());
        let style = style.or_else(|| outer.map(|outer| outer.style.clone())).unwrap_or_default();
        let list = match outer {
            Some(outer) if outer.style == style => outer.list,
            _ => {
                let (id, continued) = (element.attribute("id"), element.attribute("continue-list"));
                let goes_on = element.attribute("continue-numbering").as_deref() == Some("true");
                self.lists.begin(&style, id.as_deref(), continued.as_deref(), goes_on)
            }
        };
        self.open_lists.push(OpenList { style, list, at_item: false });
        Ok(Tag::List)
    }

    /// A drawing. A table that floats stands in a frame; other frames show a picture or hold a text box.
    fn graphic(&mut self, source: &str, frames: usize) -> Result<(), ImportError> {
        if source.contains("table:table ") && frames < FRAMES_LIMIT {
            let (paragraph, open) = (self.paragraph.take(), self.open.len());
            self.run(source, frames + 1)?;
            self.open.truncate(open);
            self.paragraph = paragraph;
            return Ok(());
        }
        let (has_picture, has_text) = seen(source)?;
        if has_text {
            self.note(ImportNote::TextBoxesIgnored);
        }
        match &mut self.paragraph {
            Some(paragraph) => paragraph.pictures += usize::from(has_picture),
            None if has_picture => self.place(Piece::Picture),
            None => {}
        }
        Ok(())
    }

    /// Leaves the innermost element.
    fn end(&mut self) -> Result<(), ImportError> {
        match self.open.pop() {
            Some(Tag::Paragraph) => self.finish_paragraph(),
            Some(Tag::Span(hidden)) => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.hidden = hidden;
                }
            }
            Some(Tag::List) => drop(self.open_lists.pop()),
            Some(Tag::Row) => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(&mut self.size)?;
                }
            }
            Some(Tag::Table) => {
                if let Some(table) = self.tables.pop() {
                    self.place(Piece::Table(table.table));
                }
            }
            Some(Tag::Cell | Tag::Plain) | None => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ImportError> {
        if self.paragraph.is_none() {
            return Ok(());
        }
        // White space is as in HTML: a stretch of it is one blank.
        let mut written = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\r' | '\n' if written.ends_with(' ') => {}
                ' ' | '\t' | '\r' | '\n' => written.push(' '),
                // A hyphen where no line breaks.
                '\u{2011}' => written.push('-'),
                c => written.push(c),
            }
        }
        self.write(&written)
    }

    fn write(&mut self, text: &str) -> Result<(), ImportError> {
        let Some(paragraph) = self.paragraph.as_mut().filter(|_| self.deleting == 0) else { return Ok(()) };
        if !paragraph.hidden {
            self.size.add(text.len())?;
            paragraph.text.push_str(text);
        } else if !text.trim().is_empty() {
            self.note(ImportNote::HiddenLeftOut);
        }
        Ok(())
    }

    fn finish_paragraph(&mut self) {
        let Some(paragraph) = self.paragraph.take() else { return };
        let Paragraph { number, text, heading, centered, pictures, .. } = paragraph;
        let text = std::mem::take(&mut self.carried) + &text;
        if self.deleting > 0 {
            self.carried = text;
        } else if !text.trim().is_empty() {
            self.place(Piece::Paragraph { text: number + text.trim_start_matches(' '), heading, centered });
        }
        for _ in 0..pictures {
            self.place(Piece::Picture);
        }
    }

    /// Puts a piece into the open cell, or the body.
    fn place(&mut self, piece: Piece) {
        match self.tables.last_mut().and_then(|table| table.row.last_mut()) {
            Some(cell) => cell.pieces.push(piece),
            None => self.body.pieces.push(piece),
        }
    }

    fn note(&mut self, note: ImportNote) {
        if !self.body.notes.contains(&note) {
            self.body.notes.push(note);
        }
    }
}

/// Whether a drawing shows a picture, and whether there is text in it.
fn seen(source: &str) -> Result<(bool, bool), Malformed> {
    let mut xml = Xml::new(source);
    let (mut picture, mut text) = (false, false);
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "title" | "desc" | "binary-data" => xml.skip()?,
                "image" => picture = true,
                _ => {}
            },
            Node::Text(content) => text |= !content.trim().is_empty(),
            Node::End => {}
            Node::Finished => return Ok((picture, text)),
        }
    }
}
