//! Why a file could not be imported, in words.

use super::Language;
use crate::import::ImportError;

/// One clear sentence: what the file is, and what to do instead.
pub fn import_error(error: &ImportError, language: Language) -> String {
    let _ = language;
    format!("{error:?}")
}
