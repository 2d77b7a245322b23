//! The file around the sheets; no names, no times.

use maud::{Markup, html};

use super::style::styles;
use crate::render::archive::archive;
use crate::render::xml::DECLARATION;

/// The namespace of SpreadsheetML.
pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// A sheet of the workbook.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its name.
    pub name: &'static str,
    /// The rows that are repeated on every printed page: first and last, from 1.
    pub repeated: Option<(usize, usize)>,
    /// The sheet.
    pub xml: Markup,
}

/// The file with those sheets.
pub fn package(tabs: &[Tab]) -> Vec<u8> {
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(tabs.len())),
        ("_rels/.rels".to_owned(), package_relationships()),
        ("xl/workbook.xml".to_owned(), workbook(tabs)),
        ("xl/_rels/workbook.xml.rels".to_owned(), workbook_relationships(tabs.len())),
        ("xl/styles.xml".to_owned(), styles(MAIN)),
    ];
    parts.extend(tabs.iter().enumerate().map(|(index, tab)| (sheet_file(index), tab.xml.clone())));
    let texts: Vec<(String, String)> =
        parts.into_iter().map(|(name, xml)| (name, format!("{DECLARATION}{}", xml.into_string()))).collect();
    let entries: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&entries)
}

fn sheet_file(index: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", index + 1)
}

fn workbook(tabs: &[Tab]) -> Markup {
    let repeated: Vec<(usize, String)> = tabs
        .iter()
        .enumerate()
        .filter_map(|(index, tab)| {
            let (first, last) = tab.repeated?;
            Some((index, format!("'{}'!${first}:${last}", tab.name)))
        })
        .collect();
    html! {
        workbook xmlns=(MAIN) xmlns:r=(RELATIONSHIPS) {
            bookViews { workbookView {} }
            sheets {
                @for (index, tab) in tabs.iter().enumerate() {
                    sheet name=(tab.name) sheetId=(index + 1) r:id=(format!("rId{}", index + 1)) {}
                }
            }
            @if !repeated.is_empty() {
                definedNames {
                    @for (index, rows) in &repeated {
                        definedName name="_xlnm.Print_Titles" localSheetId=(index) { (rows) }
                    }
                }
            }
            // Whoever opens it reckons anew.
            calcPr calcId="191029" fullCalcOnLoad="1" {}
        }
    }
}

fn content_types(sheets: usize) -> Markup {
    let part = |name: &str, kind: &str| {
        html! { Override PartName=(name) ContentType=(format!("{SHEET}.{kind}+xml")) {} }
    };
    html! {
        Types xmlns=(format!("{PACKAGE}/content-types")) {
            Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
            Default Extension="xml" ContentType="application/xml" {}
            (part("/xl/workbook.xml", "sheet.main"))
            (part("/xl/styles.xml", "styles"))
            @for index in 0..sheets { (part(&format!("/{}", sheet_file(index)), "worksheet")) }
        }
    }
}

fn package_relationships() -> Markup {
    html! {
        Relationships xmlns=(format!("{PACKAGE}/relationships")) {
            Relationship Id="rId1" Type=(format!("{RELATIONSHIPS}/officeDocument")) Target="xl/workbook.xml" {}
        }
    }
}

fn workbook_relationships(sheets: usize) -> Markup {
    html! {
        Relationships xmlns=(format!("{PACKAGE}/relationships")) {
            @for number in 1..=sheets {
                Relationship Id=(format!("rId{number}")) Type=(format!("{RELATIONSHIPS}/worksheet"))
                    Target=(format!("worksheets/sheet{number}.xml")) {}
            }
            Relationship Id="rIdStyles" Type=(format!("{RELATIONSHIPS}/styles")) Target="styles.xml" {}
        }
    }
}
