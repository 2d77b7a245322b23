//! What a link says: one description of the report, which writes it or reads it back.

use super::coder::{Coder, Odds};
use super::figures;
use super::prose::Prose;
use super::values::{Sizes, Words, choice, place};
use crate::document::{SourceKind, Span};
use crate::form::{self, Column, Edition, Row, Table, part_title};
use crate::report::{
    Ignored, Level, OtherTable, Passage, Period, Report, RowReading, Section, TableReading, TableStatus, Tables,
};

/// Statuses of a table, likeliest first. Part of the format, as is the order of every list below.
const STATUSES: [TableStatus; 4] =
    [TableStatus::Read, TableStatus::Missing, TableStatus::Unreadable, TableStatus::Picture];

/// Titles that are made of organ and year alone, likeliest first.
const TITLES: [&str; 3] = [
    "{organ}{year}年政府信息公开工作年度报告",
    "{organ}{year}年度政府信息公开工作年度报告",
    "{year}年{organ}政府信息公开工作年度报告",
];

/// Kinds of source, and how many there may ever be.
const KINDS: [SourceKind; 16] = [
    SourceKind::Text,
    SourceKind::Markdown,
    SourceKind::Csv,
    SourceKind::Html,
    SourceKind::Docx,
    SourceKind::Xlsx,
    SourceKind::Json,
    SourceKind::Link,
    SourceKind::Doc,
    SourceKind::Rtf,
    SourceKind::Odt,
    SourceKind::Mht,
    SourceKind::Xls,
    SourceKind::Ods,
    SourceKind::Pdf,
    SourceKind::Ofd,
];
const KINDS_EVER: usize = 16;

/// Kinds of organ; one place is left for none.
const LEVELS: [Level; 7] = [
    Level::Township,
    Level::Subdistrict,
    Level::Department,
    Level::County,
    Level::Prefecture,
    Level::Province,
    Level::Ministry,
];

/// The year that is written with the fewest bits.
const USUAL_YEAR: i64 = 2024;

/// Writes the report, or reads one.
pub(super) struct Content<'a> {
    coder: &'a mut dyn Coder,
    /// Where long texts go; `None` when the link has none.
    prose: Option<Prose>,
    words: Words,
    /// How many there are of whatever is listed.
    counts: Sizes,
    numbers: Sizes,
    /// Whether something is what it is as a rule.
    usual: Odds,
    /// Whether something is there that may be missing.
    present: Odds,
    labels: Odds,
}

