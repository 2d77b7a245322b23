//! Files and clipboards: from what the browser hands over to a document.

use std::rc::Rc;

use gloo_file::callbacks::read_as_bytes;
use js_sys::{Array, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::FileList;

use super::App;
use super::host::{self, FromModule, ImporterError};
use super::state::{Draft, NotRead, Origin};
use super::update::Message;
use crate::browser::{BrowserHost, number, today};
use crate::check::Options;
use crate::document::{Document, SourceKind};
use crate::examination::{Request, write_request};
use crate::import::{self, ImportError, Imported, Input};
use crate::render::sentence::{Language, import_error};
use crate::report::Ignored;
use crate::report::Report;

/// Opens a file. Several, or one more where many bodies are shown, go to the view of many bodies.
pub fn open(app: &Rc<App>, files: &FileList, origin: fn(String) -> Origin) {
    let is_draft = matches!(origin(String::new()), Origin::File(_));
    if is_draft && host::open_many(files) {
        return;
    }
    let Some(file) = files.item(0).map(gloo_file::File::from) else { return };
    let name = file.name();
    if file.size() > import::LARGEST as u64 {
        // Not even read: a film would fill the browser's memory.
        let why = NotRead::Import(ImportError::TooLarge(file.size()));
        return app.send(Message::Arrived(Err(why), origin(name)));
    }
    let weak = Rc::downgrade(app);
    let reader = read_as_bytes(&file, move |bytes| {
        let Some(app) = weak.upgrade() else { return };
        match bytes {
            Ok(bytes) => opened(&app, &bytes, &name, origin(name.clone())),
            Err(_) => app.send(Message::Arrived(Err(NotRead::Disk), origin(name))),
        }
    });
    // Dropping the reader would stop it.
    app.reading.replace(Some(reader));
}

/// A file has been read from the disk.
pub fn opened(app: &Rc<App>, bytes: &[u8], name: &str, origin: Origin) {
    match import::import(Input::File { bytes, name }, &BrowserHost) {
        Err(ImportError::NeedsModule(_)) => import_elsewhere(app, bytes, origin),
        imported => app.send(Message::Arrived(as_document(imported).map(Draft::from), origin)),
    }
}

/// Something was pasted, or a sample is asked for.
pub fn hand_in(app: &Rc<App>, input: Input<'_>, origin: Origin) {
    match (import::import(input, &BrowserHost), input) {
        (Err(ImportError::NeedsModule(_)), Input::Text(text)) => import_elsewhere(app, text.as_bytes(), origin),
        (imported, _) => app.send(Message::Arrived(as_document(imported).map(Draft::from), origin)),
    }
}

/// Hands in the sample of that name, as soon as it is there.
pub fn sample(app: &Rc<App>, name: &'static str) {
    let Ok(promise) = host::load_pages("samples") else { return };
    let weak = Rc::downgrade(app);
    let done = Closure::once(move |samples: JsValue| {
        let Some(app) = weak.upgrade() else { return };
        match host::page_of(&samples, name) {
            Some(text) => hand_in(&app, Input::Text(&text), Origin::Sample),
            None => app.send(Message::Arrived(Err(NotRead::Disk), Origin::Sample)),
        }
    });
    let _ = promise.then2(&done, &done);
    done.forget();
}

/// Lets the importers that are modules of their own read it.
pub fn import_elsewhere(app: &Rc<App>, bytes: &[u8], origin: Origin) {
    let promise = match host::import_file(bytes, !matches!(origin, Origin::Previous(_))) {
        Ok(promise) => promise,
        Err(_) => return app.send(Message::Arrived(Err(NotRead::Module(ImporterError::default())), origin)),
    };
    let weak = Rc::downgrade(app);
    let done = Closure::once(move |answer: JsValue| {
        let Some(app) = weak.upgrade() else { return };
        let draft = from_modules(&answer);
        if let (Err(NotRead::Module(why)), Origin::File(name)) = (&draft, &origin)
            && why.code == SEVERAL_DRAFTS
            && host::open_archive(name)
        {
            return;
        }
        app.send(Message::Arrived(draft, origin));
    });
    // Both ways out of the promise end in the same place: a rejection carries no document.
    let _ = promise.then2(&done, &done);
    done.forget();
}

/// A text that a module has made of a report, as a draft.
pub fn as_draft(text: &str, ignored: Vec<Ignored>, numbers_only: bool) -> Result<Draft, NotRead> {
    let document = as_document(import::import(Input::Text(text), &BrowserHost))?;
    Ok(Draft { document, ignored, numbers_only, original: 0 })
}

/// What importers call an archive of several drafts.
const SEVERAL_DRAFTS: &str = "several_drafts";

/// The draft in what the importer modules answered.
fn from_modules(answer: &JsValue) -> Result<Draft, NotRead> {
    match host::imported(answer) {
        Ok(FromModule::Document(document)) => {
            let original = Some(number(answer, "original")).filter(|_| document.kind == SourceKind::Docx);
            Ok(Draft { original: original.unwrap_or(0), ..document.into() })
        }
        Ok(FromModule::Text { text, ignored, numbers_only }) => as_draft(&text, ignored, numbers_only),
        Err(why) => Err(NotRead::Module(why)),
    }
}

/// Reads a draft that is one of many: see [`host::question`].
pub fn question(input: &JsValue, name: &str, language: Language) -> JsValue {
    let draft = match input.dyn_ref::<Uint8Array>() {
        None => from_modules(input),
        Some(bytes) => match import::import(Input::File { bytes: &bytes.to_vec(), name }, &BrowserHost) {
            Err(ImportError::NeedsModule(module)) => return object(&[("needs", module.as_str().into())]),
            imported => as_document(imported).map(Draft::from),
        },
    };
    match draft {
        Ok(draft) => {
            let report = Report { ignored: draft.ignored.clone(), ..draft.report() };
            let options = Options { today: today(), ..Options::default() };
            let question = write_request(&Request { report: &report, previous: None, options: &options, language });
            let text = Uint8Array::from(question.text.as_bytes());
            Array::of2(&text, &Uint32Array::from(&*question.numbers)).into()
        }
        Err(why) => {
            let (code, chinese, english) = match why {
                NotRead::Import(error) => {
                    let sentence = |language| import_error(&error, language);
                    (error.code().to_owned(), sentence(Language::Chinese), sentence(Language::English))
                }
                NotRead::Module(error) => {
                    let (chinese, english) = error.sentences.unwrap_or_default();
                    (error.code, chinese, english)
                }
                NotRead::Disk => ("disk".to_owned(), String::new(), String::new()),
            };
            let error = object(&[("code", code.into()), ("zh", chinese.into()), ("en", english.into())]);
            object(&[("error", error)])
        }
    }
}

fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// As a document with the line feeds of a text area: what it shows must be what is checked.
fn as_document(imported: Result<Imported, ImportError>) -> Result<Document, NotRead> {
    // Reports in JSON come as documents from their importer.
    let Imported::Document(document) = imported.map_err(NotRead::Import)? else {
        return Err(NotRead::Import(ImportError::Unknown));
    };
    if !document.text.contains('\r') {
        return Ok(document);
    }
    let text = document.text.replace("\r\n", "\n").replace('\r', "\n");
    as_document(import::import(Input::Text(&text), &BrowserHost))
}
