//! The report as JSON, `gouji/report@1`: what other programs read and write, and what a draft is kept as.
//!
//! The contract fixes `schema`, `title`, `organ`, `level`, `year`, `form`, `cells` and `sections` with `part`,
//! `heading` and `paragraphs`. Everything else here is optional when read, and is there so that a report
//! comes back as it was: how the draft was written (`source`), the preamble and the statistics period, where
//! tables and pictures stand, and how each table was read. Places in the document's text are not kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Amount, Cell, Ignored, Level, OtherTable, Passage, Period, Problem, Report, RowReading, Section, TableReading,
    TableStatus, Tables, Value,
};
use crate::document::{SourceKind, Span};
use crate::form::{self, CellId, CellMap, Column, Edition, PARTS, Row, Table};

/// The name and version of the format.
pub const SCHEMA: &str = "gouji/report@1";

/// A report in the shape of its JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportJson<'a> {
    schema: Cow<'a, str>,
    #[serde(default)]
    title: Option<Cow<'a, str>>,
    #[serde(default)]
    organ: Option<Cow<'a, str>>,
    #[serde(default)]
    level: Option<Level>,
    #[serde(default)]
    year: Option<i32>,
    form: Edition,
    cells: BTreeMap<CellId, CellJson<'a>>,
    #[serde(default)]
    sections: Vec<SectionJson<'a>>,
    /// What kind of source the report was read from; `json` when absent.
    #[serde(default = "json_source")]
    source: SourceKind,
    /// Paragraphs between the title and the first part.
    #[serde(default)]
    preamble: Vec<Cow<'a, str>>,
    /// The statistics period.
    #[serde(default)]
    period: Option<PeriodJson<'a>>,
    /// How each table was read; when absent, worked out from the cells.
    #[serde(default)]
    tables: BTreeMap<Cow<'a, str>, TableJson<'a>>,
    /// Findings that a person has set aside.
    #[serde(default, skip_serializing_if = "<[Ignored]>::is_empty")]
    ignored: Cow<'a, [Ignored]>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct CellJson<'a> {
    value: Option<Amount>,
    #[serde(default)]
    raw: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<Cow<'a, str>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct SectionJson<'a> {
    part: u8,
    #[serde(default)]
    heading: Option<Cow<'a, str>>,
    #[serde(default)]
    paragraphs: Vec<Cow<'a, str>>,
    /// The number before the heading; when absent, that of the heading's first character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<u8>,
    /// The number of paragraphs before the statistical table; when absent, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    table_at: Option<usize>,
    /// Tables that are not the form's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    other_tables: Vec<OtherTableJson<'a>>,
    /// Whether it holds a picture.
    #[serde(default, skip_serializing_if = "is_false")]
    has_picture: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct OtherTableJson<'a> {
    at: usize,
    rows: Vec<Vec<Cow<'a, str>>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct PeriodJson<'a> {
    /// First day: year, month, day.
    from: (i32, u32, u32),
    /// Last day: year, month, day.
    to: (i32, u32, u32),
    /// The section's index in `sections`; absent for the preamble.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    section: Option<usize>,
    /// The paragraph within it.
    paragraph: usize,
    /// The words that state it.
    quote: Cow<'a, str>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct TableJson<'a> {
    /// `read`, `missing`, `picture` or `unreadable`.
    status: Cow<'a, str>,
    form: Edition,
    /// Rows in the order in which they stand, each with its label as written.
    #[serde(default)]
    rows: Vec<RowJson<'a>>,
    #[serde(default)]
    missing_rows: Vec<Cow<'a, str>>,
    #[serde(default)]
    missing_columns: Vec<Cow<'a, str>>,
    /// Captions and column heads as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    heads: Vec<Cow<'a, str>>,
    /// Labels of rows and columns that the form does not have.
    #[serde(default)]
    foreign: Vec<Cow<'a, str>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct RowJson<'a> {
    row: Cow<'a, str>,
    label: Cow<'a, str>,
}

fn json_source() -> SourceKind {
    SourceKind::Json
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// The report in the shape of its JSON, to be printed or handed to JavaScript.
pub fn to_json(report: &Report) -> ReportJson<'_> {
    ReportJson {
        schema: SCHEMA.into(),
        title: report.title.as_ref().map(text),
        organ: report.organ.as_deref().map(Cow::from),
        level: report.level,
        year: report.year,
        form: report.edition(),
        cells: report.cells.iter().map(|(&id, cell)| (id, cell_to_json(cell))).collect(),
        sections: report.sections.iter().map(section_to_json).collect(),
        source: report.kind,
        preamble: report.preamble.iter().map(text).collect(),
        period: report.period.as_ref().map(|period| PeriodJson {
            from: period.from,
            to: period.to,
            section: period.section,
            paragraph: period.paragraph,
            quote: paragraphs_of(period.section, &report.sections, &report.preamble)
                .and_then(|paragraphs| paragraphs.get(period.paragraph))
                .and_then(|paragraph| paragraph.text.get(period.span.range()))
                .unwrap_or("")
                .into(),
        }),
        tables: Table::ALL
            .iter()
            .map(|&table| (table.as_str().into(), table_to_json(report.tables.get(table))))
            .collect(),
        ignored: Cow::from(&report.ignored),
    }
}

fn text(passage: &Passage) -> Cow<'_, str> {
    Cow::from(passage.text.as_str())
}

fn paragraphs_of<'a>(
    section: Option<usize>,
    sections: &'a [Section],
    preamble: &'a [Passage],
) -> Option<&'a [Passage]> {
    match section {
        Some(index) => sections.get(index).map(|section| section.paragraphs.as_slice()),
        None => Some(preamble),
    }
}

fn cell_to_json(cell: &Cell) -> CellJson<'_> {
    CellJson {
        value: cell.number(),
        raw: Some(Cow::from(cell.raw.as_str())),
        problem: match cell.value {
            Value::Unread(problem) => Some(problem.as_str().into()),
            _ => None,
        },
    }
}

