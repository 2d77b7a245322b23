//! From a file or a clipboard to a [`Document`].
//!
//! [`import`] finds out what was handed in and passes it to the importer of that kind. Plain text keeps its
//! own characters and gets its tables by guessing (`text`); fixed pages have them drawn with lines (`pages`); the other
//! kinds say what their tables are.

mod cell_text;
mod delimited;
mod detect;
#[cfg(feature = "documents")]
pub mod docx;
mod encoding;
mod html;
#[cfg(feature = "pages")]
pub mod ofd;
#[cfg(feature = "pages")]
mod pages;
#[cfg(feature = "pages")]
pub mod pdf;
mod text;
mod width;
#[cfg(feature = "spreadsheets")]
pub mod xlsx;
#[cfg(any(feature = "documents", feature = "pages"))]
mod xml;
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
mod zip;

pub use detect::unsupported;

use crate::document::{Document, ImportNote, SourceKind};
use crate::report::Report;
use detect::Kind;

/// Bytes of the largest file that is read. A report has some 50 KB of text and tables; what makes a file
/// large is the pictures in it, and with those few pass 5 MB.
pub const LARGEST: usize = 20 << 20;

/// Paragraphs and cells of the largest document that is read. A report has a thousand; the limit keeps what
/// is built from a hostile file, ten million one-letter lines for instance, within a browser's memory.
pub const MOST_PIECES: usize = 200_000;

/// What a person hands in.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// Plain text, as typed or pasted.
    Text(&'a str),
    /// A piece of HTML, as a clipboard holds it.
    Html(&'a str),
    /// A file.
    File {
        /// Its content.
        bytes: &'a [u8],
        /// Its name; the content decides, the name helps.
        name: &'a str,
    },
}

/// What importing yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// A draft to be read.
    Document(Document),
    /// A report in Gouji's own JSON.
    Report(Box<Report>),
}

/// Why a file could not be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// Nothing is in it.
    Empty,
    /// It is larger than the limit, in bytes: no report is.
    TooLarge(u64),
    /// It is a picture.
    Picture,
    /// It is of a kind that is not read, such as `RTF` or `Word 97–2003 (.doc)`.
    Unsupported(&'static str),
    /// It is protected by a password.
    Encrypted,
    /// It is cut off or damaged; what part of it is.
    Damaged(&'static str),
    /// It would unpack to more than the limit, in bytes.
    Bomb(u64),
    /// Its pages are pictures, scanned or drawn: there is no text in it.
    NoText,
    /// Its text is written in fonts that do not say which characters they draw.
    NoMeaning,
    /// It is no text and no file of a known kind.
    Unknown,
    /// It is JSON, but not a report of Gouji's; what is wrong with it.
    ForeignJson(String),
    /// It needs an importer that is a module of its own in the browser.
    NeedsModule(Module),
}

impl ImportError {
    /// The name of the error for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            ImportError::Empty => "empty",
            ImportError::TooLarge(_) => "too_large",
            ImportError::Picture => "picture",
            ImportError::Unsupported(_) => "unsupported",
            ImportError::Encrypted => "encrypted",
            ImportError::Damaged(_) => "damaged",
            ImportError::Bomb(_) => "bomb",
            ImportError::NoText => "no_text",
            ImportError::NoMeaning => "no_meaning",
            ImportError::Unknown => "unknown",
            ImportError::ForeignJson(_) => "foreign_json",
            ImportError::NeedsModule(_) => "needs_module",
        }
    }
}

/// Importers that are a module of their own in the browser, loaded when such a file arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Module {
    /// Documents in zip archives, and Gouji's own JSON.
    Documents,
    /// Spreadsheets.
    Spreadsheets,
    /// Files of fixed pages.
    Pages,
}

impl Module {
    /// Its name in the browser.
    pub const fn as_str(self) -> &'static str {
        match self {
            Module::Documents => "documents",
            Module::Spreadsheets => "spreadsheets",
            Module::Pages => "pages",
        }
    }
}

