//! The text area, and the backdrop behind it that carries the marks: a text area itself can mark nothing.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, HtmlTextAreaElement};

use super::dom;
use super::patch;
use super::state::{Chosen, State};
use super::update::source_of;
use crate::check::Severity;
use crate::document::Span;
use crate::render::place;
use crate::sorted::sort_by_key;

/// Beyond that many bytes only the chosen place is marked, and lines break anywhere: laying the text out twice, or
/// by the rules of writing, would be felt.
const MARK_ALL_UP_TO: usize = 60_000;

/// The text area and its backdrop.
#[derive(Clone, Debug)]
pub struct Source {
    area: HtmlTextAreaElement,
    backdrop: HtmlElement,
    shown: Rc<RefCell<Shown>>,
}

/// The lines of the backdrop, as HTML.
type Shown = Vec<String>;

/// A range of the text that is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    span: Span,
    severity: Option<Severity>,
    chosen: bool,
}

impl Source {
    /// The one of this page.
    ///
    /// # Errors
    /// When the page lacks it.
    pub fn new(document: &Document) -> Result<Source, JsValue> {
        Ok(Source {
            area: dom::element(document, "source")?,
            backdrop: dom::element(document, "source-backdrop")?,
            shown: Rc::default(),
        })
    }

    /// The text area.
    pub fn area(&self) -> &HtmlTextAreaElement {
        &self.area
    }

    /// Marks every finding that stands in the text, and what is chosen.
    pub fn show(&self, state: &State) {
        let marks = marks(state);
        let text = &state.document.text;
        let is_long = text.len() > MARK_ALL_UP_TO;
        for element in [&*self.area, &*self.backdrop] {
            dom::set_attribute(element, "data-long", is_long.then_some(""));
        }
        // Without a mark the lines stay, ready for the next one; of a long text they come with the choice of a place.
        let lines = if is_long && marks.is_empty() { Vec::new() } else { lines(text, &marks) };
        let mut shown = self.shown.borrow_mut();
        // An edit leaves most lines as they are: only the others are laid out anew.
        let start = shown.iter().zip(&lines).take_while(|(old, new)| old == new).count();
        let rest = shown.iter().skip(start).rev().zip(lines.iter().skip(start).rev());
        let end = rest.take_while(|(old, new)| old == new).count();
        let there = self.backdrop.children();
        let at = |index: usize| there.item(u32::try_from(index).unwrap_or(u32::MAX));
        for index in (start..shown.len() - end).rev() {
            if let Some(line) = at(index) {
                line.remove();
            }
        }
        let html: String = lines.iter().take(lines.len() - end).skip(start).map(String::as_str).collect();
        let _ = match at(start) {
            Some(next) => next.insert_adjacent_html("beforebegin", &html),
            None => self.backdrop.insert_adjacent_html("beforeend", &html),
        };
        *shown = lines;
    }

    /// Lets the backdrop follow the text area. Asking where that is scrolled to lays the page out: it waits for the
    /// frame, which does so anyway.
    pub fn follow(&self) {
        self.backdrop.set_scroll_top(self.area.scroll_top());
    }

    /// Scrolls the chosen mark into view, unless it is in view already.
    pub fn reveal(&self) {
        let Ok(Some(mark)) = self.backdrop.query_selector("mark.chosen") else { return };
        let Ok(mark) = mark.dyn_into::<HtmlElement>() else { return };
        let (top, height) = (mark.offset_top(), self.area.client_height());
        let from = self.area.scroll_top();
        if top < from + 24 || top + mark.offset_height() > from + height - 24 {
            self.area.set_scroll_top((top - height / 3).max(0));
        }
        self.follow();
    }

    /// Selects a range without taking the focus.
    fn set_selection(&self, text: &str, span: Span) {
        let (start, end) = (place::utf16(text, span.start), place::utf16(text, span.end));
        let _ = self.area.set_selection_range(start, end);
    }

