//! The help of a rule, in a dialog.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlDialogElement};

use super::App;
use super::dom;
use super::host;
use crate::render::sentence;

/// Shows the help of that rule, as soon as it is there.
pub fn open(app: &Rc<App>, rule: Option<String>) {
    let Some(rule) = rule else { return };
    let Ok(promise) = host::load_pages("help") else { return show(app, &rule, &JsValue::UNDEFINED) };
    let weak = Rc::downgrade(app);
    let done = Closure::once(move |pages: JsValue| {
        if let Some(app) = weak.upgrade() {
            show(&app, &rule, &pages);
        }
    });
    let _ = promise.then2(&done, &done);
    done.forget();
}

fn show(app: &Rc<App>, rule: &str, pages: &JsValue) {
    let (Ok(dialog), Ok(heading), Ok(body)) = (
        dom::element::<HtmlDialogElement>(&app.document, "help"),
        dom::element::<Element>(&app.document, "help-heading"),
        dom::element::<Element>(&app.document, "help-body"),
    ) else {
        return;
    };
    let language = app.language();
    let title = sentence::rule_title(rule, language);
    dom::set_text(&heading, format!("{rule}　{title}").trim());
    match host::page_of(pages, rule) {
        Some(page) => body.set_inner_html(&page),
        None => dom::set_text(&body, language.pick("这条规则暂无说明。", "There is no page on this rule.")),
    }
    body.set_scroll_top(0);
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}
