//! The command line: text to standard output, messages to standard error, and an exit status that tells
//! whether the drafts are sound. A thin edge: it reads files, calls the pipeline and prints.

mod arguments;
mod check;
mod clock;
mod fix;
mod help;
mod load;
mod rollup;
mod rules;
mod share;
mod usage;

use std::ffi::OsString;
use std::io::{self, Read, Write};

use crate::check::Options;
use crate::render::sentence::Language;
use crate::report::json;
use arguments::{Command, RenderArguments};
use load::{Draft, load, load_previous};

/// What the command line reads from and writes to.
pub struct Streams<'a> {
    /// Standard input, for the file `-` and for `--ndjson`.
    pub input: &'a mut dyn Read,
    /// Results.
    pub output: &'a mut dyn Write,
    /// Messages to the person.
    pub messages: &'a mut dyn Write,
}

/// No finding of severity error.
pub const SOUND: u8 = 0;
/// At least one.
pub const FAULTY: u8 = 1;
/// A file could not be read, or the command is wrong.
pub const FAILED: u8 = 2;

/// Runs the command and returns its exit status. The arguments are those behind the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = arguments::language(&arguments);
    let done = match arguments::parse(arguments) {
        Ok(command) => dispatch(command, language, streams),
        Err(usage) => {
            let _ = writeln!(streams.messages, "gouji: {}", usage.sentence(language));
            return FAILED;
        }
    };
    match done {
        Ok(status) => status,
        // Whoever read the output has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => SOUND,
        Err(error) => {
            let _ = writeln!(streams.messages, "gouji: {}", usage::output_failed(&error, language));
            FAILED
        }
    }
}

fn dispatch(command: Command, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    match command {
        Command::Help(topic) => print(streams, help::text(topic, language)),
        Command::Version => print(streams, concat!("gouji ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Check(arguments) => check::run(&arguments, language, streams),
        Command::Rollup(arguments) => rollup::run(&arguments, language, streams),
        Command::Extract(file) => with_draft(&file, language, streams, |draft, streams| {
            let mut text = serde_json::to_string_pretty(&json::to_json(&draft.report))?;
            text.push('\n');
            print(streams, &text)
        }),
        Command::Render(arguments) => render(&arguments, language, streams),
        Command::Fix(arguments) => fix::run(&arguments, language, streams),
        Command::Share { file, carries } => with_draft(&file, language, streams, |draft, streams| {
            share::share(&draft.report, carries, language, streams)
        }),
        Command::Open(link) => share::open(&link, language, streams),
        Command::Rules(format) => print(streams, &rules::list(format, language)?),
        Command::Explain(id) => match rules::explain(&id) {
            Some(page) => print(streams, &page),
            None => {
                let sentence = usage::Usage::UnknownRule(id).sentence(language);
                writeln!(streams.messages, "gouji: {sentence}")?;
                Ok(FAILED)
            }
        },
    }
}

fn render(arguments: &RenderArguments, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let RenderArguments { file, to, out, previous, options } = arguments;
    let Some(previous) = load_previous(previous.as_ref(), language, streams)? else { return Ok(FAILED) };
    with_draft(file, language, streams, |draft, streams| {
        let options = Options { today: clock::today(), ..options.clone() };
        let content = draft.source(previous.as_ref(), file, options, language).export(*to);
        match out.as_deref().filter(|out| *out != "-") {
            None => write(streams, &content),
            Some(path) => std::fs::write(path, content).map(|()| SOUND),
        }
    })
}

fn write(streams: &mut Streams<'_>, content: &[u8]) -> io::Result<u8> {
    streams.output.write_all(content)?;
    streams.output.flush()?;
    Ok(SOUND)
}

fn print(streams: &mut Streams<'_>, text: &str) -> io::Result<u8> {
    write(streams, text.as_bytes())
}

fn with_draft(
    file: &str,
    language: Language,
    streams: &mut Streams<'_>,
    then: impl FnOnce(&Draft, &mut Streams<'_>) -> io::Result<u8>,
) -> io::Result<u8> {
    match load(file, language, streams) {
        Ok(draft) => then(&draft, streams),
        Err(failure) => {
            writeln!(streams.messages, "gouji: {file}: {}", failure.sentence(language))?;
            Ok(FAILED)
        }
    }
}
