//! The page: state → message → update → view.
//!
//! An event becomes a message, [`update`] makes the next state of it, [`View`] shows what differs, and effects
//! (typing, focus, scrolling) come last. One edit is one synchronous pass from the text to the findings.

mod autosave;
mod blank;
mod dom;
mod editing;
mod events;
mod exports;
mod files;
mod findings;
mod help;
mod history;
mod host;
mod keep;
mod patch;
mod preferences;
mod sharing;
mod source;
mod state;
mod strings;
mod update;
mod view;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use gloo_events::EventListener;
use gloo_file::callbacks::FileReader;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, Window};

use crate::browser::today;
use crate::document::Span;
use crate::render::sentence::Language;
use editing::{Act, Leave};
use host::Browser;
use source::Source;
use state::{Chosen, Origin, State};
use update::{Effect, Message, update};
use view::View;

/// A pass longer than that, in milliseconds, is not made at every keystroke but when typing rests.
const LONG: f64 = 50.0;

/// How long typing rests before a long text is checked.
const REST: Duration = Duration::from_millis(120);

/// The mark on the browser's timeline after findings are painted, for whoever measures.
const PAINTED: &str = "gouji-painted";

thread_local! {
    /// The page of this instance.
    static RUNNING: RefCell<Option<Rc<App>>> = const { RefCell::new(None) };
}

/// The running page.
pub struct App {
    window: Window,
    document: Document,
    body: HtmlElement,
    state: RefCell<State>,
    view: RefCell<View>,
    listeners: RefCell<Vec<EventListener>>,
    reading: RefCell<Option<FileReader>>,
    /// Whether a word is being composed by an input method.
    composing: Cell<bool>,
    /// How long the last pass took, in milliseconds.
    last_pass: Cell<f64>,
    /// Whether the report is still to be shown as it is after the last edit.
    unshown: Cell<bool>,
    /// An edit that waits for typing to rest.
    waiting: RefCell<Option<Timeout>>,
    /// An edit in place that waits for typing to rest.
    waiting_in_place: RefCell<Option<Timeout>>,
    /// The draft waits to be kept on this device.
    keeping: RefCell<Option<Timeout>>,
    /// What has been kept there.
    kept_revision: Cell<usize>,
}

/// Starts the page in this window.
///
/// # Errors
/// When there is no window, or the page lacks an element it needs.
pub fn start() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let document = window.document().ok_or("there is no document")?;
    let body = document.body().ok_or("the page has no body")?;
    let language = preferences::language(&window);
    let this_year = i32::try_from(js_sys::Date::new_0().get_full_year()).unwrap_or(i32::MAX);
    let view = View::new(&document, this_year)?;
    let mut state = State::new(language);
    state.options.today = today();
    let app = Rc::new(App {
        window,
        document,
        body,
        state: RefCell::new(state),
        view: RefCell::new(view),
        listeners: RefCell::default(),
        reading: RefCell::default(),
        composing: Cell::default(),
        last_pass: Cell::default(),
        unshown: Cell::default(),
        waiting: RefCell::default(),
        waiting_in_place: RefCell::default(),
        keeping: RefCell::default(),
        kept_revision: Cell::default(),
    });
    events::listen(&app)?;
    editing::listen(&app)?;
    // The browser, or a page that had to be started anew, may have kept a text.
    let has_text = !app.view.borrow().source.area().value().is_empty();
    if has_text {
        autosave::resume(&app.window, &mut app.state.borrow_mut(), &Browser);
    } else {
        app.state.borrow_mut().keeping = autosave::remembered(&app.window);
    }
    let found = autosave::find(&app.window);
    app.state.borrow_mut().found = found;
    // What was resumed may never have been kept: a store that was full, or another visit's.
    app.kept_revision.set(if has_text { usize::MAX } else { app.state.borrow().revision });
    app.check_now();
    // The listeners refer to the page weakly; it lives as long as its window.
    RUNNING.set(Some(app));
    Ok(())
}

/// The examiner has been loaded, or it is certain that it cannot be.
fn examiner_ready() {
    if let Some(app) = RUNNING.with_borrow(Option::clone) {
        app.catch_up();
        app.send(Message::ExaminerReady);
    }
}

