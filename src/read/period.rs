//! The statistics period: `自2024年1月1日起至2024年12月31日止` and its variants.

use super::scan::Scan;
use crate::document::Span;
use crate::report::{Passage, Period, Report};

/// The period stated in the preamble or in part one: the first that the words around it call one, else the
/// first that begins with a year.
pub(super) fn find(report: &Report) -> Option<Period> {
    let preamble = report.preamble.iter().enumerate().map(|(number, paragraph)| (None, number, paragraph));
    let first =
        report.sections.iter().enumerate().filter(|(_, section)| section.part == 1).flat_map(|(index, section)| {
            section.paragraphs.iter().enumerate().map(move |(number, paragraph)| (Some(index), number, paragraph))
        });
    let mut fallback = None;
    for (section, paragraph, passage) in preamble.chain(first) {
        for found in periods(passage) {
            let period = Period { from: found.from, to: found.to, section, paragraph, span: found.span };
            if found.is_announced {
                return Some(period);
            }
            if found.from.1 == 1 && found.from.2 == 1 {
                fallback.get_or_insert(period);
            }
        }
    }
    fallback
}

type Date = (i32, u32, u32);

struct Found {
    from: Date,
    to: Date,
    span: Span,
    /// Whether words before it say that this is the period of the figures.
    is_announced: bool,
}

/// Words by which a sentence announces the period of its figures.
const ANNOUNCING: [&str; 7] = ["统计期", "期限", "数据", "统计时间", "时限", "统计范围", "报告期"];

fn periods(passage: &Passage) -> Vec<Found> {
    let scan = Scan::new(&passage.text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < scan.len() {
        let Some((from, after)) = date(&scan, index, None, 1) else {
            index += 1;
            continue;
        };
        let before = scan.before(index, 40);
        let is_announced = ANNOUNCING.iter().any(|word| before.contains(word));
        let connected = connector(&scan, after).and_then(|next| date(&scan, next, Some(from.0), 31));
        if let Some((to, end)) = connected {
            found.push(Found { from, to, span: scan.span(index, end), is_announced });
            index = end;
        } else if is_announced && (before.ends_with("截至") || before.ends_with("截止") || before.ends_with("截止到"))
        {
            found.push(Found { from: (from.0, 1, 1), to: from, span: scan.span(index, after), is_announced });
            index = after;
        } else {
            index = after;
        }
    }
    found
}

/// `2024年1月1日`, `2024年1月`, and with a year known from before also `12月31日`. A missing day is taken to
/// be the given one, but no later than the month has.
fn date(scan: &Scan, index: usize, year: Option<i32>, missing_day: u32) -> Option<(Date, usize)> {
    let (first, after) = scan.number(index, 4)?;
    // A number that continues to the left is the tail of a longer one.
    if index.checked_sub(1).and_then(|before| scan.get(before)).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let (year, month, after) = if scan.get(after) == Some('年') {
        let (month, after) = scan.number(after + 1, 2)?;
        (i32::try_from(first).ok().filter(|year| (1990..2100).contains(year))?, month, after)
    } else {
        (year?, first, after)
    };
    if scan.get(after) != Some('月') || !(1..=12).contains(&month) {
        return None;
    }
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match scan.number(after + 1, 2) {
        Some((day, end)) if matches!(scan.get(end), Some('日' | '号')) => {
            (1..=days).contains(&day).then_some(((year, month, day), end + 1))
        }
        _ => Some(((year, month, missing_day.min(days)), after + 1)),
    }
}

/// Skips what connects two dates: 至, 到, 起至, a dash.
fn connector(scan: &Scan, index: usize) -> Option<usize> {
    let mut end = index;
    while let Some(c) = scan.get(end) {
        if !matches!(c, '起' | '始' | '开' | '至' | '到' | '止' | '-' | '~' | '～' | ',' | '、') || end - index > 4
        {
            break;
        }
        end += 1;
    }
    (index..end).any(|i| matches!(scan.get(i), Some('至' | '到' | '-' | '~' | '～' | '止'))).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(Date, Date)> {
        periods(&Passage::new(text)).first().map(|found| (found.from, found.to))
    }

    #[test]
    fn periods_are_read_in_all_their_forms() {
        let whole = Some(((2024, 1, 1), (2024, 12, 31)));
        for text in [
            "统计期限自2024年1月1日起至2024年12月31日止",
            "数据统计期限为:2024 年 1 月 1 日—2024 年 12 月 31 日。",
            "时间为2024年1月1日至12月31日",
            "所列数据的统计期限为２０２４年１月１日到２０２４年１２月３１日",
            "2024年1月至12月",
            "2024年1月1日-2024年12月31日",
        ] {
            assert_eq!(first(text), whole, "{text}");
        }
        assert_eq!(first("统计数据截至2022年12月20日"), Some(((2022, 1, 1), (2022, 12, 20))));
        for text in ["2024年", "截至2024年12月31日共有5家", "2024年1月1日起施行", "第2024号", "12月31日"]
        {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn the_span_covers_the_period() {
        let text = "统计期限为 2024 年1月1日 至 12月 31 日 止。";
        let found = periods(&Passage::new(text));
        assert_eq!(text.get(found[0].span.range()), Some("2024 年1月1日 至 12月 31 日"));
    }
}
