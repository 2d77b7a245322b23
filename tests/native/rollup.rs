//! Many bodies at once: the laws of sums, who is in them, and what the comparison with the whole names.

use gouji::check::example::sound;
use gouji::check::{Companions, Options, Outcome, check, check_beside};
use gouji::form::{CellId, Column, DISPUTES, Edition, REQUESTS_COLUMNS, Row, Table, cells, relations, requests_rows};
use gouji::report::{Amount, Cell, Passage, Report};
use gouji::rollup::{Body, Question, Rollup, Standing, Sums, Tendency, Unknown, compare, rollup};
use proptest::prelude::*;

/// The sound report as that of another organ.
fn report(organ: &str) -> Report {
    let mut report = sound(Edition::Y2021, Edition::Y2021);
    report.title = Some(Passage::new(format!("{organ}2024年政府信息公开工作年度报告")));
    report.organ = Some(organ.to_owned());
    report
}

fn set(report: &mut Report, cell: CellId, value: Amount) {
    report.cells.insert(cell, Cell::of(value));
}

/// The report with these figures in the cells that no relation derives, and with its totals.
fn filled(organ: &str, figures: &[u32]) -> Report {
    let mut report = report(organ);
    let mut next = figures.iter().copied().cycle();
    let mut figure = || Amount::from(next.next().unwrap_or(0));
    for cell in cells(Table::Disclosure, Edition::Y2021) {
        set(&mut report, cell, figure());
    }
    let derived = |row: Row| matches!(row, Row::Total | Row::CarriedOut);
    for column in REQUESTS_COLUMNS.iter().map(|form| form.column).filter(|&column| column != Column::Total) {
        let (mut sum, mut done) = (Amount::ZERO, Amount::ZERO);
        for row in requests_rows(Edition::Y2021).iter().map(|form| form.row).filter(|&row| !derived(row)) {
            let value = figure();
            // What comes in is at least what is worked off.
            match row {
                Row::New => {}
                Row::CarriedIn => sum = sum + value,
                _ => done = done + value,
            }
            set(&mut report, CellId::requests(row, column), value);
        }
        let spare = figure();
        set(&mut report, CellId::requests(Row::New, column), done + spare);
        set(&mut report, CellId::requests(Row::Total, column), done);
        set(&mut report, CellId::requests(Row::CarriedOut, column), sum + spare);
    }
    for row in requests_rows(Edition::Y2021).iter().map(|form| form.row) {
        let parts = REQUESTS_COLUMNS.iter().map(|form| form.column).filter(|&column| column != Column::Total);
        let sum = parts.map(|column| report.number(CellId::requests(row, column)).unwrap()).sum();
        set(&mut report, CellId::requests(row, Column::Total), sum);
    }
    for row in [Row::Review, Row::SuitDirect, Row::SuitAfterReview] {
        let mut sum = Amount::ZERO;
        for cell in DISPUTES.iter().filter(|cell| cell.row == row && cell.column != Column::Total) {
            let value = figure();
            sum = sum + value;
            set(&mut report, CellId::disputes(row, cell.column), value);
        }
        set(&mut report, CellId::disputes(row, Column::Total), sum);
    }
    report
}

fn added<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Sums {
    let mut sums = Sums::new(Edition::Y2021);
    reports.into_iter().enumerate().for_each(|(index, report)| sums.add(index, report));
    sums
}

/// The report that has the sums for its figures.
fn whole(sums: &Sums) -> Report {
    let mut report = report("云溪县人民政府");
    for (&cell, sum) in &sums.cells {
        set(&mut report, cell, sum.total);
    }
    report
}

