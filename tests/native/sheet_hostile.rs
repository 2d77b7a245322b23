//! Damaged and hostile spreadsheets: each is read or refused, soon, and nothing panics.

use std::time::{Duration, Instant};

use crate::support::xls::{Book, unicode};
use crate::support::zip::{stored, zip};
use crate::support::{Piece, ods, ole, xls, xlsx};
use gouji::document::Document;
use gouji::import::ImportError;
use gouji::import::sheet::{Format, spreadsheet};
use proptest::prelude::*;

const FORMATS: [Format; 4] = [Format::Xlsx, Format::Xls, Format::Ods, Format::ExcelXml];

/// Two seconds, and more for unoptimised code on a busy machine: what is quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

#[track_caller]
fn timed(bytes: &[u8], format: Format) -> Result<Document, ImportError> {
    let start = Instant::now();
    let result = spreadsheet(bytes, format);
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
    result
}

fn is_bomb(result: &Result<Document, ImportError>) -> bool {
    matches!(result, Err(ImportError::Bomb(_)))
}

fn draft() -> Vec<Piece> {
    vec![
        Piece::paragraph("青石镇人民政府2024年政府信息公开工作年度报告"),
        Piece::table("信息内容|本年制发件数|本年废止件数\n规章|0|0\n行政规范性文件|1.5|0"),
    ]
}

const EXCEL_XML: &str = "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"a\"><NumberFormat ss:Format=\"0.0;-0;[Red]m/d\"/></Style></Styles><Worksheet ss:Name=\"表\"><Table><Row ss:Index=\"2\"><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">甲</Data></Cell><Cell ss:StyleID=\"a\"><Data ss:Type=\"Number\">3.25</Data></Cell><Cell><Data ss:Type=\"DateTime\">2024-03-01T12:00:00</Data></Cell></Row></Table></Worksheet></Workbook>";

/// A workbook in the older format with a bit of everything.
fn book() -> Book {
    let mut book = Book {
        styles: vec![0, 58, 200],
        formats: vec![(200, "0.0;-0;[Red]m/d".to_owned())],
        longest: Some(40),
        ..Book::default()
    };
    book.tab("表");
    book.text(0, 0, "r政府信息公开工作年度报告");
    book.text(0, 1, "p注音");
    book.merge((0, 1), (1, 3));
    book.number(2, 0, 1, 45352.0);
    book.number(2, 1, 2, 2.25);
    book.number(2, 2, 0, 7.0);
    book.record(0xbd, &[3, 0, 0, 0, 0, 0, 30, 0, 0, 0, 1, 0, 50, 0, 0, 0, 1, 0]);
    book.cell(0x06, (4, 0, 0), &[&[0, 0, 0, 0, 0, 0, 0xff, 0xff][..], &[0; 8]].concat());
    book.record(0x207, &unicode("结转"));
    book.cell(0x205, (4, 1, 0), &[0x17, 1]);
    book.record(0x208, &[&[5, 0][..], &[0; 10], &[0x20, 0, 0, 0]].concat());
    book.record(0x7d, &[5_u16, 6, 0, 0, 1, 0].map(u16::to_le_bytes).concat());
    book
}

#[test]
fn files_cut_off_anywhere_are_refused_or_whole() {
    for (file, format) in [
        (xlsx::xlsx(&draft()), Format::Xlsx),
        (ods::ods(&draft()), Format::Ods),
        (xls::xls(&draft()), Format::Xls),
        (book().file(), Format::Xls),
        (EXCEL_XML.as_bytes().to_vec(), Format::ExcelXml),
    ] {
        let whole = spreadsheet(&file, format).unwrap();
        for length in 0..file.len() {
            match timed(&file[..length], format) {
                // Only the blank end of the last sector is missing.
                Ok(document) => assert_eq!(document, whole, "{format:?} {length}"),
                Err(ImportError::Damaged(_) | ImportError::Empty | ImportError::Unsupported(_)) => {}
                Err(other) => panic!("{format:?} {length}: {other:?}"),
            }
        }
    }
}

/// A stream cut off inside a sound container.
#[test]
fn streams_cut_off_anywhere_are_refused() {
    let stream = book().stream();
    for length in 0..stream.len() - 4 {
        let cut = ole::compound(&[("Workbook", &stream[..length])]);
        assert!(timed(&cut, Format::Xls).is_err(), "{length}");
    }
}

