//! Tables three as offices of three sizes fill them in, and the ways in which they come to be wrong: made from a seed,
//! so that every run sees the same ones.
#![allow(dead_code, reason = "the tests and the bench each use a part")]

use gouji::check::{Outcome, Tried};
use gouji::form::{CellId, CellMap, Edition, Relation, Table, cells, relations};
use gouji::report::{Amount, Cell, Value};

/// Rows and columns of the form of 2021.
pub const ROWS: usize = 25;
pub const COLUMNS: usize = 7;
pub const CELLS: usize = ROWS * COLUMNS;
const TOTAL_ROW: usize = 23;
const CARRIED_OUT: usize = 24;

/// Numbers by cell, row by row.
pub type Numbers = [i64; CELLS];

/// A table that is wrong.
#[derive(Clone, Debug)]
pub struct Case {
    pub truth: Numbers,
    /// What is written; `None` is a blank.
    pub written: [Option<i64>; CELLS],
}

impl Case {
    pub fn new(truth: Numbers) -> Case {
        Case { truth, written: truth.map(Some) }
    }

    /// The cells that are wrong, with their true numbers.
    pub fn changed(&self) -> Vec<(CellId, Amount)> {
        let ids = cells(Table::Requests, Edition::Y2021);
        let wrong = (0..CELLS).filter(|&cell| self.written[cell].unwrap_or(0) != self.truth[cell]);
        wrong.map(|cell| (ids[cell], Amount::from(self.truth[cell]))).collect()
    }

    /// The table as it was read.
    pub fn cells(&self) -> CellMap<Cell> {
        table(&self.written)
    }
}

pub fn table(written: &[Option<i64>; CELLS]) -> CellMap<Cell> {
    let ids = cells(Table::Requests, Edition::Y2021);
    let cell =
        |number: &Option<i64>| number.map_or_else(|| Cell::read("", None), |number| Cell::of(Amount::from(number)));
    ids.into_iter().zip(written.iter().map(cell)).collect()
}

/// Tries the relations of table three.
pub fn tried(cells: &CellMap<Cell>) -> Vec<Tried> {
    let sum = |ids: &[CellId]| -> Amount {
        let number = |id| match cells.get(id).map(|cell| cell.value) {
            Some(Value::Number(amount)) => amount,
            _ => Amount::ZERO,
        };
        ids.iter().map(number).sum()
    };
    let outcome = |relation: &Relation| match (sum(&relation.left), sum(&relation.right)) {
        (left, right) if left == right => Outcome::Held,
        (left, right) => Outcome::Violated { left, right },
    };
    relations(Edition::Y2021)
        .iter()
        .map(|relation| Tried {
            rule: relation.rule,
            scope: relation.scope,
            outcome: outcome(relation),
            counted_as_zero: Vec::new(),
        })
        .collect()
}

/// SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below one.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.share() * bound as f64) as usize
    }

    /// One of them, as often as they weigh.
    pub fn one_of(&mut self, weights: &[f64]) -> usize {
        let mut left = self.share() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return index;
            }
        }
        weights.len() - 1
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * (1.0 - self.share()).ln()).sqrt() * (std::f64::consts::TAU * self.share()).cos()
    }

    /// Gamma-distributed, after Marsaglia and Tsang.
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * (1.0 - self.share()).powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && (1.0 - self.share()).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    fn shares(&mut self, parameters: &[f64]) -> Vec<f64> {
        parameters.iter().map(|&parameter| self.gamma(parameter)).collect()
    }
}

/// How many applications an office has: from, to.
pub const SCALES: [(&str, f64, f64); 3] = [("small", 1.0, 15.0), ("middling", 15.0, 300.0), ("large", 300.0, 12_000.0)];

const RESULTS: [f64; 21] = [
    1312.0, 412.0, 3.0, 20.0, 6.0, 20.0, 16.0, 10.0, 17.0, 47.0, 900.0, 24.0, 4.0, 150.0, 30.0, 1.0, 20.0, 2.0, 62.0,
    18.0, 250.0,
];
const APPLICANTS: [f64; 6] = [0.955, 0.030, 0.0008, 0.002, 0.009, 0.0032];

/// A table in which everything holds. `Mix::Common` has the results that are common, `Mix::Odd` any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    Common,
    Odd,
}

