//! A Word document as one XML file: Flat OPC, which holds the parts of a .docx, and Word 2003 XML, whose elements
//! are nearly those of the later format.

use super::super::ImportError;
use super::super::numbering::Numbering;
use super::super::opc::Package;
use super::super::xml::{Malformed, Node, Xml};
use super::numbering::numbering;
use super::style::Styles;
use super::{document, packaged};
use crate::document::Document;

const DAMAGED: ImportError = ImportError::Damaged("Word XML");

/// Imports a Word document that is one XML file.
///
/// # Errors
/// When it is malformed, no such document, empty or too large.
pub fn word_xml(text: &str) -> Result<Document, ImportError> {
    let mut sections = Sections::default();
    sections.read(text).map_err(|_| DAMAGED)?;
    match sections.body {
        Some(body) => {
            let styles = sections.styles.and_then(|text| Styles::read(text).ok()).unwrap_or_default();
            let numbering = sections.lists.and_then(|text| numbering(text).ok()).unwrap_or_else(Numbering::default);
            document(body, &styles, numbering)
        }
        None => packaged(&mut sections),
    }
}

/// Where in the text the content of its parts stands.
#[derive(Default)]
struct Sections<'a> {
    /// The parts of Flat OPC, by name.
    parts: Vec<(String, &'a str)>,
    /// The children of a `wordDocument` that matter.
    body: Option<&'a str>,
    styles: Option<&'a str>,
    lists: Option<&'a str>,
}

impl<'a> Sections<'a> {
    fn read(&mut self, text: &'a str) -> Result<(), Malformed> {
        let mut xml = Xml::new(text);
        let mut part = String::new();
        loop {
            let slot = match xml.next()? {
                Node::Start(element) => match element.name() {
                    "wordDocument" | "package" => continue,
                    "part" => {
                        part = element.attribute("name").unwrap_or_default().trim_start_matches('/').to_lowercase();
                        continue;
                    }
                    "xmlData" => {
                        let content = xml.content()?;
                        self.parts.push((std::mem::take(&mut part), content));
                        continue;
                    }
                    "body" => &mut self.body,
                    "styles" => &mut self.styles,
                    "lists" => &mut self.lists,
                    _ => {
                        xml.skip()?;
                        continue;
                    }
                },
                Node::Finished => return Ok(()),
                Node::End | Node::Text(_) => continue,
            };
            *slot = Some(xml.content()?);
        }
    }
}

impl Package for Sections<'_> {
    fn part(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let name = name.to_lowercase();
        Ok(self.parts.iter().find(|(part, _)| *part == name).map(|(_, text)| (*text).to_owned()))
    }
}
