//! The JavaScript interface: the only file with `#[wasm_bindgen]`.

use wasm_bindgen::prelude::*;

/// Starts the page.
#[wasm_bindgen]
pub fn start() {}
