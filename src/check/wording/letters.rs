//! The prose of the report letter by letter: taken apart once, for every rule that looks at wording.

use std::ops::Range;

use super::words::telling;
use super::wrong_words::WRONG_WORDS;
use crate::characters::{Traits, common, ideograph};
use crate::check::context::At;
use crate::check::finding::Place;
use crate::check::text::{CharSet, Words};
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
    /// Those that are neither Chinese characters nor digits, and some Chinese characters that stand for marks.
    marks: Vec<Numbered>,
    /// Chinese characters that some rule looks for.
    sought: Vec<Numbered>,
    /// The numbers of Chinese characters that with the one behind may be what is wrong with a word.
    suspects: Vec<u32>,
    /// The numbers of Chinese characters that may have stood shortly before as well.
    echoes: Vec<u32>,
    /// Where digits stand, each with the number behind its last.
    digits: Vec<(u32, u32)>,
    lines: Vec<Entry<'a>>,
}

/// A line, and what has been seen of it.
#[derive(Debug)]
struct Entry<'a> {
    at: At,
    text: &'a str,
    /// Its letters among all.
    letters: Range<usize>,
    /// Its marks among all.
    marks: Range<usize>,
    /// Its letters that are sought, among all that are.
    sought: Range<usize>,
    /// Its suspects among all.
    suspects: Range<usize>,
    /// Its echoes among all.
    echoes: Range<usize>,
    /// Its runs of digits among all.
    digits: Range<usize>,
    kinds: u16,
    set: CharSet,
}

/// A letter and its number in its line.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    number: u32,
    letter: Letter,
}

/// Chinese characters that some rule looks for: units, ends of roles, what years and numbers of documents end with, first
/// letters of words. One that is sought by accident does no harm.
const LOOKED_FOR: [char; 20] = [
    '条', '件', '次', '篇', '份', '项', '宗', '起', '期', '场', '人', '告', '行', '我', '本', '年', '号', '向', '联',
    '截',
];

/// Chinese characters that stand for something else: a name that is masked, letters that were lost.
const MARKS: [char; 3] = ['某', '锟', '烫'];

/// A trait of a Chinese character: of the two that a wrong word has and the right one does not (府新 of 政府新息), it is
/// the first.
const TELLS: u8 = 1;

/// It is the second of them: the bit above [`TELLS`], for one shift to bring them together.
const IS_TOLD: u8 = TELLS << 1;

/// It is among [`LOOKED_FOR`] or [`MARKS`].
const SOUGHT: u8 = 8;

/// What is known of every Chinese character.
static TRAITS: Traits = traits();

#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
const fn traits() -> Traits {
    let mut traits = Traits::NONE.with_all(&LOOKED_FOR, SOUGHT).with_all(&MARKS, SOUGHT);
    let mut index = 0;
    while index < WRONG_WORDS.len() {
        let word = WRONG_WORDS[index].0.as_bytes();
        let at = 3 * telling(&WRONG_WORDS[index]);
        traits = traits.with(ideograph(word, at), TELLS).with(ideograph(word, at + 3), IS_TOLD);
        index += 1;
    }
    traits
}

/// How many letters before it an echo may repeat.
pub const ECHO: usize = 8;

/// What is remembered of a line from one letter to the next.
struct Memory {
    /// For each Chinese character the number from which on it is no echo any more, 0 where it has not yet stood; those
    /// with the same lowest byte share a place.
    echoing: [u32; 256],
    /// The same of whatever stands before the last mark.
    parted: u32,
    /// The number behind the last digit.
    digits_end: u32,
    /// The kinds of the letters that are no Chinese characters.
    kinds: u16,
}

