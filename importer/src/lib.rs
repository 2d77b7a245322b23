//! The importer modules: they read files that the start module leaves to others, each in an instance of its own,
//! which a hostile file can at worst end. One crate, built once for each of its features.

#[cfg(feature = "documents")]
mod amend;

use gouji::browser::BrowserHost;
#[cfg(feature = "documents")]
use gouji::document::SourceKind;
#[cfg(feature = "documents")]
use gouji::import::Files;
use gouji::import::{ImportError, Packed, packed};
#[cfg(feature = "documents")]
use gouji::render::markdown::markdown;
use gouji::render::sentence::{Language, import_error};
#[cfg(feature = "documents")]
use gouji::report::{Ignored, json::from_json};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What importing a file comes to: `{document}`, `{report}`, `{text}`, `{needs}` or `{error}`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    /// The document, as `Document::from_numbers` takes it.
    Document { text: String, numbers: Vec<u32> },
    /// A report that was no document, as the text it would be written as, what has been set aside in it, and whether it
    /// holds numbers only, as the report of such a link does.
    #[cfg(feature = "documents")]
    #[serde(rename_all = "camelCase")]
    Report { text: String, ignored: Vec<Ignored>, numbers_only: bool },
    /// A plain text, as it stood in an archive: it goes the way of any text.
    Text(String),
    /// The module that can read it.
    Needs(&'static str),
    /// Why nobody can.
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

/// Imports a file that is no plain text, or a report in JSON: an [`Answer`] as a plain object.
#[wasm_bindgen(js_name = importDocument)]
pub fn import_document(bytes: &[u8]) -> JsValue {
    answer(bytes).serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// Unpacks an archive of many reports: calls `each` with the name and the content of every file, or with its name, null
/// and why it could not be unpacked. Answers why none could be, or nothing.
#[cfg(feature = "documents")]
#[wasm_bindgen]
pub fn unpack(bytes: &[u8], each: &js_sys::Function) -> JsValue {
    let as_object = |error| refusal(error).serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED);
    let mut files = match Files::open(bytes, &BrowserHost) {
        Ok(files) => files,
        Err(error) => return as_object(error),
    };
    let names: Vec<String> = files.names().map(str::to_owned).collect();
    for (number, name) in names.iter().enumerate() {
        let (content, why) = match files.read(number) {
            Ok(content) => (js_sys::Uint8Array::from(content.as_slice()).into(), JsValue::UNDEFINED),
            Err(error) => (JsValue::NULL, as_object(error)),
        };
        // Whoever asked handles what goes wrong there.
        let _ = each.call3(&JsValue::NULL, &name.into(), &content, &why);
    }
    JsValue::UNDEFINED
}

fn answer(bytes: &[u8]) -> Answer {
    match packed(bytes, &BrowserHost) {
        Ok(Some(Packed::Document(document))) => {
            Answer::Document { numbers: document.to_numbers(), text: document.text }
        }
        Ok(Some(Packed::Text(text))) => Answer::Text(text),
        Ok(None) => report(bytes),
        Err(error) => refusal(error),
    }
}

/// A report in Gouji's own JSON, as the text it would be written as: the page lets people edit it.
#[cfg(feature = "documents")]
fn report(bytes: &[u8]) -> Answer {
    let report = std::str::from_utf8(bytes).map_err(|error| error.to_string()).and_then(from_json);
    match report {
        Ok(report) => {
            let numbers_only = report.kind == SourceKind::Link;
            Answer::Report { text: markdown(&report), ignored: report.ignored, numbers_only }
        }
        Err(why) => refusal(ImportError::ForeignJson(why)),
    }
}

#[cfg(not(feature = "documents"))]
fn report(_bytes: &[u8]) -> Answer {
    refusal(ImportError::NeedsModule(gouji::import::Module::Documents))
}

fn refusal(error: ImportError) -> Answer {
    match error {
        ImportError::NeedsModule(module) => Answer::Needs(module.as_str()),
        error => Answer::Error(Failure {
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
        let Answer::Error(failure) = answer(b"PK\x03\x04") else { panic!("an error") };
        assert_eq!(failure.code, "damaged");
        assert!(!failure.zh.is_empty() && !failure.en.is_empty());
    }

    #[test]
    fn a_report_in_json_becomes_a_text_that_can_be_edited() {
        let json = r#"{"schema":"gouji/report@1","title":"青石镇人民政府2024年政府信息公开工作年度报告","form":"2021",
            "cells":{"requests.new.natural":{"value":3,"raw":"3"}},"sections":[],
            "ignored":[{"rule":"NAR-01","fingerprint":"ab","reason":"口径不同"},
                       {"rule":"NAR-02","fingerprint":"cd","reason":" "}]}"#;
        let Answer::Report { text, ignored, numbers_only } = answer(json.as_bytes()) else { panic!("a report") };
        assert!(text.starts_with("# 青石镇人民政府2024年") && !numbers_only);
        assert_eq!(ignored.iter().map(|one| one.reason.as_str()).collect::<Vec<_>>(), ["口径不同"]);
        let json = json.replacen('{', r#"{"source":"link","#, 1);
        assert!(matches!(answer(json.as_bytes()), Answer::Report { numbers_only: true, .. }));
    }
}
