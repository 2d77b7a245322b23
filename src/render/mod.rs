//! From a report and its check to something a person or a program reads.

#[cfg(feature = "writers")]
pub mod archive;
#[cfg(feature = "page")]
pub mod blank;
pub mod compare;
#[cfg(feature = "writers")]
pub mod docx;
#[cfg(feature = "writers")]
pub mod export;
pub mod filled;
#[cfg(feature = "writers")]
pub mod fragment;
pub mod html;
pub mod json;
pub mod markdown;
pub mod marks;
pub mod pieces;
pub mod place;
#[cfg(feature = "writers")]
pub mod protocol;
#[cfg(feature = "writers")]
pub mod sarif;
pub mod sentence;
pub mod text;
pub mod utf16;
#[cfg(feature = "writers")]
pub mod xlsx;
#[cfg(feature = "writers")]
mod xml;
