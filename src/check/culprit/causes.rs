//! From ways to mend the whole table to causes: what depends on each other is one, what does not is several.

use super::network::{NODES, Node, Nodes, each, only};
use super::patterns::{OneSided, Patterns};
use super::problem::Operation;
use super::{Assumed, Repair, Solution, Witnesses, is_violated, solve};
use crate::check::finding::{LIKELY, Tried};
use crate::form::{CellId, CellMap, Column, Edition, Relation, Row, Scope, Table};
use crate::report::{Amount, Cell};
use crate::sorted::{Numbers, sort_by_key};

/// Something that explains broken relations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What it is.
    pub kind: Kind,
    /// The broken relations it explains, by index, in the order of the form.
    pub broken: Vec<usize>,
    /// Ways to mend all of them, likeliest first. They are alternatives: one of them, or none.
    pub repairs: Vec<Repair>,
}

/// The kinds of causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Cells of table three, as the repairs say.
    Cells,
    /// Totals that are not filled in; the only repair says what they should hold.
    EmptyTotals,
    /// Only the column of totals is filled in.
    NoApplicants,
    /// Results, but no applications, in these columns.
    NoIntake(Vec<Column>),
    /// Applications, but no results, in these columns.
    NoResults(Vec<Column>),
    /// More carried out than came in, in these columns.
    TooMuchCarriedOut(Vec<Column>),
    /// Nothing is known but the relations themselves.
    Undecided,
    /// A relation of table four, with its repairs.
    Dispute,
}

/// Alternatives that are shown.
const ALTERNATIVES: usize = 5;
/// Candidates that weigh less than that do not hold apart what is otherwise independent.
const NEGLIGIBLE: f64 = 0.01;

