//! What belongs to a person and not into a published report: numbers, addresses, names.
//!
//! What is found is never repeated whole: sentences, quotations and fingerprints hold it masked. The sentence that says
//! how to reach the organ is meant to be public.

use super::context::{At, Context};
use super::finding::{Finding, Severity};
use super::messages::message;
use super::text::{begins, ends};
use super::wording::{Kind, Line};
use crate::form::simplify;

/// Whether what findings of that rule point at is masked wherever it is quoted.
pub fn is_private(rule: &str) -> bool {
    rule.starts_with("PRI-")
}

/// The words with what tells a person masked: `138****1234`, `35*************123`, `w***@example`, `张**`; other digits
/// altogether.
pub fn masked(words: &str) -> String {
    let digits = words.chars().filter(|&c| is_digit(c)).count();
    let is_number = words.chars().all(|c| is_digit(c) || matches!(c, 'X' | 'x' | 'Ｘ' | '-' | ' '));
    if let Some((user, domain)) = words.split_once('@') {
        return format!("{}***@{domain}", user.chars().next().map_or(String::new(), String::from));
    }
    if is_number {
        let plain: Vec<char> = words.chars().map(simplify).filter(|c| c.is_ascii_alphanumeric()).collect();
        let (head, tail) = match plain.len() {
            18 | 15 => (2, 3),
            11 => (3, 4),
            0..=10 => (0, 2),
            _ => (4, 4),
        };
        let hidden = |number: usize| number >= head && number + tail < plain.len();
        return plain.iter().enumerate().map(|(number, &c)| if hidden(number) { '*' } else { c }).collect();
    }
    if digits > 0 {
        return words.chars().map(|c| if is_digit(c) { '*' } else { c }).collect();
    }
    words.chars().enumerate().map(|(number, c)| if number == 0 { c } else { '*' }).collect()
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// A finding of what is masked, at the letters from `from` to `to`.
fn private(
    rule: &'static str,
    line: &Line<'_>,
    (from, to): (usize, usize),
    make: fn(String) -> super::Message,
) -> Finding {
    let mask = masked(line.words(from, to));
    Finding::new(rule, make(mask.clone())).at(line.place(from, to)).expected(mask)
}

/// A number as it is written: the letters it takes, and its digits; `X` may end it.
struct Number {
    from: usize,
    to: usize,
    digits: Vec<u8>,
    ends_in_x: bool,
}

/// Digits from which on a number can be a person's.
const LONG: usize = 11;

/// Whether the groups of a number may be joined by it.
fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '-' | '－')
}

/// The numbers of at least eleven digits in the line, also with blanks or dashes between groups.
fn numbers<'l>(line: &'l Line<'_>) -> impl Iterator<Item = Number> + 'l {
    let (mut next, mut runs) = (0, line.digits());
    std::iter::from_fn(move || {
        loop {
            let (from, end) = runs.find(|(from, _)| *from >= next)?;
            // Most are short, and nothing continues them.
            if end - from < LONG && !line.letter(end).is_some_and(|letter| is_joint(letter.c)) {
                continue;
            }
            let (mut count, mut to, mut at) = (0, from, from);
            while let Some(letter) = line.letter(at) {
                if letter.kind == Kind::Digit {
                    (count, to) = (count + 1, at + 1);
                } else if !(is_joint(letter.c) && line.letter(at + 1).is_some_and(|l| l.kind == Kind::Digit)) {
                    break;
                }
                at += 1;
            }
            next = at;
            if count < LONG {
                continue;
            }
            let ends_in_x =
                count == 17 && line.letter(to).is_some_and(|letter| matches!(letter.c, 'X' | 'x' | 'Ｘ' | 'ｘ'));
            to += usize::from(ends_in_x);
            next = next.max(to);
            let touches_latin = |at: Option<usize>| {
                at.and_then(|at| line.letter(at)).is_some_and(|l| l.kind == Kind::Latin || l.c == '*')
            };
            if !touches_latin(from.checked_sub(1)) && !touches_latin(Some(to)) {
                let written = line.letters.get(from..to).unwrap_or_default().iter();
                let digits = written.filter_map(|letter| u8::try_from(simplify(letter.c).to_digit(10)?).ok()).collect();
                return Some(Number { from, to, digits, ends_in_x });
            }
        }
    })
}

/// Whether the sentence around the letter says how to reach somebody, and stands where the organ says so.
fn is_contact(line: &Line<'_>, number: usize) -> bool {
    let sentence = line.sentence(number);
    ["联系", "电话", "地址", "邮编", "邮箱", "咨询", "传真", "热线", "通讯"].iter().any(|word| sentence.contains(word))
}

