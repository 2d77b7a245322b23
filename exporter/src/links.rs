//! Links: a report as the fragment of an address, and back as a text that can be edited.

use gouji::document::SourceKind;
use gouji::render::markdown::markdown;
use gouji::render::sentence::{Language, link_error};
use gouji::report::Report;
use gouji::share::{self, Carries, LinkError, NONCE_LENGTH, SALT_LENGTH};
use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::{Failure, failed, object, reports};
use crate::code;

/// The report, handed over as `exportFile` takes it, as a fragment: `{link}`, or `{error: {code, zh, en}}`. With a
/// pass-phrase it is encrypted, for which it takes 28 random bytes, fresh ones for every link.
#[wasm_bindgen(js_name = encodeLink)]
pub fn encode_link(text: &[u8], numbers: &[u32], prose: bool, passphrase: Option<String>, random: &[u8]) -> JsValue {
    let Some((report, _)) = reports(text, numbers) else { return failed(Failure::Report.words()) };
    let carries = if prose { Carries::Everything } else { Carries::Numbers };
    let link = match passphrase {
        None => share::encode(&report, carries),
        Some(passphrase) => match bytes(random) {
            Some((salt, nonce)) => share::encrypt(&report, carries, &passphrase, salt, nonce),
            None => return failed(Failure::Randomness.words()),
        },
    };
    match link {
        Ok(link) => object(&[("link", link.into())]),
        Err(error) => refused(error),
    }
}

/// The report of a link, an address or its fragment, as the text it would be written as:
/// `{report: {text, ignored, numbersOnly}}`, as the importers answer, or `{error: {code, zh, en}}`. One that is encrypted
/// takes the pass-phrase.
#[wasm_bindgen(js_name = decodeLink)]
pub fn decode_link(link: &str, passphrase: Option<String>) -> JsValue {
    let report = match passphrase {
        Some(passphrase) => share::decrypt(link, &passphrase),
        None => share::decode(link),
    };
    match report {
        Ok(report) => object(&[("report", as_text(&report))]),
        Err(error) => refused(error),
    }
}

/// The text as a picture for a phone's camera, as SVG; `undefined` where it is too long for one.
#[wasm_bindgen(js_name = qrCode)]
pub fn qr_code(text: &str) -> Option<String> {
    code::svg(text)
}

fn as_text(report: &Report) -> JsValue {
    let ignored: Array = report
        .ignored
        .iter()
        .map(|one| {
            let [rule, fingerprint, reason] = [&one.rule, &one.fingerprint, &one.reason].map(JsValue::from);
            object(&[("rule", rule), ("fingerprint", fingerprint), ("reason", reason)])
        })
        .collect();
    let numbers_only = report.kind == SourceKind::Link;
    object(&[("text", markdown(report).into()), ("ignored", ignored.into()), ("numbersOnly", numbers_only.into())])
}

fn bytes(random: &[u8]) -> Option<([u8; SALT_LENGTH], [u8; NONCE_LENGTH])> {
    let (salt, nonce) = random.split_first_chunk()?;
    Some((*salt, nonce.try_into().ok()?))
}

fn refused(error: LinkError) -> JsValue {
    let [chinese, english] = Language::ALL.map(|language| link_error(error, language));
    failed([error.code(), &chinese, &english])
}
