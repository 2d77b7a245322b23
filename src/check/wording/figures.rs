//! Figures in sentences: those that were lost, dates that are broken, units.

use super::letters::{Kind, Line};
use super::{is_numeral, pointing, replacement};
use crate::check::context::Context;
use crate::check::finding::Finding;
use crate::check::messages::message;
use crate::check::text::ends;

/// Whether it is a unit of what is counted.
fn is_unit(c: char) -> bool {
    matches!(c, '条' | '件' | '次' | '篇' | '份' | '项' | '宗' | '起' | '期' | '场')
}

/// Words behind which a unit needs a figure: totals, and what is done with things that are counted.
const COUNTED: &[&str] = &[
    "共",
    "共计",
    "合计",
    "总计",
    "累计",
    "公开",
    "收到",
    "新收",
    "受理",
    "发布",
    "办结",
    "答复",
    "办理",
    "制发",
    "印发",
    "废止",
    "编发",
    "举办",
    "召开",
    "开展培训",
    "组织培训",
    "收到申请",
    "受理申请",
    "办结申请",
    "公开申请",
    "公开信息",
    "政府信息",
    "发布信息",
    "政务信息",
    "各类信息",
    "规范性文件",
    "政策文件",
    "政策解读",
    "解读材料",
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政复议",
    "行政诉讼",
    "人大代表建议",
    "政协提案",
];

/// TXT-10. A unit has its figure: what is left of 公开信息320条 when the figure is lost.
pub fn lost_numbers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(Line::is_paragraph) {
        for (number, letter) in line.sought() {
            // Behind a figure it has it.
            let before = number.checked_sub(1).and_then(|before| line.letter(before));
            if !is_unit(letter.c)
                || before.is_none_or(|before| before.kind == Kind::Digit)
                || !ends_there(&line, number + 1)
            {
                continue;
            }
            // A blank was left where the figure should be, or nothing at all.
            let before = line.letters.get(..number).unwrap_or_default();
            let Some(last) = before.iter().rposition(|letter| letter.kind != Kind::Space) else { continue };
            if before.get(last).is_some_and(|letter| letter.kind != Kind::Han || is_numeral(letter.c)) {
                continue;
            }
            let written = line.words(0, last + 1);
            let words = COUNTED.iter().filter(|word| ends(written, word));
            let Some(word) = words.max_by_key(|word| word.len()) else { continue };
            if last + 1 == number && !is_certain(&line, written, word, letter.c) {
                continue;
            }
            let from = last + 1 - word.chars().count();
            let message =
                message!("TXT-10", written = line.words(from, number + 1).to_owned(), unit = letter.c.to_string());
            findings.push(pointing("TXT-10", message, &line, (from, number + 1)));
        }
    }
}

/// Whether the count ends behind the unit: a mark, the end, or what it consists of.
fn ends_there(line: &Line<'_>, number: usize) -> bool {
    line.after(number).is_none_or(|next| match next.kind {
        Kind::Stop | Kind::Open | Kind::Close => true,
        Kind::Half => next.c != '.',
        _ => line.from(number).trim_start().starts_with("其中"),
    })
}

/// Whether the word and the unit, one right behind the other, are not a word of their own: 收到申请件 lacks a figure,
/// 依申请公开件 and 答复件 are things.
fn is_certain(line: &Line<'_>, written: &str, word: &str, unit: char) -> bool {
    let head = written.strip_suffix(word).unwrap_or_default();
    let is_things = |endings: &[&str]| endings.iter().any(|ending| head.ends_with(ending));
    match word {
        // 主动公开件 is a thing, 主动公开条 is none.
        "公开" if unit == '条' && head.ends_with("主动") => true,
        "公开" => unit != '件' && unit != '项' && !is_things(&["申请", "主动", "不予", "予以", "不"]),
        "办理" | "答复" | "受理" | "印发" | "制发" | "收到" | "新收" | "办结" => {
            unit != '件' || word.starts_with(['收', '新'])
        }
        // 公开申请件 is a thing unless it was received: 收到政府信息公开申请件.
        "公开申请" => {
            let sentence = line.sentence(written.chars().count());
            let received = sentence.rsplit_once("收到").filter(|(before, _)| !before.ends_with('未'));
            // 收到669份公开申请件 has its figure.
            let is_bare = |behind: &str| !behind.contains(|c: char| c.is_ascii_digit());
            unit != '件' || (received.is_some_and(|(_, behind)| is_bare(behind)) && !head.contains('的'))
        }
        "行政许可" | "行政处罚" | "行政强制" | "行政复议" | "行政诉讼" => unit != '项',
        "共" => !is_things(&["公", "一", "总"]),
        "政策解读" => unit != '期',
        _ => true,
    }
}

