//! `gouji check`: files, or requests line by line.

use std::io::{self, BufRead, BufReader, Read};

use data_encoding::BASE64;
use serde::Deserialize;

use super::arguments::{CheckArguments, CheckFormat};
use super::clock::today;
use super::load::{Draft, Failure, draft, load_all, load_previous};
use super::{FAILED, FAULTY, SOUND, Streams};
use crate::check::{Check, Options, Severity, check_against};
use crate::import::Input;
use crate::render::json::{CheckJson, ErrorJson, FileJson};
use crate::render::protocol::{self, Protocol};
use crate::render::sarif::{self, File, sarif};
use crate::render::sentence::Language;
use crate::render::{html, json, text};
use crate::report::Report;

/// What became of one file.
type Checked = Result<(Draft, Check), Failure>;

/// How a report is checked.
type Judge<'a> = dyn Fn(Draft) -> (Draft, Check) + 'a;

pub(super) fn run(arguments: &CheckArguments, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(previous) = load_previous(arguments.previous.as_ref(), language, streams)? else { return Ok(FAILED) };
    let previous = previous.map(|draft| draft.report);
    let options = Options { today: today(), ..arguments.options.clone() };
    let judge = |draft: Draft| {
        let check = check_against(&draft.report, previous.as_ref(), &options);
        (draft, check)
    };
    if arguments.ndjson {
        return requests(&judge, language, streams);
    }
    let mut status = SOUND;
    let mut files: Vec<(String, Checked)> = Vec::new();
    let mut is_first = true;
    load_all(&arguments.files, language, streams, &mut |file, draft, streams| {
        let checked = draft.map(judge);
        status = status.max(status_of(&checked));
        if let Err(failure) = &checked {
            writeln!(streams.messages, "gouji: {file}: {}", failure.sentence(language))?;
        }
        match arguments.format {
            CheckFormat::Json | CheckFormat::Sarif => files.push((file.to_owned(), checked)),
            format => {
                if let Ok((Draft { report, .. }, check)) = checked {
                    if !std::mem::take(&mut is_first) {
                        writeln!(streams.output)?;
                    }
                    streams.output.write_all(print(file, &report, &check, format, language).as_bytes())?;
                }
            }
        }
        Ok(())
    })?;
    match arguments.format {
        CheckFormat::Json => {
            let files = files.iter().map(|(file, checked)| to_json(file, checked, language)).collect();
            serde_json::to_writer_pretty(&mut *streams.output, &CheckJson::new(files))?;
            writeln!(streams.output)?;
        }
        CheckFormat::Sarif => {
            let files: Vec<File<'_>> = files.iter().map(|(file, checked)| to_sarif(file, checked, language)).collect();
            serde_json::to_writer_pretty(&mut *streams.output, &sarif(&files, language))?;
            writeln!(streams.output)?;
        }
        CheckFormat::Text | CheckFormat::Markdown | CheckFormat::Html => {}
    }
    streams.output.flush()?;
    Ok(status)
}

fn status_of(checked: &Checked) -> u8 {
    match checked {
        Err(_) => FAILED,
        Ok((_, check)) => status_of_findings(check),
    }
}

/// The exit status for what was found in one report.
pub(super) fn status_of_findings(check: &Check) -> u8 {
    if check.count(Severity::Error) > 0 { FAULTY } else { SOUND }
}

fn print(file: &str, report: &Report, check: &Check, format: CheckFormat, language: Language) -> String {
    match format {
        CheckFormat::Html => html::page_with_findings(report, check, language),
        CheckFormat::Markdown => protocol::markdown(&Protocol::new(report, check, file, language)),
        CheckFormat::Text | CheckFormat::Json | CheckFormat::Sarif => text::text(file, report, check, language),
    }
}

fn to_json<'a>(file: &'a str, checked: &'a Checked, language: Language) -> FileJson<'a> {
    match checked {
        Ok((draft, check)) => json::file(file, &draft.report, check, language),
        Err(failure) => {
            FileJson::Failed { file, error: ErrorJson { code: failure.code(), message: failure.sentence(language) } }
        }
    }
}

fn to_sarif<'a>(file: &'a str, checked: &'a Checked, language: Language) -> File<'a> {
    let outcome = match checked {
        Ok((draft, check)) => Ok(sarif::Checked { report: &draft.report, check, text: draft.text.as_deref() }),
        Err(failure) => Err(failure.sentence(language)),
    };
    File { name: file, outcome }
}

/// A line of `--ndjson`.
#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    name: String,
    text: Option<String>,
    base64: Option<String>,
}

/// Answers every line with a line, at once, so that the other end of a pipe need not wait.
fn requests(judge: &Judge<'_>, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut status = SOUND;
    let mut input = BufReader::new(&mut *streams.input);
    while let Some(line) = next_line(&mut input)? {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let (name, checked) = answer(&line, judge);
        status = status.max(status_of(&checked));
        serde_json::to_writer(&mut *streams.output, &to_json(&name, &checked, language))?;
        streams.output.write_all(b"\n")?;
        streams.output.flush()?;
    }
    Ok(status)
}

fn next_line(input: &mut BufReader<impl Read>) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    Ok((input.read_until(b'\n', &mut line)? > 0).then_some(line))
}

fn answer(line: &[u8], judge: &Judge<'_>) -> (String, Checked) {
    let request: Request = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => return (String::new(), Err(Failure::Request(error.to_string()))),
    };
    let read = match (&request.text, &request.base64) {
        (Some(text), None) => draft(Input::Text(text)),
        (None, Some(base64)) => match BASE64.decode(base64.as_bytes()) {
            Ok(bytes) => draft(Input::File { bytes: &bytes, name: &request.name }),
            Err(error) => Err(Failure::Request(error.to_string())),
        },
        _ => Err(Failure::Request("text | base64".to_owned())),
    };
    (request.name, read.map(judge))
}
