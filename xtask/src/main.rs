//! `cargo xtask serve | dist | test | bench`: everything the project needs beyond cargo itself.
//!
//! ```text
//! module ─▶ wasm + glue ┐
//! help   ─▶ rule pages  ├─ page ─▶ dist ─▶ dist/site, dist/gouji.html ─▶ server, test, bench
//! www/   ─▶ template    ┘
//! ```

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

mod bench;
mod browser;
mod dependencies;
mod dist;
mod help;
mod installable;
mod lanes;
mod module;
mod npm;
mod old;
mod old_browsers;
mod page;
mod policy;
mod process;
mod server;
mod styles;
mod test;
mod toolchain;

use dist::Editions;
use module::Effort;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--built | --quick]   build the page and serve dist/site on 127.0.0.1
  dist [--quick] [--old]                 build dist/site (the hosted page), dist/gouji.html (the single file) and
                                         dist/npm (the package for other people's pages)
  test [FILTER]                          format, lints and all tests, also those in a browser
  test --old                             the page in browsers of 2018 to 2023, and in Firefox
  bench                                  sizes and times against their budgets; writes BENCHMARKS.md
  bench --lighthouse                     Lighthouse on dist/site, as a section of it

`cargo xtask COMMAND --help` says more.";

const SERVE_HELP: &str = "\
cargo xtask serve [--port N] [--built | --quick]

Builds the page and serves dist/site on 127.0.0.1, which no other computer reaches. Needs rustup alone; without
Node.js and `npm ci` the modules are not optimised.

  --port N   the port; without it, or when it is 0, a free one
  --built    serve what `dist` built last, without building
  --quick    build in seconds what is several times as large, for looking at a change";

const DIST_HELP: &str = "\
cargo xtask dist [--quick] [--old]

Builds the start, importer and exporter modules with a standard library made for size (with rustup's component
rust-src, which is added when missing), generates their glue, optimises them (with Node.js, after `npm ci`), and writes

  dist/site/        the hosted page: upload it to any static web server
  dist/gouji.html   the whole product in one file, opened by double-click
  dist/npm/         the package: an ES module, the element <gouji-checker>, and the checker in a frame

  --quick   in seconds, not optimised and several times as large, for looking at a change
  --old     also dist/gouji-old.html, the single file for browsers from Chromium 65 on, and the same as
            dist/site/old.html, where the hosted page leads them; its policy has to allow eval, which is the only word
            that old browsers know for WebAssembly

Both state a Content-Security-Policy; the single file's forbids every request.";

const TEST_HELP: &str = "\
cargo xtask test [FILTER | --old]

Without FILTER: formatting, lints for the computer and for WebAssembly, every cargo test, the modules' tests in
Node.js, and the page's tests in a browser. With FILTER: the tests whose name contains it.

With --old: what people do most, in Chromium 65, 72, 80 and 109, which npm packages carry (200 MB), and in Firefox:
$GOUJI_FIREFOX, else an installed one, else (on Debian, as root) one that apt-get installs.

Needs rustup and Node.js 20 or later. The browser is $GOUJI_CHROMIUM, else an installed Chromium, Chrome or Edge,
else (on Debian, as root) one that apt-get installs.";

const BENCH_HELP: &str = "\
cargo xtask bench [--lighthouse]

Measures the sizes of what is built and the times of the page and the native checker, writes BENCHMARKS.md, and
fails when a budget is passed. Needs what `cargo xtask test` needs.";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        None | Some(Short('h') | Long("help")) => {
            println!("{HELP}");
            return Ok(());
        }
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    let help = match command.as_str() {
        "serve" => SERVE_HELP,
        "dist" => DIST_HELP,
        "test" => TEST_HELP,
        "bench" => BENCH_HELP,
        _ => bail!("there is no command {command:?}\n\n{HELP}"),
    };

    let (mut port, mut built, mut filter, mut effort) = (0_u16, false, None, Effort::Full);
    let (mut old, mut lighthouse) = (false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => {
                println!("{help}");
                return Ok(());
            }
            Long("port") if command == "serve" => port = arguments.value()?.parse()?,
            Long("built") if command == "serve" => built = true,
            Long("quick") if command == "serve" || command == "dist" => effort = Effort::Quick,
            Long("lighthouse") if command == "bench" => lighthouse = true,
            Long("old") if command == "dist" || command == "test" => old = true,
            Value(value) if command == "test" && filter.is_none() => filter = Some(value.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match command.as_str() {
        "serve" => {
            if !built {
                dist::build(effort, Editions::Today)?;
            }
            server::serve(port)
        }
        "dist" => dist::build(effort, if old { Editions::AlsoOld } else { Editions::Today }).map(drop),
        "test" if old => old_browsers::everything(),
        "test" => test::everything(filter.as_deref()),
        _ if lighthouse => bench::lighthouse::measure(),
        _ => bench::everything(),
    }
}

/// The workspace's folder.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(PathBuf::from).unwrap_or_default()
}

/// Where cargo builds.
fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}
