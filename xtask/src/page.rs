//! The page put together: the template, its styles, scripts and resources, in files or all in one.
//!
//! A resource (a module, the help) is an element `<script type="text/plain" data-resource="NAME">`, which the
//! browser does not run. On the site it says where the resource is, in the single file it holds it. The boot
//! script thus finds both in the same way.

use std::io::Write;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

use crate::installable::{self, Installable};
use crate::policy;

/// What a page is made of.
#[derive(Debug)]
pub struct Parts {
    /// `www/index.html`: the document without styles and scripts.
    pub template: String,
    /// All styles.
    pub style: String,
    /// Scripts that run before anything is painted, with their names.
    pub early: Vec<(&'static str, String)>,
    /// Scripts that run when the page opens, with their names, in order.
    pub scripts: Vec<(&'static str, String)>,
    /// What scripts ask for by name.
    pub resources: Vec<Resource>,
}

/// Something that a script asks for when it needs it.
#[derive(Debug)]
pub struct Resource {
    /// Its name.
    pub name: String,
    /// What it is.
    pub content: Content,
}

/// The kinds of resources.
#[derive(Debug)]
pub enum Content {
    /// A WebAssembly module.
    Wasm(Vec<u8>),
    /// JSON.
    Json(String),
    /// A script that runs in a worker, or in the page where there are no workers.
    Script(String),
    /// A script that few ever need: packed in the single file, like a module.
    PackedScript(String),
}

/// The edition for old browsers, as a file of the hosted page.
pub const OLD: &str = "old.html";

/// The resource that nothing goes on without.
const FIRST: &str = "start";

/// What is needed at once: in a file that holds everything they come first.
const AT_ONCE: [&str; 2] = [FIRST, "examiner"];

/// The script that runs in such a file as soon as these have been read, and not at its end. On the site, where nothing is
/// unpacked, it has nothing to do.
const UNPACK: &str = "unpack";

/// A file of the hosted page.
#[derive(Debug)]
pub struct Asset {
    /// Its name, with the hash of its content where that may change.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The hosted page: its document first, then what it loads. Names carry the hash of the content, so that a cache
/// never mixes two editions. What makes it installable is its alone; the service worker comes last.
///
/// With the edition for old browsers, these are led there.
pub fn site(parts: &Parts, installable: &Installable, old: Option<&str>) -> Result<Vec<Asset>> {
    let mut head = policy_element(policy::SITE);
    let (mut body, mut assets) = (String::new(), Vec::new());
    // A script after a style sheet would wait for it.
    for (name, text) in &parts.early {
        let file = asset(name, "js", text.as_bytes());
        head += &format!("\n<script src=\"{}\"></script>", file.name);
        assets.push(file);
    }
    let style = asset("gouji", "css", parts.style.as_bytes());
    head += &format!("\n<link rel=\"stylesheet\" href=\"{}\">", style.name);
    assets.push(style);
    let mut install = installable.assets()?;
    if let Some(manifest) = install.first() {
        head += &format!("\n<link rel=\"manifest\" href=\"{}\">", manifest.name);
    }
    assets.append(&mut install);
    for resource in &parts.resources {
        let file = match &resource.content {
            Content::Wasm(bytes) => asset(&resource.name, "wasm", bytes),
            Content::Json(text) => asset(&resource.name, "json", text.as_bytes()),
            Content::Script(text) | Content::PackedScript(text) => asset(&resource.name, "js", text.as_bytes()),
        };
        if resource.name == FIRST {
            // The boot script asks for it in the end; until then it is there.
            head += &format!("\n<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">", file.name);
        }
        body += &format!(
            "<script type=\"text/plain\" data-resource=\"{}\" data-url=\"{}\"></script>\n",
            resource.name, file.name
        );
        assets.push(file);
    }
    let mut scripts = String::new();
    for (name, text) in parts.scripts.iter().filter(|(name, _)| *name != UNPACK) {
        let file = asset(name, "js", text.as_bytes());
        scripts += &format!("<script src=\"{}\"></script>\n", file.name);
        assets.push(file);
    }
    if old.is_some() {
        body += &format!("<script type=\"text/plain\" data-resource=\"old\" data-url=\"{OLD}\"></script>\n");
    }
    let build = installable.build(&filled(&parts.template, &head, &body)?, &assets);
    body += &format!(
        "<script type=\"text/plain\" data-resource=\"service-worker\" data-url=\"{}\" data-build=\"{build}\"></script>\n",
        installable::WORKER
    );
    body += &scripts;
    let document = filled(&parts.template, &head, &body)?;
    let worker = installable.worker(&build, &document, &assets);
    assets.push(worker);
    // Whoever needs it has no use for the rest: it is not kept on the device.
    assets.extend(old.map(|text| Asset { name: OLD.to_owned(), bytes: text.as_bytes().to_vec() }));
    assets.insert(0, Asset { name: "index.html".to_owned(), bytes: document.into_bytes() });
    Ok(assets)
}

/// Whether what a file holds is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// It is, and the browser unpacks it.
    Deflate,
    /// It is not.
    None,
}

/// The single file.
pub fn single_file(parts: &Parts) -> Result<String> {
    in_one_file(parts, Packing::Deflate, policy::single_file)
}

/// Everything in one file, under a policy made for its scripts and styles.
pub fn in_one_file(parts: &Parts, packing: Packing, policy: fn(&[&str], &[&str]) -> String) -> Result<String> {
    let (mut body, mut end) = (String::new(), String::new());
    let mut scripts = Vec::new();
    let mut behind = String::new();
    for (name, text) in &parts.scripts {
        let text = inline(text)?;
        let place = if *name == UNPACK { &mut behind } else { &mut end };
        *place += &format!("<script>{text}</script>\n");
        scripts.push(text);
    }
    for resource in &parts.resources {
        if !AT_ONCE.contains(&resource.name.as_str()) {
            body += &std::mem::take(&mut behind);
        }
        let mut mark = "";
        let text = match &resource.content {
            Content::Wasm(bytes) if packing == Packing::None => STANDARD.encode(bytes),
            Content::Wasm(bytes) => {
                mark = " data-packed";
                STANDARD.encode(packed(bytes)?)
            }
            // It must not end its element, and is the same with that character in other words.
            Content::Json(text) if packing == Packing::None => text.replace('<', "\\u003c"),
            Content::Json(text) => {
                mark = " data-packed";
                STANDARD.encode(packed(text.as_bytes())?)
            }
            Content::PackedScript(text) => {
                mark = " data-packed";
                let text = inline(text)?;
                let packed = STANDARD.encode(packed(text.as_bytes())?);
                // It runs when it has been unpacked: the policy knows it as it is then.
                scripts.push(text);
                packed
            }
            Content::Script(text) => {
                // Without workers the page runs it itself, which the policy must allow.
                let text = inline(text)?;
                scripts.push(text.clone());
                text
            }
        };
        body += &format!("<script type=\"text/plain\" data-resource=\"{}\"{mark}>{text}</script>\n", resource.name);
    }
    body += &(behind + &end);
    let mut early = String::new();
    for (_, text) in &parts.early {
        let text = inline(text)?;
        early += &format!("\n<script>{text}</script>");
        scripts.push(text);
    }
    let style = inline(&parts.style)?;
    let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
    let element = policy_element(&policy(&scripts, &[&style]));
    let head = format!("{element}{early}\n<style>{style}</style>");
    filled(&parts.template, &head, &body)
}

/// A document for a frame, in one file like the single file; its script is a module.
pub fn frame(parts: &Parts) -> Result<String> {
    Ok(single_file(parts)?.replace("\n<script>", "\n<script type=\"module\">"))
}

/// A module packed, which halves it; the browser unpacks it.
fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// A script without its comments and indentation, which are a third of it. Every line of a comment must begin with `//`,
/// `/*` or `*`, and no text may run over lines.
pub fn compact(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_comment = |line: &&str| line.starts_with("//") || line.starts_with("/*") || line.starts_with('*');
    lines.filter(|line| !is_comment(line)).fold(String::new(), |text, line| text + line + "\n")
}

/// A script or style that may stand inside the document, exactly as the browser will hash it: with line feeds
/// alone, as the parser of HTML makes them.
fn inline(text: &str) -> Result<String> {
    let lower = text.to_ascii_lowercase();
    for forbidden in ["</script", "</style", "<!--", "<script"] {
        if lower.contains(forbidden) {
            bail!("a script or style contains {forbidden:?}, which the document around it would misread");
        }
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The template with the policy and the styles in its head, and the scripts at its end. The policy must stand
/// before everything that it is to govern, so it follows the declaration of the encoding at once.
fn filled(template: &str, head: &str, body: &str) -> Result<String> {
    const CHARSET: &str = "<meta charset=\"utf-8\">";
    if template.contains("<script") || template.contains("<style") || template.contains("rel=\"stylesheet\"") {
        bail!("www/index.html must hold no script and no style: they are added when it is built");
    }
    let (start, rest) = template.split_once(CHARSET).with_context(|| format!("www/index.html lacks {CHARSET}"))?;
    let (middle, end) = rest.rsplit_once("</body>").context("www/index.html lacks </body>")?;
    Ok(format!("{start}{CHARSET}\n{head}{middle}{body}</body>{end}"))
}

fn policy_element(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// A file by its content's name.
pub fn asset(name: &str, extension: &str, bytes: &[u8]) -> Asset {
    let hash: String = policy::hexadecimal(&Sha256::digest(bytes)).chars().take(10).collect();
    Asset { name: format!("{name}-{hash}.{extension}"), bytes: bytes.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<!doctype html><html><head>\n<meta charset=\"utf-8\">\n<title>t</title></head>\
        <body><main></main></body></html>\n";

    fn parts() -> Parts {
        Parts {
            template: TEMPLATE.to_owned(),
            style: "p { color: red }\r\n".to_owned(),
            early: vec![("early", "before();\r\n".to_owned())],
            scripts: vec![("boot", "start();\r\n".to_owned())],
            resources: vec![
                Resource { name: "start".to_owned(), content: Content::Wasm(vec![0, 0x61, 0x73, 0x6d]) },
                Resource { name: "help".to_owned(), content: Content::Json("{\"A\":\"</script><!--\"}".to_owned()) },
                Resource { name: "importer".to_owned(), content: Content::Script("work();".to_owned()) },
            ],
        }
    }

    fn built(parts: &Parts) -> Vec<Asset> {
        let installable = Installable { manifest: "{}".to_owned(), icons: Vec::new(), worker: "w();".to_owned() };
        site(parts, &installable, None).unwrap()
    }

    /// The policy's hash of a text, or nothing when the policy does not hold it.
    fn allows(document: &str, text: &str) -> bool {
        let policy = policy::single_file(&[text], &[]);
        let hash = policy.split('\'').find(|word| word.starts_with("sha256-")).unwrap();
        document.contains(hash)
    }

    #[test]
    fn the_single_file_holds_everything_and_allows_exactly_its_scripts() {
        let page = single_file(&parts()).unwrap();
        assert!(page.contains("data-resource=\"start\" data-packed>"));
        assert!(page.contains("<script>start();\n</script>"));
        assert!(page.contains("<style>p { color: red }\n</style>"));
        assert!(allows(&page, "start();\n") && allows(&page, "work();") && allows(&page, "p { color: red }\n"));
        assert!(!allows(&page, "start();\r\n") && !allows(&page, "start();"));
        assert!(!page.contains("src=") && !page.contains("href="));
    }

    #[test]
    fn modules_are_packed_in_the_single_file() {
        let mut parts = parts();
        let module = vec![0; 10_000];
        parts.resources.push(Resource { name: "later".to_owned(), content: Content::Wasm(module.clone()) });
        let page = single_file(&parts).unwrap();
        let (_, rest) = page.split_once("data-resource=\"later\" data-packed>").unwrap();
        let (text, _) = rest.split_once("</script>").unwrap();
        assert!(text.len() < 100);
        assert_eq!(unpacked(text), module);
    }

    #[test]
    fn a_packed_script_is_allowed_as_it_is_when_unpacked() {
        let mut parts = parts();
        parts
            .resources
            .push(Resource { name: "rare".to_owned(), content: Content::PackedScript("f();\r\n".to_owned()) });
        let page = single_file(&parts).unwrap();
        assert!(allows(&page, "f();\n") && !page.contains("f();"));
        let (_, rest) = page.split_once("data-resource=\"rare\" data-packed>").unwrap();
        assert_eq!(unpacked(rest.split_once("</script>").unwrap().0), b"f();\n");
        let names: Vec<String> = built(&parts).into_iter().map(|asset| asset.name).collect();
        assert!(names.iter().any(|name| name.starts_with("rare-") && name.ends_with(".js")));
    }

    #[test]
    fn compact_scripts_keep_every_word_that_runs() {
        let script = "/**\n * About.\n */\nfunction a() {\n  // Why.\n  return b * c; // Said.\n}\n";
        assert_eq!(compact(script), "function a() {\nreturn b * c; // Said.\n}\n");
    }

    #[test]
    fn what_unpacks_runs_as_soon_as_what_is_needed_at_once_is_there() {
        let mut parts = parts();
        parts.scripts.insert(0, (UNPACK, "unpack();\n".to_owned()));
        let page = single_file(&parts).unwrap();
        assert!(allows(&page, "unpack();\n"));
        let places = ["data-resource=\"start\"", "<script>unpack();", "data-resource=\"help\"", "<script>start();"];
        let places: Vec<usize> = places.iter().map(|text| page.find(text).unwrap()).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(!built(&parts).iter().any(|asset| asset.name.starts_with(UNPACK)));
    }

    #[test]
    fn what_runs_before_anything_is_painted_stands_in_the_head() {
        let page = single_file(&parts()).unwrap();
        let (head, _) = page.split_once("</head>").unwrap();
        assert!(allows(&page, "before();\n") && head.contains("<script>before();\n</script>\n<style>"));
        let page = document(&built(&parts()));
        let (head, _) = page.split_once("</head>").unwrap();
        assert!(head.find("<script src=\"early-").unwrap() < head.find("rel=\"stylesheet\"").unwrap());
    }

    #[test]
    fn the_site_asks_early_for_what_it_starts_with_and_for_nothing_else() {
        let assets = built(&parts());
        let start = assets.iter().find(|asset| asset.name.starts_with("start-")).unwrap();
        let page = document(&assets);
        let (head, _) = page.split_once("</head>").unwrap();
        assert!(head.contains(&format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">", start.name)));
        assert_eq!(head.matches("rel=\"preload\"").count(), 1);
        assert!(!single_file(&parts()).unwrap().contains("preload"));
    }

    #[test]
    fn the_policy_stands_before_everything_it_governs() {
        for page in [single_file(&parts()).unwrap(), document(&built(&parts()))] {
            let at = page.find("Content-Security-Policy").unwrap();
            assert!(page.find("<script").unwrap() > at && page.find("<title").unwrap() > at);
            assert!(page.find("<style").is_none_or(|style| style > at));
        }
    }

    #[test]
    fn json_cannot_end_its_element() {
        let page = single_file(&parts()).unwrap();
        let (_, rest) = page.split_once("data-resource=\"help\" data-packed>").unwrap();
        assert_eq!(unpacked(rest.split_once("</script>").unwrap().0), br#"{"A":"</script><!--"}"#);
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        for text in ["'</script>'", "'</SCRIPT >'", "'<!-- '", "'<script>'"] {
            inline(text).unwrap_err();
        }
        inline("a < script; b </ script/").unwrap();
    }

    #[test]
    fn the_site_names_files_by_their_content() {
        let assets = built(&parts());
        let page = document(&assets);
        // The page, its style, its early script, its manifest, three resources, a script, and the service worker.
        assert_eq!(assets.len(), 9);
        for asset in assets.iter().skip(1) {
            assert!(page.contains(&format!("\"{}\"", asset.name)), "{}", asset.name);
        }
        let mut changed = parts();
        changed.scripts[0].1.push(' ');
        let again = built(&changed);
        assert_ne!(again[7].name, assets[7].name);
        assert_eq!(again[6].name, assets[6].name);
        // Where browsers ask for newer builds nothing moves, and what they find there differs.
        assert_eq!((again[8].name.as_str(), assets[8].name.as_str()), ("sw.js", "sw.js"));
        assert_ne!(again[8].bytes, assets[8].bytes);
    }

    #[test]
    fn without_packing_everything_stands_in_the_document() {
        let page = in_one_file(&parts(), Packing::None, policy::old_file).unwrap();
        assert!(page.contains("data-resource=\"start\">AGFzbQ==</script>"));
        assert!(page.contains(r#"data-resource="help">{"A":"\u003c/script>\u003c!--"}</script>"#));
        assert!(!page.contains("data-packed") && page.contains(" 'unsafe-eval';"));
    }

    #[test]
    fn old_browsers_are_led_to_their_edition_where_there_is_one() {
        let installable = Installable { manifest: "{}".to_owned(), icons: Vec::new(), worker: "w();".to_owned() };
        let assets = site(&parts(), &installable, Some("<p>")).unwrap();
        let (worker, old) = (&assets[8], &assets[9]);
        assert_eq!((old.name.as_str(), old.bytes.as_slice()), ("old.html", b"<p>".as_slice()));
        assert!(document(&assets).contains("data-url=\"old.html\""));
        assert!(worker.name == "sw.js" && !String::from_utf8_lossy(&worker.bytes).contains("old.html"));
        assert!(!document(&built(&parts())).contains("old.html"));
    }

    #[test]
    fn only_the_site_can_be_installed() {
        let page = single_file(&parts()).unwrap();
        assert!(!page.contains("manifest") && !page.contains("service-worker"));
        let page = document(&built(&parts()));
        assert!(page.contains("<link rel=\"manifest\"") && page.contains("data-url=\"sw.js\" data-build=\""));
    }

    #[test]
    fn a_template_with_a_script_or_without_an_end_is_refused() {
        filled(&TEMPLATE.replace("<main>", "<script>x</script><main>"), "", "").unwrap_err();
        filled(&TEMPLATE.replace("</body>", ""), "", "").unwrap_err();
        filled(&TEMPLATE.replace("utf-8", "gbk"), "", "").unwrap_err();
    }

    /// What the browser makes of a packed resource.
    fn unpacked(text: &str) -> Vec<u8> {
        let bytes = STANDARD.decode(text).unwrap();
        let mut unpacked = Vec::new();
        std::io::copy(&mut flate2::read::ZlibDecoder::new(bytes.as_slice()), &mut unpacked).unwrap();
        unpacked
    }

    fn document(assets: &[Asset]) -> String {
        String::from_utf8(assets[0].bytes.clone()).unwrap()
    }
}
