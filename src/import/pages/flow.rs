//! From the pieces of the pages to a document: lines become paragraphs, what a page break cut is put together.

use super::columns;
use super::continuation::append;
use super::furniture::furniture;
use super::glyph::{Line, key, lines};
use super::table::{Table, abreast, tables};
use super::{Page, Rectangle};
use crate::document::{Builder, CellText, Document, ImportNote, SourceKind};
use crate::import::{ImportError, MOST_PIECES};
use crate::sorted::sort_by_key;

/// How much larger than most letters those of titles are.
const LARGE: f32 = 1.15;

/// A piece of a page, in reading order.
pub(super) struct Item {
    pub page: usize,
    pub content: Content,
}

pub(super) enum Content {
    Line(Line),
    Table(Table),
    Picture,
}

/// Makes the document of pages that hold text.
pub(super) fn flow(
    pages: Vec<Page>,
    kind: SourceKind,
    lost_characters: bool,
    lost_pages: bool,
) -> Result<Document, ImportError> {
    let mut items = items(pages)?;
    let margins = Margins::of(&items);
    let in_columns = columns::mark(&items, |page| margins.page(page).width());
    let mut writer = Writer { builder: Builder::new(kind), margins, open: Open::Nothing, pieces: 0 };
    for (item, in_columns) in items.drain(..).zip(in_columns) {
        match item.content {
            Content::Line(line) if in_columns => writer.row(line, item.page)?,
            Content::Line(line) => writer.line(line, item.page)?,
            Content::Table(table) => writer.table(table, item.page)?,
            Content::Picture => {
                writer.close()?;
                writer.builder.picture();
            }
        }
    }
    writer.close()?;
    if lost_characters {
        writer.builder.note(ImportNote::UndecodableBytes);
    }
    if lost_pages {
        writer.builder.note(ImportNote::PagesWithoutText);
    }
    Ok(writer.builder.finish())
}

/// The pieces of all pages without their furniture.
fn items(pages: Vec<Page>) -> Result<Vec<Item>, ImportError> {
    let mut written = Vec::with_capacity(pages.len());
    let mut placed: Vec<(usize, f32, Item)> = Vec::new();
    let mut cells = 0;
    for (number, mut page) in pages.into_iter().enumerate() {
        for table in tables(&page.rulings, &mut page.glyphs) {
            cells += table.cells.len();
            placed.push((number, table.top, Item { page: number, content: Content::Table(table) }));
        }
        for picture in page.pictures.iter().filter(|picture| shows_something(picture)).take(100) {
            placed.push((number, picture.top, Item { page: number, content: Content::Picture }));
        }
        if cells + placed.len() > MOST_PIECES {
            return Err(ImportError::TooLarge(u64::try_from(cells).unwrap_or(u64::MAX)));
        }
        written.push((page.height, lines(page.glyphs)));
    }
    let marked = furniture(&written);
    for (number, ((_, lines), marked)) in written.into_iter().zip(marked).enumerate() {
        let kept = lines.into_iter().zip(marked).filter(|(_, furniture)| !furniture);
        placed.extend(kept.map(|(line, _)| (number, line.y, Item { page: number, content: Content::Line(line) })));
    }
    sort_by_key(&mut placed, |(page, y, _)| (*page as u64, key(*y)));
    Ok(placed.into_iter().map(|(_, _, item)| item).collect())
}

/// Whether a picture is more than an ornament.
fn shows_something(picture: &Rectangle) -> bool {
    picture.width() > 40.0 && picture.height() > 40.0
}

/// Between which edges the text of each page stands.
struct Margins {
    whole: Edges,
    pages: Vec<Edges>,
    /// From one baseline to the next, mostly.
    pitch: f32,
    /// The height of most letters.
    size: f32,
}

#[derive(Clone, Copy)]
struct Edges {
    left: f32,
    right: f32,
}

impl Edges {
    fn width(self) -> f32 {
        self.right - self.left
    }

    /// The outermost edges at which that many lines begin, or end. `None` when there are too few.
    fn of(lines: &[&Line], least: usize) -> Option<Edges> {
        let outermost = |mut edges: Vec<(f32, f32)>| {
            sort_by_key(&mut edges, |&(edge, _)| (key(edge), 0));
            let near = |pair: &[(f32, f32)]| {
                let ((first, size), (last, _)) = pair.first().zip(pair.last())?;
                (last - first < 0.7 * size).then_some(*first)
            };
            edges.windows(least).find_map(near)
        };
        let left = outermost(lines.iter().map(|line| (line.left(), line.size)).collect())?;
        let right = -outermost(lines.iter().map(|line| (-line.right(), line.size)).collect())?;
        (left < right).then_some(Edges { left, right })
    }
}

