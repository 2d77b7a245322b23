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
    "STR-11" ["aspects"]
        "第一部分没有写到{aspects}：总体情况应包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。"
        "Part one does not speak of {aspects}; it should cover five aspects.";
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
    "STR-18" []
        "第六部分没有说明信息处理费收取情况：请写明收取金额；没有收取的，写“本年度未收取信息处理费”。"
        "Part six does not state the information processing fees collected: give the sum, or say that none were.";
    "STR-18.elsewhere" []
        "信息处理费的收取情况写在了别处：请移到第六部分报告。"
        "The information processing fees are stated elsewhere: please move the statement to part six.";
    "STR-20" ["quote"]
        "“{quote}”是格式文本里的填写说明，正式报告中应删去。"
        "“{quote}” is an instruction of the blank form and should be removed.";
    "STR-21.old" ["year"]
        "表二用的是2019年的旧表格，{year} 年度报告应使用2021年修订的格式（国办公开办函〔2021〕30号）：请换用新表重新填写。"
        "Table two is that of 2019; a report for {year} must use the form of 2021.";
    "STR-21.new" ["year"]
        "表二用的是2021年修订的表格，{year} 年度报告应使用2019年的格式（国办公开办函〔2019〕60号）。"
        "Table two is that of 2021; a report for {year} must use the form of 2019.";
}
