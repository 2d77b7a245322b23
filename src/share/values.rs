//! Numbers, choices and texts as bits.

use super::coder::{Coder, Odds};

/// How numbers of one kind are distributed: how many binary digits they have, and what the second of them is.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    digits: [Odds; MOST_DIGITS],
    second: [Odds; MOST_DIGITS],
}

/// Binary digits of the largest number.
const MOST_DIGITS: usize = 64;

impl Sizes {
    /// Numbers of which nothing is known.
    pub(super) const fn new() -> Sizes {
        Sizes { digits: [Odds::EVEN; MOST_DIGITS], second: [Odds::EVEN; MOST_DIGITS] }
    }

    /// Numbers that are zero as a rule: with the odds for the first bit, which is 1 for all others.
    pub(super) const fn mostly_zero(first: Odds) -> Sizes {
        let mut sizes = Sizes::new();
        let [zero, ..] = &mut sizes.digits;
        *zero = first;
        sizes
    }

    /// Writes the number, or reads one.
    pub(super) fn code(&mut self, coder: &mut dyn Coder, number: u64) -> Option<u64> {
        let wanted = u64::BITS - number.leading_zeros();
        let mut length = 0;
        for (odds, index) in self.digits.iter_mut().zip(0..) {
            if !coder.bit(odds, index < wanted)? {
                break;
            }
            length = index + 1;
        }
        if length == 0 {
            return Some(0);
        }
        let mut read: u64 = 1;
        for place in (0..length - 1).rev() {
            let mut even = Odds::EVEN;
            let odds = match self.second.get_mut(place as usize) {
                Some(odds) if place + 2 == length => odds,
                _ => &mut even,
            };
            read = (read << 1) | u64::from(coder.bit(odds, (number >> place) & 1 == 1)?);
        }
        Some(read)
    }

    /// Writes how many there are of something, or reads it.
    pub(super) fn count(&mut self, coder: &mut dyn Coder, count: usize) -> Option<usize> {
        usize::try_from(self.code(coder, u64::try_from(count).ok()?)?).ok()
    }

    /// Writes a number of either sign, or reads one.
    pub(super) fn signed(&mut self, coder: &mut dyn Coder, number: i64) -> Option<i64> {
        let folded = ((number << 1) ^ (number >> 63)).cast_unsigned();
        let read = self.code(coder, folded)?;
        Some((read >> 1).cast_signed() ^ -(read & 1).cast_signed())
    }
}

/// One of a closed list, by its place, where none is likelier than another.
pub(super) fn place(coder: &mut dyn Coder, place: usize, of: usize) -> Option<usize> {
    let digits = usize::BITS - of.saturating_sub(1).leading_zeros();
    let mut read = 0;
    for digit in (0..digits).rev() {
        read = (read << 1) | usize::from(coder.bit(&mut Odds::EVEN.clone(), (place >> digit) & 1 == 1)?);
    }
    (read < of).then_some(read)
}

/// One of a closed list, likeliest first: 0 costs little.
pub(super) fn choice(coder: &mut dyn Coder, odds: &mut [Odds], choice: usize) -> Option<usize> {
    for (index, odds) in odds.iter_mut().enumerate() {
        if !coder.bit(odds, index < choice)? {
            return Some(index);
        }
    }
    Some(odds.len())
}

/// How short texts are written: names, titles, what stands in a cell. What kind of piece follows depends on the last.
#[derive(Clone, Debug)]
pub(super) struct Words {
    next: [[Odds; KINDS]; KINDS + 1],
}

/// Words that names and titles are made of, the longest first where one begins another. Part of the format.
const WORDS: [&str; 64] = [
    "政府信息公开工作年度报告",
    "政府信息公开年度报告",
    "人力资源和社会保障局",
    "农业农村局",
    "市场监督管理局",
    "行政审批服务局",
    "自然资源和规划局",
    "自然资源局",
    "住房和城乡建设局",
    "卫生健康委员会",
    "发展和改革委员会",
    "生态环境局",
    "应急管理局",
    "医疗保障局",
    "退役军人事务局",
    "文化和旅游局",
    "交通运输局",
    "工业和信息化局",
    "教育局",
    "财政局",
    "公安局",
    "民政局",
    "司法局",
    "水利局",
    "统计局",
    "审计局",
    "税务局",
    "商务局",
    "信访局",
    "城市管理局",
    "街道办事处",
    "人民政府办公室",
    "人民政府办公厅",
    "人民政府",
    "办公室",
    "管理委员会",
    "委员会",
    "管理局",
    "开发区",
    "高新技术产业",
    "经济技术",
    "自治区",
    "自治州",
    "自治县",
    "政府信息公开",
    "年度报告",
    "年度",
    "年",
    "省",
    "市",
    "县",
    "区",
    "镇",
    "乡",
    "局",
    "厅",
    "新区",
    "中心",
    "见附件",
    "其中",
    "万元",
    "核实",
    "口径",
    "属实",
];

