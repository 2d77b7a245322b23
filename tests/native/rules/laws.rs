//! Laws of the rules of wording and privacy, on text made of what they look for.

use gouji::check::example::apply;
use gouji::check::{Applicability, Check, Edit, Fix, Options, Place, check, rules};
use gouji::render::sentence::{Language, message};
use gouji::report::{Passage, Report};
use proptest::prelude::*;

/// Every rule, also those that are off by default.
fn all() -> Options {
    Options { switches: rules().iter().map(|rule| (rule.id.to_owned(), true)).collect(), ..Options::default() }
}

/// Ids of the catalogue that are no rule of their own, and why.
const NO_RULES: &[(&str, &str)] = &[
    ("APP-13", "digits that changed places are no fault beside the sum they break: how the finding says it came about"),
    ("NAR-24", "the union of NAR-01 to NAR-13"),
    ("NAR-34", "a word for one beside a list of two is a list that does not add up: NAR-22"),
    ("NAR-35", "what is published on a website and what table two counts have nothing to do with each other"),
];

#[test]
fn every_id_of_the_catalogue_is_a_rule_or_has_a_reason_not_to_be() {
    let is_rule = |id: &str| rules().iter().any(|rule| rule.id == id);
    let has_reason = |id: &str| NO_RULES.iter().any(|(other, _)| *other == id);
    // Numbers are never left out: whatever is not a rule is on the list.
    let mut families: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
    for id in rules().iter().map(|rule| rule.id).chain(NO_RULES.iter().map(|(id, _)| *id)) {
        let (family, number) = id.split_once('-').unwrap();
        let last = families.entry(family).or_default();
        *last = (*last).max(number.parse().unwrap());
    }
    for (family, last) in families {
        for number in 1..=last {
            let id = format!("{family}-{number:02}");
            assert!(is_rule(&id) || has_reason(&id), "{id}");
        }
    }
    // Where the catalogue is at hand: nothing of it is missing, and nothing is on the list that it does not have.
    let Ok(text) = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/domain/rules.jsonl")) else {
        return;
    };
    let ids: Vec<String> = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?["id"].as_str().map(str::to_owned))
        .collect();
    assert!(ids.len() > 100);
    for id in &ids {
        assert!(is_rule(id) || has_reason(id), "{id}");
    }
    for id in rules().iter().map(|rule| rule.id).chain(NO_RULES.iter().map(|(id, _)| *id)) {
        assert!(ids.iter().any(|other| other == id), "{id}");
    }
}

fn checked(text: &str) -> (Report, Check) {
    let (mut report, _) = apply("").unwrap();
    report.sections[0].paragraphs.extend(text.split('\n').map(Passage::new));
    let check = check(&report, &all());
    (report, check)
}

fn words<'r>(report: &'r Report, place: &Place) -> Option<&'r str> {
    match *place {
        Place::Paragraph(section, paragraph, span) => {
            Some(report.sections[section].paragraphs[paragraph].text.get(span.range()).expect("whole letters"))
        }
        _ => None,
    }
}

/// Text of what the rules look for, and of anything at all.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "公开",
        "政府",
        "信息",
        "的",
        "了",
        "一",
        "件",
        "条",
        "年",
        "月",
        "日",
        "2024",
        "13800001234",
        "20201",
        "31",
        "申请人",
        "张三",
        "不服",
        "，",
        "。",
        "、",
        "；",
        ",",
        ";",
        ":",
        "(",
        ")",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "\"",
        "【",
        "】",
        " ",
        "\n",
        "X",
        "××镇",
        "?",
        "\u{fffd}",
        "截止",
        "责任追求",
        "3号楼",
        "2单元",
        "401室",
        "wang@qq.com",
        "收到",
        "共",
        "_",
        "\t",
        "１２",
        "11010119900307123",
        "行初45号",
        "闽A12345",
    ];
    let piece = prop_oneof![
        8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The report with these edits applied, from the last to the first.
fn edited(report: &Report, edits: &[Edit]) -> Report {
    let mut report = report.clone();
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| match edit.place {
        Place::Paragraph(section, paragraph, span) => (section, paragraph, span.start),
        _ => (0, 0, 0),
    });
    for edit in edits.into_iter().rev() {
        let Place::Paragraph(section, paragraph, span) = edit.place else { continue };
        report.sections[section].paragraphs[paragraph].text.replace_range(span.range(), &edit.to);
    }
    report
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_whole_letters_and_edits_replace_what_stands_there(text in text()) {
        let (report, check) = checked(&text);
        for finding in &check.findings {
            for place in &finding.places {
                prop_assert!(words(&report, place) != Some(""), "{}", finding.rule);
            }
            for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
                if let Some(words) = words(&report, &edit.place) {
                    prop_assert_eq!(words, &edit.from, "{}", finding.rule);
                    prop_assert_ne!(&edit.from, &edit.to, "{}", finding.rule);
                }
            }
        }
    }

    #[test]
    fn safe_fixes_change_nothing_but_marks_and_come_to_an_end(text in text()) {
        let (mut report, mut found) = checked(&text);
        // A mark may touch Chinese text only when the one between them has been widened.
        for round in 0.. {
            let safe = |fix: &&Fix| fix.applicability == Applicability::Safe;
            let Some(fix) = found.findings.iter().flat_map(|finding| &finding.fixes).find(safe) else { break };
            for edit in &fix.edits {
                prop_assert!(!edit.from.chars().chain(edit.to.chars()).any(char::is_alphanumeric));
            }
            prop_assert!(round < 2 + text.len(), "{text:?}");
            report = edited(&report, &fix.edits);
            found = check(&report, &all());
        }
    }

    #[test]
    fn what_is_private_is_nowhere_repeated(text in text()) {
        let (report, check) = checked(&text);
        for finding in check.findings.iter().filter(|finding| finding.rule.starts_with("PRI-")) {
            let secret = words(&report, &finding.places[0]).expect("a paragraph");
            let said = [Language::Chinese, Language::English].map(|language| message(&finding.message, language)).concat();
            prop_assert!(!said.contains(secret), "{}", said);
            prop_assert_ne!(finding.quote(secret), secret);
            prop_assert!(finding.actual.is_none() && finding.fixes.is_empty());
            prop_assert_ne!(finding.expected.as_deref(), Some(secret));
        }
    }
}

#[test]
fn quotations_in_json_are_masked() {
    let (report, check) = checked("申请人留有13800001234。");
    let json = gouji::render::json::file("-", &report, &check, Language::Chinese);
    let json = serde_json::to_string(&json).unwrap();
    assert!(json.contains("\"quote\":\"138****1234\"") && !json.contains("13800001234"), "{json}");
    let text = gouji::render::text::text("-", &report, &check, Language::Chinese);
    assert!(text.contains("138****1234") && !text.contains("13800001234"), "{text}");
}
