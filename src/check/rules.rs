//! The rules. A rule is one line here, a function in its family's file, its sentences in `messages`, and a page
//! `pages/<ID>.md`, which explains it and whose examples are executed by a test.

use super::context::Context;
use super::finding::{Finding, Severity};
use super::{dates, disclosure, disputes, structure, tables, years};
use crate::form::{Edition, Table};

/// A rule of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its id, such as `APP-01`: the family, and a number that is never reused.
    pub id: &'static str,
    /// How grave its findings are in general; a finding may be less grave where the case is not clear.
    pub severity: Severity,
    /// 1 for what every report needs, 2 and 3 for what comes after.
    pub priority: u8,
    /// The edition of the form it belongs to; `None` for both.
    pub edition: Option<Edition>,
    /// What must be known or read before it can be applied.
    pub needs: &'static [Need],
    /// What it says, in Chinese.
    pub chinese: &'static str,
    /// What it says, in English.
    pub english: &'static str,
    /// How it is applied.
    pub(super) find: Find,
}

impl Rule {
    /// Whether it is applied unless a person switches it off.
    pub fn is_on_by_default(&self) -> bool {
        self.priority < 3 && !OFF.contains(&self.id)
    }
}

/// Rules of the first two priorities that are applied only where a person switches them on: advice that holds in some
/// places only.
const OFF: &[&str] = &["YOY-07"];

/// Whether the rule of that id is about what the report says in words, which a report of numbers only does not have.
pub fn reads_prose(id: &str) -> bool {
    let in_family = |family: &str| id.starts_with(family);
    match id {
        // The edition of the tables against the year.
        "STR-21" => false,
        _ => ["STR-", "DAT-", "NAR-", "TXT-", "PRI-"].into_iter().any(in_family) || AMONG_FIGURES.contains(&id),
    }
}

/// Rules about words in families about figures.
const AMONG_FIGURES: &[&str] =
    &["ACT-12", "ACT-13", "ACT-14", "ACT-15", "HIE-01", "HIE-02", "YOY-05", "YOY-06", "YOY-07", "YOY-09", "YOY-11"];

/// What a rule needs before it can be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The report year, beyond doubt.
    Year,
    /// The kind of organ.
    Level,
    /// The numbers of that table.
    Table(Table),
    /// The numbers of at least one table.
    AnyTable,
    /// That part.
    Part(u8),
    /// Something that was handed in as the report of the year before.
    HandedIn,
    /// The report of the year before.
    Previous,
}

