//! Every sentence a finding may say: its key and what is filled in. The words are in `render::sentence`, one
//! catalogue a language; a test there holds them against this list.

/// Keys with the names of what is filled in. A key is the rule's id, or id and variant; sentences shared by
/// several rules of a family have the family's name.
pub const MESSAGES: &[(&str, &[&str])] = &[
    ("STR-01", &["parts"]),
    ("STR-01.headings", &["parts"]),
    ("STR-01.foreign", &[]),
    ("STR-01.empty", &[]),
    ("STR-02", &["part", "after"]),
    ("STR-03", &["numbers"]),
    ("STR-03.missing", &["parts"]),
    ("STR-04", &["heading", "official"]),
    ("STR-05", &["heading"]),
    ("STR-06", &["part"]),
    ("STR-06.picture", &["part"]),
    ("STR-11", &["aspects"]),
    ("STR-14", &[]),
    ("STR-14.problems", &[]),
    ("STR-14.improvements", &[]),
    ("STR-15", &["count", "least"]),
    ("STR-15.none", &[]),
    ("STR-18", &[]),
    ("STR-18.elsewhere", &[]),
    ("STR-20", &["quote"]),
    ("STR-21.old", &["year"]),
    ("STR-21.new", &["year"]),
    ("DAT-01.missing", &[]),
    ("DAT-01.name", &["title"]),
    ("DAT-01.wording", &["title"]),
    ("DAT-01.organ", &[]),
    ("DAT-01.year", &[]),
    ("DAT-01.organ_year", &[]),
    ("DAT-03", &["title", "period"]),
    ("DAT-03.chosen", &["stated", "chosen"]),
    ("DAT-03.sentence", &["stated", "year"]),
    ("DAT-04", &["stated", "expected"]),
    ("DAT-05", &["quote", "year"]),
    ("DAT-05.both", &["quote", "year"]),
    ("TAB-01", &["table"]),
    ("TAB-02", &["table", "rows"]),
    ("TAB-02.labels", &["table", "rows"]),
    ("TAB-03", &["table", "columns"]),
    ("TAB-03.organisations", &["columns"]),
    ("TAB-07", &[]),
    ("TAB-08", &["table", "count", "cells"]),
    ("TAB-08.harmless", &["table", "count", "cells"]),
    ("TAB-09", &["table", "count", "cells"]),
    ("TAB-11", &["cell", "actual"]),
    ("TAB-11.sum", &["cell", "actual", "expected"]),
    ("TAB-12", &["cell", "actual"]),
    ("TAB-12.sum", &["cell", "actual", "expected"]),
    ("TAB-12.fee", &["cell", "actual"]),
    ("TAB-12.point", &["table", "count", "cells"]),
    ("TAB-16", &["table"]),
    ("TAB-16.cells", &["table", "count", "cells"]),
    ("ACT-01", &["cells"]),
    ("ACT-02", &["row", "issued", "repealed", "in_force", "least"]),
    ("ACT-10", &["actual"]),
    ("ACT-10.negative", &["actual"]),
    ("ACT-11.unit", &["actual", "expected"]),
    ("ACT-11.text", &["actual", "quote", "expected"]),
    ("ACT-11.large", &["actual"]),
    ("APP-01", &["column", "left", "right", "difference"]),
    ("APP-02", &["column", "left", "right", "difference"]),
    ("APP-03", &["row", "left", "right", "difference"]),
    ("APP.intake", &["cell", "expected", "actual", "row", "column"]),
    ("APP.result", &["cell", "expected", "actual", "row", "column"]),
    ("APP.total", &["cell", "expected", "actual", "column"]),
    ("APP.blank", &["cell", "expected", "row", "column"]),
    ("APP-07.flow", &["first", "second", "difference"]),
    ("APP-07.results", &["first", "second", "difference"]),
    ("APP-07.totals", &["first", "second", "difference"]),
    ("APP-08", &["cell", "column", "expected", "actual"]),
    ("APP-08.row", &["cells"]),
    ("APP-09", &["columns"]),
    ("APP-09.cell", &["cell", "column", "expected"]),
    ("APP-10", &["columns"]),
    ("APP-10.cell", &["cell", "column", "expected"]),
    ("APP-11", &["columns"]),
    ("APP-11.cell", &["cell", "actual", "received", "expected"]),
    ("APP-12", &[]),
    ("DIS.sum", &["row", "left", "right", "difference"]),
    ("DIS-04", &["row", "left", "actual"]),
    ("DIS-11", &["count", "cells"]),
];

/// Builds a [`super::Message`]. A key that is not in [`MESSAGES`], or other arguments than it declares, do
/// not compile.
macro_rules! message {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const {
            assert!(
                $crate::check::message::is_declared($key, &[$(stringify!($name)),*]),
                "no message of this key with these arguments is declared in check/message.rs"
            )
        };
        $crate::check::Message { key: $key, args: vec![$((stringify!($name), $crate::check::Arg::from($value))),*] }
    }};
}
pub(crate) use message;

/// Whether a message of that key with exactly these arguments is declared.
pub(crate) const fn is_declared(key: &str, args: &[&str]) -> bool {
    let mut rest = MESSAGES;
    while let [(declared, names), others @ ..] = rest {
        if equal(declared, key) {
            return all_equal(names, args);
        }
        rest = others;
    }
    false
}

const fn all_equal(mut left: &[&str], mut right: &[&str]) -> bool {
    while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
        if !equal(a, b) {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}

const fn equal(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_declared_messages_are_accepted() {
        assert!(is_declared("STR-02", &["part", "after"]));
        assert!(!is_declared("STR-02", &["part"]));
        assert!(!is_declared("STR-02", &["after", "part"]));
        assert!(!is_declared("STR-0", &["part", "after"]));
    }

    #[test]
    fn keys_are_declared_once() {
        let keys: std::collections::BTreeSet<_> = MESSAGES.iter().map(|(key, _)| key).collect();
        assert_eq!(keys.len(), MESSAGES.len());
    }
}
