//! An archive with one entry exchanged; every other byte of it stays.

use miniz_oxide::deflate::compress_to_vec;

use crate::crc32::crc32;

/// The same effort as for files that are written anew.
const LEVEL: u8 = 9;
const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// Bytes of these records before their names and comments.
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;

/// The archive with that content in its entry of that number. `None` for archives that are put together in ways no
/// word processor does: with data before them, over several disks, larger than four gigabytes.
pub fn with_entry(archive: &[u8], number: usize, content: &[u8]) -> Option<Vec<u8>> {
    let end = archive.windows(END.len()).rposition(|bytes| bytes == END)?;
    let count = usize::from(short(archive, end + 10)?);
    let directory = long(archive, end + 16)?;
    if directory.checked_add(long(archive, end + 12)?)? != end || end + END_LENGTH > archive.len() {
        return None;
    }
    let mut records = Vec::with_capacity(count);
    let mut at = directory;
    for _ in 0..count {
        let record = Central::read(archive, at)?;
        at += record.length;
        records.push(record);
    }
    if at != end {
        return None;
    }
    let victim = records.get(number)?;
    // What the entry takes up ends where the next begins: perhaps sizes stand behind its data.
    let next = records.iter().map(|record| record.offset).filter(|&offset| offset > victim.offset).min();
    let next = next.unwrap_or(directory);
    let local = archive.get(victim.offset..next)?;
    if !local.starts_with(LOCAL) {
        return None;
    }
    let name = local.get(LOCAL_LENGTH..LOCAL_LENGTH + usize::from(short(local, 26)?))?;

    let packed = compress_to_vec(content, LEVEL);
    // The sizes stand in the header, the method is deflate, and what was noted about the old data is gone.
    let mut described = Vec::new();
    described.extend_from_slice(&(short(local, 6)? & !(1 << 3)).to_le_bytes());
    described.extend_from_slice(&8_u16.to_le_bytes());
    described.extend_from_slice(local.get(10..14)?);
    for number in [crc32(content), u32::try_from(packed.len()).ok()?, u32::try_from(content.len()).ok()?] {
        described.extend_from_slice(&number.to_le_bytes());
    }
    let mut entry = local.get(..6)?.to_vec();
    entry.extend_from_slice(&described);
    entry.extend_from_slice(local.get(26..28)?);
    entry.extend_from_slice(&[0, 0]);
    entry.extend_from_slice(name);
    entry.extend_from_slice(&packed);

    let moved = |offset: usize| u32::try_from((offset + entry.len()).checked_sub(local.len())?).ok();
    let mut file = archive.get(..victim.offset)?.to_vec();
    file.extend_from_slice(&entry);
    file.extend_from_slice(archive.get(next..directory)?);
    let mut at = directory;
    for (index, record) in records.iter().enumerate() {
        let mut bytes = archive.get(at..at + record.length)?.to_vec();
        if index == number {
            bytes.get_mut(8..28)?.copy_from_slice(&described);
        }
        if record.offset > victim.offset {
            bytes.get_mut(42..46)?.copy_from_slice(&moved(record.offset)?.to_le_bytes());
        }
        file.extend_from_slice(&bytes);
        at += record.length;
    }
    let mut bytes = archive.get(end..)?.to_vec();
    bytes.get_mut(16..20)?.copy_from_slice(&moved(directory)?.to_le_bytes());
    file.extend_from_slice(&bytes);
    Some(file)
}

/// A record of the central directory.
struct Central {
    /// Where the entry begins.
    offset: usize,
    /// Bytes of the record.
    length: usize,
}

impl Central {
    fn read(archive: &[u8], at: usize) -> Option<Central> {
        if !archive.get(at..)?.starts_with(CENTRAL) {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|place| short(archive, at + place).map(usize::from));
        let offset = long(archive, at + 42)?;
        // Sizes that do not fit stand elsewhere.
        let is_large = [20, 24, 42].iter().any(|place| long(archive, at + place) == Some(0xffff_ffff));
        let record = Central { offset, length: CENTRAL_LENGTH + name? + extra? + comment? };
        (!is_large && at + record.length <= archive.len()).then_some(record)
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()
}
