//! The examiner: the browser module that holds the rules. The page asks it about a report as read, and draws what it
//! answers.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::check::{Options, check_against};
use crate::examination::present::Examined;
use crate::examination::read_request;
use crate::flat::{Reader, Writer};
use crate::render::county::Checked;
use crate::render::protocol::Protocol;
use crate::render::sentence::Language;
use crate::report::Report;

thread_local! {
    /// The last answer, whose details may be asked for.
    static LAST: RefCell<Option<Examined>> = const { RefCell::new(None) };
}

/// Examines a report. Question and answer are texts (as UTF-8) and numbers; the answer is an array of both,
/// `undefined` when the question is none.
#[wasm_bindgen]
pub fn examine(text: &[u8], numbers: &[u32]) -> Option<Array> {
    let (report, previous, options, language) = question(text, numbers)?;
    let examined = Examined::new(report, previous.as_ref(), &options, language);
    let answer = examined.examination().write();
    LAST.set(Some(examined));
    Some(array(&answer))
}

/// The check as a document, for the module that writes files: the same question as to [`examine`], with the name of the
/// draft's file; the answer is an array of texts and numbers. The last answer of [`examine`] stays what it is.
#[wasm_bindgen]
pub fn protocol(text: &[u8], numbers: &[u32], file: &str) -> Option<Array> {
    let (report, previous, options, language) = question(text, numbers)?;
    let check = check_against(&report, previous.as_ref(), &options);
    Some(array(&Protocol::new(&report, &check, file, language).write()))
}

/// Examines a report as one of many. The question is that of [`examine`]; the answer is what the table of many bodies says
/// of it, and the report's figures.
#[wasm_bindgen]
pub fn survey(text: &[u8], numbers: &[u32]) -> Option<Array> {
    let (report, previous, options, language) = question(text, numbers)?;
    let check = check_against(&report, previous.as_ref(), &options);
    let mut answer = Writer::default();
    Checked::new(&report, &check, language).write(&mut answer);
    report.without_prose().write(&mut answer);
    Some(array(&answer))
}

/// What is behind a finding of the last answer, as HTML.
#[wasm_bindgen]
pub fn detail(number: usize) -> String {
    LAST.with_borrow(|last| last.as_ref().map(|examined| examined.detail(number)).unwrap_or_default())
}

/// The report, that of the year before, what the person has said, the language.
fn question(text: &[u8], numbers: &[u32]) -> Option<(Report, Option<Report>, Options, Language)> {
    let mut question = Reader::new(std::str::from_utf8(text).ok()?, numbers);
    read_request(&mut question).filter(|_| question.is_at_end())
}

fn array(answer: &Writer) -> Array {
    Array::of2(&Uint8Array::from(answer.text.as_bytes()), &Uint32Array::from(&*answer.numbers))
}
