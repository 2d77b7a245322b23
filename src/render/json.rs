//! The result of checking as JSON, `gouji/check@1`.
//!
//! Beyond the contract: a finding carries its `evidence`, a check its `counted_as_zero` and, where violated,
//! both sums, a file the rules that could not be applied (`rules_not_checked`); a file that could not be read
//! has `error` in place of everything else. What a person has set aside is in `ignored`, with the reason, and what of
//! that is no longer found in `stale`; both are there only where there is any.

use std::borrow::Cow;

use serde::Serialize;

use super::sentence::{self, Language};
use super::utf16;
use crate::check::{self, Applicability, Check, Edit, Evidence, Finding, Fix, Outcome, Place, Rule, Severity, Tried};
use crate::document::Span;
use crate::form::{CellId, Edition, Table};
use crate::report::{Amount, Ignored, Passage, Report};

/// The name and version of the format.
pub const SCHEMA: &str = "gouji/check@1";

/// The results of checking any number of files.
#[derive(Clone, Debug, Serialize)]
pub struct CheckJson<'a> {
    schema: &'static str,
    files: Vec<FileJson<'a>>,
}

impl<'a> CheckJson<'a> {
    /// The results of those files, in order.
    pub fn new(files: Vec<FileJson<'a>>) -> CheckJson<'a> {
        CheckJson { schema: SCHEMA, files }
    }
}

/// The result of checking one file.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum FileJson<'a> {
    /// It was read and checked.
    Checked(Box<CheckedJson<'a>>),
    /// It could not be read.
    Failed {
        /// Its name.
        file: &'a str,
        /// Why.
        error: ErrorJson,
    },
}

/// Why something could not be done.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorJson {
    /// What kind of error it is, for programs.
    pub code: &'static str,
    /// What to tell the person.
    pub message: String,
}

/// The result of checking one report.
#[derive(Clone, Debug, Serialize)]
pub struct CheckedJson<'a> {
    file: &'a str,
    summary: SummaryJson,
    findings: Vec<FindingJson<'a>>,
    checks: Vec<TriedJson>,
    rules_not_checked: Vec<RuleJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ignored: Vec<IgnoredJson<'a>>,
    /// What was ignored and is no longer found.
    #[serde(skip_serializing_if = "<[Ignored]>::is_empty")]
    stale: &'a [Ignored],
}

/// A finding that a person has set aside.
#[derive(Clone, Debug, Serialize)]
struct IgnoredJson<'a> {
    rule: &'static str,
    severity: &'static str,
    message: String,
    fingerprint: &'a str,
    reason: &'a str,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct SummaryJson {
    errors: usize,
    warnings: usize,
    infos: usize,
    checks: OutcomesJson,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct OutcomesJson {
    held: usize,
    violated: usize,
    not_checked: usize,
}

#[derive(Clone, Debug, Serialize)]
struct FindingJson<'a> {
    rule: &'static str,
    severity: &'static str,
    message: String,
    fingerprint: &'a str,
    places: Vec<PlaceJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<&'a str>,
    fixes: Vec<FixJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceJson>,
}

/// A place, or an edit at one. A place in text has `start`, `end` and `quote`.
#[derive(Clone, Debug, Default, Serialize)]
struct PlaceJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<CellId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preamble: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<u8>,
    /// The index in `sections`, where the part occurs more than once and this is not the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
}

#[derive(Clone, Debug, Serialize)]
struct FixJson<'a> {
    title: String,
    applicability: &'static str,
    edits: Vec<PlaceJson<'a>>,
    /// How likely it is that this is the right way, from 0 to 1; absent where there is only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

#[derive(Clone, Debug, Serialize)]
struct EvidenceJson {
    rule: &'static str,
    scope: String,
    left: Vec<TermJson>,
    right: Vec<TermJson>,
    left_sum: Amount,
    right_sum: Amount,
}

/// A cell of a relation with what it holds; `null` for a blank, counted as zero.
#[derive(Clone, Debug, Serialize)]
struct TermJson {
    cell: CellId,
    value: Option<Amount>,
}

#[derive(Clone, Debug, Serialize)]
struct TriedJson {
    rule: &'static str,
    scope: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<Amount>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    counted_as_zero: Vec<CellId>,
}

#[derive(Clone, Debug, Serialize)]
struct RuleJson {
    rule: &'static str,
    reason: String,
}

