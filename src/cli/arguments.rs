//! From arguments to a command.

use std::ffi::OsString;

use lexopt::{Arg, Parser, ValueExt};

use super::usage::Usage;
use crate::check::{self, Options};
use crate::render::export::Kind;
use crate::render::sentence::Language;
use crate::report::Level;
use crate::share::Carries;

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Show help: on everything, or on one command.
    Help(Topic),
    /// Show the version.
    Version,
    /// Check drafts.
    Check(CheckArguments),
    /// Add the reports of many bodies up.
    Rollup(RollupArguments),
    /// Print a draft's report as JSON.
    Extract(String),
    /// Print or write the formatted report.
    Render(RenderArguments),
    /// Correct a draft.
    Fix(FixArguments),
    /// Print a draft's report as the fragment of a link.
    Share { file: String, carries: Carries },
    /// Print the report of a link as JSON.
    Open(String),
    /// List the rules.
    Rules(RulesFormat),
    /// Explain one rule.
    Explain(String),
}

/// The arguments of `gouji check`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CheckArguments {
    pub(super) files: Vec<String>,
    pub(super) format: CheckFormat,
    pub(super) options: Options,
    /// The report of the year before.
    pub(super) previous: Option<String>,
    /// Requests come one JSON object a line.
    pub(super) ndjson: bool,
}

/// The arguments of `gouji render`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RenderArguments {
    pub(super) file: String,
    pub(super) to: Kind,
    pub(super) out: Option<String>,
    /// The report of the year before, for charts and for what holds the check.
    pub(super) previous: Option<String>,
    /// For what holds the check.
    pub(super) options: Options,
}

/// The arguments of `gouji rollup`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RollupArguments {
    /// Files, folders, archives.
    pub(super) files: Vec<String>,
    /// The report of the authority above.
    pub(super) against: Option<String>,
    /// A file with the names of the bodies that ought to report, one a line.
    pub(super) roster: Option<String>,
    /// The year that is added up.
    pub(super) year: Option<i32>,
    pub(super) format: RollupFormat,
    pub(super) out: Option<String>,
}

/// The arguments of `gouji fix`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FixArguments {
    pub(super) file: String,
    /// Where the corrected draft goes; without it corrections are only listed.
    pub(super) out: Option<String>,
    /// Only corrections that need no thought.
    pub(super) safe: bool,
    /// Rules and fingerprints of the only findings that are corrected; all when there are none.
    pub(super) only: Vec<String>,
    /// Whether the corrections are tracked changes.
    pub(super) tracked: bool,
    pub(super) options: Options,
}

/// Declares the values of an option with their names.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $name { $($variant,)+ }

        impl Choice for $name {
            const ALL: &'static [(&'static str, $name)] = &[$(($text, $name::$variant),)+];
        }
    };
}

trait Choice: Copy + 'static {
    const ALL: &'static [(&'static str, Self)];
}

choices! {
    /// What help is about.
    Topic {
        All = "help",
        Check = "check",
        Rollup = "rollup",
        Extract = "extract",
        Render = "render",
        Fix = "fix",
        Share = "share",
        Open = "open",
        Rules = "rules",
        Explain = "explain",
    }
}

choices! {
    /// How findings are printed.
    CheckFormat {
        Text = "text",
        Json = "json",
        Sarif = "sarif",
        Markdown = "markdown",
        Html = "html",
    }
}

#[allow(clippy::derivable_impls, reason = "a macro declares the variants")]
impl Default for CheckFormat {
    fn default() -> CheckFormat {
        CheckFormat::Text
    }
}

choices! {
    /// How a sum is printed.
    RollupFormat {
        Text = "text",
        Json = "json",
        Xlsx = "xlsx",
        Html = "html",
    }
}

#[allow(clippy::derivable_impls, reason = "a macro declares the variants")]
impl Default for RollupFormat {
    fn default() -> RollupFormat {
        RollupFormat::Text
    }
}

impl Choice for Kind {
    const ALL: &'static [(&'static str, Kind)] = Kind::ALL;
}

choices! {
    /// How the rules are printed.
    RulesFormat {
        Json = "json",
        Markdown = "markdown",
    }
}

choices! {
    /// The value of `--lang`.
    LanguageName {
        Chinese = "zh",
        English = "en",
    }
}