/// Explains every broken relation exactly once. The edition is that of table three.
pub fn causes(
    edition: Edition,
    relations: &[Relation],
    tried: &[Tried],
    cells: &CellMap<Cell>,
    witnesses: &Witnesses<'_>,
) -> Vec<Cause> {
    if !tried.iter().any(is_violated) {
        return Vec::new();
    }
    let patterns = Patterns { relations, tried, cells };
    let mut open = Open::new(tried);
    let mut causes = Vec::new();

    let mut assumed = Assumed::default();
    if let Some(rows) = patterns.no_applicants() {
        assumed.explained.clone_from(&rows);
        causes.extend(open.explain(Kind::NoApplicants, rows, Vec::new()));
    }
    let totals = patterns.empty_totals();
    let as_written = assumed.clone();
    assumed.cells = totals.iter().map(|(cell, amount)| (*cell, amount.floor())).collect();
    let mut solution = solve(edition, tried, cells, witnesses, &assumed);
    let touches = |solution: &Solution| {
        let first = solution.ranked.first();
        let mut changed = first.into_iter().flat_map(|(candidate, _)| &candidate.changes);
        changed.any(|change| {
            solution.network.cell(change.edge).is_some_and(|id| totals.iter().any(|(cell, _)| *cell == id))
        })
    };
    if !totals.is_empty() && solution.as_ref().is_some_and(touches) {
        // The sums of what is there are not what the rest of the table asks for: nothing is taken for granted.
        assumed = as_written;
        solution = solve(edition, tried, cells, witnesses, &assumed);
    }
    let is_total_changed = |index: usize, changes: &[(CellId, Amount)]| {
        let relation = relations.get(index);
        relation.is_some_and(|relation| changes.iter().any(|(cell, _)| relation.contains(*cell)))
    };
    if !assumed.cells.is_empty() {
        let uneven = solution.as_ref().map_or_else(Vec::new, Solution::uneven_relations);
        let mended = open.relations().filter(|index| !uneven.contains(index) && is_total_changed(*index, &totals));
        let mended = mended.collect();
        let repair = Repair { slips: vec![(super::Slip::Omitted, totals)], confidence: 950, against: Vec::new() };
        causes.extend(open.explain(Kind::EmptyTotals, mended, vec![repair]));
    }

    if let Some(solution) = &solution {
        let mut groups = solution.groups(tried);
        // The relation that follows from the others goes with the cause that moves its sum, or else with what cannot
        // be decided.
        let total_row = solution.network.redundant.filter(|&index| open.is_open(index));
        if let Some(index) = total_row {
            let moves = |group: &&mut Group| {
                let first = group.repairs.first();
                first.is_some_and(|repair| !moved(relations.get(index), repair, cells).is_zero())
            };
            let mut touched = groups.iter_mut().find(moves);
            if touched.is_none() {
                touched = groups.iter_mut().find(|group| group.repairs.is_empty());
            }
            if let Some(group) = touched {
                group.relations.push(index);
            }
        }
        for group in groups {
            let is_one_cell = |repair: &Repair| repair.confidence >= LIKELY && repair.changes().len() == 1;
            let kind = match group.repairs.first() {
                None => Kind::Undecided,
                Some(repair) if is_one_cell(repair) => Kind::Cells,
                Some(_) => match patterns.one_sided(&group.relations) {
                    Some((OneSided::NoIntake, columns)) => Kind::NoIntake(columns),
                    Some((OneSided::NoResults, columns)) => Kind::NoResults(columns),
                    Some((OneSided::TooMuchCarriedOut, columns)) => Kind::TooMuchCarriedOut(columns),
                    None => Kind::Cells,
                },
            };
            // Where a whole side of the flow is missing, what it was cannot be computed.
            let repairs =
                if matches!(kind, Kind::NoIntake(_) | Kind::NoResults(_)) { Vec::new() } else { group.repairs };
            causes.extend(open.explain(kind, group.relations, repairs));
        }
    }
    let of_disputes = |index: &usize| {
        let scope = relations.get(*index).map(|relation| relation.scope);
        matches!(scope, Some(Scope::Row(Table::Disputes, _)))
    };
    let (disputes, rest): (Vec<usize>, Vec<usize>) = open.relations().partition(of_disputes);
    causes.extend(open.explain(Kind::Undecided, rest, Vec::new()));
    for index in disputes {
        let repairs =
            relations.get(index).map_or_else(Vec::new, |relation| super::disputes::alternatives(relation, cells));
        causes.extend(open.explain(Kind::Dispute, vec![index], repairs));
    }
    sort_by_key(&mut causes, |cause| (cause.broken.first().map_or(u64::MAX, |&index| index as u64), 0));
    causes
}

/// By how much a repair moves the difference of a relation's sides.
fn moved(relation: Option<&Relation>, repair: &Repair, cells: &CellMap<Cell>) -> Amount {
    let number = |cell: &CellId| cells.get(cell).and_then(Cell::counted).unwrap_or_default();
    let mut moved = Amount::ZERO;
    for (cell, amount) in repair.changes() {
        if cell.row != Row::Total {
            continue;
        }
        let change = amount - number(&cell);
        if relation.is_some_and(|relation| relation.left.contains(&cell)) {
            moved = moved + change;
        } else {
            moved = moved - change;
        }
    }
    moved
}

/// Broken relations that are not explained yet.
struct Open(Vec<bool>);

impl Open {
    fn new(tried: &[Tried]) -> Open {
        Open(tried.iter().map(is_violated).collect())
    }

    fn is_open(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or(false)
    }

    fn relations(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, open)| **open).map(|(index, _)| index)
    }

    /// The cause of those of the relations that are still open, if any is.
    fn explain(&mut self, kind: Kind, relations: Vec<usize>, repairs: Vec<Repair>) -> Option<Cause> {
        let broken: Numbers = relations.into_iter().filter(|&index| self.is_open(index)).collect();
        let broken = broken.as_slice().to_vec();
        for &index in &broken {
            if let Some(open) = self.0.get_mut(index) {
                *open = false;
            }
        }
        (!broken.is_empty()).then_some(Cause { kind, broken, repairs })
    }
}

/// Relations that depend on each other, with the ways to mend them.
struct Group {
    relations: Vec<usize>,
    repairs: Vec<Repair>,
}

