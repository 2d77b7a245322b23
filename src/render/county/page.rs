//! The result on many bodies as a page of its own: self-contained, without scripts.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::panel::sections;
use super::{County, Line, words};
use crate::render::sentence::Language;

const STYLE: &str = include_str!("county.css");

/// The page.
pub fn page(county: &County) -> String {
    let language = county.language.pick("zh-CN", "en");
    let title = county.title();
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    p { (county.overview()) }
                    (bodies(county))
                    (sections(county, false))
                }
            }
        }
    }
    .into_string()
}

fn bodies(county: &County) -> Markup {
    let pick = |chinese, english| county.language.pick(chinese, english);
    html! {
        div class="table" role="region" tabindex="0" aria-label=(pick("各单位核对结果", "The bodies")) {
            table class="bodies" {
                thead { tr { @for head in heads(county.language) { th scope="col" { (head) } } } }
                tbody { @for line in &county.lines { (row(county, line)) } }
            }
        }
    }
}

/// The heads of the table of bodies.
pub(super) fn heads(language: Language) -> [&'static str; 9] {
    let pick = |chinese, english| language.pick(chinese, english);
    [
        pick("单位", "Body"),
        pick("文件", "File"),
        pick("年度", "Year"),
        pick("状态", "Status"),
        pick("错误", "Errors"),
        pick("疑点", "Warnings"),
        pick("提示", "Notes"),
        pick("勾稽关系：成立/不成立/未核对", "Relations: hold/broken/not checked"),
        pick("最要紧的一处", "Gravest finding"),
    ]
}

fn row(county: &County, line: &Line) -> Markup {
    let status = line.status();
    html! {
        tr data-status=(status.as_str()) {
            th scope="row" { (line.name()) }
            td { (line.file) }
            @match &line.outcome {
                Ok(checked) => {
                    td { @if let Some(year) = checked.year { (year) } }
                    td { span class="status" { (words::status(status, county.language)) } }
                    @for count in checked.findings { td class="number" { (count) } }
                    td class="number" { (relations(checked.relations)) }
                    td { @if let Some(worst) = &checked.worst { (worst.sentence) " " span class="rule" { (worst.rule) } } }
                }
                Err(why) => {
                    td {}
                    td { span class="status" { (words::status(status, county.language)) } }
                    td {} td {} td {} td {}
                    td { (why) }
                }
            }
        }
    }
}

/// Relations that hold, do not, and were not tried.
pub(super) fn relations([held, violated, not_checked]: [usize; 3]) -> String {
    format!("{held}/{violated}/{not_checked}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_has_a_dark_one_and_stands_once() {
        let names = |style: &str| -> Vec<String> {
            let declarations = style.lines().filter_map(|line| line.trim().split_once(": #"));
            declarations.map(|(name, _)| name.to_owned()).collect()
        };
        let (light, rest) = STYLE.split_once("@media screen and (prefers-color-scheme: dark)").unwrap();
        let (dark, rest) = rest.split_once("\n}\n").unwrap();
        assert!(names(light).len() > 10);
        assert_eq!(names(light), names(dark));
        assert!(!rest.contains('#'), "{rest}");
    }
}
