//! Word documents (.docx): the main part with its styles and numbering. Headers, footers, notes and comments
//! are parts of their own and are not read.

mod body;
mod numbering;
mod numeral;
mod style;
mod table;

use self::body::Body;
use self::numbering::Numbering;
use self::style::Styles;
use super::ImportError;
use super::opc::{Relations, tolerated};
use super::xml::{self, Malformed};
use super::zip::Archive;
use crate::document::{Builder, Document, SourceKind};

const MAIN_PART: &str = "word/document.xml";

/// Imports a Word document.
///
/// # Errors
/// When it is no such document, damaged, encrypted, empty, or too large once unpacked.
pub fn docx(bytes: &[u8]) -> Result<Document, ImportError> {
    let mut archive = Archive::open(bytes)?;
    let package = Relations::of(&mut archive, "")?;
    let main = package.of_kind("officeDocument").unwrap_or(MAIN_PART);
    let content = archive.read(main)?.ok_or(ImportError::Damaged(MAIN_PART))?;
    let content = xml::decode(content).ok_or(ImportError::Damaged(MAIN_PART))?;

    let relations = Relations::of(&mut archive, main)?;
    let styles = part(&mut archive, &relations, "styles", Styles::read)?;
    let numbering = part(&mut archive, &relations, "numbering", Numbering::read)?;

    let body = Body::read(&content, &styles, numbering)?;
    let mut builder = Builder::new(SourceKind::Docx);
    for note in body.notes {
        builder.note(note);
    }
    table::lay_out(body.pieces, &mut builder)?;
    let document = builder.finish();
    if document.blocks.is_empty() && document.notes.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(document)
}

/// Reads a part the main part refers to. Without it the text is still there, so a damaged one counts as none.
fn part<T: Default>(
    archive: &mut Archive<'_>,
    relations: &Relations,
    kind: &str,
    read: fn(&str) -> Result<T, Malformed>,
) -> Result<T, ImportError> {
    let name = relations.of_kind(kind).map_or_else(|| format!("word/{kind}.xml"), str::to_owned);
    let text = tolerated(archive.read(&name))?.and_then(xml::decode);
    Ok(text.and_then(|text| read(&text).ok()).unwrap_or_default())
}
