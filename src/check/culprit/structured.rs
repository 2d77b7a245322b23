//! Slips that change several cells at once: rows and columns typed one cell off, totals that were not carried upwards,
//! numbers exchanged, put in the wrong cell, run together or torn apart.

use super::Slip;
use super::network::{COLUMNS, Edge, Network, Node, Nodes, each};
use super::problem::{ANOTHER, Candidate, Operation, Problem};
use super::search::Change;

/// What the kinds cost: the logarithm of the number of places where it can happen, less that of its rate.
const SHIFTED: f64 = 9.393;
const SHIFTED_WHOLE: f64 = 8.5;
const BEHIND: f64 = 9.362;
const EXCHANGED: f64 = 7.824;
/// As much more when the two do not stand next to each other.
const EXCHANGED_APART: f64 = 3.0;
const MISPLACED_IN_ROW: f64 = 8.740;
const MISPLACED_IN_COLUMN: f64 = 10.106;
const RUN_TOGETHER: f64 = 9.2;
/// What it costs, beside the slip in a detail, that the total of its row agrees with it.
const FOLLOWED: f64 = 6.5;
/// Cases put in the wrong cell, and cases that a total lacks, are few: the logarithm of the sum of 1/1 … 1/9.
const FEW: i64 = 9;
const HARMONIC: f64 = 1.040;
/// Rows of a column that are typed one off together, at most.
const LONGEST: usize = 12;
/// Numbers among the cells of a run, at least.
const FILLED: usize = 2;

/// Nodes that may be left for single cells beside a structured slip.
const REST: u32 = 4;

/// Structured slips of several cells that alone, or with one or two single cells, leave nothing uneven.
pub fn structured(problem: &Problem<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let uneven = problem.balance.uneven();
    behind(problem, &mut found);
    if uneven.count_ones() >= 3 {
        rows(problem, uneven, &mut found);
        columns(problem, uneven, &mut found);
    }
    found
}

/// Rows typed one cell to the right or left.
fn rows(problem: &Problem<'_>, uneven: Nodes, found: &mut Vec<Candidate>) {
    let network = problem.network;
    for row in 0..network.rows() {
        let inner: Vec<Edge> = (0..COLUMNS - 1).map(|column| network.edge(row, column)).collect();
        segments(problem, &inner, uneven, Slip::ShiftedRow, found);
        whole_row(problem, row, found);
    }
}

/// Results of one column typed one cell down or up.
fn columns(problem: &Problem<'_>, uneven: Nodes, found: &mut Vec<Candidate>) {
    let network = problem.network;
    for column in 0..COLUMNS {
        let results: Vec<Edge> = (2..network.total_row()).map(|row| network.edge(row, column)).collect();
        segments(problem, &results, uneven, Slip::ShiftedColumn, found);
    }
}

/// Every run of neighbours along a line that may have been typed one place late, read in both directions.
fn segments(problem: &Problem<'_>, line: &[Edge], uneven: Nodes, slip: Slip, found: &mut Vec<Candidate>) {
    // Rows and columns that hold hardly anything, as most do, hold no run.
    if line.iter().filter(|edge| problem.values.get(**edge) != 0).count() < FILLED {
        return;
    }
    let mut reversed = line.to_vec();
    reversed.reverse();
    for line in [line, &reversed] {
        for start in 0..line.len() {
            if let Some(rest) = line.get(start..) {
                late(problem, rest, uneven, slip, found);
            }
        }
    }
}

/// Runs from the first cell of the line on, which was left out so that all came one place late: it holds nothing, and
/// each should hold what the next one does.
fn late(problem: &Problem<'_>, line: &[Edge], uneven: Nodes, slip: Slip, found: &mut Vec<Candidate>) {
    let value = |edge: &Edge| problem.values.get(*edge);
    let [first, second, ..] = line else { return };
    // Where the second holds nothing either, the run from there on says the same.
    if value(first) != 0 || value(second) == 0 {
        return;
    }
    let along = along(problem.network, line);
    // Nodes that are uneven once the cells before the last are moved back.
    let mut left = uneven.count_ones() as i32;
    let mut moved: Vec<Change> = Vec::new();
    let (mut before, mut filled) = (*first, 0);
    for &edge in line.iter().skip(1).take(LONGEST - 1) {
        let next = value(&edge);
        if next < 0 {
            return;
        }
        filled += usize::from(next != 0);
        let change = Change { edge: before, value: next };
        left += unevened(problem, change, along);
        if next != value(&before) {
            moved.push(change);
        }
        let last = Change { edge, value: 0 };
        // What stands at the end of the run was pushed there, and leaves nothing behind.
        if next != 0 && filled >= FILLED && moved.len() >= 2 && left + unevened(problem, last, along) <= REST as i32 {
            let mut changes = moved.clone();
            changes.push(last);
            accept(problem, slip, ANOTHER + SHIFTED, changes, found);
        }
        // Each further cell can mend no node but its own.
        if left - (uneven.count_ones() as i32) > REST as i32 {
            return;
        }
        before = edge;
    }
}

