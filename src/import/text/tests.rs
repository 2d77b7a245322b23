use super::*;

/// A document as its paragraphs (`# ` before headings) and its grids' rows, cells by their columns.
fn shown(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let mark = if paragraph.heading { "# " } else { "" };
                lines.push(format!("{mark}{}", document.slice(paragraph.span)));
            }
            Block::Grid(grid) => {
                assert!(grid.ragged);
                for row in 0..grid.rows {
                    let mut shown = String::from("|");
                    let mut column = 0;
                    for cell in grid.row(row) {
                        shown.push_str(&"|".repeat(cell.column - column));
                        column = cell.column;
                        shown.push_str(document.slice(cell.span));
                    }
                    lines.push(shown + "|");
                }
                lines.push(format!("={}x{}", grid.rows, grid.columns));
            }
            Block::Picture(_) => panic!("no pictures in text"),
        }
    }
    lines
}

fn read(source: &str) -> Vec<String> {
    shown(&text(source, None).unwrap())
}

#[test]
fn the_founding_report_keeps_every_cell() {
    let source = "\n\n青石镇人民政府 2021 年政府信息公开 工作年度报告\n\n一、总体情况\n\n\
        二、主动公开政府信息情况\n\n第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n\
        规章\t0\t0\t0\n行政许可\t0\t\t\n\n第二十条第（八）项\t\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0\n\n\
        (本列数据的勾稽关系为：第一项加第二项之和， 等于第三项加第四项之和)\t\t申请人情况\t\t\t总计\t\n\
        \t\t自然人\t法人或其他组织\t\t\t\n四、结转下年度继续办理\t\t0\t0\t0\t0\n4. 无正当理由大量反复申请\t\t0\t0\t0\t\n\n\
        \t5. 要求行政机关确认或重新出具\t0\t0\t0\t0\n(七) 总计\t\t0\t0\t0\t0\n\n四、政府信息公开行政复议、行政诉讼情况\n\n\
        结果 维持\t结果 纠正\t总 计\n0\t0\t0\n\n5、存在的主要问题";
    assert_eq!(
        read(source),
        [
            "青石镇人民政府 2021 年政府信息公开 工作年度报告",
            "一、总体情况",
            "二、主动公开政府信息情况",
            "|第二十条第（一）项||||",
            "|信息内容|本年制发件数|本年废止件数|现行有效件数|",
            "|规章|0|0|0|",
            "|行政许可|0|||",
            "=4x4",
            "|第二十条第（八）项||",
            "|信息内容|本年收费金额（单位：万元）|",
            "|行政事业性收费|0|",
            "=3x2",
            "|(本列数据的勾稽关系为：第一项加第二项之和， 等于第三项加第四项之和)||申请人情况|||总计||",
            "|||自然人|法人或其他组织||||",
            "|四、结转下年度继续办理||0|0|0|0|",
            "|4. 无正当理由大量反复申请||0|0|0||",
            "=4x7",
            "||5. 要求行政机关确认或重新出具|0|0|0|0|",
            "|(七) 总计||0|0|0|0|",
            "=2x6",
            "四、政府信息公开行政复议、行政诉讼情况",
            "|结果 维持|结果 纠正|总 计|",
            "|0|0|0|",
            "=2x3",
            "5、存在的主要问题",
        ]
    );
}

#[test]
fn a_tab_alone_makes_no_table() {
    let source = "1.\t主动公开\n2.\t依申请公开\n\n（一）\t概况\n\t全年公开信息 320 条。\n联系电话：\t12345\n\n\
        \t\t\t青石镇人民政府\n\t\t\t2022年1月10日\n\n主动公开情况。\t全年公开信息。\n依申请公开情况。\t全年没有申请。";
    let read = read(source);
    assert!(read.iter().all(|line| !line.starts_with(['|', '='])), "{read:#?}");
    assert_eq!(read.len(), 9);
    assert_eq!(read[0], "1.\t主动公开");
}

#[test]
fn prose_and_part_titles_among_rows_are_paragraphs() {
    let source = "二、主动公开政府信息情况\t\t\n规章\t0\t0\n1.\t说明在这里。\n行政许可\t3\t\n注：本表数字由各科室报送。\t\t\n\t\t\n行政强制\t1\t2";
    assert_eq!(
        read(source),
        [
            "二、主动公开政府信息情况",
            "|规章|0|0|",
            "=1x3",
            "1.\t说明在这里。",
            "|行政许可|3||",
            "=1x3",
            "注：本表数字由各科室报送。",
            "|行政强制|1|2|",
            "=1x3"
        ]
    );
}

