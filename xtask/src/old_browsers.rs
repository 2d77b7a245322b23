//! What people do most, in old browsers and in Firefox: asked for by name, because the browsers are large.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::dist::{self, Editions};
use crate::module::Effort;
use crate::process::{command, npm, on_path, run, step};
use crate::{browser, root, server, toolchain};

/// The folder of the suite, with what it needs of npm's.
const SUITE: &str = "tests/old";

/// Builds everything, fetches the browsers and runs the suite.
///
/// # Errors
/// When a browser cannot be had, or something does not work in it.
pub fn everything() -> Result<()> {
    step("npm ci", toolchain::install_node_tools)?;
    step("npm ci of the old browsers", || {
        // Nothing of these packages is run but what they carry.
        let arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
        run(npm().args(arguments).current_dir(root().join(SUITE)))
    })?;
    let firefox = step("Firefox", firefox)?;
    dist::build(Effort::Full, Editions::AlsoOld)?;
    step("old browsers and Firefox", || {
        run(command("node")
            .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
            .arg(format!("{SUITE}/journeys.test.mjs"))
            .env("GOUJI_FIREFOX", firefox)
            .env("GOUJI_SITE", server::in_background().context("the page's server did not start")?))
    })
}

/// A Firefox; on Debian, as root, one is installed when there is none.
fn firefox() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("GOUJI_FIREFOX").map(PathBuf::from) {
        if !path.is_file() {
            bail!("GOUJI_FIREFOX names {}, which is not there", path.display());
        }
        return Ok(path);
    }
    let installed = || {
        let mac = Path::new("/Applications/Firefox.app/Contents/MacOS/firefox");
        on_path(&["firefox-esr", "firefox"]).or_else(|| mac.is_file().then(|| mac.to_owned()))
    };
    if installed().is_none() {
        browser::install(&["firefox-esr"])?;
    }
    installed().context("no Firefox was found: install one, or let GOUJI_FIREFOX name it")
}
