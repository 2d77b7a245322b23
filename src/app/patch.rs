//! Carries a structured document over an edit of its text.
//!
//! A draft from Word or a web page knows its merged cells and headings; its text alone does not. As long as
//! an edit stays within paragraphs, or within one cell, the structure is kept and only places move.

use crate::document::{Block, Document, Grid, GridCell, Paragraph, Span};

/// The one range in which the texts differ, as a range of the old text, and what the new one has there.
/// `None` when they are equal.
pub fn change<'a>(old: &str, new: &'a str) -> Option<(Span, &'a str)> {
    if old == new {
        return None;
    }
    let mut prefix = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(prefix) {
        prefix -= 1;
    }
    let (old_rest, new_rest) = (old.get(prefix..)?, new.get(prefix..)?);
    let mut suffix = old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(|(a, b)| a == b).count();
    while !old_rest.is_char_boundary(old_rest.len() - suffix) {
        suffix -= 1;
    }
    let inserted = new_rest.get(..new_rest.len() - suffix)?;
    Some((Span::new(prefix, old.len() - suffix), inserted))
}

/// The document with that text instead, its structure kept. `None` when the edit touches more than
/// paragraphs or one cell: then the text must be imported anew.
pub fn carry(document: &Document, text: &str) -> Option<Document> {
    if !document.kind.is_structured() {
        return None;
    }
    let Some((span, inserted)) = change(&document.text, text) else {
        return Some(document.clone());
    };
    let removed = document.slice(span);
    if inserted.contains('\t') || removed.contains('\t') {
        return None;
    }
    let lines = Span::new(
        document.text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1),
        span.end + document.text.get(span.end..)?.find('\n').unwrap_or(document.text.len() - span.end),
    );
    let edit = Edit { text, lines, grown: inserted.len(), shrunk: removed.len() };
    let touched = document.blocks.iter().find_map(|block| match block {
        Block::Grid(grid) if grid.span.start <= lines.end && lines.start <= grid.span.end => Some(grid),
        _ => None,
    });
    let blocks = match touched {
        None => edit.paragraphs(&document.blocks)?,
        Some(_) if inserted.contains('\n') || removed.contains('\n') => return None,
        Some(grid) => edit.cell(document, grid, span)?,
    };
    Some(Document { kind: document.kind, text: text.to_owned(), blocks, notes: document.notes.clone() })
}

/// An edit, with the whole lines of the old text that it touches.
struct Edit<'a> {
    text: &'a str,
    lines: Span,
    grown: usize,
    shrunk: usize,
}

