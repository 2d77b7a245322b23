//! Two invented reports of one invented town: what the page offers to try, and what tests start from.

/// A report in which every figure agrees with every other.
pub const SOUND: &str = include_str!("../samples/sound.txt");

/// The same report with faults of the kinds that occur: swapped digits, a wrong total, a blank cell, a total
/// left at zero, last year's statistics period, a missing fee statement, prose that contradicts the tables.
pub const BROKEN: &str = include_str!("../samples/broken.txt");
