//! Word documents and spreadsheets: what a person sees on the page is what is imported.

use crate::support;
use crate::support::docx::{body, main_part, paragraph, run, with_parts};
use crate::support::shown::shown;
use crate::support::{Piece, TableCell};
use gouji::document::{Block, Document, ImportNote};
use gouji::import::ImportError;
use gouji::import::docx::docx;
use gouji::import::sheet::{Format as Kind, spreadsheet};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

fn xlsx(bytes: &[u8]) -> Result<Document, ImportError> {
    spreadsheet(bytes, Kind::Xlsx)
}

#[track_caller]
fn assert_body(content: &str, expected: &str) {
    assert_eq!(shown(&docx(&body(content)).unwrap()), expected);
}

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn plain_cell(text: &str) -> String {
    cell("", &paragraph(text))
}

fn row(cells: &[&str]) -> String {
    format!("<w:tr>{}</w:tr>", cells.iter().map(|text| plain_cell(text)).collect::<String>())
}

fn table(rows: &str) -> String {
    format!("<w:tbl><w:tblPr><w:jc w:val=\"center\"/></w:tblPr>{rows}</w:tbl>")
}

#[test]
fn pieces_come_back_as_they_were_written() {
    let rows = vec![
        vec![TableCell::new("甲", 2, 2), TableCell::new("乙", 1, 1)],
        vec![TableCell::new("3", 1, 1)],
        vec![TableCell::new("丙", 1, 1), TableCell::new("", 1, 1), TableCell::new("1 < 2 & 3", 1, 1)],
    ];
    let pieces =
        [Piece::title("报告"), Piece::heading("一、总体情况"), Piece::paragraph("正文。"), Piece::Table { rows }];
    let document = docx(&support::docx::docx(&pieces)).unwrap();
    assert_eq!(shown(&document), "= 报告\n# 一、总体情况\n正文。\n[甲(2x2)|乙]\n[3]\n[丙||1 < 2 & 3]\n");
    assert!(document.notes.is_empty());
}

#[test]
fn runs_are_one_text_and_breaks_are_lines() {
    assert_body(&format!("<w:p>{}{}{}</w:p>", run("新收20"), run("23"), run("件")), "新收2023件\n");
    assert_body("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>", "甲\n乙 丙\n");
    assert_body("<w:p><w:r><w:t>0515</w:t><w:noBreakHyphen/><w:t>8</w:t></w:r></w:p>", "0515-8\n");
    assert_body("<w:p><w:r><w:t>\n  甲 </w:t><w:t xml:space=\"preserve\"> 乙</w:t></w:r></w:p>", "甲 乙\n");
    assert_body("<w:p><w:r><w:t>A&amp;B&#x4e00;<![CDATA[<]]></w:t></w:r></w:p>", "A&B一<\n");
    assert_body(
        "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"宋体\" w:char=\"2460\"/></w:r></w:p>",
        "①\n",
    );
}

#[test]
fn wrappers_are_seen_through() {
    let inner = run("正文");
    for wrapper in [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag w:element=\"d\"><w:smartTagPr><w:attr w:val=\"x\"/></w:smartTagPr>{}</w:smartTag>",
        "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>",
        "<w:customXml>{}</w:customXml>",
    ] {
        assert_body(&format!("<w:p>{}</w:p>", wrapper.replace("{}", &inner)), "正文\n");
    }
    assert_body(&format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", paragraph("块")), "块\n");
}

#[test]
fn of_a_field_only_the_result_is_text() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let instruction = "<w:r><w:instrText>DATE \\@ yyyy</w:instrText></w:r>";
    assert_body(&format!("<w:p>{begin}{instruction}{separate}{}{end}{}</w:p>", run("2024"), run("年")), "2024年\n");
    // A field within the instruction of another: its result is part of the instruction.
    let inner = format!("{begin}{instruction}{separate}{}{end}", run("隐"));
    assert_body(&format!("<w:p>{begin}{inner}{separate}{}{end}</w:p>", run("显")), "显\n");
    // A field that never ends does not swallow what follows.
    assert_body(&format!("<w:p>{begin}{}</w:p>{}", run("丢"), paragraph("留")), "留\n");
}

