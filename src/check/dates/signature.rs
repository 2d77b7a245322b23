//! The lines at the end of a report, or below its title, that name the organ and the date.

use crate::check::context::At;
use crate::check::finding::Place;
use crate::check::text::year;
use crate::document::Span;
use crate::form::{is_word, simplify};
use crate::report::{Passage, Report};

/// Year, month, day.
pub type Date = (i32, u32, u32);

/// Who signed, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub place: Place,
    /// The organ, with its place, where a line names it.
    pub organ: Option<(String, Place)>,
}

/// Lines from the end that may belong to it.
const LINES: usize = 4;

/// The date line at the end of the report with the organ above or before it; else the date below the title.
pub fn signature(report: &Report) -> Option<Signature> {
    let (index, last) = report.sections.iter().enumerate().next_back()?;
    let lines = last.paragraphs.iter().enumerate().rev().take(LINES);
    let at_end = lines.map(|(number, passage)| (At::Section(index, number), passage)).find_map(signed);
    if let Some((mut signature, At::Section(_, number))) = at_end {
        if signature.organ.is_none()
            && let Some(above) = number.checked_sub(1).and_then(|above| Some((above, last.paragraphs.get(above)?)))
            && let Some((name, span)) = organ_line(&above.1.text)
        {
            signature.organ = Some((name.to_owned(), At::Section(index, above.0).place(span)));
        }
        return Some(signature);
    }
    let opening = report.preamble.iter().enumerate().take(2);
    opening.map(|(number, passage)| (At::Preamble(number), passage)).find_map(signed).map(|(signature, _)| signature)
}

/// A line that holds a date and at most an organ's name before it.
fn signed((at, passage): (At, &Passage)) -> Option<(Signature, At)> {
    let (date, span) = date(&passage.text)?;
    let (before, behind) = (passage.text.get(..span.start)?, passage.text.get(span.end..)?);
    let is_mark = |c: char| c.is_whitespace() || matches!(simplify(c), '(' | ')');
    let organ = match before.trim_matches(is_mark) {
        "" => None,
        name => Some(organ_line(name)?),
    };
    let organ = organ.map(|(name, _)| {
        let start = before.len() - before.trim_start().len();
        (name.to_owned(), at.place(Span::new(start, start + name.len())))
    });
    behind.chars().all(is_mark).then_some((Signature { date, place: at.place(span), organ }, at))
}

/// Ends of organs' names.
const ENDINGS: [&str; 14] = [
    "政府",
    "办公室",
    "办公厅",
    "办事处",
    "街道办",
    "街道",
    "局",
    "委员会",
    "厅",
    "管委会",
    "中心",
    "支队",
    "大队",
    "委",
];

/// The organ's name that is all of the line, with its place.
fn organ_line(text: &str) -> Option<(&str, Span)> {
    let name = text.trim();
    let start = text.len() - text.trim_start().len();
    let is_name = is_organ(name) && name.chars().all(is_word);
    is_name.then_some((name, Span::new(start, start + name.len())))
}

/// Whether the words may be an organ's name: short, and with such an end.
pub fn is_organ(name: &str) -> bool {
    (3..=30).contains(&name.chars().count()) && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The first date in the text, as 2025年1月20日 or 二〇二五年一月二十日.
pub fn date(text: &str) -> Option<(Date, Span)> {
    let (year, span) = year(text)?;
    let (month, rest) = number(text.get(span.end..)?)?;
    let (day, rest) = number(rest.trim_start().strip_prefix('月')?)?;
    let rest = rest.trim_start().strip_prefix('日')?;
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(((year, month, day), Span::new(span.start, text.len() - rest.len())))
}

/// A number up to 99 at the beginning of the text, in digits or Chinese numerals, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let mut value = 0;
    let mut end = 0;
    for (at, c) in text.char_indices().take(3) {
        let digit = simplify(c).to_digit(10);
        let numeral = || u32::try_from("一二三四五六七八九".chars().position(|n| n == c)?).ok().map(|n| n + 1);
        value = match (c, digit.or_else(numeral)) {
            ('十', _) => {
                if value == 0 {
                    10
                } else {
                    value * 10
                }
            }
            (_, Some(digit)) if value >= 10 => value + digit,
            (_, Some(digit)) => value * 10 + digit,
            _ => break,
        };
        end = at + c.len_utf8();
    }
    (end > 0).then(|| (value, text.get(end..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_both_ways_of_writing() {
        for (text, expected) in [
            ("2025年1月20日", Some((2025, 1, 20))),
            ("２０２５ 年 12 月 3 日", Some((2025, 12, 3))),
            ("二〇二五年一月二十日", Some((2025, 1, 20))),
            ("二〇二五年十二月三十一日", Some((2025, 12, 31))),
            ("2025年十月十日", Some((2025, 10, 10))),
            ("2025年1月", None),
            ("2025年13月1日", None),
            ("2025年", None),
        ] {
            assert_eq!(date(text).map(|(date, _)| date), expected, "{text}");
        }
    }

    #[test]
    fn only_lines_of_date_and_organ_sign() {
        let line = |text: &str| {
            let (signature, _) = signed((At::Preamble(0), &Passage::new(text)))?;
            Some(signature.organ.map(|(name, _)| name))
        };
        assert_eq!(line("2025年1月20日"), Some(None));
        assert_eq!(line("（2025年1月20日）"), Some(None));
        assert_eq!(line("青石镇人民政府 2025年1月20日"), Some(Some("青石镇人民政府".to_owned())));
        assert_eq!(line("截至2025年1月20日"), None);
        assert_eq!(line("2025年1月20日发布"), None);
    }
}
