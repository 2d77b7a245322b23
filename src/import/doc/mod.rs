//! Word 97–2003 documents (.doc, [MS-DOC]): an OLE file whose main stream holds text in pieces, and whose table
//! stream says where the pieces are and how their characters and paragraphs look.
//!
//! WPS keeps its own documents (.wps, .wpt) in the same streams. None of its files was at hand: proven are files of
//! LibreOffice and hand-made ones, under any name.

mod body;
mod formats;
mod header;
mod list;
mod row;
mod sprm;
mod style;
mod text;

use self::body::Body;
use self::header::Header;
use self::style::Styles;
use self::text::Text;
use super::ole::Compound;
use super::pieces::lay_out;
use super::{ImportError, finished};
use crate::document::{Builder, Document, SourceKind};

const DAMAGED: ImportError = ImportError::Damaged("WordDocument");

/// Imports a Word 97–2003 document.
///
/// # Errors
/// When it is no such document, of an older Word, damaged, encrypted, empty or too large.
pub fn doc(bytes: &[u8]) -> Result<Document, ImportError> {
    let file = Compound::open(bytes)?;
    let has = |name: &str| file.names().any(|stream| stream.eq_ignore_ascii_case(name));
    let main = file.stream("WordDocument")?;
    let header = Header::read(&main)?;
    let table = file.stream(header.table_stream)?;
    // Only long formats are kept there.
    let data = if has("Data") { file.stream("Data").unwrap_or_default() } else { Vec::new() };

    let text = Text::read(&main, &table, &header)?;
    let styles = Styles::read(header.styles.of(&table));
    let numbering = list::numbering(&table, header.lists, header.list_uses.of(&table));
    let body = Body::read(&text, &header, (&main, &table, &data), &styles, numbering)?;
    let mut builder = Builder::new(SourceKind::Doc);
    for note in body.notes {
        builder.note(note);
    }
    lay_out(body.pieces, &mut builder)?;
    finished(builder)
}
