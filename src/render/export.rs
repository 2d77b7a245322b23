//! Everything a report and its check can be written as: the command line and the browser offer the same, by the same
//! names. A report needs no rules to be written, nor does a check that was made elsewhere: in the browser the module
//! that writes files has none.

use serde::Serialize;

use super::charts;
use super::docx::docx;
use super::fragment::fragment;
use super::html;
use super::markdown;
use super::protocol::{self, Protocol};
#[cfg(feature = "cli")]
use super::sarif::{Checked, File, sarif};
use super::sentence::Language;
use super::xlsx::xlsx;
#[cfg(feature = "cli")]
use crate::check::{Options, check_against};
use crate::report::{Report, json};

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The report.
    Report(ReportKind),
    /// Its check as a document.
    Protocol(ProtocolKind),
    /// Its check as SARIF, for other programs.
    #[cfg(feature = "cli")]
    Sarif,
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// A page of its own.
    Html,
    /// A Word document.
    Docx,
    /// Its tables as a workbook.
    Xlsx,
    /// Markdown.
    Markdown,
    /// Gouji's own JSON, with what was set aside.
    Json,
    /// A piece of HTML for a content management system.
    Fragment,
}

/// What a check is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolKind {
    /// A page of its own.
    Html,
    /// A Word document.
    Docx,
    /// Markdown.
    Markdown,
}

const HTML: (&str, &str) = (".html", "text/html");
const MARKDOWN: (&str, &str) = (".md", "text/markdown");
const DOCX: (&str, &str) = (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
const XLSX: (&str, &str) = (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
const JSON: (&str, &str) = (".gouji.json", "application/json");
#[cfg(feature = "cli")]
const SARIF: (&str, &str) = (".sarif", "application/sarif+json");

impl Kind {
    /// Every kind, by name.
    pub const ALL: &'static [(&'static str, Kind)] = &[
        ("html", Kind::Report(ReportKind::Html)),
        ("docx", Kind::Report(ReportKind::Docx)),
        ("xlsx", Kind::Report(ReportKind::Xlsx)),
        ("markdown", Kind::Report(ReportKind::Markdown)),
        ("json", Kind::Report(ReportKind::Json)),
        ("fragment", Kind::Report(ReportKind::Fragment)),
        ("protocol-html", Kind::Protocol(ProtocolKind::Html)),
        ("protocol-docx", Kind::Protocol(ProtocolKind::Docx)),
        ("protocol-markdown", Kind::Protocol(ProtocolKind::Markdown)),
        #[cfg(feature = "cli")]
        ("sarif", Kind::Sarif),
    ];

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// How its file's name ends, and what servers call its content.
    const fn file_type(self) -> (&'static str, &'static str) {
        match self {
            Kind::Report(ReportKind::Html | ReportKind::Fragment) | Kind::Protocol(ProtocolKind::Html) => HTML,
            Kind::Report(ReportKind::Docx) | Kind::Protocol(ProtocolKind::Docx) => DOCX,
            Kind::Report(ReportKind::Xlsx) => XLSX,
            Kind::Report(ReportKind::Markdown) | Kind::Protocol(ProtocolKind::Markdown) => MARKDOWN,
            Kind::Report(ReportKind::Json) => JSON,
            #[cfg(feature = "cli")]
            Kind::Sarif => SARIF,
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        self.file_type().1
    }

    /// What its file's name says besides the report's title.
    const fn suffix(self) -> &'static str {
        match self {
            Kind::Report(ReportKind::Xlsx) => "（统计表）",
            Kind::Report(_) => "",
            Kind::Protocol(_) => "（核对意见）",
            #[cfg(feature = "cli")]
            Kind::Sarif => "（核对意见）",
        }
    }

    /// A name for its file: the report's title, without what a name may not hold.
    pub fn file_name(self, title: Option<&str>) -> String {
        /// Characters of the longest name; the file systems of all systems take 255 bytes.
        const LONGEST: usize = 60;
        let is_forbidden = |c: char| c.is_control() || c.is_whitespace() || "\\/:*?\"<>|.".contains(c);
        let mut name: String = title.unwrap_or("").chars().filter(|&c| !is_forbidden(c)).take(LONGEST).collect();
        if name.is_empty() {
            name.push_str("政府信息公开工作年度报告");
        }
        name + self.suffix() + self.file_type().0
    }
}

