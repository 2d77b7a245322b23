//! What the page remembers from one visit to the next: how it is shown, never what is checked.

use gloo_storage::{LocalStorage, Storage};
use web_sys::Window;

use crate::render::sentence::Language;

const LANGUAGE: &str = "gouji.language";

// The words are stored as they are: as JSON they would bring a parser of it into the start module.

/// Whether the browser lets the page remember anything; asking gloo where it does not would throw.
fn allowed(window: &Window) -> bool {
    matches!(window.local_storage(), Ok(Some(_)))
}

/// The language chosen last.
pub fn language(window: &Window) -> Language {
    let english = allowed(window) && matches!(LocalStorage::raw().get_item(LANGUAGE), Ok(Some(name)) if name == "en");
    if english { Language::English } else { Language::Chinese }
}

/// Remembers the language.
pub fn remember_language(window: &Window, language: Language) {
    if allowed(window) {
        let name = if language == Language::English { "en" } else { "zh" };
        // A full or forbidden store forgets; nothing else depends on it.
        let _ = LocalStorage::raw().set_item(LANGUAGE, name);
    }
}
