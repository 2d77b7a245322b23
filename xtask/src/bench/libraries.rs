//! The importers beside the libraries that a web developer would pick for the same kinds of file.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process::{command, output, run};
use crate::target_folder;

/// What the measuring program prints of one of them.
#[derive(Deserialize)]
struct Reader {
    kind: String,
    length: usize,
    name: String,
    raw: f64,
    brotli: f64,
    milliseconds: f64,
}

/// The section of BENCHMARKS.md, of the modules as they were built last. The command line must have been built.
pub fn measured(chromium: &Path) -> Result<String> {
    let samples = target_folder().join("xtask");
    let program = target_folder().join("release").join(format!("gouji{}", std::env::consts::EXE_SUFFIX));
    for kind in ["docx", "xlsx", "fragment"] {
        let sample = samples.join(format!("sample.{kind}"));
        run(command(&program).args(["render", "samples/sound.txt", "--to", kind, "-o"]).arg(sample))?;
    }
    let mut node = command("node");
    node.arg("tests/wasm/libraries.mjs").env("GOUJI_CHROMIUM", chromium).env("GOUJI_SAMPLES", samples);
    let printed = output(&mut node)?;
    let readers: Vec<Reader> = serde_json::from_str(printed.trim()).context("the measuring program printed no JSON")?;
    Ok(section(&readers))
}

fn section(readers: &[Reader]) -> String {
    let mut page = "\n## Reading, beside the libraries of the web\n\n\
         The sample in each kind of file, read in Node.js, median of 21. Sizes are what a page would load: a module of \
         Gouji reads several kinds (documents: .docx, .doc, .wps, .rtf, .odt, .mht and archives; spreadsheets: .xlsx, .xls, \
         .et, .ods; pages: .pdf, .ofd) and yields paragraphs and tables with merged cells; mammoth yields HTML, SheetJS \
         cells, pdf.js pieces of text with their places and no tables. SheetJS is the release that npm has, of 2022.\n\n\
         | file | KB | reader | ms | size, KB | brotli, KB |\n|---|---:|---|---:|---:|---:|\n"
        .to_owned();
    for Reader { kind, length, name, raw, brotli, milliseconds } in readers {
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "| {kind} | {:.0} | {name} | {milliseconds:.1} | {:.0} | {:.0} |",
            *length as f64 / 1000.0,
            raw / 1000.0,
            brotli / 1000.0
        );
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_shows_what_was_measured() {
        let printed = r#"[{"kind": ".docx", "length": 12345, "name": "mammoth 1", "raw": 405060, "brotli": 99000, "milliseconds": 12.34}]"#;
        let readers: Vec<Reader> = serde_json::from_str(printed).unwrap();
        assert!(section(&readers).contains("\n| .docx | 12 | mammoth 1 | 12.3 | 405 | 99 |\n"));
    }
}
