//! The prose against the tables, and against itself.
//!
//! `prose` says what the sentences state; here it is judged. A figure may often be read in more than one way; it is
//! reported only when no reading fits, and the finding names those that were tried.

pub mod cells;
mod differences;
pub mod fees;
pub mod growth;
mod likeness;
pub mod lists;
pub mod parts;
pub mod quoted;
pub mod repeats;
pub mod shares;
pub mod statements;

use super::context::{At, Context};
use super::finding::{Finding, Place};
use super::messages::message;
use crate::document::Span;
use crate::form::{CellId, CellMap, Edition, Table};
use crate::prose::{Claim, Fact, List, Prose, Reading, Unit, readings};
use crate::report::{Amount, Cell, Report};

/// A way to read a claim, with the sum of its cells in the claim's own measure.
pub(super) type Read = (Reading, i64);

/// How a claim agrees with the tables.
pub(super) enum Fit {
    /// No cell holds such a fact, or one that is needed was not read.
    NotChecked,
    /// One of its readings fits.
    Holds,
    /// None does.
    Fails(Vec<Read>),
}

/// Decimals in which a fact is measured: the fee is in 万元, to the 分.
fn decimals_of(fact: Fact) -> u8 {
    if fact == Fact::FeeCharged { 6 } else { 0 }
}

/// The edition of the table that a fact is found in.
fn edition(report: &Report, fact: Fact) -> Edition {
    match fact {
        Fact::Documents(..) | Fact::Decisions(_) | Fact::FeeCharged => report.tables.disclosure.edition,
        _ => report.tables.requests.edition,
    }
}

/// The readings of a fact with their sums; none when a cell that is needed was not read.
pub(super) fn read(context: &Context<'_>, fact: Fact) -> Vec<Read> {
    let decimals = decimals_of(fact);
    let readings = readings(fact, edition(context.report, fact));
    let summed = readings.into_iter().map(|reading| {
        let sum = sum(context, &reading, decimals, |cell| context.number(cell))?;
        Some((reading, sum))
    });
    summed.collect::<Option<Vec<Read>>>().unwrap_or_default()
}

fn sum(
    context: &Context<'_>,
    reading: &Reading,
    decimals: u8,
    number: impl Fn(CellId) -> Option<Amount>,
) -> Option<i64> {
    let add = |cells: &[CellId]| {
        cells.iter().try_fold(0_i64, |sum, &cell| {
            let is_read = context.report.tables.get(cell.table).is_read();
            number(cell).filter(|_| is_read)?.to_scaled(decimals.into())?.checked_add(sum)
        })
    };
    Some(add(&reading.plus)? - add(&reading.minus)?)
}

/// Whether the claim's figure is that of one of the readings of its fact.
pub(super) fn fit(context: &Context<'_>, claim: &Claim) -> Fit {
    let mut read = read(context, claim.fact);
    if read.is_empty() {
        return Fit::NotChecked;
    }
    // 行政诉讼0件 is not one of its two kinds: of nothing there is no part.
    if claim.quantity.high == 0 && claim.fact != Fact::Carried {
        read.truncate(1);
    }
    if read.iter().any(|(_, sum)| claim.quantity.contains(*sum)) {
        return Fit::Holds;
    }
    if parts::is_part(context, claim, &read) {
        return Fit::Holds;
    }
    // Where a cell of the table is known to be wrong, a text that gives what it should be is right.
    let decimals = decimals_of(claim.fact);
    let mended = |cell| context.mended(cell).or_else(|| context.number(cell));
    let is_mended =
        |(reading, _): &Read| sum(context, reading, decimals, mended).is_some_and(|sum| claim.quantity.contains(sum));
    if read.iter().any(is_mended) {
        return Fit::Holds;
    }
    Fit::Fails(read)
}

/// The reading that a claim fits as it stands.
pub(super) fn holds(context: &Context<'_>, claim: &Claim) -> Option<Read> {
    read(context, claim.fact).into_iter().find(|(_, sum)| claim.quantity.contains(*sum))
}

/// Whether every word at a stretch of a flow is known: what a phrase with others means, is not.
pub(super) fn is_understood(context: &Context<'_>, flow: usize, span: Span) -> bool {
    is_phrase_understood(context, context.prose.words(flow, span))
}