/// The language of messages, known before anything else may be wrong.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let mut language = Language::Chinese;
    for (index, argument) in arguments.iter().enumerate() {
        let value = match argument.to_str() {
            Some("--lang") => arguments.get(index + 1).and_then(|value| value.to_str()),
            Some(argument) => argument.strip_prefix("--lang="),
            None => None,
        };
        match value {
            Some("en") => language = Language::English,
            Some("zh") => language = Language::Chinese,
            _ => {}
        }
    }
    language
}

/// Reads the arguments behind the program's name.
pub(super) fn parse(arguments: Vec<OsString>) -> Result<Command, Usage> {
    let mut arguments = Arguments { parser: Parser::from_args(arguments) };
    match arguments.next()? {
        None => Err(Usage::NoCommand),
        Some(Found::Option(name)) => match name.as_str() {
            "-h" | "--help" => Ok(Command::Help(Topic::All)),
            "-V" | "--version" => Ok(Command::Version),
            _ => Err(Usage::Unexpected(name)),
        },
        Some(Found::Value(name)) => {
            let topic = Topic::ALL.iter().find(|(topic, _)| *topic == name).map(|(_, topic)| *topic);
            match topic {
                Some(Topic::All) => arguments.help(),
                Some(topic) => arguments.command(topic),
                None => Err(Usage::UnknownCommand(name)),
            }
        }
    }
}

struct Arguments {
    parser: Parser,
}

/// The next argument.
enum Found {
    /// An option, with its dashes.
    Option(String),
    /// A file or another name.
    Value(String),
}

impl Arguments {
    /// The next argument that does not only choose the language.
    fn next(&mut self) -> Result<Option<Found>, Usage> {
        loop {
            let argument = self.parser.next().map_err(|error| Usage::Unexpected(error.to_string()))?;
            return Ok(Some(match argument {
                None => return Ok(None),
                Some(Arg::Long("lang")) => {
                    self.choice::<LanguageName>("--lang")?;
                    continue;
                }
                Some(Arg::Long(name)) => Found::Option(format!("--{name}")),
                Some(Arg::Short(name)) => Found::Option(format!("-{name}")),
                Some(Arg::Value(value)) => Found::Value(text(value)?),
            }));
        }
    }

    fn value(&mut self, option: &'static str) -> Result<String, Usage> {
        let value = self.parser.value().map_err(|_| Usage::Missing(option))?;
        text(value)
    }

    fn choice<T: Choice>(&mut self, option: &'static str) -> Result<T, Usage> {
        let value = self.value(option)?;
        if let Some((_, choice)) = T::ALL.iter().find(|(name, _)| *name == value) {
            return Ok(*choice);
        }
        let names: Vec<&str> = T::ALL.iter().map(|(name, _)| *name).collect();
        Err(Usage::BadValue(option, value, names.join(" ")))
    }

    fn help(mut self) -> Result<Command, Usage> {
        let Some(Found::Value(name)) = self.next()? else { return Ok(Command::Help(Topic::All)) };
        let topic = Topic::ALL.iter().find(|(topic, _)| *topic == name).map(|(_, topic)| *topic);
        topic.map(Command::Help).ok_or(Usage::UnknownCommand(name))
    }

