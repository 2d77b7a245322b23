//! Numbers as decimal digits, rounded to the fifteen a spreadsheet shows. Files hold them as decimal text or as binary
//! fractions; neither way goes through the standard library's code for floating point, which is large.

/// A number of at most fifteen digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// Its digits as numbers 0 to 9, without zeros at either end; none for zero.
    digits: Vec<u8>,
    /// Digits before the decimal point; negative when zeros follow the point.
    point: i32,
}

/// Digits a spreadsheet shows: the file may hold 96171.60000000001 for 96171.6.
const SHOWN: usize = 15;
/// Exponents of numbers that are any.
const EXPONENT_LIMIT: i32 = 400;

impl Decimal {
    /// Reads `-12.50` or `9.61716E+4`; `None` when it is no number.
    pub fn parse(text: &str) -> Option<Decimal> {
        let text = text.trim();
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = || whole.bytes().chain(fraction.bytes());
        if digits().next().is_none() || !digits().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
        Decimal::new(negative, digits().map(|digit| digit - b'0').collect(), point)
    }

    /// The number of a binary fraction; `None` when it is infinite or no number.
    pub fn from_binary(number: f64) -> Option<Decimal> {
        if !number.is_finite() {
            return None;
        }
        if number == 0.0 {
            return Some(Decimal::default());
        }
        let mut magnitude = number.abs();
        let mut exponent = 0;
        // Outside of what 128 bits hold nothing in a report is; there the last digits may suffer.
        while magnitude >= 1e30 {
            magnitude /= 1e10;
            exponent += 10;
        }
        while magnitude < 1e-10 {
            magnitude *= 1e10;
            exponent -= 10;
        }
        let bits = magnitude.to_bits();
        let mantissa = u128::from(bits & ((1 << 52) - 1) | (1 << 52));
        // magnitude = mantissa × 2^power; power is from −86 to 47.
        let power = (bits >> 52) as i32 - 1075;
        let places = power.min(0).unsigned_abs();
        let mut whole = (mantissa << power.max(0).unsigned_abs()) >> places;
        let mask = (1_u128 << places) - 1;
        let mut rest = mantissa & mask;
        let mut digits = Vec::new();
        while whole > 0 {
            digits.insert(0, (whole % 10) as u8);
            whole /= 10;
        }
        let point = digits.len() as i32;
        // Zeros before the first digit, which are ten at most, and more digits than are shown.
        while rest > 0 && digits.len() < SHOWN + 12 {
            rest *= 10;
            digits.push((rest >> places) as u8);
            rest &= mask;
        }
        Decimal::new(number < 0.0, digits, point + exponent)
    }

