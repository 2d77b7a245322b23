//! Table two.

use super::messages;

messages! {
    "ACT-01" ["cells"]
        "{cells}填了规章数量，但县级及以下政府、街道办事处和地方政府部门没有规章制定权：请核对是否应填在“行政规范性文件”行，本行填0。"
        "{cells} report rules (规章), which counties, townships, sub-districts and local departments cannot make.";
    "ACT-02" ["row", "issued", "repealed", "in_force", "least"]
        "{row}本年制发 {issued} 件、废止 {repealed} 件，现行有效至少应为 {least} 件，表中为 {in_force}：请核对三个数。"
        "{row}: {issued} issued and {repealed} repealed, so at least {least} should be in force, not {in_force}.";
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
}
