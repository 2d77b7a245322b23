//! Reading table three.

mod labels;

use super::Reader;
use super::line::{Line, Piece};
use super::placement::{Starts, place};
use crate::form::{CellId, Column, Edition, REQUESTS_COLUMNS, Row, normalize, requests_rows};
use crate::report::{Passage, RowReading, TableStatus};
pub(super) use labels::all_rows;
use labels::{is_row_label, joined_label, row_by_likeness, row_of, wrapped_row};

pub(super) fn read(reader: &mut Reader, lines: &[Line]) {
    let header = Header::find(lines);
    let count = header.columns.len();
    let mut data = data_lines(lines, &header);

    let mut starts = Starts::default();
    for line in &data {
        if let Some(label) = line.last_label() {
            starts.learn(label, line.line.pieces.len(), line.values, count);
        }
    }
    let edition = edition(&data);
    assign_by_order(&mut data, edition);

    reader.reading.edition = edition;
    lines.iter().filter(|line| is_header(line)).for_each(|line| reader.note_heads(line));
    let all: Vec<Row> = requests_rows(edition).iter().map(|form| form.row).collect();
    let mut assigned = 0;
    for line in &data {
        let label = line.label.clone();
        // （六）其他处理 beside the three rows below it is none of them: its own label may be lost.
        let is_new = |row: &Row| all.contains(row) && !reader.reading.rows.iter().any(|known| known.row == *row);
        let Some(row) = line.row.filter(is_new) else {
            if line.numbers > 0 {
                reader.reading.foreign.push(label);
            }
            continue;
        };
        assigned += 1;
        reader.reading.rows.push(RowReading { row, label });
        enter_row(reader, row, line, &header, &starts);
    }
    let found: Vec<Row> = reader.reading.rows.iter().map(|reading| reading.row).collect();
    reader.reading.missing_rows = all.iter().copied().filter(|row| !found.contains(row)).collect();
    reader.reading.missing_columns = REQUESTS_COLUMNS
        .iter()
        .map(|form| form.column)
        .filter(|column| !header.columns.contains(&Some(*column)))
        .collect();
    reader.reading.foreign.extend(header.foreign);

    let lost = data.iter().filter(|line| line.row.is_none() && line.numbers > 0).count();
    if assigned == 0 || (assigned < all.len() / 2 && lost > assigned) {
        reader.reading.status = TableStatus::Unreadable;
    }
}

/// Enters the cells of one row.
fn enter_row(reader: &mut Reader, row: Row, line: &Data, header: &Header, starts: &Starts) {
    let ids = header.columns.iter().map(|column| column.map(|column| CellId::requests(row, column)));
    let count = header.columns.len();
    let by_header = || {
        let positions = header.positions.as_ref().filter(|_| line.line.exact)?;
        let at = |&position: &usize| {
            line.values.iter().find(|piece| (piece.column..piece.column + piece.width).contains(&position))
        };
        let placed: Vec<_> = positions.iter().map(at).collect();
        // What stands behind the last column is a remark.
        let last = positions.last().copied().unwrap_or(0);
        let all_used = line.values.iter().filter(|piece| !piece.is_blank() && piece.column <= last);
        let mut all_used = all_used.filter(|piece| !placed.iter().flatten().any(|other| other.span == piece.span));
        all_used.next().is_none().then_some(placed)
    };
    let start = starts.start(line.last_label());
    let filled = line.values.iter().filter(|piece| !piece.is_blank()).count();
    // A line of plain text that is shorter than its like has lost a cell: what is left may have moved. Without
    // a label, blanks may be what is left of labels.
    let has_lost_a_cell = !line.line.exact
        && filled < count
        && line.last_label().map_or(start.is_none(), |label| starts.is_short(label, line.line.pieces.len()));
    let placed = if has_lost_a_cell {
        None
    } else if line.line.exact {
        let in_order = (line.values.len() == count).then(|| line.values.iter().map(Some).collect());
        in_order.or_else(by_header).or_else(|| place(line.values, count, start))
    } else {
        place(line.values, count, start)
    };
    match placed {
        Some(values) => {
            for (id, piece) in ids.zip(values) {
                if let Some(id) = id {
                    reader.enter(id, piece);
                }
            }
        }
        None => {
            let span = line.values.iter().filter(|piece| !piece.is_blank()).map(|piece| piece.span);
            let span = span.reduce(crate::document::Span::cover);
            ids.flatten().for_each(|id| reader.enter_uncertain(id, span));
        }
    }
}

