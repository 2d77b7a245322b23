//! From a file or a clipboard to a [`Document`].
//!
//! [`import`] finds out what was handed in and passes it to the importer of that kind. Plain text keeps its
//! own characters and gets its tables by guessing (`text`); fixed pages have them drawn with lines (`pages`); the other
//! kinds say what their tables are.

#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
mod bundle;
mod cell_text;
mod delimited;
mod detect;
#[cfg(feature = "documents")]
pub mod doc;
#[cfg(feature = "documents")]
pub mod docx;
#[cfg(feature = "documents")]
mod edges;
mod encoding;
#[cfg(feature = "documents")]
pub(crate) mod fragment;
mod html;
#[cfg(feature = "documents")]
pub mod mht;
#[cfg(feature = "documents")]
mod numbering;
#[cfg(feature = "documents")]
mod numeral;
#[cfg(feature = "documents")]
pub mod odt;
#[cfg(feature = "pages")]
pub mod ofd;
#[cfg(any(feature = "documents", feature = "spreadsheets"))]
pub mod ole;
#[cfg(any(feature = "documents", feature = "spreadsheets"))]
mod opc;
#[cfg(feature = "pages")]
mod pages;
#[cfg(feature = "pages")]
pub mod pdf;
#[cfg(feature = "documents")]
mod pieces;
#[cfg(feature = "documents")]
pub mod rtf;
#[cfg(feature = "spreadsheets")]
pub mod sheet;
#[cfg(feature = "documents")]
mod style_name;
mod text;
mod width;
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
mod xml;
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
mod zip;

#[cfg(feature = "documents")]
pub use bundle::{Files, is_kept_by_programs};
pub use detect::unsupported;

#[cfg(feature = "documents")]
use crate::document::Builder;
use crate::document::{Document, ImportNote, SourceKind};
use crate::report::Report;
use detect::Kind;

/// Bytes of the largest file that is read. A report has some 50 KB of text and tables; what makes a file
/// large is the pictures in it, and with those few pass 5 MB.
pub const LARGEST: usize = 20 << 20;

/// Paragraphs and cells of the largest document that is read. A report has a thousand; the limit keeps what
/// is built from a hostile file, ten million one-letter lines for instance, within a browser's memory.
pub const MOST_PIECES: usize = 200_000;

/// Bytes of the longest text that is read: of forty reports. Reading and checking take ten times a text's memory, and
/// more where it is one endless line.
pub const LONGEST_TEXT: usize = 4 << 20;

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
    /// It is of a kind that is not read, such as `PowerPoint`.
    Unsupported(&'static str),
    /// It is protected by a password.
    Encrypted,
    /// It is cut off or damaged; what part of it is.
    Damaged(&'static str),
    /// It would unpack to more than the limit, in bytes.
    Bomb(u64),
    /// It is an archive of several files, and which of them is the draft is not clear; their names.
    SeveralDrafts(Vec<String>),
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
            ImportError::SeveralDrafts(_) => "several_drafts",
            ImportError::NoText => "no_text",
            ImportError::NoMeaning => "no_meaning",
            ImportError::Unknown => "unknown",
            ImportError::ForeignJson(_) => "foreign_json",
            ImportError::NeedsModule(_) => "needs_module",
        }
    }
}

/// Importers that are a module of their own in the browser, loaded when such a file arrives; in the order in which they
/// are asked about an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Module {
    /// Documents of word processors, archives of files, and Gouji's own JSON.
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

/// Whether it is an archive of files, not a document that is kept in one.
#[cfg(feature = "documents")]
pub fn is_archive(bytes: &[u8]) -> bool {
    matches!(detect::by_bytes(bytes), Ok(Some(Kind::Bundle)))
}

fn within_limit(size: usize) -> Result<(), ImportError> {
    within(LARGEST, size)
}

fn within(limit: usize, size: usize) -> Result<(), ImportError> {
    if size > limit { Err(ImportError::TooLarge(u64::try_from(size).unwrap_or(u64::MAX))) } else { Ok(()) }
}

/// What a file comes to that has a module of its own in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packed {
    /// A draft to be read.
    Document(Document),
    /// The plain text of one, as it stood in an archive: it goes the way of any text.
    Text(String),
}

