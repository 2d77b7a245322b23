//! What the page knows. Everything but the text, the options and what is chosen follows from the text.

use super::autosave::{Found, Keeping};
use super::editing::{Editing, Said, Target};
use super::history::{History, Moment};
use super::host::ImporterError;
use crate::check::{Options, Severity};
use crate::document::{Document, ImportNote, SourceKind};
use crate::examination::{Examination, Request};
use crate::form::{CellId, Edition};
use crate::import::{Host, ImportError};
use crate::read;
use crate::render::sentence::Language;
use crate::report::{Ignored, Report};

/// The state of the page.
#[derive(Debug)]
pub struct State {
    /// The draft; its text is what the text area holds.
    pub document: Document,
    /// How the draft came.
    pub origin: Origin,
    /// What the person has said about it.
    pub options: Options,
    /// The draft as read.
    pub report: Report,
    /// The report of the year before.
    pub previous: Option<Previous>,
    /// Whether the tables of both years are shown in place of the report.
    pub comparing: bool,
    /// Whether charts are shown in place of the report.
    pub charting: bool,
    /// What checking found.
    pub examination: Examination,
    /// Why it was not checked; `None` when it was.
    pub unexamined: Option<Unexamined>,
    /// What is behind the chosen finding, as HTML.
    pub detail: String,
    /// What is marked in the source, the preview and the findings.
    pub chosen: Option<Chosen>,
    /// The cell of the chosen finding's evidence that is pointed at in place of its first place.
    pub pointed: Option<CellId>,
    /// The only severity shown, if not all.
    pub filter: Option<Severity>,
    /// What is said above the page.
    pub notice: Option<Notice>,
    /// The area shown where there is room for one only.
    pub pane: Pane,
    /// The language of the page.
    pub language: Language,
    /// Whether the draft came with its numbers only: it is judged by these until somebody writes words into it.
    pub(super) numbers_only: bool,
    /// The number of the Word document that the draft was read from, which follows from what that said; 0 for none.
    pub(super) original: u32,
    /// A link that waits for the person: to be opened in place of the draft, or for its pass-phrase.
    pub(super) link: Option<String>,
    /// What can be undone.
    pub history: History,
    /// What has the keyboard in the preview.
    pub active: Option<Target>,
    /// What is edited in place.
    pub editing: Option<Editing>,
    /// How many edits in place have been begun.
    pub edits_opened: usize,
    /// How many steps the person has made in this draft since it came.
    pub edits: usize,
    /// Grows with everything that autosaving keeps.
    pub revision: usize,
    /// Whether drafts are kept on this device.
    pub keeping: Keeping,
    /// A draft that an earlier visit has left on this device.
    pub found: Option<Found>,
}

/// Why a draft is not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unexamined {
    /// The examiner, the module with the rules, is on its way.
    Loading,
    /// It could not be loaded.
    Unavailable,
    /// It broke off.
    Crashed,
}

/// What surrounds the page's state: the browser, or a test.
pub trait Surroundings: Host {
    /// The time, in milliseconds.
    fn now(&self) -> f64 {
        0.0
    }

    /// Lets the examiner check a report.
    ///
    /// # Errors
    /// When it cannot.
    fn examine(&self, request: &Request<'_>) -> Result<Examination, Unexamined>;

    /// What is behind a finding of the last examination, as HTML.
    fn detail(&self, finding: usize) -> String;
}

/// A draft on its way into the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its document.
    pub document: Document,
    /// What has been set aside in it.
    pub ignored: Vec<Ignored>,
    /// Whether it is a report of numbers only, as links carry.
    pub numbers_only: bool,
    /// The number of the Word document that it was read from; 0 for none.
    pub original: u32,
}

impl From<Document> for Draft {
    fn from(document: Document) -> Draft {
        Draft { document, ignored: Vec::new(), numbers_only: false, original: 0 }
    }
}

impl Draft {
    /// The draft as read.
    pub fn report(&self) -> Report {
        as_read(&self.document, self.numbers_only)
    }
}

/// The report of a document. One that came with its numbers only has no words to be judged, unless some were written
/// since.
pub(super) fn as_read(document: &Document, numbers_only: bool) -> Report {
    let report = read::read(document);
    let kind = if numbers_only && !report.has_prose() { SourceKind::Link } else { report.kind };
    Report { kind, ..report }
}

/// The report of the year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previous {
    /// The name of its file.
    pub name: String,
    /// As read.
    pub report: Report,
    /// What it was read from.
    pub document: Document,
}

/// How a draft came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was typed or pasted as plain text.
    Typed,
    /// It was pasted with its tables.
    Pasted,
    /// From a file of that name.
    File(String),
    /// From a link.
    Link,
    /// It is one of the samples.
    Sample,
    /// It began as the blank form.
    Blank,
    /// It is the report of the year before, from a file of that name: not a draft, but what the draft is compared with.
    Previous(String),
}

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A finding, by its index.
    Finding(usize),
    /// A cell.
    Cell(CellId),
    /// A paragraph: the section's index in the report, `None` for the preamble, and the paragraph's number.
    Paragraph(Option<usize>, usize),
}

