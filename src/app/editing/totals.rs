//! Totals that offer to fill themselves: what the form's relations say a cell must hold when all its parts are known.

use crate::form::{CellId, Scope, relations};
use crate::report::{Amount, Cell, Report, Value};

/// A sum offered for a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The sum.
    pub amount: Amount,
    /// Of which row or column.
    pub scope: Scope,
    /// Whether blank cells were counted as zero.
    pub has_blanks: bool,
}

/// The sums that relations yield for that cell where it is a total, and that it does not hold already.
pub fn offers(report: &Report, cell: CellId) -> Vec<Sum> {
    let held = report.number(cell);
    let of_total = relations(report.tables.requests.edition).iter().filter(|relation| relation.right == [cell]);
    let mut offers: Vec<Sum> = Vec::new();
    for relation in of_total {
        let parts: Option<Vec<&Cell>> = relation.left.iter().map(|part| report.cells.get(part)).collect();
        let Some(parts) = parts else { continue };
        let amounts: Option<Vec<Amount>> = parts.iter().map(|part| part.counted()).collect();
        let is_number = |part: &&&Cell| matches!(part.value, Value::Number(_));
        let numbers = parts.iter().filter(is_number).count();
        let Some(amounts) = amounts.filter(|_| numbers > 0) else { continue };
        let amount: Amount = amounts.into_iter().sum();
        let is_known = held == Some(amount) || offers.iter().any(|offer| offer.amount == amount);
        if !is_known && !amount.is_negative() {
            offers.push(Sum { amount, scope: relation.scope, has_blanks: numbers < parts.len() });
        }
    }
    offers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceKind;
    use crate::form::{Column, Edition, Row, Table, cells};

    fn report(written: &str) -> Report {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        report
            .cells
            .extend(cells(Table::Requests, Edition::Y2021).into_iter().map(|id| (id, Cell::read(written, None))));
        report
    }

    fn set(report: &mut Report, row: Row, column: Column, text: &str) {
        report.cells.insert(CellId::requests(row, column), Cell::read(text, None));
    }

    fn amounts(report: &Report, row: Row, column: Column) -> Vec<String> {
        offers(report, CellId::requests(row, column)).iter().map(|sum| sum.amount.to_string()).collect()
    }

    #[test]
    fn a_total_offers_the_sum_of_its_parts() {
        let mut report = report("0");
        set(&mut report, Row::New, Column::Natural, "3");
        set(&mut report, Row::New, Column::Legal, "２");
        assert_eq!(amounts(&report, Row::New, Column::Total), ["5"]);
        set(&mut report, Row::New, Column::Total, "5");
        assert_eq!(amounts(&report, Row::New, Column::Total), Vec::<String>::new());
        assert_eq!(amounts(&report, Row::New, Column::Natural), Vec::<String>::new());
    }

    #[test]
    fn blanks_count_as_zero_only_beside_a_number() {
        let mut report = report("");
        assert!(offers(&report, CellId::requests(Row::New, Column::Total)).is_empty());
        set(&mut report, Row::New, Column::Natural, "3");
        let offer = offers(&report, CellId::requests(Row::New, Column::Total));
        assert!(matches!(offer.as_slice(), [Sum { has_blanks: true, .. }]));
    }

    #[test]
    fn what_is_not_known_offers_nothing() {
        let mut report = report("1");
        set(&mut report, Row::New, Column::Legal, "见附件");
        assert_eq!(amounts(&report, Row::New, Column::Total), Vec::<String>::new());
        report.cells.remove(&CellId::requests(Row::CarriedIn, Column::Legal));
        assert_eq!(amounts(&report, Row::CarriedIn, Column::Total), Vec::<String>::new());
        set(&mut report, Row::Granted, Column::Natural, "-9");
        assert_eq!(amounts(&report, Row::Granted, Column::Total), Vec::<String>::new());
    }

    #[test]
    fn two_ways_that_differ_are_two_offers() {
        let mut report = report("1");
        // 21 results by 6 kinds of applicants, and the total row and column as they stand.
        assert_eq!(amounts(&report, Row::Total, Column::Total), ["21", "6"]);
        for column in cells(Table::Requests, Edition::Y2021) {
            if column.row == Row::Total {
                set(&mut report, Row::Total, column.column, "3.5");
            }
        }
        assert_eq!(amounts(&report, Row::Total, Column::Total), ["21"]);
    }
}
