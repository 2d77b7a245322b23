//! Table two: information disclosed on the organ's own initiative.

use super::context::Context;
use super::finding::{Edit, Finding, Place};
use super::messages::message;
use super::text::yuan;
use crate::form::{CellId, Column, Edition, Row, Scope, Table};
use crate::report::{Amount, Cell, Level, Problem, Value};

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
        // Nothing in force at all is ACT-03's.
        if in_force.is_zero() && super::rule("ACT-03").is_some_and(|rule| context.options.is_on(rule)) {
            continue;
        }
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

/// ACT-03. Of what was issued and not repealed, something is in force.
pub fn nothing_in_force(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in [Row::Rules, Row::Normative] {
        let cells = [Column::InForce, Column::Issued, Column::Repealed].map(|column| CellId::disclosure(row, column));
        let [Some(in_force), Some(issued), Some(repealed)] = cells.map(|cell| context.number(cell)) else { continue };
        if in_force.is_zero() && issued > repealed && !repealed.is_negative() {
            let row = Scope::Row(Table::Disclosure, row);
            let message = message!("ACT-03", row = row, issued = issued, repealed = repealed);
            findings.push(Finding::new("ACT-03", message).at_cells(cells).actual(context.raw(cells[0])));
        }
    }
}

/// ACT-04. The same figure three times is more often copied than counted.
pub fn three_alike(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in [Row::Rules, Row::Normative] {
        let cells = [Column::Issued, Column::Repealed, Column::InForce].map(|column| CellId::disclosure(row, column));
        let [Some(issued), Some(repealed), Some(in_force)] = cells.map(|cell| context.number(cell)) else { continue };
        if issued == repealed && issued == in_force && issued >= Amount::from(3) {
            let message = message!("ACT-04", row = Scope::Row(Table::Disclosure, row), number = issued);
            findings.push(Finding::new("ACT-04", message).at_cells(cells).actual(context.raw(cells[0])));
        }
    }
}

/// More documents than these a department or township hardly has of its own.
const MANY_DOCUMENTS: i32 = 80;

/// ACT-05. A department or township counts its own documents, not those of the whole territory.
pub fn documents_of_others(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_small = matches!(context.level, Some(Level::Township | Level::Subdistrict | Level::Department));
    let cell = CellId::disclosure(Row::Normative, Column::InForce);
    let Some(number) = context.number(cell).filter(|&number| number >= Amount::from(MANY_DOCUMENTS)) else { return };
    if is_small {
        let finding = Finding::new("ACT-05", message!("ACT-05", number = number)).at(Place::Cell(cell));
        findings.push(finding.actual(context.raw(cell)));
    }
}

/// What licences, penalties and compulsion are counted in.
fn decisions(row: Row) -> CellId {
    CellId::disclosure(row, Column::Decisions)
}

const DECISIONS: [Row; 3] = [Row::Licences, Row::Penalties, Row::Compulsion];

/// How the names of offices end that decide nothing themselves.
const OFFICES: [&str; 7] =
    ["政府办公室", "政府办公厅", "研究室", "研究中心", "地方志办公室", "地方志编纂委员会办公室", "档案馆"];

/// ACT-06. An office without such powers has no decisions, unless it reports for its government.
pub fn decisions_of_an_office(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let organ = context.report.organ.as_deref().unwrap_or_default();
    if !OFFICES.iter().any(|office| organ.ends_with(office)) {
        return;
    }
    let made_rules = context
        .cells(Table::Disclosure)
        .any(|(id, cell)| id.row == Row::Rules && cell.number().is_some_and(|number| number > Amount::ZERO));
    let for_all = context.paragraphs().any(|(_, text)| text.contains("汇总") || text.contains("各部门"));
    let is_some = |&row: &Row| context.number(decisions(row)).is_some_and(|number| number > Amount::ZERO);
    let cells: Vec<CellId> = DECISIONS.into_iter().filter(is_some).map(decisions).collect();
    if let Some(&first) = cells.first().filter(|_| !made_rules && !for_all) {
        let message = message!("ACT-06", organ = organ.to_owned(), cells = cells.clone());
        findings.push(Finding::new("ACT-06", message).at_cells(cells).actual(context.raw(first)));
    }
}

