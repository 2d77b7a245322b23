//! Running text: words are set apart as a browser shows them, lines become paragraphs.

use super::super::width::joins;
use super::element::{Attributes, Element};
use crate::document::CellText;

/// How a paragraph is marked, and how its white space counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub heading: bool,
    pub centered: bool,
    /// Whether line breaks in the source are line breaks.
    pub preformatted: bool,
}

impl Style {
    /// The style within an element that stands in text of this style.
    pub fn inside(self, element: &Element, attributes: &Attributes) -> Style {
        let cell = matches!(element, Element::Table | Element::Cell);
        let centered = match element {
            Element::Block("center") => Some(true),
            // A table's own `align` places the table.
            Element::Table => None,
            _ => attributes.centered(),
        };
        Style {
            heading: !cell && (self.heading || *element == Element::Heading || attributes.is_outline_heading()),
            centered: centered.unwrap_or(!cell && self.centered),
            preformatted: self.preformatted || *element == Element::Block("pre"),
        }
    }
}

/// A finished piece of a page or cell.
#[derive(Debug)]
pub(super) enum Piece {
    Paragraph { text: String, style: Style },
    Grid(Vec<CellText>),
    Picture,
}

/// Text as it comes in, between two borders of blocks.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pieces: Vec<Piece>,
    /// The paragraph that is being written.
    line: String,
    style: Style,
    /// White space since its last word, and whether a line break was in it.
    space: Option<bool>,
}

impl Flow {
    /// Adds text. Returns how many paragraphs it ended.
    pub fn text(&mut self, text: &str, style: Style) -> usize {
        let mut ended = 0;
        for c in text.chars() {
            match c {
                '\n' if style.preformatted => {
                    self.end_paragraph();
                    ended += 1;
                }
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.space = Some(c == '\n' || self.space == Some(true)),
                '\u{2028}' | '\u{2029}' | '\u{b}' => {
                    self.end_paragraph();
                    ended += 1;
                }
                _ => {
                    let wrapped = self.space.take();
                    match self.line.chars().next_back() {
                        None => self.style = style,
                        // Source code is wrapped anywhere in Chinese; that is no word space.
                        Some(last) if wrapped.is_some() && !(wrapped == Some(true) && joins(last, c)) => {
                            self.line.push(' ')
                        }
                        Some(_) => {}
                    }
                    self.line.push(c);
                }
            }
        }
        ended
    }

    /// Ends the line, as `<br>` does. Returns how many paragraphs that ended.
    pub fn line_break(&mut self) -> usize {
        self.end_paragraph();
        1
    }

    /// Ends the paragraph; a blank one is dropped.
    pub fn end_paragraph(&mut self) {
        self.space = None;
        let text = std::mem::take(&mut self.line);
        if !text.trim().is_empty() {
            self.pieces.push(Piece::Paragraph { text, style: self.style });
        }
    }

    /// Adds a picture. It does not end the paragraph it stands in, but comes before what follows it.
    pub fn picture(&mut self) {
        self.end_paragraph();
        self.pieces.push(Piece::Picture);
    }

    /// Adds finished pieces.
    pub fn pieces(&mut self, pieces: Vec<Piece>) {
        self.end_paragraph();
        self.pieces.extend(pieces);
    }

    /// All pieces.
    pub fn finish(mut self) -> Vec<Piece> {
        self.end_paragraph();
        self.pieces
    }
}
