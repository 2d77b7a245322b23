//! The sections of a format's code, `positive;negative;zero;text`, and how each is drawn.

use super::Moment;
use crate::import::sheet::decimal::Decimal;

/// A section, as tokens.
#[derive(Debug, Default)]
pub struct Section(Vec<Token>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A character that stands for itself.
    Literal(char),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// Between digits it groups them, behind them it divides by a thousand.
    Comma,
    /// Multiplies by a hundred, and stands for itself.
    Percent,
    /// A text, `@`.
    Text,
    /// The plain number.
    General,
    /// A part of a date: its letter in lower case, and how often it is written.
    Date(char, usize),
    /// Hours, minutes or seconds in all.
    Elapsed(char, usize),
    /// Morning or afternoon, in Chinese or in English.
    HalfDay(&'static str, &'static str),
    /// What is not drawn: a fraction, a power of ten, a condition.
    Foreign,
}

/// Sections of a code: positive, negative, zero, text.
const SECTIONS: usize = 4;

/// The sections of a code; `None` when it is cut off, or has conditions in place of the sign.
pub fn sections(code: &str) -> Option<Vec<Section>> {
    let mut sections = Vec::new();
    let mut section = Section::default();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let length = token(rest, c, &mut section.0)?;
        rest = rest.get(length..)?;
        if c == ';' {
            sections.push(std::mem::take(&mut section));
        }
    }
    sections.push(section);
    let conditional = sections.iter().any(|section| section.0.first() == Some(&Token::Foreign));
    (!conditional && sections.len() <= SECTIONS).then_some(sections)
}

/// Appends the tokens at the beginning of the rest of a code, and returns its length.
fn token(rest: &str, c: char, tokens: &mut Vec<Token>) -> Option<usize> {
    const WORDS: [(&str, Token); 4] = [
        ("上午/下午", Token::HalfDay("上午", "下午")),
        ("AM/PM", Token::HalfDay("AM", "PM")),
        ("A/P", Token::HalfDay("A", "P")),
        ("General", Token::General),
    ];
    let starts_with = |text: &str| rest.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
    let behind = || rest.get(1..);
    let token = match c {
        '0' | '#' | '?' => Token::Digit(c),
        '.' => Token::Point,
        ',' => Token::Comma,
        '%' => Token::Percent,
        '@' => Token::Text,
        ';' => return Some(1),
        '"' => {
            let (text, _) = behind()?.split_once('"')?;
            tokens.extend(text.chars().map(Token::Literal));
            return Some(text.len() + 2);
        }
        '\\' | '!' => {
            let literal = behind()?.chars().next()?;
            tokens.push(Token::Literal(literal));
            return Some(1 + literal.len_utf8());
        }
        // A blank as wide as a character, or a character that fills the cell.
        '_' | '*' => return Some(1 + behind()?.chars().next()?.len_utf8()),
        '[' => {
            let (inside, _) = behind()?.split_once(']')?;
            bracket(inside, tokens);
            return Some(inside.len() + 2);
        }
        'E' | 'e' if starts_with("E+") || starts_with("E-") => Token::Foreign,
        'A' | 'a' | 'G' | 'g' | '上' if WORDS.iter().any(|(word, _)| starts_with(word)) => {
            let (word, token) = WORDS.into_iter().find(|(word, _)| starts_with(word))?;
            tokens.push(token);
            return Some(word.len());
        }
        'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'a' => {
            let count = rest.chars().take_while(|next| next.eq_ignore_ascii_case(&c)).count();
            tokens.push(Token::Date(c.to_ascii_lowercase(), count));
            return Some(count);
        }
        _ => Token::Literal(c),
    };
    tokens.push(token);
    Some(c.len_utf8())
}

