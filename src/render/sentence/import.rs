//! Why a file could not be imported, in words.

use super::Language;
use crate::document::ImportNote;
use crate::import::{ImportError, LARGEST, unsupported};

/// One clear sentence: what the file is, and what to do instead.
pub fn import_error(error: &ImportError, language: Language) -> String {
    match language {
        Language::Chinese => chinese(error),
        Language::English => english(error),
    }
}

/// What the importer had to decide or leave out, in one sentence.
pub fn import_note(note: ImportNote, language: Language) -> &'static str {
    match note {
        ImportNote::ChangesAccepted => language.pick(
            "文件里有修订痕迹：按接受全部修订后的内容核对。",
            "The file has tracked changes: it is checked as if all were accepted.",
        ),
        ImportNote::TextBoxesIgnored => language.pick(
            "文件里的文本框未能读取：下面的核对不包括其中的文字。",
            "Text boxes in the file were not read: the check leaves them out.",
        ),
        ImportNote::HiddenLeftOut => language.pick(
            "文件里有隐藏的工作表、行、列或文字：下面的核对不包括这些内容。",
            "The file has hidden sheets, rows, columns or text: the check leaves them out.",
        ),
        ImportNote::UndecodableBytes => language.pick(
            "文件里有的字符无法识别，已用“\u{fffd}”代替：请与原文对照。",
            "Some characters of the file could not be read and were replaced by \u{fffd}: compare with the original.",
        ),
        ImportNote::OthersLeftOut => language.pick(
            "压缩文件里还有其他文件：下面只核对其中的一份报告。",
            "The archive holds other files, too: the check is of one report among them.",
        ),
        ImportNote::PagesWithoutText => language.pick(
            "有的页面是图片，没有文字层，未能读取：下面的核对不包括这些页面。",
            "Some pages are pictures without a text layer and were not read: the check leaves them out.",
        ),
    }
}

fn chinese(error: &ImportError) -> String {
    match error {
        ImportError::Empty => "没有内容：文件是空的，或者只有空白。".to_owned(),
        ImportError::TooLarge(bytes) if *bytes > limit() => format!(
            "文件太大（{}），超过 {} 的上限：请删去图片，或者只复制年度报告的正文和表格再粘贴。",
            megabytes(*bytes),
            megabytes(limit())
        ),
        ImportError::TooLarge(_) => "内容太多，不像一份年度报告：请只保留年度报告的正文和表格。".to_owned(),
        ImportError::Picture => {
            "这是图片，无法读取其中的文字：请使用可以编辑的原稿（如 .docx），或者把文字和表格复制后粘贴。".to_owned()
        }
        ImportError::Unsupported(kind) => {
            let (name, advice) = known(kind).map_or((*kind, OTHERWISE.0), |known| (known.chinese, known.advice.0));
            format!("这是{}，目前不能直接读取：{advice}。", spaced(name))
        }
        ImportError::Encrypted => "文件设有密码：请在 WPS 或 Word 中打开，取消密码后另存，再重新选择。".to_owned(),
        ImportError::Damaged(_) => {
            "文件不完整或已损坏：请重新下载或复制一份；如果还能用 WPS 或 Word 打开，请另存为 .docx 后再试。".to_owned()
        }
        ImportError::Bomb(bytes) => {
            format!("文件解压后超过 {}，已停止读取：请只保留年度报告的正文和表格，另存后再试。", megabytes(*bytes))
        }
        ImportError::NoText => {
            "文件的页面都是图片（如扫描件），没有文字层，无法读取：请使用生成它的原稿（如 .docx）。".to_owned()
        }
        ImportError::NoMeaning => {
            "文件的字体没有说明字形对应的文字，相当于没有文字层，无法读取：请使用生成它的原稿（如 .docx），或者重新导出。".to_owned()
        }
        ImportError::Unknown => {
            "认不出这是什么文件：请使用 .docx、.doc、.wps、.xlsx、.pdf、.html 或 .txt 文件，或者把文字和表格复制后粘贴。"
                .to_owned()
        }
        ImportError::SeveralDrafts(names) => format!(
            "压缩文件里有 {} 份文件（{}），看不出要核对哪一份：请先解压，再选择年度报告那一份。",
            names.len(),
            listed(names, "、", " 等")
        ),
        ImportError::ForeignJson(problem) => {
            format!(
                "这个 JSON 文件不是勾稽导出的年度报告，或者内容有误（{problem}）：请使用勾稽导出的文件，或者报告原稿。"
            )
        }
        ImportError::NeedsModule(_) => {
            "读取这种文件的组件没有载入：请刷新页面再试，或者把文字和表格复制后粘贴。".to_owned()
        }
    }
}

