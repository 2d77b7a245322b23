//! The package for other people's pages: `dist/npm/`, as npm lays it out, and the page in a frame.
//!
//! What a browser loads there are the sources in `www/embed`, with the glue of the WebAssembly modules put in: they are
//! few and small enough to be read by whoever includes them.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::module::Module;
use crate::page::{self, Content, Parts, Resource};
use crate::{root, styles};

/// The modules that the package is made of.
#[derive(Debug)]
pub struct Modules<'a> {
    /// The interface for other people's JavaScript.
    pub package: &'a Module,
    /// The importers that it loads when a file needs them: their names, and the modules.
    pub importers: Vec<(&'static str, &'a Module)>,
}

/// What of the package is measured.
#[derive(Debug)]
pub struct Scripts {
    /// `gouji.js`.
    pub module: String,
    /// `element.js`.
    pub element: String,
    /// `host.js`.
    pub host: String,
    /// `frame.html`.
    pub frame: String,
}

/// The importer modules that the package has beside its own: what word processors write it reads by itself.
pub const IMPORTERS: [&str; 2] = ["spreadsheets", "pages"];

/// Writes `dist/npm`.
pub fn write(modules: &Modules<'_>) -> Result<Scripts> {
    let folder = root().join("dist/npm");
    if folder.is_dir() {
        fs::remove_dir_all(&folder).context("cannot remove the old dist/npm")?;
    }
    fs::create_dir_all(&folder)?;
    let scripts = scripts(modules)?;
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("gouji.js".to_owned(), scripts.module.clone().into_bytes()),
        ("gouji_bg.wasm".to_owned(), modules.package.wasm.clone()),
        ("element.js".to_owned(), scripts.element.clone().into_bytes()),
        ("host.js".to_owned(), scripts.host.clone().into_bytes()),
        ("frame.html".to_owned(), scripts.frame.clone().into_bytes()),
    ];
    for (name, module) in &modules.importers {
        files.push((format!("gouji_{name}.js"), importer(&module.glue)?.into_bytes()));
        files.push((format!("gouji_{name}_bg.wasm"), module.wasm.clone()));
    }
    for name in ["gouji.d.ts", "element.d.ts", "host.d.ts", "README.md"] {
        files.push((name.to_owned(), source(name)?.into_bytes()));
    }
    for name in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        files.push((name.to_owned(), fs::read(root().join(name)).with_context(|| format!("cannot read {name}"))?));
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let manifest = serde_json::to_string_pretty(&manifest(&names))? + "\n";
    for (name, bytes) in &files {
        fs::write(folder.join(name), bytes).with_context(|| format!("cannot write {name}"))?;
    }
    fs::write(folder.join("package.json"), manifest)?;
    Ok(scripts)
}

/// `package.json`: the version is that of the crates.
fn manifest(files: &[&str]) -> serde_json::Value {
    let entry = |name: &str| json!({"types": format!("./{name}.d.ts"), "default": format!("./{name}.js")});
    let mut exports = serde_json::Map::new();
    exports.insert(".".to_owned(), entry("gouji"));
    exports.insert("./element".to_owned(), entry("element"));
    exports.insert("./host".to_owned(), entry("host"));
    for name in files.iter().filter(|name| name.ends_with(".wasm") || name.ends_with(".html")) {
        exports.insert(format!("./{name}"), json!(format!("./{name}")));
    }
    exports.insert("./package.json".to_owned(), json!("./package.json"));
    json!({
        "name": "gouji",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Checks drafts of the Chinese annual report on open government information, in the page",
        "keywords": ["政府信息公开", "年度报告", "勾稽", "web component", "webassembly"],
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "engines": {"node": ">=20"},
        "main": "./gouji.js",
        "types": "./gouji.d.ts",
        "exports": exports,
        // Importing the element defines it; nothing else does anything before it is called.
        "sideEffects": ["./element.js"],
        "files": files,
    })
}

fn scripts(modules: &Modules<'_>) -> Result<Scripts> {
    let decode = fs::read_to_string(root().join("www/decode.js"))?;
    let module = format!("{}{HOST}{decode}{}", source("gouji.js")?, modules.package.glue);
    let report = fs::read_to_string(root().join("src/render/report.css"))?;
    let style = source("element.css")? + report_style(&report)? + &styles::of_either(&report, ".preview .report")?;
    let element = with_style(&source("element.js")?, &style)?;
    Ok(Scripts { frame: frame(&module, &element, modules)?, host: page::compact(&source("host.js")?), module, element })
}

