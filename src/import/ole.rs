//! The OLE compound file around Word 97–2003, Excel 97–2003 and WPS documents: a small file system of named streams
//! (MS-CFB). Every chain of sectors is bounded by the sectors there are, so that neither cycles nor made-up sizes
//! cost more than the file's own length.

use super::ImportError;

/// A compound file, opened.
#[derive(Debug)]
pub struct Compound<'a> {
    bytes: &'a [u8],
    /// Log₂ of the bytes of a sector: 9, or 12 in version 4.
    sector_shift: u32,
    /// The sector that follows each sector.
    fat: Vec<u32>,
    /// The same for the small sectors.
    mini_fat: Vec<u32>,
    /// The small sectors, one after another.
    mini_stream: Vec<u8>,
    /// Streams shorter than this are in small sectors.
    mini_cutoff: u32,
    /// The streams of the root storage. Those of inner storages belong to objects embedded in the document.
    streams: Vec<Stream>,
}

#[derive(Debug)]
struct Stream {
    name: String,
    start: u32,
    size: usize,
}

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const DAMAGED: ImportError = ImportError::Damaged("compound file");
/// Log₂ of the bytes of a small sector.
const MINI_SHIFT: u32 = 6;
/// Bytes of a directory entry.
const ENTRY: usize = 128;
/// Numbers of sectors end here; what is larger marks the end of a chain, or no sector.
const LAST_SECTOR: u32 = 0xffff_fff9;
const NO_ENTRY: u32 = 0xffff_ffff;

impl<'a> Compound<'a> {
    /// Reads the tables and the directory.
    ///
    /// # Errors
    /// When it is no compound file, or cut off or damaged there.
    pub fn open(bytes: &'a [u8]) -> Result<Compound<'a>, ImportError> {
        let sector_shift = match (bytes.starts_with(SIGNATURE), u16_at(bytes, 30)) {
            (true, Some(shift @ (9 | 12))) => u32::from(shift),
            _ => return Err(DAMAGED),
        };
        let mini_cutoff = header(bytes, 56)?;
        let mut compound = Compound {
            bytes,
            sector_shift,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            mini_cutoff,
            streams: Vec::new(),
        };
        compound.fat = compound.read_fat()?;
        let directory = compound.chain(header(bytes, 48)?, None)?;
        let mini_fat = header(bytes, 60)?;
        if mini_fat <= LAST_SECTOR {
            compound.mini_fat = numbers(&compound.chain(mini_fat, None)?);
        }
        let root = Entry::read(&directory, 0).filter(|root| root.kind == Entry::ROOT).ok_or(DAMAGED)?;
        if root.start <= LAST_SECTOR {
            compound.mini_stream = compound.chain(root.start, Some(compound.size(&root)?))?;
        }
        compound.streams = compound.list(&directory, root.child)?;
        Ok(compound)
    }

    /// The names of the streams of the root storage.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.streams.iter().map(|stream| stream.name.as_str())
    }

