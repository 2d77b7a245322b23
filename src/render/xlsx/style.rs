//! How cells look: a list of formats that the cells name by number.

use maud::{Markup, html};

/// The format of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Nothing in particular.
    Plain,
    /// The heading above a table.
    Heading,
    /// A label in the middle of its cell.
    Label,
    /// A label at the left of its cell.
    RowLabel,
    /// A label written from top to bottom.
    Upright,
    /// What is filled in.
    Value,
    /// A total that differs from what the draft states.
    Marked,
    /// A remark.
    Remark,
}

/// What a format says: fill, border, bold type, horizontal alignment, rotation.
struct Form {
    format: Format,
    font: u8,
    fill: u8,
    border: u8,
    align: &'static str,
    upright: bool,
}

const PLAIN: Form = Form { format: Format::Plain, font: 0, fill: 0, border: 0, align: "general", upright: false };
const BOXED: Form = Form { border: 1, align: "center", ..PLAIN };

const FORMS: [Form; 8] = [
    PLAIN,
    Form { format: Format::Heading, font: 1, align: "center", ..PLAIN },
    Form { format: Format::Label, ..BOXED },
    Form { format: Format::RowLabel, align: "left", ..BOXED },
    Form { format: Format::Upright, upright: true, ..BOXED },
    Form { format: Format::Value, ..BOXED },
    Form { format: Format::Marked, fill: 2, ..BOXED },
    Form { format: Format::Remark, align: "left", ..PLAIN },
];

impl Format {
    /// Its number in the list.
    pub fn number(self) -> usize {
        FORMS.iter().position(|form| form.format == self).unwrap_or(0)
    }
}

/// The part `xl/styles.xml`.
pub fn styles(namespace: &str) -> Markup {
    let font = |bold: bool, size: u32| {
        html! {
            font {
                @if bold { b {} }
                sz val=(size) {}
                name val="宋体" {}
                family val="3" {}
                charset val="134" {}
            }
        }
    };
    html! {
        styleSheet xmlns=(namespace) {
            fonts count="2" { (font(false, 11)) (font(true, 14)) }
            // The first two are what every reader expects there.
            fills count="3" {
                fill { patternFill patternType="none" {} }
                fill { patternFill patternType="gray125" {} }
                fill { patternFill patternType="solid" { fgColor rgb="FFFFE699" {} bgColor indexed="64" {} } }
            }
            borders count="2" {
                border { left {} right {} top {} bottom {} diagonal {} }
                border { left style="thin" {} right style="thin" {} top style="thin" {} bottom style="thin" {} diagonal {} }
            }
            cellStyleXfs count="1" { xf numFmtId="0" fontId="0" fillId="0" borderId="0" {} }
            cellXfs count=(FORMS.len()) { @for form in &FORMS { (form.to_xml()) } }
            cellStyles count="1" { cellStyle name="Normal" xfId="0" builtinId="0" {} }
        }
    }
}

impl Form {
    fn to_xml(&self) -> Markup {
        // 255: one character below the other.
        let rotation = self.upright.then_some(255);
        html! {
            xf numFmtId="0" fontId=(self.font) fillId=(self.fill) borderId=(self.border) xfId="0" applyFont="1"
                applyFill="1" applyBorder="1" applyAlignment="1" {
                alignment horizontal=(self.align) vertical="center" textRotation=[rotation] wrapText="1" {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_in_the_list_once() {
        use Format::*;
        let all = [Plain, Heading, Label, RowLabel, Upright, Value, Marked, Remark];
        assert!(all.iter().enumerate().all(|(number, format)| format.number() == number));
        assert_eq!(all.len(), FORMS.len());
    }
}
