//! Which findings concern which piece of a report: the index that the preview is painted from.

use crate::check::{Check, Place, Severity};
use crate::document::Span;
use crate::form::{CellId, CellMap, Table};
use crate::sorted::Numbers;

/// A passage of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The title.
    Title,
    /// The paragraph of that number before the first part.
    Preamble(usize),
    /// The heading of the section of that index.
    Heading(usize),
    /// A paragraph: the section's index, the paragraph's number.
    Paragraph(usize, usize),
}

/// The findings at one piece: their numbers in the check, and the gravest severity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Numbers of the findings, ascending; empty when there are none.
    findings: Numbers,
    /// The gravest severity; `None` where the piece only takes part in the evidence.
    pub severity: Option<Severity>,
}

impl Mark {
    fn of(number: usize, severity: Option<Severity>) -> Mark {
        let mut mark = Mark::default();
        mark.add(number, severity);
        mark
    }

    /// All of these in one.
    fn all<'a>(marks: impl Iterator<Item = &'a Mark>) -> Mark {
        let mut whole = Mark::default();
        for mark in marks {
            whole.merge(mark);
        }
        whole
    }

    fn add(&mut self, number: usize, severity: Option<Severity>) {
        self.findings.insert(number);
        // `Severity` is ordered from the gravest down.
        self.severity = match (self.severity, severity) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }

    /// Takes in the findings of another mark.
    pub fn merge(&mut self, other: &Mark) {
        for &number in other.findings.as_slice() {
            self.add(number, other.severity);
        }
    }

    /// Whether there are no findings.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The finding numbers as an attribute value; `None` when there are none.
    pub fn numbers(&self) -> Option<String> {
        let numbers: Vec<String> = self.findings.as_slice().iter().map(usize::to_string).collect();
        (!numbers.is_empty()).then(|| numbers.join(" "))
    }

    /// The severity as an attribute value.
    pub fn severity_name(&self) -> Option<&'static str> {
        self.severity.map(Severity::as_str)
    }
}

/// All marks of a check, by the piece they belong to.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    cells: CellMap<Mark>,
    tables: Vec<(Table, Mark)>,
    parts: Vec<(u8, Mark)>,
    report: Mark,
    text: Vec<(Spot, Span, Mark)>,
}

/// A run of text under the same findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The text; empty only where a finding points between two characters.
    pub text: &'a str,
    /// The findings it is under.
    pub mark: Mark,
}

impl Marks {
    /// Sorts the findings of a check by place.
    pub fn new(check: &Check) -> Marks {
        let mut marks = Marks::default();
        for (number, finding) in check.findings.iter().enumerate() {
            marks.add(number, finding.severity, &finding.places, finding.terms());
        }
        marks
    }

    /// Adds a finding: its number, its places, and the cells that take part in its evidence.
    pub fn add(&mut self, number: usize, severity: Severity, places: &[Place], terms: impl Iterator<Item = CellId>) {
        for place in places {
            self.place(place, number, severity);
        }
        for cell in terms {
            self.cells.update(cell, |mark| mark.add(number, None));
        }
    }

    fn place(&mut self, place: &Place, number: usize, severity: Severity) {
        let severity = Some(severity);
        let mut in_text = |spot: Spot, span: Span| {
            self.text.push((spot, span, Mark::of(number, severity)));
        };
        match *place {
            Place::Cell(cell) => self.cells.update(cell, |mark| mark.add(number, severity)),
            Place::Table(table) => self.tables.push((table, Mark::of(number, severity))),
            Place::Part(part) => self.parts.push((part, Mark::of(number, severity))),
            Place::Report => self.report.add(number, severity),
            Place::Title(span) => in_text(Spot::Title, span),
            Place::Preamble(paragraph, span) => in_text(Spot::Preamble(paragraph), span),
            Place::Heading(section, span) => in_text(Spot::Heading(section), span),
            Place::Paragraph(section, paragraph, span) => in_text(Spot::Paragraph(section, paragraph), span),
        }
    }

    /// The findings at that cell.
    pub fn cell(&self, cell: CellId) -> Mark {
        self.cells.get(&cell).cloned().unwrap_or_default()
    }

    /// The findings about a table as a whole, and those at cells that its drawing does not show.
    pub fn table(&self, table: Table, shown: &[CellId]) -> Mark {
        let mut mark = Mark::all(self.tables.iter().filter(|(of, _)| *of == table).map(|(_, mark)| mark));
        for (_, hidden) in self.cells.iter().filter(|(id, _)| id.table == table && !shown.contains(id)) {
            if hidden.severity.is_some() {
                mark.merge(hidden);
            }
        }
        mark
    }

    /// The findings about a part as a whole.
    pub fn part(&self, part: u8) -> Mark {
        Mark::all(self.parts.iter().filter(|(of, _)| *of == part).map(|(_, mark)| mark))
    }

    /// The findings about the report as a whole.
    pub fn report(&self) -> &Mark {
        &self.report
    }

