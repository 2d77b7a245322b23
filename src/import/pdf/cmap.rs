//! CMaps: how strings fall into codes, and what the codes mean.

use crate::sorted::sort_by_key;

/// Ranges of the largest CMap; there are no more codes of two bytes.
const MOST_RANGES: usize = 70_000;

/// A CMap as a file carries it.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Which codes are of which length.
    lengths: Vec<CodeSpace>,
    /// The characters of codes, ascending.
    characters: Vec<Range<String>>,
    /// The glyph numbers of codes, ascending.
    glyphs: Vec<Range<u32>>,
}

#[derive(Clone, Copy, Debug)]
struct CodeSpace {
    bytes: usize,
    low: u32,
    high: u32,
}

/// Codes from `low` to `high`; the first means `value`, each further one the next.
#[derive(Debug)]
struct Range<T> {
    low: u32,
    high: u32,
    value: T,
}

impl CMap {
    /// Reads the text of a CMap; what is no CMap has no ranges.
    pub fn parse(source: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut tokens = Tokens(source);
        while let Some(token) = tokens.next() {
            let Token::Word(word) = token else { continue };
            match word {
                b"begincodespacerange" => map.lengths.extend(tokens.pairs().filter_map(|(low, high)| {
                    let bytes = unhex(low).len();
                    (1..=4).contains(&bytes).then(|| CodeSpace { bytes, low: number(low), high: number(high) })
                })),
                b"beginbfchar" => {
                    let pairs = tokens.pairs().map(|(code, text)| (number(code), utf16(&unhex(text))));
                    map.characters.extend(pairs.map(|(code, value)| Range { low: code, high: code, value }));
                }
                b"beginbfrange" => tokens.ranges(&mut map.characters),
                b"begincidchar" | b"begincidrange" => tokens.cids(&mut map.glyphs, word == b"begincidrange"),
                _ => {}
            }
            if map.characters.len() + map.glyphs.len() > MOST_RANGES {
                break;
            }
        }
        sort_by_key(&mut map.characters, |range| (range.low.into(), 0));
        sort_by_key(&mut map.glyphs, |range| (range.low.into(), 0));
        map
    }

    /// The characters of a code; `None` when the map does not say.
    pub fn characters(&self, code: u32) -> Option<String> {
        let range = of(&self.characters, code)?;
        let mut text = range.value.clone();
        if code > range.low {
            let last = u32::from(text.pop()?).checked_add(code - range.low)?;
            text.push(char::from_u32(last)?);
        }
        Some(text)
    }

    /// The glyph number of a code.
    pub fn glyph(&self, code: u32) -> Option<u32> {
        of(&self.glyphs, code).and_then(|range| range.value.checked_add(code - range.low))
    }

    /// Whether it says anything about characters.
    pub fn has_characters(&self) -> bool {
        !self.characters.is_empty()
    }

    /// Bytes of the code with which a string begins.
    pub fn length(&self, string: &[u8]) -> Option<usize> {
        (1..=4).find(|&bytes| {
            let Some(code) = string.get(..bytes) else { return false };
            let within = |space: &&CodeSpace| {
                space.bytes == bytes
                    && (0..bytes).all(|byte| {
                        // Each byte lies in its own range.
                        let at = |code: u32| (code >> (8 * (bytes - 1 - byte))) & 0xff;
                        code.get(byte).is_some_and(|&byte| (at(space.low)..=at(space.high)).contains(&u32::from(byte)))
                    })
            };
            self.lengths.iter().any(|space| within(&space))
        })
    }
}

fn of<T>(ranges: &[Range<T>], code: u32) -> Option<&Range<T>> {
    let behind = ranges.partition_point(|range| range.low <= code);
    ranges.get(..behind)?.last().filter(|range| code <= range.high)
}

