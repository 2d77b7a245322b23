//! The outline of a draft: title, preamble, parts, and what does not belong to the report.

use std::ops::Range;

use super::scan::Scan;
use crate::document::{Block, Document, Paragraph, Span};
use crate::form::{Edition, PARTS, bare, is_bare, normalize, requests_rows};
use crate::report::Passage;
use crate::sorted::Numbers;

/// Where things stand, by block number.
pub(super) struct Outline {
    pub title: Option<Title>,
    /// Blocks between the title and the first part.
    pub preamble: Range<usize>,
    pub parts: Vec<Part>,
    /// Blocks that belong to no part of the report.
    pub outside: Vec<usize>,
}

pub(super) struct Title {
    pub passage: Passage,
    /// The block behind the last one of the title.
    pub end: usize,
    /// The first block of the title.
    pub start: usize,
}

/// A part with its blocks, the heading not included.
#[derive(Debug)]
pub(super) struct Part {
    pub part: u8,
    pub number: Option<u8>,
    pub heading: Option<Passage>,
    /// Text that follows the heading on the same line.
    pub rest: Option<Span>,
    pub blocks: Range<usize>,
}

impl Outline {
    /// The part whose blocks include that one.
    pub fn part_of(&self, block: usize) -> Option<u8> {
        self.parts.iter().find(|part| part.blocks.contains(&block)).map(|part| part.part)
    }
}

pub(super) fn outline(document: &Document) -> Outline {
    let headings = headings(document);
    let first = headings.first().map_or(document.blocks.len(), |heading| heading.start);
    let title = title(document, first, headings.is_empty());
    let mut outside: Vec<usize> = (0..title.as_ref().map_or(0, |title| title.start)).collect();

    let mut preamble = title.as_ref().map_or(0, |title| title.end)..first;
    while preamble.start < preamble.end && is_notice(document, preamble.start) {
        outside.push(preamble.start);
        preamble.start += 1;
    }

    let ends = headings.iter().skip(1).map(|next| next.start).chain([document.blocks.len()]);
    let mut parts: Vec<Part> = headings
        .iter()
        .zip(ends)
        .map(|(heading, end)| Part {
            part: heading.part,
            number: heading.number,
            heading: Some(heading.passage.clone()),
            rest: heading.rest,
            blocks: heading.end..end,
        })
        .collect();
    if let Some(last) = parts.last_mut()
        && let Some(cut) = last.blocks.clone().find(|&block| is_footer(document, block))
    {
        outside.extend(cut..last.blocks.end);
        last.blocks.end = cut;
    }
    Outline { title, preamble, parts, outside }
}

fn paragraph(document: &Document, block: usize) -> Option<(&Paragraph, &str)> {
    match document.blocks.get(block) {
        Some(Block::Paragraph(paragraph)) => Some((paragraph, document.slice(paragraph.span))),
        _ => None,
    }
}

/// A heading of a part.
#[derive(Clone, Debug)]
struct Heading {
    /// 1 to 6; 7 and up for parts the form does not have.
    part: u8,
    number: Option<u8>,
    start: usize,
    end: usize,
    passage: Passage,
    rest: Option<Span>,
    strength: Strength,
}

/// How sure a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// The wording without a number, or with one in Arabic digits.
    Unnumbered,
    /// A number and a wording like that of the part.
    Similar,
    /// A number and an accepted wording.
    Exact,
}

fn headings(document: &Document) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut block = 0;
    while block < document.blocks.len() {
        match heading_at(document, block) {
            Some(heading) => {
                block = heading.end;
                found.push(heading);
            }
            None => block += 1,
        }
    }
    let mut found = without_contents(found);
    // A sure heading of a part silences the less sure ones.
    let surest = |part: u8, found: &[Heading]| found.iter().filter(|h| h.part == part).map(|h| h.strength).max();
    let best: Vec<_> = (1..=6).map(|part| (part, surest(part, &found))).collect();
    found.retain(|heading| best.contains(&(heading.part, Some(heading.strength))));
    with_extra_parts(document, found)
}

