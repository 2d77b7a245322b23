//! The matrix of `docs/formats.md`: every report, by every way out and in. Figures that were read wrongly are a failure
//! whatever the matrix says; what can be tried without other programs must be what it says.
//!
//! ```sh
//! cargo test --release --test native matrix -- --ignored   # writes it; needs LibreOffice and the corpus
//! ```

use std::fmt::Write;

use crate::support;
use crate::support::corpus::{CORPUS, corpus};
use crate::support::doc::{Saving, saved};
use crate::support::libreoffice::convert;
use crate::support::pdf::{Coding, pdf};
use crate::support::same::{false_figures, read_in};
use crate::support::shapes::{Shape, html, pieces, text};
use crate::support::sheets::{Style, sheets};
use crate::support::zip::zip;
use crate::support::{docx, mht, ods, odt, ofd, rtf, xls, xlsx};
use gouji::form::CellId;
use gouji::import::{Imported, Input, NativeHost, import};
use gouji::read::read;
use gouji::render::export::ReportKind;
use gouji::report::{Report, Value};
use gouji::samples::SOUND;
use gouji::share::{Carries, decode, encode};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");

/// What became of a report's cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    read: usize,
    wrong: usize,
    unread: usize,
}

impl Count {
    fn of(found: &Report, written: &Report) -> Count {
        let wrong = false_figures(found, written).len();
        let same = |(id, cell): &(&CellId, &gouji::report::Cell)| {
            found
                .cells
                .get(id)
                .is_some_and(|found| found.value == cell.value && !matches!(found.value, Value::Unread(_)))
        };
        let read = written.cells.iter().filter(same).count();
        Count { read, wrong, unread: written.cells.len().saturating_sub(read + wrong) }
    }

    fn shown(self) -> String {
        match self {
            Count { read, wrong: 0, unread: 0 } => read.to_string(),
            Count { read, wrong: 0, unread } => format!("{read} + {unread} unread"),
            Count { read, wrong, unread } => format!("{read} + {unread} unread + **{wrong} wrong**"),
        }
    }
}

