//! The page's side of the boot script: how it is started, and what it asks for.

use js_sys::{Promise, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::state::{Surroundings, Unexamined};
use crate::browser::{BrowserHost, field};
use crate::document::Document;
use crate::examination::{Examination, Request, write_request};
use crate::flat::Reader;
use crate::import::Host;
use crate::report::Ignored;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = goujiHost, js_name = importFile, catch)]
    fn host_import_file(bytes: Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = loadPages, catch)]
    fn host_load_pages(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = examine)]
    fn host_examine(text: &[u8], numbers: &[u32]) -> JsValue;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = detail)]
    fn host_detail(number: usize) -> String;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = keep)]
    fn host_keep(draft: &str);
    #[wasm_bindgen(js_namespace = goujiHost, js_name = kept)]
    fn host_kept() -> Option<String>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = offsetAt)]
    fn host_offset_at(element: &web_sys::Element, x: i32, y: i32) -> i32;
}

/// Starts the page.
///
/// # Errors
/// When the page lacks an element it needs.
#[wasm_bindgen]
pub fn start() -> Result<(), JsValue> {
    super::start()
}

/// Checks a draft and draws the outcome for nobody: the browser compiles what a first check needs before anybody
/// waits for it. Yields the length of what was drawn.
#[wasm_bindgen(js_name = warmUp)]
pub fn warm_up(draft: &str) -> usize {
    super::warm_up(draft)
}

/// Says that the examiner has been loaded, or that it cannot be.
#[wasm_bindgen(js_name = examinerReady)]
pub fn examiner_ready() {
    super::examiner_ready();
}

/// Keeps the draft on this device at once, and says whether leaving the page now would lose work.
#[wasm_bindgen]
pub fn leaving() -> bool {
    super::leaving()
}

/// Hands over the draft as it is kept: what the page goes on with, should it have to be started anew.
pub(super) fn keep(draft: &str) {
    host_keep(draft);
}

/// The draft that was handed over last, before the page was started anew.
pub(super) fn kept() -> Option<String> {
    host_kept()
}

/// How many UTF-16 units of an element's text stand before that point of the window; `None` where it is not in its text.
pub(super) fn offset_at(element: &web_sys::Element, x: i32, y: i32) -> Option<u32> {
    u32::try_from(host_offset_at(element, x, y)).ok()
}

/// The browser, as the page's state sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Browser;

impl Host for Browser {
    fn decode(&self, encoding: &str, bytes: &[u8]) -> Option<(String, bool)> {
        BrowserHost.decode(encoding, bytes)
    }
}

impl Surroundings for Browser {
    fn now(&self) -> f64 {
        js_sys::Date::now()
    }

    fn examine(&self, request: &Request<'_>) -> Result<Examination, Unexamined> {
        let question = write_request(request);
        let answer = host_examine(question.text.as_bytes(), &question.numbers);
        match answer.as_string().as_deref() {
            Some("loading") => return Err(Unexamined::Loading),
            Some("unavailable") => return Err(Unexamined::Unavailable),
            Some(_) => return Err(Unexamined::Crashed),
            None => {}
        }
        let text = Uint8Array::new(&field(&answer, "0")).to_vec();
        let numbers = Uint32Array::new(&field(&answer, "1")).to_vec();
        let text = String::from_utf8(text).map_err(|_| Unexamined::Crashed)?;
        let mut answer = Reader::new(&text, &numbers);
        Examination::read(&mut answer).filter(|_| answer.is_at_end()).ok_or(Unexamined::Crashed)
    }

    fn detail(&self, finding: usize) -> String {
        host_detail(finding)
    }
}

/// Lets the importer modules read a file; the promise yields their answer, for [`imported`].
pub(super) fn import_file(bytes: &[u8]) -> Result<Promise, JsValue> {
    host_import_file(Uint8Array::from(bytes))
}

/// Why the importer modules yield no document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImporterError {
    /// The error's name: one of the importer's own, or `unavailable`, `timeout`, `crashed`.
    pub code: String,
    /// What to tell the person, in Chinese and in English; `None` when the module itself failed.
    pub sentences: Option<(String, String)>,
}

/// What the importer modules made of a file.
pub(super) enum FromModule {
    /// A document.
    Document(Document),
    /// A text to be imported like any other: one that stood in an archive, or that of a report in JSON, with what has
    /// been set aside in it.
    Text(String, Vec<Ignored>),
}

/// What the importer modules answered.
pub(super) fn imported(answer: &JsValue) -> Result<FromModule, ImporterError> {
    let crashed = || ImporterError { code: "crashed".to_owned(), sentences: None };
    let document = field(answer, "document");
    if document.is_object() {
        let numbers = Uint32Array::new(&field(&document, "numbers")).to_vec();
        let text = field(&document, "text").as_string().unwrap_or_default();
        return Document::from_numbers(text, &numbers).map(FromModule::Document).ok_or_else(crashed);
    }
    let report = field(answer, "report");
    if let Some(text) = field(&report, "text").as_string() {
        let ignored = js_sys::Array::from(&field(&report, "ignored"));
        let ignored = ignored.iter().filter_map(|one| {
            let text = |name: &str| field(&one, name).as_string();
            Some(Ignored { rule: text("rule")?, fingerprint: text("fingerprint")?, reason: text("reason")? })
        });
        return Ok(FromModule::Text(text, ignored.collect()));
    }
    if let Some(text) = field(answer, "text").as_string() {
        return Ok(FromModule::Text(text, Vec::new()));
    }
    let error = field(answer, "error");
    let said = |name: &str| field(&error, name).as_string();
    Err(said("code").map_or_else(crashed, |code| ImporterError { code, sentences: said("zh").zip(said("en")) }))
}

/// Loads texts that are kept outside this module, `help` or `samples`: a promise of what [`page_of`] looks up.
pub(super) fn load_pages(name: &str) -> Result<Promise, JsValue> {
    host_load_pages(name)
}

/// The text of that name.
pub(super) fn page_of(pages: &JsValue, name: &str) -> Option<String> {
    field(pages, name).as_string()
}
