//! Pieces of XML that are taken apart without being understood.

use super::xml::{Node, Xml};

/// The children of the element that is the fragment: their names without prefix, and their sources. None where the
/// fragment is no element.
pub fn children(fragment: &str) -> Vec<(&str, &str)> {
    let mut xml = Xml::new(fragment);
    let mut children = Vec::new();
    if !matches!(xml.next(), Ok(Node::Start(_))) {
        return children;
    }
    while let Ok(node) = xml.next() {
        match node {
            Node::Start(_) => {
                let start = xml.place().start;
                let name = local_name(xml.source());
                if xml.skip().is_err() {
                    break;
                }
                children.extend(fragment.get(start..xml.place().end).map(|child| (name, child)));
            }
            Node::Text(_) => {}
            Node::End | Node::Finished => break,
        }
    }
    children
}

/// Whether an element holds no elements but those of these names, the content of `rPr` aside, and one that may hold
/// anything but an element of the last name.
pub fn holds_only(fragment: &str, names: &[&str], anything: &str, except: &str) -> bool {
    let mut xml = Xml::new(fragment);
    while let Ok(node) = xml.next() {
        match node {
            Node::Start(_) => {
                let name = local_name(xml.source());
                if name == anything {
                    match xml.content() {
                        Ok(content) if !content.contains(except) => {}
                        _ => return false,
                    }
                } else if !names.contains(&name) || name == "rPr" && xml.skip().is_err() {
                    return false;
                }
            }
            Node::Finished => return true,
            _ => {}
        }
    }
    false
}

/// The name in a start tag, without prefix.
fn local_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    let end = name.find(|character: char| character.is_whitespace() || "/>".contains(character));
    let name = end.and_then(|end| name.get(..end)).unwrap_or(name);
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_come_with_their_sources() {
        let fragment = "<w:rPr><w:b/> <w:rFonts w:ascii=\"a>b\"><x/></w:rFonts><i /></w:rPr>";
        assert_eq!(
            children(fragment),
            [("b", "<w:b/>"), ("rFonts", "<w:rFonts w:ascii=\"a>b\"><x/></w:rFonts>"), ("i", "<i />")]
        );
        assert!(children("").is_empty() && children("<w:rPr/>").is_empty() && children("x").is_empty());
    }

    #[test]
    fn what_an_element_holds_is_known() {
        let holds = |fragment: &str| holds_only(fragment, &["p", "r", "t", "rPr"], "pPr", "sectPr");
        assert!(holds("<w:p><w:pPr><w:jc/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r></w:p>"));
        assert!(!holds("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"));
        assert!(!holds("<w:p><w:bookmarkStart/></w:p>"));
        assert!(!holds("<w:p>"));
    }
}
