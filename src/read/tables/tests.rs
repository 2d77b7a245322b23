//! Tables in the shapes and with the damage that real drafts show.

use super::super::read;
use crate::document::{Builder, CellText, SourceKind};
use crate::form::{CellId, Column, Content, Edition, Row, Table, cells, layout};
use crate::report::{Problem, Report, TableStatus, Value};

/// A number that tells which cell it stands in.
fn figure(id: CellId, edition: Edition) -> String {
    let index = cells(id.table, edition).iter().position(|cell| *cell == id).unwrap();
    (1000 + index).to_string()
}

/// The official drawing of a table, every value filled in.
fn drawn(table: Table, edition: Edition) -> Vec<CellText> {
    let rows = layout(table, edition).rows;
    let cells = rows.into_iter().enumerate().flat_map(|(row, cells)| {
        cells.into_iter().map(move |cell| CellText {
            row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            text: match cell.content {
                Content::Label(label) => label.to_owned(),
                Content::Value(id) => figure(id, edition),
            },
        })
    });
    cells.collect()
}

const HEADINGS: [(Table, &str); 3] = [
    (Table::Disclosure, "二、主动公开政府信息情况"),
    (Table::Requests, "三、收到和处理政府信息公开申请情况"),
    (Table::Disputes, "四、政府信息公开行政复议、行政诉讼情况"),
];

/// Reads one table below the heading of its part.
fn read_grids(table: Table, grids: Vec<Vec<CellText>>, ragged: bool) -> Report {
    let mut builder = Builder::new(SourceKind::Docx);
    let heading = HEADINGS.iter().find(|(of, _)| *of == table).unwrap().1;
    builder.paragraph(heading, false, false);
    grids.into_iter().for_each(|cells| builder.grid(cells, ragged));
    read(&builder.finish())
}

fn read_exact(table: Table, cells: Vec<CellText>) -> Report {
    read_grids(table, vec![cells], false)
}

/// Tab-separated lines as a ragged grid.
fn tabbed(text: &str) -> Vec<CellText> {
    let lines = text.lines().enumerate();
    let cells = lines.flat_map(|(row, line)| {
        line.split('\t').enumerate().map(move |(column, text)| CellText {
            row,
            column,
            row_span: 1,
            column_span: 1,
            text: text.to_owned(),
        })
    });
    cells.collect()
}

/// Every cell that is there holds its own figure; returns the cells that are not there.
fn assert_own_figures(report: &Report, table: Table, edition: Edition) -> Vec<CellId> {
    let mut absent = Vec::new();
    for id in cells(table, edition) {
        match report.cells.get(&id) {
            Some(cell) => assert_eq!(cell.raw, figure(id, edition), "{id}"),
            None => absent.push(id),
        }
    }
    absent
}

fn assert_whole(report: &Report, table: Table, edition: Edition) {
    assert_eq!(assert_own_figures(report, table, edition), []);
    let reading = report.tables.get(table);
    assert_eq!((reading.status, reading.edition), (TableStatus::Read, edition));
    assert!(
        reading.missing_rows.is_empty() && reading.missing_columns.is_empty() && reading.foreign.is_empty(),
        "{reading:?}"
    );
}

#[test]
fn the_official_drawing_is_read_in_both_editions() {
    for edition in [Edition::Y2019, Edition::Y2021] {
        for &table in Table::ALL {
            let report = read_exact(table, drawn(table, edition));
            if table == Table::Disputes {
                assert_eq!(assert_own_figures(&report, table, edition), []);
            } else {
                assert_whole(&report, table, edition);
            }
            assert!(report.sections[0].paragraphs.is_empty() && report.sections[0].other_tables.is_empty());
        }
    }
}

#[test]
fn blank_cells_stay_blank_and_in_their_column() {
    let mut cells = drawn(Table::Requests, Edition::Y2021);
    let blank = [
        CellId::requests(Row::New, Column::Natural),
        CellId::requests(Row::Total, Column::Total),
        CellId::requests(Row::OtherOther, Column::Legal),
    ];
    for cell in &mut cells {
        if blank.iter().any(|id| cell.text == figure(*id, Edition::Y2021)) {
            cell.text.clear();
        }
    }
    let report = read_exact(Table::Requests, cells);
    for id in super::super::super::form::cells(Table::Requests, Edition::Y2021) {
        let cell = report.cells.get(&id).unwrap();
        if blank.contains(&id) {
            assert_eq!((cell.value, cell.source.is_some()), (Value::Blank, true), "{id}");
        } else {
            assert_eq!(cell.raw, figure(id, Edition::Y2021), "{id}");
        }
    }
}

