//! What every reader of spreadsheets yields: sheets of cells with the text a person sees.

use super::super::ImportError;
use super::{CELLS_LIMIT, TEXT_LIMIT, TOO_MUCH};
use crate::sorted::sort_by_key;

/// Sheets of the older .xls end here; what lies beyond is debris.
const ROWS_LIMIT: usize = 65_536;
const COLUMNS_LIMIT: usize = 256;
/// Sheets of a file; a report has a handful.
const SHEETS_LIMIT: usize = 1000;
/// Cells that are written down, blank ones with a format included.
const PLACES_LIMIT: usize = 2_000_000;

/// A sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// The cells that show something, by row, then column; hidden rows and columns are not counted.
    pub cells: Vec<Content>,
    /// The merged cells, by where they begin.
    pub merges: Vec<Merge>,
    /// Whether something in it is hidden, and left out.
    pub left_out: bool,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// Its value as shown, never blank.
    pub text: String,
    /// Whether it is anything but text.
    pub number: bool,
}

/// A merged cell, from its first to its last row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Merge {
    pub row: usize,
    pub column: usize,
    pub last_row: usize,
    pub last_column: usize,
}

/// What the sheets of one file may hold together.
#[derive(Debug)]
pub struct Budget {
    sheets: usize,
    places: usize,
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { sheets: SHEETS_LIMIT, places: PLACES_LIMIT, cells: CELLS_LIMIT, text: TEXT_LIMIT }
    }
}

impl Budget {
    /// Takes up a cell or a row, blank or not.
    ///
    /// # Errors
    /// When there are more than any report has: to read them would take seconds.
    pub fn place(&mut self) -> Result<(), ImportError> {
        self.places = self.places.checked_sub(1).ok_or(TOO_MUCH)?;
        Ok(())
    }
}

/// A sheet as it is being read, hidden rows and columns included.
#[derive(Debug, Default)]
pub struct Draft {
    sheet: Sheet,
    hidden_rows: Hidden,
    hidden_columns: Hidden,
}

impl Draft {
    /// A sheet without cells.
    ///
    /// # Errors
    /// When there are more sheets than in any report.
    pub fn new(budget: &mut Budget, name: String, hidden: bool) -> Result<Draft, ImportError> {
        budget.sheets = budget.sheets.checked_sub(1).ok_or(TOO_MUCH)?;
        Ok(Draft { sheet: Sheet { name, hidden, ..Sheet::default() }, ..Draft::default() })
    }

    /// Whether a cell there is read.
    pub fn holds(row: usize, column: usize) -> bool {
        row < ROWS_LIMIT && column < COLUMNS_LIMIT
    }

    /// Puts down what a cell shows; blank texts and far-away cells are passed over.
    ///
    /// # Errors
    /// When there is more in the file than in any report.
    pub fn put(
        &mut self,
        budget: &mut Budget,
        row: usize,
        column: usize,
        text: String,
        number: bool,
    ) -> Result<(), ImportError> {
        if text.trim().is_empty() || !Draft::holds(row, column) {
            return Ok(());
        }
        budget.cells = budget.cells.checked_sub(1).ok_or(TOO_MUCH)?;
        budget.text = budget.text.checked_sub(text.len()).ok_or(TOO_MUCH)?;
        self.sheet.cells.push(Content { row, column, text, number });
        Ok(())
    }

    /// Says that a cell's format hides what it holds.
    pub fn leave_out(&mut self) {
        self.sheet.left_out = true;
    }

    /// Merges the cells from one to another.
    ///
    /// # Errors
    /// When there are more merged cells than in any report.
    pub fn merge(&mut self, budget: &mut Budget, merge: Merge) -> Result<(), ImportError> {
        let is_one = (merge.row, merge.column) == (merge.last_row, merge.last_column);
        if is_one || !Draft::holds(merge.row, merge.column) {
            return Ok(());
        }
        budget.cells = budget.cells.checked_sub(1).ok_or(TOO_MUCH)?;
        self.sheet.merges.push(Merge {
            last_row: merge.last_row.clamp(merge.row, ROWS_LIMIT),
            last_column: merge.last_column.clamp(merge.column, COLUMNS_LIMIT),
            ..merge
        });
        Ok(())
    }

    /// Hides rows, from the first to the last.
    pub fn hide_rows(&mut self, first: usize, last: usize) {
        self.hidden_rows.add(first, last, ROWS_LIMIT);
    }

    /// Hides columns, from the first to the last.
    pub fn hide_columns(&mut self, first: usize, last: usize) {
        self.hidden_columns.add(first, last, COLUMNS_LIMIT);
    }

