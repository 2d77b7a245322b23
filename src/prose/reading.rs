//! Which cells a fact may mean. Where prose leaves open what it counts, each way to read it is one reading, and a claim
//! is wrong only when none of them fits.

use super::claim::{Fact, Outcome, Results, Suits};
use super::in_total;
use crate::form::{CellId, Column, DECLINED_ROWS, DENIED_ROWS, Edition, Row, UNABLE_ROWS, other_rows};

/// One way to read a claim: the sum of some cells, less others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Cells that are added.
    pub plus: Vec<CellId>,
    /// Cells that are taken off.
    pub minus: Vec<CellId>,
}

impl Reading {
    fn of(plus: Vec<CellId>) -> Reading {
        Reading { plus, minus: Vec::new() }
    }
}

/// The columns of organisations.
pub const ORGANISATIONS: [Column; 5] =
    [Column::Business, Column::Research, Column::Nonprofit, Column::Legal, Column::Other];

/// The ways to read a fact, likeliest first; none for a fact that no cell holds.
pub fn readings(fact: Fact, edition: Edition) -> Vec<Reading> {
    let total = |rows: &[Row]| Reading::of(in_total(rows));
    let less = |rows: &[Row], minus: &[Row]| Reading { plus: in_total(rows), minus: in_total(minus) };
    let (new, received) = ([Row::New], [Row::New, Row::CarriedIn]);
    let others = other_rows(edition);
    match fact {
        Fact::New => vec![total(&new)],
        Fact::Received => vec![total(&new), total(&received)],
        Fact::Worked => vec![total(&received), total(&new), total(&[Row::Total])],
        Fact::Intake => vec![total(&received)],
        Fact::Answered => {
            let withdrawn = others.last().map_or(Row::Other, |&row| row);
            vec![total(&[Row::Total]), less(&[Row::Total], &[withdrawn]), less(&[Row::Total], others)]
        }
        Fact::AnsweredOfYear => {
            let mut readings = readings(Fact::Answered, edition);
            readings.push(less(&[Row::Total], &[Row::CarriedIn]));
            readings
        }
        Fact::CarriedIn => vec![total(&[Row::CarriedIn])],
        Fact::CarriedOut => vec![total(&[Row::CarriedOut])],
        Fact::Carried => vec![total(&[Row::CarriedOut]), total(&[Row::CarriedIn])],
        Fact::Result(Results::Missing) => {
            let (held, existing) = (Row::UnableNotHeld, Row::UnableNotExisting);
            vec![total(&[held]), total(&[existing]), total(&[held, existing])]
        }
        Fact::Result(results) => vec![match results {
            Results::Granted => total(&[Row::Granted]),
            Results::Partial => total(&[Row::Partial]),
            Results::GrantedOrPartial => total(&[Row::Granted, Row::Partial]),
            Results::Denied => total(&DENIED_ROWS),
            Results::Unable | Results::Missing => total(&UNABLE_ROWS),
            Results::Declined => total(&DECLINED_ROWS),
            Results::Other => total(others),
            Results::Row(row) if edition == Edition::Y2019 && is_other(row) => return Vec::new(),
            Results::Row(row) => total(&[row]),
        }],
        Fact::Applicant(column) => {
            let columns: &[Column] = if column == Column::Total { &ORGANISATIONS } else { &[column] };
            let cells = |rows: &[Row]| {
                let cells =
                    rows.iter().flat_map(|&row| columns.iter().map(move |&column| CellId::requests(row, column)));
                Reading::of(cells.collect())
            };
            // 办结39件，其中自然人33件: of those, too.
            vec![cells(&new), cells(&received), cells(&[Row::Total])]
        }
        Fact::Cases(suits, outcome) => cases(suits, outcome),
        Fact::Documents(row, column) => {
            let column = match (column, edition) {
                (Column::Issued, Edition::Y2019) => Column::Made,
                (_, Edition::Y2019) => return Vec::new(),
                _ => column,
            };
            vec![Reading::of(vec![CellId::disclosure(row, column)])]
        }
        Fact::Decisions(row) => vec![Reading::of(vec![CellId::disclosure(row, Column::Decisions)])],
        Fact::FeeCharged if edition == Edition::Y2021 => {
            vec![Reading::of(vec![CellId::disclosure(Row::Fees, Column::Amount)])]
        }
        _ => Vec::new(),
    }
}

fn is_other(row: Row) -> bool {
    matches!(row, Row::OtherUncorrected | Row::OtherUnpaid | Row::OtherOther)
}

/// Cases of a kind; suits are both kinds together first, then each (条例: 复议后起诉 and 直接起诉).
fn cases(suits: Suits, outcome: Outcome) -> Vec<Reading> {
    let column = match outcome {
        Outcome::Any => Column::Total,
        Outcome::Upheld => Column::Upheld,
        Outcome::Corrected => Column::Corrected,
        Outcome::Other => Column::Other,
        Outcome::Pending => Column::Pending,
    };
    let sum = |rows: &[Row]| Reading::of(rows.iter().map(|&row| CellId::disputes(row, column)).collect());
    match suits {
        Suits::Review => vec![sum(&[Row::Review])],
        Suits::Suit => {
            vec![sum(&[Row::SuitDirect, Row::SuitAfterReview]), sum(&[Row::SuitDirect]), sum(&[Row::SuitAfterReview])]
        }
        Suits::Direct => vec![sum(&[Row::SuitDirect])],
        Suits::AfterReview => vec![sum(&[Row::SuitAfterReview])],
        Suits::Both => vec![sum(&[Row::Review, Row::SuitDirect, Row::SuitAfterReview])],
    }
}
