//! The few things the page needs of the document object model.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlTemplateElement};

/// The element of that id, as what it is.
///
/// # Errors
/// When the page has no such element.
pub fn element<T: JsCast>(document: &Document, id: &str) -> Result<T, JsValue> {
    document
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| JsValue::from_str(&format!("the page lacks #{id}")))
}

/// All elements under that one which match the selector.
pub fn all(under: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = under.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// Sets or removes an attribute; leaves it alone when it is right already.
pub fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() == value {
        return;
    }
    // Neither can fail with the names used here.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Shows or hides an element.
pub fn set_hidden(element: &Element, hidden: bool) {
    set_attribute(element, "hidden", hidden.then_some(""));
}

/// Sets the text of an element, unless it is right already.
pub fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Makes the element that stands there like the new one, where that can be done by changing it; else puts the new one
/// in its place. One cell of a large table is laid out sooner than the whole table, and the focus stays where it is.
fn patched(old: Element, new: Element) -> Element {
    if old.tag_name() != new.tag_name() {
        let _ = old.replace_with_with_node_1(&new);
        return new;
    }
    for name in names(&old).chain(names(&new)) {
        set_attribute(&old, &name, new.get_attribute(&name).as_deref());
    }
    let (before, after) = (old.children(), new.children());
    let only_elements = |element: &Element, count: u32| element.child_nodes().length() == count;
    let count = before.length();
    if count > 0 && count == after.length() && only_elements(&old, count) && only_elements(&new, count) {
        let pairs: Vec<_> = (0..count).filter_map(|at| before.item(at).zip(after.item(at))).collect();
        for (one, other) in pairs {
            if !one.is_equal_node(Some(&other)) {
                patched(one, other);
            }
        }
    } else {
        old.set_text_content(None);
        while let Some(child) = new.first_child() {
            let _ = old.append_child(&child);
        }
    }
    old
}

/// The names of an element's attributes.
fn names(element: &Element) -> impl Iterator<Item = String> + use<> {
    element.get_attribute_names().into_iter().filter_map(|name| name.as_string())
}

/// A piece of a list: what tells it from the others, and its HTML, one element.
pub type Piece = (String, String);

/// An element whose children are made from pieces; only those whose HTML changed are made anew.
#[derive(Debug)]
pub struct KeyedList {
    parent: Element,
    workshop: HtmlTemplateElement,
    shown: Vec<Shown>,
}

#[derive(Debug)]
struct Shown {
    key: String,
    html: String,
    element: Element,
}

impl KeyedList {
    /// A list in that element.
    ///
    /// # Errors
    /// When the browser makes no `<template>`.
    pub fn new(document: &Document, parent: Element) -> Result<KeyedList, JsValue> {
        let workshop = document.create_element("template")?.dyn_into::<HtmlTemplateElement>()?;
        Ok(KeyedList { parent, workshop, shown: Vec::new() })
    }

    /// Shows these pieces in this order. Keys must differ from each other.
    pub fn show(&mut self, pieces: Vec<Piece>) {
        let mut before: Vec<Option<Shown>> = self.shown.drain(..).map(Some).collect();
        let mut after = Vec::with_capacity(pieces.len());
        // Most pieces follow each other as they did before: the search begins behind the last that was found.
        let mut next = 0;
        for (key, html) in pieces {
            let is_it = |shown: &Option<Shown>| shown.as_ref().is_some_and(|shown| shown.key == key);
            let behind = before.iter().skip(next).position(is_it).map(|at| next + at);
            let found = behind.or_else(|| before.iter().take(next).position(is_it));
            next = found.map_or(next, |at| at + 1);
            let element = match found.and_then(|at| before.get_mut(at)?.take()) {
                Some(shown) if shown.html == html => shown.element,
                Some(shown) => match self.make(&html) {
                    Some(element) => patched(shown.element, element),
                    None => shown.element,
                },
                None => match self.make(&html) {
                    Some(element) => element,
                    None => continue,
                },
            };
            after.push(Shown { key, html, element });
        }
        for gone in before.into_iter().flatten() {
            gone.element.remove();
        }
        let mut next = self.parent.first_element_child();
        for shown in &after {
            if next.as_ref() == Some(&shown.element) {
                next = shown.element.next_element_sibling();
            } else {
                let _ = self.parent.insert_before(&shown.element, next.as_deref());
            }
        }
        self.shown = after;
    }

    fn make(&self, html: &str) -> Option<Element> {
        self.workshop.set_inner_html(html);
        self.workshop.content().first_element_child()
    }

    /// The element of the piece at that index.
    pub fn element(&self, index: usize) -> Option<&Element> {
        self.shown.get(index).map(|shown| &shown.element)
    }

    /// All elements in order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.shown.iter().map(|shown| &shown.element)
    }
}