fn english(error: &ImportError) -> String {
    match error {
        ImportError::Empty => "There is nothing in it: the file is empty or blank.".to_owned(),
        ImportError::TooLarge(bytes) if *bytes > limit() => format!(
            "The file is too large ({}; the limit is {}): remove pictures, or copy and paste the report's text and tables.",
            megabytes(*bytes),
            megabytes(limit())
        ),
        ImportError::TooLarge(_) => {
            "There is more in it than in any annual report: keep only the report's text and tables.".to_owned()
        }
        ImportError::Picture => {
            "This is a picture, and its text cannot be read: use the editable original (such as .docx), or copy and paste text and tables.".to_owned()
        }
        ImportError::Unsupported(kind) => {
            let (name, advice) = known(kind).map_or((*kind, OTHERWISE.1), |known| (known.english, known.advice.1));
            format!("This is {name}, which cannot be read directly yet: {advice}.")
        }
        ImportError::Encrypted => {
            "The file is protected by a password: open it in WPS or Word, remove the password, save it and choose it again.".to_owned()
        }
        ImportError::Damaged(part) => format!(
            "The file is incomplete or damaged ({part}): fetch it again, or, if WPS or Word still opens it, save it as .docx."
        ),
        ImportError::Bomb(bytes) => format!(
            "The file unpacks to more than {}, so reading was stopped: keep only the report's text and tables and save it again.",
            megabytes(*bytes)
        ),
        ImportError::NoText => {
            "The pages of this file are pictures (a scan, for instance) without a text layer, so nothing can be read: use the original it was made from (such as .docx).".to_owned()
        }
        ImportError::NoMeaning => {
            "The fonts of this file do not say which characters they draw, so it has in effect no text layer: use the original it was made from (such as .docx), or export it anew.".to_owned()
        }
        ImportError::Unknown => {
            "The kind of this file is not known: use .docx, .doc, .wps, .xlsx, .pdf, .html or .txt, or copy and paste text and tables.".to_owned()
        }
        ImportError::SeveralDrafts(names) => format!(
            "The archive holds {} files ({}), and which one to check is not clear: unpack it and choose the annual report.",
            names.len(),
            listed(names, ", ", " and others")
        ),
        ImportError::ForeignJson(problem) => format!(
            "This JSON file is no annual report exported by Gouji, or something in it is wrong ({problem}): use a file exported by Gouji, or the report itself."
        ),
        ImportError::NeedsModule(_) => {
            "The component that reads such files is not loaded: reload the page and try again, or copy and paste text and tables.".to_owned()
        }
    }
}

/// A kind of file that is recognised but not read: its key, its names, and what to do instead, in both
/// languages.
struct Known {
    kind: &'static str,
    chinese: &'static str,
    english: &'static str,
    advice: (&'static str, &'static str),
}

const OTHERWISE: (&str, &str) =
    ("请在原来的软件中打开，把文字和表格复制后粘贴", "open it in its own program, then copy and paste text and tables");
const AS_DOCX: (&str, &str) =
    ("请在 WPS 或 Word 中打开，另存为 .docx 后再选择", "open it in WPS or Word and save it as .docx");
const AS_XLSX: (&str, &str) =
    ("请在 WPS 或 Excel 中打开，另存为 .xlsx 后再选择", "open it in WPS or Excel and save it as .xlsx");
const UNPACKED: (&str, &str) = ("请先解压，再选择其中的报告", "unpack it and choose the report inside");

