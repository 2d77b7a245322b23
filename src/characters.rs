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
    fn a_set_holds_what_was_put_into_it() {
        static SET: Characters = Characters::NONE.with('公' as u32).with('开' as u32);
        assert!(SET.may_hold('公' as u32) && SET.may_hold('开' as u32));
        assert!(!SET.may_hold('条' as u32) && !Characters::NONE.may_hold('公' as u32));
        let bytes = "条公".as_bytes();
        assert_eq!(ideograph(bytes, 3), '公' as u32);
        assert!(SET.may_hold(low_bits(bytes[4], bytes[5])) && !SET.may_hold(low_bits(bytes[1], bytes[2])));
    }
}
