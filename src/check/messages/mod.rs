//! Every sentence a finding may say: its key, what is filled in, and its wording in both languages, one file a
//! family of rules. Filling in is `render::sentence`'s.

mod applications;
mod dates;
mod disclosure;
mod disputes;
pub mod hierarchy;
mod narrative;
mod privacy;
mod structure;
mod tables;
mod wording;
mod years;

/// A sentence: `{name}` stands where an argument goes.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// The rule's id, or id and variant; sentences shared by several rules of a family have the family's name.
    pub key: &'static str,
    /// The names of what is filled in, in the order in which rules give it.
    pub args: &'static [&'static str],
    /// The wording in Chinese.
    pub chinese: &'static str,
    /// The wording in English.
    pub english: &'static str,
}

/// The sentences of every family, in the order of the catalogue.
pub const MESSAGES: &[&[Sentence]] = &[
    structure::MESSAGES,
    dates::MESSAGES,
    tables::MESSAGES,
    disclosure::MESSAGES,
    applications::MESSAGES,
    disputes::MESSAGES,
    narrative::MESSAGES,
    years::MESSAGES,
    hierarchy::MESSAGES,
    wording::MESSAGES,
    privacy::MESSAGES,
];

/// The sentence of that key.
pub fn sentence(key: &str) -> Option<&'static Sentence> {
    MESSAGES.iter().copied().flatten().find(|sentence| sentence.key == key)
}

/// Declares the sentences of a family: key, names of arguments, Chinese, English.
macro_rules! messages {
    ($($key:literal [$($arg:literal),*] $chinese:literal $english:literal;)+) => {
        /// The sentences of this family.
        pub const MESSAGES: &[super::Sentence] = &[$(super::Sentence {
            key: $key,
            args: &[$($arg),*],
            chinese: $chinese,
            english: $english,
        },)+];
    };
}
use messages;

/// Builds a [`super::Message`]. A key that is not among [`MESSAGES`], or other arguments than it declares, do
/// not compile.
macro_rules! message {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const {
            assert!(
                $crate::check::messages::is_declared($key, &[$(stringify!($name)),*]),
                "no message of this key with these arguments is declared in check/messages/"
            )
        };
        $crate::check::Message { key: $key, args: vec![$((stringify!($name), $crate::check::Arg::from($value))),*] }
    }};
}
pub(crate) use message;

/// Whether a message of that key with exactly these arguments is declared.
pub(crate) const fn is_declared(key: &str, args: &[&str]) -> bool {
    let mut families = MESSAGES;
    while let [family, other_families @ ..] = families {
        let mut rest = *family;
        while let [sentence, others @ ..] = rest {
            if equal(sentence.key, key) {
                return all_equal(sentence.args, args);
            }
            rest = others;
        }
        families = other_families;
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
    use std::collections::BTreeSet;

    use super::*;

    /// The names in braces.
    fn placeholders(template: &str) -> BTreeSet<&str> {
        template.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn only_declared_messages_are_accepted() {
        assert!(is_declared("STR-02", &["part", "after"]));
        assert!(!is_declared("STR-02", &["part"]));
        assert!(!is_declared("STR-02", &["after", "part"]));
        assert!(!is_declared("STR-0", &["part", "after"]));
    }

    #[test]
    fn keys_are_declared_once() {
        let keys: BTreeSet<_> = MESSAGES.iter().copied().flatten().map(|sentence| sentence.key).collect();
        assert_eq!(keys.len(), MESSAGES.iter().map(|family| family.len()).sum::<usize>());
    }

    #[test]
    fn both_languages_word_every_message_with_all_it_gets_and_no_more() {
        for sentence in MESSAGES.iter().copied().flatten() {
            for template in [sentence.chinese, sentence.english] {
                assert_eq!(placeholders(template), sentence.args.iter().copied().collect(), "{}", sentence.key);
                assert_eq!(template.matches('{').count(), template.matches('}').count(), "{}", sentence.key);
            }
        }
    }
}
