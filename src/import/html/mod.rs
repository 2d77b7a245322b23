//! HTML: what word processors, spreadsheets and browsers put on the clipboard, and saved pages.
//!
//! All is done in one pass without a tree: which elements begin a new line, which tags end others that were
//! left open, how a table's cells cover its grid, and which tables only lay out the page.

mod element;
mod flow;
mod table;
mod token;

use super::{ImportError, LONGEST_TEXT, MOST_PIECES, within};
use crate::document::{Builder, Document, ImportNote, SourceKind};
use element::{Attributes, Element, Skip};
use flow::{Flow, Piece, Style};
use table::Table;
use token::{Token, Tokens};

/// Imports HTML.
pub(super) fn html(source: &str) -> Result<Document, ImportError> {
    let mut page = Page::new(source.contains("<!--StartFragment"));
    for token in Tokens::new(without_header(source)) {
        match token {
            Token::Start(name, attributes) => page.start(&name, &attributes),
            Token::End(name) => page.end(&name),
            Token::Text(text) => page.text(&token::decode(text)),
            Token::Comment(comment) => page.comment(comment),
        }
    }
    let document = page.finish().ok_or(ImportError::TooLarge(source.len() as u64))??;
    // Pictures may make the source long: what is limited is the text it comes to.
    within(LONGEST_TEXT, document.text.len()).map(|()| document)
}

/// The source without the lines of offsets that Windows puts before HTML on the clipboard.
fn without_header(source: &str) -> &str {
    let start = source.trim_start();
    let header = start.starts_with("Version:") && start.contains("StartHTML:");
    if header { start.find('<').and_then(|at| start.get(at..)).unwrap_or("") } else { source }
}

/// An element that is open.
struct Open {
    element: Element,
    style: Style,
}

/// The page as far as it was read.
struct Page {
    root: Flow,
    /// Open tables, the innermost last.
    tables: Vec<Table>,
    stack: Vec<Open>,
    /// How many elements enclose the first one whose content is left out, and why it is.
    skipped: Option<(usize, Skip)>,
    /// Whether what is read lies outside the fragment that was copied.
    outside: bool,
    notes: Vec<ImportNote>,
    pieces: usize,
}

impl Page {
    /// Elements that may enclose each other: far more than in any page, and a bound for hostile ones.
    const DEEPEST: usize = 256;

    fn new(has_fragment: bool) -> Page {
        Page {
            root: Flow::default(),
            tables: Vec::new(),
            stack: Vec::new(),
            skipped: None,
            outside: has_fragment,
            notes: Vec::new(),
            pieces: 0,
        }
    }

    fn style(&self) -> Style {
        self.stack.last().map_or_else(Style::default, |open| open.style)
    }

    /// Where text goes: the innermost open cell. Text in a table but in none of its cells goes before it.
    fn flow(&mut self) -> &mut Flow {
        self.tables.iter_mut().rev().find_map(Table::open_cell).unwrap_or(&mut self.root)
    }

    fn text(&mut self, text: &str) {
        match self.skipped {
            Some((_, Skip::Silently)) => {}
            Some((_, Skip::Noting(note))) => {
                if !self.notes.contains(&note) && text.chars().any(|c| !c.is_whitespace()) {
                    self.notes.push(note);
                }
            }
            None if self.outside || self.is_full() => {}
            None => {
                let style = self.style();
                self.pieces += self.flow().text(text, style);
            }
        }
    }

    fn comment(&mut self, comment: &str) {
        match comment {
            "StartFragment" => self.outside = false,
            "EndFragment" => self.outside = true,
            _ => {}
        }
    }

    fn start(&mut self, name: &str, attributes: &Attributes) {
        let element = Element::named(name.as_bytes());
        self.end_implied(&element);
        let skip = element.skip().or_else(|| attributes.skip());
        match (&element, self.skipped) {
            (Element::Block("hr"), None) => self.flow().end_paragraph(),
            (Element::Break, None) => self.pieces += self.flow().line_break(),
            (Element::Picture, None) if skip.is_none() && !self.outside && attributes.is_meaningful_picture() => {
                self.pieces += 1;
                self.flow().picture();
            }
            _ => {}
        }
        let matters = !element.is_inline() || skip.is_some() || self.skipped.is_some();
        if element.is_void() || !matters || self.stack.len() >= Page::DEEPEST || self.is_full() {
            return;
        }
        if let (None, Some(skip)) = (self.skipped, skip) {
            self.skipped = Some((self.stack.len(), skip));
        }
        if self.skipped.is_none() && !self.begin(&element, attributes) {
            return;
        }
        let style = self.style().inside(&element, attributes);
        self.stack.push(Open { element, style });
    }

