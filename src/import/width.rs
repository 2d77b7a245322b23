//! The width of characters, by which programs align text and which tells where a line was merely wrapped.

/// Columns of a character on the screen.
pub(super) fn width(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}' | '\u{2018}'..='\u{201d}' | '\u{2460}'..='\u{24ff}' => 2,
        '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Whether a word space between these two means nothing: Chinese is written without.
pub(super) fn joins(left: char, right: char) -> bool {
    width(left) == 2 && width(right) == 2
}
