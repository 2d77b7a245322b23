//! Running other programs, and telling how long each step took.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::root;

/// Runs one step, with its name before it and its time after it.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▶ {name}");
    let start = Instant::now();
    let answer = work().with_context(|| format!("{name} failed"))?;
    eprintln!("✔ {name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(answer)
}

/// A command that runs in the workspace's folder and reads nothing from the terminal.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that runs this program.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm, which is a batch file on Windows.
pub fn npm() -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs to its end.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", described(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", described(command));
    }
    Ok(())
}

/// Runs to its end and returns what it wrote to standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {}", described(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}", described(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs a test runner, shows what it says, and puts the lines that sum it up into `summary`, so that they can be
/// shown once more when all is done.
pub fn run_tests(command: &mut Command, summary: &mut Vec<String>, is_summary: impl Fn(&str) -> bool) -> Result<()> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", described(command)))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            // A reader that has gone away must not end the tests.
            let _ = writeln!(std::io::stdout(), "{line}");
            if is_summary(&line) {
                summary.push(line);
            }
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{} ended with {status}", described(command));
    }
    Ok(())
}

/// The first of the programs that is on the search path.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().find_map(|name| {
        let name = if cfg!(windows) { format!("{name}.exe") } else { (*name).to_owned() };
        folders.iter().map(|folder| folder.join(&name)).find(|path| path.is_file())
    })
}

fn described(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words: Vec<_> = std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