    /// All findings within a passage, whatever their range.
    pub fn spot(&self, spot: Spot) -> Mark {
        Mark::all(self.text.iter().filter(|(of, ..)| *of == spot).map(|(_, _, mark)| mark))
    }

    /// The text of a passage, cut wherever a finding's range or one of the given positions begins or ends.
    pub fn segments<'a>(&self, spot: Spot, text: &'a str, also_at: &[usize]) -> Vec<Segment<'a>> {
        let ranges: Vec<(Span, &Mark)> =
            self.text.iter().filter(|(of, ..)| *of == spot).map(|(_, span, mark)| (*span, mark)).collect();
        let snap = |at: usize| text.floor_char_boundary(at);
        let mut cuts: Numbers = also_at.iter().copied().map(snap).collect();
        cuts.extend([0, text.len()]);
        for (span, _) in &ranges {
            cuts.extend([snap(span.start), snap(span.end)]);
        }
        let cuts = cuts.as_slice();
        let mut segments = Vec::new();
        for (index, &start) in cuts.iter().enumerate() {
            let mut point = Mark::default();
            let mut mark = Mark::default();
            for (span, of_range) in &ranges {
                let (first, end) = (snap(span.start), snap(span.end));
                if first >= end && first == start {
                    point.merge(of_range);
                } else if (first..end).contains(&start) {
                    mark.merge(of_range);
                }
            }
            if !point.is_empty() {
                segments.push(Segment { text: "", mark: point });
            }
            if let Some(piece) = cuts.get(index + 1).and_then(|&end| text.get(start..end)) {
                segments.push(Segment { text: piece, mark });
            }
        }
        segments
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Finding, Message};
    use crate::form::{Column, Row};

    fn finding(severity: Severity, places: Vec<Place>) -> Finding {
        Finding {
            rule: "X",
            severity,
            message: Message { key: "X", args: Vec::new() },
            places,
            evidence: Vec::new(),
            expected: None,
            actual: None,
            fixes: Vec::new(),
            fingerprint: String::new(),
        }
    }

    fn marks(findings: Vec<Finding>) -> Marks {
        Marks::new(&Check { findings, ..Check::default() })
    }

    fn drawn(marks: &Marks, text: &str) -> Vec<(String, Option<String>, Option<&'static str>)> {
        marks
            .segments(Spot::Title, text, &[])
            .into_iter()
            .map(|segment| (segment.text.to_owned(), segment.mark.numbers(), segment.mark.severity_name()))
            .collect()
    }

    #[test]
    fn overlapping_ranges_are_cut_apart() {
        let marks = marks(vec![
            finding(Severity::Info, vec![Place::Title(Span::new(0, 6))]),
            finding(Severity::Error, vec![Place::Title(Span::new(3, 9))]),
        ]);
        let segment = |text: &str, numbers: Option<&str>, severity| (text.into(), numbers.map(str::to_owned), severity);
        assert_eq!(
            drawn(&marks, "甲乙丙丁"),
            [
                segment("甲", Some("0"), Some("info")),
                segment("乙", Some("0 1"), Some("error")),
                segment("丙", Some("1"), Some("error")),
                segment("丁", None, None),
            ]
        );
    }

    #[test]
    fn ranges_that_do_not_fit_the_text_lose_nothing() {
        let marks = marks(vec![
            finding(Severity::Info, vec![Place::Title(Span::new(4, 99))]),
            finding(Severity::Info, vec![Place::Title(Span::new(6, 6))]),
        ]);
        let drawn = drawn(&marks, "甲乙");
        assert_eq!(drawn.iter().map(|(text, ..)| text.as_str()).collect::<String>(), "甲乙");
        assert_eq!(drawn.iter().filter_map(|(_, numbers, _)| numbers.as_deref()).collect::<Vec<_>>(), ["0", "1"]);
    }

    #[test]
    fn a_cell_of_evidence_has_no_severity_until_a_finding_is_at_it() {
        let cell = CellId::requests(Row::New, Column::Total);
        let other = CellId::requests(Row::New, Column::Natural);
        let mut evident = finding(Severity::Error, vec![Place::Cell(cell)]);
        evident.evidence.push(crate::check::Evidence {
            rule: "APP-03",
            scope: crate::form::Scope::Row(Table::Requests, Row::New),
            left: vec![(other, None)],
            right: vec![(cell, None)],
            left_sum: crate::report::Amount::ZERO,
            right_sum: crate::report::Amount::ZERO,
        });
        let marks = marks(vec![evident]);
        assert_eq!(marks.cell(cell).severity, Some(Severity::Error));
        assert_eq!((marks.cell(other).numbers().as_deref(), marks.cell(other).severity), (Some("0"), None));
        assert_eq!(marks.table(Table::Requests, &[other]).numbers().as_deref(), Some("0"));
        assert_eq!(marks.table(Table::Requests, &[cell, other]).numbers(), None);
    }
}
