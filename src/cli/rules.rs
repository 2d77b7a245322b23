//! `gouji rules` and `gouji explain`: the catalogue of rules, and the page of one.

use std::fmt::Write;
use std::io;

use super::arguments::RulesFormat;
use crate::check;
use crate::render::json;
use crate::render::sentence::{self, Language};

/// Every rule that is switched on.
pub(super) fn list(format: RulesFormat, language: Language) -> io::Result<String> {
    let rules = || check::rules().iter();
    match format {
        RulesFormat::Json => Ok(serde_json::to_string_pretty(&json::rules(language))? + "\n"),
        RulesFormat::Markdown => {
            let mut out = String::from(match language {
                Language::Chinese => "| 规则 | 级别 | 内容 |\n|---|---|---|\n",
                Language::English => "| rule | severity | what it says |\n|---|---|---|\n",
            });
            for rule in rules() {
                let _ = writeln!(
                    out,
                    "| {} | {} | {} |",
                    rule.id,
                    rule.severity.as_str(),
                    sentence::rule_title(rule.id, language)
                );
            }
            Ok(out)
        }
    }
}

/// The page of the rule of that id, whichever case it is written in.
pub(super) fn explain(id: &str) -> Option<String> {
    sentence::rule_page(&id.to_ascii_uppercase())
}
