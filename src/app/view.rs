//! Shows the state: writes into the document what differs from what is there.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlSelectElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::dom::{self, KeyedList};
use super::editing::InPlace;
use super::findings;
use super::host;
use super::keep::Keep;
use super::source::Source;
use super::state::{Chosen, Notice, Pane, State};
use super::strings;
use crate::check::{Place, Severity};
use crate::render::sentence::{self, Language};
use crate::render::{compare, html};
use crate::report::Level;

/// The first year that reports on the statutory form.
const FIRST_YEAR: i32 = 2019;

/// The parts of the page that follow the state.
#[derive(Debug)]
pub struct View {
    document: Document,
    body: HtmlElement,
    /// The text area.
    pub source: Source,
    /// The editor over the preview.
    pub in_place: InPlace,
    keeping: Keep,
    preview: KeyedList,
    preview_root: Element,
    findings: KeyedList,
    filter: Lazy,
    unchecked: Lazy,
    aside: Lazy,
    previous: Element,
    previous_name: Element,
    compare: Element,
    charts: Element,
    headline: Element,
    verdict: Element,
    summary: Element,
    origin: Element,
    badge: Element,
    notice: Element,
    notice_text: Element,
    notice_actions: Element,
    year: Choice,
    level: Choice,
    language: Language,
    this_year: i32,
}

/// An element whose HTML is made anew when it changes.
#[derive(Debug)]
struct Lazy {
    element: Element,
    html: String,
}

impl Lazy {
    fn show(&mut self, html: String) {
        if self.html != html {
            self.element.set_inner_html(&html);
            self.html = html;
        }
    }
}

/// A `<select>` whose first option leaves it to the draft.
#[derive(Debug)]
struct Choice {
    element: HtmlSelectElement,
    options: Lazy,
}

impl Choice {
    fn new(document: &Document, id: &str) -> Result<Choice, JsValue> {
        let options = Lazy { element: dom::element(document, id)?, html: String::new() };
        Ok(Choice { element: dom::element(document, id)?, options })
    }

    fn show(&mut self, options: &[(String, String)], value: &str) {
        let html = maud::html! { @for (value, text) in options { option value=(value) { (text) } } };
        self.options.show(html.into_string());
        if self.element.value() != value {
            self.element.set_value(value);
        }
    }
}

impl View {
    /// The view of this page.
    ///
    /// # Errors
    /// When the page lacks one of the elements it needs.
    pub fn new(document: &Document, this_year: i32) -> Result<View, JsValue> {
        let element = |id: &str| dom::element::<Element>(document, id);
        let lazy = |id: &str| Ok::<_, JsValue>(Lazy { element: element(id)?, html: String::new() });
        Ok(View {
            document: document.clone(),
            body: document.body().ok_or("the page has no body")?,
            source: Source::new(document)?,
            in_place: InPlace::new(document)?,
            keeping: Keep::new(document)?,
            preview: KeyedList::new(document, element("preview")?)?,
            preview_root: element("preview")?,
            findings: KeyedList::new(document, element("findings")?)?,
            filter: lazy("filter")?,
            unchecked: lazy("unchecked")?,
            aside: lazy("aside")?,
            previous: element("previous-report")?,
            previous_name: element("previous-name")?,
            compare: element("compare")?,
            charts: element("charts")?,
            headline: element("headline")?,
            verdict: element("verdict")?,
            summary: element("summary")?,
            origin: element("origin")?,
            badge: element("badge")?,
            notice: element("notice")?,
            notice_text: element("notice-text")?,
            notice_actions: element("notice-actions")?,
            year: Choice::new(document, "year")?,
            level: Choice::new(document, "level")?,
            language: Language::Chinese,
            this_year,
        })
    }

    /// Shows that state.
    pub fn show(&mut self, state: &State) {
        self.show_findings(state);
        self.show_report(state);
    }

