//! Where in the main part of a Word document its words stand, character by character: what writing back needs to know.
//!
//! A document is laid out without regard to its words. So it is laid out twice: once with its words, and once with the
//! name of every line and cell in their place. Wherever a line's words went, its name went, too.

use super::super::ImportError;
use super::super::opc::Package;
use super::super::pieces::lay_out;
use super::super::zip::Archive;
use super::body::{Body, Tag};
use super::{Parts, docx, main_part};
use crate::document::{Block, Builder, Document, SourceKind, Span};

/// Why words cannot be changed where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// They are an automatic number.
    Number,
    /// They are what a field shows; it would be worked out anew.
    Field,
    /// They stand in a content control that is locked, filled from elsewhere, or has a list to choose from.
    Control,
    /// They are a formula.
    Formula,
    /// The file holds them twice, for older and newer programs.
    Alternatives,
    /// They belong to several paragraphs of the file at once.
    Divided,
    /// They stand deep within somebody's tracked insertion, where another one cannot be put.
    Tracked,
    /// They are written in a way that no word processor writes.
    Unusual,
    /// A whole paragraph would have to be added where there is none like it.
    Paragraph,
    /// They hold a character that a Word document cannot hold.
    Character,
    /// Read again, the file would not say the same.
    Unfaithful,
}

impl Obstacle {
    /// Every obstacle.
    pub const ALL: &'static [Obstacle] = &[
        Obstacle::Number,
        Obstacle::Field,
        Obstacle::Control,
        Obstacle::Formula,
        Obstacle::Alternatives,
        Obstacle::Divided,
        Obstacle::Tracked,
        Obstacle::Unusual,
        Obstacle::Paragraph,
        Obstacle::Character,
        Obstacle::Unfaithful,
    ];
}

/// A character as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Character {
    /// The character.
    pub character: char,
    /// What stands for it in the main part.
    pub origin: Origin,
}

/// What stands for a character in the main part.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// These bytes of a text element.
    Text {
        /// The element, in [`Trace::texts`].
        element: usize,
        /// Its bytes: the character, or a reference to it.
        at: Span,
    },
    /// An element of a run that is no text, such as a tab.
    Element {
        /// The run, in [`Trace::runs`].
        run: usize,
        /// The element.
        at: Span,
    },
    /// Nothing that could be changed.
    Fixed(Obstacle),
}

/// A text element.
#[derive(Clone, Copy, Debug)]
pub struct TextElement {
    /// The run it belongs to, in [`Trace::runs`].
    pub run: usize,
    /// Its start tag.
    pub tag: Span,
    /// What is between its tags.
    pub content: Span,
    /// Whether blanks at its ends count.
    pub keeps_space: bool,
}

/// A run: words that look the same.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Its start tag.
    pub tag: Span,
    /// Its properties, tags included.
    pub properties: Option<Span>,
    /// Why its words must stay as they are.
    pub obstacle: Option<Obstacle>,
    /// The start tag of the tracked insertion whose child it is.
    pub insertion: Option<Span>,
    /// Whether it stands in a tracked insertion farther out.
    pub is_deep_in_insertion: bool,
}

/// A paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph {
    /// Its start tag.
    pub tag: Span,
    /// Its end tag; nothing where the start tag is the end, too.
    pub end: Span,
    /// Its properties, tags included.
    pub properties: Option<Span>,
    /// The properties of its mark, which is what words typed into it look like; tags included.
    pub mark: Option<Span>,
    /// The last of its runs, in [`Trace::runs`].
    pub run: Option<usize>,
    /// Why no words can be put into it.
    pub obstacle: Option<Obstacle>,
    /// Whether it stands in a table.
    pub is_in_cell: bool,
    /// Whether it has an automatic number.
    pub is_numbered: bool,
}

/// A line that is shown.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its characters.
    pub characters: Vec<Character>,
    /// The paragraph in which it ends, in [`Trace::paragraphs`].
    pub paragraph: usize,
}

