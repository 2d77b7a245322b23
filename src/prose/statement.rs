//! Sentences without a number that state one all the same: none (未收到申请) and all (均已答复, 均为自然人).

use super::claim::Suits;
use super::clause::{Reader, Topic, topic_of};
use super::lexer::{Kind, Mark, Token};
use super::lexicon::Word;
use crate::document::Span;
use crate::form::Row;

/// A sentence that says none or all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The flow, by its index.
    pub flow: usize,
    /// From the word for none or all to the end of the clause.
    pub span: Span,
    /// What is stated.
    pub what: Stating,
}

/// What a sentence states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stating {
    /// 未收到政府信息公开申请.
    NoApplications,
    /// 未发生行政复议、行政诉讼; of one kind or both.
    NoDisputes(Suits),
    /// 均已答复; with 按期 it may mean on time.
    AllAnswered {
        /// Whether it may only mean that those were on time.
        on_time: bool,
    },
    /// 均获维持.
    AllUpheld(Suits),
    /// 未被纠错, 无败诉.
    NoneCorrected(Suits),
    /// 均为自然人.
    AllNatural,
    /// 无行政许可.
    NoDecisions(Row),
    /// 不具备行政处罚职权.
    NoPower(Row),
    /// 未收取信息处理费.
    NoFee,
}

/// Reads the statements of a paragraph.
pub fn statements(reader: &Reader<'_>, text: &str, tokens: &[Token], statements: &mut Vec<Statement>) {
    let mut topic = reader.heading;
    let mut about = matches!(reader.heading, Topic::Applications | Topic::Disputes);
    let (mut review, mut suit) = (false, false);
    let mut is_partial = false;
    let mut other_year = false;
    for (index, token) in tokens.iter().enumerate() {
        let word = match token.kind {
            Kind::Word(word) => word,
            Kind::Mark(Mark::Stop) => {
                (is_partial, other_year) = (false, false);
                continue;
            }
            Kind::Year(year) => {
                other_year |= reader.year.is_some_and(|report| report != year);
                continue;
            }
            _ => continue,
        };
        if let Some(next) = topic_of(word, topic, reader.heading, about) {
            topic = next;
        }
        match word {
            Word::Applications | Word::Disclosure => about = true,
            Word::Review => review = true,
            Word::Suit | Word::Direct | Word::AfterReview => suit = true,
            Word::PartYear | Word::Own | Word::LastYear => is_partial = true,
            Word::ThisYear | Word::OfYear => is_partial = false,
            _ => {}
        }
        let may_state =
            [Word::All, Word::ZeroOccurred, Word::ZeroReceived, Word::ZeroCollected, Word::NotYet, Word::NoPower];
        if is_partial || other_year || !may_state.contains(&word) {
            continue;
        }
        let clause = Clause::behind(text, tokens, index);
        let what = match word {
            Word::ZeroReceived => clause.no_applications(topic, reader.heading),
            Word::ZeroOccurred => clause.none(about),
            Word::ZeroCollected => clause.no_fee(topic),
            Word::NotYet => clause.none_corrected(review, suit).filter(|_| about),
            Word::All => clause.all(topic, review, suit, about),
            Word::NoPower if clause.words.last() == Some(&Word::Power) => {
                let span = Span::new(token.span.start, clause.end);
                let rows = clause.words.iter().filter_map(|word| decision(*word));
                statements.extend(rows.map(|row| Statement { flow: reader.flow, span, what: Stating::NoPower(row) }));
                None
            }
            _ => None,
        };
        if let Some(what) = what {
            let span = Span::new(token.span.start, clause.end);
            statements.push(Statement { flow: reader.flow, span, what });
        }
    }
}

/// The words from a word to the end of its clause.
struct Clause<'t> {
    words: Vec<Word>,
    end: usize,
    /// What stands between the last word and the mark, and belongs to no word of the lexicon.
    tail: &'t str,
    has_number: bool,
}

