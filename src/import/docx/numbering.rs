//! numbering.xml: automatic numbers are not in a paragraph's text, but a heading's 一、 may be one.

use std::collections::BTreeMap;

use super::super::xml::{Element, Malformed, Node, Xml};
use super::numeral::Numeral;

/// Levels a list can have.
const LEVELS: usize = 9;

/// The list a paragraph or style belongs to, as far as it says so itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberReference {
    /// The list, `numId`; 0 takes the number away.
    pub list: Option<u32>,
    /// The level within it, from 0.
    pub level: Option<usize>,
}

impl NumberReference {
    /// What is left open taken from another.
    pub fn or(self, other: NumberReference) -> NumberReference {
        NumberReference { list: self.list.or(other.list), level: self.level.or(other.level) }
    }
}

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: BTreeMap<u32, Definition>,
    lists: BTreeMap<u32, List>,
}

/// An `abstractNum`; the lists made from it count on together.
#[derive(Debug, Default)]
struct Definition {
    levels: [Level; LEVELS],
    counters: [Option<u32>; LEVELS],
    /// The numbering style it defines, and the one that defines it instead.
    style: Option<String>,
    defined_by: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    numeral: Numeral,
    /// Such as `（%1）`: %1 stands for the number of the first level.
    pattern: String,
}

/// A `num`.
#[derive(Debug, Default)]
struct List {
    definition: u32,
    /// Numbers at which levels start anew when the list is first used.
    restarts: [Option<u32>; LEVELS],
    overrides: [Option<Level>; LEVELS],
    used: bool,
}

impl Numbering {
    /// Reads numbering.xml.
    ///
    /// # Errors
    /// When it is not well-formed.
    pub fn read(text: &str) -> Result<Numbering, Malformed> {
        let mut xml = Xml::new(text);
        let mut numbering = Numbering::default();
        loop {
            match xml.next()? {
                Node::Start(element) => match element.name() {
                    "abstractNum" => {
                        let id = attribute_number(&element, "abstractNumId");
                        let definition = Definition::read(&mut xml)?;
                        numbering.definitions.extend(id.map(|id| (id, definition)));
                    }
                    "num" => {
                        let id = attribute_number(&element, "numId");
                        let list = List::read(&mut xml)?;
                        numbering.lists.extend(id.map(|id| (id, list)));
                    }
                    _ => {}
                },
                Node::Finished => return Ok(numbering),
                _ => {}
            }
        }
    }

    /// Counts a paragraph and writes its number; empty when it has none.
    pub fn count(&mut self, reference: NumberReference) -> String {
        self.counted(reference).unwrap_or_default()
    }

    fn counted(&mut self, reference: NumberReference) -> Option<String> {
        let list = self.lists.get_mut(&reference.list?)?;
        let mut id = list.definition;
        if let Some(style) = self.definitions.get(&id).and_then(|definition| definition.defined_by.as_ref()) {
            id = *self.definitions.iter().find(|(_, definition)| definition.style.as_ref() == Some(style))?.0;
        }
        let definition = self.definitions.get_mut(&id)?;
        let position = reference.level.unwrap_or(0);
        let first_use = !std::mem::replace(&mut list.used, true);
        let effective: Vec<&Level> = std::iter::zip(&list.overrides, &definition.levels)
            .map(|(override_, own)| override_.as_ref().unwrap_or(own))
            .collect();
        for (index, (counter, level)) in definition.counters.iter_mut().zip(&effective).enumerate() {
            let start = list.restarts.get(index).copied().flatten();
            if let (true, Some(start)) = (first_use, start) {
                *counter = start.checked_sub(1);
            }
            match index.cmp(&position) {
                // A level above that was never used counts as begun.
                std::cmp::Ordering::Less => *counter = counter.or(Some(level.start.unwrap_or(1))),
                std::cmp::Ordering::Equal => {
                    *counter = Some(counter.map_or(level.start.unwrap_or(1), |count| count.saturating_add(1)));
                }
                std::cmp::Ordering::Greater => *counter = None,
            }
        }
        let level = effective.get(position)?;
        if level.numeral == Numeral::Nothing {
            return None;
        }
        let mut written = String::new();
        let mut pieces = level.pattern.split('%');
        written.push_str(pieces.next()?);
        for piece in pieces {
            let Some(index) = piece.chars().next().and_then(|digit| digit.to_digit(10)).filter(|&digit| digit > 0)
            else {
                written.push('%');
                written.push_str(piece);
                continue;
            };
            let index = index as usize - 1;
            if let (Some(level), Some(Some(count))) = (effective.get(index), definition.counters.get(index)) {
                level.numeral.write(*count, &mut written);
            }
            written.extend(piece.chars().skip(1));
        }
        // A digit would run into the text; after 、 or ） the tab that Word puts there is not seen as one.
        if written.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            written.push(' ');
        }
        Some(written)
    }
}

