//! The labelled set of sentences (`tests/native/prose/sentences.txt`), judged: used by a test and by the benchmark.

use gouji::check::check;
use gouji::check::example::apply;
use gouji::report::Passage;

/// The set.
pub const SENTENCES: &str = include_str!("../prose/sentences.txt");

/// A sentence with what should be found and what is; rules by their ids, sorted.
#[derive(Debug)]
pub struct Judged {
    /// The sentence.
    pub text: String,
    /// What must be found.
    pub expected: Vec<String>,
    /// What should be found, and is known not to be.
    pub missed: Vec<String>,
    /// What is found.
    pub found: Vec<String>,
}

/// The rules that judge prose.
pub fn is_of_prose(rule: &str) -> bool {
    let of_table_two = ["ACT-12", "ACT-13", "ACT-14", "ACT-15", "ACT-16", "ACT-17", "ACT-18"];
    rule.starts_with("NAR") || rule.starts_with("HIE") || of_table_two.contains(&rule)
}

/// Judges every sentence of a set. Fails on a line that is not understood.
pub fn judge(set: &str) -> Result<Vec<Judged>, String> {
    let mut changes = String::new();
    let mut judged = Vec::new();
    for line in set.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with("##") {
            changes.clear();
        } else if let Some(change) = line.strip_prefix('>') {
            changes.push_str(change.trim());
            changes.push('\n');
        } else if !line.starts_with('#') {
            judged.push(sentence(line, &changes)?);
        }
    }
    Ok(judged)
}

fn sentence(line: &str, changes: &str) -> Result<Judged, String> {
    let (rest, missed) = line.split_once('⇏').unwrap_or((line, ""));
    let (text, expected) = rest.split_once('⇒').unwrap_or((rest, ""));
    let rules = |list: &str| {
        let mut rules: Vec<String> = list.split_whitespace().map(str::to_owned).collect();
        rules.sort();
        rules
    };
    let (mut report, options) = apply(changes)?;
    let text = text.trim();
    match text.strip_prefix("[六]") {
        Some(text) => {
            let section = report.sections.iter_mut().find(|section| section.part == 6).ok_or("no part six")?;
            section.paragraphs = vec![Passage::new(text)];
        }
        None => report.sections.first_mut().ok_or("no part one")?.paragraphs.push(Passage::new(text)),
    }
    let findings = check(&report, &options).findings;
    let mut found: Vec<String> =
        findings.iter().filter(|finding| is_of_prose(finding.rule)).map(|finding| finding.rule.to_owned()).collect();
    found.sort();
    Ok(Judged { text: text.to_owned(), expected: rules(expected), missed: rules(missed), found })
}
