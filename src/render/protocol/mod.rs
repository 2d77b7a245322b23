//! The check as a document, for the file or for sending back to whoever drew the report up: 核对意见. One neutral
//! model, written as HTML that needs no script, as a Word document, or as Markdown.

#[cfg(feature = "writers")]
mod docx;
mod flat;
#[cfg(feature = "writers")]
mod html;
#[cfg(feature = "writers")]
mod markdown;
mod words;

#[cfg(feature = "writers")]
pub use docx::docx;
#[cfg(feature = "writers")]
pub use html::html;
#[cfg(feature = "writers")]
pub use markdown::markdown;

use super::sentence::{self, Language};
use super::text::arithmetic;
use crate::check::{Check, Evidence, Finding, Severity};
use crate::form::CellId;
use crate::report::{Amount, Report};
#[cfg(feature = "writers")]
use words::Words;
use words::words;

/// What the document says. In the browser the examiner makes it and the exporter, which has no rules, writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Its language.
    pub language: Language,
    /// The title of the report that was checked.
    pub title: Option<String>,
    /// Who reports.
    pub organ: Option<String>,
    /// For which year.
    pub year: Option<String>,
    /// The name of the draft's file.
    pub file: Option<String>,
    /// What was tried, and how many findings there are.
    pub summary: String,
    /// The findings, the gravest first.
    pub entries: Vec<Entry>,
    /// What was found and set aside by a person, with the reason.
    pub aside: Vec<Aside>,
    /// What could not be checked: why, and by which rules.
    pub not_checked: Vec<(String, Vec<String>)>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the document, from 1.
    pub number: usize,
    /// How grave it is.
    pub severity: Severity,
    /// The rule it comes from.
    pub rule: String,
    /// Where to look.
    pub places: Vec<String>,
    /// What is wrong.
    pub sentence: String,
    /// The relations that show it.
    pub evidence: Vec<Reckoning>,
    /// What may be done, likeliest first.
    pub suggestions: Vec<String>,
}

/// A finding that has been set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The rule it comes from.
    pub rule: String,
    /// What it says.
    pub sentence: String,
    /// Why it was set aside.
    pub reason: String,
}

/// A relation reckoned out: both sides with their terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// The row or column it speaks of, and the sums: `33 + 2 = 35 ≠ 36`.
    pub caption: String,
    /// The terms of both sides, by name and number; of many, zeros are counted only.
    pub sides: [Vec<Term>; 2],
    /// What each side comes to.
    pub sums: [String; 2],
}

/// A term: the name of its cell, and what it holds.
pub type Term = (String, String);

impl Protocol {
    /// The document on that check; `file` is the name of the draft, if it has one.
    pub fn new(report: &Report, check: &Check, file: &str, language: Language) -> Protocol {
        // Where it lies on somebody's computer is nobody else's concern.
        let file = file.rsplit(['/', '\\']).next().filter(|name| !name.is_empty() && *name != "-").map(str::to_owned);
        let by_severity = Severity::ALL
            .into_iter()
            .flat_map(|severity| check.findings.iter().filter(move |finding| finding.severity == severity));
        let owned = |rules: Vec<&str>| rules.into_iter().map(str::to_owned).collect();
        Protocol {
            language,
            title: report.title.as_ref().map(|title| title.text.clone()),
            organ: report.organ.clone(),
            year: report.year.map(|year| year.to_string()),
            file,
            summary: sentence::summary(check, language),
            entries: by_severity
                .enumerate()
                .map(|(index, finding)| entry(index + 1, finding, report, language))
                .collect(),
            aside: check
                .ignored
                .iter()
                .map(|(finding, reason)| Aside {
                    rule: finding.rule.to_owned(),
                    sentence: sentence::message(&finding.message, language),
                    reason: reason.clone(),
                })
                .collect(),
            not_checked: sentence::not_checked(check, language)
                .into_iter()
                .map(|(reason, rules)| (reason, owned(rules)))
                .collect(),
        }
    }

    /// What is known of what was checked: names of facts, and the facts.
    #[cfg(feature = "writers")]
    fn facts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let words = self.words();
        let facts = [
            (words.report, &self.title),
            (words.organ, &self.organ),
            (words.year, &self.year),
            (words.file, &self.file),
        ];
        facts.into_iter().filter_map(|(name, fact)| Some((name, fact.as_deref()?)))
    }

    #[cfg(feature = "writers")]
    fn words(&self) -> &'static Words {
        words(self.language)
    }
}

/// Places that are named; the rest is counted.
const NAMED: usize = 6;

fn entry(number: usize, finding: &Finding, report: &Report, language: Language) -> Entry {
    let mut places: Vec<String> =
        finding.places.iter().take(NAMED).map(|place| sentence::place_name(finding, place, report, language)).collect();
    if let Some(more) = finding.places.len().checked_sub(NAMED + 1) {
        places.push(words(language).more.replace("{}", &(more + 1).to_string()));
    }
    Entry {
        number,
        severity: finding.severity,
        rule: finding.rule.to_owned(),
        places,
        sentence: sentence::message(&finding.message, language),
        evidence: finding.evidence.iter().map(|evidence| reckoning(evidence, language)).collect(),
        suggestions: finding.fixes.iter().map(|fix| sentence::fix_title(fix, language)).collect(),
    }
}

/// Terms of which none is left out, whatever it is.
const FEW: usize = 2;