    /// Shows what was found, and everything around it: what a person waits for while typing.
    pub fn show_findings(&mut self, state: &State) {
        if self.language != state.language {
            self.language = state.language;
            self.translate();
        }
        let empty = state.is_empty();
        dom::set_attribute(&self.body, "data-view", Some(if empty { "empty" } else { "filled" }));
        self.show_pane(state.pane);
        self.show_notice(state);
        self.keeping.show(state);
        self.findings.show(findings::list(state));
        for (element, finding) in self.findings.elements().zip(&state.examination.findings) {
            dom::set_hidden(element, !state.shows(finding.severity));
        }
        self.filter.show(findings::filter(state));
        dom::set_hidden(&self.filter.element, self.filter.html.is_empty());
        self.unchecked.show(if empty { String::new() } else { state.examination.unchecked.clone() });
        self.aside.show(if empty { String::new() } else { findings::aside(state) });
        let previous = state.previous.as_ref();
        dom::set_attribute(&self.previous, "data-state", Some(if previous.is_some() { "read" } else { "none" }));
        dom::set_text(&self.previous_name, previous.map_or("", |previous| previous.name.as_str()));
        let (verdict, headline) = strings::verdict(state);
        dom::set_attribute(&self.verdict, "data-state", Some(verdict));
        dom::set_text(&self.headline, &headline);
        dom::set_text(&self.summary, &if empty { String::new() } else { state.examination.summary.clone() });
        dom::set_text(&self.origin, &strings::origin(state));
        // The number that the headline names: of errors, else of warnings.
        let errors = state.examination.count(Severity::Error);
        let grave = if errors > 0 { errors } else { state.examination.count(Severity::Warning) };
        dom::set_text(&self.badge, &grave.to_string());
        dom::set_hidden(&self.badge, grave == 0);
    }

    /// Shows the report as read, and the marks in the text; what was read of the draft's year and organ.
    pub fn show_report(&mut self, state: &State) {
        let had_focus = self.has_focus();
        self.preview.show(if state.is_empty() { Vec::new() } else { preview(state) });
        dom::set_hidden(&self.compare, state.previous.is_none());
        dom::set_attribute(&self.compare, "aria-pressed", Some(if state.comparing { "true" } else { "false" }));
        dom::set_attribute(&self.charts, "aria-pressed", Some(if state.charting { "true" } else { "false" }));
        dom::set_attribute(&self.body, "data-charts", state.charting.then_some(""));
        if state.charting {
            host::draw_charts(state);
        }
        self.show_options(state);
        self.show_chosen(state);
        self.source.show(state);
        self.in_place.show(state, had_focus && !self.has_focus());
    }

    fn show_pane(&self, pane: Pane) {
        if self.body.get_attribute("data-pane").as_deref() == Some(pane.as_str()) {
            return;
        }
        dom::set_attribute(&self.body, "data-pane", Some(pane.as_str()));
        for tab in dom::all(&self.body, "[data-show]") {
            let shown = tab.get_attribute("data-show").as_deref() == Some(pane.as_str());
            dom::set_attribute(&tab, "aria-pressed", Some(if shown { "true" } else { "false" }));
        }
    }

    fn show_notice(&self, state: &State) {
        dom::set_hidden(&self.notice_actions, state.notice != Some(Notice::LinkArrived));
        if let Some(notice) = &state.notice {
            let (text, is_error) = strings::notice(notice, state.language);
            dom::set_attribute(&self.notice, "data-kind", Some(if is_error { "error" } else { "info" }));
            dom::set_hidden(&self.notice, false);
            dom::set_text(&self.notice_text, &text);
        } else {
            dom::set_hidden(&self.notice, true);
            dom::set_text(&self.notice_text, "");
        }
    }

    fn show_options(&mut self, state: &State) {
        let language = state.language;
        let year_name = |year: i32| language.pick(format!("{year} 年"), year.to_string());
        let read = state.report.year.map(year_name);
        let mut years = vec![(String::new(), strings::automatic(read, language))];
        years.extend((FIRST_YEAR..=self.this_year).rev().map(|year| (year.to_string(), year_name(year))));
        self.year.show(&years, &state.options.year.map(|year| year.to_string()).unwrap_or_default());
        let level_name = |level: Level| sentence::level_name(level, language).to_owned();
        let mut levels = vec![(String::new(), strings::automatic(state.report.level.map(level_name), language))];
        levels.extend(Level::ALL.map(|level| (level.as_str().to_owned(), level_name(level))));
        self.level.show(&levels, state.options.level.map_or("", Level::as_str));
    }

    /// Marks what is chosen in the preview.
    fn show_chosen(&self, state: &State) {
        for marked in dom::all(&self.preview_root, ".chosen, .term") {
            let _ = marked.class_list().remove_2("chosen", "term");
        }
        for element in self.chosen_in_preview(state) {
            let _ = element.class_list().add_1("chosen");
        }
        if let Some(Chosen::Finding(index)) = state.chosen {
            for element in dom::all(&self.preview_root, &format!("td[data-finding~=\"{index}\"]:not(.chosen)")) {
                let _ = element.class_list().add_1("term");
            }
        }
    }

