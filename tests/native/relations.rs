//! Laws of the arithmetic: what holds is found to hold, one wrong cell is one finding that names it, and what
//! was not read is never called right.

use std::collections::BTreeSet;

use gouji::check::example::sound;
use gouji::check::{Check, Finding, Options, Outcome, Place, Reason, Severity, check};
use gouji::form::{self, CellId, Column, Edition, REQUESTS_COLUMNS, Row, Scope, Table, relations, requests_rows};
use gouji::report::{Amount, Cell, Report};
use proptest::prelude::*;

/// The editions of table two and table three, the mixed form among them.
const FORMS: [(Edition, Edition); 3] =
    [(Edition::Y2021, Edition::Y2021), (Edition::Y2019, Edition::Y2019), (Edition::Y2021, Edition::Y2019)];

fn run(report: &Report) -> Check {
    check(report, &Options::default())
}

fn set(report: &mut Report, cell: CellId, value: i32) {
    report.cells.insert(cell, Cell::of(Amount::from(value)));
}

fn value(report: &Report, cell: CellId) -> i32 {
    i32::try_from(report.number(cell).unwrap().to_integer().unwrap()).unwrap()
}

/// Findings about relations.
fn arithmetic(check: &Check) -> Vec<&Finding> {
    check.findings.iter().filter(|finding| !finding.evidence.is_empty()).collect()
}

