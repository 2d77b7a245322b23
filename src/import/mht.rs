//! Web archives (.mht, .mhtml): a page with its pictures as a MIME message, as browsers save them, and as Word and
//! WPS do ("single file web page"). The page goes the way of any HTML.

use data_encoding::BASE64_MIME_PERMISSIVE;

use super::{Host, ImportError, encoding, html};
use crate::document::{Document, ImportNote, SourceKind};

const DAMAGED: ImportError = ImportError::Damaged("MIME");
/// Messages within messages: a page stands in the first or the second.
const NESTING_LIMIT: usize = 4;
/// Parts of a message that are looked at; a page has dozens of pictures.
const PARTS_LIMIT: usize = 2000;
/// Headers of a part that are looked at.
const HEADERS_LIMIT: usize = 200;

/// Imports a web archive.
///
/// # Errors
/// When it is cut off before its page, or holds none.
pub fn mht(bytes: &[u8], host: &dyn Host) -> Result<Document, ImportError> {
    let page = page(bytes, NESTING_LIMIT)?;
    let content = page.content()?;
    let charset = page.parameter("content-type", "charset").or_else(|| encoding::declared(&content));
    let (text, replaced) = encoding::decode(&content, charset.as_deref(), host).ok_or(DAMAGED)?;
    let mut document = html::html(&text)?;
    document.kind = SourceKind::Mht;
    if replaced {
        document.notes.push(ImportNote::UndecodableBytes);
    }
    if document.blocks.is_empty() { Err(ImportError::Empty) } else { Ok(document) }
}

/// The part that is the page: the one the message names, else its first page.
fn page(bytes: &[u8], depth: usize) -> Result<Part<'_>, ImportError> {
    let message = Part::read(bytes);
    let kind = message.kind();
    if !kind.starts_with("multipart/") {
        return if kind.starts_with("text/html") || kind.contains("xhtml") { Ok(message) } else { Err(DAMAGED) };
    }
    let boundary = message.parameter("content-type", "boundary").ok_or(DAMAGED)?;
    let start = message.parameter("content-type", "start");
    let (parts, is_whole) = parts(message.body, &boundary);
    let is_page =
        |kind: &str| kind.starts_with("text/html") || kind.contains("xhtml") || kind.starts_with("multipart/");
    let named =
        parts.iter().find(|part| start.is_some() && part.header("content-id").map(str::trim) == start.as_deref());
    let chosen = named.or_else(|| parts.iter().find(|part| is_page(&part.kind()))).ok_or(DAMAGED)?;
    // Of a file that is cut off, only what stands before the cut is whole.
    let is_cut = !is_whole && parts.last().is_some_and(|last| std::ptr::eq(last, chosen));
    match (is_cut, chosen.kind().starts_with("multipart/")) {
        (true, _) => Err(DAMAGED),
        (false, true) if depth > 0 => page(chosen.whole, depth - 1),
        (false, true) => Err(DAMAGED),
        (false, false) => Ok(chosen.clone()),
    }
}

/// A part of a message, or the whole.
#[derive(Clone, Debug)]
struct Part<'a> {
    whole: &'a [u8],
    /// Names in lower case, and values on one line.
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn read(whole: &'a [u8]) -> Part<'a> {
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut rest = whole.trim_ascii_start();
        while let Some((line, behind)) = split_line(rest) {
            rest = behind;
            let text = String::from_utf8_lossy(line);
            if text.trim().is_empty() {
                break;
            }
            match text.split_once(':') {
                _ if text.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = headers.last_mut() {
                        value.push(' ');
                        value.push_str(text.trim());
                    }
                }
                Some(_) if headers.len() == HEADERS_LIMIT => {}
                Some((name, value)) => headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                None => {}
            }
        }
        Part { whole, headers, body: rest }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its media type, in lower case.
    fn kind(&self) -> String {
        let kind = self.header("content-type").unwrap_or("text/plain");
        kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// A parameter of a header, such as `charset`.
    fn parameter(&self, header: &str, name: &str) -> Option<String> {
        self.header(header)?.split(';').skip(1).find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        })
    }

    /// Its body as it was before it was made fit for mail.
    fn content(&self) -> Result<Vec<u8>, ImportError> {
        match self.header("content-transfer-encoding").map(str::to_ascii_lowercase).as_deref() {
            Some("base64") => {
                let body: Vec<u8> = self.body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
                BASE64_MIME_PERMISSIVE.decode(&body).map_err(|_| DAMAGED)
            }
            Some("quoted-printable") => Ok(unquoted(self.body)),
            _ => Ok(self.body.to_vec()),
        }
    }
}