/// Days of a month, in a leap year.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// TXT-11. Dates are whole: 20201月1日 has lost 年, 2021年1月1至 has lost 日, 11月31日 is no day.
pub fn broken_dates(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.has(Kind::Digit)) {
        let mut next = 0;
        for (number, end) in line.digits() {
            // Most digits are no part of a date.
            if number < next || !line.after(end).is_some_and(|unit| matches!(unit.c, '年' | '月' | '日')) {
                continue;
            }
            let date = Date::read(&line, number);
            next = date.end.max(number + 1);
            if let Some(from) = date.is_broken(&line) {
                let message = message!("TXT-11", written = line.words(from, date.end).to_owned());
                findings.push(pointing("TXT-11", message, &line, (from, date.end)));
            }
        }
    }
}

/// Digits and what of 年, 月 and 日 stands behind them.
struct Date {
    start: usize,
    end: usize,
    /// Number of digits, their value, and the letter behind them; `'\0'` behind the last ones for none.
    pieces: Vec<(usize, u32, char)>,
}

impl Date {
    fn read(line: &Line<'_>, start: usize) -> Date {
        let mut date = Date { start, end: start, pieces: Vec::new() };
        let mut number = start;
        loop {
            let (mut digits, mut value) = (0, 0u32);
            while let Some(letter) = line.letter(number).filter(|letter| letter.kind == Kind::Digit) {
                let digit = crate::form::simplify(letter.c).to_digit(10).unwrap_or(0);
                value = value.saturating_mul(10).saturating_add(digit);
                digits += 1;
                number += 1;
            }
            let behind = number;
            while line.letter(number).is_some_and(|letter| letter.kind == Kind::Space) {
                number += 1;
            }
            match line.letter(number).map(|letter| letter.c) {
                Some(unit @ ('年' | '月' | '日')) => {
                    // 6月份 and 20日均 are no more of a date than 3年.
                    date.pieces.push((digits, value, unit));
                    number += 1;
                    date.end = number;
                    if unit == '日' {
                        return date;
                    }
                    while line.letter(number).is_some_and(|letter| letter.kind == Kind::Space) {
                        number += 1;
                    }
                    let follows = line.letter(number).map(|letter| (letter.kind, letter.c));
                    match follows {
                        Some((Kind::Digit, _)) => {}
                        // 2021年月日: the figures are lost.
                        Some((_, unit @ ('月' | '日'))) if is_lost(unit, &date) => {}
                        _ => return date,
                    }
                }
                _ => {
                    if digits > 0 {
                        date.pieces.push((digits, value, '\0'));
                        date.end = behind;
                    }
                    return date;
                }
            }
        }
    }

    /// Where what is broken begins; `None` for what is whole, or no date at all.
    fn is_broken(&self, line: &Line<'_>) -> Option<usize> {
        let has = |wanted: char| self.pieces.iter().any(|piece| piece.2 == wanted);
        let named = self.pieces.iter().filter(|piece| piece.2 != '\0').count();
        let before = self.start.checked_sub(1).and_then(|before| line.letter(before));
        if before.is_some_and(|before| matches!(before.c, '.' | '-' | '/' | '〔' | '[')) {
            return None;
        }
        let month = self.pieces.iter().find(|piece| piece.2 == '月').map(|piece| piece.1);
        let mut broken = false;
        for (position, &(digits, value, unit)) in self.pieces.iter().enumerate() {
            broken |= match unit {
                // 20201年; 202年1月.
                '年' => digits > 4 || (digits == 3 && has('月')) || digits == 0,
                // 3个月 has no such letter before it; 13月 and 20201月 are none.
                '月' => digits == 0 || digits > 2 || value == 0 || value > 12,
                '日' => {
                    let days = month.and_then(|month| DAYS.get(usize::try_from(month).ok()?.checked_sub(1)?));
                    digits == 0
                        || (month.is_some() && (digits > 2 || value == 0 || days.is_some_and(|&days| value > days)))
                }
                // 2021年1月1 before a dash, 至, or the end of a sentence.
                _ => position > 0 && has('月') && digits <= 2 && named == 2 && !self.goes_on(line),
            };
        }
        // 30年 of itself is a time, not a date; 第12345年 no year at all.
        (broken && (named > 1 || has('月') || self.pieces.iter().any(|piece| piece.0 > 4 && piece.2 == '年')))
            .then_some(self.start)
    }

