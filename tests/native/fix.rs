//! `gouji fix`: corrections in a copy of the draft.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support;
use crate::support::reports::{Form, consistent};
use crate::support::same::{imported, read_in};
use crate::support::shapes::pieces;
use crate::support::zip::unzip;
use gouji::check::{Options, Severity, check};
use gouji::form::{CellId, Column, Row};
use gouji::import::Input;
use gouji::report::Cell;
use gouji::samples::BROKEN;

fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A place for the files of one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

fn errors(bytes: &[u8], name: &str) -> usize {
    check(&read_in(Input::File { bytes, name }), &Options::default()).count(Severity::Error)
}

/// A Word document with one total that is wrong, and a full-width figure.
fn faulty() -> Vec<u8> {
    let numbers: Vec<u32> = (0..400).map(|number| number * 7 % 23).collect();
    let mut report = consistent(Form::Y2021, &numbers);
    let total = CellId::requests(Row::Granted, Column::Total);
    let wrong = report.number(total).unwrap() + 90.into();
    report.cells.insert(total, Cell::read(&wrong.to_string(), None));
    support::docx::docx(&pieces(&report))
}

#[test]
fn a_word_document_is_corrected_in_a_copy_of_the_file() {
    let folder = folder("fix-word");
    let (draft, out) = (path(&folder, "年报.docx"), path(&folder, "改.docx"));
    let before = faulty();
    std::fs::write(&draft, &before).unwrap();
    assert_eq!(errors(&before, "年报.docx"), 1);

    let dry = gouji(&["fix", &draft]);
    assert_eq!(status(&dry), 1, "{}", text(&dry.stderr));
    let listed = text(&dry.stdout);
    assert!(listed.contains("改 APP-") && listed.contains("尚未写入"), "{listed}");
    assert!(!Path::new(&out).exists());

    let written = gouji(&["fix", &draft, "-o", &out]);
    assert_eq!(status(&written), 0, "{}", text(&written.stderr));
    assert!(text(&written.stderr).contains("改后还有 0 处错误"), "{}", text(&written.stderr));
    let after = std::fs::read(&out).unwrap();
    assert_eq!(errors(&after, "改.docx"), 0);
    let others =
        |bytes: &[u8]| unzip(bytes).into_iter().filter(|(name, _)| name != "word/document.xml").collect::<Vec<_>>();
    assert_eq!(others(&before), others(&after));
    assert_eq!(std::fs::read(&draft).unwrap(), before, "the original stays");

    let tracked = path(&folder, "修订.docx");
    assert_eq!(status(&gouji(&["fix", &draft, "-o", &tracked, "--tracked"])), 0);
    let (_, main) =
        unzip(&std::fs::read(&tracked).unwrap()).into_iter().find(|(name, _)| name == "word/document.xml").unwrap();
    let main = text(&main);
    assert!(main.contains("w:author=\"勾稽\" w:date=\"20") && main.contains("<w:delText"), "{main}");
    // Nothing is left to be corrected.
    assert_eq!(status(&gouji(&["fix", &out])), 0);
}

#[test]
fn only_what_is_asked_for_is_corrected() {
    let folder = folder("fix-only");
    let (draft, out) = (path(&folder, "年报.docx"), path(&folder, "改.docx"));
    std::fs::write(&draft, faulty()).unwrap();
    let listed = text(&gouji(&["fix", &draft]).stdout);
    let line = listed.lines().find(|line| line.starts_with("改 ")).unwrap();
    let (rule, fingerprint) = (line.split(' ').nth(1).unwrap(), line.split(' ').nth(2).unwrap());
    let none = gouji(&["fix", &draft, "--only", "DAT-01"]);
    assert_eq!(status(&none), 0, "{}", text(&none.stdout));
    assert!(!text(&gouji(&["fix", &draft, "--safe"]).stdout).contains(rule));
    for name in [rule, fingerprint] {
        assert_eq!(status(&gouji(&["fix", &draft, "--only", name, "-o", &out])), 0);
        assert_eq!(errors(&std::fs::read(&out).unwrap(), ""), 0);
    }
}

#[test]
fn texts_stay_texts_and_others_become_word_documents() {
    let folder = folder("fix-others");
    let draft = path(&folder, "年报.txt");
    std::fs::write(&draft, BROKEN).unwrap();
    let before = errors(BROKEN.as_bytes(), "年报.txt");
    for (name, is_text) in [("改.txt", true), ("改.docx", false)] {
        let out = path(&folder, name);
        let written = gouji(&["fix", &draft, "-o", &out]);
        assert_eq!(status(&written), 0, "{}", text(&written.stderr));
        let after = std::fs::read(&out).unwrap();
        assert_eq!(std::str::from_utf8(&after).is_ok(), is_text, "{name}");
        assert!(errors(&after, name) < before, "{name}");
    }
    let page = path(&folder, "年报.html");
    std::fs::write(&page, support::shapes::html(&read_in(Input::Text(BROKEN)))).unwrap();
    let out = path(&folder, "网页改.docx");
    assert_eq!(status(&gouji(&["fix", &page, "-o", &out])), 0);
    assert!(!imported(Input::File { bytes: &std::fs::read(&out).unwrap(), name: "" }).blocks.is_empty());
    let refused = gouji(&["fix", &draft, "--tracked", "-o", &out]);
    assert_eq!((status(&refused), text(&refused.stderr).contains("修订痕迹只能写入")), (2, true));
}

#[test]
fn the_original_is_never_overwritten() {
    let folder = folder("fix-same");
    let draft = path(&folder, "年报.docx");
    std::fs::write(&draft, faulty()).unwrap();
    let refused = gouji(&["fix", &draft, "-o", &path(&folder, "./年报.docx")]);
    assert_eq!((status(&refused), text(&refused.stderr).contains("不覆盖原文件")), (2, true));
    assert_eq!(std::fs::read(&draft).unwrap(), faulty());
    assert_eq!(status(&gouji(&["fix", &path(&folder, "没有.docx")])), 2);
}
