//! Damaged and hostile Office files: each is read or refused, soon, and nothing panics.

use std::time::{Duration, Instant};

use crate::support;
use crate::support::Piece;
use crate::support::docx::{body, main_part, paragraph};
use crate::support::zip::{stored, zip};
use gouji::document::Document;
use gouji::import::ImportError;
use gouji::import::docx::docx;
use gouji::import::sheet::{Format as Kind, spreadsheet};

fn xlsx(bytes: &[u8]) -> Result<Document, ImportError> {
    spreadsheet(bytes, Kind::Xlsx)
}

type Import = fn(&[u8]) -> Result<Document, ImportError>;

/// Two seconds, and more for unoptimised code on a busy machine: what is quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

#[track_caller]
fn timed(import: Import, bytes: &[u8]) -> Result<Document, ImportError> {
    let start = Instant::now();
    let result = import(bytes);
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
    result
}

fn draft() -> Vec<Piece> {
    vec![
        Piece::title("青石镇人民政府2024年政府信息公开工作年度报告"),
        Piece::heading("一、总体情况"),
        Piece::paragraph("全年主动公开信息12条。"),
        Piece::table("信息内容|本年制发件数|本年废止件数\n规章|0|0\n行政规范性文件|1|0"),
    ]
}

fn main_only(content: &str) -> Vec<u8> {
    zip(&[("word/document.xml", content.as_bytes())])
}

/// A sequence of numbers that look random and are the same every time.
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |limit| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    }
}

#[test]
fn files_cut_off_anywhere_are_refused() {
    for (import, file) in
        [(docx as Import, support::docx::docx(&draft())), (xlsx as Import, support::xlsx::xlsx(&draft()))]
    {
        assert!(import(&file).is_ok());
        for twentieth in 0..20 {
            let cut = &file[..file.len() * twentieth / 20];
            assert!(matches!(timed(import, cut), Err(ImportError::Damaged(_))), "{twentieth}/20");
        }
    }
}

#[test]
fn flipped_bits_never_panic_and_never_change_what_is_read() {
    let word = support::docx::docx(&draft());
    let intact = docx(&word).unwrap();
    let mut number = numbers(7);
    for _ in 0..600 {
        let mut file = word.clone();
        let at = number(file.len());
        file[at] ^= 1 << number(8);
        // Names and flags have no checksum: a part may vanish or be refused, but no text may change.
        if let Ok(document) = timed(docx, &file) {
            assert_eq!(document.text, intact.text, "bit at {at}");
        }
    }
    let sheet = support::xlsx::xlsx(&draft());
    for _ in 0..300 {
        let mut file = sheet.clone();
        let at = number(file.len());
        file[at] ^= 1 << number(8);
        let _ = timed(xlsx, &file);
    }
}

/// Damage below the checksums: the parts themselves are altered, the container is sound.
#[test]
fn altered_parts_never_panic() {
    let mut number = numbers(11);
    let main = main_part(
        &(paragraph("文")
            + "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"),
    );
    for _ in 0..400 {
        let _ = timed(docx, &main_only(&altered(&main, &mut number)));
    }
    let file = support::xlsx::xlsx(&draft());
    let archive = rawzip::ZipArchive::from_slice(&file).unwrap();
    let parts: Vec<(String, String)> = archive
        .entries()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
            let stored = archive.get_entry(entry.wayfinder()).unwrap();
            let content = match entry.compression_method() {
                rawzip::CompressionMethod::DEFLATE => miniz_oxide::inflate::decompress_to_vec(stored.data()).unwrap(),
                _ => stored.data().to_vec(),
            };
            (name, String::from_utf8(content).unwrap())
        })
        .collect();
    for _ in 0..400 {
        let victim = number(parts.len());
        let altered: Vec<(String, String)> = parts
            .iter()
            .enumerate()
            .map(|(index, (name, text))| {
                (name.clone(), if index == victim { altered(text, &mut number) } else { text.clone() })
            })
            .collect();
        let entries: Vec<(&str, &[u8])> = altered.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let _ = timed(xlsx, &stored(&entries));
    }
}

/// The text with a stretch removed, doubled, or replaced by what breaks number parsers.
fn altered(text: &str, number: &mut impl FnMut(usize) -> usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = number(characters.len());
    let end = (at + 1 + number(12)).min(characters.len());
    let middle: String = match number(5) {
        0 => String::new(),
        1 => characters[at..end].iter().chain(&characters[at..end]).collect(),
        2 => "99999999999999999999".to_owned(),
        3 => "-1".to_owned(),
        _ => "\u{0}<&".to_owned(),
    };
    characters[..at].iter().collect::<String>() + &middle + &characters[end..].iter().collect::<String>()
}

