//! The tables of two years beside each other: in every cell this year's figure, last year's, and the difference.

use maud::{Markup, html};

use super::html::PreviewBlock;
use super::sentence::Language;
use crate::form::{CellId, Column, Content, LayoutCell, REQUESTS_COLUMNS, Row, Table, layout, part_title};
use crate::report::{Amount, Report};

/// The tables of a report beside those of the year before.
pub fn compare(report: &Report, previous: &Report, language: Language) -> Vec<PreviewBlock> {
    let comparison = Comparison { report, previous, language };
    let mut blocks = vec![block("compare.legend", comparison.legend())];
    for &table in Table::ALL {
        let heading = part_title(table.part()).map_or("", |title| title.label.official);
        blocks.push(block(&format!("compare.{table}.heading"), html! { h2 { (heading) } }));
        if table == Table::Requests {
            blocks.push(block("compare.carried", comparison.carried()));
        }
        blocks.push(block(&format!("compare.{table}"), comparison.table(table, heading)));
    }
    blocks
}

fn block(key: &str, html: Markup) -> PreviewBlock {
    PreviewBlock { key: key.to_owned(), html: html.into_string() }
}

struct Comparison<'a> {
    report: &'a Report,
    previous: &'a Report,
    language: Language,
}

/// How a figure stands to last year's.
fn change(this: Option<Amount>, last: Option<Amount>) -> Option<(&'static str, Amount)> {
    let (this, last) = (this?, last?);
    let difference = this - last;
    if difference.is_zero() {
        None
    } else {
        Some((if difference.is_negative() { "less" } else { "more" }, difference.abs()))
    }
}

impl Comparison<'_> {
    fn legend(&self) -> Markup {
        let year = |report: &Report, chinese: &str, english: &str| match report.year {
            Some(year) => self.language.pick(format!("{year} 年"), year.to_string()),
            None => self.language.pick(chinese, english).to_owned(),
        };
        let this = year(self.report, "本年度", "this year");
        let last = year(self.previous, "上年度", "last year");
        html! {
            p.legend {
                (self.language.pick("每格上为", "In each cell ")) b { (this) }
                (self.language.pick("，下为", ", below it ")) span.last { (last) }
                (self.language.pick("；", "; "))
                span.difference data-change="more" { "▲" } (self.language.pick("增加，", " more, "))
                span.difference data-change="less" { "▼" } (self.language.pick("减少。", " fewer."))
            }
        }
    }

    /// What last year carried out, beside what this year carried in.
    fn carried(&self) -> Markup {
        let differing = REQUESTS_COLUMNS.iter().filter(|form| {
            let value = |report: &Report, row| number_of(report, CellId::requests(row, form.column));
            value(self.report, Row::CarriedIn) != value(self.previous, Row::CarriedOut)
        });
        let columns: Vec<&str> = differing.map(|form| form.label().official).collect();
        let total = |row| CellId::requests(row, Column::Total);
        html! {
            p.carried data-state=(if columns.is_empty() { "held" } else { "broken" }) {
                (self.language.pick("年度衔接：上年度结转下年度 ", "Carried over: out of last year "))
                b { (raw(self.previous, total(Row::CarriedOut))) }
                (self.language.pick(" 件，本年度上年结转 ", ", into this year "))
                b { (raw(self.report, total(Row::CarriedIn))) }
                @if columns.is_empty() {
                    (self.language.pick(" 件，各列一致。", "; every column agrees."))
                } @else {
                    (self.language.pick(" 件，不一致的列：", "; columns that differ: "))
                    (columns.join("、")) (self.language.pick("。", "."))
                }
            }
        }
    }

    fn table(&self, table: Table, heading: &str) -> Markup {
        let reading = self.report.tables.get(table);
        let read = |report: &Report| report.tables.get(table).is_read();
        if !read(self.report) || !read(self.previous) {
            return html! {
                p.gap {
                    (self.language.pick("（有一年的统计表没有读到，无法对照）", "(one of the two tables was not read)"))
                }
            };
        }
        let layout = layout(table, reading.edition);
        let (header, body) = layout.rows.split_at_checked(layout.header_rows).unwrap_or((&[], &layout.rows));
        html! {
            div.table.compared data-table=(table) role="region" tabindex="0" aria-label=(heading) {
                table {
                    @for _ in 0..layout.columns { col; }
                    @if !header.is_empty() {
                        thead { @for row in header { tr { @for cell in row { (self.cell(cell)) } } } }
                    }
                    tbody { @for row in body { tr { @for cell in row { (self.cell(cell)) } } } }
                }
            }
        }
    }

    fn cell(&self, cell: &LayoutCell) -> Markup {
        let columns = (cell.column_span > 1).then_some(cell.column_span);
        let rows = (cell.row_span > 1).then_some(cell.row_span);
        let id = match cell.content {
            Content::Label(text) => return html! { th colspan=[columns] rowspan=[rows] { (text) } },
            Content::Value(id) => id,
        };
        let change = change(number_of(self.report, id), number_of(self.previous, id));
        html! {
            td colspan=[columns] rowspan=[rows] data-cell=(id) data-change=[change.map(|(way, _)| way)] {
                b { (raw(self.report, id)) }
                span.last { (raw(self.previous, id)) }
                @if let Some((way, difference)) = change {
                    span.difference { (if way == "more" { "▲" } else { "▼" }) (difference) }
                }
            }
        }
    }
}

