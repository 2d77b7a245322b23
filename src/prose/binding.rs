//! Numbers bound to the facts they count.
//!
//! A number belongs to the words before it in its segment (从上一个标点或数字起): 予以公开18件. Where these name no fact,
//! to those behind it: 18件予以公开. Words that would bind it twice, or that speak of something the form does not count,
//! bind it to nothing: what is not certain is not claimed.

use super::behind::Behind;
use super::claim::{Claim, Direction, Fact, Outcome, Scope, Suits, When};
use super::clause::{Reader, Topic, begins_with_applications, topic_of};
use super::fact;
use super::lexer::{Kind, Mark, Token};
use super::lexicon::Word;
use super::unit::Unit;
use crate::document::Span;
use crate::form::Row;

/// What is known within a paragraph.
struct State<'t> {
    topic: Topic,
    /// Whether the paragraph has spoken of the disclosure of information, without which 复议 is any review.
    is_about_information: bool,
    suits: Option<Suits>,
    document: Option<Row>,
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
    /// What stands behind the number.
    behind: Behind<'t>,
    /// Whether the segment begins right behind a number.
    follows_number: bool,
    /// Whether that number was one of cases that ended in one way.
    follows_outcome: bool,
    /// The segment that a bracket interrupts: its beginning, words and bytes covered.
    interrupted: Option<(usize, Vec<Word>, usize)>,
    /// Whose cases were spoken of where a bracket began.
    outside: Option<Option<Suits>>,
    /// Whether that bracket stands right behind cases that ended in one way.
    in_outcome: bool,
    /// Where the name of whoever is said to act begins.
    actor: usize,
    /// Facts claimed in the sentence.
    took_in: (bool, bool),
    /// Whose cases the sentence has counted.
    counted: Option<Suits>,
    /// Whether the sentence speaks of going through documents, and not of the year's.
    cleans: bool,
    /// See [`State::asks_or_shares`]: what the sentence has said up to a byte.
    asks: bool,
    names_percent: bool,
    looked: usize,
}

/// What a number counts, and which words say so.
enum Bound {
    /// Those before it.
    Before(Fact),
    /// Those behind it.
    Behind(Fact),
}

/// Whether it is a number of applications that came in or were dealt with, whatever came of them.
fn is_of_intake(fact: Fact) -> bool {
    use Fact::{Answered, AnsweredOfYear, Intake, New, Received, Worked};
    matches!(fact, New | Received | Worked | Answered | AnsweredOfYear | Intake)
}

/// 比上年多发布N条: by how many more or less something is, where 增加 and 减少 do not say it.
fn compared(words: &str) -> Option<Direction> {
    const VERBS: [&str; 6] = ["发布", "公开", "收到", "收", "发", "了"];
    let stem = VERBS.iter().find_map(|verb| words.strip_suffix(verb)).unwrap_or(words);
    let direction = match stem.chars().next_back()? {
        '多' => Direction::Up,
        '少' => Direction::Down,
        _ => return None,
    };
    words.contains(['比', '较']).then_some(direction)
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
        behind: Behind::default(),
        follows_number: false,
        follows_outcome: false,
        interrupted: None,
        outside: None,
        in_outcome: false,
        actor: 0,
        took_in: (false, false),
        counted: None,
        cleans: false,
        asks: false,
        names_percent: false,
        looked: 0,
    };
    if state.topic == Topic::None && begins_with_applications(tokens) {
        state.topic = Topic::Applications;
    }
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Mark(mark) => {
                let next_is_number = matches!(tokens.get(index + 1).map(|next| next.kind), Some(Kind::Number(..)));
                let of_which = tokens.get(index + 1).is_some_and(|next| next.is(Word::Opener));
                state.mark(mark, token.span.end, next_is_number, of_which);

                if mark == Mark::Stop {
                    reader.sentence += 1;
                    let rest = tokens.get(index + 1..).unwrap_or_default();
                    if state.topic == Topic::None && begins_with_applications(rest) {
                        state.topic = Topic::Applications;
                    }
                }
            }
            Kind::Year(year) => state.year(year, token.span, reader),
            Kind::Word(word) => state.word(word, token.span, reader),
            Kind::Number(quantity, unit) => {
                state.behind.read(tokens.get(index + 1..).unwrap_or_default());
                let mut claim = Claim {
                    flow: reader.flow,
                    span: token.span,
                    label: Span::new(state.segment, token.span.end),
                    end: token.span.end,
                    sentence: reader.sentence,
                    quantity,
                    unit,
                    fact: Fact::Unknown,
                    when: state.when(reader.year),
                    scope: state.scope,
                    depth: state.depth,
                    of: None,
                    subject: Fact::Unknown,
                    is_sum: state.has(Word::Sum),
                };
                state.bind(&mut claim, reader);
                state.date(&mut claim, reader);
                state.note(&claim, reader);
                claims.push(claim);
            }
        }
    }
}

