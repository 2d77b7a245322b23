//! The form with nothing filled in, as a draft to begin with.

use crate::document::{Builder, CellText, Document, SourceKind};
use crate::form::{Content, Edition, PARTS, Table, layout};

/// The blank form of that year's edition: title, headings and tables; whoever fills it in writes the rest. It is a document
/// with its merged cells, so that blank cells keep their places.
pub fn blank(organ: &str, year: i32) -> Document {
    let edition = Edition::of_year(year).unwrap_or(Edition::Y2021);
    let mut builder = Builder::new(SourceKind::Html);
    builder.paragraph(&format!("{}{year}年政府信息公开工作年度报告", organ.trim()), false, true);
    for title in &PARTS {
        builder.paragraph(&format!("{}、{}", title.numeral, title.label.official), true, false);
        if let Some(table) = Table::of_part(title.part) {
            builder.grid(cells(table, edition), false);
        }
    }
    builder.finish()
}

fn cells(table: Table, edition: Edition) -> Vec<CellText> {
    let rows = layout(table, edition).rows.into_iter().enumerate();
    let cells = rows.flat_map(|(row, cells)| cells.into_iter().map(move |cell| (row, cell)));
    let cells = cells.map(|(row, cell)| CellText {
        row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        text: match cell.content {
            Content::Label(text) => text.to_owned(),
            Content::Value(_) => String::new(),
        },
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::form;
    use crate::import::{Host, Imported, Input, import};
    use crate::read::read;
    use crate::report::{Report, Value};

    struct Alone;

    impl Host for Alone {
        fn decode(&self, _: &str, _: &[u8]) -> Option<(String, bool)> {
            None
        }
    }

    fn assert_form(report: &Report, year: i32) {
        assert_eq!((report.organ.as_deref(), report.year), (Some("青石镇人民政府"), Some(year)));
        assert_eq!(report.sections.iter().map(|section| section.part).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
        let expected = Table::ALL.iter().flat_map(|&table| form::cells(table, Edition::of_year(year).unwrap()));
        assert_eq!(report.cells.keys().copied().collect::<BTreeSet<_>>(), expected.collect());
        assert!(report.cells.values().all(|cell| cell.raw.is_empty()));
    }

    #[test]
    fn the_blank_form_is_read_as_the_form_with_every_cell_blank() {
        for year in [2019, 2020, 2021, 2025] {
            let document = blank(" 青石镇人民政府 ", year);
            let report = read(&document);
            assert_form(&report, year);
            assert!(report.cells.values().all(|cell| cell.value == Value::Blank));
            let lacking = report.sections.iter().filter(|section| section.lacks_text());
            assert!(lacking.map(|section| section.part).eq([1, 5, 6]));
            let sources: BTreeSet<_> = report.cells.values().map(|cell| cell.source.unwrap()).collect();
            assert_eq!(sources.len(), report.cells.len(), "every cell has a place of its own");
            // As plain text it is the same form; of a table with a single empty column that text alone shows little.
            let Ok(Imported::Document(plain)) = import(Input::Text(&document.text), &Alone) else {
                panic!("a document")
            };
            let plain = read(&plain);
            assert_form(&plain, year);
            let unread = plain.cells.iter().filter(|(_, cell)| cell.value != Value::Blank);
            let elsewhere: Vec<_> = unread.filter(|(id, _)| id.table != Table::Disclosure).collect();
            assert!(elsewhere.is_empty(), "{elsewhere:?}");
        }
    }
}
