//! The prose rules on a labelled set of sentences, on changed figures, and on sentences made from templates.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic: that is how they fail"
)]
#![cfg(feature = "cli")]

#[path = "../support/sentences.rs"]
mod sentences;

mod figures;
mod previous;
mod set;
mod templates;