/// A rule as it is listed.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ListedRule {
    id: &'static str,
    severity: &'static str,
    priority: u8,
    /// The edition of the form it belongs to; `null` for both.
    form: Option<&'static str>,
    title: &'static str,
}

/// Every rule that is switched on.
pub fn rules(language: Language) -> Vec<ListedRule> {
    let listed = |rule: &Rule| ListedRule {
        id: rule.id,
        severity: rule.severity.as_str(),
        priority: rule.priority,
        form: rule.edition.map(Edition::as_str),
        title: sentence::rule_title(rule.id, language),
    };
    check::rules().iter().map(listed).collect()
}

/// The result of checking one file, with sentences in that language.
pub fn file<'a>(name: &'a str, report: &'a Report, check: &'a Check, language: Language) -> FileJson<'a> {
    FileJson::Checked(Box::new(CheckedJson {
        file: name,
        summary: SummaryJson {
            errors: check.count(Severity::Error),
            warnings: check.count(Severity::Warning),
            infos: check.count(Severity::Info),
            checks: OutcomesJson {
                held: check.outcomes(|outcome| matches!(outcome, Outcome::Held)),
                violated: check.outcomes(|outcome| matches!(outcome, Outcome::Violated { .. })),
                not_checked: check.outcomes(|outcome| matches!(outcome, Outcome::NotChecked(_))),
            },
        },
        findings: check.findings.iter().map(|finding| finding_to_json(finding, report, language)).collect(),
        checks: check.relations.iter().map(|tried| tried_to_json(tried, language)).collect(),
        rules_not_checked: check
            .rules
            .iter()
            .filter_map(|applied| {
                let reason = applied.not_checked.as_ref()?;
                Some(RuleJson { rule: applied.rule, reason: sentence::reason(reason, language) })
            })
            .collect(),
        ignored: check
            .ignored
            .iter()
            .map(|(finding, reason)| IgnoredJson {
                rule: finding.rule,
                severity: finding.severity.as_str(),
                message: sentence::message(&finding.message, language),
                fingerprint: &finding.fingerprint,
                reason,
            })
            .collect(),
        stale: &check.stale,
    }))
}

fn finding_to_json<'a>(finding: &'a Finding, report: &'a Report, language: Language) -> FindingJson<'a> {
    FindingJson {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        message: sentence::message(&finding.message, language),
        fingerprint: &finding.fingerprint,
        places: finding.places.iter().map(|place| finding_place_to_json(finding, place, report)).collect(),
        expected: finding.expected.as_deref(),
        actual: finding.actual.as_deref(),
        fixes: finding.fixes.iter().map(|fix| fix_to_json(fix, report, language)).collect(),
        evidence: finding.evidence.iter().map(evidence_to_json).collect(),
    }
}

/// A place of a finding: what belongs to a person is masked in the quotation.
fn finding_place_to_json<'a>(finding: &Finding, place: &Place, report: &'a Report) -> PlaceJson<'a> {
    let place = place_to_json(place, report);
    let quote = place.quote.as_deref().map(|words| Cow::Owned(finding.quote(words).into_owned()));
    PlaceJson { quote, ..place }
}

fn place_to_json<'a>(place: &Place, report: &'a Report) -> PlaceJson<'a> {
    let none = PlaceJson::default();
    let of_section = |index: usize| PlaceJson {
        part: report.sections.get(index).map(|section| section.part),
        section: report.sections.get(index).and_then(|section| {
            let first = report.sections.iter().position(|other| other.part == section.part);
            (first != Some(index)).then_some(index)
        }),
        ..PlaceJson::default()
    };
    let section = |index: usize| report.sections.get(index);
    match *place {
        Place::Cell(cell) => PlaceJson { cell: Some(cell), ..none },
        Place::Table(table) => PlaceJson { table: Some(Table::as_str(table)), ..none },
        Place::Title(span) => within(PlaceJson { title: Some(true), ..none }, report.title.as_ref(), span),
        Place::Preamble(number, span) => {
            within(PlaceJson { preamble: Some(number), ..none }, report.preamble.get(number), span)
        }
        Place::Heading(index, span) => {
            let heading = section(index).and_then(|section| section.heading.as_ref());
            within(PlaceJson { heading: Some(true), ..of_section(index) }, heading, span)
        }
        Place::Paragraph(index, number, span) => {
            let paragraph = section(index).and_then(|section| section.paragraphs.get(number));
            within(PlaceJson { paragraph: Some(number), ..of_section(index) }, paragraph, span)
        }
        Place::Part(part) => PlaceJson { part: Some(part), ..none },
        Place::Report => PlaceJson { report: Some(true), ..none },
    }
}

