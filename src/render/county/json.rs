//! The result on many bodies as JSON, `gouji/rollup@1`. Bodies are named by their files throughout.

use serde::Serialize;

use super::{County, Line, Worst};
use crate::form::{CellId, Edition};
use crate::render::json::FileJson;
use crate::report::Amount;
use crate::rollup::{Standing, Tendency, Unknown};

/// The name and version of the format.
pub const SCHEMA: &str = "gouji/rollup@1";

/// Many bodies, their sum, and the authority above; `parent` is what checking its report came to.
#[derive(Clone, Debug, Serialize)]
pub struct RollupJson<'a> {
    schema: &'static str,
    year: Option<i32>,
    form: &'static str,
    bodies: Vec<BodyJson<'a>>,
    missing: &'a [String],
    /// How many reports are in the sum.
    added: usize,
    cells: std::collections::BTreeMap<String, SumJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<FileJson<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct BodyJson<'a> {
    file: &'a str,
    status: &'static str,
    standing: &'static str,
    /// The file of the same organ that is in the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organ: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<SummaryJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worst: Option<WorstJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct SummaryJson {
    errors: usize,
    warnings: usize,
    infos: usize,
    held: usize,
    violated: usize,
    not_checked: usize,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct WorstJson<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
}

/// A cell of the sum; `sum` is `null` where it is no sum of all bodies.
#[derive(Clone, Debug, Serialize)]
struct SumJson<'a> {
    sum: Option<Amount>,
    numbers: usize,
    blanks: usize,
    placeholders: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unread: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    absent: Vec<&'a str>,
}

#[derive(Clone, Debug, Serialize)]
struct ComparisonJson<'a> {
    tendency: &'static str,
    equal: usize,
    differences: Vec<DifferenceJson>,
    not_compared: Vec<UnknownJson<'a>>,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct DifferenceJson {
    cell: CellId,
    parent: Amount,
    sum: Amount,
    difference: Amount,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct UnknownJson<'a> {
    cell: CellId,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

impl<'a> RollupJson<'a> {
    /// The result as JSON.
    pub fn new(county: &'a County, parent: Option<FileJson<'a>>) -> RollupJson<'a> {
        let rollup = &county.rollup;
        let file = |index: usize| county.lines.get(index).map_or("", |line| line.file.as_str());
        let files = |indices: &[usize]| indices.iter().map(|&index| file(index)).collect();
        let cells = rollup.sums.cells.iter().map(|(cell, sum)| {
            let one = SumJson {
                sum: sum.known(),
                numbers: sum.numbers,
                blanks: sum.blanks,
                placeholders: sum.placeholders,
                unread: files(&sum.unread),
                absent: files(&sum.absent),
            };
            (cell.to_string(), one)
        });
        let comparison = county.parent.as_ref().map(|parent| ComparisonJson {
            tendency: match parent.comparison.tendency() {
                Tendency::Nothing => "nothing",
                Tendency::Equal => "equal",
                Tendency::NeverLess => "never_less",
                Tendency::NeverMore => "never_more",
                Tendency::Mixed => "mixed",
            },
            equal: parent.comparison.equal,
            differences: parent
                .comparison
                .differences
                .iter()
                .map(|one| DifferenceJson {
                    cell: one.cell,
                    parent: one.parent,
                    sum: one.sum,
                    difference: one.excess(),
                })
                .collect(),
            not_compared: parent
                .comparison
                .unknown
                .iter()
                .map(|&(cell, why)| {
                    let (reason, of) = match why {
                        Unknown::Unread(index) => ("unread", Some(index)),
                        Unknown::Absent(index) => ("absent", Some(index)),
                        Unknown::NoNumber => ("no_number", None),
                        Unknown::Parent => ("parent", None),
                    };
                    UnknownJson { cell, reason, file: of.map(file) }
                })
                .collect(),
        });
        RollupJson {
            schema: SCHEMA,
            year: rollup.year,
            form: Edition::as_str(rollup.sums.edition),
            bodies: county
                .lines
                .iter()
                .zip(&rollup.standings)
                .map(|(line, &standing)| body(line, standing, &file))
                .collect(),
            missing: &rollup.missing,
            added: rollup.sums.bodies,
            cells: cells.collect(),
            comparison,
            parent,
        }
    }
}

fn body<'a>(line: &'a Line, standing: Standing, file: &impl Fn(usize) -> &'a str) -> BodyJson<'a> {
    let checked = line.outcome.as_ref().ok();
    BodyJson {
        file: &line.file,
        status: line.status().as_str(),
        standing: match standing {
            Standing::Added => "added",
            Standing::Parent => "parent",
            Standing::Twice(_) => "twice",
            Standing::OtherYear(_) => "other_year",
            Standing::OtherEdition(_) => "other_edition",
            Standing::NoFigures => "no_figures",
            Standing::Unread => "unread",
        },
        same_as: match standing {
            Standing::Twice(first) => Some(file(first)),
            _ => None,
        },
        organ: checked.and_then(|checked| checked.organ.as_deref()),
        year: checked.and_then(|checked| checked.year),
        summary: checked.map(|checked| {
            let ([errors, warnings, infos], [held, violated, not_checked]) = (checked.findings, checked.relations);
            SummaryJson { errors, warnings, infos, held, violated, not_checked }
        }),
        worst: checked.and_then(|checked| checked.worst.as_ref()).map(|Worst { severity, rule, sentence }| WorstJson {
            rule,
            severity: severity.as_str(),
            message: sentence,
        }),
        error: line.outcome.as_ref().err().map(String::as_str),
    }
}
