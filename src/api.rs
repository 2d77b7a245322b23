//! The interface for other people's JavaScript, a module of its own.
//!
//! Results are the JSON of the command line as plain objects. What goes wrong comes back as
//! `{ok: false, error: {code, message}}`; nothing is thrown.

use std::borrow::Cow;

use js_sys::{JSON, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::browser::{self, BrowserHost, field};
use crate::check::{self, Options};
use crate::import::{self, ImportError, Imported, Input};
use crate::read;
use crate::render::json::{self as check_json, CheckJson};
use crate::render::sentence::{self, Language};
use crate::render::{html, markdown};
use crate::report::{self, Level, Report};
use crate::share::{self, Carries, LinkError};

/// Checks a draft: a string, `{html}` or `{bytes, name}`. Options: `year`, `level`, `lang` (`zh` or `en`), `today`
/// (`2025-01-31`; else the browser's).
/// Yields `gouji/check@1`.
#[wasm_bindgen(js_name = check)]
pub fn check_input(input: &JsValue, options: &JsValue) -> JsValue {
    let language = language(options);
    let report = match read_input(input) {
        Ok(report) => report,
        Err(error) => return failed(&error, language),
    };
    let today = field(options, "today").as_string();
    let options = Options {
        year: field(options, "year").as_f64().map(|year| year as i32),
        level: field(options, "level").as_string().as_deref().and_then(Level::from_name),
        today: today.map_or_else(browser::today, |date| date_of(&date)),
        ..Options::default()
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
    let report = match read_report(report) {
        Ok(report) => report,
        Err(error) => return failed(&error, Language::Chinese),
    };
    match format {
        "html" => html::page(&report).into(),
        "markdown" => markdown::markdown(&report).into(),
        _ => failed(&ApiError::Format, Language::Chinese),
    }
}

/// The report, as [`extract`] yields it, as the fragment of a link. Options: `numbers`, true to leave out the words.
#[wasm_bindgen(js_name = encodeLink)]
pub fn encode_link(report: &JsValue, options: &JsValue) -> JsValue {
    let carries = if field(options, "numbers").is_truthy() { Carries::Numbers } else { Carries::Everything };
    match read_report(report).and_then(|report| share::encode(&report, carries).map_err(ApiError::Link)) {
        Ok(link) => link.into(),
        Err(error) => failed(&error, language(options)),
    }
}

/// The report of a link, an address or its fragment. Yields `gouji/report@1`.
#[wasm_bindgen(js_name = decodeLink)]
pub fn decode_link(fragment: &str) -> JsValue {
    match share::decode(fragment) {
        Ok(report) => to_object(&report::json::to_json(&report)),
        Err(error) => failed(&ApiError::Link(error), Language::Chinese),
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
    Link(LinkError),
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
        ApiError::Link(error) => (error.code(), sentence::link_error(*error, language).into()),
        ApiError::Input => ("input", "expected a string, {html} or {bytes, name}".into()),
        ApiError::Format => ("format", "expected \"html\" or \"markdown\"".into()),
    };
    to_object(&Failed { ok: false, error: Reason { code, message } })
}

fn to_object(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// `2025-01-31` as year, month and day.
fn date_of(text: &str) -> Option<(i32, u32, u32)> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn language(options: &JsValue) -> Language {
    match field(options, "lang").as_string().as_deref() {
        Some("en") => Language::English,
        _ => Language::Chinese,
    }
}

/// A report as [`extract`] yields it.
fn read_report(report: &JsValue) -> Result<Report, ApiError> {
    let text = JSON::stringify(report).ok().and_then(|text| text.as_string()).unwrap_or_default();
    report::json::from_json(&text).map_err(|why| ApiError::Import(ImportError::ForeignJson(why)))
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
