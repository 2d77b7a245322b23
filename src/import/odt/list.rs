//! List styles, and the lists counted by them.

use std::collections::BTreeMap;

use super::super::numbering::{Definition, LEVELS, Level, List, NumberReference, Numbering};
use super::super::numeral::Numeral;
use super::super::xml::{Element, Malformed, Node, Xml};

/// The list styles of a document, and its lists as far as they were counted.
#[derive(Debug, Default)]
pub struct Lists {
    styles: BTreeMap<String, [Level; LEVELS]>,
    numbering: Numbering,
    /// The list that was last begun in each style.
    last: BTreeMap<String, u32>,
    /// Lists that were given a name, which others may continue.
    named: BTreeMap<String, u32>,
    begun: u32,
}

/// The name under which the numbers of headings are kept; no list style is called so.
const OUTLINE: &str = "";

impl Lists {
    /// Reads a `list-style` or the `outline-style`.
    ///
    /// # Errors
    /// When it is malformed.
    pub fn style(&mut self, start: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Malformed> {
        let name = if start.name() == "outline-style" { None } else { start.attribute("name") };
        let mut levels: [Level; LEVELS] = Default::default();
        for level in &mut levels {
            level.numeral = Numeral::Nothing;
        }
        let mut depth = 1_usize;
        while depth > 0 {
            match xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    if !matches!(element.name(), "list-level-style-number" | "outline-level-style") {
                        continue;
                    }
                    let number = number(&element, "level").unwrap_or(1);
                    if let Some(level) = levels.get_mut((number as usize).saturating_sub(1)) {
                        *level = level_of(&element, number);
                    }
                }
                Node::End => depth -= 1,
                Node::Text(_) => {}
                Node::Finished => return Err(Malformed),
            }
        }
        self.styles.insert(name.unwrap_or(OUTLINE.into()).into_owned(), levels);
        Ok(())
    }

    /// Begins a list of that style, or goes on with an earlier one.
    pub fn begin(&mut self, style: &str, id: Option<&str>, continued: Option<&str>, goes_on: bool) -> u32 {
        let earlier = continued.and_then(|name| self.named.get(name)).copied();
        let earlier = earlier.or_else(|| if goes_on { self.last.get(style).copied() } else { None });
        let list = earlier.unwrap_or_else(|| {
            self.begun += 1;
            let levels = self.styles.get(style).cloned().unwrap_or_default();
            self.numbering.define(self.begun, Definition::of(levels));
            self.numbering.add(self.begun, List::of(self.begun));
            self.begun
        });
        self.last.insert(style.to_owned(), list);
        if let Some(id) = id {
            self.named.insert(id.to_owned(), list);
        }
        list
    }

    /// Counts an item of a list, its level from 0, and writes its number.
    pub fn count(&mut self, list: u32, level: usize) -> String {
        self.numbering.count(NumberReference { list: Some(list), level: Some(level) })
    }

    /// Counts a heading, its level from 0, and writes its number if the outline has any.
    pub fn count_heading(&mut self, level: usize) -> String {
        if !self.styles.contains_key(OUTLINE) {
            return String::new();
        }
        let list = self.begin(OUTLINE, None, None, true);
        self.count(list, level)
    }
}

fn level_of(element: &Element<'_>, number: u32) -> Level {
    let format = element.attribute("num-format").unwrap_or_default();
    let pattern = match element.attribute("num-list-format") {
        // `第%1%章`
        Some(format) => {
            let pieces = format.split('%').enumerate();
            pieces.map(|(at, piece)| if at % 2 == 1 { format!("%{piece}") } else { piece.to_owned() }).collect()
        }
        None => {
            let shown: u32 = self::number(element, "display-levels").unwrap_or(1).clamp(1, number.clamp(1, 9));
            let numbers: Vec<String> = (number + 1 - shown..=number).map(|level| format!("%{level}")).collect();
            let affix = |name| element.attribute(name).unwrap_or_default();
            format!("{}{}{}", affix("num-prefix"), numbers.join("."), affix("num-suffix"))
        }
    };
    Level { start: self::number(element, "start-value"), numeral: numeral(&format), pattern }
}

/// By the number format, which is the first number or a row of them.
fn numeral(format: &str) -> Numeral {
    match format.chars().next() {
        None => Numeral::Nothing,
        Some('一') => Numeral::Chinese,
        Some('壹') => Numeral::Formal,
        Some('１') => Numeral::FullWidth,
        Some('①') => Numeral::Circled,
        Some('a') => Numeral::Letter,
        Some('A') => Numeral::Capital,
        Some('i') => Numeral::Roman,
        Some('I') => Numeral::CapitalRoman,
        Some(_) => Numeral::Decimal,
    }
}

fn number(element: &Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}
