//! A report as the fragment of a link, and back: `#1d…` the figures and what is needed to understand them, `#1f…` the
//! words, too, `#1e…` either of them encrypted with a pass-phrase. A fragment is not sent to any server.
//!
//! ```text
//! #  1     d   base64url( body, checksum )
//!    │     └ kind         └ of version, kind and body: whatever is cut off or mistyped is refused
//!    └ version
//!
//! d  bits of `content`
//! f  dictionary, length of bits, bits of `content`, length of prose, deflated prose
//! e  scheme, salt, nonce, encrypted (kind, body)
//! ```
//!
//! The bits are those of an arithmetic coder (`coder`) whose odds follow from the form: a total that agrees costs
//! almost nothing, nor does a zero among zeros. `content` describes the report once, for both directions, and
//! `figures` the cells. **Links open for ever.** Whatever decides what a bit means (lists, odds, order, the dictionary,
//! and of the form its cells, relations and labels) is part of version 1; `tests/native/share/golden.txt` holds links that
//! must go on opening as they do. A better format is another version beside this one.

mod coder;
mod content;
#[cfg(feature = "encryption")]
mod encryption;
mod figures;
mod prose;
mod values;

#[cfg(feature = "encryption")]
pub use encryption::{NONCE_LENGTH, SALT_LENGTH, decrypt, encrypt};

use data_encoding::BASE64URL_NOPAD;

use crate::check::reads_prose;
use crate::document::SourceKind;
use crate::form::Edition;
use crate::report::Report;
use coder::{Decoder, Encoder};
use content::Content;
use prose::Prose;

/// Characters of the longest link.
pub const LONGEST: usize = 64 << 10;

/// Bytes that the prose of a link may inflate to.
pub const LARGEST: usize = 1 << 20;

/// The version that is written.
const VERSION: char = '1';

/// What a link carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// The figures, who reports them for which year, and how the tables were read.
    Numbers,
    /// Everything but the places in the draft's text.
    Everything,
}

/// Why there is no link, or no report in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It is no link of this kind.
    NotALink,
    /// It is of a version that is not known here.
    LaterVersion,
    /// The report is too large for a link.
    TooLarge,
    /// It is longer than any link, in characters.
    TooLong(usize),
    /// It would unpack to more than any report.
    Bomb,
    /// It is cut off or was changed on its way.
    Damaged,
    /// It is encrypted: it takes a pass-phrase.
    Encrypted,
    /// The pass-phrase is not the one it was encrypted with.
    WrongPassphrase,
}

impl LinkError {
    /// The name of the error for programs.
    pub const fn code(self) -> &'static str {
        match self {
            LinkError::NotALink => "not_a_link",
            LinkError::LaterVersion => "later_version",
            LinkError::TooLarge => "too_large_for_link",
            LinkError::TooLong(_) => "too_long",
            LinkError::Bomb => "bomb",
            LinkError::Damaged => "damaged_link",
            LinkError::Encrypted => "encrypted_link",
            LinkError::WrongPassphrase => "wrong_passphrase",
        }
    }
}

/// The report as a fragment, with its `#`.
///
/// # Errors
/// [`LinkError::TooLarge`] when the link would be longer than can be read.
pub fn encode(report: &Report, carries: Carries) -> Result<String, LinkError> {
    seal(carries.kind(), body(report, carries)?)
}

/// The report of a link: a whole address, or its fragment with or without `#`.
///
/// # Errors
/// When it is no link, or one that cannot be read; [`LinkError::Encrypted`] when it takes a pass-phrase.
pub fn decode(link: &str) -> Result<Report, LinkError> {
    let (kind, body) = unseal(link)?;
    match Carries::of(kind) {
        Some(carries) => read_body(&body, carries),
        None if kind == ENCRYPTED => Err(LinkError::Encrypted),
        None => Err(LinkError::LaterVersion),
    }
}

/// The part of a report that a link with numbers only carries: no prose, and of what was set aside only findings about
/// figures.
pub fn numbers_of(report: &Report) -> Report {
    let mut numbers = report.without_prose();
    numbers.ignored.retain(|ignored| !reads_prose(&ignored.rule));
    numbers
}

/// The kind of link that is encrypted.
const ENCRYPTED: char = 'e';

impl Carries {
    const fn kind(self) -> char {
        match self {
            Carries::Numbers => 'd',
            Carries::Everything => 'f',
        }
    }

