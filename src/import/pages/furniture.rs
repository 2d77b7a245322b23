//! What stands on a page beside its text: page numbers, running heads and feet.

use super::glyph::Line;
use crate::import::text::is_page_number;

/// How far from the upper and lower end of the page it may stand, as a part of the page's height.
const MARGIN: f32 = 0.12;

/// Whether each line of each page is furniture. Lines are those outside of tables, from top to bottom.
pub(super) fn furniture(pages: &[(f32, Vec<Line>)]) -> Vec<Vec<bool>> {
    let mut marked: Vec<Vec<bool>> = pages.iter().map(|(_, lines)| vec![false; lines.len()]).collect();
    let candidates: Vec<Candidate> = pages.iter().enumerate().flat_map(candidates).collect();
    for candidate in &candidates {
        let others = candidates.iter().filter(|other| other.page != candidate.page);
        let furniture = is_page_number(&candidate.text)
            || candidate.number.is_some_and(|number| {
                // A bare number counts the pages: on another one stands its neighbour, or it is the only one.
                let counts = |other: &Candidate| {
                    other.number.is_some_and(|value| value - number == other.page as i64 - candidate.page as i64)
                };
                others.clone().any(counts) || (pages.len() == 1 && number == 1)
            })
            || {
                // A running head stands at the same height on many pages.
                let same = |other: &&Candidate| {
                    other.bare == candidate.bare && other.top == candidate.top && (other.y - candidate.y).abs() < 4.0
                };
                let repeated = 1 + others.filter(same).count();
                candidate.bare.chars().count() > 1 && repeated >= 2 && repeated * 5 >= pages.len() * 2
            };
        let place = marked.get_mut(candidate.page).and_then(|lines| lines.get_mut(candidate.line));
        place.into_iter().for_each(|place| *place = furniture);
    }
    marked
}

struct Candidate {
    page: usize,
    line: usize,
    /// Whether it stands at the upper end.
    top: bool,
    y: f32,
    text: String,
    /// The text without figures: those of running heads count pages too.
    bare: String,
    /// Its value when it is nothing but a number.
    number: Option<i64>,
}

/// The two outermost lines at each end of a page.
fn candidates((page, (height, lines)): (usize, &(f32, Vec<Line>))) -> impl Iterator<Item = Candidate> {
    let outermost = |&(line, _): &(usize, &Line)| line < 2 || line + 2 >= lines.len();
    lines.iter().enumerate().filter(outermost).filter_map(move |(line, written)| {
        let top = written.y < MARGIN * height;
        if !top && written.y < (1.0 - MARGIN) * height {
            return None;
        }
        let text = written.text();
        let bare: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let number = (text.len() <= 4).then(|| text.parse().ok()).flatten();
        Some(Candidate { page, line, top, y: written.y, text, bare, number })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::pages::glyph::{Glyph, lines};

    fn page(written: &[(f32, &str)]) -> (f32, Vec<Line>) {
        let mut glyphs = Vec::new();
        for &(y, text) in written {
            let place = |(index, c)| Glyph { x: 100.0 + 10.0 * index as f32, y, width: 10.0, size: 10.0, c };
            glyphs.extend(text.chars().enumerate().map(place));
        }
        (800.0, lines(glyphs))
    }

    fn kept(pages: &[(f32, Vec<Line>)]) -> Vec<String> {
        let marked = furniture(pages);
        let lines = pages.iter().zip(&marked).flat_map(|((_, lines), marked)| lines.iter().zip(marked));
        lines.filter(|(_, marked)| !**marked).map(|(line, _)| line.text()).collect()
    }

    #[test]
    fn page_numbers_and_running_heads_go() {
        let pages = [
            page(&[(40.0, "青石镇公报 第1页"), (90.0, "正文一"), (760.0, "-1-")]),
            page(&[(40.0, "青石镇公报 第2页"), (90.0, "正文二"), (760.0, "-2-")]),
        ];
        assert_eq!(kept(&pages), ["正文一", "正文二"]);
        let bare = [page(&[(400.0, "甲"), (760.0, "7")]), page(&[(400.0, "乙"), (760.0, "8")])];
        assert_eq!(kept(&bare), ["甲", "乙"]);
    }

    #[test]
    fn text_at_the_margin_stays() {
        let pages = [
            page(&[(60.0, "一、总体情况"), (400.0, "-1-"), (770.0, "12")]),
            page(&[(60.0, "二、主动公开"), (770.0, "40")]),
            page(&[(60.0, "三、其他"), (770.0, "2024年")]),
        ];
        assert_eq!(kept(&pages), ["一、总体情况", "-1-", "12", "二、主动公开", "40", "三、其他", "2024年"]);
    }
}
