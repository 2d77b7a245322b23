//! What belongs to a person. Nothing is filled in but what is masked.

use super::messages;

messages! {
    "PRI-01" ["mask"]
        "这里有公民身份号码（{mask}）：请隐去后再公开。"
        "An identity card number stands here ({mask}): please mask it.";
    "PRI-02" ["mask"]
        "这里有手机号码（{mask}）：请隐去后再公开。"
        "A mobile telephone number stands here ({mask}): please mask it.";
    "PRI-02.contact" ["mask"]
        "联系方式用的是手机号码（{mask}）：建议改用办公电话。"
        "The contact is a mobile telephone number ({mask}): an office number is advised.";
    "PRI-03" ["mask"]
        "这里像是银行账号（{mask}）：请核对，不应公开的请隐去。"
        "This looks like a bank account number ({mask}): please check it.";
    "PRI-04" ["mask"]
        "这里像是个人邮箱或QQ号码（{mask}）：请核对，建议改用机关的联系方式。"
        "This looks like a private mail address or QQ number ({mask}): please check it.";
    "PRI-05" ["mask"]
        "这里像是申请人的姓名（{mask}）：请隐去，写作“某”。"
        "This looks like the name of an applicant ({mask}): please mask it.";
    "PRI-06" ["mask"]
        "这里像是家庭住址（{mask}）：请只写到乡镇或街道。"
        "This looks like a home address ({mask}): please name the township only.";
    "PRI-07" ["mask"]
        "这里写了具体案号（{mask}）：由案号可以查到当事人，请核对是否必要。"
        "A case number stands here ({mask}): it leads to the party's name.";
    "PRI-08" ["mask"]
        "这里像是护照号或车牌号（{mask}）：请隐去。"
        "This looks like a passport or plate number ({mask}): please mask it.";
}
