//! The cases, one file a group of rules.

mod form;
mod plausibility;
mod privacy;
mod wording;

/// Changes to the sound report, and exactly what is found then: severity and sentence.
pub type Case = (&'static str, &'static [&'static str]);

/// The cases of every group.
pub const CASES: &[&[Case]] = &[form::CASES, plausibility::CASES, privacy::CASES, wording::CASES];
