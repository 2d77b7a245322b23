//! The result of checking as SARIF 2.1.0 (OASIS), for whatever shows findings of many checkers side by side.
//!
//! A cell is a logical location by its address. A place in a draft that is plain text is a region of it, too, in
//! UTF-16 units and in lines; in other files there is no text that another program could count in, and suggestions
//! stand among the properties. What could not be checked is a notification: a result without findings must not mean
//! that nothing was read.

use serde_json::{Map, Value, json};

use super::sentence::{self, Language};
use super::utf16;
use crate::check::{Check, Edit, Finding, Fix, Place, Rule, Severity, rules};
use crate::document::Span;
use crate::form::Table;
use crate::report::{Passage, Report};

/// A file and what came of it.
#[derive(Clone, Debug)]
pub struct File<'a> {
    /// Its name.
    pub name: &'a str,
    /// The result of checking it, or why it could not be read.
    pub outcome: Result<Checked<'a>, String>,
}

/// A file that was checked.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// Its report.
    pub report: &'a Report,
    /// Its check.
    pub check: &'a Check,
    /// Its text, where it is plain text.
    pub text: Option<&'a str>,
}

/// The results of checking those files.
pub fn sarif(files: &[File<'_>], language: Language) -> Value {
    let mut results = Vec::new();
    let mut notifications = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let artifact = json!({"uri": uri(file.name), "index": index});
        match &file.outcome {
            Ok(checked) => {
                let writer = Writer { checked: *checked, artifact: &artifact, language };
                results.extend(checked.check.findings.iter().map(|finding| writer.result(finding)));
                notifications.extend(writer.notifications());
            }
            Err(sentence) => notifications.push(notification(&artifact, "error", sentence)),
        }
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Gouji",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": if language == Language::Chinese { "zh-CN" } else { "en" },
                "rules": rules().iter().map(|rule| rule_to_json(rule, language)).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "artifacts": files.iter().map(|file| json!({"location": {"uri": uri(file.name)}})).collect::<Vec<_>>(),
            "invocations": [{
                "executionSuccessful": files.iter().all(|file| file.outcome.is_ok()),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    })
}

fn rule_to_json(rule: &Rule, language: Language) -> Value {
    let mut described = json!({
        "id": rule.id,
        "shortDescription": {"text": sentence::rule_title(rule.id, language)},
        "defaultConfiguration": {"level": level(rule.severity)},
    });
    if let (Some(page), Some(described)) = (help(rule.id), described.as_object_mut()) {
        described.insert("help".to_owned(), json!({"text": page, "markdown": page}));
    }
    described
}

/// The page that explains the rule.
#[cfg(feature = "cli")]
fn help(rule: &str) -> Option<String> {
    sentence::rule_page(rule)
}

/// The pages are not in the browser's module: they would be a quarter of it.
#[cfg(not(feature = "cli"))]
fn help(_rule: &str) -> Option<String> {
    None
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn notification(artifact: &Value, level: &str, text: &str) -> Value {
    json!({
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": artifact}}],
    })
}

/// Writes the findings of one file.
struct Writer<'a> {
    checked: Checked<'a>,
    artifact: &'a Value,
    language: Language,
}

impl Writer<'_> {
    fn result(&self, finding: &Finding) -> Value {
        let mut locations =
            finding.places.iter().enumerate().map(|(number, place)| self.location(number, finding, place));
        let first: Vec<Value> = locations.next().into_iter().collect();
        let others: Vec<Value> = locations.collect();
        let index = rules().iter().position(|rule| rule.id == finding.rule);
        let fixes: Vec<Value> = finding.fixes.iter().filter_map(|fix| self.fix(fix)).collect();
        let mut properties = Map::new();
        let titles = finding.fixes.iter().map(|fix| sentence::fix_title(fix, self.language));
        for (name, value) in [
            ("expected", finding.expected.as_ref().map(|text| json!(text))),
            ("actual", finding.actual.as_ref().map(|text| json!(text))),
            ("suggestions", (!finding.fixes.is_empty()).then(|| json!(titles.collect::<Vec<_>>()))),
        ] {
            properties.extend(value.map(|value| (name.to_owned(), value)));
        }
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": {"text": sentence::message(&finding.message, self.language)},
            "locations": first,
            "partialFingerprints": {"gouji/v1": finding.fingerprint},
        });
        if let Some(result) = result.as_object_mut() {
            for (name, value) in [
                ("ruleIndex", index.map(|index| json!(index))),
                ("relatedLocations", (!others.is_empty()).then(|| json!(others))),
                ("fixes", (!fixes.is_empty()).then(|| json!(fixes))),
                ("properties", (!properties.is_empty()).then_some(Value::Object(properties))),
            ] {
                result.extend(value.map(|value| (name.to_owned(), value)));
            }
        }
        result
    }

    fn location(&self, id: usize, finding: &Finding, place: &Place) -> Value {
        let name = sentence::place_name(finding, place, self.checked.report, self.language);
        let mut physical = json!({"artifactLocation": self.artifact});
        if let (Some(region), Some(physical)) = (self.region(place), physical.as_object_mut()) {
            physical.insert("region".to_owned(), region);
        }
        json!({
            "id": id,
            "physicalLocation": physical,
            "logicalLocations": [{"fullyQualifiedName": self.address(place), "name": name}],
            "message": {"text": name},
        })
    }

    /// The place by name, as in the JSON of a check.
    fn address(&self, place: &Place) -> String {
        let part = |index: usize| self.checked.report.sections.get(index).map_or(0, |section| section.part);
        match *place {
            Place::Cell(cell) => cell.to_string(),
            Place::Table(table) => Table::as_str(table).to_owned(),
            Place::Title(_) => "title".to_owned(),
            Place::Preamble(number, _) => format!("preamble.{number}"),
            Place::Heading(index, _) => format!("part{}.heading", part(index)),
            Place::Paragraph(index, number, _) => format!("part{}.paragraph{number}", part(index)),
            Place::Part(part) => format!("part{part}"),
            Place::Report => "report".to_owned(),
        }
    }

    /// Where in the draft's text the place is, if the draft is text.
    fn region(&self, place: &Place) -> Option<Value> {
        let text = self.checked.text?;
        let span = source(self.checked.report, place)?;
        let (start, end) = utf16::units(text, span);
        let position = |at: usize| {
            let before = text.get(..at).unwrap_or(text);
            let line = before.rfind('\n').map_or(0, |newline| newline + 1);
            let column = utf16::units(before, Span::new(line, before.len()));
            (1 + before.matches('\n').count(), 1 + column.1 - column.0)
        };
        let ((start_line, start_column), (end_line, end_column)) = (position(span.start), position(span.end));
        Some(json!({
            "charOffset": start,
            "charLength": end - start,
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
        }))
    }

    /// The fix as replacements in the draft's text; `None` unless all of its places are in it.
    fn fix(&self, fix: &Fix) -> Option<Value> {
        let text = self.checked.text?;
        let replacement = |edit: &Edit| {
            let span = source(self.checked.report, &edit.place)?;
            // A cell may hold more than its number: only what is to be replaced counts.
            let written = text.get(span.range())?;
            let (start, end) = utf16::units(text, span);
            (written == edit.from).then(|| {
                json!({
                    "deletedRegion": {"charOffset": start, "charLength": end - start},
                    "insertedContent": {"text": edit.to},
                })
            })
        };
        let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect::<Option<_>>()?;
        Some(json!({
            "description": {"text": sentence::fix_title(fix, self.language)},
            "artifactChanges": [{"artifactLocation": self.artifact, "replacements": replacements}],
        }))
    }

    /// What was tried, and what could not be.
    fn notifications(&self) -> Vec<Value> {
        let summary = sentence::summary(self.checked.check, self.language);
        let not_checked = sentence::not_checked(self.checked.check, self.language);
        let reasons = not_checked.into_iter().map(|(reason, rules)| format!("{reason} ({})", rules.join(", ")));
        std::iter::once(summary).chain(reasons).map(|text| notification(self.artifact, "note", &text)).collect()
    }
}

