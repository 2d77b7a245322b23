//! From a draft that has been changed back into the Word document it came from: only the words that changed change,
//! where they stand and as they look there. Every other byte of the file stays as it was.
//!
//! ```text
//! bytes ─ import::docx::traced ─▶ Document, and where its words stand ┐
//!                                              the changed Document ─┴─ difference ─▶ splice ─▶ package ─▶ bytes
//! ```
//!
//! What cannot be written back safely is named, and left as it was. What is written is read again before it is handed
//! out: it says what the changed draft says, or nothing is handed out.

mod difference;
mod package;
mod splice;

use crate::document::{Block, Document, Grid, Paragraph, SourceKind};
use crate::import::ImportError;
pub use crate::import::docx::trace::Obstacle;
use crate::import::docx::trace::{Origins, Traced, traced};
use crate::import::docx::{docx, package_parts};
use difference::hunks;
use splice::{Source, Splice, spliced};

/// How changes are tracked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// Whose changes they are.
    pub author: String,
    /// When they were made, such as `2025-01-20T08:30:00Z`; without it they bear no date.
    pub date: Option<String>,
}

impl Tracked {
    /// Changes of Gouji's, made at that time.
    pub fn by_gouji(date: Option<String>) -> Tracked {
        Tracked { author: "勾稽".to_owned(), date }
    }

    /// The attributes of the next tracked change.
    fn attributes(&self, prefix: &str, number: &mut usize) -> String {
        let quoted = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let date = self.date.as_ref().map_or_else(String::new, |date| format!(" {prefix}date=\"{}\"", quoted(date)));
        *number += 1;
        format!("{prefix}id=\"{number}\" {prefix}author=\"{}\"{date}", quoted(&self.author))
    }
}

/// A document with its changes written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// The file.
    pub bytes: Vec<u8>,
    /// Paragraphs and cells that were changed.
    pub changed: usize,
    /// Changes that were left out.
    pub left: Vec<Left>,
    /// What the person should know about the file.
    pub remarks: Vec<Remark>,
}

/// A change that was left out: there the file says what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What the file says; nothing for a paragraph that was to be added.
    pub from: String,
    /// What it should say; nothing for a paragraph that was to be taken out.
    pub to: String,
    /// Why it does not.
    pub obstacle: Obstacle,
}

/// What a person should know about a file that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remark {
    /// It bears a digital signature, which no longer fits.
    Signed,
    /// It is protected against changes by a setting, which stays.
    Protected,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmendError {
    /// The file cannot be read as a Word document.
    Import(ImportError),
    /// The tables of the changed draft are not those of the file.
    Shape,
    /// The archive is put together in a way that no word processor uses.
    Archive,
}

impl AmendError {
    /// The name of the error for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            AmendError::Import(error) => error.code(),
            AmendError::Shape => "shape",
            AmendError::Archive => "archive",
        }
    }
}

impl From<ImportError> for AmendError {
    fn from(error: ImportError) -> AmendError {
        AmendError::Import(error)
    }
}

/// Writes a changed draft back into the Word document it was imported from. The draft has the tables it had; paragraphs
/// may be changed, added and taken out.
///
/// # Errors
/// When the file cannot be read, the draft has other tables, or the archive cannot be written. A change that cannot be
/// made alone is no error: see [`Amended::left`].
pub fn amend(file: &[u8], changed: &Document, tracked: Option<&Tracked>) -> Result<Amended, AmendError> {
    let original = traced(file)?;
    let mut steps = steps(&original, changed).ok_or(AmendError::Shape)?;
    let mut made = splices(&original, &mut steps, tracked);
    let parts = package_parts(file, &original.part)?;
    let remarks = [(parts.is_signed, Remark::Signed), (parts.is_protected, Remark::Protected)];
    let remarks = remarks.into_iter().filter(|(applies, _)| *applies).map(|(_, remark)| remark).collect();
    // Whatever does not read back as meant is left out, until the rest does.
    loop {
        if made.iter().all(Option::is_none) {
            return Ok(finished(file.to_vec(), &steps, &made, remarks));
        }
        let all: Vec<Splice> = made.iter().flatten().flatten().cloned().collect();
        let source = spliced(&original.source, all).ok_or(AmendError::Archive)?;
        let bytes = package::with_entry(file, parts.entry, &parts.encoded(&source)).ok_or(AmendError::Archive)?;
        let wrong = match docx(&bytes) {
            Ok(read) => first_wrong(&read, &steps, &made),
            Err(_) => made.iter().position(Option::is_some),
        };
        match wrong {
            None => return Ok(finished(bytes, &steps, &made, remarks)),
            Some(step) => {
                if let Some(step) = steps.get_mut(step) {
                    step.obstacle = Some(Obstacle::Unfaithful);
                }
                if let Some(made) = made.get_mut(step) {
                    *made = None;
                }
            }
        }
    }
}

