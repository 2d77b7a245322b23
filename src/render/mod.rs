//! From a report and its check to something a person or a program reads.

#[cfg(any(feature = "writers", feature = "county"))]
pub mod archive;
#[cfg(feature = "page")]
pub mod blank;
#[cfg(feature = "writers")]
pub mod charts;
pub mod compare;
pub mod county;
#[cfg(feature = "writers")]
pub mod docx;
#[cfg(feature = "writers")]
pub mod export;
pub mod filled;
#[cfg(any(feature = "writers", feature = "package"))]
pub mod fragment;
pub mod html;
pub mod json;
pub mod markdown;
pub mod marks;
pub mod pieces;
pub mod place;
#[cfg(any(feature = "writers", feature = "examiner"))]
pub mod protocol;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod sentence;
pub mod text;
pub mod utf16;
#[cfg(any(feature = "writers", feature = "county"))]
pub mod xlsx;
#[cfg(any(feature = "writers", feature = "county"))]
mod xml;
