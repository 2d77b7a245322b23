//! What LibreOffice writes of the corpus and of the official template, in every kind of document: every cell is read,
//! none wrong, headings and paragraphs are what they were.

use crate::support::corpus::{CORPUS, corpus};
use crate::support::docx::{body, docx, paragraph, run, with_parts};
use crate::support::libreoffice::convert;
use crate::support::same::{cell_differences, imported, read_in, text_differences};
use crate::support::shapes::pieces;
use crate::support::shown::shown;
use gouji::document::{Block, Document, ImportNote};
use gouji::import::Input;
use gouji::samples::SOUND;

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

/// A cell: row, column, rows and columns covered, text.
type Cell = (usize, usize, usize, usize, String);

/// The cells of every grid.
fn grids(document: &Document) -> Vec<Vec<Cell>> {
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

const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
    </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>"#;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>"#;

fn table(properties: &str, one: &str, other: &str) -> String {
    let cell =
        |text: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", paragraph(text));
    let grid = "<w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/></w:tblGrid>";
    format!("<w:tbl>{properties}{grid}<w:tr>{}{}</w:tr></w:tbl>", cell(one), cell(other))
}

/// LibreOffice puts a floating table into a frame, which is a text box in .doc and RTF: there it is left out, and
/// that is said. Word itself keeps such a table in the text.
#[test]
fn floating_tables_are_read_or_said_to_be_left_out() {
    let floating = "<w:tblPr><w:tblpPr w:vertAnchor=\"text\" w:tblpX=\"100\" w:tblpY=\"100\"/></w:tblPr>";
    let file = body(&[paragraph("表前"), table(floating, "子", "1"), paragraph("末段")].concat());
    for kind in KINDS {
        let Some(converted) = convert(&[("a.docx".to_owned(), file.clone())], kind) else { return };
        let document = imported(Input::File { bytes: &converted[0], name: "" });
        let (expected, notes) = match kind {
            "doc" | "rtf" => ("表前\n末段\n", vec![ImportNote::TextBoxesIgnored]),
            _ => ("表前\n[子|1]\n末段\n", Vec::new()),
        };
        assert_eq!((shown(&document).as_str(), document.notes), (expected, notes), "{kind}");
    }
}

#[test]
fn what_stands_between_the_words_is_the_same_in_every_kind() {
    let numbered = |level: u32, properties: &str, text: &str| {
        let number = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
        format!("<w:p><w:pPr>{properties}{number}</w:pPr>{}</w:p>", run(text))
    };
    let heading = "<w:pStyle w:val=\"1\"/>";
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let link = "<w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://example.invalid/\" </w:instrText></w:r>";
    let tracked = "w:id=\"1\" w:author=\"a\" w:date=\"2024-01-01T00:00:00Z\"";
    let content = [
        numbered(0, heading, "总体情况"),
        numbered(1, "", "主动公开"),
        numbered(1, "", "依申请公开"),
        numbered(0, heading, "申请情况"),
        format!(
            "<w:p>{}{}{link}{}{}{}{}</w:p>",
            run("于"),
            mark("begin"),
            mark("separate"),
            run("2024"),
            mark("end"),
            run("年")
        ),
        format!("<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>", run("明")),
        format!(
            "<w:p>{}<w:del {tracked}><w:r><w:delText>12</w:delText></w:r></w:del><w:ins {tracked}>{}</w:ins></w:p>",
            run("新收"),
            run("13")
        ),
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁😀</w:t></w:r></w:p>"
            .to_owned(),
        table("<w:tblPr/>", "子", "1"),
        paragraph("表后"),
    ];
    let file = with_parts(
        &content.concat(),
        &[
            ("word/numbering.xml", NUMBERING),
            ("word/_rels/document.xml.rels", RELATIONS),
            ("[Content_Types].xml", TYPES),
        ],
    );
    let original = imported(Input::File { bytes: &file, name: "" });
    let expected = "# 一、总体情况\n（一）主动公开\n（二）依申请公开\n# 二、申请情况\n于2024年\n明\n新收13\n甲\n乙 丙-丁😀\n[子|1]\n表后\n";
    assert_eq!(shown(&original), expected);
    for kind in KINDS {
        let Some(converted) = convert(&[("a.docx".to_owned(), file.clone())], kind) else { return };
        let document = imported(Input::File { bytes: &converted[0], name: "" });
        assert_eq!(shown(&document), expected, "{kind}");
        let mut notes = document.notes.clone();
        notes.sort_by_key(|note| format!("{note:?}"));
        assert_eq!(notes, [ImportNote::ChangesAccepted, ImportNote::HiddenLeftOut], "{kind}");
    }
}