impl Solution {
    /// The relations that are uneven on the network.
    fn uneven_relations(&self) -> Vec<usize> {
        self.relations(self.uneven)
    }

    fn relations(&self, nodes: Nodes) -> Vec<usize> {
        each(nodes).filter_map(|node| self.network.relations.get(usize::from(node)).copied()).collect()
    }

    /// The ends of all cells of some slips, without what could not be tried.
    fn ends(&self, operations: &[Operation]) -> Nodes {
        let edges = operations.iter().flat_map(|operation| &operation.changes).map(|change| change.edge);
        let ends = edges.map(|edge| self.network.ends(edge));
        let nodes = ends.fold(0, |nodes, (plus, minus)| nodes | only(plus) | only(minus));
        nodes & !self.network.outside.map_or(0, only)
    }

    /// Parts the broken relations into those that the candidates worth a thought mend independently of each other.
    fn groups(&self, tried: &[Tried]) -> Vec<Group> {
        let mut sets = Sets::new();
        for (candidate, weight) in &self.ranked {
            if *weight < NEGLIGIBLE {
                continue;
            }
            for operation in &candidate.operations {
                sets.join(self.ends(std::slice::from_ref(operation)));
            }
        }
        // What could not be decided is one matter.
        sets.join(self.undecided);
        let is_broken = |node: &Node| {
            let index = self.network.relations.get(usize::from(*node));
            index.and_then(|&index| tried.get(index)).is_some_and(is_violated)
        };
        let broken: Nodes = (0..self.network.relations.len() as Node).filter(is_broken).map(only).sum();
        let mut left = broken;
        let mut groups = Vec::new();
        while let Some(node) = super::network::lowest(left) {
            let group = sets.around(node);
            left &= !group;
            let repairs = if group & self.undecided != 0 { Vec::new() } else { self.repairs_within(group) };
            groups.push(Group { relations: self.relations(group & broken), repairs });
        }
        groups
    }

    /// The candidates as far as they concern those relations, each with the weight of all that agree there.
    fn repairs_within(&self, group: Nodes) -> Vec<Repair> {
        let mut found: Vec<(Vec<Operation>, f64)> = Vec::new();
        for (candidate, weight) in &self.ranked {
            let concerns = |operation: &&Operation| self.ends(std::slice::from_ref(*operation)) & group != 0;
            let operations: Vec<Operation> = candidate.operations.iter().filter(concerns).cloned().collect();
            if operations.is_empty() || self.ends(&operations) & !group != 0 {
                continue;
            }
            let changes = |operations: &[Operation]| {
                let mut changes: Vec<_> = operations.iter().flat_map(|operation| operation.changes.clone()).collect();
                super::search::arrange(&mut changes);
                changes
            };
            let own = changes(&operations);
            match found.iter_mut().find(|(other, _)| changes(other) == own) {
                Some((_, sum)) => *sum += weight,
                None => found.push((operations, *weight)),
            }
        }
        sort_by_key(&mut found, |(_, weight)| (super::ascending(-weight), 0));
        found.truncate(ALTERNATIVES);
        // What nobody would consider is not offered beside what is nearly certain.
        let offered = found.iter().enumerate().filter(|(index, (_, weight))| *index == 0 || *weight >= 0.001);
        offered.map(|(_, (operations, weight))| self.repair(operations, *weight)).collect()
    }
}

/// Disjoint sets of nodes.
struct Sets([Nodes; NODES]);

impl Sets {
    fn new() -> Sets {
        let mut sets = [0; NODES];
        for (set, node) in sets.iter_mut().zip(0..) {
            *set = only(node);
        }
        Sets(sets)
    }

    /// The set that the node is in.
    fn around(&self, node: Node) -> Nodes {
        self.0.get(usize::from(node)).copied().unwrap_or(only(node))
    }

    /// Makes one set of all those that the nodes are in.
    fn join(&mut self, nodes: Nodes) {
        let joined = each(nodes).fold(0, |joined, node| joined | self.around(node));
        for node in each(joined) {
            if let Some(set) = self.0.get_mut(usize::from(node)) {
                *set = joined;
            }
        }
    }
}
