//! Exact decimal numbers: sums and differences of them is all that the form asks for.

use std::fmt;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number of a report: a count, or an amount of money in the unit of its cell. Exact; at most fifteen
/// digits before the point and nine behind, so that sums over a whole table cannot overflow and every
/// whole number is exact in JavaScript too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// The whole number at or below it.
    whole: i64,
    /// How much it is above that, in billionths; less than one.
    billionths: u32,
}

/// Billionths in one.
const ONE: u32 = 1_000_000_000;

/// Why a text is not an [`Amount`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// Not a decimal number.
    NotANumber,
    /// More digits than any real figure has.
    TooLong,
}

impl Amount {
    /// Zero.
    pub const ZERO: Amount = Amount { whole: 0, billionths: 0 };

    const MAX_INTEGER_DIGITS: usize = 15;
    const MAX_DECIMALS: usize = 9;

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self == Amount::ZERO
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.whole < 0
    }

    /// Whether it is a whole number (`3.0` is).
    pub fn is_whole(self) -> bool {
        self.billionths == 0
    }

    /// Number of digits behind the point that matter (`3.10` has one).
    pub fn decimals(self) -> usize {
        let mut rest = self.billionths;
        let mut decimals = 0;
        while rest > 0 {
            rest = rest % (ONE / 10) * 10;
            decimals += 1;
        }
        decimals
    }

    /// The value without its sign.
    pub fn abs(self) -> Amount {
        if self.is_negative() { -self } else { self }
    }

    /// The whole number, when it is one.
    pub fn to_integer(self) -> Option<i64> {
        self.is_whole().then_some(self.whole)
    }

    /// The whole number at or below it.
    pub fn floor(self) -> i64 {
        self.whole
    }

    /// How many units of that many decimals it is, when it is a whole number of them: 3.42 has 342 of two decimals.
    pub fn to_scaled(self, decimals: u32) -> Option<i64> {
        let unit = 10_u32.checked_pow(9_u32.checked_sub(decimals)?)?;
        if !self.billionths.is_multiple_of(unit) {
            return None;
        }
        let whole = self.whole.checked_mul(10_i64.checked_pow(decimals)?)?;
        whole.checked_add(i64::from(self.billionths / unit))
    }

    /// The nearest binary fraction, for JSON; never for comparing.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(0.0)
    }
}

impl From<u32> for Amount {
    fn from(value: u32) -> Amount {
        Amount { whole: value.into(), billionths: 0 }
    }
}

impl From<i64> for Amount {
    fn from(value: i64) -> Amount {
        Amount { whole: value, billionths: 0 }
    }
}

impl From<i32> for Amount {
    fn from(value: i32) -> Amount {
        Amount { whole: value.into(), billionths: 0 }
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    /// Reads plain ASCII digits with an optional sign and decimal point.
    fn from_str(text: &str) -> Result<Amount, AmountError> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return Err(AmountError::NotANumber);
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        if whole.len() > Amount::MAX_INTEGER_DIGITS || fraction.len() > Amount::MAX_DECIMALS {
            return Err(AmountError::TooLong);
        }
        let number = |digits: &str| digits.bytes().fold(0, |number: i64, digit| number * 10 + i64::from(digit - b'0'));
        let mut billionths = u32::try_from(number(fraction)).unwrap_or(0);
        for _ in fraction.len()..Amount::MAX_DECIMALS {
            billionths *= 10;
        }
        let amount = Amount { whole: number(whole), billionths };
        Ok(if text.starts_with('-') { -amount } else { amount })
    }
}

impl fmt::Display for Amount {
    /// Plain digits without trailing zeros behind the point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Amount { whole, billionths } = self.abs();
        if self.is_negative() {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if billionths == 0 {
            return Ok(());
        }
        write!(f, ".{}", format!("{billionths:09}").trim_end_matches('0'))
    }
}

// Sums of a few thousand bounded amounts stay far within range; saturation is only there so that no input whatever
// can overflow.
impl Add for Amount {
    type Output = Amount;

    fn add(self, other: Amount) -> Amount {
        let (mut whole, mut billionths) = (self.whole.saturating_add(other.whole), self.billionths + other.billionths);
        if billionths >= ONE {
            billionths -= ONE;
            whole = whole.saturating_add(1);
        }
        Amount { whole, billionths }
    }
}

impl Sub for Amount {
    type Output = Amount;

    fn sub(self, other: Amount) -> Amount {
        self + -other
    }
}

impl Neg for Amount {
    type Output = Amount;

    fn neg(self) -> Amount {
        match self.billionths {
            0 => Amount { whole: self.whole.saturating_neg(), billionths: 0 },
            billionths => Amount { whole: (-1_i64).saturating_sub(self.whole), billionths: ONE - billionths },
        }
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Amount>>(amounts: I) -> Amount {
        amounts.fold(Amount::ZERO, Add::add)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.to_integer() {
            Some(integer) => serializer.serialize_i64(integer),
            None => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
        let number = f64::deserialize(deserializer)?;
        format!("{number}").parse().map_err(|_| serde::de::Error::custom(format!("not a figure: {number}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    fn figure() -> impl Strategy<Value = String> {
        "[+-]?[0-9]{1,15}([.][0-9]{1,9})?"
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_reckons_as_a_library_of_decimals_does(one in figure(), other in figure()) {
            let ours = |text: &str| text.parse::<Amount>().unwrap();
            let theirs = |text: &str| text.parse::<Decimal>().unwrap();
            let printed = |decimal: Decimal| decimal.normalize().to_string();
            prop_assert_eq!(ours(&one).to_string(), printed(theirs(&one)));
            prop_assert_eq!((ours(&one) + ours(&other)).to_string(), printed(theirs(&one) + theirs(&other)));
            prop_assert_eq!((ours(&one) - ours(&other)).to_string(), printed(theirs(&one) - theirs(&other)));
            prop_assert_eq!(ours(&one).abs().to_string(), printed(theirs(&one).abs()));
            prop_assert_eq!(ours(&one).cmp(&ours(&other)), theirs(&one).cmp(&theirs(&other)));
            prop_assert_eq!(ours(&one).decimals(), theirs(&one).normalize().scale() as usize);
            prop_assert_eq!(ours(&one).is_whole(), theirs(&one).fract().is_zero());
            prop_assert_eq!(ours(&one).is_negative(), theirs(&one) < Decimal::ZERO);
        }
    }

    #[test]
    fn reads_and_prints_exactly() {
        for (text, printed) in [
            ("0", "0"),
            ("007", "7"),
            ("-8", "-8"),
            ("+1", "1"),
            ("190.457379", "190.457379"),
            ("3.10", "3.1"),
            ("-0", "0"),
        ] {
            assert_eq!(text.parse::<Amount>().map(|amount| amount.to_string()).as_deref(), Ok(printed), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_figure() {
        for text in ["", "-", "1,000", "１", "1.", ".5", "1.2.3", "1e5", "--1"] {
            assert_eq!(text.parse::<Amount>(), Err(AmountError::NotANumber), "{text}");
        }
        for text in ["1234567890123456", "0.1234567891", "99999999999999999999999999999999"] {
            assert_eq!(text.parse::<Amount>(), Err(AmountError::TooLong), "{text}");
        }
    }

    #[test]
    fn decimal_sums_are_exact() {
        let sum: Amount = ["0.1", "0.2"].iter().map(|text| text.parse::<Amount>().unwrap()).sum();
        assert_eq!(sum, "0.3".parse().unwrap());
    }
}
