//! Changes of format ("single property modifiers"): a code, whose upper bits tell how long the value is, and the
//! value.

use super::super::ole::{u16_at, u32_at};

/// A change of format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sprm<'a> {
    /// Its code, one of those in [`code`].
    pub code: u16,
    /// Its value; of those that tell their own length, what follows it.
    pub value: &'a [u8],
}

/// The codes that matter, by their names in [MS-DOC].
#[allow(missing_docs, reason = "the names say it")]
pub mod code {
    pub const C_F_R_MARK_DEL: u16 = 0x0800;
    pub const C_F_R_MARK: u16 = 0x0801;
    pub const C_F_VANISH: u16 = 0x083c;
    pub const C_F_SPEC: u16 = 0x0855;
    pub const C_ISTD: u16 = 0x4a30;
    pub const C_SYMBOL: u16 = 0x6a09;
    pub const P_ISTD: u16 = 0x4600;
    pub const P_JC_80: u16 = 0x2403;
    pub const P_JC: u16 = 0x2461;
    pub const P_ILVL: u16 = 0x260a;
    pub const P_ILFO: u16 = 0x460b;
    pub const P_OUT_LVL: u16 = 0x2640;
    pub const P_F_IN_TABLE: u16 = 0x2416;
    pub const P_F_TTP: u16 = 0x2417;
    pub const P_F_INNER_TABLE_CELL: u16 = 0x244b;
    pub const P_F_INNER_TTP: u16 = 0x244c;
    pub const P_ITAP: u16 = 0x6649;
    pub const P_DTAP: u16 = 0x664a;
    pub const P_HUGE_PAPX_OLD: u16 = 0x6645;
    pub const P_HUGE_PAPX: u16 = 0x6646;
    pub const P_TABLE_PROPS: u16 = 0x646b;
    pub const P_CHG_TABS: u16 = 0xc615;
    pub const T_DEF_TABLE: u16 = 0xd608;
    pub const T_DXA_COL: u16 = 0x7623;
    pub const T_MERGE: u16 = 0x5624;
    pub const T_SPLIT: u16 = 0x5625;
    pub const T_VERT_MERGE: u16 = 0xd62b;
}

/// The short numbers by which a piece refers to one change, and the codes they stand for.
pub const SHORT: [(u8, u16); 6] = [
    (0x05, code::P_JC_80),
    (0x18, code::P_F_IN_TABLE),
    (0x19, code::P_F_TTP),
    (0x41, code::C_F_R_MARK_DEL),
    (0x42, code::C_F_R_MARK),
    (0x5c, code::C_F_VANISH),
];

impl Sprm<'_> {
    /// The value as a number of one byte.
    pub fn byte(&self) -> u8 {
        self.value.first().copied().unwrap_or(0)
    }

    /// The value as a number of two bytes.
    pub fn short(&self) -> u16 {
        u16_at(self.value, 0).unwrap_or(0)
    }

    /// The value as a number of four bytes.
    pub fn long(&self) -> u32 {
        u32_at(self.value, 0).unwrap_or(0)
    }
}

/// Changes of format, one after another, as far as they are whole.
#[derive(Clone, Copy, Debug)]
pub struct Sprms<'a>(pub &'a [u8]);

impl<'a> Iterator for Sprms<'a> {
    type Item = Sprm<'a>;

    fn next(&mut self) -> Option<Sprm<'a>> {
        let code = u16_at(self.0, 0)?;
        let rest = self.0.get(2..)?;
        let byte = |at: usize| rest.get(at).map(|&byte| usize::from(byte));
        // Bytes that tell the length, and bytes of the value.
        let (prefix, length) = match (code >> 13, code) {
            (0 | 1, _) => (0, 1),
            (2 | 4 | 5, _) => (0, 2),
            (3, _) => (0, 4),
            (7, _) => (0, 3),
            (_, code::T_DEF_TABLE) => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
            (_, code::P_CHG_TABS) if byte(0)? == 255 => {
                let deleted = byte(1)?;
                let added = byte(2 + 4 * deleted)?;
                (1, 2 + 4 * deleted + 3 * added)
            }
            _ => (1, byte(0)?),
        };
        let value = rest.get(prefix..)?.get(..length)?;
        self.0 = rest.get(prefix + length..)?;
        Some(Sprm { code, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_tells_how_long_the_value_is() {
        let bytes = [
            0x16, 0x24, 1, // one byte
            0x0b, 0x46, 2, 0, // two
            0x49, 0x66, 1, 0, 0, 0, // four
            0x23, 0x76, 1, 2, 3, 4, // four, several in one
            0x00, 0xe0, 1, 2, 3, // three
            0x2b, 0xd6, 2, 7, 3, // it tells itself
            0x08, 0xd6, 5, 0, 9, 8, 7, 6, // in two bytes, one too many
            0x15, 0xc6, 255, 1, 0, 0, 0, 0, 1, 0, 0, 0, // tabs, of which there are many
            0x17, 0x24, 1, 0x16, 0x24,
        ];
        let read: Vec<(u16, usize)> = Sprms(&bytes).map(|sprm| (sprm.code, sprm.value.len())).collect();
        let expected = [
            (code::P_F_IN_TABLE, 1),
            (code::P_ILFO, 2),
            (code::P_ITAP, 4),
            (code::T_DXA_COL, 4),
            (0xe000, 3),
            (code::T_VERT_MERGE, 2),
            (code::T_DEF_TABLE, 4),
            (code::P_CHG_TABS, 9),
            (code::P_F_TTP, 1),
        ];
        assert_eq!(read, expected);
    }
}
