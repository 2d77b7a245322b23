//! Building `dist/`: the hosted page and the single file, of the same parts.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::module::{self, Module};
use crate::page::{self, Content, Parts, Resource};
use crate::process::step;
use crate::{help, root, toolchain};

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// The start module.
    pub start: Module,
    /// The importer module.
    pub importer: Module,
    /// The single file.
    pub single_file: String,
}

/// The folder of the hosted page.
pub fn site_folder() -> PathBuf {
    root().join("dist/site")
}

/// Builds everything in `dist/`.
pub fn build() -> Result<Built> {
    toolchain::ensure_wasm_target()?;
    let start = step("start module", module::start)?;
    let importer = step("importer module", module::importer)?;
    step("dist", || write(start, importer))
}

fn write(start: Module, importer: Module) -> Result<Built> {
    let www = root().join("www");
    let parts = Parts {
        template: read(&www.join("index.html"))?,
        style: read(&root().join("src/render/report.css"))? + &read(&www.join("style.css"))?,
        scripts: vec![
            ("notice", read(&www.join("notice.js"))?),
            ("bindings", start.glue.clone()),
            ("boot", read(&www.join("boot.js"))?),
        ],
        resources: vec![
            Resource { name: "start", content: Content::Wasm(start.wasm.clone()) },
            Resource { name: "importer", content: Content::Wasm(importer.wasm.clone()) },
            Resource {
                name: "worker",
                content: Content::Script(importer.glue.clone() + &read(&www.join("worker.js"))?),
            },
            Resource { name: "help", content: Content::Json(help::json()?) },
        ],
    };
    let site = site_folder();
    if site.is_dir() {
        fs::remove_dir_all(&site).context("cannot remove the old dist/site")?;
    }
    fs::create_dir_all(&site)?;
    for asset in page::site(&parts)? {
        fs::write(site.join(&asset.name), &asset.bytes).with_context(|| format!("cannot write {}", asset.name))?;
    }
    let single_file = page::single_file(&parts)?;
    fs::write(root().join("dist/gouji.html"), &single_file).context("cannot write dist/gouji.html")?;

    // The same module as the pages carry, where the tests in Node.js find it.
    let modules = root().join("target/xtask/modules");
    fs::create_dir_all(&modules)?;
    for (name, module) in [("start", &start), ("importer", &importer)] {
        fs::write(modules.join(format!("{name}.wasm")), &module.wasm)?;
        fs::write(modules.join(format!("{name}.js")), &module.glue)?;
    }
    eprintln!("  dist/site and dist/gouji.html ({:.0} KB)", single_file.len() as f64 / 1000.0);
    Ok(Built { start, importer, single_file })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
