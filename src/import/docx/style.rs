//! styles.xml: what a paragraph style says about headings, alignment, numbering and hiding.

use std::collections::BTreeMap;

use super::super::numbering::NumberReference;
use super::super::style_name::{Purpose, purpose};
use super::super::xml::{Element, Malformed, Node, Xml};

/// A style's own statements; what it leaves open it has from the style it is based on.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Whether it is one of the built-in styles for headings and titles.
    pub heading: bool,
    /// Whether it is a built-in style for the lines of a table of contents.
    pub contents: bool,
    /// Outline level: 0 to 8 are headings, 9 is body text.
    pub outline: Option<u8>,
    /// Whether it centres.
    pub centered: Option<bool>,
    /// Whether it hides.
    pub hidden: Option<bool>,
    /// The automatic number it gives.
    pub number: NumberReference,
    based_on: Option<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
    /// What holds for a paragraph without a style.
    plain: Style,
}

/// Steps followed along `basedOn`; real chains have three or four, and a hostile one may be a ring.
const CHAIN_LIMIT: usize = 16;

impl Styles {
    /// Reads styles.xml.
    ///
    /// # Errors
    /// When it is not well-formed.
    pub fn read(text: &str) -> Result<Styles, Malformed> {
        let mut xml = Xml::new(text);
        let mut styles = Styles::default();
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == "style" => styles.style(&element, &mut xml)?,
                Node::Finished => break,
                _ => {}
            }
        }
        let resolved = styles.styles.iter().map(|(id, style)| (id.clone(), styles.resolve(style))).collect();
        styles.styles = resolved;
        Ok(styles)
    }

    /// The style of that id, or the default paragraph style, with everything it has from others.
    pub fn paragraph(&self, id: Option<&str>) -> &Style {
        let id = id.or(self.default_paragraph.as_deref());
        id.and_then(|id| self.styles.get(id)).unwrap_or(&self.plain)
    }

    /// Whether that character style hides text, if it says so.
    pub fn hidden(&self, id: &str) -> Option<bool> {
        self.styles.get(id)?.hidden
    }

    fn resolve(&self, own: &Style) -> Style {
        let mut resolved = own.clone();
        let based_on = |style: &Style| style.based_on.as_deref().and_then(|id| self.styles.get(id));
        for style in std::iter::successors(based_on(own), |style| based_on(style)).take(CHAIN_LIMIT) {
            resolved.outline = resolved.outline.or(style.outline);
            resolved.centered = resolved.centered.or(style.centered);
            resolved.hidden = resolved.hidden.or(style.hidden);
            resolved.number = resolved.number.or(style.number);
        }
        resolved
    }

    fn style(&mut self, start: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Malformed> {
        let Some(id) = start.attribute("styleId") else { return xml.skip() };
        let is_default = matches!(start.attribute("default").as_deref(), Some("1" | "true" | "on"));
        if is_default && start.attribute("type").as_deref() == Some("paragraph") {
            self.default_paragraph = Some(id.to_string());
        }
        let mut style = Style::default();
        style.name(&id);
        let mut depth = 1_usize;
        while depth > 0 {
            match xml.next()? {
                Node::Start(element) => match element.name() {
                    // Conditional formats of tables, and formats as they were before a tracked change.
                    "tblStylePr" | "pPrChange" | "rPrChange" => xml.skip()?,
                    name => {
                        match name {
                            "name" => style.name(&element.value().unwrap_or_default()),
                            "basedOn" => style.based_on = element.value().map(Into::into),
                            "outlineLvl" => style.outline = element.number(),
                            "jc" => style.centered = Some(is_center(&element)),
                            "vanish" => style.hidden = Some(element.is_on()),
                            "ilvl" => style.number.level = element.number(),
                            "numId" | "ilfo" => style.number.list = element.number(),
                            _ => {}
                        }
                        depth += 1;
                    }
                },
                Node::End => depth -= 1,
                Node::Text(_) => {}
                Node::Finished => return Err(Malformed),
            }
        }
        self.styles.insert(id.into_owned(), style);
        Ok(())
    }
}

impl Style {
    fn name(&mut self, name: &str) {
        let purpose = purpose(name);
        self.heading |= purpose == Some(Purpose::Heading);
        self.contents |= purpose == Some(Purpose::Contents);
    }
}

/// Whether a `jc` centres.
pub fn is_center(element: &Element<'_>) -> bool {
    element.value().as_deref() == Some("center")
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<w:styles xmlns:w="w">
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
          <w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:name w:val="一级标题"/><w:basedOn w:val="1"/></w:style>
        <w:style w:type="paragraph" w:styleId="c"><w:name w:val="c"/><w:basedOn w:val="d"/></w:style>
        <w:style w:type="paragraph" w:styleId="d"><w:name w:val="TOC 2"/><w:basedOn w:val="c"/></w:style>
        <w:style w:type="table" w:styleId="t"><w:name w:val="Grid"/>
          <w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr></w:tblStylePr></w:style>
      </w:styles>"#;

    #[test]
    fn a_style_has_what_its_base_says_and_a_ring_ends() {
        let styles = Styles::read(STYLES).unwrap();
        assert!(styles.paragraph(Some("1")).heading);
        let derived = styles.paragraph(Some("b"));
        assert_eq!((derived.heading, derived.outline, derived.centered), (false, Some(0), Some(true)));
        assert!(styles.paragraph(Some("d")).contents);
        assert_eq!(styles.paragraph(None).outline, None);
        assert_eq!(styles.paragraph(Some("t")).centered, None);
        assert_eq!(styles.paragraph(Some("unknown")).centered, None);
    }
}
