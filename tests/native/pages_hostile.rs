//! Damaged and hostile PDF and OFD files: each is read or refused, soon, and nothing panics.

use std::time::{Duration, Instant};

use crate::support;
use crate::support::ofd::{content, objects, package, place};
use crate::support::pdf::{Coding, dict, file, stream};
use crate::support::reports::{Form, consistent};
use crate::support::same::false_figures;
use crate::support::shapes::pieces;
use crate::support::sheets::{Style, sheets};
use crate::support::zip::zip;
use gouji::document::Document;
use gouji::import::ofd::ofd;
use gouji::import::pdf::pdf;
use gouji::import::{ImportError, NativeHost};
use gouji::read::read;

/// Two seconds, and more for unoptimised code on a busy machine: what is quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

/// Damaged files of each kind; unoptimised code takes twenty times as long for one.
const ROUNDS: usize = if cfg!(debug_assertions) { 60 } else { 2000 };

type Import = fn(&[u8]) -> Result<Document, ImportError>;

fn from_pdf(bytes: &[u8]) -> Result<Document, ImportError> {
    pdf(bytes, &NativeHost)
}

#[track_caller]
fn timed(import: Import, bytes: &[u8]) -> Result<Document, ImportError> {
    let start = Instant::now();
    let result = import(bytes);
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
    result
}

fn draft() -> Vec<support::sheets::Sheet> {
    sheets(&pieces(&consistent(Form::Y2021, &[3, 1, 4, 1, 5, 9, 2, 6].repeat(30))), Style::default())
}

/// A sequence of numbers that look random and are the same every time.
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |limit| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    }
}

