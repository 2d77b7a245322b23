//! Table three: applications received and handled. What `culprit` has found, as findings.

use super::context::Context;
use super::culprit::{Cause, Kind, Objection, Repair, Slip};
use super::finding::{Edit, Finding, LIKELY, Message, Outcome, Place};
use super::messages::message;
use crate::form::{CellId, Column, Relation, Row, Scope, Table};
use crate::prose::Reading;
use crate::report::{Amount, Value};

/// The finding of a cause that lies in table three; `None` for one that does not.
pub fn finding(context: &Context<'_>, cause: &Cause) -> Option<Finding> {
    let relation = context.relations.get(*cause.broken.first()?)?;
    let columns = |columns: &[Column]| (Table::Requests, applicants(columns));
    let finding = match &cause.kind {
        Kind::Dispute => return None,
        Kind::Cells => cells(context, cause, relation)?,
        Kind::EmptyTotals => empty_totals(context, cause.repairs.first()?),
        Kind::NoApplicants => Finding::new("APP-12", message!("APP-12")).at(Place::Table(Table::Requests)),
        Kind::NoIntake(of) => {
            Finding::new("APP-09", message!("APP-09", columns = columns(of))).at_cells(in_row(Row::New, of))
        }
        Kind::NoResults(of) => {
            Finding::new("APP-10", message!("APP-10", columns = columns(of))).at_cells(in_row(Row::Total, of))
        }
        Kind::TooMuchCarriedOut(of) => too_much_carried_out(cause, of),
        Kind::Undecided if cause.broken.len() == 1 => one_relation(context, relation, *cause.broken.first()?)?,
        Kind::Undecided => undecided(context, cause),
    };
    let finding = finding.because(cause.broken.iter().filter_map(|&index| context.evidence(index)).collect());
    Some(cause.repairs.iter().fold(finding, |finding, repair| fix(context, finding, repair)))
}

/// One more way to mend the finding.
pub fn fix(context: &Context<'_>, finding: Finding, repair: &Repair) -> Finding {
    let edits = repair.changes().into_iter().map(|(cell, amount)| edit(context, cell, amount)).collect();
    let reason = match repair.slips.as_slice() {
        // An empty cell needs no words.
        [(slip, _)] if *slip != Slip::Omitted => Some(*slip),
        _ => None,
    };
    let against = repair.against.iter().map(objection).collect();
    finding.suggest_likely(edits, repair.confidence, reason, against)
}

/// What speaks against a way to mend it, as a sentence.
fn objection(objection: &Objection) -> Message {
    let reading = Reading { plus: objection.cells.clone(), minus: Vec::new() };
    let readings = vec![(reading, objection.sum)];
    if objection.is_of_last_year {
        message!("APP.carried", readings = readings)
    } else {
        message!("APP.stated", readings = readings)
    }
}

/// Cells that are most likely wrong; or, where nothing is likely enough, that they cannot be told.
fn cells(context: &Context<'_>, cause: &Cause, relation: &Relation) -> Option<Finding> {
    let best = cause.repairs.first()?;
    let changes = best.changes();
    let is_likely = best.confidence >= LIKELY;
    if let ([change], true) = (changes.as_slice(), is_likely) {
        let slip = best.slips.first().map_or(Slip::Unlike, |(slip, _)| *slip);
        return Some(single_cell(context, relation, *change, slip));
    }
    if let Some(finding) = two_columns(context, cause, &changes) {
        return Some(finding);
    }
    if cause.broken.len() == 1 {
        return one_relation(context, relation, *cause.broken.first()?);
    }
    let ids: Vec<CellId> = changes.iter().map(|(cell, _)| *cell).collect();
    let (rule, message) = match best.slips.as_slice() {
        _ if !is_likely => ("APP-04", message!("APP-04.either", relations = cause.broken.len(), count = changes.len())),
        [(slip, _)] => one_slip(context, *slip, &changes)?,
        _ => ("APP-04", message!("APP-04", count = ids.len(), cells = ids.clone())),
    };
    Some(Finding::new(rule, message).at_cells(ids))
}

/// Several cells that one slip made wrong.
fn one_slip(context: &Context<'_>, slip: Slip, changes: &[(CellId, Amount)]) -> Option<(&'static str, Message)> {
    let &[(first, one), (second, other), ..] = changes else { return None };
    let (row, column) = (Scope::Row(Table::Requests, first.row), Scope::Column(Table::Requests, first.column));
    let ids = || changes.iter().map(|(cell, _)| *cell).collect::<Vec<CellId>>();
    Some(match slip {
        Slip::Exchanged => {
            ("APP-07", message!("APP-07.exchanged", first = first, second = second, one = one, other = other))
        }
        Slip::Misplaced if first.column == second.column => {
            let change = one - context.number(first).unwrap_or_default();
            let (more, less) = if change.is_negative() { (first, second) } else { (second, first) };
            let message =
                message!("APP-07.rows", column = column, first = more, second = less, difference = change.abs());
            ("APP-07", message)
        }
        Slip::ShiftedRow => ("APP-05", message!("APP-05.row", row = row)),
        Slip::ShiftedColumn => ("APP-05", message!("APP-05.column", column = column)),
        Slip::Joined => ("APP-06", message!("APP-06.joined", first = first, second = second, one = one, other = other)),
        Slip::Split => ("APP-06", message!("APP-06.split", first = first, second = second, one = one, other = other)),
        Slip::Behind => ("APP-04", message!("APP-04.behind", column = column, cells = ids())),
        _ => ("APP-04", message!("APP-04", count = changes.len(), cells = ids())),
    })
}

