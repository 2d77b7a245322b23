//! The pieces of a report in reading order, for every format that writes it down from beginning to end.

use std::borrow::Cow;

use super::sentence::{Language, part_name};
use crate::form::{PARTS, Table};
use crate::report::{OtherTable, Passage, Report, Section, TableStatus};

/// A piece of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The title.
    Title(&'a str),
    /// The heading of a part.
    Heading(Cow<'a, str>),
    /// A paragraph.
    Paragraph(&'a str),
    /// A statistical table.
    Table(Table),
    /// A table the form does not know.
    Other(&'a OtherTable),
    /// Something of the draft that is not among the pieces: a person must see to it.
    Gap(Gap<'a>),
}

/// What of a draft could not be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap<'a> {
    /// A picture.
    Picture,
    /// A statistical table that is a picture.
    TablePicture,
    /// A statistical table whose numbers cannot be told apart.
    TableUnreadable,
    /// Rows or columns of a statistical table that the form does not have.
    Foreign(&'a [Passage]),
}

impl Gap<'_> {
    /// What to say in its place, in the language of the report.
    pub fn sentence(&self) -> String {
        match self {
            Gap::Picture => "（原稿此处有图片，未能带入，请从原稿复制）".to_owned(),
            Gap::TablePicture => "（原稿的统计表是图片，未能带入，请按原稿填写）".to_owned(),
            Gap::TableUnreadable => "（原稿统计表的数据无法可靠识别，未能带入，请按原稿填写）".to_owned(),
            Gap::Foreign(labels) => {
                let labels: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
                format!("（原稿统计表中另有统一格式以外的行列，未能带入：{}）", labels.join("、"))
            }
        }
    }
}

/// The report from its title to its last paragraph. A table whose part is not there stands where the part would,
/// under the part's official heading.
pub fn pieces(report: &Report) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    pieces.extend(report.title.iter().map(|title| Piece::Title(&title.text)));
    pieces.extend(report.preamble.iter().map(|paragraph| Piece::Paragraph(&paragraph.text)));
    let mut parts = PARTS.iter().peekable();
    for (index, section) in report.sections.iter().enumerate() {
        // A part out of its order is not missing: it is looked for in the whole report.
        while let Some(title) = parts.next_if(|title| title.part <= section.part) {
            table_without_part(&mut pieces, report, title.part);
        }
        let is_first = report.sections.iter().position(|other| other.part == section.part) == Some(index);
        push_section(&mut pieces, report, section, Table::of_part(section.part).filter(|_| is_first));
    }
    for title in parts {
        table_without_part(&mut pieces, report, title.part);
    }
    pieces
}

fn table_without_part<'a>(pieces: &mut Vec<Piece<'a>>, report: &'a Report, part: u8) {
    let table = Table::of_part(part).filter(|_| report.section(part).is_none());
    if let Some(table) = table.filter(|&table| report.tables.get(table).is_read()) {
        pieces.push(Piece::Heading(part_name(part, Language::Chinese).into()));
        push_table(pieces, report, table);
    }
}

fn push_section<'a>(pieces: &mut Vec<Piece<'a>>, report: &'a Report, section: &'a Section, table: Option<Table>) {
    pieces.extend(section.heading.iter().map(|heading| Piece::Heading(heading.text.as_str().into())));
    let last = section.paragraphs.len();
    for number in 0..=last {
        if let Some(table) = table.filter(|_| number == section.table_at.min(last)) {
            push_table(pieces, report, table);
        }
        pieces.extend(section.other_tables.iter().filter(|other| other.at.min(last) == number).map(Piece::Other));
        pieces.extend(section.paragraphs.get(number).map(|paragraph| Piece::Paragraph(&paragraph.text)));
    }
    let is_table_picture = table.is_some_and(|table| report.tables.get(table).status == TableStatus::Picture);
    if section.has_picture && !is_table_picture {
        pieces.push(Piece::Gap(Gap::Picture));
    }
}

