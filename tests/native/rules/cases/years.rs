//! Against the report of the year before.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    ("with last", &[]),
    ("form = 2019\nwith last", &[]),
    // What is carried over.
    ("last requests.carried_out.natural = 5\nlast requests.carried_out.total = 5", &["E YOY-01"]),
    ("last requests.carried_out.natural = 2\nlast requests.carried_out.business = 1", &["W YOY-01.columns"]),
    ("last requests.carried_out.natural = 空白", &["W YOY-01.columns"]),
    ("last without cell requests.carried_out.total\nlast without cell requests.carried_out.natural", &[]),
    // The arithmetic of this year says the same already.
    ("requests.carried_in.natural = 4\nwith last", &["E APP.intake"]),
    ("last disclosure.normative.in_force = 12", &["W YOY-02"]),
    ("last disclosure.rules.in_force = 1", &["W YOY-02"]),
    ("last disclosure.normative.in_force = 0\ndisclosure.normative.repealed = 3", &["W YOY-03"]),
    ("form = 2019\nlast disclosure.licences.prior_items = 20", &["W YOY-13"]),
    // Figures.
    (
        "last requests.new.natural = 31\nlast requests.new.total = 37\nlast requests.carried_out.natural = 1\nlast requests.carried_out.total = 1\nlast disclosure.normative.in_force = 9",
        &["W YOY-02", "W YOY-04", "E YOY-01"],
    ),
    ("last disclosure.licences.decisions = 1280", &["I YOY-08"]),
    ("last disclosure.licences.decisions = 384", &[]),
    ("last disclosure.licences.decisions = 385", &["I YOY-08"]),
    ("last disclosure.compulsion.decisions = 21", &[]),
    ("last disclosure.compulsion.decisions = 22", &["I YOY-08"]),
    ("last disclosure.licences.decisions = 10\nlast disclosure.penalties.decisions = 2", &["I YOY-08.several"]),
    ("last disclosure.licences.decisions = 1280\npart6 = 本年度未收取信息处理费。行政许可事项划转县行政审批局。", &[]),
    ("last disputes.review.pending = 5\nlast disputes.review.total = 7", &["I YOY-10"]),
    ("last disputes.review.pending = 2\nlast disputes.review.total = 4", &[]),
    // Words.
    (
        "last part1 = 2023年，青石镇依法推进政府信息公开。 | （一）主动公开。通过政府网站和镇村公开栏发布各类信息。 | （二）依申请公开。登记、审核、答复都有专人负责。 | （三）政府信息管理。发布前逐件审核。 | （四）平台建设。政府网站专栏按统一目录更新。 | （五）监督保障。开展工作考核、社会评议和责任追究，组织培训两次。",
        &["W YOY-05"],
    ),
    ("last part5 = 主要问题：一是部分村的公开栏更新不及时； | 改进情况：另有安排。", &["W YOY-06"]),
    ("switch on YOY-07\nwith last", &["I YOY-07"]),
    ("switch on YOY-07\nlast part5 = 改进措施：由包村干部按月核对公开栏内容，请业务站所参与编写解读材料。", &[]),
    (
        "part6 = 本年度未收取信息处理费。全年组织业务培训3次，参加人员60人次。\nlast part6 = 上年未收取信息处理费。全年组织业务培训3次，参加人员60人次。",
        &["W YOY-09"],
    ),
    (
        "part6 = 本年度未收取信息处理费。咨询请拨打政务公开电话2次以上确认。\nlast part6 = 咨询请拨打政务公开电话2次以上确认。",
        &[],
    ),
    ("part6 = 本年度未收取信息处理费。全年没有召开新闻发布会0场。\nlast part6 = 全年没有召开新闻发布会0场。", &[]),
    // What is said of last year.
    ("with last\nsay = 上年新收政府信息公开申请45件，今年新收37件。", &["W YOY-11"]),
    ("with last\nsay = 上年新收政府信息公开申请39件，今年新收37件。", &[]),
    ("with last\nsay = 与2023年新收政府信息公开申请39件相比，今年新收37件。", &[]),
    ("with last\nsay = 上年收到政府信息公开申请42件，今年新收37件。", &[]),
    ("with last\nsay = 上年上半年新收政府信息公开申请15件，今年新收37件。", &[]),
    ("say = 上年新收政府信息公开申请45件，今年新收37件。", &[]),
    // Another report than that of the year before: nothing is compared.
    (
        "last title = 青石镇人民政府2022年政府信息公开工作年度报告\nlast period = 2022-1-1 2022-12-31\nlast requests.carried_out.total = 9",
        &["W YOY-12.year"],
    ),
    ("last organ = 临河街道办事处\nlast requests.carried_out.total = 9", &["W YOY-12.organ"]),
    ("last organ = 云溪县青石镇人民政府", &[]),
    (
        "last without title\nlast without table disclosure\nlast without table requests\nlast without table disputes\nlast without part1\nlast without part2\nlast without part3\nlast without part4\nlast without part5\nlast without part6",
        &["W YOY-12.foreign"],
    ),
    ("last title = 青石镇人民政府政府信息公开工作年度报告\nlast period = 2022-7-1 2023-6-30", &["I YOY-12.unknown"]),
];
