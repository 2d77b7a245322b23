//! Table two: information disclosed on the organ's own initiative.

use super::context::Context;
use super::finding::{Edit, Finding, Place};
use super::messages::message;
use super::text::yuan;
use crate::form::{CellId, Column, Row, Scope, Table};
use crate::report::{Amount, Level, Value};

/// The fee: the one amount of money in the form of 2021.
pub const FEE: CellId = CellId::disclosure(Row::Fees, Column::Amount);

/// Cities without districts whose governments may make rules all the same.
const UNDISTRICTED: [&str; 4] = ["东莞市", "中山市", "嘉峪关市", "儋州市"];

/// ACT-01. Only ministries, provinces and prefectures make rules (规章).
pub fn rules_by_level(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let may_make_rules = match context.level {
        Some(Level::County | Level::Township | Level::Subdistrict | Level::Department) => false,
        Some(Level::Ministry | Level::Province | Level::Prefecture) | None => true,
    };
    let organ = context.report.organ.as_deref().unwrap_or_default();
    if may_make_rules || UNDISTRICTED.iter().any(|city| organ.ends_with(&format!("{city}人民政府"))) {
        return;
    }
    let stated = context
        .cells(Table::Disclosure)
        .filter(|(id, cell)| id.row == Row::Rules && cell.number().is_some_and(|number| number > Amount::ZERO));
    let cells: Vec<CellId> = stated.map(|(id, _)| id).collect();
    if let Some(&first) = cells.first() {
        let finding = Finding::new("ACT-01", message!("ACT-01", cells = cells.clone())).at_cells(cells);
        findings.push(finding.actual(context.raw(first)).expected(Amount::ZERO));
    }
}

/// ACT-02. What was issued and not repealed is in force.
pub fn stock(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in [Row::Rules, Row::Normative] {
        let cell = |column| CellId::disclosure(row, column);
        let number = |column| context.number(cell(column));
        let (Some(issued), Some(repealed), Some(in_force)) =
            (number(Column::Issued), number(Column::Repealed), number(Column::InForce))
        else {
            continue;
        };
        let least = issued - repealed;
        if in_force < least && !repealed.is_negative() {
            let message = message!(
                "ACT-02",
                row = Scope::Row(Table::Disclosure, row),
                issued = issued,
                repealed = repealed,
                in_force = in_force,
                least = least,
            );
            let cells = [Column::InForce, Column::Issued, Column::Repealed].map(cell);
            findings.push(Finding::new("ACT-02", message).at_cells(cells).actual(context.raw(cell(Column::InForce))));
        }
    }
}

/// ACT-10. The fee is a number ≥ 0.
pub fn fee_number(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(cell) = context.report.cells.get(&FEE) else { return };
    let message = match cell.value {
        Value::Unread(_) => message!("ACT-10", actual = cell.raw.clone()),
        Value::Number(amount) if amount.is_negative() => message!("ACT-10.negative", actual = cell.raw.clone()),
        _ => return,
    };
    findings.push(Finding::new("ACT-10", message).at(Place::Cell(FEE)).actual(cell.raw.as_str()));
}

/// More than this many 万元 a department, township or sub-district hardly collects.
const LARGE: u32 = 10_000;

/// ACT-11. The fee is in 万元, not in 元.
pub fn fee_unit(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(cell) = context.report.cells.get(&FEE) else { return };
    let Some(amount) = cell.number().filter(|&amount| amount > Amount::ZERO) else { return };
    let unit = cell.marks.unit.as_deref();
    let expected = ten_thousandth(amount);
    let finding = |message| Finding::new("ACT-11", message).at(Place::Cell(FEE)).actual(cell.raw.as_str());
    let fix = |finding: Finding| match expected {
        Some(expected) => {
            let edit = Edit { place: Place::Cell(FEE), from: cell.raw.clone(), to: expected.to_string() };
            finding.expected(expected).suggest(vec![edit])
        }
        None => finding,
    };
    let shown = expected.unwrap_or(amount);
    if unit == Some("元") {
        findings.push(fix(finding(message!("ACT-11.unit", actual = cell.raw.clone(), expected = shown))));
        return;
    }
    if unit.is_some_and(|unit| unit.ends_with("万元")) {
        return;
    }
    let in_text = context.paragraphs().find_map(|(at, text)| {
        let (_, span) = yuan(text).into_iter().find(|(number, _)| number.parse() == Ok(amount))?;
        Some((at.place(span), text.get(span.range())?.to_owned()))
    });
    if let Some((place, quote)) = in_text {
        let message = message!("ACT-11.text", actual = cell.raw.clone(), quote = quote, expected = shown);
        findings.push(fix(finding(message).at(place)));
        return;
    }
    let is_small = matches!(context.level, Some(Level::Township | Level::Subdistrict | Level::Department));
    if is_small && amount >= Amount::from(LARGE) {
        findings.push(fix(finding(message!("ACT-11.large", actual = cell.raw.clone()))));
    }
}

/// 元 in 万元: the point four places to the left. `None` when that would take more decimals than an amount
/// has.
fn ten_thousandth(amount: Amount) -> Option<Amount> {
    let written = amount.to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let whole = format!("{whole:0>5}");
    let (units, rest) = whole.split_at_checked(whole.len() - 4)?;
    format!("{units}.{rest}{fraction}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_become_ten_thousands() {
        for (yuan, expected) in [("2230", "0.223"), ("251000", "25.1"), ("12.5", "0.00125"), ("10000", "1")] {
            let amount: Amount = yuan.parse().unwrap();
            assert_eq!(ten_thousandth(amount).map(|amount| amount.to_string()).as_deref(), Some(expected));
        }
    }
}
