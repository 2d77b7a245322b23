//! Links: the dialog that makes one of the report, and what is done with one that comes.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement};

use super::events::{on, on_click};
use super::exports::{Answered, failure, flat, when};
use super::host::{self, FromModule};
use super::state::{Notice, Origin};
use super::update::Message;
use super::{App, dom, files, strings};
use crate::browser::field;

/// Characters of the shortest pass-phrase.
const SHORTEST: usize = 8;

/// Whether a text is a link to a report and nothing else: an address, or its fragment alone.
pub fn is_link(text: &str) -> bool {
    let Some((address, fragment)) = text.trim().split_once('#') else { return false };
    let [version, kind, payload @ ..] = fragment.as_bytes() else { return false };
    let is_payload = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    version.is_ascii_digit()
        && kind.is_ascii_lowercase()
        && payload.len() >= 4
        && payload.iter().all(is_payload)
        && (address.is_empty() || (address.contains("://") && !address.contains(char::is_whitespace)))
}

/// Starts to listen.
///
/// # Errors
/// When the page lacks one of the elements.
pub fn listen(app: &Rc<App>) -> Result<(), JsValue> {
    on_click(app, "link-open", |app| app.send(Message::OpenLink))?;
    on_click(app, "link-keep", |app| app.send(Message::KeepDraft))?;
    on_click(app, "share-close", |app| close(app, "share"))?;
    on_click(app, "passphrase-close", |app| close(app, "passphrase"))?;
    let form: Element = dom::element(&app.document, "share-form")?;
    on(app, &form, "change", |app, event| {
        // A pass-phrase that is written out is not yet one to be used.
        let of_passphrase = event.target().is_some_and(|target| JsValue::from(target) == passphrase_field(app));
        if !of_passphrase {
            refresh(app);
        }
    });
    on(app, &form, "submit", |app, event| {
        event.prevent_default();
        let passphrase = input(app, "share-passphrase").map(|input| input.value()).unwrap_or_default();
        if passphrase.chars().count() < SHORTEST {
            say(app, "share-status", strings::short_passphrase(app.language()), true);
        } else {
            make(app, Some(passphrase));
        }
    });
    on_click(app, "share-copy", |app| {
        let Ok(link) = dom::element::<HtmlTextAreaElement>(&app.document, "share-link") else { return };
        link.select();
        let copied: Answered = Box::new(|app, answer| {
            let language = app.language();
            match failure(answer) {
                None => say(app, "share-status", language.pick("链接已复制。", "The link was copied."), false),
                Some(error) => say(app, "share-status", &strings::failed(&error, language), true),
            }
        });
        when(app, host::copy_text(&link.value()), copied);
    })?;
    let dialog: Element = dom::element(&app.document, "passphrase")?;
    on(app, &dialog, "submit", |app, event| {
        event.prevent_default();
        let passphrase = input(app, "passphrase-input").map(|input| input.value()).unwrap_or_default();
        let link = app.state.borrow().link.clone();
        if let Some(link) = link.filter(|_| !passphrase.is_empty()) {
            open_link(app, link, Some(passphrase));
        }
    });
    // Closed, by whichever way: the link is let go, and no pass-phrase stays in the page.
    on(app, &dialog, "close", |app, _| {
        clear(app, "passphrase-input");
        if app.state.borrow().link.is_some() {
            app.send(Message::KeepDraft);
        }
    });
    let dialog: Element = dom::element(&app.document, "share")?;
    on(app, &dialog, "close", |app, _| clear(app, "share-passphrase"));
    Ok(())
}

/// Opens the dialog that makes a link.
pub fn show(app: &Rc<App>) {
    let Ok(dialog) = dom::element::<HtmlDialogElement>(&app.document, "share") else { return };
    if dialog.show_modal().is_ok() {
        refresh(app);
    }
}

/// Reads the report of a link; where it takes a pass-phrase, the person is asked for it.
pub fn open_link(app: &Rc<App>, link: String, passphrase: Option<String>) {
    if passphrase.is_some() {
        say(app, "passphrase-status", strings::working(app.language()), false);
    }
    let promise = host::open_link(&link, passphrase);
    let opened: Answered = Box::new(move |app, answer| match host::imported(answer) {
        Ok(FromModule::Text { text, ignored, numbers_only }) => {
            let draft = files::as_draft(&text, ignored, numbers_only);
            app.send(Message::Arrived(draft, Origin::Link));
            close(app, "passphrase");
        }
        Err(error) if error.code == "encrypted_link" => ask(app, link),
        Err(error) if error.code == "wrong_passphrase" => {
            say(app, "passphrase-status", &strings::failed(&error, app.language()), true);
            if let Some(input) = input(app, "passphrase-input") {
                input.select();
                let _ = input.focus();
            }
        }
        Ok(FromModule::Document(_)) => {}
        Err(error) => {
            app.send(Message::KeepDraft);
            app.send(Message::Tell(Notice::Failed(error)));
            close(app, "passphrase");
        }
    });
    when(app, promise, opened);
}

