//! The smallest repairs by trying every set of cells: no network, no order, only the relations of the form.

use std::collections::BTreeSet;

use gouji::form::{CellId, CellMap, Edition, Relation, Scope, Table, cells, relations};
use gouji::report::{Amount, Cell};

/// Every smallest set of changes, of at most that many cells, with which all relations of table three hold; `None` when
/// there is none.
pub fn smallest(table: &CellMap<Cell>, most: usize) -> Option<Vec<Vec<(CellId, Amount)>>> {
    let relations: Vec<&Relation> = relations(Edition::Y2021)
        .iter()
        .filter(|relation| matches!(relation.scope, Scope::Row(Table::Requests, _) | Scope::Column(Table::Requests, _)))
        .collect();
    let ids = cells(Table::Requests, Edition::Y2021);
    let number = |id: &CellId| table.get(id).and_then(Cell::number).and_then(|amount| amount.to_integer()).unwrap_or(0);
    let values: Vec<i64> = ids.iter().map(number).collect();
    // For each cell, the relations it is in, with signs; for each relation, its cells, and its difference.
    let terms: Vec<Vec<(usize, i64)>> = relations
        .iter()
        .map(|relation| {
            let at = |cell: CellId| ids.iter().position(|id| *id == cell).unwrap();
            relation.terms().map(|(cell, sign)| (at(cell), i64::from(sign))).collect()
        })
        .collect();
    let residuals: Vec<i64> =
        terms.iter().map(|terms| terms.iter().map(|&(cell, sign)| sign * values[cell]).sum()).collect();
    let mut around = vec![Vec::new(); ids.len()];
    for (relation, terms) in terms.iter().enumerate() {
        for &(cell, sign) in terms {
            around[cell].push((relation, sign));
        }
    }
    let problem = Problem { values, terms, residuals, around };
    for size in 1..=most {
        let mut found = BTreeSet::new();
        problem.choose(&mut Vec::new(), size, &mut found);
        if !found.is_empty() {
            let named = |set: Vec<(usize, i64)>| set.into_iter().map(|(cell, value)| (ids[cell], Amount::from(value)));
            return Some(found.into_iter().map(|set| named(set).collect()).collect());
        }
    }
    None
}

struct Problem {
    values: Vec<i64>,
    terms: Vec<Vec<(usize, i64)>>,
    residuals: Vec<i64>,
    around: Vec<Vec<(usize, i64)>>,
}

impl Problem {
    /// A broken relation that no chosen cell touches has to get one; where all are touched, any cell may be the next.
    fn choose(&self, chosen: &mut Vec<usize>, left: usize, found: &mut BTreeSet<Vec<(usize, i64)>>) {
        let touches = |relation: &usize| self.terms[*relation].iter().any(|(cell, _)| chosen.contains(cell));
        let untouched = (0..self.terms.len()).find(|relation| self.residuals[*relation] != 0 && !touches(relation));
        if left == 0 {
            if untouched.is_none()
                && let Some(set) = self.solve(chosen)
            {
                found.insert(set);
            }
            return;
        }
        let all: Vec<usize> = match untouched {
            Some(relation) => self.terms[relation].iter().map(|(cell, _)| *cell).collect(),
            None => (0..self.values.len()).collect(),
        };
        for cell in all {
            if !chosen.contains(&cell) {
                chosen.push(cell);
                self.choose(chosen, left - 1, found);
                chosen.pop();
            }
        }
    }

    /// The numbers of the chosen cells, where the relations give just one for each.
    fn solve(&self, chosen: &[usize]) -> Option<Vec<(usize, i64)>> {
        let mut changes: Vec<Option<i64>> = vec![None; chosen.len()];
        let touched: BTreeSet<usize> =
            chosen.iter().flat_map(|&cell| self.around[cell].iter().map(|(relation, _)| *relation)).collect();
        loop {
            let mut is_new = false;
            for &relation in &touched {
                let mut rest = self.residuals[relation];
                let mut unknown = Vec::new();
                for (at, &cell) in chosen.iter().enumerate() {
                    let Some(&(_, sign)) = self.around[cell].iter().find(|(other, _)| *other == relation) else {
                        continue;
                    };
                    match changes[at] {
                        Some(change) => rest += sign * change,
                        None => unknown.push((at, sign)),
                    }
                }
                match unknown[..] {
                    [] if rest != 0 => return None,
                    [(at, sign)] => {
                        changes[at] = Some(-sign * rest);
                        is_new = true;
                    }
                    _ => {}
                }
            }
            if !is_new {
                break;
            }
        }
        let mut set = Vec::new();
        for (&cell, change) in chosen.iter().zip(changes) {
            let change = change.filter(|change| *change != 0)?;
            let value = self.values[cell] + change;
            set.push((cell, (value >= 0).then_some(value)?));
        }
        // What cannot be right has to be among them.
        let is_left = |(cell, value): (usize, &i64)| *value < 0 && !chosen.contains(&cell);
        if self.values.iter().enumerate().any(is_left) {
            return None;
        }
        set.sort_unstable();
        Some(set)
    }
}
