//! How often the wrong cells are found, and how long it takes: the same natively and in the module for a browser.

use std::hint::black_box;

use super::faults::{CELLS, CLASSES, Case, Dice, Mix, SCALES, case, tried};
use gouji::check::culprit::{Diagnosis, Witnesses, diagnose};
use gouji::form::Edition;
use serde_json::{Value, json};

/// Measures so many cases of each class and scale. The clock counts microseconds.
pub fn measure(cases: usize, mix: Mix, clock: impl Fn() -> f64) -> Value {
    // Claimed and right, by tenth of the claim; the last is for what is beyond doubt.
    let mut bins = [(0.0, 0_u32, 0_u32); 11];
    let mut classes = Vec::new();
    for (number, class) in CLASSES.iter().enumerate() {
        let (mut first, mut among_three, mut all) = (0, 0, 0);
        let mut times = Times::default();
        for scale in 0..SCALES.len() {
            let mut dice = Dice((number * 3 + scale) as u64 * 7919 + 1);
            for _ in 0..cases {
                let case = case(&mut dice, class, scale, mix);
                let diagnosis = times.take(&case, &clock);
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
        let share = |count: u32| f64::from(count) / f64::from(all);
        let mut measured = times.shown();
        measured["class"] = json!(class.name);
        measured["relations_alone"] = json!(class.relations_alone);
        measured["ceiling"] = json!(class.ceiling);
        measured["first"] = json!(share(first));
        measured["among_three"] = json!(share(among_three));
        classes.push(measured);
    }
    let calibration: Vec<_> = bins
        .iter()
        .filter(|(.., count)| *count > 0)
        .map(|&(claimed, right, count)| {
            let count_of = f64::from(count);
            json!({ "claimed": claimed / count_of, "right": f64::from(right) / count_of, "cases": count })
        })
        .collect();
    let mut garbage = Times::default();
    let mut dice = Dice(9);
    for round in 0..cases * SCALES.len() {
        garbage.take(&nonsense(&mut dice, round), &clock);
    }
    json!({
        "cases": cases * SCALES.len(),
        "classes": classes,
        "calibration": calibration,
        "garbage": garbage.shown(),
    })
}

/// Tables that no slips explain: any numbers, half filled in, small and negative ones, a consistent one with many
/// wrong cells.
fn nonsense(dice: &mut Dice, round: usize) -> Case {
    let mut case = Case::new([0; CELLS]);
    if round % 4 == 3 {
        case = Case::new(super::faults::consistent(dice, round % 3, Mix::Common));
        for _ in 0..6 + dice.below(30) {
            let cell = dice.below(CELLS);
            case.written[cell] = Some(case.truth[cell] + dice.below(9) as i64);
        }
        return case;
    }
    for written in &mut case.written {
        *written = match round % 4 {
            0 => Some(dice.below(500) as i64),
            1 => (dice.share() < 0.5).then(|| dice.below(5) as i64),
            _ => Some(dice.below(7) as i64 - 2),
        };
    }
    case
}

/// How long searches took, in microseconds, and how many steps they needed.
#[derive(Default)]
struct Times {
    each: Vec<f64>,
    steps: u32,
}

impl Times {
    /// Diagnoses a case. The shortest of three times counts: the machine is not ours alone.
    fn take(&mut self, case: &Case, clock: &impl Fn() -> f64) -> Diagnosis {
        let cells = case.cells();
        let tried = tried(&cells);
        let time = || {
            let start = clock();
            black_box(diagnose(Edition::Y2021, &tried, &cells, &Witnesses::default()));
            clock() - start
        };
        self.each.push(time().min(time()).min(time()));
        let diagnosis = diagnose(Edition::Y2021, &tried, &cells, &Witnesses::default());
        self.steps = self.steps.max(diagnosis.steps);
        diagnosis
    }

    fn shown(mut self) -> Value {
        self.each.sort_by(f64::total_cmp);
        let at = |per_cent: usize| self.each[(self.each.len() - 1).min(self.each.len() * per_cent / 100)];
        json!({ "p50": at(50), "p99": at(99), "slowest": at(100), "steps": self.steps })
    }
}
