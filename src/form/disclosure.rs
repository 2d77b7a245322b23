//! Table two: information disclosed on the organ's own initiative (条例第二十条).

use super::{Column, ColumnForm, Edition, Row, RowForm, Unit};

/// One block of table two: the rows and columns under one caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// `第二十条第（一）项` and so on.
    pub caption: &'static str,
    /// Value columns; the first grid column holds the row labels under the header `信息内容`.
    pub columns: &'static [ColumnForm],
    /// Rows in official order.
    pub rows: &'static [RowForm],
}

/// The header above the row labels of every block.
pub const ITEM_HEADER: &str = "信息内容";

/// The blocks of table two in that edition.
pub fn disclosure_blocks(edition: Edition) -> &'static [Block] {
    match edition {
        Edition::Y2021 => BLOCKS_2021,
        Edition::Y2019 => BLOCKS_2019,
    }
}

const fn column(
    column: Column,
    path: &'static [&'static str],
    also: &'static [&'static str],
    unit: Unit,
) -> ColumnForm {
    ColumnForm { column, path, also, unit }
}

const fn row(row: Row, path: &'static [&'static str], also: &'static [&'static str]) -> RowForm {
    RowForm { row, path, also }
}

const DECISIONS_2021: &[ColumnForm] = &[column(
    Column::Decisions,
    &["本年处理决定数量"],
    &["本年处理决定数", "本年度处理决定数量", "处理决定数量"],
    Unit::Count,
)];

static BLOCKS_2021: &[Block] = &[
    Block {
        caption: "第二十条第（一）项",
        columns: &[
            column(
                Column::Issued,
                &["本年制发件数"],
                &["本年度制发件数", "本年制发数", "本年制发数量", "制发件数"],
                Unit::Count,
            ),
            column(
                Column::Repealed,
                &["本年废止件数"],
                &["本年度废止件数", "本年废止数", "本年废止数量", "废止件数"],
                Unit::Count,
            ),
            column(
                Column::InForce,
                &["现行有效件数"],
                &["现行有效件", "现行有效数", "现行有效数量", "现行有效"],
                Unit::Count,
            ),
        ],
        rows: &[row(Row::Rules, &["规章"], &["行政规章"]), row(Row::Normative, &["行政规范性文件"], &["规范性文件"])],
    },
    Block {
        caption: "第二十条第（五）项", columns: DECISIONS_2021, rows: &[row(Row::Licences, &["行政许可"], &[])]
    },
    Block {
        caption: "第二十条第（六）项",
        columns: DECISIONS_2021,
        rows: &[row(Row::Penalties, &["行政处罚"], &[]), row(Row::Compulsion, &["行政强制"], &[])],
    },
    Block {
        caption: "第二十条第（八）项",
        columns: &[column(
            Column::Amount,
            &["本年收费金额（单位：万元）"],
            &["本年收费金额（万元）", "收费金额（单位：万元）", "收费金额（万元）", "本年收费金额", "收费金额"],
            Unit::TenThousandYuan,
        )],
        rows: &[row(Row::Fees, &["行政事业性收费"], &["行政事业型收费"])],
    },
];

const PRIOR_ITEMS: ColumnForm =
    column(Column::PriorItems, &["上一年项目数量"], &["上年项目数量", "上一年度项目数量"], Unit::Count);
const CHANGE: ColumnForm =
    column(Column::Change, &["本年增/减"], &["本年增减", "本年度增/减", "本年增减数"], Unit::SignedCount);
const DECISIONS_2019: &[ColumnForm] = &[
    PRIOR_ITEMS,
    CHANGE,
    column(Column::Decisions, &["处理决定数量"], &["本年处理决定数量", "处理决定数"], Unit::Count),
];

static BLOCKS_2019: &[Block] = &[
    Block {
        caption: "第二十条第（一）项",
        columns: &[
            column(Column::Made, &["本年新制作数量"], &["本年度新制作数量", "新制作数量"], Unit::Count),
            column(Column::Published, &["本年新公开数量"], &["本年度新公开数量", "新公开数量"], Unit::Count),
            column(Column::Total, &["对外公开总数量"], &["对外公开总数"], Unit::Count),
        ],
        rows: &[row(Row::Rules, &["规章"], &["行政规章"]), row(Row::Normative, &["规范性文件"], &["行政规范性文件"])],
    },
    Block {
        caption: "第二十条第（五）项",
        columns: DECISIONS_2019,
        rows: &[
            row(Row::Licences, &["行政许可"], &[]),
            row(Row::OtherServices, &["其他对外管理服务事项"], &["其他对外管理服务"]),
        ],
    },
    Block {
        caption: "第二十条第（六）项",
        columns: DECISIONS_2019,
        rows: &[row(Row::Penalties, &["行政处罚"], &[]), row(Row::Compulsion, &["行政强制"], &[])],
    },
    Block {
        caption: "第二十条第（八）项",
        columns: &[PRIOR_ITEMS, CHANGE],
        rows: &[row(Row::Fees, &["行政事业性收费"], &["行政事业型收费"])],
    },
    Block {
        caption: "第二十条第（九）项",
        columns: &[
            column(Column::Items, &["采购项目数量"], &["采购项目数"], Unit::Count),
            column(
                Column::Amount,
                &["采购总金额"],
                &["采购总金额（万元）", "采购总金额（元）", "采购总金额（单位：万元）", "采购金额"],
                Unit::Money,
            ),
        ],
        rows: &[row(Row::Procurement, &["政府集中采购"], &[])],
    },
];
