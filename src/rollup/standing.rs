//! Who is in the sum, who is not, and who is missing.

use super::Body;
use crate::form::{Edition, Table};
use crate::report::Report;

/// How a report stands to the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in it.
    Added,
    /// It is that of the authority above, with which the sum is compared.
    Parent,
    /// It is a second report of the organ whose first is that one, by index: the first is in the sum.
    Twice(usize),
    /// It is for another year.
    OtherYear(i32),
    /// Its tables are those of another edition of the form.
    OtherEdition(Edition),
    /// None of its tables could be read.
    NoFigures,
    /// The file could not be read.
    Unread,
}

/// Whether any of its tables was read.
pub fn has_figures(report: &Report) -> bool {
    Table::ALL.iter().any(|&table| report.tables.get(table).is_read())
}

/// How each report stands to the sum for that year and edition.
pub fn standings(bodies: &[Body<'_>], parent: Option<&Report>, year: Option<i32>, edition: Edition) -> Vec<Standing> {
    let mut standings: Vec<Standing> = Vec::with_capacity(bodies.len());
    for body in bodies {
        let standing = match body.report {
            None => Standing::Unread,
            Some(report) if !has_figures(report) => Standing::NoFigures,
            Some(report) if parent.is_some_and(|parent| std::ptr::eq(report, parent) || is_of(report, parent)) => {
                Standing::Parent
            }
            Some(report) => match (report.year, year) {
                (Some(of), Some(year)) if of != year => Standing::OtherYear(of),
                _ if report.edition() != edition => Standing::OtherEdition(report.edition()),
                _ => {
                    let first = bodies.iter().zip(&standings).position(|(other, standing)| {
                        *standing == Standing::Added && other.report.is_some_and(|other| is_of(other, report))
                    });
                    first.map_or(Standing::Added, Standing::Twice)
                }
            },
        };
        standings.push(standing);
    }
    standings
}

/// The names of the roster of which no report is in the sum. A report whose organ could not be read is known by its
/// file's name.
pub fn missing(bodies: &[Body<'_>], standings: &[Standing], roster: &[&str]) -> Vec<String> {
    let is_there = |name: &str| {
        bodies.iter().zip(standings).filter(|(_, standing)| **standing == Standing::Added).any(|(body, _)| {
            match body.report.and_then(|report| report.organ.as_deref()) {
                Some(organ) => same_organ(organ, name),
                None => bare(body.name).contains(&bare(name)),
            }
        })
    };
    let names = roster.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    names.filter(|name| !is_there(name)).map(str::to_owned).collect()
}

/// Whether both reports name their organ, and it is one.
fn is_of(one: &Report, other: &Report) -> bool {
    match (&one.organ, &other.organ) {
        (Some(one), Some(other)) => same_organ(one, other),
        _ => false,
    }
}

/// Whether the report is that of the office of the other's organ. A government's office has a report of its own, which is
/// one among those of the departments.
pub fn reports_for(report: &Report, parent: &Report) -> bool {
    let (Some(office), Some(organ)) = (&report.organ, &parent.organ) else { return false };
    let office = bare(office);
    ["办公室", "办公厅"].iter().any(|suffix| office.strip_suffix(suffix).is_some_and(|of| same_organ(of, organ)))
}

/// Whether two names are of one organ: letter by letter, or one without the names of the places above it.
pub fn same_organ(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    let (long, short) = if one.len() < other.len() { (&other, &one) } else { (&one, &other) };
    /// What the name of a place ends in.
    const PLACES: [char; 8] = ['省', '市', '县', '区', '州', '盟', '旗', '国'];
    let above = long.strip_suffix(short.as_str());
    !short.is_empty() && above.is_some_and(|above| above.is_empty() || above.ends_with(PLACES))
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What most of them are; of several equally frequent, the largest.
pub fn majority<T: Copy + Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.into_iter().max_by_key(|&(value, count)| (count, value)).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_are_the_same_with_and_without_the_places_above_them() {
        assert!(same_organ("青石镇人民政府", "云溪县青石镇人民政府"));
        assert!(same_organ("云溪县 青石镇人民政府", "云溪县青石镇人民政府"));
        assert!(!same_organ("青石镇人民政府", "新青石镇人民政府"));
        assert!(!same_organ("云溪县人民政府", "云溪县人民政府办公室"));
        assert!(!same_organ("云溪县人民政府", "云溪县青石镇人民政府"));
        assert!(!same_organ("", "青石镇人民政府"));
    }

    #[test]
    fn of_equally_many_the_later_year_counts() {
        assert_eq!(majority([2023, 2024, 2024, 2023].into_iter()), Some(2024));
        assert_eq!(majority([2023, 2024, 2023].into_iter()), Some(2023));
        assert_eq!(majority(std::iter::empty::<i32>()), None);
    }
}
