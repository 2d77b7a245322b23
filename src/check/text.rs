//! Looking for words in prose, whatever way they are written.

use std::ops::Deref;

use crate::characters::common;
use crate::document::Span;
use crate::form::simplify;

/// Which characters a text holds, as far as a kilobit can tell: what it denies is not there, what it affirms may be.
/// Most words that rules look for are in few lines, and their letters tell that sooner than a search.
#[derive(Clone, Copy, Debug, Default)]
pub struct CharSet([u64; CharSet::WORDS]);

impl CharSet {
    const WORDS: usize = 16;

    const fn bit(c: char) -> (usize, u64) {
        ((c as usize >> 6) % CharSet::WORDS, 1 << (c as u32 & 63))
    }

    /// Adds a character.
    pub fn insert(&mut self, c: char) {
        let (word, bit) = CharSet::bit(c);
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= bit;
        }
    }

    /// Whether the character may be there.
    pub fn may_hold(&self, c: char) -> bool {
        let (word, bit) = CharSet::bit(c);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

/// A line of the report with what is known of its letters: searching it is a matter of letters first.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    text: &'a str,
    letters: &'a CharSet,
}

impl<'a> Words<'a> {
    /// A text with the set of its letters.
    pub const fn new(text: &'a str, letters: &'a CharSet) -> Words<'a> {
        Words { text, letters }
    }

    /// The text alone.
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// Whether it may hold the character.
    pub fn may_hold(self, c: char) -> bool {
        self.letters.may_hold(c)
    }

    /// Whether it may hold one of the characters.
    pub fn may_hold_any(self, characters: &[char]) -> bool {
        characters.iter().any(|&c| self.letters.may_hold(c))
    }

    /// Whether it may hold the word.
    pub fn may_be_in(self, word: &str) -> bool {
        word.chars().all(|c| self.letters.may_hold(c))
    }

    /// Whether it holds the word.
    pub fn contains(self, word: &str) -> bool {
        self.may_be_in(word) && self.text.contains(word)
    }

    /// The byte at which the word stands first.
    pub fn find(self, word: &str) -> Option<usize> {
        self.may_be_in(word).then(|| places(self.text, word).next())?
    }

    /// The bytes at which the word stands.
    pub fn places(self, word: &str) -> impl Iterator<Item = usize> + use<'a, '_> {
        let text = if self.may_be_in(word) { self.text } else { "" };
        places(text, word)
    }
}

impl Deref for Words<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

/// The bytes at which the word stands in the text, none within another. The searches of the standard library prepare
/// themselves for long words and texts; for a few ideographs in a paragraph that takes longer than to look for the last.
pub fn places<'t, 'w>(text: &'t str, word: &'w str) -> impl Iterator<Item = usize> + use<'t, 'w> {
    let (text, last) = word.chars().next_back().map_or(("", ' '), |last| (text, last));
    let mut free = 0;
    text.match_indices(last).filter_map(move |(at, last)| {
        let end = at + last.len();
        let at = end.checked_sub(word.len()).filter(|&at| at >= free)?;
        text.as_bytes().get(at..end).filter(|written| *written == word.as_bytes())?;
        free = end;
        Some(at)
    })
}

/// Whether the text begins with the word. Its last byte tells that most words of a list are none of them.
pub fn begins(text: &str, word: &str) -> bool {
    let last = word.len().checked_sub(1).and_then(|last| text.as_bytes().get(last));
    last == word.as_bytes().last() && text.starts_with(word)
}

/// Whether the text ends with the word. Its last byte tells that most words of a list are none of them.
pub fn ends(text: &str, word: &str) -> bool {
    (word.is_empty() || text.as_bytes().last() == word.as_bytes().last()) && text.ends_with(word)
}

/// What can be searched for a word.
pub trait Searched {
    /// Whether the word stands in it.
    fn holds(&self, word: &str) -> bool;
}

impl Searched for &str {
    fn holds(&self, word: &str) -> bool {
        self.contains(word)
    }
}

impl Searched for Words<'_> {
    fn holds(&self, word: &str) -> bool {
        self.contains(word)
    }
}

/// The first place where the pattern stands, not counting white space and the differences [`simplify`]
/// levels. In the pattern `[` and `]` stand for brackets of any kind.
pub fn find(text: &str, pattern: &str) -> Option<Span> {
    let first = pattern.chars().next()?;
    // An ideograph is written in one way only: most texts need no second look.
    if is_ideograph(first) && !text.contains(first) {
        return None;
    }
    let stands = |start: usize| {
        let mut wanted = pattern.chars();
        let mut end = start;
        let mut next = wanted.next();
        for (offset, c) in text.get(start..)?.char_indices() {
            let Some(expected) = next else { break };
            if simplify(c) == ' ' && expected != ' ' {
                continue;
            }
            if !same(c, expected) {
                return None;
            }
            end = start + offset + c.len_utf8();
            next = wanted.next();
        }
        next.is_none().then_some(Span::new(start, end))
    };
    let is_first = |&(_, c): &(usize, char)| same(c, first);
    if is_ideograph(first) {
        text.char_indices().filter(is_first).find_map(|(start, _)| stands(start))
    } else {
        marks(text).filter(is_first).find_map(|(start, _)| stands(start))
    }
}

/// The characters of a text that are no [`common`] ideographs, each with its byte.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while common(text.as_bytes().get(at..)?).is_some() {
            at += 3;
        }
        let c = text.get(at..)?.chars().next()?;
        at += c.len_utf8();
        Some((at - c.len_utf8(), c))
    })
}

