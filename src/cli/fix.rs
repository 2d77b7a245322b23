//! `gouji fix`: corrections into a new file of the draft's own kind; for Word documents into a copy of the very file, word
//! by word.

use std::io;
use std::path::Path;

use super::arguments::FixArguments;
use super::clock::{now, today};
use super::load::{Failure, bytes};
use super::{FAILED, FAULTY, SOUND, Streams, write};
use crate::amend::{Tracked, amend};
use crate::check::{Applicability, Finding, Options, Severity, check};
use crate::document::{Document, SourceKind, Span};
use crate::import::{ImportError, Imported, Input, LARGEST, NativeHost, import};
use crate::read::read;
use crate::render::docx::docx;
use crate::render::markdown::markdown;
use crate::render::place::in_source;
use crate::render::sentence::{self, Language};
use crate::report::Report;

pub(super) fn run(arguments: &FixArguments, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let file = arguments.file.as_str();
    let say = |streams: &mut Streams<'_>, sentence: &str| writeln!(streams.messages, "gouji: {file}: {sentence}");
    let (original, document) = match load(file, streams) {
        Ok(loaded) => loaded,
        Err(failure) => {
            say(streams, &failure.sentence(language))?;
            return Ok(FAILED);
        }
    };
    for &note in &document.notes {
        say(streams, sentence::import_note(note, language))?;
    }
    let options = Options { today: today(), ..arguments.options.clone() };
    let report = read(&document);
    let found = check(&report, &options);
    let plan = Plan::of(&found.findings, &report, &document, arguments);
    let Some(out) = &arguments.out else {
        let text = plan.listing(&report, language) + &plan.offer(language);
        write(streams, text.as_bytes())?;
        return Ok(if plan.corrections.is_empty() { SOUND } else { FAULTY });
    };
    if is_same_file(file, out) {
        say(
            streams,
            language.pick(
                "不覆盖原文件，请用 -o 给出另一个文件名。",
                "the original is not overwritten: name another file with -o.",
            ),
        )?;
        return Ok(FAILED);
    }
    let edits: Vec<(Span, String)> = plan.corrections.iter().flat_map(|(_, edits)| edits.iter().cloned()).collect();
    // They neither overlap nor leave their lines: the plan sees to that.
    let changed = document.edited(&edits).unwrap_or_else(|| document.clone());
    let mut status = SOUND;
    let content = if document.kind == SourceKind::Docx && original.starts_with(b"PK") {
        let tracked = arguments.tracked.then(|| Tracked::by_gouji(now()));
        let amended = match amend(&original, &changed, tracked.as_ref()) {
            Ok(amended) => amended,
            Err(error) => {
                say(streams, &sentence::amend_error(&error, language))?;
                return Ok(FAILED);
            }
        };
        for change in &amended.left {
            status = FAULTY;
            say(streams, &sentence::left(change, language))?;
        }
        for &remark in &amended.remarks {
            say(streams, sentence::remark(remark, language))?;
        }
        amended.bytes
    } else if arguments.tracked {
        let sentence = language.pick("修订痕迹只能写入 .docx 文件。", "changes can be tracked in .docx files alone.");
        say(streams, sentence)?;
        return Ok(FAILED);
    } else if document.kind.is_text() && !out.to_ascii_lowercase().ends_with(".docx") {
        changed.text.clone().into_bytes()
    } else {
        docx(&read(&changed))
    };
    if out == "-" {
        write(streams, &content)?;
    } else {
        std::fs::write(out, content)?;
    }
    let rest = check(&read(&changed), &options).count(Severity::Error);
    write!(streams.messages, "{}{}", plan.listing(&report, language), plan.done(rest, language))?;
    Ok(status)
}

