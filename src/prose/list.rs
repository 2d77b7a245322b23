//! Totals and their parts: 公开信息486条，其中网站212条、公众号198条、公开栏76条.

use super::claim::{Claim, Fact, Outcome, When};
use super::clause::{self, is_taken_from};
use super::fact;
use super::flow::Flow;
use super::lexer::{Kind, Mark, Token};
use super::lexicon::Word;
use super::unit::Unit;

/// A total and the parts it is said to have; claims by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The total.
    pub total: usize,
    /// The parts, in order.
    pub parts: Vec<usize>,
    /// Whether more parts may exist than are numbered: 等, 主要, a part without a number.
    pub is_open: bool,
    /// Whether 其中, 包括 or a bracket opens it, behind which the parts that matter may be all that are named.
    pub may_be_partial: bool,
    /// Numbers behind a semicolon that may be further parts, or another statement.
    pub beyond: Vec<usize>,
    /// The number of parts before a mark that is stronger than those between them: 新增20条、更新10条，回应关切8条.
    pub may_end: Option<usize>,
    /// A number in another unit where the next part should be.
    pub other_unit: Option<usize>,
    /// Whether every part is named after a place or an organ.
    pub names_bodies: bool,
}

/// Finds the lists of a paragraph, whose claims begin at `first`, and marks their parts.
pub fn lists(flow: &Flow, tokens: &[Token], first: usize, claims: &mut [Claim], lists: &mut Vec<List>) {
    for (index, token) in tokens.iter().enumerate() {
        if !matches!(token.kind, Kind::Word(Word::Opener) | Kind::Mark(Mark::Open | Mark::Colon) | Kind::Number(..)) {
            continue;
        }
        let of = claims.get(first..).unwrap_or_default();
        let before = of.partition_point(|claim| claim.span.end <= token.span.start);
        let behind = tokens.get(index + 1..).unwrap_or_default();
        let total = match token.kind {
            Kind::Word(Word::Opener) if is_beside_total(flow, token, tokens.get(..index).unwrap_or_default()) => {
                total_before(tokens.get(..index).unwrap_or_default(), of, (first, before))
            }
            Kind::Mark(Mark::Open) if index > 0 && !opens_with_opener(behind) && closes(behind) => {
                let is_right_before = |claim: &&Claim| claim.span.end == token.span.start;
                before.checked_sub(1).filter(|&at| of.get(at).as_ref().is_some_and(is_right_before))
            }
            Kind::Mark(Mark::Colon) => {
                let is_right_before = |claim: &&Claim| claim.span.end == token.span.start && claim.of.is_none();
                before.checked_sub(1).filter(|&at| of.get(at).as_ref().is_some_and(is_right_before))
            }
            Kind::Number(..) if is_taken_from(&flow.text, token.span.end) && !is_contained(flow, token) => Some(before),
            _ => None,
        };
        let Some(total) = total.filter(|&at| of.get(at).is_some_and(is_countable)) else { continue };
        let mut list = List {
            total: first + total,
            parts: Vec::new(),
            is_open: false,
            may_be_partial: false,
            beyond: Vec::new(),
            may_end: None,
            other_unit: None,
            names_bodies: false,
        };
        // 主要包括.
        list.is_open =
            index.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.is(Word::Mainly));
        // 分别为, 具体为 and 构成为 name all of them.
        let words = flow.text.get(token.span.range()).unwrap_or("");
        list.may_be_partial = match token.kind {
            Kind::Word(_) => !words.ends_with(['为', '是']),
            kind => kind == Kind::Mark(Mark::Open),
        };
        collect(flow, behind, (first, before.max(total + 1)), claims, &mut list);
        let needs_two = matches!(token.kind, Kind::Mark(_));
        let count = list.parts.len();
        // 21条：包括…: one list has two openers.
        let is_known = lists.last().is_some_and(|last| last.total == list.total && last.parts == list.parts);
        if count == 0 || (needs_two && count < 2) || is_known {
            continue;
        }
        let amends = list
            .parts
            .iter()
            .filter_map(|&part| claims.get(part))
            .any(|claim| flow.text.get(claim.label.range()).is_some_and(|label| label.contains('修')));
        let total_fact = claims.get(list.total).map(|claim| claim.fact);
        for &part in &list.parts {
            if let Some(claim) = claims.get_mut(part) {
                claim.of = Some(list.total);
                // 制发8件，其中以政府名义制发3件: the part is not the whole; nor is 新制定5件 beside 修改4件.
                if Some(claim.fact) == total_fact || (amends && matches!(claim.fact, Fact::Documents(..))) {
                    claim.fact = Fact::Unknown;
                }
            }
        }
        list.names_bodies =
            list.parts.iter().all(|&part| claims.get(part).is_some_and(|claim| names_body(flow, claim)));
        lists.push(list);
    }
}

