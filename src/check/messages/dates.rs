//! Title, period, dates and names.

use super::messages;

messages! {
    "DAT-01.missing" []
        "没有找到报告标题：标题应写明机关名称、年份和“政府信息公开工作年度报告”。"
        "No title was found: it should name the organ, the year and the report.";
    "DAT-01.name" ["title"]
        "标题“{title}”中没有“政府信息公开工作年度报告”的完整名称：请按“机关名称＋年份＋政府信息公开工作年度报告”书写。"
        "The title “{title}” does not contain the full name 政府信息公开工作年度报告.";
    "DAT-01.wording" ["title"]
        "标题“{title}”的写法与规定名称略有不同，建议写作“……年政府信息公开工作年度报告”。"
        "The title “{title}” is worded slightly differently from the prescribed name.";
    "DAT-01.organ" []
        "标题中没有写机关名称。"
        "The title does not name the organ.";
    "DAT-01.year" []
        "标题中没有写报告年份。"
        "The title does not name the year.";
    "DAT-01.organ_year" []
        "标题中没有写机关名称和年份。"
        "The title names neither the organ nor the year.";
    "DAT-03" ["title", "period"]
        "标题写的是 {title} 年，统计期限却是 {period} 年：请核对并改成同一年。"
        "The title says {title}, the statistics period {period}: please make them agree.";
    "DAT-03.chosen" ["stated", "chosen"]
        "这里写的是 {stated} 年，所选报告年度是 {chosen} 年：请核对。"
        "Here it says {stated}, but the report year chosen is {chosen}.";
    "DAT-03.sentence" ["stated", "year"]
        "第一部分开头写的是 {stated} 年，报告年度是 {year} 年：请核对是否沿用了往年的文字。"
        "Part one begins with {stated}, but the report year is {year}: is this last year's text?";
    "DAT-04" ["stated", "expected"]
        "统计期限写成了{stated}，应为{expected}。"
        "The statistics period is {stated}; it should be {expected}.";
    "DAT-05" ["quote", "year"]
        "“{quote}”是2019年的试行格式，{year} 年度报告应依据国办公开办函〔2021〕30号。"
        "“{quote}” is the trial form of 2019; a report for {year} is based on 国办公开办函〔2021〕30号.";
    "DAT-05.both" ["quote", "year"]
        "“{quote}”是2019年的试行格式，{year} 年度报告只引用国办公开办函〔2021〕30号即可。"
        "“{quote}” is the trial form of 2019; for {year} it is enough to cite 国办公开办函〔2021〕30号.";
}
