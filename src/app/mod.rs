//! The page: state → message → update → view.
//!
//! An event becomes a message, [`update`] makes the next state of it, [`View`] shows what differs, and effects
//! (typing, focus, scrolling) come last. One edit is one synchronous pass from the text to the findings.

mod dom;
mod events;
mod exports;
mod files;
mod findings;
mod help;
mod host;
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
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, Window};

use crate::browser::today;
use crate::render::sentence::Language;
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
    /// Whether the page itself is changing the text.
    is_typing_over: Cell<bool>,
    /// How long the last pass took, in milliseconds.
    last_pass: Cell<f64>,
    /// Whether the report is still to be shown as it is after the last edit.
    unshown: Cell<bool>,
    /// An edit that waits for typing to rest.
    waiting: RefCell<Option<Timeout>>,
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
        is_typing_over: Cell::default(),
        last_pass: Cell::default(),
        unshown: Cell::default(),
        waiting: RefCell::default(),
    });
    events::listen(&app)?;
    // The browser, or a page that had to be started anew, may have kept a text.
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

impl App {
    /// Takes a message: next state, view, effects.
    fn send(self: &Rc<Self>, message: Message) {
        let is_edit = matches!(message, Message::Edited(_));
        if !is_edit {
            self.catch_up();
            self.show_report();
        }
        // While somebody types, the findings come first, and the report with the frame after them.
        let in_two = is_edit && !self.state.borrow().is_empty() && !self.state.borrow().is_arriving();
        let started = self.now();
        let switched = matches!(message, Message::SwitchLanguage);
        let effects = update(&mut self.state.borrow_mut(), message, &Browser);
        self.unshown.set(in_two && effects.is_empty());
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
    }

    /// Does what showing the state cannot.
    fn perform(self: &Rc<Self>, effect: Effect) {
        if !matches!(effect, Effect::Type(..)) {
            self.show_report();
        }
        match effect {
            // The browser answers at once with an `input` event, so nothing may be borrowed here.
            Effect::Type(span, text) => {
                let source = self.view.borrow().source.clone();
                let here = self.state.borrow().document.text.clone();
                self.is_typing_over.set(true);
                let told = source.type_over(&here, span, &text);
                self.is_typing_over.set(false);
                if !told {
                    self.check_now();
                }
            }
            Effect::ImportElsewhere(text) => files::import_elsewhere(self, text.as_bytes(), Origin::Typed),
            Effect::OpenLink(link) => sharing::open_link(self, link, None),
            Effect::ToStart => self.view.borrow().source.to_start(),
            Effect::Reveal(pane) => self.view.borrow().reveal(&self.state.borrow(), pane),
            Effect::FocusFinding(index) => self.view.borrow().focus_finding(index),
            Effect::Select(span) => {
                self.view.borrow().source.select(&self.state.borrow().document.text, span);
            }
        }
    }

    /// The text area was edited: checks at once, or, where that takes long, when typing rests.
    fn edited(self: &Rc<Self>) {
        // What the page types itself is followed at once by what shows it.
        if self.is_typing_over.get() || self.last_pass.get() <= LONG {
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
        let weak = Rc::downgrade(self);
        let frame = Closure::once_into_js(move |_: f64| {
            if let Some(app) = weak.upgrade() {
                app.view.borrow().source.follow();
            }
            Timeout::new(0, move || {
                let Some(app) = weak.upgrade() else { return };
                if let Some(performance) = app.window.performance() {
                    let _ = performance.mark(PAINTED);
                }
                app.show_report();
            })
            .forget();
        });
        let _ = self.window.request_animation_frame(frame.unchecked_ref());
    }
}
