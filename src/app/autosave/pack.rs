//! A draft as one string: its version and time, its numbers, then its texts.
//!
//! What is kept are documents, not texts: a draft from Word or a web page comes back with its merged cells.

use crate::app::history::Moment;
use crate::app::state::{Origin, Previous, State, Surroundings};
use crate::app::update::restore;
use crate::document::Document;
use crate::flat::{Reader, Writer};
use crate::read;
use crate::report::{Ignored, Level};

/// What is kept by another version is dropped.
const VERSION: &str = "1";
/// The report of the year before is kept along up to so many bytes of text.
const LARGEST_PREVIOUS: usize = 300_000;
/// Characters of a draft's name.
const LONGEST_NAME: usize = 40;

/// A draft as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// When, in seconds.
    pub at: u32,
    moment: Moment,
    switches: Vec<(String, bool)>,
    /// The name and document of the report of the year before.
    previous: Option<(String, Document)>,
    /// How many steps had been made in it.
    edits: usize,
}

impl Saved {
    /// What the state holds.
    pub fn of(state: &State, at: u32) -> Saved {
        let previous = state.previous.as_ref().filter(|previous| previous.document.text.len() <= LARGEST_PREVIOUS);
        Saved {
            at,
            moment: Moment::of(state),
            switches: state.options.switches.clone(),
            previous: previous.map(|previous| (previous.name.clone(), previous.document.clone())),
            edits: state.edits,
        }
    }

    /// Puts it into the page.
    pub fn put_into(self, state: &mut State, surroundings: &dyn Surroundings) {
        state.options.switches = self.switches;
        if let Some((name, document)) = self.previous {
            state.previous = Some(Previous { name, report: read::read(&document), document });
        }
        restore(state, self.moment, surroundings);
        state.edits = self.edits;
        (state.chosen, state.active, state.notice) = (None, None, None);
    }

    /// What it is called: its file, else its first line.
    pub fn name(&self) -> String {
        let document = &self.moment.document;
        let name = match &self.moment.origin {
            Origin::File(name) => name.as_str(),
            _ => document.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(""),
        };
        name.chars().take(LONGEST_NAME).collect()
    }

    /// As one string.
    pub fn pack(&self) -> String {
        let Moment { document, origin, ignored, year, level, numbers_only, original } = &self.moment;
        let mut writer = Writer::default();
        let (tag, name) = match origin {
            Origin::Typed | Origin::Previous(_) => (0, ""),
            Origin::Pasted => (1, ""),
            Origin::File(name) => (2, name.as_str()),
            Origin::Sample => (3, ""),
            Origin::Blank => (4, ""),
            Origin::Link => (5, ""),
        };
        writer.number(tag);
        writer.text(name);
        writer.maybe(year.and_then(|year| usize::try_from(year).ok()));
        writer.maybe_text(level.map(Level::as_str));
        writer.list(&self.switches, |writer, (rule, on)| {
            writer.text(rule);
            writer.flag(*on);
        });
        writer.list(ignored, |writer, one| {
            writer.text(&one.rule);
            writer.text(&one.fingerprint);
            writer.text(&one.reason);
        });
        writer.flag(*numbers_only);
        writer.number(self.edits);
        write_document(&mut writer, document);
        writer.maybe_text(self.previous.as_ref().map(|(name, _)| name.as_str()));
        if let Some((_, document)) = &self.previous {
            write_document(&mut writer, document);
        }
        // Last, and only where there is one: drafts that were kept before end here.
        if *original != 0 {
            writer.numbers.push(*original);
        }
        let mut packed = format!("{VERSION} {}", self.at);
        for number in &writer.numbers {
            packed.push(' ');
            packed.push_str(&number.to_string());
        }
        packed.push('\n');
        packed.push_str(&writer.text);
        packed
    }

    /// From that string; `None` when it is none that this version packs.
    pub fn unpack(packed: &str) -> Option<Saved> {
        let at = time(packed)?;
        let (head, text) = packed.split_once('\n')?;
        let numbers: Option<Vec<u32>> = head.split(' ').skip(2).map(|number| number.parse().ok()).collect();
        let numbers = numbers?;
        let mut reader = Reader::new(text, &numbers);
        let tag = reader.number()?;
        let name = reader.text()?.to_owned();
        let origin = match tag {
            0 => Origin::Typed,
            1 => Origin::Pasted,
            2 => Origin::File(name),
            3 => Origin::Sample,
            4 => Origin::Blank,
            5 => Origin::Link,
            _ => return None,
        };
        let year = reader.maybe()?.and_then(|year| i32::try_from(year).ok());
        let level = reader.maybe_text()?.and_then(Level::from_name);
        let switches = reader.list(|reader| Some((reader.text()?.to_owned(), reader.flag()?)))?;
        let ignored = reader.list(|reader| {
            let mut text = || Some(reader.text()?.to_owned());
            Some(Ignored { rule: text()?, fingerprint: text()?, reason: text()? })
        })?;
        let numbers_only = reader.flag()?;
        let edits = reader.number()?;
        let document = read_document(&mut reader)?;
        let previous = match reader.maybe_text()? {
            Some(name) => Some((name.to_owned(), read_document(&mut reader)?)),
            None => None,
        };
        // The file itself is not kept with the draft.
        let original = if reader.is_at_end() { 0 } else { u32::try_from(reader.number()?).ok()? };
        let moment = Moment { document, origin, ignored, year, level, numbers_only, original };
        reader.is_at_end().then_some(Saved { at, moment, switches, previous, edits })
    }
}