#[test]
fn repetitions_are_no_bombs() {
    let table = |rows: &str| ods::file(&format!("<table:table table:name=\"表\">{rows}</table:table>"));
    let cell = ods::cell("1", " table:number-columns-repeated=\"16384\"");
    let row =
        |cells: &str| format!("<table:table-row table:number-rows-repeated=\"1048576\">{cells}</table:table-row>");
    assert!(is_bomb(&timed(&table(&row(&cell)), Format::Ods)));
    let endless = "<table:table-row table:number-rows-repeated=\"18446744073709551615\"><table:table-cell table:number-columns-repeated=\"18446744073709551615\"/></table:table-row>";
    assert_eq!(timed(&table(&endless.repeat(3)), Format::Ods), Err(ImportError::Empty));
    // Cells that show nothing, and merged cells, many times over.
    let hiding = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"><text:p/></table:table-cell>";
    let many = format!("<table:table>{}</table:table>", row(hiding)).repeat(900);
    assert!(timed(&ods::file(&many), Format::Ods).is_ok());
    let merged = "<table:table-cell table:number-columns-repeated=\"16384\" table:number-columns-spanned=\"2\"/>";
    assert!(is_bomb(&timed(&table(&row(merged)), Format::Ods)));
    let hidden = "<table:table><table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"65536\"/></table:table>";
    assert!(is_bomb(&timed(&ods::file(&hidden.repeat(100_000)), Format::Ods)));
    let blanks = ods::row(
        "<table:table-cell office:value-type=\"string\"><text:p>甲<text:s text:c=\"4000000000\"/>乙</text:p></table:table-cell>",
    );
    assert!(timed(&table(&blanks), Format::Ods).is_ok());
}

#[test]
fn one_long_text_in_every_cell_is_too_much() {
    let mut book = Book::default();
    book.tab("表");
    let long = "长".repeat(32_767);
    for row in 0..2000 {
        for column in 0..100 {
            if row + column == 0 {
                book.text(0, 0, &long);
            } else {
                book.cell(0xfd, (row, column, 0), &[0; 4]);
            }
        }
    }
    assert!(is_bomb(&timed(&book.file(), Format::Xls)));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(200_000);
    let sheet = format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
    let rows = sheet.replace("<row>", "<row r=\"1\">");
    let file = zip(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\"/></sheets></workbook>"),
        ("xl/sharedStrings.xml", format!("<sst><si><t>{long}</t></si></sst>").as_bytes()),
        ("xl/worksheets/sheet1.xml", rows.as_bytes()),
    ]);
    assert!(is_bomb(&timed(&file, Format::Xlsx)));
}

#[test]
fn millions_of_empty_strings_formats_and_styles_take_little() {
    let workbook: &[u8] = b"<workbook><sheets><sheet name=\"a\"/></sheets></workbook>";
    let sheet: &[u8] = b"<worksheet><sheetData><row><c s=\"3\"><v>1</v></c></row></sheetData></worksheet>";
    let open = |name: &str, content: &str| {
        let entries = [("xl/workbook.xml", workbook), ("xl/worksheets/sheet1.xml", sheet), (name, content.as_bytes())];
        timed(&zip(&entries), Format::Xlsx)
    };
    assert!(open("xl/sharedStrings.xml", &format!("<sst>{}</sst>", "<si/>".repeat(200_000))).is_ok());
    let styles = |inner: &str| open("xl/styles.xml", &format!("<styleSheet>{inner}</styleSheet>"));
    assert!(styles(&format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(200_000))).is_ok());
    let formats: String =
        (0..100_000).rev().map(|id| format!("<numFmt numFmtId=\"{id}\" formatCode=\"0\"/>")).collect();
    assert!(is_bomb(&styles(&format!("<numFmts>{formats}</numFmts>"))));
}

#[test]
fn long_formats_of_many_cells_take_no_time() {
    let code = format!("\"{}\"0", "字".repeat(50));
    let rows = format!("<row>{}</row>", "<c s=\"0\"><v>1.5</v></c>".repeat(250)).repeat(40);
    let file = |code: &str| {
        let styles = format!(
            "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs></styleSheet>",
            code.replace('"', "&quot;")
        );
        zip(&[
            ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\"/></sheets></workbook>"),
            ("xl/styles.xml", styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes()),
        ])
    };
    for code in [code.as_str(), "0", "#,##0.00", &"[Red]".repeat(32), &"?".repeat(160), &";".repeat(160)] {
        let _ = timed(&file(code), Format::Xlsx);
    }
}

