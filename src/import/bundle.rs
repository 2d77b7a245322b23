//! An archive of several files, as they are sent by mail: the report, perhaps with what belongs to it. One file in
//! it is read, never a mixture; where it is not clear which, the person is asked to choose.

use super::zip::Archive;
use super::{Host, ImportError, Module, Packed, enclosed, unsupported};
use crate::document::ImportNote;

/// How the names of files end that may be drafts.
const DRAFTS: [&str; 22] = [
    "docx", "doc", "wps", "wpt", "rtf", "odt", "fodt", "mht", "mhtml", "html", "htm", "xml", "txt", "md", "csv", "tsv",
    "xlsx", "xls", "et", "ods", "pdf", "ofd",
];
/// Files that are looked into; who sends more sends no report.
const MOST: usize = 20;

/// The last of the modules that are compiled in: it hands an archive on to those after it alone, so that none comes back.
const LAST: Module = if cfg!(feature = "pages") {
    Module::Pages
} else if cfg!(feature = "spreadsheets") {
    Module::Spreadsheets
} else {
    Module::Documents
};

/// Whether a file of that name may be a draft. What the programs keep there for themselves is none.
pub fn may_be_draft(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    !is_kept_by_programs(name) && DRAFTS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether a file or folder of that name is what programs and systems keep beside a person's files for themselves.
pub fn is_kept_by_programs(name: &str) -> bool {
    let (folder, file) = name.rsplit_once(['/', '\\']).unwrap_or(("", name));
    let file = file.to_ascii_lowercase();
    folder.to_ascii_lowercase().contains("__macosx")
        || file.starts_with("~$")
        || file.starts_with('.')
        || matches!(file.as_str(), "__macosx" | "thumbs.db" | "desktop.ini")
}

/// The files of an archive, one after another, each to be imported by itself.
#[cfg(feature = "documents")]
pub struct Files<'a> {
    archive: Archive<'a>,
    entries: Vec<(usize, String)>,
}

#[cfg(feature = "documents")]
impl<'a> Files<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When its list of files is cut off or damaged.
    pub fn open(bytes: &'a [u8], host: &dyn Host) -> Result<Files<'a>, ImportError> {
        let archive = Archive::open(bytes)?;
        let names = archive.written_names().map(|name| decoded(name, host)).enumerate();
        let entries = names.filter(|(_, name)| !name.ends_with(['/', '\\']) && !is_kept_by_programs(name)).collect();
        Ok(Files { archive, entries })
    }

    /// Their names, with the folders they are in.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(_, name)| name.as_str())
    }

    /// The content of the file of that number among the names.
    ///
    /// # Errors
    /// When there is none, it is encrypted, larger than the limits, or not what its checksum says.
    pub fn read(&mut self, number: usize) -> Result<Vec<u8>, ImportError> {
        let (index, _) = self.entries.get(number).ok_or(ImportError::Damaged("zip"))?;
        self.archive.read_alone(*index)
    }
}

/// Imports the one draft in an archive.
///
/// # Errors
/// When there is none that can be read, or more than one that may be meant.
pub fn bundle(bytes: &[u8], host: &dyn Host) -> Result<Packed, ImportError> {
    let mut archive = Archive::open(bytes)?;
    let names = archive.written_names().map(|name| decoded(name, host));
    let drafts: Vec<(usize, String)> = names.enumerate().filter(|(_, name)| may_be_draft(name)).collect();
    if drafts.len() > MOST {
        return Err(several(drafts.iter().map(|(_, name)| name.as_str())));
    }
    let mut read = Vec::new();
    let mut failures = Vec::new();
    for (index, name) in &drafts {
        match archive.read_entry(*index).and_then(|content| enclosed(&content, name, host)) {
            Ok(draft) => read.push((name.as_str(), draft)),
            Err(error) => failures.push(error),
        }
    }
    let others = drafts.len() > 1;
    let reports = read.iter().filter(|(_, draft)| is_like_report(draft)).count();
    if let (0, Some(module)) = (reports, elsewhere(&failures)) {
        return Err(ImportError::NeedsModule(module));
    }
    match (read.len(), reports) {
        (0, _) => Err(failure(failures)),
        (1, _) => read.pop().map(|(_, draft)| with_note(draft, others)).ok_or_else(|| failure(failures)),
        (_, 1) => {
            let report = read.into_iter().find(|(_, draft)| is_like_report(draft));
            report.map(|(_, draft)| with_note(draft, others)).ok_or_else(|| failure(failures))
        }
        _ => Err(several(read.iter().map(|(name, _)| *name))),
    }
}

/// Whether a document speaks of what annual reports speak of, and no other document in all of it.
fn is_like_report(draft: &Packed) -> bool {
    const WORDS: [&str; 5] = ["政府信息公开", "年度报告", "本年新收", "行政规范性文件", "行政复议"];
    let text = match draft {
        Packed::Document(document) => &document.text,
        Packed::Text(text) => text,
    };
    WORDS.iter().filter(|word| text.contains(*word)).count() >= 4
}

fn with_note(mut draft: Packed, others: bool) -> Packed {
    if let (true, Packed::Document(document)) = (others, &mut draft) {
        document.notes.push(ImportNote::OthersLeftOut);
    }
    draft
}

/// The module after this one that reads some of what this one cannot.
fn elsewhere(failures: &[ImportError]) -> Option<Module> {
    let modules = failures.iter().filter_map(|error| match error {
        ImportError::NeedsModule(module) => Some(*module),
        _ => None,
    });
    modules.filter(|module| *module > LAST).min()
}

/// Why nothing could be read: what is wrong with the only file, other modules' files aside.
fn failure(failures: Vec<ImportError>) -> ImportError {
    let of_others = |error: &ImportError| matches!(error, ImportError::NeedsModule(_));
    let (mut others, mut own): (Vec<_>, Vec<_>) = failures.into_iter().partition(of_others);
    match (own.len(), others.pop()) {
        (1, _) => own.swap_remove(0),
        (0, Some(error)) => error,
        _ => ImportError::Unsupported(unsupported::ARCHIVE),
    }
}

fn several<'a>(names: impl Iterator<Item = &'a str>) -> ImportError {
    let file = |name: &'a str| name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    ImportError::SeveralDrafts(names.map(file).collect())
}

/// A name as Windows writes it, in UTF-8 or in the code page of its language.
fn decoded(name: &[u8], host: &dyn Host) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => {
            host.decode("gb18030", name).map_or_else(|| String::from_utf8_lossy(name).into_owned(), |(name, _)| name)
        }
    }
}
