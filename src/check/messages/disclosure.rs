//! Table two.

use super::messages;

messages! {
    "ACT-01" ["cells"]
        "{cells}填了规章数量，但县级及以下政府、街道办事处和地方政府部门没有规章制定权：请核对是否应填在“行政规范性文件”行，本行填0。"
        "{cells} report rules (规章), which counties, townships, sub-districts and local departments cannot make.";
    "ACT-02" ["row", "issued", "repealed", "in_force", "least"]
        "{row}本年制发 {issued} 件、废止 {repealed} 件，现行有效至少应为 {least} 件，表中为 {in_force}：请核对三个数。"
        "{row}: {issued} issued and {repealed} repealed, so at least {least} should be in force, not {in_force}.";
    "ACT-03" ["row", "issued", "repealed"]
        "{row}本年制发 {issued} 件、废止 {repealed} 件，现行有效却为0：请补填年底现行有效的件数。"
        "{row}: {issued} issued and {repealed} repealed, but none in force.";
    "ACT-04" ["row", "number"]
        "{row}的制发、废止、现行有效都是 {number}：请核对是否填重了。"
        "{row}: issued, repealed and in force are all {number}: was it copied?";
    "ACT-05" ["number"]
        "行政规范性文件现行有效 {number} 件，数量较多：请核对是否只统计了本机关制发的文件。"
        "{number} normative documents in force are many: are they the organ's own?";
    "ACT-06" ["organ", "cells"]
        "{cells}填了数量，而{organ}一般没有这类职权：请核对是否填了全地区的汇总数。"
        "{cells} have figures, though {organ} hardly has such powers.";
    "ACT-07" ["organ"]
        "{organ}有执法职责，许可、处罚、强制却都是0：请核对是否漏填。"
        "{organ} enforces the law, but licences, penalties and compulsion are all 0.";
    "ACT-08" ["compulsion", "penalties"]
        "行政强制 {compulsion} 件，远多于行政处罚 {penalties} 件：请核对是否填错。"
        "{compulsion} measures of compulsion are many more than {penalties} penalties.";
    "ACT-09" ["cells", "number"]
        "{cells}都是 {number}：请核对是否填重了。"
        "{cells} are both {number}: was it copied?";
    "ACT-10" ["actual"]
        "“行政事业性收费”的金额“{actual}”无法读成数字：请以万元为单位填写数字。"
        "The fee “{actual}” is no number: please give a number of 万元.";
    "ACT-10.negative" ["actual"]
        "“行政事业性收费”的金额为 {actual}，不能是负数：请核对。"
        "The fee is {actual}; it cannot be negative.";
    "ACT-11.unit" ["actual", "expected"]
        "“行政事业性收费”填的是“{actual}”，单位应为万元：折合 {expected} 万元。"
        "The fee is given as “{actual}”; the unit is 万元, so it should be {expected}.";
    "ACT-11.text" ["actual", "quote", "expected"]
        "“行政事业性收费”填的是 {actual}（万元），正文写的是“{quote}”：似乎把元填成了万元，如是，应为 {expected}。"
        "The fee is {actual} (万元), but the text says “{quote}”: if these are 元, it should be {expected}.";
    "ACT-11.large" ["actual"]
        "“行政事业性收费”填的是 {actual} 万元，数额很大：请核对是否把元填成了万元。"
        "The fee is {actual} 万元, which is very much: is it in 元?";
    "ACT-13" ["stated", "charged"]
        "正文写“{stated}”，而表二“行政事业性收费”为 {charged} 万元，少于这笔钱：信息处理费属于行政事业性收费，请核对是否漏计。"
        "The text says “{stated}”, but the table has only {charged} 万元 of charges, which include this fee.";
    "ACT-19" ["row", "published", "total"]
        "{row}本年新公开 {published} 件，多于对外公开总数量 {total} 件：请核对两格是否填反。"
        "{row}: {published} published this year, but only {total} in all.";
    "ACT-20" ["row", "published", "made"]
        "{row}本年新公开 {published} 件，多于新制作 {made} 件：请核对，多出的应是往年文件。"
        "{row}: {published} published, but only {made} made this year.";
    "ACT-21" ["row", "prior", "change"]
        "{row}上一年项目数量 {prior}，本年增/减 {change}：年底不可能为负，请核对。"
        "{row}: {prior} items and a change of {change} leave less than none.";
    "ACT-22" ["cell", "number", "prior", "change"]
        "{cell}为 {number}，恰好等于上一年项目数量 {prior} 加本年增/减 {change}：请核对是否把事项数填成了办件数。"
        "{cell} is {number}, just the items ({prior} and {change}): decisions are cases.";
    "ACT-23" ["cell", "actual"]
        "{cell}写成了“{actual}”，看不出增减多少：请填带正负号的整数。"
        "{cell} is “{actual}”: please give a whole number with its sign.";
    "ACT-24.items" ["amount"]
        "政府集中采购金额为 {amount}，项目数量却为0：请补填。"
        "The amount of purchases is {amount}, their number 0.";
    "ACT-24.amount" ["items"]
        "政府集中采购有 {items} 个项目，总金额却为0：请补填。"
        "There are {items} purchases, but their amount is 0.";
    "ACT-24.unit" ["amount"]
        "政府集中采购总金额填的是 {amount}，没有写单位：请写明是元还是万元。"
        "The amount of purchases is {amount} without a unit: 元 or 万元?";
}
