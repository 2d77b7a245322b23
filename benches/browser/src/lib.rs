//! Measurements in WebAssembly, compiled with the flags of the modules that the page loads.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement on generated tables, not the library")]

#[path = "../../../tests/native/support/faults.rs"]
mod faults;
#[path = "../../culprit/measure.rs"]
mod measure;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Searches for the wrong cells of so many cases of each class and scale: what was measured, as JSON.
#[wasm_bindgen]
pub fn culprit(cases: usize) -> String {
    measure::measure(cases, faults::Mix::Common, || now() * 1000.0).to_string()
}
