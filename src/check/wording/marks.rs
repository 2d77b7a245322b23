//! Punctuation: doubled, unpaired, of the wrong width, or missing at the end.

use super::letters::{Kind, Letter, Line};
use super::{is_numeral, pointing, replacement};
use crate::check::context::Context;
use crate::check::finding::{Edit, Finding, Severity};
use crate::check::messages::message;

/// Marks of which only one stands in a place, the stronger behind the weaker.
const PAUSES: [char; 5] = ['、', '，', '：', '；', '。'];

/// The counterpart of full width of a mark of half width.
fn widened(c: char) -> char {
    match c {
        ',' => '，',
        '.' => '。',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        _ => c,
    }
}

fn is_pause(c: char) -> bool {
    // A full stop of half width may be one of an ellipsis, or a decimal point.
    matches!(c, '、' | '，' | '：' | '；' | '。' | ',' | ';' | ':')
}

/// TXT-02. Marks do not follow each other, and a paragraph ends with one that ends it.
pub fn doubled_marks(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.has(Kind::Stop) || line.has(Kind::Half)) {
        let mut number = 0;
        for (from, letter) in line.marks() {
            if from < number || !is_pause(letter.c) {
                continue;
            }
            number = from + 1;
            while line.letter(number).is_some_and(|next| is_pause(next.c)) {
                number += 1;
            }
            let run = line.letters.get(from..number).unwrap_or_default();
            let strength = |c: char| PAUSES.iter().position(|&pause| pause == widened(c)).unwrap_or(0);
            if run.len() < 2 {
                continue;
            }
            let strongest = run.iter().map(|letter| strength(letter.c)).max().unwrap_or(0);
            let right = PAUSES.get(strongest).map_or(String::new(), char::to_string);
            let is_same = run.iter().all(|letter| strength(letter.c) == strongest);
            let message = message!("TXT-02", written = line.words(from, number).to_owned());
            let finding = replacement("TXT-02", message, &line, (from, number), &right);
            // Three and more may have been meant for an ellipsis.
            findings.push(if is_same && run.len() == 2 { finding.safe() } else { finding });
        }
    }
    unfinished(context, findings);
}

/// A paragraph that ends in a comma, or in the middle of a sentence. Lines broken by hand end so without being wrong:
/// something new must begin behind them.
fn unfinished(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if is_broken_by_hand(context) {
        return;
    }
    let mut lines = context.letters.lines().peekable();
    while let Some(line) = lines.next() {
        if !line.is_paragraph() {
            continue;
        }
        let Some(last) = line.letters.iter().rposition(|letter| letter.kind != Kind::Space) else { continue };
        let Some(letter) = line.letter(last) else { continue };
        // Most end in a full stop.
        let is_comma = matches!(letter.c, '，' | ',');
        if !is_comma && (letter.kind != Kind::Han || !is_prose(&line)) {
            continue;
        }
        let goes_on = lines.peek().is_some_and(|next| next.is_paragraph() && !begins_anew(next));
        if goes_on || line.text.contains("\t") {
            continue;
        }
        let finding = if is_comma {
            replacement("TXT-02", message!("TXT-02.comma"), &line, (last, last + 1), "。")
        } else {
            let right = format!("{}。", letter.c);
            replacement("TXT-02", message!("TXT-02.open"), &line, (last, last + 1), &right)
        };
        findings.push(finding);
    }
}

/// Whether the lines of the draft are those of a page: many a line breaks off within a sentence.
fn is_broken_by_hand(context: &Context<'_>) -> bool {
    let (mut all, mut broken) = (0, 0);
    for line in context.letters.lines().filter(|line| line.is_paragraph() && line.letters.len() >= PROSE / 2) {
        all += 1;
        let last = line.letters.iter().rev().find(|letter| letter.kind != Kind::Space);
        let ends = last.is_some_and(|last| {
            last.kind == Kind::Close || matches!(last.c, '。' | '；' | '：' | '！' | '？' | '.' | ';' | ':' | ')')
        });
        broken += usize::from(!ends);
    }
    broken > 2 && broken * 3 > all
}

