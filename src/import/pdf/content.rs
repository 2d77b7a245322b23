//! Content streams: the operators that draw text, lines and pictures.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Dict, Name, Object};
use hayro_syntax::page::{Page as Source, Resources};

use super::super::pages::{Glyph, MOST_GLYPHS, Matrix, Page, Path, Rectangle};
use super::super::{Host, ImportError};
use super::font::Font;
use super::stream::{Budget, is_too_deep};
use super::{DAMAGED, content_of, is, numbers};

/// Forms within forms.
const DEEPEST: usize = 12;
/// Forms that are drawn: a report has a few stamps.
const MOST_FORMS: usize = 5000;
/// States within states.
const MOST_STATES: usize = 500;
/// Operators of the longest file: a report has some ten thousand. Forms may draw forms, so that a small file could
/// go on for long.
const MOST_OPERATORS: usize = 3_000_000;

/// Reads page after page; fonts are kept from one to the next.
pub(super) struct Reader<'a> {
    host: &'a dyn Host,
    budget: Budget,
    fonts: BTreeMap<usize, Rc<Font>>,
    operators: usize,
    forms: usize,
    glyphs: usize,
}

impl<'a> Reader<'a> {
    pub fn new(host: &'a dyn Host) -> Reader<'a> {
        Reader { host, budget: Budget::new(), fonts: BTreeMap::new(), operators: 0, forms: 0, glyphs: 0 }
    }

    /// What a page shows.
    pub fn page(&mut self, source: &Source<'_>) -> Result<Page, ImportError> {
        let (width, height) = source.render_dimensions();
        let mut page = Page { width, height, ..Page::default() };
        let content = content_of(source, &mut self.budget)?;
        let upright = source.initial_transform(true).as_coeffs().map(|coefficient| coefficient as f32);
        self.run(&content, source.resources(), State::new(Matrix(upright)), &mut page, 0)?;
        Ok(page)
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        state: State,
        page: &mut Page,
        depth: usize,
    ) -> Result<(), ImportError> {
        if is_too_deep(content) {
            return Err(DAMAGED);
        }
        let mut state = state;
        let mut states = Vec::new();
        let mut path = Path::default();
        let mut operators = UntypedIter::new(content);
        while let Some(instruction) = operators.next() {
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return Err(ImportError::TooLarge(content.len() as u64));
            }
            let operands: Vec<&Object<'_>> = instruction.operands().collect();
            let number = |at: usize| match operands.get(at) {
                Some(Object::Number(number)) => number.as_f32(),
                _ => 0.0,
            };
            let point = |at: usize| (number(at), number(at + 1));
            let matrix = || Matrix(std::array::from_fn(number));
            match &**instruction.operator {
                b"q" if states.len() < MOST_STATES => states.push(state.clone()),
                b"q" => return Err(DAMAGED),
                b"Q" => state = states.pop().unwrap_or(state),
                b"cm" => state.matrix = matrix().then(&state.matrix),

                b"m" => path.begin(state.matrix.apply(point(0))),
                b"l" => path.line(state.matrix.apply(point(0))),
                b"c" => path.curve(state.matrix.apply(point(4))),
                b"v" | b"y" => path.curve(state.matrix.apply(point(2))),
                b"h" => path.close(),
                b"re" => {
                    let ((x, y), (width, height)) = (point(0), point(2));
                    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
                    path.rectangle(corners.map(|corner| state.matrix.apply(corner)));
                }
                b"S" => path.stroke(page),
                b"s" => {
                    path.close();
                    path.stroke(page);
                }
                b"f" | b"F" | b"f*" => path.fill(page),
                b"B" | b"B*" => path.fill_and_stroke(page),
                b"b" | b"b*" => {
                    path.close();
                    path.fill_and_stroke(page);
                }
                b"n" => path = Path::default(),

                b"BT" => state.begin_line(Matrix::IDENTITY),
                b"Tm" => state.begin_line(matrix()),
                b"Td" => state.next_line(number(0), number(1)),
                b"TD" => {
                    state.leading = -number(1);
                    state.next_line(number(0), number(1));
                }
                b"T*" => state.next_line(0.0, -state.leading),
                b"Tc" => state.letter_space = number(0),
                b"Tw" => state.word_space = number(0),
                b"Tz" => state.stretch = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Ts" => state.rise = number(0),
                b"Tf" => {
                    state.size = number(1);
                    state.font = match operands.first() {
                        Some(Object::Name(name)) => self.font(resources, name)?,
                        _ => None,
                    };
                }
                b"Tj" => self.show(operands.first().copied(), &mut state, page)?,
                b"'" => {
                    state.next_line(0.0, -state.leading);
                    self.show(operands.first().copied(), &mut state, page)?;
                }
                b"\"" => {
                    (state.word_space, state.letter_space) = point(0);
                    state.next_line(0.0, -state.leading);
                    self.show(operands.get(2).copied(), &mut state, page)?;
                }
                b"TJ" => {
                    let Some(Object::Array(pieces)) = operands.first() else { continue };
                    for piece in pieces.iter::<Object<'_>>() {
                        match &piece {
                            Object::Number(number) => state.shift(-number.as_f32() / 1000.0 * state.size),
                            piece => self.show(Some(piece), &mut state, page)?,
                        }
                    }
                }

                b"Do" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.draw(name, resources, &state, page, depth)?;
                    }
                }
                b"BI" => page.pictures.extend(picture(&state.matrix)),
                _ => {}
            }
        }
        Ok(())
    }

    /// The font of that name; `None` when there is none.
    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Result<Option<Rc<Font>>, ImportError> {
        let Some(dict) = resources.get_font(name) else { return Ok(None) };
        // A dictionary lies where it lies in the file: this tells it from all others.
        let place = dict.data().as_ptr().addr();
        if let Some(font) = self.fonts.get(&place) {
            return Ok(Some(Rc::clone(font)));
        }
        let font = Rc::new(Font::load(&dict, &mut self.budget)?);
        self.fonts.insert(place, Rc::clone(&font));
        Ok(Some(font))
    }

    /// Draws a form or a picture.
    fn draw(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'_>,
        state: &State,
        page: &mut Page,
        depth: usize,
    ) -> Result<(), ImportError> {
        let Some(object) = resources.get_x_object(name) else { return Ok(()) };
        let dict = object.dict();
        if is(dict, "Subtype", "Image") {
            page.pictures.extend(picture(&state.matrix));
        } else if is(dict, "Subtype", "Form") {
            self.forms += 1;
            if depth == DEEPEST || self.forms > MOST_FORMS {
                return Err(DAMAGED);
            }
            let content = self.budget.decode(&object)?;
            let mut state = state.clone();
            if let Some(matrix) = numbers::<6>(dict, "Matrix") {
                state.matrix = Matrix(matrix).then(&state.matrix);
            }
            match dict.get::<Dict<'_>>("Resources") {
                Some(own) => self.run(&content, &Resources::new(own), state, page, depth + 1)?,
                None => self.run(&content, resources, state, page, depth + 1)?,
            }
        }
        Ok(())
    }

    /// Shows a string.
    fn show(&mut self, string: Option<&Object<'_>>, state: &mut State, page: &mut Page) -> Result<(), ImportError> {
        let Some(Object::String(string)) = string else { return Ok(()) };
        let Some(font) = state.font.clone() else {
            // Text without a font is there, but nobody knows what it says.
            let lost = Glyph { x: 0.0, y: 0.0, width: 0.0, size: 1.0, c: char::REPLACEMENT_CHARACTER };
            page.glyphs.extend(string.as_bytes().iter().take(MOST_GLYPHS).map(|_| lost));
            return Ok(());
        };
        font.decode(string.as_bytes(), self.host, |code| {
            self.glyphs += 1;
            if self.glyphs <= MOST_GLYPHS {
                state.place(&code.text, code.width, font.vertical, page);
            }
            let word_space = if code.space { state.word_space } else { 0.0 };
            let advance = if font.vertical { state.size } else { code.width * state.size };
            state.advance(advance + state.letter_space + word_space, font.vertical);
        });
        if self.glyphs > MOST_GLYPHS { Err(ImportError::TooLarge(self.glyphs as u64)) } else { Ok(()) }
    }
}

