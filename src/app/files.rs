//! Files and clipboards: from what the browser hands over to a document.

use std::rc::Rc;

use gloo_file::callbacks::read_as_bytes;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::FileList;

use super::App;
use super::host::{self, FromModule, ImporterError};
use super::state::{Draft, NotRead, Origin};
use super::update::Message;
use crate::browser::BrowserHost;
use crate::document::Document;
use crate::import::{self, ImportError, Imported, Input};

/// Opens the first of the files, and says that the others are for later.
pub fn open(app: &Rc<App>, files: &FileList, origin: fn(String) -> Origin) {
    let mut files = (0..files.length()).filter_map(|index| files.item(index)).map(gloo_file::File::from);
    let Some(first) = files.next() else { return };
    let others: Vec<String> = files.map(|file| file.name()).collect();
    let name = first.name();
    if first.size() > import::LARGEST as u64 {
        // Not even read: a film would fill the browser's memory.
        let why = NotRead::Import(ImportError::TooLarge(first.size()));
        return app.send(Message::Arrived(Err(why), origin(name)));
    }
    let weak = Rc::downgrade(app);
    let reader = read_as_bytes(&first, move |bytes| {
        let Some(app) = weak.upgrade() else { return };
        match bytes {
            Ok(bytes) => opened(&app, &bytes, &name, origin(name.clone())),
            Err(_) => app.send(Message::Arrived(Err(NotRead::Disk), origin(name))),
        }
        if !others.is_empty() {
            app.send(Message::LeftForLater(others));
        }
    });
    // Dropping the reader would stop it.
    app.reading.replace(Some(reader));
}

/// A file has been read from the disk.
fn opened(app: &Rc<App>, bytes: &[u8], name: &str, origin: Origin) {
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
        if let Some(app) = weak.upgrade() {
            let draft = match host::imported(&answer) {
                Ok(FromModule::Document(document)) => Ok(document.into()),
                Ok(FromModule::Text(text, ignored)) => {
                    let document = as_document(import::import(Input::Text(&text), &BrowserHost));
                    document.map(|document| Draft { document, ignored })
                }
                Err(why) => Err(NotRead::Module(why)),
            };
            app.send(Message::Arrived(draft, origin));
        }
    });
    // Both ways out of the promise end in the same place: a rejection carries no document.
    let _ = promise.then2(&done, &done);
    done.forget();
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
