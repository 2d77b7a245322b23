//! Which row of table three a label names: by its wording, by pieces of it around the figures, by likeness.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::line::Line;
use super::is_header;
use crate::form::{Edition, Row, RowForm, bare, normalize, requests_rows};
use crate::read::heading::dice;
use crate::report::Passage;

/// The rows of both editions.
pub(in super::super) fn all_rows() -> impl Iterator<Item = &'static RowForm> {
    let single = requests_rows(Edition::Y2019).iter().filter(|row| row.row == Row::Other);
    requests_rows(Edition::Y2021).iter().chain(single)
}

/// Whether the text is a piece of a group's label.
fn is_group_piece(written: &str) -> bool {
    GROUPS.iter().any(|group| group.contains(written))
}

/// Bare wordings of the rows.
static WORDINGS: LazyLock<Vec<(String, Row)>> = LazyLock::new(|| {
    all_rows().flat_map(|form| form.label().wordings().map(move |wording| (bare(wording), form.row))).collect()
});

/// Bare labels of groups of rows.
static GROUPS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let outer = |form: &'static RowForm| form.path.iter().filter(|label| **label != form.label().official);
    let mut groups: Vec<String> = Vec::new();
    for label in all_rows().flat_map(outer) {
        let group = bare(label);
        if !group.is_empty() && !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
});

pub(super) fn is_row_label(text: &str) -> bool {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let written = bare(text);
    WORDINGS.iter().any(|(wording, _)| *wording == written)
}

/// The row that a line's labels tell: by its own label, the last one; by the last two where it is broken over
/// two cells.
pub(super) fn row_of(labels: &[&str]) -> Option<Row> {
    let own = *labels.last()?;
    if let Some(row) = row_by_wording(own) {
        return Some(row);
    }
    let previous = labels.len().checked_sub(2).and_then(|index| labels.get(index));
    previous.and_then(|previous| row_by_wording(&format!("{previous}{own}")))
}

fn row_by_wording(label: &str) -> Option<Row> {
    let written = bare(label);
    if written == "其他" {
        // （六）其他 is the single row of the 2019 form, 3.其他 one of three.
        let marker = normalize(label);
        return Some(if marker.starts_with("(六)") || marker.starts_with("六") {
            Row::Other
        } else {
            Row::OtherOther
        });
    }
    if written == "合计" {
        return Some(Row::Total);
    }
    WORDINGS.iter().find(|(wording, _)| *wording == written).map(|&(_, row)| row)
}

/// The one row whose wording the label contains, begins, or resembles; `None` when there are several.
pub(super) fn row_by_likeness(label: &str) -> Option<Row> {
    let written = bare(label);
    let long = |text: &str| text.chars().count() >= 4;
    if !long(&written) || GROUPS.contains(&written) && !WORDINGS.iter().any(|(wording, _)| *wording == written) {
        return None;
    }
    let contained = WORDINGS.iter().filter(|(wording, _)| {
        long(wording)
            && (written.contains(wording.as_str()) || wording.starts_with(&written) || wording.ends_with(&written))
    });
    let mut rows: Vec<Row> = contained.map(|&(_, row)| row).collect();
    rows.dedup();
    if let [row] = rows.as_slice() {
        return Some(*row);
    }
    let likeness: Vec<(usize, Row)> = WORDINGS.iter().map(|(wording, row)| (dice(wording, &written), *row)).collect();
    let (first, row) = likeness.iter().copied().reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    let second = likeness.iter().filter(|(_, other)| *other != row).map(|(likeness, _)| *likeness).max().unwrap_or(0);
    (first >= 65 && first >= second + 15).then_some(row)
}

/// The row whose label is broken over the line of figures and lines without any around it, and which lines
/// these are. `None` unless the pieces make up exactly the label of one row, be it that pieces of a group's
/// upright label stand between them.
pub(super) fn wrapped_row(lines: &[Line], at: usize, own: &str) -> Option<(Row, Range<usize>)> {
    const MOST_LINES: usize = 5;
    fn piece(line: &Line) -> Option<String> {
        let own = line.pieces.iter().rev().find(|piece| !piece.is_blank())?;
        (line.numbers() == 0 && !is_header(line)).then(|| bare(own.text))
    }
    let own = bare(own);
    let above: Vec<String> = lines.iter().take(at).rev().take(MOST_LINES).map_while(piece).collect();
    let below: Vec<String> = lines.iter().skip(at + 1).take(MOST_LINES).map_while(piece).collect();
    let mut found = None;
    for (wording, row) in WORDINGS.iter() {
        let parts = match wording.find(&own).filter(|_| !own.is_empty()) {
            Some(start) => wording.get(..start).zip(wording.get(start + own.len()..)),
            None if own.is_empty() || is_group_piece(&own) => {
                // The figures stand between two lines of the label.
                let nearest = above.iter().find(|piece| !is_group_piece(piece) || wording.contains(*piece));
                let end = nearest.and_then(|piece| Some(wording.find(piece)? + piece.len())).unwrap_or(0);
                wording.split_at_checked(end).filter(|(head, tail)| !head.is_empty() && !tail.is_empty())
            }
            None => None,
        };
        let Some((head, tail)) = parts else { continue };
        if let (Some(up), Some(down)) = (lines_of_label(&above, head, true), lines_of_label(&below, tail, false)) {
            // Of a row's wordings the longest comes first.
            match &found {
                Some((other, _)) if other != row => return None,
                Some(_) => {}
                None => found = Some((*row, at - up..at + 1 + down)),
            }
        }
    }
    found
}

/// The label that those lines have pieces of.
pub(super) fn joined_label(lines: &[Line]) -> Passage {
    let mut label = Passage::default();
    for line in lines {
        let Some(piece) = line.pieces.iter().rev().find(|piece| !piece.is_blank() && !piece.is_value()) else {
            continue;
        };
        if !is_group_piece(&bare(piece.text)) {
            label.text.push_str(piece.text);
            label.source = Some(label.source.map_or(piece.span, |span| span.cover(piece.span)));
        }
    }
    label
}

/// How many of the lines, from the nearest to the figures on, it takes to make up that part of a label.
fn lines_of_label(pieces: &[String], part: &str, above: bool) -> Option<usize> {
    let mut rest = part;
    let mut taken = 0;
    for piece in pieces {
        if rest.is_empty() {
            break;
        }
        taken += 1;
        match if above { rest.strip_suffix(piece.as_str()) } else { rest.strip_prefix(piece.as_str()) } {
            Some(shorter) => rest = shorter,
            None if is_group_piece(piece) => {}
            None => return None,
        }
    }
    rest.is_empty().then_some(taken)
}
