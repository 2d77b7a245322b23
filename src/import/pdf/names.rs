//! Characters under other names: glyph names of simple fonts, and look-alikes that fonts put in a character's place.

/// The character of a glyph name such as `eight`, `A` or `uni4E00`; `None` when the name says nothing.
pub(super) fn named(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then_some(letter);
    }
    let hexadecimal = |digits: &str| {
        let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| plain).and_then(char::from_u32)
    };
    let by_code = match (name.strip_prefix("uni"), name.strip_prefix('u')) {
        (Some(digits), _) if digits.len() == 4 => hexadecimal(digits),
        (None, Some(digits)) if (4..=6).contains(&digits.len()) => hexadecimal(digits),
        _ => None,
    };
    by_code.or_else(|| NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c))
}

/// The characters of the Adobe glyph list that a report may hold and that have no name of one letter.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("nbspace", ' '),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("period", '.'),
    ("comma", ','),
    ("colon", ':'),
    ("semicolon", ';'),
    ("hyphen", '-'),
    ("sfthyphen", '-'),
    ("minus", '-'),
    ("endash", '–'),
    ("emdash", '—'),
    ("plus", '+'),
    ("equal", '='),
    ("percent", '%'),
    ("slash", '/'),
    ("backslash", '\\'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("bracketleft", '['),
    ("bracketright", ']'),
    ("braceleft", '{'),
    ("braceright", '}'),
    ("less", '<'),
    ("greater", '>'),
    ("at", '@'),
    ("ampersand", '&'),
    ("asterisk", '*'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("exclam", '!'),
    ("question", '?'),
    ("quotesingle", '\''),
    ("quotedbl", '"'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("underscore", '_'),
    ("bar", '|'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("ellipsis", '…'),
    ("asciitilde", '~'),
    ("asciicircum", '^'),
    ("grave", '`'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("degree", '°'),
    ("section", '§'),
    ("yen", '¥'),
];

/// The character that is meant: some programs write a radical where the character looks the same, and a reader of
/// words would not find 一 in it.
pub(super) fn meant(c: char) -> char {
    let radical = u32::from(c).checked_sub(0x2f00).and_then(|number| RADICALS.chars().nth(number as usize));
    let simplified = || SIMPLIFIED_RADICALS.iter().find(|(radical, _)| *radical == c).map(|(_, meant)| *meant);
    match c {
        '\u{2f00}'..='\u{2fd5}' => radical.unwrap_or(c),
        '\u{2e80}'..='\u{2eff}' => simplified().unwrap_or(c),
        '\u{a0}' => ' ',
        // What fonts of symbols hold has no meaning outside of them.
        '\0'..='\u{8}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// The characters of the radicals from U+2F00 on.
const RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢\
    尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火\
    爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿\
    肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹\
    雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Those of the radicals from U+2E80 on that are characters of their own.
const SIMPLIFIED_RADICALS: &[(char, char)] = &[
    ('\u{2e81}', '厂'),
    ('\u{2e85}', '亻'),
    ('\u{2e88}', '刀'),
    ('\u{2e8b}', '卩'),
    ('\u{2e9f}', '母'),
    ('\u{2ea0}', '民'),
    ('\u{2ec1}', '虎'),
    ('\u{2ec4}', '西'),
    ('\u{2ec5}', '见'),
    ('\u{2ec6}', '角'),
    ('\u{2ecb}', '车'),
    ('\u{2ed1}', '長'),
    ('\u{2ed3}', '长'),
    ('\u{2ed4}', '门'),
    ('\u{2ed8}', '青'),
    ('\u{2ed9}', '韦'),
    ('\u{2eda}', '页'),
    ('\u{2edb}', '风'),
    ('\u{2edc}', '飞'),
    ('\u{2edd}', '食'),
    ('\u{2ee2}', '马'),
    ('\u{2ee3}', '骨'),
    ('\u{2ee4}', '鬼'),
    ('\u{2ee5}', '鱼'),
    ('\u{2ee6}', '鸟'),
    ('\u{2ee8}', '麦'),
    ('\u{2ee9}', '黄'),
    ('\u{2eec}', '齐'),
    ('\u{2eee}', '齿'),
    ('\u{2ef0}', '龙'),
    ('\u{2ef3}', '龟'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_characters() {
        let named = |name: &str| named(name.as_bytes());
        assert_eq!(named("eight"), Some('8'));
        assert_eq!(named("A"), Some('A'));
        assert_eq!(named("uni4E00"), Some('一'));
        assert_eq!(named("u20000"), Some('\u{20000}'));
        for unknown in ["g12", "C0_1", "cid1234", ".notdef", "uniXYZW", "uni+123", ""] {
            assert_eq!(named(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn radicals_are_the_characters_they_look_like() {
        assert_eq!(meant('\u{2f00}'), '一');
        assert_eq!(meant('\u{2fd5}'), '龠');
        assert_eq!(meant('\u{2ed4}'), '门');
        assert_eq!(meant('一'), '一');
        assert_eq!(meant('\u{f06c}'), char::REPLACEMENT_CHARACTER);
    }
}
