//! Building `dist/`: the hosted page, the single file and the package, of the same parts.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde_json::json;

use crate::installable::Installable;
use crate::lanes::{self, Lane};
use crate::module::{self, Effort, Module, Recipe};
use crate::page::{self, Content, Parts, Resource};
use crate::process::step;
use crate::{help, npm, old, root, styles, toolchain};

/// What is built besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editions {
    /// Nothing.
    Today,
    /// The edition for old browsers.
    AlsoOld,
}

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// The start module.
    pub start: Module,
    /// The module with the rules.
    pub examiner: Module,
    /// The importer modules, by name.
    pub importers: Vec<(&'static str, Module)>,
    /// The module of what leaves the page.
    pub exporter: Module,
    /// The module that adds many reports up.
    pub county: Module,
    /// The module for other people's JavaScript.
    pub package: Module,
    /// The scripts of the package.
    pub scripts: npm::Scripts,
    /// The single file.
    pub single_file: String,
}

/// The folder of the hosted page.
pub fn site_folder() -> PathBuf {
    root().join("dist/site")
}

/// Asks the browser to compile every function of a script when it is loaded, beside the page, and not each when it is first
/// called.
const EAGERLY: &str = "//# allFunctionsCalledOnLoad\n";

/// Every module of the page and the package: those in the middle, where two lanes meet, take least.
const RECIPES: [&Recipe; 8] = {
    let [(_, documents), (_, spreadsheets), (_, pages)] = &module::IMPORTERS;
    [
        &module::PACKAGE,
        documents,
        pages,
        spreadsheets,
        &module::COUNTY,
        &module::START,
        &module::EXPORTER,
        &module::EXAMINER,
    ]
};

/// Builds everything in `dist/`.
pub fn build(effort: Effort, editions: Editions) -> Result<Built> {
    build_beside(effort, editions, || Ok(()))
}

/// Builds everything in `dist/`, and does something else meanwhile in the workspace's own target folder.
pub fn build_beside(effort: Effort, editions: Editions, other: impl FnOnce() -> Result<()>) -> Result<Built> {
    toolchain::ensure_wasm_target()?;
    let build = |recipe: &&Recipe, lane| step(recipe.step, || module::build(recipe, effort, lane));
    let modules = if effort == Effort::Quick {
        // What is built quickly shares more than it would wait.
        other()?;
        RECIPES.iter().map(|recipe| build(recipe, Lane::Main)).collect::<Result<Vec<Module>>>()?
    } else {
        lanes::work(other, &RECIPES, build)?
    };
    let modules = modules.try_into().map_err(|_| anyhow!("a module is missing"))?;
    step("dist", || write(modules, editions))
}

/// Builds the measurements in WebAssembly, where their script finds them.
pub fn benches() -> Result<()> {
    let recipe = &module::BENCHES;
    let module = step(recipe.step, || module::build(recipe, Effort::Full, Lane::Main))?;
    keep_for_tests("benches", &module)
}

