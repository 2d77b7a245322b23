//! How often the wrong cells are found, and how long it takes; `cargo xtask bench` runs it and reads the JSON it prints.
//!
//! `cargo bench --bench culprit -- 300 odd` makes 300 cases a class and scale, of tables with an unusual mix of results.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement on generated tables, not the library")]

#[path = "../tests/support/faults.rs"]
mod faults;

use std::hint::black_box;
use std::time::Instant;

use faults::{CLASSES, Dice, Mix, SCALES, case, tried};
use gouji::check::culprit::{Witnesses, diagnose};
use gouji::form::Edition;
use serde_json::json;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let cases: usize = arguments.first().and_then(|argument| argument.parse().ok()).unwrap_or(400);
    let mix = if arguments.iter().any(|argument| argument == "odd") { Mix::Odd } else { Mix::Common };
    // Claimed and right, by tenth of the claim; the last is for what is beyond doubt.
    let mut bins = [(0.0, 0_u32, 0_u32); 11];
    let mut classes = Vec::new();
    for (number, class) in CLASSES.iter().enumerate() {
        let (mut first, mut among_three, mut all) = (0, 0, 0);
        let mut times = Vec::new();
        let mut steps = 0;
        for scale in 0..SCALES.len() {
            let mut dice = Dice((number * 3 + scale) as u64 * 7919 + 1);
            for _ in 0..cases {
                let case = case(&mut dice, class, scale, mix);
                let cells = case.cells();
                let tried = tried(&cells);
                let diagnosis = diagnose(Edition::Y2021, &tried, &cells, &Witnesses::default());
                // The shortest of three: the machine is not ours alone.
                let time = || {
                    let start = Instant::now();
                    black_box(diagnose(Edition::Y2021, &tried, &cells, &Witnesses::default()));
                    start.elapsed().as_secs_f64() * 1e6
                };
                times.push(time().min(time()).min(time()));
                steps = steps.max(diagnosis.steps);
                let truth = case.changed();
                let at = diagnosis.repairs.iter().position(|repair| repair.changes() == truth);
                all += 1;
                first += u32::from(at == Some(0));
                among_three += u32::from(at.is_some_and(|at| at < 3));
                if let Some(repair) = diagnosis.repairs.first() {
                    let bin = if repair.confidence >= 990 { 10 } else { usize::from(repair.confidence) / 100 };
                    bins[bin].0 += f64::from(repair.confidence) / 1000.0;
                    bins[bin].1 += u32::from(at == Some(0));
                    bins[bin].2 += 1;
                }
            }
        }
        times.sort_by(f64::total_cmp);
        let share = |count: u32| f64::from(count) / f64::from(all);
        classes.push(json!({
            "class": class.name,
            "relations_alone": class.relations_alone,
            "ceiling": class.ceiling,
            "first": share(first),
            "among_three": share(among_three),
            "p50": times[times.len() / 2],
            "p99": times[times.len() * 99 / 100],
            "slowest": times[times.len() - 1],
            "steps": steps,
        }));
    }
    let calibration: Vec<_> = bins
        .iter()
        .filter(|(.., count)| *count > 0)
        .map(|&(claimed, right, count)| {
            let count_of = f64::from(count);
            json!({ "claimed": claimed / count_of, "right": f64::from(right) / count_of, "cases": count })
        })
        .collect();
    println!("{}", json!({ "cases": cases * SCALES.len(), "classes": classes, "calibration": calibration }));
}
