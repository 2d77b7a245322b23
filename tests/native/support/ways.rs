//! Every way in which a report can reach the reader.

use gouji::import::Input;
use gouji::report::Report;

use super::same::{imported, read_in};
use super::shapes::{Shape, html, pieces, text};
use super::{doc, docx, mht, ods, odt, rtf, xls, xlsx};

/// A way from a report to its reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Plain text in that shape.
    Text(Shape),
    /// A clipboard's HTML.
    Html,
    /// A Word document.
    Docx,
    /// A Word 97–2003 document, kept whole or saved fast.
    Doc(doc::Saving),
    /// RTF.
    Rtf,
    /// An OpenDocument text, packed or flat.
    Odt,
    Fodt,
    /// A web archive.
    Mht,
    /// A spreadsheet.
    Xlsx,
    /// A spreadsheet of Excel 97–2003.
    Xls,
    /// A spreadsheet of LibreOffice.
    Ods,
    /// The plain text that importing a Word document makes of it, which a person may go on editing.
    EditedDocx,
}

impl Way {
    /// Every way.
    pub fn all() -> impl Iterator<Item = Way> {
        let texts = Shape::ALL.into_iter().map(Way::Text);
        texts.chain([
            Way::Html,
            Way::Docx,
            Way::Doc(doc::Saving::Whole),
            Way::Doc(doc::Saving::Fast),
            Way::Rtf,
            Way::Odt,
            Way::Fodt,
            Way::Mht,
            Way::Xlsx,
            Way::Xls,
            Way::Ods,
            Way::EditedDocx,
        ])
    }

    /// Whether a blank cell leaves a trace.
    pub fn keeps_blanks(self) -> bool {
        !matches!(self, Way::Text(shape) if !shape.keeps_blanks())
    }

    /// Whether the file itself says which cell is which.
    pub fn is_structured(self) -> bool {
        !matches!(self, Way::Text(_) | Way::EditedDocx)
    }

    /// The report as it is read after going this way.
    pub fn read(self, report: &Report) -> Report {
        let file = |bytes: Vec<u8>| read_in(Input::File { bytes: &bytes, name: "年报" });
        match self {
            Way::Text(shape) => read_in(Input::Text(&text(report, shape))),
            Way::Html => read_in(Input::Html(&html(report))),
            Way::Doc(saving) => file(doc::saved(&pieces(report), saving)),
            Way::Rtf => file(rtf::rtf(&pieces(report))),
            Way::Odt => file(odt::odt(&pieces(report))),
            Way::Fodt => file(odt::fodt(&pieces(report)).into_bytes()),
            Way::Mht => file(mht::mht(&html(report))),
            Way::Docx => read_in(Input::File { bytes: &docx::docx(&pieces(report)), name: "年报.docx" }),
            Way::Xlsx => read_in(Input::File { bytes: &xlsx::xlsx(&pieces(report)), name: "年报.xlsx" }),
            Way::Xls => read_in(Input::File { bytes: &xls::xls(&pieces(report)), name: "年报.et" }),
            Way::Ods => read_in(Input::File { bytes: &ods::ods(&pieces(report)), name: "年报.ods" }),
            Way::EditedDocx => {
                let bytes = docx::docx(&pieces(report));
                let document = imported(Input::File { bytes: &bytes, name: "年报.docx" });
                read_in(Input::Text(&document.text))
            }
        }
    }
}
