//! What a file is: its content decides, its name helps where the content does not tell.

use super::ImportError;
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
use super::zip::Archive;

/// A kind of file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(any(feature = "documents", feature = "spreadsheets", feature = "pages")),
    allow(dead_code, reason = "known by others")
)]
pub(super) enum Kind {
    Docx,
    Xlsx,
    Pdf,
    Ofd,
    Html,
    Markdown,
    Csv,
    Json,
    Text,
}

/// Kinds that are recognised and not read, by the name under which [`ImportError::Unsupported`] gives them.
pub mod unsupported {
    #![allow(missing_docs, reason = "the names say it")]
    pub const DOC: &str = "Word 97–2003 (.doc)";
    pub const XLS: &str = "Excel 97–2003 (.xls)";
    pub const OFFICE: &str = "Office 97–2003";
    pub const PRESENTATION: &str = "PowerPoint";
    pub const OPEN_DOCUMENT: &str = "OpenDocument";
    pub const RTF: &str = "RTF";
    pub const WORD_XML: &str = "Word XML";
    pub const EXCEL_XML: &str = "Excel XML";
    pub const XML: &str = "XML";
    pub const MHTML: &str = "MHTML (.mht)";
    pub const XLSB: &str = "Excel (.xlsb)";
    pub const ARCHIVE: &str = "archive";
    pub const PACKING: &str = "archive packed in an unusual way";
}

enum Verdict {
    Picture,
    Unsupported(&'static str),
}

/// First bytes by which a kind is known.
const SIGNATURES: &[(&[u8], Verdict)] = &[
    (b"\x89PNG\r\n\x1a\n", Verdict::Picture),
    (b"\xff\xd8\xff", Verdict::Picture),
    (b"GIF87a", Verdict::Picture),
    (b"GIF89a", Verdict::Picture),
    (b"II*\0", Verdict::Picture),
    (b"MM\0*", Verdict::Picture),
    (b"{\\rtf", Verdict::Unsupported(unsupported::RTF)),
    (b"Rar!\x1a\x07", Verdict::Unsupported(unsupported::ARCHIVE)),
    (b"7z\xbc\xaf\x27\x1c", Verdict::Unsupported(unsupported::ARCHIVE)),
    (b"\x1f\x8b\x08", Verdict::Unsupported(unsupported::ARCHIVE)),
];

/// What the bytes are when they are no text: a kind that is read, or the reason why it is not. `None` when
/// they may be text.
pub(super) fn by_bytes(bytes: &[u8]) -> Result<Option<Kind>, ImportError> {
    for (signature, verdict) in SIGNATURES {
        if bytes.starts_with(signature) {
            return Err(match verdict {
                Verdict::Picture => ImportError::Picture,
                Verdict::Unsupported(kind) => ImportError::Unsupported(kind),
            });
        }
    }
    if is_picture_by_structure(bytes) {
        return Err(ImportError::Picture);
    }
    // Some programs put a few bytes before the mark.
    if bytes.get(..bytes.len().min(1024)).is_some_and(|head| find(head, b"%PDF-").is_some()) {
        return Ok(Some(Kind::Pdf));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(compound_file(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes).map(Some);
    }
    Ok(None)
}

/// Pictures whose first bytes alone could be text.
fn is_picture_by_structure(bytes: &[u8]) -> bool {
    let at = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
    (at(0, 4) == b"RIFF" && at(8, 12) == b"WEBP")
        || (at(0, 2) == b"BM" && at(6, 10) == [0; 4])
        || (at(4, 8) == b"ftyp" && [b"heic".as_slice(), b"heix", b"mif1", b"avif"].contains(&at(8, 12)))
}

/// An OLE compound file, by the names of its streams, which stand in it as UTF-16.
fn compound_file(bytes: &[u8]) -> ImportError {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &name).is_some()
    };
    if has("EncryptedPackage") {
        ImportError::Encrypted
    } else if has("WordDocument") {
        ImportError::Unsupported(unsupported::DOC)
    } else if has("Workbook") || has("Book") {
        ImportError::Unsupported(unsupported::XLS)
    } else if has("PowerPoint Document") {
        ImportError::Unsupported(unsupported::PRESENTATION)
    } else {
        ImportError::Unsupported(unsupported::OFFICE)
    }
}

/// A zip archive, by the names of its entries.
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
fn zip(bytes: &[u8]) -> Result<Kind, ImportError> {
    let archive = Archive::open(bytes)?;
    let has = |name: &str| archive.names().any(|entry| entry == name);
    let within = |folder: &str| archive.names().any(|entry| entry.starts_with(folder));
    let package = has("[content_types].xml");
    if package && within("word/") {
        Ok(Kind::Docx)
    } else if package && within("xl/") {
        Ok(Kind::Xlsx)
    } else if package && within("ppt/") {
        Err(ImportError::Unsupported(unsupported::PRESENTATION))
    } else if has("ofd.xml") {
        Ok(Kind::Ofd)
    } else if has("mimetype") && has("content.xml") {
        Err(ImportError::Unsupported(unsupported::OPEN_DOCUMENT))
    } else {
        Err(ImportError::Unsupported(unsupported::ARCHIVE))
    }
}