/// What the names of organs hold that license, punish or compel every day; and those that may lack the power.
const ENFORCERS: [&str; 6] = ["公安局", "市场监督管理局", "城市管理", "综合执法局", "应急管理局", "生态环境局"];
const BRANCHES: [&str; 6] = ["分局", "派出所", "开发区", "大队", "支队", "管委会"];

/// ACT-07. An organ that enforces the law has decisions.
pub fn enforcer_without_decisions(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let organ = context.report.organ.as_deref().unwrap_or_default();
    let is_enforcer = ENFORCERS.iter().any(|name| organ.contains(name));
    if !is_enforcer || BRANCHES.iter().any(|name| organ.contains(name)) {
        return;
    }
    let cells = DECISIONS.map(decisions);
    if cells.iter().all(|&cell| context.number(cell).is_some_and(Amount::is_zero)) {
        findings.push(Finding::new("ACT-07", message!("ACT-07", organ = organ.to_owned())).at_cells(cells));
    }
}

/// ACT-08. Compulsion is rarer than penalties.
pub fn much_compulsion(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (cell, penalties) = (decisions(Row::Compulsion), decisions(Row::Penalties));
    let (Some(compulsion), Some(penal)) = (context.number(cell), context.number(penalties)) else { return };
    let five_times = std::iter::repeat_n(penal, 5).sum::<Amount>();
    if compulsion > Amount::from(1000) && compulsion > five_times {
        let message = message!("ACT-08", compulsion = compulsion, penalties = penal);
        findings.push(Finding::new("ACT-08", message).at_cells([cell, penalties]).actual(context.raw(cell)));
    }
}

