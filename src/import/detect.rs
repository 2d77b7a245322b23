//! What a file is: its content decides, its name helps where the content does not tell.

use super::ImportError;
#[cfg(any(feature = "documents", feature = "spreadsheets"))]
use super::ole::Compound;
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
use super::zip::Archive;

/// A kind of file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(any(feature = "documents", feature = "spreadsheets")), allow(dead_code, reason = "known by others"))]
pub(super) enum Kind {
    Docx,
    Doc,
    Rtf,
    Odt,
    FlatOdt,
    WordXml,
    Xlsx,
    Xls,
    Ods,
    ExcelXml,
    Pdf,
    Ofd,
    /// A zip archive of files that may be drafts.
    Bundle,
    Html,
    Mht,
    Markdown,
    Csv,
    Json,
    Text,
}

/// Kinds that are recognised and not read, by the name under which [`ImportError::Unsupported`] gives them.
pub mod unsupported {
    #![allow(missing_docs, reason = "the names say it")]
    pub const WORD_95: &str = "Word 95 or older";
    pub const EXCEL_95: &str = "Excel 5.0/95 (.xls)";
    pub const OFFICE: &str = "Office 97–2003";
    pub const PRESENTATION: &str = "PowerPoint";
    pub const OPEN_DOCUMENT: &str = "OpenDocument";
    pub const EXCEL_XML: &str = "Excel XML";
    pub const XML: &str = "XML";
    pub const XLSB: &str = "Excel (.xlsb)";
    pub const ARCHIVE: &str = "archive";
    pub const PACKING: &str = "archive packed in an unusual way";
}

enum Verdict {
    Read(Kind),
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
    (b"{\\rtf", Verdict::Read(Kind::Rtf)),
    (b"Rar!\x1a\x07", Verdict::Unsupported(unsupported::ARCHIVE)),
    (b"7z\xbc\xaf\x27\x1c", Verdict::Unsupported(unsupported::ARCHIVE)),
    (b"\x1f\x8b\x08", Verdict::Unsupported(unsupported::ARCHIVE)),
];

/// What the bytes are when they are no text: a kind that is read, or the reason why it is not. `None` when
/// they may be text.
pub(super) fn by_bytes(bytes: &[u8]) -> Result<Option<Kind>, ImportError> {
    for (signature, verdict) in SIGNATURES {
        if bytes.starts_with(signature) {
            return match verdict {
                Verdict::Read(kind) => Ok(Some(*kind)),
                Verdict::Picture => Err(ImportError::Picture),
                Verdict::Unsupported(kind) => Err(ImportError::Unsupported(kind)),
            };
        }
    }
    if is_picture_by_structure(bytes) {
        return Err(ImportError::Picture);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound_file(bytes).map(Some);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes).map(Some);
    }
    // Some programs put a few bytes before the mark.
    if bytes.get(..bytes.len().min(1024)).is_some_and(|head| find(head, b"%PDF-").is_some()) {
        return Ok(Some(Kind::Pdf));
    }
    Ok(is_excel_xml(bytes).then_some(Kind::ExcelXml))
}

/// Pictures whose first bytes alone could be text.
fn is_picture_by_structure(bytes: &[u8]) -> bool {
    let at = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
    (at(0, 4) == b"RIFF" && at(8, 12) == b"WEBP")
        || (at(0, 2) == b"BM" && at(6, 10) == [0; 4])
        || (at(4, 8) == b"ftyp" && [b"heic".as_slice(), b"heix", b"mif1", b"avif"].contains(&at(8, 12)))
}

/// Whether the bytes are Excel's XML of 2003. The module that reads it takes bytes, as for the other kinds.
fn is_excel_xml(bytes: &[u8]) -> bool {
    const SEARCHED: usize = 4096;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = bytes.get(..bytes.len().min(SEARCHED)).unwrap_or_default();
    head.starts_with(b"<")
        && find(head, EXCEL_XML_NAMESPACE.as_bytes()).is_some()
        && find(&head.to_ascii_lowercase(), b"<html").is_none()
        && std::str::from_utf8(bytes).is_ok()
}

const EXCEL_XML_NAMESPACE: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// An OLE compound file, by the names of its streams.
#[cfg(any(feature = "documents", feature = "spreadsheets"))]
fn compound_file(bytes: &[u8]) -> Result<Kind, ImportError> {
    let compound = Compound::open(bytes)?;
    let has = |name: &str| compound.names().any(|stream| stream.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") {
        Err(ImportError::Encrypted)
    } else if has("WordDocument") {
        Ok(Kind::Doc)
    } else if has("Workbook") || has("Book") {
        Ok(Kind::Xls)
    } else if has("PowerPoint Document") {
        Err(ImportError::Unsupported(unsupported::PRESENTATION))
    } else {
        Err(ImportError::Unsupported(unsupported::OFFICE))
    }
}

