//! The three tables as a workbook with live totals: a sheet a table, the part's heading above it.
//!
//! A total is a formula wherever its addends are known, so that the sheet goes on reckoning when a number is changed.
//! Where the draft states another total than the formula yields, the cell is marked by its colour, and the column 核对
//! beside the table says what the draft states: neither number is lost. Everywhere else a cell is what was written:
//! blank stays blank, what is no number stays text. A total one of whose addends is missing or unread stays the number
//! that was written. Below table three a row says of every column whether what came in equals what became of it.
//! Its cells are words: figures below a table would be taken for a row of it.

pub(super) mod package;
pub(super) mod sheet;
pub(super) mod style;
mod totals;

use crate::form::Table;
use crate::render::pieces::Gap;
use crate::render::sentence::{Language, part_name};
use crate::report::{Report, TableStatus};
use package::{Tab, package};

/// The tables as an .xlsx file.
pub fn xlsx(report: &Report) -> Vec<u8> {
    let tabs: Vec<Tab> = Table::ALL.iter().map(|&table| tab(report, table)).collect();
    package(&tabs)
}

fn tab(report: &Report, table: Table) -> Tab {
    let section = report.section(table.part());
    let written = section.and_then(|section| section.heading.as_ref()).map(|heading| heading.text.clone());
    let heading = written.unwrap_or_else(|| part_name(table.part(), Language::Chinese));
    let title = report.title.as_ref().map_or("", |title| title.text.as_str());
    match report.tables.get(table).status {
        TableStatus::Read => sheet::table(report, table, &heading, title),
        TableStatus::Missing => sheet::note(table, &heading, "（原稿没有这张统计表）"),
        TableStatus::Picture => sheet::note(table, &heading, &Gap::TablePicture.sentence()),
        TableStatus::Unreadable => sheet::note(table, &heading, &Gap::TableUnreadable.sentence()),
    }
}