    fn new(negative: bool, digits: Vec<u8>, point: i32) -> Option<Decimal> {
        let zeros = digits.iter().take_while(|&&digit| digit == 0).count();
        let point = point.checked_sub(i32::try_from(zeros).ok()?)?;
        let mut number = Decimal { negative, digits: digits.get(zeros..)?.to_vec(), point };
        number.keep(SHOWN);
        (number.is_zero() || number.point.abs() <= EXPONENT_LIMIT).then_some(number)
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The number times ten to that power.
    pub fn shifted(mut self, power: i32) -> Decimal {
        self.point += if self.is_zero() { 0 } else { power };
        self
    }

    /// The number with that many digits after the point, halves rounded away from zero.
    pub fn rounded(mut self, places: usize) -> Decimal {
        match usize::try_from(self.point + places as i32) {
            Ok(kept) => self.keep(kept),
            Err(_) => self.digits.clear(),
        }
        self.negative &= !self.is_zero();
        self
    }

    /// Rounds to that many digits.
    fn keep(&mut self, count: usize) {
        let up = self.digits.get(count).is_some_and(|&digit| digit >= 5);
        self.digits.truncate(count);
        if up {
            // Nines become zeros, which need not be kept.
            while self.digits.last() == Some(&9) {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    self.digits.push(1);
                    self.point += 1;
                }
            }
        }
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            (self.negative, self.point) = (false, 0);
        }
    }

    /// Its digits before the decimal point; none when it is below one.
    pub fn whole(&self) -> String {
        (0..self.point).map(|index| self.digit(index)).collect()
    }

    /// Its digits after the decimal point, without zeros at the end.
    pub fn fraction(&self) -> String {
        let mut fraction = "0".repeat(self.point.min(0).unsigned_abs() as usize);
        fraction.extend((self.point.max(0)..self.digits.len() as i32).map(|index| self.digit(index)));
        fraction
    }

    fn digit(&self, index: i32) -> char {
        let digit = usize::try_from(index).ok().and_then(|index| self.digits.get(index));
        char::from(b'0' + digit.copied().unwrap_or(0))
    }

    /// The number as a cell without a format shows it, in plain digits as far as these are of use.
    pub fn general(&self) -> String {
        let mut text = if self.negative { "-".to_owned() } else { String::new() };
        if self.is_zero() {
            text.push('0');
        } else if (-14..=21).contains(&self.point) {
            let (whole, fraction) = (self.whole(), self.fraction());
            text.push_str(if whole.is_empty() { "0" } else { &whole });
            if !fraction.is_empty() {
                text.push('.');
                text.push_str(&fraction);
            }
        } else {
            let mut digits = (0..self.digits.len() as i32).map(|index| self.digit(index));
            text.extend(digits.next());
            let rest: String = digits.collect();
            if !rest.is_empty() {
                text.push('.');
                text.push_str(&rest);
            }
            text.push('e');
            text.push_str(&(self.point - 1).to_string());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        Decimal::parse(text).unwrap().general()
    }

    #[test]
    fn numbers_have_fifteen_digits_at_most() {
        for (number, written) in [
            (0.0, "0"),
            (-0.0, "0"),
            (3001.0, "3001"),
            (-2.0, "-2"),
            (100.0, "100"),
            (96_171.6_f64.next_up(), "96171.6"),
            (0.1 + 0.2, "0.3"),
            (12.5, "12.5"),
            (0.05, "0.05"),
            (-0.000123, "-0.000123"),
            (123456789012345.0, "123456789012345"),
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (9.999999999999999e2, "1000"),
            (1.5e-200, "1.5e-200"),
        ] {
            assert_eq!(Decimal::from_binary(number).unwrap().general(), written, "{number:?}");
        }
        assert_eq!(Decimal::from_binary(f64::NAN), None);
        assert_eq!(Decimal::from_binary(f64::INFINITY), None);
    }

    #[test]
    fn decimal_text_is_read_as_it_stands() {
        for (text, written) in [
            ("96171.600000000006", "96171.6"),
            ("9.6171600000000005E4", "96171.6"),
            ("-012.50", "-12.5"),
            ("+.5", "0.5"),
            ("5.", "5"),
            ("1e3", "1000"),
            ("0.000", "0"),
            ("-0", "0"),
            ("999999999999999.9", "1000000000000000"),
        ] {
            assert_eq!(shown(text), written);
        }
        for text in ["", "-", ".", "e5", "1e", "1e9999", "1,000", "0x10", "NaN", "１", "1e99999999999"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (text, places, rounded) in [
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("1.005", 2, "1.01"),
            ("9.995", 2, "10"),
            ("0.4", 0, "0"),
            ("-0.4", 0, "0"),
            ("0.5", 0, "1"),
            ("0.004", 1, "0"),
            ("123", 2, "123"),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().rounded(places).general(), rounded, "{text} {places}");
        }
    }

    proptest! {
        /// The standard library prints the same digits.
        #[test]
        fn binary_fractions_have_the_digits_they_have(mantissa in 1_u64.., power in -50_i32..70) {
            let number = mantissa as f64 * 2_f64.powi(power - 40);
            let printed = Decimal::parse(&format!("{number:.14e}")).unwrap();
            let exact = Decimal::from_binary(number).unwrap();
            // Where the sixteenth digit is an exact half the two round differently.
            prop_assert!(exact == printed || format!("{number:.40e}").contains("5000000000000000000000000"), "{number}");
        }

        #[test]
        fn both_ways_lead_to_the_same_number(number in prop::num::f64::NORMAL) {
            let (read, exact) = (Decimal::parse(&number.to_string()), Decimal::from_binary(number));
            if (1e-9..1e29).contains(&number.abs()) {
                // The shortest text of a number may lie on the other side of a half.
                let same = read == exact || format!("{number:e}").split('e').next().is_some_and(|m| m.len() > 16);
                prop_assert!(same, "{number}");
            } else {
                prop_assert!(read.is_some() && exact.is_some());
            }
        }
    }
}
