//! Everything a report can be written as: the command line and the browser offer the same, by the same names.

use serde::Serialize;

use super::docx::docx;
use super::fragment::fragment;
use super::protocol::{self, Protocol};
use super::sarif::{Checked, File, sarif};
use super::sentence::Language;
use super::xlsx::xlsx;
use super::{html, markdown};
use crate::check::{Check, Options, check};
use crate::report::{Report, json};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The report as a page of its own.
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
            Kind::Html | Kind::Fragment | Kind::ProtocolHtml => (".html", "text/html"),
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
}

/// What is to be written.
#[derive(Clone, Copy, Debug)]
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
