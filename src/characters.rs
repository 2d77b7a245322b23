//! Sets of characters that are known when the program is made, asked of every letter of a text.

/// Characters as bits, each by its last twelve: ideographs that share a bit are rare. What the set denies is not in it,
/// what it affirms may be.
#[derive(Debug)]
pub struct Characters([u64; 64]);

impl Characters {
    /// The empty set.
    pub const NONE: Characters = Characters([0; 64]);

    /// The set with one character more.
    #[allow(
        clippy::indexing_slicing,
        reason = "computed by the compiler, which would refuse it; six bits are below 64"
    )]
    pub const fn with(mut self, c: u32) -> Characters {
        self.0[(c >> 6 & 0x3f) as usize] |= 1 << (c & 0x3f);
        self
    }

    /// The set with these characters more.
    #[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
    pub const fn with_all(mut self, characters: &[char]) -> Characters {
        let mut index = 0;
        while index < characters.len() {
            self = self.with(characters[index] as u32);
            index += 1;
        }
        self
    }

    /// Whether the character may be in it.
    pub fn may_hold(&self, c: u32) -> bool {
        self.0.get((c >> 6 & 0x3f) as usize).is_some_and(|bits| bits >> (c & 0x3f) & 1 == 1)
    }
}

/// What is known of characters, each by its last twelve bits: ideographs that share them are rare. A trait is a bit; one
/// that is not among a character's it does not have, one that is it may have.
#[derive(Debug)]
pub struct Traits([u8; 4096]);

impl Traits {
    /// Nothing is known of any.
    pub const NONE: Traits = Traits([0; 4096]);

    /// The same, and that the character has these traits.
    #[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
    pub const fn with(mut self, c: u32, traits: u8) -> Traits {
        self.0[(c & 0xfff) as usize] |= traits;
        self
    }

    /// The same, and that all these characters have these traits.
    #[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
    pub const fn with_all(mut self, characters: &[char], traits: u8) -> Traits {
        let mut index = 0;
        while index < characters.len() {
            self = self.with(characters[index] as u32, traits);
            index += 1;
        }
        self
    }

    /// The traits that the character may have.
    pub fn of(&self, c: char) -> u8 {
        self.0.get(c as usize & 0xfff).copied().unwrap_or(0)
    }
}

/// The ideograph from U+4000 to U+9FFF that the bytes begin with, as most of a text does, and what is behind it.
pub fn common(bytes: &[u8]) -> Option<(char, &[u8])> {
    let [first @ 0xe4..=0xe9, second, third, behind @ ..] = bytes else { return None };
    // Three times six bits, less what marks the bytes as those of one character.
    let code = (u32::from(*first) << 12) + (u32::from(*second) << 6) + u32::from(*third);
    Some((char::from_u32(code - 0xe2080)?, behind))
}

/// The Chinese character whose three bytes begin there.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
pub const fn ideograph(bytes: &[u8], at: usize) -> u32 {
    (bytes[at] as u32 & 0xf) << 12 | low_bits(bytes[at + 1], bytes[at + 2])
}

/// The last twelve bits of a character of three bytes, which its last two hold.
pub const fn low_bits(second: u8, third: u8) -> u32 {
    (second as u32 & 0x3f) << 6 | third as u32 & 0x3f
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_character_is_known() {
        static TRAITS: Traits = Traits::NONE.with('公' as u32, 1).with_all(&['公', '开'], 4);
        assert_eq!(['公', '开', '条'].map(|c| TRAITS.of(c)), [5, 4, 0]);
    }

    #[test]
    fn a_set_holds_what_was_put_into_it() {
        static SET: Characters = Characters::NONE.with('公' as u32).with('开' as u32);
        assert!(SET.may_hold('公' as u32) && SET.may_hold('开' as u32));
        assert!(!SET.may_hold('条' as u32) && !Characters::NONE.may_hold('公' as u32));
        let bytes = "条公".as_bytes();
        assert_eq!(ideograph(bytes, 3), '公' as u32);
        assert_eq!(common(&bytes[3..]), Some(('公', &[][..])));
        assert_eq!((common("、公".as_bytes()), common(&bytes[4..])), (None, None));
        assert!(SET.may_hold(low_bits(bytes[4], bytes[5])) && !SET.may_hold(low_bits(bytes[1], bytes[2])));
    }
}
