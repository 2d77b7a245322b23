//! The check as a page: self-contained, without scripts.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Entry, Protocol, Reckoning};
use crate::render::html::DARK_STYLE;
use crate::render::sentence::{Language, severity_name};

const STYLE: &str = include_str!("protocol.css");

/// The document as a page of its own.
pub fn html(protocol: &Protocol) -> String {
    let words = protocol.words();
    let language = if protocol.language == Language::Chinese { "zh-CN" } else { "en" };
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (words.title) }
                style { (PreEscaped(STYLE)) (PreEscaped(DARK_STYLE)) }
            }
            body class="report-page" {
                main {
                    h1 { (words.title) }
                    dl { @for (name, fact) in protocol.facts() { div { dt { (name) } dd { (fact) } } } }
                    h2 { (words.summary) }
                    p { (protocol.summary) }
                    h2 { (words.findings) }
                    @if protocol.entries.is_empty() { p { (words.nothing) } }
                    @for one in &protocol.entries { (entry(protocol, one)) }
                    @if !protocol.aside.is_empty() {
                        h2 { (words.aside) }
                        ul {
                            @for aside in &protocol.aside {
                                li {
                                    (aside.sentence) " " span class="rule" { (aside.rule) }
                                    p class="place" { (words.reason) (words.colon) (aside.reason) }
                                }
                            }
                        }
                    }
                    @if !protocol.not_checked.is_empty() {
                        h2 { (words.not_checked) }
                        ul {
                            @for (reason, rules) in &protocol.not_checked {
                                li { (reason) " " span class="rule" { (rules.join(", ")) } }
                            }
                        }
                    }
                    p class="signature" { (words.checked_by) }
                    p class="signature" { (words.date) }
                }
            }
        }
    }
    .into_string()
}

fn entry(protocol: &Protocol, entry: &Entry) -> Markup {
    let words = protocol.words();
    html! {
        section data-rule=(entry.rule) data-severity=(entry.severity.as_str()) {
            h3 {
                (entry.number) ". "
                span class="severity" { (severity_name(entry.severity, protocol.language)) }
                " " span class="rule" { (entry.rule) }
            }
            p { (entry.sentence) }
            @if !entry.places.is_empty() {
                p class="place" { (words.place) (words.colon) (entry.places.join(words.separator)) }
            }
            @for one in &entry.evidence { (reckoning(protocol, one)) }
            @if !entry.suggestions.is_empty() {
                p { (words.suggestion) (words.colon.trim_end()) }
                ul { @for suggestion in &entry.suggestions { li { (suggestion) } } }
            }
        }
    }
}

fn reckoning(protocol: &Protocol, reckoning: &Reckoning) -> Markup {
    let words = protocol.words();
    let lines = reckoning.lines(words.sum);
    let last = lines.len().saturating_sub(1);
    html! {
        table {
            caption { (reckoning.caption) }
            thead { tr { @for head in [words.left, words.number, words.right, words.number] { th scope="col" { (head) } } } }
            tbody {
                @for (index, line) in lines.iter().enumerate() {
                    tr class=[(index == last).then_some("sum")] { @for text in line { td { (text) } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::protocol;
    use super::*;
    use crate::samples::BROKEN;

    #[test]
    fn it_stands_alone() {
        let protocol = protocol(BROKEN, Language::Chinese);
        let page = html(&protocol);
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h1>核对意见</h1>"));
        assert_eq!(page.matches("<section ").count(), protocol.entries.len());
        assert!(page.contains("<tr class=\"sum\"><td>合计</td>"));
        for forbidden in ["<script", "<link", "<img", "src=", "href=", "url(", "@import", "http"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}