/// What is corrected, and what is not.
struct Plan<'a> {
    /// Findings that are corrected, each with what is written where.
    corrections: Vec<(&'a Finding, Vec<(Span, String)>)>,
    /// Findings that are not, though none of the options excludes them.
    untouched: Vec<(&'a Finding, Untouched)>,
}

/// Why a finding is not corrected.
#[derive(Clone, Copy)]
enum Untouched {
    /// Nothing is known that would mend it, or it stands in nothing that can be edited.
    NoFix,
    /// There are several ways to mend it, and none of them is the one.
    Several,
    /// Another correction changes the same words.
    Conflict,
}

impl<'a> Plan<'a> {
    fn of(findings: &'a [Finding], report: &Report, document: &Document, arguments: &FixArguments) -> Plan<'a> {
        let mut plan = Plan { corrections: Vec::new(), untouched: Vec::new() };
        let mut taken: Vec<(Span, String)> = Vec::new();
        for finding in findings {
            let is_named = arguments.only.iter().any(|name| name == finding.rule || *name == finding.fingerprint);
            if !arguments.only.is_empty() && !is_named {
                continue;
            }
            let Some(fix) = finding.fixes.first() else {
                if !arguments.safe {
                    plan.untouched.push((finding, Untouched::NoFix));
                }
                continue;
            };
            if arguments.safe && fix.applicability != Applicability::Safe {
                continue;
            }
            if fix.is_one_of_several() && !is_named {
                plan.untouched.push((finding, Untouched::Several));
                continue;
            }
            let place = |edit: &crate::check::Edit| Some((in_source(report, &edit.place)?, edit.to.clone()));
            let edits: Option<Vec<(Span, String)>> = fix.edits.iter().map(place).collect();
            let Some(edits) = edits.filter(|edits| !edits.is_empty()) else {
                plan.untouched.push((finding, Untouched::NoFix));
                continue;
            };
            // Two findings may ask for the same; then the second is mended with the first.
            let fresh: Vec<_> = edits.iter().filter(|edit| !taken.contains(edit)).cloned().collect();
            let all = [taken.as_slice(), fresh.as_slice()].concat();
            if document.edited(&all).is_none() {
                plan.untouched.push((finding, Untouched::Conflict));
                continue;
            }
            taken = all;
            plan.corrections.push((finding, fresh));
        }
        plan
    }

    /// A line for each finding: what is changed, or why nothing is.
    fn listing(&self, report: &Report, language: Language) -> String {
        let place = |finding: &Finding| {
            let place = finding.places.first();
            place.map_or_else(String::new, |place| sentence::place_name(finding, place, report, language))
        };
        let mut listing = String::new();
        for (finding, _) in &self.corrections {
            let title = finding.fixes.first().map_or_else(String::new, |fix| sentence::fix_title(fix, language));
            let mark = language.pick("改", "fix ");
            listing += &format!("{mark} {} {} {}：{title}\n", finding.rule, finding.fingerprint, place(finding));
        }
        for (finding, why) in &self.untouched {
            let why = match why {
                Untouched::NoFix => language.pick("需要自己修改", "to be mended by hand"),
                Untouched::Several => {
                    language.pick("有多种可能，请核实后用 --only 指定", "one of several ways; name it with --only")
                }
                Untouched::Conflict => language.pick("与其他改动重叠", "overlaps another correction"),
            };
            let mark = language.pick("未改", "left");
            let message = sentence::message(&finding.message, language);
            listing += &format!("{mark} {} {} {message}（{why}）\n", finding.rule, finding.fingerprint);
        }
        listing
    }

    /// What could be done.
    fn offer(&self, language: Language) -> String {
        let count = self.corrections.len();
        match language {
            Language::Chinese if count == 0 => "没有可以直接改正的问题。\n".to_owned(),
            Language::Chinese => format!("可以改正 {count} 处，尚未写入；用 -o 给出文件名即可写出。\n"),
            Language::English if count == 0 => "There is nothing to correct.\n".to_owned(),
            Language::English => format!("{count} can be corrected; nothing is written yet: name a file with -o.\n"),
        }
    }

    /// What was done, with that many errors left.
    fn done(&self, errors: usize, language: Language) -> String {
        let count = self.corrections.len();
        match language {
            Language::Chinese => format!("改正 {count} 处；改后还有 {errors} 处错误。\n"),
            Language::English => format!("{count} corrected; {errors} errors are left.\n"),
        }
    }
}

/// The bytes of a file, and its document.
fn load(file: &str, streams: &mut Streams<'_>) -> Result<(Vec<u8>, Document), Failure> {
    let bytes = bytes(file, streams.input, LARGEST as u64).map_err(Failure::File)?;
    let imported = match import(Input::File { bytes: &bytes, name: file }, &NativeHost).map_err(Failure::Import)? {
        // A report in JSON has no words at places: those of its text are corrected.
        Imported::Report(report) => import(Input::Text(&markdown(&report)), &NativeHost).map_err(Failure::Import)?,
        imported => imported,
    };
    match imported {
        Imported::Document(document) => Ok((bytes, document)),
        Imported::Report(_) => Err(Failure::Import(ImportError::Empty)),
    }
}

fn is_same_file(one: &str, other: &str) -> bool {
    let real = |path: &str| Path::new(path).canonicalize().ok();
    one != "-" && real(one).is_some() && real(one) == real(other)
}
