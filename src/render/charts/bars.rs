//! Bars that lie one below another, each with its name before it and its number behind it.

use maud::{Markup, html};

use super::count::{self, Count};
use super::figure::{Drawing, PIXEL, WRITING, hatching, rectangle, width, writing};
use super::scale::Scale;
use crate::render::sentence::Language;
use crate::report::Amount;

/// How long the longest bar is.
const LENGTH: i64 = 170 * PIXEL;
const GAP: i64 = 7 * PIXEL;

/// A bar.
#[derive(Debug)]
pub(super) struct Bar {
    /// What it is.
    pub name: String,
    /// Whether it is a part of one above it.
    pub is_part: bool,
    /// How many there are.
    pub count: Count,
    /// How many there were last year: a second bar, hatched.
    pub last: Option<Count>,
    /// What stands behind it.
    pub says: String,
}

/// The bars as a picture. `id` is the name of its hatching.
pub(super) fn drawing(bars: &[Bar], id: &str) -> Drawing {
    let amounts = bars.iter().flat_map(|bar| [Some(bar.count), bar.last]).flatten().map(Count::drawn);
    let scale = Scale::new(amounts.max().unwrap_or(Amount::ZERO), LENGTH);
    let indent = |bar: &Bar| if bar.is_part { WRITING } else { 0 };
    let names = bars.iter().map(|bar| width(&bar.name) + indent(bar)).max().unwrap_or(0) + GAP;
    let mut y = GAP;
    let mut rows: Vec<Markup> = Vec::with_capacity(bars.len());
    for bar in bars {
        let (thickness, room) = match (bar.is_part, bar.last) {
            (true, _) => (8 * PIXEL, 19 * PIXEL),
            (false, None) => (14 * PIXEL, 25 * PIXEL),
            (false, Some(_)) => (10 * PIXEL, 32 * PIXEL),
        };
        let middle = y + room / 2;
        let top = middle - (thickness + bar.last.map_or(0, |_| 9 * PIXEL)) / 2;
        let length = scale.of(bar.count.drawn());
        let last = bar.last.map(|last| scale.of(last.drawn()));
        let class = if bar.is_part { "part" } else { "" };
        let is_broken = |count: Count| !count.is_whole() || count.amount.is_negative();
        let after = if is_broken(bar.count) || bar.last.is_some_and(is_broken) { "broken" } else { class };
        rows.push(html! {
            (writing(indent(bar), middle + WRITING * 3 / 8, class, &bar.name))
            @if !bar.count.drawn().is_zero() { (rectangle(names, top, length, thickness, if bar.is_part { "chart-bar part" } else { "chart-bar open" })) }
            @if let Some(last) = last.filter(|_| bar.last.is_some_and(|last| !last.drawn().is_zero())) {
                rect.chart-bar.left x=(names) y=(top + thickness + PIXEL) width=(last) height=(8 * PIXEL) fill={ "url(#" (id) ")" } {}
            }
            (writing(names + length.max(last.unwrap_or(0)) + GAP, middle + WRITING * 3 / 8, after, &bar.says))
        });
        y += room;
    }
    let says = |bar: &Bar| {
        let last = bar.last.map_or(0, |last| scale.of(last.drawn()));
        scale.of(bar.count.drawn()).max(last) + width(&bar.says)
    };
    let content = html! {
        defs { (hatching(id, "left")) }
        // The line that all bars begin at.
        (rectangle(names - PIXEL, GAP, PIXEL, y - GAP, "axis"))
        @for row in rows { (row) }
    };
    let longest = bars.iter().map(says).max().unwrap_or(0);
    Drawing { width: names + longest + GAP, height: y + GAP, content }
}

/// What cannot be seen in the bars: what was not read, and what is negative.
pub(super) fn faults(bars: &[Bar], language: Language) -> Vec<String> {
    let both = bars.iter().flat_map(|bar| [Some(bar.count), bar.last].map(|count| Some((bar.name.as_str(), count?))));
    count::faults(&both.flatten().collect::<Vec<_>>(), language)
}
