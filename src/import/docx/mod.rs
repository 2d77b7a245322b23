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
use super::pieces::lay_out;
use super::xml::{self, Malformed, Node, Xml};
use super::zip::Archive;
use super::{ImportError, finished};
use crate::document::{Builder, Document, SourceKind};

const MAIN_PART: &str = "word/document.xml";

/// The parts of a document by name.
trait Package {
    /// The text of a part; `None` when there is none of that name, or it is no text.
    fn part(&mut self, name: &str) -> Result<Option<String>, ImportError>;
}

impl Package for Archive<'_> {
    fn part(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        Ok(self.read(name)?.and_then(xml::decode))
    }
}

/// Imports a Word document.
///
/// # Errors
/// When it is no such document, damaged, encrypted, empty, or too large once unpacked.
pub fn docx(bytes: &[u8]) -> Result<Document, ImportError> {
    packaged(&mut Archive::open(bytes)?)
}

fn packaged(package: &mut dyn Package) -> Result<Document, ImportError> {
    let main = related(package, "", "officeDocument")?.unwrap_or_else(|| MAIN_PART.to_owned());
    let content = package.part(&main)?.ok_or(ImportError::Damaged(MAIN_PART))?;
    let styles = part(package, &main, "styles", Styles::read)?;
    let numbering = part(package, &main, "numbering", numbering::numbering)?;
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
    main: &str,
    kind: &str,
    read: fn(&str) -> Result<T, Malformed>,
) -> Result<T, ImportError> {
    let name = related(package, main, kind)?.unwrap_or_else(|| format!("word/{kind}.xml"));
    let text = tolerated(package.part(&name))?;
    Ok(text.and_then(|text| read(&text).ok()).unwrap_or_default())
}

/// The name of the part that stands in that relationship to another; the package itself has the name "".
fn related(package: &mut dyn Package, source: &str, kind: &str) -> Result<Option<String>, ImportError> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let Some(text) = tolerated(package.part(&join(folder, &format!("_rels/{file}.rels"))))? else { return Ok(None) };
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
fn tolerated(read: Result<Option<String>, ImportError>) -> Result<Option<String>, ImportError> {
    match read {
        Err(ImportError::Damaged(_)) => Ok(None),
        read => read,
    }
}
