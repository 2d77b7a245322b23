//! The help: the page of a rule, or the catalogue of all, in a dialog. Both are one text that is loaded when it is asked
//! for; what the catalogue offers to switch is in the page's state.

use std::rc::Rc;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDialogElement, HtmlInputElement};

use super::App;
use super::dom;
use super::host;

/// Shows the help of that rule, or the catalogue, as soon as it is there.
pub fn open(app: &Rc<App>, rule: Option<String>) {
    let Ok(promise) = host::load_pages("help") else { return show(app, rule.as_deref(), &JsValue::UNDEFINED) };
    let weak = Rc::downgrade(app);
    let done = Closure::once(move |pages: JsValue| {
        if let Some(app) = weak.upgrade() {
            show(&app, rule.as_deref(), &pages);
        }
    });
    let _ = promise.then2(&done, &done);
    done.forget();
}

fn show(app: &Rc<App>, rule: Option<&str>, pages: &JsValue) {
    let element = |id: &str| dom::element::<Element>(&app.document, id);
    let (Ok(dialog), Ok(heading), Ok(body), Ok(foot), Ok(switch)) = (
        dom::element::<HtmlDialogElement>(&app.document, "help"),
        element("help-heading"),
        element("help-body"),
        element("help-foot"),
        element("help-switch"),
    ) else {
        return;
    };
    let language = app.language();
    match host::page_of(pages, rule.unwrap_or("index")) {
        Some(page) => body.set_inner_html(&page),
        None => dom::set_text(&body, language.pick("说明没有载入，请稍后再试。", "The help could not be loaded.")),
    }
    // The page's own heading stands in that of the dialog.
    let own = body.query_selector("h1").ok().flatten();
    let title = own.and_then(|own| language.pick(own.text_content(), own.get_attribute("data-en")));
    dom::set_text(&heading, &title.unwrap_or_else(|| rule.unwrap_or_default().to_owned()));
    dom::set_hidden(&foot, rule.is_none());
    dom::set_attribute(&switch, "data-switch", rule);
    let off = host::page_of(pages, "off").unwrap_or_default();
    for input in std::iter::once(switch).chain(dom::all(&body, "input[data-switch]")) {
        let id = input.get_attribute("data-switch").unwrap_or_default();
        let switches = &app.state.borrow().options.switches;
        let switched = switches.iter().rev().find(|(rule, _)| *rule == id).map(|(_, on)| *on);
        if let Some(input) = input.dyn_ref::<HtmlInputElement>() {
            input.set_checked(switched.unwrap_or(!off.split(' ').any(|rule| rule == id)));
        }
    }
    body.set_scroll_top(0);
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}
