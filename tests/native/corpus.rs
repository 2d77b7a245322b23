//! Real figures in every shape. The corpus of published reports is kept outside the repository; where it is
//! absent, the invented sample alone is tested.

use crate::support::corpus::{CORPUS, corpus};
use crate::support::same::{cell_differences, read_in, text_differences};
use crate::support::ways::Way;
use gouji::check::{Check, Options, Outcome, Severity, check};
use gouji::import::Input;
use gouji::report::{Amount, Report, Value};
use gouji::samples::{BROKEN, SOUND};

fn sample() -> Report {
    read_in(Input::Text(SOUND))
}

fn arithmetic(check: &Check) -> Vec<String> {
    let broken = check.relations.iter().filter(|tried| matches!(tried.outcome, Outcome::Violated { .. }));
    broken.map(|tried| format!("{} {}", tried.rule, tried.scope)).collect()
}

#[test]
fn figures_are_read_back_in_every_shape() {
    for (name, report) in corpus().into_iter().chain([("sample".to_owned(), sample())]) {
        for way in Way::all() {
            let read = way.read(&report);
            assert_eq!(cell_differences(&read, &report), Vec::<String>::new(), "{name}, {way:?}");
            assert_eq!(text_differences(&read, &report), Vec::<String>::new(), "{name}, {way:?}");
            let check = check(&read, &Options::default());
            assert_eq!(arithmetic(&check), Vec::<String>::new(), "{name}, {way:?}");
        }
    }
}

#[test]
fn the_sample_is_read_whole() {
    let report = sample();
    assert_eq!(report.organ.as_deref(), Some("青石镇人民政府"));
    assert_eq!(report.year, Some(2024));
    assert_eq!(report.sections.iter().map(|section| section.part).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(report.cells.len(), 200);
    let number = |id: &str| report.number(id.parse().unwrap());
    for (id, value) in [
        ("disclosure.normative.in_force", "9"),
        ("disclosure.fees.amount", "3.42"),
        ("requests.new.total", "41"),
        ("requests.total.business", "6"),
        ("requests.carried_out.natural", "2"),
        ("disputes.review.upheld", "1"),
        ("disputes.suit_after_review.pending", "1"),
    ] {
        assert_eq!(number(id), value.parse::<Amount>().ok(), "{id}");
    }
}

#[test]
fn the_sound_sample_raises_nothing_and_the_broken_one_what_is_wrong_with_it() {
    let judged = |text| check(&read_in(Input::Text(text)), &Options::default());
    let sound = judged(SOUND);
    let complaints: Vec<_> = sound.findings.iter().map(|finding| (finding.rule, &finding.message)).collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
    assert_eq!(sound.outcomes(|outcome| matches!(outcome, Outcome::Held)), 42);

    let broken = judged(BROKEN);
    let rules: Vec<&str> = broken.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["DAT-03", "NAR-22", "NAR-04", "TXT-06", "APP-02", "APP-02", "TAB-08", "DIS-04", "STR-18"]);
}

#[test]
fn the_founding_report_is_read_with_all_its_damage() {
    let Ok(text) = std::fs::read_to_string(format!("{CORPUS}/tanshan-2021.txt")) else {
        eprintln!("no corpus at {CORPUS}: skipped");
        return;
    };
    let report = read_in(Input::Text(&text));
    let zeros = report.cells.values().filter(|cell| cell.value == Value::Number(Amount::ZERO)).count();
    assert_eq!((report.cells.len(), zeros), (200, 200));
    assert_eq!(report.sections.iter().map(|section| section.part).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    let check = check(&report, &Options::default());
    assert_eq!(check.outcomes(|outcome| matches!(outcome, Outcome::Held)), 42);
    let errors: Vec<_> = check.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // Its slips, and nothing that is not true.
    let wording = check.findings.iter().filter(|finding| ["TXT", "PRI"].contains(&&finding.rule[..3]));
    let mut wording: Vec<(&str, Option<&str>)> =
        wording.map(|finding| (finding.message.key, finding.actual.as_deref())).collect();
    wording.sort_unstable();
    let slips = [
        ("TXT-01", Some("方面方面")),
        ("TXT-02.comma", Some("，")),
        ("TXT-04", None),
        ("TXT-04.brackets", None),
        ("TXT-06", Some("责任追求")),
    ];
    assert_eq!(wording, slips);
}