/// A way that needs no other program: what it is called, and what it makes of a report.
type Way = (&'static str, fn(&Report) -> Report);

fn file(bytes: &[u8], name: &str) -> Report {
    match import(Input::File { bytes, name }, &NativeHost) {
        Ok(Imported::Document(document)) => read(&document),
        Ok(Imported::Report(report)) => *report,
        Err(error) => panic!("{name}: {error:?}"),
    }
}

/// Files that Gouji writes, read again.
const OUT: [Way; 8] = [
    (".docx", |report| file(&ReportKind::Docx.write(report, None), "年报.docx")),
    (".xlsx", |report| file(&ReportKind::Xlsx.write(report, None), "年报.xlsx")),
    ("page (.html)", |report| file(&ReportKind::Html.write(report, None), "年报.html")),
    ("fragment (.html)", |report| file(&ReportKind::Fragment.write(report, None), "年报.html")),
    ("Markdown (.md)", |report| file(&ReportKind::Markdown.write(report, None), "年报.md")),
    ("JSON", |report| file(&ReportKind::Json.write(report, None), "年报.json")),
    ("link", |report| decode(&encode(report, Carries::Everything).unwrap()).unwrap()),
    ("link, numbers only", |report| decode(&encode(report, Carries::Numbers).unwrap()).unwrap()),
];

/// Files that the tests write by their formats' standards.
const IN: [Way; 22] = [
    (".docx", |report| file(&docx::docx(&pieces(report)), "年报.docx")),
    (".docx, its text edited in the page", |report| {
        let document = support::same::imported(Input::File { bytes: &docx::docx(&pieces(report)), name: "" });
        read_in(Input::Text(&document.text))
    }),
    (".doc", |report| file(&saved(&pieces(report), Saving::Whole), "年报.doc")),
    (".doc, saved fast", |report| file(&saved(&pieces(report), Saving::Fast), "年报.doc")),
    (".wps (a .doc of that name)", |report| file(&saved(&pieces(report), Saving::Whole), "年报.wps")),
    (".rtf", |report| file(&rtf::rtf(&pieces(report)), "年报.rtf")),
    (".odt", |report| file(&odt::odt(&pieces(report)), "年报.odt")),
    (".fodt", |report| file(odt::fodt(&pieces(report)).as_bytes(), "年报.fodt")),
    (".mht", |report| file(&mht::mht(&html(report)), "年报.mht")),
    (".html", |report| file(html(report).as_bytes(), "年报.html")),
    (".zip with a .docx", |report| file(&zip(&[("年报.docx", &docx::docx(&pieces(report)))]), "年报.zip")),
    (".xlsx", |report| file(&xlsx::xlsx(&pieces(report)), "年报.xlsx")),
    (".xls", |report| file(&xls::xls(&pieces(report)), "年报.xls")),
    (".et (an .xls of that name)", |report| file(&xls::xls(&pieces(report)), "年报.et")),
    (".ods", |report| file(&ods::ods(&pieces(report)), "年报.ods")),
    (".pdf", |report| file(&pdf(&sheets(&pieces(report), Style::default()), Coding::ToUnicode), "年报.pdf")),
    (".ofd", |report| file(&ofd::ofd(&sheets(&pieces(report), Style::default())), "年报.ofd")),
    ("text with tabs", |report| read_in(Input::Text(&text(report, Shape::Tabs)))),
    ("text with torn tables", |report| read_in(Input::Text(&text(report, Shape::TornTabs)))),
    ("text with strokes", |report| read_in(Input::Text(&text(report, Shape::Strokes)))),
    ("text in columns", |report| read_in(Input::Text(&text(report, Shape::Aligned)))),
    ("text, a cell a line", |report| read_in(Input::Text(&text(report, Shape::Lines)))),
];

/// Files that LibreOffice writes of a .docx or a .xlsx.
const BY_LIBREOFFICE: [(&str, &str, bool); 10] = [
    (".docx", "docx:Office Open XML Text", false),
    (".doc", "doc", false),
    (".odt", "odt", false),
    (".rtf", "rtf", false),
    (".html", "html:HTML (StarWriter)", false),
    (".pdf", "pdf", false),
    (".txt", "txt:Text (encoded):UTF8", false),
    (".xlsx", "xlsx", true),
    (".xls", "xls", true),
    (".ods", "ods", true),
];

/// Every report, under a name that says nothing of whose it is.
fn reports() -> Vec<(String, Report)> {
    let year = |name: &str| {
        let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        name.split('-').find(is_year).unwrap_or("").to_owned()
    };
    let published = corpus().into_iter().enumerate();
    let published = published.map(|(number, (name, report))| (format!("{} ({})", number + 1, year(&name)), report));
    [("sample".to_owned(), read_in(Input::Text(SOUND)))].into_iter().chain(published).collect()
}

/// A row of the matrix.
fn row(name: &str, counts: &[Count]) -> String {
    let cells: Vec<String> = counts.iter().map(|count| count.shown()).collect();
    format!("| {name} | {} |", cells.join(" | "))
}

fn section(title: &str, note: &str, reports: &[(String, Report)], rows: &[String]) -> String {
    let names: Vec<&str> = reports.iter().map(|(name, _)| name.as_str()).collect();
    let head = format!("| | {} |\n|---|{}", names.join(" | "), "---:|".repeat(names.len()));
    format!("\n## {title}\n\n{note}\n\n{head}\n{}\n", rows.join("\n"))
}

fn assert_nothing_wrong(what: &str, counts: &[Count]) {
    assert!(counts.iter().all(|count| count.wrong == 0), "{what}: {counts:?}");
}

fn rows(ways: &[Way], reports: &[(String, Report)]) -> Vec<String> {
    let counted = |(name, way): &Way| {
        let counts: Vec<Count> = reports.iter().map(|(_, report)| Count::of(&way(report), report)).collect();
        assert_nothing_wrong(name, &counts);
        row(name, &counts)
    };
    ways.iter().map(counted).collect()
}

const OUT_TITLE: &str = "Out: what Gouji writes, read again";
const IN_TITLE: &str = "In: files built by their formats' standards";

/// The cells of a section of the page, by way: those of the first reports.
fn committed(page: &str, title: &str) -> Vec<Vec<String>> {
    let section = page.split("\n## ").find(|section| section.starts_with(title)).unwrap_or("");
    let lines = section.lines().filter(|line| line.starts_with("| ")).skip(1);
    lines.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

#[test]
fn the_matrix_says_what_is_so() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    // Two of them, for time; the whole is tried when the matrix is written.
    let reports: Vec<_> = reports().into_iter().take(2).collect();
    for (title, ways) in [(OUT_TITLE, &OUT[..]), (IN_TITLE, &IN[..])] {
        let committed = committed(&page, title);
        assert_eq!(committed.len(), ways.len(), "{title}: every way has its row");
        for (row, committed) in rows(ways, &reports).iter().zip(committed) {
            let found: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            assert_eq!(found[..], committed[..found.len()], "{title}: write the matrix anew");
        }
    }
}

/// The one real .pdf at hand.
fn published_pdf() -> Option<(Count, Count)> {
    let name = std::fs::read_dir(CORPUS).ok()?.filter_map(|entry| entry.ok()?.path().to_str().map(str::to_owned));
    let path = name.into_iter().find(|path| path.ends_with(".pdf"))?;
    let stem = path.rsplit('/').next()?.strip_suffix(".pdf")?.to_owned();
    let (_, report) = corpus().into_iter().find(|(name, _)| *name == stem)?;
    let found = file(&std::fs::read(&path).ok()?, "年报.pdf");
    let all = Count { read: report.cells.len(), ..Count::default() };
    Some((Count::of(&found, &report), all))
}

#[test]
#[ignore = "writes docs/formats.md; needs LibreOffice and the corpus"]
fn write_the_matrix() {
    let reports = reports();
    assert!(reports.len() > 1, "the corpus is not at hand");
    let (pdf, all) = published_pdf().unwrap();
    assert_eq!(pdf, all, "the published PDF");
    let mut by_libreoffice = Vec::new();
    for (name, kind, is_sheet) in BY_LIBREOFFICE {
        let make = |report: &Report| {
            if is_sheet { xlsx::xlsx(&pieces(report)) } else { gouji::render::docx::docx(report) }
        };
        let ending = if is_sheet { "xlsx" } else { "docx" };
        let files: Vec<(String, Vec<u8>)> = reports
            .iter()
            .enumerate()
            .map(|(number, (_, report))| (format!("{number}.{ending}"), make(report)))
            .collect();
        let converted = convert(&files, kind).expect("LibreOffice");
        let name_of = format!("年报{name}");
        let count = |(bytes, (_, report)): (&Vec<u8>, &(String, Report))| Count::of(&file(bytes, &name_of), report);
        let counts: Vec<Count> = converted.iter().zip(&reports).map(count).collect();
        assert_nothing_wrong(name, &counts);
        by_libreoffice.push(row(name, &counts));
    }
    let program = std::process::Command::new("soffice").arg("--version").output().unwrap();
    let program = String::from_utf8_lossy(&program.stdout).split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let mut page = HEAD.to_owned();
    page += &section(OUT_TITLE, OUT_NOTE, &reports, &rows(&OUT, &reports));
    page += &section(IN_TITLE, IN_NOTE, &reports, &rows(&IN, &reports));
    let title = "In: files that LibreOffice writes";
    let note = format!("{program} converts the .docx that Gouji writes, and a workbook of the three tables.");
    page += &section(title, &note, &reports, &by_libreoffice);
    writeln!(page, "\n## In: files of offices\n\n| | read | wrong | unread |\n|---|---:|---:|---:|").unwrap();
    writeln!(page, "| a published annual report, .pdf | {} | {} | {} |", pdf.read, pdf.wrong, pdf.unread).unwrap();
    page += PROVEN;
    std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
    std::fs::write(PAGE, page).unwrap();
}

const HEAD: &str = "# Formats: what comes out and what is read

Written by `cargo test --release --test native matrix -- --ignored`; the other tests fail when it says what is not so.

Each column is a report: the sample, whose town is invented, and the figures of published reports, numbered, each with
its year. A cell is the number of the form's cells that were read as they were written; *unread* are those of which Gouji
says that it could not tell, or that left no trace. A figure read as another one would stand as **wrong**, and no matrix
with one is written.
";

const OUT_NOTE: &str = "A workbook has formulas for totals: what it shows is what they come to.";

const IN_NOTE: &str =
    "Blank cells leave no trace in text in columns or with a cell a line; where a report has some, they are unread.";

const PROVEN: &str = "
## What is proven, and by what

| kind | proven by |
|---|---|
| .docx, .doc, .odt, .rtf, .html, .xlsx, .xls, .ods, .txt | files of LibreOffice, files built by the standards; .docx also by the official template |
| .pdf | a published report, files of LibreOffice, files built by the standard |
| .mht, .fodt, Flat OPC, Word 2003 XML, Excel 2003 XML, .csv | files built by the standards, in the manner of Office |
| .zip | archives built by the tests, with names in UTF-8 and in GBK |
| .ofd | files built by GB/T 33190-2016 alone: **no file of an office was at hand** |
| .et | workbooks of Excel 97\u{2013}2003 under that name alone: **no file of WPS was at hand** |
| .wps, .wpt | Word 97\u{2013}2003 documents under that name alone: **no file of WPS was at hand** |
| corrections in the clerk's own .docx | every .docx above, changed and read again (`tests/native/amend.rs`): the changed words are there, every other entry of the archive is the same to the byte |
| that Word and WPS open what Gouji writes | **not tried in Word or WPS**: LibreOffice opens it, and the order of elements and attributes is held against the schema (`tests/native/support/schema.rs`) |
";
