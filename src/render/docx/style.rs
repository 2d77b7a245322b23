//! The styles: typefaces and measures of GB/T 9704 (党政机关公文格式).

use maud::{Markup, PreEscaped, html};

/// A style of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// What the others are based on.
    Normal,
    /// Running text.
    Text,
    /// The title.
    Title,
    /// 一、…
    Heading,
    /// （一）…
    SubHeading,
    /// Text in a table.
    Cell,
    /// A line that somebody must see to before the document is handed in.
    Notice,
    /// Smaller text, such as remarks.
    Small,
    /// Stands between tables, and at the end behind one.
    Separator,
    /// The page number.
    Footer,
}

/// What a style says.
struct Form {
    style: Style,
    /// Its identifier within the file.
    id: &'static str,
    /// Its name; those of Word's own styles are known to every word processor.
    name: &'static str,
    /// Its typeface and size in half points.
    face: Option<(&'static str, u32)>,
    /// Distance of lines in twips, exactly; 0 for single spacing.
    line: Option<u32>,
    /// Whether the first line is drawn in by two characters.
    indented: bool,
    /// `center`, `both`, ….
    align: Option<&'static str>,
    /// Its level in the outline, from 0.
    level: Option<u8>,
    /// Space below, in twips.
    after: u32,
    /// A background.
    fill: Option<&'static str>,
}

const FANG_SONG: &str = "仿宋_GB2312";
const XIAO_BIAO_SONG: &str = "方正小标宋_GBK";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const SONG: &str = "宋体";

/// The typefaces, each with the one that stands in for it where it is not installed.
pub(super) const FONTS: [(&str, &str); 5] =
    [(FANG_SONG, "仿宋"), (XIAO_BIAO_SONG, "宋体"), (HEI, "SimHei"), (KAI, "楷体"), (SONG, "SimSun")];

/// 28.95 points: twenty-two lines fill the 225 mm of the text area.
const LINE: u32 = 579;
/// A quarter of a point less between characters, in twips: so 28 of them fit into a line of 156 mm.
const CLOSER: i32 = -5;
/// 3号 and 2号, in half points.
const THREE: u32 = 32;
const TWO: u32 = 44;

const PLAIN: Form = Form {
    style: Style::Normal,
    id: "Normal",
    name: "Normal",
    face: None,
    line: None,
    indented: false,
    align: None,
    level: None,
    after: 0,
    fill: None,
};

const FORMS: [Form; 10] = [
    Form { face: Some((FANG_SONG, THREE)), line: Some(LINE), align: Some("both"), ..PLAIN },
    Form { style: Style::Text, id: "BodyText", name: "Body Text", indented: true, ..PLAIN },
    Form {
        style: Style::Title,
        id: "Title",
        name: "Title",
        face: Some((XIAO_BIAO_SONG, TWO)),
        line: Some(700),
        align: Some("center"),
        after: LINE,
        ..PLAIN
    },
    Form {
        style: Style::Heading,
        id: "Heading1",
        name: "heading 1",
        face: Some((HEI, THREE)),
        indented: true,
        level: Some(0),
        ..PLAIN
    },
    Form {
        style: Style::SubHeading,
        id: "Heading2",
        name: "heading 2",
        face: Some((KAI, THREE)),
        indented: true,
        level: Some(1),
        ..PLAIN
    },
    Form { style: Style::Cell, id: "TableText", name: "Table Text", face: Some((SONG, 21)), line: Some(0), ..PLAIN },
    Form { style: Style::Notice, id: "Notice", name: "Notice", indented: true, fill: Some("FFFF00"), ..PLAIN },
    Form {
        style: Style::Small,
        id: "Small",
        name: "Small Text",
        face: Some((FANG_SONG, 24)),
        line: Some(440),
        ..PLAIN
    },
    Form {
        style: Style::Separator,
        id: "Separator",
        name: "Separator",
        face: Some((SONG, 2)),
        line: Some(20),
        ..PLAIN
    },
    Form { style: Style::Footer, id: "Footer", name: "footer", face: Some((SONG, 28)), line: Some(0), ..PLAIN },
];

impl Style {
    /// Its identifier within the file.
    pub(super) fn id(self) -> &'static str {
        form(self).id
    }
}

