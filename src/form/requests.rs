//! Table three: applications received and handled. Seven columns of applicants; 25 rows in the form of
//! 2021, 23 in that of 2019, where （六）其他处理 is a single row.

use super::{Column, ColumnForm, Edition, Row, RowForm, Unit};

/// The caption in the top left corner: the form's own statement of the first relation.
pub const REQUESTS_CORNER: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/// The rows of table three in that edition. A 2021 report that prints （六） as one row has the rows of 2019.
pub fn requests_rows(edition: Edition) -> &'static [RowForm] {
    match edition {
        Edition::Y2021 => &ROWS_2021,
        Edition::Y2019 => &ROWS_2019,
    }
}

/// The rows of （三）不予公开.
pub const DENIED_ROWS: [Row; 8] = [
    Row::DeniedSecret,
    Row::DeniedLaw,
    Row::DeniedSafety,
    Row::DeniedThirdParty,
    Row::DeniedInternal,
    Row::DeniedProcess,
    Row::DeniedEnforcement,
    Row::DeniedQuery,
];

/// The rows of （四）无法提供.
pub const UNABLE_ROWS: [Row; 3] = [Row::UnableNotHeld, Row::UnableNotExisting, Row::UnableUnclear];

/// The rows of （五）不予处理.
pub const DECLINED_ROWS: [Row; 5] = [
    Row::DeclinedPetition,
    Row::DeclinedRepeat,
    Row::DeclinedPublication,
    Row::DeclinedExcessive,
    Row::DeclinedReissue,
];

/// The rows of （六）其他处理 in that edition.
pub fn other_rows(edition: Edition) -> &'static [Row] {
    match edition {
        Edition::Y2021 => &[Row::OtherUncorrected, Row::OtherUnpaid, Row::OtherOther],
        Edition::Y2019 => &[Row::Other],
    }
}

const APPLICANTS: &str = "申请人情况";
const ORGANISATIONS: &str = "法人或其他组织";

const fn column(column: Column, path: &'static [&'static str], also: &'static [&'static str]) -> ColumnForm {
    ColumnForm { column, path, also, unit: Unit::Count }
}

/// The seven columns, in official order.
pub static REQUESTS_COLUMNS: [ColumnForm; 7] = [
    column(Column::Natural, &[APPLICANTS, "自然人", ""], &["公民"]),
    column(Column::Business, &[APPLICANTS, ORGANISATIONS, "商业企业"], &["企业"]),
    column(Column::Research, &[APPLICANTS, ORGANISATIONS, "科研机构"], &[]),
    column(Column::Nonprofit, &[APPLICANTS, ORGANISATIONS, "社会公益组织"], &["公益组织", "社会公益"]),
    column(Column::Legal, &[APPLICANTS, ORGANISATIONS, "法律服务机构"], &["法律服务"]),
    column(Column::Other, &[APPLICANTS, ORGANISATIONS, "其他"], &["其它"]),
    column(Column::Total, &[APPLICANTS, "总计", ""], &["合计"]),
];

const RESULTS: &str = "三、本年度办理结果";
const DENIED: &str = "（三）不予公开";
const UNABLE: &str = "（四）无法提供";
const DECLINED: &str = "（五）不予处理";
const OTHER: &str = "（六）其他处理";

const fn row(row: Row, path: &'static [&'static str], also: &'static [&'static str]) -> RowForm {
    RowForm { row, path, also }
}

const NEW: RowForm =
    row(Row::New, &["一、本年新收政府信息公开申请数量", "", ""], &["一、本年新收政府信息公开申请", "本年新收"]);
const CARRIED_IN: RowForm = row(
    Row::CarriedIn,
    &["二、上年结转政府信息公开申请数量", "", ""],
    &["二、上年转结政府信息公开申请数量", "二、上年度结转政府信息公开申请数量", "上年结转政府信息公开申请", "上年结转"],
);
const GRANTED: RowForm = row(Row::Granted, &[RESULTS, "（一）予以公开", ""], &[]);
const PARTIAL: RowForm =
    row(Row::Partial, &[RESULTS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ""], &["（二）部分公开"]);
const DENIED_SECRET: RowForm = row(Row::DeniedSecret, &[RESULTS, DENIED, "1.属于国家秘密"], &[]);
const DENIED_LAW: RowForm = row(
    Row::DeniedLaw,
    &[RESULTS, DENIED, "2.其他法律行政法规禁止公开"],
    &["其他法律、行政法规禁止公开", "其他法律法规禁止公开", "其他法律和行政法规禁止公开"],
);
const DENIED_SAFETY: RowForm = row(Row::DeniedSafety, &[RESULTS, DENIED, "3.危及“三安全一稳定”"], &[]);
const DENIED_THIRD_PARTY: RowForm = row(Row::DeniedThirdParty, &[RESULTS, DENIED, "4.保护第三方合法权益"], &[]);
const DENIED_INTERNAL: RowForm = row(Row::DeniedInternal, &[RESULTS, DENIED, "5.属于三类内部事务信息"], &[]);
const DENIED_PROCESS: RowForm = row(Row::DeniedProcess, &[RESULTS, DENIED, "6.属于四类过程性信息"], &[]);
const DENIED_ENFORCEMENT: RowForm = row(Row::DeniedEnforcement, &[RESULTS, DENIED, "7.属于行政执法案卷"], &[]);
const DENIED_QUERY: RowForm = row(Row::DeniedQuery, &[RESULTS, DENIED, "8.属于行政查询事项"], &[]);
const UNABLE_NOT_HELD: RowForm = row(Row::UnableNotHeld, &[RESULTS, UNABLE, "1.本机关不掌握相关政府信息"], &[]);
const UNABLE_NOT_EXISTING: RowForm = row(
    Row::UnableNotExisting,
    &[RESULTS, UNABLE, "2.没有现成信息需要另行制作"],
    &["没有现成信息", "没有现成信息，需要另行制作"],
);
const UNABLE_UNCLEAR: RowForm =
    row(Row::UnableUnclear, &[RESULTS, UNABLE, "3.补正后申请内容仍不明确"], &["补正后仍不明确"]);
