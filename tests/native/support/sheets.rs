//! Lays a draft out on pages, as a word processor does: what the writers of fixed pages put into their files.

use super::{Piece, TableCell, placed};

/// A page of A4: lengths in points, from the upper left corner.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub texts: Vec<Text>,
    /// From one point to another, across or down.
    pub lines: Vec<[f32; 4]>,
    /// Left, top, right, bottom.
    pub pictures: Vec<[f32; 4]>,
}

/// A line of text with its left end and baseline.
#[derive(Clone, Debug)]
pub struct Text {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub text: String,
}

/// How drafts are laid out.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether tables are drawn with lines.
    pub ruled: bool,
    /// Whether a table's head stands again on every page.
    pub repeated_head: bool,
    /// Whether pages have numbers and a running head.
    pub furniture: bool,
    /// Where pages end.
    pub bottom: f32,
}

impl Default for Style {
    fn default() -> Style {
        Style { ruled: true, repeated_head: false, furniture: true, bottom: 740.0 }
    }
}

pub const WIDTH: f32 = 595.0;
pub const HEIGHT: f32 = 842.0;
const LEFT: f32 = 79.0;
const RIGHT: f32 = 516.0;
const TOP: f32 = 100.0;
const BODY: f32 = 15.0;
const TABLE: f32 = 9.0;

/// The width of a character in ems.
pub fn em(c: char) -> f32 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

fn width(text: &str) -> f32 {
    text.chars().map(em).sum()
}

/// The pages of a draft.
pub fn sheets(pieces: &[Piece], style: Style) -> Vec<Sheet> {
    let mut layout = Layout { style, sheets: vec![Sheet::default()], y: TOP };
    for piece in pieces {
        match piece {
            Piece::Paragraph { text, centered: true, .. } => layout.title(text),
            Piece::Paragraph { text, .. } => layout.paragraph(text),
            Piece::Table { rows } => layout.table(rows),
        }
    }
    let mut sheets = layout.sheets;
    if style.furniture {
        let pages = sheets.len();
        for (number, sheet) in sheets.iter_mut().enumerate() {
            let text = |x, y, text: String| Text { x, y, size: 10.0, text };
            sheet.texts.push(text(LEFT, 50.0, "青石镇人民政府公报".to_owned()));
            sheet.texts.push(text(280.0, 800.0, format!("第 {} 页 共 {pages} 页", number + 1)));
        }
    }
    sheets
}

/// Cuts a text into lines of that many ems: words of Latin letters and figures stay whole where they can, and no
/// line begins with a closing mark.
fn wrapped(text: &str, first: f32, ems: f32) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in text.chars() {
        match words.last_mut() {
            Some(word)
                if c.is_ascii_alphanumeric() && word.ends_with(|last: char| last.is_ascii_alphanumeric())
                    || "，。、；：）》”？！".contains(c) =>
            {
                word.push(c);
            }
            _ => words.push(c.to_string()),
        }
    }
    let mut lines: Vec<String> = vec![String::new()];
    for word in words {
        let room = if lines.len() == 1 { first } else { ems };
        let line = lines.last_mut().unwrap();
        if !line.is_empty() && width(line) + width(&word) > room + 0.01 {
            lines.push(word);
        } else {
            line.push_str(&word);
        }
    }
    lines
}

struct Layout {
    style: Style,
    sheets: Vec<Sheet>,
    y: f32,
}

impl Layout {
    fn sheet(&mut self) -> &mut Sheet {
        self.sheets.last_mut().unwrap()
    }

    fn new_page(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = TOP;
    }

    fn line(&mut self, x: f32, size: f32, text: String) {
        if self.y + 1.8 * size > self.style.bottom {
            self.new_page();
        }
        self.y += 1.8 * size;
        let y = self.y - 0.5 * size;
        self.sheet().texts.push(Text { x, y, size, text });
    }

    fn title(&mut self, text: &str) {
        let size = 20.0;
        for line in wrapped(text, (RIGHT - LEFT) / size, (RIGHT - LEFT) / size) {
            let x = (LEFT + RIGHT - width(&line) * size) / 2.0;
            self.line(x, size, line);
        }
        self.y += 20.0;
    }

    fn paragraph(&mut self, text: &str) {
        let ems = (RIGHT - LEFT) / BODY;
        for (number, line) in wrapped(text, ems - 2.0, ems).into_iter().enumerate() {
            self.line(if number == 0 { LEFT + 2.0 * BODY } else { LEFT }, BODY, line);
        }
    }

