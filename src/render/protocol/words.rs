//! The fixed words of the document.

use crate::render::sentence::Language;

/// The words in one language.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names say it")]
#[cfg_attr(
    not(feature = "writers"),
    allow(dead_code, reason = "the examiner makes the document, and does not write it")
)]
pub struct Words {
    pub title: &'static str,
    pub report: &'static str,
    pub organ: &'static str,
    pub year: &'static str,
    pub file: &'static str,
    pub summary: &'static str,
    pub findings: &'static str,
    pub nothing: &'static str,
    pub place: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub number: &'static str,
    pub sum: &'static str,
    pub suggestion: &'static str,
    pub aside: &'static str,
    pub reason: &'static str,
    pub not_checked: &'static str,
    pub checked_by: &'static str,
    pub date: &'static str,
    /// `{}`: how many.
    pub more: &'static str,
    /// `{}`: how many.
    pub zeros: &'static str,
    /// A cell in which nothing is written.
    pub blank: &'static str,
    pub colon: &'static str,
    pub separator: &'static str,
}

/// The words in that language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

static CHINESE: Words = Words {
    title: "核对意见",
    report: "报告",
    organ: "机关",
    year: "年度",
    file: "文件",
    summary: "核对结果",
    findings: "发现的问题",
    nothing: "没有发现问题。",
    place: "位置",
    left: "等式左边",
    right: "等式右边",
    number: "填报数",
    sum: "合计",
    suggestion: "修改建议",
    aside: "已说明理由、不作处理的问题",
    reason: "理由",
    not_checked: "未能核对的事项",
    checked_by: "核对人：",
    date: "日期：　　　　年　　月　　日",
    more: "另有 {} 处",
    zeros: "其余 {} 项",
    blank: "空白",
    colon: "：",
    separator: "；",
};

static ENGLISH: Words = Words {
    title: "Notes on a check",
    report: "Report",
    organ: "Organ",
    year: "Year",
    file: "File",
    summary: "Result",
    findings: "Findings",
    nothing: "Nothing was found.",
    place: "Place",
    left: "Left side",
    right: "Right side",
    number: "Reported",
    sum: "Sum",
    suggestion: "Suggested change",
    aside: "Set aside, with the reasons",
    reason: "Reason",
    not_checked: "Not checked",
    checked_by: "Checked by: ",
    date: "Date: ",
    more: "{} more",
    zeros: "{} others",
    blank: "blank",
    colon: ": ",
    separator: "; ",
};
