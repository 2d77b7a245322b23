//! A text with its characters simplified, each with its place in the original.

use crate::document::Span;
use crate::form::simplify;

/// Characters without white space, simplified, with the bytes of the original they stand for.
pub(super) struct Scan {
    characters: Vec<(Span, char)>,
    end: usize,
}

impl Scan {
    pub(super) fn new(text: &str) -> Scan {
        // Most characters take three bytes.
        let mut characters = Vec::with_capacity(text.len() / 3 + 8);
        let all = text.char_indices().map(|(at, c)| (Span::new(at, at + c.len_utf8()), simplify(c)));
        characters.extend(all.filter(|&(_, c)| c != ' '));
        Scan { characters, end: text.len() }
    }

    /// The first character of a text's scan.
    pub(super) fn first(text: &str) -> Option<char> {
        text.chars().map(simplify).find(|&c| c != ' ')
    }

    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<char> {
        self.characters.get(index).map(|&(_, c)| c)
    }

    /// Whether those characters stand at that index.
    pub(super) fn starts_with(&self, index: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(i, c)| self.get(index + i) == Some(c))
    }

    /// The characters from that index on as a text, without commas.
    pub(super) fn wording(&self, from: usize) -> String {
        let mut wording = String::with_capacity(3 * self.len());
        let behind = self.characters.iter().skip(from).map(|&(_, c)| c);
        wording.extend(behind.filter(|c| !matches!(c, ',' | '、')));
        wording
    }

    /// Up to so many characters before the index, as a text.
    pub(super) fn before(&self, index: usize, count: usize) -> String {
        self.characters.iter().take(index).skip(index.saturating_sub(count)).map(|&(_, c)| c).collect()
    }

    /// The number written in ASCII digits at that index, with the index behind it.
    pub(super) fn number(&self, index: usize, max_digits: usize) -> Option<(u32, usize)> {
        let digits = self.characters.iter().skip(index).take_while(|(_, c)| c.is_ascii_digit()).count();
        if digits == 0 || digits > max_digits {
            return None;
        }
        let value =
            (index..index + digits).filter_map(|i| self.get(i)?.to_digit(10)).fold(0, |n, digit| n * 10 + digit);
        Some((value, index + digits))
    }

    /// The bytes of the original from one index up to, not including, another; without the white space
    /// behind the last character.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.characters.get(from).map_or(self.end, |(span, _)| span.start);
        let last = to.min(self.len()).checked_sub(1).and_then(|last| self.characters.get(last));
        Span::new(start, last.map_or(start, |(span, _)| span.end).max(start))
    }

    /// Whether white space stands before the character of that index.
    pub(super) fn is_spaced(&self, index: usize) -> bool {
        let Some((span, _)) = self.characters.get(index) else { return false };
        index
            .checked_sub(1)
            .and_then(|before| self.characters.get(before))
            .is_some_and(|(before, _)| before.end < span.start)
    }
}
