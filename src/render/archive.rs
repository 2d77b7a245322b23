//! Zip files, as Office reads them. The same entries give the same bytes: every file bears the same time.

use miniz_oxide::deflate::compress_to_vec;

use crate::crc32::crc32;

/// The first day that zip files can name, 1 January 1980, at midnight: date in the high half, time in the low.
const TIME: u32 = 0x0021_0000;
/// Deflate is understood by whatever reads version 2.0.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// The slowest but one: files are small, and written once.
const LEVEL: u8 = 9;

/// A zip file of these entries, by name and content, deflated and in that order.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in entries {
        let offset = size(file.len());
        let packed = compress_to_vec(content, LEVEL);
        let mut header = Vec::new();
        short(&mut header, &[VERSION, FLAGS, DEFLATED]);
        long(&mut header, &[TIME, crc32(content), size(packed.len()), size(content.len())]);
        short(&mut header, &[u16::try_from(name.len()).unwrap_or(u16::MAX), 0]);

        file.extend_from_slice(b"PK\x03\x04");
        file.extend_from_slice(&header);
        file.extend_from_slice(name.as_bytes());
        file.extend_from_slice(&packed);

        directory.extend_from_slice(b"PK\x01\x02");
        short(&mut directory, &[VERSION]);
        directory.extend_from_slice(&header);
        // No comment, first disk, no attributes.
        short(&mut directory, &[0, 0, 0]);
        long(&mut directory, &[0, offset]);
        directory.extend_from_slice(name.as_bytes());
    }
    let (start, length) = (size(file.len()), size(directory.len()));
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    file.extend_from_slice(&directory);
    file.extend_from_slice(b"PK\x05\x06");
    short(&mut file, &[0, 0, count, count]);
    long(&mut file, &[length, start]);
    short(&mut file, &[0]);
    file
}

/// A length or offset. A report's file has some 20 KB: four gigabytes are never reached.
fn size(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn short(out: &mut Vec<u8>, numbers: &[u16]) {
    numbers.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

fn long(out: &mut Vec<u8>, numbers: &[u32]) {
    numbers.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "documents")]
    fn a_library_for_zip_files_reads_what_is_written() {
        let long = "甲".repeat(10_000);
        let entries: [(&str, &[u8]); 3] = [("a.xml", b"<a/>"), ("目录/b", long.as_bytes()), ("empty", b"")];
        let bytes = archive(&entries);
        let read = rawzip::ZipArchive::from_slice(bytes.as_slice()).unwrap();
        let mut listed = read.entries();
        for (name, content) in entries {
            let entry = listed.next_entry().unwrap().unwrap();
            assert_eq!(entry.file_path().as_bytes(), name.as_bytes());
            let stored = read.get_entry(entry.wayfinder()).unwrap();
            assert_eq!(miniz_oxide::inflate::decompress_to_vec(stored.data()).unwrap(), content);
            let claim = stored.claim_verifier();
            assert_eq!((claim.crc, claim.uncompressed_size), (rawzip::crc32(content), content.len() as u64));
        }
        assert!(listed.next_entry().unwrap().is_none());
        assert!(bytes.len() < 1000, "deflated");
    }

    #[test]
    fn no_entries_are_an_empty_archive() {
        assert_eq!(archive(&[]).len(), 22);
    }
}
