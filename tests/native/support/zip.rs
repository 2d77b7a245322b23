//! Writes zip files.

use std::io::Write;

use rawzip::{CompressionMethod, ZipArchiveWriter};

/// A zip file of these entries, deflated.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    write(entries, CompressionMethod::DEFLATE)
}

/// A zip file of these entries, stored as they are.
pub fn stored(entries: &[(&str, &[u8])]) -> Vec<u8> {
    write(entries, CompressionMethod::STORE)
}

fn write(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, content) in entries {
        let name = rawzip::path::EntryPath::verbatim(name.as_bytes());
        let (mut entry, config) = archive.new_file(name).compression_method(method).start().unwrap();
        let mut data = config.wrap(Vec::new());
        data.write_all(content).unwrap();
        let (plain, descriptor) = data.finish().unwrap();
        let body = match method {
            CompressionMethod::DEFLATE => miniz_oxide::deflate::compress_to_vec(&plain, 1),
            _ => plain,
        };
        entry.write_all(&body).unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

/// The entries of a zip file: names and contents.
pub fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = rawzip::ZipArchive::from_slice(bytes).unwrap();
    let mut listed = archive.entries();
    let mut entries = Vec::new();
    while let Some(entry) = listed.next_entry().unwrap() {
        let name = String::from_utf8(entry.file_path().as_bytes().to_vec()).unwrap();
        let stored = archive.get_entry(entry.wayfinder()).unwrap();
        let content = match entry.compression_method() {
            CompressionMethod::STORE => stored.data().to_vec(),
            _ => miniz_oxide::inflate::decompress_to_vec(stored.data()).unwrap(),
        };
        entries.push((name, content));
    }
    entries
}
