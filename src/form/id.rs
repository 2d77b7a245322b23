//! Addresses of cells: `table.row.column`, as fixed by the public contract.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares a closed vocabulary: an enum, its ASCII names, and both conversions.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            /// Every member, in official order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The name used in cell addresses and JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The member of that name, if there is one.
            pub fn from_name(name: &str) -> Option<$name> {
                match name { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// The three statistical tables.
    Table {
        /// Part two: information disclosed on the organ's own initiative.
        Disclosure = "disclosure",
        /// Part three: applications received and handled.
        Requests = "requests",
        /// Part four: administrative review and litigation.
        Disputes = "disputes",
    }
}

impl Table {
    /// The part of the report (2, 3 or 4) that holds this table.
    pub const fn part(self) -> u8 {
        match self {
            Table::Disclosure => 2,
            Table::Requests => 3,
            Table::Disputes => 4,
        }
    }

    /// The table that part holds, if it holds one.
    pub const fn of_part(part: u8) -> Option<Table> {
        match part {
            2 => Some(Table::Disclosure),
            3 => Some(Table::Requests),
            4 => Some(Table::Disputes),
            _ => None,
        }
    }
}

vocabulary! {
    /// Rows of all tables in all editions of the form. In table four these are the three kinds of case.
    #[allow(missing_docs, reason = "the labels in `form` say what each row is")]
    Row {
        Rules = "rules",
        Normative = "normative",
        Licences = "licences",
        OtherServices = "other_services",
        Penalties = "penalties",
        Compulsion = "compulsion",
        Fees = "fees",
        Procurement = "procurement",

        New = "new",
        CarriedIn = "carried_in",
        Granted = "granted",
        Partial = "partial",
        DeniedSecret = "denied_secret",
        DeniedLaw = "denied_law",
        DeniedSafety = "denied_safety",
        DeniedThirdParty = "denied_third_party",
        DeniedInternal = "denied_internal",
        DeniedProcess = "denied_process",
        DeniedEnforcement = "denied_enforcement",
        DeniedQuery = "denied_query",
        UnableNotHeld = "unable_not_held",
        UnableNotExisting = "unable_not_existing",
        UnableUnclear = "unable_unclear",
        DeclinedPetition = "declined_petition",
        DeclinedRepeat = "declined_repeat",
        DeclinedPublication = "declined_publication",
        DeclinedExcessive = "declined_excessive",
        DeclinedReissue = "declined_reissue",
        OtherUncorrected = "other_uncorrected",
        OtherUnpaid = "other_unpaid",
        OtherOther = "other_other",
        Other = "other",
        Total = "total",
        CarriedOut = "carried_out",

        Review = "review",
        SuitDirect = "suit_direct",
        SuitAfterReview = "suit_after_review",
    }
}

vocabulary! {
    /// Columns of all tables in all editions of the form.
    #[allow(missing_docs, reason = "the labels in `form` say what each column is")]
    Column {
        Issued = "issued",
        Repealed = "repealed",
        InForce = "in_force",
        Made = "made",
        Published = "published",
        PriorItems = "prior_items",
        Change = "change",
        Decisions = "decisions",
        Items = "items",
        Amount = "amount",

        Natural = "natural",
        Business = "business",
        Research = "research",
        Nonprofit = "nonprofit",
        Legal = "legal",

        Upheld = "upheld",
        Corrected = "corrected",
        Other = "other",
        Pending = "pending",
        Total = "total",
    }
}

/// The address of one cell of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId {
    /// The table.
    pub table: Table,
    /// The row within the table.
    pub row: Row,
    /// The column within the table.
    pub column: Column,
}

impl CellId {
    /// The cell of table two in that row and column.
    pub const fn disclosure(row: Row, column: Column) -> CellId {
        CellId { table: Table::Disclosure, row, column }
    }

    /// The cell of table three in that row and column.
    pub const fn requests(row: Row, column: Column) -> CellId {
        CellId { table: Table::Requests, row, column }
    }

    /// A number by which cells are in the order of their addresses.
    pub(crate) const fn rank(self) -> u32 {
        ((self.table as u32) << 16) | ((self.row as u32) << 8) | self.column as u32
    }

    /// The cell of table four for that kind of case and outcome.
    pub const fn disputes(row: Row, column: Column) -> CellId {
        CellId { table: Table::Disputes, row, column }
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.table, self.row, self.column)
    }
}

/// The text is not the address of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCell;

impl FromStr for CellId {
    type Err = UnknownCell;

    fn from_str(text: &str) -> Result<CellId, UnknownCell> {
        let mut names = text.split('.');
        let (Some(table), Some(row), Some(column), None) = (names.next(), names.next(), names.next(), names.next())
        else {
            return Err(UnknownCell);
        };
        match (Table::from_name(table), Row::from_name(row), Column::from_name(column)) {
            (Some(table), Some(row), Some(column)) => Ok(CellId { table, row, column }),
            _ => Err(UnknownCell),
        }
    }
}

impl Serialize for CellId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CellId, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(|UnknownCell| serde::de::Error::custom(format!("no such cell: {text}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_survive_the_round_trip() {
        for &table in Table::ALL {
            for &row in Row::ALL {
                for &column in Column::ALL {
                    let id = CellId { table, row, column };
                    assert_eq!(id.to_string().parse(), Ok(id));
                }
            }
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "requests", "requests.new", "requests.new.natural.x", "requests.新收.natural", "a.b.c"] {
            assert_eq!(text.parse::<CellId>(), Err(UnknownCell), "{text}");
        }
    }
}
