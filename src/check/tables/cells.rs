//! What stands in the cells: numbers, and such as can be.

use super::cells_that;
use crate::check::context::Context;
use crate::check::disclosure::{FEE, explains_unread};
use crate::check::finding::{Finding, Outcome, Place, Severity};
use crate::check::messages::message;
use crate::document::Span;
use crate::form::{self, CellId, Column, Row, Table, Unit};
use crate::report::{Amount, Cell, Problem, TableStatus, Value};

/// TAB-08. Blank cells, one finding a table: advice where the sums around them hold.
pub fn blanks(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read() {
        let cells = cells_that(context, table, findings, |_, cell| cell.value == Value::Blank);
        if cells.is_empty() {
            continue;
        }
        let count = cells.len();
        let is_violated = |outcome: &Outcome| matches!(outcome, Outcome::Violated { .. });
        let is_vouched = |cell: &CellId| {
            context.any_relation(*cell, |outcome| *outcome == Outcome::Held)
                && !context.any_relation(*cell, is_violated)
        };
        let finding = if cells.iter().all(is_vouched) {
            let message = message!("TAB-08.harmless", table = table, count = count, cells = cells.clone());
            Finding::new("TAB-08", message).lowered(Severity::Info)
        } else {
            Finding::new("TAB-08", message!("TAB-08", table = table, count = count, cells = cells.clone()))
        };
        findings.push(finding.at_cells(cells));
    }
}

/// TAB-09. Dashes and the like in place of 0, one finding a table.
pub fn placeholders(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read() {
        let cells = cells_that(context, table, findings, |_, cell| cell.value == Value::Placeholder);
        if let Some(&first) = cells.first() {
            let message = message!("TAB-09", table = table, count = cells.len(), cells = cells.clone());
            findings.push(Finding::new("TAB-09", message).at_cells(cells).actual(context.raw(first)).expected(0));
        }
    }
}

/// TAB-11. No number is negative, but 本年增/减 of 2019. A negative fee is ACT-10's.
pub fn negatives(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read() {
        let is_negative = |id, cell: &Cell| {
            cell.number().is_some_and(|number| number.is_negative())
                && form::unit(id) != Some(Unit::SignedCount)
                && id != FEE
        };
        for cell in cells_that(context, table, findings, is_negative) {
            let message = message!("TAB-11", cell = cell, actual = context.raw(cell).to_owned());
            findings.push(Finding::new("TAB-11", message).at(Place::Cell(cell)).actual(context.raw(cell)));
        }
    }
}

/// 分 as a fraction of 万元.
const DECIMALS_OF_FEE: usize = 6;

/// TAB-12. Counts are whole; the fee is exact to the 分 at most. `3.0` is whole, only badly written.
pub fn decimals(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_whole = |cell: &Cell| cell.number().is_none_or(|number| number.is_whole());
    for table in context.tables_read() {
        let is_count = |id| matches!(form::unit(id), Some(Unit::Count | Unit::SignedCount));
        for cell in cells_that(context, table, findings, |id, cell| !is_whole(cell) && is_count(id)) {
            let message = message!("TAB-12", cell = cell, actual = context.raw(cell).to_owned());
            findings.push(Finding::new("TAB-12", message).at(Place::Cell(cell)).actual(context.raw(cell)));
        }
        let is_too_fine = |id, cell: &Cell| {
            cell.number().is_some_and(|number| number.decimals() > DECIMALS_OF_FEE)
                && form::unit(id) == Some(Unit::TenThousandYuan)
        };
        for cell in cells_that(context, table, findings, is_too_fine) {
            let message = message!("TAB-12.fee", cell = cell, actual = context.raw(cell).to_owned());
            findings.push(Finding::new("TAB-12", message).at(Place::Cell(cell)).actual(context.raw(cell)));
        }
        let is_pointed =
            |id, cell: &Cell| has_point(&cell.raw) && is_whole(cell) && cell.number().is_some() && is_count(id);
        let cells = cells_that(context, table, findings, is_pointed);
        if let Some(&first) = cells.first() {
            let message = message!("TAB-12.point", table = table, count = cells.len(), cells = cells.clone());
            let finding = Finding::new("TAB-12", message).lowered(Severity::Info).at_cells(cells);
            let whole = context.number(first).unwrap_or_default();
            findings.push(finding.actual(context.raw(first)).expected(whole));
        }
    }
}

