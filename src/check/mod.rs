//! Judging a report: rules, relations, findings.
//!
//! The relations of the form are tried once; what is broken is explained as a whole (`cause`), so that one
//! wrong cell is one finding. Every other rule looks for its own fault. Nothing here is words: a finding
//! holds the key of a sentence, and `render::sentence` the sentences.

mod applications;
mod cause;
mod context;
mod dates;
mod disclosure;
mod disputes;
#[cfg(any(test, feature = "cli"))]
pub mod example;
mod finding;
pub(crate) mod message;
mod order;
mod relations;
mod rules;
mod structure;
mod tables;
mod text;

pub use finding::{
    Applicability, Applied, Arg, Check, Edit, Evidence, Finding, Fix, Message, Outcome, Place, Reason, Severity, Tried,
};
pub use message::MESSAGES;
#[cfg(feature = "cli")]
pub use rules::page;
pub use rules::{Need, Rule, rule, rules};

use crate::report::{Level, Report};
use context::Context;
use rules::Find;

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
    let context = Context::new(report, options);
    let mut findings = Vec::new();
    for cause in &context.causes {
        findings.extend(applications::finding(&context, cause).or_else(|| disputes::finding(&context, cause)));
    }
    let mut applied = Vec::with_capacity(rules().len());
    for rule in rules() {
        if rule.edition.is_some_and(|edition| edition != context.edition) {
            continue;
        }
        let not_checked = context.unmet(rule);
        if let (None, Find::Alone(find)) = (not_checked, rule.find) {
            find(&context, &mut findings);
        }
        applied.push(Applied { rule: rule.id, not_checked });
    }
    order::arrange(&mut findings, report);
    Check { findings, relations: context.tried, rules: applied }
}
