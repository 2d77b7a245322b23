//! From events of the browser to messages. Everything is listened to on the body or below, so that the page
//! can be made anew with its listeners gone.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, HtmlDialogElement, HtmlInputElement, HtmlSelectElement,
    InputEvent, KeyboardEvent,
};

use super::App;
use super::blank;
use super::dom;
use super::editing;
use super::exports;
use super::files;
use super::help;
use super::host;
use super::sharing::{self, is_link};
use super::state::{Chosen, Origin, Pane};
use super::update::Message;
use crate::check::Severity;
use crate::form::CellId;
use crate::import::Input;
use crate::report::Level;

/// Starts to listen.
///
/// # Errors
/// When the page lacks one of the elements.
pub fn listen(app: &Rc<App>) -> Result<(), JsValue> {
    typing(app)?;
    handing_in(app)?;
    choosing(app)?;
    keys(app)?;
    exports::listen(app)?;
    sharing::listen(app)?;
    options(app)
}

/// What is done about an event.
type Act = Box<dyn Fn(&Rc<App>, &Event)>;

/// Listens to one kind of event for as long as the page lives. What to do is boxed, so that every listener has the
/// same code.
pub(super) fn on(app: &Rc<App>, target: &Element, kind: &'static str, act: impl Fn(&Rc<App>, &Event) + 'static) {
    listen_to(app, target, kind, EventListenerOptions::enable_prevent_default(), Box::new(act));
}

/// The same, on the way down to what the event is at: some events never come up again.
pub(super) fn on_capture(
    app: &Rc<App>,
    target: &Element,
    kind: &'static str,
    act: impl Fn(&Rc<App>, &Event) + 'static,
) {
    listen_to(app, target, kind, EventListenerOptions::run_in_capture_phase(), Box::new(act));
}

fn listen_to(app: &Rc<App>, target: &Element, kind: &'static str, options: EventListenerOptions, act: Act) {
    let weak = Rc::downgrade(app);
    let listener = EventListener::new_with_options(target, kind, options, move |event| {
        if let Some(app) = weak.upgrade() {
            act(&app, event);
        }
    });
    app.listeners.borrow_mut().push(listener);
}

pub(super) fn on_click(app: &Rc<App>, id: &str, act: fn(&Rc<App>)) -> Result<(), JsValue> {
    let target: Element = dom::element(&app.document, id)?;
    on(app, &target, "click", move |app, _| act(app));
    Ok(())
}

fn typing(app: &Rc<App>) -> Result<(), JsValue> {
    let area: Element = dom::element(&app.document, "source")?;
    // While a word is being composed the text is in between: what is checked then would flicker.
    on(app, &area, "compositionstart", |app, _| app.composing.set(true));
    on(app, &area, "compositionend", |app, _| {
        app.composing.set(false);
        app.edited();
    });
    on(app, &area, "input", |app, event| {
        let composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
        if !composing && !app.composing.get() {
            app.edited();
        }
    });
    on(app, &area, "click", |app, _| {
        let selection = app.with_source(|source, state| source.selection(&state.document.text));
        if selection.is_empty() {
            app.send(Message::Caret(selection.start));
        }
    });
    on(app, &area, "scroll", |app, _| app.with_source(|source, _| source.follow()));
    Ok(())
}

