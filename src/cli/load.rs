//! From a file's name to its report.

use std::fs::File;
use std::io::{self, Read};

use super::Streams;
use crate::check::Options;
use crate::document::ImportNote;
use crate::import::{ImportError, Imported, Input, LARGEST, NativeHost, import};
use crate::read::read;
use crate::render::export::Source;
use crate::render::sentence::{self, Language};
use crate::report::Report;

/// Why there is no report.
#[derive(Debug)]
pub(super) enum Failure {
    /// The file could not be read.
    File(io::Error),
    /// What is in it is no draft.
    Import(ImportError),
    /// A line of `--ndjson` is no request; what is wrong with it.
    Request(String),
}

impl Failure {
    /// The code for programs.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Failure::File(_) => "file",
            Failure::Import(error) => error.code(),
            Failure::Request(_) => "request",
        }
    }

    /// One clear sentence.
    pub(super) fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Failure::Import(error), _) => sentence::import_error(error, language),
            (Failure::File(error), Language::Chinese) => match error.kind() {
                io::ErrorKind::NotFound => "文件不存在。".to_owned(),
                io::ErrorKind::PermissionDenied => "没有读取这个文件的权限。".to_owned(),
                io::ErrorKind::IsADirectory => "这是文件夹，请给出文件。".to_owned(),
                _ => format!("读取文件失败：{error}。"),
            },
            (Failure::File(error), Language::English) => match error.kind() {
                io::ErrorKind::NotFound => "there is no such file.".to_owned(),
                io::ErrorKind::PermissionDenied => "reading this file is not permitted.".to_owned(),
                io::ErrorKind::IsADirectory => "this is a folder; name a file.".to_owned(),
                _ => format!("the file could not be read: {error}."),
            },
            (Failure::Request(what), Language::Chinese) => format!("这一行不是有效的请求：{what}。"),
            (Failure::Request(what), Language::English) => format!("this line is no valid request: {what}."),
        }
    }
}

/// A draft that was read.
#[derive(Debug)]
pub(super) struct Draft {
    /// Its report.
    pub(super) report: Report,
    /// Its text, where it is plain text.
    pub(super) text: Option<String>,
    /// What the importer had to decide or leave out.
    notes: Vec<ImportNote>,
}

impl Draft {
    /// What is written when it is exported.
    pub(super) fn source<'a>(&'a self, file: &'a str, options: Options, language: Language) -> Source<'a> {
        Source { report: &self.report, text: self.text.as_deref(), file, options, language }
    }
}

/// Reads a file, or standard input for `-`, as a report, and says what had to be decided or left out.
pub(super) fn load(file: &str, language: Language, streams: &mut Streams<'_>) -> Result<Draft, Failure> {
    let bytes = bytes(file, streams.input).map_err(Failure::File)?;
    let draft = draft(Input::File { bytes: &bytes, name: file })?;
    for &note in &draft.notes {
        let sentence = sentence::import_note(note, language);
        writeln!(streams.messages, "gouji: {file}: {sentence}").map_err(Failure::File)?;
    }
    Ok(draft)
}

/// Reads whatever was handed in as a report.
pub(super) fn draft(input: Input<'_>) -> Result<Draft, Failure> {
    Ok(match import(input, &NativeHost).map_err(Failure::Import)? {
        Imported::Document(document) => Draft {
            report: read(&document),
            text: document.kind.is_text().then_some(document.text),
            notes: document.notes,
        },
        Imported::Report(report) => Draft { report: *report, text: None, notes: Vec::new() },
    })
}

/// The content, or as much as shows that it is too large.
pub(super) fn bytes(file: &str, input: &mut dyn Read) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if file == "-" {
        input.take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
