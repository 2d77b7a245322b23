//! Files that nobody should have to open: cut off, blown up, turned in circles, locked, of enormous size; of every kind.

use std::iter::repeat_n;

use gouji::report::Report;

use super::doc::{Saving, saved};
use super::docx::{body, main_part, paragraph};
use super::pdf::{Coding, dict, file, stream};
use super::reports::{Form, consistent};
use super::shapes::{html, pieces};
use super::sheets::{Style, sheets};
use super::zip::{stored, zip};
use super::{doc, docx, mht, ods, odt, ofd, ole, pdf, rtf, xls, xlsx};

/// A hostile file.
pub struct Hostile {
    /// What is hostile about it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Whether it cannot be read as a draft at all.
    pub is_refused: bool,
}

/// A sound file of every kind that is read.
pub fn sound() -> Vec<(&'static str, Vec<u8>)> {
    every_kind(&consistent(Form::Y2021, &[3, 1, 4, 1, 5, 9, 2, 6].repeat(30)))
}

/// The report in every kind of file that is read.
pub fn every_kind(report: &Report) -> Vec<(&'static str, Vec<u8>)> {
    let pieces = pieces(report);
    let pages = sheets(&pieces, Style::default());
    vec![
        ("docx", docx::docx(&pieces)),
        ("doc", saved(&pieces, Saving::Whole)),
        ("doc, saved fast", doc::saved(&pieces, Saving::Fast)),
        ("rtf", rtf::rtf(&pieces)),
        ("odt", odt::odt(&pieces)),
        ("fodt", odt::fodt(&pieces).into_bytes()),
        ("mht", mht::mht(&html(report))),
        ("html", html(report).into_bytes()),
        ("xlsx", xlsx::xlsx(&pieces)),
        ("xls", xls::xls(&pieces)),
        ("ods", ods::ods(&pieces)),
        ("pdf", pdf::pdf(&pages, Coding::ToUnicode)),
        ("ofd", ofd::ofd(&pages)),
        ("zip", zip(&[("a.docx", &docx::docx(&pieces))])),
        ("json", serde_json::to_vec(&gouji::report::json::to_json(report)).unwrap()),
        ("text", gouji::render::markdown::markdown(report).into_bytes()),
    ]
}

/// Bytes of the largest file that is read; unoptimised code is given a fifth of it, for it takes thirty times as long.
const LARGEST: usize = if cfg!(debug_assertions) { gouji::import::LARGEST / 5 } else { gouji::import::LARGEST };
/// A hundred megabytes.
const HUGE: usize = 100 << 20;

fn filled(start: &[u8], with: &[u8], size: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size + with.len());
    bytes.extend_from_slice(start);
    while bytes.len() < size {
        bytes.extend_from_slice(with);
    }
    bytes.truncate(size);
    bytes
}

