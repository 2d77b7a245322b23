//! Tables that run over pages: the pieces become one, with what the page break cut put together again.

use super::table::{Cell, Table, ascending};
use crate::import::cell_text::join_lines;
use crate::import::text::is_figure;

/// Appends the piece of a table on the next page.
pub(super) fn append(table: &mut Table, mut next: Table) {
    align(table, &mut next);
    drop_repeated_head(table, &mut next);
    join_cut_row(table, &mut next);
    let cut = table.rows;
    table.rows += next.rows;
    table.cells.extend(next.cells.into_iter().map(|cell| Cell { row: cell.row + cut, ..cell }));
    join_cut_labels(table, cut);
    (table.top, table.bottom) = (next.top, next.bottom);
}

/// Gives both pieces the same columns: on one page a column may be hidden behind merged cells.
fn align(one: &mut Table, other: &mut Table) {
    let columns = ascending(one.columns.iter().chain(&other.columns).copied().collect());
    for table in [one, other] {
        let numbers: Vec<usize> = table.columns.iter().map(|&edge| nearest(&columns, edge)).collect();
        for cell in &mut table.cells {
            let at = |column: usize| numbers.get(column).copied().unwrap_or(column);
            let (from, to) = (at(cell.column), at(cell.column + cell.column_span));
            (cell.column, cell.column_span) = (from, to.saturating_sub(from).max(1));
        }
        table.columns.clone_from(&columns);
    }
}

fn nearest(edges: &[f32], place: f32) -> usize {
    let distances = edges.iter().map(|edge| (edge - place).abs()).enumerate();
    distances.reduce(|one, other| if other.1 < one.1 { other } else { one }).map_or(0, |(index, _)| index)
}

/// Drops the rows of the head that a program repeats on every page.
fn drop_repeated_head(table: &Table, next: &mut Table) {
    let mut same = table.cells.iter().zip(&next.cells).take_while(|(one, other)| {
        (one.row, one.column, one.column_span, &one.text) == (other.row, other.column, other.column_span, &other.text)
            && !is_figure(&one.text)
    });
    let Some((first, _)) = same.next() else { return };
    let cells = 1 + same.count();
    // Only whole rows, of which at least one cell says something.
    let begins = |cells: &[Cell], at: usize| cells.get(at).map(|cell| cell.row);
    let rows = match (begins(&table.cells, cells), begins(&next.cells, cells)) {
        (Some(one), Some(other)) => one.min(other),
        _ => return,
    };
    let head = next.cells.iter().take_while(|cell| cell.row < rows);
    let written = head.clone().any(|cell| !cell.text.is_empty()) && !first.text.is_empty();
    if rows == 0 || !written || head.clone().any(|cell| cell.row + cell.row_span > rows) {
        return;
    }
    next.cells.retain(|cell| cell.row >= rows);
    for cell in &mut next.cells {
        cell.row -= rows;
    }
    next.rows -= rows;
}

/// Puts a row together whose lines the page break has parted.
fn join_cut_row(table: &mut Table, next: &mut Table) {
    let last = table.rows.saturating_sub(1);
    let is_last = |cell: &Cell| cell.row + cell.row_span == last + 1;
    // The rest of a row is one row of cells that each stand below one of it.
    let rest: Vec<Cell> = next.cells.iter().filter(|cell| cell.row == 0).cloned().collect();
    let pairs: Option<Vec<(&Cell, &Cell)>> = rest
        .iter()
        .map(|cell| {
            let place = (cell.column, cell.column_span);
            let above = |above: &&Cell| is_last(above) && (above.column, above.column_span) == place;
            Some((table.cells.iter().find(above)?, cell))
        })
        .collect();
    let Some(pairs) = pairs else { return };
    // A row of its own has a label of its own; what has none is the rest of one.
    let is_label = |cell: &Cell| !cell.text.is_empty() && !is_figure(&cell.text);
    let no_label = pairs.iter().any(|(above, _)| is_label(above)) && !rest.iter().any(is_label);
    let goes_on = |above: &Cell, cell: &Cell| {
        let figures = is_figure(&above.text) && is_figure(&cell.text);
        goes_on(above, &cell.text) || (figures && (above.full || no_label))
    };
    let continues =
        pairs.iter().all(|(above, cell)| cell.text.is_empty() || above.text.is_empty() || goes_on(above, cell));
    // At least one text must be seen to go on, and the row must end at once.
    let proven = pairs.iter().any(|(above, cell)| {
        let both = !cell.text.is_empty() && !above.text.is_empty();
        both && cell.row_span == 1 && above.row == last && goes_on(above, cell)
    });
    if !continues || !proven {
        return;
    }
    for cell in rest.iter().filter(|cell| cell.row_span == 1) {
        let above = table.cells.iter_mut().find(|above| is_last(above) && above.column == cell.column);
        if let Some(above) = above {
            join_text(above, &cell.text, cell.full);
        }
    }
    // Labels beside it that reach further down begin with the row below.
    next.cells.retain(|cell| cell.row > 0 || cell.row_span > 1);
    for cell in &mut next.cells {
        match cell.row.checked_sub(1) {
            Some(row) => cell.row = row,
            None => cell.row_span -= 1,
        }
    }
    next.rows -= 1;
}

