//! Table four.

use super::messages;

messages! {
    "DIS.sum" ["row", "left", "right", "difference"]
        "表四{row}：维持、纠正、其他、未审结相加为 {left}，总计为 {right}，相差 {difference}。请核对这五个数；各项无误的，总计应为 {left}。"
        "Table four, {row}: the results add up to {left}, the total says {right}: {difference} apart.";
    "DIS-04" ["row", "left", "actual"]
        "表四{row}的总计为{actual}，而各项结果相加为 {left}：总计应填 {left}。"
        "Table four, {row}: the total is {actual}, but the results add up to {left}.";
    "DIS-05" ["suits"]
        "表四“复议后起诉”有 {suits} 件，却没有行政复议：请核对是否应填在“未经复议直接起诉”。"
        "{suits} suits after review, but no review: are they direct suits?";
    "DIS-06" ["cells"]
        "表四{cells}有件数，正文没有提到纠正或整改：建议写明原因和改进。"
        "{cells} in table four have figures, but the text does not say what followed.";
    "DIS-07" ["direct", "review"]
        "表四“未经复议直接起诉” {direct} 件，多于行政复议 {review} 件：2024年起对不予公开不服的应先申请复议，请核对。"
        "{direct} direct suits, but {review} reviews: since 2024 a refusal must go to review first.";
    "DIS-08" ["disputes"]
        "表四有 {disputes} 件复议、诉讼，表三却没有申请：请核对是否漏填。"
        "{disputes} disputes, but no application in table three.";
    "DIS-09" ["review", "received"]
        "表四行政复议 {review} 件，超过收到申请 {received} 件的两倍：请核对是否计入了其他案件。"
        "{review} reviews, more than twice the {received} applications.";
    "DIS-10" []
        "正文提到共同被告：复议机关作共同被告的案件只由原行为机关统计，请核对表四没有重复计入。"
        "The text speaks of co-defendants: such a suit is counted by the organ that acted first.";
    "DIS-11" ["count", "cells"]
        "表四应有 15 格，只有 {count} 格，缺少{cells}：请补全，没有的填0。"
        "Table four has fifteen cells; only {count} are there. Missing: {cells}.";
}
