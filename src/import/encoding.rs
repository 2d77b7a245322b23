//! From bytes to text: the encodings Chinese offices use, found by their marks and by what decodes.

use super::Host;

/// Text, and whether bytes had to be replaced.
pub(super) type Decoded = (String, bool);

/// A text whose declared encoding is believed although it is sound UTF-8: so short that GB18030 may look
/// like it by chance.
const SHORT: usize = 8;

/// Decodes bytes; `None` when they are no text. `declared` is what the content itself names its encoding.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>, host: &dyn Host) -> Option<Decoded> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return plausible(utf8(rest));
    }
    if let Some(order) = utf16_order(bytes) {
        return plausible(utf16(bytes, order));
    }
    // Some programs fill the last block of a file.
    let padding = bytes.iter().rev().take_while(|&&byte| byte == 0).count();
    let bytes = bytes.get(..bytes.len() - padding).unwrap_or(bytes);
    if bytes.contains(&0) {
        return None;
    }
    let encoding = declared.map_or("gb18030", canonical);
    // What the host does not know was declared by mistake.
    let gb18030 = || host.decode("gb18030", bytes);
    let other = || if encoding == "utf-8" { gb18030() } else { host.decode(encoding, bytes).or_else(gb18030) };
    if let Ok(text) = std::str::from_utf8(bytes) {
        let foreign = text.chars().filter(|c| !c.is_ascii()).take(SHORT).count();
        if declared.is_some() && encoding != "utf-8" && (1..SHORT).contains(&foreign) {
            return other().filter(|(_, replaced)| !replaced).or_else(|| Some((text.to_owned(), false)));
        }
        return plausible((text.to_owned(), false));
    }
    let lossy = utf8(bytes);
    match other() {
        Some((text, false)) => plausible((text, false)),
        // Cut or damaged UTF-8 is hardly any GB18030, and the other way round: the fewer marks, the truer.
        Some(decoded) if replacements(&decoded.0) < replacements(&lossy.0) => plausible(decoded),
        _ => plausible(lossy),
    }
}

/// The encoding an HTML page declares in its first bytes.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    const SEARCHED: usize = 4096;
    let head: String = bytes.iter().take(SEARCHED).map(|&b| char::from(b.to_ascii_lowercase())).collect();
    let tag = head.match_indices("<meta").find_map(|(at, _)| {
        let tag = head.get(at..)?.split('>').next()?;
        tag.contains("charset").then_some(tag)
    });
    let (tag, mark) = match tag {
        Some(tag) => (tag, "charset"),
        None => (head.trim_start().strip_prefix("<?xml")?.split('>').next()?, "encoding"),
    };
    let (_, rest) = tag.split_once(mark)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let name: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!name.is_empty()).then_some(name)
}

/// The name under which hosts know an encoding; GB2312 and GBK are parts of GB18030.
fn canonical(name: &str) -> &str {
    match name {
        "gb2312" | "gbk" | "gb_2312-80" | "x-gbk" | "cp936" => "gb18030",
        // Editors of the West write that without knowing; a Chinese page is in none of them.
        "ascii" | "us-ascii" | "latin1" => "gb18030",
        name if name.starts_with("iso-8859-") || name.starts_with("windows-125") => "gb18030",
        // UTF-16 was recognised before, and what declares it in plain bytes is not in it.
        "utf8" | "utf-16" | "utf-16le" | "utf-16be" | "unicode" => "utf-8",
        other => other,
    }
}

#[derive(Clone, Copy)]
enum ByteOrder {
    Little,
    Big,
}

/// UTF-16 by its mark; else, where there are zero bytes, by the order in which its beginning is made of usual
/// characters. The zero bytes alone do not tell: 一 is `00 4E` in the one order, as `N` is in the other.
fn utf16_order(bytes: &[u8]) -> Option<ByteOrder> {
    const SEARCHED: usize = 4096;
    match bytes {
        [0xff, 0xfe, ..] => return Some(ByteOrder::Little),
        [0xfe, 0xff, ..] => return Some(ByteOrder::Big),
        _ => {}
    }
    let head = bytes.get(..bytes.len().min(SEARCHED)).filter(|head| head.contains(&0))?;
    let is_usual = |c: &char| {
        let letter = matches!(c, ' '..='~' | '\t' | '\n' | '\r' | '\u{2010}'..='\u{201d}');
        letter || matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
    };
    let order = |order| {
        let text = utf16(head, order).0;
        let usual = text.chars().filter(is_usual).count();
        (usual * 10 >= text.chars().count() * 9).then_some((usual, order))
    };
    let best = [order(ByteOrder::Little), order(ByteOrder::Big)].into_iter().flatten().max_by_key(|(usual, _)| *usual);
    best.map(|(_, order)| order)
}

