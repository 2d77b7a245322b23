//! What every rule is given: the report, what the person has said about it, and what has been worked out
//! once for all rules.

use super::culprit::{self, Cause, Witnesses};
use super::dates;
use super::finding::{Evidence, LIKELY, Outcome, Place, Reason, Tried};
use super::relations;
use super::rules::{Need, Rule, reads_prose};
use super::text::Words;
use super::wording::Letters;
use super::years::{self, Relationship};
use super::{Companions, Options, structure};
use crate::document::{SourceKind, Span};
use crate::form::{self, ByPlace, CellId, Edition, Relation, Table};
pub use crate::prose::At;
use crate::prose::Prose;
use crate::report::{Amount, Cell, Level, Marks, Report, Section, TableStatus, Value};
use crate::rollup::Sums;

/// What every rule is given.
#[derive(Debug)]
pub struct Context<'a> {
    /// The report to be judged.
    pub report: &'a Report,
    /// Its cells, each found at once.
    by_place: ByPlace<'a, Cell>,
    /// Those that more can be said of than that they hold a plain number: see [`is_plain`].
    remarkable: Vec<(CellId, &'a Cell)>,
    /// What was handed in as the report of the year before.
    pub handed_in: Option<&'a Report>,
    /// How that stands to this report.
    pub relationship: Option<Relationship>,
    /// The parts that are as good as last year's.
    pub copied_parts: Vec<u8>,
    /// The report of the year before, where the one that was handed in is it.
    pub previous: Option<&'a Report>,
    /// The sum of the reports of the bodies below, where it is at hand.
    pub bodies: Option<&'a Sums>,
    /// What the person has said about it.
    pub options: &'a Options,
    /// The report year, when nothing contradicts it.
    pub year: Option<i32>,
    /// The kind of organ.
    pub level: Option<Level>,
    /// The edition of the form the report must follow: that of its year, else the one it uses.
    pub edition: Edition,
    /// The relations of the form.
    pub relations: &'static [Relation],
    /// What came of trying each of them, in the same order.
    pub tried: Vec<Tried>,
    /// What explains those that are broken.
    pub causes: Vec<Cause>,
    /// Whether this is such a report at all.
    pub is_report: bool,
    /// What its sentences state.
    pub prose: Prose,
    /// Its text, letter by letter.
    pub letters: Letters<'a>,
    /// Who signed it, and when.
    pub signature: Option<dates::Signature>,
    /// Its sentences that begin with a year.
    pub dated: Vec<dates::Dated<'a>>,
}

