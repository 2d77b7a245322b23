//! The question to the examiner and its answer, as text and numbers.

use super::{Aside, Entry, Examination, Request};
use crate::check::{Edit, Options, Place, Severity};
use crate::flat::{Reader, Writer};
use crate::form::{CellId, Column, Row, Table};
use crate::render::sentence::Language;
use crate::report::{Ignored, Level, Report};

/// Writes what is asked.
pub fn write_request(request: &Request<'_>) -> Writer {
    let mut to = Writer::default();
    request.report.write(&mut to);
    to.flag(request.previous.is_some());
    if let Some(previous) = request.previous {
        previous.write(&mut to);
    }
    let options = request.options;
    to.maybe(options.year.and_then(|year| usize::try_from(year).ok()));
    to.maybe(options.level.and_then(|level| Level::ALL.iter().position(|&other| other == level)));
    to.list(&options.switches, |to, (rule, on)| {
        to.text(rule);
        to.flag(*on);
    });
    to.flag(options.today.is_some());
    if let Some((year, month, day)) = options.today {
        to.number(usize::try_from(year).unwrap_or(0));
        to.number(month as usize);
        to.number(day as usize);
    }
    to.number(request.language as usize);
    to
}

/// What was asked: the report, that of the year before, what the person has said, the language.
pub fn read_request(from: &mut Reader<'_>) -> Option<(Report, Option<Report>, Options, Language)> {
    let report = Report::read_flat(from)?;
    let previous = if from.flag()? { Some(Report::read_flat(from)?) } else { None };
    let options = Options {
        year: from.maybe()?.and_then(|year| i32::try_from(year).ok()),
        level: from.maybe()?.and_then(|place| Level::ALL.get(place).copied()),
        switches: from.list(|from| Some((from.text()?.to_owned(), from.flag()?)))?,
        today: if from.flag()? {
            let mut number = || u32::try_from(from.number()?).ok();
            Some((i32::try_from(number()?).ok()?, number()?, number()?))
        } else {
            None
        },
    };
    Some((report, previous, options, from.one_of(&Language::ALL)?))
}

impl Examination {
    /// Writes the answer.
    pub fn write(&self) -> Writer {
        let mut to = Writer::default();
        to.list(&self.findings, |to, entry| {
            to.text(&entry.rule);
            to.number(entry.severity as usize);
            to.text(&entry.fingerprint);
            to.text(&entry.sentence);
            to.text(&entry.place);
            to.list(&entry.places, place);
            to.list(&entry.terms, |to, &id| cell(to, id));
            to.list(&entry.fixes, |to, edits| {
                to.list(edits, |to, edit| {
                    place(to, &edit.place);
                    to.text(&edit.from);
                    to.text(&edit.to);
                });
            });
        });
        to.list(&self.ignored, |to, aside| {
            for text in [&aside.rule, &aside.fingerprint, &aside.sentence, &aside.reason] {
                to.text(text);
            }
        });
        to.list(&self.stale, |to, ignored| ignored.write(to));
        for number in [self.held, self.violated, self.not_checked] {
            to.number(number);
        }
        to.text(&self.summary);
        to.text(&self.unchecked);
        to
    }

    /// Reads the answer.
    pub fn read(from: &mut Reader<'_>) -> Option<Examination> {
        Some(Examination {
            findings: from.list(read_entry)?,
            ignored: from.list(|from| {
                Some(Aside {
                    rule: from.text()?.to_owned(),
                    fingerprint: from.text()?.to_owned(),
                    sentence: from.text()?.to_owned(),
                    reason: from.text()?.to_owned(),
                })
            })?,
            stale: from.list(Ignored::read_flat)?,
            held: from.number()?,
            violated: from.number()?,
            not_checked: from.number()?,
            summary: from.text()?.to_owned(),
            unchecked: from.text()?.to_owned(),
        })
    }
}

fn read_entry(from: &mut Reader<'_>) -> Option<Entry> {
    Some(Entry {
        rule: from.text()?.to_owned(),
        severity: from.one_of(&Severity::ALL)?,
        fingerprint: from.text()?.to_owned(),
        sentence: from.text()?.to_owned(),
        place: from.text()?.to_owned(),
        places: from.list(read_place)?,
        terms: from.list(read_cell)?,
        fixes: from.list(|from| {
            from.list(|from| {
                let place = read_place(from)?;
                Some(Edit { place, from: from.text()?.to_owned(), to: from.text()?.to_owned() })
            })
        })?,
    })
}

