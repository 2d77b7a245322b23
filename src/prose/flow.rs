//! Paragraphs as one plain text: lines that a paragraph was broken over are joined, blanks dropped, full-width letters
//! and marks made narrow. Every place in it can be found again in the report.

use crate::document::Span;
use crate::form::simplify;
use crate::report::{Passage, Report};

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// It is the title.
    Title,
    /// It is the heading of a section, by the section's index.
    Heading(usize),
    /// In the preamble, by its number.
    Preamble(usize),
    /// In a section, by the section's index and its number.
    Section(usize, usize),
}

/// A text in plain characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// The part it stands in; 0 for the preamble.
    pub part: u8,
    /// The text: without blanks (but for one between two digits), marks narrow where they have a narrow form.
    pub text: String,
    /// Where its pieces come from, by their place in `text`.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// First byte in the flow's text.
    start: usize,
    /// The paragraph.
    at: At,
    /// The byte of the paragraph that became the first.
    source: usize,
    /// For a single character that was changed, its length in the paragraph; 0 for text that was copied.
    changed: usize,
}

/// The preamble and every section as flows.
pub fn flows(report: &Report) -> Vec<Flow> {
    let mut flows = Vec::new();
    let joins = !report.kind.is_structured();
    add(&report.preamble, 0, joins, At::Preamble, &mut flows);
    for (index, section) in report.sections.iter().enumerate() {
        add(&section.paragraphs, section.part, joins, |number| At::Section(index, number), &mut flows);
    }
    flows
}

fn add(passages: &[Passage], part: u8, joins: bool, at: impl Fn(usize) -> At, flows: &mut Vec<Flow>) {
    let mut open: Option<Flow> = None;
    for (number, passage) in passages.iter().enumerate() {
        let text = passage.text.trim();
        if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b' ')) {
            // The number of a page, in the middle of a sentence perhaps.
            continue;
        }
        let mut flow = match open.take() {
            Some(flow) if !begins(text) => flow,
            Some(flow) => {
                flows.push(flow);
                Flow { part, ..Flow::default() }
            }
            None => Flow { part, ..Flow::default() },
        };
        flow.append(at(number), &passage.text);
        if joins
            && passage.text.len() >= LINE
            && !passage.text.trim_end().ends_with(['。', '！', '？', '：', ':', '；'])
        {
            open = Some(flow);
        } else {
            flows.push(flow);
        }
    }
    flows.extend(open);
}

/// A line that was broken has at least this many bytes: twenty ideographs.
const LINE: usize = 60;

/// Whether a line begins a paragraph or an item of a list of its own.
fn begins(line: &str) -> bool {
    let mut chars = line.chars().map(simplify);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    match (chars.next(), chars.next(), chars.next()) {
        (Some('('), Some(c), _) => numeral(c),
        (Some(c), Some(next), third) if numeral(c) => {
            matches!(next, '是' | '、' | ')') || (next == '.' && !third.is_some_and(|c| c.is_ascii_digit()))
        }
        _ => false,
    }
}

impl Flow {
    /// Adds a paragraph at the end.
    fn append(&mut self, at: At, paragraph: &str) {
        self.text.reserve(paragraph.len());
        // Two for every mark that is made narrow.
        self.pieces.reserve(paragraph.len() / 16);
        // What is copied unchanged is copied together, from here on.
        let mut kept: Option<usize> = None;
        let mut source = 0;
        loop {
            let stays = unchanged(paragraph.as_bytes().get(source..).unwrap_or_default());
            if stays > 0 {
                kept = kept.or(Some(source));
                source += stays;
            }
            let Some(c) = paragraph.get(source..).and_then(|rest| rest.chars().next()) else { break };
            let plain = plain(c);
            if plain == Some(c) {
                kept = kept.or(Some(source));
                source += c.len_utf8();
                continue;
            }
            self.copy(at, paragraph, kept.take(), source);
            match plain {
                Some(plain) => {
                    self.pieces.push(Piece { start: self.text.len(), at, source, changed: c.len_utf8() });
                    self.text.push(plain);
                }
                None if self.is_between_digits(paragraph.get(source..).unwrap_or("")) => {
                    self.pieces.push(Piece { start: self.text.len(), at, source, changed: c.len_utf8() });
                    self.text.push(' ');
                }
                None => {}
            }
            source += c.len_utf8();
        }
        self.copy(at, paragraph, kept, paragraph.len());
    }

