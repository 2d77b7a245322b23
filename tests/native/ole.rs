//! Compound files: their streams come back, and no damage panics, hangs or fills the memory.

use crate::support::ole::{compound, file};
use gouji::import::ImportError;
use gouji::import::ole::{Compound, u16_at, u32_at};
use proptest::prelude::*;

const DAMAGED: ImportError = ImportError::Damaged("compound file");

fn content(length: usize, seed: u8) -> Vec<u8> {
    (0..length).map(|index| (index % 251) as u8 ^ seed).collect()
}

#[test]
fn streams_of_every_length_come_back() {
    for sector in [512, 4096] {
        for length in [0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000] {
            let (one, other) = (content(length, 1), content(100, 2));
            let bytes = file(&[("Workbook", &one), ("\u{5}SummaryInformation", &other)], &[], sector);
            let opened = Compound::open(&bytes).unwrap();
            assert_eq!(opened.names().collect::<Vec<_>>(), ["Workbook", "\u{5}SummaryInformation"]);
            assert_eq!(opened.stream("workbook").unwrap(), one, "{sector} {length}");
            assert_eq!(opened.stream("\u{5}SummaryInformation").unwrap(), other);
            assert_eq!(opened.stream("WordDocument"), Err(DAMAGED));
        }
    }
}

#[test]
fn a_table_too_long_for_the_header_is_read() {
    let long = content(9 << 20, 3);
    let bytes = compound(&[("Workbook", &long)]);
    assert!(u32_at(&bytes, 72).unwrap() > 0, "lists of the table's sectors");
    assert_eq!(Compound::open(&bytes).unwrap().stream("Workbook").unwrap(), long);
}

#[test]
fn streams_of_embedded_objects_are_not_the_document_s() {
    let bytes = file(&[("WordDocument", b"outer")], &[("Workbook", b"inner"), ("WordDocument", b"inner")], 512);
    let opened = Compound::open(&bytes).unwrap();
    assert_eq!(opened.names().collect::<Vec<_>>(), ["WordDocument"]);
    assert_eq!(opened.stream("WordDocument").unwrap(), b"outer");
}

#[test]
fn files_cut_off_are_refused_or_whole() {
    let (one, other) = (content(5000, 1), content(300, 2));
    let bytes = compound(&[("Workbook", &one), ("Data", &other)]);
    for length in 0..bytes.len() {
        let Ok(opened) = Compound::open(&bytes[..length]) else { continue };
        for (name, whole) in [("Workbook", &one), ("Data", &other)] {
            assert!(opened.stream(name).is_ok_and(|content| content == *whole), "{length}");
        }
    }
    assert_eq!(Compound::open(&bytes[..bytes.len() - 512]).err(), Some(DAMAGED));
}

/// The table's sector that the header names first.
fn fat_at(bytes: &[u8]) -> usize {
    (u32_at(bytes, 76).unwrap() as usize + 1) * 512
}

#[test]
fn chains_that_run_in_circles_end() {
    let long = content(5000, 1);
    let sound = compound(&[("Workbook", &long)]);
    let fat = fat_at(&sound);
    let with = |at: usize, number: u32| {
        let mut bytes = sound.clone();
        bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
        bytes
    };
    // The stream's chain returns to its beginning: its length is told, so it ends, with other content.
    let circle = with(fat + 4, 0);
    assert_eq!(Compound::open(&circle).unwrap().stream("Workbook").unwrap().len(), 5000);
    // The directory's chain, whose length is not told.
    let directory = u32_at(&sound, 48).unwrap();
    let circle = with(fat + 4 * directory as usize, directory);
    assert_eq!(Compound::open(&circle).err(), Some(DAMAGED));
    // The list of the table's sectors.
    assert_eq!(Compound::open(&with(68, 0)).err(), Some(DAMAGED));
    // A sector beyond the file; a stream longer than the file.
    assert_eq!(Compound::open(&with(48, 0x00ff_ffff)).err(), Some(DAMAGED));
    let entry = (directory as usize + 1) * 512 + 128;
    assert_eq!(u16_at(&sound, entry), Some(u16::from(b'W')));
    assert_eq!(Compound::open(&with(entry + 120, 0x7fff_ffff)).err(), Some(DAMAGED));
    // An entry that is its own sibling.
    let looped = with(entry + 72, 1);
    assert_eq!(Compound::open(&looped).unwrap().names().count(), 1);
}

#[test]
fn a_table_that_names_one_sector_over_and_over_fills_no_memory() {
    let mut bytes = compound(&[("Workbook", &content(5000, 1))]);
    let fat = u32_at(&bytes, 76).unwrap();
    for slot in 0..109 {
        bytes[76 + 4 * slot..80 + 4 * slot].copy_from_slice(&fat.to_le_bytes());
    }
    let _ = Compound::open(&bytes);
    // A list of the table's sectors that lists the same sector in every place, and goes on with itself.
    let lists = vec![fat; 128].iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let at = bytes.len() / 512 - 1;
    bytes.extend(&lists);
    bytes[68..72].copy_from_slice(&(at as u32).to_le_bytes());
    let end = bytes.len();
    bytes[end - 4..].copy_from_slice(&(at as u32).to_le_bytes());
    assert_eq!(Compound::open(&bytes).err(), Some(DAMAGED));
}

#[test]
fn what_is_no_compound_file_is_refused() {
    for bytes in [&b""[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", &[0; 4096]] {
        assert_eq!(Compound::open(bytes).err(), Some(DAMAGED));
    }
}

proptest! {
    #[test]
    fn altered_files_are_read_or_refused(changes in prop::collection::vec((0_usize..20_000, any::<u8>()), 1..12)) {
        let mut bytes = compound(&[("Workbook", &content(5000, 1)), ("Data", &content(300, 2))]);
        for (at, value) in changes {
            let length = bytes.len();
            // The header and the directory are a tenth of the file, and most of what can go wrong.
            let at = if at % 2 == 0 { at % 512 } else { at % length };
            bytes[at] = value;
        }
        if let Ok(opened) = Compound::open(&bytes) {
            let names: Vec<String> = opened.names().map(str::to_owned).collect();
            for name in names {
                if let Ok(content) = opened.stream(&name) {
                    prop_assert!(content.len() <= bytes.len());
                }
            }
        }
    }
}
