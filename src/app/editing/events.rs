//! From events in the preview and its editor to acts.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, Element, Event, FocusEvent, InputEvent, KeyboardEvent, MouseEvent};

use super::block::Block;
use super::grid::Direction;
use super::overlay::InPlace;
use super::{Act, Leave, Target, totals};
use crate::app::events::{closest, number, on, on_capture, on_click};
use crate::app::state::{Chosen, Pane};
use crate::app::update::Message;
use crate::app::{App, autosave, dom, host};
use crate::browser::BrowserHost;
use crate::import::{self, Imported, Input};

/// Starts to listen.
///
/// # Errors
/// When the page lacks one of the elements.
pub fn listen(app: &Rc<App>) -> Result<(), JsValue> {
    preview(app)?;
    editors(app)?;
    stepping(app)?;
    keeping(app)
}

fn act(app: &Rc<App>, act: Act) {
    app.send(Message::Edit(act));
}

/// What has the keyboard in the preview, when the event came from there.
fn target_of(event: &Event) -> Option<Target> {
    InPlace::target(&event.target()?.dyn_into().ok()?)
}

fn preview(app: &Rc<App>) -> Result<(), JsValue> {
    let preview: Element = dom::element(&app.document, "preview")?;
    on(app, &preview, "click", clicked);
    on(app, &preview, "focusin", |app, event| {
        let Some(target) = target_of(event).filter(|_| !app.is_busy()) else { return };
        if app.state.borrow().active != Some(target) {
            act(app, Act::Focus(target));
        }
    });
    on(app, &preview, "keydown", |app, event| {
        if let (Some(event), Some(target)) = (event.dyn_ref::<KeyboardEvent>(), target_of(event)) {
            pressed(app, event, target);
        }
    });
    // A table that is scrolled sideways takes its cell with it.
    on_capture(app, &preview, "scroll", |app, _| {
        if !app.is_busy() {
            app.view.borrow().in_place.place();
        }
    });
    Ok(())
}

fn clicked(app: &Rc<App>, event: &Event) {
    let finding = closest(event, "[data-finding]").and_then(|marked| number(&marked, "data-finding"));
    let target = target_of(event);
    let comparing = app.state.borrow().comparing;
    let Some(target) = target.filter(|_| !comparing) else {
        if let (Some(finding), None) = (finding, target) {
            app.send(Message::Choose(Chosen::Finding(finding), Pane::Preview));
        }
        return;
    };
    // A cell that only takes part in a finding's evidence is shown as itself.
    let is_evidence = closest(event, "td[data-cell]").is_some_and(|cell| !cell.has_attribute("data-severity"));
    act(app, Act::Activate(target, finding.filter(|_| !is_evidence)));
    // Words that were selected, to be copied, are not to be edited.
    let selection = app.window.get_selection().ok().flatten();
    if selection.is_some_and(|selection| !selection.is_collapsed()) {
        return;
    }
    let caret = event.dyn_ref::<MouseEvent>().and_then(|mouse| {
        let element = app.view.borrow().in_place.element(target)?;
        let is_passage = !matches!(target, Target::Cell(_) | Target::Insert(_));
        is_passage.then(|| host::offset_at(&element, mouse.client_x(), mouse.client_y())).flatten()
    });
    act(app, Act::Open { target, typed: None, caret });
}

