//! Changes written back into Word documents: read again the file says what the changed draft says, and nothing else in
//! it has changed.

use crate::support;
use crate::support::corpus::{CORPUS, corpus};
use crate::support::docx::{body, main_part, paragraph, run, with_parts};
use crate::support::libreoffice::convert;
use crate::support::reports::{Form, consistent};
use crate::support::same::read_in;
use crate::support::shapes::pieces;
use crate::support::shown::shown;
use crate::support::zip::{stored, unzip, zip};
use gouji::amend::{AmendError, Obstacle, Remark, Tracked, amend};
use gouji::document::{Block, Document, Span};
use gouji::import::docx::docx as imported;
use gouji::import::{ImportError, Input};
use gouji::samples::{BROKEN, SOUND};

fn tracked() -> Tracked {
    Tracked::by_gouji(Some("2025-01-20T08:30:00Z".to_owned()))
}

/// The places of a document where words stand, or could stand.
fn places(document: &Document) -> Vec<Span> {
    let of = |block: &Block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.span],
        Block::Grid(grid) => grid.cells.iter().map(|cell| cell.span).collect(),
        Block::Picture(_) => Vec::new(),
    };
    document.blocks.iter().flat_map(of).collect()
}

/// The local records of a zip file's entries, byte by byte, but for the main part.
fn others(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = rawzip::ZipArchive::from_slice(bytes).unwrap();
    let mut listed = archive.entries();
    let mut entries = Vec::new();
    while let Some(entry) = listed.next_entry().unwrap() {
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        if name != "word/document.xml" {
            let stored = archive.get_entry(entry.wayfinder()).unwrap();
            entries.push((name, stored.data().to_vec()));
        }
    }
    entries
}

fn main_of(bytes: &[u8]) -> String {
    let (_, content) = unzip(bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap();
    String::from_utf8(content).unwrap()
}

/// The main part with Gouji's changes rejected, as Word would.
fn rejected(source: &str) -> String {
    let mut out = String::new();
    let mut rest = source;
    let is_ours = |tag: &str| tag.split('>').next().unwrap().contains("author=\"勾稽\"");
    while let Some(at) = rest.find("<w:") {
        out += &rest[..at];
        rest = &rest[at..];
        if rest.starts_with("<w:ins ") && is_ours(rest) {
            rest = &rest[rest.find("</w:ins>").unwrap() + "</w:ins>".len()..];
        } else if rest.starts_with("<w:del ") && is_ours(rest) {
            let (start, end) = (rest.find('>').unwrap() + 1, rest.find("</w:del>").unwrap());
            out += &rest[start..end].replace("w:delText", "w:t");
            rest = &rest[end + "</w:del>".len()..];
        } else {
            out += "<w:";
            rest = &rest["<w:".len()..];
        }
    }
    out + rest
}

/// A sequence of numbers that look random and are the same every time.
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |limit| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    }
}

/// Edits at some of the places: figures and words exchanged, put in, taken out; blanks filled, cells emptied.
fn edits(document: &Document, number: &mut impl FnMut(usize) -> usize, one_in: usize) -> Vec<(Span, String)> {
    let mut edits = Vec::new();
    for span in places(document) {
        if number(one_in) > 0 {
            continue;
        }
        let letters: Vec<char> = document.slice(span).chars().collect();
        if letters.is_empty() {
            edits.push((span, ["12", "/", "约 3 件", "<&>"][number(4)].to_owned()));
            continue;
        }
        let is_cell = document.text[span.end..].starts_with('\t') || document.text[..span.start].ends_with('\t');
        let mut letters = letters;
        for _ in 0..=number(2) {
            let at = number(letters.len());
            match number(5) {
                0 => letters[at] = ['9', '甲', '，'][number(3)],
                1 => letters.insert(at, ['8', '乙', 'x'][number(3)]),
                2 if letters.len() > 2 => drop(letters.remove(at)),
                3 if is_cell => letters = vec!['7'],
                _ => letters.push(['5', '。'][number(2)]),
            }
        }
        let text: String = letters.into_iter().collect();
        edits.push((span, if is_cell && number(6) == 0 { String::new() } else { text }));
    }
    edits
}

