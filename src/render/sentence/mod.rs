//! Sentences: the only place where findings, reasons and errors become words.
//!
//! A finding's message is a key with arguments; `check::messages` holds the templates, with `{name}` where an
//! argument goes. How a cell, a row or a part is named is in `names`.

#[cfg(feature = "documents")]
mod amend;
#[cfg(feature = "cli")]
mod example;
mod import;
#[cfg(feature = "share")]
mod link;
mod names;
mod place;
mod summary;

#[cfg(feature = "documents")]
pub use amend::{amend_error, left, remark};
#[cfg(feature = "cli")]
pub use example::rule_page;
pub use import::{import_error, import_note};
#[cfg(feature = "share")]
pub use link::link_error;
pub use names::{
    case_name, cell_name, column_name, family_name, level_name, part_name, part_number, requests_row_name, result_name,
    row_name, scope_name, severity_name, table_name,
};
pub use place::place_name;
pub use summary::{not_checked, summary};

use crate::check::culprit::Slip;
use crate::check::{self, Arg, Fix, Message, Place, Reason, messages};
use crate::form::{CellId, Column, Table};
use crate::prose::Reading;
use crate::report::Amount;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese, the first language of everything.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// All, the first language first.
    pub const ALL: [Language; 2] = [Language::Chinese, Language::English];

    /// The one of two texts that is in this language.
    pub fn pick<T>(self, chinese: T, english: T) -> T {
        match self {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }
}

/// The sentence of a finding.
pub fn message(message: &Message, language: Language) -> String {
    worded(message, messages::sentence(message.key), language)
}

/// The same for a module that knows one family's sentences and no others.
#[cfg(any(feature = "writers", feature = "county"))]
pub fn message_among(sentences: &'static [messages::Sentence], message: &Message, language: Language) -> String {
    worded(message, sentences.iter().find(|sentence| sentence.key == message.key), language)
}

fn worded(message: &Message, sentence: Option<&messages::Sentence>, language: Language) -> String {
    let template = sentence.map_or(message.key, |sentence| match language {
        Language::Chinese => sentence.chinese,
        Language::English => sentence.english,
    });
    let sentence = fill(template, |name| {
        let (_, arg) = message.args.iter().find(|(arg, _)| *arg == name)?;
        Some(argument(arg, language))
    });
    match language {
        Language::Chinese => sentence,
        Language::English => capitalised(&sentence),
    }
}

/// With a capital at the start: an argument may stand there.
fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

/// Puts the arguments into the template.
fn fill(template: &str, argument: impl Fn(&str) -> Option<String>) -> String {
    let mut sentence = String::with_capacity(2 * template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        sentence.push_str(&argument(name).unwrap_or_default());
        rest = behind;
    }
    sentence.push_str(rest);
    sentence
}

/// Items of a list that are named; the rest is counted.
const NAMED: usize = 4;

fn argument(arg: &Arg, language: Language) -> String {
    let chinese = language == Language::Chinese;
    match arg {
        Arg::Cell(cell) => {
            let (table, name) = (table_name(cell.table, language), cell_name(*cell, language));
            if chinese { format!("{table}“{name}”") } else { format!("“{name}” in {table}") }
        }
        Arg::Cells(cells) => list(cells.iter().map(|&cell| quoted(&cell_name(cell, language))), language),
        Arg::Table(table) => table_name(*table, language).to_owned(),
        Arg::Row(table, row) => quoted(row_name(*table, *row, language)),
        Arg::Rows(table, rows) => list(rows.iter().map(|&row| quoted(row_name(*table, row, language))), language),
        Arg::Columns(table, columns) => {
            list(columns.iter().map(|&column| quoted(column_name(*table, column, language))), language)
        }
        Arg::Scope(scope) => scope_name(*scope, language),
        Arg::Part(part) => part_name(*part, language),
        Arg::Parts(parts) => {
            let names = parts.iter().map(|&part| part_name(part, language));
            list(names.map(|name| if chinese { quoted(&name) } else { name }), language)
        }
        Arg::Readings(readings) => {
            let one = |(reading, sum): &(Reading, Amount)| {
                let name = reading_name(reading, language);
                if chinese { format!("{name}为 {sum}") } else { format!("{name} is {sum}") }
            };
            let readings: Vec<String> = readings.iter().map(one).collect();
            readings.join(if chinese { "，" } else { ", " })
        }
        Arg::Amount(amount) => amount.to_string(),
        Arg::Count(count) => count.to_string(),
        Arg::Year(year) => year.to_string(),
        Arg::Slip(slip) => bracketed(slip_name(*slip, language), language),
        Arg::Text(text) if text.is_empty() => (if chinese { "空白" } else { "blank" }).to_owned(),
        Arg::Text(text) => text.clone().into_owned(),
        Arg::Texts(texts) => texts.join("、"),
    }
}

