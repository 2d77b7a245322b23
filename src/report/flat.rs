//! A report as text and numbers, for the way from the module that reads to the one that judges.

use super::{
    Amount, Cell, Ignored, Level, OtherTable, Passage, Period, Problem, Report, RowReading, Section, TableReading,
};
use super::{TableStatus, Tables, Value};
use crate::document::{SourceKind, Span};
use crate::flat::{Reader, Writer};
use crate::form::{CellId, CellMap, Column, Edition, Row, Table};

const STATUSES: [TableStatus; 4] =
    [TableStatus::Read, TableStatus::Missing, TableStatus::Picture, TableStatus::Unreadable];
const PROBLEMS: [Problem; 3] = [Problem::NotANumber, Problem::TooLong, Problem::UncertainColumn];
const EDITIONS: [Edition; 2] = [Edition::Y2019, Edition::Y2021];

/// How a cell's value is written: it follows from the cell's text, it is unread for one of the [`PROBLEMS`], or it is
/// a number of its own.
const FROM_TEXT: usize = 0;
const A_NUMBER: usize = 1;
const UNREAD: usize = 2;

impl Report {
    /// Writes the report.
    pub fn write(&self, to: &mut Writer) {
        to.number(SourceKind::ALL.iter().position(|&kind| kind == self.kind).unwrap_or(0));
        maybe_passage(to, self.title.as_ref());
        to.maybe_text(self.organ.as_deref());
        to.maybe(self.level.and_then(|level| Level::ALL.iter().position(|&other| other == level)));
        to.maybe(self.year.and_then(|year| usize::try_from(year).ok()));
        to.flag(self.period.is_some());
        if let Some(Period { from, to: end, section, paragraph, span }) = &self.period {
            for (year, month, day) in [from, end] {
                to.number(usize::try_from(*year).unwrap_or(0));
                to.number(*month as usize);
                to.number(*day as usize);
            }
            to.maybe(*section);
            to.number(*paragraph);
            to.span(*span);
        }
        to.list(&self.preamble, passage);
        to.list(&self.sections, |to, section| {
            to.number(usize::from(section.part));
            to.maybe(section.number.map(usize::from));
            maybe_passage(to, section.heading.as_ref());
            to.list(&section.paragraphs, passage);
            to.number(section.table_at);
            to.list(&section.other_tables, |to, table| {
                to.number(table.at);
                to.list(&table.rows, |to, row| to.list(row, passage));
            });
            to.flag(section.has_picture);
        });
        for &table in Table::ALL {
            let reading = self.tables.get(table);
            to.number(STATUSES.iter().position(|&status| status == reading.status).unwrap_or(0));
            to.number(reading.edition as usize);
            to.list(&reading.rows, |to, row| {
                to.number(row.row as usize);
                passage(to, &row.label);
            });
            to.list(&reading.heads, passage);
            to.list(&reading.missing_rows, |to, &row| to.number(row as usize));
            to.list(&reading.missing_columns, |to, &column| to.number(column as usize));
            to.list(&reading.foreign, passage);
            to.list(&reading.sources, |to, &span| to.span(span));
        }
        to.number(self.cells.len());
        for (id, cell) in self.cells.iter() {
            to.number(id.table as usize);
            to.number(id.row as usize);
            to.number(id.column as usize);
            write_cell(to, cell);
        }
        to.list(&self.outside, |to, &span| to.span(span));
        to.list(&self.ignored, |to, ignored| ignored.write(to));
    }

    /// Reads what [`Report::write`] wrote.
    pub fn read_flat(from: &mut Reader<'_>) -> Option<Report> {
        Some(Report {
            kind: from.one_of(SourceKind::ALL)?,
            title: read_maybe_passage(from)?,
            organ: from.maybe_text()?.map(str::to_owned),
            level: match from.maybe()? {
                Some(place) => Some(*Level::ALL.get(place)?),
                None => None,
            },
            year: from.maybe()?.and_then(|year| i32::try_from(year).ok()),
            period: if from.flag()? { Some(read_period(from)?) } else { None },
            preamble: from.list(read_passage)?,
            sections: from.list(read_section)?,
            tables: Tables { disclosure: read_table(from)?, requests: read_table(from)?, disputes: read_table(from)? },
            cells: {
                let mut cells = CellMap::new();
                for _ in 0..from.number()? {
                    let table = from.one_of(Table::ALL)?;
                    let (row, column) = (from.one_of(Row::ALL)?, from.one_of(Column::ALL)?);
                    cells.insert(CellId { table, row, column }, read_cell(from)?);
                }
                cells
            },
            outside: from.list(Reader::span)?,
            ignored: from.list(Ignored::read_flat)?,
        })
    }
}

impl Ignored {
    /// Writes what was set aside.
    pub fn write(&self, to: &mut Writer) {
        for text in [&self.rule, &self.fingerprint, &self.reason] {
            to.text(text);
        }
    }

    /// Reads what [`Ignored::write`] wrote.
    pub fn read_flat(from: &mut Reader<'_>) -> Option<Ignored> {
        let mut text = || Some(from.text()?.to_owned());
        Some(Ignored { rule: text()?, fingerprint: text()?, reason: text()? })
    }
}

fn passage(to: &mut Writer, passage: &Passage) {
    to.text(&passage.text);
    // A passage without a source has none of length nothing at the start.
    to.maybe(passage.source.map(|span| span.start));
    if let Some(span) = passage.source {
        to.number(span.end);
    }
}

fn read_passage(from: &mut Reader<'_>) -> Option<Passage> {
    let text = from.text()?.to_owned();
    Some(Passage { text, source: read_source(from)? })
}

