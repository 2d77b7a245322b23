//! Spreadsheets against other programs: calamine reads the same cells, and what LibreOffice converts comes back whole,
//! its numbers drawn as we draw them. Without LibreOffice the files that the tests write themselves are left.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::reports::{Form, consistent};
use crate::support::same::{cell_differences, false_figures, read_in, text_differences};
use crate::support::shapes::pieces;
use crate::support::{ods, xls, xlsx};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use gouji::document::ImportNote;
use gouji::import::Input;
use gouji::import::sheet::{Format, Sheet, sheets, spreadsheet};
use gouji::report::{Cell, Report};
use gouji::samples::{BROKEN, SOUND};
use rust_xlsxwriter::{Format as Style, Formula, Workbook};

type Cells = BTreeMap<(usize, usize), String>;

fn own(sheet: &Sheet) -> Cells {
    sheet.cells.iter().map(|cell| ((cell.row, cell.column), cell.text.clone())).collect()
}

/// The cells that calamine reads, sheet by sheet.
fn oracle(bytes: &[u8]) -> Vec<Cells> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let names = workbook.sheet_names();
    let cells = names.iter().map(|name| {
        let range = workbook.worksheet_range(name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        let shown = range.used_cells().map(|(row, column, value)| {
            let text = match value {
                Data::Float(number) => number.to_string(),
                other => other.to_string(),
            };
            ((top as usize + row, left as usize + column), text)
        });
        shown.filter(|(_, text)| !text.trim().is_empty()).collect()
    });
    cells.collect()
}

/// The reports of the corpus, of the samples and of each form, by name.
fn reports() -> Vec<(String, Report)> {
    let numbers: Vec<u32> = (0..400).map(|index| index * index % 97).collect();
    let mut reports: Vec<(String, Report)> =
        Form::ALL.iter().map(|&form| (format!("{form:?}"), consistent(form, &numbers))).collect();
    for (name, text) in [("sound", SOUND), ("broken", BROKEN)] {
        reports.push((name.to_owned(), read_in(Input::Text(text))));
    }
    let Ok(folder) = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus")) else {
        eprintln!("no corpus: only invented reports are tested");
        return reports;
    };
    let files = folder.map(|entry| entry.unwrap().path());
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "json")) {
        let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let mut report = consistent(Form::Y2021, &[]);
        for (id, value) in json["cells"].as_object().unwrap() {
            report.cells.insert(id.parse().unwrap(), Cell::read(&value.to_string(), None));
        }
        reports.push((path.file_stem().unwrap().to_string_lossy().into_owned(), report));
    }
    reports
}

#[test]
fn calamine_reads_the_same_cells() {
    for (name, report) in reports() {
        let pieces = pieces(&report);
        for (bytes, format) in
            [(xlsx::xlsx(&pieces), Format::Xlsx), (xls::xls(&pieces), Format::Xls), (ods::ods(&pieces), Format::Ods)]
        {
            let found: Vec<Cells> = sheets(&bytes, format).unwrap().iter().map(own).collect();
            assert!(found[0].len() > 200);
            assert_eq!(found, oracle(&bytes), "{name} {format:?}");
        }
    }
}

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("gouji-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Converts every .xlsx of a folder; false where there is no LibreOffice.
fn convert(folder: &Path, kind: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "xlsx")).collect();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", kind, "--outdir"])
        .arg(folder)
        .args(&files)
        .output();
    let Ok(output) = run else {
        eprintln!("no LibreOffice: skipped");
        return false;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    true
}

#[test]
fn what_libreoffice_converts_comes_back_cell_for_cell() {
    let folder = Folder::new("reports");
    let reports = reports();
    for (name, report) in &reports {
        std::fs::write(folder.0.join(format!("{name}.xlsx")), xlsx::xlsx(&pieces(report))).unwrap();
    }
    for (kind, format) in [("xls", Format::Xls), ("ods", Format::Ods)] {
        if !convert(&folder.0, kind) {
            return;
        }
        for (name, report) in &reports {
            let read = |ending: &str| std::fs::read(folder.0.join(format!("{name}.{ending}"))).unwrap();
            let (before, after) = (read("xlsx"), read(kind));
            let original = sheets(&before, Format::Xlsx).unwrap();
            let converted = sheets(&after, format).unwrap();
            assert_eq!(converted, original, "{name}.{kind}");
            assert_eq!(converted.iter().map(own).collect::<Vec<_>>(), oracle(&after), "{name}.{kind}");
            let found = read_in(Input::File { bytes: &after, name: "年报" });
            assert_eq!(cell_differences(&found, report), Vec::<String>::new(), "{name}.{kind}");
            assert_eq!(text_differences(&found, report), Vec::<String>::new(), "{name}.{kind}");
            assert_eq!(false_figures(&found, report), Vec::<String>::new(), "{name}.{kind}");
        }
        eprintln!("{} reports through .{kind}: no cell wrong, none unread", reports.len());
    }
}

