//! Spreadsheets of every kind: what a person sees in the sheet is what is imported.

use crate::support;
use crate::support::ods;
use crate::support::xls::{Book, unicode};
use crate::support::zip::zip;
use crate::support::{Piece, TableCell};
use gouji::document::{ImportNote, SourceKind};
use gouji::import::sheet::{Format, Sheet, sheets, spreadsheet};
use gouji::import::{ImportError, Imported, Input, NativeHost, import, unsupported};
use rust_xlsxwriter::{Format as Style, Workbook, Worksheet};

/// The cells of a sheet in short, row by row: `A1 text|B1 text`.
fn shown(sheet: &Sheet) -> Vec<String> {
    sheet
        .cells
        .chunk_by(|a, b| a.row == b.row)
        .map(|row| {
            let cells = row.iter().map(|cell| {
                let column = char::from(b'A' + cell.column as u8);
                format!("{column}{} {}", cell.row + 1, cell.text)
            });
            cells.collect::<Vec<_>>().join("|")
        })
        .collect()
}

#[track_caller]
fn first(bytes: &[u8], format: Format) -> Sheet {
    sheets(bytes, format).unwrap().remove(0)
}

fn file(bytes: &[u8], name: &str) -> Result<Imported, ImportError> {
    import(Input::File { bytes, name }, &NativeHost)
}

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn draft() -> Vec<Piece> {
    let rows = vec![
        vec![TableCell::new("信息内容", 2, 1), TableCell::new("本年", 1, 2)],
        vec![TableCell::new("制发", 1, 1), TableCell::new("废止", 1, 1)],
        vec![TableCell::new("规章", 1, 1), TableCell::new("", 1, 1), TableCell::new("3", 1, 1)],
        vec![TableCell::new("规范性文件", 1, 1), TableCell::new("12.5", 1, 1), TableCell::new("0", 1, 1)],
    ];
    vec![Piece::paragraph("二、主动公开"), Piece::Table { rows }, Piece::paragraph("三、申请情况")]
}

