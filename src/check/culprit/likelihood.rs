//! How likely it is that one number was written for another: the ways in which people mistype.
//!
//! A cell is the mistyped one more often the more there is to type in it; then one of the kinds of slips that are
//! possible for its number befalls it. The rates are assumptions; that all of them alike moves no ranking was measured
//! on the generated faults.

use super::Slip;

/// What is written in a cell, for the arithmetic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// A whole number.
    #[default]
    Number,
    /// Nothing, or a dash: counted as zero.
    Blank,
    /// A number with decimals, of which there can be none.
    Fraction,
}

/// Costs are negative logarithms of probabilities (nats). That of a slip for which there is no better name.
const UNNAMED: f64 = 16.0;

/// How often each kind befalls a number for which all are possible.
const DIGIT: f64 = 0.22;
const TRANSPOSED: f64 = 0.12;
const DROPPED: f64 = 0.12;
const DOUBLED: f64 = 0.12;
const OMITTED: f64 = 0.10;
const CLOSE: f64 = 0.17;
const UNLIKE: f64 = 0.10;
const SIGN: f64 = 0.05;

/// 1 + 1/2 + … + 1/9: near misses by 1 to 9 are the rarer the farther they are.
const HARMONIC: f64 = 2.828_968_253_968_253_7;

/// How much there is to mistype in a number.
pub fn exposure(number: i64) -> f64 {
    match number {
        10.. => 1.0,
        1..=9 => 0.7,
        _ => 0.1,
    }
}

/// The cost of the slip that made `truth` into what is written, and what kind of slip it most likely was. `is_total`
/// says whether the cell is a sum of others, which is easily left as it was before.
pub fn slip(written: Written, observed: i64, truth: i64, is_total: bool) -> (f64, Slip) {
    let digits = count_digits(truth);
    let transpositions = transpositions(truth, digits);
    let possible = |is_possible: bool, rate: f64| if is_possible { rate } else { 0.0 };
    let rates = [
        (Slip::Digit, DIGIT),
        (Slip::Transposed, possible(transpositions > 0, TRANSPOSED)),
        (Slip::Dropped, possible(digits >= 2, DROPPED)),
        (Slip::Doubled, possible(truth > 0, DOUBLED)),
        (Slip::Omitted, possible(truth > 0, OMITTED)),
        (Slip::Close, if is_total { 2.0 * CLOSE } else { CLOSE }),
        (Slip::Unlike, UNLIKE),
        (Slip::Sign, possible(truth > 0, SIGN)),
    ];
    let mut all = 0.0;
    let (mut together, mut likeliest, mut kind) = (0.0, 0.0, Slip::Unlike);
    for (slip, rate) in rates {
        all += rate;
        if rate == 0.0 {
            continue;
        }
        let chance = rate * chance(slip, written, observed, truth, digits, transpositions);
        together += chance;
        if chance > likeliest {
            (likeliest, kind) = (chance, slip);
        }
    }
    if together <= 0.0 {
        return (UNNAMED, kind);
    }
    let cost = -libm::log(together / all);
    (if cost < UNNAMED { cost } else { UNNAMED }, kind)
}

/// The chance that a slip of that kind leads to just what is written.
fn chance(slip: Slip, written: Written, observed: i64, truth: i64, digits: u32, transpositions: u32) -> f64 {
    match (slip, written) {
        (Slip::Omitted, Written::Blank) => 0.5,
        (_, Written::Blank) => 0.0,
        // What was meant cannot be told from decimals that should not be there; only how far off they are.
        (Slip::Unlike, Written::Fraction) => 1.0 / (1.0 + (truth - observed).abs() as f64),
        (_, Written::Fraction) => 0.0,
        (Slip::Sign, Written::Number) => f64::from(u8::from(observed == -truth)),
        _ if observed < 0 => 0.0,
        (Slip::Omitted, Written::Number) => {
            if observed == 0 {
                0.5
            } else {
                0.0
            }
        }
        (Slip::Digit, Written::Number) => match digit(observed, truth, digits) {
            Some(is_first) => 1.0 / (f64::from(digits) * if is_first && digits > 1 { 8.0 } else { 9.0 }),
            None => 0.0,
        },
        (Slip::Transposed, Written::Number) => {
            if is_transposed(observed, truth, digits) {
                1.0 / f64::from(transpositions)
            } else {
                0.0
            }
        }
        (Slip::Dropped, Written::Number) => f64::from(ways_to_drop(truth, observed, digits)) / f64::from(digits),
        (Slip::Doubled, Written::Number) => {
            let ways = if count_digits(observed) == digits + 1 { ways_to_drop(observed, truth, digits + 1) } else { 0 };
            f64::from(ways) / (10.0 * f64::from(digits + 1) - 1.0)
        }
        (Slip::Close, Written::Number) => {
            let distance = (truth - observed).abs();
            if !(1..=9).contains(&distance) {
                return 0.0;
            }
            // Mostly too small: something was added and the number left as it was. Below zero there is no other way.
            let side = if observed < truth {
                0.7
            } else if truth < distance {
                1.0
            } else {
                0.3
            };
            side / (distance as f64 * HARMONIC)
        }
        // Any number of that size or up to ten times it, the small ones more often.
        _ => {
            let log = |number: i64| libm::log(number as f64);
            let range = log(truth.max(9).saturating_mul(10).saturating_add(1));
            if log(observed + 1) < range { (log(observed + 2) - log(observed + 1)) / range } else { 0.0 }
        }
    }
}

