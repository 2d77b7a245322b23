//! A web server for the built page, for this computer alone.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::dist::site_folder;
use crate::{page, policy};

/// Serves the page until the program is ended.
pub fn serve(port: u16) -> Result<()> {
    if !site_folder().join("index.html").is_file() {
        bail!("nothing has been built yet: `cargo xtask dist` does it");
    }
    let (address, listener) = listen(port)?;
    eprintln!("The page is at {address} — Ctrl+C ends the server.");
    accept(&listener);
    Ok(())
}

/// Serves the page beside other work and returns its address.
pub fn in_background() -> Result<String> {
    let (address, listener) = listen(0)?;
    std::thread::spawn(move || accept(&listener));
    Ok(address)
}

fn listen(port: u16) -> Result<(String, TcpListener)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| format!("port {port} is taken"))?;
    Ok((format!("http://{}/", listener.local_addr()?), listener))
}

fn accept(listener: &TcpListener) {
    for stream in listener.incoming().flatten() {
        // A browser that breaks off harms its own request alone.
        std::thread::spawn(move || answer(&stream, &site_folder()));
    }
}

/// Reads one request and answers it.
fn answer(mut stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let (mut header, mut takes_gzip) = (String::new(), false);
    while reader.read_line(&mut header)? > 2 {
        let header_line = header.to_ascii_lowercase();
        takes_gzip |= header_line.starts_with("accept-encoding:") && header_line.contains("gzip");
        header.clear();
    }
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (status, kind, body) = match file_of(folder, target).and_then(|path| Some((fs::read(&path).ok()?, path))) {
        _ if method != "GET" && method != "HEAD" => ("405 Method Not Allowed", "text/plain", Vec::new()),
        Some((bytes, path)) => ("200 OK", media_type(&path), bytes),
        None => ("404 Not Found", "text/plain", b"not found\n".to_vec()),
    };
    let name = target.split(['?', '#']).next().unwrap_or("").trim_start_matches('/');
    let (encoding, body) = match packed(name, kind, &body).filter(|_| takes_gzip && status == "200 OK") {
        Some(packed) => ("Content-Encoding: gzip\r\n", packed),
        None => ("", body),
    };
    // What is named by its content never changes.
    let caching = if is_named_by_content(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    // The edition for old browsers states a policy of its own.
    let policy =
        if name == page::OLD { String::new() } else { format!("Content-Security-Policy: {}\r\n", policy::SITE) };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{encoding}{policy}\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: {caching}\r\n\
         Vary: Accept-Encoding\r\nConnection: close\r\n\r\n",
        body.len(),
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// A body as a web server would send it, if that is worth it. What is named by its content is packed once.
fn packed(name: &str, kind: &str, body: &[u8]) -> Option<Vec<u8>> {
    static PACKED: LazyLock<Mutex<HashMap<String, Vec<u8>>>> = LazyLock::new(Mutex::default);
    if body.len() < 1400 || kind.starts_with("image/png") || kind.starts_with("application/octet") {
        return None;
    }
    let is_lasting = is_named_by_content(name);
    if let Some(known) = PACKED.lock().ok()?.get(name).filter(|_| is_lasting) {
        return Some(known.clone());
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).ok()?;
    let packed = encoder.finish().ok()?;
    if is_lasting {
        PACKED.lock().ok()?.insert(name.to_owned(), packed.clone());
    }
    Some(packed)
}

/// Whether a file's name ends in a hash of its content: `boot-0123456789.js`.
fn is_named_by_content(name: &str) -> bool {
    let hash = name.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('-')).map_or("", |(_, hash)| hash);
    hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The file that a request's target names, which lies within the folder whatever the target says.
fn file_of(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    // No file of the site needs an escape in its name, so none is decoded.
    if path.contains(['%', '\\', ':']) {
        return None;
    }
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    path.components().all(|component| matches!(component, Component::Normal(_))).then(|| folder.join(path))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_target_names_a_file_of_the_folder_or_none() {
        let file = |target| file_of(Path::new("site"), target);
        assert_eq!(file("/"), Some(PathBuf::from("site/index.html")));
        assert_eq!(file("/?a=/../x"), Some(PathBuf::from("site/index.html")));
        assert_eq!(file("/boot-1.js?v=2"), Some(PathBuf::from("site/boot-1.js")));
        for target in ["/../Cargo.toml", "/a/../../b", "//etc/passwd", "/%2e%2e/b", "/..\\b", "/C:/b", "b", ""] {
            assert_eq!(file(target), None, "{target}");
        }
    }

    #[test]
    fn media_types_are_those_that_browsers_insist_on() {
        assert_eq!(media_type(Path::new("a.wasm")), "application/wasm");
        assert!(media_type(Path::new("a.js")).starts_with("text/javascript"));
        assert_eq!(media_type(Path::new("wasm")), "application/octet-stream");
    }

    #[test]
    fn only_what_is_named_by_its_content_is_kept_by_browsers() {
        for name in ["boot-0123456789.js", "gouji-maskable-512-abcdef0123.png"] {
            assert!(is_named_by_content(name), "{name}");
        }
        for name in ["", "index.html", "sw.js", "old.html", "boot-012345678.js", "boot-0123456789", "a-xyz3456789.js"] {
            assert!(!is_named_by_content(name), "{name}");
        }
    }

    #[test]
    fn what_is_worth_it_is_packed() {
        let text = "勾稽".repeat(1000);
        let body = packed("a.js", "text/javascript", text.as_bytes()).unwrap();
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(body.as_slice()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        assert_eq!(packed("a.js", "text/javascript", b"short"), None);
        assert_eq!(packed("a.png", "image/png", text.as_bytes()), None);
    }

    #[test]
    fn answers_carry_the_policy_and_only_this_computer_gets_them() {
        let ask = |request: &str| {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            client.write_all(request.as_bytes()).unwrap();
            let (server, _) = listener.accept().unwrap();
            answer(&server, &crate::root().join("www")).unwrap();
            drop(server);
            let mut text = String::new();
            client.read_to_string(&mut text).unwrap();
            text
        };
        let page = ask("GET /index.html HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html"));
        assert!(page.contains("Content-Security-Policy: default-src 'none'; ") && page.contains("</html>"));
        assert!(!ask("HEAD /index.html HTTP/1.1\r\n\r\n").contains("</html>"));
        assert!(ask("GET /../Cargo.toml HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
        assert!(ask("POST /index.html HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));

        let (address, listener) = listen(0).unwrap();
        assert!(address.starts_with("http://127.0.0.1:") && listener.local_addr().unwrap().ip().is_loopback());
    }
}
