//! Charts of a report, where people would rather look than read: what came in and what became of it, the outcomes by
//! kind, this year beside the last, the results of disputes.
//!
//! A chart says what the cells say and nothing more. What was not read is missing from it and named beneath it; where sums
//! do not hold, both sides are drawn as they are and the difference is hatched; a negative number is named, not drawn.
//! Every chart is an SVG with a title and its content in words, and has the same numbers as a table behind it. Lengths are
//! whole numbers throughout: fractions would cost the module tens of kilobytes.

mod bars;
mod count;
mod disputes;
mod figure;
mod flow;
mod outcomes;
mod scale;
mod years;

use maud::{Markup, html};

use super::sentence::Language;
use crate::report::Report;

/// The style of the charts, on screen and on paper.
pub const STYLE: &str = include_str!("charts.css");

/// The charts of a report as HTML; with the report of the year before, also of both years.
pub fn charts(report: &Report, previous: Option<&Report>, language: Language) -> Markup {
    let years = previous.map(|previous| years::figure(report, previous, language));
    html! {
        (flow::figure(report, language))
        (outcomes::figure(report, language))
        @if let Some(years) = years { (years) }
        (disputes::figure(report, language))
    }
}

/// The charts as an appendix of a report's own page. Importers pass it over by its class: it says nothing that the tables
/// before it do not say.
pub fn appendix(report: &Report, previous: Option<&Report>, language: Language) -> Markup {
    html! {
        section.charts.gouji-charts lang=(language.pick("zh-CN", "en")) {
            h2 { (language.pick("图表", "Charts")) }
            (charts(report, previous, language))
        }
    }
}

#[cfg(test)]
mod tests;