/// The place with its range of the passage's text.
fn within<'a>(place: PlaceJson<'a>, passage: Option<&'a Passage>, span: Span) -> PlaceJson<'a> {
    let text = passage.map_or("", |passage| passage.text.as_str());
    let (start, end) = utf16::units(text, span);
    PlaceJson { start: Some(start), end: Some(end), quote: text.get(span.range()).map(Cow::Borrowed), ..place }
}

fn fix_to_json<'a>(fix: &'a Fix, report: &'a Report, language: Language) -> FixJson<'a> {
    let edit = |edit: &'a Edit| PlaceJson {
        quote: None,
        from: Some(&edit.from),
        to: Some(&edit.to),
        ..place_to_json(&edit.place, report)
    };
    FixJson {
        title: sentence::fix_title(fix, language),
        applicability: match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Suggested => "suggested",
        },
        edits: fix.edits.iter().map(edit).collect(),
        // Two decimals, rounded down: only what is certain is 1.
        confidence: fix.confidence.map(|confidence| f64::from(confidence / 10) / 100.0),
    }
}

fn evidence_to_json(evidence: &Evidence) -> EvidenceJson {
    let terms =
        |side: &[(CellId, Option<Amount>)]| side.iter().map(|&(cell, value)| TermJson { cell, value }).collect();
    EvidenceJson {
        rule: evidence.rule,
        scope: evidence.scope.to_string(),
        left: terms(&evidence.left),
        right: terms(&evidence.right),
        left_sum: evidence.left_sum,
        right_sum: evidence.right_sum,
    }
}