/// When a string was packed; `None` when it is none of this version.
pub fn time(packed: &str) -> Option<u32> {
    let mut words = packed.split([' ', '\n']);
    (words.next() == Some(VERSION)).then(|| words.next())??.parse().ok()
}

fn write_document(writer: &mut Writer, document: &Document) {
    let numbers = document.to_numbers();
    writer.text(&document.text);
    writer.number(numbers.len());
    writer.numbers.extend(numbers);
}

fn read_document(reader: &mut Reader) -> Option<Document> {
    let text = reader.text()?.to_owned();
    let numbers = reader.list(|reader| u32::try_from(reader.number()?).ok())?;
    Document::from_numbers(text, &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, CellText, ImportNote, SourceKind};
    use crate::render::sentence::Language;

    fn saved() -> Saved {
        let cell = |column, text: &str| CellText { row: 0, column, row_span: 1, column_span: 1, text: text.to_owned() };
        let mut builder = Builder::new(SourceKind::Docx);
        builder.paragraph("青石镇人民政府2024年政府信息公开工作年度报告", false, true);
        builder.grid(vec![cell(0, "甲"), cell(1, "")], false);
        builder.note(ImportNote::ChangesAccepted);
        let document = builder.finish();
        let mut state = State::new(Language::Chinese);
        state.report.ignored =
            vec![Ignored { rule: "APP-02".into(), fingerprint: "x y".into(), reason: "已核实\n确".into() }];
        state.origin = Origin::File("年报 一.docx".to_owned());
        state.options.year = Some(2024);
        state.options.level = Some(Level::Township);
        state.options.switches = vec![("WRD-01".to_owned(), false)];
        state.previous =
            Some(Previous {
                name: "上年.docx".to_owned(), report: read::read(&document), document: document.clone()
            });
        state.document = document;
        state.edits = 3;
        state.original = u32::MAX;
        Saved::of(&state, 1_764_000_123)
    }

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let saved = saved();
        assert_eq!(Saved::unpack(&saved.pack()).as_ref(), Some(&saved));
        assert_eq!(saved.name(), "年报 一.docx");
        let mut typed = saved.clone();
        typed.moment.origin = Origin::Typed;
        typed.previous = None;
        typed.moment.year = None;
        assert_eq!(Saved::unpack(&typed.pack()).as_ref(), Some(&typed));
        assert_eq!(typed.name(), "青石镇人民政府2024年政府信息公开工作年度报告");
    }

    /// A draft as stores hold it, of two texts: its numbers, then these.
    const KEPT: &str = "1 1764000123 2 15 2025 1 8 1 6 0 1 6 3 13 0 3 \
        72 25 4 1 0 0 64 2 1 66 70 1 2 0 2 0 0 1 1 66 69 0 1 1 1 70 70 1 11 \
        72 25 4 1 0 0 64 2 1 66 70 1 2 0 2 0 0 1 1 66 69 0 1 1 1 70 70\n\
        年报 一.docxtownshipWRD-01APP-02x y已核实\n确\
        青石镇人民政府2024年政府信息公开工作年度报告\n\n甲\t\n\n\
        上年.docx青石镇人民政府2024年政府信息公开工作年度报告\n\n甲\t\n\n";

    #[test]
    fn what_was_kept_before_still_comes_back() {
        // Drafts that do not know the file they came from, and those that do.
        for (packed, original) in [(KEPT.to_owned(), 0), (KEPT.replacen('\n', " 7\n", 1), 7)] {
            let moment = Moment { original, ..saved().moment };
            let expected = Saved { moment, ..saved() };
            assert_eq!(Saved::unpack(&packed).as_ref(), Some(&expected));
            assert_eq!(expected.pack(), packed);
        }
    }

    #[test]
    fn what_is_damaged_or_of_another_version_is_refused() {
        let packed = saved().pack();
        assert_eq!(time(&packed), Some(1_764_000_123));
        for wrong in ["", "1", "1 x\n", "2 1764000123\n", "null", "{}", "1 5\n", "1 5 0\n"] {
            assert_eq!(Saved::unpack(wrong), None, "{wrong}");
        }
        assert_eq!(Saved::unpack(&packed.replacen('1', "9", 1)), None);
        for end in (0..packed.len()).filter(|&end| packed.is_char_boundary(end)) {
            assert_eq!(Saved::unpack(&packed[..end]), None, "{end}");
        }
        let more = packed.replacen('\n', " 7\n", 1);
        assert_eq!(Saved::unpack(&more), None);
    }
}
