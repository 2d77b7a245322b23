//! A figure, its budget, and the table of them.

use std::fmt::Write;

/// Something measured.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// The value.
    pub value: f64,
    /// What it is measured in.
    pub unit: Unit,
    /// The largest value that is allowed; some figures are only noted.
    pub budget: Option<f64>,
}

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Thousands of bytes.
    Kilobytes,
    /// Milliseconds.
    Milliseconds,
    /// Per cent of something else.
    Percent,
}

impl Figure {
    /// A size in bytes, with a budget in kilobytes.
    pub fn bytes(name: impl Into<String>, bytes: usize, budget: Option<f64>) -> Figure {
        Figure { name: name.into(), value: bytes as f64 / 1000.0, unit: Unit::Kilobytes, budget }
    }

    /// A time in milliseconds.
    pub fn milliseconds(name: impl Into<String>, value: f64, budget: Option<f64>) -> Figure {
        Figure { name: name.into(), value, unit: Unit::Milliseconds, budget }
    }

    /// Whether it stays within its budget. What could not be measured (no number) does not.
    pub fn holds(&self) -> bool {
        self.budget.is_none_or(|budget| self.value <= budget)
    }
}

/// The whole of BENCHMARKS.md.
pub fn markdown(figures: &[Figure], machine: &str) -> String {
    let mut page = format!(
        "# Benchmarks\n\nWritten by `cargo xtask bench`, which fails when a figure passes its budget. \
         1 KB is 1000 bytes; brotli at quality 11, gzip at 9.\n\n{machine}\n\n\
         | what | measured | budget | |\n|---|---:|---:|---|\n"
    );
    for figure in figures {
        let budget = figure.budget.map_or(String::new(), |budget| format!("≤ {}", shown(budget, figure.unit)));
        let mark = match figure.budget {
            None => "",
            Some(_) if figure.holds() => "✓",
            Some(_) => "✗ over budget",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {} | {} | {budget} | {mark} |", figure.name, shown(figure.value, figure.unit));
    }
    page
}

/// Three significant digits, and as many before the point as there are.
fn shown(value: f64, unit: Unit) -> String {
    let decimals = match value.abs() {
        value if value >= 100.0 => 0,
        value if value >= 10.0 => 1,
        value if value >= 1.0 => 2,
        _ => 3,
    };
    let number = format!("{value:.decimals$}");
    let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
    match unit {
        Unit::Kilobytes => format!("{number} KB"),
        Unit::Milliseconds => format!("{number} ms"),
        Unit::Percent => format!("{number} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_held_up_to_its_last_byte() {
        assert!(Figure::bytes("a", 150_000, Some(150.0)).holds());
        assert!(!Figure::bytes("a", 150_001, Some(150.0)).holds());
        assert!(Figure::bytes("a", 150_001, None).holds());
        assert!(!Figure::milliseconds("a", f64::NAN, Some(16.0)).holds());
    }

    #[test]
    fn the_table_tells_what_is_over_budget() {
        let figures = [
            Figure::bytes("start module, brotli", 81_234, Some(150.0)),
            Figure::milliseconds("an edit", 16.04, Some(16.0)),
            Figure::milliseconds("noted", 0.0312, None),
        ];
        let page = markdown(&figures, "A machine.");
        assert!(page.contains("\n| start module, brotli | 81.2 KB | ≤ 150 KB | ✓ |\n"));
        assert!(page.contains("\n| an edit | 16 ms | ≤ 16 ms | ✗ over budget |\n"));
        assert!(page.contains("\n| noted | 0.031 ms |  |  |\n"));
    }
}