fn read_source(from: &mut Reader<'_>) -> Option<Option<Span>> {
    Some(match from.maybe()? {
        Some(start) => Some(Span::new(start, from.number()?)),
        None => None,
    })
}

fn maybe_passage(to: &mut Writer, maybe: Option<&Passage>) {
    to.flag(maybe.is_some());
    if let Some(some) = maybe {
        passage(to, some);
    }
}

fn read_maybe_passage(from: &mut Reader<'_>) -> Option<Option<Passage>> {
    Some(if from.flag()? { Some(read_passage(from)?) } else { None })
}

fn read_period(from: &mut Reader<'_>) -> Option<Period> {
    let mut date = || {
        let year = i32::try_from(from.number()?).ok()?;
        Some((year, u32::try_from(from.number()?).ok()?, u32::try_from(from.number()?).ok()?))
    };
    let (start, end) = (date()?, date()?);
    Some(Period { from: start, to: end, section: from.maybe()?, paragraph: from.number()?, span: from.span()? })
}

fn read_section(from: &mut Reader<'_>) -> Option<Section> {
    Some(Section {
        part: u8::try_from(from.number()?).ok()?,
        number: from.maybe()?.and_then(|number| u8::try_from(number).ok()),
        heading: read_maybe_passage(from)?,
        paragraphs: from.list(read_passage)?,
        table_at: from.number()?,
        other_tables: from
            .list(|from| Some(OtherTable { at: from.number()?, rows: from.list(|from| from.list(read_passage))? }))?,
        has_picture: from.flag()?,
    })
}

fn read_table(from: &mut Reader<'_>) -> Option<TableReading> {
    Some(TableReading {
        status: from.one_of(&STATUSES)?,
        edition: from.one_of(&EDITIONS)?,
        rows: from.list(|from| Some(RowReading { row: from.one_of(Row::ALL)?, label: read_passage(from)? }))?,
        heads: from.list(read_passage)?,
        missing_rows: from.list(|from| from.one_of(Row::ALL))?,
        missing_columns: from.list(|from| from.one_of(Column::ALL))?,
        foreign: from.list(read_passage)?,
        sources: from.list(Reader::span)?,
    })
}

fn write_cell(to: &mut Writer, cell: &Cell) {
    to.text(&cell.raw);
    to.maybe(cell.source.map(|span| span.start));
    if let Some(span) = cell.source {
        to.number(span.end);
    }
    let written = Cell::read(&cell.raw, cell.source);
    match cell.value {
        value if value == written.value => to.number(FROM_TEXT),
        Value::Number(amount) => {
            to.number(A_NUMBER);
            to.text(&amount.to_string());
        }
        Value::Unread(problem) => {
            to.number(UNREAD + PROBLEMS.iter().position(|&other| other == problem).unwrap_or(0));
        }
        // Neither comes of a text that says something else.
        Value::Blank | Value::Placeholder => to.number(UNREAD),
    }
}

fn read_cell(from: &mut Reader<'_>) -> Option<Cell> {
    let raw = from.text()?;
    let mut cell = Cell::read(raw, read_source(from)?);
    match from.number()? {
        FROM_TEXT => {}
        A_NUMBER => cell.value = Value::Number(from.text()?.parse::<Amount>().ok()?),
        unread => cell.value = Value::Unread(*PROBLEMS.get(unread.checked_sub(UNREAD)?)?),
    }
    Some(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::{Imported, Input, import};
    use crate::read::read;
    use crate::samples;

    struct NoHost;

    impl crate::import::Host for NoHost {
        fn decode(&self, _: &str, _: &[u8]) -> Option<(String, bool)> {
            None
        }
    }

    fn report(text: &str) -> Report {
        let Ok(Imported::Document(document)) = import(Input::Text(text), &NoHost) else { panic!("a document") };
        read(&document)
    }

    fn written(report: &Report) -> Writer {
        let mut writer = Writer::default();
        report.write(&mut writer);
        writer
    }

    fn read_back(writer: &Writer) -> Option<Report> {
        let mut reader = Reader::new(&writer.text, &writer.numbers);
        let report = Report::read_flat(&mut reader)?;
        assert!(reader.is_at_end());
        Some(report)
    }

    #[test]
    fn reports_come_back_as_they_were() {
        let unread = samples::BROKEN.replacen("\t0\t", "\t约3件？\t", 2).replacen("\t0\t", "\t/\t", 3);
        for text in [samples::SOUND, samples::BROKEN, &unread, "别的文字"] {
            let report = report(text);
            assert_eq!(read_back(&written(&report)), Some(report));
        }
    }

    #[test]
    fn cells_whose_value_is_not_that_of_their_text_come_back() {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2019);
        let cells = [
            ("12", Value::Unread(Problem::UncertainColumn)),
            ("3.10", Value::Number(Amount::from(4))),
            ("", Value::Number(Amount::from(-1))),
            ("甲", Value::Unread(Problem::NotANumber)),
        ];
        for ((raw, value), &column) in cells.into_iter().zip(Column::ALL) {
            let cell = Cell { value, ..Cell::read(raw, None) };
            report.cells.insert(CellId::requests(Row::New, column), cell);
        }
        assert_eq!(read_back(&written(&report)), Some(report));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_was_tampered_with_never_panics(at in 0..400_usize, number in any::<u32>(), length in 0..900_usize) {
            let mut writer = written(&report(samples::BROKEN));
            if let Some(place) = writer.numbers.get_mut(at) {
                *place = number;
            }
            writer.numbers.truncate(length);
            let _ = Report::read_flat(&mut Reader::new(&writer.text, &writer.numbers));
        }
    }
}
