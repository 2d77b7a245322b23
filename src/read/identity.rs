//! Who reports, and for which year.

use super::scan::Scan;
use crate::form::is_word;
use crate::report::{Passage, Report};

/// What follows the organ's name in a title.
const REPORT_WORDS: [&str; 5] = ["政府信息公开", "政务公开", "信息公开", "政务信息公开", "依法行政"];

/// The organ named by the title; else by a sentence such as 本报告由…编制 in the preamble.
pub(super) fn organ(title: &str, preamble: &[Passage]) -> Option<String> {
    from_title(title).or_else(|| preamble.iter().find_map(|paragraph| from_sentence(&paragraph.text)))
}

fn from_title(title: &str) -> Option<String> {
    let compact: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    let end = REPORT_WORDS.iter().filter_map(|word| compact.find(word)).min()?;
    let mut name = compact.get(..end)?.to_owned();
    if let Some(year) = name.find(|c: char| crate::form::simplify(c).is_ascii_digit()) {
        // The year stands before the name or behind it.
        let (head, tail) = name.split_at_checked(year)?;
        let tail = tail.trim_start_matches(|c: char| crate::form::simplify(c).is_ascii_digit());
        let tail = tail.trim_start_matches(['年', '度']);
        name = if head.chars().count() >= 2 { head.to_owned() } else { tail.to_owned() };
    }
    clean(&name)
}

/// `本报告由青石镇人民政府编制`.
fn from_sentence(sentence: &str) -> Option<String> {
    let compact: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
    let (_, rest) = compact.split_once("报告由").or_else(|| compact.split_once("年报由"))?;
    let end = ["编制", "发布", "撰写", "根据", "按照"].iter().filter_map(|word| rest.find(word)).min()?;
    clean(rest.get(..end)?)
}

fn clean(name: &str) -> Option<String> {
    let name = name.trim_start_matches("关于").trim_matches(|c: char| !is_word(c) && c != '）' && c != ')');
    let length = name.chars().count();
    let is_name = (2..=40).contains(&length) && !name.contains(['。', '，', ',', '；', '：', ':', '《']);
    is_name.then(|| name.to_owned())
}

/// The year named in a title: four digits before 年.
pub(super) fn year(text: &str) -> Option<i32> {
    let scan = Scan::new(text);
    let mut index = 0;
    while index < scan.len() {
        match scan.number(index, 4) {
            Some((year, after)) => {
                if (2000..2100).contains(&year) && scan.get(after) == Some('年') {
                    return i32::try_from(year).ok();
                }
                index = after;
            }
            None => {
                // A run of more than four digits is skipped whole.
                let digits =
                    (index..scan.len()).take_while(|&i| scan.get(i).is_some_and(|c| c.is_ascii_digit())).count();
                index += digits.max(1);
            }
        }
    }
    None
}

/// The year the first part begins with, when the title and the period do not tell.
pub(super) fn year_of_text(report: &Report) -> Option<i32> {
    let first_part = report.section(1).map(|section| section.paragraphs.as_slice()).unwrap_or_default();
    report.preamble.iter().chain(first_part).take(3).find_map(|paragraph| {
        let head: String = paragraph.text.chars().take(12).collect();
        year(&head)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_are_found_in_titles() {
        for (title, organ) in [
            ("青石镇人民政府2024年政府信息公开工作年度报告", Some("青石镇人民政府")),
            ("2023年临河街道办事处政府信息公开工作年度报告", Some("临河街道办事处")),
            ("临河街道办事处 2021 年政府信息公开 工作年度报告", Some("临河街道办事处")),
            ("云溪县财政局２０２４年度政府信息公开年度报告", Some("云溪县财政局")),
            ("云溪县财政局政府信息公开工作2022年度报告", Some("云溪县财政局")),
            ("2024年政府信息公开工作年度报告", None),
            ("政府信息公开工作年度报告", None),
            ("", None),
        ] {
            assert_eq!(from_title(title).as_deref(), organ, "{title}");
        }
        assert_eq!(from_sentence("本报告由青石镇人民政府根据《条例》编制").as_deref(), Some("青石镇人民政府"));
    }

    #[test]
    fn years_are_four_digits_before_the_word() {
        for (title, expected) in [
            ("青石镇人民政府2024年政府信息公开工作年度报告", Some(2024)),
            ("青石镇 ２０２４ 年度报告", Some(2024)),
            ("20241年报告", None),
            ("国令第711号", None),
            ("1998年报告", None),
        ] {
            assert_eq!(year(title), expected, "{title}");
        }
    }
}
