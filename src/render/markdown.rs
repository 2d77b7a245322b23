//! The report as Markdown. Reading it back yields the same report.
//!
//! Markdown has no merged cells: a label stands where its cell begins, and the other positions it covers are
//! empty, as in a table pasted as text. What the draft's table lacks, a row or a column, is left out here
//! too; a single cell it lacks is a question mark, since an empty one would be read as blank.

use std::fmt::Write;

use super::filled::{Filled, filled};
use super::pieces::{Piece, pieces};
use crate::report::{OtherTable, Report};

/// The report as Markdown, headings marked and tables drawn with strokes.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    for piece in pieces(report) {
        match piece {
            Piece::Title(text) => line(&mut out, "# ", text),
            Piece::Heading(text) => line(&mut out, "## ", &text),
            Piece::Paragraph(text) => line(&mut out, "", text),
            Piece::Table(table) => write_rows(&mut out, &grid(&filled(report, table))),
            Piece::Other(table) => other_table(&mut out, table),
            // The page shows this text to be edited, and says beside it what is missing.
            Piece::Gap(_) => {}
        }
    }
    out
}

/// A paragraph, or a heading with its marks, and a blank line.
fn line(out: &mut String, marks: &str, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    // What would make a heading, a quotation or a list of the line, or a rule.
    let is_mark = text.starts_with(['#', '>', '-', '*', '+', '=', '_', '`', '\\']) && marks.is_empty();
    let escape = if is_mark { "\\" } else { "" };
    let _ = writeln!(out, "{marks}{escape}{text}");
}

fn other_table(out: &mut String, table: &OtherTable) {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let rows: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| {
            let filled = row.iter().map(|cell| cell.text.as_str());
            filled.chain(std::iter::repeat("")).take(columns).collect()
        })
        .collect();
    write_rows(out, &rows);
}

/// The table as a full grid of texts: a merged cell's where it begins, nothing at the other positions.
fn grid<'a>(table: &Filled<'a>) -> Vec<Vec<&'a str>> {
    let row = |cells: &Vec<super::filled::FilledCell<'a>>| {
        let mut texts = vec![""; table.columns.len()];
        for cell in cells {
            texts.iter_mut().skip(cell.column).take(1).for_each(|text| *text = cell.text);
        }
        texts
    };
    table.rows.iter().map(row).collect()
}

fn write_rows(out: &mut String, rows: &[Vec<&str>]) {
    if !out.is_empty() {
        out.push('\n');
    }
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|text| text.replace('|', "\\|").replace(['\n', '\r'], " ")).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
        if number == 0 {
            let _ = writeln!(out, "|{}", "---|".repeat(row.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::{CellId, Column, Edition, PARTS, Row, Table, cells};
    use crate::report::{Cell, Passage, Section, TableStatus};

    fn zeros() -> Report {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        report.title = Some(Passage::new("甲镇人民政府2024年政府信息公开工作年度报告"));
        report.preamble = vec![Passage::new("编制说明。")];
        for title in &PARTS {
            report.sections.push(Section {
                part: title.part,
                heading: Some(Passage::new(format!("{}、{}", title.numeral, title.label.official))),
                paragraphs: vec![Passage::new("- 前"), Passage::new("后")],
                table_at: 1,
                ..Section::default()
            });
        }
        for &table in Table::ALL {
            report.tables.get_mut(table).status = TableStatus::Read;
            report.cells.extend(cells(table, Edition::Y2021).into_iter().map(|id| (id, Cell::read("0", None))));
        }
        report
    }

    #[test]
    fn tables_are_drawn_where_they_stand() {
        let text = markdown(&zeros());
        assert!(text.starts_with(
            "# 甲镇人民政府2024年政府信息公开工作年度报告\n\n编制说明。\n\n## 一、总体情况\n\n\\- 前\n\n后\n"
        ));
        assert!(text.contains(
            "\\- 前\n\n| 第二十条第（一）项 |  |  |  |\n|---|---|---|---|\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n\
             | 规章 | 0 | 0 | 0 |\n"
        ));
        assert!(text.contains("|  | （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n|  |  | 2.其他"));
        assert_eq!(text.lines().filter(|line| line.starts_with("|---")).count(), 3);
    }

    #[test]
    fn what_the_draft_lacks_is_not_made_up() {
        let mut report = zeros();
        report.cells.retain(|id, _| id.row != Row::DeniedSecret && id.column != Column::Legal);
        report.cells.remove(&CellId::requests(Row::New, Column::Natural));
        let text = markdown(&report);
        assert!(!text.contains("国家秘密") && !text.contains("法律服务机构"));
        assert!(text.contains("|  | （三）不予公开 | 2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 |"));
        assert!(text.contains("| 一、本年新收政府信息公开申请数量 |  |  | ？ | 0 | 0 | 0 | 0 | 0 |"));
    }

    #[test]
    fn a_stroke_in_a_cell_does_not_split_it() {
        let mut report = zeros();
        report.cells.insert(CellId::requests(Row::New, Column::Natural), Cell::read("3|4", None));
        assert!(markdown(&report).contains(" 3\\|4 "));
    }
}
