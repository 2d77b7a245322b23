//! What counts as a figure where only its form tells a table from a sentence.

/// Whether the word is a number or stands for one.
pub(in crate::import) fn is_figure(word: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    matches!(word, "/" | "／" | "-" | "—" | "——" | "－" | "--" | "无")
        || (word.contains(digit)
            && word.chars().all(|c| digit(c) || matches!(c, '.' | ',' | '，' | '．' | '+' | '-' | '－')))
}

/// Whether the line is a page number: `- 3 -`, `第 3 页 共 6 页`, `3/6`.
pub(in crate::import) fn is_page_number(line: &str) -> bool {
    // Twenty characters at most; most lines of prose have more.
    if line.len() > 100 {
        return false;
    }
    let line = line.trim();
    let marked = line.starts_with(['-', '—', '–', '－', '·', '第', '─']) || line.contains(['/', '／']);
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let furniture = |c: char| c.is_whitespace() || "-—–－─·第页共/／".contains(c) || c.is_ascii_digit();
    marked && (1..=6).contains(&digits) && line.chars().count() <= 20 && line.chars().all(furniture)
}

/// Splits words with single blanks between them: a row of figures, also behind a label, has lost its columns
/// when it was copied from a viewer. `None` when they are no such row. `1 234` is one number.
pub(super) fn spaced_figures(text: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = text.split(' ').collect();
    let figures = words.iter().rev().take_while(|word| is_figure(word)).count();
    let all = figures == words.len();
    if figures < 3 && !(all && figures == 2) || is_grouped(&words) || is_page_number(text) {
        return None;
    }
    let label = words.iter().take(words.len() - figures).map(|word| word.len() + 1).sum::<usize>();
    let mut cells = Vec::new();
    if let Some((label, _)) = text.split_at_checked(label.saturating_sub(1)).filter(|(label, _)| !label.is_empty()) {
        cells.push(label);
    }
    cells.extend(words.iter().skip(words.len() - figures));
    Some(cells)
}

/// Whether the words are the groups of one number.
fn is_grouped(words: &[&str]) -> bool {
    words.split_first().is_some_and(|(first, rest)| {
        (1..=3).contains(&first.len())
            && rest.iter().all(|word| word.len() == 3)
            && words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_figures_are_told_from_sentences() {
        assert_eq!(spaced_figures("规章 0 12 -"), Some(vec!["规章", "0", "12", "-"]));
        assert_eq!(spaced_figures("1. 属于国家秘密 0 0 0"), Some(vec!["1. 属于国家秘密", "0", "0", "0"]));
        assert_eq!(spaced_figures("3001 53"), Some(vec!["3001", "53"]));
        for text in ["1 234", "12 345 678", "截至 2021 年", "行政许可 12", "- 3 -", "第 3 项", "2021 12"] {
            let expected = (text == "2021 12").then(|| vec!["2021", "12"]);
            assert_eq!(spaced_figures(text), expected, "{text}");
        }
    }

    #[test]
    fn page_numbers_are_known() {
        for text in ["-3-", "— 12 —", " - 3 - ", "第 3 页 共 6 页", "3/6"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["3", "-", "第三项", "2021-2022-2023-2024", "/", "3 件"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
