//! What the page shows of undoing and of keeping drafts on this device: buttons that can be pressed, and a clear word.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlInputElement};

use super::autosave::{self, Status};
use super::dom;
use super::state::State;
use super::strings;

/// The elements.
#[derive(Debug)]
pub struct Keep {
    undo: Element,
    redo: Element,
    found: Element,
    found_text: Element,
    line: Element,
    /// What was said is said twice: on the empty page, and below the draft.
    said: Vec<Element>,
    forget: Vec<Element>,
    switches: Vec<HtmlInputElement>,
}

impl Keep {
    /// Those of this page.
    ///
    /// # Errors
    /// When the page lacks one of them.
    pub fn new(document: &Document) -> Result<Keep, JsValue> {
        let element = |id: &str| dom::element::<Element>(document, id);
        let body = document.body().ok_or("the page has no body")?;
        let all = |selector: &str| dom::all(&body, selector);
        Ok(Keep {
            undo: element("undo")?,
            redo: element("redo")?,
            found: element("found")?,
            found_text: element("found-text")?,
            line: element("keeping")?,
            said: all("[data-keeping=\"said\"]"),
            forget: all("[data-keeping=\"forget\"]"),
            switches: all("[data-keeping=\"switch\"]").into_iter().filter_map(|one| one.dyn_into().ok()).collect(),
        })
    }

    /// Shows that state.
    pub fn show(&self, state: &State) {
        let (can_undo, can_redo) = (state.history.can_undo(), state.history.can_redo());
        dom::set_attribute(&self.undo, "disabled", (!can_undo).then_some(""));
        dom::set_attribute(&self.redo, "disabled", (!can_redo).then_some(""));
        for button in [&self.undo, &self.redo] {
            dom::set_hidden(button, state.is_empty() && !can_undo && !can_redo);
        }
        dom::set_hidden(&self.found, state.found.is_none());
        if let Some(found) = &state.found {
            dom::set_text(&self.found_text, &strings::found(found, state.language));
        }
        let keeping = &state.keeping;
        let said = strings::keeping(keeping, state.language);
        for element in &self.said {
            dom::set_text(element, &said);
        }
        let has_failed = matches!(keeping.status, Status::Forbidden | Status::Full | Status::TooLarge);
        dom::set_attribute(&self.line, "data-state", Some(if has_failed { "failed" } else { "sound" }));
        for button in &self.forget {
            dom::set_hidden(button, !matches!(keeping.status, Status::Kept(_)) && state.found.is_none());
        }
        for switch in &self.switches {
            switch.set_checked(keeping.is_on);
            switch.set_disabled(keeping.status == Status::Forbidden);
        }
        // A sample, or a file that was only looked at, is not kept: nothing is to be said of it.
        dom::set_hidden(&self.line, state.is_empty() || (!autosave::is_work(state) && said.is_empty()));
    }
}
