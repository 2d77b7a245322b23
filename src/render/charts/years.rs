//! This year beside the last.

use maud::Markup;

use super::bars::{self, Bar};
use super::count::{Count, KINDS, name};
use super::figure::{Figure, filled, joined};
use crate::form::{CellId, Column, Row};
use crate::render::sentence::Language;
use crate::report::Report;

const ID: &str = "years";

/// The chart.
pub(super) fn figure(report: &Report, previous: &Report, language: Language) -> Markup {
    let title = language.pick("本年与上年", "This year and last year");
    let of_both = |count: &dyn Fn(&Report) -> Count| (count(report), count(previous));
    let requests = |row| (name(row, language).to_owned(), of_both(&|report| Count::requests(report, row)));
    let disputes = |name: &str, rows: &'static [Row]| {
        let cells: Vec<CellId> = rows.iter().map(|&row| CellId::disputes(row, Column::Total)).collect();
        (name.to_owned(), of_both(&|report| Count::of(report, &cells)))
    };
    let mut pairs = vec![requests(Row::New), requests(Row::CarriedIn)];
    pairs.extend(KINDS.iter().map(|kind| (kind.name(language).to_owned(), of_both(&|report| kind.count(report)))));
    pairs.push(requests(Row::CarriedOut));
    pairs.push(disputes(language.pick("行政复议", "reviews"), &[Row::Review]));
    pairs.push(disputes(language.pick("行政诉讼", "suits"), &[Row::SuitDirect, Row::SuitAfterReview]));

    let (mut bars, mut rows) = (Vec::new(), Vec::new());
    for (name, (this, last)) in pairs {
        let change = (this.is_whole() && last.is_whole()).then(|| this.amount - last.amount);
        let change = match change {
            None => "—".to_owned(),
            Some(change) if change.is_zero() => language.pick("持平", "=").to_owned(),
            Some(change) if change.is_negative() => ["▼", &change.abs().to_string()].concat(),
            Some(change) => ["▲", &change.to_string()].concat(),
        };
        let (this_text, last_text) = (this.text(language), last.text(language));
        let says = [&this_text, " / ", &last_text, "  ", &change].concat();
        rows.push((name.clone(), vec![this_text, last_text, change]));
        bars.push(Bar { name, is_part: false, count: this, last: Some(last), says });
    }
    let year = |report: &Report, chinese: &str, english: &str| match report.year {
        Some(year) => filled(language, ["{} 年", "{}"], &[&year.to_string()]),
        None => language.pick(chinese, english).to_owned(),
    };
    let (this, last) = (year(report, "本年度", "this year"), year(previous, "上年度", "last year"));
    let said = [
        "实条为 {}，斜线条为 {}；数字依次为本年 / 上年，▲ 增加，▼ 减少。",
        "Solid: {}. Hatched: {}. Numbers: this year / last year; ▲ more, ▼ fewer.",
    ];
    let remarks = vec![filled(language, said, &[&this, &last])];
    let follows = report.year.zip(previous.year).is_none_or(|(this, last)| last.checked_add(1) == Some(this));
    let is_one = report.organ.as_ref().zip(previous.organ.as_ref()).is_none_or(|(this, last)| this == last);
    let mut faults = bars::faults(&bars, language);
    if !follows || !is_one {
        faults.push(
            language
                .pick(
                    "两份报告不是同一单位相邻的两年，比较不一定有意义。",
                    "These are not two years of one body that follow each other: comparing them may mean nothing.",
                )
                .to_owned(),
        );
    }
    let said: Vec<String> = rows.iter().map(|(name, values)| [name, " ", &values.join(" / ")].concat()).collect();
    let drawing = Some(bars::drawing(&bars, "chart-years-last"));
    let columns = vec![String::new(), this, last, language.pick("增减", "change").to_owned()];
    Figure { id: ID, title, description: joined(&said, language), drawing, faults, remarks, columns, rows }
        .html(language)
}