impl<'a> Context<'a> {
    /// Works out what the rules share.
    pub fn new(report: &'a Report, companions: Companions<'a>, options: &'a Options) -> Context<'a> {
        let Companions { previous: handed_in, bodies } = companions;
        let relations = form::relations(report.tables.requests.edition);
        let by_place = report.cells.by_place();
        let tried = relations::evaluate(relations, report, &by_place);
        let year = dates::certain_year(report, options);
        let relationship = handed_in.map(|other| years::relationship(report, year, other));
        let previous = handed_in.filter(|_| relationship == Some(Relationship::YearBefore));
        let is_report = structure::is_report(report);
        let prose = if is_report { Prose::read(report, year) } else { Prose::default() };
        let requests = report.tables.requests.edition;
        // Read only where something is broken: most reports need no witness.
        let is_broken = tried.iter().any(|tried| matches!(tried.outcome, Outcome::Violated { .. }));
        let stated = if is_broken { prose.stated_sums(requests) } else { Vec::new() };
        let witnesses = Witnesses { previous: previous.map(|previous| &previous.cells), stated: &stated };
        let causes = culprit::causes(requests, relations, &tried, &report.cells, &witnesses);
        let letters = if is_report { Letters::new(report) } else { Letters::default() };
        let edition = year.or(report.year).and_then(Edition::of_year).unwrap_or_else(|| report.edition());
        Context {
            report,
            by_place,
            remarkable: report.cells.iter().filter(|(_, cell)| !is_plain(cell)).map(|(&id, cell)| (id, cell)).collect(),
            handed_in,
            relationship,
            copied_parts: previous.map(|previous| years::copied_parts(report, previous)).unwrap_or_default(),
            previous,
            bodies,
            options,
            year,
            level: options.level.or(report.level),
            edition,
            relations,
            tried,
            causes,
            is_report,
            prose,
            signature: if is_report { dates::signature(report) } else { None },
            dated: dates::dated(report, &letters),
            letters,
        }
    }

    /// Whether the rule speaks of such a report at all: of its edition, of two years only where there are two, and of
    /// the bodies below only where their sum is at hand.
    pub fn concerns(&self, rule: &Rule) -> bool {
        rule.edition.is_none_or(|edition| edition == self.edition)
            && rule.needs.iter().all(|need| match need {
                Need::HandedIn | Need::Previous => self.handed_in.is_some(),
                Need::Bodies => self.bodies.is_some(),
                _ => true,
            })
    }

    /// Why the rule cannot be applied; `None` when it can.
    pub fn unmet(&self, rule: &Rule) -> Option<Reason> {
        let previous = self.previous.filter(|_| rule.needs.contains(&Need::Previous));
        let mut reports = std::iter::once(self.report).chain(previous);
        if reports.any(|report| report.kind == SourceKind::Link) && reads_prose(rule.id) {
            return Some(Reason::NumbersOnly);
        }
        if !self.is_report {
            return (rule.id != "STR-01").then_some(Reason::NotAReport);
        }
        rule.needs.iter().find_map(|need| match *need {
            Need::Year if self.year.is_none() => Some(Reason::YearUnknown),
            Need::Level if self.level.is_none() => Some(Reason::LevelUnknown),
            Need::Today if self.options.today.is_none() => Some(Reason::TodayUnknown),
            Need::Table(table) => table_unread(self.report, table),
            Need::AnyTable => {
                let mut reasons = Table::ALL.iter().map(|&table| table_unread(self.report, table));
                let first = reasons.next().flatten();
                first.filter(|_| reasons.all(|reason| reason.is_some()))
            }
            Need::Part(part) if self.report.section(part).is_none() => Some(Reason::PartMissing(part)),
            Need::Previous if self.previous.is_none() => Some(Reason::NotComparable),
            Need::Bodies
                if self.bodies.is_none_or(|sums| sums.bodies == 0 || sums.edition != self.report.edition()) =>
            {
                Some(Reason::NoBodies)
            }
            Need::Year | Need::Level | Need::Today | Need::Part(_) | Need::HandedIn | Need::Previous | Need::Bodies => {
                None
            }
        })
    }

    /// The tables whose numbers can be used.
    pub fn tables_read(&self) -> impl Iterator<Item = Table> {
        Table::ALL.iter().copied().filter(|&table| self.report.tables.get(table).is_read())
    }

    /// The cells of a table that were found.
    pub fn cells(&self, table: Table) -> impl Iterator<Item = (CellId, &'a Cell)> {
        self.report.cells.iter().filter(move |(id, _)| id.table == table).map(|(&id, cell)| (id, cell))
    }

    /// The cells of a table that hold more, less or something else than a few digits.
    pub fn remarkable(&self, table: Table) -> impl Iterator<Item = (CellId, &'a Cell)> {
        self.remarkable.iter().filter(move |(id, _)| id.table == table).copied()
    }

    /// The number in the cell; a blank or a dash is zero, an absent or unreadable cell nothing.
    pub fn number(&self, cell: CellId) -> Option<Amount> {
        self.by_place.get(cell)?.counted()
    }

    /// What the cell should most likely hold, where it takes part in breaking relations.
    pub fn mended(&self, cell: CellId) -> Option<Amount> {
        let likely = self.causes.iter().filter_map(|cause| cause.repairs.first());
        likely.filter(|repair| repair.confidence >= LIKELY).find_map(|repair| {
            let changes = repair.changes();
            changes.iter().find(|(wrong, _)| *wrong == cell).map(|&(_, expected)| expected)
        })
    }

    /// What is written in the cell.
    pub fn raw(&self, cell: CellId) -> &'a str {
        self.report.cells.get(&cell).map_or("", |cell| cell.raw.as_str())
    }

