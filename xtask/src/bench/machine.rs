//! On what the figures were measured.

use std::fs;
use std::path::Path;

use crate::process::{command, output};

/// A hundred million multiplications, each of the one before: as long as the machine takes for them, the best of five.
const YARDSTICK: &str = "const run = () => { const start = performance.now(); let x = 1; \
    for (let i = 0; i < 1e8; i++) x = (Math.imul(x, 1103515245) + 12345) | 0; return performance.now() - start + x * 0; }; \
    console.log(Math.min(run(), run(), run(), run(), run()).toFixed(0))";

/// Two sentences.
pub fn described(chromium: &Path) -> String {
    let said = |program: &str, argument: &str| output(command(program).arg(argument)).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!(
        "Measured on {} with {cores} cores ({}), {}, Node.js {}, {}. A yardstick, for other machines and other days: a \
         hundred million multiplications in Node.js, each of the one before, took {} ms.",
        processor().unwrap_or_else(|| "an unnamed processor".to_owned()),
        std::env::consts::OS,
        said("rustc", "--version").trim(),
        said("node", "--version").trim(),
        output(command(chromium).args(["--version", "--no-sandbox"])).unwrap_or_default().trim(),
        output(command("node").args(["-e", YARDSTICK])).unwrap_or_default().trim(),
    )
}

fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