/// ACT-09. Two kinds of decisions are hardly equal in number.
pub fn two_alike(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (one, other) in [(Row::Licences, Row::Penalties), (Row::Penalties, Row::Compulsion)] {
        let cells = [decisions(one), decisions(other)];
        let [Some(first), Some(second)] = cells.map(|cell| context.number(cell)) else { continue };
        if first == second && first >= Amount::from(10) {
            let message = message!("ACT-09", cells = cells.to_vec(), number = first);
            findings.push(Finding::new("ACT-09", message).at_cells(cells).actual(context.raw(cells[0])));
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
    let in_text = context.paragraphs().filter(|(_, text)| text.may_hold('元')).find_map(|(at, text)| {
        let (_, span) = yuan(&text).into_iter().find(|(number, _)| number.parse() == Ok(amount))?;
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

/// ACT-19. Of 2019: what was published this year is part of all that is public.
pub fn published_of_all(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (row, published, total) in published_beyond(context, Column::Total) {
        let message =
            message!("ACT-19", row = Scope::Row(Table::Disclosure, row), published = published, total = total);
        findings.push(of_documents("ACT-19", message, context, row, Column::Total));
    }
}

/// ACT-20. Of 2019: more published than made this year is possible only where older documents are among them.
pub fn published_of_made(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (row, published, made) in published_beyond(context, Column::Made) {
        let message = message!("ACT-20", row = Scope::Row(Table::Disclosure, row), published = published, made = made);
        findings.push(of_documents("ACT-20", message, context, row, Column::Made));
    }
}

/// The rows of documents of which more were published than the other column has, with both figures.
fn published_beyond(context: &Context<'_>, other: Column) -> Vec<(Row, Amount, Amount)> {
    let both = |row| {
        let number = |column| context.number(CellId::disclosure(row, column));
        Some((row, number(Column::Published)?, number(other)?))
    };
    let rows = [Row::Rules, Row::Normative].into_iter().filter_map(both);
    rows.filter(|(_, published, other)| published > other).collect()
}

fn of_documents(
    rule: &'static str,
    message: super::Message,
    context: &Context<'_>,
    row: Row,
    other: Column,
) -> Finding {
    let cells = [Column::Published, other].map(|column| CellId::disclosure(row, column));
    Finding::new(rule, message).at_cells(cells).actual(context.raw(cells[0]))
}

/// The rows of 2019 that count items: at the end of the year before, and what was added or taken away.
const ITEMS: [Row; 5] = [Row::Licences, Row::OtherServices, Row::Penalties, Row::Compulsion, Row::Fees];

/// The items at the end of the year: those of the year before and the change.
fn items(context: &Context<'_>, row: Row) -> Option<(Amount, Amount)> {
    let number = |column| context.number(CellId::disclosure(row, column));
    Some((number(Column::PriorItems)?, number(Column::Change)?))
}

/// ACT-21. Of 2019: no more items are taken away than there were.
pub fn items_below_zero(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in ITEMS {
        let Some((prior, change)) = items(context, row) else { continue };
        if (prior + change).is_negative() && !prior.is_negative() {
            let message = message!("ACT-21", row = Scope::Row(Table::Disclosure, row), prior = prior, change = change);
            let cells = [Column::Change, Column::PriorItems].map(|column| CellId::disclosure(row, column));
            findings.push(Finding::new("ACT-21", message).at_cells(cells).actual(context.raw(cells[0])));
        }
    }
}

/// ACT-22. Of 2019: decisions are cases, not the items there are at the end of the year.
pub fn items_for_decisions(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in ITEMS {
        let (Some((prior, change)), Some(number)) = (items(context, row), context.number(decisions(row))) else {
            continue;
        };
        // Few items and few cases may well be equal.
        if number == prior + change && number >= Amount::from(5) {
            let cell = decisions(row);
            let message = message!("ACT-22", cell = cell, number = number, prior = prior, change = change);
            findings.push(Finding::new("ACT-22", message).at(Place::Cell(cell)).actual(context.raw(cell)));
        }
    }
}

/// Whether a rule here explains what cannot be read in that cell: ACT-10 or ACT-23.
pub fn explains_unread(context: &Context<'_>, id: CellId, cell: &Cell) -> bool {
    id == FEE || (context.edition == Edition::Y2019 && is_garbled_change(id, cell))
}

fn is_garbled_change(id: CellId, cell: &Cell) -> bool {
    id.column == Column::Change && cell.value == Value::Unread(Problem::NotANumber)
}

/// ACT-23. Of 2019: the change is a number with a sign, or behind 增 or 减.
pub fn change_with_sign(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (id, cell) in context.cells(Table::Disclosure).filter(|(id, cell)| is_garbled_change(*id, cell)) {
        let message = message!("ACT-23", cell = id, actual = cell.raw.clone());
        findings.push(Finding::new("ACT-23", message).at(Place::Cell(id)).actual(cell.raw.as_str()));
    }
}

/// An amount without a unit from which on it can hardly be 万元.
const HARDLY_TEN_THOUSANDS: i32 = 1000;

/// ACT-24. Of 2019: there are purchases where there is an amount, and the amount has a unit.
pub fn procurement(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let cells = [Column::Items, Column::Amount].map(|column| CellId::disclosure(Row::Procurement, column));
    let [Some(items), Some(amount)] = cells.map(|cell| context.number(cell)) else { return };
    let raw = || context.raw(cells[1]).to_owned();
    let has_unit = context.report.cells.get(&cells[1]).is_some_and(|cell| cell.marks.unit.is_some());
    let message = match (items.is_zero(), amount.is_zero()) {
        (true, false) => message!("ACT-24.items", amount = raw()),
        (false, true) => message!("ACT-24.amount", items = items),
        (false, false) if amount >= Amount::from(HARDLY_TEN_THOUSANDS) && !has_unit => {
            message!("ACT-24.unit", amount = raw())
        }
        _ => return,
    };
    findings.push(Finding::new("ACT-24", message).at_cells(cells).actual(context.raw(cells[0])));
}

/// 元 in 万元: the point four places
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
