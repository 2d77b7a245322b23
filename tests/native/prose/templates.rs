//! Sentences made from templates with the figures of a random report: they agree, and one changed figure does not.

use gouji::check::example::apply;
use gouji::check::{Check, check};
use gouji::report::{Passage, Report};
use proptest::prelude::*;

/// Figures by the name that stands for them in a template.
type Figures = Vec<(&'static str, u32)>;

const TEMPLATES: [&str; 14] = [
    "本年度新收政府信息公开申请{new}件，上年结转{in}件，共计{received}件。",
    "全市共受理政府信息公开申请{new}件，答复{sum}件（含上年度结转申请{in}件，另有{out}件顺延到下年度答复）。",
    "全年共收办政府信息公开申请{received}件，其中自然人{natural}件、法人{legal}件；办结{sum}件，结转下一年度{out}件。",
    "政府信息公开申请予以公开{r1}件、部分公开{r2}件、不予公开{r3}件、无法提供{r4}件、不予处理{r5}件、其他处理{r6}件、转下年度{out}件。",
    "办结的{sum}件政府信息公开申请中，{r1}件予以公开，{r2}件部分公开，{r3}件不予公开，{r4}件无法提供，{r5}件不予处理，{r6}件作其他处理。",
    "政府信息公开申请中，予以公开及部分公开{r12}件。",
    "政府信息公开行政复议{review}件，其中结果维持{upheld}件，结果纠正{corrected}件，其他结果{other}件，尚未审结{pending}件。",
    "因政府信息公开被提起行政诉讼{suits}件，其中未经复议直接起诉{direct}件，复议后起诉{after}件。",
    "发生政府信息公开行政复议、行政诉讼案件{disputes}件。",
    "全年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{valid}件。",
    "全年作出行政许可决定{licences}件、行政处罚决定{penalties}件。",
    "公开政务信息{items}条，其中网站{web}条，微信{chat}条，公开栏{board}条。",
    "２０２３年结转{in}件，２０２４年受理政府信息公开申请{new}件，办结{sum}件，结转{out}件。",
    "新收政府信息公开申请{new}件，法人或其他组织申请{legal_new}件；上年结转{in}件。",
];

/// Figures that no cell of the form holds.
const FREE: [&str; 4] = ["items", "web", "chat", "board"];

/// A report of which all figures agree, and these figures.
fn report(seed: &[u32]) -> (Report, Figures) {
    let at = |index: usize| seed[index];
    let results = [at(0), at(1), at(2), at(3), at(4), at(5)];
    let (legal_in, out) = (at(6), at(7));
    let sum: u32 = results.iter().sum();
    let received = sum + out;
    let carried_in = (at(8) % (received + 1)).max(legal_in.min(received));
    let new = received - carried_in;
    let legal_in = legal_in.min(carried_in);
    let legal_new = at(9).min(new);
    let [upheld, corrected, other, pending] = [at(10), at(11), at(12), at(13)];
    let (direct, after) = (at(14), at(15));
    let mut lines = String::from("requests.*.* = 0\ndisputes.*.* = 0\n");
    let mut cell = |address: &str, value: u32| lines.push_str(&format!("{address} = {value}\n"));
    for (row, natural, legal) in [
        ("new", new - legal_new, legal_new),
        ("carried_in", carried_in - legal_in, legal_in),
        ("granted", results[0], 0),
        ("partial", results[1], 0),
        ("denied_query", results[2], 0),
        ("unable_not_held", results[3], 0),
        ("declined_repeat", results[4], 0),
        ("other_other", results[5], 0),
        ("total", sum, 0),
        ("carried_out", out, 0),
    ] {
        cell(&format!("requests.{row}.natural"), natural);
        cell(&format!("requests.{row}.legal"), legal);
        cell(&format!("requests.{row}.total"), natural + legal);
    }
    let review = upheld + corrected + other + pending;
    for (column, value) in
        [("upheld", upheld), ("corrected", corrected), ("other", other), ("pending", pending), ("total", review)]
    {
        cell(&format!("disputes.review.{column}"), value);
    }
    for (row, value) in [("suit_direct", direct), ("suit_after_review", after)] {
        cell(&format!("disputes.{row}.other"), value);
        cell(&format!("disputes.{row}.total"), value);
    }
    let (issued, repealed, valid) = (at(16), at(17), at(18) + at(16));
    for (address, value) in [
        ("normative.issued", issued),
        ("normative.repealed", repealed),
        ("normative.in_force", valid),
        ("licences.decisions", at(19)),
        ("penalties.decisions", at(20)),
    ] {
        cell(&format!("disclosure.{address}"), value);
    }
    // Of so many a few more are a slip; parts of none would let those before them be the whole.
    let (web, chat, board) = (at(21) + 100, at(22) + 100, at(23) + 100);
    let figures = vec![
        ("new", new),
        ("in", carried_in),
        ("received", received),
        ("sum", sum),
        ("out", out),
        ("natural", received - legal_new - legal_in),
        ("legal", legal_new + legal_in),
        ("legal_new", legal_new),
        ("r1", results[0]),
        ("r2", results[1]),
        ("r3", results[2]),
        ("r4", results[3]),
        ("r5", results[4]),
        ("r6", results[5]),
        ("r12", results[0] + results[1]),
        ("review", review),
        ("upheld", upheld),
        ("corrected", corrected),
        ("other", other),
        ("pending", pending),
        ("suits", direct + after),
        ("direct", direct),
        ("after", after),
        ("disputes", review + direct + after),
        ("issued", issued),
        ("repealed", repealed),
        ("valid", valid),
        ("licences", at(19)),
        ("penalties", at(20)),
        ("items", web + chat + board),
        ("web", web),
        ("chat", chat),
        ("board", board),
    ];
    (apply(&lines).unwrap().0, figures)
}

/// The template with the figures in it; the one of that number, where there is one, changed.
fn fill(template: &str, figures: &Figures, changed: Option<usize>) -> (String, usize) {
    let mut text = String::new();
    let mut count = 0;
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap();
        let (_, value) = figures.iter().find(|(figure, _)| *figure == name).unwrap();
        // No sum of cells of a report is that large. Where there are no cells, what is far from a sum is none.
        let more = if FREE.contains(&name) { 3 } else { 10_007 };
        let value = if changed == Some(count) { value + more } else { *value };
        text.push_str(before);
        text.push_str(&value.to_string());
        count += 1;
        rest = behind;
    }
    text.push_str(rest);
    (text, count)
}