/// Puts the modules, in the order of their recipes, where they belong.
fn write(
    [package, documents, pages, spreadsheets, county, start, exporter, examiner]: [Module; 8],
    editions: Editions,
) -> Result<Built> {
    let names = module::IMPORTERS.map(|(name, _)| name);
    let importers: Vec<(&'static str, Module)> = names.into_iter().zip([documents, spreadsheets, pages]).collect();
    let www = root().join("www");
    let samples =
        json!({"sound": read(&root().join("samples/sound.txt"))?, "broken": read(&root().join("samples/broken.txt"))?});
    let script = |name: &str| read(&www.join(name)).map(|text| page::compact(&text));
    let decode = script("decode.js")?;
    let mut resources = vec![
        Resource { name: "start".to_owned(), content: Content::Wasm(start.wasm.clone()) },
        Resource { name: "examiner".to_owned(), content: Content::Wasm(examiner.wasm.clone()) },
        Resource { name: "help".to_owned(), content: Content::Json(help::json()?) },
        Resource { name: "samples".to_owned(), content: Content::Json(samples.to_string()) },
    ];
    for (name, module) in &importers {
        let script = module.glue.clone() + &decode + &script("worker.js")?;
        resources.push(Resource { name: format!("importer-{name}"), content: Content::Wasm(module.wasm.clone()) });
        resources.push(Resource { name: format!("worker-{name}"), content: Content::Script(script) });
    }
    resources.push(Resource { name: "exporter".to_owned(), content: Content::Wasm(exporter.wasm.clone()) });
    resources.push(Resource { name: "exporter-script".to_owned(), content: Content::Script(exporter.glue.clone()) });
    resources.push(Resource { name: "county".to_owned(), content: Content::Wasm(county.wasm.clone()) });
    let view = county.glue.clone() + &script("county.js")?;
    resources.push(Resource { name: "county-script".to_owned(), content: Content::PackedScript(view) });
    let worker = county_worker(&start, &examiner, &importers, &decode) + &script("county-worker.js")?;
    resources.push(Resource { name: "county-worker".to_owned(), content: Content::PackedScript(worker) });
    let parts = Parts {
        template: read(&www.join("index.html"))?,
        style: styles::all()?,
        early: vec![("appearance", script("appearance.js")?)],
        scripts: vec![
            ("unpack", script("unpack.js")?),
            ("notice", script("notice.js")?),
            ("bindings", EAGERLY.to_owned() + &start.glue + &examiner.glue),
            (
                "boot",
                EAGERLY.to_owned()
                    + &decode
                    + &script("leaving.js")?
                    + &script("offline.js")?
                    + &script("original.js")?
                    + &script("boot.js")?,
            ),
        ],
        resources,
    };
    let site = site_folder();
    if site.is_dir() {
        fs::remove_dir_all(&site).context("cannot remove the old dist/site")?;
    }
    fs::create_dir_all(&site)?;
    let old = if editions == Editions::AlsoOld { Some(old::file(&parts)?) } else { None };
    let of_old = root().join("dist/gouji-old.html");
    match &old {
        Some(text) => fs::write(&of_old, text).context("cannot write dist/gouji-old.html")?,
        None if of_old.is_file() => fs::remove_file(&of_old).context("cannot remove the old dist/gouji-old.html")?,
        None => {}
    }
    for asset in page::site(&parts, &Installable::read()?, old.as_deref())? {
        fs::write(site.join(&asset.name), &asset.bytes).with_context(|| format!("cannot write {}", asset.name))?;
    }
    let single_file = page::single_file(&parts)?;
    fs::write(root().join("dist/gouji.html"), &single_file).context("cannot write dist/gouji.html")?;

    keep_for_tests("start", &start)?;
    keep_for_tests("examiner", &examiner)?;
    for (name, module) in &importers {
        keep_for_tests(&format!("importer-{name}"), module)?;
    }
    keep_for_tests("exporter", &exporter)?;
    keep_for_tests("county", &county)?;
    keep_for_tests("package", &package)?;
    let of_package = importers.iter().filter(|(name, _)| npm::IMPORTERS.contains(name));
    let scripts = npm::write(&npm::Modules {
        package: &package,
        importers: of_package.map(|(name, module)| (*name, module)).collect(),
    })?;
    eprintln!("  dist/site, dist/npm and dist/gouji.html ({:.0} KB)", single_file.len() as f64 / 1000.0);
    Ok(Built { start, examiner, importers, exporter, county, package, scripts, single_file })
}

/// The glue of every module that a worker runs which checks many drafts. That of each importer has the same name, so each
/// is put into a function of its own.
fn county_worker(start: &Module, examiner: &Module, importers: &[(&str, Module)], decode: &str) -> String {
    let importers = importers
        .iter()
        .map(|(name, module)| format!("{name}: () => {{\n{}return goujiImporterBindings();\n}},\n", module.glue));
    let importers: String = importers.collect();
    format!("{}{}{decode}var goujiCountyImporters = {{\n{importers}}};\n", start.glue, examiner.glue)
}

/// Puts the module, the same as the pages carry, where the tests in Node.js find it.
fn keep_for_tests(name: &str, module: &Module) -> Result<()> {
    let modules = root().join("target/xtask/modules");
    fs::create_dir_all(&modules)?;
    fs::write(modules.join(format!("{name}.wasm")), &module.wasm)?;
    fs::write(modules.join(format!("{name}.js")), &module.glue)?;
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
