//! How to get in touch with the organ.

use crate::check::context::{At, Context};
use crate::check::finding::{Finding, Severity};
use crate::check::messages::message;
use crate::check::text::any_in;
use crate::document::Span;
use crate::form::simplify;

/// DAT-09. Who is asked to get in touch is told how: a number to call, an address of mail that is one, a postcode of six
/// digits.
pub fn contact(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (at, text) in context.paragraphs() {
        let asks =
            text.contains("联系") && any_in([text], &["联系电话", "请与", "请联系", "联系地址", "联系方式", "联系人"]);
        if !asks {
            continue;
        }
        mail(at, text, findings);
        postcode(at, text, findings);
        // A number to call may follow in the next paragraph.
        let is_reachable = longest_number(text) >= 7
            || text.contains('@')
            || context.paragraphs().any(|(_, other)| other.contains("电话") && longest_number(other) >= 7);
        let Some(start) = text.find("联系").filter(|_| !is_reachable) else { continue };
        let place = at.place(Span::new(start, start + "联系".len()));
        findings.push(Finding::new("DAT-09", message!("DAT-09")).lowered(Severity::Info).at(place));
    }
}

/// Digits of the longest number, counting on over dashes.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut length) = (0, 0);
    for c in text.chars().map(simplify) {
        match c {
            '0'..='9' => length += 1,
            '-' | ' ' => {}
            _ => length = 0,
        }
        longest = longest.max(length);
    }
    longest
}

/// What is written behind one of the words and a colon, up to the next mark or Chinese character.
fn behind<'t>(text: &'t str, words: &[&str]) -> Option<(Span, &'t str)> {
    let start = words.iter().find_map(|word| Some(text.find(word)? + word.len()))?;
    let rest = text.get(start..)?;
    let value = rest.trim_start_matches(['：', ':', ' ', '　', '为', '是']);
    let from = start + rest.len() - value.len();
    let end =
        value.find(|c: char| !c.is_ascii_graphic() && !simplify(c).is_ascii_alphanumeric()).unwrap_or(value.len());
    let value = value.get(..end)?.trim_end_matches([',', '.', ';', ')']);
    (from > start && !value.is_empty()).then_some((Span::new(from, from + value.len()), value))
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