pub fn consistent(dice: &mut Dice, scale: usize, mix: Mix) -> Numbers {
    let (_, from, to) = SCALES[scale];
    let applications = (from.ln() + dice.share() * (to / from).ln()).exp().round() as usize;
    let all: f64 = RESULTS.iter().sum();
    let parameters: Vec<f64> = match mix {
        Mix::Common => RESULTS.iter().map(|result| result / all * 14.0 + 0.03).collect(),
        Mix::Odd => vec![0.35; 21],
    };
    let results = dice.shares(&parameters);
    let weight = if dice.share() < 0.3 { 12.0 } else { 60.0 };
    let applicants = dice.shares(&APPLICANTS.map(|share| share * weight + 0.02));
    let beta = |dice: &mut Dice| {
        let (one, other) = (dice.gamma(1.0), dice.gamma(20.0));
        one / (one + other)
    };
    let (carried_in, carried_out) = (beta(dice), beta(dice));
    let mut table = [0; CELLS];
    for _ in 0..applications {
        let applicant = dice.one_of(&applicants);
        table[usize::from(dice.share() < carried_in) * COLUMNS + applicant] += 1;
        if dice.share() < carried_out {
            table[CARRIED_OUT * COLUMNS + applicant] += 1;
        } else {
            table[(2 + dice.one_of(&results)) * COLUMNS + applicant] += 1;
        }
    }
    add_up(&mut table);
    table
}

/// Writes the totals that follow from the details.
pub fn add_up(table: &mut Numbers) {
    for column in 0..6 {
        table[TOTAL_ROW * COLUMNS + column] = (2..TOTAL_ROW).map(|row| table[row * COLUMNS + column]).sum();
    }
    for row in 0..ROWS {
        table[row * COLUMNS + 6] = (0..6).map(|column| table[row * COLUMNS + column]).sum();
    }
}

/// The kinds of slips of one cell, and how often each occurs.
pub const SLIPS: [(&str, f64); 8] = [
    ("one digit wrong", 0.22),
    ("digits transposed", 0.12),
    ("a digit dropped", 0.12),
    ("a digit too many", 0.12),
    ("left out", 0.10),
    ("off by 1 to 9", 0.17),
    ("some other number", 0.10),
    ("wrong sign", 0.05),
];

/// What a slip of that kind makes of a number; `None` where it cannot happen, or changes nothing.
fn slip(dice: &mut Dice, kind: usize, truth: i64) -> Option<Option<i64>> {
    let mut digits: Vec<u8> = truth.to_string().into_bytes();
    let last = digits.len() - 1;
    let number = |digits: &[u8]| std::str::from_utf8(digits).unwrap().parse::<i64>().unwrap();
    let written = match kind {
        0 => {
            let at = dice.below(digits.len());
            let least = u8::from(at == 0 && last > 0);
            digits[at] = b'0' + least + dice.below(10 - usize::from(least)) as u8;
            Some(number(&digits))
        }
        1 => {
            if last == 0 {
                return None;
            }
            let at = dice.below(last);
            digits.swap(at, at + 1);
            (digits[0] != b'0').then(|| number(&digits))?.into()
        }
        2 => {
            if last == 0 {
                return None;
            }
            digits.remove(dice.below(digits.len()));
            Some(number(&digits))
        }
        3 => {
            if truth == 0 {
                return None;
            }
            let (at, digit) = (dice.below(digits.len() + 1), b'0' + dice.below(10) as u8);
            digits.insert(at, digit);
            (digits[0] != b'0').then(|| number(&digits))?.into()
        }
        4 => {
            if truth == 0 {
                return None;
            }
            (dice.share() < 0.5).then_some(0)
        }
        5 => {
            let distance = 1 + dice.one_of(&std::array::from_fn::<f64, 9, _>(|n| 1.0 / (n + 1) as f64)) as i64;
            Some(if dice.share() < 0.7 && truth >= distance { truth - distance } else { truth + distance })
        }
        6 => Some(((10.0 * truth.max(9) as f64 + 1.0).ln() * dice.share()).exp() as i64 - 1),
        _ => (truth > 0).then_some(-truth)?.into(),
    };
    (written != Some(truth)).then_some(written)
}

fn exposure(number: i64) -> f64 {
    match number {
        10.. => 1.0,
        1.. => 0.7,
        _ => 0.1,
    }
}

