//! The examples of the rule pages, which a test executes, and the sound report they start from.
//!
//! An example is a fenced block ```` ```示例 ```` under `## 错误示例` or `## 正确示例`. Each of its lines
//! changes the sound report:
//!
//! | line | meaning |
//! |---|---|
//! | `form = 2019` | starts from the form of 2019 (report year 2020), or `mixed`: tables of 2021, one row for （六）; must come first |
//! | `requests.total.natural = 13` | what is written in a cell (`空白`: nothing); `*` for every row or column |
//! | `title = …` | the title |
//! | `organ = …` | the reporting organ |
//! | `preamble = 段落一 \| 段落二` | the paragraphs before part one |
//! | `heading4 = …`, `part5 = 段落一 \| 段落二` | heading and paragraphs of a part |
//! | `part7 = …` with `heading7 = …` | a part of one's own |
//! | `swap part5 part6` | two parts change places |
//! | `period = 2024-1-1 2024-12-31` | the statistics period |
//! | `year = 2020`, `level = county` | what the person who checks has chosen |
//! | `without title`, `without part6`, `without table disputes`, `without row requests.granted`, `without column requests.legal`, `without cell requests.granted.legal`, `without label requests.granted` | what is not there |
//! | `picture part5`, `picture table requests` | a picture in its place |
//! | `unreadable table requests` | a table whose numbers cannot be told apart |

use std::str::FromStr;

use super::Options;
use crate::document::{SourceKind, Span};
use crate::form::{self, CellId, Column, Edition, PARTS, Row, Table};
use crate::report::{
    Amount, Cell, Level, Passage, Period, Report, RowReading, Section, TableReading, TableStatus, Tables, guess_level,
};

/// An example of a rule's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example<'a> {
    /// Whether it shows the fault (错误示例) or how it should be (正确示例).
    pub is_wrong: bool,
    /// Its lines.
    pub lines: &'a str,
}

/// The examples of a page, in order.
pub fn examples(page: &str) -> Vec<Example<'_>> {
    let mut examples = Vec::new();
    for section in page.split("\n## ").skip(1) {
        let is_wrong = section.starts_with("错误示例");
        if is_wrong || section.starts_with("正确示例") {
            let blocks = section.split("```示例\n").skip(1).filter_map(|block| block.split_once("```"));
            examples.extend(blocks.map(|(lines, _)| Example { is_wrong, lines }));
        }
    }
    examples
}

/// The sound report with the lines applied to it.
///
/// # Errors
/// When a line is not one of those listed above.
pub fn apply(lines: &str) -> Result<(Report, Options), String> {
    let mut report = sound(Edition::Y2021, Edition::Y2021);
    let mut options = Options::default();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        apply_line(line, &mut report, &mut options).ok_or_else(|| format!("not understood: {line}"))?;
    }
    Ok((report, options))
}

fn apply_line(line: &str, report: &mut Report, options: &mut Options) -> Option<()> {
    let Some((name, value)) = line.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
        return change(line, report);
    };
    match name {
        "form" => {
            *report = match value {
                "2019" => sound(Edition::Y2019, Edition::Y2019),
                "2021" => sound(Edition::Y2021, Edition::Y2021),
                "mixed" => sound(Edition::Y2021, Edition::Y2019),
                _ => return None,
            }
        }
        "title" => {
            report.title = Some(Passage::new(value));
            report.year = super::text::year(value).map(|(year, _)| year);
        }
        "organ" => {
            report.organ = Some(value.to_owned());
            report.level = guess_level(value);
        }
        "preamble" => report.preamble = paragraphs(value),
        "period" => set_period(value, report)?,
        "year" => options.year = Some(value.parse().ok()?),
        "level" => options.level = Some(Level::from_name(value)?),
        _ => {
            if let Some(part) = name.strip_prefix("part") {
                section(part, report)?.paragraphs = paragraphs(value);
            } else if let Some(part) = name.strip_prefix("heading") {
                let section = section(part, report)?;
                section.heading = Some(Passage::new(value));
                section.number = value.chars().next().and_then(numeral);
            } else {
                set_cells(name, value, report)?;
            }
        }
    }
    Some(())
}

