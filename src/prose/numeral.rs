//! Numbers as Chinese prose writes them: 3119, 3,119, 1.2万, 十二, 67.2万余, 近百, 约30, 10至15, 百分之八十, 八成.

use super::ignore::is_data;
use super::unit::Unit;

/// A number, or the range that a vague one leaves open; both ends included.
///
/// Counts are whole numbers. Money is in 分. Ratios (percent, points, multiples) are in units of their last written
/// digit: 17.10% is 1710 with two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The smallest value it can mean.
    pub low: i64,
    /// The largest.
    pub high: i64,
    /// Digits behind the point of a ratio.
    pub decimals: u8,
    /// Whether a word leaves it open (余, 多, 约, 近, 超 …), and not only rounding.
    pub is_vague: bool,
}

impl Quantity {
    /// An exact number.
    pub const fn exact(value: i64) -> Quantity {
        Quantity { low: value, high: value, decimals: 0, is_vague: false }
    }

    /// Whether it means one value only.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Whether it can mean that value.
    pub fn contains(self, value: i64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// What stands at a place where a number begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A year: 2024年.
    Year(i32),
    /// A quantity with its unit.
    Quantity(Quantity, Unit),
    /// A number that is no data.
    Ignored,
}

/// More than any figure of a report.
const LARGEST: i64 = 1_000_000_000_000_000;

/// Reads a number in Arabic digits that begins at that byte; with the byte behind it.
pub fn arabic(text: &str, start: usize) -> Option<(Found, usize)> {
    let (before, rest) = text.split_at_checked(start)?;
    let figure = Figure::read(rest)?;
    let behind = rest.get(figure.len..)?;
    let ignored = Some((Found::Ignored, start + figure.len));
    if let Some(year) = figure.year()
        && behind.starts_with('年')
        && !before.ends_with(['第', '.'])
    {
        return Some((Found::Year(year), start + figure.len + '年'.len_utf8()));
    }
    if behind.starts_with('年') || figure.digits == 0 {
        return ignored;
    }
    // 10-15件, 10至15件.
    let second = behind.strip_prefix(['-', '~', '至', '到']).and_then(|other| Some((other, Figure::read(other)?)));
    if let Some((other, second)) = second
        && figure.scale == 0
        && second.scale == 0
        && let Some((unit, length)) = Unit::read(other.get(second.len..)?)
        && unit.counts_cases()
        && figure.value < second.value
        && is_data(before, figure.plain(), "")
        && is_data("", second.plain(), other.get(second.len..)?)
    {
        let quantity = Quantity { low: figure.value, high: second.value, decimals: 0, is_vague: true };
        let end = text.len() - other.len() + second.len + length;
        return Some((Found::Quantity(quantity, unit), end));
    }
    if !is_data(before, figure.plain(), behind) {
        return ignored;
    }
    let tail = Tail::read(behind);
    let quantity = tail.apply(figure.value, figure.scale, Vague::before(before))?;
    Some((Found::Quantity(quantity, tail.unit), start + figure.len + tail.len))
}

/// Digits with marks between their groups and a decimal point.
struct Figure<'t> {
    value: i64,
    /// Digits behind the point.
    scale: u32,
    /// Digits in all.
    digits: usize,
    len: usize,
    written: &'t str,
}

impl Figure<'_> {
    fn read(text: &str) -> Option<Figure<'_>> {
        let bytes = text.as_bytes();
        let digit = |at: usize| bytes.get(at).filter(|b| b.is_ascii_digit()).map(|b| i64::from(b - b'0'));
        let (mut value, mut digits, mut group, mut at) = (0_i64, 0, 0, 0);
        digit(0)?;
        loop {
            if let Some(next) = digit(at) {
                value = value.checked_mul(10)?.checked_add(next).filter(|&value| value < LARGEST)?;
                (digits, group, at) = (digits + 1, group + 1, at + 1);
            } else if matches!(bytes.get(at), Some(b',' | b' '))
                && (group == 3 || (digits == group && group < 3))
                && (1..4).all(|ahead| digit(at + ahead).is_some())
                && digit(at + 4).is_none()
            {
                (group, at) = (0, at + 1);
            } else {
                break;
            }
        }
        let mut scale = 0;
        if bytes.get(at) == Some(&b'.') && digit(at + 1).is_some() {
            at += 1;
            while let Some(next) = digit(at) {
                value = value.checked_mul(10)?.checked_add(next).filter(|&value| value < LARGEST)?;
                (scale, digits, at) = (scale + 1, digits + 1, at + 1);
            }
            // 2024.12.31 and 1.2.3 are no decimals.
            if bytes.get(at) == Some(&b'.') && digit(at + 1).is_some() {
                digits = 0;
            }
        }
        Some(Figure { value, scale, digits, len: at, written: text.get(..at)? })
    }

    fn plain(&self) -> &str {
        self.written
    }

    fn year(&self) -> Option<i32> {
        let year = i32::try_from(self.value).ok()?;
        (self.digits == 4 && self.scale == 0 && (1949..2100).contains(&year)).then_some(year)
    }
}

