use super::*;
use crate::document::SourceKind;
use crate::form::{CellId, Column, Edition, Row, Table, cells};
use crate::report::{Amount, Cell, TableReading, TableStatus};

/// A report with zero in every cell.
fn zeros(edition: Edition) -> Report {
    let mut report = Report::empty(SourceKind::Text, edition);
    for &table in Table::ALL {
        *report.tables.get_mut(table) = TableReading { status: TableStatus::Read, ..TableReading::missing(edition) };
        report.cells.extend(cells(table, edition).into_iter().map(|id| (id, Cell::of(Amount::ZERO))));
    }
    report
}

fn set(report: &mut Report, row: Row, written: &str) {
    report.cells.insert(CellId::requests(row, Column::Total), Cell::read(written, None));
}

/// A year with 45 applications.
fn year() -> Report {
    let mut report = zeros(Edition::Y2021);
    for (row, written) in [
        (Row::New, "42"),
        (Row::CarriedIn, "3"),
        (Row::Granted, "20"),
        (Row::Partial, "6"),
        (Row::DeniedInternal, "4"),
        (Row::UnableNotHeld, "9"),
        (Row::DeclinedPetition, "2"),
        (Row::OtherUncorrected, "1"),
        (Row::Total, "42"),
        (Row::CarriedOut, "3"),
    ] {
        set(&mut report, row, written);
    }
    report
}

fn drawn(report: &Report, previous: Option<&Report>) -> String {
    charts(report, previous, Language::Chinese).into_string()
}

/// The numbers in an attribute of all elements that begin in that way.
fn numbers(html: &str, element: &str, attribute: &str) -> Vec<i64> {
    let elements = html.split('<').filter(|piece| piece.starts_with(element));
    let value =
        |piece: &str| Some(piece.split_once(&format!(" {attribute}=\""))?.1.split_once('"')?.0.parse().unwrap());
    elements.filter_map(value).collect()
}

#[test]
fn a_year_is_drawn_as_it_is_written() {
    let html = drawn(&year(), None);
    assert!(html.contains(">共 45 件<") && html.contains(">本年新收 42<") && html.contains(">结转下年度 3<"), "{html}");
    assert!(html.contains(">20 · 47.6%<") && html.contains(">三类内部事务信息<") && html.contains(">其他处理<"));
    assert!(!html.contains("broken\"") || !html.contains("≠"), "{html}");
    assert!(html.contains("本年度没有行政复议，也没有行政诉讼。") && !html.contains("chart-years"));
    // Words and numbers stand behind every picture.
    assert_eq!(html.matches("role=\"img\"").count(), 2);
    assert_eq!(html.matches("<desc").count(), 2);
    assert!(html.contains("<desc id=\"chart-flow-words\">上年结转 3，本年新收 42，予以公开 20"));
    assert!(html.contains("<th scope=\"row\">不予公开</th><td>4</td><td>9.5%</td>"));
}

#[test]
fn both_halves_of_the_bar_in_the_middle_are_as_high_as_what_flows() {
    let flow = flow::figure(&year(), Language::Chinese).into_string();
    let heights = numbers(&flow, "rect class=\"chart-bar", "height");
    // In the middle what came and what went, then each end of it.
    assert_eq!(heights[0], heights[1]);
    let ends: Vec<i64> = heights[2..].to_vec();
    assert_eq!(ends.iter().sum::<i64>(), heights[0] + heights[1]);
    assert!(!flow.contains("class=\"gap\""));
}

#[test]
fn sums_that_do_not_hold_are_marked_and_not_made_to_hold() {
    let mut report = year();
    set(&mut report, Row::CarriedOut, "1");
    let html = drawn(&report, None);
    assert!(html.contains("收 45 ≠ 去向 43") && html.contains("class=\"gap\"") && html.contains("相差 2 件"));
    let heights = numbers(&html, "rect class=\"chart-bar", "height");
    assert!(heights[0] > heights[1]);
    set(&mut report, Row::CarriedOut, "3");
    set(&mut report, Row::Total, "41");
    assert!(drawn(&report, None).contains("“（七）总计”写的是 41 件，六类结果相加是 42 件"));
}

#[test]
fn what_was_not_read_is_named_and_no_sum_is_blamed_for_it() {
    let mut report = year();
    set(&mut report, Row::Granted, "见附件");
    report.cells.remove(&CellId::requests(Row::DeniedInternal, Column::Total));
    let html = drawn(&report, None);
    assert!(html.contains("图中没有这些数：予以公开，不予公开。"), "{html}");
    assert!(html.contains(">予以公开 未读到<") && html.contains(">不予公开 0（不全）<"));
    // No share is told of a sum that is not known.
    assert!(!html.contains("≠") && !html.contains('%'));
    // A blank counts as zero, as in every relation.
    let mut blank = year();
    set(&mut blank, Row::OtherOther, "");
    assert_eq!(drawn(&blank, None), drawn(&year(), None));
}

