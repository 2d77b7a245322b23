//! From broken relations to the cells that broke them (error localisation after Fellegi and Holt).
//!
//! [`diagnose`] finds the smallest sets of changes with which all relations of table three hold, those with one cell
//! more, and slips that change several cells at once; and ranks them by how people mistype, how likely the mended table
//! is, and what last year's report and the prose say. [`causes`] turns that into findings-to-be: what depends on each
//! other is one cause with its alternatives, what does not is several.

mod causes;
mod disputes;
mod likelihood;
mod network;
mod patterns;
mod prior;
mod problem;
mod search;
mod structured;
mod variants;

pub use causes::{Cause, Kind, causes};

use std::borrow::Cow;

use self::network::{Balance, Edge, Network, Node, Nodes, Values, each, network, only};
use self::prior::Prior;
use self::problem::{Candidate, Known, Operation, Problem};
use self::search::Change;
use super::finding::{Outcome, Reason, Tried};
use crate::form::{CellId, CellMap, Edition};
pub use crate::prose::Stated;
use crate::report::{Amount, Cell};
use crate::sorted::sort_by_key;

/// How numbers come to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slip {
    /// One digit for another.
    Digit,
    /// Two neighbouring digits exchanged.
    Transposed,
    /// A digit left out.
    Dropped,
    /// A digit too many.
    Doubled,
    /// Not filled in.
    Omitted,
    /// Off by a few: not brought up to date.
    Close,
    /// Some other number.
    Unlike,
    /// Its sign.
    Sign,
    /// Two cells exchanged.
    Exchanged,
    /// A few cases put in the wrong cell.
    Misplaced,
    /// Numbers of a row typed one cell off.
    ShiftedRow,
    /// Numbers of a column typed one cell off.
    ShiftedColumn,
    /// Totals not carried upwards.
    Behind,
    /// A detail mistyped, and its total reckoned from what was typed.
    Followed,
    /// Two neighbouring numbers run together in one cell.
    Joined,
    /// A number torn apart over two cells.
    Split,
}

/// What is known of table three from elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Witnesses<'a> {
    /// The cells of the same organ's report of the year before.
    pub previous: Option<&'a CellMap<Cell>>,
    /// Numbers that the prose states.
    pub stated: &'a [Stated],
}

/// What may be wrong with a table three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// Ways to mend everything, likeliest first. Empty when nothing is broken, or nothing was found.
    pub repairs: Vec<Repair>,
    /// The smallest number of cells that mends everything, when it was found.
    pub fewest: usize,
    /// Whether every set of that size was found.
    pub is_complete: bool,
    /// Steps taken by the search: the work, in a unit that no machine changes.
    pub steps: u32,
    /// Relations, by index, that no repair mends.
    pub undecided: Vec<usize>,
}

/// One way to mend everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The slips it assumes, each with the cells it changed and their true numbers.
    pub slips: Vec<(Slip, Vec<(CellId, Amount)>)>,
    /// How likely it is, in thousandths, among all repairs that were found.
    pub confidence: u16,
    /// What speaks against it: numbers known from elsewhere that it calls wrong.
    pub against: Vec<Objection>,
}

/// A number known from elsewhere that a repair does not agree with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The cells whose sum it should be.
    pub cells: Vec<CellId>,
    /// The number.
    pub sum: Amount,
    /// Whether it is what last year's report carried over, and not what the prose states.
    pub is_of_last_year: bool,
}

impl Repair {
    /// The cells with their true numbers, in the order of the form.
    pub fn changes(&self) -> Vec<(CellId, Amount)> {
        let mut changes: Vec<_> = self.slips.iter().flat_map(|(_, changes)| changes.iter().copied()).collect();
        sort_by_key(&mut changes, |(cell, _)| (u64::from(cell.rank()), 0));
        changes
    }
}

