//! Figures that may be right, but deserve a look.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // Table two.
    ("disclosure.normative.in_force = 0", &["W ACT-03"]),
    ("disclosure.normative.issued = 5\ndisclosure.normative.in_force = 3", &["W ACT-02"]),
    ("disclosure.normative.issued = 0\ndisclosure.normative.in_force = 0", &[]),
    ("switch on ACT-04\ndisclosure.normative.issued = 9\ndisclosure.normative.repealed = 9", &["I ACT-04"]),
    (
        "switch on ACT-04\ndisclosure.normative.issued = 2\ndisclosure.normative.repealed = 2\ndisclosure.normative.in_force = 2",
        &[],
    ),
    ("disclosure.normative.in_force = 80", &["I ACT-05"]),
    ("disclosure.normative.in_force = 79", &[]),
    ("disclosure.normative.in_force = 80\nlevel = county", &[]),
    ("organ = 云溪县人民政府办公室\nlevel = department", &["I ACT-06"]),
    ("organ = 云溪县人民政府办公室\nlevel = department\npart6 = 本年度未收取信息处理费，数据由各部门填报后汇总。", &[]),
    ("organ = 云溪县政务服务办公室\nlevel = department", &[]),
    ("organ = 云溪县市场监督管理局\ndisclosure.*.decisions = 0", &["I ACT-07"]),
    ("organ = 云溪县市场监督管理局城关分局\ndisclosure.*.decisions = 0", &[]),
    ("organ = 云溪县市场监督管理局\ndisclosure.licences.decisions = 0", &[]),
    ("organ = 云溪县档案局\ndisclosure.*.decisions = 0", &[]),
    ("switch on ACT-08\ndisclosure.compulsion.decisions = 1200", &["I ACT-08"]),
    ("switch on ACT-08\ndisclosure.compulsion.decisions = 1200\ndisclosure.penalties.decisions = 240", &[]),
    (
        "switch on ACT-09\ndisclosure.penalties.decisions = 128\ndisclosure.compulsion.decisions = 128",
        &["I ACT-09", "I ACT-09"],
    ),
    ("switch on ACT-09\ndisclosure.penalties.decisions = 2", &[]),
    // Table two of 2019.
    ("form = 2019\ndisclosure.normative.published = 12\ndisclosure.normative.made = 12", &["E ACT-19"]),
    ("form = 2019\ndisclosure.normative.published = 9\ndisclosure.normative.made = 9", &[]),
    ("form = 2019\ndisclosure.normative.published = 5", &["I ACT-20"]),
    ("form = 2019\ndisclosure.penalties.change = -6", &["E ACT-21"]),
    ("form = 2019\ndisclosure.penalties.change = -5", &[]),
    ("form = 2019\ndisclosure.licences.decisions = 11", &["I ACT-22"]),
    ("form = 2019\ndisclosure.licences.decisions = 3\ndisclosure.licences.prior_items = 4", &[]),
    ("form = 2019\ndisclosure.penalties.change = 增减各1", &["W ACT-23"]),
    ("form = 2019\ndisclosure.penalties.change = 减3\ndisclosure.licences.change = +2", &[]),
    ("form = 2019\ndisclosure.procurement.items = 0", &["I ACT-24.items"]),
    ("form = 2019\ndisclosure.procurement.amount = 0", &["I ACT-24.amount"]),
    ("form = 2019\ndisclosure.procurement.amount = 184719", &["I ACT-24.unit"]),
    ("form = 2019\ndisclosure.procurement.amount = 184719元", &[]),
    ("form = 2019\ndisclosure.procurement.amount = 0\ndisclosure.procurement.items = 0", &[]),
    // Table three.
    (
        "requests.other_unpaid.natural = 1\nrequests.other_unpaid.total = 1\nrequests.other_other.natural = 0\nrequests.other_other.total = 0\npart6 = 本年度未收取信息处理费。 | 全年未开展收费工作。",
        &["I APP-14"],
    ),
    (
        "requests.other_unpaid.natural = 1\nrequests.other_unpaid.total = 1\nrequests.other_other.natural = 0\nrequests.other_other.total = 0",
        &[],
    ),
    (
        "requests.*.* = 0\nrequests.new.natural = 12\nrequests.new.total = 12\nrequests.other_other.natural = 8\nrequests.other_other.total = 8\nrequests.granted.natural = 4\nrequests.granted.total = 4\nrequests.total.natural = 12\nrequests.total.total = 12",
        &["I APP-15"],
    ),
    ("requests.other_other.natural = 1", &[]),
    (
        "requests.denied_secret.natural = 1\nrequests.denied_secret.total = 1\nrequests.denied_enforcement.natural = 1\nrequests.denied_enforcement.total = 1",
        &["I APP-16"],
    ),
    ("requests.denied_enforcement.natural = 2", &[]),
    (
        "requests.*.* = 0\nrequests.new.natural = 30\nrequests.new.total = 30\nrequests.granted.natural = 15\nrequests.granted.total = 15\nrequests.total.natural = 15\nrequests.total.total = 15\nrequests.carried_out.natural = 15\nrequests.carried_out.total = 15",
        &["I APP-17"],
    ),
    ("requests.carried_out.natural = 1", &[]),
    (
        "switch on APP-18\nrequests.*.* = 0\nrequests.new.natural = 12\nrequests.new.total = 12\nrequests.unable_unclear.natural = 6\nrequests.unable_unclear.total = 6\nrequests.other_uncorrected.natural = 6\nrequests.other_uncorrected.total = 6\nrequests.total.natural = 12\nrequests.total.total = 12",
        &["I APP-18"],
    ),
    ("switch on APP-18", &[]),
    ("switch on APP-19\nform = 2019 with three rows", &["I APP-19"]),
    ("form = 2019", &[]),
    (
        "switch on APP-20\nrequests.*.* = 0\nrequests.new.legal = 12\nrequests.new.total = 12\nrequests.granted.legal = 12\nrequests.granted.total = 12\nrequests.total.legal = 12\nrequests.total.total = 12",
        &["I APP-20"],
    ),
    ("switch on APP-20", &[]),
    (
        "requests.*.* = 0\nrequests.new.natural = 12\nrequests.new.total = 12\nrequests.other_other.natural = 6\nrequests.other_other.total = 6\nrequests.granted.natural = 6\nrequests.granted.total = 6\nrequests.total.natural = 12\nrequests.total.total = 12",
        &[],
    ),
    (
        "requests.denied_secret.natural = 1\nrequests.denied_secret.total = 1\nrequests.denied_enforcement.natural = 1\nrequests.denied_enforcement.total = 1\nlevel = county",
        &[],
    ),
    (
        "requests.*.* = 0\nrequests.new.natural = 50\nrequests.new.total = 50\nrequests.granted.natural = 35\nrequests.granted.total = 35\nrequests.total.natural = 35\nrequests.total.total = 35\nrequests.carried_out.natural = 15\nrequests.carried_out.total = 15",
        &[],
    ),
    ("form = mixed\nswitch on APP-19", &["W TAB-07"]),
    ("form = 2019 with three rows", &[]),
    // Table four.
    (
        "disputes.review.* = 0\ndisputes.suit_after_review.upheld = 1\ndisputes.suit_after_review.total = 1",
        &["I DIS-05"],
    ),
    ("disputes.suit_after_review.upheld = 1\ndisputes.suit_after_review.total = 1", &[]),
    ("disputes.review.corrected = 1\ndisputes.review.other = 0", &["I DIS-06"]),
    (
        "disputes.review.corrected = 1\ndisputes.review.other = 0\npart6 = 本年度未收取信息处理费。 | 针对复议纠正的案件，已组织整改。",
        &[],
    ),
    ("disputes.suit_direct.pending = 6\ndisputes.suit_direct.total = 6", &["I DIS-07"]),
    ("disputes.suit_direct.pending = 2\ndisputes.suit_direct.total = 2", &[]),
    ("requests.*.* = 0", &["I DIS-08"]),
    ("disputes.*.* = 0", &[]),
    (
        "requests.*.* = 0\nrequests.new.natural = 2\nrequests.new.total = 2\nrequests.granted.natural = 2\nrequests.granted.total = 2\nrequests.total.natural = 2\nrequests.total.total = 2\ndisputes.review.other = 7\ndisputes.review.total = 8",
        &["I DIS-09"],
    ),
    ("disputes.review.other = 7\ndisputes.review.total = 8", &[]),
    ("part6 = 本年度未收取信息处理费。 | 诉讼案件中一件以复议机关为共同被告。", &["I DIS-10"]),
    ("disputes.suit_direct.* = 0\npart6 = 本年度未收取信息处理费。 | 未发生共同被告案件。", &[]),
    ("requests.*.* = 0\ndisputes.*.* = 0", &[]),
    ("form = 2019\ndisputes.suit_direct.pending = 6\ndisputes.suit_direct.total = 6", &[]),
    ("disputes.review.corrected = 0", &[]),
];
