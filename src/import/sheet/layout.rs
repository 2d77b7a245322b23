//! The layout of a sheet: which rows are a title or prose around the tables, and where each table ends.

use super::super::ImportError;
use super::super::cell_text::join_lines;
use super::grid::{Content, Merge, Sheet, merge_at};
use super::{CELLS_LIMIT, TOO_MUCH};
use crate::document::{Builder, CellText};

/// Hands the sheet to the builder.
///
/// # Errors
/// When a table is larger than any report's.
pub fn lay_out(sheet: Sheet, builder: &mut Builder) -> Result<(), ImportError> {
    let mut is_first = true;
    for region in sheet.regions() {
        for part in parts(region) {
            match part {
                Part::Prose(line) => {
                    for cell in line.cells {
                        builder.paragraph(&cell.text, false, false);
                    }
                }
                Part::Table(lines) => {
                    // A sheet that begins with its table has its title on its tab.
                    if is_first && !is_default_name(&sheet.name) {
                        builder.paragraph(&sheet.name, false, false);
                    }
                    sheet.table(lines, builder)?;
                }
            }
            is_first = false;
        }
    }
    Ok(())
}

/// A row with content.
#[derive(Debug, Default)]
struct Line {
    row: usize,
    cells: Vec<Content>,
    /// Its first column, and its last, merged cells at their full width.
    first: usize,
    last: usize,
    /// Whether a merged cell joins it to the row above.
    joined_above: bool,
    /// Whether one joins it to the row below.
    joined_below: bool,
}

impl Sheet {
    /// Rows with content, divided where a row is blank. A row that a merged cell covers is not.
    fn regions(&self) -> Vec<Vec<Line>> {
        let mut regions: Vec<Vec<Line>> = Vec::new();
        let mut covered_to = None;
        for cells in self.cells.chunk_by(|a, b| a.row == b.row) {
            let Some(row) = cells.first().map(|cell| cell.row) else { continue };
            let merges = || cells.iter().map(|cell| self.merge(cell));
            let line = Line {
                row,
                cells: cells.to_vec(),
                first: merges().map(|merge| merge.column).min().unwrap_or(0),
                last: merges().map(|merge| merge.last_column).max().unwrap_or(0),
                joined_above: covered_to.is_some_and(|last| last >= row),
                joined_below: merges().any(|merge| merge.last_row > row),
            };
            let lowest = merges().map(|merge| merge.last_row).max();
            let follows = regions.last().and_then(|region| region.last()).is_some_and(|above| above.row + 1 == row);
            match regions.last_mut() {
                Some(region) if follows || line.joined_above => region.push(line),
                _ => regions.push(vec![line]),
            }
            covered_to = covered_to.max(lowest);
        }
        regions
    }

    /// What the cell covers.
    fn merge(&self, cell: &Content) -> Merge {
        let alone = Merge { row: cell.row, column: cell.column, last_row: cell.row, last_column: cell.column };
        merge_at(&self.merges, cell.row, cell.column).unwrap_or(alone)
    }

    fn table(&self, lines: Vec<Line>, builder: &mut Builder) -> Result<(), ImportError> {
        let (Some(top), Some(left)) = (lines.first().map(|line| line.row), lines.iter().map(|line| line.first).min())
        else {
            return Ok(());
        };
        let bottom = lines.last().map_or(top, |line| line.row);
        let width = lines.iter().map(|line| line.last + 1 - left).max().unwrap_or(0);
        if (bottom + 1 - top).saturating_mul(width) > CELLS_LIMIT {
            return Err(TOO_MUCH);
        }
        // Blank cells are cells too: the figures a report leaves out are told by their place.
        let mut taken = vec![false; (bottom + 1 - top) * width];
        let mut cells = Vec::new();
        let mut contents = lines.into_iter().flat_map(|line| line.cells).peekable();
        for row in top..=bottom {
            for column in left..left + width {
                let content = contents.next_if(|cell| (cell.row, cell.column) == (row, column));
                let place = |row: usize, column: usize| (row - top) * width + (column - left);
                if taken.get(place(row, column)).copied().unwrap_or(true) {
                    continue;
                }
                let blank = Content { row, column, text: String::new(), number: false };
                let content = content.unwrap_or(blank);
                let merge = self.merge(&content);
                let last_row = merge.last_row.min(bottom);
                let last_column = merge.last_column.min(left + width - 1);
                for covered in row..=last_row {
                    for slot in taken.iter_mut().skip(place(covered, column)).take(last_column + 1 - column) {
                        *slot = true;
                    }
                }
                cells.push(CellText {
                    row: row - top,
                    column: column - left,
                    row_span: last_row + 1 - row,
                    column_span: last_column + 1 - column,
                    text: join_lines(content.text.lines()),
                });
            }
        }
        builder.grid(cells, false);
        Ok(())
    }
}

