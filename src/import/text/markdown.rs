//! The marks of Markdown that are no part of the text.

use super::super::delimited::trimmed;
use super::lines::Lines;
use super::pipes;
use crate::document::{SourceKind, Span};

/// Whether the text uses Markdown's headings or its table borders.
pub(super) fn is_markdown(lines: &Lines<'_>) -> bool {
    lines
        .all()
        .iter()
        .map(|&line| lines.text(line).trim())
        .any(|line| heading(line).is_some() || (line.contains('|') && !line.contains('+') && pipes::is_border(line)))
}

/// The part of a trimmed line that is text, and whether it is a heading.
pub(super) fn content(text: &str, line: Span, kind: SourceKind) -> (Span, bool) {
    let written = text.get(line.range()).unwrap_or("");
    if let Some(inner) = heading(written) {
        return (without_emphasis(text, line.inside(inner)), true);
    }
    if kind != SourceKind::Markdown {
        return (without_emphasis(text, line), false);
    }
    let unmarked = written.trim_start_matches(['>', ' ']);
    let item = unmarked.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' ')).unwrap_or(unmarked);
    if item.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '`' | ' ')) {
        return (Span::new(line.end, line.end), false);
    }
    let start = line.end - item.len();
    (without_emphasis(text, trimmed(text, Span::new(start, line.end))), false)
}

/// The text of a heading such as `## 一、总体情况 ##`.
fn heading(line: &str) -> Option<Span> {
    let marks = line.len() - line.trim_start_matches('#').len();
    let inner = line.get(marks..)?;
    let text = inner.trim_end_matches('#').trim();
    if !(1..=6).contains(&marks) || !inner.starts_with([' ', '\u{3000}', '*']) || text.is_empty() {
        return None;
    }
    let start = line.len() - inner.trim_start().len();
    Some(Span::new(start, start + text.len()))
}

/// The span without marks of emphasis that enclose all of it.
pub(super) fn without_emphasis(text: &str, span: Span) -> Span {
    let mut span = span;
    for mark in ["**", "__", "`"] {
        let written = text.get(span.range()).unwrap_or("");
        let inner = written.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.trim().is_empty() && !inner.contains(mark)) {
            span = trimmed(text, Span::new(span.start + mark.len(), span.start + mark.len() + inner.len()));
        }
    }
    span
}
