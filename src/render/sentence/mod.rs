//! Sentences: the only place where findings, reasons and errors become words.

mod import;
mod place;
mod summary;

pub use import::import_error;
pub use place::place_name;
pub use summary::summary;

use crate::check::{Fix, Message, Reason};
use crate::form::{CellId, Scope};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese, the first language of everything.
    #[default]
    Chinese,
    /// English.
    English,
}

/// The sentence of a finding.
pub fn message(message: &Message, language: Language) -> String {
    let _ = language;
    message.key.to_owned()
}

/// What applying the fix does, as a button says it.
pub fn fix_title(fix: &Fix, language: Language) -> String {
    let _ = (fix, language);
    String::new()
}

/// Why something could not be checked.
pub fn reason(reason: &Reason, language: Language) -> String {
    let _ = language;
    format!("{reason:?}")
}

/// A cell by its labels, such as `（一）予以公开·自然人`.
pub fn cell_name(cell: CellId, language: Language) -> String {
    let _ = language;
    cell.to_string()
}

/// A row or column by its label.
pub fn scope_name(scope: Scope, language: Language) -> String {
    let _ = language;
    scope.to_string()
}

/// stub
pub fn level_name(level: crate::report::Level, language: Language) -> &'static str { let _ = language; level.as_str() }
