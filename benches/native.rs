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
const PASSES: usize = 20;

/// Of how many reports the rules are timed, and how often.
const RULES_REPORTS: usize = 4;
const RULES_ROUNDS: usize = 100;

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

/// The rule that takes the largest part of a check, and that part in per cent: how much longer a check with that rule
/// alone takes than one without any. All of them are timed once in a round, and of many rounds the shortest times count:
/// what slows the machine down for seconds or minutes does not fall upon one rule.
fn dearest_rule(drafts: &[String]) -> (&'static str, f64) {
    let reports: Vec<Report> = drafts.iter().take(RULES_REPORTS).filter_map(|draft| report(draft)).collect();
    let off: Vec<(String, bool)> = rules().iter().map(|rule| (rule.id.to_owned(), false)).collect();
    let alone =
        |rule: &str| Options { switches: [&off[..], &[(rule.to_owned(), true)]].concat(), ..Options::default() };
    let none = Options { switches: off.clone(), ..Options::default() };
    // One without any at both ends: what comes after the whole check pays for what that has left behind.
    let mut ways = vec![Options::default(), none.clone()];
    ways.extend(rules().iter().map(|rule| alone(rule.id)));
    ways.push(none);
    let mut shortest = vec![Duration::MAX; ways.len()];
    for _ in 0..RULES_ROUNDS {
        for (time, options) in shortest.iter_mut().zip(&ways) {
            let check_all = || reports.iter().for_each(|report| drop(black_box(check(report, options))));
            // What ran before leaves its traces in the processor.
            check_all();
            let start = Instant::now();
            check_all();
            *time = start.elapsed().min(*time);
        }
    }
    let (all, none) = (shortest[0], shortest[1].min(shortest[ways.len() - 1]));
    let mut costs: Vec<(&'static str, f64)> = std::iter::zip(rules(), &shortest[2..])
        .map(|(rule, time)| (rule.id, 100.0 * time.saturating_sub(none).as_secs_f64() / all.as_secs_f64()))
        .collect();
    costs.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (rule, share) in costs.iter().take(8) {
        eprintln!("{rule}: {share:.1} %");
    }
    costs[0]
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
