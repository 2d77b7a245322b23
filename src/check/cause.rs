//! From broken relations of table three to what broke them: one cause, one message.
//!
//! The relations form a network: a cell takes part in the relation of its row and in that of its column (a
//! cell of （七）总计 in two of its column), so one wrong cell breaks exactly those, all by the same number,
//! and no two cells take part in the same ones. Whole rows or columns that were never filled in leave
//! patterns of their own.

use super::context::number;
use super::finding::{Outcome, Tried};
use crate::form::{CellId, CellMap, Column, Relation, Row, Scope, Table};
use crate::report::{Amount, Cell};
use crate::sorted::{Numbers, sort_by_key};

/// Something that explains broken relations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What it is.
    pub kind: Kind,
    /// The broken relations it explains, by index, in the order of the form.
    pub broken: Vec<usize>,
}

/// The kinds of causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// This cell alone: with that number in it, all its relations hold.
    Cell(CellId, Amount),
    /// （七）总计 is not filled in; what its cells should hold.
    EmptyTotals(Vec<(CellId, Amount)>),
    /// Only the column of totals is filled in.
    NoApplicants,
    /// Results, but no applications, in these columns.
    NoIntake(Vec<Column>),
    /// Applications, but no results, in these columns.
    NoResults(Vec<Column>),
    /// More carried out than came in, in these columns.
    TooMuchCarriedOut(Vec<Column>),
    /// The first column has this much too much on the left side, the second as much too little.
    Offset(Column, Column, Amount),
    /// Nothing better is known: the one relation itself.
    Unexplained,
}

/// Explains every broken relation exactly once.
pub fn causes(relations: &[Relation], tried: &[Tried], cells: &CellMap<Cell>) -> Vec<Cause> {
    let mut search = Search::new(relations, tried, cells);
    if search.open.iter().all(Option::is_none) {
        return Vec::new();
    }
    search.no_applicants();
    search.single_cells();
    search.empty_totals();
    search.offsets();
    search.columns(
        |column| column.received.is_zero() && column.disposed() > Amount::ZERO || column.unrequested(),
        Kind::NoIntake,
    );
    search.columns(|column| column.received > Amount::ZERO && column.disposed().is_zero(), Kind::NoResults);
    search.columns(|column| column.carried_out > column.received, Kind::TooMuchCarriedOut);
    for index in 0..relations.len() {
        if search.residual(index).is_some() {
            search.explain(Kind::Unexplained, vec![index]);
        }
    }
    sort_by_key(&mut search.causes, |cause| (cause.broken.first().map_or(u64::MAX, |&index| index as u64), 0));
    search.causes
}

struct Search<'a> {
    relations: &'a [Relation],
    tried: &'a [Tried],
    cells: &'a CellMap<Cell>,
    /// Left side minus right side of each relation that is broken and not yet explained.
    open: Vec<Option<Amount>>,
    causes: Vec<Cause>,
}

/// A cell that would repair all its relations.
struct Candidate {
    cell: CellId,
    value: Amount,
    repairs: Vec<usize>,
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

    /// Results are listed, but neither an application nor a total.
    fn unrequested(&self) -> bool {
        self.received.is_zero() && self.total.is_zero() && self.results > Amount::ZERO
    }
}

