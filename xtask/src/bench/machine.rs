//! On what the figures were measured.

use std::fs;
use std::path::Path;

use crate::process::{command, output};

/// One sentence.
pub fn described(chromium: &Path) -> String {
    let said = |program: &str, argument: &str| output(command(program).arg(argument)).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!(
        "Measured on {} with {cores} cores ({}), {}, Node.js {}, {}.",
        processor().unwrap_or_else(|| "an unnamed processor".to_owned()),
        std::env::consts::OS,
        said("rustc", "--version").trim(),
        said("node", "--version").trim(),
        output(command(chromium).args(["--version", "--no-sandbox"])).unwrap_or_default().trim(),
    )
}

fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
