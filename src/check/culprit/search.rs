//! The smallest sets of changes: forests that carry what is too much at some nodes to where it is too little.
//!
//! Every tree of such a forest joins uneven nodes whose amounts make zero together, and is found leaf by leaf: a leaf
//! must be uneven, and hands its whole amount to its neighbour, so that the new number of the cell is known at once.
//! The work grows with how much the faults overlap, not with their number.

use super::network::{Balance, Edge, Network, Node, Nodes, Values, each, lowest, only};
use super::problem::Problem;
use crate::sorted::sort_by_key;

/// A cell with the number that it should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub edge: Edge,
    /// The number.
    pub value: i64,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Sets of changes, each ascending: all of the smallest size, and those with one more cell.
    pub sets: Vec<Vec<Change>>,
    /// The smallest number of changes; zero when none was found.
    pub fewest: usize,
    /// Steps taken: the work, in a unit that no machine changes.
    pub steps: u32,
    /// Whether the steps sufficed to find all of them.
    pub is_complete: bool,
}

/// Sets of changes that are kept at most.
const KEPT: usize = 4096;
/// Sets with one cell more are sought up to this size: beyond, they are too many to tell anything.
pub const WITH_ONE_MORE: usize = 4;
/// How far beyond half of the uneven nodes the number of cells may go.
const SLACK: usize = 3;

/// Finds the smallest sets of changes that leave no node uneven, within so many steps. Cells in `must` have to be among
/// them.
pub fn search(network: &Network, values: &Values, balance: &Balance, must: &[Edge], budget: u32) -> Found {
    let uneven = balance.uneven();
    let least = uneven.count_ones().div_ceil(2) as usize;
    let mut search = Search {
        network,
        values,
        must,
        budget,
        balance: *balance,
        apart: 0,
        chosen: Vec::new(),
        sets: Vec::new(),
        steps: 0,
    };
    let mut fewest = 0;
    for cells in least..=least + SLACK {
        if uneven == 0 || search.is_exhausted() {
            break;
        }
        let before = search.sets.len();
        search.forests(uneven, cells);
        if fewest == 0 && search.sets.len() > before {
            fewest = cells;
        }
        if fewest != 0 && (cells > fewest || cells + 1 > WITH_ONE_MORE.max(fewest)) {
            break;
        }
    }
    let is_complete = !search.is_exhausted();
    let mut sets = search.sets;
    sets.iter_mut().for_each(|set| arrange(set));
    sort_by_key(&mut sets, |set| key(set));
    sets.dedup();
    Found { sets, fewest, steps: search.steps, is_complete }
}

/// Finds the sets that hold those changes and so many others, and leave no node uneven. Where nodes are set apart, every
/// tree has to join one of them with another.
pub fn beside(problem: &Problem<'_>, kept: &[Change], cells: usize, apart: Nodes, budget: u32) -> Found {
    let Problem { network, values, must, .. } = problem;
    let balance = problem.balance_with(kept);
    let (chosen, sets) = (kept.to_vec(), Vec::new());
    let mut search = Search { network, values, must, budget, balance, apart, chosen, sets, steps: 0 };
    search.forests(balance.uneven(), cells);
    let is_complete = !search.is_exhausted();
    Found { sets: search.sets, fewest: kept.len() + cells, steps: search.steps, is_complete }
}

