//! A report of a territory: its bodies together, and the organ itself.

use super::context::Context;
use super::finding::Finding;
use super::narrative::{cells, lists};

/// HIE-01. The named bodies add up to the total.
pub fn bodies(context: &Context<'_>, findings: &mut Vec<Finding>) {
    lists::add_up(context, "HIE-01", findings);
}

/// HIE-02. The organ's own figure is not more than that of the whole.
pub fn own(context: &Context<'_>, findings: &mut Vec<Finding>) {
    cells::own(context, findings);
}
