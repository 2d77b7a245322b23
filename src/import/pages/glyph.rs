//! Characters and the lines they form.

use crate::import::width::width;
use crate::sorted::sort_by_key;

/// A character where it stands. Lengths are points, downward from the top of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::import) struct Glyph {
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Width, without the space behind it.
    pub width: f32,
    /// Height of the letter's em.
    pub size: f32,
    /// The character; U+FFFD when its meaning is lost.
    pub c: char,
}

impl Glyph {
    /// The middle of what is seen of it: by this a character belongs to a cell.
    pub fn middle(&self) -> (f32, f32) {
        (self.x + self.width / 2.0, self.y - self.size * 0.35)
    }

    pub fn right(&self) -> f32 {
        self.x + self.width
    }
}

/// Characters on one baseline, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Never empty; neither the first nor the last is white space.
    pub glyphs: Vec<Glyph>,
    /// The baseline.
    pub y: f32,
    /// The height of most of its letters.
    pub size: f32,
}

impl Line {
    pub fn left(&self) -> f32 {
        self.glyphs.first().map_or(0.0, |glyph| glyph.x)
    }

    pub fn right(&self) -> f32 {
        self.glyphs.last().map_or(0.0, Glyph::right)
    }

    pub fn text(&self) -> String {
        text(&self.glyphs)
    }

    /// The pieces between gaps wider than that many ems.
    pub fn pieces(&self, gap: f32) -> Vec<&[Glyph]> {
        let mut pieces = Vec::new();
        let mut rest = self.glyphs.as_slice();
        let mut at = 1;
        while let Some((one, other)) = rest.get(at - 1).zip(rest.get(at)) {
            // A space is as wide as the gap it makes.
            let wide = other.x - visible_right(rest, at - 1).unwrap_or(one.right()) > gap * other.size.max(1.0);
            match rest.split_at_checked(at) {
                Some((piece, behind)) if wide && !other.c.is_whitespace() => {
                    pieces.push(trimmed(piece));
                    (rest, at) = (behind, 1);
                }
                _ => at += 1,
            }
        }
        pieces.push(trimmed(rest));
        pieces
    }

    /// The width of the first word: what had to fit to stand on the line above.
    pub fn first_word(&self) -> f32 {
        let mut glyphs = self.glyphs.iter();
        let Some(first) = glyphs.next() else { return 0.0 };
        let mut right = first.right();
        let mut last = first.c;
        for glyph in glyphs {
            let sticks = (width(last) == 1 && width(glyph.c) == 1) || "，。、；：？！）》”’…·".contains(glyph.c);
            if !sticks || glyph.c.is_whitespace() {
                break;
            }
            (right, last) = (glyph.right(), glyph.c);
        }
        right - first.x
    }
}

fn visible_right(glyphs: &[Glyph], at: usize) -> Option<f32> {
    glyphs.get(..=at)?.iter().rev().find(|glyph| !glyph.c.is_whitespace()).map(Glyph::right)
}

fn trimmed(glyphs: &[Glyph]) -> &[Glyph] {
    let visible = |glyph: &Glyph| !glyph.c.is_whitespace();
    let start = glyphs.iter().position(visible).unwrap_or(glyphs.len());
    let end = glyphs.iter().rposition(visible).map_or(start, |last| last + 1);
    glyphs.get(start..end).unwrap_or_default()
}

/// Orders lengths, which may be negative but are a page's at most.
pub(super) fn key(length: f32) -> u64 {
    ((length.clamp(-1e6, 1e6) + 1e6) * 64.0) as u64
}

/// Puts characters in lines, from top to bottom. A character drawn twice in the same place, as some programs make
/// letters bold, is one.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    sort_by_key(&mut glyphs, |glyph| (key(glyph.y), key(glyph.x)));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            // Raised and lowered letters belong to the line; the next line is an em away.
            Some(line)
                if line.first().is_some_and(|first| (glyph.y - first.y).abs() < 0.45 * first.size.max(glyph.size)) =>
            {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    lines.into_iter().filter_map(line).collect()
}

