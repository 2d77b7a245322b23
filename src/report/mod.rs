//! A report: the form, filled in by a draft.

mod amount;
mod cell;
#[cfg(any(feature = "page", feature = "examiner", feature = "package", feature = "writers", feature = "county"))]
mod flat;
pub mod json;
mod level;

pub use amount::{Amount, AmountError};
pub use cell::{Cell, Marks, Problem, Value};
pub use level::{Level, guess_level};

use serde::{Deserialize, Serialize};

use crate::document::{SourceKind, Span};
use crate::form::{CellId, CellMap, Column, Edition, Row, Table};

/// A report as it was read. Nothing in it is judged yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What kind of source it was read from.
    pub kind: SourceKind,
    /// The title as written; lines it was broken over are joined.
    pub title: Option<Passage>,
    /// The reporting organ, from the title or the preamble.
    pub organ: Option<String>,
    /// The kind of organ, when its name decides it.
    pub level: Option<Level>,
    /// The report year stated by the title; else by the statistics period, else by the first part.
    pub year: Option<i32>,
    /// The statistics period, when one is stated.
    pub period: Option<Period>,
    /// Paragraphs between the title and the first part's heading.
    pub preamble: Vec<Passage>,
    /// The parts in the order in which they stand.
    pub sections: Vec<Section>,
    /// How each table was read.
    pub tables: Tables,
    /// Every cell that was found, also a blank or unreadable one. A cell the draft lacks is absent.
    pub cells: CellMap<Cell>,
    /// Text that belongs to no part of the report: menus and notices of a web page, for instance.
    pub outside: Vec<Span>,
    /// Findings that a person has set aside. No draft says so: it is kept in the report's own file and in links.
    pub ignored: Vec<Ignored>,
}

/// A finding that a person has set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// The rule it came from.
    pub rule: String,
    /// The finding's fingerprint: it stays the same while wording around the place changes.
    pub fingerprint: String,
    /// Why; never empty.
    pub reason: String,
}

/// A line or paragraph of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its text.
    pub text: String,
    /// Where it stands in the document's text. Equal in length to `text` unless lines were joined.
    pub source: Option<Span>,
}

impl Passage {
    /// A passage that came from nowhere.
    pub fn new(text: impl Into<String>) -> Passage {
        Passage { text: text.into(), source: None }
    }
}

/// The statistics period a report states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First day: year, month, day.
    pub from: (i32, u32, u32),
    /// Last day: year, month, day.
    pub to: (i32, u32, u32),
    /// The section's index in [`Report::sections`]; `None` for the preamble.
    pub section: Option<usize>,
    /// The paragraph within it.
    pub paragraph: usize,
    /// Where in the paragraph's text.
    pub span: Span,
}

/// A part of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6 for the statutory parts; 7 and up for others, in order.
    pub part: u8,
    /// The number written before the heading (一 = 1), if there is one.
    pub number: Option<u8>,
    /// The heading as written, with its number; `None` when the part was recognised by its table alone.
    pub heading: Option<Passage>,
    /// Its paragraphs, also those around the table.
    pub paragraphs: Vec<Passage>,
    /// The number of paragraphs that stand before the statistical table.
    pub table_at: usize,
    /// Tables in it that are not the form's: each with the number of paragraphs before it.
    pub other_tables: Vec<OtherTable>,
    /// Whether it holds a picture, which cannot be read.
    pub has_picture: bool,
}

/// A table the form does not know, kept so that nothing is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherTable {
    /// The number of the section's paragraphs that stand before it.
    pub at: usize,
    /// Its rows of cells.
    pub rows: Vec<Vec<Passage>>,
}

/// How the three tables were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// Table two.
    pub disclosure: TableReading,
    /// Table three.
    pub requests: TableReading,
    /// Table four.
    pub disputes: TableReading,
}

impl Tables {
    /// How that table was read.
    pub fn get(&self, table: Table) -> &TableReading {
        match table {
            Table::Disclosure => &self.disclosure,
            Table::Requests => &self.requests,
            Table::Disputes => &self.disputes,
        }
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, table: Table) -> &mut TableReading {
        match table {
            Table::Disclosure => &mut self.disclosure,
            Table::Requests => &mut self.requests,
            Table::Disputes => &mut self.disputes,
        }
    }
}

/// How a table was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableReading {
    /// Whether it was found, and whether it could be read.
    pub status: TableStatus,
    /// The edition of the form whose rows and columns it has.
    pub edition: Edition,
    /// Rows in the order in which they stand, each with the label as written.
    pub rows: Vec<RowReading>,
    /// Rows of the edition that the draft lacks.
    pub missing_rows: Vec<Row>,
    /// Columns of the edition that the draft lacks.
    pub missing_columns: Vec<Column>,
    /// Captions and column heads as written, from top to bottom.
    pub heads: Vec<Passage>,
    /// Rows or columns that the form does not have, as labelled in the draft.
    pub foreign: Vec<Passage>,
    /// Where the table, or each piece of it, stands in the document's text.
    pub sources: Vec<Span>,
}