/// 已包含在30件中: that nothing is taken from it, but that something is in it.
fn is_contained(flow: &Flow, number: &Token) -> bool {
    let before = flow.text.get(..number.span.start).unwrap_or_default();
    ["包含在", "包括在", "计入", "列入", "含在"].iter().any(|word| before.ends_with(word))
}

fn is_countable(claim: &Claim) -> bool {
    let is_number = claim.unit.is_count() || claim.unit == Unit::YUAN;
    is_number
        && claim.when == When::This
        && !matches!(claim.fact, Fact::Difference(_) | Fact::CarriedIn | Fact::CarriedOut)
}

/// `（其中…`: the word opens the list, not the bracket.
fn opens_with_opener(behind: &[Token]) -> bool {
    behind.first().is_some_and(|token| token.is(Word::Opener))
}

/// Whether the bracket that was opened before them is closed in its sentence: without its end, nobody can say what stands
/// in it.
fn closes(behind: &[Token]) -> bool {
    let mut depth = 0_u32;
    for mark in behind.iter().filter_map(Token::mark) {
        match mark {
            Mark::Open => depth += 1,
            Mark::Close if depth == 0 => return true,
            Mark::Close => depth -= 1,
            Mark::Stop => return false,
            _ => {}
        }
    }
    false
}

/// The total that 其中 refers to: the last number before it outside brackets that it does not stand in itself; in the
/// sentence before, when 其中 begins one: then the only one there, or the total of its list.
fn total_before(before: &[Token], claims: &[Claim], (first, count): (usize, usize)) -> Option<usize> {
    let mut closed = 0_u32;
    let mut numbers = count;
    let begins_sentence = before.last().is_some_and(|token| token.mark() == Some(Mark::Stop));
    for (distance, token) in before.iter().rev().enumerate() {
        match token.kind {
            Kind::Mark(Mark::Close) => closed += 1,
            Kind::Mark(Mark::Open) => closed = closed.saturating_sub(1),
            Kind::Mark(Mark::Stop) if distance == 0 => {}
            Kind::Mark(Mark::Stop) => return None,
            Kind::Number(..) => {
                numbers = numbers.checked_sub(1)?;
                let claim = claims.get(numbers)?;
                if closed == 0 && is_countable(claim) {
                    if begins_sentence && let Some(of) = claim.of {
                        return of.checked_sub(first);
                    }
                    let may_be_meant = |other: &&Claim| {
                        other.sentence == claim.sentence
                            && other.depth == 0
                            && is_countable(other)
                            && other.unit.goes_with(claim.unit)
                    };
                    let is_clear = if begins_sentence {
                        claims.iter().take(count).filter(may_be_meant).count() == 1
                    } else {
                        let rest = before.len().saturating_sub(distance + 1);
                        let beside = numbers.checked_sub(1).and_then(|beside| claims.get(beside));
                        beside.is_none_or(|beside| !beside.unit.goes_with(claim.unit))
                            || !is_joined(before.get(..rest).unwrap_or_default())
                    };
                    return (distance < 14 && is_clear).then_some(numbers);
                }
            }
            Kind::Word(_) | Kind::Year(_) | Kind::Mark(_) => {}
        }
    }
    None
}

/// Whether the word may open the parts of a number before it: 其中 may from behind a mark as strong as any, 包括 only in
/// the number's own sentence.
fn is_beside_total(flow: &Flow, opener: &Token, before: &[Token]) -> bool {
    let is_of_all = flow.text.get(opener.span.range()).is_some_and(|word| word.starts_with("其中"));
    let mut marks =
        before.iter().rev().take_while(|token| !matches!(token.kind, Kind::Number(..))).filter_map(Token::mark);
    // 浏览量2118万次，粉丝分别为微博26万、微信14万: of the followers.
    let clause = flow.text.get(..opener.span.start).unwrap_or_default();
    let noun = clause.rsplit([',', ';', ':', '。', '(']).next().unwrap_or_default();
    let is_of_its_own = flow.text.get(opener.span.range()).is_some_and(|word| word.starts_with("分别"))
        && !noun.is_empty()
        && !["结果", "情况", "渠道", "方式", "途径", "类别", "来源", "其"].iter().any(|of| noun.ends_with(of))
        && !noun.contains(|c: char| c.is_ascii_digit());
    is_of_all || (!is_of_its_own && !marks.any(|mark| matches!(mark, Mark::Semicolon)))
}

