//! The exporter module: it writes the report of a document, or its check, as a file. The document comes as the page
//! holds it, so that what is written is what the page shows.

use gouji::check::Options;
use gouji::document::Document;
use gouji::read::read;
use gouji::render::export::{Kind, Source};
use gouji::render::sentence::Language;
use gouji::report::Level;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// Writes a file of that kind: `{bytes, name, type}` as a plain object, or `{error: {code, zh, en}}`. The document is
/// its text and its numbers, as `Document::to_numbers` makes them; the options are `year`, `level`, `language` and
/// `file`, the name of the draft.
#[wasm_bindgen(js_name = exportFile)]
pub fn export_file(kind: &str, text: String, numbers: &[u32], options: &JsValue) -> JsValue {
    match file(kind, text, numbers, options) {
        Ok((bytes, name, media_type)) => {
            let bytes: JsValue = Uint8Array::from(bytes.as_slice()).into();
            object(&[("bytes", bytes), ("name", name.into()), ("type", media_type.into())])
        }
        Err(failure) => {
            let [code, zh, en] = failure.words().map(JsValue::from);
            object(&[("error", object(&[("code", code), ("zh", zh), ("en", en)]))])
        }
    }
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug)]
enum Failure {
    /// There is no such kind of file.
    Kind,
    /// The numbers are not those of the text.
    Document,
}

impl Failure {
    /// Its name for programs, and what to tell the person in Chinese and in English.
    fn words(self) -> [&'static str; 3] {
        match self {
            Failure::Kind => ["kind", "不能写成这种文件。", "files of this kind cannot be written."],
            Failure::Document => {
                ["document", "文稿的内容不完整，未能写出文件。", "the document is incomplete: no file was written."]
            }
        }
    }
}

fn file(
    kind: &str,
    text: String,
    numbers: &[u32],
    options: &JsValue,
) -> Result<(Vec<u8>, String, &'static str), Failure> {
    let kind = Kind::from_name(kind).ok_or(Failure::Kind)?;
    let document = Document::from_numbers(text, numbers).ok_or(Failure::Document)?;
    let report = read(&document);
    let year = field(options, "year").as_f64().map(|year| year as i32);
    let level = field(options, "level").as_string().and_then(|level| Level::from_name(&level));
    let language = match field(options, "language").as_string().as_deref() {
        Some("en") => Language::English,
        _ => Language::Chinese,
    };
    let file = field(options, "file").as_string().unwrap_or_default();
    let text = document.kind.is_text().then_some(document.text.as_str());
    let source =
        Source { report: &report, text, file: &file, options: Options { year, level, ..Options::default() }, language };
    Ok((source.export(kind), kind.file_name(&report), kind.media_type()))
}

/// A property; undefined where there is none.
fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
