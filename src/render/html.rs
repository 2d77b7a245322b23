//! The report as HTML: block by block for the live preview, or as a page of its own.
//!
//! Every value cell carries `data-cell`, every paragraph `data-part` and `data-paragraph`, and whatever a
//! finding points at `data-finding` (numbers of findings, separated by blanks) and `data-severity`. Each
//! finding is pointed at from somewhere: what is missing has a placeholder to point from.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::marks::{Mark, Marks, Spot};
use super::pieces::sub_heading;
use super::sentence::{self, Language};
use crate::check::{Check, Finding};
use crate::form::{Content, LayoutCell, PARTS, Table, layout, part_title};
use crate::report::{OtherTable, Report, Section, TableStatus, Value};

/// The style of the report, on screen and on paper.
pub const STYLE: &str = include_str!("report.css");

/// What makes a page of its own as dark as the system, on the screen alone: paper is light. The page in the browser has the
/// same colours from the same file, by its own choice.
pub(super) const DARK_STYLE: &str = concat!(
    "@media screen and (prefers-color-scheme: dark) {\n:root { color-scheme: dark; }\n",
    include_str!("dark.css"),
    "}\n"
);

/// A piece of the preview. The page replaces only those whose HTML has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewBlock {
    /// Names the block within the preview; the same block keeps its key while its content changes.
    pub key: String,
    /// Its HTML, one element.
    pub html: String,
}

/// The report with findings marked in it.
pub fn preview(report: &Report, marks: Marks) -> Vec<PreviewBlock> {
    Painter { report, marks, with_gaps: true, is_editable: true, blocks: Vec::new() }.paint()
}

/// The same, where it is looked at and not edited in place.
pub fn marked(report: &Report, marks: Marks) -> Vec<PreviewBlock> {
    Painter { report, marks, with_gaps: true, is_editable: false, blocks: Vec::new() }.paint()
}

/// The report as a page of its own, its style within.
pub fn page(report: &Report) -> String {
    let painter = Painter { report, marks: Marks::default(), with_gaps: false, is_editable: false, blocks: Vec::new() };
    document(report, "", &html! {}, &painter.paint(), &html! {})
}

/// The same page with something behind the report, and the style of that.
#[cfg(feature = "writers")]
pub fn page_with(report: &Report, style: &str, back: &Markup) -> String {
    let painter = Painter { report, marks: Marks::default(), with_gaps: false, is_editable: false, blocks: Vec::new() };
    document(report, style, &html! {}, &painter.paint(), back)
}

/// The same page with what was found: the findings in front, and marked where they are.
pub fn page_with_findings(report: &Report, check: &Check, language: Language) -> String {
    let painter = Painter { report, marks: Marks::new(check), with_gaps: true, is_editable: false, blocks: Vec::new() };
    document(report, "", &findings(check, language), &painter.paint(), &html! {})
}

fn document(report: &Report, style: &str, front: &Markup, blocks: &[PreviewBlock], back: &Markup) -> String {
    let title = report.title.as_ref().map_or("政府信息公开工作年度报告", |title| title.text.as_str());
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(style)) (PreEscaped(DARK_STYLE)) }
            }
            body class="report-page" {
                (front)
                main class="report" {
                    @for block in blocks { (PreEscaped(&block.html)) }
                }
                (back)
            }
        }
    }
    .into_string()
}

fn findings(check: &Check, language: Language) -> Markup {
    let line = |finding: &Finding| sentence::message(&finding.message, language);
    html! {
        aside class="findings" {
            p { (sentence::summary(check, language)) }
            ol {
                @for finding in &check.findings {
                    li data-rule=(finding.rule) data-severity=(finding.severity.as_str()) {
                        (line(finding)) " " span class="rule" { (finding.rule) }
                    }
                }
            }
        }
    }
}