    fn of(kind: char) -> Option<Carries> {
        [Carries::Numbers, Carries::Everything].into_iter().find(|carries| carries.kind() == kind)
    }
}

fn body(report: &Report, carries: Carries) -> Result<Vec<u8>, LinkError> {
    let mut encoder = Encoder::new();
    let too_large = LinkError::TooLarge;
    match carries {
        Carries::Numbers => {
            Content::new(&mut encoder, None).report(&numbers_of(report)).ok_or(too_large)?;
            Ok(encoder.finish())
        }
        Carries::Everything => {
            let mut content = Content::new(&mut encoder, Some(Prose::Written(String::new())));
            content.report(report).ok_or(too_large)?;
            let Some(Prose::Written(text)) = content.into_prose() else { return Err(too_large) };
            let bits = encoder.finish();
            let (deflated, length) =
                Some(text).filter(|text| text.len() <= LARGEST).as_deref().and_then(prose::deflate).ok_or(too_large)?;
            let mut body = vec![prose::DICTIONARY];
            push_length(&mut body, bits.len());
            body.extend(bits);
            push_length(&mut body, length);
            body.extend(deflated);
            Ok(body)
        }
    }
}

fn read_body(body: &[u8], carries: Carries) -> Result<Report, LinkError> {
    let (bits, prose) = match carries {
        Carries::Numbers => (body, None),
        Carries::Everything => {
            let (&dictionary, rest) = body.split_first().ok_or(LinkError::Damaged)?;
            if dictionary != prose::DICTIONARY {
                return Err(LinkError::LaterVersion);
            }
            let (length, rest) = take_length(rest).ok_or(LinkError::Damaged)?;
            let (bits, rest) = rest.split_at_checked(length).ok_or(LinkError::Damaged)?;
            let (length, deflated) = take_length(rest).ok_or(LinkError::Damaged)?;
            if length > LARGEST {
                return Err(LinkError::Bomb);
            }
            let text = prose::inflate(deflated, length).ok_or(LinkError::Damaged)?;
            (bits, Some(Prose::read(&text)))
        }
    };
    let mut decoder = Decoder::new(bits);
    let blank = Report::empty(SourceKind::Link, Edition::Y2021);
    let report = Content::new(&mut decoder, prose).report(&blank);
    let error = if decoder.is_exhausted() { LinkError::Bomb } else { LinkError::Damaged };
    report.filter(|_| decoder.is_at_end(bits)).ok_or(error)
}

/// A length, seven bits a byte, the lowest first.
fn push_length(bytes: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        bytes.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
}

fn take_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (mut length, mut rest) = (0, bytes);
    // Four bytes are more than any link has.
    for shift in [0, 7, 14, 21] {
        let (&byte, behind) = rest.split_first()?;
        rest = behind;
        length |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((length, rest));
        }
    }
    None
}

/// Bytes of the checksum.
const CHECKSUM: usize = 3;

fn seal(kind: char, mut body: Vec<u8>) -> Result<String, LinkError> {
    body.extend(checksum(kind, &body));
    let mut link = format!("#{VERSION}{kind}");
    BASE64URL_NOPAD.encode_append(&body, &mut link);
    if link.len() > LONGEST { Err(LinkError::TooLarge) } else { Ok(link) }
}

fn unseal(link: &str) -> Result<(char, Vec<u8>), LinkError> {
    let link = link.trim();
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    if fragment.len() > LONGEST {
        return Err(LinkError::TooLong(fragment.len()));
    }
    let mut characters = fragment.chars();
    let (Some(version), Some(kind)) = (characters.next(), characters.next()) else { return Err(LinkError::NotALink) };
    if !version.is_ascii_digit() || !kind.is_ascii_lowercase() {
        return Err(LinkError::NotALink);
    }
    if version != VERSION || !['d', 'f', ENCRYPTED].contains(&kind) {
        return Err(LinkError::LaterVersion);
    }
    let mut body = BASE64URL_NOPAD.decode(characters.as_str().as_bytes()).map_err(|_| LinkError::Damaged)?;
    let length = body.len().checked_sub(CHECKSUM).ok_or(LinkError::Damaged)?;
    let given = body.split_off(length);
    if given != checksum(kind, &body) { Err(LinkError::Damaged) } else { Ok((kind, body)) }
}

