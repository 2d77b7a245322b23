//! The body of a document: paragraphs and tables one after another.

use maud::{Markup, Render, html};

use super::package::package;
use super::style::{Style, face};
use super::table::Grid;
use super::title::indent;
use crate::render::xml::clean;

/// A body that is being written.
#[derive(Debug, Default)]
pub struct Body {
    xml: String,
    end: End,
}

/// What a body ends with so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum End {
    #[default]
    Nothing,
    Paragraph,
    Table,
}

/// A stretch of text in one face.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    text: &'a str,
    /// Whose face it has, if not that of its paragraph.
    style: Option<Style>,
}

impl<'a> Run<'a> {
    /// Text in the face of its paragraph.
    pub fn plain(text: &'a str) -> Run<'a> {
        Run { text, style: None }
    }

    /// Text in the face of sub-headings.
    pub fn lead(text: &'a str) -> Run<'a> {
        Run { text, style: Some(Style::SubHeading) }
    }

    fn to_xml(self) -> Markup {
        html! {
            w:r {
                @if let Some(style) = self.style { w:rPr { (face(style)) } }
                w:t xml:space="preserve" { (clean(self.text)) }
            }
        }
    }
}

/// Twips between a table and the paragraph below it.
const BELOW_TABLE: u32 = 200;

impl Body {
    /// Adds the title, set so that its lines end where the words do.
    pub fn title(&mut self, text: &str) {
        let indent = indent(text);
        let properties = html! { @if indent > 0 { w:ind w:left=(indent) w:right=(indent) {} } };
        self.push_paragraph(Style::Title, &properties, &[Run::plain(text)]);
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, style: Style, runs: &[Run<'_>]) {
        let properties = html! { @if self.end == End::Table { w:spacing w:before=(BELOW_TABLE) {} } };
        self.push_paragraph(style, &properties, runs);
    }

    /// Adds a table.
    pub fn table(&mut self, table: &Grid<'_>) {
        self.separate();
        self.xml.push_str(&table.to_xml().into_string());
        self.end = End::Table;
    }

    /// The document, with that title among its properties.
    pub fn finish(mut self, title: &str) -> Vec<u8> {
        self.separate();
        package(&self.xml, title)
    }

    fn push_paragraph(&mut self, style: Style, properties: &Markup, runs: &[Run<'_>]) {
        html! {
            w:p {
                w:pPr {
                    w:pStyle w:val=(style.id()) {}
                    (properties)
                }
                @for run in runs { (run.to_xml()) }
            }
        }
        .render_to(&mut self.xml);
        self.end = End::Paragraph;
    }

    /// Two tables in a row would be one; a body does not end with a table. What stands between is as low as a line
    /// can be, so that it begins no new page.
    fn separate(&mut self) {
        if self.end == End::Table {
            self.push_paragraph(Style::Separator, &html! {}, &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::docx::{Align, Cell, spread};

    fn table() -> Grid<'static> {
        let rows =
            vec![vec![Cell::new(0, 1, 1, "甲".into(), Align::Left), Cell::new(1, 1, 1, "乙".into(), Align::Left)]];
        Grid { widths: spread(&[1, 1], 100), header_rows: 0, row_height: 1, size: 18, rows }
    }

    #[test]
    fn tables_are_set_apart_from_each_other_and_from_the_end() {
        let mut body = Body::default();
        body.table(&table());
        body.table(&table());
        assert_eq!(body.xml.matches("w:val=\"Separator\"").count(), 1);
        body.paragraph(Style::Text, &[Run::plain("文")]);
        assert!(body.xml.contains("<w:spacing w:before=\"200\">"));
        assert_eq!(body.xml.matches("w:val=\"Separator\"").count(), 1);
    }

    #[test]
    fn text_is_escaped_and_has_no_control_characters() {
        let mut body = Body::default();
        body.paragraph(Style::Text, &[Run::plain("a<&>\u{1}\n\u{ffff}")]);
        assert!(body.xml.contains(">a&lt;&amp;&gt;   </w:t>"), "{}", body.xml);
    }
}