#[test]
fn alternatives_are_read_once_and_text_boxes_not_at_all() {
    let choice = "<mc:Choice Requires=\"x\">{1}</mc:Choice>".replace("{1}", &run("新"));
    let fallback = format!("<mc:Fallback>{}</mc:Fallback>", run("旧"));
    let both = format!("<w:p><mc:AlternateContent>{choice}{choice}{fallback}</mc:AlternateContent></w:p>");
    assert_body(&both, "新\n");
    assert_body(&format!("<w:p><mc:AlternateContent>{fallback}</mc:AlternateContent></w:p>"), "旧\n");

    let text_box = |text| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let drawing = |text| format!("<w:r><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></w:r>", text_box(text));
    let vml =
        |text| format!("<w:r><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></w:r>", text_box(text));
    for shape in [drawing("框"), vml("框")] {
        let document = docx(&body(&format!("<w:p>{}{shape}</w:p>", run("文")))).unwrap();
        assert_eq!((shown(&document).as_str(), &document.notes[..]), ("文\n", &[ImportNote::TextBoxesIgnored][..]));
    }
    let document = docx(&body(&format!("<w:p>{}{}</w:p>", run("文"), drawing(" ")))).unwrap();
    assert!(document.notes.is_empty(), "an empty box is no loss");
}

#[test]
fn pictures_have_a_place() {
    let drawing = "<w:r><w:drawing><pic:blipFill><a:blip r:embed=\"rId4\"/></pic:blipFill></w:drawing></w:r>";
    assert_body(&format!("<w:p>{}{drawing}</w:p>{}", run("图："), paragraph("后")), "图：\n[picture]\n后\n");
    assert_body("<w:p><w:r><w:pict><v:imagedata r:id=\"rId4\"/></w:pict></w:r></w:p>", "[picture]\n");
    assert_body(&format!("<w:p>{}<w:r><w:pict><v:rect/></w:pict></w:r></w:p>", run("线")), "线\n");
    let with_picture =
        table(&format!("<w:tr>{}{}</w:tr>", plain_cell("甲"), cell("", &format!("<w:p>{drawing}</w:p>"))));
    assert_body(&with_picture, "[甲|]\n[picture]\n");
}

#[test]
fn tracked_changes_are_accepted() {
    let changes = format!(
        "<w:p>{}<w:del>{}<w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom></w:p>",
        run("新收"),
        run("12"),
        run("13"),
        run("搬"),
    );
    let document = docx(&body(&changes)).unwrap();
    assert_eq!((shown(&document).as_str(), &document.notes[..]), ("新收13\n", &[ImportNote::ChangesAccepted][..]));
    // A format as it was before is no content.
    let format = "<w:p><w:pPr><w:pPrChange><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:pPrChange></w:pPr>{}</w:p>";
    let document = docx(&body(&format.replace("{}", &run("文")))).unwrap();
    assert_eq!((shown(&document).as_str(), document.notes.len()), ("文\n", 0));
}

#[test]
fn a_paragraph_whose_end_is_deleted_runs_on() {
    let deleted = |text: &str| format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", run(text));
    assert_body(&format!("{}{}", deleted("甲"), paragraph("乙")), "甲乙\n");
    assert_body(&format!("{}{}{}", deleted("甲"), deleted(""), paragraph("乙")), "甲乙\n");
    assert_body(&format!("{}{}", deleted("甲"), table(&row(&["乙", "丙"]))), "甲\n[乙|丙]\n");
    assert_body(&deleted("甲"), "甲\n");
}

#[test]
fn deleted_rows_go_and_inserted_rows_stay() {
    let tracked =
        |kind: &str, text| format!("<w:tr><w:trPr><w:{kind}/></w:trPr>{}{}</w:tr>", plain_cell(text), plain_cell("0"));
    let content = table(&[row(&["甲", "1"]), tracked("del", "乙"), tracked("ins", "丙")].concat());
    let document = docx(&body(&content)).unwrap();
    assert_eq!((shown(&document).as_str(), document.notes.len()), ("[甲|1]\n[丙|0]\n", 1));
}

#[test]
fn hidden_text_is_left_out_with_a_note() {
    let hidden =
        |value: &str| format!("<w:p>{}<w:r><w:rPr><w:vanish{value}/></w:rPr><w:t>密</w:t></w:r></w:p>", run("明"));
    let document = docx(&body(&hidden(""))).unwrap();
    assert_eq!((shown(&document).as_str(), &document.notes[..]), ("明\n", &[ImportNote::HiddenLeftOut][..]));
    assert_body(&hidden(" w:val=\"0\""), "明密\n");
}

