//! What became of changes that are written back into a Word document, in words.

use super::{Language, import_error};
use crate::amend::{AmendError, Left, Obstacle, Remark};

/// Why nothing was written, and what to do instead.
pub fn amend_error(error: &AmendError, language: Language) -> String {
    match error {
        AmendError::Import(error) => import_error(error, language),
        AmendError::Shape => language
            .pick(
                "改动涉及表格的行列，不能写回原文件：请导出新的 Word 文件，或者在原文件中修改表格。",
                "Rows or columns of tables have changed, which cannot be written back: export a new Word document, or change the table in the original.",
            )
            .to_owned(),
        AmendError::Archive => language
            .pick(
                "原文件的压缩方式少见，不能写回：请在 WPS 或 Word 中另存为 .docx 后再试。",
                "The original is packed in an unusual way and cannot be written back: save it as .docx in WPS or Word and try again.",
            )
            .to_owned(),
    }
}

/// A change that was left out, with the reason.
pub fn left(left: &Left, language: Language) -> String {
    let reason = obstacle(left.obstacle, language);
    match (left.from.is_empty(), left.to.is_empty(), language) {
        (true, _, Language::Chinese) => format!("未添加“{}”：{reason}", shortened(&left.to)),
        (_, true, Language::Chinese) => format!("未删除“{}”：{reason}", shortened(&left.from)),
        (_, _, Language::Chinese) => {
            format!("未把“{}”改为“{}”：{reason}", shortened(&left.from), shortened(&left.to))
        }
        (true, _, Language::English) => format!("“{}” was not added: {reason}", shortened(&left.to)),
        (_, true, Language::English) => format!("“{}” was not taken out: {reason}", shortened(&left.from)),
        (_, _, Language::English) => {
            format!("“{}” was not changed to “{}”: {reason}", shortened(&left.from), shortened(&left.to))
        }
    }
}

/// What a person should know about the file.
pub fn remark(remark: Remark, language: Language) -> &'static str {
    match remark {
        Remark::Signed => language.pick(
            "原文件带有数字签名：内容改动后签名失效，需要重新签名。",
            "The original bears a digital signature, which no longer fits: sign it again.",
        ),
        Remark::Protected => language.pick(
            "原文件设有编辑限制：限制仍然保留，改动已写入。",
            "The original is protected against editing: the protection stays, the changes are in it.",
        ),
    }
}

fn obstacle(obstacle: Obstacle, language: Language) -> &'static str {
    match obstacle {
        Obstacle::Number => {
            language.pick("这里有自动编号，请在 Word 中修改编号。", "there is an automatic number; change it in Word.")
        }
        Obstacle::Field => language.pick(
            "这里是域（自动计算或更新的内容），请在 Word 中修改后更新域。",
            "this is a field, which is worked out; change it in Word and update it.",
        ),
        Obstacle::Control => language.pick(
            "这里是内容控件（锁定、下拉选项或占位提示），请在 Word 中填写。",
            "this is a content control that is locked, a list, or a placeholder; fill it in in Word.",
        ),
        Obstacle::Formula => language.pick("这里是公式，请在 Word 中修改。", "this is a formula; change it in Word."),
        Obstacle::Alternatives => language.pick(
            "这处文字在文件里存有新旧两份，请在 Word 中修改。",
            "the file holds these words twice, for older and newer programs; change them in Word.",
        ),
        Obstacle::Divided => language.pick(
            "这处文字在文件里分成几段，请在 Word 中修改。",
            "these words are parted into several paragraphs in the file; change them in Word.",
        ),
        Obstacle::Tracked => language.pick(
            "这里已有他人的修订，请先在 Word 中接受或拒绝。",
            "somebody's tracked change is here; accept or reject it in Word first.",
        ),
        Obstacle::Unusual => language.pick(
            "这处文字的存储方式少见，请在 Word 中修改。",
            "these words are stored in an unusual way; change them in Word.",
        ),
        Obstacle::Paragraph => language.pick(
            "附近没有格式相同的段落，请在 Word 中添加。",
            "there is no paragraph of the same format beside it; add it in Word.",
        ),
        Obstacle::Character => language.pick(
            "其中有 Word 文件不能保存的字符，请删去后再试。",
            "there is a character that Word documents cannot hold; remove it and try again.",
        ),
        Obstacle::Unfaithful => language.pick(
            "写回后读出的内容与改动不一致，请在 Word 中修改。",
            "written back, it would not read as meant; change it in Word.",
        ),
    }
}

/// Words, shortened when they are many.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 24;
    match words.char_indices().nth(LONGEST).and_then(|(end, _)| words.get(..end)) {
        Some(beginning) => format!("{beginning}…"),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_is_a_sentence_with_the_reason() {
        for &obstacle in Obstacle::ALL {
            for (from, to, start) in
                [("1", "2", "未把“1”改为“2”："), ("", "2", "未添加“2”："), ("1", "", "未删除“1”：")]
            {
                let change = Left { from: from.to_owned(), to: to.to_owned(), obstacle };
                let said = left(&change, Language::Chinese);
                assert!(said.starts_with(start) && said.ends_with('。'), "{said}");
                let said = left(&change, Language::English);
                assert!(said.is_ascii() || said.contains('“'), "{said}");
                assert!(said.ends_with('.'), "{said}");
            }
        }
        let long = Left { from: "长".repeat(99), to: "短".to_owned(), obstacle: Obstacle::Field };
        assert!(left(&long, Language::Chinese).chars().count() < 80);
    }
}