/// Joins the two halves of labels beside several rows, between which the page break draws a line.
fn join_cut_labels(table: &mut Table, cut: usize) {
    let halves = table.cells.iter().filter(|cell| cell.row == cut).filter_map(|lower| {
        let above = |cell: &&Cell| {
            cell.row + cell.row_span == cut && (cell.column, cell.column_span) == (lower.column, lower.column_span)
        };
        let upper = table.cells.iter().find(above)?;
        // A label stands beside several rows, on this page or on the other.
        let tall = upper.row_span > 1 || lower.row_span > 1;
        let labels = !is_figure(&upper.text) && !is_figure(&lower.text) && is_label_column(table, lower);
        let halves = lower.text.is_empty() || upper.text.is_empty() || goes_on(upper, &lower.text);
        (tall && labels && halves && (upper.row, upper.column) != (lower.row, lower.column))
            .then_some((upper.column, upper.row))
    });
    let halves: Vec<(usize, usize)> = halves.collect();
    for (column, row) in halves {
        let Some(at) = table.cells.iter().position(|cell| (cell.row, cell.column) == (cut, column)) else { continue };
        let lower = table.cells.remove(at);
        if let Some(upper) = table.cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, column)) {
            join_text(upper, &lower.text, lower.full);
            upper.row_span += lower.row_span;
        }
    }
}

/// Whether the column holds labels beside rows: further cells stand on its right in each of those rows, and none of
/// its own cells is a figure.
fn is_label_column(table: &Table, cell: &Cell) -> bool {
    let end = cell.column + cell.column_span;
    let mut own = table.cells.iter().filter(|other| other.column == cell.column);
    let mut beside = table.cells.iter().filter(|other| other.column >= end && other.row == cell.row);
    !own.any(|other| is_figure(&other.text)) && beside.any(|other| !is_figure(&other.text) && !other.text.is_empty())
}

/// Whether a text may be the rest of the one above: that fills its cell, and this begins like no label.
fn goes_on(above: &Cell, text: &str) -> bool {
    let figures = is_figure(text) || is_figure(&above.text);
    !text.is_empty() && !above.text.is_empty() && above.full && !figures && !begins_label(text)
}

/// Whether a text begins with the number of a label: `（三）`, `1.`, `四、`.
pub(super) fn begins_label(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c);
    let inside = text.trim_start().trim_start_matches(['（', '(', '第']);
    let rest = inside.trim_start_matches(number);
    rest.len() < inside.len() && rest.starts_with(['）', ')', '、', '.', '．', '，', '项', '条'])
}