struct Painter<'a> {
    report: &'a Report,
    marks: Marks,
    /// Whether a placeholder stands for what is missing.
    with_gaps: bool,
    /// Whether it can be typed into: its tables are grids to move about in, and what is empty offers a place.
    is_editable: bool,
    blocks: Vec<PreviewBlock>,
}

impl<'a> Painter<'a> {
    fn paint(mut self) -> Vec<PreviewBlock> {
        self.title();
        for (number, paragraph) in self.report.preamble.iter().enumerate() {
            let text = self.passage(Spot::Preamble(number), &paragraph.text);
            self.push(format!("preamble.{number}"), html! { p data-preamble=(number) { (text) } });
        }
        let mut parts = PARTS.iter().map(|title| title.part).peekable();
        let report = self.report;
        for (index, section) in report.sections.iter().enumerate() {
            // A part out of its order is not missing: look for it in the whole report.
            while let Some(part) = parts.next_if(|&part| part <= section.part) {
                self.gap(part);
            }
            self.section(index, section);
        }
        for part in parts {
            self.gap(part);
        }
        self.blocks
    }

    fn push(&mut self, key: String, html: Markup) {
        self.blocks.push(PreviewBlock { key, html: html.into_string() });
    }

    fn title(&mut self) {
        let mark = self.marks.report().clone();
        let (class, content) = match &self.report.title {
            Some(title) => ("title", self.passage(Spot::Title, &title.text)),
            None if self.with_gaps => {
                let within = self.marks.spot(Spot::Title);
                (
                    "title gap",
                    html! { span data-finding=[within.numbers()] data-severity=[within.severity_name()] { "（没有标题）" } },
                )
            }
            None => return,
        };
        let html =
            html! { h1 class=(class) data-finding=[mark.numbers()] data-severity=[mark.severity_name()] { (content) } };
        self.push("title".to_owned(), html);
    }

    /// Stands for a statutory part that the report lacks; its table, should there be one without a section.
    fn gap(&mut self, part: u8) {
        if self.report.section(part).is_some() {
            return;
        }
        let table = Table::of_part(part).filter(|&table| self.report.tables.get(table).is_read());
        let Some(title) = part_title(part) else { return };
        let name = format!("{}、{}", title.numeral, title.label.official);
        let mark = self.marks.part(part);
        if table.is_some() {
            let heading = html! { h2 data-part=(part) data-finding=[mark.numbers()] data-severity=[mark.severity_name()] { (name) } };
            self.push(format!("gap.{part}"), heading);
        } else if self.with_gaps {
            let mut mark = mark;
            if let Some(table) = Table::of_part(part) {
                mark.merge(&self.marks.table(table, &[]));
            }
            let gap = html! {
                p class="gap" data-part=(part) data-finding=[mark.numbers()] data-severity=[mark.severity_name()] {
                    "（没有“" (name) "”部分）"
                }
            };
            self.push(format!("gap.{part}"), gap);
        }
        if let Some(table) = table {
            let drawn = self.table(table);
            self.push(format!("gap.{part}.table"), drawn);
        }
    }

