//! What a check came to, in one line: never only "nothing found", always also what was tried.

use super::{Language, reason};
use crate::check::{Check, Outcome, Severity};

/// Relations tried with their outcomes, and findings by severity.
pub fn summary(check: &Check, language: Language) -> String {
    let tried = check.relations.len();
    let held = check.outcomes(|outcome| matches!(outcome, Outcome::Held));
    let violated = check.outcomes(|outcome| matches!(outcome, Outcome::Violated { .. }));
    let not_checked = check.outcomes(|outcome| matches!(outcome, Outcome::NotChecked(_)));
    let [errors, warnings, infos] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| check.count(severity));
    match language {
        Language::Chinese => format!(
            "勾稽关系{tried}条：{held}条成立，{violated}条不成立，{not_checked}条未能核对。\
             错误{errors}处，疑点{warnings}处，提示{infos}处。"
        ),
        Language::English => format!(
            "{tried} relations: {held} hold, {violated} do not, {not_checked} could not be checked. \
             Errors: {errors}; warnings: {warnings}; notes: {infos}."
        ),
    }
}

/// Relations and rules that could not be tried: why, and which.
pub fn not_checked(check: &Check, language: Language) -> Vec<(String, Vec<&'static str>)> {
    let relations = check.relations.iter().filter_map(|tried| match &tried.outcome {
        Outcome::NotChecked(reason) => Some((tried.rule, reason)),
        _ => None,
    });
    let rules = check.rules.iter().filter_map(|applied| Some((applied.rule, applied.not_checked.as_ref()?)));
    let mut reasons: Vec<(String, Vec<&'static str>)> = Vec::new();
    for (rule, why) in relations.chain(rules) {
        let why = reason(why, language);
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, rules)) if rules.contains(&rule) => {}
            Some((_, rules)) => rules.push(rule),
            None => reasons.push((why, vec![rule])),
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Reason, Tried};
    use crate::form::{Row, Scope, Table};
    use crate::report::Amount;

    #[test]
    fn it_counts_what_was_tried_even_when_nothing_was_found() {
        let tried = |outcome| Tried {
            rule: "APP-03",
            scope: Scope::Row(Table::Requests, Row::New),
            outcome,
            counted_as_zero: Vec::new(),
        };
        let violated = Outcome::Violated { left: Amount::ZERO, right: Amount::from(1) };
        let check = Check {
            relations: vec![
                tried(Outcome::Held),
                tried(Outcome::Held),
                tried(violated),
                tried(Outcome::NotChecked(Reason::AllBlank)),
            ],
            ..Check::default()
        };
        assert_eq!(
            summary(&check, Language::Chinese),
            "勾稽关系4条：2条成立，1条不成立，1条未能核对。错误0处，疑点0处，提示0处。"
        );
        assert_eq!(
            summary(&check, Language::English),
            "4 relations: 2 hold, 1 do not, 1 could not be checked. Errors: 0; warnings: 0; notes: 0."
        );
    }
}
