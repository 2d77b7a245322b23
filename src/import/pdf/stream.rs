//! Streams, unpacked within limits. `hayro-syntax` would unpack whatever comes, so it is asked only for small ones.

use std::borrow::Cow;

use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};
use miniz_oxide::inflate::{
    DecompressError, TINFLStatus, decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit,
};

use super::super::ImportError;
use super::DAMAGED;

/// Bytes of all that is unpacked of a file. The content of a page has some 30 KB.
const LIMIT: usize = 32 << 20;
/// Bytes of a stream that is packed in another way than is usual; so many become 64 MB at worst.
const UNUSUAL: usize = 48 << 10;

/// What may still be unpacked.
pub(super) struct Budget(usize);

impl Budget {
    pub fn new() -> Budget {
        Budget(LIMIT)
    }

    /// The content of a stream.
    ///
    /// # Errors
    /// When it is damaged or too large.
    pub fn decode(&mut self, stream: &Stream<'_>) -> Result<Vec<u8>, ImportError> {
        let packed = stream.raw_data();
        let content = match stream.filters().as_slice() {
            [] => packed,
            [Filter::FlateDecode] if !is_predicted(stream.dict()) => Cow::Owned(inflate(&packed, self.0)?),
            filters => {
                let expanding = |filter: &&Filter| {
                    matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
                };
                let limit = if filters.contains(&Filter::LzwDecode) { UNUSUAL / 2 } else { UNUSUAL };
                if packed.len() > limit || filters.iter().filter(expanding).count() > 1 {
                    return Err(ImportError::Bomb(LIMIT as u64));
                }
                stream.decoded_data().map_err(|_| DAMAGED)?
            }
        };
        self.0 = self.0.checked_sub(content.len()).ok_or(ImportError::Bomb(LIMIT as u64))?;
        Ok(content.into_owned())
    }
}

