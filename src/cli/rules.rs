//! `gouji rules` and `gouji explain`: the catalogue of rules, and the page of one.

use std::fmt::Write;
use std::io;

use serde::Serialize;

use super::arguments::RulesFormat;
use crate::check::{self, Rule};
use crate::render::sentence::Language;

/// A rule as it is listed.
#[derive(Serialize)]
struct RuleJson {
    id: &'static str,
    severity: &'static str,
    priority: u8,
    /// The edition of the form it belongs to; `null` for both.
    form: Option<&'static str>,
    title: &'static str,
}

/// Every rule that is switched on.
pub(super) fn list(format: RulesFormat, language: Language) -> io::Result<String> {
    let rules = || check::rules().iter();
    match format {
        RulesFormat::Json => {
            let list: Vec<RuleJson> = rules()
                .map(|rule| RuleJson {
                    id: rule.id,
                    severity: rule.severity.as_str(),
                    priority: rule.priority,
                    form: rule.edition.map(|edition| edition.as_str()),
                    title: title(rule, language),
                })
                .collect();
            Ok(serde_json::to_string_pretty(&list)? + "\n")
        }
        RulesFormat::Markdown => {
            let mut out = String::from(match language {
                Language::Chinese => "| 规则 | 级别 | 内容 |\n|---|---|---|\n",
                Language::English => "| rule | severity | what it says |\n|---|---|---|\n",
            });
            for rule in rules() {
                let _ = writeln!(out, "| {} | {} | {} |", rule.id, rule.severity.as_str(), title(rule, language));
            }
            Ok(out)
        }
    }
}

fn title(rule: &Rule, language: Language) -> &'static str {
    match language {
        Language::Chinese => rule.chinese,
        Language::English => rule.english,
    }
}

/// The page of the rule of that id, whichever case it is written in.
pub(super) fn explain(id: &str) -> Option<&'static str> {
    check::page(&id.to_ascii_uppercase())
}
