//! Values of cells as the person who made the sheet sees them.

use calamine::ExcelDateTime;

/// A number with the fifteen digits a spreadsheet shows: the file may hold 96171.60000000001 for 96171.6.
/// The digits are taken from its printed form; nothing is computed.
pub fn decimal(number: f64) -> String {
    let printed = format!("{number:.14e}");
    let Some((mantissa, exponent)) = printed.split_once('e') else { return printed };
    let (Ok(exponent), (sign, mantissa)) = (
        exponent.parse::<i32>(),
        match mantissa.strip_prefix('-') {
            Some(mantissa) => ("-", mantissa),
            None => ("", mantissa),
        },
    ) else {
        return printed;
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    if !(-15..=20).contains(&exponent) {
        return format!("{number:e}");
    }
    // Digits before the decimal point.
    let whole = exponent + 1;
    if whole <= 0 {
        return format!("{sign}0.{}{digits}", "0".repeat(whole.unsigned_abs() as usize));
    }
    let whole = whole as usize;
    match digits.split_at_checked(whole) {
        Some((integer, "")) => format!("{sign}{integer}"),
        Some((integer, fraction)) => format!("{sign}{integer}.{fraction}"),
        None => format!("{sign}{digits}{}", "0".repeat(whole - digits.len())),
    }
}

/// A date as 2024-01-15, with the time when there is one; a duration as a number of days.
pub fn moment(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return decimal(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let mut text = format!("{year}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        text.push_str(&format!(" {hour:02}:{minute:02}:{second:02}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_have_fifteen_digits_at_most() {
        for (number, written) in [
            (0.0, "0"),
            (-0.0, "0"),
            (3001.0, "3001"),
            (-2.0, "-2"),
            (100.0, "100"),
            (96171.60000000001, "96171.6"),
            (0.1 + 0.2, "0.3"),
            (12.5, "12.5"),
            (0.05, "0.05"),
            (-0.000123, "-0.000123"),
            (123456789012345.0, "123456789012345"),
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (9.999999999999999e2, "1000"),
        ] {
            assert_eq!(decimal(number), written, "{number:?}");
        }
    }

    #[test]
    fn dates_have_a_time_only_when_it_was_given() {
        let date = |value| moment(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        assert_eq!(date(45306.0), "2024-01-15");
        assert_eq!(date(45306.5), "2024-01-15 12:00:00");
        assert_eq!(moment(&ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false)), "1.5");
    }
}