impl Definition {
    fn read(xml: &mut Xml<'_>) -> Result<Definition, Malformed> {
        let mut definition = Definition::default();
        loop {
            match xml.next()? {
                Node::Start(element) => match element.name() {
                    "lvl" => {
                        let index = attribute_number(&element, "ilvl").unwrap_or(0) as usize;
                        let level = Level::read(xml)?;
                        if let Some(slot) = definition.levels.get_mut(index) {
                            *slot = level;
                        }
                    }
                    name => {
                        match name {
                            "styleLink" => definition.style = element.value().map(Into::into),
                            "numStyleLink" => definition.defined_by = element.value().map(Into::into),
                            _ => {}
                        }
                        xml.skip()?;
                    }
                },
                Node::End => return Ok(definition),
                Node::Text(_) => {}
                Node::Finished => return Err(Malformed),
            }
        }
    }
}

impl Level {
    fn read(xml: &mut Xml<'_>) -> Result<Level, Malformed> {
        let mut level = Level::default();
        loop {
            match xml.next()? {
                Node::Start(element) => {
                    match element.name() {
                        "start" => level.start = element.number(),
                        "numFmt" => level.numeral = Numeral::named(&element.value().unwrap_or_default()),
                        "lvlText" => level.pattern = element.value().unwrap_or_default().into_owned(),
                        _ => {}
                    }
                    xml.skip()?;
                }
                Node::End => return Ok(level),
                Node::Text(_) => {}
                Node::Finished => return Err(Malformed),
            }
        }
    }
}

impl List {
    fn read(xml: &mut Xml<'_>) -> Result<List, Malformed> {
        let mut list = List::default();
        let mut overridden = 0_usize;
        let mut depth = 1_usize;
        while depth > 0 {
            match xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    match element.name() {
                        "abstractNumId" => list.definition = element.number().unwrap_or(0),
                        "lvlOverride" => overridden = attribute_number(&element, "ilvl").unwrap_or(0) as usize,
                        "startOverride" => {
                            if let Some(slot) = list.restarts.get_mut(overridden) {
                                *slot = element.number();
                            }
                        }
                        "lvl" => {
                            let level = Level::read(xml)?;
                            depth -= 1;
                            if let Some(slot) = list.overrides.get_mut(overridden) {
                                *slot = Some(level);
                            }
                        }
                        _ => {}
                    }
                }
                Node::End => depth -= 1,
                Node::Text(_) => {}
                Node::Finished => return Err(Malformed),
            }
        }
        Ok(list)
    }
}

fn attribute_number(element: &Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/></w:lvl>
          <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="8"><w:styleLink w:val="S"/>
          <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="S"/></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/>
          <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>
      </w:numbering>"#;

    fn numbers(items: &[(u32, usize)]) -> Vec<String> {
        let mut numbering = Numbering::read(NUMBERING).unwrap();
        let reference = |&(list, level)| NumberReference { list: Some(list), level: Some(level) };
        items.iter().map(|item| numbering.count(reference(item))).collect()
    }

    #[test]
    fn levels_count_and_restart() {
        let written = numbers(&[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3)]);
        assert_eq!(written, ["一、", "（一）", "（二）", "二.1 ", "二、", "（一）", ""]);
    }

    #[test]
    fn lists_of_one_definition_count_on_unless_they_start_anew() {
        assert_eq!(numbers(&[(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)]), ["一、", "二、", "五、", "六、", "七、"]);
    }

    #[test]
    fn a_definition_may_be_a_style_elsewhere_and_unknown_lists_have_no_number() {
        assert_eq!(numbers(&[(3, 0), (3, 0), (4, 0), (0, 0), (1, 12)]), ["3.", "4.", "", "", ""]);
    }
}
