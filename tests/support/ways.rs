//! Every way in which a report can reach the reader.

use gouji::import::Input;
use gouji::report::Report;

use super::same::{imported, read_in};
use super::shapes::{Shape, html, pieces, text};
use super::{docx, ods, xls, xlsx};

/// A way from a report to its reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Plain text in that shape.
    Text(Shape),
    /// A clipboard's HTML.
    Html,
    /// A Word document.
    Docx,
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
        texts.chain([Way::Html, Way::Docx, Way::Xlsx, Way::Xls, Way::Ods, Way::EditedDocx])
    }

    /// Whether a blank cell leaves a trace.
    pub fn keeps_blanks(self) -> bool {
        !matches!(self, Way::Text(shape) if !shape.keeps_blanks())
    }

    /// Whether the file itself says which cell is which.
    pub fn is_structured(self) -> bool {
        matches!(self, Way::Html | Way::Docx | Way::Xlsx | Way::Xls | Way::Ods)
    }

    /// The report as it is read after going this way.
    pub fn read(self, report: &Report) -> Report {
        match self {
            Way::Text(shape) => read_in(Input::Text(&text(report, shape))),
            Way::Html => read_in(Input::Html(&html(report))),
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