/// What the names mean.
#[derive(Debug, Default)]
pub struct Trace {
    /// Every text element.
    pub texts: Vec<TextElement>,
    /// Every run.
    pub runs: Vec<Run>,
    /// Every paragraph.
    pub paragraphs: Vec<Paragraph>,
    /// Every line that is shown.
    pub lines: Vec<Line>,
    /// The first paragraph of every cell.
    cells: Vec<Option<usize>>,
}

/// The lines that make up a paragraph of a document, or a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The lines, in [`Trace::lines`].
    pub lines: Vec<usize>,
    /// Where words of an empty cell go, in [`Trace::paragraphs`].
    pub paragraph: Option<usize>,
}

/// A document with where it stands in its file.
#[derive(Debug)]
pub struct Traced {
    /// The document.
    pub document: Document,
    /// Its main part, without a byte order mark.
    pub source: String,
    /// The name of its main part in the archive.
    pub part: String,
    /// What stands where.
    pub trace: Trace,
    /// For each block of the document the origins of its cells; of a paragraph its own; of a picture none.
    pub origins: Vec<Vec<Origins>>,
}

/// Imports a Word document and notes where everything stands.
///
/// # Errors
/// As for [`docx`], and when the notes do not fit the document.
pub fn traced(bytes: &[u8]) -> Result<Traced, ImportError> {
    let document = docx(bytes)?;
    let mut archive = Archive::open(bytes)?;
    let package: &mut dyn Package = &mut archive;
    let part = main_part(package)?;
    let Parts { content, styles, numbering } = Parts::read(package, &part)?;
    let (body, trace) = Body::trace(&content, &styles, numbering)?;
    let mut builder = Builder::new(SourceKind::Docx);
    lay_out(body.pieces, &mut builder)?;
    let origins = trace.origins(&builder.finish(), &document).ok_or(ImportError::Damaged("word/document.xml"))?;
    let source = content.strip_prefix('\u{feff}').unwrap_or(&content).to_owned();
    Ok(Traced { document, source, part, trace, origins })
}

impl Trace {
    /// What the blocks of a document are made of, told by the same document with names; `None` when the two do not
    /// have the same blocks.
    fn origins(&self, named: &Document, document: &Document) -> Option<Vec<Vec<Origins>>> {
        let mut origins = Vec::with_capacity(document.blocks.len());
        for block in &named.blocks {
            origins.push(match block {
                Block::Paragraph(paragraph) => {
                    let origins = self.meant(named.slice(paragraph.span))?;
                    // The name of a cell that only arranges the page.
                    if origins.lines.is_empty() {
                        continue;
                    }
                    vec![origins]
                }
                Block::Grid(grid) => {
                    grid.cells.iter().map(|cell| self.meant(named.slice(cell.span))).collect::<Option<_>>()?
                }
                Block::Picture(_) => Vec::new(),
            });
        }
        let fits = |(block, origins): (&Block, &Vec<Origins>)| match block {
            Block::Paragraph(_) => origins.len() == 1,
            Block::Grid(grid) => origins.len() == grid.cells.len(),
            Block::Picture(_) => origins.is_empty(),
        };
        let same = origins.len() == document.blocks.len() && document.blocks.iter().zip(&origins).all(fits);
        same.then_some(origins)
    }

    /// What names mean.
    fn meant(&self, names: &str) -> Option<Origins> {
        let mut origins = Origins::default();
        for name in names.split(';').map(str::trim).filter(|name| !name.is_empty()) {
            match name.strip_prefix('c') {
                Some(cell) => origins.paragraph = origins.paragraph.or(*self.cells.get(cell.parse::<usize>().ok()?)?),
                None => origins.lines.push(name.parse().ok()?),
            }
        }
        Some(origins)
    }
}