/// The columns as the draft has them, from left to right; `None` for one the form does not have.
struct Header {
    columns: Vec<Option<Column>>,
    /// Their grid columns, where these can be relied on.
    positions: Option<Vec<usize>>,
    foreign: Vec<Passage>,
}

impl Header {
    fn find(lines: &[Line]) -> Header {
        let official: Vec<Option<Column>> = REQUESTS_COLUMNS.iter().map(|form| Some(form.column)).collect();
        let end = lines.iter().position(|line| line.numbers() >= 3).unwrap_or(lines.len());
        let head = lines.get(..end).unwrap_or_default();
        if head.first().is_some_and(|line| line.exact)
            && let Some(header) = Header::by_position(head)
        {
            return header;
        }
        let words: Vec<Column> =
            head.iter().flat_map(|line| &line.pieces).filter_map(|piece| column_of(piece.text)).collect();
        let most = lines.iter().map(Line::numbers).max().unwrap_or(0);
        let present: Vec<Option<Column>> =
            official.iter().copied().filter(|column| column.is_some_and(|column| words.contains(&column))).collect();
        if present.len() >= 4 && most == present.len() {
            return Header { columns: present, positions: None, foreign: Vec::new() };
        }
        let subtotal = head.iter().flat_map(|line| &line.pieces).find(|piece| is_subtotal(piece.text));
        if let Some(piece) = subtotal.filter(|_| most == official.len() + 1) {
            let mut columns = official;
            columns.insert(columns.len() - 1, None);
            let foreign = vec![Passage { text: piece.text.to_owned(), source: Some(piece.span) }];
            return Header { columns, positions: None, foreign };
        }
        Header { columns: official, positions: None, foreign: Vec::new() }
    }

    /// Joins the header cells above each grid column, so that words broken over two rows are read too.
    fn by_position(head: &[Line]) -> Option<Header> {
        let pieces = || head.iter().flat_map(|line| &line.pieces).filter(|piece| !piece.is_blank());
        let width = pieces().map(|piece| piece.column + piece.width).max()?.min(64);
        let mut header = Header { columns: Vec::new(), positions: None, foreign: Vec::new() };
        let mut positions = Vec::new();
        for position in 0..width {
            let above = pieces().filter(|piece| (piece.column..piece.column + piece.width).contains(&position));
            let joined: String = above.map(|piece| piece.text).collect();
            if let Some(column) = column_of(&joined) {
                if !header.columns.contains(&Some(column)) {
                    header.columns.push(Some(column));
                    positions.push(position);
                }
            } else if is_subtotal(&joined) {
                header.columns.push(None);
                header.foreign.push(Passage::new(joined));
                positions.push(position);
            }
        }
        header.positions = Some(positions);
        let has = |column| header.columns.contains(&Some(column));
        (header.columns.len() >= 5 && has(Column::Natural) && has(Column::Total)).then_some(header)
    }
}

/// The column a header cell names, alone or with the groups above it.
fn column_of(written: &str) -> Option<Column> {
    let written = normalize(written);
    let ends = |words: &[&str]| words.iter().any(|word| written.ends_with(word));
    if written.is_empty() || written.chars().count() > 30 || written.contains('勾') {
        None
    } else if ends(&["自然人", "公民"]) {
        Some(Column::Natural)
    } else if ends(&["商业企业"]) || written == "企业" {
        Some(Column::Business)
    } else if ends(&["科研机构", "科研"]) {
        Some(Column::Research)
    } else if ends(&["公益组织", "社会公益"]) {
        Some(Column::Nonprofit)
    } else if ends(&["法律服务机构", "法律服务"]) {
        Some(Column::Legal)
    } else if ends(&["其他"]) {
        Some(Column::Other)
    } else if ends(&["总计", "合计"]) && !written.contains("法人") {
        Some(Column::Total)
    } else {
        None
    }
}

/// A subtotal of the organisations, which the form does not have.
fn is_subtotal(written: &str) -> bool {
    let written = normalize(written);
    written.ends_with("小计") || (written.contains("法人") && written.ends_with("合计"))
}

/// Whether the line belongs to the header: it names applicants and holds no number.
fn is_header(line: &Line) -> bool {
    !line.has_numbers()
        && line.pieces.iter().any(|piece| {
            let written = normalize(piece.text);
            written.contains("勾稽关系")
                || matches!(
                    written.as_str(),
                    "申请人情况"
                        | "自然人"
                        | "公民"
                        | "法人或其他组织"
                        | "商业企业"
                        | "科研机构"
                        | "社会公益组织"
                        | "法律服务机构"
                )
        })
}