/// Steps of the search, at most: a few milliseconds in a browser.
const BUDGET: u32 = 14_000;
/// The same where a structured slip has already explained everything.
const BUDGET_AFTER: u32 = 3_000;
/// The same for what is left beside the cells that are beyond doubt.
const BUDGET_REST: u32 = 4_000;
/// Candidates that are judged as whole tables.
const JUDGED: usize = 64;
/// Repairs that are handed out.
const REPAIRS: usize = 60;
/// The least weight of a single cell that mends everything: any other explanation has at least three cells, and has to
/// imitate it. From this weight on, also, the table has decided by itself.
const ALONE: f64 = 0.99;
/// The largest confidence.
const BEYOND_DOUBT: u16 = 999;
/// The same where so many cells are wrong that sets with one cell more were not searched.
const FAIR: u16 = 950;
/// The same where not all was searched, or not all relations of a cell could be tried.
const UNCERTAIN: u16 = 790;

/// Finds out what may be wrong with a table three of that edition.
pub fn diagnose(edition: Edition, tried: &[Tried], cells: &CellMap<Cell>, witnesses: &Witnesses<'_>) -> Diagnosis {
    let Some(solution) = solve(edition, tried, cells, witnesses, &Assumed::default()) else {
        return Diagnosis::default();
    };
    let network = solution.network.as_ref();
    let repair = |(candidate, weight): &(Candidate, f64)| solution.repair(&candidate.operations, *weight);
    let relation = |node: Node| network.relations.get(usize::from(node)).copied();
    Diagnosis {
        repairs: solution.ranked.iter().take(REPAIRS).map(repair).collect(),
        fewest: solution.fewest,
        is_complete: solution.is_complete,
        steps: solution.steps,
        undecided: each(solution.undecided).filter_map(relation).collect(),
    }
}

/// What is taken for granted before the search.
#[derive(Clone, Debug, Default)]
struct Assumed {
    /// Cells that are taken to hold other numbers than are written there.
    cells: Vec<(CellId, i64)>,
    /// Relations, by index, that are explained already and take no part.
    explained: Vec<usize>,
}

/// What was found, on the network.
struct Solution {
    network: Cow<'static, Network>,
    /// Candidates with their weights, which make one together; likeliest first.
    ranked: Vec<(Candidate, f64)>,
    /// Nodes that are uneven.
    uneven: Nodes,
    /// Nodes that no candidate mends.
    undecided: Nodes,
    /// What each cell holds.
    values: Values,
    /// The numbers known from elsewhere.
    known: Vec<Known>,
    fewest: usize,
    is_complete: bool,
    /// Whether the weights mean what they say: nothing likelier can have been missed.
    is_certain: bool,
    steps: u32,
}

impl Solution {
    /// The slips as what is handed out.
    fn repair(&self, operations: &[Operation], weight: f64) -> Repair {
        let network = self.network.as_ref();
        let cell = |change: &Change| Some((network.cell(change.edge)?, Amount::from(change.value)));
        let slips =
            operations.iter().map(|operation| (operation.slip, operation.changes.iter().filter_map(cell).collect()));
        let changes: Vec<Change> = operations.iter().flat_map(|operation| operation.changes.iter().copied()).collect();
        let is_half_known = changes.iter().any(|change| {
            let (plus, minus) = network.ends(change.edge);
            network.outside.is_some_and(|outside| outside == plus || outside == minus)
        });
        let most = match self.is_certain && !is_half_known {
            true if self.fewest > search::WITH_ONE_MORE => FAIR,
            true => BEYOND_DOUBT,
            false => UNCERTAIN,
        };
        Repair {
            slips: slips.collect(),
            confidence: most.min((weight * 1000.0 + 0.5) as u16),
            against: problem::against(network, &self.known, &self.values, &changes),
        }
    }
}

fn is_violated(tried: &Tried) -> bool {
    matches!(tried.outcome, Outcome::Violated { .. })
}

