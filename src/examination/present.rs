//! From a check to what the page shows of it.

use maud::{Markup, html};

use super::{Aside, Entry, Examination};
use crate::check::{Check, Evidence, Finding, Fix, LIKELY, Options, Outcome, Place, Reason, SURE, check_against};
use crate::form::{CellId, Scope};
use crate::render::place::in_source;
use crate::render::sentence::{self, Language};
use crate::report::{Amount, Report};

/// More terms than that are shown only where they are not zero.
const ALL_TERMS_UP_TO: usize = 7;

/// A check with what it was made of: what the details of its findings are drawn from.
#[derive(Clone, Debug)]
pub struct Examined {
    report: Report,
    check: Check,
    language: Language,
}

impl Examined {
    /// Checks a report.
    pub fn new(report: Report, previous: Option<&Report>, options: &Options, language: Language) -> Examined {
        let check = check_against(&report, previous, options);
        Examined { report, check, language }
    }

    /// The report that was checked.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What was found.
    pub fn check(&self) -> &Check {
        &self.check
    }

    /// The answer to the page.
    pub fn examination(&self) -> Examination {
        let (check, language) = (&self.check, self.language);
        let outcomes = |is: fn(&Outcome) -> bool| check.outcomes(is);
        Examination {
            findings: check.findings.iter().map(|finding| self.entry(finding)).collect(),
            ignored: check
                .ignored
                .iter()
                .map(|(finding, reason)| Aside {
                    rule: finding.rule.to_owned(),
                    fingerprint: finding.fingerprint.clone(),
                    sentence: sentence::message(&finding.message, language),
                    reason: reason.clone(),
                })
                .collect(),
            stale: check.stale.clone(),
            held: outcomes(|outcome| matches!(outcome, Outcome::Held)),
            violated: outcomes(|outcome| matches!(outcome, Outcome::Violated { .. })),
            not_checked: outcomes(|outcome| matches!(outcome, Outcome::NotChecked(_))),
            summary: sentence::summary(check, language),
            unchecked: unchecked(check, language),
        }
    }

    fn entry(&self, finding: &Finding) -> Entry {
        let place = finding.places.first().filter(|place| !matches!(place, Place::Cell(_)));
        Entry {
            rule: finding.rule.to_owned(),
            severity: finding.severity,
            fingerprint: finding.fingerprint.clone(),
            sentence: sentence::message(&finding.message, self.language),
            place: place
                .map(|place| sentence::place_name(finding, place, &self.report, self.language))
                .unwrap_or_default(),
            places: finding.places.clone(),
            terms: finding.terms().collect(),
            fixes: finding.fixes.iter().map(|fix| fix.edits.clone()).collect(),
        }
    }

    /// What is behind the finding of that number, as HTML: ways to mend it, its evidence, where to go from here. Empty
    /// when there is no such finding.
    pub fn detail(&self, number: usize) -> String {
        self.check.findings.get(number).map(|finding| self.detail_of(finding).into_string()).unwrap_or_default()
    }

    /// What a finding rests on, as HTML: ways to mend it, and its evidence.
    pub fn basis(&self, finding: &Finding) -> Markup {
        let language = self.language;
        html! {
            @if !finding.fixes.is_empty() {
                h3 { (language.pick("修改建议", "Suggested change")) }
                ul.fixes { @for (number, fix) in finding.fixes.iter().enumerate() { (self.fix(finding, number, fix)) } }
            }
            @if !finding.evidence.is_empty() {
                h3 { (language.pick("依据：填报数与计算数", "Evidence: reported and calculated")) }
                @for evidence in &finding.evidence { (evidence_table(evidence, language)) }
            }
        }
    }

    fn detail_of(&self, finding: &Finding) -> Markup {
        let language = self.language;
        let stands = |place: &Place| in_source(&self.report, place).is_some();
        html! {
            (self.basis(finding))
            p.more {
                @if finding.places.iter().any(stands) {
                    button.link type="button" data-do="edit" { (language.pick("在原文中修改", "Edit in the draft")) }
                }
                @if finding.places.iter().any(|place| !matches!(place, Place::Report)) {
                    button.link type="button" data-do="show" { (language.pick("查看位置", "Show the place")) }
                }
                button.link type="button" data-do="help" {
                    (language.pick("规则说明 ", "About rule ")) (finding.rule)
                }
            }
            details.aside {
                summary { (language.pick("忽略这一处", "Ignore this")) }
                form.ignore {
                    label {
                        span { (language.pick("理由（随报告保存）", "Reason (kept with the report)")) }
                        input type="text" name="reason" required maxlength="200" autocomplete="off";
                    }
                    button.button type="submit" { (language.pick("忽略", "Ignore")) }
                }
            }
        }
    }

