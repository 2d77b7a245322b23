//! PDF and OFD: what was laid out on pages comes back as it was written.

use std::path::Path;
use std::process::Command;

use crate::support::ofd::{ofd, with_templates};
use crate::support::pdf::{Coding, pdf};
use crate::support::reports::{Form, consistent};
use crate::support::same::{cell_differences, false_figures, imported, read_in, text_differences};
use crate::support::shapes::pieces;
use crate::support::sheets::{HEIGHT, Sheet, Style, WIDTH, sheets};
use crate::support::{Piece, docx};
use gouji::check::{Options, check};
use gouji::document::{Block, Document, ImportNote, SourceKind};
use gouji::form::{CellId, Table};
use gouji::import::{ImportError, Imported, Input, NativeHost, import};
use gouji::read::read;
use gouji::report::{Cell, Report, TableStatus};
use proptest::prelude::*;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");
const NUMBERS: [u32; 12] = [34, 2, 0, 7, 128, 0, 0, 1, 3985, 16, 5, 90];

fn report(form: Form) -> Report {
    consistent(form, &NUMBERS.repeat(20))
}

fn open(bytes: &[u8]) -> Result<Document, ImportError> {
    match import(Input::File { bytes, name: "年报" }, &NativeHost) {
        Ok(Imported::Document(document)) => Ok(document),
        Ok(other) => panic!("{other:?} is no document"),
        Err(error) => Err(error),
    }
}

/// The figures of a published report amid invented prose; `None` where the corpus is not at hand.
fn published(name: &str) -> Option<Report> {
    let path = format!("{CORPUS}/{name}.json");
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).ok()?).unwrap();
    let mut report = consistent(Form::Y2021, &[]);
    report.cells.retain(|_, _| false);
    for (id, value) in json["cells"].as_object().unwrap() {
        report.cells.insert(id.parse::<CellId>().unwrap(), Cell::read(&value.to_string(), None));
    }
    for &table in Table::ALL {
        if !report.cells.keys().any(|id| id.table == table) {
            report.tables.get_mut(table).status = TableStatus::Missing;
        }
    }
    Some(report)
}

