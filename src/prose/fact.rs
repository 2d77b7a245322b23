//! What a number counts, by the words it is bound to.

use super::claim::{Fact, Outcome, Results, Suits};
use super::clause::Topic;
use super::lexicon::Word;
use crate::form::{Column, DECLINED_ROWS, DENIED_ROWS, Row, UNABLE_ROWS};

/// What a number of applications counts, by the words it is bound to.
pub fn application(words: &[Word]) -> Fact {
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
    // 无法提供等情况 are more than that.
    let last_result = words.iter().rposition(|word| result(*word).is_some());
    if last_result.is_some() && last_result < words.iter().rposition(|word| *word == Word::Etc) {
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
        // 全部或部分公开.
        (Some(Results::Partial), None) if words.windows(2).any(|pair| pair == [Word::All, Word::Partial]) => {
            return Fact::Result(Results::GrantedOrPartial);
        }
        (Some(result), None) => return Fact::Result(result),
        _ => {}
    }
    if has(Word::Withdrawn) {
        return Fact::Withdrawn;
    }
    let carried_in = has(Word::CarriedIn);
    // 下年度继续办理1件.
    let is_of_next = has(Word::NextYear) && has(Word::Worked);
    if has(Word::CarriedOut)
        || is_of_next
        || (has(Word::Underway) && !carried_in)
        || (has(Word::Rest) && has(Word::Carry))
    {
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
    // 结转2025年办理3件, of a report whose year is not known.
    if has(Word::Carry) && last(Word::Carry) < last(Word::Worked) && !has(Word::Received) && !has(Word::New) {
        return Fact::Carried;
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

/// Whether the words name what became of applications.
pub fn names_result(words: &[Word]) -> bool {
    words.iter().any(|word| result(*word).is_some())
}

/// Whether the words name a result of handling other than that one.
pub fn names_other_result(words: impl Iterator<Item = Word>, than: Results) -> bool {
    words.filter_map(result).any(|other| is_apart(than, other))
}

/// Whether neither of two results holds the other.
pub fn is_apart(one: Results, other: Results) -> bool {
    let holds = |whole: Results, part: Results| {
        whole == part
            || group_of(part) == Some(whole)
            || (whole == Results::GrantedOrPartial && matches!(part, Results::Granted | Results::Partial))
    };
    !holds(one, other) && !holds(other, one)
}

/// Whether the words behind a number name what only has to do with applications.
pub fn is_about_applications(behind: &[Word]) -> bool {
    let mut rest = behind.iter().skip_while(|word| **word != Word::Applications);
    rest.any(|word| matches!(word, Word::OldResult | Word::Foreign | Word::Suggestion))
}

/// What a sum of money is.
pub fn money(words: &[Word], topic: Topic, is_of_charges: bool) -> Fact {
    let has = |word| words.contains(&word);
    if has(Word::OtherFee) {
        Fact::Unknown
    } else if has(Word::InfoFee) {
        Fact::InfoFee
    } else if has(Word::FeeCharged) || (is_of_charges && has(Word::MoneyTotal)) {
        Fact::FeeCharged
    } else if topic == Topic::Fees && (has(Word::Collect) || has(Word::Sum)) {
        Fact::InfoFee
    } else {
        Fact::Unknown
    }
}

/// What a number of cases counts, by the words before it. `suits` are those that were spoken of last.
pub fn case(words: &[Word], suits: Option<Suits>) -> Fact {
    let has = |word| words.contains(&word);
    let outcomes = [
        (has(Word::Upheld), Outcome::Upheld),
        (has(Word::Corrected), Outcome::Corrected),
        (has(Word::OtherResult) || (has(Word::Other) && words.len() == 1), Outcome::Other),
        (has(Word::Underway), Outcome::Pending),
    ];
    let mut ends = outcomes.iter().filter(|(is_named, _)| *is_named).map(|(_, outcome)| *outcome);
    let outcome = match (ends.next(), ends.next()) {
        (Some(outcome), None) => outcome,
        (None, _) => Outcome::Any,
        _ => return Fact::Unknown,
    };
    // 撤销复议申请1件 is an end of its own, and 复议撤销1件 another.
    if has(Word::Lost) || has(Word::Foreign) || has(Word::Withdrawn) {
        return Fact::Unknown;
    }
    let named = match (has(Word::Review), has(Word::Suit), has(Word::Direct), has(Word::AfterReview)) {
        (true, suit, direct, after) if suit || direct || after => Some(Suits::Both),
        (false, false, false, false) if outcome == Outcome::Any => None,
        (false, false, false, false) => suits,
        (_, _, true, true) => None,
        (_, _, true, false) => Some(Suits::Direct),
        (_, _, false, true) => Some(Suits::AfterReview),
        (true, ..) => Some(Suits::Review),
        _ => Some(Suits::Suit),
    };
    named.map_or(Fact::Unknown, |suits| Fact::Cases(suits, outcome))
}

/// What a number of cases counts, by the words behind it. Those of `counted` have been counted before.
pub fn case_behind(words: &[Word], suits: Option<Suits>, counted: Option<Suits>) -> Fact {
    match case(words, suits) {
        // 申请 is that for information.
        _ if words.contains(&Word::Apply) => Fact::Unknown,
        // 复议144件，120件做了复议决定: the second is a part.
        Fact::Cases(suits, Outcome::Any) if Some(suits) == counted => Fact::Unknown,
        fact => fact,
    }
}

/// What a number of documents of that kind counts; one that went through them `cleans`.
pub fn documents(words: &[Word], document: Option<Row>, cleans: bool) -> Fact {
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
    let verbs = [(Word::Issued, Column::Issued), (Word::Repealed, Column::Repealed), (Word::InForce, Column::InForce)];
    let mut named = verbs.iter().filter(|(word, _)| has(*word)).map(|(_, column)| *column);
    match (named.next(), named.next(), document) {
        (Some(Column::Repealed), ..) if cleans => Fact::Unknown,
        (Some(column), None, Some(row)) => Fact::Documents(row, column),
        _ => Fact::Unknown,
    }
}

/// What a number of decisions counts.
pub fn decisions(words: &[Word]) -> Fact {
    let has = |word| words.contains(&word);
    let vetoes =
        [Word::Publish, Word::DocVeto, Word::Matter, Word::Withdrawn, Word::Information, Word::Review, Word::Apply];
    if vetoes.iter().any(|word| has(*word)) {
        return Fact::Unknown;
    }
    let rows = [(Word::Licence, Row::Licences), (Word::Penalty, Row::Penalties), (Word::Compulsion, Row::Compulsion)];
    let mut named = rows.iter().filter(|(word, _)| has(*word)).map(|(_, row)| *row);
    match (named.next(), named.next()) {
        (Some(row), None) => Fact::Decisions(row),
        _ => Fact::Unknown,
    }
}

/// The group that a row of results belongs to.
fn group_of(result: Results) -> Option<Results> {
    let Results::Row(row) = result else {
        return (result == Results::Missing).then_some(Results::Unable);
    };
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
        Word::Missing => Results::Missing,
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
