//! From a file's name to its report.

use std::fs::{DirEntry, File};
use std::io::{self, Read};
use std::path::Path;

use super::Streams;
use crate::check::Options;
use crate::document::ImportNote;
use crate::import::{
    Files, ImportError, Imported, Input, LARGEST, NativeHost, import, is_archive, is_kept_by_programs,
};
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
    /// There is no file in the folder.
    NoFiles,
    /// A line of `--ndjson` is no request; what is wrong with it.
    Request(String),
}

impl Failure {
    /// The code for programs.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Failure::File(_) | Failure::NoFiles => "file",
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
            (Failure::NoFiles, _) => language.pick("文件夹里没有文件。", "there is no file in this folder.").to_owned(),
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
    /// What is written when it is exported, beside the report of the year before.
    pub(super) fn source<'a>(
        &'a self,
        previous: Option<&'a Draft>,
        file: &'a str,
        options: Options,
        language: Language,
    ) -> Source<'a> {
        let previous = previous.map(|previous| &previous.report);
        Source { report: &self.report, previous, text: self.text.as_deref(), file, options, language }
    }
}

/// Reads a file, or standard input for `-`, as a report, and says what had to be decided or left out.
pub(super) fn load(file: &str, language: Language, streams: &mut Streams<'_>) -> Result<Draft, Failure> {
    let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX);
    let bytes = bytes(file, streams.input, limit).map_err(Failure::File)?;
    let draft = draft(Input::File { bytes: &bytes, name: file })?;
    for &note in &draft.notes {
        let sentence = sentence::import_note(note, language);
        writeln!(streams.messages, "gouji: {file}: {sentence}").map_err(Failure::File)?;
    }
    Ok(draft)
}

/// Reads the report of the year before, where one is named; when it cannot be read, says so and yields nothing.
pub(super) fn load_previous(
    file: Option<&String>,
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<Option<Option<Draft>>> {
    let Some(file) = file else { return Ok(Some(None)) };
    match load(file, language, streams) {
        Ok(draft) => Ok(Some(Some(draft))),
        Err(failure) => {
            writeln!(streams.messages, "gouji: {file}: {}", failure.sentence(language))?;
            Ok(None)
        }
    }
}

/// Bytes of the largest archive of many reports; each file in it is held to the limit of any file.
const LARGEST_ARCHIVE: u64 = 1 << 30;

/// What is done with each draft: its name, and its report or why there is none.
pub(super) type Each<'a> = dyn FnMut(&str, Result<Draft, Failure>, &mut Streams<'_>) -> io::Result<()> + 'a;

/// Reads every draft among these files, and what stands in folders and in archives of several reports, and says what had
/// to be decided or left out.
///
/// # Errors
/// When what is done with a draft fails.
pub(super) fn load_all(
    files: &[String],
    language: Language,
    streams: &mut Streams<'_>,
    each: &mut Each<'_>,
) -> io::Result<()> {
    for file in files {
        let path = Path::new(file);
        if file == "-" || !path.is_dir() {
            load_one(file, language, streams, each)?;
            continue;
        }
        let mut found = Vec::new();
        match within(path, &mut found) {
            Ok(()) if found.is_empty() => each(file, Err(Failure::NoFiles), streams)?,
            Ok(()) => {}
            Err(error) => each(file, Err(Failure::File(error)), streams)?,
        }
        for file in found {
            load_one(&file, language, streams, each)?;
        }
    }
    Ok(())
}

/// Every file in a folder and the folders in it, by name. What programs keep there for themselves is left out; links to
/// folders are not followed, which may lead in a circle.
fn within(folder: &Path, found: &mut Vec<String>) -> io::Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if is_kept_by_programs(&entry.file_name().to_string_lossy()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            within(&path, found)?;
        } else if path.is_file() {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

/// Reads a file: a draft, or an archive of several.
fn load_one(file: &str, language: Language, streams: &mut Streams<'_>, each: &mut Each<'_>) -> io::Result<()> {
    let bytes = match bytes(file, streams.input, LARGEST_ARCHIVE) {
        Ok(bytes) => bytes,
        Err(error) => return each(file, Err(Failure::File(error)), streams),
    };
    let mut hand_over = |name: &str, draft: Result<Draft, Failure>, streams: &mut Streams<'_>| {
        for &note in draft.iter().flat_map(|draft| &draft.notes) {
            writeln!(streams.messages, "gouji: {name}: {}", sentence::import_note(note, language))?;
        }
        each(name, draft, streams)
    };
    let is_of_several = |failure: &Failure| {
        matches!(failure, Failure::Import(ImportError::SeveralDrafts(_) | ImportError::TooLarge(_)))
    };
    let one = draft(Input::File { bytes: &bytes, name: file });
    if !one.as_ref().err().is_some_and(is_of_several) || !is_archive(&bytes) {
        return hand_over(file, one, streams);
    }
    let mut files = match Files::open(&bytes, &NativeHost) {
        Ok(files) => files,
        Err(error) => return hand_over(file, Err(Failure::Import(error)), streams),
    };
    let names: Vec<String> = files.names().map(|name| format!("{file}/{name}")).collect();
    for (number, name) in names.iter().enumerate() {
        let content = files.read(number).map_err(Failure::Import);
        hand_over(name, content.and_then(|bytes| draft(Input::File { bytes: &bytes, name })), streams)?;
    }
    Ok(())
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
pub(super) fn bytes(file: &str, input: &mut dyn Read, limit: u64) -> io::Result<Vec<u8>> {
    let limit = limit.saturating_add(1);
    let mut bytes = Vec::new();
    if file == "-" {
        input.take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
