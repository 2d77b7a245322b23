//! The result on many bodies as a workbook: a sheet with a line a body, a sheet that says who is in the sum and what
//! differs from the authority's report, and the three tables of the form with the sums, as any report's.

use super::panel::signed;
use super::{County, page, words};
use crate::document::SourceKind;
use crate::form::{Table, part_title};
use crate::render::sentence::table_name;
use crate::render::xlsx::package::{Tab, package};
use crate::render::xlsx::sheet::{Sheet, table as statistical_sheet};
use crate::render::xlsx::style::Format;
use crate::report::{Cell, Passage, Problem, Report, TableReading, TableStatus, Value};

/// The widths of the columns of the sheet of bodies, in characters.
const BODIES: [u32; 9] = [30, 34, 8, 10, 7, 7, 7, 16, 80];
/// Those of the sheet of differences.
const DIFFERENCES: [u32; 5] = [8, 44, 16, 16, 16];

/// The workbook as an .xlsx file.
pub fn workbook(county: &County) -> Vec<u8> {
    let mut tabs = vec![bodies(county), sum(county)];
    if county.rollup.sums.bodies > 0 {
        let report = as_report(county);
        tabs.extend(Table::ALL.iter().map(|&table| {
            let heading = part_title(table.part()).map_or("", |title| title.label.official);
            statistical_sheet(&report, table, heading, &county.title())
        }));
    }
    package(&tabs)
}

fn bodies(county: &County) -> Tab {
    let mut sheet = Sheet::default();
    sheet.text((0, 0), (1, 1), &county.overview(), Format::Remark);
    for (column, head) in page::heads(county.language).into_iter().enumerate() {
        sheet.text((1, column), (1, 1), head, Format::Label);
    }
    for (row, line) in county.lines.iter().enumerate() {
        let row = row + 2;
        let status = words::status(line.status(), county.language);
        sheet.text((row, 0), (1, 1), line.name(), Format::RowLabel);
        sheet.text((row, 1), (1, 1), &line.file, Format::RowLabel);
        sheet.text((row, 3), (1, 1), status, Format::Value);
        match &line.outcome {
            Ok(checked) => {
                let year = checked.year.map(|year| year.to_string()).unwrap_or_default();
                sheet.number((row, 2), &year, Format::Value);
                for (column, count) in checked.findings.iter().enumerate() {
                    sheet.number((row, 4 + column), &count.to_string(), Format::Value);
                }
                sheet.text((row, 7), (1, 1), &page::relations(checked.relations), Format::Value);
                let worst = checked.worst.as_ref().map(|worst| format!("{} {}", worst.sentence, worst.rule));
                sheet.text((row, 8), (1, 1), &worst.unwrap_or_default(), Format::RowLabel);
            }
            Err(why) => {
                [2, 4, 5, 6, 7].into_iter().for_each(|column| sheet.text((row, column), (1, 1), "", Format::Value));
                sheet.text((row, 8), (1, 1), why, Format::RowLabel);
            }
        }
    }
    sheet.filter((1, 0), (county.lines.len() + 1, BODIES.len() - 1));
    let name = county.language.pick("各单位", "Bodies");
    Tab { name, repeated: Some((2, 2)), xml: sheet.finish(&BODIES, true, 2, &county.title()) }
}

fn sum(county: &County) -> Tab {
    let pick = |chinese, english| county.language.pick(chinese, english);
    let mut sheet = Sheet::default();
    let mut row = 0;
    let mut say = |sheet: &mut Sheet, text: &str, format| {
        sheet.text((row, 0), (1, DIFFERENCES.len()), text, format);
        row += 1;
        row
    };
    say(&mut sheet, pick("汇总说明", "About the sum"), Format::Heading);
    say(&mut sheet, &county.added(), Format::RowLabel);
    if !county.rollup.missing.is_empty() {
        let names = county.rollup.missing.join(pick("、", ", "));
        say(&mut sheet, &format!("{}{names}", pick("名单上还缺：", "On the roster, but missing: ")), Format::RowLabel);
    }
    for (line, &standing) in county.lines.iter().zip(&county.rollup.standings) {
        if let Some(why) = county.set_aside(standing) {
            let (colon, said) = (pick("：", ": "), pick("未计入：", "Not in the sum: "));
            say(&mut sheet, &format!("{said}{}{colon}{why}", line.file), Format::RowLabel);
        }
    }
    if let Some(parent) = &county.parent {
        let heading = format!("{}{}", pick("与上级年报比较：", "Against the authority's report: "), parent.name);
        say(&mut sheet, &heading, Format::Heading);
        let mut row = say(&mut sheet, county.tendency(parent.comparison.tendency()), Format::RowLabel);
        let heads = [
            pick("表", "Table"),
            pick("项目", "Cell"),
            pick("上级年报", "Authority"),
            pick("下级之和", "Sum"),
            pick("差额", "Difference"),
        ];
        for (column, head) in heads.into_iter().enumerate() {
            sheet.text((row, column), (1, 1), head, Format::Label);
        }
        for difference in &parent.comparison.differences {
            row += 1;
            let cell = difference.cell;
            sheet.text((row, 0), (1, 1), table_name(cell.table, county.language), Format::Value);
            let name = crate::render::sentence::cell_name(cell, county.language);
            sheet.text((row, 1), (1, 1), &name, Format::RowLabel);
            sheet.number((row, 2), &difference.parent.to_string(), Format::Value);
            sheet.number((row, 3), &difference.sum.to_string(), Format::Value);
            sheet.text((row, 4), (1, 1), &signed(difference), Format::Marked);
        }
        for &(cell, why) in &parent.comparison.unknown {
            row += 1;
            sheet.text((row, 0), (1, 1), table_name(cell.table, county.language), Format::Value);
            let name = crate::render::sentence::cell_name(cell, county.language);
            sheet.text((row, 1), (1, 1), &name, Format::RowLabel);
            let colon = pick("：", ": ");
            let text = format!("{}{colon}{}", pick("未能比较", "not compared"), county.unknown(why));
            sheet.text((row, 2), (1, 3), &text, Format::RowLabel);
        }
    }
    let name = pick("汇总说明", "The sum");
    Tab { name, repeated: None, xml: sheet.finish(&DIFFERENCES, false, 0, &county.title()) }
}

/// The sum as a report: what is no sum of all is no number in it.
fn as_report(county: &County) -> Report {
    let edition = county.rollup.sums.edition;
    let mut report = Report { title: Some(Passage::new(county.title())), ..Report::empty(SourceKind::Text, edition) };
    for &table in Table::ALL {
        *report.tables.get_mut(table) = TableReading { status: TableStatus::Read, ..TableReading::missing(edition) };
    }
    report.cells = county
        .rollup
        .sums
        .cells
        .iter()
        .map(|(&id, sum)| {
            let cell = match sum.known() {
                Some(total) => Cell::of(total),
                None => {
                    let raw = county.figure(id);
                    let value = if raw.is_empty() { Value::Blank } else { Value::Unread(Problem::NotANumber) };
                    Cell { value, raw, ..Cell::of(sum.total) }
                }
            };
            (id, cell)
        })
        .collect();
    report
}
