//! Structure and completeness.

use super::messages;

messages! {
    "STR-01" ["parts"]
        "报告缺少{parts}：六个部分一个都不能少，请补上标题和内容；确实没有内容的也要说明。"
        "The report lacks {parts}: all six parts are required, even those with nothing to report.";
    "STR-01.headings" ["parts"]
        "没有认出{parts}的标题，但相关内容还在：请按规定名称补上标题。"
        "The headings of {parts} were not recognised, though their content is there: please add them.";
    "STR-01.foreign" []
        "这不像一份政府信息公开工作年度报告：六个部分的标题和三张统计表都没有找到。请确认粘贴或打开的是年度报告全文。"
        "This does not look like an annual report on open government information: none of the six headings and three tables was found.";
    "STR-01.empty" []
        "还没有可核对的内容：请粘贴或打开年度报告全文。"
        "There is nothing to check yet: please paste or open the whole report.";
    "STR-02" ["part", "after"]
        "“{part}”排在了“{after}”之后：六个部分应按规定的先后排列。"
        "{part} stands behind {after}: the six parts have a prescribed order.";
    "STR-03" ["numbers"]
        "各部分标题的序号应依次为一至六，现为{numbers}。"
        "The headings should be numbered 一 to 六 in turn; they are numbered {numbers}.";
    "STR-03.missing" ["parts"]
        "{parts}的标题没有写序号：请补上一至六的序号。"
        "The headings of {parts} have no number.";
    "STR-04" ["heading", "official"]
        "标题“{heading}”与规定名称不同，建议写作“{official}”。"
        "The heading “{heading}” differs from the prescribed wording “{official}”.";
    "STR-05" ["heading"]
        "“{heading}”超出了规定的六个部分：内容请并入相应部分，与政府信息公开无关的请删去。"
        "“{heading}” goes beyond the six prescribed parts: please move what belongs elsewhere.";
    "STR-06" ["part"]
        "“{part}”只有标题，没有内容：请补写；确实没有的，写明“无”或“本年度没有……”。"
        "{part} has a heading but no content.";
    "STR-06.picture" ["part"]
        "“{part}”里是图片，无法核对：请换成可以编辑的文字和表格。"
        "{part} holds a picture, which cannot be checked: please use text and tables.";
    "STR-07" ["parts"]
        "{parts}的标题出现了两次：请删去重复的，或把内容并到一处。"
        "The headings of {parts} stand there twice.";
    "STR-07.reports" []
        "从这里起各部分又出现了一遍，文件里可能有两份报告：请分开后逐份核对，这里只核对了第一份。"
        "From here on the parts come again: there may be two reports in this file; please check them one by one.";
    "STR-07.table" ["table"]
        "{table}出现了两次，这里核对的是前一张：请删去多余的一张。"
        "{table} stands there twice; the first one was checked.";
    "STR-08" ["heading", "mark"]
        "标题“{heading}”后面多了“{mark}”：请删去。"
        "The heading “{heading}” ends in a stray “{mark}”.";
    "STR-09" ["before", "mark"]
        "“{before}”后面直接是“{mark}”，序号不连续：请核对是缺了内容还是编错了号。"
        "“{before}” is followed by “{mark}”: is something missing, or the number wrong?";
    "STR-09.again" ["before", "mark"]
        "“{before}”后面又是“{mark}”，序号重复或者倒退：请依次编号。"
        "“{before}” is followed by “{mark}”: please number the items in turn.";
    "STR-09.style" ["one", "other"]
        "同一组序号有的写作“{one}”，有的写作“{other}”：请统一写法。"
        "One list has both “{one}” and “{other}”: please mark all items in one way.";
    "STR-10" ["stated"]
        "这里说全文由 {stated} 个部分组成，年度报告应有六个部分：请改正。"
        "Here the report is said to have {stated} parts; it has six.";
    "STR-10.names" ["stated", "listed", "parts"]
        "这里说有 {stated} 个部分，列出的只有 {listed} 个，没有列出{parts}：请补上。"
        "{stated} parts are announced, but {listed} are named; {parts} are not.";
    "STR-11" ["aspects"]
        "第一部分没有写到{aspects}：总体情况应包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。"
        "Part one does not speak of {aspects}; it should cover five aspects.";
    "STR-12" ["duties"]
        "第一部分没有写到{duties}：各级人民政府的年报还应写明工作考核、社会评议和责任追究结果情况。"
        "Part one does not speak of {duties}, which a government must report.";
    "STR-12.subdistrict" ["duties"]
        "第一部分没有写到{duties}：条例的这项要求针对各级人民政府，街道办事处建议一并写明。"
        "Part one does not speak of {duties}; governments must report it, sub-district offices had better.";
    "STR-13" ["count", "most"]
        "第一部分有 {count} 个字，有的地方要求不超过 {most} 字：可以适当精简。"
        "Part one has {count} characters; in some places {most} is the limit.";
    "STR-14" []
        "第五部分既没有写存在的主要问题，也没有写改进情况：两方面都要写。"
        "Part five states neither problems nor improvements: both are required.";
    "STR-14.problems" []
        "第五部分只写了改进，没有写存在的主要问题：请补写问题。"
        "Part five states improvements but no problems.";
    "STR-14.improvements" []
        "第五部分只写了问题，没有写改进情况：请逐项补写改进措施。"
        "Part five states problems but no improvements.";
    "STR-15" ["count", "least"]
        "第五部分只有 {count} 个字，过于简单（建议不少于 {least} 字）：请写明具体问题和改进措施。"
        "Part five has only {count} characters (at least {least} are advised): please be specific.";
    "STR-15.none" []
        "第五部分只写了“无”：这一部分应写明存在的主要问题及改进情况。"
        "Part five only says 无: it should state the main problems and improvements.";
    "STR-16" ["problems", "improvements"]
        "问题列了 {problems} 条，改进情况列了 {improvements} 条：最好逐条对应。"
        "{problems} problems are listed, but {improvements} improvements.";
    "STR-17" ["quote"]
        "第五部分写了“{quote}”：这一部分应写明存在的主要问题，请如实补写。"
        "Part five says “{quote}”: it should state the main problems.";
    "STR-18" []
        "第六部分没有说明信息处理费收取情况：请写明收取金额；没有收取的，写“本年度未收取信息处理费”。"
        "Part six does not state the information processing fees collected: give the sum, or say that none were.";
    "STR-18.elsewhere" []
        "信息处理费的收取情况写在了别处：请移到第六部分报告。"
        "The information processing fees are stated elsewhere: please move the statement to part six.";
    "STR-19" ["sum"]
        "第六部分只写了“无”，文中却提到收取信息处理费{sum}：请在第六部分写明收费情况。"
        "Part six only says 无, but an information processing fee of {sum} is mentioned elsewhere.";
    "STR-20" ["quote"]
        "“{quote}”是格式文本里的填写说明，正式报告中应删去。"
        "“{quote}” is an instruction of the blank form and should be removed.";
    "STR-21.old" ["year"]
        "表二用的是2019年的旧表格，{year} 年度报告应使用2021年修订的格式（国办公开办函〔2021〕30号）：请换用新表重新填写。"
        "Table two is that of 2019; a report for {year} must use the form of 2021.";
    "STR-21.new" ["year"]
        "表二用的是2021年修订的表格，{year} 年度报告应使用2019年的格式（国办公开办函〔2019〕60号）。"
        "Table two is that of 2021; a report for {year} must use the form of 2019.";
    "STR-22" []
        "编制依据和统计期限写进了第一部分：建议放在“一、总体情况”之前。"
        "Basis and period are stated within part one; they usually stand before it.";
    "STR-23" ["phrase"]
        "“{phrase}”在同一句里出现了两次：请删去重复的。"
        "“{phrase}” comes twice in one sentence.";
}
