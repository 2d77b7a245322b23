//! From a file or a clipboard to a [`Document`].

mod cell_text;
pub mod docx;
#[cfg(feature = "spreadsheets")]
pub mod xlsx;
mod xml;
mod zip;

use crate::document::Document;
use crate::report::Report;

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
    /// It is of a kind that is not read, such as `PDF` or `Word 97–2003 (.doc)`.
    Unsupported(&'static str),
    /// It is protected by a password.
    Encrypted,
    /// It is cut off or damaged; what part of it is.
    Damaged(&'static str),
    /// It would unpack to more than the limit, in bytes.
    Bomb(u64),
    /// It is no text and no file of a known kind.
    Unknown,
    /// It is JSON, but not a report of Gouji's; what is wrong with it.
    ForeignJson(String),
    /// It needs an importer that is a module of its own in the browser.
    NeedsModule(Module),
}

/// Importers that are a module of their own in the browser, loaded when such a file arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Module {
    /// Spreadsheets.
    Spreadsheets,
}

/// What the surroundings lend the importers.
pub trait Host {
    /// Decodes bytes in an encoding other than UTF-8 and UTF-16, such as `gb18030`; `None` when the host
    /// does not know it. The flag tells whether bytes had to be replaced.
    fn decode(&self, encoding: &str, bytes: &[u8]) -> Option<(String, bool)>;
}

/// Imports whatever was handed in.
///
/// # Errors
/// When it is nothing that can be read as a draft; the error says what it is instead.
pub fn import(input: Input<'_>, host: &dyn Host) -> Result<Imported, ImportError> {
    let _ = (input, host);
    Err(ImportError::Empty)
}
