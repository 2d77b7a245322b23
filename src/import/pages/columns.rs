//! Tables without lines. Their rows are written as text in which columns stand below each other, and read by the
//! importer of such text: one place decides what a table of aligned columns is.

use super::flow::{Content, Item};
use super::glyph::{Line, key, text};
use crate::document::{Block, Builder, CellText, SourceKind};
use crate::import::text as plain;
use crate::import::width::width;
use crate::import::{ImportError, text::is_figure};
use crate::sorted::sort_by_key;

/// Gaps wider than that many ems part columns.
const GAP: f32 = 0.95;
/// Lines with one piece that may stand between two rows, and before the first or behind the last: wrapped labels.
const BRIDGE: usize = 8;
const FRINGE: usize = 4;

/// Marks the lines that belong to tables without lines, given the width of the text on each page.
pub(super) fn mark(items: &[Item], width_of: impl Fn(usize) -> f32) -> Vec<bool> {
    let kinds: Vec<Kind> = items.iter().map(|item| Kind::of(item, width_of(item.page))).collect();
    let mut marks = vec![false; items.len()];
    let mut at = 0;
    while let Some(kind) = kinds.get(at) {
        let from = at;
        at += 1;
        if !kind.is_row() {
            continue;
        }
        // From here to the last row that no more than a few wrapped labels part from the one before.
        let mut last = from;
        let mut figures = usize::from(*kind == Kind::Figures);
        let mut rows = 1;
        for (index, kind) in kinds.iter().enumerate().skip(from + 1) {
            if *kind == Kind::Other || index - last > BRIDGE {
                break;
            }
            if kind.is_row() {
                last = index;
                rows += 1;
                figures += usize::from(*kind == Kind::Figures);
            }
        }
        at = last + 1;
        if rows < 2 || figures == 0 {
            continue;
        }
        let fringe = |kind: &&Kind| **kind == Kind::Label;
        let before = kinds.get(..from).unwrap_or_default().iter().rev().take(FRINGE).take_while(fringe).count();
        let behind = kinds.iter().skip(at).take(FRINGE).take_while(fringe).count();
        for mark in marks.iter_mut().take(at + behind).skip(from - before) {
            *mark = true;
        }
    }
    marks
}

/// What a line may be in such a table.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Several pieces, at least one of them a figure.
    Figures,
    /// Several pieces.
    Words,
    /// A short piece alone.
    Label,
    /// No part of such a table.
    Other,
}

impl Kind {
    fn of(item: &Item, width: f32) -> Kind {
        let Content::Line(line) = &item.content else { return Kind::Other };
        let written = line.text();
        if plain::is_prose(&written) {
            return Kind::Other;
        }
        let pieces = line.pieces(GAP);
        if pieces.len() < 2 {
            let wide = line.right() - line.left() > 0.6 * width;
            let ends = written.ends_with(['。', '：', '；', '，', ':']);
            return if wide || ends { Kind::Other } else { Kind::Label };
        }
        if pieces.iter().any(|piece| is_figure(&text(piece))) { Kind::Figures } else { Kind::Words }
    }

    fn is_row(self) -> bool {
        matches!(self, Kind::Figures | Kind::Words)
    }
}

/// Writes the rows, each with its page, as paragraphs and tables.
pub(super) fn write(rows: &[(Line, usize)], builder: &mut Builder) -> Result<(), ImportError> {
    let aligned = aligned(rows);
    let document = plain::text(&aligned, Some(SourceKind::Text))?;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => builder.paragraph(document.slice(paragraph.span), false, false),
            Block::Picture(_) => {}
            Block::Grid(grid) => {
                let cells = grid.cells.iter().map(|cell| CellText {
                    row: cell.row,
                    column: cell.column,
                    row_span: cell.row_span,
                    column_span: cell.column_span,
                    text: document.slice(cell.span).to_owned(),
                });
                builder.grid(cells.collect(), grid.ragged);
            }
        }
    }
    Ok(())
}

/// The rows as text: what stands below each other on the page does so in the text.
fn aligned(rows: &[(Line, usize)]) -> String {
    /// Blanks of the widest gap: a page is some hundred characters wide.
    const WIDEST: usize = 400;
    let left = rows.iter().map(|(line, _)| line.left()).fold(f32::MAX, f32::min);
    let mut sizes: Vec<f32> = rows.iter().map(|(line, _)| line.size).collect();
    sort_by_key(&mut sizes, |&size| (key(size), 0));
    let unit = sizes.get(sizes.len() / 2).map_or(5.0, |size| size / 2.0).max(1.0);
    let mut out = String::new();
    let mut page_before = rows.first().map(|(_, page)| *page);
    for (line, page) in rows {
        if page_before.replace(*page) != Some(*page) {
            out.push('\u{c}');
        }
        let mut column = 0;
        for piece in line.pieces(GAP) {
            let place = piece.first().map_or(0.0, |glyph| (glyph.x - left) / unit).round() as usize;
            let least = if column == 0 { 0 } else { 2 };
            let blanks = place.saturating_sub(column).clamp(least, WIDEST);
            let written = text(piece);
            out.extend(std::iter::repeat_n(' ', blanks));
            column += blanks + written.chars().map(width).sum::<usize>();
            out.push_str(&written);
        }
        out.push('\n');
    }
    out
}