/// How many more nodes are uneven with that change, those along the line left out: a shift leaves their sum.
fn unevened(problem: &Problem<'_>, change: Change, along: Option<Node>) -> i32 {
    let (plus, minus) = problem.network.ends(change.edge);
    let amount = change.value - problem.values.get(change.edge);
    if amount == 0 {
        return 0;
    }
    let effect = |node: Node, amount: i64| {
        if along == Some(node) {
            return 0;
        }
        let had = problem.balance.get(node);
        i32::from(had + amount != 0) - i32::from(had != 0)
    };
    effect(plus, amount) + effect(minus, -amount)
}

/// The node that all cells of a line share, if they do.
fn along(network: &Network, line: &[Edge]) -> Option<Node> {
    let [first, second, ..] = line else { return None };
    let (one, other) = network.ends(*first);
    let (third, fourth) = network.ends(*second);
    [one, other].into_iter().find(|node| *node == third || *node == fourth)
}

/// A whole row typed one cell off, its total or its first number pushed out.
fn whole_row(problem: &Problem<'_>, row: u8, found: &mut Vec<Candidate>) {
    let network = problem.network;
    let edges: Vec<Edge> = (0..COLUMNS).map(|column| network.edge(row, column)).collect();
    let values: Vec<i64> = edges.iter().map(|&edge| problem.values.get(edge)).collect();
    let (Some((first, behind)), Some((last, before))) = (values.split_first(), values.split_last()) else { return };
    if values.iter().filter(|value| **value != 0).count() < 2 || values.iter().any(|value| *value < 0) {
        return;
    }
    // To the right: the total was pushed out.
    let right = (*first == 0).then(|| {
        let sum = behind.iter().sum();
        behind.iter().copied().chain([sum]).collect::<Vec<i64>>()
    });
    // To the left: the first was pushed out, and the total stands in the last column but one.
    let left = before.split_last().filter(|_| *last == 0).and_then(|(total, details)| {
        let first = total - details.iter().sum::<i64>();
        (first >= 0).then(|| [first].into_iter().chain(before.iter().copied()).collect::<Vec<i64>>())
    });
    for truth in [right, left].into_iter().flatten() {
        let pairs = edges.iter().zip(&truth).zip(&values).filter(|((_, truth), value)| truth != value);
        let changes: Vec<Change> = pairs.map(|((&edge, &value), _)| Change { edge, value }).collect();
        if changes.len() >= 3 {
            accept(problem, Slip::ShiftedRow, ANOTHER + SHIFTED_WHOLE, changes, found);
        }
    }
}

/// A few cases were added to a detail and the total of its row; 新收 and perhaps （七）总计 are still as they were.
fn behind(problem: &Problem<'_>, found: &mut Vec<Candidate>) {
    let network = problem.network;
    let total = network.total_row();
    for column in 0..COLUMNS - 1 {
        for with_total in [false, true] {
            // What the column of the totals lacks. （七）总计's cell ends where the flow and the results of its column do.
            let cell = network.edge(if with_total { total } else { 0 }, column);
            let missing = missing(problem, cell, with_total);
            if !(1..=FEW).contains(&missing) {
                continue;
            }
            let rows: &[u8] = if with_total { &[0, total] } else { &[0] };
            let both = |&row: &u8| [network.edge(row, column), network.edge(row, COLUMNS - 1)];
            let raised = |edge: Edge| Change { edge, value: problem.values.get(edge) + missing };
            let changes: Vec<Change> = rows.iter().flat_map(both).map(raised).collect();
            if changes.iter().all(|change| change.value >= 0) {
                accept(problem, Slip::Behind, ANOTHER + BEHIND, changes, found);
            }
        }
    }
}

/// By how much the cell would have to rise for the relation of its column to hold: for （七）总计, that of the results.
fn missing(problem: &Problem<'_>, cell: Edge, is_total: bool) -> i64 {
    let network = problem.network;
    let (plus, minus) = network.ends(cell);
    let at = network.place(cell);
    // The relation that the cell shares with another of its column.
    let fellow = network.edge(if is_total { 2 } else { 1 }, at.column);
    let (one, other) = network.ends(fellow);
    if plus == one || plus == other { -problem.balance.get(plus) } else { problem.balance.get(minus) }
}