/// A compound file, which only the modules that read such files can look into.
#[cfg(not(any(feature = "documents", feature = "spreadsheets")))]
fn compound_file(_bytes: &[u8]) -> Result<Kind, ImportError> {
    Err(ImportError::NeedsModule(super::Module::Documents))
}

/// A zip archive, by the names of its entries.
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
fn zip(bytes: &[u8]) -> Result<Kind, ImportError> {
    let mut archive = Archive::open(bytes)?;
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
    } else if has("mimetype") && (has("content.xml") || has("encrypted-package")) {
        open_document(&archive.read("mimetype").ok().flatten().unwrap_or_default())
    } else if archive.names().any(super::bundle::may_be_draft) {
        Ok(Kind::Bundle)
    } else {
        Err(ImportError::Unsupported(unsupported::ARCHIVE))
    }
}

/// An OpenDocument file, by its media type; where that cannot be read, it may still be a text.
#[cfg(any(feature = "documents", feature = "spreadsheets", feature = "pages"))]
fn open_document(media_type: &[u8]) -> Result<Kind, ImportError> {
    let media_type = media_type.trim_ascii();
    match media_type.strip_prefix(b"application/vnd.oasis.opendocument.").unwrap_or(media_type) {
        b"spreadsheet" | b"spreadsheet-template" => Ok(Kind::Ods),
        b"" => Ok(Kind::Odt),
        kind if kind.starts_with(b"text") => Ok(Kind::Odt),
        _ => Err(ImportError::Unsupported(unsupported::OPEN_DOCUMENT)),
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
        return Ok(Kind::Mht);
    }
    if head.starts_with("<svg") {
        return Err(ImportError::Picture);
    }
    if let Some(kind) = if head.starts_with('<') { known_xml(&head) } else { None } {
        return kind;
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

/// What an XML file is, read or not; `None` when it is none, or a page.
fn known_xml(head: &str) -> Option<Result<Kind, ImportError>> {
    if head.contains(EXCEL_XML_NAMESPACE) && !head.contains("<html") {
        Some(Err(ImportError::Unsupported(unsupported::EXCEL_XML)))
    } else if head.contains("<w:worddocument") || head.contains("<pkg:package") {
        Some(Ok(Kind::WordXml))
    } else if head.contains("<office:document") {
        let is_text = head.contains("opendocument.text") || !head.contains("opendocument.");
        Some(if is_text { Ok(Kind::FlatOdt) } else { Err(ImportError::Unsupported(unsupported::OPEN_DOCUMENT)) })
    } else if head.starts_with("<?xml") && !head.contains("<html") {
        Some(Err(ImportError::Unsupported(unsupported::XML)))
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
        assert_eq!(kind(&["年报.docx", "照片.jpg"]), Ok(Some(Kind::Bundle)));
        // The mark of another kind further on is that of a file within.
        assert_eq!(kind(&["%PDF-1.7.docx"]), Ok(Some(Kind::Bundle)));
        assert_eq!(kind(&["照片.jpg", "资料.zip"]), Err(ImportError::Unsupported(unsupported::ARCHIVE)));
        assert_eq!(kind(&["__macosx/._年报.docx", "~$年报.docx"]), Err(ImportError::Unsupported(unsupported::ARCHIVE)));
        assert_eq!(kind(&["mimetype", "content.xml"]), Ok(Some(Kind::Odt)));
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
        assert_eq!(by_bytes(b"Rar!\x1a\x07\x01\0"), Err(ImportError::Unsupported(unsupported::ARCHIVE)));
        for pdf in [b"%PDF-1.7\n".as_slice(), b"\r\n %PDF-1.4"] {
            assert_eq!(by_bytes(pdf), Ok(Some(Kind::Pdf)));
        }
        assert_eq!(by_bytes(b"{\\rtf1\\ansi"), Ok(Some(Kind::Rtf)));
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
            (
                "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument>",
                "a.doc",
                Kind::WordXml,
            ),
            ("<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"\">", "a.xml", Kind::WordXml),
            ("<?xml version=\"1.0\"?><office:document xmlns:office=\"\">", "a.fodt", Kind::FlatOdt),
            ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", "a.doc", Kind::Mht),
        ];
        for (text, name, kind) in cases {
            assert_eq!(by_text(text, name), Ok(kind), "{text} {name}");
        }
        let foreign = [
            // In another encoding than UTF-8; else it is known by its bytes.
            (
                "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                unsupported::EXCEL_XML,
            ),
            (
                "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">",
                unsupported::OPEN_DOCUMENT,
            ),
            ("<?xml version=\"1.0\"?><note/>", unsupported::XML),
        ];
        for (text, kind) in foreign {
            assert_eq!(by_text(text, "a.doc"), Err(ImportError::Unsupported(kind)), "{text}");
        }
        assert_eq!(by_text("<svg xmlns=\"\">", "a.txt"), Err(ImportError::Picture));
    }
}
