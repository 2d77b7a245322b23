//! From what happened to the next state, and to what must be done in the browser besides showing it.

use super::autosave::{Found, Keeping, Saved};
use super::editing::{self, Act};
use super::history::Moment;
use super::patch;
use super::sharing::is_link;
use super::state::{Chosen, Draft, NotRead, Notice, Origin, Pane, Previous, State, Surroundings};
use crate::check::{Options, Place, Severity};
use crate::document::{Document, SourceKind, Span};
use crate::form::CellId;
use crate::import::{self, ImportError, Imported, Input};
use crate::render::place;
use crate::render::sentence::Language;
use crate::report::{Ignored, Level};
use crate::sorted::sort_by_key;

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

/// The text was changed in the text area.
fn edited(state: &mut State, text: String, surroundings: &dyn Surroundings) -> Vec<Effect> {
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
fn step_in_time(state: &mut State, forward: bool, surroundings: &dyn Surroundings) -> Vec<Effect> {
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
    state.chosen = at_caret(state, landed.end);
    vec![Effect::Write, Effect::Reveal(Pane::Source), Effect::Reveal(Pane::Preview), Effect::Landed(landed)]
}

/// What is not said of one draft alone: which rules are applied, and the date.
fn kept(options: &mut Options) -> Options {
    Options { switches: std::mem::take(&mut options.switches), today: options.today, ..Options::default() }
}

/// A text that could not be taken apart.
fn unread(text: String) -> Document {
    Document { kind: SourceKind::Text, text, blocks: Vec::new(), notes: Vec::new() }
}

/// Something was chosen in that area: shows it in the others.
fn choose(state: &mut State, chosen: Chosen, from: Pane) -> Vec<Effect> {
    state.chosen = Some(chosen);
    let finding = match chosen {
        Chosen::Finding(index) => Some(index),
        Chosen::Cell(_) | Chosen::Paragraph(..) => None,
    };
    if let Some(finding) = finding.and_then(|index| state.examination.findings.get(index))
        && !state.shows(finding.severity)
    {
        state.filter = None;
    }
    let others = [Pane::Source, Pane::Preview, Pane::Findings].into_iter().filter(|&pane| pane != from);
    let mut effects: Vec<Effect> = others.map(Effect::Reveal).collect();
    if let (Some(index), Pane::Preview) = (finding, from) {
        state.pane = Pane::Findings;
        effects.push(Effect::FocusFinding(index));
    }
    effects
}

/// What stands at that byte of the text: a finding, else a cell.
fn at_caret(state: &State, at: usize) -> Option<Chosen> {
    let holds = |index: &usize| source_of(state, *index).is_some_and(|span| span.start <= at && at <= span.end);
    let finding = (0..state.examination.findings.len()).find(holds).map(Chosen::Finding);
    finding.or_else(|| place::cell_at(&state.report, at).map(Chosen::Cell))
}

fn step(state: &mut State, forward: bool, in_source: bool) -> Vec<Effect> {
    let findings = state.examination.findings.iter().enumerate();
    let shown: Vec<usize> =
        findings.filter(|(_, finding)| state.shows(finding.severity)).map(|(index, _)| index).collect();
    let current = match state.chosen {
        Some(Chosen::Finding(index)) => Some(index),
        _ => None,
    };
    let next = match (current, forward) {
        (Some(current), true) => shown.iter().find(|&&index| index > current).or(shown.first()),
        (Some(current), false) => shown.iter().rev().find(|&&index| index < current).or(shown.last()),
        (None, true) => shown.first(),
        (None, false) => shown.last(),
    };
    let Some(&next) = next else { return Vec::new() };
    state.chosen = Some(Chosen::Finding(next));
    let mut effects = vec![Effect::Reveal(Pane::Preview)];
    match source_of(state, next) {
        Some(span) if in_source => effects.extend([Effect::Reveal(Pane::Findings), Effect::Select(span)]),
        _ => {
            state.pane = Pane::Findings;
            effects.extend([Effect::Reveal(Pane::Source), Effect::FocusFinding(next)]);
        }
    }
    effects
}

/// The changes of a fix as ranges of the text, from the last to the first; `None` when one of them has no
/// place there, or the place no longer holds what it held.
pub fn edits(state: &State, finding: usize, fix: usize) -> Option<Vec<(Span, String)>> {
    let fix = state.examination.findings.get(finding)?.fixes.get(fix)?;
    let mut edits = Vec::with_capacity(fix.len());
    for edit in fix {
        let span = place::in_source(&state.report, &edit.place)?;
        if state.document.slice(span) != edit.from {
            return None;
        }
        edits.push((span, edit.to.clone()));
    }
    sort_by_key(&mut edits, |(span, _)| (u64::MAX - span.start as u64, 0));
    (!edits.is_empty()).then_some(edits)
}

fn apply(state: &mut State, finding: usize, fix: usize, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let Some(edits) = edits(state, finding, fix) else { return Vec::new() };
    // What was mended stays marked, though the finding goes.
    let first = state.examination.findings.get(finding).and_then(|finding| finding.places.first());
    if let Some(&Place::Cell(cell)) = first {
        state.chosen = Some(Chosen::Cell(cell));
    }
    let count = state.examination.findings.len();
    state.remember();
    state.notice = None;
    let mut effects = spliced(state, &edits, surroundings);
    effects.extend([Effect::Write, Effect::Reveal(Pane::Source), Effect::Reveal(Pane::Preview)]);
    // The next finding moves up into its place.
    effects.push(Effect::FocusFinding(finding.min(count.saturating_sub(2))));
    effects
}

/// Sets a finding aside.
fn ignore(state: &mut State, index: usize, reason: String, surroundings: &dyn Surroundings) -> Vec<Effect> {
    let reason = reason.trim().to_owned();
    let Some(finding) = state.examination.findings.get(index).filter(|_| !reason.is_empty()) else { return Vec::new() };
    let ignored = Ignored { rule: finding.rule.clone(), fingerprint: finding.fingerprint.clone(), reason };
    state.remember();
    state.report.ignored.push(ignored);
    state.chosen = None;
    state.check_again(surroundings);
    vec![Effect::FocusFinding(index.min(state.examination.findings.len().saturating_sub(1)))]
}

/// Where a finding stands in the text: its first place that stands there at all.
pub fn source_of(state: &State, finding: usize) -> Option<Span> {
    let finding = state.examination.findings.get(finding)?;
    finding.places.iter().find_map(|place| place::in_source(&state.report, place))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::state::Unexamined;
    use super::*;
    use crate::check::Edit;
    use crate::document::{Builder, CellText};
    use crate::examination::{Entry, Examination, Request};
    use crate::form::{Column, Row};
    use crate::import::Host;
    use crate::report::Cell;

    /// Nothing surrounds the page: no decoder, no examiner.
    pub struct Alone;

    impl Host for Alone {
        fn decode(&self, _: &str, _: &[u8]) -> Option<(String, bool)> {
            None
        }
    }

    impl Surroundings for Alone {
        fn examine(&self, _: &Request<'_>) -> Result<Examination, Unexamined> {
            Err(Unexamined::Loading)
        }

        fn detail(&self, finding: usize) -> String {
            format!("第{finding}项")
        }
    }

    const TOTAL: CellId = CellId::requests(Row::Total, Column::Natural);

    fn finding(severity: Severity, place: Place, fixes: Vec<Vec<Edit>>) -> Entry {
        Entry {
            rule: "APP-02".to_owned(),
            severity,
            fingerprint: format!("{severity:?}"),
            sentence: String::new(),
            place: String::new(),
            places: vec![place],
            terms: Vec::new(),
            fixes,
        }
    }

    /// A state whose text is `总计 12`, with the cell read at its end, and an error, an advice and a warning.
    fn state() -> State {
        let mut state = State::new(Language::Chinese);
        state.document.text = "总计\t12".to_owned();
        state.report.cells.insert(TOTAL, Cell::read("12", Some(Span::new(7, 9))));
        let edit = Edit { place: Place::Cell(TOTAL), from: "12".to_owned(), to: "13".to_owned() };
        state.examination.findings = vec![
            finding(Severity::Error, Place::Cell(TOTAL), vec![vec![edit]]),
            finding(Severity::Info, Place::Report, Vec::new()),
            finding(Severity::Warning, Place::Part(6), Vec::new()),
        ];
        state
    }

    fn send(state: &mut State, message: Message) -> Vec<Effect> {
        update(state, message, &Alone)
    }

    fn step(state: &mut State, forward: bool) -> Option<Chosen> {
        send(state, Message::Step { forward, in_source: false });
        state.chosen
    }

    #[test]
    fn what_is_not_examined_is_said_so_and_an_open_finding_has_its_detail() {
        let mut state = state();
        send(&mut state, Message::Choose(Chosen::Finding(2), Pane::Findings));
        assert_eq!(state.detail, "第2项");
        send(&mut state, Message::Close);
        assert_eq!(state.detail, "");
        send(&mut state, Message::Edited("总计\t13".to_owned()));
        assert_eq!((state.unexamined, state.examination.findings.len()), (Some(Unexamined::Loading), 0));
    }

    #[test]
    fn a_finding_is_set_aside_with_a_reason_only_and_taken_up_again() {
        let mut state = state();
        assert_eq!(send(&mut state, Message::Ignore(0, " ".to_owned())), []);
        assert_eq!(state.report.ignored, []);
        send(&mut state, Message::Ignore(0, " 已核实 ".to_owned()));
        let one = Ignored { rule: "APP-02".into(), fingerprint: "Error".into(), reason: "已核实".into() };
        assert_eq!(state.report.ignored, std::slice::from_ref(&one));
        // It outlives edits, not the draft.
        send(&mut state, Message::Edited("总计\t14".to_owned()));
        assert_eq!(state.report.ignored, [one]);
        send(&mut state, Message::Unignore("APP-02".to_owned(), "Error".to_owned()));
        assert_eq!(state.report.ignored, []);
    }

    #[test]
    fn last_year_s_report_stays_beside_the_draft() {
        let mut state = state();
        let mut builder = Builder::new(SourceKind::Docx);
        builder.paragraph("一、总体情况", true, false);
        let origin = Origin::Previous("上年.docx".to_owned());
        let effects = send(&mut state, Message::Arrived(Ok(builder.finish().into()), origin));
        assert_eq!(effects, []);
        assert_eq!(state.document.text, "总计\t12");
        assert_eq!(state.previous.as_ref().map(|previous| previous.name.as_str()), Some("上年.docx"));
        send(&mut state, Message::Edited(String::new()));
        assert!(state.previous.is_some());
        send(&mut state, Message::Compare);
        assert!(state.comparing);
        send(&mut state, Message::ForgetPrevious);
        send(&mut state, Message::Compare);
        assert!(!state.comparing);
        assert_eq!(state.previous, None);
    }

    #[test]
    fn steps_go_round_and_keep_to_the_filter() {
        let mut state = state();
        assert_eq!(step(&mut state, false), Some(Chosen::Finding(2)));
        assert_eq!(step(&mut state, true), Some(Chosen::Finding(0)));
        assert_eq!(step(&mut state, true), Some(Chosen::Finding(1)));
        send(&mut state, Message::Filter(Some(Severity::Warning)));
        assert_eq!(step(&mut state, true), Some(Chosen::Finding(2)));
        assert_eq!(step(&mut state, true), Some(Chosen::Finding(2)));
    }

    #[test]
    fn a_step_from_the_text_stays_in_the_text_where_it_can() {
        let mut state = state();
        let effects = send(&mut state, Message::Step { forward: true, in_source: true });
        assert!(effects.contains(&Effect::Select(Span::new(7, 9))));
        assert!(!effects.contains(&Effect::FocusFinding(0)));
        // The next finding stands nowhere in the text.
        let effects = send(&mut state, Message::Step { forward: true, in_source: true });
        assert!(effects.contains(&Effect::FocusFinding(1)));
    }

    #[test]
    fn a_fix_types_over_its_cell_unless_the_cell_holds_something_else() {
        let mut state = state();
        let effects = send(&mut state, Message::Apply(0, 0));
        assert_eq!(effects.first(), Some(&Effect::Write));
        assert_eq!(state.document.text, "总计\t13");
        assert_eq!(state.chosen, Some(Chosen::Cell(TOTAL)));

        let mut state = self::state();
        state.document.text = "总计\t15".to_owned();
        assert_eq!(edits(&state, 0, 0), None);
        assert_eq!(send(&mut state, Message::Apply(0, 0)), []);
        assert_eq!(send(&mut state, Message::Apply(1, 0)), []);
    }

    #[test]
    fn the_caret_finds_a_finding_before_a_cell_and_lets_go_elsewhere() {
        let mut state = state();
        send(&mut state, Message::Caret(8));
        assert_eq!(state.chosen, Some(Chosen::Finding(0)));
        state.examination.findings.remove(0);
        send(&mut state, Message::Caret(8));
        assert_eq!(state.chosen, Some(Chosen::Cell(TOTAL)));
        send(&mut state, Message::Caret(0));
        assert_eq!(state.chosen, None);
    }

    #[test]
    fn a_file_that_cannot_be_read_leaves_everything_as_it_was() {
        let mut state = state();
        let origin = Origin::File("照片.jpg".to_owned());
        let effects = send(&mut state, Message::Arrived(Err(NotRead::Import(ImportError::Picture)), origin));
        assert_eq!(effects, []);
        assert_eq!(state.document.text, "总计\t12");
        assert_eq!(state.examination.findings.len(), 3);
        assert!(matches!(state.notice, Some(Notice::NotRead { ref name, .. }) if name == "照片.jpg"));
    }

    #[test]
    fn a_document_keeps_its_structure_through_the_text_area_and_an_edit() {
        let mut builder = Builder::new(SourceKind::Docx);
        builder.paragraph("一、总体情况", true, false);
        let cell = CellText { row: 0, column: 0, row_span: 1, column_span: 2, text: "12".to_owned() };
        builder.grid(vec![cell], false);
        let document = builder.finish();
        let (text, origin) = (document.text.clone(), Origin::File("年报.docx".to_owned()));
        let mut state = State::new(Language::Chinese);
        let effects = send(&mut state, Message::Arrived(Ok(document.clone().into()), origin.clone()));
        assert_eq!(effects.first(), Some(&Effect::Write));
        assert_eq!(state.document.text, text);

        send(&mut state, Message::Edited(text.clone()));
        assert_eq!((&state.document, &state.origin), (&document, &origin));

        send(&mut state, Message::Edited(text.replace("12", "13")));
        assert_eq!(state.document.kind, SourceKind::Docx);
        assert_eq!(state.document.text, text.replace("12", "13"));
    }

    #[test]
    fn a_link_waits_while_there_is_a_draft() {
        let link = || Message::LinkArrived("#1dAAAA".to_owned());
        let opened = || vec![Effect::OpenLink("#1dAAAA".to_owned())];
        let mut state = state();
        assert_eq!(send(&mut state, link()), []);
        assert_eq!(state.notice, Some(Notice::LinkArrived));
        // Typing does not answer the question.
        send(&mut state, Message::Edited("总计\t13".to_owned()));
        assert_eq!(state.notice, Some(Notice::LinkArrived));
        assert_eq!(send(&mut state, Message::OpenLink), opened());
        assert_eq!((send(&mut state, Message::OpenLink), state.notice.clone()), (Vec::new(), None));
        send(&mut state, link());
        send(&mut state, Message::KeepDraft);
        assert_eq!((send(&mut state, Message::OpenLink), state.notice.clone()), (Vec::new(), None));
        assert_eq!(state.document.text, "总计\t13");

        let mut empty = State::new(Language::Chinese);
        assert_eq!(send(&mut empty, link()), opened());
        // A link in the text area is no draft that it could overwrite.
        assert_eq!(send(&mut empty, Message::Edited("#1dAAAA".to_owned())), opened());
        assert_eq!(send(&mut empty, link()), opened());
    }

    #[test]
    fn numbers_of_a_link_are_numbers_only_until_somebody_writes_words() {
        let title = "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n";
        let document = |text: &str| unread(text.to_owned());
        let mut state = State::new(Language::Chinese);
        let draft = Draft { numbers_only: true, ..document(title).into() };
        send(&mut state, Message::Arrived(Ok(draft), Origin::Link));
        send(&mut state, Message::Edited(title.to_owned()));
        assert_eq!(state.report.kind, SourceKind::Link);
        send(&mut state, Message::Edited(title.replace("一、", "一．")));
        assert_eq!(state.report.kind, SourceKind::Link);
        let words = format!("{title}本机关主动公开信息3条。\n");
        send(&mut state, Message::Edited(words.clone()));
        assert_eq!(state.report.kind, SourceKind::Text);
        // Nor is any other draft judged by its numbers.
        send(&mut state, Message::Arrived(Ok(document(title).into()), Origin::Typed));
        send(&mut state, Message::Edited(title.to_owned()));
        assert_eq!(state.report.kind, SourceKind::Text);
    }

    #[test]
    fn an_emptied_text_empties_the_page_but_not_its_language() {
        let mut state = state();
        send(&mut state, Message::SwitchLanguage);
        send(&mut state, Message::Edited(" \n".to_owned()));
        assert!(state.is_empty());
        assert_eq!(state.document.text, " \n");
        assert_eq!(state.examination, Examination::default());
        assert_eq!(state.unexamined, None);
        assert_eq!(state.language, Language::English);
    }
}
