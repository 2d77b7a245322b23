//! The sum of the bodies below.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    ("with bodies", &[]),
    ("form = 2019\nwith bodies", &[]),
    // What the whole has and the bodies have not.
    ("bodies requests.new.natural = 30", &["I HIE-03"]),
    ("bodies requests.new.natural = 30\nbodies requests.new.total = 36", &["I HIE-03.several"]),
    ("bodies disclosure.fees.amount = 1.24", &["I HIE-03"]),
    // What the bodies have and the whole has not.
    ("bodies requests.new.natural = 32", &["I HIE-03.less"]),
    ("bodies requests.new.natural = 32\nbodies disclosure.licences.decisions = 129", &["I HIE-03.less.several"]),
    // Both: two findings, which have different explanations.
    ("bodies requests.new.natural = 30\nbodies disputes.review.other = 2", &["I HIE-03", "I HIE-03.less"]),
    // A blank is no difference from none, a cell that one body lacks or that cannot be read is not compared.
    ("bodies requests.new.research = 空白", &[]),
    ("bodies requests.new.natural = 三十余", &[]),
    ("bodies without cell requests.new.natural", &[]),
    ("bodies without table disputes", &[]),
    // Nothing can be added to tables of another edition.
    ("bodies form = 2019", &[]),
];
