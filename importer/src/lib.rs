//! The importer module: reads files that the start module leaves to others, in an instance of its own, which a
//! hostile file can at worst end.

use gouji::document::Document;
use gouji::import::ImportError;
use gouji::import::xlsx::xlsx;
use gouji::render::sentence::{Language, import_error};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What importing a file comes to: `{document}` or `{error: {code, zh, en}}`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Document(Document),
    Error(Failure),
}

/// Why a file could not be imported.
#[derive(Debug, Serialize)]
struct Failure {
    /// The error's name for programs.
    code: &'static str,
    /// What to tell the person, in Chinese.
    zh: String,
    /// The same in English.
    en: String,
}

/// Imports a file: an [`Answer`] as a plain object. The name is for kinds that only it tells apart; a
/// spreadsheet is known by its content.
#[wasm_bindgen(js_name = importDocument)]
pub fn import_document(bytes: &[u8], name: &str) -> JsValue {
    let _ = name;
    answer(xlsx(bytes)).serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

fn answer(imported: Result<Document, ImportError>) -> Answer {
    match imported {
        Ok(document) => Answer::Document(document),
        Err(error) => Answer::Error(Failure {
            code: error.code(),
            zh: import_error(&error, Language::Chinese),
            en: import_error(&error, Language::English),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_a_code_and_a_sentence_in_each_language() {
        let Answer::Error(failure) = answer(xlsx(b"PK")) else { panic!("an error") };
        assert_eq!(failure.code, "damaged");
        assert!(!failure.zh.is_empty() && !failure.en.is_empty());
    }
}
