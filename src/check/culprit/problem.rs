//! Table three as it is searched: what its cells hold, what is uneven, what else is known, and what a hypothesis costs.

use super::likelihood::{self, Written};
use super::network::{Balance, COLUMNS, Edge, Network, Node, Values, only};
use super::search::Change;
use super::{Objection, Slip, Witnesses};
use crate::form::{CellId, CellMap, Column, Row, Table};
use crate::report::{Amount, Cell, Value};

/// Every further slip that is assumed.
pub const ANOTHER: f64 = 2.0;
/// A figure of last year's report that does not agree, or a number the prose states: either it is wrong.
const WITNESS: f64 = 4.0;

/// One slip: what it was, the numbers that it changed, and what it costs to assume it.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// What it was.
    pub slip: Slip,
    /// The cells with their true numbers.
    pub changes: Vec<Change>,
    /// The negative logarithm of its probability, in nats.
    pub cost: f64,
}

/// A hypothesis: slips that together explain what is uneven.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The slips.
    pub operations: Vec<Operation>,
    /// All their changes, in the order of the form.
    pub changes: Vec<Change>,
    /// What it costs.
    pub cost: f64,
}

impl Candidate {
    /// The hypothesis that those slips happened.
    pub fn of(operations: Vec<Operation>) -> Candidate {
        let mut changes: Vec<Change> =
            operations.iter().flat_map(|operation| operation.changes.iter().copied()).collect();
        super::search::arrange(&mut changes);
        let cost = operations.iter().map(|operation| operation.cost).sum();
        Candidate { operations, changes, cost }
    }

    /// Adds that cells with decimals lose them, where nothing else happens to them.
    pub fn lose_decimals(&mut self, problem: &Problem<'_>) {
        for &edge in &problem.fractions {
            if self.changes.iter().all(|change| change.edge != edge) {
                let change = Change { edge, value: problem.values.get(edge) };
                self.operations.push(Operation { slip: Slip::Unlike, changes: vec![change], cost: 0.0 });
                self.changes.push(change);
            }
        }
        super::search::arrange(&mut self.changes);
    }
}

/// A number that is known from elsewhere.
pub struct Known {
    /// The cells whose sum it is.
    edges: Vec<Edge>,
    sum: i64,
    /// What it costs to assume that it is wrong, in nats.
    weight: f64,
    /// Whether it is last year's report that knows it, and not the prose.
    is_of_last_year: bool,
}

/// The problem.
pub struct Problem<'a> {
    /// The network, without what could not be tried.
    pub network: &'a Network,
    /// What the cells hold; blanks and dashes as zero, decimals left out.
    pub values: Values,
    /// What is uneven.
    pub balance: Balance,
    /// Cells that cannot be right whatever the relations say.
    pub must: Vec<Edge>,
    /// Cells with decimals: they change too, if only by losing them.
    pub fractions: Vec<Edge>,
    written: Vec<Written>,
    /// The cost of its being this cell and not another, before what is in it.
    cell_cost: f64,
    /// How much less a blank costs in a table where zeros are written.
    blank_bonus: f64,
    /// Numbers known from elsewhere.
    pub known: Vec<Known>,
}

impl<'a> Problem<'a> {
    /// Reads the cells; those assumed are taken to hold other numbers than are written there.
    pub fn new(
        network: &'a Network,
        cells: &CellMap<Cell>,
        witnesses: &Witnesses<'_>,
        assumed: &[(CellId, i64)],
    ) -> Problem<'a> {
        let mut values = Values::new();
        let mut written = vec![Written::Number; network.cells.len()];
        let (mut must, mut fractions) = (Vec::new(), Vec::new());
        let (mut blanks, mut zeros) = (0_u32, 0_u32);
        let mut exposure = 0.0;
        let mut found = cells.iter().filter(|(id, _)| id.table == Table::Requests).peekable();
        for ((&id, written), edge) in network.cells.iter().zip(written.iter_mut()).zip(0..) {
            // Both lists are in the order of the form; the report may have cells that this edition lacks.
            while found.next_if(|(other, _)| **other < id).is_some() {}
            let cell = found.next_if(|(other, _)| **other == id).map(|(_, cell)| cell);
            let value = match assumed.iter().find(|(cell, _)| *cell == id) {
                Some(&(_, value)) => Some(Value::Number(Amount::from(value))),
                None => cell.map(|cell| cell.value),
            };
            match value {
                Some(Value::Number(amount)) => {
                    let whole = amount.floor();
                    values.set(edge, whole);
                    if !amount.is_whole() {
                        *written = Written::Fraction;
                        fractions.push(edge);
                    }
                    if whole < 0 {
                        must.push(edge);
                    }
                }
                Some(Value::Blank | Value::Placeholder) => {
                    *written = Written::Blank;
                    blanks += 1;
                }
                Some(Value::Unread(_)) | None => {}
            }
            zeros += u32::from(values.get(edge) == 0);
            exposure += likelihood::exposure(values.get(edge));
        }
        let blank_bonus = if blanks > 0 { libm::log(f64::from(zeros + 1) / f64::from(blanks)) } else { 0.0 };
        let cell_cost = ANOTHER + libm::log(exposure);
        let balance = network.balance(&values);
        let known = known(network, witnesses);
        Problem { network, values, balance, must, fractions, written, cell_cost, blank_bonus, known }
    }

    /// The cost of one mistyped cell, and how it was mistyped.
    pub fn cell(&self, change: Change) -> (f64, Slip) {
        let Change { edge, value } = change;
        let at = self.network.place(edge);
        let written = self.written(edge);
        let is_total = at.is_in_totals() || at.is_total();
        let (slip_cost, slip) = likelihood::slip(written, self.values.get(edge), value, is_total);
        let bonus = if written == Written::Blank { self.blank_bonus } else { 0.0 };
        // A total that is a few too small was left as it was.
        let slip = if slip == Slip::Close && is_total && self.values.get(edge) < value { Slip::Behind } else { slip };
        (self.cell_cost - libm::log(likelihood::exposure(value)) + slip_cost - bonus, slip)
    }

    /// One mistyped cell.
    pub fn mistyped(&self, change: Change) -> Operation {
        let (cost, slip) = self.cell(change);
        Operation { slip, changes: vec![change], cost }
    }

    /// What is written in the cell.
    pub fn written(&self, edge: Edge) -> Written {
        self.written.get(usize::from(edge)).copied().unwrap_or_default()
    }

    /// What is known from elsewhere and would be wrong: its cost.
    pub fn witness_cost(&self, changes: &[Change]) -> f64 {
        self.known.iter().filter(|known| known.is_wrong(&self.values, changes)).map(|known| known.weight).sum()
    }

    /// What is uneven once those changes are made.
    pub fn balance_with(&self, changes: &[Change]) -> Balance {
        let mut balance = self.balance;
        for change in changes {
            let (plus, minus) = self.network.ends(change.edge);
            let amount = change.value - self.values.get(change.edge);
            if plus != minus {
                balance.add(plus, amount);
                balance.add(minus, -amount);
            }
        }
        balance
    }

    /// The cell that alone evens two nodes, if there is one.
    pub fn single(&self, balance: &Balance, one: Node, other: Node) -> Option<Change> {
        let edge = self.network.between(one, other)?;
        let amount = balance.get(one);
        let change = if self.network.ends(edge).0 == one { -amount } else { amount };
        let value = self.values.get(edge).saturating_add(change);
        (amount + balance.get(other) == 0 && value >= 0).then_some(Change { edge, value })
    }

    /// Whether row （七）总计 adds up once those changes are made.
    pub fn is_total_row_even(&self, changes: &[Change]) -> bool {
        let row = self.network.total_row();
        let applicants = (0..COLUMNS - 1).map(|column| self.network.edge(row, column));
        let sum: i64 = applicants.map(|edge| value(&self.values, changes, edge)).sum();
        value(&self.values, changes, self.network.edge(row, COLUMNS - 1)) == sum
    }
}

