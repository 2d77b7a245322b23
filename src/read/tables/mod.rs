//! The three tables: found by their labels, read by header words, then by order and number of cells.

mod disclosure;
mod disputes;
mod line;
mod placement;
mod requests;

#[cfg(test)]
mod tests;

use super::outline::Outline;
use crate::document::{Block, Document, Span};
use crate::form::{CellId, CellMap, Edition, Table};
use crate::report::{Cell, Passage, Problem, TableReading, TableStatus, Tables, Value};
use crate::sorted::{Numbers, sort_by_key};
use line::{Evidence, Line, lines_of_grid, lines_of_paragraphs};

/// Numbers of the blocks whose text is a statistical table.
pub(super) type Consumed = Numbers;

/// All that was found of the tables.
pub(super) struct Found {
    pub cells: CellMap<Cell>,
    pub tables: Tables,
    pub consumed: Consumed,
}

/// Finds and reads the three tables.
pub(super) fn read_tables(document: &Document, outline: &Outline) -> Found {
    let mut found = Found {
        cells: CellMap::new(),
        tables: Tables {
            disclosure: TableReading::missing(Edition::Y2021),
            requests: TableReading::missing(Edition::Y2021),
            disputes: TableReading::missing(Edition::Y2021),
        },
        consumed: Consumed::default(),
    };
    let grids = document.blocks.iter().enumerate().filter_map(|(block, content)| match content {
        Block::Grid(grid) => Some((block, lines_of_grid(document, grid))),
        _ => None,
    });
    let candidates: Vec<Candidate> =
        grids.map(|(block, lines)| Candidate { block, evidence: Evidence::of(&lines), lines }).collect();
    for &table in Table::ALL {
        let Some(source) = source(document, outline, &candidates, table, &found.consumed) else {
            if let Some(span) = picture(document, outline, table) {
                let reading = found.tables.get_mut(table);
                reading.status = TableStatus::Picture;
                reading.sources.push(span);
            }
            continue;
        };
        let mut reader = Reader { document, cells: CellMap::new(), reading: TableReading::missing(Edition::Y2021) };
        reader.reading.status = TableStatus::Read;
        match table {
            Table::Disclosure => disclosure::read(&mut reader, &source.lines),
            Table::Requests => requests::read(&mut reader, &source.lines),
            Table::Disputes => disputes::read(&mut reader, &source.lines),
        }
        if reader.reading.status == TableStatus::Unreadable {
            reader.cells = CellMap::new();
        }
        reader.reading.sources =
            source.blocks.iter().filter_map(|&b| document.blocks.get(b)).map(Block::span).collect();
        found.cells.extend(reader.cells);
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

/// A grid of the document with what it shows of each table.
struct Candidate<'a> {
    block: usize,
    lines: Vec<Line<'a>>,
    evidence: Evidence,
}

/// The lines of a table, and the blocks they come from.
struct Source<'a> {
    lines: Vec<Line<'a>>,
    blocks: Vec<usize>,
}

/// So many labels show that a grid holds the table even though it stands elsewhere or holds another one too.
const CLEAR: usize = 4;

/// Where the table stands: the grids of its part that show its labels, with their continuations; else such a
/// grid anywhere; else the lines of its part.
fn source<'a>(
    document: &'a Document,
    outline: &Outline,
    candidates: &[Candidate<'a>],
    table: Table,
    taken: &Consumed,
) -> Option<Source<'a>> {
    let in_part = |candidate: &Candidate| outline.part_of(candidate.block) == Some(table.part());
    let labels = |candidate: &Candidate| candidate.evidence.labels(table);
    let free = |candidate: &&Candidate| !taken.contains(candidate.block) || labels(candidate) >= CLEAR;
    let mut chosen: Vec<&Candidate> =
        candidates.iter().filter(free).filter(|candidate| labels(candidate) > 0 && in_part(candidate)).collect();
    if let Some(first) = chosen.first().map(|candidate| candidate.block) {
        // Pieces that a page break has left without any label.
        let is_continuation = |candidate: &&Candidate| {
            candidate.evidence.is_none()
                && in_part(candidate)
                && candidate.block > first
                && candidate.lines.iter().any(|line| line.numbers() >= 3)
        };
        chosen.extend(candidates.iter().filter(free).filter(is_continuation));
        sort_by_key(&mut chosen, |candidate| (candidate.block as u64, 0));
    } else {
        // The heading is lost, or the table stands elsewhere: it must show itself clearly.
        chosen.extend(candidates.iter().filter(free).filter(|candidate| labels(candidate) >= CLEAR));
    }
    if !chosen.is_empty() {
        let is_shared = |candidate: &Candidate| {
            Table::ALL.iter().any(|&other| other != table && candidate.evidence.labels(other) >= CLEAR)
        };
        let lines = |candidate: &Candidate<'a>| {
            if is_shared(candidate) { line::section_of(&candidate.lines, table) } else { candidate.lines.clone() }
        };
        let mut source = Source { lines: Vec::new(), blocks: Vec::new() };
        let (first, last) = (chosen.first()?.block, chosen.last()?.block);
        // Rows, captions and ends of labels that plain text has left outside of the grids.
        let part = outline.parts.iter().map(|part| part.blocks.clone()).find(|blocks| blocks.contains(&first));
        for block in part.filter(|part| part.contains(&last)).unwrap_or(first..last + 1) {
            if let Some(candidate) = chosen.iter().find(|candidate| candidate.block == block) {
                source.lines.extend(lines(candidate));
                source.blocks.push(block);
            } else if let Some(line) = line::stray_line(document, block, table, (first..last).contains(&block)) {
                source.lines.push(line);
                source.blocks.push(block);
            }
        }
        return Some(source);
    }
    let range = match outline.parts.iter().find(|candidate| candidate.part == table.part()) {
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
    cells: CellMap<Cell>,
    reading: TableReading,
}

impl Reader<'_> {
    /// Enters a cell; a second reading of the same cell does not replace the first.
    fn enter(&mut self, id: CellId, piece: Option<&line::Piece>) {
        let cell = match piece {
            Some(piece) => Cell::read(piece.text, Some(piece.span)),
            None => Cell::read("", None),
        };
        self.cells.insert_if_absent(id, cell);
    }

    /// Keeps the captions or column heads of a line as they are written.
    fn note_heads(&mut self, line: &Line) {
        let filled = line.pieces.iter().filter(|piece| !piece.is_blank());
        self.reading
            .heads
            .extend(filled.map(|piece| Passage { text: piece.text.to_owned(), source: Some(piece.span) }));
    }

    /// Enters a cell whose number cannot be told from its neighbours'.
    fn enter_uncertain(&mut self, id: CellId, span: Option<Span>) {
        let raw = span.map(|span| self.document.slice(span).to_owned()).unwrap_or_default();
        let value = Value::Unread(Problem::UncertainColumn);
        self.cells.insert_if_absent(id, Cell { value, raw, marks: Default::default(), source: span });
    }
}