    fn section(&mut self, index: usize, section: &'a Section) {
        let part = section.part;
        let first = self.report.sections.iter().position(|other| other.part == part) == Some(index);
        let mark = if first { self.marks.part(part) } else { Mark::default() };
        let heading = match &section.heading {
            Some(heading) => Some(self.passage(Spot::Heading(index), &heading.text)),
            None if self.with_gaps => Some(html! { span class="gap" { "（没有第" (part_name(part)) "部分的标题）" } }),
            None => None,
        };
        if let Some(heading) = heading {
            let html = html! {
                h2 data-part=(part) data-section=(index) data-finding=[mark.numbers()] data-severity=[mark.severity_name()] {
                    (heading)
                }
            };
            self.push(format!("{index}.heading"), html);
        }
        let table = Table::of_part(part).filter(|_| first);
        for number in 0..=section.paragraphs.len() {
            if let Some(table) = table
                && number == section.table_at.min(section.paragraphs.len())
            {
                let drawn = self.table_or_gap(table);
                if let Some(drawn) = drawn {
                    self.push(format!("{index}.table"), drawn);
                }
            }
            for (order, other) in section.other_tables.iter().enumerate() {
                if number == other.at.min(section.paragraphs.len()) {
                    self.push(format!("{index}.other.{order}"), other_table(other));
                }
            }
            if let Some(paragraph) = section.paragraphs.get(number) {
                let text = self.passage(Spot::Paragraph(index, number), &paragraph.text);
                let html = html! { p data-part=(part) data-section=(index) data-paragraph=(number) { (text) } };
                self.push(format!("{index}.{number}"), html);
            }
        }
        if section.lacks_text() && self.is_editable {
            let html =
                html! { p class="gap" data-part=(part) data-insert=(index) { "（这部分还没有文字，点此填写）" } };
            self.push(format!("{index}.0"), html);
        }
        if section.has_picture && self.with_gaps {
            self.push(
                format!("{index}.picture"),
                html! { p class="gap" data-part=(part) { "（此处有图片，图片中的内容无法核对）" } },
            );
        }
    }

    /// A passage with its marks; the words before the first stop of a numbered paragraph as its sub-heading.
    fn passage(&self, spot: Spot, text: &str) -> Markup {
        let lead = match spot {
            Spot::Paragraph(..) => sub_heading(text),
            _ => 0,
        };
        let segments = self.marks.segments(spot, text, &[lead]);
        let starts = segments.iter().scan(0, |at, segment| Some(std::mem::replace(at, *at + segment.text.len())));
        html! {
            @for (segment, start) in segments.iter().zip(starts) {
                @let class = (start < lead).then_some("sub");
                @if segment.mark.is_empty() {
                    @if let Some(class) = class { span class=(class) { (segment.text) } } @else { (segment.text) }
                } @else {
                    mark class=[class] data-finding=[segment.mark.numbers()] data-severity=[segment.mark.severity_name()] {
                        (segment.text)
                    }
                }
            }
        }
    }

    fn table_or_gap(&self, table: Table) -> Option<Markup> {
        let gap = match self.report.tables.get(table).status {
            TableStatus::Read => return Some(self.table(table)),
            TableStatus::Missing => "（没有找到统计表）",
            TableStatus::Picture => "（统计表是图片，图片中的数据无法核对）",
            TableStatus::Unreadable => "（统计表的数据无法可靠识别，未作核对）",
        };
        let mark = self.marks.table(table, &[]);
        self.with_gaps.then(|| {
            html! {
                p class="gap" data-table=(table) data-finding=[mark.numbers()] data-severity=[mark.severity_name()] { (gap) }
            }
        })
    }

    fn table(&self, table: Table) -> Markup {
        let reading = self.report.tables.get(table);
        let layout = layout(table, reading.edition);
        let shown: Vec<_> = layout.values().collect();
        let mark = self.marks.table(table, &shown);
        let (header, body) = layout.rows.split_at_checked(layout.header_rows).unwrap_or((&[], &layout.rows));
        html! {
            div class="table" data-table=(table) data-finding=[mark.numbers()] data-severity=[mark.severity_name()]
                // A grid has a stop of its own for the keyboard, and scrolls with it.
                role="region" tabindex=[(!self.is_editable).then_some("0")]
                aria-label=(part_title(table.part()).map_or("", |title| title.label.official)) {
                table role=[self.is_editable.then_some("grid")] {
                    @for _ in 0..layout.columns { col; }
                    @if !header.is_empty() {
                        thead { @for row in header { tr { @for cell in row { (self.cell(cell)) } } } }
                    }
                    tbody { @for row in body { (self.row(row)) } }
                }
                @if !reading.foreign.is_empty() && self.with_gaps {
                    p class="gap" {
                        "（表中另有统计表以外的行列："
                        @for (index, label) in reading.foreign.iter().enumerate() {
                            @if index > 0 { "、" } (label.text)
                        }
                        "）"
                    }
                }
            }
        }
    }