/// Whether the number at the start of the text is written with decimals.
fn has_point(raw: &str) -> bool {
    // Hardly any cell has; points of other kinds are not ASCII.
    if raw.bytes().all(|byte| byte.is_ascii() && byte != b'.') {
        return false;
    }
    let number = raw.split(|c: char| !matches!(form::simplify(c), '0'..='9' | '.' | ',' | ' ' | '+' | '-'));
    number.into_iter().next().is_some_and(|number| number.chars().any(|c| form::simplify(c) == '.'))
}

/// TAB-16. A table, or single cells of it, could not be read: what depends on them was not checked.
pub fn unreadable(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for &table in Table::ALL {
        let reading = context.report.tables.get(table);
        if reading.status == TableStatus::Unreadable {
            findings.push(Finding::new("TAB-16", message!("TAB-16", table = table)).at(Place::Table(table)));
        }
        if !reading.is_read() {
            continue;
        }
        let garbled = |problem| matches!(problem, Problem::NotANumber | Problem::TooLong);
        let mut cells = cells_that(context, table, findings, |id, cell| {
            matches!(cell.value, Value::Unread(_)) && !explains_unread(context, id, cell)
        });
        // Something stands there that is no number: the draft's fault, not the reader's.
        let is_garbled = context.remarkable(table).any(|(id, cell)| match cell.value {
            Value::Unread(problem) => garbled(problem) && cells.contains(&id),
            _ => false,
        });
        cells.extend(absent(context, table));
        if cells.is_empty() {
            continue;
        }
        let message = message!("TAB-16.cells", table = table, count = cells.len(), cells = cells.clone());
        let finding = Finding::new("TAB-16", message).at_cells(cells);
        findings.push(Finding { severity: if is_garbled { Severity::Warning } else { finding.severity }, ..finding });
    }
}

/// Cells that are not there although their row and column are. In table four that is DIS-11's.
fn absent(context: &Context<'_>, table: Table) -> Vec<CellId> {
    let reading = context.report.tables.get(table);
    let is_absent = |id: &CellId| {
        !context.report.cells.contains_key(id)
            && !reading.missing_rows.contains(&id.row)
            && !reading.missing_columns.contains(&id.column)
    };
    let is_whole = || context.cells(table).count() >= form::count(table, reading.edition);
    match table {
        Table::Disputes => Vec::new(),
        _ if is_whole() => Vec::new(),
        _ => form::cells(table, reading.edition).into_iter().filter(is_absent).collect(),
    }
}

/// So many times what is stated elsewhere is no difference of counting: digits have run together.
const OUTLIER: u32 = 50;

/// Below this a number is too small to be told from a real change.
const LEAST_OUTLIER: u32 = 500;