/// A workbook of parts written by hand.
fn parts(parts: &[(&str, &str)]) -> Vec<u8> {
    let tabs = "<workbook><sheets><sheet name=\"表\"/></sheets></workbook>";
    let mut all = vec![("xl/workbook.xml", tabs.as_bytes())];
    all.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    zip(&all)
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_draft_is_the_same_in_every_kind_of_file() {
    let files = [
        (support::xlsx::xlsx(&draft()), Format::Xlsx, SourceKind::Xlsx),
        (support::xls::xls(&draft()), Format::Xls, SourceKind::Xls),
        (ods::ods(&draft()), Format::Ods, SourceKind::Ods),
    ];
    let expected = "二、主动公开\n\n信息内容\t本年\n\t制发\t废止\n规章\t\t3\n规范性文件\t12.5\t0\n\n三、申请情况\n";
    for (bytes, format, kind) in files {
        let document = spreadsheet(&bytes, format).unwrap();
        assert_eq!((document.text.as_str(), document.kind), (expected, kind));
        assert_eq!(document.notes, []);
        // The content decides, whatever the name says.
        for name in ["年报.xlsx", "年报.et", "年报.doc", "年报"] {
            assert_eq!(file(&bytes, name), Ok(Imported::Document(document.clone())), "{kind:?} {name}");
        }
    }
}

#[test]
fn a_figure_that_became_a_date_is_shown_as_the_sheet_shows_it() {
    let date = |style: &str| {
        let style = Style::new().set_num_format(style);
        first(
            &workbook(|sheet| {
                sheet.write_with_format(0, 0, 45352, &style).unwrap();
            }),
            Format::Xlsx,
        )
    };
    assert_eq!(shown(&date("m\"月\"d\"日\"")), ["A1 3月1日"]);
    assert_eq!(shown(&date("yyyy/m/d")), ["A1 2024/3/1"]);
    // Format 58, in which programs in Chinese keep what was typed as 3-1.
    let mut book = Book { styles: vec![0, 58, 14], ..Book::default() };
    book.tab("表");
    book.number(0, 0, 1, 45352.0);
    book.number(0, 1, 2, 45352.0);
    assert_eq!(shown(&first(&book.file(), Format::Xls)), ["A1 3月1日|B1 2024/3/1"]);
    book.from_1904 = true;
    assert_eq!(shown(&first(&book.file(), Format::Xls)), ["A1 3月2日|B1 2028/3/2"]);
    let cell = "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-01\"><text:p>3月1日</text:p></table:table-cell>";
    let table = format!("<table:table table:name=\"表\">{}</table:table>", ods::row(cell));
    assert_eq!(shown(&first(&ods::file(&table), Format::Ods)), ["A1 3月1日"]);
}

#[test]
fn numbers_stored_as_text_keep_their_zeros_and_numbers_their_format() {
    let bytes = workbook(|sheet| {
        sheet.write_string(0, 0, "012").unwrap();
        sheet.write_with_format(0, 1, 7, &Style::new().set_num_format("000")).unwrap();
        sheet.write_with_format(0, 2, 96_171.6_f64.next_up(), &Style::new().set_num_format("#,##0.00")).unwrap();
        sheet.write_with_format(0, 3, 0.125, &Style::new().set_num_format("0.0%")).unwrap();
        sheet.write_with_format(0, 4, 3, &Style::new().set_num_format("0\"件\"")).unwrap();
        sheet.write_with_format(0, 5, 5, &Style::new().set_num_format("@")).unwrap();
    });
    assert_eq!(shown(&first(&bytes, Format::Xlsx)), ["A1 012|B1 007|C1 96,171.60|D1 12.5%|E1 3件|F1 5"]);
    let mut book = Book { styles: vec![0, 4, 200], formats: vec![(200, "0\"件\"".to_owned())], ..Book::default() };
    book.tab("表");
    book.text(0, 0, "012");
    book.number(0, 1, 1, 96_171.6_f64.next_up());
    book.number(0, 2, 2, 3.0);
    assert_eq!(shown(&first(&book.file(), Format::Xls)), ["A1 012|B1 96,171.60|C1 3件"]);
}

#[test]
fn formulas_show_their_last_result() {
    let sheet = parts(&[(
        SHEET,
        "<worksheet><sheetData><row><c><f>SUM(B1:B2)</f><v>12</v></c><c t=\"str\"><f>A1&amp;\"件\"</f><v>12件</v></c>\
         <c t=\"e\"><f>#REF!</f><v>#REF!</v></c><c t=\"b\"><f>TRUE()</f><v>1</v></c><c><f>SUM(C1)</f></c></row></sheetData></worksheet>",
    )]);
    // A formula without a result is neither blank nor a figure.
    assert_eq!(shown(&first(&sheet, Format::Xlsx)), ["A1 12|B1 12件|C1 #REF!|D1 TRUE|E1 =SUM(C1)"]);
    let empty = "<worksheet><sheetData><row><c t=\"s\"><v></v></c><c><v/></c><c t=\"s\"/><c><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(shown(&first(&parts(&[(SHEET, empty)]), Format::Xlsx)), ["D1 1"]);

    let mut book = Book::default();
    book.tab("表");
    let formula = |value: [u8; 8]| [&value[..], &[0; 8]].concat();
    book.cell(0x06, (0, 0, 0), &formula(12.0_f64.to_le_bytes()));
    book.cell(0x06, (0, 1, 0), &formula([0, 0, 0, 0, 0, 0, 0xff, 0xff]));
    // Between a formula and its text may stand the formula of several cells.
    book.record(0x4bc, &[0; 10]);
    book.record(0x207, &unicode("12件"));
    book.cell(0x06, (0, 2, 0), &formula([2, 0, 0x17, 0, 0, 0, 0xff, 0xff]));
    book.cell(0x06, (0, 3, 0), &formula([1, 0, 1, 0, 0, 0, 0xff, 0xff]));
    book.cell(0x06, (0, 4, 0), &formula([3, 0, 0, 0, 0, 0, 0xff, 0xff]));
    book.cell(0x205, (0, 5, 0), &[0x2a, 1]);
    assert_eq!(shown(&first(&book.file(), Format::Xls)), ["A1 12|B1 12件|C1 #REF!|D1 TRUE|F1 #N/A"]);

    let cells = "<table:table-cell table:formula=\"of:=SUM([.B1])\" office:value-type=\"float\" office:value=\"12\"><text:p>12</text:p></table:table-cell>\
                 <table:table-cell table:formula=\"of:=SUM([.B1])\"/>\
                 <table:table-cell office:value-type=\"percentage\" office:value=\"0.125\"/>\
                 <table:table-cell office:value-type=\"float\" office:value=\"96171.600000000006\"/>";
    let table = format!("<table:table table:name=\"表\">{}</table:table>", ods::row(cells));
    assert_eq!(shown(&first(&ods::file(&table), Format::Ods)), ["A1 12|B1 =SUM([.B1])|C1 12.5%|D1 96171.6"]);
}

#[test]
fn rich_texts_are_one_text_without_their_pronunciation() {
    let strings = "<sst><si><r><t>新收</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 12</t></r><rPh sb=\"0\" eb=\"2\"><t>xin</t></rPh><phoneticPr fontId=\"1\"/></si></sst>";
    let sheet = "<worksheet><sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><r><t>结</t></r><r><t>转_x000A_乙</t></r></is></c></row></sheetData></worksheet>";
    let file = parts(&[("xl/sharedStrings.xml", strings), (SHEET, sheet)]);
    assert_eq!(shown(&first(&file, Format::Xlsx)), ["B2 新收 12|C2 结转\n乙"]);

    let mut book = Book::default();
    book.tab("表");
    book.text(0, 0, "r新收");
    book.text(0, 1, "p结转");
    book.text(0, 2, "latin");
    book.cell(0xd6, (0, 3, 0), &[&unicode("旧")[..], &[0; 2]].concat());
    book.cell(0x204, (0, 4, 0), &[&[3, 0, 0][..], b"old"].concat());
    assert_eq!(shown(&first(&book.file(), Format::Xls)), ["A1 r新收|B1 p结转|C1 latin|D1 旧|E1 old"]);

    let cells = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>批注</text:p></office:annotation>\
                 <text:p>新 <text:span>收</text:span><text:s text:c=\"2\"/>12</text:p><text:p>结转</text:p></table:table-cell>";
    let table = format!("<table:table table:name=\"表\">{}</table:table>", ods::row(cells));
    assert_eq!(shown(&first(&ods::file(&table), Format::Ods)), ["A1 新 收  12\n结转"]);
}

#[test]
fn texts_that_go_on_in_the_next_record_are_whole() {
    for longest in 9..60 {
        let mut book = Book { longest: Some(longest), ..Book::default() };
        book.tab("表");
        let texts = ["政府信息公开工作年度报告", "latin text of some length", "r混 mixed", "p注音", "", "末"];
        for (column, text) in (0..).zip(texts) {
            book.text(0, column, text);
        }
        let expected = "A1 政府信息公开工作年度报告|B1 latin text of some length|C1 r混 mixed|D1 p注音|F1 末";
        assert_eq!(shown(&first(&book.file(), Format::Xls)), [expected], "{longest}");
    }
}

#[test]
fn hidden_rows_columns_and_sheets_are_left_out_with_a_note() {
    let xlsx = workbook(|sheet| {
        for row in 0..4 {
            for column in 0..3_u16 {
                sheet.write(row, column, format!("{row}{column}")).unwrap();
            }
        }
        sheet.set_row_hidden(1).unwrap();
        sheet.set_column_hidden(1).unwrap();
    });
    let mut book = Book::default();
    book.tab("表");
    for row in 0..4 {
        for column in 0..3 {
            book.text(row, column, &format!("{row}{column}"));
        }
    }
    book.record(0x208, &[&[1, 0][..], &[0; 10], &[0x20, 0, 0, 0]].concat());
    book.record(0x7d, &[1_u16, 1, 0, 0, 1, 0].map(u16::to_le_bytes).concat());
    let row = |row: usize, attributes: &str| {
        let cells: String = (0..3).map(|column| ods::cell(&format!("甲{row}{column}"), "")).collect();
        format!("<table:table-row{attributes}>{cells}</table:table-row>").replace('甲', "")
    };
    let rows = [
        row(0, ""),
        row(1, " table:visibility=\"collapse\""),
        format!("<table:table-row-group>{}</table:table-row-group>", row(2, "")),
        row(3, ""),
    ]
    .concat();
    let columns = "<table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-column/>";
    let ods = ods::file(&format!("<table:table table:name=\"表\">{columns}{rows}</table:table>"));
    for (bytes, format) in [(xlsx, Format::Xlsx), (book.file(), Format::Xls), (ods, Format::Ods)] {
        let sheet = first(&bytes, format);
        assert_eq!(shown(&sheet), ["A1 00|B1 02", "A2 20|B2 22", "A3 30|B3 32"], "{format:?}");
        assert_eq!(spreadsheet(&bytes, format).unwrap().notes, [ImportNote::HiddenLeftOut]);
    }

    let mut book = Book::default();
    for (name, state) in [("甲", 0), ("乙", 1), ("丙", 2), ("空", 1)] {
        book.tab(name);
        book.tabs.last_mut().unwrap().state = state;
        if name != "空" {
            book.text(0, 0, name);
        }
    }
    let document = spreadsheet(&book.file(), Format::Xls).unwrap();
    assert_eq!((document.text.as_str(), &document.notes[..]), ("甲\n", &[ImportNote::HiddenLeftOut][..]));
    let style = "<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let table = |name: &str, style: &str| {
        format!(
            "<table:table table:name=\"{name}\" table:style-name=\"{style}\">{}</table:table>",
            ods::row(&ods::cell(name, ""))
        )
    };
    let bytes = ods::with_styles(style, &(table("甲", "ta1") + &table("乙", "ta2")));
    let document = spreadsheet(&bytes, Format::Ods).unwrap();
    assert_eq!((document.text.as_str(), &document.notes[..]), ("甲\n", &[ImportNote::HiddenLeftOut][..]));
}