impl State<'_> {
    /// Says what the number counts.
    fn bind(&mut self, claim: &mut Claim, reader: &Reader<'_>) {
        let before = reader.words(claim.label.start, claim.span.start);
        // 复议、诉讼各1件: of how many, is not said.
        if before.ends_with('各') || (claim.unit == Unit::NONE && reader.is_name(claim.span.end)) {
            return;
        }
        // 比上年少发194条.
        if claim.unit.is_count()
            && let Some(direction) = compared(before)
        {
            (claim.fact, claim.subject) = (Fact::Difference(direction), self.subject());
            return;
        }
        match self.fact(claim, reader) {
            // 行政许可类5件: a subject that applications have, or information.
            Bound::Before(Fact::Decisions(_) | Fact::Documents(..))
                if before.trim_end_matches("信息").ends_with('类') => {}
            // 维持18件（直接12件、复议后6件）: those of the outcome, by their kind.
            Bound::Before(Fact::Cases(_, Outcome::Any)) | Bound::Behind(Fact::Cases(_, Outcome::Any))
                if self.in_outcome => {}
            // 征求第三方意见：13份回函，同意公开9份; 结果构成（%）：予以公开60: neither counts applications.
            Bound::Before(Fact::Result(_)) | Bound::Behind(Fact::Result(_)) if self.asks_or_shares(claim, reader) => {}
            // 不予公开1件（无法提供，…）: which of the two, is not said.
            Bound::Before(Fact::Result(result)) | Bound::Behind(Fact::Result(result))
                if fact::names_other_result(self.behind.in_bracket(), result) => {}
            // 其中37件复议、8件诉讼尚未审结: what became of the first stands behind the second.
            Bound::Behind(Fact::Cases(_, Outcome::Any)) if self.behind.is_joined_to_another() => {}
            // 2件办理结果为依申请公开: of the results, none that the form knows.
            Bound::Before(fact) | Bound::Behind(fact)
                if is_of_intake(fact) && self.names_strange_result(claim, reader) => {}
            Bound::Before(fact) => claim.fact = fact,
            Bound::Behind(Fact::Unknown) => {}
            Bound::Behind(fact) => (claim.fact, claim.end) = (fact, self.behind.end.unwrap_or(claim.end)),
        }
        match claim.fact {
            Fact::Share | Fact::Growth(_) | Fact::Difference(_) => claim.subject = self.subject(),
            Fact::Cases(..) if self.disputes_veto => claim.scope = Scope::Other,
            _ => {}
        }
    }

    /// Whether the sentence has spoken, before a number, of asking third parties for their consent, or of percentages that
    /// are named once for all.
    fn asks_or_shares(&mut self, claim: &Claim, reader: &Reader<'_>) -> bool {
        // A sentence may have thousands of numbers: each is looked through from where the one before ended.
        let text = reader.words(self.looked, claim.span.start);
        self.looked = claim.span.start;
        self.asks |= text.contains("征求") || text.contains("征询");
        self.names_percent |= text.contains("(%)");
        self.asks || (self.names_percent && claim.unit == Unit::NONE)
    }

    /// Says of which time a number is, where the words right beside it do.
    fn date(&self, claim: &mut Claim, reader: &Reader<'_>) {
        let before = reader.words(claim.label.start, claim.span.start);
        let behind = reader.words(claim.span.end, usize::MAX);
        // 行政复议由29件降到18件.
        if before.ends_with(['由', '从']) && behind.starts_with(['降', '升', '增', '减', '涨', '下', '上', '提'])
        {
            claim.when = When::Last;
        }
        // 累计57件（自2008年施行以来）.
        let since = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if since.is_some_and(|(words, _)| words.contains("以来")) {
            claim.scope = Scope::Other;
        }
    }

    /// What a number tells of those behind it.
    fn note(&mut self, claim: &Claim, reader: &Reader<'_>) {
        if let Fact::Cases(suits, outcome) = claim.fact {
            self.suits = match self.counted {
                // 复议2件、诉讼1件，其中2件维持: of which, is not said.
                Some(before) if before != suits && outcome == Outcome::Any => None,
                // 复议、诉讼743件，维持461件.
                _ if suits == Suits::Both => Some(suits),
                _ => self.suits,
            };
            self.counted = Some(suits).filter(|_| outcome == Outcome::Any);
        }
        let may_be_intake = is_of_intake(claim.fact) || claim.fact == Fact::Unknown;
        if !may_be_intake && reader.is_taken_from(claim.span.end) {
            self.scope = Scope::Other;
        }
        self.took_in.0 |= matches!(claim.fact, Fact::New | Fact::Received);
        self.took_in.1 |= claim.fact == Fact::CarriedIn;
        self.restart(claim.span.end);
        self.follows_number = true;
        self.follows_outcome = matches!(claim.fact, Fact::Cases(_, outcome) if outcome != Outcome::Any)
            || (claim.fact == Fact::Unknown && self.topic == Topic::Disputes && claim.label.len() > claim.span.len());
        self.interrupted = None;
    }

    fn has(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    /// Whether the words around a number say that it is of a result, as 办理结果为….
    fn names_strange_result(&self, claim: &Claim, reader: &Reader<'_>) -> bool {
        reader.words(claim.label.start, self.behind.end.unwrap_or(claim.span.end)).contains("结果为")
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

    /// `of_which`: whether 其中 stands behind the mark.
    fn mark(&mut self, mark: Mark, end: usize, next_is_number: bool, of_which: bool) {
        match mark {
            Mark::Open => {
                self.depth += 1;
                self.outside = Some(self.suits);
                self.in_outcome = self.follows_number && self.follows_outcome;
                self.interrupted = Some((self.segment, std::mem::take(&mut self.words), self.covered));
            }
            Mark::Close => {
                self.depth = self.depth.saturating_sub(1);
                // 维持18件（复议后6件），纠正4件.
                self.suits = self.outside.take().unwrap_or(self.suits);
                self.in_outcome = false;
                // 其他处理（含主动撤回）4件: a bracket without a number is as if it were not there.
                if let Some((segment, words, covered)) = self.interrupted.take() {
                    let inside = std::mem::replace(&mut self.words, words);
                    self.segment = segment;
                    // 予以公开（含部分公开）22件: but that it may be both.
                    if self.has(Word::Granted) && inside.contains(&Word::Partial) {
                        self.words.push(Word::Partial);
                    }
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
            self.scope = if mark == Mark::Semicolon && of_which { self.scope } else { Scope::Table };
            self.published = false;
            self.disputes_veto = false;
            self.counted = None;
            self.took_in = if mark == Mark::Stop { (false, false) } else { self.took_in };
        }
        if mark == Mark::Stop {
            self.sentence_last = false;
            self.sentence_year = None;
            self.compares = false;
            self.fee_charged = false;
            self.cleans = false;
            (self.asks, self.names_percent, self.looked) = (false, false, end);
        }
    }

    fn year(&mut self, year: i32, span: Span, reader: &Reader<'_>) {
        self.clause_year = Some(year);
        self.sentence_last = false;
        // 区政府2024年受理.
        if self.words.is_empty() && reader.names_another(self.actor, span.start) {
            self.scope = Scope::Other;
        }
        self.actor = span.end;
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
            // 受理政务服务事项: what is done with them is not done with applications.
            Word::Matter
                if (self.has(Word::Received) || self.has(Word::Worked))
                    && !self.has(Word::Applications)
                    && !self.has(Word::Disclosure) =>
            {
                self.topic = Topic::Foreign;
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
    fn fact(&self, claim: &Claim, reader: &Reader<'_>) -> Bound {
        let behind = self.behind.words.as_slice();
        let last_change = self.words.iter().rev().find_map(|word| match word {
            Word::Up => Some(Direction::Up),
            Word::Down => Some(Direction::Down),
            _ => None,
        });
        if !claim.unit.is_count() && claim.unit != Unit::YUAN {
            return Bound::Before(match last_change {
                Some(direction) if claim.unit == Unit::PERCENT => Fact::Growth(direction),
                _ if claim.unit != Unit::PERCENT => Fact::Unknown,
                _ if self.has(Word::Share) => Fact::Share,
                _ if self.has(Word::Rate) => Fact::Rate,
                _ if self.mark == Mark::Open && self.words.is_empty() => Fact::Share,
                _ => Fact::Unknown,
            });
        }
        if let Some(direction) = last_change {
            let is_compared = self.compares || self.clause_last || self.clause_year.is_some();
            return Bound::Before(if is_compared { Fact::Difference(direction) } else { Fact::Unknown });
        }
        let is_carried = behind.iter().any(|word| matches!(word, Word::Carry | Word::CarriedOut));
        if (self.has(Word::Except) && !is_carried) || behind.first() == Some(&Word::All) && self.words.is_empty() {
            return Bound::Before(Fact::Unknown);
        }
        if claim.unit == Unit::YUAN {
            return Bound::Before(fact::money(&self.words, self.topic, self.fee_charged));
        }
        let uncovered = claim.span.start.saturating_sub(self.segment).saturating_sub(self.covered);
        if !claim.unit.counts_cases() || (claim.unit == Unit::NONE && !self.is_adjacent(uncovered)) {
            return Bound::Before(Fact::Unknown);
        }
        // 出台2份规范性文件.
        if let Some(&noun @ (Word::Rules | Word::Normative)) = behind.first()
            && !self.has(Word::Rules)
            && !self.has(Word::Normative)
        {
            let row = if noun == Word::Rules { Row::Rules } else { Row::Normative };
            return Bound::Behind(fact::documents(&self.words, Some(row), self.cleans));
        }
        let fact = match self.count(&self.words, uncovered) {
            // Powers and matters are counted so: 行政许可11个事项; and what was published: 行政许可15条.
            Fact::Decisions(_)
                if matches!(claim.unit.as_str(), "项" | "条" | "篇" | "份")
                    || behind.first() == Some(&Word::Matter) =>
            {
                Fact::Unknown
            }
            // 行政复议决定书20份.
            Fact::Cases(..) if claim.quantity.high > 0 && matches!(claim.unit.as_str(), "份" | "条" | "篇" | "部") => {
                Fact::Unknown
            }
            // 制作信息104条，其中不予公开3条: of documents, where no applications are counted so.
            Fact::Result(_) if !self.took_in.0 && matches!(claim.unit.as_str(), "条" | "篇" | "部") => Fact::Unknown,
            // 收到1份依申请公开征询件: what was received stands behind the number.
            Fact::Received | Fact::Worked if fact::is_about_applications(behind) => Fact::Unknown,
            // 办理3件政协提案.
            Fact::Received | Fact::Worked | Fact::Answered
                if matches!(behind.first(), Some(Word::Suggestion | Word::Motion | Word::Foreign | Word::Matter)) =>
            {
                Fact::Unknown
            }
            fact => fact,
        };
        // 处理结果4件为不予公开, but not 办结的39件中予以公开17件.
        let is_result_behind =
            behind.first().is_some_and(|word| fact::names_result(&[*word])) && !reader.is_among(claim.span.end);
        if is_result_behind && matches!(fact, Fact::Received | Fact::Worked | Fact::Answered | Fact::AnsweredOfYear) {
            return Bound::Behind(fact::application(behind));
        }
        if fact != Fact::Unknown || self.has(Word::Foreign) || behind.contains(&Word::All) {
            return Bound::Before(fact);
        }
        let is_sum_of_intake = self.has(Word::Sum) && self.took_in == (true, true) && !fact::names_result(&self.words);
        if self.topic == Topic::Applications && is_sum_of_intake {
            return Bound::Before(Fact::Intake);
        }
        Bound::Behind(match self.topic {
            _ if behind.contains(&Word::InfoFee) => Fact::FeePieces,
            Topic::Applications => fact::application(behind),
            Topic::Disputes if self.is_about_information => fact::case_behind(behind, self.suits, self.counted),
            _ => Fact::Unknown,
        })
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

    fn count(&self, words: &[Word], uncovered: usize) -> Fact {
        let has = |word| words.contains(&word);
        match self.topic {
            Topic::Applications => fact::application(words),
            Topic::Disputes if self.is_about_information => fact::case(words, self.suits),
            Topic::Documents => fact::documents(words, self.document, self.cleans),
            Topic::Decisions if uncovered <= 18 && self.published => Fact::Unknown,
            Topic::Decisions if uncovered <= 18 => fact::decisions(words),
            Topic::Proposals | Topic::Foreign if has(Word::Suggestion) != has(Word::Motion) => {
                if has(Word::Suggestion) { Fact::Suggestions } else { Fact::Motions }
            }
            Topic::Proposals if has(Word::Answered) && !has(Word::Suggestion) => Fact::ProposalsDone,
            _ if has(Word::Publish) && has(Word::Information) && !has(Word::Channel) => Fact::Published,
            _ => Fact::Unknown,
        }
    }
}
