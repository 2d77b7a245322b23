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

/// How often all reports are checked: the shortest time counts, as others are at work here.
const PASSES: usize = 5;

fn main() {
    let drafts: Vec<String> = (0..REPORTS).map(draft).collect();
    let passes: Vec<Pass> = (0..PASSES).map(|_| pass(&drafts)).collect();
    let shortest = |part: fn(&Pass) -> Duration| passes.iter().map(part).min().unwrap_or_default();
    let mean = |time: Duration| milliseconds(time) / REPORTS as f64;
    let (dearest, share) = dearest_rule(&drafts);
    println!(
        "{{\"dearest\": \"{dearest}\", \"dearest_share\": {share}, \"check\": {}, \"read_and_check\": {}, \"slowest\": {}}}",
        mean(shortest(|pass| pass.checking)),
        mean(shortest(|pass| pass.whole)),
        milliseconds(shortest(|pass| pass.slowest)),
    );
}

/// How long all reports took together, and the slowest of them.
struct Pass {
    checking: Duration,
    whole: Duration,
    slowest: Duration,
}

/// Imports, reads and checks every draft once.
fn pass(drafts: &[String]) -> Pass {
    let (mut checking, mut whole) = (Duration::ZERO, Vec::with_capacity(REPORTS));
    for draft in drafts {
        let start = Instant::now();
        let Ok(Imported::Document(document)) = import(Input::Text(draft), &NoHost) else { continue };
        let report = read(&document);
        let read = Instant::now();
        black_box(check(&report, &Options::default()));
        checking += read.elapsed();
        whole.push(start.elapsed());
    }
    assert_eq!(whole.len(), REPORTS, "every draft is read");
    Pass { checking, whole: whole.iter().sum(), slowest: whole.iter().max().copied().unwrap_or_default() }
}

/// The rule that takes the largest part of a check, and that part in per cent: each rule is timed alone, in turns with
/// checks without any and with all, so that what slows the machine down slows down all three.
fn dearest_rule(drafts: &[String]) -> (&'static str, f64) {
    let reports: Vec<Report> = drafts.iter().take(20).filter_map(|draft| report(draft)).collect();
    let off: Vec<(String, bool)> = rules().iter().map(|rule| (rule.id.to_owned(), false)).collect();
    let (none, all) = (Options { switches: off.clone(), ..Options::default() }, Options::default());
    let mut costs: Vec<(&'static str, f64)> = rules()
        .iter()
        .map(|rule| {
            let mut switches = off.clone();
            switches.push((rule.id.to_owned(), true));
            let alone = Options { switches, ..Options::default() };
            let [none, alone, all] = in_turns(&reports, [&none, &alone, &all]);
            (rule.id, 100.0 * alone.saturating_sub(none).as_secs_f64() / all.as_secs_f64())
        })
        .collect();
    costs.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (rule, share) in costs.iter().take(8) {
        eprintln!("{rule}: {share:.1} %");
    }
    costs[0]
}

/// How long it takes to check these reports in three ways, one after the other: the shortest of several times.
fn in_turns(reports: &[Report], ways: [&Options; 3]) -> [Duration; 3] {
    let once = |options: &Options| {
        let start = Instant::now();
        for report in reports {
            black_box(check(report, options));
        }
        start.elapsed()
    };
    let mut shortest = [Duration::MAX; 3];
    for _ in 0..15 {
        for (time, options) in shortest.iter_mut().zip(ways) {
            *time = once(options).min(*time);
        }
    }
    shortest
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
