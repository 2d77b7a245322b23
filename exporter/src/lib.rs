//! The exporter module: everything that leaves the page, and links on their way back in. It reads no drafts and knows no
//! rules: a report comes as the page holds it, a check as the module with the rules has put it into words.

mod code;
mod links;

use gouji::flat::Reader;
use gouji::render::charts;
use gouji::render::export::Kind;
use gouji::render::protocol::Protocol;
use gouji::render::sentence::Language;
use gouji::report::Report;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// Writes a file of that kind: `{bytes, name, type}` as a plain object, or `{error: {code, zh, en}}`. What is written
/// is text and numbers: a report with that of the year before, as `drawCharts` takes them; for the kinds that are a check
/// the check as a document.
#[wasm_bindgen(js_name = exportFile)]
pub fn export_file(kind: &str, text: &[u8], numbers: &[u32]) -> JsValue {
    match file(kind, text, numbers) {
        Ok((bytes, name, media_type)) => {
            let bytes: JsValue = Uint8Array::from(bytes.as_slice()).into();
            object(&[("bytes", bytes), ("name", name.into()), ("type", media_type.into())])
        }
        Err(failure) => failed(failure.words()),
    }
}

/// Draws the charts of a report, and of the year before where that follows: HTML, or `{error: {code, zh, en}}`. Behind the
/// report a number says whether another follows.
#[wasm_bindgen(js_name = drawCharts)]
pub fn draw_charts(text: &[u8], numbers: &[u32], english: bool) -> JsValue {
    let language = if english { Language::English } else { Language::Chinese };
    match reports(text, numbers) {
        Some((report, previous)) => charts::charts(&report, previous.as_ref(), language).into_string().into(),
        None => failed(Failure::Report.words()),
    }
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// There is no such kind of file.
    Kind,
    /// The numbers are not those of the text.
    Report,
    /// There is nothing to encrypt with that nobody could guess.
    Randomness,
}

impl Failure {
    /// Its name for programs, and what to tell the person in Chinese and in English.
    fn words(self) -> [&'static str; 3] {
        match self {
            Failure::Kind => ["kind", "不能写成这种文件。", "files of this kind cannot be written."],
            Failure::Report => {
                ["report", "报告的内容不完整，未能写出文件。", "the report is incomplete: no file was written."]
            }
            Failure::Randomness => [
                "randomness",
                "浏览器没有提供加密所需的随机数，未能加密。",
                "the browser offers no randomness to encrypt with.",
            ],
        }
    }
}

fn file(kind: &str, text: &[u8], numbers: &[u32]) -> Result<(Vec<u8>, String, &'static str), Failure> {
    let kind = Kind::from_name(kind).ok_or(Failure::Kind)?;
    let (bytes, title) = match kind {
        Kind::Report(kind) => {
            let (report, previous) = reports(text, numbers).ok_or(Failure::Report)?;
            (kind.write(&report, previous.as_ref()), report.title.map(|title| title.text))
        }
        Kind::Protocol(kind) => {
            let protocol = flat(text, numbers, Protocol::read).ok_or(Failure::Report)?;
            (kind.write(&protocol), protocol.title)
        }
        // Where the whole workspace is built at once, there are kinds that no browser module writes.
        #[allow(unreachable_patterns, reason = "only this module's own features are meant")]
        _ => return Err(Failure::Kind),
    };
    Ok((bytes, kind.file_name(title.as_deref()), kind.media_type()))
}

/// The report that a text and numbers hold, and that of the year before, where they hold it.
fn reports(text: &[u8], numbers: &[u32]) -> Option<(Report, Option<Report>)> {
    flat(text, numbers, |reader| {
        let report = Report::read_flat(reader)?;
        let previous = if reader.flag()? { Some(Report::read_flat(reader)?) } else { None };
        Some((report, previous))
    })
}

/// What a text and numbers hold, if they hold it and nothing else.
fn flat<T>(text: &[u8], numbers: &[u32], read: impl FnOnce(&mut Reader<'_>) -> Option<T>) -> Option<T> {
    let mut reader = Reader::new(std::str::from_utf8(text).ok()?, numbers);
    read(&mut reader).filter(|_| reader.is_at_end())
}

fn failed([code, zh, en]: [&str; 3]) -> JsValue {
    object(&[("error", object(&[("code", code.into()), ("zh", zh.into()), ("en", en.into())]))])
}

fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

#[cfg(test)]
mod tests {
    use gouji::document::SourceKind;
    use gouji::flat::Writer;
    use gouji::form::Edition;
    use gouji::report::Passage;

    use super::*;

    #[test]
    fn a_report_is_written_and_what_is_none_is_told() {
        let title = Some(Passage::new("青石镇人民政府2024年报告"));
        let report = Report { title, ..Report::empty(SourceKind::Text, Edition::Y2021) };
        let mut to = Writer::default();
        report.write(&mut to);
        let alone = to.clone();
        to.flag(false);
        let (text, numbers) = (to.text.as_bytes(), to.numbers.as_slice());
        let (bytes, name, media_type) = file("docx", text, numbers).unwrap();
        assert!(bytes.starts_with(b"PK") && name == "青石镇人民政府2024年报告.docx" && media_type.contains("word"));
        assert_eq!(file("pdf", text, numbers), Err(Failure::Kind));
        assert_eq!(file("docx", b"", numbers), Err(Failure::Report));
        assert_eq!(file("docx", text, &[numbers, &[0]].concat()), Err(Failure::Report));
        assert_eq!(file("docx", text, &alone.numbers), Err(Failure::Report));
        assert_eq!(file("protocol-docx", text, numbers), Err(Failure::Report));
        // What the module with the rules alone can write.
        assert_eq!(file("sarif", text, numbers), Err(Failure::Kind));
    }

    #[test]
    fn a_page_shows_both_years_where_both_are_there() {
        let page = |previous: Option<i32>| {
            let report = |year| Report { year: Some(year), ..Report::empty(SourceKind::Text, Edition::Y2021) };
            let mut to = Writer::default();
            report(2024).write(&mut to);
            to.flag(previous.is_some());
            if let Some(year) = previous {
                report(year).write(&mut to);
            }
            let (bytes, ..) = file("html", to.text.as_bytes(), &to.numbers).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert!(page(Some(2023)).contains("id=\"chart-years\""));
        assert!(!page(None).contains("chart-years\""));
    }
}