fn handing_in(app: &Rc<App>) -> Result<(), JsValue> {
    let body = app.body.clone();
    on(app, &body, "paste", pasted);
    on(app, &body, "dragover", |app, event| {
        if let Some(event) = dragged_files(event) {
            event.prevent_default();
            dom::set_attribute(&app.body, "data-dragging", Some(""));
        }
    });
    on(app, &body, "dragleave", |app, event| {
        // Without a target that it enters, the pointer has left the page.
        if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
            dom::set_attribute(&app.body, "data-dragging", None);
        }
    });
    on(app, &body, "drop", |app, event| {
        dom::set_attribute(&app.body, "data-dragging", None);
        let Some(event) = dragged_files(event) else { return };
        event.prevent_default();
        let Some(data) = event.data_transfer() else { return };
        // A folder is seen only here and only now.
        if !host::open_many(&data)
            && let Some(files) = data.files()
        {
            files::open(app, &files, Origin::File);
        }
    });
    let input: HtmlInputElement = dom::element(&app.document, "file")?;
    on(app, &input.clone(), "change", move |app, _| {
        if let Some(files) = input.files() {
            files::open(app, &files, Origin::File);
        }
        // The same file, mended meanwhile, can be opened again.
        input.set_value("");
    });
    let previous: HtmlInputElement = dom::element(&app.document, "previous")?;
    on(app, &previous.clone(), "change", move |app, _| {
        if let Some(files) = previous.files() {
            files::open(app, &files, Origin::Previous);
        }
        previous.set_value("");
    });
    on_click(app, "compare", |app| app.send(Message::Compare))?;
    on_click(app, "charts", |app| app.send(Message::Chart))?;
    on_click(app, "previous-forget", |app| app.send(Message::ForgetPrevious))?;
    on_click(app, "sample-sound", |app| files::sample(app, "sound"))?;
    on_click(app, "sample-broken", |app| files::sample(app, "broken"))?;
    blank::listen(app)?;
    on_click(app, "clear", |app| {
        app.send(Message::Clear);
        app.with_source(|source, _| drop(source.area().focus()));
    })
}

/// The event, if files are dragged.
fn dragged_files(event: &Event) -> Option<&DragEvent> {
    let event = event.dyn_ref::<DragEvent>()?;
    let kinds = event.data_transfer()?.types();
    kinds.iter().any(|kind| kind.as_string().as_deref() == Some("Files")).then_some(event)
}

fn pasted(app: &Rc<App>, event: &Event) {
    let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
    if editing::pasted(app, event) {
        return;
    }
    let Some(data) = event.clipboard_data() else { return };
    let replaces_all = app.with_source(|source, state| {
        let selected = source.selection(&state.document.text);
        state.is_empty() || (selected.start == 0 && selected.end == state.document.text.len())
    });
    let of_kind = |data: &DataTransfer, kind: &str| data.get_data(kind).unwrap_or_default();
    let (rich, plain) = (of_kind(&data, "text/html"), of_kind(&data, "text/plain"));
    if rich.is_empty() && plain.is_empty() {
        if let Some(files) = data.files().filter(|files| files.length() > 0) {
            event.prevent_default();
            files::open(app, &files, Origin::File);
        }
    } else if replaces_all && is_link(&plain) {
        event.prevent_default();
        app.send(Message::LinkArrived(plain));
    } else if replaces_all && rich.to_ascii_lowercase().contains("<table") {
        event.prevent_default();
        files::hand_in(app, Input::Html(&rich), Origin::Pasted);
    } else if replaces_all && !plain.is_empty() {
        event.prevent_default();
        files::hand_in(app, Input::Text(&plain), Origin::Typed);
    }
}

