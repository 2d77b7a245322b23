//! Word documents (.docx): the main part with its styles and numbering. Headers, footers, notes and comments
//! are parts of their own and are not read. The same document as one XML file is read by [`flat`].

mod body;
mod flat;
mod numbering;
mod style;
pub mod trace;

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
    let main = main_part(package)?;
    let Parts { content, styles, numbering } = Parts::read(package, &main)?;
    document(&content, &styles, numbering)
}

/// The name of the main part.
fn main_part(package: &mut dyn Package) -> Result<String, ImportError> {
    Ok(Relations::of(package, "")?.of_kind("officeDocument").unwrap_or(MAIN_PART).to_owned())
}

/// The parts of which a document is read.
struct Parts {
    content: String,
    styles: Styles,
    numbering: Numbering,
}

impl Parts {
    fn read(package: &mut dyn Package, main: &str) -> Result<Parts, ImportError> {
        let content = package.part(main)?.ok_or(ImportError::Damaged(MAIN_PART))?;
        let relations = Relations::of(package, main)?;
        let styles = part(package, &relations, "styles", Styles::read)?;
        let numbering = part(package, &relations, "numbering", numbering::numbering)?;
        Ok(Parts { content, styles, numbering })
    }
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

/// What a file holds besides its document, for writing into it.
#[derive(Clone, Copy, Debug)]
pub struct PackageParts {
    /// The number of the main part's entry in the archive.
    pub entry: usize,
    /// Whether the file bears a digital signature.
    pub is_signed: bool,
    /// Whether a setting protects it against changes.
    pub is_protected: bool,
    encoding: Encoding,
}

/// How the main part is written.
#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    /// With a byte order mark.
    MarkedUtf8,
    Utf16Little,
    Utf16Big,
}

impl PackageParts {
    /// The text of a main part as the bytes of the entry.
    pub fn encoded(&self, text: &str) -> Vec<u8> {
        let marked = || std::iter::once(0xfeff).chain(text.encode_utf16());
        match self.encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::MarkedUtf8 => ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
            Encoding::Utf16Little => marked().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Big => marked().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// What a Word document with that main part holds besides it.
///
/// # Errors
/// When it cannot be read.
pub fn package_parts(bytes: &[u8], main: &str) -> Result<PackageParts, ImportError> {
    let mut archive = Archive::open(bytes)?;
    let entry = archive.position(main).ok_or(ImportError::Damaged(MAIN_PART))?;
    let encoding = match archive.read_entry(entry)?.get(..3) {
        Some([0xef, 0xbb, 0xbf]) => Encoding::MarkedUtf8,
        Some([0xff, 0xfe, _]) => Encoding::Utf16Little,
        Some([0xfe, 0xff, _]) => Encoding::Utf16Big,
        _ => Encoding::Utf8,
    };
    let is_signed = archive.names().any(|name| name.starts_with("_xmlsignatures/"));
    let settings = tolerated(archive.part("word/settings.xml"))?.unwrap_or_default();
    let protection = settings.split("documentProtection ").nth(1).and_then(|rest| rest.split('>').next());
    let is_enforced = |on: &str| protection.is_some_and(|tag| tag.contains(&format!("enforcement=\"{on}\"")));
    let is_protected = ["1", "true", "on"].into_iter().any(is_enforced);
    Ok(PackageParts { entry, is_signed, is_protected, encoding })
}
