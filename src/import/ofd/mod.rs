//! OFD (GB/T 33190-2016), the national format of fixed pages: what is drawn, as [`pages`](super::pages) takes it.
//!
//! A file is a zip archive: `OFD.xml` names the documents, a document its pages and templates, a page its objects.
//! Built by the standard, without a file of an office at hand. Not read: composite objects, which count as pictures,
//! and annotations.

mod page;

use super::pages::{self, MOST_PAGES, Page};
use super::xml::{self, Node, Xml};
use super::zip::Archive;
use super::{ImportError, LARGEST};
use crate::document::{Document, SourceKind};

const DAMAGED: ImportError = ImportError::Damaged("OFD");

/// Imports an OFD file.
///
/// # Errors
/// When it is damaged, protected, or holds no text; the error says which.
pub fn ofd(bytes: &[u8]) -> Result<Document, ImportError> {
    let mut package = Package { archive: Archive::open(bytes)?, read: 0 };
    let mut pages = Vec::new();
    for root in texts_of(&package.required("OFD.xml")?, "DocRoot")? {
        package.document(&resolved("", root.trim()), &mut pages)?;
    }
    if pages.is_empty() {
        return Err(DAMAGED);
    }
    pages::document(pages, SourceKind::Ofd)
}

struct Package<'a> {
    archive: Archive<'a>,
    /// Bytes of all pages and templates so far.
    read: usize,
}

/// A page or a template as its document lists it.
struct Listed {
    id: String,
    place: String,
    template: bool,
}

impl Package<'_> {
    fn required(&mut self, name: &str) -> Result<String, ImportError> {
        let text = self.archive.read(name)?.and_then(xml::decode).ok_or(DAMAGED)?;
        // One page may be listed a thousand times.
        self.read += text.len();
        if self.read > 2 * LARGEST { Err(ImportError::Bomb(2 * LARGEST as u64)) } else { Ok(text) }
    }

    /// Adds the pages of a document.
    fn document(&mut self, name: &str, pages: &mut Vec<Page>) -> Result<(), ImportError> {
        let source = self.required(name)?;
        let boxes = texts_of(&source, "PhysicalBox")?;
        let paper = boxes.first().and_then(|numbers| page::numbers(numbers));
        let (templates, listed): (Vec<Listed>, Vec<Listed>) =
            listed(&source, name)?.into_iter().partition(|listed| listed.template);
        for one in listed {
            if pages.len() == MOST_PAGES {
                return Err(ImportError::TooLarge(self.read as u64));
            }
            let source = self.required(&one.place)?;
            let own = texts_of(&source, "PhysicalBox")?;
            let area = own.first().and_then(|numbers| page::numbers(numbers)).or(paper);
            let mut drawn = page::Drawn::new(area.unwrap_or(page::A4));
            for wanted in page::templates(&source)? {
                let template = templates.iter().find(|template| template.id == wanted).ok_or(DAMAGED)?;
                drawn.objects(&self.required(&template.place)?)?;
            }
            drawn.objects(&source)?;
            pages.push(drawn.finish());
        }
        Ok(())
    }
}

/// The pages and templates that a document lists.
fn listed(source: &str, name: &str) -> Result<Vec<Listed>, ImportError> {
    let mut xml = Xml::new(source);
    let mut listed = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(element) if matches!(element.name(), "Page" | "TemplatePage") => {
                let (Some(id), Some(place)) = (element.attribute("ID"), element.attribute("BaseLoc")) else { continue };
                let place = resolved(name, &place);
                listed.push(Listed { id: id.into_owned(), place, template: element.name() == "TemplatePage" });
            }
            Node::Finished => return Ok(listed),
            _ => {}
        }
    }
}

/// The texts of all elements of that name.
fn texts_of(source: &str, name: &str) -> Result<Vec<String>, ImportError> {
    let mut xml = Xml::new(source);
    let mut texts = Vec::new();
    let mut inside = false;
    loop {
        match xml.next()? {
            Node::Start(element) => {
                inside = element.name() == name;
                if inside {
                    texts.push(String::new());
                }
            }
            Node::Text(piece) if inside => texts.last_mut().into_iter().for_each(|text| text.push_str(&piece)),
            Node::End => inside = false,
            Node::Text(_) => {}
            Node::Finished => return Ok(texts),
        }
    }
}

/// A place in the archive, as a file there names it.
fn resolved(from: &str, place: &str) -> String {
    let place = place.trim().replace('\\', "/");
    if let Some(absolute) = place.strip_prefix('/') {
        return absolute.to_owned();
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in place.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_relative_to_the_file_or_absolute() {
        assert_eq!(resolved("", "Doc_0/Document.xml"), "Doc_0/Document.xml");
        assert_eq!(resolved("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), "Doc_0/Pages/Page_0/Content.xml");
        assert_eq!(resolved("Doc_0/Document.xml", "/Doc_0/a.xml"), "Doc_0/a.xml");
        assert_eq!(resolved("Doc_0/x/Document.xml", "../a.xml"), "Doc_0/a.xml");
    }
}