/// A key was pressed on a target that is not being edited.
fn pressed(app: &Rc<App>, event: &KeyboardEvent, target: Target) {
    let is_cell = matches!(target, Target::Cell(_));
    let with_control = event.ctrl_key() || event.meta_key();
    let open = |typed: Option<String>| Act::Open { target, typed, caret: None };
    let key = event.key();
    let next = match (key.as_str(), with_control) {
        _ if event.alt_key() => None,
        ("Enter", true) if is_cell => offered(app).map(Act::Fill),
        ("Enter" | "F2", false) => Some(open(None)),
        ("ArrowUp", false) => Some(Act::Go(Direction::Up)),
        ("ArrowDown", false) => Some(Act::Go(Direction::Down)),
        ("ArrowLeft", false) if is_cell => Some(Act::Go(Direction::Left)),
        ("ArrowRight", false) if is_cell => Some(Act::Go(Direction::Right)),
        ("Home", false) if is_cell => Some(Act::Go(Direction::RowStart)),
        ("End", false) if is_cell => Some(Act::Go(Direction::RowEnd)),
        ("Home", true) => Some(Act::Go(Direction::First)),
        ("End", true) => Some(Act::Go(Direction::Last)),
        ("Delete" | "Backspace", false) if is_cell => Some(Act::Empty),
        // An input method keeps the key to itself; which digit it was the keyboard still says.
        ("Process", false) if is_cell => Some(open(digit(&event.code()))),
        (_, false) if is_cell && key.chars().count() == 1 && key != " " => Some(open(Some(key.clone()))),
        _ => None,
    };
    if let Some(next) = next {
        event.prevent_default();
        act(app, next);
    }
}

/// The digit of that key on the keyboard.
fn digit(code: &str) -> Option<String> {
    let digit = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad"))?;
    digit.parse::<u8>().ok().filter(|digit| *digit < 10).map(|digit| digit.to_string())
}

/// The sum that is offered first for the cell that has the keyboard.
fn offered(app: &Rc<App>) -> Option<crate::report::Amount> {
    let state = app.state.borrow();
    match state.active {
        Some(Target::Cell(id)) => totals::offers(&state.report, id).first().map(|sum| sum.amount),
        _ => None,
    }
}

fn editors(app: &Rc<App>) -> Result<(), JsValue> {
    for id in ["cell-editor", "passage-editor"] {
        let editor: Element = dom::element(&app.document, id)?;
        on(app, &editor, "compositionstart", |app, _| app.composing.set(true));
        on(app, &editor, "compositionend", |app, _| {
            app.composing.set(false);
            typed(app);
        });
        on(app, &editor, "input", |app, event| {
            let composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
            if !composing && !app.composing.get() {
                typed(app);
            }
        });
        on(app, &editor, "keydown", |app, event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                pressed_in_editor(app, event);
            }
        });
        on(app, &editor, "focusout", |app, event| {
            let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
            let to = to.and_then(|to| to.dyn_into::<Element>().ok());
            // Another window, such as the spreadsheet to copy from, is no end of an edit.
            let is_away = !app.document.has_focus().unwrap_or(true);
            if app.is_busy() || is_away || to.is_some_and(|to| app.view.borrow().in_place.contains(&to)) {
                return;
            }
            app.commit(Leave::Elsewhere);
        });
    }
    let foot: Element = dom::element(&app.document, "in-place-foot")?;
    on(app, &foot, "click", |app, event| {
        if let Some(fill) = closest(event, "[data-fill]") {
            if let Some(amount) = fill.get_attribute("data-fill").and_then(|amount| amount.parse().ok()) {
                act(app, Act::Fill(amount));
            }
        } else if let Some(finding) = closest(event, "[data-to-finding]").and_then(|it| number(&it, "data-to-finding"))
        {
            app.commit(Leave::Elsewhere);
            app.send(Message::Choose(Chosen::Finding(finding), Pane::Preview));
        }
    });
    Ok(())
}

fn typed(app: &Rc<App>) {
    let target = app.state.borrow().editing.as_ref().map(|editing| editing.target);
    let Some(target) = target else { return };
    let text = app.view.borrow().in_place.value(target);
    app.typed_in_place(text);
    app.view.borrow().in_place.place();
}

fn pressed_in_editor(app: &Rc<App>, event: &KeyboardEvent) {
    let target = app.state.borrow().editing.as_ref().map(|editing| editing.target);
    let Some(target) = target.filter(|_| !event.is_composing() && !app.composing.get()) else { return };
    let is_cell = matches!(target, Target::Cell(_));
    let back = event.shift_key();
    let leave = match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            app.waiting_in_place.replace(None);
            return act(app, Act::GiveUp);
        }
        "Enter" if event.ctrl_key() && is_cell => match offered(app) {
            Some(amount) => {
                event.prevent_default();
                return act(app, Act::Fill(amount));
            }
            None => Leave::Here,
        },
        "Enter" if is_cell => Leave::To(if back { Direction::Up } else { Direction::Down }),
        "Enter" if !back => Leave::Here,
        "Tab" if is_cell => Leave::To(if back { Direction::Back } else { Direction::Next }),
        "Tab" => Leave::To(if back { Direction::Up } else { Direction::Down }),
        "ArrowUp" if is_cell => Leave::To(Direction::Up),
        "ArrowDown" if is_cell => Leave::To(Direction::Down),
        _ => return,
    };
    event.prevent_default();
    app.commit(leave);
}

