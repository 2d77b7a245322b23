//! Writes OLE compound files.

const FREE: u32 = 0xffff_ffff;
const END: u32 = 0xffff_fffe;
const FAT: u32 = 0xffff_fffd;
const CUTOFF: usize = 4096;

/// A compound file of version 3 with these streams in its root storage, in the order of a linked list.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    file(streams, &[], 512)
}

/// One with sectors of that size, 512 or 4096 bytes, and with a storage of its own, `Embedded`, for the inner streams.
pub fn file(streams: &[(&str, &[u8])], inner: &[(&str, &[u8])], sector: usize) -> Vec<u8> {
    let mut sectors: Vec<u8> = Vec::new();
    let mut fat: Vec<u32> = Vec::new();
    let mut mini: Vec<u8> = Vec::new();
    let mut mini_fat: Vec<u32> = Vec::new();
    let mut place = |content: &[u8]| match content.len() {
        0 => END,
        length if length < CUTOFF => append(&mut mini, &mut mini_fat, content, 64),
        _ => append(&mut sectors, &mut fat, content, sector),
    };
    let places: Vec<u32> = streams.iter().chain(inner).map(|(_, content)| place(content)).collect();

    // Entries: the root, the storage (if there are inner streams), the streams, the inner streams.
    let storage = usize::from(!inner.is_empty());
    let first = 1 + storage;
    let chained = |index: usize, count: usize| if index + 1 < count { (first + index + 1) as u32 } else { FREE };
    let mini_start = if mini.is_empty() { END } else { append(&mut sectors, &mut fat, &mini, sector) };
    let root_child = if storage == 1 || !streams.is_empty() { 1 } else { FREE };
    let mut directory = entry("Root Entry", 5, FREE, root_child, mini_start, mini.len());
    if storage == 1 {
        let sibling = if streams.is_empty() { FREE } else { first as u32 };
        directory.extend(entry("Embedded", 1, sibling, (first + streams.len()) as u32, 0, 0));
    }
    for (index, ((name, content), start)) in streams.iter().chain(inner).zip(places).enumerate() {
        let right = if index < streams.len() {
            chained(index, streams.len())
        } else {
            chained(index, streams.len() + inner.len())
        };
        directory.extend(entry(name, 2, right, FREE, start, content.len()));
    }
    let directory_start = append(&mut sectors, &mut fat, &directory, sector);
    let mini_fat_bytes: Vec<u8> = mini_fat.iter().flat_map(|next| next.to_le_bytes()).collect();
    let mini_fat_start =
        if mini_fat.is_empty() { END } else { append(&mut sectors, &mut fat, &mini_fat_bytes, sector) };

    // The table counts its own sectors, and those that list them where the header has no room.
    let per_sector = sector / 4;
    let (mut fats, mut lists) = (0, 0);
    while (fats * per_sector) < fat.len() + fats + lists || lists * (per_sector - 1) + 109 < fats {
        fats += usize::from(fats * per_sector < fat.len() + fats + lists);
        lists = fats.saturating_sub(109).div_ceil(per_sector - 1);
    }
    let first_fat = fat.len();
    fat.extend(std::iter::repeat_n(FAT, fats + lists));
    fat.resize(fats * per_sector, FREE);
    sectors.extend(fat.iter().flat_map(|next| next.to_le_bytes()));
    let mut named: Vec<u32> = (first_fat..first_fat + fats).map(|number| number as u32).collect();
    let more = named.split_off(named.len().min(109));
    for (index, chunk) in more.chunks(per_sector - 1).enumerate() {
        let mut list = chunk.to_vec();
        list.resize(per_sector - 1, FREE);
        list.push(if index + 1 < lists { (first_fat + fats + index + 1) as u32 } else { END });
        sectors.extend(list.iter().flat_map(|next| next.to_le_bytes()));
    }
    named.resize(109, FREE);

    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.extend([0; 16]);
    let version = if sector == 512 { 3_u16 } else { 4 };
    for number in [0x3e, version, 0xfffe, sector.ilog2() as u16, 6, 0, 0, 0] {
        header.extend(number.to_le_bytes());
    }
    let lists_start = if lists == 0 { END } else { (first_fat + fats) as u32 };
    let mini_fats = mini_fat_bytes.len().div_ceil(sector) as u32;
    for number in
        [0, fats as u32, directory_start, 0, CUTOFF as u32, mini_fat_start, mini_fats, lists_start, lists as u32]
    {
        header.extend(number.to_le_bytes());
    }
    header.extend(named.iter().flat_map(|number| number.to_le_bytes()));
    header.resize(sector, 0);
    header.extend(sectors);
    header
}

/// Appends content as a chain of sectors, and returns where it begins.
fn append(sectors: &mut Vec<u8>, fat: &mut Vec<u32>, content: &[u8], size: usize) -> u32 {
    let start = fat.len() as u32;
    let count = content.len().div_ceil(size) as u32;
    sectors.extend_from_slice(content);
    sectors.resize(sectors.len().div_ceil(size) * size, 0);
    fat.extend((1..count).map(|next| start + next));
    fat.push(END);
    start
}

fn entry(name: &str, kind: u8, right: u32, child: u32, start: u32, size: usize) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    for number in [FREE, right, child] {
        entry.extend(number.to_le_bytes());
    }
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend((size as u64).to_le_bytes());
    entry
}
