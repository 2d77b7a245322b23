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

/// The words that begin what a sentence says of none or of all.
const MAY_STATE: [Word; 6] =
    [Word::All, Word::ZeroOccurred, Word::ZeroReceived, Word::ZeroCollected, Word::NotYet, Word::NoPower];

/// Reads the statements of a paragraph.
pub fn statements(reader: &Reader<'_>, text: &str, tokens: &[Token], statements: &mut Vec<Statement>) {
    let mut topic = reader.heading;
    let mut about = matches!(reader.heading, Topic::Applications | Topic::Disputes);
    let (mut review, mut suit) = (false, false);
    // 行政复议7件，均获维持；行政诉讼8件: whatever is named behind a mark takes the place of what was.
    let mut begins = false;
    let mut is_partial = false;
    let mut other_year = false;
    for (index, token) in tokens.iter().enumerate() {
        let word = match token.kind {
            Kind::Word(word) => word,
            Kind::Mark(mark @ (Mark::Stop | Mark::Semicolon)) => {
                begins = true;
                if mark == Mark::Stop {
                    (is_partial, other_year) = (false, false);
                }
                continue;
            }
            Kind::Year(year) => {
                let is_other = reader.year.is_some_and(|report| report != year);
                other_year |= is_other && !is_beside_carry(tokens, index);
                continue;
            }
            _ => continue,
        };
        if let Some(next) = topic_of(word, topic, reader.heading, about) {
            topic = next;
        }
        match word {
            Word::Applications | Word::Disclosure => about = true,
            Word::Review => (review, suit, begins) = (true, suit && !begins, false),
            Word::Suit | Word::Direct | Word::AfterReview => (review, suit, begins) = (review && !begins, true, false),
            // 含上年结转1件 speaks of this year.
            Word::LastYear if is_beside_carry(tokens, index) => {}
            Word::PartYear | Word::Own | Word::LastYear => is_partial = true,
            Word::ThisYear | Word::OfYear => is_partial = false,
            _ => {}
        }
        if is_partial || other_year || !MAY_STATE.contains(&word) {
            continue;
        }
        let clause = Clause::behind(text, tokens, index);
        // What is said of every row that is named.
        let of_rows: Option<fn(Row) -> Stating> = match word {
            Word::ZeroOccurred if clause.names_decisions() => Some(Stating::NoDecisions),
            Word::NotYet if clause.is_issuing() => Some(Stating::NoDecisions),
            Word::NoPower if clause.words.last() == Some(&Word::Power) => Some(Stating::NoPower),
            _ => None,
        };
        if let Some(what) = of_rows {
            clause.each_row(|row| statements.push(clause.statement(reader, token, what(row))));
            continue;
        }
        // 其余15件均已答复: all of those.
        let is_of_number = index
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|before| matches!(before.kind, Kind::Number(..)));
        let what = match word {
            Word::All if is_of_number => None,
            Word::ZeroReceived => clause.no_applications(topic, reader.heading).or_else(|| clause.no_disputes(about)),
            Word::ZeroOccurred => clause.none(about),
            Word::ZeroCollected => clause.no_fee(topic),
            Word::NotYet => clause.none_corrected(review, suit).filter(|_| about),
            Word::All => clause.all(topic, review, suit, about),
            _ => None,
        };
        statements.extend(what.map(|what| clause.statement(reader, token, what)));
    }
}

