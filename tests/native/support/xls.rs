//! Writes spreadsheets of Excel 97–2003: as few records as such a file can have.

use super::{Piece, ole, placed};

/// A workbook.
#[derive(Default)]
pub struct Book {
    pub tabs: Vec<Tab>,
    /// The formats that the workbook defines.
    pub formats: Vec<(u16, String)>,
    /// The format of each style; the first is that of cells without one.
    pub styles: Vec<u16>,
    pub from_1904: bool,
    /// Records among the first, such as that of a password.
    pub first: Vec<u8>,
    pub strings: Vec<String>,
    /// Bytes of a record of texts before it is continued by another, at most 8224.
    pub longest: Option<usize>,
}

/// A sheet, as its records.
#[derive(Clone, Default)]
pub struct Tab {
    pub name: String,
    /// 0 shown, 1 hidden, 2 hidden from the list of hidden ones.
    pub state: u8,
    pub records: Vec<u8>,
}

/// A spreadsheet with one sheet of these pieces, laid out as in [`super::xlsx::write`].
pub fn xls(pieces: &[Piece]) -> Vec<u8> {
    let mut book = Book::default();
    book.tab("Sheet1");
    let mut top = 0;
    for piece in pieces {
        match piece {
            Piece::Paragraph { text, .. } => {
                book.text(top, 0, text);
                top += 1;
            }
            Piece::Table { rows } => {
                for (row, column, cell) in placed(rows) {
                    let (row, column) = (top + row as u16, column as u16);
                    let last = (row + cell.row_span as u16 - 1, column + cell.column_span as u16 - 1);
                    book.merge((row, column), last);
                    match cell.text.parse::<f64>() {
                        Ok(number) if number.to_string() == cell.text => book.number(row, column, 0, number),
                        _ if cell.text.is_empty() => {}
                        _ => book.text(row, column, &cell.text),
                    }
                }
                top += rows.len() as u16 + 1;
            }
        }
    }
    book.file()
}

impl Book {
    pub fn tab(&mut self, name: &str) {
        self.tabs.push(Tab { name: name.to_owned(), ..Tab::default() });
    }

    /// Adds a record to the last sheet.
    pub fn record(&mut self, kind: u16, data: &[u8]) {
        append(&mut self.tabs.last_mut().unwrap().records, kind, data);
    }

    /// A record that begins with a place and a style.
    pub fn cell(&mut self, kind: u16, (row, column, style): (u16, u16, u16), data: &[u8]) {
        let place = [row, column, style].map(u16::to_le_bytes).concat();
        self.record(kind, &[&place, data].concat());
    }

    pub fn text(&mut self, row: u16, column: u16, text: &str) {
        let index = self.strings.iter().position(|string| string == text).unwrap_or(self.strings.len());
        if index == self.strings.len() {
            self.strings.push(text.to_owned());
        }
        self.cell(0xfd, (row, column, 0), &(index as u32).to_le_bytes());
    }

    pub fn number(&mut self, row: u16, column: u16, style: u16, number: f64) {
        let whole = number as i32;
        if f64::from(whole) == number && whole.abs() < 1 << 28 && style == 0 {
            self.cell(0x27e, (row, column, style), &(((whole << 2) | 2) as u32).to_le_bytes());
        } else {
            self.cell(0x203, (row, column, style), &number.to_le_bytes());
        }
    }

    pub fn merge(&mut self, first: (u16, u16), last: (u16, u16)) {
        if first != last {
            self.record(0xe5, &[1, first.0, last.0, first.1, last.1].map(u16::to_le_bytes).concat());
        }
    }

    /// The records of the workbook.
    pub fn stream(&self) -> Vec<u8> {
        let mut stream = Vec::new();
        let begin = |kind: u16| [0x600, kind, 0, 0].map(u16::to_le_bytes).concat();
        append(&mut stream, 0x809, &begin(5));
        stream.extend(&self.first);
        append(&mut stream, 0x22, &u16::from(self.from_1904).to_le_bytes());
        for (number, code) in &self.formats {
            append(&mut stream, 0x41e, &[&number.to_le_bytes()[..], &unicode(code)].concat());
        }
        for format in if self.styles.is_empty() { &[0][..] } else { &self.styles } {
            let style = [&[0, 0][..], &format.to_le_bytes(), &[0; 16]].concat();
            append(&mut stream, 0xe0, &style);
        }
        let mut places = Vec::new();
        for tab in &self.tabs {
            places.push(stream.len() + 4);
            let name = unicode(&tab.name);
            // The length of a sheet's name is one byte.
            append(&mut stream, 0x85, &[&[0, 0, 0, 0, tab.state, 0, name[0]], &name[2..]].concat());
        }
        stream.extend(self.shared(self.longest.unwrap_or(8224)));
        append(&mut stream, 0x0a, &[]);
        for (tab, place) in self.tabs.iter().zip(places) {
            let start = (stream.len() as u32).to_le_bytes();
            stream[place..place + 4].copy_from_slice(&start);
            append(&mut stream, 0x809, &begin(0x10));
            stream.extend(&tab.records);
            append(&mut stream, 0x0a, &[]);
        }
        stream
    }

    /// The texts, each broken where a record is full: what goes on in the next says again how wide it is. Texts with a
    /// letter `r` in front carry runs of formats, those with `p` a pronunciation.
    fn shared(&self, longest: usize) -> Vec<u8> {
        let count = (self.strings.len() as u32).to_le_bytes();
        let mut records: Vec<Vec<u8>> = vec![[count, count].concat()];
        for string in &self.strings {
            let (rich, pronounced) = (string.starts_with('r'), string.starts_with('p'));
            let units: Vec<u16> = string.encode_utf16().collect();
            let wide = units.iter().any(|&unit| unit > 0xff);
            let mut head = (units.len() as u16).to_le_bytes().to_vec();
            head.push(u8::from(wide) | (u8::from(rich) << 3) | (u8::from(pronounced) << 2));
            head.extend(if rich { &[2, 0][..] } else { &[] });
            head.extend(if pronounced { &[6, 0, 0, 0][..] } else { &[] });
            if records.last().unwrap().len() + head.len() > longest {
                records.push(Vec::new());
            }
            records.last_mut().unwrap().extend(head);
            for unit in units {
                let bytes = if wide { unit.to_le_bytes().to_vec() } else { vec![unit as u8] };
                if records.last().unwrap().len() + bytes.len() > longest {
                    records.push(vec![u8::from(wide)]);
                }
                records.last_mut().unwrap().extend(bytes);
            }
            for byte in vec![0xaa; if rich { 8 } else { 0 } + if pronounced { 6 } else { 0 }] {
                if records.last().unwrap().len() == longest {
                    records.push(Vec::new());
                }
                records.last_mut().unwrap().push(byte);
            }
        }
        let mut stream = Vec::new();
        for (index, record) in records.iter().enumerate() {
            append(&mut stream, if index == 0 { 0xfc } else { 0x3c }, record);
        }
        stream
    }

    pub fn file(&self) -> Vec<u8> {
        ole::compound(&[("Workbook", &self.stream())])
    }
}

/// A text with its length in front.
pub fn unicode(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u16).to_le_bytes().to_vec();
    bytes.push(1);
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

fn append(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    let mut parts = data.chunks(8224);
    let mut record = |kind: u16, part: &[u8]| {
        stream.extend(kind.to_le_bytes());
        stream.extend((part.len() as u16).to_le_bytes());
        stream.extend(part);
    };
    record(kind, parts.next().unwrap_or_default());
    parts.for_each(|part| record(0x3c, part));
}
