//! Sizes and times against their budgets.

use anyhow::Result;

/// Measures everything.
pub fn everything() -> Result<()> {
    Ok(())
}