#[test]
fn figures_that_a_format_or_the_sheet_hides_are_blank_and_noted() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "规章").unwrap();
        sheet.write_with_format(0, 1, 5, &Style::new().set_num_format(";;;")).unwrap();
        sheet.write_with_format(0, 2, 0, &Style::new().set_num_format("0;-0;;@")).unwrap();
    });
    let sheet = first(&bytes, Format::Xlsx);
    assert_eq!((shown(&sheet), sheet.left_out), (vec!["A1 规章".to_owned()], true));
    let sheet = parts(&[(
        SHEET,
        "<worksheet><sheetViews><sheetView showZeros=\"0\"/></sheetViews><sheetData><row><c><v>0</v></c><c><v>1</v></c></row></sheetData></worksheet>",
    )]);
    assert_eq!(shown(&first(&sheet, Format::Xlsx)), ["B1 1"]);
    let mut book = Book::default();
    book.tab("表");
    book.number(0, 0, 0, 0.0);
    book.number(0, 1, 0, 1.0);
    let window = |flags: u16| [&flags.to_le_bytes()[..], &[0; 16]].concat();
    let mut zeros = Book { tabs: book.tabs.clone(), ..Book::default() };
    zeros.record(0x23e, &window(0x6a6));
    assert_eq!(shown(&first(&zeros.file(), Format::Xls)), ["B1 1"]);
    book.record(0x23e, &window(0x6b6));
    assert_eq!(shown(&first(&book.file(), Format::Xls)), ["A1 0|B1 1"]);
}

