//! The menu of what leaves the page: files, the clipboard, paper, links.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent};

use super::events::{closest, on, on_click};
use super::host::{self, ImporterError};
use super::state::{Notice, Origin, State};
use super::update::Message;
use super::{App, dom, sharing, strings};
use crate::browser::{field, number};
use crate::document::SourceKind;
use crate::examination::{Request, write_request};
use crate::flat::Writer;

/// Starts to listen.
///
/// # Errors
/// When the page lacks one of the elements.
pub fn listen(app: &Rc<App>) -> Result<(), JsValue> {
    on_click(app, "leave-open", |app| show(app, menu(app).is_none()))?;
    let holder: Element = dom::element(&app.document, "leave")?;
    on(app, &holder, "keydown", pressed);
    let body = app.body.clone();
    on(app, &body, "click", |app, event| {
        if let Some(name) = closest(event, "[data-export]").and_then(|button| button.get_attribute("data-export")) {
            chosen(app, &name);
        }
    });
    // A menu that was left is closed: by a click elsewhere, or by the keyboard.
    for kind in ["pointerdown", "focusin"] {
        on(app, &body, kind, |app, event| {
            if menu(app).is_some() && closest(event, "#leave").is_none() {
                show(app, false);
            }
        });
    }
    Ok(())
}

/// The report as it goes to the exporter, and with it that of the year before.
pub fn flat(state: &State) -> Writer {
    let mut to = Writer::default();
    state.report.write(&mut to);
    to.flag(state.previous.is_some());
    if let Some(previous) = &state.previous {
        previous.report.write(&mut to);
    }
    to
}

/// What is done with an answer that a module has promised; boxed, so that all waiting has the same code.
pub type Answered = Box<dyn FnOnce(&Rc<App>, &JsValue)>;

/// Does something with what the promise yields; a rejection yields nothing that anybody reads.
pub fn when(app: &Rc<App>, promise: Result<Promise, JsValue>, act: Answered) {
    let Ok(promise) = promise else { return act(app, &JsValue::UNDEFINED) };
    let weak = Rc::downgrade(app);
    let done = Closure::once(move |answer: JsValue| {
        if let Some(app) = weak.upgrade() {
            act(&app, &answer);
        }
    });
    let _ = promise.then2(&done, &done);
    done.forget();
}

/// Why the answer is none; one without any reason broke off.
pub fn failure(answer: &JsValue) -> Option<ImporterError> {
    host::failure(answer).or_else(|| (!answer.is_object()).then(ImporterError::default))
}

/// The menu, while it is open.
fn menu(app: &App) -> Option<Element> {
    app.document.get_element_by_id("leave-menu").filter(|menu| !menu.has_attribute("hidden"))
}

/// Opens the menu, or closes it.
fn show(app: &Rc<App>, open: bool) {
    let element = |id: &str| dom::element::<Element>(&app.document, id);
    let (Ok(menu), Ok(button), Ok(reason), Ok(status)) =
        (element("leave-menu"), element("leave-open"), element("leave-reason"), element("leave-status"))
    else {
        return;
    };
    if open {
        app.catch_up();
        let state = app.state.borrow();
        show_original(app, &menu, &state);
        let why = strings::not_exportable(&state);
        dom::set_text(&reason, why.unwrap_or_default());
        dom::set_hidden(&reason, why.is_none());
        for item in dom::all(&menu, "[data-export]") {
            let of_check = item.get_attribute("data-export").is_some_and(|name| name.starts_with("protocol"));
            let disabled = why.is_some() && (of_check || state.is_empty());
            dom::set_attribute(&item, "disabled", disabled.then_some(""));
        }
    }
    dom::set_text(&status, "");
    dom::set_hidden(&menu, !open);
    dom::set_attribute(&button, "aria-expanded", Some(if open { "true" } else { "false" }));
}

/// Shows whether changes can be written back into the Word document that the draft came from, or why not.
fn show_original(app: &App, menu: &Element, state: &State) {
    let can = can_amend(state);
    for item in dom::all(menu, "[data-export^=amend]") {
        dom::set_hidden(&item, !matches!(can, Ok(true) | Err(NotAmendable::Gone)));
    }
    if let Ok(holder) = dom::element::<Element>(&app.document, "leave-original") {
        dom::set_hidden(&holder, can == Ok(false));
        dom::set_attribute(&holder, "data-gone", (can == Err(NotAmendable::Gone)).then_some(""));
    }
    if let Ok(lost) = dom::element::<Element>(&app.document, "leave-lost") {
        let file = word_name(state).unwrap_or_default();
        dom::set_text(
            &lost,
            &can.err().map(|why| strings::not_amendable(why, file, state.language)).unwrap_or_default(),
        );
    }
}

/// Why changes cannot be written back into the draft's own file as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAmendable {
    /// The page does not have the file, which the person has to choose once more: the draft was put back from what was
    /// kept, or is an old one.
    Gone,
    /// The draft no longer has the tables of the file.
    Shape,
}

