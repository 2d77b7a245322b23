//! Reading table two.

use super::Reader;
use super::line::{Line, Piece};
use super::placement::place;
use crate::document::Span;
use crate::form::{Block, CellId, Column, ColumnForm, Edition, Row, RowForm, Table, bare, disclosure_blocks};
use crate::report::{Passage, RowReading, TableStatus};

pub(super) fn read(reader: &mut Reader, lines: &[Line]) {
    let edition = edition(lines);
    let blocks = disclosure_blocks(edition);
    reader.reading.edition = edition;
    // The header that applies to the rows below it.
    let mut header: Option<Header> = None;
    let mut missing: Vec<Column> = Vec::new();
    let usual = usual_length(lines);
    for line in lines {
        let (labels, values) = line.split(|text| row_of(text, blocks).is_some());
        let Some(own) = labels.iter().rev().find(|piece| !piece.is_blank()) else { continue };
        match row_of(own.text, blocks) {
            Some((block, row)) => {
                let label = Passage { text: own.text.to_owned(), source: Some(own.span) };
                if reader.reading.rows.iter().any(|known| known.row == row.row) {
                    reader.reading.foreign.push(label);
                    continue;
                }
                reader.reading.rows.push(RowReading { row: row.row, label });
                let header = header.as_ref().filter(|header| header.reads(block));
                let columns = header.map_or_else(|| whole(block), |header| header.columns(block));
                missing.extend(
                    block
                        .columns
                        .iter()
                        .map(|form| form.column)
                        .filter(|column| !columns.contains(&Some(*column)) && !missing.contains(column))
                        .collect::<Vec<_>>(),
                );
                let length = usual.or(header.map(|header| header.length));
                let is_short =
                    filled(values) < columns.len() && length.is_some_and(|length| line.pieces.len() < length);
                let is_unsure = !line.exact && (is_short || header_is_short(lines, block, blocks, columns.len()));
                enter_row(reader, row, &columns, header, values, is_unsure);
            }
            None => match Header::find(line) {
                Some(found) => {
                    reader.note_heads(line);
                    header = Some(found);
                }
                None if is_caption(own.text) => {
                    reader.note_heads(line);
                    header = None;
                }
                None if line.numbers() > 0 => {
                    reader.reading.foreign.push(Passage { text: own.text.to_owned(), source: Some(own.span) });
                }
                None => {}
            },
        }
    }
    let found: Vec<Row> = reader.reading.rows.iter().map(|reading| reading.row).collect();
    let all = blocks.iter().flat_map(|block| block.rows).map(|form| form.row);
    reader.reading.missing_rows = all.filter(|row| !found.contains(row)).collect();
    reader.reading.missing_columns = missing;
    if found.is_empty() {
        reader.reading.status = TableStatus::Unreadable;
    }
}

fn whole(block: &Block) -> Vec<Option<Column>> {
    block.columns.iter().map(|form| Some(form.column)).collect()
}

/// How many cells three of four lines have: as many as the table has columns, where merged cells are written
/// as several.
fn usual_length(lines: &[Line]) -> Option<usize> {
    // What most have is what is left when lines of different lengths are struck out in pairs.
    let (mut usual, mut votes) = (0, 0_usize);
    for line in lines {
        if votes == 0 {
            usual = line.pieces.len();
        }
        votes = if line.pieces.len() == usual { votes + 1 } else { votes - 1 };
    }
    let same = lines.iter().filter(|line| line.pieces.len() == usual).count();
    (same * 4 >= lines.len() * 3).then_some(usual)
}

/// Whether the block's header has fewer columns than the form and than a row below it has figures: it has lost
/// a cell, and it cannot be told which.
fn header_is_short(lines: &[Line], block: &Block, blocks: &[Block], columns: usize) -> bool {
    columns < block.columns.len()
        && lines.iter().any(|line| {
            let (labels, values) = line.split(|text| row_of(text, blocks).is_some());
            let own = labels.iter().rev().find(|piece| !piece.is_blank());
            filled(values) > columns
                && own.and_then(|own| row_of(own.text, blocks)).is_some_and(|(other, _)| other == block)
        })
}

fn filled(values: &[Piece]) -> usize {
    values.iter().filter(|piece| !piece.is_blank()).count()
}