/// Letters from which on a line is no heading or signature.
const PROSE: usize = 40;

/// Whether the line consists of sentences: what stands before its last words ends in a full stop.
fn is_prose(line: &Line<'_>) -> bool {
    line.letters.len() >= PROSE
        && line.letters.iter().any(|letter| letter.c == '。')
        && line.letters.iter().rev().take(PROSE).any(|letter| matches!(letter.c, '，' | '。'))
}

/// Whether the line begins a new item: 一是, （二）, 3., 第四.
fn begins_anew(line: &Line<'_>) -> bool {
    let text = line.text.trim_start();
    let bare = text.trim_start_matches(['（', '(', '第']);
    let numeral = bare.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit());
    let is_numbered = numeral.len() < bare.len();
    text.is_empty() || is_numbered && numeral.starts_with(['是', '、', '.', '．', '）', ')', '，', ',', '：'])
}

/// A bracket or quotation mark without its other half: the line, the letter, what it is of, whether it opens.
#[derive(Clone, Copy)]
struct Single {
    number: usize,
    pair: (char, char),
    opens: bool,
    /// Whether it closes the number of an item, and needs no other half.
    is_item: bool,
}

/// Marks that come in pairs.
const PAIRS: [(char, char); 8] =
    [('（', '）'), ('《', '》'), ('“', '”'), ('【', '】'), ('〔', '〕'), ('〈', '〉'), ('「', '」'), ('『', '』')];

