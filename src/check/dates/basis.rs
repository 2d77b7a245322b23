//! What the report is based on: the regulation and the notice that prescribes the form.

use crate::check::context::Context;
use crate::check::finding::{Edit, Finding, Place, Severity};
use crate::check::messages::message;
use crate::check::text::{any_in, count_ideographs, find, may_match};
use crate::check::wording::Line;
use crate::document::Span;
use crate::form::simplify;

/// DAT-05. The notice of 2019 is not cited for the years from 2021 on.
pub fn basis(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.year.filter(|&year| year >= 2021) else { return };
    let cited = |pattern| {
        let mut likely = context.paragraphs().filter(|(_, text)| may_match(*text, pattern));
        likely.find_map(|(at, text)| Some((at, text, find(&text, pattern)?)))
    };
    let number = cited("[2019]60号");
    let Some((at, text, span)) =
        number.or_else(|| cited("年度报告格式[试行]")).or_else(|| cited("年度报告格式》[试行]"))
    else {
        return;
    };
    let quote = text.get(span.range()).unwrap_or_default().to_owned();
    let finding = |message| Finding::new("DAT-05", message).at(at.place(span)).actual(quote.clone());
    if cited("[2021]30号").is_some() {
        let message = message!("DAT-05.both", quote = quote.clone(), year = year);
        findings.push(finding(message).lowered(Severity::Info));
        return;
    }
    let finding = finding(message!("DAT-05", quote = quote.clone(), year = year));
    findings.push(match number {
        Some(_) => {
            let edit = Edit { place: at.place(span), from: quote.clone(), to: "〔2021〕30号".to_owned() };
            finding.expected("〔2021〕30号").suggest(vec![edit])
        }
        None => finding,
    });
}

/// DAT-06. The opening names the regulation as its basis. A report that opens with part one has no such place.
pub fn names_regulation(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let opening = report.preamble.iter().chain(report.section(1).map_or(&[][..], |part| part.paragraphs.as_slice()));
    // A line without a sentence in it is no opening, only something above it.
    let has_opening = report.preamble.iter().any(|passage| passage.text.contains(['。', '，']))
        || report.period.as_ref().is_some_and(|period| period.section.is_some());
    if has_opening && !any_in(opening.map(|passage| passage.text.as_str()), &["信息公开条例", "《条例》"]) {
        let place = match report.preamble.first() {
            Some(first) => Place::Preamble(0, Span::new(0, first.text.len())),
            None => Place::Part(1),
        };
        findings.push(Finding::new("DAT-06", message!("DAT-06")).at(place));
    }
}

/// DAT-07. Numbers of documents are written X〔2021〕30号.
pub fn number_forms(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(Line::is_paragraph) {
        let (at, text) = (line.at, line.text);
        for (_, mark) in line.sought().filter(|(_, mark)| mark.c == '号') {
            let (end, behind) = (mark.at as usize, mark.at as usize + mark.c.len_utf8());
            let Some(number) = document_number(&text, end).filter(|number| !number.is_official()) else { continue };
            let place = at.place(Span::new(number.start, behind));
            // A notice that is no longer in force has its number said already.
            if findings.iter().any(|finding| finding.rule == "DAT-05" && overlaps(&finding.places, &place)) {
                continue;
            }
            let written = text.get(number.start..behind).unwrap_or_default().to_owned();
            let expected = format!("〔{}〕{}号", number.year, number.digits.trim_start_matches('0'));
            let message = message!("DAT-07", written = written.clone(), expected = expected.clone());
            let finding = Finding::new("DAT-07", message).at(place.clone()).actual(written.clone()).expected(&expected);
            findings.push(finding.safely(vec![Edit { place, from: written, to: expected }]));
        }
    }
}

fn overlaps(places: &[Place], place: &Place) -> bool {
    let meets = |one: &Span, other: &Span| one.start < other.end && other.start < one.end;
    places.iter().any(|other| match (other, place) {
        (Place::Preamble(a, one), Place::Preamble(b, other)) => a == b && meets(one, other),
        (Place::Paragraph(a, m, one), Place::Paragraph(b, n, other)) => (a, m) == (b, n) && meets(one, other),
        _ => false,
    })
}

/// The number of a document as it is written before 号.
struct DocumentNumber {
    /// The byte of the opening bracket.
    start: usize,
    brackets: [char; 2],
    year: String,
    has_ordinal: bool,
    digits: String,
}

impl DocumentNumber {
    fn is_official(&self) -> bool {
        self.brackets == ['〔', '〕'] && !self.has_ordinal && !self.digits.starts_with('0')
    }
}