#[track_caller]
fn check(file: &[u8], changed: &Document, what: &str) {
    for tracked in [None, Some(tracked())] {
        let amended = amend(file, changed, tracked.as_ref()).unwrap();
        assert_eq!(amended.left, [], "{what}");
        let read = imported(&amended.bytes).unwrap();
        assert_eq!(shown(&read), shown(changed), "{what}");
        assert_eq!(others(&amended.bytes), others(file), "{what}");
        if tracked.is_some() {
            let before = imported(&zip(&[("word/document.xml", rejected(&main_of(&amended.bytes)).as_bytes())]));
            let plain = imported(&zip(&[("word/document.xml", main_of(file).as_bytes())]));
            assert_eq!(before.map(|document| document.text), plain.map(|document| document.text), "{what}");
        }
    }
}

/// Documents of every origin: by Gouji, by the tests, by LibreOffice, and the official template.
fn files() -> Vec<(String, Vec<u8>)> {
    let numbers: Vec<u32> = (0..400).map(|number| number * 7 % 23).collect();
    let mut reports: Vec<_> = Form::ALL.iter().map(|&form| (format!("{form:?}"), consistent(form, &numbers))).collect();
    reports.extend(
        [("sound", SOUND), ("broken", BROKEN)].map(|(name, text)| (name.to_owned(), read_in(Input::Text(text)))),
    );
    reports.extend(corpus());
    let mut files = Vec::new();
    for (name, report) in &reports {
        files.push((format!("{name}, by Gouji"), gouji::render::docx::docx(report)));
        files.push((format!("{name}, by the tests"), support::docx::docx(&pieces(report))));
    }
    files.extend(std::fs::read(format!("{CORPUS}/template.docx")).map(|bytes| ("template".to_owned(), bytes)));
    // What LibreOffice writes of its own reading has runs, properties and styles of its own.
    let by_gouji = files.iter().filter(|(name, _)| !name.ends_with("by the tests"));
    let (names, plain): (Vec<String>, Vec<(String, Vec<u8>)>) = by_gouji
        .enumerate()
        .map(|(number, (name, bytes))| (format!("{name}, then LibreOffice"), (format!("{number}.docx"), bytes.clone())))
        .unzip();
    if let Some(written) = convert(&plain, "docx:Office Open XML Text") {
        files.extend(names.into_iter().zip(written));
    }
    files
}

#[test]
fn whatever_is_changed_is_read_back_and_all_else_stays() {
    let mut number = numbers(3);
    for (name, file) in files() {
        let original = imported(&file).unwrap();
        let edits = edits(&original, &mut number, 4);
        check(&file, &original.edited(&edits).unwrap(), &name);
        let amended = amend(&file, &original, None).unwrap();
        assert!(amended.bytes == file && amended.changed == 0, "{name}: nothing changed");
        // One cell alone leaves all but a few bytes.
        let blank = places(&original).into_iter().rfind(|span| original.slice(*span).parse::<u32>().is_ok());
        let Some(cell) = blank else { continue };
        let amended = amend(&file, &original.edited(&[(cell, "4321".to_owned())]).unwrap(), None).unwrap();
        let (before, after) = (main_of(&file), main_of(&amended.bytes));
        let same = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
        let tail = before.bytes().rev().zip(after.bytes().rev()).take_while(|(one, other)| one == other).count();
        assert!(same + tail + 4 >= before.len(), "{name}: more than one figure has changed");
    }
}

/// Amends a body by exchanging the first occurrence of words in its text.
#[track_caller]
fn exchanged(content: &str, from: &str, to: &str, tracked: Option<&Tracked>) -> (String, Vec<Obstacle>) {
    exchanged_in(&body(content), from, to, tracked)
}

#[track_caller]
fn exchanged_in(file: &[u8], from: &str, to: &str, tracked: Option<&Tracked>) -> (String, Vec<Obstacle>) {
    let document = imported(file).unwrap();
    let start = document.text.find(from).unwrap_or_else(|| panic!("{from} is not in {:?}", document.text));
    let changed = document.edited(&[(Span::new(start, start + from.len()), to.to_owned())]).unwrap();
    let amended = amend(file, &changed, tracked).unwrap();
    let expected = if amended.left.is_empty() { shown(&changed) } else { shown(&document) };
    assert_eq!(shown(&imported(&amended.bytes).unwrap()), expected);
    let source = main_of(&amended.bytes);
    let start = source.find("<w:body>").unwrap() + "<w:body>".len();
    let end = source.find("<w:sectPr/></w:body>").unwrap();
    (source[start..end].to_owned(), amended.left.iter().map(|left| left.obstacle).collect())
}