impl<'a> Search<'a> {
    fn new(relations: &'a [Relation], tried: &'a [Tried], cells: &'a CellMap<Cell>) -> Search<'a> {
        let open = tried.iter().map(|tried| match tried.outcome {
            Outcome::Violated { left, right } => Some(left - right),
            Outcome::Held | Outcome::NotChecked(_) => None,
        });
        Search { relations, tried, cells, open: open.collect(), causes: Vec::new() }
    }

    fn residual(&self, index: usize) -> Option<Amount> {
        self.open.get(index).copied().flatten()
    }

    fn explain(&mut self, kind: Kind, broken: Vec<usize>) {
        for &index in &broken {
            if let Some(open) = self.open.get_mut(index) {
                *open = None;
            }
        }
        self.causes.push(Cause { kind, broken });
    }

    fn value(&self, cell: CellId) -> Amount {
        self.cells.get(&cell).and_then(number).unwrap_or_default()
    }

    /// The index of the relation of that rule for that column.
    fn of_column(&self, rule: &str, column: Column) -> Option<usize> {
        let scope = Scope::Column(Table::Requests, column);
        self.relations.iter().position(|relation| relation.rule == rule && relation.scope == scope)
    }

    fn is_held(&self, index: usize) -> bool {
        self.tried.get(index).is_some_and(|tried| tried.outcome == Outcome::Held)
    }

    /// Totals without any breakdown by applicant.
    fn no_applicants(&mut self) {
        let rows: Vec<usize> = self.broken_of("APP-03").collect();
        let mut breakdown = self.cells.keys().filter(|id| id.table == Table::Requests && id.column != Column::Total);
        // One row alone may be any slip; a table of one application has at least two rows with a total.
        if rows.len() >= 2 && breakdown.all(|&id| self.cells.get(&id).and_then(number) == Some(Amount::ZERO)) {
            self.explain(Kind::NoApplicants, rows);
        }
    }

    fn broken_of(&self, rule: &'a str) -> impl Iterator<Item = usize> {
        let indexes = self.relations.iter().enumerate().filter(move |(_, relation)| relation.rule == rule);
        indexes.map(|(index, _)| index).filter(|&index| self.residual(index).is_some())
    }

    /// Accepts the cells that alone repair all their relations, as far as they are the only explanation.
    fn single_cells(&mut self) {
        let candidates = self.candidates();
        let mut pending: Vec<usize> = (0..candidates.len()).collect();
        while let Some(first) = pending.first().copied() {
            // Everything that shares a relation with the first, directly or through others.
            let mut group = vec![first];
            let mut next = 0;
            while let Some(candidate) = group.get(next).and_then(|&member| candidates.get(member)) {
                let shares = |other: &usize| {
                    !group.contains(other) && candidates.get(*other).is_some_and(|other| candidate.overlaps(other))
                };
                let found: Vec<usize> = pending.iter().copied().filter(shares).collect();
                group.extend(found);
                next += 1;
            }
            pending.retain(|candidate| !group.contains(candidate));
            let group: Vec<&Candidate> = group.iter().filter_map(|&member| candidates.get(member)).collect();
            if let Some(chosen) = only_cover(&group) {
                for candidate in chosen {
                    self.explain(Kind::Cell(candidate.cell, candidate.value), candidate.repairs.clone());
                }
            }
        }
    }

    /// Cells all of whose relations are broken by the same number, which a whole number ≥ 0 would repair.
    fn candidates(&self) -> Vec<Candidate> {
        let mut memberships: CellMap<Vec<(usize, Option<Amount>)>> = CellMap::new();
        for (index, relation) in self.relations.iter().enumerate() {
            let (Scope::Row(table, _) | Scope::Column(table, _)) = relation.scope;
            if table != Table::Requests {
                continue;
            }
            for (cell, sign) in relation.terms() {
                let change = self.residual(index).map(|residual| if sign > 0 { -residual } else { residual });
                memberships.update(cell, |of_cell| of_cell.push((index, change)));
            }
        }
        let candidate = |(cell, memberships): (CellId, Vec<(usize, Option<Amount>)>)| {
            let change = memberships.first()?.1?;
            let value = self.value(cell) + change;
            let fits = memberships.iter().all(|(_, other)| *other == Some(change));
            (fits && value.is_whole() && !value.is_negative()).then(|| Candidate {
                cell,
                value,
                repairs: memberships.into_iter().map(|(index, _)| index).collect(),
            })
        };
        memberships.into_iter().filter_map(candidate).collect()
    }

    /// （七）总计 left empty under results: its cells are those whose relations the sums of the results mend.
    fn empty_totals(&mut self) {
        let mut cells = Vec::new();
        let mut broken = Vec::new();
        let mut row_residual = Amount::ZERO;
        for index in self.broken_of("APP-02").collect::<Vec<_>>() {
            let Some((column, flow)) = self.flow(index) else { continue };
            let flow_index = self.of_column("APP-01", column);
            // Where the flow holds without the total, the results are too many rather than the total too few.
            if !flow.total.is_zero() || flow.results <= Amount::ZERO || flow_index.is_some_and(|i| self.is_held(i)) {
                continue;
            }
            cells.push((CellId::requests(Row::Total, column), flow.results));
            broken.push(index);
            broken.extend(flow_index.filter(|&i| self.residual(i) == Some(flow.results)));
            row_residual = row_residual + if column == Column::Total { -flow.results } else { flow.results };
        }
        let row = Scope::Row(Table::Requests, Row::Total);
        let row = self.relations.iter().position(|relation| relation.scope == row);
        broken.extend(row.filter(|&i| self.residual(i).is_some_and(|residual| (residual + row_residual).is_zero())));
        if !cells.is_empty() {
            sort_by_key(&mut broken, |&index| (index as u64, 0));
            self.explain(Kind::EmptyTotals(cells), broken);
        }
    }

    /// Two columns off by opposite numbers while the column of totals is right: something stands in the wrong
    /// one of the two.
    fn offsets(&mut self) {
        let pair = |search: &Search<'_>, rule| {
            let broken: Vec<usize> = search.broken_of(rule).collect();
            let [first, second] = broken[..] else { return None };
            let (one, two) = (search.residual(first)?, search.residual(second)?);
            (one + two).is_zero().then_some(((first, second), one))
        };
        let columns = |search: &Search<'_>, (first, second): (usize, usize)| {
            Some((search.flow(first)?.0, search.flow(second)?.0))
        };
        let (flow, results) = (pair(self, "APP-01"), pair(self, "APP-02"));
        let same = |((flow, one), (results, two))| one == two && columns(self, flow) == columns(self, results);
        let together = flow.zip(results).is_some_and(same);
        for (indexes, amount) in [flow, results.filter(|_| !together)].into_iter().flatten() {
            let Some((first, second)) = columns(self, indexes) else { continue };
            let mut broken = vec![indexes.0, indexes.1];
            if let Some(((third, fourth), _)) = results.filter(|_| together) {
                broken.extend([third, fourth]);
            }
            self.explain(Kind::Offset(first, second, amount), broken);
        }
    }

    /// Columns whose flow is broken in a way the test recognises, as one cause.
    fn columns(&mut self, recognises: impl Fn(&Flow) -> bool, kind: fn(Vec<Column>) -> Kind) {
        let mut columns = Vec::new();
        let mut broken = Vec::new();
        for index in self.broken_of("APP-01").chain(self.broken_of("APP-02")) {
            let Some((column, flow)) = self.flow(index) else { continue };
            let is_flow = self.relations.get(index).is_some_and(|relation| relation.rule == "APP-01");
            if recognises(&flow) && (is_flow || flow.unrequested()) {
                if !columns.contains(&column) {
                    columns.push(column);
                }
                broken.push(index);
            }
        }
        if !columns.is_empty() {
            sort_by_key(&mut columns, |&column| (column as u64, 0));
            self.explain(kind(columns), broken);
        }
    }

    /// The column a relation speaks of, and its sums.
    fn flow(&self, index: usize) -> Option<(Column, Flow)> {
        let Scope::Column(Table::Requests, column) = self.relations.get(index)?.scope else { return None };
        let value = |row| self.value(CellId::requests(row, column));
        let results = self.of_column("APP-02", column).and_then(|index| self.relations.get(index))?;
        let flow = Flow {
            received: value(Row::New) + value(Row::CarriedIn),
            results: results.left.iter().map(|&cell| self.value(cell)).sum(),
            total: value(Row::Total),
            carried_out: value(Row::CarriedOut),
        };
        Some((column, flow))
    }
}

