//! What the table of many bodies, and their sum, are said to be.

use super::{County, Status};
use crate::form::CellId;
use crate::render::sentence::{Language, cell_name, table_name};
use crate::rollup::{Standing, Tendency, Unknown};

/// 有错误, 有疑点, ….
pub fn status(status: Status, language: Language) -> &'static str {
    let (chinese, english) = match status {
        Status::Failed => ("未能读取", "not read"),
        Status::Foreign => ("不是年报", "no such report"),
        Status::Errors => ("有错误", "errors"),
        Status::Warnings => ("有疑点", "warnings"),
        Status::Partial => ("未核全", "partly checked"),
        Status::Good => ("无误", "sound"),
    };
    language.pick(chinese, english)
}

impl County {
    /// 2024年各单位年报核对与汇总.
    pub(super) fn title(&self) -> String {
        let year = self.rollup.year;
        let chinese =
            || format!("{}各单位年度报告核对与汇总", year.map(|year| format!("{year}年")).unwrap_or_default());
        let english = || {
            format!(
                "Reports of many bodies, checked and added up{}",
                year.map(|y| format!(", {y}")).unwrap_or_default()
            )
        };
        match self.language {
            Language::Chinese => chinese(),
            Language::English => english(),
        }
    }

    /// How many there are of each status, in one line.
    pub(super) fn overview(&self) -> String {
        let counts: Vec<String> = Status::ALL
            .into_iter()
            .filter_map(|one| Some((one, self.count(one))).filter(|(_, count)| *count > 0))
            .map(|(one, count)| match self.language {
                Language::Chinese => format!("{} {count} 份", status(one, self.language)),
                Language::English => format!("{} {count}", status(one, self.language)),
            })
            .collect();
        let all = self.lines.len();
        match self.language {
            Language::Chinese if counts.is_empty() => format!("共 {all} 份文件。"),
            Language::Chinese => format!("共 {all} 份文件：{}。", counts.join("，")),
            Language::English if counts.is_empty() => format!("{all} files."),
            Language::English => format!("{all} files: {}.", counts.join(", ")),
        }
    }

    /// What was added up.
    pub(super) fn added(&self) -> String {
        let (count, edition) = (self.rollup.sums.bodies, self.rollup.sums.edition.as_str());
        let unknown = self.rollup.sums.cells.values().filter(|sum| sum.known().is_none() && sum.numbers > 0).count();
        let year = self.rollup.year.map(|year| year.to_string());
        match self.language {
            Language::Chinese => {
                let year = year.map(|year| format!("{year} 年度、")).unwrap_or_default();
                let gaps = if unknown == 0 {
                    String::new()
                } else {
                    format!("其中 {unknown} 格有单位缺数或读不出数，不是全部单位之和，以“？”标出。")
                };
                format!("已将 {year}{edition} 版格式的 {count} 份报告逐格相加。{gaps}")
            }
            Language::English => {
                let year = year.map(|year| format!(" for {year}")).unwrap_or_default();
                let gaps = if unknown == 0 {
                    String::new()
                } else {
                    format!(
                        " {unknown} cells are missing or unread somewhere and are marked ？: they are no sum of all."
                    )
                };
                format!("{count} reports{year} on the form of {edition} were added up cell by cell.{gaps}")
            }
        }
    }

    /// Why a report is not in the sum; `None` when it is.
    pub(super) fn set_aside(&self, standing: Standing) -> Option<String> {
        let language = self.language;
        Some(match standing {
            Standing::Added => return None,
            Standing::Parent => language
                .pick("是上级自己的年报，不计入下级之和", "the authority's own report: compared, not added")
                .to_owned(),
            Standing::Twice(first) => {
                let first = self.lines.get(first).map_or("", |line| line.file.as_str());
                match language {
                    Language::Chinese => format!("与“{first}”是同一单位，重复，只计前一份"),
                    Language::English => format!("the same organ as “{first}”, which is the one that counts"),
                }
            }
            Standing::OtherYear(year) => match language {
                Language::Chinese => format!("是 {year} 年的报告，年度不同"),
                Language::English => format!("for another year, {year}"),
            },
            Standing::OtherEdition(edition) => match language {
                Language::Chinese => format!("用的是 {} 版格式，不能与其他报告相加", edition.as_str()),
                Language::English => format!("on the form of {}, which the others are not", edition.as_str()),
            },
            Standing::NoFigures => language.pick("没有读到统计表", "none of its tables was read").to_owned(),
            Standing::Unread => language.pick("文件未能读取", "the file was not read").to_owned(),
        })
    }

    /// What the differences from the authority's report have in common, and what that may mean.
    pub(super) fn tendency(&self, tendency: Tendency) -> &'static str {
        let own = self.rollup.own.is_some();
        let (chinese, english) = match tendency {
            Tendency::Nothing => ("没有可以比较的格。", "No cell could be compared."),
            Tendency::Equal => ("凡能比较的格，都与下级之和一致。", "Every cell that could be compared is the sum."),
            Tendency::NeverLess if own => (
                "上级的数都不小于下级之和：可能有单位没有载入，请对照名单。（本级办公室的报告已在其中。）",
                "The authority's figures are nowhere less than the sum: bodies may not be loaded. (The report of its own office is.)",
            ),
            Tendency::NeverLess => (
                "上级的数都不小于下级之和：差额可能是本级自身办理的数，也可能有单位没有载入，仅凭数字不能断定。",
                "The authority's figures are nowhere less than the sum: the rest may be its own, or bodies may not be loaded; figures alone cannot tell.",
            ),
            Tendency::NeverMore => (
                "上级的数都不大于下级之和：上级可能只统计了本级，也可能漏加或有单位重复报送，仅凭数字不能断定。",
                "The authority's figures are nowhere more than the sum: it may count its own only, or something may be left out or counted twice; figures alone cannot tell.",
            ),
            Tendency::Mixed => (
                "有的格大于下级之和，有的小于：多半有填错、加错的格，请逐格核对。",
                "Some figures are more than the sum, some less: some are probably wrong; check them one by one.",
            ),
        };
        self.language.pick(chinese, english)
    }

    /// Why a cell was not compared.
    pub(super) fn unknown(&self, why: Unknown) -> String {
        match (why, self.language) {
            (Unknown::Unread(index), Language::Chinese) => format!("“{}”这一格读不出数", self.name(index)),
            (Unknown::Unread(index), Language::English) => {
                format!("it could not be read in that of “{}”", self.name(index))
            }
            (Unknown::Absent(index), Language::Chinese) => format!("“{}”没有这一格", self.name(index)),
            (Unknown::Absent(index), Language::English) => format!("“{}” lacks it", self.name(index)),
            (Unknown::NoNumber, Language::Chinese) => "各单位都没有填数".to_owned(),
            (Unknown::NoNumber, Language::English) => "no body states a number".to_owned(),
            (Unknown::Parent, Language::Chinese) => "上级的报告没有这一格或读不出数".to_owned(),
            (Unknown::Parent, Language::English) => "the authority's report lacks it".to_owned(),
        }
    }

    /// A cell with its table.
    pub(super) fn cell(&self, cell: CellId) -> String {
        let (table, name) = (table_name(cell.table, self.language), cell_name(cell, self.language));
        match self.language {
            Language::Chinese => format!("{table} {name}"),
            Language::English => format!("{name} ({table})"),
        }
    }
}
