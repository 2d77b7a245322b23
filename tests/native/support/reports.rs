//! Reports whose figures agree, made from a handful of numbers.

use gouji::document::SourceKind;
use gouji::form::{CellId, Column, DISPUTES, Edition, PARTS, REQUESTS_COLUMNS, Row, Table, cells, requests_rows};
use gouji::report::{Cell, Passage, Report, Section, TableReading, TableStatus};

/// Which edition tables two and three have. The mixed form is that of 2021 with （六）其他处理 as one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Y2021,
    Y2019,
    Mixed,
}

impl Form {
    pub const ALL: [Form; 3] = [Form::Y2021, Form::Y2019, Form::Mixed];

    pub fn edition(self, table: Table) -> Edition {
        match (self, table) {
            (Form::Y2021, _) | (Form::Mixed, Table::Disclosure) => Edition::Y2021,
            // Table four is the same in both; it goes with the year.
            (Form::Mixed, Table::Disputes) => Edition::Y2021,
            (Form::Y2019, _) | (Form::Mixed, Table::Requests) => Edition::Y2019,
        }
    }

    fn year(self) -> i32 {
        if self == Form::Y2019 { 2020 } else { 2024 }
    }
}

/// Yields one number after another; zero when they run out.
pub struct Numbers<'a>(pub std::slice::Iter<'a, u32>);

impl Numbers<'_> {
    fn next(&mut self) -> i64 {
        i64::from(self.0.next().copied().unwrap_or(0))
    }
}

/// A report of an invented town in that form; the numbers fill its tables so that every relation holds.
pub fn consistent(form: Form, numbers: &[u32]) -> Report {
    let mut numbers = Numbers(numbers.iter());
    let mut report = prose(form);
    requests(&mut report, form.edition(Table::Requests), &mut numbers);
    disputes(&mut report, &mut numbers);
    disclosure(&mut report, form.edition(Table::Disclosure), &mut numbers);
    for &table in Table::ALL {
        let edition = form.edition(table);
        let reading = TableReading { status: TableStatus::Read, ..TableReading::missing(edition) };
        *report.tables.get_mut(table) = reading;
        assert!(cells(table, edition).iter().all(|id| report.cells.contains_key(id)));
    }
    report
}

fn put(report: &mut Report, id: CellId, value: i64) {
    report.cells.insert(id, Cell::read(&value.to_string(), None));
}

fn requests(report: &mut Report, edition: Edition, numbers: &mut Numbers<'_>) {
    let flow = [Row::New, Row::CarriedIn, Row::Total, Row::CarriedOut];
    let results: Vec<Row> =
        requests_rows(edition).iter().map(|form| form.row).filter(|row| !flow.contains(row)).collect();
    let rows = results.iter().copied().chain(flow);
    let mut sums = std::collections::BTreeMap::new();
    for column in REQUESTS_COLUMNS.iter().map(|form| form.column).filter(|&column| column != Column::Total) {
        let mut total = 0;
        for &row in &results {
            let value = numbers.next();
            total += value;
            put(report, CellId::requests(row, column), value);
            *sums.entry(row).or_insert(0) += value;
        }
        let carried_out = numbers.next();
        let carried_in = numbers.next().min(total + carried_out);
        let new = total + carried_out - carried_in;
        for (row, value) in
            [(Row::New, new), (Row::CarriedIn, carried_in), (Row::Total, total), (Row::CarriedOut, carried_out)]
        {
            put(report, CellId::requests(row, column), value);
            *sums.entry(row).or_insert(0) += value;
        }
    }
    for row in rows {
        put(report, CellId::requests(row, Column::Total), sums[&row]);
    }
}

fn disputes(report: &mut Report, numbers: &mut Numbers<'_>) {
    let mut total = 0;
    for place in &DISPUTES {
        let value = if place.column == Column::Total { std::mem::take(&mut total) } else { numbers.next() };
        total += if place.column == Column::Total { 0 } else { value };
        put(report, CellId::disputes(place.row, place.column), value);
    }
}

fn disclosure(report: &mut Report, edition: Edition, numbers: &mut Numbers<'_>) {
    let mut row_of = None;
    let mut seen: Vec<i64> = Vec::new();
    for id in cells(Table::Disclosure, edition) {
        if row_of != Some(id.row) {
            row_of = Some(id.row);
            seen.clear();
        }
        let number = numbers.next();
        let value = match (id.row, id.column) {
            // A town makes no 规章.
            (Row::Rules, _) => 0,
            // What is in force is no less than what was made; what is published in all no less than this year.
            (_, Column::InForce | Column::Total) => number + seen.iter().sum::<i64>(),
            (_, Column::Published) => number.min(seen.first().copied().unwrap_or(0)),
            // Items may fall, though not below none.
            (_, Column::Change) if number % 3 == 0 => -(number.min(seen.first().copied().unwrap_or(0))),
            _ => number,
        };
        seen.push(value);
        put(report, id, value);
        if id.column == Column::Amount && number % 2 == 1 {
            let written = format!("{number}.{:04}", number % 10_000);
            report.cells.insert(id, Cell::read(&written, None));
        }
    }
}

/// A report without tables: title, preamble and six parts, in sentences that state no figures.
fn prose(form: Form) -> Report {
    let year = form.year();
    let mut report = Report::empty(SourceKind::Text, form.edition(Table::Disclosure));
    report.title = Some(Passage::new(format!("青石镇人民政府{year}年政府信息公开工作年度报告")));
    report.year = Some(year);
    report.preamble = vec![
        Passage::new("根据《中华人民共和国政府信息公开条例》的规定，青石镇人民政府编制了本报告。"),
        Passage::new(format!("统计期限自{year}年1月1日起至{year}年12月31日止。")),
    ];
    for title in &PARTS {
        let paragraphs: &[&str] = match title.part {
            1 => &[
                "（一）主动公开。围绕群众关切的事项及时发布信息，并对重要文件作了解读。",
                "（二）依申请公开。畅通受理渠道，规范办理流程，依法作出答复。",
                "（三）政府信息管理。落实公文公开属性源头认定，定期清理历史信息。",
                "（四）政府信息公开平台建设。完善网站栏目，方便群众查询。",
                "（五）监督保障。开展工作考核和社会评议，未发生需要责任追究的情形。",
            ],
            5 => &[
                "存在的主要问题：一是公开内容与群众需求的贴合度还不够，部分栏目更新偶有迟缓。二是答复文书的说理较为简略。",
                "改进情况：一是建立需求清单，列明责任单位和更新时限。二是统一文书样式，加强审核把关，提高答复质量。",
            ],
            6 => &["本年度未收取政府信息公开信息处理费，没有其他需要报告的事项。"],
            _ => &[],
        };
        report.sections.push(Section {
            part: title.part,
            number: Some(title.part),
            heading: Some(Passage::new(format!("{}、{}", title.numeral, title.label.official))),
            paragraphs: paragraphs.iter().map(|text| Passage::new(*text)).collect(),
            ..Section::default()
        });
    }
    report
}