/// The CRC-24 of OpenPGP (RFC 9580, 6.1) over version, kind and body: any one changed character is noticed.
fn checksum(kind: char, body: &[u8]) -> [u8; CHECKSUM] {
    let head = [VERSION, kind].map(|c| c as u8);
    let crc = head.iter().chain(body).fold(0x00b7_04ce_u32, |crc, &byte| {
        (0..8).fold(crc ^ (u32::from(byte) << 16), |crc, _| {
            let shifted = crc << 1;
            if shifted & 0x0100_0000 == 0 { shifted } else { shifted ^ 0x0186_4cfb }
        })
    });
    let [_, bytes @ ..] = crc.to_be_bytes();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_openpgp() {
        // The head comes first: what is left is CRC-24's published check value over 123456789.
        let crc = |bytes: &[u8]| {
            let [first, second, rest @ ..] = bytes else { panic!("two bytes") };
            assert_eq!(*first, b'1');
            checksum(char::from(*second), rest)
        };
        assert_eq!(crc(b"123456789"), [0x21, 0xcf, 0x02]);
    }

    #[test]
    fn lengths_come_back() {
        for length in [0, 1, 127, 128, 16_383, 16_384, LARGEST, (1 << 28) - 1] {
            let mut bytes = Vec::new();
            push_length(&mut bytes, length);
            assert_eq!(take_length(&bytes), Some((length, &[][..])));
            assert_eq!(take_length(bytes.split_last().unwrap().1), None);
        }
        assert_eq!(take_length(&[0xff; 9]), None);
    }

    #[test]
    fn what_is_no_link_is_told_from_what_is_damaged_or_too_new() {
        let report = Report::empty(SourceKind::Text, Edition::Y2021);
        let link = encode(&report, Carries::Numbers).unwrap();
        assert_eq!(decode(&link).map(|report| report.kind), Ok(SourceKind::Link));
        assert_eq!(decode(&format!(" https://example.invalid/gouji.html{link}\n")), decode(&link));
        assert_eq!(decode(link.trim_start_matches('#')), decode(&link));
        for (link, error) in [
            ("", LinkError::NotALink),
            ("#", LinkError::NotALink),
            ("#总体情况", LinkError::NotALink),
            ("https://example.invalid/", LinkError::NotALink),
            ("#part-3", LinkError::NotALink),
            ("#2dAAAA", LinkError::LaterVersion),
            ("#1zAAAA", LinkError::LaterVersion),
            ("#1d", LinkError::Damaged),
            ("#1dAAAA", LinkError::Damaged),
            ("#1d====", LinkError::Damaged),
            ("#1dAA+/", LinkError::Damaged),
        ] {
            assert_eq!(decode(link), Err(error), "{link}");
        }
        assert_eq!(decode(&format!("{link}=")), Err(LinkError::Damaged));
        let long = format!("#1d{}", "A".repeat(LONGEST));
        assert_eq!(decode(&long), Err(LinkError::TooLong(LONGEST + 2)));
    }

    #[test]
    fn a_report_too_large_for_a_link_is_refused() {
        let mut report = Report::empty(SourceKind::Text, Edition::Y2021);
        report.organ = Some("甲".repeat(20_000));
        let link = encode(&report, Carries::Numbers).unwrap();
        assert_eq!(decode(&link).map(|report| report.organ), Ok(report.organ));
        for length in [28_000, 40_000] {
            report.organ = Some("甲".repeat(length));
            assert_eq!(encode(&report, Carries::Numbers), Err(LinkError::TooLarge));
        }
        report.organ = None;
        report.preamble = vec![crate::report::Passage::new("政".repeat(LARGEST))];
        assert_eq!(encode(&report, Carries::Everything), Err(LinkError::TooLarge));
    }

    #[test]
    fn a_link_that_unpacks_to_more_than_any_report_is_refused() {
        let body = |length| {
            let mut body = vec![prose::DICTIONARY, 0];
            push_length(&mut body, length);
            body.extend(prose::deflate(&"政".repeat(length)).unwrap().0);
            seal('f', body).unwrap()
        };
        assert_eq!(decode(&body(LARGEST + 1)), Err(LinkError::Bomb));
        assert_ne!(decode(&body(LARGEST)), Err(LinkError::Bomb));
    }
}