/// A zip archive, which only the modules that read such files can look into.
#[cfg(not(any(feature = "documents", feature = "spreadsheets", feature = "pages")))]
fn zip(_bytes: &[u8]) -> Result<Kind, ImportError> {
    Err(ImportError::NeedsModule(super::Module::Documents))
}

/// What a text is.
pub(super) fn by_text(text: &str, name: &str) -> Result<Kind, ImportError> {
    const SEARCHED: usize = 4096;
    let start = text.trim_start();
    let head: String = start.chars().take(SEARCHED).map(|c| c.to_ascii_lowercase()).collect();
    let extension = extension(name);
    if head.starts_with("mime-version:")
        || (head.contains("content-type: multipart/related") && head.contains("boundary="))
    {
        return Err(ImportError::Unsupported(unsupported::MHTML));
    }
    if head.starts_with("<svg") {
        return Err(ImportError::Picture);
    }
    if let Some(kind) = if head.starts_with('<') { foreign_xml(&head) } else { None } {
        return Err(ImportError::Unsupported(kind));
    }
    if is_html(&head, &extension) {
        return Ok(Kind::Html);
    }
    if start.starts_with('{') && (extension == "json" || is_own_json(&head)) {
        return Ok(Kind::Json);
    }
    Ok(match extension.as_str() {
        "csv" | "tsv" => Kind::Csv,
        "md" | "markdown" => Kind::Markdown,
        _ => Kind::Text,
    })
}

/// Whether a text, in lower case, begins as Gouji's JSON does.
pub(super) fn is_own_json(head: &str) -> bool {
    head.trim_start().starts_with('{') && head.contains("\"gouji/")
}

fn foreign_xml(head: &str) -> Option<&'static str> {
    if head.contains("urn:schemas-microsoft-com:office:spreadsheet") && !head.contains("<html") {
        Some(unsupported::EXCEL_XML)
    } else if head.contains("<w:worddocument") || head.contains("<pkg:package") {
        Some(unsupported::WORD_XML)
    } else if head.starts_with("<?xml") && !head.contains("<html") {
        Some(unsupported::XML)
    } else {
        None
    }
}

