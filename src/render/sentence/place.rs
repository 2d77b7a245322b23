//! Where something is, in words.

use super::{Language, cell_name};
use crate::check::{Finding, Place};
use crate::document::Span;
use crate::form::{Table, part_title};
use crate::report::{Passage, Report};

/// The place of a finding by part, paragraph and the words that stand there, or by the labels of its cell.
pub fn place_name(finding: &Finding, place: &Place, report: &Report, language: Language) -> String {
    let quote = |passage: Option<&Passage>, span| quote(finding, passage, span);
    let section = |index: usize| report.sections.get(index);
    let part_of = |index: usize| section(index).map_or_else(String::new, |section| part_name(section.part, language));
    let say = |chinese: String, english: String| match language {
        Language::Chinese => chinese,
        Language::English => english,
    };
    match *place {
        Place::Cell(cell) => cell_name(cell, language),
        Place::Table(table) => table_name(table, language),
        Place::Title(span) => {
            let quote = quote(report.title.as_ref(), span);
            say(format!("标题{quote}"), format!("title {quote}"))
        }
        Place::Preamble(number, span) => {
            let quote = quote(report.preamble.get(number), span);
            say(format!("开头第{}段{quote}", number + 1), format!("preamble, paragraph {} {quote}", number + 1))
        }
        Place::Heading(index, span) => {
            let quote = quote(section(index).and_then(|section| section.heading.as_ref()), span);
            say(format!("{}标题{quote}", part_of(index)), format!("{}, heading {quote}", part_of(index)))
        }
        Place::Paragraph(index, number, span) => {
            let quote = quote(section(index).and_then(|section| section.paragraphs.get(number)), span);
            let part = part_of(index);
            say(format!("{part}第{}段{quote}", number + 1), format!("{part}, paragraph {} {quote}", number + 1))
        }
        Place::Part(part) => part_name(part, language),
        Place::Report => say("全文".to_owned(), "the report".to_owned()),
    }
    .trim_end()
    .to_owned()
}

fn part_name(part: u8, language: Language) -> String {
    match (language, part_title(part)) {
        (Language::Chinese, Some(title)) => format!("第{}部分", title.numeral),
        (Language::Chinese, None) => format!("第{part}部分"),
        (Language::English, _) => format!("part {part}"),
    }
}

fn table_name(table: Table, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}的统计表", part_name(table.part(), language)),
        Language::English => format!("the table of {}", part_name(table.part(), language)),
    }
}

/// The words at the span in quotation marks, shortened when they are many; nothing for an empty span.
fn quote(finding: &Finding, passage: Option<&Passage>, span: Span) -> String {
    const LONGEST: usize = 24;
    let words = passage.and_then(|passage| passage.text.get(span.range())).unwrap_or("");
    if words.is_empty() {
        return String::new();
    }
    let words = finding.quote(words);
    match words.char_indices().nth(LONGEST).and_then(|(end, _)| words.get(..end)) {
        Some(beginning) => format!("“{beginning}…”"),
        None => format!("“{words}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Message, Severity};
    use crate::document::SourceKind;
    use crate::form::Edition;
    use crate::report::Section;

    fn finding() -> Finding {
        Finding {
            rule: "",
            severity: Severity::Info,
            message: Message { key: "", args: Vec::new() },
            places: Vec::new(),
            evidence: Vec::new(),
            expected: None,
            actual: None,
            fixes: Vec::new(),
            fingerprint: String::new(),
        }
    }

    #[test]
    fn places_are_named_by_part_paragraph_and_words() {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        report.title = Some(Passage::new("题目"));
        let long = "共收到申请三十件其中自然人二十件法人十件均已答复";
        report.sections = vec![Section {
            part: 5,
            heading: Some(Passage::new("五、存在的主要问题及改进情况")),
            paragraphs: vec![Passage::new(long), Passage::new(format!("{long}。{long}"))],
            ..Section::default()
        }];
        let finding = |rule| Finding { rule, ..finding() };
        let name = |place, language| place_name(&finding("STR-04"), &place, &report, language);
        let words = Span::new(0, "共收到".len());
        assert_eq!(name(Place::Title(Span::new(0, 6)), Language::Chinese), "标题“题目”");
        assert_eq!(name(Place::Paragraph(0, 0, words), Language::Chinese), "第五部分第1段“共收到”");
        assert_eq!(name(Place::Paragraph(0, 0, words), Language::English), "part 5, paragraph 1 “共收到”");
        assert_eq!(name(Place::Paragraph(0, 0, Span::default()), Language::English), "part 5, paragraph 1");
        assert!(name(Place::Paragraph(0, 1, Span::new(0, 999)), Language::Chinese).ends_with("第2段"));
        let whole = Place::Paragraph(0, 1, Span::new(0, long.len() * 2 + "。".len()));
        assert_eq!(name(whole, Language::Chinese), format!("第五部分第2段“{long}…”"));
        // What belongs to a person is masked.
        let masked = place_name(&finding("PRI-05"), &Place::Title(Span::new(0, 6)), &report, Language::Chinese);
        assert_eq!(masked, "标题“题*”");
        assert_eq!(name(Place::Part(6), Language::Chinese), "第六部分");
        assert_eq!(name(Place::Table(Table::Disputes), Language::Chinese), "第四部分的统计表");
    }
}
