//! Labels and how two wordings of one label are compared.

use crate::characters::{Characters, low_bits};

/// A label of the form and the other wordings that are read as it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The wording of the official form.
    pub official: &'static str,
    /// Wordings that occur in reports and are read, though not official.
    pub also: &'static [&'static str],
}

impl Label {
    /// All wordings, the official one first.
    pub fn wordings(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.official).chain(self.also.iter().copied())
    }

    /// Whether the written label, compared by [`bare`], is one of the wordings.
    pub fn reads(&self, written: &str) -> bool {
        self.reads_bare(&bare(written))
    }

    /// Whether the written label, made [`bare`] already, is one of the wordings.
    pub fn reads_bare(&self, written: &str) -> bool {
        self.wordings().any(|wording| is_bare(wording, written))
    }
}

/// One character in its plain form: full-width and compatibility forms become ASCII or the usual
/// ideograph, traditional forms of the label alphabet simplified ones. Other characters are kept.
pub fn simplify(c: char) -> char {
    // Nearly all characters of a draft are told to stay as they are by this much.
    match c {
        '!'..='~' => c,
        '\u{4e00}'..='\u{9fff}' if !LEVELLED.may_hold(c as u32) => c,
        _ => level(c),
    }
}

/// The ideographs that [`level`] changes.
static LEVELLED: Characters = {
    const ALL: [char; 12] = ['總', '計', '開', '處', '無', '結', '轉', '數', '鈎', '鉤', '钩', '它'];
    Characters::NONE.with_all(&ALL)
};

/// See [`simplify`].
#[inline(never)]
fn level(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{3000}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\t' | '\r' | '\n' => ' ',
        '﹑' | '､' => '、',
        '。' => '.',
        '—' | '–' | '―' | '─' | '−' | '‐' | '‑' => '-',
        '總' => '总',
        '計' => '计',
        '開' => '开',
        '處' => '处',
        '無' => '无',
        '結' => '结',
        '轉' => '转',
        '數' => '数',
        '鈎' | '鉤' | '钩' => '勾',
        '它' => '他',
        _ => c,
    }
}

/// Whether the character is a letter, a digit or an ideograph. The full tables of Unicode would cost the browser module
/// two kilobytes, for scripts in which nobody writes such a report.
pub fn is_word(c: char) -> bool {
    let c = simplify(c);
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The text with every character simplified, white space, zero-width marks and quotation marks dropped,
/// and the list comma, comma and semicolon made one.
pub fn normalize(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // Most characters stay as they are, and are copied together.
        let (stays, others) = rest.split_at_checked(plain_ideographs(rest)).unwrap_or((rest, ""));
        normal.push_str(stays);
        let mut others = others.chars();
        let Some(c) = others.next() else { return normal };
        match simplify(c) {
            ' ' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' => {}
            '“' | '”' | '"' | '\'' | '‘' | '’' | '「' | '」' | '『' | '』' => {}
            ',' | ';' => normal.push('、'),
            plain => normal.push(plain),
        }
        rest = others.as_str();
    }
}

/// Bytes of the ideographs that the text begins with and that [`simplify`] keeps.
fn plain_ideographs(text: &str) -> usize {
    let mut rest = text.as_bytes();
    while let [0xe4..=0xe9, second, third, behind @ ..] = rest {
        if LEVELLED.may_hold(low_bits(*second, *third)) {
            break;
        }
        rest = behind;
    }
    text.len() - rest.len()
}

/// The normalised label without its list marker (`1.`, `（一）`, `一、`, `①`), without the list commas inside
/// it, and with 或者 shortened to 或: what remains is compared letter by letter.
pub fn bare(text: &str) -> String {
    let normal = normalize(text);
    let bare = strip_marker(&normal);
    if bare.contains(['、', '或']) {
        return without_commas(bare);
    }
    if bare.len() == normal.len() { normal } else { bare.to_owned() }
}

