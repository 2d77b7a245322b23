//! Reading table four.

use super::Reader;
use super::line::{Line, Piece};
use super::placement::place;
use crate::document::Span;
use crate::form::{CellId, Column, DISPUTES, Row, normalize};
use crate::report::{Passage, RowReading, TableStatus};

pub(super) fn read(reader: &mut Reader, lines: &[Line]) {
    let count = DISPUTES.len();
    // Pasted one cell a line, the last header cell and the values are one line.
    let is_row = |line: &Line| line.numbers() >= count || (line.has_numbers() && !is_header(line));
    let head_end = lines.iter().position(is_row).unwrap_or(lines.len());
    let (head, body) = lines.split_at_checked(head_end).unwrap_or((lines, &[]));
    let columns = columns_by_position(head);
    // Without any number the row is the first line of blanks below the header.
    let blank_row = || {
        let below = head.iter().rev().take_while(|line| line.pieces.iter().all(Piece::is_blank));
        below.last().filter(|line| line.pieces.len() >= count)
    };
    let Some(line) = body.first().or_else(blank_row) else {
        reader.reading.status = TableStatus::Unreadable;
        return;
    };
    for other in body.iter().skip(1).filter(|line| line.numbers() > 0) {
        reader
            .reading
            .foreign
            .push(Passage { text: reader.document.slice(other.span()).to_owned(), source: Some(other.span()) });
    }
    head.iter().for_each(|line| reader.note_heads(line));
    for case in [Row::Review, Row::SuitDirect, Row::SuitAfterReview] {
        reader.reading.rows.push(RowReading { row: case, label: Passage::default() });
    }

    // The row has no label; words in the first of so many cells stand in place of its figure.
    let is_whole = line.pieces.len() == count && !is_header(line);
    let values = if is_whole { &line.pieces } else { line.split(|_| false).1 };
    let official = || DISPUTES.iter().map(|form| (form.row, form.column));
    let in_order = (values.len() == count).then(|| values.iter().map(Some).collect::<Vec<_>>());
    let by_header = || {
        let columns = columns.as_ref().filter(|_| line.exact)?;
        let at = |wanted: (Row, Column)| {
            let position = columns.iter().position(|column| *column == Some(wanted))?;
            line.pieces.iter().find(|piece| (piece.column..piece.column + piece.width).contains(&position))
        };
        Some(official().map(at).collect::<Vec<_>>())
    };
    if let Some(placed) = in_order.or_else(|| place(values, count, None)) {
        for ((row, column), piece) in official().zip(placed) {
            reader.enter(CellId::disputes(row, column), piece);
        }
    } else if let Some(placed) = by_header() {
        // A column is missing: the cells that are there are read, the others are absent.
        for ((row, column), piece) in official().zip(placed) {
            if piece.is_some() {
                reader.enter(CellId::disputes(row, column), piece);
            }
        }
    } else {
        let span = values.iter().filter(|piece| !piece.is_blank()).map(|piece| piece.span).reduce(Span::cover);
        official().for_each(|(row, column)| reader.enter_uncertain(CellId::disputes(row, column), span));
    }
}

fn is_header(line: &Line) -> bool {
    line.pieces.iter().any(|piece| {
        let written = normalize(piece.text);
        written.contains("行政复议")
            || written.contains("起诉")
            || matches!(written.as_str(), "结果维持" | "结果纠正" | "尚未审结" | "总计")
    })
}

/// What each grid column holds, by the header cells above it. `None` unless the grid's columns can be relied on.
fn columns_by_position(head: &[Line]) -> Option<Vec<Option<(Row, Column)>>> {
    if !head.first()?.exact {
        return None;
    }
    let pieces = || head.iter().flat_map(|line| &line.pieces).filter(|piece| !piece.is_blank());
    let width = pieces().map(|piece| piece.column + piece.width).max()?.min(64);
    let column = |position: usize| {
        let above = pieces().filter(|piece| (piece.column..piece.column + piece.width).contains(&position));
        let joined: String = normalize(&above.map(|piece| piece.text).collect::<String>());
        let row = if joined.contains("复议后起诉") {
            Row::SuitAfterReview
        } else if joined.contains("直接起诉") {
            Row::SuitDirect
        } else if joined.contains("行政复议") {
            Row::Review
        } else {
            return None;
        };
        let outcomes = [
            ("维持", Column::Upheld),
            ("纠正", Column::Corrected),
            ("其他结果", Column::Other),
            ("审结", Column::Pending),
            ("总计", Column::Total),
            ("合计", Column::Total),
        ];
        outcomes.into_iter().find(|(word, _)| joined.ends_with(word)).map(|(_, column)| (row, column))
    };
    Some((0..width).map(column).collect())
}
