//! What checking yields: findings with their evidence, and the list of what was tried. Structured to the
//! last; sentences are made in `render`.

use std::borrow::Cow;

use super::culprit::Slip;
use super::privacy;
use crate::document::Span;
use crate::form::{CellId, Column, Row, Scope, Table};
use crate::prose::Reading;
use crate::report::{Amount, Ignored};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Broken arithmetic, statute, or a flat contradiction.
    Error,
    /// Probably a mistake.
    Warning,
    /// Advice.
    Info,
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

    /// `error`, `warning` or `info`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// The result of checking one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Findings, in the order of the report: by part, then by place.
    pub findings: Vec<Finding>,
    /// Findings that a person has set aside, each with the reason given.
    pub ignored: Vec<(Finding, String)>,
    /// What a person has set aside and is no longer found: mended, or changed.
    pub stale: Vec<Ignored>,
    /// Every relation of the form that was tried, with its outcome.
    pub relations: Vec<Tried>,
    /// Every rule of the catalogue that is switched on, with whether it could be applied.
    pub rules: Vec<Applied>,
}

impl Check {
    /// Number of findings of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Number of relations with that outcome.
    pub fn outcomes(&self, outcome: fn(&Outcome) -> bool) -> usize {
        self.relations.iter().filter(|tried| outcome(&tried.outcome)).count()
    }
}

/// A relation that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The rule that states it.
    pub rule: &'static str,
    /// The row or column it speaks of.
    pub scope: Scope,
    /// What came of it.
    pub outcome: Outcome,
    /// Cells without a number (blank, or a dash) that were counted as zero.
    pub counted_as_zero: Vec<CellId>,
}

/// What came of trying a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both sides are equal.
    Held,
    /// They are not: the sums of the left and the right side.
    Violated {
        /// Sum of the left side.
        left: Amount,
        /// Sum of the right side.
        right: Amount,
    },
    /// It could not be tried.
    NotChecked(Reason),
}

impl Outcome {
    /// `held`, `violated` or `not_checked`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Outcome::Held => "held",
            Outcome::Violated { .. } => "violated",
            Outcome::NotChecked(_) => "not_checked",
        }
    }
}

/// Why something could not be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The table was not found.
    TableMissing,
    /// Where the table should be there is a picture.
    TableIsPicture,
    /// The table's numbers could not be told apart.
    TableUnreadable,
    /// A row or column it needs is missing from the table.
    CellMissing(CellId),
    /// A cell it needs could not be read.
    CellUnread(CellId),
    /// None of its cells is filled in.
    AllBlank,
    /// The report year is not known.
    YearUnknown,
    /// The kind of organ is not known.
    LevelUnknown,
    /// The date of today is not known.
    TodayUnknown,
    /// The part it speaks of was not found.
    PartMissing(u8),
    /// What was handed in as such is not the report of the same organ for the year before.
    NotComparable,
    /// None of the reports that were handed in as those of the bodies below could be added up.
    NoBodies,
    /// The report, or that of the year before, comes from a link that carries numbers only.
    NumbersOnly,
    /// Neither a part nor a table of the form was found: this is no such report.
    NotAReport,
}

/// Whether a rule could be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The rule.
    pub rule: &'static str,
    /// Why it could not be; `None` when it was.
    pub not_checked: Option<Reason>,
}

/// One thing that is wrong, or deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule it comes from.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What to say.
    pub message: Message,
    /// Where to look; the first place first.
    pub places: Vec<Place>,
    /// The relations that support it: each with its terms, reported against calculated.
    pub evidence: Vec<Evidence>,
    /// What should most likely stand at the first place.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// Ways to mend it, likeliest first.
    pub fixes: Vec<Fix>,
    /// Depends on rule, places and values alone, so that it stays the same while wording around it changes.
    pub fingerprint: String,
}