fn published_names() -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(CORPUS) else {
        eprintln!("no corpus at {CORPUS}: skipped");
        return Vec::new();
    };
    let files = folder.map(|entry| entry.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let mut names: Vec<String> = json.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[track_caller]
fn assert_same(bytes: &[u8], written: &Report, what: &str) {
    let document = open(bytes).unwrap_or_else(|error| panic!("{what}: {error:?}"));
    let report = read(&document);
    assert_eq!(cell_differences(&report, written), Vec::<String>::new(), "{what}\n{}", document.text);
    assert_eq!(text_differences(&report, written), Vec::<String>::new(), "{what}");
    let again = read_in(Input::Text(&document.text));
    assert_eq!(cell_differences(&again, written), Vec::<String>::new(), "{what}, edited\n{}", document.text);
}

#[test]
fn reports_come_back_from_every_kind_of_page() {
    for form in Form::ALL {
        let written = report(form);
        for repeated_head in [false, true] {
            let laid = sheets(&pieces(&written), Style { repeated_head, ..Style::default() });
            assert!(laid.len() > 2, "tables run over pages");
            for coding in [Coding::ToUnicode, Coding::UniGb, Coding::Gbk] {
                assert_same(&pdf(&laid, coding), &written, &format!("{form:?}, {coding:?}, {repeated_head}"));
            }
            assert_same(&ofd(&laid), &written, &format!("{form:?}, OFD, {repeated_head}"));
            assert_same(&with_templates(&laid), &written, &format!("{form:?}, OFD with templates, {repeated_head}"));
        }
    }
}

#[test]
fn tables_without_lines_are_rebuilt_from_their_columns() {
    for form in Form::ALL {
        let written = report(form);
        let laid = sheets(&pieces(&written), Style { ruled: false, ..Style::default() });
        for bytes in [pdf(&laid, Coding::ToUnicode), ofd(&laid)] {
            let report = read(&open(&bytes).unwrap());
            assert_eq!(false_figures(&report, &written), Vec::<String>::new(), "{form:?}");
            assert_eq!(cell_differences(&report, &written), Vec::<String>::new(), "{form:?}");
        }
    }
}

#[test]
fn published_figures_come_back() {
    for name in published_names() {
        let written = published(&name).unwrap();
        let laid = sheets(&pieces(&written), Style::default());
        assert_same(&pdf(&laid, Coding::ToUnicode), &written, &name);
        assert_same(&ofd(&laid), &written, &name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    /// Wherever pages end, within whatever row, label or sentence.
    #[test]
    fn page_breaks_lose_nothing(
        bottom in 330..760_u16,
        numbers in proptest::collection::vec(0..100_000_u32, 150..250),
        form in proptest::sample::select(&Form::ALL[..]),
        repeated_head in any::<bool>(),
    ) {
        let written = consistent(form, &numbers);
        let style = Style { bottom: f32::from(bottom), repeated_head, ..Style::default() };
        let laid = sheets(&pieces(&written), style);
        let read = read(&open(&pdf(&laid, Coding::ToUnicode)).unwrap());
        prop_assert_eq!(cell_differences(&read, &written), Vec::<String>::new());
        prop_assert_eq!(text_differences(&read, &written), Vec::<String>::new());
    }
}

#[test]
fn a_published_pdf_is_read_without_a_fault() {
    let (Ok(bytes), Some(written)) = (std::fs::read(format!("{CORPUS}/huaian-2024.pdf")), published("huaian-2024"))
    else {
        eprintln!("no corpus at {CORPUS}: skipped");
        return;
    };
    let document = open(&bytes).unwrap();
    assert_eq!((document.kind, document.notes.as_slice()), (SourceKind::Pdf, &[][..]));
    let report = read(&document);
    assert_eq!(report.cells.len(), 200);
    assert_eq!(cell_differences(&report, &written), Vec::<String>::new());
    let complaints: Vec<_> = check(&report, &Options::default()).findings;
    assert!(complaints.is_empty(), "{complaints:#?}");
    // Every paragraph is whole: no piece of a line, no page number.
    let paragraphs = report.sections.iter().flat_map(|section| &section.paragraphs).chain(&report.preamble);
    let texts: Vec<&str> = paragraphs.map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(texts.len(), 10);
    assert!(texts.iter().all(|text| text.ends_with('。') && !text.contains(' ')), "{texts:#?}");
    assert_eq!(report.sections.iter().map(|section| section.part).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    let grids =
        document.blocks.iter().filter_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None });
    assert_eq!(grids.map(|grid| (grid.rows, grid.columns)).collect::<Vec<_>>(), [(14, 4), (28, 10), (4, 15)]);
}

#[test]
fn pages_without_text_are_recognised() {
    let scan = || Sheet { pictures: vec![[0.0, 0.0, WIDTH, HEIGHT]], ..Sheet::default() };
    let mut stamped = scan();
    stamped.texts.extend(
        sheets(&[Piece::paragraph("第 1 页")], Style { furniture: false, ..Style::default() })[0].texts.clone(),
    );
    for scanned in [vec![scan()], vec![scan(), stamped], vec![Sheet::default(), scan()]] {
        assert_eq!(open(&pdf(&scanned, Coding::ToUnicode)), Err(ImportError::NoText));
        assert_eq!(open(&ofd(&scanned)), Err(ImportError::NoText));
    }
    for blank in [pdf(&[Sheet::default()], Coding::UniGb), ofd(&[Sheet::default()])] {
        assert_eq!(open(&blank), Err(ImportError::Empty));
    }
    let mut partly = sheets(&pieces(&report(Form::Y2021)), Style::default());
    partly.push(scan());
    for bytes in [pdf(&partly, Coding::ToUnicode), ofd(&partly)] {
        let document = open(&bytes).unwrap();
        assert_eq!(document.notes, [ImportNote::PagesWithoutText]);
        assert!(document.blocks.iter().any(|block| matches!(block, Block::Picture(_))));
    }
}

#[test]
fn glyphs_without_meaning_are_no_text() {
    let laid = sheets(&pieces(&report(Form::Y2021)), Style::default());
    assert_eq!(open(&pdf(&laid, Coding::Glyphs)), Err(ImportError::NoMeaning));
}

#[test]
fn lines_become_paragraphs_and_furniture_goes() {
    let long =
        "围绕群众关切的事项及时发布信息，并对重要文件作了解读，全年主动公开信息1234条，同比增长12.5%。".repeat(20);
    let draft = [
        Piece::title("青石镇人民政府2024年政府信息公开工作年度报告"),
        Piece::heading("一、总体情况"),
        Piece::paragraph(&long),
        Piece::paragraph("短句。"),
        Piece::paragraph(&long),
    ];
    for bytes in [pdf(&sheets(&draft, Style::default()), Coding::Gbk), ofd(&sheets(&draft, Style::default()))] {
        let document = imported(Input::File { bytes: &bytes, name: "x" });
        let title = "青石镇人民政府2024年政府信息公开工作年度报告\n";
        assert_eq!(document.text, format!("{title}一、总体情况\n{long}\n短句。\n{long}\n"));
        let centered = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.centered);
        assert_eq!(document.blocks.iter().filter(|block| centered(block)).count(), 1);
    }
}

/// The reports as LibreOffice prints them, from Word documents with drawn tables.
#[test]
fn reports_printed_by_libreoffice_come_back() {
    let folder = std::env::temp_dir().join(format!("gouji-pages-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let reports = published_names().into_iter().map(|name| (name.clone(), published(&name).unwrap()));
    let reports: Vec<(String, Report)> =
        reports.chain(Form::ALL.map(|form| (format!("{form:?}"), report(form)))).collect();
    for (name, report) in &reports {
        std::fs::write(folder.join(format!("{name}.docx")), docx::printed(&pieces(report))).unwrap();
    }
    if print(&folder) {
        for (name, report) in &reports {
            let bytes = std::fs::read(folder.join(format!("{name}.pdf"))).unwrap();
            assert_same(&bytes, report, name);
        }
    } else {
        eprintln!("no LibreOffice (soffice) here: skipped");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Prints all documents of a folder to PDF; `false` where LibreOffice is missing.
fn print(folder: &Path) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut office = Command::new("soffice");
    office.args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"]).arg(folder).args(files);
    match office.output() {
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            true
        }
        Err(_) => false,
    }
}
