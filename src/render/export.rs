//! Everything a report can be written as: the command line and the browser offer the same, by the same names.

use serde::Serialize;

use super::docx::docx;
use super::fragment::fragment;
#[cfg(feature = "cli")]
use super::html;
use super::markdown;
use super::protocol::{self, Protocol};
use super::sarif::{Checked, File, sarif};
use super::sentence::Language;
use super::xlsx::xlsx;
use crate::check::{Check, Options, check};
use crate::report::{Report, json};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The report as a page of its own. Not in the browser, where the page itself is printed or saved.
    #[cfg(feature = "cli")]
    Html,
    /// The report as Markdown.
    Markdown,
    /// The report as JSON.
    Json,
    /// The report as a Word document.
    Docx,
    /// Its tables as a workbook.
    Xlsx,
    /// The report as a piece of HTML for a content management system.
    Fragment,
    /// Its check as a page.
    ProtocolHtml,
    /// Its check as a Word document.
    ProtocolDocx,
    /// Its check as Markdown.
    ProtocolMarkdown,
    /// Its check as SARIF.
    Sarif,
}

impl Kind {
    /// Every kind, by name.
    pub const ALL: &'static [(&'static str, Kind)] = &[
        #[cfg(feature = "cli")]
        ("html", Kind::Html),
        ("docx", Kind::Docx),
        ("xlsx", Kind::Xlsx),
        ("markdown", Kind::Markdown),
        ("json", Kind::Json),
        ("fragment", Kind::Fragment),
        ("protocol-html", Kind::ProtocolHtml),
        ("protocol-docx", Kind::ProtocolDocx),
        ("protocol-markdown", Kind::ProtocolMarkdown),
        ("sarif", Kind::Sarif),
    ];

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// How its file's name ends, and what servers call its content.
    const fn file_type(self) -> (&'static str, &'static str) {
        match self {
            #[cfg(feature = "cli")]
            Kind::Html => (".html", "text/html"),
            Kind::Fragment | Kind::ProtocolHtml => (".html", "text/html"),
            Kind::Markdown | Kind::ProtocolMarkdown => (".md", "text/markdown"),
            Kind::Sarif => (".sarif", "application/sarif+json"),
            Kind::Json => (".json", "application/json"),
            Kind::Docx | Kind::ProtocolDocx => {
                (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            }
            Kind::Xlsx => (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        self.file_type().1
    }

    /// What its file's name says besides the report's title.
    const fn suffix(self) -> &'static str {
        match self {
            Kind::Xlsx => "（统计表）",
            Kind::ProtocolHtml | Kind::ProtocolDocx | Kind::ProtocolMarkdown | Kind::Sarif => "（核对意见）",
            #[cfg(feature = "cli")]
            Kind::Html => "",
            Kind::Fragment | Kind::Markdown | Kind::Json | Kind::Docx => "",
        }
    }

    /// A name for its file: the report's title, without what a name may not hold.
    pub fn file_name(self, report: &Report) -> String {
        /// Characters of the longest name; the file systems of all systems take 255 bytes.
        const LONGEST: usize = 60;
        let title = report.title.as_ref().map_or("", |title| title.text.as_str());
        let is_forbidden = |c: char| c.is_control() || c.is_whitespace() || "\\/:*?\"<>|.".contains(c);
        let mut name: String = title.chars().filter(|&c| !is_forbidden(c)).take(LONGEST).collect();
        if name.is_empty() {
            name.push_str("政府信息公开工作年度报告");
        }
        name + self.suffix() + self.file_type().0
    }
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The report.
    pub report: &'a Report,
    /// The text of the draft, where the draft is plain text.
    pub text: Option<&'a str>,
    /// The name of its file; empty when it has none.
    pub file: &'a str,
    /// What the person said about it, for kinds that hold the check.
    pub options: Options,
    /// The language of sentences.
    pub language: Language,
}

impl Source<'_> {
    /// The content of the file.
    pub fn export(&self, kind: Kind) -> Vec<u8> {
        match kind {
            #[cfg(feature = "cli")]
            Kind::Html => html::page(self.report, None, self.language).into_bytes(),
            Kind::Markdown => markdown::markdown(self.report).into_bytes(),
            Kind::Json => lines(&json::to_json(self.report)),
            Kind::Docx => docx(self.report),
            Kind::Xlsx => xlsx(self.report),
            Kind::Fragment => fragment(self.report).into_bytes(),
            Kind::ProtocolHtml => protocol::html(&self.protocol()).into_bytes(),
            Kind::ProtocolDocx => protocol::docx(&self.protocol()),
            Kind::ProtocolMarkdown => protocol::markdown(&self.protocol()).into_bytes(),
            Kind::Sarif => {
                let check = self.check();
                let checked = Checked { report: self.report, check: &check, text: self.text };
                lines(&sarif(&[File { name: self.file, outcome: Ok(checked) }], self.language))
            }
        }
    }
}

impl Source<'_> {
    fn check(&self) -> Check {
        check(self.report, &self.options)
    }

    fn protocol(&self) -> Protocol {
        Protocol::new(self.report, &self.check(), self.file, self.language)
    }
}

/// JSON for people, too.
fn lines(value: &impl Serialize) -> Vec<u8> {
    // Nothing in a report's JSON can fail to be written.
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::Edition;
    use crate::report::Passage;

    #[test]
    fn kinds_have_names_of_their_own() {
        for &(name, kind) in Kind::ALL {
            assert_eq!(Kind::from_name(name), Some(kind));
        }
        assert_eq!(Kind::from_name("pdf"), None);
    }

    #[test]
    fn a_file_is_named_after_the_report() {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        assert_eq!(Kind::Docx.file_name(&report), "政府信息公开工作年度报告.docx");
        report.title = Some(Passage::new("甲/乙 2024年\n报告.."));
        assert_eq!(Kind::Docx.file_name(&report), "甲乙2024年报告.docx");
        assert_eq!(Kind::ProtocolDocx.file_name(&report), "甲乙2024年报告（核对意见）.docx");
        report.title = Some(Passage::new("长".repeat(300)));
        assert!(Kind::Xlsx.file_name(&report).len() < 255);
    }

    #[test]
    fn an_empty_report_can_be_written_as_anything() {
        let report = Report::empty(SourceKind::Text, Edition::Y2021);
        let options = Options::default();
        let source = Source { report: &report, text: None, file: "", options, language: Language::Chinese };
        for &(name, kind) in Kind::ALL {
            // There is nothing in it to be written as text.
            assert_eq!(source.export(kind).is_empty(), matches!(name, "markdown" | "fragment"), "{name}");
        }
    }
}