/// Adds the slip, alone or with the single cells that mend what it leaves uneven.
fn accept(problem: &Problem<'_>, slip: Slip, cost: f64, changes: Vec<Change>, found: &mut Vec<Candidate>) {
    let balance = problem.balance_with(&changes);
    let uneven = balance.uneven();
    let operation = Operation { slip, changes, cost };
    let single = |(one, other): (Node, Node)| {
        let change = problem.single(&balance, one, other)?;
        let is_free = operation.changes.iter().all(|other| other.edge != change.edge);
        is_free.then(|| problem.mistyped(change))
    };
    let mut push = |pairs: &[(Node, Node)]| {
        let mut operations = vec![operation.clone()];
        for &pair in pairs {
            let Some(cell) = single(pair) else { return };
            operations.push(cell);
        }
        found.push(Candidate::of(operations));
    };
    let nodes: Vec<Node> = each(uneven).collect();
    match *nodes.as_slice() {
        [] => push(&[]),
        [one, two] => push(&[(one, two)]),
        [one, two, three, four] => {
            push(&[(one, two), (three, four)]);
            push(&[(one, three), (two, four)]);
            push(&[(one, four), (two, three)]);
        }
        _ => {}
    }
}

/// Reads a set of changes as slips: each cell mistyped by itself, but two of them as one slip where that is likelier.
pub fn read(problem: &Problem<'_>, set: &[Change]) -> Candidate {
    let mut operations: Vec<Operation> = set.iter().map(|&change| problem.mistyped(change)).collect();
    // Pairs that go together, the one that saves most first, until none saves anything.
    loop {
        let mut best: Option<(f64, usize, usize, Operation)> = None;
        for (index, one) in operations.iter().enumerate() {
            for (other_index, other) in operations.iter().enumerate().skip(index + 1) {
                let ([first], [second]) = (one.changes.as_slice(), other.changes.as_slice()) else { continue };
                let Some((cost, slip)) = pair(problem, *first, *second) else { continue };
                let saved = one.cost + other.cost - cost;
                if saved > best.as_ref().map_or(0.0, |(saved, ..)| *saved) {
                    best = Some((saved, index, other_index, Operation { slip, changes: vec![*first, *second], cost }));
                }
            }
        }
        let Some((_, first, second, operation)) = best else { break };
        operations.remove(second);
        if let Some(place) = operations.get_mut(first) {
            *place = operation;
        }
    }
    Candidate::of(operations)
}

/// Two cells as one slip: its cost, and what it is; the first stands before the second in the form.
fn pair(problem: &Problem<'_>, first: Change, second: Change) -> Option<(f64, Slip)> {
    let network = problem.network;
    let (one, other) = (network.place(first.edge), network.place(second.edge));
    let (had, other_had) = (problem.values.get(first.edge), problem.values.get(second.edge));
    let (in_row, in_column) = (one.row == other.row, one.column == other.column);
    if !in_row && !in_column {
        return None;
    }
    let are_next = in_row && one.column + 1 == other.column
        || in_column && one.is_result() && other.is_result() && one.row + 1 == other.row;
    let amount = first.value - had;
    if first.value == other_had && second.value == had {
        return Some((ANOTHER + EXCHANGED + if are_next { 0.0 } else { EXCHANGED_APART }, Slip::Exchanged));
    }
    if in_row
        && are_next
        && (are_together(had, first.value, second.value) && other_had == 0
            || are_together(other_had, first.value, second.value) && had == 0)
    {
        return Some((ANOTHER + RUN_TOGETHER, Slip::Joined));
    }
    if in_row
        && are_next
        && (are_together(first.value, had, other_had) && second.value == 0
            || are_together(second.value, had, other_had) && first.value == 0)
    {
        return Some((ANOTHER + RUN_TOGETHER, Slip::Split));
    }
    if in_row && other.is_in_totals() && amount == second.value - other_had {
        return Some((problem.cell(first).0 + FOLLOWED, Slip::Followed));
    }
    let between_applicants = in_row && !one.is_in_totals() && !other.is_in_totals();
    let between_results = in_column && one.is_result() && other.is_result();
    let few = amount.abs();
    if amount + second.value - other_had == 0 && few <= FEW && (between_applicants || between_results) {
        let places = if in_row { MISPLACED_IN_ROW } else { MISPLACED_IN_COLUMN };
        return Some((ANOTHER + places + libm::log(few as f64) + HARMONIC, Slip::Misplaced));
    }
    None
}

/// Whether the number is the other two written one after the other.
fn are_together(number: i64, first: i64, second: i64) -> bool {
    let digits = second.checked_ilog10().map_or(1, |log| log + 1);
    first > 0 && second >= 0 && first.checked_mul(10_i64.saturating_pow(digits)) == number.checked_sub(second)
}