/// What a relation is known by.
type Key = (&'static str, Scope);

fn violated(check: &Check) -> BTreeSet<Key> {
    let is_violated = |outcome: &Outcome| matches!(outcome, Outcome::Violated { .. });
    check.relations.iter().filter(|tried| is_violated(&tried.outcome)).map(|tried| (tried.rule, tried.scope)).collect()
}

fn around(report: &Report, cell: CellId) -> BTreeSet<Key> {
    relations(report.tables.requests.edition)
        .iter()
        .filter(|relation| relation.contains(cell))
        .map(|relation| (relation.rule, relation.scope))
        .collect()
}

fn evidence(finding: &Finding) -> BTreeSet<Key> {
    finding.evidence.iter().map(|evidence| (evidence.rule, evidence.scope)).collect()
}

/// Applies the first fix.
fn mend(report: &mut Report, finding: &Finding) {
    for edit in &finding.fixes[0].edits {
        let Place::Cell(cell) = edit.place else { panic!("{edit:?}") };
        assert_eq!(report.cells.get(&cell).unwrap().raw, edit.from);
        report.cells.insert(cell, Cell::read(&edit.to, None));
    }
}

/// Writes one wrong number into a cell of table three and sees that it is found.
fn assert_found(sound: &Report, cell: CellId, wrong: Cell) {
    let right = sound.number(cell).unwrap();
    let mut report = sound.clone();
    let raw = wrong.raw.clone();
    report.cells.insert(cell, wrong);
    let result = run(&report);
    assert_eq!(violated(&result), around(&report, cell), "{cell} = {raw}");
    let findings = arithmetic(&result);
    assert_eq!(findings.len(), 1, "{cell} = {raw}: {findings:#?}");
    assert_eq!(findings[0].places.first(), Some(&Place::Cell(cell)), "{cell} = {raw}");
    assert_eq!(findings[0].expected, Some(right.to_string()));
    assert_eq!(findings[0].actual, Some(raw));
    assert_eq!(evidence(findings[0]), around(&report, cell));
    assert_eq!(result.count(Severity::Error), 1, "{cell}");
    mend(&mut report, findings[0]);
    assert_eq!(report.number(cell), Some(right));
    assert_eq!(run(&report).count(Severity::Error), 0);
}

#[test]
fn every_single_wrong_cell_of_table_three_is_named_and_mended() {
    for (disclosure, requests) in FORMS {
        let report = sound(disclosure, requests);
        for cell in form::cells(Table::Requests, requests) {
            let right = value(&report, cell);
            for change in [1, -1, 7, 90, -right].into_iter().filter(|change| *change != 0) {
                assert_found(&report, cell, Cell::of(Amount::from(right + change)));
            }
        }
    }
}

#[test]
fn every_wrong_blank_of_table_three_is_named_with_its_number() {
    for (disclosure, requests) in FORMS {
        let report = sound(disclosure, requests);
        for cell in form::cells(Table::Requests, requests) {
            if value(&report, cell) != 0 {
                assert_found(&report, cell, Cell::read("", None));
                assert_found(&report, cell, Cell::read("—", None));
            }
        }
    }
}

#[test]
fn every_single_wrong_cell_of_table_four_breaks_its_relation() {
    let report = sound(Edition::Y2021, Edition::Y2021);
    for cell in form::cells(Table::Disputes, Edition::Y2021) {
        for change in [1, 2, 30] {
            let mut wrong = report.clone();
            set(&mut wrong, cell, value(&report, cell) + change);
            let result = run(&wrong);
            assert_eq!(violated(&result), around(&wrong, cell));
            let findings = arithmetic(&result);
            assert_eq!(findings.len(), 1, "{cell}");
            assert_eq!(findings[0].places, [Place::Cell(CellId::disputes(cell.row, Column::Total))]);
            mend(&mut wrong, findings[0]);
            assert_eq!(violated(&run(&wrong)), BTreeSet::new());
        }
    }
}

#[test]
fn two_wrong_cells_apart_are_two_findings() {
    let report = sound(Edition::Y2021, Edition::Y2021);
    let cells = form::cells(Table::Requests, Edition::Y2021);
    for (n, &first) in cells.iter().enumerate() {
        for &second in cells.iter().skip(n + 1).step_by(5) {
            if first.row == second.row || first.column == second.column {
                continue;
            }
            let mut wrong = report.clone();
            set(&mut wrong, first, value(&report, first) + 3);
            set(&mut wrong, second, value(&report, second) + 8);
            let result = run(&wrong);
            let named: Vec<_> = arithmetic(&result).iter().map(|finding| finding.places[0].clone()).collect();
            assert_eq!(named, [Place::Cell(first), Place::Cell(second)]);
        }
    }
}

#[test]
fn a_cell_that_was_not_read_leaves_none_of_its_relations_held() {
    for (disclosure, requests) in FORMS {
        let report = sound(disclosure, requests);
        for table in [Table::Requests, Table::Disputes] {
            for cell in form::cells(table, requests) {
                let mut unread = report.clone();
                unread.cells.insert(cell, Cell::read("1和2", None));
                let mut absent = report.clone();
                absent.cells.remove(&cell);
                for (damaged, reason) in [(unread, Reason::CellUnread(cell)), (absent, Reason::CellMissing(cell))] {
                    let keys = around(&damaged, cell);
                    let result = run(&damaged);
                    for tried in result.relations {
                        let expected = match keys.contains(&(tried.rule, tried.scope)) {
                            true => Outcome::NotChecked(reason),
                            false => Outcome::Held,
                        };
                        assert_eq!(tried.outcome, expected, "{cell}");
                        assert!(tried.outcome == Outcome::Held || tried.counted_as_zero.is_empty());
                    }
                    assert!(
                        result
                            .findings
                            .iter()
                            .all(|finding| finding.severity != Severity::Error || table == Table::Disputes)
                    );
                    assert!(!result.findings.is_empty(), "{cell}");
                }
            }
        }
    }
}

#[test]
fn blanks_and_dashes_are_counted_as_zero_and_listed() {
    let mut report = sound(Edition::Y2021, Edition::Y2021);
    let blank = CellId::requests(Row::Granted, Column::Legal);
    let dash = CellId::requests(Row::Granted, Column::Other);
    report.cells.insert(blank, Cell::read("", None));
    report.cells.insert(dash, Cell::read("—", None));
    let result = run(&report);
    for tried in &result.relations {
        let expected: Vec<CellId> = [blank, dash]
            .into_iter()
            .filter(|&cell| around(&report, cell).contains(&(tried.rule, tried.scope)))
            .collect();
        assert_eq!(tried.counted_as_zero, expected);
        assert_eq!(tried.outcome, Outcome::Held);
    }
    // A relation without any number is not checked at all.
    for column in REQUESTS_COLUMNS.iter().map(|form| form.column) {
        report.cells.insert(CellId::requests(Row::DeclinedReissue, column), Cell::read("", None));
    }
    let scope = Scope::Row(Table::Requests, Row::DeclinedReissue);
    let tried = run(&report).relations.into_iter().find(|tried| tried.scope == scope).unwrap();
    assert_eq!(tried.outcome, Outcome::NotChecked(Reason::AllBlank));
}

#[test]
fn the_relations_tried_are_those_of_the_form() {
    for ((disclosure, requests), count) in FORMS.into_iter().zip([42, 40, 40]) {
        let result = run(&sound(disclosure, requests));
        let expected: Vec<Key> = relations(requests).iter().map(|relation| (relation.rule, relation.scope)).collect();
        let tried: Vec<Key> = result.relations.iter().map(|tried| (tried.rule, tried.scope)).collect();
        assert_eq!(tried, expected);
        assert_eq!(tried.len(), count);
    }
}

/// A report with random figures that agree: the details are drawn, the totals computed.
fn consistent() -> impl Strategy<Value = Report> {
    let figure = || prop_oneof![6 => Just(0), 3 => 1..20, 1 => 20..5000];
    let details = proptest::collection::vec(figure(), 21 * 6);
    let flow = proptest::collection::vec((figure(), 0..=100), 6);
    let disputes = proptest::collection::vec(figure(), 12);
    (0..FORMS.len(), details, flow, disputes).prop_map(|(form, details, flow, disputes)| {
        let (disclosure, requests) = FORMS[form];
        let mut report = sound(disclosure, requests);
        let is_result = |row: &Row| !matches!(row, Row::New | Row::CarriedIn | Row::Total | Row::CarriedOut);
        let rows: Vec<Row> = requests_rows(requests).iter().map(|form| form.row).collect();
        let columns = || REQUESTS_COLUMNS.iter().map(|form| form.column).filter(|&column| column != Column::Total);
        let mut details = details.into_iter();
        for (column, (carried_out, share)) in columns().zip(flow) {
            let mut total = 0;
            for &row in rows.iter().filter(|row| is_result(row)) {
                let detail = details.next().unwrap_or(0);
                set(&mut report, CellId::requests(row, column), detail);
                total += detail;
            }
            let received = total + carried_out;
            let carried_in = received * share / 100;
            for (row, number) in [
                (Row::Total, total),
                (Row::CarriedOut, carried_out),
                (Row::CarriedIn, carried_in),
                (Row::New, received - carried_in),
            ] {
                set(&mut report, CellId::requests(row, column), number);
            }
        }
        for &row in &rows {
            let total = columns().map(|column| value(&report, CellId::requests(row, column))).sum();
            set(&mut report, CellId::requests(row, Column::Total), total);
        }
        for (case, outcomes) in [Row::Review, Row::SuitDirect, Row::SuitAfterReview].into_iter().zip(disputes.chunks(4))
        {
            let columns = [Column::Upheld, Column::Corrected, Column::Other, Column::Pending];
            for (column, &number) in columns.into_iter().zip(outcomes) {
                set(&mut report, CellId::disputes(case, column), number);
            }
            set(&mut report, CellId::disputes(case, Column::Total), outcomes.iter().sum());
        }
        report
    })
}

proptest! {
    #[test]
    fn a_consistent_report_raises_no_error_and_all_its_relations_hold(report in consistent()) {
        let result = run(&report);
        prop_assert_eq!(result.count(Severity::Error), 0);
        prop_assert!(result.relations.iter().all(|tried| tried.outcome == Outcome::Held));
    }

    #[test]
    fn zeros_left_blank_change_nothing_but_advice(report in consistent(), blanks in any::<[bool; 16]>()) {
        let mut report = report;
        for ((_, cell), blank) in report.cells.iter_mut().zip(blanks.iter().cycle()) {
            if *blank && cell.number() == Some(Amount::ZERO) {
                *cell = Cell::read("", None);
            }
        }
        let result = run(&report);
        prop_assert_eq!(result.count(Severity::Error), 0);
        prop_assert!(violated(&result).is_empty());
    }

    #[test]
    fn one_wrong_cell_anywhere_is_named(report in consistent(), index in any::<prop::sample::Index>(), change in 1..500) {
        let cells = form::cells(Table::Requests, report.tables.requests.edition);
        let cell = cells[index.index(cells.len())];
        assert_found(&report, cell, Cell::of(report.number(cell).unwrap() + Amount::from(change)));
    }

    #[test]
    fn whatever_is_written_nothing_is_said_twice_and_every_violation_is_explained_once(
        report in consistent(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), -50..50), 0..40),
    ) {
        let mut report = report;
        let cells = form::cells(Table::Requests, report.tables.requests.edition);
        for (index, number) in changes {
            set(&mut report, cells[index.index(cells.len())], number);
        }
        let result = run(&report);
        let explained: Vec<Key> = arithmetic(&result).into_iter().flat_map(evidence).collect();
        let distinct: BTreeSet<Key> = explained.iter().copied().collect();
        prop_assert_eq!(explained.len(), distinct.len());
        prop_assert_eq!(distinct, violated(&result));
        let prints: BTreeSet<_> = result.findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        prop_assert_eq!(prints.len(), result.findings.len());
    }
}
