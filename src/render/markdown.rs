//! The report as Markdown. Reading it back yields the same report.
//!
//! Markdown has no merged cells: a label stands where its cell begins, and the other positions it covers are
//! empty, as in a table pasted as text. What the draft's table lacks, a row or a column, is left out here
//! too; a single cell it lacks is a question mark, since an empty one would be read as blank.

use std::fmt::Write;

use crate::form::{Content, Layout, PARTS, Table, layout};
use crate::report::{OtherTable, Report, Section};

/// The report as Markdown, headings marked and tables drawn with strokes.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    if let Some(title) = &report.title {
        line(&mut out, "# ", &title.text);
    }
    for paragraph in &report.preamble {
        line(&mut out, "", &paragraph.text);
    }
    for (index, section) in report.sections.iter().enumerate() {
        let first = report.sections.iter().position(|other| other.part == section.part) == Some(index);
        write_section(&mut out, report, section, Table::of_part(section.part).filter(|_| first));
    }
    // A table whose part is not there, as in JSON that gives nothing but figures.
    for title in PARTS.iter().filter(|title| report.section(title.part).is_none()) {
        if let Some(table) = Table::of_part(title.part).filter(|&table| report.tables.get(table).is_read()) {
            line(&mut out, "## ", &format!("{}、{}", title.numeral, title.label.official));
            statistical_table(&mut out, report, table);
        }
    }
    out
}

fn write_section(out: &mut String, report: &Report, section: &Section, table: Option<Table>) {
    if let Some(heading) = &section.heading {
        line(out, "## ", &heading.text);
    }
    let last = section.paragraphs.len();
    for number in 0..=last {
        if let Some(table) = table
            && number == section.table_at.min(last)
            && report.tables.get(table).is_read()
        {
            statistical_table(out, report, table);
        }
        for other in section.other_tables.iter().filter(|other| other.at.min(last) == number) {
            other_table(out, other);
        }
        if let Some(paragraph) = section.paragraphs.get(number) {
            line(out, "", &paragraph.text);
        }
    }
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

fn statistical_table(out: &mut String, report: &Report, table: Table) {
    let layout = layout(table, report.tables.get(table).edition);
    write_rows(out, &grid(report, &layout));
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

/// A position of the grid: which cell of the layout covers it, by row and number within the row.
type Owner = Option<(usize, usize)>;

/// The table as a full grid of texts, without the rows and columns that the draft lacks.
fn grid<'a>(report: &'a Report, layout: &Layout) -> Vec<Vec<&'a str>> {
    let mut owners: Vec<Vec<Owner>> = vec![vec![None; layout.columns]; layout.rows.len()];
    for (top, row) in layout.rows.iter().enumerate() {
        for (number, cell) in row.iter().enumerate() {
            for line in owners.iter_mut().skip(top).take(cell.row_span) {
                for owner in line.iter_mut().skip(cell.column).take(cell.column_span) {
                    *owner = Some((top, number));
                }
            }
        }
    }
    let content = |owner: Owner| {
        let (row, number) = owner?;
        layout.rows.get(row)?.get(number).map(|cell| &cell.content)
    };
    let is_given = |content: &Content| match content {
        Content::Value(id) => Some(report.cells.contains_key(id)),
        Content::Label(_) => None,
    };
    owners.retain(|line| is_kept(line.iter().filter_map(|&owner| content(owner)).filter_map(is_given)));
    let columns: Vec<usize> = (0..layout.columns)
        .filter(|&column| {
            let cells = owners.iter().filter_map(|line| line.get(column).copied());
            is_kept(cells.filter_map(content).filter_map(is_given))
        })
        .collect();
    let mut written: Vec<(usize, usize)> = Vec::new();
    owners
        .iter()
        .map(|line| {
            columns
                .iter()
                .map(|&column| {
                    let Some(owner) = line.get(column).copied().flatten() else { return "" };
                    if written.contains(&owner) {
                        return "";
                    }
                    written.push(owner);
                    match content(Some(owner)) {
                        Some(Content::Label(text)) => text,
                        Some(Content::Value(id)) => report.cells.get(id).map_or("？", |cell| cell.raw.as_str()),
                        None => "",
                    }
                })
                .collect()
        })
        .collect()
}

/// Whether a row or column stays: a cell of it is given, or it holds labels alone.
fn is_kept(given: impl Iterator<Item = bool>) -> bool {
    let mut labels_alone = true;
    for given in given {
        if given {
            return true;
        }
        labels_alone = false;
    }
    labels_alone
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
    use crate::form::{CellId, Column, Edition, Row, cells};
    use crate::report::{Cell, Passage, TableStatus};

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
