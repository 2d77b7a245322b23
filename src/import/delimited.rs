//! Cells between delimiters, quoted as spreadsheets quote them: a cell that holds a delimiter, a line break
//! or a quotation mark stands in quotation marks, and marks inside it are doubled.
//!
//! The `csv` crate yields cells as copies; here each cell must keep its place in the text.

use crate::document::Span;

/// The cells of the record that begins at `start`, without quotation marks and the white space around them,
/// and the place of the first byte after its line.
pub(super) fn record(text: &str, start: usize, delimiter: u8) -> (Vec<Span>, usize) {
    let bytes = text.as_bytes();
    let ends = |at: usize| bytes.get(at).is_none_or(|&byte| byte == delimiter) || break_length(bytes, at) > 0;
    let mut cells = Vec::new();
    let mut at = start;
    loop {
        let (content, end) = match quoted(bytes, at, ends) {
            Some(content) => (content, content.end + 1),
            None => {
                let end = next_break(bytes, at, delimiter).unwrap_or(bytes.len());
                (Span::new(at, end), end)
            }
        };
        cells.push(trimmed(text, content));
        if bytes.get(end) != Some(&delimiter) {
            return (cells, end + break_length(bytes, end));
        }
        at = end + 1;
    }
}

/// The length of the line break at that place, 0 where there is none: a line feed, and what word processors
/// put for a line or page that ends within a paragraph.
pub(super) fn break_length(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\n' | b'\x0b' | b'\x0c') => 1,
        Some(0xe2) if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])) => 3,
        _ => 0,
    }
}

/// The first place from `start` on where a line break or that mark stands.
pub(super) fn next_break(bytes: &[u8], start: usize, mark: u8) -> Option<usize> {
    let mut at = start;
    loop {
        // The first byte tells most places from breaks.
        let begins = |&byte: &u8| matches!(byte, b'\n' | b'\x0b' | b'\x0c' | 0xe2) || byte == mark;
        at += bytes.get(at..)?.iter().position(begins)?;
        if bytes.get(at) == Some(&mark) || break_length(bytes, at) > 0 {
            return Some(at);
        }
        at += 1;
    }
}

/// The content of a quoted cell that begins at `start`; `None` when the cell is not quoted, or the mark
/// only opens a quotation in its text.
fn quoted(bytes: &[u8], start: usize, ends: impl Fn(usize) -> bool) -> Option<Span> {
    /// Line breaks in a cell, beyond which its mark is taken for an ordinary one.
    const BREAKS: usize = 40;
    if bytes.get(start) != Some(&b'"') {
        return None;
    }
    let mut at = start + 1;
    let mut breaks = 0;
    loop {
        match bytes.get(at)? {
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 2,
            b'"' => return ends(at + 1).then_some(Span::new(start + 1, at)),
            b'\n' if breaks == BREAKS => return None,
            byte => {
                breaks += usize::from(*byte == b'\n');
                at += 1;
            }
        }
    }
}

/// The span without the white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let content = text.get(span.range()).unwrap_or("");
    let start = span.start + (content.len() - content.trim_start().len());
    Span::new(start, start + content.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, delimiter: u8) -> (Vec<&str>, &str) {
        let (spans, next) = record(text, 0, delimiter);
        (spans.into_iter().map(|span| &text[span.range()]).collect(), &text[next..])
    }

    #[test]
    fn empty_cells_are_kept_at_every_place() {
        assert_eq!(cells("\t规章\t\t0\t\n次", b'\t'), (vec!["", "规章", "", "0", ""], "次"));
        assert_eq!(cells("", b','), (vec![""], ""));
    }

    #[test]
    fn quoted_cells_may_hold_delimiters_breaks_and_marks() {
        assert_eq!(
            cells("\"商业\n企业\",\"a,b\",\"说\"\"是\"\"\"\n次", b','),
            (vec!["商业\n企业", "a,b", "说\"\"是\"\""], "次")
        );
    }

    #[test]
    fn a_quotation_in_a_cell_is_no_quoted_cell() {
        assert_eq!(cells("\"三安全一稳定\"信息\t0\n", b'\t'), (vec!["\"三安全一稳定\"信息", "0"], ""));
        assert_eq!(cells("\"没有合上\t0\n次\t1", b'\t'), (vec!["\"没有合上", "0"], "次\t1"));
    }
}
