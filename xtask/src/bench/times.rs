//! How long things take: natively, and in a browser.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Figure;
use super::table::Unit;
use crate::process::{cargo, command, output, run};
use crate::target_folder;

/// Names in what the measuring programs print, what they mean, and budgets in milliseconds.
const NATIVE: [(&str, &str, Option<f64>); 3] = [
    ("check", "native: check of one report, mean of 1000, best of twenty passes", Some(0.2)),
    ("read_and_check", "native: import, read and check of one text, mean of 1000, best of twenty", Some(1.0)),
    ("slowest", "native: the slowest of them", None),
];

/// Per cent of a check that one rule may cost.
const DEAREST_RULE: f64 = 5.0;

const PAGE: [(&str, &str, Option<f64>); 13] = [
    ("start", "site: navigation to started and painted, median", Some(300.0)),
    ("first_check", "site: first check of the sample after the start, event to findings, median", Some(20.0)),
    ("first_check_painted", "site: the same until its first painting", None),
    ("first_check_at_once", "site: first check before the page has come to rest", None),
    ("edit_p50", "site: a key in the sample, until its findings are painted, p50", None),
    ("edit_p95", "site: the same, p95", Some(16.0)),
    ("large_p50", "site: a key in 200 KB, until its findings are painted, p50", None),
    ("large_p95", "site: the same, p95", Some(60.0)),
    ("county", "site: 500 reports handed in at once, until all are checked and added up", Some(5000.0)),
    ("county_frame_p95", "site: time between frames meanwhile, p95", None),
    ("file_start", "single file: opening to started, median", None),
    ("file_loaded", "single file: opening until the browser has read it, median", None),
    ("file_first_check", "single file: from there to the end of the first check, median", Some(100.0)),
];

/// The checker without a browser.
pub fn native() -> Result<Vec<Figure>> {
    let printed = output(cargo().args(["bench", "--quiet", "--locked", "--package", "gouji", "--bench", "native"]))?;
    let mut figures = figures(&printed, &NATIVE)?;
    figures.push(dearest_rule(&printed)?);
    run(cargo().args(["build", "--quiet", "--locked", "--release", "--package", "gouji", "--bin", "gouji"]))?;
    let median = median_of_starts(101)?;
    figures.push(Figure::milliseconds("command line: start to end of one check, median", median, None));
    Ok(figures)
}

/// What the most expensive single rule takes of a whole check.
fn dearest_rule(printed: &str) -> Result<Figure> {
    let values: Value = serde_json::from_str(printed.trim()).context("the measuring program printed no JSON")?;
    let rule = values.get("dearest").and_then(Value::as_str).context("the dearest rule was not measured")?;
    let value = values.get("dearest_share").and_then(Value::as_f64).context("its share was not measured")?;
    let name = format!("native: the dearest rule ({rule}), of a whole check");
    Ok(Figure { name, value, unit: Unit::Percent, budget: Some(DEAREST_RULE) })
}

/// The page in a browser.
pub fn page(chromium: &Path, site: &str) -> Result<Vec<Figure>> {
    let printed =
        output(command("node").arg("tests/browser/bench.mjs").env("GOUJI_CHROMIUM", chromium).env("GOUJI_SITE", site))?;
    figures(&printed, &PAGE)
}

/// What a measuring program printed: one JSON object, a number for each name.
fn figures(printed: &str, names: &[(&str, &str, Option<f64>)]) -> Result<Vec<Figure>> {
    let values: Value = serde_json::from_str(printed.trim()).context("the measuring program printed no JSON")?;
    let figure = |&(key, name, budget): &(&str, &str, Option<f64>)| {
        let value = values.get(key).and_then(Value::as_f64).with_context(|| format!("{key} was not measured"))?;
        Ok(Figure::milliseconds(name, value, budget))
    };
    names.iter().map(figure).collect()
}

/// Runs the command line that often; the median in milliseconds.
fn median_of_starts(times: usize) -> Result<f64> {
    let program = target_folder().join("release").join(format!("gouji{}", std::env::consts::EXE_SUFFIX));
    let mut durations: Vec<Duration> = Vec::new();
    for _ in 0..times {
        let start = Instant::now();
        command(&program).args(["check", "samples/sound.txt"]).output().context("cannot start the command line")?;
        durations.push(start.elapsed());
    }
    durations.sort_unstable();
    Ok(durations.get(times / 2).map_or(f64::NAN, |duration| duration.as_secs_f64() * 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_must_have_been_measured() {
        let names = [("a", "first", Some(1.0)), ("b", "second", None)];
        let read = figures("{\"a\": 0.5, \"b\": 2, \"c\": 3}\n", &names).unwrap();
        assert_eq!(read.iter().map(|figure| figure.value).collect::<Vec<_>>(), [0.5, 2.0]);
        figures("{\"a\": 0.5}", &names).unwrap_err();
        figures("{\"a\": 0.5, \"b\": null}", &names).unwrap_err();
        figures("", &names).unwrap_err();
    }
}