/// Imports a file of a kind that has a module of its own in the browser; `None` when it may be text, or a report in
/// Gouji's own JSON.
///
/// # Errors
/// When it is nothing that can be read as a draft; the error says what it is instead.
pub fn packed(bytes: &[u8], host: &dyn Host) -> Result<Option<Packed>, ImportError> {
    within_limit(bytes.len())?;
    match detect::by_bytes(bytes)? {
        Some(Kind::Bundle) => bundled(bytes, host).map(Some),
        Some(kind) => by_bytes(kind, bytes, host).map(|document| Some(Packed::Document(document))),
        #[cfg(feature = "documents")]
        None => match text_of(bytes, "", host) {
            Ok((kind, text, _)) => {
                marked_up(kind, &text, bytes, host).map(|read| read.map(Packed::Document)).transpose()
            }
            Err(ImportError::Unknown) => Ok(None),
            Err(error) => Err(error),
        },
        #[cfg(not(feature = "documents"))]
        None => Ok(None),
    }
}

fn file(bytes: &[u8], name: &str, host: &dyn Host) -> Result<Imported, ImportError> {
    match detect::by_bytes(bytes)? {
        Some(Kind::Bundle) => {
            return match bundled(bytes, host)? {
                Packed::Document(document) => Ok(Imported::Document(document)),
                Packed::Text(text) => by_kind(Kind::Text, &text, ""),
            };
        }
        Some(kind) => return by_bytes(kind, bytes, host).map(Imported::Document),
        None => {}
    }
    let (kind, text, replaced) = text_of(bytes, name, host)?;
    let mut imported = match marked_up(kind, &text, bytes, host) {
        Some(document) => Imported::Document(document?),
        None => by_kind(kind, &text, name)?,
    };
    if let (true, Imported::Document(document)) = (replaced && kind != Kind::Mht, &mut imported) {
        document.notes.push(ImportNote::UndecodableBytes);
    }
    Ok(imported)
}

/// What a file of text is, its text, and whether bytes had to be replaced.
fn text_of(bytes: &[u8], name: &str, host: &dyn Host) -> Result<(Kind, String, bool), ImportError> {
    let declared = encoding::declared(bytes);
    let (text, replaced) = encoding::decode(bytes, declared.as_deref(), host).ok_or(ImportError::Unknown)?;
    Ok((detect::by_text(&text, name)?, text, replaced))
}

/// Imports a file that is no text.
fn by_bytes(kind: Kind, bytes: &[u8], host: &dyn Host) -> Result<Document, ImportError> {
    match kind {
        Kind::Xlsx | Kind::Xls | Kind::Ods | Kind::ExcelXml => spreadsheet(bytes, kind),
        Kind::Pdf | Kind::Ofd => pages(bytes, kind, host),
        kind => word_processor(kind, bytes, host),
    }
}

fn by_kind(kind: Kind, text: &str, name: &str) -> Result<Imported, ImportError> {
    if !matches!(kind, Kind::Json | Kind::Html) {
        within(LONGEST_TEXT, text.len())?;
    }
    let document = match kind {
        Kind::Json => return json(text),
        Kind::Html => html::html(text)?,
        Kind::Markdown => text::text(text, Some(SourceKind::Markdown))?,
        Kind::Csv => text::separated(text, name)?,
        _ => text::text(text, None)?,
    };
    if document.blocks.is_empty() { Err(ImportError::Empty) } else { Ok(Imported::Document(document)) }
}

