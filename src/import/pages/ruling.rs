//! The straight lines of a page, of which the borders of tables are made.

use super::Rectangle;
use super::glyph::key;
use crate::sorted::sort_by_key;

/// What is no thicker is a line, however it was drawn; points.
const THICKEST: f32 = 3.5;
/// Ends no farther apart meet.
pub(super) const NEAR: f32 = 3.0;
/// What is shorter is a speck.
const SHORTEST: f32 = 5.0;
/// Lines and dashes that are kept of one page: a report has hundreds, a map has no end.
const MOST: usize = 20_000;
/// Merged lines in one direction of the largest table.
const MOST_MERGED: usize = 400;

/// The lines of a page, or of one table.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Rulings {
    /// `at` is the height, `from` and `to` the left and right ends.
    pub horizontal: Vec<Ruling>,
    /// `at` is the distance from the left, `from` and `to` the upper and lower ends.
    pub vertical: Vec<Ruling>,
}

/// A line along one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::import) struct Ruling {
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

impl Rulings {
    /// A stroke between two points; none when it runs askew.
    pub fn stroke(&mut self, (x0, y0): (f32, f32), (x1, y1): (f32, f32)) {
        if let Some(around) = Rectangle::around([(x0, y0), (x1, y1)]) {
            if around.height() <= 1.0 {
                self.across((y0 + y1) / 2.0, around.left, around.right);
            } else if around.width() <= 1.0 {
                self.down((x0 + x1) / 2.0, around.top, around.bottom);
            }
        }
    }

    /// A filled area: a line when it is thin. Shading is none.
    pub fn area(&mut self, area: Rectangle) {
        let (x, y) = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
        if area.height() <= THICKEST {
            self.across(y, area.left, area.right);
        }
        if area.width() <= THICKEST {
            self.down(x, area.top, area.bottom);
        }
    }

    fn across(&mut self, at: f32, from: f32, to: f32) {
        if self.horizontal.len() < MOST {
            self.horizontal.push(Ruling { at, from, to });
        }
    }

    fn down(&mut self, at: f32, from: f32, to: f32) {
        if self.vertical.len() < MOST {
            self.vertical.push(Ruling { at, from, to });
        }
    }

    /// The lines with their pieces joined, in groups that hang together: each may be a table.
    pub fn groups(&self) -> Vec<Rulings> {
        let (horizontal, vertical) = (merged(&self.horizontal), merged(&self.vertical));
        if horizontal.len() > MOST_MERGED || vertical.len() > MOST_MERGED {
            return Vec::new();
        }
        let mut sets = Sets((0..horizontal.len() + vertical.len()).collect());
        for (row, line) in horizontal.iter().enumerate() {
            for (column, post) in vertical.iter().enumerate() {
                if line.reaches(post.at) && post.reaches(line.at) {
                    sets.join(row, horizontal.len() + column);
                }
            }
        }
        let mut groups: Vec<(usize, Rulings)> = Vec::new();
        for index in 0..horizontal.len() + vertical.len() {
            let root = sets.root(index);
            let at = groups.iter().position(|(of, _)| *of == root).unwrap_or(groups.len());
            if at == groups.len() {
                groups.push((root, Rulings::default()));
            }
            let Some((_, group)) = groups.get_mut(at) else { continue };
            group.horizontal.extend(horizontal.get(index));
            group.vertical.extend(index.checked_sub(horizontal.len()).and_then(|index| vertical.get(index)));
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }
}

impl Ruling {
    /// Whether it comes by that place.
    fn reaches(&self, place: f32) -> bool {
        (self.from - NEAR..=self.to + NEAR).contains(&place)
    }
}

/// Joins pieces that lie in one line and touch: dashes, and borders drawn cell by cell.
fn merged(pieces: &[Ruling]) -> Vec<Ruling> {
    let mut pieces: Vec<Ruling> = pieces.to_vec();
    sort_by_key(&mut pieces, |piece| (key(piece.at), 0));
    let mut merged = Vec::new();
    for abreast in pieces.chunk_by_mut(|one, other| other.at - one.at < 1.6) {
        let at = abreast.iter().map(|piece| piece.at).sum::<f32>() / abreast.len() as f32;
        sort_by_key(abreast, |piece| (key(piece.from), 0));
        let mut whole: Option<Ruling> = None;
        for &mut piece in abreast {
            match &mut whole {
                Some(whole) if piece.from <= whole.to + NEAR => whole.to = whole.to.max(piece.to),
                _ => merged.extend(whole.replace(Ruling { at, ..piece })),
            }
        }
        merged.extend(whole);
    }
    merged.retain(|ruling| ruling.to - ruling.from >= SHORTEST);
    merged
}

/// Disjoint sets of numbers.
pub(super) struct Sets(pub Vec<usize>);

impl Sets {
    pub fn root(&mut self, mut member: usize) -> usize {
        while let Some(&parent) = self.0.get(member).filter(|&&parent| parent != member) {
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(place) = self.0.get_mut(member) {
                *place = above;
            }
            member = above;
        }
        member
    }

    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller number stays the root, so that a set is named by its first member.
        if let Some(place) = self.0.get_mut(one.max(other)) {
            *place = one.min(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_and_pieces_become_one_line() {
        let mut rulings = Rulings::default();
        for dash in 0..20 {
            let left = dash as f32 * 4.0;
            rulings.area(Rectangle { left, top: 10.0, right: left + 2.0, bottom: 10.5 });
        }
        rulings.stroke((0.0, 10.2), (0.0, 60.0));
        let groups = rulings.groups();
        assert_eq!(groups.len(), 1);
        assert_eq!((groups[0].horizontal.len(), groups[0].vertical.len()), (1, 1));
        assert!((groups[0].horizontal[0].to - 78.0).abs() < 0.1);
    }

    #[test]
    fn shading_and_slanted_strokes_are_no_lines() {
        let mut rulings = Rulings::default();
        rulings.area(Rectangle { left: 0.0, top: 0.0, right: 50.0, bottom: 20.0 });
        rulings.stroke((0.0, 0.0), (30.0, 30.0));
        assert!(rulings.horizontal.is_empty() && rulings.vertical.is_empty());
    }

    #[test]
    fn tables_apart_are_groups_apart() {
        let mut rulings = Rulings::default();
        for top in [0.0, 100.0] {
            rulings.stroke((0.0, top), (50.0, top));
            rulings.stroke((0.0, top), (0.0, top + 40.0));
        }
        assert_eq!(rulings.groups().len(), 2);
    }
}
