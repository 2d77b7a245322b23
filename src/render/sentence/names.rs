//! Names of cells, rows, columns, tables, parts, severities and kinds of organ: short enough for a sentence.

use super::Language;
use crate::check::Severity;
use crate::form::{self, CellId, Column, Row, Scope, Table};
use crate::report::Level;

/// A cell by its labels, such as `（一）予以公开·自然人`; without its table.
pub fn cell_name(cell: CellId, language: Language) -> String {
    let (row, column) = (row_name(cell.table, cell.row, language), column_name(cell.table, cell.column, language));
    match language {
        Language::Chinese => format!("{row}·{column}"),
        Language::English => format!("{row} · {column}"),
    }
}

/// A row or column by its label, such as `“自然人”列`.
pub fn scope_name(scope: Scope, language: Language) -> String {
    let (name, chinese, english) = match scope {
        Scope::Row(table, row) => (row_name(table, row, language), "行", "row"),
        Scope::Column(table, column) => (column_name(table, column, language), "列", "column"),
    };
    match (language, scope) {
        // The rows of table four are groups of columns.
        (Language::Chinese, Scope::Row(Table::Disputes, _)) => format!("“{name}”"),
        (Language::Chinese, _) => format!("“{name}”{chinese}"),
        (Language::English, Scope::Row(Table::Disputes, _)) => format!("“{name}”"),
        (Language::English, _) => format!("{english} “{name}”"),
    }
}

/// 表二, 表三, 表四: a table is called by the part it stands in.
pub fn table_name(table: Table, language: Language) -> &'static str {
    match (table, language) {
        (Table::Disclosure, Language::Chinese) => "表二",
        (Table::Requests, Language::Chinese) => "表三",
        (Table::Disputes, Language::Chinese) => "表四",
        (Table::Disclosure, Language::English) => "table two",
        (Table::Requests, Language::English) => "table three",
        (Table::Disputes, Language::English) => "table four",
    }
}

/// A part by number and title, such as `一、总体情况`.
pub fn part_name(part: u8, language: Language) -> String {
    match (form::part_title(part), language) {
        (Some(title), Language::Chinese) => format!("{}、{}", title.numeral, title.label.official),
        (_, Language::Chinese) => format!("第{part}部分"),
        (_, Language::English) => format!("part {}", part_number(part, language)),
    }
}

/// The number of a part in words: 第一部分 is 一.
pub fn part_number(part: u8, language: Language) -> &'static str {
    let names = match language {
        Language::Chinese => ["一", "二", "三", "四", "五", "六", "七", "八", "九"],
        Language::English => ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    };
    usize::from(part).checked_sub(1).and_then(|index| names.get(index)).copied().unwrap_or("?")
}

/// 错误, 疑点, 提示.
pub fn severity_name(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Warning, Language::Chinese) => "疑点",
        (Severity::Info, Language::Chinese) => "提示",
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Info, Language::English) => "note",
    }
}

/// A kind of organ.
pub fn level_name(level: Level, language: Language) -> &'static str {
    match (level, language) {
        (Level::Ministry, Language::Chinese) => "国务院部门",
        (Level::Province, Language::Chinese) => "省级人民政府",
        (Level::Prefecture, Language::Chinese) => "设区的市、自治州人民政府",
        (Level::County, Language::Chinese) => "县级人民政府",
        (Level::Township, Language::Chinese) => "乡镇人民政府",
        (Level::Subdistrict, Language::Chinese) => "街道办事处",
        (Level::Department, Language::Chinese) => "地方政府部门",
        (Level::Ministry, Language::English) => "ministry",
        (Level::Province, Language::English) => "provincial government",
        (Level::Prefecture, Language::English) => "prefectural government",
        (Level::County, Language::English) => "county government",
        (Level::Township, Language::English) => "township government",
        (Level::Subdistrict, Language::English) => "sub-district office",
        (Level::Department, Language::English) => "local department",
    }
}

