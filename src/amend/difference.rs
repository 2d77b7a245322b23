//! What differs between two sequences: the longest common subsequence stays, as far as finding it takes no time.

use std::ops::Range;

/// A stretch that differs: a range of the old sequence, and of the new one.
pub type Hunk = (Range<usize>, Range<usize>);

/// Pairs that are compared at most; beyond that all between the common ends counts as different.
const MOST: usize = 4_000_000;

/// Where the sequences differ, in order.
pub fn hunks<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let prefix = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (old.get(prefix..).unwrap_or(&[]), new.get(prefix..).unwrap_or(&[]));
    let suffix = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let old_middle = old_rest.get(..old_rest.len() - suffix).unwrap_or(&[]);
    let new_middle = new_rest.get(..new_rest.len() - suffix).unwrap_or(&[]);
    if old_middle.is_empty() && new_middle.is_empty() {
        return Vec::new();
    }
    let whole = (prefix..prefix + old_middle.len(), prefix..prefix + new_middle.len());
    if old_middle.is_empty() || new_middle.is_empty() || old_middle.len() * new_middle.len() > MOST {
        return vec![whole];
    }
    common(old_middle, new_middle)
        .into_iter()
        .map(|(old, new)| (old.start + prefix..old.end + prefix, new.start + prefix..new.end + prefix))
        .collect()
}

fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let width = new.len() + 1;
    // The length of the longest common subsequence of what is left from each pair of places on.
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    let at = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let length = if one == other {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(place) = lengths.get_mut(i * width + j) {
                *place = length;
            }
        }
    }
    let mut hunks: Vec<Hunk> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut old_start, mut new_start) = (0, 0);
    loop {
        let is_common = match (old.get(i), new.get(j)) {
            (Some(one), Some(other)) => one == other,
            (None, None) => true,
            _ => false,
        };
        if is_common {
            if old_start < i || new_start < j {
                hunks.push((old_start..i, new_start..j));
            }
            if i >= old.len() {
                return hunks;
            }
            i += 1;
            j += 1;
            (old_start, new_start) = (i, j);
        } else if j >= new.len() || (i < old.len() && at(&lengths, i + 1, j) >= at(&lengths, i, j + 1)) {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// The hunks with those made one between which hardly anything stays, so that people can read them.
pub fn joined(hunks: Vec<Hunk>, stays: impl Fn(Range<usize>) -> bool) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::new();
    for (old, new) in hunks {
        match joined.last_mut() {
            Some((last_old, last_new)) if !stays(last_old.end..old.start) => {
                last_old.end = old.end;
                last_new.end = new.end;
            }
            _ => joined.push((old, new)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(old: &str, new: &str) -> Vec<(String, String)> {
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let found = hunks(&old, &new);
        // What is outside the hunks is the same.
        let mut rebuilt = String::new();
        let mut at = 0;
        for (range, other) in &found {
            rebuilt.extend(&old[at..range.start]);
            rebuilt.extend(&new[other.clone()]);
            at = range.end;
        }
        rebuilt.extend(&old[at..]);
        assert_eq!(rebuilt, new.iter().collect::<String>());
        found.into_iter().map(|(one, other)| (old[one].iter().collect(), new[other].iter().collect())).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
    }

    #[test]
    fn what_is_common_stays() {
        assert_eq!(of("甲乙丙", "甲乙丙"), pairs(&[]));
        assert_eq!(of("2931", "2932"), pairs(&[("1", "2")]));
        assert_eq!(of("收到三件，办结四件", "收到五件，办结六件"), pairs(&[("三", "五"), ("四", "六")]));
        assert_eq!(of("", "甲"), pairs(&[("", "甲")]));
        assert_eq!(of("甲乙", ""), pairs(&[("甲乙", "")]));
        assert_eq!(of("一，二", "二，三"), pairs(&[("一，", ""), ("", "，三")]));
    }

    #[test]
    fn long_texts_that_have_nothing_in_common_take_no_time() {
        let (old, new) = ("甲".repeat(5000), "乙".repeat(5000));
        assert_eq!(of(&old, &new), [(old.clone(), new.clone())]);
    }

    #[test]
    fn hunks_with_little_between_them_become_one() {
        let found = joined(vec![(0..1, 0..0), (2..2, 1..2), (9..10, 9..9)], |between| between.len() > 2);
        assert_eq!(found, [(0..2, 0..2), (9..10, 9..9)]);
    }
}