/// Says something in a dialog.
pub fn say(app: &App, id: &str, text: &str, is_error: bool) {
    if let Some(status) = app.document.get_element_by_id(id) {
        dom::set_attribute(&status, "data-kind", Some(if is_error { "error" } else { "info" }));
        dom::set_text(&status, text);
    }
}

fn close(app: &Rc<App>, id: &str) {
    if let Ok(dialog) = dom::element::<HtmlDialogElement>(&app.document, id) {
        dialog.close();
    }
}

fn input(app: &App, id: &str) -> Option<HtmlInputElement> {
    dom::element(&app.document, id).ok()
}

fn passphrase_field(app: &App) -> JsValue {
    input(app, "share-passphrase").map_or(JsValue::NULL, JsValue::from)
}

fn clear(app: &App, id: &str) {
    if let Some(input) = input(app, id) {
        input.set_value("");
    }
}

fn is_checked(app: &App, id: &str) -> bool {
    input(app, id).is_some_and(|input| input.checked())
}

fn set_hidden(app: &App, id: &str, hidden: bool) {
    if let Some(element) = app.document.get_element_by_id(id) {
        dom::set_hidden(&element, hidden);
    }
}

/// Asks for the pass-phrase of a link.
fn ask(app: &Rc<App>, link: String) {
    app.send(Message::LinkLocked(link));
    say(app, "passphrase-status", "", false);
    if let Ok(dialog) = dom::element::<HtmlDialogElement>(&app.document, "passphrase")
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// What is to be in the link has changed: makes it anew, unless a pass-phrase is needed first.
fn refresh(app: &Rc<App>) {
    let locked = is_checked(app, "share-lock");
    set_hidden(app, "share-secret", !locked);
    set_hidden(app, "share-result", true);
    say(app, "share-status", "", false);
    if !locked {
        make(app, None);
    }
}

/// What the person has chosen in the dialog.
fn choices(app: &App) -> (bool, bool) {
    (is_checked(app, "share-everything"), is_checked(app, "share-lock"))
}

fn make(app: &Rc<App>, passphrase: Option<String>) {
    let asked = choices(app);
    say(app, "share-status", strings::working(app.language()), false);
    let promise = host::share_link(&flat(&app.state.borrow()), asked.0, passphrase);
    let made: Answered = Box::new(move |app, answer| {
        // Something else may have been chosen meanwhile.
        if choices(app) == asked {
            show_link(app, answer);
        }
    });
    when(app, promise, made);
}

fn show_link(app: &App, answer: &JsValue) {
    let language = app.language();
    let (Ok(area), Some(rows), Some(code)) = (
        dom::element::<HtmlTextAreaElement>(&app.document, "share-link"),
        app.document.get_element_by_id("share-channels"),
        app.document.get_element_by_id("share-code"),
    ) else {
        return;
    };
    let link = match failure(answer) {
        Some(error) => {
            set_hidden(app, "share-result", true);
            return say(app, "share-status", &strings::failed(&error, language), true);
        }
        None => field(answer, "link").as_string().unwrap_or_default(),
    };
    area.set_value(&link);
    let length = link.len();
    say(app, "share-length", &strings::link_length(length, language), false);
    let hosted = field(answer, "hosted").is_truthy();
    set_hidden(app, "share-unhosted", hosted);
    let drawn = field(answer, "code").as_string();
    set_hidden(app, "share-code-box", drawn.is_none());
    code.set_inner_html(&drawn.unwrap_or_default());
    for row in dom::all(&rows, "[data-limit]") {
        let limit = row.get_attribute("data-limit").and_then(|limit| limit.parse::<usize>().ok());
        let fits = limit.is_some_and(|limit| length <= limit);
        dom::set_attribute(&row, "data-fits", Some(if fits { "yes" } else { "no" }));
        if let Some(cell) = row.last_element_child() {
            dom::set_text(&cell, strings::fits(fits, language));
        }
    }
    say(app, "share-status", "", false);
    set_hidden(app, "share-result", false);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_told_from_a_draft() {
        for link in ["#1dAAAA", " https://example.invalid/g.html#1f_-9z\n", "file:///C:/gouji.html#2eAAAA"] {
            assert!(is_link(link), "{link}");
        }
        for text in [
            "",
            "#",
            "#1d",
            "#1d===",
            "#1 总体情况",
            "# 1dAAAA",
            "#1dAAAA 请查收",
            "请看 https://example.invalid/#1dAAAA",
            "第#1dAAAA",
            "#总体情况",
            "https://example.invalid/#part-3",
        ] {
            assert!(!is_link(text), "{text}");
        }
    }
}