#[test]
fn merged_cells_span_and_what_they_cover_is_not_read() {
    let covered = "<table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>总计</text:p></table:table-cell>\
                   <table:covered-table-cell office:value-type=\"float\" office:value=\"9\"><text:p>9</text:p></table:covered-table-cell>";
    let rows = ods::row(&(covered.to_owned() + &ods::cell("3", "")))
        + &ods::row(&["1", "2", "4"].map(|text| ods::cell(text, "")).concat());
    let file = ods::file(&format!("<table:table table:name=\"表\">{rows}</table:table>"));
    let document = spreadsheet(&file, Format::Ods).unwrap();
    assert_eq!(document.text, "总计\t\t3\n1\t2\t4\n\n");
    assert_eq!(first(&file, Format::Ods).merges.len(), 1);
}

#[test]
fn cells_and_rows_written_once_for_many_are_many() {
    let cells = ods::cell("规章", "")
        + &ods::cell("0", " table:number-columns-repeated=\"3\"")
        + &ods::cell("", " table:number-columns-repeated=\"16000\"");
    let rows = format!(
        "<table:table-row table:number-rows-repeated=\"2\">{cells}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
    );
    let file = ods::file(&format!("<table:table table:name=\"表\">{rows}</table:table>"));
    assert_eq!(shown(&first(&file, Format::Ods)), ["A1 规章|B1 0|C1 0|D1 0", "A2 规章|B2 0|C2 0|D2 0"]);
}

#[test]
fn several_packed_numbers_are_one_record() {
    let mut book = Book { styles: vec![0, 9], ..Book::default() };
    book.tab("表");
    let cells: Vec<u8> = [(0_u16, (7_u32 << 2) | 2), (1, (50 << 2) | 3), (0, (1.5_f64.to_bits() >> 32) as u32)]
        .iter()
        .flat_map(|(style, number)| [&style.to_le_bytes()[..], &number.to_le_bytes()].concat())
        .collect();
    book.record(0xbd, &[&[0, 0, 2, 0][..], &cells, &[4, 0]].concat());
    book.record(0xbe, &[0, 0, 5, 0, 0, 0, 0, 0, 6, 0]);
    // A chart within the sheet has records of its own.
    book.record(0x809, &[0, 6, 0x20, 0, 0, 0, 0, 0]);
    book.cell(0x203, (9, 9, 0), &9.0_f64.to_le_bytes());
    book.record(0x0a, &[]);
    assert_eq!(shown(&first(&book.file(), Format::Xls)), ["C1 7|D1 50%|E1 1.5"]);
}

