//! What elements and attributes mean for the text.

use crate::document::ImportNote;

/// An element, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Table,
    RowGroup,
    Row,
    /// `td` and `th` alike.
    Cell,
    Paragraph,
    /// An item of a list.
    Item,
    Heading,
    /// Any other that begins and ends on a line of its own.
    Block(&'static str),
    Break,
    Picture,
    /// One whose content is no text of the page.
    Skipped(&'static str),
    /// Any other, with its name; it neither begins a line nor sets words apart.
    Inline(Vec<u8>),
}

/// Elements that begin and end on a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "html",
    "legend",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "section",
    "summary",
    "ul",
];

/// Elements whose content is not shown, or is no text.
const SKIPPED: &[&str] = &[
    "audio", "canvas", "del", "iframe", "noembed", "noframes", "noscript", "script", "select", "style", "svg",
    "template", "textarea", "title", "video", "xml",
];

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "col", "embed", "frame", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

/// Why the content of an element is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Skip {
    /// It is no text of the page.
    Silently,
    /// It is text, and the person should know.
    Noting(ImportNote),
}

impl Element {
    /// The element of that name, in lower case.
    pub fn named(name: &[u8]) -> Element {
        let among = |names: &[&'static str]| names.iter().copied().find(|known| known.as_bytes() == name);
        match name {
            b"table" => Element::Table,
            b"tbody" | b"thead" | b"tfoot" => Element::RowGroup,
            b"tr" => Element::Row,
            b"td" | b"th" => Element::Cell,
            b"p" => Element::Paragraph,
            b"li" => Element::Item,
            b"br" => Element::Break,
            b"img" | b"image" => Element::Picture,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Element::Heading,
            _ => match (among(BLOCKS), among(SKIPPED)) {
                (Some(name), _) => Element::Block(name),
                (_, Some(name)) => Element::Skipped(name),
                _ => Element::Inline(name.to_vec()),
            },
        }
    }

    pub fn is_table(&self) -> bool {
        *self == Element::Table
    }

    /// Whether end tags within it cannot reach out of it.
    pub fn is_scope(&self) -> bool {
        matches!(self, Element::Table | Element::Cell | Element::Block("caption"))
    }

    pub fn is_inline(&self) -> bool {
        matches!(self, Element::Inline(_))
    }

    pub fn is_void(&self) -> bool {
        match self {
            Element::Break | Element::Picture | Element::Block("hr") => true,
            Element::Inline(name) => VOID.iter().any(|void| void.as_bytes() == name.as_slice()),
            _ => false,
        }
    }

    /// Why its content is left out, if it always is.
    pub fn skip(&self) -> Option<Skip> {
        match self {
            Element::Skipped("del") => Some(Skip::Noting(ImportNote::ChangesAccepted)),
            Element::Skipped(_) => Some(Skip::Silently),
            _ => None,
        }
    }
}

/// Whether that block is a list.
pub(super) fn is_list(name: &str) -> bool {
    matches!(name, "ul" | "ol" | "menu" | "dl")
}

/// The attributes of a start tag that matter here.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: Vec<(&'static str, String)>,
}

const ATTRIBUTES: &[&str] = &["align", "class", "colspan", "height", "hidden", "rowspan", "src", "style", "width"];

impl Attributes {
    /// Takes an attribute if it matters. Of two of the same name the first counts.
    pub fn add(&mut self, name: &str, value: &str) {
        /// Pictures may be written out in their `src`.
        const LONGEST: usize = 2000;
        let known = ATTRIBUTES.iter().find(|known| known.eq_ignore_ascii_case(name));
        if let Some(name) = known.filter(|known| self.get(known).is_none()) {
            let value = value.chars().take(LONGEST).map(|c| c.to_ascii_lowercase()).collect();
            self.values.push((name, value));
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The number at the beginning of an attribute.
    pub fn number(&self, name: &str) -> Option<usize> {
        leading_number(self.get(name)?)
    }

    /// The value of a property of the `style` attribute.
    pub fn style(&self, property: &str) -> Option<&str> {
        self.get("style")?.split(';').rev().find_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            (name.trim() == property).then(|| value.trim().trim_end_matches("!important").trim_end())
        })
    }

    /// Why the element's content is left out, if its attributes hide it.
    pub fn skip(&self) -> Option<Skip> {
        // What Gouji draws behind a report's tables says nothing that these do not say.
        let is_drawn = self.get("class").is_some_and(|class| class.split(' ').any(|name| name == "gouji-charts"));
        if is_drawn {
            return Some(Skip::Silently);
        }
        let hidden = self.get("hidden").is_some()
            || self.style("display") == Some("none")
            || self.style("mso-hide") == Some("all");
        hidden.then_some(Skip::Noting(ImportNote::HiddenLeftOut))
    }

    /// Whether the element's lines are centred; `None` when it does not say.
    pub fn centered(&self) -> Option<bool> {
        Some(self.style("text-align").or_else(|| self.get("align"))? == "center")
    }

    /// Whether Word gave the paragraph a level of the outline.
    pub fn is_outline_heading(&self) -> bool {
        self.style("mso-outline-level").and_then(leading_number).is_some_and(|level| (1..=9).contains(&level))
    }

    /// Whether a picture may show a table or a page of text: at least 200 pixels wide and 80 high. Where the
    /// page does not say how large it is, all but what is named as decoration counts.
    pub fn is_meaningful_picture(&self) -> bool {
        const WIDE: usize = 200;
        const HIGH: usize = 80;
        const DECORATION: [&str; 9] =
            ["icon", "logo", "button", "btn", "spacer", "blank", "bullet", "qrcode", "avatar"];
        let size =
            |name| self.style(name).or_else(|| self.get(name)).filter(|size| !size.ends_with('%')).and_then(pixels);
        match (size("width"), size("height")) {
            (None, None) => {
                let src = self.get("src").unwrap_or("");
                let marks = [src, self.get("class").unwrap_or("")];
                let decoration = DECORATION.iter().any(|word| marks.iter().any(|mark| mark.contains(word)));
                !(decoration || src.is_empty() || src.ends_with(".gif") || src.starts_with("data:image/gif"))
            }
            (width, height) => width.is_none_or(|width| width >= WIDE) && height.is_none_or(|height| height >= HIGH),
        }
    }
}

fn leading_number(text: &str) -> Option<usize> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

/// A length in pixels, from the units word processors use.
fn pixels(length: &str) -> Option<usize> {
    let number = leading_number(length)?;
    Some(if length.ends_with("pt") {
        number.saturating_mul(4) / 3
    } else if length.ends_with("cm") {
        number.saturating_mul(38)
    } else if length.ends_with("mm") {
        number.saturating_mul(4)
    } else if length.ends_with("in") {
        number.saturating_mul(96)
    } else {
        number
    })
}