/// The parts between lines of that boundary, and whether the closing one is there.
fn parts<'a>(body: &'a [u8], boundary: &str) -> (Vec<Part<'a>>, bool) {
    let mark = format!("--{boundary}").into_bytes();
    let closing = format!("--{boundary}--").into_bytes();
    let mut parts = Vec::new();
    let mut start = None;
    let mut rest = body;
    while let Some((line, behind)) = split_line(rest) {
        let line = line.trim_ascii_end();
        if line == mark || line == closing {
            let end = body.len() - rest.len();
            let part = start.and_then(|start| body.get(start..end));
            parts.extend(part.map(Part::read));
            start = Some(body.len() - behind.len());
            if line == closing || parts.len() == PARTS_LIMIT {
                return (parts, line == closing);
            }
        }
        rest = behind;
    }
    let last = start.and_then(|start| body.get(start..));
    parts.extend(last.map(Part::read));
    (parts, false)
}

/// The first line with its end, and what follows; `None` at the end.
fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let length = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
    bytes.split_at_checked(length)
}

/// Undoes quoted-printable: `=E4` is a byte, `=` at the end of a line joins it with the next.
fn unquoted(body: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match (byte, behind) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => rest = after,
            (b'=', [high, low, after @ ..]) if digit(*high).is_some() && digit(*low).is_some() => {
                let value = digit(*high).unwrap_or(0) * 16 + digit(*low).unwrap_or(0);
                out.push(value as u8);
                rest = after;
            }
            _ => out.push(byte),
        }
    }
    out
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests {
    use super::super::NativeHost;
    use super::*;

    const PAGE: &str =
        "<html><body><h1>一、总体情况</h1><table><tr><td>规章<td>0<tr><td>许可<td>12</table></body></html>";

    fn text(source: &[u8]) -> Result<String, ImportError> {
        mht(source, &NativeHost).map(|document| document.text)
    }

    fn message(headers: &str, body: &[u8]) -> Vec<u8> {
        let head = "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_Next\"\r\n\r\nThis is a page.\r\n\r\n------=_Next\r\n";
        let tail = "\r\n------=_Next\r\nContent-Type: image/png\r\n\r\nx\r\n------=_Next--\r\n";
        [head.as_bytes(), headers.as_bytes(), b"\r\n\r\n", body, tail.as_bytes()].concat()
    }

    fn quoted(bytes: &[u8]) -> Vec<u8> {
        let byte = |(at, byte): (usize, &u8)| format!("={byte:02X}{}", if at % 20 == 19 { "=\r\n" } else { "" });
        bytes.iter().enumerate().map(byte).collect::<String>().into_bytes()
    }

    #[test]
    fn pages_come_in_every_transfer_encoding_and_charset() {
        let expected = "一、总体情况\n\n规章\t0\n许可\t12\n\n";
        let (gbk, _, _) = encoding_rs::GBK.encode(PAGE);
        let base64 = data_encoding::BASE64_MIME.encode(PAGE.as_bytes());
        for (headers, body) in [
            ("Content-Type: text/html", PAGE.as_bytes().to_vec()),
            (
                "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable",
                quoted(PAGE.as_bytes()),
            ),
            ("Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: Quoted-Printable", quoted(&gbk)),
            (
                "Content-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: base64",
                base64.clone().into_bytes(),
            ),
            ("Content-Type: text/html;\r\n charset=gb2312\r\nContent-Transfer-Encoding: 8bit", gbk.to_vec()),
        ] {
            assert_eq!(text(&message(headers, &body)).as_deref(), Ok(expected), "{headers}");
        }
        let single = format!(
            "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{base64}"
        );
        assert_eq!(text(single.as_bytes()).as_deref(), Ok(expected));
    }

    #[test]
    fn the_page_is_the_part_that_the_message_names() {
        let nested = "MIME-Version: 1.0\r\nContent-Type: multipart/related; start=\"<b>\"; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>甲\r\n--x\r\nContent-Type: multipart/alternative; boundary=y\r\nContent-ID: <b>\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\n丙\r\n--y\r\nContent-Type: text/html\r\n\r\n<p>乙\r\n--y--\r\n--x--\r\n";
        assert_eq!(text(nested.as_bytes()).as_deref(), Ok("乙\n"));
    }

    #[test]
    fn what_is_cut_off_within_its_page_is_damaged() {
        let whole = message("Content-Type: text/html", PAGE.as_bytes());
        let end = whole.windows(7).position(|window| window == b"</html>").unwrap() + 7;
        for length in (0..end).step_by(7) {
            assert!(text(&whole[..length]).is_err(), "{length}");
        }
        assert_eq!(text(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx"), Err(DAMAGED));
        assert_eq!(text(&message("Content-Type: text/html\r\nContent-Transfer-Encoding: base64", b"!!")), Err(DAMAGED));
        assert_eq!(text(&message("Content-Type: text/html", b"<p> ")), Err(ImportError::Empty));
    }

    #[test]
    fn messages_within_messages_end() {
        let endless = "Content-Type: multipart/related; boundary=x\n\n--x\n".repeat(1000)
            + "Content-Type: text/html\n\n<p>x\n--x--";
        assert_eq!(text(endless.as_bytes()), Err(DAMAGED));
    }
}
