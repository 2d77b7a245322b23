//! The labels of the tables: rows in order and once, worded as in the form, captions there, nothing added.

use crate::check::context::Context;
use crate::check::finding::{Finding, Place};
use crate::check::messages::message;
use crate::form::{
    Edition, ITEM_HEADER, Label, REQUESTS_COLUMNS, Row, Table, bare, disclosure_blocks, normalize, requests_rows,
};
use crate::report::Passage;

/// The rows of the table that were not given by mistake: the label of each, in the order of the form.
fn official(table: Table, edition: Edition) -> Vec<(Row, Label)> {
    match table {
        Table::Disclosure => {
            let rows = disclosure_blocks(edition).iter().flat_map(|block| block.rows);
            rows.map(|form| (form.row, form.label())).collect()
        }
        Table::Requests => requests_rows(edition).iter().map(|form| (form.row, form.label())).collect(),
        // Its single row has no label.
        Table::Disputes => Vec::new(),
    }
}

/// TAB-04. The rows stand in the order of the form. In plain text their order may be that of a page's pieces.
pub fn row_order(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.report.kind.is_structured() {
        return;
    }
    for table in context.tables_read() {
        let reading = context.report.tables.get(table);
        let order = official(table, reading.edition);
        let position = |row: Row| order.iter().position(|(known, _)| *known == row);
        let pairs = reading.rows.iter().zip(reading.rows.iter().skip(1));
        let is_wrong = |row: Row, next: Row| position(row).zip(position(next)).is_some_and(|(a, b)| b < a);
        if let Some((before, row)) = pairs.into_iter().find(|(before, row)| is_wrong(before.row, row.row)) {
            let message = message!("TAB-04", table = table, row = (table, row.row), before = (table, before.row));
            findings.push(Finding::new("TAB-04", message).at(Place::Table(table)));
        }
    }
}

/// Letters by which a label may differ and still be a slip.
const SLIP: usize = 3;

/// The label that is another one in law: 条例第十四条 speaks of laws and administrative regulations only.
const OTHER_LAWS: &str = "其他法律法规禁止公开";

/// TAB-05. Labels are worded as in the form. The wordings that reports usually have are passed over; plain text may have
/// lost letters.
pub fn wording(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.report.kind.is_structured() {
        return;
    }
    for table in context.tables_read() {
        let reading = context.report.tables.get(table);
        let official = official(table, reading.edition);
        for row in reading.rows.iter().filter(|row| !row.label.text.trim().is_empty()) {
            let Some((_, label)) = official.iter().find(|(known, _)| *known == row.row) else { continue };
            let written = bare(&row.label.text);
            if written == OTHER_LAWS {
                let message = message!("TAB-05.law", label = row.label.text.clone());
                let finding = Finding::new("TAB-05", message).at(Place::Table(table));
                findings.push(finding.actual(row.label.text.as_str()).expected(label.official));
            } else if !label.reads_bare(&written) && is_slip(&bare(label.official), &written) {
                findings.push(reworded(table, &row.label.text, label.official));
            }
        }
        let columns = columns(table, reading.edition);
        for head in reading.heads.iter().filter(|head| !head.text.trim().is_empty()) {
            let written = bare(&head.text);
            if columns.iter().any(|label| label.reads_bare(&written)) {
                continue;
            }
            let mut near = columns.iter().filter(|label| is_slip(&bare(label.official), &written));
            if let (Some(label), None) = (near.next(), near.next()) {
                findings.push(reworded(table, &head.text, label.official));
            }
        }
    }
}

fn reworded(table: Table, written: &str, official: &'static str) -> Finding {
    let message = message!("TAB-05", table = table, label = written.to_owned(), official = official);
    Finding::new("TAB-05", message).at(Place::Table(table)).actual(written).expected(official)
}

/// The heads of the table's columns that are long enough to be told from each other.
fn columns(table: Table, edition: Edition) -> Vec<Label> {
    let labels: Vec<Label> = match table {
        Table::Disclosure => {
            let columns = disclosure_blocks(edition).iter().flat_map(|block| block.columns).map(|form| form.label());
            columns.collect()
        }
        Table::Requests => REQUESTS_COLUMNS.iter().map(|form| form.label()).collect(),
        Table::Disputes => Vec::new(),
    };
    // The blocks of table two share heads.
    let mut columns: Vec<Label> = Vec::with_capacity(labels.len());
    for label in labels {
        if !columns.contains(&label) {
            columns.push(label);
        }
    }
    columns
}

/// Whether few letters make the difference, and most are the same.
fn is_slip(official: &str, written: &str) -> bool {
    let letters = official.chars().count();
    let distance = distance(official, written);
    (1..=SLIP).contains(&distance) && distance * 3 <= letters
}