/// One paragraph or cell from the old document to the new.
#[derive(Debug)]
struct Step<'a> {
    /// What it said and where; nothing for one that is added.
    old: Option<(&'a str, &'a Origins)>,
    /// What it says; nothing for one that is taken out.
    new: Option<&'a str>,
    /// For one that is added: what it is put beside, and whether behind it.
    beside: Option<(&'a Origins, bool)>,
    /// Whether it is a cell: cells that are blank are there.
    is_cell: bool,
    obstacle: Option<Obstacle>,
}

impl Step<'_> {
    fn is_change(&self) -> bool {
        self.old.map(|(old, _)| old) != self.new
    }

    /// What is expected to be read.
    fn expected(&self, is_made: bool) -> Option<&str> {
        if is_made || !self.is_change() { self.new } else { self.old.map(|(old, _)| old) }
    }
}

/// The steps from the original to the changed document; `None` when their tables or pictures differ.
fn steps<'a>(original: &'a Traced, changed: &'a Document) -> Option<Vec<Step<'a>>> {
    if changed.kind != SourceKind::Docx {
        return None;
    }
    let mut steps = Vec::new();
    let mut olds = original.document.blocks.iter().zip(&original.origins).peekable();
    let mut news = changed.blocks.iter().peekable();
    loop {
        let mut old_run = Vec::new();
        while let Some((Block::Paragraph(paragraph), origins)) =
            olds.next_if(|(block, _)| matches!(block, Block::Paragraph(_)))
        {
            old_run.push((original.document.slice(paragraph.span), origins.first()?, *paragraph));
        }
        let mut new_run = Vec::new();
        while let Some(Block::Paragraph(paragraph)) = news.next_if(|block| matches!(block, Block::Paragraph(_))) {
            new_run.push((changed.slice(paragraph.span), *paragraph));
        }
        paragraphs(&old_run, &new_run, &mut steps);
        match (olds.next(), news.next()) {
            (None, None) => return Some(steps),
            (Some((Block::Picture(_), _)), Some(Block::Picture(_))) => {}
            (Some((Block::Grid(old), origins)), Some(Block::Grid(new))) if is_same_shape(old, new) => {
                for ((old, new), origins) in old.cells.iter().zip(&new.cells).zip(origins) {
                    steps.push(Step {
                        old: Some((original.document.slice(old.span), origins)),
                        new: Some(changed.slice(new.span)),
                        beside: None,
                        is_cell: true,
                        obstacle: None,
                    });
                }
            }
            _ => return None,
        }
    }
}

fn is_same_shape(one: &Grid, other: &Grid) -> bool {
    let shape = |grid: &Grid| {
        let cells = grid.cells.iter().map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span));
        cells.collect::<Vec<_>>()
    };
    shape(one) == shape(other)
}

type OldParagraph<'a> = (&'a str, &'a Origins, Paragraph);
type NewParagraph<'a> = (&'a str, Paragraph);

