//! Sentences that say none or all.

use super::{at, is_understood, named, quote, read};
use crate::check::context::Context;
use crate::check::finding::{Finding, Severity};
use crate::check::messages::message;
use crate::document::Span;
use crate::form::{CellId, Column, Row};
use crate::prose::{Fact, Outcome, Reading, Statement, Stating, Suits};

/// A finding about a statement.
fn finding(context: &Context<'_>, rule: &'static str, statement: &Statement, read: Vec<(Reading, i64)>) -> Finding {
    let cells: Vec<CellId> = read.first().map(|(reading, _)| reading.plus.clone()).unwrap_or_default();
    let stated = quote(context, statement.flow, statement.span);
    let message = message!("NAR.cells", stated = stated, readings = named(read, Fact::Unknown));
    at(context, Finding::new(rule, message), statement.flow, statement.span).at_cells(cells.into_iter().take(3))
}

/// The readings of a fact of which the first is more than zero.
fn more_than_none(context: &Context<'_>, fact: Fact) -> Option<Vec<(Reading, i64)>> {
    let read = read(context, fact);
    read.first().is_some_and(|(_, sum)| *sum > 0).then(|| read.into_iter().take(1).collect())
}

/// NAR-12. 未收到申请.
pub fn no_applications(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in context.prose.statements.iter().filter(|statement| statement.what == Stating::NoApplications) {
        if let Some(read) = more_than_none(context, Fact::New) {
            findings.push(finding(context, "NAR-12", statement, read));
        }
    }
}

/// NAR-13. 未发生行政复议、行政诉讼.
pub fn no_disputes(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in &context.prose.statements {
        let Stating::NoDisputes(suits) = statement.what else { continue };
        if let Some(read) = more_than_none(context, Fact::Cases(suits, Outcome::Any)) {
            findings.push(finding(context, "NAR-13", statement, read));
        }
    }
}

/// NAR-14. 均已答复.
pub fn all_answered(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in &context.prose.statements {
        let Stating::AllAnswered { on_time } = statement.what else { continue };
        // 除2件结转外，均已答复: the text says itself what was carried out.
        let says_so = context.prose.claims.iter().any(|claim| {
            claim.flow == statement.flow
                && claim.quantity.high > 0
                && (matches!(claim.fact, Fact::CarriedOut | Fact::Carried)
                    || context.prose.words(claim.flow, claim.label).contains("结转"))
        });
        // 除结转下年度的外，均已答复.
        let before = context.prose.words(statement.flow, Span::new(0, statement.span.start));
        let sentence = before.rsplit('。').next().unwrap_or(before);
        let excepts = sentence.split_once('除').is_some_and(|(_, rest)| rest.contains('外'));
        // 全部依照示范文本答复 says how, not how many.
        // 在全部办结的申请中.
        let names = context.prose.words(statement.flow, statement.span).contains("的申请");
        if says_so || excepts || names || !is_understood(context, statement.flow, statement.span) {
            continue;
        }
        if let Some(read) = more_than_none(context, Fact::CarriedOut) {
            let finding = finding(context, "NAR-14", statement, read);
            findings.push(if on_time { finding.lowered(Severity::Info) } else { finding });
        }
    }
}

/// NAR-15. 均获维持, 未被纠错.
pub fn none_corrected(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in &context.prose.statements {
        let (suits, outcomes): (Suits, &[Outcome]) = match statement.what {
            Stating::NoneCorrected(suits) => (suits, &[Outcome::Corrected]),
            Stating::AllUpheld(suits) => (suits, &[Outcome::Corrected, Outcome::Other, Outcome::Pending]),
            _ => continue,
        };
        let suits = before_bracket(context, statement).or_else(|| in_clause(context, statement)).unwrap_or(suits);
        let other = outcomes.iter().find_map(|&outcome| more_than_none(context, Fact::Cases(suits, outcome)));
        if let Some(read) = other {
            let is_corrected = more_than_none(context, Fact::Cases(suits, Outcome::Corrected)).is_some();
            let severity = if is_corrected { Severity::Error } else { Severity::Warning };
            findings.push(finding(context, "NAR-15", statement, read).lowered(severity));
        }
    }
}

