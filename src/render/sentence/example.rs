//! The pages of the rules as people read them: what their examples change, in the labels of the form.
//!
//! The examples are written in a language for machines (`check::example`), so that tests can execute them;
//! nobody who fills in the form knows the addresses of its cells. The pages are Chinese, and so are their words.

use super::{Language, cell_name, column_name, level_name, part_number, row_name, table_name};
use crate::check::example::{Change, changes, sound, sound_before};
use crate::check::{self, Options};
use crate::form::{CellId, Column, Edition, Row, Table};
use crate::report::Report;

const LANGUAGE: Language = Language::Chinese;
const FENCE: &str = "```示例\n";

/// The page of that rule, in Markdown, with its examples in words.
pub fn rule_page(id: &str) -> Option<String> {
    check::page(id).map(in_words)
}

/// The page with the lines of its examples in words, and what they are examples of said above them.
fn in_words(page: &str) -> String {
    let mut words = String::with_capacity(2 * page.len());
    for (index, section) in page.split("\n## ").enumerate() {
        if index > 0 {
            words.push_str("\n## ");
        }
        let mut blocks = section.split(FENCE);
        words.push_str(blocks.next().unwrap_or_default());
        let introduction = match section.lines().next() {
            Some("错误示例") => "原本无误的报告，如下填写即有此问题：\n\n",
            Some("正确示例") => "原本无误的报告，如下填写则无此问题：\n\n",
            _ => "",
        };
        for (number, block) in blocks.enumerate() {
            let (lines, rest) = block.split_once("```").unwrap_or((block, ""));
            if number == 0 {
                words.push_str(introduction);
            }
            words.push_str(FENCE);
            // A test words every example there is.
            words.push_str(&example(lines).unwrap_or_else(|_| lines.to_owned()));
            words.push_str("```");
            words.push_str(rest);
        }
    }
    words
}

/// The lines of an example in words, a line for each.
///
/// # Errors
/// When a line is none of the language of examples, or changes nothing.
fn example(lines: &str) -> Result<String, String> {
    let mut before = sound(Edition::Y2021, Edition::Y2021);
    let mut report = before.clone();
    let mut words = String::new();
    let mut last: Option<(Report, Report)> = None;
    for change in changes(lines) {
        let (line, change) = change?;
        if let Change::Last(change) = &change {
            let (before, after) = last.get_or_insert_with(|| (sound_before(&report), sound_before(&report)));
            words.push_str("上年度报告：");
            words.push_str(&match change {
                Some(change) => change_in_words(change, before, after),
                None => "同样无误，与本年度衔接".to_owned(),
            });
            words.push('\n');
            let applied = change.as_ref().map_or(Some(()), |change| change.apply(after, &mut Options::default()));
            applied.ok_or_else(|| format!("does not apply: {line}"))?;
            continue;
        }
        if let Change::Bodies(change) = &change {
            words.push_str("载入的下级各单位：");
            words.push_str(&match change {
                Some(change) => format!("之和为{}", change_in_words(change, &before, &report)),
                None => "之和与本报告一致".to_owned(),
            });
            words.push('\n');
            continue;
        }
        words.push_str(&change_in_words(&change, &before, &report));
        words.push('\n');
        change.apply(&mut report, &mut Options::default()).ok_or_else(|| format!("does not apply: {line}"))?;
        if matches!(change, Change::Form(..)) {
            before = report.clone();
        }
    }
    Ok(words)
}