/// TAB-18. A number is not out of all proportion to what the text, or last year's report, has for it.
pub fn outliers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read() {
        // What the arithmetic has a say in is said there.
        let held = |id: CellId| !context.any_relation(id, |outcome| matches!(outcome, Outcome::Violated { .. }));
        let is_large = |id: CellId, cell: &Cell| {
            cell.number().is_some_and(|number| number >= Amount::from(LEAST_OUTLIER)) && held(id)
        };
        for cell in cells_that(context, table, findings, is_large) {
            let Some(number) = context.number(cell) else { continue };
            let is_beyond = |other: Amount| {
                other > Amount::ZERO && std::iter::repeat_n(other, OUTLIER as usize).sum::<Amount>() <= number
            };
            // The digits that are meant are still there, else the text speaks of something else.
            let is_in = |other: Amount| number.to_string().contains(&other.to_string());
            let stated = decisions_in_text(context, cell).filter(|(_, stated, _)| is_beyond(*stated) && is_in(*stated));
            if let Some((place, stated, quote)) = stated {
                let message = message!("TAB-18.text", cell = cell, actual = number, quote = quote);
                let finding = Finding::new("TAB-18", message).at(Place::Cell(cell)).at(place);
                findings.push(finding.actual(context.raw(cell)).expected(stated));
                continue;
            }
            let before =
                context.previous.and_then(|previous| previous.number(cell)).filter(|&before| is_beyond(before));
            if let Some(before) = before {
                let message = message!("TAB-18", cell = cell, actual = number, before = before);
                findings.push(Finding::new("TAB-18", message).at(Place::Cell(cell)).actual(context.raw(cell)));
            }
        }
    }
}

/// The largest number of such decisions that the text states, where the cell is one of decisions: its place, the
/// number, and the words.
fn decisions_in_text(context: &Context<'_>, cell: CellId) -> Option<(Place, Amount, String)> {
    let word = match (cell.row, cell.column) {
        (Row::Licences, Column::Decisions) => "行政许可",
        (Row::Penalties, Column::Decisions) => "行政处罚",
        (Row::Compulsion, Column::Decisions) => "行政强制",
        _ => return None,
    };
    let mut largest: Option<(Place, Amount, String)> = None;
    for (at, text) in context.paragraphs() {
        for (start, _) in text.match_indices(word) {
            let Some(clause) = text.get(start..).and_then(|rest| rest.split(['，', '。', '；', '、']).next())
            else {
                continue;
            };
            let Some(from) = clause.find(|c: char| c.is_ascii_digit()).filter(|&from| from <= word.len() + 24) else {
                continue;
            };
            // What was made public is not what was decided; nor is what may be applied for.
            let words = clause.get(..from).unwrap_or_default();
            if ["公开", "公示", "发布", "事项"].iter().any(|word| words.contains(word)) {
                continue;
            }
            let Some(figure) = clause.get(from..) else { continue };
            let end = figure.find(|c: char| !c.is_ascii_digit()).unwrap_or(figure.len());
            let Some((digits, unit)) = figure.split_at_checked(end) else { continue };
            if !unit.trim_start().starts_with(['件', '宗', '起', '个', '条']) {
                continue;
            }
            let Ok(amount) = digits.parse::<Amount>() else { continue };
            if largest.as_ref().is_none_or(|(_, other, _)| *other < amount) {
                let quote: String = clause
                    .get(..from + end)
                    .unwrap_or_default()
                    .chars()
                    .chain(unit.trim_start().chars().take(1))
                    .collect();
                let place = at.place(Span::new(start, start + from + end));
                largest = Some((place, amount, quote));
            }
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use crate::check::example::apply_to_both;
    use crate::check::{Check, check_against};

    #[test]
    fn a_figure_is_compared_with_last_year_s() {
        let checked = |lines: &str, before: &str| -> Check {
            let (report, previous, options) = apply_to_both(&format!("{lines}\nlast {before}")).unwrap();
            check_against(&report, previous.as_ref(), &options)
        };
        let keys = |check: &Check| {
            let found = check.findings.iter().filter(|finding| finding.rule == "TAB-18");
            found.map(|finding| finding.message.key).collect::<Vec<_>>()
        };
        let joined = "disclosure.licences.decisions = 126128";
        assert_eq!(keys(&checked(joined, "disclosure.licences.decisions = 128")), ["TAB-18"]);
        assert_eq!(keys(&checked(joined, "disclosure.licences.decisions = 0")), [""; 0]);
        assert_eq!(
            keys(&checked("disclosure.licences.decisions = 900", "disclosure.licences.decisions = 30")),
            [""; 0]
        );
    }
}