impl Margins {
    fn of(items: &[Item]) -> Margins {
        let is_line = |item| match item {
            &Item { content: Content::Line(ref line), .. } => Some(line),
            _ => None,
        };
        let all: Vec<&Line> = items.iter().filter_map(is_line).collect();
        let whole = [3, 2, 1].into_iter().find_map(|least| Edges::of(&all, least));
        let whole = whole.unwrap_or(Edges { left: 0.0, right: 0.0 });
        let mut gaps: Vec<f32> = items
            .windows(2)
            .filter_map(|pair| match pair {
                [Item { page, content: Content::Line(one) }, Item { page: next, content: Content::Line(other) }] => {
                    (page == next).then_some(other.y - one.y)
                }
                _ => None,
            })
            .collect();
        sort_by_key(&mut gaps, |&gap| (key(gap), 0));
        let pitch = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
        let mut sizes: Vec<f32> = all.iter().map(|line| line.size).collect();
        sort_by_key(&mut sizes, |&size| (key(size), 0));
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
        let pages = items.last().map_or(0, |last| last.page + 1);
        let mut by_page: Vec<Vec<&Line>> = vec![Vec::new(); pages];
        for item in items {
            if let (Content::Line(line), Some(page)) = (&item.content, by_page.get_mut(item.page)) {
                page.push(line);
            }
        }
        let pages = by_page
            .iter()
            .map(|lines| {
                let Some(own) = Edges::of(lines, 2) else { return whole };
                let em = lines.first().map_or(0.0, |line| line.size);
                // A page of nothing but first lines, or short ones, has the edges of the others.
                let indented = (1.4 * em..=2.7 * em).contains(&(own.left - whole.left));
                Edges {
                    left: if indented { whole.left } else { own.left },
                    right: if own.right < whole.right - 1.5 * em { whole.right } else { own.right },
                }
            })
            .collect();
        Margins { whole, pages, pitch, size }
    }

    fn page(&self, page: usize) -> Edges {
        self.pages.get(page).copied().unwrap_or(self.whole)
    }

    /// Whether a line stands in the middle, with room on both sides.
    fn is_centered(&self, line: &Line, page: usize) -> bool {
        let edges = self.page(page);
        let (left, right) = (line.left() - edges.left, edges.right - line.right());
        // The first line of a paragraph begins two letters from the edge; a title in large letters may fill its line.
        let room = if line.size > LARGE * self.size { -0.5 } else { 2.5 };
        left.min(right) > room * line.size && (left - right).abs() < 1.5 * line.size
    }

    /// Whether it is a line of a title: in the middle, in larger letters.
    fn is_title(&self, line: &Line, page: usize) -> bool {
        line.size > LARGE * self.size && self.is_centered(line, page)
    }

    /// Whether a line goes on with the paragraph of the line before.
    fn goes_on(&self, (before, page): (&Line, usize), (line, next): (&Line, usize)) -> bool {
        let (edges, next_edges) = (self.page(page), self.page(next));
        let same_letters = (before.size - line.size).abs() < 0.12 * before.size;
        let begins_at_edge = line.left() < next_edges.left + 0.9 * line.size;
        // The line before had no room left for the next word.
        let was_full = before.right() + line.first_word() > edges.right - 0.4 * before.size;
        let near = page != next || line.y - before.y < 1.45 * self.pitch.max(1.2 * line.size);
        if self.is_title(before, page) && self.is_title(line, next) {
            return same_letters && page == next && line.y - before.y < 2.5 * line.size;
        }
        same_letters && begins_at_edge && was_full && near && !self.is_centered(before, page)
    }
}

/// What may go on with the next piece.
enum Open {
    Nothing,
    Paragraph {
        text: String,
        centered: bool,
        last: Line,
        page: usize,
    },
    Table {
        table: Table,
        page: usize,
    },
    /// Rows of a table without lines, as text.
    Columns {
        rows: Vec<(Line, usize)>,
    },
}

struct Writer {
    builder: Builder,
    margins: Margins,
    open: Open,
    pieces: usize,
}

impl Writer {
    fn line(&mut self, line: Line, page: usize) -> Result<(), ImportError> {
        if let Open::Paragraph { text, last, page: before, .. } = &mut self.open
            && self.margins.goes_on((last, *before), (&line, page))
        {
            let more = line.text();
            let between = text.chars().next_back().zip(more.chars().next());
            if between.is_some_and(|(one, other)| one.is_ascii_alphabetic() && other.is_ascii_alphabetic()) {
                text.push(' ');
            }
            text.push_str(&more);
            (*last, *before) = (line, page);
            return Ok(());
        }
        self.close()?;
        let centered = self.margins.is_centered(&line, page);
        self.open = Open::Paragraph { text: line.text(), centered, last: line, page };
        Ok(())
    }

    fn table(&mut self, table: Table, page: usize) -> Result<(), ImportError> {
        if let Open::Table { table: before, page: last } = &mut self.open
            && *last + 1 == page
            && abreast(before, &table)
        {
            append(before, table);
            *last = page;
            return Ok(());
        }
        self.close()?;
        self.open = Open::Table { table, page };
        Ok(())
    }

    fn row(&mut self, line: Line, page: usize) -> Result<(), ImportError> {
        if let Open::Columns { rows } = &mut self.open {
            rows.push((line, page));
            return Ok(());
        }
        self.close()?;
        self.open = Open::Columns { rows: vec![(line, page)] };
        Ok(())
    }

    fn close(&mut self) -> Result<(), ImportError> {
        match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => {}
            Open::Paragraph { text, centered, .. } => {
                self.pieces += 1;
                self.builder.paragraph(&text, false, centered);
            }
            Open::Table { table, .. } => {
                self.pieces += table.rows * table.columns.len();
                let cells = table.cells.into_iter().map(|cell| CellText {
                    row: cell.row,
                    column: cell.column,
                    row_span: cell.row_span,
                    column_span: cell.column_span,
                    text: cell.text,
                });
                self.builder.grid(cells.collect(), false);
            }
            Open::Columns { rows } => {
                self.pieces += rows.len();
                columns::write(&rows, &mut self.builder)?;
            }
        }
        if self.pieces > MOST_PIECES {
            return Err(ImportError::TooLarge(u64::try_from(self.builder.text_len()).unwrap_or(u64::MAX)));
        }
        Ok(())
    }
}