    fn chosen_in_preview(&self, state: &State) -> Vec<Element> {
        let selector = match state.chosen {
            None => return Vec::new(),
            Some(Chosen::Finding(_)) if let Some(cell) = state.pointed => format!("[data-cell=\"{cell}\"]"),
            Some(Chosen::Cell(cell)) => format!("[data-cell=\"{cell}\"]"),
            Some(Chosen::Paragraph(Some(section), paragraph)) => {
                format!("[data-section=\"{section}\"][data-paragraph=\"{paragraph}\"]")
            }
            Some(Chosen::Paragraph(None, paragraph)) => format!("[data-preamble=\"{paragraph}\"]"),
            Some(Chosen::Finding(index)) => {
                let first = state.examination.findings.get(index).and_then(|finding| finding.places.first());
                match first {
                    Some(Place::Cell(cell)) => format!("[data-cell=\"{cell}\"]"),
                    Some(_) => format!("mark[data-finding~=\"{index}\"]"),
                    None => return Vec::new(),
                }
            }
        };
        let mut found = dom::all(&self.preview_root, &selector);
        if let (true, Some(Chosen::Finding(index))) = (found.is_empty(), state.chosen) {
            found = dom::all(&self.preview_root, &format!("[data-finding~=\"{index}\"]"));
            found.truncate(1);
        }
        found
    }

    /// Scrolls what is chosen into view in that area.
    pub fn reveal(&self, state: &State, pane: Pane) {
        let target = match pane {
            Pane::Source => return self.source.reveal(),
            Pane::Preview => self.chosen_in_preview(state).into_iter().next(),
            Pane::Findings => match state.chosen {
                Some(Chosen::Finding(index)) => self.findings.element(index).cloned(),
                _ => None,
            },
        };
        let Some(target) = target else { return };
        let options = ScrollIntoViewOptions::new();
        let block = if pane == Pane::Preview { ScrollLogicalPosition::Center } else { ScrollLogicalPosition::Nearest };
        options.set_block(block);
        options.set_inline(ScrollLogicalPosition::Nearest);
        target.scroll_into_view_with_scroll_into_view_options(&options);
    }

    /// A finding's button, or, when there is none left, the list.
    pub fn finding(&self, index: usize) -> Option<HtmlElement> {
        let head = self.findings.element(index).and_then(|item| item.query_selector("button").ok().flatten());
        let fallback = || self.document.get_element_by_id("results");
        head.or_else(fallback).and_then(|element| element.dyn_into().ok())
    }

    /// What has the keyboard in the preview.
    pub fn active(&self, state: &State) -> Option<HtmlElement> {
        self.in_place.element(state.active?)
    }

    /// Whether the focus is in the preview.
    pub fn has_focus(&self) -> bool {
        self.document.active_element().is_some_and(|active| self.preview_root.contains(Some(&active)))
    }

    /// Exchanges every fixed text of the page with that of the other language, which stands beside it.
    fn translate(&self) {
        let root = self.document.document_element();
        // The page's title stands in its head.
        for element in root.iter().flat_map(|root| dom::all(root, "[data-en]")) {
            let other = element.get_attribute("data-en").unwrap_or_default();
            let here = element.text_content().unwrap_or_default();
            element.set_text_content(Some(&other));
            dom::set_attribute(&element, "data-en", Some(&here));
        }
        for name in ["title", "aria-label", "placeholder"] {
            let beside = format!("data-en-{}", name.trim_start_matches("aria-"));
            for element in dom::all(&self.body, &format!("[{beside}]")) {
                let other = element.get_attribute(&beside);
                dom::set_attribute(&element, &beside, element.get_attribute(name).as_deref());
                dom::set_attribute(&element, name, other.as_deref());
            }
        }
        if let Some(root) = root {
            dom::set_attribute(&root, "lang", Some(self.language.pick("zh-CN", "en")));
        }
        if let Some(button) = self.document.get_element_by_id("language") {
            dom::set_text(&button, self.language.pick("EN", "中文"));
            dom::set_attribute(&button, "lang", Some(self.language.pick("en", "zh-CN")));
            dom::set_attribute(
                &button,
                "aria-label",
                Some(self.language.pick("切换到英文 (English)", "Switch to Chinese (中文)")),
            );
        }
    }
}

/// The HTML of the lists that follow the report.
pub fn pieces(state: &State) -> Vec<dom::Piece> {
    let mut pieces = preview(state);
    pieces.append(&mut findings::list(state));
    pieces
}

fn preview(state: &State) -> Vec<dom::Piece> {
    let blocks = match &state.previous {
        Some(previous) if state.comparing => compare::compare(&state.report, &previous.report, state.language),
        _ => html::preview(&state.report, state.examination.marks()),
    };
    blocks.into_iter().map(|block| (block.key, block.html)).collect()
}
