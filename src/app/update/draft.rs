//! Another text: typed, spliced, or brought back from the past.

use super::{Effect, finding};
use crate::app::editing;
use crate::app::history::Moment;
use crate::app::patch;
use crate::app::sharing::is_link;
use crate::app::state::{NotRead, Notice, Origin, Pane, State, Surroundings};
use crate::check::Options;
use crate::document::{Document, SourceKind, Span};
use crate::import::{self, ImportError, Imported, Input};

/// The text was changed in the text area.
pub(super) fn edited(state: &mut State, text: String, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let Some((span, inserted)) = patch::change(&state.document.text, &text) else { return Vec::new() };
    if !state.history.continues(span, inserted, surroundings.now()) {
        state.remember();
    }
    // A link that came waits for an answer, whatever is typed meanwhile.
    if state.notice != Some(Notice::LinkArrived) {
        state.notice = None;
    }
    let carried = patch::carry(&state.document, &text);
    take(state, text, carried, surroundings)
}

/// Takes a text that has changed: with its structure where that could be carried over, or anew.
fn take(state: &mut State, text: String, carried: Option<Document>, surroundings: &dyn Surroundings) -> Vec<Effect> {
    if text.trim().is_empty() {
        let fresh = State::new(state.language);
        let options = kept(&mut state.options);
        let State { previous, history, keeping, found, revision, edits_opened, link, notice, .. } =
            std::mem::replace(state, State { document: Document { text, ..fresh.document }, options, ..fresh });
        (state.previous, state.history, state.keeping, state.found) = (previous, history, keeping, found);
        (state.revision, state.edits_opened) = (revision + 1, edits_opened);
        (state.link, state.notice) = (link, notice);
        return Vec::new();
    }
    if is_link(&text) {
        state.set_document(unread(text.clone()), surroundings);
        return vec![Effect::OpenLink(text)];
    }
    if state.is_empty() && !matches!(state.origin, Origin::File(_) | Origin::Sample | Origin::Link) {
        state.origin = Origin::Typed;
    }
    if let Some(document) = carried {
        state.set_document(document, surroundings);
        return Vec::new();
    }
    match import::import(Input::Text(&text), surroundings) {
        Ok(Imported::Document(document)) => state.set_document(Document { text, ..document }, surroundings),
        // A report in JSON becomes a text that can be edited.
        Ok(Imported::Report(_)) | Err(ImportError::NeedsModule(_)) => {
            state.set_document(unread(text.clone()), surroundings);
            return vec![Effect::ImportElsewhere(text)];
        }
        Err(error) => {
            state.set_document(unread(text), surroundings);
            if error != ImportError::Empty {
                state.notice = Some(Notice::NotRead { name: String::new(), why: NotRead::Import(error) });
            }
        }
    }
    Vec::new()
}

/// Replaces ranges of the text, given from the last to the first, as one change.
pub fn spliced(state: &mut State, edits: &[(Span, String)], surroundings: &dyn Surroundings) -> Vec<Effect> {
    let mut text = state.document.text.clone();
    let mut carried: Option<Document> = None;
    let mut is_carried = true;
    for (span, replacement) in edits {
        let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else { continue };
        text = [before, replacement, after].concat();
        // One change at a time keeps the structure that many at once would not.
        if is_carried {
            carried = patch::carry(carried.as_ref().unwrap_or(&state.document), &text);
            is_carried = carried.is_some();
        }
    }
    take(state, text, carried, surroundings)
}

/// Puts back what was there at that moment.
pub fn restore(state: &mut State, moment: Moment, surroundings: &dyn Surroundings) {
    let Moment { document, origin, ignored, year, level, numbers_only, original } = moment;
    (state.origin, state.numbers_only, state.original) = (origin, numbers_only, original);
    (state.options.year, state.options.level) = (year, level);
    state.report.ignored = ignored;
    state.set_document(document, surroundings);
}

/// A step back or forth.
pub(super) fn step_in_time(state: &mut State, forward: bool, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let now = Moment::of(state);
    let moment = if forward { state.history.redo(|| now) } else { state.history.undo(|| now) };
    let Some(moment) = moment else { return Vec::new() };
    let before = std::mem::take(&mut state.document.text);
    restore(state, moment, surroundings);
    state.notice = None;
    state.edits += 1;
    let Some((span, inserted)) = patch::change(&before, &state.document.text) else { return Vec::new() };
    let landed = Span::new(span.start, span.start + inserted.len());
    state.active = editing::target_at(&state.report, landed.end);
    state.chosen = finding::at_caret(state, landed.end);
    vec![Effect::Write, Effect::Reveal(Pane::Source), Effect::Reveal(Pane::Preview), Effect::Landed(landed)]
}

/// What is not said of one draft alone: which rules are applied, and the date.
pub(super) fn kept(options: &mut Options) -> Options {
    Options { switches: std::mem::take(&mut options.switches), today: options.today, ..Options::default() }
}

/// A text that could not be taken apart.
pub(super) fn unread(text: String) -> Document {
    Document { kind: SourceKind::Text, text, blocks: Vec::new(), notes: Vec::new() }
}
