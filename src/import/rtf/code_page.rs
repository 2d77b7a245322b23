//! Bytes of RTF text: in the code page of the font where that is one of several bytes a character, else in that
//! of the whole document.

use super::super::Host;

/// What a font's number of a character set says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// That of the document.
    Default,
    /// A code page.
    Page(u32),
    /// Pictures at the places of letters: they mean nothing without the font.
    Symbol,
}

impl Charset {
    /// By the number in `\fcharset`.
    pub fn numbered(number: i32) -> Charset {
        match number {
            0 => Charset::Page(1252),
            2 => Charset::Symbol,
            128 => Charset::Page(932),
            129 => Charset::Page(949),
            134 => Charset::Page(936),
            136 => Charset::Page(950),
            161 => Charset::Page(1253),
            204 => Charset::Page(1251),
            238 => Charset::Page(1250),
            _ => Charset::Default,
        }
    }

    /// By the number in `\cpg`.
    pub fn of_page(number: i32) -> Charset {
        u32::try_from(number).map_or(Charset::Default, Charset::Page)
    }
}

/// Decodes text; the flag tells whether bytes had to be replaced.
pub fn decode(bytes: &[u8], charset: Option<Charset>, default: u32, host: &dyn Host) -> (String, bool) {
    if charset == Some(Charset::Symbol) {
        return (String::new(), false);
    }
    if bytes.is_ascii() {
        return (bytes.iter().map(|&byte| char::from(byte)).collect(), false);
    }
    let page = match charset {
        Some(Charset::Page(page)) if has_many_bytes(page) || !has_many_bytes(default) => page,
        // Chinese programs mark Chinese text with the fonts for Latin letters.
        _ => default,
    };
    let decoded = match page {
        65001 => None,
        _ => host.decode(name(page), bytes),
    };
    decoded.unwrap_or_else(|| {
        let text = String::from_utf8_lossy(bytes);
        let replaced = text.contains(char::REPLACEMENT_CHARACTER);
        (text.into_owned(), replaced)
    })
}

fn has_many_bytes(page: u32) -> bool {
    matches!(page, 932 | 936 | 949 | 950 | 54936 | 65001)
}

/// The name of a code page for the host.
fn name(page: u32) -> &'static str {
    match page {
        936 | 54936 => "gb18030",
        950 => "big5",
        932 => "shift_jis",
        949 => "euc-kr",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1253 => "windows-1253",
        _ => "windows-1252",
    }
}
