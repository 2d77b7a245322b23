//! The edition for old browsers: the page in one file, of the same modules, with scripts and styles as engines of 2018
//! read them, and with a policy that they understand.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::page::{self, Content, Packing, Parts, Resource};
use crate::process::{command, run};
use crate::{policy, root, toolchain};

/// The oldest Chromium whose engine the tests have run it in.
pub const FLOOR: u32 = 65;
/// The oldest Chromium of the other editions, as `www/notice.js` states it: the first that knows their policy.
const FLOOR_OF_TODAY: &str = "Chromium 97";
/// What the scripts and styles are rewritten for.
const TARGETS: &str = "chrome65,firefox60";

/// The edition as one file. Modules are not packed: the browser's own way to unpack them is younger.
///
/// # Errors
/// Without the tool that rewrites scripts, or with modules of later WebAssembly.
pub fn file(parts: &Parts) -> Result<String> {
    if !toolchain::has_library_source() {
        bail!("without rustup's rust-src the modules do not run in old browsers");
    }
    let mut texts = vec![("style.css".to_owned(), parts.style.clone())];
    texts.extend(parts.scripts.iter().map(|(name, text)| (format!("{name}.js"), text.clone())));
    for resource in &parts.resources {
        if let Content::Script(text) | Content::PackedScript(text) = &resource.content {
            texts.push((format!("{}.js", resource.name), text.clone()));
        }
    }
    texts.push(("old.js".to_owned(), read(&root().join("www/old.js"))?));
    let lowered = lowered(&texts)?;
    let get = |name: &str| {
        let found = lowered.iter().find(|(other, _)| other == name);
        found.map(|(_, text)| text.clone()).with_context(|| format!("{name} was not rewritten"))
    };
    let mut scripts = vec![("old", get("old.js")?)];
    for (name, text) in &parts.scripts {
        // That one is written for every browser there is, and tells those below the floor.
        scripts.push((name, if *name == "notice" { with_floor(text)? } else { get(&format!("{name}.js"))? }));
    }
    let mut resources = Vec::new();
    for resource in &parts.resources {
        let content = match &resource.content {
            Content::Script(_) | Content::PackedScript(_) => Content::Script(get(&format!("{}.js", resource.name))?),
            Content::Wasm(bytes) => Content::Wasm(bytes.clone()),
            Content::Json(text) => Content::Json(text.clone()),
        };
        resources.push(Resource { name: resource.name.clone(), content });
    }
    let style = get("style.css")?;
    let style = style.clone() + &without_gaps(&style) + &without_choices(&style) + &read(&root().join("www/old.css"))?;
    // What runs early is written for every browser, too.
    let parts = Parts { template: parts.template.clone(), style, early: parts.early.clone(), scripts, resources };
    page::in_one_file(&parts, Packing::None, policy::old_file)
}

/// The notice for browsers below the floor, with this edition's.
fn with_floor(notice: &str) -> Result<String> {
    if notice.matches(FLOOR_OF_TODAY).count() != 2 {
        bail!("www/notice.js must name {FLOOR_OF_TODAY} in both languages");
    }
    Ok(notice.replace(FLOOR_OF_TODAY, &format!("Chromium {FLOOR}")))
}

/// A script whose glue asks whether a view is one of the memory as it is now. That the view has become empty, as in later
/// engines, is no sign in the first: there the memory grows beside what a view still shows.
fn with_true_views(script: &str) -> String {
    let mut parts = script.split(".byteLength === 0");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_of_memory = text.rsplit([' ', '(']).next().is_some_and(|view| view.starts_with("cached"));
        text += if is_of_memory { ".buffer !== wasm.memory.buffer" } else { ".byteLength === 0" };
        text += part;
    }
    text
}