    /// Takes the focus and selects a range.
    pub fn select(&self, text: &str, span: Span) {
        let _ = self.area.focus();
        self.set_selection(text, span);
        self.reveal();
    }

    /// Puts the caret at the start.
    pub fn to_start(&self) {
        let _ = self.area.set_selection_range(0, 0);
        self.area.set_scroll_top(0);
        self.follow();
    }

    /// Makes the text area hold that text, by writing what differs: the caret and what is scrolled stay where they are.
    /// Says whether it holds it now; a browser may write something else.
    pub fn write(&self, text: &str) -> bool {
        let here = self.area.value();
        if let Some((span, replacement)) = patch::change(&here, text) {
            let (start, end) = (place::utf16(&here, span.start), place::utf16(&here, span.end));
            let _ = self.area.set_range_text_with_start_and_end(replacement, start, end);
            // Scripts are told by no event of the browser that a script has written.
            if let Ok(event) = web_sys::Event::new("gouji-written") {
                let _ = self.area.dispatch_event(&event);
            }
            return self.area.value() == text;
        }
        true
    }

    /// What is selected, as bytes of the text.
    pub fn selection(&self, text: &str) -> Span {
        let at = |unit: Result<Option<u32>, JsValue>| place::byte(text, unit.ok().flatten().unwrap_or(0));
        Span::new(at(self.area.selection_start()), at(self.area.selection_end()))
    }
}

/// The lines of the text with their marks, each an element.
fn lines(text: &str, marks: &[Mark]) -> Vec<String> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        // An empty mark stands between two characters, where something is missing.
        let here = marks.iter().map(|mark| (mark, mark.span)).filter(|(_, mark)| {
            if mark.is_empty() {
                span.start <= mark.start && mark.end <= span.end
            } else {
                mark.start < span.end && span.start < mark.end
            }
        });
        let mut done = span.start;
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or("");
        lines.push(
            maud::html! {
                div {
                    @for (mark, at) in here {
                        @let (from, to) = (at.start.max(done), at.end.clamp(done, span.end));
                        (part(std::mem::replace(&mut done, to), from))
                        mark data-severity=[mark.severity.map(Severity::as_str)] class=[mark.chosen.then_some("chosen")] {
                            (part(from, to))
                        }
                    }
                    // An empty line takes the room of one.
                    (part(done, span.end)) "\n"
                }
            }
            .into_string(),
        );
    }
    lines
}

/// The marks in the order of the text, free of overlaps.
fn marks(state: &State) -> Vec<Mark> {
    let in_cell = |cell| state.report.cells.get(&cell).and_then(|cell| cell.source);
    let chosen = match state.chosen {
        Some(Chosen::Finding(index)) => match state.pointed {
            Some(cell) => in_cell(cell),
            None => source_of(state, index),
        },
        Some(Chosen::Cell(cell)) => in_cell(cell),
        Some(Chosen::Paragraph(section, paragraph)) => match section {
            Some(section) => state.report.sections.get(section).and_then(|section| section.paragraphs.get(paragraph)),
            None => state.report.preamble.get(paragraph),
        }
        .and_then(|passage| passage.source),
        None => None,
    };
    let mut marks = Vec::new();
    if let Some(span) = chosen {
        marks.push(Mark { span, severity: None, chosen: true });
    }
    if state.document.text.len() <= MARK_ALL_UP_TO {
        let findings = state.examination.findings.iter().enumerate();
        let found = findings.filter(|(_, finding)| state.shows(finding.severity)).filter_map(|(index, finding)| {
            Some(Mark { span: source_of(state, index)?, severity: Some(finding.severity), chosen: false })
        });
        let clear =
            |mark: &Mark| chosen.is_none_or(|chosen| mark.span.end < chosen.start || chosen.end < mark.span.start);
        marks.extend(found.filter(clear));
    }
    sort_by_key(&mut marks, |mark| (mark.span.start as u64, mark.severity.map_or(0, |severity| 1 + severity as u64)));
    marks.dedup_by(|later, earlier| later.span.start < earlier.span.end || later.span == earlier.span);
    marks
}
