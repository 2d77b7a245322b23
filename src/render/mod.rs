//! From a report and its check to something a person or a program reads.

pub mod compare;
pub mod html;
pub mod json;
pub mod markdown;
pub mod marks;
pub mod place;
pub mod sentence;
pub mod text;
pub mod utf16;
