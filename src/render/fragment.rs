//! The report as a piece of HTML for a content management system, and for the clipboard: styles stand at the
//! elements, since whatever takes it in drops classes, style sheets and scripts. Reading it back yields the same
//! report.

use maud::{Markup, html};

use super::filled::{FilledCell, filled};
use super::pieces::{Piece, pieces, sub_heading};
use crate::form::{Content, Table};
use crate::report::{OtherTable, Report};

const TITLE: &str = "text-align:center;font-size:22pt;font-weight:normal;line-height:1.6;margin:0 0 1em;\
                     font-family:'方正小标宋_GBK','方正小标宋简体',SimSun,serif";
const HEADING: &str = "text-indent:2em;font-size:16pt;font-weight:normal;line-height:1.8;margin:0.5em 0 0;\
                       font-family:SimHei,'黑体',sans-serif";
const PARAGRAPH: &str = "text-indent:2em;font-size:16pt;line-height:1.8;margin:0;text-align:justify;\
                         font-family:'仿宋_GB2312',FangSong,'仿宋',serif";
const LEAD: &str = "font-family:'楷体_GB2312',KaiTi,'楷体',serif";
const NOTICE: &str = "text-indent:2em;font-size:16pt;line-height:1.8;margin:0;background-color:#ffff00";
const TABLE: &str = "border-collapse:collapse;width:100%;margin:0.5em auto;font-size:10.5pt;line-height:1.4;\
                     font-family:SimSun,'宋体',serif";
const CELL: &str = "border:1px solid #000000;padding:4px 2px;text-align:center;vertical-align:middle;\
                    font-weight:normal";
const ROW_LABEL: &str = "border:1px solid #000000;padding:4px 2px;text-align:left;vertical-align:middle;\
                         font-weight:normal";

/// The report as HTML elements, one after another.
pub fn fragment(report: &Report) -> String {
    let mut out = String::new();
    for piece in pieces(report) {
        out.push_str(&element(report, &piece).into_string());
        out.push('\n');
    }
    out
}

fn element(report: &Report, piece: &Piece<'_>) -> Markup {
    match piece {
        Piece::Title(text) => html! { h1 style=(TITLE) { (text) } },
        Piece::Heading(text) => html! { h2 style=(HEADING) { (text) } },
        Piece::Paragraph(text) => {
            let (lead, rest) = text.split_at_checked(sub_heading(text)).unwrap_or(("", text));
            html! { p style=(PARAGRAPH) { @if !lead.is_empty() { span style=(LEAD) { (lead) } } (rest) } }
        }
        Piece::Table(table) => statistical_table(report, *table),
        Piece::Other(table) => other_table(table),
        Piece::Gap(gap) => html! { p style=(NOTICE) { (gap.sentence()) } },
    }
}

fn statistical_table(report: &Report, table: Table) -> Markup {
    let filled = filled(report, table);
    // Labels beside the figures of table three are read from the left.
    let is_row_label = |row: usize, cell: &FilledCell<'_>| {
        table == Table::Requests && row >= filled.header_rows && matches!(cell.content, Content::Label(_))
    };
    html! {
        table style=(TABLE) {
            tbody {
                @for (row, cells) in filled.rows.iter().enumerate() {
                    tr {
                        @for cell in cells {
                            @let style = if is_row_label(row, cell) { ROW_LABEL } else { CELL };
                            @let rows = (cell.row_span > 1).then_some(cell.row_span);
                            @let columns = (cell.column_span > 1).then_some(cell.column_span);
                            @match cell.content {
                                Content::Label(_) => th style=(style) rowspan=[rows] colspan=[columns] { (cell.text) },
                                Content::Value(_) => td style=(style) rowspan=[rows] colspan=[columns] { (cell.text) },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A table the form does not know; what a shorter row lacks, its last cell covers.
fn other_table(table: &OtherTable) -> Markup {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    html! {
        table style=(TABLE) {
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (number, cell) in row.iter().enumerate() {
                            @let rest = (number + 1 == row.len() && row.len() < columns).then_some(columns - number);
                            td style=(CELL) colspan=[rest] { (cell.text) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::{Edition, cells};
    use crate::report::{Cell, Passage, TableStatus};

    #[test]
    fn styles_stand_at_the_elements_and_nothing_else_does() {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        report.title = Some(Passage::new("题<script>"));
        report.preamble = vec![Passage::new("（一）引言。正文")];
        for &table in Table::ALL {
            report.tables.get_mut(table).status = TableStatus::Read;
            report.cells.extend(cells(table, Edition::Y2021).into_iter().map(|id| (id, Cell::read("0", None))));
        }
        let html = fragment(&report);
        assert!(html.starts_with("<h1 style=\"text-align:center;") && html.contains(">题&lt;script&gt;</h1>"));
        assert!(html.contains("\">（一）引言。</span>正文</p>"));
        assert!(html.contains("rowspan=\"22\"") && html.contains("colspan=\"5\""));
        assert_eq!(html.matches("<table").count(), 3);
        for forbidden in ["class=", "id=", "<script", "<style", "<link", "<img", "http", "javascript"] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
    }
}