/// What stands in brackets: elapsed time, a currency, a condition; colours and languages are not drawn.
fn bracket(inside: &str, tokens: &mut Vec<Token>) {
    let first = inside.chars().next().map(|c| c.to_ascii_lowercase());
    match first {
        Some('$') => tokens.extend(inside.chars().skip(1).take_while(|&c| c != '-').map(Token::Literal)),
        Some('<' | '>' | '=') => tokens.push(Token::Foreign),
        Some(c @ ('h' | 'm' | 's')) if inside.chars().all(|other| other.eq_ignore_ascii_case(&c)) => {
            tokens.push(Token::Elapsed(c, inside.len()));
        }
        _ => {}
    }
}

impl Section {
    /// Whether it shows a text.
    pub fn is_for_text(&self) -> bool {
        self.0.contains(&Token::Text)
    }

    /// Whether it shows a date or a time.
    pub fn is_date(&self) -> bool {
        self.0.iter().any(|token| matches!(token, Token::Date(..) | Token::Elapsed(..) | Token::HalfDay(..)))
    }

    /// A text in it.
    pub fn text(&self, text: &str) -> String {
        let mut drawn = String::new();
        for token in &self.0 {
            match token {
                Token::Literal(c) => drawn.push(*c),
                Token::Text | Token::General => drawn.push_str(text),
                _ => {}
            }
        }
        drawn
    }

    /// A number in it, without its sign, and whether what is shown is zero. `None` when it cannot be drawn.
    pub fn number(&self, number: &Decimal) -> Option<(String, bool)> {
        let digits = |tokens: &[Token]| tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
        let point = self.0.iter().position(|token| *token == Token::Point).unwrap_or(self.0.len());
        let (before, after) = self.0.split_at_checked(point)?;
        let places = digits(after);
        let is_fraction = self.0.contains(&Token::Digit('?')) && self.0.contains(&Token::Literal('/'));
        if self.0.contains(&Token::Foreign) || is_fraction {
            return None;
        }
        let last_digit = before.iter().rposition(|token| matches!(token, Token::Digit(_))).unwrap_or(0);
        let is_comma = |token: &&Token| **token == Token::Comma;
        let thousands = before.iter().skip(last_digit).filter(is_comma).count() + after.iter().filter(is_comma).count();
        let grouped = before.iter().take(last_digit).any(|token| *token == Token::Comma);
        let percents = self.0.iter().filter(|token| **token == Token::Percent).count();
        let scaled = number.clone().shifted(2 * percents as i32 - 3 * thousands as i32).rounded(places);

        let mut drawn =
            Drawn { text: String::new(), whole: scaled.whole(), places: digits(before), started: false, grouped };
        // Where there are no places before the point, the digits are shown all the same.
        if drawn.places == 0 && places > 0 {
            drawn.text.push_str(&drawn.whole);
        }
        for token in before {
            match token {
                Token::Digit(kind) => drawn.digit(*kind),
                token => drawn.other(token, number),
            }
        }
        let last_zero = after.iter().rposition(|token| *token == Token::Digit('0')).map_or(0, |at| at + 1);
        let required = digits(after.get(..last_zero).unwrap_or_default());
        let fraction = scaled.fraction();
        let count = fraction.len().max(required);
        let mut fraction = fraction.chars().chain(std::iter::repeat('0')).take(count);
        for token in after {
            match token {
                Token::Digit(_) => drawn.text.extend(fraction.next()),
                Token::Point if count > 0 => drawn.text.push('.'),
                token => drawn.other(token, number),
            }
        }
        Some((drawn.text.trim().to_owned(), scaled.is_zero()))
    }