    fn row(&self, row: &[LayoutCell]) -> Markup {
        let mut values = row.iter().filter_map(|cell| match cell.content {
            Content::Value(id) => Some(id),
            Content::Label(_) => None,
        });
        let has_values = values.clone().next().is_some();
        let absent = has_values && values.all(|id| !self.report.cells.contains_key(&id));
        html! { tr class=[absent.then_some("absent")] { @for cell in row { (self.cell(cell)) } } }
    }

    fn cell(&self, cell: &LayoutCell) -> Markup {
        let columns = (cell.column_span > 1).then_some(cell.column_span);
        let rows = (cell.row_span > 1).then_some(cell.row_span);
        let id = match cell.content {
            Content::Label(text) => return html! { th colspan=[columns] rowspan=[rows] { (text) } },
            Content::Value(id) => id,
        };
        let mark = self.marks.cell(id);
        let written = self.report.cells.get(&id);
        let state = match written.map(|cell| cell.value) {
            None => Some("absent"),
            Some(Value::Blank) => Some("blank"),
            Some(Value::Unread(_)) => Some("unread"),
            Some(Value::Number(_) | Value::Placeholder) => None,
        };
        let evidence = (mark.severity.is_none() && !mark.is_empty()).then_some("evidence");
        let class: Vec<&str> = state.into_iter().chain(evidence).collect();
        let class = (!class.is_empty()).then(|| class.join(" "));
        html! {
            td colspan=[columns] rowspan=[rows] class=[class] data-cell=(id)
                data-finding=[mark.numbers()] data-severity=[mark.severity_name()] {
                (written.map_or("", |cell| cell.raw.as_str()))
            }
        }
    }
}

fn part_name(part: u8) -> &'static str {
    part_title(part).map_or("", |title| title.numeral)
}

