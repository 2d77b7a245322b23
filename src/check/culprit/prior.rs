//! How likely a whole table is: which results and which applicants are common, and how much is carried over.
//!
//! Results are drawn from shares that differ from organ to organ (a Dirichlet-multinomial over the rows, another over
//! the kinds of applicants), what is carried in and out is a share of what was received (beta-binomial). That decides
//! where the relations alone cannot: whether two cells of a column or those of the totals were exchanged.

use super::network::{COLUMNS, Network, Values};
use super::search::Change;
use crate::form::Row;

/// How often each result occurs: counts of three published tables.
const RESULTS: [(Row, f64); 22] = [
    (Row::Granted, 1312.0),
    (Row::Partial, 412.0),
    (Row::DeniedSecret, 3.0),
    (Row::DeniedLaw, 20.0),
    (Row::DeniedSafety, 6.0),
    (Row::DeniedThirdParty, 20.0),
    (Row::DeniedInternal, 16.0),
    (Row::DeniedProcess, 10.0),
    (Row::DeniedEnforcement, 17.0),
    (Row::DeniedQuery, 47.0),
    (Row::UnableNotHeld, 900.0),
    (Row::UnableNotExisting, 24.0),
    (Row::UnableUnclear, 4.0),
    (Row::DeclinedPetition, 150.0),
    (Row::DeclinedRepeat, 30.0),
    (Row::DeclinedPublication, 1.0),
    (Row::DeclinedExcessive, 20.0),
    (Row::DeclinedReissue, 2.0),
    (Row::OtherUncorrected, 62.0),
    (Row::OtherUnpaid, 18.0),
    (Row::OtherOther, 250.0),
    (Row::Other, 330.0),
];

/// The share of each kind of applicant.
const APPLICANTS: [f64; 6] = [0.955, 0.030, 0.0008, 0.002, 0.009, 0.0032];

/// How firmly tables keep to the shares of results.
const RESULTS_WEIGHT: f64 = 14.0;
/// The same for those of applicants: tables are of two sorts, each with its weight and how often it occurs.
const APPLICANTS_WEIGHTS: [(f64, f64); 2] = [(12.0, 0.3), (60.0, 0.7)];
/// What is carried over: a beta distribution's two parameters.
const CARRIED: (f64, f64) = (1.0, 20.0);

/// No such table can be: more carried in or out than there was.
const IMPOSSIBLE: f64 = 1e6;

const KINDS: usize = COLUMNS as usize - 1;

/// Logarithms of factorials: of small numbers from a list.
struct Factorials([f64; 128]);

impl Factorials {
    fn new() -> Factorials {
        let mut sum = 0.0;
        let mut list = [0.0; 128];
        for (factorial, number) in list.iter_mut().zip(0_u8..) {
            if number > 1 {
                sum += libm::log(f64::from(number));
            }
            *factorial = sum;
        }
        Factorials(list)
    }

    fn of(&self, number: i64) -> f64 {
        let number = number.max(0);
        match usize::try_from(number).ok().and_then(|number| self.0.get(number)) {
            Some(factorial) => *factorial,
            None => libm::lgamma(number as f64 + 1.0),
        }
    }
}

/// What is known of one column of applicants.
#[derive(Clone, Copy, Default)]
struct ColumnSums {
    new: i64,
    carried_in: i64,
    carried_out: i64,
    /// The logarithms of the factorials of its results.
    results: f64,
}

/// The prior of tables that differ from one another in a few cells.
pub struct Prior<'a> {
    network: &'a Network,
    values: &'a Values,
    factorials: Factorials,
    columns: [ColumnSums; KINDS],
    /// Each row of results: its parameter, and its sum over the applicants.
    rows: Vec<(f64, i64)>,
    rows_cost: f64,
    parameters: f64,
}

