//! XML as Office and OFD files use it: elements by local name, so that the transitional and the strict namespaces
//! are one; text with its references resolved; no document type, hence no entities to expand. Nothing here
//! recurses, so that no depth of nesting can exhaust the stack.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::ImportError;
#[cfg(feature = "documents")]
use crate::document::Span;

/// The text is not well-formed XML, or contains a document type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl From<Malformed> for ImportError {
    fn from(_: Malformed) -> ImportError {
        ImportError::Damaged("XML")
    }
}

/// What comes next.
#[derive(Debug)]
pub enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The innermost open element ends.
    End,
    /// Text between tags; one stretch of text may come in several pieces.
    Text(Cow<'a, str>),
    /// The document ends.
    Finished,
}

/// A start tag.
#[derive(Debug)]
pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without the namespace prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// The attribute of that local name.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        // Checking for duplicates would take time quadratic in their number.
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| local(attribute.key.0) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }
}

/// Properties of WordprocessingML.
#[cfg(feature = "documents")]
impl Element<'_> {
    /// The attribute `val`, where WordprocessingML keeps the value of a property.
    pub fn value(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    /// `val` as a number.
    pub fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.value()?.trim().parse().ok()
    }

    /// Whether a property that can be on or off is on: it is when it stands without a value.
    pub fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

/// Reads XML piece by piece.
pub struct Xml<'a> {
    #[cfg(feature = "documents")]
    text: &'a str,
    /// Where the node that was read last begins.
    #[cfg(feature = "documents")]
    start: usize,
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// Begins to read.
    pub fn new(text: &'a str) -> Xml<'a> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml {
            #[cfg(feature = "documents")]
            text,
            #[cfg(feature = "documents")]
            start: 0,
            reader,
            depth: 0,
        }
    }

    /// The next node.
    ///
    /// # Errors
    /// When the text is malformed there, or ends too early.
    pub fn next(&mut self) -> Result<Node<'a>, Malformed> {
        loop {
            #[cfg(feature = "documents")]
            {
                self.start = self.position();
            }
            return match self.reader.read_event().map_err(|_| Malformed)? {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    Ok(Node::Start(Element(tag)))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Ok(Node::End)
                }
                Event::Text(text) => Ok(Node::Text(text.into_inner())),
                Event::CData(text) => Ok(Node::Text(text.into_inner())),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(resolved)) => Ok(Node::Text(Cow::Owned(resolved.into()))),
                    Ok(None) => resolve_xml_entity(&reference).map(|text| Node::Text(text.into())).ok_or(Malformed),
                    Err(_) => Err(Malformed),
                },
                Event::DocType(_) => Err(Malformed),
                Event::Eof if self.depth > 0 => Err(Malformed),
                Event::Eof => Ok(Node::Finished),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
        }
    }

    /// The text of the element that has just begun, that of the elements within included; passes over it.
    ///
    /// # Errors
    /// When the text is malformed there, or ends too early.
    #[cfg(feature = "spreadsheets")]
    pub fn text(&mut self) -> Result<String, Malformed> {
        let outside = self.depth.saturating_sub(1);
        let mut gathered = String::new();
        while self.depth > outside {
            match self.next()? {
                Node::Text(text) => gathered.push_str(&text),
                Node::Finished => return Err(Malformed),
                _ => {}
            }
        }
        Ok(gathered)
    }

    /// The source of what is in the element that has just begun, which is passed over.
    ///
    /// # Errors
    /// When the text is malformed there, or ends too early.
    #[cfg(feature = "documents")]
    pub fn content(&mut self) -> Result<&'a str, Malformed> {
        let start = self.position();
        let mut end = start;
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            end = self.position();
            if matches!(self.next()?, Node::Finished) {
                return Err(Malformed);
            }
        }
        self.text.get(start..end).ok_or(Malformed)
    }

    /// Where the node that was read last stands in the text, a byte order mark before it not counted. An element that is
    /// empty in one tag ends where that tag does.
    #[cfg(feature = "documents")]
    pub fn place(&self) -> Span {
        Span::new(self.start, self.position())
    }

    /// The source of the node that was read last.
    #[cfg(feature = "documents")]
    pub fn source(&self) -> &'a str {
        self.text.get(self.place().range()).unwrap_or("")
    }

    #[cfg(feature = "documents")]
    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Passes over the rest of the element that has just begun.
    ///
    /// # Errors
    /// When the text is malformed there, or ends too early.
    pub fn skip(&mut self) -> Result<(), Malformed> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Node::Finished) {
                return Err(Malformed);
            }
        }
        Ok(())
    }
}

/// The text of a part: UTF-8, or UTF-16 with a byte order mark. `None` when it is neither.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some([0xff, 0xfe]) => u16::from_le_bytes,
        Some([0xfe, 0xff]) => u16::from_be_bytes,
        _ => return String::from_utf8(bytes).ok(),
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect::<Result<_, _>>().ok()
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