fn count_digits(number: i64) -> u32 {
    number.checked_ilog10().map_or(1, |log| log + 1)
}

/// 1, 10, 100 … for each digit of a number, from the last.
fn powers(digits: u32) -> impl Iterator<Item = i64> {
    (0..digits.min(18)).scan(1_i64, |next, _| {
        let power = *next;
        *next = power.saturating_mul(10);
        Some(power)
    })
}

/// Whether one digit alone differs, and whether it is the first.
fn digit(observed: i64, truth: i64, digits: u32) -> Option<bool> {
    if count_digits(observed) != digits {
        return None;
    }
    let differs = |power: &i64| truth / power % 10 != observed / power % 10;
    let mut differing = powers(digits).filter(differs);
    let power = differing.next()?;
    differing.next().is_none().then(|| truth / power < 10)
}

/// Pairs of neighbouring digits whose exchange makes another number of that many digits.
fn transpositions(number: i64, digits: u32) -> u32 {
    powers(digits.saturating_sub(1)).map(|power| u32::from(exchanged(number, power).is_some())).sum()
}

fn is_transposed(observed: i64, truth: i64, digits: u32) -> bool {
    powers(digits.saturating_sub(1)).any(|power| exchanged(truth, power) == Some(observed))
}

/// The number with the digit of that power and the one before it exchanged.
fn exchanged(number: i64, power: i64) -> Option<i64> {
    let (digit, before) = (number / power % 10, number / power / 10 % 10);
    let is_first = number / power < 100;
    (digit != before && !(is_first && digit == 0)).then(|| number + 9 * power * (digit - before))
}

/// Digits of a number which, left out, leave the other.
fn ways_to_drop(number: i64, other: i64, digits: u32) -> u32 {
    if digits < 2 {
        return 0;
    }
    let without = |power: i64| number / power / 10 * power + number % power;
    // A zero that comes to stand first would not have been typed.
    let leaves_zero_first = |power: i64| number / power < 10 && number % power < power / 10 && power > 1 && other != 0;
    powers(digits).filter(|&power| without(power) == other && !leaves_zero_first(power)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(observed: i64, truth: i64) -> Slip {
        slip(Written::Number, observed, truth, false).1
    }

    #[test]
    fn slips_are_known_by_their_digits() {
        for (observed, truth, expected) in [
            (312, 321, Slip::Transposed),
            (37, 73, Slip::Transposed),
            (112, 12, Slip::Doubled),
            (1203, 123, Slip::Doubled),
            (17, 174, Slip::Dropped),
            (5, 50, Slip::Dropped),
            (0, 5, Slip::Omitted),
            (-12, 12, Slip::Sign),
            (7, 47, Slip::Dropped),
            (247, 947, Slip::Digit),
            (41, 42, Slip::Close),
            (5833, 12, Slip::Unlike),
        ] {
            assert_eq!(kind(observed, truth), expected, "{observed} for {truth}");
        }
        assert_eq!(slip(Written::Blank, 0, 17, false).1, Slip::Omitted);
        assert_eq!(slip(Written::Fraction, 14, 14, false).1, Slip::Unlike);
    }

    #[test]
    fn likelier_slips_cost_less() {
        let cost = |observed, truth| slip(Written::Number, observed, truth, false).0;
        assert!(cost(312, 321) < cost(312, 329));
        assert!(cost(17, 174) < cost(17, 963));
        assert!(cost(41, 42) < cost(41, 45));
        // A total left as it was is likelier than a detail.
        assert!(slip(Written::Number, 41, 42, true).0 < cost(41, 42));
    }

    #[test]
    fn chances_of_all_that_may_be_written_make_one() {
        // Over every number that may be written for one, apart from the few slips that happen to change nothing.
        for truth in [0, 1, 8, 10, 42, 100, 321, 999] {
            let blank = libm::exp(-slip(Written::Blank, 0, truth, false).0);
            let numbers = (-1000..20_000).filter(|&observed| observed != truth);
            let floor = libm::exp(-UNNAMED);
            let chances = numbers.map(|observed| libm::exp(-slip(Written::Number, observed, truth, false).0) - floor);
            let sum: f64 =
                chances.filter(|&chance| chance > floor / 2.0).sum::<f64>() + if truth > 0 { blank } else { 0.0 };
            assert!((0.85..=1.01).contains(&sum), "{truth}: {sum}");
        }
    }

    #[test]
    fn no_number_is_too_large() {
        for observed in [0, 1, i64::MAX / 2, 999_999_999_999_999] {
            for truth in [0, 7, 999_999_999_999_999, 5_000_000_000_000_000] {
                assert!(slip(Written::Number, observed, truth, false).0.is_finite());
            }
        }
    }
}
