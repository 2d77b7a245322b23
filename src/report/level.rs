//! Kinds of reporting organ.

use serde::{Deserialize, Serialize};

/// The kind of reporting organ. Some rules depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 国务院部门及直属机构.
    Ministry,
    /// 省级人民政府（含自治区、直辖市）.
    Province,
    /// 设区的市、自治州人民政府.
    Prefecture,
    /// 县级人民政府（含县级市、市辖区）.
    County,
    /// 乡镇人民政府.
    Township,
    /// 街道办事处.
    Subdistrict,
    /// 地方各级政府部门.
    Department,
}

impl Level {
    /// Every kind, from the top down.
    pub const ALL: [Level; 7] = [
        Level::Ministry,
        Level::Province,
        Level::Prefecture,
        Level::County,
        Level::Township,
        Level::Subdistrict,
        Level::Department,
    ];

    /// The name used in JSON and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Ministry => "ministry",
            Level::Province => "province",
            Level::Prefecture => "prefecture",
            Level::County => "county",
            Level::Township => "township",
            Level::Subdistrict => "subdistrict",
            Level::Department => "department",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.as_str() == name)
    }

    /// Whether it is a people's government, which also owes 工作考核、社会评议和责任追究结果情况.
    pub const fn is_government(self) -> bool {
        matches!(self, Level::Province | Level::Prefecture | Level::County | Level::Township)
    }
}

/// The kind of organ its name tells. `None` where the name does not decide: 某某市 may be a prefecture or a
/// county, an office may write for its government.
pub fn guess_level(organ: &str) -> Option<Level> {
    let organ = organ.trim();
    let ends = |endings: &[&str]| endings.iter().any(|ending| organ.ends_with(ending));
    if ends(&["街道办事处", "街道办", "街道"]) {
        return Some(Level::Subdistrict);
    }
    if let Some(territory) = organ.strip_suffix("人民政府") {
        let last = |endings: &[&str]| endings.iter().any(|ending| territory.ends_with(ending));
        return if last(&["镇", "乡", "苏木"]) {
            Some(Level::Township)
        } else if last(&["省", "自治区"]) || ["北京市", "天津市", "上海市", "重庆市"].contains(&territory)
        {
            Some(Level::Province)
        } else if last(&["自治州", "地区", "盟"]) {
            Some(Level::Prefecture)
        } else if last(&["县", "区", "旗"]) {
            Some(Level::County)
        } else {
            None
        };
    }
    if ends(&["办公室", "办公厅"])
        || organ.starts_with("国家")
        || organ.contains("中华人民共和国")
        || organ.contains("国务院")
    {
        return None;
    }
    if ends(&["局", "委员会", "厅", "管委会", "支队", "大队", "中心", "分局", "委"]) {
        return Some(Level::Department);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_decide() {
        for (organ, level) in [
            ("青石镇人民政府", Some(Level::Township)),
            ("临河街道办事处", Some(Level::Subdistrict)),
            ("云溪县人民政府", Some(Level::County)),
            ("云溪县财政局", Some(Level::Department)),
            ("上海市人民政府", Some(Level::Province)),
            ("云溪市人民政府", None),
            ("云溪县人民政府办公室", None),
            ("国家统计局", None),
            ("", None),
        ] {
            assert_eq!(guess_level(organ), level, "{organ}");
        }
    }
}