/// What is changed in a report that was `before` and by now is `report`.
fn change_in_words(change: &Change<'_>, before: &Report, report: &Report) -> String {
    match *change {
        Change::Form(Edition::Y2019, Edition::Y2019) => "用2019年版格式编制2020年度报告".to_owned(),
        Change::Form(Edition::Y2019, Edition::Y2021) => {
            "用2019年版格式编制2020年度报告，但表三“（六）其他处理”分三行".to_owned()
        }
        Change::Form(Edition::Y2021, Edition::Y2021) => "用2021年版格式编制2024年度报告".to_owned(),
        Change::Form(Edition::Y2021, Edition::Y2019) => {
            "用2021年版格式编制2024年度报告，但表三“（六）其他处理”只有一行".to_owned()
        }
        Change::Title(title) => format!("标题写作“{title}”"),
        Change::Organ(organ) => format!("编制机关写作“{organ}”"),
        Change::Preamble(ref paragraphs) => format!("开头{}", written(paragraphs)),
        Change::Heading(part, heading) => format!("{}标题写作“{heading}”", part_in_words(part)),
        Change::Part(part, ref paragraphs) => format!("{}正文{}", part_in_words(part), written(paragraphs)),
        Change::Say(ref paragraphs) => format!("{}末尾加上{}", part_in_words(1), quoted(paragraphs)),
        Change::Period(from, to) => {
            let words = |(year, month, day)| format!("{year}年{month}月{day}日");
            format!("统计期限写作“{}至{}”", words(from), words(to))
        }
        Change::Year(year) => format!("核对时“报告年度”选 {year} 年"),
        Change::Level(level) => format!("核对时“机关类别”选“{}”", level_name(level, LANGUAGE)),
        Change::Cells { table, row: Some(row), column: Some(column), value } => {
            let cell = CellId { table, row, column };
            let former = |report: &Report| report.cells.get(&cell).map(|cell| cell.raw.clone());
            // A figure that the lines above have changed is no longer the one to compare with.
            let former = former(before).filter(|raw| former(report).as_ref() == Some(raw) && raw != value);
            let former = former.map(|raw| format!("（原为 {raw}）")).unwrap_or_default();
            format!("{}{}{former}", cell_in_words(cell), filled(value))
        }
        Change::Cells { table, row, column, value } => {
            let value = if value.is_empty() { "均为空白".to_owned() } else { format!("均{}", filled(value)) };
            let place = match (row, column) {
                (Some(row), _) => row_in_words(table, row),
                (_, Some(column)) => column_in_words(table, column),
                (None, None) => table_name(table, LANGUAGE).to_owned(),
            };
            format!("{place}各格{value}")
        }
        Change::Last(_) | Change::Bodies(_) => String::new(),
        Change::Switch(_, on) => (if on { "开启这条规则" } else { "关闭这条规则" }).to_owned(),
        Change::Swap(one, two) => format!("{}与{}对调", part_in_words(one), part_in_words(two)),
        Change::WithoutTitle => "没有标题".to_owned(),
        Change::WithoutPart(part) => format!("没有{}", part_in_words(part)),
        Change::WithoutTable(table) => format!("没有{}", table_name(table, LANGUAGE)),
        Change::WithoutRow(table, row) => format!("没有{}", row_in_words(table, row)),
        Change::WithoutColumn(table, column) => format!("没有{}", column_in_words(table, column)),
        Change::WithoutCell(cell) => format!("没有{}这一格", cell_in_words(cell)),
        Change::WithoutLabel(table, row) => format!("{}没有写明项目名称", row_in_words(table, row)),
        Change::PicturePart(part) => format!("{}是图片", part_in_words(part)),
        Change::PictureTable(table) => format!("{}是图片", table_name(table, LANGUAGE)),
        Change::UnreadableTable(table) => format!("{}的数字无法逐格对应", table_name(table, LANGUAGE)),
        Change::Repeat(part) => format!("{}在末尾又出现一次", part_in_words(part)),
        Change::Lengthen(part, times) => format!("{}正文增至{times}倍", part_in_words(part)),
        Change::SwapRows(table, one, two) => {
            format!("{}与“{}”行对调", row_in_words(table, one), row_name(table, two, LANGUAGE))
        }
        Change::Label(table, row, label) => format!("{}的项目名称写作“{label}”", row_in_words(table, row)),
        Change::Head(table, head, "") => format!("{}没有“{head}”", table_name(table, LANGUAGE)),
        Change::Head(table, head, written) => format!("{}“{head}”写作“{written}”", table_name(table, LANGUAGE)),
        Change::Foreign(table, label) => format!("{}多出“{label}”", table_name(table, LANGUAGE)),
        Change::Today((year, month, day)) => format!("核对当天是{year}年{month}月{day}日"),
    }
}

/// What is done with a cell that gets this value. Words and signs that are no figure stand in quotation marks.
fn filled(value: &str) -> String {
    let is_figure = value.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
        && value.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    match value {
        "" => "为空白".to_owned(),
        _ if is_figure => format!("填 {value}"),
        _ => format!("填“{value}”"),
    }
}

/// The paragraphs that stand somewhere.
fn written(paragraphs: &[&str]) -> String {
    match paragraphs {
        [] => "为空白".to_owned(),
        _ => format!("写作{}", quoted(paragraphs)),
    }
}

fn quoted(paragraphs: &[&str]) -> String {
    paragraphs.iter().map(|text| format!("“{text}”")).collect()
}

fn cell_in_words(cell: CellId) -> String {
    format!("{}“{}”", table_name(cell.table, LANGUAGE), cell_name(cell, LANGUAGE))
}

fn row_in_words(table: Table, row: Row) -> String {
    // The rows of table four are groups of columns.
    let kind = if table == Table::Disputes { "" } else { "行" };
    format!("{}“{}”{kind}", table_name(table, LANGUAGE), row_name(table, row, LANGUAGE))
}

fn column_in_words(table: Table, column: Column) -> String {
    format!("{}“{}”列", table_name(table, LANGUAGE), column_name(table, column, LANGUAGE))
}

