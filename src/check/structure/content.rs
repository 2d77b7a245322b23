//! What parts one and six must speak of.

use super::{instruction, is_blank, texts};
use crate::check::context::{At, Context};
use crate::check::finding::{Finding, Severity};
use crate::check::messages::message;
use crate::check::text::{Words, any_in, count_ideographs, yuan};
use crate::document::Span;
use crate::form::{Edition, is_word};
use crate::report::{Level, Section};

/// The aspects that part one must cover, each with words that show that it does.
const ASPECTS: [(&str, &[&str]); 5] = [
    ("主动公开", &["主动公开", "主动发布", "公开政府信息", "发布政府信息", "发布信息"]),
    ("依申请公开", &["依申请", "申请公开", "公开申请", "受理申请", "收到申请"]),
    (
        "政府信息管理",
        &["信息管理", "信息资源", "管理制度", "规范管理", "动态管理", "审核", "审查", "公开属性", "规范性文件", "目录"],
    ),
    ("平台建设", &["平台", "网站", "新媒体", "公众号", "专栏", "公报", "查阅点"]),
    ("监督保障", SUPERVISION),
];

const SUPERVISION: &[&str] = &["监督", "保障", "考核", "评议", "培训", "组织领导", "追究", "问责"];

/// The aspects of which none of the texts speaks.
pub(super) fn missing_aspects(texts: &[Words<'_>]) -> Vec<&'static str> {
    let is_missing = |words: &[&str]| !any_in(texts.iter().copied(), words);
    ASPECTS.iter().filter(|(_, words)| is_missing(words)).map(|(aspect, _)| *aspect).collect()
}

/// STR-11. Part one covers the five aspects. Without the heading of part two behind it, its end is not known.
pub fn aspects(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(1) else { return };
    if section.heading.is_none() || context.section(2).is_none() || is_blank(section) {
        return;
    }
    let missing = missing_aspects(context.paragraphs_of(index).collect::<Vec<_>>().as_slice());
    if !missing.is_empty() {
        let message = message!("STR-11", aspects = missing);
        findings.push(Finding::new("STR-11", message).at(context.heading_of(index, section)));
    }
}

/// What the part on supervision of a government's report must speak of, each with words that show that it does.
const DUTIES: [(&str, &[&str]); 3] = [
    ("工作考核", &["考核", "考评"]),
    ("社会评议", &["评议", "满意度", "满意率", "测评"]),
    ("责任追究", &["追究", "追责", "问责", "责任追"]),
];

/// STR-12. A government's part one reports assessment, public appraisal and accountability. A sub-district office is
/// the agency of one.
pub fn duties_of_governments(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(1) else { return };
    let is_government = context.level.is_some_and(Level::is_government);
    if section.heading.is_none() || context.section(2).is_none() || is_blank(section) {
        return;
    }
    if !is_government && context.level != Some(Level::Subdistrict) {
        return;
    }
    let passages: Vec<Words<'_>> = context.paragraphs_of(index).collect();
    // Where nothing is said of supervision at all, that is what STR-11 says.
    let is_missing = |words: &[&str]| !any_in(passages.iter().copied(), words);
    if context.edition == Edition::Y2021 && is_missing(SUPERVISION) {
        return;
    }
    let missing: Vec<&'static str> =
        DUTIES.iter().filter(|(_, words)| is_missing(words)).map(|(duty, _)| *duty).collect();
    if missing.is_empty() {
        return;
    }
    let message = if is_government {
        message!("STR-12", duties = missing)
    } else {
        message!("STR-12.subdistrict", duties = missing)
    };
    let finding = Finding::new("STR-12", message).at(context.heading_of(index, section));
    findings.push(if is_government { finding } else { finding.lowered(Severity::Info) });
}

/// Characters that part one has at most where superiors count them.
const MOST_PART_ONE: usize = 1000;

/// STR-13. Part one is no longer than some superiors wish.
pub fn length(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(1) else { return };
    let count: usize = texts(&section.paragraphs).map(count_ideographs).sum();
    if count > MOST_PART_ONE {
        let message = message!("STR-13", count = count, most = MOST_PART_ONE);
        findings.push(Finding::new("STR-13", message).at(context.heading_of(index, section)));
    }
}

/// Whether all that is written is that there is nothing to report.
fn says_none(section: &Section) -> bool {
    let own = |text: &str| text.chars().filter(|&c| is_word(c)).collect::<String>();
    let mut written = texts(&section.paragraphs).map(own).filter(|words| !words.is_empty()).peekable();
    written.peek().is_some()
        && written.all(|words| matches!(words.as_str(), "无" | "没有" | "暂无" | "本年度无" | "无其他需要报告的事项"))
}

/// A fee above zero that is stated outside of part six, with its place.
fn fee_elsewhere(context: &Context<'_>, part_six: usize) -> Option<(At, Span, String)> {
    let elsewhere = context.paragraphs().filter(|(at, _)| !matches!(at, At::Section(index, _) if *index == part_six));
    let mut of_fees = elsewhere.filter(|(_, text)| text.contains("信息处理费"));
    of_fees.find_map(|(at, text)| {
        let behind = text.find("信息处理费")?;
        // The sum stands in the sentence that names the fee.
        let sentence = text.get(behind..)?.split(['。', '；']).next()?;
        let (_, span) = yuan(sentence).into_iter().find(|(sum, _)| sum.contains(|c| ('1'..='9').contains(&c)))?;
        let span = Span::new(behind + span.start, behind + span.end);
        Some((at, span, text.get(span.range())?.to_owned()))
    })
}

/// STR-19. Part six does not say that there is nothing to report where a fee was collected.
pub fn fee_despite_none(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(6).filter(|(_, section)| says_none(section)) else { return };
    if let Some((at, span, sum)) = fee_elsewhere(context, index) {
        let message = message!("STR-19", sum = sum);
        findings.push(Finding::new("STR-19", message).at(context.heading_of(index, section)).at(at.place(span)));
    }
}

/// STR-18. Part six states the fees; a statement elsewhere should move there.
pub fn fee_statement(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(6) else { return };
    if is_blank(section) {
        return;
    }
    // What the blank form says of the fees is no statement.
    let own = |text: &str| instruction(text).is_none_or(|span| text.get(span.end..).is_some_and(speaks_of_fees));
    if section.paragraphs.iter().any(|passage| speaks_of_fees(&passage.text) && own(&passage.text)) {
        return;
    }
    if says_none(section) && fee_elsewhere(context, index).is_some() {
        return;
    }
    let elsewhere = context.paragraphs().find_map(|(at, text)| {
        let start = text.find("信息处理费")?;
        let is_elsewhere = !matches!(at, At::Section(other, _) if other == index);
        is_elsewhere.then(|| at.place(Span::new(start, start + "信息处理费".len())))
    });
    findings.push(match elsewhere {
        Some(place) => Finding::new("STR-18", message!("STR-18.elsewhere")).lowered(Severity::Info).at(place),
        None => Finding::new("STR-18", message!("STR-18")).at(context.heading_of(index, section)),
    });
}

fn speaks_of_fees(text: &str) -> bool {
    any_in([text], &["处理费", "收费", "收取费用", "收取任何费用"])
}