/// Enters the cells of one row; as uncertain where it, or its header, has lost a cell.
fn enter_row(
    reader: &mut Reader,
    row: &RowForm,
    columns: &[Option<Column>],
    header: Option<&Header>,
    values: &[Piece],
    is_unsure: bool,
) {
    let id = |column| CellId { table: Table::Disclosure, row: row.row, column };
    let first = header.and_then(|header| header.heads.first()).map(|head| head.position);
    // The label takes one column, so that without a header the values begin right behind it.
    let start = first.or_else(|| values.first().map(|piece| piece.column));
    match place(values, columns.len(), start).filter(|_| !is_unsure) {
        Some(placed) => {
            for (column, piece) in columns.iter().zip(placed) {
                if let Some(column) = column {
                    reader.enter(id(*column), piece);
                }
            }
        }
        None => {
            let span = values.iter().filter(|piece| !piece.is_blank()).map(|piece| piece.span).reduce(Span::cover);
            columns.iter().flatten().for_each(|&column| reader.enter_uncertain(id(column), span));
        }
    }
}

/// The edition whose words the header cells are.
fn edition(lines: &[Line]) -> Edition {
    let columns = |edition| disclosure_blocks(edition).iter().flat_map(|block| block.columns);
    let pieces = lines.iter().flat_map(|line| &line.pieces).filter(|piece| !piece.is_blank() && !piece.is_value());
    let written: Vec<String> = pieces.map(|piece| bare(piece.text)).collect();
    let votes = |edition: Edition, other: Edition| {
        let named = |edition, written: &str| columns(edition).any(|form| names(form, written));
        written.iter().filter(|written| named(edition, written) && !named(other, written)).count()
    };
    let new = votes(Edition::Y2021, Edition::Y2019);
    let old = votes(Edition::Y2019, Edition::Y2021);
    if old > new { Edition::Y2019 } else { Edition::Y2021 }
}

/// Whether a header cell, made bare, names that column; a year put into it, as in 本年（2023）制发件数, is passed over.
fn names(form: &ColumnForm, written: &str) -> bool {
    if form.label().reads_bare(written) {
        return true;
    }
    let Some((head, rest)) = written.split_once('(') else { return false };
    rest.split_once(')')
        .is_some_and(|(inner, tail)| inner.starts_with("20") && form.label().reads_bare(&format!("{head}{tail}")))
}

fn is_caption(text: &str) -> bool {
    bare(text).starts_with("第二十条")
}

/// The block and row that a label names.
fn row_of<'f>(text: &str, blocks: &'f [Block]) -> Option<(&'f Block, &'f RowForm)> {
    let written = bare(text);
    // Notes that some provinces print behind the label: 规章（设区的市…）.
    let head = written.split_once('(').map_or(written.as_str(), |(head, _)| head);
    blocks.iter().find_map(|block| {
        let named = |form: &&RowForm| form.label().reads_bare(head);
        block.rows.iter().find(named).map(|row| (block, row))
    })
}

/// A line of column heads.
struct Header {
    heads: Vec<Head>,
    /// Number of the line's cells.
    length: usize,
}

struct Head {
    /// What is written, made bare.
    written: String,
    position: usize,
}

impl Header {
    /// The column heads behind 信息内容, or whatever is left of that where a line break runs through it; any
    /// line that names a column is one.
    fn find(line: &Line) -> Option<Header> {
        let all =
            || [Edition::Y2021, Edition::Y2019].into_iter().flat_map(disclosure_blocks).flat_map(|block| block.columns);
        let names_one = |head: &Head| all().any(|form| names(form, &head.written));
        let filled = line.pieces.iter().filter(|piece| !piece.is_blank());
        let mut heads: Vec<Head> =
            filled.map(|piece| Head { written: bare(piece.text), position: piece.column }).collect();
        if !heads.iter().any(names_one) {
            return None;
        }
        if heads.first().is_some_and(|above_labels| !names_one(above_labels)) {
            heads.remove(0);
        }
        heads.retain(|head| head.written != "信息内容");
        Some(Header { heads, length: line.pieces.len() })
    }

    /// Whether its words are that block's.
    fn reads(&self, block: &Block) -> bool {
        self.heads.iter().any(|head| block.columns.iter().any(|form| names(form, &head.written)))
    }

    /// The block's columns in the order of the heads; `None` for a head the form does not have.
    fn columns(&self, block: &Block) -> Vec<Option<Column>> {
        let column = |head: &Head| block.columns.iter().find(|form| names(form, &head.written)).map(|form| form.column);
        self.heads.iter().map(column).collect()
    }
}