fn same(written: char, pattern: char) -> bool {
    match pattern {
        '[' => matches!(simplify(written), '〔' | '[' | '【' | '(' | '〈' | '［'),
        ']' => matches!(simplify(written), '〕' | ']' | '】' | ')' | '〉' | '］'),
        _ => simplify(written) == pattern,
    }
}

/// Whether the line may hold the pattern, going by its letters alone: figures may be of either width. For patterns
/// without the ideographs that have a traditional form which [`simplify`] levels.
pub fn may_match(text: Words<'_>, pattern: &str) -> bool {
    // What stands last is the rarest: 号, 试行.
    pattern.chars().rev().all(|c| match c {
        '0'..='9' => text.may_hold(c) || char::from_u32(c as u32 + 0xfee0).is_some_and(|wide| text.may_hold(wide)),
        _ => !is_ideograph(c) || text.may_hold(c),
    })
}

/// Whether one of the words stands in one of the texts.
pub fn any_in<T: Searched>(texts: impl IntoIterator<Item = T>, words: &[&str]) -> bool {
    texts.into_iter().any(|text| words.iter().any(|word| text.holds(word)))
}

/// Number of Chinese characters.
pub fn count_ideographs(text: &str) -> usize {
    text.chars().filter(|&c| is_ideograph(c)).count()
}

/// Whether it is a Chinese character.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The first year written in the text, as 2024年 or 二〇二四年, with its place.
pub fn year(text: &str) -> Option<(i32, Span)> {
    text.match_indices('年').find_map(|(at, mark)| {
        let mut digits = [0; 5];
        let mut count = 0;
        let mut start = at;
        for (before, c) in text.get(..at)?.char_indices().rev() {
            if let Some(digit) = digit(c) {
                *digits.get_mut(count)? = digit;
                (start, count) = (before, count + 1);
            } else if simplify(c) != ' ' {
                break;
            }
        }
        match digits {
            [ones, tens, 0, 2, _] if count == 4 => {
                let year = 2000 + i32::from(tens) * 10 + i32::from(ones);
                Some((year, Span::new(start, at + mark.len())))
            }
            _ => None,
        }
    })
}

fn digit(c: char) -> Option<u8> {
    let value = match c {
        '〇' | '○' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return simplify(c).to_digit(10).and_then(|digit| u8::try_from(digit).ok()),
    };
    Some(value)
}

/// Sums of money in 元 (not 万元) written with digits: each as plain digits, with its place.
pub fn yuan(text: &str) -> Vec<(String, Span)> {
    let found = text.match_indices('元').filter_map(|(end, unit)| {
        let before = text.get(..end)?.char_indices().rev().map(|(at, c)| (at, simplify(c)));
        // A thousands mark, or a blank around a number, is passed over.
        let written = before.take_while(|(_, c)| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
        let mut digits: Vec<(usize, char)> = written.filter(|(_, c)| !matches!(c, ',' | ' ')).collect();
        while digits.pop_if(|(_, c)| *c == '.').is_some() {}
        let &(start, _) = digits.last()?;
        Some((digits.iter().rev().map(|(_, c)| c).collect(), Span::new(start, end + unit.len())))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_found_however_they_are_written() {
        for text in ["国办公开办函〔2019〕60号", "（国办公开办函[2019]60 号）", "〔２０１９〕６０号", "(2019)60号"]
        {
            assert!(find(text, "[2019]60号").is_some(), "{text}");
        }
        let text = "按照《格式（试行）》";
        assert_eq!(find(text, "格式(试行)").and_then(|span| text.get(span.range())), Some("格式（试行）"));
        for text in ["〔2019〕160号", "〔2021〕60号", "", "〔2019〕6"] {
            assert_eq!(find(text, "[2019]60号"), None, "{text}");
        }
    }

    #[test]
    fn words_are_told_at_both_ends() {
        assert!(begins("条例", "条例") && begins("条例》", "条例") && begins("条", "") && begins("", ""));
        assert!(!begins("条列", "条例") && !begins("务例", "条例") && !begins("条", "条例") && !begins("", "条"));
        assert!(ends("条例", "条例") && ends("《条例", "条例") && ends("条", "") && ends("", ""));
        assert!(!ends("条列", "条例") && !ends("务例", "条例") && !ends("例", "条例") && !ends("", "例"));
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let found = |text, word| places(text, word).collect::<Vec<_>>();
        assert_eq!(found("公开信息，信息公开，公开", "公开"), [0, 21, 30]);
        // None within another, and what only ends alike is none.
        assert_eq!(found("人人人人人", "人人"), [0, 6]);
        assert_eq!(found("开公开", "公开"), [3]);
        assert_eq!((found("开", "公开"), found("", "开")), (vec![], vec![]));
    }

    #[test]
    fn years_are_read_in_both_ways_of_writing() {
        for (text, expected) in [
            ("青石镇人民政府2024年政府信息公开工作年度报告", Some(2024)),
            ("２０２４ 年度", Some(2024)),
            ("二〇二四年", Some(2024)),
            ("二○二三年度", Some(2023)),
            ("第十二届", None),
            ("12024年", None),
            ("2024号", None),
            ("1998年", None),
        ] {
            assert_eq!(year(text).map(|(year, _)| year), expected, "{text}");
        }
    }

    #[test]
    fn money_in_yuan_is_told_from_other_units() {
        let found = |text| yuan(text).into_iter().map(|(number, _)| number).collect::<Vec<_>>();
        assert_eq!(found("收取信息处理费2,230元，其中880 元"), ["2230", "880"]);
        assert_eq!(found("收费3.42万元，共5件"), [""; 0]);
    }
}
