//! The help: the rule pages as HTML, shown when somebody asks why a rule is there, and the catalogue of all rules.

use std::collections::BTreeMap;

use anyhow::Result;
use gouji::check::{Rule, rules};
use gouji::render::sentence::{Language, family_name, rule_page, severity_name};
use pulldown_cmark::{Options, Parser, html};

/// A JSON object from rule id to the HTML of its page; `index` is that of the catalogue, `off` the ids of the rules that
/// are off unless somebody switches them on.
pub fn json() -> Result<String> {
    let mut pages: BTreeMap<&str, String> = rules().iter().filter_map(|rule| Some((rule.id, page(rule)?))).collect();
    pages.insert("index", index());
    let off = rules().iter().filter(|rule| !rule.is_on_by_default()).map(|rule| rule.id);
    pages.insert("off", off.collect::<Vec<_>>().join(" "));
    Ok(serde_json::to_string(&pages)?)
}

/// A rule's page. Its heading carries the title in English, too.
fn page(rule: &Rule) -> Option<String> {
    let heading = format!("<h1 data-en=\"{} {}\">", rule.id, rule.english);
    Some(to_html(&rule_page(rule.id)?).replacen("<h1>", &heading, 1))
}

/// The catalogue: every rule by family, with a switch and the way to its page.
fn index() -> String {
    let mut index = String::from("<h1 data-en=\"All rules\">全部规则</h1>\n");
    let mut family = "";
    for rule in rules() {
        let of = rule.id.split('-').next().unwrap_or_default();
        if family != of {
            index += if family.is_empty() { "" } else { "</ul>\n" };
            index += &format!("<h2>{}</h2>\n<ul class=\"rules\">\n", family_name(of, Language::Chinese));
            family = of;
        }
        index += &format!(
            "<li><input type=\"checkbox\" data-switch=\"{id}\" aria-label=\"应用 {id}\">\
             <button class=\"link\" type=\"button\" data-help=\"{id}\">{id} {title}</button>\
             <span class=\"why\">{severity}</span></li>\n",
            id = rule.id,
            title = rule.chinese,
            severity = severity_name(rule.severity, Language::Chinese),
        );
    }
    index + "</ul>\n"
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
        assert_eq!(pages.len(), rules().len() + 2);
        for rule in rules() {
            assert!(pages[rule.id].starts_with("<h1 data-en="), "{}", rule.id);
            assert_eq!(pages["index"].matches(&format!("data-help=\"{}\"", rule.id)).count(), 1, "{}", rule.id);
        }
        for (id, page) in &pages {
            for table in ["disclosure", "requests", "disputes"] {
                assert!(!page.contains(&format!("{table}.")), "{id}");
            }
        }
    }
}
