//! Many bodies at once: their reports added up cell by cell, who is in the sum and who is not, and how the sum stands to
//! the report of the authority above them.
//!
//! What a sum cannot say it does not say: a cell that one body lacks, or that could not be read there, has no sum, and
//! the body is named. Reports of another year or of the other edition of the form are set aside, never mixed in.

mod compare;
mod standing;
mod sum;

pub use compare::{Comparison, Difference, Tendency, Unknown, compare};
pub use standing::{Standing, same_organ};
pub use sum::{Sum, Sums};

use crate::form::Edition;
use crate::report::Report;
use standing::{majority, reports_for};

/// A report that was handed in as one of many.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    /// What it is called: its file's name.
    pub name: &'a str,
    /// Its report; `None` where the file could not be read.
    pub report: Option<&'a Report>,
}

/// What is asked of a roll-up besides the reports.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// The report of the authority above the bodies.
    pub parent: Option<&'a Report>,
    /// The year they are added up for; told by the parent, else by most of the reports, unless given.
    pub year: Option<i32>,
    /// The names of the bodies that ought to report.
    pub roster: &'a [&'a str],
}

/// Many reports, added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollup {
    /// The year of the reports that were added up, where any of them says it.
    pub year: Option<i32>,
    /// How each report stands to the sum, in the order in which they were handed in.
    pub standings: Vec<Standing>,
    /// The sum.
    pub sums: Sums,
    /// Names of the roster of which no report is in the sum.
    pub missing: Vec<String>,
    /// The report of the office that reports for the authority above, by its index, where it is among those added up:
    /// what the authority handles itself is then in the sum.
    pub own: Option<usize>,
}

/// Adds up the reports of many bodies.
pub fn rollup(bodies: &[Body<'_>], question: &Question<'_>) -> Rollup {
    let read = || bodies.iter().filter_map(|body| body.report).filter(|report| standing::has_figures(report));
    let of_parent = |what: fn(&Report) -> Option<i32>| question.parent.and_then(what);
    let year = question
        .year
        .or_else(|| of_parent(|parent| parent.year))
        .or_else(|| majority(read().filter_map(|report| report.year)));
    let edition = match question.parent {
        Some(parent) if standing::has_figures(parent) => parent.edition(),
        _ => {
            year.and_then(Edition::of_year).or_else(|| majority(read().map(Report::edition))).unwrap_or(Edition::Y2021)
        }
    };
    let standings = standing::standings(bodies, question.parent, year, edition);
    let mut sums = Sums::new(edition);
    let mut own = None;
    for (index, (body, standing)) in bodies.iter().zip(&standings).enumerate() {
        let Some(report) = body.report.filter(|_| *standing == Standing::Added) else { continue };
        sums.add(index, report);
        if question.parent.is_some_and(|parent| reports_for(report, parent)) {
            own = own.or(Some(index));
        }
    }
    let missing = standing::missing(bodies, &standings, question.roster);
    Rollup { year, standings, sums, missing, own }
}