#[track_caller]
fn assert_written(content: &str, from: &str, to: &str, expected: &str) {
    assert_eq!(exchanged(content, from, to, None), (expected.to_owned(), Vec::new()));
    assert_eq!(exchanged(content, from, to, Some(&tracked())).1, []);
}

#[track_caller]
fn assert_left(content: &str, from: &str, to: &str, obstacle: Obstacle) {
    for tracked in [None, Some(&tracked())] {
        assert_eq!(exchanged(content, from, to, tracked), (content.to_owned(), vec![obstacle]));
    }
}

const BOLD: &str = "<w:rPr><w:b/></w:rPr>";

#[test]
fn words_look_as_they_do_where_they_are_put() {
    let two =
        format!("<w:p><w:r>{BOLD}<w:t>共收到</w:t></w:r><w:r><w:t>12</w:t></w:r><w:r>{BOLD}<w:t>件</w:t></w:r></w:p>");
    assert_written(&two, "12", "13", &two.replace("12", "13"));
    assert_written(&two, "12", "112", &two.replace("12", "112"));
    assert_written(&two, "共收到12件", "共计收到12件申请", &two.replace("收到", "计收到").replace("件", "件申请"));
    // A figure is put to the figure, not to the words before it.
    assert_written(&two, "到12", "到312", &two.replace("12", "312"));
    // Through several runs.
    assert_written(&two, "到12件", "了五宗", &two.replace("共收到", "共收了五宗").replace("12", "").replace("件", ""));
}

#[test]
fn references_and_blanks_are_kept() {
    assert_written(
        "<w:p><w:r><w:t>a&amp;b&#x4e00;c</w:t></w:r></w:p>",
        "&b一",
        "&<",
        "<w:p><w:r><w:t>a&amp;&lt;c</w:t></w:r></w:p>",
    );
    let kept = |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>{}</w:p>", run("乙"));
    assert_written(&format!("<w:p><w:r><w:t> 甲丙 </w:t></w:r>{}</w:p>", run("乙")), "丙", " ", &kept("甲 "));
}

#[test]
fn tabs_and_line_breaks_may_go_and_words_may_come_beside_them() {
    let content = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>";
    assert_written(content, "甲 乙", "甲乙", &content.replace("<w:tab/>", ""));
    assert_written(content, "丙", "丙丁", &content.replace("丙", "丙丁"));
    let alone = "<w:p><w:r><w:tab/></w:r><w:r><w:noBreakHyphen/></w:r></w:p>";
    assert_written(
        alone,
        "-",
        "-5",
        "<w:p><w:r><w:tab/></w:r><w:r><w:noBreakHyphen/><w:t xml:space=\"preserve\">5</w:t></w:r></w:p>",
    );
    let symbol = "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"2460\"/><w:t>件</w:t></w:r></w:p>";
    assert_written(symbol, "①", "1", "<w:p><w:r><w:t>1件</w:t></w:r></w:p>");
}

fn table(cells: &str) -> String {
    format!("<w:tbl><w:tr><w:tc>{}</w:tc>{cells}</w:tr></w:tbl>", paragraph("标"))
}

#[test]
fn an_empty_cell_gets_a_run_that_looks_like_its_mark() {
    let fill = |cell: &str, expected: &str| {
        let content = table(&format!("<w:tc>{cell}</w:tc>"));
        let file = body(&content);
        let document = imported(&file).unwrap();
        let at = document.text.find("标").unwrap() + "标\t".len();
        let changed = document.edited(&[(Span::new(at, at), "5".to_owned())]).unwrap();
        assert_eq!(amend(&file, &changed, Some(&tracked())).unwrap().left, []);
        let amended = amend(&file, &changed, None).unwrap();
        assert_eq!(amended.left, []);
        let source = main_of(&amended.bytes);
        assert!(source.contains(&format!("<w:tc>{expected}</w:tc></w:tr>")), "{source}");
    };
    let five = |look: &str| format!("<w:r>{look}<w:t xml:space=\"preserve\">5</w:t></w:r>");
    fill("<w:p/>", &format!("<w:p>{}</w:p>", five("")));
    fill("<w:p w:rsidR=\"1\" />", &format!("<w:p w:rsidR=\"1\">{}</w:p>", five("")));
    fill("<w:p></w:p>", &format!("<w:p>{}</w:p>", five("")));
    let mark = "<w:pPr><w:jc w:val=\"center\"/><w:rPr><w:ins w:id=\"1\" w:author=\"a\"/><w:b/></w:rPr></w:pPr>";
    fill(&format!("<w:p>{mark}</w:p><w:p/>"), &format!("<w:p>{mark}{}</w:p><w:p/>", five(BOLD)));
    let empty_run = "<w:r><w:rPr><w:i/></w:rPr><w:t></w:t></w:r>";
    fill(&format!("<w:p>{empty_run}</w:p>"), &format!("<w:p>{empty_run}{}</w:p>", five("<w:rPr><w:i/></w:rPr>")));
}

