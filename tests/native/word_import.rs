//! Word 97–2003 documents, OpenDocument texts, Word XML, and archives of several files: what a person sees on the
//! page is what is imported.

use crate::support;
use crate::support::doc::{Paragraph, Saving, file, row_format, saved, streams};
use crate::support::odt::{flat, with_body};
use crate::support::shown::shown;
use crate::support::zip::{stored, zip};
use crate::support::{Piece, TableCell, ole};
use gouji::document::{Block, Document, ImportNote, SourceKind};
use gouji::import::doc::doc;
use gouji::import::docx::{docx, word_xml};
use gouji::import::odt::{fodt, odt};
use gouji::import::{ImportError, Imported, Input, NativeHost, import, unsupported};

fn sample() -> Vec<Piece> {
    let rows = vec![
        vec![TableCell::new("甲", 2, 2), TableCell::new("乙", 1, 1)],
        vec![TableCell::new("3", 1, 1)],
        vec![TableCell::new("丙", 1, 1), TableCell::new("", 1, 1), TableCell::new("1 < 2 & 3", 1, 1)],
    ];
    vec![
        Piece::title("报告"),
        Piece::heading("一、总体情况"),
        Piece::paragraph("Latin 1"),
        Piece::Table { rows },
        Piece::paragraph("正文。"),
    ]
}

const SAMPLE: &str = "= 报告\n# 一、总体情况\nLatin 1\n[甲(2x2)|乙]\n[3]\n[丙||1 < 2 & 3]\n正文。\n";

#[test]
fn pieces_come_back_as_they_were_written() {
    for document in [
        doc(&saved(&sample(), Saving::Whole)).unwrap(),
        doc(&saved(&sample(), Saving::Fast)).unwrap(),
        odt(&support::odt::odt(&sample())).unwrap(),
        fodt(&support::odt::fodt(&sample())).unwrap(),
        gouji::import::rtf::rtf(&support::rtf::rtf(&sample()), &NativeHost).unwrap(),
        word_xml(&flat_opc(&support::docx::docx(&sample()))).unwrap(),
        word_xml(&word_2003(&support::docx::docx(&sample()))).unwrap(),
    ] {
        assert_eq!((shown(&document).as_str(), document.notes.len()), (SAMPLE, 0), "{:?}", document.kind);
    }
}

// Word 97–2003

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new(text, 0x0d, 0, Vec::new())
}

fn looking(text: &str, look: &[u8]) -> Paragraph {
    Paragraph { look: look.to_vec(), ..paragraph(text) }
}

fn read(paragraphs: &[Paragraph]) -> Document {
    let whole = doc(&file(paragraphs, Saving::Whole)).unwrap();
    assert_eq!(doc(&file(paragraphs, Saving::Fast)).unwrap(), whole, "however it is saved");
    whole
}

#[track_caller]
fn assert_read(paragraphs: &[Paragraph], expected: &str, notes: &[ImportNote]) {
    let document = read(paragraphs);
    assert_eq!((shown(&document).as_str(), &document.notes[..]), (expected, notes));
}

const HIDDEN: [u8; 3] = [0x3c, 0x08, 1];
const DELETED: [u8; 3] = [0x00, 0x08, 1];
const INSERTED: [u8; 3] = [0x01, 0x08, 1];
const SPECIAL: [u8; 3] = [0x55, 0x08, 1];

#[test]
fn marks_within_a_paragraph() {
    assert_read(&[paragraph("甲\u{b}乙\t丙\u{1e}丁\u{1f}戊\u{e}己")], "甲\n乙 丙-丁戊\n己\n", &[]);
    assert_read(&[paragraph("于\u{13}DATE\u{14}2024\u{15}年\u{13}TC x\u{15}。")], "于2024年。\n", &[]);
    assert_read(&[paragraph("\u{13}A \u{13}B\u{14}隐\u{15}\u{14}显\u{15}")], "显\n", &[]);
    // A field that never ends does not swallow what follows.
    assert_read(&[paragraph("甲\u{13}丢"), paragraph("留")], "甲\n留\n", &[]);
    assert_read(&[paragraph("注\u{2}释\u{5}"), paragraph("😀")], "注释\n😀\n", &[]);
    assert_read(&[paragraph("图\u{1}"), looking("\u{1}", &SPECIAL), paragraph("后")], "图\n[picture]\n后\n", &[]);
    let symbol = [&SPECIAL[..], &[0x09, 0x6a, 0, 0, 0x60, 0x24]].concat();
    assert_read(&[looking("(", &symbol), looking("(", &[])], "①\n(\n", &[]);
}

