//! Writes Word 97–2003 documents: text with marks, the formats of paragraphs and rows, and the OLE file around them.

use super::{Piece, TableCell, ole, placed};

/// How the text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// In one piece of two bytes a character.
    Whole,
    /// As when saved fast: every paragraph a piece of its own, the last first, Latin ones in one byte a character.
    Fast,
}

/// A Word document of these pieces.
pub fn doc(pieces: &[Piece]) -> Vec<u8> {
    saved(pieces, Saving::Whole)
}

/// A Word document of these pieces, kept that way.
pub fn saved(pieces: &[Piece], saving: Saving) -> Vec<u8> {
    let mut paragraphs = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph { text, heading, centered } => {
                let format = if *centered { vec![0x61, 0x24, 1] } else { Vec::new() };
                paragraphs.push(Paragraph::new(text, 0x0d, u16::from(*heading), format));
            }
            Piece::Table { rows } => paragraphs.extend(table(rows)),
        }
    }
    file(&paragraphs, saving)
}

/// A paragraph: its text, the mark that ends it, its style (0: normal, 1: heading 1), and the changes of format.
#[derive(Clone, Debug)]
pub struct Paragraph {
    pub text: String,
    pub mark: u16,
    pub style: u16,
    pub format: Vec<u8>,
    /// Changes of format of its characters.
    pub look: Vec<u8>,
}

impl Paragraph {
    pub fn new(text: &str, mark: u16, style: u16, format: Vec<u8>) -> Paragraph {
        Paragraph { text: text.to_owned(), mark, style, format, look: Vec::new() }
    }
}

const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];
const ROW_END: [u8; 3] = [0x17, 0x24, 1];
/// The width of a column.
const COLUMN: usize = 600;

fn table(rows: &[Vec<TableCell>]) -> Vec<Paragraph> {
    let cells = placed(rows);
    let columns = cells.iter().map(|(_, column, cell)| column + cell.column_span).max().unwrap_or(0);
    let mut paragraphs = Vec::new();
    for row in 0..rows.len() {
        let mut edges = vec![0];
        let mut flags = Vec::new();
        let mut column = 0;
        while column < columns {
            let over = |(top, left, cell): &&(usize, usize, &TableCell)| {
                (*top..top + cell.row_span).contains(&row) && *left == column
            };
            let (text, covered, merge) = match cells.iter().find(over) {
                Some((top, _, cell)) => {
                    let merge = match (cell.row_span, *top == row) {
                        (1, _) => 0,
                        (_, true) => 0x60,
                        (_, false) => 0x20,
                    };
                    (if *top == row { cell.text.as_str() } else { "" }, cell.column_span, merge)
                }
                None => ("", 1, 0),
            };
            paragraphs.push(Paragraph::new(text, 0x07, 0, IN_TABLE.to_vec()));
            column += covered;
            edges.push(column);
            flags.push(merge);
        }
        paragraphs.push(Paragraph::new("", 0x07, 0, row_format(&edges, &flags)));
    }
    paragraphs
}

/// The format of the mark that ends a row: the edges of its cells in columns, and how each is merged.
pub fn row_format(edges: &[usize], flags: &[u16]) -> Vec<u8> {
    let mut value = vec![flags.len() as u8];
    for edge in edges {
        value.extend(((edge * COLUMN) as i16 - 108).to_le_bytes());
    }
    for flag in flags {
        value.extend(flag.to_le_bytes());
        value.extend([0; 18]);
    }
    let length = (value.len() as u16 + 1).to_le_bytes();
    [&IN_TABLE[..], &ROW_END, &[0x08, 0xd6], &length, &value].concat()
}

/// The file of these paragraphs.
pub fn file(paragraphs: &[Paragraph], saving: Saving) -> Vec<u8> {
    ole::compound(&streams(paragraphs, saving).iter().map(|(name, content)| (*name, &content[..])).collect::<Vec<_>>())
}

