use super::*;
use crate::app::state::{Draft, Origin};
use crate::app::update::tests::Alone;
use crate::app::update::{Message, update};
use crate::document::{Document, SourceKind};
use crate::form::{Column, Row, Table};
use crate::import::{Imported, Input, import};
use crate::render::blank::blank;
use crate::render::sentence::Language;

const SOUND: &str = include_str!("../../../samples/sound.txt");
const NATURAL: CellId = CellId::requests(Row::New, Column::Natural);
const TOTAL: CellId = CellId::requests(Row::New, Column::Total);

fn state_of(document: Document) -> State {
    let mut state = State::new(Language::Chinese);
    update(&mut state, Message::Arrived(Ok(Draft::from(document)), Origin::Pasted), &Alone);
    state
}

fn text(text: &str) -> Document {
    match import(Input::Text(text), &Alone) {
        Ok(Imported::Document(document)) => document,
        other => panic!("{other:?}"),
    }
}

fn sound() -> State {
    state_of(text(SOUND))
}

fn act(state: &mut State, act: Act) -> Vec<Effect> {
    update(state, Message::Edit(act), &Alone)
}

fn open(state: &mut State, target: Target) -> Vec<Effect> {
    act(state, Act::Open { target, typed: None, caret: None })
}

fn raw(state: &State, id: CellId) -> &str {
    state.report.cells.get(&id).map_or("—", |cell| cell.raw.as_str())
}

#[test]
fn a_cell_is_typed_into_stroke_by_stroke_and_kept_as_one_step() {
    let mut state = sound();
    let effects = open(&mut state, Target::Cell(NATURAL));
    assert!(effects.contains(&Effect::FocusEditor(None)));
    assert_eq!(state.editing.as_ref().map(|editing| editing.shown.as_str()), Some("33"));
    for typed in ["3", "", "4", "47"] {
        assert!(act(&mut state, Act::Typed(typed.into())).contains(&Effect::Write));
        assert_eq!(raw(&state, NATURAL), typed);
    }
    let effects = act(&mut state, Act::Commit("47".into(), Leave::To(Direction::Down)));
    assert!(effects.contains(&Effect::FocusActive));
    assert_eq!(state.active, Some(Target::Cell(CellId::requests(Row::CarriedIn, Column::Natural))));
    assert_eq!(state.editing, None);
    assert_eq!(state.document.text, SOUND.replacen("\t33\t", "\t47\t", 1));
    update(&mut state, Message::Undo, &Alone);
    assert_eq!(state.document.text, SOUND);
    assert_eq!(state.active, Some(Target::Cell(NATURAL)), "the keyboard goes to what was undone");
    update(&mut state, Message::Redo, &Alone);
    assert_eq!(raw(&state, NATURAL), "47");
}

#[test]
fn what_is_written_like_a_figure_is_kept_as_typed() {
    let mut state = sound();
    for written in ["１２", "1,234", "/", "无", "约5件"] {
        open(&mut state, Target::Cell(NATURAL));
        act(&mut state, Act::Commit(format!(" {written} "), Leave::Here));
        assert_eq!(raw(&state, NATURAL), written);
        assert_eq!(state.notice, None);
    }
}

#[test]
fn an_edit_that_is_given_up_or_changes_nothing_leaves_no_step() {
    let mut state = sound();
    let steps = |state: &State| state.history.clone().undo(|| Moment::of(state)).map(|moment| moment.document.text);
    let before = steps(&state);
    open(&mut state, Target::Cell(NATURAL));
    act(&mut state, Act::Typed("9".into()));
    let effects = act(&mut state, Act::GiveUp);
    assert!(effects.contains(&Effect::Write) && effects.contains(&Effect::FocusActive));
    assert_eq!((state.document.text.as_str(), state.editing.is_none()), (SOUND, true));
    open(&mut state, Target::Cell(NATURAL));
    act(&mut state, Act::Typed("9".into()));
    act(&mut state, Act::Commit("33".into(), Leave::Here));
    assert_eq!(state.document.text, SOUND);
    assert_eq!(steps(&state), before);
}

#[test]
fn a_structured_draft_keeps_its_structure() {
    let mut state = state_of(blank("青石镇人民政府", 2024));
    for (id, figure) in [(NATURAL, "3"), (CellId::disputes(Row::Review, Column::Total), "1")] {
        act(&mut state, Act::Open { target: Target::Cell(id), typed: Some(figure.into()), caret: None });
        act(&mut state, Act::Commit(figure.into(), Leave::Here));
        assert_eq!(raw(&state, id), figure);
    }
    assert_eq!(state.document.kind, SourceKind::Html);
    act(&mut state, Act::Activate(Target::Cell(NATURAL), None));
    act(&mut state, Act::Empty);
    assert_eq!((raw(&state, NATURAL), state.document.kind), ("", SourceKind::Html));
    update(&mut state, Message::Undo, &Alone);
    update(&mut state, Message::Undo, &Alone);
    update(&mut state, Message::Undo, &Alone);
    assert_eq!(state.document, blank("青石镇人民政府", 2024));
}

