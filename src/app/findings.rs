//! The list of findings as HTML.

use maud::{Markup, PreEscaped, html};

use super::state::{Chosen, State};
use super::strings;
use crate::check::Severity;
use crate::examination::Entry;
use crate::render::sentence;

/// Every finding with its key.
pub fn list(state: &State) -> Vec<(String, String)> {
    let findings = state.examination.findings.iter().enumerate();
    findings
        .filter_map(|(index, finding)| Some((state.key(index)?, item(state, index, finding).into_string())))
        .collect()
}

fn item(state: &State, index: usize, finding: &Entry) -> Markup {
    let severity = finding.severity;
    let is_open = state.chosen == Some(Chosen::Finding(index));
    html! {
        li.finding.chosen[is_open] data-finding=(index) data-rule=(finding.rule) data-severity=(severity.as_str()) {
            button.finding-head type="button" aria-expanded=(if is_open { "true" } else { "false" }) data-do="choose" {
                span.severity { (strings::sign(severity)) " " (sentence::severity_name(severity, state.language)) }
                span.sentence { (finding.sentence) }
                @if !finding.place.is_empty() { span.place { (finding.place) } }
            }
            // What is closed costs nothing when the text is edited.
            div.detail hidden[!is_open] { @if is_open { (PreEscaped(&state.detail)) } }
        }
    }
}

/// The severities with their counts, to filter by. None when there is nothing to choose.
pub fn filter(state: &State) -> String {
    let language = state.language;
    let found = &state.examination;
    if found.findings.is_empty() {
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
        (chip(None, language.pick("全部", "All"), found.findings.len()))
        @for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            (chip(Some(severity), sentence::severity_name(severity, language), found.count(severity)))
        }
    }
    .into_string()
}

/// What has been set aside, and what of it is no longer found. Empty when nothing has.
pub fn aside(state: &State) -> String {
    let language = state.language;
    let found = &state.examination;
    if found.ignored.is_empty() && found.stale.is_empty() {
        return String::new();
    }
    let item = |rule: &str, fingerprint: &str, sentence: &str, reason: &str| {
        html! {
            li data-rule=(rule) data-fingerprint=(fingerprint) {
                span { (sentence) }
                span.why { (language.pick("理由：", "Reason: ")) (reason) }
                button.link type="button" data-do="unignore" { (language.pick("取消忽略", "Do not ignore")) }
            }
        }
    };
    html! {
        details.aside {
            summary { (language.pick("已忽略", "Ignored")) " " (found.ignored.len() + found.stale.len()) }
            ul {
                @for one in &found.ignored { (item(&one.rule, &one.fingerprint, &one.sentence, &one.reason)) }
                @for one in &found.stale {
                    @let gone = language.pick("（已不再出现）", " (no longer found)");
                    (item(&one.rule, &one.fingerprint, &format!("{}{gone}", one.rule), &one.reason))
                }
            }
        }
    }
    .into_string()
}
