//! What the writers of Office files have in common: XML is written by the templates that write HTML, which escape
//! text and attributes in the same way, and every part of a file begins with the same line.

/// The first line of a part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The text without characters that XML cannot hold: control characters become blanks.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_xml_cannot_hold_becomes_a_blank() {
        assert_eq!(clean("甲\u{1}\n\u{ffff}\u{85}𠮷<"), "甲    𠮷<");
    }
}