/// The finished document; an error when it holds nothing and nothing was left out.
#[cfg(feature = "documents")]
fn finished(builder: Builder) -> Result<Document, ImportError> {
    let document = builder.finish();
    if document.blocks.is_empty() && document.notes.is_empty() { Err(ImportError::Empty) } else { Ok(document) }
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

/// Imports a document of a word processor that is no text.
#[cfg(feature = "documents")]
fn word_processor(kind: Kind, bytes: &[u8], host: &dyn Host) -> Result<Document, ImportError> {
    match kind {
        Kind::Doc => doc::doc(bytes),
        Kind::Rtf => rtf::rtf(bytes, host),
        Kind::Odt => odt::odt(bytes),
        _ => docx::docx(bytes),
    }
}

#[cfg(not(feature = "documents"))]
fn word_processor(_kind: Kind, _bytes: &[u8], _host: &dyn Host) -> Result<Document, ImportError> {
    Err(ImportError::NeedsModule(Module::Documents))
}

/// Imports a document whose file is text, though nothing a person would read; `None` when it is of another kind.
#[cfg(feature = "documents")]
fn marked_up(kind: Kind, text: &str, bytes: &[u8], host: &dyn Host) -> Option<Result<Document, ImportError>> {
    match kind {
        Kind::WordXml => Some(docx::word_xml(text)),
        Kind::FlatOdt => Some(odt::fodt(text)),
        Kind::Mht => Some(mht::mht(bytes, host)),
        _ => None,
    }
}

#[cfg(not(feature = "documents"))]
fn marked_up(kind: Kind, _text: &str, _bytes: &[u8], _host: &dyn Host) -> Option<Result<Document, ImportError>> {
    matches!(kind, Kind::WordXml | Kind::FlatOdt | Kind::Mht)
        .then_some(Err(ImportError::NeedsModule(Module::Documents)))
}

#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
fn bundled(bytes: &[u8], host: &dyn Host) -> Result<Packed, ImportError> {
    bundle::bundle(bytes, host)
}

#[cfg(not(any(feature = "documents", feature = "spreadsheets", feature = "pages")))]
fn bundled(_bytes: &[u8], _host: &dyn Host) -> Result<Packed, ImportError> {
    Err(ImportError::NeedsModule(Module::Documents))
}

/// Imports a file that stands in an archive; another archive is not opened.
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
fn enclosed(bytes: &[u8], name: &str, host: &dyn Host) -> Result<Packed, ImportError> {
    within_limit(bytes.len())?;
    match detect::by_bytes(bytes)? {
        Some(Kind::Bundle) => Err(ImportError::Unsupported(unsupported::ARCHIVE)),
        Some(kind) => by_bytes(kind, bytes, host).map(Packed::Document),
        None => enclosed_text(bytes, name, host),
    }
}

#[cfg(feature = "documents")]
fn enclosed_text(bytes: &[u8], name: &str, host: &dyn Host) -> Result<Packed, ImportError> {
    let (kind, text, _) = text_of(bytes, name, host)?;
    match (marked_up(kind, &text, bytes, host), kind) {
        (Some(document), _) => document.map(Packed::Document),
        (None, Kind::Html) => html::html(&text).map(Packed::Document),
        // A report in JSON stands for itself, not beside others.
        (None, Kind::Json) => Err(ImportError::Unsupported(unsupported::ARCHIVE)),
        (None, _) => Ok(Packed::Text(text)),
    }
}

#[cfg(all(any(feature = "spreadsheets", feature = "pages"), not(feature = "documents")))]
fn enclosed_text(_bytes: &[u8], _name: &str, _host: &dyn Host) -> Result<Packed, ImportError> {
    Err(ImportError::NeedsModule(Module::Documents))
}

#[cfg(feature = "spreadsheets")]
fn spreadsheet(bytes: &[u8], kind: Kind) -> Result<Document, ImportError> {
    let format = match kind {
        Kind::Xls => sheet::Format::Xls,
        Kind::Ods => sheet::Format::Ods,
        Kind::ExcelXml => sheet::Format::ExcelXml,
        _ => sheet::Format::Xlsx,
    };
    sheet::spreadsheet(bytes, format)
}

#[cfg(not(feature = "spreadsheets"))]
fn spreadsheet(_bytes: &[u8], _kind: Kind) -> Result<Document, ImportError> {
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
    fn text_that_no_report_has_is_refused() {
        let line = "甲，1".repeat(LONGEST_TEXT / "甲，1".len());
        for read in [
            import(Input::Text(&format!("{line}{line}")), &NativeHost),
            import(Input::Html(&format!("<p>{line}{line}")), &NativeHost),
            file(format!("{line}{line}").as_bytes(), "draft.txt"),
        ] {
            assert_eq!(read.map(drop).map_err(|error| matches!(error, ImportError::TooLarge(_))), Err(true));
        }
        assert_eq!(document(import(Input::Text(&line), &NativeHost)).text, line);
        // A picture in the source is no text.
        let picture = format!("<p>甲</p><img src=\"data:image/png;base64,{}\">", "A".repeat(LONGEST_TEXT));
        assert_eq!(document(import(Input::Html(&picture), &NativeHost)).text.trim_end(), "甲");
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
        // As large as may be, it is read: what it holds decides.
        let mut page = "<html><p>甲</p><!--".as_bytes().to_vec();
        page.resize(LARGEST - 3, b'x');
        page.extend(b"-->");
        assert!(file(&page, "draft.htm").is_ok());
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
