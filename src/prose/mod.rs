//! What the sentences of a report state in numbers: claims, lists of parts, and words for none and all.
//!
//! One pass over the text: [`flow`] joins lines and plains characters, [`lexer`] finds the words of [`lexicon`] and the
//! numbers ([`numeral`], [`unit`]; [`ignore`] names those that are no data), [`binding`] makes of each number a [`claim`]
//! about the [`fact`] it counts, [`list`] finds totals and their parts, [`statement`] the sentences that say none or all.
//! Nothing here knows a cell's value: which cells a fact may mean is in [`reading`], and judging is `check::narrative`'s.

mod affix;
mod behind;
mod binding;
mod claim;
mod clause;
mod fact;
mod flow;
mod gaps;
mod ignore;
mod lexer;
mod lexicon;
mod list;
mod numeral;
mod reading;
mod statement;
mod unit;

pub use claim::{Claim, Direction, Fact, Outcome, Results, Scope, Suits, When};
pub use flow::{At, Flow};
pub use lexicon::Word;
pub use list::List;
pub use numeral::Quantity;
pub use reading::{Reading, readings};
pub use statement::{Statement, Stating};
pub use unit::Unit;

use crate::document::Span;
use crate::form::{CellId, Column, Edition, Row, Table};
use crate::report::{Amount, Report};

/// The prose of a report, read.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The texts: paragraphs, joined where one was broken over lines.
    pub flows: Vec<Flow>,
    /// Every number, in the order of the report.
    pub claims: Vec<Claim>,
    /// Every total with its parts.
    pub lists: Vec<List>,
    /// Sentences that say none or all.
    pub statements: Vec<Statement>,
    /// Whether somewhere an answer within the time limits is claimed, and whether one past them is owned up to.
    pub punctual: Option<(usize, Span)>,
    /// See [`Prose::punctual`].
    pub overdue: Option<(usize, Span)>,
}

impl Prose {
    /// Reads every paragraph outside the tables. `year` is the report year, which tells this year from another.
    pub fn read(report: &Report, year: Option<i32>) -> Prose {
        let mut prose = Prose { flows: flow::flows(report), ..Prose::default() };
        let mut reader = clause::Reader::new(year, report.organ.as_deref().unwrap_or("?"));
        let mut tokens = Vec::new();
        for (index, flow) in prose.flows.iter().enumerate() {
            lexer::read(&flow.text, &mut tokens);
            clause::resolve_carries(&mut tokens, year);
            reader.begin(index, flow, &tokens);
            let first = prose.claims.len();
            binding::claims(&mut reader, &tokens, &mut prose.claims);
            if prose.claims.len() > first {
                list::lists(flow, &tokens, first, &mut prose.claims, &mut prose.lists);
            }
            statement::statements(&reader, &flow.text, &tokens, &mut prose.statements);
            let find = |word| {
                let token = tokens.iter().find(|token| token.is(word))?;
                Some((index, token.span))
            };
            prose.punctual = prose.punctual.or_else(|| find(Word::InTime));
            prose.overdue = prose.overdue.or_else(|| find(Word::Overdue));
        }
        prose
    }

    /// What the prose states beyond doubt of a table three of that edition: evidence for finding a wrong cell.
    pub fn stated_sums(&self, edition: Edition) -> Vec<Stated> {
        let plain = self.claims.iter().filter(|claim| claim.is_plain() && claim.quantity.is_exact());
        let stated = plain.filter_map(|claim| {
            let readings = readings(claim.fact, edition);
            let [reading] = readings.as_slice() else { return None };
            let is_of_requests =
                reading.plus.iter().all(|cell| cell.table == Table::Requests) && reading.minus.is_empty();
            is_of_requests.then(|| Stated { cells: reading.plus.clone(), sum: Amount::from(claim.quantity.low) })
        });
        stated.collect()
    }

    /// A stretch of a flow as a place in the report.
    pub fn place(&self, flow: usize, span: Span) -> Option<(At, Span)> {
        self.flows.get(flow)?.place(span)
    }

    /// The words at a stretch of a flow.
    pub fn words(&self, flow: usize, span: Span) -> &str {
        self.flows.get(flow).and_then(|flow| flow.text.get(span.range())).unwrap_or("")
    }

    /// What stands behind a place of a flow, up to another place at most.
    pub fn text_behind(&self, flow: usize, from: usize, to: usize) -> &str {
        let text = self.flows.get(flow).map_or("", |flow| flow.text.as_str());
        text.get(from..to.min(text.len())).unwrap_or("")
    }

    /// Whether every word of a phrase in plain characters is known, but for names of the organ that reports.
    pub fn is_understood(phrase: &str, organ: &str) -> bool {
        gaps::is_understood(phrase, organ)
    }
}

/// A number that the prose states exactly, for this year and the whole table, and that means one sum of cells only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The cells of table three.
    pub cells: Vec<CellId>,
    /// Their sum, as stated.
    pub sum: Amount,
}

/// The cells of one column of table three.
pub(crate) fn in_total(rows: &[Row]) -> Vec<CellId> {
    rows.iter().map(|&row| CellId::requests(row, Column::Total)).collect()
}
