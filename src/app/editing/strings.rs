//! What the page says while somebody edits in place, in both languages.

use super::Said;
use super::totals::Sum;
use crate::app::state::State;
use crate::form::{CellId, Scope};
use crate::render::sentence::{self, Language};
use crate::report::{Problem, Value};

/// So many figures of those that did not fit are named.
const NAMED: usize = 12;

/// What is said about an edit, and whether it is an error.
pub fn said(said: &Said, language: Language) -> (String, bool) {
    let named = |figures: &[String]| {
        let shown: Vec<&str> = figures.iter().take(NAMED).map(String::as_str).collect();
        let rest = if figures.len() > NAMED { "……" } else { "" };
        format!("{}{rest}", shown.join(language.pick("、", ", ")))
    };
    let text = match said {
        Said::NoCell => language
            .pick(
                "原文里没有这一格（缺了这一行或这一列，或行里少了空格位），无处可填。请先在原文中补上。",
                "The draft has no place for this cell: its row or column is missing. Add it in the draft first.",
            )
            .to_owned(),
        Said::Uncertain => language
            .pick(
                "这一行的数字分不清各属哪一列，不能在这里改。请在左边原文中补齐这一行的各格。",
                "Which figure of this row belongs to which column cannot be told. Mend the row in the draft.",
            )
            .to_owned(),
        Said::NoPlace => language
            .pick(
                "这段文字在原文中没有单独的位置，请在原文中修改。",
                "This text has no place of its own; edit it in the draft.",
            )
            .to_owned(),
        Said::Unfit(text) => language.pick(
            format!("“{text}”填进去会使原文的表格读错，没有填入；原来的内容未动。请在原文中修改。"),
            format!("“{text}” was not filled in: the table in the draft would be read wrongly. Edit it in the draft."),
        ),
        Said::Pasted { filled, beyond, unplaced, labels } => {
            let mut parts = vec![language.pick(format!("已填入 {filled} 格。"), format!("{filled} cells filled. "))];
            if *labels > 0 {
                parts.push(language.pick(
                    format!("随同复制的 {labels} 格文字未填入。"),
                    format!("{labels} cells of labels were left out. "),
                ));
            }
            if !beyond.is_empty() {
                parts.push(language.pick(
                    format!("{} 格超出表格，未填入：{}。", beyond.len(), named(beyond)),
                    format!("{} lay beyond the table: {}. ", beyond.len(), named(beyond)),
                ));
            }
            if !unplaced.is_empty() {
                parts.push(language.pick(
                    format!("{} 格在原文中没有位置，未填入：{}。", unplaced.len(), named(unplaced)),
                    format!("{} have no place in the draft: {}. ", unplaced.len(), named(unplaced)),
                ));
            }
            parts.concat()
        }
    };
    let is_error = match said {
        Said::NoCell | Said::Uncertain | Said::NoPlace | Said::Unfit(_) => true,
        Said::Pasted { beyond, unplaced, .. } => !beyond.is_empty() || !unplaced.is_empty(),
    };
    (text, is_error)
}

/// A cell as a screen reader says it: row, column, content, what is wrong. The preview is Chinese in either language of
/// the page.
pub fn cell_label(state: &State, cell: CellId) -> String {
    let chinese = Language::Chinese;
    let name = sentence::cell_name(cell, chinese);
    let written = state.report.cells.get(&cell);
    let content = match written.map(|cell| cell.value) {
        None => "原文中没有这一格".to_owned(),
        Some(Value::Blank) => "空白".to_owned(),
        Some(Value::Unread(problem)) => {
            let raw = written.map_or("", |cell| cell.raw.as_str());
            match problem {
                Problem::UncertainColumn => "分不清属于哪一列".to_owned(),
                Problem::NotANumber | Problem::TooLong => format!("{raw}（不是数字）"),
            }
        }
        Some(Value::Number(_) | Value::Placeholder) => written.map_or_else(String::new, |cell| cell.raw.clone()),
    };
    let severity = state.examination.marks().cell(cell).severity;
    let severity = severity.map(|severity| format!("，有{}", sentence::severity_name(severity, chinese)));
    format!("{name}，{content}{}", severity.unwrap_or_default())
}

/// What a button that fills a total says; of several each says how it was reckoned.
pub fn offer(sum: &Sum, is_one_of_several: bool, language: Language) -> String {
    let amount = sum.amount;
    let how = match (is_one_of_several, sum.scope) {
        (false, _) => language.pick("填入合计", "Fill in"),
        (true, Scope::Row(..)) => language.pick("按本行合计填入", "Fill in, by row:"),
        (true, Scope::Column(..)) => language.pick("按本列合计填入", "Fill in, by column:"),
    };
    let blanks = if sum.has_blanks { language.pick("（空白按 0 计）", " (blank as 0)") } else { "" };
    format!("{how} {amount}{blanks}")
}

/// What the editor's keys do.
pub fn hint(is_cell: bool, language: Language) -> &'static str {
    match is_cell {
        true => language.pick("Enter 确定　Esc 放弃", "Enter keeps · Esc gives up"),
        false => language.pick(
            "Enter 确定　Shift+Enter 另起一段　Esc 放弃",
            "Enter keeps · Shift+Enter new paragraph · Esc gives up",
        ),
    }
}

/// What the editor of a passage is called.
pub fn passage_label(language: Language) -> &'static str {
    language.pick("修改这一段", "Edit this paragraph")
}

/// The way from a cell to what is wrong with it, where the findings are out of sight.
pub fn show_finding(language: Language) -> &'static str {
    language.pick("看问题", "Show the finding")
}
