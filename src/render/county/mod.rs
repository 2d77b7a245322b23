//! Many bodies at once, as a person reads them: a table with a line a body, who is in the sum, the sum in the three
//! tables of the form, and what differs from the report of the authority above. One model, drawn as a page, a workbook,
//! text, or the part of it that the page shows below its own table.

#[cfg(feature = "cli")]
mod json;
mod line;
#[cfg(any(feature = "writers", feature = "county"))]
mod page;
#[cfg(any(feature = "writers", feature = "county"))]
mod panel;
#[cfg(feature = "cli")]
mod text;
#[cfg(any(feature = "writers", feature = "county"))]
mod words;
#[cfg(any(feature = "writers", feature = "county"))]
mod workbook;

#[cfg(feature = "cli")]
pub use json::RollupJson;
pub use line::{Checked, Line, Status, Worst};
#[cfg(any(feature = "writers", feature = "county"))]
pub use page::page;
#[cfg(any(feature = "writers", feature = "county"))]
pub use panel::panel;
#[cfg(feature = "cli")]
pub use text::text;
#[cfg(any(feature = "writers", feature = "county"))]
pub use workbook::workbook;

use crate::render::sentence::Language;
use crate::rollup::{Comparison, Rollup};

/// Many bodies with their sum.
#[derive(Clone, Debug)]
pub struct County {
    /// A line for each file, in the order of [`Rollup::standings`].
    pub lines: Vec<Line>,
    /// The sum.
    pub rollup: Rollup,
    /// The authority above, where its report is at hand.
    pub parent: Option<Parent>,
    /// The language of what is said.
    pub language: Language,
}

/// The authority above the bodies.
#[derive(Clone, Debug)]
pub struct Parent {
    /// Its name; that of its file where the report does not say.
    pub name: String,
    /// Its figures against the sum.
    pub comparison: Comparison,
}

#[cfg(any(feature = "writers", feature = "county"))]
impl County {
    /// What the body of that index is called.
    fn name(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", Line::name)
    }

    /// The bodies of that status.
    fn count(&self, status: Status) -> usize {
        self.lines.iter().filter(|line| line.status() == status).count()
    }
}