    fn command(mut self, topic: Topic) -> Result<Command, Usage> {
        let mut values = Vec::new();
        let mut check = CheckArguments::default();
        let mut rollup = RollupArguments::default();
        let mut options = Options::default();
        let mut previous = None;
        let mut to = None;
        let mut out = None;
        let mut rules = RulesFormat::Markdown;
        let mut carries = Carries::Everything;
        let mut fix = FixArguments::default();
        while let Some(found) = self.next()? {
            let option = match found {
                Found::Value(value) => {
                    values.push(value);
                    continue;
                }
                Found::Option(option) => option,
            };
            match (topic, option.as_str()) {
                (_, "-h" | "--help") => return Ok(Command::Help(topic)),
                (Topic::Check, "--format") => check.format = self.choice("--format")?,
                (Topic::Check, "--ndjson") => check.ndjson = true,
                (Topic::Check | Topic::Render, "--previous") => previous = Some(self.value("--previous")?),
                (Topic::Check, "--on") => options.switches.push((self.rule("--on")?, true)),
                (Topic::Check, "--off") => options.switches.push((self.rule("--off")?, false)),
                (Topic::Check | Topic::Render | Topic::Fix, "--level") => options.level = Some(self.level()?),
                (Topic::Check | Topic::Render | Topic::Fix, "--year") => options.year = Some(self.year()?),
                (Topic::Rollup, "--against") => rollup.against = Some(self.value("--against")?),
                (Topic::Rollup, "--roster") => rollup.roster = Some(self.value("--roster")?),
                (Topic::Rollup, "--year") => rollup.year = Some(self.year()?),
                (Topic::Rollup, "--format") => rollup.format = self.choice("--format")?,
                (Topic::Rollup, "-o" | "--output") => rollup.out = Some(self.value("-o")?),
                (Topic::Render, "--to") => to = Some(self.choice("--to")?),
                (Topic::Render | Topic::Fix, "-o" | "--output") => out = Some(self.value("-o")?),
                (Topic::Fix, "--safe") => fix.safe = true,
                (Topic::Fix, "--only") => fix.only.push(self.finding("--only")?),
                (Topic::Fix, "--tracked") => fix.tracked = true,
                (Topic::Share, "--numbers") => carries = Carries::Numbers,
                (Topic::Rules, "--format") => rules = self.choice("--format")?,
                _ => return Err(Usage::Unexpected(option)),
            }
        }
        (check.options, check.previous) = (options.clone(), previous.clone());
        match topic {
            Topic::All => Ok(Command::Help(Topic::All)),
            Topic::Check if check.ndjson => none(values).map(|()| Command::Check(check)),
            Topic::Check if values.is_empty() => Err(Usage::NoFile),
            Topic::Check => Ok(Command::Check(CheckArguments { files: values, ..check })),
            Topic::Rollup if values.is_empty() => Err(Usage::NoFile),
            Topic::Rollup => Ok(Command::Rollup(RollupArguments { files: values, ..rollup })),
            Topic::Extract => one(values, Usage::NoFile).map(Command::Extract),
            Topic::Render => {
                let file = one(values, Usage::NoFile)?;
                let to = to.ok_or(Usage::Missing("--to"))?;
                Ok(Command::Render(RenderArguments { file, to, out, previous, options }))
            }
            Topic::Fix => {
                let file = one(values, Usage::NoFile)?;
                Ok(Command::Fix(FixArguments { file, out, options, ..fix }))
            }
            Topic::Share => one(values, Usage::NoFile).map(|file| Command::Share { file, carries }),
            Topic::Open => one(values, Usage::Missing("LINK")).map(Command::Open),
            Topic::Rules => none(values).map(|()| Command::Rules(rules)),
            Topic::Explain => one(values, Usage::Missing("RULE")).map(Command::Explain),
        }
    }

    fn level(&mut self) -> Result<Level, Usage> {
        let name = self.value("--level")?;
        Level::from_name(&name).ok_or_else(|| {
            let names: Vec<&str> = Level::ALL.iter().map(|level| level.as_str()).collect();
            Usage::BadValue("--level", name, names.join(" "))
        })
    }

    /// A rule, or the fingerprint of a finding.
    fn finding(&mut self, option: &'static str) -> Result<String, Usage> {
        let name = self.value(option)?;
        Ok(check::rule(&name.to_ascii_uppercase()).map_or(name, |rule| rule.id.to_owned()))
    }

    fn rule(&mut self, option: &'static str) -> Result<String, Usage> {
        let id = self.value(option)?.to_ascii_uppercase();
        match check::rule(&id) {
            Some(rule) => Ok(rule.id.to_owned()),
            None => Err(Usage::BadValue(option, id, "gouji rules".to_owned())),
        }
    }

    fn year(&mut self) -> Result<i32, Usage> {
        let year = self.value("--year")?;
        let number = year.parse().ok().filter(|year| (2000..=2100).contains(year));
        number.ok_or_else(|| Usage::BadValue("--year", year, "2000–2100".to_owned()))
    }
}

fn text(value: OsString) -> Result<String, Usage> {
    value.string().map_err(|error| Usage::Unexpected(error.to_string()))
}

/// The only value; none, or one too many, is an error.
fn one(values: Vec<String>, missing: Usage) -> Result<String, Usage> {
    let mut values = values.into_iter();
    match (values.next(), values.next()) {
        (None, _) => Err(missing),
        (Some(value), None) => Ok(value),
        (Some(_), Some(more)) => Err(Usage::Unexpected(more)),
    }
}

