use super::super::NativeHost;
use super::*;
use crate::document::Block;

fn read(source: &[u8]) -> Document {
    rtf(source, &NativeHost).unwrap()
}

/// Paragraphs as `# heading`, `= centred`, plain; the cells of a row between brackets, with what they cover.
fn shown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                out += if paragraph.heading { "# " } else { "" };
                out += if paragraph.centered { "= " } else { "" };
                out += document.slice(paragraph.span);
                out += "\n";
            }
            Block::Picture(_) => out += "[picture]\n",
            Block::Grid(grid) => {
                for row in 0..grid.rows {
                    let cell = |cell: &crate::document::GridCell| match (cell.row_span, cell.column_span) {
                        (1, 1) => document.slice(cell.span).to_owned(),
                        (rows, columns) => format!("{}({rows}x{columns})", document.slice(cell.span)),
                    };
                    out += &format!("[{}]\n", grid.row(row).map(cell).collect::<Vec<_>>().join("|"));
                }
            }
        }
    }
    out
}

#[track_caller]
fn assert_body(body: &str, expected: &str) {
    let source = format!("{{\\rtf1\\ansi\\ansicpg936 {body}}}");
    assert_eq!(shown(&read(source.as_bytes())), expected);
}

#[test]
fn text_in_every_notation() {
    assert_body("\\u19968?\\u12289\\'3f\\u24635? x\\par", "一、总 x\n");
    assert_body("\\uc2\\u19968\\'d2\\'bb{\\uc0\\u19968 y}\\u19968\\'d2\\'bb z\\par", "一一y一 z\n");
    assert_body("\\'d7\\'dc\\'bc\\'c6\\par", "总计\n");
    assert_body("\\u-10179?\\u-8704?!\\par", "😀!\n");
    assert_body("a\\~b\\_c\\tab d\\line e\\{\\}\\\\\\par", "a\u{a0}b-c d\ne{}\\\n");
    assert_body("\\ldblquote a\\rdblquote\\emdash\\'\\par", "“a”—\n");
    // Within the stand-in of a character, a group's end ends the stand-in.
    assert_body("{\\u19968}b\\par", "一b\n");
}

#[test]
fn fonts_say_what_bytes_mean() {
    let fonts = "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f2\\fcharset2 Symbol;}}";
    assert_body(&format!("{fonts}\\f0\\'d7\\'dc\\f1\\'bc\\'c6\\f2\\'b7 \\f0 x\\par"), "总计x\n");
    let western = format!("{{\\rtf1\\ansi\\ansicpg1252 {fonts}\\f0\\'e9\\f1\\'d7\\'dc\\par}}");
    assert_eq!(shown(&read(western.as_bytes())), "é总\n");
}

#[test]
fn headings_alignment_and_what_is_not_shown() {
    let styles =
        "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 Title;}{\\s3 toc 1;}{\\*\\cs1 Strong;}}";
    assert_body(
        &format!(
            "{styles}\\pard\\s1 a\\par\\pard\\s2\\qc b\\par\\pard\\s3 c 1\\par\\pard d\\par\\outlinelevel1 e\\par"
        ),
        "# a\n# = b\nd\n# e\n",
    );
    assert_body(
        "{\\info{\\title x}}{\\header x\\par}{\\footnote x}{\\*\\unknown x}{\\colortbl;\\red0;}{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}\\par",
        "3\n",
    );
    let hidden = read(b"{\\rtf1 a{\\v b}\\v c\\v0 d\\par}");
    assert_eq!((shown(&hidden).as_str(), &hidden.notes[..]), ("ad\n", &[ImportNote::HiddenLeftOut][..]));
    let changed = read(b"{\\rtf1 a{\\deleted b\\par}{\\revised c}\\par}");
    assert_eq!((shown(&changed).as_str(), &changed.notes[..]), ("ac\n", &[ImportNote::ChangesAccepted][..]));
}

