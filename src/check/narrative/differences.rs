//! Why a total and its parts may differ though nobody is wrong: 其中 names some of them only, the list ends elsewhere than
//! where it was thought to, the rest is told behind it, something is counted twice or is no part. What none of this
//! explains, and only that, is a mistake.

use super::lists::sums;
use super::{has_any, is_slip, likeness, words_before};
use crate::check::context::Context;
use crate::document::Span;
use crate::prose::{Claim, List, Quantity};

/// A total that the parts of its list do not make up.
pub(super) struct Difference<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) rule: &'static str,
    pub(super) list: &'a List,
    pub(super) total: &'a Claim,
    pub(super) parts: &'a [&'a Claim],
    /// The least and the most that the parts may add up to.
    pub(super) low: i64,
    pub(super) high: i64,
}

/// A number that two others do not add up to by chance.
const MANY: i64 = 100;

impl Difference<'_> {
    /// Whether something explains it.
    pub(super) fn is_explained(&self) -> bool {
        self.ends_elsewhere()
            || self.is_told_behind()
            || self.is_of_several()
            || self.says_the_whole_again()
            || self.holds_no_part()
            || self.counts_each()
            || self.has_a_subtotal()
            || self.stands_beside()
            || (self.low > self.of().high && (self.counts_otherwise() || self.is_taken_off() || self.has_a_stranger()))
            || (self.high < self.of().low && (self.names_some() || self.goes_on()))
    }

    fn of(&self) -> Quantity {
        self.total.quantity
    }

    /// Whether the rule judges what the form has no cells for: nothing but the words tells what is counted there.
    fn is_free(&self) -> bool {
        matches!(self.rule, "NAR-22" | "NAR-28" | "HIE-01")
    }

    /// Whether the whole would be the sum of the parts but for a slip of the pen: any digit may be lost from the whole; of
    /// a part, which has more ways to be wrong, only a doubled one is enough, or two exchanged. Small numbers are alike by
    /// chance.
    fn is_mistyped(&self) -> bool {
        let whole = self.of().low;
        let more = self.low - whole;
        let is = |stated: i64, meant: i64, must_be_doubled: bool| {
            let is_longer = stated.checked_ilog10() != meant.checked_ilog10();
            stated.min(meant) > 9 && (is_longer || stated >= MANY) && is_slip(stated, meant, must_be_doubled)
        };
        let is_wrong = |part: &&Claim| is(part.quantity.low, part.quantity.low.saturating_sub(more), true);
        // What is less than the whole may be some of it.
        self.low == self.high && (is(whole, self.low, self.low < whole) || self.parts.iter().any(is_wrong))
    }

    /// Where the list ends may be a matter of opinion: a stronger mark may end it, or a statement behind parts that are
    /// the whole; what follows a semicolon may belong to it.
    fn ends_elsewhere(&self) -> bool {
        let of = self.of();
        let fits = |parts: &[&Claim]| {
            let sums = sums(parts);
            sums.low <= of.high && of.low <= sums.high
        };
        let says_again = matches!(self.rule, "NAR-06" | "NAR-08") && of.low > 0;
        let is_whole = |end: usize| {
            // Three parts are not the whole by chance, nor are two of many; 受理的5件中，5件通过网站提交，且1件… says it again.
            let is_known = (end > 2 && of.high > 0) || (end == 2 && of.low >= MANY) || (end == 1 && says_again);
            let is_end = end == self.parts.len() || self.list.may_end == Some(end);
            (is_end || is_known)
                && self.parts.get(..end).is_some_and(fits)
                && (is_end || !likeness::goes_on(self.context, self.total, self.parts, end))
        };
        if (1..=self.parts.len()).any(is_whole) {
            return true;
        }
        let mut longer = self.parts.to_vec();
        self.list.beyond.iter().any(|&next| {
            longer.extend(self.context.prose.claims.get(next));
            fits(&longer)
        })
    }

    /// 共公开236条，其中网站27条，公众号198条，回复诉求11件; 其中公众号353条、微博3527条。此外，网站325条: whether what is missing
    /// stands behind the list, in other pieces perhaps; in a later sentence a small number does so by chance, and several
    /// make up a small whole.
    fn is_told_behind(&self) -> bool {
        let (of, missing) = (self.of(), self.of().low - self.high);
        let end = self.parts.last().map_or(0, |part| part.span.end);
        let (mut sum, mut all) = (self.high, self.high);
        let of_paragraph = |claim: &&Claim| claim.flow == self.total.flow && claim.span.start >= end;
        let mut behind = self.context.prose.claims.iter().filter(of_paragraph);
        behind.any(|claim| {
            let is_beside = claim.sentence == self.total.sentence
                && claim.depth == self.total.depth
                && claim.label.start >= end
                && claim.unit.is_count();
            sum = if is_beside { sum.saturating_add(claim.quantity.low) } else { sum };
            all = if claim.unit.is_count() { all.saturating_add(claim.quantity.low) } else { all };
            (is_beside && of.contains(sum))
                || (missing > 9 && claim.quantity.contains(missing))
                || (of.low >= 10 * MANY && of.contains(all))
        })
    }

    /// 公开76条，其中动态46条，公告12条，规范性文件3篇: whether the sentence goes on to count behind the last part, with nothing
    /// stronger than a comma between: what it counts may be parts.
    fn goes_on(&self) -> bool {
        let Some(last) = self.parts.last() else { return false };
        let next = self.context.prose.claims.iter().find(|claim| {
            claim.flow == last.flow
                && claim.sentence == last.sentence
                && claim.depth == last.depth
                && claim.span.start >= last.span.end
                && claim.unit.is_count()
        });
        next.is_some_and(|next| {
            let between = self.context.prose.words(last.flow, Span::new(last.span.end, next.span.start));
            !between.contains([';', ')'])
        })
    }

    /// 收到59件，上年结转2件，其中54件答复、7件结转; 收到19件，上年结转1件，其中自然人20件，网上15件，当面5件: whether they are the parts
    /// of all that stand before, once or in several ways.
    fn is_of_several(&self) -> bool {
        let numbers = self.context.prose.claims.iter().filter(|claim| {
            claim.sentence == self.total.sentence
                && self.parts.first().is_some_and(|part| claim.span.end <= part.span.start)
                && claim.unit.goes_with(self.total.unit)
        });
        let is_meant = |whole: i64| (self.low..=self.high).contains(&whole) || self.part_again_and_again(whole);
        let mut before = 0_i64;
        numbers.rev().any(|claim| {
            before = before.saturating_add(claim.quantity.low);
            is_meant(before) || is_meant(claim.quantity.low)
        })
    }

    /// Whether the parts, one after the other, make up that whole two times or more, and nothing is left.
    fn part_again_and_again(&self, whole: i64) -> bool {
        let mut sum = 0_i64;
        let mut is_part = |part: &&Claim| {
            sum = if sum == whole { 0 } else { sum }.saturating_add(part.quantity.low);
            part.quantity.is_exact() && sum <= whole
        };
        whole > 0 && self.low > whole && self.parts.iter().all(&mut is_part) && sum == whole
    }

    /// 行政强制、监督检查各1项: of how many, the number does not say.
    fn counts_each(&self) -> bool {
        self.parts.iter().any(|part| words_before(self.context, part).ends_with('各'))
    }

    /// 年报1条，工作动态53条，共发布54条: whether a part is the sum of those before it.
    fn has_a_subtotal(&self) -> bool {
        let mut sum = 0_i64;
        self.parts.iter().any(|part| {
            let is_subtotal = part.is_sum && sum > 0 && part.quantity.contains(sum);
            sum = sum.saturating_add(part.quantity.low);
            is_subtotal
        })
    }

    /// 公开96条，其中网站41条，其中解读2份，部门信息55条: whether the last parts stand beside the total in what was counted before
    /// it, and not in it.
    fn stands_beside(&self) -> bool {
        let before = self.context.prose.claims.iter().filter(|claim| {
            claim.sentence == self.total.sentence
                && claim.span.end <= self.total.span.start
                && claim.unit.goes_with(self.total.unit)
        });
        let wholes: Vec<Quantity> = before.map(|claim| claim.quantity).filter(|whole| whole.low > 0).collect();
        let mut sum = self.of().low;
        self.parts.iter().rev().any(|part| {
            sum = sum.saturating_add(part.quantity.low);
            wholes.iter().any(|whole| whole.contains(sum))
        })
    }

    /// 174条，其中形势分析20条（同时撤销2条），工作动态156条: whether what a bracket takes off is what is too much.
    fn is_taken_off(&self) -> bool {
        const WORDS: [&str; 6] = ["撤", "删", "重复", "扣除", "剔除", "下架"];
        let (Some(first), Some(last)) = (self.parts.first(), self.parts.last()) else { return false };
        let aside = self.context.prose.claims.iter().filter(|claim| {
            claim.flow == last.flow
                && claim.depth > last.depth
                && claim.sentence == last.sentence
                && claim.span.start > first.span.start
        });
        let taken = aside.filter(|claim| has_any(words_before(self.context, claim), &WORDS));
        let taken = taken.fold(0_i64, |sum, claim| sum.saturating_add(claim.quantity.low));
        taken > 0 && self.of().contains(self.low - taken)
    }

    /// 公开276条，其中动态216条，更新目录50条，向市政府报送100余条: whether a part without which the others are not too many is not
    /// like them.
    fn has_a_stranger(&self) -> bool {
        let is_too_much = |part: &&Claim| self.low - part.quantity.low <= self.of().high;
        self.is_free()
            && self.parts.len() > 1
            && likeness::strangers(self.context, self.total, self.parts)
                .any(|index| self.parts.get(index).is_some_and(is_too_much))
    }

    /// 20件（今年制发20件，补发126件）.
    fn says_the_whole_again(&self) -> bool {
        let may_be = self.rule == "NAR-22" && self.of().low > 0 && self.parts.len() > 1;
        may_be && self.parts.iter().any(|part| part.quantity == self.of())
    }

    /// 新闻发布会14场。其中，…系列16场: what is more than the whole and stands apart from it is none of its parts.
    fn holds_no_part(&self) -> bool {
        let is_apart = |part: &Claim| part.sentence != self.total.sentence || part.unit != self.total.unit;
        let ends_before = |index: usize| self.list.may_end.is_some_and(|end| end <= index);
        let is_none = |(index, part): (usize, &&Claim)| {
            part.quantity.low > self.of().high && (is_apart(part) || ends_before(index))
        };
        self.is_free() && self.parts.iter().enumerate().any(is_none) && !self.is_mistyped()
    }

    /// 解读17篇，其中文字解读16篇、图表6篇… counts some of it often: nobody is wrong by half the whole, but for a slip of the
    /// pen.
    fn counts_otherwise(&self) -> bool {
        let of = self.of().high;
        of > 0 && (self.low - of).saturating_mul(2) > of && !self.is_mistyped()
    }

    /// Whether the parts are not meant to be all there are, as 其中 may name those alone that matter: they are then not
    /// nearly the whole, nor is it but for a slip of the pen.
    fn names_some(&self) -> bool {
        let (whole, missing) = (self.of().low, self.of().low - self.high);
        let is_nearly = missing == 1 || missing.saturating_mul(NEARLY) <= whole;
        // Suggestions and motions are all there are.
        let has_the_rest = self.parts.last().is_some_and(|part| likeness::is_rest(self.context, part));
        self.list.may_be_partial && self.rule != "NAR-28" && !is_nearly && !has_the_rest && !self.is_mistyped()
    }
}

/// What lacks no more than one in so many of the whole is nearly the whole.
const NEARLY: i64 = 33;
