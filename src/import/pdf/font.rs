//! Fonts: from the codes of a string to characters and widths.

use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

use super::super::{Host, ImportError};
use super::cmap::CMap;
use super::names::{meant, named};
use super::stream::Budget;
use super::{is, numbers};
use crate::sorted::sort_by_key;

/// Widths of the largest font.
const MOST_WIDTHS: usize = 70_000;

/// What is known of a font.
#[derive(Debug)]
pub(super) struct Font {
    coding: Coding,
    /// Characters by code, as the file says them.
    to_unicode: CMap,
    widths: Widths,
    /// Whether it is written downward.
    pub vertical: bool,
}

/// How strings fall into codes, and what these mean where the file does not say.
#[derive(Debug)]
enum Coding {
    /// A byte each.
    Simple(Box<[Option<char>; 256]>),
    /// Two bytes each: numbers of glyphs, which mean nothing.
    Glyphs,
    /// A CMap in the file: numbers of glyphs.
    Map(CMap),
    /// Units of that many bytes in Unicode.
    Unicode(usize),
    /// Text in an encoding that the host knows.
    Encoded(&'static str),
}

/// A code of a string.
#[derive(Debug, PartialEq)]
pub(super) struct Code {
    /// Its characters, mostly one; U+FFFD when they are lost.
    pub text: String,
    /// Its width in ems.
    pub width: f32,
    /// Whether it is the byte that words are spaced by.
    pub space: bool,
}

/// CMaps by the beginning of their names. The longer a name, the earlier it stands.
const PREDEFINED: &[(&str, Coding)] = &[
    ("UniGB-UTF32", Coding::Unicode(4)),
    ("UniCNS-UTF32", Coding::Unicode(4)),
    ("UniGB", Coding::Unicode(2)),
    ("UniCNS", Coding::Unicode(2)),
    ("GBK", Coding::Encoded("gb18030")),
    ("GB-EUC", Coding::Encoded("gb18030")),
    ("GBpc-EUC", Coding::Encoded("gb18030")),
    ("ETen", Coding::Encoded("big5")),
    ("B5pc", Coding::Encoded("big5")),
];

impl Font {
    /// Reads a font's dictionary.
    ///
    /// # Errors
    /// When its streams are damaged or too large.
    pub fn load(dict: &Dict<'_>, budget: &mut Budget) -> Result<Font, ImportError> {
        let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => CMap::parse(&budget.decode(&stream)?),
            None => CMap::default(),
        };
        if is(dict, "Subtype", "Type0") {
            Font::composite(dict, to_unicode, budget)
        } else {
            let coding = Coding::Simple(Box::new(simple_encoding(dict, &to_unicode)));
            Ok(Font { coding, to_unicode, widths: Widths::simple(dict), vertical: false })
        }
    }

