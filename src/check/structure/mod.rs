//! The parts of the report: whether they are there, in order, named and filled as prescribed.

mod content;
mod headings;
mod numbering;
mod opening;
mod parts;
mod problems;

pub use content::{aspects, duties_of_governments, fee_despite_none, fee_statement, length};
pub use headings::{instructions, numbers, order, stray_marks, wording};
pub use numbering::numbering;
pub use opening::{basis_in_part_one, repeated_phrase};
pub use parts::{announced_parts, edition, empty_parts, extra_parts, missing_parts, repeated_parts};
pub use problems::{no_problems, problems_and_improvements, problems_match, short_part_five};

use super::text::{any_in, is_ideograph, places};
use crate::document::Span;
use crate::form::{Table, is_word};
use crate::report::{Passage, Report, Section, TableStatus};

/// Whether this is such a report at all: a table of the form is there, or enough of its parts.
pub fn is_report(report: &Report) -> bool {
    let any_table = Table::ALL.iter().any(|&table| report.tables.get(table).status != TableStatus::Missing);
    let parts = (1..=6).filter(|&part| report.section(part).is_some()).count();
    // Other reports, too, may begin with 一、总体情况 and end with 存在的问题.
    any_table || parts > 2 || (parts > 0 && speaks_of_disclosure(report))
}

fn speaks_of_disclosure(report: &Report) -> bool {
    let title = report.title.iter().map(|title| title.text.as_str());
    let headings = report.sections.iter().filter_map(|section| Some(section.heading.as_ref()?.text.as_str()));
    any_in(title.chain(headings), &["信息公开", "政务公开"])
}

fn texts(passages: &[Passage]) -> impl Iterator<Item = &str> {
    passages.iter().map(|passage| passage.text.as_str())
}

/// What the blank form prints in a part of text.
const TO_BE_DESCRIBED: &str = "文字描述";

/// Whether nothing is written in the part but marks and what the blank form prints.
fn is_blank(section: &Section) -> bool {
    // All that the blank form prints in a part has fewer words.
    let most = 2 * TAIL.len() / 3;
    let is_long = |text: &str| text.len() > most && text.chars().filter(|&c| is_ideograph(c)).nth(most).is_some();
    let is_written = |text: &str| {
        if is_long(text) {
            return true;
        }
        let own = instruction(text).and_then(|span| Some([text.get(..span.start)?, text.get(span.end..)?]));
        let is_word_in = |text: &str| match places(text, TO_BE_DESCRIBED).next() {
            Some(_) => text.split(TO_BE_DESCRIBED).any(|words| words.chars().any(is_word)),
            None => text.chars().any(is_word),
        };
        own.unwrap_or([text, ""]).into_iter().any(is_word_in)
    };
    !texts(&section.paragraphs).any(is_written) && section.other_tables.is_empty()
}

/// How the instruction of part six ends.
const TAIL: &str = "收取信息处理费情况在此处报告";

/// Where the instruction stands in the text, with the brackets around it.
fn instruction(text: &str) -> Option<Span> {
    // Hardly any text has even its rarest letter.
    text.contains('此').then_some(())?;
    let tail = text.find(TAIL)?;
    let (before, rest) = text.split_at_checked(tail)?;
    let head = before.trim_end_matches(['，', ',', '、', ' ']);
    let head = head.strip_suffix("文字描述").unwrap_or(head);
    let head = head.strip_suffix(['（', '(']).unwrap_or(head);
    let after = rest.strip_prefix(TAIL)?;
    let after = after.strip_prefix(['。', '.']).unwrap_or(after);
    let after = after.strip_prefix(['）', ')']).unwrap_or(after);
    Some(Span::new(head.len(), text.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::PARTS;

    #[test]
    fn the_instruction_is_found_with_its_brackets() {
        let instruction_of = |text: &'static str| instruction(text).and_then(|span| text.get(span.range()));
        let printed = PARTS[5].instruction;
        let heading: &'static str = format!("六、其他需要报告的事项{printed}").leak();
        assert_eq!(instruction_of(heading), Some(printed));
        assert_eq!(
            instruction_of("(文字描述,收取信息处理费情况在此处报告)本年度无"),
            Some("(文字描述,收取信息处理费情况在此处报告)")
        );
        assert_eq!(instruction_of("本年度未收取信息处理费，有关情况在此处报告。"), None);
        assert_eq!(instruction_of("以文字描述说明情况"), None);
    }
}
