//! Lighthouse on the hosted page, as a section of BENCHMARKS.md. It is asked for by name: its packages are large, and it
//! loads the page several times over as on a slow phone.

use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::machine;
use crate::dist::{self, Editions};
use crate::module::Effort;
use crate::process::{command, npm, output, run, step};
use crate::{browser, root, server, toolchain};

/// The folder of its packages and its script.
const FOLDER: &str = "tests/lighthouse";
const HEADING: &str = "## Lighthouse";

/// What it says of the page as one device sees it.
#[derive(Debug, Deserialize)]
struct Answer {
    device: String,
    version: String,
    /// Performance, accessibility, best practices.
    scores: [u32; 3],
    costly: Vec<Costly>,
}

/// An audit that cost points.
#[derive(Debug, Deserialize)]
struct Costly {
    category: String,
    title: String,
    value: String,
}

/// Measures, and writes the section.
///
/// # Errors
/// When something that is needed cannot be had.
pub fn measure() -> Result<()> {
    step("npm ci", toolchain::install_node_tools)?;
    step("npm ci of Lighthouse", || {
        let arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
        run(npm().args(arguments).current_dir(root().join(FOLDER)))
    })?;
    let chromium = step("browser", browser::find)?;
    dist::build(Effort::Full, Editions::Today)?;
    let address = server::in_background()?;
    let printed = step("Lighthouse", || {
        output(command("node").arg(format!("{FOLDER}/run.mjs")).arg(address).env("GOUJI_CHROMIUM", &chromium))
    })?;
    let answers: Vec<Answer> = serde_json::from_str(&printed).context("Lighthouse answered in another way")?;
    let section = section(&answers, &machine::described(&chromium));
    let file = root().join("BENCHMARKS.md");
    let benchmarks = fs::read_to_string(&file).context("cannot read BENCHMARKS.md")?;
    fs::write(&file, with_section(&benchmarks, &section)).context("cannot write BENCHMARKS.md")?;
    println!("{section}");
    Ok(())
}

/// The section as it stands in a text, for whoever writes the rest anew; nothing where there is none.
pub fn section_of(benchmarks: &str) -> String {
    let Some(start) = benchmarks.find(HEADING) else { return String::new() };
    let rest = benchmarks.get(start + HEADING.len()..).unwrap_or_default();
    let end = rest.find("\n## ").map_or(benchmarks.len(), |end| start + HEADING.len() + end + 1);
    benchmarks.get(start..end).unwrap_or_default().trim_end().to_owned() + "\n"
}

/// The text with the section in the place of the one before, or at its end.
fn with_section(benchmarks: &str, section: &str) -> String {
    let before = section_of(benchmarks);
    if before.is_empty() {
        return format!("{}\n\n{section}", benchmarks.trim_end());
    }
    benchmarks.replace(before.trim_end(), section.trim_end())
}

fn section(answers: &[Answer], machine: &str) -> String {
    let version = answers.first().map_or("", |answer| answer.version.as_str());
    let mut text = format!(
        "{HEADING}\n\nWritten by `cargo xtask bench --lighthouse`: Lighthouse {version} on `dist/site`, the middle of three runs. \
         {machine}\n\n| as seen by | performance | accessibility | best practices |\n|---|---:|---:|---:|\n"
    );
    for Answer { device, scores: [performance, accessibility, practices], .. } in answers {
        text += &format!("| a {device} | {performance} | {accessibility} | {practices} |\n");
    }
    for Answer { device, costly, .. } in answers {
        let costly: Vec<String> = costly
            .iter()
            .map(|one| {
                format!("{} ({}{}{})", one.title, one.category, if one.value.is_empty() { "" } else { ", " }, one.value)
            })
            .collect();
        if !costly.is_empty() {
            text += &format!("\nWhat cost points on a {device}: {}.\n", costly.join("; "));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_takes_the_place_of_the_one_before_and_no_other() {
        let text = "# B\n\n## One\n\n1\n";
        let first = with_section(text, "## Lighthouse\n\nold\n");
        assert_eq!(first, "# B\n\n## One\n\n1\n\n## Lighthouse\n\nold\n");
        let between = first.clone() + "\n## Two\n\n2\n";
        assert_eq!(with_section(&between, "## Lighthouse\n\nnew\n"), between.replace("old", "new"));
        assert_eq!(section_of(&between), "## Lighthouse\n\nold\n");
        assert_eq!(section_of(text), "");
    }

    #[test]
    fn what_cost_points_is_named() {
        let answers = r#"[{"device": "phone", "version": "12", "scores": [99, 100, 100],
            "costly": [{"category": "performance", "title": "Speed Index", "value": "3 s"}]}]"#;
        let section = section(&serde_json::from_str::<Vec<Answer>>(answers).unwrap(), "a machine.");
        assert!(section.contains("| a phone | 99 | 100 | 100 |\n"));
        assert!(section.contains("What cost points on a phone: Speed Index (performance, 3 s).\n"));
    }
}
