//! Words that are known to be wrong, and names that are not what they should be.

use super::letters::Line;
use super::replacement;
use super::wrong_words::WRONG_WORDS;
use crate::characters::ideograph;
use crate::check::context::Context;
use crate::check::finding::Finding;
use crate::check::messages::message;
use crate::check::text::begins;

/// What is written, what should be; and letters before and behind it with which it is something else: 公|布署|名.
pub type Word = (&'static str, &'static str, &'static str, &'static str);

/// The number of the first of the two letters that tell a wrong word: the right one does not have them side by side, so
/// that a draft without mistakes has hardly any such pair.
#[allow(clippy::indexing_slicing, reason = "runs in the compiler, which refuses what is out of bounds")]
pub const fn telling(&(wrong, right, ..): &Word) -> usize {
    let (wrong, right) = (wrong.as_bytes(), right.as_bytes());
    let mut number = 0;
    while 3 * number + 6 <= wrong.len() {
        let (one, two) = (ideograph(wrong, 3 * number), ideograph(wrong, 3 * number + 3));
        let mut at = 0;
        while at + 6 <= right.len() && (ideograph(right, at) != one || ideograph(right, at + 3) != two) {
            at += 3;
        }
        if at + 6 > right.len() {
            return number;
        }
        number += 1;
    }
    0
}

/// Finds the words of a list by the two letters that tell them.
struct Index {
    /// The last word whose telling letters have this hash, counted from 1.
    heads: [u8; Index::SIZE],
    /// For each word the one before it with the same hash.
    links: [u8; Index::MOST],
    /// For each word the number of its first telling letter.
    offsets: [u8; Index::MOST],
    /// Words in it.
    count: usize,
}

/// The index of the list, made by the compiler.
static INDEX: Index = Index::new(WRONG_WORDS);

impl Index {
    const SIZE: usize = 1024;
    /// As many words as a byte can count.
    const MOST: usize = 255;

    #[allow(clippy::indexing_slicing, reason = "runs in the compiler, which refuses what is out of bounds")]
    const fn new(words: &[Word]) -> Index {
        let mut index = Index { heads: [0; Index::SIZE], links: [0; Index::MOST], offsets: [0; Index::MOST], count: 0 };
        while index.count < words.len() {
            let offset = telling(&words[index.count]);
            let word = words[index.count].0.as_bytes();
            let hash = Index::hash(ideograph(word, 3 * offset), ideograph(word, 3 * offset + 3));
            index.offsets[index.count] = offset as u8;
            index.links[index.count] = index.heads[hash];
            index.count += 1;
            index.heads[hash] = index.count as u8;
        }
        index
    }

    const fn hash(one: u32, two: u32) -> usize {
        (one as usize * 31 + two as usize) % Index::SIZE
    }

    /// The numbers of the words that may be told by these letters, with the number of the first of these in the word.
    fn candidates(&self, one: char, two: char) -> impl Iterator<Item = (usize, usize)> {
        let head = self.heads.get(Index::hash(one as u32, two as u32)).copied().unwrap_or(0);
        let number = |link: u8| usize::from(link).checked_sub(1);
        let all = std::iter::successors(number(head), move |&current| number(self.links.get(current).copied()?));
        all.filter_map(|current| Some((current, usize::from(*self.offsets.get(current)?))))
    }
}

/// TXT-06. No word is there of which it is known that it is wrong.
pub fn wrong_words(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines() {
        for told_at in line.suspects() {
            let (Some(one), Some(two)) = (line.letter(told_at), line.letter(told_at + 1)) else { continue };
            for (candidate, offset) in INDEX.candidates(one.c, two.c) {
                let Some(&(wrong, right, not_after, not_before)) = WRONG_WORDS.get(candidate) else { continue };
                let Some(number) = told_at.checked_sub(offset) else { continue };
                if !line.from(number).starts_with(wrong) {
                    continue;
                }
                let end = number + wrong.chars().count();
                let before = number.checked_sub(1).and_then(|before| line.letter(before));
                let is_among = |letters: &str, letter: Option<char>| letter.is_some_and(|c| letters.contains(c));
                if is_among(not_after, before.map(|letter| letter.c))
                    || is_among(not_before, line.letter(end).map(|letter| letter.c))
                {
                    continue;
                }
                let message = message!("TXT-06", wrong = wrong, right = right);
                findings.push(replacement("TXT-06", message, &line, (number, end), right));
            }
        }
    }
}