/// What stands behind the digits: a power of ten, 余, a unit.
struct Tail {
    /// 4 for 万, 8 for 亿, 3 for 千.
    power: u32,
    /// Whether 余 or 多 follows.
    more: bool,
    unit: Unit,
    len: usize,
}

impl Tail {
    fn read(text: &str) -> Tail {
        let mut rest = text;
        let (mut power, mut more) = (0, false);
        // 14万余, 14余万.
        for _ in 0..2 {
            let mut next = rest.chars();
            if matches!(next.next(), Some('余' | '多')) {
                more = true;
                rest = next.as_str();
            }
            let mut next = rest.chars();
            let zeros = match next.next() {
                Some('百') => 2,
                Some('千') => 3,
                Some('万') => 4,
                Some('亿') => 8,
                _ => break,
            };
            if power == 0 {
                power = zeros;
                rest = next.as_str();
            }
        }
        let (unit, length) = Unit::read(rest).unwrap_or((Unit::NONE, 0));
        Tail { power, more, unit, len: text.len() - rest.len() + length }
    }

    /// The quantity; `None` when it has more digits than any figure of a report.
    fn apply(&self, value: i64, scale: u32, vague: Option<Vague>) -> Option<Quantity> {
        if !self.unit.is_count() && self.unit != Unit::YUAN {
            // 八成 is 80 %.
            let value = if self.unit == Unit::TENTHS { value.checked_mul(10)? } else { value };
            let is_vague = vague.is_some() || self.more || self.unit == Unit::TENTHS;
            return Some(Quantity { low: value, high: value, decimals: u8::try_from(scale).ok()?, is_vague });
        }
        let power = self.power + if self.unit == Unit::YUAN { 2 } else { 0 };
        let (value, step) = if scale <= power {
            let step = 10_i64.checked_pow(power - scale)?;
            (value.checked_mul(step)?, step)
        } else {
            // A part of a thing: rounded down, and no figure of the form.
            (value.checked_div(10_i64.checked_pow(scale - power)?)?, 1)
        };
        // The largest power of ten that divides it: 5500 is exact to the hundred.
        let mut round = step.max(1);
        while value != 0 && value % round.checked_mul(10)? == 0 {
            round *= 10;
        }
        let is_rounded = self.power > 0 && scale > 0 && self.unit != Unit::YUAN;
        let half = if is_rounded || (self.unit == Unit::YUAN && self.power > 0) { step / 2 } else { 0 };
        let range = |low: i64, high: i64, is_vague| Quantity { low, high, decimals: 0, is_vague };
        Some(match vague {
            _ if self.more => range(value, value + round - 1, true),
            Some(Vague::About) => range(value - value / 10, value + value / 10, true),
            Some(Vague::Nearly) => range(value - round, value, true),
            Some(Vague::Over) => range(value, LARGEST, true),
            Some(Vague::Under) => range(0, value, true),
            None => range(value - half, value + half, false),
        })
    }
}

/// A word before a number that leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vague {
    About,
    Nearly,
    Over,
    Under,
}

