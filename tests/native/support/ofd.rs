//! Writes OFD files (GB/T 33190).

use super::docx::escape;
use super::sheets::{HEIGHT, Sheet, WIDTH, em};
use super::zip::zip;

/// Millimetres in a point.
const MM: f32 = 25.4 / 72.0;

/// An OFD file of these pages.
pub fn ofd(sheets: &[Sheet]) -> Vec<u8> {
    let contents: Vec<(String, String)> =
        sheets.iter().enumerate().map(|(page, sheet)| (place(page), content(&objects(sheet)))).collect();
    package(&contents, &[])
}

/// The same with all lines in templates, one a page, over which the text is written.
pub fn with_templates(sheets: &[Sheet]) -> Vec<u8> {
    let lines = |sheet: &Sheet| Sheet { lines: sheet.lines.clone(), ..Sheet::default() };
    let texts = |sheet: &Sheet| Sheet { lines: Vec::new(), ..sheet.clone() };
    let templates: Vec<(String, String)> = sheets
        .iter()
        .enumerate()
        .map(|(page, sheet)| (format!("Doc_0/Tpls/Tpl_{page}/Content.xml"), content(&objects(&lines(sheet)))))
        .collect();
    let pages: Vec<(String, String)> = sheets
        .iter()
        .enumerate()
        .map(|(page, sheet)| {
            let template = format!(r#"<ofd:Template TemplateID="{}" ZOrder="Background"/><ofd:Content>"#, page + 50);
            (place(page), content(&objects(&texts(sheet))).replace("<ofd:Content>", &template))
        })
        .collect();
    package(&pages, &templates)
}

/// A file of these pages and templates, each with its place.
pub fn package(pages: &[(String, String)], templates: &[(String, String)]) -> Vec<u8> {
    let drawn_over: String = templates
        .iter()
        .enumerate()
        .map(|(number, (place, _))| format!(r#"<ofd:TemplatePage ID="{}" BaseLoc="/{place}"/>"#, number + 50))
        .collect();
    let listed: String = (0..pages.len())
        .map(|page| format!(r#"<ofd:Page ID="{}" BaseLoc="Pages/Page_{page}/Content.xml"/>"#, page + 100))
        .collect();
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 {} {}</ofd:PhysicalBox></ofd:PageArea>{drawn_over}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"#,
        WIDTH * MM,
        HEIGHT * MM
    );
    let mut entries = vec![("OFD.xml", ROOT.as_bytes()), ("Doc_0/Document.xml", document.as_bytes())];
    entries.extend(pages.iter().chain(templates).map(|(place, content)| (place.as_str(), content.as_bytes())));
    zip(&entries)
}

pub fn place(page: usize) -> String {
    format!("Doc_0/Pages/Page_{page}/Content.xml")
}

/// A page with these objects.
pub fn content(objects: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="1" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>"#
    )
}

/// The objects of a page.
pub fn objects(sheet: &Sheet) -> String {
    let mut out = String::new();
    for (number, [x0, y0, x1, y1]) in sheet.lines.iter().map(|line| line.map(|length| length * MM)).enumerate() {
        // With a boundary of its own, or with that of the page.
        let (left, top) = if number % 2 == 0 { (x0, y0) } else { (0.0, 0.0) };
        out += &format!(
            r#"<ofd:PathObject ID="2" Boundary="{left} {top} {} {}" LineWidth="0.2"><ofd:AbbreviatedData>M {} {} L {} {}</ofd:AbbreviatedData></ofd:PathObject>"#,
            x1 - left,
            y1 - top,
            x0 - left,
            y0 - top,
            x1 - left,
            y1 - top
        );
    }
    for [left, top, right, bottom] in sheet.pictures.iter().map(|edges| edges.map(|edge| edge * MM)) {
        out += &format!(
            r#"<ofd:ImageObject ID="3" ResourceID="4" Boundary="{left} {top} {} {}"/>"#,
            right - left,
            bottom - top
        );
    }
    for text in &sheet.texts {
        let size = text.size * MM;
        let letters: Vec<char> = text.text.chars().collect();
        let mut deltas = String::new();
        for same in letters[..letters.len().saturating_sub(1)].chunk_by(|one, other| em(*one) == em(*other)) {
            let delta = em(same[0]) * size;
            deltas += &if same.len() > 1 { format!("g {} {delta} ", same.len()) } else { format!("{delta} ") };
        }
        out += &format!(
            r#"<ofd:TextObject ID="5" Boundary="{} {} {} {}" Font="6" Size="{size}"><ofd:TextCode X="0" Y="{}" DeltaX="{}">{}</ofd:TextCode></ofd:TextObject>"#,
            text.x * MM,
            (text.y - text.size) * MM,
            letters.iter().map(|c| em(*c)).sum::<f32>() * size,
            1.2 * size,
            size,
            deltas.trim(),
            escape(&text.text)
        );
    }
    out
}

const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#;
