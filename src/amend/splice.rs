//! Changes of words in the source of a Word document's main part: the smallest splices that make them.

use std::ops::Range;

use super::Tracked;
use super::difference::{Hunk, hunks, joined};
use crate::document::Span;
use crate::import::docx::trace::{Character, Line, Obstacle, Origin, Origins, Paragraph, Run, Trace, is_blank};
use crate::import::fragment::{children, holds_only};

/// Bytes of the source that become others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Which.
    pub at: Span,
    /// What they become.
    pub with: String,
}

impl Splice {
    fn new(at: Span, with: impl Into<String>) -> Splice {
        Splice { at, with: with.into() }
    }

    fn insert(at: usize, with: impl Into<String>) -> Splice {
        Splice::new(Span::new(at, at), with)
    }
}

/// The source with these splices; `None` when they overlap.
pub fn spliced(source: &str, mut splices: Vec<Splice>) -> Option<String> {
    splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for splice in &splices {
        out.push_str(source.get(at..splice.at.start)?);
        out.push_str(&splice.with);
        at = splice.at.end;
    }
    out.push_str(source.get(at..)?);
    Some(out)
}

/// What is needed to change a main part.
pub struct Source<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where everything stands in it.
    pub trace: &'a Trace,
    /// How changes are tracked, if they are.
    pub tracked: Option<&'a Tracked>,
    /// A number larger than that of every annotation.
    pub free: usize,
}

/// Splices of one change, or why it cannot be made.
type Made = Result<Vec<Splice>, Obstacle>;

/// Where words are put.
enum Anchor {
    /// Into a text element, at that byte.
    Text { element: usize, at: usize },
    /// Between the elements of a run, at that byte.
    Run { run: usize, at: usize },
}