impl<'a> Content<'a> {
    pub(super) fn new(coder: &'a mut dyn Coder, prose: Option<Prose>) -> Content<'a> {
        Content {
            coder,
            prose,
            words: Words::new(),
            counts: Sizes::mostly_zero(Odds::new(4, 0)),
            numbers: Sizes::new(),
            usual: Odds::new(0, 4),
            present: Odds::EVEN,
            labels: Odds::LIKELY,
        }
    }

    /// The long texts that were written.
    pub(super) fn into_prose(self) -> Option<Prose> {
        self.prose
    }

    /// Writes that report, or reads one and takes nothing from it.
    pub(super) fn report(&mut self, report: &Report) -> Option<Report> {
        let kind = match &self.prose {
            Some(_) => {
                let at = KINDS.iter().position(|&kind| kind == report.kind).unwrap_or(0);
                *KINDS.get(place(self.coder, at, KINDS_EVER)?)?
            }
            None => SourceKind::Link,
        };
        let organ = self.optional(report.organ.as_ref(), |content, organ| content.word(organ))?;
        let year = self.optional(report.year.as_ref(), |content, &year| content.year(year))?;
        let level = self.level(report.level)?;
        let title = self.optional(report.title.as_ref(), |content, title| {
            content.title(&title.text, organ.as_deref().unwrap_or_default(), year.unwrap_or_default())
        })?;
        let tables = self.tables(&report.tables, year)?;
        let cells = figures::code(self.coder, &tables, &report.cells)?;
        let mut ignored = self.list(&report.ignored, Content::ignored)?;
        // What is set aside without a reason is not set aside.
        ignored.retain(|ignored| !ignored.reason.trim().is_empty());
        let mut read = Report {
            organ,
            year,
            level,
            title: title.map(Passage::new),
            tables,
            cells,
            ignored,
            ..Report::empty(kind, Edition::Y2021)
        };
        if self.prose.is_some() {
            read.preamble = self.list(&report.preamble, Content::passage)?;
            read.sections = self.list(&report.sections, Content::section)?;
            read.period = self.optional(report.period.as_ref(), Content::period)?;
            if let Some(period) = &mut read.period {
                let paragraphs = match period.section {
                    Some(section) => read.sections.get(section).map(|section| section.paragraphs.as_slice()),
                    None => Some(read.preamble.as_slice()),
                };
                let paragraph = paragraphs.and_then(|paragraphs| paragraphs.get(period.paragraph));
                // A place that is none, as only a forged link has.
                if paragraph.and_then(|paragraph| paragraph.text.get(period.span.range())).is_none() {
                    period.span = Span::default();
                }
            }
        }
        Some(read)
    }

    fn title(&mut self, title: &str, organ: &str, year: i32) -> Option<String> {
        let usual: Vec<String> =
            TITLES.iter().map(|form| form.replace("{organ}", organ).replace("{year}", &year.to_string())).collect();
        let form = usual.iter().position(|usual| usual == title).unwrap_or(usual.len());
        match usual.into_iter().nth(choice(self.coder, &mut [Odds::new(1, 0); TITLES.len()], form)?) {
            Some(usual) => Some(usual),
            None => self.word(title),
        }
    }

    fn year(&mut self, year: i32) -> Option<i32> {
        let offset = i64::from(year) - USUAL_YEAR;
        i32::try_from(USUAL_YEAR.checked_add(self.numbers.signed(self.coder, offset)?)?).ok()
    }

    fn level(&mut self, level: Option<Level>) -> Option<Option<Level>> {
        let at = LEVELS.iter().position(|&other| Some(other) == level).unwrap_or(LEVELS.len());
        Some(LEVELS.get(place(self.coder, at, LEVELS.len() + 1)?).copied())
    }

    fn tables(&mut self, tables: &Tables, year: Option<i32>) -> Option<Tables> {
        let usual = year.and_then(Edition::of_year).unwrap_or(Edition::Y2021);
        let disclosure = self.table(Table::Disclosure, &tables.disclosure, usual)?;
        let requests = self.table(Table::Requests, &tables.requests, disclosure.edition)?;
        let disputes = self.table(Table::Disputes, &tables.disputes, disclosure.edition)?;
        Some(Tables { disclosure, requests, disputes })
    }

    fn table(&mut self, table: Table, reading: &TableReading, usual: Edition) -> Option<TableReading> {
        let status = STATUSES.iter().position(|&status| status == reading.status).unwrap_or(0);
        let status = *STATUSES.get(choice(self.coder, &mut [Odds::RARE; 3], status)?)?;
        let edition = match (self.flag_usual(reading.edition == usual)?, usual) {
            (true, usual) => usual,
            (false, Edition::Y2019) => Edition::Y2021,
            (false, Edition::Y2021) => Edition::Y2019,
        };
        let missing_rows = self.rows(&reading.missing_rows)?;
        let columns: Vec<&str> = reading.missing_columns.iter().map(|column| column.as_str()).collect();
        let missing_columns = self.list(&columns, |content, name| Column::from_name(&content.word(name)?))?;
        let rows = match &self.prose {
            Some(_) if status == TableStatus::Read => self.labelled(table, edition, &missing_rows, &reading.rows)?,
            Some(_) => self.labelled(table, edition, Row::ALL, &reading.rows)?,
            None => Vec::new(),
        };
        let foreign = self.list(&reading.foreign, Content::passage)?;
        // Heads as written are a tenth of a link; without them the rules on their wording are silent.
        let heads = Vec::new();
        Some(TableReading { status, edition, rows, heads, missing_rows, missing_columns, foreign, sources: Vec::new() })
    }

    /// The rows that were found, as a rule those of the form but for the missing ones, with their labels.
    fn labelled(
        &mut self,
        table: Table,
        edition: Edition,
        missing: &[Row],
        readings: &[RowReading],
    ) -> Option<Vec<RowReading>> {
        let mut usual: Vec<Row> = form::cells(table, edition).into_iter().map(|id| id.row).collect();
        usual.retain(|row| !missing.contains(row));
        usual.dedup();
        let rows: Vec<Row> = readings.iter().map(|row| row.row).collect();
        let rows = if self.flag_usual(rows == usual)? { usual } else { self.rows(&rows)? };
        let mut labelled = Vec::with_capacity(rows.len());
        for (index, row) in rows.into_iter().enumerate() {
            let label = readings.get(index).map_or("", |row| row.label.text.as_str());
            labelled.push(RowReading { row, label: Passage::new(self.label(table, edition, row, label)?) });
        }
        Some(labelled)
    }

    /// Rows by their names, which never change.
    fn rows(&mut self, rows: &[Row]) -> Option<Vec<Row>> {
        let names: Vec<&str> = rows.iter().map(|row| row.as_str()).collect();
        self.list(&names, |content, name| Row::from_name(&content.word(name)?))
    }

    fn label(&mut self, table: Table, edition: Edition, row: Row, label: &str) -> Option<String> {
        let official = official_label(table, edition, row);
        if self.coder.bit(&mut self.labels, label == official)? {
            return Some(official.to_owned());
        }
        self.text(label)
    }

    fn ignored(&mut self, ignored: &Ignored) -> Option<Ignored> {
        let rule = self.word(&ignored.rule)?;
        let number = u64::from_str_radix(&ignored.fingerprint, 16).ok();
        let number = number.filter(|number| format!("{number:016x}") == ignored.fingerprint);
        let fingerprint = if self.flag_usual(number.is_some())? {
            let mut read = 0;
            for digit in (0..64).rev() {
                let bit = number.is_some_and(|number| (number >> digit) & 1 == 1);
                read = (read << 1) | u64::from(self.coder.bit(&mut Odds::EVEN.clone(), bit)?);
            }
            format!("{read:016x}")
        } else {
            self.word(&ignored.fingerprint)?
        };
        Some(Ignored { rule, fingerprint, reason: self.text(&ignored.reason)? })
    }

    fn section(&mut self, section: &Section) -> Option<Section> {
        let part = u8::try_from(self.numbers.code(self.coder, section.part.into())?).ok()?;
        let number = if self.flag_usual(section.number == Some(part))? {
            Some(part)
        } else {
            self.optional(section.number.as_ref(), |content, &number| {
                u8::try_from(content.numbers.code(content.coder, number.into())?).ok()
            })?
        };
        let official = part_title(part).map(|title| format!("{}、{}", title.numeral, title.label.official));
        let written = section.heading.as_ref().map(|heading| heading.text.as_str());
        let heading = if self.flag_usual(written == official.as_deref())? {
            official.map(Passage::new)
        } else {
            self.optional(section.heading.as_ref(), Content::passage)?
        };
        let paragraphs = self.list(&section.paragraphs, Content::passage)?;
        let at_end = section.table_at == section.paragraphs.len();
        let table_at = if self.flag_usual(at_end)? {
            paragraphs.len()
        } else {
            self.count(section.table_at)?.min(paragraphs.len())
        };
        let other_tables = self.list(&section.other_tables, |content, table| {
            let at = content.count(table.at)?;
            let rows = content.list(&table.rows, |content, row| content.list(row, Content::passage))?;
            Some(OtherTable { at, rows })
        })?;
        let has_picture = !self.flag_usual(!section.has_picture)?;
        Some(Section { part, number, heading, paragraphs, table_at, other_tables, has_picture })
    }

    fn period(&mut self, period: &Period) -> Option<Period> {
        let from = self.date(period.from, (1, 1))?;
        let to = self.date(period.to, (12, 31))?;
        let section = self.optional(period.section.as_ref(), |content, &section| content.count(section))?;
        let paragraph = self.count(period.paragraph)?;
        let start = self.count(period.span.start)?;
        let end = start.checked_add(self.count(period.span.len())?)?;
        Some(Period { from, to, section, paragraph, span: Span::new(start, end) })
    }

    fn date(&mut self, (year, month, day): (i32, u32, u32), usual: (u32, u32)) -> Option<(i32, u32, u32)> {
        let year = self.year(year)?;
        if self.flag_usual((month, day) == usual)? {
            return Some((year, usual.0, usual.1));
        }
        let mut number = |number: u32| u32::try_from(self.numbers.code(self.coder, number.into())?).ok();
        Some((year, number(month)?, number(day)?))
    }

    fn passage(&mut self, passage: &Passage) -> Option<Passage> {
        self.text(&passage.text).map(Passage::new)
    }

    /// A long text, or one that is long if anything is.
    fn text(&mut self, text: &str) -> Option<String> {
        match &mut self.prose {
            Some(prose) => prose.text(text),
            None => self.word(text),
        }
    }

    /// A name, or something as short.
    fn word(&mut self, text: &str) -> Option<String> {
        self.words.code(self.coder, text)
    }

    fn count(&mut self, count: usize) -> Option<usize> {
        self.counts.count(self.coder, count)
    }

    fn flag_usual(&mut self, flag: bool) -> Option<bool> {
        self.coder.bit(&mut self.usual, flag)
    }

    /// Something that may be missing. When reading, `code` is given something blank.
    fn optional<T: Default, R>(
        &mut self,
        value: Option<&T>,
        code: impl FnOnce(&mut Self, &T) -> Option<R>,
    ) -> Option<Option<R>> {
        if !self.coder.bit(&mut self.present, value.is_some())? {
            return Some(None);
        }
        code(self, value.unwrap_or(&T::default())).map(Some)
    }

    /// How many there are, then each.
    fn list<T: Default, R>(
        &mut self,
        values: &[T],
        mut code: impl FnMut(&mut Self, &T) -> Option<R>,
    ) -> Option<Vec<R>> {
        let blank = T::default();
        let mut read = Vec::new();
        for index in 0..self.count(values.len())? {
            read.push(code(self, values.get(index).unwrap_or(&blank))?);
        }
        Some(read)
    }
}

/// The label that the form prints before that row; table four has none.
fn official_label(table: Table, edition: Edition, row: Row) -> &'static str {
    let mut disclosure = form::disclosure_blocks(edition).iter().flat_map(|block| block.rows);
    let found = match table {
        Table::Disclosure => disclosure.find(|form| form.row == row),
        Table::Requests => form::requests_rows(edition).iter().find(|form| form.row == row),
        Table::Disputes => None,
    };
    found.map_or("", |form| form.label().official)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_report_may_be_has_a_place() {
        // A new kind goes to the end of its list here.
        assert!(SourceKind::ALL.iter().all(|kind| KINDS.contains(kind)) && KINDS.len() <= KINDS_EVER);
        assert!(Level::ALL.iter().all(|level| LEVELS.contains(level)));
    }
}