/// Makes a [`Trace`] while the main part is read.
#[derive(Debug, Default)]
pub(super) struct Tracer {
    pub(super) trace: Trace,
    open: Vec<Open>,
    /// The open cells, outermost first.
    cells: Vec<usize>,
    /// Whether the element that opens next is a field that is worked out.
    is_field: bool,
    /// Characters that are about to be written.
    characters: Vec<Character>,
    /// Those of the paragraph, and of those before it whose end is deleted.
    line: Vec<Character>,
}

/// An open element.
#[derive(Debug)]
struct Open {
    place: Span,
    obstacle: Option<Obstacle>,
    is_insertion: bool,
}

impl Tracer {
    /// An element opens.
    pub(super) fn open(&mut self, name: &str, tag: Tag, place: Span) {
        let is_field = std::mem::take(&mut self.is_field);
        let obstacle = match name {
            "AlternateContent" => Some(Obstacle::Alternatives),
            "oMath" | "oMathPara" => Some(Obstacle::Formula),
            _ => is_field.then_some(Obstacle::Field),
        };
        let is_insertion = tag == Tag::Plain && matches!(name, "ins" | "moveTo");
        self.open.push(Open { place, obstacle, is_insertion });
    }

    /// The innermost element closes with the tag at that place.
    pub(super) fn close(&mut self, tag: Tag, end: Span) {
        let Some(Open { place, .. }) = self.open.pop() else { return };
        let whole = Span::new(place.start, end.end);
        let Trace { texts, runs, paragraphs, .. } = &mut self.trace;
        match tag {
            Tag::Text(_) => {
                if let Some(text) = texts.last_mut() {
                    text.content = Span::new(place.end, end.start);
                }
            }
            Tag::RunProperties => {
                if let Some(run) = runs.last_mut() {
                    run.properties = Some(whole);
                }
            }
            Tag::MarkProperties => {
                if let Some(paragraph) = paragraphs.last_mut() {
                    paragraph.mark = Some(whole);
                }
            }
            Tag::ParagraphProperties => {
                if let Some(paragraph) = paragraphs.last_mut() {
                    paragraph.properties = Some(whole);
                }
            }
            Tag::Paragraph => {
                if let Some(paragraph) = paragraphs.last_mut() {
                    paragraph.end = end;
                }
            }
            Tag::Cell => drop(self.cells.pop()),
            _ => {}
        }
    }

    /// A cell opens; its name.
    pub(super) fn cell(&mut self) -> String {
        let number = self.trace.cells.len();
        self.trace.cells.push(None);
        self.cells.push(number);
        format!("c{number};")
    }

    /// A paragraph opens.
    pub(super) fn paragraph(&mut self, tag: Span) {
        let number = self.trace.paragraphs.len();
        if let Some(first) = self.cells.last().and_then(|&cell| self.trace.cells.get_mut(cell)) {
            first.get_or_insert(number);
        }
        self.trace.paragraphs.push(Paragraph {
            tag,
            end: tag,
            properties: None,
            mark: None,
            run: None,
            obstacle: self.obstacle(),
            is_in_cell: !self.cells.is_empty(),
            is_numbered: false,
        });
    }

    /// A run opens, perhaps within the result of a field that is worked out.
    pub(super) fn run(&mut self, tag: Span, is_in_field: bool) {
        let number = self.trace.runs.len();
        if let Some(paragraph) = self.trace.paragraphs.last_mut() {
            paragraph.run = Some(number);
        }
        let (parent, others) =
            self.open.split_last().map_or((None, &[][..]), |(parent, others)| (Some(parent), others));
        self.trace.runs.push(Run {
            tag,
            properties: None,
            obstacle: self.obstacle().or(is_in_field.then_some(Obstacle::Field)),
            insertion: parent.filter(|parent| parent.is_insertion).map(|parent| parent.place),
            is_deep_in_insertion: others.iter().any(|element| element.is_insertion),
        });
    }

    /// A text element opens.
    pub(super) fn text_element(&mut self, tag: Span, keeps_space: bool) {
        let run = self.trace.runs.len().saturating_sub(1);
        self.trace.texts.push(TextElement { run, tag, content: Span::new(tag.end, tag.end), keeps_space });
        self.characters.clear();
    }