/// 复议维持4件、纠正2件，诉讼全部维持: the cases that are named in the clause of a statement, where they are of one kind.
fn in_clause(context: &Context<'_>, statement: &Statement) -> Option<Suits> {
    let before = context.prose.words(statement.flow, Span::new(0, statement.span.start));
    let clause = before.rsplit([',', ';', '。', '、', ':']).next().unwrap_or(before);
    match (clause.contains("复议"), clause.contains("诉讼")) {
        (true, false) => Some(Suits::Review),
        (false, true) => Some(Suits::Suit),
        _ => None,
    }
}

/// 直接起诉2件（均获维持），复议后起诉2件（尚未审结）: the cases that are counted before the bracket a statement stands in.
fn before_bracket(context: &Context<'_>, statement: &Statement) -> Option<Suits> {
    let before = context.prose.claims.iter().filter(|claim| claim.flow == statement.flow);
    let counted = before.take_while(|claim| claim.span.end <= statement.span.start).last()?;
    let between = context.prose.words(statement.flow, Span::new(counted.span.end, statement.span.start));
    match counted.fact {
        Fact::Cases(suits, Outcome::Any) if between.starts_with('(') && !between.contains(')') => Some(suits),
        _ => None,
    }
}

/// NAR-16. 均为自然人.
pub fn all_natural(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in context.prose.statements.iter().filter(|statement| statement.what == Stating::AllNatural) {
        if let Some(read) = more_than_none(context, Fact::Applicant(Column::Total)) {
            findings.push(finding(context, "NAR-16", statement, read));
        }
    }
}

/// NAR-33. 均在法定期限内 and 超期.
pub fn on_time(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if let (Some((flow, span)), Some((late, other))) = (context.prose.punctual, context.prose.overdue) {
        let (stated, late) = (quote(context, flow, span), quote(context, late, other));
        let message = message!("NAR-33", stated = stated, late = late);
        findings.push(at(context, Finding::new("NAR-33", message), flow, span));
    }
}

/// NAR-36. 未收取信息处理费.
pub fn no_fee(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let statement = context.prose.statements.iter().find(|statement| statement.what == Stating::NoFee);
    let taken = super::fees::sums(context).find(|claim| claim.quantity.low > 0);
    if let (Some(statement), Some(taken)) = (statement, taken) {
        let stated = quote(context, statement.flow, statement.span);
        let message = message!("NAR-36", stated = stated, taken = super::stated(context, taken));
        findings.push(at(context, Finding::new("NAR-36", message), statement.flow, statement.span));
    }
}

/// The cells of table two that a row is counted in.
fn counted(context: &Context<'_>, row: Row) -> Option<Vec<(Reading, i64)>> {
    let fact = match row {
        Row::Rules | Row::Normative => Fact::Documents(row, Column::Issued),
        Row::Fees => Fact::FeeCharged,
        _ => Fact::Decisions(row),
    };
    more_than_none(context, fact)
}

/// ACT-16. 无行政许可.
pub fn no_decisions(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in &context.prose.statements {
        let Stating::NoDecisions(row) = statement.what else { continue };
        if let Some(read) = counted(context, row) {
            findings.push(none_of(context, "ACT-16", statement, row, &read));
        }
    }
}

/// ACT-17. 不具备行政处罚职权.
pub fn no_power(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in &context.prose.statements {
        let Stating::NoPower(row) = statement.what else { continue };
        if let Some(read) = counted(context, row) {
            findings.push(none_of(context, "ACT-17", statement, row, &read));
        }
    }
}

fn none_of(
    context: &Context<'_>,
    rule: &'static str,
    statement: &Statement,
    row: Row,
    read: &[(Reading, i64)],
) -> Finding {
    let fact = if row == Row::Fees { Fact::FeeCharged } else { Fact::Unknown };
    let stated = quote(context, statement.flow, statement.span);
    let message = message!("NAR.cells", stated = stated, readings = named(read.to_vec(), fact));
    let cells = read.iter().flat_map(|(reading, _)| reading.plus.iter().copied());
    at(context, Finding::new(rule, message), statement.flow, statement.span).at_cells(cells)
}
