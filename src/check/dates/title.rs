//! The title.

use super::REPORT_NAME as NAME;
use crate::check::context::Context;
use crate::check::finding::{Edit, Finding, Place, Severity};
use crate::check::messages::message;
use crate::check::text::{count_ideographs, year};
use crate::document::Span;

/// What is left of [`NAME`] without a year written into it: 政府信息公开工作2024年度报告.
const WITHOUT_YEAR: &str = "政府信息公开工作度报告";

/// DAT-01. The title names the organ, the year and the report.
pub fn title(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(title) = &context.report.title else {
        findings.push(Finding::new("DAT-01", message!("DAT-01.missing")).at(Place::Report));
        return;
    };
    let compact: String = title.text.chars().filter(|c| !c.is_whitespace()).collect();
    let written_year = year(&compact);
    // What is left without the year: `政府信息公开工作2022年度报告` still has the name in it.
    let plain = match written_year {
        Some((_, span)) => [compact.get(..span.start), compact.get(span.end..)].into_iter().flatten().collect(),
        None => compact.clone(),
    };
    let plain = plain.trim_start_matches('度');
    let place = Place::Title(Span::new(0, title.text.len()));
    let finding = |message| Finding::new("DAT-01", message).at(place.clone()).actual(title.text.as_str());
    let quoted = || title.text.clone();

    let (name, is_official) = if compact.contains(NAME) {
        (NAME, true)
    } else if plain.contains(WITHOUT_YEAR) {
        (WITHOUT_YEAR, false)
    } else if let Some(name) =
        ["政府信息公开年度报告", "政府信息公开工作年报"].iter().find(|name| plain.contains(**name))
    {
        (*name, false)
    } else {
        findings.push(finding(message!("DAT-01.name", title = quoted())));
        return;
    };
    let around = plain.replacen(name, "", 1).replacen("关于", "", 1);
    let has_organ = count_ideographs(around.trim_matches(['度', '的'])) >= 2;
    match (has_organ, written_year.is_some()) {
        (true, true) if is_official => {}
        (true, true) => {
            findings.push(finding(message!("DAT-01.wording", title = quoted())).lowered(Severity::Info));
        }
        (false, true) => findings.push(finding(message!("DAT-01.organ"))),
        (true, false) => findings.push(finding(message!("DAT-01.year"))),
        (false, false) => findings.push(finding(message!("DAT-01.organ_year"))),
    }
}

/// DAT-02. 年度 stands in the title once. Many offices write it twice: a hint.
pub fn doubled_year(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(title) = &context.report.title else { return };
    let Some((_, span)) = year(&title.text) else { return };
    let Some(behind) = title.text.get(span.end..) else { return };
    if !behind.trim_start().starts_with('度') || !behind.contains("年度报告") {
        return;
    }
    let start = span.end + behind.len() - behind.trim_start().len();
    let place = Place::Title(Span::new(start, start + '度'.len_utf8()));
    let edit = Edit { place: place.clone(), from: "度".to_owned(), to: String::new() };
    findings.push(Finding::new("DAT-02", message!("DAT-02")).at(place).suggest(vec![edit]));
}