/// Steps from paragraphs to paragraphs: those that are the same stay, of the others the first becomes the first, and
/// what is too many is added or taken out.
fn paragraphs<'a>(old: &[OldParagraph<'a>], new: &[NewParagraph<'a>], steps: &mut Vec<Step<'a>>) {
    let old_texts: Vec<&str> = old.iter().map(|(text, ..)| *text).collect();
    let new_texts: Vec<&str> = new.iter().map(|(text, _)| *text).collect();
    let (mut i, mut j) = (0, 0);
    let mut push = |old: Option<&OldParagraph<'a>>, new: Option<&NewParagraph<'a>>, beside| {
        steps.push(Step {
            old: old.map(|(text, origins, _)| (*text, *origins)),
            new: new.map(|(text, _)| *text),
            beside,
            is_cell: false,
            obstacle: None,
        });
    };
    let end = (old.len()..old.len(), new.len()..new.len());
    for (gone, come) in hunks(&old_texts, &new_texts).into_iter().chain([end]) {
        while i < gone.start {
            push(old.get(i), new.get(j), None);
            (i, j) = (i + 1, j + 1);
        }
        while i < gone.end && j < come.end {
            push(old.get(i), new.get(j), None);
            (i, j) = (i + 1, j + 1);
        }
        for paragraph in old.get(i..gone.end).unwrap_or(&[]) {
            push(Some(paragraph), None, None);
        }
        i = gone.end;
        for paragraph in new.get(j..come.end).unwrap_or(&[]) {
            let (before, after) = (i.checked_sub(1).and_then(|at| old.get(at)), old.get(i));
            let is_like = |other: &&OldParagraph<'a>| {
                (other.2.heading, other.2.centered) == (paragraph.1.heading, paragraph.1.centered)
            };
            let beside = before.filter(is_like).map(|before| (before.1, true));
            let beside = beside.or_else(|| after.filter(is_like).map(|after| (after.1, false)));
            push(None, Some(paragraph), beside);
        }
        j = come.end;
    }
}

/// The splices of each step that is a change and can be made.
fn splices(original: &Traced, steps: &mut [Step<'_>], tracked: Option<&Tracked>) -> Vec<Option<Vec<Splice>>> {
    let mut source =
        Source { text: &original.source, trace: &original.trace, tracked, free: largest_id(&original.source) };
    let mut made = Vec::with_capacity(steps.len());
    for step in steps {
        if !step.is_change() {
            made.push(None);
            continue;
        }
        let splices = match (step.old, step.new, step.beside) {
            (Some((old, origins)), Some(new), _) => source.replace(origins, old, new),
            (Some((old, origins)), None, _) => source.remove(origins, old),
            (None, Some(new), Some((like, behind))) => source.add(like, behind, new),
            (None, ..) => Err(Obstacle::Paragraph),
        };
        // Numbers of annotations are not used twice.
        source.free += splices.as_ref().map_or(0, |splices| 2 * splices.len());
        step.obstacle = splices.as_ref().err().copied();
        made.push(splices.ok());
    }
    made
}

/// The largest number that stands in an attribute `id`.
fn largest_id(source: &str) -> usize {
    let numbers = source.split(":id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok());
    numbers.filter(|&number| number < 1 << 30).max().unwrap_or(0)
}

/// The first step that does not read as expected and was made; where the fault is elsewhere, the first that was made.
fn first_wrong(read: &Document, steps: &[Step<'_>], made: &[Option<Vec<Splice>>]) -> Option<usize> {
    let found = texts(read);
    let mut found = found.iter();
    let mut last_made = made.iter().position(Option::is_some);
    for (number, (step, splices)) in steps.iter().zip(made).enumerate() {
        if splices.is_some() {
            last_made = Some(number);
        }
        if let Some(expected) = step.expected(splices.is_some())
            && found.next() != Some(&(expected, step.is_cell))
        {
            return last_made;
        }
    }
    found.next().and(last_made)
}

/// Every paragraph and cell of a document, and whether it is a cell.
fn texts(document: &Document) -> Vec<(&str, bool)> {
    let mut texts = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => texts.push((document.slice(paragraph.span), false)),
            Block::Grid(grid) => texts.extend(grid.cells.iter().map(|cell| (document.slice(cell.span), true))),
            Block::Picture(_) => {}
        }
    }
    texts
}

fn finished(bytes: Vec<u8>, steps: &[Step<'_>], made: &[Option<Vec<Splice>>], remarks: Vec<Remark>) -> Amended {
    let changed = made.iter().filter(|made| made.is_some()).count();
    let left = steps.iter().filter_map(|step| {
        let obstacle = step.obstacle?;
        let from = step.old.map_or("", |(old, _)| old).to_owned();
        Some(Left { from, to: step.new.unwrap_or("").to_owned(), obstacle })
    });
    Amended { bytes, changed, left: left.collect(), remarks: if changed == 0 { Vec::new() } else { remarks } }
}
