//! The rule pages as HTML: what the page shows when somebody asks why a rule is there.

use std::collections::BTreeMap;

use anyhow::Result;
use gouji::check::rules;
use gouji::render::sentence::rule_page;
use pulldown_cmark::{Options, Parser, html};

/// The page of every rule, as a JSON object from rule id to HTML.
pub fn json() -> Result<String> {
    let pages: BTreeMap<&str, String> =
        rules().iter().filter_map(|rule| Some((rule.id, to_html(&rule_page(rule.id)?)))).collect();
    Ok(serde_json::to_string(&pages)?)
}

fn to_html(markdown: &str) -> String {
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tables_and_code_become_html() {
        let page = to_html("# 规则\n\n|甲|乙|\n|-|-|\n|1|2|\n\n```text\n1 < 2\n```\n");
        assert!(page.contains("<h1>规则</h1>"));
        assert!(page.contains("<td>2</td>"));
        assert!(page.contains("1 &lt; 2"));
    }

    #[test]
    fn every_rule_has_a_page_without_the_address_of_a_cell() {
        let pages: BTreeMap<String, String> = serde_json::from_str(&json().unwrap()).unwrap();
        assert_eq!(pages.len(), rules().len());
        for (id, page) in &pages {
            for table in ["disclosure", "requests", "disputes"] {
                assert!(!page.contains(table), "{id}");
            }
        }
    }
}