    fn composite(dict: &Dict<'_>, to_unicode: CMap, budget: &mut Budget) -> Result<Font, ImportError> {
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let widths = descendant.map_or_else(Widths::default, |font| Widths::composite(&font));
        let (coding, vertical) = match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Stream(stream)) => {
                let vertical = stream.dict().get::<i32>("WMode") == Some(1);
                (Coding::Map(CMap::parse(&budget.decode(&stream)?)), vertical)
            }
            Some(Object::Name(name)) => {
                let known = PREDEFINED.iter().find(|(start, _)| name.as_ref().starts_with(start.as_bytes()));
                let coding = match known {
                    Some((_, Coding::Unicode(bytes))) => Coding::Unicode(*bytes),
                    Some((_, Coding::Encoded(encoding))) => Coding::Encoded(encoding),
                    _ => Coding::Glyphs,
                };
                (coding, name.as_ref().ends_with(b"-V"))
            }
            _ => (Coding::Glyphs, false),
        };
        Ok(Font { coding, to_unicode, widths, vertical })
    }

    /// The codes of a string.
    pub fn decode(&self, string: &[u8], host: &dyn Host, mut each: impl FnMut(Code)) {
        let mut rest = string;
        while !rest.is_empty() {
            let length = self.length(rest).clamp(1, rest.len());
            let Some((bytes, behind)) = rest.split_at_checked(length) else { return };
            rest = behind;
            let code = bytes.iter().fold(0, |code, &byte| (code << 8) | u32::from(byte));
            let written = self.to_unicode.characters(code).filter(|text| !text.is_empty());
            let text: String = match written.or_else(|| self.characters(code, bytes, host)) {
                Some(text) => text.chars().map(meant).collect(),
                None => char::REPLACEMENT_CHARACTER.to_string(),
            };
            let width = self.width(code, &text);
            each(Code { text, width, space: bytes == b" " });
        }
    }

    /// Bytes of the code with which a string begins.
    fn length(&self, string: &[u8]) -> usize {
        match &self.coding {
            Coding::Simple(_) => 1,
            Coding::Glyphs => 2,
            Coding::Map(map) => map.length(string).unwrap_or(2),
            Coding::Unicode(2) if matches!(string.first(), Some(0xd8..=0xdb)) => 4,
            Coding::Unicode(bytes) => *bytes,
            Coding::Encoded(_) => match string {
                [0x81..=0xff, b'0'..=b'9', ..] => 4,
                [0x81..=0xff, ..] => 2,
                _ => 1,
            },
        }
    }

    /// What a code means by the font's encoding.
    fn characters(&self, code: u32, bytes: &[u8], host: &dyn Host) -> Option<String> {
        match &self.coding {
            Coding::Simple(table) => table.get(code as usize).copied().flatten().map(String::from),
            Coding::Glyphs | Coding::Map(_) => None,
            Coding::Unicode(2) => {
                let (pairs, _) = bytes.as_chunks::<2>();
                let units = pairs.iter().map(|&pair| u16::from_be_bytes(pair));
                char::decode_utf16(units).collect::<Result<_, _>>().ok()
            }
            Coding::Unicode(_) => char::from_u32(code).map(String::from),
            Coding::Encoded(encoding) => match bytes {
                [byte] => char::from_u32(u32::from(*byte)).filter(char::is_ascii).map(String::from),
                _ => host.decode(encoding, bytes).filter(|(_, replaced)| !replaced).map(|(text, _)| text),
            },
        }
    }

    fn width(&self, code: u32, text: &str) -> f32 {
        let glyph = match &self.coding {
            Coding::Simple(_) | Coding::Glyphs => Some(code),
            Coding::Map(map) => map.glyph(code),
            // In the collections of Chinese glyphs, those of ASCII stand first.
            Coding::Unicode(_) | Coding::Encoded(_) if text.is_ascii() => {
                text.bytes().next().map(|letter| u32::from(letter).saturating_sub(31))
            }
            Coding::Unicode(_) | Coding::Encoded(_) => None,
        };
        let known = glyph.and_then(|glyph| self.widths.of(glyph));
        known.unwrap_or(match &self.coding {
            Coding::Unicode(_) | Coding::Encoded(_) if text.is_ascii() => 0.5,
            _ => self.widths.default,
        })
    }
}

