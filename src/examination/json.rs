//! An examination as JSON, for a component that shows a draft to a person: beside the check of the contract what is to
//! be drawn, in words and as HTML, and where in the text the changes of its fixes go.

use serde::Serialize;

use super::present::Examined;
use crate::check::{Finding, Fix};
use crate::render::html;
use crate::render::json::{self, CheckJson};
use crate::render::marks::Marks;
use crate::render::place::in_source;
use crate::render::sentence::{self, Language};
use crate::render::utf16;
use crate::report::json::{ReportJson, to_json};
use crate::sorted::sort_by_key;

/// A draft as a component shows it.
#[derive(Debug, Serialize)]
pub struct ExaminationJson<'a> {
    check: CheckJson<'a>,
    report: ReportJson<'a>,
    /// The draft as text, in which it can be edited; read again, it yields the same report.
    text: &'a str,
    /// The report in the official layout, with the findings marked, as HTML elements one after another.
    preview: String,
    /// What was tried and found, in one line.
    summary: String,
    /// What could not be checked and why, as HTML; empty when all could.
    unchecked: String,
    /// What is shown of each finding, in the order of the check's.
    findings: Vec<ShownJson>,
}

/// What is shown of a finding beside its sentence.
#[derive(Debug, Serialize)]
struct ShownJson {
    /// The word for its severity.
    severity: &'static str,
    /// What its first place is called; empty where the sentence names it.
    place: String,
    /// Its fixes and its evidence, as HTML.
    basis: String,
    /// For each fix its changes of the text, from the last to the first; `null` where it cannot be made there.
    fixes: Vec<Option<Vec<ChangeJson>>>,
}

/// A change of the text: from where to where, in UTF-16 units, and what is to stand there.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct ChangeJson {
    start: usize,
    end: usize,
    text: String,
}

/// What a component shows of a draft, of which this is the name and the text.
pub fn examination<'a>(
    examined: &'a Examined,
    name: &'a str,
    text: &'a str,
    language: Language,
) -> ExaminationJson<'a> {
    let (report, check) = (examined.report(), examined.check());
    let in_words = examined.examination();
    let shown = |(finding, entry): (&Finding, super::Entry)| ShownJson {
        severity: sentence::severity_name(finding.severity, language),
        place: entry.place,
        basis: examined.basis(finding).into_string(),
        fixes: finding.fixes.iter().map(|fix| changes(examined, text, fix)).collect(),
    };
    ExaminationJson {
        check: CheckJson::new(vec![json::file(name, report, check, language)]),
        report: to_json(report),
        text,
        preview: html::marked(report, Marks::new(check)).into_iter().map(|block| block.html).collect(),
        summary: in_words.summary,
        unchecked: in_words.unchecked,
        findings: check.findings.iter().zip(in_words.findings).map(shown).collect(),
    }
}

/// The changes of a fix; `None` when one of them has no place in the text, or the place holds something else.
fn changes(examined: &Examined, text: &str, fix: &Fix) -> Option<Vec<ChangeJson>> {
    let mut changes = Vec::with_capacity(fix.edits.len());
    for edit in &fix.edits {
        let span = in_source(examined.report(), &edit.place)?;
        if text.get(span.range())? != edit.from {
            return None;
        }
        let (start, end) = utf16::units(text, span);
        changes.push(ChangeJson { start, end, text: edit.to.clone() });
    }
    sort_by_key(&mut changes, |change| (u64::MAX - change.start as u64, 0));
    (!changes.is_empty()).then_some(changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Options;
    use crate::import::{Imported, Input, NativeHost, import};
    use crate::read::read;
    use crate::samples;

    fn examined(text: &str, language: Language) -> Examined {
        let Ok(Imported::Document(document)) = import(Input::Text(text), &NativeHost) else { panic!("a document") };
        Examined::new(read(&document), None, &Options::default(), language)
    }

    #[test]
    fn every_change_stands_where_it_says_and_mends_what_it_promises() {
        let text = samples::BROKEN;
        let examined = examined(text, Language::Chinese);
        let shown = examination(&examined, "", text, Language::Chinese);
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut made = 0;
        for (finding, shown) in examined.check().findings.iter().zip(&shown.findings) {
            let Some(changes) = shown.fixes.first().and_then(Option::as_ref) else { continue };
            let mut mended = units.clone();
            for change in changes {
                mended.splice(change.start..change.end, change.text.encode_utf16());
            }
            let mended = String::from_utf16(&mended).unwrap();
            let left = super::tests::examined(&mended, Language::Chinese);
            let is_left = left.check().findings.iter().any(|other| other.fingerprint == finding.fingerprint);
            assert!(!is_left, "{}: {changes:?}", finding.rule);
            made += 1;
        }
        assert!(made > 3, "{made}");
    }

    #[test]
    fn a_text_that_is_not_the_one_that_was_read_is_not_changed() {
        let examined = examined(samples::BROKEN, Language::Chinese);
        let shown = examination(&examined, "", "别的文字", Language::Chinese);
        assert!(shown.findings.iter().all(|finding| finding.fixes.iter().all(Option::is_none)));
    }

    #[test]
    fn what_is_shown_follows_the_language_and_the_preview_carries_the_marks() {
        let examined = examined(samples::BROKEN, Language::English);
        let shown = examination(&examined, "a.txt", samples::BROKEN, Language::English);
        assert!(shown.findings.iter().any(|finding| finding.severity == "error"));
        assert!(shown.findings.iter().any(|finding| finding.basis.contains("reported and calculated")));
        assert!(shown.preview.contains("data-finding=") && !shown.preview.contains("style="));
        assert!(shown.findings.iter().all(|finding| !finding.basis.contains("style=")));
    }
}
