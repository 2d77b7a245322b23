//! What has to be there before anything is built: rustup's WebAssembly target, and what npm installs.

use std::path::PathBuf;
use std::sync::OnceLock;

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

/// Whether the source of the standard library is there, which the smallest modules are built from. It is asked of
/// rustup once; where it cannot be had, modules carry the library as it is delivered, and are larger.
pub fn has_library_source() -> bool {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    *ANSWER.get_or_init(|| {
        let sysroot = output(command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
        let lock = PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
        let there = lock.is_file() || run(command("rustup").args(["component", "add", "rust-src"])).is_ok();
        if !there {
            eprintln!("  rustup cannot add rust-src: the modules will be some ten kilobytes larger");
        }
        there
    })
}

/// Installs the tools that package-lock.json names.
pub fn install_node_tools() -> Result<()> {
    run(npm().args(["ci", "--no-audit", "--no-fund"])).context("the browser tests need Node.js 20 or later, with npm")
}

/// What rewrites scripts and styles for old browsers: Node.js and the script it runs.
pub fn rewriter() -> Option<(PathBuf, PathBuf)> {
    let is_installed = root().join("node_modules/esbuild/package.json").is_file();
    Some((on_path(&["node"])?, is_installed.then(|| root().join("xtask/src/rewrite.cjs"))?))
}

/// The optimiser: Node.js and the script it runs.
pub fn optimiser() -> Option<(PathBuf, PathBuf)> {
    let script = root().join("node_modules/binaryen/bin/wasm-opt");
    Some((on_path(&["node"])?, script.is_file().then_some(script)?))
}