impl Edit<'_> {
    /// Where a byte behind the edit has moved.
    fn moved(&self, at: usize) -> usize {
        (at + self.grown).saturating_sub(self.shrunk)
    }

    /// Where a span is now that lies behind `end` in the old text; others stay.
    fn shift(&self, span: Span, end: usize) -> Span {
        if span.start > end { Span::new(self.moved(span.start), self.moved(span.end)) } else { span }
    }

    fn shift_block(&self, block: &Block, end: usize) -> Block {
        match block {
            Block::Paragraph(paragraph) => {
                Block::Paragraph(Paragraph { span: self.shift(paragraph.span, end), ..*paragraph })
            }
            Block::Picture(span) => Block::Picture(self.shift(*span, end)),
            Block::Grid(grid) => {
                let cells =
                    grid.cells.iter().map(|cell| GridCell { span: self.shift(cell.span, end), ..*cell }).collect();
                Block::Grid(with_cells(grid, cells))
            }
        }
    }

    /// Replaces the paragraphs of the touched lines by those the lines now hold.
    fn paragraphs(&self, blocks: &[Block]) -> Option<Vec<Block>> {
        let inside = |block: &&Block| matches!(block, Block::Paragraph(p) if self.lines.start <= p.span.start && p.span.end <= self.lines.end);
        let mut former = blocks.iter().filter(inside).filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(*paragraph),
            _ => None,
        });
        let mut made = Vec::new();
        let mut start = self.lines.start;
        for line in self.text.get(self.lines.start..self.moved(self.lines.end))?.split('\n') {
            let span = trimmed(line, start);
            if !span.is_empty() {
                let like = former.next().unwrap_or(Paragraph { span, heading: false, centered: false });
                made.push(Block::Paragraph(Paragraph { span, ..like }));
            }
            start += line.len() + 1;
        }
        let before = blocks.iter().take_while(|block| !inside(block) && block.span().end <= self.lines.start);
        let mut result: Vec<Block> = before.cloned().collect();
        let amid = |block: &Block| matches!(block, Block::Picture(at) if self.lines.start < at.start && at.start <= self.lines.end);
        if blocks.iter().any(amid) {
            return None;
        }
        let after = blocks.iter().skip(result.len()).filter(|block| !inside(block));
        result.append(&mut made);
        result.extend(after.map(|block| self.shift_block(block, self.lines.end)));
        Some(result)
    }

    /// Gives the one cell whose field the edit lies in its new content.
    fn cell(&self, document: &Document, grid: &Grid, span: Span) -> Option<Vec<Block>> {
        let text = &document.text;
        let delimiter = ['\t', '\n'];
        let field = Span::new(
            text.get(..span.start)?.rfind(delimiter).map_or(0, |at| at + 1),
            span.end + text.get(span.end..)?.find(delimiter).unwrap_or(text.len() - span.end),
        );
        let target = grid.cells.iter().find(|cell| field.start <= cell.span.start && cell.span.end <= field.end)?;
        let content = trimmed(self.text.get(field.start..self.moved(field.end))?, field.start);
        let blocks = document.blocks.iter().map(|block| match self.shift_block(block, field.end) {
            Block::Grid(mut moved) if block.span() == grid.span => {
                for cell in moved.cells.iter_mut().filter(|c| (c.row, c.column) == (target.row, target.column)) {
                    cell.span = content;
                }
                let cells = std::mem::take(&mut moved.cells);
                Block::Grid(with_cells(&moved, cells))
            }
            other => other,
        });
        Some(blocks.collect())
    }
}

fn with_cells(grid: &Grid, cells: Vec<GridCell>) -> Grid {
    let span = cells.iter().map(|cell| cell.span).reduce(Span::cover).unwrap_or(grid.span);
    Grid { span, cells, rows: grid.rows, columns: grid.columns, ragged: grid.ragged }
}