#[test]
fn sheets_that_lie_over_one_another_are_not_read_again_and_again() {
    let mut book = Book::default();
    for _ in 0..900 {
        book.tab("表");
    }
    for _ in 0..200_000 {
        book.record(0x201, &[0; 6]);
    }
    let mut stream = book.stream();
    // Every sheet begins where the last one does.
    let starts: Vec<usize> =
        stream.windows(2).enumerate().filter(|(_, two)| *two == [0x85, 0]).map(|(at, _)| at).take(900).collect();
    let last = stream[starts[899] + 4..starts[899] + 8].to_vec();
    starts.iter().for_each(|at| stream[at + 4..at + 8].copy_from_slice(&last));
    assert!(matches!(timed(&ole::compound(&[("Workbook", &stream)]), Format::Xls), Err(ImportError::Damaged(_))));
}

#[test]
fn depth_and_entities_exhaust_nothing() {
    let deep = |name: &str| format!("<{name}>").repeat(100_000) + &format!("</{name}>").repeat(100_000);
    for name in ["table:table-row-group", "text:p", "table:table", "table:table-cell", "x"] {
        let cell = format!("<table:table-cell>{}</table:table-cell>", deep(name));
        let _ = timed(&ods::file(&format!("<table:table>{}</table:table>", ods::row(&cell))), Format::Ods);
        let _ = timed(&ods::file(&format!("<table:table>{}</table:table>", deep(name))), Format::Ods);
    }
    for name in ["Worksheet", "Table", "Row", "Cell", "Data"] {
        let _ = timed(EXCEL_XML.replace("<Row", &(deep(name) + "<Row")).as_bytes(), Format::ExcelXml);
    }
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>".to_owned() + EXCEL_XML;
    assert!(matches!(timed(laughs.as_bytes(), Format::ExcelXml), Err(ImportError::Damaged(_))));
}

#[test]
fn flipped_bits_below_checksums_never_change_what_is_read() {
    let file = ods::ods(&draft());
    let whole = spreadsheet(&file, Format::Ods).unwrap();
    for at in (0..file.len()).step_by(3) {
        let mut flipped = file.clone();
        flipped[at] ^= 1 << (at % 8);
        if let Ok(document) = timed(&flipped, Format::Ods) {
            assert_eq!(document.text, whole.text, "bit at {at}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn anything_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600), signature in 0_usize..3) {
        let signature: &[u8] = [&b""[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"][signature];
        for format in FORMATS {
            let _ = timed(&[signature, &bytes].concat(), format);
        }
    }

    #[test]
    fn altered_records_are_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut stream = book().stream();
        for (at, value) in changes {
            let at = at.index(stream.len());
            stream[at] = value;
        }
        let _ = timed(&ole::compound(&[("Workbook", &stream)]), Format::Xls);
    }

    #[test]
    fn records_of_any_content_are_read_or_refused(
        records in prop::collection::vec((0_usize..16, prop::collection::vec(any::<u8>(), 0..40)), 0..20),
    ) {
        const KINDS: [u16; 16] =
            [0x06, 0x0a, 0x3c, 0x7d, 0xbd, 0xd6, 0xe5, 0xfd, 0x203, 0x204, 0x205, 0x207, 0x208, 0x23e, 0x27e, 0x809];
        let mut book = Book::default();
        book.tab("表");
        records.iter().for_each(|(kind, data)| book.record(KINDS[*kind], data));
        let _ = timed(&book.file(), Format::Xls);
    }

    #[test]
    fn altered_xml_is_read_or_refused(
        at in any::<prop::sample::Index>(),
        removed in 0_usize..12,
        inserted in prop::sample::select(vec!["", "99999999999999999999", "-1", "\u{0}<&", "<", "0", "一", "\""]),
        part in 0_usize..2,
    ) {
        let tables = format!("<table:table table:name=\"表\">{}</table:table>",
            ods::row(&(ods::cell("甲", " table:number-columns-spanned=\"2\"") + &ods::cell("3.5", " table:number-columns-repeated=\"2\""))));
        let text = if part == 0 { EXCEL_XML.to_owned() } else { ods::content("", &tables) };
        let characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len());
        let end = (at + removed).min(characters.len());
        let altered: String = characters[..at].iter().collect::<String>() + inserted + &characters[end..].iter().collect::<String>();
        if part == 0 {
            let _ = timed(altered.as_bytes(), Format::ExcelXml);
        } else {
            let _ = timed(&stored(&[("mimetype", ods::MIMETYPE.as_bytes()), ("content.xml", altered.as_bytes())]), Format::Ods);
        }
    }
}
