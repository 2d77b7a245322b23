//! The properties of a table's row: where its cells are and how they are merged.

use super::super::edges::{CellShape, RowShape};
use super::super::ole::u16_at;
use super::super::pieces::Vertical;
use super::sprm::{Sprm, code};

/// Bytes that describe a cell.
const CELL: usize = 20;

/// Applies a change to the shape of a row.
pub fn apply(sprm: Sprm<'_>, row: &mut RowShape) {
    match sprm.code {
        code::T_DEF_TABLE => *row = defined(sprm.value).unwrap_or_default(),
        code::T_DXA_COL => {
            let (first, last) = range(sprm.value);
            let width = u16_at(sprm.value, 2).map_or(0, signed);
            widen(row, first, last, width);
        }
        code::T_MERGE | code::T_SPLIT => {
            let (first, last) = range(sprm.value);
            for cell in row.cells.iter_mut().take(last).skip(first + 1) {
                cell.continues_left = sprm.code == code::T_MERGE;
            }
        }
        code::T_VERT_MERGE => {
            let (cell, merge) = (sprm.byte(), sprm.value.get(1).copied().unwrap_or(0));
            if let Some(cell) = row.cells.get_mut(usize::from(cell)) {
                cell.vertical = vertical(merge & 1 != 0, merge & 2 != 0);
            }
        }
        _ => {}
    }
}

/// The number of cells, one edge more, and what else there is to say of each cell; the last ones may say nothing.
fn defined(value: &[u8]) -> Option<RowShape> {
    const CONTINUES_LEFT: u16 = 0x0002;
    const MERGED: u16 = 0x0020;
    const RESTARTS: u16 = 0x0040;
    let count = usize::from(*value.first()?);
    let edge = |index: usize| u16_at(value, 1 + 2 * index).map(signed);
    let mut row = RowShape { left: edge(0)?, cells: Vec::with_capacity(count) };
    for index in 0..count {
        let flags = u16_at(value, 1 + 2 * (count + 1) + CELL * index).unwrap_or(0);
        row.cells.push(CellShape {
            right: edge(index + 1)?,
            vertical: vertical(flags & MERGED != 0, flags & RESTARTS != 0),
            continues_left: flags & CONTINUES_LEFT != 0,
        });
    }
    Some(row)
}

fn vertical(merged: bool, restarts: bool) -> Vertical {
    match (merged, restarts) {
        (_, true) => Vertical::Restart,
        (true, false) => Vertical::Continue,
        (false, false) => Vertical::None,
    }
}

/// Gives cells another width, which moves those behind.
fn widen(row: &mut RowShape, first: usize, last: usize, width: i32) {
    let mut moved = 0_i32;
    let mut former = row.left;
    for (index, cell) in row.cells.iter_mut().enumerate() {
        if (first..last).contains(&index) {
            moved = moved.saturating_add(width.saturating_sub(cell.right.saturating_sub(former)));
        }
        former = cell.right;
        cell.right = cell.right.saturating_add(moved);
    }
}

/// The cells that a change applies to: the first, and one past the last.
fn range(value: &[u8]) -> (usize, usize) {
    let at = |index: usize| value.get(index).map_or(0, |&byte| usize::from(byte));
    (at(0), at(1))
}

fn signed(number: u16) -> i32 {
    i32::from(number as i16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sprm(code: u16, value: &[u8]) -> Sprm<'_> {
        Sprm { code, value }
    }

    #[test]
    fn edges_and_merges_are_read() {
        let mut value = vec![3];
        for edge in [-108_i16, 1000, 2000, 3000] {
            value.extend(edge.to_le_bytes());
        }
        for flags in [0x0060_u16, 0x0002] {
            value.extend(flags.to_le_bytes());
            value.extend([0; 18]);
        }
        let mut row = RowShape::default();
        apply(sprm(code::T_DEF_TABLE, &value), &mut row);
        let read: Vec<_> = row.cells.iter().map(|cell| (cell.right, cell.vertical, cell.continues_left)).collect();
        let expected = [(1000, Vertical::Restart, false), (2000, Vertical::None, true), (3000, Vertical::None, false)];
        assert_eq!((row.left, &read[..]), (-108, &expected[..]));

        apply(sprm(code::T_VERT_MERGE, &[1, 1]), &mut row);
        apply(sprm(code::T_MERGE, &[1, 3]), &mut row);
        apply(sprm(code::T_DXA_COL, &[0, 1, 8, 4]), &mut row);
        let read: Vec<_> = row.cells.iter().map(|cell| (cell.right, cell.vertical, cell.continues_left)).collect();
        let expected =
            [(924, Vertical::Restart, false), (1924, Vertical::Continue, true), (2924, Vertical::None, true)];
        assert_eq!(read, expected);
        apply(sprm(code::T_DEF_TABLE, &[200, 1]), &mut row);
        assert!(row.cells.is_empty(), "damage is no shape");
    }
}
