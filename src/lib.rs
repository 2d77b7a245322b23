//! Gouji checks drafts of 《政府信息公开工作年度报告》, the annual report on open government information that
//! Chinese public bodies publish on a statutory form.
//!
//! One pipeline, one direction:
//!
//! ```text
//! bytes or text ─ import ─▶ Document ─ read ─▶ Report ─ check ─▶ Check ─ render ─▶ page, HTML, docx, xlsx, …
//! ```
//!
//! Each arrow is a module, each noun a plain data type. The modules of the pipeline and `form`, which holds
//! the statutory form as data, are pure functions: no clock, no input or output, no panic on any input.

#![cfg_attr(test, allow(clippy::string_slice, clippy::unreachable, reason = "tests may panic: that is how they fail"))]

#[cfg(feature = "documents")]
pub mod amend;
mod characters;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(any(
    feature = "documents",
    feature = "spreadsheets",
    feature = "pages",
    feature = "writers",
    feature = "county"
))]
mod crc32;
pub mod document;
#[cfg(any(feature = "page", feature = "examiner", feature = "package"))]
pub mod examination;
#[cfg(any(feature = "page", feature = "examiner", feature = "package", feature = "writers", feature = "county"))]
pub mod flat;
pub mod form;
pub mod import;
pub mod prose;
pub mod read;
pub mod render;
pub mod report;
pub mod rollup;
pub mod samples;
#[cfg(feature = "share")]
pub mod share;
mod sorted;

#[cfg(feature = "package")]
mod api;
#[cfg(feature = "page")]
mod app;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "examiner")]
mod examiner;
