//! What the names of built-in paragraph styles say, in both languages; word processors agree on them.

/// What a built-in style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Headings and titles.
    Heading,
    /// The lines of a table of contents.
    Contents,
}

/// The purpose of the style of that name, if it is a built-in style that matters.
pub fn purpose(name: &str) -> Option<Purpose> {
    let name = name.trim().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|rest| {
            let rest = rest.trim();
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    if matches!(name.as_str(), "title" | "标题") || numbered("heading") || numbered("标题") {
        Some(Purpose::Heading)
    } else if numbered("toc") || numbered("目录") || numbered("contents") {
        Some(Purpose::Contents)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_both_languages() {
        for (name, expected) in [
            ("Heading 2", Some(Purpose::Heading)),
            ("标题 1", Some(Purpose::Heading)),
            ("标题1", Some(Purpose::Heading)),
            ("Title", Some(Purpose::Heading)),
            ("Heading", None),
            ("标题文字", None),
            ("TOC 2", Some(Purpose::Contents)),
            ("目录 1", Some(Purpose::Contents)),
            ("Contents", None),
        ] {
            assert_eq!(purpose(name), expected, "{name}");
        }
    }
}