    fn fix(&self, finding: &Finding, number: usize, fix: &Fix) -> Markup {
        let language = self.language;
        let stands = fix.edits.iter().all(|edit| in_source(&self.report, &edit.place).is_some());
        html! {
            li {
                @if stands && !fix.edits.is_empty() {
                    // Of several that may be right, none is the one to press.
                    button.button.button-strong[!fix.is_one_of_several()] type="button" data-do="apply" data-fix=(number)
                        title=(language.pick("改到原文中，可按 Ctrl+Z 撤销", "Change it in the draft; Ctrl+Z undoes it"))
                        { (language.pick("改", "Apply")) }
                }
                span { (sentence::fix_title(fix, language)) }
                @if let Some(confidence) = confidence_name(finding, fix, language) { " " span.confidence { (confidence) } }
                @for objection in sentence::objections(fix, language) { " " span.against { (objection) } }
            }
        }
    }
}

/// How sure the likeliest fix is, and the others where it is not: they stand side by side.
fn confidence_name(finding: &Finding, fix: &Fix, language: Language) -> Option<&'static str> {
    let likeliest = finding.fixes.first()?;
    Some(match fix.confidence? {
        SURE.. => language.pick("把握：高", "confidence: high"),
        LIKELY.. => language.pick("把握：中", "confidence: fair"),
        _ if likeliest.is_one_of_several() && finding.fixes.len() > 1 => language.pick("多种可能", "one of several"),
        _ => return None,
    })
}

/// One side's terms, its sum, the other side's, and the difference.
fn evidence_table(evidence: &Evidence, language: Language) -> Markup {
    html! {
        table.evidence {
            caption { (sentence::scope_name(evidence.scope, language)) }
            thead { tr {
                th scope="col" { (language.pick("项目", "Item")) }
                th scope="col" { (language.pick("数值", "Figure")) }
            } }
            tbody {
                (terms(evidence.scope, &evidence.left, evidence.left_sum, language.pick("计算数", "calculated"), language))
                (terms(evidence.scope, &evidence.right, evidence.right_sum, language.pick("合计", "together"), language))
                tr.difference {
                    th scope="row" { (language.pick("相差", "Difference")) }
                    td { ((evidence.left_sum - evidence.right_sum).abs()) }
                }
            }
        }
    }
}

fn terms(scope: Scope, cells: &[(CellId, Option<Amount>)], sum: Amount, sum_name: &str, language: Language) -> Markup {
    let shown = |value: &Option<Amount>| cells.len() <= ALL_TERMS_UP_TO || value.is_some_and(|value| !value.is_zero());
    let rest = cells.iter().filter(|(_, value)| !shown(value)).count();
    html! {
        @for (position, (cell, value)) in cells.iter().filter(|(_, value)| shown(value)).enumerate() {
            tr {
                th scope="row" {
                    span.operator { @if position > 0 { "＋" } }
                    button.link type="button" data-do="cell" data-cell-id=(cell) { (term_name(scope, *cell, language)) }
                }
                td { @match value { Some(value) => (value), None => (language.pick("空白", "blank")) } }
            }
        }
        @if rest > 0 {
            tr.rest {
                th scope="row" {
                    span.operator { "＋" } (language.pick(format!("其余 {rest} 项"), format!("{rest} others")))
                }
                td { "0" }
            }
        }
        @if cells.len() > 1 {
            tr.sum { th scope="row" { span.operator { "＝" } (sum_name) } td { (sum) } }
        }
    }
}

/// A cell by what tells it from the others of its row or column.
fn term_name(scope: Scope, cell: CellId, language: Language) -> &'static str {
    match scope {
        Scope::Row(..) => sentence::column_name(cell.table, cell.column, language),
        Scope::Column(..) => sentence::row_name(cell.table, cell.row, language),
    }
}

