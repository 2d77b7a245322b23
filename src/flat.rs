//! Values as one text and a list of numbers: what goes from one browser module to another. Two lists cross the boundary
//! at the cost of copying them, where objects would cost a call for every property.

use crate::document::Span;

/// What is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writer {
    /// Every text, one after another.
    pub text: String,
    /// Every number, and the length of every text in bytes.
    pub numbers: Vec<u32>,
}

impl Writer {
    /// A number; one that no document reaches becomes the largest.
    pub fn number(&mut self, number: usize) {
        self.numbers.push(u32::try_from(number).unwrap_or(u32::MAX));
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.text.push_str(text);
    }

    /// A truth value.
    pub fn flag(&mut self, flag: bool) {
        self.number(usize::from(flag));
    }

    /// A number that may be missing.
    pub fn maybe(&mut self, number: Option<usize>) {
        self.number(number.map_or(0, |number| number.saturating_add(1)));
    }

    /// A text that may be missing.
    pub fn maybe_text(&mut self, text: Option<&str>) {
        self.flag(text.is_some());
        if let Some(text) = text {
            self.text(text);
        }
    }

    /// A range.
    pub fn span(&mut self, span: Span) {
        self.number(span.start);
        self.number(span.end);
    }

    /// How many there are, then each.
    pub fn list<T>(&mut self, pieces: &[T], mut write: impl FnMut(&mut Writer, &T)) {
        self.number(pieces.len());
        for piece in pieces {
            write(self, piece);
        }
    }
}

/// Reads what a [`Writer`] wrote, in the same order. Whatever does not fit yields `None`, and nothing it yields lies
/// outside the text.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    text: &'a str,
    numbers: &'a [u32],
}

impl<'a> Reader<'a> {
    /// Reads that text and those numbers from their start.
    pub fn new(text: &'a str, numbers: &'a [u32]) -> Reader<'a> {
        Reader { text, numbers }
    }

    /// Whether everything was read.
    pub fn is_at_end(&self) -> bool {
        self.numbers.is_empty()
    }

    /// A number.
    pub fn number(&mut self) -> Option<usize> {
        let (&first, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        usize::try_from(first).ok()
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        let (text, rest) = self.text.split_at_checked(length)?;
        self.text = rest;
        Some(text)
    }

    /// A truth value.
    pub fn flag(&mut self) -> Option<bool> {
        Some(self.number()? != 0)
    }

    /// A number that may be missing.
    pub fn maybe(&mut self) -> Option<Option<usize>> {
        Some(self.number()?.checked_sub(1))
    }

    /// A text that may be missing.
    pub fn maybe_text(&mut self) -> Option<Option<&'a str>> {
        Some(if self.flag()? { Some(self.text()?) } else { None })
    }

    /// A range.
    pub fn span(&mut self) -> Option<Span> {
        Some(Span::new(self.number()?, self.number()?))
    }

    /// How many there are, then each.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        // A number that was tampered with must not reserve memory.
        let mut pieces = Vec::with_capacity(count.min(self.numbers.len()));
        for _ in 0..count {
            pieces.push(read(self)?);
        }
        Some(pieces)
    }

    /// The member of a closed list whose place was written.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.number()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_comes_back_in_its_order() {
        let mut writer = Writer::default();
        writer.text("勾稽");
        writer.maybe(Some(0));
        writer.maybe(None);
        writer.maybe_text(Some(""));
        writer.maybe_text(None);
        writer.span(Span::new(3, 9));
        writer.list(&["甲", "乙丙"], |writer, text| writer.text(text));
        writer.flag(true);
        writer.number(2);
        let mut reader = Reader::new(&writer.text, &writer.numbers);
        assert_eq!(reader.text(), Some("勾稽"));
        assert_eq!(reader.maybe(), Some(Some(0)));
        assert_eq!(reader.maybe(), Some(None));
        assert_eq!(reader.maybe_text(), Some(Some("")));
        assert_eq!(reader.maybe_text(), Some(None));
        assert_eq!(reader.span(), Some(Span::new(3, 9)));
        assert_eq!(reader.list(|reader| reader.text()), Some(vec!["甲", "乙丙"]));
        assert_eq!(reader.flag(), Some(true));
        assert!(!reader.is_at_end());
        assert_eq!(reader.one_of(&['a', 'b', 'c']), Some('c'));
        assert!(reader.is_at_end());
        assert_eq!(reader.number(), None);
    }

    #[test]
    fn what_was_tampered_with_is_refused() {
        assert_eq!(Reader::new("勾", &[2]).text(), None);
        assert_eq!(Reader::new("勾", &[4]).text(), None);
        assert_eq!(Reader::new("", &[u32::MAX, 0, 0]).list(|reader| reader.number()), None);
        assert_eq!(Reader::new("", &[7]).one_of(&[1, 2]), None);
    }
}
