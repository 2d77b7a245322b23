//! The language of the examples: one line is one [`Change`] of a report. The words for it are in
//! `render::sentence`, which reads the same type, so that the two cannot part.

use super::sound;
use crate::check::{Options, text};
use crate::document::Span;
use crate::form::{CellId, Column, Edition, Row, Table};
use crate::report::{Cell, Level, Passage, Period, Report, Section, TableReading, TableStatus, guess_level};

/// Year, month and day.
type Date = (i32, u32, u32);

/// What one line of an example changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// `form = 2019`: another sound report to start from; the editions of tables two and four, and of table three.
    Form(Edition, Edition),
    /// `title = …`
    Title(&'a str),
    /// `organ = …`
    Organ(&'a str),
    /// `preamble = …`
    Preamble(Vec<&'a str>),
    /// `heading4 = …`
    Heading(u8, &'a str),
    /// `part5 = …`
    Part(u8, Vec<&'a str>),
    /// `say = …`: paragraphs at the end of part one.
    Say(Vec<&'a str>),
    /// `period = 2024-1-1 2024-12-31`
    Period(Date, Date),
    /// `year = 2020`, chosen by the person who checks.
    Year(i32),
    /// `level = county`, chosen by the person who checks.
    Level(Level),
    /// `requests.total.* = 13`: what is written in a cell, or in every cell of a row, a column or a table.
    Cells {
        /// The table.
        table: Table,
        /// The row; `None` for every one.
        row: Option<Row>,
        /// The column; `None` for every one.
        column: Option<Column>,
        /// What is written there; empty for a blank.
        value: &'a str,
    },
    /// `with last`, or `last …`: a change of the report of the year before.
    Last(Option<Box<Change<'a>>>),
    /// `with bodies`, or `bodies …`: a change of what the bodies below come to.
    Bodies(Option<Box<Change<'a>>>),
    /// `switch on STR-13`
    Switch(&'a str, bool),
    /// `swap part5 part6`
    Swap(u8, u8),
    /// `without title`
    WithoutTitle,
    /// `without part6`
    WithoutPart(u8),
    /// `without table disputes`
    WithoutTable(Table),
    /// `without row requests.granted`
    WithoutRow(Table, Row),
    /// `without column requests.legal`
    WithoutColumn(Table, Column),
    /// `without cell requests.granted.legal`
    WithoutCell(CellId),
    /// `without label requests.granted`
    WithoutLabel(Table, Row),
    /// `picture part5`
    PicturePart(u8),
    /// `picture table requests`
    PictureTable(Table),
    /// `unreadable table requests`
    UnreadableTable(Table),
    /// `repeat part2`
    Repeat(u8),
    /// `lengthen part1 8`: its text so many times.
    Lengthen(u8, usize),
    /// `swap row requests.granted requests.partial`
    SwapRows(Table, Row, Row),
    /// `label requests.granted = 公开`
    Label(Table, Row, &'a str),
    /// `head disclosure 本年制发件数 = 制发数`: the table, the head and what is written in its place.
    Head(Table, &'a str, &'a str),
    /// `foreign requests = 小计`
    Foreign(Table, &'a str),
    /// `today = 2025-3-1`
    Today(Date),
}

impl<'a> Change<'a> {
    /// The change that the line asks for; `None` when it is none of those above.
    pub fn parse(line: &'a str) -> Option<Change<'a>> {
        if let Some(rest) = line.strip_prefix("last ") {
            return Some(Change::Last(Some(Box::new(Change::parse(rest)?))));
        }
        if let Some(rest) = line.strip_prefix("bodies ") {
            return Some(Change::Bodies(Some(Box::new(Change::parse(rest)?))));
        }
        match line.split_once('=') {
            Some((name, value)) => Change::set(name.trim(), value.trim()),
            None => Change::take(line),
        }
    }

    /// `name = value`.
    fn set(name: &'a str, value: &'a str) -> Option<Change<'a>> {
        Some(match name {
            "form" => match value {
                "2019" => Change::Form(Edition::Y2019, Edition::Y2019),
                "2021" => Change::Form(Edition::Y2021, Edition::Y2021),
                "mixed" => Change::Form(Edition::Y2021, Edition::Y2019),
                "2019 with three rows" => Change::Form(Edition::Y2019, Edition::Y2021),
                _ => return None,
            },
            "title" => Change::Title(value),
            "organ" => Change::Organ(value),
            "preamble" => Change::Preamble(split(value)),
            "say" => Change::Say(split(value)),
            "period" => {
                let (from, to) = value.split_once(' ')?;
                Change::Period(date(from)?, date(to)?)
            }
            "year" => Change::Year(value.parse().ok()?),
            "level" => Change::Level(Level::from_name(value)?),
            "today" => Change::Today(date(value)?),
            _ => {
                if let Some(address) = name.strip_prefix("label ") {
                    let (table, row) = row(address)?;
                    Change::Label(table, row, value)
                } else if let Some(head) = name.strip_prefix("head ") {
                    let (table, head) = head.split_once(' ')?;
                    Change::Head(Table::from_name(table)?, head, value)
                } else if let Some(table) = name.strip_prefix("foreign ") {
                    Change::Foreign(Table::from_name(table)?, value)
                } else if let Some(part) = name.strip_prefix("part") {
                    Change::Part(part.parse().ok()?, split(value))
                } else if let Some(part) = name.strip_prefix("heading") {
                    Change::Heading(part.parse().ok()?, value)
                } else {
                    Change::cells(name, value)?
                }
            }
        })
    }

    fn cells(address: &str, value: &'a str) -> Option<Change<'a>> {
        let names: Vec<&str> = address.split('.').collect();
        let [table, row, column] = *names.as_slice() else { return None };
        Some(Change::Cells {
            table: Table::from_name(table)?,
            row: if row == "*" { None } else { Some(Row::from_name(row)?) },
            column: if column == "*" { None } else { Some(Column::from_name(column)?) },
            value: if value == "空白" { "" } else { value },
        })
    }

    /// Words without a value.
    fn take(line: &'a str) -> Option<Change<'a>> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let part = |word: &str| word.strip_prefix("part")?.parse().ok();
        Some(match *words.as_slice() {
            ["without", "title"] => Change::WithoutTitle,
            ["without", "table", table] => Change::WithoutTable(Table::from_name(table)?),
            ["without", "row", address] => row(address).map(|(table, row)| Change::WithoutRow(table, row))?,
            ["without", "label", address] => row(address).map(|(table, row)| Change::WithoutLabel(table, row))?,
            ["without", "column", address] => {
                let (table, column) = address.split_once('.')?;
                Change::WithoutColumn(Table::from_name(table)?, Column::from_name(column)?)
            }
            ["without", "cell", address] => Change::WithoutCell(address.parse().ok()?),
            ["without", word] => Change::WithoutPart(part(word)?),
            ["with", "last"] => Change::Last(None),
            ["with", "bodies"] => Change::Bodies(None),
            ["switch", way @ ("on" | "off"), rule] => Change::Switch(rule, way == "on"),
            ["swap", "row", one, two] => {
                let ((table, one), (_, two)) = (row(one)?, row(two)?);
                Change::SwapRows(table, one, two)
            }
            ["swap", one, two] => Change::Swap(part(one)?, part(two)?),
            ["lengthen", word, times] => Change::Lengthen(part(word)?, times.parse().ok()?),
            ["repeat", word] => Change::Repeat(part(word)?),
            ["picture", "table", table] => Change::PictureTable(Table::from_name(table)?),
            ["unreadable", "table", table] => Change::UnreadableTable(Table::from_name(table)?),
            ["picture", word] => Change::PicturePart(part(word)?),
            _ => return None,
        })
    }

    /// Changes the report; `None` when it has nothing there to change.
    pub fn apply(&self, report: &mut Report, options: &mut Options) -> Option<()> {
        match *self {
            Change::Form(disclosure, requests) => *report = sound(disclosure, requests),
            Change::Title(title) => {
                report.title = Some(Passage::new(title));
                report.year = text::year(title).map(|(year, _)| year);
            }
            Change::Organ(organ) => {
                report.organ = Some(organ.to_owned());
                report.level = guess_level(organ);
            }
            Change::Preamble(ref paragraphs) => report.preamble = passages(paragraphs),
            Change::Heading(part, heading) => {
                let section = section(part, report)?;
                section.heading = Some(Passage::new(heading));
                section.number = heading.chars().next().and_then(numeral);
            }
            Change::Part(part, ref paragraphs) => section(part, report)?.paragraphs = passages(paragraphs),
            Change::Say(ref paragraphs) => section(1, report)?.paragraphs.extend(passages(paragraphs)),
            Change::Period(from, to) => set_period(from, to, report)?,
            Change::Year(year) => options.year = Some(year),
            Change::Level(level) => options.level = Some(level),
            Change::Cells { table, row, column, value } => {
                let mut any = false;
                for (id, cell) in report.cells.iter_mut() {
                    let is_there =
                        row.is_none_or(|row| row == id.row) && column.is_none_or(|column| column == id.column);
                    if id.table == table && is_there {
                        *cell = Cell::read(value, None);
                        any = true;
                    }
                }
                return any.then_some(());
            }
            Change::Swap(one, two) => {
                let index = |part| report.sections.iter().position(|section| section.part == part);
                let (one, two) = (index(one)?, index(two)?);
                report.sections.swap(one, two);
            }
            Change::Switch(rule, on) => options.switches.push((rule.to_owned(), on)),
            // Another report than this one.
            Change::Last(_) | Change::Bodies(_) => return None,
            Change::WithoutTitle => report.title = None,
            Change::WithoutPart(part) => report.sections.retain(|section| section.part != part),
            Change::WithoutTable(table) => {
                report.cells.retain(|id, _| id.table != table);
                *report.tables.get_mut(table) = TableReading::missing(report.tables.get(table).edition);
            }
            Change::WithoutRow(table, row) => {
                report.cells.retain(|id, _| (id.table, id.row) != (table, row));
                let reading = report.tables.get_mut(table);
                reading.rows.retain(|reading| reading.row != row);
                reading.missing_rows.push(row);
            }
            Change::WithoutColumn(table, column) => {
                report.cells.retain(|id, _| (id.table, id.column) != (table, column));
                report.tables.get_mut(table).missing_columns.push(column);
            }
            Change::WithoutCell(cell) => {
                report.cells.remove(&cell)?;
            }
            Change::WithoutLabel(table, row) => {
                let rows = &mut report.tables.get_mut(table).rows;
                rows.iter_mut().find(|reading| reading.row == row)?.label = Passage::default();
            }
            Change::PicturePart(part) => {
                let section = section(part, report)?;
                section.paragraphs.clear();
                section.has_picture = true;
            }
            Change::PictureTable(table) => set_status(table, TableStatus::Picture, report),
            Change::UnreadableTable(table) => set_status(table, TableStatus::Unreadable, report),
            Change::Repeat(part) => {
                let again = report.section(part)?.clone();
                report.sections.push(again);
            }
            Change::Lengthen(part, times) => {
                let paragraphs = &mut section(part, report)?.paragraphs;
                *paragraphs = std::iter::repeat_n(paragraphs.clone(), times).flatten().collect();
            }
            Change::SwapRows(table, one, two) => {
                let rows = &mut report.tables.get_mut(table).rows;
                let index = |row| rows.iter().position(|reading| reading.row == row);
                let (one, two) = (index(one)?, index(two)?);
                rows.swap(one, two);
            }
            Change::Label(table, row, label) => {
                let rows = &mut report.tables.get_mut(table).rows;
                rows.iter_mut().find(|reading| reading.row == row)?.label = Passage::new(label);
            }
            Change::Head(table, head, written) => {
                let heads = &mut report.tables.get_mut(table).heads;
                let index = heads.iter().position(|passage| passage.text == head)?;
                if written.is_empty() {
                    heads.remove(index);
                } else {
                    heads.get_mut(index)?.text = written.to_owned();
                }
            }
            Change::Foreign(table, label) => report.tables.get_mut(table).foreign.push(Passage::new(label)),
            Change::Today(today) => options.today = Some(today),
        }
        Some(())
    }
}

/// `requests.granted`
fn row(address: &str) -> Option<(Table, Row)> {
    let (table, row) = address.split_once('.')?;
    Some((Table::from_name(table)?, Row::from_name(row)?))
}

fn set_status(table: Table, status: TableStatus, report: &mut Report) {
    report.cells.retain(|id, _| id.table != table);
    report.tables.get_mut(table).status = status;
}

/// The section of that part; a part of one's own is begun at the end.
fn section(part: u8, report: &mut Report) -> Option<&mut Section> {
    if part > 6 && report.section(part).is_none() {
        report.sections.push(Section { part, number: Some(part), ..Section::default() });
    }
    report.sections.iter_mut().find(|section| section.part == part)
}

/// States the statistics period in the last paragraph of the preamble.
pub(super) fn set_period(from: Date, to: Date, report: &mut Report) -> Option<()> {
    let words = |(year, month, day): Date| format!("{year}年{month}月{day}日");
    let phrase = format!("{}至{}", words(from), words(to));
    let sentence = format!("本报告所列数据的统计期限为{phrase}。");
    let start = sentence.find(&phrase)?;
    let paragraph = report.preamble.len().checked_sub(1)?;
    *report.preamble.last_mut()? = Passage::new(sentence);
    let span = Span::new(start, start + phrase.len());
    report.period = Some(Period { from, to, section: None, paragraph, span });
    Some(())
}

/// The paragraphs that `|` separates.
pub(super) fn paragraphs(value: &str) -> Vec<Passage> {
    passages(&split(value))
}

fn passages(paragraphs: &[&str]) -> Vec<Passage> {
    paragraphs.iter().copied().map(Passage::new).collect()
}

fn split(value: &str) -> Vec<&str> {
    value.split('|').map(str::trim).filter(|text| !text.is_empty()).collect()
}

fn date(text: &str) -> Option<Date> {
    let parts: Vec<u32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = *parts.as_slice() else { return None };
    Some((i32::try_from(year).ok()?, month, day))
}

fn numeral(c: char) -> Option<u8> {
    let index = "一二三四五六七八九".chars().position(|numeral| numeral == c)?;
    u8::try_from(index + 1).ok()
}