#[test]
fn headings_are_known_by_style_or_outline_level() {
    let with = |properties: &str| format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run("题"));
    assert_body(&with("<w:pStyle w:val=\"1\"/>"), "# 题\n");
    assert_body(&with("<w:outlineLvl w:val=\"1\"/>"), "# 题\n");
    assert_body(&with("<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>"), "题\n");
    assert_body(&with("<w:jc w:val=\"center\"/>"), "= 题\n");
    assert_body(&with("<w:jc w:val=\"both\"/>"), "题\n");
}

#[test]
fn automatic_numbers_are_part_of_the_text() {
    const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let numbered = |level: u32, text: &str| {
        let number = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
        format!("<w:p><w:pPr>{number}</w:pPr>{}</w:p>", run(text))
    };
    let content = [numbered(0, "总体情况"), numbered(1, "主动公开"), numbered(0, ""), numbered(0, "申请情况")].concat();
    let file = with_parts(&content, &[("word/numbering.xml", NUMBERING)]);
    assert_eq!(shown(&docx(&file).unwrap()), "一、总体情况\n（一）主动公开\n三、申请情况\n");
    // A damaged list of numbers costs the numbers, not the draft.
    let file = with_parts(&content, &[("word/numbering.xml", "<w:numbering")]);
    assert_eq!(shown(&docx(&file).unwrap()), "总体情况\n主动公开\n申请情况\n");
}

#[test]
fn the_lines_of_a_table_of_contents_are_left_out() {
    const STYLES: &str =
        r#"<w:styles xmlns:w="w"><w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>"#;
    let line = format!("<w:p><w:pPr><w:pStyle w:val=\"T1\"/></w:pPr>{}</w:p>", run("一、总体情况 1"));
    let file = with_parts(&(line + &paragraph("一、总体情况")), &[("word/styles.xml", STYLES)]);
    assert_eq!(shown(&docx(&file).unwrap()), "一、总体情况\n");
}

#[test]
fn cells_merge_in_every_way_word_writes_it() {
    let merged = table(
        &[
            format!(
                "<w:tr>{}{}</w:tr>",
                cell("<w:vMerge w:val=\"restart\"/>", &paragraph("甲")),
                cell("<w:gridSpan w:val=\"2\"/>", &paragraph("乙"))
            ),
            format!("<w:tr>{}{}{}</w:tr>", cell("<w:vMerge/>", "<w:p/>"), plain_cell("1"), plain_cell("2")),
            format!(
                "<w:tr>{}{}{}</w:tr>",
                cell("<w:vMerge w:val=\"continue\"/>", "<w:p/>"),
                plain_cell("3"),
                plain_cell("4")
            ),
            // Another merged cell follows at once.
            format!(
                "<w:tr>{}{}{}</w:tr>",
                cell("<w:vMerge w:val=\"restart\"/>", &paragraph("丙")),
                plain_cell("5"),
                plain_cell("6")
            ),
            format!("<w:tr>{}{}{}</w:tr>", cell("<w:vMerge/>", "<w:p/>"), plain_cell("7"), plain_cell("8")),
        ]
        .concat(),
    );
    assert_body(&merged, "[甲(3x1)|乙(1x2)]\n[1|2]\n[3|4]\n[丙(2x1)|5|6]\n[7|8]\n");

    let horizontal = format!(
        "<w:tr>{}{}{}</w:tr>",
        cell("<w:hMerge w:val=\"restart\"/>", &paragraph("甲")),
        cell("<w:hMerge/>", "<w:p/>"),
        plain_cell("乙")
    );
    assert_body(&table(&horizontal), "[甲(1x2)|乙]\n");

    // A cell that continues nothing is a cell; so is one whose width differs from that above.
    let stray = format!("<w:tr>{}{}</w:tr>", cell("<w:vMerge/>", &paragraph("甲")), plain_cell("乙"));
    let wide = format!("<w:tr>{}</w:tr>", cell("<w:vMerge/><w:gridSpan w:val=\"2\"/>", &paragraph("丙")));
    assert_body(&table(&(stray + &wide)), "[甲|乙]\n[丙(1x2)]\n");
}

