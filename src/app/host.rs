//! The page's side of the boot script: how it is started, and what it asks for.

use js_sys::{Promise, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::exports::flat;
use super::state::{State, Surroundings, Unexamined};
use crate::browser::{BrowserHost, field};
use crate::document::Document;
use crate::examination::{Examination, Request, write_request};
use crate::flat::{Reader, Writer};
use crate::import::Host;
use crate::render::sentence::Language;
use crate::report::Ignored;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = goujiHost, js_name = importFile, catch)]
    fn host_import_file(bytes: Uint8Array, is_draft: bool) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = loadPages, catch)]
    fn host_load_pages(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = openMany)]
    fn host_open_many(source: &JsValue) -> bool;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = openArchive)]
    fn host_open_archive(name: &str) -> bool;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = examine)]
    fn host_examine(text: &[u8], numbers: &[u32]) -> JsValue;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = detail)]
    fn host_detail(number: usize) -> String;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = saveFile, catch)]
    fn host_save_file(kind: &str, text: Uint8Array, numbers: Uint32Array, file: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = isAmended)]
    fn host_is_amended(original: u32, text: &str) -> JsValue;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = saveAmended, catch)]
    fn host_save_amended(
        text: &str,
        numbers: Uint32Array,
        original: u32,
        tracked: bool,
        file: &str,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = drawCharts)]
    fn host_draw_charts(text: Uint8Array, numbers: Uint32Array, english: bool);
    #[wasm_bindgen(js_namespace = goujiHost, js_name = copyReport, catch)]
    fn host_copy_report(text: Uint8Array, numbers: Uint32Array, plain: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = copyText, catch)]
    fn host_copy_text(text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = shareLink, catch)]
    fn host_share_link(
        text: Uint8Array,
        numbers: Uint32Array,
        prose: bool,
        passphrase: Option<String>,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = openLink, catch)]
    fn host_open_link(link: &str, passphrase: Option<String>) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = keep)]
    fn host_keep(draft: &str);
    #[wasm_bindgen(js_namespace = goujiHost, js_name = kept)]
    fn host_kept() -> Option<String>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = visit)]
    fn host_visit() -> f64;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = withFrame)]
    fn host_with_frame(before: JsValue, after: JsValue);
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

/// Says that a link to a report came with the page's address.
#[wasm_bindgen(js_name = linkArrived)]
pub fn link_arrived(link: String) {
    super::link_arrived(link);
}

/// Reads a draft that is one of many: the question to the examiner as `[text, numbers]`, `{needs}` with the importer
/// module that can read it, or `{error: {code, zh, en}}`. What is read is the file's bytes, or what an importer module
/// answered.
#[wasm_bindgen]
pub fn question(input: &JsValue, name: &str, english: bool) -> JsValue {
    super::files::question(input, name, if english { Language::English } else { Language::Chinese })
}

/// Opens a draft that is one of many, in place of the one before, which has its own place in the list.
#[wasm_bindgen(js_name = openDraft)]
pub fn open_draft(bytes: &[u8], name: &str, replaces_another: bool) {
    super::open_draft(bytes, name, replaces_another);
}

/// Calls back with the next frame: before it is drawn, and as soon as it is.
pub(super) fn with_frame(before: impl FnOnce() + 'static, after: impl FnOnce() + 'static) {
    host_with_frame(Closure::once_into_js(before), Closure::once_into_js(after));
}

/// Hands several files or a folder over to the view of many bodies; false when it is one file.
pub(super) fn open_many(source: &JsValue) -> bool {
    host_open_many(source)
}

