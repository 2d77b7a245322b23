//! What stands between the words that are known: whether a phrase is understood to its last character. Real reports say
//! things in ways without end; a phrase with a word that nobody has taught us may mean something else.

use super::clause::is_own_name;
use super::lexer;

/// Words that change nothing about what a number counts, longer ones before those that begin them.
#[rustfmt::skip]
const HARMLESS: [&str; 85] = [
    "系统", "依法依规", "依法", "由", "尚", "费用", "社会公众", "各类", "各有关", "有关", "有", "引起", "引发", "产生", "发生",
    "新发生", "提出", "提交", "提起", "继续", "案件", "案", "数量", "数", "件数", "件", "情况", "工作",
    "相关", "群众", "完成", "接受", "接到", "原因", "要求", "目前", "现", "截至", "规范", "结果", "决定",
    "方面", "涉及", "涉", "再行", "总", "一是", "二是", "三是", "四是", "做好", "通过", "渠道", "方式", "因",
    "的", "已", "年", "度", "月", "日", "底", "及", "和", "或", "且", "并", "至", "到", "在", "为", "被",
    "了", "其", "向", "内", "共", "另", "约", "也", "都", "即", "而", "于", "类",
];

/// Whether nothing in a phrase is unknown, but for names of the organ that reports.
pub fn is_understood(phrase: &str, organ: &str) -> bool {
    let mut at = 0;
    let mut is_harmless_to = |end: usize, next: usize| {
        let gap = phrase.get(at..end).unwrap_or("");
        at = next;
        is_harmless(gap, organ)
    };
    let mut tokens = Vec::new();
    lexer::read(phrase, &mut tokens);
    tokens.iter().all(|token| is_harmless_to(token.span.start, token.span.end))
        && is_harmless_to(phrase.len(), phrase.len())
}

fn is_harmless(gap: &str, organ: &str) -> bool {
    let is_mark = |c: char| c.is_ascii();
    let mut rest = gap.trim_matches(is_mark);
    while let Some(shorter) = HARMLESS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start_matches(is_mark);
    }
    while let Some(shorter) = HARMLESS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end_matches(is_mark);
    }
    rest.is_empty() || is_own_name(rest, organ)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_with_a_word_that_nobody_knows_is_not_understood() {
        let is = |phrase| is_understood(phrase, "青石市财政局");
        assert!(is("2024年,我局共收到政府信息公开申请") && is("因政府信息公开引起的行政复议") && is("市财政局已办结"));
        assert!(is("全市各级行政机关收到的政府信息公开申请数量为"));
        assert!(!is("全部依照《青石市政府信息公开示范文本》答复"));
        assert!(!is("转接下年度办理") && !is("许可办结送达") && !is("部门新收依申请公开数量为"));
        assert!(!is("以区政府名义印发的行政规范性文件") && !is("青石街道受理申请"));
    }
}
