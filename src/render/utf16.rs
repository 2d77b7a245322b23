//! Positions as JavaScript counts them. Inside, a span counts UTF-8 bytes; everything that leaves counts
//! UTF-16 units, and this is the one place where one becomes the other.

use crate::document::Span;

/// The span of that text in UTF-16 units: first, and one past the last. A bound inside a character is moved
/// to its start, one behind the end to the end.
pub fn units(text: &str, span: Span) -> (usize, usize) {
    let units_before =
        |bytes: usize| text.get(..text.floor_char_boundary(bytes)).map_or(0, |before| before.encode_utf16().count());
    (units_before(span.start), units_before(span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_units_not_bytes_and_not_characters() {
        let text = "共𠮷3件";
        assert_eq!(units(text, Span::new(0, text.len())), (0, 5));
        let three = text.find('3').unwrap();
        assert_eq!(units(text, Span::new(three, three + 1)), (3, 4));
    }

    #[test]
    fn bounds_outside_the_text_are_moved_into_it() {
        assert_eq!(units("件", Span::new(1, 9)), (0, 1));
        assert_eq!(units("", Span::new(1, 2)), (0, 0));
    }
}