fn choosing(app: &Rc<App>) -> Result<(), JsValue> {
    let list: Element = dom::element(&app.document, "findings")?;
    on(app, &list, "click", |app, event| {
        let Some(button) = closest(event, "[data-do]") else { return };
        let item = button.closest("[data-finding]").ok().flatten();
        let Some(index) = item.as_ref().and_then(|item| number(item, "data-finding")) else { return };
        match button.get_attribute("data-do").as_deref() {
            Some("choose") if app.chosen() == Some(Chosen::Finding(index)) => app.send(Message::Close),
            Some("choose") => app.send(Message::Choose(Chosen::Finding(index), Pane::Findings)),
            Some("edit") => app.send(Message::EditPlace(index)),
            Some("show") => app.send(Message::ShowPlace(index)),
            Some("apply") => app.send(Message::Apply(index, number(&button, "data-fix").unwrap_or(0))),
            Some("cell") => {
                if let Some(cell) = cell(&button, "data-cell-id") {
                    app.send(Message::Point(index, cell));
                }
            }
            Some("help") => help::open(app, item.and_then(|item| item.get_attribute("data-rule"))),
            _ => {}
        }
    });
    on(app, &list, "submit", |app, event| {
        event.prevent_default();
        let Some(form) = closest(event, "form.ignore") else { return };
        let item = form.closest("[data-finding]").ok().flatten();
        let reason =
            form.query_selector("input").ok().flatten().and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        if let (Some(index), Some(reason)) = (item.and_then(|item| number(&item, "data-finding")), reason) {
            app.send(Message::Ignore(index, reason.value()));
        }
    });
    let aside: Element = dom::element(&app.document, "aside")?;
    on(app, &aside, "click", |app, event| {
        let Some(item) =
            closest(event, "[data-do=\"unignore\"]").and_then(|button| button.closest("li").ok().flatten())
        else {
            return;
        };
        let said = |name: &str| item.get_attribute(name).unwrap_or_default();
        app.send(Message::Unignore(said("data-rule"), said("data-fingerprint")));
    });
    let body = app.body.clone();
    on(app, &body, "click", |app, event| {
        if let Some(tab) = closest(event, "[data-show]") {
            if let Some(pane) = tab.get_attribute("data-show").as_deref().and_then(Pane::from_name) {
                app.send(Message::Show(pane));
            }
        } else if let Some(chip) = closest(event, "[data-filter]") {
            let name = chip.get_attribute("data-filter");
            let severities = [Severity::Error, Severity::Warning, Severity::Info];
            app.send(Message::Filter(severities.into_iter().find(|one| Some(one.as_str()) == name.as_deref())));
        }
    });
    on_click(app, "next-finding", |app| app.send(Message::Step { forward: true, in_source: false }))?;
    on_click(app, "previous-finding", |app| app.send(Message::Step { forward: false, in_source: false }))?;
    on_click(app, "notice-close", |app| app.send(Message::Dismiss))?;
    on_click(app, "language", |app| app.send(Message::SwitchLanguage))?;
    on_click(app, "rules", |app| help::open(app, None))?;
    on_click(app, "help-index", |app| help::open(app, None))?;
    let dialog: Element = dom::element(&app.document, "help")?;
    on(app, &dialog, "click", |app, event| {
        if let Some(rule) = closest(event, "[data-help]").and_then(|button| button.get_attribute("data-help")) {
            help::open(app, Some(rule));
        }
    });
    on(app, &dialog, "change", |app, event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(rule) = input.get_attribute("data-switch") {
            app.send(Message::Switch(rule, input.checked()));
        }
    });
    on_click(app, "help-close", |app| {
        if let Ok(dialog) = dom::element::<HtmlDialogElement>(&app.document, "help") {
            dialog.close();
        }
    })
}

/// The nearest element around the place of the event that matches.
pub(super) fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// The first number in an attribute.
pub(super) fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.split(' ').next()?.parse().ok()
}

fn cell(element: &Element, name: &str) -> Option<CellId> {
    element.get_attribute(name)?.parse().ok()
}

fn keys(app: &Rc<App>) -> Result<(), JsValue> {
    let body = app.body.clone();
    on(app, &body, "keydown", |app, event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.key() == "F8" && !app.composing.get() {
            event.prevent_default();
            let active = app.document.active_element();
            let in_source = active.is_some_and(|active| active.id() == "source");
            app.send(Message::Step { forward: !event.shift_key(), in_source });
        }
    });
    Ok(())
}

fn options(app: &Rc<App>) -> Result<(), JsValue> {
    let year: HtmlSelectElement = dom::element(&app.document, "year")?;
    on(app, &year.clone(), "change", move |app, _| app.send(Message::Year(year.value().parse().ok())));
    let level: HtmlSelectElement = dom::element(&app.document, "level")?;
    on(app, &level.clone(), "change", move |app, _| app.send(Message::Level(Level::from_name(&level.value()))));
    Ok(())
}
