//! Table three: applications received and handled. What `cause` has found, as findings.

use super::cause::{Cause, Kind};
use super::context::Context;
use super::finding::{Edit, Finding, Message, Outcome, Place};
use super::messages::message;
use crate::form::{CellId, Column, Relation, Row, Scope, Table};
use crate::report::{Amount, Value};

/// The finding of a cause that lies in table three; `None` for one that does not.
pub fn finding(context: &Context<'_>, cause: &Cause) -> Option<Finding> {
    let relation = context.relations.get(*cause.broken.first()?)?;
    let (Scope::Row(table, _) | Scope::Column(table, _)) = relation.scope;
    if table != Table::Requests {
        return None;
    }
    let finding = match &cause.kind {
        Kind::Cell(cell, expected) => single_cell(context, relation, *cell, *expected),
        Kind::EmptyTotals(cells) => empty_totals(context, cells),
        Kind::NoApplicants => Finding::new("APP-12", message!("APP-12")).at(Place::Table(Table::Requests)),
        Kind::NoIntake(columns) => {
            let message = message!("APP-09", columns = (Table::Requests, applicants(columns)));
            Finding::new("APP-09", message).at_cells(in_row(Row::New, columns))
        }
        Kind::NoResults(columns) => {
            let message = message!("APP-10", columns = (Table::Requests, applicants(columns)));
            Finding::new("APP-10", message).at_cells(in_row(Row::Total, columns))
        }
        Kind::TooMuchCarriedOut(columns) => {
            let message = message!("APP-11", columns = (Table::Requests, applicants(columns)));
            Finding::new("APP-11", message).at_cells(in_row(Row::CarriedOut, columns))
        }
        Kind::Offset(first, second, amount) => offset(context, cause, relation, (*first, *second), *amount),
        Kind::Unexplained => one_relation(context, relation, *cause.broken.first()?)?,
    };
    Some(finding.because(cause.broken.iter().filter_map(|&index| context.evidence(index)).collect()))
}

/// The columns without that of totals, which only repeats them; unless it is the only one.
fn applicants(columns: &[Column]) -> Vec<Column> {
    let some: Vec<Column> = columns.iter().copied().filter(|&column| column != Column::Total).collect();
    if some.is_empty() { columns.to_vec() } else { some }
}

fn in_row(row: Row, columns: &[Column]) -> impl Iterator<Item = CellId> {
    columns.iter().map(move |&column| CellId::requests(row, column))
}

/// One wrong cell. A rule that says more of it than the first broken relation gives its name.
fn single_cell(context: &Context<'_>, relation: &Relation, cell: CellId, expected: Amount) -> Finding {
    let raw = context.raw(cell);
    let number = context.number(cell).unwrap_or_default();
    let (row, column) = (Scope::Row(Table::Requests, cell.row), Scope::Column(Table::Requests, cell.column));
    let in_column = |row| context.number(CellId::requests(row, cell.column)).unwrap_or_default();
    let received = in_column(Row::New) + in_column(Row::CarriedIn);
    let disposed = in_column(Row::Total) + in_column(Row::CarriedOut);
    let actual = raw.to_owned();
    let (rule, message) = if number.is_negative() {
        ("TAB-11", message!("TAB-11.sum", cell = cell, actual = actual, expected = expected))
    } else if !number.is_whole() {
        ("TAB-12", message!("TAB-12.sum", cell = cell, actual = actual, expected = expected))
    } else if cell.row == Row::Total && number.is_zero() {
        ("APP-08", message!("APP-08", cell = cell, column = column, expected = expected, actual = actual))
    } else if cell.row == Row::New && received.is_zero() && disposed > Amount::ZERO {
        ("APP-09", message!("APP-09.cell", cell = cell, column = column, expected = expected))
    } else if cell.row == Row::CarriedOut && disposed.is_zero() && received > Amount::ZERO {
        ("APP-10", message!("APP-10.cell", cell = cell, column = column, expected = expected))
    } else if cell.row == Row::CarriedOut && number > received {
        let message = message!("APP-11.cell", cell = cell, actual = actual, received = received, expected = expected);
        ("APP-11", message)
    } else {
        (relation.rule, wrong_cell(context, cell, expected, row, column))
    };
    Finding::new(rule, message)
        .at(Place::Cell(cell))
        .expected(expected)
        .actual(raw)
        .suggest(vec![edit(context, cell, expected)])
}