#[test]
fn a_table_broken_over_pages_with_repeated_header_is_one() {
    let whole = drawn(Table::Requests, Edition::Y2021);
    let break_at = 12;
    let header: Vec<CellText> = whole.iter().filter(|cell| cell.row < 3).cloned().collect();
    let piece = |from: usize, to: usize, shift: usize| -> Vec<CellText> {
        whole
            .iter()
            .filter(|cell| cell.row < to && cell.row + cell.row_span > from)
            .map(|cell| {
                // A label that the break cuts is drawn on both pages, its text on the first.
                let begin = cell.row.max(from);
                let text = if cell.row < from { String::new() } else { cell.text.clone() };
                CellText {
                    row: begin - from + shift,
                    row_span: (cell.row + cell.row_span).min(to) - begin,
                    text,
                    ..cell.clone()
                }
            })
            .collect()
    };
    let second: Vec<CellText> = header.iter().cloned().chain(piece(break_at, 28, 3)).collect();
    let report = read_grids(Table::Requests, vec![piece(0, break_at, 0), second.clone()], false);
    assert_whole(&report, Table::Requests, Edition::Y2021);
    // Without a repeated header too.
    let report = read_grids(Table::Requests, vec![piece(0, break_at, 0), piece(break_at, 28, 0)], false);
    assert_whole(&report, Table::Requests, Edition::Y2021);
}

#[test]
fn rows_without_labels_are_known_by_their_order() {
    let mut cells = drawn(Table::Requests, Edition::Y2021);
    cells.iter_mut().filter(|cell| cell.row >= 3 && cell.column < 3).for_each(|cell| cell.text.clear());
    let report = read_exact(Table::Requests, cells);
    assert_eq!(assert_own_figures(&report, Table::Requests, Edition::Y2021), []);

    // One row too few: nothing tells which.
    let mut cells = drawn(Table::Requests, Edition::Y2021);
    cells.iter_mut().filter(|cell| (5..10).contains(&cell.row) && cell.column < 3).for_each(|cell| cell.text.clear());
    cells.retain(|cell| cell.row != 7);
    let report = read_exact(Table::Requests, cells);
    let absent = assert_own_figures(&report, Table::Requests, Edition::Y2021);
    assert_eq!(absent.len(), 5 * 7);
    assert_eq!(report.tables.requests.foreign.len(), 4);
}

#[test]
fn a_missing_row_or_column_is_absent_not_zero() {
    let mut cells = drawn(Table::Requests, Edition::Y2021);
    let at = cells.iter().find(|cell| cell.text.contains("重复申请")).unwrap().row;
    cells.retain(|cell| cell.row != at || cell.row_span > 1);
    let report = read_exact(Table::Requests, cells);
    assert_eq!(report.tables.requests.missing_rows, [Row::DeclinedRepeat]);
    assert_eq!(assert_own_figures(&report, Table::Requests, Edition::Y2021).len(), 7);

    let mut cells = drawn(Table::Requests, Edition::Y2021);
    cells.retain(|cell| !(cell.column == 7 && cell.column_span == 1));
    let report = read_exact(Table::Requests, cells);
    assert_eq!(report.tables.requests.missing_columns, [Column::Legal]);
    let absent = assert_own_figures(&report, Table::Requests, Edition::Y2021);
    assert!(absent.len() == 25 && absent.iter().all(|id| id.column == Column::Legal));
}

#[test]
fn an_added_subtotal_is_foreign() {
    let mut cells = drawn(Table::Requests, Edition::Y2021);
    for cell in &mut cells {
        if cell.column == 9 {
            cell.column = 10;
        }
    }
    let rows = cells.iter().map(|cell| cell.row).max().unwrap();
    cells.extend((2..=rows).map(|row| CellText {
        row,
        column: 9,
        row_span: 1,
        column_span: 1,
        text: if row == 2 { "小计".to_owned() } else { "77".to_owned() },
    }));
    let report = read_exact(Table::Requests, cells);
    assert_eq!(assert_own_figures(&report, Table::Requests, Edition::Y2021), []);
    assert_eq!(report.tables.requests.foreign.len(), 1);
}