/// Hands the archive that was read last, and holds several drafts, over to the view of many bodies.
pub(super) fn open_archive(name: &str) -> bool {
    host_open_archive(name)
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

/// When this visit began, in milliseconds: the page may have been loaded anew since, in a newer build.
pub(super) fn visit() -> f64 {
    host_visit()
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

/// Lets the importer modules read a file, the draft or another; the promise yields their answer, for [`imported`].
pub(super) fn import_file(bytes: &[u8], is_draft: bool) -> Result<Promise, JsValue> {
    host_import_file(Uint8Array::from(bytes), is_draft)
}

/// Why a module yields nothing: an importer, or the exporter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImporterError {
    /// The error's name: one of the module's own, or `unavailable`, `timeout`, `crashed`, `clipboard`.
    pub code: String,
    /// What to tell the person, in Chinese and in English; `None` when the module itself failed.
    pub sentences: Option<(String, String)>,
}

/// What the importer modules made of a file.
pub(super) enum FromModule {
    /// A document.
    Document(Document),
    /// A text to be imported like any other: one that stood in an archive, or that of a report in JSON, with what has
    /// been set aside in it, and whether it holds numbers only.
    Text {
        /// The text.
        text: String,
        /// What has been set aside.
        ignored: Vec<Ignored>,
        /// Whether it is a report of numbers only.
        numbers_only: bool,
    },
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
        let numbers_only = field(&report, "numbersOnly").is_truthy();
        return Ok(FromModule::Text { text, ignored: ignored.collect(), numbers_only });
    }
    if let Some(text) = field(answer, "text").as_string() {
        return Ok(FromModule::Text { text, ignored: Vec::new(), numbers_only: false });
    }
    Err(failure(answer).unwrap_or_else(crashed))
}

/// Why a module did nothing, if that is its answer.
pub(super) fn failure(answer: &JsValue) -> Option<ImporterError> {
    let error = field(answer, "error");
    let said = |name: &str| field(&error, name).as_string();
    Some(ImporterError { code: said("code")?, sentences: said("zh").zip(said("en")) })
}

/// What one module hands to another.
fn crossing(written: &Writer) -> (Uint8Array, Uint32Array) {
    (Uint8Array::from(written.text.as_bytes()), Uint32Array::from(&*written.numbers))
}

/// Lets the exporter write a file of that kind, and the browser save it: a promise of `{name}`, or of an error for
/// [`failure`]. What is written is the report, with that of the year before; for kinds that are a check, the question to
/// the examiner. `file` is the name of the draft's own file.
pub(super) fn save_file(kind: &str, written: &Writer, file: &str) -> Result<Promise, JsValue> {
    let (text, numbers) = crossing(written);
    host_save_file(kind, text, numbers, file)
}

/// Whether the draft says something else than the Word document of that number that it was read from; `None` where it does,
/// and the page no longer has that.
pub(super) fn is_amended(original: u32, text: &str) -> Option<bool> {
    host_is_amended(original, text).as_bool()
}

/// Writes a draft back into the Word document of that number that it was read from, and lets the browser save that: a
/// promise of `{name, changed, remarks}`, without a name where nothing was written, or of an error for [`failure`]. Where
/// the page no longer has the document, the person chooses it once more, or never does.
pub(super) fn save_amended(document: &Document, original: u32, tracked: bool, file: &str) -> Result<Promise, JsValue> {
    let numbers = Uint32Array::from(&*document.to_numbers());
    host_save_amended(&document.text, numbers, original, tracked, file)
}

/// Lets the exporter draw charts of the report, and of the year before, in their place in the page.
pub(super) fn draw_charts(state: &State) {
    let (text, numbers) = crossing(&flat(state));
    host_draw_charts(text, numbers, state.language == Language::English);
}

/// Puts the report on the clipboard, with its tables; as plain text what is given here.
pub(super) fn copy_report(report: &Writer, plain: &str) -> Result<Promise, JsValue> {
    let (text, numbers) = crossing(report);
    host_copy_report(text, numbers, plain)
}

/// Puts a text on the clipboard.
pub(super) fn copy_text(text: &str) -> Result<Promise, JsValue> {
    host_copy_text(text)
}

/// The report as a link: a promise of `{link, hosted, code}`, `code` being its QR code as SVG where it has one, or of an
/// error for [`failure`].
pub(super) fn share_link(report: &Writer, prose: bool, passphrase: Option<String>) -> Result<Promise, JsValue> {
    let (text, numbers) = crossing(report);
    host_share_link(text, numbers, prose, passphrase)
}

/// The report of a link; the promise yields an answer for [`imported`].
pub(super) fn open_link(link: &str, passphrase: Option<String>) -> Result<Promise, JsValue> {
    host_open_link(link, passphrase)
}

/// Loads texts that are kept outside this module, `help` or `samples`: a promise of what [`page_of`] looks up.
pub(super) fn load_pages(name: &str) -> Result<Promise, JsValue> {
    host_load_pages(name)
}

/// The text of that name.
pub(super) fn page_of(pages: &JsValue, name: &str) -> Option<String> {
    field(pages, name).as_string()
}