/// Part of a region.
enum Part {
    /// A row that is a title, a note, or prose.
    Prose(Line),
    /// Rows of a table.
    Table(Vec<Line>),
}

/// Divides a region into tables and what stands around and between them.
fn parts(lines: Vec<Line>) -> Vec<Part> {
    let mut below: Vec<Option<Extent>> = Vec::with_capacity(lines.len());
    for line in lines.iter().rev() {
        below.push(line.row_extent().or(below.last().copied().flatten()));
    }
    let mut parts = Vec::new();
    let mut table = Vec::new();
    // What the rows of the table so far take up together.
    let mut above: Option<Extent> = None;
    for (line, below) in lines.into_iter().zip(below.into_iter().rev()) {
        let stands_alone = above.is_none() && below.is_none();
        let stands_over = |rows: Extent| line.first < line.last && line.first <= rows.first && line.last >= rows.last;
        let is_title = above.is_none() || above.is_none_or(stands_over) && below.is_none_or(stands_over);
        let is_prose = line.is_sentences() || line.is_single() && (stands_alone || is_title && !line.is_article());
        if is_prose && !line.joined_above {
            if !table.is_empty() {
                parts.push(Part::Table(std::mem::take(&mut table)));
            }
            above = None;
            parts.push(Part::Prose(line));
        } else {
            above = match (above, line.row_extent()) {
                (Some(a), Some(b)) => Some(Extent { first: a.first.min(b.first), last: a.last.max(b.last) }),
                (above, row) => above.or(row),
            };
            table.push(line);
        }
    }
    if !table.is_empty() {
        parts.push(Part::Table(table));
    }
    parts
}

/// The first and the last column that something takes up.
#[derive(Clone, Copy)]
struct Extent {
    first: usize,
    last: usize,
}

impl Line {
    /// What it takes up, if it is a row of several cells.
    fn row_extent(&self) -> Option<Extent> {
        (self.cells.len() > 1).then_some(Extent { first: self.first, last: self.last })
    }

    /// Whether one text is all it holds.
    fn is_single(&self) -> bool {
        !self.joined_below && self.cells.len() == 1 && self.cells.iter().all(|cell| !cell.number)
    }

    /// Whether it holds sentences or a note, which no row of figures does.
    fn is_sentences(&self) -> bool {
        let is_note = |text: &str| text.trim_start().starts_with('注') || text.contains('。');
        self.cells.iter().all(|cell| !cell.number) && self.cells.iter().any(|cell| is_note(&cell.text))
    }

    /// Whether it is the caption 第二十条第（一）项: the form has it as the first row of the table it heads.
    fn is_article(&self) -> bool {
        let text = self.cells.first().map_or("", |cell| cell.text.trim());
        text.starts_with('第') && text.contains('条') && text.ends_with('项')
    }
}

/// Whether the tab has the name a new sheet is given.
fn is_default_name(name: &str) -> bool {
    let rest = name.trim().trim_end_matches(|c: char| c.is_ascii_digit());
    ["Sheet", "sheet", "工作表", "表"].contains(&rest)
}