#[test]
fn a_row_of_blank_cells_is_a_row() {
    assert_eq!(read("维持\t纠正\t总计\n\t\t\n"), ["|维持|纠正|总计|", "||||", "=2x3"]);
}

#[test]
fn cells_of_a_spreadsheet_may_hold_line_breaks() {
    let source = "\"商业\n企业\"\t\"科研\n机构\"\t总计\n1\t2\t3\n";
    assert_eq!(read(source), ["|商业\n企业|科研\n机构|总计|", "|1|2|3|", "=2x3"]);
}

#[test]
fn strokes_set_cells_apart_with_and_without_a_frame() {
    let rows = ["|规章|0||3|", "|许可|1|2|3|", "=2x4"];
    assert_eq!(read("规章 | 0 |  | 3 |\n许可 | 1 | 2 | 3 |"), rows);
    assert_eq!(read("| 规章 | 0 |  | 3 |\n\n| 许可 | 1 | 2 | 3 |"), rows);
    assert_eq!(read("规章 | 0 |  | 3\n许可 | 1 | 2 | 3"), rows);
    assert_eq!(read("┌──┬──┐\n│规章│ 0 │  │ 3 │\n├──┼──┤\n│许可│ 1 │ 2 │ 3 │\n└──┴──┘"), rows);
    // Without a frame a stroke at the margin stands beside a blank cell.
    assert_eq!(read(" | 甲 | 乙 | 丙\n丁 | 1 | 2 | "), ["||甲|乙|丙|", "|丁|1|2||", "=2x4"]);
}

#[test]
fn a_row_without_its_outer_stroke_does_not_unframe_the_others() {
    // Borders tell of the frame, also of that of the rows behind a page break.
    let source = "| 项目 | 甲 | 乙 |\n|---|---|---|\n| 规\n章 | 0 | 1 |\n\n— 3 —\n\n|  | 2 | 3 |\n许可 | 4 | 5 |";
    let rows = ["|项目|甲|乙|", "|规|", "|章|0|1|", "=3x3", "— 3 —", "||2|3|", "|许可|4|5|", "=2x3"];
    assert_eq!(read(source), rows);
    // Without borders most rows do.
    let source = "项目 | 甲 | 乙 |\n规章 | 0 | 1\n许可 | 2 | 3 |\n处罚 | 4 | 5 |";
    assert_eq!(read(source), ["|项目|甲|乙|", "|规章|0|1|", "|许可|2|3|", "|处罚|4|5|", "=4x3"]);
}

#[test]
fn strokes_in_sentences_make_no_table() {
    for source in ["首页 | 政务公开 | 互动", "甲|乙", "a | b\nc | d"] {
        assert!(read(source).iter().all(|line| !line.starts_with('=')), "{source}");
    }
}

#[test]
fn markdown_is_read_without_its_marks() {
    let source = "## **一、总体情况** ##\r\n\r\n- 一是公开\\|透明。\r\n\r\n| **项目** | 数 |\r\n|:--|--:|\r\n| 规章\\|其他 | 0 |\r\n\r\n---\r\n#主题 没有空格";
    let document = text(source, None).unwrap();
    assert_eq!(document.kind, SourceKind::Markdown);
    assert!(!document.text.contains('\r'));
    assert_eq!(
        shown(&document),
        ["# 一、总体情况", "一是公开\\|透明。", "|项目|数|", "|规章\\|其他|0|", "=2x2", "#主题 没有空格"]
    );
}

#[test]
fn aligned_columns_keep_their_places_when_cells_are_blank() {
    // Places counted by width on the screen, figures to the right.
    let source = "\
项目            自然人    商业企业    总计
一、本年新收        12           3      15
二、上年结转                     1       1
总计                12           4      16";
    assert_eq!(
        read(source),
        ["|项目|自然人|商业企业|总计|", "|一、本年新收|12|3|15|", "|二、上年结转||1|1|", "|总计|12|4|16|", "=4x4"]
    );
    // The same, places counted by characters and figures to the left.
    let source = "\
项目            自然人       商业企业      总计
一、本年新收        12        3         15
二、上年结转                  1         1
总计            12        4         16";
    assert_eq!(
        read(source),
        ["|项目|自然人|商业企业|总计|", "|一、本年新收|12|3|15|", "|二、上年结转||1|1|", "|总计|12|4|16|", "=4x4"]
    );
}

