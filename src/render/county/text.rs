//! The result on many bodies, for a terminal.

use std::fmt::Write;

use super::panel::signed;
use super::{County, page, words};

/// A line a body, who is in the sum, and what differs from the authority's report.
pub fn text(county: &County) -> String {
    let pick = |chinese, english| county.language.pick(chinese, english);
    let mut out = format!("{}\n{}\n", county.title(), county.overview());
    for line in &county.lines {
        let status = words::status(line.status(), county.language);
        let _ = write!(out, "  {}  {status}", line.file);
        match &line.outcome {
            Ok(checked) => {
                let [errors, warnings, infos] = checked.findings;
                let counts = match county.language {
                    crate::render::sentence::Language::Chinese => {
                        format!("错误{errors} 疑点{warnings} 提示{infos} 勾稽{}", page::relations(checked.relations))
                    }
                    crate::render::sentence::Language::English => {
                        format!(
                            "errors {errors}, warnings {warnings}, notes {infos}, relations {}",
                            page::relations(checked.relations)
                        )
                    }
                };
                let _ = writeln!(out, "  {}  {counts}", line.name());
                if let Some(worst) = &checked.worst {
                    let _ = writeln!(out, "      {} {}", worst.rule, worst.sentence);
                }
            }
            Err(why) => {
                let _ = writeln!(out, "  {why}");
            }
        }
    }
    let _ = writeln!(out, "{}", county.added());
    for (line, &standing) in county.lines.iter().zip(&county.rollup.standings) {
        if let Some(why) = county.set_aside(standing) {
            let _ = writeln!(out, "  {}{}{}", line.file, pick("：", ": "), why);
        }
    }
    if !county.rollup.missing.is_empty() {
        let names = county.rollup.missing.join(pick("、", ", "));
        let _ = writeln!(out, "{}{names}", pick("名单上还缺：", "On the roster, but missing: "));
    }
    if let Some(parent) = &county.parent {
        let _ = writeln!(out, "{}{}", pick("与上级年报比较：", "Against the authority's report: "), parent.name);
        let _ = writeln!(out, "  {}", county.tendency(parent.comparison.tendency()));
        for one in &parent.comparison.differences {
            let _ = writeln!(out, "    {}  {} − {} = {}", county.cell(one.cell), one.parent, one.sum, signed(one));
        }
        let unknown = &parent.comparison.unknown;
        if !unknown.is_empty() {
            let _ = writeln!(out, "  {} {}", pick("未能比较的格", "Cells that could not be compared:"), unknown.len());
        }
        for &(cell, why) in unknown.iter().take(5) {
            let _ = writeln!(out, "    {}{}{}", county.cell(cell), pick("：", ": "), county.unknown(why));
        }
    } else {
        for (&cell, _) in &county.rollup.sums.cells {
            let _ = writeln!(out, "    {}  {}", county.cell(cell), county.figure(cell));
        }
    }
    out
}