/// The text without list commas, and with 或 for 或者.
fn without_commas(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut behind_or = false;
    for c in text.chars().filter(|&c| c != '、') {
        if !(behind_or && c == '者') {
            kept.push(c);
        }
        behind_or = c == '或';
    }
    kept
}

/// Whether `bare(wording)` is that text, which is bare itself. The forms' wordings are compared with every label and
/// many lines of a draft, and most of them are bare as they stand.
pub fn is_bare(wording: &str, written: &str) -> bool {
    let stays = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && c != '或' && simplify(c) == c;
    // What a wording ends with is no marker and mostly no mark: most wordings are told by it.
    let ends_alike = || {
        let last = wording.chars().next_back().filter(|&c| stays(c) && c != '者' && !is_numeral(c));
        last.is_none_or(|last| written.ends_with(last))
    };
    wording == written
        || (written.len() <= wording.len() && ends_alike() && !wording.chars().all(stays) && bare(wording) == written)
}

/// Whether a list marker may be made of it.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Drops one list marker from the start of a normalised label.
fn strip_marker(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix(|c| ('①'..='⑳').contains(&c) || ('⒈'..='⒛').contains(&c)) {
        return rest.trim_start_matches(['、', '.']);
    }
    if let Some(inner) = text.strip_prefix('(') {
        let rest = inner.trim_start_matches(is_numeral);
        return match rest.strip_prefix(')') {
            Some(after) if rest.len() < inner.len() => after.trim_start_matches(['、', '.']),
            _ => text,
        };
    }
    let rest = text.trim_start_matches(is_numeral);
    if rest.len() == text.len() {
        return text;
    }
    match rest.strip_prefix(['、', '.', ')']) {
        Some(after) => after,
        // `1属于国家秘密`: a digit needs no mark, but a Chinese numeral may belong to the word (三类…).
        None if text.starts_with(|c: char| c.is_ascii_digit()) => rest,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_to_stay_would_stay() {
        for c in ('!'..='~').chain('\u{4e00}'..='\u{9fff}') {
            assert_eq!(simplify(c), level(c), "{c}");
        }
    }

    #[test]
    fn wordings_differ_in_marks_only() {
        for (written, plain) in [
            ("（一）予以公开", "予以公开"),
            ("(一) 予以公开", "予以公开"),
            ("1. 属于国家秘密", "属于国家秘密"),
            ("1．属于国家秘密", "属于国家秘密"),
            ("１、属于国家秘密", "属于国家秘密"),
            ("①属于国家秘密", "属于国家秘密"),
            ("1属于国家秘密", "属于国家秘密"),
            ("三类内部事务信息", "三类内部事务信息"),
            ("总　计", "总计"),
            ("3.危及\"三安全一稳定\"", "危及三安全一稳定"),
            ("要求行政机关确认或者重新出具", "要求行政机关确认或重新出具"),
        ] {
            assert_eq!(bare(written), plain, "{written}");
        }
    }

    #[test]
    fn a_wording_is_compared_as_if_it_were_made_bare() {
        for wording in
            ["予以公开", "（一）予以公开", "要求确认或者重新出具", "行政复议、行政诉讼情况", "其它", "“三安全一稳定”"]
        {
            assert!(is_bare(wording, &bare(wording)), "{wording}");
            assert!(!is_bare(wording, "予以") && !is_bare(wording, ""), "{wording}");
        }
        assert!(["或者或者者", "或、者", "甲或者、乙", "者或"].map(bare) == ["或或者", "或", "甲或乙", "者或"]);
        assert!(is_bare("其它", "其他") && !is_bare("总体情况", "一、总体情况"));
    }

    #[test]
    fn a_label_reads_its_wordings_and_nothing_else() {
        let label = Label { official: "（六）其他处理", also: &["（六）其他"] };
        assert!(label.reads("(六) 其他处理"));
        assert!(label.reads("（六）其它"));
        assert!(!label.reads("（三）不予公开"));
    }
}
