//! Sizes and times against their budgets, written to BENCHMARKS.md.

mod culprit;
mod libraries;
pub mod lighthouse;
mod machine;
mod prose;
mod sizes;
mod table;
mod times;

use std::fs;

use anyhow::{Context, Result, bail};

pub use sizes::budgeted;
use sizes::sizes;
use table::Figure;

use crate::dist::Editions;
use crate::module::Effort;
use crate::process::step;
use crate::{browser, dist, root, server, toolchain};

/// Measures everything.
pub fn everything() -> Result<()> {
    step("npm ci", toolchain::install_node_tools)?;
    let chromium = step("browser", browser::find)?;
    let built = dist::build(Effort::Full, Editions::Today)?;
    let mut figures = step("sizes", || sizes(&built))?;
    figures.extend(step("times of the native checker", times::native)?);
    figures.extend(step("times of the page", || times::page(&chromium, &server::in_background()?))?);

    let (found, times) = step("finding the wrong cell", culprit::measured)?;
    figures.extend(times);
    let prose = step("claims in prose", prose::measure)?;
    let libraries = step("other libraries", || libraries::measured(&chromium))?;
    let report =
        table::markdown(&figures, &machine::described(&chromium)) + &libraries + &found + "\n" + &prose.section();
    // Measured by itself, and seldom.
    let before = fs::read_to_string(root().join("BENCHMARKS.md")).unwrap_or_default();
    let lighthouse = lighthouse::section_of(&before);
    let report = if lighthouse.is_empty() { report } else { format!("{}\n\n{lighthouse}", report.trim_end()) };
    fs::write(root().join("BENCHMARKS.md"), &report).context("cannot write BENCHMARKS.md")?;
    println!("{report}");
    prose.require()?;
    require(&figures)
}

/// Fails when a budget is passed.
pub fn require(figures: &[Figure]) -> Result<()> {
    let passed: Vec<&str> =
        figures.iter().filter(|figure| !figure.holds()).map(|figure| figure.name.as_str()).collect();
    if !passed.is_empty() {
        bail!("over budget: {}", passed.join("; "));
    }
    Ok(())
}
