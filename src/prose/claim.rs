//! Numbers bound to the facts they count.
//!
//! A number belongs to the words before it in its segment (从上一个标点或数字起): 予以公开18件. Where these name no fact,
//! to those behind it: 18件予以公开. Words that would bind it twice, or that speak of something the form does not count,
//! bind it to nothing: what is not certain is not claimed.

use super::clause::{Reader, Topic, begins_with_applications, topic_of};
use super::lexer::{Kind, Mark, Token};
use super::lexicon::Word;
use super::numeral::Quantity;
use super::unit::Unit;
use crate::document::Span;
use crate::form::{Column, DECLINED_ROWS, DENIED_ROWS, Row, UNABLE_ROWS};

/// A number that the prose states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The flow, by its index.
    pub flow: usize,
    /// The number with its unit.
    pub span: Span,
    /// From the beginning of its segment to the end of the number: the words it is bound to.
    pub label: Span,
    /// The sentence, counted over the report.
    pub sentence: usize,
    /// The number.
    pub quantity: Quantity,
    /// Its unit.
    pub unit: Unit,
    /// What it counts.
    pub fact: Fact,
    /// Of which year.
    pub when: When,
    /// Of which organs and months.
    pub scope: Scope,
    /// Brackets it stands in.
    pub depth: u8,
    /// The total it is a part of, by its index among the claims.
    pub of: Option<usize>,
    /// For a share, a rate, growth or a difference: what is said to have it.
    pub subject: Fact,
    /// Whether the words before it name a total: 共, 合计, 累计.
    pub is_sum: bool,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Not known: only lists and shares use it.
    Unknown,
    /// 新收.
    New,
    /// 收到, 受理: new, or with what was carried in.
    Received,
    /// 办理, 处理: the same, or what was dealt with.
    Worked,
    /// 共计 behind new and carried in.
    Intake,
    /// 答复, 办结.
    Answered,
    /// 当年办结: perhaps without those carried in.
    AnsweredOfYear,
    /// 上年结转.
    CarriedIn,
    /// 结转下年度.
    CarriedOut,
    /// 结转 alone.
    Carried,
    /// A row of results, or a group of them.
    Result(Results),
    /// 撤回.
    Withdrawn,
    /// A column of applicants; [`Column::Total`] for all organisations.
    Applicant(Column),
    /// 网上, 信函, 当面.
    Channel,
    /// Cases of a kind with an outcome; all of them without one.
    Cases(Suits, Outcome),
    /// Documents of table two: 制发, 废止, 现行有效.
    Documents(Row, Column),
    /// 许可, 处罚, 强制.
    Decisions(Row),
    /// 行政事业性收费.
    FeeCharged,
    /// 信息处理费.
    InfoFee,
    /// Applications that 信息处理费 was taken for.
    FeePieces,
    /// 建议 and 提案.
    Suggestions,
    /// See [`Fact::Suggestions`].
    Motions,
    /// 建议提案 that were answered.
    ProposalsDone,
    /// 公开政府信息.
    Published,
    /// 占.
    Share,
    /// 满意率, 答复率.
    Rate,
    /// 增长 by a percentage.
    Growth(Direction),
    /// 增加 by a number.
    Difference(Direction),
}

/// Results of handling, as prose groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the form")]
pub enum Results {
    Granted,
    Partial,
    GrantedOrPartial,
    Denied,
    Unable,
    Declined,
    Other,
    Row(Row),
}

/// A kind of case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suits {
    /// 行政复议.
    Review,
    /// 行政诉讼.
    Suit,
    /// 未经复议直接起诉.
    Direct,
    /// 复议后起诉.
    AfterReview,
    /// 复议 and 诉讼 together.
    Both,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the form")]
pub enum Outcome {
    Any,
    Upheld,
    Corrected,
    Other,
    Pending,
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Direction {
    Up,
    Down,
}

/// The year a number belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The report year.
    This,
    /// The one before.
    Last,
    /// Another.
    Other,
}

