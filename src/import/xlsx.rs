//! Spreadsheets.
use super::ImportError;
use crate::document::Document;
/// x
pub fn xlsx(_bytes: &[u8]) -> Result<Document, ImportError> {
    Err(ImportError::Empty)
}
