//! The document as text and numbers, for the way from the module with the rules to the one that writes files.

use super::{Aside, Entry, Protocol, Reckoning, Term};
use crate::check::Severity;
use crate::flat::{Reader, Writer};
use crate::render::sentence::Language;

impl Protocol {
    /// Writes the document.
    pub fn write(&self) -> Writer {
        let mut to = Writer::default();
        to.number(self.language as usize);
        for fact in [&self.title, &self.organ, &self.year, &self.file] {
            to.maybe_text(fact.as_deref());
        }
        to.text(&self.summary);
        to.list(&self.entries, |to, entry| {
            to.number(entry.number);
            to.number(entry.severity as usize);
            to.text(&entry.rule);
            to.list(&entry.places, |to, place| to.text(place));
            to.text(&entry.sentence);
            to.list(&entry.evidence, |to, reckoning| {
                to.text(&reckoning.caption);
                for side in &reckoning.sides {
                    to.list(side, |to, (name, value)| {
                        to.text(name);
                        to.text(value);
                    });
                }
                reckoning.sums.iter().for_each(|sum| to.text(sum));
            });
            to.list(&entry.suggestions, |to, suggestion| to.text(suggestion));
        });
        to.list(&self.aside, |to, aside| {
            for part in [&aside.rule, &aside.sentence, &aside.reason] {
                to.text(part);
            }
        });
        to.list(&self.not_checked, |to, (reason, rules)| {
            to.text(reason);
            to.list(rules, |to, rule| to.text(rule));
        });
        to
    }

    /// Reads what [`Protocol::write`] wrote.
    pub fn read(from: &mut Reader<'_>) -> Option<Protocol> {
        Some(Protocol {
            language: from.one_of(&Language::ALL)?,
            title: read_maybe(from)?,
            organ: read_maybe(from)?,
            year: read_maybe(from)?,
            file: read_maybe(from)?,
            summary: read_text(from)?,
            entries: from.list(read_entry)?,
            aside: from.list(|from| {
                Some(Aside { rule: read_text(from)?, sentence: read_text(from)?, reason: read_text(from)? })
            })?,
            not_checked: from.list(|from| Some((read_text(from)?, from.list(read_text)?)))?,
        })
    }
}

fn read_text(from: &mut Reader<'_>) -> Option<String> {
    from.text().map(str::to_owned)
}

fn read_maybe(from: &mut Reader<'_>) -> Option<Option<String>> {
    Some(from.maybe_text()?.map(str::to_owned))
}

fn read_entry(from: &mut Reader<'_>) -> Option<Entry> {
    Some(Entry {
        number: from.number()?,
        severity: from.one_of(&Severity::ALL)?,
        rule: read_text(from)?,
        places: from.list(read_text)?,
        sentence: read_text(from)?,
        evidence: from.list(|from| {
            Some(Reckoning {
                caption: read_text(from)?,
                sides: [from.list(read_term)?, from.list(read_term)?],
                sums: [read_text(from)?, read_text(from)?],
            })
        })?,
        suggestions: from.list(read_text)?,
    })
}

fn read_term(from: &mut Reader<'_>) -> Option<Term> {
    Some((read_text(from)?, read_text(from)?))
}

#[cfg(test)]
#[cfg(feature = "writers")]
mod tests {
    use super::super::tests::protocol;
    use super::*;
    use crate::samples::{BROKEN, SOUND};

    #[test]
    fn it_comes_back_as_it_was() {
        for (text, language) in [(BROKEN, Language::Chinese), (SOUND, Language::English), ("别的", Language::English)]
        {
            let mut protocol = protocol(text, language);
            let aside = Aside { rule: "TXT-01".into(), sentence: "乙。".into(), reason: "如此".into() };
            protocol.aside.push(aside);
            let written = protocol.write();
            let mut reader = Reader::new(&written.text, &written.numbers);
            assert_eq!(Protocol::read(&mut reader), Some(protocol));
            assert!(reader.is_at_end());
        }
    }

    #[test]
    fn what_was_tampered_with_is_refused() {
        let written = protocol(BROKEN, Language::Chinese).write();
        for length in 0..written.numbers.len() {
            let numbers = written.numbers.get(..length).unwrap();
            assert_eq!(Protocol::read(&mut Reader::new(&written.text, numbers)), None);
        }
    }
}