#[test]
fn rows_may_begin_further_right_and_stand_in_controls() {
    let shifted = format!(
        "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr>{}</w:tr>",
        plain_cell("1")
    );
    let document = docx(&body(&table(&(row(&["甲", "乙", "丙"]) + &shifted)))).unwrap();
    let Some(Block::Grid(grid)) = document.blocks.first() else { panic!("a grid") };
    assert_eq!(grid.at(1, 1).map(|cell| document.slice(cell.span)), Some("1"));

    let control = |inner: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    let in_controls = table(&control(&format!("<w:tr>{}{}</w:tr>", control(&plain_cell("甲")), plain_cell("1"))));
    assert_body(&in_controls, "[甲|1]\n");
}

#[test]
fn the_lines_of_a_cell_are_one_text() {
    let vertical: String = ["三", "、", "本", "年", "度"].iter().map(|text| paragraph(text)).collect();
    let lines = "<w:p><w:r><w:t>商业</w:t><w:br/><w:t>企业</w:t></w:r></w:p>";
    let content = table(&format!("<w:tr>{}{}</w:tr>", cell("", &vertical), cell("", lines)));
    assert_body(&content, "[三、本年度|商业企业]\n");
}

#[test]
fn tables_within_tables() {
    let inner = table(&[row(&["子", "1"]), row(&["丑", "2"])].concat());
    // A frame around the real table is unfolded, heading and all.
    let frame = table(&format!(
        "<w:tr>{}</w:tr><w:tr>{}</w:tr>",
        plain_cell("三、申请情况"),
        cell("", &(inner.clone() + &paragraph("注")))
    ));
    assert_body(&frame, "三、申请情况\n[子|1]\n[丑|2]\n注\n");
    let two_columns = table(&format!("<w:tr>{}{}</w:tr>", plain_cell("左"), cell("", &inner)));
    assert_body(&two_columns, "左\n[子|1]\n[丑|2]\n");
    // A small table in a cell of a large one follows it, its text told once.
    let cells = ["甲", "乙", "丙"];
    let large = table(&format!(
        "{}{}<w:tr>{}{}{}</w:tr>",
        row(&cells),
        row(&cells),
        plain_cell("丁"),
        cell("", &(inner + "<w:p/>")),
        plain_cell("戊")
    ));
    assert_body(&large, "[甲|乙|丙]\n[甲|乙|丙]\n[丁||戊]\n[子|1]\n[丑|2]\n");
}

#[test]
fn a_box_around_prose_is_prose() {
    assert_body(
        &table(&format!("<w:tr>{}</w:tr>", cell("", &(paragraph("第一段") + &paragraph("第二段"))))),
        "第一段\n第二段\n",
    );
}

#[test]
fn the_strict_namespace_other_prefixes_and_other_places_are_read() {
    let strict = r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body><p><r><t>严</t></r></p></body></document>"#;
    let relations = r#"<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Word/main.xml"/></Relationships>"#;
    let file = support::zip::zip(&[("_rels/.rels", relations.as_bytes()), ("word/main.xml", strict.as_bytes())]);
    assert_eq!(shown(&docx(&file).unwrap()), "严\n");
    // No relationships, back slashes, another case; UTF-16.
    let mut wide = vec![0xff, 0xfe];
    wide.extend(strict.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(shown(&docx(&support::zip::zip(&[("Word\\Document.xml", &wide)])).unwrap()), "严\n");
}

#[test]
fn a_file_without_text_is_empty_unless_something_was_left_out() {
    assert_eq!(docx(&body("<w:p/>")), Err(ImportError::Empty));
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>";
    assert!(docx(&body(hidden)).is_ok_and(|document| document.blocks.is_empty()));
}

#[test]
fn the_last_of_several_entries_of_a_name_counts_and_absolute_names_do_no_harm() {
    let (old, new) = (main_part(&paragraph("旧")), main_part(&paragraph("新")));
    let file = support::zip::stored(&[
        ("/etc/passwd", b"x"),
        ("word/document.xml", old.as_bytes()),
        ("../../word/document.xml", old.as_bytes()),
        ("word/document.xml", new.as_bytes()),
    ]);
    assert_eq!(shown(&docx(&file).unwrap()), "新\n");
}

#[test]
fn the_official_template_has_three_exact_tables() {
    let Ok(bytes) = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/template.docx")) else {
        return;
    };
    let document = docx(&bytes).unwrap();
    let shapes: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Grid(grid) => Some((grid.rows, grid.columns)),
            _ => None,
        })
        .collect();
    assert_eq!(shapes, [(14, 4), (28, 10), (4, 15)]);
    for block in &document.blocks {
        let Block::Grid(grid) = block else { continue };
        let covered: usize = grid.cells.iter().map(|cell| cell.row_span * cell.column_span).sum();
        assert_eq!(covered, grid.rows * grid.columns, "every position is covered once");
    }
    assert!(document.text.contains("三、本年度办理结果"));
}

