//! The importers beside the libraries that a web developer would pick for the same kinds of file.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process::{cargo, command, output, run};
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

/// Reading one kind of file.
#[derive(Deserialize)]
struct Every {
    kind: String,
    length: usize,
    native: f64,
    /// The module that reads it, where it is not the page itself.
    module: Option<String>,
    wasm: Option<f64>,
}

/// All that it prints.
#[derive(Deserialize)]
struct Measured {
    readers: Vec<Reader>,
    every: Vec<Every>,
}

/// The section of BENCHMARKS.md, of the modules as they were built last. The command line must have been built.
pub fn measured(chromium: &Path) -> Result<String> {
    let samples = target_folder().join("xtask");
    let program = target_folder().join("release").join(format!("gouji{}", std::env::consts::EXE_SUFFIX));
    for kind in ["docx", "xlsx", "fragment"] {
        let sample = samples.join(format!("sample.{kind}"));
        run(command(&program).args(["render", "samples/sound.txt", "--to", kind, "-o"]).arg(sample))?;
    }
    let mut natively = cargo();
    natively.args(["bench", "--quiet", "--locked", "--package", "gouji", "--bench", "importers"]);
    run(natively.env("GOUJI_SAMPLES", &samples))?;
    let mut node = command("node");
    node.arg("tests/wasm/libraries.mjs").env("GOUJI_CHROMIUM", chromium).env("GOUJI_SAMPLES", samples);
    let printed = output(&mut node)?;
    let measured: Measured = serde_json::from_str(printed.trim()).context("the measuring program printed no JSON")?;
    Ok(section(&measured))
}

fn section(Measured { readers, every }: &Measured) -> String {
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
    page += "\nEvery kind, written by the tests, without what \
             reading the report then takes: natively, and in WebAssembly as the page asks its modules, in Node.js.\n\n\
             | file | KB | native, ms | module | WebAssembly, ms |\n|---|---:|---:|---|---:|\n";
    for Every { kind, length, native, module, wasm } in every {
        let kilobytes = *length as f64 / 1000.0;
        let module = module.as_deref().unwrap_or("the page's own");
        let wasm = wasm.map(|wasm| format!("{wasm:.2}")).unwrap_or_default();
        let _ = writeln!(page, "| {kind} | {kilobytes:.0} | {native:.2} | {module} | {wasm} |");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_shows_what_was_measured() {
        let printed = r#"{"readers": [{"kind": ".docx", "length": 12345, "name": "mammoth 1", "raw": 405060, "brotli": 99000,
            "milliseconds": 12.34}], "every": [{"kind": "xls", "length": 9000, "native": 0.123, "module": "spreadsheets",
            "wasm": 1.5}, {"kind": "text", "length": 9000, "native": 0.1, "module": null, "wasm": null}]}"#;
        let page = section(&serde_json::from_str(printed).unwrap());
        assert!(page.contains("\n| .docx | 12 | mammoth 1 | 12.3 | 405 | 99 |\n"));
        assert!(page.contains("\n| xls | 9 | 0.12 | spreadsheets | 1.50 |\n| text | 9 | 0.10 | the page's own |  |\n"));
    }
}
