//! The style of the page: that of the report and its charts as every page of theirs has it, then the page's own.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::root;

/// What says in the page that it is dark: see `www/appearance.js`.
const IS_DARK: &str = ":root[data-theme=\"dark\"] ";

/// All style sheets, in their order.
pub fn all() -> Result<String> {
    let render = root().join("src/render");
    Ok(read(&render.join("report.css"))?
        + &read(&render.join("charts/charts.css"))?
        + &in_the_dark(&read(&render.join("dark.css"))?)
        + &of_folder(&root().join("www/styles"))?)
}

/// The colours of the report for something that is as light or dark as what it stands in, where browsers can tell.
pub fn of_either(report: &str, selector: &str) -> Result<String> {
    Ok(either(report, &read(&root().join("src/render/dark.css"))?, selector))
}

/// What both style sheets set, of one or of the other.
fn either(light: &str, dark: &str, selector: &str) -> String {
    let properties = |style: &str| -> Vec<(String, String)> {
        let declarations = style.lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "));
        let own = declarations.filter(|(name, _)| name.starts_with("--"));
        own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let light = properties(light);
    let both = properties(dark).into_iter().filter_map(|(name, dark)| {
        let (_, light) = light.iter().find(|(other, _)| *other == name)?;
        Some(format!("{name}: light-dark({light}, {dark});\n"))
    });
    let both: String = both.collect();
    format!("@supports (color: light-dark(#000, #fff)) {{\n{selector} {{\n{both}}}\n}}\n")
}

/// The rules of a style sheet, a selector a line, for screens and for a page that is dark: other pages with these rules
/// follow the system, this one whoever chooses.
fn in_the_dark(rules: &str) -> String {
    let line = |line: &str| match line.ends_with([',', '{']) {
        true => format!("{IS_DARK}{line}\n"),
        false => format!("{line}\n"),
    };
    let rules: String = rules.lines().map(line).collect();
    format!("@media screen {{\n{rules}}}\n")
}

/// All style sheets of a folder, in the order of their names.
fn of_folder(folder: &Path) -> Result<String> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "css"));
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_page_has_every_dark_colour_and_no_other_page_has_one() {
        let dark = in_the_dark("/* Dark. */\n\n.a,\n.b {\n  --c: #000;\n}\n");
        let [a, b] = [".a,", ".b {"].map(|selector| format!("{IS_DARK}{selector}\n"));
        assert_eq!(dark, format!("@media screen {{\n/* Dark. */\n\n{a}{b}  --c: #000;\n}}\n}}\n"));
        let style = all().unwrap();
        assert!(style.contains(&format!("{IS_DARK}.charts {{\n  --chart-ink:")));
        assert!(!style.contains("\n.charts {\n  --chart-ink: #e1e5ea"));
    }

    #[test]
    fn what_is_light_or_dark_is_what_has_both() {
        let light = ".a {\n  --b: #fff;\n  --c: 1px;\n  color: red;\n}\n";
        let found = either(light, ".a {\n  --b: #000;\n  --d: #111;\n  color: blue;\n}\n", ".e");
        let expected = "@supports (color: light-dark(#000, #fff)) {\n.e {\n--b: light-dark(#fff, #000);\n}\n}\n";
        assert_eq!(found, expected);
        let report = read(&root().join("src/render/report.css")).unwrap();
        assert!(of_either(&report, ".r").unwrap().contains("\n--report-text: light-dark(#1a1a1a, #dfe2e6);\n"));
    }
}
