//! The rules case by case: every sentence has a case that says it, every case is exact about what is found.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may panic: that is how they fail"
)]
#![cfg(feature = "cli")]

use std::collections::BTreeSet;

use gouji::check::example::apply;
use gouji::check::{Check, MESSAGES, Options, Place, Reason, Severity, check};
use gouji::document::SourceKind;
use gouji::form::Edition;
use gouji::render::sentence::{Language, message};
use gouji::report::{Passage, Report, Section};

fn checked(lines: &str) -> (Report, Check) {
    let (report, options) = apply(lines).unwrap();
    let check = check(&report, &options);
    (report, check)
}

/// The sentence keys of what is found, with severities (`E`, `W`, `I`), in the order of the report.
fn found(lines: &str) -> Vec<String> {
    let letter = |severity| match severity {
        Severity::Error => 'E',
        Severity::Warning => 'W',
        Severity::Info => 'I',
    };
    let (_, check) = checked(lines);
    check.findings.iter().map(|finding| format!("{} {}", letter(finding.severity), finding.message.key)).collect()
}

/// Changes to the sound report, and exactly what is found then: severity and sentence.
const CASES: &[(&str, &[&str])] = &[
    // Structure.
    ("without part6", &["E STR-01"]),
    ("without part5\nwithout part6", &["E STR-01"]),
    ("without part4", &["W STR-01.headings"]),
    ("without part4\nwithout table disputes", &["E STR-01"]),
    (
        "without part6\npart5 = 主要问题：一是部分村公开栏内容陈旧，群众看到的多是去年的消息；二是解读材料以文字为主，老年人不易看懂。改进情况：按月核对公开栏。本年度未收取信息处理费。",
        &["W STR-01.headings"],
    ),
    ("swap part5 part6", &["W STR-02"]),
    ("heading5 = 四、存在的主要问题及改进情况", &["W STR-03"]),
    ("heading1 = 总体情况\nheading2 = 主动公开政府信息情况", &["W STR-03.missing"]),
    ("heading6 = 七、其他需要报告的事项", &["W STR-03"]),
    // What follows a missing part may count on with its own number or with that of its place.
    ("without part5\nheading6 = 五、其他需要报告的事项", &["E STR-01"]),
    ("heading5 = 五、存在问题及改进思路", &["I STR-04"]),
    ("heading5 = 五、存在的主要问题及改进情况、", &[]),
    ("heading4 = 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", &[]),
    ("heading7 = 七、党建工作情况", &["W STR-05"]),
    ("heading7 = 附件", &[]),
    ("part5 =", &["E STR-06"]),
    ("part5 = 。", &["E STR-06"]),
    ("part1 = （文字描述）", &["E STR-06"]),
    ("part6 = （文字描述，收取信息处理费情况在此处报告。）", &["E STR-06", "W STR-20"]),
    ("picture part5", &["I STR-06.picture"]),
    ("picture table requests", &["I STR-06.picture"]),
    ("part1 = 2024年，本镇主动公开各类信息，在政府网站发布。", &["W STR-11"]),
    ("part1 = 2020年，本镇主动公开各类信息，在政府网站发布。\nform = 2019", &[]),
    (
        "part5 = 一是公开栏内容陈旧，群众看到的多是去年的消息；二是材料以文字为主，老年人不容易看懂；三是群众提出的申请往来耽搁，回复得比较慢；四是专栏信息查找不便，栏目名称不统一。",
        &["W STR-14"],
    ),
    (
        "part5 = 存在问题：一是公开栏内容陈旧，群众看到的多是去年的消息；二是材料以文字为主，老年人不容易看懂；三是群众提出的申请往来耽搁，回复得比较慢；四是专栏信息查找不便。",
        &["W STR-14.improvements"],
    ),
    (
        "part5 = 下一步，一是更换公开栏内容，让群众看到当月的消息；二是在材料里多用图表，让老年人容易看懂；三是由专人盯住群众提出的申请，按日催办；四是把专栏的栏目名称统一起来，方便群众查找。",
        &["W STR-14.problems"],
    ),
    ("part5 = 存在问题：公开栏更新慢。下一步加强检查。", &["W STR-15"]),
    ("part5 = 无。", &["W STR-15.none"]),
    ("part6 = 无。", &["W STR-18"]),
    ("part6 = 无。\nform = 2019", &[]),
    ("part6 = 无。\npreamble = 本年度未收取信息处理费。 | 期限", &["I STR-18.elsewhere"]),
    ("heading6 = 六、其他需要报告的事项（文字描述，收取信息处理费情况在此处报告。）", &["W STR-20"]),
    ("part6 = （文字描述，收取信息处理费情况在此处报告。） | 无", &["W STR-18", "W STR-20"]),
    ("part6 = （文字描述，收取信息处理费情况在此处报告。）本年度未收取信息处理费。", &["W STR-20"]),
    (
        "form = 2019\ntitle = 青石镇人民政府2022年政府信息公开工作年度报告\npreamble = 依照条例。 | 期限\nperiod = 2022-1-1 2022-12-31\npart1 = 我镇主动公开、依申请公开、信息管理、平台、监督等工作正常。\npart6 = 未收费。",
        &["E STR-21.old"],
    ),
    (
        "title = 青石镇人民政府2020年政府信息公开工作年度报告\nperiod = 2020-1-1 2020-12-31\npart1 = 我镇各项工作正常。",
        &["E STR-21.new"],
    ),
    // Title, year, period, basis.
    ("without title", &["W DAT-01.missing"]),
    ("title = 青石镇人民政府2024年政府信息公开工作报告", &["W DAT-01.name"]),
    ("title = 青石镇人民政府2024年政府信息公开年度报告", &["I DAT-01.wording"]),
    ("title = 青石镇人民政府政府信息公开工作2024年度报告", &["I DAT-01.wording"]),
    ("title = 青石镇人民政府2024年度政府信息公开工作年度报告", &[]),
    ("title = 二〇二四年 青石镇人民政府 政府信息公开工作年度报告", &[]),
    ("title = 2024年政府信息公开工作年度报告", &["W DAT-01.organ"]),
    ("title = 青石镇人民政府政府信息公开工作年度报告", &["W DAT-01.year"]),
    ("title = 政府信息公开工作年度报告", &["W DAT-01.organ_year"]),
    ("title = 青石镇人民政府2023年政府信息公开工作年度报告", &["E DAT-03"]),
    ("year = 2023", &["E DAT-03.chosen", "E DAT-03.chosen", "W DAT-03.sentence"]),
    ("part1 = 2023年，我镇主动公开、依申请公开、信息管理、平台、监督等工作正常。", &["W DAT-03.sentence"]),
    ("part1 = 2023年12月，我镇主动公开、依申请公开、信息管理、平台、监督等工作正常。", &[]),
    ("part1 = 2019年以来，我镇主动公开、依申请公开、信息管理、平台、监督等工作正常。", &[]),
    ("period = 2024-1-1 2024-12-20", &["W DAT-04"]),
    ("period = 2024-3-1 2024-12-31", &["W DAT-04"]),
    ("period = 2023-12-1 2024-12-31", &["W DAT-04"]),
    ("preamble = 依照国办公开办函[2019]60 号编制。 | 期限", &["W DAT-05"]),
    ("preamble = 依照《政府信息公开工作年度报告格式》（试行）编制。 | 期限", &["W DAT-05"]),
    ("preamble = 依照国办公开办函〔2019〕60号、国办公开办函〔2021〕30号编制。 | 期限", &["I DAT-05.both"]),
    ("preamble = 依照《青石镇公开办法（试行）》编制。 | 期限", &[]),
    // Tables.
    ("without table disputes", &["E TAB-01"]),
    ("without row requests.declined_reissue", &["E TAB-02"]),
    ("without label requests.granted\nwithout label requests.partial", &["W TAB-02.labels"]),
    ("without column disclosure.repealed", &["E TAB-03"]),
    ("without column requests.legal\nwithout column requests.other", &["E TAB-03.organisations"]),
    ("form = mixed", &["W TAB-07"]),
    ("disclosure.licences.decisions = 空白", &["W TAB-08"]),
    ("disputes.review.pending = 空白\nrequests.granted.legal = 空白", &["I TAB-08.harmless", "I TAB-08.harmless"]),
    ("requests.*.* = 空白", &["W TAB-08"]),
    // Only natural persons and the totals are filled in: zeros, said once.
    ("requests.*.research = 空白\nrequests.*.nonprofit = 空白\nrequests.*.other = 空白", &["I TAB-08.harmless"]),
    ("requests.granted.legal = /\nrequests.granted.other = 无", &["I TAB-09"]),
    ("disclosure.penalties.decisions = -1", &["E TAB-11"]),
    ("disclosure.penalties.decisions = -0", &[]),
    ("form = 2019\ndisclosure.penalties.change = -3", &[]),
    ("requests.total.natural = -33", &["E TAB-11.sum"]),
    ("disputes.review.other = -1", &["E TAB-11.sum"]),
    ("disclosure.licences.decisions = 95.47", &["E TAB-12"]),
    ("requests.granted.natural = 14.5", &["E TAB-12.sum"]),
    ("disputes.review.other = 1.5", &["E TAB-12.sum"]),
    ("disclosure.fees.amount = 190.4573791", &["E TAB-12.fee"]),
    ("disclosure.fees.amount = 190.457379", &[]),
    ("requests.granted.natural = 14.0\nrequests.granted.legal = 0.0", &["I TAB-12.point"]),
    ("unreadable table requests", &["I TAB-16"]),
    ("requests.granted.natural = 见附件", &["W TAB-16.cells"]),
    ("without cell requests.granted.natural", &["I TAB-16.cells"]),
    // Table two.
    ("disclosure.rules.issued = 1\ndisclosure.rules.in_force = 3", &["W ACT-01"]),
    ("disclosure.rules.in_force = 3\nlevel = province", &[]),
    ("disclosure.normative.in_force = 0", &["W ACT-02"]),
    ("disclosure.normative.issued = 5\ndisclosure.normative.repealed = 5\ndisclosure.normative.in_force = 0", &[]),
    ("disclosure.fees.amount = 见决算", &["E ACT-10"]),
    ("disclosure.fees.amount = -3", &["E ACT-10.negative"]),
    ("disclosure.fees.amount = 2230元", &["W ACT-11.unit"]),
    ("disclosure.fees.amount = 2.3万元", &[]),
    ("disclosure.fees.amount = 2230\npart6 = 收取信息处理费2,230元。", &["W ACT-11.text"]),
    ("disclosure.fees.amount = 2230\npart6 = 收取信息处理费2230万元。", &[]),
    ("disclosure.fees.amount = 12500", &["W ACT-11.large"]),
    ("disclosure.fees.amount = 12500\nlevel = county", &[]),
    // Table three: one wrong cell.
    ("requests.new.natural = 32", &["E APP.intake"]),
    ("requests.granted.natural = 41", &["E APP.result"]),
    ("requests.total.natural = 34", &["E APP.total"]),
    ("requests.granted.natural = 空白", &["E APP.blank"]),
    ("requests.total.natural = 空白", &["E APP-08"]),
    ("requests.total.natural = 0", &["E APP-08"]),
    ("requests.new.legal = 0", &["E APP-09.cell"]),
    ("requests.new.legal = 0\nrequests.partial.natural = 5", &["E APP-09.cell", "E APP.result"]),
    ("requests.carried_out.natural = 100", &["E APP-11.cell"]),
    (
        "requests.*.* = 0\nrequests.new.natural = 3\nrequests.new.total = 3\nrequests.carried_out.total = 3",
        &["E APP-10.cell"],
    ),
    // Table three: patterns.
    ("requests.total.* = 空白", &["E APP-08.row", "I TAB-08.harmless"]),
    ("requests.total.* = 0", &["E APP-08.row"]),
    ("requests.new.* = 0\nrequests.carried_in.* = 0", &["E APP-09"]),
    ("requests.*.* = 0\nrequests.granted.natural = 3\nrequests.granted.total = 3", &["E APP-09"]),
    ("requests.*.* = 0\nrequests.new.natural = 3\nrequests.new.total = 3", &["E APP-10"]),
    ("requests.carried_out.natural = 41\nrequests.carried_out.total = 41", &["E APP-11"]),
    ("requests.*.natural = 0\nrequests.*.business = 0\nrequests.*.legal = 0", &["E APP-12"]),
    ("requests.new.natural = 30\nrequests.new.business = 5", &["E APP-07.flow"]),
    ("requests.granted.natural = 15\nrequests.granted.business = 2", &["E APP-07.results"]),
    ("requests.total.natural = 34\nrequests.total.business = 3", &["E APP-07.totals"]),
    // Table three: no more is known than the relation.
    ("requests.carried_in.natural = 4\nrequests.carried_in.total = 4", &["E APP-01", "E APP-01"]),
    ("requests.granted.natural = 15\nrequests.granted.total = 18", &["E APP-02", "E APP-02"]),
    ("requests.granted.total = 18\nrequests.partial.total = 4", &["E APP-03", "E APP-03"]),
    // Two slips by the same number in different rows and columns have two explanations; none is preferred.
    (
        "requests.granted.natural = 15\nrequests.denied_third_party.business = 2",
        &["E APP-03", "E APP-03", "E APP-02", "E APP-02"],
    ),
    // Table four.
    ("disputes.review.total = 3", &["E DIS.sum"]),
    ("disputes.review.total = 0", &["E DIS-04"]),
    ("disputes.review.total = 空白\ndisputes.suit_after_review.upheld = 5", &["E DIS-04", "E DIS-04"]),
    ("without cell disputes.review.upheld", &["E DIS-11"]),
];