    /// A relation with its terms, by its index.
    pub fn evidence(&self, index: usize) -> Option<Evidence> {
        let relation = self.relations.get(index)?;
        let terms = |cells: &[CellId]| cells.iter().map(|&cell| (cell, self.report.number(cell))).collect::<Vec<_>>();
        let (left, right) = (terms(&relation.left), terms(&relation.right));
        let sum = |terms: &[(CellId, Option<Amount>)]| terms.iter().filter_map(|(_, amount)| *amount).sum();
        Some(Evidence {
            rule: relation.rule,
            scope: relation.scope,
            left_sum: sum(&left),
            right_sum: sum(&right),
            left,
            right,
        })
    }

    /// Whether any relation the cell takes part in has such an outcome.
    pub fn any_relation(&self, cell: CellId, outcome: fn(&Outcome) -> bool) -> bool {
        self.relations
            .iter()
            .zip(&self.tried)
            .any(|(relation, tried)| outcome(&tried.outcome) && relation.contains(cell))
    }

    /// The first section of that part, with its index.
    pub fn section(&self, part: u8) -> Option<(usize, &'a Section)> {
        self.report.sections.iter().enumerate().find(|(_, section)| section.part == part)
    }

    /// The heading of that section as a place; the whole part where it has none.
    pub fn heading_of(&self, index: usize, section: &Section) -> Place {
        match &section.heading {
            Some(heading) => Place::Heading(index, Span::new(0, heading.text.len())),
            None => Place::Part(section.part),
        }
    }

    /// Every paragraph outside the tables, in order, with its place.
    pub fn paragraphs(&self) -> impl Iterator<Item = (At, Words<'_>)> {
        self.letters.paragraphs()
    }

    /// The paragraphs of the section of that index.
    pub fn paragraphs_of(&self, section: usize) -> impl Iterator<Item = Words<'_>> {
        let is_of_it = move |at: &At| matches!(*at, At::Section(index, _) if index == section);
        self.letters.paragraphs().filter(move |(at, _)| is_of_it(at)).map(|(_, text)| text)
    }
}

impl At {
    /// Whether it is a paragraph, not a title or heading.
    pub fn is_paragraph(self) -> bool {
        matches!(self, At::Preamble(_) | At::Section(..))
    }

    /// A range of the line.
    pub fn place(self, span: Span) -> Place {
        match self {
            At::Title => Place::Title(span),
            At::Heading(section) => Place::Heading(section, span),
            At::Preamble(paragraph) => Place::Preamble(paragraph, span),
            At::Section(section, paragraph) => Place::Paragraph(section, paragraph, span),
        }
    }
}

/// Whether the cell holds a few digits and nothing else, as nearly all do. Of these no rule about what stands in cells and
/// how it is written has anything to say.
fn is_plain(cell: &Cell) -> bool {
    let is_small =
        matches!(cell.value, Value::Number(number) if number.to_integer().is_some_and(|n| (0..500).contains(&n)));
    is_small && cell.raw.bytes().all(|b| b.is_ascii_digit()) && cell.marks == Marks::default()
}

/// Why the numbers of that table cannot be used; `None` when they can.
pub fn table_unread(report: &Report, table: Table) -> Option<Reason> {
    match report.tables.get(table).status {
        TableStatus::Read => None,
        TableStatus::Missing => Some(Reason::TableMissing),
        TableStatus::Picture => Some(Reason::TableIsPicture),
        TableStatus::Unreadable => Some(Reason::TableUnreadable),
    }
}
