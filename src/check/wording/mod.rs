//! The wording: words, marks, figures in words, and what does not belong into a report at all.
//!
//! The prose is taken apart once (`letters`); each rule then passes over the letters, looking for what is rare.

mod doubled;
mod figures;
mod leftovers;
mod letters;
mod marks;
mod style;
mod words;
mod wrong_words;

pub use doubled::doubled_words;
pub use figures::{broken_dates, lost_numbers, two_ways_of_writing, unit_of_requests};
pub use leftovers::{garbled, template_remains, web_leftovers};
pub use letters::{Kind, Letter, Letters, Line};
pub use marks::{doubled_marks, half_width, unpaired};
pub use style::{foreign_matter, long_sentences, name_of_the_work, stock_phrases};
pub use words::{name_of_the_regulation, until, wrong_words};

use super::finding::{Edit, Finding, Message};

/// A finding of the letters from `from` to `to`, with the proposal to write `right` instead.
fn replacement(
    rule: &'static str,
    message: Message,
    line: &Line<'_>,
    (from, to): (usize, usize),
    right: &str,
) -> Finding {
    let wrong = line.words(from, to);
    let edit = Edit { place: line.place(from, to), from: wrong.to_owned(), to: right.to_owned() };
    pointing(rule, message, line, (from, to)).expected(right).suggest(vec![edit])
}

/// A finding of the letters from `from` to `to`.
fn pointing(rule: &'static str, message: Message, line: &Line<'_>, (from, to): (usize, usize)) -> Finding {
    Finding::new(rule, message).at(line.place(from, to)).actual(line.words(from, to))
}

/// Whether the letter is a Chinese numeral.
fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '〇'
            | '零'
            | '百'
            | '千'
            | '万'
            | '两'
    )
}