/// Whether something was changed in a draft that came from a Word document, so that it can be written back.
fn can_amend(state: &State) -> Result<bool, NotAmendable> {
    if state.original == 0 {
        return Ok(false);
    }
    let is_word = state.document.kind == SourceKind::Docx && word_name(state).is_some();
    match host::is_amended(state.original, &state.document.text) {
        Some(false) => Ok(false),
        _ if !is_word => Err(NotAmendable::Shape),
        None => Err(NotAmendable::Gone),
        Some(true) => Ok(true),
    }
}

/// The name of the draft's own file. An archive that held it is not written into.
fn word_name(state: &State) -> Option<&str> {
    match &state.origin {
        Origin::File(name) if !name.to_ascii_lowercase().ends_with(".zip") => Some(name),
        _ => None,
    }
}

fn pressed(app: &Rc<App>, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    let Some(menu) = menu(app) else { return };
    let items = dom::all(&menu, "[data-export]:not([disabled]):not([hidden])");
    let active = app.document.active_element();
    let at = items.iter().position(|item| Some(item) == active.as_ref());
    let next = match event.key().as_str() {
        "Escape" => {
            leave(app);
            return event.prevent_default();
        }
        "ArrowDown" => at.map_or(0, |at| at + 1),
        "ArrowUp" => at.unwrap_or(0).checked_sub(1).unwrap_or(items.len().saturating_sub(1)),
        "Home" => 0,
        "End" => items.len().saturating_sub(1),
        _ => return,
    };
    event.prevent_default();
    focus(items.get(next).or(items.first()).cloned());
}

/// Closes the menu; the focus goes back to where it was opened.
fn leave(app: &Rc<App>) {
    show(app, false);
    focus(app.document.get_element_by_id("leave-open"));
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

fn chosen(app: &Rc<App>, name: &str) {
    let status = app.document.get_element_by_id("leave-status");
    // One after another: what was chosen before is still being made.
    if status.as_ref().and_then(|status| status.text_content()).is_some_and(|text| !text.is_empty()) {
        return;
    }
    // What leaves is the text as it is.
    app.catch_up();
    app.show_report();
    // Files that hold the whole draft: whoever has one does not lose it by leaving the page.
    let keeps_draft = matches!(name, "docx" | "html" | "json");
    let is_amending = name.starts_with("amend");
    // A file that is asked for first may never come, and nobody says so.
    let may_wait = is_amending && can_amend(&app.state.borrow()) == Err(NotAmendable::Gone);
    let done: Answered = Box::new(move |app, answer| {
        let told = match (failure(answer), field(answer, "name").as_string()) {
            (Some(error), _) => Notice::Failed(error),
            (None, name) if is_amending => {
                let remarks = js_sys::Array::from(&field(answer, "remarks"));
                let said = |one: &JsValue, language: &str| field(one, language).as_string().unwrap_or_default();
                let remarks: Vec<_> = remarks.iter().map(|one| (said(&one, "zh"), said(&one, "en"))).collect();
                if remarks.is_empty() {
                    app.state.borrow_mut().edits = 0;
                }
                Notice::Amended { name, changed: number(answer, "changed"), remarks }
            }
            (None, Some(name)) => {
                if keeps_draft {
                    app.state.borrow_mut().edits = 0;
                }
                Notice::Exported(name)
            }
            (None, None) => Notice::Copied,
        };
        tell(app, told);
    });
    let promise = match name {
        "print" => {
            leave(app);
            return drop(app.window.print());
        }
        "share" => {
            leave(app);
            return sharing::show(app);
        }
        "copy" => host::copy_report(&flat(&app.state.borrow()), &app.state.borrow().document.text),
        kind if is_amending => {
            let state = app.state.borrow();
            let file = word_name(&state).unwrap_or_default();
            host::save_amended(&state.document, state.original, kind == "amend-tracked", file)
        }
        kind => {
            let state = app.state.borrow();
            let written = if kind.starts_with("protocol") {
                let previous = state.previous.as_ref().map(|previous| &previous.report);
                let (report, options, language) = (&state.report, &state.options, state.language);
                write_request(&Request { report, previous, options, language })
            } else {
                flat(&state)
            };
            let file = if let Origin::File(name) = &state.origin { name } else { "" };
            host::save_file(kind, &written, file)
        }
    };
    let dialog = is_share_open(app);
    if let Some(status) = status.filter(|_| !dialog && !may_wait) {
        dom::set_text(&status, strings::working(app.language()));
    }
    when(app, promise, done);
}

fn is_share_open(app: &App) -> bool {
    dom::element::<HtmlDialogElement>(&app.document, "share").is_ok_and(|dialog| dialog.open())
}

/// Says it where the person is: in the dialog that is open, else above the page.
fn tell(app: &Rc<App>, notice: Notice) {
    if is_share_open(app) {
        let (text, is_error) = strings::notice(&notice, app.language());
        return sharing::say(app, "share-status", &text, is_error);
    }
    if menu(app).is_some() {
        leave(app);
    }
    app.send(Message::Tell(notice));
}
