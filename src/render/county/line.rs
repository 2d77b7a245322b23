//! What a table of many bodies says of one.

use crate::check::Severity;
#[cfg(any(feature = "examiner", feature = "cli", test))]
use crate::check::{Check, Outcome, Reason};
#[cfg(any(feature = "examiner", feature = "county"))]
use crate::flat::{Reader, Writer};
#[cfg(any(feature = "examiner", feature = "cli", test))]
use crate::render::sentence::{self, Language};
#[cfg(any(feature = "examiner", feature = "cli", test))]
use crate::report::Report;

/// A body's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name of its file.
    pub file: String,
    /// What checking came to; where the file could not be read, one sentence that says why.
    pub outcome: Result<Checked, String>,
}

/// What checking a report came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The reporting organ.
    pub organ: Option<String>,
    /// The report year.
    pub year: Option<i32>,
    /// Whether it is such a report at all.
    pub is_report: bool,
    /// Findings by severity: errors, warnings, advice.
    pub findings: [usize; 3],
    /// Relations that hold, that do not, and that could not be tried.
    pub relations: [usize; 3],
    /// The gravest finding, the first of them.
    pub worst: Option<Worst>,
}

/// The gravest finding of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worst {
    /// How grave it is.
    pub severity: Severity,
    /// The rule it comes from.
    pub rule: String,
    /// What it says.
    pub sentence: String,
}

/// How a report stands, at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The file could not be read.
    Failed,
    /// It is no such report.
    Foreign,
    /// There is an error.
    Errors,
    /// There is no error, but a warning.
    Warnings,
    /// There is neither, but relations could not be tried.
    Partial,
    /// There is neither, and every relation was tried.
    Good,
}

impl Status {
    /// Every status, the gravest first.
    pub const ALL: [Status; 6] =
        [Status::Failed, Status::Foreign, Status::Errors, Status::Warnings, Status::Partial, Status::Good];

    /// Its name for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Failed => "failed",
            Status::Foreign => "foreign",
            Status::Errors => "errors",
            Status::Warnings => "warnings",
            Status::Partial => "partial",
            Status::Good => "good",
        }
    }
}

impl Line {
    /// What the body is called: its organ, else its file.
    pub fn name(&self) -> &str {
        let organ = self.outcome.as_ref().ok().and_then(|checked| checked.organ.as_deref());
        organ.filter(|organ| !organ.is_empty()).unwrap_or(&self.file)
    }

    /// How it stands.
    pub fn status(&self) -> Status {
        match &self.outcome {
            Err(_) => Status::Failed,
            Ok(checked) => checked.status(),
        }
    }
}

impl Checked {
    /// How it stands.
    pub fn status(&self) -> Status {
        let ([errors, warnings, _], [.., not_checked]) = (self.findings, self.relations);
        match (errors, warnings, not_checked) {
            _ if !self.is_report => Status::Foreign,
            (1.., _, _) => Status::Errors,
            (0, 1.., _) => Status::Warnings,
            (0, 0, 1..) => Status::Partial,
            (0, 0, 0) => Status::Good,
        }
    }

    /// What checking that report came to.
    #[cfg(any(feature = "examiner", feature = "cli", test))]
    pub fn new(report: &Report, check: &Check, language: Language) -> Checked {
        let severities = [Severity::Error, Severity::Warning, Severity::Info];
        let mut by_severity =
            severities.iter().filter_map(|&severity| check.findings.iter().find(|one| one.severity == severity));
        Checked {
            organ: report.organ.clone(),
            year: report.year,
            is_report: !check.rules.iter().any(|applied| applied.not_checked == Some(Reason::NotAReport)),
            findings: severities.map(|severity| check.count(severity)),
            relations: [
                check.outcomes(|outcome| matches!(outcome, Outcome::Held)),
                check.outcomes(|outcome| matches!(outcome, Outcome::Violated { .. })),
                check.outcomes(|outcome| matches!(outcome, Outcome::NotChecked(_))),
            ],
            worst: by_severity.next().map(|finding| Worst {
                severity: finding.severity,
                rule: finding.rule.to_owned(),
                sentence: sentence::message(&finding.message, language),
            }),
        }
    }

    /// Writes it, for the way from the module that judges to the one that adds up.
    #[cfg(any(feature = "examiner", feature = "county"))]
    pub fn write(&self, to: &mut Writer) {
        to.maybe_text(self.organ.as_deref());
        to.maybe(self.year.and_then(|year| usize::try_from(year).ok()));
        to.flag(self.is_report);
        self.findings.iter().chain(&self.relations).for_each(|&number| to.number(number));
        to.flag(self.worst.is_some());
        if let Some(worst) = &self.worst {
            to.number(worst.severity as usize);
            to.text(&worst.rule);
            to.text(&worst.sentence);
        }
    }

    /// Reads it.
    #[cfg(any(feature = "examiner", feature = "county"))]
    pub fn read_flat(from: &mut Reader<'_>) -> Option<Checked> {
        let organ = from.maybe_text()?.map(str::to_owned);
        let year = from.maybe()?.and_then(|year| i32::try_from(year).ok());
        let is_report = from.flag()?;
        let findings = [from.number()?, from.number()?, from.number()?];
        let relations = [from.number()?, from.number()?, from.number()?];
        let worst = if from.flag()? {
            Some(Worst {
                severity: from.one_of(&[Severity::Error, Severity::Warning, Severity::Info])?,
                rule: from.text()?.to_owned(),
                sentence: from.text()?.to_owned(),
            })
        } else {
            None
        };
        Some(Checked { organ, year, is_report, findings, relations, worst })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_thing_makes_the_status() {
        let status = |findings, not_checked, is_report| {
            Checked { findings, relations: [42, 0, not_checked], is_report, ..Checked::default() }.status()
        };
        assert_eq!(status([1, 2, 3], 0, true), Status::Errors);
        assert_eq!(status([0, 2, 3], 9, true), Status::Warnings);
        assert_eq!(status([0, 0, 3], 9, true), Status::Partial);
        assert_eq!(status([0, 0, 3], 0, true), Status::Good);
        assert_eq!(status([1, 0, 0], 42, false), Status::Foreign);
        assert_eq!(Line { file: "甲.docx".into(), outcome: Err("读不了。".into()) }.status(), Status::Failed);
    }

    #[test]
    #[cfg(any(feature = "examiner", feature = "county"))]
    fn a_line_comes_back_as_it_was() {
        let worst = Worst { severity: Severity::Warning, rule: "TXT-01".into(), sentence: "句子。".into() };
        for worst in [None, Some(worst)] {
            let checked = Checked {
                organ: Some("青石镇人民政府".into()),
                year: Some(2024),
                is_report: true,
                findings: [1, 2, 3],
                relations: [40, 1, 1],
                worst,
            };
            let mut to = Writer::default();
            checked.write(&mut to);
            let mut from = Reader::new(&to.text, &to.numbers);
            assert_eq!(Checked::read_flat(&mut from), Some(checked));
            assert!(from.is_at_end());
        }
    }
}
