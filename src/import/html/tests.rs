use super::*;
use crate::document::Block;

/// A document as lines: `# ` before headings, `^ ` before centred paragraphs, a line a row of a grid with
/// the spans of merged cells.
fn shown(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let marks = [(paragraph.heading, "# "), (paragraph.centered, "^ ")];
                let marks: String = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark).collect();
                lines.push(marks + document.slice(paragraph.span));
            }
            Block::Grid(grid) => {
                assert!(!grid.ragged);
                for row in 0..grid.rows {
                    let mut shown = String::from("|");
                    for cell in grid.row(row) {
                        shown.push_str(&format!("{}:{}", cell.column, document.slice(cell.span)));
                        if (cell.row_span, cell.column_span) != (1, 1) {
                            shown.push_str(&format!("<{}x{}>", cell.row_span, cell.column_span));
                        }
                        shown.push('|');
                    }
                    lines.push(shown);
                }
                lines.push(format!("={}x{}", grid.rows, grid.columns));
            }
            Block::Picture(_) => lines.push("picture".to_owned()),
        }
    }
    lines
}

fn read(source: &str) -> Vec<String> {
    shown(&html(source).unwrap())
}

#[test]
fn word_s_clipboard_is_read_without_its_machinery() {
    let source = "Version:1.0\r\nStartHTML:0000000105\r\nSourceURL:file:///C:/x.docx\r\n\
        <html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=utf-8><title>草稿</title>\
        <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\
        <style><!-- p.MsoNormal {color:red} td:before{content:'</td>'} --></style></head><body lang=ZH-CN>\
        外面<!--StartFragment-->\
        <p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>青石镇人民政府<br>\
        2023</span></b><span lang=EN-US>年政府信息公开<o:p></o:p></span></p>\
        <p class=MsoNormal style='mso-outline-level:1'><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp; </span></span><![endif]>总体\n情况</p>\
        <p class=MsoNormal><span style='mso-hide:all'>隐藏的字</span>全年公开信息20</font></span><span>23 条,see\n also &lt;x&gt;<o:p>&nbsp;</o:p></p>\
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>\
        <table border=1><tr style='mso-yfti-irow:0'><td rowspan=2 width=10><p align=center>三、</p><p>本</p><p>年<o:p></o:p></p>\
        <td colspan=2>1<br>2<tr><td>商业<br>\n企业<td><p>&nbsp;</p></table>\
        <!--EndFragment-->后面</body></html>";
    let document = html(source).unwrap();
    assert_eq!(
        shown(&document),
        [
            "^ 青石镇人民政府",
            "^ 2023年政府信息公开",
            "# 一、\u{a0} 总体情况",
            "全年公开信息2023 条,see also <x>",
            "|0:三、本年<2x1>|1:1 2<1x2>|",
            "|1:商业企业|2:|",
            "=2x3",
        ]
    );
    assert_eq!(document.notes, [ImportNote::HiddenLeftOut]);
}

#[test]
fn what_is_not_shown_is_no_text() {
    let source = "<script>document.write('<p>1</p>')</script><style>p{}</style><noscript>2</noscript>\
        <template><p>3</p></template><select><option>4</select><svg><text>5</text></svg><textarea><p>6</textarea>\
        <p>正文<p style='DISPLAY: none !important'>7<p hidden>8</p>\
        <table><tr><td>甲<td>乙<tr style='display:none'><td>9<td>10<tr><td style=\"display:none\">11<td>丙<td>丁</table>\
        <span style='display:none'>12<span>13</span>14</span>末<del>15</del>";
    let document = html(source).unwrap();
    assert_eq!(shown(&document), ["正文", "|0:甲|1:乙|", "|0:丙|1:丁|", "=2x2", "末"]);
    assert_eq!(document.notes, [ImportNote::HiddenLeftOut, ImportNote::ChangesAccepted]);
    assert_eq!(html("<p>甲<span style='display:none'> </span><p hidden>").unwrap().notes, []);
}

#[test]
fn tags_that_were_left_out_are_implied() {
    let source = "<ul><li>一<ul><li>内</ul><li>二</ul><p>甲<div>乙</div>丙</p>丁<h2>戊</h2>己\
        <table><caption>表名</caption><thead><th>a<th>b<tbody><tr><td>1<td>2<tr><td>3</td></table>庚";
    let expected = [
        "一",
        "内",
        "二",
        "甲",
        "乙",
        "丙",
        "丁",
        "# 戊",
        "己",
        "表名",
        "|0:a|1:b|",
        "|0:1|1:2|",
        "|0:3|",
        "=3x2",
        "庚",
    ];
    assert_eq!(read(source), expected);
}

#[test]
fn spans_are_bounded_and_never_overlap() {
    let source = "<table><tr><td rowspan=0>甲<td rowspan=999999999>乙<td>丙<tr><td colspan=3>丁<td rowspan=-1>戊\
        <tbody><tr><td colspan=0>己<td colspan=100000>庚</table>";
    let document = html(source).unwrap();
    assert_eq!(shown(&document), ["|0:甲<2x1>|1:乙<2x1>|2:丙|", "|2:丁<1x3>|5:戊|", "|0:己|1:庚<1x255>|", "=3x256"]);
    // A wide cell ends where one from above begins.
    assert_eq!(
        read("<table><tr><td>1<td>2<td rowspan=2>3<tr><td colspan=3>4<td>5</table>"),
        ["|0:1|1:2|2:3<2x1>|", "|0:4<1x2>|3:5|", "=2x4"]
    );
}

