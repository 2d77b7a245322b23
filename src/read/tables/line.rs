//! A table as lines of pieces: the common form of a grid's rows and of a table pasted one cell a line.

use std::ops::Range;
use std::sync::LazyLock;

use super::requests;
use crate::document::{Block, Document, Grid, Span};
use crate::form::{self, Edition, Table, bare, normalize};
use crate::report::Value;

/// A cell of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub span: Span,
    /// Grid column of its left edge; its number within the line where columns left no trace.
    pub column: usize,
    /// Grid columns covered.
    pub width: usize,
}

impl Piece<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it can stand for a value: a number, a placeholder, or nothing.
    pub(super) fn is_value(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
            || (self.text.len() <= 60 && !matches!(Value::of(self.text), Value::Unread(_)))
    }
}

/// A line of a table.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub pieces: Vec<Piece<'a>>,
    /// Whether columns can be relied on.
    pub exact: bool,
}

impl<'a> Line<'a> {
    /// Number of pieces that are numbers or placeholders.
    pub(super) fn numbers(&self) -> usize {
        self.pieces.iter().filter(|piece| !piece.is_blank() && piece.is_value()).count()
    }

    /// Whether any piece is a number or placeholder.
    pub(super) fn has_numbers(&self) -> bool {
        // They stand at the end.
        self.pieces.iter().rev().any(|piece| !piece.is_blank() && piece.is_value())
    }

    /// Where the line stands.
    pub(super) fn span(&self) -> Span {
        self.pieces.iter().map(|piece| piece.span).reduce(Span::cover).unwrap_or_default()
    }

    /// Splits the line into its labels and the values behind them. Labels end with the last known label of a
    /// row; where none is known, before the first value.
    pub(super) fn split(&self, is_row_label: impl Fn(&str) -> bool) -> (&[Piece<'a>], &[Piece<'a>]) {
        let known = self.pieces.iter().rposition(|piece| !piece.is_blank() && is_row_label(piece.text));
        let is_number = |piece: &Piece| !piece.is_blank() && piece.is_value();
        let first_value = || self.pieces.iter().position(is_number).unwrap_or(self.pieces.len());
        let words = || self.pieces.iter().take(first_value()).rposition(|piece| !piece.is_blank());
        let end = known.or_else(words).map_or(0, |last| last + 1);
        self.pieces.split_at_checked(end).unwrap_or((&self.pieces, &[]))
    }
}

/// The rows of a grid.
pub(super) fn lines_of_grid<'a>(document: &'a Document, grid: &Grid) -> Vec<Line<'a>> {
    (0..grid.rows)
        .map(|row| Line {
            pieces: grid
                .row(row)
                .map(|cell| Piece {
                    text: document.slice(cell.span),
                    span: cell.span,
                    column: cell.column,
                    width: cell.column_span,
                })
                .collect(),
            exact: !grid.ragged,
        })
        .collect()
}

/// How many different labels of each table the lines show. Words that several tables have do not count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence([usize; 3]);

impl Evidence {
    pub(super) fn of(lines: &[Line]) -> Evidence {
        let mut seen = Vec::new();
        let mut evidence = Evidence::default();
        for piece in lines.iter().flat_map(|line| &line.pieces) {
            if let Some((label, table)) = telling_label(piece.text)
                && !seen.contains(&label)
            {
                seen.push(label);
                evidence.count(table);
            }
        }
        evidence
    }

    /// Whether the lines show no label of any table.
    pub(super) fn is_none(self) -> bool {
        self.0 == [0; 3]
    }

    fn count(&mut self, table: Table) {
        let Evidence([disclosure, requests, disputes]) = self;
        *match table {
            Table::Disclosure => disclosure,
            Table::Requests => requests,
            Table::Disputes => disputes,
        } += 1;
    }

    /// The number of that table's labels.
    pub(super) fn labels(self, table: Table) -> usize {
        let Evidence([disclosure, requests, disputes]) = self;
        match table {
            Table::Disclosure => disclosure,
            Table::Requests => requests,
            Table::Disputes => disputes,
        }
    }
}

