//! Words written twice.

use super::letters::{ECHO, Kind, Letter, Line};
use super::{is_numeral, replacement};
use crate::check::context::Context;
use crate::check::finding::Finding;
use crate::check::messages::message;

/// Words that may well stand twice: with what follows, the second begins another word. Nothing behind: always.
const TWICE: &[(&str, &str)] = &[
    // 研究研究: a verb doubled to make it light.
    ("研究", ""),
    ("讨论", ""),
    ("商量", ""),
    ("考虑", ""),
    ("学习", ""),
    ("了解", ""),
    // 人民政府|政府信息.
    ("政府", "信网采购职工投公办门部"),
    ("社区", "服工矫居"),
    // 政府信息公开|公开栏, 公开申请|申请人.
    ("公开", "栏率指目属渠专年事内情平"),
    ("申请", "人表书量件数单"),
    ("收费", "标项金目"),
    ("复议", "机决申案"),
    ("处罚", "决"),
    ("许可", "证事决"),
    ("报告", "期"),
    ("年度", "报"),
    ("信息", "员化量源"),
    ("执法", "人证案监"),
    ("建设", "用单"),
    ("规划", "许"),
    ("答复", "书率函"),
    ("监督", "员"),
    ("投诉", "人"),
    ("举报", "人"),
    ("管理", "员层"),
    ("培训", "班"),
    ("会议", "纪室"),
    ("通知", "书"),
    ("决定", "书"),
    ("卫生", "院室"),
    ("教育", "局"),
    ("服务", "器业"),
];

/// Words before 公开 with which it is one word.
const KINDS_OF_DISCLOSURE: &[&str] = &["主动", "申请", "政务", "信息", "党务", "村务", "财务", "厂务", "校务"];

/// Units that never stand twice behind a figure.
const UNITS: &[char] = &['条', '件', '次', '项', '篇', '份', '宗', '起', '场', '期', '元'];

/// TXT-01. No word is written twice.
pub fn doubled_words(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines() {
        let mut free = 0;
        for number in line.echoes() {
            let Some((start, length)) = doubled_at(&line, number, free) else { continue };
            free = number + 1;
            let (whole, word) = ((start, free), line.words(start, start + length));
            let message = message!("TXT-01", written = line.words(start, free).to_owned(), word = word.to_owned());
            findings.push(replacement("TXT-01", message, &line, whole, word));
        }
    }
}

/// A word that ends with that letter and stands there twice, not before `free`: where it first begins, and its length.
fn doubled_at(line: &Line<'_>, number: usize, free: usize) -> Option<(usize, usize)> {
    let last = line.letter(number)?.c;
    let before = line.letters.get(..number)?.iter().rev().zip(1..=ECHO);
    let mut lengths = before.filter(|(before, _)| before.c == last).map(|(_, length)| length);
    lengths.find_map(|length| {
        let start = (number + 1).checked_sub(2 * length).filter(|&start| start >= free)?;
        (is_doubled(line, start, length) && !may_be_doubled(line, start, length)).then_some((start, length))
    })
}

/// Whether the letters from `start` are `length` letters, and the same again.
fn is_doubled(line: &Line<'_>, start: usize, length: usize) -> bool {
    let Some((first, second)) =
        line.letters.get(start..start + 2 * length).and_then(|both| both.split_at_checked(length))
    else {
        return false;
    };
    // The last letters are known to be the same, so that those before them tell most.
    first.iter().zip(second).rev().all(|(a, b)| a.c == b.c && a.kind == Kind::Han)
}

/// Whether what stands twice there may do so.
fn may_be_doubled(line: &Line<'_>, start: usize, length: usize) -> bool {
    let word = line.words(start, start + length);
    let behind = line.letter(start + 2 * length).map_or(' ', |letter| letter.c);
    let before = start.checked_sub(1).and_then(|before| line.letter(before));
    if length == 1 {
        return may_letter_be_doubled(line, start, before, behind);
    }
    let letters = line.letters.get(start..start + length).unwrap_or_default();
    let first = letters.first().map_or(' ', |letter| letter.c);
    // 二〇二〇, and 一件一件, 逐条逐条.
    if letters.iter().all(|letter| is_numeral(letter.c)) || (length == 2 && matches!(first, '一' | '逐' | '越' | '各'))
    {
        return true;
    }
    // The same letter twice is 人人, not a word of two letters; 标准|标准化.
    if length == 2 && (letters.iter().all(|letter| letter.c == first) || behind == '化') {
        return true;
    }
    TWICE.iter().any(|&(twice, behinds)| {
        let is_compound =
            || twice != "公开" || KINDS_OF_DISCLOSURE.iter().any(|kind| line.words(0, start).ends_with(kind));
        word == twice && (behinds.is_empty() || behinds.contains(behind)) && is_compound()
    })
}

/// Most letters may stand twice: 人人, 为了|了解. Only of a few is it known that they do not.
fn may_letter_be_doubled(line: &Line<'_>, start: usize, before: Option<Letter>, behind: char) -> bool {
    let Some(letter) = line.letter(start) else { return true };
    let before_is = |letters: &[char]| before.is_some_and(|before| letters.contains(&before.c));
    match letter.c {
        // 目的|的, 的的确确.
        '的' => before_is(&['目', '标', '有', '靶']) || behind == '确',
        // 不了了之, 为了|了解.
        '了' => before_is(&['不']) || matches!(behind, '解' | '结' | '如' | '无'),
        // 和和美美, 稳定和|和谐.
        '和' => matches!(behind, '美' | '气' | '睦' | '谐' | '平' | '解' | '乐' | '顺' | '善'),
        '第' => false,
        c if UNITS.contains(&c) => {
            // 5件件, but 条条, and 3项项目, 4场场馆, 2次次.
            !before.is_some_and(|before| before.kind == Kind::Digit)
                || matches!(behind, '目' | '馆' | '地' | '数' | '限')
        }
        _ => true,
    }
}
