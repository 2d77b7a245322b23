//! Automatic numbers: they are not in a paragraph's text, but a heading's 一、 may be one. Word processors agree
//! on how they count, not on how they write it down: each importer fills in the lists of its format.

use std::collections::BTreeMap;

use super::numeral::Numeral;

/// Levels a list can have.
pub const LEVELS: usize = 9;

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

/// What a list looks like; the lists made from it count on together.
#[derive(Debug, Default)]
pub struct Definition {
    /// Its levels, outermost first.
    pub levels: [Level; LEVELS],
    /// The numbering style it defines.
    pub style: Option<String>,
    /// The numbering style that defines it instead.
    pub defined_by: Option<String>,
    counters: [Option<u32>; LEVELS],
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
pub struct Level {
    /// The first number; 1 when it does not say.
    pub start: Option<u32>,
    /// How numbers are written.
    pub numeral: Numeral,
    /// Such as `（%1）`: %1 stands for the number of the first level.
    pub pattern: String,
}

/// A list that paragraphs belong to.
#[derive(Debug, Default)]
pub struct List {
    /// The definition it is made from.
    pub definition: u32,
    /// Numbers at which levels start anew when the list is first used.
    pub restarts: [Option<u32>; LEVELS],
    /// Levels that differ from the definition's.
    pub overrides: [Option<Level>; LEVELS],
    used: bool,
}

impl Definition {
    /// A definition of these levels.
    pub fn of(levels: [Level; LEVELS]) -> Definition {
        Definition { levels, ..Definition::default() }
    }
}

impl List {
    /// A list made from that definition.
    pub fn of(definition: u32) -> List {
        List { definition, ..List::default() }
    }
}

impl Numbering {
    /// Adds a definition.
    pub fn define(&mut self, id: u32, definition: Definition) {
        self.definitions.insert(id, definition);
    }

    /// Adds a list.
    pub fn add(&mut self, id: u32, list: List) {
        self.lists.insert(id, list);
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