/// How a number came to be wrong; empty where there is nothing to say.
pub fn slip_name(slip: Slip, language: Language) -> &'static str {
    let (chinese, english) = match slip {
        Slip::Digit => ("错了一位", "one digit wrong"),
        Slip::Transposed => ("数字换位", "digits transposed"),
        Slip::Dropped => ("漏了一位", "a digit dropped"),
        Slip::Doubled => ("多了一位", "a digit too many"),
        Slip::Omitted => ("漏填", "left out"),
        Slip::Sign => ("误带负号", "a stray minus sign"),
        Slip::Exchanged => ("两格互换", "two cells exchanged"),
        Slip::Misplaced => ("填错了格", "put in the wrong cell"),
        Slip::ShiftedRow => ("整行错了一格", "a row one cell off"),
        Slip::ShiftedColumn => ("整列错了一格", "a column one cell off"),
        Slip::Behind => ("合计未随明细更新", "a total not brought up to date"),
        Slip::Followed => ("明细填错，合计跟着错", "a detail mistyped, and its total with it"),
        Slip::Joined => ("两格数字连写", "two figures run together"),
        Slip::Split => ("一个数字拆成两格", "one figure torn apart"),
        Slip::Close | Slip::Unlike => ("", ""),
    };
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

fn bracketed(words: &str, language: Language) -> String {
    match language {
        _ if words.is_empty() => String::new(),
        Language::Chinese => format!("（{words}）"),
        Language::English => format!(" ({words})"),
    }
}

/// A sum of cells by their names; many by the first of them.
fn reading_name(reading: &Reading, language: Language) -> String {
    let names = |cells: &[CellId], sign: &str| {
        let name = |cell: &CellId| match (cell.table, cell.column) {
            // The column of totals goes without saying.
            (Table::Requests, Column::Total) => quoted(row_name(cell.table, cell.row, language)),
            _ => quoted(&cell_name(*cell, language)),
        };
        match (cells, language) {
            ([first, _, _, _, ..], Language::Chinese) => format!("{}等{}格之和", name(first), cells.len()),
            ([first, _, _, _, ..], Language::English) => {
                format!("the sum of {} cells from {} on", cells.len(), name(first))
            }
            _ => cells.iter().map(name).collect::<Vec<_>>().join(sign),
        }
    };
    let sign = |chinese, english| if language == Language::Chinese { chinese } else { english };
    let mut name = names(&reading.plus, sign("＋", " + "));
    if !reading.minus.is_empty() {
        name.push_str(sign("－", " − "));
        name.push_str(&names(&reading.minus, sign("－", " − ")));
    }
    let table = reading.plus.first().map_or("", |cell| table_name(cell.table, language));
    if language == Language::Chinese { format!("{table}{name}") } else { format!("{name} ({table})") }
}

fn quoted(name: &str) -> String {
    format!("“{name}”")
}

/// The items one after another; of many only the first.
fn list(items: impl ExactSizeIterator<Item = String>, language: Language) -> String {
    let count = items.len();
    let shown = if count > NAMED + 1 { NAMED } else { count };
    let items: Vec<String> = items.take(shown).collect();
    match language {
        Language::Chinese if shown < count => format!("{}等", items.join("、")),
        Language::Chinese => items.join("、"),
        Language::English if shown < count => format!("{} and {} more", items.join(", "), count - shown),
        Language::English => items.join(", "),
    }
}

