//! Places and maps on a page.

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::import) struct Rectangle {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Rectangle {
    /// The smallest rectangle around those points; `None` when there are none, or one of them is nowhere.
    pub fn around(points: impl IntoIterator<Item = (f32, f32)>) -> Option<Rectangle> {
        let mut points = points.into_iter();
        let (x, y) = points.next()?;
        let mut around = Rectangle { left: x, top: y, right: x, bottom: y };
        for (x, y) in points {
            around.left = around.left.min(x);
            around.right = around.right.max(x);
            around.top = around.top.min(y);
            around.bottom = around.bottom.max(y);
        }
        [around.left, around.top, around.right, around.bottom].iter().all(|edge| edge.is_finite()).then_some(around)
    }

    pub fn contains(&self, (x, y): (f32, f32)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

/// An affine map: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::import) struct Matrix(pub [f32; 6]);

impl Matrix {
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn shift(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub fn apply(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// This map, and the other after it.
    pub fn then(&self, after: &Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [p, q, r, s, t, u] = after.0;
        Matrix([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }
}
