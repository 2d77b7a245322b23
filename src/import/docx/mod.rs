//! Word documents (.docx): the main part with its styles and numbering. Headers, footers, notes and comments
//! are parts of their own and are not read. The same document as one XML file is read by [`flat`].

mod body;
mod flat;
mod numbering;
mod style;

pub use flat::word_xml;

use self::body::Body;
use self::style::Styles;
use super::numbering::Numbering;
use super::opc::{Package, Relations, tolerated};
use super::pieces::lay_out;
use super::xml::Malformed;
use super::zip::Archive;
use super::{ImportError, finished};
use crate::document::{Builder, Document, SourceKind};

const MAIN_PART: &str = "word/document.xml";

/// Imports a Word document.
///
/// # Errors
/// When it is no such document, damaged, encrypted, empty, or too large once unpacked.
pub fn docx(bytes: &[u8]) -> Result<Document, ImportError> {
    packaged(&mut Archive::open(bytes)?)
}

fn packaged(package: &mut dyn Package) -> Result<Document, ImportError> {
    let relations = Relations::of(package, "")?;
    let main = relations.of_kind("officeDocument").unwrap_or(MAIN_PART);
    let content = package.part(main)?.ok_or(ImportError::Damaged(MAIN_PART))?;

    let relations = Relations::of(package, main)?;
    let styles = part(package, &relations, "styles", Styles::read)?;
    let numbering = part(package, &relations, "numbering", numbering::numbering)?;
    document(&content, &styles, numbering)
}

fn document(content: &str, styles: &Styles, numbering: Numbering) -> Result<Document, ImportError> {
    let body = Body::read(content, styles, numbering)?;
    let mut builder = Builder::new(SourceKind::Docx);
    for note in body.notes {
        builder.note(note);
    }
    lay_out(body.pieces, &mut builder)?;
    finished(builder)
}

/// Reads a part the main part refers to. Without it the text is still there, so a damaged one counts as none.
fn part<T: Default>(
    package: &mut dyn Package,
    relations: &Relations,
    kind: &str,
    read: fn(&str) -> Result<T, Malformed>,
) -> Result<T, ImportError> {
    let name = relations.of_kind(kind).map_or_else(|| format!("word/{kind}.xml"), str::to_owned);
    let text = tolerated(package.part(&name))?;
    Ok(text.and_then(|text| read(&text).ok()).unwrap_or_default())
}