const END: usize = 0;
const WORD: usize = 1;
const IDEOGRAPH: usize = 2;
const ASCII: usize = 3;
/// Any other character.
const OTHER: usize = 4;
const KINDS: usize = 4;

/// The block of ideographs: its first, and how many there are.
const IDEOGRAPHS: (u32, usize) = (0x4e00, 0x5200);
/// What can be typed in ASCII, likewise.
const TYPED: (u32, usize) = (0x20, 0x60);
const CHARACTERS: (u32, usize) = (0, 0x11_0000);

impl Words {
    pub(super) const fn new() -> Words {
        Words { next: [[Odds::EVEN; KINDS]; KINDS + 1] }
    }

    /// Writes the text, or reads one.
    pub(super) fn code(&mut self, coder: &mut dyn Coder, text: &str) -> Option<String> {
        let (mut rest, mut read, mut last) = (text, String::new(), END);
        loop {
            let word = WORDS.iter().position(|word| rest.starts_with(word));
            let character = rest.chars().next();
            let kind = match (word, character.map(u32::from)) {
                (Some(_), _) => WORD,
                (None, None) => END,
                (None, Some(0x4e00..=0x9fff)) => IDEOGRAPH,
                (None, Some(0x20..=0x7f)) => ASCII,
                (None, Some(_)) => OTHER,
            };
            last = choice(coder, self.next.get_mut(last)?, kind)?;
            let length = match last {
                END => return Some(read),
                WORD => {
                    let word = WORDS.get(place(coder, word.unwrap_or(0), WORDS.len())?)?;
                    read.push_str(word);
                    word.len()
                }
                kind => {
                    let (first, count) = match kind {
                        IDEOGRAPH => IDEOGRAPHS,
                        ASCII => TYPED,
                        _ => CHARACTERS,
                    };
                    let at = character.map_or(0, u32::from).saturating_sub(first) as usize;
                    let at = u32::try_from(place(coder, at, count)?).ok()?;
                    let character = char::from_u32(first + at)?;
                    read.push(character);
                    character.len_utf8()
                }
            };
            // When reading there is nothing left of what is to be written, all along.
            rest = rest.get(length..).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::coder::{Decoder, Encoder};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn values_come_back(number in any::<u64>(), signed in any::<i64>(), at in 0..37_usize, text in "[\u{0}-\u{10ffff}镇年a]{0,20}") {
            let mut encoder = Encoder::new();
            let values = |coder: &mut dyn Coder, number, signed, at, text: &str| {
                let mut sizes = Sizes::new();
                let read = (sizes.code(coder, number), sizes.signed(coder, signed), place(coder, at, 37));
                (read, choice(coder, &mut [Odds::EVEN; 40], at), Words::new().code(coder, text))
            };
            let written = values(&mut encoder, number, signed, at, &text);
            prop_assert_eq!(&written, &((Some(number), Some(signed), Some(at)), Some(at), Some(text)));
            let bytes = encoder.finish();
            prop_assert_eq!(values(&mut Decoder::new(&bytes), 0, 0, 0, ""), written);
        }
    }

    #[test]
    fn no_word_hides_behind_one_that_begins_it() {
        for (index, word) in WORDS.iter().enumerate() {
            assert!(WORDS.iter().take(index).all(|before| !word.starts_with(before)), "{word}");
        }
    }

    #[test]
    fn names_are_short() {
        let mut encoder = Encoder::new();
        Words::new().code(&mut encoder, "青石镇人民政府");
        assert!(encoder.finish().len() <= 8);
    }
}
