//! The form of the tables and their cells.

use super::messages;

messages! {
    "TAB-01" ["table"]
        "没有找到{table}：这一部分应有统计表；没有业务的也要保留表格并填0。"
        "{table} was not found: the table is required even if all its figures are 0.";
    "TAB-02" ["table", "rows"]
        "{table}缺少{rows}行：统一格式的行不能删减，没有的填0。"
        "{table} lacks the rows {rows}: no row of the form may be dropped.";
    "TAB-02.labels" ["table", "rows"]
        "{table}有几行没有标题，按先后次序认作{rows}：请补上行标题并核对。"
        "Some rows of {table} have no label and were taken, by their order, for {rows}.";
    "TAB-03" ["table", "columns"]
        "{table}缺少{columns}列：统一格式的列不能删减，没有的填0。"
        "{table} lacks the columns {columns}: no column of the form may be dropped.";
    "TAB-03.organisations" ["columns"]
        "表三“法人或其他组织”应分五列填写，缺少{columns}列：请不要合并填写。"
        "Organisations have five columns in table three; {columns} are missing.";
    "TAB-04" ["table", "row", "before"]
        "{table}的{row}行排在了{before}行之后，与统一格式的次序不同：请调整。"
        "In {table} the row {row} stands behind {before}, unlike in the form.";
    "TAB-05" ["table", "label", "official"]
        "{table}的“{label}”与统一格式的名称“{official}”不同：请改正。"
        "“{label}” in {table} differs from “{official}” in the form.";
    "TAB-05.law" ["label"]
        "表三的“{label}”应为“其他法律行政法规禁止公开”：条例第十四条说的是法律、行政法规，不包括地方性法规。"
        "“{label}” in table three changes the meaning: the regulation speaks of laws and administrative regulations.";
    "TAB-06" ["table", "captions"]
        "{table}缺少{captions}：统一格式里有这些说明，请保留。"
        "{table} lacks the captions {captions} of the form.";
    "TAB-07" []
        "表三“（六）其他处理”只有一行，2021年起的格式分“逾期不补正”“逾期未缴费”“其他”三行：请分行填写。"
        "（六）其他处理 is one row in table three; the form of 2021 has three.";
    "TAB-08" ["table", "count", "cells"]
        "{table}有 {count} 处空白：{cells}。请核对后填写，没有的填0。"
        "Blank cells in {table}: {count}: {cells}. Please fill them in, with 0 where there is none.";
    "TAB-08.harmless" ["table", "count", "cells"]
        "{table}有 {count} 处空白：{cells}。按0计算各项合计都相符，建议填0。"
        "Blank cells in {table}: {count}: {cells}. Counted as 0 all sums agree; 0 is advised.";
    "TAB-09" ["table", "count", "cells"]
        "{table}有 {count} 处用横线、斜线或“无”代替数字：{cells}。建议改为0。"
        "Dashes or the like in place of a number in {table}: {count}: {cells}. 0 is advised.";
    "TAB-10" ["table", "count", "cells", "actual"]
        "{table}有 {count} 处在数字后面写了单位（如“{actual}”）：{cells}。表头已有单位，格内只填数字。"
        "Units stand behind numbers in {table} (such as “{actual}”): {count}: {cells}.";
    "TAB-11" ["cell", "actual"]
        "{cell}写成了 {actual}，这里的数字不能为负：请核对。"
        "{cell} holds {actual}; this number cannot be negative.";
    "TAB-11.sum" ["cell", "actual", "expected"]
        "{cell}写成了 {actual}，这里的数字不能为负；按勾稽关系应为 {expected}。"
        "{cell} holds {actual}; this number cannot be negative. The sums require {expected}.";
    "TAB-12" ["cell", "actual"]
        "{cell}写成了 {actual}，件数应为整数：请核对。"
        "{cell} holds {actual}; counts are whole numbers.";
    "TAB-12.sum" ["cell", "actual", "expected"]
        "{cell}写成了 {actual}，件数应为整数；按勾稽关系应为 {expected}。"
        "{cell} holds {actual}; counts are whole numbers. The sums require {expected}.";
    "TAB-12.fee" ["cell", "actual"]
        "{cell}写成了 {actual}，小数超过六位：以万元为单位，六位小数已精确到分，请核对。"
        "{cell} holds {actual}: more than six decimals, finer than one 分.";
    "TAB-12.point" ["table", "count", "cells"]
        "{table}有 {count} 处整数带了小数点：{cells}。建议写成整数。"
        "Whole numbers written with decimals in {table}: {count}: {cells}.";
    "TAB-13" ["table", "count", "cells", "actual"]
        "{table}有 {count} 处数字用了全角或加了分隔（如“{actual}”）：{cells}。建议只写半角数字。"
        "Numbers in {table} with full-width digits or separators (such as “{actual}”): {count}: {cells}.";
    "TAB-14" ["table", "count", "cells", "actual"]
        "{table}有 {count} 处数字前面多了0或加号（如“{actual}”）：{cells}。建议删去。"
        "Numbers in {table} with a zero or plus sign in front (such as “{actual}”): {count}: {cells}.";
    "TAB-15" ["table", "count", "cells", "actual"]
        "{table}有 {count} 处在格里加了说明（如“{actual}”）：{cells}。格内只填数字，说明请移到表格下面。"
        "Notes stand in cells of {table} (such as “{actual}”): {count}: {cells}. They belong below the table.";
    "TAB-16" ["table"]
        "{table}的数字无法逐格对应，本表的勾稽关系没有核对：请从原文件重新复制表格，或直接打开原文件。"
        "The numbers of {table} cannot be told apart; its sums were not checked. Please open the original file.";
    "TAB-16.cells" ["table", "count", "cells"]
        "{table}有 {count} 格无法读成数字：{cells}。与之有关的勾稽关系没有核对，请改正后再核对。"
        "Cells of {table} that are no numbers: {count}: {cells}. What depends on them was not checked.";
    "TAB-17" ["table", "labels"]
        "{table}多出了{labels}：统一格式的行列不能增加，这些数字没有参加核对。"
        "{table} has {labels}, which the form does not have; their figures were not checked.";
    "TAB-17.unnamed" ["table", "count"]
        "{table}多出了 {count} 行没有名称的数字：统一格式没有这些行，数字没有参加核对。"
        "{table} has rows of figures without a label that the form does not have: {count}.";
    "TAB-18" ["cell", "actual", "before"]
        "{cell}是 {actual}，上一年只有 {before}，相差悬殊：请核对是否多打了数字或者两个数连在了一起。"
        "{cell} holds {actual}, but {before} a year before: have digits run together?";
    "TAB-18.text" ["cell", "actual", "quote"]
        "{cell}是 {actual}，文中写的是“{quote}”，相差悬殊：请核对是否多打了数字或者两个数连在了一起。"
        "{cell} holds {actual}, but the text says “{quote}”: have digits run together?";
    "TAB-19" ["table", "labels"]
        "{table}里{labels}出现了两次，这里核对的是前一行：请删去多余的行或改正名称。"
        "{labels} stand in {table} twice; the first row was checked.";
}