    /// Text stands at that place, written as that source.
    pub(super) fn text(&mut self, text: &str, place: Span, source: &str) {
        let element = self.trace.texts.len().saturating_sub(1);
        let is_reference = source.starts_with('&');
        // Anything but references and plain characters is a section of literal text.
        let is_plain = is_reference || source == text;
        let mut start = place.start;
        for character in text.chars() {
            let end = if is_reference { place.end } else { start + character.len_utf8() };
            let at = Span::new(start, end);
            let origin = if is_plain { Origin::Text { element, at } } else { Origin::Fixed(Obstacle::Unusual) };
            let character = if matches!(character, '\r' | '\n' | '\t') { ' ' } else { character };
            self.characters.push(Character { character, origin });
            start = end;
        }
    }

    /// Blanks at the ends of the text element do not count.
    pub(super) fn trim(&mut self) {
        let is_blank = |character: &Character| character.character == ' ';
        while self.characters.last().is_some_and(is_blank) {
            self.characters.pop();
        }
        let blanks = self.characters.iter().take_while(|character| is_blank(character)).count();
        self.characters.drain(..blanks);
    }

    /// An element at that place stands for that text.
    pub(super) fn element(&mut self, text: &str, at: Span) {
        let run = self.trace.runs.len().saturating_sub(1);
        self.characters.clear();
        self.characters
            .extend(text.chars().map(|character| Character { character, origin: Origin::Element { run, at } }));
    }

    /// What is about to be written, whether or not it is.
    pub(super) fn take_characters(&mut self) -> Vec<Character> {
        std::mem::take(&mut self.characters)
    }

    /// That text has been written into the paragraph.
    pub(super) fn written(&mut self, text: &str, characters: Vec<Character>) {
        if text.chars().eq(characters.iter().map(|character| character.character)) {
            self.line.extend(characters);
        } else {
            let fixed = |character| Character { character, origin: Origin::Fixed(Obstacle::Unusual) };
            self.line.extend(text.chars().map(fixed));
        }
    }

    /// What has been written is not shown.
    pub(super) fn forget(&mut self) {
        self.line.clear();
    }

    /// The names of the lines that have been written, behind an automatic number.
    pub(super) fn names(&mut self, number: &str) -> String {
        let paragraph = self.trace.paragraphs.len().saturating_sub(1);
        if let (Some(paragraph), false) = (self.trace.paragraphs.last_mut(), number.is_empty()) {
            paragraph.is_numbered = true;
        }
        let fixed = |character| Character { character, origin: Origin::Fixed(Obstacle::Number) };
        let mut characters: Vec<Character> = number.chars().map(fixed).collect();
        characters.append(&mut self.line);
        let mut names = String::new();
        for line in characters.split(|character| character.character == '\n') {
            if line.iter().any(|character| !is_blank(character.character)) {
                names += &format!("{};\n", self.trace.lines.len());
                self.trace.lines.push(Line { characters: line.to_vec(), paragraph });
            }
        }
        names
    }

    /// The element that opens next is a field that is worked out.
    pub(super) fn field(&mut self) {
        self.is_field = true;
    }

    /// The innermost element is a content control with these properties.
    pub(super) fn control(&mut self, properties: &str) {
        const FORBIDDING: [&str; 8] = [
            "contentLocked", // `sdtContentLocked` as well
            "ContentLocked",
            ":dataBinding",
            ":showingPlcHdr",
            ":dropDownList",
            ":checkbox",
            ":picture",
            ":docPartList",
        ];
        if let (Some(control), true) =
            (self.open.last_mut(), FORBIDDING.iter().any(|property| properties.contains(property)))
        {
            control.obstacle = Some(Obstacle::Control);
        }
    }

    fn obstacle(&self) -> Option<Obstacle> {
        self.open.iter().find_map(|element| element.obstacle)
    }
}

/// Whether a character leaves nothing to be seen at the ends of a line.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}
