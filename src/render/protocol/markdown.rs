//! The check as Markdown.

use std::fmt::Write;

use super::{Entry, Protocol};
use crate::render::sentence::severity_name;

/// The document as Markdown.
pub fn markdown(protocol: &Protocol) -> String {
    let words = protocol.words();
    let mut out = format!("# {}\n\n", words.title);
    for (name, fact) in protocol.facts() {
        let _ = writeln!(out, "- {name}{}{}", words.colon, escaped(fact));
    }
    let _ = writeln!(out, "\n## {}\n\n{}\n\n## {}", words.summary, protocol.summary, words.findings);
    if protocol.entries.is_empty() {
        let _ = writeln!(out, "\n{}", words.nothing);
    }
    for entry in &protocol.entries {
        push_entry(&mut out, protocol, entry);
    }
    if !protocol.aside.is_empty() {
        let _ = writeln!(out, "\n## {}\n", words.aside);
        for aside in &protocol.aside {
            let (sentence, reason) = (escaped(&aside.sentence), escaped(&aside.reason));
            let _ = writeln!(out, "- {} {sentence} {}{}{reason}", aside.rule, words.reason, words.colon);
        }
    }
    if !protocol.not_checked.is_empty() {
        let _ = writeln!(out, "\n## {}\n", words.not_checked);
        for (reason, rules) in &protocol.not_checked {
            let _ = writeln!(out, "- {} ({})", escaped(reason), rules.join(", "));
        }
    }
    let _ = writeln!(out, "\n{}\n\n{}", words.checked_by, words.date);
    out
}

fn push_entry(out: &mut String, protocol: &Protocol, entry: &Entry) {
    let words = protocol.words();
    let severity = severity_name(entry.severity, protocol.language);
    let _ = writeln!(out, "\n### {}. {severity} {}\n\n{}", entry.number, entry.rule, escaped(&entry.sentence));
    if !entry.places.is_empty() {
        let places = escaped(&entry.places.join(words.separator));
        let _ = writeln!(out, "\n{}{}{places}", words.place, words.colon);
    }
    for reckoning in &entry.evidence {
        let _ = writeln!(out, "\n{}\n", escaped(&reckoning.caption));
        let _ = writeln!(out, "| {} | {} | {} | {} |", words.left, words.number, words.right, words.number);
        let _ = writeln!(out, "|---|---:|---|---:|");
        for line in reckoning.lines(words.sum) {
            let _ = writeln!(out, "| {} |", line.map(|text| escaped(&text)).join(" | "));
        }
    }
    if !entry.suggestions.is_empty() {
        let _ = writeln!(out, "\n{}{}\n", words.suggestion, words.colon.trim_end());
        for suggestion in &entry.suggestions {
            let _ = writeln!(out, "- {}", escaped(suggestion));
        }
    }
}

/// The text without marks that would end a cell of a table or begin HTML.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "\\<").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::protocol;
    use super::*;
    use crate::render::sentence::Language;
    use crate::samples::BROKEN;

    #[test]
    fn it_has_headings_tables_and_lists() {
        let text = markdown(&protocol(BROKEN, Language::Chinese));
        assert!(text.starts_with("# 核对意见\n\n- 报告：青石镇人民政府"));
        assert!(text.contains("\n\n### 1. 错误 "));
        assert!(text.contains("\n| 等式左边 | 填报数 | 等式右边 | 填报数 |\n|---|---:|---|---:|\n"));
        assert!(text.contains("\n修改建议：\n\n- 改为 "));
        assert!(text.ends_with("\n核对人：\n\n日期：　　　　年　　月　　日\n"));
        assert_eq!(escaped("a|b<c\\\n"), "a\\|b\\<c\\\\ ");
    }
}