/// Two columns off by opposite numbers while the column of totals is right: something stands in the wrong one of the
/// two, whatever cells it is.
fn two_columns(context: &Context<'_>, cause: &Cause, changes: &[(CellId, Amount)]) -> Option<Finding> {
    let side = |rule| {
        let broken = cause.broken.iter().filter_map(move |&index| {
            let relation = context.relations.get(index).filter(|relation| relation.rule == rule)?;
            let Outcome::Violated { left, right } = context.tried.get(index)?.outcome else { return None };
            Some((relation.scope, left - right))
        });
        broken.collect::<Vec<(Scope, Amount)>>()
    };
    let (flow, results) = (side("APP-01"), side("APP-02"));
    if flow.len() + results.len() < cause.broken.len() {
        return None;
    }
    let (pair, is_flow) = match (flow.as_slice(), results.as_slice()) {
        (flow, []) => (flow, true),
        ([], results) => (results, false),
        (flow, results) if flow == results => (flow, true),
        _ => return None,
    };
    let &[(first, amount), (second, other)] = pair else { return None };
    if !(amount + other).is_zero() {
        return None;
    }
    // Named so that the first column is the one with too much.
    let (first, second) = if amount.is_negative() { (second, first) } else { (first, second) };
    let difference = amount.abs();
    let message = if !flow.is_empty() && !results.is_empty() {
        // Both relations of both columns are off alike: only their totals can be.
        if changes.iter().any(|(cell, _)| cell.row != Row::Total) {
            return None;
        }
        message!("APP-07.totals", first = first, second = second, difference = difference)
    } else if is_flow {
        message!("APP-07.flow", first = first, second = second, difference = difference)
    } else {
        message!("APP-07.results", first = first, second = second, difference = difference)
    };
    Some(Finding::new("APP-07", message).at_cells(changes.iter().map(|(cell, _)| *cell)))
}

fn too_much_carried_out(cause: &Cause, columns: &[Column]) -> Finding {
    let named = (Table::Requests, applicants(columns));
    match cause.repairs.first() {
        Some(best) if best.confidence >= LIKELY => {
            let cells: Vec<CellId> = best.changes().into_iter().map(|(cell, _)| cell).collect();
            let message = message!("APP-11.cells", columns = named, cells = cells.clone());
            Finding::new("APP-11", message).at_cells(cells)
        }
        _ => Finding::new("APP-11", message!("APP-11", columns = named)).at_cells(in_row(Row::CarriedOut, columns)),
    }
}

fn undecided(context: &Context<'_>, cause: &Cause) -> Finding {
    let totals = cause.broken.iter().filter_map(|&index| context.relations.get(index)?.right.first().copied());
    Finding::new("APP-04", message!("APP-04.several", relations = cause.broken.len())).at_cells(totals)
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
fn single_cell(context: &Context<'_>, relation: &Relation, (cell, expected): (CellId, Amount), slip: Slip) -> Finding {
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
        (relation.rule, wrong_cell(context, (cell, expected), slip, row, column))
    };
    Finding::new(rule, message).at(Place::Cell(cell)).expected(expected).actual(raw)
}

fn wrong_cell(
    context: &Context<'_>,
    (cell, expected): (CellId, Amount),
    slip: Slip,
    row: Scope,
    column: Scope,
) -> Message {
    let actual = context.raw(cell).to_owned();
    let is_blank = context.report.cells.get(&cell).is_some_and(|cell| cell.value == Value::Blank);
    match cell.row {
        _ if is_blank => message!("APP.blank", cell = cell, expected = expected, row = row, column = column),
        Row::New | Row::CarriedIn | Row::CarriedOut => {
            message!(
                "APP.intake",
                cell = cell,
                expected = expected,
                actual = actual,
                slip = slip,
                row = row,
                column = column
            )
        }
        Row::Total => {
            message!("APP.total", cell = cell, expected = expected, actual = actual, slip = slip, column = column)
        }
        _ => message!(
            "APP.result",
            cell = cell,
            expected = expected,
            actual = actual,
            slip = slip,
            row = row,
            column = column
        ),
    }
}

/// Writing the amount into the cell.
pub fn edit(context: &Context<'_>, cell: CellId, amount: Amount) -> Edit {
    Edit { place: Place::Cell(cell), from: context.raw(cell).to_owned(), to: amount.to_string() }
}

fn empty_totals(context: &Context<'_>, repair: &Repair) -> Finding {
    let changes = repair.changes();
    let ids: Vec<CellId> = changes.iter().map(|(cell, _)| *cell).collect();
    let (rule, message) = if ids.iter().any(|cell| cell.row == Row::Total) {
        ("APP-08", message!("APP-08.row", cells = ids.clone()))
    } else {
        ("APP-03", message!("APP-03.blank", cells = ids.clone()))
    };
    let finding = Finding::new(rule, message).at_cells(ids);
    match changes.first() {
        Some(&(cell, amount)) => finding.expected(amount).actual(context.raw(cell)),
        None => finding,
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
    Some(Finding::new(relation.rule, message).at(Place::Cell(total)))
}