/// The streams of the file of these paragraphs.
pub fn streams(paragraphs: &[Paragraph], saving: Saving) -> Vec<(&'static str, Vec<u8>)> {
    const TEXT: usize = 1024;
    let mut text = Vec::new();
    let mut data = Vec::new();
    // Number of units, first byte, whether narrow, of each paragraph in its own order.
    let mut places = vec![(0_u32, 0_usize, false); paragraphs.len()];
    let order: Vec<usize> = match saving {
        Saving::Whole => (0..paragraphs.len()).collect(),
        Saving::Fast => (0..paragraphs.len()).rev().collect(),
    };
    for &index in &order {
        let units: Vec<u16> = paragraphs[index].text.encode_utf16().chain([paragraphs[index].mark]).collect();
        let narrow = saving == Saving::Fast && units.iter().all(|&unit| unit < 0x80);
        places[index] = (units.len() as u32, TEXT + text.len(), narrow);
        match narrow {
            true => text.extend(units.iter().map(|&unit| unit as u8)),
            false => text.extend(units.iter().flat_map(|unit| unit.to_le_bytes())),
        }
    }
    let mut main = vec![0; TEXT];
    main.extend(&text);

    // The runs of the text in the order of their bytes.
    let end = TEXT + text.len();
    let starts: Vec<usize> = order.iter().map(|&index| places[index].1).collect();
    let bounds = |at: usize| (starts[at], starts.get(at + 1).copied().unwrap_or(end));
    let formats = order.iter().map(|&index| {
        let Paragraph { style, format, .. } = &paragraphs[index];
        let mut format = format.clone();
        // What is too long for a page stands in a stream of its own.
        if format.len() > 400 {
            let at = data.len() as u32;
            data.extend((format.len() as u16).to_le_bytes());
            data.extend(&format);
            format = [&[0x46, 0x66][..], &at.to_le_bytes()].concat();
        }
        let mut content = [&style.to_le_bytes()[..], &format].concat();
        // An odd length has a byte for it, an even one two.
        if content.len() % 2 == 1 {
            content.insert(0, content.len().div_ceil(2) as u8);
        } else {
            content.splice(0..0, [0, (content.len() / 2) as u8]);
        }
        content
    });
    let formats: Vec<Vec<u8>> = formats.collect();
    let paragraph_pages = pages(&mut main, &formats, 13, bounds);
    let looks: Vec<Vec<u8>> = order
        .iter()
        .map(|&index| match &paragraphs[index].look[..] {
            [] => Vec::new(),
            look => [&[look.len() as u8], look].concat(),
        })
        .collect();
    let character_pages = pages(&mut main, &looks, 1, bounds);

    let mut table = vec![0; 4];
    let mut place = |content: &[u8]| {
        let at = table.len() as u32;
        table.extend(content);
        (at, content.len() as u32)
    };
    let styles = place(&style_sheet());
    let characters = place(&character_pages);
    let formats = place(&paragraph_pages);
    let pieces = place(&pieces_of(&places, saving));
    let count: u32 = places.iter().map(|place| place.0).sum();

    let put = |main: &mut Vec<u8>, at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
    put(&mut main, 0, &0xa5ec_u16.to_le_bytes());
    put(&mut main, 2, &193_u16.to_le_bytes());
    put(&mut main, 10, &0x0200_u16.to_le_bytes());
    put(&mut main, 32, &14_u16.to_le_bytes());
    put(&mut main, 62, &22_u16.to_le_bytes());
    put(&mut main, 64 + 12, &count.to_le_bytes());
    put(&mut main, 152, &93_u16.to_le_bytes());
    for (index, (at, length)) in [(1, styles), (12, characters), (13, formats), (33, pieces)] {
        put(&mut main, 154 + 8 * index, &at.to_le_bytes());
        put(&mut main, 158 + 8 * index, &length.to_le_bytes());
    }
    vec![("WordDocument", main), ("1Table", table), ("Data", data)]
}