    /// A moment in it. `None` when it cannot be drawn.
    pub fn date(&self, moment: &Moment) -> Option<String> {
        let mut drawn = String::new();
        let halves = self.0.iter().any(|token| matches!(token, Token::HalfDay(..)));
        let (hours, minutes, seconds) = (moment.seconds / 3600, moment.seconds / 60 % 60, moment.seconds % 60);
        for (index, token) in self.0.iter().enumerate() {
            let padded = |number: i64, count: usize| {
                if count > 1 { format!("{number:02}") } else { number.to_string() }
            };
            match *token {
                Token::Literal(c) => drawn.push(c),
                Token::Date('m', count) if self.is_minute(index) => drawn.push_str(&padded(minutes, count)),
                Token::Date('y', 1 | 2) => drawn.push_str(&padded(moment.year % 100, 2)),
                Token::Date('y' | 'e', _) => drawn.push_str(&moment.year.to_string()),
                Token::Date('m', count @ 3..) => drawn.push_str(named(&MONTHS, moment.month - 1, count, 4)),
                Token::Date('m', count) => drawn.push_str(&padded(moment.month, count)),
                Token::Date('d', count @ 3..) => drawn.push_str(named(&WEEKDAYS, moment.weekday, count, 4)),
                Token::Date('d', count) => drawn.push_str(&padded(moment.day, count)),
                Token::Date('h', count) => {
                    drawn.push_str(&padded(if halves { (hours + 11) % 12 + 1 } else { hours }, count));
                }
                Token::Date('s', count) => drawn.push_str(&padded(seconds, count)),
                Token::Date(_, count) => {
                    drawn.push_str(if count > 3 { "星期" } else { "" });
                    drawn.extend("日一二三四五六".chars().nth(usize::try_from(moment.weekday).ok()?));
                }
                Token::Elapsed(unit, count) => {
                    let all = moment.days * 86_400 + moment.seconds;
                    let unit = match unit {
                        'h' => 3600,
                        'm' => 60,
                        _ => 1,
                    };
                    drawn.push_str(&padded(all / unit, count));
                }
                Token::HalfDay(morning, afternoon) => drawn.push_str(if hours < 12 { morning } else { afternoon }),
                Token::Point => drawn.push('.'),
                Token::Digit(_) => drawn.push('0'),
                Token::Comma => drawn.push(','),
                Token::Percent | Token::Text | Token::General | Token::Foreign => {}
            }
        }
        Some(drawn.trim().to_owned())
    }

    /// Whether an `m` stands for minutes: behind hours, or before seconds.
    fn is_minute(&self, index: usize) -> bool {
        let part = |token: &&Token| matches!(token, Token::Date(..) | Token::Elapsed(..));
        let before = self.0.iter().take(index).rfind(part);
        let after = self.0.iter().skip(index + 1).find(part);
        matches!(before, Some(Token::Date('h', _) | Token::Elapsed('h', _)))
            || matches!(after, Some(Token::Date('s', _) | Token::Elapsed('s', _)))
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A name in full, in three letters, or, for months written five times, in one.
fn named(names: &[&'static str], index: i64, count: usize, full: usize) -> &'static str {
    let name = usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default();
    let length = match count {
        3 => 3,
        count if count == full => name.len(),
        _ => 1,
    };
    name.get(..length).unwrap_or(name)
}

/// A number being drawn.
struct Drawn {
    text: String,
    /// Its digits before the point.
    whole: String,
    /// Places for digits that are still to come before the point.
    places: usize,
    /// Whether a digit has been drawn.
    started: bool,
    grouped: bool,
}

impl Drawn {
    /// Fills a place. The first takes all the digits for which there are no places.
    fn digit(&mut self, kind: char) {
        let is_first = !self.started;
        self.places = self.places.saturating_sub(1);
        let (place, count) = (self.places, self.whole.len());
        if place >= count {
            if kind == '0' || !is_first {
                self.push('0', place);
            }
            return;
        }
        let first = if is_first { 0 } else { count - 1 - place };
        for index in first..count - place {
            let digit = self.whole.as_bytes().get(index).copied().unwrap_or(b'0');
            self.push(char::from(digit), count - 1 - index);
        }
    }

    /// A digit behind which that many follow before the point.
    fn push(&mut self, digit: char, following: usize) {
        self.started = true;
        self.text.push(digit);
        if self.grouped && following > 0 && following.is_multiple_of(3) {
            self.text.push(',');
        }
    }

    fn other(&mut self, token: &Token, number: &Decimal) {
        match token {
            Token::Literal(c) => self.text.push(*c),
            Token::Percent => self.text.push('%'),
            Token::General | Token::Text => self.text.push_str(&number.general()),
            _ => {}
        }
    }
}
