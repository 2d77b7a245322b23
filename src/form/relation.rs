//! The arithmetic relations (勾稽关系) between the cells, generated from the form.

use std::fmt;
use std::sync::LazyLock;

use super::{CellId, Column, DISPUTES, Edition, REQUESTS_COLUMNS, Row, Table, requests_rows};

/// The sum of the cells on the left equals the sum of those on the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The rule that states it: APP-01, APP-02, APP-03, DIS-01, DIS-02 or DIS-03.
    pub rule: &'static str,
    /// The row or column it speaks of.
    pub scope: Scope,
    /// The parts, or what came in.
    pub left: Vec<CellId>,
    /// The total, or what became of it.
    pub right: Vec<CellId>,
}

/// The row or column a relation speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// One row of a table.
    Row(Table, Row),
    /// One column of a table.
    Column(Table, Column),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::Row(table, row) => write!(f, "{table}.{row}"),
            Scope::Column(table, column) => write!(f, "{table}.{column}"),
        }
    }
}

impl Relation {
    /// Every cell of the relation with its sign: `+1` on the left, `-1` on the right.
    pub fn terms(&self) -> impl Iterator<Item = (CellId, i8)> {
        self.left.iter().map(|&cell| (cell, 1)).chain(self.right.iter().map(|&cell| (cell, -1)))
    }

    /// Whether the cell takes part.
    pub fn contains(&self, cell: CellId) -> bool {
        self.left.contains(&cell) || self.right.contains(&cell)
    }
}

/// All relations of a report whose table three has the rows of that edition: 39 + 3 for the form of 2021,
/// 37 + 3 for that of 2019. In order of rule, then of column or row.
pub fn relations(requests: Edition) -> &'static [Relation] {
    static Y2021: LazyLock<Vec<Relation>> = LazyLock::new(|| generate(Edition::Y2021));
    static Y2019: LazyLock<Vec<Relation>> = LazyLock::new(|| generate(Edition::Y2019));
    match requests {
        Edition::Y2021 => &Y2021,
        Edition::Y2019 => &Y2019,
    }
}

fn generate(edition: Edition) -> Vec<Relation> {
    let rows = || requests_rows(edition).iter().map(|row| row.row);
    let columns = || REQUESTS_COLUMNS.iter().map(|column| column.column);
    let flow = columns().map(|column| Relation {
        rule: "APP-01",
        scope: Scope::Column(Table::Requests, column),
        left: [Row::New, Row::CarriedIn].map(|row| CellId::requests(row, column)).to_vec(),
        right: [Row::Total, Row::CarriedOut].map(|row| CellId::requests(row, column)).to_vec(),
    });
    let results = columns().map(|column| Relation {
        rule: "APP-02",
        scope: Scope::Column(Table::Requests, column),
        left: rows()
            .filter(|row| !matches!(row, Row::New | Row::CarriedIn | Row::Total | Row::CarriedOut))
            .map(|row| CellId::requests(row, column))
            .collect(),
        right: vec![CellId::requests(Row::Total, column)],
    });
    let applicants = rows().map(|row| Relation {
        rule: "APP-03",
        scope: Scope::Row(Table::Requests, row),
        left: columns().filter(|&column| column != Column::Total).map(|column| CellId::requests(row, column)).collect(),
        right: vec![CellId::requests(row, Column::Total)],
    });
    let outcomes =
        [("DIS-01", Row::Review), ("DIS-02", Row::SuitDirect), ("DIS-03", Row::SuitAfterReview)].map(|(rule, case)| {
            Relation {
                rule,
                scope: Scope::Row(Table::Disputes, case),
                left: DISPUTES
                    .iter()
                    .filter(|cell| cell.row == case && cell.column != Column::Total)
                    .map(|cell| CellId::disputes(cell.row, cell.column))
                    .collect(),
                right: vec![CellId::disputes(case, Column::Total)],
            }
        });
    flow.chain(results).chain(applicants).chain(outcomes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_states_as_many_relations_as_it_should() {
        let count = |edition| {
            let relations = relations(edition);
            ["APP-01", "APP-02", "APP-03", "DIS-01", "DIS-02", "DIS-03"]
                .map(|rule| relations.iter().filter(|relation| relation.rule == rule).count())
        };
        assert_eq!(count(Edition::Y2021), [7, 7, 25, 1, 1, 1]);
        assert_eq!(count(Edition::Y2019), [7, 7, 23, 1, 1, 1]);
    }

    #[test]
    fn every_cell_of_table_three_stands_in_two_or_three_relations() {
        for edition in [Edition::Y2019, Edition::Y2021] {
            for cell in super::super::cells(Table::Requests, edition) {
                let count = relations(edition).iter().filter(|relation| relation.contains(cell)).count();
                assert_eq!(count, if cell.row == Row::Total { 3 } else { 2 }, "{cell}");
            }
        }
    }
}
