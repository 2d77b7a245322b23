//! Figures of tables three and four that may be right, but deserve a look.

use super::context::Context;
use super::finding::{Finding, Outcome, Place, Tried};
use super::messages::message;
use super::text::any_in;
use crate::form::{CellId, Column, Edition, Row, Scope, Table};
use crate::report::{Amount, Cell, Report, TableStatus};

/// The count in a cell of the report; a blank is zero.
fn count_in(report: &Report, cell: CellId) -> i64 {
    let number = report.cells.get(&cell).and_then(Cell::counted);
    number.and_then(Amount::to_integer).unwrap_or(0)
}

fn count(context: &Context<'_>, cell: CellId) -> i64 {
    count_in(context.report, cell)
}

/// The count of all applicants in a row of table three.
fn all(context: &Context<'_>, row: Row) -> i64 {
    count(context, CellId::requests(row, Column::Total))
}

fn received(context: &Context<'_>) -> i64 {
    all(context, Row::New) + all(context, Row::CarriedIn)
}

fn amount(count: i64) -> Amount {
    i32::try_from(count).map_or(Amount::ZERO, Amount::from)
}

/// Words by which a report says that it has never asked for a fee.
const NO_NOTICE: &[&str] = &[
    "未发出收费通知",
    "未发送收费通知",
    "没有发出收费通知",
    "未制发收费通知",
    "未开展收费",
    "未启动收费",
    "未向申请人收费",
    "未发出缴费通知",
];

/// APP-14. Who was given up for not paying was asked to pay.
pub fn unpaid_without_notice(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let cell = CellId::requests(Row::OtherUnpaid, Column::Total);
    if count(context, cell) <= 0 {
        return;
    }
    let said = context.letters.lines().find_map(|line| {
        let word = NO_NOTICE.iter().find(|word| line.text.contains(word))?;
        let (from, to) = line.find_all(word).next()?;
        Some((*word, line.place(from, to)))
    });
    if let Some((quote, place)) = said {
        let message = message!("APP-14", cell = cell, actual = context.raw(cell).to_owned(), quote = quote);
        findings.push(Finding::new("APP-14", message).at(Place::Cell(cell)).at(place).actual(context.raw(cell)));
    }
}

/// From this many results on, their shares tell something.
const MANY: i64 = 10;

/// Whether table three adds up. Where it does not, its figures are not yet what they will be.
fn adds_up(context: &Context<'_>) -> bool {
    let is_of_requests = |scope| matches!(scope, Scope::Row(Table::Requests, _) | Scope::Column(Table::Requests, _));
    let violated = |tried: &Tried| matches!(tried.outcome, Outcome::Violated { .. });
    !context.tried.iter().any(|tried| is_of_requests(tried.scope) && violated(tried))
}

/// APP-15. Not most results are 其他.
pub fn others_dominate(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let cell = CellId::requests(Row::OtherOther, Column::Total);
    let (others, results) = (count(context, cell), all(context, Row::Total));
    if results >= MANY && others * 2 > results && adds_up(context) {
        let message = message!("APP-15", others = amount(others), results = amount(results));
        findings.push(Finding::new("APP-15", message).at(Place::Cell(cell)).actual(context.raw(cell)));
    }
}

/// APP-16. Townships hardly hold state secrets, or what endangers security and stability.
pub fn unusual_grounds(context: &Context<'_>, findings: &mut Vec<Finding>) {
    use crate::report::Level::{Subdistrict, Township};
    if !matches!(context.level, Some(Township | Subdistrict)) || !adds_up(context) {
        return;
    }
    let rows = [Row::DeniedSecret, Row::DeniedSafety];
    let cells = rows.into_iter().map(|row| CellId::requests(row, Column::Total));
    let cells: Vec<CellId> = cells.filter(|&cell| count(context, cell) > 0).collect();
    if let Some(&first) = cells.first() {
        let finding = Finding::new("APP-16", message!("APP-16", cells = cells.clone())).at_cells(cells);
        findings.push(finding.actual(context.raw(first)));
    }
}

/// APP-17. Not a third of the applications is carried out: the time for an answer is twenty working days.
pub fn much_carried_out(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let cell = CellId::requests(Row::CarriedOut, Column::Total);
    let (out, received) = (count(context, cell), received(context));
    // More than was received is APP-11's.
    if out >= MANY && out * 10 > received * 3 && out <= received && adds_up(context) {
        let message = message!("APP-17", out = amount(out), received = amount(received));
        findings.push(Finding::new("APP-17", message).at(Place::Cell(cell)).actual(context.raw(cell)));
    }
}

/// APP-18. Not both rows of applications that had to be corrected are large.
pub fn much_to_correct(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let results = all(context, Row::Total);
    let cells = [Row::UnableUnclear, Row::OtherUncorrected].map(|row| CellId::requests(row, Column::Total));
    if results >= MANY && cells.iter().all(|&cell| count(context, cell) * 5 >= results) {
        findings.push(Finding::new("APP-18", message!("APP-18", cells = cells.to_vec())).at_cells(cells));
    }
}