fn part_in_words(part: u8) -> String {
    format!("第{}部分", part_number(part, LANGUAGE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules;

    #[test]
    fn changes_are_worded_in_the_labels_of_the_form() {
        for (lines, words) in [
            ("requests.total.natural = 0", "表三“（七）总计·自然人”填 0（原为 33）"),
            ("requests.total.natural = 33", "表三“（七）总计·自然人”填 33"),
            ("requests.total.natural = 空白", "表三“（七）总计·自然人”为空白（原为 33）"),
            ("requests.total.* = 空白", "表三“（七）总计”行各格均为空白"),
            ("requests.*.legal = 0", "表三“法律服务机构”列各格均填 0"),
            ("disputes.*.* = 0", "表四各格均填 0"),
            ("disputes.review.* = 0", "表四“行政复议”各格均填 0"),
            ("disclosure.fees.amount = 12500元", "表二“行政事业性收费·金额”填“12500元”（原为 1.25）"),
            ("disclosure.penalties.decisions = -1", "表二“行政处罚·处理决定数量”填 -1（原为 36）"),
            ("requests.granted.research = -", "表三“（一）予以公开·科研机构”填“-”（原为 0）"),
            ("title = 甲", "标题写作“甲”"),
            ("organ = 甲", "编制机关写作“甲”"),
            ("preamble = 甲 | 乙", "开头写作“甲”“乙”"),
            ("heading5 = 四、甲", "第五部分标题写作“四、甲”"),
            ("part5 =", "第五部分正文为空白"),
            ("period = 2024-1-1 2024-12-20", "统计期限写作“2024年1月1日至2024年12月20日”"),
            ("year = 2023", "核对时“报告年度”选 2023 年"),
            ("level = county", "核对时“机关类别”选“县级人民政府”"),
            ("swap part5 part6", "第五部分与第六部分对调"),
            ("without title", "没有标题"),
            ("without part6", "没有第六部分"),
            ("without table disputes", "没有表四"),
            ("without row requests.granted", "没有表三“（一）予以公开”行"),
            ("without column requests.legal", "没有表三“法律服务机构”列"),
            ("without cell disputes.review.upheld", "没有表四“行政复议·结果维持”这一格"),
            ("without label requests.granted", "表三“（一）予以公开”行没有写明项目名称"),
            ("picture part5", "第五部分是图片"),
            ("picture table requests", "表三是图片"),
            ("unreadable table requests", "表三的数字无法逐格对应"),
            ("repeat part2", "第二部分在末尾又出现一次"),
            ("lengthen part1 8", "第一部分正文增至8倍"),
            ("swap row requests.granted requests.partial", "表三“（一）予以公开”行与“（二）部分公开”行对调"),
            ("label requests.granted = 公开", "表三“（一）予以公开”行的项目名称写作“公开”"),
            ("head disclosure 本年制发件数 = 制发数", "表二“本年制发件数”写作“制发数”"),
            ("head disclosure 第二十条第（一）项 =", "表二没有“第二十条第（一）项”"),
            ("foreign requests = 小计", "表三多出“小计”"),
            ("today = 2025-3-1", "核对当天是2025年3月1日"),
        ] {
            assert_eq!(example(lines), Ok(format!("{words}\n")), "{lines}");
        }
    }

    #[test]
    fn a_figure_is_compared_with_the_sound_report_of_its_form() {
        assert_eq!(
            example("requests.*.* = 0\nrequests.new.natural = 3").unwrap(),
            "表三各格均填 0\n表三“一、本年新收·自然人”填 3\n"
        );
        assert_eq!(
            example("form = 2019\ndisclosure.licences.change = -2").unwrap(),
            "用2019年版格式编制2020年度报告\n表二“行政许可·本年增/减”填 -2（原为 -1）\n"
        );
    }

    #[test]
    fn what_is_not_understood_or_changes_nothing_is_an_error() {
        assert!(example("nonsense").is_err());
        assert!(example("requests.new.amount = 3").is_err());
    }

    #[test]
    fn every_example_of_every_page_is_in_words() {
        for rule in rules() {
            let page = rule_page(rule.id).unwrap();
            let blocks = check::example::examples(&page);
            assert_eq!(blocks.len(), check::example::examples(check::page(rule.id).unwrap()).len(), "{}", rule.id);
            for block in blocks {
                // What is quoted from a draft may be of any letters.
                for line in block.lines.lines() {
                    let quoted = line.find('“').zip(line.rfind('”'));
                    let around = quoted.map_or([line, ""], |(from, to)| [&line[..from], &line[to..]]);
                    let foreign = |c: char| c.is_ascii_alphabetic() || matches!(c, '=' | '*' | '|' | '_');
                    assert_eq!(around.concat().find(foreign), None, "{}: {line}", rule.id);
                }
            }
            // Nothing else is changed.
            let prose = |page: &str| page.split("```").step_by(2).map(str::len).sum::<usize>();
            let introductions =
                "原本无误的报告，如下填写即有此问题：\n\n".len() + "原本无误的报告，如下填写则无此问题：\n\n".len();
            assert_eq!(prose(&page), prose(check::page(rule.id).unwrap()) + introductions, "{}", rule.id);
        }
        assert_eq!(rule_page("APP-99"), None);
    }
}
