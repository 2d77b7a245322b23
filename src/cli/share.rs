//! `gouji share` and `gouji open`: a report as the fragment of a link, and back.

use std::io;

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

/// Prints the report of the link as JSON.
pub(super) fn open(link: &str, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    match share::decode(link) {
        Ok(report) => print(streams, &(serde_json::to_string_pretty(&json::to_json(&report))? + "\n")),
        Err(error) => failed(error, language, streams),
    }
}

fn failed(error: LinkError, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    writeln!(streams.messages, "gouji: {}", sentence::link_error(error, language))?;
    Ok(FAILED)
}