fn push_table<'a>(pieces: &mut Vec<Piece<'a>>, report: &'a Report, table: Table) {
    let reading = report.tables.get(table);
    match reading.status {
        TableStatus::Read => {
            pieces.push(Piece::Table(table));
            if !reading.foreign.is_empty() {
                pieces.push(Piece::Gap(Gap::Foreign(&reading.foreign)));
            }
        }
        TableStatus::Missing => {}
        TableStatus::Picture => pieces.push(Piece::Gap(Gap::TablePicture)),
        TableStatus::Unreadable => pieces.push(Piece::Gap(Gap::TableUnreadable)),
    }
}

/// Length in bytes of the sub-heading a paragraph begins with (`（一）主动公开情况。`); 0 when there is none.
pub fn sub_heading(text: &str) -> usize {
    const LONGEST: usize = 30;
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let Some(rest) = text.strip_prefix(['（', '(']) else { return 0 };
    let Some(after) = rest.trim_start_matches(numeral).strip_prefix(['）', ')']) else { return 0 };
    let end = after.find(['。', '：', '，', ':', ',']).map_or(after.len(), |stop| stop);
    let (words, stop) = after.split_at_checked(end).unwrap_or((after, ""));
    if words.chars().count() > LONGEST || !(stop.is_empty() || stop.starts_with('。')) {
        return 0;
    }
    text.len() - stop.len() + stop.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::Edition;

    fn section(part: u8, paragraphs: &[&str]) -> Section {
        Section {
            part,
            heading: Some(Passage::new(format!("第{part}部分"))),
            paragraphs: paragraphs.iter().map(|text| Passage::new(*text)).collect(),
            ..Section::default()
        }
    }

    #[test]
    fn pieces_stand_in_reading_order() {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        report.title = Some(Passage::new("题"));
        report.preamble = vec![Passage::new("引")];
        let other = OtherTable { at: 2, rows: Vec::new() };
        let two = Section { table_at: 1, other_tables: vec![other.clone()], ..section(2, &["前", "后"]) };
        report.sections = vec![section(1, &["文"]), two, section(4, &[])];
        report.tables.disclosure.status = TableStatus::Read;
        report.tables.requests.status = TableStatus::Read;
        report.tables.disputes.status = TableStatus::Unreadable;
        use Piece::*;
        assert_eq!(
            pieces(&report),
            [
                Title("题"),
                Paragraph("引"),
                Heading("第1部分".into()),
                Paragraph("文"),
                Heading("第2部分".into()),
                Paragraph("前"),
                Table(crate::form::Table::Disclosure),
                Paragraph("后"),
                Other(&other),
                Heading("三、收到和处理政府信息公开申请情况".into()),
                Table(crate::form::Table::Requests),
                Heading("第4部分".into()),
                Gap(super::Gap::TableUnreadable),
            ]
        );
    }

    #[test]
    fn what_is_not_taken_over_is_said_once() {
        let mut report = Report::empty(SourceKind::Docx, Edition::Y2021);
        report.sections = vec![Section { has_picture: true, ..section(2, &[]) }];
        report.tables.disclosure.status = TableStatus::Picture;
        assert_eq!(pieces(&report), [Piece::Heading("第2部分".into()), Piece::Gap(Gap::TablePicture)]);
        report.tables.disclosure.status = TableStatus::Missing;
        assert_eq!(pieces(&report), [Piece::Heading("第2部分".into()), Piece::Gap(Gap::Picture)]);
        report.tables.disclosure.status = TableStatus::Read;
        report.tables.disclosure.foreign = vec![Passage::new("甲"), Passage::new("乙")];
        let sentence = Gap::Foreign(&report.tables.disclosure.foreign).sentence();
        assert!(sentence.ends_with("：甲、乙）"));
        assert_eq!(pieces(&report).len(), 4);
    }

    #[test]
    fn sub_headings_are_short_and_end_with_a_stop() {
        for (text, words) in [
            ("（一）主动公开。全年", "（一）主动公开。"),
            ("（十一）主动公开情况", "（十一）主动公开情况"),
            ("(二)依申请公开方面。", "(二)依申请公开方面。"),
            ("（一）全年公开，其中", ""),
            ("（以下简称《条例》）。", ""),
            ("全年（一）。", ""),
            ("", ""),
        ] {
            assert_eq!(&text[..sub_heading(text)], words, "{text}");
        }
    }
}
