//! Two things at a time, where there are two cores: much of what cargo does keeps only one of them busy.

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Mutex;

use anyhow::{Result, anyhow};

use crate::target_folder;

/// Where a cargo builds. It locks the folder while it does: with a folder more, two build at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// The workspace's own folder.
    Main,
    /// Another below it.
    Beside,
}

impl Lane {
    /// The folder, where it is not cargo's own choice.
    pub fn target_folder(self) -> Option<PathBuf> {
        (self == Lane::Beside).then(|| target_folder().join("beside"))
    }
}

/// Works on every piece, in the lane that is free; in the main lane after what is to be done there first. One lane takes
/// them from the front and the other from the back, so that most find what their lane has built of them before. The answers
/// are in the order of the pieces. After an error no other piece is begun.
pub fn work<P: Sync, T: Send>(
    first: impl FnOnce() -> Result<()>,
    pieces: &[P],
    piece: impl Fn(&P, Lane) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let (left, done) = (Mutex::new(pieces.iter().enumerate()), Mutex::new(Vec::new()));
    let failed = || anyhow!("a piece of work failed");
    let take = |lane| -> Result<Option<(usize, &P)>> {
        let mut left = left.lock().map_err(|_| failed())?;
        Ok(if lane == Lane::Main { left.next() } else { left.next_back() })
    };
    let stop = |error| {
        if let Ok(mut left) = left.lock() {
            left.by_ref().for_each(drop);
        }
        error
    };
    let drain = |lane| -> Result<()> {
        while let Some((index, of_index)) = take(lane)? {
            let answer = piece(of_index, lane).map_err(stop)?;
            done.lock().map_err(|_| failed())?.push((index, answer));
        }
        Ok(())
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        let beside = (cores > 1).then(|| scope.spawn(|| drain(Lane::Beside)));
        let main = first().map_err(stop).and_then(|()| drain(Lane::Main));
        let beside = beside.map_or(Ok(()), |beside| beside.join().unwrap_or_else(|_| Err(failed())));
        main.and(beside)
    })?;
    let mut done = done.into_inner().map_err(|_| failed())?;
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, answer)| answer).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use anyhow::bail;

    use super::*;

    #[test]
    fn answers_are_in_the_order_of_the_pieces() {
        let pieces: Vec<u32> = (0..50).collect();
        let begun = AtomicUsize::new(0);
        let first = || {
            begun.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        assert_eq!(
            work(first, &pieces, |piece, _| Ok(piece * 2)).unwrap(),
            (0..50).map(|piece| piece * 2).collect::<Vec<_>>()
        );
        assert_eq!(begun.into_inner(), 1);
    }

    #[test]
    fn after_an_error_nothing_else_is_begun() {
        let begun = AtomicUsize::new(0);
        let count = |_: &(), _| -> Result<()> {
            begun.fetch_add(1, Ordering::SeqCst);
            bail!("no")
        };
        work(|| Ok(()), &[(); 50], count).unwrap_err();
        // One a lane, at most.
        assert!(begun.load(Ordering::SeqCst) <= 2);
        let failing = || -> Result<()> { bail!("no") };
        assert_eq!(work(failing, &[1], |piece, _| Ok(*piece)).unwrap_err().to_string(), "no");
    }
}
