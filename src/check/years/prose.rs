//! The words of two years beside each other.

use super::super::context::{At, Context};
use super::super::finding::{Finding, Place};
use super::super::messages::message;
use super::super::text::{any_in, count_ideographs};
use super::similarity::Grams;
use crate::document::Span;
use crate::report::{Passage, Report};

/// Parts that are prose.
const PROSE: [u8; 3] = [1, 5, 6];
/// Parts of fewer Chinese characters say too little to be alike by more than chance.
const SHORTEST_PART: usize = 100;
/// Sentences of fewer characters likewise.
const SHORTEST_SENTENCE: usize = 12;
/// Per cent of pieces that two parts share when one was copied from the other.
const ALIKE_PART: usize = 80;
/// The same for two sentences.
const ALIKE_SENTENCE: usize = 70;

/// Words of a sentence that states a problem.
const PROBLEM: [&str; 12] =
    ["不足", "不够", "不强", "不高", "不全", "不及时", "薄弱", "滞后", "欠缺", "有待", "短板", "单一"];
/// Words of a sentence that promises a measure.
const PROMISE: [&str; 8] = ["下一步", "将", "加强", "完善", "改进", "强化", "提升", "建立"];
/// Words that stand around addresses and numbers to call, which stay as they are.
const CONTACT: [&str; 9] = ["电话", "地址", "邮编", "邮箱", "网址", "联系", "热线", "条例", "〕"];

fn texts(report: &Report, part: u8) -> impl Iterator<Item = &str> + Clone {
    let sections = report.sections.iter().filter(move |section| section.part == part);
    sections.flat_map(|section| &section.paragraphs).map(|paragraph| paragraph.text.as_str())
}

/// Whether a part is as good as last year's.
fn is_alike(report: &Report, previous: &Report, part: u8) -> bool {
    let long = |report| texts(report, part).map(count_ideographs).sum::<usize>() >= SHORTEST_PART;
    long(report)
        && long(previous)
        && Grams::of(texts(report, part)).are_alike(&Grams::of(texts(previous, part)), ALIKE_PART)
}

/// The parts of this report that are as good as last year's.
pub fn copied_parts(report: &Report, previous: &Report) -> Vec<u8> {
    PROSE.into_iter().filter(|&part| is_alike(report, previous, part)).collect()
}

/// YOY-05. No part is last year's with other figures.
pub fn similar_parts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for &part in &context.copied_parts {
        if let Some((index, section)) = context.section(part) {
            let place = context.heading_of(index, section);
            findings.push(Finding::new("YOY-05", message!("YOY-05", part = part)).at(place));
        }
    }
}

/// The sentences of a text with their places.
fn sentences(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut start = 0;
    text.split_inclusive(['。', '；', ';', '！']).filter_map(move |sentence| {
        let span = Span::new(start, start + sentence.len());
        start = span.end;
        let trimmed = sentence.trim();
        let before = sentence.len() - sentence.trim_start().len();
        let span = Span::new(span.start + before, span.start + before + trimmed.len());
        (trimmed.chars().count() >= SHORTEST_SENTENCE).then_some((span, trimmed))
    })
}

/// The sentences of a part of this report, with their places.
fn sentences_of<'a>(context: &Context<'a>, part: u8) -> Vec<(At, Span, &'a str)> {
    let sections = context.report.sections.iter().enumerate().filter(|(_, section)| section.part == part);
    let paragraphs = sections.flat_map(|(index, section)| {
        section.paragraphs.iter().enumerate().map(move |(number, paragraph)| (At::Section(index, number), paragraph))
    });
    paragraphs
        .flat_map(|(at, paragraph): (At, &Passage)| {
            sentences(&paragraph.text).map(move |(span, sentence)| (at, span, sentence))
        })
        .collect()
}

/// YOY-06. The problems are not those of last year, in the same words.
pub fn same_problems(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    if context.copied_parts.contains(&5) {
        return;
    }
    let former: Vec<Grams> = texts(previous, 5)
        .flat_map(|text| sentences(text).map(|(_, sentence)| sentence))
        .filter(|sentence| any_in([*sentence], &PROBLEM))
        .map(|sentence| Grams::of(std::iter::once(sentence)))
        .collect();
    let places: Vec<Place> = sentences_of(context, 5)
        .into_iter()
        .filter(|(_, _, sentence)| any_in([*sentence], &PROBLEM))
        .filter(|(_, _, sentence)| {
            let grams = Grams::of(std::iter::once(*sentence));
            former.iter().any(|other| grams.are_alike(other, ALIKE_SENTENCE))
        })
        .map(|(at, span, _)| at.place(span))
        .collect();
    if !places.is_empty() {
        let mut finding = Finding::new("YOY-06", message!("YOY-06", count = places.len()));
        finding.places = places;
        findings.push(finding);
    }
}

/// YOY-07. What last year's report promised is spoken of.
pub fn unanswered_promises(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    let Some((index, section)) = context.section(5) else { return };
    // A promise is answered by a third of its words, wherever they stand.
    const ANSWERED: usize = 3;
    let here = Grams::of(texts(context.report, 1).chain(texts(context.report, 5)));
    let unanswered = texts(previous, 5)
        .flat_map(|text| sentences(text).map(|(_, sentence)| sentence))
        .filter(|sentence| any_in([*sentence], &PROMISE) && !any_in([*sentence], &PROBLEM))
        .filter(|sentence| {
            let grams = Grams::of(std::iter::once(*sentence));
            ANSWERED * grams.shared(&here) < grams.count()
        });
    let unanswered: Vec<&str> = unanswered.collect();
    if let Some(&first) = unanswered.first() {
        let message = message!("YOY-07", count = unanswered.len(), quote = first.to_owned());
        findings.push(Finding::new("YOY-07", message).at(context.heading_of(index, section)));
    }
}

/// YOY-09. No sentence is last year's to the figure.
pub fn stale_figures(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    for part in PROSE {
        if context.copied_parts.contains(&part) {
            continue;
        }
        let former: Vec<&str> =
            texts(previous, part).flat_map(|text| sentences(text).map(|(_, sentence)| sentence)).collect();
        for (at, span, sentence) in sentences_of(context, part) {
            if states_a_figure(sentence) && former.contains(&sentence) {
                findings.push(Finding::new("YOY-09", message!("YOY-09")).at(at.place(span)));
            }
        }
    }
}

/// Whether the sentence states a figure other than 0 that a year should have changed: one before a unit.
fn states_a_figure(sentence: &str) -> bool {
    const UNITS: [char; 13] = ['件', '条', '次', '个', '篇', '期', '场', '项', '份', '人', '宗', '起', '万'];
    let unit = |(at, _): &(usize, char)| {
        let number = sentence.get(..*at).unwrap_or("").trim_end_matches(['余', '多']);
        let digits = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let number = number.get(number.len() - digits..).unwrap_or("");
        number.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
    };
    !any_in([sentence], &CONTACT) && sentence.char_indices().filter(|(_, c)| UNITS.contains(c)).any(|at| unit(&at))
}