#[test]
fn what_is_hidden_or_deleted_is_not_read() {
    assert_read(&[paragraph("明"), looking("密", &HIDDEN)], "明\n", &[ImportNote::HiddenLeftOut]);
    assert_read(&[looking("甲", &DELETED), looking("乙", &INSERTED)], "乙\n", &[ImportNote::ChangesAccepted]);
}

#[test]
fn a_row_too_long_for_a_page_stands_in_a_stream_of_its_own() {
    let columns = 40;
    let mut row: Vec<Paragraph> =
        (0..columns).map(|column| Paragraph::new(&column.to_string(), 0x07, 0, vec![0x16, 0x24, 1])).collect();
    let edges: Vec<usize> = (0..=columns).collect();
    row.push(Paragraph::new("", 0x07, 0, row_format(&edges, &vec![0; columns])));
    let document = read(&row);
    let Some(Block::Grid(grid)) = document.blocks.first() else { panic!("a grid") };
    assert_eq!((grid.rows, grid.columns, grid.cells.len()), (1, columns, columns));
}

#[test]
fn tables_within_tables() {
    let depth = |depth: u8| vec![0x16, 0x24, 1, 0x49, 0x66, depth, 0, 0, 0];
    let inner_cell = |text: &str| Paragraph::new(text, 0x0d, 0, [depth(2), vec![0x4b, 0x24, 1]].concat());
    let inner_end = Paragraph::new(
        "",
        0x0d,
        0,
        [depth(2), vec![0x4c, 0x24, 1], row_format(&[0, 1, 2], &[0, 0])[6..].to_vec()].concat(),
    );
    let cell = |text: &str| Paragraph::new(text, 0x07, 0, depth(1));
    let end = || Paragraph::new("", 0x07, 0, row_format(&[0, 3, 6, 9], &[0, 0, 0]));
    let rows = [
        cell("甲"),
        cell("乙"),
        cell("丙"),
        end(),
        inner_cell("子"),
        inner_cell("1"),
        inner_end,
        cell("丁"),
        cell("戊"),
        cell("己"),
        end(),
        paragraph("后"),
    ];
    assert_read(&rows, "[甲|乙|丙]\n[丁|戊|己]\n[子|1]\n后\n", &[]);
}

#[test]
fn other_versions_protection_and_embedded_documents_are_told() {
    let parts = streams(&[paragraph("文")], Saving::Whole);
    let altered = |at: usize, bytes: &[u8]| {
        let mut parts = parts.clone();
        parts[0].1[at..at + bytes.len()].copy_from_slice(bytes);
        let parts: Vec<_> = parts.iter().map(|(name, content)| (*name, &content[..])).collect();
        doc(&ole::compound(&parts))
    };
    assert!(altered(2, &193_u16.to_le_bytes()).is_ok());
    assert_eq!(altered(0, &[0xdc, 0xa5]), Err(ImportError::Unsupported(unsupported::WORD_95)));
    assert_eq!(altered(2, &[0x65 - 1, 0]), Err(ImportError::Unsupported(unsupported::WORD_95)));
    assert_eq!(altered(10, &[0, 3]), Err(ImportError::Encrypted));
    assert!(matches!(altered(0, &[1, 2]), Err(ImportError::Damaged(_))));
    // The text is said to be longer than it is.
    assert!(matches!(altered(76, &[200, 0, 0, 0]), Err(ImportError::Damaged(_))));
    assert!(matches!(altered(76, &[255, 255, 255, 255]), Err(ImportError::Bomb(_))));
    let others = |streams: &[(&str, &[u8])]| imported(&ole::compound(streams), "年报.doc");
    assert_eq!(others(&[("EncryptedPackage", b"x")]), Err(ImportError::Encrypted));
    assert_eq!(others(&[("CONTENTS", b"x")]), Err(ImportError::Unsupported(unsupported::OFFICE)));
    assert!(matches!(others(&[("WordDocument", &parts[0].1)]), Err(ImportError::Damaged(_))));
}

// OpenDocument

