//! What has to be there before anything is built: rustup's WebAssembly target, and what npm installs.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{command, npm, on_path, output, run};
use crate::root;

/// The target of both modules.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the WebAssembly target unless it is there. The toolchain file names it, but rustup follows that file only
/// where it may install by itself.
pub fn ensure_wasm_target() -> Result<()> {
    let library = output(command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if PathBuf::from(library.trim()).is_dir() {
        return Ok(());
    }
    run(command("rustup").args(["target", "add", WASM])).context("the WebAssembly target could not be added")
}

/// Installs the tools that package-lock.json names.
pub fn install_node_tools() -> Result<()> {
    run(npm().args(["ci", "--no-audit", "--no-fund"])).context("the browser tests need Node.js 20 or later, with npm")
}

/// The optimiser: Node.js and the script it runs.
pub fn optimiser() -> Option<(PathBuf, PathBuf)> {
    let script = root().join("node_modules/binaryen/bin/wasm-opt");
    Some((on_path(&["node"])?, script.is_file().then_some(script)?))
}