/// What applying the fix does, as a button says it, and what kind of slip it mends.
pub fn fix_title(fix: &Fix, language: Language) -> String {
    let reason = fix.reason.map_or("", |slip| slip_name(slip, language));
    changes_title(fix, language) + &bracketed(reason, language)
}

/// What speaks against the fix, a clause each.
pub fn objections(fix: &Fix, language: Language) -> Vec<String> {
    fix.against.iter().map(|against| message(against, language)).collect()
}

fn changes_title(fix: &Fix, language: Language) -> String {
    let chinese = language == Language::Chinese;
    // Of several ways to mend it, each has to say where.
    let one = if fix.is_one_of_several() { None } else { <&[check::Edit; 1]>::try_from(fix.edits.as_slice()).ok() };
    let Some([edit]) = one else {
        let is_one_table = |edit: &check::Edit| matches!(edit.place, Place::Cell(_));
        let changes: Vec<String> = fix
            .edits
            .iter()
            .filter(|edit| is_one_table(edit))
            .map(|edit| match &edit.place {
                Place::Cell(cell) if chinese => format!("“{}”改为 {}", cell_name(*cell, language), edit.to),
                Place::Cell(cell) => format!("“{}” to {}", cell_name(*cell, language), edit.to),
                _ => String::new(),
            })
            .collect();
        if changes.is_empty() {
            let count = fix.edits.len();
            return if chinese { format!("一并修改这 {count} 处") } else { format!("Change all {count} places") };
        }
        let changes = list(changes.into_iter(), language);
        return if chinese { changes } else { format!("Change {changes}") };
    };
    match (edit.from.is_empty(), edit.to.is_empty(), matches!(edit.place, Place::Cell(_))) {
        (true, _, true) if chinese => format!("填入 {}", edit.to),
        (true, _, true) => format!("Enter {}", edit.to),
        (_, _, true) if chinese => format!("改为 {}", edit.to),
        (_, _, true) => format!("Change to {}", edit.to),
        (_, true, false) if chinese => format!("删去“{}”", edit.from),
        (_, true, false) => format!("Remove “{}”", edit.from),
        (_, _, false) if chinese => format!("将“{}”改为“{}”", edit.from, edit.to),
        (_, _, false) => format!("Change “{}” to “{}”", edit.from, edit.to),
    }
}

/// Why something could not be checked.
pub fn reason(reason: &Reason, language: Language) -> String {
    let template = match (reason, language) {
        (Reason::TableMissing, Language::Chinese) => "未找到该表",
        (Reason::TableMissing, Language::English) => "the table was not found",
        (Reason::TableIsPicture, Language::Chinese) => "该表是图片，无法读取",
        (Reason::TableIsPicture, Language::English) => "the table is a picture",
        (Reason::TableUnreadable, Language::Chinese) => "该表的数字无法逐格对应",
        (Reason::TableUnreadable, Language::English) => "the table's numbers cannot be told apart",
        (Reason::CellMissing(_), Language::Chinese) => "缺少{cell}",
        (Reason::CellMissing(_), Language::English) => "{cell} is missing",
        (Reason::CellUnread(_), Language::Chinese) => "{cell}不是可识别的数字",
        (Reason::CellUnread(_), Language::English) => "{cell} could not be read as a number",
        (Reason::AllBlank, Language::Chinese) => "相关单元格均未填写",
        (Reason::AllBlank, Language::English) => "none of its cells is filled in",
        (Reason::YearUnknown, Language::Chinese) => "报告年度不明确，请选择年度",
        (Reason::YearUnknown, Language::English) => "the report year is not certain: please choose it",
        (Reason::LevelUnknown, Language::Chinese) => "单位类型不明确，请选择类型",
        (Reason::LevelUnknown, Language::English) => "the kind of organ is not known: please choose it",
        (Reason::TodayUnknown, Language::Chinese) => "不知道今天的日期",
        (Reason::TodayUnknown, Language::English) => "the date of today is not known",
        (Reason::PartMissing(_), Language::Chinese) => "未找到“{part}”",
        (Reason::PartMissing(_), Language::English) => "{part} was not found",
        (Reason::NotComparable, Language::Chinese) => "打开的不是同一单位的上年度报告",
        (Reason::NotComparable, Language::English) => "what was opened is not last year's report of the same organ",
        (Reason::NoBodies, Language::Chinese) => "没有可以相加的下级报告",
        (Reason::NoBodies, Language::English) => "none of the reports of the bodies below could be added up",
        (Reason::NumbersOnly, Language::Chinese) => "链接只含数字，没有文字",
        (Reason::NumbersOnly, Language::English) => "the link carries numbers only",
        (Reason::NotAReport, Language::Chinese) => "未识别为政府信息公开工作年度报告",
        (Reason::NotAReport, Language::English) => "this is not such a report",
    };
    fill(template, |name| match (reason, name) {
        (Reason::CellMissing(cell) | Reason::CellUnread(cell), "cell") => Some(argument(&Arg::Cell(*cell), language)),
        (Reason::PartMissing(part), "part") => Some(part_name(*part, language)),
        _ => None,
    })
}