    /// The content of the stream of that name; cases are not told apart.
    ///
    /// # Errors
    /// When there is none, or it is cut off or damaged.
    pub fn stream(&self, name: &str) -> Result<Vec<u8>, ImportError> {
        let Stream { start, size, .. } =
            self.streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name)).ok_or(DAMAGED)?;
        if *size >= self.mini_cutoff as usize {
            return self.chain(*start, Some(*size));
        }
        let sector = |number: u32| slice(&self.mini_stream, number as usize, MINI_SHIFT);
        follow(&self.mini_fat, *start, Some(*size), MINI_SHIFT, sector)
    }

    /// The table of sectors: the header names its first 109 sectors, a chain of its own the rest.
    fn read_fat(&self) -> Result<Vec<u32>, ImportError> {
        let mut fat = Vec::new();
        let mut append = |named: &[u8]| {
            for sector in numbers(named).into_iter().filter(|&sector| sector <= LAST_SECTOR) {
                // Sectors have at least 512 bytes, with room to spare: one named again and again fills no memory.
                if fat.len() > self.bytes.len() / 16 {
                    return Err(DAMAGED);
                }
                fat.extend(numbers(self.sector(sector).ok_or(DAMAGED)?));
            }
            Ok(())
        };
        append(self.bytes.get(76..512).ok_or(DAMAGED)?)?;
        let mut next = header(self.bytes, 68)?;
        let mut remaining = self.bytes.len() >> self.sector_shift;
        while next <= LAST_SECTOR {
            remaining = remaining.checked_sub(1).ok_or(DAMAGED)?;
            let (named, last) = self.sector(next).and_then(|sector| sector.split_last_chunk::<4>()).ok_or(DAMAGED)?;
            append(named)?;
            next = u32::from_le_bytes(*last);
        }
        Ok(fat)
    }

    /// The streams among an entry and its siblings, which form a tree. Its order is not relied on.
    fn list(&self, directory: &[u8], first: u32) -> Result<Vec<Stream>, ImportError> {
        let mut streams = Vec::new();
        let mut seen = vec![false; directory.len() / ENTRY];
        let mut pending = vec![first];
        while let Some(number) = pending.pop().filter(|_| streams.len() < seen.len()) {
            let Some(seen @ false) = seen.get_mut(number as usize) else { continue };
            *seen = true;
            let Some(entry) = Entry::read(directory, number as usize) else { continue };
            pending.extend([entry.right, entry.left].into_iter().filter(|&sibling| sibling != NO_ENTRY));
            if entry.kind == Entry::STREAM {
                let size = self.size(&entry)?;
                streams.push(Stream { name: entry.name, start: entry.start, size });
            }
        }
        Ok(streams)
    }

    /// The bytes of an entry. Version 3 has 32 bits for it, and anything in the upper half.
    fn size(&self, entry: &Entry) -> Result<usize, ImportError> {
        let size = if self.sector_shift == 9 { entry.size & 0xffff_ffff } else { entry.size };
        usize::try_from(size).ok().filter(|&size| size <= self.bytes.len()).ok_or(DAMAGED)
    }

    fn chain(&self, start: u32, size: Option<usize>) -> Result<Vec<u8>, ImportError> {
        follow(&self.fat, start, size, self.sector_shift, |number| self.sector(number))
    }

    /// A sector; the last one may be cut short. The header takes the place of one.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        slice(self.bytes, (number as usize).checked_add(1)?, self.sector_shift)
    }
}

/// What a chain of sectors holds: that many bytes, or all.
fn follow<'s>(
    fat: &[u32],
    start: u32,
    size: Option<usize>,
    shift: u32,
    sector: impl Fn(u32) -> Option<&'s [u8]>,
) -> Result<Vec<u8>, ImportError> {
    let mut content = Vec::new();
    let mut next = start;
    let mut remaining = fat.len();
    while next <= LAST_SECTOR && size.is_none_or(|size| content.len() < size) {
        remaining = remaining.checked_sub(1).ok_or(DAMAGED)?;
        let part = sector(next).ok_or(DAMAGED)?;
        content.extend_from_slice(part);
        next = *fat.get(next as usize).ok_or(DAMAGED)?;
        let is_last = size.is_some_and(|size| content.len() >= size);
        if part.len() < 1 << shift && !is_last {
            return Err(DAMAGED);
        }
    }
    match size {
        Some(size) if content.len() < size => return Err(DAMAGED),
        Some(size) => content.truncate(size),
        None => {}
    }
    Ok(content)
}

/// An entry of the directory.
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

impl Entry {
    const STREAM: u8 = 2;
    const ROOT: u8 = 5;

    fn read(directory: &[u8], number: usize) -> Option<Entry> {
        let entry = directory.get(number.checked_mul(ENTRY)?..)?.get(..ENTRY)?;
        // The length counts the zero at the end.
        let length = usize::from(u16_at(entry, 64)?).saturating_sub(2).min(62);
        let (units, _) = entry.get(..length)?.as_chunks::<2>();
        let name = char::decode_utf16(units.iter().map(|&unit| u16::from_le_bytes(unit)));
        Some(Entry {
            name: name.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
            kind: *entry.get(66)?,
            left: u32_at(entry, 68)?,
            right: u32_at(entry, 72)?,
            child: u32_at(entry, 76)?,
            start: u32_at(entry, 116)?,
            size: u64::from(u32_at(entry, 120)?) | (u64::from(u32_at(entry, 124)?) << 32),
        })
    }
}

/// The number of two bytes there, the lower byte first, as everything in such files.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// The number of four bytes there.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn header(bytes: &[u8], at: usize) -> Result<u32, ImportError> {
    u32_at(bytes, at).ok_or(DAMAGED)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
}

fn slice(bytes: &[u8], number: usize, shift: u32) -> Option<&[u8]> {
    let start = number.checked_mul(1 << shift)?;
    let rest = bytes.get(start..)?;
    rest.get(..rest.len().min(1 << shift)).filter(|part| !part.is_empty())
}