/// Whether a text is HTML: it says so at its beginning, or it holds tags that plain text does not.
fn is_html(head: &str, extension: &str) -> bool {
    const TAGS: [&str; 9] = ["<html", "<body", "<head", "<table", "<meta", "<div", "<p>", "<p ", "<span"];
    let has_tag = TAGS.iter().any(|tag| head.contains(tag));
    let named = matches!(extension, "html" | "htm" | "xhtml" | "doc" | "xls" | "wps" | "et");
    head.starts_with("<!doctype html") || (has_tag && (named || head.starts_with('<')))
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip archive of empty, stored entries: enough for its directory.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut central = Vec::new();
        for name in names {
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            let offset = u32::try_from(bytes.len()).unwrap().to_le_bytes();
            bytes.extend_from_slice(b"PK\x03\x04");
            bytes.extend_from_slice(&[20, 0, 0, 0]);
            bytes.extend_from_slice(&[0; 18]);
            bytes.extend_from_slice(&length);
            bytes.extend_from_slice(&[0; 2]);
            bytes.extend_from_slice(name.as_bytes());
            central.extend_from_slice(b"PK\x01\x02");
            central.extend_from_slice(&[20, 0, 20, 0, 0, 0]);
            central.extend_from_slice(&[0; 18]);
            central.extend_from_slice(&length);
            central.extend_from_slice(&[0; 12]);
            central.extend_from_slice(&offset);
            central.extend_from_slice(name.as_bytes());
        }
        let count = u16::try_from(names.len()).unwrap().to_le_bytes();
        let (at, size) = (u32::try_from(bytes.len()).unwrap(), u32::try_from(central.len()).unwrap());
        bytes.extend_from_slice(&central);
        bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        bytes.extend_from_slice(&[count, count].concat());
        bytes.extend_from_slice(&size.to_le_bytes());
        bytes.extend_from_slice(&at.to_le_bytes());
        bytes.extend_from_slice(&[0, 0]);
        bytes
    }

    #[test]
    fn archives_are_told_apart_by_what_they_hold() {
        let kind = |names: &[&str]| by_bytes(&archive(names));
        assert_eq!(kind(&["[Content_Types].xml", "word/document.xml"]), Ok(Some(Kind::Docx)));
        assert_eq!(kind(&["[Content_Types].xml", "word/document2.xml"]), Ok(Some(Kind::Docx)));
        assert_eq!(kind(&["xl/workbook.xml", "[Content_Types].xml"]), Ok(Some(Kind::Xlsx)));
        assert_eq!(kind(&["OFD.xml", "Doc_0/Document.xml"]), Ok(Some(Kind::Ofd)));
        assert_eq!(kind(&["word/document.xml"]), Err(ImportError::Unsupported(unsupported::ARCHIVE)));
        assert_eq!(kind(&["年报.docx"]), Err(ImportError::Unsupported(unsupported::ARCHIVE)));
        assert_eq!(kind(&["mimetype", "content.xml"]), Err(ImportError::Unsupported(unsupported::OPEN_DOCUMENT)));
    }

    #[test]
    fn archives_keep_their_kind_behind_a_comment_and_lose_it_when_cut() {
        let whole = archive(&["[Content_Types].xml", "word/document.xml"]);
        let mut commented = whole.clone();
        commented.extend_from_slice(b"a comment");
        assert_eq!(by_bytes(&commented), Ok(Some(Kind::Docx)));
        for length in 4..whole.len() - 22 {
            assert_eq!(by_bytes(&whole[..length]), Err(ImportError::Damaged("zip")), "{length}");
        }
    }

    #[test]
    fn compound_files_are_told_apart_by_their_streams() {
        let file = |stream: &str| {
            let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            bytes.extend_from_slice(&[0; 504]);
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            by_bytes(&bytes)
        };
        assert_eq!(file("WordDocument"), Err(ImportError::Unsupported(unsupported::DOC)));
        assert_eq!(file("Workbook"), Err(ImportError::Unsupported(unsupported::XLS)));
        assert_eq!(file("EncryptedPackage"), Err(ImportError::Encrypted));
        assert_eq!(file("Contents"), Err(ImportError::Unsupported(unsupported::OFFICE)));
    }

    #[test]
    fn pictures_and_foreign_files_are_known_by_their_first_bytes() {
        for bytes in [
            b"\x89PNG\r\n\x1a\n....".as_slice(),
            b"\xff\xd8\xff\xe0JFIF",
            b"GIF89a",
            b"BM\x36\x00\x00\x00\0\0\0\0\x36",
            b"RIFF\x10\0\0\0WEBPVP8 ",
            b"II*\0\x08",
            b"\0\0\0\x18ftypheic",
        ] {
            assert_eq!(by_bytes(bytes), Err(ImportError::Picture), "{bytes:?}");
        }
        for (bytes, kind) in
            [(b"{\\rtf1\\ansi".as_slice(), unsupported::RTF), (b"Rar!\x1a\x07\x01\0", unsupported::ARCHIVE)]
        {
            assert_eq!(by_bytes(bytes), Err(ImportError::Unsupported(kind)));
        }
        for pdf in [b"%PDF-1.7\n".as_slice(), b"\r\n %PDF-1.4"] {
            assert_eq!(by_bytes(pdf), Ok(Some(Kind::Pdf)));
        }
        for text in ["BMW 3 辆", "RIFF is a word", "PK 赛", "GIF 图片", "%PDF"] {
            assert_eq!(by_bytes(text.as_bytes()), Ok(None), "{text}");
        }
    }

    #[test]
    fn text_is_known_by_its_beginning_and_its_name() {
        let cases = [
            ("<!DOCTYPE html><title>x", "a.txt", Kind::Html),
            ("<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><table>", "draft.xls", Kind::Html),
            ("标题 <table><tr><td>1", "a.html", Kind::Html),
            ("报告可在网站（<http://example.invalid/>）下载。", "a.txt", Kind::Text),
            ("正文里写着 <table> 的样子", "a.txt", Kind::Text),
            ("没有标签", "a.html", Kind::Text),
            ("{\"schema\":\"gouji/report@1\"}", "a.txt", Kind::Json),
            ("{\"a\":1}", "a.json", Kind::Json),
            ("{注}", "a.txt", Kind::Text),
            ("a,b", "a.CSV", Kind::Csv),
            ("# 标题", "a.md", Kind::Markdown),
            ("规章\t0", "a.doc", Kind::Text),
        ];
        for (text, name, kind) in cases {
            assert_eq!(by_text(text, name), Ok(kind), "{text} {name}");
        }
        let foreign = [
            (
                "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument>",
                unsupported::WORD_XML,
            ),
            (
                "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                unsupported::EXCEL_XML,
            ),
            ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", unsupported::MHTML),
        ];
        for (text, kind) in foreign {
            assert_eq!(by_text(text, "a.doc"), Err(ImportError::Unsupported(kind)), "{text}");
        }
        assert_eq!(by_text("<svg xmlns=\"\">", "a.txt"), Err(ImportError::Picture));
    }
}
