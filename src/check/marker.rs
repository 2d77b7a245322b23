//! The marks that number headings and items within a part: `（一）`, `1.`, `（1）`, `①`, `一是`.

use crate::document::Span;
use crate::form::simplify;

/// How an item is numbered, from the outermost to the innermost as reports nest them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `一、`
    Numeral,
    /// `（一）`
    BracketedNumeral,
    /// `1.` or `1、`
    Digit,
    /// `（1）` or `1）`
    BracketedDigit,
    /// `①`
    Circled,
    /// `一是`
    Ordinal,
}

impl Style {
    /// Every style.
    pub const ALL: [Style; 6] =
        [Style::Numeral, Style::BracketedNumeral, Style::Digit, Style::BracketedDigit, Style::Circled, Style::Ordinal];

    /// The number as this style writes it, without brackets and marks.
    pub fn number(self, number: usize) -> String {
        match self {
            Style::Digit | Style::BracketedDigit => number.to_string(),
            Style::Circled => "①②③④⑤⑥⑦⑧⑨⑩".chars().nth(number.wrapping_sub(1)).into_iter().collect(),
            Style::Numeral | Style::BracketedNumeral | Style::Ordinal => numeral(number),
        }
    }
}

/// The number of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub style: Style,
    /// What it counts.
    pub number: usize,
    /// The bytes of the number alone.
    pub digits: Span,
    /// The bytes of the whole mark.
    pub span: Span,
    /// The mark behind the number, simplified: `.`, `、`, `)`, `是`; a blank behind `①`.
    pub separator: char,
}

const NUMERALS: &str = "一二三四五六七八九十";

/// A small number in Chinese numerals.
fn numeral(number: usize) -> String {
    let digit = |n: usize| NUMERALS.chars().nth(n.wrapping_sub(1));
    let (tens, ones) = (number / 10, number % 10);
    let ten = (tens > 0).then_some('十');
    digit(tens).filter(|_| tens > 1).into_iter().chain(ten).chain(digit(ones).filter(|_| ones > 0)).collect()
}

/// The mark at the beginning of the text.
pub fn marker(text: &str) -> Option<Marker> {
    let start = text.len() - text.trim_start().len();
    let mut rest = text.get(start..)?.char_indices().map(|(at, c)| (start + at, c, simplify(c))).peekable();
    let &(_, first, plain) = rest.peek()?;
    if ('①'..='⑩').contains(&first) {
        let number = u32::from(first) - u32::from('①') + 1;
        let span = Span::new(start, start + first.len_utf8());
        return Some(Marker {
            style: Style::Circled,
            number: usize::try_from(number).ok()?,
            digits: span,
            span,
            separator: ' ',
        });
    }
    let is_bracketed = plain == '(';
    // Most lines begin with no number.
    if !is_bracketed && !is_number(plain) {
        return None;
    }
    if is_bracketed {
        rest.next();
    }
    let &(from, ..) = rest.peek()?;
    let (mut digits, mut numerals, mut number, mut end) = (0, 0, 0, from);
    while let Some((at, c, plain)) = rest.next_if(|&(_, _, c)| is_number(c)) {
        end = at + c.len_utf8();
        match plain.to_digit(10) {
            Some(digit) => {
                digits += 1;
                number = number * 10 + usize::try_from(digit).ok()?;
            }
            None => {
                numerals += 1;
                number = count_on(number, plain)?;
            }
        }
        if digits + numerals > 3 {
            return None;
        }
    }
    let (_, _, mark) = rest.next().filter(|_| number > 0 && (digits == 0) != (numerals == 0))?;
    let end_of_mark = rest.peek().map_or(text.len(), |&(at, ..)| at);
    let style = match (is_bracketed, digits > 0, mark) {
        (true, true, ')') | (false, true, ')') => Style::BracketedDigit,
        (true, false, ')') => Style::BracketedNumeral,
        // 1.2万: a figure, no item.
        (false, true, '.') if rest.peek().is_some_and(|(_, _, next)| next.is_ascii_digit()) => return None,
        (false, true, '.' | '、') => Style::Digit,
        (false, false, '、') => Style::Numeral,
        (false, false, '是') => Style::Ordinal,
        _ => return None,
    };
    let span = Span::new(start, end_of_mark);
    Some(Marker { style, number, digits: Span::new(from, end), span, separator: mark })
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// One more numeral: 十 behind a digit is ten times it, a digit behind 十 is added.
fn count_on(number: usize, c: char) -> Option<usize> {
    let value = NUMERALS.chars().position(|numeral| numeral == c)? + 1;
    match (number, value) {
        (0, value) => Some(value),
        (1..=9, 10) => Some(number * 10),
        (10.., 1..=9) if number.is_multiple_of(10) => Some(number + value),
        _ => None,
    }
}

/// `一是`, `二是` and so on anywhere in the text, each at the beginning of a clause.
pub fn ordinals(text: &str) -> impl Iterator<Item = (usize, Span)> {
    text.match_indices('是').filter_map(move |(at, word)| {
        let before = text.get(..at)?;
        let tail = before.trim_end_matches(is_numeral);
        let number = before.get(tail.len()..)?.chars().try_fold(0, count_on).filter(|&number| number > 0)?;
        let begins = tail.chars().next_back().is_none_or(|c| !crate::form::is_word(c));
        let end = at + word.len();
        (begins && !text.get(end..)?.starts_with('否')).then_some((number, Span::new(tail.len(), end)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_by_their_style() {
        for (text, style, number, mark) in [
            ("（一）主动公开", Style::BracketedNumeral, 1, "（一）"),
            ("(十二) 主动公开", Style::BracketedNumeral, 12, "(十二)"),
            ("  1.主动公开", Style::Digit, 1, "1."),
            ("１、主动公开", Style::Digit, 1, "１、"),
            ("（3）主动公开", Style::BracketedDigit, 3, "（3）"),
            ("3）主动公开", Style::BracketedDigit, 3, "3）"),
            ("④主动公开", Style::Circled, 4, "④"),
            ("二十一是主动公开", Style::Ordinal, 21, "二十一是"),
            ("二、主动公开", Style::Numeral, 2, "二、"),
        ] {
            let found = marker(text).unwrap();
            assert_eq!((found.style, found.number, &text[found.span.range()]), (style, number, mark), "{text}");
            let digits = &text[found.digits.range()];
            let plain: String = digits.chars().map(simplify).collect();
            assert_eq!(style.number(number), plain, "{text}");
        }
        for text in ["1.2万条", "2024年", "2024.1.5", "一季度", "（如图）", "12345热线", "三三、", "", "（一"]
        {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn ordinals_begin_clauses() {
        let found = |text| ordinals(text).map(|(number, _)| number).collect::<Vec<_>>();
        assert_eq!(found("存在问题：一是更新慢；二是解读少。十一是其他"), [1, 2, 11]);
        assert_eq!(found("统一是前提，第一是人，一是否二，这是"), [0; 0]);
    }
}
