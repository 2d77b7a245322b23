//! The editor on the page: one field for cells and one for passages, laid over what they edit. They stand beside the
//! preview, not in it, so that a preview drawn anew at every stroke leaves them alone.

use std::cell::RefCell;
use std::rc::Rc;

use maud::html;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::grid::Values;
use super::totals;
use super::{Target, strings};
use crate::app::dom;
use crate::app::state::{Chosen, State};
use crate::form::{self, CellId, Table, Unit};

/// The editor and what belongs to it.
#[derive(Clone, Debug)]
pub struct InPlace {
    preview: Element,
    paper: HtmlElement,
    root: HtmlElement,
    cell: HtmlInputElement,
    passage: HtmlTextAreaElement,
    foot: HtmlElement,
    shown: Rc<RefCell<Shown>>,
}

/// What is shown.
#[derive(Debug, Default)]
struct Shown {
    /// The number of the edit.
    edit: usize,
    /// What it is over.
    over: Option<Target>,
    foot: String,
}

impl InPlace {
    /// The one of this page.
    ///
    /// # Errors
    /// When the page lacks an element of it.
    pub fn new(document: &Document) -> Result<InPlace, JsValue> {
        Ok(InPlace {
            preview: dom::element(document, "preview")?,
            paper: dom::element(document, "paper")?,
            root: dom::element(document, "in-place")?,
            cell: dom::element(document, "cell-editor")?,
            passage: dom::element(document, "passage-editor")?,
            foot: dom::element(document, "in-place-foot")?,
            shown: Rc::default(),
        })
    }

    /// The element of a target.
    pub fn element(&self, target: Target) -> Option<HtmlElement> {
        let selector = match target {
            Target::Cell(id) => format!("td[data-cell=\"{id}\"]"),
            Target::Title => "h1.title".to_owned(),
            Target::Preamble(number) => format!("p[data-preamble=\"{number}\"]"),
            Target::Heading(section) => format!("h2[data-section=\"{section}\"]"),
            Target::Paragraph(section, number) => {
                format!("p[data-section=\"{section}\"][data-paragraph=\"{number}\"]")
            }
            // With its first stroke it has become a paragraph.
            Target::Insert(section) => {
                format!("p[data-insert=\"{section}\"], p[data-section=\"{section}\"][data-paragraph=\"0\"]")
            }
        };
        self.preview.query_selector(&selector).ok().flatten()?.dyn_into().ok()
    }

    /// The target that an element shows, if it shows one.
    pub fn target(element: &Element) -> Option<Target> {
        let near = |selector: &str| element.closest(selector).ok().flatten();
        let number = |element: &Element, name: &str| element.get_attribute(name)?.parse().ok();
        if let Some(cell) = near("td[data-cell]") {
            return cell.get_attribute("data-cell")?.parse().ok().map(Target::Cell);
        }
        let passage =
            near("p[data-insert], p[data-paragraph], p[data-preamble], h2[data-section], h1.title:not(.gap)")?;
        if let Some(section) = number(&passage, "data-insert") {
            return Some(Target::Insert(section));
        }
        if let Some(preamble) = number(&passage, "data-preamble") {
            return Some(Target::Preamble(preamble));
        }
        match (number(&passage, "data-section"), number(&passage, "data-paragraph")) {
            (Some(section), Some(paragraph)) => Some(Target::Paragraph(section, paragraph)),
            (Some(section), None) => passage.query_selector(".gap").ok()?.is_none().then_some(Target::Heading(section)),
            _ => Some(Target::Title),
        }
    }

    /// Whether an element belongs to the editor.
    pub fn contains(&self, element: &Element) -> bool {
        self.root.contains(Some(element))
    }

    /// What the editor of that target holds.
    pub fn value(&self, target: Target) -> String {
        if matches!(target, Target::Cell(_)) { self.cell.value() } else { self.passage.value() }
    }

    /// Shows what is edited, what has the keyboard, and what is offered there. The focus that was lost when the preview
    /// was drawn anew is put back.
    pub fn show(&self, state: &State, lost_focus: bool) {
        self.rove(state);
        let mut shown = self.shown.borrow_mut();
        let editing = state.editing.as_ref();
        if let Some(editing) = editing
            && editing.number != shown.edit
        {
            shown.edit = editing.number;
            match editing.target {
                Target::Cell(id) => {
                    self.cell.set_value(&editing.shown);
                    // Thumbs get figures, but for the one column that may go down.
                    let is_signed = matches!(form::unit(id), Some(Unit::SignedCount) | None);
                    dom::set_attribute(&self.cell, "inputmode", Some(if is_signed { "text" } else { "decimal" }));
                    dom::set_attribute(&self.cell, "aria-label", Some(&strings::cell_label(state, id)));
                }
                _ => {
                    self.passage.set_value(&editing.shown);
                    dom::set_attribute(&self.passage, "aria-label", Some(strings::passage_label(state.language)));
                }
            }
        }
        let is_cell = editing.is_some_and(|editing| matches!(editing.target, Target::Cell(_)));
        dom::set_hidden(&self.cell, !is_cell);
        dom::set_hidden(&self.passage, editing.is_none() || is_cell);
        let foot = if state.comparing || state.is_empty() { String::new() } else { foot(state) };
        if shown.foot != foot {
            self.foot.set_inner_html(&foot);
            shown.foot.clone_from(&foot);
        }
        let over = match (editing, foot.is_empty()) {
            (Some(editing), _) => Some(editing.target),
            (None, false) => state.active,
            (None, true) => None,
        };
        shown.over = over;
        dom::set_hidden(&self.root, over.is_none());
        drop(shown);
        self.place();
        if lost_focus && let Some(element) = state.active.and_then(|target| self.element(target)) {
            let _ = element.focus();
        }
    }

