//! The sum of many bodies: who is in it, the three tables of the form, and what differs from the authority's report.

use maud::{Markup, html};

use super::{County, Parent};
use crate::check::messages::hierarchy::MESSAGES;
use crate::check::{Severity, differing};
use crate::form::{CellId, Content, LayoutCell, Table, layout, part_title};
use crate::render::sentence::{message_among, severity_name};
use crate::rollup::{Comparison, Difference, Unknown};

/// Cells that are not compared are named up to this number; the rest is counted.
const NAMED: usize = 12;

/// Cells of a finding that are led to at once; all of them stand in the table below.
const SHOWN: usize = 3;

/// The rule that the sum is what the authority's own report says.
const RULE: &str = "HIE-03";
/// How grave it is: figures alone cannot tell who is right.
const SEVERITY: Severity = Severity::Info;

/// The sum as elements, one after another, for a page that shows the bodies itself. A button with `data-parent-cell` leads
/// into the authority's report.
pub fn panel(county: &County) -> String {
    sections(county, true).into_string()
}

/// Who is in the sum, the differences, the sum.
pub(super) fn sections(county: &County, is_live: bool) -> Markup {
    let pick = |chinese, english| county.language.pick(chinese, english);
    let aside: Vec<(&str, String)> = county
        .lines
        .iter()
        .zip(&county.rollup.standings)
        .filter_map(|(line, &standing)| Some((line.file.as_str(), county.set_aside(standing)?)))
        .collect();
    let comparison = county.parent.as_ref().map(|parent| &parent.comparison);
    html! {
        section class="sum" {
            h3 { (pick("汇总", "The sum")) }
            p { (county.added()) }
            @if !county.rollup.missing.is_empty() {
                div class="missing" {
                    p { b { (pick("名单上还缺：", "On the roster, but missing: ")) } (county.rollup.missing.join(pick("、", ", "))) }
                }
            }
            @if !aside.is_empty() {
                details class="set-aside" {
                    summary { (pick("未计入的文件", "Files that are not in the sum")) " " (aside.len()) }
                    ul { @for (file, why) in &aside { li { (file) (pick("：", ": ")) (why) (pick("。", ".")) } } }
                }
            }
            @if let Some(parent) = &county.parent { (differences(county, parent, is_live)) }
            @if county.rollup.sums.bodies > 0 {
                @for &table in Table::ALL { (statistical_table(county, table, comparison)) }
            }
        }
    }
}

fn differences(county: &County, parent: &Parent, is_live: bool) -> Markup {
    let pick = |chinese, english| county.language.pick(chinese, english);
    let Comparison { differences, unknown, equal } = &parent.comparison;
    html! {
        section class="differences" data-count=(differences.len()) {
            h3 { (pick("与上级年报比较：", "Against the authority's report: ")) (parent.name) }
            p {
                (county.tendency(parent.comparison.tendency()))
                (pick(" 一致 ", " Equal: ")) (equal) (pick(" 格，不同 ", "; different: ")) (differences.len())
                (pick(" 格，未能比较 ", "; not compared: ")) (unknown.len()) (pick(" 格。", "."))
            }
            @if !differences.is_empty() {
                (findings(county, differences, is_live))
                div class="table" role="region" tabindex="0" aria-label=(pick("有差额的格", "Cells that differ")) {
                    table class="list" {
                        thead { tr {
                            th scope="col" { (pick("项目", "Cell")) }
                            th scope="col" { (pick("上级年报", "Authority")) }
                            th scope="col" { (pick("下级之和", "Sum")) }
                            th scope="col" { (pick("差额", "Difference")) }
                        } }
                        tbody { @for one in differences { tr data-cell=(one.cell) {
                            th scope="row" { (county.cell(one.cell)) }
                            td { (of_parent(one, is_live, &one.parent.to_string())) }
                            td { (of_sum(one, &one.sum.to_string())) }
                            td class="difference" { (signed(one)) }
                        } } }
                    }
                }
            }
            @if !unknown.is_empty() {
                details {
                    summary { (pick("未能比较的格", "Cells that could not be compared")) " " (unknown.len()) }
                    ul {
                        @for &(cell, why) in unknown.iter().take(NAMED) { (not_compared(county, cell, why)) }
                        @if unknown.len() > NAMED { li { "…" } }
                    }
                }
            }
        }
    }
}