fn section_to_json(section: &Section) -> SectionJson<'_> {
    SectionJson {
        part: section.part,
        heading: section.heading.as_ref().map(text),
        paragraphs: section.paragraphs.iter().map(text).collect(),
        number: section.number,
        table_at: Some(section.table_at),
        other_tables: section
            .other_tables
            .iter()
            .map(|table| OtherTableJson {
                at: table.at,
                rows: table.rows.iter().map(|row| row.iter().map(text).collect()).collect(),
            })
            .collect(),
        has_picture: section.has_picture,
    }
}

fn table_to_json(table: &TableReading) -> TableJson<'_> {
    TableJson {
        status: status_name(table.status).into(),
        form: table.edition,
        rows: table.rows.iter().map(|row| RowJson { row: row.row.as_str().into(), label: text(&row.label) }).collect(),
        missing_rows: table.missing_rows.iter().map(|row| row.as_str().into()).collect(),
        missing_columns: table.missing_columns.iter().map(|column| column.as_str().into()).collect(),
        heads: table.heads.iter().map(text).collect(),
        foreign: table.foreign.iter().map(text).collect(),
    }
}

const fn status_name(status: TableStatus) -> &'static str {
    match status {
        TableStatus::Read => "read",
        TableStatus::Missing => "missing",
        TableStatus::Picture => "picture",
        TableStatus::Unreadable => "unreadable",
    }
}