fn cell(to: &mut Writer, id: CellId) {
    to.number(id.table as usize);
    to.number(id.row as usize);
    to.number(id.column as usize);
}

fn read_cell(from: &mut Reader<'_>) -> Option<CellId> {
    let table = from.one_of(Table::ALL)?;
    Some(CellId { table, row: from.one_of(Row::ALL)?, column: from.one_of(Column::ALL)? })
}

fn place(to: &mut Writer, place: &Place) {
    match *place {
        Place::Cell(id) => {
            to.number(0);
            cell(to, id);
        }
        Place::Table(table) => {
            to.number(1);
            to.number(table as usize);
        }
        Place::Title(span) => {
            to.number(2);
            to.span(span);
        }
        Place::Preamble(paragraph, span) => {
            to.number(3);
            to.number(paragraph);
            to.span(span);
        }
        Place::Heading(section, span) => {
            to.number(4);
            to.number(section);
            to.span(span);
        }
        Place::Paragraph(section, paragraph, span) => {
            to.number(5);
            to.number(section);
            to.number(paragraph);
            to.span(span);
        }
        Place::Part(part) => {
            to.number(6);
            to.number(usize::from(part));
        }
        Place::Report => to.number(7),
    }
}

fn read_place(from: &mut Reader<'_>) -> Option<Place> {
    Some(match from.number()? {
        0 => Place::Cell(read_cell(from)?),
        1 => Place::Table(from.one_of(Table::ALL)?),
        2 => Place::Title(from.span()?),
        3 => Place::Preamble(from.number()?, from.span()?),
        4 => Place::Heading(from.number()?, from.span()?),
        5 => Place::Paragraph(from.number()?, from.number()?, from.span()?),
        6 => Place::Part(u8::try_from(from.number()?).ok()?),
        7 => Place::Report,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{SourceKind, Span};
    use crate::form::Edition;

    #[test]
    fn an_answer_comes_back_as_it_was() {
        let cell = CellId::requests(Row::Total, Column::Natural);
        let span = Span::new(3, 9);
        let places = vec![
            Place::Cell(cell),
            Place::Table(Table::Disputes),
            Place::Title(span),
            Place::Preamble(1, span),
            Place::Heading(2, span),
            Place::Paragraph(3, 4, span),
            Place::Part(6),
            Place::Report,
        ];
        let edits = places.iter().map(|place| Edit { place: place.clone(), from: "甲".into(), to: String::new() });
        let ignored = Ignored { rule: "NAR-01".into(), fingerprint: "f".into(), reason: "口径不同".into() };
        let examination = Examination {
            findings: vec![Entry {
                rule: "APP-02".into(),
                severity: Severity::Info,
                fingerprint: "0f".into(),
                sentence: "句子。".into(),
                place: "第一部分".into(),
                fixes: vec![edits.collect(), Vec::new()],
                places,
                terms: vec![cell],
            }],
            ignored: vec![Aside {
                rule: "TXT-01".into(),
                fingerprint: "1".into(),
                sentence: "乙。".into(),
                reason: "如此".into(),
            }],
            stale: vec![ignored],
            held: 39,
            violated: 2,
            not_checked: 1,
            summary: "四十二条".into(),
            unchecked: "<p>".into(),
        };
        let written = examination.write();
        let mut reader = Reader::new(&written.text, &written.numbers);
        assert_eq!(Examination::read(&mut reader), Some(examination));
        assert!(reader.is_at_end());
    }

    #[test]
    fn a_question_comes_back_as_it_was() {
        let report = Report::empty(SourceKind::Html, Edition::Y2019);
        let ignored = vec![Ignored { rule: "A".into(), fingerprint: "b".into(), reason: "c".into() }];
        let previous = Report { year: Some(2019), ignored, ..report.clone() };
        let options = Options {
            year: Some(2020),
            level: Some(Level::Department),
            switches: vec![("STR-13".into(), true)],
            today: Some((2025, 1, 31)),
        };
        for previous in [None, Some(&previous)] {
            let request = Request { report: &report, previous, options: &options, language: Language::English };
            let written = write_request(&request);
            let read = read_request(&mut Reader::new(&written.text, &written.numbers));
            assert_eq!(read, Some((report.clone(), previous.cloned(), options.clone(), Language::English)));
        }
    }
}
