//! Editing in place: a cell or a passage of the preview is typed into, and what is typed goes into the draft's text at its
//! place, stroke by stroke. The text stays the one truth; an edit in place knows its span of it, and nothing of the report
//! that is read anew meanwhile.

mod block;
mod events;
mod grid;
mod overlay;
mod strings;
mod totals;

pub use block::Block;
pub use events::{listen, pasted};
pub use grid::Direction;
pub use overlay::InPlace;
pub use strings::said;

use super::history::Moment;
use super::state::{Chosen, Notice, Pane, State, Surroundings};
use super::update::{Effect, restore, spliced};
use crate::check::Place;
use crate::document::{SourceKind, Span};
use crate::form::{CellId, CellMap};
use crate::render::place;
use crate::report::{Amount, Cell, Passage, Problem, Report, Value};
use crate::sorted::sort_by_key;
use grid::Values;

/// What can be edited in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A cell of a statistical table.
    Cell(CellId),
    /// The title.
    Title,
    /// A paragraph before the first part.
    Preamble(usize),
    /// The heading of the section of that index.
    Heading(usize),
    /// A paragraph of a section.
    Paragraph(usize, usize),
    /// The first paragraph of a section that has none yet.
    Insert(usize),
}

/// An edit in place that goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// What is edited.
    pub target: Target,
    /// Tells it from the edits before it.
    pub number: usize,
    /// What the editor holds when it opens.
    pub shown: String,
    /// What was there before it.
    original: String,
    /// What it has put into the text, and where.
    span: Span,
    /// What it puts before its own text, where that stood nowhere before.
    prefix: &'static str,
    /// Whether the text differs from what it was.
    is_changed: bool,
}

/// What is done in place.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// The focus came to a target, perhaps on its way to somewhere else: what is chosen stays.
    Focus(Target),
    /// A target is chosen; the finding is the one that is marked there.
    Activate(Target, Option<usize>),
    /// To another target.
    Go(Direction),
    /// Open the editor: over what is there, or, when something was typed, in its place. The caret in UTF-16 units.
    Open {
        /// What is to be edited.
        target: Target,
        /// What was typed over it.
        typed: Option<String>,
        /// Where the caret goes; everything is selected without it.
        caret: Option<u32>,
    },
    /// The editor holds that text now.
    Typed(String),
    /// Close the editor, and keep that text.
    Commit(String, Leave),
    /// Close the editor, and keep what was there before.
    GiveUp,
    /// Empty the cell that has the focus.
    Empty,
    /// Fill a sum into the cell that has the focus.
    Fill(Amount),
    /// Fill cells from the one that has the focus on.
    Paste(Block),
}

/// Where the focus goes when an editor closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// The person has put it elsewhere already.
    Elsewhere,
    /// To what was edited.
    Here,
    /// To the target in that direction.
    To(Direction),
}

/// Something said about an edit in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The draft has no place for that cell.
    NoCell,
    /// The draft's row is there, but which figure belongs to which column cannot be told.
    Uncertain,
    /// What stands there has no place in the text.
    NoPlace,
    /// That text would be read as something else there.
    Unfit(String),
    /// A block was pasted.
    Pasted {
        /// Number of cells that were filled.
        filled: usize,
        /// Figures that lay beyond the table.
        beyond: Vec<String>,
        /// Figures whose cells have no place in the draft.
        unplaced: Vec<String>,
        /// Labels that were copied along.
        labels: usize,
    },
}

/// Where a target stands in the text.
struct Spot {
    span: Span,
    /// What has to come before its first text.
    prefix: &'static str,
}

/// Follows an act.
pub fn follow(state: &mut State, act: Act, surroundings: &dyn Surroundings) -> Vec<Effect> {
    if state.comparing {
        return Vec::new();
    }
    match act {
        Act::Focus(target) => {
            state.active = Some(target);
            Vec::new()
        }
        Act::Activate(target, finding) => activate(state, target, finding),
        Act::Go(direction) => go(state, direction),
        Act::Open { target, typed, caret } => open(state, target, typed, caret, surroundings),
        Act::Typed(text) => typed(state, &text, surroundings),
        Act::Commit(text, leave) => commit(state, &text, leave, surroundings),
        Act::GiveUp => give_up(state, surroundings),
        Act::Empty => fill_active(state, String::new(), surroundings),
        Act::Fill(amount) => fill_active(state, amount.to_string(), surroundings),
        Act::Paste(block) => paste(state, &block, surroundings),
    }
}

