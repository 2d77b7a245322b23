//! The rules. A rule is one line here, a function in its family's file, its sentences in `messages`, and a page
//! `pages/<ID>.md`, which explains it and whose examples are executed by a test.

use super::context::Context;
use super::finding::{Finding, Severity};
use super::narrative::{cells, fees, growth, lists, quoted, repeats, shares, statements};
use super::{dates, disclosure, disputes, hierarchy, plausibility, privacy, structure, tables, wording, years};
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
    /// Whether it is applied unless a person switches it off.
    is_on: bool,
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
        self.is_on
    }
}

/// Rules of the first two priorities that are applied only where a person switches them on: advice that holds in some
/// places only.
const OFF: &[&str] = &["STR-13", "STR-22", "YOY-07"];

/// Whether a rule is applied unless a person switches it off.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
const fn is_on(id: &str, priority: u8) -> bool {
    let mut index = 0;
    while index < OFF.len() {
        if is_same(id.as_bytes(), OFF[index].as_bytes()) {
            return false;
        }
        index += 1;
    }
    priority < 3
}

#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

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
    /// The date of today.
    Today,
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
    /// The sum of the reports of the bodies below.
    Bodies,
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
            is_on: is_on($id, $priority),
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
use Need::{AnyTable, Bodies, HandedIn, Level, Part, Previous, Year};
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
    "STR-07" Warning 2 BOTH, [], Alone(structure::repeated_parts),
        "每个部分、每张表只出现一次", "No part or table stands there twice";
    "STR-08" Info 2 BOTH, [], Alone(structure::stray_marks),
        "标题后面不带标点", "No mark stands behind a heading";
    "STR-09" Warning 2 BOTH, [], Alone(structure::numbering),
        "小标题和列项的序号连续、写法一致", "Sub-headings and items are numbered in turn";
    "STR-10" Warning 2 BOTH, [], Alone(structure::announced_parts),
        "文中所说的部分数与实际一致", "The number of parts announced is right";
    "STR-11" Warning 1 OF_2021, [Part(1)], Alone(structure::aspects),
        "总体情况写全五个方面", "Part one covers the five aspects";
    "STR-12" Warning 2 BOTH, [Part(1), Level], Alone(structure::duties_of_governments),
        "政府年报写明工作考核、社会评议和责任追究", "Governments report assessment, appraisal and accountability";
    "STR-13" Info 2 BOTH, [Part(1)], Alone(structure::length),
        "总体情况不超过1000字", "Part one has no more than 1000 characters";
    "STR-14" Warning 1 BOTH, [Part(5)], Alone(structure::problems_and_improvements),
        "第五部分既写问题又写改进", "Part five states problems and improvements";
    "STR-15" Warning 1 BOTH, [Part(5)], Alone(structure::short_part_five),
        "第五部分不能过于简单", "Part five is more than a phrase";
    "STR-16" Info 2 BOTH, [Part(5)], Alone(structure::problems_match),
        "改进情况与问题条数对应", "As many improvements as problems";
    "STR-17" Warning 2 BOTH, [Part(5)], Alone(structure::no_problems),
        "第五部分不写“没有问题”", "Part five does not claim that there are no problems";
    "STR-18" Warning 1 OF_2021, [Part(6)], Alone(structure::fee_statement),
        "第六部分说明信息处理费收取情况", "Part six states the fees collected";
    "STR-19" Warning 2 OF_2021, [Part(6)], Alone(structure::fee_despite_none),
        "收了信息处理费，第六部分不能只写“无”", "Part six does not say 无 where a fee was collected";
    "STR-20" Warning 1 BOTH, [], Alone(structure::instructions),
        "删去格式中的填写说明", "The blank form's instruction is removed";
    "STR-21" Error 1 BOTH, [Year, Need::Table(Disclosure)], Alone(structure::edition),
        "表格版本与报告年度相符", "The tables are those of the report year";
    "STR-22" Info 2 BOTH, [Part(1)], Alone(structure::basis_in_part_one),
        "编制依据和统计期限写在第一部分之前", "Basis and period stand before part one";
    "STR-23" Info 2 BOTH, [], Alone(structure::repeated_phrase),
        "开头的句子没有重复的话", "No phrase comes twice in a sentence of the preamble";
    // DAT: Title, dates and names.
    "DAT-01" Warning 1 BOTH, [], Alone(dates::title),
        "标题写明机关、年份和报告名称", "The title names organ, year and report";
    "DAT-02" Info 2 BOTH, [], Alone(dates::doubled_year),
        "标题中“年度”只写一次", "年度 stands in the title once";
    "DAT-03" Error 1 BOTH, [], Alone(dates::one_year),
        "全文报告年度一致", "One report year throughout";
    "DAT-04" Warning 1 BOTH, [], Alone(dates::period),
        "统计期限为1月1日至12月31日", "The period is the calendar year";
    "DAT-05" Warning 1 OF_2021, [Year], Alone(dates::basis),
        "引用现行的格式文件", "The notice cited is in force";
    "DAT-06" Info 2 BOTH, [], Alone(dates::names_regulation),
        "开头写明依据《政府信息公开条例》", "The opening names the regulation";
    "DAT-07" Info 2 BOTH, [], Alone(dates::number_forms),
        "发文字号书写规范", "Numbers of documents are written as prescribed";
    "DAT-08" Info 2 OF_2021, [Year], Alone(dates::new_regulation),
        "不再称“新条例”", "The regulation is not called new any more";
    "DAT-09" Info 2 BOTH, [], Alone(dates::contact),
        "联系方式完整、正确", "Contact data are complete";
    "DAT-10" Warning 2 BOTH, [Year, Level], Alone(dates::deadline),
        "落款日期不晚于公布期限", "The date is within the time set";
    "DAT-11" Warning 2 BOTH, [Year], Alone(dates::before_year_end),
        "落款日期不早于年末", "The date is not before the end of the year";
    "DAT-12" Info 2 BOTH, [Need::Today], Alone(dates::future),
        "落款日期不在未来", "The date does not lie in the future";
    "DAT-13" Warning 1 BOTH, [Year], Alone(dates::stale_year),
        "正文没有往年的年份", "No year in the text is left over";
    "DAT-14" Info 2 BOTH, [Year], Alone(dates::plan_year),
        "下一步打算写的是下一年", "Plans are for the year after";
    "DAT-15" Warning 2 BOTH, [], Alone(dates::one_organ),
        "全文机关名称一致", "One organ throughout";
    "DAT-16" Warning 2 BOTH, [], Alone(dates::first_person),
        "“我局”“我镇”等自称与机关相符", "The first person fits the organ";
    "DAT-17" Info 2 BOTH, [Level], Alone(dates::foreign_applications),
        "申请是向本机关提出的", "Applications are made to the reporting organ";
    "DAT-18" Info 2 BOTH, [], Alone(dates::near_twins),
        "地名前后一致", "Names of places are consistent";
    "DAT-19" Warning 2 BOTH, [Year], Alone(dates::header_year),
        "表头中的年份是报告年度", "The year in a column head is the report year";
    // TAB: The form of the tables.
    "TAB-01" Error 1 BOTH, [], Alone(tables::missing_tables),
        "三张表齐全", "All three tables are there";
    "TAB-02" Error 1 BOTH, [AnyTable], Alone(tables::missing_rows),
        "表格不缺行", "No row is missing";
    "TAB-03" Error 1 BOTH, [AnyTable], Alone(tables::missing_columns),
        "表格不缺列", "No column is missing";
    "TAB-04" Warning 2 BOTH, [AnyTable], Alone(tables::row_order),
        "各行按统一格式排列", "The rows stand in order";
    "TAB-05" Info 2 BOTH, [AnyTable], Alone(tables::wording),
        "行列名称与统一格式一致", "Labels are worded as in the form";
    "TAB-06" Info 2 BOTH, [AnyTable], Alone(tables::captions),
        "表格的条款和勾稽说明齐全", "The captions of the form are there";
    "TAB-07" Warning 2 OF_2021, [Need::Table(Requests)], Alone(tables::single_other_row),
        "“（六）其他处理”分三行填写", "（六）其他处理 has three rows";
    "TAB-08" Warning 1 BOTH, [AnyTable], Alone(tables::blanks),
        "单元格不留空白", "No cell is left blank";
    "TAB-09" Info 2 BOTH, [AnyTable], Alone(tables::placeholders),
        "没有的填0，不画横线", "None is written 0, not a dash";
    "TAB-10" Warning 2 BOTH, [AnyTable], Alone(tables::units),
        "单元格只填数字，不写单位", "No unit stands in a cell";
    "TAB-11" Error 1 BOTH, [AnyTable], Alone(tables::negatives),
        "数字不能为负", "No number is negative";
    "TAB-12" Error 1 BOTH, [AnyTable], Alone(tables::decimals),
        "件数是整数", "Counts are whole numbers";
    "TAB-13" Info 2 BOTH, [AnyTable], Alone(tables::digits),
        "数字用半角书写，不加分隔", "Digits are written plainly";
    "TAB-14" Info 2 BOTH, [AnyTable], Alone(tables::odd_integers),
        "整数前面没有多余的0和加号", "No zero or plus sign before a number";
    "TAB-15" Info 2 BOTH, [AnyTable], Alone(tables::notes),
        "单元格里不写说明", "No note stands in a cell";
    "TAB-16" Info 1 BOTH, [], Alone(tables::unreadable),
        "表格能够逐格读取", "The table can be read cell by cell";
    "TAB-17" Info 2 BOTH, [AnyTable], Alone(tables::added),
        "不增加行和列", "No rows or columns are added";
    "TAB-18" Info 2 BOTH, [AnyTable], Alone(tables::outliers),
        "数量级没有明显异常", "No number is out of all proportion";
    "TAB-19" Warning 2 BOTH, [AnyTable], Alone(tables::repeated_rows),
        "同一行不重复出现", "No row stands there twice";
    // ACT: Table two.
    "ACT-01" Warning 1 BOTH, [Need::Table(Disclosure), Level], Alone(disclosure::rules_by_level),
        "无规章制定权的机关规章填0", "Only organs that may make rules report any";
    "ACT-02" Warning 1 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::stock),
        "现行有效件数不少于制发减废止", "In force is at least issued minus repealed";
    "ACT-03" Warning 2 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::nothing_in_force),
        "制发多于废止，现行有效不为0", "What is issued and not repealed is in force";
    "ACT-04" Info 3 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::three_alike),
        "制发、废止、现行有效不宜三数相同", "Issued, repealed and in force are not all alike";
    "ACT-05" Info 2 OF_2021, [Need::Table(Disclosure), Level], Alone(disclosure::documents_of_others),
        "只统计本机关的规范性文件", "Only the organ's own documents are counted";
    "ACT-06" Info 2 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::decisions_of_an_office),
        "没有执法职权的机关不填执法数量", "An office without such powers has no decisions";
    "ACT-07" Info 2 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::enforcer_without_decisions),
        "执法机关的执法数量不宜全为0", "An organ that enforces the law has decisions";
    "ACT-08" Info 3 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::much_compulsion),
        "行政强制一般少于行政处罚", "Compulsion is rarer than penalties";
    "ACT-09" Info 3 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::two_alike),
        "两类处理决定不宜同数", "Two kinds of decisions are not equal in number";
    "ACT-10" Error 1 BOTH, [Need::Table(Disclosure)], Alone(disclosure::fee_number),
        "收费金额是不小于0的数", "The fee is a number not below zero";
    "ACT-11" Warning 1 OF_2021, [Need::Table(Disclosure)], Alone(disclosure::fee_unit),
        "收费金额以万元为单位", "The fee is in units of ten thousand yuan";
    "ACT-12" Warning 2 OF_2021, [Need::Table(Disclosure)], Alone(|context, findings| cells::agree(context, "ACT-12", findings)),
        "正文的行政事业性收费与表二一致", "Charges in the text agree with table two";
    "ACT-13" Info 2 OF_2021, [Need::Table(Disclosure)], Alone(fees::part_of_charges),
        "信息处理费计入行政事业性收费", "The fee for handling is among the charges";
    "ACT-14" Warning 1 BOTH, [Need::Table(Disclosure)], Alone(|context, findings| cells::agree(context, "ACT-14", findings)),
        "正文的规章和规范性文件件数与表二一致", "Documents in the text agree with table two";
    "ACT-15" Warning 1 BOTH, [Need::Table(Disclosure)], Alone(|context, findings| cells::agree(context, "ACT-15", findings)),
        "正文的许可、处罚、强制件数与表二一致", "Decisions in the text agree with table two";
    "ACT-16" Error 1 BOTH, [Need::Table(Disclosure)], Alone(statements::no_decisions),
        "写“无”的事项表二为0", "What the text says there is none of is zero";
    "ACT-17" Warning 2 BOTH, [Need::Table(Disclosure)], Alone(statements::no_power),
        "没有职权的事项表二为0", "What the organ has no power for is zero";
    "ACT-18" Warning 2 BOTH, [], Alone(|context, findings| lists::add_up(context, "ACT-18", findings)),
        "分类型的文件件数之和＝总数", "Documents by kind add up to their total";
    "ACT-19" Error 2 OF_2019, [Need::Table(Disclosure)], Alone(disclosure::published_of_all),
        "新公开数量不大于对外公开总数量", "No more is published than there is in all";
    "ACT-20" Info 2 OF_2019, [Need::Table(Disclosure)], Alone(disclosure::published_of_made),
        "新公开数量不宜大于新制作数量", "No more is published than was made";
    "ACT-21" Error 2 OF_2019, [Need::Table(Disclosure)], Alone(disclosure::items_below_zero),
        "减少的项目不多于原有项目", "No more items are taken away than there were";
    "ACT-22" Info 2 OF_2019, [Need::Table(Disclosure)], Alone(disclosure::items_for_decisions),
        "处理决定数量填办件数", "Decisions are cases, not items";
    "ACT-23" Warning 2 OF_2019, [Need::Table(Disclosure)], Alone(disclosure::change_with_sign),
        "本年增/减填带符号的整数", "The change is a number with a sign";
    "ACT-24" Info 2 OF_2019, [Need::Table(Disclosure)], Alone(disclosure::procurement),
        "采购项目与采购金额相称", "Purchases and their amount agree";
    // APP: Table three. APP-13, digits that changed places, is no fault beside the sum they break: a finding says that it
    // came about that way (`Slip::Transposed`).
    "APP-01" Error 1 BOTH, [Need::Table(Requests)], Arithmetic,
        "新收＋上年结转＝总计＋结转下年度", "New and carried in equal handled and carried out";
    "APP-02" Error 1 BOTH, [Need::Table(Requests)], Arithmetic,
        "各项办理结果之和＝（七）总计", "The results add up to their total";
    "APP-03" Error 1 BOTH, [Need::Table(Requests)], Arithmetic,
        "各类申请人之和＝总计", "The applicants add up to the total";
    "APP-04" Error 2 BOTH, [Need::Table(Requests)], Arithmetic,
        "几处对不上时，找出最少要改的格", "Where several relations fail: the fewest cells that mend them";
    "APP-05" Error 2 BOTH, [Need::Table(Requests)], Arithmetic,
        "数字没有错行错列", "Figures are not one cell off";
    "APP-06" Error 2 BOTH, [Need::Table(Requests)], Arithmetic,
        "数字没有连写或拆开", "Figures are not run together or torn apart";
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
    "APP-14" Info 2 OF_2021, [Need::Table(Requests)], Alone(plausibility::unpaid_without_notice),
        "逾期未缴费的，应发过收费通知", "Who did not pay was asked to pay";
    "APP-15" Info 2 OF_2021, [Need::Table(Requests)], Alone(plausibility::others_dominate),
        "其他处理不宜占多数", "Not most results are of another kind";
    "APP-16" Info 2 BOTH, [Need::Table(Requests), Level], Alone(plausibility::unusual_grounds),
        "基层少有涉密、涉稳的不予公开", "Townships hardly hold secrets";
    "APP-17" Info 2 BOTH, [Need::Table(Requests)], Alone(plausibility::much_carried_out),
        "结转下年度不宜过多", "Not a third is carried out";
    "APP-18" Info 3 OF_2021, [Need::Table(Requests)], Alone(plausibility::much_to_correct),
        "两类补正情形不宜都多", "Not both rows of corrections are large";
    "APP-19" Info 3 BOTH, [Need::Table(Requests)], Alone(plausibility::rows_of_another_edition),
        "表三的行与报告年度的格式相符", "Table three has the rows of its year";
    "APP-20" Info 3 BOTH, [Need::Table(Requests)], Alone(plausibility::one_kind_of_organisation),
        "某类组织的申请不宜多于自然人", "No organisations apply more than persons";
    // DIS: Table four.
    "DIS-01" Error 1 BOTH, [Need::Table(Disputes)], Arithmetic,
        "行政复议各结果之和＝总计", "Reviews add up to their total";
    "DIS-02" Error 1 BOTH, [Need::Table(Disputes)], Arithmetic,
        "未经复议直接起诉各结果之和＝总计", "Direct suits add up to their total";
    "DIS-03" Error 1 BOTH, [Need::Table(Disputes)], Arithmetic,
        "复议后起诉各结果之和＝总计", "Suits after review add up to their total";
    "DIS-04" Error 1 BOTH, [Need::Table(Disputes)], Arithmetic,
        "有案件就要填总计", "Where there are cases there is a total";
    "DIS-05" Info 2 BOTH, [Need::Table(Disputes)], Alone(plausibility::suit_without_review),
        "复议后起诉的，先有复议", "A suit after review had a review";
    "DIS-06" Info 2 BOTH, [Need::Table(Disputes)], Alone(plausibility::corrected_without_a_word),
        "被纠正的，正文要有说明", "What was corrected is explained";
    "DIS-07" Info 2 BOTH, [Need::Table(Disputes), Year], Alone(plausibility::many_direct_suits),
        "2024年起，不予公开先行复议", "Since 2024 refusals go to review first";
    "DIS-08" Info 2 BOTH, [Need::Table(Disputes), Need::Table(Requests)], Alone(plausibility::disputes_without_requests),
        "没有申请，一般没有争议", "Disputes are about applications";
    "DIS-09" Info 2 BOTH, [Need::Table(Disputes), Need::Table(Requests)], Alone(plausibility::more_reviews_than_requests),
        "复议不宜远多于申请", "There are not two reviews for each application";
    "DIS-10" Info 2 BOTH, [Need::Table(Disputes)], Alone(plausibility::co_defendants),
        "共同被告的案件只计一次", "A suit against two organs is counted once";
    "DIS-11" Error 1 BOTH, [Need::Table(Disputes)], Alone(disputes::fifteen_cells),
        "表四共15格", "Table four has fifteen cells";
    // NAR: The prose. NAR-24 is the union of others, NAR-34 what NAR-22 finds; NAR-35 is no rule: what is published on a
    // website and what table two counts have nothing to do with each other.
    "NAR-01" Error 1 BOTH, [Need::Table(Requests)], Alone(|context, findings| cells::agree(context, "NAR-01", findings)),
        "正文的收到申请数与表三一致", "Applications received agree with table three";
    "NAR-02" Error 1 BOTH, [Need::Table(Requests)], Alone(|context, findings| cells::agree(context, "NAR-02", findings)),
        "正文的上年结转数与表三一致", "What was carried in agrees with table three";
    "NAR-03" Error 1 BOTH, [Need::Table(Requests)], Alone(|context, findings| cells::agree(context, "NAR-03", findings)),
        "正文的办结答复数与表三一致", "What was answered agrees with table three";
    "NAR-04" Error 1 BOTH, [Need::Table(Requests)], Alone(|context, findings| cells::agree(context, "NAR-04", findings)),
        "正文的结转下年度数与表三一致", "What is carried out agrees with table three";
    "NAR-05" Error 1 BOTH, [Need::Table(Requests)], Alone(|context, findings| cells::agree(context, "NAR-05", findings)),
        "正文的各类办理结果与表三一致", "Results in the text agree with table three";
    "NAR-06" Error 1 BOTH, [Need::Table(Requests)], Alone(|context, findings| lists::add_up(context, "NAR-06", findings)),
        "正文的各类办理结果之和＝总数", "Results in the text add up to their total";
    "NAR-07" Warning 2 BOTH, [Need::Table(Requests)], Alone(|context, findings| cells::agree(context, "NAR-07", findings)),
        "正文的申请人分类与表三一致", "Applicants in the text agree with table three";
    "NAR-08" Warning 2 BOTH, [Need::Table(Requests)], Alone(|context, findings| lists::add_up(context, "NAR-08", findings)),
        "各提交方式之和＝申请数", "Ways of applying add up to the applications";
    "NAR-09" Error 1 BOTH, [Need::Table(Disputes)], Alone(|context, findings| cells::agree(context, "NAR-09", findings)),
        "正文的行政复议数与表四一致", "Reviews in the text agree with table four";
    "NAR-10" Error 1 BOTH, [Need::Table(Disputes)], Alone(|context, findings| cells::agree(context, "NAR-10", findings)),
        "正文的行政诉讼数与表四一致", "Suits in the text agree with table four";
    "NAR-11" Warning 2 BOTH, [Need::Table(Disputes)], Alone(|context, findings| cells::agree(context, "NAR-11", findings)),
        "复议和诉讼合计数与表四一致", "Reviews and suits together agree with table four";
    "NAR-12" Error 1 BOTH, [Need::Table(Requests)], Alone(statements::no_applications),
        "写“未收到申请”则新收为0", "Where the text says no applications, none are new";
    "NAR-13" Error 1 BOTH, [Need::Table(Disputes)], Alone(statements::no_disputes),
        "写“未发生复议诉讼”则表四为0", "Where the text says no disputes, table four is zero";
    "NAR-14" Warning 1 BOTH, [Need::Table(Requests)], Alone(statements::all_answered),
        "写“全部办结”则没有结转", "Where the text says all answered, none are carried out";
    "NAR-15" Error 1 BOTH, [Need::Table(Disputes)], Alone(statements::none_corrected),
        "写“均维持”“无纠错”则表四相应为0", "Where the text says all upheld, none are corrected";
    "NAR-16" Error 2 BOTH, [Need::Table(Requests)], Alone(statements::all_natural),
        "写“均为自然人”则其他各列为0", "Where the text says natural persons only, no others applied";
    "NAR-17" Warning 1 BOTH, [], Alone(shares::quotient),
        "占比与数字相符", "Shares agree with the figures";
    "NAR-18" Info 2 BOTH, [], Alone(shares::hundred),
        "各项占比之和为100%", "Shares add up to a hundred percent";
    "NAR-19" Warning 1 BOTH, [], Alone(growth::percent),
        "同比幅度与数字相符", "Growth agrees with the figures";
    "NAR-20" Error 2 BOTH, [], Alone(growth::direction),
        "增减方向与数字相符", "The direction agrees with the figures";
    "NAR-21" Warning 2 BOTH, [], Alone(growth::difference),
        "增减数量与数字相符", "Differences agree with the figures";
    "NAR-22" Error 1 BOTH, [], Alone(|context, findings| lists::add_up(context, "NAR-22", findings)),
        "“其中”各项之和＝总数", "The parts of a list add up to its total";
    "NAR-23" Warning 2 BOTH, [], Alone(repeats::once),
        "同一件事只有一个数", "One fact has one figure";
    "NAR-25" Error 2 OF_2021, [], Alone(|context, findings| lists::add_up(context, "NAR-25", findings)),
        "收费明细之和＝总数", "The fees listed add up to their total";
    "NAR-26" Info 2 OF_2021, [], Alone(fees::tariff),
        "信息处理费是10元的整数倍", "The fee is a multiple of ten";
    "NAR-27" Info 3 OF_2021, [Need::Table(Requests)], Alone(fees::fee_pieces),
        "收费件数不多于申请数", "Fees were taken for no more applications than there were";
    "NAR-28" Warning 2 BOTH, [], Alone(|context, findings| lists::add_up(context, "NAR-28", findings)),
        "建议提案件数前后相符", "Suggestions and motions agree";
    "NAR-29" Warning 2 BOTH, [], Alone(cells::vague),
        "表中有准确数的，正文不写约数", "What the tables count exactly is not vague in the text";
    "NAR-30" Info 2 BOTH, [], Alone(lists::vague_total),
        "分项准确的，总数也写准确数", "Where the parts are exact, so is the total";
    "NAR-31" Info 3 BOTH, [], Alone(lists::one_unit),
        "同一组数用同一单位", "One list counts in one unit";
    "NAR-32" Warning 2 BOTH, [Need::Table(Requests)], Alone(cells::withdrawn),
        "撤回的申请计入其他处理", "Withdrawals are among other results";
    "NAR-33" Warning 3 BOTH, [], Alone(statements::on_time),
        "按期答复的说法前后一致", "What is said of answering on time agrees";
    "NAR-36" Error 1 OF_2021, [], Alone(statements::no_fee),
        "写“未收取信息处理费”则没有收费金额", "Where the text says no fee, none is stated";
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
    "YOY-11" Warning 2 BOTH, [Previous], Alone(quoted::last_year),
        "正文引用的上年数与上年度报告一致", "Figures quoted for last year agree with its report";
    "YOY-12" Warning 1 BOTH, [HandedIn], Alone(years::right_report),
        "对照的是同一单位的上年度报告", "The report compared with is last year's of the same organ";
    "YOY-13" Warning 2 OF_2019, [Previous, Need::Table(Disclosure)], Alone(years::prior_items),
        "上一年项目数量与上年度报告衔接", "Items of last year agree with last year's report";
    // HIE: A territory and its bodies.
    "HIE-01" Error 2 BOTH, [], Alone(hierarchy::bodies),
        "各单位之和＝总数", "The bodies listed add up to the total";
    "HIE-02" Warning 2 BOTH, [Need::Table(Requests)], Alone(hierarchy::own),
        "本级数不多于汇总数", "The organ’s own figure is not more than the whole";
    "HIE-03" Info 2 BOTH, [Bodies, AnyTable], Alone(hierarchy::sum_of_bodies),
        "汇总数与下级各单位之和一致", "The whole is the sum of the bodies below";
    // TXT: The wording.
    "TXT-01" Warning 1 BOTH, [], Alone(wording::doubled_words),
        "词语不重复", "No word is written twice";
    "TXT-02" Info 2 BOTH, [], Alone(wording::doubled_marks),
        "标点不连用，段落以句号结束", "Marks do not follow each other";
    "TXT-03" Warning 1 BOTH, [], Alone(wording::unpaired),
        "括号、引号、书名号成对", "Brackets and quotation marks come in pairs";
    "TXT-04" Info 2 BOTH, [], Alone(wording::half_width),
        "中文里用全角标点", "Marks in Chinese text are of full width";
    "TXT-05" Warning 1 BOTH, [], Alone(wording::template_remains),
        "删去模板中的占位文字", "Nothing of the template is left";
    "TXT-06" Warning 1 BOTH, [], Alone(wording::wrong_words),
        "没有常见错别字", "No word is known to be wrong";
    "TXT-07" Info 2 BOTH, [], Alone(wording::until),
        "时间前用“截至”", "截至 stands before a time";
    "TXT-08" Info 2 BOTH, [], Alone(wording::name_of_the_regulation),
        "条例名称准确", "The regulation is called by its name";
    "TXT-09" Info 2 BOTH, [], Alone(wording::web_leftovers),
        "删去网页上的附加文字", "Nothing of the web page is left";
    "TXT-10" Warning 2 BOTH, [], Alone(wording::lost_numbers),
        "量词前有数字", "A unit has its figure";
    "TXT-11" Warning 2 BOTH, [], Alone(wording::broken_dates),
        "日期完整", "Dates are whole";
    "TXT-12" Warning 2 BOTH, [], Alone(wording::garbled),
        "没有乱码", "No character is garbled";
    "TXT-13" Info 3 BOTH, [], Alone(wording::long_sentences),
        "句子不宜过长", "No sentence is very long";
    "TXT-14" Info 3 BOTH, [], Alone(wording::unit_of_requests),
        "申请以“件”计", "Applications are counted in 件";
    "TXT-15" Info 2 BOTH, [], Alone(wording::name_of_the_work),
        "报告名称用“政府信息公开”", "The report is of 政府信息公开";
    "TXT-16" Info 3 BOTH, [Part(5)], Alone(wording::stock_phrases),
        "第五部分少用套话", "Part five is not made of stock phrases";
    "TXT-17" Info 3 BOTH, [], Alone(wording::two_ways_of_writing),
        "同一段数字写法一致", "Figures are written in one way";
    "TXT-18" Info 3 BOTH, [], Alone(wording::foreign_matter),
        "不写其他部门的业务", "A department speaks of its own work";
    // PRI: What belongs to a person.
    "PRI-01" Error 1 BOTH, [], Alone(privacy::identity_numbers),
        "不公开身份证号码", "No identity card number";
    "PRI-02" Warning 1 BOTH, [], Alone(privacy::mobile_numbers),
        "不公开个人手机号码", "No mobile telephone number";
    "PRI-03" Warning 2 BOTH, [], Alone(privacy::account_numbers),
        "不公开银行账号", "No bank account number";
    "PRI-04" Info 2 BOTH, [], Alone(privacy::private_mail),
        "不公开个人邮箱和聊天号码", "No private mail address";
    "PRI-05" Warning 2 BOTH, [], Alone(privacy::names_of_applicants),
        "不公开申请人姓名", "No applicant's name";
    "PRI-06" Warning 2 BOTH, [], Alone(privacy::home_addresses),
        "不公开家庭住址", "No home address";
    "PRI-07" Info 2 BOTH, [], Alone(privacy::case_numbers),
        "不写具体案号", "No case number";
    "PRI-08" Info 3 BOTH, [], Alone(privacy::passports_and_plates),
        "不公开护照号和车牌号", "No passport or plate number";
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
