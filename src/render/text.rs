//! The result of checking one file, for a terminal.

use std::fmt::Write;

use super::sentence::{self, Language};
use crate::check::{Check, Evidence, Finding, Severity};
use crate::form::CellId;
use crate::report::{Amount, Report};

// What lines begin with.
const GROUP: &str = "  ";
const ITEM: &str = "    ";
const DETAIL: &str = "        ";

/// What was tried and what came of it, then the findings, each with its arithmetic and its remedies.
pub fn text(name: &str, report: &Report, check: &Check, language: Language) -> String {
    let mut writer = Writer { out: String::new(), language };
    writer.line("", name);
    writer.line("", &sentence::summary(check, language));
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        if check.count(severity) > 0 {
            writer.line(GROUP, severity_name(severity, language));
            for finding in check.findings.iter().filter(|finding| finding.severity == severity) {
                writer.finding(finding, report);
            }
        }
    }
    writer.not_checked(check);
    writer.out
}

struct Writer {
    out: String,
    language: Language,
}

impl Writer {
    fn line(&mut self, start: &str, text: &str) {
        let _ = writeln!(self.out, "{start}{text}");
    }

    fn say(&self, chinese: &'static str, english: &'static str) -> &'static str {
        match self.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    fn finding(&mut self, finding: &Finding, report: &Report) {
        let message = sentence::message(&finding.message, self.language);
        self.line(ITEM, &format!("{} {} {message}", severity_sign(finding.severity), finding.rule));
        if let Some(place) = finding.places.first() {
            let mut place = sentence::place_name(finding, place, report, self.language);
            if finding.places.len() > 1 {
                let more = finding.places.len() - 1;
                let _ = match self.language {
                    Language::Chinese => write!(place, "，另有{more}处"),
                    Language::English => write!(place, " and {more} more"),
                };
            }
            self.line(DETAIL, &format!("{}{place}", self.say("位置：", "at: ")));
        }
        for evidence in &finding.evidence {
            let scope = sentence::scope_name(evidence.scope, self.language);
            self.line(DETAIL, &format!("{}〔{}〕{}", scope, evidence.rule, arithmetic(evidence)));
        }
        for fix in &finding.fixes {
            let title = sentence::fix_title(fix, self.language);
            self.line(DETAIL, &format!("{}{title}", self.say("可改为：", "fix: ")));
        }
    }

    /// Relations and rules that could not be tried, by reason.
    fn not_checked(&mut self, check: &Check) {
        let reasons = sentence::not_checked(check, self.language);
        if reasons.is_empty() {
            return;
        }
        self.line(GROUP, self.say("未能核对", "Not checked"));
        for (reason, rules) in reasons {
            self.line(ITEM, &format!("{reason} ({})", rules.join(", ")));
        }
    }
}

fn severity_name(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Warning, Language::Chinese) => "疑点",
        (Severity::Info, Language::Chinese) => "提示",
        (Severity::Error, Language::English) => "Errors",
        (Severity::Warning, Language::English) => "Warnings",
        (Severity::Info, Language::English) => "Notes",
    }
}

const fn severity_sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✕",
        Severity::Warning => "！",
        Severity::Info => "·",
    }
}

/// Both sides reckoned out: `33 + 2 = 35 ≠ 33 + 3 = 36`. Zeros are left out.
pub fn arithmetic(evidence: &Evidence) -> String {
    let sign = if evidence.left_sum == evidence.right_sum { "=" } else { "≠" };
    format!("{} {sign} {}", side(&evidence.left, evidence.left_sum), side(&evidence.right, evidence.right_sum))
}

fn side(terms: &[(CellId, Option<Amount>)], sum: Amount) -> String {
    let mut terms = terms.iter().filter_map(|(_, value)| *value).filter(|value| !value.is_zero());
    let Some(first) = terms.next() else { return sum.to_string() };
    let mut out = first.to_string();
    let mut is_sum = false;
    for term in terms {
        is_sum = true;
        let _ = write!(out, " {} {}", if term.is_negative() { '−' } else { '+' }, term.abs());
    }
    if is_sum || first != sum {
        let _ = write!(out, " = {sum}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Applied, Message, Outcome, Place, Reason, Tried};
    use crate::document::SourceKind;
    use crate::form::{Column, Edition, Row, Scope, Table};

    fn evidence(left: &[Option<i32>], right: &[Option<i32>]) -> Evidence {
        let terms = |side: &[Option<i32>]| {
            side.iter()
                .map(|value| (CellId::requests(Row::New, Column::Total), value.map(Amount::from)))
                .collect::<Vec<_>>()
        };
        let sum = |side: &[Option<i32>]| side.iter().flatten().copied().map(Amount::from).sum();
        Evidence {
            rule: "APP-01",
            scope: Scope::Column(Table::Requests, Column::Natural),
            left: terms(left),
            right: terms(right),
            left_sum: sum(left),
            right_sum: sum(right),
        }
    }

    #[test]
    fn both_sides_are_reckoned_out() {
        for (left, right, written) in [
            (&[Some(33), Some(2)][..], &[Some(33), Some(3)][..], "33 + 2 = 35 ≠ 33 + 3 = 36"),
            (&[Some(14), Some(0), None, Some(5)], &[Some(18)], "14 + 5 = 19 ≠ 18"),
            (&[Some(0), None], &[Some(1)], "0 ≠ 1"),
            (&[Some(3), Some(-1)], &[None], "3 − 1 = 2 ≠ 0"),
        ] {
            assert_eq!(arithmetic(&evidence(left, right)), written);
        }
    }

    fn check() -> Check {
        let finding = |severity, places| Finding {
            rule: "APP-01",
            severity,
            message: Message { key: "APP-01", args: Vec::new() },
            places,
            evidence: vec![evidence(&[Some(1)], &[Some(2)])],
            expected: None,
            actual: None,
            fixes: Vec::new(),
            fingerprint: String::new(),
        };
        let not_checked = |rule| Tried {
            rule,
            scope: Scope::Row(Table::Disputes, Row::Review),
            outcome: Outcome::NotChecked(Reason::TableMissing),
            counted_as_zero: Vec::new(),
        };
        Check {
            ignored: Vec::new(),
            stale: Vec::new(),
            findings: vec![
                finding(Severity::Info, vec![Place::Report]),
                finding(Severity::Error, vec![Place::Part(3), Place::Part(4)]),
            ],
            relations: vec![not_checked("DIS-01"), not_checked("DIS-01")],
            rules: vec![Applied { rule: "STR-01", not_checked: None }],
        }
    }

    #[test]
    fn findings_stand_by_severity_each_with_its_arithmetic() {
        let report = Report::empty(SourceKind::Text, Edition::Y2021);
        let text = text("a.txt", &report, &check(), Language::Chinese);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "a.txt");
        assert!(lines[1].contains("勾稽关系2条"), "{text}");
        assert_eq!(lines[2], "  错误");
        assert!(lines[3].starts_with("    ✕ APP-01 "));
        assert_eq!(lines[4], "        位置：第三部分，另有1处");
        assert!(lines[5].ends_with("〔APP-01〕1 ≠ 2"));
        assert_eq!(lines[6], "  提示");
        assert_eq!(lines[10], "  未能核对");
        assert!(lines[11].ends_with("(DIS-01)"));
        assert_eq!(lines.len(), 12);
    }
}