/// Names of the recipes; each is made when it is wanted, for together they fill the memory.
pub fn recipes() -> Vec<(String, Box<dyn Fn() -> Hostile>)> {
    let mut recipes: Vec<(String, Box<dyn Fn() -> Hostile>)> = Vec::new();
    let mut add = |name: String, is_refused: bool, make: Box<dyn Fn() -> Vec<u8>>| {
        let label = name.clone();
        recipes.push((name, Box::new(move || Hostile { name: label.clone(), bytes: make(), is_refused })));
    };
    for (kind, bytes) in sound() {
        // Plain text has no end that could be missed.
        let is_text = matches!(kind, "html" | "text" | "mht" | "rtf");
        for third in [1, 2] {
            let cut = bytes[..bytes.len() * third / 3].to_vec();
            add(
                format!("{kind}, cut off after {third}/3"),
                !is_text && kind != "doc" && kind != "doc, saved fast",
                Box::new(move || cut.clone()),
            );
        }
        let start = bytes[..bytes.len().min(600)].to_vec();
        add(
            format!("{kind}, the start of one and 100 MB of zeros"),
            true,
            Box::new(move || filled(&start, &[0; 4096], HUGE)),
        );
        let whole = bytes.clone();
        add(format!("{kind}, again and again to 100 MB"), true, Box::new(move || filled(b"", &whole, HUGE)));
        let whole = bytes;
        add(format!("{kind}, again and again up to the limit"), false, Box::new(move || filled(b"", &whole, LARGEST)));
    }
    // What makes most of one byte each.
    for (kind, start, with) in [
        ("html of cells", "<table>", "<td>"),
        ("html of tables", "", "<table>"),
        ("html of open elements", "", "<b>"),
        ("html of attributes", "<p ", "a=1 "),
        ("html of references", "<p>", "&amp;"),
        ("rtf of groups", "{\\rtf1", "{"),
        ("rtf of cells", "{\\rtf1\\trowd\\cellx1", "\\cell "),
        ("rtf of rows", "{\\rtf1", "\\trowd\\cellx9\\cell\\row "),
        ("text of lines", "", "1\n"),
        ("text of tabs", "", "1\t"),
        ("text of strokes", "", "|1"),
        ("csv", "甲,1\n", "1,"),
        ("json of lists", "{\"schema\":\"gouji/report@1\",\"cells\":", "["),
        ("xml of elements", "<?xml version=\"1.0\"?><w:wordDocument><w:body>", "<w:p>"),
        ("xml of tables", "<?xml version=\"1.0\"?><w:wordDocument><w:body>", "<w:tbl><w:tr><w:tc>"),
        (
            "excel xml of cells",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row>",
            "<Cell/>",
        ),
        ("mht of parts", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"a\"\r\n\r\n", "--a\r\n\r\n"),
        ("mht of headers", "MIME-Version: 1.0\r\n", "a:\n"),
        ("pdf of objects", "%PDF-1.7\n", "1 0 obj<</A 1 0 R>>endobj "),
        ("ole of sectors", "\u{0}", "\u{fffd}"),
    ] {
        add(
            format!("{kind} up to the limit"),
            false,
            Box::new(move || filled(start.as_bytes(), with.as_bytes(), LARGEST)),
        );
    }
    // Bombs: small files that unpack to much.
    let blanks = |size: usize| vec![b' '; size];
    for (kind, part) in [
        ("docx", "word/document.xml"),
        ("xlsx", "xl/workbook.xml"),
        ("odt", "content.xml"),
        ("ofd", "OFD.xml"),
        ("zip", "年报.txt"),
    ] {
        add(format!("{kind} that unpacks to 80 MB"), true, Box::new(move || zip(&[(part, &blanks(80 << 20))])));
        add(
            format!("{kind} of parts of 31 MB"),
            true,
            Box::new(move || {
                let part_of = blanks(31 << 20);
                let names: Vec<String> = (0..4).map(|number| format!("{number}-{part}")).collect();
                let mut entries: Vec<(&str, &[u8])> =
                    names.iter().map(|name| (name.as_str(), part_of.as_slice())).collect();
                entries.push((part, &part_of));
                zip(&entries)
            }),
        );
    }
    add(
        "pdf with a stream of 80 MB".to_owned(),
        true,
        Box::new(|| {
            file(&[
                (1, dict("<</Type/Catalog/Pages 2 0 R>>")),
                (2, dict("<</Type/Pages/Count 1/Kids[3 0 R]>>")),
                (3, dict("<</Type/Page/Parent 2 0 R/Contents 4 0 R>>")),
                (4, stream("", &vec![b' '; 80 << 20])),
            ])
        }),
    );
    add(
        "pdf whose pages are their own parents".to_owned(),
        true,
        Box::new(|| {
            file(&[(1, dict("<</Type/Catalog/Pages 2 0 R>>")), (2, dict("<</Type/Pages/Count 1/Kids[2 0 R]>>"))])
        }),
    );
    add("docx of words without end".to_owned(), false, Box::new(|| body(&paragraph("一").repeat(200_000))));
    add(
        "docx of nested tables".to_owned(),
        true,
        Box::new(|| body(&("<w:tbl><w:tr><w:tc>".repeat(10_000) + &"</w:tc></w:tr></w:tbl>".repeat(10_000)))),
    );
    add(
        "docx of wide cells".to_owned(),
        true,
        Box::new(|| {
            let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"250\"/></w:tcPr><w:p/></w:tc>";
            body(&format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{cell}{cell}</w:tr>").repeat(100_000)))
        }),
    );
    add(
        "docx with a document type".to_owned(),
        true,
        Box::new(|| {
            let laughs = "<!DOCTYPE w:document [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document";
            zip(&[("word/document.xml", main_part(&paragraph("&b;")).replacen("<w:document", laughs, 1).as_bytes())])
        }),
    );
    add(
        "ods of repeated cells".to_owned(),
        true,
        Box::new(|| {
            let cell = ods::cell("1", " table:number-columns-repeated=\"16384\"");
            let row = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
            ods::file(&format!("<table:table table:name=\"表\">{row}</table:table>"))
        }),
    );
    add("a zip within a zip".to_owned(), true, Box::new(|| zip(&[("a.zip", &zip(&[("a.txt", b"x")]))])));
    add(
        "a zip of 30 000 files".to_owned(),
        true,
        Box::new(|| {
            let names: Vec<String> = (0..30_000).map(|number| format!("{number}.txt")).collect();
            stored(&names.iter().map(|name| (name.as_str(), &b""[..])).collect::<Vec<_>>())
        }),
    );
    // Locked.
    add(
        "docx with a password".to_owned(),
        true,
        Box::new(|| ole::compound(&[("EncryptedPackage", b"x"), ("EncryptionInfo", b"x")])),
    );
    for (kind, bytes) in sound().into_iter().filter(|(_, bytes)| bytes.starts_with(b"PK")) {
        add(format!("{kind} with a password on its parts"), true, Box::new(move || locked(&bytes)));
    }
    // Wrong types.
    for (kind, start) in [
        ("PNG", &b"\x89PNG\r\n\x1a\n"[..]),
        ("JPEG", b"\xff\xd8\xff\xe0"),
        ("RAR", b"Rar!\x1a\x07\x01\x00"),
        ("7z", b"7z\xbc\xaf\x27\x1c"),
        ("program", b"MZ\x90\x00\x03\x00"),
    ] {
        let bytes: Vec<u8> = start.iter().copied().chain(repeat_n(0, 5000)).collect();
        add(format!("a {kind}"), true, Box::new(move || bytes.clone()));
    }
    add("nothing".to_owned(), true, Box::new(Vec::new));
    recipes
}

/// A zip file with bit 0 of its flags set, in the local headers and in the central directory.
fn locked(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (signature, offset) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> =
            bytes.windows(4).enumerate().filter(|(_, four)| four == signature).map(|(at, _)| at).collect();
        for at in places {
            bytes[at + offset] |= 1;
        }
    }
    bytes
}