/// Drops a table of contents: three or more headings in a row, each of which comes again.
fn without_contents(found: Vec<Heading>) -> Vec<Heading> {
    let mut kept = Vec::with_capacity(found.len());
    let mut rest = found.as_slice();
    while !rest.is_empty() {
        let adjacent = rest.windows(2).take_while(|pair| matches!(pair, [one, next] if one.end == next.start)).count();
        let mut seen = Numbers::default();
        let run = rest.iter().take(1 + adjacent).take_while(|heading| seen.insert(heading.part.into())).count();
        let (head, tail) = rest.split_at_checked(run.max(1)).unwrap_or((rest, &[]));
        let comes_again = |heading: &Heading| tail.iter().any(|later| later.part == heading.part);
        if head.len() < 3 || !head.iter().all(comes_again) {
            kept.extend_from_slice(head);
        }
        rest = tail;
    }
    kept
}

/// Adds short numbered lines that continue the numbering of the parts but have no statutory wording: 七、….
fn with_extra_parts(document: &Document, found: Vec<Heading>) -> Vec<Heading> {
    let mut all: Vec<Heading> = Vec::with_capacity(found.len());
    let mut extra = 7;
    let mut following =
        found.iter().skip(1).map(|heading| (heading.start, heading.number)).chain([(document.blocks.len(), None)]);
    for heading in &found {
        let (end, next_number) = following.next().unwrap_or((document.blocks.len(), None));
        let mut number = heading.number;
        let from = heading.end;
        all.push(heading.clone());
        for block in from..end {
            let Some(expected) = number.map(|number| number + 1) else { break };
            let Some((paragraph, text)) = paragraph(document, block) else { continue };
            let scan = Scan::new(text);
            // Only a Chinese numeral numbers a part; rows of the tables are numbered too.
            let numbered = marker(&scan).filter(|marker| marker.number == expected && !marker.arabic);
            let Some(marker) = numbered.filter(|_| !is_table_label(text)) else { continue };
            // In the middle of the report the next part must go on counting from here.
            let continues = next_number.map_or(expected > 6, |next| next == expected + 1);
            let wording = scan.len().saturating_sub(marker.end);
            if !continues || !(2..=30).contains(&wording) || text.ends_with(['。', '；', '，', ';', ',']) {
                continue;
            }
            all.push(Heading {
                part: extra,
                number: Some(expected),
                start: block,
                end: block + 1,
                passage: Passage { text: text.to_owned(), source: Some(paragraph.span) },
                rest: None,
                strength: Strength::Similar,
            });
            extra += 1;
            number = Some(expected);
        }
    }
    all
}

/// Whether the line is a label of table three, whose rows count on from 一 to 四.
fn is_table_label(text: &str) -> bool {
    let written = bare(text);
    let rows = requests_rows(Edition::Y2021).iter();
    rows.flat_map(|row| row.path).any(|label| !label.is_empty() && is_bare(label, &written))
}

/// A number before a heading.
struct Marker {
    number: u8,
    /// Whether it is written in Arabic digits, as items within a part are too.
    arabic: bool,
    /// Index in the scan behind the marker.
    end: usize,
}

/// Reads `一、`, `第一部分`, `1.`; letters that text recognition put before the numeral are passed over.
fn marker(scan: &Scan) -> Option<Marker> {
    let mut index = 0;
    while index < 2 && scan.get(index).is_some_and(|c| c.is_ascii_alphabetic()) {
        index += 1;
    }
    let ordinal = scan.get(index) == Some('第');
    let start = index + usize::from(ordinal);
    let numeral = |i: usize| scan.get(i).and_then(|c| "一二三四五六七八九十".chars().position(|n| n == c));
    let (number, mut end) = match numeral(start) {
        Some(9) if numeral(start + 1).is_some() => (11 + numeral(start + 1)?, start + 2),
        Some(position) => (position + 1, start + 1),
        None => {
            let (number, end) = scan.number(start, 1)?;
            (usize::try_from(number).ok().filter(|&n| n > 0)?, end)
        }
    };
    if ordinal {
        end = if scan.starts_with(end, "部分") { end + 2 } else { return None };
        end += usize::from(matches!(scan.get(end), Some('、' | '.' | ',' | ':')));
    } else if matches!(scan.get(end), Some('、' | '.' | ',' | ':')) {
        end += 1;
    } else {
        return None;
    }
    Some(Marker { number: u8::try_from(number).ok()?, arabic: scan.number(start, 2).is_some(), end })
}

/// Bytes of a line's start that tell whether it is a heading: twice the longest wording of a title with its number.
const LONGEST_START: usize = 240;

