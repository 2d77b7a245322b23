//! PDF: what is drawn on its pages, as [`pages`](super::pages) takes it.
//!
//! `hayro-syntax` reads the syntax: objects, references, encryption. What the operators mean is `content`, what the
//! codes of a font mean `font` and `cmap`, and every stream is unpacked here, within limits (`stream`).
//!
//! Not read: annotations and the fields of forms, text that is drawn as outlines or as a picture, and fonts whose
//! codes say nothing about characters; such files are refused with the reason.

mod cmap;
mod content;
mod font;
mod names;
mod stream;

use hayro_syntax::object::{Array, Dict, Name};
use hayro_syntax::page::Page as Source;
use hayro_syntax::{LoadPdfError, Pdf};

use super::pages::{self, MOST_PAGES};
use super::{Host, ImportError};
use crate::document::{Document, SourceKind};
use stream::Budget;

const DAMAGED: ImportError = ImportError::Damaged("PDF");

/// Imports a PDF file.
///
/// # Errors
/// When it is damaged, protected, or holds no text that can be read; the error says which.
pub fn pdf(bytes: &[u8], host: &dyn Host) -> Result<Document, ImportError> {
    let bytes = stream::defused(bytes)?;
    if !is_whole(&bytes) {
        return Err(DAMAGED);
    }
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ImportError::Encrypted,
        LoadPdfError::Invalid => DAMAGED,
    })?;
    let sources = pdf.pages();
    if sources.len() > MOST_PAGES {
        return Err(ImportError::TooLarge(sources.len() as u64));
    }
    if sources.is_empty() || !all_found(&pdf) {
        return Err(DAMAGED);
    }
    let mut reader = content::Reader::new(host);
    let pages = sources.iter().map(|page| reader.page(page)).collect::<Result<Vec<_>, _>>()?;
    pages::document(pages, SourceKind::Pdf)
}

/// Whether the file ends as files do: one that is cut off would be read without its last pages.
fn is_whole(bytes: &[u8]) -> bool {
    /// Bytes behind the end that programs and servers are known to add.
    const TRAILING: usize = 64 << 10;
    let tail = bytes.get(bytes.len().saturating_sub(TRAILING)..).unwrap_or_default();
    tail.windows(9).any(|window| window == b"startxref")
}

/// Whether there are as many pages as the file says.
fn all_found(pdf: &Pdf) -> bool {
    let xref = pdf.xref();
    let root = xref.get::<Dict<'_>>(xref.root_id());
    let declared = root.and_then(|root| root.get::<Dict<'_>>("Pages")).and_then(|pages| pages.get::<i32>("Count"));
    declared.is_none_or(|count| usize::try_from(count).is_ok_and(|count| count <= pdf.pages().len()))
}

/// The content of a page: one stream, or several in a row.
fn content_of(page: &Source<'_>, budget: &mut Budget) -> Result<Vec<u8>, ImportError> {
    use hayro_syntax::object::{Object, Stream};
    match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => budget.decode(&stream),
        Some(Object::Array(parts)) => {
            let mut content = Vec::new();
            for part in parts.iter::<Stream<'_>>() {
                content.extend(budget.decode(&part)?);
                // An operator does not reach over the end of a stream.
                content.push(b'\n');
            }
            Ok(content)
        }
        _ => Ok(Vec::new()),
    }
}

/// The numbers of an array.
fn numbers<const N: usize>(dict: &Dict<'_>, key: &str) -> Option<[f32; N]> {
    let array = dict.get::<Array<'_>>(key)?;
    let numbers: Vec<f32> = array.iter::<hayro_syntax::object::Number>().map(|number| number.as_f32()).collect();
    <[f32; N]>::try_from(numbers).ok()
}

/// Whether a name stands under that key.
fn is(dict: &Dict<'_>, key: &str, name: &str) -> bool {
    dict.get::<Name<'_>>(key).is_some_and(|found| found.as_ref() == name.as_bytes())
}