impl Source<'_> {
    /// Makes the words at these origins, which show as `old`, show as `new`.
    pub fn replace(&self, origins: &Origins, old: &str, new: &str) -> Made {
        if !new.chars().all(is_allowed) {
            return Err(Obstacle::Character);
        }
        if old.is_empty() {
            return self.fill(origins, new);
        }
        let shown = self.shown(origins, old)?;
        let characters: Vec<char> = shown.iter().map(|character| character.character).collect();
        let new: Vec<char> = new.chars().collect();
        let mut differences = hunks(&characters, &new);
        if self.tracked.is_some() {
            // People read what has changed: figures whole, words not letter by letter.
            let stays = |between: Range<usize>| {
                let letters = characters.get(between).unwrap_or(&[]);
                letters.len() > 1 && !letters.iter().all(char::is_ascii_digit)
            };
            differences = joined(whole_figures(differences, &characters, &new), stays);
        }
        let mut splices = Vec::new();
        let mut number = self.free;
        for (range, words) in differences {
            let words: String = new.get(words).unwrap_or(&[]).iter().collect();
            match self.tracked {
                None => self.exchange(&shown, range, &words, &mut splices)?,
                Some(tracked) => self.track(tracked, &mut number, &shown, range, &words, &mut splices)?,
            }
        }
        self.keep_spaces(&mut splices)?;
        Ok(splices)
    }

    /// Takes a whole paragraph out, where it holds nothing but words; otherwise the words alone.
    pub fn remove(&self, origins: &Origins, old: &str) -> Made {
        let paragraph = match origins.lines.as_slice() {
            [line] => self.line(*line).map(|line| line.paragraph),
            _ => None,
        };
        let words = self.replace(origins, old, "")?;
        let Some((number, paragraph)) = paragraph.and_then(|number| Some((number, self.paragraph(number)?))) else {
            return Ok(words);
        };
        let is_alone = self.trace.lines.iter().filter(|line| line.paragraph == number).count() == 1;
        let whole = Span::new(paragraph.tag.start, paragraph.end.end);
        let is_within = words.iter().all(|splice| whole.start <= splice.at.start && splice.at.end <= whole.end);
        let is_plain = is_alone
            && is_within
            && self.tracked.is_none()
            && !paragraph.is_in_cell
            && !paragraph.is_numbered
            && holds_only(
                self.slice(whole),
                &["p", "r", "t", "tab", "br", "cr", "proofErr", "lastRenderedPageBreak", "rPr"],
                "pPr",
                "sectPr",
            );
        Ok(if is_plain { vec![Splice::new(whole, "")] } else { words })
    }

    /// Adds a paragraph of these words behind one that is like it, or before it.
    pub fn add(&self, like: &Origins, behind: bool, words: &str) -> Made {
        if !words.chars().all(is_allowed) {
            return Err(Obstacle::Character);
        }
        let line = if behind { like.lines.last() } else { like.lines.first() };
        let paragraph = line.and_then(|line| self.line(*line)).and_then(|line| self.paragraph(line.paragraph));
        let paragraph = paragraph.ok_or(Obstacle::Paragraph)?;
        if let Some(obstacle) = paragraph.obstacle {
            return Err(obstacle);
        }
        let prefix = self.prefix(paragraph.tag);
        let mut properties = String::new();
        let mut mark = String::new();
        for (name, child) in children(self.slice(paragraph.properties.unwrap_or_default())) {
            match name {
                "rPr" => mark = self.without_changes(child),
                "sectPr" | "pPrChange" => {}
                _ => properties.push_str(child),
            }
        }
        let mut number = self.free;
        if let Some(tracked) = self.tracked {
            mark.insert_str(0, &format!("<{prefix}ins {}/>", tracked.attributes(prefix, &mut number)));
        }
        if !mark.is_empty() {
            properties += &format!("<{prefix}rPr>{mark}</{prefix}rPr>");
        }
        let mut run = self.run(prefix, self.look(paragraph), words);
        if let Some(tracked) = self.tracked {
            run = format!("<{prefix}ins {}>{run}</{prefix}ins>", tracked.attributes(prefix, &mut number));
        }
        let made = format!("<{prefix}p><{prefix}pPr>{properties}</{prefix}pPr>{run}</{prefix}p>");
        Ok(vec![Splice::insert(if behind { paragraph.end.end } else { paragraph.tag.start }, made)])
    }

    /// Puts words into an empty cell.
    fn fill(&self, origins: &Origins, words: &str) -> Made {
        let paragraph = origins.paragraph.and_then(|number| self.paragraph(number)).ok_or(Obstacle::Unusual)?;
        if let Some(obstacle) = paragraph.obstacle {
            return Err(obstacle);
        }
        let prefix = self.prefix(paragraph.tag);
        let mut run = self.run(prefix, self.look(paragraph), words);
        if let Some(tracked) = self.tracked {
            run = format!("<{prefix}ins {}>{run}</{prefix}ins>", tracked.attributes(prefix, &mut self.free.clone()));
        }
        if paragraph.end.is_empty() || paragraph.end == paragraph.tag {
            // Empty in one tag.
            let tag = self.slice(paragraph.tag).trim_end_matches('>').trim_end_matches('/').trim_end();
            return Ok(vec![Splice::new(paragraph.tag, format!("{tag}>{run}</{prefix}p>"))]);
        }
        Ok(vec![Splice::insert(paragraph.end.start, run)])
    }

    /// The characters that are shown of these lines, aligned with the text that is.
    fn shown(&self, origins: &Origins, text: &str) -> Result<Vec<Character>, Obstacle> {
        let mut shown = Vec::new();
        let mut rest = text.chars().peekable();
        for &line in &origins.lines {
            let characters = &self.line(line).ok_or(Obstacle::Unusual)?.characters;
            let is_seen = |character: &Character| !is_blank(character.character);
            let first = characters.iter().position(is_seen).unwrap_or(0);
            let last = characters.iter().rposition(is_seen).map_or(0, |last| last + 1);
            let mut characters = characters.get(first..last).unwrap_or(&[]).iter().peekable();
            // Between two lines of a cell a blank may stand that is not in the file.
            if !shown.is_empty() && rest.peek() == Some(&' ') {
                rest.next();
                shown.push(Character { character: ' ', origin: Origin::Fixed(Obstacle::Divided) });
            }
            for character in characters.by_ref() {
                let expected = if character.character.is_control() { ' ' } else { character.character };
                if rest.next() != Some(expected) {
                    return Err(Obstacle::Divided);
                }
                shown.push(Character { character: expected, ..*character });
            }
        }
        if rest.next().is_some() { Err(Obstacle::Divided) } else { Ok(shown) }
    }

    /// Exchanges a range of characters for words, leaving no trace.
    fn exchange(
        &self,
        shown: &[Character],
        range: Range<usize>,
        words: &str,
        splices: &mut Vec<Splice>,
    ) -> Result<(), Obstacle> {
        let mut gone: Vec<Splice> = Vec::new();
        for character in shown.get(range.clone()).unwrap_or(&[]) {
            let at = self.changeable(character.origin)?;
            match gone.last_mut() {
                Some(last) if last.at.end == at.start => last.at.end = at.end,
                _ => gone.push(Splice::new(at, "")),
            }
        }
        if !words.is_empty() {
            let (at, written) = match self.anchor(shown, range, words)? {
                Anchor::Text { at, .. } => (at, escaped(words)),
                Anchor::Run { run, at } => {
                    let prefix = self.trace.runs.get(run).map_or("", |run| self.prefix(run.tag));
                    (at, format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", escaped(words)))
                }
            };
            match gone.iter_mut().find(|splice| splice.at.start == at) {
                Some(splice) => splice.with = written,
                None => gone.push(Splice::insert(at, written)),
            }
        }
        splices.append(&mut gone);
        Ok(())
    }

    /// Where words that take the place of a range go: into the text they replace, else behind what stands before them or
    /// before what stands behind them, figures to figures.
    fn anchor(&self, shown: &[Character], range: Range<usize>, words: &str) -> Result<Anchor, Obstacle> {
        let before = range.start.checked_sub(1).and_then(|index| shown.get(index));
        let after = shown.get(range.end);
        let text = |character: &Character, is_behind: bool| match character.origin {
            Origin::Text { element, at } => {
                self.changeable(character.origin).ok()?;
                Some(Anchor::Text { element, at: if is_behind { at.end } else { at.start } })
            }
            _ => None,
        };
        let replaced = shown.get(range).unwrap_or(&[]).iter().find_map(|character| text(character, false));
        if let Some(anchor) = replaced {
            return Ok(anchor);
        }
        let is_figure = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
        let is_like = |character: Option<&Character>| {
            is_figure(character.map(|character| character.character)) == is_figure(words.chars().next())
        };
        let behind = || before.and_then(|character| text(character, true));
        let ahead = || after.and_then(|character| text(character, false));
        let prefers_ahead = is_like(after) && !is_like(before);
        let found = if prefers_ahead { ahead().or_else(behind) } else { behind().or_else(ahead) };
        if let Some(anchor) = found {
            return Ok(anchor);
        }
        let element = |character: &Character, is_behind: bool| match character.origin {
            Origin::Element { run, at } => {
                self.changeable(character.origin).ok()?;
                Some(Anchor::Run { run, at: if is_behind { at.end } else { at.start } })
            }
            _ => None,
        };
        let found = before.and_then(|character| element(character, true));
        let found = found.or_else(|| after.and_then(|character| element(character, false)));
        found.ok_or_else(|| {
            let neighbours = before.into_iter().chain(after);
            neighbours
                .map(|character| self.changeable(character.origin))
                .find_map(Result::err)
                .unwrap_or(Obstacle::Unusual)
        })
    }

    /// Exchanges a range of characters for words, as a tracked change.
    fn track(
        &self,
        tracked: &Tracked,
        number: &mut usize,
        shown: &[Character],
        range: Range<usize>,
        words: &str,
        splices: &mut Vec<Splice>,
    ) -> Result<(), Obstacle> {
        // Stretches of the same text element, or single elements.
        let mut gone: Vec<(Anchor, Span)> = Vec::new();
        for character in shown.get(range.clone()).unwrap_or(&[]) {
            let at = self.changeable(character.origin)?;
            match (character.origin, gone.last_mut()) {
                (Origin::Text { element, .. }, Some((Anchor::Text { element: last, .. }, span)))
                    if *last == element && span.end == at.start =>
                {
                    span.end = at.end;
                }
                (Origin::Text { element, .. }, _) => gone.push((Anchor::Text { element, at: at.start }, at)),
                (Origin::Element { run, .. }, _) => gone.push((Anchor::Run { run, at: at.start }, at)),
                (Origin::Fixed(obstacle), _) => return Err(obstacle),
            }
        }
        if gone.is_empty() {
            let anchor = self.anchor(shown, range, words)?;
            let at = match anchor {
                Anchor::Text { at, .. } | Anchor::Run { at, .. } => at,
            };
            gone.push((anchor, Span::new(at, at)));
        }
        let mut words = Some(words).filter(|words| !words.is_empty());
        for (anchor, at) in gone {
            let (run, element) = match anchor {
                Anchor::Text { element, .. } => {
                    let text = self.trace.texts.get(element).ok_or(Obstacle::Unusual)?;
                    (text.run, Some(text))
                }
                Anchor::Run { run, .. } => (run, None),
            };
            let run = self.trace.runs.get(run).ok_or(Obstacle::Unusual)?;
            if run.is_deep_in_insertion {
                return Err(Obstacle::Tracked);
            }
            let prefix = self.prefix(run.tag);
            if prefix.is_empty() {
                // Attributes must have a prefix.
                return Err(Obstacle::Unusual);
            }
            let (tag, look) = (self.slice(run.tag), self.slice(run.properties.unwrap_or_default()));
            let text_end = format!("</{prefix}t>");
            let run_end = format!("</{prefix}r>");
            let mut close = run_end.clone();
            let mut open = format!("{tag}{look}");
            let mut start = run.properties.map_or(run.tag.end, |properties| properties.end);
            if let Some(text) = element {
                close.insert_str(0, &text_end);
                open += &format!("<{prefix}t xml:space=\"preserve\">");
                // The element begins the run, and the change the element.
                start = if text.tag.start == start && at.start == text.content.start { at.start } else { usize::MAX };
            }
            // A run that would be left empty is not left.
            let is_first = start == at.start;
            let is_last = self.text.get(at.end..).is_some_and(|rest| rest.starts_with(&close));
            let mut span = at;
            let mut made = String::new();
            if is_first {
                span.start = run.tag.start;
            } else {
                made += &close;
            }
            if !at.is_empty() {
                let old = match element {
                    Some(_) => format!("<{prefix}delText xml:space=\"preserve\">{}</{prefix}delText>", self.slice(at)),
                    None => self.slice(at).to_owned(),
                };
                let attributes = tracked.attributes(prefix, number);
                made += &format!("<{prefix}del {attributes}>{tag}{look}{old}{run_end}</{prefix}del>");
            }
            if let Some(words) = words.take() {
                let attributes = tracked.attributes(prefix, number);
                let run_of_words = self.run(prefix, self.look_of(run), words);
                let inserted = format!("<{prefix}ins {attributes}>{run_of_words}</{prefix}ins>");
                match run.insertion {
                    None => made += &inserted,
                    // Somebody's insertion is interrupted, not inserted into.
                    Some(insertion) => {
                        let around = self.slice(insertion);
                        let name = around.trim_start_matches('<').split([' ', '>', '/']).next().unwrap_or("");
                        made += &format!("</{name}>{inserted}{around}");
                    }
                }
            }
            if is_last {
                span.end += close.len();
            } else {
                made += &open;
            }
            splices.push(Splice::new(span, made));
        }
        Ok(())
    }

    /// The bytes of a character, if they may change.
    fn changeable(&self, origin: Origin) -> Result<Span, Obstacle> {
        let (run, at) = match origin {
            Origin::Fixed(obstacle) => return Err(obstacle),
            Origin::Text { element, at } => (self.trace.texts.get(element).ok_or(Obstacle::Unusual)?.run, at),
            // One that does not end in its start tag is nobody's.
            Origin::Element { run, at } if self.slice(at).ends_with("/>") => (run, at),
            Origin::Element { .. } => return Err(Obstacle::Unusual),
        };
        match self.trace.runs.get(run).ok_or(Obstacle::Unusual)?.obstacle {
            Some(obstacle) => Err(obstacle),
            None => Ok(at),
        }
    }

    /// Sees to it that blanks at the ends of changed text elements count.
    fn keep_spaces(&self, splices: &mut Vec<Splice>) -> Result<(), Obstacle> {
        let mut added = Vec::new();
        for text in self.trace.texts.iter().filter(|text| !text.keeps_space) {
            let is_inside = |splice: &&Splice| {
                text.content.start <= splice.at.start && splice.at.start <= text.content.end
                    || text.content.start <= splice.at.end && splice.at.end <= text.content.end
            };
            let inside: Vec<&Splice> = splices.iter().filter(is_inside).collect();
            // Nothing changed here, or the tag goes.
            if inside.is_empty() || inside.iter().any(|splice| splice.at.start < text.tag.end) {
                continue;
            }
            let tag = self.slice(text.tag);
            let content = self.slice(text.content);
            let blanks = content.len() - content.trim_start_matches([' ', '\n', '\r', '\t']).len();
            let shown = content.trim_end_matches([' ', '\n', '\r', '\t']).len();
            // Blanks that did not count are not to be shown now.
            let mut gone = vec![Splice::new(Span::new(text.content.start + shown, text.content.end), "")];
            if blanks < shown {
                gone.push(Splice::new(Span::new(text.content.start, text.content.start + blanks), ""));
            }
            gone.retain(|splice| !splice.at.is_empty());
            if self.tracked.is_none() {
                let moved = |at: usize| at.saturating_sub(text.content.start);
                let within = |splice: &Splice| Splice {
                    at: Span::new(moved(splice.at.start), moved(splice.at.end)),
                    with: splice.with.clone(),
                };
                let after = spliced(content, inside.into_iter().chain(&gone).map(within).collect());
                let after = after.ok_or(Obstacle::Unusual)?;
                if !after.starts_with(' ') && !after.ends_with(' ') {
                    continue;
                }
            }
            if tag.contains(":space") {
                return Err(Obstacle::Unusual);
            }
            added.push(Splice::insert(text.tag.end - 1, " xml:space=\"preserve\""));
            added.append(&mut gone);
        }
        splices.append(&mut added);
        Ok(())
    }

    /// A run of these words.
    fn run(&self, prefix: &str, look: String, words: &str) -> String {
        let properties = if look.is_empty() { String::new() } else { format!("<{prefix}rPr>{look}</{prefix}rPr>") };
        let words = escaped(words);
        format!("<{prefix}r>{properties}<{prefix}t xml:space=\"preserve\">{words}</{prefix}t></{prefix}r>")
    }

    /// What words put into a paragraph look like: like its last run, else like its mark.
    fn look(&self, paragraph: &Paragraph) -> String {
        let run = paragraph.run.and_then(|run| self.trace.runs.get(run));
        match run.and_then(|run| run.properties).or(paragraph.mark) {
            Some(properties) => self.without_changes(self.slice(properties)),
            None => String::new(),
        }
    }

    fn look_of(&self, run: &Run) -> String {
        self.without_changes(self.slice(run.properties.unwrap_or_default()))
    }

    /// The properties in that element, but those that belong to tracked changes.
    fn without_changes(&self, properties: &str) -> String {
        let is_change = |name: &str| matches!(name, "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange");
        children(properties).into_iter().filter(|(name, _)| !is_change(name)).map(|(_, child)| child).collect()
    }

    /// The prefix of an element's name, with its colon.
    fn prefix(&self, tag: Span) -> &str {
        let name = self.slice(tag).trim_start_matches('<');
        let end = name.find(|character: char| character.is_whitespace() || "/>".contains(character));
        let name = end.and_then(|end| name.get(..end)).unwrap_or(name);
        name.rfind(':').and_then(|colon| name.get(..=colon)).unwrap_or("")
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn line(&self, number: usize) -> Option<&Line> {
        self.trace.lines.get(number)
    }

    fn paragraph(&self, number: usize) -> Option<&Paragraph> {
        self.trace.paragraphs.get(number)
    }
}

/// The hunks with the rest of the figures that they change: what stays of them is the same on both sides.
fn whole_figures(hunks: Vec<Hunk>, old: &[char], new: &[char]) -> Vec<Hunk> {
    let is_figure = |character: &char| character.is_ascii_digit() || *character == '.';
    let count = |letters: &[char]| letters.iter().take_while(|letter| is_figure(letter)).count();
    let ends: Vec<usize> = hunks.iter().map(|(old, _)| old.end).collect();
    let starts: Vec<usize> = hunks.iter().skip(1).map(|(old, _)| old.start).chain([old.len()]).collect();
    let mut whole = Vec::with_capacity(hunks.len());
    for (number, (gone, come)) in hunks.into_iter().enumerate() {
        let changed = old.get(gone.clone()).into_iter().chain(new.get(come.clone())).flatten();
        let (mut before, mut after) = (0, 0);
        if changed.into_iter().any(is_figure) {
            let last_end = number.checked_sub(1).and_then(|number| ends.get(number)).copied().unwrap_or(0);
            let next_start = starts.get(number).copied().unwrap_or(old.len());
            let ahead: Vec<char> = old.get(last_end..gone.start).unwrap_or(&[]).iter().rev().copied().collect();
            before = count(&ahead);
            after = count(old.get(gone.end..next_start).unwrap_or(&[]));
        }
        whole.push((gone.start - before..gone.end + after, come.start - before..come.end + after));
    }
    // Two hunks may have taken the same figure.
    let mut apart: Vec<Hunk> = Vec::new();
    for (gone, come) in whole {
        match apart.last_mut() {
            Some((last_gone, last_come)) if gone.start < last_gone.end => {
                last_gone.end = gone.end;
                last_come.end = come.end;
            }
            _ => apart.push((gone, come)),
        }
    }
    apart
}

/// Whether XML can hold a character, and a line of a document, too.
fn is_allowed(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