/// Puts changes in the order of the form. They are few.
pub fn arrange(changes: &mut [Change]) {
    for end in 1..changes.len() {
        let mut at = end;
        while at > 0 && changes.get(at).map(|change| change.edge) < changes.get(at - 1).map(|change| change.edge) {
            changes.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// By which sets are in order: the smaller first, then by their cells. The numbers follow from the cells.
fn key(set: &[Change]) -> (u64, u64) {
    let pack = |changes: &[Change]| changes.iter().fold(0, |key, change| (key << 8) | u64::from(change.edge));
    let (first, rest) = set.split_at_checked(7).unwrap_or((set, &[]));
    (((set.len() as u64) << 56) | pack(first), pack(rest))
}

/// Whether one more node may be picked for a tree of that size, so that so many cells suffice for what is left.
fn may_grow(size: usize, left: usize, cells: usize) -> bool {
    left != 0 && size + (left - 1).div_ceil(2) <= cells
}

struct Search<'a> {
    network: &'a Network,
    values: &'a Values,
    must: &'a [Edge],
    budget: u32,
    balance: Balance,
    /// Every tree has nodes among these and others; zero where any nodes will do.
    apart: Nodes,
    chosen: Vec<Change>,
    sets: Vec<Vec<Change>>,
    steps: u32,
}

/// A tree as it is taken apart.
struct Tree {
    balance: Balance,
    /// Nodes that were taken away: nothing is handed to them again.
    gone: Nodes,
    changes: Vec<Change>,
}

impl Search<'_> {
    fn is_exhausted(&self) -> bool {
        self.steps > self.budget || self.sets.len() >= KEPT
    }

    /// Forests of exactly that many cells over those uneven nodes.
    fn forests(&mut self, uneven: Nodes, cells: usize) {
        let Some(first) = lowest(uneven) else {
            if cells == 0 && self.must.iter().all(|edge| self.chosen.iter().any(|change| change.edge == *edge)) {
                self.sets.push(self.chosen.clone());
            }
            return;
        };
        self.trees(first, only(first), self.balance.get(first), uneven, cells);
    }

    /// Trees over the picked nodes and any of those behind `last`, the rest of the forest behind them.
    fn trees(&mut self, last: Node, picked: Nodes, sum: i64, uneven: Nodes, cells: usize) {
        if self.is_exhausted() {
            return;
        }
        let size = picked.count_ones() as usize;
        let left = uneven.count_ones() as usize - size;
        let may_be = self.apart == 0 || picked & self.apart != 0 && picked & !self.apart != 0;
        if sum == 0 && size >= 2 && may_be && size - 1 + left.div_ceil(2) <= cells {
            // The rest needs half as many cells as it has nodes, at least.
            let most = if left == 0 { cells } else { cells - left.div_ceil(2) };
            let least = if left == 0 { cells } else { size - 1 };
            for edges in least..=most {
                if self.network.may_join(picked, edges) {
                    self.tree(picked, edges, uneven, cells - edges);
                }
            }
        }
        if !may_grow(size, left, cells) {
            return;
        }
        for node in each(uneven & !picked & (Nodes::MAX << last)) {
            let sum = sum.saturating_add(self.balance.get(node));
            // What cannot grow any more has to be zero by now.
            if sum == 0 || may_grow(size + 1, left - 1, cells) {
                self.steps += 1;
                self.trees(node, picked | only(node), sum, uneven, cells);
            }
        }
    }

    /// Trees of exactly that many cells over the picked nodes, each followed by the rest of the forest.
    fn tree(&mut self, picked: Nodes, edges: usize, uneven: Nodes, rest: usize) {
        let mut tree = Tree { balance: Balance::new(), gone: 0, changes: Vec::with_capacity(edges) };
        for node in each(picked) {
            tree.balance.set(node, self.balance.get(node));
        }
        let mut trees = Vec::new();
        self.take_leaf(&mut tree, picked, edges, None, &mut trees);
        for changes in trees {
            if changes.iter().any(|change| self.chosen.iter().any(|chosen| chosen.edge == change.edge)) {
                continue;
            }
            let before = self.chosen.len();
            self.chosen.extend(changes);
            self.forests(uneven & !picked, rest);
            self.chosen.truncate(before);
        }
    }

    /// Takes the leaves of a tree away in ascending order; one that has only now become a leaf may be smaller.
    fn take_leaf(
        &mut self,
        tree: &mut Tree,
        uneven: Nodes,
        edges: usize,
        last: Option<(Node, Node)>,
        trees: &mut Vec<Vec<Change>>,
    ) {
        self.steps += 1;
        let count = uneven.count_ones() as usize;
        if self.is_exhausted() || count > edges + 1 {
            return;
        }
        if edges == 0 {
            if uneven == 0 {
                trees.push(tree.changes.clone());
            }
            return;
        }
        let network = self.network;
        let spare = edges + 1 - count;
        for leaf in each(uneven) {
            if last.is_some_and(|(before, neighbour)| leaf < before && leaf != neighbour) {
                continue;
            }
            // The last edge is met from both its ends.
            if edges == 1 && lowest(uneven) != Some(leaf) {
                continue;
            }
            let others = uneven & !only(leaf);
            let (amount, is_outside) = (tree.balance.get(leaf), network.outside == Some(leaf));
            // With no edge to spare the others must hang together, or all but: by one node more.
            let to = match spare {
                0 if network.joined(others).0 => others,
                0 => each(others).filter(|&other| tree.balance.get(other) == amount.saturating_neg()).map(only).sum(),
                1 => others | network.joined(others).1,
                _ => Nodes::MAX,
            };
            for to in each(to & network.near(leaf) & !tree.gone) {
                // To what could not be tried there may be more than one edge.
                let (several, one) = if is_outside || network.outside == Some(to) {
                    (network.around(leaf), None)
                } else {
                    (&[][..], network.between(leaf, to))
                };
                let several = several.iter().filter(|(_, other)| *other == to).map(|(edge, _)| *edge);
                for edge in several.chain(one) {
                    let Some(value) = self.handed(tree, leaf, edge) else { continue };
                    let had = tree.balance.get(to);
                    let has = had.saturating_add(amount);
                    tree.balance.set(leaf, 0);
                    tree.balance.set(to, has);
                    tree.gone |= only(leaf);
                    tree.changes.push(Change { edge, value });
                    let rest = if has != 0 { others | only(to) } else { others & !only(to) };
                    self.take_leaf(tree, rest, edges - 1, Some((leaf, to)), trees);
                    tree.changes.pop();
                    tree.gone &= !only(leaf);
                    tree.balance.set(leaf, amount);
                    tree.balance.set(to, had);
                }
            }
        }
    }

    /// The number of the cell once the leaf has handed over its amount; `None` when there is no such number.
    fn handed(&self, tree: &Tree, leaf: Node, edge: Edge) -> Option<i64> {
        if tree.changes.iter().any(|change| change.edge == edge) {
            return None;
        }
        let amount = tree.balance.get(leaf);
        let change = if self.network.ends(edge).0 == leaf { amount.saturating_neg() } else { amount };
        Some(self.values.get(edge).saturating_add(change)).filter(|&value| value >= 0)
    }
}