/// A workbook of one sheet.
fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn merged(sheet: &mut Worksheet, row: u32, first: u16, last: u16, text: &str) {
    sheet.merge_range(row, first, row, last, text, &Format::new()).unwrap();
}

fn line(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0..).zip(texts) {
        match text.parse::<f64>() {
            Ok(number) => sheet.write(row, column, number).unwrap(),
            Err(_) => sheet.write(row, column, *text).unwrap(),
        };
    }
}

#[track_caller]
fn assert_sheet(fill: impl FnOnce(&mut Worksheet), expected: &str) {
    assert_eq!(shown(&xlsx(&workbook(fill)).unwrap()), expected);
}

#[test]
fn pieces_come_back_from_a_spreadsheet() {
    let rows = vec![
        vec![TableCell::new("甲", 2, 2), TableCell::new("乙", 1, 1), TableCell::new("丙", 1, 1)],
        vec![TableCell::new("3", 1, 1), TableCell::new("", 1, 1)],
        vec![
            TableCell::new("丁", 1, 1),
            TableCell::new("", 1, 1),
            TableCell::new("4.5", 1, 1),
            TableCell::new("6", 1, 1),
        ],
    ];
    let pieces = [
        Piece::paragraph("报告"),
        Piece::paragraph("二、主动公开"),
        Piece::Table { rows: rows.clone() },
        Piece::paragraph("三、申请情况"),
        Piece::Table { rows },
        Piece::paragraph("六、其他。"),
    ];
    let table = "[甲(2x2)|乙|丙]\n[3|]\n[丁||4.5|6]\n";
    let expected = format!("报告\n二、主动公开\n{table}三、申请情况\n{table}六、其他。\n");
    assert_eq!(shown(&xlsx(&support::xlsx::xlsx(&pieces)).unwrap()), expected);
}

#[test]
fn values_are_what_the_sheet_shows() {
    assert_sheet(
        |sheet| {
            line(sheet, 0, &["项目", "值"]);
            line(sheet, 1, &["件数", "3001"]);
            line(sheet, 2, &["金额"]);
            sheet.write(2, 1, 96_171.6_f64.next_up()).unwrap();
            line(sheet, 3, &["合计"]);
            sheet.write(3, 1, Formula::new("=SUM(B2:B3)").set_result("99172.6")).unwrap();
            line(sheet, 4, &["文本"]);
            sheet.write_string(4, 1, "012").unwrap();
            line(sheet, 5, &["错误"]);
            sheet.write(5, 1, Formula::new("=#REF!").set_result("#REF!")).unwrap();
            line(sheet, 6, &["是否"]);
            sheet.write(6, 1, true).unwrap();
            line(sheet, 7, &["日期"]);
            let date = ExcelDateTime::from_ymd(2024, 1, 31).unwrap();
            sheet.write_with_format(7, 1, &date, &Format::new().set_num_format("yyyy年m月d日")).unwrap();
            line(sheet, 8, &["商业\n企业", "-2"]);
        },
        "[项目|值]\n[件数|3001]\n[金额|96171.6]\n[合计|99172.6]\n[文本|012]\n[错误|#REF!]\n[是否|TRUE]\n[日期|2024年1月31日]\n[商业企业|-2]\n",
    );
}

#[test]
fn titles_notes_and_prose_around_tables_are_paragraphs() {
    assert_sheet(
        |sheet| {
            merged(sheet, 0, 0, 2, "云溪县财政局2024年政府信息公开工作年度报告");
            sheet.write(1, 0, "一、总体情况").unwrap();
            sheet.write(2, 0, "第一段。\n第二段。").unwrap();
            merged(sheet, 3, 0, 2, "二、主动公开政府信息情况");
            // The caption is the first row of its table, and a later one divides nothing.
            merged(sheet, 4, 0, 2, "第二十条第（一）项");
            line(sheet, 5, &["信息内容", "制发", "废止"]);
            line(sheet, 6, &["规章", "0", "0"]);
            merged(sheet, 7, 0, 2, "第二十条第（五）项");
            line(sheet, 8, &["行政许可", "1", "2"]);
            // A wider table follows without a blank row.
            merged(sheet, 9, 0, 3, "三、申请情况");
            line(sheet, 10, &["项目", "自然人", "企业", "总计"]);
            // A row whose figures are blank is no title.
            line(sheet, 11, &["新收"]);
            line(sheet, 12, &["结转", "1", "2", "3"]);
            line(sheet, 13, &["结转下年度"]);
            sheet.write(14, 0, "注：以上数据均为件。").unwrap();
        },
        "云溪县财政局2024年政府信息公开工作年度报告\n一、总体情况\n第一段。\n第二段。\n二、主动公开政府信息情况\n\
         [第二十条第（一）项(1x3)]\n[信息内容|制发|废止]\n[规章|0|0]\n[第二十条第（五）项(1x3)]\n[行政许可|1|2]\n\
         三、申请情况\n[项目|自然人|企业|总计]\n[新收|||]\n[结转|1|2|3]\n[结转下年度|||]\n注：以上数据均为件。\n",
    );
}

