//! The working draft, kept on this device: in the browser's store, which only pages of the same origin can read.
//!
//! Every visit keeps its draft under a name of its own, so that two windows never write over each other. What an earlier
//! visit has left is offered, never put back unasked, and dropped after a week: many computers are used by many people.

mod pack;

pub use pack::Saved;

use std::rc::Rc;
use std::time::Duration;

use gloo_storage::{LocalStorage, Storage};
use gloo_timers::callback::Timeout;
use web_sys::Window;

use super::App;
use super::host;
use super::state::{Origin, State};
use super::update::Message;

/// What the names of kept drafts begin with.
const PREFIX: &str = "gouji.draft.";
/// Where it is remembered that nothing is to be kept.
const OFF: &str = "gouji.autosave";
/// How long a draft is kept, in seconds.
const WEEK: u32 = 7 * 24 * 3_600;
/// How long the draft rests before it is kept.
const REST: Duration = Duration::from_millis(800);
/// Most bytes that are kept: a store holds about five million characters, for all drafts together.
const LARGEST: usize = 3_000_000;
/// Most drafts that are kept.
const MOST: usize = 5;

/// Whether drafts are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Keeping {
    /// The person has not switched it off.
    pub is_on: bool,
    /// How it went last.
    pub status: Status,
}

impl Default for Keeping {
    fn default() -> Keeping {
        Keeping { is_on: true, status: Status::Nothing }
    }
}

/// How keeping went.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Status {
    /// Nothing was to be kept yet.
    #[default]
    Nothing,
    /// The draft was kept, at that second.
    Kept(u32),
    /// What was kept has been forgotten.
    Forgotten,
    /// The browser lets the page keep nothing.
    Forbidden,
    /// The store is full.
    Full,
    /// The draft is too large for it.
    TooLarge,
}

/// A draft that an earlier visit has left.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its name in the store.
    pub key: String,
    /// When it was kept, in seconds.
    pub at: u32,
    /// What it is called: its file, else its first line.
    pub name: String,
    /// The draft.
    pub saved: Box<Saved>,
}

impl Keeping {
    /// Whether what is edited now is sure to be kept.
    pub fn works(&self) -> bool {
        self.is_on && matches!(self.status, Status::Nothing | Status::Kept(_))
    }
}

/// Whether there is work in the page that would be lost with it, if it is not kept.
pub fn is_work(state: &State) -> bool {
    !state.is_empty() && (state.edits > 0 || matches!(state.origin, Origin::Typed | Origin::Pasted))
}

/// The browser's store; `None` when the page may not use it.
fn store(window: &Window) -> Option<web_sys::Storage> {
    // Asking gloo where it is forbidden would throw.
    matches!(window.local_storage(), Ok(Some(_))).then(LocalStorage::raw)
}

/// The name under which this visit keeps its draft.
fn own_key() -> String {
    format!("{PREFIX}{}", host::visit() as u64)
}

/// The time in seconds. Whole numbers alone: reading and writing fractions would cost the start module tens of kilobytes.
fn now() -> u32 {
    (js_sys::Date::now() / 1000.0) as u32
}

/// The names of all drafts that are kept.
fn keys(store: &web_sys::Storage) -> Vec<String> {
    let count = store.length().unwrap_or(0);
    (0..count).filter_map(|index| store.key(index).ok().flatten()).filter(|key| key.starts_with(PREFIX)).collect()
}

/// Whether drafts are to be kept at all, as far as was said in an earlier visit.
pub fn remembered(window: &Window) -> Keeping {
    let store = store(window);
    let is_off = store.as_ref().is_some_and(|store| matches!(store.get_item(OFF), Ok(Some(_))));
    let status = if store.is_some() { Status::Nothing } else { Status::Forbidden };
    Keeping { is_on: !is_off, status }
}

/// The newest draft that an earlier visit has left. What is too old, or cannot be read, is dropped.
pub fn find(window: &Window) -> Option<Found> {
    let store = store(window)?;
    let own = own_key();
    let now = now();
    let mut newest: Option<Found> = None;
    for key in keys(&store) {
        let text = store.get_item(&key).ok().flatten().unwrap_or_default();
        let saved = Saved::unpack(&text).filter(|saved| now.saturating_sub(saved.at) < WEEK);
        let Some(saved) = saved else {
            let _ = store.remove_item(&key);
            continue;
        };
        if key != own && newest.as_ref().is_none_or(|found| found.at < saved.at) {
            newest = Some(Found { key, at: saved.at, name: saved.name(), saved: Box::new(saved) });
        }
    }
    newest
}

