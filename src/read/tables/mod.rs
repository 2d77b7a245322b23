//! The three tables: found by their labels, read by header words, then by order and number of cells.

mod disclosure;
mod disputes;
mod line;
mod placement;
mod requests;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::outline::Outline;
use crate::document::{Block, Document, Span};
use crate::form::{CellId, Edition, Table};
use crate::report::{Cell, Problem, TableReading, TableStatus, Tables, Value};
use line::{Line, lines_of_grid, lines_of_paragraphs};

/// Numbers of the blocks whose text is a statistical table.
pub(super) type Consumed = BTreeSet<usize>;

/// All that was found of the tables.
pub(super) struct Found {
    pub cells: BTreeMap<CellId, Cell>,
    pub tables: Tables,
    pub consumed: Consumed,
}

/// Finds and reads the three tables.
pub(super) fn read_tables(document: &Document, outline: &Outline) -> Found {
    let mut found = Found {
        cells: BTreeMap::new(),
        tables: Tables {
            disclosure: TableReading::missing(Edition::Y2021),
            requests: TableReading::missing(Edition::Y2021),
            disputes: TableReading::missing(Edition::Y2021),
        },
        consumed: Consumed::new(),
    };
    for &table in Table::ALL {
        let Some(source) = source(document, outline, table, &found.consumed) else {
            if let Some(span) = picture(document, outline, table) {
                let reading = found.tables.get_mut(table);
                reading.status = TableStatus::Picture;
                reading.sources.push(span);
            }
            continue;
        };
        let mut reader = Reader { document, cells: BTreeMap::new(), reading: TableReading::missing(Edition::Y2021) };
        reader.reading.status = TableStatus::Read;
        match table {
            Table::Disclosure => disclosure::read(&mut reader, &source.lines),
            Table::Requests => requests::read(&mut reader, &source.lines),
            Table::Disputes => disputes::read(&mut reader, &source.lines),
        }
        if reader.reading.status == TableStatus::Unreadable {
            reader.cells.clear();
        }
        reader.reading.sources =
            source.blocks.iter().filter_map(|&b| document.blocks.get(b)).map(Block::span).collect();
        found.cells.append(&mut reader.cells);
        *found.tables.get_mut(table) = reader.reading;
        found.consumed.extend(source.blocks);
    }
    settle_editions(&mut found.tables);
    found
}

/// Table four is the same in both editions, and a table that was not found has none of its own: they go with
/// the tables that were read.
fn settle_editions(tables: &mut Tables) {
    let known =
        [&tables.disclosure, &tables.requests].into_iter().find(|table| table.is_read()).map(|table| table.edition);
    let Some(edition) = known else { return };
    for reading in [&mut tables.disclosure, &mut tables.requests, &mut tables.disputes] {
        if !reading.is_read() {
            reading.edition = edition;
        }
    }
    tables.disputes.edition = edition;
}

/// The lines of a table, and the blocks they come from.
struct Source<'a> {
    lines: Vec<Line<'a>>,
    blocks: Vec<usize>,
}

/// Where the table stands: the grids of its part that show its labels, with their continuations; else such a
/// grid anywhere; else the lines of its part.
fn source<'a>(document: &'a Document, outline: &Outline, table: Table, taken: &Consumed) -> Option<Source<'a>> {
    let part = table.part();
    let grids: Vec<_> = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(index, _)| !taken.contains(index))
        .filter_map(|(index, block)| match block {
            Block::Grid(grid) => Some((index, lines_of_grid(document, grid))),
            _ => None,
        })
        .map(|(index, lines)| (index, line::evidence(&lines, table), lines))
        .collect();
    let in_part = |index: usize| outline.part_of(index) == Some(part);
    let own: Vec<usize> =
        grids.iter().filter(|(index, labels, _)| *labels > 0 && in_part(*index)).map(|g| g.0).collect();
    let chosen: Vec<usize> = if own.is_empty() {
        // The heading is lost, or the table stands elsewhere: it must show itself clearly.
        let other_part =
            |index: usize| outline.part_of(index).and_then(Table::of_part).is_some_and(|other| other != table);
        grids
            .iter()
            .filter(|(index, labels, _)| *labels >= if other_part(*index) { 4 } else { 3 })
            .map(|g| g.0)
            .collect()
    } else {
        // Pieces that a page break has left without any label.
        let first = own.first().copied().unwrap_or(0);
        let bare = |index: usize, lines: &[Line]| {
            in_part(index) && index > first && lines.iter().any(|line| line.numbers() >= 3)
        };
        grids
            .iter()
            .filter(|(index, labels, lines)| own.contains(index) || (*labels == 0 && bare(*index, lines)))
            .map(|g| g.0)
            .collect()
    };
    if !chosen.is_empty() {
        let lines =
            grids.into_iter().filter(|(index, ..)| chosen.contains(index)).flat_map(|(_, _, lines)| lines).collect();
        return Some(Source { lines, blocks: chosen });
    }
    let range = match outline.parts.iter().find(|candidate| candidate.part == part) {
        Some(found) => found.blocks.clone(),
        None if outline.parts.is_empty() => 0..document.blocks.len(),
        None => return None,
    };
    let (lines, blocks) = lines_of_paragraphs(document, range, table)?;
    Some(Source { lines, blocks })
}

/// A picture in the part where the table should be.
fn picture(document: &Document, outline: &Outline, table: Table) -> Option<Span> {
    let part = outline.parts.iter().find(|part| part.part == table.part())?;
    part.blocks.clone().find_map(|index| match document.blocks.get(index) {
        Some(Block::Picture(span)) => Some(*span),
        _ => None,
    })
}

/// Collects what is read of one table.
struct Reader<'a> {
    document: &'a Document,
    cells: BTreeMap<CellId, Cell>,
    reading: TableReading,
}

impl Reader<'_> {
    /// Enters a cell; a second reading of the same cell does not replace the first.
    fn enter(&mut self, id: CellId, piece: Option<&line::Piece>) {
        let cell = match piece {
            Some(piece) => Cell::read(piece.text, Some(piece.span)),
            None => Cell::read("", None),
        };
        self.cells.entry(id).or_insert(cell);
    }

    /// Enters a cell whose number cannot be told from its neighbours'.
    fn enter_uncertain(&mut self, id: CellId, span: Option<Span>) {
        let raw = span.map(|span| self.document.slice(span).to_owned()).unwrap_or_default();
        self.cells.entry(id).or_insert(Cell {
            value: Value::Unread(Problem::UncertainColumn),
            raw,
            marks: Default::default(),
            source: span,
        });
    }
}