fn cells_of_hie_03(parent: &Report, sums: &Sums) -> Vec<CellId> {
    let companions = Companions { previous: None, bodies: Some(sums) };
    let findings = check_beside(parent, companions, &Options::default()).findings;
    let found = findings.iter().filter(|finding| finding.rule == "HIE-03").flat_map(|finding| &finding.places);
    found
        .map(|place| match place {
            gouji::check::Place::Cell(cell) => *cell,
            place => panic!("no cell: {place:?}"),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn sums_of_consistent_reports_are_consistent_and_equal_the_whole(
        figures in proptest::collection::vec(proptest::collection::vec(0..1000_u32, 40), 1..6)
    ) {
        let bodies: Vec<Report> = figures.iter().map(|figures| filled("青石镇人民政府", figures)).collect();
        let sums = added(&bodies);
        let parent = whole(&sums);
        let tried = check(&parent, &Options::default()).relations;
        prop_assert_eq!(tried.len(), relations(Edition::Y2021).len());
        prop_assert!(tried.iter().all(|tried| matches!(tried.outcome, Outcome::Held)));
        let comparison = compare(&parent, &sums);
        prop_assert_eq!((comparison.tendency(), comparison.equal), (Tendency::Equal, 200));
        prop_assert_eq!(cells_of_hie_03(&parent, &sums), []);
    }

    #[test]
    fn a_changed_cell_is_named_and_no_other(
        figures in proptest::collection::vec(0..1000_u32, 40), at in 0..200_usize, by in 1..500_i64
    ) {
        let bodies = [filled("青石镇人民政府", &figures), filled("临河街道办事处", &[3, 0, 7])];
        let sums = added(&bodies);
        let mut parent = whole(&sums);
        let cell = *sums.cells.keys().nth(at).unwrap();
        let value = parent.number(cell).unwrap() + Amount::from(by);
        set(&mut parent, cell, value);
        prop_assert_eq!(cells_of_hie_03(&parent, &sums), [cell]);
        prop_assert_eq!(compare(&parent, &sums).tendency(), Tendency::NeverLess);
        // And the other way round, in a body.
        set(&mut parent, cell, value - Amount::from(by));
        let mut changed = bodies.clone();
        let value = changed[0].number(cell).unwrap() + Amount::from(by);
        set(&mut changed[0], cell, value);
        prop_assert_eq!(cells_of_hie_03(&parent, &added(&changed)), [cell]);
    }
}

#[test]
fn what_is_written_in_a_cell_is_counted_apart() {
    let natural = CellId::requests(Row::New, Column::Natural);
    let bodies = ["3", "", "/", "若干", "4"].map(|raw| {
        let mut report = report("青石镇人民政府");
        report.cells.insert(natural, Cell::read(raw, None));
        report
    });
    let mut lacking = report("临河街道办事处");
    lacking.cells.remove(&natural);
    let sums = added(bodies.iter().chain([&lacking]));
    let sum = sums.cells.get(&natural).unwrap();
    assert_eq!((sum.total, sum.numbers, sum.blanks, sum.placeholders), (7.into(), 2, 1, 1));
    assert_eq!((sum.unread.as_slice(), sum.absent.as_slice(), sum.known()), (&[3][..], &[5][..], None));
    let unknown = compare(&report("云溪县人民政府"), &sums).unknown;
    assert_eq!(unknown, [(natural, Unknown::Unread(3))]);
    // Without the two, blank and dash count as none.
    assert_eq!(added([&bodies[0], &bodies[1], &bodies[2]]).known(natural), Some(3.into()));
    assert_eq!(added([&bodies[1], &bodies[2]]).known(natural), None, "a sum without a number is none");
}

fn of<'a>(bodies: &'a [(&'a str, Option<Report>)], question: &Question<'_>) -> Rollup {
    let bodies: Vec<Body<'_>> = bodies.iter().map(|(name, report)| Body { name, report: report.as_ref() }).collect();
    rollup(&bodies, question)
}

#[test]
fn who_is_in_the_sum_and_who_is_not() {
    let year = |organ: &str, year| Report { year: Some(year), ..report(organ) };
    let former = sound(Edition::Y2019, Edition::Y2019);
    let former = Report { year: Some(2024), organ: Some("桃源乡人民政府".to_owned()), ..former };
    let mut blank = report("柳林镇人民政府");
    for &table in Table::ALL {
        blank.tables.get_mut(table).status = gouji::report::TableStatus::Missing;
    }
    let bodies = [
        ("青石.docx", Some(report("青石镇人民政府"))),
        ("青石（改）.docx", Some(report("云溪县青石镇人民政府"))),
        ("临河.docx", Some(year("临河街道办事处", 2023))),
        ("桃源.docx", Some(former)),
        ("柳林.docx", Some(blank)),
        ("扫描.pdf", None),
        ("办公室.docx", Some(report("云溪县人民政府办公室"))),
        ("县.docx", Some(report("云溪县人民政府"))),
        ("云溪县水利局年报.docx", Some(Report { organ: None, year: None, ..report("") })),
    ];
    let parent = report("云溪县人民政府");
    let roster = ["青石镇人民政府", "临河街道办事处", "云溪县水利局", "", "柳林镇人民政府 "];
    let rollup_ = of(&bodies, &Question { parent: Some(&parent), year: None, roster: &roster });
    use Standing::*;
    assert_eq!(
        rollup_.standings,
        [Added, Twice(0), OtherYear(2023), OtherEdition(Edition::Y2019), NoFigures, Unread, Added, Parent, Added]
    );
    assert_eq!((rollup_.sums.bodies, rollup_.own, rollup_.year), (3, Some(6), Some(2024)));
    assert_eq!(rollup_.missing, ["临河街道办事处", "柳林镇人民政府"]);
    assert_eq!(rollup_.sums.known(CellId::requests(Row::New, Column::Total)), Some(111.into()));

    // Without the authority's report, most of them say the year.
    let alone = of(&bodies, &Question::default());
    assert_eq!((alone.year, alone.own, alone.standings[7]), (Some(2024), None, Added));
    let chosen = of(&bodies, &Question { year: Some(2023), ..Question::default() });
    assert_eq!(chosen.sums.bodies, 2, "a report that states no year is added to any");
}

#[test]
fn nothing_at_all_is_no_sum() {
    let nothing = of(&[], &Question::default());
    assert_eq!((nothing.sums.bodies, nothing.year), (0, None));
    let parent = report("云溪县人民政府");
    assert_eq!(compare(&parent, &nothing.sums).tendency(), Tendency::Nothing);
    let companions = Companions { previous: None, bodies: Some(&nothing.sums) };
    let applied = check_beside(&parent, companions, &Options::default()).rules;
    let rule = applied.iter().find(|applied| applied.rule == "HIE-03").unwrap();
    assert_eq!(rule.not_checked, Some(gouji::check::Reason::NoBodies));
    // Where no bodies are at hand, the rule is not spoken of.
    assert!(check(&parent, &Options::default()).rules.iter().all(|applied| applied.rule != "HIE-03"));
}

#[test]
fn tendencies_say_what_all_differences_have_in_common() {
    let bodies = [report("青石镇人民政府")];
    let sums = added(&bodies);
    let mut parent = whole(&sums);
    let natural = CellId::requests(Row::New, Column::Natural);
    set(&mut parent, natural, 1.into());
    assert_eq!(compare(&parent, &sums).tendency(), Tendency::NeverMore);
    set(&mut parent, CellId::requests(Row::New, Column::Total), 100.into());
    assert_eq!(compare(&parent, &sums).tendency(), Tendency::Mixed);
    parent.cells.insert(natural, Cell::read("若干", None));
    let comparison = compare(&parent, &sums);
    assert_eq!(comparison.tendency(), Tendency::NeverLess);
    assert_eq!(comparison.unknown, [(natural, Unknown::Parent)]);
}
