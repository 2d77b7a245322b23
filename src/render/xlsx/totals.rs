//! The totals of a table as formulas, from the form's own relations.

use crate::form::{CellId, CellMap, Column, Relation, Row, Table, relations};
use crate::report::{Amount, Report, Value};

/// Where a cell stands in its sheet: row and column, from 0.
pub type Places = CellMap<(usize, usize)>;

/// A total as its sheet reckons it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The formula.
    pub formula: String,
    /// What it yields.
    pub value: Amount,
}

/// Whether what came in equals what became of it, in one column of table three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The column.
    pub column: Column,
    /// The formula, which yields words.
    pub formula: String,
    /// What it yields.
    pub words: String,
}

/// Every total of that table whose addends are known. A total may be an addend of another one: （七）总计 of table
/// three is the sum of its column, and the last column adds these up.
pub fn totals(report: &Report, table: Table, places: &Places) -> CellMap<Total> {
    let mut totals: CellMap<Total> = CellMap::new();
    for relation in relations(report.tables.requests.edition) {
        let [total] = relation.right.as_slice() else { continue };
        let is_sum_of_column = total.row == Row::Total && total.column == Column::Total && relation.rule == "APP-02";
        if total.table != table || is_sum_of_column || report.number(*total).is_none() {
            continue;
        }
        let Some(value) = sum(report, &totals, &relation.left) else { continue };
        let Some(formula) = reference_sum(places, &relation.left) else { continue };
        totals.insert(*total, Total { formula, value });
    }
    totals
}

/// The balance of every column of table three that can be reckoned.
pub fn balances(report: &Report, totals: &CellMap<Total>, places: &Places) -> Vec<Balance> {
    let balance = |relation: &Relation| {
        let column = relation.left.first()?.column;
        let difference = sum(report, totals, &relation.left)? - sum(report, totals, &relation.right)?;
        let (came, became) = (reference_sum(places, &relation.left)?, reference_sum(places, &relation.right)?);
        Some(Balance {
            column,
            formula: format!("IF({came}={became},\"{HOLDS}\",\"{DIFFERS}\"&{came}-{became})"),
            words: if difference.is_zero() { HOLDS.to_owned() } else { format!("{DIFFERS}{difference}") },
        })
    };
    relations(report.tables.requests.edition)
        .iter()
        .filter(|relation| relation.rule == "APP-01")
        .filter_map(balance)
        .collect()
}

const HOLDS: &str = "相符";
const DIFFERS: &str = "相差";

/// The sum as the sheet will see it; `None` when a cell is missing or unread, or none holds a number.
fn sum(report: &Report, totals: &CellMap<Total>, cells: &[CellId]) -> Option<Amount> {
    let mut whole = Amount::ZERO;
    let mut numbers = 0;
    for id in cells {
        let written = match report.cells.get(id)?.value {
            Value::Number(number) => {
                numbers += 1;
                number
            }
            Value::Blank | Value::Placeholder => Amount::ZERO,
            Value::Unread(_) => return None,
        };
        whole = whole + totals.get(id).map_or(written, |total| total.value);
    }
    (numbers > 0).then_some(whole)
}

/// `SUM(D5:I5)` for cells side by side or below each other, `SUM(D5,D7)` for others.
fn reference_sum(places: &Places, cells: &[CellId]) -> Option<String> {
    let found: Vec<(usize, usize)> = cells.iter().map(|id| places.get(id).copied()).collect::<Option<_>>()?;
    let (&first, &last) = (found.first()?, found.last()?);
    let steps = |down: usize, right: usize| {
        found.iter().enumerate().all(|(step, place)| *place == (first.0 + down * step, first.1 + right * step))
    };
    let cells = if found.len() > 2 && (steps(0, 1) || steps(1, 0)) {
        format!("{}:{}", reference(first), reference(last))
    } else {
        found.into_iter().map(reference).collect::<Vec<_>>().join(",")
    };
    Some(format!("SUM({cells})"))
}

/// `D5` for the cell in the fifth row and fourth column. No table has more than 26.
pub fn reference((row, column): (usize, usize)) -> String {
    let letter = u8::try_from(column).ok().and_then(|column| b'A'.checked_add(column)).unwrap_or(b'Z');
    format!("{}{}", char::from(letter), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::{Edition, cells};
    use crate::report::Cell;

    fn report() -> (Report, Places) {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        report.cells.extend(cells(Table::Requests, Edition::Y2021).into_iter().map(|id| (id, Cell::read("1", None))));
        let places = cells(Table::Requests, Edition::Y2021).into_iter().enumerate();
        (report, places.map(|(number, id)| (id, (4 + number / 7, 3 + number % 7))).collect())
    }

    #[test]
    fn totals_are_sums_of_their_neighbours() {
        let (report, places) = report();
        let totals = totals(&report, Table::Requests, &places);
        let total = |row, column| totals.get(&CellId::requests(row, column)).cloned().unwrap();
        assert_eq!(total(Row::New, Column::Total), Total { formula: "SUM(D5:I5)".into(), value: 6.into() });
        assert_eq!(total(Row::Total, Column::Natural), Total { formula: "SUM(D7:D27)".into(), value: 21.into() });
        // What the sheet reckons counts, not what was written.
        assert_eq!(total(Row::Total, Column::Total), Total { formula: "SUM(D28:I28)".into(), value: 126.into() });
        assert_eq!(totals.len(), 25 + 6);
        let balances = balances(&report, &totals, &places);
        assert_eq!(balances.len(), 7);
        assert_eq!(balances[0].words, "相差-20");
        assert!(balances[0].formula.starts_with("IF(SUM(D5,D6)=SUM(D28,D29),"));
    }

    #[test]
    fn what_is_not_known_is_not_reckoned() {
        let (mut report, places) = report();
        for (row, column, raw) in [
            (Row::New, Column::Legal, "若干"),
            (Row::CarriedIn, Column::Legal, ""),
            (Row::Granted, Column::Total, ""),
            (Row::DeniedLaw, Column::Natural, "/"),
        ] {
            report.cells.insert(CellId::requests(row, column), Cell::read(raw, None));
        }
        report.cells.remove(&CellId::requests(Row::Partial, Column::Other));
        let totals = totals(&report, Table::Requests, &places);
        let value = |row, column| totals.get(&CellId::requests(row, column)).map(|total| total.value);
        assert_eq!(value(Row::New, Column::Total), None, "an addend is no number");
        assert_eq!(value(Row::CarriedIn, Column::Total), Some(5.into()), "a blank counts as zero");
        assert_eq!(value(Row::Granted, Column::Total), None, "a blank total stays blank");
        assert_eq!(value(Row::Total, Column::Natural), Some(20.into()), "a stroke counts as zero");
        assert_eq!(value(Row::Total, Column::Other), None, "an addend is missing");
        assert_eq!(balances(&report, &totals, &places).len(), 6);
    }
}