#[test]
fn a_table_of_blank_figures_keeps_its_rows() {
    assert_sheet(
        |sheet| {
            line(sheet, 0, &["", "", "自然人", "总计"]);
            merged(sheet, 1, 0, 1, "一、本年新收");
            merged(sheet, 2, 0, 1, "二、上年结转");
            sheet.merge_range(3, 0, 4, 0, "三、办理结果", &Format::new()).unwrap();
            sheet.write(3, 1, "予以公开").unwrap();
            sheet.write(4, 1, "部分公开").unwrap();
            merged(sheet, 5, 0, 1, "四、结转下年度");
        },
        "[||自然人|总计]\n[一、本年新收(1x2)||]\n[二、上年结转(1x2)||]\n[三、办理结果(2x1)|予以公开||]\n[部分公开||]\n[四、结转下年度(1x2)||]\n",
    );
}

#[test]
fn hidden_sheets_are_left_out_and_tabs_name_tables() {
    let mut workbook = Workbook::new();
    line(workbook.add_worksheet().set_name("三、申请情况").unwrap(), 2, &["新收", "1"]);
    line(workbook.add_worksheet().set_name("Sheet2").unwrap(), 0, &["结转", "2"]);
    let titled = workbook.add_worksheet().set_name("表四").unwrap();
    titled.write(0, 0, "四、行政复议").unwrap();
    line(titled, 1, &["维持", "3"]);
    line(workbook.add_worksheet().set_name("旧").unwrap().set_hidden(true), 0, &["旧", "9"]);
    workbook.add_worksheet().set_name("空").unwrap().set_hidden(true);
    let document = xlsx(&workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(shown(&document), "三、申请情况\n[新收|1]\n[结转|2]\n四、行政复议\n[维持|3]\n");
    assert_eq!(document.notes, [ImportNote::HiddenLeftOut]);
}

#[test]
fn formatted_empty_cells_far_away_cost_nothing() {
    let file = workbook(|sheet| {
        line(sheet, 0, &["甲", "1"]);
        let format = Format::new().set_bold();
        for row in (1..1_000_000).step_by(1000) {
            sheet.write_blank(row, 0, &format).unwrap();
        }
        sheet.write_blank(1_048_575, 16_383, &format).unwrap();
        sheet.write(1_048_575, 16_383, "远").unwrap();
    });
    let start = std::time::Instant::now();
    assert_eq!(shown(&xlsx(&file).unwrap()), "[甲|1]\n");
    assert!(start.elapsed().as_secs() < 2);
    assert_eq!(xlsx(&workbook(|_| {})), Err(ImportError::Empty));
    // A table that spans a sheet of the largest size, all but empty, is not drawn up.
    let wide = workbook(|sheet| {
        (0..5000).for_each(|row| line(sheet, row, &["甲"]));
        sheet.write(9, 200, "乙").unwrap();
    });
    assert!(matches!(xlsx(&wide), Err(ImportError::Bomb(_))));
}

#[test]
fn another_kind_of_zip_is_no_workbook() {
    assert!(matches!(xlsx(&body("<w:p/>")), Err(ImportError::Damaged(_))));
    assert_eq!(xlsx(&support::zip::zip(&[("xl/workbook.bin", b"x")])), Err(ImportError::Unsupported("Excel (.xlsb)")));
    assert!(matches!(
        docx(&support::xlsx::xlsx(&[Piece::table("甲|1")])),
        Err(ImportError::Damaged(_)) | Err(ImportError::Empty)
    ));
}
