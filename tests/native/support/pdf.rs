//! Writes PDF files.

use std::collections::BTreeMap;

use super::sheets::{HEIGHT, Sheet, WIDTH, em};

/// How the text of a file is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// Numbers of glyphs, and a table that says what they mean.
    ToUnicode,
    /// Numbers of glyphs, and nothing more.
    Glyphs,
    /// Unicode, with the font left to the reader.
    UniGb,
    /// GBK, with the font left to the reader.
    Gbk,
}

/// A PDF file of these pages.
pub fn pdf(sheets: &[Sheet], coding: Coding) -> Vec<u8> {
    let mut glyphs: BTreeMap<char, u16> = BTreeMap::new();
    for c in sheets.iter().flat_map(|sheet| &sheet.texts).flat_map(|text| text.text.chars()) {
        let next = u16::try_from(glyphs.len()).unwrap() + 3;
        glyphs.entry(c).or_insert(next);
    }
    let kids: String = (0..sheets.len()).map(|page| format!("{} 0 R ", 10 + 2 * page)).collect();
    let mut objects = vec![
        (1, dict("<</Type/Catalog/Pages 2 0 R>>")),
        (2, dict(&format!("<</Type/Pages/Count {}/Kids[{kids}]>>", sheets.len()))),
    ];
    objects.extend(font(&glyphs, coding));
    objects.push((
        9,
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"x"),
    ));
    for (page, sheet) in sheets.iter().enumerate() {
        let number = 10 + 2 * u32::try_from(page).unwrap();
        objects.push((
            number,
            dict(&format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {} 0 R\
                 /Resources<</Font<</F1 3 0 R>>/XObject<</X1 9 0 R>>>>>>",
                number + 1
            )),
        ));
        objects.push((number + 1, stream("", content(sheet, coding, &glyphs).as_bytes())));
    }
    file(&objects)
}

fn content(sheet: &Sheet, coding: Coding, glyphs: &BTreeMap<char, u16>) -> String {
    let mut out = String::from("0.5 w\n");
    for (number, &[x0, y0, x1, y1]) in sheet.lines.iter().enumerate() {
        let (y0, y1) = (HEIGHT - y0, HEIGHT - y1);
        // Programs draw lines as strokes or as thin areas.
        out += &match number % 2 {
            0 => format!("{x0} {y0} m {x1} {y1} l S\n"),
            _ => format!("{} {} {} {} re f\n", x0 - 0.24, y1 - 0.24, x1 - x0 + 0.48, y0 - y1 + 0.48),
        };
    }
    for &[left, top, right, bottom] in &sheet.pictures {
        out += &format!("q {} 0 0 {} {left} {} cm /X1 Do Q\n", right - left, bottom - top, HEIGHT - bottom);
    }
    for text in &sheet.texts {
        let codes: String = text.text.chars().map(|c| code(c, coding, glyphs)).collect();
        out += &format!("BT /F1 {} Tf 1 0 0 1 {} {} Tm <{codes}> Tj ET\n", text.size, text.x, HEIGHT - text.y);
    }
    out
}

fn code(c: char, coding: Coding, glyphs: &BTreeMap<char, u16>) -> String {
    match coding {
        Coding::ToUnicode | Coding::Glyphs => format!("{:04x}", glyphs[&c]),
        Coding::UniGb => format!("{:04x}", u32::from(c)),
        Coding::Gbk => encoding_rs::GB18030.encode(&c.to_string()).0.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn font(glyphs: &BTreeMap<char, u16>, coding: Coding) -> Vec<(u32, Vec<u8>)> {
    let encoding = match coding {
        Coding::ToUnicode => "/Encoding/Identity-H/ToUnicode 5 0 R",
        Coding::Glyphs => "/Encoding/Identity-H",
        Coding::UniGb => "/Encoding/UniGB-UCS2-H",
        Coding::Gbk => "/Encoding/GBK-EUC-H",
    };
    let narrow: String = match coding {
        Coding::ToUnicode | Coding::Glyphs => {
            glyphs.iter().filter(|(c, _)| em(**c) < 1.0).map(|(_, glyph)| format!("{glyph} [500] ")).collect()
        }
        Coding::UniGb | Coding::Gbk => String::new(),
    };
    let characters: Vec<String> =
        glyphs.iter().map(|(c, glyph)| format!("<{glyph:04x}> <{:04x}>\n", u32::from(*c))).collect();
    let mut map = "1 begincodespacerange <0000> <ffff> endcodespacerange\n".to_owned();
    for hundred in characters.chunks(100) {
        map += &format!("{} beginbfchar\n{}endbfchar\n", hundred.len(), hundred.concat());
    }
    vec![
        (3, dict(&format!("<</Type/Font/Subtype/Type0/BaseFont/STSong{encoding}/DescendantFonts[4 0 R]>>"))),
        (
            4,
            dict(&format!(
                "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/DW 1000/W[{narrow}]\
                 /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>"
            )),
        ),
        (5, stream("", map.as_bytes())),
    ]
}

pub fn dict(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// A stream, deflated.
pub fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(content, 6);
    let mut out = format!("<<{entries}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).into_bytes();
    out.extend(packed);
    out.extend(b"\nendstream");
    out
}

/// A file of these objects; the first is the catalog.
pub fn file(objects: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = BTreeMap::new();
    for (number, object) in objects {
        places.insert(*number, out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    let size = places.keys().max().unwrap() + 1;
    out.extend(format!("xref\n0 {size}\n").bytes());
    for number in 0..size {
        let line = match places.get(&number) {
            Some(place) => format!("{place:010} 00000 n \n"),
            None => "0000000000 65535 f \n".to_owned(),
        };
        out.extend(line.bytes());
    }
    out.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}