/// Letters to be put in, left out or replaced to make one text of the other (Levenshtein); more than [`SLIP`] where the
/// lengths tell already.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    if one.chars().count().abs_diff(other.len()) > SLIP {
        return SLIP + 1;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, a) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        for (place, b) in row.iter_mut().zip(std::iter::once(None).chain(other.iter().map(Some))) {
            let above = *place;
            *place = match b {
                None => left,
                Some(b) => (diagonal + usize::from(*b != a)).min(above + 1).min(left + 1),
            };
            left = *place;
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// TAB-06. The captions of the form are there: 第二十条第（一）项 and the like, and the statement of the relation.
pub fn captions(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.report.kind.is_structured() {
        return;
    }
    // 第二十条第一项 is one, too.
    let plain = |text: &str| normalize(text).replace(['(', ')'], "");
    for table in context.tables_read() {
        let reading = context.report.tables.get(table);
        if reading.heads.is_empty() {
            continue;
        }
        let has = |caption: &str| reading.heads.iter().any(|head| plain(&head.text).contains(caption));
        let missing: Vec<&'static str> = match table {
            Table::Disclosure => {
                let captions = disclosure_blocks(reading.edition).iter().map(|block| block.caption);
                captions.filter(|caption| !has(&plain(caption))).collect()
            }
            Table::Requests if !has("勾稽关系") => vec!["勾稽关系说明"],
            Table::Requests | Table::Disputes => Vec::new(),
        };
        if !missing.is_empty() {
            let message = message!("TAB-06", table = table, captions = missing);
            findings.push(Finding::new("TAB-06", message).at(Place::Table(table)));
        }
    }
}

/// The rows that stand in the table once more.
fn repeated<'a>(context: &Context<'a>, table: Table) -> Vec<&'a Passage> {
    let reading = context.report.tables.get(table);
    if reading.foreign.is_empty() {
        return Vec::new();
    }
    let official = official(table, reading.edition);
    let is_row = |written: &str| official.iter().any(|(_, label)| label.reads_bare(written));
    reading.foreign.iter().filter(|label| is_row(&bare(&label.text))).collect()
}

/// Whether most of the table stands there once more: that is not a matter of rows.
pub fn is_table_repeated(context: &Context<'_>, table: Table) -> bool {
    let rows = context.report.tables.get(table).rows.len();
    table != Table::Disputes && rows > 0 && repeated(context, table).len() * 2 > rows
}

/// Whether the table's part, or the table itself, stands there once more.
fn is_twice(context: &Context<'_>, table: Table) -> bool {
    let parts = context.report.sections.iter().filter(|section| section.part == table.part()).count();
    parts > 1 || is_table_repeated(context, table)
}

/// TAB-17. Nothing is added to the form: no subtotals, no rows of one's own.
pub fn added(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read().filter(|&table| !is_twice(context, table)) {
        let repeated = repeated(context, table);
        let foreign = context.report.tables.get(table).foreign.iter().filter(|label| !repeated.contains(label));
        // The heads of columns that stand over labels are none.
        let foreign = foreign.filter(|label| normalize(&label.text) != ITEM_HEADER);
        let labels: Vec<String> = foreign.map(|label| label.text.split_whitespace().collect()).collect();
        if labels.is_empty() {
            continue;
        }
        let is_named = |label: &&String| label.chars().any(|c| !c.is_ascii_digit());
        let named: Vec<String> = labels.iter().filter(is_named).map(|label| format!("“{label}”")).collect();
        let message = if named.is_empty() {
            message!("TAB-17.unnamed", table = table, count = labels.len())
        } else {
            message!("TAB-17", table = table, labels = named.join("、"))
        };
        findings.push(Finding::new("TAB-17", message).at(Place::Table(table)));
    }
}

/// TAB-19. No row stands there twice.
pub fn repeated_rows(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for table in context.tables_read().filter(|&table| !is_twice(context, table)) {
        let labels: Vec<String> =
            repeated(context, table).iter().map(|label| format!("“{}”", label.text.trim())).collect();
        if !labels.is_empty() {
            let message = message!("TAB-19", table = table, labels = labels.join("、"));
            findings.push(Finding::new("TAB-19", message).at(Place::Table(table)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_that_make_a_difference() {
        for (one, other, expected) in [
            ("予以公开", "予以公开", 0),
            ("予以公开", "已予公开", 2),
            ("属于国家秘密", "属国家秘密", 1),
            ("属于国家秘密", "属于国家机密", 1),
            ("重复申请", "", SLIP + 1),
            ("", "", 0),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{one} {other}");
        }
        assert!(is_slip("属于国家秘密", "属于国家机密") && !is_slip("重复申请", "重新申报"));
    }
}
