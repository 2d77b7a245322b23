//! What the browser lends the importers, in every module that reads files there.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::import::Host;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = goujiHost, js_name = decode, catch)]
    fn host_decode(encoding: &str, bytes: &[u8]) -> Result<JsValue, JsValue>;
}

/// A property; undefined where there is none.
pub(crate) fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is a whole number; 0 where there is none.
#[cfg(feature = "page")]
pub(crate) fn number(of: &JsValue, name: &str) -> u32 {
    field(of, name).as_f64().unwrap_or(0.0) as u32
}

/// The date of today where the browser is: year, month, day.
#[cfg(any(feature = "page", feature = "package"))]
pub(crate) fn today() -> Option<(i32, u32, u32)> {
    let now = js_sys::Date::new_0();
    Some((i32::try_from(now.get_full_year()).ok()?, now.get_month() + 1, now.get_date()))
}

/// The browser as the importers see it.
#[derive(Clone, Copy, Debug)]
pub struct BrowserHost;

impl Host for BrowserHost {
    fn decode(&self, encoding: &str, bytes: &[u8]) -> Option<(String, bool)> {
        let decoded = host_decode(encoding, bytes).ok()?;
        Some((field(&decoded, "text").as_string()?, field(&decoded, "replaced").as_bool().unwrap_or(false)))
    }
}
