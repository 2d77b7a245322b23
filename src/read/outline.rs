//! The outline of a draft: title, preamble, parts, and what does not belong to the report.

use std::ops::Range;

use super::heading::headings;
use crate::document::{Block, Document, Paragraph, Span};
use crate::form::normalize;
use crate::report::Passage;

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

pub(super) fn paragraph(document: &Document, block: usize) -> Option<(&Paragraph, &str)> {
    match document.blocks.get(block) {
        Some(Block::Paragraph(paragraph)) => Some((paragraph, document.slice(paragraph.span))),
        _ => None,
    }
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
