//! Against the report of the year before: what is carried over, what should have changed and has not, what has
//! changed beyond belief.

mod carried;
mod figures;
mod prose;
mod similarity;

pub use carried::{carried_over, prior_items, repealed_too_many, stock_rolls_on};
pub use figures::{identical, jumps, pending_gone};
pub use prose::{copied_parts, same_problems, similar_parts, stale_figures, unanswered_promises};

use super::context::Context;
use super::finding::{Finding, Place, Severity};
use super::messages::message;
use super::{dates, structure};
use crate::document::Span;
use crate::report::Report;

/// How the report that was handed in as that of the year before stands to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relationship {
    /// It is that of the same organ for the year before: the two are compared.
    YearBefore,
    /// It is for that year, which is not the one before.
    OtherYear(i32),
    /// It is another organ's.
    OtherOrgan,
    /// Which year one of the two is for cannot be told.
    UnknownYear,
    /// It is no such report.
    NotAReport,
}

/// How the other report stands to this one, which is for that year.
pub fn relationship(report: &Report, year: Option<i32>, other: &Report) -> Relationship {
    if !structure::is_report(other) {
        return Relationship::NotAReport;
    }
    let organs = (report.organ.as_deref(), other.organ.as_deref());
    if let (Some(this), Some(that)) = organs
        && !same_organ(this, that)
    {
        return Relationship::OtherOrgan;
    }
    match (year, dates::certain_year(other, &super::Options::default()).or(other.year)) {
        (Some(this), Some(that)) if that == this - 1 => Relationship::YearBefore,
        (Some(_), Some(that)) => Relationship::OtherYear(that),
        _ => Relationship::UnknownYear,
    }
}

/// Whether two names are of one organ: a name with and without what is above it, or an office that reports for its
/// government.
fn same_organ(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        name.trim_end_matches("办公室").trim_end_matches("办公厅").to_owned()
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && !other.is_empty() && (one.ends_with(&other) || other.ends_with(&one))
}

/// YOY-12. What is handed in as last year's report is last year's report.
pub fn right_report(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (Some(handed_in), Some(other)) = (context.handed_in, context.relationship) else { return };
    let organ = || handed_in.organ.clone().unwrap_or_default();
    let message = match (other, context.year) {
        (Relationship::OtherYear(stated), Some(year)) => {
            message!("YOY-12.year", stated = stated, expected = year - 1)
        }
        (Relationship::OtherOrgan, _) => message!("YOY-12.organ", organ = organ()),
        (Relationship::NotAReport, _) => message!("YOY-12.foreign"),
        (Relationship::UnknownYear | Relationship::OtherYear(_), _) => message!("YOY-12.unknown"),
        (Relationship::YearBefore, _) => return,
    };
    let place = match &context.report.title {
        Some(title) => Place::Title(Span::new(0, title.text.len())),
        None => Place::Report,
    };
    let severity = if other == Relationship::UnknownYear { Severity::Info } else { Severity::Warning };
    findings.push(Finding { severity, ..Finding::new("YOY-12", message).at(place) });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_are_the_same_with_and_without_what_is_above_them() {
        assert!(same_organ("青石镇人民政府", "云溪县青石镇人民政府"));
        assert!(same_organ("云溪县人民政府办公室", "云溪县人民政府"));
        assert!(!same_organ("青石镇人民政府", "临河街道办事处"));
        assert!(!same_organ("", "临河街道办事处"));
    }
}