fn reckoning(evidence: &Evidence, language: Language) -> Reckoning {
    let side = |terms: &[(CellId, Option<Amount>)]| {
        let written = |value: Option<Amount>| value.map_or(words(language).blank.to_owned(), |value| value.to_string());
        let listed =
            terms.iter().filter(|(_, value)| terms.len() <= FEW || value.is_some_and(|value| !value.is_zero()));
        let named = listed.map(|&(cell, value)| (sentence::cell_name(cell, language), written(value)));
        let mut named: Vec<Term> = named.collect();
        let rest = terms.len() - named.len();
        if rest > 0 {
            named.push((words(language).zeros.replace("{}", &rest.to_string()), "0".to_owned()));
        }
        named
    };
    let scope = sentence::scope_name(evidence.scope, language);
    Reckoning {
        caption: format!("{scope}{}{}", words(language).colon, arithmetic(evidence)),
        sides: [side(&evidence.left), side(&evidence.right)],
        sums: [evidence.left_sum.to_string(), evidence.right_sum.to_string()],
    }
}

#[cfg(feature = "writers")]
impl Reckoning {
    /// The terms in lines: one of the left side and one of the right side beside each other, and the sums last.
    pub(super) fn lines(&self, sum: &str) -> Vec<[String; 4]> {
        let [left, right] = &self.sides;
        let term = |side: &[Term], line: usize| side.get(line).cloned().unwrap_or_default();
        let count = left.len().max(right.len());
        let terms = (0..count).map(|line| {
            let ((left, left_value), (right, right_value)) = (term(left, line), term(right, line));
            [left, left_value, right, right_value]
        });
        let [left, right] = self.sums.clone();
        terms.chain([[sum.to_owned(), left, sum.to_owned(), right]]).collect()
    }
}

#[cfg(test)]
#[cfg(feature = "writers")]
mod tests {
    use super::*;
    use crate::check::{Options, check};
    use crate::import::{Imported, Input, NativeHost, import};
    use crate::samples::{BROKEN, SOUND};

    pub(super) fn protocol(text: &str, language: Language) -> Protocol {
        let Ok(Imported::Document(document)) = import(Input::Text(text), &NativeHost) else { panic!("a document") };
        let report = crate::read::read(&document);
        Protocol::new(&report, &check(&report, &Options::default()), "年报.docx", language)
    }

    #[test]
    fn it_says_what_was_checked_and_what_was_found() {
        let protocol = protocol(BROKEN, Language::Chinese);
        let facts: Vec<&str> = protocol.facts().map(|(name, _)| name).collect();
        assert_eq!(facts, ["报告", "机关", "年度", "文件"]);
        assert!(protocol.summary.contains("勾稽关系42条"));
        assert!(protocol.entries.iter().map(|entry| entry.number).eq(1..=protocol.entries.len()));
        assert!(protocol.entries.is_sorted_by_key(|entry| entry.severity));
        let reckoned = protocol.entries.iter().find(|entry| !entry.evidence.is_empty()).unwrap();
        assert!(!reckoned.suggestions.is_empty() && !reckoned.places.is_empty());
        for reckoning in &reckoned.evidence {
            let lines = reckoning.lines("合计");
            assert_eq!(lines.last().unwrap()[0], "合计");
            assert!(reckoning.caption.contains('≠') && reckoning.caption.contains('：'));
        }
    }

    #[test]
    fn a_sound_report_yields_a_document_that_says_what_was_tried() {
        let protocol = protocol(SOUND, Language::English);
        assert!(protocol.entries.is_empty());
        assert!(protocol.summary.starts_with("42 relations: 42 hold"));
        assert!(markdown(&protocol).contains(words(Language::English).nothing));
    }

    #[test]
    fn what_was_set_aside_stands_in_it_with_its_reason() {
        let Ok(Imported::Document(document)) = import(Input::Text(BROKEN), &NativeHost) else { panic!("a document") };
        let mut report = crate::read::read(&document);
        let all = check(&report, &Options::default());
        let first = all.findings.first().unwrap();
        let (rule, fingerprint) = (first.rule.to_owned(), first.fingerprint.clone());
        report.ignored.push(crate::report::Ignored { rule, fingerprint, reason: "已<核实>".to_owned() });
        let check = check(&report, &Options::default());
        let protocol = Protocol::new(&report, &check, "", Language::Chinese);
        assert_eq!(protocol.entries.len(), all.findings.len() - 1);
        assert_eq!(protocol.aside.len(), 1);
        assert!(markdown(&protocol).contains("已\\<核实>") && html(&protocol).contains("已&lt;核实&gt;"));
        assert!(markdown(&protocol).contains("已说明理由"));
    }

    #[test]
    fn zeros_are_counted_not_listed() {
        use crate::form::{Column, Row, Scope, Table};
        let cell = |row| CellId::requests(row, Column::Natural);
        let evidence = Evidence {
            rule: "APP-02",
            scope: Scope::Column(Table::Requests, Column::Natural),
            left: vec![
                (cell(Row::Granted), Some(3.into())),
                (cell(Row::Partial), Some(0.into())),
                (cell(Row::New), None),
            ],
            right: vec![(cell(Row::Total), Some(4.into()))],
            left_sum: 3.into(),
            right_sum: 4.into(),
        };
        let reckoning = reckoning(&evidence, Language::Chinese);
        let lines = reckoning.lines("合计");
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0], ["（一）予以公开·自然人", "3", "（七）总计·自然人", "4"]);
        assert_eq!(lines[1][..2], ["其余 2 项", "0"]);
        assert_eq!(reckoning.caption, "“自然人”列：3 ≠ 4");
    }
}
