//! The rules. A rule is one line here, a function in its family's file, its sentences in `messages`, and a page
//! `pages/<ID>.md`, which explains it and whose examples are executed by a test.

use super::context::Context;
use super::finding::{Finding, Severity};
use super::{dates, disclosure, disputes, plausibility, privacy, structure, tables, wording};
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
const OFF: &[&str] = &[];

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
use Need::{AnyTable, Level, Part, Year};
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