/// A row by its label, shortened where the official one is long.
pub fn row_name(table: Table, row: Row, language: Language) -> &'static str {
    match table {
        Table::Requests => requests_row_name(row, language),
        Table::Disputes => case_name(row, language),
        Table::Disclosure => disclosure_row_name(row, language),
    }
}

fn disclosure_row_name(row: Row, language: Language) -> &'static str {
    let (chinese, english) = match row {
        Row::Rules => ("规章", "rules"),
        Row::Normative => ("行政规范性文件", "normative documents"),
        Row::Licences => ("行政许可", "licences"),
        Row::OtherServices => ("其他对外管理服务事项", "other services"),
        Row::Penalties => ("行政处罚", "penalties"),
        Row::Compulsion => ("行政强制", "compulsory measures"),
        Row::Fees => ("行政事业性收费", "fees"),
        Row::Procurement => ("政府集中采购", "procurement"),
        other => (other.as_str(), other.as_str()),
    };
    pick(chinese, english, language)
}

/// A row of table three. A module that speaks of no other table holds no other names.
pub fn requests_row_name(row: Row, language: Language) -> &'static str {
    let (chinese, english) = match row {
        Row::New => ("一、本年新收", "new"),
        Row::CarriedIn => ("二、上年结转", "carried in"),
        Row::Granted => ("（一）予以公开", "(1) granted"),
        Row::Partial => ("（二）部分公开", "(2) partly granted"),
        Row::DeniedSecret => ("（三）1.国家秘密", "(3) 1. state secrets"),
        Row::DeniedLaw => ("（三）2.其他法律行政法规禁止公开", "(3) 2. forbidden by law"),
        Row::DeniedSafety => ("（三）3.危及三安全一稳定", "(3) 3. safety and stability"),
        Row::DeniedThirdParty => ("（三）4.第三方合法权益", "(3) 4. third parties"),
        Row::DeniedInternal => ("（三）5.三类内部事务信息", "(3) 5. internal affairs"),
        Row::DeniedProcess => ("（三）6.四类过程性信息", "(3) 6. deliberative process"),
        Row::DeniedEnforcement => ("（三）7.行政执法案卷", "(3) 7. enforcement files"),
        Row::DeniedQuery => ("（三）8.行政查询事项", "(3) 8. register searches"),
        Row::UnableNotHeld => ("（四）1.本机关不掌握", "(4) 1. not held"),
        Row::UnableNotExisting => ("（四）2.没有现成信息", "(4) 2. not existing"),
        Row::UnableUnclear => ("（四）3.补正后仍不明确", "(4) 3. still unclear"),
        Row::DeclinedPetition => ("（五）1.信访举报投诉", "(5) 1. petitions and complaints"),
        Row::DeclinedRepeat => ("（五）2.重复申请", "(5) 2. repeated"),
        Row::DeclinedPublication => ("（五）3.公开出版物", "(5) 3. publications"),
        Row::DeclinedExcessive => ("（五）4.大量反复申请", "(5) 4. excessive"),
        Row::DeclinedReissue => ("（五）5.确认或重新出具", "(5) 5. confirmation or reissue"),
        Row::OtherUncorrected => ("（六）1.逾期不补正", "(6) 1. not corrected in time"),
        Row::OtherUnpaid => ("（六）2.逾期未缴费", "(6) 2. not paid in time"),
        Row::OtherOther => ("（六）3.其他", "(6) 3. other"),
        Row::Other => ("（六）其他处理", "(6) other"),
        Row::Total => ("（七）总计", "(7) total"),
        Row::CarriedOut => ("四、结转下年度", "carried out"),
        other => (other.as_str(), other.as_str()),
    };
    pick(chinese, english, language)
}

/// A kind of case of table four.
pub fn case_name(row: Row, language: Language) -> &'static str {
    let (chinese, english) = match row {
        Row::Review => ("行政复议", "review"),
        Row::SuitDirect => ("未经复议直接起诉", "direct suits"),
        Row::SuitAfterReview => ("复议后起诉", "suits after review"),
        other => (other.as_str(), other.as_str()),
    };
    pick(chinese, english, language)
}

