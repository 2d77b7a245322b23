//! Names of organs and places: the same throughout, and the reporting organ's own.

use super::signature::is_organ;
use crate::check::context::{At, Context};
use crate::check::finding::{Finding, Place};
use crate::check::messages::message;
use crate::check::text::{Words, any_in, places};
use crate::check::wording::Line;
use crate::document::Span;
use crate::form::is_word;
use crate::report::Level;

/// What a name of an organ is about, without what its kind adds: 青石镇人民政府办公室 is 青石镇.
fn core(name: &str) -> &str {
    let endings =
        ["人民政府办公室", "人民政府办公厅", "政府办公室", "政府办公厅", "人民政府", "办事处", "办公室", "政府"];
    endings.iter().find_map(|ending| name.strip_suffix(ending).filter(|core| !core.is_empty())).unwrap_or(name)
}

/// Whether two names can be one organ's: one contains the other, or abbreviates it, or leaves its region out.
fn can_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (core(one), core(other));
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    is_abbreviated(long, short) || shared_tail(long, short) >= 3
}

/// Whether the characters of the short name stand in the long one in that order.
fn is_abbreviated(long: &str, short: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// Characters that both names end with, when a region before them is written differently: 云溪县财政局, 县财政局.
fn shared_tail(one: &str, other: &str) -> usize {
    let same = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
    // 青石镇 and 白石镇 share as much.
    let rest = other.chars().count() - same;
    if rest <= 1 && matches!(other.chars().next(), Some('省' | '市' | '区' | '县' | '旗' | '本' | '我')) {
        same
    } else {
        0
    }
}

/// Whoever the preamble or the end says the report is by, with the place.
fn authors(context: &Context<'_>) -> Vec<(String, Place)> {
    let mut authors = Vec::new();
    for (at, text) in context.paragraphs().take_while(|(at, _)| matches!(at, At::Preamble(_) | At::Section(0, 0))) {
        let stated = text.find("报告由").and_then(|at| Some((at + "报告由".len(), text.get(at + "报告由".len()..)?)));
        if let Some((start, rest)) = stated
            && let Some(end) =
                ["编制", "发布", "撰写", "根据", "按照", "依据"].iter().filter_map(|word| rest.find(word)).min()
            && let Some(name) =
                rest.get(..end).map(str::trim).filter(|name| is_organ(name) && name.chars().all(is_word))
        {
            authors.push((name.to_owned(), at.place(Span::new(start, start + name.len()))));
        } else if let Some(end) = ["根据", "按照", "依据", "依照"].iter().filter_map(|word| text.find(word)).min()
            && let Some(name) =
                text.get(..end).map(str::trim).filter(|name| is_organ(name) && name.chars().all(is_word))
        {
            authors.push((name.to_owned(), at.place(Span::new(0, name.len()))));
        }
    }
    authors.extend(context.signature.as_ref().and_then(|signature| signature.organ.clone()));
    authors
}

/// DAT-15. Title, preamble and signature name one organ.
pub fn one_organ(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organ) = context.report.organ.as_deref().filter(|organ| is_organ(organ)) else { return };
    for (name, place) in authors(context) {
        // 我局根据…: the first person names nobody.
        if name.starts_with(['我', '本']) || can_be_one(organ, &name) {
            continue;
        }
        let message = message!("DAT-15", title = organ.to_owned(), other = name.clone());
        findings.push(Finding::new("DAT-15", message).at(place).actual(name).expected(organ));
    }
}

/// Kinds of organ that only they themselves are called by in the first person: 我局. 我市 and 我区 may mean the territory.
const KINDS: [&str; 6] = ["局", "镇", "乡", "街道", "委", "厅"];

/// DAT-16. The first person fits the organ.
pub fn first_person(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organ) = context.report.organ.as_deref() else { return };
    // Of another body it is not known what it may call itself.
    if !any_in([organ], &KINDS) && !organ.ends_with("人民政府") {
        return;
    }
    let first = findings.len();
    for line in context.letters.lines().filter(Line::is_paragraph) {
        let (at, text) = (line.at, line.text);
        for (number, _) in line.sought().filter(|(_, letter)| matches!(letter.c, '我' | '本')) {
            let Some(kind) = KINDS.iter().find(|kind| line.from(number + 1).starts_with(**kind)) else { continue };
            let span = line.span(number, number + 1 + kind.chars().count());
            let is_own = organ.contains(kind) || is_quoted(&text, span.start) || is_inside_a_word(&text, span);
            let Some(person) = text.get(span.range()).filter(|_| !is_own) else { continue };
            let known = findings.iter_mut().skip(first).find(|finding| finding.actual.as_deref() == Some(person));
            match known {
                Some(finding) => finding.places.push(at.place(span)),
                None => {
                    let message = message!("DAT-16", organ = organ.to_owned(), person = person.to_owned());
                    findings.push(Finding::new("DAT-16", message).at(at.place(span)).actual(person));
                }
            }
        }
    }
}

/// Whether a quotation is open at that byte.
fn is_quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.matches(['“', '《']).count() > before.matches(['”', '》']).count()
}

/// 自我镇定, 我局限于, 基本乡村: the characters belong to other words.
fn is_inside_a_word(text: &str, person: Span) -> bool {
    let before = text.get(..person.start).and_then(|before| before.chars().next_back());
    let behind = text.get(person.end..).and_then(|behind| behind.chars().next());
    before.is_some_and(|c| "自基根成资日版文样剧".contains(c))
        || behind.is_some_and(|c| "限势面定静村土托员".contains(c))
}

