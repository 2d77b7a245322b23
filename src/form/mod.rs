//! The statutory form, as data.
//!
//! Two editions exist: the trial form of 2019 (report years 2019 and 2020) and the form of 2021 (from
//! report year 2021 on). Both have six parts and three tables. Everything that depends on the form reads
//! it from here: the reader its labels, the preview its [`Layout`], the arithmetic its [`Relation`]s.
//! Another edition is another set of tables in this folder, not other code.

mod cell_map;
mod disclosure;
mod disputes;
mod id;
mod label;
mod layout;
mod parts;
mod relation;
mod requests;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use cell_map::{ByPlace, CellMap};
pub use disclosure::{Block, ITEM_HEADER, disclosure_blocks};
pub use disputes::{DISPUTES, DisputesColumn};
pub use id::{CellId, Column, Row, Table, UnknownCell};
pub use label::{Label, bare, is_bare, is_word, normalize, simplify};
pub use layout::{Content, Layout, LayoutCell, layout};
pub use parts::{PARTS, PartTitle, may_begin_title, part_named, part_title};
pub use relation::{Relation, Scope, relations};
pub use requests::{
    DECLINED_ROWS, DENIED_ROWS, REQUESTS_COLUMNS, REQUESTS_CORNER, UNABLE_ROWS, other_rows, requests_rows,
};

/// An edition of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// The trial form, report years 2019 and 2020 (国办公开办函〔2019〕60号).
    #[serde(rename = "2019")]
    Y2019,
    /// The form in force from report year 2021 on (国办公开办函〔2021〕30号).
    #[serde(rename = "2021")]
    Y2021,
}

impl Edition {
    /// The edition a report of that year must use; none existed before 2019.
    pub const fn of_year(year: i32) -> Option<Edition> {
        match year {
            ..2019 => None,
            2019 | 2020 => Some(Edition::Y2019),
            _ => Some(Edition::Y2021),
        }
    }

    /// `2019` or `2021`, as in the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Edition::Y2019 => "2019",
            Edition::Y2021 => "2021",
        }
    }
}

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A whole number ≥ 0.
    Count,
    /// A whole number of either sign (本年增/减 of the 2019 form).
    SignedCount,
    /// An amount in 万元, with at most six decimals (to the 分).
    TenThousandYuan,
    /// An amount whose unit the form leaves open (采购总金额 of the 2019 form).
    Money,
}

/// A row of a table: its place in the vertical hierarchy of labels and its official wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowForm {
    /// The row's name in cell addresses.
    pub row: Row,
    /// Labels from the outermost group to the row's own; `""` where the label to the left (or, for
    /// columns, above) extends over this level.
    pub path: &'static [&'static str],
    /// Other wordings of the row's own label that are read, though not official.
    pub also: &'static [&'static str],
}

/// A column of a table; see [`RowForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnForm {
    /// The column's name in cell addresses.
    pub column: Column,
    /// Labels from the topmost group to the column's own.
    pub path: &'static [&'static str],
    /// Other wordings that are read, though not official.
    pub also: &'static [&'static str],
    /// What its cells hold.
    pub unit: Unit,
}

/// The innermost label of a path: the row's or column's own.
fn own_label(path: &'static [&'static str]) -> &'static str {
    path.iter().rev().find(|label| !label.is_empty()).copied().unwrap_or("")
}

impl RowForm {
    /// The official label, such as `（一）予以公开`.
    pub fn label(&self) -> Label {
        Label { official: own_label(self.path), also: self.also }
    }
}

impl ColumnForm {
    /// The official label, such as `自然人`.
    pub fn label(&self) -> Label {
        Label { official: own_label(self.path), also: self.also }
    }
}

/// Every cell of a table in that edition, row by row in official order.
pub fn cells(table: Table, edition: Edition) -> Vec<CellId> {
    known_cells(table, edition).to_vec()
}

/// How many cells the table has.
pub fn count(table: Table, edition: Edition) -> usize {
    known_cells(table, edition).len()
}

fn known_cells(table: Table, edition: Edition) -> &'static [CellId] {
    static CELLS: LazyLock<Vec<(Table, Edition, Vec<CellId>)>> = LazyLock::new(|| {
        let tables = Table::ALL.iter().flat_map(|&table| [(table, Edition::Y2019), (table, Edition::Y2021)]);
        tables.map(|(table, edition)| (table, edition, layout(table, edition).values().collect())).collect()
    });
    let known = CELLS.iter().find(|(of, in_edition, _)| (*of, *in_edition) == (table, edition));
    known.map(|(_, _, cells)| cells.as_slice()).unwrap_or_default()
}

/// What the cell may hold; `None` when no edition has such a cell.
pub fn unit(cell: CellId) -> Option<Unit> {
    match cell.table {
        Table::Disclosure => [Edition::Y2021, Edition::Y2019]
            .into_iter()
            .flat_map(disclosure_blocks)
            .filter(|block| block.rows.iter().any(|row| row.row == cell.row))
            .flat_map(|block| block.columns)
            .find(|column| column.column == cell.column)
            .map(|column| column.unit),
        Table::Requests => requests_rows(Edition::Y2021)
            .iter()
            .chain(requests_rows(Edition::Y2019))
            .any(|row| row.row == cell.row)
            .then(|| REQUESTS_COLUMNS.iter().find(|column| column.column == cell.column))
            .flatten()
            .map(|column| column.unit),
        Table::Disputes => {
            DISPUTES.iter().any(|column| column.row == cell.row && column.column == cell.column).then_some(Unit::Count)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edition_has_the_statutory_number_of_cells() {
        let count = |edition| Table::ALL.iter().map(|&table| cells(table, edition).len()).collect::<Vec<_>>();
        assert_eq!(count(Edition::Y2021), [10, 175, 15]);
        assert_eq!(count(Edition::Y2019), [22, 161, 15]);
    }

    #[test]
    fn every_cell_has_a_unit_and_occurs_once() {
        for edition in [Edition::Y2019, Edition::Y2021] {
            for &table in Table::ALL {
                let cells = cells(table, edition);
                let distinct: std::collections::BTreeSet<_> = cells.iter().collect();
                assert_eq!(distinct.len(), cells.len());
                assert!(cells.iter().all(|&cell| unit(cell).is_some()));
            }
        }
    }

    #[test]
    fn editions_follow_the_years() {
        assert_eq!(Edition::of_year(2018), None);
        assert_eq!(Edition::of_year(2020), Some(Edition::Y2019));
        assert_eq!(Edition::of_year(2021), Some(Edition::Y2021));
        assert_eq!(Edition::of_year(2025), Some(Edition::Y2021));
    }
}
