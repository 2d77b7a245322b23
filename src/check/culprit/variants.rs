//! Where many cells are wrong, the sets with one cell more than need be are too many to search, though one of them may
//! well be the truth: two slips that happen to look like one. Those that differ from a likely set in one or two of its
//! parts are few, and stand beside the likeliest sets as alternatives.

use super::prior::Prior;
use super::problem::{Candidate, Problem};
use super::search::{Change, Found, arrange, beside};
use super::{ascending, cost, structured};
use crate::sorted::sort_by_key;

/// Sets whose variants are sought, at most.
const VARIED: usize = 4;
/// Variants of one set that are judged as whole tables, at most: those that seem likeliest.
const JUDGED: usize = 24;
/// Steps of the search for variants of one set, at most.
const BUDGET: u32 = 1_000;
/// What each cell more than need be costs beside what a further slip costs anyway, in nats: where so many are wrong, two
/// slips that look like one are rarer than one.
const FURTHER: f64 = 1.0;
/// How much more a variant costs than the best of the sets it is a variant of, at least, in nats.
const BEHIND: f64 = 0.01;
/// Variants are sought of sets that cost at most so much more than the best one, in nats.
const WORTH: f64 = 2.5;

/// Adds variants of the likeliest sets to those that were judged, which stay in the order of their costs. Yields the
/// steps taken.
pub fn add(
    problem: &Problem<'_>,
    prior: &Prior<'_>,
    judged: &mut Vec<(Candidate, f64)>,
    found: &Found,
    may_be: impl Fn(&[Change]) -> bool,
) -> u32 {
    let mut varied: Vec<Vec<Change>> = Vec::new();
    let mut steps = 0;
    // A variant may stand beside what was found with as few cells as can be, not before it; unless not all was found.
    let best = judged.first().filter(|_| found.is_complete);
    let least = best.map_or(f64::NEG_INFINITY, |(_, cost)| *cost + BEHIND);
    while varied.len() < VARIED {
        let best = judged.first().map_or(0.0, |(_, cost)| *cost);
        let is_next = |(candidate, cost): &&(Candidate, f64)| {
            *cost <= best + WORTH && !candidate.changes.is_empty() && !varied.contains(&candidate.changes)
        };
        let Some(set) = judged.iter().find(is_next).map(|(candidate, _)| candidate.changes.clone()) else { break };
        for variant in variants(problem, &set, &mut steps) {
            if judged.iter().all(|(other, _)| other.changes != variant) && may_be(&variant) {
                let candidate = structured::read(problem, &variant);
                let more = variant.len().saturating_sub(found.fewest) as f64;
                let cost = cost(prior, &candidate) + more * FURTHER;
                let cost = if cost > least { cost } else { least };
                judged.push((candidate, cost));
            }
        }
        sort_by_key(judged, |(_, cost)| (ascending(*cost), 0));
        varied.push(set);
    }
    steps
}

/// Sets that have as many cells or one more, and in which one part or two are mended in another way, two together; those
/// that seem likeliest.
fn variants(problem: &Problem<'_>, set: &[Change], steps: &mut u32) -> Vec<Vec<Change>> {
    let parts = parts(problem, set);
    let mut found: Vec<(f64, Vec<Change>)> = Vec::new();
    let end = *steps + BUDGET;
    let mut vary = |replaced: &[&Vec<Change>]| {
        let is_kept = |change: &&Change| !replaced.iter().any(|part| part.contains(change));
        let kept: Vec<Change> = set.iter().filter(is_kept).copied().collect();
        let own: Vec<Change> = replaced.iter().flat_map(|part| part.iter().copied()).collect();
        let apart = match replaced {
            [one, _] => {
                let rest: Vec<Change> = set.iter().filter(|change| !one.contains(change)).copied().collect();
                problem.balance_with(&rest).uneven()
            }
            _ => 0,
        };
        let had = structured::read(problem, &own).cost;
        for cells in [own.len(), own.len() + 1] {
            let beside = beside(problem, &kept, cells, apart, end.saturating_sub(*steps));
            *steps += beside.steps;
            for mut variant in beside.sets {
                let own: Vec<Change> = variant.get(kept.len()..).unwrap_or_default().to_vec();
                arrange(&mut variant);
                if variant != set {
                    found.push((structured::read(problem, &own).cost - had, variant));
                }
            }
        }
    };
    for part in &parts {
        vary(&[part]);
    }
    for (index, one) in parts.iter().enumerate() {
        for other in parts.iter().skip(index + 1) {
            vary(&[one, other]);
        }
    }
    sort_by_key(&mut found, |(more, _)| (ascending(*more), 0));
    found.truncate(JUDGED);
    found.into_iter().map(|(_, variant)| variant).collect()
}

/// The changes parted into those that hang together by the relations they share.
fn parts(problem: &Problem<'_>, set: &[Change]) -> Vec<Vec<Change>> {
    let mut parts: Vec<(u64, Vec<Change>)> = Vec::new();
    for &change in set {
        let (plus, minus) = problem.network.ends(change.edge);
        let mut joined = ((1 << plus) | (1 << minus), vec![change]);
        let (touching, apart) = parts.into_iter().partition(|(nodes, _)| nodes & joined.0 != 0);
        parts = apart;
        for (nodes, changes) in touching {
            joined.0 |= nodes;
            joined.1.extend(changes);
        }
        parts.push(joined);
    }
    parts.into_iter().map(|(_, changes)| changes).collect()
}
