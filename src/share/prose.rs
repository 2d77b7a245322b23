//! Long texts, one behind the other, deflated with a dictionary of what such reports say. Both are written in an
//! alphabet of their own first: one byte for the most frequent characters, two for all others that occur, where
//! UTF-8 needs three. That saves a sixth.

use std::fmt::Write as _;

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// The dictionary that links name, and its text. A link is unreadable without the very dictionary it was written with:
/// a better one comes beside it, with another number. Its first line, with the line's end, are the characters of one
/// byte.
pub(super) const DICTIONARY: u8 = 1;
const DICTIONARY_TEXT: &str = include_str!("dictionary-1.txt");

/// Ends a text; stands behind [`ESCAPE`] where it is part of one.
const SEPARATOR: char = '\n';
const ESCAPE: char = '\u{1b}';

/// Long texts in their order.
#[derive(Clone, Debug)]
pub(super) enum Prose {
    /// Those that were written so far.
    Written(String),
    /// Those that are still to be read.
    Read(std::vec::IntoIter<String>),
}

impl Prose {
    /// Writes the text, or reads the next.
    pub(super) fn text(&mut self, text: &str) -> Option<String> {
        match self {
            Prose::Written(all) => {
                for c in text.chars() {
                    if matches!(c, SEPARATOR | ESCAPE) {
                        all.push(ESCAPE);
                    }
                    all.push(c);
                }
                all.push(SEPARATOR);
                Some(text.to_owned())
            }
            Prose::Read(texts) => texts.next(),
        }
    }

    /// Texts to be read, from what [`Prose::Written`] holds.
    pub(super) fn read(all: &str) -> Prose {
        let (mut texts, mut text, mut is_escaped) = (Vec::new(), String::new(), false);
        for c in all.chars() {
            match c {
                ESCAPE if !is_escaped => is_escaped = true,
                SEPARATOR if !is_escaped => texts.push(std::mem::take(&mut text)),
                _ => {
                    text.push(c);
                    is_escaped = false;
                }
            }
        }
        Prose::Read(texts.into_iter())
    }
}

/// The text deflated, and how many bytes it inflates to.
pub(super) fn deflate(text: &str) -> Option<(Vec<u8>, usize)> {
    let alphabet = Alphabet::new();
    let (dictionary, text) = (alphabet.write(DICTIONARY_TEXT), alphabet.write(text));
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(10, -15, 0));
    let mut out = vec![0; 2 * dictionary.len().max(text.len()) + 1024];
    // Once the dictionary has gone through, it is within reach of the text behind it.
    compress(&mut compressor, &dictionary, &mut out, TDEFLFlush::Sync);
    let (status, _, length) = compress(&mut compressor, &text, &mut out, TDEFLFlush::Finish);
    out.truncate(length);
    (status == TDEFLStatus::Done).then_some((out, text.len()))
}

/// The text that was deflated; `None` when it is damaged, or does not inflate to exactly so many bytes.
pub(super) fn inflate(deflated: &[u8], length: usize) -> Option<String> {
    let alphabet = Alphabet::new();
    let mut out = alphabet.write(DICTIONARY_TEXT);
    let start = out.len();
    out.resize(start.checked_add(length)?, 0);
    let mut state = DecompressorOxide::new();
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, used, inflated) = decompress(&mut state, deflated, &mut out, start, flags);
    if status != TINFLStatus::Done || used != deflated.len() || inflated != length {
        return None;
    }
    alphabet.read(out.get(start..)?)
}

/// Characters of one byte.
const ONE_BYTE: u32 = 128;
/// Further characters that the dictionary may have.
const KNOWN: u32 = 512;
/// Ideographs and their punctuation marks: first and last.
const IDEOGRAPHS: (u32, u32) = (0x3000, 0x9fff);
/// What ASCII and the scripts behind it fill up: with it two bytes are used up.
const OTHERS: u32 = 0xd00;
/// Stands before three bytes: any other character.
const RARE: u8 = 0xff;

/// Characters by how they are written.
struct Alphabet {
    /// Those of the dictionary, in the order in which they first stand there.
    characters: Vec<char>,
    /// The same in the order of Unicode, each with its place in that list.
    places: Vec<(char, u32)>,
}