#[test]
fn a_cell_of_several_paragraphs_changes_where_the_words_are() {
    let label = |first: &str, second: &str| table(&format!("<w:tc>{}{}</w:tc>", paragraph(first), paragraph(second)));
    assert_written(&label("本年", "新收"), "本年新收", "本年度新收", &label("本年度", "新收"));
    assert_written(&label("12", "34"), "34", "35", &label("12", "35"));
    assert_left(&label("12", "34"), "12 34", "1234", Obstacle::Divided);
}

#[test]
fn tracked_changes_of_others_stay() {
    let marks = "w:id=\"7\" w:author=\"甲\" w:date=\"2024-01-01T00:00:00Z\"";
    let content = format!(
        "<w:p>{}<w:del {marks}><w:r><w:delText>12</w:delText></w:r></w:del><w:ins {marks}>{}</w:ins></w:p>",
        run("新收"),
        run("13件")
    );
    assert_written(&content, "13", "14", &content.replace("13", "14"));
    let (written, _) = exchanged(&content, "13", "15", Some(&tracked()));
    // Within somebody's insertion a deletion stands, an insertion beside it.
    let ours = "w:author=\"勾稽\" w:date=\"2025-01-20T08:30:00Z\"";
    let expected = format!(
        "<w:ins {marks}><w:del w:id=\"8\" {ours}><w:r><w:delText xml:space=\"preserve\">13</w:delText></w:r></w:del></w:ins><w:ins w:id=\"9\" {ours}>{}</w:ins><w:ins {marks}>{}</w:ins></w:p>",
        run("15"),
        run("件")
    );
    assert!(written.ends_with(&expected), "{written}");
    let deep = format!("<w:p><w:ins {marks}><w:hyperlink>{}</w:hyperlink></w:ins></w:p>", run("13件"));
    assert_eq!(exchanged(&deep, "13", "14", Some(&tracked())).1, [Obstacle::Tracked]);
    assert_eq!(exchanged(&deep, "13", "14", None).1, []);
}