#[track_caller]
fn assert_body(body: &str, expected: &str, notes: &[ImportNote]) {
    let document = odt(&with_body(body)).unwrap();
    assert_eq!((shown(&document).as_str(), &document.notes[..]), (expected, notes));
    assert_eq!(fodt(&flat(body)).unwrap(), document);
}

#[test]
fn text_of_an_open_document() {
    assert_body(
        "<text:p>甲<text:s text:c=\"2\"/>乙<text:tab/>丙<text:line-break/>丁\n  戊</text:p>",
        "甲  乙 丙\n丁 戊\n",
        &[],
    );
    assert_body(
        "<text:p><text:a><text:span>甲</text:span></text:a><text:page-number>3</text:page-number></text:p>",
        "甲3\n",
        &[],
    );
    assert_body(
        "<text:p>甲<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>乙<office:annotation><text:p>批</text:p></office:annotation></text:p>",
        "甲乙\n",
        &[],
    );
    assert_body(
        "<text:p>明<text:span text:style-name=\"H\">密<text:span>密</text:span></text:span>明</text:p>",
        "明明\n",
        &[ImportNote::HiddenLeftOut],
    );
    assert_body(
        "<text:section text:display=\"none\"><text:p>密</text:p></text:section><text:p>明</text:p>",
        "明\n",
        &[ImportNote::HiddenLeftOut],
    );
    assert_body(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>新</text:p>",
        "新\n",
        &[ImportNote::ChangesAccepted],
    );
    let marked = "<text:tracked-changes><text:changed-region text:id=\"a\"><text:deletion/></text:changed-region><text:changed-region text:id=\"b\"><text:insertion/></text:changed-region></text:tracked-changes><text:p>甲<text:change-start text:change-id=\"a\"/>旧</text:p><text:p>旧<text:change-end text:change-id=\"a\"/><text:change-start text:change-id=\"b\"/>新<text:change-end text:change-id=\"b\"/></text:p>";
    assert_body(marked, "甲新\n", &[ImportNote::ChangesAccepted]);
    assert_body(
        "<text:table-of-content><text:index-body><text:p>一、总体情况 1</text:p></text:index-body></text:table-of-content><text:p>文</text:p>",
        "文\n",
        &[],
    );
    assert_body(
        "<text:p>甲<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text></text:ruby></text:p>",
        "甲字\n",
        &[],
    );
}

#[test]
fn numbers_of_lists_are_part_of_the_text() {
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let list =
        |attributes: &str, items: &str| format!("<text:list text:style-name=\"L\"{attributes}>{items}</text:list>");
    let nested = format!(
        "<text:list-item><text:p>乙</text:p><text:list>{}{}</text:list><text:p>续</text:p></text:list-item>",
        item("子"),
        item("丑")
    );
    let body = list("", &(item("甲") + &nested))
        + &list(" text:continue-numbering=\"true\"", &item("丙"))
        + &list("", &item("丁"));
    assert_body(&body, "一、甲\n二、乙\n（一）子\n（二）丑\n续\n三、丙\n一、丁\n", &[]);
    let bullets = "<text:list text:style-name=\"L\"><text:list-item><text:list><text:list-item><text:list><text:list-item><text:p>点</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item></text:list>";
    assert_body(bullets, "点\n", &[]);
}

#[test]
fn pictures_text_boxes_and_floating_tables() {
    let frame = |inner: &str| format!("<text:p>甲<draw:frame>{inner}</draw:frame></text:p>");
    assert_body(&frame("<draw:image/><svg:title>题</svg:title>"), "甲\n[picture]\n", &[]);
    assert_body(&frame("<draw:text-box><text:p>框</text:p></draw:text-box>"), "甲\n", &[ImportNote::TextBoxesIgnored]);
    assert_body(&frame("<draw:text-box><text:p> </text:p></draw:text-box>"), "甲\n", &[]);
    let table = "<table:table ><table:table-row><table:table-cell><text:p>子</text:p></table:table-cell><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>";
    assert_body(&frame(&format!("<draw:text-box>{table}</draw:text-box>")), "[子|1]\n甲\n", &[]);
}

