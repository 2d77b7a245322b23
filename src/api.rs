//! The JavaScript interface: the only file with `#[wasm_bindgen]`.
//!
//! Results are the JSON of the command line as plain objects. What goes wrong comes back as
//! `{ok: false, error: {code, message}}`; nothing is thrown.

use std::borrow::Cow;

use js_sys::{JSON, Promise, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::check::{self, Options};
use crate::document::Document;
use crate::import::{self, Host, ImportError, Imported, Input};
use crate::read;
use crate::render::json::{self as check_json, CheckJson};
use crate::render::sentence::{self, Language};
use crate::render::{html, markdown};
use crate::report::{self, Level, Report};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = goujiHost, js_name = importFile, catch)]
    fn host_import_file(bytes: Uint8Array, name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = loadHelp, catch)]
    fn host_load_help() -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = decode, catch)]
    fn host_decode(encoding: &str, bytes: &[u8]) -> Result<JsValue, JsValue>;
}

/// Starts the page.
///
/// # Errors
/// When the page lacks an element it needs.
#[wasm_bindgen]
pub fn start() -> Result<(), JsValue> {
    crate::app::start()
}

/// Checks a draft: a string, `{html}` or `{bytes, name}`. Options: `year`, `level`, `lang` (`zh` or `en`).
/// Yields `gouji/check@1`.
#[wasm_bindgen(js_name = check)]
pub fn check_input(input: &JsValue, options: &JsValue) -> JsValue {
    let language = language(options);
    let report = match read_input(input) {
        Ok(report) => report,
        Err(error) => return failed(&error, language),
    };
    let options = Options {
        year: field(options, "year").as_f64().map(|year| year as i32),
        level: field(options, "level").as_string().as_deref().and_then(Level::from_name),
    };
    let check = check::check(&report, &options);
    let name = field(input, "name").as_string().unwrap_or_default();
    to_object(&CheckJson::new(vec![check_json::file(&name, &report, &check, language)]))
}

/// Reads a draft without judging it. Yields `gouji/report@1`.
#[wasm_bindgen]
pub fn extract(input: &JsValue) -> JsValue {
    match read_input(input) {
        Ok(report) => to_object(&report::json::to_json(&report)),
        Err(error) => failed(&error, Language::Chinese),
    }
}

/// Renders a report, as [`extract`] yields it, as `html` or `markdown`.
#[wasm_bindgen]
pub fn render(report: &JsValue, format: &str) -> JsValue {
    let text = JSON::stringify(report).ok().and_then(|text| text.as_string()).unwrap_or_default();
    let report = match report::json::from_json(&text) {
        Ok(report) => report,
        Err(why) => return failed(&ApiError::Import(ImportError::ForeignJson(why)), Language::Chinese),
    };
    match format {
        "html" => html::page(&report, None, Language::Chinese).into(),
        "markdown" => markdown::markdown(&report).into(),
        _ => failed(&ApiError::Format, Language::Chinese),
    }
}

/// The rules that are switched on.
#[wasm_bindgen]
pub fn rules() -> JsValue {
    to_object(&check_json::rules(Language::Chinese))
}

/// Why a call yields nothing.
enum ApiError {
    Import(ImportError),
    Input,
    Format,
}

#[derive(Serialize)]
struct Failed<'a> {
    ok: bool,
    error: Reason<'a>,
}

#[derive(Serialize)]
struct Reason<'a> {
    code: &'a str,
    message: Cow<'a, str>,
}

fn failed(error: &ApiError, language: Language) -> JsValue {
    let (code, message) = match error {
        ApiError::Import(error) => (error.code(), sentence::import_error(error, language).into()),
        ApiError::Input => ("input", "expected a string, {html} or {bytes, name}".into()),
        ApiError::Format => ("format", "expected \"html\" or \"markdown\"".into()),
    };
    to_object(&Failed { ok: false, error: Reason { code, message } })
}

fn to_object(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// A property; undefined where there is none.
fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn language(options: &JsValue) -> Language {
    match field(options, "lang").as_string().as_deref() {
        Some("en") => Language::English,
        _ => Language::Chinese,
    }
}

fn read_input(input: &JsValue) -> Result<Report, ApiError> {
    let html = field(input, "html").as_string();
    let bytes = field(input, "bytes");
    let bytes = bytes.is_object().then(|| Uint8Array::new(&bytes).to_vec());
    let name = field(input, "name").as_string().unwrap_or_default();
    let text = input.as_string();
    let input = match (&text, &html, &bytes) {
        (Some(text), ..) => Input::Text(text),
        (_, Some(html), _) => Input::Html(html),
        (.., Some(bytes)) => Input::File { bytes, name: &name },
        _ => return Err(ApiError::Input),
    };
    match import::import(input, &BrowserHost).map_err(ApiError::Import)? {
        Imported::Document(document) => Ok(read::read(&document)),
        Imported::Report(report) => Ok(*report),
    }
}

/// Lets the importer module read a file; the promise yields its answer.
pub(crate) fn import_file(bytes: &[u8], name: &str) -> Result<Promise, JsValue> {
    host_import_file(Uint8Array::from(bytes), name)
}

/// Why the importer module yields no document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ImporterError {
    /// The error's name: one of the importer's own, or `unavailable`, `timeout`, `crashed`.
    pub code: String,
    /// What to tell the person, in Chinese and in English; `None` when the module itself failed.
    pub sentences: Option<(String, String)>,
}

/// What the importer module answered.
pub(crate) fn imported(answer: &JsValue) -> Result<Document, ImporterError> {
    let crashed = || ImporterError { code: "crashed".to_owned(), sentences: None };
    let document = field(answer, "document");
    if document.is_object() {
        return serde_wasm_bindgen::from_value(document).map_err(|_| crashed());
    }
    let error = field(answer, "error");
    let said = |name: &str| field(&error, name).as_string();
    Err(said("code").map_or_else(crashed, |code| ImporterError { code, sentences: said("zh").zip(said("en")) }))
}

/// Loads the help: a promise of an object that [`help_page`] looks up.
pub(crate) fn load_help() -> Result<Promise, JsValue> {
    host_load_help()
}

/// The page on that rule, as HTML.
pub(crate) fn help_page(pages: &JsValue, rule: &str) -> Option<String> {
    field(pages, rule).as_string()
}

/// What the browser lends the importers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BrowserHost;

impl Host for BrowserHost {
    fn decode(&self, encoding: &str, bytes: &[u8]) -> Option<(String, bool)> {
        let decoded = host_decode(encoding, bytes).ok()?;
        Some((field(&decoded, "text").as_string()?, field(&decoded, "replaced").as_bool().unwrap_or(false)))
    }
}