/// The differences as findings, each with the way to both of its cells.
fn findings(county: &County, differences: &[Difference], is_live: bool) -> Markup {
    let pick = |chinese, english| county.language.pick(chinese, english);
    html! {
        ol class="county-findings" {
            @for (message, differences) in differing(differences.to_vec(), county.rollup.sums.bodies) {
                li class="county-finding" data-finding data-rule=(RULE) data-severity=(SEVERITY.as_str()) {
                    span class="severity" { "i " (severity_name(SEVERITY, county.language)) }
                    div {
                        p { (message_among(MESSAGES, &message, county.language)) " " span class="rule" { (RULE) } }
                        ul {
                            @for one in differences.iter().take(SHOWN) {
                                li {
                                    (county.cell(one.cell)) (pick("：", ": "))
                                    (of_parent(one, is_live, &format!("{} {}", pick("上级年报", "authority"), one.parent)))
                                    (pick("，", ", "))
                                    (of_sum(one, &format!("{} {}", pick("下级之和", "sum"), one.sum)))
                                }
                            }
                            @if let Some(rest @ 1..) = differences.len().checked_sub(SHOWN) {
                                li { (pick("其余 ", "The other ")) (rest) (pick(" 格见下表。", " stand in the table below.")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The way to the cell in the authority's report, where there is one to go.
fn of_parent(difference: &Difference, is_live: bool, text: &str) -> Markup {
    html! {
        @if is_live {
            button class="link" type="button" data-parent-cell=(difference.cell) { (text) }
        } @else {
            (text)
        }
    }
}

/// The way to the cell of the sum.
fn of_sum(difference: &Difference, text: &str) -> Markup {
    html! { a href={ "#sum-" (difference.cell) } { (text) } }
}

fn not_compared(county: &County, cell: CellId, why: Unknown) -> Markup {
    let colon = county.language.pick("：", ": ");
    html! { li { (county.cell(cell)) (colon) (county.unknown(why)) } }
}

/// A difference with its sign.
pub(super) fn signed(difference: &Difference) -> String {
    let excess = difference.excess();
    if excess.is_negative() { format!("−{}", excess.abs()) } else { format!("+{excess}") }
}

/// A table of the form, filled in with the sums.
fn statistical_table(county: &County, table: Table, comparison: Option<&Comparison>) -> Markup {
    let heading = part_title(table.part()).map_or("", |title| title.label.official);
    let layout = layout(table, county.rollup.sums.edition);
    let (header, body) = layout.rows.split_at_checked(layout.header_rows).unwrap_or((&[], &layout.rows));
    html! {
        div class="table" data-table=(table) role="region" tabindex="0" aria-label=(heading) {
            table class="form" {
                caption { (heading) }
                @if !header.is_empty() {
                    thead { @for row in header { tr { @for cell in row { (drawn(county, cell, comparison)) } } } }
                }
                tbody { @for row in body { tr { @for cell in row { (drawn(county, cell, comparison)) } } } }
            }
        }
    }
}

fn drawn(county: &County, cell: &LayoutCell, comparison: Option<&Comparison>) -> Markup {
    let columns = (cell.column_span > 1).then_some(cell.column_span);
    let rows = (cell.row_span > 1).then_some(cell.row_span);
    let id = match cell.content {
        Content::Label(text) => return html! { th colspan=[columns] rowspan=[rows] { (text) } },
        Content::Value(id) => id,
    };
    let difference = comparison.and_then(|comparison| comparison.differences.iter().find(|one| one.cell == id));
    let change = difference.map(|one| if one.excess().is_negative() { "less" } else { "more" });
    html! {
        td id={ "sum-" (id) } colspan=[columns] rowspan=[rows] data-cell=(id) data-change=[change] {
            (county.figure(id))
            @if let Some(difference) = difference { " " span class="difference" { (signed(difference)) } }
        }
    }
}

impl County {
    /// What stands in a cell of the sum: nothing where nobody filled it in, a mark where it is no sum of all.
    pub(super) fn figure(&self, cell: CellId) -> String {
        let Some(sum) = self.rollup.sums.cells.get(&cell) else { return String::new() };
        match sum.known() {
            Some(total) => total.to_string(),
            None if sum.unread.is_empty() && sum.absent.is_empty() => String::new(),
            None => crate::render::filled::ABSENT.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_as_grave_here_as_in_the_catalogue() {
        assert_eq!(crate::check::rule(RULE).map(|rule| rule.severity), Some(SEVERITY));
    }
}