/// Reads a report from its JSON. Unknown fields are ignored; a cell whose value is not what its `raw` says,
/// or that no edition of the form has, is an error, since a checker must not choose between the two.
///
/// # Errors
/// When it is not `gouji/report@1`; a phrase that says where and why.
pub fn from_json(json: &str) -> Result<Report, String> {
    let json: ReportJson<'_> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if json.schema != SCHEMA {
        return Err(format!("schema ≠ {SCHEMA}"));
    }
    let mut cells = CellMap::new();
    for (&id, cell) in &json.cells {
        if form::unit(id).is_none() {
            return Err(format!("cells: {id}?"));
        }
        cells.insert(id, cell_from_json(id, cell)?);
    }
    let mut tables = Tables {
        disclosure: reading_of_cells(Table::Disclosure, json.form, &cells),
        requests: reading_of_cells(Table::Requests, json.form, &cells),
        disputes: reading_of_cells(Table::Disputes, json.form, &cells),
    };
    for (name, table) in &json.tables {
        // A table of a later version of the format is none of ours.
        if let Some(name) = Table::from_name(name) {
            *tables.get_mut(name) = table_from_json(name, table)?;
        }
    }
    let preamble: Vec<Passage> = json.preamble.into_iter().map(passage).collect();
    let sections: Vec<Section> = json.sections.into_iter().map(section_from_json).collect();
    let period = json.period.map(|period| {
        let stated = paragraphs_of(period.section, &sections, &preamble)
            .and_then(|paragraphs| paragraphs.get(period.paragraph))
            .and_then(|paragraph| paragraph.text.find(&*period.quote));
        Period {
            from: period.from,
            to: period.to,
            section: period.section,
            paragraph: period.paragraph,
            span: stated.map_or(Span::default(), |start| Span::new(start, start + period.quote.len())),
        }
    });
    Ok(Report {
        kind: json.source,
        title: json.title.map(passage),
        organ: json.organ.map(Cow::into_owned),
        level: json.level,
        year: json.year,
        period,
        preamble,
        sections,
        tables,
        cells,
        outside: Vec::new(),
        // What is set aside without a reason is not set aside.
        ignored: json.ignored.into_owned().into_iter().filter(|ignored| !ignored.reason.trim().is_empty()).collect(),
    })
}

fn passage(text: Cow<'_, str>) -> Passage {
    Passage::new(text)
}

fn cell_from_json(id: CellId, json: &CellJson<'_>) -> Result<Cell, String> {
    let Some(raw) = &json.raw else {
        return Ok(json.value.map_or_else(|| Cell::read("", None), Cell::of));
    };
    let mut cell = Cell::read(raw, None);
    if let Some(code) = &json.problem {
        cell.value = Value::Unread(Problem::from_code(code).unwrap_or(Problem::NotANumber));
    }
    // Amounts with more digits than a binary fraction holds come back from `raw` alone.
    let same = match (json.value, cell.number()) {
        (Some(value), Some(written)) => value == written || value.to_f64() == written.to_f64(),
        (None, None) => true,
        _ => false,
    };
    if same { Ok(cell) } else { Err(format!("cells.{id}: value ≠ raw “{raw}”")) }
}

fn section_from_json(json: SectionJson<'_>) -> Section {
    let number = json.number.or_else(|| {
        let heading = json.heading.as_deref()?;
        let title = PARTS.iter().find(|title| heading.starts_with(title.numeral))?;
        Some(title.part)
    });
    Section {
        part: json.part,
        number,
        table_at: json.table_at.unwrap_or(usize::MAX).min(json.paragraphs.len()),
        heading: json.heading.map(passage),
        paragraphs: json.paragraphs.into_iter().map(passage).collect(),
        other_tables: json
            .other_tables
            .into_iter()
            .map(|table| OtherTable {
                at: table.at,
                rows: table.rows.into_iter().map(|row| row.into_iter().map(passage).collect()).collect(),
            })
            .collect(),
        has_picture: json.has_picture,
    }
}