/// What the rule of that id says, as a title; empty for an unknown one.
pub fn rule_title(rule: &str, language: Language) -> &'static str {
    check::rule(rule).map_or("", |rule| match language {
        Language::Chinese => rule.chinese,
        Language::English => rule.english,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Row;

    #[test]
    fn a_message_is_worded_with_its_figures() {
        let cell = CellId::requests(Row::Granted, Column::Natural);
        let message = Message {
            key: "APP-08",
            args: vec![
                ("cell", Arg::Cell(CellId::requests(Row::Total, Column::Natural))),
                ("column", Arg::Scope(crate::form::Scope::Column(Table::Requests, Column::Natural))),
                ("expected", Arg::Amount(12.into())),
                ("actual", Arg::Text("".into())),
            ],
        };
        assert_eq!(
            super::message(&message, Language::Chinese),
            "表三“（七）总计·自然人”为空白，而“自然人”列各项办理结果之和为 12，应填 12。"
        );
        assert_eq!(argument(&Arg::Cell(cell), Language::English), "“(1) granted · natural persons” in table three");
        let cells = vec![cell; 7];
        assert!(argument(&Arg::Cells(cells.clone()), Language::Chinese).ends_with("“（一）予以公开·自然人”等"));
        assert!(argument(&Arg::Cells(cells), Language::English).ends_with(" and 3 more"));
    }

    #[test]
    fn a_fix_says_what_it_does() {
        let edit = |place, from: &str, to: &str| check::Edit { place, from: from.to_owned(), to: to.to_owned() };
        let fix = |edits| Fix {
            applicability: check::Applicability::Suggested,
            edits,
            confidence: None,
            reason: None,
            against: Vec::new(),
        };
        let cell = Place::Cell(CellId::requests(Row::New, Column::Natural));
        for (edits, chinese, english) in [
            (vec![edit(cell.clone(), "13", "12")], "改为 12", "Change to 12"),
            (vec![edit(cell.clone(), "", "12")], "填入 12", "Enter 12"),
            (vec![edit(Place::Report, "甲", "")], "删去“甲”", "Remove “甲”"),
            (vec![edit(Place::Report, "甲", "乙")], "将“甲”改为“乙”", "Change “甲” to “乙”"),
            (
                vec![edit(cell.clone(), "1", "2"), edit(cell, "3", "4")],
                "“一、本年新收·自然人”改为 2、“一、本年新收·自然人”改为 4",
                "Change “new · natural persons” to 2, “new · natural persons” to 4",
            ),
        ] {
            assert_eq!(fix_title(&fix(edits.clone()), Language::Chinese), chinese);
            assert_eq!(fix_title(&fix(edits), Language::English), english);
        }
    }
}