fn form(style: Style) -> &'static Form {
    FORMS.iter().find(|form| form.style == style).unwrap_or(&PLAIN)
}

/// The typeface of a style, as a property of a run. Digits and quotation marks have the Chinese face, too.
pub(super) fn face(style: Style) -> Markup {
    html! { @if let Some((font, _)) = form(style).face { (font_property(font)) } }
}

fn font_property(font: &str) -> Markup {
    html! { w:rFonts w:hint="eastAsia" w:ascii=(font) w:eastAsia=(font) w:hAnsi=(font) w:cs=(font) {} }
}

/// The part `word/styles.xml`, without its declaration.
pub(super) fn styles() -> Markup {
    html! {
        w:styles xmlns:w=(super::package::MAIN) {
            w:docDefaults {
                w:rPrDefault {
                    w:rPr {
                        (font_property(FANG_SONG))
                        w:kern w:val="2" {}
                        w:sz w:val=(THREE) {}
                        w:szCs w:val=(THREE) {}
                        w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA" {}
                    }
                }
                w:pPrDefault {}
            }
            @for form in &FORMS { (form.to_xml()) }
        }
    }
}

impl Form {
    fn to_xml(&self) -> Markup {
        let is_default = self.style == Style::Normal;
        let is_heading = self.level.is_some();
        html! {
            (PreEscaped(if is_default { r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal">"#.to_owned() } else {
                format!(r#"<w:style w:type="paragraph" w:styleId="{}">"#, self.id)
            }))
            w:name w:val=(self.name) {}
            @if !is_default { w:basedOn w:val="Normal" {} }
            @if is_heading { w:next w:val="BodyText" {} }
            w:qFormat {}
            w:pPr {
                @if is_heading { w:keepNext {} }
                @if is_default { w:widowControl w:val="0" {} }
                // The lines of the title are reckoned without the space between Chinese and digits.
                @if self.style == Style::Title {
                    w:autoSpaceDE w:val="0" {}
                    w:autoSpaceDN w:val="0" {}
                }
                (self.spacing())
                @if self.indented { w:ind w:firstLineChars="200" w:firstLine="640" {} }
                @if let Some(align) = self.align { w:jc w:val=(align) {} }
                @if let Some(level) = self.level { w:outlineLvl w:val=(level) {} }
            }
            w:rPr {
                @if let Some((font, _)) = self.face {
                    (font_property(font))
                }
                @if self.indented { w:spacing w:val=(CLOSER) {} }
                @if let Some((_, size)) = self.face {
                    w:sz w:val=(size) {}
                    w:szCs w:val=(size) {}
                }
                @if let Some(fill) = self.fill { w:shd w:val="clear" w:color="auto" w:fill=(fill) {} }
            }
            (PreEscaped("</w:style>"))
        }
    }

    fn spacing(&self) -> Markup {
        let after = (self.after > 0).then_some(self.after);
        html! {
            @match self.line {
                Some(0) => w:spacing w:line="240" w:lineRule="auto" {},
                Some(line) => w:spacing w:after=[after] w:line=(line) w:lineRule="exact" {},
                None => {},
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_a_form_of_its_own() {
        let ids: std::collections::BTreeSet<_> = FORMS.iter().map(|form| form.id).collect();
        assert_eq!(ids.len(), FORMS.len());
        assert!(FORMS.iter().all(|form| form.style.id() == form.id));
        let faces = FORMS.iter().filter_map(|form| form.face);
        assert!(faces.into_iter().all(|(font, _)| FONTS.iter().any(|(name, _)| *name == font)));
    }
}