/// Scripts and styles in older words, by their names.
fn lowered(texts: &[(String, String)]) -> Result<Vec<(String, String)>> {
    let (node, script) = toolchain::rewriter().context("the edition for old browsers needs Node.js and `npm ci`")?;
    let folder = root().join("target/xtask/old");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("from"))?;
    for (name, text) in texts {
        fs::write(folder.join("from").join(name), with_true_views(text))?;
    }
    fs::create_dir_all(folder.join("to"))?;
    run(command(node).arg(script).arg(TARGETS).args([folder.join("from"), folder.join("to")]))?;
    texts.iter().map(|(name, _)| Ok((name.clone(), read(&folder.join("to").join(name))?))).collect()
}

/// The gaps of boxes as margins, for engines that know gaps in grids alone (before Chromium 84) and in some by another
/// name (before 66). The style sheet is one that the rewriter has written: a declaration a line.
fn without_gaps(style: &str) -> String {
    let (mut grids, mut columns) = (Vec::new(), Vec::new());
    for rule in rules(style) {
        for selector in &rule.selectors {
            if rule.value("display") == Some("grid") {
                grids.push(last(selector).to_owned());
            }
            if rule.value("flex-direction") == Some("column") {
                columns.push(selector.clone());
            }
        }
    }
    let mut fallback = String::new();
    for rule in rules(style) {
        let Some(gap) = rule.value("gap") else { continue };
        let (row, column) = gap.split_once(' ').unwrap_or((gap, gap));
        let mut body = String::new();
        for selector in &rule.selectors {
            let is_column =
                rule.value("flex-direction").map_or_else(|| columns.contains(selector), |way| way == "column");
            // What a rule says of its own box goes before what others say of it.
            let is_grid = rule
                .value("display")
                .map_or_else(|| grids.iter().any(|grid| grid == last(selector)), |display| display == "grid");
            body += &if is_grid {
                format!("{selector} {{ grid-gap: {gap} }}\n")
            } else if is_column {
                format!("{selector} > * + * {{ margin-top: {row} }}\n")
            } else if rule.value("flex-wrap") == Some("wrap") {
                format!(
                    "{selector} > * {{ margin-right: {column}; margin-top: calc({row} / 2); margin-bottom: calc({row} / 2) }}\n"
                )
            } else {
                format!("{selector} > * + * {{ margin-left: {column} }}\n")
            };
        }
        for condition in rule.within.iter().rev() {
            body = format!("{condition} {{\n{body}}}\n");
        }
        fallback += &body;
    }
    // A property that came three versions later than gaps in all boxes.
    format!("@supports not (inset: 0) {{\n{fallback}}}\n")
}

/// The element that a selector selects, without those around it.
fn last(selector: &str) -> &str {
    selector.rsplit(' ').next().unwrap_or(selector)
}

/// The lesser of two lengths in words that engines before Chromium 79 know, too.
fn without_choices(style: &str) -> String {
    let mut fallback = String::new();
    for rule in rules(style) {
        let mut declarations = String::new();
        for (name, value) in &rule.declarations {
            let Some((one, other)) =
                value.strip_prefix("min(").and_then(|rest| rest.strip_suffix(')')?.split_once(", "))
            else {
                continue;
            };
            declarations += &if name == "width" {
                format!("width: {one}; max-width: {other}; ")
            } else {
                format!("{name}: {one}; ")
            };
        }
        if declarations.is_empty() {
            continue;
        }
        let mut body = format!("{} {{ {declarations}}}\n", rule.selectors.join(", "));
        for condition in rule.within.iter().rev() {
            body = format!("{condition} {{\n{body}}}\n");
        }
        fallback += &body;
    }
    format!("@supports not (width: min(1px, 2px)) {{\n{fallback}}}\n")
}

/// A rule of a style sheet.
#[derive(Debug)]
struct Rule {
    /// The conditions around it, from the outermost inward.
    within: Vec<String>,
    selectors: Vec<String>,
    declarations: Vec<(String, String)>,
}

