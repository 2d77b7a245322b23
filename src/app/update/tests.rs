//! What happens, and what comes of it.

use super::draft::unread;
use super::finding::edits;
use super::*;
use crate::app::state::{Draft, NotRead, Unexamined};
use crate::check::{Edit, Place};
use crate::document::{Builder, CellText, SourceKind};
use crate::examination::{Entry, Examination, Request};
use crate::form::{Column, Row};
use crate::import::{Host, ImportError};
use crate::report::{Cell, Ignored};

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
