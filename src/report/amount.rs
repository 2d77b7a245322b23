//! Exact decimal numbers.

use std::fmt;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number of a report: a count, or an amount of money in the unit of its cell. Exact; at most fifteen
/// digits before the point and nine behind, so that sums over a whole table cannot overflow and every
/// whole number is exact in JavaScript too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

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
    pub const ZERO: Amount = Amount(Decimal::ZERO);

    const MAX_INTEGER_DIGITS: usize = 15;
    const MAX_DECIMALS: usize = 9;

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self < Amount::ZERO
    }

    /// Whether it is a whole number (`3.0` is).
    pub fn is_whole(self) -> bool {
        self.0.fract().is_zero()
    }

    /// Number of digits behind the point that matter (`3.10` has one).
    pub fn decimals(self) -> u32 {
        self.0.normalize().scale()
    }

    /// The value without its sign.
    pub fn abs(self) -> Amount {
        Amount(self.0.abs())
    }

    /// The whole number, when it is one.
    pub fn to_integer(self) -> Option<i64> {
        if self.is_whole() { self.0.to_i64() } else { None }
    }

    /// The nearest binary fraction, for drawing and JSON; never for comparing.
    pub fn to_f64(self) -> f64 {
        self.0.to_f64().unwrap_or(0.0)
    }
}

impl From<u32> for Amount {
    fn from(value: u32) -> Amount {
        Amount(Decimal::from(value))
    }
}

impl From<i32> for Amount {
    fn from(value: i32) -> Amount {
        Amount(Decimal::from(value))
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
        if whole.trim_start_matches('0').len() > Amount::MAX_INTEGER_DIGITS
            || fraction.trim_end_matches('0').len() > Amount::MAX_DECIMALS
            || text.len() > 28
        {
            return Err(AmountError::TooLong);
        }
        Decimal::from_str_exact(text).map(Amount).map_err(|_| AmountError::TooLong)
    }
}

impl fmt::Display for Amount {
    /// Plain digits without trailing zeros behind the point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

// Sums of a few thousand bounded amounts stay far within the 28 digits of a `Decimal`; saturation is only
// there so that no input whatever can panic.
impl Add for Amount {
    type Output = Amount;

    fn add(self, other: Amount) -> Amount {
        Amount(self.0.saturating_add(other.0))
    }
}

impl Sub for Amount {
    type Output = Amount;

    fn sub(self, other: Amount) -> Amount {
        Amount(self.0.saturating_sub(other.0))
    }
}

impl Neg for Amount {
    type Output = Amount;

    fn neg(self) -> Amount {
        Amount(-self.0)
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
    use super::*;

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