/// The target that holds that byte of the text.
pub fn target_at(report: &Report, at: usize) -> Option<Target> {
    let holds = |target: &Target| {
        passage(report, *target)
            .and_then(|passage| passage.source)
            .is_some_and(|span| span.start <= at && at <= span.end)
    };
    place::cell_at(report, at).map(Target::Cell).or_else(|| passages(report).into_iter().find(holds))
}

/// Everything but cells that can be edited, in reading order.
pub fn passages(report: &Report) -> Vec<Target> {
    let mut targets: Vec<Target> = report.title.iter().map(|_| Target::Title).collect();
    targets.extend((0..report.preamble.len()).map(Target::Preamble));
    for (index, section) in report.sections.iter().enumerate() {
        targets.extend(section.heading.iter().map(|_| Target::Heading(index)));
        targets.extend((0..section.paragraphs.len()).map(|number| Target::Paragraph(index, number)));
        if section.lacks_text() {
            targets.push(Target::Insert(index));
        }
    }
    targets
}

fn passage(report: &Report, target: Target) -> Option<&Passage> {
    let section = |index: usize| report.sections.get(index);
    match target {
        Target::Title => report.title.as_ref(),
        Target::Preamble(number) => report.preamble.get(number),
        Target::Heading(index) => section(index)?.heading.as_ref(),
        Target::Paragraph(index, number) => section(index)?.paragraphs.get(number),
        Target::Cell(_) | Target::Insert(_) => None,
    }
}

/// Where a target stands, or why it stands nowhere.
fn spot(state: &State, target: Target) -> Result<Spot, Said> {
    let at = |span: Span| Spot { span, prefix: "" };
    match target {
        Target::Cell(id) => match state.report.cells.get(&id) {
            Some(cell) if cell.value == Value::Unread(Problem::UncertainColumn) => Err(Said::Uncertain),
            Some(Cell { source: Some(span), .. }) => Ok(at(*span)),
            _ => Err(Said::NoCell),
        },
        Target::Insert(index) => {
            let heading = passage(&state.report, Target::Heading(index)).and_then(|heading| heading.source);
            let end = heading.ok_or(Said::NoPlace)?.end;
            let line = state.document.text.get(end..).and_then(|rest| rest.find('\n'));
            let end = line.map_or(state.document.text.len(), |length| end + length);
            Ok(Spot { span: Span::new(end, end), prefix: "\n" })
        }
        other => passage(&state.report, other).and_then(|passage| passage.source).map(at).ok_or(Said::NoPlace),
    }
}

/// A target chosen for itself.
fn itself(target: Target) -> Option<Chosen> {
    match target {
        Target::Cell(id) => Some(Chosen::Cell(id)),
        Target::Paragraph(section, number) => Some(Chosen::Paragraph(Some(section), number)),
        Target::Preamble(number) => Some(Chosen::Paragraph(None, number)),
        Target::Title | Target::Heading(_) | Target::Insert(_) => None,
    }
}

/// Whether a finding speaks of few places: one about every blank cell of a table tells nothing of the one that is chosen.
fn is_particular(state: &State, finding: usize) -> bool {
    const FEW: usize = 8;
    state.examination.findings.get(finding).is_some_and(|finding| finding.places.len() <= FEW)
}

/// The first finding that begins at the cell.
fn finding_at(state: &State, target: Target) -> Option<usize> {
    let Target::Cell(id) = target else { return None };
    let begins_here = |&index: &usize| {
        let finding = state.examination.findings.get(index);
        finding.and_then(|finding| finding.places.first()) == Some(&Place::Cell(id)) && is_particular(state, index)
    };
    (0..state.examination.findings.len()).find(begins_here)
}

/// Marks a target in the other areas: by its finding where it has one.
fn mark(state: &mut State, target: Target, finding: Option<usize>) {
    state.active = Some(target);
    let finding = finding.filter(|&index| is_particular(state, index)).or_else(|| finding_at(state, target));
    state.chosen = finding.map(Chosen::Finding).or(itself(target));
    if let Some(Chosen::Finding(index)) = state.chosen
        && let Some(finding) = state.examination.findings.get(index)
        && !state.shows(finding.severity)
    {
        state.filter = None;
    }
}

const REVEAL: [Effect; 2] = [Effect::Reveal(Pane::Source), Effect::Reveal(Pane::Findings)];

fn activate(state: &mut State, target: Target, finding: Option<usize>) -> Vec<Effect> {
    mark(state, target, finding);
    REVEAL.to_vec()
}

