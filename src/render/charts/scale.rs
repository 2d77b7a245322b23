//! From amounts to lengths.

use crate::report::Amount;

/// Lengths in proportion to amounts, in whole units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    largest: u64,
    length: u64,
    /// Amounts lose that many of their lowest bits, so that products stay within their type.
    shift: u32,
}

impl Scale {
    /// The largest amount has that length. Without any amount every length is zero.
    pub fn new(largest: Amount, length: i64) -> Scale {
        let largest = whole(largest);
        let shift = (u64::BITS - largest.leading_zeros()).saturating_sub(40);
        Scale { largest: largest >> shift, length: length.unsigned_abs(), shift }
    }

    /// The length of an amount; nothing for a negative one.
    pub fn of(self, amount: Amount) -> i64 {
        let scaled = (whole(amount) >> self.shift).saturating_mul(self.length).checked_div(self.largest).unwrap_or(0);
        i64::try_from(scaled).unwrap_or(0)
    }

    /// The lengths of parts that lie end to end: together they are exactly as long as their sum.
    pub fn parts(self, amounts: &[Amount]) -> Vec<i64> {
        let (mut sum, mut end) = (Amount::ZERO, 0);
        let mut part = |&amount: &Amount| {
            sum = sum + if amount.is_negative() { Amount::ZERO } else { amount };
            let start = std::mem::replace(&mut end, self.of(sum));
            end - start
        };
        amounts.iter().map(&mut part).collect()
    }
}

fn whole(amount: Amount) -> u64 {
    u64::try_from(amount.floor()).unwrap_or(0)
}

/// Tenths of a percent that a part is of a sum; `None` where there is nothing to be a part of.
pub(super) fn permille(part: Amount, sum: Amount) -> Option<u64> {
    let scale = Scale::new(sum, 2_000);
    let doubled = scale.of(part);
    (scale.largest > 0).then(|| u64::try_from((doubled + 1) / 2).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn parts_are_together_as_long_as_their_sum() {
        for parts in
            [vec!["1", "1", "1"], vec!["7", "0", "13", "22"], vec!["999999999999999", "1", "3"], vec!["-5", "2", "1"]]
        {
            let parts: Vec<Amount> = parts.into_iter().map(amount).collect();
            let sum = parts.iter().filter(|part| !part.is_negative()).fold(Amount::ZERO, |sum, &part| sum + part);
            let scale = Scale::new(sum, 1_800);
            let lengths = scale.parts(&parts);
            assert_eq!(lengths.iter().sum::<i64>(), 1_800, "{parts:?}");
            assert!(lengths.iter().all(|&length| length >= 0));
        }
    }

    #[test]
    fn nothing_huge_and_nothing_at_all_breaks_it() {
        let none = Scale::new(Amount::ZERO, 1_000);
        assert_eq!((none.of(amount("5")), none.of(Amount::ZERO), permille(amount("5"), Amount::ZERO)), (0, 0, None));
        let huge = Scale::new(amount("999999999999999"), 4_000);
        assert_eq!((huge.of(amount("999999999999999")), huge.of(amount("-3"))), (4_000, 0));
        assert!((1_995..=2_005).contains(&huge.of(amount("500000000000000"))));
    }

    #[test]
    fn shares_are_rounded_to_tenths_of_a_percent() {
        let share = |part: &str, sum: &str| permille(amount(part), amount(sum));
        assert_eq!((share("1", "3"), share("2", "3"), share("42", "42")), (Some(333), Some(667), Some(1_000)));
    }
}
