//! A cell's content: what was written, and what it means.

use super::{Amount, AmountError};
use crate::document::Span;
use crate::form::simplify;

/// One cell of the form as the draft fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it means.
    pub value: Value,
    /// What was written, without the white space around it.
    pub raw: String,
    /// How the number was written, where that deserves a remark.
    pub marks: Marks,
    /// Where it stands in the document's text.
    pub source: Option<Span>,
}

/// What a cell's content means. The four never stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Amount),
    /// Nothing is written.
    Blank,
    /// A dash, stroke or 无 is written in place of a number.
    Placeholder,
    /// Something is written that could not be read as a number.
    Unread(Problem),
}

/// Why a cell could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No number, or more than one that could be meant.
    NotANumber,
    /// More digits than any real figure has.
    TooLong,
    /// A number is there, but which column it belongs to cannot be told.
    UncertainColumn,
}

impl Value {
    /// What a cell with that content means: see [`Cell::read`].
    pub fn of(raw: &str) -> Value {
        meaning(trimmed(raw)).0
    }
}

impl Problem {
    /// The code used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Problem::NotANumber => "not_a_number",
            Problem::TooLong => "too_long",
            Problem::UncertainColumn => "uncertain_column",
        }
    }

    /// The problem of that code.
    pub fn from_code(code: &str) -> Option<Problem> {
        [Problem::NotANumber, Problem::TooLong, Problem::UncertainColumn].into_iter().find(|p| p.as_str() == code)
    }
}

/// How a number was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// With full-width digits.
    pub full_width: bool,
    /// With thousands marks or blanks between the digits.
    pub grouped: bool,
    /// With a plus sign.
    pub plus: bool,
    /// With zeros before the first digit.
    pub leading_zero: bool,
    /// The unit behind it, such as 件 or 万元.
    pub unit: Option<String>,
    /// A note behind it, such as （其中修订16件）.
    pub note: Option<String>,
}

/// Units that occur behind numbers in cells, longest first.
const UNITS: [&str; 16] =
    ["人民币万元", "万元", "亿元", "件次", "人次", "元", "件", "条", "宗", "起", "项", "个", "份", "例", "次", "篇"];

/// How a note behind a number begins.
const NOTES: [&str; 6] = ["(", "[", "注", "其中", "含", "*"];

/// What stands for "none" in a cell.
const PLACEHOLDERS: [&str; 12] = ["/", "\\", "-", "--", "---", "----", "|", "无", "没有", "不适用", "不涉及", "×"];

impl Cell {
    /// Reads a cell's content. Never fails: what is no number becomes [`Value::Unread`].
    pub fn read(raw: &str, source: Option<Span>) -> Cell {
        let raw = trimmed(raw);
        let (value, marks) = meaning(raw);
        Cell { value, raw: raw.to_owned(), marks, source }
    }

    /// A cell that holds the number and nothing else.
    pub fn of(amount: Amount) -> Cell {
        Cell { value: Value::Number(amount), raw: amount.to_string(), marks: Marks::default(), source: None }
    }

    /// The number that counts in sums and comparisons: a blank or a dash is zero.
    pub fn counted(&self) -> Option<Amount> {
        match self.value {
            Value::Number(amount) => Some(amount),
            Value::Blank | Value::Placeholder => Some(Amount::ZERO),
            Value::Unread(_) => None,
        }
    }

    /// The number, if one was read.
    pub fn number(&self) -> Option<Amount> {
        match self.value {
            Value::Number(amount) => Some(amount),
            _ => None,
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
}

fn trimmed(raw: &str) -> &str {
    raw.trim_matches(|c: char| simplify(c) == ' ' || is_invisible(c))
}

/// What a content without white space around it means, and how it is written.
fn meaning(raw: &str) -> (Value, Marks) {
    // Nearly all cells are a few digits; labels are asked, too.
    if let Some(number) = digits(raw) {
        return (Value::Number(number), Marks::default());
    }
    if raw.starts_with(begins_no_value) || is_numbered(raw) {
        let full_width = raw.contains(is_wide_digit);
        return (Value::Unread(Problem::NotANumber), Marks { full_width, ..Marks::default() });
    }
    if raw.chars().all(|c| simplify(c) == c && !is_invisible(c)) {
        return read_plain(raw.trim(), raw);
    }
    let plain: String = raw.chars().filter(|&c| !is_invisible(c)).map(simplify).collect();
    read_plain(plain.trim(), raw)
}

/// The number that is written with nothing but a few digits, as it should be.
fn digits(text: &str) -> Option<Amount> {
    let is_plain = matches!(text.as_bytes(), [b'0'..=b'9'] | [b'1'..=b'9', _, ..]) && text.len() < 10;
    text.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    is_plain.then(|| Amount::from(text.bytes().fold(0_i64, |number, digit| number * 10 + i64::from(digit - b'0'))))
}

/// Whether neither a number, with its sign, nor what stands for none begins with that character.
fn begins_no_value(c: char) -> bool {
    match simplify(c) {
        '0'..='9' | '+' | '-' | '增' | '减' | '/' | '\\' | '|' | '无' | '没' | '不' | '×' => false,
        plain => !plain.is_whitespace(),
    }
}

/// Whether it is a numbered label: 1.属于国家秘密.
fn is_numbered(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < text.len() && matches!(behind.as_bytes(), [b'.', 0xe4..=0xe9, ..])
}

fn is_wide_digit(c: char) -> bool {
    ('\u{ff10}'..='\u{ff19}').contains(&c)
}

fn read_plain(plain: &str, raw: &str) -> (Value, Marks) {
    let mut marks = Marks::default();
    if plain.is_empty() {
        return (Value::Blank, marks);
    }
    if PLACEHOLDERS.contains(&plain) {
        return (Value::Placeholder, marks);
    }
    marks.full_width = raw.contains(is_wide_digit);
    let (sign, unsigned) = sign(plain);
    marks.plus = plain.starts_with('+');
    let end = unsigned.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))).unwrap_or(unsigned.len());
    let (figure, rest) = unsigned.split_at_checked(end).unwrap_or((unsigned, ""));
    let rest = rest.trim();
    // `2.其他` is a numbered label, not a figure with a note.
    let ends: &[char] = if rest.is_empty() { &[' ', '.', ','] } else { &[' '] };
    let figure = figure.trim_end_matches(ends);
    let Some(digits) = ungroup(figure) else {
        return (Value::Unread(Problem::NotANumber), marks);
    };
    marks.grouped = digits.len() != figure.len();
    marks.leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let rest = match UNITS.iter().find(|unit| rest.starts_with(**unit)) {
        Some(unit) => {
            marks.unit = Some((*unit).to_owned());
            rest.strip_prefix(unit).unwrap_or(rest).trim()
        }
        None => rest,
    };
    if !rest.is_empty() {
        if !NOTES.iter().any(|mark| rest.starts_with(mark)) {
            return (Value::Unread(Problem::NotANumber), marks);
        }
        marks.note = Some(rest.to_owned());
    }
    match format!("{sign}{digits}").parse() {
        Ok(amount) => (Value::Number(amount), marks),
        Err(AmountError::TooLong) => (Value::Unread(Problem::TooLong), marks),
        Err(AmountError::NotANumber) => (Value::Unread(Problem::NotANumber), marks),
    }
}

