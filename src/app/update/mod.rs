//! From what happened to the next state, and to what must be done in the browser besides showing it.

mod draft;
mod finding;

use super::autosave::{Found, Keeping, Saved};
use super::editing::{self, Act};
use super::sharing::is_link;
use super::state::{Chosen, Draft, NotRead, Notice, Origin, Pane, Previous, State, Surroundings};
use crate::check::Severity;
use crate::document::Span;
use crate::form::CellId;
use crate::render::sentence::Language;
use crate::report::Level;

use draft::{edited, kept, step_in_time};
pub use draft::{restore, spliced};
pub use finding::source_of;
use finding::{apply, at_caret, choose, ignore, step};

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// The examiner has been loaded, or cannot be.
    ExaminerReady,
    /// The text area holds that text now.
    Edited(String),
    /// Something was done in place.
    Edit(Act),
    /// A step back.
    Undo,
    /// The step that was undone, again.
    Redo,
    /// A draft that was kept on this device comes back.
    Restored(Box<Saved>),
    /// Whether drafts are kept, and whether that works.
    Keeping(Keeping),
    /// A draft was found that an earlier visit has left; or none is left.
    Found(Option<Found>),
    /// A draft was handed in, and replaces the one in the page.
    Arrived(Result<Draft, NotRead>, Origin),
    /// Show the tables of both years, or the report again.
    Compare,
    /// Show charts, or the report again.
    Chart,
    /// Nothing is to be compared with the year before any longer.
    ForgetPrevious,
    /// Set a finding aside: its index, and why.
    Ignore(usize, String),
    /// Take up again what was set aside: a rule and a fingerprint.
    Unignore(String, String),
    /// Apply a rule, or do not.
    Switch(String, bool),
    /// The person says which year the report is for, or leaves it to the draft.
    Year(Option<i32>),
    /// The person says what kind of organ reports, or leaves it to the draft.
    Level(Option<Level>),
    /// Something was chosen in that area.
    Choose(Chosen, Pane),
    /// The caret was put at that byte of the text.
    Caret(usize),
    /// The finding was chosen again: close it.
    Close,
    /// To the next finding, or to the previous one; from the text area, or from elsewhere.
    Step {
        /// To the next.
        forward: bool,
        /// The text area has the focus and keeps it.
        in_source: bool,
    },
    /// The person wants to change the chosen place in the text.
    EditPlace(usize),
    /// The person wants to see the finding in the report as read.
    ShowPlace(usize),
    /// The person wants to see a cell of the finding's evidence.
    Point(usize, CellId),
    /// Apply a fix: the finding's index, the fix's.
    Apply(usize, usize),
    /// Show findings of that severity only, or all.
    Filter(Option<Severity>),
    /// Show another area, where there is room for one only.
    Show(Pane),
    /// Clear the text.
    Clear,
    /// The other language.
    SwitchLanguage,
    /// The notice was read.
    Dismiss,
    /// Something is to be said above the page.
    Tell(Notice),
    /// A link to a report came.
    LinkArrived(String),
    /// Open the link that came, in place of the draft.
    OpenLink,
    /// A link takes a pass-phrase, for which the person is asked.
    LinkLocked(String),
    /// The draft stays; the link that came is let go.
    KeepDraft,
}

/// Something to be done in the browser, after the state is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write the text into the text area.
    Write,
    /// What a step back or forth has changed: the caret goes there, or the focus, where they are.
    Landed(Span),
    /// Put the focus on what is active in the preview.
    FocusActive,
    /// Put the focus into the editor, the caret at that UTF-16 unit, or all selected.
    FocusEditor(Option<u32>),
    /// Let the importers that are modules of their own read that text.
    ImportElsewhere(String),
    /// Read the report in that link.
    OpenLink(String),
    /// Put the text area's caret at the start.
    ToStart,
    /// Scroll the marked place into view in that area.
    Reveal(Pane),
    /// Put the focus on a finding.
    FocusFinding(usize),
    /// Put the focus into the text area, with that range selected.
    Select(Span),
}

/// The next state, and what is left to do.
pub fn update(state: &mut State, message: Message, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let effects = follow(state, message, surroundings);
    state.detail = match state.chosen {
        Some(Chosen::Finding(index)) => surroundings.detail(index),
        _ => String::new(),
    };
    effects
}

