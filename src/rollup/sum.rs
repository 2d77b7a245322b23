//! One cell of the form, added up over many reports.

use crate::form::{CellId, CellMap, Edition, Table, cells};
use crate::report::{Amount, Report, Value};

/// What a cell comes to over all bodies. What is blank, what is a dash, what could not be read and what is not there are
/// counted apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of the numbers that were read.
    pub total: Amount,
    /// In how many reports the cell holds a number.
    pub numbers: usize,
    /// In how many it is blank.
    pub blanks: usize,
    /// In how many a dash, or 无, stands for the number.
    pub placeholders: usize,
    /// The reports in which something is written there that is no number, by index.
    pub unread: Vec<usize>,
    /// The reports that lack the cell, or the table it is in, by index.
    pub absent: Vec<usize>,
}

impl Sum {
    /// The sum, where it is one of all bodies: no cell unread, none missing, and a number in at least one.
    pub fn known(&self) -> Option<Amount> {
        (self.unread.is_empty() && self.absent.is_empty() && self.numbers > 0).then_some(self.total)
    }
}

/// Every cell of the form, added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// The edition of the form that the reports use.
    pub edition: Edition,
    /// How many reports were added up.
    pub bodies: usize,
    /// The sum of each cell of that edition.
    pub cells: CellMap<Sum>,
}

impl Sums {
    /// The sum of no report at all.
    pub fn new(edition: Edition) -> Sums {
        let cells = Table::ALL.iter().flat_map(|&table| cells(table, edition)).map(|id| (id, Sum::default())).collect();
        Sums { edition, bodies: 0, cells }
    }

    /// Adds a report, which is named by its index where a cell of it cannot be added.
    pub fn add(&mut self, index: usize, report: &Report) {
        self.bodies += 1;
        for (id, sum) in self.cells.iter_mut() {
            let cell = report.cells.get(id).filter(|_| report.tables.get(id.table).is_read());
            match cell.map(|cell| cell.value) {
                Some(Value::Number(amount)) => {
                    sum.total = sum.total + amount;
                    sum.numbers += 1;
                }
                Some(Value::Blank) => sum.blanks += 1,
                Some(Value::Placeholder) => sum.placeholders += 1,
                Some(Value::Unread(_)) => sum.unread.push(index),
                None => sum.absent.push(index),
            }
        }
    }

    /// The sum of a cell, where it is one of all bodies.
    pub fn known(&self, cell: CellId) -> Option<Amount> {
        self.cells.get(&cell).and_then(Sum::known)
    }
}
