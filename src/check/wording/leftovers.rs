//! What does not belong into a report: remains of a template or of a web page, and garbled characters.

use super::letters::{Kind, Letter, Line};
use super::pointing;
use crate::check::context::Context;
use crate::check::finding::Finding;
use crate::check::messages::message;
use crate::check::text::begins;

/// What a placeholder stands before: the kinds of bodies, times, units.
const NAMED: &[&str] = &[
    "省",
    "市",
    "县",
    "区",
    "镇",
    "乡",
    "街道",
    "村",
    "社区",
    "局",
    "办",
    "委",
    "厅",
    "中心",
    "部门",
    "单位",
    "机关",
    "人民政府",
    "政府",
    "年",
    "月",
    "日",
    "件",
    "条",
    "次",
    "篇",
    "份",
    "宗",
    "期",
    "场",
    "万元",
    "元",
];

/// Letters that remains of a template begin with.
const BEGINNINGS: &[char] =
    &['_', '＿', 'X', 'x', 'Ｘ', 'ｘ', '×', '╳', '✕', '*', '＊', '○', '某', '（', '(', '【', '['];

/// TXT-05. Nothing of the template is left: XX镇, ____, （填写…）. A masked name, 王××, is no remains.
pub fn template_remains(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.text.may_hold_any(BEGINNINGS)) {
        let mut next = 0;
        for (number, letter) in line.marks() {
            if number < next || !BEGINNINGS.contains(&letter.c) {
                continue;
            }
            let length =
                line.letters.get(number..).unwrap_or_default().iter().take_while(|l| same(l.c, letter.c)).count();
            let end = number + length.max(1);
            let found = match letter.c {
                '_' | '＿' => (length >= 2).then(|| (message!("TXT-05.blank"), (number, end))),
                'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '╳' | '✕' | '*' | '＊' | '○' | '某' => {
                    placeholder(&line, number, end)
                }
                '（' | '(' | '【' | '[' => instruction(&line, number),
                _ => None,
            };
            if let Some((message, at)) = found {
                findings.push(pointing("TXT-05", message, &line, at));
                next = at.1.max(end);
            } else {
                next = end;
            }
        }
    }
}

fn same(one: char, other: char) -> bool {
    one == other || (matches!(one, 'X' | 'x' | 'Ｘ' | 'ｘ') && matches!(other, 'X' | 'x' | 'Ｘ' | 'ｘ'))
}

type Found = Option<(crate::check::Message, (usize, usize))>;

fn placeholder(line: &Line<'_>, number: usize, end: usize) -> Found {
    let letter = line.letter(number)?;
    let rest = line.from(end).trim_start();
    let named = NAMED.iter().filter(|named| begins(rest, named)).max_by_key(|named| named.len())?;
    // **县** is Markdown.
    if letter.c == '*' && rest.contains("**") {
        return None;
    }
    let before = number.checked_sub(1).and_then(|before| line.letter(before));
    let is_after = |kinds: &[Kind]| before.is_some_and(|before| kinds.contains(&before.kind));
    // 20XX年, 202X年.
    let is_year = *named == "年" && is_after(&[Kind::Digit]);
    let is_placeholder = match (letter.c, end - number) {
        // 某单位 and 某市 may be meant so; 3×3 is a product, 1+X a name, *注 a note.
        ('某', length) => length >= 2,
        (_, 1) => {
            is_year || (matches!(*named, "年" | "月" | "日") && !is_after(&[Kind::Latin, Kind::Digit, Kind::Other]))
        }
        // 王××: a name that is masked. Behind it stands no office.
        _ => is_year || !is_after(&[Kind::Latin, Kind::Digit]),
    };
    let behind = rest.len() - named.len();
    let to = line.letters.iter().position(|l| l.at as usize >= line.text.len() - behind).unwrap_or(line.letters.len());
    is_placeholder.then(|| {
        let from = if is_year { digits_before(line, number) } else { number };
        (message!("TXT-05", written = line.words(from, to).to_owned()), (from, to))
    })
}

fn digits_before(line: &Line<'_>, number: usize) -> usize {
    let before = line.letters.get(..number).unwrap_or_default();
    number - before.iter().rev().take_while(|letter| letter.kind == Kind::Digit).count()
}

/// How an instruction in brackets begins.
const INSTRUCTIONS: &[&str] = &[
    "填写",
    "请填",
    "此处",
    "文字描述",
    "请在此",
    "单位名称",
    "机关名称",
    "待补充",
    "待填",
    "请补充",
    "请说明",
    "请描述",
    "示例",
];

/// An instruction in brackets. That of part six, 收取信息处理费情况在此处报告, is STR-20's.
fn instruction(line: &Line<'_>, number: usize) -> Found {
    let inside = line.from(number + 1);
    if !INSTRUCTIONS.iter().any(|beginning| begins(inside, beginning)) {
        return None;
    }
    let closes = |letter: &Letter| matches!(letter.c, '）' | ')' | '】' | ']');
    let length = line.letters.get(number..)?.iter().position(closes)?;
    let at = (number, number + length + 1);
    let written = line.words(at.0, at.1);
    // As the only thing in a part it is STR-06's.
    let is_said = written.contains("在此处报告") || (written.contains("文字描述") && line.text.trim() == written);
    (!is_said).then(|| (message!("TXT-05", written = written.to_owned()), at))
}

