//! Moving between the cells of a table as in a spreadsheet: by the drawing of the form, whatever its merged cells.

use crate::form::{CellId, Content, Edition, Layout, Table, layout};

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
    RowStart,
    RowEnd,
    First,
    Last,
    /// To the right, and from the end of a row to the start of the next.
    Next,
    /// To the left, and from the start of a row to the end of the one before.
    Back,
}

/// The value cells of a table, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    rows: Vec<Vec<Value>>,
}

/// A value cell with the grid columns that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Value {
    id: CellId,
    column: usize,
    end: usize,
}

impl Values {
    /// Those of that table in that edition.
    pub fn of(table: Table, edition: Edition) -> Values {
        let Layout { rows, .. } = layout(table, edition);
        let rows = rows.iter().map(|row| {
            let cells = row.iter().filter_map(|cell| match cell.content {
                Content::Value(id) => Some(Value { id, column: cell.column, end: cell.column + cell.column_span }),
                Content::Label(_) => None,
            });
            cells.collect::<Vec<_>>()
        });
        Values { rows: rows.filter(|row| !row.is_empty()).collect() }
    }

    /// The first cell.
    pub fn first(&self) -> Option<CellId> {
        self.rows.first()?.first().map(|value| value.id)
    }

    /// The cell in that direction; `None` at the edge.
    pub fn neighbour(&self, cell: CellId, direction: Direction) -> Option<CellId> {
        let (row, number) = self.place(cell)?;
        let here = self.rows.get(row)?;
        let above = || self.rows.get(..row)?.last();
        let below = || self.rows.get(row + 1);
        // Under a wide cell stands the first of those that it covers.
        let column = here.get(number)?.column;
        let in_column = |row: &Vec<Value>| row.iter().find(|value| column < value.end).or(row.last()).copied();
        let found = match direction {
            Direction::Up => above().and_then(in_column),
            Direction::Down => below().and_then(in_column),
            Direction::Left => number.checked_sub(1).and_then(|before| here.get(before)).copied(),
            Direction::Right => here.get(number + 1).copied(),
            Direction::RowStart => here.first().copied(),
            Direction::RowEnd => here.last().copied(),
            Direction::First => self.rows.first().and_then(|row| row.first()).copied(),
            Direction::Last => self.rows.last().and_then(|row| row.last()).copied(),
            Direction::Next => here.get(number + 1).or_else(|| below()?.first()).copied(),
            Direction::Back => number.checked_sub(1).and_then(|at| here.get(at)).or_else(|| above()?.last()).copied(),
        };
        found.map(|value| value.id).filter(|&found| found != cell)
    }

    /// The cell so many rows below and so many cells to the right of that one.
    pub fn offset(&self, cell: CellId, down: usize, right: usize) -> Option<CellId> {
        let (row, number) = self.place(cell)?;
        self.rows.get(row + down)?.get(number + right).map(|value| value.id)
    }

    fn place(&self, cell: CellId) -> Option<(usize, usize)> {
        let in_row = |row: &Vec<Value>| row.iter().position(|value| value.id == cell);
        self.rows.iter().enumerate().find_map(|(row, values)| Some((row, in_row(values)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Column, Row};

    #[test]
    fn arrows_go_from_cell_to_cell_and_stop_at_the_edge() {
        let values = Values::of(Table::Requests, Edition::Y2021);
        let at = CellId::requests;
        let go = |cell, direction| values.neighbour(cell, direction);
        let corner = at(Row::New, Column::Natural);
        assert_eq!(values.first(), Some(corner));
        assert_eq!(go(corner, Direction::Left), None);
        assert_eq!(go(corner, Direction::Up), None);
        assert_eq!(go(corner, Direction::Right), Some(at(Row::New, Column::Business)));
        // Past the merged labels of the groups.
        assert_eq!(go(at(Row::Partial, Column::Legal), Direction::Down), Some(at(Row::DeniedSecret, Column::Legal)));
        assert_eq!(go(at(Row::DeniedSecret, Column::Legal), Direction::Up), Some(at(Row::Partial, Column::Legal)));
        assert_eq!(go(at(Row::New, Column::Total), Direction::Right), None);
        assert_eq!(go(at(Row::New, Column::Total), Direction::Next), Some(at(Row::CarriedIn, Column::Natural)));
        assert_eq!(go(at(Row::CarriedIn, Column::Natural), Direction::Back), Some(at(Row::New, Column::Total)));
        assert_eq!(go(at(Row::Granted, Column::Legal), Direction::RowStart), Some(at(Row::Granted, Column::Natural)));
        assert_eq!(go(corner, Direction::Last), Some(at(Row::CarriedOut, Column::Total)));
        assert_eq!(go(at(Row::CarriedOut, Column::Total), Direction::Next), None);
        assert_eq!(go(at(Row::CarriedOut, Column::Total), Direction::Last), None);
    }

    #[test]
    fn columns_of_different_width_follow_each_other() {
        let values = Values::of(Table::Disclosure, Edition::Y2021);
        let at = CellId::disclosure;
        let licences = at(Row::Licences, Column::Decisions);
        assert_eq!(values.neighbour(at(Row::Normative, Column::InForce), Direction::Down), Some(licences));
        assert_eq!(values.neighbour(licences, Direction::Up), Some(at(Row::Normative, Column::Issued)));
        assert_eq!(values.neighbour(licences, Direction::Down), Some(at(Row::Penalties, Column::Decisions)));
    }

    #[test]
    fn every_cell_is_reached_by_going_on() {
        for edition in [Edition::Y2019, Edition::Y2021] {
            for &table in Table::ALL {
                let values = Values::of(table, edition);
                let mut reached = vec![values.first().unwrap()];
                while let Some(next) = values.neighbour(*reached.last().unwrap(), Direction::Next) {
                    assert_eq!(values.neighbour(next, Direction::Back), reached.last().copied());
                    reached.push(next);
                }
                assert_eq!(reached, crate::form::cells(table, edition));
            }
        }
    }
}
