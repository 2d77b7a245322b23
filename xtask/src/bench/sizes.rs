//! How large the modules and the single file are, as they are and as a web server sends them.

use std::io::Write;

use anyhow::{Result, anyhow};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::Figure;
use crate::dist::Built;
use crate::toolchain;

/// The start module after compression, in KB.
const START: f64 = 150.0;
/// The examiner after compression, in KB. Made for speed alone it had 292 where it has 262 so, and the first check in the
/// single file took a fifth longer.
const EXAMINER: f64 = 270.0;
/// The importer modules together after compression, in KB.
const IMPORTER: f64 = 450.0;
/// The module of what leaves the page, after compression, in KB. A good fourth of it are links: their coding, their
/// encryption, and the drawing of their codes; a tenth are charts.
const EXPORTER: f64 = 135.0;
/// The module that adds many reports up, after compression, in KB.
const COUNTY: f64 = 60.0;
/// The single file, in KB.
const SINGLE_FILE: f64 = 2000.0;
/// The script that puts the checker into a page in a frame, as it is, in KB.
const HOST: f64 = 3.0;

/// Every size, with its budget; the start module's is meant for one with the small standard library.
pub fn sizes(built: &Built) -> Result<Vec<Figure>> {
    measured(built, |_| true)
}

/// The sizes that have a budget: compressing the others as well takes longer than everything here.
pub fn budgeted(built: &Built) -> Result<Vec<Figure>> {
    measured(built, |budget| budget.is_some())
}

/// Something whose size matters, with its budgets after compression and as it is.
struct Part<'a> {
    name: &'static str,
    bytes: &'a [u8],
    brotli: Option<f64>,
    raw: Option<f64>,
}

impl Part<'_> {
    fn measured(&self, is_wanted: fn(Option<f64>) -> bool) -> Result<Vec<Figure>> {
        let Part { name, bytes, .. } = *self;
        let mut figures = Vec::new();
        if is_wanted(self.raw) {
            figures.push(Figure::bytes(name, bytes.len(), self.raw));
        }
        if is_wanted(None) {
            figures.push(Figure::bytes(format!("{name}, gzip"), gzip(bytes)?, None));
        }
        if is_wanted(self.brotli) {
            figures.push(Figure::bytes(format!("{name}, brotli"), brotli(bytes)?, self.brotli));
        }
        Ok(figures)
    }
}

fn measured(built: &Built, is_wanted: fn(Option<f64>) -> bool) -> Result<Vec<Figure>> {
    let start = toolchain::has_library_source().then_some(START);
    let importers = built.importers.iter().flat_map(|(_, module)| module.wasm.iter().copied()).collect::<Vec<u8>>();
    fn packed<'a>(name: &'static str, bytes: &'a [u8], brotli: Option<f64>) -> Part<'a> {
        Part { name, bytes, brotli, raw: None }
    }
    let parts = [
        packed("start module", built.start.wasm.as_slice(), start),
        packed("its glue", built.start.glue.as_bytes(), None),
        packed("examiner", &built.examiner.wasm, Some(EXAMINER)),
        packed("importer modules together", &importers, Some(IMPORTER)),
        packed("exporter module", &built.exporter.wasm, Some(EXPORTER)),
        packed("county module", &built.county.wasm, Some(COUNTY)),
        Part { name: "single file", bytes: built.single_file.as_bytes(), brotli: None, raw: Some(SINGLE_FILE) },
        packed("module for other programs", &built.package.wasm, None),
        packed("its script gouji.js", built.scripts.module.as_bytes(), None),
        packed("element.js", built.scripts.element.as_bytes(), None),
        Part { name: "host.js", bytes: built.scripts.host.as_bytes(), brotli: None, raw: Some(HOST) },
        packed("frame.html", built.scripts.frame.as_bytes(), None),
    ];
    // Compressing is what takes the time: each part on a thread of its own.
    let figures: Vec<Vec<Figure>> = std::thread::scope(|scope| {
        let threads: Vec<_> = parts.iter().map(|part| scope.spawn(move || part.measured(is_wanted))).collect();
        let done = threads.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("compressing failed"))?);
        done.collect::<Result<_>>()
    })?;
    Ok(figures.concat())
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(mut bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut compressed, &parameters)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_compresses() {
        let text = "勾稽".repeat(1000);
        assert!(brotli(text.as_bytes()).unwrap() < 100);
        assert!((20..200).contains(&gzip(text.as_bytes()).unwrap()));
    }
}
