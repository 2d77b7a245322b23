//! What belongs to a person.

use super::Case;

/// Part six with one more paragraph.
macro_rules! paragraph {
    ($text:literal) => {
        concat!("part6 = 本年度未收取信息处理费。 | ", $text)
    };
}

/// The cases.
pub const CASES: &[Case] = &[
    // Identity cards.
    (paragraph!("申请人身份证号110101199003071233。"), &["E PRI-01"]),
    (paragraph!("申请人身份证号110101 19900307 1233。"), &["E PRI-01"]),
    (paragraph!("申请人身份证号11*************123，信用代码91110101199003071234，编号110101199003071231。"), &[]),
    (paragraph!("统一社会信用代码A110101199003071233。"), &[]),
    // Mobile telephones.
    (paragraph!("申请人留有13800001234。"), &["W PRI-02"]),
    (paragraph!("申请人留有138-0000-1234和１３８００００５６７８。"), &["W PRI-02", "W PRI-02"]),
    (paragraph!("如需咨询，请联系13800001234。"), &["I PRI-02.contact"]),
    (paragraph!("申请人留有138****1234，编号23800001234，流水138000012345。"), &[]),
    // Accounts, mail.
    (paragraph!("费用转入账号4111111111111111。"), &["W PRI-03"]),
    (paragraph!("另见4111111111111111。"), &["I PRI-03"]),
    (paragraph!("信息索引号4111111111111111，账号4111111111111112。"), &[]),
    (paragraph!("材料发至wang@qq.com或QQ：12345678。"), &["I PRI-04", "I PRI-04"]),
    (paragraph!("咨询邮箱：wang@qq.com。材料发至wang@example.invalid，加入QQ群：12345678。"), &[]),
    // Names, addresses, cases.
    (paragraph!("申请人张小山不服答复，申请人：李四要求公开。"), &["W PRI-05", "W PRI-05"]),
    (
        paragraph!(
            "申请人张某不服答复，申请人李××提出意见，申请人提出，申请人张贴，申请人高度评价，申请人周边的住户。"
        ),
        &[],
    ),
    (paragraph!("申请人住幸福小区3号楼2单元401室。"), &["W PRI-06"]),
    (paragraph!("查阅点的办公地址为3号楼2单元401室。 | 新建3栋住宅，改造2个单元。"), &[]),
    (paragraph!("法院作出（2024）甲0123行初45号判决。"), &["I PRI-07"]),
    (paragraph!("举行初次培训，执行初45次核对，政办行〔2024〕3号。"), &[]),
    // Rules that are off by default.
    (
        "switch on PRI-08\npart6 = 本年度未收取信息处理费。 | 车辆闽A12345已处理，护照G12345678已登记。",
        &["I PRI-08", "I PRI-08"],
    ),
    ("switch on PRI-08\npart6 = 本年度未收取信息处理费。 | 编号G12345678，甲A12345，闽ABCDE。", &[]),
];
