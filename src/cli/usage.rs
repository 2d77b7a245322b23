//! What is wrong with a command, in words.

use std::io;

use crate::render::sentence::Language;

/// Why a command cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    /// No command is given.
    NoCommand,
    /// There is no such command.
    UnknownCommand(String),
    /// There is no such rule.
    UnknownRule(String),
    /// No file is given.
    NoFile,
    /// Something is required that is not given, such as `--to`.
    Missing(&'static str),
    /// The option does not take that value; those it takes.
    BadValue(&'static str, String, String),
    /// Something the command does not know, or an option without its value.
    Unexpected(String),
}

impl Usage {
    /// One clear sentence, with what to do instead.
    pub(super) fn sentence(&self, language: Language) -> String {
        match language {
            Language::Chinese => self.chinese(),
            Language::English => self.english(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Usage::NoCommand => "没有给出命令。用法见 gouji --help。".to_owned(),
            Usage::UnknownCommand(name) => format!("没有“{name}”这个命令。用法见 gouji --help。"),
            Usage::UnknownRule(id) => format!("没有编号为“{id}”的规则。全部规则见 gouji rules。"),
            Usage::NoFile => "没有给出文件；从标准输入读取请写 -。".to_owned(),
            Usage::Missing(option) => format!("缺少 {option}。用法见 gouji --help。"),
            Usage::BadValue(option, value, allowed) => format!("{option} 不接受“{value}”，可用：{allowed}。"),
            Usage::Unexpected(what) => format!("不明白 {what}。用法见 gouji --help。"),
        }
    }

    fn english(&self) -> String {
        match self {
            Usage::NoCommand => "no command is given; see gouji --help.".to_owned(),
            Usage::UnknownCommand(name) => format!("there is no command `{name}`; see gouji --help."),
            Usage::UnknownRule(id) => format!("there is no rule `{id}`; gouji rules lists them all."),
            Usage::NoFile => "no file is given; write - for standard input.".to_owned(),
            Usage::Missing(option) => format!("{option} is missing; see gouji --help."),
            Usage::BadValue(option, value, allowed) => format!("{option} does not take `{value}`; use {allowed}."),
            Usage::Unexpected(what) => format!("{what} is not understood; see gouji --help."),
        }
    }
}

/// Why the result could not be written.
pub(super) fn output_failed(error: &io::Error, language: Language) -> String {
    match language {
        Language::Chinese => format!("写出结果失败：{error}。"),
        Language::English => format!("the result could not be written: {error}."),
    }
}
