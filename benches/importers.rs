//! The sample in every kind of file: how long reading it takes natively. The files and what was measured are put into the
//! folder `$GOUJI_SAMPLES`, where the script finds them that measures the same in WebAssembly; `cargo xtask bench` runs
//! both.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a measurement on known files, with the writers of the tests"
)]

#[path = "../tests/native/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use gouji::import::{Imported, Input, NativeHost, import};
use gouji::read::read;
use gouji::samples::SOUND;
use serde_json::json;

const RUNS: usize = 21;

fn main() {
    let folder = PathBuf::from(std::env::var_os("GOUJI_SAMPLES").expect("GOUJI_SAMPLES names a folder"));
    let Ok(Imported::Document(sample)) = import(Input::Text(SOUND), &NativeHost) else { unreachable!() };
    let mut measured = Vec::new();
    for (number, (kind, bytes)) in support::hostile::every_kind(&read(&sample)).into_iter().enumerate() {
        let file = format!("every-{number}");
        std::fs::write(folder.join(&file), &bytes).unwrap();
        let milliseconds = median(|| {
            black_box(import(Input::File { bytes: &bytes, name: "年报" }, &NativeHost).unwrap());
        });
        measured.push(json!({"kind": kind, "file": file, "length": bytes.len(), "native": milliseconds}));
    }
    std::fs::write(folder.join("every.json"), serde_json::Value::from(measured).to_string()).unwrap();
}

/// The median time of some runs, in milliseconds.
fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2].as_secs_f64() * 1000.0
}
