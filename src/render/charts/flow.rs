//! The flow of applications through the year: what was carried in and what came new, what became of it, and what is
//! carried out.

use maud::{Markup, html};

use super::count::{Count, KINDS, faults, name};
use super::figure::{Drawing, Figure, PIXEL, WRITING, counted, filled, hatching, rectangle, width, writing};
use super::scale::Scale;
use crate::form::{Row, Table};
use crate::render::sentence::Language;
use crate::report::{Amount, Report};

const ID: &str = "flow";
/// How high the larger of both sides is.
const HEIGHT: i64 = 170 * PIXEL;
/// The room that a label takes at least.
const SLOT: i64 = 20 * PIXEL;
const GAP: i64 = 7 * PIXEL;
/// How thick a bar is.
const BAR: i64 = 10 * PIXEL;
/// From bar to bar.
const RUN: i64 = 115 * PIXEL;
const TOP: i64 = 6 * PIXEL;
/// Room for what stands under the bar in the middle.
const UNDER: i64 = 22 * PIXEL;

/// Something that flows in or out.
struct Node {
    name: &'static str,
    count: Count,
    class: &'static str,
}

impl Node {
    fn label(&self, language: Language) -> String {
        [self.name, " ", &self.count.text(language)].concat()
    }
}

/// The chart.
pub(super) fn figure(report: &Report, language: Language) -> Markup {
    let title = language.pick("申请从收到到办结", "Applications: from receipt to result");
    if !report.tables.get(Table::Requests).is_read() {
        return Figure::unread(ID, title, language.pick("表三", "table three"), language).html(language);
    }
    let row = |row| Node { name: name(row, language), count: Count::requests(report, row), class: "incoming" };
    let incoming = vec![row(Row::CarriedIn), row(Row::New)];
    let kinds = KINDS.iter().zip(0..).map(|(kind, number)| Node {
        name: kind.name(language),
        count: kind.count(report),
        class: if number < 2 { "open" } else { "closed" },
    });
    let mut outgoing: Vec<Node> = kinds.collect();
    let results = sum(&outgoing);
    outgoing.push(Node { class: "left", ..row(Row::CarriedOut) });
    let sides = Sides { came: sum(&incoming), went: sum(&outgoing) };
    let all = || incoming.iter().chain(&outgoing);

    let mut wrong = faults(&all().map(|node| (node.name, node.count)).collect::<Vec<_>>(), language);
    if sides.differ() {
        let (came, went) = (sides.came.amount, sides.went.amount);
        let said = [
            "收到的共 {} 件，去向合计 {} 件，相差 {} 件：图中以斜线标出。",
            "{} came in, {} went out: the difference of {} is hatched.",
        ];
        wrong.push(filled(
            language,
            said,
            &[came, went, (came - went).abs()].map(|one| one.to_string()).each_ref().map(String::as_str),
        ));
    }
    let total = Count::requests(report, Row::Total);
    if results.is_whole() && total.is_whole() && total.amount != results.amount {
        let said = [
            "“（七）总计”写的是 {} 件，六类结果相加是 {} 件：图按各类数字画。",
            "“(7) total” says {}, the six kinds add up to {}: the kinds are drawn.",
        ];
        wrong.push(filled(language, said, &[&total.amount.to_string(), &results.amount.to_string()]));
    }
    let said: Vec<String> = all().map(|node| node.label(language)).collect();
    let is_drawn = !(sides.came.drawn().is_zero() && sides.went.drawn().is_zero());
    let description = if is_drawn || !wrong.is_empty() {
        counted(&said, language)
    } else {
        language
            .pick("本年度没有收到申请，也没有上年结转。", "No application came in, and none was carried in.")
            .to_owned()
    };
    Figure {
        id: ID,
        title,
        description,
        drawing: is_drawn.then(|| drawing(&incoming, &outgoing, sides, language)),
        faults: wrong,
        remarks: Vec::new(),
        columns: vec![String::new(), language.pick("件数", "number").to_owned()],
        rows: all().map(|node| (node.name.to_owned(), vec![node.count.text(language)])).collect(),
    }
    .html(language)
}

/// What came and where it went.
#[derive(Clone, Copy)]
struct Sides {
    came: Count,
    went: Count,
}

impl Sides {
    /// Whether they should be the same, and are not.
    fn differ(self) -> bool {
        self.came.is_whole() && self.went.is_whole() && self.came.amount != self.went.amount
    }
}

fn sum(nodes: &[Node]) -> Count {
    nodes.iter().fold(Count::default(), |sum, node| sum.plus(node.count))
}