/// What a finding says: the key of a sentence in each language's catalogue, and what is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sentence: the rule's id, or the id and a variant such as `APP-08.row`.
    pub key: &'static str,
    /// What is filled in, by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// Something filled into a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A cell, shown by its labels.
    Cell(CellId),
    /// Several cells.
    Cells(Vec<CellId>),
    /// A table.
    Table(Table),
    /// A row of a table, shown by its label.
    Row(Table, Row),
    /// Several rows of a table.
    Rows(Table, Vec<Row>),
    /// Several columns of a table.
    Columns(Table, Vec<Column>),
    /// A row or column.
    Scope(Scope),
    /// A part, shown by number and title.
    Part(u8),
    /// Several parts.
    Parts(Vec<u8>),
    /// Ways to read a figure of the prose, each with the sum of its cells.
    Readings(Vec<(Reading, Amount)>),
    /// A number of the report.
    Amount(Amount),
    /// A count.
    Count(usize),
    /// A year.
    Year(i32),
    /// How a number came to be wrong, in brackets; nothing where there are no words for it.
    Slip(Slip),
    /// Text quoted from the draft, or a fixed term.
    Text(Cow<'static, str>),
    /// Several of them.
    Texts(Vec<Cow<'static, str>>),
}

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A cell of the form.
    Cell(CellId),
    /// A whole table.
    Table(Table),
    /// The title, or a range of it.
    Title(Span),
    /// A range of the paragraph of that number before the first part.
    Preamble(usize, Span),
    /// A range of the heading of a section, by the section's index in the report.
    Heading(usize, Span),
    /// A range of a paragraph: the section's index in the report, the paragraph's number, the range.
    Paragraph(usize, usize, Span),
    /// A part that is not there, or that is concerned as a whole.
    Part(u8),
    /// The report as a whole.
    Report,
}

/// A relation, with everything needed to see it fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The rule that states the relation.
    pub rule: &'static str,
    /// The row or column it speaks of.
    pub scope: Scope,
    /// The cells of the left side with what each holds (`None`: blank, counted as zero).
    pub left: Vec<(CellId, Option<Amount>)>,
    /// The cells of the right side.
    pub right: Vec<(CellId, Option<Amount>)>,
    /// Sum of the left side.
    pub left_sum: Amount,
    /// Sum of the right side.
    pub right_sum: Amount,
}

/// From this confidence on, in thousandths, a way to mend a finding is the way; below, it is one of several.
pub const LIKELY: u16 = 800;
/// From this confidence on it is beyond doubt.
pub const SURE: u16 = 990;

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without thinking.
    pub applicability: Applicability,
    /// The changes, all of them or none.
    pub edits: Vec<Edit>,
    /// How likely it is that this is the right way, in thousandths, where there may be others.
    pub confidence: Option<u16>,
    /// How what is mended came about, where that is known.
    pub reason: Option<Slip>,
    /// What speaks against it: figures of last year's report and of the prose that would no longer agree.
    pub against: Vec<Message>,
}

impl Fix {
    /// Whether it stands beside others that may be right as well.
    pub fn is_one_of_several(&self) -> bool {
        self.confidence.is_some_and(|confidence| confidence < LIKELY)
    }
}

/// Whether a fix may be applied without thinking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Typography: nothing else could be meant.
    Safe,
    /// A person decides.
    Suggested,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where: a cell, or a range of text.
    pub place: Place,
    /// What is written there.
    pub from: String,
    /// What should be.
    pub to: String,
}

