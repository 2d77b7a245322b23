//! Comparing what was read with what was written.

use gouji::document::Document;
use gouji::form::Table;
use gouji::import::{Imported, Input, NativeHost, import};
use gouji::read::read;
use gouji::report::{Report, Section, Value};

/// Imports and reads whatever is handed in.
pub fn read_in(input: Input<'_>) -> Report {
    read(&imported(input))
}

/// Imports whatever is handed in.
pub fn imported(input: Input<'_>) -> Document {
    match import(input, &NativeHost) {
        Ok(Imported::Document(document)) => document,
        other => panic!("{other:?} is no document"),
    }
}

/// What differs between the cells and editions of two reports, cell by cell; empty when nothing does.
pub fn cell_differences(read: &Report, written: &Report) -> Vec<String> {
    let mut differences = Vec::new();
    for &table in Table::ALL {
        let (one, other) = (read.tables.get(table), written.tables.get(table));
        if one.status != other.status {
            differences.push(format!("{table}: read as {:?}, is {:?}", one.status, other.status));
        }
        // Table four is the same in both editions.
        if table != Table::Disputes && one.edition != other.edition {
            differences.push(format!("{table}: read as {:?}, is {:?}", one.edition, other.edition));
        }
    }
    for (id, cell) in &written.cells {
        let found = read.cells.get(id);
        if found.map(|found| (found.value, &found.raw)) != Some((cell.value, &cell.raw)) {
            differences.push(format!("{id}: read as {:?}, is {:?}", found.map(|found| found.value), cell.value));
        }
    }
    let made_up = read.cells.iter().filter(|(id, _)| !written.cells.contains_key(id));
    differences.extend(made_up.map(|(id, cell)| format!("{id}: read as {:?}, is absent", cell.value)));
    differences
}

/// What differs between the title, the headings and the paragraphs of two reports.
pub fn text_differences(read: &Report, written: &Report) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |what: &str, one: String, other: String| {
        if one != other {
            differences.push(format!("{what}: read as {one}, is {other}"));
        }
    };
    let title = |report: &Report| report.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
    compare("title", title(read), title(written));
    let year = |report: &Report| format!("{:?}", report.year);
    compare("year", year(read), year(written));
    let preamble = |report: &Report| report.preamble.iter().map(|line| line.text.clone() + "\n").collect::<String>();
    compare("preamble", preamble(read), preamble(written));
    let headings = |report: &Report| {
        let heading = |section: &Section| {
            let heading = section.heading.as_ref().map(|heading| heading.text.as_str());
            format!("{} {:?} {heading:?}\n", section.part, section.number)
        };
        report.sections.iter().map(heading).collect::<String>()
    };
    compare("headings", headings(read), headings(written));
    for section in &written.sections {
        let paragraphs = |report: &Report| match report.section(section.part) {
            Some(section) => section.paragraphs.iter().map(|line| line.text.clone() + "\n").collect::<String>(),
            None => "(no such part)".to_owned(),
        };
        compare(&format!("part {}", section.part), paragraphs(read), paragraphs(written));
    }
    differences
}

/// Cells that were read as a number other than the one that was written: the one thing that must never be.
pub fn false_figures(read: &Report, written: &Report) -> Vec<String> {
    read.cells
        .iter()
        .filter_map(|(id, cell)| {
            let Value::Number(figure) = cell.value else { return None };
            let truth = written.cells.get(id).and_then(|cell| cell.number());
            (truth != Some(figure)).then(|| format!("{id}: read as {figure}, is {truth:?}"))
        })
        .collect()
}
