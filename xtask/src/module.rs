//! From a crate to a browser module: cargo, then the glue generator, then the optimiser.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::types::{EntityType, Types};
use wasmparser::{Parser, Payload, ValType, Validator, WasmFeatures};

use crate::lanes::Lane;
use crate::page::compact;
use crate::policy::hexadecimal;
use crate::process::{cargo, command, output, run};
use crate::root;
use crate::toolchain::{WASM, has_library_source, optimiser};

/// What every browser with WebAssembly understands, and nothing later: the desks of many offices have old ones. It costs
/// neither size nor speed that could be measured. The library is built for it, too, so that nothing has to be rewritten.
const FIRST_WEBASSEMBLY: [&str; 2] = ["-Ctarget-cpu=mvp", "-Ctarget-feature=+mutable-globals"];

/// For modules of that kind: left to itself the optimiser brings later instructions in, and with `--all-features` it would
/// write encodings that no browser accepts.
const OPTIMISER_FLAGS: [&str; 4] = ["-Oz", "--mvp-features", "--enable-mutable-globals", "--strip-target-features"];

/// For modules with the library as it is delivered: what it and every browser from Chromium 96 on agree upon.
const OPTIMISER_FLAGS_AS_DELIVERED: [&str; 10] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-target-features",
];

/// The standard library built for size: its sorts and its printing of numbers alone are 30 KB in the delivered one.
const SMALL_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A panic is a trap, as it would be anyway, without a message that nobody reads.
const SMALL_PANICS: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// How much work goes into a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// As small as can be: what is published and measured.
    Full,
    /// Soon there: for looking at a change. Several times as large.
    Quick,
}

/// A module as the browser loads it.
#[derive(Debug)]
pub struct Module {
    /// The WebAssembly.
    pub wasm: Vec<u8>,
    /// The JavaScript around it: a function that makes a fresh set of bindings at every call, so that a module
    /// that has trapped can be replaced by a new instance.
    pub glue: String,
}

/// What a module is made from.
#[derive(Debug)]
pub struct Recipe {
    /// What it is called while it is built.
    pub step: &'static str,
    package: &'static str,
    feature: Option<&'static str>,
    /// The glue's own name of it.
    name: &'static str,
    /// The function that makes its bindings.
    function: &'static str,
    /// What its own code is made for; the libraries below it are made for size.
    aim: Aim,
}

/// What code is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    Size,
    /// For what works at every keystroke: larger by a fifth than the smallest. Code for speed alone is larger once more, and
    /// the browser compiles it when it first runs, while somebody waits.
    Balance,
}

/// The module that every page starts with.
pub const START: Recipe = Recipe {
    step: "start module",
    package: "gouji",
    feature: Some("page"),
    name: "gouji",
    function: "goujiBindings",
    aim: Aim::Size,
};

/// The module that holds the rules.
pub const EXAMINER: Recipe = Recipe {
    step: "examiner",
    package: "gouji",
    feature: Some("examiner"),
    name: "gouji_examiner",
    function: "goujiExaminerBindings",
    aim: Aim::Balance,
};

/// The module for other people's JavaScript.
pub const PACKAGE: Recipe = Recipe {
    step: "module for other programs",
    package: "gouji",
    feature: Some("package"),
    name: "gouji_package",
    function: "goujiPackageBindings",
    aim: Aim::Size,
};

/// The module of what leaves the page, files and links, loaded when somebody asks for one.
pub const EXPORTER: Recipe = Recipe {
    step: "exporter module",
    package: "gouji-exporter",
    feature: None,
    name: "gouji_exporter",
    function: "goujiExporterBindings",
    aim: Aim::Size,
};

/// The module that adds many reports up, loaded when somebody hands in several.
pub const COUNTY: Recipe = Recipe {
    step: "county module",
    package: "gouji-county",
    feature: None,
    name: "gouji_county",
    function: "goujiCountyBindings",
    aim: Aim::Size,
};

/// The measurements that run in WebAssembly, built the way the examiner is.
pub const BENCHES: Recipe = Recipe {
    step: "module of the benches",
    package: "gouji-benches",
    feature: None,
    name: "gouji_benches",
    function: "goujiBenchesBindings",
    aim: Aim::Balance,
};

/// The modules that are loaded when a file arrives which the start module cannot read, with the feature of the
/// importer's crate that each has: `www/boot.js` asks for them by these names.
pub const IMPORTERS: [(&str, Recipe); 3] = [
    ("documents", importer("importer module for documents", "documents")),
    ("spreadsheets", importer("importer module for spreadsheets", "spreadsheets")),
    ("pages", importer("importer module for pages", "pages")),
];

