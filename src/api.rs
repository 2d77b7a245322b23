//! The interface for other people's JavaScript, a module of its own.
//!
//! Results are the JSON of the command line as plain objects. What goes wrong comes back as
//! `{ok: false, error: {code, message}}`; nothing is thrown.

use std::borrow::Cow;

use js_sys::{JSON, Uint8Array, Uint32Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::browser::{self, BrowserHost, field};
use crate::check::{self, Options};
use crate::document::Document;
use crate::examination::json::examination;
use crate::examination::present::Examined;
use crate::import::{self, ImportError, Imported, Input};
use crate::read;
use crate::render::json::{self as check_json, CheckJson};
use crate::render::sentence::{self, Language};
use crate::render::{fragment, html, markdown};
use crate::report::{self, Ignored, Level, Report};
use crate::share::{self, Carries, LinkError};

/// Checks a draft: a string, `{html}`, `{bytes, name}`, a report as [`extract`] yields it, or `{document: {text,
/// numbers}}` as an importer module makes it. Options: `year`, `level`, `lang` (`zh` or `en`), `today` (`2025-01-31`;
/// else the browser's), `previous` (the report of the year before: any of the above), `ignored` (what was set aside).
/// Yields `gouji/check@1`.
#[wasm_bindgen(js_name = check)]
pub fn check_input(input: &JsValue, options: &JsValue) -> JsValue {
    let language = language(options);
    let question = match question(input, options) {
        Ok(question) => question,
        Err(error) => return failed(&error, language),
    };
    let check = check::check_against(&question.report, question.previous.as_ref(), &question.options);
    let name = name_of(input);
    to_object(&CheckJson::new(vec![check_json::file(&name, &question.report, &check, language)]))
}

/// Checks a draft for a component that shows it to a person; takes what [`check_input`] takes. Yields that check and
/// the report, the draft as text, and in words and HTML what is to be drawn.
#[wasm_bindgen]
pub fn examine(input: &JsValue, options: &JsValue) -> JsValue {
    let language = language(options);
    let question = match question(input, options).and_then(Question::with_text) {
        Ok(question) => question,
        Err(error) => return failed(&error, language),
    };
    let examined = Examined::new(question.report, question.previous.as_ref(), &question.options, language);
    to_object(&examination(&examined, &name_of(input), &question.text, language))
}

/// Reads a draft without judging it. Options: `lang`, the language of errors. Yields `gouji/report@1`.
#[wasm_bindgen]
pub fn extract(input: &JsValue, options: &JsValue) -> JsValue {
    match read_input(input) {
        Ok(Read { report, .. }) => to_object(&report::json::to_json(&report)),
        Err(error) => failed(&error, language(options)),
    }
}

/// Renders a report, as [`extract`] yields it: as `html`, a page of its own; as `fragment`, HTML for the editor of a
/// content management system; or as `markdown`. Options: `lang`, the language of errors.
#[wasm_bindgen]
pub fn render(report: &JsValue, format: &str, options: &JsValue) -> JsValue {
    let report = match read_report(report) {
        Ok(report) => report,
        Err(error) => return failed(&error, language(options)),
    };
    match format {
        "html" => html::page(&report).into(),
        "fragment" => fragment::fragment(&report).into(),
        "markdown" => markdown::markdown(&report).into(),
        _ => failed(&ApiError::Format, language(options)),
    }
}

/// The report, as [`extract`] yields it, as the fragment of a link. Options: `numbers`, true to leave out the words;
/// `lang`, the language of errors.
#[wasm_bindgen(js_name = encodeLink)]
pub fn encode_link(report: &JsValue, options: &JsValue) -> JsValue {
    let carries = if field(options, "numbers").is_truthy() { Carries::Numbers } else { Carries::Everything };
    match read_report(report).and_then(|report| share::encode(&report, carries).map_err(ApiError::Link)) {
        Ok(link) => link.into(),
        Err(error) => failed(&error, language(options)),
    }
}

/// The report of a link, an address or its fragment. Options: `lang`, the language of errors. Yields `gouji/report@1`.
#[wasm_bindgen(js_name = decodeLink)]
pub fn decode_link(fragment: &str, options: &JsValue) -> JsValue {
    match share::decode(fragment) {
        Ok(report) => to_object(&report::json::to_json(&report)),
        Err(error) => failed(&ApiError::Link(error), language(options)),
    }
}

/// The rules that are switched on. Options: `lang`, the language of their titles.
#[wasm_bindgen]
pub fn rules(options: &JsValue) -> JsValue {
    to_object(&check_json::rules(language(options)))
}

/// Why a call yields nothing.
enum ApiError {
    Import(ImportError),
    Link(LinkError),
    Input,
    Format,
    Option(&'static str),
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
    /// The importer module that can read the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<&'static str>,
}

fn failed(error: &ApiError, language: Language) -> JsValue {
    let (code, message): (&str, Cow<'_, str>) = match error {
        ApiError::Import(error) => (error.code(), sentence::import_error(error, language).into()),
        ApiError::Link(error) => (error.code(), sentence::link_error(*error, language).into()),
        ApiError::Input => (
            "input",
            language
                .pick(
                    "要核对的内容应当是文字、{html} 或者 {bytes, name}。",
                    "Expected a string, {html} or {bytes, name}.",
                )
                .into(),
        ),
        ApiError::Format => (
            "format",
            language
                .pick(
                    "输出格式应当是 html、fragment 或者 markdown。",
                    "Expected the format \"html\", \"fragment\" or \"markdown\".",
                )
                .into(),
        ),
        ApiError::Option(name) => (
            "option",
            language
                .pick(format!("选项 {name} 的值无效。"), format!("The value of the option {name} is not valid."))
                .into(),
        ),
    };
    let module = match error {
        ApiError::Import(ImportError::NeedsModule(module)) => Some(module.as_str()),
        _ => None,
    };
    to_object(&Failed { ok: false, error: Reason { code, message, module } })
}

fn to_object(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// A draft that is to be checked, and how.
struct Question {
    report: Report,
    /// The draft as text; empty where there is none.
    text: String,
    previous: Option<Report>,
    options: Options,
}

impl Question {
    /// With a text of the draft to edit it in: a report that never was a document becomes one.
    fn with_text(self) -> Result<Question, ApiError> {
        if !self.text.is_empty() {
            return Ok(self);
        }
        let text = markdown::markdown(&self.report);
        match import::import(Input::Text(&text), &BrowserHost).map_err(ApiError::Import)? {
            Imported::Document(document) => {
                let report = Report { ignored: self.report.ignored, ..read::read(&document) };
                Ok(Question { report, text: document.text, ..self })
            }
            Imported::Report(_) => Err(ApiError::Input),
        }
    }
}

fn question(input: &JsValue, options: &JsValue) -> Result<Question, ApiError> {
    let Read { mut report, text } = read_input(input)?;
    let present = |name| Some(field(options, name)).filter(|value| !value.is_undefined() && !value.is_null());
    let previous = present("previous").map(|previous| read_input(&previous)).transpose()?.map(|read| read.report);
    let year = present("year").map(|year| whole(&year).ok_or(ApiError::Option("year"))).transpose()?;
    let level = present("level")
        .map(|level| level.as_string().as_deref().and_then(Level::from_name).ok_or(ApiError::Option("level")))
        .transpose()?;
    let today = match present("today") {
        Some(today) => Some(today.as_string().as_deref().and_then(date_of).ok_or(ApiError::Option("today"))?),
        None => browser::today(),
    };
    if let Some(ignored) = present("ignored") {
        let ignored: Vec<Ignored> =
            serde_json::from_str(&json_of(&ignored)).map_err(|_| ApiError::Option("ignored"))?;
        // What is set aside without a reason is not set aside.
        report.ignored = ignored.into_iter().filter(|ignored| !ignored.reason.trim().is_empty()).collect();
    }
    Ok(Question { report, text, previous, options: Options { year, level, today, ..Options::default() } })
}

/// A whole number that a year may be.
fn whole(value: &JsValue) -> Option<i32> {
    value.as_f64().filter(|year| year.fract() == 0.0 && (1.0..=9999.0).contains(year)).map(|year| year as i32)
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

fn name_of(input: &JsValue) -> String {
    field(input, "name").as_string().unwrap_or_default()
}

fn json_of(value: &JsValue) -> String {
    JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// A report as [`extract`] yields it.
fn read_report(report: &JsValue) -> Result<Report, ApiError> {
    report::json::from_json(&json_of(report)).map_err(|why| ApiError::Import(ImportError::ForeignJson(why)))
}

/// A draft as read.
struct Read {
    report: Report,
    /// Its text; empty where it is a report that never was a document.
    text: String,
}

fn read_input(input: &JsValue) -> Result<Read, ApiError> {
    let (html, bytes, document) = (field(input, "html").as_string(), field(input, "bytes"), field(input, "document"));
    if field(input, "schema").is_string() {
        return Ok(Read { report: read_report(input)?, text: String::new() });
    }
    if document.is_object() {
        let numbers = Uint32Array::new(&field(&document, "numbers")).to_vec();
        let text = field(&document, "text").as_string().unwrap_or_default();
        return Document::from_numbers(text, &numbers).map(of_document).ok_or(ApiError::Input);
    }
    let bytes = bytes.is_object().then(|| Uint8Array::new(&bytes).to_vec());
    let (name, text) = (name_of(input), input.as_string());
    let input = match (&text, &html, &bytes) {
        (Some(text), ..) => Input::Text(text),
        (_, Some(html), _) => Input::Html(html),
        (.., Some(bytes)) => Input::File { bytes, name: &name },
        _ => return Err(ApiError::Input),
    };
    Ok(match import::import(input, &BrowserHost).map_err(ApiError::Import)? {
        Imported::Document(document) => of_document(document),
        Imported::Report(report) => Read { report: *report, text: String::new() },
    })
}

fn of_document(document: Document) -> Read {
    Read { report: read::read(&document), text: document.text }
}
