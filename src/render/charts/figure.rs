//! What all charts have in common: a picture with its content in words, remarks, and the same numbers as a table.

use maud::{Markup, html};

use crate::render::sentence::Language;

/// Tenths of a pixel at the size that a chart is drawn for.
pub(super) const PIXEL: i64 = 10;
/// The size of writing.
pub(super) const WRITING: i64 = 13 * PIXEL;

/// A chart.
#[derive(Debug, Default)]
pub(super) struct Figure {
    /// Its name among the charts.
    pub id: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// Its content in words.
    pub description: String,
    /// The picture; `None` where there is nothing to be drawn, and the words alone say so.
    pub drawing: Option<Drawing>,
    /// What does not hold, or is not in the picture.
    pub faults: Vec<String>,
    /// What else to know.
    pub remarks: Vec<String>,
    /// The heads of the table's columns.
    pub columns: Vec<String>,
    /// Its rows, each with its label.
    pub rows: Vec<(String, Vec<String>)>,
}

/// A picture, in tenths of a pixel.
#[derive(Debug)]
pub(super) struct Drawing {
    /// How wide it is.
    pub width: i64,
    /// How high.
    pub height: i64,
    /// What is in it.
    pub content: Markup,
}

impl Figure {
    /// A chart of a table that was not read.
    pub fn unread(id: &'static str, title: &'static str, table: &str, language: Language) -> Figure {
        let said = ["{}没有读到，画不出这张图。", "{} was not read: there is nothing to draw."];
        let description = filled(language, said, &[table]);
        Figure { id, title, description, ..Figure::default() }
    }

    /// The chart as HTML.
    pub fn html(self, language: Language) -> Markup {
        let Figure { id, title, description, drawing, faults, remarks, columns, rows } = self;
        html! {
            section.chart id={ "chart-" (id) } {
                h3 { (title) }
                @if let Some(Drawing { width, height, content }) = drawing {
                    svg width=(width * 12 / 100) viewBox={ "0 0 " (width) " " (height) } role="img" aria-labelledby={ "chart-" (id) "-title chart-" (id) "-words" } {
                        title id={ "chart-" (id) "-title" } { (title) }
                        desc id={ "chart-" (id) "-words" } { (description) }
                        (content)
                    }
                } @else {
                    p.chart-none { (description) }
                }
                @for fault in faults { p.chart-fault { (fault) } }
                @for remark in remarks { p.chart-remark { (remark) } }
                @if !rows.is_empty() {
                    details.chart-numbers {
                        summary { (language.pick("数据表", "The numbers")) }
                        table {
                            caption { (title) }
                            thead { tr { @for column in columns { th scope="col" { (column) } } } }
                            tbody {
                                @for (label, values) in rows {
                                    tr { th scope="row" { (label) } @for value in values { td { (value) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A line of writing; `class` may say where its anchor is (`end`, `middle`) and how it looks.
pub(super) fn writing(x: i64, y: i64, class: &str, text: &str) -> Markup {
    html! { text class=(class) x=(x) y=(y) { (text) } }
}

/// How wide a line of writing may become.
pub(super) fn width(text: &str) -> i64 {
    text.chars().map(|c| if c.is_ascii() { 8 * PIXEL } else { WRITING }).sum()
}

/// A rectangle.
pub(super) fn rectangle(x: i64, y: i64, width: i64, height: i64, class: &str) -> Markup {
    html! { rect class=(class) x=(x) y=(y) width=(width) height=(height) {} }
}

/// Hatching that is told from a plain surface without any colour. Each chart has its own, by a name that no other has.
pub(super) fn hatching(id: &str, class: &str) -> Markup {
    html! {
        pattern id=(id) width="60" height="60" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
            rect class=(class) width="26" height="60" {}
        }
    }
}

/// A sentence, the Chinese or the English of two, with these in the places that are marked `{}`. Two calls of `format!` for
/// every sentence are more code than the charts' geometry.
pub(super) fn filled(language: Language, [chinese, english]: [&str; 2], words: &[&str]) -> String {
    // Looking for one character takes much less code than looking for two.
    let mut pieces = language.pick(chinese, english).split('{').map(|piece| piece.trim_start_matches('}'));
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (word, piece) in words.iter().zip(pieces) {
        text.push_str(word);
        text.push_str(piece);
    }
    text
}

/// What a chart shows, in a sentence of its numbers.
pub(super) fn counted(parts: &[String], language: Language) -> String {
    filled(language, ["{}（件）。", "{}."], &[&joined(parts, language)])
}

/// Sentences joined.
pub(super) fn joined(parts: &[String], language: Language) -> String {
    parts.join(language.pick("，", ", "))
}
