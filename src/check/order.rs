//! Findings in the order of the report, each with a fingerprint that outlives edits elsewhere.

use super::finding::{Arg, Finding, Place};
use crate::form::Table;
use crate::report::Report;
use crate::sorted::sort_by_key;

/// Sorts the findings by place and gives them their fingerprints.
pub fn arrange(findings: &mut [Finding], report: &Report) {
    sort_by_key(findings, |finding| {
        let place = finding.places.first().map_or(0, |place| position(place, report));
        // The ids of rules are short: their first letters are a number of the same order.
        let rule = finding
            .rule
            .bytes()
            .chain([0; 7])
            .take(7)
            .fold(finding.severity as u64, |key, b| (key << 8) | u64::from(b));
        (place, rule)
    });
    let mut given: Vec<(String, usize)> = Vec::new();
    for finding in findings {
        let plain = fingerprint(finding, report, 0);
        // The same thing said of two places that only their wording tells apart.
        let before = given.iter().filter(|(other, _)| *other == plain).count();
        finding.fingerprint = if before == 0 { plain.clone() } else { fingerprint(finding, report, before) };
        given.push((plain, before));
    }
}

/// Where a place stands, as a number that grows through the report: the part, then what comes first within it, then
/// finer.
fn position(place: &Place, report: &Report) -> u64 {
    let (part, kind, first, second) = place_of(place, report);
    let within = |number: usize, bits: u32| (number as u64).min((1 << bits) - 1);
    (within(part, 16) << 48) | (u64::from(kind) << 44) | (within(first, 20) << 24) | within(second, 24)
}

fn place_of(place: &Place, report: &Report) -> (usize, u8, usize, usize) {
    match *place {
        Place::Report => (0, 0, 0, 0),
        Place::Title(span) => (0, 1, span.start, 0),
        Place::Preamble(paragraph, span) => (0, 2, paragraph, span.start),
        Place::Part(part) => (part_position(report, part), 0, 0, 0),
        Place::Heading(section, span) => (2 * section + 1, 0, span.start, 0),
        Place::Table(table) => (part_position(report, table.part()), 2, 0, 0),
        Place::Cell(cell) => (part_position(report, cell.table.part()), 3, cell.row as usize, cell.column as usize),
        Place::Paragraph(section, paragraph, span) => {
            let table_at = report.sections.get(section).map_or(usize::MAX, |section| section.table_at);
            (2 * section + 1, if paragraph < table_at { 1 } else { 4 }, paragraph, span.start)
        }
    }
}

/// The position of a part: that of its section; a missing one stands behind the last part before it.
fn part_position(report: &Report, part: u8) -> usize {
    let index = |part| report.sections.iter().position(|section| section.part == part);
    match index(part) {
        Some(index) => 2 * index + 1,
        None => (1..part).rev().find_map(index).map_or(1, |index| 2 * index + 2),
    }
}

/// FNV-1a over the rule, the places without their offsets, and the values.
fn fingerprint(finding: &Finding, report: &Report, occurrence: usize) -> String {
    let mut hash = Fnv::new();
    hash.add(finding.rule);
    for place in &finding.places {
        match place {
            Place::Cell(cell) => {
                hash.add(cell.table.as_str());
                hash.add(cell.row.as_str());
                hash.add(cell.column.as_str());
            }
            Place::Table(table) => hash.add(Table::as_str(*table)),
            Place::Title(_) => hash.add("title"),
            Place::Preamble(..) => hash.add("preamble"),
            Place::Heading(section, _) => hash.add_part("heading", section_part(report, *section)),
            Place::Paragraph(section, ..) => hash.add_part("paragraph", section_part(report, *section)),
            Place::Part(part) => hash.add_part("part", *part),
            Place::Report => hash.add("report"),
        }
    }
    for value in finding.expected.iter().chain(&finding.actual) {
        hash.add(value);
    }
    for (_, arg) in &finding.message.args {
        match arg {
            Arg::Amount(amount) => hash.add(&amount.to_string()),
            Arg::Year(year) => hash.add(&year.to_string()),
            _ => {}
        }
    }
    if occurrence > 0 {
        hash.add(&occurrence.to_string());
    }
    format!("{:016x}", hash.0)
}

fn section_part(report: &Report, section: usize) -> u8 {
    report.sections.get(section).map_or(0, |section| section.part)
}

/// The 64-bit FNV-1a hash: stable over versions and platforms, unlike that of the standard library.
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a text and a mark behind it, so that `ab`, `c` differs from `a`, `bc`.
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn add_part(&mut self, what: &str, part: u8) {
        self.add(what);
        self.add(part.to_string().as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        let mut hash = Fnv::new();
        for byte in b"foobar" {
            hash.0 = (hash.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        assert_eq!(hash.0, 0x8594_4171_f739_67e8);
    }
}