/// A line that can be a row of the table.
struct Data<'l, 'a> {
    /// The line's number.
    index: usize,
    line: &'l Line<'a>,
    labels: &'l [Piece<'a>],
    values: &'l [Piece<'a>],
    numbers: usize,
    row: Option<Row>,
    /// The row's own label as written.
    label: Passage,
}

impl Data<'_, '_> {
    /// The grid column of the last label that is not empty.
    fn last_label(&self) -> Option<usize> {
        self.labels.iter().rev().find(|piece| !piece.is_blank()).map(|piece| piece.column + piece.width - 1)
    }
}

/// The lines below the header, with the rows that their labels tell.
fn data_lines<'l, 'a>(lines: &'l [Line<'a>], header: &Header) -> Vec<Data<'l, 'a>> {
    let first_value = header.positions.as_ref().and_then(|positions| positions.first().copied());
    let mut data: Vec<Data> = Vec::with_capacity(lines.len());
    let mut in_header = true;
    // The line below the last one whose label is known to reach there.
    let mut next = 0;
    for (index, line) in lines.iter().enumerate() {
        if is_header(line) {
            in_header = true;
            continue;
        }
        if index < next {
            continue;
        }
        let (labels, values) = match first_value.filter(|_| line.exact) {
            Some(first) => {
                let end = line.pieces.partition_point(|piece| piece.column < first);
                line.pieces.split_at_checked(end).unwrap_or((&line.pieces, &[]))
            }
            None => line.split(is_row_label),
        };
        let numbers = values.iter().filter(|piece| !piece.is_blank()).count();
        let texts: Vec<&str> = labels.iter().map(|piece| piece.text).filter(|text| !text.is_empty()).collect();
        let own = labels.iter().rev().find(|piece| !piece.is_blank());
        let mut label =
            own.map_or_else(Passage::default, |own| Passage { text: own.text.to_owned(), source: Some(own.span) });
        let mut row = row_of(&texts);
        if row.is_none()
            && numbers > 0
            && let Some((wrapped, around)) = wrapped_row(lines, index, &label.text)
        {
            row = Some(wrapped);
            // Its first line alone may have looked like the row.
            while data.last().is_some_and(|last| last.index >= around.start) {
                data.pop();
            }
            next = around.end;
            label = joined_label(lines.get(around).unwrap_or_default());
        }
        row = row.or_else(|| row_by_likeness(texts.last()?));
        // 总计 and 其他 without numbers are column heads as long as no other row has come.
        let ambiguous = matches!(row, Some(Row::Total | Row::OtherOther | Row::Other));
        if numbers == 0 && (row.is_none() || (in_header && ambiguous)) {
            continue;
        }
        in_header = false;
        data.push(Data { index, line, labels, values, numbers, row, label });
    }
    data
}

/// Which edition the rows are of: the single row （六） or the three; else by their number.
fn edition(data: &[Data]) -> Edition {
    let has = |row| data.iter().any(|line| line.row == Some(row));
    if has(Row::OtherUncorrected) || has(Row::OtherUnpaid) || has(Row::OtherOther) {
        Edition::Y2021
    } else if has(Row::Other) || data.len() == requests_rows(Edition::Y2019).len() {
        Edition::Y2019
    } else {
        Edition::Y2021
    }
}

/// Gives lines without a known label the rows that must stand between their neighbours: only where there are
/// as many lines as rows.
fn assign_by_order(data: &mut [Data], edition: Edition) {
    let order: Vec<Row> = requests_rows(edition).iter().map(|form| form.row).collect();
    let taken: Vec<Row> = data.iter().filter_map(|line| line.row).collect();
    let place = |row: Row| order.iter().position(|&known| known == row);
    let mut index = 0;
    while index < data.len() {
        if data.get(index).is_none_or(|line| line.row.is_some()) {
            index += 1;
            continue;
        }
        let run = data.iter().skip(index).take_while(|line| line.row.is_none()).count();
        let before = index.checked_sub(1).and_then(|before| data.get(before)).and_then(|line| line.row);
        let behind = data.get(index + run).and_then(|line| line.row);
        let from = before.map_or(Some(0), |row| place(row).map(|at| at + 1));
        let to = behind.map_or(Some(order.len()), place);
        if let (Some(from), Some(to)) = (from, to) {
            let free: Vec<Row> = order.iter().copied().take(to).skip(from).filter(|row| !taken.contains(row)).collect();
            if free.len() == run {
                for (line, row) in data.iter_mut().skip(index).zip(free) {
                    line.row = Some(row);
                }
            }
        }
        index += run;
    }
}
