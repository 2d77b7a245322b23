//! The wording.

use super::messages;

messages! {
    "TXT-01" ["written", "word"]
        "“{written}”写重了：留一个“{word}”即可。"
        "“{written}” is written twice: one “{word}” is enough.";
    "TXT-02" ["written"]
        "标点“{written}”连用：请只留一个。"
        "The marks “{written}” stand side by side: please keep one.";
    "TXT-02.comma" []
        "这一段以逗号结束：请补完句子，或改为句号。"
        "This paragraph ends in a comma: please complete it, or put a full stop.";
    "TXT-02.open" []
        "这一段末尾没有句号：请补上，或补完句子。"
        "This paragraph has no full stop at its end.";
    "TXT-03" ["mark", "other"]
        "这里的 {mark} 没有对应的 {other}：请补上或删去。"
        "This {mark} has no {other}: please add it, or remove this one.";
    "TXT-03.turned" ["right"]
        "引号、括号的方向不对：这一个应为 {right}。"
        "This mark is turned the wrong way: it should be {right}.";
    "TXT-04" ["count", "marks"]
        "正文里有 {count} 处半角标点（{marks}），中文里应用全角：可一并修改。"
        "Marks of half width in Chinese text: {count} ({marks}). They can be widened all at once.";
    "TXT-04.brackets" ["count"]
        "有 {count} 个半角括号与全角括号混用：请统一为全角。"
        "Brackets of half width next to those of full width: {count}. Please use full width throughout.";
    "TXT-05" ["written"]
        "“{written}”像是模板里留下的：请换成实际内容。"
        "“{written}” looks like a remnant of a template: please fill it in.";
    "TXT-05.blank" []
        "这里留有供填写的空线：请填写，或删去。"
        "A blank to be filled in was left here: please fill it in.";
    "TXT-06" ["wrong", "right"]
        "“{wrong}”应为“{right}”。"
        "“{wrong}” should be “{right}”.";
    "TXT-07" ["written"]
        "“{written}”后面是时间，应为“截至”。"
        "“{written}” stands before a time: it should be 截至.";
    "TXT-08" ["name"]
        "没有{name}这样的名称：应为《中华人民共和国政府信息公开条例》。"
        "There is no {name}: the name is 《中华人民共和国政府信息公开条例》.";
    "TXT-09" ["written", "count"]
        "有 {count} 行像是网页上的附加文字（如“{written}”）：请删去。"
        "Lines that look like parts of a web page, such as “{written}”: {count}. Please remove them.";
    "TXT-10" ["written", "unit"]
        "“{written}”中“{unit}”前没有数字：请补上。"
        "In “{written}” there is no figure before “{unit}”.";
    "TXT-11" ["written"]
        "日期“{written}”不完整，或没有这一天：请核对。"
        "The date “{written}” is broken, or does not exist.";
    "TXT-12" ["count"]
        "这一段有 {count} 处乱码或丢失的字：请对照原文件补上。"
        "Garbled or lost characters in this paragraph: {count}. Please restore them.";
    "TXT-13" ["count", "most"]
        "这一句有 {count} 个字，超过 {most} 字：建议分成几句。"
        "This sentence has {count} characters, more than {most}: please divide it.";
    "TXT-14" ["written", "unit"]
        "申请写成了“{written}”：建议以“件”计，不用“{unit}”。"
        "Applications are counted as “{written}”: 件 is advised instead of {unit}.";
    "TXT-15" ["written", "right"]
        "“{written}”应为“{right}”。"
        "“{written}” should be “{right}”.";
    "TXT-16" ["stock", "all"]
        "第五部分 {all} 个分句中有 {stock} 个是套话：建议写明具体问题和措施。"
        "Of {all} clauses in part five {stock} are stock phrases: please be specific.";
    "TXT-17" ["one", "other"]
        "同一段里既写“{one}”又写“{other}”：建议统一写法。"
        "One paragraph has both “{one}” and “{other}”: please write figures in one way.";
    "TXT-18" ["written", "organ"]
        "“{written}”不像“{organ}”的业务：请核对是否套用了其他部门的文字。"
        "“{written}” does not look like the work of {organ}: was it copied?";
}