/// Adds the rest of a text. A figure that fills its cell was broken there; two others stay apart, and are no figure.
fn join_text(cell: &mut Cell, text: &str, full: bool) {
    if cell.full && is_figure(&cell.text) && is_figure(text) {
        cell.text.push_str(text);
    } else {
        cell.text = join_lines([cell.text.as_str(), text]);
    }
    cell.full = full;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of columns 50 wide; each cell is `row,column,rows,columns text`, with `…` behind a full one.
    fn table(rows: usize, columns: usize, cells: &[(usize, usize, usize, usize, &str)]) -> Table {
        let cell = |&(row, column, row_span, column_span, text): &(usize, usize, usize, usize, &str)| Cell {
            row,
            column,
            row_span,
            column_span,
            text: text.trim_end_matches('…').to_owned(),
            full: text.ends_with('…'),
        };
        let edges = (0..=columns).map(|edge| 50.0 * edge as f32).collect();
        Table { columns: edges, rows, top: 0.0, bottom: 100.0, cells: cells.iter().map(cell).collect() }
    }

    fn joined(mut one: Table, other: Table) -> (usize, Vec<String>) {
        append(&mut one, other);
        let shown =
            |cell: &Cell| format!("{},{} {}x{} {}", cell.row, cell.column, cell.row_span, cell.column_span, cell.text);
        (one.rows, one.cells.iter().map(shown).collect())
    }

    #[test]
    fn rows_follow_each_other() {
        let one = table(1, 2, &[(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "1")]);
        let other = table(1, 2, &[(0, 0, 1, 1, "行政规范性文件"), (0, 1, 1, 1, "2")]);
        let cells = ["0,0 1x1 规章", "0,1 1x1 1", "1,0 1x1 行政规范性文件", "1,1 1x1 2"];
        assert_eq!(joined(one, other), (2, cells.map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_repeated_head_is_dropped_and_a_head_of_the_form_is_not() {
        let head = [(0, 0, 1, 1, "信息内容"), (0, 1, 1, 1, "本年制发件数")];
        let one = table(2, 2, &[head[0], head[1], (1, 0, 1, 1, "规章"), (1, 1, 1, 1, "1")]);
        let other = table(2, 2, &[head[0], head[1], (1, 0, 1, 1, "行政许可"), (1, 1, 1, 1, "2")]);
        assert_eq!(joined(one.clone(), other).0, 3);
        let next = table(
            2,
            2,
            &[(0, 0, 1, 1, "信息内容"), (0, 1, 1, 1, "本年处理决定数量"), (1, 0, 1, 1, "行政许可"), (1, 1, 1, 1, "2")],
        );
        assert_eq!(joined(one, next).0, 4);
    }

    #[test]
    fn halves_of_a_label_are_one() {
        let one = table(1, 3, &[(0, 0, 1, 1, "（四）无…"), (0, 1, 1, 1, "1.本机关不掌握"), (0, 2, 1, 1, "7")]);
        let other = table(
            2,
            3,
            &[
                (0, 0, 2, 1, "法提供"),
                (0, 1, 1, 1, "2.没有现成信息"),
                (0, 2, 1, 1, "1"),
                (1, 1, 1, 1, "3.补正后"),
                (1, 2, 1, 1, "0"),
            ],
        );
        let (rows, cells) = joined(one, other);
        assert_eq!((rows, cells[0].as_str()), (3, "0,0 3x1 （四）无法提供"));
        assert_eq!(cells.len(), 7);
    }

    #[test]
    fn the_next_label_is_no_half() {
        let one = table(1, 3, &[(0, 0, 1, 1, "（四）无法提供…"), (0, 1, 1, 1, "1.甲"), (0, 2, 1, 1, "7")]);
        let other = table(
            2,
            3,
            &[
                (0, 0, 2, 1, "（五）不予处理"),
                (0, 1, 1, 1, "1.乙"),
                (0, 2, 1, 1, "1"),
                (1, 1, 1, 1, "2.丙"),
                (1, 2, 1, 1, "0"),
            ],
        );
        assert_eq!(joined(one, other).1[0], "0,0 1x1 （四）无法提供");
    }

    #[test]
    fn a_row_cut_in_two_is_one() {
        let one = table(1, 2, &[(0, 0, 1, 1, "1、申请人无正当理由逾期不补…"), (0, 1, 1, 1, "")]);
        let other = table(2, 2, &[(0, 0, 1, 1, "正"), (0, 1, 1, 1, "3"), (1, 0, 1, 1, "2、其他"), (1, 1, 1, 1, "4")]);
        let cells = ["0,0 1x1 1、申请人无正当理由逾期不补正", "0,1 1x1 3", "1,0 1x1 2、其他", "1,1 1x1 4"];
        assert_eq!(joined(one, other), (2, cells.map(str::to_owned).to_vec()));
    }

    #[test]
    fn half_a_figure_is_never_a_figure() {
        let upper = |figure| table(1, 3, &[(0, 0, 1, 1, "3.其他"), (0, 1, 1, 1, "108"), (0, 2, 1, 1, figure)]);
        let lower = table(1, 3, &[(0, 0, 1, 1, ""), (0, 1, 1, 1, ""), (0, 2, 1, 1, "10")]);
        assert_eq!(joined(upper("1…"), lower.clone()).1[2], "0,2 1x1 110");
        assert_eq!(joined(upper("1"), lower).1[2], "0,2 1x1 1 10");
    }

    #[test]
    fn blank_rows_stay_rows() {
        let one = table(1, 2, &[(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "")]);
        let other = table(1, 2, &[(0, 0, 1, 1, "行政规范性文件"), (0, 1, 1, 1, "")]);
        assert_eq!(joined(one, other).0, 2);
    }

    #[test]
    fn labels_begin_with_their_numbers() {
        for label in ["（五）不予处理", "1.属于", "四、结转", "2、申请", "第二十条", "（一）"] {
            assert!(begins_label(label), "{label}");
        }
        for rest in ["法提供", "正、行政机关", "息公开申请", "一定", ""] {
            assert!(!begins_label(rest), "{rest}");
        }
    }
}