/// What a cell holds once those changes are made.
fn value(values: &Values, changes: &[Change], edge: Edge) -> i64 {
    let changed = changes.iter().find(|change| change.edge == edge);
    changed.map_or(values.get(edge), |change| change.value)
}

impl Known {
    fn is_wrong(&self, values: &Values, changes: &[Change]) -> bool {
        self.edges.iter().map(|&edge| value(values, changes, edge)).sum::<i64>() != self.sum
    }
}

/// The numbers known from elsewhere that would be wrong, of cells that are in a relation with one that changes: what they
/// say of others is another matter.
pub fn against(network: &Network, known: &[Known], values: &Values, changes: &[Change]) -> Vec<Objection> {
    let ends = |edge: Edge| {
        let (plus, minus) = network.ends(edge);
        (only(plus) | only(minus)) & !network.outside.map_or(0, only)
    };
    let touched = changes.iter().fold(0, |touched, change| touched | ends(change.edge));
    let is_near = |known: &&Known| known.edges.iter().any(|&edge| ends(edge) & touched != 0);
    let objection = |known: &Known| Objection {
        cells: known.edges.iter().filter_map(|&edge| network.cell(edge)).collect(),
        sum: Amount::from(known.sum),
        is_of_last_year: known.is_of_last_year,
    };
    known.iter().filter(is_near).filter(|known| known.is_wrong(values, changes)).map(objection).collect()
}

/// What last year's report and the prose say of the cells. Where last year's own table is broken, it counts half.
fn known(network: &Network, witnesses: &Witnesses<'_>) -> Vec<Known> {
    let edge = |cell: CellId| network.cells.iter().zip(0..).find(|(other, _)| **other == cell).map(|(_, edge)| edge);
    let mut known = Vec::new();
    if let Some(previous) = witnesses.previous {
        for (column, doubtful) in last_year(previous) {
            let Some(edge) = edge(CellId::requests(Row::CarriedIn, column)) else { continue };
            let carried = previous.get(&CellId::requests(Row::CarriedOut, column)).and_then(Cell::number);
            let Some(sum) = carried.and_then(|amount| amount.to_integer()).filter(|sum| *sum >= 0) else { continue };
            let weight = if doubtful { WITNESS / 2.0 } else { WITNESS };
            known.push(Known { edges: vec![edge], sum, weight, is_of_last_year: true });
        }
    }
    for stated in witnesses.stated {
        let edges: Vec<Edge> = stated.cells.iter().filter_map(|&cell| edge(cell)).collect();
        let Some(sum) = stated.sum.to_integer().filter(|_| !edges.is_empty() && edges.len() == stated.cells.len())
        else {
            continue;
        };
        known.push(Known { edges, sum, weight: WITNESS, is_of_last_year: false });
    }
    known
}

/// The columns of table three, each with whether last year's relation about what was carried out is broken there.
fn last_year(previous: &CellMap<Cell>) -> impl Iterator<Item = (Column, bool)> {
    let number = |row, column| {
        let cell = previous.get(&CellId::requests(row, column));
        cell.and_then(Cell::counted).unwrap_or_default()
    };
    crate::form::REQUESTS_COLUMNS.iter().map(|form| form.column).map(move |column| {
        let received = number(Row::New, column) + number(Row::CarriedIn, column);
        (column, received != number(Row::Total, column) + number(Row::CarriedOut, column))
    })
}