/// What the surroundings lend the importers.
pub trait Host {
    /// Decodes bytes in an encoding other than UTF-8 and UTF-16, such as `gb18030`; `None` when the host
    /// does not know it. The flag tells whether bytes had to be replaced.
    fn decode(&self, encoding: &str, bytes: &[u8]) -> Option<(String, bool)>;
}

/// The host of the command line and of tests.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeHost;

#[cfg(feature = "cli")]
impl Host for NativeHost {
    fn decode(&self, encoding: &str, bytes: &[u8]) -> Option<(String, bool)> {
        let (text, replaced) =
            encoding_rs::Encoding::for_label(encoding.as_bytes())?.decode_without_bom_handling(bytes);
        Some((text.into_owned(), replaced))
    }
}

/// Imports whatever was handed in.
///
/// # Errors
/// When it is nothing that can be read as a draft; the error says what it is instead.
pub fn import(input: Input<'_>, host: &dyn Host) -> Result<Imported, ImportError> {
    let size = match input {
        Input::Text(text) | Input::Html(text) => text.len(),
        Input::File { bytes, .. } => bytes.len(),
    };
    within_limit(size)?;
    match input {
        Input::Text(text) => by_kind(if detect::is_own_json(text) { Kind::Json } else { Kind::Text }, text, ""),
        Input::Html(source) => html::html(source).map(Imported::Document),
        Input::File { bytes, name } => file(bytes, name, host),
    }
}

fn within_limit(size: usize) -> Result<(), ImportError> {
    if size > LARGEST { Err(ImportError::TooLarge(u64::try_from(size).unwrap_or(u64::MAX))) } else { Ok(()) }
}

/// Imports a file that is no text; `None` when it may be text, or a report in Gouji's own JSON.
///
/// # Errors
/// When it is nothing that can be read as a draft; the error says what it is instead.
pub fn packed(bytes: &[u8], host: &dyn Host) -> Result<Option<Document>, ImportError> {
    within_limit(bytes.len())?;
    Ok(match detect::by_bytes(bytes)? {
        Some(Kind::Docx) => Some(docx(bytes)?),
        Some(Kind::Xlsx) => Some(spreadsheet(bytes)?),
        Some(kind @ (Kind::Pdf | Kind::Ofd)) => Some(pages(bytes, kind, host)?),
        _ => None,
    })
}

fn file(bytes: &[u8], name: &str, host: &dyn Host) -> Result<Imported, ImportError> {
    if let Some(document) = packed(bytes, host)? {
        return Ok(Imported::Document(document));
    }
    let declared = encoding::declared(bytes);
    let (text, replaced) = encoding::decode(bytes, declared.as_deref(), host).ok_or(ImportError::Unknown)?;
    let mut imported = by_kind(detect::by_text(&text, name)?, &text, name)?;
    if let (true, Imported::Document(document)) = (replaced, &mut imported) {
        document.notes.push(ImportNote::UndecodableBytes);
    }
    Ok(imported)
}

fn by_kind(kind: Kind, text: &str, name: &str) -> Result<Imported, ImportError> {
    let document = match kind {
        Kind::Json => return json(text),
        Kind::Html => html::html(text)?,
        Kind::Markdown => text::text(text, Some(SourceKind::Markdown))?,
        Kind::Csv => text::separated(text, name)?,
        Kind::Text | Kind::Docx | Kind::Xlsx | Kind::Pdf | Kind::Ofd => text::text(text, None)?,
    };
    if document.blocks.is_empty() { Err(ImportError::Empty) } else { Ok(Imported::Document(document)) }
}

#[cfg(feature = "documents")]
fn json(text: &str) -> Result<Imported, ImportError> {
    let report = crate::report::json::from_json(text).map_err(ImportError::ForeignJson)?;
    Ok(Imported::Report(Box::new(report)))
}

#[cfg(not(feature = "documents"))]
fn json(_text: &str) -> Result<Imported, ImportError> {
    Err(ImportError::NeedsModule(Module::Documents))
}

#[cfg(feature = "documents")]
fn docx(bytes: &[u8]) -> Result<Document, ImportError> {
    docx::docx(bytes)
}

#[cfg(not(feature = "documents"))]
fn docx(_bytes: &[u8]) -> Result<Document, ImportError> {
    Err(ImportError::NeedsModule(Module::Documents))
}

