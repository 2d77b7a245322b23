//! The lines of a text that are not blank, each knowing what stood before it.

use super::super::MOST_PIECES;
use super::super::delimited::{break_length, next_break};
use crate::document::Span;

/// A line with something in it, or with tabs alone: those are a row of blank cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The whole line, without its break.
    pub span: Span,
    /// Blank lines before it.
    pub blanks: usize,
    /// Whether a page ended before it.
    pub new_page: bool,
}

/// A text's lines.
pub(super) struct Lines<'a> {
    text: &'a str,
    lines: Vec<Line>,
}

impl<'a> Lines<'a> {
    /// The lines of the text; `None` when there are more than any draft has.
    pub fn new(text: &'a str) -> Option<Lines<'a>> {
        let mut lines = Vec::new();
        let (mut blanks, mut new_page) = (0, false);
        for span in split(text, Span::new(0, text.len())) {
            let line = text.get(span.range()).unwrap_or("");
            new_page |= span.start.checked_sub(1).and_then(|before| text.as_bytes().get(before)) == Some(&b'\x0c');
            if line.trim().is_empty() && !line.contains('\t') {
                blanks += 1;
                continue;
            }
            if lines.len() == MOST_PIECES {
                return None;
            }
            lines.push(Line { span, blanks, new_page });
            (blanks, new_page) = (0, false);
        }
        Some(Lines { text, lines })
    }

    /// The line of that number.
    pub fn get(&self, at: usize) -> Option<&Line> {
        self.lines.get(at)
    }

    /// All of them.
    pub fn all(&self) -> &[Line] {
        &self.lines
    }

    /// What is written in it.
    pub fn text(&self, line: Line) -> &'a str {
        self.text.get(line.span.range()).unwrap_or("")
    }

    /// The whole text.
    pub fn whole(&self) -> &'a str {
        self.text
    }
}

/// Splits a part of a text at its line breaks.
pub(super) fn split(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes().get(..within.end).unwrap_or_default();
    let mut next = Some(within.start);
    std::iter::from_fn(move || {
        let start = next?;
        let end = next_break(bytes, start, b'\n').unwrap_or(within.end);
        next = (end < within.end).then(|| end + break_length(bytes, end));
        Some(Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_break_ends_a_line() {
        let text = "甲\n\n 乙\u{2028}丙\u{c}丁\n\t\n";
        let lines = Lines::new(text).unwrap();
        let found: Vec<_> = lines.all().iter().map(|&line| (lines.text(line), line.blanks, line.new_page)).collect();
        let expected = [("甲", 0, false), (" 乙", 1, false), ("丙", 0, false), ("丁", 0, true), ("\t", 0, false)];
        assert_eq!(found, expected);
    }
}