/// A table as plain text, in which merged labels have left empty cells or nothing at all.
const PASTED: &str =
    "(本列数据的勾稽关系为：第一项加第二项之和， 等于第三项加第四项之和)\t\t申请人情况\t\t\t\t\t\t总计\t
\t\t自然人\t法人或其他组织\t\t\t\t\t\t
\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\t
一、本年新收政府信息公开申请数量\t\t5\t1\t0\t0\t0\t0\t6\t
二、上年结转政府信息公开申请数量\t\t１\t\t\t\t\t\t1\t
三、本年度办理结果\t(一) 予以公开\t4\t1\t0\t0\t0\t0\t5\t
\t(二) 部分公开（区分处理的，只计这一情形，不计其他情形）\t/\t0\t0\t0\t0\t0\t0\t
\t(三) 不予公开\t1. 属于国家秘密\t0\t0\t0\t0\t0\t0\t0
\t\t2. 其他法律法规禁止公开\t0\t\t\t\t\t\t0
3、危及\"三安全一稳定\"\t\t0\t0\t0\t0\t0\t0\t0\t";

#[test]
fn pasted_lines_are_read_by_what_they_leave_no_doubt_about() {
    let report = read_grids(Table::Requests, vec![tabbed(PASTED)], true);
    let raw = |row, column| report.cells.get(&CellId::requests(row, column)).unwrap().raw.as_str();
    assert_eq!(raw(Row::New, Column::Natural), "5");
    assert_eq!(raw(Row::New, Column::Total), "6");
    assert_eq!(report.number(CellId::requests(Row::CarriedIn, Column::Natural)), Some(1.into()));
    assert_eq!(report.cells.get(&CellId::requests(Row::CarriedIn, Column::Legal)).unwrap().value, Value::Blank);
    assert_eq!(raw(Row::CarriedIn, Column::Total), "1");
    assert_eq!(report.cells.get(&CellId::requests(Row::Partial, Column::Natural)).unwrap().value, Value::Placeholder);
    assert_eq!(raw(Row::DeniedLaw, Column::Total), "0");
    assert_eq!(raw(Row::DeniedSafety, Column::Business), "0");
    assert_eq!(report.tables.requests.missing_rows.len(), 25 - 7);
}

#[test]
fn a_number_whose_column_cannot_be_told_is_unread() {
    let text = "一、本年新收政府信息公开申请数量\t5\t6\n二、上年结转政府信息公开申请数量\t1\t1\n（一）予以公开\t4\t4";
    let report = read_grids(Table::Requests, vec![tabbed(text)], true);
    for column in [Column::Natural, Column::Total] {
        let cell = report.cells.get(&CellId::requests(Row::New, column)).unwrap();
        assert_eq!(cell.value, Value::Unread(Problem::UncertainColumn), "{column}");
    }
}

#[test]
fn header_words_broken_over_two_rows_are_joined() {
    let mut cells = drawn(Table::Requests, Edition::Y2021);
    let mut halves = Vec::new();
    for cell in &mut cells {
        if cell.row >= 3 {
            cell.row += 1;
        } else if cell.text == "商业企业" || cell.text == "科研机构" {
            let (head, tail) = cell.text.split_at(6);
            halves.push(CellText { row: 3, text: tail.to_owned(), ..cell.clone() });
            cell.text = head.to_owned();
        }
    }
    cells.extend(halves);
    let report = read_exact(Table::Requests, cells);
    assert_eq!(assert_own_figures(&report, Table::Requests, Edition::Y2021), []);
    assert!(report.tables.requests.missing_columns.is_empty());
}