/// The heading that begins at that block, joined with the next block when it is broken over two lines.
fn heading_at(document: &Document, block: usize) -> Option<Heading> {
    let (first, text) = paragraph(document, block)?;
    // Longer lines cannot be headings, unless the part's text follows on the same line.
    let scan = Scan::new(text.get(..text.floor_char_boundary(LONGEST_START)).unwrap_or(text));
    let marker = marker(&scan);
    let number = marker.as_ref().map(|marker| marker.number);
    let from = marker.as_ref().map_or(0, |marker| marker.end);
    let make =
        |part, strength, passage, rest, end| Heading { part, number, start: block, end, passage, rest, strength };
    let whole = || Passage { text: text.to_owned(), source: Some(first.span) };

    let wording: String = (from..scan.len()).filter_map(|i| scan.get(i)).collect();
    let wording = wording.replace([',', '、'], "");
    let trimmed = wording.trim_end_matches(['.', ':', '!']);
    let without_bracket = trimmed.split_once('(').map_or(trimmed, |(before, _)| before);
    if let Some(part) = exact(trimmed).or_else(|| exact(without_bracket).filter(|_| scan.len() < 60)) {
        if marker.as_ref().is_some_and(|marker| marker.arabic) {
            return (number == Some(part)).then(|| make(part, Strength::Unnumbered, whole(), None, block + 1));
        }
        if marker.is_some() {
            return Some(make(part, Strength::Exact, whole(), None, block + 1));
        }
        let is_alone = first.heading || first.centered || wording.chars().count() > 4;
        return is_alone.then(|| make(part, Strength::Unnumbered, whole(), None, block + 1));
    }
    if marker.is_none_or(|marker| marker.arabic) {
        return None;
    }
    if let Some((next, following)) = paragraph(document, block + 1)
        && scan.len() < 40
        && following.chars().count() < 20
        && let Some(part) =
            exact(&format!("{}{}", trimmed, normalize(following).replace('、', "").trim_end_matches(['.', ':'])))
    {
        let passage = Passage { text: format!("{text}{following}"), source: Some(first.span.cover(next.span)) };
        return Some(make(part, Strength::Exact, passage, None, block + 2));
    }
    if let Some((part, end)) = glued(&scan, from) {
        let span = first.span.inside(scan.span(0, end));
        let passage = Passage { text: document.slice(span).to_owned(), source: Some(span) };
        let rest = Span::new(first.span.start + scan.span(end, end).start, first.span.end);
        return Some(make(part, Strength::Exact, passage, Some(rest), block + 1));
    }
    if wording.chars().count() > 30 || text.ends_with(['。', '；', ';']) {
        return None;
    }
    let part = similar(trimmed, number)?;
    Some(make(part, Strength::Similar, whole(), None, block + 1))
}

/// The part that has this wording (normalised, without list commas).
fn exact(wording: &str) -> Option<u8> {
    if wording.len() > LONGEST_START / 2 {
        return None;
    }
    PARTS.iter().find(|title| title.label.wordings().any(|accepted| is_bare(accepted, wording))).map(|title| title.part)
}

/// The part whose title begins the line, with the index behind it, when a mark or the text follows it.
fn glued(scan: &Scan, from: usize) -> Option<(u8, usize)> {
    let longest = PARTS
        .iter()
        .flat_map(|title| title.label.wordings().map(move |wording| (title.part, wording)))
        .filter(|(_, wording)| scan.starts_with(from, wording))
        .max_by_key(|(_, wording)| wording.len());
    let (part, wording) = longest?;
    let end = from + wording.chars().count();
    match scan.get(end)? {
        '.' | ':' => Some((part, end + 1)),
        // A further word would make another heading of it: 总体情况分析. A part's text begins otherwise.
        '(' | '2' | '一' => Some((part, end)),
        _ if scan.is_spaced(end) => Some((part, end)),
        _ => None,
    }
}

/// The part whose wordings are most like this one: rather alike when the number fits, very when it does not.
fn similar(wording: &str, number: Option<u8>) -> Option<u8> {
    let likeness = |part: u8| {
        let title = PARTS.iter().find(|title| title.part == part)?;
        title.label.wordings().map(|accepted| dice(&normalize(accepted).replace('、', ""), wording)).max()
    };
    if let Some(number) = number
        && likeness(number).is_some_and(|percent| percent >= 50)
    {
        return Some(number);
    }
    (1..=6)
        .filter_map(|part| Some((likeness(part)?, part)))
        .max()
        .filter(|&(percent, _)| percent >= 80)
        .map(|(_, part)| part)
}