/// Whether a table was found and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableStatus {
    /// Read; single cells or rows may still be missing or unread.
    Read,
    /// No such table was found.
    Missing,
    /// Where it should be there is a picture.
    Picture,
    /// A table was found, but its numbers cannot be told apart: none of them is used.
    Unreadable,
}

/// A row as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReading {
    /// Which row it is.
    pub row: Row,
    /// Its label as written; empty where it was lost and the row is known by its place alone.
    pub label: Passage,
}

impl Section {
    /// Whether it has a heading, and nothing below that: no table of the form stands there either.
    pub fn lacks_text(&self) -> bool {
        self.heading.is_some()
            && self.paragraphs.is_empty()
            && self.other_tables.is_empty()
            && !self.has_picture
            && Table::of_part(self.part).is_none()
    }
}

impl TableReading {
    /// A table that was not found.
    pub fn missing(edition: Edition) -> TableReading {
        TableReading {
            status: TableStatus::Missing,
            edition,
            rows: Vec::new(),
            missing_rows: Vec::new(),
            missing_columns: Vec::new(),
            heads: Vec::new(),
            foreign: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// Whether its numbers can be used.
    pub fn is_read(&self) -> bool {
        self.status == TableStatus::Read
    }
}

impl Report {
    /// A report without any content, in that edition's form: what reading an empty draft yields.
    pub fn empty(kind: SourceKind, edition: Edition) -> Report {
        Report {
            kind,
            title: None,
            organ: None,
            level: None,
            year: None,
            period: None,
            preamble: Vec::new(),
            sections: Vec::new(),
            tables: Tables {
                disclosure: TableReading::missing(edition),
                requests: TableReading::missing(edition),
                disputes: TableReading::missing(edition),
            },
            cells: CellMap::new(),
            outside: Vec::new(),
            ignored: Vec::new(),
        }
    }

    /// The edition of the form the report uses: that of table two, which differs most; where it was not
    /// read, that of table three; else that of the year.
    pub fn edition(&self) -> Edition {
        if self.tables.disclosure.is_read() {
            self.tables.disclosure.edition
        } else if self.tables.requests.is_read() {
            self.tables.requests.edition
        } else {
            self.year.and_then(Edition::of_year).unwrap_or(Edition::Y2021)
        }
    }

    /// The report as it comes from a link: without places in a document's text, and without captions and column heads as
    /// they were written.
    pub fn without_places(&self) -> Report {
        let mut report = self.clone();
        let sections = report.sections.iter_mut().flat_map(|section| {
            let tables = section.other_tables.iter_mut().flat_map(|table| table.rows.iter_mut().flatten());
            section.heading.iter_mut().chain(&mut section.paragraphs).chain(tables)
        });
        let passages = report.title.iter_mut().chain(&mut report.preamble).chain(sections);
        passages.for_each(|passage| passage.source = None);
        for &table in Table::ALL {
            let reading = report.tables.get_mut(table);
            let labels = reading.rows.iter_mut().map(|row| &mut row.label);
            labels.chain(&mut reading.foreign).for_each(|label| label.source = None);
            reading.sources.clear();
            reading.heads.clear();
        }
        report.cells.iter_mut().for_each(|(_, cell)| cell.source = None);
        report.outside.clear();
        report
    }

    /// The numbers, who reports them for which year, and how the tables were read: all but the wording, its places, and
    /// the period that it states. Rows are labels, and go with the words; those that are missing are kept.
    pub fn without_prose(&self) -> Report {
        let mut report = Report {
            kind: SourceKind::Link,
            period: None,
            preamble: Vec::new(),
            sections: Vec::new(),
            ..self.without_places()
        };
        for &table in Table::ALL {
            report.tables.get_mut(table).rows.clear();
        }
        report
    }

    /// Whether it says anything in words, beside its title and its headings.
    pub fn has_prose(&self) -> bool {
        !self.preamble.is_empty() || self.sections.iter().any(|section| !section.paragraphs.is_empty())
    }

    /// The number in that cell, if one was read.
    pub fn number(&self, cell: CellId) -> Option<Amount> {
        self.cells.get(&cell).and_then(Cell::number)
    }

    /// The first section of that part.
    pub fn section(&self, part: u8) -> Option<&Section> {
        self.sections.iter().find(|section| section.part == part)
    }
}
