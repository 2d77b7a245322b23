//! The sum of many bodies: who is in it, the three tables of the form, and what differs from the authority's report.

use maud::{Markup, html};

use super::{County, Parent};
use crate::form::{CellId, Content, LayoutCell, Table, layout, part_title};
use crate::rollup::{Comparison, Difference, Unknown};

/// Cells that are not compared are named up to this number; the rest is counted.
const NAMED: usize = 12;

/// The sum as elements, one after another, for a page that shows the bodies itself.
pub fn panel(county: &County) -> String {
    sections(county).into_string()
}

/// Who is in the sum, the differences, the sum.
pub(super) fn sections(county: &County) -> Markup {
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
            @if let Some(parent) = &county.parent { (differences(county, parent)) }
            @if county.rollup.sums.bodies > 0 {
                @for &table in Table::ALL { (statistical_table(county, table, comparison)) }
            }
        }
    }
}

fn differences(county: &County, parent: &Parent) -> Markup {
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
                            td { (one.parent) }
                            td { (one.sum) }
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
        td colspan=[columns] rowspan=[rows] data-cell=(id) data-change=[change] {
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