/// A file of one page with that content and those further objects, from number 6 on.
fn one_page(content: &[u8], resources: &str, objects: Vec<(u32, Vec<u8>)>) -> Vec<u8> {
    let mut all = vec![
        (1, dict("<</Type/Catalog/Pages 2 0 R>>")),
        (2, dict("<</Type/Pages/Count 1/Kids[3 0 R]>>")),
        (
            3,
            dict(&format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{resources}>>>>")),
        ),
        (4, stream("", content)),
        (5, dict("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")),
    ];
    all.extend(objects);
    file(&all)
}

const FONT: &str = "/Font<</F1 5 0 R>>";

#[test]
fn files_cut_off_anywhere_are_refused() {
    for (import, bytes) in [
        (from_pdf as Import, support::pdf::pdf(&draft(), Coding::ToUnicode)),
        (ofd as Import, support::ofd::ofd(&draft())),
    ] {
        assert!(import(&bytes).is_ok());
        for hundredth in 0..99 {
            let cut = &bytes[..bytes.len() * hundredth / 100];
            assert!(matches!(timed(import, cut), Err(ImportError::Damaged(_))), "{hundredth}/100");
        }
    }
}

#[test]
fn altered_bytes_never_panic_and_hardly_make_figures() {
    let written = consistent(Form::Y2021, &[3, 1, 4, 1, 5, 9, 2, 6].repeat(30));
    let mut number = numbers(5);
    let (mut read_in, mut wrong) = (0, 0);
    for coding in [Coding::ToUnicode, Coding::Gbk] {
        let whole = support::pdf::pdf(&draft(), coding);
        for _ in 0..ROUNDS {
            let mut bytes = whole.clone();
            for _ in 0..1 + number(4) {
                let at = number(bytes.len());
                bytes[at] = number(256) as u8;
            }
            if let Ok(document) = timed(from_pdf, &bytes) {
                read_in += 1;
                // Checksums guard what is packed: nearly all.
                wrong += usize::from(!false_figures(&read(&document), &written).is_empty());
            }
        }
    }
    // One in two hundred: a width or a page's edge in a dictionary may change unnoticed, and a figure with it.
    assert!(read_in > 0 && wrong * 200 <= 2 * ROUNDS, "{wrong} of {read_in} read, of {} altered", 2 * ROUNDS);
    let whole = support::ofd::ofd(&draft());
    let intact = ofd(&whole).unwrap();
    for _ in 0..ROUNDS {
        let mut bytes = whole.clone();
        let at = number(bytes.len());
        bytes[at] ^= 1 << number(8);
        if let Ok(document) = timed(ofd, &bytes) {
            assert_eq!(document.text, intact.text);
        }
    }
}

/// Damage below the streams: operators, numbers and names are altered, the file around them is sound.
#[test]
fn altered_content_never_panics() {
    let mut number = numbers(9);
    let words = [
        "q",
        "Q",
        "cm",
        "BT",
        "ET",
        "Tf",
        "/F1",
        "/X1",
        "Do",
        "Tj",
        "TJ",
        "(a)",
        "<41>",
        "[",
        "]",
        "<<",
        ">>",
        "re",
        "f",
        "S",
        "-1",
        "0",
        "1e9",
        "99999999999999999999",
        "-.5",
        "m",
        "l",
        "c",
        "h",
        "W",
        "n",
        "Td",
        "T*",
        "'",
        "\"",
        "BI",
        "ID",
        "EI",
        "%",
        "(",
        ")",
        "<",
        "Tz",
        "Tr",
        "Ts",
        "\u{0}",
        "\u{fffd}",
    ];
    for _ in 0..2 * ROUNDS {
        let content: String = (0..number(60)).map(|_| words[number(words.len())].to_owned() + " ").collect();
        let file = one_page(
            content.as_bytes(),
            &format!("{FONT}/XObject<</X1 6 0 R>>"),
            vec![(6, stream("/Type/XObject/Subtype/Form/Resources<</XObject<</X1 6 0 R>>>>", content.as_bytes()))],
        );
        let _ = timed(from_pdf, &file);
    }
    let page = objects(&draft()[1]);
    let characters: Vec<char> = page.chars().collect();
    for _ in 0..300 {
        let at = number(characters.len());
        let end = (at + 1 + number(12)).min(characters.len());
        let middle = ["", "-1", "99999999999999999999", "g 4000000000 5 ", "nan", "\" \""][number(6)];
        let altered: String =
            characters[..at].iter().collect::<String>() + middle + &characters[end..].iter().collect::<String>();
        let _ = timed(ofd, &package(&[(place(0), content(&altered))], &[]));
    }
}

#[test]
fn bombs_are_refused_before_they_fill_the_memory() {
    let huge = vec![b' '; 80 << 20];
    let bomb = stream("", &huge);
    assert!(bomb.len() < 1 << 20, "a bomb is small");
    let page = |content: Vec<u8>| {
        file(&[
            (1, dict("<</Type/Catalog/Pages 2 0 R>>")),
            (2, dict("<</Type/Pages/Count 1/Kids[3 0 R]>>")),
            (3, dict("<</Type/Page/Parent 2 0 R/Contents 4 0 R>>")),
            (4, content),
        ])
    };
    assert!(matches!(timed(from_pdf, &page(bomb)), Err(ImportError::Bomb(_))));
    // As a list of objects, and where the dictionary says nothing of the kind.
    for entries in ["/Type/ObjStm/N 1/First 5", "/Type/XRef/W[1 2 1]/Size 5", ""] {
        let objects = file(&[(1, dict("<</Type/Catalog/Pages 2 0 R>>")), (7, stream(entries, &huge))]);
        assert!(matches!(timed(from_pdf, &objects), Err(ImportError::Bomb(_))), "{entries}");
    }
    // Packed twice: the outer layer is small.
    let inner = miniz_oxide::deflate::compress_to_vec_zlib(&huge, 6);
    let outer = miniz_oxide::deflate::compress_to_vec_zlib(&inner, 6);
    let mut twice = format!("<</Filter[/FlateDecode/FlateDecode]/Length {}>>\nstream\n", outer.len()).into_bytes();
    twice.extend(&outer);
    twice.extend(b"\nendstream");
    assert!(matches!(timed(from_pdf, &page(twice)), Err(ImportError::Bomb(_))));
    let part = vec![b' '; 40 << 20];
    let archive = zip(&[("OFD.xml", &part)]);
    assert!(matches!(timed(ofd, &archive), Err(ImportError::Bomb(_))));
}

#[test]
fn forms_that_draw_forms_come_to_an_end() {
    // Ten forms deep, each drawn ten times by the one above: ten thousand million letters.
    let form = |number: u32| {
        let content = "/X Do ".repeat(10) + "BT /F1 9 Tf 50 50 Td (x) Tj ET";
        let resources = format!("/Resources<<{FONT}/XObject<</X {} 0 R>>>>", number + 1);
        (number, stream(&format!("/Type/XObject/Subtype/Form{resources}"), content.as_bytes()))
    };
    let laughs = one_page(b"/X Do", "/XObject<</X 6 0 R>>", (6..17).map(form).collect());
    assert!(matches!(
        timed(from_pdf, &laughs),
        Err(ImportError::TooLarge(_) | ImportError::Bomb(_) | ImportError::Damaged(_))
    ));
    let own = "/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>";
    let cycle = one_page(b"/X Do", "/XObject<</X 6 0 R>>", vec![(6, stream(own, b"/X Do"))]);
    assert!(timed(from_pdf, &cycle).is_err());
}

#[test]
fn cycles_and_depth_end() {
    for pages in [
        "<</Type/Pages/Count 1/Kids[2 0 R]>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]/Parent 2 0 R>>",
        "<</Type/Pages/Count 999999999/Kids[2 0 R 2 0 R]>>",
        "2 0 R",
    ] {
        let file = file(&[
            (1, dict("<</Type/Catalog/Pages 2 0 R>>")),
            (2, dict(pages)),
            (3, dict("<</Type/Pages/Count 1/Kids[2 0 R]>>")),
        ]);
        assert!(timed(from_pdf, &file).is_err(), "{pages}");
    }
    let own_length = b"<</Length 4 0 R>>\nstream\nBT ET\nendstream".to_vec();
    let mut looped = vec![(4, own_length)];
    looped.extend([
        (1, dict("<</Type/Catalog/Pages 2 0 R>>")),
        (2, dict("<</Type/Pages/Count 1/Kids[3 0 R]>>")),
        (3, dict("<</Type/Page/Parent 2 0 R/Contents 4 0 R>>")),
    ]);
    let _ = timed(from_pdf, &file(&looped));
    for (open, close) in [("[", "]"), ("<<", ">>"), ("<</A ", ">>"), ("[<</A ", ">>]"), ("(", ")")] {
        let deep = open.repeat(200_000) + &close.repeat(200_000);
        let _ = timed(from_pdf, &one_page(deep.as_bytes(), FONT, Vec::new()));
        let _ = timed(from_pdf, &one_page(b"BT ET", FONT, vec![(6, dict(&deep))]));
        let _ = timed(from_pdf, &one_page(b"BT /F1 9 Tf (x) Tj ET", &format!("{FONT}/X {deep}"), Vec::new()));
    }
    let _ = timed(from_pdf, &one_page("q ".repeat(1_000_000).as_bytes(), FONT, Vec::new()));
    let deep = "<ofd:PageBlock>".repeat(100_000) + &"</ofd:PageBlock>".repeat(100_000);
    assert_eq!(timed(ofd, &package(&[(place(0), content(&deep))], &[])), Err(ImportError::Empty));
}

#[test]
fn endless_pages_letters_and_lines_end() {
    let letters = one_page(
        &b"BT /F1 9 Tf 50 50 Td ".iter().copied().chain(b"(xxxxxxxxxx) Tj ".repeat(200_000)).collect::<Vec<u8>>(),
        FONT,
        Vec::new(),
    );
    assert!(matches!(timed(from_pdf, &letters), Err(ImportError::TooLarge(_))));
    let mut lines = Vec::new();
    for line in 0..60_000 {
        lines.extend(format!("{} {} m {} {} l S ", line % 500, line % 800, line % 300 + 200, line % 800).bytes());
        lines.extend(format!("{} {} m {} {} l S ", line % 500, line % 800, line % 500, line % 300 + 200).bytes());
    }
    lines.extend(b"BT /F1 9 Tf 50 50 Td (x) Tj ET");
    assert!(timed(from_pdf, &one_page(&lines, FONT, Vec::new())).is_ok());
    let kids: String = (10..5000).map(|page| format!("{page} 0 R ")).collect();
    let mut objects = vec![
        (1, dict("<</Type/Catalog/Pages 2 0 R>>")),
        (2, dict(&format!("<</Type/Pages/Count 4990/Kids[{kids}]>>"))),
    ];
    objects.extend((10..5000).map(|page| (page, dict("<</Type/Page/Parent 2 0 R>>"))));
    assert!(matches!(timed(from_pdf, &file(&objects)), Err(ImportError::TooLarge(_))));
    let page = content(&objects_of("g 4000000000 1"));
    assert!(timed(ofd, &package(&[(place(0), page)], &[])).is_ok());
    let listed: Vec<(String, String)> = (0..3000).map(|page| (place(page), content(""))).collect();
    assert!(matches!(timed(ofd, &package(&listed, &[])), Err(ImportError::TooLarge(_))));
}

fn objects_of(delta: &str) -> String {
    format!(
        "<ofd:TextObject Boundary=\"10 10 50 10\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"{delta}\">文字</ofd:TextCode></ofd:TextObject>"
    )
}

#[test]
fn huge_numbers_are_no_places() {
    for size in ["0 0 1e30 1e30", "-99999999999 -99999999999 99999999999 99999999999", "0 0 0 0", "5 5"] {
        let file = file(&[
            (1, dict("<</Type/Catalog/Pages 2 0 R>>")),
            (2, dict("<</Type/Pages/Count 1/Kids[3 0 R]>>")),
            (3, dict(&format!("<</Type/Page/Parent 2 0 R/MediaBox[{size}]/Contents 4 0 R/Resources<<{FONT}>>>>"))),
            (4, stream("", b"99999999999999999999999999999999999999999 0 0 1 0 0 cm 0 0 9e9 1 re f BT /F1 9 Tf 5 5 Td (x) Tj ET")),
            (5, dict("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")),
        ]);
        let _ = timed(from_pdf, &file);
    }
    for size in ["0 0 99999999999 99999999999", "0 0 0 0", "0 0 -5 -5", "x"] {
        let area = format!("<ofd:Area><ofd:PhysicalBox>{size}</ofd:PhysicalBox></ofd:Area>");
        let page = content(&objects_of("5")).replace("<ofd:Content>", &(area + "<ofd:Content>"));
        let _ = timed(ofd, &package(&[(place(0), page)], &[]));
    }
}

#[test]
fn protected_files_are_recognised() {
    let key = "00".repeat(32);
    let mut file = one_page(
        b"BT ET",
        FONT,
        vec![(6, dict(&format!("<</Filter/Standard/V 2/R 3/Length 128/P -1/O<{key}>/U<{key}>>>")))],
    );
    let trailer = b"/Root 1 0 R";
    let at = file.windows(trailer.len()).position(|window| window == trailer).unwrap();
    file.splice(at..at, format!("/Encrypt 6 0 R/ID[<{key}><{key}>]").bytes());
    assert_eq!(from_pdf(&file), Err(ImportError::Encrypted));
}

#[test]
fn what_is_neither_is_refused() {
    for bytes in [&b""[..], b"%PDF-", b"%PDF-1.7\nstartxref\n0\n%%EOF", b"stream", b"PK\x05\x06", b"hello", &[0; 4096]]
    {
        assert!(matches!(from_pdf(bytes), Err(ImportError::Damaged(_))), "{bytes:?}");
        assert!(matches!(ofd(bytes), Err(ImportError::Damaged(_))), "{bytes:?}");
    }
}