/// What a number covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the tables cover.
    Table,
    /// The organ alone where the tables cover a territory (本级, 代表区政府).
    Own,
    /// Months, named organs, cases on file …: no table has it.
    Other,
}

impl Claim {
    /// Whether it speaks of this year and of all that the tables cover.
    pub fn is_plain(&self) -> bool {
        self.when == When::This && self.scope == Scope::Table
    }
}

/// What is known within a paragraph.
struct State {
    topic: Topic,
    /// Whether the paragraph has spoken of the disclosure of information, without which 复议 is any review.
    is_about_information: bool,
    suits: Option<Suits>,
    document: Option<Row>,
    verb: Option<Column>,
    fee_charged: bool,
    published: bool,
    scope: Scope,
    sentence_year: Option<i32>,
    clause_year: Option<i32>,
    clause_last: bool,
    sentence_last: bool,
    compares: bool,
    disputes_veto: bool,
    depth: u8,
    segment: usize,
    begins_clause: bool,
    /// The mark before the segment.
    mark: Mark,
    words: Vec<Word>,
    covered: usize,
    /// Whether the segment begins right behind a number.
    follows_number: bool,
    /// The segment that a bracket interrupts: its beginning, words and bytes covered.
    interrupted: Option<(usize, Vec<Word>, usize)>,
    /// Where the name of whoever is said to act begins.
    actor: usize,
    /// Facts claimed in the sentence.
    took_in: (bool, bool),
    /// Whose cases the sentence has counted.
    counted: Option<Suits>,
    /// Whether the sentence speaks of going through documents, and not of the year's.
    cleans: bool,
}

/// Reads the claims of a paragraph.
pub fn claims(reader: &mut Reader<'_>, tokens: &[Token], claims: &mut Vec<Claim>) {
    if !tokens.iter().any(|token| matches!(token.kind, Kind::Number(..))) {
        return;
    }
    let mut state = State {
        topic: reader.heading,
        is_about_information: matches!(reader.heading, Topic::Applications | Topic::Disputes),
        suits: None,
        document: None,
        verb: None,
        fee_charged: false,
        published: false,
        scope: Scope::Table,
        sentence_year: None,
        clause_year: None,
        clause_last: false,
        sentence_last: false,
        compares: false,
        disputes_veto: false,
        depth: 0,
        segment: 0,
        begins_clause: true,
        mark: Mark::Stop,
        words: Vec::new(),
        covered: 0,
        follows_number: false,
        interrupted: None,
        actor: 0,
        took_in: (false, false),
        counted: None,
        cleans: false,
    };
    if state.topic == Topic::None && begins_with_applications(tokens) {
        state.topic = Topic::Applications;
    }
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Mark(mark) => {
                let next_is_number = matches!(tokens.get(index + 1).map(|next| next.kind), Some(Kind::Number(..)));
                state.mark(mark, token.span.end, next_is_number);

                if mark == Mark::Stop {
                    reader.sentence += 1;
                    let rest = tokens.get(index + 1..).unwrap_or_default();
                    if state.topic == Topic::None && begins_with_applications(rest) {
                        state.topic = Topic::Applications;
                    }
                }
            }
            Kind::Year(year) => state.year(year, token.span.end),
            Kind::Word(word) => state.word(word, token.span, reader),
            Kind::Number(quantity, unit) => {
                let behind = tokens.get(index + 1..).unwrap_or_default();
                let behind: Vec<Word> = behind
                    .iter()
                    .map_while(|token| match token.kind {
                        Kind::Word(word) => Some(word),
                        _ => None,
                    })
                    .collect();
                let is_sum = state.has(Word::Sum);
                let mut claim = Claim {
                    flow: reader.flow,
                    span: token.span,
                    label: Span::new(state.segment, token.span.end),
                    sentence: reader.sentence,
                    quantity,
                    unit,
                    fact: Fact::Unknown,
                    when: state.when(reader.year),
                    scope: state.scope,
                    depth: state.depth,
                    of: None,
                    subject: Fact::Unknown,
                    is_sum,
                };
                claim.fact = state.fact(&claim, &behind);
                if let Fact::Share | Fact::Growth(_) | Fact::Difference(_) = claim.fact {
                    claim.subject = state.subject();
                }
                if let Fact::Cases(suits, outcome) = claim.fact {
                    state.suits = match state.counted {
                        // 复议2件、诉讼1件，其中2件维持: of which, is not said.
                        Some(before) if before != suits && outcome == Outcome::Any => None,
                        // 复议、诉讼743件，维持461件.
                        _ if suits == Suits::Both => Some(suits),
                        _ => state.suits,
                    };
                    state.counted = Some(suits).filter(|_| outcome == Outcome::Any);
                }
                if matches!(claim.fact, Fact::Cases(..)) && state.disputes_veto {
                    claim.scope = Scope::Other;
                }
                if reader.is_taken_from(token.span.end)
                    && !matches!(
                        claim.fact,
                        Fact::New
                            | Fact::Received
                            | Fact::Worked
                            | Fact::Answered
                            | Fact::AnsweredOfYear
                            | Fact::Intake
                            | Fact::Unknown
                    )
                {
                    state.scope = Scope::Other;
                }
                state.took_in.0 |= matches!(claim.fact, Fact::New | Fact::Received);
                state.took_in.1 |= claim.fact == Fact::CarriedIn;
                claims.push(claim);
                state.restart(token.span.end);
                state.follows_number = true;
                state.interrupted = None;
            }
        }
    }
}