fn utf16(bytes: &[u8], order: ByteOrder) -> Decoded {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| {
        let pair = <[u8; 2]>::try_from(pair).ok()?;
        Some(match order {
            ByteOrder::Little => u16::from_le_bytes(pair),
            ByteOrder::Big => u16::from_be_bytes(pair),
        })
    });
    let mut replaced = odd;
    let text: String = char::decode_utf16(units)
        .map(|unit| {
            unit.unwrap_or_else(|_| {
                replaced = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), replaced)
}

fn utf8(bytes: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(bytes);
    let replaced = matches!(text, std::borrow::Cow::Owned(_));
    (text.into_owned(), replaced)
}

fn replacements(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

/// Refuses what decodes into control characters and replacements: that is no text.
fn plausible(decoded: Decoded) -> Option<Decoded> {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in decoded.0.chars() {
        all += 1;
        let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
        odd += usize::from(control || c == char::REPLACEMENT_CHARACTER || ('\u{e000}'..='\u{f8ff}').contains(&c));
    }
    (odd.saturating_mul(10) <= all).then_some(decoded)
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests {
    use super::super::NativeHost;
    use super::*;

    fn decoded(bytes: &[u8]) -> Option<Decoded> {
        decode(bytes, declared(bytes).as_deref(), &NativeHost)
    }

    fn gb18030(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    const TEXT: &str = "一、总体情况\r\n青石镇人民政府收到申请 3 件。\r\n";

    #[test]
    fn every_usual_encoding_is_found() {
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let sound = Some((TEXT.to_owned(), false));
        assert_eq!(decoded(TEXT.as_bytes()), sound);
        assert_eq!(decoded(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat()), sound);
        assert_eq!(decoded(&gb18030(TEXT)), sound);
        assert_eq!(decoded(&utf16le(TEXT)), sound);
        assert_eq!(decoded(&big), sound);
        assert_eq!(decoded(&[b"\xff\xfe".as_slice(), &utf16le(TEXT)].concat()), sound);
        assert_eq!(decoded(&[b"\xfe\xff".as_slice(), &big].concat()), sound);
    }

    #[test]
    fn a_declared_encoding_decides_where_bytes_do_not() {
        // These GB18030 bytes are sound UTF-8 as well.
        let bytes = [b"<meta charset='GB2312'><p>".as_slice(), &gb18030("模"), b"</p>"].concat();
        assert!(std::str::from_utf8(&bytes).is_ok());
        assert!(decoded(&bytes).unwrap().0.contains('模'));
        // A page converted to UTF-8 that still says otherwise.
        let wrong = format!("<meta http-equiv=Content-Type content=\"text/html; charset=gbk\">{TEXT}");
        assert_eq!(decoded(wrong.as_bytes()), Some((wrong.clone(), false)));
        let xml = [b"<?xml version=\"1.0\" encoding=\"GBK\"?><html>".as_slice(), &gb18030(TEXT)].concat();
        assert_eq!(declared(&xml).as_deref(), Some("gbk"));
    }

    #[test]
    fn a_declaration_that_cannot_be_true_is_not_believed() {
        for name in ["utf-8", "iso-8859-1", "windows-1252", "us-ascii", "x-no-such-encoding", "unicode", "gbk"] {
            let page = format!("<meta charset=\"{name}\">{TEXT}");
            for bytes in [gb18030(&page), page.clone().into_bytes(), utf16le(&page)] {
                assert_eq!(decoded(&bytes), Some((page.clone(), false)), "{name}");
            }
        }
        let big5 = [b"<meta charset=big5>".as_slice(), &encoding_rs::BIG5.encode("政府資訊公開年度報告").0].concat();
        assert!(decoded(&big5).unwrap().0.ends_with("政府資訊公開年度報告"));
    }

    #[test]
    fn a_file_filled_up_with_zeros_is_text() {
        for text in [TEXT.as_bytes().to_vec(), gb18030(TEXT)] {
            assert_eq!(decoded(&[text, vec![0; 300]].concat()), Some((TEXT.to_owned(), false)));
        }
    }

    #[test]
    fn damage_is_told_and_garbage_refused() {
        let cut = TEXT.as_bytes().split_last_chunk::<3>().unwrap().0;
        assert!(std::str::from_utf8(cut).is_err(), "within a character");
        let (text, replaced) = decoded(cut).unwrap();
        assert!(replaced && text.starts_with("一、总体情况"));
        assert_eq!(decoded(&[1, 2, 3, 0, 0, 0, 200, 7]), None);
        let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
        assert_eq!(decoded(&noise), None);
    }
}