/// Of a grid that holds several tables, the lines from this table's first label to its last, and the values
/// behind that.
pub(super) fn section_of<'a>(lines: &[Line<'a>], table: Table) -> Vec<Line<'a>> {
    let shows =
        |line: &Line| line.pieces.iter().any(|piece| telling_label(piece.text).is_some_and(|(_, of)| of == table));
    let first = lines.iter().position(shows).unwrap_or(lines.len());
    let last = lines.iter().rposition(shows).map_or(first, |last| last + 1);
    let values = lines.iter().skip(last).take_while(|line| line.numbers() >= 3).count();
    lines.iter().take(last + values).skip(first).cloned().collect()
}

/// The label by which a table is known, by its number, when the text is one, and the table.
fn telling_label(text: &str) -> Option<(usize, Table)> {
    static LABELS: LazyLock<Vec<(u64, String, Table)>> = LazyLock::new(|| {
        let mut labels = Vec::new();
        let tables = [
            (Table::Disclosure, disclosure_labels()),
            (Table::Requests, requests_labels()),
            (Table::Disputes, disputes_labels()),
        ];
        for (table, wordings) in tables {
            labels.extend(wordings.into_iter().map(bare).map(|label| (hash(&label), label, table)));
        }
        labels.retain(|(_, label, _)| !matches!(label.as_str(), "" | "其他" | "总计" | "合计" | "企业"));
        labels
    });
    if text.len() < 6 || text.len() > 200 {
        return None;
    }
    let written = bare(text);
    let hash = hash(&written);
    let number = LABELS.iter().position(|(of, label, _)| *of == hash && *label == written)?;
    LABELS.get(number).map(|(_, _, table)| (number, *table))
}

/// A number that hardly any two labels share: numbers are compared sooner than texts.
fn hash(label: &str) -> u64 {
    label.bytes().fold(0, |hash: u64, byte| hash.wrapping_mul(31).wrapping_add(byte.into()))
}

fn disclosure_labels() -> Vec<&'static str> {
    [Edition::Y2021, Edition::Y2019]
        .into_iter()
        .flat_map(form::disclosure_blocks)
        .flat_map(|block| {
            let columns = block.columns.iter().flat_map(|column| column.label().wordings());
            let rows = block.rows.iter().flat_map(|row| row.label().wordings());
            std::iter::once(block.caption).chain(columns).chain(rows)
        })
        .collect()
}

fn requests_labels() -> Vec<&'static str> {
    let rows = requests::all_rows().flat_map(|row| row.label().wordings());
    let groups = requests::all_rows().flat_map(|row| row.path.iter().copied());
    let columns = form::REQUESTS_COLUMNS.iter().flat_map(|column| column.label().wordings());
    rows.chain(groups.filter(|label| !label.is_empty()))
        .chain(columns)
        .chain(["申请人情况", form::REQUESTS_CORNER])
        .collect()
}

fn disputes_labels() -> Vec<&'static str> {
    form::DISPUTES
        .iter()
        .flat_map(|column| column.path.iter().copied().filter(|label| !label.is_empty()))
        .chain(["其它结果", "未审结"])
        .collect()
}

/// A table pasted as paragraphs: one cell a line, where an empty line is a blank cell, or one row a line with
/// single spaces. `None` when the paragraphs do not show the table's labels.
pub(super) fn lines_of_paragraphs<'a>(
    document: &'a Document,
    blocks: Range<usize>,
    table: Table,
) -> Option<(Vec<Line<'a>>, Vec<usize>)> {
    const LONGEST_LABEL: usize = 60;
    let is_label = |text: &str| {
        telling_label(text).is_some_and(|(_, of)| of == table)
            || matches!(bare(text).as_str(), "其他" | "总计" | "合计" | "其他处理")
    };
    let mut stream = Stream::default();
    let mut seen = 0;
    let mut last_end: Option<usize> = None;
    for index in blocks {
        let Some(Block::Paragraph(paragraph)) = document.blocks.get(index) else { continue };
        let text = document.slice(paragraph.span);
        if let Some(end) = last_end {
            let gap = document.text.get(end..paragraph.span.start).unwrap_or_default();
            stream.blanks(gap.matches('\n').count().saturating_sub(1), paragraph.span.start);
        }
        last_end = Some(paragraph.span.end);
        let (label, values) = split_tail(text, paragraph.span);
        let label_length = label.map_or(0, |label| label.text.chars().count());
        let known = label.is_some_and(|label| is_label(label.text));
        if label_length > LONGEST_LABEL && !known {
            stream.flush();
            continue;
        }
        if seen == 0 && !known {
            continue;
        }
        seen += usize::from(known);
        stream.blocks.push(index);
        if let Some(label) = label {
            stream.label(label, known);
        }
        stream.values(values);
    }
    stream.flush();
    let last = stream.last_block_with_values?;
    stream.blocks.retain(|&block| block <= last);
    (seen >= 2 && !stream.lines.is_empty()).then_some((stream.lines, stream.blocks))
}

