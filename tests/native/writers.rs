//! Files that are written: read back they are the same report, and they are what their formats demand.

use crate::support::reports::{Form, consistent};
use crate::support::same::{cell_differences, imported, read_in, text_differences};
use crate::support::schema::violations;
use crate::support::zip::unzip;
use gouji::check::{Options, check};
use gouji::document::SourceKind;
use gouji::form::{CellId, Column, Edition, Row, Table};
use gouji::import::Input;
use gouji::render::docx::docx;
use gouji::render::export::ReportKind;
use gouji::render::fragment::fragment;
use gouji::render::html;
use gouji::render::protocol::{self, Protocol};
use gouji::render::sentence::Language;
use gouji::render::xlsx::xlsx;
use gouji::report::{Cell, OtherTable, Passage, Report};
use gouji::samples::{BROKEN, SOUND};
use proptest::prelude::*;

/// What a clerk's draft may be like: every form, blanks, placeholders, units, words where a number should be, rows
/// and columns that are missing, notes and tables around the statistical ones.
fn drafts() -> Vec<Report> {
    let numbers: Vec<u32> = (0..400).map(|number| number * 7 % 23).collect();
    let mut drafts: Vec<Report> = Form::ALL.iter().map(|&form| consistent(form, &numbers)).collect();
    drafts.extend([SOUND, BROKEN].map(|text| read_in(Input::Text(text))));

    let mut odd = consistent(Form::Y2021, &numbers);
    for (row, column, raw) in [
        (Row::New, Column::Natural, ""),
        (Row::Granted, Column::Legal, "/"),
        (Row::Partial, Column::Total, "1,234"),
        (Row::DeniedLaw, Column::Other, "约三件"),
        (Row::Total, Column::Business, "12件<&>\"'"),
    ] {
        odd.cells.insert(CellId::requests(row, column), Cell::read(raw, None));
    }
    odd.sections[1].paragraphs = vec![Passage::new("统计表如下："), Passage::new("注：数据截至年底。")];
    odd.sections[1].table_at = 1;
    odd.sections[0].paragraphs.push(Passage::new("一是“引号”与 A&B<c>；二是全角　空格。"));
    let row = |cells: &[&str]| cells.iter().map(|text| Passage::new(*text)).collect::<Vec<_>>();
    let rows = vec![row(&["渠道", "数量", "备注"]), row(&["网站", "12", ""]), row(&["公众号", "3"])];
    odd.sections[0].other_tables = vec![OtherTable { at: 2, rows: rows.clone() }, OtherTable { at: 2, rows }];
    drafts.push(odd);

    let mut torn = consistent(Form::Y2021, &numbers);
    torn.cells.retain(|id, _| !matches!(id.row, Row::DeniedSecret | Row::OtherUnpaid) && id.column != Column::Research);
    drafts.push(torn);
    drafts
}

fn other_tables(report: &Report) -> Vec<Vec<Vec<String>>> {
    let tables = report.sections.iter().flat_map(|section| &section.other_tables);
    tables
        .map(|table| table.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect())
        .collect()
}

fn assert_same(read: &Report, written: &Report, what: &str) {
    assert_eq!(cell_differences(read, written), Vec::<String>::new(), "{what}");
    assert_eq!(text_differences(read, written), Vec::<String>::new(), "{what}");
    assert_eq!(other_tables(read), other_tables(written), "{what}");
    for (read, written) in read.sections.iter().zip(&written.sections) {
        if Table::of_part(written.part).is_some() {
            assert_eq!(
                read.table_at.min(read.paragraphs.len()),
                written.table_at.min(written.paragraphs.len()),
                "{what}"
            );
        }
    }
}

fn through_docx(report: &Report) -> Report {
    read_in(Input::File { bytes: &docx(report), name: "年报.docx" })
}

#[test]
fn a_word_document_is_read_back_as_the_report_it_was_written_from() {
    for draft in drafts() {
        assert_same(&through_docx(&draft), &draft, "docx");
    }
}

#[test]
fn a_fragment_is_read_back_as_the_report_it_was_written_from() {
    for draft in drafts() {
        assert_same(&read_in(Input::Html(&fragment(&draft))), &draft, "fragment");
    }
}

#[test]
fn the_charts_behind_a_report_s_own_page_are_no_part_of_the_report() {
    for (number, report) in drafts().iter().enumerate() {
        let (with, without) = (ReportKind::Html.write(report, None), html::page(report));
        let with = String::from_utf8(with).unwrap();
        assert!(with.contains("<svg") && !without.contains("<svg"), "draft {number}");
        let read = |html: &str| imported(Input::Html(html));
        assert_eq!(read(&with), read(&without), "draft {number}");
    }
}

fn through_xlsx(report: &Report) -> Report {
    read_in(Input::File { bytes: &xlsx(report), name: "年报.xlsx" })
}

#[test]
fn a_workbook_of_figures_that_agree_has_the_same_cells() {
    let numbers: Vec<u32> = (0..400).map(|number| number * 7 % 23).collect();
    let agreeing = Form::ALL.iter().map(|&form| consistent(form, &numbers)).chain([read_in(Input::Text(SOUND))]);
    for draft in agreeing {
        let read = through_xlsx(&draft);
        assert_eq!(cell_differences(&read, &draft), Vec::<String>::new());
        assert!(Table::ALL.iter().all(|&table| read.tables.get(table).foreign.is_empty()));
    }
}