/// How lines begin that a web page puts around a report.
const OF_THE_PAGE: &[&str] = &[
    "浏览次数",
    "浏览量",
    "阅读次数",
    "点击数",
    "点击量",
    "点击次数",
    "访问次数",
    "打印本页",
    "关闭窗口",
    "关闭本页",
    "打印",
    "关闭",
    "字号",
    "字体大小",
    "索引号",
    "当前位置",
    "您当前的位置",
    "您的位置",
    "分享到",
    "扫一扫",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "返回顶部",
    "返回首页",
    "责任编辑",
    "信息来源",
    "文章来源",
    "来源",
    "发布时间",
    "发布日期",
    "发文日期",
    "成文日期",
    "发布机构",
    "主题分类",
    "生成日期",
    "保护视力色",
    "无障碍",
    "相关附件",
    "收藏本页",
    "视力保护色",
];

/// Letters from which on a line is a sentence, whatever it begins with.
const SENTENCE: usize = 60;

/// TXT-09. Nothing of the web page around the report is left.
pub fn web_leftovers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut finding: Option<Finding> = None;
    let mut count = 0;
    for line in context.letters.lines().filter(|line| line.is_paragraph() && line.letters.len() < SENTENCE) {
        let is_mark = |c: char| matches!(c, '【' | '[' | '（' | '(' | ' ' | '\u{3000}' | '|' | '［' | '·' | '：');
        let text = line.text.trim_start_matches(is_mark);
        let Some(word) = OF_THE_PAGE.iter().find(|word| begins(text, word)) else { continue };
        // 打印机…: a label ends in a colon or bracket, or is all there is.
        let rest = text.strip_prefix(*word).unwrap_or_default().trim_start();
        let is_label = rest.is_empty() || rest.starts_with(['：', ':', '】', ']', '）', ')', '［', '[', '|']);
        let is_bracketed = line.text.trim_start().starts_with(['【', '[']);
        let is_button = is_bracketed && line.text.as_str().contains(['】', ']']);
        if !(is_label || is_button) || line.text.contains("。") {
            continue;
        }
        count += 1;
        let place = line.place(0, line.letters.len());
        finding = Some(match finding.take() {
            Some(finding) => finding.at(place),
            None => pointing(
                "TXT-09",
                message!("TXT-09", written = (*word).to_owned(), count = 0usize),
                &line,
                (0, line.letters.len()),
            ),
        });
    }
    if let Some(mut finding) = finding {
        if let Some((_, arg)) = finding.message.args.iter_mut().find(|(name, _)| *name == "count") {
            *arg = crate::check::Arg::from(count);
        }
        findings.push(finding);
    }
}

/// TXT-12. No character is lost or garbled.
pub fn garbled(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.has(Kind::Odd) || line.text.may_hold_any(LOST)) {
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut next = 0;
        for (number, letter) in line.marks() {
            if number < next || !is_lost(&letter) {
                continue;
            }
            let run = line.letters.get(number..).unwrap_or_default();
            let run = run
                .iter()
                .take_while(|next| is_lost(next) && (next.c == letter.c || !is_mark(letter.c) && !is_mark(next.c)));
            let length = run.count();
            let end = number + length;
            if length > 0 && is_garbled(&line, number, end, letter.c, letter.kind) {
                places.push((number, end));
            }
            next = end;
        }
        let Some(&first) = places.first() else { continue };
        let message = message!("TXT-12", count = places.len());
        let finding = pointing("TXT-12", message, &line, first);
        findings.push(places.iter().skip(1).fold(finding, |finding, &(from, to)| finding.at(line.place(from, to))));
    }
}

/// Marks that stand for letters that were lost, where several of them stand, or one within a word.
fn is_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '□' | '▯')
}

/// Whether the letter may stand for one that was lost: UTF-8 read as Latin letters, or GBK as something else.
fn is_lost(letter: &Letter) -> bool {
    letter.kind == Kind::Odd || LOST.contains(&letter.c)
}

/// Letters that stand for lost ones, alone or with others.
const LOST: &[char] = &['?', '？', '□', '▯', 'Ã', 'â', 'ï', 'å', 'ä', 'æ', 'ç', '¿', '½', '¼', '锟', '烫'];

fn is_garbled(line: &Line<'_>, from: usize, to: usize, c: char, kind: Kind) -> bool {
    let is_han = |letter: Option<Letter>| letter.is_some_and(|letter| matches!(letter.kind, Kind::Han | Kind::Digit));
    let inside = is_han(from.checked_sub(1).and_then(|before| line.letter(before))) && is_han(line.letter(to));
    match c {
        _ if kind == Kind::Odd => true,
        // One ends a question, two are asked with force.
        '?' | '？' => to - from >= 3 || (c == '?' && inside),
        // Before a word it is a box to be ticked.
        '□' | '▯' => inside,
        '锟' => line.from(from).starts_with("锟斤拷"),
        '烫' => to - from >= 3,
        _ => to - from >= 2,
    }
}
