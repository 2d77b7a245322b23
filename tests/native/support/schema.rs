//! What Word demands of a file beyond well-formed XML: the order of elements and the attributes they may have, for
//! what Gouji writes of ECMA-376 (transitional).

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Children in the order of the schema's sequence. Elements that are not listed may hold what they like.
const SEQUENCES: &[(&str, &str)] = &[
    ("w:document", "w:body"),
    (
        "w:pPr",
        "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:numPr w:pBdr w:shd w:tabs w:autoSpaceDE w:autoSpaceDN w:snapToGrid w:spacing w:ind w:jc w:outlineLvl w:rPr",
    ),
    (
        "w:rPr",
        "w:rStyle w:rFonts w:b w:bCs w:i w:strike w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u w:shd w:lang",
    ),
    ("w:p", "w:pPr *"),
    ("w:r", "w:rPr w:t"),
    ("w:tbl", "w:tblPr w:tblGrid *"),
    ("w:tblPr", "w:tblStyle w:tblW w:jc w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook"),
    ("w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV"),
    ("w:tblCellMar", "w:top w:left w:bottom w:right"),
    ("w:tcMar", "w:top w:left w:bottom w:right"),
    ("w:tr", "w:trPr *"),
    ("w:tc", "w:tcPr w:p"),
    ("w:tcPr", "w:tcW w:gridSpan w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection w:vAlign"),
    ("w:sectPr", "w:footerReference w:type w:pgSz w:pgMar w:pgNumType w:cols w:titlePg w:docGrid"),
    ("w:styles", "w:docDefaults w:style"),
    ("w:docDefaults", "w:rPrDefault w:pPrDefault"),
    ("w:style", "w:name w:basedOn w:next w:qFormat w:pPr w:rPr"),
    ("w:settings", "w:zoom w:defaultTabStop w:evenAndOddHeaders w:characterSpacingControl w:compat w:themeFontLang"),
    ("w:font", "w:altName w:charset w:family w:pitch"),
    (
        "worksheet",
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData mergeCells printOptions pageMargins pageSetup headerFooter",
    ),
    ("sheetView", "pane selection"),
    ("c", "f v is"),
    ("workbook", "workbookPr bookViews sheets definedNames calcPr"),
    ("styleSheet", "fonts fills borders cellStyleXfs cellXfs cellStyles"),
    ("font", "b sz color name family charset"),
    ("border", "left right top bottom diagonal"),
    ("xf", "alignment"),
];

/// Attributes an element may have; those that are not listed have none.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("w:style", "w:type w:default w:styleId"),
    ("w:rFonts", "w:hint w:ascii w:eastAsia w:hAnsi w:cs"),
    ("w:lang", "w:val w:eastAsia w:bidi"),
    ("w:themeFontLang", "w:val w:eastAsia"),
    ("w:spacing", "w:val w:before w:after w:line w:lineRule"),
    ("w:ind", "w:leftChars w:left w:rightChars w:right w:firstLineChars w:firstLine"),
    ("w:shd", "w:val w:color w:fill"),
    ("w:t", "xml:space"),
    ("w:zoom", "w:percent"),
    ("w:compatSetting", "w:name w:uri w:val"),
    ("w:footerReference", "w:type r:id"),
    ("w:pgSz", "w:w w:h"),
    ("w:pgMar", "w:top w:right w:bottom w:left w:header w:footer w:gutter"),
    ("w:pgNumType", "w:start"),
    ("w:cols", "w:space"),
    ("w:docGrid", "w:linePitch"),
    ("w:fldSimple", "w:instr"),
    ("w:font", "w:name"),
    ("w:tblLayout", "w:type"),
    ("w:gridCol", "w:w"),
    ("w:trHeight", "w:val w:hRule"),
];

/// What one part of a file does that the schema forbids; empty when nothing.
pub fn violations(part: &str) -> Vec<String> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    let mut violations = BTreeSet::new();
    // The open elements, each with the place in its sequence that its children have reached.
    let mut open: Vec<(String, usize)> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name = String::from_utf8_lossy(tag.name().0.as_bytes()).into_owned();
                if let Some((parent, reached)) = open.last_mut()
                    && let Some((_, sequence)) = SEQUENCES.iter().find(|(element, _)| element == parent)
                {
                    let sequence: Vec<&str> = sequence.split(' ').collect();
                    let place = sequence.iter().position(|child| *child == name);
                    match place.or_else(|| sequence.iter().position(|child| *child == "*")) {
                        Some(place) if place >= *reached => *reached = place,
                        Some(_) => drop(violations.insert(format!("{name} comes too late in {parent}"))),
                        None => drop(violations.insert(format!("{name} in {parent}"))),
                    }
                }
                violations.extend(forbidden(&name, &tag));
                open.push((name, 0));
            }
            Ok(Event::End(_)) => drop(open.pop()),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                violations.insert(error.to_string());
                break;
            }
        }
    }
    violations.into_iter().collect()
}

/// Attributes of WordprocessingML that the element may not have.
fn forbidden(name: &str, tag: &BytesStart<'_>) -> Vec<String> {
    if !name.starts_with("w:") {
        return Vec::new();
    }
    let usual = match name {
        "w:tcW" | "w:tblW" => "w:w w:type",
        "w:top" | "w:left" | "w:bottom" | "w:right" | "w:insideH" | "w:insideV" => {
            "w:w w:type w:val w:sz w:space w:color"
        }
        _ => "w:val",
    };
    let allowed = ATTRIBUTES.iter().find(|(element, _)| *element == name).map_or(usual, |(_, allowed)| allowed);
    let attributes = tag
        .attributes()
        .map(|attribute| String::from_utf8_lossy(attribute.expect("an attribute").key.0.as_bytes()).into_owned());
    let unknown = attributes.filter(|key| !key.starts_with("xmlns") && !allowed.split(' ').any(|name| name == key));
    unknown.map(|key| format!("{key} at {name}")).collect()
}
