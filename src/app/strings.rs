//! What the page itself says, in both languages. Sentences about findings come from `render::sentence`; fixed
//! texts of the document stand in `index.html`.

use super::autosave::{Found, Keeping, Status};
use super::editing;
use super::exports::NotAmendable;
use super::host::ImporterError;
use super::state::{NotRead, Notice, Origin, State, Unexamined};
use crate::check::Severity;
use crate::document::SourceKind;
use crate::render::sentence::{self, Language};

/// A count with its noun in English.
fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// A severity by its sign; colour alone would not do.
pub fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✕",
        Severity::Warning => "!",
        Severity::Info => "i",
    }
}

/// How the state of a draft is shown: by a name for the style sheet, and a headline.
pub fn verdict(state: &State) -> (&'static str, String) {
    let language = state.language;
    let found = &state.examination;
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    if let Some(why) = state.unexamined {
        return ("unknown", unexamined(why, language).to_owned());
    }
    if errors > 0 {
        ("error", language.pick(format!("发现 {errors} 处错误"), counted(errors, "error")))
    } else if warnings > 0 {
        ("warning", language.pick(format!("有 {warnings} 处需要核实"), format!("{warnings} to look into")))
    } else if found.not_checked > 0 || found.held == 0 {
        (
            "unknown",
            language
                .pick("未发现错误，但有内容未能核对", "Nothing wrong found, but not all could be checked")
                .to_owned(),
        )
    } else {
        ("good", language.pick("勾稽关系全部成立，未发现错误", "Every relation holds; no mistake found").to_owned())
    }
}

/// Why the draft is not checked.
fn unexamined(why: Unexamined, language: Language) -> &'static str {
    match why {
        Unexamined::Loading => language.pick("正在载入核对规则……", "Loading the rules…"),
        Unexamined::Unavailable => language.pick(
            "核对规则没有载入，尚未核对：请检查网络，再刷新本页",
            "The rules could not be loaded; nothing was checked. Check the network and reload",
        ),
        Unexamined::Crashed => language.pick(
            "核对这份文字时程序出错，未经核对；文字没有丢失",
            "The check of this text broke off: it was not checked. The text is still there",
        ),
    }
}

/// How the draft came.
pub fn origin(state: &State) -> String {
    let language = state.language;
    let kind = match state.document.kind {
        SourceKind::Text => language.pick("纯文本", "plain text"),
        SourceKind::Markdown => "Markdown",
        SourceKind::Csv => "CSV",
        SourceKind::Html => language.pick("带表格", "with its tables"),
        SourceKind::Docx | SourceKind::Doc => "Word",
        SourceKind::Rtf => "RTF",
        SourceKind::Odt | SourceKind::Ods => "OpenDocument",
        SourceKind::Mht => language.pick("网页存档", "web archive"),
        SourceKind::Xlsx | SourceKind::Xls => "Excel",
        SourceKind::Pdf => "PDF",
        SourceKind::Ofd => "OFD",
        SourceKind::Json => "JSON",
        SourceKind::Link => language.pick("链接", "a link"),
    };
    match &state.origin {
        Origin::Typed => kind.to_owned(),
        Origin::Pasted => language.pick(format!("粘贴，{kind}"), format!("pasted, {kind}")),
        Origin::File(name) | Origin::Previous(name) => name.clone(),
        Origin::Link if state.report.kind == SourceKind::Link => {
            language.pick("链接，仅数据", "a link, numbers only").to_owned()
        }
        Origin::Link => language.pick("链接", "a link").to_owned(),
        Origin::Blank => language.pick("从空白表开始", "from the blank form").to_owned(),
        Origin::Sample => {
            language.pick("示例，单位与数字均为虚构", "a sample; body and figures are invented").to_owned()
        }
    }
}

