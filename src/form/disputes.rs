//! Table four: administrative review and litigation. One row of fifteen cells, the same in both editions;
//! the kind of case is a group of columns.

use super::{Column, Label, Row, own_label};

/// A column of table four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisputesColumn {
    /// The kind of case.
    pub row: Row,
    /// The outcome.
    pub column: Column,
    /// Labels from the topmost group to the column's own; see [`super::RowForm::path`].
    pub path: [&'static str; 3],
    /// Other wordings of the column's own label that are read.
    pub also: &'static [&'static str],
}

impl DisputesColumn {
    /// The official label of the column itself, such as `结果维持`.
    pub fn label(&'static self) -> Label {
        Label { official: own_label(&self.path), also: self.also }
    }
}

const REVIEW: &str = "行政复议";
const SUITS: &str = "行政诉讼";
const DIRECT: &str = "未经复议直接起诉";
const AFTER_REVIEW: &str = "复议后起诉";

const fn column(row: Row, column: Column, path: [&'static str; 3], also: &'static [&'static str]) -> DisputesColumn {
    DisputesColumn { row, column, path, also }
}

const UPHELD: &[&str] = &["维持"];
const CORRECTED: &[&str] = &["纠正"];
const OTHER: &[&str] = &["其它结果"];
const PENDING: &[&str] = &["未审结"];
const TOTAL: &[&str] = &["合计"];

/// The fifteen columns, in official order.
pub static DISPUTES: [DisputesColumn; 15] = [
    column(Row::Review, Column::Upheld, [REVIEW, "结果维持", ""], UPHELD),
    column(Row::Review, Column::Corrected, [REVIEW, "结果纠正", ""], CORRECTED),
    column(Row::Review, Column::Other, [REVIEW, "其他结果", ""], OTHER),
    column(Row::Review, Column::Pending, [REVIEW, "尚未审结", ""], PENDING),
    column(Row::Review, Column::Total, [REVIEW, "总计", ""], TOTAL),
    column(Row::SuitDirect, Column::Upheld, [SUITS, DIRECT, "结果维持"], UPHELD),
    column(Row::SuitDirect, Column::Corrected, [SUITS, DIRECT, "结果纠正"], CORRECTED),
    column(Row::SuitDirect, Column::Other, [SUITS, DIRECT, "其他结果"], OTHER),
    column(Row::SuitDirect, Column::Pending, [SUITS, DIRECT, "尚未审结"], PENDING),
    column(Row::SuitDirect, Column::Total, [SUITS, DIRECT, "总计"], TOTAL),
    column(Row::SuitAfterReview, Column::Upheld, [SUITS, AFTER_REVIEW, "结果维持"], UPHELD),
    column(Row::SuitAfterReview, Column::Corrected, [SUITS, AFTER_REVIEW, "结果纠正"], CORRECTED),
    column(Row::SuitAfterReview, Column::Other, [SUITS, AFTER_REVIEW, "其他结果"], OTHER),
    column(Row::SuitAfterReview, Column::Pending, [SUITS, AFTER_REVIEW, "尚未审结"], PENDING),
    column(Row::SuitAfterReview, Column::Total, [SUITS, AFTER_REVIEW, "总计"], TOTAL),
];
