//! Against the report of the year before.

use super::messages;

messages! {
    "YOY-01" ["this", "last", "difference"]
        "上年结转 {this} 件，而上年度报告结转下年度 {last} 件，相差 {difference} 件：两年应当衔接，请核对。"
        "{this} are carried in, while last year's report carried {last} out: a difference of {difference}.";
    "YOY-01.columns" ["columns"]
        "上年结转的合计与上年度报告一致，但{columns}列与上年的结转下年度不同：请核对是否填错了列。"
        "The total carried in agrees with last year's report, but {columns} differ: check the columns.";
    "YOY-02" ["row", "before", "issued", "repealed", "in_force", "expected"]
        "表二{row}：上年现行有效 {before} 件，本年制发 {issued} 件、废止 {repealed} 件，应为 {expected} 件，填的是 {in_force} 件。如有失效、清理或重新统计，请在文字中说明。"
        "Table two, {row}: {before} in force last year, {issued} issued and {repealed} repealed make {expected}, not {in_force}. Where others lapsed, say so.";
    "YOY-03" ["row", "repealed", "before", "issued"]
        "表二{row}：废止 {repealed} 件，多于上年现行有效的 {before} 件与本年制发的 {issued} 件之和，请核对。"
        "Table two, {row}: {repealed} repealed are more than the {before} in force last year and the {issued} issued.";
    "YOY-04" ["count"]
        "三张表的 {count} 个数与上年度报告完全相同：请核对是否误用了上年的数据。"
        "All {count} figures of the tables are those of last year's report: check that they are not last year's by mistake.";
    "YOY-05" ["part"]
        "“{part}”与上年度报告的文字八成以上相同：请按本年度的实际情况重写。"
        "{part} is last year's in four words of five: write what happened this year.";
    "YOY-06" ["count"]
        "有 {count} 处存在的问题与上年度报告几乎一字不差：请写本年度的问题，上年的问题写明整改结果。"
        "{count} of the problems are last year's almost word for word: state this year's, and what became of those.";
    "YOY-07" ["count", "quote"]
        "上年度报告提出的改进措施有 {count} 项在本年度报告中没有回应，如“{quote}”：建议写明落实情况。"
        "{count} measures promised last year are not spoken of, such as “{quote}”: say what became of them.";
    "YOY-08" ["cell", "this", "last"]
        "{cell}今年 {this}，上年 {last}，变化很大：请核对；情况属实的，建议在文字中说明原因。"
        "{cell} is {this}, last year {last}: check it, and where it is right say why.";
    "YOY-08.several" ["count", "cells"]
        "有 {count} 个数与上年相差三倍以上：{cells}。请核对；情况属实的，建议在文字中说明原因。"
        "{count} figures are more than three times, or less than a third of, last year's: {cells}. Check them.";
    "YOY-09" []
        "这句话连数字都与上年度报告相同：请核对是否沿用了上年的文字。"
        "This sentence is last year's to the figure: check that it is not left over.";
    "YOY-10" ["row", "pending", "this"]
        "表四{row}：上年尚未审结 {pending} 件，今年总计只有 {this} 件。只统计本年新收案件的，建议在表下注明。"
        "Table four, {row}: {pending} were pending last year, and there are only {this} in all. Where only new cases are counted, say so.";
    "YOY-11" ["stated", "readings"]
        "正文写上年“{stated}”，而上年度报告中{readings}，对不上：请核对；上年数据更正过的，请说明。"
        "The text gives “{stated}” for last year, but last year's report has {readings}.";
    "YOY-12.year" ["stated", "expected"]
        "打开的上年度报告是 {stated} 年的，应为 {expected} 年的：没有作两年对照，请换成 {expected} 年度报告。"
        "The report opened as last year's is for {stated}, not {expected}: nothing was compared.";
    "YOY-12.organ" ["organ"]
        "打开的上年度报告是{organ}的，与本报告不是同一单位：没有作两年对照。"
        "The report opened as last year's is that of {organ}: nothing was compared.";
    "YOY-12.unknown" []
        "认不出两份报告各是哪一年的：没有作两年对照，请先选择报告年度。"
        "Which year each of the two reports is for cannot be told: nothing was compared. Choose the report year first.";
    "YOY-12.foreign" []
        "作为上年度报告打开的文件不像政府信息公开工作年度报告：没有作两年对照。"
        "The file opened as last year's report is none: nothing was compared.";
    "YOY-13" ["row", "this", "before", "change", "expected"]
        "表二{row}：上一年项目数量填 {this}，而上年度报告为 {before}、增减 {change}，应为 {expected}。"
        "Table two, {row}: {this} items last year, while last year's report has {before} and a change of {change}: {expected}.";
}