/// What could not be checked, and why: relations and rules by reason. Empty when all could.
fn unchecked(check: &Check, language: Language) -> String {
    let mut groups: Vec<(Reason, usize, Vec<&str>)> = Vec::new();
    let mut add = |reason: Reason, relation: usize, rule: Option<&'static str>| {
        let at = groups.iter().position(|(known, ..)| *known == reason).unwrap_or_else(|| {
            groups.push((reason, 0, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, relations, rules)) = groups.get_mut(at) {
            *relations += relation;
            rules.extend(rule);
        }
    };
    for tried in &check.relations {
        if let Outcome::NotChecked(reason) = tried.outcome {
            add(reason, 1, None);
        }
    }
    for applied in &check.rules {
        if let Some(reason) = applied.not_checked {
            add(reason, 0, Some(applied.rule));
        }
    }
    let count: usize = groups.iter().map(|(_, relations, rules)| relations + rules.len()).sum();
    html! {
        @if check.findings.is_empty() && !check.relations.is_empty() {
            p.none { (language.pick("没有需要处理的问题。", "Nothing to deal with.")) }
        }
        @if !groups.is_empty() {
            details.unchecked open[check.findings.is_empty()] {
                summary { (language.pick("未能核对", "Not checked")) " " (count) }
                ul {
                    @for (reason, relations, rules) in &groups {
                        li {
                            span.why { (sentence::reason(reason, language)) (language.pick("：", ": ")) }
                            @if *relations > 0 {
                                (language.pick(format!("{relations} 条勾稽关系"), format!("{relations} relations")))
                                @if !rules.is_empty() { (language.pick("，", ", ")) }
                            }
                            @if !rules.is_empty() { (rules.join(language.pick("、", ", "))) }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests {
    use super::*;
    use crate::check::Applicability;
    use crate::check::example::apply_to_both;

    fn examined(lines: &str, language: Language) -> Examined {
        let (report, previous, options) = apply_to_both(lines).unwrap();
        Examined::new(report, previous.as_ref(), &options, language)
    }

    /// The first finding with several ways to mend it, or the first with one.
    fn detail(examined: &Examined, rule: &str) -> (usize, String) {
        let at = examined.check.findings.iter().position(|finding| finding.rule == rule).unwrap();
        (at, examined.detail(at))
    }

    #[test]
    fn table_four_lists_every_way_to_mend_it_and_recommends_none() {
        for (language, word) in [(Language::Chinese, "多种可能"), (Language::English, "one of several")] {
            let examined = examined("disputes.review.total = 9\ndisputes.review.upheld = 4\n", language);
            let (at, detail) = detail(&examined, "DIS-01");
            let finding = &examined.check.findings[at];
            assert!((2..=5).contains(&finding.fixes.len()), "{:?}", finding.fixes);
            let is_for_a_person = |fix: &Fix| fix.applicability == Applicability::Suggested && fix.is_one_of_several();
            assert!(finding.fixes.iter().all(is_for_a_person), "{:?}", finding.fixes);
            assert_eq!(finding.expected, None);
            // Side by side, all alike.
            assert_eq!(detail.matches(word).count(), finding.fixes.len(), "{detail}");
            assert!(!detail.contains("button-strong"), "{detail}");
        }
    }

    #[test]
    fn what_is_beyond_doubt_stands_alone() {
        let examined = examined("requests.granted.natural = 99\n", Language::Chinese);
        let finding = examined.check.findings.iter().position(|finding| !finding.fixes.is_empty()).unwrap();
        let detail = examined.detail(finding);
        assert!(detail.contains("把握：高") && !detail.contains("多种可能"), "{detail}");
        assert!(!detail.contains("class=\"against\""), "{detail}");
    }

    #[test]
    fn what_speaks_against_a_fix_is_said_beside_it() {
        let lines = "with last\nlast requests.carried_out.natural = 8\nrequests.carried_in.natural = 99\n";
        for (language, words) in [
            (Language::Chinese, "与上年度报告不符：按上年度的结转，"),
            (Language::English, "Against last year’s report"),
        ] {
            let examined = examined(lines, language);
            let is_mended = |finding: &Finding| !finding.fixes.is_empty() && finding.rule.starts_with("APP");
            let at = examined.check.findings.iter().position(is_mended).unwrap();
            let detail = examined.detail(at);
            assert!(detail.contains("class=\"against\"") && detail.contains(words), "{detail}");
            assert!(detail.contains(" 8") || detail.contains("为 8"), "{detail}");
        }
    }
}