#[test]
fn every_cell_of_the_blank_form_can_be_filled_and_all_at_once() {
    for year in [2020, 2024] {
        let mut state = state_of(blank("青石镇人民政府", year));
        for &table in Table::ALL {
            let edition = state.report.tables.get(table).edition;
            for (number, id) in crate::form::cells(table, edition).into_iter().enumerate() {
                act(&mut state, Act::Open { target: Target::Cell(id), typed: None, caret: None });
                act(&mut state, Act::Commit(number.to_string(), Leave::Here));
                assert_eq!((raw(&state, id), &state.notice), (number.to_string().as_str(), &None), "{id}");
            }
        }
        assert_eq!(state.document.kind, SourceKind::Html);
    }
}

#[test]
fn a_draft_of_any_plain_shape_is_filled_or_says_why_not() {
    let strokes = SOUND.lines().map(|line| match line.contains('\t') {
        true => format!("| {} |\n", line.replace('\t', " | ")),
        false => format!("{line}\n"),
    });
    let mut state = state_of(text(&strokes.collect::<String>()));
    open(&mut state, Target::Cell(NATURAL));
    act(&mut state, Act::Commit("44".into(), Leave::Here));
    assert_eq!(raw(&state, NATURAL), "44");
    let before = state.document.text.clone();
    open(&mut state, Target::Cell(NATURAL));
    act(&mut state, Act::Commit("4|5".into(), Leave::Here));
    assert_eq!(state.notice, Some(Notice::Editing(Said::Unfit("4|5".into()))));
    assert_eq!((state.document.text.as_str(), raw(&state, NATURAL)), (before.as_str(), "44"));
}

#[test]
fn a_cell_without_a_place_says_so() {
    let short = SOUND.replacen("一、本年新收政府信息公开申请数量\t33\t5\t0\t1\t2\t0\t41\n", "", 1);
    let mut state = state_of(text(&short));
    open(&mut state, Target::Cell(NATURAL));
    assert_eq!((&state.editing, &state.notice), (&None, &Some(Notice::Editing(Said::NoCell))));
    let torn = SOUND.replacen("数量\t33\t5\t0\t1\t2\t0\t41\n", "数量\t33\t5\t41\n", 1);
    let mut state = state_of(text(&torn));
    open(&mut state, Target::Cell(NATURAL));
    assert_eq!(state.notice, Some(Notice::Editing(Said::Uncertain)));
    assert_eq!(state.document.text, torn);
}

#[test]
fn a_block_fills_cells_in_one_step() {
    let mut state = sound();
    act(&mut state, Act::Activate(Target::Cell(NATURAL), None));
    act(&mut state, Act::Paste(Block::from_text("1\t2\n3\t4")));
    let cell = |row, column| CellId::requests(row, column);
    assert_eq!([NATURAL, cell(Row::New, Column::Business)].map(|id| raw(&state, id)), ["1", "2"]);
    assert_eq!(raw(&state, cell(Row::CarriedIn, Column::Business)), "4");
    let said = |filled, beyond: &[&str]| {
        let beyond = beyond.iter().map(|&text| text.to_owned()).collect();
        Some(Notice::Editing(Said::Pasted { filled, beyond, unplaced: Vec::new(), labels: 0 }))
    };
    assert_eq!(state.notice, said(4, &[]));
    update(&mut state, Message::Undo, &Alone);
    assert_eq!(state.document.text, SOUND);
    act(&mut state, Act::Activate(Target::Cell(TOTAL), None));
    act(&mut state, Act::Paste(Block::from_text("5\t6")));
    assert_eq!((state.notice.clone(), raw(&state, TOTAL)), (said(1, &["6"]), "5"));
}

#[test]
fn a_total_is_filled_also_while_it_is_typed() {
    let mut state = sound();
    act(&mut state, Act::Activate(Target::Cell(TOTAL), None));
    act(&mut state, Act::Empty);
    assert_eq!(totals::offers(&state.report, TOTAL).len(), 1);
    open(&mut state, Target::Cell(TOTAL));
    act(&mut state, Act::Typed("7".into()));
    act(&mut state, Act::Fill("41".parse().unwrap()));
    assert_eq!((state.document.text.as_str(), state.editing.is_none()), (SOUND, true));
    assert!(totals::offers(&state.report, TOTAL).is_empty());
}

