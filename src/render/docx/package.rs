//! The file around the body: what its parts are, styles, typefaces, settings, page numbers; no names, no times.

use maud::{Markup, PreEscaped, html};

use super::style::{FONTS, Style, styles};
use crate::render::archive::archive;
use crate::render::xml::{DECLARATION, clean};

/// The namespace of WordprocessingML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts beside the main one: file, relationship, and what identifies it to the main part.
const PARTS: [(&str, &str, &str); 5] = [
    ("styles", "styles", "rId1"),
    ("settings", "settings", "rId2"),
    ("fontTable", "fontTable", "rId3"),
    ("footer1", "footer", "rId4"),
    ("footer2", "footer", "rId5"),
];

/// The file with that body, in XML, and that title among its properties.
pub fn package(body: &str, title: &str) -> Vec<u8> {
    let parts: [(&str, Markup); 10] = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relationships()),
        ("docProps/core.xml", properties(title)),
        ("word/document.xml", document(body)),
        ("word/_rels/document.xml.rels", document_relationships()),
        ("word/styles.xml", styles()),
        ("word/settings.xml", settings()),
        ("word/fontTable.xml", fonts()),
        ("word/footer1.xml", footer("right")),
        ("word/footer2.xml", footer("left")),
    ];
    let texts = parts.map(|(name, xml)| (name, format!("{DECLARATION}{}", xml.into_string())));
    let entries: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive(&entries)
}

fn document(body: &str) -> Markup {
    html! {
        w:document xmlns:w=(MAIN) xmlns:r=(RELATIONSHIPS) {
            w:body {
                (PreEscaped(body))
                (section())
            }
        }
    }
}

/// A4 with the margins of GB/T 9704: 37 mm above, 35 below, 28 on the left and 26 on the right, in twips. The page
/// number stands 7 mm below the text.
fn section() -> Markup {
    html! {
        w:sectPr {
            w:footerReference w:type="default" r:id="rId4" {}
            w:footerReference w:type="even" r:id="rId5" {}
            w:pgSz w:w="11906" w:h="16838" {}
            w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1417" w:gutter="0" {}
            w:pgNumType w:start="1" {}
            w:cols w:space="425" {}
            w:docGrid w:linePitch="579" {}
        }
    }
}

/// The page number between dashes, one character away from that outer edge.
fn footer(side: &str) -> Markup {
    let text = |text: &str| html! { w:r { w:t xml:space="preserve" { (text) } } };
    html! {
        w:ftr xmlns:w=(MAIN) {
            w:p {
                w:pPr {
                    w:pStyle w:val=(Style::Footer.id()) {}
                    @if side == "right" { w:ind w:rightChars="100" w:right="280" {} }
                    @else { w:ind w:leftChars="100" w:left="280" {} }
                    w:jc w:val=(side) {}
                }
                (text("— "))
                w:fldSimple w:instr=" PAGE " { (text("1")) }
                (text(" —"))
            }
        }
    }
}

fn settings() -> Markup {
    html! {
        w:settings xmlns:w=(MAIN) {
            w:zoom w:percent="100" {}
            w:defaultTabStop w:val="420" {}
            w:evenAndOddHeaders {}
            w:characterSpacingControl w:val="compressPunctuation" {}
            w:compat {
                w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15" {}
            }
            w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN" {}
        }
    }
}

fn fonts() -> Markup {
    html! {
        w:fonts xmlns:w=(MAIN) {
            @for (name, instead) in FONTS {
                w:font w:name=(name) {
                    w:altName w:val=(instead) {}
                    w:charset w:val="86" {}
                    w:family w:val="auto" {}
                    w:pitch w:val="default" {}
                }
            }
        }
    }
}

fn properties(title: &str) -> Markup {
    html! {
        cp:coreProperties xmlns:cp=(format!("{PACKAGE}/metadata/core-properties")) xmlns:dc="http://purl.org/dc/elements/1.1/" {
            dc:title { (clean(title)) }
            dc:language { "zh-CN" }
        }
    }
}

fn content_types() -> Markup {
    let part = |name: &str, kind: &str| {
        html! { Override PartName=(name) ContentType=(kind) {} }
    };
    html! {
        Types xmlns=(format!("{PACKAGE}/content-types")) {
            Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
            Default Extension="xml" ContentType="application/xml" {}
            (part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
            (part("/word/document.xml", &format!("{WORD}.document.main+xml")))
            @for (file, kind, _) in PARTS { (part(&format!("/word/{file}.xml"), &format!("{WORD}.{kind}+xml"))) }
        }
    }
}

fn package_relationships() -> Markup {
    html! {
        Relationships xmlns=(format!("{PACKAGE}/relationships")) {
            Relationship Id="rId1" Type=(format!("{RELATIONSHIPS}/officeDocument")) Target="word/document.xml" {}
            Relationship Id="rId2" Type=(format!("{PACKAGE}/relationships/metadata/core-properties")) Target="docProps/core.xml" {}
        }
    }
}

fn document_relationships() -> Markup {
    html! {
        Relationships xmlns=(format!("{PACKAGE}/relationships")) {
            @for (file, kind, id) in PARTS {
                Relationship Id=(id) Type=(format!("{RELATIONSHIPS}/{kind}")) Target=(format!("{file}.xml")) {}
            }
        }
    }
}
