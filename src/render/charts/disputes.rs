//! What became of disputes: for each kind of case a bar of its results.

use maud::{Markup, html};

use super::count::Count;
use super::figure::{Drawing, Figure, PIXEL, WRITING, counted, filled, hatching, width, writing};
use super::scale::Scale;
use crate::form::{CellId, Column, Row, Table};
use crate::render::sentence::{Language, case_name, result_name};
use crate::report::{Amount, Report};

const ID: &str = "disputes";
const CASES: [Row; 3] = [Row::Review, Row::SuitDirect, Row::SuitAfterReview];
/// The results, each with the pattern of its piece of the bar.
const RESULTS: [(Column, &str); 4] = [
    (Column::Upheld, "chart-bar open"),
    (Column::Corrected, "chart-bar left"),
    (Column::Other, "chart-bar part"),
    (Column::Pending, "chart-bar hollow"),
];
const LENGTH: i64 = 380 * PIXEL;
const GAP: i64 = 7 * PIXEL;

/// A kind of case.
struct Case {
    name: &'static str,
    results: Vec<Count>,
    total: Count,
}

impl Case {
    fn sum(&self) -> Count {
        self.results.iter().fold(Count::default(), |sum, &result| sum.plus(result))
    }
}

/// The chart.
pub(super) fn figure(report: &Report, language: Language) -> Markup {
    let title = language.pick("行政复议和行政诉讼", "Reviews and suits");
    if !report.tables.get(Table::Disputes).is_read() {
        return Figure::unread(ID, title, language.pick("表四", "table four"), language).html(language);
    }
    let count = |row, column| Count::of(report, &[CellId::disputes(row, column)]);
    let cases = CASES.map(|row| Case {
        name: case_name(row, language),
        results: RESULTS.iter().map(|&(column, _)| count(row, column)).collect(),
        total: count(row, Column::Total),
    });
    let results: Vec<&str> = RESULTS.iter().map(|&(column, _)| result_name(column, language)).collect();
    let mut faults = Vec::new();
    let mut rows = Vec::new();
    let mut said = Vec::new();
    for case in &cases {
        let (name, sum) = (case.name, case.sum());
        let (reckoned, stated) = (sum.amount, case.total.amount);
        if !sum.is_whole() || !case.total.is_whole() {
            let said = [
                "“{}”有单元格缺少或没有读到，图中没有这些数。",
                "Cells of “{}” are missing or were not read, and are not in the picture.",
            ];
            faults.push(filled(language, said, &[name]));
        } else if reckoned != stated {
            let said = [
                "“{}”总计写的是 {} 件，四类结果相加是 {} 件：图按各类数字画。",
                "“{}”: the total says {}, the four results add up to {}, which is drawn.",
            ];
            faults.push(filled(language, said, &[name, &stated.to_string(), &reckoned.to_string()]));
        }
        if case.results.iter().any(|result| result.amount.is_negative()) {
            let said = ["“{}”有负数，画不出来。", "“{}” holds a negative number, which cannot be drawn."];
            faults.push(filled(language, said, &[name]));
        }
        said.push([name, " ", &says(case, &results, language)].concat());
        let values = case.results.iter().chain([&case.total]).map(|count| count.text(language));
        rows.push((name.to_owned(), values.collect()));
    }
    let largest = cases.iter().map(drawn).max().unwrap_or(Amount::ZERO);
    let is_drawn = !largest.is_zero();
    let description = if is_drawn || !faults.is_empty() {
        counted(&said, language)
    } else {
        language.pick("本年度没有行政复议，也没有行政诉讼。", "There was no review and no suit.").to_owned()
    };
    let drawing = is_drawn.then(|| drawing(&cases, &results, Scale::new(largest, LENGTH), language));
    let mut columns = vec![String::new()];
    columns.extend(results.iter().map(|&result| result.to_owned()));
    columns.push(language.pick("总计", "total").to_owned());
    Figure { id: ID, title, description, drawing, faults, remarks: Vec::new(), columns, rows }.html(language)
}

/// How long a case's bar is.
fn drawn(case: &Case) -> Amount {
    case.results.iter().fold(Amount::ZERO, |sum, result| sum + result.drawn())
}

/// The results of a case in words.
fn says(case: &Case, results: &[&str], language: Language) -> String {
    let parts = results.iter().zip(&case.results).map(|(name, count)| [name, " ", &count.text(language)].concat());
    parts.collect::<Vec<_>>().join(" · ")
}

fn drawing(cases: &[Case], results: &[&str], scale: Scale, language: Language) -> Drawing {
    let mut widest = LENGTH;
    let mut y = 0;
    let mut rows = Vec::new();
    for case in cases {
        let total = case.total.text(language);
        let head = filled(language, ["{}：共 {} 件", "{}: {}"], &[case.name, &total]);
        let text = says(case, results, language);
        widest = widest.max(width(&head)).max(width(&text) * 9 / 10);
        let lengths = scale.parts(&case.results.iter().map(|result| result.drawn()).collect::<Vec<_>>());
        let bar = y + WRITING + 2 * GAP;
        let mut x = PIXEL;
        let class =
            if case.sum() == Count::default() || case.sum().amount != case.total.amount { "broken" } else { "strong" };
        rows.push(html! {
            (writing(0, y + WRITING + PIXEL, class, &head))
            @for ((length, count), (_, class)) in lengths.into_iter().zip(&case.results).zip(RESULTS) {
                @if !count.drawn().is_zero() {
                    @let fill = match class { "chart-bar left" => Some("url(#chart-disputes-left)"), _ => None };
                    rect class=(class) x=(x) y=(bar) width=(length) height=(14 * PIXEL) fill=[fill] {}
                }
                ({ x += length; html! {} })
            }
            (writing(0, bar + 14 * PIXEL + WRITING + 2 * PIXEL, "part", &text))
        });
        y = bar + 14 * PIXEL + WRITING + 4 * GAP;
    }
    // What the patterns mean.
    let mut x = PIXEL;
    let legend = html! {
        @for (name, (_, class)) in results.iter().zip(RESULTS) {
            @let fill = match class { "chart-bar left" => Some("url(#chart-disputes-left)"), _ => None };
            rect class=(class) x=(x) y=(y) width=(14 * PIXEL) height=(12 * PIXEL) fill=[fill] {}
            (writing(x + 18 * PIXEL, y + 11 * PIXEL, "part", name))
            ({ x += 18 * PIXEL + width(name) + 2 * GAP; html! {} })
        }
    };
    let content = html! { defs { (hatching("chart-disputes-left", "left")) } @for row in rows { (row) } (legend) };
    Drawing { width: widest.max(x) + 2 * PIXEL, height: y + 2 * WRITING, content }
}