#[cfg(feature = "spreadsheets")]
fn spreadsheet(bytes: &[u8]) -> Result<Document, ImportError> {
    xlsx::xlsx(bytes)
}

#[cfg(not(feature = "spreadsheets"))]
fn spreadsheet(_bytes: &[u8]) -> Result<Document, ImportError> {
    Err(ImportError::NeedsModule(Module::Spreadsheets))
}

#[cfg(feature = "pages")]
fn pages(bytes: &[u8], kind: Kind, host: &dyn Host) -> Result<Document, ImportError> {
    if kind == Kind::Ofd { ofd::ofd(bytes) } else { pdf::pdf(bytes, host) }
}

#[cfg(not(feature = "pages"))]
fn pages(_bytes: &[u8], _kind: Kind, _host: &dyn Host) -> Result<Document, ImportError> {
    Err(ImportError::NeedsModule(Module::Pages))
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests {
    use super::*;

    fn file(bytes: &[u8], name: &str) -> Result<Imported, ImportError> {
        import(Input::File { bytes, name }, &NativeHost)
    }

    fn document(imported: Result<Imported, ImportError>) -> Document {
        match imported {
            Ok(Imported::Document(document)) => document,
            other => panic!("a document, not {other:?}"),
        }
    }

    #[test]
    fn the_content_decides_and_the_name_helps() {
        let table = "<html><table><tr><td>规章<td>0<tr><td>许可<td>1</table>";
        for name in ["draft.doc", "draft.xls", "draft.txt", "draft.docx", ""] {
            assert_eq!(document(file(table.as_bytes(), name)).kind, SourceKind::Html, "{name}");
        }
        assert_eq!(document(file("规章\t0\n许可\t1".as_bytes(), "draft.xls")).kind, SourceKind::Text);
        assert_eq!(document(file("规章,0".as_bytes(), "draft.csv")).kind, SourceKind::Csv);
        assert_eq!(document(file("标题".as_bytes(), "draft.md")).kind, SourceKind::Markdown);
        assert_eq!(file(b"%PDF-1.7", "draft.txt"), Err(ImportError::Damaged("PDF")));
        assert_eq!(file(b"\0\x01\x02\0MZ\0\0", "draft.docx"), Err(ImportError::Unknown));
        // What is typed stays what it is, tags and all.
        assert_eq!(document(import(Input::Text(table), &NativeHost)).text, table);
    }

    #[test]
    fn blank_input_is_empty_and_large_input_too_large() {
        for blank in ["", " \u{3000}\n\t", "\u{feff}"] {
            assert_eq!(import(Input::Text(blank), &NativeHost), Err(ImportError::Empty), "{blank:?}");
            assert_eq!(file(blank.as_bytes(), "draft.txt"), Err(ImportError::Empty), "{blank:?}");
        }
        let large = vec![b'x'; LARGEST + 1];
        assert_eq!(file(&large, "draft.pdf"), Err(ImportError::TooLarge(20_971_521)));
        assert!(file(&large[1..], "draft.txt").is_ok());
    }

    #[test]
    fn replaced_bytes_are_told() {
        let text = "一、总体情况\n青石镇收到申请三件。\n";
        let notes = |bytes: &[u8]| document(file(bytes, "draft.txt")).notes;
        assert_eq!(notes(text.as_bytes()), []);
        assert_eq!(notes(&[text.as_bytes(), b"\xff"].concat()), [ImportNote::UndecodableBytes]);
    }

    #[test]
    fn json_is_read_as_a_report_or_refused_with_the_reason() {
        let Err(ImportError::ForeignJson(problem)) = file(br#"{"a":1}"#, "draft.json") else { panic!("foreign") };
        assert!(!problem.is_empty());
        let own = import(Input::Text(r#"{"schema":"gouji/report@9"}"#), &NativeHost);
        assert!(matches!(own, Err(ImportError::ForeignJson(_))));
        assert!(matches!(import(Input::Text(r#"{"a":1}"#), &NativeHost), Ok(Imported::Document(_))));
    }
}
