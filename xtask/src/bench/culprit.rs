//! How often the wrong cells of table three are found, beside how often anybody could find them.

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::table::Figure;
use crate::dist;
use crate::process::{cargo, command, output};

/// What the measuring program prints.
#[derive(Deserialize)]
struct Measured {
    cases: u32,
    classes: Vec<Class>,
    calibration: Vec<Claim>,
    garbage: Times,
}

/// Times in microseconds.
#[derive(Deserialize)]
struct Times {
    p50: f64,
    p99: f64,
    slowest: f64,
}

/// A class of faults: shares of the cases, and times in microseconds.
#[derive(Deserialize)]
struct Class {
    class: String,
    relations_alone: f64,
    ceiling: f64,
    first: f64,
    among_three: f64,
    #[serde(flatten)]
    times: Times,
}

/// Cases of which about the same was claimed: the mean claim, and the share that was right.
#[derive(Deserialize)]
struct Claim {
    claimed: f64,
    right: f64,
    cases: u32,
}

/// The shares of first answers that are promised.
const PROMISED: [(&str, f64); 3] = [("one cell", 1.0), ("two cells", 0.995), ("three cells", 0.985)];

/// Milliseconds in the browser's WebAssembly: for up to three wrong cells, and for any table whatsoever.
const UP_TO_THREE: f64 = 0.25;
const ANY: f64 = 5.0;

/// The section of BENCHMARKS.md, and the times that have a budget. Fails where less is found than is promised.
pub fn measured() -> Result<(String, Vec<Figure>)> {
    let printed = output(cargo().args(["bench", "--quiet", "--locked", "--package", "gouji", "--bench", "culprit"]))?;
    let measured: Measured = serde_json::from_str(printed.trim()).context("the measuring program printed no JSON")?;
    for (class, least) in PROMISED {
        let is_meant = |other: &&Class| other.class == class || other.class.starts_with(&format!("{class}:"));
        let mut short = measured.classes.iter().filter(is_meant).filter(|found| found.first < least);
        if let Some(found) = short.next() {
            bail!("{}: the first answer is right in {:.1} % only", found.class, 100.0 * found.first);
        }
    }
    dist::benches()?;
    let printed = output(command("node").arg("benches/browser/culprit.mjs"))?;
    let browser: Measured =
        serde_json::from_str(printed.trim()).context("the module of the benches printed no JSON")?;
    Ok((section(&measured, &browser), figures(&browser)))
}

fn figures(browser: &Measured) -> Vec<Figure> {
    let is_small = |class: &&Class| PROMISED.iter().any(|(name, _)| class.class.starts_with(name));
    let p99 = browser.classes.iter().filter(is_small).map(|class| class.times.p99).fold(0.0, f64::max);
    let all = browser.classes.iter().map(|class| &class.times).chain([&browser.garbage]);
    let slowest = all.map(|times| times.slowest).fold(0.0, f64::max);
    vec![
        Figure::milliseconds("WebAssembly: finding up to three wrong cells, p99", p99 / 1000.0, Some(UP_TO_THREE)),
        Figure::milliseconds("WebAssembly: the same for any table, the slowest", slowest / 1000.0, Some(ANY)),
    ]
}

fn section(measured: &Measured, browser: &Measured) -> String {
    let percent = |share: f64| format!("{:.1}", 100.0 * share);
    let mut page = format!(
        "\n## Finding the wrong cell\n\nGenerated tables three of offices of three sizes, {} cases a class. An answer is \
         right when it names exactly the cells that were changed, and their true numbers. *Relations alone*: the share \
         that a fair choice among the smallest sets of cells reaches; *ceiling*: the best that any first answer can \
         reach on average, knowing how tables and faults were made (measured on a generator of the same design, to \
         about ± 1 point).\n\n\
         | what went wrong | relations alone, % | ceiling, % | first answer, % | among three, % | p50, µs | p99, µs | \
         WebAssembly: p50, µs | p99, µs |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
        measured.cases
    );
    // Writing to a string cannot fail.
    for (class, in_browser) in measured.classes.iter().zip(&browser.classes) {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {:.0} | {:.0} | {:.0} | {:.0} |",
            class.class,
            percent(class.relations_alone),
            percent(class.ceiling),
            percent(class.first),
            percent(class.among_three),
            class.times.p50,
            class.times.p99,
            in_browser.times.p50,
            in_browser.times.p99,
        );
    }
    page.push_str(
        "\nWhat is claimed, and how often it is so:\n\n| claimed, % | right, % | cases |\n|---:|---:|---:|\n",
    );
    for claim in &measured.calibration {
        let _ = writeln!(page, "| {} | {} | {} |", percent(claim.claimed), percent(claim.right), claim.cases);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_shows_what_was_measured() {
        let printed = r#"{"cases": 1200, "calibration": [{"claimed": 0.951, "right": 0.949, "cases": 12}],
            "classes": [{"class": "two cells", "relations_alone": 0.997, "ceiling": 0.998, "first": 0.9991,
                         "among_three": 1.0, "p50": 12.3, "p99": 48.0, "slowest": 90.0, "steps": 190}],
            "garbage": {"p50": 300.0, "p99": 2000.0, "slowest": 2500.0, "steps": 20000}}"#;
        let measured: Measured = serde_json::from_str(printed).unwrap();
        let page = section(&measured, &measured);
        let values: Vec<f64> = figures(&measured).iter().map(|figure| figure.value).collect();
        assert_eq!(values, [0.048, 2.5]);
        assert!(page.contains("\n| two cells | 99.7 | 99.8 | 99.9 | 100.0 | 12 | 48 | 12 | 48 |\n"));
        assert!(page.contains("\n| 95.1 | 94.9 | 12 |\n"));
    }
}