/// Opens a draft that is one of many.
fn open_draft(bytes: &[u8], name: &str, replaces_another: bool) {
    if let Some(app) = RUNNING.with_borrow(Option::clone) {
        if replaces_another {
            app.send(Message::Clear);
        }
        files::opened(&app, bytes, name, Origin::File(name.to_owned()));
    }
}

/// The page is about to be left, or hidden. Says whether work would be lost.
fn leaving() -> bool {
    RUNNING.with_borrow(Option::clone).is_some_and(|app| {
        app.catch_up();
        autosave::leaving(&app)
    })
}

/// Goes once through everything between a draft and the page's HTML.
fn warm_up(draft: &str) -> usize {
    let mut state = State::new(Language::Chinese);
    update(&mut state, Message::Edited(draft.to_owned()), &Browser);
    let drawn = view::pieces(&state).iter().map(|(_, html)| html.len()).sum();
    // The examiner has answered about another draft since: the details of findings are those of its last answer.
    if let Some(app) = RUNNING.with_borrow(Option::clone).filter(|app| !app.state.borrow().is_empty()) {
        app.send(Message::ExaminerReady);
    }
    drawn
}

/// A link to a report came with the page's address.
fn link_arrived(link: String) {
    if let Some(app) = RUNNING.with_borrow(Option::clone) {
        app.send(Message::LinkArrived(link));
    }
}

fn focus(target: Option<HtmlElement>) {
    if let Some(target) = target {
        let _ = target.focus();
    }
}

impl App {
    /// Takes a message: next state, view, effects.
    fn send(self: &Rc<Self>, message: Message) {
        let is_edit = matches!(message, Message::Edited(_) | Message::Edit(Act::Typed(_)));
        if !is_edit {
            self.catch_up();
            self.show_report();
        }
        let is_arrival = self.take_in_first(&message);
        // While somebody types, the findings come first, and the report with the frame after them.
        let in_two = is_edit && !self.state.borrow().is_empty();
        let started = self.now();
        let switched = matches!(message, Message::SwitchLanguage);
        let effects = update(&mut self.state.borrow_mut(), message, &Browser);
        self.unshown.set(in_two && effects.iter().all(|effect| *effect == Effect::Write));
        if self.unshown.get() {
            self.view.borrow_mut().show_findings(&self.state.borrow());
        } else {
            self.view.borrow_mut().show(&self.state.borrow());
        }
        self.last_pass.set(self.now() - started);
        if switched {
            preferences::remember_language(&self.window, self.language());
        }
        for effect in effects {
            self.perform(effect);
        }
        self.mark_painted();
        if is_arrival {
            autosave::keep(self);
        } else {
            autosave::schedule(self);
        }
    }

    /// Should a draft that arrives break the page, its text is in the text area already, and nothing of the draft before it
    /// is taken for its own. Says whether one arrives.
    fn take_in_first(&self, message: &Message) -> bool {
        let Message::Arrived(Ok(draft), origin) = message else { return false };
        if matches!(origin, Origin::Previous(_)) {
            return false;
        }
        host::keep("");
        let source = self.view.borrow().source.clone();
        source.write(&draft.document.text);
        true
    }