impl State {
    fn has(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    /// Begins a segment.
    fn restart(&mut self, at: usize) {
        self.segment = at;
        self.words.clear();
        self.covered = 0;
        self.begins_clause = false;
        self.follows_number = false;
        self.actor = at;
    }

    fn mark(&mut self, mark: Mark, end: usize, next_is_number: bool) {
        match mark {
            Mark::Open => {
                self.depth += 1;
                self.interrupted = Some((self.segment, std::mem::take(&mut self.words), self.covered));
            }
            Mark::Close => {
                self.depth = self.depth.saturating_sub(1);
                // 其他处理（含主动撤回）4件: a bracket without a number is as if it were not there.
                if let Some((segment, words, covered)) = self.interrupted.take() {
                    (self.segment, self.words) = (segment, words);
                    self.covered = covered + end.saturating_sub(segment).saturating_sub(covered);
                    return;
                }
            }
            _ => {}
        }
        // 复议、诉讼案件74件 is one phrase, as long as no number has come; so is 予以公开:18件.
        if !self.follows_number && (mark == Mark::Item || (mark == Mark::Colon && next_is_number)) {
            self.covered += if mark == Mark::Item { '、'.len_utf8() } else { 1 };
            self.mark = if self.words.is_empty() { mark } else { self.mark };
            return;
        }
        self.restart(end);
        self.mark = mark;
        self.begins_clause = true;
        self.clause_year = None;
        self.clause_last = false;
        if matches!(mark, Mark::Stop | Mark::Semicolon) {
            self.scope = Scope::Table;
            self.published = false;
            self.disputes_veto = false;
            self.counted = None;
            self.took_in = if mark == Mark::Stop { (false, false) } else { self.took_in };
        }
        if mark == Mark::Stop {
            self.sentence_last = false;
            self.sentence_year = None;
            self.compares = false;
            self.verb = None;
            self.fee_charged = false;
            self.cleans = false;
        }
    }

    fn year(&mut self, year: i32, end: usize) {
        self.clause_year = Some(year);
        self.sentence_last = false;
        self.actor = end;
        if self.begins_clause && self.words.is_empty() {
            self.sentence_year = Some(year);
        }
    }

    fn word(&mut self, word: Word, span: Span, reader: &Reader<'_>) {
        if let Some(topic) = topic_of(word, self.topic, reader.heading, self.is_about_information) {
            self.topic = topic;
        }
        match word {
            Word::Applications | Word::Disclosure => self.is_about_information = true,
            Word::Review => self.suits = Some(Suits::Review),
            Word::Suit => self.suits = Some(Suits::Suit),
            Word::Direct => self.suits = Some(Suits::Direct),
            Word::AfterReview => self.suits = Some(Suits::AfterReview),
            Word::Rules => self.document = Some(Row::Rules),
            Word::Normative => self.document = Some(Row::Normative),
            Word::OtherDocument => self.document = None,
            Word::FeeCharged => self.fee_charged = true,
            Word::Publish => self.published = true,
            Word::Decide => self.published = false,
            // 2024年以来 is the year.
            Word::PartYear
                if self.clause_year == reader.year && self.words.is_empty() && self.clause_year.is_some() => {}
            Word::PartYear => self.scope = Scope::Other,
            Word::Cleaned => self.cleans = true,
            Word::Issued => self.cleans = false,
            Word::ThisYear | Word::OfYear => {
                self.sentence_last = false;
                self.actor = span.end;
                if self.scope == Scope::Other {
                    self.scope = Scope::Table;
                }
            }
            Word::New | Word::Received | Word::Worked | Word::Answered
                if reader.names_another(self.actor, span.start) =>
            {
                self.scope = Scope::Other;
            }
            Word::Own => self.scope = Scope::Own,
            Word::DisputeVeto => self.disputes_veto = true,
            Word::LastYear => {
                self.clause_last = true;
                self.sentence_last |= span.start == self.segment;
            }
            Word::CarriedIn => {
                (self.clause_last, self.sentence_last) = (false, false);
                // 2023年结转2件 dates nothing that follows.
                self.sentence_year = self.sentence_year.filter(|_| self.sentence_year != self.clause_year);
            }
            Word::Compare => self.compares = true,
            _ => {}
        }
        self.words.push(word);
        self.covered += span.len();
        self.begins_clause = false;
    }

    fn when(&self, year: Option<i32>) -> When {
        if self.has(Word::CarriedIn) || self.has(Word::CarriedOut) {
            return When::This;
        }
        if self.clause_last || (self.sentence_last && !self.compares) {
            return When::Last;
        }
        // With 与2023年相比 the year is that of the comparison alone.
        let stated = self.clause_year.or(if self.compares { None } else { self.sentence_year });
        match (stated, year) {
            (Some(stated), Some(year)) if stated == year - 1 => When::Last,
            (Some(stated), Some(year)) if stated != year => When::Other,
            _ => When::This,
        }
    }

    /// What the number counts, by the words before it, else by those behind it.
    fn fact(&self, claim: &Claim, behind: &[Word]) -> Fact {
        let last_change = self.words.iter().rev().find_map(|word| match word {
            Word::Up => Some(Direction::Up),
            Word::Down => Some(Direction::Down),
            _ => None,
        });
        if !claim.unit.is_count() && claim.unit != Unit::YUAN {
            return match last_change {
                Some(direction) if claim.unit == Unit::PERCENT => Fact::Growth(direction),
                _ if claim.unit != Unit::PERCENT => Fact::Unknown,
                _ if self.has(Word::Share) => Fact::Share,
                _ if self.has(Word::Rate) => Fact::Rate,
                _ if self.mark == Mark::Open && self.words.is_empty() => Fact::Share,
                _ => Fact::Unknown,
            };
        }
        if let Some(direction) = last_change {
            let is_compared = self.compares || self.clause_last || self.clause_year.is_some();
            return if is_compared { Fact::Difference(direction) } else { Fact::Unknown };
        }
        let is_carried = behind.iter().any(|word| matches!(word, Word::Carry | Word::CarriedOut));
        if (self.has(Word::Except) && !is_carried) || behind.first() == Some(&Word::All) && self.words.is_empty() {
            return Fact::Unknown;
        }
        if claim.unit == Unit::YUAN {
            return self.money();
        }
        let uncovered = claim.span.start.saturating_sub(self.segment).saturating_sub(self.covered);
        if !claim.unit.counts_cases() || (claim.unit == Unit::NONE && !self.is_adjacent(uncovered)) {
            return Fact::Unknown;
        }
        // 出台2份规范性文件.
        if let Some(&noun @ (Word::Rules | Word::Normative)) = behind.first()
            && !self.has(Word::Rules)
            && !self.has(Word::Normative)
        {
            let row = if noun == Word::Rules { Row::Rules } else { Row::Normative };
            return self.documents(&self.words, Some(row));
        }
        let fact = match self.count(&self.words, uncovered) {
            // Powers and matters are counted so.
            Fact::Decisions(_) if claim.unit.as_str() == "项" => Fact::Unknown,
            // 收到1份依申请公开征询件: what was received stands behind the number.
            Fact::Received | Fact::Worked if is_about_applications(behind) => Fact::Unknown,
            fact => fact,
        };
        if fact != Fact::Unknown || self.has(Word::Foreign) || behind.contains(&Word::All) {
            return fact;
        }
        if self.topic == Topic::Applications && self.has(Word::Sum) && self.took_in == (true, true) {
            return Fact::Intake;
        }
        if behind.contains(&Word::InfoFee) {
            return Fact::FeePieces;
        }
        match self.topic {
            Topic::Applications => application(behind),
            Topic::Disputes if self.is_about_information => self.case(behind, false),
            _ => Fact::Unknown,
        }
    }

    /// What a share or a change is said of: the words before 占 and 增长.
    fn subject(&self) -> Fact {
        let is_change = |word: &Word| matches!(word, Word::Share | Word::Up | Word::Down);
        let end = self.words.iter().position(is_change).unwrap_or(self.words.len());
        self.count(self.words.get(..end).unwrap_or_default(), 0)
    }

    /// A number without a unit counts only right behind its word.
    fn is_adjacent(&self, uncovered: usize) -> bool {
        // 数量为.
        uncovered <= 9 && !self.words.is_empty()
    }

    fn money(&self) -> Fact {
        if self.has(Word::OtherFee) {
            Fact::Unknown
        } else if self.has(Word::InfoFee) {
            Fact::InfoFee
        } else if self.has(Word::FeeCharged) || (self.fee_charged && self.has(Word::MoneyTotal)) {
            Fact::FeeCharged
        } else if self.topic == Topic::Fees && (self.has(Word::Collect) || self.has(Word::Sum)) {
            Fact::InfoFee
        } else {
            Fact::Unknown
        }
    }

    fn count(&self, words: &[Word], uncovered: usize) -> Fact {
        let has = |word| words.contains(&word);
        match self.topic {
            Topic::Applications => application(words),
            Topic::Disputes if self.is_about_information => self.case(words, true),
            Topic::Documents => self.documents(words, self.document),
            Topic::Decisions if uncovered <= 18 => self.decisions(words),
            Topic::Proposals | Topic::Foreign if has(Word::Suggestion) != has(Word::Motion) => {
                if has(Word::Suggestion) { Fact::Suggestions } else { Fact::Motions }
            }
            Topic::Proposals if has(Word::Answered) && !has(Word::Suggestion) => Fact::ProposalsDone,
            _ if has(Word::Publish) && has(Word::Information) && !has(Word::Channel) => Fact::Published,
            _ => Fact::Unknown,
        }
    }

    fn case(&self, words: &[Word], before: bool) -> Fact {
        let has = |word| words.contains(&word);
        let outcomes = [
            (has(Word::Upheld), Outcome::Upheld),
            (has(Word::Corrected), Outcome::Corrected),
            (has(Word::OtherResult) || (has(Word::Other) && words.len() == 1), Outcome::Other),
            (has(Word::Underway), Outcome::Pending),
        ];
        let mut named = outcomes.iter().filter(|(is_named, _)| *is_named).map(|(_, outcome)| *outcome);
        let outcome = match (named.next(), named.next()) {
            (Some(outcome), None) => outcome,
            (None, _) => Outcome::Any,
            _ => return Fact::Unknown,
        };
        if has(Word::Lost) || has(Word::Foreign) || has(Word::Apply) && !before {
            return Fact::Unknown;
        }
        let suits = match (has(Word::Review), has(Word::Suit), has(Word::Direct), has(Word::AfterReview)) {
            (true, suit, direct, after) if suit || direct || after => Some(Suits::Both),
            (false, false, false, false) if outcome == Outcome::Any => None,
            (false, false, false, false) => self.suits,
            (_, _, true, true) => None,
            (_, _, true, false) => Some(Suits::Direct),
            (_, _, false, true) => Some(Suits::AfterReview),
            (true, ..) => Some(Suits::Review),
            _ => Some(Suits::Suit),
        };
        // 复议144件，120件做了复议决定: the second is a part.
        if !before && outcome == Outcome::Any && suits == self.counted {
            return Fact::Unknown;
        }
        suits.map_or(Fact::Unknown, |suits| Fact::Cases(suits, outcome))
    }

    fn documents(&self, words: &[Word], document: Option<Row>) -> Fact {
        let has = |word| words.contains(&word);
        if has(Word::DocVeto)
            || has(Word::Matter)
            || has(Word::Cleaned)
            || has(Word::Publish)
            || has(Word::DisputeVeto)
            || (has(Word::Rules) && has(Word::Normative))
        {
            return Fact::Unknown;
        }
        let verbs =
            [(Word::Issued, Column::Issued), (Word::Repealed, Column::Repealed), (Word::InForce, Column::InForce)];
        let mut named = verbs.iter().filter(|(word, _)| has(*word)).map(|(_, column)| *column);
        match (named.next(), named.next(), document) {
            (Some(Column::Repealed), ..) if self.cleans => Fact::Unknown,
            (Some(column), None, Some(row)) => Fact::Documents(row, column),
            _ => Fact::Unknown,
        }
    }

    fn decisions(&self, words: &[Word]) -> Fact {
        let has = |word| words.contains(&word);
        let vetoes =
            [Word::Publish, Word::DocVeto, Word::Matter, Word::Withdrawn, Word::Information, Word::Review, Word::Apply];
        if vetoes.iter().any(|word| has(*word)) || self.published {
            return Fact::Unknown;
        }
        let rows =
            [(Word::Licence, Row::Licences), (Word::Penalty, Row::Penalties), (Word::Compulsion, Row::Compulsion)];
        let mut named = rows.iter().filter(|(word, _)| has(*word)).map(|(_, row)| *row);
        match (named.next(), named.next()) {
            (Some(row), None) => Fact::Decisions(row),
            _ => Fact::Unknown,
        }
    }
}

/// Whether the words behind a number name what only has to do with applications.
fn is_about_applications(behind: &[Word]) -> bool {
    let mut rest = behind.iter().skip_while(|word| **word != Word::Applications);
    rest.any(|word| matches!(word, Word::OldResult | Word::Foreign | Word::Suggestion))
}

/// What a number of applications counts, by the words it is bound to.
fn application(words: &[Word]) -> Fact {
    let has = |word| words.contains(&word);
    let vetoes = [
        Word::OldResult,
        Word::Foreign,
        Word::Suggestion,
        Word::Motion,
        Word::Enterprise,
        Word::Publish,
        Word::Licence,
        Word::Review,
        Word::Suit,
        Word::InfoFee,
        Word::Except,
        Word::NotYet,
    ];
    if vetoes.iter().any(|word| has(*word)) {
        return Fact::Unknown;
    }
    let mut results = words.iter().filter_map(|word| result(*word));
    match (results.next(), results.next()) {
        (Some(Results::Granted), Some(Results::Partial)) => return Fact::Result(Results::GrantedOrPartial),
        // 因重复申请不予处理: the reason says more.
        (Some(row @ Results::Row(_)), Some(group)) | (Some(group), Some(row @ Results::Row(_)))
            if results.next().is_none() && group_of(row) == Some(group) =>
        {
            return Fact::Result(row);
        }
        (Some(_), Some(_)) => return Fact::Unknown,
        (Some(result), None) => return Fact::Result(result),
        _ => {}
    }
    if has(Word::Withdrawn) {
        return Fact::Withdrawn;
    }
    let carried_in = has(Word::CarriedIn);
    if has(Word::CarriedOut) || (has(Word::Underway) && !carried_in) || (has(Word::Rest) && has(Word::Carry)) {
        return if carried_in { Fact::Unknown } else { Fact::CarriedOut };
    }
    if carried_in {
        // 上年结转办理2件, but not 办理上年结转2件.
        let is_worked = words.iter().position(|word| *word == Word::Worked)
            < words.iter().position(|word| *word == Word::CarriedIn);
        let is_worked = has(Word::Worked) && is_worked;
        let others = [Word::New, Word::Received, Word::Answered, Word::Natural, Word::Organisation];
        return if is_worked || others.iter().any(|word| has(*word)) { Fact::Unknown } else { Fact::CarriedIn };
    }
    let applicants = [
        (Word::Natural, Column::Natural),
        (Word::Organisation, Column::Total),
        (Word::Business, Column::Business),
        (Word::Research, Column::Research),
        (Word::Nonprofit, Column::Nonprofit),
        (Word::Legal, Column::Legal),
    ];
    let mut named = applicants.iter().filter(|(word, _)| has(*word)).map(|(_, column)| *column);
    match (named.next(), named.next()) {
        (Some(column), None) => return Fact::Applicant(column),
        (Some(_), Some(_)) if !has(Word::Received) && !has(Word::New) => return Fact::Unknown,
        _ => {}
    }
    // 通过网站、邮寄等渠道收到 counts all.
    let last = |word| words.iter().rposition(|other| *other == word);
    if has(Word::Channel) && last(Word::Etc) < last(Word::Channel) {
        return Fact::Channel;
    }
    match (has(Word::New), has(Word::Received), has(Word::Worked), has(Word::Answered)) {
        (true, _, false, false) => Fact::New,
        (false, true, false, false) => Fact::Received,
        // 收到并答复: one or the other.
        (false, true, _, true) => Fact::Worked,
        (false, _, true, false) => Fact::Worked,
        (false, false, _, true) if has(Word::OfYear) => Fact::AnsweredOfYear,
        (false, false, _, true) => Fact::Answered,
        (false, false, false, false) if has(Word::Carry) => Fact::Carried,
        _ => Fact::Unknown,
    }
}

/// The group that a row of results belongs to.
fn group_of(result: Results) -> Option<Results> {
    let Results::Row(row) = result else { return None };
    let groups = [
        (&DENIED_ROWS[..], Results::Denied),
        (&UNABLE_ROWS[..], Results::Unable),
        (&DECLINED_ROWS[..], Results::Declined),
    ];
    groups.into_iter().find(|(rows, _)| rows.contains(&row)).map(|(_, group)| group)
}

/// The result of handling that a word names.
fn result(word: Word) -> Option<Results> {
    Some(match word {
        Word::Granted => Results::Granted,
        Word::Partial => Results::Partial,
        Word::Denied => Results::Denied,
        Word::Unable => Results::Unable,
        Word::Declined => Results::Declined,
        Word::OtherDone => Results::Other,
        Word::NotHeld => Results::Row(Row::UnableNotHeld),
        Word::NotExisting => Results::Row(Row::UnableNotExisting),
        Word::Unclear => Results::Row(Row::UnableUnclear),
        Word::DetailQuery => Results::Row(Row::DeniedQuery),
        Word::DetailEnforcement => Results::Row(Row::DeniedEnforcement),
        Word::DetailInternal => Results::Row(Row::DeniedInternal),
        Word::DetailProcess => Results::Row(Row::DeniedProcess),
        Word::DetailThird => Results::Row(Row::DeniedThirdParty),
        Word::DetailSecret => Results::Row(Row::DeniedSecret),
        Word::DetailRepeat => Results::Row(Row::DeclinedRepeat),
        Word::DetailPetition => Results::Row(Row::DeclinedPetition),
        Word::DetailUncorrected => Results::Row(Row::OtherUncorrected),
        Word::DetailUnpaid => Results::Row(Row::OtherUnpaid),
        _ => return None,
    })
}