/// The place of a picture: the unit square, as the matrix draws it.
fn picture(matrix: &Matrix) -> Option<Rectangle> {
    Rectangle::around([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|corner| matrix.apply(corner)))
}

/// The graphics state, as far as it matters here.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_space: f32,
    word_space: f32,
    /// Horizontal scaling; 1 is none.
    stretch: f32,
    leading: f32,
    rise: f32,
    /// Where the next letter stands, and where the line began.
    text: Matrix,
    line: Matrix,
}

impl State {
    fn new(matrix: Matrix) -> State {
        State {
            matrix,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    fn begin_line(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.begin_line(Matrix::shift(x, y).then(&self.line));
    }

    /// Moves on by a length in the direction of writing.
    fn advance(&mut self, length: f32, vertical: bool) {
        let shift = if vertical { Matrix::shift(0.0, -length) } else { Matrix::shift(length * self.stretch, 0.0) };
        self.text = shift.then(&self.text);
    }

    fn shift(&mut self, length: f32) {
        let vertical = self.font.as_ref().is_some_and(|font| font.vertical);
        self.advance(length, vertical);
    }

    /// Puts a code's characters on the page.
    fn place(&self, text: &str, width: f32, vertical: bool, page: &mut Page) {
        let matrix = self.text.then(&self.matrix);
        let length = width.max(0.0) * self.size * self.stretch;
        // Written downward, a letter stands with the middle of its upper edge on the line.
        let (x, y) = if vertical { (-length / 2.0, self.rise - 0.88 * self.size) } else { (0.0, self.rise) };
        let (left, baseline) = matrix.apply((x, y));
        let (right, end) = matrix.apply((x + length, y));
        let (above_x, above_y) = matrix.apply((x, y + self.size));
        let (along, up) = ((right - left, end - baseline), (above_x - left, above_y - baseline));
        let letters = text.chars().count().max(1) as f32;
        let letter = (along.0 / letters, along.1 / letters);
        for (index, c) in (0_u16..).zip(text.chars()) {
            let index = f32::from(index);
            page.letter(c, (left + letter.0 * index, baseline + letter.1 * index), letter, up);
        }
    }
}