#[test]
fn bombs_are_refused_before_they_fill_the_memory() {
    let huge = vec![b' '; 40 << 20];
    let honest = zip(&[("word/document.xml", &huge)]);
    assert!(honest.len() < 1 << 20, "a bomb is small");
    assert!(matches!(timed(docx, &honest), Err(ImportError::Bomb(_))));
    // One that declares a small size, in the central directory and in the local header.
    let mut liar = honest;
    let size = (huge.len() as u32).to_le_bytes();
    let places: Vec<usize> = liar.windows(4).enumerate().filter(|(_, four)| *four == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        liar[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(matches!(timed(docx, &liar), Err(ImportError::Bomb(_) | ImportError::Damaged(_))));
    // Each part within the limit, all of them beyond it.
    let part = vec![b' '; 30 << 20];
    let workbook = "<workbook><sheets><sheet/><sheet/><sheet/></sheets></workbook>";
    let entries = [
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/worksheets/sheet1.xml", &part),
        ("xl/worksheets/sheet2.xml", &part),
        ("xl/worksheets/sheet3.xml", &part),
    ];
    assert!(matches!(xlsx(&zip(&entries)), Err(ImportError::Bomb(_))));
}

#[test]
fn small_files_that_describe_large_tables_are_refused() {
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"250\"/></w:tcPr><w:p/></w:tc>";
    let wide = format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{cell}{cell}</w:tr>").repeat(100_000));
    assert!(matches!(timed(docx, &main_only(&main_part(&wide))), Err(ImportError::Bomb(_))));
    let endless = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4294967295\"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    assert!(timed(docx, &body(endless)).is_ok());
}

#[test]
fn depth_exhausts_no_stack() {
    let deep = |name: &str| format!("<w:{name}>").repeat(100_000) + &format!("</w:{name}>").repeat(100_000);
    for name in ["sdt", "p", "r", "drawing", "del", "AlternateContent", "x"] {
        let _ = timed(docx, &main_only(&main_part(&deep(name))));
    }
    let nested = "<w:tbl><w:tr><w:tc>".repeat(10_000) + &"</w:tc></w:tr></w:tbl>".repeat(10_000);
    assert!(matches!(timed(docx, &main_only(&main_part(&nested))), Err(ImportError::Damaged(_))));
}

#[test]
fn entities_are_not_expanded() {
    let mut laughs = "<!DOCTYPE w:document [<!ENTITY a \"ha\">".to_owned();
    for (one, next) in "abcdefghi".chars().zip("bcdefghij".chars()) {
        laughs += &format!("<!ENTITY {next} \"{}\">", format!("&{one};").repeat(10));
    }
    laughs += "]>";
    let main = main_part("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>").replace("<w:document", &(laughs + "<w:document"));
    assert!(matches!(timed(docx, &main_only(&main)), Err(ImportError::Damaged(_))));
    let undefined = main_part("<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>");
    assert!(matches!(docx(&main_only(&undefined)), Err(ImportError::Damaged(_))));
}

#[test]
fn many_attributes_names_and_styles_take_no_quadratic_time() {
    let attributes: String = (0..200_000).map(|index| format!(" w:a{index}=\"\"")).collect();
    let _ = timed(docx, &body(&format!("<w:p><w:pPr><w:jc{attributes} w:val=\"center\"/></w:pPr></w:p>")));
    let styles: String = (0..30_000)
        .map(|index| format!("<w:style w:styleId=\"{index}\"><w:basedOn w:val=\"{}\"/></w:style>", index + 1))
        .collect();
    let styles = format!("<w:styles>{styles}</w:styles>");
    let paragraphs = "<w:p><w:pPr><w:pStyle w:val=\"0\"/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>".repeat(30_000);
    let file = support::docx::with_parts(&paragraphs, &[("word/styles.xml", &styles)]);
    assert!(timed(docx, &file).is_ok());
    let fields = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>文</w:t></w:r>".repeat(50_000);
    let _ = timed(docx, &body(&format!("<w:p>{fields}</w:p>")));
}

#[test]
fn protected_files_are_recognised() {
    let mut file = support::docx::docx(&draft());
    // Bit 0 of the flags, in the local headers and in the central directory.
    for (signature, offset) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> =
            file.windows(4).enumerate().filter(|(_, four)| four == signature).map(|(at, _)| at).collect();
        for at in places {
            file[at + offset] |= 1;
        }
    }
    assert_eq!(docx(&file), Err(ImportError::Encrypted));
    assert_eq!(xlsx(&file), Err(ImportError::Encrypted));
}

#[test]
fn what_is_no_zip_is_refused() {
    for bytes in [&b""[..], b"PK", b"PK\x05\x06", b"hello", &[0; 4096]] {
        assert!(matches!(docx(bytes), Err(ImportError::Damaged(_))));
        assert!(matches!(xlsx(bytes), Err(ImportError::Damaged(_))));
    }
}