/// Splits off a sign, also one written as 增 or 减.
fn sign(text: &str) -> (&'static str, &str) {
    for (mark, sign) in [("+", ""), ("-", "-"), ("增加", ""), ("减少", "-"), ("增", ""), ("减", "-")] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (sign, rest.trim_start());
        }
    }
    ("", text)
}

/// Joins digit groups: `1,234` and `1 234` are one number, `12 34` and `1,2` are not.
fn ungroup(figure: &str) -> Option<String> {
    let (whole, fraction) = figure.split_once('.').map_or((figure, None), |(whole, fraction)| (whole, Some(fraction)));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    // `1.` before a label is seen most.
    if fraction.is_some_and(|fraction| !all_digits(fraction)) {
        return None;
    }
    let groups: Vec<&str> = whole.split([',', ' ']).collect();
    let well_grouped = match groups.split_first() {
        Some((first, [])) => all_digits(first),
        Some((first, rest)) => {
            all_digits(first) && first.len() <= 3 && rest.iter().all(|group| all_digits(group) && group.len() == 3)
        }
        None => false,
    };
    if !well_grouped {
        return None;
    }
    let whole = groups.concat();
    Some(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Value {
        Value::Number(text.parse().unwrap())
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for (written, value) in [
            ("12", "12"),
            ("１２", "12"),
            (" 12\u{a0}", "12"),
            ("1,234", "1234"),
            ("1，234", "1234"),
            ("1 234", "1234"),
            ("+1", "1"),
            ("－8", "-8"),
            ("减2", "-2"),
            ("增8", "8"),
            ("251000元", "251000"),
            ("22（其中修订 16 件）", "22"),
            ("3.0", "3.0"),
            ("1\u{200b}2", "12"),
            ("96171.6", "96171.6"),
        ] {
            assert_eq!(Cell::read(written, None).value, number(value), "{written}");
        }
    }

    #[test]
    fn blank_placeholder_zero_and_unread_are_four_things() {
        assert_eq!(Cell::read(" \u{3000}\u{a0}", None).value, Value::Blank);
        for written in ["/", "／", "-", "—", "——", "－", "无", "無", "不适用"] {
            assert_eq!(Value::of(written), Value::Placeholder, "{written}");
        }
        assert_eq!(Cell::read("0", None).value, number("0"));
        for written in [
            "见附件",
            "1和2",
            "12 34",
            "3件4",
            "一",
            "1,2",
            "0.1.2",
            "#REF!",
            "2.其他",
            "1.属于国家秘密",
            "（一）12",
            ".5",
            "增",
        ] {
            assert_eq!(Cell::read(written, None).value, Value::Unread(Problem::NotANumber), "{written}");
        }
        assert_eq!(Cell::read("12345678901234567890", None).value, Value::Unread(Problem::TooLong));
    }

    #[test]
    fn the_way_of_writing_is_kept() {
        let marks = Cell::read("１，２３４ 件（含撤回2件）", None).marks;
        assert!(marks.full_width && marks.grouped);
        assert_eq!((marks.unit.as_deref(), marks.note.as_deref()), (Some("件"), Some("(含撤回2件)")));
        assert!(Cell::read("012", None).marks.leading_zero);
        assert!(!Cell::read("0.5", None).marks.leading_zero);
        assert_eq!(Cell::read("12", None).marks, Marks::default());
    }
}