const KNOWN: &[Known] = &[
    Known {
        kind: unsupported::WORD_95,
        chinese: "Word 95 或更早版本的文档",
        english: "a document of Word 95 or older",
        advice: AS_DOCX,
    },
    Known {
        kind: unsupported::EXCEL_95,
        chinese: "Excel 5.0 或 95 的表格",
        english: "an Excel 5.0 or 95 spreadsheet",
        advice: AS_XLSX,
    },
    Known {
        kind: unsupported::OFFICE, chinese: "旧格式的办公文档", english: "an old office file", advice: AS_DOCX
    },
    Known { kind: unsupported::PRESENTATION, chinese: "演示文稿", english: "a presentation", advice: OTHERWISE },
    Known {
        kind: unsupported::OPEN_DOCUMENT,
        chinese: "OpenDocument 演示、图形或单文件表格（如 .odp、.fods）",
        english: "an OpenDocument presentation, drawing or flat spreadsheet (such as .odp, .fods)",
        advice: OTHERWISE,
    },
    Known {
        kind: unsupported::EXCEL_XML,
        chinese: "Excel 的 XML 表格",
        english: "an Excel XML spreadsheet",
        advice: AS_XLSX,
    },
    Known {
        kind: unsupported::XLSB,
        chinese: "二进制格式的 Excel 表格（.xlsb）",
        english: "a binary Excel spreadsheet (.xlsb)",
        advice: AS_XLSX,
    },
    Known { kind: unsupported::XML, chinese: "XML 文件", english: "an XML file", advice: OTHERWISE },
    Known { kind: unsupported::ARCHIVE, chinese: "压缩文件", english: "an archive", advice: UNPACKED },
    Known {
        kind: unsupported::PACKING,
        chinese: "用特殊方式压缩的文件",
        english: "a file packed in an unusual way",
        advice: OTHERWISE,
    },
];

fn known(kind: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.kind == kind)
}

/// The first of several names.
fn listed(names: &[String], separator: &str, others: &str) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    shown.join(separator) + if names.len() > SHOWN { others } else { "" }
}

/// Chinese is set apart from Latin letters by a blank.
fn spaced(name: &str) -> String {
    if name.starts_with(|c: char| c.is_ascii()) { format!(" {name}") } else { name.to_owned() }
}

fn limit() -> u64 {
    u64::try_from(LARGEST).unwrap_or(u64::MAX)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Module;

    #[test]
    fn every_error_is_one_sentence_in_each_language() {
        let kinds = KNOWN.iter().map(|known| ImportError::Unsupported(known.kind));
        let errors = kinds.chain([
            ImportError::Empty,
            ImportError::TooLarge(52_428_800),
            ImportError::TooLarge(5),
            ImportError::Picture,
            ImportError::Unsupported("Pages"),
            ImportError::Encrypted,
            ImportError::Damaged("zip directory"),
            ImportError::Bomb(64 << 20),
            ImportError::NoText,
            ImportError::NoMeaning,
            ImportError::Unknown,
            ImportError::SeveralDrafts(["a.docx", "b.doc", "c.txt", "d.txt"].map(str::to_owned).to_vec()),
            ImportError::ForeignJson("schema".to_owned()),
            ImportError::NeedsModule(Module::Spreadsheets),
        ]);
        for error in errors {
            let chinese = import_error(&error, Language::Chinese);
            assert!(chinese.ends_with('。') && chinese.matches('。').count() == 1, "{chinese}");
            assert!(chinese.contains(['：']), "{chinese}");
            let english = import_error(&error, Language::English);
            assert!(english.ends_with('.') && english.is_ascii() | english.contains('–'), "{english}");
        }
    }

    #[test]
    fn every_note_is_one_sentence_in_each_language() {
        for &note in ImportNote::ALL {
            let chinese = import_note(note, Language::Chinese);
            assert!(chinese.ends_with('。') && chinese.matches('。').count() == 1, "{chinese}");
            assert!(import_note(note, Language::English).ends_with('.'), "{note:?}");
        }
    }

    #[test]
    fn the_sentence_names_the_file_and_the_way_out() {
        let say = |kind| import_error(&ImportError::Unsupported(kind), Language::Chinese);
        assert_eq!(
            say(unsupported::WORD_95),
            "这是 Word 95 或更早版本的文档，目前不能直接读取：请在 WPS 或 Word 中打开，另存为 .docx 后再选择。"
        );
        assert!(say(unsupported::OFFICE).starts_with("这是旧格式的办公文档，"));
        let large = import_error(&ImportError::TooLarge(50 << 20), Language::Chinese);
        assert!(large.contains("50 MB") && large.contains("20 MB"));
    }
}