impl ReportKind {
    /// The content of the file. The report of the year before is seen in charts alone.
    pub fn write(self, report: &Report, previous: Option<&Report>) -> Vec<u8> {
        match self {
            ReportKind::Html => {
                let charts = charts::appendix(report, previous, Language::Chinese);
                html::page_with(report, charts::STYLE, &charts).into_bytes()
            }
            ReportKind::Docx => docx(report),
            ReportKind::Xlsx => xlsx(report),
            ReportKind::Markdown => markdown::markdown(report).into_bytes(),
            ReportKind::Json => lines(&json::to_json(report)),
            ReportKind::Fragment => fragment(report).into_bytes(),
        }
    }
}

impl ProtocolKind {
    /// The content of the file.
    pub fn write(self, protocol: &Protocol) -> Vec<u8> {
        match self {
            ProtocolKind::Html => protocol::html(protocol).into_bytes(),
            ProtocolKind::Docx => protocol::docx(protocol),
            ProtocolKind::Markdown => protocol::markdown(protocol).into_bytes(),
        }
    }
}

/// JSON for people, too.
fn lines(value: &impl Serialize) -> Vec<u8> {
    // Nothing in a report's JSON can fail to be written.
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}

/// What is to be written, with all that a check of it needs.
#[cfg(feature = "cli")]
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The report.
    pub report: &'a Report,
    /// The report of the year before.
    pub previous: Option<&'a Report>,
    /// The text of the draft, where the draft is plain text.
    pub text: Option<&'a str>,
    /// The name of its file; empty when it has none.
    pub file: &'a str,
    /// What the person said about it, for kinds that hold the check.
    pub options: Options,
    /// The language of sentences.
    pub language: Language,
}

#[cfg(feature = "cli")]
impl Source<'_> {
    /// The content of the file.
    pub fn export(&self, kind: Kind) -> Vec<u8> {
        match kind {
            Kind::Report(kind) => kind.write(self.report, self.previous),
            Kind::Protocol(kind) => {
                let check = check_against(self.report, self.previous, &self.options);
                kind.write(&Protocol::new(self.report, &check, self.file, self.language))
            }
            Kind::Sarif => {
                let check = check_against(self.report, self.previous, &self.options);
                let checked = Checked { report: self.report, check: &check, text: self.text };
                lines(&sarif(&[File { name: self.file, outcome: Ok(checked) }], self.language))
            }
        }
    }
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::Edition;

    #[test]
    fn kinds_have_names_of_their_own() {
        for &(name, kind) in Kind::ALL {
            assert_eq!(Kind::from_name(name), Some(kind));
        }
        assert_eq!(Kind::from_name("pdf"), None);
    }

    #[test]
    fn a_file_is_named_after_the_report() {
        let docx = Kind::Report(ReportKind::Docx);
        assert_eq!(docx.file_name(None), "政府信息公开工作年度报告.docx");
        let title = Some("甲/乙 2024年\n报告..");
        assert_eq!(docx.file_name(title), "甲乙2024年报告.docx");
        assert_eq!(Kind::Report(ReportKind::Json).file_name(title), "甲乙2024年报告.gouji.json");
        assert_eq!(Kind::Protocol(ProtocolKind::Docx).file_name(title), "甲乙2024年报告（核对意见）.docx");
        assert!(Kind::Report(ReportKind::Xlsx).file_name(Some(&"长".repeat(300))).len() < 255);
    }

    #[test]
    fn an_empty_report_can_be_written_as_anything() {
        let report = Report::empty(SourceKind::Text, Edition::Y2021);
        let options = Options::default();
        let (text, language) = (None, Language::Chinese);
        let source = Source { report: &report, previous: None, text, file: "", options, language };
        for &(name, kind) in Kind::ALL {
            // There is nothing in it to be written as text.
            assert_eq!(source.export(kind).is_empty(), matches!(name, "markdown" | "fragment"), "{name}");
        }
    }
}