/// The characters of the 256 codes of a simple font.
fn simple_encoding(dict: &Dict<'_>, to_unicode: &CMap) -> [Option<char>; 256] {
    let encoding = dict.get::<Dict<'_>>("Encoding");
    let base = encoding.as_ref().and_then(|encoding| encoding.get::<Name<'_>>("BaseEncoding"));
    let base = base.or_else(|| dict.get::<Name<'_>>("Encoding"));
    let mut table = [None; 256];
    // Without an encoding the codes of an embedded part of a font are whatever its program says.
    let says_nothing = base.is_none() && is_embedded_subset(dict);
    if !says_nothing || to_unicode.has_characters() {
        let beyond = match base.as_ref().map(AsRef::as_ref) {
            Some(b"MacRomanEncoding") => MAC_ROMAN,
            Some(b"WinAnsiEncoding") => WINDOWS,
            _ => STANDARD,
        };
        for (code, place) in (0_u8..=255).zip(&mut table) {
            let special = beyond.iter().find(|(known, _)| *known == code).map(|(_, c)| *c);
            *place = special.or_else(|| (b' '..=b'~').contains(&code).then_some(char::from(code)));
        }
    }
    if let Some(differences) = encoding.and_then(|encoding| encoding.get::<Array<'_>>("Differences")) {
        let mut code = 0_usize;
        for item in differences.iter::<Object<'_>>().take(1024) {
            match item {
                Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
                Object::Name(name) => {
                    if let Some(place) = table.get_mut(code) {
                        *place = named(name.as_ref());
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    table
}

fn is_embedded_subset(dict: &Dict<'_>) -> bool {
    let Some(descriptor) = dict.get::<Dict<'_>>("FontDescriptor") else { return is(dict, "Subtype", "Type3") };
    let symbolic = descriptor.get::<i32>("Flags").is_some_and(|flags| flags & 4 != 0);
    symbolic && ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key))
}

/// Codes beyond ASCII, or unlike it.
const WINDOWS: &[(u8, char)] = &[
    (0x85, '…'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x95, '•'),
    (0x96, '–'),
    (0x97, '—'),
    (0xa0, ' '),
    (0xb0, '°'),
    (0xb7, '·'),
    (0xd7, '×'),
];
const MAC_ROMAN: &[(u8, char)] = &[
    (0xa5, '•'),
    (0xa1, '°'),
    (0xc9, '…'),
    (0xca, ' '),
    (0xd0, '–'),
    (0xd1, '—'),
    (0xd2, '“'),
    (0xd3, '”'),
    (0xd4, '‘'),
    (0xd5, '’'),
    (0xe1, '·'),
];
const STANDARD: &[(u8, char)] = &[
    (0x27, '’'),
    (0x60, '‘'),
    (0xaa, '“'),
    (0xb1, '–'),
    (0xb4, '·'),
    (0xb7, '•'),
    (0xba, '”'),
    (0xbc, '…'),
    (0xd0, '—'),
];

/// Widths in ems, by code or number of glyph.
#[derive(Debug)]
struct Widths {
    /// First and last of a range, and the width of each in it; ascending.
    ranges: Vec<(u32, u32, f32)>,
    default: f32,
}

impl Default for Widths {
    fn default() -> Widths {
        Widths { ranges: Vec::new(), default: 1.0 }
    }
}

impl Widths {
    fn simple(dict: &Dict<'_>) -> Widths {
        let unit = match numbers::<6>(dict, "FontMatrix") {
            Some([scale, ..]) if is(dict, "Subtype", "Type3") => scale,
            _ => 0.001,
        };
        let first = u32::try_from(dict.get::<i32>("FirstChar").unwrap_or(0)).unwrap_or(0);
        let widths = dict.get::<Array<'_>>("Widths");
        let widths = widths.iter().flat_map(|widths| widths.iter::<Number>());
        let ranges = (first..).zip(widths.take(256)).map(|(code, width)| (code, code, width.as_f32() * unit));
        Widths { ranges: ranges.collect(), default: 0.5 }
    }

    /// `W`: a first number and a list of widths, or a first, a last and one width.
    fn composite(dict: &Dict<'_>) -> Widths {
        let default = dict.get::<Number>("DW").map_or(1.0, |width| width.as_f32() / 1000.0);
        let mut ranges = Vec::new();
        let items = dict.get::<Array<'_>>("W");
        let mut items = items.iter().flat_map(|items| items.iter::<Object<'_>>());
        while let (Some(Object::Number(first)), Some(next)) = (items.next(), items.next()) {
            let first = u32::try_from(first.as_i64()).unwrap_or(u32::MAX);
            match next {
                Object::Array(widths) => {
                    let widths = widths.iter::<Number>().take(MOST_WIDTHS);
                    ranges.extend((first..).zip(widths).map(|(glyph, width)| (glyph, glyph, width.as_f32() / 1000.0)));
                }
                Object::Number(last) => {
                    let Some(Object::Number(width)) = items.next() else { break };
                    ranges.push((first, u32::try_from(last.as_i64()).unwrap_or(0), width.as_f32() / 1000.0));
                }
                _ => break,
            }
            if ranges.len() > MOST_WIDTHS {
                break;
            }
        }
        sort_by_key(&mut ranges, |range| (range.0.into(), 0));
        Widths { ranges, default }
    }

    fn of(&self, number: u32) -> Option<f32> {
        let behind = self.ranges.partition_point(|range| range.0 <= number);
        self.ranges.get(..behind)?.last().filter(|range| number <= range.1).map(|range| range.2)
    }
}
