//! Dates as spreadsheets keep them: days since the end of 1899, or since the beginning of 1904.

use super::decimal::Decimal;

/// A moment, as a date format shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Moment {
    /// Whole days since the epoch, for durations.
    pub days: i64,
    pub year: i64,
    pub month: i64,
    pub day: i64,
    /// 0 for Sunday.
    pub weekday: i64,
    /// Since midnight.
    pub seconds: i64,
}

/// The last day of 9999.
const LAST_DAY: i64 = 2_958_465;
/// Days from the epoch of 1899 to that of 1904.
const FROM_1904: i64 = 1462;
/// Days from 1970 back to the epoch of 1899.
const TO_1970: i64 = 25_569;

impl Moment {
    /// The moment of a number; `None` when it is none that a spreadsheet shows.
    pub fn of(number: &Decimal, from_1904: bool) -> Option<Moment> {
        if number.negative {
            return None;
        }
        let whole = number.whole();
        let mut days = if whole.is_empty() { 0 } else { whole.parse::<i64>().ok()? };
        let fraction: String = number.fraction().chars().take(15).collect();
        let mut seconds = 0;
        if !fraction.is_empty() {
            let denominator = 10_i128.pow(fraction.len() as u32);
            let seconds_of = fraction.parse::<i128>().ok()? * 86_400;
            seconds = i64::try_from((2 * seconds_of + denominator) / (2 * denominator)).ok()?;
        }
        if seconds == 86_400 {
            (days, seconds) = (days + 1, 0);
        }
        if from_1904 {
            days = days.checked_add(FROM_1904)?;
        }
        if days > LAST_DAY {
            return None;
        }
        let (year, month, day) = match days {
            // The day before the first, shown as such, and the one in 1900 that never was.
            0 => (1900, 1, 0),
            60 => (1900, 2, 29),
            1..60 => civil(days + 1 - TO_1970),
            _ => civil(days - TO_1970),
        };
        Some(Moment { days, year, month, day, weekday: (days + 6) % 7, seconds })
    }
}

/// The number of a date such as `2024-01-31` or `2024-01-31T12:30:00`; `None` when it is none.
pub fn number(text: &str, from_1904: bool) -> Option<Decimal> {
    let (date, time) = text.trim().trim_end_matches('Z').split_once('T').unwrap_or((text.trim(), ""));
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let mut days = days_from_civil(year, month, day) + TO_1970;
    // Before March 1900 the numbers count a day that never was.
    days -= i64::from(days <= 60);
    days -= if from_1904 { FROM_1904 } else { 0 };
    let mut seconds = 0;
    for part in time.split('.').next().unwrap_or_default().split(':').filter(|part| !part.is_empty()) {
        seconds = seconds * 60 + part.parse::<i64>().ok().filter(|part| (0..60).contains(part))?;
    }
    // Fifteen digits, of which the days take five, tell every second apart.
    let fraction = seconds.min(86_399) * 10_000_000_000 / 86_400;
    Decimal::parse(&format!("{days}.{fraction:010}")).filter(|number| !number.negative)
}

/// Year, month and day of a number of days since 1970: eras of 400 years, years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_spreadsheets() {
        let day = |number: &str, from_1904| {
            let moment = Moment::of(&Decimal::parse(number).unwrap(), from_1904).unwrap();
            (moment.year, moment.month, moment.day, moment.seconds)
        };
        assert_eq!(day("45352", false), (2024, 3, 1, 0));
        assert_eq!(day("43890", true), (2024, 3, 1, 0));
        assert_eq!(day("45306.5", false), (2024, 1, 15, 43_200));
        assert_eq!(day("45306.999999", false), (2024, 1, 16, 0));
        assert_eq!(day("0", false), (1900, 1, 0, 0));
        assert_eq!(day("1", false), (1900, 1, 1, 0));
        assert_eq!(day("59", false), (1900, 2, 28, 0));
        assert_eq!(day("60", false), (1900, 2, 29, 0));
        assert_eq!(day("61", false), (1900, 3, 1, 0));
        assert_eq!(day("2958465", false), (9999, 12, 31, 0));
        for number in ["-1", "2958466", "1e300"] {
            assert_eq!(Moment::of(&Decimal::parse(number).unwrap(), false), None, "{number}");
        }
        // 2024-03-01 was a Friday.
        assert_eq!(Moment::of(&Decimal::parse("45352").unwrap(), false).map(|moment| moment.weekday), Some(5));
    }

    #[test]
    fn every_day_comes_back() {
        for days in (1..LAST_DAY).step_by(97).chain(1..2000).filter(|&days| days != 60) {
            let moment = Moment::of(&Decimal::parse(&days.to_string()).unwrap(), false).unwrap();
            let text = format!("{:04}-{:02}-{:02}", moment.year, moment.month, moment.day);
            assert_eq!(number(&text, false).unwrap().general(), days.to_string(), "{text}");
        }
    }

    #[test]
    fn written_dates_are_numbers() {
        let general = |text: &str| number(text, false).map(|number| number.general());
        assert_eq!(general("2024-03-01").as_deref(), Some("45352"));
        assert_eq!(general("2024-03-01T00:00:00.000").as_deref(), Some("45352"));
        assert_eq!(general("2024-03-01T12:00:00Z").as_deref(), Some("45352.5"));
        assert_eq!(number("2024-03-01", true).map(|number| number.general()).as_deref(), Some("43890"));
        for text in ["", "2024", "2024-13-01", "2024-03-01-01", "1899-01-01", "2024-3-1Tx"] {
            assert_eq!(general(text), None, "{text}");
        }
    }
}