#[test]
fn a_report_without_tables_says_so() {
    let empty = Report::empty(SourceKind::Text, Edition::Y2021);
    let html = drawn(&empty, None);
    assert_eq!((html.matches("没有读到，画不出这张图").count(), html.contains("<svg")), (3, false));
    let html = drawn(&zeros(Edition::Y2019), None);
    assert!(
        html.contains("本年度没有收到申请") && html.contains("本年度没有办结的申请") && !html.contains("<svg"),
        "{html}"
    );
}

#[test]
fn hostile_numbers_break_no_picture() {
    let mut report = year();
    set(&mut report, Row::New, "999999999999999");
    set(&mut report, Row::CarriedIn, "-7");
    set(&mut report, Row::Granted, "999999999999999");
    set(&mut report, Row::Partial, "-3");
    set(&mut report, Row::DeniedSecret, "0.5");
    for (column, written) in [(Column::Upheld, "-2"), (Column::Corrected, "888888888888888"), (Column::Total, "1")] {
        report.cells.insert(CellId::disputes(Row::Review, column), Cell::read(written, None));
    }
    let html = drawn(&report, Some(&year()));
    for (element, attribute) in [("rect", "width"), ("rect", "height"), ("rect", "x"), ("rect", "y"), ("text", "x")] {
        let found = numbers(&html, element, attribute);
        assert!(found.iter().all(|&number| (0..100_000).contains(&number)), "{element} {attribute}: {found:?}");
    }
    assert!(
        html.contains("负数画不出来，图中没有：上年结转，部分公开。") && html.contains("“行政复议”有负数，画不出来。")
    );
    assert!(html.contains("“行政复议”总计写的是 1 件"));
    // Nothing stands outside its picture.
    for svg in html.split("<svg").skip(1) {
        let view = svg.split_once("viewBox=\"").unwrap().1.split_once('"').unwrap().0;
        let view: Vec<i64> = view.split(' ').map(|number| number.parse().unwrap()).collect();
        let picture = svg.split("</svg>").next().unwrap();
        for (x, width) in
            numbers(picture, "rect", "x").into_iter().zip(numbers(picture, "rect", "width").into_iter().skip(1))
        {
            assert!(x + width <= view[2] + 4_000);
        }
        assert!(numbers(picture, "text", "y").iter().all(|&y| y > 0 && y < view[3]));
    }
}

#[test]
fn this_year_stands_beside_the_last() {
    let (mut this, mut last) = (year(), year());
    (this.year, last.year) = (Some(2024), Some(2023));
    set(&mut last, Row::New, "36");
    set(&mut last, Row::CarriedIn, "见附件");
    let html = drawn(&this, Some(&last));
    assert!(html.contains(">42 / 36  ▲6<") && html.contains(">20 / 20  持平<"), "{html}");
    assert!(html.contains("3 / 未读到") && html.contains("实条为 2024 年，斜线条为 2023 年"));
    assert!(!html.contains("不是同一单位相邻的两年"));
    last.year = Some(2021);
    assert!(drawn(&this, Some(&last)).contains("不是同一单位相邻的两年"));
}

#[test]
fn the_form_of_2019_has_one_row_for_what_was_closed_otherwise() {
    let mut report = zeros(Edition::Y2019);
    set(&mut report, Row::New, "5");
    set(&mut report, Row::Other, "5");
    set(&mut report, Row::Total, "5");
    let html = drawn(&report, None);
    assert!(html.contains(">其他处理 5<") && html.contains(">5 · 100.0%<") && !html.contains("未读到"), "{html}");
}

#[test]
fn names_of_ids_are_used_once_and_words_are_escaped() {
    let html = drawn(&year(), Some(&year()));
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    assert!(charts(&year(), None, Language::English).into_string().contains(">45 in all<"));
}

/// Whoever changes a drawing looks at it, and writes it anew: `GOUJI_RENEW=1 cargo test --lib charts`.
#[test]
fn the_drawings_are_those_that_were_looked_at() {
    let (mut this, mut last) = (year(), year());
    (this.year, last.year) = (Some(2024), Some(2023));
    set(&mut last, Row::New, "36");
    set(&mut this, Row::CarriedOut, "1");
    for (column, number) in
        [(Column::Upheld, "3"), (Column::Corrected, "1"), (Column::Pending, "2"), (Column::Total, "6")]
    {
        this.cells.insert(CellId::disputes(Row::Review, column), Cell::read(number, None));
    }
    let html = drawn(&this, Some(&last)).replace("><", ">\n<") + "\n";
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/charts/drawings.html");
    if std::env::var_os("GOUJI_RENEW").is_some() {
        std::fs::write(&file, &html).unwrap();
    }
    assert!(std::fs::read_to_string(&file).unwrap() == html, "a drawing has changed");
}