/// Mistypes one cell that is still right; the kind is drawn unless it is given.
fn mistype(dice: &mut Dice, case: &mut Case, kind: Option<usize>) -> Option<()> {
    let rates: Vec<f64> = SLIPS.iter().map(|(_, rate)| *rate).collect();
    // A small table may have no cell for which that kind is possible.
    for _ in 0..1000 {
        let weights = case.truth.map(exposure);
        let cell = dice.one_of(&weights);
        if case.written[cell] != Some(case.truth[cell]) {
            continue;
        }
        let kind = kind.unwrap_or_else(|| dice.one_of(&rates));
        if let Some(written) = slip(dice, kind, case.truth[cell]) {
            case.written[cell] = written;
            return Some(());
        }
    }
    None
}

fn off_by_one(dice: &mut Dice, case: &mut Case) {
    loop {
        let cell = dice.one_of(&case.truth.map(exposure));
        if case.written[cell] == Some(case.truth[cell]) {
            let down = dice.share() < 0.7 && case.truth[cell] > 0;
            case.written[cell] = Some(case.truth[cell] + if down { -1 } else { 1 });
            return;
        }
    }
}

fn at(row: usize, column: usize) -> usize {
    row * COLUMNS + column
}

/// A row or column cell of the results, and the next one.
fn neighbours(dice: &mut Dice, in_row: bool) -> (usize, usize) {
    if in_row {
        let (row, column) = (dice.below(ROWS), dice.below(6));
        (at(row, column), at(row, column + 1))
    } else {
        let (row, column) = (2 + dice.below(20), dice.below(7));
        (at(row, column), at(row + 1, column))
    }
}

/// Two neighbours exchanged.
fn exchange(dice: &mut Dice, case: &mut Case, in_row: bool) -> Option<()> {
    let (one, other) = neighbours(dice, in_row);
    (case.truth[one] != case.truth[other]).then_some(())?;
    case.written.swap(one, other);
    Some(())
}

/// A few cases put in the wrong cell of the row (another applicant) or the column (another result).
fn misplace(dice: &mut Dice, case: &mut Case, in_row: bool) -> Option<()> {
    let few = 1 + dice.one_of(&std::array::from_fn::<f64, 9, _>(|n| 1.0 / (n + 1) as f64)) as i64;
    let (from, to) = if in_row {
        let row = dice.below(ROWS);
        (at(row, dice.below(6)), at(row, dice.below(6)))
    } else {
        let column = dice.below(6);
        (at(2 + dice.below(21), column), at(2 + dice.below(21), column))
    };
    (from != to && case.truth[from] >= few).then_some(())?;
    case.written[from] = Some(case.truth[from] - few);
    case.written[to] = Some(case.truth[to] + few);
    Some(())
}

/// Neighbours typed one cell late or early.
fn shift(dice: &mut Dice, case: &mut Case, in_row: bool) -> Option<()> {
    let line: Vec<usize> = if in_row {
        let row = dice.below(ROWS);
        let start = dice.below(4);
        (start..start + 3 + dice.below(4 - start)).map(|column| at(row, column)).collect()
    } else {
        let column = dice.below(7);
        let start = 2 + dice.below(19);
        (start..(start + 3 + dice.below(10)).min(TOTAL_ROW)).map(|row| at(row, column)).collect()
    };
    let line: Vec<usize> = if dice.share() < 0.5 { line } else { line.into_iter().rev().collect() };
    let filled = line.iter().filter(|&&cell| case.truth[cell] != 0).count();
    // What would be pushed out has to be nothing.
    (filled >= 2 && case.truth[*line.last()?] == 0).then_some(())?;
    for pair in line.windows(2) {
        case.written[pair[1]] = Some(case.truth[pair[0]]);
    }
    case.written[line[0]] = Some(0);
    (case.changed().len() >= 3).then_some(())
}

/// Cases added to a detail and the total of its row, while the totals of the columns stay as they were.
fn leave_behind(dice: &mut Dice, case: &mut Case) -> Option<()> {
    let few = 1 + dice.one_of(&std::array::from_fn::<f64, 9, _>(|n| 1.0 / (n + 1) as f64)) as i64;
    let column = dice.one_of(&APPLICANTS);
    let with_total = dice.share() < 0.5;
    for row in if with_total { vec![0, TOTAL_ROW] } else { vec![0] } {
        for column in [column, 6] {
            let cell = at(row, column);
            (case.truth[cell] >= few).then_some(())?;
            case.written[cell] = Some(case.truth[cell] - few);
        }
    }
    Some(())
}