const fn importer(step: &'static str, feature: &'static str) -> Recipe {
    Recipe {
        step,
        package: "gouji-importer",
        feature: Some(feature),
        name: "gouji_importer",
        function: "goujiImporterBindings",
        aim: Aim::Size,
    }
}

/// Builds a module.
pub fn build(recipe: &Recipe, effort: Effort, lane: Lane) -> Result<Module> {
    let wasm = compile(recipe, effort, lane)?;
    finish(&wasm, recipe.name, recipe.function, effort)
}

/// Builds a library as a WebAssembly module and returns its place. As the only crate type it is linked with
/// link-time optimisation, which a library that is also an rlib is not.
fn compile(recipe: &Recipe, effort: Effort, lane: Lane) -> Result<PathBuf> {
    let mut flags = without_paths();
    let profile = if effort == Effort::Full { "wasm" } else { "wasm-quick" };
    let mut build = cargo();
    build
        .args(["rustc", "--locked", "--package", recipe.package, "--lib", "--crate-type", "cdylib"])
        .args(["--target", WASM, "--profile", profile, "--message-format", "json-render-diagnostics"])
        .arg("--no-default-features")
        .args(recipe.feature.map(|feature| format!("--features={feature}")));
    if let Some(folder) = lane.target_folder() {
        build.arg("--target-dir").arg(folder);
    }
    if effort == Effort::Full && has_library_source() {
        // These are unstable options; the compiler is pinned, so that they mean the same everywhere.
        build.env("RUSTC_BOOTSTRAP", "1").args(SMALL_LIBRARY);
        flags.extend(SMALL_PANICS.into_iter().chain(FIRST_WEBASSEMBLY).map(str::to_owned));
    }
    match recipe.aim {
        Aim::Balance if effort == Effort::Full && recipe.package == "gouji" => build.args(["--", "-Copt-level=s"]),
        // From another crate it is a library like those below it: all are made so.
        Aim::Balance if effort == Effort::Full => build.env("CARGO_PROFILE_WASM_OPT_LEVEL", "s"),
        _ => &mut build,
    };
    let messages = output(build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))?;
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let files = artifacts.filter_map(|message| message.get("filenames")?.as_array().cloned()).flatten();
    files
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .rfind(|file| file.extension().is_some_and(|extension| extension == "wasm"))
        .context("cargo named no WebAssembly file")
}

/// Flags that keep this computer's folders out of the module, where messages of panics would name them: the same
/// sources give the same module everywhere.
fn without_paths() -> Vec<String> {
    let home = std::env::home_dir().unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    // Of several prefixes that fit, rustc takes the last.
    let prefixes = [(home, "home"), (cargo, "cargo"), (root(), "gouji")];
    let known = prefixes.iter().filter(|(folder, _)| !folder.as_os_str().is_empty());
    known.map(|(folder, name)| format!("--remap-path-prefix={}=/{name}", folder.display())).collect()
}

fn finish(wasm: &Path, name: &str, function: &str, effort: Effort) -> Result<Module> {
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .no_modules(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let mut script = output.js().to_owned();
    for (number, import) in output.wasm_mut().imports.iter_mut().enumerate() {
        let short = format!("i{number}");
        script = renamed(&script, &import.name, &short)?;
        import.name = short;
    }
    let glue = compact(&as_function(&script, function)?);
    let wasm = output.wasm_mut().emit_wasm();
    if effort == Effort::Quick {
        return Ok(Module { wasm, glue });
    }
    let wasm = optimised(&wasm)?;
    if has_library_source() {
        let old = || format!("{name} does not run in old browsers");
        let types = require_first_webassembly(&wasm).with_context(old)?;
        if name != PACKAGE.name {
            require_short_numbers(&wasm, &types).with_context(old)?;
        }
    }
    Ok(Module { wasm, glue })
}

/// Fails when a module needs more than the first browsers with WebAssembly have.
fn require_first_webassembly(wasm: &[u8]) -> Result<Types> {
    Ok(Validator::new_with_features(WasmFeatures::WASM1).validate_all(wasm)?)
}

/// Fails when numbers of 64 bits cross to JavaScript, for which those browsers have no type. The package may do so: its
/// scripts are for the browsers of today.
fn require_short_numbers(wasm: &[u8], types: &Types) -> Result<()> {
    let types = types.as_ref();
    let mut crossing = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    crossing.push((import.name, types.entity_type_from_import(&import)));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    crossing.push((export.name, types.entity_type_from_export(&export)));
                }
            }
            _ => {}
        }
    }
    for (name, entity) in crossing {
        let Some(EntityType::Func(id)) = entity else { continue };
        let function = types.get(id).context("a function has no type")?.unwrap_func();
        if [function.params(), function.results()].concat().contains(&ValType::I64) {
            bail!("{name} passes a number of 64 bits");
        }
    }
    Ok(())
}