#[test]
fn aligned_tables_run_over_blank_lines_wrapped_labels_and_pages() {
    let source = "\
     二、主动公开政府信息情况
第二十条 第（一）项


信息内容          本年制发件数     本年废止件数


规章            1          0

行政规范性文件       8          26


                                           -3-
\u{c}信息内容                          本年处理决定数量


行政处罚                          3985

      三、收到和处理政府信息公开申请情况
                          自然人       总计

      （一）予以公开             1288      1362

      （二）部分公开（区分处理
                          447       454
      的，只计这一情形）

             5.属于国家秘密     2         2


       五、存在的主要问题及改进情况
       对照新要求，还有一些  需要改进的地方。";
    assert_eq!(
        read(source),
        [
            "二、主动公开政府信息情况",
            "第二十条 第（一）项",
            "|信息内容|本年制发件数|本年废止件数|",
            "|规章|1|0|",
            "|行政规范性文件|8|26|",
            "=3x3",
            "-3-",
            "|信息内容|本年处理决定数量|",
            "|行政处罚|3985|",
            "=2x2",
            "三、收到和处理政府信息公开申请情况",
            "||自然人|总计|",
            "|（一）予以公开|1288|1362|",
            "|（二）部分公开（区分处理|",
            "||447|454|",
            "|的，只计这一情形）|",
            "|5.属于国家秘密|2|2|",
            "=6x3",
            "五、存在的主要问题及改进情况",
            "对照新要求，还有一些  需要改进的地方。",
        ]
    );
}

#[test]
fn full_width_blanks_set_columns_apart_but_not_the_letters_of_a_word() {
    assert_eq!(read("项目　总　计\n规章　　　12\n许可　　　　3"), ["|项目|总　计|", "|规章|12|", "|许可|3|", "=3x2"]);
    assert_eq!(read("　　青石镇　情况良好"), ["青石镇　情况良好"]);
}

#[test]
fn figures_a_single_blank_apart_are_cells() {
    let source = "一、本年新收政府信息公开申请数量 8 0 0 0 0 0 8\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0";
    assert_eq!(
        read(source),
        [
            "|一、本年新收政府信息公开申请数量|8|0|0|0|0|0|8|",
            "|二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0|",
            "=2x8"
        ]
    );
}

#[test]
fn sentences_with_wide_gaps_make_no_table() {
    let source = "青石镇人民政府  办公室\n2022 年 1 月  印发\n电话：  12345，地址：镇政府大院内。\n邮编：  100000。";
    assert!(read(source).iter().all(|line| !line.starts_with('=')), "{:?}", read(source));
}

#[test]
fn comma_separated_text_is_a_table_throughout() {
    let source = "青石镇人民政府2023年政府信息公开工作年度报告,,\n二、主动公开政府信息情况,,\n信息内容,本年制发件数,本年废止件数\n\"规章, 其他\",\"1,234\",\n,,\n\"全年公开。\n其次办理。\",,\n三、收到和处理政府信息公开申请情况,,\n新收,1,2\n";
    let expected = [
        "青石镇人民政府2023年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "|信息内容|本年制发件数|本年废止件数|",
        "|规章, 其他|1,234||",
        "=2x3",
        "全年公开。",
        "其次办理。",
        "三、收到和处理政府信息公开申请情况",
        "|新收|1|2|",
        "=1x3",
    ];
    assert_eq!(read(source), expected);
    let document = text(source, None).unwrap();
    assert_eq!(document.kind, SourceKind::Csv);
    let semicolons = source.replace("\"规章, 其他\",\"1,234\",", "规章, 其他;1,234;").replace(",\"", ";\"");
    let semicolons =
        semicolons.lines().map(|line| if line.contains(';') { line.to_owned() } else { line.replace(',', ";") });
    assert_eq!(shown(&separated(&semicolons.collect::<Vec<_>>().join("\n"), "a.csv").unwrap())[2..4], expected[2..4]);
    assert_eq!(text("甲, 乙, 丙\n丁, 戊\n己, 庚, 辛", None).unwrap().kind, SourceKind::Text);
}

#[test]
fn line_breaks_become_line_feeds_and_places_stay_true() {
    let document = text("\u{feff}甲\r\n乙\r丙\u{2028}丁", None).unwrap();
    assert_eq!(document.text, "甲\n乙\n丙\u{2028}丁");
    assert_eq!(shown(&document), ["甲", "乙", "丙", "丁"]);
}

#[test]
fn more_than_any_report_holds_is_refused() {
    for unit in ["甲\n", "\t", "|", "1\t2\t3\n"] {
        assert!(matches!(text(&unit.repeat(MOST_PIECES + 1), None), Err(ImportError::TooLarge(_))), "{unit:?}");
    }
    assert!(text(&"\n".repeat(MOST_PIECES + 1), None).is_ok());
}