impl<'a> Prior<'a> {
    /// The sums of the table as it stands.
    pub fn new(network: &'a Network, values: &'a Values) -> Prior<'a> {
        let factorials = Factorials::new();
        let rate = |row: u8| {
            let cell = network.cell(network.edge(row, 0));
            let row = cell.and_then(|cell| RESULTS.iter().find(|(result, _)| *result == cell.row));
            row.map_or(1.0, |(_, rate)| *rate)
        };
        let results = 2..network.total_row();
        let all: f64 = results.clone().map(rate).sum();
        let mut columns = [ColumnSums::default(); KINDS];
        for (sums, column) in columns.iter_mut().zip(0..) {
            let value = |row: u8| values.get(network.edge(row, column)).max(0);
            *sums = ColumnSums {
                new: value(0),
                carried_in: value(1),
                carried_out: value(network.rows() - 1),
                results: results.clone().map(|row| factorials.of(value(row))).sum(),
            };
        }
        let rows: Vec<(f64, i64)> = results
            .map(|row| {
                let sum = (0..COLUMNS - 1).map(|column| values.get(network.edge(row, column)).max(0)).sum();
                (rate(row) / all * RESULTS_WEIGHT + 0.03, sum)
            })
            .collect();
        let rows_cost = rows.iter().map(|&(parameter, sum)| share_cost(parameter, sum)).sum();
        let parameters = rows.iter().map(|(parameter, _)| parameter).sum();
        Prior { network, values, factorials, columns, rows, rows_cost, parameters }
    }

    /// The cost of the table with those changes made, in nats up to a constant.
    pub fn cost(&self, changes: &[Change]) -> f64 {
        let mut columns = self.columns;
        let mut rows_cost = self.rows_cost;
        let mut seen = 0_u32;
        for change in changes {
            let at = self.network.place(change.edge);
            let Some(sums) = columns.get_mut(usize::from(at.column)) else { continue };
            let value = change.value.max(0);
            if at.is_result() {
                sums.results += self.factorials.of(value) - self.factorials.of(self.values.get(change.edge));
                if seen & (1 << at.row) == 0 {
                    seen |= 1 << at.row;
                    rows_cost += self.change_of_row(at.row, changes);
                }
            } else if at.row == 0 {
                sums.new = value;
            } else if at.row == 1 {
                sums.carried_in = value;
            } else if at.is_carried_out() {
                sums.carried_out = value;
            }
        }
        let results = self.results(changes);
        self.columns_cost(&columns) + rows_cost + self.results_cost(results)
    }

    /// What the changes in a row of results cost more.
    fn change_of_row(&self, row: u8, changes: &[Change]) -> f64 {
        let Some(&(parameter, sum)) = self.rows.get(usize::from(row) - 2) else { return 0.0 };
        let in_row = |change: &&Change| {
            let at = self.network.place(change.edge);
            at.row == row && !at.is_in_totals()
        };
        let more: i64 =
            changes.iter().filter(in_row).map(|change| change.value - self.values.get(change.edge).max(0)).sum();
        share_cost(parameter, sum + more) - share_cost(parameter, sum)
    }

    /// The sum of all results.
    fn results(&self, changes: &[Change]) -> i64 {
        let is_detail = |change: &&Change| {
            let at = self.network.place(change.edge);
            at.is_result() && !at.is_in_totals()
        };
        let more = changes.iter().filter(is_detail).map(|change| change.value - self.values.get(change.edge).max(0));
        self.rows.iter().map(|(_, sum)| *sum).sum::<i64>() + more.sum::<i64>()
    }

    fn results_cost(&self, results: i64) -> f64 {
        libm::lgamma(self.parameters + results.max(0) as f64) - libm::lgamma(self.parameters)
    }

    /// What came from each kind of applicant, and what of it was carried in and out.
    fn columns_cost(&self, columns: &[ColumnSums; KINDS]) -> f64 {
        let mut cost = 0.0;
        let (mut all, mut carried_in, mut carried_out) = (0, 0, 0);
        let mut sorts = APPLICANTS_WEIGHTS.map(|_| 0.0);
        for (sums, share) in columns.iter().zip(APPLICANTS) {
            let received = sums.new + sums.carried_in;
            if sums.carried_out > received {
                return IMPOSSIBLE;
            }
            all += received;
            carried_in += sums.carried_in;
            carried_out += sums.carried_out;
            // What was carried out is chosen among what was received, and the rest dealt out to the results: the
            // factorial of the rest cancels.
            cost += sums.results - 2.0 * self.factorials.of(received)
                + self.factorials.of(sums.carried_in)
                + self.factorials.of(sums.new)
                + self.factorials.of(sums.carried_out);
            if received > 0 {
                for (sort, (weight, _)) in sorts.iter_mut().zip(APPLICANTS_WEIGHTS) {
                    *sort += share_cost(share * weight + 0.02, received) + self.factorials.of(received);
                }
            }
        }
        let mut likelihood = 0.0;
        let mut least = f64::INFINITY;
        for (sort, (weight, _)) in sorts.iter_mut().zip(APPLICANTS_WEIGHTS) {
            let parameters = weight + 0.02 * KINDS as f64;
            *sort += libm::lgamma(parameters + all as f64) - libm::lgamma(parameters);
            least = if *sort < least { *sort } else { least };
        }
        for (sort, (_, often)) in sorts.iter().zip(APPLICANTS_WEIGHTS) {
            likelihood += often * libm::exp(least - sort);
        }
        cost += least - libm::log(likelihood) - self.factorials.of(all);
        let (one, other) = CARRIED;
        for carried in [carried_in, carried_out] {
            let rest = (all - carried) as f64;
            cost -= libm::lgamma(one + carried as f64) + libm::lgamma(other + rest)
                - libm::lgamma(one + other + all as f64);
        }
        // All sizes of organs alike.
        cost + libm::log(all.max(1) as f64)
    }
}

/// The cost of meeting that often what is drawn with that parameter.
pub fn share_cost(parameter: f64, times: i64) -> f64 {
    if times > 0 { libm::lgamma(parameter) - libm::lgamma(parameter + times as f64) } else { 0.0 }
}
