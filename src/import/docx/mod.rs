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
use super::xml::{self, Malformed, Node, Xml};
use super::zip::Archive;
use crate::document::{Builder, Document, SourceKind};

const MAIN_PART: &str = "word/document.xml";

/// Imports a Word document.
///
/// # Errors
/// When it is no such document, damaged, encrypted, empty, or too large once unpacked.
pub fn docx(bytes: &[u8]) -> Result<Document, ImportError> {
    let mut archive = Archive::open(bytes)?;
    let main = related(&mut archive, "", "officeDocument")?.unwrap_or_else(|| MAIN_PART.to_owned());
    let content = archive.read(&main)?.ok_or(ImportError::Damaged(MAIN_PART))?;
    let content = xml::decode(content).ok_or(ImportError::Damaged(MAIN_PART))?;

    let styles = part(&mut archive, &main, "styles", Styles::read)?;
    let numbering = part(&mut archive, &main, "numbering", Numbering::read)?;

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
    main: &str,
    kind: &str,
    read: fn(&str) -> Result<T, Malformed>,
) -> Result<T, ImportError> {
    let name = related(archive, main, kind)?.unwrap_or_else(|| format!("word/{kind}.xml"));
    let text = tolerated(archive.read(&name))?.and_then(xml::decode);
    Ok(text.and_then(|text| read(&text).ok()).unwrap_or_default())
}

/// The name of the part that stands in that relationship to another; the package itself has the name "".
fn related(archive: &mut Archive<'_>, source: &str, kind: &str) -> Result<Option<String>, ImportError> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let relations = tolerated(archive.read(&join(folder, &format!("_rels/{file}.rels"))))?;
    let Some(text) = relations.and_then(xml::decode) else { return Ok(None) };
    let mut xml = Xml::new(&text);
    loop {
        match xml.next() {
            Ok(Node::Start(element)) => {
                let ends_with =
                    |kind: &str| element.attribute("Type").is_some_and(|url| url.rsplit('/').next() == Some(kind));
                if let (true, Some(target)) = (ends_with(kind), element.attribute("Target")) {
                    return Ok(Some(match target.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => join(folder, &target),
                    }));
                }
            }
            Ok(Node::Finished) | Err(Malformed) => return Ok(None),
            Ok(_) => {}
        }
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A damaged part as a missing one; hostile and encrypted ones stay errors.
fn tolerated(read: Result<Option<Vec<u8>>, ImportError>) -> Result<Option<Vec<u8>>, ImportError> {
    match read {
        Err(ImportError::Damaged(_)) => Ok(None),
        read => read,
    }
}
