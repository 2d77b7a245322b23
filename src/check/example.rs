//! The examples of the rule pages, which a test executes, and the sound report they start from.
//!
//! An example is a fenced block ```` ```示例 ```` under `## 错误示例` or `## 正确示例`. Each of its lines
//! changes the sound report:
//!
//! | line | meaning |
//! |---|---|
//! | `form = 2019` | starts from the form of 2019 (report year 2020), `mixed`: tables of 2021, one row for （六）, or `2019 with three rows` for it; must come first |
//! | `requests.total.natural = 13` | what is written in a cell (`空白`: nothing); `*` for every row or column |
//! | `title = …` | the title |
//! | `organ = …` | the reporting organ |
//! | `preamble = 段落一 \| 段落二` | the paragraphs before part one |
//! | `heading4 = …`, `part5 = 段落一 \| 段落二` | heading and paragraphs of a part |
//! | `part7 = …` with `heading7 = …` | a part of one's own |
//! | `say = 段落` | paragraphs at the end of part one |
//! | `swap part5 part6` | two parts change places |
//! | `period = 2024-1-1 2024-12-31` | the statistics period |
//! | `with last` | the report of the year before is at hand: as sound, and agreeing with this one |
//! | `last requests.carried_out.total = 5`, `last title = …` and so on | changes that report |
//! | `with bodies` | reports of bodies below are at hand, whose sum this report is |
//! | `bodies requests.new.total = 30` and so on | changes what they come to |
//! | `switch on STR-13`, `switch off STR-13` | a rule is applied, or not |
//! | `year = 2020`, `level = county` | what the person who checks has chosen |
//! | `without title`, `without part6`, `without table disputes`, `without row requests.granted`, `without column requests.legal`, `without cell requests.granted.legal`, `without label requests.granted` | what is not there |
//! | `picture part5`, `picture table requests` | a picture in its place |
//! | `unreadable table requests` | a table whose numbers cannot be told apart |
//! | `repeat part2` | a part that stands at the end once more |
//! | `lengthen part1 8` | a part whose text is so many times as long |
//! | `swap row requests.granted requests.partial` | two rows that change places |
//! | `label requests.granted = 公开` | what is written before a row |
//! | `head disclosure 本年制发件数 = 制发数` | what is written in place of a caption or column head; after `=` nothing: it is not there |
//! | `foreign requests = 小计` | one more row or column, labelled so |
//! | `today = 2025-3-1` | the date of today, in place of 31 January 2025 |
//! | `switch on STR-13` | a rule that is off by default is applied |

mod change;

use std::str::FromStr;

pub use change::Change;
use change::{paragraphs, set_period};

use super::{Check, Companions, Options, check_beside};
use crate::document::SourceKind;
use crate::form::{self, CellId, Content, Edition, LayoutCell, PARTS, Table};
use crate::report::{Amount, Cell, Level, Passage, Report, RowReading, Section, TableReading, TableStatus, Tables};
use crate::rollup::Sums;

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
    apply_to_both(lines).map(|(report, _, options)| (report, options))
}

/// The sound report and, where the lines speak of it, that of the year before, with the lines applied to them.
///
/// # Errors
/// When a line is not one of those listed above.
pub fn apply_to_both(lines: &str) -> Result<(Report, Option<Report>, Options), String> {
    setting(lines).map(|setting| (setting.report, setting.previous, setting.options))
}

/// A report with everything it is judged beside.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The report.
    pub report: Report,
    /// That of the year before, where the lines speak of it.
    pub previous: Option<Report>,
    /// The sum of the bodies below, where the lines speak of them.
    pub bodies: Option<Sums>,
    /// What the person who checks has chosen.
    pub options: Options,
}

impl Setting {
    /// What is found in the report.
    pub fn check(&self) -> Check {
        let companions = Companions { previous: self.previous.as_ref(), bodies: self.bodies.as_ref() };
        check_beside(&self.report, companions, &self.options)
    }
}

/// The sound report with the lines applied to it, and what they say stands beside it.
///
/// # Errors
/// When a line is not one of those listed above.
pub fn setting(lines: &str) -> Result<Setting, String> {
    let mut report = sound(Edition::Y2021, Edition::Y2021);
    let mut previous = None;
    let mut bodies = None;
    let mut options = Options { today: Some(TODAY), ..Options::default() };
    for change in changes(lines) {
        let (line, change) = change?;
        let applied = match &change {
            Change::Last(change) => {
                let last = previous.get_or_insert_with(|| sound_before(&report));
                change.as_ref().map_or(Some(()), |change| change.apply(last, &mut Options::default()))
            }
            Change::Bodies(change) => {
                let bodies = bodies.get_or_insert_with(|| report.clone());
                change.as_ref().map_or(Some(()), |change| change.apply(bodies, &mut Options::default()))
            }
            change => change.apply(&mut report, &mut options),
        };
        applied.ok_or_else(|| format!("does not apply: {line}"))?;
    }
    let bodies = bodies.map(|bodies| sum_with_idle(&bodies));
    Ok(Setting { report, previous, bodies, options })
}

