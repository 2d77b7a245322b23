//! Growth against last year's report, and what the prose states beyond doubt.

use gouji::check::example::{apply, sound_before};
use gouji::check::{Options, check_against};
use gouji::form::{CellId, Column, Row};
use gouji::prose::Prose;
use gouji::report::{Cell, Passage, Report};

fn say(report: &mut Report, text: &str) {
    report.sections[0].paragraphs.push(Passage::new(text));
}

#[test]
fn growth_is_measured_by_last_year_s_report() {
    let mut previous = sound_before(&apply("").unwrap().0);
    previous.cells.insert(CellId::requests(Row::New, Column::Total), Cell::of(35.into()));
    let found = |text: &str, previous: &Report| {
        let (mut report, _) = apply("").unwrap();
        say(&mut report, text);
        let check = check_against(&report, Some(previous), &Options::default());
        let findings = check.findings.into_iter().map(|finding| finding.rule);
        findings.filter(|rule| rule.starts_with("NAR")).collect::<Vec<_>>()
    };
    assert_eq!(found("新收政府信息公开申请37件，同比增长5.7%。", &previous), [""; 0]);
    assert_eq!(found("新收政府信息公开申请37件，同比增长7.5%。", &previous), ["NAR-19"]);
    assert_eq!(found("新收政府信息公开申请37件，同比下降5.7%。", &previous), ["NAR-20"]);
    assert_eq!(found("新收政府信息公开申请37件，比上年增加2件。", &previous), [""; 0]);
    assert_eq!(found("新收政府信息公开申请37件，比上年增加3件。", &previous), ["NAR-21"]);
    // A report of another year is no base.
    previous.title = Some(Passage::new("青石镇人民政府2022年政府信息公开工作年度报告"));
    previous.period = None;
    assert_eq!(found("新收政府信息公开申请37件，同比增长7.5%。", &previous), [""; 0]);
}

#[test]
fn what_is_stated_beyond_doubt_has_one_reading() {
    let (mut report, _) = apply("").unwrap();
    say(
        &mut report,
        "新收政府信息公开申请37件，上年结转3件，共受理40件，予以公开17件，上半年不予公开2件，无法提供约8件，结转下年度1件。",
    );
    let stated = Prose::read(&report, report.year).stated_sums(report.tables.requests.edition);
    let sums: Vec<(String, String)> =
        stated.iter().map(|stated| (stated.cells[0].to_string(), stated.sum.to_string())).collect();
    let expected = [("requests.new.total", "37"), ("requests.carried_in.total", "3"), ("requests.granted.total", "17")];
    assert!(expected.iter().all(|(cell, sum)| sums.contains(&((*cell).to_owned(), (*sum).to_owned()))), "{sums:?}");
    // 受理 has two readings, 上半年 is not the year, 约 is not exact.
    assert!(sums.iter().all(|(_, sum)| !["40", "2", "8"].contains(&sum.as_str())), "{sums:?}");
}
