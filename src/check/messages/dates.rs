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
    "DAT-02" []
        "标题里“年度”写了两次：建议写作“……年政府信息公开工作年度报告”。"
        "The title has 年度 twice.";
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
    "DAT-06" []
        "开头没有写明依据《中华人民共和国政府信息公开条例》编制：建议补上。"
        "The opening does not name the regulation the report is based on.";
    "DAT-07" ["written", "expected"]
        "发文字号“{written}”应写作“{expected}”：年份用六角括号，序号不加“第”、不加0。"
        "The document number “{written}” should be written “{expected}”.";
    "DAT-08" ["word", "year"]
        "《条例》自2019年5月15日起施行，{year} 年度报告里不必再称“{word}”：建议删去。"
        "The regulation has been in force since 2019-05-15; for {year} there is no need to call it “{word}”.";
    "DAT-09" []
        "这里请读者联系，却没有写电话：请补上。"
        "Readers are asked to get in touch, but no telephone number is given.";
    "DAT-09.mail" ["written"]
        "邮箱“{written}”不完整：请核对。"
        "The mail address “{written}” is incomplete.";
    "DAT-09.postcode" ["written"]
        "邮编“{written}”不是六位数字：请核对。"
        "The postcode “{written}” does not have six digits.";
    "DAT-10" ["date", "last"]
        "落款日期是{date}，这份年报应在{last}前公布：请核对日期，确已逾期的请尽快公布。"
        "The report is dated {date}; it was due by {last}.";
    "DAT-10.local" ["date", "last"]
        "落款日期是{date}。条例没有规定乡镇和街道的期限，各地一般要求在{last}前公布：请按当地通知核对。"
        "The report is dated {date}; local rules usually set {last}.";
    "DAT-11" ["date", "year"]
        "落款日期是{date}，这时 {year} 年还没有结束，全年数据不可能已经统计完：请核对日期。"
        "The report is dated {date}, before {year} had ended.";
    "DAT-12" ["date", "today"]
        "落款日期是{date}，今天是{today}：请核对年份。"
        "The report is dated {date}; today is {today}.";
    "DAT-13" ["stated", "year"]
        "这里写的是 {stated} 年，报告年度是 {year} 年：请核对是否沿用了往年的文字。"
        "Here it says {stated}, but the report year is {year}: is this an earlier report's text?";
    "DAT-14" ["stated", "expected"]
        "这里写的是 {stated} 年的打算，这一年已经过去：请核对是否应为 {expected} 年。"
        "Here are plans for {stated}, which is over: should it be {expected}?";
    "DAT-15" ["title", "other"]
        "标题里的机关是“{title}”，这里是“{other}”：请核对是否套用了别处的文字。"
        "The title names “{title}”, but here it says “{other}”.";
    "DAT-16" ["organ", "person"]
        "编制机关是“{organ}”，文中却自称“{person}”：请核对是否套用了别处的文字。"
        "The report is by “{organ}” but speaks of itself as “{person}”.";
    "DAT-17" ["organ", "other"]
        "这是“{organ}”的年报，这里却说向“{other}”申请：请核对是否套用了别处的文字。"
        "This is the report of “{organ}”, but applications are said to be made to “{other}”.";
    "DAT-18" ["place", "count", "other"]
        "“{place}”出现了 {count} 次，这里写作“{other}”：请核对是否笔误。"
        "“{place}” stands {count} times, but here it says “{other}”: is this a slip?";
    "DAT-19" ["table", "label", "stated", "year"]
        "{table}的“{label}”写的是 {stated} 年，报告年度是 {year} 年：请改正。"
        "“{label}” in {table} says {stated}, but the report year is {year}.";
}
