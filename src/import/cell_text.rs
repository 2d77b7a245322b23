//! The text of a table cell that is written on several lines.

/// Joins the lines of a cell. A label written one character a line (本/年/新/收) is one word, so a space
/// stands only between two characters neither of which is Chinese.
pub fn join_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for line in lines {
        let line = line.trim();
        let (Some(next), last) = (line.chars().next(), joined.chars().next_back()) else { continue };
        if last.is_some_and(|last| !is_chinese(last) && !is_chinese(next)) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// Whether it is a Chinese character, Chinese punctuation, or full-width.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' // dash, quotation marks, ellipsis
        | '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::join_lines;

    #[test]
    fn only_words_of_other_scripts_are_kept_apart() {
        assert_eq!(join_lines(["三", "、", "本", "年", "度"]), "三、本年度");
        assert_eq!(join_lines([" 商业 ", "", "企业"]), "商业企业");
        assert_eq!(join_lines(["2024", "年"]), "2024年");
        assert_eq!(join_lines(["12", "34"]), "12 34");
        assert_eq!(join_lines(["“三安全", "一稳定”"]), "“三安全一稳定”");
        assert_eq!(join_lines([]), "");
    }
}