/// What the glue calls in the browser; no global, but a name of the module around it.
const HOST: &str = "\nconst goujiHost = { decode: goujiDecode };\n\n";

/// An importer's glue as a module of its own.
fn importer(glue: &str) -> Result<String> {
    let decode = fs::read_to_string(root().join("www/decode.js"))?;
    Ok(format!("{decode}{HOST}{glue}export {{ goujiImporterBindings as bindings }};\n"))
}

/// The page in a frame: everything in one document, for a frame in a sandbox may fetch nothing, its origin being none.
fn frame(module: &str, element: &str, modules: &Modules<'_>) -> Result<String> {
    let mut importers = String::from("const goujiImporters = {\n");
    for (name, module) in &modules.importers {
        // Each glue defines the same function.
        importers += &format!("{name}: (() => {{\n{}return goujiImporterBindings;\n}})(),\n", module.glue);
    }
    importers += "};\n";
    let script = [module, &importers, &source("frame.js")?, element].map(as_script).concat();
    // No module: of these a sandbox without an origin starts none.
    let worker = [module, &importers, &source("frame-worker.js")?].map(as_script).concat();
    let worker = worker.replace("import.meta.url", "location.href");
    let wasm =
        |name: &str, module: &Module| Resource { name: name.to_owned(), content: Content::Wasm(module.wasm.clone()) };
    let mut resources = vec![wasm("gouji", modules.package)];
    resources.extend(modules.importers.iter().map(|(name, module)| wasm(name, module)));
    resources.push(Resource { name: "worker".to_owned(), content: Content::PackedScript(worker) });
    page::frame(&Parts {
        template: source("frame.html")?,
        style: "body { margin: 0 }\n".to_owned(),
        early: Vec::new(),
        scripts: vec![("frame", script)],
        resources,
    })
}

/// A module's text as a part of one script: what it exports and imports is in the same scope.
fn as_script(module: &str) -> String {
    let lines = module.split_inclusive('\n').filter(|line| !line.starts_with("import "));
    lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect()
}

/// The element with its style sheet, which it must not fetch: a string where the source names the file.
fn with_style(element: &str, style: &str) -> Result<String> {
    const PLACE: &str = "'@element.css'";
    if element.matches(PLACE).count() != 1 {
        bail!("www/embed/element.js must name its style sheet once, as {PLACE}");
    }
    let style: String = style.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    Ok(element.replace(PLACE, &serde_json::to_string(&style)?))
}

/// The report's own style, without what belongs to it as a page.
fn report_style(style: &str) -> Result<&str> {
    let (own, _) =
        style.split_once("/* The report as a page").context("report.css no longer says where its page begins")?;
    Ok(own)
}

fn source(name: &str) -> Result<String> {
    fs::read_to_string(root().join("www/embed").join(name)).with_context(|| format!("cannot read www/embed/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_every_file_and_what_has_side_effects() {
        let manifest = manifest(&["gouji.js", "gouji_bg.wasm", "frame.html"]);
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
        assert_eq!(manifest["exports"]["."]["types"], "./gouji.d.ts");
        assert_eq!(manifest["exports"]["./gouji_bg.wasm"], "./gouji_bg.wasm");
        assert_eq!(manifest["exports"]["./gouji.js"], serde_json::Value::Null);
        assert_eq!(manifest["sideEffects"], json!(["./element.js"]));
    }

    #[test]
    fn modules_become_one_script() {
        let module = "import { a } from './a.js';\nexport function b() {\n  import('./c.js');\n}\nexport class D {}\n";
        assert_eq!(as_script(module), "function b() {\n  import('./c.js');\n}\nclass D {}\n");
    }

    #[test]
    fn the_style_is_put_in_once() {
        let element = with_style("sheet('@element.css');", ".a {\n  content: \"x\";\n}\n").unwrap();
        assert_eq!(element, "sheet(\".a {\\ncontent: \\\"x\\\";\\n}\");");
        with_style("sheet();", "").unwrap_err();
    }

    #[test]
    fn the_style_of_the_report_ends_where_its_page_begins() {
        assert_eq!(report_style("p {}\n/* The report as a page of its own. */\n@page {}").unwrap(), "p {}\n");
        report_style("p {}").unwrap_err();
    }
}