/// The sum of that report and of one that has nothing to report.
fn sum_with_idle(report: &Report) -> Sums {
    let mut idle = report.clone();
    idle.cells.iter_mut().for_each(|(_, cell)| *cell = Cell::of(Amount::ZERO));
    let mut sums = Sums::new(report.edition());
    sums.add(0, report);
    sums.add(1, &idle);
    sums
}

/// The date on which examples are checked.
const TODAY: (i32, u32, u32) = (2025, 1, 31);

/// The changes that the lines ask for, each with its line.
pub fn changes(lines: &str) -> impl Iterator<Item = Result<(&str, Change<'_>), String>> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Ok((line, Change::parse(line).ok_or_else(|| format!("not understood: {line}"))?)))
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
        heads: heads(table, edition),
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
    let _ = set_period((year, 1, 1), (year, 12, 31), &mut report);
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

/// The report of the year before that one, as sound, with which it agrees.
pub fn sound_before(report: &Report) -> Report {
    let year = report.year.unwrap_or(2024) - 1;
    let edition = report.tables.disclosure.edition;
    let mut before = sound(edition, report.tables.requests.edition);
    before.title = Some(Passage::new(format!("青石镇人民政府{year}年政府信息公开工作年度报告")));
    before.year = Some(year);
    let _ = set_period((year, 1, 1), (year, 12, 31), &mut before);
    for section in &mut before.sections {
        let text = match section.part {
            1 => {
                "上一年度，全镇公开工作由党政办公室牵头。|一、主动公开方面，重点公开惠农补贴、低保救助和工程招标。|\
                  二、依申请公开方面，当面受理居多，都在期限内答复。|三、信息管理方面，对旧文件作了一次清理。|\
                  四、平台方面，关停了一个长期不更新的账号。|五、监督方面，接受县里考核，没有责任追究情形。"
            }
            5 => {
                "存在问题：工作人员调动频繁，交接时有材料遗漏；村级公开栏位置偏僻，看的人少。|\
                  改进措施：制定交接清单并由分管领导签字，把公开栏移到便民服务中心门口。"
            }
            _ => continue,
        };
        section.paragraphs = paragraphs(text);
    }
    let figures: &[(&str, &str)] = match edition {
        Edition::Y2021 => &[("disclosure.normative.in_force", "8")],
        Edition::Y2019 => &[
            ("disclosure.normative.total", "7"),
            ("disclosure.licences.prior_items", "13"),
            ("disclosure.penalties.prior_items", "4"),
        ],
    };
    let flow = [
        ("requests.new.natural", "33"),
        ("requests.new.total", "39"),
        ("requests.carried_out.natural", "3"),
        ("requests.carried_out.total", "3"),
    ];
    for (address, value) in figures.iter().chain(&flow) {
        if let (Ok(id), Ok(amount)) = (CellId::from_str(address), Amount::from_str(value)) {
            before.cells.insert(id, Cell::of(amount));
        }
    }
    before
}

fn rows(table: Table, edition: Edition) -> Vec<RowReading> {
    let label = |row: &form::RowForm| RowReading { row: row.row, label: Passage::new(row.label().official) };
    match table {
        Table::Disclosure => form::disclosure_blocks(edition).iter().flat_map(|block| block.rows).map(label).collect(),
        Table::Requests => form::requests_rows(edition).iter().map(label).collect(),
        Table::Disputes => Vec::new(),
    }
}

/// The captions and column heads.
fn heads(table: Table, edition: Edition) -> Vec<Passage> {
    let layout = form::layout(table, edition);
    let is_label = |cell: &&LayoutCell| matches!(cell.content, Content::Label(_));
    // A row of the grid that holds figures begins with the row's own label.
    let heads = layout.rows.iter().filter(|row| row.iter().all(|cell| is_label(&cell))).flatten();
    let written = heads.filter_map(|cell| match cell.content {
        Content::Label(text) => Some(Passage::new(text)),
        Content::Value(_) => None,
    });
    written.collect()
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