/// Reads `函〔2021〕30` backwards from the 号 that stands at `end`. Case numbers, whose brackets other characters follow,
/// and orders such as 国令第711号 are none.
fn document_number(text: &str, end: usize) -> Option<DocumentNumber> {
    let is_thing = text.get(end..)?.chars().nth(1).is_some_and(|next| "楼线院门桥路馆".contains(next));
    let mut before = text.get(..end)?.char_indices().rev().filter(|(_, c)| !c.is_whitespace()).peekable();
    let mut digits: Vec<char> = Vec::new();
    while let Some((_, c)) = before.next_if(|(_, c)| simplify(*c).is_ascii_digit()) {
        digits.push(simplify(c));
    }
    let has_ordinal = before.next_if(|(_, c)| *c == '第').is_some();
    let (_, close) = before.next()?;
    let mut year = Vec::new();
    while let Some((_, c)) = before.next_if(|(_, c)| simplify(*c).is_ascii_digit()) {
        year.push(simplify(c));
    }
    let (start, open) = before.next()?;
    let (_, issuer) = before.next()?;
    let is_bracket = |c, kinds: &str| kinds.contains(c);
    let is_number = !is_thing
        && (1..=5).contains(&digits.len())
        && digits.iter().any(|&c| c != '0')
        && year.len() == 4
        && matches!(year.as_slice(), [.., '9', '1'] | [.., '0', '2'])
        && is_bracket(close, "〕)）]］】﹞")
        && is_bracket(open, "〔(（[［【﹝")
        && count_ideographs(issuer.encode_utf8(&mut [0; 4])) == 1;
    let forwards = |digits: &[char]| digits.iter().rev().collect();
    is_number.then(|| DocumentNumber {
        start,
        brackets: [open, close],
        year: forwards(&year),
        has_ordinal,
        digits: forwards(&digits),
    })
}

/// Words that call a regulation new, longest first.
const NEW: [&str; 9] = ["新修订的", "新修改的", "修订后的", "修改后的", "新颁布的", "新出台的", "新修订", "新的", "新"];

/// DAT-08. The regulation of 2019 is not new any more.
pub fn new_regulation(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = context.year.filter(|&year| year >= 2021) else { return };
    let mut finding: Option<Finding> = None;
    let mut edits = Vec::new();
    for (at, text) in context.paragraphs() {
        for end in text.places("条例") {
            let Some((span, word)) = called_new(&text, end) else { continue };
            let place = at.place(span);
            edits.push(Edit { place: place.clone(), from: word.to_owned(), to: String::new() });
            let first = || {
                let message = message!("DAT-08", word = word.to_owned(), year = year);
                Finding::new("DAT-08", message).actual(word)
            };
            finding = Some(finding.take().unwrap_or_else(first).at(place));
        }
    }
    findings.extend(finding.map(|finding| finding.suggest(edits)));
}

/// The word that calls the regulation new whose name ends with the 条例 at that byte. Another regulation may be.
fn called_new(text: &str, end: usize) -> Option<(Span, &'static str)> {
    let before = text.get(..end)?;
    let names = ["中华人民共和国政府信息公开", "政府信息公开", "信息公开"];
    let name = names.iter().find_map(|name| before.strip_suffix(name));
    let name = name.map(|before| before.strip_suffix(['《', '〈']).unwrap_or(before));
    let is_short = text.get(end..)?.starts_with("条例》") && before.ends_with('《');
    let before = name.or_else(|| before.strip_suffix('《').filter(|_| is_short))?.trim_end();
    let word = NEW.iter().find(|word| before.ends_with(**word))?;
    let head = before.strip_suffix(word)?;
    // 2019年新修订的 tells a fact; in 创新《条例》宣传 the character belongs to another word.
    let is_dated = head.ends_with(['年', '月', '日']);
    let is_part = *word == "新" && head.ends_with(['创', '更', '革', '翻', '维', '最', '全', '重', '刷', '出']);
    (!is_dated && !is_part).then_some((Span::new(head.len(), before.len()), *word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_regulation_is_told_from_others_and_new_from_innovative() {
        for (text, word) in [
            ("根据新修订的《中华人民共和国政府信息公开条例》规定", Some("新修订的")),
            ("贯彻落实新《条例》要求", Some("新")),
            ("学习修订后的《政府信息公开条例》", Some("修订后的")),
            ("学习新政府信息公开条例", Some("新")),
            ("新修订的《中华人民共和国行政复议法》", None),
            ("新修订的《保障中小企业款项支付条例》", None),
            ("创新《条例》宣传方式", None),
            ("2019年新修订的《条例》施行以来", None),
            ("根据《中华人民共和国政府信息公开条例》", None),
            ("新条例", None),
        ] {
            let found = text.match_indices("条例").find_map(|(end, _)| called_new(text, end));
            assert_eq!(found.map(|(span, _)| &text[span.range()]), word, "{text}");
        }
    }

    #[test]
    fn numbers_of_documents_are_told_from_other_numbers() {
        let number = |text: &str| document_number(text, text.find('号').unwrap());
        for text in ["国办公开办函[2021]30号", "国办发（2021）030号", "X政发〔2021〕第3号", "函【2021】 30 号"]
        {
            let number = number(&text.replace('X', "青")).unwrap();
            assert!(!number.is_official(), "{text}");
            assert_eq!(number.year, "2021", "{text}");
        }
        assert!(number("国办公开办函〔2021〕30号").unwrap().is_official());
        for text in ["国令第711号", "（2024）青01行初12号", "河东路6号", "建议38号", "(2024)3号", "青(2024)3号楼", "号"]
        {
            assert!(number(text).is_none(), "{text}");
        }
    }
}
