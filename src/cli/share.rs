//! `gouji share` and `gouji open`: a report as the fragment of a link, and back.

use std::io::{self, BufRead, Read};

use super::{FAILED, Streams, print};
use crate::render::sentence::{self, Language};
use crate::report::{Report, json};
use crate::share::{self, Carries, LinkError};

/// Prints the fragment; its length goes where messages go.
pub(super) fn share(
    report: &Report,
    carries: Carries,
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<u8> {
    match share::encode(report, carries) {
        Ok(link) => {
            let status = print(streams, &format!("{link}\n"))?;
            let length = link.len();
            let unit = language.pick(format!("{length} 个字符"), format!("{length} characters"));
            writeln!(streams.messages, "{unit}")?;
            Ok(status)
        }
        Err(error) => failed(error, language, streams),
    }
}

/// Prints the report of the link as JSON; for one that is encrypted asks for its pass-phrase.
pub(super) fn open(link: &str, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let report = match share::decode(link) {
        Err(LinkError::Encrypted) => match passphrase(language, streams)? {
            Some(passphrase) => share::decrypt(link, &passphrase),
            None => Err(LinkError::Encrypted),
        },
        report => report,
    };
    match report {
        Ok(report) => print(streams, &(serde_json::to_string_pretty(&json::to_json(&report))? + "\n")),
        Err(error) => failed(error, language, streams),
    }
}

/// Asks for a pass-phrase: the first line of standard input.
fn passphrase(language: Language, streams: &mut Streams<'_>) -> io::Result<Option<String>> {
    write!(streams.messages, "{}", language.pick("口令：", "Pass-phrase: "))?;
    streams.messages.flush()?;
    let mut line = String::new();
    io::BufReader::new(&mut streams.input).take(LONGEST_LINE).read_line(&mut line)?;
    let passphrase = line.trim_end_matches(['\r', '\n']);
    Ok((!passphrase.is_empty()).then(|| passphrase.to_owned()))
}

/// Bytes of a line that may be a pass-phrase.
const LONGEST_LINE: u64 = 4096;

fn failed(error: LinkError, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    writeln!(streams.messages, "gouji: {}", sentence::link_error(error, language))?;
    Ok(FAILED)
}