    /// Whether behind a day without 日 there is something else that makes sense: 1月1号, 1月1.5, 12月3次.
    fn goes_on(&self, line: &Line<'_>) -> bool {
        line.after(self.end).is_some_and(|next| match next.kind {
            Kind::Stop => next.c == '、',
            Kind::Open | Kind::Close => false,
            Kind::Half => matches!(next.c, '.' | ':'),
            _ => !matches!(next.c, '至' | '到' | '起' | '-' | '~' | '～' | '－' | '–' | '止'),
        })
    }
}

/// Whether the figure before 月 or 日 is lost: something of a date stands before it.
fn is_lost(unit: char, date: &Date) -> bool {
    let last = date.pieces.last().map_or(' ', |piece| piece.2);
    let digits = date.pieces.first().map_or(0, |piece| piece.0);
    (unit, last) == ('月', '年') && digits == 4 || (unit, last) == ('日', '月') && date.pieces.len() > 1
}

/// TXT-14. Applications are counted in 件.
pub fn unit_of_requests(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.is_paragraph() && line.has(Kind::Digit)) {
        for (_, end) in line.find_all("申请") {
            let rest = line.letters.get(end..).unwrap_or_default();
            let spaces = rest.iter().take_while(|letter| letter.kind == Kind::Space).count();
            let digits = rest.iter().skip(spaces).take_while(|letter| letter.kind == Kind::Digit).count();
            let unit = rest.iter().enumerate().skip(spaces + digits).find(|(_, letter)| letter.kind != Kind::Space);
            let Some((offset, unit)) = unit.filter(|_| digits > 0) else { continue };
            if !matches!(unit.c, '条' | '次' | '份' | '个' | '项' | '单') {
                continue;
            }
            let at = (end + offset, end + offset + 1);
            let message =
                message!("TXT-14", written = line.words(end + spaces, at.1).to_owned(), unit = unit.c.to_string());
            findings.push(replacement("TXT-14", message, &line, at, "件"));
        }
    }
}

/// TXT-17. One paragraph counts the same things in one way: 3件 or 三件.
pub fn two_ways_of_writing(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.is_paragraph() && line.has(Kind::Digit)) {
        // 一项 and 一次 are often no counts, 三个 rarely one of data.
        for unit in ['件', '条', '篇', '份', '场'] {
            let (mut digits, mut numerals) = (None, None);
            if !line.text.may_hold(unit) {
                continue;
            }
            for (number, _) in line.sought().filter(|(_, letter)| letter.c == unit) {
                let before = line.letters.get(..number).unwrap_or_default();
                if before.last().is_some_and(|letter| letter.kind == Kind::Digit) {
                    digits = digits.or(Some(number - 1));
                    continue;
                }
                let length = before.iter().rev().take_while(|letter| is_numeral(letter.c)).count();
                let in_front = before.iter().rev().nth(length).map_or(' ', |letter| letter.c);
                // 每一件, 第三条, 任何一条.
                if length > 0 && !"每第何这同逐哪某另".contains(in_front) {
                    numerals = numerals.or(Some(number - 1));
                }
            }
            let (Some(digits), Some(numerals)) = (digits, numerals) else { continue };
            let (one, other) =
                (line.words(digits, digits + 2).to_owned(), line.words(numerals, numerals + 2).to_owned());
            let message = message!("TXT-17", one = one, other = other);
            findings
                .push(pointing("TXT-17", message, &line, (numerals, numerals + 2)).at(line.place(digits, digits + 2)));
        }
    }
}
