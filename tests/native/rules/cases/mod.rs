//! The cases, one file a group of rules.

mod form;
mod form_more;
mod hierarchy;
mod narrative;
mod plausibility;
mod privacy;
mod wording;
mod years;

/// Changes to the sound report, and exactly what is found then: severity and sentence.
pub type Case = (&'static str, &'static [&'static str]);

/// The cases of every group.
pub const CASES: &[&[Case]] = &[
    form::CASES,
    form_more::CASES,
    plausibility::CASES,
    narrative::CASES,
    years::CASES,
    hierarchy::CASES,
    wording::CASES,
    privacy::CASES,
];
