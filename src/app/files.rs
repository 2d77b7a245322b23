//! Files and clipboards: from what the browser hands over to a document.

use std::rc::Rc;

use gloo_file::callbacks::read_as_bytes;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::FileList;

use super::App;
use super::state::{NotRead, Origin};
use super::update::Message;
use crate::api::{self, BrowserHost, ImporterError};
use crate::document::Document;
use crate::import::{self, ImportError, Imported, Input};
use crate::render::markdown;

/// Opens the first of the files, and says that the others are for later.
pub fn open(app: &Rc<App>, files: &FileList) {
    let mut files = (0..files.length()).filter_map(|index| files.item(index)).map(gloo_file::File::from);
    let Some(first) = files.next() else { return };
    let others: Vec<String> = files.map(|file| file.name()).collect();
    let name = first.name();
    let weak = Rc::downgrade(app);
    let reader = read_as_bytes(&first, move |bytes| {
        let Some(app) = weak.upgrade() else { return };
        match bytes {
            Ok(bytes) => opened(&app, &bytes, name),
            Err(_) => app.send(Message::Arrived(Err(NotRead::Disk), Origin::File(name))),
        }
        if !others.is_empty() {
            app.send(Message::LeftForLater(others));
        }
    });
    // Dropping the reader would stop it.
    app.reading.replace(Some(reader));
}

/// A file has been read from the disk.
fn opened(app: &Rc<App>, bytes: &[u8], name: String) {
    match import::import(Input::File { bytes, name: &name }, &BrowserHost) {
        Err(ImportError::NeedsModule(_)) => import_elsewhere(app, bytes, name),
        imported => app.send(Message::Arrived(as_document(imported), Origin::File(name))),
    }
}

/// HTML was pasted, or a sample is asked for.
pub fn hand_in(app: &Rc<App>, input: Input<'_>, origin: Origin) {
    app.send(Message::Arrived(as_document(import::import(input, &BrowserHost)), origin));
}

/// Lets the importer that is a module of its own read the file.
fn import_elsewhere(app: &Rc<App>, bytes: &[u8], name: String) {
    let promise = match api::import_file(bytes, &name) {
        Ok(promise) => promise,
        Err(_) => {
            return app.send(Message::Arrived(Err(NotRead::Module(ImporterError::default())), Origin::File(name)));
        }
    };
    let weak = Rc::downgrade(app);
    let done = Closure::once(move |answer: JsValue| {
        if let Some(app) = weak.upgrade() {
            let document = api::imported(&answer).map_err(NotRead::Module);
            app.send(Message::Arrived(document, Origin::File(name)));
        }
    });
    // Both ways out of the promise end in the same place: a rejection carries no document.
    let _ = promise.then2(&done, &done);
    done.forget();
}

/// As a document; a report in JSON by way of the text it would be written as.
fn as_document(imported: Result<Imported, ImportError>) -> Result<Document, NotRead> {
    let document = match imported.map_err(NotRead::Import)? {
        Imported::Document(document) => document,
        Imported::Report(report) => {
            let text = markdown::markdown(&report);
            return as_document(import::import(Input::Text(&text), &BrowserHost));
        }
    };
    if !document.text.contains('\r') {
        return Ok(document);
    }
    // A text area holds line feeds alone: what it shows must be what is checked.
    let text = document.text.replace("\r\n", "\n").replace('\r', "\n");
    match import::import(Input::Text(&text), &BrowserHost).map_err(NotRead::Import)? {
        Imported::Document(document) => Ok(document),
        Imported::Report(_) => Ok(Document { text, blocks: Vec::new(), ..document }),
    }
}
