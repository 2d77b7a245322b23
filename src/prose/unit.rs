//! Units behind numbers.

use super::affix::Words;

/// A unit, by its place in the list of those that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit(u8);

/// Longest first where one begins another.
static UNITS: Words<38> = Words::new([
    "",
    "%",
    "个百分点",
    "倍",
    "成",
    "元",
    "件次",
    "件",
    "条",
    "宗",
    "起",
    "次",
    "项",
    "份",
    "例",
    "个",
    "单",
    "封",
    "篇",
    "部",
    "期",
    "场",
    "册",
    "人次",
    "人",
    "名",
    "户",
    "家",
    "批",
    "处",
    "幅",
    "张",
    "则",
    "台",
    "类",
    "万元",
    "亿元",
    "款",
]);

impl Unit {
    /// No unit is written.
    pub const NONE: Unit = Unit(0);
    /// Hundredths.
    pub const PERCENT: Unit = Unit(1);
    /// Differences of hundredths.
    pub const POINTS: Unit = Unit(2);
    /// Multiples.
    pub const TIMES: Unit = Unit(3);
    /// Tenths: 八成.
    pub const TENTHS: Unit = Unit(4);
    /// Money.
    pub const YUAN: Unit = Unit(5);

    /// The unit that the text begins with, and its length in bytes.
    pub fn read(text: &str) -> Option<(Unit, usize)> {
        let index = UNITS.beginning(text).filter(|&index| index > 0)?;
        Some((Unit(u8::try_from(index).ok()?), UNITS.get(index)?.len()))
    }

    /// What is written.
    pub fn as_str(self) -> &'static str {
        UNITS.get(usize::from(self.0)).unwrap_or("")
    }

    /// Whether it counts things, rather than money or a ratio.
    pub fn is_count(self) -> bool {
        self == Unit::NONE || self.0 > Unit::YUAN.0
    }

    /// Whether applications, cases, documents and decisions are counted in it (件, and what stands for it).
    pub fn counts_cases(self) -> bool {
        self == Unit::NONE || (6..=17).contains(&self.0) || self.as_str() == "部" || self.as_str() == "人次"
    }

    /// Whether numbers of the two can be added.
    pub fn goes_with(self, other: Unit) -> bool {
        self == other || ((self == Unit::NONE || other == Unit::NONE) && self.is_count() && other.is_count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_longest_first() {
        for (text, unit) in [("件次", "件次"), ("件，", "件"), ("个百分点", "个百分点"), ("个", "个"), ("人次", "人次")]
        {
            assert_eq!(Unit::read(text).map(|(unit, _)| unit.as_str()), Some(unit));
        }
        assert_eq!(Unit::read("、"), None);
        assert!(Unit::read("宗").is_some_and(|(unit, _)| unit.counts_cases()));
        assert!(Unit::read("期").is_some_and(|(unit, _)| !unit.counts_cases() && unit.is_count()));
        assert!(!Unit::PERCENT.is_count() && !Unit::YUAN.is_count());
        assert!(Unit::NONE.goes_with(Unit(7)) && !Unit::NONE.goes_with(Unit::PERCENT) && !Unit(7).goes_with(Unit(8)));
    }
}
