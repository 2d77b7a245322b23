//! Text to tokens: the words of the lexicon, numbers, years, and marks. What lies between them is skipped.

use super::lexicon::{Word, meaningless, word};
use super::numeral::{Found, Quantity, arabic, chinese};
use super::unit::Unit;
use crate::document::Span;

/// A piece of a text that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word of the lexicon.
    Word(Word),
    /// A number with its unit.
    Number(Quantity, Unit),
    /// 2024年.
    Year(i32),
    /// A mark.
    Mark(Mark),
}

/// Marks that order a sentence, each weaker than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// 。！？
    Stop,
    /// ；
    Semicolon,
    /// ：
    Colon,
    /// ，
    Comma,
    /// 、
    Item,
    /// （
    Open,
    /// ）
    Close,
}

impl Token {
    /// Whether it is that word.
    pub fn is(&self, word: Word) -> bool {
        self.kind == Kind::Word(word)
    }

    /// The mark it is.
    pub fn mark(&self) -> Option<Mark> {
        match self.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }
}

/// Puts the tokens of a text in plain characters where others were.
pub fn read(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    tokens.reserve(text.len() / 8);
    let mut at = 0;
    loop {
        at += meaningless(text.as_bytes().get(at..).unwrap_or_default());
        let Some(&byte) = text.as_bytes().get(at) else { return };
        let (kind, length) = step(text, at, byte);
        if let Some(kind) = kind {
            tokens.push(Token { kind, span: Span::new(at, at + length) });
        }
        at += length.max(1);
    }
}

/// The token that begins at that byte, if one does, and how many bytes are done with.
fn step(text: &str, at: usize, byte: u8) -> (Option<Kind>, usize) {
    let mark = |mark, length| (Some(Kind::Mark(mark)), length);
    match byte {
        b'0'..=b'9' => number(arabic(text, at), at),
        b',' => mark(Mark::Comma, 1),
        b';' => mark(Mark::Semicolon, 1),
        b':' => mark(Mark::Colon, 1),
        b'(' => mark(Mark::Open, 1),
        b')' => mark(Mark::Close, 1),
        b'!' | b'?' => mark(Mark::Stop, 1),
        // Addresses, names of files, 5G.
        b'a'..=b'z' | b'A'..=b'Z' => {
            let rest = text.get(at..).unwrap_or("");
            let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | ':' | '_' | '-' | '@');
            (None, rest.find(|c| !is_name(c)).unwrap_or(rest.len()))
        }
        0..0x80 => (None, 1),
        _ => wide(text.get(at..).unwrap_or(""), text, at),
    }
}

fn number(found: Option<(Found, usize)>, at: usize) -> (Option<Kind>, usize) {
    match found {
        Some((Found::Quantity(quantity, unit), end)) => (Some(Kind::Number(quantity, unit)), end - at),
        Some((Found::Year(year), end)) => (Some(Kind::Year(year)), end - at),
        Some((Found::Ignored, end)) => (None, end - at),
        None => (None, 1),
    }
}

/// Ideographs that begin a number.
pub const NUMERALS: [char; 14] = ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '零'];

/// A token that begins with a character outside ASCII.
fn wide(rest: &str, text: &str, at: usize) -> (Option<Kind>, usize) {
    if let Some((word, length)) = word(rest) {
        return (Some(Kind::Word(word)), length);
    }
    let Some(first) = rest.chars().next() else { return (None, 1) };
    let length = first.len_utf8();
    let through = |close: char| rest.char_indices().take(60).find(|&(_, c)| c == close);
    match first {
        '、' => (Some(Kind::Mark(Mark::Item)), length),
        '。' => (Some(Kind::Mark(Mark::Stop)), length),
        // Titles, quotations and the years of document numbers state nothing.
        '《' => (None, through('》').map_or(length, |(end, c)| end + c.len_utf8())),
        '“' => (None, through('”').map_or(length, |(end, c)| end + c.len_utf8())),
        '〔' => (None, through('〕').map_or(length, |(end, c)| end + c.len_utf8())),
        c if c == '〇' || NUMERALS.contains(&c) => match chinese(text, at) {
            Some(found) => number(Some(found), at),
            // The rest of a numeral that is no number is none either: 十四五.
            None => (None, length),
        },
        _ => (None, length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = vec![Token { kind: Kind::Mark(Mark::Stop), span: Span::new(0, 1) }];
        read(text, &mut tokens);
        tokens
    }

    #[test]
    fn numbers_in_titles_and_quotations_are_no_tokens() {
        for text in [
            "《第3件通知2件》",
            "“1件+2件”",
            "国办公开办函〔2021〕30号",
            "http://a.b/3件",
            "由六个部分组成",
            "“十四五”时期",
        ] {
            let found: Vec<_> = tokens(text)
                .into_iter()
                .filter(|token| matches!(token.kind, Kind::Number(..) | Kind::Year(_)))
                .collect();
            assert_eq!(found, [], "{text}");
        }
    }

    #[test]
    fn a_sentence_becomes_words_numbers_and_marks() {
        let text = "2024年,新收申请十二件(其中自然人8件)。";
        let found = tokens(text);
        let pieces: Vec<_> = found.iter().map(|token| text.get(token.span.range()).unwrap()).collect();
        assert_eq!(pieces, ["2024年", ",", "新收", "申请", "十二件", "(", "其中", "自然人", "8件", ")", "。"]);
    }
}