#[test]
fn one_cell_a_line_is_read_with_its_blanks() {
    let mut builder = Builder::new(SourceKind::Text);
    builder.paragraph("三、收到和处理政府信息公开申请情况", false, false);
    for line in [
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ] {
        builder.paragraph(line, false, false);
    }
    for (index, row) in layout(Table::Requests, Edition::Y2021).rows.iter().enumerate().skip(3) {
        for cell in row {
            match cell.content {
                Content::Label(label) => builder.paragraph(label, false, false),
                Content::Value(id) => builder.paragraph(&figure(id, Edition::Y2021), false, false),
            }
        }
        assert!(index > 2);
    }
    builder.paragraph("五、存在的主要问题及改进情况", false, false);
    let report = read(&builder.finish());
    assert_whole(&report, Table::Requests, Edition::Y2021);
    assert!(report.sections[0].paragraphs.is_empty(), "{:?}", report.sections[0].paragraphs);

    // An empty line is a blank cell.
    let text = "三、收到和处理政府信息公开申请情况\n自然人\n一、本年新收政府信息公开申请数量\n5\n\n\n\n\n\n6\n二、上年结转政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n";
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.lines() {
        if !line.is_empty() {
            let span = crate::document::Span::new(at, at + line.len());
            blocks.push(crate::document::Block::Paragraph(crate::document::Paragraph {
                span,
                heading: false,
                centered: false,
            }));
        }
        at += line.len() + 1;
    }
    let document =
        crate::document::Document { kind: SourceKind::Text, text: text.to_owned(), blocks, notes: Vec::new() };
    let report = read(&document);
    assert_eq!(report.cells.get(&CellId::requests(Row::New, Column::Business)).unwrap().value, Value::Blank);
    assert_eq!(report.cells.get(&CellId::requests(Row::New, Column::Total)).unwrap().raw, "6");
}

#[test]
fn disputes_need_fifteen_cells() {
    let mut cells = drawn(Table::Disputes, Edition::Y2021);
    cells.retain(|cell| !(cell.column == 9 && cell.row == 3));
    cells.retain(|cell| !(cell.column == 9 && cell.row == 2));
    let report = read_exact(Table::Disputes, cells);
    let absent = assert_own_figures(&report, Table::Disputes, Edition::Y2021);
    assert_eq!(absent, [CellId::disputes(Row::SuitDirect, Column::Total)]);

    let report = read_grids(
        Table::Disputes,
        vec![tabbed("行政复议\t\t行政诉讼\n结果维持\t结果纠正\t尚未审结\n1\t2\t3\t4")],
        true,
    );
    assert!(report.cells.values().all(|cell| matches!(cell.value, Value::Unread(_))));
    assert_eq!(report.cells.len(), 15);
}

#[test]
fn a_foreign_table_is_kept_as_it_is() {
    let mut builder = Builder::new(SourceKind::Docx);
    builder.paragraph("二、主动公开政府信息情况", false, false);
    builder.grid(tabbed("渠道\t数量\n网站\t120\n公众号\t80"), false);
    builder.grid(drawn(Table::Disclosure, Edition::Y2021), false);
    builder.paragraph("注：数据截至年底。", false, false);
    let report = read(&builder.finish());
    assert_whole(&report, Table::Disclosure, Edition::Y2021);
    let section = &report.sections[0];
    assert_eq!(section.other_tables.len(), 1);
    assert_eq!(section.other_tables[0].rows[1][1].text, "120");
    assert_eq!((section.table_at, section.paragraphs.len()), (0, 1));
}

#[test]
fn tables_in_one_grid_are_told_apart() {
    let mut cells = Vec::new();
    let mut row = 0;
    for &table in Table::ALL {
        let drawn = drawn(table, Edition::Y2021);
        let rows = drawn.iter().map(|cell| cell.row + 1).max().unwrap();
        cells.extend(drawn.into_iter().map(|cell| CellText { row: cell.row + row, ..cell }));
        row += rows;
    }
    let report = read_exact(Table::Disclosure, cells);
    for &table in Table::ALL {
        assert_eq!(assert_own_figures(&report, table, Edition::Y2021), [], "{table}");
    }
}

#[test]
fn rows_that_stand_outside_of_the_grid_belong_to_the_table() {
    let mut builder = Builder::new(SourceKind::Text);
    builder.paragraph("二、主动公开政府信息情况", false, false);
    builder.paragraph("第二十条第（一）项", false, false);
    builder.grid(
        tabbed("信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t2\t1\t9"),
        true,
    );
    builder.paragraph("第二十条第（五）项", false, false);
    builder.paragraph("行政许可 126", false, false);
    builder.grid(tabbed("行政处罚\t37\n行政强制\t4"), true);
    builder.paragraph("注：行政许可含变更。", false, false);
    let report = read(&builder.finish());
    assert_eq!(report.number(CellId::disclosure(Row::Licences, Column::Decisions)), Some(126.into()));
    assert_eq!(report.number(CellId::disclosure(Row::Compulsion, Column::Decisions)), Some(4.into()));
    let texts: Vec<_> = report.sections[0].paragraphs.iter().map(|passage| passage.text.as_str()).collect();
    assert_eq!(texts, ["注：行政许可含变更。"]);
}