fn solve(
    edition: Edition,
    tried: &[Tried],
    cells: &CellMap<Cell>,
    witnesses: &Witnesses<'_>,
    assumed: &Assumed,
) -> Option<Solution> {
    if !tried.iter().any(is_violated) {
        return None;
    }
    let form = network(edition);
    // A relation none of whose cells is filled in holds: nothing is nothing.
    let is_untried = |index: usize| {
        let outcome = tried.get(index).map(|tried| &tried.outcome);
        matches!(outcome, Some(Outcome::NotChecked(reason)) if *reason != Reason::AllBlank)
            || assumed.explained.contains(&index)
    };
    let untried = form.relations.iter().zip(0..).filter(|(index, _)| is_untried(**index));
    let untried: Nodes = untried.map(|(_, node)| only(node)).sum();
    let network = if untried == 0 { Cow::Borrowed(form) } else { Cow::Owned(form.without(untried)) };
    let problem = Problem::new(&network, cells, witnesses, &assumed.cells);
    let uneven = problem.balance.uneven();
    if uneven == 0 && problem.fractions.is_empty() {
        return None;
    }

    let mut candidates = structured::structured(&problem);
    let has_structured = !candidates.is_empty();
    let budget = if has_structured { BUDGET_AFTER } else { BUDGET };
    let found = search::search(&network, &problem.values, &problem.balance, &problem.must, budget);
    let (mut steps, mut undecided) = (found.steps, 0);
    candidates.extend(found.sets.iter().map(|set| structured::read(&problem, set)));
    if uneven == 0 {
        candidates.push(Candidate::of(Vec::new()));
    }
    // Where all relations could be tried, that of （七）总计's row follows from the others.
    let is_total_tried = !form.redundant.is_some_and(is_untried);
    candidates.retain(|candidate| {
        problem.must.iter().all(|edge| candidate.changes.iter().any(|change| change.edge == *edge))
            && (network.outside.is_none() || !is_total_tried || problem.is_total_row_even(&candidate.changes))
    });
    if candidates.is_empty() {
        let (sets, left, more) = by_components(&problem);
        candidates.extend(sets.iter().map(|set| structured::read(&problem, set)));
        (undecided, steps) = (left, steps + more);
    }
    let is_certain = undecided == 0 && (found.is_complete || has_structured);
    let only_one = found.fewest == 1 && found.is_complete && network.outside.is_none();
    let prior = Prior::new(&network, &problem.values);
    let mut judged = judge(&prior, candidates);
    let is_wide = found.fewest >= search::WITH_ONE_MORE || !found.is_complete;
    if undecided == 0 && !has_structured && is_wide {
        let may_be =
            |changes: &[Change]| network.outside.is_none() || !is_total_tried || problem.is_total_row_even(changes);
        steps += variants::add(&problem, &prior, &mut judged, &found, may_be);
    }
    let ranked = weigh(&problem, judged, only_one);
    let Problem { values, known, .. } = problem;
    let (fewest, is_complete) = (found.fewest, found.is_complete);
    Some(Solution { network, ranked, uneven, undecided, values, known, fewest, is_complete, is_certain, steps })
}

/// When there is too much to search: cells that alone mend two relations which no other cell could mend alone, then the
/// smallest sets for the rest. Yields the sets of changes, the nodes that all of them leave uneven, and the steps taken.
fn by_components(problem: &Problem<'_>) -> (Vec<Vec<Change>>, Nodes, u32) {
    let mut balance = problem.balance;
    let mut certain: Vec<Change> = Vec::new();
    // Each pair that is settled may leave others with one partner only.
    loop {
        let before = certain.len();
        for node in each(balance.uneven()) {
            let Some((change, other)) = only_partner(problem, &balance, node) else { continue };
            if only_partner(problem, &balance, other).is_some_and(|(_, back)| back == node) {
                certain.push(change);
                balance.set(node, 0);
                balance.set(other, 0);
            }
        }
        if certain.len() == before {
            break;
        }
    }
    let is_certain = |edge: Edge| certain.iter().any(|change| change.edge == edge);
    let must: Vec<Edge> = problem.must.iter().copied().filter(|&edge| !is_certain(edge)).collect();
    let found = search::search(problem.network, &problem.values, &balance, &must, BUDGET_REST);
    let apart = found.sets.iter().filter(|rest| !rest.iter().any(|change| is_certain(change.edge)));
    let joined = apart.map(|rest| {
        let mut set = certain.clone();
        set.extend(rest.iter().copied());
        search::arrange(&mut set);
        set
    });
    let sets: Vec<Vec<Change>> = joined.collect();
    if sets.is_empty() { (vec![certain], balance.uneven(), found.steps) } else { (sets, 0, found.steps) }
}

