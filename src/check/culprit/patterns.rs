//! Whole rows or columns that were never filled in: what nobody would search for cell by cell.

use super::super::finding::{Outcome, Tried};
use crate::form::{CellId, CellMap, Column, REQUESTS_COLUMNS, Relation, Row, Scope, Table};
use crate::report::{Amount, Cell, Value};

/// A table three with its relations.
#[derive(Clone, Copy)]
pub struct Patterns<'a> {
    /// The relations of the form.
    pub relations: &'a [Relation],
    /// What came of trying them.
    pub tried: &'a [Tried],
    /// The cells.
    pub cells: &'a CellMap<Cell>,
}

/// Columns that are filled in on one side only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneSided {
    /// Results, but no applications.
    NoIntake,
    /// Applications, but no results.
    NoResults,
    /// More carried out than came in.
    TooMuchCarriedOut,
}

/// The sums of one column that the flow consists of.
struct Flow {
    received: Amount,
    results: Amount,
    total: Amount,
    carried_out: Amount,
}

impl Flow {
    fn disposed(&self) -> Amount {
        self.total + self.carried_out
    }

    fn is(&self, kind: OneSided) -> bool {
        match kind {
            // Also where results are listed, but neither an application nor a total.
            OneSided::NoIntake => {
                self.received.is_zero()
                    && (self.disposed() > Amount::ZERO || self.total.is_zero() && self.results > Amount::ZERO)
            }
            OneSided::NoResults => self.received > Amount::ZERO && self.disposed().is_zero(),
            OneSided::TooMuchCarriedOut => self.carried_out > self.received,
        }
    }
}

impl Patterns<'_> {
    /// The relations that break because only the column of totals is filled in: those of the rows.
    pub fn no_applicants(&self) -> Option<Vec<usize>> {
        let rows: Vec<usize> = self.broken_of("APP-03").collect();
        let mut breakdown = self.cells.keys().filter(|id| id.table == Table::Requests && id.column != Column::Total);
        // One row alone may be any slip; a table of one application has at least two rows with a total.
        let is_empty = |id: &CellId| self.cells.get(id).and_then(Cell::counted) == Some(Amount::ZERO);
        (rows.len() >= 2 && breakdown.all(is_empty)).then_some(rows)
    }

    /// Totals that are not filled in though what they are the sums of is: the cells of （七）总计 under results, or
    /// blanks in the column of totals beside applicants; with those sums. One alone may be any slip.
    pub fn empty_totals(&self) -> Vec<(CellId, Amount)> {
        let mut totals: Vec<(CellId, Amount)> =
            self.broken_of("APP-02").filter_map(|index| self.empty_total(index)).collect();
        let blank = |index: usize| {
            let relation = self.relations.get(index)?;
            let total = *relation.right.first()?;
            let is_blank = matches!(self.cells.get(&total)?.value, Value::Blank | Value::Placeholder);
            let sum = self.sum(&relation.left);
            (is_blank && sum > Amount::ZERO && total.row != Row::Total).then_some((total, sum))
        };
        let rows: Vec<(CellId, Amount)> = self.broken_of("APP-03").filter_map(blank).collect();
        if totals.len() < 2 {
            totals.clear();
        }
        if rows.len() >= 3 {
            totals.extend(rows);
        }
        totals.retain(|(_, sum)| sum.is_whole() && !sum.is_negative());
        totals
    }

    fn empty_total(&self, index: usize) -> Option<(CellId, Amount)> {
        let Scope::Column(_, column) = self.relations.get(index)?.scope else { return None };
        let flow = self.flow(column)?;
        let flow_index = self.of_column("APP-01", column);
        let is_held = |index: usize| self.tried.get(index).is_some_and(|tried| tried.outcome == Outcome::Held);
        // Where the flow holds without the total, the results are too many rather than the total too few.
        let is_empty = flow.total.is_zero() && flow.results > Amount::ZERO && !flow_index.is_some_and(is_held);
        is_empty.then_some((CellId::requests(Row::Total, column), flow.results))
    }

    /// The columns among those relations' that are all filled in on one side only, in that way.
    pub fn one_sided(&self, broken: &[usize]) -> Option<(OneSided, Vec<Column>)> {
        let columns = REQUESTS_COLUMNS.iter().map(|form| form.column).filter(|&column| {
            let scope = Scope::Column(Table::Requests, column);
            broken.iter().any(|&index| self.relations.get(index).is_some_and(|relation| relation.scope == scope))
        });
        let columns: Vec<Column> = columns.collect();
        let all_are = |kind: &OneSided| {
            !columns.is_empty() && columns.iter().all(|&column| self.flow(column).is_some_and(|flow| flow.is(*kind)))
        };
        let kinds = [OneSided::NoIntake, OneSided::NoResults, OneSided::TooMuchCarriedOut];
        kinds.into_iter().find(all_are).map(|kind| (kind, columns))
    }

    /// The broken relations of that rule.
    fn broken_of(&self, rule: &str) -> impl Iterator<Item = usize> {
        let is_broken =
            move |(relation, tried): &(&Relation, &Tried)| relation.rule == rule && super::is_violated(tried);
        let pairs = self.relations.iter().zip(self.tried).enumerate();
        pairs.filter(move |(_, pair)| is_broken(pair)).map(|(index, _)| index)
    }

    /// The index of the relation of that rule for that column.
    fn of_column(&self, rule: &str, column: Column) -> Option<usize> {
        let scope = Scope::Column(Table::Requests, column);
        self.relations.iter().position(|relation| relation.rule == rule && relation.scope == scope)
    }

    fn sum(&self, cells: &[CellId]) -> Amount {
        cells.iter().map(|&cell| self.value(cell)).sum()
    }

    fn value(&self, cell: CellId) -> Amount {
        self.cells.get(&cell).and_then(Cell::counted).unwrap_or_default()
    }

    fn flow(&self, column: Column) -> Option<Flow> {
        let value = |row| self.value(CellId::requests(row, column));
        let results = self.of_column("APP-02", column).and_then(|index| self.relations.get(index))?;
        Some(Flow {
            received: value(Row::New) + value(Row::CarriedIn),
            results: self.sum(&results.left),
            total: value(Row::Total),
            carried_out: value(Row::CarriedOut),
        })
    }
}