impl Alphabet {
    fn new() -> Alphabet {
        let mut alphabet = Alphabet { characters: Vec::new(), places: Vec::new() };
        for c in DICTIONARY_TEXT.chars() {
            let Err(at) = alphabet.find(c) else { continue };
            let place = u32::try_from(alphabet.characters.len()).unwrap_or(u32::MAX);
            alphabet.places.insert(at, (c, place));
            alphabet.characters.push(c);
        }
        alphabet
    }

    /// Where the character is among the places, or would have to be.
    fn find(&self, c: char) -> Result<usize, usize> {
        self.places.binary_search_by(|(known, _)| known.cmp(&c))
    }

    fn write(&self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(2 * text.len());
        for c in text.chars() {
            let known = self.find(c).ok().and_then(|at| self.places.get(at)).map(|(_, index)| *index);
            let code = match (known, u32::from(c)) {
                (Some(index), _) if index < ONE_BYTE => {
                    bytes.extend(index.to_be_bytes().last());
                    continue;
                }
                (Some(index), _) => index - ONE_BYTE,
                (None, c) if (IDEOGRAPHS.0..=IDEOGRAPHS.1).contains(&c) => KNOWN + c - IDEOGRAPHS.0,
                (None, c) if c < OTHERS => KNOWN + IDEOGRAPHS.1 + 1 - IDEOGRAPHS.0 + c,
                (None, c) => {
                    bytes.push(RARE);
                    bytes.extend(c.to_be_bytes().into_iter().skip(1));
                    continue;
                }
            };
            bytes.extend((code + (ONE_BYTE << 8)).to_be_bytes().into_iter().skip(2));
        }
        bytes
    }

    fn read(&self, bytes: &[u8]) -> Option<String> {
        let (mut text, mut rest) = (String::with_capacity(2 * bytes.len()), bytes.iter().copied());
        let known = |index: u32| self.characters.get(index as usize).copied();
        while let Some(first) = rest.next() {
            let c = if u32::from(first) < ONE_BYTE {
                known(first.into())?
            } else if first == RARE {
                char::from_u32(u32::from_be_bytes([0, rest.next()?, rest.next()?, rest.next()?]))?
            } else {
                let code = u32::from(u16::from_be_bytes([first, rest.next()?])) - (ONE_BYTE << 8);
                match code.checked_sub(KNOWN) {
                    None => known(ONE_BYTE + code)?,
                    Some(code) => match code.checked_sub(IDEOGRAPHS.1 + 1 - IDEOGRAPHS.0) {
                        None => char::from_u32(IDEOGRAPHS.0 + code)?,
                        Some(code) => char::from_u32(code)?,
                    },
                }
            };
            text.write_char(c).ok()?;
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn there_and_back(text: &str) -> Option<String> {
        let (deflated, length) = deflate(text)?;
        inflate(&deflated, length)
    }

    #[test]
    fn the_dictionary_is_the_one_that_links_were_written_with() {
        let hash = DICTIONARY_TEXT
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        assert_eq!(format!("{hash:016x}"), "28cce2d255dbc02a", "a changed dictionary is another dictionary");
        let known = Alphabet::new().characters.len();
        assert!(known <= (ONE_BYTE + KNOWN) as usize, "{known}");
        assert_eq!(DICTIONARY_TEXT.lines().next().unwrap().chars().count() + 1, ONE_BYTE as usize);
    }

    #[test]
    fn every_character_comes_back() {
        let all: String = (0..=u32::from(char::MAX)).filter_map(char::from_u32).step_by(31).collect();
        assert_eq!(Alphabet::new().read(&Alphabet::new().write(&all)), Some(all));
        let known: String = Alphabet::new().characters.into_iter().collect();
        assert_eq!(there_and_back(&known), Some(known));
    }

    #[test]
    fn a_length_that_is_not_true_is_refused() {
        let (deflated, length) = deflate("青石镇人民政府").unwrap();
        for wrong in [0, length - 1, length + 1, 1 << 20] {
            assert_eq!(inflate(&deflated, wrong), None);
        }
        assert_eq!(inflate(&deflated[1..], length), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn texts_come_back(texts in proptest::collection::vec("[\u{0}-\u{10ffff}\n\u{1b}政府。]{0,40}", 0..12)) {
            let mut written = Prose::Written(String::new());
            for text in &texts {
                written.text(text);
            }
            let Prose::Written(all) = written else { panic!("written") };
            let mut read = Prose::read(&there_and_back(&all).unwrap());
            for text in texts {
                prop_assert_eq!(read.text(""), Some(text));
            }
            prop_assert_eq!(read.text(""), None);
        }
    }
}