/// What 截止 before makes 截至: a time that ends a period.
const TIMES: &[&str] = &["目前", "年底", "年末", "本年", "今年", "当年", "上年", "去年", "月底", "报告期", "到", "至"];

/// TXT-07. 截至 stands before a time; 截止 ends a sentence, or belongs to 截止日期.
pub fn until(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines() {
        for (number, _) in line.sought().filter(|(_, letter)| letter.c == '截') {
            let end = number + 2;
            if !begins(line.from(number), "截止") {
                continue;
            }
            let rest = line.from(end).trim_start();
            let is_time = rest.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '二')
                || TIMES.iter().any(|time| rest.starts_with(time));
            if !is_time {
                continue;
            }
            // 截止至, 截止到: three letters for two.
            let to = if rest.starts_with(['到', '至']) && rest.len() == line.from(end).len() { end + 1 } else { end };
            let message = message!("TXT-07", written = line.words(number, to).to_owned());
            findings.push(replacement("TXT-07", message, &line, (number, to), "截至"));
        }
    }
}

const REGULATION: &str = "《中华人民共和国政府信息公开条例》";

/// Names that the regulation does not have.
const NOT_ITS_NAME: &[&str] = &[
    "《信息公开条例》",
    "《政务公开条例》",
    "《政府公开条例》",
    "《政府信息条例》",
    "《政务信息公开条例》",
    "《政府信息公开法》",
    "《政府信息公开条列》",
    "《政府信息公开工作条例》",
    "《政府公开信息条例》",
    "《中华人民共和国信息公开条例》",
    "《中华人民共和国政务公开条例》",
    "《中华人民共和国政府信息条例》",
    "《中华人民共和国政府公开条例》",
    "《中华人民共和国政府信息公开法》",
    "《中华人民共和国政府信息公开条列》",
    "《中华人民共和国政务信息公开条例》",
    "《中华人民共和国政府信息公开工作条例》",
];

/// TXT-08. The regulation is called by its name, or by a short form that the report defines.
pub fn name_of_the_regulation(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_named = |line: &Line<'_>| line.text.may_hold('《') && line.text.may_hold_any(&['条', '法']);
    for line in context.letters.lines().filter(is_named) {
        for (number, _) in line.marks().filter(|(_, letter)| letter.c == '《') {
            let rest = line.from(number);
            let Some(name) = NOT_ITS_NAME.iter().find(|name| rest.starts_with(**name)) else { continue };
            if is_defined(context, name) {
                continue;
            }
            let end = number + name.chars().count();
            let message = message!("TXT-08", name = *name);
            findings.push(replacement("TXT-08", message, &line, (number, end), REGULATION));
        }
    }
}

/// Whether the report says somewhere that it calls something so: （以下简称《信息公开条例》）.
fn is_defined(context: &Context<'_>, name: &str) -> bool {
    let defines = |line: Line<'_>| {
        let mut before = line.text.match_indices(name).filter_map(|(at, _)| line.text.get(..at));
        before.any(|before| before.trim_end_matches([' ', '：', ':', '为']).ends_with("简称"))
    };
    context.letters.lines().any(defines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_word_is_found_by_letters_that_the_right_one_does_not_have() {
        assert!(WRONG_WORDS.len() >= 60);
        assert_eq!(INDEX.count, WRONG_WORDS.len());
        for (number, (wrong, right, ..)) in WRONG_WORDS.iter().enumerate() {
            let letters: Vec<char> = wrong.chars().collect();
            let offset = telling(&WRONG_WORDS[number]);
            let (one, two) = (letters[offset], letters[offset + 1]);
            assert!(INDEX.candidates(one, two).any(|candidate| candidate == (number, offset)), "{wrong}");
            assert!(!right.contains(&format!("{one}{two}")), "{wrong}");
        }
    }

    #[test]
    fn what_is_right_is_not_on_the_list_of_what_is_wrong() {
        for (wrong, right, ..) in WRONG_WORDS {
            assert!(!right.contains(wrong), "{wrong}");
            assert!(WRONG_WORDS.iter().all(|(other, ..)| !right.contains(other)), "{right}");
            assert_eq!(WRONG_WORDS.iter().filter(|(other, ..)| other == wrong).count(), 1, "{wrong}");
        }
    }

    #[test]
    fn no_name_that_is_not_its_name_is_its_name() {
        assert!(NOT_ITS_NAME.iter().all(|name| !REGULATION.contains(name) && *name != "《政府信息公开条例》"));
    }
}
