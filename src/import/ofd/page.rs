//! The objects of a page: text with a place for every character, paths, pictures. Lengths in the file are
//! millimetres, from the upper left corner.

use super::super::ImportError;
use super::super::pages::{MOST_GLYPHS, Matrix, Page, Path, Rectangle};
use super::super::width::width;
use super::super::xml::{Element, Node, Xml};

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;
/// The paper where a file does not say: left, top, width, height.
pub(super) const A4: [f32; 4] = [0.0, 0.0, 210.0, 297.0];

/// A page on which objects are being drawn.
pub(super) struct Drawn {
    page: Page,
    /// From the file's lengths to the page's.
    paper: Matrix,
}

/// The object whose parts are being read.
enum Object {
    Other,
    Text { matrix: Matrix, size: f32, stretch: f32, reads: Direction, stands: Direction, place: (f32, f32) },
    Path { matrix: Matrix, stroke: bool, fill: bool },
}

/// A direction in quarter turns clockwise.
#[derive(Clone, Copy)]
struct Direction(u8);

impl Direction {
    fn of(element: &Element<'_>, attribute: &str) -> Direction {
        Direction(match element.attribute(attribute).as_deref() {
            Some("90") => 1,
            Some("180") => 2,
            Some("270") => 3,
            _ => 0,
        })
    }

    fn turn(self, (x, y): (f32, f32)) -> (f32, f32) {
        match self.0 {
            1 => (-y, x),
            2 => (-x, -y),
            3 => (y, -x),
            _ => (x, y),
        }
    }
}

impl Drawn {
    /// An empty page with that paper.
    pub fn new([left, top, width, height]: [f32; 4]) -> Drawn {
        let page = Page { width: width * POINTS, height: height * POINTS, ..Page::default() };
        Drawn { page, paper: Matrix([POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS]) }
    }

    /// Draws the objects of a page's content, or of a template's.
    pub fn objects(&mut self, source: &str) -> Result<(), ImportError> {
        let mut xml = Xml::new(source);
        let mut object = Object::Other;
        loop {
            match xml.next()? {
                Node::Start(element) => match element.name() {
                    "TextObject" | "PathObject" | "ImageObject" | "CompositeObject"
                        if element.attribute("Visible").is_some_and(|visible| visible == "false") =>
                    {
                        xml.skip()?;
                    }
                    "TextObject" => object = self.text_object(&element),
                    "PathObject" => {
                        let is = |name, otherwise| {
                            element.attribute(name).map_or(otherwise, |value| value == "true" || value == "1")
                        };
                        let (stroke, fill) = (is("Stroke", true), is("Fill", false));
                        object = Object::Path { matrix: self.matrix(&element), stroke, fill };
                    }
                    "ImageObject" | "CompositeObject" => {
                        if let Some([x, y, width, height]) = element.attribute("Boundary").and_then(|b| numbers(&b)) {
                            let corners = [(x, y), (x + width, y + height)].map(|corner| self.paper.apply(corner));
                            self.page.pictures.extend(Rectangle::around(corners));
                        }
                        xml.skip()?;
                    }
                    "TextCode" => {
                        let code = Code::new(&element);
                        let text = content(&mut xml)?;
                        self.text_code(&mut object, &code, &text)?;
                    }
                    "AbbreviatedData" => {
                        let data = content(&mut xml)?;
                        if let Object::Path { matrix, stroke, fill } = object {
                            let mut path = path(&data, &matrix);
                            match (fill, stroke) {
                                (true, true) => path.fill_and_stroke(&mut self.page),
                                (true, false) => path.fill(&mut self.page),
                                (false, true) => path.stroke(&mut self.page),
                                (false, false) => {}
                            }
                        }
                    }
                    // What clips other objects is not drawn.
                    "Clips" => xml.skip()?,
                    _ => {}
                },
                Node::Finished => return Ok(()),
                Node::End | Node::Text(_) => {}
            }
        }
    }

    /// The page as it was drawn.
    pub fn finish(self) -> Page {
        self.page
    }

    /// From an object's lengths to the page's: its own map, then the corner of its boundary.
    fn matrix(&self, element: &Element<'_>) -> Matrix {
        let own = element.attribute("CTM").and_then(|map| numbers(&map)).map_or(Matrix::IDENTITY, Matrix);
        let corner = element.attribute("Boundary").and_then(|boundary| numbers::<4>(&boundary));
        let [x, y, ..] = corner.unwrap_or_default();
        own.then(&Matrix::shift(x, y)).then(&self.paper)
    }

    fn text_object(&self, element: &Element<'_>) -> Object {
        let number = |name: &str| element.attribute(name).and_then(|value| numbers(&value)).map(|[number]| number);
        Object::Text {
            matrix: self.matrix(element),
            size: number("Size").unwrap_or(0.0),
            stretch: number("HScale").unwrap_or(1.0),
            reads: Direction::of(element, "ReadDirection"),
            stands: Direction::of(element, "CharDirection"),
            place: (0.0, 0.0),
        }
    }

