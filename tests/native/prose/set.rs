//! The labelled set: what is found is what should be.

use crate::support::sentences::{SENTENCES, judge};

#[test]
fn the_labelled_set_is_judged_as_labelled() {
    let judged = judge(SENTENCES).unwrap();
    let wrong: Vec<String> = judged
        .iter()
        .filter(|one| one.found != one.expected)
        .map(|one| format!("{}\n   found {:?}\nexpected {:?}", one.text, one.found, one.expected))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), judged.len(), wrong.join("\n"));
    assert!(judged.len() >= 300, "{} sentences", judged.len());
    let silent = judged.iter().filter(|one| one.expected.is_empty() && one.missed.is_empty()).count();
    assert!(silent * 2 >= judged.len(), "{silent} of {} must stay silent", judged.len());
}
