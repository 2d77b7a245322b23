//! Hostile files of every kind: a sentence within two seconds and 256 MB, or a document; never a panic. One test, one
//! file after another, in a program of its own: what is allocated is counted.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic: that is how they fail"
)]
#![allow(unsafe_code, reason = "an allocator that counts")]

#[path = "native/support/mod.rs"]
mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use gouji::check::{Options, check};
use gouji::import::{Imported, Input, NativeHost, import};
use gouji::read::read;
use gouji::render::sentence::{Language, import_error};

/// Two seconds, and more for unoptimised code on a busy machine: what is quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// Bytes that may be in use at once, the file itself included.
const MEMORY: usize = 256 << 20;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

struct Counting;

// SAFETY: every call is handed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both may exist for a moment.
        grown(size);
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

fn grown(size: usize) {
    let now = IN_USE.fetch_add(size, Ordering::Relaxed) + size;
    PEAK.fetch_max(now, Ordering::Relaxed);
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The time that this thread has run, where the system tells it: on a busy machine it waits for most of a test.
struct Clock {
    start: Instant,
    ran: Option<Duration>,
}

impl Clock {
    fn start() -> Clock {
        Clock { start: Instant::now(), ran: ran() }
    }

    fn elapsed(&self) -> Duration {
        let ran = ran().zip(self.ran).map(|(now, then)| now.saturating_sub(then));
        ran.unwrap_or_else(|| self.start.elapsed())
    }
}

fn ran() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

#[test]
fn hostile_files_of_every_kind_end_in_a_sentence_soon_and_in_little_memory() {
    let mut failures = Vec::new();
    for (name, make) in support::hostile::recipes() {
        let hostile = make();
        // What making it has taken is not counted; the file itself is.
        let before = IN_USE.load(Ordering::Relaxed) - hostile.bytes.len().min(gouji::import::LARGEST);
        PEAK.store(IN_USE.load(Ordering::Relaxed), Ordering::Relaxed);
        let start = Clock::start();
        let result = import(Input::File { bytes: &hostile.bytes, name: "年报" }, &NativeHost);
        // Whatever is let in is read and checked as well.
        if let Ok(Imported::Document(document)) = &result {
            check(&read(document), &Options::default());
        }
        let took = start.elapsed();
        let used = PEAK.load(Ordering::Relaxed).saturating_sub(before);
        let said = match &result {
            Ok(_) => "read".to_owned(),
            Err(error) => import_error(error, Language::Chinese),
        };
        if std::env::var_os("GOUJI_SHOW").is_some() {
            eprintln!(
                "{:>6} ms {:>4} MB  {name}: {}",
                took.as_millis(),
                used >> 20,
                said.chars().take(40).collect::<String>()
            );
        }
        if took > PATIENCE {
            failures.push(format!("{name}: took {took:?}"));
        }
        if used > MEMORY {
            failures.push(format!("{name}: {} MB", used >> 20));
        }
        if hostile.is_refused && result.is_ok() {
            failures.push(format!("{name}: read"));
        }
        if result.is_err() && !(said.ends_with('。') && said.chars().count() > 8) {
            failures.push(format!("{name}: no sentence: {said}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
