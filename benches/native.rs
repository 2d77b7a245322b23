//! How long the checker takes natively, over a thousand reports; `cargo xtask bench` runs it and reads the JSON
//! it prints (milliseconds).
#![allow(clippy::indexing_slicing, reason = "a measurement on known text, not the library")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use gouji::check::{Options, check, rules};
use gouji::import::{Host, Imported, Input, import};
use gouji::read::read;
use gouji::report::Report;
use gouji::samples::SOUND;

const REPORTS: usize = 1000;

/// Text needs no decoder.
struct NoHost;

impl Host for NoHost {
    fn decode(&self, _: &str, _: &[u8]) -> Option<(String, bool)> {
        None
    }
}

fn main() {
    let drafts: Vec<String> = (0..REPORTS).map(draft).collect();
    let (mut checking, mut whole) = (Duration::ZERO, Vec::with_capacity(REPORTS));
    for draft in &drafts {
        let start = Instant::now();
        let Ok(Imported::Document(document)) = import(Input::Text(draft), &NoHost) else { continue };
        let report = read(&document);
        let read = Instant::now();
        black_box(check(&report, &Options::default()));
        checking += read.elapsed();
        whole.push(start.elapsed());
    }
    assert_eq!(whole.len(), REPORTS, "every draft is read");
    let mean = |time: Duration| milliseconds(time) / REPORTS as f64;
    let (dearest, share) = dearest_rule(&drafts);
    println!(
        "{{\"dearest\": \"{dearest}\", \"dearest_share\": {share}, \"check\": {}, \"read_and_check\": {}, \"slowest\": {}}}",
        mean(checking),
        mean(whole.iter().sum()),
        milliseconds(whole.iter().max().copied().unwrap_or_default()),
    );
}

/// The rule that takes the largest part of a check, and that part in per cent: each rule is timed alone, against
/// checks without any.
fn dearest_rule(drafts: &[String]) -> (&'static str, f64) {
    let reports: Vec<Report> = drafts.iter().take(40).filter_map(|draft| report(draft)).collect();
    let off: Vec<(String, bool)> = rules().iter().map(|rule| (rule.id.to_owned(), false)).collect();
    let none = time(&reports, &Options { switches: off.clone(), ..Options::default() });
    let whole = time(&reports, &Options::default()).as_secs_f64();
    let mut costs: Vec<(&'static str, f64)> = rules()
        .iter()
        .map(|rule| {
            let mut switches = off.clone();
            switches.push((rule.id.to_owned(), true));
            let alone = time(&reports, &Options { switches, ..Options::default() });
            (rule.id, 100.0 * alone.saturating_sub(none).as_secs_f64() / whole)
        })
        .collect();
    costs.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (rule, share) in costs.iter().take(8) {
        eprintln!("{rule}: {share:.1} %");
    }
    costs[0]
}

/// How long it takes to check these reports: the shortest of several times, as others are at work here.
fn time(reports: &[Report], options: &Options) -> Duration {
    let once = || {
        let start = Instant::now();
        for report in reports {
            black_box(check(report, options));
        }
        start.elapsed()
    };
    (0..15).map(|_| once()).min().unwrap_or_default()
}

fn report(draft: &str) -> Option<Report> {
    let Ok(Imported::Document(document)) = import(Input::Text(draft), &NoHost) else { return None };
    Some(read(&document))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A draft like those that clerks have: the sound report with none to three of its figures changed, so that the
/// search for the culprit has work to do as well.
fn draft(number: usize) -> String {
    let lines: Vec<&str> = SOUND.lines().collect();
    let table_lines: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].matches('\t').count() > 3).collect();
    let mut changed: Vec<String> = lines.iter().map(ToString::to_string).collect();
    for fault in 0..number % 4 {
        let line = table_lines[(number * 7 + fault * 31) % table_lines.len()];
        let mut cells: Vec<String> = changed[line].split('\t').map(str::to_owned).collect();
        let column = (number * 3 + fault) % cells.len();
        if let Ok(figure) = cells[column].trim().parse::<usize>() {
            cells[column] = (figure + 1 + number % 9).to_string();
        }
        changed[line] = cells.join("\t");
    }
    changed.join("\n")
}
