//! An arithmetic coder for bits: each is written with the odds its context has shown so far, so that what is nearly
//! certain costs nearly nothing. One description of the format, in terms of [`Coder`], serves both directions.

/// How often a bit was 0 and 1 where it stands; part of the format, as are the odds it starts with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Odds {
    zeros: u32,
    ones: u32,
}

/// Counts are halved when they pass this: what was seen long ago counts less.
const MOST_SEEN: u32 = 250;

impl Odds {
    /// Nothing is known.
    pub(super) const EVEN: Odds = Odds::new(0, 0);
    /// Almost always 1.
    pub(super) const LIKELY: Odds = Odds::new(0, 12);
    /// Almost always 0.
    pub(super) const RARE: Odds = Odds::new(12, 0);

    /// As if so many zeros and ones had been seen.
    pub(super) const fn new(zeros: u32, ones: u32) -> Odds {
        Odds { zeros, ones }
    }

    /// The share of zeros, in 65536ths; neither none nor all.
    const fn share_of_zeros(self) -> u32 {
        ((2 * self.zeros + 1) << 16) / (2 * (self.zeros + self.ones) + 2)
    }

    fn saw(&mut self, bit: bool) {
        let seen = if bit { &mut self.ones } else { &mut self.zeros };
        *seen += 1;
        if self.zeros + self.ones > MOST_SEEN {
            self.zeros /= 2;
            self.ones /= 2;
        }
    }
}

/// Bits of the largest report, more than the longest link can hold unless nearly every one is certain: in an honest
/// report there are some thousands, and a forged link must not grow without end.
const MOST_BITS: u32 = 1 << 19;

/// Writes bits, or reads them: the same calls in the same order do either.
pub(super) trait Coder {
    /// Writes the bit, or reads one in its place; `None` when there are more than in any report.
    fn bit(&mut self, odds: &mut Odds, bit: bool) -> Option<bool>;
}

/// The range of numbers that begin as what is written so far. Both ends belong to it.
#[derive(Clone, Copy, Debug)]
struct Range {
    low: u32,
    high: u32,
}

impl Range {
    const ALL: Range = Range { low: 0, high: u32::MAX };

    /// The last number that stands for 0.
    fn last_of_zero(self, odds: Odds) -> u32 {
        let width = u64::from(self.high - self.low);
        let zeros = (width * u64::from(odds.share_of_zeros())) >> 16;
        self.low + u32::try_from(zeros).unwrap_or(0)
    }

    fn narrow(&mut self, last_of_zero: u32, bit: bool) {
        if bit {
            self.low = last_of_zero + 1;
        } else {
            self.high = last_of_zero;
        }
    }

    /// Shifts out the first byte when it is decided.
    fn decided(&mut self) -> Option<u8> {
        let [first, ..] = self.low.to_be_bytes();
        if self.high.to_be_bytes().first() != Some(&first) {
            return None;
        }
        self.low <<= 8;
        self.high = (self.high << 8) | 0xff;
        Some(first)
    }
}

/// Writes bits.
#[derive(Debug)]
pub(super) struct Encoder {
    range: Range,
    bytes: Vec<u8>,
    bits: u32,
}

impl Encoder {
    pub(super) fn new() -> Encoder {
        Encoder { range: Range::ALL, bytes: Vec::new(), bits: 0 }
    }

    /// The fewest bytes that, followed by zeros without end, say it all.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let Range { low, high } = self.range;
        let ends = (0..=4).map(|bytes| (bytes, u32::MAX.checked_shr(8 * bytes).unwrap_or(0)));
        for (bytes, rest) in ends {
            // The first number not below the range's start that has only so many bytes.
            let end = low.checked_add(rest).map(|end| end & !rest).filter(|&end| end <= high);
            if let Some(end) = end {
                self.bytes.extend(end.to_be_bytes().into_iter().take(bytes as usize));
                break;
            }
        }
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }
}

impl Coder for Encoder {
    fn bit(&mut self, odds: &mut Odds, bit: bool) -> Option<bool> {
        self.bits += 1;
        if self.bits > MOST_BITS {
            return None;
        }
        let last_of_zero = self.range.last_of_zero(*odds);
        self.range.narrow(last_of_zero, bit);
        odds.saw(bit);
        while let Some(byte) = self.range.decided() {
            self.bytes.push(byte);
        }
        Some(bit)
    }
}

/// Reads bits.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    range: Range,
    /// Four bytes of what was written, those the range is about.
    code: u32,
    rest: std::slice::Iter<'a, u8>,
    bits: u32,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Decoder<'a> {
        let mut decoder = Decoder { range: Range::ALL, code: 0, rest: bytes.iter(), bits: 0 };
        for _ in 0..4 {
            decoder.shift();
        }
        decoder
    }

    /// Whether all was read that was written, and nothing but that was there.
    pub(super) fn is_at_end(&self, bytes: &[u8]) -> bool {
        self.rest.len() == 0 && bytes.last() != Some(&0)
    }

    /// Whether reading was given up because there was no end to it.
    pub(super) fn is_exhausted(&self) -> bool {
        self.bits > MOST_BITS
    }

    fn shift(&mut self) {
        self.code = (self.code << 8) | u32::from(self.rest.next().copied().unwrap_or(0));
    }
}

impl Coder for Decoder<'_> {
    fn bit(&mut self, odds: &mut Odds, _: bool) -> Option<bool> {
        self.bits += 1;
        if self.bits > MOST_BITS {
            return None;
        }
        let last_of_zero = self.range.last_of_zero(*odds);
        let bit = self.code > last_of_zero;
        self.range.narrow(last_of_zero, bit);
        odds.saw(bit);
        while self.range.decided().is_some() {
            self.shift();
        }
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(bits: &[(usize, bool)]) -> Vec<u8> {
        let (mut encoder, mut odds) = (Encoder::new(), [Odds::EVEN, Odds::LIKELY, Odds::RARE]);
        for &(context, bit) in bits {
            encoder.bit(&mut odds[context], bit);
        }
        encoder.finish()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bits_come_back(bits in proptest::collection::vec((0..3_usize, any::<bool>()), 0..2000)) {
            let bytes = written(&bits);
            let (mut decoder, mut odds) = (Decoder::new(&bytes), [Odds::EVEN, Odds::LIKELY, Odds::RARE]);
            for (context, bit) in bits {
                prop_assert_eq!(decoder.bit(&mut odds[context], false), Some(bit));
            }
        }
    }

    #[test]
    fn what_is_certain_costs_nothing() {
        assert!(written(&[(2, false); 1000]).len() <= 1);
        assert!(written(&[(1, true); 1000]).len() <= 1);
        let even: Vec<_> = (0..800).map(|n| (0, n % 2 == 0)).collect();
        assert!((95..110).contains(&written(&even).len()));
    }

    #[test]
    fn reading_ends() {
        let (mut decoder, mut odds) = (Decoder::new(&[]), Odds::RARE);
        let read = (0..=MOST_BITS).take_while(|_| decoder.bit(&mut odds, false).is_some()).count();
        assert_eq!(read, MOST_BITS as usize);
    }
}
