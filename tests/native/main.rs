//! Everything that is tested without a browser, as one program: what thirty programs would link each is linked once.
//! The hostile files alone are a program of their own, because there what is allocated is counted.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic: that is how they fail"
)]

mod amend;
mod cli;
mod corpus;
mod culprit;
mod fix;
mod fixed_pages;
mod html_oracle;
mod import_properties;
mod layout_text;
mod matrix;
mod office_hostile;
mod office_import;
mod ole;
mod pages;
mod pages_hostile;
mod properties;
mod prose;
mod relations;
mod rollup;
mod rules;
mod sarif;
mod share;
mod sheet_hostile;
mod sheet_import;
mod sheet_oracle;
mod support;
mod word_hostile;
mod word_import;
mod word_relatives;
mod writers;