#[test]
fn passages_are_edited_inserted_and_parted() {
    let mut state = state_of(blank("青石镇人民政府", 2024));
    let effects = open(&mut state, Target::Insert(0));
    assert!(effects.contains(&Effect::FocusEditor(None)));
    act(&mut state, Act::Typed("全年".into()));
    act(&mut state, Act::Commit("全年平稳。\n另一段。".into(), Leave::Here));
    let paragraphs: Vec<&str> = state.report.sections[0].paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(paragraphs, ["全年平稳。", "另一段。"]);
    assert_eq!((state.active, state.document.kind), (Some(Target::Paragraph(0, 0)), SourceKind::Html));
    open(&mut state, Target::Title);
    act(&mut state, Act::Commit("临河街道办事处2024年政府信息公开工作年度报告".into(), Leave::To(Direction::Down)));
    assert_eq!(state.report.organ.as_deref(), Some("临河街道办事处"));
    assert_eq!(state.active, Some(Target::Heading(0)));
    // A paragraph that is emptied is gone.
    open(&mut state, Target::Paragraph(0, 1));
    act(&mut state, Act::Commit(String::new(), Leave::Here));
    assert_eq!(state.report.sections[0].paragraphs.len(), 1);
    for _ in 0..3 {
        update(&mut state, Message::Undo, &Alone);
    }
    assert_eq!(state.document, blank("青石镇人民政府", 2024));
}

#[test]
fn a_comma_in_a_comma_separated_draft_is_quoted() {
    let rows = "信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,1,2,3\n行政规范性文件,4,5,6\n";
    let mut state = state_of(text(rows));
    assert_eq!(state.document.kind, SourceKind::Csv);
    let cell = CellId::disclosure(Row::Rules, Column::Issued);
    open(&mut state, Target::Cell(cell));
    act(&mut state, Act::Commit("1,234".into(), Leave::Here));
    assert_eq!((raw(&state, cell), &state.notice), ("1,234", &None));
    open(&mut state, Target::Cell(cell));
    act(&mut state, Act::Commit("2,345".into(), Leave::Here));
    assert_eq!(state.document.text, rows.replacen("规章,1,", "规章,\"2,345\",", 1));
}

#[test]
fn clearing_replacing_and_setting_aside_are_steps_too() {
    let mut state = sound();
    update(&mut state, Message::Clear, &Alone);
    assert!(state.is_empty());
    update(&mut state, Message::Arrived(Ok(Draft::from(blank("甲镇人民政府", 2024))), Origin::Blank), &Alone);
    update(&mut state, Message::Level(Some(crate::report::Level::Township)), &Alone);
    update(&mut state, Message::Undo, &Alone);
    assert_eq!((state.options.level, &state.origin), (None, &Origin::Blank));
    update(&mut state, Message::Undo, &Alone);
    assert!(state.is_empty());
    update(&mut state, Message::Undo, &Alone);
    assert_eq!((state.document.text.as_str(), &state.origin), (SOUND, &Origin::Pasted));
    assert!(state.history.can_undo() && state.history.can_redo());
}

#[test]
fn a_cell_shows_the_finding_that_speaks_of_it_and_not_one_about_all() {
    let mut state = sound();
    let finding = |places: Vec<Place>| crate::examination::Entry {
        rule: "TAB-08".to_owned(),
        severity: crate::check::Severity::Warning,
        fingerprint: String::new(),
        sentence: String::new(),
        place: String::new(),
        places,
        terms: Vec::new(),
        fixes: Vec::new(),
    };
    let all = crate::form::cells(Table::Requests, crate::form::Edition::Y2021).into_iter().map(Place::Cell).collect();
    state.examination.findings = vec![finding(all), finding(vec![Place::Cell(TOTAL)])];
    act(&mut state, Act::Activate(Target::Cell(NATURAL), Some(0)));
    assert_eq!(state.chosen, Some(Chosen::Cell(NATURAL)));
    act(&mut state, Act::Activate(Target::Cell(TOTAL), None));
    assert_eq!(state.chosen, Some(Chosen::Finding(1)));
    // The keyboard may pass by without closing the finding.
    act(&mut state, Act::Focus(Target::Cell(NATURAL)));
    assert_eq!((state.chosen, state.active), (Some(Chosen::Finding(1)), Some(Target::Cell(NATURAL))));
}

#[test]
fn every_place_of_a_draft_that_shows_can_be_reached() {
    let state = sound();
    let reached = passages(&state.report);
    assert!(reached.len() > 20);
    for target in reached {
        let place = passage(&state.report, target).and_then(|passage| passage.source).unwrap();
        assert_eq!(target_at(&state.report, place.start), Some(target));
    }
    let cell = state.report.cells.get(&NATURAL).and_then(|cell| cell.source).unwrap();
    assert_eq!(target_at(&state.report, cell.end), Some(Target::Cell(NATURAL)));
}