/// Reads a table of plain text, cells between strokes.
fn read_stroked(table: Table, text: &str) -> Report {
    read_grids(table, vec![tabbed(&text.replace('|', "\t"))], true)
}

/// The values of a row: `?` unread, `~` absent.
fn values(report: &Report, table: Table, row: Row) -> String {
    let ids = cells(table, report.tables.get(table).edition).into_iter().filter(|id| id.row == row);
    let value = |id| match report.cells.get(&id).map(|cell| cell.value) {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Blank) => "_".to_owned(),
        Some(Value::Placeholder) => "/".to_owned(),
        Some(Value::Unread(_)) => "?".to_owned(),
        None => "~".to_owned(),
    };
    ids.map(value).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_left_of_the_head_above_the_labels_is_no_column() {
    let text = "|信\n息内容|上一年项目数量|本年增/减|处理决定数量|\n|行政处罚|4|0|9|\n|行政强制|0|0|1|";
    let report = read_stroked(Table::Disclosure, text);
    assert_eq!(values(&report, Table::Disclosure, Row::Penalties), "4 0 9");
    assert_eq!(values(&report, Table::Disclosure, Row::Compulsion), "0 0 1");
}

#[test]
fn a_row_that_has_lost_a_cell_is_unread_though_blanks_make_up_the_number() {
    let table = |fees: &str| {
        let text = "第二十条第（六）项|||\n信息内容|上一年项目数量|本年增/减|处理决定数量\n行政处罚|1|2|3\n行政强制|4|5|6\n\
                    第二十条第（八）项|||\n信息内容|上一年项目数量|本年增/减|\n行政事业性收费|";
        values(&read_stroked(Table::Disclosure, &format!("{text}{fees}")), Table::Disclosure, Row::Fees)
    };
    assert_eq!(table("7|8|"), "7 8");
    assert_eq!(table("|8|"), "_ 8");
    assert_eq!(table("8|"), "? ?");
    assert_eq!(table("|"), "? ?");
}

#[test]
fn a_header_shorter_than_its_rows_tells_nothing() {
    let text = "信息内容|上一年项目数量|本年增/减\n行政许可|1|2|3\n其他对外管理服务事项|5|6";
    let report = read_stroked(Table::Disclosure, text);
    assert_eq!(values(&report, Table::Disclosure, Row::OtherServices), "? ? ~");
    // Rows as short as the header: the draft lacks the column.
    let report = read_stroked(Table::Disclosure, &text.replace("|3", ""));
    assert_eq!(values(&report, Table::Disclosure, Row::OtherServices), "5 6 ~");
}

#[test]
fn words_in_the_first_cell_of_table_four_are_no_label() {
    let head = "行政复议|||||行政诉讼\n结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正\n";
    let report = read_stroked(Table::Disputes, &format!("{head}见附件|1|2|3|6|0|0|0|0|0|0|0|0|0|4"));
    assert_eq!(values(&report, Table::Disputes, Row::Review), "? 1 2 3 6");
    assert_eq!(values(&report, Table::Disputes, Row::SuitAfterReview), "0 0 0 0 4");
}

#[test]
fn the_group_other_is_no_row_beside_the_three_below_it() {
    let text = "三、本年度办理结果|（六）其他处理|1|0|0|0|0|0|1\n\
                ||2.申请人逾期未按收费通知要求缴纳费用|2|0|0|0|0|0|2\n||3.其他|3|0|0|0|0|0|3";
    let report = read_stroked(Table::Requests, text);
    assert!(report.cells.keys().all(|id| id.row != Row::Other));
    assert_eq!(report.tables.requests.foreign.len(), 1);
    // Alone it is the single row of 2019.
    let report = read_stroked(Table::Requests, text.lines().next().unwrap());
    assert_eq!(values(&report, Table::Requests, Row::Other), "1 0 0 0 0 0 1");
}