/// Puts formats on pages behind the text, and yields the list of pages.
fn pages(main: &mut Vec<u8>, formats: &[Vec<u8>], width: usize, bounds: impl Fn(usize) -> (usize, usize)) -> Vec<u8> {
    let mut starts = Vec::new();
    let mut numbers = Vec::new();
    let mut first = 0;
    while first < formats.len() {
        let mut count = 0;
        let mut top = 510_usize;
        let mut offsets = Vec::new();
        while first + count < formats.len() {
            let format = &formats[first + count];
            let at = if format.is_empty() { 0 } else { top.saturating_sub(format.len()) & !1 };
            let used = 4 * (count + 2) + width * (count + 1);
            if (at < used && !format.is_empty()) || used > top {
                break;
            }
            if at > 0 {
                top = at;
            }
            offsets.push(at);
            count += 1;
        }
        assert!(count > 0, "a format fits on a page");
        let mut page = vec![0; 512];
        for run in 0..=count {
            let at = if run < count { bounds(first + run).0 } else { bounds(first + count - 1).1 };
            page[4 * run..4 * run + 4].copy_from_slice(&(at as u32).to_le_bytes());
        }
        for (run, &at) in offsets.iter().enumerate() {
            page[4 * (count + 1) + width * run] = (at / 2) as u8;
            if at > 0 {
                let format = &formats[first + run];
                page[at..at + format.len()].copy_from_slice(format);
            }
        }
        page[511] = count as u8;
        main.resize(main.len().next_multiple_of(512), 0);
        starts.push(bounds(first).0 as u32);
        numbers.push((main.len() / 512) as u32);
        main.extend(page);
        first += count;
    }
    starts.push(bounds(formats.len() - 1).1 as u32);
    starts.iter().chain(&numbers).flat_map(|number| number.to_le_bytes()).collect()
}

fn pieces_of(places: &[(u32, usize, bool)], saving: Saving) -> Vec<u8> {
    let count: u32 = places.iter().map(|place| place.0).sum();
    let pieces = match saving {
        Saving::Whole => vec![(count, places.first().map_or(0, |place| place.1), false)],
        Saving::Fast => places.to_vec(),
    };
    let mut list = 0_u32.to_le_bytes().to_vec();
    let mut at = 0;
    for (units, _, _) in &pieces {
        at += units;
        list.extend(at.to_le_bytes());
    }
    for (_, offset, narrow) in &pieces {
        let place = if *narrow { (*offset as u32 * 2) | 0x4000_0000 } else { *offset as u32 };
        list.extend([0, 0]);
        list.extend(place.to_le_bytes());
        list.extend([0, 0]);
    }
    [&[2][..], &(list.len() as u32).to_le_bytes(), &list].concat()
}

/// Normal, and heading 1.
fn style_sheet() -> Vec<u8> {
    let style = |built_in: u16, name: &str, format: &[u8]| {
        let units: Vec<u16> = name.encode_utf16().collect();
        let mut entry = Vec::new();
        for number in [built_in, 0xfff1, 0x0002, 0, 0, units.len() as u16] {
            entry.extend(number.to_le_bytes());
        }
        entry.extend(units.iter().chain(&[0]).flat_map(|unit| unit.to_le_bytes()));
        for content in [[&[0, 0], format].concat(), Vec::new()] {
            entry.extend((content.len() as u16).to_le_bytes());
            entry.extend(&content);
            entry.resize(entry.len().next_multiple_of(2), 0);
        }
        [&(entry.len() as u16).to_le_bytes()[..], &entry].concat()
    };
    let mut sheet = vec![18, 0, 2, 0, 10, 0];
    sheet.resize(20, 0);
    sheet.extend(style(0, "Normal", &[]));
    sheet.extend(style(1, "heading 1", &[0x40, 0x26, 0]));
    sheet
}