/// The same of a phrase of a flow.
pub(super) fn is_phrase_understood(context: &Context<'_>, phrase: &str) -> bool {
    Prose::is_understood(phrase, context.report.organ.as_deref().unwrap_or(""))
}

/// Whether a claim stands in a list whose total is only part of what the cells hold: 新收的41件中，予以公开15件.
pub(super) fn is_subset(context: &Context<'_>, claim: &Claim) -> bool {
    let total = claim.of.and_then(|of| context.prose.claims.get(of));
    let result = matches!(claim.fact, Fact::Result(_) | Fact::Withdrawn);
    result && total.is_some_and(|total| matches!(total.fact, Fact::New | Fact::Received))
}

/// The words at a stretch of a flow as the draft has them, not more than can be read at a glance.
pub(super) fn quote(context: &Context<'_>, flow: usize, span: Span) -> String {
    const LONGEST: usize = 24;
    let Some((at, span)) = context.prose.place(flow, span) else { return String::new() };
    let words = paragraph(context, at).get(span.range()).unwrap_or("").trim();
    let skip = words.chars().count().saturating_sub(LONGEST);
    words.chars().skip(skip).filter(|c| !c.is_control()).collect()
}

fn paragraph<'a>(context: &Context<'a>, at: At) -> &'a str {
    let report = context.report;
    let passage = match at {
        At::Title => report.title.as_ref(),
        At::Heading(section) => report.sections.get(section).and_then(|section| section.heading.as_ref()),
        At::Preamble(number) => report.preamble.get(number),
        At::Section(section, number) => report.sections.get(section).and_then(|section| section.paragraphs.get(number)),
    };
    passage.map_or("", |passage| passage.text.as_str())
}

/// A finding at a stretch of a flow.
pub(super) fn at(context: &Context<'_>, finding: Finding, flow: usize, span: Span) -> Finding {
    let place = context.prose.place(flow, span).map_or(Place::Report, |(at, span)| at.place(span));
    finding.at(place).actual(quote(context, flow, span))
}

/// A finding about a claim, at its number.
pub(super) fn at_claim(context: &Context<'_>, finding: Finding, claim: &Claim) -> Finding {
    at(context, finding, claim.flow, claim.span)
}

/// The claim with the words it is bound to.
pub(super) fn stated(context: &Context<'_>, claim: &Claim) -> String {
    quote(context, claim.flow, claim.label)
}

/// The words that a number is bound to, without the number.
pub(super) fn words_before<'c>(context: &'c Context<'_>, claim: &Claim) -> &'c str {
    context.prose.words(claim.flow, Span::new(claim.label.start, claim.span.start))
}

/// How many numbers around another may have to do with it: a sentence may have thousands.
pub(super) const SEVERAL: usize = 12;

/// The place of the first claim behind that one.
pub(super) fn place_behind(context: &Context<'_>, claim: &Claim) -> usize {
    context.prose.claims.partition_point(|other| (other.flow, other.span.start) <= (claim.flow, claim.span.start))
}

/// What is left of a text when these words are taken from its beginning, in any order and as often as they stand there.
pub(super) fn without<'t>(mut text: &'t str, words: &[&str]) -> &'t str {
    while let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word)) {
        text = rest;
    }
    text
}

/// Whether a text has any of the words in it.
pub(super) fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// 占86.9%、11.5%、1.6%: whether a percentage stands beside others, each for one of the numbers before.
pub(super) fn is_in_run(context: &Context<'_>, index: usize) -> bool {
    let claims = &context.prose.claims;
    let is_ratio = |at: Option<usize>| {
        let (other, own) = (at.and_then(|at| claims.get(at)), claims.get(index));
        other.zip(own).is_some_and(|(other, own)| other.unit == Unit::PERCENT && other.sentence == own.sentence)
    };
    is_ratio(index.checked_add(1)) || is_ratio(index.checked_sub(1))
}

/// A figure in the measure of its unit as the report writes it: 分 become 万元 or 元.
pub(super) fn shown(value: i64, unit: Unit) -> Amount {
    if unit != Unit::YUAN {
        return Amount::from(value);
    }
    decimal(value, 2)
}

