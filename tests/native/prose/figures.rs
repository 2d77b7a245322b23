//! Changing one figure of a report whose prose agrees with its tables: the change is found.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use gouji::check::{Options, check};
use gouji::import::{Host, Imported, Input, import};
use gouji::prose::{At, Prose};
use gouji::read::read;
use gouji::report::Report;
use gouji::samples::SOUND;

struct NoHost;

impl Host for NoHost {
    fn decode(&self, _: &str, _: &[u8]) -> Option<(String, bool)> {
        None
    }
}

fn report(text: &str) -> Report {
    let Ok(Imported::Document(document)) = import(Input::Text(text), &NoHost) else { panic!("text is read") };
    read(&document)
}

/// The findings of the prose rules, by rule.
fn said(report: &Report) -> Vec<&'static str> {
    let findings = check(report, &Options::default()).findings;
    findings.iter().map(|finding| finding.rule).filter(|rule| crate::support::sentences::is_of_prose(rule)).collect()
}

fn paragraph(report: &mut Report, at: At) -> &mut String {
    match at {
        At::Title => &mut report.title.as_mut().unwrap().text,
        At::Heading(section) => &mut report.sections[section].heading.as_mut().unwrap().text,
        At::Preamble(number) => &mut report.preamble[number].text,
        At::Section(section, number) => &mut report.sections[section].paragraphs[number].text,
    }
}

/// Every figure of the prose as it stands, with whether every change of it is found: one more, the last digit dropped or
/// doubled, two digits exchanged.
fn changed(report: &Report) -> Vec<(String, bool)> {
    let prose = Prose::read(report, report.year);
    let mut figures = Vec::new();
    for claim in &prose.claims {
        let Some((at, span)) = prose.place(claim.flow, claim.span) else { continue };
        let mut copy = report.clone();
        let written = paragraph(&mut copy, at).get(span.range()).unwrap().to_owned();
        let digits: String = written.chars().take_while(|c| c.is_ascii_digit()).collect();
        let Ok(number) = digits.parse::<u64>() else { continue };
        let mut others = vec![(number + 1).to_string(), format!("{digits}{}", number % 10), (number + 10).to_string()];
        let swapped: String = digits.chars().rev().collect();
        if swapped != digits && !swapped.starts_with('0') {
            others.push(swapped);
        }
        let is_found = others.iter().all(|other| {
            let mut copy = report.clone();
            paragraph(&mut copy, at).replace_range(span.start..span.start + digits.len(), other);
            !said(&copy).is_empty()
        });
        let label = prose.words(claim.flow, claim.label);
        let label: String = label.chars().skip(label.chars().count().saturating_sub(16)).collect();
        figures.push((label, is_found));
    }
    figures
}

#[test]
fn changing_a_figure_of_the_sound_sample_is_found() {
    let report = report(SOUND);
    assert_eq!(said(&report), [""; 0]);
    let figures = changed(&report);
    let unseen: Vec<&str> = figures.iter().filter(|(_, is_found)| !is_found).map(|(label, _)| label.as_str()).collect();
    // The first three are 9 in all; ten more of so few may be counted otherwise. No cell and no sum has the others.
    assert_eq!(
        unseen,
        [
            "发布解读材料9篇",
            "其中文字解读6篇",
            "图解3篇",
            "全年组织业务培训2次",
            "参加人员64人次",
            ")居民和辖区企业发放问卷120份",
            "全年办理县人大代表建议3件",
            "县政协委员提案2件"
        ],
        "of {}",
        figures.len()
    );
}

/// Where the research is at hand: a real report as `pdftotext -layout` writes it, its lines broken anywhere.
#[test]
fn changing_a_figure_of_a_real_report_is_found() {
    let Ok(files) = fs::read_dir("../shared/corpus") else { return };
    let is_pdf = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "pdf");
    for file in files.map(|file| file.unwrap().path()).filter(is_pdf) {
        let Ok(output) = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output() else { return };
        let report = report(&String::from_utf8(output.stdout).unwrap());
        assert_eq!(said(&report), [""; 0]);
        let figures = changed(&report);
        let digits = |label: &str| {
            let behind = label.rfind(|c: char| c.is_ascii_digit()).unwrap() + 1;
            let number = label[..behind].rfind(|c: char| !c.is_ascii_digit()).map_or(label, |at| &label[at..behind]);
            number.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned()
        };
        let unseen: Vec<String> =
            figures.iter().filter(|(_, is_found)| !is_found).map(|(label, _)| digits(label)).collect();
        // What was published, interpreted, announced and trained has no cell and belongs to no sum; of the fee only the
        // last digit is known.
        assert_eq!(unseen, ["5500", "1", "11", "21", "6", "12", "95", "100", "4", "3940"], "of {}", figures.len());
        assert_eq!(figures.len(), 24);
    }
}