/// TXT-03. Brackets and quotation marks come in pairs. A pair may be torn apart where a line was broken by hand: one
/// that does not end a sentence.
pub fn unpaired(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut held: Vec<(Line<'_>, Vec<Single>)> = Vec::new();
    for line in context.letters.lines() {
        let mut singles = singles(&line);
        if !line.is_paragraph() {
            report_all(&mut held, findings);
        }
        singles.retain(|single| single.opens || !(close(&mut held, single.pair) || single.is_item));
        if !singles.is_empty() {
            held.push((line, singles));
        }
        let ends = line.letters.iter().rev().find(|letter| !matches!(letter.kind, Kind::Space | Kind::Close));
        if !line.is_paragraph() || ends.is_some_and(|letter| matches!(letter.c, '。' | '！' | '？' | '；')) {
            report_all(&mut held, findings);
        }
    }
    report_all(&mut held, findings);
}

/// Takes the last open mark of that pair from the lines before; whether there was one.
fn close(held: &mut [(Line<'_>, Vec<Single>)], pair: (char, char)) -> bool {
    held.iter_mut().rev().any(|(_, singles)| {
        let open = singles.iter().rposition(|single| single.opens && single.pair == pair);
        open.is_some_and(|open| {
            singles.remove(open);
            true
        })
    })
}

fn report_all(held: &mut Vec<(Line<'_>, Vec<Single>)>, findings: &mut Vec<Finding>) {
    for (line, singles) in held.drain(..) {
        report(&line, &singles, findings);
    }
}

fn singles(line: &Line<'_>) -> Vec<Single> {
    let mut singles: Vec<Single> = Vec::new();
    if !(line.has(Kind::Open) || line.has(Kind::Close) || line.has(Kind::Half)) {
        return singles;
    }
    for (number, letter) in line.marks() {
        if !matches!(letter.kind, Kind::Open | Kind::Close | Kind::Half) {
            continue;
        }
        let c = widened(letter.c);
        let Some(&pair) = PAIRS.iter().find(|pair| pair.0 == c || pair.1 == c) else { continue };
        if c == pair.0 {
            singles.push(Single { number, pair, opens: true, is_item: false });
            continue;
        }
        match singles.iter().rposition(|single| single.opens && single.pair == pair) {
            Some(open) => {
                singles.remove(open);
            }
            None => {
                let is_item = c == '）' && is_list_mark(line, number);
                singles.push(Single { number, pair, opens: false, is_item });
            }
        }
    }
    singles
}

/// Whether the bracket closes the number of an item: `1）`, `二)`, `a）`.
fn is_list_mark(line: &Line<'_>, number: usize) -> bool {
    let before = line.letters.get(..number).unwrap_or_default();
    let is_number =
        |letter: &&Letter| matches!(letter.kind, Kind::Digit | Kind::Latin | Kind::Other) || is_numeral(letter.c);
    let count = before.iter().rev().take_while(is_number).count();
    let in_front = before.len().checked_sub(count + 1).and_then(|number| line.letter(number));
    let is_before = |letter: Letter| matches!(letter.kind, Kind::Stop | Kind::Space | Kind::Open | Kind::Close);
    (1..=3).contains(&count) && in_front.is_none_or(is_before)
}

fn report(line: &Line<'_>, singles: &[Single], findings: &mut Vec<Finding>) {
    // “规范“: the second one is turned the wrong way.
    if let [first, second] = singles
        && first.opens == second.opens
        && first.pair == second.pair
    {
        let (wrong, right) = if first.opens { (second, first.pair.1) } else { (first, first.pair.0) };
        let message = message!("TXT-03.turned", right = right.to_string());
        let at = (wrong.number, wrong.number + 1);
        findings.push(replacement("TXT-03", message, line, at, &right.to_string()));
        return;
    }
    for single in singles {
        let (mark, other) = if single.opens { single.pair } else { (single.pair.1, single.pair.0) };
        let message = message!("TXT-03", mark = mark.to_string(), other = other.to_string());
        findings.push(pointing("TXT-03", message, line, (single.number, single.number + 1)));
    }
}

/// TXT-04. Marks in Chinese text are of full width. All of them are one finding, brackets another where the report has
/// brackets of full width as well.
pub fn half_width(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (mut marks, mut brackets): (Vec<Edit>, Vec<Edit>) = (Vec::new(), Vec::new());
    let mut has_wide_brackets = false;
    for line in context.letters.lines() {
        has_wide_brackets = has_wide_brackets || line.text.contains("（");
        if line.has(Kind::Half) {
            half_width_in(&line, &mut marks, &mut brackets);
        }
    }
    if !has_wide_brackets {
        marks.append(&mut brackets);
    }
    if !brackets.is_empty() {
        let message = message!("TXT-04.brackets", count = brackets.len());
        findings.push(widening(message, brackets));
    }
    if !marks.is_empty() {
        let mut kinds: Vec<&'static str> = Vec::new();
        for kind in [",", ".", ";", ":", "!", "?", "(", ")", "\""] {
            if marks.iter().any(|edit| edit.from == kind) {
                kinds.push(kind);
            }
        }
        let count = marks.len();
        findings.push(widening(message!("TXT-04", count = count, marks = kinds), marks));
    }
}

/// One finding of all these marks, with one fix.
fn widening(message: crate::check::Message, edits: Vec<Edit>) -> Finding {
    let finding = edits.iter().fold(Finding::new("TXT-04", message), |finding, edit| finding.at(edit.place.clone()));
    finding.lowered(Severity::Info).suggest(edits).safe()
}

fn half_width_in(line: &Line<'_>, marks: &mut Vec<Edit>, brackets: &mut Vec<Edit>) {
    let edit = |number: usize, to: char| Edit {
        place: line.place(number, number + 1),
        from: line.words(number, number + 1).to_owned(),
        to: to.to_string(),
    };
    let (mut open, mut quotes): (Vec<(usize, bool, bool)>, Vec<usize>) = (Vec::new(), Vec::new());
    for (number, letter) in line.marks() {
        let is_bracket = matches!(letter.c, '(' | ')' | '（' | '）');
        if letter.kind != Kind::Half && !is_bracket {
            continue;
        }
        // Other marks of half width aside: they may be widened as well.
        let is_text = |letter: &&Letter| !matches!(letter.kind, Kind::Space | Kind::Half);
        let before = line.letters.iter().take(number).rev().find(is_text).copied();
        let after = line.letters.iter().skip(number + 1).find(is_text).copied();
        match letter.c {
            '"' => quotes.push(number),
            '(' | '（' => {
                let after = inside(line.letters.iter().skip(number + 1), ['(', '（']);
                let is_wrong = letter.c == '(' && after.is_some_and(|after| is_chinese(after.kind));
                if is_wrong {
                    brackets.push(edit(number, '（'));
                }
                open.push((number, letter.c == '（', is_wrong));
            }
            ')' | '）' => {
                let opening = open.pop();
                let before = inside(line.letters.iter().take(number).rev(), [')', '）']);
                // Both of a pair are of one width: that of the Chinese one.
                let is_wide_pair = opening.is_some_and(|(_, is_wide, is_wrong)| is_wide || is_wrong);
                let holds_chinese = before.is_some_and(|before| is_chinese(before.kind)) && opening.is_some();
                if letter.c == ')' && (is_wide_pair || holds_chinese) {
                    brackets.push(edit(number, '）'));
                }
                if let Some((opening, false, false)) = opening
                    && (letter.c == '）' || holds_chinese)
                {
                    brackets.push(edit(opening, '（'));
                }
            }
            mark => {
                if is_half_among_chinese(
                    line,
                    number,
                    mark,
                    before.map(|b| (b.c, b.kind)),
                    after.map(|a| (a.c, a.kind)),
                ) {
                    marks.push(edit(number, widened(mark)));
                }
            }
        }
    }
    // Straight quotation marks: every second one closes. An odd one leaves open which is missing.
    let touches_chinese = |number: usize| {
        let is_text = |letter: &&Letter| !matches!(letter.kind, Kind::Space | Kind::Half);
        let before = line.letters.iter().take(number).rev().find(is_text);
        let after = line.letters.iter().skip(number + 1).find(is_text);
        before.into_iter().chain(after).any(|letter| is_chinese(letter.kind))
    };
    if quotes.len() % 2 == 0 && quotes.iter().all(|&number| touches_chinese(number)) {
        marks
            .extend(quotes.iter().enumerate().map(|(nth, &number)| edit(number, if nth % 2 == 0 { '“' } else { '”' })));
    }
}

fn is_chinese(kind: Kind) -> bool {
    matches!(kind, Kind::Han | Kind::Stop | Kind::Open | Kind::Close)
}

/// The first letter inside a bracket, other brackets aside.
fn inside<'l>(mut letters: impl Iterator<Item = &'l Letter>, brackets: [char; 2]) -> Option<Letter> {
    letters.find(|letter| letter.kind != Kind::Space && !brackets.contains(&letter.c)).copied()
}

/// Whether a mark of half width, no bracket, stands in Chinese text.
fn is_half_among_chinese(
    line: &Line<'_>,
    number: usize,
    mark: char,
    before: Option<(char, Kind)>,
    after: Option<(char, Kind)>,
) -> bool {
    let Some((left, left_kind)) = before else { return false };
    let after_chinese = is_chinese(left_kind);
    let before_chinese = after.is_some_and(|(_, kind)| is_chinese(kind));
    let touches = |offset: usize| number.checked_add(offset).and_then(|number| line.letter(number));
    let before_half = number.checked_sub(1).and_then(|number| line.letter(number)).is_some_and(|last| last.c == mark);
    let after_half = touches(1).is_some_and(|next| next.c == mark);
    match mark {
        // ??? is a loss of letters, TXT-12's.
        '?' | '!' if after_half || before_half => false,
        '.' => {
            // 一.总体情况 is a number, 青石镇.政务 an address.
            let in_front = number.checked_sub(2).and_then(|number| line.letter(number));
            let is_item = is_numeral(left) && in_front.is_none_or(|letter| letter.kind != Kind::Han);
            let rest = line.from(number + 1);
            let is_address = ["政务", "公益", "中国", "网址", "公司"].iter().any(|domain| rest.starts_with(domain));
            after_chinese
                && (before_chinese || after.is_none())
                && !is_item
                && !is_address
                && !after_half
                && !before_half
        }
        // 1: 总体情况 and 1,234 are no Chinese marks; 5件,其中 and 5,其中 should be.
        ',' | ';' => after_chinese || (before_chinese && matches!(left_kind, Kind::Digit | Kind::Latin)),
        _ => after_chinese,
    }
}