impl<'a> Letters<'a> {
    /// Takes the prose of the report apart.
    pub fn new(report: &'a Report) -> Letters<'a> {
        let sections = report.sections.iter().flat_map(|section| section.heading.iter().chain(&section.paragraphs));
        let bytes: usize = report.preamble.iter().chain(sections).map(|passage| passage.text.len()).sum();
        // Most letters take three bytes.
        let mut prose = Letters {
            letters: Vec::with_capacity(bytes / 2),
            marks: Vec::with_capacity(bytes / 16),
            sought: Vec::with_capacity(bytes / 16),
            suspects: Vec::with_capacity(bytes / 64),
            echoes: Vec::with_capacity(bytes / 16),
            digits: Vec::with_capacity(bytes / 64),
            lines: Vec::new(),
        };
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
        let (letters, marks, sought) = (self.letters.len(), self.marks.len(), self.sought.len());
        let (suspects, echoes, digits) = (self.suspects.len(), self.echoes.len(), self.digits.len());
        let text = passage.text.as_str();
        let mut set = CharSet::default();
        let mut memory = Memory { echoing: [0; 256], parted: 0, digits_end: 0, kinds: 0 };
        // The number of the next letter, and the traits of the one before, where that is a Chinese character.
        let (mut number, mut traits) = (0, 0);
        self.letters.reserve(text.len() / 3);
        let mut rest = text.as_bytes();
        loop {
            // No passage has four gigabytes.
            while let Some((c, behind)) = common(rest) {
                let letter = Letter { at: (text.len() - rest.len()) as u32, c, kind: Kind::Han };
                set.insert(c);
                self.letters.push(letter);
                traits = self.note_han(letter, number, traits, &mut memory);
                (number, rest) = (number + 1, behind);
            }
            let at = text.len() - rest.len();
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let letter = Letter { at: at as u32, c, kind: Kind::of(c) };
            set.insert(c);
            self.letters.push(letter);
            if letter.kind == Kind::Han {
                traits = self.note_han(letter, number, traits, &mut memory);
            } else {
                traits = 0;
                self.note_other(letter, number, &mut memory);
            }
            (number, rest) = (number + 1, rest.get(c.len_utf8()..).unwrap_or_default());
        }
        self.lines.push(Entry {
            at,
            text,
            letters: letters..self.letters.len(),
            marks: marks..self.marks.len(),
            sought: sought..self.sought.len(),
            suspects: suspects..self.suspects.len(),
            echoes: echoes..self.echoes.len(),
            digits: digits..self.digits.len(),
            kinds: memory.kinds,
            set,
        });
    }

    /// Notes what rules will ask of a Chinese character, given the traits of the one before. Yields its own.
    #[inline]
    fn note_han(&mut self, letter: Letter, number: u32, before: u8, memory: &mut Memory) -> u8 {
        let (traits, before) = (TRAITS.of(letter.c), before << 1);
        if traits & (SOUGHT | before) != 0 {
            self.note_sought(Numbered { number, letter }, traits, before);
        }
        if let Some(echoing) = memory.echoing.get_mut(usize::from(letter.c as u8)) {
            if *echoing > number && *echoing > memory.parted {
                self.echoes.push(number);
            }
            *echoing = number + ECHO as u32 + 1;
        }
        traits
    }

    /// Few Chinese characters come here.
    #[inline(never)]
    fn note_sought(&mut self, found: Numbered, traits: u8, before: u8) {
        if traits & SOUGHT != 0 {
            self.sought.push(found);
            if MARKS.contains(&found.letter.c) {
                self.marks.push(found);
            }
        }
        if traits & before != 0 {
            self.suspects.push(found.number - 1);
        }
    }

    /// Notes what rules will ask of any other letter.
    fn note_other(&mut self, letter: Letter, number: u32, memory: &mut Memory) {
        if letter.kind != Kind::Digit {
            self.marks.push(Numbered { number, letter });
        } else {
            match self.digits.last_mut().filter(|_| number > 0 && memory.digits_end == number) {
                Some(run) => run.1 += 1,
                None => self.digits.push((number, number + 1)),
            }
            memory.digits_end = number + 1;
        }
        memory.kinds |= letter.kind as u16;
        memory.parted = number + ECHO as u32 + 1;
    }

    /// The lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|entry| Line {
            at: entry.at,
            text: Words::new(entry.text, &entry.set),
            letters: self.letters.get(entry.letters.clone()).unwrap_or_default(),
            prose: self,
            entry,
        })
    }

    /// Every paragraph outside the tables, in order, with its place.
    pub fn paragraphs(&self) -> impl Iterator<Item = (At, Words<'_>)> {
        let paragraphs = self.lines.iter().filter(|entry| entry.at.is_paragraph());
        paragraphs.map(|entry| (entry.at, Words::new(entry.text, &entry.set)))
    }
}

/// A title, heading or paragraph. Letters are counted by number, not by byte.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Where it stands.
    pub at: At,
    /// Its text.
    pub text: Words<'a>,
    /// Its letters.
    pub letters: &'a [Letter],
    /// What else has been seen of it; most rules ask for little of that.
    prose: &'a Letters<'a>,
    entry: &'a Entry<'a>,
}

impl<'a> Line<'a> {
    /// Whether it has a letter of that kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.entry.kinds & kind as u16 != 0
    }

    /// The letters that are neither Chinese characters nor digits, and those of [`MARKS`], with their numbers.
    pub fn marks(&self) -> impl Iterator<Item = (usize, Letter)> + use<'a> {
        self.prose
            .marks
            .get(self.entry.marks.clone())
            .unwrap_or_default()
            .iter()
            .map(|mark| (mark.number as usize, mark.letter))
    }

    /// The Chinese characters that rules look for (see [`SOUGHT`]), with their numbers.
    pub fn sought(&self) -> impl Iterator<Item = (usize, Letter)> + use<'a> {
        self.prose
            .sought
            .get(self.entry.sought.clone())
            .unwrap_or_default()
            .iter()
            .map(|sought| (sought.number as usize, sought.letter))
    }

    /// The numbers of the letters that with the one behind may be what is wrong with a word.
    pub fn suspects(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.prose.suspects.get(self.entry.suspects.clone()).unwrap_or_default().iter().map(|&number| number as usize)
    }

    /// The numbers of the Chinese characters that may be one of the [`ECHO`] before them, with no mark between.
    pub fn echoes(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.prose.echoes.get(self.entry.echoes.clone()).unwrap_or_default().iter().map(|&number| number as usize)
    }

    /// Where digits stand without a gap: the number of the first, and that behind the last.
    pub fn digits(&self) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        self.prose
            .digits
            .get(self.entry.digits.clone())
            .unwrap_or_default()
            .iter()
            .map(|&(from, to)| (from as usize, to as usize))
    }

    /// Whether it is a paragraph, not a title or heading.
    pub fn is_paragraph(&self) -> bool {
        self.at.is_paragraph()
    }

    /// The bytes of the letters from `from` up to, not including, `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let byte = |number: usize| self.letters.get(number).map_or(self.text.len(), |letter| letter.at as usize);
        Span::new(byte(from), byte(to))
    }

    /// These letters as text.
    pub fn words(&self, from: usize, to: usize) -> &'a str {
        self.text.as_str().get(self.span(from, to).range()).unwrap_or_default()
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
    pub fn find_all(&self, word: &'static str) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let letters = self.letters;
        let count = word.chars().count();
        let number = move |at: usize| letters.partition_point(|letter| (letter.at as usize) < at);
        self.text.places(word).map(move |at| (number(at), number(at) + count))
    }
}