fn other_table(table: &OtherTable) -> Markup {
    html! {
        div class="table other" role="region" tabindex="0" aria-label="其他表格" {
            table { @for row in &table.rows { tr { @for cell in row { td { (cell.text) } } } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::check::{Message, Place, Severity};
    use crate::document::{SourceKind, Span};
    use crate::form::{CellId, CellMap, Column, Edition, Row, cells};
    use crate::report::{Cell, Passage, TableReading};

    /// A report in that edition's form with every cell zero, six parts, one paragraph each.
    fn zeros(edition: Edition) -> Report {
        let mut report = Report::empty(SourceKind::Text, edition);
        report.title = Some(Passage::new("甲镇人民政府2024年政府信息公开工作年度报告"));
        report.preamble = vec![Passage::new("按照<要求>编制。")];
        for title in &PARTS {
            report.sections.push(Section {
                part: title.part,
                number: Some(title.part),
                heading: Some(Passage::new(format!("{}、{}", title.numeral, title.label.official))),
                paragraphs: vec![Passage::new("（一）主动公开。全年公开3件。")],
                ..Section::default()
            });
        }
        for &table in Table::ALL {
            let reading = TableReading { status: TableStatus::Read, ..TableReading::missing(edition) };
            *report.tables.get_mut(table) = reading;
            report.cells.extend(cells(table, edition).into_iter().map(|id| (id, Cell::read("0", None))));
        }
        report
    }

    fn at(places: Vec<Place>) -> Check {
        let finding = |place| Finding {
            rule: "APP-03",
            severity: Severity::Error,
            message: Message { key: "APP-03", args: Vec::new() },
            places: vec![place],
            evidence: Vec::new(),
            expected: None,
            actual: None,
            fixes: Vec::new(),
            fingerprint: String::new(),
        };
        Check { findings: places.into_iter().map(finding).collect(), ..Check::default() }
    }

    fn painted(report: &Report, check: &Check) -> String {
        preview(report, Marks::new(check)).into_iter().map(|block| block.html).collect()
    }

    /// The opening tag of that cell and what follows, up to the end of the cell.
    fn cell_html(html: &str, id: CellId) -> String {
        let start = html.find(&format!("data-cell=\"{id}\"")).unwrap();
        let open = html[..start].rfind("<td").unwrap();
        html[open..].split("</td>").next().unwrap().to_owned()
    }

    const NEW: CellId = CellId::requests(Row::New, Column::Natural);

    #[test]
    fn every_cell_of_both_editions_is_shown_once() {
        for edition in [Edition::Y2019, Edition::Y2021] {
            let html = painted(&zeros(edition), &Check::default());
            for &table in Table::ALL {
                for id in cells(table, edition) {
                    assert_eq!(html.matches(&format!("data-cell=\"{id}\"")).count(), 1, "{id}");
                }
            }
            assert!(!html.contains("data-finding") && !html.contains("class=\"gap\""));
        }
    }

    #[test]
    fn blank_unread_and_absent_cells_show_as_what_they_are() {
        let mut report = zeros(Edition::Y2021);
        let cell = |column| CellId::requests(Row::New, column);
        report.cells.insert(cell(Column::Natural), Cell::read("", None));
        report.cells.insert(cell(Column::Business), Cell::read("见附件", None));
        report.cells.insert(cell(Column::Research), Cell::read("/", None));
        report.cells.remove(&cell(Column::Legal));
        report.cells.retain(|id, _| id.row != Row::CarriedOut);
        let html = painted(&report, &Check::default());
        assert!(cell_html(&html, cell(Column::Natural)).contains("class=\"blank\""));
        assert!(cell_html(&html, cell(Column::Business)).contains("class=\"unread\""));
        assert!(cell_html(&html, cell(Column::Business)).ends_with(">见附件"));
        assert!(!cell_html(&html, cell(Column::Research)).contains("class"));
        assert!(cell_html(&html, cell(Column::Legal)).contains("class=\"absent\""));
        assert_eq!(html.matches("<tr class=\"absent\">").count(), 1);
    }

    #[test]
    fn every_finding_is_pointed_at_wherever_it_is() {
        let all = Span::new(0, 3);
        let mut report = zeros(Edition::Y2021);
        report.sections.retain(|section| section.part != 4 && section.part != 6);
        report.tables.disputes = TableReading::missing(Edition::Y2021);
        report.cells.retain(|id, _| id.table != Table::Disputes);
        let check = at(vec![
            Place::Report,
            Place::Title(all),
            Place::Preamble(0, all),
            Place::Heading(1, all),
            Place::Paragraph(2, 0, all),
            Place::Cell(NEW),
            Place::Cell(CellId::requests(Row::Other, Column::Total)),
            Place::Cell(CellId::disputes(Row::Review, Column::Total)),
            Place::Table(Table::Requests),
            Place::Table(Table::Disputes),
            Place::Part(1),
            Place::Part(4),
            Place::Part(6),
        ]);
        let html = painted(&report, &check);
        let pointed: BTreeSet<usize> = html
            .split("data-finding=\"")
            .skip(1)
            .flat_map(|rest| rest.split('"').next().unwrap().split(' '))
            .map(|number| number.parse().unwrap())
            .collect();
        assert_eq!(pointed, (0..check.findings.len()).collect());
        assert!(cell_html(&html, NEW).contains("data-severity=\"error\""));

        report.title = None;
        report.sections.clear();
        for table in Table::ALL {
            *report.tables.get_mut(*table) = TableReading::missing(Edition::Y2021);
        }
        report.cells = CellMap::new();
        let nowhere = at(vec![Place::Report, Place::Title(Span::default()), Place::Part(1), Place::Cell(NEW)]);
        let html = painted(&report, &nowhere);
        for number in 0..nowhere.findings.len() {
            assert!(html.contains(&format!("data-finding=\"{number}\"")), "{number}: {html}");
        }
    }

    #[test]
    fn findings_are_marked_within_the_text_and_text_is_escaped() {
        let report = zeros(Edition::Y2021);
        let text = &report.sections[0].paragraphs[0].text;
        let start = text.find("3件").unwrap();
        let check = at(vec![
            Place::Paragraph(0, 0, Span::new(start, start + "3件".len())),
            Place::Preamble(0, Span::new("按照".len(), "按照<".len())),
        ]);
        let html = painted(&report, &check);
        assert!(html.contains("<mark data-finding=\"0\" data-severity=\"error\">3件</mark>。</p>"));
        assert!(html.contains("<span class=\"sub\">（一）主动公开。</span>"));
        assert!(html.contains("按照<mark data-finding=\"1\" data-severity=\"error\">&lt;</mark>要求&gt;编制。"));
    }

    #[test]
    fn tables_stand_where_they_stood() {
        let mut report = zeros(Edition::Y2021);
        report.sections[1].paragraphs = vec![Passage::new("前"), Passage::new("后")];
        report.sections[1].table_at = 1;
        report.sections[1].other_tables = vec![OtherTable { at: 2, rows: vec![vec![Passage::new("附表")]] }];
        let keys: Vec<String> = preview(&report, Marks::default()).into_iter().map(|block| block.key).collect();
        let of_part_two: Vec<&str> = keys.iter().map(String::as_str).filter(|key| key.starts_with("1.")).collect();
        assert_eq!(of_part_two, ["1.heading", "1.0", "1.table", "1.1", "1.other.0"]);
        let distinct: BTreeSet<&String> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn only_the_preview_is_there_to_be_edited() {
        let mut report = zeros(Edition::Y2021);
        for section in &mut report.sections {
            section.paragraphs.clear();
        }
        let html = painted(&report, &Check::default());
        // Parts with a table have something below their headings.
        assert_eq!(html.matches("data-insert=").count(), 3);
        assert_eq!(html.matches("role=\"grid\"").count(), 3);
        let page = page_with_findings(&report, &Check::default(), Language::Chinese);
        assert!(!page.contains("data-insert") && !page.contains("role=\"grid\""));
        report.sections[0].has_picture = true;
        assert_eq!(painted(&report, &Check::default()).matches("data-insert=").count(), 2);
    }

    #[test]
    fn a_page_without_a_check_shows_the_report_alone() {
        let mut report = zeros(Edition::Y2021);
        report.sections.truncate(3);
        let plain = page(&report);
        assert!(plain.starts_with("<!DOCTYPE html>") && plain.contains("font-title"));
        assert!(!plain.contains("class=\"gap\"") && !plain.contains("<aside"));
        assert!(plain.contains("data-table=\"disputes\""), "a table without a section is not lost");
        let checked = page_with_findings(&report, &at(vec![Place::Part(6)]), Language::Chinese);
        assert!(checked.contains("<aside") && checked.contains("data-rule=\"APP-03\""));
    }

    #[test]
    fn every_colour_of_the_report_has_a_dark_one() {
        /// What is set to a colour of its own.
        fn coloured(style: &str) -> BTreeSet<&str> {
            let declarations = style.lines().filter_map(|line| line.trim().split_once(": "));
            declarations
                .filter(|(_, value)| value.starts_with('#') || value.starts_with("rgba("))
                .map(|(name, _)| name)
                .collect()
        }
        let light = STYLE.to_owned() + include_str!("charts/charts.css");
        let (light, dark) = (coloured(&light), coloured(DARK_STYLE));
        assert!(light.len() > 20 && light.iter().all(|name| name.starts_with("--")), "{light:?}");
        assert_eq!(light, dark);
        // Behind the sheet, both are as dark as the desk of the page.
        let page = include_str!("../../www/styles/colours.css");
        let desk = DARK_STYLE.lines().find_map(|line| line.trim().strip_prefix("--report-desk: ")).unwrap();
        assert!(page.contains(&format!("    --desk: {desk}")));
    }
}
