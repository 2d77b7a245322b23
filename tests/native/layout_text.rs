//! A table as `pdftotext -layout` writes it: labels wrapped above and below their figures, upright group labels
//! and a page number between the rows.

use crate::support::same::read_in;
use gouji::check::{Options, Outcome, check};
use gouji::form::{CellId, Column, Row, Table, cells};
use gouji::import::Input;
use gouji::report::Value;

const PAGE: &str = "\
青石镇人民政府2024年政府信息公开工作年度报告

      三、收到和处理政府信息公开申请情况
                                                         申请人情况

（本列数据的勾稽关系为：第一项加第二项之和，                  法人或其他组织
等于第三项加第四项之和）
                               自然人                                              总计
                                        商业企      科研机     社会公益     法律服务
                                                                           其他
                                        业        构       组织       机构

一、本年新收政府信息公开申请数量                34          2        0        0        1    0    37

二、上年结转政府信息公开申请数量                2           0        0        0        0    0    2

      （一）予以公开                   11          1        0        0        0    0    12

      （二）部分公开（区分处理的，只计这一情
                                4          0        0        0        0    0    4
      形，不计其他情形）

             1.属于国家秘密            0          0        0        0        0    0    0
三、
             2.其他法律行政法规禁止公开     1          0        0        0        0    0    1
本
             3.危及“三安全一稳定”        0          0        0        0        0    0    0
年
             4.保护第三方合法权益         0          0        0        0        0    0    0
度    （三）不
      予公开
             5.属于三类内部事务信息        1          0        0        0        0    0    1

办            6.属于四类过程性信息        0          0        0        0        0    0    0

理            7.属于行政执法案卷          2          0        0        0        0    0    2

结            8.属于行政查询事项         0          0        0        0        0    0    0

果            1.本机关不掌握相关政府信息     6          0        0        0        0    0    6
      （四）无

- 4 -
\x0c     法提供       2.没有现成信息需要另行制作           0        0        0         0        0         0    0

               3.补正后申请内容仍不明确            0         0        0         0        0         0    0

               1.信访举报投诉类申请              1         0        0         0        0         0    1

               2.重复申请                    0         0        0         0        0         0    0

     （五）不      3.要求提供公开出版物              0         0        0         0        0         0    0
     予处理
               4.无正当理由大量反复申请            0         0        0         0        0         0    0

               5.要求行政机关确认或重新出
                                        1         0        0         0        0         0    1
               具已获取信息

               1、申请人无正当理由逾期不补

               正、行政机关不再处理其政府信           3         1        0         0        1         0    5
               息公开申请

     （六）其
               2、申请人逾期未按收费通知要
     他处理
               求缴纳费用、行政机关不再处理           2         0        0         0        0         0    2
               其政府信息公开申请

               3、其他                   1         0        0         0        0         0    1

     （七）总计                            33        2        0         0        1         0    36

四、结转下年度继续办理                           3         0        0         0        0         0    3
";

#[test]
fn rows_with_wrapped_labels_are_read() {
    let report = read_in(Input::Text(PAGE));
    let reading = &report.tables.requests;
    assert!(reading.foreign.is_empty() && reading.missing_rows.is_empty(), "{reading:?}");
    let is_read = |id: &CellId| matches!(report.cells.get(id).unwrap().value, Value::Number(_));
    assert!(cells(Table::Requests, reading.edition).iter().all(is_read), "{:?}", report.cells);
    for (row, total) in [
        (Row::Partial, 4),
        (Row::DeclinedReissue, 1),
        (Row::OtherUncorrected, 5),
        (Row::OtherUnpaid, 2),
        (Row::OtherOther, 1),
    ] {
        assert_eq!(report.number(CellId::requests(row, Column::Total)), Some(total.into()), "{row:?}");
    }
    let check = check(&report, &Options::default());
    let held = check.relations.iter().filter(|tried| tried.outcome == Outcome::Held && tried.rule.starts_with("APP"));
    assert_eq!(held.count(), 39);
    assert!(check.findings.iter().all(|finding| !finding.rule.starts_with("TAB")), "{:?}", check.findings);
}

#[test]
fn a_piece_of_a_label_that_is_lost_leaves_its_row_unread() {
    // Without one of the rows below, order tells nothing either.
    let lines = PAGE.lines().filter(|line| line.trim() != "息公开申请" && !line.contains("3、其他"));
    let report = read_in(Input::Text(&lines.collect::<Vec<_>>().join("\n")));
    for row in [Row::OtherUncorrected, Row::OtherOther] {
        assert_eq!(report.number(CellId::requests(row, Column::Total)), None, "{row:?}");
    }
    assert_eq!(report.number(CellId::requests(Row::OtherUnpaid, Column::Total)), Some(2.into()));
}
