//! Reading table two.

use std::sync::LazyLock;

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
                let header = header.as_ref().filter(|header| header.reads(block, edition));
                let columns = header.map_or_else(|| whole(block), |header| header.columns(block, edition));
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
    let (mut new, mut old) = (0, 0);
    for piece in lines.iter().flat_map(|line| &line.pieces).filter(|piece| !piece.is_blank() && !piece.is_value()) {
        let named = named(&bare(piece.text));
        let is_of = |wanted: Edition| named.iter().any(|(edition, _)| *edition == wanted);
        match (is_of(Edition::Y2021), is_of(Edition::Y2019)) {
            (true, false) => new += 1,
            (false, true) => old += 1,
            _ => {}
        }
    }
    if old > new { Edition::Y2019 } else { Edition::Y2021 }
}

/// The columns that a header cell, made bare, names, of both editions; a year put into it, as in 本年（2023）制发件数, is
/// passed over.
fn named(written: &str) -> Vec<(Edition, Column)> {
    static WORDINGS: LazyLock<Vec<(String, Edition, Column)>> = LazyLock::new(|| {
        let columns = |edition| disclosure_blocks(edition).iter().flat_map(|block| block.columns);
        let of = |edition, form: &ColumnForm| {
            let column = form.column;
            form.label().wordings().map(move |wording| (bare(wording), edition, column))
        };
        let all = [Edition::Y2021, Edition::Y2019].into_iter();
        all.flat_map(|edition| columns(edition).flat_map(move |form| of(edition, form))).collect()
    });
    let without_year = written.split_once('(').and_then(|(head, rest)| {
        let (year, tail) = rest.split_once(')')?;
        year.starts_with("20").then(|| format!("{head}{tail}"))
    });
    let is_meant = |wording: &String| wording == written || without_year.as_ref() == Some(wording);
    let meant = WORDINGS.iter().filter(|(wording, ..)| is_meant(wording));
    meant.map(|&(_, edition, column)| (edition, column)).collect()
}

fn is_caption(text: &str) -> bool {
    bare(text).starts_with("第二十条")
}

/// The block and row that a label names.
fn row_of<'f>(text: &str, blocks: &'f [Block]) -> Option<(&'f Block, &'f RowForm)> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
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
    /// The columns it names, of both editions.
    names: Vec<(Edition, Column)>,
    is_above_labels: bool,
    position: usize,
}

impl Head {
    fn is(&self, column: Column, edition: Edition) -> bool {
        self.names.contains(&(edition, column))
    }
}

impl Header {
    /// The column heads behind 信息内容, or whatever is left of that where a line break runs through it; any
    /// line that names a column is one.
    fn find(line: &Line) -> Option<Header> {
        let filled = line.pieces.iter().filter(|piece| !piece.is_blank());
        let head = |piece: &Piece| {
            let written = bare(piece.text);
            Head { names: named(&written), is_above_labels: written == "信息内容", position: piece.column }
        };
        let mut heads: Vec<Head> = filled.map(head).collect();
        if heads.iter().all(|head| head.names.is_empty()) {
            return None;
        }
        if heads.first().is_some_and(|above_labels| above_labels.names.is_empty()) {
            heads.remove(0);
        }
        heads.retain(|head| !head.is_above_labels);
        Some(Header { heads, length: line.pieces.len() })
    }

    /// Whether its words are that block's, which is of that edition.
    fn reads(&self, block: &Block, edition: Edition) -> bool {
        self.heads.iter().any(|head| block.columns.iter().any(|form| head.is(form.column, edition)))
    }

    /// The block's columns in the order of the heads; `None` for a head the form does not have.
    fn columns(&self, block: &Block, edition: Edition) -> Vec<Option<Column>> {
        let column =
            |head: &Head| block.columns.iter().map(|form| form.column).find(|&column| head.is(column, edition));
        self.heads.iter().map(column).collect()
    }
}
