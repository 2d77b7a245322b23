//! Table four.

use super::messages;

messages! {
    "DIS.sum" ["row", "left", "right", "difference"]
        "表四{row}：维持、纠正、其他、未审结相加为 {left}，总计为 {right}，相差 {difference}。请核对这五个数；各项无误的，总计应为 {left}。"
        "Table four, {row}: the results add up to {left}, the total says {right}: {difference} apart.";
    "DIS-04" ["row", "left", "actual"]
        "表四{row}的总计为{actual}，而各项结果相加为 {left}：总计应填 {left}。"
        "Table four, {row}: the total is {actual}, but the results add up to {left}.";
    "DIS-11" ["count", "cells"]
        "表四应有 15 格，只有 {count} 格，缺少{cells}：请补全，没有的填0。"
        "Table four has fifteen cells; only {count} are there. Missing: {cells}.";
}
