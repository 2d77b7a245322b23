//! Numbers that are no data: dates, document numbers, articles, list marks, telephone numbers, identifiers, scores.

use super::affix::Words;

/// What stands before a number that is no data.
static BEFORE: Words<14> =
    Words::new(["第", "〔", "+", "-", ".", "/", "邮编", "邮编:", "电话", "电话:", "传真:", "国令", "字", "编号"]);

/// What stands behind a number that is no data.
static BEHIND: Words<34> = Words::new([
    "月",
    "日",
    "时",
    "号",
    "届",
    "版",
    "楼",
    "室",
    "级",
    "岁",
    "分",
    "热线",
    "路",
    "街",
    "栋",
    "弄",
    "+",
    "〕",
    "/",
    ":",
    "-",
    "天",
    "小时",
    "个工作日",
    "工作日",
    "个月",
    "个季度",
    "个部分",
    "个方面",
    "部分",
    "方面",
    "大",
    "周",
    "季度",
]);

/// Whether the number between the two texts is data. `digits` is as written, without marks between groups.
pub fn is_data(before: &str, digits: &str, behind: &str) -> bool {
    let has_many_digits = digits.len() > 9 && !digits.contains('.');
    let has_leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    !has_many_digits
        && !has_leading_zero
        && !BEFORE.end(before)
        && BEHIND.beginning(behind).is_none()
        && !is_list_mark(before, behind)
        && !is_time(before)
}

/// 30 in `9:30`; but 政府网站:320条 is data.
fn is_time(before: &str) -> bool {
    before.strip_suffix(':').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

/// `1.` and `1、` at the beginning of a sentence, `(1)` anywhere.
fn is_list_mark(before: &str, behind: &str) -> bool {
    let opens = before.is_empty() || before.ends_with(['。', ';', ':', '!', '?']);
    (opens && behind.starts_with(['.', '、', ')'])) || (before.ends_with('(') && behind.starts_with(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_no_data() {
        for (before, digits, behind) in [
            ("国办公开办函〔2021〕", "12", "月31日"),
            ("国令第", "711", "号"),
            ("", "1", "、落实要点"),
            ("如下:", "2", ".公开"),
            ("(", "3", ")办理"),
            ("邮编:", "499900", ","),
            ("电话:0490-", "5550126", ")"),
            ("", "12345", "热线"),
            ("“", "1", "+X"),
            ("共", "13912345678", "次"),
            ("第", "3", "名"),
            ("得分", "98.5", "分"),
            ("建议", "38", "号"),
            ("由", "6", "个部分组成"),
            ("", "20", "个工作日"),
            ("9:", "30", ","),
        ] {
            assert!(!is_data(before, digits, behind), "{before}{digits}{behind}");
        }
        for (before, digits, behind) in [
            ("网站:", "320", "条"),
            ("申请", "41", "件"),
            ("公开", "0", "件"),
            ("予以公开", "45", "、部分公开"),
            ("制定", "3", "部规章"),
        ] {
            assert!(is_data(before, digits, behind), "{before}{digits}{behind}");
        }
    }
}
