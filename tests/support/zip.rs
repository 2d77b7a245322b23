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
            CompressionMethod::DEFLATE => miniz_oxide::deflate::compress_to_vec(&plain, 6),
            _ => plain,
        };
        entry.write_all(&body).unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}