/// A whole number of units of that many decimals.
pub(super) fn decimal(value: i64, decimals: u8) -> Amount {
    let digits = value.unsigned_abs().to_string();
    let width = usize::from(decimals);
    let padded = "0".repeat((width + 1).saturating_sub(digits.len())) + &digits;
    let (whole, fraction) = padded.split_at_checked(padded.len() - width).unwrap_or((&padded, ""));
    let sign = if value < 0 { "-" } else { "" };
    let text = if width == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
    text.parse().unwrap_or_default()
}

/// The readings with their sums, for a sentence.
pub(super) fn named(read: Vec<Read>, fact: Fact) -> Vec<(Reading, Amount)> {
    let decimals = decimals_of(fact);
    // Two readings with one sum are one to the person who reads.
    let mut named: Vec<(Reading, Amount)> = Vec::new();
    for (reading, sum) in read {
        let sum = decimal(sum, decimals);
        if !named.iter().any(|(_, other)| *other == sum) {
            named.push((reading, sum));
        }
    }
    named
}

/// A finding that no reading fits.
pub(super) fn misfit(context: &Context<'_>, rule: &'static str, claim: &Claim, read: Vec<Read>) -> Finding {
    let cells: Vec<CellId> = read.first().map(|(reading, _)| reading.plus.clone()).unwrap_or_default();
    let expected = read.first().map(|(_, sum)| *sum);
    let named = named(read, claim.fact);
    let finding = Finding::new(rule, message!("NAR.cells", stated = stated(context, claim), readings = named));
    let finding = at_claim(context, finding, claim).at_cells(cells.into_iter().take(3));
    match expected {
        Some(expected) if claim.fact == Fact::FeeCharged => finding.expected(decimal(expected, 6)),
        Some(expected) => finding.expected(expected),
        None => finding,
    }
}

/// Whether a claim disagrees with its cells, which is a finding of its own.
pub(super) fn fails(context: &Context<'_>, claim: &Claim) -> bool {
    claim.is_plain() && !is_subset(context, claim) && matches!(fit(context, claim), Fit::Fails(_))
}

/// The total and the parts of a list.
pub(super) fn members<'c>(context: &'c Context<'_>, list: &List) -> Option<(&'c Claim, Vec<&'c Claim>)> {
    let claims = &context.prose.claims;
    let parts = list.parts.iter().map(|&part| claims.get(part)).collect::<Option<Vec<_>>>()?;
    Some((claims.get(list.total)?, parts))
}

/// The cells of the report of the year before, where it is that of the year before.
pub(super) fn previous_cells<'a>(context: &Context<'a>) -> Option<&'a CellMap<Cell>> {
    let previous = context.previous?;
    let is_year_before = previous.year.is_some() && previous.year == context.year.map(|year| year - 1);
    (is_year_before && previous.tables.get(Table::Requests).is_read()).then_some(&previous.cells)
}

/// Whether one number is written for another by exchanging digits, or by a digit too many or too few; where it must be
/// doubled, one beside its like.
pub(super) fn is_slip(one: i64, other: i64, must_be_doubled: bool) -> bool {
    let (long, short) = (one.max(other).to_string(), one.min(other).to_string());
    let (long, short) = (long.as_bytes(), short.as_bytes());
    let count = |number: &[u8], digit: u8| number.iter().filter(|&&other| other == digit).count();
    match long.len().saturating_sub(short.len()) {
        _ if one == 0 || other == 0 => false,
        0 => long.len() > 1 && (b'0'..=b'9').all(|digit| count(long, digit) == count(short, digit)),
        1 => {
            // Where the first digit that differs stands, the rest of one is that of the other.
            let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
            let is_doubled = same > 0 && long.get(same) == long.get(same - 1);
            long.get(same + 1..) == short.get(same..) && (is_doubled || !must_be_doubled)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn a_slip_exchanges_doubles_or_drops_a_digit() {
        assert!(is_slip(486, 684, false) && is_slip(198, 189, true) && is_slip(4866, 486, true));
        assert!(is_slip(4861, 486, false) && !is_slip(4861, 486, true) && is_slip(9, 99, true));
        assert!(
            !is_slip(486, 487, false) && !is_slip(3, 7, false) && !is_slip(486, 48, true) && !is_slip(5, 500, false)
        );
    }
}
