//! Numbers that the prose states, and the facts they count.

use super::numeral::Quantity;
use super::unit::Unit;
use crate::document::Span;
use crate::form::{Column, Row};

/// A number that the prose states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The flow, by its index.
    pub flow: usize,
    /// The number with its unit.
    pub span: Span,
    /// From the beginning of its segment to the end of the number: the words it is bound to.
    pub label: Span,
    /// Where the words behind it end that it is bound to: the end of the number, where those before it bind it.
    pub end: usize,
    /// The sentence, counted over the report.
    pub sentence: usize,
    /// The number.
    pub quantity: Quantity,
    /// Its unit.
    pub unit: Unit,
    /// What it counts.
    pub fact: Fact,
    /// Of which year.
    pub when: When,
    /// Of which organs and months.
    pub scope: Scope,
    /// Brackets it stands in.
    pub depth: u8,
    /// The total it is a part of, by its index among the claims.
    pub of: Option<usize>,
    /// For a share, a rate, growth or a difference: what is said to have it.
    pub subject: Fact,
    /// Whether the words before it name a total: 共, 合计, 累计.
    pub is_sum: bool,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Not known: only lists and shares use it.
    Unknown,
    /// 新收.
    New,
    /// 收到, 受理: new, or with what was carried in.
    Received,
    /// 办理, 处理: the same, or what was dealt with.
    Worked,
    /// 共计 behind new and carried in.
    Intake,
    /// 答复, 办结.
    Answered,
    /// 当年办结: perhaps without those carried in.
    AnsweredOfYear,
    /// 上年结转.
    CarriedIn,
    /// 结转下年度.
    CarriedOut,
    /// 结转 alone.
    Carried,
    /// A row of results, or a group of them.
    Result(Results),
    /// 撤回.
    Withdrawn,
    /// A column of applicants; [`Column::Total`] for all organisations.
    Applicant(Column),
    /// 网上, 信函, 当面.
    Channel,
    /// Cases of a kind with an outcome; all of them without one.
    Cases(Suits, Outcome),
    /// Documents of table two: 制发, 废止, 现行有效.
    Documents(Row, Column),
    /// 许可, 处罚, 强制.
    Decisions(Row),
    /// 行政事业性收费.
    FeeCharged,
    /// 信息处理费.
    InfoFee,
    /// Applications that 信息处理费 was taken for.
    FeePieces,
    /// 建议 and 提案.
    Suggestions,
    /// See [`Fact::Suggestions`].
    Motions,
    /// 建议提案 that were answered.
    ProposalsDone,
    /// 公开政府信息.
    Published,
    /// 占.
    Share,
    /// 满意率, 答复率.
    Rate,
    /// 增长 by a percentage.
    Growth(Direction),
    /// 增加 by a number.
    Difference(Direction),
}

impl Fact {
    /// Whether it is a number of applications for information: how many came in, whose they are, what became of them.
    pub fn is_of_applications(self) -> bool {
        matches!(
            self,
            Fact::New
                | Fact::Received
                | Fact::Worked
                | Fact::Intake
                | Fact::Answered
                | Fact::AnsweredOfYear
                | Fact::CarriedIn
                | Fact::CarriedOut
                | Fact::Result(_)
                | Fact::Withdrawn
                | Fact::Applicant(_)
                | Fact::Channel
        )
    }
}

/// Results of handling, as prose groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the form")]
pub enum Results {
    Granted,
    Partial,
    GrantedOrPartial,
    Denied,
    Unable,
    /// 信息不存在: not held, or not existing.
    Missing,
    Declined,
    Other,
    Row(Row),
}

/// A kind of case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suits {
    /// 行政复议.
    Review,
    /// 行政诉讼.
    Suit,
    /// 未经复议直接起诉.
    Direct,
    /// 复议后起诉.
    AfterReview,
    /// 复议 and 诉讼 together.
    Both,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the form")]
pub enum Outcome {
    Any,
    Upheld,
    Corrected,
    Other,
    Pending,
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Direction {
    Up,
    Down,
}

/// The year a number belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The report year.
    This,
    /// The one before.
    Last,
    /// Another.
    Other,
}

/// What a number covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the tables cover.
    Table,
    /// The organ alone where the tables cover a territory (本级, 代表区政府).
    Own,
    /// Months, named organs, cases on file …: no table has it.
    Other,
}

impl Claim {
    /// Whether it speaks of this year and of all that the tables cover.
    pub fn is_plain(&self) -> bool {
        self.when == When::This && self.scope == Scope::Table
    }
}
