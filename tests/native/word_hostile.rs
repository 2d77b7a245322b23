//! Damaged and hostile documents of word processors: each is read or refused with a sentence, soon, and nothing
//! panics.

use std::time::{Duration, Instant};

use crate::support;
use crate::support::doc::{Paragraph, Saving, file, row_format, saved, streams};
use crate::support::zip::zip;
use crate::support::{Piece, ole};
use gouji::document::{Document, SourceKind};
use gouji::import::{ImportError, Imported, Input, NativeHost, import};
use gouji::render::sentence::{Language, import_error};

/// Two seconds, and more for unoptimised code on a busy machine: what is quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

#[track_caller]
fn timed(bytes: &[u8]) -> Result<Document, ImportError> {
    let start = Instant::now();
    let result = import(Input::File { bytes, name: "年报.doc" }, &NativeHost);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]);
    let head = head.get(head.len().saturating_sub(100)..).unwrap_or("");
    assert!(start.elapsed() < PATIENCE, "took {:?}: {head}", start.elapsed());
    match result {
        Ok(Imported::Document(document)) => Ok(document),
        Ok(Imported::Report(_)) => panic!("no document"),
        Err(error) => {
            assert!(import_error(&error, Language::Chinese).ends_with('。'));
            Err(error)
        }
    }
}

fn draft() -> Vec<Piece> {
    vec![
        Piece::title("青石镇人民政府2024年政府信息公开工作年度报告"),
        Piece::heading("一、总体情况"),
        Piece::paragraph("全年主动公开信息12条。"),
        Piece::table("信息内容|本年制发件数|本年废止件数\n规章|0|0\n行政规范性文件|1|0"),
        Piece::paragraph("Latin"),
    ]
}

/// One file of every kind.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let pieces = draft();
    let page = "<html><p>一、总体情况<table><tr><td>规章<td>0<tr><td>许可<td>1</table></html>";
    vec![
        ("doc", saved(&pieces, Saving::Whole)),
        ("doc, saved fast", saved(&pieces, Saving::Fast)),
        ("rtf", support::rtf::rtf(&pieces)),
        ("odt", support::odt::odt(&pieces)),
        ("fodt", support::odt::fodt(&pieces).into_bytes()),
        ("mht", support::mht::mht(page)),
        ("zip", zip(&[("a.docx", &support::docx::docx(&pieces))])),
    ]
}

/// A sequence of numbers that look random and are the same every time.
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |limit| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    }
}

#[test]
fn files_cut_off_anywhere_are_refused_or_lose_no_text() {
    for (kind, whole) in files() {
        let intact = timed(&whole).unwrap();
        for fiftieth in 0..50 {
            match timed(&whole[..whole.len() * fiftieth / 50]) {
                // The head of a message alone is a text.
                Ok(document) if document.kind == SourceKind::Text => assert!(fiftieth < 25, "{kind}, {fiftieth}/50"),
                // What stands behind the text may be missing: pictures, and formats at worst.
                Ok(document) => assert_eq!(document.text, intact.text, "{kind}, {fiftieth}/50"),
                Err(error) => assert!(
                    matches!(
                        error,
                        ImportError::Damaged(_)
                            | ImportError::Empty
                            | ImportError::Unsupported(_)
                            | ImportError::Unknown
                    ),
                    "{kind}, {fiftieth}/50: {error:?}"
                ),
            }
        }
    }
}

#[test]
fn flipped_bits_and_exchanged_numbers_never_panic() {
    let mut number = numbers(5);
    for (_, whole) in files() {
        for round in 0..400 {
            let mut altered = whole.clone();
            for _ in 0..=round % 3 {
                let at = number(altered.len());
                match number(4) {
                    0 => altered[at] ^= 1 << number(8),
                    1 => altered[at] = 0xff,
                    2 => altered[at] = 0,
                    _ => {
                        let end = (at + 4).min(altered.len());
                        altered[at..end].fill([0xff, 0x7f, 0x80][number(3)]);
                    }
                }
            }
            let _ = timed(&altered);
        }
    }
}

/// Damage within the streams of a Word document: the container is sound, so that it reaches the importer.
#[test]
fn altered_streams_never_panic() {
    let mut number = numbers(9);
    let row = Paragraph::new("", 0x07, 0, row_format(&[0, 1, 2], &[0x60, 0]));
    let cell = || Paragraph::new("1", 0x07, 0, vec![0x16, 0x24, 1]);
    let paragraphs = [cell(), cell(), row, Paragraph::new("\u{13}A\u{14}文\u{15}", 0x0d, 1, vec![0x61, 0x24, 1])];
    for saving in [Saving::Whole, Saving::Fast] {
        let parts = streams(&paragraphs, saving);
        for _ in 0..1500 {
            let mut altered = parts.clone();
            let victim = number(2);
            let content = &mut altered[victim].1;
            // The head of the main stream and the whole table stream decide everything.
            let at = number(content.len());
            let end = (at + 1 + number(4)).min(content.len());
            content[at..end].fill([0, 1, 0x7f, 0x80, 0xff][number(5)]);
            let altered: Vec<_> = altered.iter().map(|(name, content)| (*name, &content[..])).collect();
            let _ = timed(&ole::compound(&altered));
        }
    }
}

