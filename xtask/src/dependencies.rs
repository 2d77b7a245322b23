//! What must not come into the modules that a browser loads.

use anyhow::{Result, bail};

use crate::process::{cargo, output};
use crate::toolchain::WASM;

/// Crates whose cost in the browser is out of proportion to what they do there.
const TOO_LARGE: [&str; 3] = ["regex", "regex-automata", "encoding_rs"];

/// Fails when the start module or the importer carries such a crate.
pub fn check() -> Result<()> {
    let start = crates(&["--package", "gouji", "--no-default-features", "--features", "page"])?;
    let importer = crates(&["--package", "gouji-importer"])?;
    let examiner = crates(&["--package", "gouji", "--no-default-features", "--features", "examiner"])?;
    let exporter = crates(&["--package", "gouji-exporter"])?;
    let package = crates(&["--package", "gouji", "--no-default-features", "--features", "package"])?;
    let county = crates(&["--package", "gouji-county"])?;
    for name in TOO_LARGE {
        if examiner.iter().any(|found| found == name) {
            bail!("the examiner depends on {name}");
        }
        if start.iter().any(|found| found == name) {
            bail!("the start module depends on {name}");
        }
        if package.iter().any(|found| found == name) {
            bail!("the module for other programs depends on {name}");
        }
        if exporter.iter().any(|found| found == name) {
            bail!("the exporter module depends on {name}");
        }
        if county.iter().any(|found| found == name) {
            bail!("the county module depends on {name}");
        }
        if importer.iter().any(|found| found == name) {
            bail!("the importer module depends on {name}");
        }
    }
    Ok(())
}

/// The names of all crates that a package is built from for the browser.
fn crates(package: &[&str]) -> Result<Vec<String>> {
    let tree = output(
        cargo()
            .args(["tree", "--locked", "--target", WASM, "--edges", "normal", "--prefix", "none", "--format", "{p}"])
            .args(package),
    )?;
    Ok(tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_crates_is_that_of_the_features() {
        let page = crates(&["--package", "gouji", "--no-default-features", "--features", "page"]).unwrap();
        assert!(page.iter().any(|name| name == "wasm-bindgen") && !page.iter().any(|name| name == "quick-xml"));
        let importer = crates(&["--package", "gouji-importer"]).unwrap();
        assert!(importer.iter().any(|name| name == "quick-xml") && !importer.iter().any(|name| name == "calamine"));
    }
}