impl<'t> Clause<'t> {
    fn behind(text: &'t str, tokens: &[Token], index: usize) -> Clause<'t> {
        let mut clause = Clause { words: Vec::new(), end: 0, tail: "", has_number: false };
        let mut at = tokens.get(index).map_or(0, |token| token.span.end);
        clause.end = at;
        for token in tokens.iter().skip(index + 1) {
            match token.kind {
                Kind::Word(word) => clause.words.push(word),
                // 行政复议、行政诉讼 is one object.
                Kind::Mark(Mark::Item) => {}
                Kind::Mark(_) => {
                    clause.tail = text.get(at..token.span.start).unwrap_or("");
                    return clause;
                }
                _ => clause.has_number = true,
            }
            at = token.span.end;
            clause.end = at;
        }
        clause
    }

    fn has(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    fn only(&self, allowed: &[Word]) -> bool {
        self.words.iter().all(|word| allowed.contains(word))
    }

    /// Whether the clause ends with its last word, or with 的情况.
    fn ends_plainly(&self) -> bool {
        const ENDS: [&str; 6] = ["情况", "情形", "件", "案件", "事件", "发生"];
        let tail = self.tail.trim_start_matches('的');
        tail.is_empty() || ENDS.contains(&tail) || tail == "案件发生" || tail == "情况发生"
    }

    /// 未收到 … 申请, with nothing else in between and at most 的情况 behind.
    fn no_applications(&self, topic: Topic, heading: Topic) -> Option<Stating> {
        let ends = matches!(self.words.last(), Some(Word::Applications | Word::Apply));
        let speaks = self.has(Word::Applications) || topic == Topic::Applications || heading == Topic::Applications;
        let allowed = [
            Word::Applications,
            Word::Apply,
            Word::Disclosure,
            Word::Natural,
            Word::Organisation,
            Word::Other,
            Word::Information,
        ];
        let one_kind = self.has(Word::Natural) != self.has(Word::Organisation);
        (ends && speaks && !one_kind && !self.has_number && self.ends_plainly() && self.only(&allowed))
            .then_some(Stating::NoApplications)
    }

    fn none(&self, about: bool) -> Option<Stating> {
        if self.has_number {
            return None;
        }
        let last = *self.words.last()?;
        let first = *self.words.first()?;
        if last == Word::Lost || last == Word::Corrected {
            return (self.words.len() <= 3 && about).then_some(Stating::NoneCorrected(kinds(
                self.has(Word::Review),
                self.has(Word::Suit) || self.has(Word::Lost),
            )));
        }
        if first == Word::Applications && self.words.len() == 1 && self.ends_plainly() {
            return Some(Stating::NoApplications);
        }
        let disputes = [
            Word::Review,
            Word::Suit,
            Word::Applications,
            Word::Disclosure,
            Word::Apply,
            Word::Information,
            Word::Other,
            Word::Publish,
            Word::Direct,
            Word::AfterReview,
        ];
        let (review, suit) = (self.has(Word::Review), self.has(Word::Suit));
        if (review || suit)
            && matches!(last, Word::Review | Word::Suit)
            && self.ends_plainly()
            && self.only(&disputes)
            && (about || self.has(Word::Disclosure) || self.has(Word::Applications))
        {
            return Some(Stating::NoDisputes(kinds(review, suit)));
        }
        // 无行政许可, 没有行政强制: the bare phrase alone.
        let row = decision(first)?;
        (self.words.len() == 1 && self.tail.is_empty()).then_some(Stating::NoDecisions(row))
    }

    fn no_fee(&self, topic: Topic) -> Option<Stating> {
        let allowed = [Word::InfoFee, Word::Disclosure, Word::Applications, Word::Other];
        let is_about = self.has(Word::InfoFee) || (self.words.is_empty() && topic == Topic::Fees);
        (is_about && !self.has_number && self.only(&allowed)).then_some(Stating::NoFee)
    }

    fn none_corrected(&self, review: bool, suit: bool) -> Option<Stating> {
        let is_short = self.words.len() <= 2 && !self.has_number;
        (is_short && self.has(Word::Corrected) && (review || suit)).then(|| Stating::NoneCorrected(kinds(review, suit)))
    }

    fn all(&self, topic: Topic, review: bool, suit: bool, about: bool) -> Option<Stating> {
        if self.has_number {
            return None;
        }
        if self.words.first() == Some(&Word::Natural) && self.words.len() == 1 && topic == Topic::Applications {
            return Some(Stating::AllNatural);
        }
        if self.has(Word::Upheld) && self.words.len() == 1 && about && (review || suit) {
            return Some(Stating::AllUpheld(kinds(review, suit)));
        }
        let allowed = [Word::Answered, Word::Punctual, Word::Worked, Word::Apply, Word::Applicant, Word::Decide];
        let answers = self.has(Word::Answered) && topic == Topic::Applications && self.only(&allowed);
        answers.then(|| Stating::AllAnswered { on_time: self.has(Word::Punctual) })
    }
}

fn kinds(review: bool, suit: bool) -> Suits {
    match (review, suit) {
        (true, false) => Suits::Review,
        (false, true) => Suits::Suit,
        _ => Suits::Both,
    }
}

fn decision(word: Word) -> Option<Row> {
    Some(match word {
        Word::Licence => Row::Licences,
        Word::Penalty => Row::Penalties,
        Word::Compulsion => Row::Compulsion,
        Word::FeeCharged => Row::Fees,
        Word::Rules => Row::Rules,
        Word::Normative => Row::Normative,
        _ => return None,
    })
}
