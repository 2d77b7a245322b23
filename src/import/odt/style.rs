//! What a style says about headings, alignment, lists and hiding.

use std::collections::BTreeMap;

use super::super::style_name::{Purpose, purpose};
use super::super::xml::{Element, Malformed, Node, Xml};

/// A style's own statements; what it leaves open it has from its parent.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// Whether it gives paragraphs a level of the outline.
    pub outline: Option<bool>,
    /// Whether it centres.
    pub centered: Option<bool>,
    /// Whether it hides.
    pub hidden: Option<bool>,
    parent: Option<String>,
}

/// The styles of a document, by family and name.
#[derive(Debug, Default)]
pub struct Styles {
    paragraphs: BTreeMap<String, Style>,
    spans: BTreeMap<String, Style>,
    sections: BTreeMap<String, Style>,
}

/// Steps followed from parent to parent; real chains have three or four, and a hostile one may be a ring.
const CHAIN_LIMIT: usize = 16;

impl Styles {
    /// The paragraph style of that name, with everything it has from its parents.
    pub fn paragraph(&self, name: Option<&str>) -> Style {
        resolve(&self.paragraphs, name)
    }

    /// The character style of that name.
    pub fn span(&self, name: Option<&str>) -> Style {
        resolve(&self.spans, name)
    }

    /// Reads a `style`.
    ///
    /// # Errors
    /// When it is malformed.
    pub fn style(&mut self, start: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Malformed> {
        let family = match start.attribute("family").as_deref() {
            Some("paragraph") => &mut self.paragraphs,
            Some("text") => &mut self.spans,
            Some("section") => &mut self.sections,
            _ => return xml.skip(),
        };
        let Some(id) = start.attribute("name") else { return xml.skip() };
        let named = |name: &str| purpose(&name.replace("_20_", " "));
        let mut style = Style {
            purpose: start.attribute("display-name").and_then(|name| named(&name)).or_else(|| named(&id)),
            outline: start.attribute("default-outline-level").map(|level| !level.trim().is_empty()),
            parent: start.attribute("parent-style-name").map(|name| name.into_owned()),
            ..Style::default()
        };
        let mut depth = 1_usize;
        while depth > 0 {
            match xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    if let Some(alignment) = element.attribute("text-align").filter(|_| depth == 2) {
                        style.centered = Some(alignment == "center");
                    }
                    if let Some(display) = element.attribute("display").filter(|_| depth == 2) {
                        style.hidden = Some(display == "none");
                    }
                }
                Node::End => depth -= 1,
                Node::Text(_) => {}
                Node::Finished => return Err(Malformed),
            }
        }
        family.insert(id.into_owned(), style);
        Ok(())
    }
}

fn resolve(family: &BTreeMap<String, Style>, name: Option<&str>) -> Style {
    let named = |name: &str| family.get(name);
    let Some(own) = name.and_then(named) else { return Style::default() };
    let mut resolved = own.clone();
    let parent = |style: &&Style| style.parent.as_deref().and_then(named);
    for style in std::iter::successors(parent(&own), |style| parent(style)).take(CHAIN_LIMIT) {
        resolved.purpose = resolved.purpose.or(style.purpose);
        resolved.outline = resolved.outline.or(style.outline);
        resolved.centered = resolved.centered.or(style.centered);
        resolved.hidden = resolved.hidden.or(style.hidden);
    }
    resolved
}
