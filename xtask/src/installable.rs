//! What makes the hosted page one that can be installed, and that works without a network: its manifest with icons, and
//! the service worker, which knows every file of the build by its hash.

use std::fs;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::page::{self, Asset};
use crate::policy;
use crate::root;

/// The name of the service worker. It must stay the same for ever: browsers ask for it to learn of a new build.
pub const WORKER: &str = "sw.js";

/// The sources.
#[derive(Debug)]
pub struct Installable {
    /// `www/manifest.webmanifest`, which names the icons as they are called in `www/icons`.
    pub manifest: String,
    /// The icons.
    pub icons: Vec<(&'static str, Vec<u8>)>,
    /// `www/service-worker.js`.
    pub worker: String,
}

/// The icons in `www/icons`.
const ICONS: [&str; 4] = ["gouji.svg", "gouji-192.png", "gouji-512.png", "gouji-maskable-512.png"];

impl Installable {
    /// Those in `www/`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn read() -> Result<Installable> {
        let www = root().join("www");
        let bytes = |name: &str| fs::read(www.join(name)).with_context(|| format!("cannot read www/{name}"));
        let icons = ICONS.map(|name| Ok((name, bytes(&format!("icons/{name}"))?)));
        Ok(Installable {
            manifest: String::from_utf8(bytes("manifest.webmanifest")?)?,
            icons: icons.into_iter().collect::<Result<_>>()?,
            worker: String::from_utf8(bytes("service-worker.js")?)?,
        })
    }

    /// The manifest, first, and the icons, each under the name of its content.
    ///
    /// # Errors
    /// When the manifest does not name an icon.
    pub fn assets(&self) -> Result<Vec<Asset>> {
        let mut manifest = self.manifest.clone();
        let mut icons = Vec::new();
        for (name, bytes) in &self.icons {
            let (stem, extension) = name.rsplit_once('.').context("an icon's name has no extension")?;
            let icon = page::asset(stem, extension, bytes);
            let quoted = format!("\"{name}\"");
            if !manifest.contains(&quoted) {
                bail!("www/manifest.webmanifest does not name {name}");
            }
            manifest = manifest.replace(&quoted, &format!("\"{}\"", icon.name));
            icons.push(icon);
        }
        let mut assets = vec![page::asset("gouji", "webmanifest", manifest.as_bytes())];
        assets.append(&mut icons);
        Ok(assets)
    }

    /// What a build is known by: whatever differs in it, its page, its files or its service worker, changes this.
    pub fn build(&self, document: &str, assets: &[Asset]) -> String {
        let mut hash = Sha256::new().chain_update(document).chain_update(&self.worker);
        for asset in assets {
            hash.update(&asset.name);
        }
        policy::hexadecimal(&hash.finalize()).chars().take(10).collect()
    }

    /// The service worker of a build: its page is asked for as visitors do, by the folder it lies in.
    pub fn worker(&self, build: &str, document: &str, assets: &[Asset]) -> Asset {
        let integrity = |bytes: &[u8]| format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)));
        let mut files = vec![json!(["./", integrity(document.as_bytes())])];
        files.extend(assets.iter().map(|asset| json!([asset.name, integrity(&asset.bytes)])));
        let list = json!({"id": build, "files": files});
        Asset { name: WORKER.to_owned(), bytes: format!("const goujiBuild = {list};\n{}", self.worker).into_bytes() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installable() -> Installable {
        Installable {
            manifest: r#"{"icons": [{"src": "a.svg"}]}"#.to_owned(),
            icons: vec![("a.svg", b"<svg/>".to_vec())],
            worker: "work();\n".to_owned(),
        }
    }

    #[test]
    fn the_manifest_names_icons_by_their_content() {
        let assets = installable().assets().unwrap();
        let manifest = String::from_utf8(assets[0].bytes.clone()).unwrap();
        assert!(manifest.contains(&format!("\"{}\"", assets[1].name)), "{manifest}");
        assert!(assets[0].name.ends_with(".webmanifest") && assets[1].name.starts_with("a-"));
        Installable { manifest: "{}".to_owned(), ..installable() }.assets().unwrap_err();
    }

    #[test]
    fn what_lies_in_www_belongs_together() {
        let read = Installable::read().unwrap();
        let assets = read.assets().unwrap();
        assert_eq!(assets.len(), ICONS.len() + 1);
        let manifest: serde_json::Value = serde_json::from_slice(&assets[0].bytes).unwrap();
        assert_eq!(manifest["icons"].as_array().unwrap().len(), ICONS.len());
        // Below whatever folder the page is put.
        assert_eq!((&manifest["start_url"], &manifest["scope"]), (&json!("./"), &json!("./")));
    }

    #[test]
    fn a_build_is_another_when_anything_in_it_is() {
        let one = installable();
        let assets = one.assets().unwrap();
        let build = one.build("page", &assets);
        assert_eq!(build, one.build("page", &assets));
        assert_ne!(build, one.build("page ", &assets));
        assert_ne!(build, one.build("page", &assets[1..]));
        let other = Installable { worker: "work(2);\n".to_owned(), ..installable() };
        assert_ne!(build, other.build("page", &assets));
    }

    #[test]
    fn the_worker_knows_every_file_by_its_hash() {
        let one = installable();
        let assets = one.assets().unwrap();
        let worker = one.worker("0123456789", "<p>", &assets);
        let text = String::from_utf8(worker.bytes).unwrap();
        let (list, script) = text.split_once(";\n").unwrap();
        let list: serde_json::Value = serde_json::from_str(list.strip_prefix("const goujiBuild = ").unwrap()).unwrap();
        assert_eq!(list["files"].as_array().unwrap().len(), assets.len() + 1);
        assert_eq!(list["files"][0][0], "./");
        // As `printf '<svg/>' | openssl dgst -sha256 -binary | base64` prints it.
        assert_eq!(list["files"][2], json!([assets[1].name, "sha256-1NxWZpFDA08xqjCWNdQRPZrXagKxc52iLJZe0gSb6eY="]));
        assert!(list["files"][0][1].as_str().unwrap().starts_with("sha256-"));
        assert_eq!((list["id"].as_str(), script), (Some("0123456789"), "work();\n"));
    }
}