    /// What the beginning of a visible element does; whether it counts at all.
    fn begin(&mut self, element: &Element, attributes: &Attributes) -> bool {
        match element {
            Element::Table => {
                self.flow().end_paragraph();
                self.tables.push(Table::default());
            }
            Element::Row => match self.tables.last_mut() {
                Some(table) => table.start_row(),
                None => return false,
            },
            Element::Cell => {
                let mut around = self.stack.iter().rev().map(|open| &open.element);
                match around.find(|open| matches!(open, Element::Row | Element::Table)) {
                    None => return false,
                    Some(Element::Row) => {}
                    Some(_) => {
                        let style = self.style();
                        self.stack.push(Open { element: Element::Row, style });
                        self.tables.last_mut().into_iter().for_each(Table::start_row);
                    }
                }
                self.flow().end_paragraph();
                let number = |name| attributes.number(name);
                self.tables
                    .last_mut()
                    .into_iter()
                    .for_each(|table| table.start_cell(number("rowspan"), number("colspan")));
            }
            // Rows before it that are in no group are one.
            Element::RowGroup => match self.tables.last_mut() {
                Some(table) => table.end_group(),
                None => return false,
            },
            Element::Paragraph | Element::Item | Element::Heading | Element::Block(_) => self.flow().end_paragraph(),
            Element::Inline(_) | Element::Skipped(_) | Element::Break | Element::Picture => {}
        }
        self.pieces += 1;
        true
    }

    /// Ends the elements that a start tag ends where their own end tags were left out.
    fn end_implied(&mut self, next: &Element) {
        match next {
            Element::Cell => self.end_up_to(|open| matches!(open, Element::Cell), Element::is_table),
            Element::Row => self.end_up_to(|open| matches!(open, Element::Row), Element::is_table),
            Element::RowGroup => {
                self.end_up_to(|open| matches!(open, Element::RowGroup | Element::Row), Element::is_table)
            }
            Element::Table => {
                self.end_up_to(|open| matches!(open, Element::Paragraph), Element::is_scope);
                // A table in a table but in none of its cells ends that table.
                if self
                    .stack
                    .iter()
                    .rev()
                    .find(|open| open.element.is_scope())
                    .is_some_and(|open| open.element.is_table())
                {
                    self.end_up_to(Element::is_table, |_| false);
                }
            }
            Element::Item => {
                let ends =
                    |open: &Element| open.is_scope() || matches!(open, Element::Block(name) if element::is_list(name));
                self.end_up_to(|open| matches!(open, Element::Item), ends);
                self.end_up_to(|open| matches!(open, Element::Paragraph), Element::is_scope);
            }
            Element::Paragraph | Element::Heading | Element::Block(_) => {
                self.end_up_to(|open| matches!(open, Element::Paragraph), Element::is_scope);
            }
            Element::Inline(_) | Element::Break | Element::Picture | Element::Skipped(_) => {}
        }
    }

    fn end(&mut self, name: &str) {
        let element = Element::named(name.as_bytes());
        match &element {
            Element::Break => {
                if self.skipped.is_none() {
                    self.pieces += self.flow().line_break();
                }
            }
            Element::Picture => {}
            // Inline elements are kept only in what is left out.
            Element::Inline(_) if self.skipped.is_none() => {}
            Element::Cell | Element::Row | Element::RowGroup => {
                self.end_up_to(|open| *open == element, Element::is_table)
            }
            Element::Table => self.end_up_to(Element::is_table, |_| false),
            _ => self.end_up_to(|open| *open == element, Element::is_scope),
        }
        // One that ends nothing still ends the line.
        if element == Element::Paragraph && self.skipped.is_none() {
            self.flow().end_paragraph();
        }
    }

    /// Ends the innermost open element that is `wanted`, and all within it, unless a `barrier` stands before.
    fn end_up_to(&mut self, wanted: impl Fn(&Element) -> bool, barrier: impl Fn(&Element) -> bool) {
        let found = self.stack.iter().rposition(|open| wanted(&open.element) || barrier(&open.element));
        let Some(at) = found.filter(|&at| self.stack.get(at).is_some_and(|open| wanted(&open.element))) else { return };
        while self.stack.len() > at {
            self.end_innermost();
        }
    }

    fn end_innermost(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if let Some((depth, _)) = self.skipped {
            if depth == self.stack.len() {
                self.skipped = None;
            }
            return;
        }
        match open.element {
            Element::Cell => self.tables.last_mut().into_iter().for_each(Table::end_cell),
            Element::RowGroup => self.tables.last_mut().into_iter().for_each(Table::end_group),
            Element::Table => {
                let pieces = self.tables.pop().map(Table::finish).unwrap_or_default();
                self.flow().pieces(pieces);
            }
            Element::Paragraph | Element::Item | Element::Heading | Element::Block(_) => self.flow().end_paragraph(),
            Element::Row | Element::Inline(_) | Element::Skipped(_) | Element::Break | Element::Picture => {}
        }
    }

    fn is_full(&self) -> bool {
        self.pieces > MOST_PIECES
    }

    /// The document; `None` when the page holds more than any draft.
    fn finish(mut self) -> Option<Result<Document, ImportError>> {
        while !self.stack.is_empty() {
            self.end_innermost();
        }
        if self.is_full() {
            return None;
        }
        let mut builder = Builder::new(SourceKind::Html);
        self.notes.into_iter().for_each(|note| builder.note(note));
        let pieces = self.root.finish();
        if pieces.is_empty() {
            return Some(Err(ImportError::Empty));
        }
        for piece in pieces {
            match piece {
                Piece::Paragraph { text, style } => builder.paragraph(&text, style.heading, style.centered),
                Piece::Grid(cells) => builder.grid(cells, false),
                Piece::Picture => builder.picture(),
            }
        }
        Some(Ok(builder.finish()))
    }
}

#[cfg(test)]
mod tests;
