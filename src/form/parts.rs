//! The six parts of the report.

use std::sync::LazyLock;

use super::{Label, bare};
use crate::characters::{Characters, ideograph};

/// The title of a statutory part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartTitle {
    /// 1 to 6.
    pub part: u8,
    /// The Chinese numeral printed before the title.
    pub numeral: &'static str,
    /// The title without its number, and the other wordings that are read.
    pub label: Label,
    /// The first few of the accepted wordings are the statute's own (条例第五十条): as good as the official
    /// one.
    pub statutory: &'static [&'static str],
    /// The instruction that the blank form prints behind the title, and that must not be left in.
    pub instruction: &'static str,
}

/// The title of that part; `None` outside 1 to 6.
pub fn part_title(part: u8) -> Option<&'static PartTitle> {
    PARTS.iter().find(|title| title.part == part)
}

/// The part that has this title among the wordings of its own; made [`bare`].
pub fn part_named(title: &str) -> Option<u8> {
    // A draft asks it of every line.
    static TITLES: LazyLock<Vec<(String, u8)>> = LazyLock::new(|| {
        let titles = PARTS.iter().flat_map(|part| part.label.wordings().map(|wording| (bare(wording), part.part)));
        titles.collect()
    });
    TITLES.iter().find(|(wording, _)| wording == title).map(|(_, part)| *part)
}

/// Whether the title of a part may begin with that character, which is simplified; marks before it are passed over.
pub fn may_begin_title(c: char) -> bool {
    match c {
        '(' => false,
        '\u{4e00}'..='\u{9fff}' => BEGINNINGS.may_hold(c as u32),
        _ => true,
    }
}

/// The first characters of all wordings.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
static BEGINNINGS: Characters = {
    let mut set = Characters::NONE;
    let mut part = 0;
    while part < PARTS.len() {
        let label = &PARTS[part].label;
        set = set.with(ideograph(label.official.as_bytes(), 0));
        let mut wording = 0;
        while wording < label.also.len() {
            set = set.with(ideograph(label.also[wording].as_bytes(), 0));
            wording += 1;
        }
        part += 1;
    }
    set
};

/// The six parts in official order.
pub static PARTS: [PartTitle; 6] = [
    PartTitle {
        part: 1,
        numeral: "一",
        label: Label {
            official: "总体情况",
            also: &[
                "政府信息公开总体情况",
                "政府信息公开工作总体情况",
                "政府信息公开总体工作情况",
                "工作总体情况",
                "总体工作情况",
                "概述",
            ],
        },
        statutory: &[],
        instruction: "",
    },
    PartTitle {
        part: 2,
        numeral: "二",
        label: Label {
            official: "主动公开政府信息情况",
            also: &[
                "主动公开政府信息的情况",
                "行政机关主动公开政府信息情况",
                "行政机关主动公开政府信息的情况",
                "本年度主动公开政府信息情况",
                "主动公开政务信息情况",
                "主动公开情况",
            ],
        },
        statutory: &["主动公开政府信息的情况", "行政机关主动公开政府信息情况", "行政机关主动公开政府信息的情况"],
        instruction: "",
    },
    PartTitle {
        part: 3,
        numeral: "三",
        label: Label {
            official: "收到和处理政府信息公开申请情况",
            also: &[
                "收到和处理政府信息公开申请的情况",
                "行政机关收到和处理政府信息公开申请情况",
                "行政机关收到和处理政府信息公开申请的情况",
                "收到和处理政府信息公开申请情况统计表",
                "收到和处理信息公开申请情况",
                "依申请公开政府信息情况",
            ],
        },
        statutory: &[
            "收到和处理政府信息公开申请的情况",
            "行政机关收到和处理政府信息公开申请情况",
            "行政机关收到和处理政府信息公开申请的情况",
        ],
        instruction: "",
    },
    PartTitle {
        part: 4,
        numeral: "四",
        label: Label {
            official: "政府信息公开行政复议、行政诉讼情况",
            also: &[
                "政府信息公开行政复议行政诉讼情况",
                "政府信息公开行政复议和行政诉讼情况",
                "政府信息公开行政复议及行政诉讼情况",
                "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                "因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
                "行政复议和行政诉讼情况",
                "行政复议及行政诉讼情况",
                "行政复议、行政诉讼情况",
                "因政府信息公开被申请行政复议、提起行政诉讼情况",
            ],
        },
        statutory: &[
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
        ],
        instruction: "",
    },
    PartTitle {
        part: 5,
        numeral: "五",
        label: Label {
            official: "存在的主要问题及改进情况",
            also: &[
                "存在主要问题及改进情况",
                "存在的主要问题和改进情况",
                "存在问题及改进情况",
                "存在的问题及改进情况",
                "存在问题及改进措施",
                "存在的主要问题及改进措施",
                "存在的主要问题及整改措施",
                "主要问题及改进措施",
                "主要问题及改进情况",
                "政府信息公开工作存在的主要问题及改进情况",
                "政府信息公开工作存在的问题及改进情况",
                "存在的主要问题及改进方向",
                "存在问题及改进思路",
                "存在的主要问题及下一步工作打算",
            ],
        },
        statutory: &["政府信息公开工作存在的主要问题及改进情况"],
        instruction: "",
    },
    PartTitle {
        part: 6,
        numeral: "六",
        label: Label {
            official: "其他需要报告的事项",
            also: &[
                "其它需要报告的事项",
                "其他需报告的事项",
                "需要报告的其他事项",
                "其他需要报告事项",
                "其他事项",
                "其他需要说明的事项",
            ],
        },
        statutory: &[],
        instruction: "（文字描述，收取信息处理费情况在此处报告。）",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_names_its_part() {
        for title in &PARTS {
            assert!(title.label.wordings().all(|wording| part_named(&bare(wording)) == Some(title.part)));
        }
        assert_eq!(["", "一", "总体", "总体情况分析"].map(part_named), [None; 4]);
        let begins = |wording: &str| bare(wording).chars().next().is_some_and(may_begin_title);
        assert!(PARTS.iter().flat_map(|title| title.label.wordings()).all(begins));
        assert!(['、', '.'].into_iter().all(may_begin_title) && !['(', '截', '全'].into_iter().any(may_begin_title));
    }

    #[test]
    fn statutory_wordings_are_accepted_ones() {
        for title in &PARTS {
            assert!(title.statutory.iter().all(|wording| title.label.also.contains(wording)), "{}", title.part);
        }
    }
}