/// How a rule is applied.
#[derive(Clone, Copy, Debug)]
pub(super) enum Find {
    /// Together with the other rules of the arithmetic: what is broken is explained as a whole.
    Arithmetic,
    /// By itself.
    Alone(fn(&Context<'_>, &mut Vec<Finding>)),
}

/// Every rule, in the order of the catalogue.
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The rule of that id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// The page that explains the rule of that id, in Markdown, with its examples as tests execute them: for
/// reading there is `render::sentence::rule_page`. Not in the browser's module: there the pages are
/// an asset of their own.
#[cfg(feature = "cli")]
pub fn page(id: &str) -> Option<&'static str> {
    PAGES.iter().find(|(rule, _)| *rule == id).map(|(_, page)| *page)
}

macro_rules! rules {
    ($($id:literal $severity:ident $priority:literal $edition:expr, [$($need:expr),*], $find:expr,
       $chinese:literal, $english:literal;)+) => {
        static RULES: &[Rule] = &[$(Rule {
            id: $id,
            severity: Severity::$severity,
            priority: $priority,
            edition: $edition,
            needs: &[$($need),*],
            chinese: $chinese,
            english: $english,
            find: $find,
        },)+];

        // A rule without a page does not compile.
        #[cfg(feature = "cli")]
        static PAGES: &[(&str, &str)] = &[$(($id, include_str!(concat!("pages/", $id, ".md"))),)+];
    };
}

const BOTH: Option<Edition> = None;
const OF_2019: Option<Edition> = Some(Edition::Y2019);
const OF_2021: Option<Edition> = Some(Edition::Y2021);

use Find::{Alone, Arithmetic};
use Need::{AnyTable, HandedIn, Level, Part, Previous, Year};
use Table::{Disclosure, Disputes, Requests};

rules! {
    // STR: Parts and headings.
    "STR-01" Error 1 BOTH, [], Alone(structure::missing_parts),
        "六个部分齐全", "All six parts are there";
    "STR-02" Warning 1 BOTH, [], Alone(structure::order),
        "六个部分依次排列", "The parts stand in order";
    "STR-03" Warning 1 BOTH, [], Alone(structure::numbers),
        "标题序号依次为一至六", "The headings are numbered one to six";
    "STR-04" Info 2 BOTH, [], Alone(structure::wording),
        "标题用规定的名称", "The headings are worded as prescribed";
    "STR-05" Warning 2 BOTH, [], Alone(structure::extra_parts),
        "不另设第七部分", "There is no seventh part";
    "STR-06" Error 1 BOTH, [], Alone(structure::empty_parts),
        "各部分都有内容", "No part is empty";
    "STR-11" Warning 1 OF_2021, [Part(1)], Alone(structure::aspects),
        "总体情况写全五个方面", "Part one covers the five aspects";
    "STR-14" Warning 1 BOTH, [Part(5)], Alone(structure::problems_and_improvements),
        "第五部分既写问题又写改进", "Part five states problems and improvements";
    "STR-15" Warning 1 BOTH, [Part(5)], Alone(structure::short_part_five),
        "第五部分不能过于简单", "Part five is more than a phrase";
    "STR-18" Warning 1 OF_2021, [Part(6)], Alone(structure::fee_statement),
        "第六部分说明信息处理费收取情况", "Part six states the fees collected";
    "STR-20" Warning 1 BOTH, [], Alone(structure::instructions),
        "删去格式中的填写说明", "The blank form's instruction is removed";
    "STR-21" Error 1 BOTH, [Year, Need::Table(Disclosure)], Alone(structure::edition),
        "表格版本与报告年度相符", "The tables are those of the report year";
    // DAT: Title, dates and names.
    "DAT-01" Warning 1 BOTH, [], Alone(dates::title),
        "标题写明机关、年份和报告名称", "The title names organ, year and report";
    "DAT-03" Error 1 BOTH, [], Alone(dates::one_year),
        "全文报告年度一致", "One report year throughout";
    "DAT-04" Warning 1 BOTH, [], Alone(dates::period),
        "统计期限为1月1日至12月31日", "The period is the calendar year";
    "DAT-05" Warning 1 OF_2021, [Year], Alone(dates::basis),
        "引用现行的格式文件", "The notice cited is in force";
    // TAB: The form of the tables.
    "TAB-01" Error 1 BOTH, [], Alone(tables::missing_tables),
        "三张表齐全", "All three tables are there";
    "TAB-02" Error 1 BOTH, [AnyTable], Alone(tables::missing_rows),
        "表格不缺行", "No row is missing";
    "TAB-03" Error 1 BOTH, [AnyTable], Alone(tables::missing_columns),
        "表格不缺列", "No column is missing";
    "TAB-07" Warning 2 OF_2021, [Need::Table(Requests)], Alone(tables::single_other_row),
        "“（六）其他处理”分三行填写", "（六）其他处理 has three rows";
    "TAB-08" Warning 1 BOTH, [AnyTable], Alone(tables::blanks),
        "单元格不留空白", "No cell is left blank";
    "TAB-09" Info 2 BOTH, [AnyTable], Alone(tables::placeholders),
        "没有的填0，不画横线", "None is written 0, not a dash";
    "TAB-11" Error 1 BOTH, [AnyTable], Alone(tables::negatives),
        "数字不能为负", "No number is negative";
    "TAB-12" Error 1 BOTH, [AnyTable], Alone(tables::decimals),
        "件数是整数", "Counts are whole numbers";
    "TAB-16" Info 1 BOTH, [], Alone(tables::unreadable),
        "表格能够逐格读取", "The table can be read cell by cell";
    // ACT: Table two.
    "ACT-01" Warning 1 BOTH, [Need::Table(Disclosure), Level], Alone(disclosure::rules_by_level),
        "无规章制定权的机关规章填0", "Only organs that may make rules report any";
    "ACT-02" Warning 1 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::stock),
        "现行有效件数不少于制发减废止", "In force is at least issued minus repealed";
    "ACT-10" Error 1 BOTH, [Need::Table(Disclosure)], Alone(disclosure::fee_number),
        "收费金额是不小于0的数", "The fee is a number not below zero";
    "ACT-11" Warning 1 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::fee_unit),
        "收费金额以万元为单位", "The fee is in units of ten thousand yuan";
    // APP: Table three.
    "APP-01" Error 1 BOTH, [Need::Table(Requests)], Arithmetic,
        "新收＋上年结转＝总计＋结转下年度", "New and carried in equal handled and carried out";
    "APP-02" Error 1 BOTH, [Need::Table(Requests)], Arithmetic,
        "各项办理结果之和＝（七）总计", "The results add up to their total";
    "APP-03" Error 1 BOTH, [Need::Table(Requests)], Arithmetic,
        "各类申请人之和＝总计", "The applicants add up to the total";
    "APP-07" Error 2 BOTH, [Need::Table(Requests)], Arithmetic,
        "两列一多一少", "Two columns are off by the same number";
    "APP-08" Error 1 BOTH, [Need::Table(Requests)], Arithmetic,
        "有办理结果就要填（七）总计", "Where there are results there is a total";
    "APP-09" Error 2 BOTH, [Need::Table(Requests)], Arithmetic,
        "没有申请就没有办理结果", "No results without applications";
    "APP-10" Error 1 BOTH, [Need::Table(Requests)], Arithmetic,
        "收到申请就要有办理结果或结转", "No applications without results";
    "APP-11" Error 2 BOTH, [Need::Table(Requests)], Arithmetic,
        "结转下年度不多于收到的申请", "No more is carried out than came in";
    "APP-12" Error 2 BOTH, [Need::Table(Requests)], Arithmetic,
        "按申请人类型分列填写", "Applications are broken down by applicant";
    // DIS: Table four.
    "DIS-01" Error 1 BOTH, [Need::Table(Disputes)], Arithmetic,
        "行政复议各结果之和＝总计", "Reviews add up to their total";
    "DIS-02" Error 1 BOTH, [Need::Table(Disputes)], Arithmetic,
        "未经复议直接起诉各结果之和＝总计", "Direct suits add up to their total";
    "DIS-03" Error 1 BOTH, [Need::Table(Disputes)], Arithmetic,
        "复议后起诉各结果之和＝总计", "Suits after review add up to their total";
    "DIS-04" Error 1 BOTH, [Need::Table(Disputes)], Arithmetic,
        "有案件就要填总计", "Where there are cases there is a total";
    "DIS-11" Error 1 BOTH, [Need::Table(Disputes)], Alone(disputes::fifteen_cells),
        "表四共15格", "Table four has fifteen cells";
    // YOY: Against the report of the year before.
    "YOY-01" Error 1 BOTH, [Previous, Need::Table(Requests)], Alone(years::carried_over),
        "上年结转与上年度报告的结转下年度相同", "What is carried in was carried out of last year";
    "YOY-02" Warning 1 OF_2021, [Previous, Need::Table(Disclosure)], Alone(years::stock_rolls_on),
        "现行有效＝上年现行有效＋制发－废止", "In force rolls on from last year";
    "YOY-03" Warning 2 OF_2021, [Previous, Need::Table(Disclosure)], Alone(years::repealed_too_many),
        "废止不多于上年现行有效与制发之和", "No more is repealed than there was";
    "YOY-04" Warning 1 BOTH, [Previous, AnyTable], Alone(years::identical),
        "数据不与上年全部相同", "Not every figure is last year's";
    "YOY-05" Warning 1 BOTH, [Previous], Alone(years::similar_parts),
        "文字不照搬上年", "No part is last year's";
    "YOY-06" Warning 2 BOTH, [Previous, Part(5)], Alone(years::same_problems),
        "存在问题不照搬上年", "The problems are not last year's";
    "YOY-07" Info 2 BOTH, [Previous, Part(5)], Alone(years::unanswered_promises),
        "回应上年提出的改进措施", "Last year's promises are answered";
    "YOY-08" Info 2 BOTH, [Previous, AnyTable], Alone(years::jumps),
        "数据没有不明原因的大起大落", "No figure jumps without a reason";
    "YOY-09" Warning 2 BOTH, [Previous], Alone(years::stale_figures),
        "不沿用上年的数字句子", "No sentence is last year's to the figure";
    "YOY-10" Info 2 BOTH, [Previous, Need::Table(Disputes)], Alone(years::pending_gone),
        "上年尚未审结的案件计入今年总计", "Last year's open cases are in this year's total";
    "YOY-12" Warning 1 BOTH, [HandedIn], Alone(years::right_report),
        "对照的是同一单位的上年度报告", "The report compared with is last year's of the same organ";
    "YOY-13" Warning 2 OF_2019, [Previous, Need::Table(Disclosure)], Alone(years::prior_items),
        "上一年项目数量与上年度报告衔接", "Items of last year agree with last year's report";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_a_family_and_a_number_and_occur_once() {
        let ids: std::collections::BTreeSet<_> = rules().iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), rules().len());
        for id in ids {
            let (family, number) = id.split_once('-').unwrap();
            assert!(
                ["STR", "DAT", "TAB", "ACT", "APP", "DIS", "NAR", "YOY", "HIE", "TXT", "PRI"].contains(&family),
                "{id}"
            );
            assert!(number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()), "{id}");
            assert_eq!(rule(id).map(|rule| rule.id), Some(id));
        }
        assert!(rule("APP-99").is_none());
    }
}
