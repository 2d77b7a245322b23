//! The paragraphs before part one.

use crate::check::context::{At, Context};
use crate::check::dates::REPORT_NAME;
use crate::check::finding::{Finding, Place};
use crate::check::messages::message;
use crate::check::text::{CharSet, any_in, count_ideographs};
use crate::check::wording::Letter;
use crate::document::Span;

/// STR-22. What the report is based on, and its period, stand before part one.
pub fn basis_in_part_one(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(1).filter(|_| context.report.preamble.is_empty()) else { return };
    let is_basis = |text: &str| text.contains("条例") && any_in([text], &["根据", "依据", "按照", "依照"]);
    let period = context.report.period.as_ref().filter(|period| period.section == Some(index));
    let of_basis = || section.paragraphs.iter().take(2).position(|passage| is_basis(&passage.text));
    let Some(paragraph) = period.map(|period| period.paragraph).or_else(of_basis) else { return };
    let Some(passage) = section.paragraphs.get(paragraph) else { return };
    let place = Place::Paragraph(index, paragraph, Span::new(0, passage.text.len()));
    findings.push(Finding::new("STR-22", message!("STR-22")).at(place));
}

/// Characters from which on a phrase that comes again in its sentence is no matter of course.
const LONG_PHRASE: usize = 12;

/// STR-23. No long phrase comes twice in one sentence of the preamble. Titles in 《》 and the names that the sentence
/// cannot do without may.
pub fn repeated_phrase(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| matches!(line.at, At::Preamble(_))) {
        let mut start = 0;
        for sentence in line.letters.split_inclusive(|letter| matches!(letter.c, '。' | '；' | ';')) {
            if let Some((from, to)) = repeated(sentence) {
                let (from, to) = (start + from, start + to);
                let quote = line.words(from, to);
                if !is_name(context, quote) {
                    let message = message!("STR-23", phrase = quote.to_owned());
                    findings.push(Finding::new("STR-23", message).at(line.place(from, to)).actual(quote));
                }
            }
            start += sentence.len();
        }
    }
}

/// Whether the phrase is no more than a name around which little else stands.
fn is_name(context: &Context<'_>, phrase: &str) -> bool {
    let organ = context.report.organ.as_deref().unwrap_or_default();
    let names = [REPORT_NAME, "政府信息公开", "中华人民共和国", organ];
    let rest =
        names.iter().filter(|name| !name.is_empty()).fold(phrase.to_owned(), |rest, name| rest.replace(name, ""));
    count_ideographs(&rest) < LONG_PHRASE / 2
}

/// The second of two equal phrases outside 《》: the numbers of its first letter and of the one behind it.
fn repeated(letters: &[Letter]) -> Option<(usize, usize)> {
    // Of two equal phrases the first holds a whole half-length window, whatever it begins with.
    const WINDOW: usize = LONG_PHRASE / 2;
    if letters.len() < 2 * LONG_PHRASE {
        return None;
    }
    // Every two letters of such a phrase come twice.
    let (mut once, mut twice) = (CharSet::default(), CharSet::default());
    let pair = |letters: &[Letter]| match letters {
        [one, next] => char::from_u32(((one.c as u32 * 37) ^ next.c as u32) & 0xfff).unwrap_or_default(),
        _ => char::default(),
    };
    for pair in letters.windows(2).map(pair) {
        if once.may_hold(pair) {
            twice.insert(pair);
        }
        once.insert(pair);
    }
    let is_same = |one: &[Letter], other: &[Letter]| one.iter().zip(other).all(|(a, b)| a.c == b.c);
    for (number, window) in letters.chunks_exact(WINDOW).enumerate() {
        if !window.windows(2).map(pair).all(|pair| twice.may_hold(pair)) {
            continue;
        }
        let from = number * WINDOW;
        let rest = letters.get(from + WINDOW..).unwrap_or_default();
        let Some(second) = rest.windows(WINDOW).position(|other| is_same(other, window)) else { continue };
        let second = from + WINDOW + second;
        let same = |one: usize, other: usize| {
            let letters = letters.get(one).zip(letters.get(other));
            letters.is_some_and(|(a, b)| a.c == b.c && !matches!(a.c, '《' | '》'))
        };
        let before = (1..=from).take_while(|&n| same(from - n, second - n)).count();
        let behind = (WINDOW..).take_while(|&n| from + n < second - before && same(from + n, second + n)).count();
        let (begin, end) = (second - before, second + WINDOW + behind);
        let is_title = |number: usize| {
            let count = |mark: char| letters.iter().take(number).filter(|letter| letter.c == mark).count();
            count('《') > count('》')
        };
        if end - begin >= LONG_PHRASE && !is_title(begin) && !is_title(from - before) {
            return Some((begin, end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_comes_twice_is_found_whole() {
        let phrase = |text: &str| {
            let letters: Vec<Letter> =
                text.chars().map(|c| Letter { at: 0, c, kind: crate::check::wording::Kind::Other }).collect();
            repeated(&letters).map(|(from, to)| letters[from..to].iter().map(|letter| letter.c).collect::<String>())
        };
        assert_eq!(
            phrase("现将本镇二〇二四年政府信息公开情况，现将本镇二〇二四年政府信息公开情况公布如下。"),
            Some("现将本镇二〇二四年政府信息公开情况".to_owned())
        );
        assert_eq!(
            phrase("根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》编制。"),
            None
        );
        assert_eq!(phrase("各部门报送的信息由各部门负责人审定，各部门报送的数据由统计人员核对。"), None);
        assert_eq!(phrase(""), None);
    }
}
