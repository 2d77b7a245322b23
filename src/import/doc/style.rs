//! The style sheet: what a style says about headings, alignment, numbering and hiding.

use super::super::numbering::NumberReference;
use super::super::ole::u16_at;
use super::super::style_name::{Purpose, purpose};
use super::sprm::{Sprm, Sprms, code};

/// A style with everything it has from those it is based on.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// Outline level: 0 to 8 are headings, 9 is body text.
    pub outline: Option<u8>,
    /// Whether it centres.
    pub centered: Option<bool>,
    /// Whether it hides.
    pub hidden: Option<bool>,
    /// The automatic number it gives.
    pub number: NumberReference,
    based_on: usize,
}

/// The styles of a document by number.
#[derive(Debug, Default)]
pub struct Styles(Vec<Style>);

/// Steps followed from style to style; real chains have three or four, and a hostile one may be a ring.
const CHAIN_LIMIT: usize = 16;

impl Styles {
    /// Reads the style sheet, as far as it is whole: without it the text is still there.
    pub fn read(sheet: &[u8]) -> Styles {
        let styles = read(sheet).unwrap_or_default();
        Styles(styles.iter().map(|style| resolve(style, &styles)).collect())
    }

    /// The style of that number.
    pub fn get(&self, number: u16) -> Option<&Style> {
        self.0.get(usize::from(number))
    }
}

fn read(sheet: &[u8]) -> Option<Vec<Style>> {
    let header = usize::from(u16_at(sheet, 0)?);
    let (count, base) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
    let mut rest = sheet.get(2 + header..)?;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(rest, 0).map(usize::from) else { break };
        let Some(entry) = rest.get(2..).and_then(|rest| rest.get(..length)) else { break };
        styles.push(Style::read(entry, base).unwrap_or_default());
        rest = rest.get(2 + length + (length & 1)..).unwrap_or(&[]);
    }
    Some(styles)
}

fn resolve(own: &Style, styles: &[Style]) -> Style {
    let mut resolved = own.clone();
    let parent = |style: &&Style| styles.get(style.based_on);
    for style in std::iter::successors(parent(&own), |style| parent(style)).take(CHAIN_LIMIT) {
        resolved.outline = resolved.outline.or(style.outline);
        resolved.centered = resolved.centered.or(style.centered);
        resolved.hidden = resolved.hidden.or(style.hidden);
        resolved.number = resolved.number.or(style.number);
    }
    resolved
}

impl Style {
    fn read(entry: &[u8], base: usize) -> Option<Style> {
        const PARAGRAPH: u16 = 1;
        const CHARACTER: u16 = 2;
        let built_in = u16_at(entry, 0)? & 0x0fff;
        let second = u16_at(entry, 2)?;
        let (kind, based_on) = (second & 15, usize::from(second >> 4));
        let mut style = Style { based_on, ..Style::default() };
        let name = entry.get(base..)?;
        let length = usize::from(u16_at(name, 0)?);
        let units = name.get(2..)?.get(..2 * length)?;
        let units = units.as_chunks::<2>().0.iter().map(|&unit| u16::from_le_bytes(unit));
        let spelt: String = char::decode_utf16(units).flatten().collect();
        style.purpose = match (kind, built_in) {
            (PARAGRAPH, 1..=9 | 62) => Some(Purpose::Heading),
            (PARAGRAPH, 19..=27) => Some(Purpose::Contents),
            (PARAGRAPH, _) => purpose(&spelt),
            _ => None,
        };
        // Behind the name and its final zero come the changes to paragraphs, if it is a style for such, and to
        // characters.
        let mut rest = name.get(2 + 2 * length + 2..)?;
        let mut changes = || {
            let length = usize::from(u16_at(rest, 0)?);
            let changes = rest.get(2..)?.get(..length)?;
            rest = rest.get(2 + length + (length & 1)..).unwrap_or(&[]);
            Some(changes)
        };
        let paragraph = if kind == PARAGRAPH { changes().and_then(|all| all.get(2..)) } else { None };
        let character = if matches!(kind, PARAGRAPH | CHARACTER) { changes() } else { None };
        for sprm in Sprms(paragraph.unwrap_or(&[])).chain(Sprms(character.unwrap_or(&[]))) {
            style.apply(sprm);
        }
        Some(style)
    }

    fn apply(&mut self, sprm: Sprm<'_>) {
        match sprm.code {
            code::P_OUT_LVL => self.outline = Some(sprm.byte()),
            code::P_JC | code::P_JC_80 => self.centered = Some(sprm.byte() == 1),
            code::P_ILVL => self.number.level = Some(usize::from(sprm.byte())),
            code::P_ILFO => self.number.list = Some(u32::from(sprm.short())),
            code::C_F_VANISH => self.hidden = Some(sprm.byte() & 1 != 0),
            _ => {}
        }
    }
}