/// The target in that direction from the active one.
fn next(state: &State, direction: Direction) -> Option<Target> {
    let active = state.active?;
    if let Target::Cell(id) = active {
        let values = Values::of(id.table, state.report.tables.get(id.table).edition);
        return values.neighbour(id, direction).map(Target::Cell);
    }
    let targets = passages(&state.report);
    let at = targets.iter().position(|&target| target == active)?;
    let next = match direction {
        Direction::Up | Direction::Back => at.checked_sub(1)?,
        Direction::Down | Direction::Next => at + 1,
        Direction::First => 0,
        Direction::Last => targets.len() - 1,
        Direction::Left | Direction::Right | Direction::RowStart | Direction::RowEnd => return None,
    };
    targets.get(next).copied()
}

fn go(state: &mut State, direction: Direction) -> Vec<Effect> {
    let Some(target) = next(state, direction) else { return Vec::new() };
    let mut effects = activate(state, target, None);
    effects.push(Effect::FocusActive);
    effects
}

fn open(
    state: &mut State,
    target: Target,
    text: Option<String>,
    caret: Option<u32>,
    surroundings: &dyn Surroundings,
) -> Vec<Effect> {
    if state.editing.as_ref().is_some_and(|editing| editing.target == target) {
        return Vec::new();
    }
    // A finding that is open at the target stays open.
    let finding = match (state.active == Some(target), state.chosen) {
        (true, Some(Chosen::Finding(index))) => Some(index),
        _ => None,
    };
    mark(state, target, finding);
    let mut effects = REVEAL.to_vec();
    let Spot { span, prefix } = match spot(state, target) {
        Ok(spot) => spot,
        Err(said) => {
            state.notice = Some(Notice::Editing(said));
            effects.push(Effect::FocusActive);
            return effects;
        }
    };
    state.notice = state.notice.take().filter(|notice| !matches!(notice, Notice::Editing(_)));
    state.edits_opened += 1;
    let original = state.document.slice(span).to_owned();
    state.editing = Some(Editing {
        target,
        number: state.edits_opened,
        shown: text.clone().unwrap_or_else(|| original.clone()),
        original,
        span,
        prefix,
        is_changed: false,
    });
    // What was typed over the cell is behind the caret; of a cell that is only opened everything is selected.
    let caret = caret.or_else(|| text.as_ref().map(|text| place::utf16(text, text.len())));
    if let Some(text) = text {
        effects.extend(typed(state, &text, surroundings));
    }
    effects.push(Effect::FocusEditor(caret));
    effects
}

