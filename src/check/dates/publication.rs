//! The date that a report bears.

use super::signature::Date;
use crate::check::context::Context;
use crate::check::finding::{Finding, Severity};
use crate::check::messages::message;
use crate::report::Level;

/// `2025年1月31日`
fn words((year, month, day): Date) -> String {
    format!("{year}年{month}月{day}日")
}

/// DAT-10. The report is dated within the time the regulation sets: departments until the end of January, governments
/// from the county upwards until the end of March. For those below, other rules set it.
pub fn deadline(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (Some(year), Some(level), Some(signed)) = (context.year, context.level, &context.signature) else {
        return;
    };
    let is_local = matches!(level, Level::Township | Level::Subdistrict);
    let last = match level {
        Level::Province | Level::Prefecture | Level::County => (year + 1, 3, 31),
        Level::Ministry | Level::Department | Level::Township | Level::Subdistrict => (year + 1, 1, 31),
    };
    if signed.date <= last {
        return;
    }
    let (date, last) = (words(signed.date), words(last));
    let message = if is_local {
        message!("DAT-10.local", date = date.clone(), last = last)
    } else {
        message!("DAT-10", date = date.clone(), last = last)
    };
    let finding = Finding::new("DAT-10", message).at(signed.place.clone()).actual(date);
    findings.push(if is_local { finding.lowered(Severity::Info) } else { finding });
}

/// DAT-11. The report is not dated before its year has ended.
pub fn before_year_end(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (Some(year), Some(signed)) = (context.year, &context.signature) else { return };
    if signed.date < (year, 12, 31) {
        let date = words(signed.date);
        let message = message!("DAT-11", date = date.clone(), year = year);
        findings.push(Finding::new("DAT-11", message).at(signed.place.clone()).actual(date));
    }
}

/// Days ahead that a date may lie: a draft may bear the date on which it will be published.
const DAYS_AHEAD: i64 = 60;

/// DAT-12. The date does not lie far in the future.
pub fn future(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (Some(today), Some(signed)) = (context.options.today, &context.signature) else { return };
    if days(signed.date) > days(today) + DAYS_AHEAD {
        let date = words(signed.date);
        let message = message!("DAT-12", date = date.clone(), today = words(today));
        findings.push(Finding::new("DAT-12", message).at(signed.place.clone()).actual(date));
    }
}

/// Number of the day, counted through the years as if every century began with a leap year.
fn days((year, month, day): Date) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let year = i64::from(year);
    let before = usize::try_from(month).ok().and_then(|month| BEFORE.get(month.checked_sub(1)?)).copied().unwrap_or(0);
    let leap_day = i64::from(year % 4 == 0 && month > 2);
    365 * year + (year + 3) / 4 + before + leap_day + i64::from(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_years() {
        for (from, to, distance) in [
            ((2024, 12, 31), (2025, 1, 1), 1),
            ((2024, 2, 28), (2024, 3, 1), 2),
            ((2025, 2, 28), (2025, 3, 1), 1),
            ((2024, 1, 1), (2025, 1, 1), 366),
            ((2025, 1, 1), (2026, 1, 1), 365),
        ] {
            assert_eq!(days(to) - days(from), distance, "{from:?} {to:?}");
        }
    }
}
