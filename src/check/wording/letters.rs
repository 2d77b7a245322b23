//! The prose of the report letter by letter: taken apart once, for every rule that looks at wording.

use crate::check::context::At;
use crate::check::finding::Place;
use crate::document::Span;
use crate::report::{Passage, Report};

/// What kind of letter it is. Each is one bit, so that a line can say which kinds it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Kind {
    /// A Chinese character.
    Han = 1,
    /// A digit, of half or full width.
    Digit = 2,
    /// A Latin letter.
    Latin = 4,
    /// White space.
    Space = 8,
    /// A mark of full width that pauses or ends: ，。、；：！？…—
    Stop = 16,
    /// A bracket or quotation mark of full width that opens.
    Open = 32,
    /// A bracket or quotation mark of full width that closes.
    Close = 64,
    /// A mark of half width that has a counterpart of full width.
    Half = 128,
    /// Nothing that belongs into a text: a replacement character, private use, a control character.
    Odd = 256,
    /// Anything else.
    Other = 512,
}

impl Kind {
    fn of(c: char) -> Kind {
        match c {
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇' => Kind::Han,
            '0'..='9' | '０'..='９' => Kind::Digit,
            'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => Kind::Latin,
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200b}' | '\u{feff}' => Kind::Space,
            '，' | '。' | '、' | '；' | '：' | '！' | '？' | '…' | '—' | '·' => Kind::Stop,
            '（' | '《' | '“' | '‘' | '【' | '〔' | '〈' | '「' | '『' | '［' => Kind::Open,
            '）' | '》' | '”' | '’' | '】' | '〕' | '〉' | '」' | '』' | '］' => Kind::Close,
            ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')' | '"' => Kind::Half,
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' => Kind::Odd,
            _ => Kind::Other,
        }
    }
}

/// A character of a line.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// The byte it begins at.
    pub at: u32,
    /// The character.
    pub c: char,
    /// What kind it is.
    pub kind: Kind,
}

/// All the prose of a report: title, preamble, headings and paragraphs, in order.
#[derive(Debug, Default)]
pub struct Letters<'a> {
    letters: Vec<Letter>,
    lines: Vec<(At, &'a str, std::ops::Range<usize>, u16)>,
}

impl<'a> Letters<'a> {
    /// Takes the prose of the report apart.
    pub fn new(report: &'a Report) -> Letters<'a> {
        let mut prose = Letters::default();
        if let Some(title) = &report.title {
            prose.push(At::Title, title);
        }
        for (number, passage) in report.preamble.iter().enumerate() {
            prose.push(At::Preamble(number), passage);
        }
        for (index, section) in report.sections.iter().enumerate() {
            if let Some(heading) = &section.heading {
                prose.push(At::Heading(index), heading);
            }
            for (number, passage) in section.paragraphs.iter().enumerate() {
                prose.push(At::Section(index, number), passage);
            }
        }
        prose
    }

    fn push(&mut self, at: At, passage: &'a Passage) {
        let start = self.letters.len();
        let mut kinds = 0;
        for (offset, c) in passage.text.char_indices() {
            // No passage has four gigabytes; one that had would be cut short, not misread.
            let Ok(at) = u32::try_from(offset) else { break };
            let kind = Kind::of(c);
            kinds |= kind as u16;
            self.letters.push(Letter { at, c, kind });
        }
        self.lines.push((at, passage.text.as_str(), start..self.letters.len(), kinds));
    }

    /// The lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|&(at, text, ref letters, kinds)| Line {
            at,
            text,
            letters: self.letters.get(letters.clone()).unwrap_or_default(),
            kinds,
        })
    }
}

/// A title, heading or paragraph. Letters are counted by number, not by byte.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Where it stands.
    pub at: At,
    /// Its text.
    pub text: &'a str,
    /// Its letters.
    pub letters: &'a [Letter],
    kinds: u16,
}

impl<'a> Line<'a> {
    /// Whether it has a letter of that kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds & kind as u16 != 0
    }

    /// Whether it is a paragraph, not a title or heading.
    pub fn is_paragraph(&self) -> bool {
        matches!(self.at, At::Preamble(_) | At::Section(..))
    }

    /// The bytes of the letters from `from` up to, not including, `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let byte = |number: usize| self.letters.get(number).map_or(self.text.len(), |letter| letter.at as usize);
        Span::new(byte(from), byte(to))
    }

    /// These letters as text.
    pub fn words(&self, from: usize, to: usize) -> &'a str {
        self.text.get(self.span(from, to).range()).unwrap_or_default()
    }

    /// These letters as a place.
    pub fn place(&self, from: usize, to: usize) -> Place {
        self.at.place(self.span(from, to))
    }

    /// The text from that letter on.
    pub fn from(&self, number: usize) -> &'a str {
        self.words(number, self.letters.len())
    }

    /// That letter.
    pub fn letter(&self, number: usize) -> Option<Letter> {
        self.letters.get(number).copied()
    }

    /// The first letter from that one on which is no white space.
    pub fn after(&self, number: usize) -> Option<Letter> {
        let after = self.letters.get(number..)?;
        after.iter().find(|letter| letter.kind != Kind::Space).copied()
    }

    /// The sentence around that letter: what stands between two full stops.
    pub fn sentence(&self, number: usize) -> &'a str {
        let is_end = |letter: &Letter| letter.c == '。';
        let start = self.letters.get(..number).and_then(|before| before.iter().rposition(is_end)).map_or(0, |n| n + 1);
        let end = self.letters.get(number..).and_then(|after| after.iter().position(is_end));
        self.words(start, end.map_or(self.letters.len(), |n| number + n + 1))
    }

    /// Where the word stands, each as the numbers of its first letter and of the one behind it.
    pub fn find_all(&self, word: &'static str) -> impl Iterator<Item = (usize, usize)> {
        let line = *self;
        let first = word.chars().next();
        let count = word.chars().count();
        let starts = self.letters.iter().enumerate().filter(move |(_, letter)| Some(letter.c) == first);
        starts
            .map(|(number, _)| number)
            .filter(move |&number| line.from(number).starts_with(word))
            .map(move |number| (number, number + count))
    }
}