/// Likeness of two texts by their pairs of characters, in percent.
pub(super) fn dice(one: &str, other: &str) -> usize {
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (one, mut other) = (pairs(one), pairs(other));
    let total = one.len() + other.len();
    let mut common: usize = 0;
    for pair in &one {
        if let Some(at) = other.iter().position(|candidate| candidate == pair) {
            other.swap_remove(at);
            common += 1;
        }
    }
    (200 * common).checked_div(total).unwrap_or(0)
}

/// The title: the lines before the first part that name the report. The last of the best ones, because web
/// pages repeat it in their head.
fn title(document: &Document, first: usize, no_headings: bool) -> Option<Title> {
    let limit = if no_headings { first.min(40) } else { first };
    (0..limit)
        .filter_map(|last| title_at(document, last))
        .max_by_key(|(score, title)| (*score, title.end))
        .map(|(_, title)| title)
}

/// The title that ends with that block: one to three short lines, with a score of how much it looks like one.
fn title_at(document: &Document, last: usize) -> Option<(usize, Title)> {
    let is_line = |text: &str| text.chars().count() <= 60 && !text.contains(['。', '；', '，', '：']);
    let (paragraph_at_end, text) = paragraph(document, last)?;
    let ends_as_title = |text: &str| {
        let text = normalize(text);
        let text = text.trim_end_matches(['》', '>', ')']);
        text.ends_with("报告") || text.ends_with("年报")
    };
    if !is_line(text) || !ends_as_title(text) {
        return None;
    }
    let mut start = last;
    let mut whole = text.to_owned();
    let above = |start: usize| {
        let (_, text) = paragraph(document, start.checked_sub(1)?)?;
        (text.chars().count() <= 40 && is_line(text) && !ends_as_title(text)).then_some(text)
    };
    while !whole.contains("公开") && last - start < 2 {
        whole.insert_str(0, above(start)?);
        start -= 1;
    }
    if !whole.contains("信息公开") && !whole.contains("政务公开") {
        return None;
    }
    let names_organ = |whole: &str| super::identity::organ(whole, &[]).is_some();
    if !names_organ(&whole)
        && last - start < 2
        && let Some(text) = above(start).filter(|text| is_organ(text))
    {
        whole.insert_str(0, text);
        start -= 1;
    }
    let score = 3 * usize::from(whole.contains("年度报告"))
        + 2 * usize::from(super::identity::year(&whole).is_some())
        + 2 * usize::from(names_organ(&whole))
        + usize::from(paragraph_at_end.heading || paragraph_at_end.centered);
    let begin = paragraph(document, start).map_or(paragraph_at_end.span, |(paragraph, _)| paragraph.span);
    let passage = Passage { text: whole, source: Some(begin.cover(paragraph_at_end.span)) };
    Some((score, Title { passage, start, end: last + 1 }))
}

/// Whether a line can be nothing but an organ's name.
fn is_organ(text: &str) -> bool {
    let ends = [
        "政府",
        "办公室",
        "办公厅",
        "办事处",
        "街道",
        "局",
        "委员会",
        "厅",
        "委",
        "部",
        "署",
        "管委会",
        "中心",
        "处",
        "支队",
    ];
    ends.iter().any(|end| text.trim().ends_with(end))
}

/// Lines of a web page between title and text.
fn is_notice(document: &Document, block: usize) -> bool {
    const WORDS: [&str; 14] = [
        "发布日期",
        "发布时间",
        "发文日期",
        "成文日期",
        "信息来源",
        "来源：",
        "来源:",
        "浏览次数",
        "浏览量",
        "字号",
        "字体",
        "打印",
        "索引号",
        "阅读次数",
    ];
    paragraph(document, block).is_some_and(|(_, text)| {
        text.chars().count() <= 100 && WORDS.iter().any(|word| text.contains(word)) && !text.contains('。')
    })
}