/// The text of an editor as it goes into the draft.
fn written(state: &State, target: Target, span: Span, text: &str) -> String {
    let is_cell = matches!(target, Target::Cell(_));
    let one_line = |c: char| if matches!(c, '\t' | '\r') || (is_cell && c == '\n') { ' ' } else { c };
    let text: String = text.chars().map(one_line).collect();
    let text = text.trim();
    // Between commas, a comma needs quotation marks around the cell.
    let is_quoted = span.start.checked_sub(1).and_then(|at| state.document.text.as_bytes().get(at)) == Some(&b'"');
    if state.document.kind == SourceKind::Csv && is_cell && !is_quoted && text.contains([',', '"']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}

fn typed(state: &mut State, text: &str, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let Some(mut editing) = state.editing.take() else { return Vec::new() };
    let text = written(state, editing.target, editing.span, text);
    let text = if text.is_empty() { text } else { format!("{}{text}", editing.prefix) };
    if state.document.slice(editing.span) == text {
        state.editing = Some(editing);
        return Vec::new();
    }
    if !editing.is_changed {
        state.remember();
        editing.is_changed = true;
    }
    let span = editing.span;
    editing.span.end = span.start + text.len();
    let mut effects = spliced(state, &[(span, text)], surroundings);
    // The finding that was chosen may be gone; where somebody writes is shown all the same.
    state.chosen = state.chosen.or(itself(editing.target));
    state.editing = Some(editing);
    effects.push(Effect::Write);
    effects
}

/// Everything as it was before the last step.
fn take_back(state: &mut State, surroundings: &dyn Surroundings) {
    if let Some(before) = state.history.take_back() {
        restore(state, before, surroundings);
    }
}

fn commit(state: &mut State, text: &str, leave: Leave, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let mut effects = typed(state, text, surroundings);
    let Some(editing) = state.editing.take() else { return effects };
    state.history.close();
    let now = state.document.slice(editing.span).to_owned();
    if editing.is_changed && now == editing.original {
        take_back(state, surroundings);
        effects.push(Effect::Write);
    } else if editing.is_changed
        && let Target::Cell(id) = editing.target
    {
        let before = state.history.last().map(Moment::read);
        if !before.is_some_and(|before| fits(&before.cells, &state.report.cells, &[(id, text.to_owned())])) {
            take_back(state, surroundings);
            state.notice = Some(Notice::Editing(Said::Unfit(text.trim().to_owned())));
            effects.push(Effect::Write);
        }
    }
    let written = match editing.target {
        Target::Insert(section) if !now.is_empty() => Target::Paragraph(section, 0),
        other => other,
    };
    if leave == Leave::Elsewhere {
        if state.active == Some(editing.target) {
            state.active = Some(written);
        }
        return effects;
    }
    state.active = Some(written);
    let target = match leave {
        Leave::To(direction) => next(state, direction),
        Leave::Here | Leave::Elsewhere => None,
    };
    effects.extend(activate(state, target.unwrap_or(written), None));
    effects.push(Effect::FocusActive);
    effects
}

fn give_up(state: &mut State, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let Some(editing) = state.editing.take() else { return Vec::new() };
    let mut effects = Vec::new();
    if editing.is_changed {
        take_back(state, surroundings);
        effects.push(Effect::Write);
    }
    effects.push(Effect::FocusActive);
    effects
}

/// Whether the cells hold what was filled in, and all others what they held before.
fn fits(before: &CellMap<Cell>, after: &CellMap<Cell>, filled: &[(CellId, String)]) -> bool {
    let same = |one: &Cell, other: &Cell| one.raw == other.raw && one.value == other.value;
    before.len() == after.len()
        && before.iter().all(|(id, was)| {
            let is = after.get(id);
            match filled.iter().find(|(filled, _)| filled == id) {
                Some((_, text)) => is.is_some_and(|is| same(is, &Cell::read(text, None))),
                None => is.is_some_and(|is| same(is, was)),
            }
        })
}

/// Fills cells in one step. Returns what has no place; `None` when it was taken back, because the draft would not be read
/// as it was meant.
fn fill(
    state: &mut State,
    fills: &[(CellId, String)],
    surroundings: &dyn Surroundings,
) -> Option<(usize, Vec<String>)> {
    let (mut edits, mut unplaced) = (Vec::new(), Vec::new());
    for (cell, text) in fills {
        match spot(state, Target::Cell(*cell)) {
            Ok(Spot { span, .. }) => edits.push((span, written(state, Target::Cell(*cell), span, text))),
            Err(_) if text.is_empty() => {}
            Err(_) => unplaced.push(text.clone()),
        }
    }
    let filled = edits.len();
    edits.retain(|(span, text)| state.document.slice(*span) != text);
    if edits.is_empty() {
        return Some((filled, unplaced));
    }
    sort_by_key(&mut edits, |(span, _)| (u64::MAX - span.start as u64, 0));
    let before = state.report.cells.clone();
    state.remember();
    spliced(state, &edits, surroundings);
    let placed: Vec<_> = fills.iter().filter(|(cell, _)| before.contains_key(cell)).cloned().collect();
    if fits(&before, &state.report.cells, &placed) {
        return Some((filled, unplaced));
    }
    take_back(state, surroundings);
    None
}

/// The cell that has the focus, without an edit that was going on there.
fn active_cell(state: &mut State, surroundings: &dyn Surroundings) -> Option<CellId> {
    give_up(state, surroundings);
    match state.active {
        Some(Target::Cell(id)) => Some(id),
        _ => None,
    }
}

fn fill_active(state: &mut State, text: String, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let Some(id) = active_cell(state, surroundings) else { return Vec::new() };
    state.notice = match spot(state, Target::Cell(id)) {
        Err(said) => Some(Notice::Editing(said)),
        Ok(_) if fill(state, &[(id, text.clone())], surroundings).is_none() => Some(Notice::Editing(Said::Unfit(text))),
        Ok(_) => None,
    };
    mark(state, Target::Cell(id), None);
    vec![Effect::Write, Effect::Reveal(Pane::Source), Effect::FocusActive]
}

fn paste(state: &mut State, block: &Block, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let Some(id) = active_cell(state, surroundings) else { return Vec::new() };
    if let [row] = block.0.as_slice()
        && let [text] = row.as_slice()
    {
        return fill_active(state, text.clone(), surroundings);
    }
    let laid = block.lay(&Values::of(id.table, state.report.tables.get(id.table).edition), id);
    let said = match fill(state, &laid.fills, surroundings) {
        Some((filled, unplaced)) => Said::Pasted { filled, beyond: laid.beyond, unplaced, labels: laid.labels },
        None => Said::Unfit(laid.fills.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")),
    };
    state.notice = Some(Notice::Editing(said));
    mark(state, Target::Cell(id), None);
    vec![Effect::Write, Effect::Reveal(Pane::Source), Effect::FocusActive]
}

#[cfg(test)]
mod tests;