impl Finding {
    /// The words at one of its places as they may be quoted: masked where they belong to a person.
    pub fn quote<'w>(&self, words: &'w str) -> Cow<'w, str> {
        if privacy::is_private(self.rule) { Cow::Owned(privacy::masked(words)) } else { Cow::Borrowed(words) }
    }

    /// A finding of that rule, as grave as the rule is; its places and the rest are added by the methods
    /// below.
    pub(super) fn new(rule: &'static str, message: Message) -> Finding {
        Finding {
            rule,
            severity: super::rule(rule).map_or(Severity::Error, |rule| rule.severity),
            message,
            places: Vec::new(),
            evidence: Vec::new(),
            expected: None,
            actual: None,
            fixes: Vec::new(),
            fingerprint: String::new(),
        }
    }

    /// The cells that take part in its evidence.
    pub fn terms(&self) -> impl Iterator<Item = CellId> {
        self.evidence.iter().flat_map(|evidence| evidence.left.iter().chain(&evidence.right)).map(|&(cell, _)| cell)
    }

    /// Less grave than the rule is in general.
    pub(super) fn lowered(mut self, severity: Severity) -> Finding {
        self.severity = self.severity.max(severity);
        self
    }

    /// One more place to look at.
    pub(super) fn at(mut self, place: Place) -> Finding {
        self.places.push(place);
        self
    }

    /// More cells to look at.
    pub(super) fn at_cells(mut self, cells: impl IntoIterator<Item = CellId>) -> Finding {
        self.places.extend(cells.into_iter().map(Place::Cell));
        self
    }

    /// What should stand at the first place.
    pub(super) fn expected(mut self, expected: impl ToString) -> Finding {
        self.expected = Some(expected.to_string());
        self
    }

    /// What stands there.
    pub(super) fn actual(mut self, actual: impl Into<String>) -> Finding {
        self.actual = Some(actual.into());
        self
    }

    /// The relations that support it.
    pub(super) fn because(mut self, evidence: Vec<Evidence>) -> Finding {
        self.evidence = evidence;
        self
    }

    /// A way to mend it without thinking: typography, where nothing else could be meant.
    pub(super) fn safely(mut self, edits: Vec<Edit>) -> Finding {
        self.fixes.push(Fix {
            applicability: Applicability::Safe,
            edits,
            confidence: None,
            reason: None,
            against: Vec::new(),
        });
        self
    }

    /// One more way to mend it, for a person to decide.
    pub(super) fn suggest(mut self, edits: Vec<Edit>) -> Finding {
        self.fixes.push(Fix {
            applicability: Applicability::Suggested,
            edits,
            confidence: None,
            reason: None,
            against: Vec::new(),
        });
        self
    }

    /// One more way to mend it, with how likely it is, how it came about, and what speaks against it.
    pub(super) fn suggest_likely(
        mut self,
        edits: Vec<Edit>,
        confidence: u16,
        reason: Option<Slip>,
        against: Vec<Message>,
    ) -> Finding {
        let confidence = Some(confidence);
        self.fixes.push(Fix { applicability: Applicability::Suggested, edits, confidence, reason, against });
        self
    }

    /// The last way to mend it may be taken without thinking: typography, where nothing else could be meant.
    pub(super) fn safe(mut self) -> Finding {
        if let Some(fix) = self.fixes.last_mut() {
            fix.applicability = Applicability::Safe;
        }
        self
    }
}

/// Lets [`message!`](super::messages::message) take plain values.
macro_rules! arg_from {
    ($($from:ty => |$value:ident| $arg:expr,)+) => {
        $(impl From<$from> for Arg {
            fn from($value: $from) -> Arg {
                $arg
            }
        })+
    };
}

arg_from! {
    CellId => |cell| Arg::Cell(cell),
    Vec<CellId> => |cells| Arg::Cells(cells),
    Table => |table| Arg::Table(table),
    (Table, Row) => |row| Arg::Row(row.0, row.1),
    (Table, Vec<Row>) => |rows| Arg::Rows(rows.0, rows.1),
    (Table, Vec<Column>) => |columns| Arg::Columns(columns.0, columns.1),
    Scope => |scope| Arg::Scope(scope),
    u8 => |part| Arg::Part(part),
    Vec<u8> => |parts| Arg::Parts(parts),
    Vec<(Reading, Amount)> => |readings| Arg::Readings(readings),
    Amount => |amount| Arg::Amount(amount),
    usize => |count| Arg::Count(count),
    i32 => |year| Arg::Year(year),
    Slip => |slip| Arg::Slip(slip),
    String => |text| Arg::Text(text.into()),
    &'static str => |text| Arg::Text(text.into()),
    Vec<&'static str> => |texts| Arg::Texts(texts.into_iter().map(Cow::Borrowed).collect()),
}
