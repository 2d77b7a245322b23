//! The sum of many bodies beside the report of the authority above them. Only differences are told, and what they may
//! mean; which of the two is right cannot be known from figures: bodies may be missing, and the authority may count what
//! it handled itself, or nothing else.

use super::{Sum, Sums};
use crate::form::CellId;
use crate::report::{Amount, Report};

/// The authority's figures against the sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The cells that differ, in the order of the form.
    pub differences: Vec<Difference>,
    /// How many cells agree.
    pub equal: usize,
    /// The cells that cannot be compared, and why.
    pub unknown: Vec<(CellId, Unknown)>,
}

/// A cell that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub cell: CellId,
    /// What the authority's report holds.
    pub parent: Amount,
    /// What the bodies' reports come to.
    pub sum: Amount,
}

impl Difference {
    /// By how much the authority's figure is larger; negative where it is smaller.
    pub fn excess(&self) -> Amount {
        self.parent - self.sum
    }
}

/// Why a cell cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// It could not be read in the report of that index, the first of them.
    Unread(usize),
    /// The report of that index, the first of them, lacks it.
    Absent(usize),
    /// No report holds a number there.
    NoNumber,
    /// The authority's report lacks it, or it could not be read there.
    Parent,
}

/// What the differences have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tendency {
    /// No cell could be compared.
    Nothing,
    /// Every cell that could be compared agrees.
    Equal,
    /// The authority's figure is nowhere smaller: it may count its own besides, or bodies are missing.
    NeverLess,
    /// It is nowhere larger: it may count its own alone, or something is counted twice.
    NeverMore,
    /// Both occur.
    Mixed,
}

impl Comparison {
    /// What the differences have in common.
    pub fn tendency(&self) -> Tendency {
        let less = self.differences.iter().filter(|difference| difference.excess().is_negative()).count();
        match (self.differences.len(), less) {
            (0, _) if self.equal == 0 => Tendency::Nothing,
            (0, _) => Tendency::Equal,
            (_, 0) => Tendency::NeverLess,
            (all, less) if all == less => Tendency::NeverMore,
            _ => Tendency::Mixed,
        }
    }
}

/// Compares the authority's report with the sum, cell by cell. What is blank there counts as zero; tables of two editions
/// of the form are not compared.
pub fn compare(parent: &Report, sums: &Sums) -> Comparison {
    let mut comparison = Comparison::default();
    if sums.bodies == 0 || parent.edition() != sums.edition {
        return comparison;
    }
    for (&cell, sum) in &sums.cells {
        let of_parent = parent.cells.get(&cell).filter(|_| parent.tables.get(cell.table).is_read());
        match (unknown(sum), of_parent.and_then(|cell| cell.counted())) {
            (Some(why), _) => comparison.unknown.push((cell, why)),
            (None, None) => comparison.unknown.push((cell, Unknown::Parent)),
            (None, Some(parent)) if parent == sum.total => comparison.equal += 1,
            (None, Some(parent)) => comparison.differences.push(Difference { cell, parent, sum: sum.total }),
        }
    }
    comparison
}

/// Why the sum is none of all bodies.
fn unknown(sum: &Sum) -> Option<Unknown> {
    match (sum.unread.first(), sum.absent.first()) {
        (Some(&index), _) => Some(Unknown::Unread(index)),
        (None, Some(&index)) => Some(Unknown::Absent(index)),
        (None, None) => (sum.numbers == 0).then_some(Unknown::NoNumber),
    }
}