/// Something was pasted while the preview has the keyboard. Says whether that was its own business.
pub fn pasted(app: &Rc<App>, event: &ClipboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let is_in_editor = app.view.borrow().in_place.contains(&element);
    if !is_in_editor && InPlace::target(&element).is_none() {
        return false;
    }
    if !matches!(app.state.borrow().active, Some(Target::Cell(_))) {
        return true;
    }
    let Some(data) = event.clipboard_data() else { return true };
    let text = data.get_data("text/plain").unwrap_or_default();
    let mut block = Block::from_text(&text);
    if block.is_single()
        && let rich = data.get_data("text/html").unwrap_or_default()
        && rich.to_ascii_lowercase().contains("<table")
        && let Ok(Imported::Document(document)) = import::import(Input::Html(&rich), &BrowserHost)
        && let Some(table) = Block::from_document(&document)
    {
        block = table;
    }
    // A single figure goes into the editor as it would anywhere.
    if is_in_editor && block.is_single() {
        return true;
    }
    event.prevent_default();
    if !text.is_empty() || !block.is_single() {
        act(app, Act::Paste(block));
    }
    true
}

fn stepping(app: &Rc<App>) -> Result<(), JsValue> {
    on_click(app, "undo", |app| step(app, true))?;
    on_click(app, "redo", |app| step(app, false))?;
    let body: Element = app.body.clone().into();
    on(app, &body, "keydown", |app, event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let key = event.key().to_ascii_lowercase();
        let back = match (key.as_str(), event.shift_key()) {
            _ if !(event.ctrl_key() || event.meta_key()) || event.alt_key() => return,
            ("z", back) => !back,
            ("y", false) => false,
            _ => return,
        };
        let field = closest(event, "input, textarea, select").map(|field| field.id());
        match field.as_deref() {
            None | Some("source") => {}
            // What was typed there is undone there; what was not begun, in the draft.
            Some("cell-editor" | "passage-editor") => {
                if app.state.borrow().editing.as_ref().is_some_and(|editing| editing.is_changed) {
                    return;
                }
            }
            Some(_) => return,
        }
        if !app.composing.get() {
            event.prevent_default();
            step(app, back);
        }
    });
    // The browser's own menu steps back in the text area alone.
    let source: Element = dom::element(&app.document, "source")?;
    on(app, &source, "beforeinput", |app, event| {
        let kind = event.dyn_ref::<InputEvent>().map(InputEvent::input_type).unwrap_or_default();
        if kind == "historyUndo" || kind == "historyRedo" {
            event.prevent_default();
            step(app, kind == "historyUndo");
        }
    });
    Ok(())
}

fn step(app: &Rc<App>, back: bool) {
    app.commit(Leave::Here);
    app.send(if back { Message::Undo } else { Message::Redo });
}

fn keeping(app: &Rc<App>) -> Result<(), JsValue> {
    on_click(app, "restore", autosave::put_back)?;
    on_click(app, "discard", autosave::discard)?;
    let body: Element = app.body.clone().into();
    on(app, &body, "click", |app, event| {
        if closest(event, "[data-keeping=\"forget\"]").is_some() {
            autosave::forget(app);
        }
    });
    on(app, &body, "change", |app, event| {
        let Some(switch) = closest(event, "[data-keeping=\"switch\"]") else { return };
        if let Ok(switch) = switch.dyn_into::<web_sys::HtmlInputElement>() {
            autosave::switch(app, switch.checked());
        }
    });
    Ok(())
}