/// The place of a line's content, without the white space around it.
fn trimmed(line: &str, start: usize) -> Span {
    let start = start + (line.len() - line.trim_start().len());
    Span::new(start, start + line.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, CellText, SourceKind};

    fn cell(row: usize, column: usize, column_span: usize, text: &str) -> CellText {
        CellText { row, column, row_span: 1, column_span, text: text.to_owned() }
    }

    /// A heading, a table with a merged cell and blanks, a picture, a last paragraph.
    fn draft() -> Document {
        let mut builder = Builder::new(SourceKind::Docx);
        builder.paragraph("一、总体情况", true, false);
        builder.paragraph("收到申请12件。", false, false);
        builder.grid(
            vec![cell(0, 0, 2, "合并"), cell(0, 2, 1, "7"), cell(1, 0, 1, "甲"), cell(1, 1, 1, ""), cell(1, 2, 1, "8")],
            false,
        );
        builder.picture();
        builder.paragraph("完。", false, true);
        builder.finish()
    }

    /// Every piece of the document with its text.
    fn pieces(document: &Document) -> Vec<String> {
        let mut pieces = Vec::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(p) => {
                    pieces.push(format!("{}{}{}", document.slice(p.span), p.heading as u8, p.centered as u8));
                }
                Block::Grid(grid) => pieces.extend(grid.cells.iter().map(|c| document.slice(c.span).to_owned())),
                Block::Picture(_) => pieces.push("图".to_owned()),
            }
        }
        pieces
    }

    fn edited(from: &str, to: &str) -> Option<Vec<String>> {
        let draft = draft();
        assert!(draft.text.contains(from), "{from:?} is not in the draft");
        carry(&draft, &draft.text.replacen(from, to, 1)).map(|document| pieces(&document))
    }

    #[test]
    fn the_change_is_found_at_character_boundaries() {
        assert_eq!(change("一件", "一件"), None);
        assert_eq!(change("收到三件", "收到五件"), Some((Span::new(6, 9), "五")));
        assert_eq!(change("11", "111"), Some((Span::new(2, 2), "1")));
        assert_eq!(change("abc", ""), Some((Span::new(0, 3), "")));
        // 丁 and 上 share their first two bytes, 丁 and 一 their first two, too.
        assert_eq!(change("丁", "上"), Some((Span::new(0, 3), "上")));
    }

    #[test]
    fn a_cell_may_change_and_what_follows_moves() {
        let expected = |a, b, c| {
            Some(
                ["一、总体情况10", "收到申请12件。00", "合并", a, "甲", b, c, "图", "完。01"]
                    .map(str::to_owned)
                    .to_vec(),
            )
        };
        assert_eq!(edited("7", "1234"), expected("1234", "", "8"));
        assert_eq!(edited("7\n", "\n"), expected("", "", "8"));
        assert_eq!(edited("甲\t\t", "甲\t 5 \t"), expected("7", "5", "8"));
        assert_eq!(edited("8\n", "9 \n"), expected("7", "", "9"));
    }

    #[test]
    fn paragraphs_may_change_be_split_and_be_removed() {
        let with = |first: &[&str]| {
            let rest = ["合并", "7", "甲", "", "8", "图", "完。01"];
            Some(first.iter().chain(&rest).map(|&piece| piece.to_owned()).collect())
        };
        assert_eq!(edited("12件", "15件"), with(&["一、总体情况10", "收到申请15件。00"]));
        assert_eq!(edited("收到申请12件。", ""), with(&["一、总体情况10"]));
        assert_eq!(edited("情况\n", "情况\n另一段。\n"), with(&["一、总体情况10", "另一段。00", "收到申请12件。00"]));
        assert_eq!(edited("总体", "总\n体"), with(&["一、总10", "体情况00", "收到申请12件。00"]));
    }

    #[test]
    fn what_changes_the_shape_of_a_table_is_left_to_the_importer() {
        assert_eq!(edited("\t7", "7"), None);
        assert_eq!(edited("甲\t", "甲\t\t"), None);
        assert_eq!(edited("7\n", "7\n\n"), None);
        assert_eq!(edited("件。\n\n合", "件。合"), None);
        let mut plain = draft();
        plain.kind = SourceKind::Text;
        assert_eq!(carry(&plain, "别的"), None);
    }

    #[test]
    fn every_edit_gives_spans_on_character_boundaries() {
        let draft = draft();
        let bounds: Vec<usize> = (0..=draft.text.len()).filter(|&at| draft.text.is_char_boundary(at)).collect();
        for &start in &bounds {
            for &end in bounds.iter().filter(|&&end| end >= start) {
                for inserted in ["", "九", " 3", "\n"] {
                    let text = format!("{}{inserted}{}", &draft.text[..start], &draft.text[end..]);
                    let Some(after) = carry(&draft, &text) else { continue };
                    assert_eq!(after.text, text);
                    for block in &after.blocks {
                        assert!(text.get(block.span().range()).is_some(), "{start}..{end} {inserted:?}: {block:?}");
                    }
                    let starts: Vec<usize> = after.blocks.iter().map(|block| block.span().start).collect();
                    assert!(starts.is_sorted(), "{start}..{end} {inserted:?}: {starts:?}");
                }
            }
        }
    }
}
