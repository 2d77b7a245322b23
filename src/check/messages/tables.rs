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
    "TAB-16" ["table"]
        "{table}的数字无法逐格对应，本表的勾稽关系没有核对：请从原文件重新复制表格，或直接打开原文件。"
        "The numbers of {table} cannot be told apart; its sums were not checked. Please open the original file.";
    "TAB-16.cells" ["table", "count", "cells"]
        "{table}有 {count} 格无法读成数字：{cells}。与之有关的勾稽关系没有核对，请改正后再核对。"
        "Cells of {table} that are no numbers: {count}: {cells}. What depends on them was not checked.";
}