fn tried_to_json(tried: &Tried, language: Language) -> TriedJson {
    let (left, right) = match tried.outcome {
        Outcome::Violated { left, right } => (Some(left), Some(right)),
        _ => (None, None),
    };
    TriedJson {
        rule: tried.rule,
        scope: tried.scope.to_string(),
        status: tried.outcome.as_str(),
        reason: match &tried.outcome {
            Outcome::NotChecked(reason) => Some(sentence::reason(reason, language)),
            _ => None,
        },
        left,
        right,
        counted_as_zero: tried.counted_as_zero.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::check::{Applied, Message, Reason};
    use crate::document::SourceKind;
    use crate::form::{Column, Edition, Row, Scope};
    use crate::report::Section;

    const CELL: CellId = CellId::requests(Row::Total, Column::Natural);

    fn finding(places: Vec<Place>) -> Finding {
        Finding {
            rule: "APP-02",
            severity: Severity::Error,
            message: Message { key: "APP-02", args: Vec::new() },
            places,
            evidence: vec![Evidence {
                rule: "APP-02",
                scope: Scope::Column(Table::Requests, Column::Natural),
                left: vec![(CellId::requests(Row::Granted, Column::Natural), Some(Amount::from(3))), (CELL, None)],
                right: vec![(CELL, Some(Amount::from(4)))],
                left_sum: Amount::from(3),
                right_sum: Amount::from(4),
            }],
            expected: Some("3".into()),
            actual: Some("4".into()),
            fixes: vec![Fix {
                applicability: Applicability::Suggested,
                edits: vec![
                    Edit { place: Place::Cell(CELL), from: "4".into(), to: "3".into() },
                    Edit { place: Place::Paragraph(0, 1, Span::new(4, 7)), from: "件".into(), to: "条".into() },
                ],
                confidence: Some(997),
                reason: None,
                against: Vec::new(),
            }],
            fingerprint: "f".into(),
        }
    }

    fn report() -> Report {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        let section = Section {
            part: 1,
            heading: Some(Passage::new("一、总体情况")),
            paragraphs: vec![Passage::new(""), Passage::new("共3件")],
            ..Section::default()
        };
        report.sections = vec![section.clone(), section];
        report.title = Some(Passage::new("题目"));
        report
    }

    fn print(check: &Check) -> Value {
        serde_json::to_value(file("a.docx", &report(), check, Language::Chinese)).unwrap()
    }

    #[test]
    fn it_has_the_shape_the_contract_fixes() {
        let check = Check {
            findings: vec![finding(vec![Place::Cell(CELL), Place::Paragraph(0, 1, Span::new(3, 7))])],
            relations: vec![
                Tried {
                    rule: "APP-02",
                    scope: Scope::Column(Table::Requests, Column::Natural),
                    outcome: Outcome::Violated { left: Amount::from(3), right: Amount::from(4) },
                    counted_as_zero: vec![CELL],
                },
                Tried {
                    rule: "DIS-01",
                    scope: Scope::Row(Table::Disputes, Row::Review),
                    outcome: Outcome::NotChecked(Reason::TableMissing),
                    counted_as_zero: Vec::new(),
                },
                Tried {
                    rule: "APP-03",
                    scope: Scope::Row(Table::Requests, Row::New),
                    outcome: Outcome::Held,
                    counted_as_zero: Vec::new(),
                },
            ],
            ignored: Vec::new(),
            stale: Vec::new(),
            rules: vec![
                Applied { rule: "DAT-03", not_checked: Some(Reason::YearUnknown) },
                Applied { rule: "DAT-04", not_checked: None },
            ],
        };
        let json = print(&check);
        assert_eq!(json["file"], "a.docx");
        assert_eq!(
            json["summary"],
            json!({"errors":1,"warnings":0,"infos":0,"checks":{"held":1,"violated":1,"not_checked":1}})
        );
        let finding = &json["findings"][0];
        assert_eq!((&finding["rule"], &finding["severity"]), (&json!("APP-02"), &json!("error")));
        assert_eq!((&finding["expected"], &finding["actual"]), (&json!("3"), &json!("4")));
        assert_eq!(
            finding["places"],
            json!([{"cell":"requests.total.natural"},{"part":1,"paragraph":1,"start":1,"end":3,"quote":"3件"}])
        );
        assert_eq!(finding["fixes"][0]["applicability"], "suggested");
        assert_eq!(
            finding["fixes"][0]["edits"],
            json!([{"cell":"requests.total.natural","from":"4","to":"3"},
                   {"part":1,"paragraph":1,"start":2,"end":3,"from":"件","to":"条"}])
        );
        assert_eq!(
            finding["evidence"][0]["left"],
            json!([{"cell":"requests.granted.natural","value":3},{"cell":"requests.total.natural","value":null}])
        );
        assert_eq!(
            json["checks"][0],
            json!({"rule":"APP-02","scope":"requests.natural","status":"violated","left":3,"right":4,
                   "counted_as_zero":["requests.total.natural"]})
        );
        assert_eq!(json["checks"][2], json!({"rule":"APP-03","scope":"requests.new","status":"held"}));
        assert!(json["checks"][1]["reason"].is_string());
        assert_eq!(json["rules_not_checked"].as_array().map(Vec::len), Some(1));
        assert_eq!(json["rules_not_checked"][0]["rule"], "DAT-03");
    }

    #[test]
    fn every_kind_of_place_is_told_apart() {
        let all = Span::new(0, "题目".len());
        for (place, expected) in [
            (Place::Table(Table::Disputes), json!({"table":"disputes"})),
            (Place::Title(all), json!({"title":true,"start":0,"end":2,"quote":"题目"})),
            (Place::Preamble(0, all), json!({"preamble":0,"start":0,"end":0})),
            (Place::Heading(0, all), json!({"part":1,"heading":true,"start":0,"end":2,"quote":"一、"})),
            (
                Place::Paragraph(1, 1, Span::new(0, 3)),
                json!({"part":1,"section":1,"paragraph":1,"start":0,"end":1,"quote":"共"}),
            ),
            (Place::Part(6), json!({"part":6})),
            (Place::Report, json!({"report":true})),
        ] {
            assert_eq!(serde_json::to_value(place_to_json(&place, &report())).unwrap(), expected);
        }
    }

    #[test]
    fn a_file_that_could_not_be_read_says_so() {
        let error = ErrorJson { code: "empty", message: "空".into() };
        let json = serde_json::to_value(CheckJson::new(vec![FileJson::Failed { file: "a", error }])).unwrap();
        assert_eq!(
            json,
            json!({"schema":"gouji/check@1","files":[{"file":"a","error":{"code":"empty","message":"空"}}]})
        );
    }
}
