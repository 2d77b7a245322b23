//! Many bodies at once, in the browser: keeps what checking each of them came to, adds them up, and writes the result.
//! It neither reads drafts nor judges them: both happen elsewhere, in workers where there are any.

use std::cell::RefCell;

use gouji::flat::Reader;
use gouji::render::county::{Checked, County, Line, Parent, page, panel, workbook};
use gouji::render::sentence::Language;
use gouji::report::Report;
use gouji::rollup::{Body, Question, compare, rollup};
use js_sys::Array;
use wasm_bindgen::prelude::*;

thread_local! {
    /// The bodies by the numbers that the page gives them; those that are not checked yet are not there.
    static BODIES: RefCell<Vec<Option<Entry>>> = const { RefCell::new(Vec::new()) };
}

/// What is kept of a body.
#[derive(Debug)]
struct Entry {
    line: Line,
    report: Option<Report>,
}

/// Forgets every body.
#[wasm_bindgen]
pub fn clear() {
    BODIES.with_borrow_mut(Vec::clear);
}

/// Keeps the examiner's answer on a body. Yields what the table says of it: organ, year, status, errors, warnings,
/// advice, relations that hold, that do not and that were not tried, and the gravest finding: severity, rule, sentence.
/// `undefined` where the answer is none.
#[wasm_bindgen]
pub fn put(number: usize, file: String, text: &[u8], numbers: &[u32]) -> Option<Array> {
    let mut answer = Reader::new(std::str::from_utf8(text).ok()?, numbers);
    let checked = Checked::read_flat(&mut answer)?;
    let report = Report::read_flat(&mut answer)?;
    let said = Array::new();
    said.push(&checked.organ.as_deref().map_or(JsValue::NULL, JsValue::from));
    said.push(&checked.year.map_or(JsValue::NULL, JsValue::from));
    said.push(&checked.status().as_str().into());
    for &count in checked.findings.iter().chain(&checked.relations) {
        said.push(&JsValue::from(u32::try_from(count).unwrap_or(u32::MAX)));
    }
    if let Some(worst) = &checked.worst {
        said.push(&worst.severity.as_str().into());
        said.push(&worst.rule.as_str().into());
        said.push(&worst.sentence.as_str().into());
    }
    keep(number, Entry { line: Line { file, outcome: Ok(checked) }, report: Some(report) });
    Some(said)
}

/// Keeps that a file could not be read, and why.
#[wasm_bindgen]
pub fn fail(number: usize, file: String, why: String) {
    keep(number, Entry { line: Line { file, outcome: Err(why) }, report: None });
}

/// Forgets one body: it is checked anew, or was an archive of others.
#[wasm_bindgen]
pub fn forget(number: usize) {
    BODIES.with_borrow_mut(|bodies| {
        if let Some(body) = bodies.get_mut(number) {
            *body = None;
        }
    });
}

/// The sum of all bodies as HTML. The authority above is the body of that number, none where it is negative; the roster
/// holds the names of the bodies that ought to report, one a line.
#[wasm_bindgen(js_name = sumUp)]
pub fn sum_up(parent: i32, roster: &str, english: bool) -> String {
    with_county(parent, roster, english, panel)
}

/// The whole result as a file: `html`, else `xlsx`.
#[wasm_bindgen]
pub fn write(kind: &str, parent: i32, roster: &str, english: bool) -> Vec<u8> {
    let is_page = kind == "html";
    with_county(parent, roster, english, |county| if is_page { page(county).into_bytes() } else { workbook(county) })
}

fn keep(number: usize, entry: Entry) {
    BODIES.with_borrow_mut(|bodies| {
        if bodies.len() <= number {
            bodies.resize_with(number.saturating_add(1), || None);
        }
        if let Some(body) = bodies.get_mut(number) {
            *body = Some(entry);
        }
    });
}

fn with_county<T>(parent: i32, roster: &str, english: bool, then: impl FnOnce(&County) -> T) -> T {
    BODIES.with_borrow(|kept| {
        let parent = usize::try_from(parent).ok().and_then(|number| kept.get(number)?.as_ref());
        let above = parent.and_then(|parent| parent.report.as_ref());
        let entries: Vec<&Entry> = kept.iter().flatten().collect();
        let bodies: Vec<Body<'_>> =
            entries.iter().map(|entry| Body { name: &entry.line.file, report: entry.report.as_ref() }).collect();
        let roster: Vec<&str> = roster.lines().collect();
        let rollup = rollup(&bodies, &Question { parent: above, year: None, roster: &roster });
        let parent = parent.zip(above).map(|(parent, above)| Parent {
            name: parent.line.name().to_owned(),
            comparison: compare(above, &rollup.sums),
        });
        let language = if english { Language::English } else { Language::Chinese };
        let lines = entries.iter().map(|entry| entry.line.clone()).collect();
        then(&County { lines, rollup, parent, language })
    })
}
