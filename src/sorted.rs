//! Sorting and sets of numbers, in little code.
//!
//! A report has a few hundred pieces. The standard library's sorts and trees are made for millions, and every type
//! they are used with adds kilobytes to the browser module; these share one body.

/// Sorts by a key of two numbers; pieces with equal keys keep their order.
pub fn sort_by_key<T>(pieces: &mut [T], key: impl Fn(&T) -> (u64, u64)) {
    let mut order = order(&pieces.iter().map(key).collect::<Vec<_>>());
    // Along each cycle of the permutation, every piece is exchanged into its place.
    for start in 0..pieces.len() {
        let mut at = start;
        while let Some(from) = order.get_mut(at).map(|from| std::mem::replace(from, at)).filter(|&from| from != at) {
            if from == start {
                break;
            }
            pieces.swap(at, from);
            at = from;
        }
    }
}

/// The places of the keys in ascending order. A merge sort: equal ones keep their order, and no input makes it slow.
fn order(keys: &[(u64, u64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let mut merged = Vec::with_capacity(keys.len());
    let mut width = 1;
    while width < keys.len() {
        for runs in order.chunks(2 * width) {
            let (mut left, mut right) = runs.split_at_checked(width).unwrap_or((runs, &[]));
            while let ([one, left_rest @ ..], [other, right_rest @ ..]) = (left, right) {
                if keys.get(*other) < keys.get(*one) {
                    merged.push(*other);
                    right = right_rest;
                } else {
                    merged.push(*one);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        width *= 2;
    }
    order
}

/// A set of numbers, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    ascending: Vec<usize>,
}

impl Numbers {
    /// Adds a number; says whether it was not there yet.
    pub fn insert(&mut self, number: usize) -> bool {
        let place = match self.ascending.last() {
            Some(&last) if last < number => Err(self.ascending.len()),
            _ => self.ascending.binary_search(&number),
        };
        if let Err(at) = place {
            self.ascending.insert(at, number);
        }
        place.is_err()
    }

    /// Whether the number is there.
    pub fn contains(&self, number: usize) -> bool {
        self.ascending.binary_search(&number).is_ok()
    }

    /// The numbers, ascending.
    pub fn as_slice(&self) -> &[usize] {
        &self.ascending
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ascending.is_empty()
    }
}

impl FromIterator<usize> for Numbers {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Numbers {
        let mut set = Numbers::default();
        set.extend(numbers);
        set
    }
}

impl Extend<usize> for Numbers {
    fn extend<I: IntoIterator<Item = usize>>(&mut self, numbers: I) {
        for number in numbers {
            self.insert(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn sorts_as_the_standard_library_does(pieces in proptest::collection::vec((0..9_u8, any::<u8>()), 0..70)) {
            let (mut ours, mut reference) = (pieces.clone(), pieces);
            sort_by_key(&mut ours, |piece| (piece.0.into(), 0));
            reference.sort_by_key(|piece| piece.0);
            prop_assert_eq!(ours, reference);
        }

        #[test]
        fn holds_what_a_set_holds(numbers in proptest::collection::vec(0..40_usize, 0..70)) {
            let ours: Numbers = numbers.iter().copied().collect();
            let reference: BTreeSet<usize> = numbers.into_iter().collect();
            prop_assert!((0..40).all(|number| ours.contains(number) == reference.contains(&number)));
            prop_assert!(ours.as_slice().iter().eq(&reference));
        }
    }
}