/// Whether a word stands right before or behind 结转.
fn is_beside_carry(tokens: &[Token], index: usize) -> bool {
    let beside = [index.checked_sub(1), Some(index + 1)];
    beside
        .into_iter()
        .flatten()
        .filter_map(|at| tokens.get(at))
        .any(|token| token.is(Word::CarriedIn) || token.is(Word::CarriedOut))
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

    /// What it states, as a statement of the flow.
    fn statement(&self, reader: &Reader<'_>, token: &Token, what: Stating) -> Statement {
        Statement { flow: reader.flow, span: Span::new(token.span.start, self.end), what }
    }

    fn has(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    fn only(&self, allowed: &[Word]) -> bool {
        self.words.iter().all(|word| allowed.contains(word))
    }

    /// Every row of table two that is named, once.
    fn each_row(&self, mut row: impl FnMut(Row)) {
        let rows = self.words.iter().filter_map(|word| decision(*word));
        let mut before = None;
        for one in rows {
            if before != Some(one) {
                row(one);
            }
            before = Some(one);
        }
    }

    /// The last word, behind which 等 and 事项 say nothing more.
    fn last(&self) -> Option<Word> {
        self.words.iter().rev().copied().find(|word| !matches!(word, Word::Etc | Word::Matter))
    }

    /// Whether the clause ends with its last word, or with 的情况.
    fn ends_plainly(&self) -> bool {
        const ENDS: [&str; 9] = ["", "情况", "情形", "发生", "情况发生", "现象", "要求", "请求", "案件发生"];
        // 行政诉讼和有关的申诉.
        let tail = match self.tail.split_once("申诉") {
            Some((and, rest)) if and.len() <= 15 => rest,
            _ => self.tail,
        };
        let tail = tail.trim_start_matches('的');
        let tail = ["案件", "事件", "办件", "案", "件"].iter().find_map(|noun| tail.strip_prefix(noun)).unwrap_or(tail);
        ENDS.contains(&tail.trim_start_matches('的'))
    }

    /// 未收到 … 申请, with nothing else in between and at most 的情况 behind.
    fn no_applications(&self, topic: Topic, heading: Topic) -> Option<Stating> {
        let ends = match self.last()? {
            Word::Applications | Word::Apply => true,
            // 依申请公开信件, 依申请公开办理.
            Word::Information | Word::Channel | Word::Worked => self.has(Word::Applications),
            _ => false,
        };
        let speaks = self.has(Word::Applications) || topic == Topic::Applications || heading == Topic::Applications;
        let allowed = [
            Word::Applications,
            Word::Apply,
            Word::Disclosure,
            Word::Natural,
            Word::Organisation,
            Word::Enterprise,
            Word::Applicant,
            Word::Worked,
            Word::Other,
            Word::Information,
            Word::Etc,
            Word::Matter,
        ];
        let rest =
            self.words.split_last().filter(|(last, _)| **last == Word::Channel).map_or(&*self.words, |all| all.1);
        let organisation = self.has(Word::Organisation) || self.has(Word::Enterprise);
        let one_kind = self.has(Word::Natural) != organisation && !self.has(Word::Etc);
        let only = rest.iter().all(|word| allowed.contains(word));
        (ends && speaks && !one_kind && !self.has_number && self.ends_plainly() && only)
            .then_some(Stating::NoApplications)
    }

    fn none(&self, about: bool) -> Option<Stating> {
        if self.has_number {
            return None;
        }
        let last = self.last()?;
        if last == Word::Lost || last == Word::Corrected {
            return (self.words.len() <= 3 && about).then_some(Stating::NoneCorrected(kinds(
                self.has(Word::Review),
                self.has(Word::Suit) || self.has(Word::Lost),
            )));
        }
        if last == Word::Applications && self.only(&[Word::Applications, Word::Matter]) && self.ends_plainly() {
            return Some(Stating::NoApplications);
        }
        self.no_disputes(about)
    }

    fn no_disputes(&self, about: bool) -> Option<Stating> {
        let allowed = [
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
            Word::Foreign,
            Word::DisputeVeto,
            Word::Concern,
            Word::Etc,
            Word::Matter,
        ];
        let (review, suit) = (self.has(Word::Review), self.has(Word::Suit));
        let states = (review || suit)
            && matches!(self.last(), Some(Word::Review | Word::Suit | Word::Foreign))
            && !self.has_number
            && self.ends_plainly()
            && self.only(&allowed)
            && (about || self.has(Word::Disclosure) || self.has(Word::Applications));
        states.then_some(Stating::NoDisputes(kinds(review, suit)))
    }

    /// 无行政许可, 没有行政处罚、行政强制事项: the bare phrase alone.
    fn names_decisions(&self) -> bool {
        let is_row = |word: &Word| decision(*word).is_some() || *word == Word::Matter;
        let ends = matches!(self.tail, "" | "项目");
        !self.words.is_empty() && !self.has_number && ends && self.words.iter().all(is_row)
    }

    /// 未制发、废止行政规范性文件.
    fn is_issuing(&self) -> bool {
        let allowed = [Word::Issued, Word::Publish, Word::Repealed, Word::Rules, Word::Normative];
        self.words.first() == Some(&Word::Issued)
            && matches!(self.last(), Some(Word::Rules | Word::Normative))
            && !self.has_number
            && self.ends_plainly()
            && self.only(&allowed)
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
        let is_natural = self.words.first() == Some(&Word::Natural);
        if is_natural && self.only(&[Word::Natural, Word::Apply, Word::Applications]) && topic == Topic::Applications {
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
