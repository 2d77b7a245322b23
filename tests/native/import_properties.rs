//! Whatever is handed in, importing ends well, and what it yields keeps the promises of the document.

use gouji::document::{Block, Document, Span};
use gouji::import::{ImportError, Imported, Input, NativeHost, import};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn check_span(document: &Document, span: Span) {
    assert!(span.start <= span.end, "{span:?}");
    assert!(document.text.get(span.range()).is_some(), "{span:?} lies in the text, between characters");
}

fn check(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        check_span(document, block.span());
        assert!(block.span().start >= end, "blocks follow each other: {block:?}");
        end = block.span().end;
        match block {
            Block::Paragraph(paragraph) => {
                let text = document.slice(paragraph.span);
                assert!(!text.is_empty() && text.trim() == text && !text.contains('\n'), "{text:?}");
            }
            Block::Grid(grid) => {
                assert!(grid.rows > 0 && grid.columns > 0);
                assert!(grid.cells.is_sorted_by_key(|cell| (cell.row, cell.column)));
                for cell in &grid.cells {
                    check_span(document, cell.span);
                    assert!(cell.row_span > 0 && cell.column_span > 0);
                    assert!(cell.row + cell.row_span <= grid.rows && cell.column + cell.column_span <= grid.columns);
                    assert!(grid.span.cover(cell.span) == grid.span, "{cell:?}");
                    assert_eq!(document.slice(cell.span).trim(), document.slice(cell.span));
                    let covered = grid.at(cell.row, cell.column);
                    assert_eq!(covered, Some(cell), "no cell lies over another");
                }
            }
            Block::Picture(span) => assert!(span.is_empty()),
        }
    }
}

fn imported(input: Input<'_>) -> Option<Document> {
    match import(input, &NativeHost) {
        Ok(Imported::Document(document)) => {
            check(&document);
            Some(document)
        }
        Ok(Imported::Report(_)) | Err(_) => None,
    }
}

/// Text made of what tables and headings are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n",
        "\r\n",
        "\t",
        "\t",
        "  ",
        " ",
        "\u{3000}",
        "|",
        "│",
        "---",
        "+",
        "\"",
        ",",
        ";",
        "#",
        "# ",
        "**",
        "0",
        "12",
        "/",
        "规章",
        "总",
        "计",
        "一、总体情况",
        "。",
        "\u{c}",
        "\u{2028}",
        "\u{a0}",
        "\\",
        "- 3 -",
        "1.",
        "（一）",
        "😀",
    ]);
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

fn tags() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<td rowspan=2>",
        "<td colspan=3>",
        "<td rowspan=0 colspan=2>",
        "</td>",
        "<th>",
        "<tbody>",
        "</tbody>",
        "<thead>",
        "<p>",
        "</p>",
        "<br>",
        "<li>",
        "<ul>",
        "</ul>",
        "<div>",
        "</div>",
        "<center>",
        "<h1>",
        "</h1>",
        "<b>",
        "</b>",
        "<span style='display:none'>",
        "</span>",
        "<p hidden>",
        "<tr style='display:none'>",
        "<img width=500>",
        "<!--StartFragment-->",
        "<!--EndFragment-->",
        "<![if x]>",
        "<script>",
        "</script>",
        "<select>",
        "</select>",
        "<caption>",
        "规章",
        "12",
        " ",
        "\n",
        "&nbsp;",
        "二、主动公开政府信息情况",
        "<",
        "&",
        "<pre>",
        "<del>",
        "</del>",
    ]);
    prop::collection::vec(piece, 0..100).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "[a-z]{0,3}\\.(txt|md|csv|html|docx|xlsx|doc|json|)") {
        imported(Input::File { bytes: &bytes, name: &name });
    }

    #[test]
    fn bytes_behind_a_known_beginning(
        start in prop::sample::select(vec![&b"PK\x03\x04"[..], b"%PDF-", b"\xff\xfe", b"\xef\xbb\xbf", b"<html>", b"{\"schema\":\"gouji/", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", b"<w:wordDocument>", b"<office:document>"]),
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        imported(Input::File { bytes: &[start, &rest].concat(), name: "" });
    }

    #[test]
    fn text_of_any_kind(text in "\\PC{0,200}") {
        imported(Input::Text(&text));
        imported(Input::Html(&text));
    }

    #[test]
    fn text_like_tables(text in pieces(), name in prop::sample::select(vec!["a.txt", "a.md", "a.csv", "a.tsv"])) {
        imported(Input::File { bytes: text.as_bytes(), name });
        let plain = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
        match import(Input::Text(&text), &NativeHost) {
            Ok(Imported::Document(document)) => {
                check(&document);
                prop_assert_eq!(&document.text, &plain);
                // Nothing that is written gets lost: every visible character lies in a block.
                let mut shown = vec![false; plain.len()];
                for block in &document.blocks {
                    shown[block.span().range()].fill(true);
                }
                let lost: String = plain.char_indices().filter(|&(at, _)| !shown[at]).map(|(_, c)| c).collect();
                prop_assert!(!lost.contains(|c: char| c.is_alphanumeric()), "{:?} of {:?}", lost, plain);
            }
            other => prop_assert_eq!(other, Err(ImportError::Empty)),
        }
    }

    #[test]
    fn tags_in_any_order(source in tags()) {
        imported(Input::Html(&source));
    }

    #[test]
    fn pages_survive_every_encoding_whatever_they_declare(
        text in "[一-龥]{10,40}[a-z0-9，。]{0,30}",
        declared in prop::sample::select(vec!["", "utf-8", "gbk", "gb2312", "GB18030", "iso-8859-1", "windows-1252", "unicode", "x-none"]),
        newline in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let page = format!("<html>{newline}<head><meta charset=\"{declared}\"></head>{newline}<body><p>{text}</p></body></html>");
        let sixteen = |order: fn(u16) -> [u8; 2]| page.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let (little, big) = (sixteen(u16::to_le_bytes), sixteen(u16::to_be_bytes));
        let (gb, _, _) = encoding_rs::GB18030.encode(&page);
        let marked = [b"\xef\xbb\xbf", page.as_bytes()].concat();
        for bytes in [page.as_bytes(), &marked, &little, &big, &gb, &[b"\xff\xfe", &little[..]].concat(), &[b"\xfe\xff", &big[..]].concat()] {
            let document = imported(Input::File { bytes, name: "a.htm" }).unwrap();
            prop_assert_eq!(document.text, format!("{text}\n"));
            prop_assert!(document.notes.is_empty());
        }
    }

    #[test]
    fn text_survives_every_encoding(text in "[一-龥a-z0-9，。 ]{20,60}\n") {
        let sixteen: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (gb, _, _) = encoding_rs::GB18030.encode(&text);
        for bytes in [text.as_bytes(), &sixteen, &gb] {
            let document = imported(Input::File { bytes, name: "a.txt" });
            prop_assert_eq!(document.map(|document| document.text), (!text.trim().is_empty()).then(|| text.clone()));
        }
    }
}