#[test]
fn a_tracked_change_shows_old_and_new_in_the_same_look() {
    let content = format!("<w:p><w:r w:rsidR=\"1\">{BOLD}<w:t>新收2931件</w:t></w:r></w:p>");
    let ours = "w:author=\"勾稽\" w:date=\"2025-01-20T08:30:00Z\"";
    let bold = |text: &str| format!("<w:r>{BOLD}<w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let (written, _) = exchanged(&content, "2931", "2932", Some(&tracked()));
    assert_eq!(
        written,
        format!(
            "<w:p><w:r w:rsidR=\"1\">{BOLD}<w:t xml:space=\"preserve\">新收</w:t></w:r><w:del w:id=\"1\" {ours}><w:r w:rsidR=\"1\">{BOLD}<w:delText xml:space=\"preserve\">2931</w:delText></w:r></w:del><w:ins w:id=\"2\" {ours}>{}</w:ins><w:r w:rsidR=\"1\">{BOLD}<w:t xml:space=\"preserve\">件</w:t></w:r></w:p>",
            bold("2932")
        )
    );
    // A whole run leaves no empty ones.
    let (written, _) = exchanged(&content, "新收2931件", "无", Some(&tracked()));
    assert_eq!(written.matches("<w:r").count() - written.matches("<w:rPr").count(), 2, "{written}");
}

#[test]
fn what_cannot_be_changed_safely_is_named() {
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>";
    let list = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let file = with_parts(numbered, &[("word/numbering.xml", list)]);
    assert_eq!(exchanged_in(&file, "一、", "二、", None).1, [Obstacle::Number]);
    assert_eq!(exchanged_in(&file, "总体", "主体", None).1, []);

    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = |instruction: &str| {
        format!(
            "<w:p>{}{}<w:r><w:instrText xml:space=\"preserve\"> {instruction} </w:instrText></w:r>{}{}{}{}</w:p>",
            run("共"),
            mark("begin"),
            mark("separate"),
            run("12"),
            mark("end"),
            run("件")
        )
    };
    assert_left(&field("=SUM(ABOVE)"), "12", "13", Obstacle::Field);
    assert_written(&field("=SUM(ABOVE)"), "件", "宗", &field("=SUM(ABOVE)").replace("件", "宗"));
    let link = field("HYPERLINK \"https://example.invalid/\"");
    assert_written(&link, "12", "13", &link.replace("12", "13"));
    let simple = format!("<w:p><w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple></w:p>", run("12"));
    assert_left(&simple, "12", "13", Obstacle::Field);

    let control = |properties: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:id w:val=\"5\"/>{properties}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            paragraph("12")
        )
    };
    assert_written(&control("<w:text/>"), "12", "13", &control("<w:text/>").replace("12", "13"));
    for properties in [
        "<w:lock w:val=\"sdtContentLocked\"/>",
        "<w:showingPlcHdr/>",
        "<w:dropDownList/>",
        "<w:dataBinding w:xpath=\"x\"/>",
    ] {
        assert_left(&control(properties), "12", "13", Obstacle::Control);
    }

    let formula = format!("<w:p><m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>{}</w:p>", run("件"));
    assert_left(&formula, "12", "13", Obstacle::Formula);
    let twice = format!(
        "<w:p><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:p>",
        run("12"),
        run("12")
    );
    assert_left(&twice, "12", "13", Obstacle::Alternatives);
    assert_left("<w:p><w:r><w:t><![CDATA[12]]></w:t></w:r></w:p>", "12", "13", Obstacle::Unusual);
    assert_left(&paragraph("12"), "12", "1\u{ffff}", Obstacle::Character);
}

