//! What the page shows of a check, in words: the answer of the examiner, the module that holds the rules, to the module
//! that holds the page. The page can draw it, step through it, mark it in the report and apply its fixes without
//! knowing any rule.

mod flat;
#[cfg(feature = "package")]
pub mod json;
#[cfg(any(feature = "examiner", feature = "package", feature = "cli"))]
pub mod present;

pub use flat::{read_request, write_request};

use crate::check::{Edit, Options, Place, Severity};
use crate::form::CellId;
use crate::render::marks::Marks;
use crate::render::sentence::Language;
use crate::report::{Ignored, Report};

/// What is to be examined.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The report.
    pub report: &'a Report,
    /// The report of the year before, where there is one.
    pub previous: Option<&'a Report>,
    /// What the person has said about it.
    pub options: &'a Options,
    /// The language of the answer.
    pub language: Language,
}

/// A check in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examination {
    /// What was found, in the order of the report.
    pub findings: Vec<Entry>,
    /// What was found and has been set aside.
    pub ignored: Vec<Aside>,
    /// What has been set aside and is no longer found.
    pub stale: Vec<Ignored>,
    /// How many relations hold.
    pub held: usize,
    /// How many do not.
    pub violated: usize,
    /// How many could not be tried.
    pub not_checked: usize,
    /// What was tried and found, in one line.
    pub summary: String,
    /// What could not be checked and why, as HTML; empty when all could.
    pub unchecked: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The rule it comes from.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// What stays the same while wording around it changes.
    pub fingerprint: String,
    /// What it says.
    pub sentence: String,
    /// What its first place is called; empty where the sentence names it.
    pub place: String,
    /// Where to look; the first place first.
    pub places: Vec<Place>,
    /// The cells that take part in its evidence.
    pub terms: Vec<CellId>,
    /// Ways to mend it, likeliest first: the edits of each.
    pub fixes: Vec<Vec<Edit>>,
}

/// A finding that has been set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The rule it comes from.
    pub rule: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// What it says.
    pub sentence: String,
    /// Why it was set aside.
    pub reason: String,
}

impl Examination {
    /// Number of findings of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Which findings concern which piece of the report.
    pub fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        for (number, finding) in self.findings.iter().enumerate() {
            marks.add(number, finding.severity, &finding.places, finding.terms.iter().copied());
        }
        marks
    }
}