impl Candidate {
    fn overlaps(&self, other: &Candidate) -> bool {
        self.repairs.iter().any(|index| other.repairs.contains(index))
    }
}

/// The members that repair every relation of the group without meeting in one, when there is only one such
/// choice.
fn only_cover<'c>(group: &[&'c Candidate]) -> Option<Vec<&'c Candidate>> {
    // Larger groups come of garbage; their covers are many.
    const LARGEST: usize = 16;
    if group.len() > LARGEST {
        return None;
    }
    let relations: Numbers = group.iter().flat_map(|candidate| candidate.repairs.iter().copied()).collect();
    let mut covers = Vec::new();
    cover(group, relations.as_slice(), &mut Vec::new(), &mut covers);
    match covers.len() {
        1 => covers.pop(),
        _ => None,
    }
}

fn cover<'c>(
    group: &[&'c Candidate],
    relations: &[usize],
    chosen: &mut Vec<&'c Candidate>,
    covers: &mut Vec<Vec<&'c Candidate>>,
) {
    if covers.len() > 1 {
        return;
    }
    let covered = |index: &usize| chosen.iter().any(|candidate| candidate.repairs.contains(index));
    let Some(&open) = relations.iter().find(|index| !covered(index)) else {
        covers.push(chosen.clone());
        return;
    };
    for &candidate in group {
        if candidate.repairs.contains(&open) && !chosen.iter().any(|other| other.overlaps(candidate)) {
            chosen.push(candidate);
            cover(group, relations, chosen, covers);
            chosen.pop();
        }
    }
}