/// Puts back what this visit had before the page had to be started anew, or was in a newer build: all but the last strokes.
pub fn resume(window: &Window, state: &mut State, surroundings: &dyn super::state::Surroundings) {
    state.keeping = remembered(window);
    if let Some(saved) = host::kept().as_deref().and_then(Saved::unpack) {
        saved.put_into(state, surroundings);
    }
}

/// Keeps the draft when it has rested, if it has changed.
pub fn schedule(app: &Rc<App>) {
    if app.kept_revision.get() == app.state.borrow().revision || app.keeping.borrow().is_some() {
        return;
    }
    let weak = Rc::downgrade(app);
    let later = Timeout::new(u32::try_from(REST.as_millis()).unwrap_or(u32::MAX), move || {
        if let Some(app) = weak.upgrade() {
            keep(&app);
        }
    });
    app.keeping.replace(Some(later));
}

/// Keeps the draft now, if it has changed.
pub fn keep(app: &Rc<App>) {
    app.keeping.replace(None);
    let (revision, was) = (app.state.borrow().revision, app.state.borrow().keeping.clone());
    if app.kept_revision.replace(revision) == revision {
        return;
    }
    let (packed, is_work) = {
        let state = app.state.borrow();
        (Saved::of(&state, now()).pack(), is_work(&state))
    };
    let status = if !was.is_on {
        was.status
    } else if is_work {
        write(&app.window, &packed)
    } else {
        // A draft that was given up is not kept either.
        if let Some(store) = store(&app.window) {
            let _ = store.remove_item(&own_key());
        }
        if matches!(was.status, Status::Kept(_) | Status::Full | Status::TooLarge) {
            Status::Nothing
        } else {
            was.status
        }
    };
    // Should the page have to be started anew, it goes on from here, whether the browser has a store or not.
    host::keep(&packed);
    if status != was.status {
        app.send(Message::Keeping(Keeping { status, ..was }));
    }
}

fn write(window: &Window, packed: &str) -> Status {
    if packed.len() > LARGEST {
        return Status::TooLarge;
    }
    let Some(store) = store(window) else { return Status::Forbidden };
    let own = own_key();
    let mut others: Vec<(u32, String)> =
        keys(&store).into_iter().filter(|key| *key != own).map(|key| (age(&store, &key), key)).collect();
    crate::sorted::sort_by_key(&mut others, |(at, _)| (u64::from(*at), 0));
    let surplus = (others.len() + 1).saturating_sub(MOST);
    for (_, key) in others.iter().take(surplus) {
        let _ = store.remove_item(key);
    }
    match store.set_item(&own, packed) {
        Ok(()) => Status::Kept(now()),
        Err(_) => Status::Full,
    }
}

/// When a draft was kept.
fn age(store: &web_sys::Storage, key: &str) -> u32 {
    store.get_item(key).ok().flatten().and_then(|text| pack::time(&text)).unwrap_or(0)
}

/// Puts the draft that was found into the page; it is this visit's from now on.
pub fn put_back(app: &Rc<App>) {
    let Some(found) = app.state.borrow().found.clone() else { return };
    app.send(Message::Restored(found.saved));
    if let Some(store) = store(&app.window) {
        let _ = store.remove_item(&found.key);
    }
    keep(app);
}

/// Drops the draft that was found; another may be left.
pub fn discard(app: &Rc<App>) {
    let Some(found) = app.state.borrow().found.clone() else { return };
    if let Some(store) = store(&app.window) {
        let _ = store.remove_item(&found.key);
    }
    app.send(Message::Found(find(&app.window)));
}

/// Forgets everything that is kept, and keeps nothing more in this visit.
pub fn forget(app: &Rc<App>) {
    drop_all(&app.window);
    app.send(Message::Found(None));
    app.send(Message::Keeping(Keeping { is_on: false, status: Status::Forgotten }));
}

/// Keeps drafts from now on, or none.
pub fn switch(app: &Rc<App>, is_on: bool) {
    if let Some(store) = store(&app.window) {
        let _ = if is_on { store.remove_item(OFF) } else { store.set_item(OFF, "off") };
    }
    if !is_on {
        drop_all(&app.window);
        app.send(Message::Found(None));
    }
    let allowed = store(&app.window).is_some();
    let status = if allowed { Status::Nothing } else { Status::Forbidden };
    app.send(Message::Keeping(Keeping { is_on, status }));
    app.kept_revision.set(usize::MAX);
    keep(app);
}

fn drop_all(window: &Window) {
    let Some(store) = store(window) else { return };
    for key in keys(&store) {
        let _ = store.remove_item(&key);
    }
}

/// Keeps the draft at once, and says whether leaving the page now would lose work.
pub fn leaving(app: &Rc<App>) -> bool {
    keep(app);
    let state = app.state.borrow();
    is_work(&state) && state.edits > 0 && !state.keeping.works()
}