    /// Puts the editor over what it edits: a table may have been scrolled, a paragraph may have grown.
    pub fn place(&self) {
        let Some(over) = self.shown.borrow().over else { return };
        // What is gone, or is read as something else while it is typed, leaves the editor where it is.
        let Some(element) = self.element(over) else { return };
        let (at, paper) = (element.get_bounding_client_rect(), self.paper.get_bounding_client_rect());
        let set = |of: &HtmlElement, name: &str, value: f64| {
            // In whole numbers: writing fractions would cost the start module kilobytes.
            let _ = of.style().set_property(name, &format!("calc({}px / 64)", (value * 64.0) as i32));
        };
        set(&self.root, "left", at.left() - paper.left() + f64::from(self.paper.scroll_left()));
        set(&self.root, "top", at.top() - paper.top() + f64::from(self.paper.scroll_top()));
        set(&self.root, "width", at.width());
        set(&self.root, "height", at.height());
        let is_right = at.left() + at.width() / 2.0 > paper.left() + paper.width() / 2.0;
        dom::set_attribute(&self.root, "data-side", Some(if is_right { "right" } else { "left" }));
        let field: &HtmlElement = if matches!(over, Target::Cell(_)) { &self.cell } else { &self.passage };
        if field.hidden() {
            return;
        }
        let style = web_sys::window().and_then(|window| window.get_computed_style(&element).ok().flatten());
        if let Some(style) = style {
            for name in ["font-family", "font-size", "font-weight", "line-height", "text-align", "text-indent"] {
                let value = style.get_property_value(name).unwrap_or_default();
                let _ = field.style().set_property(name, &value);
            }
        }
        if !matches!(over, Target::Cell(_)) {
            let _ = field.style().set_property("height", "auto");
            set(field, "height", f64::from(field.scroll_height()).max(at.height()));
        }
    }

    /// Takes the focus; with the caret there, or everything selected.
    pub fn focus(&self, caret: Option<u32>) {
        if self.passage.hidden() {
            let _ = self.cell.focus();
            match caret {
                Some(caret) => drop(self.cell.set_selection_range(caret, caret)),
                None => self.cell.select(),
            }
        } else {
            let _ = self.passage.focus();
            let end = u32::try_from(self.passage.value().encode_utf16().count()).unwrap_or(u32::MAX);
            let caret = caret.unwrap_or(end).min(end);
            let _ = self.passage.set_selection_range(caret, caret);
        }
    }

    /// One stop of the Tab key for each table, and one for everything else: what has the keyboard, or the first.
    fn rove(&self, state: &State) {
        let is_editable = !state.comparing && !state.is_empty();
        let mut stops: Vec<(Element, Option<CellId>)> = Vec::new();
        if is_editable {
            for &table in Table::ALL {
                let active = match state.active {
                    Some(Target::Cell(id)) if id.table == table => Some(id),
                    _ => Values::of(table, state.report.tables.get(table).edition).first(),
                };
                stops.extend(active.and_then(|id| Some((self.element(Target::Cell(id))?.into(), Some(id)))));
            }
            let passage = match state.active {
                None | Some(Target::Cell(_)) => super::passages(&state.report).into_iter().next(),
                active => active,
            };
            stops.extend(passage.and_then(|target| Some((self.element(target)?.into(), None))));
        }
        for former in dom::all(&self.preview, "td[tabindex], p[tabindex], h1[tabindex], h2[tabindex]") {
            if !stops.iter().any(|(stop, _)| *stop == former) {
                let _ = former.remove_attribute("tabindex");
                let _ = former.remove_attribute("aria-label");
            }
        }
        for (stop, cell) in stops {
            dom::set_attribute(&stop, "tabindex", Some("0"));
            if let Some(cell) = cell {
                dom::set_attribute(&stop, "aria-label", Some(&strings::cell_label(state, cell)));
            }
        }
    }
}

/// What stands below the editor: totals that offer themselves, the way to a finding, what the keys do.
fn foot(state: &State) -> String {
    let language = state.language;
    let editing = state.editing.as_ref().map(|editing| editing.target);
    let offers = match editing.or(state.active) {
        Some(Target::Cell(id)) => totals::offers(&state.report, id),
        _ => Vec::new(),
    };
    let finding = editing.and_then(|target| match state.chosen {
        Some(Chosen::Finding(index)) => Some(index),
        _ => super::finding_at(state, target),
    });
    html! {
        @for (number, sum) in offers.iter().enumerate() {
            button.chip.fill type="button" data-fill=(sum.amount) title="Ctrl+Enter"
                aria-keyshortcuts=[(number == 0).then_some("Control+Enter")] { (strings::offer(sum, offers.len() > 1, language)) }
        }
        @if let Some(finding) = finding {
            button.chip.to-finding type="button" data-to-finding=(finding) { (strings::show_finding(language)) }
        }
        @if let Some(target) = editing {
            span.hint { (strings::hint(matches!(target, Target::Cell(_)), language)) }
        }
    }
    .into_string()
}
