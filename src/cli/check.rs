//! `gouji check`: files, or requests line by line.

use std::io::{self, BufRead, BufReader, Read};

use data_encoding::BASE64;
use serde::Deserialize;

use super::arguments::{CheckArguments, CheckFormat};
use super::load::{Failure, load, report};
use super::{FAILED, FAULTY, SOUND, Streams};
use crate::check::{Check, Options, Severity, check};
use crate::import::Input;
use crate::render::json::{CheckJson, ErrorJson, FileJson};
use crate::render::sentence::Language;
use crate::render::{html, json, text};
use crate::report::Report;

/// What became of one file.
type Checked = Result<(Report, Check), Failure>;

pub(super) fn run(arguments: &CheckArguments, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    if arguments.ndjson {
        return requests(&arguments.options, language, streams);
    }
    let mut status = SOUND;
    let mut files: Vec<(&str, Checked)> = Vec::new();
    for (number, file) in arguments.files.iter().enumerate() {
        let checked =
            load(file, streams.input, streams.messages, language).map(|report| judge(report, &arguments.options));
        status = status.max(status_of(&checked));
        if let Err(failure) = &checked {
            writeln!(streams.messages, "gouji: {file}: {}", failure.sentence(language))?;
        }
        match arguments.format {
            CheckFormat::Json => files.push((file, checked)),
            format => {
                if let Ok((report, check)) = checked {
                    if number > 0 {
                        writeln!(streams.output)?;
                    }
                    streams.output.write_all(print(file, &report, &check, format, language).as_bytes())?;
                }
            }
        }
    }
    if arguments.format == CheckFormat::Json {
        let files = files.iter().map(|(file, checked)| to_json(file, checked, language)).collect();
        serde_json::to_writer_pretty(&mut *streams.output, &CheckJson::new(files))?;
        writeln!(streams.output)?;
    }
    streams.output.flush()?;
    Ok(status)
}

fn judge(report: Report, options: &Options) -> (Report, Check) {
    let check = check(&report, options);
    (report, check)
}

fn status_of(checked: &Checked) -> u8 {
    match checked {
        Err(_) => FAILED,
        Ok((_, check)) if check.count(Severity::Error) > 0 => FAULTY,
        Ok(_) => SOUND,
    }
}

fn print(file: &str, report: &Report, check: &Check, format: CheckFormat, language: Language) -> String {
    match format {
        CheckFormat::Html => html::page(report, Some(check), language),
        CheckFormat::Markdown => text::text(file, report, check, text::MARKDOWN, language),
        CheckFormat::Text | CheckFormat::Json => text::text(file, report, check, text::PLAIN, language),
    }
}

fn to_json<'a>(file: &'a str, checked: &'a Checked, language: Language) -> FileJson<'a> {
    match checked {
        Ok((report, check)) => json::file(file, report, check, language),
        Err(failure) => {
            FileJson::Failed { file, error: ErrorJson { code: failure.code(), message: failure.sentence(language) } }
        }
    }
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
fn requests(options: &Options, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut status = SOUND;
    let mut input = BufReader::new(&mut *streams.input);
    while let Some(line) = next_line(&mut input)? {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let (name, checked) = answer(&line, options);
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

fn answer(line: &[u8], options: &Options) -> (String, Checked) {
    let request: Request = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => return (String::new(), Err(Failure::Request(error.to_string()))),
    };
    let read = match (&request.text, &request.base64) {
        (Some(text), None) => report(Input::Text(text)),
        (None, Some(base64)) => match BASE64.decode(base64.as_bytes()) {
            Ok(bytes) => report(Input::File { bytes: &bytes, name: &request.name }),
            Err(error) => Err(Failure::Request(error.to_string())),
        },
        _ => Err(Failure::Request("text | base64".to_owned())),
    };
    (request.name, read.map(|report| judge(report, options)))
}
