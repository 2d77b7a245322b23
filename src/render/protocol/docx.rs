//! The check as a Word document, of the same parts as the report.

use super::{Entry, Protocol, Reckoning};
use crate::render::docx::{Align, Body, Cell, Grid, Run, Style, TEXT_WIDTH, spread};
use crate::render::sentence::severity_name;

/// The document as a .docx file.
pub fn docx(protocol: &Protocol) -> Vec<u8> {
    let words = protocol.words();
    let mut body = Body::default();
    body.title(words.title);
    for (name, fact) in protocol.facts() {
        paragraph(&mut body, Style::Text, &format!("{name}{}{fact}", words.colon));
    }
    paragraph(&mut body, Style::Heading, words.summary);
    paragraph(&mut body, Style::Text, &protocol.summary);
    paragraph(&mut body, Style::Heading, words.findings);
    if protocol.entries.is_empty() {
        paragraph(&mut body, Style::Text, words.nothing);
    }
    for entry in &protocol.entries {
        push_entry(&mut body, protocol, entry);
    }
    if !protocol.aside.is_empty() {
        paragraph(&mut body, Style::Heading, words.aside);
        for aside in &protocol.aside {
            body.paragraph(Style::Text, &[Run::lead(&format!("〔{}〕", aside.rule)), Run::plain(&aside.sentence)]);
            paragraph(&mut body, Style::Small, &format!("{}{}{}", words.reason, words.colon, aside.reason));
        }
    }
    if !protocol.not_checked.is_empty() {
        paragraph(&mut body, Style::Heading, words.not_checked);
        for (reason, rules) in &protocol.not_checked {
            paragraph(&mut body, Style::Text, &format!("{reason} ({})", rules.join(", ")));
        }
    }
    for line in ["", words.checked_by, words.date] {
        paragraph(&mut body, Style::Text, line);
    }
    body.finish(words.title)
}

fn paragraph(body: &mut Body, style: Style, text: &str) {
    body.paragraph(style, &[Run::plain(text)]);
}

fn push_entry(body: &mut Body, protocol: &Protocol, entry: &Entry) {
    let words = protocol.words();
    let severity = severity_name(entry.severity, protocol.language);
    let head = format!("{}. {severity}〔{}〕", entry.number, entry.rule);
    body.paragraph(Style::Text, &[Run::lead(&head), Run::plain(&entry.sentence)]);
    if !entry.places.is_empty() {
        let places = entry.places.join(words.separator);
        paragraph(body, Style::Small, &format!("{}{}{places}", words.place, words.colon));
    }
    for reckoning in &entry.evidence {
        paragraph(body, Style::Small, &reckoning.caption);
        body.table(&table(protocol, reckoning));
    }
    for suggestion in &entry.suggestions {
        paragraph(body, Style::Small, &format!("{}{}{suggestion}", words.suggestion, words.colon));
    }
}

fn table<'a>(protocol: &Protocol, reckoning: &Reckoning) -> Grid<'a> {
    let words = protocol.words();
    let head = [words.left, words.number, words.right, words.number].map(str::to_owned);
    let mut rows = Vec::new();
    for (row, line) in std::iter::once(head).chain(reckoning.lines(words.sum)).enumerate() {
        let mut cells = Vec::with_capacity(line.len());
        for (column, text) in line.into_iter().enumerate() {
            let align = if row == 0 || column % 2 == 1 { Align::Center } else { Align::Left };
            cells.push(Cell { heads: row == 0, ..Cell::new(column, 1, 1, text.into(), align) });
        }
        rows.push(cells);
    }
    Grid { widths: spread(&[34, 10, 34, 10], TEXT_WIDTH), header_rows: 1, row_height: 360, size: 21, rows }
}