    fn table(&mut self, rows: &[Vec<TableCell>]) {
        self.y += 12.0;
        let cells = placed(rows);
        let edges = edges(&cells);
        let lines = |column: usize, cell: &TableCell| {
            let ems = (edges[column + cell.column_span] - edges[column] - 8.0) / TABLE;
            wrapped(&cell.text, ems, ems)
        };
        let height = |count: usize| count as f32 * 1.25 * TABLE + 8.0;
        let mut heights = vec![height(1); rows.len()];
        for (row, column, cell) in &cells {
            let needed = height(lines(*column, cell).len());
            let last = row + cell.row_span - 1;
            let there: f32 = heights[*row..=last].iter().sum();
            heights[last] += (needed - there).max(0.0);
        }
        // Pages take as many rows as they have room for.
        let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let head = cells.iter().filter(|(_, _, cell)| figures(&cell.text)).map(|(row, _, _)| *row).min().unwrap_or(0);
        let mut from = 0;
        while from < rows.len() {
            let repeated = if from > 0 && self.style.repeated_head { head } else { 0 };
            let mut room = self.style.bottom - self.y - heights[..repeated].iter().sum::<f32>();
            let mut to = from;
            while to < rows.len() && (heights[to] <= room || (to == from && self.y == TOP)) {
                room -= heights[to];
                to += 1;
            }
            if to > from {
                if repeated > 0 {
                    self.rows(&cells, &edges, &heights, 0..repeated, &lines);
                }
                self.rows(&cells, &edges, &heights, from..to, &lines);
                from = to;
            }
            if from < rows.len() {
                self.new_page();
            }
        }
        self.y += 12.0;
    }

    /// Draws those rows. Of a cell that reaches beyond them, so many lines stand here as it has room for.
    fn rows(
        &mut self,
        cells: &[(usize, usize, &TableCell)],
        edges: &[f32],
        heights: &[f32],
        rows: std::ops::Range<usize>,
        lines: &dyn Fn(usize, &TableCell) -> Vec<String>,
    ) {
        let top = self.y;
        let at = |row: usize| top + heights[rows.start..row].iter().sum::<f32>();
        let (ruled, mut sheet) = (self.style.ruled, std::mem::take(self.sheet()));
        for &(row, column, cell) in cells {
            let (from, to) = (row.max(rows.start), (row + cell.row_span).min(rows.end));
            if from >= to {
                continue;
            }
            let (left, right, up, down) = (edges[column], edges[column + cell.column_span], at(from), at(to));
            if ruled {
                let (a, b, c, d) = ([left, up], [right, up], [left, down], [right, down]);
                for [from, to] in [[a, b], [c, d], [a, c], [b, d]] {
                    sheet.lines.push([from[0], from[1], to[0], to[1]]);
                }
            }
            let written = lines(column, cell);
            let room = |height: f32| (((height - 8.0) / (1.25 * TABLE)) + 0.01).floor().max(0.0) as usize;
            // What stood on the pages before.
            let before = if row < from { room(heights[row..from].iter().sum()) } else { 0 };
            let here: Vec<&String> = written.iter().skip(before).take(room(down - up)).collect();
            let start = (up + down - here.len() as f32 * 1.25 * TABLE) / 2.0 + TABLE;
            for (number, line) in here.into_iter().enumerate() {
                // Figures stand in the middle, labels at the left.
                let centered = line.is_ascii();
                let x = if centered { (left + right - width(line) * TABLE) / 2.0 } else { left + 4.0 };
                let y = start + number as f32 * 1.25 * TABLE;
                sheet.texts.push(Text { x, y, size: TABLE, text: line.clone() });
            }
        }
        *self.sheet() = sheet;
        self.y = at(rows.end);
    }
}

/// The edges of a table's columns, by what stands in them.
pub fn edges(cells: &[(usize, usize, &TableCell)]) -> Vec<f32> {
    let columns = cells.iter().map(|(_, column, cell)| column + cell.column_span).max().unwrap_or(0);
    let mut wants = vec![2.0_f32; columns];
    for (_, column, cell) in cells.iter().filter(|(_, _, cell)| cell.column_span == 1) {
        // An upright label is one character wide.
        let most = if cell.row_span > 10 {
            1.0
        } else if cell.row_span > 1 {
            3.5
        } else {
            11.0
        };
        wants[*column] = wants[*column].max(width(&cell.text).min(most));
    }
    let room = RIGHT - LEFT - columns as f32 * 8.0;
    let all: f32 = wants.iter().sum();
    let mut edges = vec![LEFT];
    for want in wants {
        edges.push(edges.last().unwrap() + 8.0 + room * want / all);
    }
    edges
}
