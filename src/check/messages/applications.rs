//! Table three.

use super::messages;

messages! {
    "APP-01" ["column", "left", "right", "difference"]
        "表三{column}：新收加上年结转为 {left}，总计加结转下年度为 {right}，相差 {difference}，请核对这四个数。"
        "Table three, {column}: new and carried in make {left}, total and carried out {right}: {difference} apart.";
    "APP-02" ["column", "left", "right", "difference"]
        "表三{column}：各项办理结果相加为 {left}，（七）总计为 {right}，相差 {difference}，请核对。"
        "Table three, {column}: the results add up to {left}, the total says {right}: {difference} apart.";
    "APP-03" ["row", "left", "right", "difference"]
        "表三{row}：各类申请人相加为 {left}，总计为 {right}，相差 {difference}，请核对。"
        "Table three, {row}: the applicants add up to {left}, the total says {right}: {difference} apart.";
    "APP.intake" ["cell", "expected", "actual", "slip", "row", "column"]
        "{cell}应为 {expected}，表中为 {actual}{slip}：改后{row}各类申请人之和与总计相符，{column}第一项加第二项等于第三项加第四项。"
        "{cell} should be {expected}, not {actual}{slip}: then {row} adds up and {column} balances.";
    "APP.result" ["cell", "expected", "actual", "slip", "row", "column"]
        "{cell}应为 {expected}，表中为 {actual}{slip}：改后{row}各类申请人之和与总计相符，{column}各项结果之和与（七）总计相符。"
        "{cell} should be {expected}, not {actual}{slip}: then {row} and {column} add up.";
    "APP.total" ["cell", "expected", "actual", "slip", "column"]
        "{cell}应为 {expected}，表中为 {actual}{slip}：改后本行各类申请人之和、{column}各项结果之和都与它相符，{column}第一项加第二项也等于第三项加第四项。"
        "{cell} should be {expected}, not {actual}{slip}: then its row and {column} add up and balance.";
    "APP.blank" ["cell", "expected", "row", "column"]
        "{cell}处空白，应为 {expected}：填上后{row}和{column}的勾稽关系都相符。"
        "{cell} is blank and should be {expected}: then {row} and {column} agree.";
    "APP.carried" ["readings"]
        "与上年度报告不符：按上年度的结转，{readings}"
        "against last year’s report, by which {readings}";
    "APP.stated" ["readings"]
        "与正文不符：按正文，{readings}"
        "against the text, by which {readings}";
    "APP-03.blank" ["cells"]
        "表三填了各类申请人，“总计”列却没有填：{cells}。请按各类申请人之和填写。"
        "Table three has applicants, but their totals are not filled in: {cells}.";
    "APP-04" ["count", "cells"]
        "表三多半有 {count} 格填错：{cells}。按建议改后，有关的勾稽关系全部相符。"
        "Table three: {count} cells are most likely wrong: {cells}. With the suggested figures everything adds up.";
    "APP-04.either" ["relations", "count"]
        "表三有 {relations} 条勾稽关系对不上：改 {count} 格就全部相符，但改法不止一种，不能断定是哪几格。请对照底稿，在几种改法中选定。"
        "Table three: {relations} relations fail. Changing {count} cells mends all of them, but there is more than one way: please choose with your records at hand.";
    "APP-04.several" ["relations"]
        "表三有 {relations} 条勾稽关系对不上，牵涉的格子较多，不能断定是哪几格填错。请按依据中的差额逐条核对。"
        "Table three: {relations} relations fail, and too many cells may be wrong to tell which. Please go through the differences one by one.";
    "APP-04.behind" ["column", "cells"]
        "表三{column}的合计像是没有随明细更新：{cells}。按建议改后，有关的勾稽关系全部相符。"
        "Table three, {column}: totals seem not to have followed the details: {cells}.";
    "APP-05.row" ["row"]
        "表三{row}的数字像是整行错了一格：移回原位后，有关的勾稽关系全部相符。"
        "Table three, {row}: the figures seem to be one cell off; moved back, everything adds up.";
    "APP-05.column" ["column"]
        "表三{column}有一段数字像是上下错了一格：移回原位后，有关的勾稽关系全部相符。"
        "Table three, {column}: some figures seem to be one row off; moved back, everything adds up.";
    "APP-06.joined" ["first", "second", "one", "other"]
        "{first}与右边一格的数字像是连写在了一起：应分别为 {one} 和 {other}，即{second}应为 {other}。"
        "{first} seems to hold two figures run together: {one} and {other}, the latter for {second}.";
    "APP-06.split" ["first", "second", "one", "other"]
        "{first}与右边一格像是把一个数字拆成了两半：应分别为 {one} 和 {other}，即{second}应为 {other}。"
        "{first} and the next cell seem to hold one figure torn apart: they should be {one} and {other}, the latter in {second}.";
    "APP-07.exchanged" ["first", "second", "one", "other"]
        "{first}与{second}像是互相填反了：应分别为 {one} 和 {other}。"
        "{first} and {second} seem to be exchanged: they should be {one} and {other}.";
    "APP-07.rows" ["column", "first", "second", "difference"]
        "表三{column}像是有 {difference} 件填错了行：{first}多了 {difference} 件，{second}少了 {difference} 件。"
        "Table three, {column}: {difference} seem to be in the wrong row: {first} is too large and {second} too small by that.";
    "APP-07.flow" ["first", "second", "difference"]
        "表三{first}的新收与结转比办理结果多 {difference} 件，{second}恰好少 {difference} 件，“总计”列却相符：多半是有 {difference} 件填错了列。"
        "Table three: {first} received {difference} more than it disposed of and {second} {difference} less, while the totals agree: probably put in the wrong column.";
    "APP-07.results" ["first", "second", "difference"]
        "表三{first}各项办理结果比（七）总计多 {difference} 件，{second}恰好少 {difference} 件，“总计”列却相符：多半是有 {difference} 件填错了列。"
        "Table three: the results of {first} exceed their total by {difference} and those of {second} fall short by {difference}: probably put in the wrong column.";
    "APP-07.totals" ["first", "second", "difference"]
        "表三（七）总计行{first}少了 {difference} 件，{second}多了 {difference} 件：多半是这两格填串了列。"
        "Table three, row （七）总计: {first} is {difference} too small and {second} {difference} too large: probably put in the wrong column.";
    "APP-08" ["cell", "column", "expected", "actual"]
        "{cell}为{actual}，而{column}各项办理结果之和为 {expected}，应填 {expected}。"
        "{cell} is {actual}, but the results of {column} add up to {expected}: it should be {expected}.";
    "APP-08.row" ["cells"]
        "表三填了办理结果，（七）总计却没有填：{cells}。请按各项结果之和填写。"
        "Table three has results, but their total is not filled in: {cells}.";
    "APP-09" ["columns"]
        "表三{columns}列没有新收也没有上年结转，却有办理结果或结转：请核对第一、二项是否漏填。"
        "Table three, {columns}: results without any application.";
    "APP-09.cell" ["cell", "column", "expected"]
        "{cell}应为 {expected}：{column}没有新收也没有上年结转，却有办理结果或结转。"
        "{cell} should be {expected}: {column} has results without any application.";
    "APP-10" ["columns"]
        "表三{columns}列收到了申请，却既没有办理结果也没有结转下年度：请补填第三、四项。"
        "Table three, {columns}: applications without any result, and none carried out.";
    "APP-10.cell" ["cell", "column", "expected"]
        "{cell}应为 {expected}：{column}收到了申请，却既没有办理结果也没有结转下年度。"
        "{cell} should be {expected}: {column} has applications without any result, and none carried out.";
    "APP-11" ["columns"]
        "表三{columns}列结转下年度的件数超过了新收与上年结转之和：请核对。"
        "Table three, {columns}: more carried out than was received.";
    "APP-11.cells" ["columns", "cells"]
        "表三{columns}列结转下年度的件数超过了新收与上年结转之和，多半填错的是{cells}：按建议改后，有关的勾稽关系全部相符。"
        "Table three, {columns}: more carried out than was received; most likely wrong: {cells}.";
    "APP-11.cell" ["cell", "actual", "received", "expected"]
        "{cell}写成了 {actual}，超过新收与上年结转之和 {received}：按勾稽关系应为 {expected}。"
        "{cell} is {actual}, more than the {received} received: it should be {expected}.";
    "APP-12" []
        "表三只填了“总计”列，自然人、法人或其他组织各列都没有填：请按申请人类型分列填写。"
        "Table three has totals only: please break them down by kind of applicant.";
    "APP-14" ["cell", "actual", "quote"]
        "{cell}为 {actual}，正文却说“{quote}”：没有收费通知就没有逾期未缴费，请核对。"
        "{cell} is {actual}, but the text says “{quote}”.";
    "APP-15" ["others", "results"]
        "办理结果 {results} 件中有 {others} 件归入“其他”：请核对能否归入其他各行。"
        "{others} of {results} results are put under 其他: do they belong elsewhere?";
    "APP-16" ["cells"]
        "{cells}有件数：基层很少以此为由不予公开，请核对是否填错了行。"
        "{cells} have figures: townships hardly refuse for such reasons.";
    "APP-17" ["out", "received"]
        "收到的 {received} 件中有 {out} 件结转下年度：请核对是否有已办结的没有计入，或超期未答复的。"
        "{out} of {received} applications are carried out: were all answered in time?";
    "APP-18" ["cells"]
        "{cells}都占办理结果的两成以上：请核对。"
        "{cells} each make a fifth of the results or more.";
    "APP-19" []
        "表三“（六）其他处理”分了三行，2019、2020年度的格式只有一行：请合并填写。"
        "（六）其他处理 has three rows in table three; the form of 2019 has one.";
    "APP-20" ["cell", "actual", "natural"]
        "{cell}为 {actual}，多于自然人的 {natural} 件：请核对是否填错了列。"
        "{cell} is {actual}, more than the {natural} of natural persons.";
}