const DECLINED_PETITION: RowForm = row(Row::DeclinedPetition, &[RESULTS, DECLINED, "1.信访举报投诉类申请"], &[]);
const DECLINED_REPEAT: RowForm = row(Row::DeclinedRepeat, &[RESULTS, DECLINED, "2.重复申请"], &[]);
const DECLINED_PUBLICATION: RowForm = row(Row::DeclinedPublication, &[RESULTS, DECLINED, "3.要求提供公开出版物"], &[]);
const DECLINED_EXCESSIVE: RowForm =
    row(Row::DeclinedExcessive, &[RESULTS, DECLINED, "4.无正当理由大量反复申请"], &["大量反复申请"]);
const DECLINED_REISSUE: RowForm = row(
    Row::DeclinedReissue,
    &[RESULTS, DECLINED, "5.要求行政机关确认或重新出具已获取信息"],
    &["要求行政机关确认或者重新出具已获取信息", "确认或重新出具已获取信息"],
);
const OTHER_UNCORRECTED: RowForm = row(
    Row::OtherUncorrected,
    &[RESULTS, OTHER, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"],
    &["申请人无正当理由逾期不补正", "申请人无正当理由逾期不补正、行政机关不再处理", "逾期不补正"],
);
const OTHER_UNPAID: RowForm = row(
    Row::OtherUnpaid,
    &[RESULTS, OTHER, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"],
    &[
        "申请人逾期未按收费通知要求缴纳费用",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理",
        "逾期不缴费",
        "逾期未缴费",
    ],
);
const OTHER_OTHER: RowForm = row(Row::OtherOther, &[RESULTS, OTHER, "3.其他"], &["其它"]);
const OTHER_SINGLE: RowForm = row(Row::Other, &[RESULTS, OTHER, ""], &["（六）其他"]);
const TOTAL: RowForm = row(Row::Total, &[RESULTS, "（七）总计", ""], &["（七）合计"]);
const CARRIED_OUT: RowForm = row(
    Row::CarriedOut,
    &["四、结转下年度继续办理", "", ""],
    &["四、结转下年度继续办理数量", "四、结转下一年度继续办理", "结转下年度"],
);

static ROWS_2021: [RowForm; 25] = [
    NEW,
    CARRIED_IN,
    GRANTED,
    PARTIAL,
    DENIED_SECRET,
    DENIED_LAW,
    DENIED_SAFETY,
    DENIED_THIRD_PARTY,
    DENIED_INTERNAL,
    DENIED_PROCESS,
    DENIED_ENFORCEMENT,
    DENIED_QUERY,
    UNABLE_NOT_HELD,
    UNABLE_NOT_EXISTING,
    UNABLE_UNCLEAR,
    DECLINED_PETITION,
    DECLINED_REPEAT,
    DECLINED_PUBLICATION,
    DECLINED_EXCESSIVE,
    DECLINED_REISSUE,
    OTHER_UNCORRECTED,
    OTHER_UNPAID,
    OTHER_OTHER,
    TOTAL,
    CARRIED_OUT,
];

static ROWS_2019: [RowForm; 23] = [
    NEW,
    CARRIED_IN,
    GRANTED,
    PARTIAL,
    DENIED_SECRET,
    DENIED_LAW,
    DENIED_SAFETY,
    DENIED_THIRD_PARTY,
    DENIED_INTERNAL,
    DENIED_PROCESS,
    DENIED_ENFORCEMENT,
    DENIED_QUERY,
    UNABLE_NOT_HELD,
    UNABLE_NOT_EXISTING,
    UNABLE_UNCLEAR,
    DECLINED_PETITION,
    DECLINED_REPEAT,
    DECLINED_PUBLICATION,
    DECLINED_EXCESSIVE,
    DECLINED_REISSUE,
    OTHER_SINGLE,
    TOTAL,
    CARRIED_OUT,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_group_are_those_below_its_label() {
        for edition in [Edition::Y2021, Edition::Y2019] {
            let below = |label: &str| -> Vec<Row> {
                let rows = requests_rows(edition).iter().filter(|form| form.path[1] == label);
                rows.map(|form| form.row).collect()
            };
            assert_eq!(below(DENIED), DENIED_ROWS);
            assert_eq!(below(UNABLE), UNABLE_ROWS);
            assert_eq!(below(DECLINED), DECLINED_ROWS);
            assert_eq!(below(OTHER), other_rows(edition));
        }
    }
}
