//! What a sentence speaks of: the topic, the year, the scope. It is kept while a paragraph is read from left to right.

use super::flow::Flow;
use super::lexer::{Kind, Mark, Token};
use super::lexicon::Word;

/// What a passage is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Topic {
    /// Nothing in particular.
    #[default]
    None,
    /// Applications for information.
    Applications,
    /// Reviews and suits because of information.
    Disputes,
    /// Rules and normative documents.
    Documents,
    /// Licences, penalties, compulsion.
    Decisions,
    /// The fee for handling information.
    Fees,
    /// Suggestions of delegates and motions.
    Proposals,
    /// A matter that the form does not know.
    Foreign,
}

/// What is known where a paragraph begins.
#[derive(Clone, Debug, Default)]
pub struct Reader<'a> {
    /// The report year.
    pub year: Option<i32>,
    /// The flow that is read, by its index.
    pub flow: usize,
    /// Its topic by its heading, or that of the part.
    pub heading: Topic,
    /// Sentences read so far, over all flows.
    pub sentence: usize,
    part: u8,
    text: &'a str,
}

impl<'a> Reader<'a> {
    /// Before the first flow.
    pub fn new(year: Option<i32>) -> Reader<'a> {
        Reader { year, ..Reader::default() }
    }

    /// The rest of the text from that byte on.
    pub fn text_behind(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// Turns to the next flow: a paragraph keeps the topic of the heading above it.
    pub fn begin(&mut self, index: usize, flow: &'a Flow, tokens: &[Token]) {
        self.flow = index;
        self.text = &flow.text;
        self.sentence += 1;
        if flow.part != self.part || is_heading(&flow.text) {
            self.heading = match flow.part {
                3 => Topic::Applications,
                4 => Topic::Disputes,
                _ => Topic::None,
            };
            self.part = flow.part;
        }
        // 一、（二）依申请公开情况。
        let opening = tokens.iter().take_while(|token| token.span.start < 48).take_while(|token| {
            !matches!(token.kind, Kind::Number(..)) && !matches!(token.mark(), Some(Mark::Stop | Mark::Comma))
        });
        for token in opening {
            match token.kind {
                Kind::Word(Word::Applications) => self.heading = Topic::Applications,
                Kind::Word(Word::Review | Word::Suit) if self.heading == Topic::None => self.heading = Topic::Disputes,
                _ => {}
            }
        }
    }
}

/// Whether a paragraph begins with the number of a heading: （二）, 2., 二是.
fn is_heading(text: &str) -> bool {
    let mut chars = text.chars();
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    match (chars.next(), chars.next()) {
        (Some('('), Some(c)) => numeral(c),
        (Some(c), Some('.' | '、' | '是')) => numeral(c),
        _ => false,
    }
}

/// The topic a word turns to; `None` for one that says nothing of it.
pub fn topic_of(word: Word, before: Topic, heading: Topic, is_about_information: bool) -> Option<Topic> {
    use Topic::{Applications, Decisions, Disputes, Documents, Fees, Foreign, None as Nothing, Proposals};
    Some(match word {
        Word::Applications | Word::New => Applications,
        Word::Apply if matches!(before, Nothing | Foreign) && (heading == Applications || is_about_information) => {
            Applications
        }
        Word::Review | Word::Suit | Word::Direct | Word::AfterReview => Disputes,
        Word::Rules | Word::Normative => Documents,
        Word::Licence | Word::Penalty | Word::Compulsion | Word::FeeCharged => Decisions,
        Word::InfoFee => Fees,
        Word::Suggestion | Word::Motion => Proposals,
        Word::Foreign | Word::OtherDocument => Foreign,
        _ => return None,
    })
}

/// 上年度结转 and 结转下年度: what 结转 means is said by the year beside it.
pub fn resolve_carries(tokens: &[Token], year: Option<i32>) -> Vec<Token> {
    let mut resolved = tokens.to_vec();
    for (index, token) in resolved.iter_mut().enumerate() {
        if !token.is(Word::Carry) {
            continue;
        }
        let near = |other: Option<&Token>| {
            other.copied().filter(|other| {
                let gap = if other.span.start < token.span.start {
                    token.span.start.saturating_sub(other.span.end)
                } else {
                    other.span.start.saturating_sub(token.span.end)
                };
                gap <= 6
            })
        };
        let before = near(index.checked_sub(1).and_then(|before| tokens.get(before)));
        let behind = near(tokens.get(index + 1));
        let is_last = |other: Option<Token>| match other.map(|other| other.kind) {
            Some(Kind::Word(Word::LastYear)) => true,
            Some(Kind::Year(stated)) => year.is_some_and(|year| stated < year),
            _ => false,
        };
        let is_next = |other: Option<Token>| match other.map(|other| other.kind) {
            Some(Kind::Word(Word::NextYear)) => true,
            Some(Kind::Year(stated)) => year.is_some_and(|year| stated > year),
            _ => false,
        };
        if is_last(before) || (is_last(behind) && !is_next(behind)) {
            token.kind = Kind::Word(Word::CarriedIn);
        } else if is_next(behind) || is_next(before) {
            token.kind = Kind::Word(Word::CarriedOut);
        }
    }
    resolved
}