    fn text_code(&mut self, object: &mut Object, code: &Code, text: &str) -> Result<(), ImportError> {
        let Object::Text { matrix, size, stretch, reads, stands, place } = object else { return Ok(()) };
        // A text that does not say where it stands does so where the one before did.
        *place = (code.x.unwrap_or(place.0), code.y.unwrap_or(place.1));
        let (mut x, mut y) = *place;
        let (mut right, mut down) = (steps(&code.right), steps(&code.down));
        let shifted = !code.right.is_empty() || !code.down.is_empty();
        for c in text.chars() {
            let natural = *size * if width(c) == 2 { 1.0 } else { 0.5 };
            let step = if shifted {
                (right.next().unwrap_or(0.0), down.next().unwrap_or(0.0))
            } else {
                reads.turn((natural * *stretch, 0.0))
            };
            // Half-width letters are narrower than half an em at times; the next letter shows how much.
            let along = if step.0 > 0.0 { (natural * *stretch).min(step.0) } else { natural * *stretch };
            let origin = matrix.apply((x, y));
            let vector = |(x1, y1): (f32, f32)| {
                let (x1, y1) = matrix.apply((x + x1, y + y1));
                (x1 - origin.0, y1 - origin.1)
            };
            self.page.letter(c, origin, vector(stands.turn((along, 0.0))), vector(stands.turn((0.0, -*size))));
            (x, y) = (x + step.0, y + step.1);
        }
        if self.page.glyphs.len() > MOST_GLYPHS {
            return Err(ImportError::TooLarge(self.page.glyphs.len() as u64));
        }
        Ok(())
    }
}

/// The attributes of a `TextCode`.
struct Code {
    x: Option<f32>,
    y: Option<f32>,
    /// Steps from one character to the next.
    right: String,
    down: String,
}

impl Code {
    fn new(element: &Element<'_>) -> Code {
        let number = |name: &str| element.attribute(name).and_then(|value| numbers(&value)).map(|[number]| number);
        let list = |name: &str| element.attribute(name).unwrap_or_default().trim().to_owned();
        Code { x: number("X"), y: number("Y"), right: list("DeltaX"), down: list("DeltaY") }
    }
}

/// The templates a page is drawn over.
pub(super) fn templates(source: &str) -> Result<Vec<String>, ImportError> {
    let mut xml = Xml::new(source);
    let mut templates = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "Template" => {
                templates.extend(element.attribute("TemplateID").map(|id| id.into_owned()));
            }
            Node::Finished => return Ok(templates),
            _ => {}
        }
    }
}

/// The text within the element that has just begun.
fn content(xml: &mut Xml<'_>) -> Result<String, ImportError> {
    let mut text = String::new();
    loop {
        match xml.next()? {
            Node::Text(piece) => text.push_str(&piece),
            Node::Start(_) => xml.skip()?,
            Node::End | Node::Finished => return Ok(text),
        }
    }
}

/// The steps of a list of numbers in which `g 3 2.5` stands for `2.5 2.5 2.5`.
fn steps(list: &str) -> impl Iterator<Item = f32> {
    let mut words = list.split_ascii_whitespace();
    let mut again = (0_u32, 0.0);
    std::iter::from_fn(move || {
        if let (Some(left), step) = (again.0.checked_sub(1), again.1) {
            again = (left, step);
            return Some(step);
        }
        let word = words.next()?;
        if word != "g" {
            return decimal(word);
        }
        let (count, step) = (words.next()?.parse::<u32>().ok()?, decimal(words.next()?)?);
        again = (count.saturating_sub(1), step);
        (count > 0).then_some(step)
    })
}

/// A path as `AbbreviatedData` writes it: letters with their numbers behind them.
fn path(data: &str, matrix: &Matrix) -> Path {
    let mut path = Path::default();
    let mut words = data.split_ascii_whitespace();
    let mut number = || words.next().and_then(decimal_or_letter);
    while let Some(word) = number() {
        let mut point = || Some(matrix.apply((number()?.number()?, number()?.number()?)));
        let Word::Letter(letter) = word else { continue };
        let drawn = match letter {
            b'S' | b'M' => point().map(|point| path.begin(point)),
            b'L' => point().map(|point| path.line(point)),
            b'Q' => point().and_then(|_| point()).map(|point| path.curve(point)),
            b'B' => point().and_then(|_| point()).and_then(|_| point()).map(|point| path.curve(point)),
            b'A' => {
                let arc = [number(), number(), number(), number(), number()].iter().all(Option::is_some);
                let end = if arc { Some(matrix.apply((number_of(number()), number_of(number())))) } else { None };
                end.map(|point| path.curve(point))
            }
            b'C' => {
                path.close();
                Some(())
            }
            _ => None,
        };
        if drawn.is_none() {
            break;
        }
    }
    path
}

