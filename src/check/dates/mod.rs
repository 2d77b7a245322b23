//! The title, the report year, the statistics period, what the report is based on, names and the date it bears.

mod basis;
mod contact;
mod names;
mod period;
mod publication;
mod signature;
mod stale;
mod title;

pub use basis::{basis, names_regulation, new_regulation, number_forms};
pub use contact::contact;
pub use names::{first_person, foreign_applications, near_twins, one_organ};
pub use period::{header_year, one_year, period};
pub use publication::{before_year_end, deadline, future};
pub use signature::{Signature, signature};
pub use stale::{Dated, dated, plan_year, stale_year};
pub use title::{doubled_year, title};

use super::Options;
use super::text::year;
use crate::report::{Period, Report};

/// The report year, when nothing contradicts it: as chosen by the person, else as the title and the
/// statistics period state it.
pub fn certain_year(report: &Report, options: &Options) -> Option<i32> {
    options.year.or_else(|| match (title_year(report), report.period.as_ref().and_then(period_year)) {
        (Some(title), Some(period)) => (title == period).then_some(title),
        (title, period) => title.or(period),
    })
}

fn title_year(report: &Report) -> Option<i32> {
    year(&report.title.as_ref()?.text).map(|(year, _)| year)
}

/// The year of a period that lies within one.
fn period_year(period: &Period) -> Option<i32> {
    (period.from.0 == period.to.0).then_some(period.from.0)
}

/// What the report is called.
pub const REPORT_NAME: &str = "政府信息公开工作年度报告";
