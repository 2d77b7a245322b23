//! Numbers to be drawn: the sum of some cells, with what is not in it.

use super::figure::filled;
use crate::form::{CellId, Column, DECLINED_ROWS, DENIED_ROWS, Edition, Row, Table, UNABLE_ROWS, other_rows};
use crate::render::sentence::Language;
use crate::report::{Amount, Report};

/// The sum of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// The sum of those that were read.
    pub amount: Amount,
    /// How many were read.
    pub read: usize,
    /// How many are missing, or could not be read.
    pub unread: usize,
}

impl Count {
    /// The sum of these cells.
    pub fn of(report: &Report, cells: &[CellId]) -> Count {
        let values = cells.iter().map(|id| report.cells.get(id).and_then(|cell| cell.counted()));
        values.map(Count::from).fold(Count::default(), Count::plus)
    }

    /// The column of totals in that row of table three.
    pub fn requests(report: &Report, row: Row) -> Count {
        Count::of(report, &[CellId::requests(row, Column::Total)])
    }

    /// Both together.
    pub fn plus(self, other: Count) -> Count {
        let (read, unread) = (self.read + other.read, self.unread + other.unread);
        Count { amount: self.amount + other.amount, read, unread }
    }

    /// Whether nothing is missing from it.
    pub fn is_whole(self) -> bool {
        self.unread == 0
    }

    /// What of it can be drawn.
    pub fn drawn(self) -> Amount {
        if self.amount.is_negative() { Amount::ZERO } else { self.amount }
    }

    /// In words: a number, one that is not complete, or none.
    pub fn text(self, language: Language) -> String {
        match (self.read, self.unread) {
            (0, _) => language.pick("未读到", "not read").to_owned(),
            (_, 0) => self.amount.to_string(),
            _ => filled(language, ["{}（不全）", "{} (incomplete)"], &[&self.amount.to_string()]),
        }
    }
}

impl From<Option<Amount>> for Count {
    fn from(amount: Option<Amount>) -> Count {
        match amount {
            Some(amount) => Count { amount, read: 1, unread: 0 },
            None => Count { amount: Amount::ZERO, read: 0, unread: 1 },
        }
    }
}

/// What is not in a picture of these: what was not read, and what is negative. Each is named once.
pub(super) fn faults(counts: &[(&str, Count)], language: Language) -> Vec<String> {
    let named = |test: fn(Count) -> bool| {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in counts.iter().filter(|(_, count)| test(*count)) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        names.join(language.pick("，", ", "))
    };
    let tested = [
        (
            named(|count| !count.is_whole()),
            [
                "有单元格缺少或没有读到，图中没有这些数：{}。",
                "Cells are missing or were not read, and are not in the picture: {}.",
            ],
        ),
        (
            named(|count| count.amount.is_negative()),
            ["负数画不出来，图中没有：{}。", "What is negative cannot be drawn: {}."],
        ),
    ];
    let tested = tested.into_iter().filter(|(names, _)| !names.is_empty());
    tested.map(|(names, said)| filled(language, said, &[&names])).collect()
}

/// What becomes of an application.
#[derive(Debug)]
pub(super) struct Kind {
    names: (&'static str, &'static str),
    /// Its rows in a table of that edition.
    pub rows: fn(Edition) -> &'static [Row],
}

impl Kind {
    /// Its name.
    pub fn name(&self, language: Language) -> &'static str {
        language.pick(self.names.0, self.names.1)
    }

    /// How many there are in that report.
    pub fn count(&self, report: &Report) -> Count {
        let rows = (self.rows)(report.tables.get(Table::Requests).edition);
        rows.iter().fold(Count::default(), |sum, &row| sum.plus(Count::requests(report, row)))
    }
}

/// The six kinds of outcomes of table three, in its order.
pub(super) static KINDS: [Kind; 6] = [
    Kind { names: ("予以公开", "granted"), rows: |_| &[Row::Granted] },
    Kind { names: ("部分公开", "partly granted"), rows: |_| &[Row::Partial] },
    Kind { names: ("不予公开", "denied"), rows: |_| &DENIED_ROWS },
    Kind { names: ("无法提供", "not available"), rows: |_| &UNABLE_ROWS },
    Kind { names: ("不予处理", "not processed"), rows: |_| &DECLINED_ROWS },
    Kind { names: ("其他处理", "otherwise closed"), rows: other_rows },
];

/// The names of what comes in, and of what is left for the next year.
pub(super) fn name(row: Row, language: Language) -> &'static str {
    match row {
        Row::New => language.pick("本年新收", "new"),
        Row::CarriedIn => language.pick("上年结转", "carried in"),
        Row::CarriedOut => language.pick("结转下年度", "carried out"),
        _ => "",
    }
}