fn none(values: Vec<String>) -> Result<(), Usage> {
    match values.into_iter().next() {
        None => Ok(()),
        Some(value) => Err(Usage::Unexpected(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::export::ReportKind;

    fn parsed(line: &str) -> Result<Command, Usage> {
        parse(line.split_whitespace().map(OsString::from).collect())
    }

    #[test]
    fn commands_are_understood() {
        assert_eq!(parsed("--help"), Ok(Command::Help(Topic::All)));
        assert_eq!(parsed("help render"), Ok(Command::Help(Topic::Render)));
        assert_eq!(parsed("check --help"), Ok(Command::Help(Topic::Check)));
        assert_eq!(parsed("-V"), Ok(Command::Version));
        assert_eq!(parsed("extract -"), Ok(Command::Extract("-".into())));
        let share = |carries| Ok(Command::Share { file: "a".into(), carries });
        assert_eq!(parsed("share a"), share(Carries::Everything));
        assert_eq!(parsed("share --numbers a"), share(Carries::Numbers));
        assert_eq!(parsed("open #1dAAAA"), Ok(Command::Open("#1dAAAA".into())));
        assert_eq!(parsed("--lang en rules --format=json"), Ok(Command::Rules(RulesFormat::Json)));
        assert_eq!(
            parsed("render a.docx --to html -o b.html --previous c"),
            Ok(Command::Render(RenderArguments {
                file: "a.docx".into(),
                to: Kind::Report(ReportKind::Html),
                out: Some("b.html".into()),
                previous: Some("c".into()),
                options: Options::default(),
            }))
        );
        assert_eq!(
            parsed("fix a.docx -o b.docx --safe --only app-01 --only 12ab --tracked --year 2024"),
            Ok(Command::Fix(FixArguments {
                file: "a.docx".into(),
                out: Some("b.docx".into()),
                safe: true,
                only: vec!["APP-01".into(), "12ab".into()],
                tracked: true,
                options: Options { year: Some(2024), ..Options::default() },
            }))
        );
        assert_eq!(
            parsed("check a b --format json --year 2024 --level township --previous c"),
            Ok(Command::Check(CheckArguments {
                files: vec!["a".into(), "b".into()],
                format: CheckFormat::Json,
                options: Options { year: Some(2024), level: Some(Level::Township), ..Options::default() },
                previous: Some("c".into()),
                ndjson: false,
            }))
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, usage) in [
            ("", Usage::NoCommand),
            ("chek a", Usage::UnknownCommand("chek".into())),
            ("check", Usage::NoFile),
            ("check --ndjson a", Usage::Unexpected("a".into())),
            ("check a --colour", Usage::Unexpected("--colour".into())),
            ("extract a b", Usage::Unexpected("b".into())),
            ("render a", Usage::Missing("--to")),
            ("render a --to", Usage::Missing("--to")),
            ("fix", Usage::NoFile),
            ("fix a --to docx", Usage::Unexpected("--to".into())),
            ("check a --tracked", Usage::Unexpected("--tracked".into())),
            ("explain", Usage::Missing("RULE")),
            ("open", Usage::Missing("LINK")),
            ("open a --numbers", Usage::Unexpected("--numbers".into())),
            ("check a --year 24", Usage::BadValue("--year", "24".into(), "2000–2100".into())),
            ("check a --format pdf", Usage::BadValue("--format", "pdf".into(), "text json sarif markdown html".into())),
            ("--lang fr check a", Usage::BadValue("--lang", "fr".into(), "zh en".into())),
        ] {
            assert_eq!(parsed(line), Err(usage), "{line}");
        }
    }

    #[test]
    fn a_sum_has_options_of_its_own() {
        let expected = RollupArguments {
            files: vec!["a".into(), "b".into()],
            against: Some("c".into()),
            roster: Some("d".into()),
            year: Some(2024),
            format: RollupFormat::Xlsx,
            out: Some("e".into()),
        };
        let line = "rollup a --against c b --roster d --year 2024 --format xlsx -o e";
        assert_eq!(parsed(line), Ok(Command::Rollup(expected)));
        assert_eq!(parsed("rollup --against c"), Err(Usage::NoFile));
        assert_eq!(parsed("check a --against b"), Err(Usage::Unexpected("--against".into())));
    }

    #[test]
    fn the_language_is_known_whatever_else_is_wrong() {
        let language = |line: &str| language(&line.split_whitespace().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(language("chek --lang=en"), Language::English);
        assert_eq!(language("check --frobnicate --lang en"), Language::English);
        assert_eq!(language("check a"), Language::Chinese);
    }
}