fn number_of(report: &Report, id: CellId) -> Option<Amount> {
    report.cells.get(&id)?.counted()
}

/// What is written in the cell; a dash where the report has no such cell.
fn raw(report: &Report, id: CellId) -> &str {
    report.cells.get(&id).map_or("—", |cell| if cell.raw.is_empty() { " " } else { cell.raw.as_str() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::{Edition, cells};
    use crate::report::{Cell, TableReading, TableStatus};

    fn report(year: i32, value: u32) -> Report {
        let mut report = Report { year: Some(year), ..Report::empty(SourceKind::Text, Edition::Y2021) };
        for &table in Table::ALL {
            *report.tables.get_mut(table) =
                TableReading { status: TableStatus::Read, ..TableReading::missing(Edition::Y2021) };
            report.cells.extend(cells(table, Edition::Y2021).into_iter().map(|id| (id, Cell::of(value.into()))));
        }
        report
    }

    fn drawn(this: &Report, last: &Report) -> String {
        compare(this, last, Language::Chinese).into_iter().map(|block| block.html).collect()
    }

    #[test]
    fn every_cell_shows_both_years_and_only_what_changed_is_marked() {
        let (mut this, last) = (report(2024, 3), report(2023, 3));
        let same = drawn(&this, &last);
        assert_eq!(same.matches("data-cell=").count(), 200);
        assert!(!same.contains("data-change=\"more\">▲3") && same.contains("各列一致"));
        this.cells.insert(CellId::requests(Row::New, Column::Natural), Cell::of(12.into()));
        this.cells.insert(CellId::requests(Row::CarriedIn, Column::Natural), Cell::of(1.into()));
        let html = drawn(&this, &last);
        assert!(html.contains("data-cell=\"requests.new.natural\" data-change=\"more\"><b>12</b>"));
        assert!(html.contains("<span class=\"difference\">▲9</span>"));
        assert!(html.contains("<span class=\"difference\">▼2</span>"));
        assert!(html.contains("不一致的列：自然人。"));
        assert!(html.contains("<b>2024 年</b>") && html.contains("2023 年"));
    }

    #[test]
    fn a_table_that_one_year_lacks_is_not_compared() {
        let (this, mut last) = (report(2024, 3), report(2023, 3));
        last.tables.disputes.status = TableStatus::Missing;
        assert!(drawn(&this, &last).contains("无法对照"));
    }
}
