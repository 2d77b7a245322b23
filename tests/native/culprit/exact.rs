//! The smallest repairs as a mixed-integer linear program states them, solved by a library: no network, no order, only
//! the relations of the form. Every cell is a whole number from zero on that either stays as written or is changed; as
//! few as possible are changed (Fellegi and Holt).

use std::collections::BTreeSet;

use gouji::form::{CellId, CellMap, Edition, Relation, Scope, Table, cells, relations};
use gouji::report::{Amount, Cell};
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

/// A smallest set of changes.
pub type Changes = BTreeSet<(CellId, Amount)>;

/// The program of one table.
pub struct Program {
    ids: Vec<CellId>,
    written: Vec<i64>,
    relations: Vec<Vec<(usize, i64)>>,
    problem: Problem,
    /// For each cell, its number and whether it is changed.
    variables: Vec<(Variable, Variable)>,
}

impl Program {
    /// The program of a table three of the form of 2021, blanks counted as zero.
    pub fn new(table: &CellMap<Cell>) -> Program {
        let ids = cells(Table::Requests, Edition::Y2021);
        let number = |id: &CellId| table.get(id).and_then(Cell::number).and_then(|amount| amount.to_integer());
        let written: Vec<i64> = ids.iter().map(|id| number(id).unwrap_or(0)).collect();
        let of_table = |relation: &&Relation| {
            matches!(relation.scope, Scope::Row(Table::Requests, _) | Scope::Column(Table::Requests, _))
        };
        let at = |cell: CellId| ids.iter().position(|id| *id == cell).unwrap();
        let terms = |relation: &Relation| relation.terms().map(|(cell, sign)| (at(cell), i64::from(sign))).collect();
        let relations: Vec<Vec<(usize, i64)>> = relations(Edition::Y2021).iter().filter(of_table).map(terms).collect();

        let residual = |terms: &[(usize, i64)]| terms.iter().map(|&(cell, sign)| sign * written[cell]).sum::<i64>();
        // No cell has to move farther than all that is uneven, and what is below zero, together.
        let uneven: i64 = relations.iter().map(|terms| residual(terms).abs()).sum();
        let most = uneven + written.iter().map(|&number| (-number).max(0)).sum::<i64>();
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables = Vec::new();
        for &number in &written {
            let bounds = ((number - most).max(0), number + most);
            let value = problem.add_integer_var(0.0, (bounds.0.try_into().unwrap(), bounds.1.try_into().unwrap()));
            let is_changed = problem.add_binary_var(1.0);
            // Where it is not changed, the number is what is written.
            let (up, down) = ((bounds.1 - number) as f64, (number - bounds.0) as f64);
            problem.add_constraint([(value, 1.0), (is_changed, -up)], ComparisonOp::Le, number as f64);
            problem.add_constraint([(value, 1.0), (is_changed, down)], ComparisonOp::Ge, number as f64);
            variables.push((value, is_changed));
        }
        for terms in &relations {
            let sum: Vec<(Variable, f64)> =
                terms.iter().map(|&(cell, sign)| (variables[cell].0, sign as f64)).collect();
            problem.add_constraint(&sum, ComparisonOp::Eq, 0.0);
            // A broken relation needs a change: that follows, and spares the solver much searching.
            if residual(terms) != 0 {
                let any: Vec<(Variable, f64)> = terms.iter().map(|&(cell, _)| (variables[cell].1, 1.0)).collect();
                problem.add_constraint(&any, ComparisonOp::Ge, 1.0);
            }
        }
        Program { ids, written, relations, problem, variables }
    }

    /// A smallest set of changes with which all relations hold; `None` when there is none (left).
    pub fn optimum(&self) -> Option<Changes> {
        let solution = match self.problem.solve() {
            Ok(outcome) => outcome.into_solution().unwrap(),
            Err(Error::Infeasible) => return None,
            Err(error) => panic!("{error}"),
        };
        let values: Vec<i64> =
            self.variables.iter().map(|&(value, _)| solution.var_value(value).round() as i64).collect();
        // The solver reckons with fractions; what it found is right in whole numbers, too.
        assert!(values.iter().all(|value| *value >= 0));
        for terms in &self.relations {
            assert_eq!(terms.iter().map(|&(cell, sign)| sign * values[cell]).sum::<i64>(), 0);
        }
        let cells = self.ids.iter().zip(values.iter().zip(&self.written));
        let changed = cells.filter(|(_, (value, written))| value != written);
        let changes: Changes = changed.map(|(id, (value, _))| (*id, Amount::from(*value))).collect();
        assert_eq!(changes.len() as f64, solution.objective().round());
        Some(changes)
    }

    /// Every smallest set of changes, each shut out in turn until more cells are needed; at most so many.
    pub fn optima(mut self, most: usize) -> Option<BTreeSet<Changes>> {
        let mut found: BTreeSet<Changes> = BTreeSet::new();
        while let Some(changes) = self.optimum() {
            let size = changes.len();
            if found.iter().next().is_some_and(|first| first.len() < size) {
                return Some(found);
            }
            if found.len() == most {
                return None;
            }
            let is_in = |(id, _): &(&CellId, _)| changes.iter().any(|(cell, _)| cell == *id);
            let cut: Vec<(Variable, f64)> = self
                .ids
                .iter()
                .zip(&self.variables)
                .filter(is_in)
                .map(|(_, (_, is_changed))| (*is_changed, 1.0))
                .collect();
            self.problem.add_constraint(&cut, ComparisonOp::Le, size as f64 - 1.0);
            found.insert(changes);
        }
        Some(found)
    }
}