/// A piece of a path's data.
#[derive(Clone, Copy)]
enum Word {
    Number(f32),
    Letter(u8),
}

impl Word {
    fn number(self) -> Option<f32> {
        if let Word::Number(number) = self { Some(number) } else { None }
    }
}

fn number_of(word: Option<Word>) -> f32 {
    word.and_then(Word::number).unwrap_or(0.0)
}

fn decimal_or_letter(word: &str) -> Option<Word> {
    match word.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(Word::Letter(*letter)),
        _ => decimal(word).map(Word::Number),
    }
}

/// As many numbers as are wanted; `None` when there are fewer.
pub(super) fn numbers<const N: usize>(list: &str) -> Option<[f32; N]> {
    let numbers: Vec<f32> = list.split_ascii_whitespace().take(N).map_while(decimal).collect();
    numbers.try_into().ok()
}

/// A decimal number: the standard library's reading of these would be the largest function of the module.
fn decimal(word: &str) -> Option<f32> {
    let (sign, digits) = match word.as_bytes() {
        [b'-', digits @ ..] => (-1.0, digits),
        [b'+', digits @ ..] | digits => (1.0, digits),
    };
    let (mut value, mut scale, mut any) = (0.0_f64, 1.0_f64, false);
    let mut point = false;
    for &digit in digits {
        match digit {
            b'0'..=b'9' => {
                any = true;
                value = value * 10.0 + f64::from(digit - b'0');
                scale *= if point { 10.0 } else { 1.0 };
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    let number = (sign * value / scale) as f32;
    (any && number.is_finite()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_repeat_where_they_say_so() {
        let steps = |list| steps(list).collect::<Vec<_>>();
        assert_eq!(steps("1 2.5"), [1.0, 2.5]);
        assert_eq!(steps("g 3 5 1 g 2 0.5"), [5.0, 5.0, 5.0, 1.0, 0.5, 0.5]);
        assert_eq!(steps("g 0 5 1"), Vec::<f32>::new());
        assert_eq!(steps("x"), Vec::<f32>::new());
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_does() {
        for word in ["0", "-1.5", "+2", ".25", "7.", "297.0000", "00.1"] {
            assert_eq!(decimal(word), word.parse().ok(), "{word}");
        }
        for word in ["", "-", ".", "1e5", "1.2.3", "g", "１"] {
            assert_eq!(decimal(word), None, "{word}");
        }
    }

    #[test]
    fn a_page_is_drawn_in_points() {
        let mut drawn = Drawn::new(A4);
        drawn
            .objects(
                "<ofd:Page xmlns:ofd=\"x\"><ofd:Content><ofd:Layer>\
                 <ofd:TextObject Boundary=\"25.4 25.4 50 10\" Size=\"10\">\
                 <ofd:TextCode X=\"0\" Y=\"8\" DeltaX=\"g 2 10\">甲&lt;1</ofd:TextCode></ofd:TextObject>\
                 <ofd:TextObject Visible=\"false\" Size=\"10\"><ofd:TextCode X=\"0\" Y=\"8\">隐</ofd:TextCode></ofd:TextObject>\
                 <ofd:PathObject Boundary=\"0 0 100 1\"><ofd:AbbreviatedData>M 0 0.5 L 100 0.5</ofd:AbbreviatedData>\
                 </ofd:PathObject><ofd:ImageObject Boundary=\"0 0 25.4 25.4\"/></ofd:Layer></ofd:Content></ofd:Page>",
            )
            .unwrap();
        let page = drawn.finish();
        let shown: Vec<(char, i32, i32)> =
            page.glyphs.iter().map(|glyph| (glyph.c, glyph.x.round() as i32, glyph.y.round() as i32)).collect();
        assert_eq!(shown, [('甲', 72, 95), ('<', 100, 95), ('1', 129, 95)]);
        assert_eq!(page.rulings.horizontal.len(), 1);
        assert_eq!(page.pictures, [Rectangle { left: 0.0, top: 0.0, right: 72.0, bottom: 72.0 }]);
    }

    #[test]
    fn damaged_paths_end_where_the_damage_is() {
        for data in ["M", "M 0", "L 5 5", "M 0 0 A 1 1", "M 0 0 B 1 2 3 4", "9 9 M 0 0 X", "C", "M 0 0 Q 1 1 2"] {
            let mut page = Page::default();
            path(data, &Matrix::IDENTITY).stroke(&mut page);
            assert!(page.rulings.horizontal.is_empty(), "{data}");
        }
    }
}