impl Vague {
    fn before(text: &str) -> Option<Vague> {
        const WORDS: [(&str, Vague); 11] = [
            ("约", Vague::About),
            ("大概", Vague::About),
            ("左右", Vague::About),
            ("近", Vague::Nearly),
            ("超", Vague::Over),
            ("超过", Vague::Over),
            ("逾", Vague::Over),
            ("破", Vague::Over),
            ("突破", Vague::Over),
            ("不足", Vague::Under),
            ("不到", Vague::Under),
        ];
        // Most words before a number are none of these.
        text.ends_with(['约', '概', '右', '近', '超', '过', '逾', '破', '足', '到']).then_some(())?;
        WORDS.iter().find(|(word, _)| text.ends_with(word)).map(|(_, vague)| *vague)
    }
}

/// Reads a number in Chinese numerals that begins at that byte: only before a unit is it one.
pub fn chinese(text: &str, start: usize) -> Option<(Found, usize)> {
    let (before, rest) = text.split_at_checked(start)?;
    if let Some(percent) = rest.strip_prefix("百分之") {
        return percentage(percent, text.len() - percent.len());
    }
    let (value, len) = numeral(rest)?;
    let behind = rest.get(len..)?;
    let tail = Tail::read(behind);
    let is_one = value == 1 && tail.unit.as_str() != "件" && tail.unit.as_str() != "宗" && tail.unit.as_str() != "例";
    let is_kind = tail.unit.as_str() == "类" || behind.starts_with("个部分") || behind.starts_with("个方面");
    let is_joined = before.ends_with(['第', '统', '同', '之', '每', '逐', '任', '某', '十', '专', '归', '万']);
    // 一件一档.
    let is_each = value == 1 && behind.get(tail.len..).is_some_and(|behind| behind.starts_with('一'));
    let is_time = behind.starts_with("个工作日") || behind.starts_with("个月");
    if tail.unit == Unit::NONE || is_one || is_kind || is_joined || is_each || is_time {
        return None;
    }
    let quantity = tail.apply(value, 0, Vague::before(before))?;
    Some((Found::Quantity(quantity, tail.unit), start + len + tail.len))
}

/// 百分之八十, 百分之十二点五.
fn percentage(text: &str, start: usize) -> Option<(Found, usize)> {
    let (found, len, scale) = match Figure::read(text) {
        Some(figure) => (figure.value, figure.len, figure.scale),
        None => {
            let (mut value, mut len) = numeral(text)?;
            let mut scale = 0;
            let mut decimals = text.get(len..)?.strip_prefix('点').unwrap_or("").chars();
            if let Some(first) = decimals.next().and_then(digit) {
                value = value * 10 + first;
                (len, scale) = (len + 6, 1);
                while let Some(next) = decimals.next().and_then(digit) {
                    value = value.checked_mul(10)?.checked_add(next)?;
                    (len, scale) = (len + 3, scale + 1);
                }
            }
            (value, len, scale)
        }
    };
    let quantity = Quantity { low: found, high: found, decimals: u8::try_from(scale).ok()?, is_vague: false };
    Some((Found::Quantity(quantity, Unit::PERCENT), start + len))
}

fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A whole number in Chinese numerals and its length in bytes. 三五 (a few) is none.
fn numeral(text: &str) -> Option<(i64, usize)> {
    let (mut total, mut section, mut single) = (0_i64, 0_i64, None);
    let mut len = 0;
    let mut unit_before = i64::MAX;
    for c in text.chars() {
        if let Some(value) = digit(c) {
            if single.is_some_and(|before| before != 0) {
                return None;
            }
            single = Some(value);
        } else {
            let unit = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1000,
                '万' => 10_000,
                '亿' => 100_000_000,
                _ => break,
            };
            // 十二 begins with its unit.
            let count = single.take().unwrap_or(i64::from(section == 0 && total == 0));
            if unit >= 10_000 {
                if count == 0 && section == 0 {
                    return None;
                }
                total = total.checked_add((section + count).checked_mul(unit)?).filter(|&total| total < LARGEST)?;
                (section, unit_before) = (0, i64::MAX);
                if len == 0 {
                    return None;
                }
            } else {
                if unit >= unit_before {
                    return None;
                }
                section += count * unit;
                unit_before = unit;
            }
        }
        len += c.len_utf8();
    }
    (len > 0).then(|| (total + section + single.unwrap_or(0), len))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<(i64, i64, &'static str, bool)> {
        let start = text.find(|c: char| c.is_ascii_digit() || digit(c).is_some() || "十百千".contains(c))?;
        let found = if text[start..].starts_with(|c: char| c.is_ascii_digit()) { arabic } else { chinese }(text, start);
        match found? {
            (Found::Quantity(quantity, unit), end) => {
                assert!(text.is_char_boundary(end));
                Some((quantity.low, quantity.high, unit.as_str(), quantity.is_vague))
            }
            _ => None,
        }
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for (text, low, high, unit, vague) in [
            ("共3119件", 3119, 3119, "件", false),
            ("共3,119件", 3119, 3119, "件", false),
            ("共3 119件", 3119, 3119, "件", false),
            ("5500余条", 5500, 5599, "条", true),
            ("1300多条", 1300, 1399, "条", true),
            ("14万余件", 140_000, 149_999, "件", true),
            ("14余万件", 140_000, 149_999, "件", true),
            ("4.5万篇", 44_500, 45_500, "篇", false),
            ("67.2万余册", 672_000, 672_999, "册", true),
            ("3千余件", 3000, 3999, "件", true),
            ("近5000条", 4000, 5000, "条", true),
            ("近百条", 0, 100, "条", true),
            ("约30件", 27, 33, "件", true),
            ("逾600万次", 6_000_000, LARGEST, "次", true),
            ("10至15件", 10, 15, "件", true),
            ("10-15件", 10, 15, "件", true),
            ("十二件", 12, 12, "件", false),
            ("一百零五件", 105, 105, "件", false),
            ("两件", 2, 2, "件", false),
            ("一件", 1, 1, "件", false),
            ("三万二千零一十件", 32_010, 32_010, "件", false),
            ("17.46%", 1746, 1746, "%", false),
            ("百分之八十", 80, 80, "%", false),
            ("百分之十二点五", 125, 125, "%", false),
            ("八成", 80, 80, "成", true),
            ("3940元", 394_000, 394_000, "元", false),
            ("3.42万元", 3_415_000, 3_425_000, "元", false),
            ("0.5个百分点", 5, 5, "个百分点", false),
        ] {
            assert_eq!(read(text), Some((low, high, unit, vague)), "{text}");
        }
        for text in ["2024年", "第3条", "十四五", "一是", "三五件", "一个", "统一次", "四类", "第二十条", "2024.12.31"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(arabic("2024年", 0), Some((Found::Year(2024), 7)));
    }

    /// Writes a number in Chinese numerals.
    fn written(value: i64) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let section = |value: i64| {
            let mut text = String::new();
            let mut zero = false;
            for (unit, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                match value / unit % 10 {
                    0 => zero = !text.is_empty(),
                    digit => {
                        if zero {
                            text.push('零');
                        }
                        zero = false;
                        text.push_str(digits[usize::try_from(digit).unwrap()]);
                        text.push_str(word);
                    }
                }
            }
            text
        };
        match (value / 10_000, value % 10_000) {
            (0, 0) => "零".to_owned(),
            (0, low) => section(low),
            (high, 0) => section(high) + "万",
            (high, low) if low < 1000 => section(high) + "万零" + &section(low),
            (high, low) => section(high) + "万" + &section(low),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(value in 2_i64..9_999_999) {
            let (low, high, ..) = read(&format!("{value}件")).unwrap();
            prop_assert_eq!((low, high), (value, value));
            let (low, high, ..) = read(&format!("{}件", written(value))).unwrap();
            prop_assert_eq!((low, high), (value, value), "{}", written(value));
            // 1.2万 means what it rounds.
            let (low, high, ..) = read(&format!("{}.{}万件", value / 10_000, value / 1000 % 10)).unwrap();
            prop_assert!(low <= value - value % 1000 && value - value % 1000 <= high);
        }

        #[test]
        fn nothing_is_too_strange(text in "[0-9零一二三十百千万亿点.,%余多约近件个条元-]{0,24}") {
            for (start, _) in text.char_indices() {
                for read in [arabic, chinese] {
                    if let Some((_, end)) = read(&text, start) {
                        prop_assert!(end > start && text.is_char_boundary(end));
                    }
                }
            }
        }
    }
}
