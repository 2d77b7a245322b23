//! How well the prose rules judge the labelled set of sentences (`tests/native/prose/sentences.txt`), and how long reading the
//! prose of a report takes; `cargo xtask bench` runs it and reads the JSON it prints.

#[path = "../tests/native/support/sentences.rs"]
#[allow(dead_code, reason = "the test shows the sentences themselves")]
mod sentences;

use std::hint::black_box;
use std::time::{Duration, Instant};

use gouji::check::{Options, check};
use gouji::import::{Host, Imported, Input, import};
use gouji::prose::Prose;
use gouji::read::read;
use gouji::report::Report;
use gouji::samples::SOUND;
use sentences::{SENTENCES, judge};

/// Text needs no decoder.
struct NoHost;

impl Host for NoHost {
    fn decode(&self, _: &str, _: &[u8]) -> Option<(String, bool)> {
        None
    }
}

fn main() {
    let judged = judge(SENTENCES).unwrap_or_default();
    let (mut right, mut found, mut wanted, mut silent) = (0, 0, 0, 0);
    for one in &judged {
        let mut expected: Vec<&String> = one.expected.iter().chain(&one.missed).collect();
        silent += usize::from(expected.is_empty());
        wanted += expected.len();
        found += one.found.len();
        for rule in &one.found {
            if let Some(at) = expected.iter().position(|other| *other == rule) {
                expected.remove(at);
                right += 1;
            }
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole as f64;
    println!(
        "{{\"sentences\": {}, \"silent\": {silent}, \"precision\": {}, \"recall\": {}, \"read\": {}, \"check\": {}}}",
        judged.len(),
        percent(right, found),
        percent(right, wanted),
        milliseconds(|report| {
            black_box(Prose::read(report, report.year));
        }),
        milliseconds(|report| {
            black_box(check(report, &Options::default()));
        }),
    );
}

/// The least of a thousand times: what the work takes when nothing interrupts it.
fn milliseconds(work: impl Fn(&Report)) -> f64 {
    let Ok(Imported::Document(document)) = import(Input::Text(SOUND), &NoHost) else { return f64::NAN };
    let report = read(&document);
    let time = |_| {
        let start = Instant::now();
        work(&report);
        start.elapsed()
    };
    (0..1000).map(time).min().unwrap_or(Duration::ZERO).as_secs_f64() * 1000.0
}