/// Whether a number stands before, with nothing but 、 or 和 between: of 公告20条、解读10条，其中12条 it is not said which is
/// meant.
fn is_joined(before: &[Token]) -> bool {
    let mut between = before.iter().rev().take_while(|token| !matches!(token.kind, Kind::Number(..)));
    between.all(|token| token.mark().is_none_or(|mark| mark == Mark::Item))
}

/// Takes the parts from the tokens behind the opener: numbers in the total's unit, until the list ends.
fn collect(flow: &Flow, tokens: &[Token], (first, next): (usize, usize), claims: &[Claim], list: &mut List) {
    let Some(total) = claims.get(list.total) else { return };
    let mut depth = 0_u32;
    let mut next = first + next;
    // The mark between the first two parts, and the strongest since the last one: a stronger one may end the list.
    let mut between: Option<Mark> = None;
    let mut strongest = Mark::Item;
    let mut named_since = false;
    let mut leaves_out = false;
    let mut is_clear = true;
    // 其余 without a number of its own.
    let mut rest_is_left = false;
    let mut tokens = tokens.iter();
    let mut ended = false;
    for token in tokens.by_ref() {
        match token.kind {
            Kind::Mark(Mark::Open) => depth += 1,
            Kind::Mark(Mark::Close) => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => break,
            },
            Kind::Mark(Mark::Stop) => break,
            Kind::Mark(mark) if depth == 0 => {
                if mark == Mark::Semicolon && list.parts.len() > 1 && between != Some(Mark::Semicolon) {
                    ended = true;
                    break;
                }
                // 甲3件、乙、丙: some parts have no number.
                leaves_out |= mark == Mark::Item && named_since && between == Some(Mark::Item);
                strongest = if list.parts.is_empty() { strongest } else { mark.min(strongest) };
                named_since = mark == Mark::Item;
            }
            Kind::Mark(_) | Kind::Year(_) => {}
            Kind::Word(word) if depth == 0 => match word {
                Word::Etc if ends_list(flow, token) => list.is_open = true,
                Word::Mainly | Word::Contain => list.is_open = true,
                Word::Rest => rest_is_left = true,
                Word::Opener if !list.parts.is_empty() => {
                    list.is_open = true;
                    break;
                }
                Word::Compare | Word::LastYear if !list.parts.is_empty() => break,
                _ => {}
            },
            Kind::Word(_) => {}
            Kind::Number(..) => {
                let Some(claim) = claims.get(next) else { break };
                next += 1;
                // Shares of the parts, and the pieces that sums of money were taken for.
                let is_aside = claim.unit.is_count() != total.unit.is_count();
                if depth > 0 || (is_aside && claim.unit != total.unit) {
                    continue;
                }
                if is_name(flow, claim) {
                    // 新闻520文件55解读60: perhaps parts, each without its unit. 12345 is a name.
                    is_clear &= HOTLINES.contains(&claim.quantity.low);
                    continue;
                }
                if !claim.unit.goes_with(total.unit)
                    || claim.when != When::This
                    || begins_anew(list, claims, claim, strongest, between)
                {
                    // 公开269次1189条: the other counts the same.
                    let counts_again = claims.get(next).is_some_and(|again| {
                        let between = flow.text.get(claim.span.end..again.span.start).unwrap_or(",");
                        again.unit.goes_with(total.unit) && !between.contains([',', ';', '、', '('])
                    });
                    if counts_again {
                        continue;
                    }
                    if !list.parts.is_empty() {
                        let differs = strongest == Mark::Item && !claim.unit.goes_with(total.unit);
                        list.other_unit = differs.then_some(next - 1);
                        list.is_open |= differs;
                        break;
                    }
                    list.is_open = true;
                    continue;
                }
                if matches!(claim.fact, Fact::Difference(_)) {
                    break;
                }
                list.is_open |= claim.quantity.is_vague;
                if list.parts.len() == 1 {
                    between = Some(strongest);
                    // 其中招标3条；通过报刊发布221条: one part, or two.
                    list.may_end = (strongest == Mark::Semicolon).then_some(1);
                }
                if between.is_some_and(|between| strongest < between) && list.may_end.is_none() {
                    list.may_end = Some(list.parts.len());
                }
                list.parts.push(next - 1);
                // 办理207件：自然人129件中，公开40件: what follows is of the part.
                if is_taken_from(&flow.text, claim.span.end) {
                    list.is_open = true;
                    break;
                }
                rest_is_left = false;
                strongest = Mark::Item;
                named_since = false;
            }
        }
    }
    if !is_clear {
        list.parts.clear();
    }
    list.is_open |= leaves_out || rest_is_left || (named_since && between == Some(Mark::Item));
    if ended {
        beyond(flow, tokens.as_slice(), next, claims, list);
    }
}