/// What a notice says, and whether it is an error.
pub fn notice(notice: &Notice, language: Language) -> (String, bool) {
    match notice {
        Notice::NotRead { name, why } => {
            let why = not_read(why, language);
            if name.is_empty() {
                return (why, true);
            }
            (language.pick(format!("“{name}”未能打开：{why}"), format!("“{name}” was not opened: {why}")), true)
        }
        Notice::Imported(notes) => {
            let sentences = notes.iter().map(|&note| sentence::import_note(note, language));
            let text = sentences.collect::<Vec<_>>().join(language.pick("", " "));
            (text, notes.iter().any(|note| note.is_loss()))
        }
        Notice::LinkArrived => {
            let text = language.pick(
                "收到一个报告链接。打开它会替换当前文稿，替换后在原文框中按 Ctrl+Z 可以恢复。",
                "A link to a report came. Opening it replaces this draft; Ctrl+Z in the draft brings it back.",
            );
            (text.to_owned(), false)
        }
        Notice::Exported(name) => {
            let text = language.pick(
                format!("已保存“{name}”，请在浏览器的下载列表中查看。"),
                format!("“{name}” was saved; see the downloads of your browser."),
            );
            (text, false)
        }
        Notice::Amended { name, changed, remarks } => {
            (amended(name.as_deref(), *changed, remarks, language), !remarks.is_empty())
        }
        Notice::Copied => {
            let text = language.pick(
                "已复制，表格和格式都在：可以粘贴到 Word、WPS 或网站后台的编辑框。",
                "Copied with tables and formats: paste it into Word, WPS or the editor of your site.",
            );
            (text.to_owned(), false)
        }
        Notice::Failed(error) => (failed(error, language), true),
        Notice::Editing(said) => editing::said(said, language),
        Notice::Replaced => {
            let text = language
                .pick("已替换原来的内容；按 Ctrl+Z 可以恢复。", "The former text was replaced; Ctrl+Z brings it back.");
            (text.to_owned(), false)
        }
    }
}

/// What became of changes that were to be written back into the draft's own file: what was left out stands below, each on
/// a line of its own.
fn amended(name: Option<&str>, changed: u32, remarks: &[(String, String)], language: Language) -> String {
    let mut text = match name {
        Some(name) => language.pick(
            format!("已保存“{name}”：写回 {changed} 处改动，其余原样未动；请在浏览器的下载列表中查看。"),
            format!(
                "“{name}” was saved with {changed} changes, all else as it was; see the downloads of your browser."
            ),
        ),
        None => language
            .pick("没有写回任何改动，没有生成文件。", "No change could be written back: no file was made.")
            .to_owned(),
    };
    for (number, (chinese, english)) in (1..).zip(remarks) {
        text.push_str(&format!("\n{number}. {}", language.pick(chinese, english)));
    }
    text
}

/// Why changes cannot be written back into the draft's own file, of that name, as it is.
pub fn not_amendable(why: NotAmendable, file: &str, language: Language) -> String {
    match why {
        NotAmendable::Gone => language.pick(
            format!("原来的文件已不在本页。请在下面选一种方式，再选一次“{file}”：核对是同一份才写入。"),
            format!(
                "The page no longer has your file. Pick a way and choose “{file}” once more: it is compared first."
            ),
        ),
        NotAmendable::Shape => language
            .pick(
                "表格的行列或整篇文字已经改动，对不上原来的 Word 文件。请用下面的“Word 文档”导出。",
                "Tables or the whole text were replaced: they no longer fit the Word file. Use “Word document” below.",
            )
            .to_owned(),
    }
}

/// Why nothing was written, copied or opened.
pub fn failed(error: &ImporterError, language: Language) -> String {
    if let Some((chinese, english)) = &error.sentences {
        return language.pick(chinese, english).clone();
    }
    match error.code.as_str() {
        "unavailable" => language.pick(
            "所需的组件没有载入，请检查网络后再试。",
            "What this needs could not be loaded. Check the network and try again.",
        ),
        "clipboard" => language.pick(
            "浏览器不允许写入剪贴板，请再点一次；仍不行时改用导出文件。",
            "The browser did not let the clipboard be written. Try once more, or export a file.",
        ),
        "unexamined" => language.pick(
            "核对没有完成，核对意见暂不能导出，请稍后再试。",
            "The check is not complete, so that it cannot be exported. Try again later.",
        ),
        _ => language.pick(
            "处理时程序出错，没有完成；您的文字没有丢失。可以换一种方式再试。",
            "This broke off. Your text is still there; try another way.",
        ),
    }
    .to_owned()
}

/// While a file is made, or a link.
pub fn working(language: Language) -> &'static str {
    language.pick("正在生成……", "One moment…")
}

/// Why the menu of exports, or a part of it, cannot be used.
pub fn not_exportable(state: &State) -> Option<&'static str> {
    let language = state.language;
    if state.is_empty() {
        Some(language.pick("还没有报告：请先粘贴或打开一份。", "There is no report yet: paste or open one."))
    } else if state.unexamined.is_some() {
        Some(
            language
                .pick("核对没有完成，核对意见暂不能导出。", "The check is not complete and cannot be exported yet."),
        )
    } else {
        None
    }
}

/// How long a link is.
pub fn link_length(length: usize, language: Language) -> String {
    language.pick(format!("共 {length} 个字符"), format!("{length} characters"))
}