/// The script with an import's name exchanged. Generated names end in a hash, which no compression makes shorter.
fn renamed(script: &str, name: &str, short: &str) -> Result<String> {
    let prefix = format!("{name}: ");
    let mut found = 0;
    let mut renamed = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        match line.trim_start().strip_prefix(&prefix) {
            Some(rest) => {
                found += 1;
                renamed += &format!("{short}: {rest}");
            }
            None => renamed += line,
        }
    }
    if found != 1 {
        bail!("the generated glue no longer defines {name} once");
    }
    Ok(renamed)
}

/// The generated script defines `wasm_bindgen` once, for one instance. Inside a function it can be had again.
fn as_function(script: &str, name: &str) -> Result<String> {
    if !script.contains("let wasm_bindgen =") {
        bail!("the generated glue no longer defines wasm_bindgen");
    }
    Ok(format!("function {name}() {{\n{}\nreturn wasm_bindgen;\n}}\n", script.trim_end()))
}

/// The smallest form of a module. It takes seconds, so what was made of the same bytes before is kept.
fn optimised(wasm: &[u8]) -> Result<Vec<u8>> {
    let Some((node, script)) = optimiser() else {
        eprintln!("  not optimised: that needs Node.js and `npm ci`");
        return Ok(wasm.to_vec());
    };
    let flags: &[&str] = if has_library_source() { &OPTIMISER_FLAGS } else { &OPTIMISER_FLAGS_AS_DELIVERED };
    let key = hexadecimal(&Sha256::new().chain_update(wasm).chain_update(flags.concat()).finalize());
    let folder = root().join("target/xtask/optimised");
    let (kept, input) = (folder.join(format!("{key}.wasm")), folder.join(format!("{key}.input.wasm")));
    if !kept.is_file() {
        fs::create_dir_all(&folder)?;
        fs::write(&input, wasm)?;
        let unfinished = folder.join(format!("{key}.unfinished.wasm"));
        run(command(node).arg(script).args(flags).arg(&input).arg("-o").arg(&unfinished))?;
        fs::rename(&unfinished, &kept)?;
        fs::remove_file(&input)?;
    }
    Ok(fs::read(&kept)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_becomes_a_function() {
        let glue = as_function("let wasm_bindgen = (function() {})();\n", "goujiBindings").unwrap();
        assert!(glue.starts_with("function goujiBindings() {\nlet wasm_bindgen ="));
        assert!(glue.ends_with("return wasm_bindgen;\n}\n"));
    }

    #[test]
    fn imports_are_renamed_where_the_script_defines_them_once() {
        let script = "const imports = {\n__wbg_log_1f: function(x) {} };";
        assert_eq!(renamed(script, "__wbg_log_1f", "i0").unwrap(), "const imports = {\ni0: function(x) {} };");
        renamed(script, "__wbg_log", "i0").unwrap_err();
    }

    #[test]
    fn glue_of_another_shape_is_refused() {
        as_function("export function start() {}", "goujiBindings").unwrap_err();
    }

    #[test]
    fn the_optimiser_is_never_given_all_features() {
        assert!(!OPTIMISER_FLAGS.contains(&"--all-features"));
        assert!(!OPTIMISER_FLAGS_AS_DELIVERED.contains(&"--all-features"));
    }

    #[test]
    fn later_instructions_and_long_numbers_are_found() {
        let header = b"\0asm\x01\0\0\0";
        // One function of no arguments and a result of 32 bits: `i32.const 0`, and with it `i32.extend8_s`.
        let start = [1, 5, 1, 0x60, 0, 1, 0x7f, 3, 2, 1, 0];
        let check = |parts: &[&[u8]]| {
            let wasm = [header.as_slice(), &parts.concat()].concat();
            require_first_webassembly(&wasm).and_then(|types| require_short_numbers(&wasm, &types))
        };
        check(&[&start, &[10, 6, 1, 4, 0, 0x41, 0, 0x0b]]).unwrap();
        check(&[&start, &[10, 7, 1, 5, 0, 0x41, 0, 0xc0, 0x0b]]).unwrap_err();
        // The same of 64 bits, alone and exported as "f".
        let (start, code) = ([1, 5, 1, 0x60, 0, 1, 0x7e, 3, 2, 1, 0], [10, 6, 1, 4, 0, 0x42, 0, 0x0b]);
        check(&[&start, &code]).unwrap();
        check(&[&start, &[7, 5, 1, 1, b'f', 0, 0], &code]).unwrap_err();
    }
}