/// DAT-17. Applications are made to the reporting organ. Governments report for all that are below them.
pub fn foreign_applications(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organ) = context.report.organ.as_deref().filter(|organ| is_organ(organ)) else { return };
    if !matches!(context.level, Some(Level::Township | Level::Subdistrict | Level::Department)) {
        return;
    }
    for line in context.letters.lines().filter(Line::is_paragraph) {
        let (at, text) = (line.at, line.text);
        for (_, word) in line.sought().filter(|(_, word)| word.c == '向') {
            let from = word.at as usize + word.c.len_utf8();
            let Some(clause) = text.get(from..).and_then(|rest| rest.split(['，', '。', '；', '、']).next()) else {
                continue;
            };
            let Some(end) = ["提出", "提交", "递交", "申请"].iter().filter_map(|verb| clause.find(verb)).min()
            else {
                continue;
            };
            let Some((name, rest)) = clause.split_at_checked(end) else { continue };
            let is_other_matter = any_in([clause], &["复议", "诉讼", "投诉", "举报", "起诉"]);
            let is_nobody =
                any_in([name], &["我", "本", "有关", "相关", "上级", "其他", "各", "行政机关", "社会", "部门"]);
            let is_named = is_organ(name) && name.chars().all(is_word) && !is_nobody;
            if !rest.contains("信息公开") || is_other_matter || !is_named || can_be_one(organ, name) {
                continue;
            }
            let place = at.place(Span::new(from, from + name.len()));
            let message = message!("DAT-17", organ = organ.to_owned(), other = name.to_owned());
            findings.push(Finding::new("DAT-17", message).at(place).actual(name).expected(organ));
        }
    }
}

/// What ends the name of a place within an organ's.
const PLACES: [&str; 8] = ["街道", "省", "市", "县", "区", "旗", "镇", "乡"];

/// Mentions from which on a name is the right one.
const OFTEN: usize = 3;

/// DAT-18. A place of the organ's name that is written with one other character just once is a slip.
pub fn near_twins(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organ) = context.report.organ.as_deref() else { return };
    for place in places_of(organ) {
        let ending = PLACES.iter().find(|ending| place.ends_with(**ending)).copied().unwrap_or_default();
        // All letters of the twin but one are those of the place.
        let may_name_one =
            |text: &Words<'_>| text.may_be_in(ending) && place.chars().filter(|&c| !text.may_hold(c)).count() <= 1;
        let mut twins = context
            .paragraphs()
            .filter(|(_, text)| may_name_one(text))
            .flat_map(|(at, text)| twins(&text, place, ending).into_iter().map(move |span| (at, text, span)));
        let (Some((at, text, span)), None) = (twins.next(), twins.next()) else { continue };
        let in_title = context.report.title.iter().map(|title| title.text.matches(place).count());
        let mentions: usize = in_title.chain(context.paragraphs().map(|(_, text)| text.places(place).count())).sum();
        if mentions >= OFTEN {
            let other = text.get(span.range()).unwrap_or_default();
            let message = message!("DAT-18", place = place.to_owned(), count = mentions, other = other.to_owned());
            findings.push(Finding::new("DAT-18", message).at(at.place(span)).actual(other).expected(place));
        }
    }
}

/// The names of places that an organ's name begins with: 云溪县, 青石镇.
fn places_of(organ: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = organ;
    while let Some(end) = PLACES.iter().filter_map(|ending| Some(places(rest, ending).next()? + ending.len())).min() {
        let Some((place, behind)) = rest.split_at_checked(end) else { break };
        if place.chars().count() >= 3 {
            found.push(place);
        }
        rest = behind;
    }
    found
}

/// Where the text has the name with one character of its own part changed.
fn twins(text: &str, place: &str, ending: &str) -> Vec<Span> {
    let stem: Vec<char> = place.strip_suffix(ending).unwrap_or(place).chars().collect();
    let found = places(text, ending).filter_map(|end| {
        let (mut start, mut changed) = (end, None);
        let mut before = text.get(..end)?.chars().rev();
        for &own in stem.iter().rev() {
            let written = before.next()?;
            start -= written.len_utf8();
            // Of two that differ neither is a slip.
            if written != own && changed.replace(written).is_some() {
                return None;
            }
        }
        let written = changed?;
        // 全城区 and 在石镇 are no names of other places.
        let is_name = ('\u{4e00}'..='\u{9fff}').contains(&written)
            && !"全主老新旧各我本在对到由向从是为与和及该其省市县区镇乡村的将了".contains(written);
        is_name.then_some(Span::new(start, end + ending.len()))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_organ_may_differ_in_what_is_left_out() {
        for (one, other) in [
            ("青石镇人民政府", "青石镇人民政府办公室"),
            ("云溪县青石镇人民政府", "青石镇"),
            ("临河街道办事处", "临河街道"),
            ("云溪县发展和改革局", "县发改局"),
            ("云溪县财政局", "区财政局"),
        ] {
            assert!(can_be_one(one, other) && can_be_one(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("青石镇人民政府", "白石镇人民政府"),
            ("云溪县财政局", "云溪县审计局"),
            ("临河街道办事处", "云溪县人民政府办公室"),
        ] {
            assert!(!can_be_one(one, other), "{one} {other}");
        }
    }

    #[test]
    fn places_are_taken_out_of_names() {
        assert_eq!(places_of("云溪县青石镇人民政府"), ["云溪县", "青石镇"]);
        assert_eq!(places_of("临河街道办事处"), ["临河街道"]);
        assert_eq!(places_of("县财政局"), [""; 0]);
        let text = "在清石镇发布，青石镇公开，全石镇";
        let found: Vec<_> = twins(text, "青石镇", "镇").into_iter().filter_map(|span| text.get(span.range())).collect();
        assert_eq!(found, ["清石镇"]);
    }
}