/// Takes what stands behind the list in its sentence and may belong to it: 网站3条，微信1条；公示栏7条.
fn beyond(flow: &Flow, tokens: &[Token], mut next: usize, claims: &[Claim], list: &mut List) {
    let Some(total) = claims.get(list.total) else { return };
    for token in tokens {
        match token.kind {
            Kind::Mark(Mark::Stop) | Kind::Word(Word::Opener | Word::Compare | Word::LastYear) => return,
            Kind::Number(..) => {
                let Some(claim) = claims.get(next) else { return };
                if claim.depth == total.depth && claim.unit.goes_with(total.unit) && !is_name(flow, claim) {
                    list.beyond.push(next);
                }
                next += 1;
            }
            _ => {}
        }
    }
}

/// Lines to call: 12315, 12345.
const HOTLINES: std::ops::Range<i64> = 12_000..13_000;

fn is_name(flow: &Flow, claim: &Claim) -> bool {
    claim.unit == Unit::NONE && clause::is_name(&flow.text, claim.span.end)
}

/// Whether 等 ends a list here: 平等 and 等级 are words of their own.
fn ends_list(flow: &Flow, token: &Token) -> bool {
    let behind = flow.text.get(token.span.end..).unwrap_or("");
    !behind.starts_with(['候', '待', '于', '同', '额'])
}

/// Whether a number behind a list begins another statement: after a stronger mark than stands between the parts, or of
/// another kind than they are.
fn begins_anew(list: &List, claims: &[Claim], claim: &Claim, mark: Mark, between: Option<Mark>) -> bool {
    let Some(&last) = list.parts.last() else { return false };
    let kind = |fact: Fact| match fact {
        Fact::New
        | Fact::Received
        | Fact::Worked
        | Fact::Answered
        | Fact::AnsweredOfYear
        | Fact::CarriedIn
        | Fact::Intake => 1,
        Fact::CarriedOut | Fact::Carried | Fact::Result(_) | Fact::Withdrawn => 2,
        Fact::Applicant(_) => 3,
        Fact::Channel => 4,
        Fact::Cases(_, Outcome::Any) => 5,
        Fact::Cases(..) => 6,
        Fact::Documents(..) => 7,
        Fact::Decisions(_) => 8,
        Fact::Suggestions | Fact::Motions => 9,
        _ => 0,
    };
    let (before, now) = (claims.get(last).map_or(0, |claim| kind(claim.fact)), kind(claim.fact));
    let changes = before != now && before != 0 && now != 0;
    // 10件已答复，2件结转: both are what became of the applications.
    let is_outcome = (before, now) == (1, 2) && claims.get(last).is_some_and(|claim| claim.fact == Fact::Answered);
    // 答复47件，其中公开46件，结转3件: what is carried over was not answered.
    let is_of_answered = claims.get(list.total).is_some_and(|total| total.fact == Fact::Answered);
    let is_carried = is_of_answered && matches!(claim.fact, Fact::CarriedOut | Fact::Carried);
    // 予以公开104件，其中全部公开89件；不予公开41件.
    let is_other_result = match (claims.get(list.total).map(|total| total.fact), claim.fact) {
        (Some(Fact::Result(of)), Fact::Result(result)) => fact::is_apart(of, result),
        _ => false,
    };
    // 予以公开（含部分公开）104件，其中全部公开89件；不予公开41件.
    let is_next_result = list.parts.len() == 1
        && mark == Mark::Semicolon
        && matches!(claim.fact, Fact::Result(_))
        && claims.get(list.total).is_some_and(|total| !matches!(total.fact, Fact::Answered | Fact::Worked | Fact::New));
    (changes && !is_outcome)
        || is_carried
        || is_next_result
        || is_other_result
        || between.is_some_and(|between| mark < between && mark != Mark::Comma)
}

/// Whether the words before the number are the name of a place or an organ.
fn names_body(flow: &Flow, claim: &Claim) -> bool {
    const ENDINGS: [char; 13] = ['县', '区', '市', '镇', '乡', '局', '委', '办', '府', '道', '处', '会', '厅'];
    let label = flow.text.get(claim.label.start..claim.span.start).unwrap_or("");
    label.len() >= 6 && label.ends_with(ENDINGS)
}
