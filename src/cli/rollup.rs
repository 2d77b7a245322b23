//! `gouji rollup`: the reports of many bodies, checked, added up, and compared with that of the authority above.

use std::io;

use super::arguments::{RollupArguments, RollupFormat};
use super::check::status_of_findings;
use super::clock::today;
use super::load::{Draft, Failure, load, load_all};
use super::{FAILED, SOUND, Streams, write};
use crate::check::{Check, Companions, Options, check, check_beside};
use crate::render::county::{self, Checked, County, Line, Parent, RollupJson};
use crate::render::json;
use crate::render::sentence::Language;
use crate::render::text;
use crate::report::Report;
use crate::rollup::{Body, Question, compare, rollup};

/// What became of one file.
type Read = Result<(Report, Check), Failure>;

pub(super) fn run(arguments: &RollupArguments, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut status = SOUND;
    let complain = |file: &str, failure: &Failure, streams: &mut Streams<'_>| {
        writeln!(streams.messages, "gouji: {file}: {}", failure.sentence(language))
    };
    let parent = match &arguments.against {
        None => None,
        Some(file) => match load(file, language, streams) {
            Ok(draft) => Some((file.as_str(), draft.report)),
            // Without it the question cannot be answered.
            Err(failure) => return complain(file, &failure, streams).map(|()| FAILED),
        },
    };
    let roster = match arguments.roster.as_ref().map(std::fs::read_to_string) {
        None => String::new(),
        Some(Ok(roster)) => roster,
        Some(Err(error)) => {
            let file = arguments.roster.as_deref().unwrap_or_default();
            return complain(file, &Failure::File(error), streams).map(|()| FAILED);
        }
    };
    let roster: Vec<&str> = roster.lines().map(|line| line.trim_start_matches('\u{feff}')).collect();

    let options = Options { today: today(), ..Options::default() };
    let mut files: Vec<(String, Read)> = Vec::new();
    load_all(&arguments.files, language, streams, &mut |file, draft, streams| {
        let read = draft.map(|Draft { report, .. }| {
            let check = check(&report, &options);
            (report, check)
        });
        match &read {
            Ok((_, check)) => status = status.max(status_of_findings(check)),
            Err(failure) => {
                status = FAILED;
                complain(file, failure, streams)?;
            }
        }
        files.push((file.to_owned(), read));
        Ok(())
    })?;
    let bodies: Vec<Body<'_>> =
        files.iter().map(|(name, read)| Body { name, report: read.as_ref().ok().map(|(report, _)| report) }).collect();
    let above = parent.as_ref().map(|(_, report)| report);
    let rollup = rollup(&bodies, &Question { parent: above, year: arguments.year, roster: &roster });
    let lines = files.iter().map(|(file, read)| Line {
        file: file.clone(),
        outcome: match read {
            Ok((report, check)) => Ok(Checked::new(report, check, language)),
            Err(failure) => Err(failure.sentence(language)),
        },
    });
    let judged = parent
        .as_ref()
        .map(|(_, report)| check_beside(report, Companions { previous: None, bodies: Some(&rollup.sums) }, &options));
    if let Some(check) = &judged {
        status = status.max(status_of_findings(check));
    }
    let county = County {
        lines: lines.collect(),
        parent: parent.as_ref().map(|(file, report)| Parent {
            name: report.organ.clone().unwrap_or_else(|| (*file).to_owned()),
            comparison: compare(report, &rollup.sums),
        }),
        rollup,
        language,
    };
    let content = match arguments.format {
        RollupFormat::Text => {
            let mut out = county::text(&county);
            if let (Some((file, report)), Some(check)) = (&parent, &judged) {
                out.push('\n');
                out.push_str(&text::text(file, report, check, language));
            }
            out.into_bytes()
        }
        RollupFormat::Html => county::page(&county).into_bytes(),
        RollupFormat::Xlsx => county::workbook(&county),
        RollupFormat::Json => {
            let above = parent.as_ref().zip(judged.as_ref());
            let above = above.map(|((file, report), check)| json::file(file, report, check, language));
            let answer = RollupJson::new(&county, above);
            let mut text = serde_json::to_vec_pretty(&answer)?;
            text.push(b'\n');
            text
        }
    };
    match arguments.out.as_deref().filter(|out| *out != "-") {
        None => write(streams, &content).map(|_| status),
        Some(path) => std::fs::write(path, content).map(|()| status),
    }
}