/// Where the place stands in the document's text.
fn source(report: &Report, place: &Place) -> Option<Span> {
    let section = |index: usize| report.sections.get(index);
    let (passage, span): (&Passage, Span) = match *place {
        Place::Cell(cell) => return report.cells.get(&cell)?.source,
        Place::Table(table) => return report.tables.get(table).sources.first().copied(),
        Place::Title(span) => (report.title.as_ref()?, span),
        Place::Preamble(number, span) => (report.preamble.get(number)?, span),
        Place::Heading(index, span) => (section(index)?.heading.as_ref()?, span),
        Place::Paragraph(index, number, span) => (section(index)?.paragraphs.get(number)?, span),
        Place::Part(_) | Place::Report => return None,
    };
    let whole = passage.source?;
    // A passage that was joined from several lines has no place for a part of it.
    Some(if whole.len() == passage.text.len() { whole.inside(span) } else { whole })
}

/// The file's name as a relative reference: what may not stand in one is escaped.
fn uri(name: &str) -> String {
    // A draft without a name is standard input.
    let name = if name.is_empty() { "-" } else { name };
    let mut uri = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else if byte == b'\\' {
            uri.push('/');
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            uri.push('%');
            let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().map(char::from);
            uri.extend([digit(byte >> 4), digit(byte & 15)].into_iter().flatten());
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_references() {
        assert_eq!(uri("a b.docx"), "a%20b.docx");
        assert_eq!(uri("目录\\年.txt"), "%E7%9B%AE%E5%BD%95/%E5%B9%B4.txt");
        assert_eq!(uri(""), "-");
    }
}