fn drawing(incoming: &[Node], outgoing: &[Node], sides: Sides, language: Language) -> Drawing {
    let labels = |nodes: &[Node]| -> Vec<String> { nodes.iter().map(|node| node.label(language)).collect() };
    let widest = |labels: &[String]| labels.iter().map(|label| width(label)).max().unwrap_or(0);
    let (left, right) = (labels(incoming), labels(outgoing));
    let drawn = |nodes: &[Node]| nodes.iter().fold(Amount::ZERO, |sum, node| sum + node.count.drawn());
    let (came, went) = (drawn(incoming), drawn(outgoing));
    let scale = Scale::new(came.max(went), HEIGHT);
    let lengths = |nodes: &[Node]| scale.parts(&nodes.iter().map(|node| node.count.drawn()).collect::<Vec<_>>());
    let (ins, outs) = (Column::new(lengths(incoming)), Column::new(lengths(outgoing)));
    let height = TOP + ins.height.max(outs.height).max(HEIGHT + 2 * UNDER) + GAP;
    let at = |inner: i64| TOP + (height - TOP - inner) / 2;

    let middle = RUN.max(BAR + widest(&left) + 3 * GAP);
    let end = middle + BAR + RUN;
    let (bar_top, in_top, out_top) = (at(HEIGHT), at(ins.height), at(outs.height));
    let came_in = sides.came.text(language);
    let says = if sides.differ() {
        filled(language, ["收 {} ≠ 去向 {}", "in {} ≠ out {}"], &[&came_in, &sides.went.text(language)])
    } else {
        filled(language, ["共 {} 件", "{} in all"], &[&came_in])
    };
    let (in_height, out_height) = (scale.of(came), scale.of(went));
    let content = html! {
        defs { (hatching("chart-flow-left", "left")) (hatching("chart-flow-gap", "broken")) }
        @for (from, to, length, class) in ins.places(in_top, bar_top, incoming) {
            (ribbon((BAR, from), (middle, to), length, class))
        }
        @for (from, to, length, class) in outs.places(out_top, bar_top, outgoing) {
            (ribbon((middle + BAR, to), (end, from), length, class))
        }
        (rectangle(middle, bar_top, BAR / 2, in_height, "chart-bar incoming"))
        (rectangle(middle + BAR / 2, bar_top, BAR / 2, out_height, "chart-bar open"))
        @if sides.differ() {
            @let (x, from, to) = if in_height < out_height { (middle - BAR / 2, in_height, out_height) } else { (middle + BAR / 2, out_height, in_height) };
            rect.gap x=(x) y=(bar_top + from) width=(BAR) height=((to - from).max(2 * PIXEL)) fill="url(#chart-flow-gap)" {}
        }
        (writing((middle + BAR).max(width(&says)), bar_top + HEIGHT + 16 * PIXEL, if sides.differ() { "end broken" } else { "end strong" }, &says))
        (ends(&ins, incoming, &left, (0, in_top), BAR + 6 * PIXEL))
        (ends(&outs, outgoing, &right, (end, out_top), BAR + 6 * PIXEL))
    };
    Drawing { width: end + BAR + 6 * PIXEL + widest(&right), height, content }
}

/// The bars at one end, with what they are.
fn ends(column: &Column, nodes: &[Node], labels: &[String], (x, top): (i64, i64), to_label: i64) -> Markup {
    html! {
        @for ((slot, node), label) in column.slots.iter().zip(nodes).zip(labels) {
            @if slot.length > 0 || !node.count.drawn().is_zero() {
                @if node.class == "left" {
                    rect.chart-bar.left x=(x) y=(top + slot.bar) width=(BAR) height=(slot.length) fill="url(#chart-flow-left)" {}
                } @else {
                    (rectangle(x, top + slot.bar, BAR, slot.length, &["chart-bar ", node.class].concat()))
                }
            }
            @let class = if !node.count.is_whole() || node.count.amount.is_negative() { "broken" } else if node.count.amount.is_zero() { "zero" } else { "" };
            (writing(x + to_label, top + slot.middle + WRITING * 3 / 8, class, label))
        }
    }
}

/// Bars one below another, each with room for its label.
struct Column {
    slots: Vec<Slot>,
    height: i64,
}

/// The place of one of them.
struct Slot {
    bar: i64,
    length: i64,
    middle: i64,
}

impl Column {
    fn new(lengths: Vec<i64>) -> Column {
        let mut at = 0;
        let slots = lengths.into_iter().map(|length| {
            let room = length.max(SLOT);
            let slot = Slot { bar: at + (room - length) / 2, length, middle: at + room / 2 };
            at += room + GAP;
            slot
        });
        let slots = slots.collect();
        Column { slots, height: at - GAP }
    }

    /// Where each ribbon begins here, and where in the bar in the middle, with its length.
    fn places<'a>(
        &'a self,
        top: i64,
        bar_top: i64,
        nodes: &'a [Node],
    ) -> impl Iterator<Item = (i64, i64, i64, &'static str)> {
        let mut to = bar_top;
        self.slots.iter().zip(nodes).filter(|(slot, _)| slot.length > 0).map(move |(slot, node)| {
            let place = (top + slot.bar, to, slot.length, node.class);
            to += slot.length;
            place
        })
    }
}

/// A ribbon of that height between two bars.
fn ribbon((x, y): (i64, i64), (to_x, to_y): (i64, i64), height: i64, class: &str) -> Markup {
    let middle = (x + to_x) / 2;
    let (low, to_low) = (y + height, to_y + height);
    let path = format!(
        "M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}V{to_low}C{middle} {to_low} {middle} {low} {x} {low}Z"
    );
    html! { path class={ "ribbon " (class) } d=(path) {} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bar_has_room_for_its_label_and_none_lies_over_another() {
        let column = Column::new(vec![0, 3, 900, 0, 897]);
        let mut last = -GAP;
        for slot in &column.slots {
            assert!(slot.middle - SLOT / 2 >= last + GAP && slot.bar >= last + GAP);
            last = (slot.bar + slot.length).max(slot.middle + SLOT / 2);
        }
        assert_eq!(last, column.height);
    }

    #[test]
    fn ribbons_lie_end_to_end_in_the_middle() {
        let node = |class| Node { name: "", count: Count::default(), class };
        let nodes = [node("open"), node("closed"), node("left")];
        let column = Column::new(vec![100, 0, 1_700]);
        let places: Vec<_> = column.places(50, 200, &nodes).collect();
        assert_eq!(places, [(100, 200, 100, "open"), (50 + 2 * (SLOT + GAP), 300, 1_700, "left")]);
    }
}
