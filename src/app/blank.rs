//! Beginning with the blank form: who reports and for which year is asked for, never guessed.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::App;
use super::dom;
use super::editing::{Act, Target};
use super::events::{on, on_click};
use super::state::{Draft, Origin};
use super::update::Message;
use crate::form::Edition;
use crate::render::blank::blank;

/// The first year that reports on the statutory form.
const FIRST_YEAR: u32 = 2019;

/// Starts to listen.
///
/// # Errors
/// When the page lacks one of the elements.
pub fn listen(app: &Rc<App>) -> Result<(), JsValue> {
    let form: Element = dom::element(&app.document, "blank-form")?;
    let organ: HtmlInputElement = dom::element(&app.document, "blank-organ")?;
    let year: HtmlSelectElement = dom::element(&app.document, "blank-year")?;
    // Reports are written in January, for the year that has ended.
    let last = js_sys::Date::new_0().get_full_year().saturating_sub(1).max(FIRST_YEAR);
    let years = (FIRST_YEAR..=last + 1).rev();
    let options = maud::html! { @for one in years { option value=(one) selected[one == last] { (one) } } };
    year.set_inner_html(&options.into_string());
    on_click(app, "blank", |app| {
        let Ok(form) = dom::element::<Element>(&app.document, "blank-form") else { return };
        let is_hidden = form.has_attribute("hidden");
        dom::set_hidden(&form, !is_hidden);
        if let Ok(button) = dom::element::<Element>(&app.document, "blank") {
            dom::set_attribute(&button, "aria-expanded", Some(if is_hidden { "true" } else { "false" }));
        }
        if let (true, Ok(organ)) = (is_hidden, dom::element::<HtmlInputElement>(&app.document, "blank-organ")) {
            let _ = organ.focus();
        }
    })?;
    show_edition(app, &year);
    on(app, &year.clone(), "change", {
        let year = year.clone();
        move |app, _| show_edition(app, &year)
    });
    on(app, &form, "submit", move |app, event| {
        event.prevent_default();
        let name = organ.value();
        if name.trim().is_empty() {
            let _ = organ.focus();
            return;
        }
        let Ok(year) = year.value().parse() else { return };
        app.send(Message::Arrived(Ok(Draft::from(blank(&name, year))), Origin::Blank));
        // On to the first thing to be written.
        app.send(Message::Edit(Act::Activate(Target::Insert(0), None)));
        let first = app.view.borrow().active(&app.state.borrow());
        if let Some(first) = first {
            let _ = first.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
    Ok(())
}

/// Says which edition of the form the year has.
fn show_edition(app: &Rc<App>, year: &HtmlSelectElement) {
    let edition = year.value().parse().ok().and_then(Edition::of_year).unwrap_or(Edition::Y2021);
    for element in dom::all(&app.body, "[data-edition]") {
        let is_it = element.get_attribute("data-edition").as_deref() == Some(edition.as_str());
        dom::set_hidden(&element, !is_it);
    }
}
