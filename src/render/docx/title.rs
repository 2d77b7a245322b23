//! The lines of a title: GB/T 9704 wants them to end where the words do.

use super::table::TEXT_WIDTH;

/// The width of a Chinese character of the title, 22 points in twips.
const CHARACTER: u32 = 440;

/// How far the title is drawn in from both sides, in twips, so that its first line ends before or behind
/// 政府信息公开 when it needs a second one. Breaking the line itself would change the text.
pub fn indent(title: &str) -> u32 {
    let whole = width(title);
    let Some((before, behind)) = title.split_once(NAME).filter(|_| whole > TEXT_WIDTH) else { return 0 };
    let breaks = [width(before), whole - width(behind)];
    // The line may be as wide as the first part alone, if the rest fits into one line of that width.
    let fits = |&first: &u32| first <= TEXT_WIDTH && whole - first <= first;
    breaks.iter().find(|first| fits(first)).map_or(0, |first| (TEXT_WIDTH - first) / 2 - SLACK)
}

/// What a line of a title is not broken within.
const NAME: &str = "政府信息公开";

/// Fonts differ in their digits: a line is a little wider than reckoned, though by less than a character.
const SLACK: u32 = CHARACTER / 3;

fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { CHARACTER / 2 } else { CHARACTER }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line that a title's first characters fill, in characters.
    fn first_line(title: &str) -> String {
        let room = TEXT_WIDTH - 2 * indent(title);
        let fits = |end: usize| width(&title[..end]) <= room;
        let ends = title.char_indices().map(|(end, _)| end).chain([title.len()]);
        title[..ends.rev().find(|&end| fits(end)).unwrap()].to_owned()
    }

    #[test]
    fn a_long_title_is_broken_where_a_word_ends() {
        for (title, line) in [
            ("青石镇2024年政府信息公开工作年度报告", "青石镇2024年政府信息公开工作年度报告"),
            ("青石镇人民政府2024年政府信息公开工作年度报告", "青石镇人民政府2024年政府信息公开"),
            ("青石县自然资源和规划局2024年政府信息公开工作年度报告", "青石县自然资源和规划局2024年"),
            ("青石县人力资源和社会保障局2024年政府信息公开工作年度报告", "青石县人力资源和社会保障局2024年"),
        ] {
            assert_eq!(first_line(title), line);
        }
    }

    #[test]
    fn titles_of_other_shapes_fill_their_lines() {
        for title in ["", "年报", "一".repeat(50).as_str(), &format!("{}政府信息公开", "很".repeat(40))] {
            assert_eq!(indent(title), 0, "{title}");
        }
    }
}