fn change(line: &str, report: &mut Report) -> Option<()> {
    let words: Vec<&str> = line.split_whitespace().collect();
    match *words.as_slice() {
        ["without", "title"] => report.title = None,
        ["without", "table", table] => {
            let table = Table::from_name(table)?;
            report.cells.retain(|id, _| id.table != table);
            *report.tables.get_mut(table) = TableReading::missing(report.tables.get(table).edition);
        }
        ["without", "row", address] => {
            let (table, row) = address.split_once('.')?;
            let (table, row) = (Table::from_name(table)?, Row::from_name(row)?);
            report.cells.retain(|id, _| (id.table, id.row) != (table, row));
            let reading = report.tables.get_mut(table);
            reading.rows.retain(|reading| reading.row != row);
            reading.missing_rows.push(row);
        }
        ["without", "column", address] => {
            let (table, column) = address.split_once('.')?;
            let (table, column) = (Table::from_name(table)?, Column::from_name(column)?);
            report.cells.retain(|id, _| (id.table, id.column) != (table, column));
            report.tables.get_mut(table).missing_columns.push(column);
        }
        ["without", "cell", address] => {
            report.cells.remove(&address.parse().ok()?)?;
        }
        ["without", "label", address] => {
            let (table, row) = address.split_once('.')?;
            let row = Row::from_name(row)?;
            let rows = &mut report.tables.get_mut(Table::from_name(table)?).rows;
            rows.iter_mut().find(|reading| reading.row == row)?.label = Passage::default();
        }
        ["without", part] => {
            let part: u8 = part.strip_prefix("part")?.parse().ok()?;
            report.sections.retain(|section| section.part != part);
        }
        ["swap", one, two] => {
            let index = |name: &str| {
                let part: u8 = name.strip_prefix("part")?.parse().ok()?;
                report.sections.iter().position(|section| section.part == part)
            };
            let (one, two) = (index(one)?, index(two)?);
            report.sections.swap(one, two);
        }
        ["picture", "table", table] => set_status(table, TableStatus::Picture, report)?,
        ["unreadable", "table", table] => set_status(table, TableStatus::Unreadable, report)?,
        ["picture", part] => {
            let section = section(part.strip_prefix("part")?, report)?;
            section.paragraphs.clear();
            section.has_picture = true;
        }
        _ => return None,
    }
    Some(())
}

fn set_status(table: &str, status: TableStatus, report: &mut Report) -> Option<()> {
    let table = Table::from_name(table)?;
    report.cells.retain(|id, _| id.table != table);
    report.tables.get_mut(table).status = status;
    Some(())
}

/// The section of that part; a part of one's own is begun at the end.
fn section<'r>(part: &str, report: &'r mut Report) -> Option<&'r mut Section> {
    let part: u8 = part.parse().ok()?;
    if part > 6 && report.section(part).is_none() {
        report.sections.push(Section { part, number: Some(part), ..Section::default() });
    }
    report.sections.iter_mut().find(|section| section.part == part)
}

fn set_cells(address: &str, value: &str, report: &mut Report) -> Option<()> {
    let raw = if value == "空白" { "" } else { value };
    let names: Vec<&str> = address.split('.').collect();
    let [table, row, column] = *names.as_slice() else { return None };
    let fits = |wanted: &str, name: &str| wanted == "*" || wanted == name;
    let mut any = false;
    let cells: Vec<CellId> = report.cells.keys().copied().collect();
    for id in cells {
        if id.table.as_str() == table && fits(row, id.row.as_str()) && fits(column, id.column.as_str()) {
            report.cells.insert(id, Cell::read(raw, None));
            any = true;
        }
    }
    any.then_some(())
}

fn set_period(value: &str, report: &mut Report) -> Option<()> {
    let date = |text: &str| {
        let parts: Vec<u32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
        let [year, month, day] = *parts.as_slice() else { return None };
        Some((i32::try_from(year).ok()?, month, day))
    };
    let (from, to) = value.split_once(' ')?;
    let (from, to) = (date(from)?, date(to)?);
    let words = |(year, month, day): (i32, u32, u32)| format!("{year}年{month}月{day}日");
    let phrase = format!("{}至{}", words(from), words(to));
    let sentence = format!("本报告所列数据的统计期限为{phrase}。");
    let start = sentence.find(&phrase)?;
    let paragraph = report.preamble.len().checked_sub(1)?;
    *report.preamble.last_mut()? = Passage::new(sentence);
    let span = Span::new(start, start + phrase.len());
    report.period = Some(Period { from, to, section: None, paragraph, span });
    Some(())
}

fn paragraphs(value: &str) -> Vec<Passage> {
    value.split('|').map(str::trim).filter(|text| !text.is_empty()).map(Passage::new).collect()
}

fn numeral(c: char) -> Option<u8> {
    let index = "一二三四五六七八九".chars().position(|numeral| numeral == c)?;
    u8::try_from(index + 1).ok()
}

