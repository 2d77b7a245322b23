//! Which of a line's cells belong to which column.

use super::line::Piece;

/// The values of a line by column; `None` where the line has no cell for it.
pub(super) type Values<'p, 'a> = Vec<Option<&'p Piece<'a>>>;

/// Assigns the cells behind a line's labels to `count` columns. `start` is the grid column where the first
/// value stands in other lines of the same shape. `None` when it cannot be told which number belongs where.
pub(super) fn place<'p, 'a>(values: &'p [Piece<'a>], count: usize, start: Option<usize>) -> Option<Values<'p, 'a>> {
    let filled: Vec<&Piece> = values.iter().filter(|piece| !piece.is_blank()).collect();
    let begins = |start| values.first().is_some_and(|first| first.column == start);
    if values.len() == count && (filled.len() == count || start.is_none_or(begins)) {
        return Some(values.iter().map(Some).collect());
    }
    if filled.len() > count {
        return None;
    }
    if filled.len() == count {
        return Some(filled.into_iter().map(Some).collect());
    }
    if filled.is_empty() && values.len() > count {
        return Some(values.iter().skip(values.len() - count).map(Some).collect());
    }
    if let Some(start) = start {
        let at =
            |column: usize| values.iter().find(|piece| (piece.column..piece.column + piece.width).contains(&column));
        let placed: Values = (start..start + count).map(at).collect();
        // A line that does not reach from the first column to the last has lost a cell, and which one it was
        // cannot be told.
        if placed.iter().all(Option::is_some)
            && filled.iter().all(|piece| placed.iter().flatten().any(|other| other.span == piece.span))
        {
            return Some(placed);
        }
        return None;
    }
    // Windows of the right width outside of which everything is blank: usable when there is only one.
    let outside_is_blank =
        |from: usize| values.iter().enumerate().all(|(i, piece)| piece.is_blank() || (from..from + count).contains(&i));
    let mut windows = (0..=values.len().checked_sub(count)?).filter(|&from| outside_is_blank(from));
    match (windows.next(), windows.next()) {
        (Some(from), None) => Some(values.iter().skip(from).take(count).map(Some).collect()),
        _ => None,
    }
}

/// A line that left no doubt.
struct Learned {
    /// Grid column of its last label.
    label: usize,
    /// Grid column of its first value.
    start: usize,
    /// Number of its cells.
    length: usize,
}

/// The grid column where values begin, learned from the lines that leave no doubt: by the grid column of the
/// last label, because in plain text a merged label leaves no trace but an empty cell or none.
#[derive(Default)]
pub(super) struct Starts {
    learned: Vec<Learned>,
}

impl Starts {
    /// Remembers a line all of whose values are filled in.
    pub(super) fn learn(&mut self, label: usize, length: usize, values: &[Piece], count: usize) {
        let filled: Vec<&Piece> = values.iter().filter(|piece| !piece.is_blank()).collect();
        if let (Some(first), true) = (filled.first(), filled.len() == count)
            && filled.last().is_some_and(|last| last.column + 1 == first.column + count)
        {
            self.learned.push(Learned { label, start: first.column, length });
        }
    }

    /// Where the values of such a line begin: as in lines with the same last label column; else where lines
    /// with different last label columns agree, so that it does not depend on the labels.
    pub(super) fn start(&self, last_label: Option<usize>) -> Option<usize> {
        let same = self.learned.iter().filter(|line| Some(line.label) == last_label).map(|line| line.start);
        let first = self.learned.first().map(|line| line.label);
        let differ = self.learned.iter().any(|line| Some(line.label) != first);
        let all = self.learned.iter().map(|line| line.start).filter(|_| differ);
        unanimous(same).or_else(|| unanimous(all))
    }

    /// Whether a line of so many cells is shorter than a line like it that left no doubt.
    pub(super) fn is_short(&self, last_label: usize, length: usize) -> bool {
        self.learned.iter().any(|line| line.label == last_label && length < line.length)
    }
}

/// The value that all agree on.
fn unanimous(mut values: impl Iterator<Item = usize>) -> Option<usize> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn pieces(texts: &[&'static str]) -> Vec<Piece<'static>> {
        texts
            .iter()
            .enumerate()
            .map(|(i, text)| Piece { text, span: Span::new(i * 10, i * 10 + text.len()), column: 1 + i, width: 1 })
            .collect()
    }

    fn placed(texts: &[&'static str], count: usize, start: Option<usize>) -> Option<Vec<&'static str>> {
        place(&pieces(texts), count, start)
            .map(|values| values.into_iter().map(|piece| piece.map_or("", |p| p.text)).collect())
    }

    #[test]
    fn values_are_placed_only_where_there_is_no_doubt() {
        assert_eq!(placed(&["1", "2", "3"], 3, None), Some(vec!["1", "2", "3"]));
        assert_eq!(placed(&["", "1", "", "3", ""], 3, None), Some(vec!["1", "", "3"]));
        assert_eq!(placed(&["", "1", "2", "3", ""], 3, None), Some(vec!["1", "2", "3"]));
        assert_eq!(placed(&["", "1", ""], 3, Some(1)), Some(vec!["", "1", ""]));
        assert_eq!(placed(&["", "1", ""], 3, Some(2)), None);
        assert_eq!(placed(&["", "1", "", "", ""], 3, None), None);
        assert_eq!(placed(&["", "1", "", "", ""], 3, Some(2)), Some(vec!["1", "", ""]));
        assert_eq!(placed(&["1", "2"], 3, None), None);
        assert_eq!(placed(&["1", "2"], 3, Some(1)), None);
        assert_eq!(placed(&["1", "2", "3", "4"], 3, Some(1)), None);
        assert_eq!(placed(&["", "", "", ""], 3, None), Some(vec!["", "", ""]));
    }
}
