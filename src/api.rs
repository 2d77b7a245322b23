//! The JavaScript interface: the only file with `#[wasm_bindgen]`.

use js_sys::{Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::import::Host;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = goujiHost, js_name = importFile, catch)]
    fn host_import_file(bytes: Uint8Array, name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = loadHelp, catch)]
    fn host_load_help() -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = goujiHost, js_name = decode, catch)]
    fn host_decode(encoding: &str, bytes: &[u8]) -> Result<JsValue, JsValue>;
}

/// Starts the page.
///
/// # Errors
/// When the page lacks an element it needs.
#[wasm_bindgen]
pub fn start() -> Result<(), JsValue> {
    crate::app::start()
}
