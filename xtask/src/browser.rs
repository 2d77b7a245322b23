//! Finding a browser for the tests, and a font that shows Chinese.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{command, on_path, run};

const PROGRAMS: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"];

const PLACES: [&str; 6] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// A Chromium, Chrome or Edge; on Debian, as root, one is installed when there is none.
pub fn find() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("GOUJI_CHROMIUM").map(PathBuf::from) {
        if !path.is_file() {
            bail!("GOUJI_CHROMIUM names {}, which is not there", path.display());
        }
        return Ok(path);
    }
    if let Some(path) = installed() {
        if !shows_chinese() {
            eprintln!("  no font shows Chinese here: pictures of the page will have boxes in place of characters");
        }
        return Ok(path);
    }
    install(&["chromium", "fonts-noto-cjk"])?;
    match installed() {
        Some(path) => Ok(path),
        None => bail!("no Chromium, Chrome or Edge was found: install one, or let GOUJI_CHROMIUM name it"),
    }
}

/// Installs packages on Debian, as root; elsewhere nothing is done.
pub fn install(packages: &[&str]) -> Result<()> {
    if is_root_on_debian() {
        run(apt().args(["update", "-qq"]))?;
        run(apt().args(["install", "-qq", "-y", "--no-install-recommends"]).args(packages))?;
    }
    Ok(())
}

fn installed() -> Option<PathBuf> {
    on_path(&PROGRAMS).or_else(|| PLACES.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// Whether fontconfig knows a font for Chinese; without fontconfig (Windows, macOS) there is one.
fn shows_chinese() -> bool {
    command("fc-list").arg(":lang=zh").output().map_or(true, |fonts| !fonts.stdout.is_empty())
}

fn is_root_on_debian() -> bool {
    let is_root = command("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    is_root && on_path(&["apt-get"]).is_some()
}

fn apt() -> Command {
    let mut apt = command("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}
