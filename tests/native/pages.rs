//! The pages of the rules: complete, short, without web addresses; and their examples, executed.

use gouji::check::example::{examples, setting};
use gouji::check::{Severity, page, rules};

const HEADINGS: [&str; 6] = ["规则", "依据", "为什么", "错误示例", "正确示例", "如何修改"];

#[test]
fn every_page_has_the_six_headings_and_its_rule_s_title() {
    for rule in rules() {
        let text = page(rule.id).unwrap();
        let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.id);
        assert_eq!(text.lines().next(), Some(format!("# {} {}", rule.id, rule.chinese).as_str()));
    }
    assert!(page("APP-99").is_none());
}

#[test]
fn pages_are_short_and_cite_no_web_addresses() {
    for rule in rules() {
        let text = page(rule.id).unwrap();
        let prose: String = text.split("```").step_by(2).collect();
        assert!(prose.len() <= 1000, "{}: {} bytes of prose", rule.id, prose.len());
        // An address of a cell is none of the web.
        let text = text.replace("disclosure.compulsion", "");
        for address in ["http", "www.", ".cn", ".com"] {
            assert!(!text.contains(address), "{}", rule.id);
        }
        // Every section says something.
        for section in text.split("\n## ").skip(1) {
            assert!(section.lines().skip(1).any(|line| !line.trim().is_empty()), "{}: {section}", rule.id);
        }
    }
}

#[test]
fn every_wrong_example_raises_its_rule_and_no_other_error_and_no_right_one_does() {
    let mut failures = Vec::new();
    for rule in rules() {
        let found = examples(page(rule.id).unwrap());
        assert!(found.iter().any(|example| example.is_wrong), "{} has no wrong example", rule.id);
        assert!(found.iter().any(|example| !example.is_wrong), "{} has no right example", rule.id);
        for example in found {
            let setting = setting(example.lines).unwrap_or_else(|error| panic!("{}: {error}", rule.id));
            let findings = setting.check().findings;
            let own = findings.iter().filter(|finding| finding.rule == rule.id).count();
            let others: Vec<_> = findings
                .iter()
                .filter(|finding| finding.rule != rule.id && finding.severity == Severity::Error)
                .map(|finding| (finding.rule, &finding.message))
                .collect();
            let is_right = if example.is_wrong { own > 0 && others.is_empty() } else { own == 0 && others.is_empty() };
            if !is_right {
                failures.push(format!("{} {}: {own} of its own, {others:?}", rule.id, example.lines));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