fn wrong_cell(context: &Context<'_>, cell: CellId, expected: Amount, row: Scope, column: Scope) -> Message {
    let actual = context.raw(cell).to_owned();
    let is_blank = context.report.cells.get(&cell).is_some_and(|cell| cell.value == Value::Blank);
    match cell.row {
        _ if is_blank => message!("APP.blank", cell = cell, expected = expected, row = row, column = column),
        Row::New | Row::CarriedIn | Row::CarriedOut => {
            message!("APP.intake", cell = cell, expected = expected, actual = actual, row = row, column = column)
        }
        Row::Total => {
            message!("APP.total", cell = cell, expected = expected, actual = actual, column = column)
        }
        _ => message!("APP.result", cell = cell, expected = expected, actual = actual, row = row, column = column),
    }
}

/// Writing the amount into the cell.
pub fn edit(context: &Context<'_>, cell: CellId, amount: Amount) -> Edit {
    Edit { place: Place::Cell(cell), from: context.raw(cell).to_owned(), to: amount.to_string() }
}

fn empty_totals(context: &Context<'_>, cells: &[(CellId, Amount)]) -> Finding {
    let ids: Vec<CellId> = cells.iter().map(|(cell, _)| *cell).collect();
    let finding = Finding::new("APP-08", message!("APP-08.row", cells = ids.clone()))
        .at_cells(ids)
        .suggest(cells.iter().map(|&(cell, amount)| edit(context, cell, amount)).collect());
    match cells.first() {
        Some(&(cell, amount)) => finding.expected(amount).actual(context.raw(cell)),
        None => finding,
    }
}

fn offset(
    context: &Context<'_>,
    cause: &Cause,
    relation: &Relation,
    (first, second): (Column, Column),
    amount: Amount,
) -> Finding {
    // Named so that the first column is the one with too much.
    let (first, second) = if amount.is_negative() { (second, first) } else { (first, second) };
    let (one, two) = (Scope::Column(Table::Requests, first), Scope::Column(Table::Requests, second));
    let difference = amount.abs();
    let totals = [first, second].map(|column| CellId::requests(Row::Total, column));
    if cause.broken.len() > 2 {
        // Both relations of both columns are off alike: only their totals can be.
        let value = |cell, change| context.number(cell).unwrap_or_default() + change;
        let edits = totals.iter().zip([difference, -difference]).map(|(&cell, change)| (cell, value(cell, change)));
        let edits: Vec<(CellId, Amount)> = edits.collect();
        let finding =
            Finding::new("APP-07", message!("APP-07.totals", first = one, second = two, difference = difference))
                .at_cells(totals);
        if edits.iter().any(|(_, amount)| amount.is_negative()) {
            return finding;
        }
        return finding.suggest(edits.iter().map(|&(cell, amount)| edit(context, cell, amount)).collect());
    }
    if relation.rule == "APP-01" {
        let message = message!("APP-07.flow", first = one, second = two, difference = difference);
        Finding::new("APP-07", message).at_cells(in_row(Row::New, &[first, second]))
    } else {
        let message = message!("APP-07.results", first = one, second = two, difference = difference);
        Finding::new("APP-07", message).at_cells(totals)
    }
}

/// A broken relation of which no more is known than that it is broken.
fn one_relation(context: &Context<'_>, relation: &Relation, index: usize) -> Option<Finding> {
    let Outcome::Violated { left, right } = context.tried.get(index)?.outcome else { return None };
    let total = *relation.right.first()?;
    let (scope, difference) = (relation.scope, (left - right).abs());
    let message = match relation.rule {
        "APP-01" => message!("APP-01", column = scope, left = left, right = right, difference = difference),
        "APP-02" => message!("APP-02", column = scope, left = left, right = right, difference = difference),
        _ => message!("APP-03", row = scope, left = left, right = right, difference = difference),
    };
    let finding = Finding::new(relation.rule, message).at(Place::Cell(total));
    // Computing the total anew is only offered where nothing else depends on it that holds now.
    let bound = context.relations.iter().zip(&context.tried).any(|(other, tried)| {
        other != relation && other.contains(total) && !matches!(tried.outcome, Outcome::NotChecked(_))
    });
    if relation.rule == "APP-01" || bound || left.is_negative() || !left.is_whole() {
        return Some(finding);
    }
    Some(finding.expected(left).actual(context.raw(total)).suggest(vec![edit(context, total, left)]))
}
