//! What can be undone: the draft as it was before each step.
//!
//! The browser's own undo knows the text area alone, forgets everything when a script writes there, and knows nothing of a
//! draft's structure or of what was set aside. So the page keeps what it shows itself, and steps back to exactly that.

use super::state::{Origin, State, as_read};
use crate::document::{Block, Document, Span};
use crate::report::{Ignored, Level, Report};

/// Most steps that are kept.
const MOST: usize = 200;
/// Bytes that they may take together; the last step is kept whatever it takes.
const LARGEST: usize = 24 << 20;
/// A pause in typing, in milliseconds, that begins another step.
const PAUSE: f64 = 1_000.0;
/// Characters that one stroke, or one word of an input method, enters at most; more is a paste, and a step by itself.
const STROKE: usize = 16;

/// The draft at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Its document.
    pub document: Document,
    /// How it had come.
    pub origin: Origin,
    /// What was set aside.
    pub ignored: Vec<Ignored>,
    /// The year the person had chosen.
    pub year: Option<i32>,
    /// The kind of organ the person had chosen.
    pub level: Option<Level>,
    /// Whether it had come with its numbers only.
    pub numbers_only: bool,
    /// The number of the Word document it had come from; 0 for none.
    pub original: u32,
}

impl Moment {
    /// What the state holds now.
    pub fn of(state: &State) -> Moment {
        Moment {
            document: state.document.clone(),
            origin: state.origin.clone(),
            ignored: state.report.ignored.clone(),
            year: state.options.year,
            level: state.options.level,
            numbers_only: state.numbers_only,
            original: state.original,
        }
    }

    /// Its document as read.
    pub fn read(&self) -> Report {
        as_read(&self.document, self.numbers_only)
    }

    /// Roughly the bytes it takes.
    fn size(&self) -> usize {
        let cells = self.document.blocks.iter().map(|block| match block {
            Block::Grid(grid) => grid.cells.len(),
            Block::Paragraph(_) | Block::Picture(_) => 1,
        });
        self.document.text.len() + cells.sum::<usize>() * size_of::<crate::document::GridCell>()
    }
}

/// The steps behind, and those that were undone.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Moment>,
    future: Vec<Moment>,
    /// Typing that goes on where the last stroke ended is one step.
    run: Option<Run>,
}

/// Typing, or deleting, that goes on.
#[derive(Clone, Copy, Debug)]
struct Run {
    at: usize,
    inserts: bool,
    time: f64,
}

impl History {
    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Whether a stroke (what it replaces, and by what) goes on with the last step. To be asked once for each stroke.
    pub fn continues(&mut self, replaced: Span, inserted: &str, now: f64) -> bool {
        let inserts = !inserted.is_empty();
        let goes_on = self.run.is_some_and(|run| {
            let joins = match inserts {
                true => replaced.is_empty() && replaced.start == run.at,
                false => replaced.end == run.at || replaced.start == run.at,
            };
            joins && run.inserts == inserts && now - run.time < PAUSE
        });
        let is_stroke = !inserted.contains('\n') && inserted.chars().count() <= STROKE;
        let at = replaced.start + inserted.len();
        self.run = is_stroke.then_some(Run { at, inserts, time: now });
        goes_on && is_stroke && self.can_undo()
    }

    /// Keeps what was there before a step.
    pub fn push(&mut self, before: Moment) {
        self.future.clear();
        self.past.push(before);
        let mut size: usize = self.past.iter().map(Moment::size).sum();
        let mut gone = 0;
        while self.past.len() - gone > 1 && (self.past.len() - gone > MOST || size > LARGEST) {
            size -= self.past.get(gone).map_or(0, Moment::size);
            gone += 1;
        }
        self.past.drain(..gone);
    }

    /// The next stroke begins another step.
    pub fn close(&mut self) {
        self.run = None;
    }

    /// Forgets the last step, as if it had never been made: what was there before it.
    pub fn take_back(&mut self) -> Option<Moment> {
        self.close();
        self.past.pop()
    }

    /// What was there before the last step.
    pub fn last(&self) -> Option<&Moment> {
        self.past.last()
    }

    /// One step back: what was there before, in exchange for what is there now.
    pub fn undo(&mut self, now: impl FnOnce() -> Moment) -> Option<Moment> {
        self.close();
        let before = self.past.pop()?;
        self.future.push(now());
        Some(before)
    }

    /// The step that was undone last, in exchange for what is there now.
    pub fn redo(&mut self, now: impl FnOnce() -> Moment) -> Option<Moment> {
        self.close();
        let after = self.future.pop()?;
        self.past.push(now());
        Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sentence::Language;

    fn moment(text: &str) -> Moment {
        let mut state = State::new(Language::Chinese);
        state.document.text = text.to_owned();
        Moment::of(&state)
    }

    fn text(moment: Option<Moment>) -> Option<String> {
        moment.map(|moment| moment.document.text)
    }

    #[test]
    fn steps_go_back_and_forth_until_another_is_made() {
        let mut history = History::default();
        history.push(moment("一"));
        history.push(moment("二"));
        assert_eq!(text(history.undo(|| moment("三"))).as_deref(), Some("二"));
        assert_eq!(text(history.undo(|| moment("二"))).as_deref(), Some("一"));
        assert_eq!(text(history.undo(|| moment("一"))), None);
        assert_eq!(text(history.redo(|| moment("一"))).as_deref(), Some("二"));
        assert!(history.can_undo() && history.can_redo());
        history.push(moment("二"));
        assert!(!history.can_redo());
        assert_eq!(text(history.take_back()).as_deref(), Some("二"));
        assert!(!history.can_redo());
    }

    #[test]
    fn strokes_that_follow_each_other_are_one_step() {
        let mut history = History::default();
        assert!(!history.continues(Span::new(3, 5), "1", 0.0), "the first stroke is a step");
        history.push(moment(""));
        assert!(history.continues(Span::new(4, 4), "2", 100.0));
        assert!(history.continues(Span::new(5, 5), "情况", 200.0), "a word of an input method");
        assert!(!history.continues(Span::new(4, 4), "9", 250.0), "elsewhere");
        assert!(!history.continues(Span::new(4, 5), "", 300.0), "deleting is not typing");
        assert!(history.continues(Span::new(3, 4), "", 350.0), "backwards");
        assert!(history.continues(Span::new(3, 4), "", 400.0), "forwards");
        assert!(!history.continues(Span::new(2, 3), "", 2_000.0), "after a pause");
        assert!(!history.continues(Span::new(2, 2), "一\n", 2_010.0), "a new line");
        assert!(!history.continues(Span::new(6, 6), "一", 2_020.0), "behind it another step");
        assert!(!history.continues(Span::new(9, 9), "很长的一段文字是粘贴进来的不是敲的", 2_030.0));
    }

    #[test]
    fn old_steps_give_way() {
        let mut history = History::default();
        for number in 0..MOST + 5 {
            history.push(moment(&number.to_string()));
        }
        assert_eq!(history.past.len(), MOST);
        assert_eq!(history.past[0].document.text, "5");
        history.push(moment(&"长".repeat(LARGEST / 3)));
        history.push(moment(&"长".repeat(LARGEST / 3)));
        assert_eq!(history.past.len(), 1, "one of the two is enough");
    }
}
