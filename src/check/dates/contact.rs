//! How to get in touch with the organ.

use crate::check::context::{At, Context};
use crate::check::finding::Finding;
use crate::check::messages::message;
use crate::check::text::{Words, any_in, begins, places};
use crate::check::wording::{Letter, Line};
use crate::document::Span;
use crate::form::simplify;

/// Words with which a report asks its readers to get in touch. 联系电话 alone may be something that was made public.
const ASKING: &[&str] = &["请与", "请联系", "请致电", "疑问", "如对"];

/// DAT-09. Who is asked to get in touch is told how: a number to call, an address of mail that is one, a postcode of six
/// digits.
pub fn contact(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(Line::is_paragraph) {
        let (at, text) = (line.at, line.text);
        if text.may_hold('邮') {
            mail(at, &text, findings);
            postcode(at, &text, findings);
        }
        let is_word = |&(number, letter): &(usize, Letter)| letter.c == '联' && begins(line.from(number), "联系");
        let Some((_, first)) = line.sought().find(is_word).filter(|_| any_in([text], ASKING)) else { continue };
        // A number to call may follow in another paragraph.
        let is_number = |text: Words<'_>| text.contains("电") && longest_number(&text) >= 7;
        let is_reachable =
            longest_number(&text) >= 7 || text.contains("@") || context.paragraphs().any(|(_, other)| is_number(other));
        if !is_reachable {
            let start = first.at as usize;
            let place = at.place(Span::new(start, start + "联系".len()));
            findings.push(Finding::new("DAT-09", message!("DAT-09")).at(place));
        }
    }
}

/// Digits of the longest number, counting on over dashes.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut length) = (0, 0);
    for c in text.chars() {
        match c {
            // Most are none of what follows, which [`simplify`] tells at greater length.
            '\u{4e00}'..='\u{9fff}' => length = 0,
            _ => match simplify(c) {
                '0'..='9' => length += 1,
                '-' | ' ' => {}
                _ => length = 0,
            },
        }
        longest = longest.max(length);
    }
    longest
}

/// What is written behind one of the words and a colon, as far as it can be an address or a number.
fn behind<'t>(text: &'t str, words: &[&str]) -> Option<(Span, &'t str)> {
    let start = words.iter().find_map(|word| Some(places(text, word).next()? + word.len()))?;
    let rest = text.get(start..)?;
    let value = rest.trim_start().strip_prefix(['：', ':', '为'])?.trim_start();
    let from = start + rest.len() - value.len();
    let is_part = |c: char| simplify(c).is_ascii_alphanumeric() || matches!(c, '@' | '＠' | '.' | '_' | '-' | '+');
    let value = value.get(..value.find(|c| !is_part(c)).unwrap_or(value.len()))?.trim_end_matches('.');
    // 邮箱为3个 counts mailboxes.
    (value.len() >= 5).then_some((Span::new(from, from + value.len()), value))
}

fn mail(at: At, text: &str, findings: &mut Vec<Finding>) {
    let Some((span, value)) = behind(text, &["电子邮箱", "电子邮件", "邮箱"]) else { return };
    let (name, host) = value.split_once(['@', '＠']).unwrap_or((value, ""));
    if name.is_empty() || !host.contains('.') {
        let message = message!("DAT-09.mail", written = value.to_owned());
        findings.push(Finding::new("DAT-09", message).at(at.place(span)).actual(value));
    }
}

fn postcode(at: At, text: &str, findings: &mut Vec<Finding>) {
    let Some((span, value)) = behind(text, &["邮政编码", "邮编"]) else { return };
    if value.chars().count() != 6 || !value.chars().all(|c| simplify(c).is_ascii_digit()) {
        let message = message!("DAT-09.postcode", written = value.to_owned());
        findings.push(Finding::new("DAT-09", message).at(at.place(span)).actual(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_word_is_told_from_what_follows() {
        let value = |text: &'static str| behind(text, &["电子邮箱", "邮箱", "邮编"]).map(|(_, value)| value);
        assert_eq!(value("邮编：499900，电话：0490-5550126"), Some("499900"));
        assert_eq!(value("电子邮箱: gk@qingshi.example。"), Some("gk@qingshi.example"));
        assert_eq!(value("公开电子邮箱等信息"), None);
        assert_eq!(value("开通邮箱为3个"), None);
        assert_eq!(value("邮编"), None);
        assert_eq!(longest_number("电话：0490-555 0126转8"), 11);
    }
}