fn judge(report: &Report, text: &str) -> Vec<String> {
    let mut report = report.clone();
    report.sections[0].paragraphs.push(Passage::new(text));
    let Check { findings, .. } = check(&report, &Default::default());
    let of_prose = findings.iter().filter(|finding| crate::support::sentences::is_of_prose(finding.rule));
    of_prose.map(|finding| finding.rule.to_owned()).collect()
}

fn every_template(seed: &[u32]) {
    let (report, figures) = report(seed);
    for template in TEMPLATES {
        let (text, count) = fill(template, &figures, None);
        assert_eq!(judge(&report, &text), [""; 0], "{text}");
        for changed in 0..count {
            let (text, _) = fill(template, &figures, Some(changed));
            assert!(!judge(&report, &text).is_empty(), "{text}");
        }
    }
}

#[test]
fn reports_with_hardly_a_figure_are_read_too() {
    for index in 0..24 {
        let mut seed = [0; 24];
        seed[index] = 7;
        every_template(&seed);
        seed[(index * 5 + 1) % 24] = 2;
        every_template(&seed);
    }
}

/// Each number is compared with its neighbours, not with all others and each of these with all others again: that would
/// take minutes.
#[test]
fn a_sentence_of_a_thousand_numbers_is_judged_soon() {
    let (report, _) = apply("").unwrap();
    let numbers: Vec<String> = (50..1050).map(|number| format!("答复{number}件")).collect();
    let start = std::time::Instant::now();
    judge(&report, &format!("政府信息公开申请方面，{}。", numbers.join("，")));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn figures_that_agree_are_silent_and_a_changed_one_speaks(seed in proptest::collection::vec(0..400_u32, 24)) {
        every_template(&seed);
    }

    #[test]
    fn any_text_is_read(text in "[收到申请件其中上年结转0-9一二万余%，。、（）(),.答复公开无未均]{0,60}") {
        let (mut report, _) = apply("").unwrap();
        report.sections[0].paragraphs.push(Passage::new(text.clone()));
        for finding in check(&report, &Default::default()).findings {
            if let Some(gouji::check::Place::Paragraph(section, number, span)) = finding.places.first() {
                prop_assert!(report.sections[*section].paragraphs[*number].text.get(span.range()).is_some());
            }
        }
    }
}