fn line(mut glyphs: Vec<Glyph>) -> Option<Line> {
    sort_by_key(&mut glyphs, |glyph| (key(glyph.x), 0));
    let mut once: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let near = |other: &Glyph| {
            other.c == glyph.c
                && (other.x - glyph.x).abs() < 0.3 * glyph.width.min(0.6 * glyph.size)
                && (other.y - glyph.y).abs() < 0.2 * glyph.size
        };
        if !once.iter().rev().take(4).any(near) {
            once.push(glyph);
        }
    }
    let glyphs = trimmed(&once).to_vec();
    let mut sizes: Vec<Glyph> = glyphs.iter().copied().filter(|glyph| !glyph.c.is_whitespace()).collect();
    sort_by_key(&mut sizes, |glyph| (key(glyph.size), 0));
    let middle = sizes.get(sizes.len() / 2)?;
    let (y, size) = (middle.y, middle.size);
    Some(Line { glyphs, y, size })
}

/// The text of characters on one line. Spaces are told by gaps: justified lines are stretched, and programs set
/// Chinese apart from figures without writing a space.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    let mut spaced = false;
    for glyph in glyphs {
        if glyph.c.is_whitespace() {
            spaced = true;
            continue;
        }
        if let Some(before) = before {
            let gap = (glyph.x - before.right()) / glyph.size.max(before.size).max(0.1);
            let wide = width(before.c) == 2 || width(glyph.c) == 2;
            let least = if wide {
                0.8
            } else if spaced {
                0.12
            } else {
                0.3
            };
            if gap > least {
                text.push(' ');
            }
        }
        text.push(glyph.c);
        (before, spaced) = (Some(glyph), false);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of ten points, each as wide as it is on the screen, behind each other from `x`.
    fn written(x: f32, y: f32, text: &str) -> Vec<Glyph> {
        let mut at = x;
        let mut glyphs = Vec::new();
        for c in text.chars() {
            let width = 5.0 * width(c) as f32;
            glyphs.push(Glyph { x: at, y, width, size: 10.0, c });
            at += width;
        }
        glyphs
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        lines(glyphs).iter().map(Line::text).collect()
    }

    #[test]
    fn lines_are_told_by_their_baselines() {
        let mut glyphs = written(0.0, 30.0, "下行");
        glyphs.extend(written(20.0, 11.5, "2"));
        glyphs.extend(written(0.0, 10.0, "上行"));
        assert_eq!(texts(glyphs), ["上行2", "下行"]);
    }

    #[test]
    fn letters_drawn_twice_are_one() {
        let mut glyphs = written(0.0, 10.0, "一一11");
        glyphs.extend(written(0.4, 10.0, "一一11"));
        assert_eq!(texts(glyphs), ["一一11"]);
    }

    #[test]
    fn gaps_are_spaces_only_where_they_tell_words_apart() {
        let mut glyphs = written(0.0, 10.0, "公开");
        glyphs.extend(written(22.5, 10.0, "2024"));
        glyphs.extend(written(45.0, 10.0, "年"));
        assert_eq!(texts(glyphs), ["公开2024年"]);
        assert_eq!(texts(written(0.0, 10.0, "No 12 of")), ["No 12 of"]);
        let mut apart = written(0.0, 10.0, "12");
        apart.extend(written(14.0, 10.0, "34"));
        assert_eq!(texts(apart), ["12 34"]);
    }

    #[test]
    fn a_line_falls_apart_at_wide_gaps() {
        let mut glyphs = written(0.0, 10.0, "规章 ");
        glyphs.extend(written(60.0, 10.0, "1"));
        glyphs.extend(written(90.0, 10.0, "0"));
        let line = lines(glyphs).remove(0);
        let pieces: Vec<String> = line.pieces(1.5).into_iter().map(text).collect();
        assert_eq!(pieces, ["规章", "1", "0"]);
    }

    #[test]
    fn the_first_word_keeps_figures_and_closing_marks() {
        let first = |text: &str| lines(written(0.0, 10.0, text)).remove(0).first_word();
        assert_eq!(first("条。其余"), 20.0);
        assert_eq!(first("2024年"), 20.0);
        assert_eq!(first("公开"), 10.0);
    }
}