#[test]
fn blanks_of_a_row_that_has_lost_its_label_are_no_cells() {
    let row = |figures: &str| {
        let text = "二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1\n三、本年度办理结果|（一）予以公开|1|0|0|0|0|0|1";
        let text = format!("{text}\n||{figures}\n|（三）不予公开|1.属于国家秘密|0|0|0|0|0|0|0");
        values(&read_stroked(Table::Requests, &text), Table::Requests, Row::Partial)
    };
    assert_eq!(row("0|0|5|0|0|0|5"), "0 0 5 0 0 0 5");
    assert_eq!(row("0|0|5|0|0|0"), "? ? ? ? ? ? ?");
}

/// Rows whose labels run over several lines, the figures on the middle one, as a page is turned into text;
/// pieces of the groups' upright labels stand between them.
const WRAPPED: &str = "\
（一）予以公开|9|0|0|0|0|0|9
（二）部分公开（区分处理的，只计这一情
|1|0|0|0|0|0|1
形，不计其他情形）
（五）不
|5.要求行政机关确认或重新出
予处理|2|0|0|0|0|0|2
|具已获取信息
|1、申请人无正当理由逾期不补
|正、行政机关不再处理其政府信|3|0|0|0|0|0|3
|息公开申请
（六）其
|2、申请人逾期未按收费通知要
他处理
|求缴纳费用、行政机关不再处理|4|0|0|0|0|0|4
|其政府信息公开申请
|3、其他|5|0|0|0|0|0|5";

#[test]
fn labels_wrapped_around_their_figures_are_put_together() {
    let report = read_stroked(Table::Requests, WRAPPED);
    let rows = [Row::Partial, Row::DeclinedReissue, Row::OtherUncorrected, Row::OtherUnpaid, Row::OtherOther];
    let found = rows.map(|row| values(&report, Table::Requests, row));
    assert_eq!(found, [1, 2, 3, 4, 5].map(|n| format!("{n} 0 0 0 0 0 {n}")));
    let reading = &report.tables.requests;
    assert!(reading.foreign.is_empty(), "{:?}", reading.foreign);
    assert_eq!(reading.rows[3].label.text, "1、申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请");
}

#[test]
fn figures_between_labels_that_do_not_make_up_one_stay_unread() {
    let whole = "（一）予以公开|9|0|0|0|0|0|9\n1、申请人无正当理由逾期不补\n正、行政机关不再处理其政府信|3|0|0|0|0|0|3\n\
                 息公开申请\n3、其他|5|0|0|0|0|0|5";
    let read = |text: &str| values(&read_stroked(Table::Requests, text), Table::Requests, Row::OtherUncorrected);
    assert_eq!(read(whole), "3 0 0 0 0 0 3");
    for (piece, other) in [
        ("1、申请人无正当理由逾期不补", "（五）不"),
        ("1、申请人无正当理由逾期不补", "2.申请人逾期未按收费通知要求缴纳费用、"),
        ("息公开申请", "息"),
        ("息公开申请", "|7\n息公开申请"),
        ("正、行政机关不再处理其政府信", ""),
    ] {
        let read = read(&whole.replace(piece, other));
        assert!(read == "~ ~ ~ ~ ~ ~ ~" || read == "? ? ? ? ? ? ?", "{read} for {other:?}");
    }
}

#[test]
fn a_remark_beside_a_row_with_a_blank_moves_no_figure() {
    let mut cells = drawn(Table::Requests, Edition::Y2021);
    let blank = CellId::requests(Row::New, Column::Natural);
    let written = figure(blank, Edition::Y2021);
    let row = cells.iter().find(|cell| cell.text == written).unwrap().row;
    cells.iter_mut().filter(|cell| cell.text == written).for_each(|cell| cell.text.clear());
    let remark = |row, text: &str| CellText { row, column: 10, row_span: 1, column_span: 1, text: text.to_owned() };
    cells.extend([remark(0, "备注"), remark(row, "总计原为12")]);
    let report = read_exact(Table::Requests, cells);
    assert_eq!(report.cells.get(&blank).unwrap().value, Value::Blank);
    for &column in &[Column::Business, Column::Other, Column::Total] {
        let id = CellId::requests(Row::New, column);
        assert_eq!(report.cells.get(&id).unwrap().raw, figure(id, Edition::Y2021), "{id}");
    }
}