impl Rule {
    fn value(&self, name: &str) -> Option<&str> {
        self.declarations.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

fn rules(style: &str) -> Vec<Rule> {
    let (mut within, mut rules, mut open) = (Vec::new(), Vec::new(), None::<Rule>);
    let mut selectors = String::new();
    for line in style.lines().map(str::trim) {
        if let Some(head) = line.strip_suffix('{') {
            selectors += head.trim();
            let head = std::mem::take(&mut selectors);
            if head.starts_with('@') {
                within.push(head);
            } else {
                let selectors = head.split(',').map(|one| one.trim().to_owned()).collect();
                open = Some(Rule { within: within.clone(), selectors, declarations: Vec::new() });
            }
        } else if line == "}" {
            match open.take() {
                Some(rule) => rules.push(rule),
                None => drop(within.pop()),
            }
        } else if let Some(rule) = &mut open {
            if let Some((name, value)) = line.trim_end_matches(';').split_once(':') {
                rule.declarations.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        } else if line.ends_with(',') {
            selectors += line;
        }
    }
    rules.retain(|rule| !rule.within.iter().any(|condition| condition.contains("keyframes")));
    rules
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_become_margins_where_their_boxes_are() {
        let style = ".a {\n  display: flex;\n  gap: 4px 8px;\n}\n.b,\n.c {\n  display: grid;\n  gap: 2px;\n}\n\
            @media (max-width: 9px) {\n  .a {\n    flex-direction: column;\n    gap: 1px;\n  }\n  .b {\n    gap: 3px;\n  }\n}\n";
        let fallback = without_gaps(style);
        assert!(fallback.starts_with("@supports not (inset: 0) {\n.a > * + * { margin-top"), "{fallback}");
        assert!(fallback.contains(".b { grid-gap: 2px }\n.c { grid-gap: 2px }\n"), "{fallback}");
        assert!(fallback.contains("@media (max-width: 9px) {\n.a > * + * { margin-top: 1px }\n}\n"), "{fallback}");
        assert!(fallback.contains("@media (max-width: 9px) {\n.b { grid-gap: 3px }\n}\n"), "{fallback}");
    }

    #[test]
    fn a_row_keeps_its_children_apart_and_a_rule_without_gaps_is_left_alone() {
        let fallback = without_gaps(".a {\n  display: flex;\n  gap: 4px 8px;\n}\n.d {\n  color: red;\n}\n");
        assert_eq!(fallback, "@supports not (inset: 0) {\n.a > * + * { margin-left: 8px }\n}\n");
    }

    #[test]
    fn the_lesser_of_two_lengths_is_said_in_older_words() {
        let style =
            ".a {\n  width: min(680px, calc(100vw - 24px));\n  max-height: min(80vh, 760px);\n  color: red;\n}\n";
        assert_eq!(
            without_choices(style),
            "@supports not (width: min(1px, 2px)) {\n.a { width: 680px; max-width: calc(100vw - 24px); max-height: 80vh; }\n}\n"
        );
        assert_eq!(without_choices(".a {\n  width: 1px;\n}\n"), "@supports not (width: min(1px, 2px)) {\n}\n");
    }

    #[test]
    fn a_box_keeps_its_kind_whatever_stands_around_it() {
        let style = "main {\n  display: grid;\n}\nbody[data-view=empty] main {\n  gap: 40px;\n}\n";
        assert!(without_gaps(style).contains("body[data-view=empty] main { grid-gap: 40px }"));
    }

    #[test]
    fn views_are_compared_with_the_memory() {
        let glue = "if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {";
        let expected =
            "if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer) {";
        assert_eq!(with_true_views(glue), expected);
        assert_eq!(with_true_views("file.byteLength === 0"), "file.byteLength === 0");
    }

    #[test]
    fn the_floor_is_named_in_both_languages() {
        let notice = read(&root().join("www/notice.js")).unwrap();
        let old = with_floor(&notice).unwrap();
        assert!(old.matches("Chromium 65").count() == 2 && !old.contains(FLOOR_OF_TODAY));
        with_floor("Chromium 97").unwrap_err();
    }
}