#[test]
fn tables_that_lay_out_the_page_are_unfolded() {
    let figures = "<table><tr><td>规章<td>0<tr><td>许可<td>1</table>";
    let source = format!(
        "<table><tr><td width=200><a>首页</a><td><table><tr><td><h1>报告</h1><p>正文</p>{figures}<p>末</p></table><tr><td>页脚<td></table>"
    );
    assert_eq!(read(&source), ["首页", "# 报告", "正文", "|0:规章|1:0|", "|0:许可|1:1|", "=2x2", "末", "页脚"]);
    let prose = "政府信息公开工作扎实推进。".repeat(30);
    let page = format!("<table><tr><td>菜单<td><p>{prose}<p>第二段<p>第三段</table>");
    assert_eq!(read(&page), ["菜单", prose.as_str(), "第二段", "第三段"]);
    // But a table of labels and figures stays one although a cell of it holds another.
    let outer = format!("<table><tr><td>a<td>b<td>c<td>d<tr><td>1<td>2<td>3<td>4{figures}</table>");
    assert_eq!(
        read(&outer),
        ["|0:a|1:b|2:c|3:d|", "|0:1|1:2|2:3|3:4|", "=2x4", "|0:规章|1:0|", "|0:许可|1:1|", "=2x2"]
    );
}

#[test]
fn a_sheet_copied_whole_is_cut_at_the_titles_of_parts() {
    let source = "<table><tr><td colspan=3>二、主动公开政府信息情况<tr><td>规章<td>0<td>1<tr><td><td>本表由各科室报送。<td>\
        <tr><td>许可<td rowspan=2>3<td>4<tr><td>三、收到和处理政府信息公开申请情况<td><tr><td>四、结转下年度<td><td></table>";
    assert_eq!(
        read(source),
        [
            "二、主动公开政府信息情况",
            "|0:规章|1:0|2:1|",
            "=1x3",
            "本表由各科室报送。",
            "|0:许可|1:3<2x1>|2:4|",
            // A cell from above reaches into this row: it belongs to the table.
            "|0:三、收到和处理政府信息公开申请情况|2:|",
            "|0:四、结转下年度|1:|2:|",
            "=3x3",
        ]
    );
}

#[test]
fn text_between_cells_goes_before_the_table() {
    assert_eq!(read("<table>甲<tr>乙<td>1<td>2</table>丙"), ["甲乙", "|0:1|1:2|", "=1x2", "丙"]);
    assert_eq!(
        read("<table><tr><td>1<td>2<tr><table><tr><td>3<td>4</table>"),
        ["|0:1|1:2|", "=1x2", "|0:3|1:4|", "=1x2"]
    );
    assert_eq!(read("<tr><td>没有表</td></tr>"), ["没有表"]);
}

#[test]
fn words_are_set_apart_as_a_browser_shows_them() {
    assert_eq!(read("<p>政府信息\n  公开 3\n件</p>"), ["政府信息公开 3 件"]);
    assert_eq!(read("<p>a<b>b</b> <i> c</i>\t</p>"), ["ab c"]);
    assert_eq!(read("<pre>甲\n  乙</pre>"), ["甲", "乙"]);
    assert_eq!(read("<p>&#x4e00;&#12289;&ldquo;公开&rdquo;&amp;&nbspx</p>"), ["一、“公开”&\u{a0}x"]);
}

#[test]
fn marks_of_headings_and_centring_reach_no_further_than_they_should() {
    assert_eq!(
        read(
            "<center>甲<p>乙</p><p align=left>丙</p></center><div style='text-align:center'>丁<table align=center><tr><td>1<td>2</table>戊</div>己"
        ),
        ["^ 甲", "^ 乙", "丙", "^ 丁", "|0:1|1:2|", "=1x2", "^ 戊", "己"]
    );
    assert_eq!(read("<h1><span>题</h1>文<p style='mso-outline-level:body-text'>丙</p>"), ["# 题", "文", "丙"]);
}

#[test]
fn pictures_count_when_they_may_show_a_table() {
    let with = |attributes: &str| read(&format!("<p>文</p><img {attributes}>")).contains(&"picture".to_owned());
    for large in [
        "width=553 height=700",
        "style='width:415pt;height:200pt'",
        "width='100%' src=/a/biao.png",
        "src='data:image/png;base64,AA'",
        "height=80",
    ] {
        assert!(with(large), "{large}");
    }
    for small in [
        "width=16 height=16",
        "width=600 height=1",
        "src=/images/icon_print.png",
        "src=a.gif",
        "",
        "width=199",
        "hidden src=a.png",
        "style='display:none' src=a.png",
    ] {
        assert!(!with(small), "{small}");
    }
    assert_eq!(read("<table><tr><td><img src=biao.jpg><td></table>"), ["picture"]);
}

#[test]
fn nothing_to_read_is_an_error() {
    for source in
        ["", "<html><body></body></html>", "<p>&nbsp;</p>", "<script>1", "<!--StartFragment--><!--EndFragment-->外"]
    {
        assert_eq!(html(source), Err(ImportError::Empty), "{source}");
    }
}

#[test]
fn hostile_pages_are_refused_or_read_without_harm() {
    let refused = ["<p>1", "<table>", "<tr><td>1", "<br>1", "<img width=500>"];
    for unit in refused {
        let source = format!("<table>{}", unit.repeat(MOST_PIECES + 1));
        let result = html(&source);
        assert!(matches!(result, Err(ImportError::TooLarge(_) | ImportError::Empty)), "{unit}");
    }
    let read = ["<", "</", "<b>", "<div>", "&", "<table><tr><td>", "<span style='display:none'>", "<!--", "</p>"];
    for unit in read {
        let source = format!("<p>文</p>{}", unit.repeat(20_000));
        assert!(html(&source).is_ok_and(|document| document.text.starts_with('文')), "{unit}");
    }
}
