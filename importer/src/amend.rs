//! Changes of the page written back into the Word document that it was imported from.

use gouji::amend::{self, AmendError, Amended, Tracked};
use gouji::document::Document;
use gouji::render::sentence::{Language, amend_error, left, remark};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::Failure;

/// What writing back comes to: `{bytes, changed, remarks}` or `{error}`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    /// The file.
    Written {
        bytes: Bytes,
        /// Paragraphs and cells that were changed: of 32 bits, because numbers of 64 reach JavaScript as what old
        /// browsers do not have.
        changed: u32,
        /// What was left out, and what else the person should know.
        remarks: Vec<Sentence>,
    },
    /// Why nothing was written.
    Failed { error: Failure },
}

/// Bytes that cross as bytes, not as a list of numbers.
#[derive(Debug)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

/// A sentence in both languages.
#[derive(Debug, Serialize)]
struct Sentence {
    zh: String,
    en: String,
}

impl Sentence {
    fn of(say: impl Fn(Language) -> String) -> Sentence {
        Sentence { zh: say(Language::Chinese), en: say(Language::English) }
    }
}

/// Writes the document that the page holds back into the file it came from: an [`Answer`] as a plain object. The document
/// is its text and its numbers, as `Document::to_numbers` makes them; `tracked` is the time that tracked changes bear,
/// empty for none, and undefined where changes are not tracked.
#[wasm_bindgen]
pub fn amend(bytes: &[u8], text: String, numbers: &[u32], tracked: Option<String>) -> JsValue {
    let serializer = Serializer::json_compatible().serialize_bytes_as_arrays(false);
    answer(bytes, text, numbers, tracked).serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

fn answer(bytes: &[u8], text: String, numbers: &[u32], tracked: Option<String>) -> Answer {
    let tracked = tracked.map(|date| Tracked::by_gouji(Some(date).filter(|date| !date.is_empty())));
    let document = Document::from_numbers(text, numbers).ok_or(AmendError::Shape);
    match document.and_then(|document| amend::amend(bytes, &document, tracked.as_ref())) {
        Ok(Amended { bytes, changed, left: changes, remarks }) => {
            let changes = changes.iter().map(|change| Sentence::of(|language| left(change, language)));
            let remarks = remarks.iter().map(|&about| Sentence::of(|language| remark(about, language).to_owned()));
            let changed = u32::try_from(changed).unwrap_or(u32::MAX);
            Answer::Written { bytes: Bytes(bytes), changed, remarks: changes.chain(remarks).collect() }
        }
        Err(error) => Answer::Failed {
            error: Failure {
                code: error.code(),
                zh: amend_error(&error, Language::Chinese),
                en: amend_error(&error, Language::English),
            },
        },
    }
}