fn table_from_json(table: Table, json: &TableJson<'_>) -> Result<TableReading, String> {
    let unknown = |name: &str| format!("tables.{table}: {name}?");
    let row = |name: &Cow<'_, str>| Row::from_name(name).ok_or_else(|| unknown(name));
    let column = |name: &Cow<'_, str>| Column::from_name(name).ok_or_else(|| unknown(name));
    let statuses = [TableStatus::Read, TableStatus::Missing, TableStatus::Picture, TableStatus::Unreadable];
    Ok(TableReading {
        status: statuses
            .into_iter()
            .find(|&status| status_name(status) == json.status)
            .ok_or_else(|| unknown(&json.status))?,
        edition: json.form,
        rows: json
            .rows
            .iter()
            .map(|reading| Ok(RowReading { row: row(&reading.row)?, label: passage(reading.label.clone()) }))
            .collect::<Result<_, String>>()?,
        missing_rows: json.missing_rows.iter().map(row).collect::<Result<_, _>>()?,
        missing_columns: json.missing_columns.iter().map(column).collect::<Result<_, _>>()?,
        heads: json.heads.iter().cloned().map(passage).collect(),
        foreign: json.foreign.iter().cloned().map(passage).collect(),
        sources: Vec::new(),
    })
}

/// How a table must have been read to yield these cells: for JSON that gives nothing but the figures.
fn reading_of_cells(table: Table, edition: Edition, cells: &CellMap<Cell>) -> TableReading {
    let given = |id: &CellId| cells.contains_key(id);
    // A 2021 report that prints （六）其他处理 as one row has the rows of 2019.
    let single = table == Table::Requests && cells.keys().any(|id| id.table == table && id.row == Row::Other);
    let edition = if single { Edition::Y2019 } else { edition };
    let mut reading = TableReading::missing(edition);
    let official = form::cells(table, edition);
    if !official.iter().any(given) {
        return reading;
    }
    reading.status = TableStatus::Read;
    for id in &official {
        let has_row = official.iter().any(|other| other.row == id.row && given(other));
        let has_column = official.iter().any(|other| other.column == id.column && given(other));
        if !has_row && !reading.missing_rows.contains(&id.row) {
            reading.missing_rows.push(id.row);
        }
        if !has_column && !reading.missing_columns.contains(&id.column) {
            reading.missing_columns.push(id.column);
        }
        if has_row && !reading.rows.iter().any(|row| row.row == id.row) {
            reading.rows.push(RowReading { row: id.row, label: Passage::default() });
        }
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(report: &Report) -> String {
        serde_json::to_string(&to_json(report)).unwrap()
    }

    fn minimal(cells: &str) -> Result<Report, String> {
        from_json(&format!(
            r#"{{"schema":"gouji/report@1","title":"甲镇人民政府2024年政府信息公开工作年度报告","organ":null,"level":"township",
                "year":2024,"form":"2021","cells":{{{cells}}},"later":1,
                "sections":[{{"part":1,"heading":"一、总体情况","paragraphs":["甲","乙"]}}]}}"#
        ))
    }

    fn full() -> Report {
        let mut report = Report::empty(SourceKind::Docx, Edition::Y2021);
        report.title = Some(Passage::new("题"));
        report.organ = Some("甲镇人民政府".into());
        report.level = Some(Level::Township);
        report.year = Some(2024);
        report.preamble = vec![Passage::new("期限自2024年1月1日起至2024年12月31日止。")];
        report.period = Some(Period {
            from: (2024, 1, 1),
            to: (2024, 12, 31),
            section: None,
            paragraph: 0,
            span: Span::new("期限".len(), "期限自2024年1月1日起至2024年12月31日止".len()),
        });
        report.sections = vec![Section {
            part: 3,
            number: Some(4),
            heading: Some(Passage::new("四、收到和处理政府信息公开申请情况")),
            paragraphs: vec![Passage::new("前"), Passage::new("后")],
            table_at: 1,
            other_tables: vec![OtherTable { at: 2, rows: vec![vec![Passage::new("甲"), Passage::new("1")]] }],
            has_picture: true,
        }];
        report.tables.requests = TableReading {
            status: TableStatus::Read,
            edition: Edition::Y2019,
            rows: vec![RowReading { row: Row::New, label: Passage::new("本年新收") }],
            missing_rows: vec![Row::CarriedOut],
            missing_columns: vec![Column::Legal],
            heads: vec![Passage::new("自然人")],
            foreign: vec![Passage::new("小计")],
            sources: Vec::new(),
        };
        report.tables.disputes.status = TableStatus::Picture;
        for (column, raw) in [
            (Column::Natural, "１２"),
            (Column::Business, ""),
            (Column::Research, "/"),
            (Column::Nonprofit, "见附件"),
            (Column::Total, "96171.600000001"),
        ] {
            report.cells.insert(CellId::requests(Row::New, column), Cell::read(raw, None));
        }
        let uncertain = Cell { value: Value::Unread(Problem::UncertainColumn), ..Cell::read("3", None) };
        report.cells.insert(CellId::requests(Row::New, Column::Other), uncertain);
        report
    }

    #[test]
    fn a_report_comes_back_as_it_was() {
        let report = full();
        assert_eq!(from_json(&print(&report)), Ok(report));
    }

    #[test]
    fn the_four_kinds_of_cell_are_told_apart() {
        let json: serde_json::Value = serde_json::from_str(&print(&full())).unwrap();
        let cell = |column: &str| json["cells"][format!("requests.new.{column}")].to_string();
        assert_eq!(cell("natural"), r#"{"raw":"１２","value":12}"#);
        assert_eq!(cell("business"), r#"{"raw":"","value":null}"#);
        assert_eq!(cell("research"), r#"{"raw":"/","value":null}"#);
        assert_eq!(cell("nonprofit"), r#"{"problem":"not_a_number","raw":"见附件","value":null}"#);
        assert_eq!(cell("legal"), "null", "a cell the draft lacks is absent");
        assert_eq!((json["form"].as_str(), json["level"].as_str()), (Some("2019"), Some("township")));
    }

    #[test]
    fn the_figures_alone_are_enough() {
        let report = minimal(
            r#""requests.new.natural":{"value":3001,"raw":"3001"},"requests.new.total":{"value":3001},
               "disclosure.fees.amount":{"value":null}"#,
        )
        .unwrap();
        assert_eq!(report.kind, SourceKind::Json);
        assert_eq!(report.number(CellId::requests(Row::New, Column::Total)), Some(Amount::from(3001)));
        let fees = report.cells.get(&CellId::disclosure(Row::Fees, Column::Amount)).unwrap();
        assert_eq!(fees.value, Value::Blank);
        let requests = &report.tables.requests;
        assert_eq!((requests.status, requests.edition), (TableStatus::Read, Edition::Y2021));
        assert_eq!((requests.rows.len(), requests.missing_rows.len()), (1, 24));
        assert_eq!(requests.missing_columns.len(), 5);
        assert_eq!(report.tables.disputes.status, TableStatus::Missing);
        let section = report.section(1).unwrap();
        assert_eq!((section.number, section.table_at), (Some(1), 2));
    }

    #[test]
    fn the_mixed_form_is_recognised_by_its_single_row() {
        let report = minimal(r#""requests.other.total":{"value":1},"disclosure.rules.issued":{"value":0}"#).unwrap();
        assert_eq!(report.tables.requests.edition, Edition::Y2019);
        assert_eq!(report.tables.disclosure.edition, Edition::Y2021);
    }

    #[test]
    fn what_is_no_report_is_refused_with_a_reason() {
        for (json, reason) in [
            ("", "EOF"),
            ("[1]", "invalid"),
            ("{\"name\":\"x\",\"version\":1}", "schema"),
            (r#"{"schema":"gouji/check@1","form":"2021","cells":{}}"#, "schema ≠"),
            (r#"{"schema":"gouji/report@1","form":"2022","cells":{}}"#, "2022"),
            (r#"{"schema":"gouji/report@1","form":"2021","cells":{"requests.new":{"value":1}}}"#, "requests.new"),
        ] {
            let error = from_json(json).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
        for cells in [
            r#""requests.rules.upheld":{"value":1}"#,
            r#""requests.new.total":{"value":1,"raw":"2"}"#,
            r#""requests.new.total":{"value":null,"raw":"2"}"#,
            r#""requests.new.total":{"value":2,"raw":""}"#,
            r#""requests.new.total":{"value":1e300}"#,
        ] {
            assert!(minimal(cells).is_err(), "{cells}");
        }
    }
}