/// Whether a link of some length is sure to arrive.
pub fn fits(fits: bool, language: Language) -> &'static str {
    if fits {
        language.pick("✓ 合适", "✓ fine")
    } else {
        language.pick("! 可能被截断，请发文件", "! may be cut off; send a file")
    }
}

/// What a pass-phrase lacks.
pub fn short_passphrase(language: Language) -> &'static str {
    language
        .pick("口令太短，容易被猜出：请至少用 8 个字符。", "Too short and easily guessed: use 8 characters or more.")
}

fn not_read(why: &NotRead, language: Language) -> String {
    match why {
        NotRead::Import(error) => sentence::import_error(error, language),
        NotRead::Disk => language
            .pick(
                "浏览器读不到这个文件，可能已被移动或正被别的程序占用。请关闭占用它的程序后再试。",
                "the browser cannot read it; it may have been moved, or another program may hold it.",
            )
            .to_owned(),
        NotRead::Module(ImporterError { sentences: Some((chinese, english)), .. }) => {
            language.pick(chinese, english).clone()
        }
        NotRead::Module(error) => match error.code.as_str() {
            "unavailable" => language.pick(
                "读取这种文件的组件没有载入，请检查网络后再试，也可以全选复制粘贴。",
                "what reads such files could not be loaded. Check the network, or copy and paste its content.",
            ),
            "timeout" => language.pick(
                "读取时间过长，已停止。请确认文件未损坏，或在 WPS 中另存后再试，也可以全选复制粘贴。",
                "reading took too long and was stopped. Save it anew, or copy and paste its content.",
            ),
            _ => language.pick(
                "读取中断，文件可能已损坏。请在 WPS 中另存后再试，也可以全选复制粘贴。",
                "reading broke off; the file may be damaged. Save it anew, or copy and paste its content.",
            ),
        }
        .to_owned(),
    }
}

/// The choice that leaves it to the draft, with what the draft says.
pub fn automatic(found: Option<String>, language: Language) -> String {
    match found {
        Some(found) => language.pick(format!("自动识别：{found}"), format!("As read: {found}")),
        None => language.pick("未能识别，请选择", "Not found, please choose").to_owned(),
    }
}

/// A time of day, with its date unless that is today's.
fn moment(at: u32) -> String {
    let (time, now) = (date(at), js_sys::Date::new_0());
    let day = |date: &js_sys::Date| (date.get_full_year(), date.get_month(), date.get_date());
    let clock = format!("{}:{:02}", time.get_hours(), time.get_minutes());
    if day(&time) == day(&now) {
        clock
    } else {
        format!("{}-{:02}-{:02} {clock}", day(&time).0, day(&time).1 + 1, day(&time).2)
    }
}

fn date(at: u32) -> js_sys::Date {
    js_sys::Date::new(&(f64::from(at) * 1000.0).into())
}

/// A draft that an earlier visit has left on this device.
pub fn found(found: &Found, language: Language) -> String {
    let (name, at) = (&found.name, moment(found.at));
    language.pick(
        format!("这台电脑的浏览器里留有一份未完成的草稿：“{name}”，{at} 自动保存。"),
        format!("This browser holds an unfinished draft, “{name}”, kept at {at}."),
    )
}

/// Whether the draft is kept on this device.
pub fn keeping(keeping: &Keeping, language: Language) -> String {
    let pick = |chinese: &str, english: &str| language.pick(chinese, english).to_owned();
    match keeping.status {
        Status::Forgotten => pick("已忘记，本次不再保存", "Forgotten; nothing more is kept"),
        Status::Forbidden => pick(
            "浏览器不允许保存，关闭本页前请自行留底",
            "The browser lets nothing be kept: copy your text before closing",
        ),
        _ if !keeping.is_on => pick("自动保存已关闭", "Drafts are not kept"),
        Status::Nothing => String::new(),
        Status::Kept(at) => {
            let at = moment(at);
            language.pick(format!("{at} 已存本机"), format!("kept here at {at}"))
        }
        Status::Full => pick("浏览器存储已满，未能自动保存", "The browser’s store is full: the draft is not kept"),
        Status::TooLarge => pick("文稿过大，未能自动保存", "The draft is too large to be kept"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_not_called_good_when_nothing_was_checked() {
        let mut state = State::new(Language::Chinese);
        assert_eq!(verdict(&state).0, "unknown");
        state.examination.held = 1;
        assert_eq!(verdict(&state).0, "good");
        state.examination.not_checked = 1;
        assert_eq!(verdict(&state).0, "unknown");
        state.examination.not_checked = 0;
        state.unexamined = Some(Unexamined::Crashed);
        assert_eq!(verdict(&state).0, "unknown");
    }
}