#[test]
fn one_change_that_cannot_be_made_does_not_hold_up_the_others() {
    let content =
        format!("{}<w:p><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>", paragraph("甲12"), run("乙13"));
    let file = body(&content);
    let document = imported(&file).unwrap();
    let place = |words: &str| {
        let start = document.text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let changed = document.edited(&[(place("12"), "14".to_owned()), (place("13"), "15".to_owned())]).unwrap();
    let amended = amend(&file, &changed, None).unwrap();
    assert_eq!((amended.changed, amended.left.len()), (1, 1));
    assert_eq!((amended.left[0].from.as_str(), amended.left[0].to.as_str()), ("乙13", "乙15"));
    assert_eq!(imported(&amended.bytes).unwrap().text, "甲14\n乙13\n");
}

/// The document with that text, of which only paragraphs differ.
fn with_paragraphs(document: &Document, paragraphs: &[&str]) -> Document {
    let mut builder = gouji::document::Builder::new(document.kind);
    for text in paragraphs {
        builder.paragraph(text, false, false);
    }
    builder.finish()
}

#[test]
fn paragraphs_may_come_and_go() {
    let look = "<w:pPr><w:ind w:firstLine=\"420\"/><w:rPr><w:b/></w:rPr></w:pPr>";
    let written = |text: &str| format!("<w:p>{look}<w:r>{BOLD}<w:t>{text}</w:t></w:r></w:p>");
    let added = |text: &str| format!("<w:p>{look}<w:r>{BOLD}<w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
    let file = body(&["甲", "乙", "丙"].map(written).concat());
    let document = imported(&file).unwrap();
    for (paragraphs, expected) in [
        (&["甲", "新", "乙", "丙"][..], [written("甲"), added("新"), written("乙"), written("丙")].concat()),
        (&["新", "甲", "乙", "丙"], [added("新"), written("甲"), written("乙"), written("丙")].concat()),
        (
            &["甲", "乙", "丙", "一", "二"],
            [written("甲"), written("乙"), written("丙"), added("一"), added("二")].concat(),
        ),
        (&["甲", "丙"], [written("甲"), written("丙")].concat()),
        (&["甲乙", "丙"], [written("甲乙"), written("丙")].concat()),
    ] {
        let changed = with_paragraphs(&document, paragraphs);
        let amended = amend(&file, &changed, None).unwrap();
        assert_eq!(amended.left, [], "{paragraphs:?}");
        assert!(main_of(&amended.bytes).contains(&expected), "{paragraphs:?}: {}", main_of(&amended.bytes));
        let amended = amend(&file, &changed, Some(&tracked())).unwrap();
        assert_eq!(amended.left, [], "{paragraphs:?}");
        assert_eq!(shown(&imported(&amended.bytes).unwrap()), shown(&changed));
    }
    // One that holds more than words stays, without words.
    let anchored = body(
        &[
            written("甲"),
            written("乙").replace("<w:r>", "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:r>"),
            written("丙"),
        ]
        .concat(),
    );
    let amended = amend(&anchored, &with_paragraphs(&document, &["甲", "丙"]), None).unwrap();
    assert!(amended.left.is_empty() && main_of(&amended.bytes).contains("bookmarkStart"));
}

#[test]
fn tables_of_another_shape_are_refused() {
    let file = body(&(paragraph("文") + &table(&format!("<w:tc>{}</w:tc>", paragraph("1")))));
    let document = imported(&file).unwrap();
    let other = imported(&body(&(paragraph("文") + &table("")))).unwrap();
    assert_eq!(amend(&file, &other, None), Err(AmendError::Shape));
    let mut text = document.clone();
    text.kind = gouji::document::SourceKind::Text;
    assert_eq!(amend(&file, &text, None), Err(AmendError::Shape));
    assert!(matches!(amend(b"no file", &document, None), Err(AmendError::Import(ImportError::Damaged(_)))));
}

#[test]
fn signatures_and_protection_are_told() {
    let settings = "<w:settings><w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/></w:settings>";
    let file = with_parts(&paragraph("12"), &[("_xmlsignatures/sig1.xml", "<x/>"), ("word/settings.xml", settings)]);
    let document = imported(&file).unwrap();
    let changed = document.edited(&[(Span::new(0, 2), "13".to_owned())]).unwrap();
    assert_eq!(amend(&file, &changed, None).unwrap().remarks, [Remark::Signed, Remark::Protected]);
    assert_eq!(amend(&file, &document, None).unwrap().remarks, []);
    let open = with_parts(&paragraph("12"), &[("word/settings.xml", &settings.replace("\"1\"", "\"0\""))]);
    assert_eq!(amend(&open, &changed, None).unwrap().remarks, []);
}

#[test]
fn main_parts_in_other_encodings_and_archives_of_other_makers_stay_what_they_are() {
    let main = main_part(&paragraph("12"));
    let utf_16: Vec<u8> =
        [&[0xff, 0xfe][..], &main.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    let marked = ["\u{feff}".as_bytes(), main.as_bytes()].concat();
    for content in [utf_16, marked] {
        let file = stored(&[("a.xml", b"<a/>"), ("word/document.xml", &content), ("z.bin", b"zz")]);
        let document = imported(&file).unwrap();
        let changed = document.edited(&[(Span::new(0, 2), "13".to_owned())]).unwrap();
        let amended = amend(&file, &changed, None).unwrap();
        assert_eq!(imported(&amended.bytes).unwrap(), changed);
        assert_eq!(others(&amended.bytes), others(&file));
        let before = unzip_one(&amended.bytes);
        assert_eq!(before[..2], content[..2]);
    }
    // Data before the archive, as in a program that unpacks itself.
    let file = [b"MZ".as_slice(), &body(&paragraph("12"))].concat();
    if let Ok(document) = imported(&file) {
        let changed = document.edited(&[(Span::new(0, 2), "13".to_owned())]).unwrap();
        assert_eq!(amend(&file, &changed, None), Err(AmendError::Archive));
    }
}

fn unzip_one(bytes: &[u8]) -> Vec<u8> {
    let archive = rawzip::ZipArchive::from_slice(bytes).unwrap();
    let mut listed = archive.entries();
    while let Some(entry) = listed.next_entry().unwrap() {
        if entry.file_path().as_bytes() == b"word/document.xml" {
            let stored = archive.get_entry(entry.wayfinder()).unwrap();
            return miniz_oxide::inflate::decompress_to_vec(stored.data()).unwrap();
        }
    }
    panic!("no main part")
}