    /// The sheet without what is hidden in it.
    pub fn finish(mut self) -> Sheet {
        let mut sheet = self.sheet;
        // The last to be written to a place counts.
        sheet.cells.reverse();
        sort_by_key(&mut sheet.cells, |cell| (cell.row as u64, cell.column as u64));
        sheet.cells.dedup_by_key(|cell| (cell.row, cell.column));
        sort_by_key(&mut sheet.merges, |merge| (merge.row as u64, merge.column as u64));
        sheet.merges.dedup_by_key(|merge| (merge.row, merge.column));
        if self.hidden_rows.is_empty() && self.hidden_columns.is_empty() {
            return sheet;
        }
        self.hidden_rows.number();
        self.hidden_columns.number();
        let (rows, columns) = (&self.hidden_rows, &self.hidden_columns);
        for cell in std::mem::take(&mut sheet.cells) {
            let merge = merge_at(&sheet.merges, cell.row, cell.column);
            let (last_row, last_column) =
                merge.map_or((cell.row, cell.column), |merge| (merge.last_row, merge.last_column));
            match (rows.shown(cell.row, last_row), columns.shown(cell.column, last_column)) {
                (Some((row, _)), Some((column, _))) => sheet.cells.push(Content { row, column, ..cell }),
                _ => sheet.left_out = true,
            }
        }
        let merges = sheet.merges.iter().filter_map(|merge| {
            let (row, last_row) = rows.shown(merge.row, merge.last_row)?;
            let (column, last_column) = columns.shown(merge.column, merge.last_column)?;
            Some(Merge { row, column, last_row, last_column })
        });
        sheet.merges = merges.collect();
        // A merged cell whose first row is hidden moves down, and may come to stand where another cell was.
        sort_by_key(&mut sheet.cells, |cell| (cell.row as u64, cell.column as u64));
        sheet.cells.dedup_by_key(|cell| (cell.row, cell.column));
        sort_by_key(&mut sheet.merges, |merge| (merge.row as u64, merge.column as u64));
        sheet.merges.dedup_by_key(|merge| (merge.row, merge.column));
        sheet
    }
}

/// The merged cell that begins there; they are sorted by that.
pub fn merge_at(merges: &[Merge], row: usize, column: usize) -> Option<Merge> {
    let place = merges.binary_search_by_key(&(row, column), |merge| (merge.row, merge.column)).ok()?;
    merges.get(place).copied()
}

/// Rows or columns that are hidden.
#[derive(Debug, Default)]
struct Hidden {
    flags: Vec<bool>,
    /// Before each, how many are shown.
    shown_before: Vec<usize>,
}

impl Hidden {
    fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    fn add(&mut self, first: usize, last: usize, limit: usize) {
        let end = last.saturating_add(1).min(limit);
        if first < end {
            self.flags.resize(self.flags.len().max(end), false);
            self.flags.iter_mut().take(end).skip(first).for_each(|flag| *flag = true);
        }
    }

    fn number(&mut self) {
        let mut shown = 0;
        self.shown_before.push(0);
        for hidden in &self.flags {
            shown += usize::from(!hidden);
            self.shown_before.push(shown);
        }
    }

    /// The place of the first and the last that are shown among these; `None` when none is.
    fn shown(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let (start, end) = (self.before(first), self.before(last + 1));
        (start < end).then(|| (start, end - 1))
    }

    fn before(&self, index: usize) -> usize {
        let beyond = index.saturating_sub(self.flags.len());
        self.shown_before.get(index - beyond).copied().unwrap_or_default() + beyond
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(cells: &[(usize, usize)]) -> Draft {
        let mut draft = Draft::new(&mut Budget::default(), String::new(), false).unwrap();
        for &(row, column) in cells {
            draft.put(&mut Budget::default(), row, column, format!("{row}.{column}"), true).unwrap();
        }
        draft
    }

    fn places(sheet: &Sheet) -> Vec<(usize, usize, &str)> {
        sheet.cells.iter().map(|cell| (cell.row, cell.column, cell.text.as_str())).collect()
    }

    #[test]
    fn blank_cells_are_bounded_too() {
        let mut budget = Budget::default();
        assert!((0..PLACES_LIMIT).all(|_| budget.place().is_ok()));
        assert_eq!(budget.place(), Err(TOO_MUCH));
    }

    #[test]
    fn hidden_rows_and_columns_leave_no_gap() {
        let mut draft = draft(&[(0, 0), (1, 0), (2, 0), (2, 3), (9, 0)]);
        draft.hide_rows(1, 1);
        draft.hide_columns(1, 2);
        let sheet = draft.finish();
        assert_eq!(places(&sheet), [(0, 0, "0.0"), (1, 0, "2.0"), (1, 1, "2.3"), (8, 0, "9.0")]);
        assert!(sheet.left_out);
        // Hidden rows that hold nothing are no loss.
        let mut draft = self::draft(&[(0, 0)]);
        draft.hide_rows(5, 1_048_575);
        assert!(!draft.finish().left_out);
    }

    #[test]
    fn a_merged_cell_shows_its_text_while_part_of_it_is_shown() {
        let merge = Merge { row: 1, column: 0, last_row: 3, last_column: 1 };
        let with = |first, last| {
            let mut draft = draft(&[(0, 0), (1, 0), (4, 0)]);
            draft.merge(&mut Budget::default(), merge).unwrap();
            draft.hide_rows(first, last);
            draft.finish()
        };
        let partly = with(1, 2);
        assert_eq!(places(&partly), [(0, 0, "0.0"), (1, 0, "1.0"), (2, 0, "4.0")]);
        assert_eq!(merge_at(&partly.merges, 1, 0), Some(Merge { row: 1, column: 0, last_row: 1, last_column: 1 }));
        let wholly = with(1, 3);
        assert_eq!(places(&wholly), [(0, 0, "0.0"), (1, 0, "4.0")]);
        assert!(wholly.left_out && wholly.merges.is_empty());
    }

    #[test]
    fn the_last_of_several_cells_in_one_place_counts() {
        let mut draft = draft(&[(0, 0)]);
        draft.put(&mut Budget::default(), 0, 0, "后".to_owned(), false).unwrap();
        assert_eq!(places(&draft.finish()), [(0, 0, "后")]);
    }
}