/// A result of table four.
pub fn result_name(column: Column, language: Language) -> &'static str {
    let (chinese, english) = match column {
        Column::Upheld => ("结果维持", "upheld"),
        Column::Corrected => ("结果纠正", "corrected"),
        Column::Other => ("其他结果", "other"),
        Column::Pending => ("尚未审结", "pending"),
        _ => ("总计", "total"),
    };
    pick(chinese, english, language)
}

/// A column by its label, shortened where the official one is long.
pub fn column_name(table: Table, column: Column, language: Language) -> &'static str {
    if table == Table::Disputes {
        return result_name(column, language);
    }
    let (chinese, english) = match (table, column) {
        (_, Column::Issued) => ("本年制发件数", "issued"),
        (_, Column::Repealed) => ("本年废止件数", "repealed"),
        (_, Column::InForce) => ("现行有效件数", "in force"),
        (_, Column::Made) => ("本年新制作数量", "newly made"),
        (_, Column::Published) => ("本年新公开数量", "newly published"),
        (_, Column::PriorItems) => ("上一年项目数量", "items last year"),
        (_, Column::Change) => ("本年增/减", "change"),
        (_, Column::Decisions) => ("处理决定数量", "decisions"),
        (_, Column::Items) => ("采购项目数量", "items"),
        (_, Column::Amount) => ("金额", "amount"),
        (_, Column::Natural) => ("自然人", "natural persons"),
        (_, Column::Business) => ("商业企业", "businesses"),
        (_, Column::Research) => ("科研机构", "research"),
        (_, Column::Nonprofit) => ("社会公益组织", "non-profits"),
        (_, Column::Legal) => ("法律服务机构", "legal services"),
        (_, Column::Other) => ("其他", "other"),
        (Table::Disclosure, Column::Total) => ("对外公开总数量", "total"),
        (_, Column::Total) => ("总计", "total"),
        (_, other) => (other.as_str(), other.as_str()),
    };
    pick(chinese, english, language)
}

fn pick(chinese: &'static str, english: &'static str, language: Language) -> &'static str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// What the rules of a family are about, by the letters that their ids begin with.
pub fn family_name(family: &str, language: Language) -> &'static str {
    let (chinese, english) = match family {
        "STR" => ("结构与完整性", "Structure and completeness"),
        "DAT" => ("标题、日期与名称", "Title, dates and names"),
        "TAB" => ("表格与单元格", "Tables and cells"),
        "ACT" => ("表二 主动公开", "Table two"),
        "APP" => ("表三 依申请公开", "Table three"),
        "DIS" => ("表四 复议诉讼", "Table four"),
        "NAR" => ("文字与表格、文字前后", "Prose against tables and itself"),
        "YOY" => ("与上年度对照", "Against the year before"),
        "HIE" => ("层级与范围", "Hierarchy and scope"),
        "TXT" => ("文字质量", "Wording"),
        "PRI" => ("个人信息", "Privacy"),
        _ => ("其他", "Others"),
    };
    language.pick(chinese, english)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Edition;

    #[test]
    fn every_cell_has_a_name_of_its_own_within_its_table() {
        for language in [Language::Chinese, Language::English] {
            for edition in [Edition::Y2019, Edition::Y2021] {
                for &table in Table::ALL {
                    let cells = form::cells(table, edition);
                    let names: std::collections::BTreeSet<String> =
                        cells.iter().map(|&cell| cell_name(cell, language)).collect();
                    assert_eq!(names.len(), cells.len(), "{table} {edition:?}");
                    // A name from the address would show an underscore.
                    assert!(names.iter().all(|name| !name.contains('_')), "{names:?}");
                }
            }
        }
    }

    #[test]
    fn parts_are_named_as_in_the_form() {
        assert_eq!(part_name(1, Language::Chinese), "一、总体情况");
        assert_eq!(part_name(5, Language::English), "part five");
    }
}