fn is_predicted(dict: &Dict<'_>) -> bool {
    let parameters = ["DecodeParms", "DP"].iter().find_map(|key| dict.get::<Dict<'_>>(key));
    parameters.is_some_and(|parameters| parameters.get::<i32>("Predictor").unwrap_or(1) > 1)
}

/// Unpacks zlib data. Its checksum must be right: a letter that was altered on the way would be another letter.
fn inflate(packed: &[u8], limit: usize) -> Result<Vec<u8>, ImportError> {
    let failure = |error: DecompressError| match error.status {
        TINFLStatus::HasMoreOutput => ImportError::Bomb(LIMIT as u64),
        _ => DAMAGED,
    };
    match decompress_to_vec_zlib_with_limit(packed, limit) {
        Ok(content) => Ok(content),
        Err(_) if packed.is_empty() => Ok(Vec::new()),
        // Some programs leave the checksum out.
        Err(error) if error.status == TINFLStatus::FailedCannotMakeProgress => {
            decompress_to_vec_with_limit(packed.get(2..).unwrap_or_default(), limit).map_err(failure)
        }
        Err(error) => Err(failure(error)),
    }
}

/// The file without its pictures, and with the promise that no stream unpacks to more than the limit: the lists of
/// objects in it are unpacked by the library, without one.
///
/// # Errors
/// When one does.
pub(super) fn defused(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let mut bytes = bytes.to_vec();
    let mut left = 2 * LIMIT;
    let mut at = 0;
    while let Some((dict, data)) = next_stream(&bytes, at) {
        if is_too_deep(bytes.get(at..dict.end).unwrap_or_default()) {
            return Err(DAMAGED);
        }
        at = data.end;
        let described = bytes.get(dict).unwrap_or_default();
        let says = |word: &[u8]| described.windows(word.len()).any(|window| window == word);
        if says(b"/Image") {
            // No deflated data begins so, and no picture is looked at.
            bytes.get_mut(data).into_iter().for_each(|data| data.fill(0xff));
            continue;
        }
        let unpacked = unpacked_size(bytes.get(data).unwrap_or_default(), left);
        left = left.checked_sub(unpacked).ok_or(ImportError::Bomb(2 * LIMIT as u64))?;
    }
    if is_too_deep(bytes.get(at..).unwrap_or_default()) { Err(DAMAGED) } else { Ok(bytes) }
}

/// Whether lists stand within lists deeper than any program writes them: the library reads such anew from every
/// level.
pub(super) fn is_too_deep(source: &[u8]) -> bool {
    const DEEPEST: usize = 60;
    let (mut lists, mut parentheses, mut escaped) = (0_usize, 0_usize, false);
    for pair in source.windows(2) {
        let &[byte, next] = pair else { continue };
        match byte {
            _ if escaped => escaped = false,
            b'\\' if parentheses > 0 => escaped = true,
            b'(' => parentheses += 1,
            b')' => parentheses = parentheses.saturating_sub(1),
            _ if parentheses > 0 => {}
            b'[' => lists += 1,
            b'<' if next == b'<' => lists += 1,
            b']' => lists = lists.saturating_sub(1),
            b'>' if next == b'>' => lists = lists.saturating_sub(1),
            // What one object leaves open, the next does not continue.
            b'o' if next == b'b' => lists = 0,
            _ => {}
        }
        if lists.max(parentheses) > DEEPEST {
            return true;
        }
    }
    false
}

/// Where the next stream's dictionary and data are.
fn next_stream(bytes: &[u8], from: usize) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    /// Bytes of the longest dictionary of a stream.
    const DICTIONARY: usize = 4096;
    let word = from + find(bytes.get(from..)?, b"stream")?;
    let begin = word + b"stream".len();
    if word.checked_sub(3).and_then(|before| bytes.get(before..word)) == Some(b"end") {
        return Some((word..word, word..begin));
    }
    let breaks = bytes.get(begin..)?.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let data = begin + breaks;
    let end = data + find(bytes.get(data..)?, b"endstream").unwrap_or(bytes.len() - data);
    let mut start = word.saturating_sub(DICTIONARY).max(from);
    while let Some(behind) = find(bytes.get(start..word)?, b"obj") {
        start += behind + 3;
    }
    Some((start..word, data..end))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

/// How many bytes deflated data unpack to; one more than the limit when there are more. What is not deflated
/// unpacks to nothing.
fn unpacked_size(data: &[u8], limit: usize) -> usize {
    use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER};
    let mut window = vec![0; 32 << 10];
    let mut state = DecompressorOxide::new();
    let (mut read, mut size) = (0, 0_usize);
    loop {
        let packed = data.get(read..).unwrap_or_default();
        let place = size & (window.len() - 1);
        let (status, taken, written) = decompress(&mut state, packed, &mut window, place, TINFL_FLAG_PARSE_ZLIB_HEADER);
        read += taken;
        size += written;
        if status != TINFLStatus::HasMoreOutput || size > limit {
            return size.min(limit + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_without_unpacking() {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![7; 100_000], 6);
        assert_eq!(unpacked_size(&packed, 1_000_000), 100_000);
        assert_eq!(unpacked_size(&packed, 5000), 5001);
        assert_eq!(unpacked_size(b"BT /F1 12 Tf ET", 5000), 0);
    }

    #[test]
    fn depth_is_told_from_brackets_in_strings() {
        assert!(is_too_deep("[".repeat(100).as_bytes()) && is_too_deep("<</A ".repeat(100).as_bytes()));
        assert!(!is_too_deep(format!("({}) Tj", "[".repeat(100)).as_bytes()));
        assert!(!is_too_deep(format!("(\\({}) Tj", "[".repeat(100)).as_bytes()));
        assert!(!is_too_deep("[1 2] TJ <</A 1>> ".repeat(100).as_bytes()));
    }

    #[test]
    fn streams_are_found_and_pictures_blanked() {
        let file = b"1 0 obj <</Length 3>>\nstream\nabc\nendstream 2 0 obj<</Subtype/Image>>stream\r\nxyz\nendstream";
        let (dict, data) = next_stream(file, 0).unwrap();
        assert_eq!((&file[dict], &file[data]), (&b" <</Length 3>>\n"[..], &b"abc\n"[..]));
        let blanked = defused(file).unwrap();
        assert!(!blanked.windows(3).any(|window| window == b"xyz"));
        assert!(blanked.windows(3).any(|window| window == b"abc"));
    }
}