/// A report in which everything is right: of an invented township, with the rows and columns of these
/// editions, for a year that calls for them.
pub fn sound(disclosure: Edition, requests: Edition) -> Report {
    let year = match disclosure {
        Edition::Y2019 => 2020,
        Edition::Y2021 => 2024,
    };
    let read = |table, edition| TableReading {
        status: TableStatus::Read,
        rows: rows(table, edition),
        ..TableReading::missing(edition)
    };
    let mut report = Report {
        title: Some(Passage::new(format!("青石镇人民政府{year}年政府信息公开工作年度报告"))),
        organ: Some("青石镇人民政府".to_owned()),
        level: Some(Level::Township),
        year: Some(year),
        sections: PARTS.iter().map(|title| sound_section(title.part, year, disclosure)).collect(),
        tables: Tables {
            disclosure: read(Table::Disclosure, disclosure),
            requests: read(Table::Requests, requests),
            disputes: read(Table::Disputes, disclosure),
        },
        ..Report::empty(SourceKind::Docx, disclosure)
    };
    let basis = match disclosure {
        Edition::Y2021 => "国办公开办函〔2021〕30号",
        Edition::Y2019 => "国办公开办函〔2019〕60号",
    };
    report.preamble =
        [format!("本报告依照《中华人民共和国政府信息公开条例》和年度报告格式（{basis}）编制。"), String::new()]
            .map(Passage::new)
            .to_vec();
    // The second paragraph is the sentence of the period.
    let _ = set_period(&format!("{year}-1-1 {year}-12-31"), &mut report);
    for (table, edition) in
        [(Table::Disclosure, disclosure), (Table::Requests, requests), (Table::Disputes, disclosure)]
    {
        report.cells.extend(form::cells(table, edition).into_iter().map(|id| (id, Cell::of(Amount::ZERO))));
    }
    let cells = match disclosure {
        Edition::Y2021 => DISCLOSURE_2021,
        Edition::Y2019 => DISCLOSURE_2019,
    };
    let others = match requests {
        Edition::Y2021 => OTHER_2021,
        Edition::Y2019 => OTHER_2019,
    };
    for (address, value) in cells.iter().chain(REQUESTS).chain(others).chain(DISPUTES) {
        if let (Ok(id), Ok(amount)) = (CellId::from_str(address), Amount::from_str(value)) {
            report.cells.insert(id, Cell::of(amount));
        }
    }
    report
}

fn rows(table: Table, edition: Edition) -> Vec<RowReading> {
    let label = |row: &form::RowForm| RowReading { row: row.row, label: Passage::new(row.label().official) };
    match table {
        Table::Disclosure => form::disclosure_blocks(edition).iter().flat_map(|block| block.rows).map(label).collect(),
        Table::Requests => form::requests_rows(edition).iter().map(label).collect(),
        Table::Disputes => Vec::new(),
    }
}

fn sound_section(part: u8, year: i32, edition: Edition) -> Section {
    let title = form::part_title(part);
    let heading = title.map(|title| Passage::new(format!("{}、{}", title.numeral, title.label.official)));
    let text = match (part, edition) {
        (1, _) => format!(
            "{year}年，青石镇依法推进政府信息公开。|（一）主动公开。通过政府网站和镇村公开栏发布各类信息。|\
             （二）依申请公开。登记、审核、答复都有专人负责。|（三）政府信息管理。发布前逐件审核。|\
             （四）平台建设。政府网站专栏按统一目录更新。|（五）监督保障。开展工作考核、社会评议和责任追究，组织培训两次。"
        ),
        (5, _) => "主要问题：一是部分村的公开栏更新不及时；二是对群众关心事项的解读还不够通俗，形式比较单一。|\
                   改进情况：一是由包村干部按月核对公开栏内容；二是请业务站所参与编写解读材料，多用图表和实例说明。"
            .to_owned(),
        (6, Edition::Y2021) => "本年度未收取信息处理费，没有其他需要报告的事项。".to_owned(),
        (6, Edition::Y2019) => "没有其他需要报告的事项。".to_owned(),
        _ => String::new(),
    };
    Section { part, number: Some(part), heading, paragraphs: paragraphs(&text), ..Section::default() }
}

const DISCLOSURE_2021: &[(&str, &str)] = &[
    ("disclosure.normative.issued", "2"),
    ("disclosure.normative.repealed", "1"),
    ("disclosure.normative.in_force", "9"),
    ("disclosure.licences.decisions", "128"),
    ("disclosure.penalties.decisions", "36"),
    ("disclosure.compulsion.decisions", "2"),
    ("disclosure.fees.amount", "1.25"),
];

