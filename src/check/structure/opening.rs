//! The paragraphs before part one.

use crate::check::context::{At, Context};
use crate::check::dates::REPORT_NAME;
use crate::check::finding::{Finding, Place};
use crate::check::messages::message;
use crate::check::text::{CharSet, any_in, count_ideographs};
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
    for (paragraph, passage) in context.report.preamble.iter().enumerate() {
        let mut start = 0;
        for sentence in passage.text.split_inclusive(['。', '；', ';']) {
            if let Some(phrase) = repeated(sentence).filter(|phrase| !is_name(context, phrase.1)) {
                let (span, quote) = phrase;
                let place = At::Preamble(paragraph).place(Span::new(start + span.start, start + span.end));
                let message = message!("STR-23", phrase = quote.to_owned());
                findings.push(Finding::new("STR-23", message).at(place).actual(quote));
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

/// The second of two equal phrases outside 《》, with its place.
fn repeated(sentence: &str) -> Option<(Span, &str)> {
    // Of two equal phrases the first holds a whole half-length window, whatever it begins with.
    const WINDOW: usize = LONG_PHRASE / 2;
    let mut letters = Vec::with_capacity(sentence.len() / 2);
    letters.extend(sentence.chars());
    if letters.len() < 2 * LONG_PHRASE {
        return None;
    }
    let offset = |index: usize| letters.iter().take(index).map(|c| c.len_utf8()).sum::<usize>();
    let character = |index: usize| letters.get(index).copied();
    // Every character of such a phrase comes twice.
    let (mut once, mut twice) = (CharSet::default(), CharSet::default());
    for &c in &letters {
        if once.may_hold(c) {
            twice.insert(c);
        }
        once.insert(c);
    }
    for (number, window) in letters.chunks_exact(WINDOW).enumerate() {
        if !window.iter().all(|&c| twice.may_hold(c)) {
            continue;
        }
        let from = number * WINDOW;
        let rest = letters.get(from + WINDOW..).unwrap_or_default();
        let is_like =
            |&(at, c): &(usize, &char)| Some(c) == window.first() && rest.get(at..at + WINDOW) == Some(window);
        let Some((second, _)) = rest.iter().enumerate().find(is_like) else { continue };
        let second = from + WINDOW + second;
        let same = |one: usize, other: usize| {
            character(one).zip(character(other)).is_some_and(|(a, b)| a == b && !matches!(a, '《' | '》'))
        };
        let before = (1..=from).take_while(|&n| same(from - n, second - n)).count();
        let behind = (WINDOW..).take_while(|&n| from + n < second - before && same(from + n, second + n)).count();
        let (begin, end) = (second - before, second + WINDOW + behind);
        let is_title = |index: usize| {
            let text = sentence.get(..offset(index)).unwrap_or_default();
            text.matches('《').count() > text.matches('》').count()
        };
        if end - begin >= LONG_PHRASE && !is_title(begin) && !is_title(from - before) {
            let span = Span::new(offset(begin), offset(end));
            return sentence.get(span.range()).map(|phrase| (span, phrase));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_comes_twice_is_found_whole() {
        let phrase = |text: &'static str| repeated(text).map(|(_, phrase)| phrase);
        assert_eq!(
            phrase("现将本镇二〇二四年政府信息公开情况，现将本镇二〇二四年政府信息公开情况公布如下。"),
            Some("现将本镇二〇二四年政府信息公开情况")
        );
        assert_eq!(
            phrase("根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》编制。"),
            None
        );
        assert_eq!(phrase("各部门报送的信息由各部门负责人审定，各部门报送的数据由统计人员核对。"), None);
        assert_eq!(phrase(""), None);
    }
}
