//! The outcomes of applications by kind, and the grounds that occur within each.

use maud::Markup;

use super::bars::{self, Bar};
use super::count::{Count, KINDS};
use super::figure::{Figure, counted, filled};
use super::scale::permille;
use crate::form::{Row, Table};
use crate::render::sentence::{Language, requests_row_name};
use crate::report::Report;

const ID: &str = "outcomes";

/// The chart.
pub(super) fn figure(report: &Report, language: Language) -> Markup {
    let title = language.pick("办理结果", "Results by kind");
    let table = report.tables.get(Table::Requests);
    if !table.is_read() {
        return Figure::unread(ID, title, language.pick("表三", "table three"), language).html(language);
    }
    let sum = KINDS.iter().fold(Count::default(), |sum, kind| sum.plus(kind.count(report)));
    // Shares are told only where nothing is missing and no number is negative.
    let is_sound = sum.is_whole() && KINDS.iter().all(|kind| !kind.count(report).amount.is_negative());
    let mut bars = Vec::new();
    let mut rows = Vec::new();
    let mut without = 0;
    for kind in &KINDS {
        let count = kind.count(report);
        let share = permille(count.amount, sum.amount).filter(|_| is_sound && !count.amount.is_zero());
        let share = share.map(|share| format!("{}.{}%", share / 10, share % 10));
        let text = count.text(language);
        let says = share.as_ref().map_or_else(|| text.clone(), |share| [&text, " · ", share].concat());
        let name = kind.name(language).to_owned();
        rows.push((name.clone(), vec![text, share.unwrap_or_else(|| "—".to_owned())]));
        bars.push(Bar { name, is_part: false, count, last: None, says });
        let grounds = (kind.rows)(table.edition);
        for &row in grounds.iter().filter(|_| grounds.len() > 1) {
            let count = Count::requests(report, row);
            if count.is_whole() && count.amount.is_zero() {
                without += 1;
                continue;
            }
            let (name, says) = (ground(row, language), count.text(language));
            rows.push((name.clone(), vec![says.clone(), String::new()]));
            bars.push(Bar { name, is_part: true, count, last: None, says });
        }
    }
    let said: Vec<String> = rows.iter().map(|(name, values)| [name, " ", &values.concat()].concat()).collect();
    let faults = bars::faults(&bars, language);
    let mut remarks = Vec::new();
    let is_drawn = bars.iter().any(|bar| !bar.count.amount.is_zero()) || !faults.is_empty();
    if is_drawn && without > 0 {
        let said = ["另有 {} 项具体情形为 0 件，没有列出。", "{} more grounds, each with none, are not listed."];
        remarks.push(filled(language, said, &[&without.to_string()]));
    }
    let description = if is_drawn {
        counted(&said, language)
    } else {
        language.pick("本年度没有办结的申请。", "No application was closed.").to_owned()
    };
    let drawing = is_drawn.then(|| bars::drawing(&bars, "chart-outcomes-last"));
    let columns = ["", language.pick("件数", "number"), language.pick("占比", "share")].map(str::to_owned).to_vec();
    Figure { id: ID, title, description, drawing, faults, remarks, columns, rows }.html(language)
}

/// The name of a ground without its number.
fn ground(row: Row, language: Language) -> String {
    let name = requests_row_name(row, language);
    name.split_once(['.']).map_or(name, |(_, name)| name).trim().to_owned()
}
