//! Everything that must hold before a change is taken.

use std::process::Command;

use anyhow::{Context, Result};

use crate::dist::{Built, Editions};
use crate::module::Effort;
use crate::process::{cargo, command, run, run_tests, step};
use crate::toolchain::{self, WASM};
use crate::{bench, browser, dependencies, dist, lanes, server};

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
    let native = || {
        let mut lines = Vec::new();
        let mut tests = tests();
        tests.args(filter).args(["--", "--skip", HOSTILE]);
        let ran = step("cargo test", || run_tests(&mut tests, &mut lines, is_cargo_summary));
        summary.append(&mut lines);
        ran
    };
    // Of these each keeps one core busy, while the slowest of the tests keep the other.
    let beside = lanes::work(native, &Beside::ALL, |piece, _| piece.run(filter, &built))?;
    summary.extend(beside.into_iter().flatten());
    step("tests in the browser", || {
        let mut tests = playwright(&chromium)?;
        tests.args(["test", "--config", "tests/browser/playwright.config.mjs", "--pass-with-no-tests"]);
        tests.args(filter.map(|filter| format!("--grep={filter}")));
        run_tests(&mut tests, summary, is_playwright_summary)
    })
}

/// The test of `tests/hostile.rs`: one thread, for a minute.
const HOSTILE: &str = "hostile_files_of_every_kind_end_in_a_sentence_soon_and_in_little_memory";

/// What runs while the native tests do.
enum Beside {
    Modules,
    Sizes,
    Dependencies,
    Hostile,
}

impl Beside {
    const ALL: [Beside; 4] = [Beside::Modules, Beside::Sizes, Beside::Dependencies, Beside::Hostile];

    /// Runs it; yields the lines that sum it up.
    fn run(&self, filter: Option<&str>, built: &Built) -> Result<Vec<String>> {
        let mut summary = Vec::new();
        match self {
            Beside::Modules => step("tests of the modules", || {
                let mut tests = command("node");
                tests.args(["--test", "--test-reporter=spec"]);
                tests.args(filter.map(|filter| format!("--test-name-pattern={filter}"))).arg("tests/wasm");
                run_tests(&mut tests, &mut summary, |line| line.starts_with('ℹ'))
            }),
            Beside::Sizes => step("sizes", || bench::require(&bench::budgeted(built)?)),
            Beside::Dependencies => step("dependencies of the modules", dependencies::check),
            Beside::Hostile if filter.is_some_and(|filter| !HOSTILE.contains(filter)) => Ok(()),
            Beside::Hostile => step("hostile files", || {
                // The whole workspace, for the same features as are compiled.
                run_tests(tests().args(["--test", "hostile"]), &mut summary, is_cargo_summary)
            }),
        }?;
        Ok(summary)
    }
}

/// What a program of tests says of itself, where it had any.
fn is_cargo_summary(line: &str) -> bool {
    line.starts_with("test result:") && !line.contains(" 0 passed; 0 failed; 0 ignored")
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