const DISCLOSURE_2019: &[(&str, &str)] = &[
    ("disclosure.normative.made", "2"),
    ("disclosure.normative.published", "2"),
    ("disclosure.normative.total", "9"),
    ("disclosure.licences.prior_items", "12"),
    ("disclosure.licences.change", "-1"),
    ("disclosure.licences.decisions", "128"),
    ("disclosure.penalties.prior_items", "5"),
    ("disclosure.penalties.change", "1"),
    ("disclosure.penalties.decisions", "36"),
    ("disclosure.fees.prior_items", "2"),
    ("disclosure.procurement.items", "3"),
    ("disclosure.procurement.amount", "18.4719"),
];

const REQUESTS: &[(&str, &str)] = &[
    ("requests.new.natural", "31"),
    ("requests.new.business", "4"),
    ("requests.new.legal", "2"),
    ("requests.new.total", "37"),
    ("requests.carried_in.natural", "3"),
    ("requests.carried_in.total", "3"),
    ("requests.granted.natural", "14"),
    ("requests.granted.business", "3"),
    ("requests.granted.total", "17"),
    ("requests.partial.natural", "4"),
    ("requests.partial.legal", "1"),
    ("requests.partial.total", "5"),
    ("requests.denied_third_party.natural", "1"),
    ("requests.denied_third_party.business", "1"),
    ("requests.denied_third_party.total", "2"),
    ("requests.denied_enforcement.natural", "2"),
    ("requests.denied_enforcement.total", "2"),
    ("requests.unable_not_held.natural", "6"),
    ("requests.unable_not_held.legal", "1"),
    ("requests.unable_not_held.total", "7"),
    ("requests.unable_not_existing.natural", "1"),
    ("requests.unable_not_existing.total", "1"),
    ("requests.declined_petition.natural", "2"),
    ("requests.declined_petition.total", "2"),
    ("requests.declined_repeat.natural", "1"),
    ("requests.declined_repeat.total", "1"),
    ("requests.total.natural", "33"),
    ("requests.total.business", "4"),
    ("requests.total.legal", "2"),
    ("requests.total.total", "39"),
    ("requests.carried_out.natural", "1"),
    ("requests.carried_out.total", "1"),
];

const OTHER_2021: &[(&str, &str)] = &[
    ("requests.other_uncorrected.natural", "1"),
    ("requests.other_uncorrected.total", "1"),
    ("requests.other_other.natural", "1"),
    ("requests.other_other.total", "1"),
];

const OTHER_2019: &[(&str, &str)] = &[("requests.other.natural", "2"), ("requests.other.total", "2")];

const DISPUTES: &[(&str, &str)] = &[
    ("disputes.review.upheld", "1"),
    ("disputes.review.other", "1"),
    ("disputes.review.total", "2"),
    ("disputes.suit_direct.pending", "1"),
    ("disputes.suit_direct.total", "1"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Outcome, check};

    #[test]
    fn the_sound_report_is_sound_in_every_form() {
        for form in ["2021", "2019", "mixed"] {
            let (report, options) = apply(&format!("form = {form}")).unwrap();
            let check = check(&report, &options);
            let rules: Vec<_> = check.findings.iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, if form == "mixed" { vec!["TAB-07"] } else { vec![] }, "{form}");
            // A column of which every cell is written 0 is checked like any other.
            assert!(check.relations.iter().all(|tried| tried.outcome == Outcome::Held), "{form}");
            assert!(check.rules.iter().all(|applied| applied.not_checked.is_none()), "{form}");
        }
    }

    #[test]
    fn lines_that_are_not_understood_are_errors() {
        for line in ["nonsense", "requests.new = 3", "requests.new.nobody = 3", "without part", "swap part1 part9"] {
            assert!(apply(line).is_err(), "{line}");
        }
    }

    #[test]
    fn examples_are_told_by_their_headings() {
        let page = "# T\n\n## 错误示例\n\n```示例\na = 1\n```\n\n## 正确示例\n\n```示例\nb = 2\n```\n文字\n```示例\nc = 3\n```\n";
        let found: Vec<_> = examples(page).iter().map(|example| (example.is_wrong, example.lines)).collect();
        assert_eq!(found, [(true, "a = 1\n"), (false, "b = 2\n"), (false, "c = 3\n")]);
    }
}
