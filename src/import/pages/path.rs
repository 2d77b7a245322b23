//! Paths, which are the lines of tables, or drawings.

use super::{Page, Rectangle};

/// Points of the longest path that may be the lines of a table; what has more is a drawing.
const MOST_POINTS: usize = 20_000;

/// A path under construction.
#[derive(Default)]
pub(in crate::import) struct Path {
    parts: Vec<Part>,
    points: usize,
}

#[derive(Default)]
struct Part {
    points: Vec<(f32, f32)>,
    curves: usize,
}

impl Path {
    /// Begins a part.
    pub fn begin(&mut self, point: (f32, f32)) {
        self.points += 1;
        if self.points <= MOST_POINTS {
            self.parts.push(Part { points: vec![point], curves: 0 });
        }
    }

    /// Goes on straight.
    pub fn line(&mut self, point: (f32, f32)) {
        self.points += 1;
        if self.points <= MOST_POINTS
            && let Some(part) = self.parts.last_mut()
        {
            part.points.push(point);
        }
    }

    /// Goes on in a curve.
    pub fn curve(&mut self, point: (f32, f32)) {
        self.line(point);
        if let Some(part) = self.parts.last_mut() {
            part.curves += 1;
        }
    }

    /// Goes back to where the part began.
    pub fn close(&mut self) {
        if let Some(&first) = self.parts.last().and_then(|part| part.points.first()) {
            self.line(first);
        }
    }

    /// Adds a rectangle.
    pub fn rectangle(&mut self, corners: [(f32, f32); 4]) {
        let [first, rest @ ..] = corners;
        self.begin(first);
        rest.into_iter().for_each(|corner| self.line(corner));
        self.close();
    }

    /// Draws its lines.
    pub fn stroke(&mut self, page: &mut Page) {
        for part in std::mem::take(self).parts {
            part.stroke(page);
        }
    }

    /// Fills it.
    pub fn fill(&mut self, page: &mut Page) {
        for part in std::mem::take(self).parts {
            part.fill(page);
        }
    }

    /// Does both.
    pub fn fill_and_stroke(&mut self, page: &mut Page) {
        for part in std::mem::take(self).parts {
            part.fill(page);
            part.stroke(page);
        }
    }
}

impl Part {
    fn stroke(&self, page: &mut Page) {
        page.curves += self.curves;
        if self.curves == 0 {
            for (&from, &to) in self.points.iter().zip(self.points.iter().skip(1)) {
                page.rulings.stroke(from, to);
            }
        }
    }

    fn fill(&self, page: &mut Page) {
        page.curves += self.curves;
        if let Some(area) = Rectangle::around(self.points.iter().copied()).filter(|_| self.curves == 0) {
            page.rulings.area(area);
        }
    }
}