#[test]
fn small_files_that_describe_large_documents_are_refused() {
    let bomb =
        |bytes: &[u8]| assert!(matches!(timed(bytes), Err(ImportError::Bomb(_))), "{:?}", timed(bytes).map(|_| ()));
    let row = "<table:table-row table:number-rows-repeated=\"9999999\"><table:table-cell table:number-columns-repeated=\"999\"><text:p>0</text:p></table:table-cell></table:table-row>";
    bomb(support::odt::flat(&format!("<table:table>{row}</table:table>")).as_bytes());
    bomb(support::odt::flat(&"<text:list text:style-name=\"L\"/>".repeat(100_000)).as_bytes());
    let cells: String = (0..1000)
        .map(|index| format!("\\trowd\\cellx{}\\cellx9999999\\intbl a\\cell b\\cell\\row", index * 40 + 40))
        .collect();
    let _ = timed(format!("{{\\rtf1 {}}}", cells.repeat(20)).as_bytes());
    bomb(format!("{{\\rtf1 {}}}", "\\intbl\\cell".repeat(400_000)).as_bytes());
    // One stretch of text that a hundred thousand pieces refer to.
    let mut parts = streams(&[Paragraph::new(&"文".repeat(400), 0x0d, 0, Vec::new())], Saving::Whole);
    let count = 100_000_u32;
    let mut pieces = Vec::new();
    (0..=count).for_each(|index| pieces.extend((index * 400).to_le_bytes()));
    (0..count).for_each(|_| pieces.extend([0, 0, 0, 4, 0, 0, 0, 0]));
    let place = (parts[1].1.len() as u32, pieces.len() as u32 + 5);
    let list = [&[2][..], &(pieces.len() as u32).to_le_bytes(), &pieces].concat();
    parts[1].1.extend(list);
    parts[0].1[76..80].copy_from_slice(&(count * 400).to_le_bytes());
    parts[0].1[154 + 8 * 33..158 + 8 * 33].copy_from_slice(&place.0.to_le_bytes());
    parts[0].1[158 + 8 * 33..162 + 8 * 33].copy_from_slice(&place.1.to_le_bytes());
    let with_length = |length: u32, parts: &[(&'static str, Vec<u8>)]| {
        let mut parts = parts.to_vec();
        parts[0].1[76..80].copy_from_slice(&length.to_le_bytes());
        let parts: Vec<_> = parts.iter().map(|(name, content)| (*name, &content[..])).collect();
        ole::compound(&parts)
    };
    bomb(&with_length(count * 400, &parts));
    bomb(&with_length(4_000_000, &parts));
}

#[test]
fn depth_exhausts_no_stack() {
    let deep = |open: &str, close: &str| open.repeat(40_000) + &close.repeat(40_000);
    for (open, close) in [
        ("<text:section>", "</text:section>"),
        ("<text:p>", "</text:p>"),
        ("<text:span>", "</text:span>"),
        ("<draw:frame>", "</draw:frame>"),
        ("<draw:frame><table:table >", "</table:table></draw:frame>"),
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"),
    ] {
        let _ = timed(support::odt::flat(&deep(open, close)).as_bytes());
    }
    let _ = timed(
        format!("<w:wordDocument><w:body>{}</w:body></w:wordDocument>", deep("<wx:sect>", "</wx:sect>")).as_bytes(),
    );
    let _ = timed(format!("<pkg:package>{}</pkg:package>", deep("<pkg:part>", "</pkg:part>")).as_bytes());
    let _ = timed(
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n".repeat(100_000) + "x").as_bytes(),
    );
}

#[test]
fn many_of_anything_takes_no_quadratic_time() {
    let _ = timed(format!("MIME-Version: 1.0\n{}\n", "a: b\n".repeat(1_000_000)).as_bytes());
    let boundaries = "--x\n\n".repeat(1_000_000);
    let _ = timed(format!("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{boundaries}").as_bytes());
    let styles: String = (0..30_000).map(|index| format!("{{\\s{index}\\outlinelevel0 heading 1;}}")).collect();
    let _ = timed(format!("{{\\rtf1{{\\stylesheet{styles}}}{}}}", "\\s5 x\\par".repeat(100_000)).as_bytes());
    let reaching = "<table:table-cell table:number-rows-spanned=\"9\"/>".repeat(60_000);
    let covered = "<table:covered-table-cell/>".repeat(60_000);
    let rows = format!(
        "<table:table><table:table-row>{reaching}</table:table-row><table:table-row>{covered}</table:table-row></table:table>"
    );
    let _ = timed(support::odt::flat(&rows).as_bytes());
    let styles: String = (0..20_000)
        .map(|index| {
            format!(
                "<style:style style:family=\"paragraph\" style:name=\"P{index}\" style:parent-style-name=\"P{}\"/>",
                index + 1
            )
        })
        .collect();
    let body = "<text:p text:style-name=\"P0\">文</text:p>".repeat(20_000);
    let text = format!(
        "<office:document xmlns:office=\"o\">{styles}<office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    assert!(timed(text.as_bytes()).is_ok());
    let paragraphs: Vec<Paragraph> = (0..40_000).map(|_| Paragraph::new("文", 0x0d, 1, vec![0x61, 0x24, 1])).collect();
    assert!(timed(&file(&paragraphs, Saving::Fast)).is_ok());
    let entries: Vec<(String, Vec<u8>)> = (0..20_001).map(|index| (format!("{index}.txt"), Vec::new())).collect();
    let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, content)| (name.as_str(), &content[..])).collect();
    assert!(timed(&zip(&entries)).is_err());
}

#[test]
fn entities_are_not_expanded() {
    let mut laughs = "<!DOCTYPE office:document [<!ENTITY a \"ha\">".to_owned();
    for (one, next) in "abcdefghi".chars().zip("bcdefghij".chars()) {
        laughs += &format!("<!ENTITY {next} \"{}\">", format!("&{one};").repeat(10));
    }
    let text =
        support::odt::flat("<text:p>&j;</text:p>").replace("<office:document ", &(laughs + "]><office:document "));
    assert!(matches!(timed(text.as_bytes()), Err(ImportError::Damaged(_))));
}