/// The areas of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The text area.
    Source,
    /// The report as read.
    Preview,
    /// The findings.
    Findings,
}

impl Pane {
    /// Its name in the page.
    pub const fn as_str(self) -> &'static str {
        match self {
            Pane::Source => "source",
            Pane::Preview => "preview",
            Pane::Findings => "findings",
        }
    }

    /// The pane of that name.
    pub fn from_name(name: &str) -> Option<Pane> {
        [Pane::Source, Pane::Preview, Pane::Findings].into_iter().find(|pane| pane.as_str() == name)
    }
}

/// Something said above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A file was not read; what was in the page is still there.
    NotRead {
        /// Its name; empty when it was pasted.
        name: String,
        /// Why.
        why: NotRead,
    },
    /// A draft took the place of another.
    Replaced,
    /// What the importer had to decide or leave out.
    Imported(Vec<ImportNote>),
    /// A link came, and the page holds a draft: which of them is it to be?
    LinkArrived,
    /// A file of that name was written.
    Exported(String),
    /// Changes were written back into the draft's own Word document, or could not be.
    Amended {
        /// The name of the file; nothing where there was nothing to write.
        name: Option<String>,
        /// Paragraphs and cells that were changed.
        changed: u32,
        /// What was left out and what else to know, in Chinese and in English.
        remarks: Vec<(String, String)>,
    },
    /// The report is on the clipboard.
    Copied,
    /// The module for what leaves the page, and for links, says why it did nothing, or did not get to an answer.
    Failed(ImporterError),
    /// What became of an edit in place.
    Editing(Said),
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// The importer says why.
    Import(ImportError),
    /// The browser could not read it from the disk.
    Disk,
    /// Its importer, a module of its own, says why, or did not get to an answer.
    Module(ImporterError),
}

impl State {
    /// An empty page.
    pub fn new(language: Language) -> State {
        let document = Document { kind: SourceKind::Text, text: String::new(), blocks: Vec::new(), notes: Vec::new() };
        State {
            document,
            origin: Origin::Typed,
            options: Options::default(),
            report: Report::empty(SourceKind::Text, Edition::Y2021),
            previous: None,
            comparing: false,
            charting: false,
            examination: Examination::default(),
            unexamined: None,
            detail: String::new(),
            chosen: None,
            pointed: None,
            filter: None,
            notice: None,
            pane: Pane::Source,
            language,
            numbers_only: false,
            original: 0,
            link: None,
            history: History::default(),
            active: None,
            editing: None,
            edits_opened: 0,
            edits: 0,
            revision: 0,
            keeping: Keeping::default(),
            found: None,
        }
    }

    /// Whether there is nothing to check.
    pub fn is_empty(&self) -> bool {
        self.document.text.trim().is_empty()
    }

    /// Keeps what is there now: what follows is a step that can be undone.
    pub(super) fn remember(&mut self) {
        self.history.push(Moment::of(self));
        self.edits += 1;
    }

    /// Takes a draft in: reads it and checks it.
    pub(super) fn set_document(&mut self, document: Document, surroundings: &dyn Surroundings) {
        // What was set aside is no part of the text.
        let ignored = std::mem::take(&mut self.report.ignored);
        self.report = Report { ignored, ..as_read(&document, self.numbers_only) };
        self.document = document;
        // Its place is known in the text that was.
        self.editing = None;
        self.check_again(surroundings);
    }

    /// Checks the report; a finding that is still there stays chosen.
    pub(super) fn check_again(&mut self, surroundings: &dyn Surroundings) {
        self.revision += 1;
        let chosen = match self.chosen {
            Some(Chosen::Finding(index)) => self.key(index),
            _ => None,
        };
        let examined = if self.is_empty() {
            Ok(Examination::default())
        } else {
            let (report, options, language) = (&self.report, &self.options, self.language);
            let previous = self.previous.as_ref().map(|previous| &previous.report);
            surroundings.examine(&Request { report, previous, options, language })
        };
        self.unexamined = examined.as_ref().err().copied();
        self.examination = examined.unwrap_or_default();
        self.pointed = None;
        if let Some(Chosen::Finding(_)) = self.chosen {
            let again = (0..self.examination.findings.len()).find(|&index| self.key(index) == chosen);
            self.chosen = again.map(Chosen::Finding);
        }
        if self.filter.is_some_and(|severity| self.examination.count(severity) == 0) {
            self.filter = None;
        }
    }

    /// What tells a finding from every other: its fingerprint, and its number among equal ones.
    pub fn key(&self, index: usize) -> Option<String> {
        let finding = self.examination.findings.get(index)?;
        let before = self.examination.findings.iter().take(index);
        let same = before.filter(|other| other.fingerprint == finding.fingerprint).count();
        Some(format!("{}-{}-{same}", finding.rule, finding.fingerprint))
    }

    /// Whether the filter lets a finding of that severity through.
    pub fn shows(&self, severity: Severity) -> bool {
        self.filter.is_none_or(|filter| filter == severity)
    }
}