    fn copy(&mut self, at: At, paragraph: &str, from: Option<usize>, to: usize) {
        if let Some(source) = from {
            self.pieces.push(Piece { start: self.text.len(), at, source, changed: 0 });
            self.text.push_str(paragraph.get(source..to).unwrap_or(""));
        }
    }

    fn is_between_digits(&self, rest: &str) -> bool {
        self.text.ends_with(|c: char| c.is_ascii_digit())
            && rest.trim_start().starts_with(|c: char| simplify(c).is_ascii_digit())
    }

    /// Where a stretch of the text stands in the report; what runs over into another paragraph is left out.
    pub fn place(&self, span: Span) -> Option<(At, Span)> {
        let first = self.piece(span.start)?;
        let start = first.source + if first.changed == 0 { span.start - first.start } else { 0 };
        let mut end = start;
        let mut at = span.end;
        while at > span.start {
            let last = self.piece(at - 1)?;
            if last.at == first.at {
                end = last.source + if last.changed == 0 { at - last.start } else { last.changed };
                break;
            }
            at = last.start;
        }
        Some((first.at, Span::new(start, end.max(start))))
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.start <= offset);
        self.pieces.get(next.checked_sub(1)?)
    }
}

/// Bytes of the characters at the beginning that are plain as they stand.
fn unchanged(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    // Ideographs, the most; 、。《》.
    while let [0xe4..=0xe9, _, _, behind @ ..]
    | [b'!'..=b'~', behind @ ..]
    | [0xe3, 0x80, 0x81 | 0x82 | 0x8a | 0x8b, behind @ ..] = rest
    {
        rest = behind;
    }
    bytes.len() - rest.len()
}

/// A character in its plain form; `None` for a blank.
fn plain(c: char) -> Option<char> {
    match c {
        // The marks of full width.
        '，' | '；' | '：' | '（' | '）' => char::from_u32(c as u32 - 0xfee0),
        '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' => None,
        '。' => Some(c),
        '～' => Some('~'),
        _ => match simplify(c) {
            ' ' => None,
            '[' | '【' => Some('('),
            ']' | '】' => Some(')'),
            plain => Some(plain),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::Edition;
    use crate::report::Section;

    fn report(kind: SourceKind, paragraphs: &[&str]) -> Report {
        let mut report = Report::empty(kind, Edition::Y2021);
        let paragraphs = paragraphs.iter().copied().map(Passage::new).collect();
        report.sections = vec![Section { part: 1, paragraphs, ..Section::default() }];
        report
    }

    #[test]
    fn broken_lines_are_joined_and_every_place_is_found_again() {
        let lines = [
            "2024 年，全镇共受理政府信息公开申请 ３１１９ 件，答复申请 3050 件，含上年度结转申请 34 件，另有 103 件顺延到下年度",
            "- 3 -",
            "答复，均在法定期限内予以答复。",
            "一是另一段。",
        ];
        let report = report(SourceKind::Text, &lines);
        let flows = flows(&report);
        assert_eq!(flows.len(), 2);
        let text = &flows[0].text;
        assert!(text.contains("申请3119件,答复") && text.contains("顺延到下年度答复,"), "{text}");
        let find = |words: &str| {
            let start = text.find(words).unwrap();
            flows[0].place(Span::new(start, start + words.len())).unwrap()
        };
        let source = |(at, span): (At, Span)| {
            let At::Section(_, number) = at else { panic!("a section") };
            lines[number].get(span.range()).unwrap()
        };
        assert_eq!(source(find("3119件")), "３１１９ 件");
        assert_eq!(source(find("答复,均在")), "答复，均在");
        // What runs over the end of a line is cut there.
        assert_eq!(source(find("下年度答复")), "下年度");
    }

    #[test]
    fn paragraphs_of_structured_files_stay_apart() {
        let long = "全年通过各类渠道公开信息若干条，内容涉及农业农村、社会保障、医疗卫生等群众关心的领域";
        assert_eq!(flows(&report(SourceKind::Docx, &[long, long])).len(), 2);
        assert_eq!(flows(&report(SourceKind::Text, &[long, long])).len(), 1);
    }

    #[test]
    fn a_blank_stays_between_two_digits_only() {
        let flows = flows(&report(SourceKind::Text, &["共 3 119 件， 2024 年"]));
        assert_eq!(flows[0].text, "共3 119件,2024年");
    }
}