#[test]
fn pictures_have_a_place_and_text_boxes_are_told() {
    assert_body("a{\\*\\shppict{\\pict ffd8}}{\\nonshppict{\\pict 00}}\\par", "a\n[picture]\n");
    let boxed = read(b"{\\rtf1 a{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt b\\par}}{\\shprslt c\\par}}\\par}");
    assert_eq!((shown(&boxed).as_str(), &boxed.notes[..]), ("a\n", &[ImportNote::TextBoxesIgnored][..]));
}

#[test]
fn numbers_of_lists_are_part_of_the_text_and_bullets_are_not() {
    assert_body("{\\listtext\\pard\\plain \\u19968?\\u12289?\\tab}x\\par", "一、x\n");
    assert_body("{\\pntext 1\\tab}x\\par{\\listtext\\u-3913?\\tab}y\\par", "1 x\ny\n");
}

#[test]
fn rows_make_grids_with_merged_cells() {
    let body = "\\trowd\\trleft-108\\clvmgf\\cellx1000\\cellx3000\\pard\\intbl a\\cell b\\par c\\cell\\row\
        \\trowd\\trleft-108\\clvmrg\\cellx1000\\cellx2000\\cellx3000\\intbl\\cell 1\\cell 2\\cell\\row\\pard d\\par";
    assert_body(body, "[a(2x1)|b c(1x2)]\n[1|2]\nd\n");
    let merged = "\\trowd\\clmgf\\cellx1000\\clmrg\\cellx2000\\cellx3000\\intbl a\\cell\\cell b\\cell\\row\
        \\trowd\\cellx1000\\cellx2000\\cellx3000\\intbl 1\\cell 2\\cell 3\\cell\\row\\pard";
    assert_body(merged, "[a(1x2)|b]\n[1|2|3]\n");
    // Cells stand in the same place whatever the group.
    assert_body("{\\trowd\\cellx1\\cellx9}{\\intbl a\\cell}{\\intbl b\\cell}{\\row}\\pard c\\par", "[a|b]\nc\n");
}

#[test]
fn two_tables_are_told_apart_by_the_paragraph_between() {
    let row = |text: &str| format!("\\trowd\\cellx1000\\cellx2000\\pard\\intbl {text}\\cell 1\\cell\\row");
    assert_body(&format!("{}\\pard\\par{}\\pard", row("a"), row("b")), "[a|1]\n[b|1]\n");
}

#[test]
fn tables_within_tables() {
    let body = "\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}\
        {\\nonesttables\\par}\\pard\\intbl a\\cell b\\cell\\trowd\\cellx1000\\cellx2000\\cellx2000\\row\\pard";
    assert_body(body, "[a|b|]\n[x|y]\n");
}

#[test]
fn what_is_cut_off_is_damaged_and_what_follows_the_end_is_nothing() {
    let whole = b"{\\rtf1 a\\par{b}\\par}";
    for length in 5..whole.len() {
        assert_eq!(rtf(&whole[..length], &NativeHost), Err(DAMAGED), "{length}");
    }
    assert_eq!(shown(&read(b"{\\rtf1 a\\par b}\0\0junk}")), "a\nb\n");
    assert_eq!(rtf(b"{\\rtf1 }", &NativeHost), Err(ImportError::Empty));
}

#[test]
fn depth_and_size_have_limits() {
    let deep = [b"{\\rtf1 ".as_slice(), &b"{".repeat(100_000), &b"}".repeat(100_001)].concat();
    assert_eq!(rtf(&deep, &NativeHost), Err(DAMAGED));
    let row = "\\trowd".to_owned() + &"\\cellx9".repeat(200_000) + "\\cell\\row";
    assert!(rtf(format!("{{\\rtf1 {row}}}").as_bytes(), &NativeHost).is_ok());
    let long = format!("{{\\rtf1 {}\\par}}", "x".repeat(5 << 20));
    assert!(matches!(rtf(long.as_bytes(), &NativeHost), Err(ImportError::Bomb(_))));
    let rows = "\\intbl\\cell".repeat(400_000);
    assert!(matches!(rtf(format!("{{\\rtf1 {rows}}}").as_bytes(), &NativeHost), Err(ImportError::Bomb(_))));
}