/// The pieces of a CMap's text: only strings in angle brackets, numbers, arrays and words matter.
struct Tokens<'a>(&'a [u8]);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    /// The digits between angle brackets.
    Hex(&'a [u8]),
    Open,
    Close,
    /// Anything else, names and numbers included.
    Word(&'a [u8]),
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.0.iter().position(|byte| !is_blank(*byte))?;
            self.0 = self.0.get(start..)?;
            match *self.0.first()? {
                b'%' => {
                    let line = self.0.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
                    self.0 = self.0.get(line..)?;
                }
                b'<' if self.0.get(1) != Some(&b'<') => {
                    let end = self.0.iter().position(|&byte| byte == b'>')?;
                    let digits = self.0.get(1..end)?;
                    self.0 = self.0.get(end + 1..)?;
                    return Some(Token::Hex(digits));
                }
                first @ (b'[' | b']' | b'<' | b'>' | b'(' | b')') => {
                    let word = self.0.get(..1)?;
                    self.0 = self.0.get(1..)?;
                    return Some(match first {
                        b'[' => Token::Open,
                        b']' => Token::Close,
                        _ => Token::Word(word),
                    });
                }
                _ => {
                    let ends = |byte: &u8| is_blank(*byte) || b"<>[]()%".contains(byte);
                    let end = self.0.iter().position(ends).unwrap_or(self.0.len());
                    let (word, rest) = self.0.split_at_checked(end)?;
                    self.0 = rest;
                    return Some(Token::Word(word));
                }
            }
        }
    }

    /// Pairs of strings, up to the first piece that is none.
    fn pairs(&mut self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
        std::iter::from_fn(|| {
            let Some(Token::Hex(one)) = self.next() else { return None };
            let Some(Token::Hex(other)) = self.next() else { return None };
            Some((one, other))
        })
        .take(MOST_RANGES)
    }

    /// The ranges of a `beginbfrange`: two codes and a string, or a list of strings.
    fn ranges(&mut self, ranges: &mut Vec<Range<String>>) {
        while let Some(Token::Hex(low)) = self.next()
            && let Some(Token::Hex(high)) = self.next()
        {
            let (low, high) = (number(low), number(high));
            match self.next() {
                Some(Token::Hex(text)) => ranges.push(Range { low, high, value: utf16(&unhex(text)) }),
                Some(Token::Open) => {
                    for code in low.. {
                        let Some(Token::Hex(text)) = self.next() else { break };
                        ranges.push(Range { low: code, high: code, value: utf16(&unhex(text)) });
                        if ranges.len() > MOST_RANGES {
                            return;
                        }
                    }
                }
                _ => return,
            }
            if ranges.len() > MOST_RANGES {
                return;
            }
        }
    }

    /// The entries of a `begincidrange`, two codes and a number, or of a `begincidchar`, one code and a number.
    fn cids(&mut self, glyphs: &mut Vec<Range<u32>>, ranges: bool) {
        while let Some(Token::Hex(low)) = self.next() {
            let high = if ranges { self.next() } else { Some(Token::Hex(low)) };
            let (Some(Token::Hex(high)), Some(Token::Word(glyph))) = (high, self.next()) else { return };
            let Some(value) = std::str::from_utf8(glyph).ok().and_then(|glyph| glyph.parse().ok()) else { return };
            glyphs.push(Range { low: number(low), high: number(high), value });
            if glyphs.len() > MOST_RANGES {
                return;
            }
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' | 0)
}

fn unhex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| (pair.first().unwrap_or(&0) << 4) | pair.get(1).unwrap_or(&0)).collect()
}

fn number(digits: &[u8]) -> u32 {
    unhex(digits).iter().fold(0, |number, &byte| (number << 8) | u32::from(byte))
}

/// UTF-16 with the high byte first; a single byte is a character of its own.
fn utf16(bytes: &[u8]) -> String {
    let unit = |pair: &[u8]| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        [one] => u16::from(*one),
        _ => 0,
    };
    char::decode_utf16(bytes.chunks(2).map(unit)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_one_by_one_and_in_ranges() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0003> <0020> <0004> <D840DC00> endbfchar % comment\n\
              2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<0041> <00660069>] endbfrange",
        );
        let text = |code| map.characters(code);
        assert_eq!(text(3).as_deref(), Some(" "));
        assert_eq!(text(4).as_deref(), Some("\u{20000}"));
        assert_eq!(text(0x12).as_deref(), Some("丂"));
        assert_eq!(text(0x21).as_deref(), Some("fi"));
        assert_eq!(text(0x13), None);
        assert_eq!(map.length(b"\0\x10\0"), Some(2));
    }

    #[test]
    fn codes_have_the_length_of_their_space() {
        let map = CMap::parse(b"2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange 1 begincidrange <20> <7e> 814 endcidrange");
        assert_eq!(map.length(b"A\xb0\xa1"), Some(1));
        assert_eq!(map.length(b"\xb0\xa1"), Some(2));
        assert_eq!(map.length(b"\xb0"), None);
        assert_eq!(map.glyph(0x21), Some(815));
    }

    #[test]
    fn junk_is_an_empty_map() {
        for junk in [&b""[..], b"<", b"beginbfchar <00", b"beginbfrange <0><FFFFFFFF>[", b"begincidrange <0> <1> x"] {
            let map = CMap::parse(junk);
            assert_eq!((map.characters(7), map.glyph(7)), (None, None));
        }
    }
}