/// Whether the line stands where the organ says how to reach it: before part one, or in the last part.
fn is_for_contact(context: &Context<'_>, line: &Line<'_>) -> bool {
    match line.at {
        At::Preamble(_) | At::Title => true,
        At::Section(section, _) | At::Heading(section) => {
            context.report.sections.get(section).is_some_and(|section| section.part >= 6)
        }
    }
}

/// PRI-01. No number of an identity card: eighteen digits whose date is one and whose check digit is right.
pub fn identity_numbers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.has(Kind::Digit)) {
        for number in numbers(&line).filter(is_identity_number) {
            let finding = private("PRI-01", &line, (number.from, number.to), |mask| message!("PRI-01", mask = mask));
            findings.push(finding);
        }
    }
}

fn is_identity_number(number: &Number) -> bool {
    let mut digits: Vec<u32> = number.digits.iter().map(|&digit| u32::from(digit)).collect();
    if number.ends_in_x {
        digits.push(10);
    }
    if digits.len() != 18 || digits.first() == Some(&0) {
        return false;
    }
    let value =
        |from: usize, to: usize| digits.get(from..to).unwrap_or_default().iter().fold(0, |sum, digit| sum * 10 + digit);
    let is_date =
        (1900..2100).contains(&value(6, 10)) && (1..=12).contains(&value(10, 12)) && (1..=31).contains(&value(12, 14));
    // GB 11643: the digits weighted by powers of two leave 1 when divided by 11.
    is_date && digits.iter().fold(0, |sum, digit| (sum * 2 + digit) % 11) == 1
}

/// PRI-02. No number of a mobile telephone but the organ's own.
pub fn mobile_numbers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.has(Kind::Digit)) {
        for number in numbers(&line) {
            let is_mobile = matches!(*number.digits.as_slice(), [1, 3..=9, ..]) && number.digits.len() == 11;
            if !is_mobile {
                continue;
            }
            let at = (number.from, number.to);
            findings.push(if is_contact(&line, number.from) && is_for_contact(context, &line) {
                let finding = private("PRI-02", &line, at, |mask| message!("PRI-02.contact", mask = mask));
                finding.lowered(Severity::Info)
            } else {
                private("PRI-02", &line, at, |mask| message!("PRI-02", mask = mask))
            });
        }
    }
}

/// PRI-03. No number of a bank account: sixteen to nineteen digits whose check digit is right.
pub fn account_numbers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.has(Kind::Digit)) {
        for number in numbers(&line) {
            if !(16..=19).contains(&number.digits.len())
                || number.ends_in_x
                || !has_luhn(&number.digits)
                || is_identity_number(&number)
            {
                continue;
            }
            let before = line.words(number.from.saturating_sub(16), number.from);
            if ["索引", "信用代码", "编号", "文号", "项目代码", "备案号", "流水号", "序列号"]
                .iter()
                .any(|word| before.contains(word))
            {
                continue;
            }
            let names_a_bank = ["账", "帐", "银行", "卡号", "开户", "信用社"]
                .iter()
                .any(|word| line.sentence(number.from).contains(word));
            let finding = private("PRI-03", &line, (number.from, number.to), |mask| message!("PRI-03", mask = mask));
            findings.push(if names_a_bank { finding } else { finding.lowered(Severity::Info) });
        }
    }
}

/// The check of ISO/IEC 7812: every second digit from the right doubled, the digits add up to a multiple of ten.
fn has_luhn(digits: &[u8]) -> bool {
    let sum = digits.iter().rev().enumerate().fold(0, |sum, (place, &digit)| {
        let doubled = u32::from(digit) << (place % 2);
        sum + doubled / 10 + doubled % 10
    });
    sum % 10 == 0 && digits.iter().any(|&digit| digit != 0)
}

/// Providers where people have their private mail.
const PROVIDERS: &[&str] = &[
    "qq.com",
    "163.com",
    "126.com",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "189.cn",
    "foxmail.com",
    "hotmail.com",
    "outlook.com",
    "gmail.com",
    "yeah.net",
    "aliyun.com",
];

/// PRI-04. No private mail address or QQ number but the organ's own.
pub fn private_mail(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.has(Kind::Latin)) {
        for (number, letter) in line.marks() {
            let at = match letter.c {
                '@' | '＠' => mail(&line, number),
                'Q' | 'q' => qq_number(&line, number),
                _ => None,
            };
            let Some(at) = at.filter(|_| !is_contact(&line, number)) else { continue };
            findings.push(private("PRI-04", &line, at, |mask| message!("PRI-04", mask = mask)));
        }
    }
}

