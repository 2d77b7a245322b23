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
    organ: &'a str,
}

impl<'a> Reader<'a> {
    /// Before the first flow.
    pub fn new(year: Option<i32>, organ: &'a str) -> Reader<'a> {
        Reader { year, organ, ..Reader::default() }
    }

    /// Whether the words from one byte to another name an organ or a place other than the one that reports:
    /// 青石县受理12件 is part of what the tables hold. 全县 and 我局 are not.
    pub fn names_another(&self, start: usize, end: usize) -> bool {
        // 2024年|度市财政局.
        let words = self.words(start, end).trim_end_matches(['共', '的']).trim_start_matches('度');
        let is_name = words.len() >= 6 && ENDINGS.iter().any(|ending| words.ends_with(ending));
        // 县政府 in the report of a county is less than the county.
        let is_of_territory = words.ends_with("政府")
            && self.organ.ends_with(['府', '县', '区', '市', '省', '州', '旗'])
            && !self.organ.contains(['镇', '乡']);
        is_name
            && !words.contains(['全', '我', '本', '各'])
            && (is_of_territory || !is_short_for(words, self.organ))
            && !words.contains(self.organ)
    }

    /// Whether a number that ends at that byte is one that others are taken from: 收到的37件申请中，…
    pub fn is_taken_from(&self, end: usize) -> bool {
        is_taken_from(self.text, end)
    }

    /// The words from one byte to another, or to the end.
    pub fn words(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end.min(self.text.len())).unwrap_or("")
    }

    /// Whether 中 stands behind a number that ends at that byte.
    pub fn is_among(&self, end: usize) -> bool {
        self.text.get(end..).is_some_and(|behind| behind.starts_with('中'))
    }

    /// Whether a number without a unit that ends at that byte is part of a name.
    pub fn is_name(&self, end: usize) -> bool {
        is_name(self.text, end)
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
                Kind::Word(Word::Review | Word::Suit) if self.heading == Topic::None && is_heading(&flow.text) => {
                    self.heading = Topic::Disputes;
                }
                _ => {}
            }
        }
    }
}

/// What the names of organs and places end with.
const ENDINGS: [&str; 16] =
    ["县", "区", "市", "镇", "乡", "街道", "局", "委", "办", "处", "府", "室", "院", "中心", "会", "部门"];

/// Whether words name the organ that reports, or all that it speaks for: 市财政局, 我局, 全县各级行政机关.
pub fn is_own_name(words: &str, organ: &str) -> bool {
    words.starts_with(['全', '我', '本'])
        || (ENDINGS.iter().any(|ending| words.ends_with(ending))
            && (is_short_for(words, organ) || (!organ.is_empty() && words.contains(organ))))
}

/// Whether the letters of a name stand in another, in that order: 市城管局 is 青石市城市管理局.
fn is_short_for(short: &str, name: &str) -> bool {
    let mut letters = name.chars();
    short.chars().all(|c| letters.any(|other| other == c))
}

/// See [`Reader::is_taken_from`].
pub fn is_taken_from(text: &str, end: usize) -> bool {
    /// Bytes of the longest such clause.
    const LONGEST: usize = 48;
    let behind = text.get(end..).unwrap_or_default();
    let length = behind.bytes().take(LONGEST + 1).position(|byte| byte == b',').unwrap_or(0);
    let Some(clause) = behind.get(..length).unwrap_or_default().strip_suffix('中') else { return false };
    // 除1件尚在办理中: not of those that are.
    let is_underway = clause.contains('在') || clause.ends_with(['理', '核', '程']);
    !is_underway && !clause.contains(['。', ';', '、', '('])
}

/// Whether a number without a unit that ends at that byte is part of a name, and counts nothing: 12316平台, 12345市民热线.
pub fn is_name(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|behind| behind.starts_with(char::is_alphabetic))
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
        // 行政复议：新收17件.
        Word::New if before == Disputes => Disputes,
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

/// Whether applications are the first thing that a sentence names: its numbers before that count them, too.
pub fn begins_with_applications(sentence: &[Token]) -> bool {
    let before_end = sentence.iter().take_while(|token| token.mark() != Some(Mark::Stop));
    let mut topics = before_end.filter_map(|token| match token.kind {
        Kind::Word(word) => topic_of(word, Topic::Foreign, Topic::None, false),
        _ => None,
    });
    topics.next() == Some(Topic::Applications)
}

/// 上年度结转 and 结转下年度: what 结转 means is said by the year beside it.
pub fn resolve_carries(tokens: &mut [Token], year: Option<i32>) {
    let is_last = |other: Option<Kind>| match other {
        Some(Kind::Word(Word::LastYear)) => true,
        Some(Kind::Year(stated)) => year.is_some_and(|year| stated < year),
        _ => false,
    };
    let is_next = |other: Option<Kind>| match other {
        Some(Kind::Word(Word::NextYear)) => true,
        Some(Kind::Year(stated)) => year.is_some_and(|year| stated > year),
        _ => false,
    };
    for index in 0..tokens.len() {
        let Some(span) = tokens.get(index).filter(|token| token.is(Word::Carry)).map(|token| token.span) else {
            continue;
        };
        // 度 and 的 may stand between.
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        let before = before.filter(|before| before.span.end + 6 >= span.start).map(|before| before.kind);
        let behind = tokens.get(index + 1).filter(|behind| span.end + 6 >= behind.span.start).map(|behind| behind.kind);
        let word = if is_last(before) || is_last(behind) {
            Word::CarriedIn
        } else if is_next(before) || is_next(behind) {
            Word::CarriedOut
        } else {
            continue;
        };
        if let Some(token) = tokens.get_mut(index) {
            token.kind = Kind::Word(word);
        }
    }
}
