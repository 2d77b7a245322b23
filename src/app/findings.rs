//! The list of findings as HTML.

use maud::{Markup, html};

use super::state::{Chosen, State};
use super::strings::{self, pick};
use super::update;
use crate::check::{Evidence, Finding, Outcome, Place, Reason, Severity};
use crate::form::{CellId, Scope};
use crate::render::sentence::{self, Language};
use crate::report::Amount;

/// More terms than that are shown only where they are not zero.
const ALL_TERMS_UP_TO: usize = 7;

/// Every finding with its key.
pub fn list(state: &State) -> Vec<(String, String)> {
    let findings = state.check.findings.iter().enumerate();
    findings
        .filter_map(|(index, finding)| Some((state.key(index)?, item(state, index, finding).into_string())))
        .collect()
}

fn item(state: &State, index: usize, finding: &Finding) -> Markup {
    let language = state.language;
    let severity = finding.severity;
    let is_open = state.chosen == Some(Chosen::Finding(index));
    html! {
        li.finding.chosen[is_open] data-finding=(index) data-rule=(finding.rule) data-severity=(severity.as_str()) {
            button.finding-head type="button" aria-expanded=(if is_open { "true" } else { "false" }) data-do="choose" {
                span.severity { (strings::sign(severity)) " " (sentence::severity_name(severity, language)) }
                span.sentence { (sentence::message(&finding.message, language)) }
                @if let Some(place) = finding.places.first().filter(|place| !matches!(place, Place::Cell(_))) {
                    span.place { (sentence::place_name(finding, place, &state.report, language)) }
                }
            }
            // What is closed costs nothing when the text is edited.
            div.detail hidden[!is_open] { @if is_open { (detail(state, index, finding)) } }
        }
    }
}

fn detail(state: &State, index: usize, finding: &Finding) -> Markup {
    let language = state.language;
    html! {
        @if !finding.fixes.is_empty() {
            h3 { (pick(language, "修改建议", "Suggested change")) }
            ul.fixes { @for fix in 0..finding.fixes.len() { (fix_item(state, index, finding, fix)) } }
        }
        @if !finding.evidence.is_empty() {
            h3 { (pick(language, "依据：填报数与计算数", "Evidence: reported and calculated")) }
            @for evidence in &finding.evidence { (evidence_table(evidence, language)) }
        }
        p.more {
            @if update::source_of(state, index).is_some() {
                button.link type="button" data-do="edit" { (pick(language, "在原文中修改", "Edit in the draft")) }
            }
            @if finding.places.iter().any(|place| !matches!(place, Place::Report)) {
                button.link type="button" data-do="show" { (pick(language, "查看位置", "Show the place")) }
            }
            button.link type="button" data-do="help" { (pick(language, "规则说明 ", "About rule ")) (finding.rule) }
        }
    }
}

fn fix_item(state: &State, index: usize, finding: &Finding, number: usize) -> Markup {
    let language = state.language;
    let Some(fix) = finding.fixes.get(number) else { return html! {} };
    html! {
        li {
            @if update::edits(state, index, number).is_some() {
                button.button.button-strong type="button" data-do="apply" data-fix=(number)
                    title=(pick(language, "改到原文中，可按 Ctrl+Z 撤销", "Change it in the draft; Ctrl+Z undoes it"))
                    { (pick(language, "改", "Apply")) }
            }
            span { (sentence::fix_title(fix, language)) }
        }
    }
}

/// One side's terms, its sum, the other side's, and the difference.
fn evidence_table(evidence: &Evidence, language: Language) -> Markup {
    html! {
        table.evidence {
            caption { (sentence::scope_name(evidence.scope, language)) }
            thead { tr {
                th scope="col" { (pick(language, "项目", "Item")) }
                th scope="col" { (pick(language, "数值", "Figure")) }
            } }
            tbody {
                (terms(evidence.scope, &evidence.left, evidence.left_sum, pick(language, "计算数", "calculated"), language))
                (terms(evidence.scope, &evidence.right, evidence.right_sum, pick(language, "合计", "together"), language))
                tr.difference {
                    th scope="row" { (pick(language, "相差", "Difference")) }
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
                td { @match value { Some(value) => (value), None => (pick(language, "空白", "blank")) } }
            }
        }
        @if rest > 0 {
            tr.rest {
                th scope="row" { span.operator { "＋" } (pick(language, format!("其余 {rest} 项"), format!("{rest} others"))) }
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

/// The severities with their counts, to filter by. None when there is nothing to choose.
pub fn filter(state: &State) -> String {
    let language = state.language;
    if state.check.findings.is_empty() {
        return String::new();
    }
    let chip = |severity: Option<Severity>, name: &str, count: usize| {
        html! {
            button.chip type="button" data-filter=(severity.map_or("all", Severity::as_str))
                aria-pressed=(if state.filter == severity { "true" } else { "false" }) disabled[count == 0]
                { (name) " " (count) }
        }
    };
    html! {
        (chip(None, pick(language, "全部", "All"), state.check.findings.len()))
        @for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            (chip(Some(severity), sentence::severity_name(severity, language), state.check.count(severity)))
        }
    }
    .into_string()
}

/// What could not be checked, and why: relations and rules by reason. Empty when all could.
pub fn unchecked(state: &State) -> String {
    let language = state.language;
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
    for tried in &state.check.relations {
        if let Outcome::NotChecked(reason) = tried.outcome {
            add(reason, 1, None);
        }
    }
    for applied in &state.check.rules {
        if let Some(reason) = applied.not_checked {
            add(reason, 0, Some(applied.rule));
        }
    }
    let count: usize = groups.iter().map(|(_, relations, rules)| relations + rules.len()).sum();
    let none = html! {
        @if state.check.findings.is_empty() && !state.check.relations.is_empty() {
            p.none { (pick(language, "没有需要处理的问题。", "Nothing to deal with.")) }
        }
    };
    html! {
        (none)
        @if !groups.is_empty() {
            details.unchecked open[state.check.findings.is_empty()] {
                summary { (pick(language, "未能核对", "Not checked")) " " (count) }
                ul {
                    @for (reason, relations, rules) in &groups {
                        li {
                            span.why { (sentence::reason(reason, language)) (pick(language, "：", ": ")) }
                            @if *relations > 0 {
                                (pick(language, format!("{relations} 条勾稽关系"), format!("{relations} relations")))
                                @if !rules.is_empty() { (pick(language, "，", ", ")) }
                            }
                            @if !rules.is_empty() { (rules.join(pick(language, "、", ", "))) }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}
