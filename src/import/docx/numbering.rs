//! numbering.xml: the lists of a document; and `lists`, which says the same in Word 2003 XML under other names.

use super::super::numbering::{Definition, Level, List, Numbering};
use super::super::numeral::Numeral;
use super::super::xml::{Element, Malformed, Node, Xml};

/// Reads numbering.xml.
///
/// # Errors
/// When it is not well-formed.
pub fn numbering(text: &str) -> Result<Numbering, Malformed> {
    let mut xml = Xml::new(text);
    let mut numbering = Numbering::default();
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "abstractNum" | "listDef" => {
                    let id = attribute_number(&element, "abstractNumId", "listDefId");
                    let read = definition(&mut xml)?;
                    if let Some(id) = id {
                        numbering.define(id, read);
                    }
                }
                "num" | "list" => {
                    let id = attribute_number(&element, "numId", "ilfo");
                    let read = list(&mut xml)?;
                    if let Some(id) = id {
                        numbering.add(id, read);
                    }
                }
                _ => {}
            },
            Node::Finished => return Ok(numbering),
            _ => {}
        }
    }
}

fn definition(xml: &mut Xml<'_>) -> Result<Definition, Malformed> {
    let mut definition = Definition::default();
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "lvl" => {
                    let index = attribute_number(&element, "ilvl", "ilvl").unwrap_or(0) as usize;
                    let read = level(xml)?;
                    if let Some(slot) = definition.levels.get_mut(index) {
                        *slot = read;
                    }
                }
                name => {
                    match name {
                        "styleLink" => definition.style = element.value().map(Into::into),
                        "numStyleLink" => definition.defined_by = element.value().map(Into::into),
                        _ => {}
                    }
                    xml.skip()?;
                }
            },
            Node::End => return Ok(definition),
            Node::Text(_) => {}
            Node::Finished => return Err(Malformed),
        }
    }
}

fn level(xml: &mut Xml<'_>) -> Result<Level, Malformed> {
    let mut level = Level::default();
    loop {
        match xml.next()? {
            Node::Start(element) => {
                match element.name() {
                    "start" => level.start = element.number(),
                    "nfc" => level.numeral = element.number().map(Numeral::coded).unwrap_or_default(),
                    "numFmt" => level.numeral = Numeral::named(&element.value().unwrap_or_default()),
                    "lvlText" => level.pattern = element.value().unwrap_or_default().into_owned(),
                    _ => {}
                }
                xml.skip()?;
            }
            Node::End => return Ok(level),
            Node::Text(_) => {}
            Node::Finished => return Err(Malformed),
        }
    }
}

fn list(xml: &mut Xml<'_>) -> Result<List, Malformed> {
    let mut list = List::default();
    let mut overridden = 0_usize;
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Node::Start(element) => {
                depth += 1;
                match element.name() {
                    "abstractNumId" | "ilst" => list.definition = element.number().unwrap_or(0),
                    "lvlOverride" => overridden = attribute_number(&element, "ilvl", "ilvl").unwrap_or(0) as usize,
                    "startOverride" => {
                        if let Some(slot) = list.restarts.get_mut(overridden) {
                            *slot = element.number();
                        }
                    }
                    "lvl" => {
                        let read = level(xml)?;
                        depth -= 1;
                        if let Some(slot) = list.overrides.get_mut(overridden) {
                            *slot = Some(read);
                        }
                    }
                    _ => {}
                }
            }
            Node::End => depth -= 1,
            Node::Text(_) => {}
            Node::Finished => return Err(Malformed),
        }
    }
    Ok(list)
}

/// The number in the attribute of that name, or of its name in Word 2003 XML.
fn attribute_number(element: &Element<'_>, name: &str, former: &str) -> Option<u32> {
    element.attribute(name).or_else(|| element.attribute(former))?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::numbering::NumberReference;

    const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/></w:lvl>
          <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="8"><w:styleLink w:val="S"/>
          <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="S"/></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/>
          <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>
      </w:numbering>"#;

    fn numbers(items: &[(u32, usize)]) -> Vec<String> {
        let mut numbering = super::numbering(NUMBERING).unwrap();
        let reference = |&(list, level)| NumberReference { list: Some(list), level: Some(level) };
        items.iter().map(|item| numbering.count(reference(item))).collect()
    }

    #[test]
    fn levels_count_and_restart() {
        let written = numbers(&[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3)]);
        assert_eq!(written, ["一、", "（一）", "（二）", "二.1 ", "二、", "（一）", ""]);
    }

    #[test]
    fn lists_of_one_definition_count_on_unless_they_start_anew() {
        assert_eq!(numbers(&[(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)]), ["一、", "二、", "五、", "六、", "七、"]);
    }

    #[test]
    fn lists_of_word_2003_have_other_names() {
        let lists = r#"<w:lists xmlns:w="w"><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
            <w:nfc w:val="37"/><w:lvlText w:val="%1、"/></w:lvl></w:listDef>
            <w:list w:ilfo="2"><w:ilst w:val="0"/></w:list></w:lists>"#;
        let mut numbering = super::numbering(lists).unwrap();
        let reference = NumberReference { list: Some(2), level: Some(0) };
        assert_eq!([numbering.count(reference), numbering.count(reference)], ["一、", "二、"]);
    }

    #[test]
    fn a_definition_may_be_a_style_elsewhere_and_unknown_lists_have_no_number() {
        assert_eq!(numbers(&[(3, 0), (3, 0), (4, 0), (0, 0), (1, 12)]), ["3.", "4.", "", "", ""]);
    }
}