/// Formats that people choose, as Excel writes them.
const CODES: [&str; 22] = [
    "0",
    "0.00",
    "#,##0",
    "#,##0.00",
    "0%",
    "0.00%",
    "000",
    "0\"件\"",
    "0件",
    "\\第0",
    "#,##0.00;[Red]\\-#,##0.00",
    "#,##0_);[Red]\\(#,##0\\)",
    "_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"??_ ;_ @_ ",
    "0.0,\"千\"",
    "@",
    "General",
    "yyyy\"年\"m\"月\"d\"日\"",
    "m\"月\"d\"日\"",
    "yyyy\\-mm\\-dd",
    "m/d;@",
    "yyyy/m/d\\ h:mm:ss",
    "h:mm",
];

const NUMBERS: [f64; 12] =
    [0.0, 1.0, 7.0, 999.5, 1234.0, 1_234_567.0, 0.05, 12.345, 96_171.6_f64.next_up(), 45_352.0, 45_352.75, 2.5];

#[test]
fn libreoffice_draws_numbers_and_dates_as_we_do() {
    let folder = Folder::new("formats");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, code) in (0..).zip(CODES) {
        let style = Style::new().set_num_format(code);
        let is_date = code.contains(['y', 'm', 'h']);
        for (column, number) in (0..).zip(NUMBERS) {
            // Before March 1900 no two programs agree.
            if is_date && number < 61.0 {
                continue;
            }
            sheet.write_with_format(row, column, number, &style).unwrap();
            if !is_date {
                sheet.write_with_format(row, column + 20, -number, &style).unwrap();
            }
        }
    }
    let hidden = workbook.add_worksheet();
    for row in 0..6 {
        hidden.write(row, 0, format!("甲{row}")).unwrap();
        hidden.write(row, 1, f64::from(row) * 1.5).unwrap();
        hidden.write(row, 2, row).unwrap();
    }
    hidden.set_row_hidden(2).unwrap();
    hidden.set_column_hidden(1).unwrap();
    hidden.write(6, 0, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    // LibreOffice forgets the text of a formula that it has not worked out itself: none here.
    hidden.write(8, 0, true).unwrap();
    let (red, plain) = (Style::new().set_bold(), Style::new());
    hidden.write_rich_string(9, 0, &[(&red, "新"), (&plain, "收 12")]).unwrap();
    hidden.write(10, 0, "长".repeat(9000)).unwrap();
    workbook.add_worksheet().set_hidden(true).write(0, 0, "旧").unwrap();
    let path = folder.0.join("formats.xlsx");
    workbook.save(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let original = sheets(&bytes, Format::Xlsx).unwrap();
    assert_eq!(own(&original[1])[&(2, 1)], "3", "rows and columns close up");
    assert!(original[1].left_out && original[2].hidden);
    for (kind, format) in [("xls", Format::Xls), ("ods", Format::Ods)] {
        if !convert(&folder.0, kind) {
            return;
        }
        let converted = std::fs::read(folder.0.join(format!("formats.{kind}"))).unwrap();
        let found = sheets(&converted, format).unwrap();
        for (one, other) in found.iter().zip(&original) {
            let (one, other) = (own(one), own(other));
            for (place, text) in &other {
                let code = CODES.get(place.0).unwrap_or(&"");
                assert_eq!(one.get(place), Some(text), "{kind} {place:?} {code}");
            }
            assert_eq!(one.len(), other.len(), "{kind}");
        }
        assert_eq!(found.len(), 3);
        assert!(found[1].left_out && found[2].hidden, "{kind}");
        assert_eq!(spreadsheet(&converted, format).unwrap().notes, [ImportNote::HiddenLeftOut]);
    }
}