#[test]
fn every_case_finds_exactly_what_it_should() {
    let mut failures = Vec::new();
    for (lines, expected) in CASES {
        // The form comes first wherever the case states it.
        let (form, rest): (Vec<&str>, Vec<&str>) = lines.lines().partition(|line| line.starts_with("form ="));
        let lines = [form, rest].concat().join("\n");
        let found = found(&lines);
        if found != *expected {
            failures.push(format!("{lines}\n   found {found:?}\nexpected {expected:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_sentence_has_a_case() {
    let said: BTreeSet<&str> =
        CASES.iter().flat_map(|(_, expected)| *expected).filter_map(|found| found.get(2..)).collect();
    let unsaid: Vec<&str> = MESSAGES.iter().map(|(key, _)| *key).filter(|key| !said.contains(key)).collect();
    // These are said of reports that the sound one cannot be changed into.
    assert_eq!(unsaid, ["STR-01.foreign", "STR-01.empty"]);
}

#[test]
fn sentences_are_complete_in_both_languages() {
    for (lines, _) in CASES {
        let lines: Vec<&str> = lines.lines().collect();
        let Ok((report, options)) = apply(&lines.join("\n")) else { continue };
        for finding in check(&report, &options).findings {
            for language in [Language::Chinese, Language::English] {
                let sentence = message(&finding.message, language);
                assert!(sentence.ends_with(['。', '.', '?']), "{sentence}");
                assert!(!sentence.contains(['{', '}', '_']), "{sentence}");
            }
        }
    }
}

#[test]
fn sentences_read_as_a_colleague_would_say_them() {
    let sentence = |lines: &str| {
        let (_, check) = checked(lines);
        check.findings.iter().map(|finding| message(&finding.message, Language::Chinese)).collect::<Vec<_>>().join("")
    };
    assert_eq!(
        sentence("requests.granted.natural = 41"),
        "表三“（一）予以公开·自然人”应为 14，表中为 41：改后“（一）予以公开”行各类申请人之和与总计相符，“自然人”列各项结果之和与（七）总计相符。"
    );
    assert_eq!(
        sentence("requests.granted.natural = 空白"),
        "表三“（一）予以公开·自然人”处空白，应为 14：填上后“（一）予以公开”行和“自然人”列的勾稽关系都相符。"
    );
    assert_eq!(
        sentence("without part5\nwithout part6"),
        "报告缺少“五、存在的主要问题及改进情况”、“六、其他需要报告的事项”：六个部分一个都不能少，请补上标题和内容；确实没有内容的也要说明。"
    );
}

/// A report that is none: paragraphs under headings of its own.
fn foreign(title: &str, headings: &[(u8, &str)]) -> Report {
    let mut report = Report::empty(SourceKind::Docx, Edition::Y2021);
    report.title = (!title.is_empty()).then(|| Passage::new(title));
    report.sections = headings
        .iter()
        .map(|&(part, heading)| Section {
            part,
            number: Some(part),
            heading: Some(Passage::new(heading)),
            paragraphs: vec![Passage::new("全年实现营业收入三千万元，比上年增长百分之五。")],
            ..Section::default()
        })
        .collect();
    report
}

#[test]
fn a_document_of_another_kind_is_one_finding() {
    for report in [
        foreign("云溪县财政局2024年度部门决算", &[]),
        foreign("青石镇人民政府工作报告", &[(1, "一、总体情况"), (5, "五、存在的主要问题及改进措施")]),
        foreign("某某股份有限公司2024年年度报告", &[(7, "七、财务报表"), (8, "八、审计意见")]),
    ] {
        let check = check(&report, &Options::default());
        let keys: Vec<_> = check.findings.iter().map(|finding| finding.message.key).collect();
        assert_eq!(keys, ["STR-01.foreign"]);
        assert!(check.relations.iter().all(|tried| tried.outcome.as_str() == "not_checked"));
        let unmet = check.rules.iter().filter(|applied| applied.not_checked == Some(Reason::NotAReport)).count();
        assert_eq!(unmet, check.rules.len() - 1);
    }
    let empty = check(&Report::empty(SourceKind::Text, Edition::Y2021), &Options::default());
    assert_eq!(empty.findings[0].message.key, "STR-01.empty");
}

#[test]
fn a_draft_that_is_only_begun_is_still_a_report() {
    let report = foreign("青石镇人民政府2024年政府信息公开工作年度报告", &[(1, "一、总体情况")]);
    let keys: Vec<_> = check(&report, &Options::default()).findings.iter().map(|finding| finding.message.key).collect();
    assert!(keys.contains(&"STR-01") && !keys.contains(&"STR-01.foreign"), "{keys:?}");
}

#[test]
fn what_could_not_be_checked_is_said() {
    let reason = |lines: &str, rule: &str| {
        let (_, check) = checked(lines);
        check.rules.iter().find(|applied| applied.rule == rule).unwrap().not_checked
    };
    assert_eq!(reason("organ = 云溪市人民政府", "ACT-01"), Some(Reason::LevelUnknown));
    assert_eq!(reason("organ = 云溪市人民政府\nlevel = prefecture", "ACT-01"), None);
    assert_eq!(reason("title = 青石镇人民政府2023年政府信息公开工作年度报告", "STR-21"), Some(Reason::YearUnknown));
    assert_eq!(reason("without table requests", "APP-02"), Some(Reason::TableMissing));
    assert_eq!(reason("picture table disputes", "DIS-01"), Some(Reason::TableIsPicture));
    assert_eq!(reason("unreadable table disclosure", "ACT-02"), Some(Reason::TableUnreadable));
    assert_eq!(reason("without part5", "STR-14"), Some(Reason::PartMissing(5)));
    // Rules of the form of 2021 do not belong to a report for 2020 at all.
    let (_, check) = checked("form = 2019");
    assert!(check.rules.iter().all(|applied| applied.rule != "STR-11"));
}

#[test]
fn a_missing_or_garbled_table_silences_its_relations_only() {
    for lines in ["without table requests", "picture table requests", "unreadable table requests"] {
        let (_, check) = checked(lines);
        assert!(check.findings.iter().all(|finding| !finding.rule.starts_with("APP")), "{lines}");
        for tried in &check.relations {
            let expected = if tried.rule.starts_with("APP") { "not_checked" } else { "held" };
            assert_eq!(tried.outcome.as_str(), expected, "{lines}");
        }
    }
}

#[test]
fn findings_follow_the_report_from_top_to_bottom() {
    let (_, check) = checked(
        "disputes.review.total = 3\nrequests.granted.natural = 15\ndisclosure.licences.decisions = 空白\npart5 =\n\
         without part6\ntitle = 青石镇人民政府2024年政府信息公开工作报告\nperiod = 2024-1-1 2024-12-20\nheading2 = 二、公开情况",
    );
    let rules: Vec<_> = check.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["DAT-01", "DAT-04", "STR-04", "TAB-08", "APP-02", "DIS-01", "STR-06", "STR-01"]);
}

#[test]
fn a_fingerprint_outlives_wording_but_not_figures() {
    let prints = |lines: &str| {
        let (_, check) = checked(lines);
        check.findings.iter().map(|finding| finding.fingerprint.clone()).collect::<Vec<_>>()
    };
    let old = "preamble = 依照国办公开办函〔2019〕60号编制。 | 期限\nrequests.granted.natural = 15\npart5 = 无";
    let moved = "preamble = 新增一段。 | 本报告依照国办公开办函〔2019〕60号编制。 | 期限\nrequests.granted.natural = 15\npart5 = 没有";
    assert_eq!(prints(old), prints(moved));
    let other = prints("requests.granted.natural = 16");
    assert_ne!(prints("requests.granted.natural = 15"), other);
    assert_ne!(other, prints("requests.partial.natural = 6"));
    // Two findings that only their wording tells apart are still two.
    let twice = prints("year = 2023");
    assert_eq!(twice.iter().collect::<BTreeSet<_>>().len(), twice.len());
}

#[test]
fn text_places_cover_the_words_they_speak_of() {
    let (report, check) = checked(
        "preamble = 依照国办公开办函〔2019〕60号编制。 | 期限\n\
         heading6 = 六、其他需要报告的事项（文字描述，收取信息处理费情况在此处报告。）\n\
         heading5 = 四、存在的主要问题及改进情况\nperiod = 2024-1-1 2024-12-20",
    );
    let words = |place: &Place| match place {
        Place::Preamble(paragraph, span) => report.preamble[*paragraph].text[span.range()].to_owned(),
        Place::Heading(section, span) => report.sections[*section].heading.as_ref().unwrap().text[span.range()].into(),
        other => panic!("{other:?}"),
    };
    let first = |rule: &str| check.findings.iter().find(|finding| finding.rule == rule).unwrap();
    assert_eq!(words(&first("DAT-05").places[0]), "〔2019〕60号");
    assert_eq!(words(&first("DAT-04").places[0]), "2024年1月1日至2024年12月20日");
    assert_eq!(words(&first("STR-20").places[0]), "（文字描述，收取信息处理费情况在此处报告。）");
    // Edits replace exactly what they say they replace.
    for finding in &check.findings {
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            assert_eq!(words(&edit.place), edit.from, "{}", finding.rule);
        }
    }
    assert_eq!(first("STR-03").fixes[0].edits[0].to, "五");
}