/// The one node that a single cell evens together with this one, and that cell; `None` when there are several.
fn only_partner(problem: &Problem<'_>, balance: &Balance, node: Node) -> Option<(Change, Node)> {
    let mut partners = each(balance.uneven() & !only(node))
        .filter_map(|other| problem.single(balance, node, other).map(|change| (change, other)));
    let partner = partners.next()?;
    partners.next().is_none().then_some(partner)
}

/// The candidates that seem likeliest, each with what it costs together with the table it makes; the likeliest first.
fn judge(prior: &Prior<'_>, mut candidates: Vec<Candidate>) -> Vec<(Candidate, f64)> {
    sort_by_key(&mut candidates, |candidate| (ascending(candidate.cost), 0));
    let mut judged: Vec<(Candidate, f64)> = Vec::new();
    for candidate in candidates {
        // The same changes read in another way: the likelier reading came first.
        if judged.iter().any(|(other, _)| other.changes == candidate.changes) {
            continue;
        }
        let cost = cost(prior, &candidate);
        judged.push((candidate, cost));
        if judged.len() >= JUDGED {
            break;
        }
    }
    sort_by_key(&mut judged, |(_, cost)| (ascending(*cost), 0));
    judged
}

/// What a candidate costs together with the table it makes.
fn cost(prior: &Prior<'_>, candidate: &Candidate) -> f64 {
    candidate.cost + prior.cost(&candidate.changes)
}

/// Turns costs into weights that make one together. Other witnesses are heard only where the table leaves a doubt: they
/// may be wrong themselves, and never unsettle what it decides.
fn weigh(problem: &Problem<'_>, mut judged: Vec<(Candidate, f64)>, only_one: bool) -> Vec<(Candidate, f64)> {
    let least = judged.first().map_or(0.0, |(_, cost)| *cost);
    let all: f64 = judged.iter().map(|(_, cost)| libm::exp(least - cost)).sum();
    if all * ALONE > 1.0 {
        for (candidate, cost) in &mut judged {
            *cost += problem.witness_cost(&candidate.changes);
        }
        sort_by_key(&mut judged, |(_, cost)| (ascending(*cost), 0));
    }
    let least = judged.first().map_or(0.0, |(_, cost)| *cost);
    for (_, weight) in &mut judged {
        *weight = libm::exp(least - *weight);
    }
    if only_one && let Some(at) = judged.iter().position(|(candidate, _)| candidate.changes.len() == 1) {
        // No other set of fewer than three cells can be it.
        let rest: f64 =
            judged.iter().map(|(_, weight)| weight).sum::<f64>() - judged.get(at).map_or(0.0, |(_, weight)| *weight);
        if let Some((_, weight)) = judged.get_mut(at) {
            let least = rest * ALONE / (1.0 - ALONE);
            *weight = if *weight < least { least } else { *weight };
        }
        if let Some(of_first) = judged.get_mut(..=at) {
            of_first.rotate_right(1);
        }
    }
    let all: f64 = judged.iter().map(|(_, weight)| weight).sum();
    for (candidate, weight) in &mut judged {
        candidate.lose_decimals(problem);
        *weight /= all;
    }
    judged
}

/// A number in the order of the fraction's.
fn ascending(fraction: f64) -> u64 {
    let bits = fraction.to_bits();
    if fraction < 0.0 { !bits } else { bits | (1 << 63) }
}