#[test]
fn repeated_and_covered_cells() {
    let table = |rows: &str| format!("<table:table>{rows}</table:table>");
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let repeated = format!(
        "<table:table-row>{}{}</table:table-row>",
        cell("table:number-columns-repeated=\"2\"", "0"),
        cell("", "1")
    );
    assert_body(
        &table(&format!("<table:table-header-rows>{repeated}</table:table-header-rows>{repeated}")),
        "[0|0|1]\n[0|0|1]\n",
        &[],
    );
    let twice = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>";
    assert_body(&table(twice), "[|1]\n[|1]\n", &[]);
    // A position that nothing covers is an empty cell.
    let stray = format!("<table:table-row><table:covered-table-cell/>{}</table:table-row>", cell("", "1"));
    assert_body(&table(&(stray.clone() + &stray)), "[|1]\n[|1]\n", &[]);
    let endless = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>";
    assert!(matches!(fodt(&flat(&table(endless))), Err(ImportError::Bomb(_))));
}

#[test]
fn a_protected_open_document_is_told() {
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let file = zip(&[("mimetype", b"x"), ("content.xml", b"\0\x01"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(odt(&file), Err(ImportError::Encrypted));
    assert_eq!(odt(&zip(&[("mimetype", b"x"), ("encrypted-package", b"x")])), Err(ImportError::Encrypted));
    assert!(matches!(odt(&zip(&[("mimetype", b"x"), ("content.xml", b"\0\x01")])), Err(ImportError::Damaged(_))));
    assert!(matches!(fodt("<office:document/>"), Err(ImportError::Damaged(_))));
}

// Word XML

/// The parts of a .docx as one XML file.
fn flat_opc(file: &[u8]) -> String {
    let part = |(name, text): (String, String)| {
        let content = text.split_once("?>").map_or(text.as_str(), |(_, rest)| rest);
        format!("<pkg:part pkg:name=\"/{name}\"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>")
    };
    let parts: String = parts_of(file).into_iter().map(part).collect();
    format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg=\"p\">{parts}</pkg:package>"
    )
}

/// The main part and the styles of a .docx, as Word 2003 wrote them.
fn word_2003(file: &[u8]) -> String {
    let parts = parts_of(file);
    let within = |name: &str, element: &str| {
        let text = &parts.iter().find(|(part, _)| part == name).unwrap().1;
        let start = text.find(&format!("<{element}")).unwrap();
        text[start..].split_inclusive(&format!("</{element}>")).next().unwrap().replace("vMerge", "vmerge")
    };
    let (styles, body) = (within("word/styles.xml", "w:styles"), within("word/document.xml", "w:body"));
    format!(
        "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"w\"><o:DocumentProperties/>{styles}{body}</w:wordDocument>"
    )
}

fn parts_of(file: &[u8]) -> Vec<(String, String)> {
    let archive = rawzip::ZipArchive::from_slice(file).unwrap();
    let part = |entry: Result<_, _>| {
        let entry: rawzip::ZipFileHeaderRecord<'_> = entry.unwrap();
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let stored = archive.get_entry(entry.wayfinder()).unwrap();
        let content = miniz_oxide::inflate::decompress_to_vec(stored.data()).unwrap();
        (name, String::from_utf8(content).unwrap())
    };
    archive.entries().map(part).collect()
}

#[test]
fn word_2003_tracks_changes_in_annotations() {
    let text = r#"<w:wordDocument><w:body><wx:sect><w:p><w:r><w:t>甲</w:t><w:footnote><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:r>
        <aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>
        <aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>新</w:t></w:r></aml:content></aml:annotation>
        <aml:annotation w:type="Word.Bookmark.Start"/><aml:annotation w:type="Word.Comment"><aml:content><w:p><w:r><w:t>批</w:t></w:r></w:p></aml:content></aml:annotation>
        </w:p></wx:sect></w:body></w:wordDocument>"#;
    let document = word_xml(text).unwrap();
    assert_eq!((shown(&document).as_str(), &document.notes[..]), ("甲新\n", &[ImportNote::ChangesAccepted][..]));
    assert!(word_xml("<w:wordDocument><w:body>").is_err());
    assert!(matches!(word_xml("<pkg:package></pkg:package>"), Err(ImportError::Damaged(_))));
}

// Archives of several files

fn imported(bytes: &[u8], name: &str) -> Result<Document, ImportError> {
    match import(Input::File { bytes, name }, &NativeHost)? {
        Imported::Document(document) => Ok(document),
        Imported::Report(_) => panic!("no document"),
    }
}

#[test]
fn content_decides_whatever_the_name() {
    let pieces = sample();
    for (bytes, kind) in [
        (saved(&pieces, Saving::Whole), SourceKind::Doc),
        (support::rtf::rtf(&pieces), SourceKind::Rtf),
        (support::odt::odt(&pieces), SourceKind::Odt),
        (support::odt::fodt(&pieces).into_bytes(), SourceKind::Odt),
        (support::mht::mht("<p>文</p>"), SourceKind::Mht),
        (flat_opc(&support::docx::docx(&pieces)).into_bytes(), SourceKind::Docx),
    ] {
        for name in ["年报.doc", "年报.wps", "年报.xls", "年报.txt", ""] {
            assert_eq!(imported(&bytes, name).map(|document| document.kind), Ok(kind), "{name}");
        }
        let utf_16: Vec<u8> = match std::str::from_utf8(&bytes) {
            Ok(text) if text.starts_with("<?xml") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => continue,
        };
        assert_eq!(imported(&[b"\xff\xfe", &utf_16[..]].concat(), "").map(|document| document.kind), Ok(kind));
    }
}

#[test]
fn the_one_draft_in_an_archive_is_read() {
    let word = support::docx::docx(&sample());
    let alone = zip(&[
        ("年报/", b""),
        ("年报/2024.docx", &word),
        ("年报/照片.jpg", b"\xff\xd8\xff"),
        ("__MACOSX/年报/._2024.docx", b"x"),
    ]);
    let document = imported(&alone, "年报.zip").unwrap();
    assert_eq!((shown(&document).as_str(), document.kind, document.notes.len()), (SAMPLE, SourceKind::Docx, 0));
    // Names in the code page of Chinese Windows.
    let (name, _, _) = encoding_rs::GBK.encode("年报.txt");
    let text = "一、总体情况\n正文。\n";
    let placeholder = "x".repeat(name.len());
    let mut gbk = stored(&[(&placeholder, text.as_bytes())]);
    let places: Vec<usize> = gbk
        .windows(name.len())
        .enumerate()
        .filter(|(_, window)| *window == placeholder.as_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in places {
        gbk[at..at + name.len()].copy_from_slice(&name);
    }
    assert_eq!(imported(&gbk, "a.zip").map(|document| document.text), Ok(text.to_owned()));
}

#[test]
fn of_several_files_the_report_is_read_and_where_that_is_not_clear_the_person_chooses() {
    let report = gouji::samples::SOUND.as_bytes();
    let report_page = support::shapes::html(&support::same::read_in(Input::Text(gouji::samples::SOUND)));
    let other = support::docx::docx(&[Piece::paragraph("关于报送材料的说明")]);
    let document = imported(&zip(&[("说明.docx", &other), ("年报.html", report_page.as_bytes())]), "").unwrap();
    assert!(document.text.contains("本年新收"));
    assert_eq!(document.notes, [ImportNote::OthersLeftOut]);
    let names = |names: [&str; 2]| Err(ImportError::SeveralDrafts(names.map(str::to_owned).to_vec()));
    assert_eq!(
        imported(&zip(&[("甲/年报.txt", report), ("乙/年报2.txt", report)]), ""),
        names(["年报.txt", "年报2.txt"])
    );
    assert_eq!(imported(&zip(&[("a.docx", &other), ("b.txt", b"x")]), ""), names(["a.docx", "b.txt"]));
    let many: Vec<(String, &[u8])> = (0..30).map(|index| (format!("{index}.txt"), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    assert!(matches!(imported(&zip(&many), ""), Err(ImportError::SeveralDrafts(names)) if names.len() == 30));
}

#[test]
fn an_archive_without_a_readable_draft_says_why() {
    let inner = zip(&[("a.txt", b"x")]);
    assert_eq!(imported(&zip(&[("a.zip", &inner)]), ""), Err(ImportError::Unsupported(unsupported::ARCHIVE)));
    // One within another is not opened, whatever it is called.
    assert_eq!(imported(&zip(&[("a.doc", &inner)]), ""), Err(ImportError::Unsupported(unsupported::ARCHIVE)));
    let protected = ole::compound(&[("EncryptedPackage", b"x")]);
    assert_eq!(imported(&zip(&[("a.docx", &protected)]), ""), Err(ImportError::Encrypted));
    assert!(matches!(docx(&zip(&[("a.txt", b"x")])), Err(ImportError::Damaged(_))));
}