#[test]
fn a_workbook_keeps_every_cell_but_totals_that_do_not_add_up() {
    for draft in drafts() {
        let read = through_xlsx(&draft);
        for (id, cell) in &draft.cells {
            let found = read.cells.get(id).map(|cell| cell.value);
            let is_total = id.column == Column::Total || id.row == Row::Total;
            assert!(found == Some(cell.value) || is_total, "{id}: {found:?} is not {:?}", cell.value);
        }
    }
}

#[test]
fn totals_are_formulas_and_what_they_contradict_is_told() {
    let sheet = |report: &Report, number: usize| {
        let name = format!("xl/worksheets/sheet{number}.xml");
        let (_, content) = unzip(&xlsx(report)).into_iter().find(|(part, _)| *part == name).unwrap();
        String::from_utf8(content).unwrap()
    };
    let mut draft = consistent(Form::Y2021, &[1; 400]);
    let requests = sheet(&draft, 2);
    assert!(requests.contains("<f>SUM(D5:I5)</f>") && requests.contains("<f>SUM(D7:D27)</f>"), "{requests}");
    assert!(requests.contains("<v>相符</v>") && !requests.contains("相差-") && !requests.contains("原稿为"));
    assert!(sheet(&draft, 3).contains("<f>SUM(A5:D5)</f>"));
    let total = CellId::requests(Row::Granted, Column::Total);
    assert_eq!(draft.number(total), Some(6.into()));
    draft.cells.insert(total, Cell::read("9", None));
    let requests = sheet(&draft, 2);
    assert!(requests.contains("<c r=\"J7\" s=\"6\"><f>SUM(D7:I7)</f><v>6</v></c>"), "{requests}");
    assert!(requests.contains("总计原稿为9"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for draft in drafts() {
        assert_eq!(docx(&draft), docx(&draft.clone()));
        assert_eq!(xlsx(&draft), xlsx(&draft.clone()));
    }
}

/// Every part of an Office file is XML in the order the schemas demand, and every part that is named is there.
fn assert_valid(bytes: &[u8]) {
    let parts = unzip(bytes);
    for (name, content) in &parts {
        let text = std::str::from_utf8(content).unwrap();
        assert_eq!(violations(text), Vec::<String>::new(), "{name}");
    }
    let types = parts.iter().find(|(name, _)| name == "[Content_Types].xml").unwrap();
    let types = String::from_utf8(types.1.clone()).unwrap();
    let overrides: Vec<&str> = types.split("PartName=\"/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(overrides.len() > 3 && overrides.iter().all(|part| parts.iter().any(|(name, _)| name == part)), "{types}");
}

#[test]
fn office_files_keep_to_the_schema() {
    for draft in drafts().into_iter().chain([Report::empty(SourceKind::Text, Edition::Y2021)]) {
        assert_valid(&docx(&draft));
        assert_valid(&xlsx(&draft));
        let protocol = Protocol::new(&draft, &check(&draft, &Options::default()), "年报<1>.docx", Language::Chinese);
        assert_valid(&protocol::docx(&protocol));
    }
}

#[test]
fn the_schema_is_not_kept_by_chance() {
    let paragraph = |properties: &str| format!("<w:p><w:pPr>{properties}</w:pPr><w:r/></w:p>");
    assert_eq!(violations(&paragraph("<w:keepNext/><w:jc w:val=\"center\"/>")), Vec::<String>::new());
    assert_eq!(violations(&paragraph("<w:jc/><w:keepNext/>")), ["w:keepNext comes too late in w:pPr"]);
    assert_eq!(violations(&paragraph("<w:jc w:value=\"x\"/>")), ["w:value at w:jc"]);
    assert_eq!(violations(&paragraph("<w:bold/>")), ["w:bold in w:pPr"]);
    assert!(!violations("<w:p></w:r>").is_empty());
}

/// Text as it may come from anywhere: characters that XML must escape or cannot hold, wide ones, two kinds of blank.
fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec!["甲", "𠮷", "&", "<", ">", "\"", "'", "]]>", " ", "　", "\u{1}", "é", "3", "，"]),
        1..30,
    )
    .prop_map(|pieces| format!("述{}。", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_report_comes_back(form in 0..3_usize, numbers in prop::collection::vec(0..100_000_u32, 300)) {
        let report = consistent(Form::ALL[form], &numbers);
        prop_assert_eq!(cell_differences(&through_docx(&report), &report), Vec::<String>::new());
    }

    #[test]
    fn any_text_comes_back_but_for_control_characters(text in any_text()) {
        let mut report = consistent(Form::Y2021, &[]);
        report.sections[0].paragraphs = vec![Passage::new(text.clone())];
        let read = through_docx(&report);
        prop_assert_eq!(&read.sections[0].paragraphs[0].text, &text.replace('\u{1}', " "));
        prop_assert!(unzip(&docx(&report)).iter().all(|(_, part)| violations(std::str::from_utf8(part).unwrap()).is_empty()));
    }
}
