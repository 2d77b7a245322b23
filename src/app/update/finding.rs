//! Findings: one of them chosen, mended or set aside.

use super::{Effect, spliced};
use crate::app::state::{Chosen, Pane, State, Surroundings};
use crate::check::Place;
use crate::document::Span;
use crate::render::place;
use crate::report::Ignored;
use crate::sorted::sort_by_key;

/// Something was chosen in that area: shows it in the others.
pub(super) fn choose(state: &mut State, chosen: Chosen, from: Pane) -> Vec<Effect> {
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
pub(super) fn at_caret(state: &State, at: usize) -> Option<Chosen> {
    let holds = |index: &usize| source_of(state, *index).is_some_and(|span| span.start <= at && at <= span.end);
    let finding = (0..state.examination.findings.len()).find(holds).map(Chosen::Finding);
    finding.or_else(|| place::cell_at(&state.report, at).map(Chosen::Cell))
}

/// Chooses the next of the findings that are shown, or the one before.
pub(super) fn step(state: &mut State, forward: bool, in_source: bool) -> Vec<Effect> {
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
pub(super) fn edits(state: &State, finding: usize, fix: usize) -> Option<Vec<(Span, String)>> {
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

/// Makes the changes of a fix.
pub(super) fn apply(state: &mut State, finding: usize, fix: usize, surroundings: &dyn Surroundings) -> Vec<Effect> {
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
pub(super) fn ignore(state: &mut State, index: usize, reason: String, surroundings: &dyn Surroundings) -> Vec<Effect> {
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
