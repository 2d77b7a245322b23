//! The prose against the tables and against itself.

use super::messages;

messages! {
    "NAR.cells" ["stated", "readings"]
        "正文写“{stated}”，而{readings}，对不上：请核对正文和表格，改正有误的一处。"
        "The text says “{stated}”, but {readings}: please check both.";
    "NAR.exceeds" ["stated", "sum", "difference"]
        "正文写“{stated}”，而各分项相加为 {sum}，多出 {difference}：请核对总数和各分项。"
        "The text says “{stated}”, but its parts add up to {sum}, which is {difference} too much.";
    "NAR.short" ["stated", "sum", "difference"]
        "正文写“{stated}”，而各分项相加为 {sum}，少 {difference}：请核对；如未全部列出，请补上其余分项或写明“等”。"
        "The text says “{stated}”, but its parts add up to {sum}, {difference} less: if some are not listed, please say so.";
    "NAR.part" ["stated", "part"]
        "正文写“{stated}”，而其中一项“{part}”比总数还多：请核对两个数。"
        "The text says “{stated}”, but a part of it, “{part}”, is more than that.";
    "NAR-08" ["stated", "sum", "total"]
        "从“{stated}”起，各提交方式相加为 {sum} 件，而申请为 {total} 件：请核对各数。"
        "From “{stated}” on, the ways of applying add up to {sum}, but there were {total} applications.";
    "NAR-17" ["stated", "part", "whole", "expected"]
        "“{stated}”与数字不符：{part}÷{whole} 约为 {expected}%，请核对。"
        "“{stated}” does not agree with the figures: {part} of {whole} is {expected} %.";
    "NAR-17.cut" ["stated"]
        "“{stated}”只截取了前几位，没有四舍五入：请按四舍五入改写末位。"
        "“{stated}” was cut off, not rounded.";
    "NAR-18" ["stated", "sum"]
        "从“{stated}”起，各项占比相加为 {sum}%，不是 100%：请核对各项占比。"
        "From “{stated}” on, the shares add up to {sum} %, not to 100.";
    "NAR-19" ["stated", "now", "base", "expected"]
        "“{stated}”与数字不符：今年 {now}，上年 {base}，变化幅度应为 {expected}%，请核对。"
        "“{stated}” does not agree with the figures: {now} after {base} is a change of {expected} %.";
    "NAR-20" ["stated", "now", "base"]
        "“{stated}”方向反了：今年 {now}，上年 {base}，请核对是增是减。"
        "“{stated}” goes the wrong way: {now} this year, {base} the year before.";
    "NAR-21" ["stated", "now", "base", "expected"]
        "“{stated}”与数字不符：今年 {now}，上年 {base}，相差 {expected}，请核对。"
        "“{stated}” does not agree with the figures: {now} and {base} differ by {expected}.";
    "NAR-23" ["stated", "before"]
        "正文前面写“{before}”，这里写“{stated}”，同一件事有两个数：请核对后统一；如范围不同，请写明。"
        "The text says “{before}” first and “{stated}” here: please make them agree, or say how they differ.";
    "NAR-25.pieces" ["stated", "sum"]
        "正文写“{stated}”，而各笔收费的件数相加为 {sum} 件：请核对。"
        "The text says “{stated}”, but the pieces listed add up to {sum}.";
    "NAR-26" ["stated"]
        "“{stated}”不是10元的整数倍，而收费标准的各档都是10元的整数倍：请核对金额。"
        "“{stated}” is no multiple of 10 元, as every step of the tariff is.";
    "NAR-27" ["stated", "received"]
        "正文说收费涉及“{stated}”，而全年申请共 {received} 件：请核对件数。"
        "The fee was taken for “{stated}”, but there were only {received} applications.";
    "NAR-28.done" ["stated", "sum"]
        "正文写“{stated}”，比收到的建议提案（{sum} 件）还多：请核对。"
        "The text says “{stated}”, which is more than the {sum} that came in.";
    "NAR-29" ["stated", "readings"]
        "正文写“{stated}”，而{readings}：表格里有准确数，正文请写准确数。"
        "The text says “{stated}”, but {readings}: please give the exact figure.";
    "NAR-30" ["stated", "sum"]
        "正文写“{stated}”，而各分项都是准确数，相加为 {sum}：总数也请写准确数。"
        "The text says “{stated}”, but the parts are exact and add up to {sum}.";
    "NAR-31" ["stated", "unit", "other"]
        "“{stated}”用的单位是“{other}”，而总数用的是“{unit}”：同一组数请用同一单位。"
        "“{stated}” is counted in “{other}”, the total in “{unit}”.";
    "NAR-32" ["stated", "cell", "number"]
        "正文写“{stated}”，而{cell}为 {number}：撤回的申请计入该格，请核对。"
        "The text says “{stated}”, but {cell}, which counts withdrawals, is {number}.";
    "NAR-33" ["stated", "late"]
        "正文一处写“{stated}”，一处写“{late}”：请核对是否都在期限内答复。"
        "The text says “{stated}” in one place and “{late}” in another.";
    "NAR-36" ["stated", "taken"]
        "正文一处写“{stated}”，一处写“{taken}”，前后矛盾：请核对是否收取了信息处理费。"
        "The text says “{stated}” in one place and “{taken}” in another.";
}
