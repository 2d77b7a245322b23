//! What LibreOffice writes of the corpus and of the official template, in every kind of document: every cell is read,
//! none wrong, headings and paragraphs are what they were.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic: that is how they fail"
)]

mod support;

use gouji::document::{Block, Document};
use gouji::import::Input;
use gouji::samples::SOUND;
use support::corpus::{CORPUS, corpus};
use support::docx::docx;
use support::libreoffice::convert;
use support::same::{cell_differences, imported, read_in, text_differences};
use support::shapes::pieces;

/// Kinds by the names LibreOffice knows them by. Its Word 2003 XML is not among them: it loses merged cells.
const KINDS: [&str; 4] = ["doc", "odt", "rtf", "fodt"];

#[test]
fn figures_are_read_back_from_files_of_libreoffice() {
    let reports: Vec<_> = corpus().into_iter().chain([("sample".to_owned(), read_in(Input::Text(SOUND)))]).collect();
    let files: Vec<_> = reports.iter().map(|(name, report)| (format!("{name}.docx"), docx(&pieces(report)))).collect();
    for kind in KINDS {
        let Some(converted) = convert(&files, kind) else { return };
        for ((name, report), bytes) in reports.iter().zip(&converted) {
            let read = read_in(Input::File { bytes, name: "年报" });
            assert_eq!(cell_differences(&read, report), Vec::<String>::new(), "{name}, {kind}");
            assert_eq!(text_differences(&read, report), Vec::<String>::new(), "{name}, {kind}");
        }
    }
}

/// The cells of every grid, with their places and texts.
fn grids(document: &Document) -> Vec<Vec<(usize, usize, usize, usize, String)>> {
    let grid = |block: &Block| match block {
        Block::Grid(grid) => Some(
            grid.cells
                .iter()
                .map(|cell| {
                    let text = document.slice(cell.span).replace('\u{3000}', "");
                    (cell.row, cell.column, cell.row_span, cell.column_span, text)
                })
                .collect(),
        ),
        _ => None,
    };
    document.blocks.iter().filter_map(grid).collect()
}

#[test]
fn the_official_template_has_the_same_grids_in_every_kind() {
    let Ok(bytes) = std::fs::read(format!("{CORPUS}/template.docx")) else {
        eprintln!("no corpus at {CORPUS}: skipped");
        return;
    };
    let original = imported(Input::File { bytes: &bytes, name: "" });
    for kind in KINDS {
        let Some(converted) = convert(&[("template.docx".to_owned(), bytes.clone())], kind) else { return };
        let document = imported(Input::File { bytes: &converted[0], name: "" });
        let (read, expected) = (grids(&document), grids(&original));
        assert_eq!(read.len(), expected.len(), "{kind}");
        for (read, expected) in read.iter().zip(&expected) {
            assert_eq!(read, expected, "{kind}");
        }
        let paragraphs = |document: &Document| {
            let text = |block: &Block| match block {
                Block::Paragraph(paragraph) => Some(document.slice(paragraph.span).replace(['\u{3000}', ' '], "")),
                _ => None,
            };
            document.blocks.iter().filter_map(text).collect::<Vec<_>>()
        };
        assert_eq!(paragraphs(&document), paragraphs(&original), "{kind}");
    }
}
