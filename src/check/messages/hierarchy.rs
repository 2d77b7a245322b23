//! A report of a territory.

use super::messages;

messages! {
    "HIE-02" ["stated", "readings"]
        "正文说本级“{stated}”，比汇总数还多（{readings}）：请核对哪个数有误。"
        "The text says of the organ itself “{stated}”, which is more than the whole ({readings}).";
    "HIE-03" ["cell", "this", "bodies", "sum", "difference"]
        "{cell}为 {this}，载入的 {bodies} 个单位之和为 {sum}，多 {difference}：如含本级自身的数，或有单位没有载入，差额可能属实；否则请核对。"
        "{cell} is {this}; the {bodies} bodies at hand come to {sum}, {difference} less. Its own figures or bodies not loaded may explain it.";
    "HIE-03.several" ["count", "bodies", "cells"]
        "有 {count} 格的数大于载入的 {bodies} 个单位之和：{cells}。如含本级自身的数，或有单位没有载入，差额可能属实；否则请核对。"
        "{count} cells are more than the sum of the {bodies} bodies at hand: {cells}. Its own figures or bodies not loaded may explain it.";
    "HIE-03.less" ["cell", "this", "bodies", "sum", "difference"]
        "{cell}为 {this}，载入的 {bodies} 个单位之和为 {sum}，少 {difference}：请核对是否漏加、重复报送，或者本报告只统计本级。"
        "{cell} is {this}; the {bodies} bodies at hand come to {sum}, {difference} more. Check what was left out or counted twice, or whether this report counts its own only.";
    "HIE-03.less.several" ["count", "bodies", "cells"]
        "有 {count} 格的数小于载入的 {bodies} 个单位之和：{cells}。请核对是否漏加、重复报送，或者本报告只统计本级。"
        "{count} cells are less than the sum of the {bodies} bodies at hand: {cells}. Check what was left out or counted twice, or whether this report counts its own only.";
}
