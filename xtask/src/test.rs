//! Everything that must hold before a change is taken.

use std::process::Command;

use anyhow::{Context, Result};

use crate::dist::Editions;
use crate::module::Effort;
use crate::process::{cargo, command, run, run_tests, step};
use crate::toolchain::{self, WASM};
use crate::{bench, browser, dependencies, dist, server};

/// Runs the checks and tests; with a filter only the tests whose name contains it.
pub fn everything(filter: Option<&str>) -> Result<()> {
    let mut summary = Vec::new();
    let outcome = steps(filter, &mut summary);
    println!();
    for line in &summary {
        println!("{}", line.trim());
    }
    outcome
}

/// The page is tested natively, too: all of it but the browser.
const PAGE: &str = "gouji/page,gouji/examiner,gouji/package";

fn steps(filter: Option<&str>, summary: &mut Vec<String>) -> Result<()> {
    step("WebAssembly target", toolchain::ensure_wasm_target)?;
    step("npm ci", toolchain::install_node_tools)?;
    let chromium = step("browser", browser::find)?;
    // Lints and tests are compiled beside the modules; the tests are run when nothing else is.
    let built = dist::build_beside(Effort::Full, Editions::Today, || {
        if filter.is_none() {
            lints()?;
        }
        step("compiling the tests", || run(tests().arg("--no-run")))
    })?;
    step("cargo test", || {
        run_tests(tests().args(filter), summary, |line| {
            line.starts_with("test result:") && !line.contains(" 0 passed; 0 failed; 0 ignored")
        })
    })?;
    step("dependencies of the modules", dependencies::check)?;
    step("sizes", || bench::require(&bench::budgeted(&built)?))?;
    step("tests of the modules", || {
        let mut tests = command("node");
        tests.args(["--test", "--test-reporter=spec"]);
        tests.args(filter.map(|filter| format!("--test-name-pattern={filter}"))).arg("tests/wasm");
        run_tests(&mut tests, summary, |line| line.starts_with('ℹ'))
    })?;
    step("tests in the browser", || {
        let mut tests = playwright(&chromium)?;
        tests.args(["test", "--config", "tests/browser/playwright.config.mjs", "--pass-with-no-tests"]);
        tests.args(filter.map(|filter| format!("--grep={filter}")));
        run_tests(&mut tests, summary, is_playwright_summary)
    })
}

/// What can be said without running anything.
fn lints() -> Result<()> {
    step("cargo fmt", || run(cargo().args(["fmt", "--all", "--check"])))?;
    step("clippy", || clippy(&["--workspace", "--all-targets", "--features", PAGE]))?;
    for feature in ["page", "examiner", "package"] {
        step(&format!("clippy for the {feature}"), || {
            let feature = ["--no-default-features", "--features", feature];
            clippy(&[&["--package", "gouji", "--lib", "--target", WASM], feature.as_slice()].concat())
        })?;
    }
    step("clippy for the importer, the exporter and the county", || {
        let packages = ["--package", "gouji-importer", "--package", "gouji-exporter", "--package", "gouji-county"];
        clippy(&[packages.as_slice(), &["--lib", "--target", WASM]].concat())
    })
}

/// The tests without a browser.
fn tests() -> Command {
    let mut tests = cargo();
    tests.args(["test", "--quiet", "--workspace", "--locked", "--features", PAGE]);
    tests
}

fn clippy(arguments: &[&str]) -> Result<()> {
    run(cargo().args(["clippy", "--quiet", "--locked"]).args(arguments).args(["--", "-D", "warnings"]))
}

/// Playwright with the browser it is to use and the address of the page.
fn playwright(chromium: &std::path::Path) -> Result<Command> {
    let mut tests = command("node");
    tests
        .arg("node_modules/@playwright/test/cli.js")
        .env("GOUJI_CHROMIUM", chromium)
        .env("GOUJI_SITE", server::in_background().context("the page's server did not start")?);
    Ok(tests)
}

/// `12 passed (3.4s)` and the like.
fn is_playwright_summary(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|word| word.parse::<u32>().is_ok())
        && matches!(words.next(), Some("passed" | "failed" | "flaky" | "skipped" | "interrupted" | "did"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_lines_are_told_from_tests() {
        assert!(is_playwright_summary("  12 passed (3.4s)"));
        assert!(is_playwright_summary("  1 did not run"));
        assert!(!is_playwright_summary("  ✓  1 leaks.spec.mjs:3:1 › nothing passed on (1.2s)"));
        assert!(!is_playwright_summary("  1) leaks.spec.mjs:3:1"));
    }
}
