//! How often the wrong cells are found, and how long it takes; `cargo xtask bench` runs it and reads the JSON it prints.
//!
//! `cargo bench --bench culprit -- 300 odd` makes 300 cases a class and scale, of tables with an unusual mix of results.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement on generated tables, not the library")]

#[path = "../tests/native/support/faults.rs"]
mod faults;
#[path = "culprit/measure.rs"]
mod measure;

use std::time::Instant;

use faults::Mix;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let cases = arguments.first().and_then(|argument| argument.parse().ok()).unwrap_or(400);
    let mix = if arguments.iter().any(|argument| argument == "odd") { Mix::Odd } else { Mix::Common };
    let start = Instant::now();
    println!("{}", measure::measure(cases, mix, || start.elapsed().as_secs_f64() * 1e6));
}
