//! What a text begins or ends with, told by its first or last character before any words are compared.

/// The first character of a text as a number: its bytes, up to three of them; 0 for an empty text.
pub const fn head(text: &str) -> u32 {
    let bytes = text.as_bytes();
    match *bytes {
        [] => 0,
        [one, ..] if one < 0x80 => one as u32,
        [one, two, three, ..] => (one as u32) << 16 | (two as u32) << 8 | three as u32,
        _ => 1,
    }
}

/// Where the head of a word is noted among 128 bits.
const fn bit(head: u32) -> (usize, u32) {
    let bit = head ^ head >> 7;
    ((bit >> 5 & 3) as usize, 1 << (bit & 31))
}

/// Words, with the heads of all of them as bits.
#[derive(Debug)]
pub struct Words<const N: usize> {
    words: [&'static str; N],
    heads: [u32; N],
    /// A bit for each of the heads: see [`bit`].
    beginnings: [u32; 4],
    /// A bit for the last byte of each word, less its two highest bits.
    tails: u64,
}

impl<const N: usize> Words<N> {
    /// These words.
    #[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
    pub const fn new(words: [&'static str; N]) -> Words<N> {
        let (mut heads, mut beginnings, mut tails) = ([0; N], [0; 4], 0);
        let mut at = 0;
        while at < N {
            heads[at] = head(words[at]);
            let (index, bit) = bit(heads[at]);
            beginnings[index] |= bit;
            let bytes = words[at].as_bytes();
            if !bytes.is_empty() {
                tails |= 1 << (bytes[bytes.len() - 1] & 0x3f);
            }
            at += 1;
        }
        Words { words, heads, beginnings, tails }
    }

    /// The number of the first of the words that the text begins with.
    pub fn beginning(&self, text: &str) -> Option<usize> {
        let head = head(text);
        // Most texts begin with none of them.
        let (index, bit) = bit(head);
        self.beginnings.get(index).filter(|bits| **bits & bit != 0)?;
        let alike = self.heads.iter().zip(&self.words).enumerate().filter(|(_, (first, _))| **first == head);
        alike
            .map(|(number, (_, word))| (number, word))
            .find(|(_, word)| text.starts_with(**word))
            .map(|(number, _)| number)
    }

    /// Whether the text ends with one of the words.
    pub fn end(&self, text: &str) -> bool {
        let may = text.as_bytes().last().is_some_and(|last| self.tails >> (last & 0x3f) & 1 == 1);
        may && self.words.iter().any(|word| text.ends_with(word))
    }

    /// The word of that number.
    pub fn get(&self, number: usize) -> Option<&'static str> {
        self.words.get(number).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_both_ends() {
        const WORDS: Words<4> = Words::new(["件次", "件", "%", "国令"]);
        assert_eq!(
            ["件次数", "件，", "%", "国务", "", "a"].map(|text| WORDS.beginning(text)),
            [Some(0), Some(1), Some(2), None, None, None]
        );
        assert!(WORDS.end("三件") && WORDS.end("国令") && !WORDS.end("令") && !WORDS.end(""));
    }
}