/// Two neighbours of a row run together in the first of them.
fn join(dice: &mut Dice, case: &mut Case) -> Option<()> {
    let (one, other) = neighbours(dice, true);
    (case.truth[one] > 0 && case.truth[other] > 0).then_some(())?;
    case.written[one] = format!("{}{}", case.truth[one], case.truth[other]).parse().ok();
    case.written[other] = Some(0);
    Some(())
}

/// A class of faults: its name, and the best that any answer can reach on average: by the relations alone, and as first
/// answer knowing how the faults were made.
pub struct Class {
    pub name: &'static str,
    pub relations_alone: f64,
    pub ceiling: f64,
    make: fn(&mut Dice, &mut Case) -> Option<()>,
}

fn several(dice: &mut Dice, case: &mut Case, faults: usize) -> Option<()> {
    for _ in 0..faults {
        mistype(dice, case, None)?;
    }
    Some(())
}

macro_rules! classes {
    ($($name:literal $alone:literal $ceiling:literal |$dice:ident, $case:ident| $make:expr;)+) => {
        /// Every class.
        pub const CLASSES: &[Class] = &[$(Class {
            name: $name,
            relations_alone: $alone,
            ceiling: $ceiling,
            make: |$dice, $case| $make,
        },)+];
    };
}

// The ceilings were measured on tables and faults of the same kinds.
classes! {
    "one cell: one digit wrong" 1.0 1.0 |dice, case| mistype(dice, case, Some(0));
    "one cell: digits transposed" 1.0 1.0 |dice, case| mistype(dice, case, Some(1));
    "one cell: a digit dropped" 1.0 1.0 |dice, case| mistype(dice, case, Some(2));
    "one cell: a digit too many" 1.0 1.0 |dice, case| mistype(dice, case, Some(3));
    "one cell: left out" 1.0 1.0 |dice, case| mistype(dice, case, Some(4));
    "one cell: off by 1 to 9" 1.0 1.0 |dice, case| mistype(dice, case, Some(5));
    "one cell: some other number" 1.0 1.0 |dice, case| mistype(dice, case, Some(6));
    "one cell: wrong sign" 1.0 1.0 |dice, case| mistype(dice, case, Some(7));
    "two cells" 0.997 0.998 |dice, case| several(dice, case, 2);
    "three cells" 0.986 0.994 |dice, case| several(dice, case, 3);
    "four cells" 0.952 0.987 |dice, case| several(dice, case, 4);
    "five cells" 0.908 0.983 |dice, case| several(dice, case, 5);
    "six cells" 0.849 0.966 |dice, case| several(dice, case, 6);
    "eight cells" 0.709 0.963 |dice, case| several(dice, case, 8);
    "two cells off by one" 0.943 0.969 |dice, case| { off_by_one(dice, case); off_by_one(dice, case); Some(()) };
    "three cells off by one" 0.840 0.912 |dice, case| { (0..3).for_each(|_| off_by_one(dice, case)); Some(()) };
    "exchanged in a row" 0.943 0.992 |dice, case| exchange(dice, case, true);
    "exchanged in a column" 0.520 0.907 |dice, case| exchange(dice, case, false);
    "wrong applicant" 0.823 0.931 |dice, case| misplace(dice, case, true);
    "wrong result" 0.465 0.817 |dice, case| misplace(dice, case, false);
    "row shifted" 0.944 1.0 |dice, case| shift(dice, case, true);
    "column shifted" 0.391 0.968 |dice, case| shift(dice, case, false);
    "totals not updated" 0.223 0.981 |dice, case| leave_behind(dice, case);
    "exchanged in a row, and one cell" 0.914 0.973 |dice, case| { exchange(dice, case, true)?; several(dice, case, 1) };
    "row shifted, and one cell" 0.9 0.99 |dice, case| { shift(dice, case, true)?; several(dice, case, 1) };
    "column shifted, and one cell" 0.35 0.973 |dice, case| { shift(dice, case, false)?; several(dice, case, 1) };
    "two figures run together" 0.9 0.99 |dice, case| join(dice, case);
}

/// A case of that class in which something is broken.
pub fn case(dice: &mut Dice, class: &Class, scale: usize, mix: Mix) -> Case {
    loop {
        let mut case = Case::new(consistent(dice, scale, mix));
        if (class.make)(dice, &mut case).is_some() {
            let tried = tried(&case.cells());
            if tried.iter().any(|tried| matches!(tried.outcome, Outcome::Violated { .. })) {
                return case;
            }
        }
    }
}
