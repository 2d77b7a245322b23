//! How the report speaks: of what, in how long sentences, in whose words.

use super::letters::Line;
use super::{pointing, replacement};
use crate::check::context::{At, Context};
use crate::check::finding::{Finding, Place};
use crate::check::messages::message;
use crate::check::text::{any_in, count_ideographs};
use crate::report::Level;

/// Letters a sentence may have.
const LONG: usize = 300;

/// TXT-13. No sentence goes on for more than 300 letters.
pub fn long_sentences(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in context.letters.lines().filter(|line| line.is_paragraph() && line.letters.len() > LONG) {
        let mut start = 0;
        let end = line.letters.len();
        let ends = line.letters.iter().enumerate().filter(|(_, letter)| matches!(letter.c, '。' | '！' | '？'));
        for stop in ends.map(|(number, _)| number + 1).chain([end]) {
            let count = stop - start;
            if count > LONG && !line.words(start, stop).contains('\t') {
                let message = message!("TXT-13", count = count, most = LONG);
                findings.push(Finding::new("TXT-13", message).at(line.place(start, stop)));
            }
            start = stop;
        }
    }
}

/// What the report is not called, and what it is.
const NAMES: &[(&str, &str)] = &[
    ("政务公开工作年度报告", "政府信息公开工作年度报告"),
    ("政务公开年度报告", "政府信息公开工作年度报告"),
    ("政务公开工作年报", "政府信息公开工作年度报告"),
    ("政务信息公开工作年度报告", "政府信息公开工作年度报告"),
    ("政务信息公开年度报告", "政府信息公开工作年度报告"),
    ("主动公开政务信息", "主动公开政府信息"),
    ("政务信息公开申请", "政府信息公开申请"),
    ("政务公开申请", "政府信息公开申请"),
    ("政务公开行政复议", "政府信息公开行政复议"),
];

/// TXT-15. The report and its parts are of 政府信息公开; the text may well speak of 政务公开. What DAT-01 and STR-04 have
/// said of a title or heading is not said again.
pub fn name_of_the_work(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let said: Vec<Place> = findings.iter().flat_map(|finding| finding.places.iter().cloned()).collect();
    let is_said = |line: &Line<'_>| {
        said.iter().any(|place| match (place, line.at) {
            (Place::Title(_), At::Title) => true,
            (Place::Heading(one, _), At::Heading(other)) => *one == other,
            _ => false,
        })
    };
    for line in context.letters.lines().filter(|line| line.text.find("政务").is_some()) {
        // In paragraphs only the report's name, and the names of nothing else.
        let names =
            NAMES.iter().filter(|(name, _)| !line.is_paragraph() || name.ends_with("报告") || name.ends_with("年报"));
        for &(wrong, right) in names {
            let Some((from, to)) = line.find_all(wrong).next() else { continue };
            // 《…》 quotes a document, “…” a column of the website.
            let before = from.checked_sub(1).and_then(|before| line.letter(before)).map_or(' ', |letter| letter.c);
            if !is_said(&line) && !matches!(before, '《' | '“') {
                let message = message!("TXT-15", written = wrong, right = right);
                findings.push(replacement("TXT-15", message, &line, (from, to), right));
                break;
            }
        }
    }
}

/// Phrases that fit every report.
const STOCK: &[&str] = &[
    "进一步加强",
    "进一步完善",
    "进一步提高",
    "进一步提升",
    "进一步规范",
    "进一步健全",
    "不断提高",
    "不断完善",
    "不断加强",
    "有待提高",
    "有待加强",
    "有待完善",
    "有待提升",
    "需要进一步",
    "还需进一步",
    "还不够",
    "不够及时",
    "不够全面",
    "加强学习",
    "提高认识",
    "加强培训",
    "加大力度",
    "加强领导",
    "强化监督",
    "落实责任",
    "提高质量",
    "提升水平",
    "取得了一定",
    "存在一些",
    "一定差距",
    "还存在",
    "高度重视",
    "积极推进",
    "扎实推进",
    "认真落实",
    "切实加强",
    "继续加强",
    "继续做好",
];

/// Clauses from which on their shares tell something, and the share of stock phrases among them, in percent.
const CLAUSES: usize = 6;
const SHARE: usize = 60;

/// TXT-16. Part five does not consist of stock phrases.
pub fn stock_phrases(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, section)) = context.section(5) else { return };
    let (mut all, mut stock) = (0, 0);
    for (_, text) in context.letters.paragraphs().filter(|(at, _)| matches!(at, At::Section(of, _) if *of == index)) {
        let phrases: Vec<&str> = STOCK.iter().copied().filter(|phrase| text.contains(phrase)).collect();
        for clause in text.split(['，', '。', '；', ',', ';']).filter(|clause| count_ideographs(clause) > 3) {
            all += 1;
            stock += usize::from(any_in([clause], &phrases));
        }
    }
    if all >= CLAUSES && stock * 100 >= all * SHARE {
        let message = message!("TXT-16", stock = stock, all = all);
        findings.push(Finding::new("TXT-16", message).at(context.heading_of(index, section)));
    }
}

/// Fields of work: what the organ's name holds, and the work that is its own.
const FIELDS: &[(&str, &str)] = &[
    ("生态环境", "生态环境工作"),
    ("教育", "教育工作"),
    ("公安", "公安工作"),
    ("民政", "民政工作"),
    ("司法", "司法行政工作"),
    ("财政", "财政工作"),
    ("税务", "税务工作"),
    ("审计", "审计工作"),
    ("统计", "统计工作"),
    ("卫生健康", "卫生健康工作"),
    ("医疗保障", "医疗保障工作"),
    ("交通运输", "交通运输工作"),
    ("水利", "水利工作"),
    ("水务", "水务工作"),
    ("农业农村", "农业农村工作"),
    ("自然资源", "自然资源工作"),
    ("规划", "规划工作"),
    ("市场监督管理", "市场监管工作"),
    ("应急管理", "应急管理工作"),
    ("气象", "气象工作"),
    ("林业", "林业工作"),
];

/// TXT-18. A department speaks of its own work: 我局…生态环境工作 in the report of another bureau was copied.
pub fn foreign_matter(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organ) = context.report.organ.as_deref().filter(|_| context.level == Some(Level::Department)) else {
        return;
    };
    if !FIELDS.iter().any(|(field, _)| organ.contains(field)) {
        return;
    }
    for line in context.letters.lines().filter(Line::is_paragraph) {
        for (_, work) in FIELDS.iter().filter(|(field, _)| !organ.contains(field)) {
            let Some((from, to)) = line.find_all(work).next() else { continue };
            if any_in([line.sentence(from)], &["我局", "本局", "我委", "本委", "我厅", "本厅"]) {
                let message = message!("TXT-18", written = *work, organ = organ.to_owned());
                findings.push(pointing("TXT-18", message, &line, (from, to)));
            }
        }
    }
}