    /// Does what showing the state cannot.
    fn perform(self: &Rc<Self>, effect: Effect) {
        if effect != Effect::Write {
            self.show_report();
        }
        // Where the focus goes, it leaves something, and that is an event: nothing may be borrowed meanwhile.
        match effect {
            Effect::Write => {
                let source = self.view.borrow().source.clone();
                let is_same = source.write(&self.state.borrow().document.text);
                if !is_same {
                    self.check_now();
                }
            }
            Effect::Landed(span) => {
                let has_focus = |id: &str| self.document.active_element().is_some_and(|active| active.id() == id);
                let in_preview = self.view.borrow().has_focus();
                if has_focus("source") {
                    let source = self.view.borrow().source.clone();
                    source.select(&self.state.borrow().document.text.clone(), Span::new(span.end, span.end));
                } else if in_preview {
                    self.perform(Effect::FocusActive);
                }
            }
            Effect::FocusActive => {
                let target = self.view.borrow().active(&self.state.borrow());
                focus(target);
            }
            Effect::FocusEditor(caret) => {
                let in_place = self.view.borrow().in_place.clone();
                in_place.focus(caret);
            }
            Effect::ImportElsewhere(text) => files::import_elsewhere(self, text.as_bytes(), Origin::Typed),
            Effect::OpenLink(link) => sharing::open_link(self, link, None),
            Effect::ToStart => {
                let source = self.view.borrow().source.clone();
                source.to_start();
                // What had the focus may be gone with the page that was empty.
                let active = self.document.active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok());
                if active.is_none_or(|active| active.offset_parent().is_none()) {
                    let _ = source.area().focus();
                }
            }
            Effect::Reveal(pane) => self.view.borrow().reveal(&self.state.borrow(), pane),
            Effect::FocusFinding(index) => {
                let target = self.view.borrow().finding(index);
                focus(target);
            }
            Effect::Select(span) => {
                let (source, text) = (self.view.borrow().source.clone(), self.state.borrow().document.text.clone());
                source.select(&text, span);
            }
        }
    }

    /// Whether the state is just being changed or shown: an event that comes of that is none of the person's.
    fn is_busy(&self) -> bool {
        self.state.try_borrow_mut().is_err() || self.view.try_borrow_mut().is_err()
    }

    /// Something was typed in place: into the text at once, or, where that takes long, when typing rests.
    fn typed_in_place(self: &Rc<Self>, text: String) {
        self.waiting_in_place.replace(None);
        if self.last_pass.get() <= LONG {
            return self.send(Message::Edit(Act::Typed(text)));
        }
        let weak = Rc::downgrade(self);
        let later = Timeout::new(u32::try_from(REST.as_millis()).unwrap_or(u32::MAX), move || {
            if let Some(app) = weak.upgrade() {
                app.waiting_in_place.replace(None);
                app.send(Message::Edit(Act::Typed(text)));
            }
        });
        self.waiting_in_place.replace(Some(later));
    }

    /// Closes the editor, if one is open.
    fn commit(self: &Rc<Self>, leave: Leave) {
        self.waiting_in_place.replace(None);
        let editing = self.state.borrow().editing.as_ref().map(|editing| editing.target);
        if let Some(target) = editing {
            let text = self.view.borrow().in_place.value(target);
            self.send(Message::Edit(Act::Commit(text, leave)));
        }
    }

    /// The text area was edited: checks at once, or, where that takes long, when typing rests.
    fn edited(self: &Rc<Self>) {
        if self.last_pass.get() <= LONG {
            return self.check_now();
        }
        let weak = Rc::downgrade(self);
        let later = Timeout::new(u32::try_from(REST.as_millis()).unwrap_or(u32::MAX), move || {
            if let Some(app) = weak.upgrade() {
                app.check_now();
            }
        });
        self.waiting.replace(Some(later));
    }

    /// Checks what the text area holds.
    fn check_now(self: &Rc<Self>) {
        self.waiting.replace(None);
        let text = self.view.borrow().source.area().value();
        self.send(Message::Edited(text));
    }

    /// Checks an edit that is still waiting: what follows speaks of the text as it is.
    fn catch_up(self: &Rc<Self>) {
        if self.waiting.borrow().is_some() {
            self.check_now();
        }
    }

    /// Shows the report where that is still to be done.
    fn show_report(&self) {
        if self.unshown.take() {
            self.view.borrow_mut().show_report(&self.state.borrow());
        }
    }

    fn with_source<T>(&self, act: impl FnOnce(&Source, &State) -> T) -> T {
        act(&self.view.borrow().source, &self.state.borrow())
    }

    fn chosen(&self) -> Option<Chosen> {
        self.state.borrow().chosen
    }

    fn language(&self) -> Language {
        self.state.borrow().language
    }

    fn now(&self) -> f64 {
        self.window.performance().map_or(0.0, |performance| performance.now())
    }

    /// Brings the backdrop into place with the next frame, marks the moment after it is painted, and shows what was
    /// left for then.
    fn mark_painted(self: &Rc<Self>) {
        let (before, after) = (Rc::downgrade(self), Rc::downgrade(self));
        let follow = move || {
            if let Some(app) = before.upgrade() {
                app.view.borrow().source.follow();
            }
        };
        let painted = move || {
            let Some(app) = after.upgrade() else { return };
            if let Some(performance) = app.window.performance() {
                let _ = performance.mark(PAINTED);
            }
            app.show_report();
        };
        host::with_frame(follow, painted);
    }
}