const EXCEL_XML: &str = r#"<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="s1"><NumberFormat ss:Format="m&quot;月&quot;d&quot;日&quot;"/></Style>
 <Style ss:ID="s2"><NumberFormat ss:Format="Fixed"/></Style></Styles>
 <Worksheet ss:Name="申请"><Table>
  <Column/><Column ss:Hidden="1"/><Column/>
  <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">三、申请情况</Data></Cell></Row>
  <Row ss:Index="3"><Cell><Data ss:Type="String">新<B>收</B></Data><Comment><ss:Data>批注</ss:Data></Comment></Cell>
   <Cell><Data ss:Type="Number">9</Data></Cell>
   <Cell ss:StyleID="s1"><Data ss:Type="DateTime">2024-03-01T00:00:00.000</Data></Cell>
   <Cell ss:Index="5" ss:StyleID="s2"><Data ss:Type="Number">96171.600000000006</Data></Cell>
   <Cell ss:Formula="=SUM(R1C1)"><Data ss:Type="Error">#REF!</Data></Cell></Row>
  <Row ss:Hidden="1"><Cell><Data ss:Type="String">隐</Data></Cell></Row>
 </Table><WorksheetOptions><Visible>SheetVisible</Visible></WorksheetOptions></Worksheet>
 <Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="String">旧</Data></Cell></Row></Table>
 <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"#;

#[test]
fn excel_s_xml_of_2003_is_read() {
    let found = sheets(EXCEL_XML.as_bytes(), Format::ExcelXml).unwrap();
    assert_eq!(shown(&found[0]), ["A1 三、申请情况", "A3 新收|B3 3月1日|D3 96171.60|E3 #REF!"]);
    assert!(found[0].left_out && !found[0].hidden && found[1].hidden);
    let Ok(Imported::Document(document)) = file(EXCEL_XML.as_bytes(), "年报.xls") else { panic!("a document") };
    assert_eq!(document.kind, SourceKind::Xls);
    // In an encoding of its own it is left to Excel.
    let (foreign, ..) = encoding_rs::GB18030.encode(EXCEL_XML);
    assert_eq!(file(&foreign, "年报.xls"), Err(ImportError::Unsupported(unsupported::EXCEL_XML)));
}

#[test]
fn older_encrypted_and_foreign_files_are_named() {
    let mut book = Book { first: vec![0x2f, 0, 6, 0, 0, 0, 0, 0, 0, 0], ..Book::default() };
    book.tab("表");
    book.text(0, 0, "密");
    assert_eq!(file(&book.file(), "年报.xls"), Err(ImportError::Encrypted));
    let compound = |name: &str, bytes: &[u8]| file(&support::ole::compound(&[(name, bytes)]), "年报.xls");
    let older = Err(ImportError::Unsupported(unsupported::EXCEL_95));
    assert_eq!(compound("Book", b"\x09\x08\x08\0\0\x05\x05\0\0\0\0\0"), older);
    assert_eq!(compound("Workbook", b"\x09\x08\x08\0\0\x05\x05\0\0\0\0\0"), older);
    assert_eq!(compound("EncryptedPackage", b"x"), Err(ImportError::Encrypted));
    assert_eq!(compound("WordDocument", b"x"), Err(ImportError::Damaged("WordDocument")));
    assert_eq!(compound("PowerPoint Document", b"x"), Err(ImportError::Unsupported(unsupported::PRESENTATION)));
    assert_eq!(compound("Contents", b"x"), Err(ImportError::Unsupported(unsupported::OFFICE)));
    // A spreadsheet with a Word document in it is a spreadsheet.
    let mut book = Book::default();
    book.tab("表");
    book.text(0, 0, "甲");
    let stream = book.stream();
    let with_object = support::ole::file(&[("Workbook", &stream)], &[("WordDocument", b"x")], 512);
    assert!(matches!(file(&with_object, "年报.xls"), Ok(Imported::Document(_))));

    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let content = ods::content("", "");
    let open = |kind: &str, more: (&str, &str)| {
        let entries = [("mimetype", kind.as_bytes()), ("content.xml", content.as_bytes()), (more.0, more.1.as_bytes())];
        file(&zip(&entries), "年报.ods")
    };
    assert_eq!(open(ods::MIMETYPE, ("META-INF/manifest.xml", manifest)), Err(ImportError::Encrypted));
    assert_eq!(open(ods::MIMETYPE, ("encrypted-package", "x")), Err(ImportError::Encrypted));
    assert_eq!(open(ods::MIMETYPE, ("x", "x")), Err(ImportError::Empty));
    let drawing = "application/vnd.oasis.opendocument.graphics";
    assert_eq!(open(drawing, ("x", "x")), Err(ImportError::Unsupported(unsupported::OPEN_DOCUMENT)));
}
