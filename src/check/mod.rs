//! Judging a report: rules, relations, findings.
//!
//! The relations of the form are tried once; what is broken is explained as a whole (`culprit`), so that one
//! wrong cell is one finding. Every other rule looks for its own fault. Nothing here is words: a finding
//! holds the key of a sentence, and `render::sentence` the sentences.

mod applications;
mod context;
pub mod culprit;
mod dates;
mod disclosure;
mod disputes;
#[cfg(any(test, feature = "cli"))]
pub mod example;
mod finding;
mod hierarchy;
mod marker;
pub mod messages;
mod narrative;
mod order;
mod plausibility;
mod privacy;
mod relations;
mod rules;
mod structure;
mod tables;
mod text;
mod wording;
mod years;

pub use finding::{
    Applicability, Applied, Arg, Check, Edit, Evidence, Finding, Fix, LIKELY, Message, Outcome, Place, Reason, SURE,
    Severity, Tried,
};
pub use hierarchy::differing;
#[cfg(feature = "cli")]
pub use rules::page;
pub use rules::{Need, Rule, reads_prose, rule, rules};

use crate::report::{Ignored, Level, Report};
use crate::rollup::Sums;
use context::Context;
use rules::Find;

/// What the person who checks has said about the report; takes precedence over what was read or guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The report year.
    pub year: Option<i32>,
    /// The kind of organ.
    pub level: Option<Level>,
    /// The date of today: year, month, day. The core has no clock; whoever calls it knows.
    pub today: Option<(i32, u32, u32)>,
    /// Rules switched on or off against their default, by id.
    pub switches: Vec<(String, bool)>,
}

impl Options {
    /// Whether the rule is to be applied.
    pub fn is_on(&self, rule: &Rule) -> bool {
        let switch = self.switches.iter().rev().find(|(id, _)| id == rule.id);
        switch.map_or(rule.is_on_by_default(), |(_, on)| *on)
    }
}

/// Checks a report against every rule that is switched on.
pub fn check(report: &Report, options: &Options) -> Check {
    check_against(report, None, options)
}

/// Checks a report against every rule that is switched on, also against the report of the year before.
pub fn check_against(report: &Report, previous: Option<&Report>, options: &Options) -> Check {
    check_beside(report, Companions { previous, bodies: None }, options)
}

/// What a report is judged beside.
#[derive(Clone, Copy, Debug, Default)]
pub struct Companions<'a> {
    /// The report of the year before.
    pub previous: Option<&'a Report>,
    /// The sum of the reports of the bodies below.
    pub bodies: Option<&'a Sums>,
}

/// Checks a report against every rule that is switched on, also against what stands beside it.
pub fn check_beside(report: &Report, companions: Companions<'_>, options: &Options) -> Check {
    let context = Context::new(report, companions, options);
    let mut findings = Vec::new();
    for cause in &context.causes {
        findings.extend(applications::finding(&context, cause).or_else(|| disputes::finding(&context, cause)));
    }
    let mut applied = Vec::with_capacity(rules().len());
    for rule in rules() {
        if !options.is_on(rule) || !context.concerns(rule) {
            continue;
        }
        let not_checked = context.unmet(rule);
        if let (None, Find::Alone(find)) = (not_checked, rule.find) {
            find(&context, &mut findings);
        }
        applied.push(Applied { rule: rule.id, not_checked });
    }
    order::arrange(&mut findings, report);
    let (findings, ignored, stale) = set_aside(findings, &report.ignored);
    Check { findings, ignored, stale, relations: context.tried, rules: applied }
}

/// Parts the findings from those that were ignored, and from what was ignored but is no longer found.
fn set_aside(findings: Vec<Finding>, ignored: &[Ignored]) -> (Vec<Finding>, Vec<(Finding, String)>, Vec<Ignored>) {
    let mut unused: Vec<&Ignored> = ignored.iter().collect();
    let (mut open, mut aside) = (Vec::new(), Vec::new());
    for finding in findings {
        let is_meant = |ignored: &&Ignored| ignored.rule == finding.rule && ignored.fingerprint == finding.fingerprint;
        match ignored.iter().find(is_meant) {
            Some(found) => {
                unused.retain(|other| *other != found);
                aside.push((finding, found.reason.clone()));
            }
            None => open.push(finding),
        }
    }
    (open, aside, unused.into_iter().cloned().collect())
}