fn mail(line: &Line<'_>, number: usize) -> Option<(usize, usize)> {
    let domain = line.from(number + 1);
    let provider = PROVIDERS.iter().find(|provider| domain.starts_with(**provider))?;
    let is_user = |letter: &&super::wording::Letter| {
        matches!(letter.kind, Kind::Latin | Kind::Digit) || matches!(letter.c, '.' | '_' | '-')
    };
    let user = line.letters.get(..number)?.iter().rev().take_while(is_user).count();
    (user > 0).then(|| (number - user, number + 1 + provider.len()))
}

fn qq_number(line: &Line<'_>, number: usize) -> Option<(usize, usize)> {
    let rest = line.letters.get(number + 1..)?;
    if !matches!(rest.first()?.c, 'Q' | 'q') {
        return None;
    }
    let marks =
        rest.iter().skip(1).take_while(|letter| matches!(letter.c, '号' | '码' | '：' | ':' | ' ' | '为')).count();
    let digits = rest.iter().skip(1 + marks).take_while(|letter| letter.kind == Kind::Digit).count();
    let from = number + 2 + marks;
    // QQ群 is a group that anybody may join.
    (5..=11).contains(&digits).then_some((from, from + digits))
}

/// Family names that are hardly ever anything else behind 申请人.
const FAMILY_NAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴钟汪姜谭廖邹熊陆孔崔邱秦顾侯邵孟钱尹贺赖龚";

/// What a person's name stands behind, and what behind the name.
const ROLES: &[&str] = &["申请人", "原告", "上诉人", "信访人", "投诉人", "举报人", "第三人"];
const ACTS: &[&str] =
    &["申请", "不服", "向", "提出", "提交", "诉", "因", "要求", "就", "、", "，", "（", "对", "与", "以", "的"];

/// Second letters that make of a family name another word: 周边, 张贴.
const NOT_NAMES: &str = "某贴边期到末围长力次上的知先别常告步姓";

/// PRI-05. No applicant's name. Where 某 or × stands for it, it is masked.
pub fn names_of_applicants(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // Every role ends in one of these letters.
    let lines = context.letters.lines().filter(|line| line.is_paragraph() && line.text.may_hold_any(&['人', '告']));
    for line in lines {
        for (number, letter) in line.sought() {
            if !matches!(letter.c, '人' | '告') {
                continue;
            }
            let before = line.words(number.saturating_sub(2), number + 1);
            if !ROLES.iter().any(|role| ends(before, role)) {
                continue;
            }
            let colon = usize::from(line.letter(number + 1).is_some_and(|letter| matches!(letter.c, '：' | ':')));
            let from = number + 1 + colon;
            let Some(length) = name_at(&line, from) else { continue };
            findings.push(private("PRI-05", &line, (from, from + length), |mask| message!("PRI-05", mask = mask)));
        }
    }
}

/// The letters of a name of two or three that begins there, if what stands behind it is what people do.
fn name_at(line: &Line<'_>, from: usize) -> Option<usize> {
    let (family, second) = (line.letter(from)?, line.letter(from + 1)?);
    if !FAMILY_NAMES.contains(family.c) || second.kind != Kind::Han || NOT_NAMES.contains(second.c) {
        return None;
    }
    let is_act = |number: usize| ACTS.iter().any(|act| begins(line.from(number), act));
    [2, 3].into_iter().find(|&length| {
        let letters = line.letters.get(from..from + length).unwrap_or_default();
        letters.len() == length && letters.iter().all(|letter| letter.kind == Kind::Han) && is_act(from + length)
    })
}

/// Pieces of an address, from the large to the small.
const DWELLINGS: &[&str] = &["号楼", "栋", "幢", "单元", "室"];

/// PRI-06. No home address: two figures of 号楼, 单元, 室 one behind the other. Where an organ says where it is, it may.
pub fn home_addresses(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let may_hold = |line: &Line<'_>| DWELLINGS.iter().any(|piece| line.text.may_be_in(piece));
    let lines = context.letters.lines().filter(|line| line.is_paragraph() && line.has(Kind::Digit));
    for line in lines.filter(may_hold) {
        let mut number = 0;
        for (from, _) in line.digits() {
            if from < number {
                continue;
            }
            number = from;
            let mut pieces = 0;
            loop {
                let digits =
                    line.letters.get(number..).unwrap_or_default().iter().take_while(|l| l.kind == Kind::Digit).count();
                let behind = line.from(number + digits);
                let Some(piece) = DWELLINGS.iter().find(|piece| digits > 0 && begins(behind, piece)) else {
                    number += digits;
                    break;
                };
                pieces += 1;
                number += digits + piece.chars().count();
            }
            if pieces < 2 {
                continue;
            }
            let sentence = line.sentence(from);
            let is_office =
                ["办公", "窗口", "大厅", "查阅", "中心", "服务站"].iter().any(|word| sentence.contains(word));
            if !is_office && !is_contact(&line, from) {
                findings.push(private("PRI-06", &line, (from, number), |mask| message!("PRI-06", mask = mask)));
            }
        }
    }
}

