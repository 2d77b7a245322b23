//! Judging a report: rules, relations, findings.

mod finding;

pub use finding::{
    Applicability, Applied, Arg, Check, Edit, Evidence, Finding, Fix, Message, Outcome, Place, Reason, Severity, Tried,
};

use crate::report::{Level, Report};

/// What the person who checks has said about the report; takes precedence over what was read or guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The report year.
    pub year: Option<i32>,
    /// The kind of organ.
    pub level: Option<Level>,
}

/// Checks a report against every rule that is switched on.
pub fn check(report: &Report, options: &Options) -> Check {
    let _ = (report, options);
    Check::default()
}
