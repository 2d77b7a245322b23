//! OpenDocument text: .odt, and .fodt, the same in one XML file.
//!
//! Proven with files of LibreOffice; WPS writes the format too, but none of its files was at hand.

mod body;
mod list;
mod style;
mod table;

use self::body::Body;
use self::list::Lists;
use self::style::Styles;
use super::pieces::lay_out;
use super::xml::{self, Malformed, Node, Xml};
use super::zip::Archive;
use super::{ImportError, finished};
use crate::document::{Builder, Document, SourceKind};

const DAMAGED: ImportError = ImportError::Damaged("content.xml");

/// Imports an OpenDocument text.
///
/// # Errors
/// When it is no such document, damaged, encrypted, empty, or too large once unpacked.
pub fn odt(bytes: &[u8]) -> Result<Document, ImportError> {
    let mut archive = Archive::open(bytes)?;
    if archive.names().any(|name| name == "encrypted-package") {
        return Err(ImportError::Encrypted);
    }
    if let Some(manifest) = archive.read("META-INF/manifest.xml")?.and_then(xml::decode)
        && manifest.contains("encryption-data")
    {
        return Err(ImportError::Encrypted);
    }
    let content = archive.read("content.xml")?.and_then(xml::decode).ok_or(DAMAGED)?;
    // Without its named styles the text is still there.
    let named = match archive.read("styles.xml") {
        Ok(part) => part.and_then(xml::decode).unwrap_or_default(),
        Err(ImportError::Damaged(_)) => String::new(),
        Err(error) => return Err(error),
    };
    document(&named, &content)
}

/// Imports an OpenDocument text that is one XML file.
///
/// # Errors
/// When it is malformed, empty or too large.
pub fn fodt(text: &str) -> Result<Document, ImportError> {
    document("", text)
}

fn document(named: &str, content: &str) -> Result<Document, ImportError> {
    let (mut styles, mut lists) = (Styles::default(), Lists::default());
    // Damage in the styles costs the styles only; in the content it is found again below.
    let _ = read_styles(named, &mut styles, &mut lists);
    let text = read_styles(content, &mut styles, &mut lists).map_err(|_| DAMAGED)?.ok_or(DAMAGED)?;
    let body = Body::read(text, &styles, lists)?;
    let mut builder = Builder::new(SourceKind::Odt);
    for note in body.notes {
        builder.note(note);
    }
    lay_out(body.pieces, &mut builder)?;
    finished(builder)
}

/// Reads every style in an XML file, and yields the source of the document's text if it holds one.
fn read_styles<'a>(text: &'a str, styles: &mut Styles, lists: &mut Lists) -> Result<Option<&'a str>, Malformed> {
    let mut xml = Xml::new(text);
    let mut found = None;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "style" => styles.style(&element, &mut xml)?,
                "list-style" | "outline-style" => lists.style(&element, &mut xml)?,
                "text" if found.is_none() => found = Some(xml.content()?),
                "master-styles" | "font-face-decls" | "settings" | "scripts" | "meta" => xml.skip()?,
                _ => {}
            },
            Node::Finished => return Ok(found),
            Node::End | Node::Text(_) => {}
        }
    }
}