/// APP-19. A report of 2019 or 2020 has one row for 其他处理. The reverse is TAB-07's, a report wholly of the other
/// edition STR-21's.
pub fn rows_of_another_edition(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let tables = &context.report.tables;
    let is_new_throughout = tables.disclosure.is_read() && tables.disclosure.edition == Edition::Y2021;
    if context.edition == Edition::Y2019
        && tables.requests.status == TableStatus::Read
        && tables.requests.edition == Edition::Y2021
        && !is_new_throughout
    {
        let place = Place::Cell(CellId::requests(Row::OtherUncorrected, Column::Natural));
        findings.push(Finding::new("APP-19", message!("APP-19")).at(place));
    }
}

/// APP-20. No kind of organisation applies more often than all natural persons together.
pub fn one_kind_of_organisation(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let natural = count(context, CellId::requests(Row::New, Column::Natural));
    for column in [Column::Business, Column::Research, Column::Nonprofit, Column::Legal, Column::Other] {
        let cell = CellId::requests(Row::New, column);
        if count(context, cell) >= MANY && count(context, cell) > natural {
            let message =
                message!("APP-20", cell = cell, actual = context.raw(cell).to_owned(), natural = amount(natural));
            findings.push(Finding::new("APP-20", message).at(Place::Cell(cell)).actual(context.raw(cell)));
        }
    }
}

const REVIEW: CellId = CellId::disputes(Row::Review, Column::Total);
const DIRECT: CellId = CellId::disputes(Row::SuitDirect, Column::Total);
const AFTER_REVIEW: CellId = CellId::disputes(Row::SuitAfterReview, Column::Total);

/// DIS-05. A suit after review had a review, this year or the year before.
pub fn suit_without_review(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let before = context.previous.is_some_and(|previous| count_in(previous, REVIEW) > 0);
    // A total that is not filled in is DIS-04's.
    let mut review = context.cells(Table::Disputes).filter(|(id, _)| id.row == Row::Review);
    if count(context, AFTER_REVIEW) > 0 && review.all(|(id, _)| count(context, id) == 0) && !before {
        let message = message!("DIS-05", suits = amount(count(context, AFTER_REVIEW)));
        let finding = Finding::new("DIS-05", message).at_cells([AFTER_REVIEW, REVIEW]);
        findings.push(finding.actual(context.raw(AFTER_REVIEW)));
    }
}

/// DIS-06. Where a decision was corrected, the text says what followed.
pub fn corrected_without_a_word(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rows = [Row::Review, Row::SuitDirect, Row::SuitAfterReview];
    let cells = rows.into_iter().map(|row| CellId::disputes(row, Column::Corrected));
    let cells: Vec<CellId> = cells.filter(|&cell| count(context, cell) > 0).collect();
    let words = &["纠正", "败诉", "整改", "被撤销", "确认违法", "责令履行", "责令重新"];
    if let Some(&first) = cells.first()
        && !any_in(context.paragraphs().map(|(_, text)| text), words)
    {
        let finding = Finding::new("DIS-06", message!("DIS-06", cells = cells.clone())).at_cells(cells);
        findings.push(finding.actual(context.raw(first)));
    }
}

/// Suits from which on they deserve a look.
const SEVERAL: i64 = 5;

/// DIS-07. Since 2024 a refusal must go to review first.
pub fn many_direct_suits(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (direct, review) = (count(context, DIRECT), count(context, REVIEW));
    if context.year.is_some_and(|year| year >= 2024) && direct >= SEVERAL && direct > review {
        let message = message!("DIS-07", direct = amount(direct), review = amount(review));
        findings.push(Finding::new("DIS-07", message).at_cells([DIRECT, REVIEW]).actual(context.raw(DIRECT)));
    }
}

/// The disputes of all three groups.
fn disputes(context: &Context<'_>) -> i64 {
    [REVIEW, DIRECT, AFTER_REVIEW].into_iter().map(|cell| count(context, cell)).sum()
}

/// DIS-08. Disputes are about applications.
pub fn disputes_without_requests(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let disputes = disputes(context);
    let is_stated = context.report.number(CellId::requests(Row::New, Column::Total)).is_some();
    // Results without applications are APP-09's, a table that is not filled in TAB-08's.
    if disputes > 0 && is_stated && context.cells(Table::Requests).all(|(id, _)| count(context, id) == 0) {
        let message = message!("DIS-08", disputes = amount(disputes));
        findings.push(Finding::new("DIS-08", message).at(Place::Table(Table::Disputes)));
    }
}

/// DIS-09. There are not more than two reviews for each application.
pub fn more_reviews_than_requests(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (review, received) = (count(context, REVIEW), received(context));
    if received > 0 && review >= SEVERAL && review > 2 * received {
        let message = message!("DIS-09", review = amount(review), received = amount(received));
        findings.push(Finding::new("DIS-09", message).at(Place::Cell(REVIEW)).actual(context.raw(REVIEW)));
    }
}

/// DIS-10. A suit against the organ and the reviewing organ together is counted by the organ that acted first.
pub fn co_defendants(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if count(context, DIRECT) + count(context, AFTER_REVIEW) <= 0 {
        return;
    }
    let said = context.letters.lines().filter(|line| line.is_paragraph()).find_map(|line| {
        let (from, to) = line.find_all("共同被告").next()?;
        Some(line.place(from, to))
    });
    if let Some(place) = said {
        findings.push(Finding::new("DIS-10", message!("DIS-10")).at(place).at_cells([DIRECT, AFTER_REVIEW]));
    }
}
