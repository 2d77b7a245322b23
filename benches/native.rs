//! How long the checker takes natively, over a thousand reports; `cargo xtask bench` runs it and reads the JSON
//! it prints (milliseconds).
#![allow(clippy::indexing_slicing, reason = "a measurement on known text, not the library")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use gouji::check::{Options, check};
use gouji::import::{Host, Imported, Input, import};
use gouji::read::read;
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
    println!(
        "{{\"check\": {}, \"read_and_check\": {}, \"slowest\": {}}}",
        mean(checking),
        mean(whole.iter().sum()),
        milliseconds(whole.iter().max().copied().unwrap_or_default()),
    );
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