/// Lines of a web page behind the report.
fn is_footer(document: &Document, block: usize) -> bool {
    const WORDS: [&str; 18] = [
        "版权所有",
        "主办单位",
        "承办单位",
        "网站标识码",
        "ICP备",
        "公网安备",
        "网站地图",
        "上一篇",
        "下一篇",
        "打印本页",
        "关闭窗口",
        "关闭本页",
        "【打印",
        "【关闭",
        "扫一扫",
        "分享到",
        "友情链接",
        "相关链接",
    ];
    paragraph(document, block).is_some_and(|(_, text)| {
        text.chars().count() <= 100 && WORDS.iter().any(|word| text.contains(word)) && !text.ends_with('。')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_fits_into_half_of_a_start() {
        let wordings = PARTS.iter().flat_map(|title| title.label.wordings());
        assert!(wordings.map(str::len).max() <= Some(LONGEST_START / 2));
    }

    use crate::document::{Builder, SourceKind};

    fn document(lines: &[&str]) -> Document {
        let mut builder = Builder::new(SourceKind::Text);
        lines.iter().for_each(|line| builder.paragraph(line, false, false));
        builder.finish()
    }

    fn parts(lines: &[&str]) -> Vec<(u8, Option<u8>)> {
        outline(&document(lines)).parts.iter().map(|part| (part.part, part.number)).collect()
    }

    #[test]
    fn headings_are_found_in_their_variants() {
        for (line, expected) in [
            ("一、总体情况", (1, Some(1))),
            ("一、总体情况、", (1, Some(1))),
            ("第一部分 总体情况", (1, Some(1))),
            ("二、行政机关主动公开政府信息的情况", (2, Some(2))),
            ("三、收到和处理政府信息公开申请情况统计表", (3, Some(3))),
            ("四、政府信息公开行政复议,行政诉讼情况", (4, Some(4))),
            ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", (4, Some(4))),
            ("l六、其他需要报告的事项", (6, Some(6))),
            ("六、其他需要报告的事项（文字描述，收取信息处理费情况在此处报告。）", (6, Some(6))),
            ("五、其他需要报告的事项", (6, Some(5))),
            ("收到和处理政府信息公开申请情况", (3, None)),
            ("6.其他需要报告的事项", (6, Some(6))),
            ("五、存在的问题和改进的情况", (5, Some(5))),
        ] {
            assert_eq!(parts(&["正文。", line, "内容。"]), [expected], "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_headings() {
        for line in [
            "（一）主动公开政府信息情况",
            "本报告由总体情况、主动公开政府信息情况等六部分组成。",
            "一、加强组织领导。健全机制。",
            "一是总体情况良好",
            "一、存在的主要问题",
            "4、其他事项",
        ] {
            assert_eq!(parts(&[line, "内容。"]), [], "{line}");
        }
    }

    #[test]
    fn a_heading_may_be_broken_or_glued() {
        let outline = outline(&document(&[
            "四、政府信息公开行政复议、",
            "行政诉讼情况",
            "六、其他需要报告的事项。本年度未收取费用。",
        ]));
        let headings: Vec<_> = outline.parts.iter().map(|part| part.heading.as_ref().unwrap().text.as_str()).collect();
        assert_eq!(headings, ["四、政府信息公开行政复议、行政诉讼情况", "六、其他需要报告的事项。"]);
        assert!(outline.parts[1].rest.is_some());
    }

    #[test]
    fn a_table_of_contents_is_passed_over_and_extra_parts_are_kept() {
        let contents = ["一、总体情况", "二、主动公开政府信息情况", "五、存在的主要问题及改进情况"];
        let body = ["一、总体情况", "正文", "二、主动公开政府信息情况", "正文", "五、存在的主要问题及改进情况", "正文"];
        let lines: Vec<_> = contents.into_iter().chain(body).collect();
        assert_eq!(parts(&lines), [(1, Some(1)), (2, Some(2)), (5, Some(5))]);
        assert_eq!(
            parts(&["六、其他需要报告的事项", "无。", "七、工作亮点", "做了许多工作。"]),
            [(6, Some(6)), (7, Some(7))]
        );
    }

    #[test]
    fn titles_are_joined_and_page_furniture_left_out() {
        let outline = outline(&document(&[
            "首页",
            "青石镇人民政府2024年政府信息公开年报",
            "青石镇人民政府",
            "2024年政府信息公开",
            "工作年度报告",
            "发布日期：2025-01-20 浏览次数：12",
            "根据条例编制。",
            "一、总体情况",
            "正文。",
            "六、其他需要报告的事项",
            "无。",
            "【打印】【关闭】",
            "版权所有",
        ]));
        let title = outline.title.as_ref().unwrap();
        assert_eq!(title.passage.text, "青石镇人民政府2024年政府信息公开工作年度报告");
        assert_eq!(outline.preamble, 6..7);
        assert_eq!(outline.outside, [0, 1, 5, 11, 12]);
    }
}