/// A paragraph beside the grids of a table that is a line of it: a known label, with or without values; between
/// the grids also a piece of a label.
pub(super) fn stray_line<'a>(document: &'a Document, block: usize, table: Table, inside: bool) -> Option<Line<'a>> {
    let Some(Block::Paragraph(paragraph)) = document.blocks.get(block) else { return None };
    let (label, values) = split_tail(document.slice(paragraph.span), paragraph.span);
    let is_line = match &label {
        Some(label) => {
            telling_label(label.text).is_some_and(|(_, of)| of == table)
                || (inside && is_label_piece(label.text, table))
        }
        // `- 3 -` is the number of a page.
        None => {
            inside && !matches!(values.as_slice(), [open, _, close] if open.text == close.text && is_dash(open.text))
        }
    };
    let mut pieces: Vec<Piece> = label.into_iter().chain(values).collect();
    pieces.iter_mut().enumerate().for_each(|(column, piece)| piece.column = column);
    is_line.then_some(Line { pieces, exact: false })
}

fn is_dash(text: &str) -> bool {
    matches!(normalize(text).as_str(), "-" | "--")
}

/// Whether the text is the beginning, the middle or the end of a label.
fn is_label_piece(text: &str, table: Table) -> bool {
    let written = bare(text);
    let labels = match table {
        Table::Disclosure => disclosure_labels(),
        Table::Requests => requests_labels(),
        Table::Disputes => disputes_labels(),
    };
    written.chars().count() >= 2 && labels.into_iter().any(|label| bare(label).contains(&written))
}

/// Gathers labels and values into lines.
#[derive(Default)]
struct Stream<'a> {
    lines: Vec<Line<'a>>,
    blocks: Vec<usize>,
    labels: Vec<Piece<'a>>,
    pending: Vec<Piece<'a>>,
    /// Whether the last label is one of the table's.
    known: bool,
    last_block_with_values: Option<usize>,
}

impl<'a> Stream<'a> {
    fn label(&mut self, piece: Piece<'a>, known: bool) {
        if self.pending.iter().any(|piece| !piece.is_blank()) || (self.known && !self.pending.is_empty()) {
            self.flush();
        }
        self.pending.clear();
        self.labels.push(piece);
        self.known = known;
    }

    fn values(&mut self, values: Vec<Piece<'a>>) {
        if values.iter().any(|piece| !piece.is_blank()) {
            self.last_block_with_values = self.blocks.last().copied();
        }
        self.pending.extend(values);
    }

    fn blanks(&mut self, count: usize, at: usize) {
        // More blank lines than the widest table has cells mean nothing.
        if !self.labels.is_empty() && self.pending.len() < 64 {
            let blank = Piece { text: "", span: Span::new(at, at), column: 0, width: 1 };
            self.pending.extend(std::iter::repeat_n(blank, count.min(20)));
        }
    }

    fn flush(&mut self) {
        let mut pieces = std::mem::take(&mut self.labels);
        pieces.append(&mut self.pending);
        for (column, piece) in pieces.iter_mut().enumerate() {
            piece.column = column;
        }
        if !pieces.is_empty() {
            self.lines.push(Line { pieces, exact: false });
        }
        self.known = false;
    }
}

/// Splits a paragraph into a label and the values behind it, separated by white space.
fn split_tail(text: &str, span: Span) -> (Option<Piece<'_>>, Vec<Piece<'_>>) {
    let mut values = Vec::new();
    let mut head = text.trim_end();
    while !head.is_empty() {
        let start = head.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
        let Some(token) = head.get(start..) else { break };
        let piece = Piece { text: token, span: span.inside(Span::new(start, head.len())), column: 0, width: 1 };
        if !piece.is_value() {
            break;
        }
        values.push(piece);
        head = head.get(..start).unwrap_or_default().trim_end();
    }
    values.reverse();
    let label = (!head.is_empty()).then(|| Piece {
        text: head,
        span: span.inside(Span::new(0, head.len())),
        column: 0,
        width: 1,
    });
    (label, values)
}
