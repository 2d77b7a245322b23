//! Why a link could not be made or opened, in words.

use super::Language;
use crate::share::{LARGEST, LONGEST, LinkError};

/// One clear sentence: what is wrong with the link, and what to do instead.
pub fn link_error(error: LinkError, language: Language) -> String {
    match language {
        Language::Chinese => chinese(error),
        Language::English => english(error),
    }
}

fn chinese(error: LinkError) -> String {
    match error {
        LinkError::NotALink => "这不是勾稽的报告链接：请复制完整的链接，从 # 开始的部分也要带上。".to_owned(),
        LinkError::LaterVersion => "链接由更新的版本生成，这里打不开：请使用最新版本的勾稽。".to_owned(),
        LinkError::TooLarge => "报告内容太多，放不进链接：请改用只含数字的链接，或者导出文件后发送。".to_owned(),
        LinkError::TooLong(length) => {
            format!("链接太长（{length} 个字符），超过 {LONGEST} 个字符的上限：请向发送人索取文件。")
        }
        LinkError::Bomb => {
            format!("链接的内容超过 {} KB，不像一份年度报告，已停止读取：请向发送人索取文件。", LARGEST >> 10)
        }
        LinkError::Damaged => "链接不完整或被改动过：请重新复制完整的链接，或者请对方重新发送。".to_owned(),
        LinkError::Encrypted => "链接已加密：请输入发送人告知的口令。".to_owned(),
        LinkError::WrongPassphrase => "口令不对：请核对后重新输入。".to_owned(),
    }
}

fn english(error: LinkError) -> String {
    match error {
        LinkError::NotALink => {
            "This is no link to a report: copy the whole link, with everything from the # on.".to_owned()
        }
        LinkError::LaterVersion => {
            "The link was made by a later version and cannot be opened here: use the latest version of Gouji."
                .to_owned()
        }
        LinkError::TooLarge => {
            "There is too much in the report for a link: use a link with numbers only, or send an exported file."
                .to_owned()
        }
        LinkError::TooLong(length) => {
            format!("The link is too long ({length} characters; the limit is {LONGEST}): ask the sender for a file.")
        }
        LinkError::Bomb => format!(
            "There is more than {} KB in the link, which no annual report has, so reading was stopped: ask the sender for a file.",
            LARGEST >> 10
        ),
        LinkError::Damaged => {
            "The link is incomplete or was changed on its way: copy the whole link again, or ask for it anew."
                .to_owned()
        }
        LinkError::Encrypted => "The link is encrypted: enter the pass-phrase that the sender told you.".to_owned(),
        LinkError::WrongPassphrase => "The pass-phrase is not right: check it and enter it again.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_one_sentence_in_each_language() {
        for error in [
            LinkError::NotALink,
            LinkError::LaterVersion,
            LinkError::TooLarge,
            LinkError::TooLong(70_000),
            LinkError::Bomb,
            LinkError::Damaged,
            LinkError::Encrypted,
            LinkError::WrongPassphrase,
        ] {
            let chinese = link_error(error, Language::Chinese);
            assert!(
                chinese.ends_with('。') && chinese.matches('。').count() == 1 && chinese.contains('：'),
                "{chinese}"
            );
            let english = link_error(error, Language::English);
            assert!(english.ends_with('.') && english.is_ascii() && english.contains(": "), "{english}");
        }
    }
}
