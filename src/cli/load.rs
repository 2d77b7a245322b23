//! From a file's name to its report.

use std::fs::File;
use std::io::{self, Read, Write};

use crate::document::ImportNote;
use crate::import::{ImportError, Imported, Input, LARGEST, NativeHost, import};
use crate::read::read;
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

/// Reads a file, or standard input for `-`, as a report. What had to be left out of it is said on `messages`.
pub(super) fn load(
    file: &str,
    input: &mut dyn Read,
    messages: &mut dyn Write,
    language: Language,
) -> Result<Report, Failure> {
    let bytes = bytes(file, input).map_err(Failure::File)?;
    let imported = import(Input::File { bytes: &bytes, name: file }, &NativeHost).map_err(Failure::Import)?;
    if let Imported::Document(document) = &imported
        && document.notes.contains(&ImportNote::PagesWithoutText)
    {
        writeln!(messages, "gouji: {file}: {}", sentence::pages_without_text(language)).map_err(Failure::File)?;
    }
    Ok(as_report(imported))
}

/// Reads whatever was handed in as a report.
pub(super) fn report(input: Input<'_>) -> Result<Report, Failure> {
    import(input, &NativeHost).map(as_report).map_err(Failure::Import)
}

fn as_report(imported: Imported) -> Report {
    match imported {
        Imported::Document(document) => read(&document),
        Imported::Report(report) => *report,
    }
}

/// The content, or as much as shows that it is too large.
fn bytes(file: &str, input: &mut dyn Read) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if file == "-" {
        input.take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