/// PRI-07. No case number: it leads to the party's name.
pub fn case_numbers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_one = |line: &Line<'_>| line.is_paragraph() && line.has(Kind::Digit) && line.text.may_hold('行');
    for line in context.letters.lines().filter(is_one) {
        for (number, _) in line.sought().filter(|(_, letter)| letter.c == '行') {
            let Some(kind) = line
                .letter(number + 1)
                .filter(|letter| matches!(letter.c, '初' | '终' | '申' | '再' | '赔' | '审' | '监'))
            else {
                continue;
            };
            let digits =
                line.letters.get(number + 2..).unwrap_or_default().iter().take_while(|l| l.kind == Kind::Digit).count();
            let to = number + 2 + digits;
            if digits == 0 || kind.kind != Kind::Han || line.letter(to).is_none_or(|letter| letter.c != '号') {
                continue;
            }
            // （2023）甲0123行初45号: back to the bracket of the year.
            let before = line.letters.get(..number).unwrap_or_default();
            let Some(from) = before
                .iter()
                .rposition(|letter| matches!(letter.c, '（' | '(' | '〔' | '['))
                .filter(|from| number - from < 16)
            else {
                continue;
            };
            findings.push(private("PRI-07", &line, (from, to + 1), |mask| message!("PRI-07", mask = mask)));
        }
    }
}

/// The letters that number plates begin with.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// PRI-08. No number of a passport or a number plate.
pub fn passports_and_plates(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.has(Kind::Latin)) {
        for (number, letter) in line.marks().filter(|(_, letter)| letter.c.is_ascii_uppercase()) {
            let is_code = |l: &&super::wording::Letter| l.c.is_ascii_uppercase() || l.c.is_ascii_digit();
            let code = line.letters.get(number + 1..).unwrap_or_default().iter().take_while(is_code);
            let (length, digits) =
                code.fold((0, 0), |(length, digits), l| (length + 1, digits + usize::from(l.c.is_ascii_digit())));
            let before = number.checked_sub(1).and_then(|before| line.letter(before));
            let is_plate =
                before.is_some_and(|before| PROVINCES.contains(before.c)) && (5..=6).contains(&length) && digits >= 3;
            let is_passport = matches!(letter.c, 'E' | 'G' | 'D' | 'P')
                && (length, digits) == (8, 8)
                && before.is_none_or(|before| before.kind != Kind::Latin)
                && line.sentence(number).contains("护照");
            if is_plate || is_passport {
                let from = number - usize::from(is_plate);
                findings.push(private("PRI-08", &line, (from, number + 1 + length), |mask| {
                    message!("PRI-08", mask = mask)
                }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_those_that_are_prescribed() {
        for (words, mask) in [
            ("13800001234", "138****1234"),
            ("138-0000-1234", "138****1234"),
            ("350102199001010123", "35*************123"),
            ("35010219900101012X", "35*************12X"),
            ("6222020000000000007", "6222***********0007"),
            ("wang@example.com", "w***@example.com"),
            ("张三", "张*"),
            ("3号楼2单元401室", "*号楼*单元***室"),
            ("12345", "***45"),
        ] {
            assert_eq!(masked(words), mask, "{words}");
        }
    }

    fn number(digits: &str) -> Number {
        let ends_in_x = digits.ends_with('X');
        let digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        Number { from: 0, to: 0, digits, ends_in_x }
    }

    #[test]
    fn identity_numbers_have_a_date_and_a_check_digit() {
        // Numbers of nobody: the region 110101, and serial numbers whose check digits were calculated.
        assert!(is_identity_number(&number("11010119900307758X")) != is_identity_number(&number("110101199003077581")));
        let valid = (0..=9).map(|digit| format!("11010119900307123{digit}")).chain(["11010119900307123X".to_owned()]);
        assert_eq!(valid.filter(|digits| is_identity_number(&number(digits))).count(), 1);
        assert!(
            (0..=9).all(|digit| !is_identity_number(&number(&format!("11010119901307123{digit}")))),
            "a thirteenth month"
        );
        assert!(!is_identity_number(&number("11010119900307123")));
    }

    #[test]
    fn accounts_have_a_check_digit() {
        assert!(has_luhn(&number("4111111111111111").digits));
        assert!(!has_luhn(&number("4111111111111112").digits));
        assert!(!has_luhn(&[0; 16]));
    }
}