fn follow(state: &mut State, message: Message, surroundings: &dyn Surroundings) -> Vec<Effect> {
    state.pointed = None;
    match message {
        Message::Edited(text) => return edited(state, text, surroundings),
        Message::Edit(act) => return editing::follow(state, act, surroundings),
        Message::Undo => return step_in_time(state, false, surroundings),
        Message::Redo => return step_in_time(state, true, surroundings),
        Message::Restored(saved) => {
            state.remember();
            saved.put_into(state, surroundings);
            state.found = None;
            return vec![Effect::Write, Effect::ToStart];
        }
        Message::Keeping(keeping) => state.keeping = keeping,
        Message::Found(found) => state.found = found,
        Message::ExaminerReady => state.check_again(surroundings),
        Message::Arrived(Ok(draft), Origin::Previous(name)) => {
            state.previous = Some(Previous { name, report: draft.report(), document: draft.document });
            state.notice = None;
            state.check_again(surroundings);
        }
        Message::Compare => {
            state.comparing = !state.comparing && state.previous.is_some();
            state.charting = false;
        }
        Message::Chart => {
            state.charting = !state.charting;
            state.comparing = false;
        }
        Message::ForgetPrevious => {
            state.comparing = false;
            state.previous = None;
            state.check_again(surroundings);
        }
        Message::Ignore(index, reason) => return ignore(state, index, reason, surroundings),
        Message::Unignore(rule, fingerprint) => {
            state.remember();
            state.report.ignored.retain(|one| one.rule != rule || one.fingerprint != fingerprint);
            state.check_again(surroundings);
        }
        Message::Switch(rule, on) => {
            state.options.switches.retain(|(other, _)| *other != rule);
            state.options.switches.push((rule, on));
            state.check_again(surroundings);
        }
        Message::Arrived(Ok(draft), origin) => {
            state.remember();
            state.notice = if !draft.document.notes.is_empty() {
                Some(Notice::Imported(draft.document.notes.clone()))
            } else {
                (!state.is_empty() && !is_link(&state.document.text)).then_some(Notice::Replaced)
            };
            state.link = None;
            (state.chosen, state.active) = (None, None);
            state.pane = if origin == Origin::Blank { Pane::Preview } else { Pane::Findings };
            // What is said of one draft is not said of the next; which rules are applied is.
            state.options = kept(&mut state.options);
            state.report.ignored = draft.ignored;
            state.origin = origin;
            state.numbers_only = draft.numbers_only;
            state.original = draft.original;
            state.edits = 0;
            state.set_document(draft.document, surroundings);
            return vec![Effect::Write, Effect::ToStart];
        }
        Message::Arrived(Err(why), origin) => {
            let name = if let Origin::File(name) | Origin::Previous(name) = origin { name } else { String::new() };
            state.notice = Some(Notice::NotRead { name, why });
        }
        Message::Year(year) => {
            state.remember();
            state.options.year = year;
            state.check_again(surroundings);
        }
        Message::Level(level) => {
            state.remember();
            state.options.level = level;
            state.check_again(surroundings);
        }
        Message::Choose(chosen, from) => return choose(state, chosen, from),
        Message::Caret(at) => match at_caret(state, at) {
            Some(chosen) => return choose(state, chosen, Pane::Source),
            None => state.chosen = None,
        },
        Message::Close => state.chosen = None,
        Message::Step { forward, in_source } => return step(state, forward, in_source),
        Message::EditPlace(finding) => {
            state.chosen = Some(Chosen::Finding(finding));
            state.pane = Pane::Source;
            return source_of(state, finding).map(Effect::Select).into_iter().collect();
        }
        Message::ShowPlace(finding) => {
            state.chosen = Some(Chosen::Finding(finding));
            state.pane = Pane::Preview;
            state.charting = false;
            return vec![Effect::Reveal(Pane::Preview)];
        }
        Message::Point(finding, cell) => {
            state.chosen = Some(Chosen::Finding(finding));
            state.pointed = Some(cell);
            state.charting = false;
            return vec![Effect::Reveal(Pane::Source), Effect::Reveal(Pane::Preview)];
        }
        Message::Apply(finding, fix) => return apply(state, finding, fix, surroundings),
        Message::Filter(severity) => state.filter = severity,
        Message::Show(pane) => state.pane = pane,
        Message::Clear => {
            state.history.close();
            let mut effects = edited(state, String::new(), surroundings);
            effects.extend([Effect::Write, Effect::ToStart]);
            return effects;
        }
        Message::SwitchLanguage => {
            state.language = match state.language {
                Language::Chinese => Language::English,
                Language::English => Language::Chinese,
            };
            state.check_again(surroundings);
        }
        Message::Dismiss | Message::KeepDraft => {
            state.notice = None;
            state.link = None;
        }
        Message::Tell(notice) => state.notice = Some(notice),
        Message::LinkArrived(link) if state.is_empty() || is_link(&state.document.text) => {
            return vec![Effect::OpenLink(link)];
        }
        Message::LinkArrived(link) => {
            state.link = Some(link);
            state.notice = Some(Notice::LinkArrived);
        }
        Message::OpenLink => {
            state.notice = None;
            return state.link.take().map(Effect::OpenLink).into_iter().collect();
        }
        Message::LinkLocked(link) => state.link = Some(link),
    }
    Vec::new()
}

#[cfg(test)]
pub(super) mod tests;
